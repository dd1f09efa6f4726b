use super::arithmetic::{Long, after, years_between};
use super::required_rate;
use crate::Year;
use crate::error::Result;
use crate::number::{Exact, Rounding, product_over};

/// What has to be cut each year to come from one level to another.
///
/// Three readings of the same task: a fixed amount, the same as a share of the base year, and a fixed
/// percentage of the year before. A municipality that says "7 % a year" has to say which.
///
/// # Examples
///
/// See [`between`](YearlyReduction::between):
///
/// ```
/// use climate_account::{Year, target::YearlyReduction};
///
/// let (now, goal) = ((Year::new(2023)?, 50.into()), (Year::new(2033)?, (-10).into()));
/// let needed = YearlyReduction::between(now, goal, None)?;
/// assert_eq!(needed.amount, 6.into());
/// assert_eq!(needed.constant_rate, None); // no percentage of what is left leads below zero
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct YearlyReduction {
    /// The amount of each year on a straight line; negative where emissions may rise.
    pub amount: Exact,
    /// The same as a share of the base year, where that has a value above zero.
    pub share_of_base: Option<Exact>,
    /// The share of the year before that is cut each year; none to or from zero and below.
    pub constant_rate: Option<Exact>,
}

impl YearlyReduction {
    /// The cut of each year between two levels, and what share that is of a base.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, number::Rounding, target::YearlyReduction};
    ///
    /// let (now, goal) = ((Year::new(2023)?, 100.into()), (Year::new(2035)?, 30.into()));
    /// let needed = YearlyReduction::between(now, goal, Some(200.into()))?;
    /// assert_eq!(needed.amount.round(Rounding::decimals(3))?.to_string(), "5.833");
    /// assert_eq!(needed.share_of_base.unwrap_or_default().round(Rounding::decimals(4))?.to_string(), "0.0292");
    /// let rate = needed.constant_rate.unwrap_or_default();
    /// assert_eq!(rate.round(Rounding::decimals(9))?.to_string(), "0.095462094");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the second year is not after the first.
    pub fn between(
        (first, from): (Year, Exact),
        (last, to): (Year, Exact),
        base: Option<Exact>,
    ) -> Result<YearlyReduction> {
        after("a year to reduce until", first, last)?;
        let (cut, years) = (from.minus(to)?, years_between(first, last));
        let amount = product_over(&[cut], &[years], Rounding::RESOLUTION)?;
        let base = base.filter(|base| base.is_positive());
        let share = |base| product_over(&[cut], &[base, years], Rounding::RESOLUTION);
        let share_of_base = base.map(share).transpose()?;
        let by_rate = from.is_positive() && to.is_positive();
        let constant_rate = by_rate.then(|| required_rate(from, to, years)).transpose()?;
        Ok(YearlyReduction { amount, share_of_base, constant_rate })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_in_order() {
        let year = Year::new(2030).unwrap();
        let error = YearlyReduction::between((year, 1.into()), (year, 1.into()), None);
        assert_eq!(
            error.unwrap_err().to_string(),
            "expected a year to reduce until after 2030, found 2030; give the years in order"
        );
    }
}
