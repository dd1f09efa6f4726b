//! The climate account of the 19 municipalities of Region Midtjylland, and one of them in detail.
//!
//! ```text
//! cargo run --example municipality
//! cargo run --example municipality -- Skive da
//! ```

mod common;

use std::error::Error;

use climate_account::account::{Facet, Label, Population};
use climate_account::number::{Exact, Rounding};
use climate_account::report::{Explain, SumTable, account_table, number_text};
use climate_account::{Account, Language, SectorRef, Year};
use common::{Text, published};

const REGIONAL: &str = include_str!("data/klimaregnskabet_regional_sums.csv");
const REGION: &str = "Region Midtjylland";

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_else(|| "Aarhus".to_owned());
    let language: Language = arguments.next().as_deref().unwrap_or("en").parse()?;
    let regional = published::municipalities(Some(REGION));
    let place = published::find(&name, &regional)?;
    let text = Text(language);
    let account = published::account(&regional)?;
    let population = published::population()?;

    println!(
        "{}\n",
        text.of(
            "Klimaregnskab for Region Midtjylland, ton CO2e",
            "Climate account of Region Midtjylland, t CO2e"
        )
    );
    by_year(&account, None, &Facet::Sector, text)?;
    check_against_publication(&account, text)?;
    println!();
    by_year(&account, None, &Facet::Place, text)?;

    println!("\n{place}\n");
    by_year(&account, Some(place), &Facet::Sector, text)?;
    per_inhabitant(&account, &population, place, text)?;

    println!();
    households(place, text)
}

/// Years across; of one place, or of all together.
fn by_year(account: &Account, place: Option<&str>, down: &Facet, text: Text) -> Outcome<()> {
    let lines = account.select(|line| place.is_none_or(|place| line.place() == place));
    let table = account_table(&lines, down, &Facet::Year, 1, text.0)?;
    print!("{}", table.render(text.of("I alt, netto", "Total, net"), text.0)?);
    Ok(())
}

/// Compares the sums of the region with the published ones.
fn check_against_publication(account: &Account, text: Text) -> Outcome<()> {
    let by_sector = account.totals(&[Facet::Sector, Facet::Year])?;
    let by_year = account.totals(&[Facet::Year])?;
    let (mut equal, mut largest) = (0, Exact::ZERO);
    for row in published::rows(REGIONAL).iter().filter(|row| row["area"].starts_with(REGION)) {
        let year: Year = row["year"].parse()?;
        let published: Exact = row["emissions_t_co2e"].parse()?;
        if row["sector"] == "total_net" {
            let found = by_year.row(&[year.into()]).ok_or("a year is missing")?;
            let off = found.total().co2e()?.tonnes().checked_sub(published)?.abs();
            largest = largest.max(off);
            continue;
        }
        let sector: SectorRef = format!("danish:{}", row["sector"].replace('_', "-")).parse()?;
        let found = by_sector.row(&[sector.into(), year.into()]).ok_or("a sector is missing")?;
        let found = found.total().co2e()?.tonnes();
        if found != published {
            return Err(format!("{row:?}: computed {found}, published {published}").into());
        }
        equal += 1;
    }
    println!(
        "{equal} {} {} t.",
        text.of(
            "sektorsummer er ens med de offentliggjorte, ciffer for ciffer. De offentliggjorte totaler er\n\
             afrundet kommune for kommune og ligger højst så meget fra:",
            "sector sums equal the published ones, digit by digit. The published totals are rounded\n\
             municipality by municipality and are off by at most",
        ),
        number_text(largest, 1, text.0),
    );
    Ok(())
}

/// Net and gross, and per inhabitant.
fn per_inhabitant(
    account: &Account,
    population: &Population,
    place: &str,
    text: Text,
) -> Outcome<()> {
    let totals = account.select(|line| line.place() == place).totals(&[Facet::Year])?;
    println!();
    for row in totals.rows() {
        let Label::Year(year) = row.label(0) else { continue };
        let total = row.total();
        let persons = population.of(place, *year).ok_or("no population")?;
        let per_head =
            total.per_inhabitant(persons, Rounding::decimals(3))?.ok_or("nobody lives there")?;
        println!(
            "{year}  {}: {} t   {}: {} t   {}: {} t CO2e",
            text.of("netto", "net"),
            number_text(total.co2e()?.tonnes(), 1, text.0),
            text.of("brutto", "gross"),
            number_text(total.gross_co2e()?.tonnes(), 1, text.0),
            text.of("pr. indbygger", "per inhabitant"),
            number_text(per_head, 3, text.0),
        );
    }
    Ok(())
}

/// Household energy 2024 as activity x factor under two electricity rules.
fn households(place: &str, text: Text) -> Outcome<()> {
    let mut columns = Vec::new();
    let mut accounts = Vec::new();
    for (title, rule) in [
        (text.of("kommunens eget mix", "municipal mix"), published::MUNICIPAL_MIX),
        (text.of("time for time", "hour by hour"), published::HOUR_BY_HOUR),
    ] {
        columns.push(title);
        accounts.push(published::households(place, title, rule)?);
    }
    println!(
        "{place}, {}\n",
        text.of(
            "husholdningernes energi 2024 under to elregler, ton CO2e",
            "household energy 2024 under two electricity rules, t CO2e",
        )
    );
    let mut table = SumTable::new(text.of("Energi", "Energy"), columns, 1);
    let titles = [
        text.of("El", "Electricity"),
        text.of("Fjernvarme", "District heat"),
        text.of("Andet", "Other"),
    ];
    for (line, title) in titles.into_iter().enumerate() {
        let mut cells = Vec::new();
        for account in &accounts {
            let entry = account.entry(line).ok_or("a line is missing")?;
            cells.push(entry.co2e()?.tonnes());
        }
        table.push(title, cells);
    }
    print!("{}", table.render(text.of("I alt", "Total"), text.0)?);
    println!(
        "{}",
        text.of(
            "Rækkerne er afrundet, så de går op. Ingen af udgiverne nævner sit GWP-sæt; her regnes\n\
             de for at være ens.",
            "Rows are rounded so that they add up. Neither publisher names its GWP set; here they\n\
             are taken to be the same.",
        )
    );

    println!(
        "\n{}\n",
        text.of("Forklaring på eltallet", "The electricity figure explained, in Danish")
    );
    let explained = accounts.last().and_then(|account| account.entry(0)).ok_or("no line")?;
    print!("{}", explained.explain(Language::Danish)?);
    Ok(())
}
