//! Why did the number change? Two editions of one account, and two years of one municipality.
//!
//! ```text
//! cargo run --example comparison
//! cargo run --example comparison -- Skive da
//! ```

mod common;

use std::collections::BTreeMap;
use std::error::Error;

use climate_account::account::{Comparison, compare};
use climate_account::factor::FactorLayer;
use climate_account::gas::{Co2e, Emissions, GwpSet};
use climate_account::number::Exact;
use climate_account::report::{Depth, Explain};
use climate_account::{
    Account, Activity, Amount, EmissionFactor, FactorSet, Language, Profile, SectorRef, Source,
    Year,
};
use common::{Text, town};

const SECTORS: &str = include_str!("data/klimaregnskabet_sector_totals.csv");

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let place = arguments.next().unwrap_or_else(|| "Skive".to_owned());
    let language: Language = arguments.next().as_deref().unwrap_or("en").parse()?;
    let text = Text(language);

    println!("{}\n", text.of("To udgaver af et år", "Two editions of one year"));
    let (old, new) = (first_edition()?, second_edition()?);
    let why = compare(&old, &new)?;
    print!("{}", why.explain(language)?);
    println!("\n{}\n", text.of("Er det basisåret?", "Is it the base year?"));
    print!("{}", why.recalculation("0.05".parse()?)?.explain(language));

    println!("\n{}\n", text.of("To offentliggjorte år", "Two published years"));
    let published = published(&place)?;
    two_years(&published, 2018, 2023, language)?;

    println!("\n{}\n", text.of("Kontrol af den nye udgave", "Checks of the new edition"));
    for finding in new.check()? {
        let (what, remedy) = (&finding.what, &finding.remedy);
        println!("- {}", what.in_language(language));
        println!("  {}", remedy.in_language(language));
    }
    Ok(())
}

/// The town as it was first published: electricity by an old factor, cars by a wrong number, methane
/// and nitrous oxide by the Fourth Assessment Report.
fn first_edition() -> Outcome<Account> {
    let source = Source::new("Example", "Account 2023, first edition", 2024, "figures")?;
    let mut lines = town::activities(&source)?;
    if let Some(cars) = lines.get_mut(5) {
        let amount: Amount = "308 TJ".parse()?;
        *cars = Activity::new("Example", cars.year(), cars.sector().clone(), amount, &source)
            .carrier("motor-gasoline")
            .process("cars");
    }
    lines.pop();
    let profile = town::profile_of("Account 2023, first edition", GwpSet::ar4());
    let old = Source::new("Energinet", "Preliminary declaration", 2024, "January")?;
    let electricity = EmissionFactor::new(
        "electricity/preliminary",
        "electricity",
        "MWh".parse()?,
        Emissions::from_kilograms(climate_account::gas::Gas::CO2, 204),
        old,
    )?
    .with_process("grid");
    let own = FactorLayer::new("Preliminary", "January 2024", [electricity])?;
    let factors = FactorSet::new(std::iter::once(own).chain(town::layers(&source)?));
    Ok(Account::compute(lines, &profile, &factors)?)
}

/// The same year a year later: the declaration is final, the typing error is found, the forest is
/// counted, and the Fifth Assessment Report is used.
fn second_edition() -> Outcome<Account> {
    let source = Source::new("Example", "Account 2023, second edition", 2025, "figures")?;
    let profile = town::profile_of("Account 2023, second edition", GwpSet::ar5());
    let factors = FactorSet::new(town::layers(&source)?);
    Ok(Account::compute(town::activities(&source)?, &profile, &factors)?)
}

fn published(place: &str) -> Outcome<Account> {
    let set = GwpSet::as_published("Klimaregnskabet");
    let source = Source::new(
        "Energistyrelsen",
        "Energi- og CO2-regnskabet, state of 18 May 2026",
        2026,
        "key figures by municipality, year and sector",
    )?
    .with_address("klimaregnskabet.dk");
    let mut rows = SECTORS.lines();
    let header: Vec<&str> = rows.next().unwrap_or_default().split(',').collect();
    let mut lines = Vec::new();
    for row in rows {
        let row: BTreeMap<&str, &str> = header.iter().copied().zip(row.split(',')).collect();
        if row["municipality"].to_lowercase() != place.to_lowercase()
            || row["sector"] == "total_net"
        {
            continue;
        }
        let sector: SectorRef = format!("danish:{}", row["sector"].replace('_', "-")).parse()?;
        let tonnes: Exact = row["emissions_t_co2e"].parse()?;
        let emissions = Emissions::from_co2e(Co2e::from_tonnes(tonnes, set.clone()));
        let year: Year = row["year"].parse()?;
        lines.push(Activity::new(row["municipality"], year, sector, emissions, &source));
    }
    if lines.is_empty() {
        return Err(format!("no municipality `{place}` in the published figures").into());
    }
    Ok(Account::compute(lines, &Profile::new("Klimaregnskabet", set), &FactorSet::new([]))?)
}

fn two_years(account: &Account, first: i64, last: i64, language: Language) -> Outcome<()> {
    let (first, last) = (Year::new(first)?, Year::new(last)?);
    let why: Comparison<'_> = compare(
        account.select(|line| line.year() == first),
        account.select(|line| line.year() == last),
    )?;
    print!("{}", why.explanation(language, Depth::Page)?);
    Ok(())
}
