use std::borrow::Cow;
use std::sync::Arc;

use super::problem::ScenarioProblem;
use super::projected_line::{Line, State, Supplied, part, rounded};
use super::{Beyond, Effect, Measure, Scenario};
use crate::account::{Activity, Calculator, Cell};
use crate::error::{Error, Result};
use crate::gas::Emissions;
use crate::number::{Exact, Rounding};
use crate::unit::Dimension;
use crate::{Unit, Year};

/// A measure with the lines that it acts on.
#[derive(Debug)]
pub(super) struct Acting {
    pub(super) lines: Vec<usize>,
    /// How much of it is in effect, by year.
    pub(super) progress: Vec<Exact>,
    /// The lines of its own: one for each line that it acts on, or a single one.
    pub(super) own: Vec<usize>,
    /// Units of the own line for each unit of the line, of a substitution.
    pub(super) ratios: Vec<Exact>,
}

impl Acting {
    /// The lines that the measure adds, which are at rest until it acts.
    pub(super) fn prepare(
        &mut self,
        measure: &Measure,
        scenario: &Scenario,
        years: &[Year],
        lines: &mut Vec<Line>,
        calculator: &mut Calculator<'_>,
    ) -> Result<()> {
        let rest = vec![Exact::ZERO; years.len()];
        match measure.effect() {
            Effect::Substitution {
                efficiency_before,
                efficiency_after,
                carrier,
                process,
                unit,
                sector,
                ..
            } => {
                for index in self.lines.clone() {
                    let Some(activity) = lines.get(index).map(Line::activity) else { continue };
                    let from = match activity.cell() {
                        Cell::Amount(amount) => Cow::Borrowed(&amount.unit),
                        _ => Cow::Owned(Unit::one()),
                    };
                    let ratio = unit_ratio(&from, unit)?;
                    let service = ratio.checked_mul(*efficiency_before)?;
                    self.ratios
                        .push(rounded(service.quotient(*efficiency_after, Rounding::RESOLUTION)?)?);
                    let amount = crate::Amount::new(1, unit.clone());
                    let own = Activity::new(
                        activity.place(),
                        activity.year(),
                        sector.clone(),
                        amount,
                        activity.source(),
                    );
                    let own = own.carrier(Arc::clone(carrier)).path(measure.id());
                    let own = match process {
                        Some(process) => own.process(Arc::clone(process)),
                        None => own,
                    };
                    self.own.push(lines.len());
                    lines.push(Line::new(&own, scenario, years, &rest, calculator)?);
                }
            }
            Effect::Absolute { emissions, .. }
            | Effect::Prevalence { unit_effect: emissions, .. } => {
                if let Effect::Prevalence { .. } = measure.effect() {
                    one_unit(&self.lines, lines)?;
                }
                let Some(first) = self.lines.first().and_then(|first| lines.get(*first)) else {
                    return Ok(());
                };
                let activity = first.activity();
                let (place, sector) = (activity.place().to_owned(), activity.sector().clone());
                let own = (place, sector, emissions);
                self.reduction(measure, own, scenario, years, lines, calculator)?;
            }
            Effect::Removal { emissions, sector } => {
                let Some(first) = lines.first() else { return Ok(()) };
                let own = (first.activity().place().to_owned(), sector.clone(), emissions);
                self.reduction(measure, own, scenario, years, lines, calculator)?;
            }
            Effect::Share { .. }
            | Effect::Activity { .. }
            | Effect::Factor { .. }
            | Effect::Plant { .. } => {}
        }
        Ok(())
    }

    /// A line of its own below zero.
    fn reduction(
        &mut self,
        measure: &Measure,
        (place, sector, emissions): (String, crate::SectorRef, &Emissions),
        scenario: &Scenario,
        years: &[Year],
        lines: &mut Vec<Line>,
        calculator: &mut Calculator<'_>,
    ) -> Result<()> {
        let year = years.first().copied().unwrap_or(Year::MIN);
        let below = emissions.times(-1)?;
        let own = Activity::new(place, year, sector, below, &scenario.source).path(measure.id());
        self.own.push(lines.len());
        let rest = vec![Exact::ZERO; years.len()];
        lines.push(Line::new(&own, scenario, years, &rest, calculator)?);
        Ok(())
    }

    pub(super) fn act(
        &self,
        measure: &Measure,
        lines: &[Line],
        (state, supply): (&mut [State], Supplied<'_>),
        (index, year): (usize, Year),
    ) -> Result<()> {
        let progress = self.progress.get(index).copied().unwrap_or_default();
        if progress.is_zero() {
            return Ok(());
        }
        match measure.effect() {
            Effect::Share { share } | Effect::Factor { share } => {
                let left = left(*share, progress)?;
                self.each(state, |state| Ok(State { share: part(state.share, left)?, ..state }))
            }
            Effect::Activity { share } => {
                let left = left(*share, progress)?;
                self.each(state, |state| Ok(State { amount: part(state.amount, left)?, ..state }))
            }
            Effect::Substitution { share, .. } => {
                let left = left(*share, progress)?;
                for ((line, own), ratio) in self.lines.iter().zip(&self.own).zip(&self.ratios) {
                    let Some(old) = state.get_mut(*line) else { continue };
                    let kept = part(old.amount, left)?;
                    let moved = old.amount.checked_sub(kept)?;
                    old.amount = kept;
                    if let Some(new) = state.get_mut(*own) {
                        let added = part(moved, *ratio)?;
                        new.amount = new.amount.checked_add(added)?;
                    }
                }
                Ok(())
            }
            Effect::Absolute { emissions, beyond } => {
                let there = self.there(lines, (state, supply), index)?;
                let allowed = within(emissions, *beyond, progress, &there, year)?;
                self.set_own(state, allowed);
                Ok(())
            }
            // In the factors of the lines that the network supplies.
            Effect::Plant { .. } => Ok(()),
            Effect::Removal { .. } => {
                self.set_own(state, progress);
                Ok(())
            }
            Effect::Prevalence { potential, present, .. } => {
                let mut activity = Exact::ZERO;
                for line in self.lines.iter().filter_map(|line| state.get(*line)) {
                    activity = activity.checked_add(line.amount)?;
                }
                let more = potential.checked_sub(*present)?.checked_mul(progress)?;
                self.set_own(state, part(activity, more)?);
                Ok(())
            }
        }
    }

    fn each(&self, state: &mut [State], change: impl Fn(State) -> Result<State>) -> Result<()> {
        for line in &self.lines {
            if let Some(state) = state.get_mut(*line) {
                *state = change(*state)?;
            }
        }
        Ok(())
    }

    fn set_own(&self, state: &mut [State], amount: Exact) {
        for own in &self.own {
            if let Some(state) = state.get_mut(*own) {
                state.amount = amount;
            }
        }
    }

    /// What the lines emit.
    fn there(
        &self,
        lines: &[Line],
        (state, supply): (&[State], Supplied<'_>),
        index: usize,
    ) -> Result<Emissions> {
        let pairs = self.lines.iter().filter_map(|line| lines.get(*line).zip(state.get(*line)));
        pairs.into_iter().try_fold(Emissions::none(), |sum, (line, state)| {
            sum.and(&line.emissions(index, *state, supply)?)
        })
    }
}

/// How much of an absolute reduction the emissions of the lines allow.
fn within(
    wanted: &Emissions,
    beyond: Beyond,
    progress: Exact,
    there: &Emissions,
    year: Year,
) -> Result<Exact> {
    let mut part = progress;
    for (gas, grams) in wanted.masses() {
        let emitted = there.grams(gas);
        if grams.checked_mul(part)? <= emitted {
            continue;
        }
        if beyond == Beyond::Refused {
            let (gas, emitted) = (gas.id(), emitted.to_string());
            return Err(Error::new(ScenarioProblem::BeyondEmission { year, gas, emitted }));
        }
        let most = emitted.max(Exact::ZERO).divide(
            grams,
            Rounding::significant(18).mode(crate::number::RoundingMode::TowardsZero),
        )?;
        part = part.min(most);
    }
    Ok(part)
}

/// What is left when a share is cut to the extent of the progress.
fn left(share: Exact, progress: Exact) -> Result<Exact> {
    Exact::ONE.checked_sub(share.checked_mul(progress)?)
}

/// The unit that all lines of a measure have their amounts in.
fn one_unit(acting: &[usize], lines: &[Line]) -> Result<()> {
    let units = acting.iter().filter_map(|index| match lines.get(*index)?.activity().cell() {
        Cell::Amount(amount) => Some(&amount.unit),
        _ => None,
    });
    let units: Vec<&Unit> = units.collect();
    if let Some((first, other)) = units.first().zip(units.iter().find(|unit| **unit != units[0])) {
        return Err(other_unit(first, other));
    }
    Ok(())
}

/// How many units of the new activity an old unit is; energy of fuels and electricity count alike.
fn unit_ratio(from: &Unit, to: &Unit) -> Result<Exact> {
    let energies = [Dimension::ENERGY, Dimension::NET_ENERGY, Dimension::GROSS_ENERGY];
    let both = [from, to].iter().all(|unit| energies.contains(&unit.dimension()));
    let ratio = if both { from.ratio().checked_div(to.ratio()) } else { from.ratio_to(to).ok() };
    match ratio {
        Some(ratio) => ratio.times(Exact::ONE, Rounding::RESOLUTION),
        None => Err(other_unit(to, from)),
    }
}

fn other_unit(unit: &Unit, found: &Unit) -> Error {
    Error::new(ScenarioProblem::MeasureUnit { unit: unit.to_string(), found: found.to_string() })
}
