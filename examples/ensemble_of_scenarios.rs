//! Every package of eight measures under three futures of the population: which reach a target, and
//! the smallest that does.
//!
//! ```text
//! cargo run --example ensemble_of_scenarios
//! cargo run --example ensemble_of_scenarios -- da
//! ```

#![allow(clippy::float_arithmetic)]

mod common;

use std::error::Error;

use climate_account::number::Exact;
use climate_account::report::number_text;
use climate_account::scenario::{Projection, Scenario};
use climate_account::{Account, Language, Result, Year};
use common::{Text, town};

/// Percent of the emissions of 2023 that are to be gone in the target year.
const TARGET: i32 = 35;
const TARGET_YEAR: i64 = 2035;

fn main() -> std::result::Result<(), Box<dyn Error>> {
    let language: Language = std::env::args().nth(1).as_deref().unwrap_or("en").parse()?;
    let text = Text(language);
    let source = town::source()?;
    let factors = town::factors(&source)?;
    let account = Account::compute(town::activities(&source)?, &town::profile(), &factors)?;
    let base: f64 = account.total()?.co2e()?.tonnes().to_string().parse()?;
    let plan = town::plan(&source)?;
    let packages = every_package(plan.measures.len());
    println!(
        "{} {TARGET_YEAR}: {} %",
        text.of("Mål for", "Target for"),
        number_text(Exact::from(-TARGET), 0, language)
    );
    for (name, elasticity) in [
        (text.of("befolkningen står stille", "population stands still"), "0"),
        (text.of("befolkningen vokser som ventet", "population grows as expected"), "1"),
        (text.of("befolkningen vokser dobbelt så meget", "population grows twice as much"), "2"),
    ] {
        let future = with_elasticity(&plan, elasticity.parse()?);
        let projection = Projection::new(&account, &factors, &future, Year::new(2050)?)?;
        report(&projection, &packages, base, name, text)?;
    }
    Ok(())
}

/// Each measure taken or not, for all of them.
fn every_package(measures: usize) -> Vec<Vec<bool>> {
    (0..1_usize << measures)
        .map(|bits| (0..measures).map(|measure| bits >> measure & 1 == 1).collect())
        .collect()
}

fn with_elasticity(plan: &Scenario, elasticity: Exact) -> Scenario {
    let mut future = plan.clone();
    for driver in future.drivers.iter_mut().filter(|driver| driver.name.en == "Inhabitants") {
        driver.elasticity = elasticity;
    }
    future
}

fn report(
    projection: &Projection,
    packages: &[Vec<bool>],
    base: f64,
    name: &str,
    text: Text,
) -> Result<()> {
    let allowed = base * f64::from(100 - TARGET) / 100.0;
    let bulk = projection.bulk()?;
    let column = bulk.years().iter().position(|year| year.number() == TARGET_YEAR);
    let results = bulk.evaluate(packages)?;
    let rows = results.chunks_exact(bulk.years().len()).zip(packages);
    let reaching: Vec<&Vec<bool>> = rows
        .filter(|(row, _)| {
            column.and_then(|column| row.get(column)).is_some_and(|left| *left <= allowed)
        })
        .map(|(_, package)| package)
        .collect();
    println!();
    println!(
        "{name}: {} {} {} {}",
        reaching.len(),
        text.of("af", "of"),
        packages.len(),
        text.of("pakker når målet", "packages reach the target")
    );
    let size = |package: &&&Vec<bool>| package.iter().filter(|taken| **taken).count();
    if let Some(smallest) = reaching.iter().min_by_key(size) {
        let taken = projection.scenario().measures.iter().zip(smallest.iter());
        let names: Vec<&str> = taken
            .filter(|(_, taken)| **taken)
            .map(|(measure, _)| measure.name().in_language(text.0))
            .collect();
        println!("  {}: {}", text.of("den mindste", "the smallest"), names.join(", "));
    }
    Ok(())
}
