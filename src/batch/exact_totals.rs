use super::ExactColumn;
use super::lines::{Bits, Cursor, Factors, LANES, Lines, PIECE};
use super::problem::BatchProblem;
use crate::Location;
use crate::error::{Error, Result};
use crate::number::Exact;

/// `u32::MAX` products below this cannot leave 128 bits.
const PRODUCT_BITS: u32 = 95;

/// How many digits of the integers are decimals.
///
/// # Examples
///
/// ```
/// use climate_account::batch::{Decimals, ExactTotals};
///
/// // Activities in thousandths, factors in millionths: totals have nine decimals.
/// let totals = ExactTotals::new(1, 1, Decimals { activities: 3, factors: 6 })?;
/// assert_eq!(totals.gas(0).decimals(), 9);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Decimals {
    /// Those of the activities.
    pub activities: i8,
    /// Those of the factors of every gas.
    pub factors: i8,
}

/// Exact totals of activity x factor by group and gas, from blocks of lines.
///
/// Blocks may be of any size and come in any order: the totals are the same, digit by digit. They
/// take 16 bytes a group and gas, however many lines there are. Nothing is rounded and nothing wraps: a
/// product of 2^95 or more is refused, and so are more than 2^32 - 1 lines, so no sum can leave 128 bits.
///
/// # Examples
///
/// ```
/// use climate_account::batch::{Decimals, ExactTotals, Factors, Groups, Lines, Rows};
///
/// // GJ with three decimals; kg a GJ with one: CO2, CH4.
/// let factors = Factors::exact(&[&[561, 741], &[0, 1]])?;
/// let mut totals = ExactTotals::new(2, 2, Decimals { activities: 3, factors: 1 })?;
/// totals.add(&factors, &Lines { activities: &[1_200_000, 10], rows: Rows::Each(&[0, 1]), groups: Groups::Each(&[0, 1]) })?;
/// totals.add(&factors, &Lines { activities: &[800_000], rows: Rows::Each(&[1]), groups: Groups::Each(&[0]) })?;
///
/// assert_eq!(totals.gas(0).value(0).unwrap(), 126_600.into()); // 1200 x 56.1 + 800 x 74.1
/// assert_eq!(totals.gas(1).value(0).unwrap(), 80.into());
/// let co2e = totals.co2e(&[1.into(), 28.into()])?;
/// assert_eq!(co2e.value(0).unwrap(), 128_840.into());
/// assert_eq!(co2e.value(1).unwrap().to_string(), "0.769"); // 0.01 x (74.1 + 0.1 x 28)
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct ExactTotals {
    groups: usize,
    gases: usize,
    decimals: i32,
    lines: u32,
    /// Group after group.
    sums: Vec<i128>,
    /// The factors of the lines at hand, gas after gas.
    gathered: Vec<i64>,
}

impl ExactTotals {
    /// Totals of no lines.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::batch::{Decimals, ExactTotals};
    ///
    /// let totals = ExactTotals::new(8, 3, Decimals::default())?;
    /// assert_eq!(totals.co2e(&[1.into(), 28.into(), 265.into()])?.mantissas(), [0; 8]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for more groups than memory has room for.
    pub fn new(groups: usize, gases: usize, decimals: Decimals) -> Result<ExactTotals> {
        Ok(ExactTotals {
            groups,
            gases,
            decimals: i32::from(decimals.activities) + i32::from(decimals.factors),
            lines: 0,
            sums: zeros(groups, gases)?,
            gathered: Vec::new(),
        })
    }

    /// Adds a block of lines.
    ///
    /// Where it ends in an error that names a line, the lines before that one are in the totals: a
    /// caller can go on behind it.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::batch::{Decimals, ExactTotals, Factors, Groups, Lines, Rows};
    ///
    /// let mut totals = ExactTotals::new(1, 1, Decimals::default())?;
    /// let large = i64::MAX;
    /// let lines = Lines { activities: &[7, large, 7], rows: Rows::Each(&[0; 3]), groups: Groups::Each(&[0; 3]) };
    /// let error = totals.add(&Factors::exact(&[&[large]])?, &lines).unwrap_err();
    /// assert_eq!(error.location().line, Some(2));
    /// assert_eq!(totals.lines(), 1);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for columns of different lengths, another
    /// number of gases, too many lines, and rows or groups that do not exist, by line;
    /// [`Overflow`](crate::ErrorKind::Overflow) for a product that is too large, by line.
    pub fn add(&mut self, factors: &Factors<'_, i64>, lines: &Lines<'_, i64>) -> Result<()> {
        if factors.gases() != self.gases {
            let (expected, found) = (self.gases, factors.gases());
            return Err(Error::new(BatchProblem::Gases { expected, found }));
        }
        lines.check(factors.rows())?;
        let count = u32::try_from(lines.len()).ok();
        if count.and_then(|count| self.lines.checked_add(count)).is_none() {
            return Err(Error::new(BatchProblem::TooManyLines));
        }
        let mut cursor = Cursor::new(lines.groups);
        for from in (0..lines.len()).step_by(PIECE) {
            let to = lines.len().min(from + PIECE);
            cursor = self.add_piece(factors, &lines.between(from, to), cursor)?;
        }
        Ok(())
    }

    /// The cursor moves behind the lines.
    fn add_piece<'a>(
        &mut self,
        factors: &Factors<'_, i64>,
        lines: &Lines<'_, i64>,
        cursor: Cursor<'a>,
    ) -> Result<Cursor<'a>> {
        let bits = Bits::of(lines.activities);
        let product = Product {
            bits: bits.count() + factors.bits().count(),
            short: bits.are_short() && factors.bits().are_short(),
        };
        let mut lines = *lines;
        let mut problem = None;
        if !lines.has_rows(factors.rows())
            && let Some((at, found)) = lines.astray(cursor, factors.rows(), self.groups)
        {
            (lines, problem) = (lines.between(0, at), Some(found));
        }
        if product.bits > PRODUCT_BITS
            && let Some((at, found)) = first_too_large(&lines, factors)
        {
            (lines, problem) = (lines.between(0, at), Some(found));
        }
        let mut gathered = core::mem::take(&mut self.gathered);
        let mut behind = cursor;
        for (panel, columns) in factors.columns().chunks(LANES).enumerate() {
            let columns = lines.gather(columns, &mut gathered);
            behind = cursor;
            let mut sums = Sums {
                all: &mut self.sums,
                width: self.gases,
                first: panel * LANES,
                cursor: &mut behind,
            };
            let done = match columns[..] {
                [a, b, c] => sums.add([a, b, c], lines.activities, product),
                [a, b] => sums.add([a, b], lines.activities, product),
                [a] => sums.add([a], lines.activities, product),
                _ => Some(()),
            };
            if done.is_none()
                && let Some((at, found)) = lines.astray(cursor, factors.rows(), self.groups)
            {
                // The lines before it are summed; those of the other panels still to be.
                (lines, problem) = (lines.between(0, at), Some(found));
            }
        }
        self.gathered = gathered;
        // A piece is short.
        self.lines = self.lines.saturating_add(u32::try_from(lines.len()).unwrap_or(u32::MAX));
        match problem {
            Some(problem) => Err(Error::new(problem).at(Location::line(u64::from(self.lines) + 1))),
            None => Ok(behind),
        }
    }

    /// Adds the totals of other lines, such as those of another thread.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::batch::{Decimals, ExactTotals, Factors, Groups, Lines, Rows};
    ///
    /// let factors = Factors::exact(&[&[2]])?;
    /// let half = |activity: i64| -> climate_account::Result<ExactTotals> {
    ///     let mut totals = ExactTotals::new(1, 1, Decimals::default())?;
    ///     totals.add(&factors, &Lines { activities: &[activity], rows: Rows::From(0), groups: Groups::Each(&[0]) })?;
    ///     Ok(totals)
    /// };
    /// let mut all = half(3)?;
    /// all.merge(&half(4)?)?;
    /// assert_eq!(all.gas(0).mantissas(), [14]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for other groups, gases or decimals, and too
    /// many lines.
    pub fn merge(&mut self, other: &ExactTotals) -> Result<()> {
        let shape = |totals: &ExactTotals| (totals.groups, totals.gases, totals.decimals);
        if shape(self) != shape(other) {
            return Err(Error::new(BatchProblem::Parts {
                expected_groups: self.groups,
                expected_gases: self.gases,
                groups: other.groups,
                gases: other.gases,
            }));
        }
        let lines = self.lines.checked_add(other.lines);
        self.lines = lines.ok_or_else(|| Error::new(BatchProblem::TooManyLines))?;
        for (sum, part) in self.sums.iter_mut().zip(&other.sums) {
            *sum = sum.wrapping_add(*part);
        }
        Ok(())
    }

    /// The number of lines added so far.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::batch::{Decimals, ExactTotals};
    ///
    /// assert_eq!(ExactTotals::new(1, 1, Decimals::default())?.lines(), 0);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn lines(&self) -> u32 {
        self.lines
    }

    /// The totals of a gas by group; no groups where there is no such gas.
    ///
    /// # Examples
    ///
    /// See [`ExactTotals`]:
    ///
    /// ```
    /// use climate_account::batch::{Decimals, ExactTotals};
    ///
    /// let totals = ExactTotals::new(2, 1, Decimals::default())?;
    /// assert_eq!(totals.gas(0).mantissas(), [0, 0]);
    /// assert!(totals.gas(1).mantissas().is_empty());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn gas(&self, gas: usize) -> ExactColumn {
        let rows = self.sums.chunks_exact(self.gases.max(1));
        let mantissas = rows.filter_map(|row| row.get(gas).copied()).collect();
        ExactColumn { mantissas, decimals: self.decimals }
    }

    /// CO2e by group: each gas times its weight, the GWP. A view; the gases are kept.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::batch::{Decimals, ExactTotals, Factors, Groups, Lines, Rows};
    /// use climate_account::gas::{Gas, GwpSet};
    ///
    /// let set = GwpSet::ar6();
    /// let weights = [set.value(Gas::CO2)?, set.value(Gas::CH4_FOSSIL)?];
    /// let mut totals = ExactTotals::new(1, 2, Decimals::default())?;
    /// let lines = Lines { activities: &[10], rows: Rows::From(0), groups: Groups::Each(&[0]) };
    /// totals.add(&Factors::exact(&[&[56], &[1]])?, &lines)?;
    /// assert_eq!(totals.co2e(&weights)?.value(0).unwrap(), 858.into()); // 560 + 10 x 29.8
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for another number of weights than of gases;
    /// [`Inexact`](crate::ErrorKind::Inexact) for a weight of more than 18 digits;
    /// [`Overflow`](crate::ErrorKind::Overflow) where a CO2e has more than 38 digits, by group.
    pub fn co2e(&self, weights: &[Exact]) -> Result<ExactColumn> {
        if weights.len() != self.gases {
            let (expected, found) = (self.gases, weights.len());
            return Err(Error::new(BatchProblem::Weights { expected, found }));
        }
        let scale = weights.iter().map(|weight| weight.normalised().scale()).max().unwrap_or(0);
        let integer = |(gas, weight): (usize, &Exact)| {
            let integer = weight.mantissa_at(scale).and_then(|integer| i64::try_from(integer).ok());
            integer
                .ok_or_else(|| Error::new(BatchProblem::Weight { gas, found: weight.to_string() }))
        };
        let weights: Vec<i64> = weights.iter().enumerate().map(integer).collect::<Result<_>>()?;
        let rows = self.sums.chunks_exact(self.gases.max(1));
        // Nearly always every total has 64 bits, and a product takes one instruction.
        let mut fits = true;
        let mut mantissas: Vec<i128> = match (self.sums.as_chunks::<3>(), &weights[..]) {
            ((rows, []), &[x, y, z]) => {
                rows.iter().map(|row| weighted(row, &[x, y, z], &mut fits)).collect()
            }
            _ => rows.clone().map(|row| weighted(row, &weights, &mut fits)).collect(),
        };
        if !fits {
            let long = rows.enumerate().map(|(group, row)| long_co2e(group, row, &weights));
            mantissas = long.collect::<Result<_>>()?;
        }
        Ok(ExactColumn { mantissas, decimals: self.decimals + scale })
    }
}

/// A table of zeros, an error where there is no room for it.
pub(super) fn zeros<N: Copy + Default>(groups: usize, gases: usize) -> Result<Vec<N>> {
    let mut sums = Vec::new();
    groups
        .checked_mul(gases)
        .and_then(|count| {
            sums.try_reserve_exact(count).ok()?;
            sums.resize(count, N::default());
            Some(sums)
        })
        .ok_or_else(|| Error::new(BatchProblem::NoRoom { groups, gases }))
}

/// The sum where every total has 64 bits: two to the 63 of such products cannot leave 128.
#[expect(clippy::cast_possible_truncation, reason = "what is cut off is looked at")]
#[inline]
fn weighted(row: &[i128], weights: &[i64], fits: &mut bool) -> i128 {
    let mut co2e = 0_i128;
    for (&sum, &weight) in row.iter().zip(weights) {
        let short = sum as i64;
        *fits &= i128::from(short) == sum;
        co2e = co2e.wrapping_add(i128::from(short).wrapping_mul(weight.into()));
    }
    co2e
}

/// The same where it might not fit.
#[cold]
fn long_co2e(group: usize, row: &[i128], weights: &[i64]) -> Result<i128> {
    let terms = row
        .iter()
        .zip(weights)
        .map(|(&sum, &weight)| Exact::from_parts(sum, 0)?.checked_mul(weight.into()).ok());
    terms
        .collect::<Option<crate::number::ExactSum>>()
        .and_then(|sum| sum.total().ok()?.mantissa_at(0))
        .ok_or_else(|| Error::new(BatchProblem::Co2e { group }))
}

/// The first line with a product of 2^95 or more, for any gas.
#[cold]
fn first_too_large(
    lines: &Lines<'_, i64>,
    factors: &Factors<'_, i64>,
) -> Option<(usize, BatchProblem)> {
    lines.activities.iter().enumerate().find_map(|(at, &activity)| {
        let row = lines.row(at)?;
        (0..factors.gases()).find_map(|gas| {
            let factor = *factors.columns().get(gas)?.get(row)?;
            let product = i128::from(activity).wrapping_mul(factor.into());
            let large = product.unsigned_abs() >> PRODUCT_BITS != 0;
            large.then_some((at, BatchProblem::Product { gas, activity, factor }))
        })
    })
}

/// What is known of every product of a piece.
#[derive(Clone, Copy)]
struct Product {
    /// It has no more than these.
    bits: u32,
    /// Its factors have 32 bits at most, and no sign.
    short: bool,
}

/// The sums of up to three gases, from `first` on, in rows of `width`.
struct Sums<'a, 'b> {
    all: &'a mut [i128],
    width: usize,
    first: usize,
    cursor: &'a mut Cursor<'b>,
}

impl Sums<'_, '_> {
    /// `None` where a line has no group; the lines before it are added then.
    fn add<const K: usize>(
        &mut self,
        columns: [&[i64]; K],
        activities: &[i64],
        product: Product,
    ) -> Option<()> {
        // As many products as cannot leave 63 bits.
        let spare = match 63_u32.checked_sub(product.bits) {
            Some(spare) if spare > 2 => 1 << spare.min(10),
            _ => return self.add_wide(columns, activities),
        };
        if product.short {
            // One instruction for two products, where a full multiplication takes nine.
            let short = |number: i64| number.cast_unsigned() & u64::from(u32::MAX);
            let times =
                |activity, factor| short(activity).wrapping_mul(short(factor)).cast_signed();
            self.add_runs(columns, activities, spare, times)
        } else {
            self.add_runs(columns, activities, spare, i64::wrapping_mul)
        }
    }

    fn add_runs<const K: usize>(
        &mut self,
        columns: [&[i64]; K],
        activities: &[i64],
        spare: usize,
        times: impl Fn(i64, i64) -> i64 + Copy,
    ) -> Option<()> {
        let mut cursor = *self.cursor;
        let mut start = 0;
        while start < activities.len() {
            let (group, length) = cursor.next((activities.len() - start).min(spare));
            let run = start..start + length;
            let totals = totals::<K>(self.all, group, self.width, self.first)?;
            let columns = columns.map(|column| column.get(run.clone()).unwrap_or_default());
            let sums = sum_products(columns, activities.get(run)?, times);
            for (total, sum) in totals.iter_mut().zip(sums) {
                *total = total.wrapping_add(sum.into());
            }
            start += length;
        }
        *self.cursor = cursor;
        Some(())
    }

    #[cold]
    fn add_wide<const K: usize>(&mut self, columns: [&[i64]; K], activities: &[i64]) -> Option<()> {
        for (at, &activity) in activities.iter().enumerate() {
            let (group, _) = self.cursor.next(1);
            let totals = totals::<K>(self.all, group, self.width, self.first)?;
            for (total, column) in totals.iter_mut().zip(columns) {
                let factor = i128::from(*column.get(at)?);
                *total = total.wrapping_add(factor.wrapping_mul(activity.into()));
            }
        }
        Some(())
    }
}

/// The totals of a group, from a gas on.
fn totals<const K: usize>(
    sums: &mut [i128],
    group: usize,
    width: usize,
    first: usize,
) -> Option<&mut [i128; K]> {
    // A group that is not there may wrap around to one that is.
    let from = group.checked_mul(width)?.checked_add(first)?;
    sums.get_mut(from..from.checked_add(K)?)?.first_chunk_mut()
}

/// Sums that are known to fit: the checks of overflow that the profile switches on would be idle.
fn sum_products<const K: usize>(
    columns: [&[i64]; K],
    activities: &[i64],
    times: impl Fn(i64, i64) -> i64,
) -> [i64; K] {
    let mut sums = [0_i64; K];
    if let ([x, y, z], [a, b, c]) = (&columns[..], &mut sums[..]) {
        for (((&activity, &x), &y), &z) in activities.iter().zip(*x).zip(*y).zip(*z) {
            *a = a.wrapping_add(times(activity, x));
            *b = b.wrapping_add(times(activity, y));
            *c = c.wrapping_add(times(activity, z));
        }
        return sums;
    }
    for (sum, column) in sums.iter_mut().zip(columns) {
        for (&activity, &factor) in activities.iter().zip(column) {
            *sum = sum.wrapping_add(times(activity, factor));
        }
    }
    sums
}
