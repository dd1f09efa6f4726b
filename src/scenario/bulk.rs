#![allow(clippy::float_arithmetic)]

use super::bulk_model::{BulkModel, UNIT, float, per_unit};
use super::projected_line::part;
use super::projection::growth_of;
use super::{Driver, Projection};
use crate::Year;
use crate::account::Cell;
use crate::error::Result;

/// Thousands of packages of one projection at once, in `f64` with the same formulas.
///
/// Only `+`, `-`, `*` and, where an absolute measure is capped, `/` are used, in a fixed order, so the
/// results are the same bits on every machine. They agree with [`Projection::evaluate`] to about 12
/// digits. Nothing of this flows back into an exact account.
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
    model: BulkModel,
    /// Tonnes of CO2e for each unit, by package of plants, line and year.
    weights: Vec<Vec<f64>>,
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
    /// [`MissingGwpValue`](crate::ErrorKind::MissingGwpValue);
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for more than 8 measures that add a plant.
    pub fn bulk(&self) -> Result<Bulk<'_>> {
        let set = self.account().profile().gwp_set();
        let columns: Vec<usize> = (0..self.years().len()).collect();
        let model = BulkModel::new(self, &columns)?;
        let weights = model.weigh(self, &columns, |line, year, supply| {
            if !line.is_counted() {
                return Ok(0.0);
            }
            let (counted, _) = per_unit(line, year, supply)?.split(|gas| gas.memo().is_none());
            Ok(float(counted.to_co2e(set)?.tonnes().checked_mul(UNIT)?))
        })?;
        Ok(Bulk { projection: self, model, weights })
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
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a package of another size, measures that
    /// exclude each other, and a reduction beyond what is there that is not capped.
    pub fn evaluate<P: AsRef<[bool]>>(&self, packages: &[P]) -> Result<Vec<f64>> {
        let mut results = Vec::with_capacity(packages.len() * self.years().len());
        self.evaluate_from(&self.model.start, packages, &mut results)?;
        Ok(results)
    }

    /// The same under other drivers, variant after variant: each is a list that takes the place of the
    /// drivers of the scenario.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Result, number::Exact, scenario::{Bulk, Driver}};
    ///
    /// /// The last year without measures: with drivers as they are, and with nothing growing.
    /// fn growth(bulk: &Bulk, drivers: Vec<Driver>, measures: usize) -> Result<Vec<f64>> {
    ///     let variants = [drivers, Vec::new()];
    ///     let tonnes = bulk.evaluate_variants(&[vec![false; measures]], &variants)?;
    ///     Ok(tonnes.chunks(bulk.years().len()).filter_map(|row| row.last().copied()).collect())
    /// }
    /// # let _ = growth;
    /// # assert!(true);
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`evaluate`](Bulk::evaluate), and of [`Driver::ratio`].
    pub fn evaluate_variants<P: AsRef<[bool]>>(
        &self,
        packages: &[P],
        variants: &[Vec<Driver>],
    ) -> Result<Vec<f64>> {
        let rows = packages.len() * variants.len();
        let mut results = Vec::with_capacity(rows * self.years().len());
        for drivers in variants {
            self.evaluate_from(&self.start_under(drivers)?, packages, &mut results)?;
        }
        Ok(results)
    }

    /// The amounts without measures under other drivers, rounded as the exact ones are.
    fn start_under(&self, drivers: &[Driver]) -> Result<Vec<f64>> {
        let mut start = self.model.start.clone();
        let years = self.years();
        let lines = self.projection.lines().iter().take(self.projection.base_lines());
        let activities: Vec<_> = lines.map(super::projected_line::Line::activity).collect();
        let rows = start.chunks_exact_mut(years.len().max(1));
        for ((ratios, activity), row) in
            growth_of(drivers, &activities, self.projection.base_year(), years)?
                .into_iter()
                .zip(&activities)
                .zip(rows)
        {
            for (value, ratio) in row.iter_mut().zip(ratios) {
                *value = float(match activity.cell() {
                    Cell::Amount(amount) => part(amount.value, ratio)?,
                    _ => ratio,
                });
            }
        }
        Ok(start)
    }

    fn evaluate_from<P: AsRef<[bool]>>(
        &self,
        start: &[f64],
        packages: &[P],
        results: &mut Vec<f64>,
    ) -> Result<()> {
        let (model, years) = (&self.model, self.years().len());
        let mut tables = model.tables(start);
        let first = self.weights.first().map_or(&[][..], Vec::as_slice);
        let emissions: Vec<f64> =
            start.iter().zip(first).map(|(amount, weight)| amount * weight).collect();
        for package in packages {
            let order = self.projection.order(package.as_ref())?;
            if model.only_scales {
                tables.amounts.copy_from_slice(&emissions);
                for measure in &order {
                    model.scale(*measure, &mut tables.amounts);
                }
                results.extend(sum_by_year(&tables.amounts, years));
            } else {
                tables.amounts.copy_from_slice(start);
                tables.shares.fill(1.0);
                tables.plants = model.plants(|measure| order.contains(&measure));
                let weights = self.weights.get(tables.plants).map_or(first, Vec::as_slice);
                for measure in &order {
                    model.act(*measure, &mut tables)?;
                }
                for (share, (amount, weight)) in
                    tables.shares.iter_mut().zip(tables.amounts.iter().zip(weights))
                {
                    *share *= amount * weight;
                }
                results.extend(sum_by_year(&tables.shares, years));
            }
        }
        Ok(())
    }
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
