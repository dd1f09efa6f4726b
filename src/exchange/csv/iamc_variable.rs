//! The variable of an IAMC file: what is emitted, and by whom.

use core::cmp::Ordering;

use super::CsvOptions;
use super::iamc::Node;
use super::problem::CsvProblem;
use crate::account::MemoItem;
use crate::error::{Error, Result};
use crate::exchange::export::{gas_names, is_undivided, resolve, variable_set};
use crate::gas::{Gas, GwpSet};
use crate::number::{Exact, Rounding, clip};
use crate::sector::{Classification, Sector};
use crate::unit::Dimension;
use crate::{Unit, nearest};

/// What is emitted: a gas, or CO2e under a GWP set, which its name tells apart.
#[derive(Debug, Clone)]
pub(super) enum Species {
    Gas(Gas),
    Co2e(GwpSet),
}

impl Species {
    pub(super) fn set(&self) -> Option<&GwpSet> {
        match self {
            Species::Gas(_) => None,
            Species::Co2e(set) => Some(set),
        }
    }

    fn key(&self) -> (Option<Gas>, &str) {
        match self {
            Species::Gas(gas) => (Some(*gas), ""),
            Species::Co2e(set) => (None, set.name()),
        }
    }
}

impl PartialEq for Species {
    fn eq(&self, other: &Species) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Species {}

impl PartialOrd for Species {
    fn partial_cmp(&self, other: &Species) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Species {
    fn cmp(&self, other: &Species) -> Ordering {
        self.key().cmp(&other.key())
    }
}

#[derive(Debug)]
pub(super) struct Variable {
    /// The words before the gas: `Emissions`, or those of a memo item.
    pub(super) top: String,
    /// The words up to the gas.
    pub(super) head: String,
    pub(super) species: Species,
    pub(super) node: Node,
    /// The gas as a unit names it.
    unit_gas: String,
}

const KYOTO: &str = "Kyoto Gases";

impl Variable {
    pub(super) fn read(
        text: &str,
        tree: &Classification,
        options: &CsvOptions,
    ) -> Result<Variable> {
        let words: Vec<&str> = text.split('|').map(str::trim).collect();
        let (top, rest) = match words.as_slice() {
            ["Emissions", rest @ ..] => ("Emissions".to_owned(), rest),
            ["Memo Items", item, rest @ ..] if is_memo(item) => {
                (format!("Memo Items|{item}"), rest)
            }
            _ => return Err(unknown(text, "")),
        };
        let [gas, path @ ..] = rest else { return Err(unknown(text, "")) };
        let (species, unit_gas) =
            read_species(gas, options).map_err(|suggestion| match suggestion {
                Some(suggestion) => unknown(text, &suggestion),
                None => unknown(text, ""),
            })?;
        let sector = resolve(tree, path).map_err(|(found, known)| {
            let known: Vec<&str> =
                known.into_iter().map(|sector| sector.title().en.as_ref()).collect();
            let near = nearest::names(found, known.iter().copied());
            let known = if near.is_empty() { known } else { near };
            let known: Vec<String> = known.iter().take(8).map(|name| format!("`{name}`")).collect();
            Error::new(CsvProblem::Path {
                tree: tree.id().to_owned(),
                found: clip(found),
                variable: clip(text),
                known: if known.is_empty() {
                    "no sectors below".to_owned()
                } else {
                    known.join(", ")
                },
            })
        })?;
        let rest = path.last().is_some_and(|last| is_undivided(last));
        let head = format!("{top}|{gas}");
        let whole = path.is_empty() || (path.len() == 1 && rest);
        let node = (sector.map(Sector::index).filter(|_| !whole), rest);
        Ok(Variable { top, head, species, node, unit_gas })
    }

    /// The grams in one of the unit.
    pub(super) fn grams_per_unit(&self, text: &str) -> Result<Exact> {
        let wrong = || {
            let (gas, found) = (self.unit_gas.clone(), clip(text));
            Error::new(CsvProblem::VariableUnit { gas, found })
        };
        let per_year = ["/yr", "/year", "/a"].iter().find_map(|end| text.strip_suffix(end));
        let (mass, gas) =
            per_year.and_then(|text| text.trim().split_once(' ')).ok_or_else(wrong)?;
        let gas = gas.trim().replace("-equiv", "e");
        if gas != self.unit_gas.replace("-equiv", "e") {
            return Err(wrong());
        }
        let unit: Unit = mass.parse()?;
        if unit.dimension() != Dimension::MASS {
            return Err(wrong());
        }
        unit.ratio().times(Exact::ONE, Rounding::RESOLUTION)
    }
}

fn is_memo(item: &str) -> bool {
    let known = MemoItem::ALL.iter().any(|known| known.id() == item);
    known || ["biogenic", "montreal-protocol"].contains(&item)
}

/// The gas of a variable and its name in a unit, or what it may have meant.
fn read_species(text: &str, options: &CsvOptions) -> Result<(Species, String), Option<String>> {
    if let Some(set) = text.strip_prefix(KYOTO) {
        let name = set.trim().strip_prefix('(').and_then(|set| set.strip_suffix(')')).unwrap_or("");
        let as_written = GwpSet::all().find(|set| variable_set(set) == name).cloned();
        let set = as_written.map_or_else(|| options.set(name), Ok);
        let set =
            set.map_err(|_| Some(format!("; name a GWP set, such as `{KYOTO} (AR5-GWP100)`")))?;
        return Ok((Species::Co2e(set), "CO2-equiv".to_owned()));
    }
    match gas_names().find(|name| name.label == text) {
        Some(name) => {
            let unit = name.label.split(' ').next().unwrap_or_default();
            Ok((Species::Gas(name.gas), unit.to_owned()))
        }
        None => {
            let suggestion = nearest::suggestion(text, gas_names().map(|name| name.label));
            Err(Some(suggestion).filter(|text| !text.is_empty()))
        }
    }
}

fn unknown(text: &str, suggestion: &str) -> Error {
    Error::new(CsvProblem::Variable { found: clip(text), suggestion: suggestion.to_owned() })
}
