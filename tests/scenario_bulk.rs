//! Packages and variants of drivers in floating point, against the exact path.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::float_arithmetic)]

use climate_account::ErrorKind;
use climate_account::gas::{Emissions, Gas};
use climate_account::number::Exact;
use climate_account::scenario::{Beyond, Driver, Effect, LineFilter, Projection, Scenario};
use proptest::prelude::*;

#[path = "common/town.rs"]
mod town;

use town::{account, carrier, exact, factors, lines, measure, plan, population, scenario, year};

/// Relative to the largest term, as the net of a town that removes as much as it emits is near zero.
fn check(projection: &Projection, packages: &[Vec<bool>], found: &[f64]) {
    let years = projection.years();
    let without = projection.evaluate(&vec![false; packages[0].len()]).unwrap();
    for (package, row) in packages.iter().zip(found.chunks_exact(years.len())) {
        let pathway = projection.evaluate(package).unwrap();
        for (then, found) in years.iter().zip(row) {
            let float = |tonnes: Exact| tonnes.to_string().parse::<f64>().unwrap();
            let exact = float(pathway.co2e(*then).unwrap().tonnes());
            let size = float(without.co2e(*then).unwrap().tonnes()).abs().max(exact.abs());
            assert!((exact - found).abs() <= 1e-12 * size, "{then} {package:?}: {exact} {found}");
        }
    }
}

/// The plan, with an absolute measure that meets its cap for the oil.
fn capped(tonnes: i64) -> Scenario {
    let mut plan = plan();
    let emissions = Emissions::from_tonnes(Gas::CO2, tonnes)
        .and(&Emissions::from_grams(Gas::N2O, 1000))
        .unwrap();
    plan.measures[5] =
        measure("capture", carrier("oil"), Effect::Absolute { emissions, beyond: Beyond::Capped });
    plan
}

fn package() -> impl Strategy<Value = Vec<bool>> {
    prop::collection::vec(any::<bool>(), 7)
}

/// Other growth of inhabitants, for other lines, and a second driver.
fn drivers() -> impl Strategy<Value = Vec<Driver>> {
    let driver = (-20_i64..=20, prop::sample::select(vec!["gpc:I", "gpc:II", "gpc:I.1"]));
    let driver = driver.prop_map(|(elasticity, sector)| Driver {
        elasticity: Exact::new(elasticity, 1),
        lines: LineFilter::new().sector(sector.parse().unwrap()),
        ..population()
    });
    prop::collection::vec(driver, 0..3)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn packages_in_bulk_agree_to_twelve_digits(
        packages in prop::collection::vec(package(), 1..6), tonnes in 1_i64..400,
    ) {
        let (account, factors) = (account(lines("Town")), factors());
        let plan = capped(tonnes);
        let projection = Projection::new(&account, &factors, &plan, year(2034)).unwrap();
        let bulk = projection.bulk().unwrap();
        let results = bulk.evaluate(&packages).unwrap();
        check(&projection, &packages, &results);
        prop_assert_eq!(bulk.evaluate(&packages).unwrap(), results);
    }

    #[test]
    fn variants_in_bulk_are_scenarios_with_other_drivers(
        packages in prop::collection::vec(package(), 1..4),
        variants in prop::collection::vec(drivers(), 1..4),
    ) {
        let (account, factors) = (account(lines("Town")), factors());
        let plan = capped(200);
        let projection = Projection::new(&account, &factors, &plan, year(2034)).unwrap();
        let bulk = projection.bulk().unwrap();
        let results = bulk.evaluate_variants(&packages, &variants).unwrap();
        prop_assert_eq!(results.len(), variants.len() * packages.len() * bulk.years().len());
        for (drivers, rows) in variants.iter().zip(results.chunks_exact(results.len() / variants.len())) {
            let variant = Scenario { drivers: drivers.clone(), ..plan.clone() };
            let projection = Projection::new(&account, &factors, &variant, year(2034)).unwrap();
            check(&projection, &packages, rows);
        }
    }
}

#[test]
fn the_drivers_of_the_scenario_are_one_of_the_variants() {
    let (account, factors) = (account(lines("Town")), factors());
    let plan = plan();
    let projection = Projection::new(&account, &factors, &plan, year(2034)).unwrap();
    let bulk = projection.bulk().unwrap();
    let packages = [[true; 7], [false; 7]];
    let variants = [plan.drivers.clone(), Vec::new()];
    let both = bulk.evaluate_variants(&packages, &variants).unwrap();
    let own = bulk.evaluate(&packages).unwrap();
    assert_eq!(both[..own.len()], own);
    // Without growth there is less to emit.
    assert!(both[own.len()] < own[0] && both[both.len() - 1] < own[own.len() - 1]);
}

#[test]
fn a_reduction_beyond_what_is_there_is_refused_in_bulk_too() {
    let (account, factors) = (account(lines("Town")), factors());
    let emissions = Emissions::from_tonnes(Gas::CO2, 1000);
    let effect = Effect::Absolute { emissions, beyond: Beyond::Refused };
    let plan = scenario(vec![
        measure("capture", carrier("oil"), effect),
        measure("habits", carrier("petrol"), Effect::Share { share: exact("0.5") }),
    ]);
    let projection = Projection::new(&account, &factors, &plan, year(2030)).unwrap();
    let bulk = projection.bulk().unwrap();
    assert!(bulk.evaluate(&[[false, true]]).is_ok());
    let error = bulk.evaluate(&[[true, false]]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutOfRange);
    let exact = projection.evaluate(&[true, false]).unwrap_err().to_string();
    let words = |text: &str| text.split(" than the").next().unwrap().to_owned();
    assert_eq!(words(&error.to_string()), words(&exact));
    assert!(error.to_string().contains("measure capture") && error.to_string().contains("in 2026"));
}
