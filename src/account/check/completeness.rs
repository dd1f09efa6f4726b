//! Rows and years that have no line.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Check, Finding, Severity};
use crate::account::name::subject_title;
use crate::account::{Account, Activity, Facet, MemoItem, TextFacet};
use crate::error::Result;
use crate::number::Rounding;
use crate::sector::{ReportingLevel, Sector};
use crate::text::account as text;
use crate::text::number::Rounded;
use crate::{SectorRef, Year};

pub(super) fn findings(account: &Account) -> Vec<Finding> {
    let mut findings = missing_rows(account);
    findings.extend(missing_years(account));
    findings
}

fn missing_rows(account: &Account) -> Vec<Finding> {
    let mut present: BTreeMap<(Arc<str>, Year), Vec<&SectorRef>> = BTreeMap::new();
    for entry in account.entries() {
        let activity = entry.activity();
        if let Some(row) = activity.sector_in("gpc") {
            let key = (Arc::clone(activity.place_name()), activity.year());
            present.entry(key).or_default().push(row);
        }
    }
    let mut findings = Vec::new();
    for ((place, year), rows) in present {
        let missing: Vec<&str> = ReportingLevel::Basic
            .rows()
            .filter(|row| !rows.iter().any(|known| known.index() == row.index()))
            .map(Sector::code)
            .collect();
        if missing.is_empty() {
            continue;
        }
        let rows = missing.join(", ");
        findings.push(Finding::new(
            Check::MissingRow,
            Severity::Note,
            [],
            text::MISSING_ROWS.with(&[("place", &place), ("year", &year), ("rows", &rows)]),
            text::ENTER_EACH_ROW,
        ));
    }
    findings
}

/// What a line is about in every year.
type Subject<'a> = (&'a str, &'a SectorRef, [Option<&'a Arc<str>>; 3], Option<MemoItem>);

/// Years of the place after the first of a line in which the line is not there.
fn missing_years(account: &Account) -> Vec<Finding> {
    let mut years: BTreeMap<&str, BTreeSet<Year>> = BTreeMap::new();
    let mut lines: BTreeMap<Subject<'_>, (BTreeMap<Year, usize>, &Activity)> = BTreeMap::new();
    for entry in account.entries() {
        let activity = entry.activity();
        years.entry(activity.place()).or_default().insert(activity.year());
        let texts = [TextFacet::Carrier, TextFacet::Process, TextFacet::Path];
        let texts = texts.map(|facet| activity.text(facet));
        let subject = (activity.place(), activity.sector(), texts, activity.memo_item());
        let (known, _) = lines.entry(subject).or_insert_with(|| (BTreeMap::new(), activity));
        known.insert(activity.year(), entry.line());
    }
    let mut findings = Vec::new();
    for ((place, ..), (known, activity)) in lines {
        let (Some(of_place), Some((first, _))) = (years.get(place), known.first_key_value()) else {
            continue;
        };
        let missing: Vec<Year> =
            of_place.range(first..).filter(|year| !known.contains_key(year)).copied().collect();
        if missing.is_empty() {
            continue;
        }
        let subject = subject_title(activity);
        findings.push(Finding::new(
            Check::MissingYear,
            Severity::Warning,
            known.values().copied(),
            text::MISSING_IN_YEAR.with(&[
                ("place", &place),
                ("subject", &subject),
                ("years", &listed(missing.iter())),
                ("present", &listed(known.keys())),
            ]),
            text::ENTER_THE_YEAR,
        ));
    }
    findings
}

/// Years in a row as their first and last.
fn listed<'y>(years: impl Iterator<Item = &'y Year>) -> String {
    let mut runs: Vec<(Year, Year)> = Vec::new();
    for year in years {
        match runs.last_mut() {
            Some((_, last)) if last.number() + 1 == year.number() => *last = *year,
            _ => runs.push((*year, *year)),
        }
    }
    let text = runs.into_iter().map(|(first, last)| {
        if first == last { first.to_string() } else { format!("{first}-{last}") }
    });
    text.collect::<Vec<_>>().join(", ")
}

/// Lines that were filled, by place and year.
pub(super) fn filled(account: &Account) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    if account.entries().all(|entry| entry.activity().filled().is_none()) {
        return Ok(findings);
    }
    for row in account.totals(&[Facet::Place, Facet::Year])?.rows() {
        let filled = row.entries().filter(|entry| entry.activity().filled().is_some());
        let filled: Vec<usize> = filled.map(|entry| entry.line()).collect();
        let total = account.select_lines(&filled).total()?;
        let (Ok(part), Ok(whole)) = (total.gross_co2e(), row.total().gross_co2e()) else {
            continue;
        };
        if filled.is_empty() || whole.tonnes().is_zero() {
            continue;
        }
        let share = part.tonnes().shifted(2).quotient(whole.tonnes(), Rounding::RESOLUTION)?;
        findings.push(Finding::new(
            Check::FilledLines,
            Severity::Note,
            filled.iter().copied(),
            text::FILLED_LINES.with(&[
                ("place", row.label(0)),
                ("year", row.label(1)),
                ("count", &filled.len()),
                ("share", &Rounded(share, 0)),
            ]),
            text::STATE_WHAT_WAS_FILLED,
        ));
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_in_a_row_are_said_at_once() {
        let years = [2018_i64, 2019, 2020, 2022].map(|year| Year::new(year).unwrap());
        assert_eq!(listed(years.iter()), "2018-2020, 2022");
    }
}
