//! What holds for every fuel, blend and leak.
#![allow(clippy::unwrap_used)]

use climate_account::gas::{Emissions, Gas};
use climate_account::method::{
    BlendComponent, CarbonOrigin, FuelAmount, FuelBlend, GasState, LeakDriver, MASS_RESOLUTION,
    ShareBasis, blend_combustion, carbon_dioxide_of, carbon_in_carbon_dioxide, coal_mine_methane,
    combustion, combustion_by_carbon, measured_leak, methane_by_origin, moist_net_calorific_value,
    net_energy, net_energy_of_gross, net_energy_of_volume, normal_volume, per_useful_energy,
    segment_leaks,
};
use climate_account::number::{Exact, Rounding};
use climate_account::unit::{
    CarbonMass, GrossEnergy, Mass, MethaneMass, NetEnergy, Pieces, Rate, Volume,
};
use climate_account::{EmissionFactor, ErrorKind, Quantity, Source};
use proptest::prelude::*;

fn positive() -> impl Strategy<Value = Exact> {
    (1_i64..1_000_000_000, 0_i8..4).prop_map(|(mantissa, scale)| Exact::new(mantissa, scale))
}

/// 0 to 1, both included.
fn share() -> impl Strategy<Value = Exact> {
    (0_i64..=1000).prop_map(|thousandths| Exact::new(thousandths, 3))
}

fn positive_share() -> impl Strategy<Value = Exact> {
    (1_i64..=1000).prop_map(|thousandths| Exact::new(thousandths, 3))
}

fn energy(value: Exact) -> Quantity<NetEnergy> {
    Quantity::new(value, "GJ (net)").unwrap()
}

fn factor_per(per: &str, masses: &[(Gas, Exact)]) -> EmissionFactor {
    let source = Source::new("Tests", "Made-up figures", 2024, "row 1").unwrap();
    let emissions = masses.iter().fold(Emissions::none(), |sum, (gas, mass)| {
        sum.and(&Emissions::from_grams(*gas, *mass)).unwrap()
    });
    EmissionFactor::new("fuel", "fuel", per.parse().unwrap(), emissions, source).unwrap()
}

fn fossil(mass: Exact) -> EmissionFactor {
    let minor = Exact::new(3, 1);
    factor_per("GJ (net)", &[(Gas::CO2, mass), (Gas::CH4_FOSSIL, minor), (Gas::N2O, minor)])
}

fn biogenic(mass: Exact) -> EmissionFactor {
    let minor = Exact::new(7, 1);
    factor_per(
        "GJ (net)",
        &[(Gas::CO2_BIOGENIC, mass), (Gas::CH4_NON_FOSSIL, minor), (Gas::N2O, minor)],
    )
}

fn component(factor: EmissionFactor, density: Exact, value: Exact) -> BlendComponent {
    BlendComponent::new(factor)
        .with_density(Rate::new(density, "kg/m3").unwrap())
        .with_net_calorific_value(Rate::new(value, "GJ (net)/t").unwrap())
}

fn blend(share: Exact, basis: ShareBasis) -> FuelBlend {
    FuelBlend::new(
        component(fossil(74_100.into()), 840.into(), 43.into()),
        component(biogenic(70_800.into()), 883.into(), Exact::new(372, 1)),
        share,
        basis,
    )
    .unwrap()
}

fn basis() -> impl Strategy<Value = ShareBasis> {
    prop::sample::select(vec![ShareBasis::Energy, ShareBasis::Volume, ShareBasis::Mass])
}

/// The largest difference of a gas in grams.
fn apart(left: &Emissions, right: &Emissions) -> Exact {
    let difference = left.clone().and(&right.times(-1).unwrap()).unwrap();
    difference.masses().map(|(_, mass)| mass.abs()).max().unwrap_or(Exact::ZERO)
}

fn micrograms(count: i64) -> Exact {
    Exact::new(count, 6)
}

proptest! {
    #[test]
    fn emissions_scale_with_the_fuel(fuel in positive(), mass in positive(), number in 1_i64..1000) {
        let factor = fossil(mass);
        let once = combustion(energy(fuel), &factor).unwrap();
        let scaled = combustion(energy(fuel).scale(number.into()).unwrap(), &factor).unwrap();
        prop_assert_eq!(scaled, once.times(number).unwrap());
    }

    #[test]
    fn two_parts_of_a_fuel_add_up(first in positive(), second in positive(), mass in positive()) {
        let factor = fossil(mass);
        let parts = combustion(energy(first), &factor)
            .unwrap()
            .and(&combustion(energy(second), &factor).unwrap())
            .unwrap();
        let whole = energy(first).checked_add(energy(second)).unwrap();
        prop_assert_eq!(combustion(whole, &factor).unwrap(), parts);
    }

    #[test]
    fn no_fuel_emits_nothing(mass in positive(), part in share(), basis in basis()) {
        prop_assert!(combustion(Quantity::ZERO, &fossil(mass)).unwrap().is_none());
        let none = FuelAmount::Volume(Quantity::ZERO);
        let result = blend_combustion(none, &blend(part, basis)).unwrap();
        prop_assert!(result.emissions().unwrap().is_none());
    }

    #[test]
    fn a_larger_factor_emits_more(fuel in positive(), mass in positive(), more in positive()) {
        let grams = |mass| combustion(energy(fuel), &fossil(mass)).unwrap().grams(Gas::CO2);
        prop_assert!(grams(mass) < grams(mass.checked_add(more).unwrap()));
    }

    #[test]
    fn the_unit_of_the_fuel_does_not_matter(tonnes in positive(), value in positive()) {
        let value = Rate::new(value, "GJ (net)/t").unwrap();
        let in_tonnes = Quantity::<Mass>::new(tonnes, "t").unwrap();
        let kilograms = tonnes.checked_mul(1000.into()).unwrap();
        let in_kilograms = Quantity::<Mass>::new(kilograms, "kg").unwrap();
        prop_assert_eq!(
            net_energy(in_tonnes, &value).unwrap(),
            net_energy(in_kilograms, &value).unwrap()
        );
    }

    #[test]
    fn volume_and_mass_of_one_fuel_have_one_energy(
        litres in positive(), density in positive(), value in positive()
    ) {
        let density = Rate::<Mass, Volume>::new(density, "kg/m3").unwrap();
        let value = Rate::new(value, "GJ (net)/t").unwrap();
        let volume = Quantity::<Volume>::new(litres, "l").unwrap();
        let mass = volume.times(&density).unwrap();
        prop_assert_eq!(
            net_energy_of_volume(volume, &density, &value).unwrap(),
            net_energy(mass, &value).unwrap()
        );
    }

    #[test]
    fn net_energy_is_at_most_gross(gigajoules in positive(), ratio in positive_share()) {
        let gross = Quantity::<GrossEnergy>::new(gigajoules, "GJ (gross)").unwrap();
        let net = net_energy_of_gross(gross, ratio).unwrap();
        prop_assert!(net.base_value() <= gross.base_value());
    }

    #[test]
    fn water_takes_from_the_calorific_value(water in 0_i64..700) {
        let dry = Rate::new(Exact::new(185, 1), "GJ (net)/t").unwrap();
        let wet = |water| moist_net_calorific_value(&dry, Exact::new(water, 3)).unwrap();
        prop_assert!(wet(water + 1).amount().value < wet(water).amount().value);
    }

    /// Carbon in is carbon in CO2 and carbon unburnt.
    #[test]
    fn carbon_is_conserved(fuel in positive(), content in positive(), part in positive_share()) {
        let content = Rate::new(content, "kg C/GJ (net)").unwrap();
        let balance = combustion_by_carbon(energy(fuel), &content, part).unwrap();
        prop_assert_eq!(balance.carbon, energy(fuel).times(&content).unwrap());
        prop_assert_eq!(balance.oxidised.checked_add(balance.unoxidised).unwrap(), balance.carbon);
        prop_assert_eq!(balance.carbon_dioxide, carbon_dioxide_of(balance.oxidised).unwrap());
        let grams = balance.emissions(CarbonOrigin::Fossil).unwrap().grams(Gas::CO2);
        let off = grams.checked_sub(balance.carbon_dioxide.base_value()).unwrap().abs();
        prop_assert!(off <= micrograms(1));
    }

    #[test]
    fn carbon_there_and_back_is_the_same(kilograms in positive()) {
        let carbon = Quantity::<CarbonMass>::new(kilograms, "kg C").unwrap();
        let back = carbon_in_carbon_dioxide(carbon_dioxide_of(carbon).unwrap()).unwrap();
        let off = back.base_value().checked_sub(carbon.base_value()).unwrap().abs();
        prop_assert!(off <= carbon.base_value().checked_mul(Exact::new(1, 27)).unwrap());
    }

    /// E_fossil + E_biogenic = Q x ((1 - b) x EF_f + b x EF_b), exact for a share of the energy.
    #[test]
    fn fossil_and_biogenic_are_the_whole(fuel in positive(), part in share()) {
        let blend = blend(part, ShareBasis::Energy);
        let result = blend_combustion(FuelAmount::Energy(energy(fuel)), &blend).unwrap();
        let rest = Exact::ONE.checked_sub(part).unwrap();
        let expected = combustion(energy(fuel).scale(rest).unwrap(), blend.fossil().factor())
            .unwrap()
            .and(&combustion(energy(fuel).scale(part).unwrap(), blend.biogenic().factor()).unwrap())
            .unwrap();
        prop_assert_eq!(result.emissions().unwrap(), expected);
        prop_assert_eq!(result.energy().unwrap(), energy(fuel));
    }

    #[test]
    fn a_share_of_0_and_1_is_the_pure_fuel(litres in positive(), basis in basis()) {
        let volume = Quantity::<Volume>::new(litres, "l").unwrap();
        let burn = |share| blend_combustion(FuelAmount::Volume(volume), &blend(share, basis)).unwrap();
        let pure = |component: &BlendComponent| {
            let (density, value) =
                (component.density().unwrap(), component.net_calorific_value().unwrap());
            let energy = net_energy_of_volume(volume, density, value).unwrap();
            combustion(energy, component.factor()).unwrap()
        };
        let blend = blend(Exact::ZERO, basis);
        prop_assert_eq!(burn(Exact::ZERO).emissions().unwrap(), pure(blend.fossil()));
        prop_assert_eq!(burn(Exact::ONE).emissions().unwrap(), pure(blend.biogenic()));
    }

    #[test]
    fn the_energy_share_lies_between_0_and_1(part in share(), basis in basis()) {
        let share = blend(part, basis).biogenic_energy_share().unwrap();
        let value = share.times(Exact::ONE, Rounding::RESOLUTION).unwrap();
        prop_assert!(!value.is_negative() && value <= Exact::ONE);
        if basis == ShareBasis::Energy {
            prop_assert_eq!(value, part);
        }
    }

    /// An amount by energy and the same amount by volume are the same to a microgram or two.
    #[test]
    fn what_the_blend_is_counted_in_does_not_matter(litres in 1_i64..1_000_000, part in share(), basis in basis()) {
        let blend = blend(part, basis);
        let by_volume =
            blend_combustion(FuelAmount::Volume(Quantity::<Volume>::litres(litres)), &blend).unwrap();
        let energy = by_volume.energy().unwrap();
        let by_energy = blend_combustion(FuelAmount::Energy(energy), &blend).unwrap();
        let (left, right) = (by_volume.emissions().unwrap(), by_energy.emissions().unwrap());
        prop_assert!(apart(&left, &right) <= micrograms(2));
    }

    #[test]
    fn useful_energy_costs_fuel(mass in 1_i64..1_000_000, efficiency in positive_share()) {
        let factor = fossil(mass.into());
        let heat = per_useful_energy(&factor, efficiency, &"GJ".parse().unwrap()).unwrap();
        prop_assert!(heat.grams(Gas::CO2) >= factor.emissions().grams(Gas::CO2));
        let back = heat.times(efficiency).unwrap();
        prop_assert!(apart(&back, factor.emissions()) <= micrograms(1));
    }

    #[test]
    fn methane_of_two_origins_is_all_methane(kilograms in positive(), part in share()) {
        let methane = Quantity::<MethaneMass>::new(kilograms, "kg CH4").unwrap();
        let emissions = methane_by_origin(methane, part).unwrap();
        let sum = emissions.grams(Gas::CH4_FOSSIL).checked_add(emissions.grams(Gas::CH4_NON_FOSSIL));
        prop_assert_eq!(sum.unwrap(), methane.base_value());
    }

    #[test]
    fn the_mass_of_a_leak_does_not_change_with_the_state(cubic_metres in 1_i64..1_000_000) {
        let lost = Quantity::<Volume>::cubic_metres(cubic_metres);
        let density = Rate::<MethaneMass, Volume>::new(Exact::new(67, 2), "kg CH4/m3").unwrap();
        let direct = measured_leak(lost, GasState::Standard, Exact::ONE, &density, GasState::Celsius20);
        let normal = normal_volume(lost, GasState::Standard).unwrap();
        let normal = Quantity::<Volume>::new(
            normal.in_unit(&"Nm3".parse().unwrap(), Rounding::RESOLUTION).unwrap(), "m3",
        );
        let around =
            measured_leak(normal.unwrap(), GasState::Normal, Exact::ONE, &density, GasState::Celsius20);
        let off = around.unwrap().base_value().checked_sub(direct.unwrap().base_value()).unwrap();
        prop_assert!(off.abs() <= micrograms(1));
    }

    #[test]
    fn leaks_scale_with_their_driver(count in 1_i64..1_000_000, mass in positive()) {
        let factor = factor_per("piece", &[(Gas::CH4_FOSSIL, mass)]);
        let leaks = |count: i64| {
            segment_leaks(LeakDriver::Appliances(Quantity::<Pieces>::pieces(count)), &factor).unwrap()
        };
        prop_assert_eq!(leaks(count).times(3).unwrap(), leaks(3 * count));
        prop_assert!(leaks(0).is_none());
    }

    #[test]
    fn recovered_and_emitted_are_the_generated(tonnes in 1_i64..1_000_000, part in share()) {
        let coal = |recovered| {
            coal_mine_methane(
                Quantity::<Mass>::tonnes(tonnes), &Rate::new(18, "m3/t").unwrap(), recovered,
            )
            .unwrap()
        };
        let generated = coal(Quantity::ZERO);
        let recovered = generated.scale(part).unwrap();
        prop_assert_eq!(coal(recovered).checked_add(recovered).unwrap(), generated);
    }
}

#[test]
fn digits_that_no_sum_can_hold_are_an_overflow() {
    let many: Exact = "1234567890123456789012345.6789".parse().unwrap();
    let error = combustion(energy(many), &fossil(many)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Overflow);
}

/// A share that is itself the result of a division still fits.
#[test]
fn a_share_of_many_digits_is_no_overflow() {
    let share = "0.1234567890123456789012345678".parse().unwrap();
    let amount = FuelAmount::Energy(energy("123456.789".parse().unwrap()));
    let result = blend_combustion(amount, &blend(share, ShareBasis::Volume)).unwrap();
    let off = result.energy().unwrap().checked_sub(energy("123456.789".parse().unwrap())).unwrap();
    assert!(off.base_value().abs() <= micrograms(1)); // of 123 TJ in joule
}

/// One rule of resolution for all masses: the sixth decimal of a gram.
#[test]
fn masses_are_rounded_at_their_resolution() {
    assert_eq!(MASS_RESOLUTION, Rounding::decimals(6));
    let part = component(fossil(1.into()), 3.into(), 1.into());
    let other = component(biogenic(1.into()), 4.into(), 1.into());
    let blend = FuelBlend::new(part, other, Exact::new(5, 1), ShareBasis::Volume).unwrap();
    let result = blend_combustion(FuelAmount::Energy(energy(1.into())), &blend).unwrap();
    assert_eq!(result.fossil.grams(Gas::CO2).to_string(), "0.428571"); // 3/7
    assert_eq!(result.biogenic.grams(Gas::CO2_BIOGENIC).to_string(), "0.571429"); // 4/7
}
