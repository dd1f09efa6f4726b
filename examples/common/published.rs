//! The published accounts of the 98 Danish municipalities, 2018 to 2023, and their inhabitants.

use std::collections::BTreeMap;

use climate_account::account::Population;
use climate_account::gas::{Co2e, Emissions, GwpSet};
use climate_account::number::Exact;
use climate_account::{
    Account, Activity, FactorSet, Profile, Result, SectorRef, Source, Year, nearest_names,
};

const SECTORS: &str = include_str!("../data/klimaregnskabet_sector_totals.csv");
const KEY_FIGURES: &str = include_str!("../data/klimaregnskabet_key_figures.csv");

pub(crate) type Row<'a> = BTreeMap<&'a str, &'a str>;

/// The rows of a table, each as column and field.
pub(crate) fn rows(table: &str) -> Vec<Row<'_>> {
    let mut lines = table.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    // Only the last columns, which are not used here, hold quoted text.
    lines.map(|line| header.iter().copied().zip(line.split(',')).collect()).collect()
}

/// The municipalities, of a region or all.
pub(crate) fn municipalities(region: Option<&str>) -> Vec<&'static str> {
    let mut names: Vec<&str> = rows(KEY_FIGURES)
        .iter()
        .filter(|row| region.is_none_or(|region| row["region"] == region))
        .map(|row| row["municipality"])
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The municipality that a user means, or those that the name is near to.
pub(crate) fn find(
    name: &str,
    known: &[&'static str],
) -> std::result::Result<&'static str, String> {
    if let Some(found) = known.iter().find(|known| known.to_lowercase() == name.to_lowercase()) {
        return Ok(found);
    }
    let near = nearest_names(name, known.iter().copied());
    let near = if near.is_empty() { known.to_vec() } else { near };
    Err(format!("no municipality `{name}`; did you mean {}?", near.join(", ")))
}

/// The published sector totals as an account of direct entries.
///
/// The publisher gives CO2e and does not name the GWP set, so the figures keep a label of their own
/// and cannot be mixed with others.
pub(crate) fn account(places: &[&str]) -> Result<Account> {
    let set = GwpSet::as_published("Klimaregnskabet");
    let source = Source::new(
        "Energistyrelsen",
        "Energi- og CO2-regnskabet, state of 18 May 2026",
        2026,
        "key figures by municipality, year and sector",
    )?
    .with_address("klimaregnskabet.dk");
    let mut activities = Vec::new();
    for row in rows(SECTORS) {
        if row["sector"] == "total_net" || !places.contains(&row["municipality"]) {
            continue;
        }
        let sector: SectorRef = format!("danish:{}", row["sector"].replace('_', "-")).parse()?;
        let tonnes: Exact = row["emissions_t_co2e"].parse()?;
        let emissions = Emissions::from_co2e(Co2e::from_tonnes(tonnes, set.clone()));
        let year = row["year"].parse()?;
        activities.push(Activity::new(row["municipality"], year, sector, emissions, &source));
    }
    Account::compute(
        activities,
        &Profile::new("Klimaregnskabet, May 2026", set),
        &FactorSet::new([]),
    )
}

pub(crate) fn population() -> Result<Population> {
    let mut persons = Vec::new();
    for row in rows(KEY_FIGURES) {
        let year: Year = row["year"].parse()?;
        persons.push((row["municipality"], year, row["population_derived_persons"].parse()?));
    }
    Population::new(persons)
}
