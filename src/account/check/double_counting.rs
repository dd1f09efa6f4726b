//! What counts twice, or counts where it should stand beside.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::{Check, Finding, Severity};
use crate::account::name::{line_title, subject_title};
use crate::account::{Account, Activity, Cell, Entry, TextFacet};
use crate::factor::{Boundary, is_biogenic};
use crate::gas::Gas;
use crate::sector::Sector;
use crate::text::account as text;
use crate::text::number::Rounded;
use crate::{Scope, Year};

pub(super) fn findings(account: &Account) -> Vec<Finding> {
    let mut findings = duplicates(account);
    findings.extend(grid_generation(account));
    findings.extend(losses(account));
    findings.extend(account.entries().filter_map(|entry| biogenic(&entry)));
    findings.extend(account.entries().filter_map(|entry| credit(&entry)));
    findings.extend(places(account));
    findings
}

fn duplicates(account: &Account) -> Vec<Finding> {
    let mut known: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut findings: Vec<Finding> = Vec::new();
    for entry in account.entries() {
        let candidates = known.entry(subject(entry.activity())).or_default();
        let twin = candidates.iter().copied().find(|line| {
            account.entry(*line).is_some_and(|twin| twin.activity().same_subject(entry.activity()))
        });
        candidates.push(entry.line());
        let Some(twin) = twin else { continue };
        let line = line_title(entry.activity());
        findings.push(Finding::new(
            Check::DuplicateLine,
            Severity::Error,
            [twin, entry.line()],
            text::COUNTS_TWICE.with(&[("line", &line)]),
            text::DELETE_ONE,
        ));
    }
    findings
}

/// A hash of what two lines that count the same thing have in common.
fn subject(activity: &Activity) -> u64 {
    let mut hasher = DefaultHasher::new();
    (activity.place(), activity.year(), activity.sector()).hash(&mut hasher);
    // Many lines of one sector differ in these alone, such as the vehicles of a fleet.
    let texts = [TextFacet::Carrier, TextFacet::Process, TextFacet::Path];
    (texts.map(|facet| activity.text(facet)), activity.memo_item()).hash(&mut hasher);
    hasher.finish()
}

fn has_value(activity: &Activity) -> bool {
    !matches!(activity.cell(), Cell::Keys(_)) && activity.memo_item().is_none()
}

fn scope(activity: &Activity) -> Option<Scope> {
    activity.sector_in("gpc")?.sector().and_then(Sector::scope)
}

fn grid_generation(account: &Account) -> Vec<Finding> {
    let mut lines: BTreeMap<(Arc<str>, Year), (Vec<usize>, bool)> = BTreeMap::new();
    for entry in account.entries() {
        let activity = entry.activity();
        if matches!(activity.cell(), Cell::Keys(_)) {
            continue;
        }
        let Some(row) = activity.sector_in("gpc") else { continue };
        let key = (Arc::clone(activity.place_name()), activity.year());
        let (generation, scope_2) = lines.entry(key).or_default();
        if row.code() == "I.4.4" {
            generation.push(entry.line());
        }
        *scope_2 |= scope(activity) == Some(Scope::Scope2);
    }
    lines
        .into_iter()
        .filter(|(_, (generation, scope_2))| !generation.is_empty() && *scope_2)
        .map(|((place, year), (lines, _))| {
            Finding::new(
                Check::GridGenerationBesideScope2,
                Severity::Warning,
                lines,
                text::GRID_GENERATION.with(&[("place", &place), ("year", &year)]),
                text::NEVER_ADD_ALL,
            )
        })
        .collect()
}

/// The loss of a grid is row 3 of a GPC sub-sector, what the grid supplies row 2.
fn losses(account: &Account) -> Vec<Finding> {
    type LossAndUse<'a> = (Vec<Entry<'a>>, Vec<Entry<'a>>);
    let mut rows: BTreeMap<(&str, Year, &str), LossAndUse<'_>> = BTreeMap::new();
    for entry in account.entries() {
        let activity = entry.activity();
        let Some(row) = activity.sector_in("gpc").filter(|_| has_value(activity)) else { continue };
        let Some((sub_sector, number)) = row.code().rsplit_once('.') else { continue };
        if !sub_sector.starts_with("I.") && !sub_sector.starts_with("II.") {
            continue;
        }
        let key = (activity.place(), activity.year(), sub_sector);
        let (loss, used) = rows.entry(key).or_default();
        let boundary = entry.factor().and_then(|found| found.factor().boundary());
        match number {
            "3" => loss.push(entry),
            "2" if boundary == Some(Boundary::AtMeter) => used.push(entry),
            _ => {}
        }
    }
    let mut findings = Vec::new();
    for (loss, used) in rows.into_values() {
        let (Some(loss), Some(first)) = (loss.first(), used.first()) else { continue };
        let (line, user) = (line_title(loss.activity()), subject_title(first.activity()));
        findings.push(Finding::new(
            Check::LossCountedTwice,
            Severity::Warning,
            core::iter::once(loss.line()).chain(used.iter().map(Entry::line)),
            text::LOSS_TWICE.with(&[("line", &line), ("user", &user)]),
            text::LOSS_ONCE,
        ));
    }
    findings
}

/// A carrier whose carbon is biogenic, with CO2 that counts.
fn biogenic(entry: &Entry<'_>) -> Option<Finding> {
    let activity = entry.activity();
    let carrier = activity.text(TextFacet::Carrier)?;
    let tonnes = entry.emissions().tonnes(Gas::CO2);
    // Harvest and transport of biomass are fossil.
    let boundary = entry.factor().and_then(|found| found.factor().boundary());
    if !is_biogenic(carrier)
        || !tonnes.is_positive()
        || !has_value(activity)
        || boundary == Some(Boundary::LifeCycle)
    {
        return None;
    }
    let line = line_title(activity);
    Some(Finding::new(
        Check::BiogenicInTotal,
        Severity::Warning,
        [entry.line()],
        text::BIOGENIC_IN_TOTAL.with(&[("line", &line), ("tonnes", &Rounded(tonnes, 1))]),
        text::ENTER_AS_BIOGENIC,
    ))
}

/// Only soils, plants and forests take up; elsewhere, what is below zero is a credit.
fn credit(entry: &Entry<'_>) -> Option<Finding> {
    let activity = entry.activity();
    if !has_value(activity) || is_land(activity)? {
        return None;
    }
    let tonnes = entry.co2e().ok()?.tonnes();
    let line = line_title(activity);
    tonnes.is_negative().then(|| {
        Finding::new(
            Check::CreditInTotal,
            Severity::Warning,
            [entry.line()],
            text::CREDIT_IN_TOTAL.with(&[("line", &line), ("tonnes", &Rounded(tonnes, 1))]),
            text::MARK_AS_CREDIT,
        )
    })
}

/// `None` for a tree that is not known, and for a total.
fn is_land(activity: &Activity) -> Option<bool> {
    let sector = activity.sector();
    let within = |root: &str| {
        sector.code() == root
            || sector.code().strip_prefix(root).is_some_and(|rest| rest.starts_with('.'))
    };
    match sector.classification().id() {
        "gpc" => Some(within("V") || within("VI")),
        "danish" => (!within("total")).then(|| within("agriculture-and-land")),
        "ipcc2006" => Some(within("3")),
        _ => None,
    }
}

fn places(account: &Account) -> Vec<Finding> {
    let mut places: BTreeMap<Year, BTreeSet<&str>> = BTreeMap::new();
    for entry in account.entries() {
        let activity = entry.activity();
        if has_value(activity) && scope(activity) == Some(Scope::Scope2) {
            places.entry(activity.year()).or_default().insert(activity.place());
        }
    }
    places
        .into_iter()
        .filter(|(_, places)| places.len() > 1)
        .map(|(year, places)| {
            Finding::new(
                Check::PlacesWithScope2,
                Severity::Note,
                [],
                text::PLACES_WITH_SCOPE_2.with(&[("year", &year), ("count", &places.len())]),
                text::ADD_TERRITORIAL,
            )
        })
        .collect()
}
