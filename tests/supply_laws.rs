//! The laws of the electricity, heat and supply methods, as properties.
#![allow(clippy::unwrap_used)]

use climate_account::gas::{Emissions, Gas};
use climate_account::method::{
    AllocationRule, CombinedHeatAndPower, CreditedProduction, Displaced, DistrictHeatNetwork,
    ElectricityHour, ElectricityLoss, EnergyFactor, GridLoss, GuaranteeOfOrigin, HeatLoss,
    HeatPumpPerformance, HeatSource, ImportFactor, LocalPlant, MissingHours, PlantFuel,
    SupplyNetwork, SupplySystem, Surplus, average_electricity, electric_boiler,
    electricity_minus_credit, heat_pump, hourly_electricity, market_based_electricity,
    municipal_mix,
};
use climate_account::number::Exact;
use climate_account::unit::{Energy, NetEnergy, Ratio};
use climate_account::{ErrorKind, Quantity, Source};
use proptest::prelude::*;

const LOSS: ElectricityLoss = ElectricityLoss::HeldByFactors;
const GASES: [Gas; 3] = [Gas::CO2, Gas::CH4_FOSSIL, Gas::N2O];

fn positive() -> impl Strategy<Value = Exact> {
    (1_i64..1_000_000_000, 0_i8..4).prop_map(|(mantissa, scale)| Exact::new(mantissa, scale))
}

fn not_negative() -> impl Strategy<Value = Exact> {
    prop_oneof![1 => Just(Exact::ZERO), 8 => positive()]
}

fn share() -> impl Strategy<Value = Exact> {
    (0_i64..1000).prop_map(|mantissa| Exact::new(mantissa, 3))
}

fn energy() -> impl Strategy<Value = Quantity<Energy>> {
    not_negative().prop_map(megawatt_hours)
}

fn emissions() -> impl Strategy<Value = Emissions> {
    [not_negative(), not_negative(), not_negative()].prop_map(|masses| {
        let masses = GASES.into_iter().zip(masses);
        masses.fold(Emissions::none(), |sum, (gas, mass)| {
            sum.and(&Emissions::from_grams(gas, mass)).unwrap()
        })
    })
}

fn factor() -> impl Strategy<Value = EnergyFactor> {
    emissions().prop_map(|emissions| EnergyFactor::per_kilowatt_hour(emissions).unwrap())
}

/// Factors whose division does not terminate too.
fn uneven_factor() -> impl Strategy<Value = EnergyFactor> {
    (emissions(), positive()).prop_map(|(emissions, energy)| {
        EnergyFactor::new(emissions, megawatt_hours(energy)).unwrap()
    })
}

fn allocation_rule() -> impl Strategy<Value = AllocationRule> {
    let efficiency = || (1_i64..1000).prop_map(|mantissa| Exact::new(mantissa, 3));
    prop_oneof![
        Just(AllocationRule::Percent125),
        Just(AllocationRule::Percent200),
        Just(AllocationRule::EnergyContent),
        (1_i64..3000).prop_map(|x| AllocationRule::HeatEfficiency(Exact::new(x, 3))),
        (200_i64..300, 1_i64..200).prop_map(|(ambient, above)| AllocationRule::EnergyQuality {
            ambient_kelvin: ambient.into(),
            supply_kelvin: (ambient + above).into(),
        }),
        efficiency().prop_map(|electric_efficiency| AllocationRule::ElectricityFirst {
            electric_efficiency
        }),
        (efficiency(), efficiency()).prop_map(|(heat_efficiency, electric_efficiency)| {
            AllocationRule::ReferenceEfficiency { heat_efficiency, electric_efficiency }
        }),
    ]
}

fn megawatt_hours(value: Exact) -> Quantity<Energy> {
    Quantity::new(value, "MWh").unwrap()
}

fn sum(parts: impl IntoIterator<Item = Emissions>) -> Emissions {
    parts.into_iter().fold(Emissions::none(), |sum, part| sum.and(&part).unwrap())
}

fn minus(left: &Emissions, right: &Emissions) -> Emissions {
    left.clone().and(&right.times(-1).unwrap()).unwrap()
}

/// Whether two masses of each gas differ by a few micrograms at the most, or in the 27th digit: an
/// energy on the way has 28.
fn near(left: &Emissions, right: &Emissions, micrograms: i64) -> bool {
    minus(left, right).masses().all(|(gas, mass)| {
        let last_digits = left.grams(gas).abs().checked_mul(Exact::new(1, 27)).unwrap();
        mass.abs() <= last_digits.max(Exact::new(micrograms, 6))
    })
}

fn at_most(left: &Emissions, right: &Emissions) -> bool {
    minus(right, left).masses().all(|(_, mass)| !mass.is_negative())
}

fn average(consumption: Quantity<Energy>, factor: &EnergyFactor) -> Emissions {
    average_electricity(consumption, factor, LOSS).unwrap().emissions().unwrap()
}

fn hours(rows: &[(Exact, Exact, Option<EnergyFactor>)]) -> Vec<ElectricityHour> {
    let column = |pick: fn(&(Exact, Exact, Option<EnergyFactor>)) -> Exact| {
        rows.iter().map(|row| megawatt_hours(pick(row))).collect::<Vec<_>>()
    };
    let factors: Vec<_> = rows.iter().map(|row| row.2.clone()).collect();
    ElectricityHour::series(&column(|row| row.0), &column(|row| row.1), &factors).unwrap()
}

fn hourly(rows: &[(Exact, Exact, Option<EnergyFactor>)]) -> Emissions {
    let (zero, missing) = (EnergyFactor::zero(), MissingHours::LeaveOut);
    let result = hourly_electricity(&hours(rows), &zero, missing, LOSS).unwrap();
    result.emissions().unwrap()
}

fn mix(consumption: Exact, thermal: Exact, mass: Exact, wind: Exact, import: Exact) -> Emissions {
    let grams = |mass| Emissions::from_grams(Gas::CO2, mass);
    let plants = [
        LocalPlant::renewable("wind", megawatt_hours(wind)).unwrap(),
        LocalPlant::thermal("plant", megawatt_hours(thermal), grams(mass)).unwrap(),
    ];
    let import = ImportFactor::Residual(
        EnergyFactor::new(grams(import), Quantity::<Energy>::megawatt_hours(1)).unwrap(),
    );
    let surplus = Surplus::Proportional;
    let result = municipal_mix(megawatt_hours(consumption), &plants, &import, surplus, LOSS);
    result.unwrap().emissions().unwrap()
}

proptest! {
    #[test]
    fn fuel_and_emissions_are_conserved_under_every_rule(
        fuels in prop::collection::vec((positive(), emissions()), 1..5),
        (heat, electricity) in (not_negative(), positive()),
        rule in allocation_rule(),
    ) {
        let fuels: Vec<PlantFuel> = fuels
            .into_iter()
            .map(|(energy, emissions)| {
                let energy = Quantity::<NetEnergy>::new(energy, "GJ (net)").unwrap();
                PlantFuel::new("fuel", energy, emissions).unwrap()
            })
            .collect();
        let (heat, electricity) = (megawatt_hours(heat), megawatt_hours(electricity));
        let plant = CombinedHeatAndPower::new(fuels.clone(), heat, electricity).unwrap();
        let result = plant.allocate(rule).unwrap();
        let parts = result.heat().fuels().iter().zip(result.electricity().fuels());
        for (fuel, (of_heat, of_electricity)) in fuels.iter().zip(parts) {
            let energy = of_heat.energy().checked_add(of_electricity.energy()).unwrap();
            prop_assert_eq!(energy, fuel.energy());
            let both = [of_heat.emissions().clone(), of_electricity.emissions().clone()];
            prop_assert_eq!(&sum(both), fuel.emissions());
            for part in [of_heat, of_electricity] {
                prop_assert!(!part.energy().base_value().is_negative());
                prop_assert!(part.emissions().masses().all(|(_, mass)| !mass.is_negative()));
            }
        }
        prop_assert!(result.heat_share() <= Exact::ONE && !result.heat_share().is_negative());
        for product in [result.heat(), result.electricity()] {
            if let Some(factor) = product.factor() {
                let emissions = factor.emissions_of(product.output()).unwrap();
                prop_assert!(near(&emissions, &product.emissions().unwrap(), 5));
            }
        }
    }

    #[test]
    fn the_200_percent_rule_gives_heat_no_more_than_the_125_percent_rule(
        (fuel, heat, electricity) in (positive(), positive(), positive()),
    ) {
        let fuel = Quantity::<NetEnergy>::new(fuel, "MWh (net)").unwrap();
        let fuel = PlantFuel::new("fuel", fuel, Emissions::none()).unwrap();
        let (heat, electricity) = (megawatt_hours(heat), megawatt_hours(electricity));
        let plant = CombinedHeatAndPower::new([fuel], heat, electricity).unwrap();
        let share = |rule| plant.allocate(rule).unwrap().heat_share();
        prop_assert!(share(AllocationRule::Percent200) <= share(AllocationRule::Percent125));
    }

    #[test]
    fn an_average_scales_splits_and_adds_up_over_municipalities(
        consumptions in prop::collection::vec(not_negative(), 1..20),
        factor in factor(),
        times in 0_i64..1000,
    ) {
        let total = consumptions.iter().fold(Exact::ZERO, |sum, c| sum.checked_add(*c).unwrap());
        let parts = consumptions.iter().map(|c| average(megawatt_hours(*c), &factor));
        let nation = average(megawatt_hours(total), &factor);
        prop_assert_eq!(sum(parts), nation.clone());
        let scaled = average(megawatt_hours(total).scale(times.into()).unwrap(), &factor);
        prop_assert_eq!(scaled, nation.times(times).unwrap());
        prop_assert!(average(Quantity::ZERO, &factor).is_none());
    }

    #[test]
    fn an_average_is_monotone_in_the_factor(
        consumption in energy(),
        (low, more) in (emissions(), emissions()),
    ) {
        let high = low.clone().and(&more).unwrap();
        let factor = |emissions| EnergyFactor::per_kilowatt_hour(emissions).unwrap();
        let (low, high) = (factor(low), factor(high));
        prop_assert!(at_most(&average(consumption, &low), &average(consumption, &high)));
    }

    #[test]
    fn meter_and_loss_are_the_supply(
        consumption in energy(),
        factor in factor(),
        share in share(),
        of_supply in any::<bool>(),
    ) {
        let loss = if of_supply { GridLoss::of_supply(share) } else { GridLoss::of_consumption(share) };
        let loss = loss.unwrap();
        let added = average_electricity(consumption, &factor, ElectricityLoss::Added(loss)).unwrap();
        let at_meter = loss.factor_at_meter(&factor).unwrap();
        let split = ElectricityLoss::SplitFromFactors(loss);
        let split = average_electricity(consumption, &at_meter, split).unwrap();
        prop_assert!(near(&added.emissions().unwrap(), &split.emissions().unwrap(), 2));
        prop_assert!(near(added.scope_2(), split.scope_2(), 2));
        let supply = factor.emissions_of(loss.supply_energy(consumption).unwrap()).unwrap();
        prop_assert!(near(&added.emissions().unwrap(), &supply, 2));
    }

    #[test]
    fn loss_shares_convert_there_and_back(share in share()) {
        let loss = GridLoss::of_supply(share).unwrap();
        let of_consumption = loss.share_of_consumption().unwrap();
        let (top, bottom) = (of_consumption.numerator(), of_consumption.denominator());
        let back = Ratio::new(top, top.checked_add(bottom).unwrap()).unwrap();
        prop_assert_eq!(back, loss.share_of_supply().unwrap());
        if let Some(other) = of_consumption.exactly(Exact::ONE) {
            let other = GridLoss::of_consumption(other).unwrap();
            prop_assert_eq!(other.share_of_supply().unwrap(), loss.share_of_supply().unwrap());
        }
    }

    #[test]
    fn hours_without_local_production_are_averages(
        rows in prop::collection::vec((positive(), factor()), 1..30),
    ) {
        let hours: Vec<_> =
            rows.iter().map(|(c, f)| (*c, Exact::ZERO, Some(f.clone()))).collect();
        let parts = rows.iter().map(|(c, f)| average(megawatt_hours(*c), f));
        prop_assert_eq!(hourly(&hours), sum(parts));
    }

    #[test]
    fn the_surplus_of_an_hour_covers_no_other(
        rows in prop::collection::vec((positive(), not_negative(), factor()), 1..30),
        more in positive(),
    ) {
        let hours: Vec<_> = rows.into_iter().map(|(c, p, f)| (c, p, Some(f))).collect();
        let mut windier = hours.clone();
        for hour in windier.iter_mut().filter(|hour| hour.1 >= hour.0) {
            hour.1 = hour.1.checked_add(more).unwrap();
        }
        prop_assert_eq!(hourly(&hours), hourly(&windier));
        // Local renewables never raise the emissions.
        let calm: Vec<_> = hours.iter().map(|hour| (hour.0, Exact::ZERO, hour.2.clone())).collect();
        prop_assert!(at_most(&hourly(&hours), &hourly(&calm)));
    }

    #[test]
    fn an_hour_without_a_factor_is_as_if_it_were_not_there(
        rows in prop::collection::vec((positive(), not_negative(), factor()), 1..10),
        (consumption, production) in (positive(), not_negative()),
        place in any::<prop::sample::Index>(),
    ) {
        let hours: Vec<_> = rows.into_iter().map(|(c, p, f)| (c, p, Some(f))).collect();
        let mut with_gap = hours.clone();
        with_gap.insert(place.index(hours.len() + 1), (consumption, production, None));
        prop_assert_eq!(hourly(&hours), hourly(&with_gap));
    }

    #[test]
    fn a_mix_lies_between_its_factors_and_has_no_step(
        (consumption, thermal, wind) in (positive(), positive(), not_negative()),
        (mass, import) in (not_negative(), not_negative()),
    ) {
        let emissions = mix(consumption, thermal, mass, wind, import).grams(Gas::CO2);
        // min <= f <= max of import, plant and wind, without a division: plant = mass / thermal.
        let by_import = consumption.checked_mul(import).unwrap();
        let by_plant = consumption.checked_mul(mass).unwrap();
        let times_thermal = |value: Exact| value.checked_mul(thermal).unwrap();
        let most = times_thermal(by_import).max(by_plant);
        let slack = times_thermal(Exact::new(2, 6));
        prop_assert!(times_thermal(emissions) <= most.checked_add(slack).unwrap());
        if wind.is_zero() {
            let least = times_thermal(by_import).min(by_plant);
            prop_assert!(times_thermal(emissions) >= least.checked_sub(slack).unwrap());
        }
        // At consumption = generation all rules of surplus and the import rule meet.
        let generation = thermal.checked_add(wind).unwrap();
        let whole = mix(generation, thermal, mass, wind, import);
        prop_assert_eq!(whole.grams(Gas::CO2), mass);
        let nothing = mix(consumption, thermal, Exact::ZERO, Exact::ZERO, Exact::ZERO);
        prop_assert!(nothing.is_none());
    }

    #[test]
    fn a_credit_is_linear_and_leaves_the_gross_line(
        (consumption, production) in (energy(), energy()),
        share in share(),
        factor in factor(),
        times in 0_i64..100,
    ) {
        let run = |times: i64, production: Quantity<Energy>| {
            let scale = |energy: Quantity<Energy>| energy.scale(times.into()).unwrap();
            let wind = CreditedProduction::new("wind", scale(production), share).unwrap();
            let displaced = Displaced::Average(factor.clone());
            electricity_minus_credit(scale(consumption), &factor, &[wind], &displaced, LOSS).unwrap()
        };
        let once = run(1, production);
        let many = run(times, production).emissions().unwrap();
        prop_assert_eq!(many, once.emissions().unwrap().times(times).unwrap());
        let calm = run(1, Quantity::ZERO);
        prop_assert_eq!(&once.lines()[0], &calm.lines()[0]);
        prop_assert!(at_most(&once.emissions().unwrap(), &calm.emissions().unwrap()));
    }

    #[test]
    fn without_guarantees_all_is_residual(consumption in energy(), residual in factor()) {
        let result = market_based_electricity(consumption, &[], &residual, LOSS).unwrap();
        prop_assert_eq!(result.emissions().unwrap(), average(consumption, &residual));
    }

    #[test]
    fn guarantees_are_linear(
        (covered, rest) in (energy(), energy()),
        (own, residual) in (factor(), factor()),
    ) {
        let consumption = covered.checked_add(rest).unwrap();
        let guarantee =
            GuaranteeOfOrigin { name: "wind".to_owned(), energy: covered, factor: own.clone() };
        let result = market_based_electricity(consumption, &[guarantee], &residual, LOSS).unwrap();
        let parts = [average(covered, &own), average(rest, &residual)];
        prop_assert_eq!(result.emissions().unwrap(), sum(parts));
    }

    #[test]
    fn consumers_of_a_heat_network_carry_all_of_it(
        sources in prop::collection::vec((positive(), emissions()), 1..6),
        consumers in prop::collection::vec(1_i64..100, 1..8),
        share in share(),
        in_factor in any::<bool>(),
    ) {
        let sources = sources.into_iter().map(|(heat, emissions)| {
            HeatSource::own("plant", megawatt_hours(heat), emissions).unwrap()
        });
        let network = DistrictHeatNetwork::new(sources, GridLoss::of_supply(share).unwrap());
        let loss = if in_factor { HeatLoss::InFactor } else { HeatLoss::AsScope3 };
        let heat = network.declare(loss).unwrap();
        // Parts of the heat in whole numbers, the last by difference.
        let whole: i64 = consumers.iter().sum();
        let part = heat.delivered().base_value();
        let mut rest = heat.delivered();
        let mut parts = Vec::new();
        for weight in consumers.iter().skip(1) {
            let share = Exact::from(*weight).quotient(whole.into(), climate_account::number::Rounding::decimals(4));
            let part = Quantity::<Energy>::new(part.checked_mul(share.unwrap()).unwrap(), "J").unwrap();
            rest = rest.checked_sub(part).unwrap();
            parts.push(part);
        }
        parts.push(rest);
        prop_assume!(!rest.base_value().is_negative());
        let carried = sum(heat.factor().distribute(&parts).unwrap());
        prop_assert_eq!(&sum([carried, heat.scope_3().clone()]), heat.emissions());
        prop_assert!(heat.scope_3().is_none() || !in_factor);
    }

    #[test]
    fn heat_of_a_pump_is_electricity_and_surroundings(
        (heat, factor) in (energy(), uneven_factor()),
        performance in 1000_i64..9000,
    ) {
        let performance = HeatPumpPerformance::Seasonal(Exact::new(performance, 3));
        let result = heat_pump(heat, performance, &factor).unwrap();
        let both = result.electricity().checked_add(result.ambient_heat().unwrap()).unwrap();
        prop_assert_eq!(both, heat);
        let direct = electric_boiler(heat, Exact::ONE, &factor).unwrap();
        prop_assert!(at_most(result.emissions(), direct.emissions()));
    }
}

/// A system of networks: outputs, emissions, and how many thousandths of what is left of its output
/// each network gives to each other.
#[derive(Debug, Clone)]
struct Plan {
    outputs: Vec<Exact>,
    direct: Vec<Emissions>,
    /// Taker, supplier and energy.
    takes: Vec<(usize, usize, Exact)>,
}

fn plan(forward_only: bool) -> impl Strategy<Value = Plan> {
    (2_usize..7).prop_flat_map(move |count| {
        let networks = prop::collection::vec((positive(), emissions()), count);
        let links = prop::collection::vec((0..count, 0..count, 1_i64..1000), 0..12);
        (networks, links).prop_map(move |(networks, links)| {
            let (outputs, direct): (Vec<Exact>, Vec<Emissions>) = networks.into_iter().unzip();
            let mut left = outputs.clone();
            let mut takes = Vec::new();
            for (taker, supplier, thousandths) in links {
                if taker == supplier || (forward_only && taker < supplier) {
                    continue;
                }
                let energy = left[supplier].checked_mul(Exact::new(thousandths, 3)).unwrap();
                let energy = energy.round(climate_account::number::Rounding::decimals(6)).unwrap();
                left[supplier] = left[supplier].checked_sub(energy).unwrap();
                takes.push((taker, supplier, energy));
            }
            Plan { outputs, direct, takes }
        })
    })
}

fn networks(plan: &Plan) -> Vec<SupplyNetwork> {
    let name = |index: usize| format!("network {index}");
    let parts = plan.outputs.iter().zip(&plan.direct).enumerate();
    parts
        .map(|(index, (&output, direct))| {
            let own = plan.takes.iter().filter(|(taker, ..)| *taker == index);
            own.fold(
                SupplyNetwork::new(name(index), megawatt_hours(output), direct.clone()),
                |network, (_, supplier, energy)| {
                    network.taking(name(*supplier), megawatt_hours(*energy))
                },
            )
        })
        .collect()
}

fn direct(plan: &Plan) -> Emissions {
    sum(plan.direct.iter().cloned())
}

proptest! {
    #[test]
    fn what_is_delivered_carries_all_that_is_emitted(plan in plan(false)) {
        let factors = SupplySystem::new(networks(&plan)).unwrap().factors().unwrap();
        prop_assert_eq!(factors.delivered_emissions().unwrap(), direct(&plan));
        for network in factors.networks() {
            prop_assert!(network.factor().emissions().masses().all(|(_, mass)| !mass.is_negative()));
            let carried = network.factor().emissions_of(network.delivered()).unwrap();
            prop_assert!(near(&carried, network.emissions(), 10));
        }
    }

    #[test]
    fn a_chain_without_a_cycle_is_substitution(plan in plan(true)) {
        let factors = SupplySystem::new(networks(&plan)).unwrap().factors().unwrap();
        // Suppliers come before takers: each factor follows from those before it.
        let mut known: Vec<EnergyFactor> = Vec::new();
        for (index, (&output, direct)) in plan.outputs.iter().zip(&plan.direct).enumerate() {
            let taken = plan.takes.iter().filter(|(taker, ..)| *taker == index);
            let taken = taken.map(|(_, supplier, energy)| {
                known[*supplier].emissions_of(megawatt_hours(*energy)).unwrap()
            });
            let emissions = sum(taken.chain([direct.clone()]));
            let factor = EnergyFactor::new(emissions, megawatt_hours(output)).unwrap();
            let solved = factors.network(&format!("network {index}")).unwrap();
            prop_assert!(solved.cycle().is_empty());
            let energy = megawatt_hours(output);
            let pair = [solved.factor(), &factor].map(|factor| factor.emissions_of(energy).unwrap());
            prop_assert!(near(&pair[0], &pair[1], 50));
            known.push(factor);
        }
    }

    #[test]
    fn the_order_of_networks_does_not_matter(
        (plan, order) in plan(false).prop_flat_map(|plan| {
            let order = Just((0..plan.outputs.len()).collect::<Vec<_>>()).prop_shuffle();
            (Just(plan), order)
        }),
    ) {
        let networks = networks(&plan);
        let shuffled = order.iter().map(|&index| networks[index].clone());
        let factors = SupplySystem::new(shuffled).unwrap().factors().unwrap();
        prop_assert_eq!(factors, SupplySystem::new(networks).unwrap().factors().unwrap());
    }

    #[test]
    fn a_changed_plant_reaches_every_consumer(
        (outputs, emitted) in (prop::collection::vec(1_i64..1000, 2..6), 1_i64..1_000_000),
    ) {
        // A ring in which each network takes half of the one before: all depend on all.
        let output = |index: usize| Exact::from(outputs[index]);
        let system = |tonnes: i64| {
            let networks = (0..outputs.len()).map(|index| {
                let before = (index + outputs.len() - 1) % outputs.len();
                let half = megawatt_hours(output(before).checked_mul(Exact::new(5, 1)).unwrap());
                let tonnes = if index == 0 { tonnes } else { 7 };
                let direct = Emissions::from_tonnes(Gas::CO2, tonnes);
                SupplyNetwork::new(index.to_string(), megawatt_hours(output(index)), direct)
                    .taking(before.to_string(), half)
            });
            SupplySystem::new(networks).unwrap().factors().unwrap()
        };
        let (before, after) = (system(emitted), system(emitted + 1));
        for (old, new) in before.networks().iter().zip(after.networks()) {
            let grams = |factor: &EnergyFactor| factor.emissions().grams(Gas::CO2);
            prop_assert!(grams(old.factor()) < grams(new.factor()));
            prop_assert_eq!(old.cycle().len(), outputs.len());
        }
    }

    #[test]
    fn twice_the_emissions_are_twice_the_factors(plan in plan(false)) {
        let once = SupplySystem::new(networks(&plan)).unwrap().factors().unwrap();
        let doubled = Plan {
            direct: plan.direct.iter().map(|direct| direct.times(2).unwrap()).collect(),
            ..plan
        };
        let twice = SupplySystem::new(networks(&doubled)).unwrap().factors().unwrap();
        for (one, two) in once.networks().iter().zip(twice.networks()) {
            let energy = Quantity::<Energy>::megawatt_hours(1);
            let one = one.factor().emissions_of(energy).unwrap().times(2).unwrap();
            prop_assert!(near(&one, &two.factor().emissions_of(energy).unwrap(), 3));
        }
    }
}

#[test]
fn a_wide_chain_of_networks_stays_exact() {
    // Each takes from all before it: forty networks, with outputs that share no divisor.
    let name = |index: i64| format!("{index:02}");
    let networks = (0..40_i64).map(|index| {
        let output = Quantity::<Energy>::megawatt_hours(10_007 + 2 * index * index + index);
        let direct = Emissions::from_kilograms(Gas::CO2, 1000 + 13 * index);
        (0..index).fold(SupplyNetwork::new(name(index), output, direct), |network, before| {
            network.taking(name(before), Quantity::<Energy>::megawatt_hours(200 + before))
        })
    });
    let factors = SupplySystem::new(networks).unwrap().factors().unwrap();
    let total: i64 = (0..40).map(|index| 1000 + 13 * index).sum();
    let delivered = factors.delivered_emissions().unwrap();
    assert_eq!(delivered.kilograms(Gas::CO2), total.into());
}

#[test]
fn factors_of_a_system_are_looked_up_like_others() {
    let output = Quantity::<Energy>::terajoules(3);
    let heat = SupplyNetwork::new("odder", output, Emissions::from_tonnes(Gas::CO2, 1));
    let factors = SupplySystem::new([heat]).unwrap().factors().unwrap();
    let source = || Source::new("Tests", "Model", 2024, "row 1").unwrap();
    let per = "GJ".parse().unwrap();
    let factor = factors.emission_factor("odder", "district-heat", &per, source()).unwrap();
    assert_eq!(factor.emissions().grams(Gas::CO2).to_string(), "333.333333333333");
    let error = factors.emission_factor("oder", "district-heat", &per, source()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnknownTarget);
}

#[test]
fn what_cannot_be_is_refused() {
    let one = Quantity::<Energy>::megawatt_hours(1);
    let below = Quantity::<Energy>::megawatt_hours(-1);
    let zero = EnergyFactor::zero();
    let kind = |error: Option<climate_account::Error>| error.map(|error| error.kind());
    let range = Some(ErrorKind::OutOfRange);
    let guarantee = |energy| GuaranteeOfOrigin { name: "w".into(), energy, factor: zero.clone() };
    let share = |value: Exact| CreditedProduction::new("wind", one, value).err();
    let efficiency = |value: Exact| electric_boiler(one, value, &zero).err();
    let more = |value: i64| Exact::new(value, 1);
    let cases = [
        (kind(GridLoss::of_supply(1).err()), range),
        (kind(GridLoss::of_supply(-1).err()), range),
        (kind(GridLoss::of_consumption(-1).err()), range),
        (kind(efficiency(more(11))), range),
        (kind(efficiency(Exact::ZERO)), range),
        (kind(heat_pump(one, HeatPumpPerformance::Rated(more(9)), &zero).err()), range),
        (kind(share(more(11))), range),
        (kind(share(more(-1))), range),
        (kind(average_electricity(below, &zero, LOSS).err()), range),
        (
            kind(
                market_based_electricity(one, &[guarantee(one), guarantee(one)], &zero, LOSS).err(),
            ),
            range,
        ),
        (kind(market_based_electricity(one, &[guarantee(below)], &zero, LOSS).err()), range),
        (
            kind(ElectricityHour::series(&[one], &[one], &[]).err()),
            Some(ErrorKind::InvalidActivity),
        ),
        (
            kind(hourly_electricity(&[], &zero, MissingHours::ScaleUp, LOSS).err()),
            Some(ErrorKind::MissingValue),
        ),
        (kind(EnergyFactor::new(Emissions::none(), Quantity::ZERO).err()), range),
        (kind(HeatSource::own("w", below, Emissions::none()).err()), range),
        (kind(LocalPlant::renewable("w", below).err()), range),
    ];
    for (index, (found, expected)) in cases.into_iter().enumerate() {
        assert_eq!(found, expected, "case {index}");
    }
}
