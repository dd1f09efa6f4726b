//! The published accounts of the 98 Danish municipalities, 2018 to 2023, and their inhabitants.

use std::collections::BTreeMap;

use climate_account::account::Population;
use climate_account::factor::FactorLayer;
use climate_account::gas::{Co2e, Emissions, GwpSet};
use climate_account::number::Exact;
use climate_account::{
    Account, Activity, Amount, EmissionFactor, FactorSet, Profile, Result, SectorRef, Source, Year,
    nearest_names,
};

const SECTORS: &str = include_str!("../data/klimaregnskabet_sector_totals.csv");
const KEY_FIGURES: &str = include_str!("../data/klimaregnskabet_key_figures.csv");

const HOUSEHOLDS: &str = include_str!("../data/household_energy_2024.csv");

/// Rules for electricity: what the municipality's own plants emit, and what is imported hour by hour.
pub(crate) const MUNICIPAL_MIX: &str = "municipal-mix";
pub(crate) const HOUR_BY_HOUR: &str = "hourly-local-first";

pub(crate) type Outcome<T> = std::result::Result<T, Box<dyn std::error::Error>>;
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

/// Whether the household energy of a municipality is among the published figures.
pub(crate) fn has_households(place: &str) -> bool {
    rows(HOUSEHOLDS).iter().any(|row| row["area"] == place)
}

/// The household energy of a municipality in 2024 as activity x factor, by a rule for electricity.
///
/// Neither publisher names its GWP set, so the two may only be added if somebody says that they are
/// taken as one. The label says it.
pub(crate) fn households(place: &str, title: &str, rule: &str) -> Outcome<Account> {
    let table = rows(HOUSEHOLDS);
    let item = |name: &str| -> Outcome<&str> {
        let row = table.iter().find(|row| row["area"] == place && row["item"] == name);
        Ok(*row.ok_or("no household figures")?.get("value").ok_or("no value")?)
    };
    let set = GwpSet::as_published("Klimaregnskabet + Energinet");
    let account =
        Source::new("Energistyrelsen", "Klimaregnskabet, household energy 2024", 2026, place)?
            .with_address("klimaregnskabet.dk");
    let energinet = Source::new(
        "Energinet",
        "Miljødeklaration, municipal sheets, workbook of 19 May 2026",
        2026,
        place,
    )?
    .with_address("energinet.dk/data-om-energi/data-til-dit-klimaregnskab");

    let mut factors = Vec::new();
    let rules = [
        ("electricity_factor_implied", MUNICIPAL_MIX, &account),
        ("energinet_municipal_factor", HOUR_BY_HOUR, &energinet),
    ];
    for (name, process, source) in rules {
        let grams: Exact = item(name)?.parse()?;
        let emissions = Emissions::from_co2e(Co2e::from_grams(grams, set.clone()));
        let (id, unit) = (format!("{place}/{process}"), "kWh".parse()?);
        let factor = if grams.is_zero() {
            EmissionFactor::zero(id, "electricity", unit, source.clone())?
        } else {
            EmissionFactor::new(id, "electricity", unit, emissions, source.clone())?
        };
        factors.push(factor.with_process(process).with_region(place));
    }
    let factors = FactorSet::new([FactorLayer::new("electricity rules", "2024", factors)?]);

    let year = Year::new(2024)?;
    let sector = |code: &str| format!("danish:energy.households{code}").parse::<SectorRef>();
    let direct = |code: &str, name: &str| -> Outcome<Activity> {
        let tonnes: Exact = item(name)?.parse()?;
        let emissions = Emissions::from_co2e(Co2e::from_tonnes(tonnes, set.clone()));
        Ok(Activity::new(place, year, sector(code)?, emissions, &account))
    };
    let electricity: Amount = format!("{} TJ", item("electricity_use")?).parse()?;
    let lines = [
        Activity::new(place, year, sector(".electricity")?, electricity, &account)
            .carrier("electricity"),
        direct(".district-heating", "district_heat_emissions")?,
        direct("", "other_emissions")?,
    ];
    let profile = Profile::new(title, set).rule("electricity", rule);
    Ok(Account::compute(lines, &profile, &factors)?)
}

pub(crate) fn population() -> Result<Population> {
    let mut persons = Vec::new();
    for row in rows(KEY_FIGURES) {
        let year: Year = row["year"].parse()?;
        persons.push((row["municipality"], year, row["population_derived_persons"].parse()?));
    }
    Population::new(persons)
}
