//! How sure a municipality's account is, which inputs matter most, and how likely the target is met.
//!
//! ```text
//! cargo run --release --example uncertainty
//! cargo run --release --example uncertainty -- da
//! ```

#![allow(clippy::float_arithmetic)]

mod common;

use std::error::Error;

use climate_account::account::Facet;
use climate_account::distribution::{Distribution, Family};
use climate_account::ensemble::{
    Assumption, Assumptions, BaseDraws, Sample, Simulation, UncertainAccount,
};
use climate_account::number::Exact;
use climate_account::report::number_text;
use climate_account::scenario::{LineFilter, Projection};
use climate_account::series::{CumulativeRule, Interpolation};
use climate_account::target::{
    BaseValue, BaseYear, Boundary, Demand, GapQuestion, Milestone, Target, TargetTiming, TotalKind,
};
use climate_account::{Account, Language, Result, Title, Year};
use common::{Text, town};

/// Carrier and process of lines, what they are called, and the half-widths of the 95 % intervals of
/// activity and factor in per cent: made up, of the size that guidelines name for such data.
const UNCERTAINTIES: [(&str, &str, [&str; 2], i64, i64); 10] = [
    (
        "gas-diesel-oil",
        "residential-agriculture-forestry-fishing",
        ["fyringsolie", "heating oil"],
        10,
        3,
    ),
    ("natural-gas", "residential-agriculture-forestry-fishing", ["naturgas", "natural gas"], 3, 2),
    ("district-heat", "network", ["fjernvarme", "district heat"], 3, 15),
    ("electricity", "grid", ["el", "electricity"], 2, 10),
    ("motor-gasoline", "cars", ["benzin", "petrol"], 12, 3),
    ("gas-diesel-oil", "road", ["diesel til vejtrafik", "road diesel"], 12, 3),
    ("dairy-cattle", "enteric-fermentation", ["køers fordøjelse", "digestion of cows"], 2, 20),
    ("dairy-cattle", "manure-management", ["gylle", "manure"], 2, 40),
    ("organic-soil", "drained-cropland", ["lavbundsjord", "peat soils"], 15, 60),
    ("", "", ["skov og andet", "forest and other lines"], 0, 50),
];

fn main() -> std::result::Result<(), Box<dyn Error>> {
    let language: Language = std::env::args().nth(1).as_deref().unwrap_or("en").parse()?;
    let text = Text(language);
    let (now, year) = (Year::new(2023)?, Year::new(2030)?);
    let source = town::source()?;
    let factors = town::factors(&source)?;
    let account = Account::compute(town::activities(&source)?, &town::profile(), &factors)?;
    let projection = Projection::new(&account, &factors, &town::plan(&source)?, year)?;

    // Measures may come late or fall short: half of the plan at worst, a tenth more at best.
    let progress =
        Distribution::triangular(Exact::new(5, 1), Exact::new(95, 2), Exact::new(11, 1))?;
    let progress = (Title::new("planens gennemførelse", "progress of the plan"), progress);
    let package = vec![true; projection.scenario().measures.len()];
    let facets = [Facet::Year];
    let uncertain =
        UncertainAccount::projected(&projection, &package, &progress, &assumptions()?, &facets)?;
    let run = uncertain.simulate(&Simulation::new(20_000, 2023)?)?;

    println!(
        "{:<24}{:>12}{:>26}",
        text.of("Ton CO2e", "t CO2e"),
        text.of("middel", "mean"),
        "95 %"
    );
    let change = run.change_in_percent("2023", "2030")?;
    print_interval("2023", run.output("2023")?, 0, text)?;
    print_interval(text.of("2030 efter planen", "2030 by the plan"), run.output("2030")?, 0, text)?;
    print_interval(text.of("ændring, %", "change, %"), &change, 1, text)?;

    println!("\n{}", text.of("Fem input bestemmer mest i 2030", "Five inputs matter most in 2030"));
    for contribution in uncertain.model.contributions(&["2030"])?.iter().take(5) {
        let title =
            uncertain.title(&contribution.variable).map(|title| title.in_language(language));
        let share = decimal(100.0 * contribution.share, 0, text);
        println!("{share:>5} %  {}", title.unwrap_or(&contribution.variable));
    }

    let target = target(&account, now, year)?;
    let cumulative = CumulativeRule::AnnualSum;
    let question = GapQuestion { now, year, cumulative, budget: None };
    let gap = uncertain.gap(&run, &target, &question, BaseDraws::Drawn)?;
    let met = gap.probability_of_meeting;
    println!(
        "\n{}: {} % (± {})",
        text.of("Sandsynlighed for at nå -25 % i 2030", "Probability of reaching -25 % in 2030"),
        decimal(100.0 * met.value, 1, text),
        decimal(196.0 * met.standard_error, 1, text)
    );
    print_interval(text.of("Manko, ton CO2e", "Gap, t CO2e"), &gap.gap, 0, text)?;
    println!(
        "{}",
        text.of(
            "Faktorer og statistikker, der er for høje i 2023, er det også i 2030: ændringen er mere sikker end niveauet.",
            "Factors and statistics that are too high in 2023 are so in 2030: the change is surer than the level."
        )
    );
    Ok(())
}

/// The same assumption in both years is one variable.
fn assumptions() -> Result<Assumptions> {
    let mut list = Vec::new();
    for (carrier, process, [da, en], activity, factor) in UNCERTAINTIES {
        let lines = match carrier {
            "" => LineFilter::new(),
            _ => LineFilter::new().carrier(carrier).process(process),
        };
        let title = Title::new(da, en);
        list.push(Assumption::activity(title.clone(), lines.clone(), around_one(activity)?));
        list.push(Assumption::factor(title, lines, around_one(factor)?));
    }
    Ok(Assumptions::new(list))
}

/// Normal up to 30 %, beyond that lognormal, as the guidelines do, so that no factor is below zero.
fn around_one(half_width_in_percent: i64) -> Result<Distribution> {
    let family = if half_width_in_percent > 30 { Family::Lognormal } else { Family::Normal };
    // 1.96 standard deviations.
    Distribution::from_mean_and_sd(family, 1, Exact::new(half_width_in_percent * 51, 4))
}

/// A quarter less than in the base year.
fn target(account: &Account, base: Year, year: Year) -> Result<Target> {
    let value = account.select(|line| line.year() == base).total()?.co2e()?.tonnes();
    Ok(Target {
        id: "climate-plan".to_owned(),
        version: "2024".to_owned(),
        demand: Demand::ReductionOfBase,
        base: BaseYear { year: base, value: BaseValue::Measured { value } },
        milestones: vec![Milestone { year, value: Exact::new(25, 2) }],
        interpolation: Interpolation::Linear,
        timing: TargetTiming::FromTheYearOn,
        boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
        unit: "t CO2e".parse()?,
    })
}

fn print_interval(name: &str, sample: &Sample, decimals: u8, text: Text) -> Result<()> {
    let summary = sample.summary()?;
    let [mean, low, high] = [summary.mean, summary.low, summary.high]
        .map(|estimate| decimal(estimate.value, decimals, text));
    println!("{name:<24}{mean:>12}{:>26}", format!("{low} .. {high}"));
    Ok(())
}

fn decimal(value: f64, decimals: u8, text: Text) -> String {
    let value: Exact = format!("{value:.6}").parse().unwrap_or_default();
    number_text(value, decimals, text.0)
}
