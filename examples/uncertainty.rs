//! How sure a municipality's account is, which inputs matter most, and how likely the target is met.
//!
//! ```text
//! cargo run --release --example uncertainty
//! cargo run --release --example uncertainty -- da
//! ```

#![allow(clippy::float_arithmetic)]

mod common;

use std::error::Error;

use climate_account::account::TextFacet;
use climate_account::distribution::{Distribution, Family};
use climate_account::ensemble::{Estimate, Model, Sample, Simulation};
use climate_account::number::Exact;
use climate_account::report::number_text;
use climate_account::scenario::Projection;
use climate_account::{Account, Language, Result, Year};
use common::{Text, town};

const TARGET_YEAR: i64 = 2030;
/// Percent of the emissions of 2023 that are to be gone in the target year.
const TARGET: f64 = 25.0;
const DRAWS: u32 = 20_000;
const SEED: u64 = 2023;

/// Carrier and process of a line, and the half-widths of the 95 % intervals of its activity and its
/// factor in per cent: made up, of the size that guidelines name for such data.
const UNCERTAINTIES: [(&str, &str, i64, i64); 10] = [
    ("gas-diesel-oil", "residential-agriculture-forestry-fishing", 10, 3),
    ("natural-gas", "residential-agriculture-forestry-fishing", 3, 2),
    ("district-heat", "network", 3, 15),
    ("electricity", "grid", 2, 10),
    ("motor-gasoline", "cars", 12, 3),
    ("gas-diesel-oil", "road", 12, 3),
    ("dairy-cattle", "enteric-fermentation", 2, 20),
    ("dairy-cattle", "manure-management", 2, 40),
    ("organic-soil", "drained-cropland", 15, 60),
    ("", "", 0, 50),
];

const PROGRESS: &str = "progress of the plan";
const UNKNOWN: (&str, &str, i64, i64) = ("", "", 20, 50);

fn main() -> std::result::Result<(), Box<dyn Error>> {
    let language: Language = std::env::args().nth(1).as_deref().unwrap_or("en").parse()?;
    let text = Text(language);
    let source = town::source()?;
    let factors = town::factors(&source)?;
    let account = Account::compute(town::activities(&source)?, &town::profile(), &factors)?;
    let target_year = Year::new(TARGET_YEAR)?;
    let projection = Projection::new(&account, &factors, &town::plan(&source)?, target_year)?;

    let count = projection.scenario().measures.len();
    let baseline = projection.evaluate(&vec![false; count])?.account()?;
    let plan = projection.evaluate(&vec![true; count])?.account()?;

    let mut model = Model::new();
    // Measures may come late or fall short: half of the plan at worst, a tenth more at best.
    let (worst, likely, best) = (Exact::new(5, 1), Exact::new(95, 2), Exact::new(11, 1));
    model.variable(PROGRESS, &Distribution::triangular(worst, likely, best)?)?;
    for line in uncertain_lines(&account, Year::new(2023)?, &mut model)? {
        line.add(&mut model, "now", line.tonnes, None)?;
    }
    // The baseline, and as much of the way from it to the plan as is gone.
    for line in uncertain_lines(&baseline, target_year, &mut model)? {
        line.add(&mut model, "then", line.tonnes, None)?;
        line.add(&mut model, "then", -line.tonnes, Some(PROGRESS))?;
    }
    for line in uncertain_lines(&plan, target_year, &mut model)? {
        line.add(&mut model, "then", line.tonnes, Some(PROGRESS))?;
    }

    let run = model.simulate(&Simulation::new(DRAWS, SEED)?)?;
    let title = text.of("Ton CO2e", "t CO2e");
    println!("{title:<24}{:>12}{:>26}", text.of("middel", "mean"), text.of("95 %", "95 %"));
    let then = text.of("2030 efter planen", "2030 by the plan");
    print_interval(text.of("2023", "2023"), run.output("now")?, 0, text)?;
    print_interval(then, run.output("then")?, 0, text)?;
    let change = run.change_in_percent("now", "then")?;
    print_interval(text.of("ændring, %", "change, %"), &change, 1, text)?;

    println!();
    let title = text.of("Fem input bestemmer mest i 2030", "Five inputs matter most in 2030");
    println!("{title}");
    for contribution in model.contributions(&["then"])?.into_iter().take(5) {
        let share = decimal(100.0 * contribution.share, 0, text);
        println!("{share:>5} %  {}", shown(&contribution.variable, text));
    }

    println!();
    let Estimate { value, standard_error } = change.probability_at_most(-TARGET);
    println!(
        "{}: {} % (± {})",
        text.of("Sandsynlighed for at nå -25 % i 2030", "Probability of reaching -25 % in 2030"),
        decimal(100.0 * value, 1, text),
        decimal(196.0 * standard_error, 1, text)
    );
    println!(
        "{}",
        text.of(
            "Faktorer og statistikker, der er for høje i 2023, er det også i 2030: ændringen er mere sikker end niveauet.",
            "Factors and statistics that are too high in 2023 are so in 2030: the change is surer than the level."
        )
    );
    Ok(())
}

/// A line, and its two variables around 1.
struct UncertainLine {
    tonnes: Exact,
    factor: String,
    activity: String,
}

impl UncertainLine {
    fn add(&self, model: &mut Model, output: &str, tonnes: Exact, by: Option<&str>) -> Result<()> {
        let variables: Vec<&str> =
            [self.factor.as_str(), &self.activity].into_iter().chain(by).collect();
        model.line(output, tonnes, &variables)
    }
}

/// The same names in both years are the same draws.
fn uncertain_lines(account: &Account, year: Year, model: &mut Model) -> Result<Vec<UncertainLine>> {
    let mut lines = Vec::new();
    for entry in account.entries().filter(|entry| entry.activity().year() == year) {
        let facet = |facet| entry.activity().text(facet).map_or("", |text| text);
        let (carrier, process) = (facet(TextFacet::Carrier), facet(TextFacet::Process));
        let found = UNCERTAINTIES.iter().find(|row| (row.0, row.1) == (carrier, process));
        let (_, _, activity_width, factor_width) = found.unwrap_or(&UNKNOWN);
        let sector = entry.activity().sector().sector();
        let title = sector.map(|sector| sector.title().in_language(Language::English).to_owned());
        let name = match carrier {
            "" => title.unwrap_or_default(),
            _ => format!("{carrier}, {process}"),
        };
        let factor = format!("factor: {name}");
        let activity = format!("activity: {name}");
        model.variable(&factor, &around_one(*factor_width)?)?;
        model.variable(&activity, &around_one(*activity_width)?)?;
        lines.push(UncertainLine { tonnes: entry.co2e()?.tonnes(), factor, activity });
    }
    Ok(lines)
}

/// Names of variables are the same in both languages, because the draws hang on them.
fn shown(variable: &str, text: Text) -> String {
    let [factor, activity] = [text.of("faktor: ", "factor: "), text.of("mængde: ", "activity: ")];
    let progress = text.of("planens gennemførelse", PROGRESS);
    let words = [("factor: ", factor), ("activity: ", activity), (PROGRESS, progress)];
    words.iter().fold(variable.to_owned(), |name, (english, word)| name.replace(english, word))
}

/// Mean 1; normal up to 30 %, beyond that lognormal, as the guidelines do, so that no factor is below
/// zero.
fn around_one(half_width_in_percent: i64) -> Result<Distribution> {
    let family = if half_width_in_percent > 30 { Family::Lognormal } else { Family::Normal };
    // 1.96 standard deviations.
    let deviation = Exact::new(half_width_in_percent * 51, 4);
    Distribution::from_mean_and_sd(family, 1, deviation)
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
