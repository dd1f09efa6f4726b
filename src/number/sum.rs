use super::Exact;
use super::big::Big;
use super::exact::add;
use super::problem::NumberProblem;
use crate::error::{Error, Result};

/// A running exact sum: one integer per decimal scale, aligned only at the end.
///
/// The terms may come in any order and may be summed in parts that are merged: the total is the
/// same, digit by digit, and so is an overflow, because no intermediate sum can overflow.
///
/// # Examples
///
/// ```
/// use climate_account::number::{Exact, ExactSum};
///
/// let mut sum = ExactSum::new();
/// for text in ["0.1", "2000000", "-0.1"] {
///     sum.add(text.parse()?);
/// }
/// assert_eq!(sum.total()?, Exact::from(2_000_000));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct ExactSum {
    /// Sorted by scale, the coarsest first; few in practice.
    by_scale: Vec<(i32, Wide)>,
}

/// `high × 2^128 + low`: room for 2^63 terms of any size.
#[derive(Debug, Clone, Copy, Default)]
struct Wide {
    low: i128,
    high: i64,
}

impl Wide {
    fn add(&mut self, term: i128) {
        let (low, wrapped) = self.low.overflowing_add(term);
        self.low = low;
        if wrapped {
            // Two terms of one sign wrapped; the sign says which way.
            self.high = self.high.wrapping_add(if term < 0 { -1 } else { 1 });
        }
    }

    fn merge(&mut self, other: Wide) {
        self.add(other.low);
        self.high = self.high.wrapping_add(other.high);
    }
}

impl ExactSum {
    /// A sum of no terms.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::{Exact, ExactSum};
    ///
    /// assert_eq!(ExactSum::new().total()?, Exact::ZERO);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub const fn new() -> ExactSum {
        ExactSum { by_scale: Vec::new() }
    }

    /// Adds a term.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::{Exact, ExactSum};
    ///
    /// let mut sum = ExactSum::new();
    /// sum.add(Exact::from(2));
    /// sum.add(Exact::new(5, 1));
    /// assert_eq!(sum.total()?.to_string(), "2.5");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn add(&mut self, term: Exact) {
        if !term.is_zero() {
            self.at_scale(term.scale()).add(term.mantissa());
        }
    }

    /// Adds the terms of another sum.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::{Exact, ExactSum};
    ///
    /// let (mut left, mut right) = (ExactSum::new(), ExactSum::new());
    /// left.add(Exact::from(2));
    /// right.add(Exact::new(5, 1));
    /// left.merge(&right);
    /// assert_eq!(left.total()?, Exact::new(25, 1));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn merge(&mut self, other: &ExactSum) {
        for &(scale, part) in &other.by_scale {
            self.at_scale(scale).merge(part);
        }
    }

    /// The total of all terms.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::{Exact, ExactSum};
    ///
    /// let sum: ExactSum = (1..=100).map(Exact::from).collect();
    /// assert_eq!(sum.total()?, Exact::from(5_050));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow) where the total has more than 38 digits.
    pub fn total(&self) -> Result<Exact> {
        self.short_total()
            .or_else(|| self.long_total())
            .ok_or_else(|| Error::new(NumberProblem::SumOverflow))
    }

    /// The total where nothing leaves 128 bits on the way.
    fn short_total(&self) -> Option<Exact> {
        self.by_scale.iter().try_fold(Exact::ZERO, |total, &(scale, Wide { low, high })| {
            let part = if high == 0 { Exact::from_parts(low, scale)? } else { return None };
            add(total, part)
        })
    }

    /// The total wherever it fits.
    #[cold]
    pub(super) fn long_total(&self) -> Option<Exact> {
        let mut sum = Big::ZERO;
        let mut reached = self.by_scale.first()?.0;
        let lift = Big::from(1 << 64).times(&Big::from(1 << 64));
        for &(scale, Wide { low, high }) in &self.by_scale {
            let finer = Big::power_of_ten(scale.saturating_sub(reached).unsigned_abs());
            let part = Big::from(low).plus(&Big::from(i128::from(high)).times(&lift));
            sum = sum.times(&finer).plus(&part);
            reached = scale;
        }
        sum.at_scale(reached)
    }

    fn at_scale(&mut self, scale: i32) -> &mut Wide {
        let index = match self.by_scale.binary_search_by_key(&scale, |&(scale, _)| scale) {
            Ok(index) => index,
            Err(index) => {
                self.by_scale.insert(index, (scale, Wide::default()));
                index
            }
        };
        &mut self.by_scale[index].1
    }
}

impl Extend<Exact> for ExactSum {
    fn extend<I: IntoIterator<Item = Exact>>(&mut self, terms: I) {
        terms.into_iter().for_each(|term| self.add(term));
    }
}

impl FromIterator<Exact> for ExactSum {
    fn from_iter<I: IntoIterator<Item = Exact>>(terms: I) -> ExactSum {
        let mut sum = ExactSum::new();
        sum.extend(terms);
        sum
    }
}

/// Adds integers of one scale into the totals of their groups: the kernel of every account total.
///
/// `totals[groups[i]] += mantissas[i]` for each line. Totals that begin at zero stay exact: 2^64
/// terms of 64 bits cannot overflow 128 bits. Totals that begin near the end of the range wrap.
/// Lines whose group has no total are left out. Lines beyond the shorter of the two columns are
/// not looked at.
///
/// # Examples
///
/// ```
/// use climate_account::number::sum_by_group;
///
/// let mut totals = [0; 2];
/// sum_by_group(&[10, 20, 5], &[0, 1, 0], &mut totals);
/// assert_eq!(totals, [15, 20]);
/// ```
pub fn sum_by_group(mantissas: &[i64], groups: &[u32], totals: &mut [i128]) {
    for (&mantissa, &group) in mantissas.iter().zip(groups) {
        if let Some(total) = totals.get_mut(group as usize) {
            *total = total.wrapping_add(i128::from(mantissa));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn an_overflow_on_the_way_does_not_matter() {
        let large = Exact::from_parts(i128::MAX, 0).unwrap();
        let mut sum: ExactSum = [large, large, large, -large, -large].into_iter().collect();
        assert_eq!(sum.total().unwrap(), large);
        sum.extend([Exact::ONE, Exact::ONE]);
        assert_eq!(sum.total().unwrap_err().kind(), ErrorKind::Overflow);
        assert_eq!(
            sum.total().unwrap_err().to_string(),
            "expected a sum of at most 38 digits, found more; check the units of the terms"
        );
    }

    #[test]
    fn an_overflow_between_scales_does_not_matter() {
        let large = Exact::from_parts(i128::MAX, 0).unwrap();
        let sum: ExactSum =
            [large, Exact::new(5, 1), -large, Exact::new(25, 2)].into_iter().collect();
        assert_eq!(sum.total().unwrap(), Exact::new(75, 2));
        let huge = Exact::from_parts(1, -400).unwrap();
        let tiny = Exact::from_parts(1, 400).unwrap();
        let mut sum: ExactSum = [huge, tiny].into_iter().collect();
        assert_eq!(sum.total().unwrap_err().kind(), ErrorKind::Overflow);
        sum.add(-huge);
        assert_eq!(sum.total().unwrap(), tiny);
    }

    #[test]
    fn negative_terms_wrap_the_other_way() {
        let large = Exact::from_parts(i128::MAX, 0).unwrap();
        let sum: ExactSum = [-large, -large, -large, large, large].into_iter().collect();
        assert_eq!(sum.total().unwrap(), -large);
    }
}
