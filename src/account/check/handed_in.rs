//! Rules of CCTF and GPC for an account that is handed in: age, gases, data quality.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Check, Finding, Severity};
use crate::Year;
use crate::account::name::line_title;
use crate::account::{Account, Cell, Facet, Grade};
use crate::error::Result;
use crate::number::{Exact, Rounding};
use crate::text::account as text;
use crate::text::number::Rounded;

/// CCTF: the inventory is at most so many years old.
const YEARS: i64 = 3;
/// A line from this share of gross emissions on is large.
const LARGE: Exact = Exact::new(5, 2);

pub(super) fn findings(account: &Account, handed_in: Year) -> Result<Vec<Finding>> {
    let mut findings = age(account, handed_in);
    findings.extend(gases(account)?);
    findings.extend(grades(account));
    findings.extend(low_quality(account)?);
    findings.extend(gwp_set(account));
    Ok(findings)
}

fn age(account: &Account, handed_in: Year) -> Vec<Finding> {
    let mut newest: BTreeMap<&str, Year> = BTreeMap::new();
    for entry in account.entries() {
        let activity = entry.activity();
        let year = newest.entry(activity.place()).or_insert(activity.year());
        *year = (*year).max(activity.year());
    }
    newest
        .into_iter()
        .filter_map(|(place, year)| {
            let age = handed_in.number() - year.number();
            let values: [(&str, &dyn crate::text::Fill); 3] =
                [("place", &place), ("year", &year), ("age", &age)];
            (age > YEARS).then(|| {
                Finding::new(
                    Check::TooOld,
                    Severity::Error,
                    [],
                    text::TOO_OLD.with(&values),
                    text::MAKE_A_NEWER_ONE,
                )
            })
        })
        .collect()
}

fn gases(account: &Account) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for row in account.totals(&[Facet::Place, Facet::Year])?.rows() {
        let total = row.total();
        // Of figures in CO2e nobody knows the gases.
        if total.net().reported().next().is_some() {
            continue;
        }
        let has = |group: &str| total.net().masses().any(|(gas, _)| gas.group() == group);
        let missing: Vec<&str> = [("co2", "CO2"), ("ch4", "CH4"), ("n2o", "N2O")]
            .into_iter()
            .filter(|(group, _)| !has(group))
            .map(|(_, name)| name)
            .collect();
        if missing.is_empty() {
            continue;
        }
        let gases = missing.join(", ");
        findings.push(Finding::new(
            Check::MissingGas,
            Severity::Error,
            [],
            text::MISSING_GAS.with(&[
                ("place", row.label(0)),
                ("year", row.label(1)),
                ("gases", &gases),
            ]),
            text::ADD_THE_GAS,
        ));
    }
    Ok(findings)
}

fn grades(account: &Account) -> Vec<Finding> {
    let mut without: BTreeMap<(Arc<str>, Year), Vec<usize>> = BTreeMap::new();
    for entry in account.entries() {
        let activity = entry.activity();
        let (amount, factor) = activity.grades();
        let complete = amount.is_some() && factor.is_some();
        let is_gpc = activity.sector_in("gpc").is_some();
        if is_gpc && !complete && !matches!(activity.cell(), Cell::Keys(_)) {
            let key = (Arc::clone(activity.place_name()), activity.year());
            without.entry(key).or_default().push(entry.line());
        }
    }
    without
        .into_iter()
        .map(|((place, year), lines)| {
            let count = lines.len();
            Finding::new(
                Check::MissingGrade,
                Severity::Note,
                lines,
                text::MISSING_GRADE.with(&[("place", &place), ("year", &year), ("count", &count)]),
                text::GRADE_THE_LINES,
            )
        })
        .collect()
}

fn low_quality(account: &Account) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for row in account.totals(&[Facet::Place, Facet::Year])?.rows() {
        let Ok(gross) = row.total().gross_co2e() else { continue };
        if !gross.tonnes().is_positive() {
            continue;
        }
        for entry in row.entries() {
            let activity = entry.activity();
            if activity.grades().0 != Some(Grade::Low) || activity.memo_item().is_some() {
                continue;
            }
            let share = entry.co2e()?.tonnes().divide(gross.tonnes(), Rounding::decimals(6))?;
            if share < LARGE {
                continue;
            }
            let (line, share) = (line_title(activity), Rounded(share.shifted(2), 0));
            findings.push(Finding::new(
                Check::LowQualityOfLargeLine,
                Severity::Note,
                [entry.line()],
                text::LOW_QUALITY.with(&[("line", &line), ("share", &share)]),
                text::MEASURE_IT,
            ));
        }
    }
    Ok(findings)
}

fn gwp_set(account: &Account) -> Option<Finding> {
    let set = account.profile().gwp_set();
    let name = set.name().split_once(':').map_or(set.name(), |(_, publisher)| publisher.trim());
    set.is_as_published().then(|| {
        Finding::new(
            Check::UnknownGwpSet,
            Severity::Warning,
            [],
            text::UNKNOWN_SET.with(&[("set", &name)]),
            text::ASK_THE_PUBLISHER,
        )
    })
}
