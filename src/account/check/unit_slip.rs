//! Lines that are off by the ratio of two units.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Check, Finding, Severity};
use crate::account::name::line_title;
use crate::account::{Account, Activity, Entry, TextFacet};
use crate::error::Result;
use crate::number::Exact;
use crate::text::account as text;
use crate::text::number::{AllDigits, Rounded};
use crate::{SectorRef, Year};

/// A ratio that units are mistaken by.
struct Mistake {
    times: Exact,
    /// How far from the ratio a neighbour may be, as a factor.
    near: Exact,
    /// Whether one neighbour is enough. Numbers change by themselves to ten times or a third, too, so
    /// that such a ratio needs two neighbours that agree.
    is_certain: bool,
}

const MISTAKES: [Mistake; 4] = [
    Mistake { times: Exact::new(1_000_000, 0), near: Exact::new(2, 0), is_certain: true },
    Mistake { times: Exact::new(1000, 0), near: Exact::new(2, 0), is_certain: true },
    Mistake { times: Exact::new(10, 0), near: Exact::new(115, 2), is_certain: false },
    Mistake { times: Exact::new(36, 1), near: Exact::new(115, 2), is_certain: false },
];

/// Neighbours within this factor of each other agree.
const AGREEMENT: Exact = Exact::new(13, 1);

type Subject<'a> = (&'a str, &'a SectorRef, [Option<&'a Arc<str>>; 3]);

fn subject(activity: &Activity) -> Subject<'_> {
    let texts = [TextFacet::Carrier, TextFacet::Process, TextFacet::Path];
    (activity.place(), activity.sector(), texts.map(|facet| activity.text(facet)))
}

/// Lines with a number, by subject and year; lines that share both are left alone.
fn series(account: &Account) -> BTreeMap<Subject<'_>, BTreeMap<Year, Option<(Entry<'_>, Exact)>>> {
    let mut series: BTreeMap<_, BTreeMap<Year, Option<_>>> = BTreeMap::new();
    for entry in account.entries() {
        let activity = entry.activity();
        let Ok(co2e) = entry.co2e() else { continue };
        let tonnes = co2e.tonnes();
        if activity.memo_item().is_some() || tonnes.is_zero() {
            continue;
        }
        let years = series.entry(subject(activity)).or_default();
        years
            .entry(activity.year())
            .and_modify(|known| *known = None)
            .or_insert(Some((entry, tonnes)));
    }
    series
}

pub(super) fn findings(account: &Account, last: Option<&Account>) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let series_now = series(account);
    for years in series_now.values() {
        let known: Vec<(Year, Entry<'_>, Exact)> = years
            .iter()
            .filter_map(|(year, line)| line.map(|(entry, tonnes)| (*year, entry, tonnes)))
            .collect();
        for (at, (_, entry, tonnes)) in known.iter().enumerate() {
            let neighbours = neighbours(&known, at);
            let others: Vec<Exact> = neighbours.iter().map(|(.., other)| *other).collect();
            let Some((year, _, other)) = neighbours.first() else { continue };
            if let Some((times, up)) = slip(*tonnes, &others)? {
                let words = if up { text::UNIT_SLIP } else { text::UNIT_SLIP_DOWN };
                findings.push(finding(entry, (*tonnes, *other), times, |values| {
                    let mut values = values.to_vec();
                    values.push(("year", year));
                    words.with(&values)
                }));
            }
        }
    }
    if let Some(last) = last {
        let editions = series(last);
        for (subject, years) in &series_now {
            let Some(known) = editions.get(subject) else { continue };
            for (year, line) in years {
                let (Some((entry, tonnes)), Some(Some((_, other)))) = (line, known.get(year))
                else {
                    continue;
                };
                if let Some((times, up)) = slip(*tonnes, &[*other, *other])? {
                    let words =
                        if up { text::UNIT_SLIP_EDITION } else { text::UNIT_SLIP_EDITION_DOWN };
                    findings.push(finding(entry, (*tonnes, *other), times, |values| {
                        words.with(values)
                    }));
                }
            }
        }
    }
    Ok(findings)
}

fn finding(
    entry: &Entry<'_>,
    (tonnes, other): (Exact, Exact),
    times: Exact,
    words: impl Fn(&[(&str, &dyn crate::text::Fill)]) -> crate::Title,
) -> Finding {
    let line = line_title(entry.activity());
    let (tonnes, other, times) = (Rounded(tonnes, 1), Rounded(other, 1), AllDigits(times));
    let what = words(&[("line", &line), ("tonnes", &tonnes), ("other", &other), ("times", &times)]);
    Finding::new(Check::UnitSlip, Severity::Warning, [entry.line()], what, text::LOOK_AT_THE_UNIT)
}

/// The years before and after; at an end, the two nearest. Of two years, the later is in question.
fn neighbours<T>(known: &[T], at: usize) -> Vec<&T> {
    let get = |at: Option<usize>| at.and_then(|at| known.get(at));
    match (get(at.checked_sub(1)), get(at.checked_add(1))) {
        (Some(before), Some(after)) => vec![before, after],
        (Some(before), None) => core::iter::once(before).chain(get(at.checked_sub(2))).collect(),
        (None, Some(after)) => match known.get(2) {
            Some(next) => vec![after, next],
            None => Vec::new(),
        },
        (None, None) => Vec::new(),
    }
}

/// The ratio of units that a number differs by from all others, and whether it is the larger.
fn slip(tonnes: Exact, others: &[Exact]) -> Result<Option<(Exact, bool)>> {
    if others.iter().any(|other| other.is_negative() != tonnes.is_negative()) {
        return Ok(None);
    }
    let tonnes = tonnes.abs();
    let others: Vec<Exact> = others.iter().map(|other| other.abs()).collect();
    let agree = match &others[..] {
        [one, other] => is_near(*one, *other, AGREEMENT)?,
        _ => false,
    };
    for Mistake { times, near, is_certain } in MISTAKES {
        if others.is_empty() || !(is_certain || agree) {
            continue;
        }
        for up in [true, false] {
            let mut all = true;
            for other in &others {
                let (large, small) = if up { (tonnes, *other) } else { (*other, tonnes) };
                // Where they agree, the nearest decides.
                all &= is_near(large, small.checked_mul(times)?, near)?;
                if !is_certain {
                    break;
                }
            }
            if all {
                return Ok(Some((times, up)));
            }
        }
    }
    Ok(None)
}

/// Whether neither of two numbers is more than this many times the other.
fn is_near(one: Exact, other: Exact, times: Exact) -> Result<bool> {
    Ok(one <= other.checked_mul(times)? && other <= one.checked_mul(times)?)
}
