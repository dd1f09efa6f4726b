//! A municipality's future: what happens anyway, eight measures, and how much each of them deserves.
//!
//! ```text
//! cargo run --example scenario
//! cargo run --example scenario -- da
//! ```

mod common;

use std::error::Error;

use climate_account::number::Exact;
use climate_account::report::{Explain, SumTable, TableCell, number_text};
use climate_account::scenario::{AttributionRule, LineFilter, Pathway, Projection};
use climate_account::series::CumulativeRule;
use climate_account::{Account, Language, Result, Year};
use common::{Text, town};

const BASE: i64 = 2023;
const SHOWN: [i64; 5] = [2025, 2030, 2035, 2040, 2050];

fn main() -> std::result::Result<(), Box<dyn Error>> {
    let language = std::env::args().nth(1).as_deref().unwrap_or("en").parse()?;
    let text = Text(language);
    let source = town::source()?;
    let factors = town::factors(&source)?;
    let account = Account::compute(town::activities(&source)?, &town::profile(), &factors)?;
    let plan = town::plan(&source)?;
    let projection = Projection::new(&account, &factors, &plan, Year::new(2050)?)?;

    let before = account.total()?.co2e()?;
    println!(
        "{}: {}",
        text.of("Regnskab 2023", "Account of 2023"),
        tonnes(before.tonnes(), language)
    );
    println!();
    wedges(&projection, text)?;
    println!();
    attributions(&projection, text)?;
    println!();
    last_year_of_oil(&projection, text)?;
    Ok(())
}

/// The baseline, what each measure takes off (Shapley), and what is left.
fn wedges(projection: &Projection, text: Text) -> Result<()> {
    let count = projection.scenario().measures.len();
    let baseline = projection.evaluate(&vec![false; count])?;
    let plan = projection.evaluate(&vec![true; count])?;
    let effects = projection.attribute(&AttributionRule::Shapley)?;
    let title = text.of("Ton CO2e", "t CO2e");
    let mut table = SumTable::new(title, SHOWN.map(|year| year.to_string()), 0);
    let years = SHOWN.map(|year| usize::try_from(year - BASE - 1).unwrap_or_default());
    let in_years = |pathway: &Pathway| -> Result<Vec<TableCell>> {
        SHOWN
            .iter()
            .map(|year| Ok(TableCell::Number(pathway.co2e(Year::new(*year)?)?.tonnes())))
            .collect()
    };
    table.push(text.of("Uden tiltag", "Without measures"), in_years(&baseline)?);
    for (index, measure) in projection.scenario().measures.iter().enumerate() {
        let cells = years.iter().map(|year| {
            let effect = effects.get(*year).and_then(|(_, effects)| effects.effects.get(index));
            TableCell::Number(-effect.copied().unwrap_or_default())
        });
        let name = measure.name().in_language(text.0).to_owned();
        table.push(name, cells.collect::<Vec<_>>());
    }
    print!("{}", table.render(text.of("Med alle tiltag", "With all measures"), text.0)?);
    let (first, last) = plan.series()?.span();
    let sum =
        |pathway: &Pathway| pathway.series()?.cumulative(first, last, CumulativeRule::AnnualSum);
    let saved = sum(&baseline)?.checked_sub(sum(&plan)?)?;
    println!(
        "{} {first}-{last}: {}",
        text.of("Undgået i alt", "Avoided in all"),
        tonnes(saved, text.0)
    );
    Ok(())
}

/// Four ways to divide what the package does in 2030.
fn attributions(projection: &Projection, text: Text) -> Result<()> {
    let measures = &projection.scenario().measures;
    let order: Vec<usize> = (0..measures.len()).collect();
    let rules = [
        (text.of("alene", "alone"), AttributionRule::Alone),
        (text.of("sidst ind", "last in"), AttributionRule::LastIn),
        (text.of("i rækkefølge", "in order"), AttributionRule::Sequential(order)),
        ("Shapley", AttributionRule::Shapley),
    ];
    let in_2030 = |rule: &AttributionRule| -> Result<Vec<Exact>> {
        let by_year = projection.attribute(rule)?;
        let found = by_year.into_iter().find(|(year, _)| year.number() == 2030);
        Ok(found.map(|(_, attribution)| attribution.effects).unwrap_or_default())
    };
    let columns = rules.iter().map(|(_, rule)| in_2030(rule)).collect::<Result<Vec<_>>>()?;
    let title = text.of("Undgået i 2030, ton", "Avoided in 2030, t");
    let mut table = SumTable::new(title, rules.iter().map(|(name, _)| *name), 0);
    for (index, measure) in measures.iter().enumerate() {
        let cells = columns
            .iter()
            .map(|column| TableCell::Number(column.get(index).copied().unwrap_or_default()));
        table.push(measure.name().in_language(text.0).to_owned(), cells.collect::<Vec<_>>());
    }
    print!("{}", table.render(text.of("Sum", "Sum"), text.0)?);
    println!(
        "{}",
        text.of(
            "Kun de to sidste regler går op med pakken, og kun Shapley afhænger ikke af rækkefølgen.",
            "Only the last two rules add up to the package, and only Shapley does not depend on the order."
        )
    );
    Ok(())
}

/// A projected line is explained like any other.
fn last_year_of_oil(projection: &Projection, text: Text) -> Result<()> {
    let plan = projection.evaluate(&vec![true; projection.scenario().measures.len()])?;
    let account = plan.account()?;
    let oil = LineFilter::new().carrier("gas-diesel-oil").sector("gpc:I.1".parse()?);
    let entry = account
        .entries()
        .filter(|entry| oil.matches(entry.activity()))
        .find(|entry| entry.activity().year().number() == 2030);
    if let Some(entry) = entry {
        println!("{}", entry.explain(text.0)?);
    }
    Ok(())
}

fn tonnes(value: Exact, language: Language) -> String {
    format!("{} t CO2e", number_text(value, 0, language))
}
