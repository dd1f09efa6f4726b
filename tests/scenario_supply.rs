//! Networks of a scenario: what feeds them reaches every line of their carrier.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::float_arithmetic)]

use climate_account::account::Facet;
use climate_account::factor::FactorLayer;
use climate_account::gas::{Emissions, Gas};
use climate_account::method::{SupplyNetwork, SupplySystem};
use climate_account::number::{Exact, Rounding};
use climate_account::report::Explain;
use climate_account::scenario::{
    AttributionRule, Beyond, Effect, Feed, LineFilter, Measure, PackageSearch, PlannedNetwork,
    Projection, Scenario, SearchMethod,
};
use climate_account::series::{AnnualValue, CumulativeRule, Extrapolation, Interpolation, Series};
use climate_account::target::{
    BaseValue, BaseYear, Boundary, Demand, GapQuestion, Milestone, Target, TargetTiming, TotalKind,
};
use climate_account::unit::Energy;
use climate_account::{Account, Activity, ErrorKind, FactorSet, Language, Quantity, Year};
use proptest::prelude::*;

#[path = "common/town.rs"]
mod town;

use town::{carrier, exact, factor, line, lines, measure, population, scenario, year};

fn output(unit: &str, anchors: &[(i64, i64)]) -> Series {
    let anchors =
        anchors.iter().map(|&(then, value)| (year(then), AnnualValue::Number(value.into())));
    Series::new(unit.parse().unwrap(), anchors).unwrap().extrapolated(Extrapolation::Hold)
}

/// 900 MWh of gas heat, of which a heat pump has all by 2033.
fn heat() -> PlannedNetwork {
    PlannedNetwork {
        id: "town-heat".into(),
        carrier: "heat".into(),
        process: None,
        unit: "MWh".parse().unwrap(),
        feeds: vec![
            Feed::burning("boiler", output("MWh", &[(2023, 900), (2033, 0)]), "gas", exact("0.8")),
            Feed::burning("pump", output("GWh", &[(2023, 0)]), "electricity", 3.into()),
            Feed {
                carrier: None,
                ..Feed::burning(
                    "surplus",
                    output("MWh", &[(2023, 100), (2033, 1000)]),
                    "-",
                    1.into(),
                )
            },
        ],
        loss: exact("0.2"),
    }
}

/// The town, with heat in two sectors and a factor of heat in the past.
fn heated_lines(place: &str) -> Vec<Activity> {
    let mut all = lines(place);
    all.push(line(place, "gpc:I.1.2", "heat", "500 MWh"));
    all.push(line(place, "gpc:I.2.2", "heat", "1080 GJ")); // 300 MWh
    all
}

fn factors() -> FactorSet {
    let past = factor("heat", "MWh", "180").with_years(year(2020), year(2023)).unwrap();
    let gas = factor("gas", "MWh", "200");
    let own = FactorLayer::new("networks", "2024", [past, gas]).unwrap();
    FactorSet::new([own].into_iter().chain(town::factors().layers().iter().cloned()))
}

fn account(lines: Vec<Activity>) -> Account {
    let profile = climate_account::Profile::new("Town", climate_account::gas::GwpSet::ar5());
    Account::compute(lines, &profile, &factors()).unwrap()
}

fn supplied(networks: Vec<PlannedNetwork>, measures: Vec<Measure>) -> Scenario {
    Scenario { networks, ..scenario(measures) }
}

fn plant(id: &str, share: &str, replaces: &[&str], efficiency: &str) -> Measure {
    let effect = Effect::Plant {
        network: "town-heat".into(),
        share: exact(share),
        replaces: replaces.iter().map(|id| (*id).into()).collect(),
        carrier: Some("electricity".into()),
        process: None,
        efficiency: exact(efficiency),
    };
    measure(id, LineFilter::new(), effect)
}

fn heat_line(account: &Account, then: Year, sector: &str) -> Emissions {
    let wanted = LineFilter::new().carrier("heat").sector(sector.parse().unwrap());
    let found = account
        .entries()
        .find(|entry| entry.activity().year() == then && wanted.matches(entry.activity()));
    found.unwrap().emissions()
}

fn close(found: Exact, expected: &str) {
    let digits = Rounding::significant(13);
    assert_eq!(found.round(digits).unwrap(), exact(expected).round(digits).unwrap());
}

#[test]
fn every_line_of_the_carrier_moves_with_what_feeds_the_network() {
    let (account, factors) = (account(heated_lines("Town")), factors());
    let plan = supplied(vec![heat()], vec![]);
    let projection = Projection::new(&account, &factors, &plan, year(2036)).unwrap();
    let whole = projection.evaluate(&[]).unwrap().account().unwrap();
    // 2028: 450 MWh of gas heat and 550 of surplus, of which 800 arrive:
    // 450 / 0.8 x 200 kg / 800 MWh = 140.625 kg/MWh.
    for (sector, kilograms) in [("gpc:I.1", "70312.5"), ("gpc:I.2", "42187.5")] {
        let found = heat_line(&whole, year(2028), sector).kilograms(Gas::CO2);
        close(found, kilograms);
    }
    // Only surplus from 2033 on.
    assert_eq!(heat_line(&whole, year(2036), "gpc:I.1").grams(Gas::CO2), Exact::ZERO);
    // The past has its own factor: 500 x 180 kg.
    assert_eq!(heat_line(&whole, year(2023), "gpc:I.1").kilograms(Gas::CO2), 90_000.into());
    for (before, after) in account.entries().zip(whole.entries()) {
        assert_eq!(before.activity(), after.activity());
        assert_eq!(before.emissions(), after.emissions());
    }
    // The explanation leads to the network of the year.
    let heat = LineFilter::new().carrier("heat");
    let entry = whole
        .entries()
        .find(|entry| entry.activity().year() == year(2030) && heat.matches(entry.activity()));
    let text = entry.unwrap().explain(Language::Danish).unwrap();
    assert!(text.contains("town-heat/2030"), "{text}");
}

/// Consumers who take all that arrives emit all that is burnt: 900 MWh / 0.8 x 200 kg in 2023 falls
/// on a straight line to nothing.
#[test]
fn fuel_is_conserved() {
    let factors = factors();
    let consumers = vec![
        line("Town", "gpc:I.1.2", "heat", "500 MWh"),
        line("Town", "gpc:I.2.2", "heat", "300 MWh"),
    ];
    let account = account(consumers);
    let plan = supplied(vec![heat()], vec![plant("pump", "0.5", &["boiler"], "3")]);
    let projection = Projection::new(&account, &factors, &plan, year(2032)).unwrap();
    let (without, with) =
        (projection.evaluate(&[false]).unwrap(), projection.evaluate(&[true]).unwrap());
    for then in 2024..=2032 {
        let boiler = Exact::from(900 - 90 * (then - 2023));
        let burnt = boiler.checked_mul(exact("250")).unwrap(); // kg: 200 / 0.8
        let found = without.emissions(year(then)).unwrap().kilograms(Gas::CO2);
        close(found, &burnt.to_string());
        // The pump has up to half of the boiler's heat, from 2024 to 2030.
        let share = Exact::from((then - 2024).clamp(0, 6)).divide(12.into(), Rounding::RESOLUTION);
        let moved = boiler.checked_mul(share.unwrap()).unwrap();
        let grid = Exact::from(100 - 2 * (then - 2023));
        let power = moved
            .divide(3.into(), Rounding::significant(25))
            .unwrap()
            .round(Rounding::significant(18))
            .unwrap();
        let left = boiler.checked_sub(moved).unwrap().round(Rounding::significant(18)).unwrap();
        let expected = left.checked_mul(exact("250")).unwrap();
        let expected = expected.checked_add(power.checked_mul(grid).unwrap()).unwrap();
        let found = with.emissions(year(then)).unwrap().kilograms(Gas::CO2);
        let off = found.checked_sub(expected).unwrap().abs();
        assert!(off < Exact::new(1, 6), "{then}: {found} {expected}");
    }
}

#[test]
fn a_plant_is_a_measure_like_others() {
    let (account, factors) = (account(heated_lines("Town")), factors());
    let plan = supplied(
        vec![heat()],
        vec![
            plant("pump", "0.6", &[], "3.2"),
            measure("insulation", carrier("heat"), Effect::Activity { share: exact("0.3") }),
            plant("second-pump", "0.5", &[], "2.5"),
            measure("grid", carrier("electricity"), Effect::Factor { share: exact("0.2") }),
        ],
    );
    let projection = Projection::new(&account, &factors, &plan, year(2032)).unwrap();
    assert!(projection.idle_measures().is_empty());
    // A pathway and its account agree, digit by digit, with plants and cut lines.
    for package in [[true, true, false, false], [true; 4], [false, false, true, true]] {
        let pathway = projection.evaluate(&package).unwrap();
        let whole = pathway.account().unwrap();
        let years = whole.totals(&[Facet::Year]).unwrap();
        for row in years.rows().skip(2) {
            let then: Year = row.label(0).to_string().parse().unwrap();
            let found = pathway.co2e(then).unwrap().tonnes();
            assert_eq!(row.total().co2e().unwrap().tonnes(), found, "{then}");
        }
    }
    for rule in [
        AttributionRule::Shapley,
        AttributionRule::Sequential(vec![2, 0, 3, 1]),
        AttributionRule::ShapleySampled { seed: 1, pairs: 4 },
    ] {
        for (then, attribution) in projection.attribute(&rule).unwrap() {
            assert_eq!(attribution.interaction().unwrap(), Exact::ZERO);
            if then > year(2025) {
                assert!(!attribution.effects[0].is_zero() && attribution.effects[1].is_positive());
            }
        }
    }
    // Each plant replaces part of the other, so which comes first counts.
    assert_eq!(projection.order_dependent_pairs().unwrap(), [(0, 2)]);
}

/// Heat pumps that use electricity which the heat plant makes in part: as the system of networks.
#[test]
fn networks_that_feed_each_other_are_solved_together() {
    let factors = factors();
    let account = account(vec![
        line("Town", "gpc:I.1.2", "heat", "400 MWh"),
        line("Town", "gpc:I.1.2", "electricity", "100 MWh"),
    ]);
    let power = PlannedNetwork {
        id: "grid".into(),
        carrier: "electricity".into(),
        process: None,
        unit: "MWh".parse().unwrap(),
        feeds: vec![
            Feed::burning("gas-engine", output("MWh", &[(2023, 600)]), "gas", exact("0.5")),
            Feed::burning("steam", output("MWh", &[(2023, 100)]), "heat", 1.into()),
        ],
        loss: Exact::ZERO,
    };
    let mut heat = heat();
    heat.loss = Exact::ZERO;
    heat.feeds[1].output = output("MWh", &[(2023, 300)]);
    let plan = supplied(vec![heat, power], vec![]);
    let projection = Projection::new(&account, &factors, &plan, year(2026)).unwrap();
    let whole = projection.evaluate(&[]).unwrap().account().unwrap();
    // 2025: boiler 720 MWh, surplus 280, pump 300 from 100 MWh of electricity.
    let megawatt_hours = |value: i64| Quantity::<Energy>::megawatt_hours(value);
    let burnt = |kilograms: i64| Emissions::from_kilograms(Gas::CO2, kilograms);
    let system = SupplySystem::new([
        SupplyNetwork::new("heat", megawatt_hours(1300), burnt(180_000))
            .taking("power", megawatt_hours(100)),
        SupplyNetwork::new("power", megawatt_hours(700), burnt(240_000))
            .taking("heat", megawatt_hours(100)),
    ]);
    let solved = system.unwrap().factors().unwrap();
    for (network, name, megawatt_hours) in [("heat", "heat", 400), ("power", "electricity", 100)] {
        let wanted = LineFilter::new().carrier(name);
        let found = whole
            .entries()
            .find(|e| e.activity().year() == year(2025) && wanted.matches(e.activity()))
            .unwrap()
            .emissions();
        let factor = solved.network(network).unwrap().factor();
        let expected =
            factor.emissions_of(Quantity::<Energy>::megawatt_hours(megawatt_hours)).unwrap();
        close(found.grams(Gas::CO2), &expected.grams(Gas::CO2).to_string());
    }
}

#[test]
fn a_scenario_edits_the_network_of_the_one_it_is_based_on() {
    let base = Scenario { id: "base".into(), ..supplied(vec![heat()], vec![]) };
    let mut greener = heat();
    greener.feeds[0].output = output("MWh", &[(2023, 900), (2026, 0)]);
    let plan =
        Scenario { based_on: Some("base".into()), ..supplied(vec![greener.clone()], vec![]) };
    assert_eq!(plan.resolved(&[base]).unwrap().networks, [greener]);
}

#[cfg(feature = "serde")]
#[test]
fn a_planner_writes_a_network_in_toml() {
    let text = r#"
id = "plan"
role = "ambitious"
name = { da = "Klimaplan", en = "Climate plan" }
source = { publisher = "Odder Kommune", title = "Climate plan", year = 2024, place = "chapter 3" }

[[networks]]
id = "town-heat"
carrier = "heat"
unit = "MWh"
loss = "0.2"

[[networks.feeds]]
id = "boiler"
carrier = "gas"
efficiency = "0.8"
output = { unit = "MWh", anchors = [[2023, { number = "900" }], [2033, "zero"]], interpolation = "linear", extrapolation = "none" }

[[measures]]
id = "pump"
name = { da = "Varmepumpe", en = "Heat pump" }
effect = { plant = { network = "town-heat", share = "0.5", carrier = "electricity", efficiency = "3" } }
progress = { ramp = { start = 2024, full = 2030, shape = "linear" } }
"#;
    let plan: Scenario = toml::from_str(text).unwrap();
    assert_eq!(plan.networks[0].feeds[0].output.at(year(2028)).unwrap(), 450.into());
    let written = serde_json::to_string(&plan).unwrap();
    assert_eq!(serde_json::from_str::<Scenario>(&written).unwrap(), plan);
}

#[test]
fn says_what_is_wrong_with_a_network() {
    let (account, factors) = (account(heated_lines("Town")), factors());
    let error =
        |plan: &Scenario| Projection::new(&account, &factors, plan, year(2042)).unwrap_err();
    let text = |networks, measures| error(&supplied(networks, measures)).to_string();
    // Electricity has no factor after 2040.
    let missing = error(&supplied(vec![heat()], vec![]));
    assert_eq!(missing.kind(), ErrorKind::FactorNotFound);
    let missing = missing.to_string();
    assert!(missing.starts_with("field network town-heat, feed pump, 2041: expected"), "{missing}");
    let without_pump = || {
        let mut network = heat();
        network.feeds.remove(1);
        network
    };
    // So is the plant of a measure, and the line that no network supplies.
    let missing = text(vec![without_pump()], vec![plant("pump", "0.5", &[], "3")]);
    assert!(
        missing.starts_with("field measure pump, network town-heat, 2041: expected"),
        "{missing}"
    );
    let missing = text(vec![without_pump()], vec![]);
    assert!(missing.starts_with("field line Town, 2041, I.1.2, electricity"), "{missing}");
    let mut short = heat();
    short.feeds[0].output =
        output("MWh", &[(2023, 900), (2033, 0)]).extrapolated(Extrapolation::None);
    let missing = text(vec![short], vec![]);
    assert!(
        missing.starts_with("field network town-heat, feed boiler, 2034: expected"),
        "{missing}"
    );

    assert_eq!(
        text(vec![heat(), heat()], vec![]),
        "expected each network once, found `town-heat` twice; give the second an id of its own"
    );
    assert_eq!(
        text(vec![PlannedNetwork { loss: 20.into(), ..heat() }], vec![]),
        "expected a loss from 0 to below 1 in the network `town-heat`, found 20; give per cent as a \
         fraction"
    );
    let mut idle = heat();
    idle.feeds[0].efficiency = Exact::ZERO;
    assert_eq!(
        text(vec![idle], vec![]),
        "expected an efficiency above zero of every feed in the network `town-heat`, found 0; give \
         per cent as a fraction"
    );
    let mut below = without_pump();
    below.feeds[0].output = output("MWh", &[(2023, -900)]);
    assert_eq!(
        text(vec![below], vec![]),
        "field network town-heat, feed boiler, 2024: expected an output of zero or more of the feed \
         `boiler`, found -900; leave a plant that is gone at zero"
    );
    assert_eq!(
        text(vec![without_pump()], vec![plant("pump", "0.5", &["boilers"], "3")]),
        "field measure pump: expected a feed of the network for a plant, found `boilers`; did you \
         mean `boiler`?"
    );
    let elsewhere = PlannedNetwork { id: "town-hea".into(), ..without_pump() };
    assert_eq!(
        text(vec![elsewhere], vec![plant("pump", "0.5", &[], "3")]),
        "field measure pump: expected a network of the scenario for a plant, found `town-heat`; did \
         you mean `town-hea`?"
    );
    assert_eq!(
        text(vec![], vec![plant("pump", "0.5", &[], "3")]),
        "field measure pump: expected a network of the scenario for a plant, found `town-heat`"
    );
    assert_eq!(
        text(vec![heat()], vec![plant("pump", "50", &[], "3")]),
        "expected a share that a plant takes over from 0 to 1 in the measure `pump`, found 50; give \
         per cent as a fraction"
    );
    // Nothing in a year: there is no factor.
    let mut ended = without_pump();
    ended.feeds.truncate(1);
    let none = text(vec![ended], vec![]);
    assert!(none.starts_with("field networks, 2033: expected"), "{none}");
}

#[test]
fn too_many_plants_are_refused_in_bulk() {
    let (account, factors) = (account(heated_lines("Town")), factors());
    let plants = (0..9).map(|index| plant(&format!("pump-{index}"), "0.1", &[], "3")).collect();
    let plan = supplied(vec![heat()], plants);
    let projection = Projection::new(&account, &factors, &plan, year(2026)).unwrap();
    assert_eq!(
        projection.bulk().unwrap_err().to_string(),
        "expected at most 8 plants to evaluate every package of in bulk, found 9; evaluate packages \
         exactly"
    );
    assert!(projection.evaluate(&[true; 9]).is_ok());
}

fn mixed() -> Scenario {
    let emissions = Emissions::from_tonnes(Gas::CO2, 60);
    let effect = Effect::Absolute { emissions, beyond: Beyond::Capped };
    let plan = supplied(
        vec![heat()],
        vec![
            plant("pump", "0.6", &["boiler"], "3.2"),
            measure("capture", carrier("heat"), effect),
            measure("insulation", carrier("heat"), Effect::Activity { share: exact("0.3") }),
            measure("cars", carrier("petrol"), Effect::Share { share: exact("0.4") }),
            plant("second-pump", "0.5", &[], "2.5"),
        ],
    );
    Scenario { drivers: vec![population()], ..plan }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn packages_with_plants_in_bulk_agree_to_twelve_digits(
        packages in prop::collection::vec(prop::collection::vec(any::<bool>(), 5), 1..6),
    ) {
        let (account, factors, plan) = (account(heated_lines("Town")), factors(), mixed());
        let projection = Projection::new(&account, &factors, &plan, year(2032)).unwrap();
        let bulk = projection.bulk().unwrap();
        let results = bulk.evaluate(&packages).unwrap();
        for (package, row) in packages.iter().zip(results.chunks_exact(bulk.years().len())) {
            let pathway = projection.evaluate(package).unwrap();
            for (then, found) in bulk.years().iter().zip(row) {
                let exact: f64 = pathway.co2e(*then).unwrap().tonnes().to_string().parse().unwrap();
                prop_assert!((exact - found).abs() <= 1e-12 * exact.abs(), "{then} {package:?} {exact} {found}");
            }
        }
    }

    #[test]
    fn packages_with_plants_are_found(tonnes in 330_i64..620) {
        let (account, factors, plan) = (account(heated_lines("Town")), factors(), mixed());
        let projection = Projection::new(&account, &factors, &plan, year(2032)).unwrap();
        let target = Target {
            id: "plan".to_owned(),
            version: "1".to_owned(),
            demand: Demand::Level,
            base: BaseYear { year: year(2023), value: BaseValue::Absent },
            milestones: vec![Milestone { year: year(2030), value: tonnes.into() }],
            interpolation: Interpolation::Linear,
            timing: TargetTiming::InTheYear,
            boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
            unit: "t CO2e".parse().unwrap(),
        };
        let question = GapQuestion {
            now: year(2023), year: year(2030), cumulative: CumulativeRule::AnnualSum, budget: None,
        };
        let goals = [(&target, question)];
        let search = PackageSearch { goals: &goals, costs: &[], method: SearchMethod::EveryPackage };
        let found = projection.search_packages(&search).unwrap();
        let reaching = (0..32_u32).filter(|bits| {
            let package: Vec<bool> = (0..5).map(|bit| bits >> bit & 1 == 1).collect();
            projection.evaluate(&package).unwrap().co2e(year(2030)).unwrap().tonnes() <= tonnes.into()
        });
        let sizes: Vec<u32> = reaching.map(u32::count_ones).collect();
        prop_assert_eq!(found.reaching, Some(sizes.len() as u64));
        let smallest = found.smallest.map(|found| found.size() as u32);
        prop_assert_eq!(smallest, sizes.iter().min().copied());
    }
}

#[test]
fn a_network_of_a_process_supplies_its_lines_alone() {
    let factors = factors();
    let near = line("Town", "gpc:I.1.2", "heat", "500 MWh").process("near");
    let far = line("Town", "gpc:I.2.2", "heat", "500 MWh").process("far");
    let account = account(vec![near, far]);
    let near = PlannedNetwork { process: Some("near".into()), ..heat() };
    let mut far = PlannedNetwork { process: Some("far".into()), id: "far-heat".into(), ..heat() };
    far.feeds.remove(0);
    let plan = supplied(vec![near, far], vec![]);
    let projection = Projection::new(&account, &factors, &plan, year(2026)).unwrap();
    let whole = projection.evaluate(&[]).unwrap().account().unwrap();
    assert!(heat_line(&whole, year(2025), "gpc:I.1").grams(Gas::CO2).is_positive());
    assert_eq!(heat_line(&whole, year(2025), "gpc:I.2").grams(Gas::CO2), Exact::ZERO);
}
