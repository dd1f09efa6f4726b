use std::sync::Arc;

use super::Scenario;
use super::projection::remark;
use super::supply::{Supply, YearFactors};
use crate::account::{Activity, Calculator, Cell};
use crate::error::Result;
use crate::factor::FactorMatch;
use crate::gas::Emissions;
use crate::method::{Derivation, MASS_RESOLUTION, Step, StepValue, converted, factor_derivation};
use crate::number::{Exact, Rounding};
use crate::text::scenario as text;
use crate::{Amount, EmissionFactor, Location, Year};

/// Digits of amounts that were changed.
const AMOUNT: Rounding = Rounding::significant(18);
/// The least mantissa with more digits than these.
const LONG: i128 = 1_000_000_000_000_000_000;

/// The value at 18 digits; one that has no more stays as it is.
pub(super) fn rounded(value: Exact) -> Result<Exact> {
    if value.mantissa().abs() < LONG { Ok(value) } else { value.round(AMOUNT) }
}

/// A part of the value.
pub(super) fn part(value: Exact, share: Exact) -> Result<Exact> {
    rounded(value.checked_mul(share)?)
}

/// A line of the base year, or of a measure, in every year projected.
#[derive(Debug)]
pub(super) struct Line {
    activity: Activity,
    /// By year: the amount in its unit, or how much of emissions that are known without a factor.
    start: Vec<Exact>,
    /// By year, for a line with an amount.
    factors: Vec<Arc<FactorMatch>>,
    /// The network of the scenario that supplies it.
    network: Option<usize>,
}

/// The factors of the networks of a scenario in a year, where plants change them.
pub(super) type Supplied<'s> = Option<&'s YearFactors>;

/// What measures made of a line in a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct State {
    pub(super) amount: Exact,
    /// What is left of the emissions for each unit.
    pub(super) share: Exact,
}

impl State {
    /// The amount whose emissions are what measures left.
    pub(super) fn effective(&self) -> Result<Exact> {
        if self.share == Exact::ONE {
            return Ok(self.amount);
        }
        part(self.amount, self.share)
    }

    pub(super) fn start(line: &Line, year: usize) -> State {
        let amount = line.start.get(year).copied().unwrap_or_default();
        State { amount, share: Exact::ONE }
    }
}

impl Line {
    pub(super) fn new(
        activity: &Activity,
        scenario: &Scenario,
        years: &[Year],
        ratios: &[Exact],
        calculator: &mut Calculator<'_>,
    ) -> Result<Line> {
        let (mut start, mut factors) = (ratios.to_vec(), Vec::new());
        if let Cell::Amount(amount) = activity.cell() {
            for ratio in &mut start {
                *ratio = part(amount.value, *ratio)?;
            }
            for year in years {
                let line =
                    activity.projected(*year, Cell::Amount(amount.clone()), &scenario.source);
                let found = calculator.factor(&line, amount).map_err(|error| {
                    error.at(Location::default().field(format!("line {}", line.label())))
                })?;
                factors.push(found);
            }
        }
        Ok(Line { activity: activity.clone(), start, factors, network: None })
    }

    /// Notes the network that supplies it.
    pub(super) fn supplied_by(&mut self, supply: &Supply) {
        let first = self.factors.first();
        self.network = first.and_then(|found| supply.network_of(found.factor()));
    }

    pub(super) fn network(&self) -> Option<usize> {
        self.network
    }

    /// The factor of a year, of the network where plants change it.
    fn factor<'s>(&'s self, found: &'s FactorMatch, supply: Supplied<'s>) -> &'s EmissionFactor {
        let of_network = self.network.zip(supply).and_then(|(network, all)| all.get(network));
        of_network.unwrap_or_else(|| found.factor())
    }

    pub(super) fn activity(&self) -> &Activity {
        &self.activity
    }

    pub(super) fn has_amount(&self) -> bool {
        !self.factors.is_empty()
    }

    pub(super) fn found(&self, year: usize) -> Option<&FactorMatch> {
        self.factors.get(year).map(Arc::as_ref)
    }

    /// Whether it is part of totals, and no memo item.
    pub(super) fn is_counted(&self) -> bool {
        self.activity.memo_item().is_none() && !matches!(self.activity.cell(), Cell::Keys(_))
    }

    /// Emissions for each unit of its amount, where they are an exact product.
    pub(super) fn per_unit(&self, year: usize) -> Option<Emissions> {
        let found = self.factors.get(year)?;
        let exact = found.conversion().denominator() == Exact::ONE;
        let times =
            |found: &FactorMatch| found.factor().emissions().times(found.conversion().numerator());
        exact.then(|| times(found).ok()).flatten()
    }

    /// The emissions of a year.
    pub(super) fn emissions(
        &self,
        year: usize,
        state: State,
        supply: Supplied<'_>,
    ) -> Result<Emissions> {
        let effective = state.effective()?;
        match self.activity.cell() {
            Cell::Amount(amount) => {
                let Some(found) = self.factors.get(year) else { return Ok(Emissions::none()) };
                let amount = Amount::new(effective, amount.unit.clone());
                converted(&amount, self.factor(found, supply), found.conversion())
            }
            Cell::Emissions(emissions) => scaled(emissions, effective),
            Cell::Calculated(derivation) => scaled(&derivation.result, effective),
            Cell::Keys(_) => Ok(Emissions::none()),
        }
    }

    /// The line of a year in the projected account, `None` where a line of a measure is at rest.
    pub(super) fn projected(
        &self,
        (index, year): (usize, Year),
        (state, supply): (State, Supplied<'_>),
        scenario: &Scenario,
        is_own: bool,
    ) -> Result<Option<Activity>> {
        if is_own && state.amount.is_zero() {
            return Ok(None);
        }
        let cell = match self.activity.cell() {
            Cell::Keys(keys) => Cell::Keys(keys.clone()),
            Cell::Amount(amount) => {
                let amount = Amount::new(state.amount, amount.unit.clone());
                match self.factors.get(index).filter(|_| state.share != Exact::ONE) {
                    None => Cell::Amount(amount),
                    Some(found) => {
                        let result = self.emissions(index, state, supply)?;
                        let found = found.with_factor(self.factor(found, supply));
                        let mut derivation =
                            factor_derivation(&amount, &scenario.source, &found, result);
                        derivation.steps.push(left(state.share, scenario));
                        derivation.into()
                    }
                }
            }
            Cell::Emissions(_) | Cell::Calculated(_) => {
                self.derivation(index, state, scenario)?.into()
            }
        };
        Ok(Some(self.activity.projected(year, cell, &scenario.source)))
    }

    /// Known emissions with what they were multiplied by.
    fn derivation(&self, index: usize, state: State, scenario: &Scenario) -> Result<Derivation> {
        let mut derivation = match self.activity.cell() {
            Cell::Calculated(derivation) => (**derivation).clone(),
            Cell::Emissions(emissions) => {
                Derivation::of_direct_entry(emissions.clone(), self.activity.source())
            }
            Cell::Amount(_) | Cell::Keys(_) => {
                Derivation::of_direct_entry(Emissions::none(), self.activity.source())
            }
        };
        derivation.result = self.emissions(index, state, None)?;
        let what = text::TIMES_BASE_YEAR.title();
        let mut step = Step::new(what, StepValue::Number(state.amount)).from(&scenario.source);
        step.remarks.push(remark(scenario));
        derivation.steps.push(step);
        if state.share != Exact::ONE {
            derivation.steps.push(left(state.share, scenario));
        }
        Ok(derivation)
    }
}

fn left(share: Exact, scenario: &Scenario) -> Step {
    let what = text::LEFT_AFTER_MEASURES.title();
    let mut step = Step::new(what, StepValue::Number(share)).from(&scenario.source);
    step.remarks.push(remark(scenario));
    step
}

/// Masses times a number, rounded at the resolution of masses where they have more digits.
fn scaled(emissions: &Emissions, ratio: Exact) -> Result<Emissions> {
    if ratio == Exact::ONE {
        return Ok(emissions.clone());
    }
    emissions.map(|grams| {
        let product = grams.checked_mul(ratio)?;
        if product.scale() <= 6 { Ok(product) } else { product.round(MASS_RESOLUTION) }
    })
}
