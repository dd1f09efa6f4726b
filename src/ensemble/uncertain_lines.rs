//! What each line of an account consists of: tonnes by gas, and the variables that they hang on.

use super::assumption::{AssumedPart, Assumption, Assumptions};
use super::float;
use super::law::Law;
use super::problem::EnsembleProblem;
use super::uncertain_account::{UncertainPart, Unstated};
use crate::account::{Activity, Cell, Entry, Label};
use crate::distribution::{Distribution, Shape};
use crate::error::{Error, Location, Result};
use crate::factor::{AppliedParameter, FactorMatch};
use crate::gas::{Emissions, Gas};
use crate::number::Exact;
use crate::text::ensemble as text;
use crate::{Account, Language, Title};

/// Whether tonnes are added to an output or taken off it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Whole,
    Less,
}

/// An account, the factor behind each of its lines, and what is assumed.
pub(super) struct Lines<'a> {
    account: &'a Account,
    factors: &'a [Option<&'a FactorMatch>],
    assumptions: &'a Assumptions,
}

/// For each assumption its law, and for each line what sets its variable apart from others.
pub(super) struct Ready(Vec<(Law, Vec<String>)>);

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Variable {
    pub(super) name: String,
    pub(super) title: Title,
    pub(super) law: Law,
}

/// The tonnes of one gas, and what varies them alone.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) tonnes: Exact,
    pub(super) variable: Option<Variable>,
}

/// A line: what varies all its gases, and the gases.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) variables: Vec<Variable>,
    pub(super) parts: Vec<Part>,
    pub(super) unstated: Vec<Unstated>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(
        account: &'a Account,
        factors: &'a [Option<&'a FactorMatch>],
        assumptions: &'a Assumptions,
    ) -> Lines<'a> {
        Lines { account, factors, assumptions }
    }

    pub(super) fn ready(&self) -> Result<Ready> {
        let each = self.assumptions.list().iter().map(|assumption| {
            let law = self.law(&name(assumption), &assumption.distribution, Exact::ONE)?;
            if assumption.apart_by.is_empty() {
                return Ok((law, Vec::new()));
            }
            let totals = self.account.totals(&assumption.apart_by)?;
            let facets = 0..assumption.apart_by.len();
            let rows: Vec<String> = totals
                .rows()
                .map(|row| {
                    let labels = facets.clone().map(|facet| match row.label(facet) {
                        Label::Sector(sector) => sector.to_string(),
                        other => other.to_string(),
                    });
                    labels.collect::<Vec<_>>().join(", ")
                })
                .collect();
            let of_line = |row: Option<usize>| row.and_then(|row| rows.get(row)).cloned();
            let lines = totals.row_of_each_line().into_iter();
            Ok((law, lines.map(|row| of_line(row).unwrap_or_default()).collect()))
        });
        each.collect::<Result<_>>().map(Ready)
    }

    pub(super) fn line(&self, line: usize, ready: &Ready) -> Result<Line> {
        let Some(entry) = self.account.entry(line) else { return Ok(Line::default()) };
        let activity = entry.activity();
        let found = self.factors.get(line).copied().flatten();
        let gases = tonnes_by_gas(&entry)?;
        if gases.is_empty() {
            return Ok(Line::default());
        }
        let mut made = Line::default();
        let assumed = |part| self.assumed(activity, line, part, ready);
        let (amounts, factors) =
            (assumed(AssumedPart::Activity).next(), assumed(AssumedPart::Factor).next());
        let tonnes = sum(&gases)?;
        let unstated =
            |part, tonnes, bounds| Unstated { line: activity.label(), part, tonnes, bounds };
        match found {
            // What is entered or calculated is one number.
            None if amounts.is_none() && factors.is_none() => {
                made.unstated.push(unstated(UncertainPart::Emissions, tonnes, None));
            }
            Some(_) if amounts.is_none() => {
                made.unstated.push(unstated(UncertainPart::Activity, tonnes, None));
            }
            _ => {}
        }
        let own_factor = factors.is_none();
        made.variables.extend(amounts.into_iter().chain(factors));
        made.variables.extend(assumed(AssumedPart::Further));
        for applied in found.iter().flat_map(|found| found.conversion().parameters()) {
            match self.parameter(applied)? {
                Ok(variable) => made.variables.push(variable),
                Err(bounds) => {
                    let part = UncertainPart::Parameter(applied.parameter.id().to_owned());
                    made.unstated.push(unstated(part, tonnes, bounds));
                }
            }
        }
        for (gas, tonnes) in gases {
            let mut variable = None;
            if let Some(found) = found.filter(|_| own_factor) {
                match self.of_factor(found, gas)? {
                    Ok(known) => variable = Some(known),
                    Err(bounds) => {
                        made.unstated.push(unstated(UncertainPart::Factor(gas), tonnes, bounds));
                    }
                }
            }
            made.parts.push(Part { tonnes, variable });
        }
        Ok(made)
    }

    fn assumed<'s>(
        &'s self,
        activity: &'s Activity,
        line: usize,
        part: AssumedPart,
        ready: &'s Ready,
    ) -> impl Iterator<Item = Variable> + 's {
        let year = activity.year();
        let matching = self.assumptions.list().iter().zip(&ready.0);
        matching
            .filter(move |(assumption, _)| {
                assumption.about == part
                    && assumption.years.is_none_or(|(first, last)| first <= year && year <= last)
                    && assumption.lines.matches(activity)
            })
            .map(move |(assumption, (law, apart))| {
                let what = title(assumption);
                let title = match apart.get(line) {
                    Some(part) => text::APART.with(&[("what", &what), ("part", part)]),
                    None => what,
                };
                Variable { name: title.en.to_string(), title, law: *law }
            })
    }

    /// The variable of a gas of a factor, or the bounds that are no distribution.
    fn of_factor(&self, found: &FactorMatch, gas: Option<Gas>) -> Result<Known> {
        let factor = found.factor();
        let value = match gas {
            Some(gas) => factor.emissions().grams(gas),
            None => factor
                .emissions()
                .reported()
                .map(crate::gas::Co2e::grams)
                .next()
                .unwrap_or_default(),
        };
        let id = gas.map_or("co2e", Gas::id);
        let words = |language| gas.map_or("CO2e", |gas| gas.name(language));
        let words = Title::new(words(Language::Danish), words(Language::English));
        let title = text::FACTOR_OF_GAS.with(&[("factor", &factor.id()), ("gas", &words)]);
        self.known(format!("factor {}, {id}", factor.id()), title, factor.uncertainty(gas), value)
    }

    fn parameter(&self, applied: &AppliedParameter) -> Result<Known> {
        let parameter = &applied.parameter;
        let (id, words) = (parameter.id(), parameter.kind().title());
        let way = if applied.divides { "parameter divides" } else { "parameter" };
        let name = format!("{way} {id}");
        let title = text::PARAMETER.with(&[("kind", &words), ("id", &id)]);
        let value = parameter.amount().value;
        let known = self.known(name, title, parameter.uncertainty(), value)?;
        if !applied.divides {
            return Ok(known);
        }
        let Ok(variable) = known else { return Ok(known) };
        let law = variable.law.reciprocal().ok_or_else(|| {
            let found = parameter.uncertainty().map(ToString::to_string).unwrap_or_default();
            Error::new(EnsembleProblem::Divides { name: id.to_owned(), found })
        })?;
        Ok(Ok(Variable { law, ..variable }))
    }

    fn known(
        &self,
        name: String,
        title: Title,
        distribution: Option<&Distribution>,
        value: Exact,
    ) -> Result<Known> {
        let Some(distribution) = distribution.filter(|_| !value.is_zero()) else {
            return Ok(Err(None));
        };
        if let Shape::Range { low, high } = distribution.shape()
            && self.assumptions.bounds.is_none()
        {
            return Ok(Err(Some((*low, *high))));
        }
        let law = self.law(&name, distribution, value)?;
        Ok(Ok(Variable { name, title, law }))
    }

    /// The law of the ratio of the true value to the stated one.
    fn law(&self, name: &str, distribution: &Distribution, value: Exact) -> Result<Law> {
        let refused = || {
            Error::new(EnsembleProblem::ValueOutside {
                name: name.to_owned(),
                value: value.to_string(),
                found: distribution.to_string(),
            })
        };
        if distribution.bounds().is_some_and(|(low, high)| value < low || high < value) {
            return Err(refused());
        }
        let named = |error: Error| error.at(Location::default().field(name));
        let read = match (distribution.shape(), self.assumptions.bounds) {
            (Shape::Range { low, high }, Some(reading)) => {
                Some(reading.distribution(*low, value, *high).map_err(named)?)
            }
            _ => None,
        };
        let law = Law::new(read.as_ref().unwrap_or(distribution)).map_err(named)?;
        // A normal interval of bounds that lie unevenly may hold its value far from the middle.
        if !law.holds(float(value)) {
            return Err(refused());
        }
        law.relative_to(float(value)).ok_or_else(refused)
    }
}

/// A variable, or the bounds of one that has none.
type Known = std::result::Result<Variable, Option<(Exact, Exact)>>;

fn title(assumption: &Assumption) -> Title {
    let what = &assumption.title;
    match assumption.about {
        AssumedPart::Activity => text::ASSUMED_ACTIVITY.with(&[("what", what)]),
        AssumedPart::Factor => text::ASSUMED_FACTOR.with(&[("what", what)]),
        AssumedPart::Further => what.clone(),
    }
}

fn name(assumption: &Assumption) -> String {
    title(assumption).en.to_string()
}

/// The CO2e of a line by gas, memo items left out; none of a line without a number.
fn tonnes_by_gas(entry: &Entry<'_>) -> Result<Vec<(Option<Gas>, Exact)>> {
    if matches!(entry.activity().cell(), Cell::Keys(_)) {
        return Ok(Vec::new());
    }
    let set = entry.account().profile().gwp_set();
    let emissions = entry.emissions();
    let mut parts = Vec::new();
    for (gas, grams) in emissions.masses().filter(|(gas, _)| gas.memo().is_none()) {
        parts.push((Some(gas), Emissions::from_grams(gas, grams).to_co2e(set)?.tonnes()));
    }
    for co2e in emissions.reported() {
        parts.push((None, Emissions::from_co2e(co2e.clone()).to_co2e(set)?.tonnes()));
    }
    parts.retain(|(_, tonnes)| !tonnes.is_zero());
    Ok(parts)
}

fn sum(parts: &[(Option<Gas>, Exact)]) -> Result<Exact> {
    parts.iter().try_fold(Exact::ZERO, |sum, (_, tonnes)| sum.checked_add(*tonnes))
}
