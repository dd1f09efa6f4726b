//! "Included elsewhere" must lead to a line with a value.

use std::collections::HashMap;

use super::problem::AccountProblem;
use super::{Activity, Cell, NotationKey};
use crate::Year;
use crate::error::Error;

/// An error for each line whose "included elsewhere" points nowhere or in a circle. Lines that could
/// not be computed are there to be pointed to.
pub(super) fn errors(activities: &[Activity], bad: &[Activity]) -> Vec<Error> {
    faults(activities, bad)
        .into_iter()
        .filter_map(|(line, problem)| {
            let place = activities.get(line)?.location().clone();
            Some(Error::new(problem).at(place))
        })
        .collect()
}

/// The lines that lead nowhere, by their position.
pub(super) fn faults(activities: &[Activity], bad: &[Activity]) -> Vec<(usize, AccountProblem)> {
    let pointing: Vec<(usize, &Activity, &str)> = activities
        .iter()
        .enumerate()
        .filter_map(|(line, activity)| match activity.cell() {
            Cell::Keys(keys) => Some((line, activity, keys.target()?)),
            _ => None,
        })
        .collect();
    if pointing.is_empty() {
        return Vec::new();
    }
    let mut lines: HashMap<(&str, Year), Vec<&Activity>> = HashMap::new();
    for activity in activities.iter().chain(bad) {
        lines.entry((activity.place(), activity.year())).or_default().push(activity);
    }
    pointing
        .into_iter()
        .filter_map(|(line, activity, target)| {
            let near = lines.get(&(activity.place(), activity.year()))?;
            Some((line, problem(activity, target, near)?))
        })
        .collect()
}

fn problem(activity: &Activity, target: &str, near: &[&Activity]) -> Option<AccountProblem> {
    let unknown =
        || AccountProblem::UnknownTarget { line: activity.label(), target: target.to_owned() };
    let classification = activity.sector().classification();
    let Ok(wanted) = classification.index(target) else { return Some(unknown()) };
    let targets: Vec<&Activity> = near
        .iter()
        .copied()
        .filter(|line| {
            line.sector_in(classification.id())
                .is_some_and(|sector| classification.is_within(sector.index(), wanted))
        })
        .collect();
    if targets.is_empty() {
        return Some(unknown());
    }
    let elsewhere = |line: &Activity| match line.cell() {
        Cell::Keys(keys) => keys.contains(NotationKey::IncludedElsewhere),
        _ => false,
    };
    targets.into_iter().all(elsewhere).then(|| AccountProblem::IncludedElsewhereCircle {
        line: activity.label(),
        target: target.to_owned(),
    })
}
