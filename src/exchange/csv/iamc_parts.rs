//! What a value has beside its parts, so that nothing is taken twice.

use std::collections::BTreeMap;

use super::iamc::{Node, Series, Value};
use super::problem::CsvProblem;
use crate::Year;
use crate::error::Error;
use crate::number::{Exact, ExactSum};
use crate::sector::{Classification, SectorIndex};

/// Whether a node lies within another: itself, its rest, or anything below.
fn within(tree: &Classification, node: Node, above: Node) -> bool {
    match (node, above) {
        (node, above) if node == above => true,
        (_, (None, false)) => true,
        ((Some(node), _), (Some(above), false)) => tree.is_within(node, above),
        _ => false,
    }
}

/// Whether a part belongs to a leaf of a whole. What stands at the sector of a rest is of the rest:
/// the parts beside it are other sectors.
fn belongs(tree: &Classification, part: Node, leaf: Node) -> bool {
    part.0 == leaf.0 || within(tree, part, leaf)
}

/// The values of the leaves. A node that has parts must be their sum, to half a unit of the last
/// digit that is printed for each of them; where it is not, an error says so and the parts count.
pub(super) fn own(series: &Series, tree: &Classification, errors: &mut Vec<Error>) -> Series {
    let mut leaves = Series { name: series.name.clone(), nodes: BTreeMap::new() };
    let nodes: Vec<Node> = series.nodes.keys().copied().collect();
    for (node, years) in &series.nodes {
        let below = nodes.iter().filter(|other| *other != node && within(tree, **other, *node));
        let below: Vec<Node> = below.copied().collect();
        if below.is_empty() {
            leaves.nodes.insert(*node, years.clone());
            continue;
        }
        // The parts directly below: no other of them is above.
        let parts = below.iter().filter(|part| {
            !below.iter().any(|other| other != *part && within(tree, **part, *other))
        });
        let parts: Vec<&BTreeMap<Year, Value>> =
            parts.filter_map(|part| series.nodes.get(part)).collect();
        for (year, value) in years {
            let found = parts.iter().filter_map(|part| part.get(year));
            let (mut sum, mut slack) = (ExactSum::new(), ExactSum::new());
            slack.add(value.half);
            for part in found {
                sum.add(part.grams);
                slack.add(part.half);
            }
            let off = |sum: Exact, slack: Exact| {
                value.grams.checked_sub(sum).is_ok_and(|off| off.abs() <= slack)
            };
            let (Ok(sum), Ok(slack)) = (sum.total(), slack.total()) else { continue };
            if !off(sum, slack) {
                let problem = CsvProblem::NotTheSum {
                    variable: named(series, tree, node.0),
                    year: *year,
                    expected: sum.shifted(-6).to_string(),
                    found: value.grams.shifted(-6).to_string(),
                };
                errors.push(Error::new(problem).at(value.location.clone()));
            }
        }
    }
    leaves
}

fn named(series: &Series, tree: &Classification, sector: Option<SectorIndex>) -> String {
    match sector.and_then(|sector| tree.at(sector)) {
        Some(sector) => format!("{}|{}", series.name, sector.title().en),
        None => series.name.clone(),
    }
}

/// What the leaves of a whole have beside weighted parts at or below them; nothing is left where a
/// part lies above them, which is an error.
pub(super) fn rest(
    whole: &Series,
    parts: &[(Series, Exact)],
    tree: &Classification,
    errors: &mut Vec<Error>,
) -> Series {
    let mut rest = Series { name: whole.name.clone(), nodes: BTreeMap::new() };
    for (node, years) in &whole.nodes {
        let mut left = BTreeMap::new();
        for (year, value) in years {
            let mut sum = ExactSum::new();
            sum.add(value.grams);
            let (mut good, mut any) = (true, false);
            for (part, weight) in parts {
                let here = part.nodes.iter().filter(|(part, _)| belongs(tree, **part, *node));
                for part in here.filter_map(|(_, years)| years.get(year)) {
                    any = true;
                    match part.grams.checked_mul(-*weight) {
                        Ok(term) => sum.add(term),
                        Err(error) => {
                            errors.push(error.at(part.location.clone()));
                            good = false;
                        }
                    }
                }
            }
            match sum.total() {
                // Nothing beside its parts is no line of its own.
                Ok(grams) if grams.is_zero() && any => {}
                Ok(grams) if good => {
                    left.insert(*year, Value { grams, ..value.clone() });
                }
                Ok(_) => {}
                Err(error) => errors.push(error.at(value.location.clone())),
            }
        }
        rest.nodes.insert(*node, left);
    }
    // A part above the leaves of the whole cannot be taken from one of them; the part counts.
    for (part, _) in parts {
        for (node, years) in &part.nodes {
            let placed = whole.nodes.keys().any(|leaf| belongs(tree, *node, *leaf));
            let above = !placed && whole.nodes.keys().any(|leaf| within(tree, *leaf, *node));
            if let Some(value) = years.values().next().filter(|_| above) {
                let (whole, part) = (whole.name.clone(), part.name.clone());
                let problem = CsvProblem::PartsAbove { whole, part };
                errors.push(Error::new(problem).at(value.location.clone()));
                rest.nodes.retain(|leaf, _| !within(tree, *leaf, *node));
            }
        }
    }
    rest
}
