//! Notation keys that say too little, or something that other lines deny.

use std::collections::HashMap;

use super::{Check, Finding, Severity};
use crate::account::name::line_title;
use crate::account::problem::AccountProblem;
use crate::account::{Account, Activity, Cell, Entry, NotationKey, TextFacet, notation_check};
use crate::text::account as text;
use crate::{SectorRef, Year};

pub(super) fn findings(account: &Account) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in account.entries() {
        let Cell::Keys(keys) = entry.activity().cell() else { continue };
        let line = line_title(entry.activity());
        let has = |key| keys.contains(key);
        if keys.leaves_incomplete() {
            findings.push(Finding::new(
                Check::Incomplete,
                Severity::Warning,
                [entry.line()],
                text::INCOMPLETE.with(&[("line", &line), ("keys", keys)]),
                text::ESTIMATE_THE_LINE,
            ));
        }
        if has(NotationKey::IncludedElsewhere) && keys.target().is_none() {
            findings.push(Finding::new(
                Check::UnnamedTarget,
                Severity::Note,
                [entry.line()],
                text::UNNAMED_TARGET.with(&[("line", &line)]),
                text::NAME_THE_TARGET,
            ));
        }
        if has(NotationKey::NotOccurring)
            && (has(NotationKey::NotEstimated) || has(NotationKey::Confidential))
        {
            findings.push(Finding::new(
                Check::ContradictoryKeys,
                Severity::Warning,
                [entry.line()],
                text::CONTRADICTION.with(&[("line", &line), ("keys", keys)]),
                text::CHOOSE_A_KEY,
            ));
        }
    }
    findings.extend(targets(account));
    findings.extend(beside_values(account));
    findings
}

/// An account that was computed in spite of errors may hold keys that lead nowhere.
fn targets(account: &Account) -> Vec<Finding> {
    let faults = notation_check::faults(account.activities(), &[]);
    let finding = |(line, fault): (usize, AccountProblem)| {
        let title = line_title(account.activities().get(line)?);
        let (check, words, target) = match fault {
            AccountProblem::UnknownTarget { target, .. } => {
                (Check::UnknownTarget, text::UNKNOWN_TARGET, target)
            }
            AccountProblem::IncludedElsewhereCircle { target, .. } => {
                (Check::TargetWithoutValue, text::CIRCLE, target)
            }
            _ => return None,
        };
        let what = words.with(&[("line", &title), ("target", &target)]);
        Some(Finding::new(check, Severity::Error, [line], what, text::POINT_TO_A_VALUE))
    };
    faults.into_iter().filter_map(finding).collect()
}

/// Lines of one row: the same carrier, process and path, or a key for the whole row.
fn beside_values(account: &Account) -> Vec<Finding> {
    type KeysAndValues<'a> = (Vec<Entry<'a>>, Vec<Entry<'a>>);
    let mut rows: HashMap<(&str, Year, &SectorRef), KeysAndValues<'_>> = HashMap::new();
    for entry in account.entries() {
        let activity = entry.activity();
        let key = (activity.place(), activity.year(), activity.sector());
        let (keys, values) = rows.entry(key).or_default();
        match activity.cell() {
            Cell::Keys(found)
                if found.contains(NotationKey::IncludedElsewhere)
                    || found.contains(NotationKey::NotOccurring) =>
            {
                keys.push(entry);
            }
            Cell::Keys(_) => {}
            _ => values.push(entry),
        }
    }
    let mut findings = Vec::new();
    for (keys, values) in rows.into_values() {
        for entry in keys {
            let Cell::Keys(found) = entry.activity().cell() else { continue };
            // "Not occurring; included elsewhere" says that a part is somewhere else.
            if found.keys().len() > 1 {
                continue;
            }
            let denies = |value: &&Entry<'_>| covers(entry.activity(), value.activity());
            let Some(value) = values.iter().find(denies) else { continue };
            let line = line_title(entry.activity());
            findings.push(Finding::new(
                Check::KeyBesideValue,
                Severity::Warning,
                [entry.line(), value.line()],
                text::KEY_BESIDE_VALUE.with(&[("line", &line), ("keys", found)]),
                text::KEEP_ONE,
            ));
        }
    }
    findings.sort_by(|one, other| one.lines.cmp(&other.lines));
    findings
}

/// Whether a key is about a line with a value: each facet that it names is that of the line.
fn covers(key: &Activity, value: &Activity) -> bool {
    [TextFacet::Carrier, TextFacet::Process, TextFacet::Path]
        .into_iter()
        .all(|facet| key.text(facet).is_none_or(|text| value.text(facet) == Some(text)))
        && key.memo_item() == value.memo_item()
}
