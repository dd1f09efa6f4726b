//! Every chart, on real figures of a Danish municipality and on the made-up town of the other examples.
//!
//! ```text
//! cargo run --features chart --example charts
//! cargo run --features chart --example charts -- Læsø da target/charts
//! ```

mod common;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use climate_account::account::Facet;
use climate_account::gas::{Co2e, Emissions, GwpSet};
use climate_account::number::Exact;
use climate_account::report::chart::{ChartOptions, RankedBars, StackedAreas, Waterfall};
use climate_account::{
    Account, Activity, FactorSet, Language, Profile, SectorRef, Source, Year, nearest_names,
};
use common::Text;

const SECTORS: &str = include_str!("data/klimaregnskabet_sector_totals.csv");

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let place = arguments.next().unwrap_or_else(|| "Skive".to_owned());
    let language: Language = arguments.next().as_deref().unwrap_or("en").parse()?;
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "target/charts".to_owned()));
    let text = Text(language);
    fs::create_dir_all(&folder)?;

    let account = published_account(&place)?;
    sectors(&account, &place, text, &folder)?;
    largest(&account, &place, text, &folder)?;
    change(&account, &place, text, &folder)?;
    Ok(())
}

fn write(folder: &Path, name: &str, svg: &str) -> Outcome<()> {
    let path = folder.join(name);
    fs::write(&path, svg)?;
    println!("{}", path.display());
    Ok(())
}

fn options(text: Text, title: String) -> ChartOptions {
    let unit = text.of("ton CO2e", "t CO2e");
    ChartOptions::new(text.0, title, unit).note(text.of(
        "Kilde: Energi- og CO2-regnskabet, Energistyrelsen / klimaregnskabet.dk",
        "Source: Energi- og CO2-regnskabet, Energistyrelsen / klimaregnskabet.dk",
    ))
}

/// The published sector totals of a municipality as an account of direct entries.
fn published_account(place: &str) -> Outcome<Account> {
    let set = GwpSet::as_published("Klimaregnskabet");
    let title = "Energi- og CO2-regnskabet, state of 18 May 2026";
    let source = Source::new("Energistyrelsen", title, 2026, "key figures by municipality")?;
    let mut activities = Vec::new();
    for row in SECTORS.lines().skip(1) {
        let [name, _, year, sector, tonnes, _] =
            row.split(',').collect::<Vec<_>>().try_into().map_err(|_| "a row of another length")?;
        if name == place && sector != "total_net" {
            let sector: SectorRef = format!("danish:{}", sector.replace('_', "-")).parse()?;
            let co2e = Co2e::from_tonnes(tonnes.parse::<Exact>()?, set.clone());
            let emissions = Emissions::from_co2e(co2e);
            activities.push(Activity::new(name, year.parse()?, sector, emissions, &source));
        }
    }
    if activities.is_empty() {
        let names = SECTORS.lines().skip(1).filter_map(|row| row.split(',').next());
        let near = nearest_names(place, names).join(", ");
        return Err(format!("no municipality `{place}`; did you mean {near}?").into());
    }
    Ok(Account::compute(activities, &Profile::new(place, set), &FactorSet::new([]))?)
}

fn sectors(account: &Account, place: &str, text: Text, folder: &Path) -> Outcome<()> {
    let chart = StackedAreas::of_totals(&account.totals(&[Facet::Sector, Facet::Year])?, text.0)?;
    let title = format!("{place}: {}", text.of("udledning efter sektor", "emissions by sector"));
    write(folder, "sectors.svg", &chart.svg(&options(text, title))?)
}

fn largest(account: &Account, place: &str, text: Text, folder: &Path) -> Outcome<()> {
    let last = Year::new(2023)?;
    let year = account.select(|line| line.year() == last);
    let chart = RankedBars::of_totals(&year.totals(&[Facet::Sector])?, text.0)?;
    let title = text.of("de største kilder i 2023", "the largest sources in 2023");
    write(folder, "largest.svg", &chart.svg(&options(text, format!("{place}: {title}")))?)
}

/// The change of each sector from the first year to the last.
fn change(account: &Account, place: &str, text: Text, folder: &Path) -> Outcome<()> {
    let (first, last) = (Year::new(2018)?, Year::new(2023)?);
    let areas = StackedAreas::of_totals(&account.totals(&[Facet::Sector, Facet::Year])?, text.0)?;
    let mut steps = Vec::new();
    for series in areas.series {
        let ends = (series.cells.first().copied(), series.cells.last().copied());
        let (Some(from), Some(to)) = ends else { continue };
        let (Some(from), Some(to)) = (from.number(), to.number()) else { continue };
        steps.push((series.name, to.checked_sub(from)?));
    }
    let total = |year: Year| -> climate_account::Result<(String, Exact)> {
        let total = account.select(|line| line.year() == year).total()?;
        Ok((year.to_string(), total.co2e()?.tonnes()))
    };
    let chart = Waterfall::new(total(first)?, steps, total(last)?)?;
    let title = text.of("hvorfor udledningen ændrede sig", "why emissions changed");
    write(folder, "change.svg", &chart.svg(&options(text, format!("{place}: {title}")))?)
}
