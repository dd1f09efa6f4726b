//! Emissions per inhabitant outside what the municipalities of Denmark have.

use std::sync::LazyLock;

use super::{Check, Finding, Severity};
use crate::account::name::sector_title;
use crate::account::{Account, Facet, Label, Population, TotalsRow};
use crate::error::Result;
use crate::number::{Exact, Rounding};
use crate::sector::SectorRef;
use crate::text::account as text;
use crate::text::number::Rounded;
use crate::{Title, table};

/// The lowest and the highest municipality and year of 98 municipalities, 2018 to 2023.
struct Range {
    sector: &'static str,
    lowest: Exact,
    lowest_of: &'static str,
    highest: Exact,
    highest_of: &'static str,
}

static RANGES: LazyLock<Vec<Range>> = LazyLock::new(|| {
    table::rows(include_str!("../../data/per_inhabitant_ranges.csv"))
        .filter_map(|row| {
            Some(Range {
                sector: row.get("sector"),
                lowest: row.get("lowest").parse().ok()?,
                lowest_of: row.get("lowest_of"),
                highest: row.get("highest").parse().ok()?,
                highest_of: row.get("highest_of"),
            })
        })
        .collect()
});

pub(super) fn findings(account: &Account, population: &Population) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for row in account.totals(&[Facet::Place, Facet::Year])?.rows() {
        let range = RANGES.iter().find(|range| range.sector.is_empty());
        findings.extend(look(&row, &text::ALL_SECTORS.title(), range, population)?);
    }
    // The sectors of Klimaregnskabet; other trees divide otherwise.
    let danish = account.select(|line| line.sector().classification().id() == "danish");
    let facets = [Facet::Place, Facet::Year, Facet::SectorAtDepth(1)];
    for row in danish.totals(&facets)?.rows() {
        let Label::Sector(sector) = row.label(2) else { continue };
        let range = RANGES.iter().find(|range| range.sector == SectorRef::code(sector));
        findings.extend(look(&row, &sector_title(sector), range, population)?);
    }
    Ok(findings)
}

fn look(
    row: &TotalsRow<'_, '_>,
    sector: &Title,
    range: Option<&Range>,
    population: &Population,
) -> Result<Option<Finding>> {
    let (Label::Text(place), Label::Year(year)) = (row.label(0), row.label(1)) else {
        return Ok(None);
    };
    let (Some(range), Some(persons)) = (range, population.of(place, *year)) else {
        return Ok(None);
    };
    let value = row.total().per_inhabitant(persons, Rounding::decimals(3))?;
    let Some(value) = value.filter(|value| !(range.lowest..=range.highest).contains(value)) else {
        return Ok(None);
    };
    let what = text::PER_INHABITANT.with(&[
        ("place", place),
        ("year", year),
        ("sector", sector),
        ("tonnes", &Rounded(value, 1)),
        ("lowest", &Rounded(range.lowest, 1)),
        ("lowest_of", &range.lowest_of),
        ("highest", &Rounded(range.highest, 1)),
        ("highest_of", &range.highest_of),
    ]);
    Ok(Some(Finding::new(
        Check::ImplausiblePerInhabitant,
        Severity::Warning,
        row.entries().map(|entry| entry.line()),
        what,
        text::LOOK_FOR_A_FACTOR_OF_1000,
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_range_was_read() {
        let sectors: Vec<&str> = RANGES.iter().map(|range| range.sector).collect();
        let expected = [
            "energy",
            "transport",
            "agriculture-and-land",
            "landfill-and-wastewater",
            "chemical-processes",
            "",
        ];
        assert_eq!(sectors, expected);
        assert!(RANGES.iter().all(|range| range.lowest < range.highest));
    }
}
