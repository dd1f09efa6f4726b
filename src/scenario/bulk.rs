#![allow(clippy::float_arithmetic)]

use super::problem::ScenarioProblem;
use super::projected_line::State;
use super::{Effect, Projection};
use crate::Year;
use crate::error::{Error, Result};
use crate::number::Exact;

/// Thousands of packages of one projection at once, in `f64` with the same formulas.
///
/// Only `+`, `-` and `*` are used, in a fixed order, so the results are the same bits on every machine.
/// They agree with [`Projection::evaluate`] to about 12 digits. Nothing of this flows back into an
/// exact account.
///
/// # Examples
///
/// ```
/// use climate_account::{Result, scenario::Projection};
///
/// /// The best single measure in the last year, by its place in the scenario.
/// fn best(projection: &Projection) -> Result<Option<usize>> {
///     let count = projection.scenario().measures.len();
///     let packages: Vec<Vec<bool>> =
///         (0..count).map(|one| (0..count).map(|other| other == one).collect()).collect();
///     let bulk = projection.bulk()?;
///     let tonnes = bulk.evaluate(&packages)?;
///     let last = |package: usize| tonnes[(package + 1) * bulk.years().len() - 1];
///     Ok((0..count).min_by(|one, other| last(*one).total_cmp(&last(*other))))
/// }
/// # let _ = best;
/// # assert!(true);
/// ```
#[derive(Debug)]
pub struct Bulk<'a> {
    projection: &'a Projection<'a>,
    /// By line, then by year, as all tables here.
    start: Vec<f64>,
    /// Tonnes of CO2e for each unit.
    weights: Vec<f64>,
    measures: Vec<BulkMeasure>,
    /// Whether every measure only scales lines.
    only_scales: bool,
}

#[derive(Debug)]
struct BulkMeasure {
    lines: Vec<usize>,
    own: Vec<usize>,
    ratios: Vec<f64>,
    /// By year: what is left of what it scales, or how much of it is in effect.
    factors: Vec<f64>,
}

impl Projection<'_> {
    /// The same projection, ready for many packages at once.
    ///
    /// # Examples
    ///
    /// See [`Bulk`]:
    ///
    /// ```
    /// use climate_account::{Result, scenario::Projection};
    ///
    /// fn ready(projection: &Projection) -> Result<()> {
    ///     projection.bulk().map(|_| ())
    /// }
    /// # let _ = ready;
    /// # assert!(true);
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an absolute measure, whose cap depends on the
    /// gases; [`MissingGwpValue`](crate::ErrorKind::MissingGwpValue).
    pub fn bulk(&self) -> Result<Bulk<'_>> {
        let years = self.years().len();
        let set = self.account().profile().gwp_set();
        let (mut start, mut weights) = (Vec::new(), Vec::new());
        // Large enough for a microgram not to count.
        let many = Exact::new(1, -12);
        for line in self.lines() {
            for year in 0..years {
                start.push(float(State::start(line, year).amount));
                let state = State { amount: many, share: Exact::ONE };
                let weight = if line.is_counted() {
                    let emissions = line.emissions(year, state)?;
                    let (counted, _) = emissions.split(|gas| gas.memo().is_none());
                    counted.to_co2e(set)?.tonnes().checked_mul(Exact::new(1, 12))?
                } else {
                    Exact::ZERO
                };
                weights.push(float(weight));
            }
        }
        let mut measures = Vec::new();
        let mut only_scales = true;
        for (measure, acting) in self.scenario().measures.iter().zip(self.acting()) {
            let scale = |share: Exact, progress: &Exact| {
                Ok(float(Exact::ONE.checked_sub(share.checked_mul(*progress)?)?))
            };
            let factors: Result<Vec<f64>> = match measure.effect() {
                Effect::Share { share } | Effect::Factor { share } | Effect::Activity { share } => {
                    acting.progress.iter().map(|progress| scale(*share, progress)).collect()
                }
                Effect::Substitution { share, .. } => {
                    only_scales = false;
                    acting.progress.iter().map(|progress| scale(*share, progress)).collect()
                }
                Effect::Prevalence { potential, present, .. } => {
                    only_scales = false;
                    let more = potential.checked_sub(*present)?;
                    let part = |progress: &Exact| Ok(float(more.checked_mul(*progress)?));
                    acting.progress.iter().map(part).collect()
                }
                Effect::Removal { .. } => {
                    only_scales = false;
                    Ok(acting.progress.iter().map(|progress| float(*progress)).collect())
                }
                Effect::Absolute { .. } => {
                    let measure = measure.id().to_owned();
                    Err(Error::new(ScenarioProblem::AbsoluteInBulk { measure }))
                }
            };
            measures.push(BulkMeasure {
                lines: acting.lines.clone(),
                own: acting.own.clone(),
                ratios: acting.ratios.iter().map(|ratio| float(*ratio)).collect(),
                factors: factors?,
            });
        }
        Ok(Bulk { projection: self, start, weights, measures, only_scales })
    }
}

impl Bulk<'_> {
    /// The years of a row of results.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::scenario::Bulk;
    ///
    /// fn columns(bulk: &Bulk) -> usize {
    ///     bulk.years().len()
    /// }
    /// # let _ = columns;
    /// # assert!(true);
    /// ```
    #[must_use]
    pub fn years(&self) -> &[Year] {
        self.projection.years()
    }

    /// Tonnes of CO2e of every package and year, package after package.
    ///
    /// # Examples
    ///
    /// See [`Bulk`]:
    ///
    /// ```
    /// use climate_account::{Result, scenario::Bulk};
    ///
    /// fn without_measures(bulk: &Bulk, measures: usize) -> Result<Vec<f64>> {
    ///     bulk.evaluate(&[vec![false; measures]])
    /// }
    /// # let _ = without_measures;
    /// # assert!(true);
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a package of another size, and measures that
    /// exclude each other.
    pub fn evaluate<P: AsRef<[bool]>>(&self, packages: &[P]) -> Result<Vec<f64>> {
        let years = self.years().len();
        let mut results = Vec::with_capacity(packages.len() * years);
        let mut tables = Tables {
            amounts: self.start.clone(),
            shares: vec![1.0; self.start.len()],
            scratch: vec![0.0; years],
        };
        let emissions: Vec<f64> =
            self.start.iter().zip(&self.weights).map(|(amount, weight)| amount * weight).collect();
        for package in packages {
            let order = self.projection.order(package.as_ref())?;
            if self.only_scales {
                tables.amounts.copy_from_slice(&emissions);
                for measure in &order {
                    self.scale(*measure, &mut tables.amounts);
                }
                let sums = sum_by_year(&tables.amounts, years);
                results.extend(sums);
            } else {
                tables.amounts.copy_from_slice(&self.start);
                tables.shares.fill(1.0);
                for measure in &order {
                    self.act(*measure, &mut tables);
                }
                for (share, (amount, weight)) in
                    tables.shares.iter_mut().zip(tables.amounts.iter().zip(&self.weights))
                {
                    *share *= amount * weight;
                }
                results.extend(sum_by_year(&tables.shares, years));
            }
        }
        Ok(results)
    }

    fn scale(&self, measure: usize, table: &mut [f64]) {
        let Some(measure) = self.measures.get(measure) else { return };
        let years = measure.factors.len();
        for line in &measure.lines {
            if let Some(values) = table.get_mut(line * years..(line + 1) * years) {
                for (value, factor) in values.iter_mut().zip(&measure.factors) {
                    *value *= factor;
                }
            }
        }
    }

    fn act(&self, index: usize, tables: &mut Tables) {
        let effect = self.projection.scenario().measures.get(index).map(super::Measure::effect);
        let (Some(effect), Some(measure)) = (effect, self.measures.get(index)) else { return };
        let years = measure.factors.len();
        let row = |line: usize| line * years..(line + 1) * years;
        match effect {
            Effect::Share { .. } | Effect::Factor { .. } => self.scale(index, &mut tables.shares),
            Effect::Activity { .. } => self.scale(index, &mut tables.amounts),
            Effect::Substitution { .. } => {
                for ((line, own), ratio) in
                    measure.lines.iter().zip(&measure.own).zip(&measure.ratios)
                {
                    let Some(old) = tables.amounts.get_mut(row(*line)) else { continue };
                    for ((moved, amount), left) in
                        tables.scratch.iter_mut().zip(old).zip(&measure.factors)
                    {
                        let kept = *amount * left;
                        *moved = *amount - kept;
                        *amount = kept;
                    }
                    let Some(new) = tables.amounts.get_mut(row(*own)) else { continue };
                    for (amount, moved) in new.iter_mut().zip(&tables.scratch) {
                        *amount += moved * ratio;
                    }
                }
            }
            Effect::Prevalence { .. } | Effect::Removal { .. } | Effect::Absolute { .. } => {
                let whole = matches!(effect, Effect::Prevalence { .. });
                tables.scratch.fill(if whole { 0.0 } else { 1.0 });
                for line in measure.lines.iter().filter(|_| whole) {
                    let Some(amounts) = tables.amounts.get(row(*line)) else { continue };
                    for (sum, amount) in tables.scratch.iter_mut().zip(amounts) {
                        *sum += amount;
                    }
                }
                for own in &measure.own {
                    let Some(new) = tables.amounts.get_mut(row(*own)) else { continue };
                    for ((amount, sum), factor) in
                        new.iter_mut().zip(&tables.scratch).zip(&measure.factors)
                    {
                        *amount = sum * factor;
                    }
                }
            }
        }
    }
}

struct Tables {
    amounts: Vec<f64>,
    shares: Vec<f64>,
    scratch: Vec<f64>,
}

fn sum_by_year(table: &[f64], years: usize) -> Vec<f64> {
    let mut sums = vec![0.0; years];
    for line in table.chunks_exact(years.max(1)) {
        for (sum, value) in sums.iter_mut().zip(line) {
            *sum += value;
        }
    }
    sums
}

/// The nearest number, which is what reading its decimal text gives.
fn float(value: Exact) -> f64 {
    value.to_string().parse().unwrap_or(f64::NAN)
}
