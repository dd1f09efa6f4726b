//! What holds for all transport, and the figures of the guidelines' equations.
#![allow(clippy::unwrap_used)]

use climate_account::gas::{Emissions, Gas};
use climate_account::method::{
    BoundaryRule, ElectricityUse, Journey, LandingTakeOff, LoadFactor, activity_times_factor,
    charging_electricity, combustion, cross_boundary, distance_times_factor, engine_work,
    flight_emissions, fuel_of_work, net_energy, passenger_distance_of_vehicles, urea_additive,
    use_by_distance, vehicle_distance_of_goods, vehicle_distance_of_passengers,
};
use climate_account::number::{Exact, Rounding};
use climate_account::unit::{
    Distance, Energy, Mass, NetEnergy, PassengerDistance, Persons, Pieces, Rate, Ratio, Time,
    TonneDistance, VehicleDistance, Volume,
};
use climate_account::{EmissionFactor, Quantity, Source};
use proptest::prelude::*;

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

fn positive() -> impl Strategy<Value = Exact> {
    (1_i64..1_000_000_000, 0_i8..4).prop_map(|(mantissa, scale)| Exact::new(mantissa, scale))
}

fn positive_share() -> impl Strategy<Value = Exact> {
    (1_i64..=1000).prop_map(|thousandths| Exact::new(thousandths, 3))
}

fn share_below_one() -> impl Strategy<Value = Exact> {
    (0_i64..1000).prop_map(|thousandths| Exact::new(thousandths, 3))
}

fn factor(per: &str, kilograms: &[(Gas, Exact)]) -> EmissionFactor {
    let source = Source::new("Tests", "Made-up figures", 2024, "row 1").unwrap();
    let emissions = kilograms.iter().fold(Emissions::none(), |sum, (gas, mass)| {
        sum.and(&Emissions::from_kilograms(*gas, *mass)).unwrap()
    });
    EmissionFactor::new("fuel", "fuel", per.parse().unwrap(), emissions, source).unwrap()
}

fn traffic(kilometres: Exact) -> Quantity<VehicleDistance> {
    Quantity::new(kilometres, "vkm").unwrap()
}

fn value(ratio: Ratio) -> Exact {
    ratio.times(Exact::ONE, Rounding::RESOLUTION).unwrap()
}

fn sum(ratios: &[Ratio]) -> Exact {
    ratios.iter().fold(Exact::ZERO, |sum, ratio| sum.checked_add(value(*ratio)).unwrap())
}

/// A journey from A to B as both see it; the lengths are those in A and in B.
fn seen_from_both(in_a: Exact, in_b: Exact) -> [Journey; 2] {
    let (in_a, in_b) =
        (Quantity::<Distance>::new(in_a, "km").unwrap(), Quantity::new(in_b, "km").unwrap());
    [
        Journey {
            starts_inside: true,
            ends_inside: false,
            length_inside: in_a,
            length_outside: in_b,
        },
        Journey {
            starts_inside: false,
            ends_inside: true,
            length_inside: in_b,
            length_outside: in_a,
        },
    ]
}

fn near(left: Exact, right: Exact) -> bool {
    left.checked_sub(right).unwrap().abs() <= right.abs().checked_mul(Exact::new(1, 26)).unwrap()
}

proptest! {
    #[test]
    fn fuel_scales_with_the_distance(
        kilometres in positive(), litres in positive(), number in 1_i64..1000
    ) {
        let per_distance = Rate::<Volume, VehicleDistance>::new(litres, "l/vkm").unwrap();
        let once = use_by_distance(traffic(kilometres), &per_distance).unwrap();
        let scaled = traffic(kilometres).scale(number.into()).unwrap();
        let scaled = use_by_distance(scaled, &per_distance).unwrap();
        prop_assert_eq!(scaled, once.scale(number.into()).unwrap());
        prop_assert_eq!(use_by_distance(Quantity::ZERO, &per_distance).unwrap(), Quantity::ZERO);
    }

    /// Two classes with one factor are one class.
    #[test]
    fn splitting_a_class_changes_nothing(first in positive(), second in positive(), mass in positive()) {
        let car = factor("vkm", &[(Gas::CO2, mass)]);
        let parts = distance_times_factor(traffic(first), &car)
            .unwrap()
            .and(&distance_times_factor(traffic(second), &car).unwrap())
            .unwrap();
        let whole = traffic(first).checked_add(traffic(second)).unwrap();
        prop_assert_eq!(distance_times_factor(whole, &car).unwrap(), parts);
    }

    #[test]
    fn the_unit_of_the_distance_does_not_matter(kilometres in positive(), mass in positive()) {
        let car = factor("vkm", &[(Gas::CO2, mass)]);
        let thousands = Quantity::<VehicleDistance>::new(
            kilometres.checked_mul(Exact::new(1, 3)).unwrap(), "1000 vkm",
        );
        prop_assert_eq!(
            distance_times_factor(thousands.unwrap(), &car).unwrap(),
            distance_times_factor(traffic(kilometres), &car).unwrap()
        );
    }

    #[test]
    fn passengers_to_vehicles_and_back(kilometres in positive(), tenths in 1_i64..600) {
        let occupancy = Quantity::<Persons>::new(Exact::new(tenths, 1), "capita").unwrap();
        let travel = passenger_distance_of_vehicles(traffic(kilometres), occupancy).unwrap();
        let back = vehicle_distance_of_passengers(travel, occupancy).unwrap();
        prop_assert_eq!(back, traffic(kilometres));
        let travel = Quantity::<PassengerDistance>::new(kilometres, "pkm").unwrap();
        let vehicles = vehicle_distance_of_passengers(travel, occupancy).unwrap();
        let back = passenger_distance_of_vehicles(vehicles, occupancy).unwrap();
        prop_assert!(near(back.base_value(), travel.base_value()));
    }

    #[test]
    fn empty_runs_add_distance(
        tonne_kilometres in positive(), load in positive_share(), empty_share in share_below_one()
    ) {
        let goods = Quantity::<TonneDistance>::new(tonne_kilometres, "tkm").unwrap();
        let lorry = Quantity::<Mass>::tonnes(12);
        let distance = |rule| vehicle_distance_of_goods(goods, lorry, rule).unwrap();
        let all = distance(LoadFactor::OfLoadedKm { load, empty_share });
        let loaded = distance(LoadFactor::OfAllKm { load });
        prop_assert!(all.base_value() >= loaded.base_value());
        let share = Exact::ONE.checked_sub(empty_share).unwrap();
        prop_assert!(near(all.scale(share).unwrap().base_value(), loaded.base_value()));
        prop_assert_eq!(distance(LoadFactor::OfLoadedKm { load, empty_share: Exact::ZERO }), loaded);
    }

    #[test]
    fn charging_takes_more_than_the_battery_gives(
        kilometres in positive(), charging_efficiency in positive_share()
    ) {
        let per_distance = Rate::<Energy, VehicleDistance>::new(Exact::new(18, 2), "kWh/vkm").unwrap();
        let plug = ElectricityUse::AtPlug { per_distance: per_distance.clone() };
        let battery = ElectricityUse::AtBattery { per_distance, charging_efficiency };
        let given = charging_electricity(traffic(kilometres), &plug).unwrap();
        let taken = charging_electricity(traffic(kilometres), &battery).unwrap();
        prop_assert!(taken.base_value() >= given.base_value());
        prop_assert!(near(taken.scale(charging_efficiency).unwrap().base_value(), given.base_value()));
    }

    #[test]
    fn machines_add_up(first in 0_i64..10_000, second in 0_i64..10_000, load in positive_share()) {
        let work = |count: i64| {
            let (hours, power) = (Quantity::<Time>::hours(400), Rate::new(75, "kW").unwrap());
            engine_work(Quantity::<Pieces>::pieces(count), hours, &power, load).unwrap()
        };
        prop_assert_eq!(work(first).checked_add(work(second)).unwrap(), work(first + second));
    }

    /// With one factor per mass, tier 2 of aviation is tier 1.
    #[test]
    fn phases_of_flight_are_the_whole_flight(cycles in 0_i64..1000, spare in 0_i64..1_000_000) {
        let per_tonne = exact("3153.15");
        let aircraft = LandingTakeOff {
            cycles: Quantity::<Pieces>::pieces(cycles),
            fuel_per_cycle: Rate::new(825, "kg/piece").unwrap(),
            factor: factor("piece", &[(Gas::CO2, exact("2601.34875"))]),
        };
        let total = aircraft.fuel().unwrap().checked_add(Quantity::<Mass>::kilograms(spare)).unwrap();
        let fuel = factor("t", &[(Gas::CO2, per_tonne)]);
        let phases = flight_emissions(total, &[aircraft], &fuel).unwrap();
        let whole = activity_times_factor(&total.to_amount(), &fuel, None).unwrap();
        prop_assert_eq!(phases.emissions().unwrap(), whole);
    }

    #[test]
    fn urea_grows_with_its_purity(tonnes in positive(), purity in 1_i64..1000) {
        let gas = |thousandths| {
            let additive = Quantity::<Mass>::new(tonnes, "t").unwrap();
            urea_additive(additive, Exact::new(thousandths, 3)).unwrap().base_value()
        };
        prop_assert!(gas(purity) < gas(purity + 1));
    }

    /// Both municipalities of a journey have all of it, in scopes 1 and 3 together.
    #[test]
    fn a_journey_is_shared_without_loss(in_a in positive(), in_b in positive(), grams in positive()) {
        let whole = Emissions::from_grams(Gas::CO2, grams);
        for rule in [BoundaryRule::HalfHalf, BoundaryRule::OriginPays, BoundaryRule::DestinationPays] {
            let shares = seen_from_both(in_a, in_b).map(|journey| cross_boundary(rule, &journey).unwrap());
            let ratios: Vec<Ratio> = shares.iter().flat_map(|share| [share.scope_1(), share.scope_3()]).collect();
            prop_assert!(near(sum(&ratios), Exact::ONE), "{rule}");
            let emissions = shares
                .iter()
                .flat_map(|share| share.split(&whole).unwrap())
                .fold(Emissions::none(), |sum, (_, part)| sum.and(&part).unwrap());
            prop_assert_eq!(&emissions, &whole, "{}", rule);
        }
        let [a, b] = seen_from_both(in_a, in_b)
            .map(|journey| cross_boundary(BoundaryRule::Geographic, &journey).unwrap());
        prop_assert!(near(sum(&[a.scope_1(), b.scope_1()]), Exact::ONE));
        prop_assert!(a.scope_3().numerator().is_zero());
    }

    /// A journey inside is all the municipality's, through traffic is nobody's but by geography.
    #[test]
    fn what_is_inside_is_ours_and_what_goes_through_is_not(inside in positive(), outside in positive()) {
        let length = |value| Quantity::<Distance>::new(value, "km").unwrap();
        let journey = |ends: bool, outside| Journey {
            starts_inside: ends, ends_inside: ends, length_inside: length(inside), length_outside: outside,
        };
        for rule in [
            BoundaryRule::HalfHalf, BoundaryRule::OriginPays, BoundaryRule::DestinationPays, BoundaryRule::Geographic,
        ] {
            let local = cross_boundary(rule, &journey(true, Quantity::ZERO)).unwrap();
            prop_assert_eq!(local.scope_1(), Ratio::ONE);
            let through = cross_boundary(rule, &journey(false, length(outside))).unwrap();
            prop_assert_eq!(through.scope_1().numerator().is_zero(), rule != BoundaryRule::Geographic);
            prop_assert!(through.scope_3().numerator().is_zero());
        }
    }
}

/// A thousand terajoules of road diesel.
#[test]
fn fuel_sold() {
    let diesel = factor(
        "TJ (net)",
        &[(Gas::CO2, 74_100.into()), (Gas::CH4_FOSSIL, exact("3.9")), (Gas::N2O, exact("3.9"))],
    );
    let emissions = combustion(Quantity::<NetEnergy>::terajoules(1000), &diesel).unwrap();
    assert_eq!(emissions.tonnes(Gas::CO2), 74_100.into());
    assert_eq!(emissions.kilograms(Gas::CH4_FOSSIL), 3900.into());
    assert_eq!(emissions.kilograms(Gas::N2O), 3900.into());
}

/// Ten million kilometres of electric cars at 79 g/kWh.
#[test]
fn electric_cars() {
    let cars = ElectricityUse::AtBattery {
        per_distance: Rate::new(exact("0.18"), "kWh/vkm").unwrap(),
        charging_efficiency: exact("0.9"),
    };
    let electricity = charging_electricity(traffic(10_000_000.into()), &cars).unwrap();
    assert_eq!(electricity, Quantity::<Energy>::megawatt_hours(2000));
    let grid = factor("kWh", &[(Gas::CO2, exact("0.079"))]);
    let emissions = activity_times_factor(&electricity.to_amount(), &grid, None).unwrap();
    assert_eq!(emissions.tonnes(Gas::CO2), 158.into());
}

/// Twelve hundred tonnes of gas oil in ships.
#[test]
fn navigation() {
    let value = Rate::new(43, "GJ (net)/t").unwrap();
    let energy = net_energy(Quantity::<Mass>::tonnes(1200), &value).unwrap();
    assert_eq!(energy, Quantity::<NetEnergy>::gigajoules(51_600));
    let ship = factor(
        "TJ (net)",
        &[(Gas::CO2, 74_100.into()), (Gas::CH4_FOSSIL, 7.into()), (Gas::N2O, 2.into())],
    );
    let emissions = combustion(energy, &ship).unwrap();
    assert_eq!(emissions.tonnes(Gas::CO2), exact("3823.56"));
    assert_eq!(emissions.kilograms(Gas::CH4_FOSSIL), exact("361.2"));
    assert_eq!(emissions.kilograms(Gas::N2O), exact("103.2"));
}

/// Five hundred tractors, by the fuel of their work.
#[test]
fn tractors_by_fuel() {
    let (tractors, hours) = (Quantity::<Pieces>::pieces(500), Quantity::<Time>::hours(400));
    let work = engine_work(tractors, hours, &Rate::new(75, "kW").unwrap(), exact("0.4")).unwrap();
    assert_eq!(work, Quantity::<Energy>::kilowatt_hours(6_000_000));
    let fuel = fuel_of_work(work, &Rate::new(exact("0.25"), "kg/kWh").unwrap()).unwrap();
    let energy = net_energy(fuel, &Rate::new(43, "MJ (net)/kg").unwrap()).unwrap();
    let diesel = factor("TJ (net)", &[(Gas::CO2, 74_100.into())]);
    assert_eq!(combustion(energy, &diesel).unwrap().tonnes(Gas::CO2), exact("4779.45"));
}
