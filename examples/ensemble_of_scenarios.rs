//! Every package of eight measures under three futures of the population: how many reach a target,
//! the smallest that does, and the cheapest.
//!
//! ```text
//! cargo run --example ensemble_of_scenarios
//! cargo run --example ensemble_of_scenarios -- da
//! ```

mod common;

use std::error::Error;

use climate_account::economics::Money;
use climate_account::number::Exact;
use climate_account::report::number_text;
use climate_account::scenario::{FoundPackage, PackageSearch, Projection, Scenario, SearchMethod};
use climate_account::series::{CumulativeRule, Interpolation};
use climate_account::target::{
    BaseValue, BaseYear, Boundary, Demand, GapQuestion, Milestone, Target, TargetTiming, TotalKind,
};
use climate_account::{Account, Language, Result, Year};
use common::{Text, town};

/// The part of the emissions of 2023 that is to be gone in the target year.
const TARGET: Exact = Exact::new(35, 2);
const NOW: i64 = 2023;
const TARGET_YEAR: i64 = 2035;

/// Made-up present costs of the measures of the plan, in million kroner; one below zero saves money.
const COSTS: [i64; 8] = [90, 140, 40, -20, 45, 60, 25, 30];

fn main() -> std::result::Result<(), Box<dyn Error>> {
    let language: Language = std::env::args().nth(1).as_deref().unwrap_or("en").parse()?;
    let text = Text(language);
    let source = town::source()?;
    let factors = town::factors(&source)?;
    let account = Account::compute(town::activities(&source)?, &town::profile(), &factors)?;
    let plan = town::plan(&source)?;
    let target = target(account.total()?.co2e()?.tonnes(), &account)?;
    println!(
        "{} {TARGET_YEAR}: {} %",
        text.of("Mål for", "Target for"),
        number_text(-TARGET.checked_mul(100.into())?, 0, language)
    );
    for (name, elasticity) in [
        (text.of("befolkningen står stille", "population stands still"), "0"),
        (text.of("befolkningen vokser som ventet", "population grows as expected"), "1"),
        (text.of("befolkningen vokser dobbelt så meget", "population grows twice as much"), "2"),
    ] {
        let future = with_elasticity(&plan, elasticity.parse()?);
        let projection = Projection::new(&account, &factors, &future, Year::new(2050)?)?;
        report(&projection, &target, name, text)?;
    }
    Ok(())
}

fn target(base: Exact, account: &Account) -> Result<Target> {
    Ok(Target {
        id: "climate-plan".to_owned(),
        version: "2024".to_owned(),
        demand: Demand::ReductionOfBase,
        base: BaseYear { year: Year::new(NOW)?, value: BaseValue::Measured { value: base } },
        milestones: vec![Milestone { year: Year::new(TARGET_YEAR)?, value: TARGET }],
        interpolation: Interpolation::Linear,
        timing: TargetTiming::InTheYear,
        boundary: Boundary::whole(TotalKind::Net, account.profile().gwp_set().name()),
        unit: "t CO2e".parse()?,
    })
}

fn with_elasticity(plan: &Scenario, elasticity: Exact) -> Scenario {
    let mut future = plan.clone();
    for driver in future.drivers.iter_mut().filter(|driver| driver.name.en == "Inhabitants") {
        driver.elasticity = elasticity;
    }
    future
}

fn report(projection: &Projection, target: &Target, name: &str, text: Text) -> Result<()> {
    let question = GapQuestion {
        now: Year::new(NOW)?,
        year: Year::new(TARGET_YEAR)?,
        cumulative: CumulativeRule::AnnualSum,
        budget: None,
    };
    let costs: Vec<Money> = COSTS
        .iter()
        .map(|cost| Money::new(*cost, "mio. DKK (2023)".parse()?))
        .collect::<Result<_>>()?;
    let search = PackageSearch {
        goals: &[(target, question)],
        costs: &costs,
        method: SearchMethod::EveryPackage,
    };
    let found = projection.search_packages(&search)?;
    println!();
    println!(
        "{name}: {} {} {} {}",
        found.reaching.unwrap_or_default(),
        text.of("af", "of"),
        found.tried,
        text.of("pakker når målet", "packages reach the target")
    );
    print_package(projection, found.smallest.as_ref(), text.of("den mindste", "smallest"), text);
    print_package(projection, found.cheapest.as_ref(), text.of("den billigste", "cheapest"), text);
    Ok(())
}

fn print_package(projection: &Projection, found: Option<&FoundPackage>, which: &str, text: Text) {
    let Some(found) = found else { return };
    let taken = projection.scenario().measures.iter().zip(&found.package);
    let names: Vec<&str> = taken
        .filter(|(_, taken)| **taken)
        .map(|(measure, _)| measure.name().in_language(text.0))
        .collect();
    let cost = found.cost.as_ref().map(Money::value).unwrap_or_default();
    let gap = found.gaps.first().map(|gap| gap.gap).unwrap_or_default();
    println!(
        "  {which} ({} {}, {} t {}): {}",
        number_text(cost, 0, text.0),
        text.of("mio. kr.", "million DKK"),
        number_text(-gap, 0, text.0),
        text.of("under målet", "below the target"),
        names.join(", ")
    );
}
