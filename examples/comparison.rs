//! Why did the number change? Two editions of one account, and two years of one municipality.
//!
//! ```text
//! cargo run --example comparison
//! cargo run --example comparison -- Skive da
//! ```

mod common;

use std::error::Error;

use climate_account::account::{CheckInputs, Finding, Severity, compare};
use climate_account::factor::FactorLayer;
use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::report::Explain;
use climate_account::{
    Account, Activity, Amount, EmissionFactor, FactorSet, Language, Source, Year,
};
use common::{Text, published, town};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_else(|| "Skive".to_owned());
    let language: Language = arguments.next().as_deref().unwrap_or("en").parse()?;
    let text = Text(language);

    println!("{}\n", text.of("To udgaver af et år", "Two editions of one year"));
    let (old, new) = (first_edition(text)?, second_edition(text)?);
    let why = compare(&old, &new)?;
    print!("{}", why.explain(language)?);
    println!("\n{}\n", text.of("Er det basisåret?", "Is it the base year?"));
    print!("{}", why.recalculation("0.05".parse()?)?.explain(language));

    println!("\n{}\n", text.of("To offentliggjorte år", "Two published years"));
    let place = published::find(&name, &published::municipalities(None))?;
    let account = published::account(&[place])?;
    two_years(&account, 2018, 2023, language)?;

    println!("\n{}\n", text.of("Kontrol af den nye udgave", "Checks of the new edition"));
    let inputs = CheckInputs {
        handed_in: Some(Year::new(2026)?),
        last_edition: Some(&old),
        ..CheckInputs::default()
    };
    print_findings(&new.check_with(&inputs)?, language);

    println!(
        "\n{}\n",
        text.of("Kontrol af de offentliggjorte år", "Checks of the published years")
    );
    let population = published::population()?;
    let inputs = CheckInputs {
        population: Some(&population),
        handed_in: Some(Year::new(2026)?),
        ..CheckInputs::default()
    };
    print_findings(&account.check_with(&inputs)?, language);
    Ok(())
}

fn print_findings(findings: &[Finding], language: Language) {
    for finding in findings {
        let mark = match finding.severity {
            Severity::Note => " ",
            Severity::Warning => "!",
            Severity::Error => "!!",
        };
        println!("{mark:2} {}", finding.what.in_language(language));
        println!("   -> {}", finding.remedy.in_language(language));
    }
}

/// The town as it was first published: electricity by an old factor, cars by a wrong number, methane
/// and nitrous oxide by the Fourth Assessment Report.
fn first_edition(text: Text) -> Outcome<Account> {
    let name = text.of("udgave 2024", "edition of 2024");
    let source = Source::new("Example", "Account 2023", 2024, name)?;
    let mut lines = town::activities(&source)?;
    if let Some(cars) = lines.get_mut(5) {
        let amount: Amount = "308 TJ".parse()?;
        *cars = Activity::new("Example", cars.year(), cars.sector().clone(), amount, &source)
            .carrier("motor-gasoline")
            .process("cars");
    }
    lines.pop();
    let profile = town::profile_of(name, GwpSet::ar4());
    let old = Source::new("Energinet", "Preliminary declaration", 2024, "January")?;
    let electricity = EmissionFactor::new(
        "electricity/preliminary",
        "electricity",
        "MWh".parse()?,
        Emissions::from_kilograms(Gas::CO2, 204),
        old,
    )?
    .with_process("grid");
    let own = FactorLayer::new("Preliminary", "January 2024", [electricity])?;
    let factors = FactorSet::new(std::iter::once(own).chain(town::layers(&source)?));
    Ok(Account::compute(lines, &profile, &factors)?)
}

/// The same year a year later: the declaration is final, the typing error is found, the forest is
/// counted, and the Fifth Assessment Report is used.
fn second_edition(text: Text) -> Outcome<Account> {
    let name = text.of("udgave 2025", "edition of 2025");
    let source = Source::new("Example", "Account 2023", 2025, name)?;
    let profile = town::profile_of(name, GwpSet::ar5());
    let factors = FactorSet::new(town::layers(&source)?);
    Ok(Account::compute(town::activities(&source)?, &profile, &factors)?)
}

fn two_years(account: &Account, first: i64, last: i64, language: Language) -> Outcome<()> {
    let (first, last) = (Year::new(first)?, Year::new(last)?);
    let why = compare(
        account.select(|line| line.year() == first),
        account.select(|line| line.year() == last),
    )?;
    print!("{}", why.explain(language)?);
    Ok(())
}
