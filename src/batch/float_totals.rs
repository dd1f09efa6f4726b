#![allow(clippy::float_arithmetic)]

use super::exact_totals::zeros;
use super::lines::{Cursor, Factors, LANES, Lines, PIECE};
use super::problem::BatchProblem;
use crate::Location;
use crate::error::{Error, Result};

/// Totals of activity x factor by group and gas in floating point, from blocks of lines.
///
/// For figures that are floating point already. Each group adds its lines one after the other, so
/// the size of the blocks does not change a bit; the order of the lines does, in the last digits.
/// Nothing of this flows into an account.
///
/// # Examples
///
/// ```
/// use climate_account::batch::{Factors, FloatTotals, Groups, Lines, Rows};
///
/// // GJ; kg a GJ of natural gas and gas oil: CO2, CH4
/// let factors = Factors::float(&[&[56.1, 74.1], &[0.001, 0.003]])?;
/// let mut totals = FloatTotals::new(2, 2)?;
/// let groups = Groups::Each(&[0, 1, 0]);
/// totals.add(&factors, &Lines { activities: &[100.0, 10.0, 100.0], rows: Rows::Each(&[0, 1, 0]), groups })?;
/// assert_eq!(totals.gas(0), [11220.0, 741.0]);
/// assert_eq!(totals.co2e(&[1.0, 28.0])?, [11225.6, 741.84]);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct FloatTotals {
    groups: usize,
    gases: usize,
    lines: u64,
    /// Group after group.
    sums: Vec<f64>,
    gathered: Vec<f64>,
    /// The totals of a group before the lines at hand.
    before: Vec<f64>,
}

impl FloatTotals {
    /// Totals of no lines.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::batch::FloatTotals;
    ///
    /// assert_eq!(FloatTotals::new(2, 1)?.gas(0), [0.0, 0.0]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for more groups than memory has room for.
    pub fn new(groups: usize, gases: usize) -> Result<FloatTotals> {
        let sums = zeros(groups, gases)?;
        Ok(FloatTotals { groups, gases, lines: 0, sums, gathered: Vec::new(), before: Vec::new() })
    }

    /// Adds a block of lines.
    ///
    /// Where it ends in an error that names a line, the lines before that one are in the totals.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::batch::{Factors, FloatTotals, Groups, Lines, Rows};
    ///
    /// let mut totals = FloatTotals::new(1, 1)?;
    /// let lines = Lines { activities: &[7.0, f64::NAN], rows: Rows::From(0), groups: Groups::Each(&[0, 0]) };
    /// let error = totals.add(&Factors::float(&[&[2.0, 3.0]])?, &lines).unwrap_err();
    /// assert_eq!(error.location().line, Some(2));
    /// assert_eq!(totals.gas(0), [14.0]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for columns of different lengths, another
    /// number of gases, and rows or groups that do not exist, by line;
    /// [`Overflow`](crate::ErrorKind::Overflow) where a sum is not finite, by line.
    pub fn add(&mut self, factors: &Factors<'_, f64>, lines: &Lines<'_, f64>) -> Result<()> {
        if factors.gases() != self.gases {
            let (expected, found) = (self.gases, factors.gases());
            return Err(Error::new(BatchProblem::Gases { expected, found }));
        }
        lines.check(factors.rows())?;
        let mut cursor = Cursor::new(lines.groups);
        for from in (0..lines.len()).step_by(PIECE) {
            let mut piece = lines.between(from, lines.len().min(from + PIECE));
            let mut problem = None;
            if !piece.has_rows(factors.rows())
                && let Some((at, found)) = piece.astray(cursor, factors.rows(), self.groups)
            {
                (piece, problem) = (piece.between(0, at), Some(found));
            }
            let mut gathered = core::mem::take(&mut self.gathered);
            let columns = piece.gather(factors.columns(), &mut gathered);
            let (sound, found) = self.add_runs(&columns, piece.activities, &mut cursor);
            self.gathered = gathered;
            self.lines = self.lines.saturating_add(sound as u64);
            if let Some(problem) = found.or(problem) {
                let line = Location::line(self.lines.saturating_add(1));
                return Err(Error::new(problem).at(line));
            }
        }
        Ok(())
    }

    /// How many lines are added, and what is wrong with the next where they are not all.
    fn add_runs(
        &mut self,
        columns: &[&[f64]],
        activities: &[f64],
        cursor: &mut Cursor<'_>,
    ) -> (usize, Option<BatchProblem>) {
        let mut start = 0;
        while start < activities.len() {
            let (group, length) = cursor.next(activities.len() - start);
            let from = group.checked_mul(self.gases);
            let totals = from.and_then(|from| self.sums.get_mut(from..)?.get_mut(..self.gases));
            let Some(totals) = totals else {
                return (start, Some(BatchProblem::Group { groups: self.groups, found: group }));
            };
            let run = start..start + length;
            self.before.clear();
            self.before.extend_from_slice(totals);
            for (sums, columns) in totals.chunks_mut(LANES).zip(columns.chunks(LANES)) {
                add_products(sums, columns, activities, run.clone());
            }
            if !totals.iter().all(|sum| sum.is_finite()) {
                totals.copy_from_slice(&self.before);
                if let Some((at, problem)) = add_until(totals, columns, activities, run) {
                    return (at, Some(problem));
                }
            }
            start += length;
        }
        (start, None)
    }

    /// The totals of a gas by group; no groups where there is no such gas.
    ///
    /// # Examples
    ///
    /// See [`FloatTotals`]:
    ///
    /// ```
    /// use climate_account::batch::FloatTotals;
    ///
    /// assert!(FloatTotals::new(2, 1)?.gas(1).is_empty());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn gas(&self, gas: usize) -> Vec<f64> {
        self.sums.chunks_exact(self.gases.max(1)).filter_map(|row| row.get(gas).copied()).collect()
    }

    /// CO2e by group: each gas times its weight, the GWP. A view; the gases are kept.
    ///
    /// # Examples
    ///
    /// See [`FloatTotals`]:
    ///
    /// ```
    /// use climate_account::batch::FloatTotals;
    ///
    /// let totals = FloatTotals::new(2, 3)?;
    /// assert_eq!(totals.co2e(&[1.0, 28.0, 265.0])?, [0.0, 0.0]);
    /// assert!(totals.co2e(&[1.0, 28.0]).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for another number of weights than of gases, and
    /// for a weight or a CO2e that is not finite.
    pub fn co2e(&self, weights: &[f64]) -> Result<Vec<f64>> {
        if weights.len() != self.gases {
            let (expected, found) = (self.gases, weights.len());
            return Err(Error::new(BatchProblem::Weights { expected, found }));
        }
        let finite = |what, found: f64| {
            let problem = BatchProblem::NotFinite { what, found };
            if found.is_finite() { Ok(found) } else { Err(Error::new(problem)) }
        };
        weights.iter().try_for_each(|&weight| finite("weight", weight).map(|_| ()))?;
        let rows = self.sums.chunks_exact(self.gases.max(1));
        rows.map(|row| {
            let terms = row.iter().zip(weights).map(|(sum, weight)| sum * weight);
            finite("CO2e", terms.fold(0.0, |sum, term| sum + term))
        })
        .collect()
    }
}

/// Line after line, the gases side by side.
fn add_products(
    sums: &mut [f64],
    columns: &[&[f64]],
    activities: &[f64],
    run: core::ops::Range<usize>,
) {
    let activities = &activities[run.clone()];
    if let ([a, b, c], [x, y, z]) = (&mut *sums, columns) {
        let (x, y, z) = (&x[run.clone()], &y[run.clone()], &z[run]);
        for (((activity, x), y), z) in activities.iter().zip(x).zip(y).zip(z) {
            *a += activity * x;
            *b += activity * y;
            *c += activity * z;
        }
        return;
    }
    for (sum, column) in sums.iter_mut().zip(columns) {
        for (activity, factor) in activities.iter().zip(&column[run.clone()]) {
            *sum += activity * factor;
        }
    }
}

/// The first line that leaves the range of floating point; those before it are added.
#[cold]
fn add_until(
    totals: &mut [f64],
    columns: &[&[f64]],
    activities: &[f64],
    run: core::ops::Range<usize>,
) -> Option<(usize, BatchProblem)> {
    for at in run {
        let activity = *activities.get(at)?;
        let before = totals.to_vec();
        for (gas, (total, column)) in totals.iter_mut().zip(columns).enumerate() {
            let factor = *column.get(at)?;
            *total += activity * factor;
            if !total.is_finite() {
                totals.copy_from_slice(&before);
                return Some((at, BatchProblem::FloatSum { gas, activity, factor }));
            }
        }
    }
    None
}
