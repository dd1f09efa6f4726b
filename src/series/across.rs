use super::problem::SeriesProblem;
use super::{AnnualValue, Series, Year};
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding};

/// A quantile of values, by linear interpolation between the two nearest (type 7 of Hyndman and Fan,
/// the default of R and numpy).
///
/// # Examples
///
/// ```
/// use climate_account::{number::Exact, series::quantile};
///
/// assert_eq!(quantile(&[2.into(), 1.into()], Exact::new(5, 1))?.to_string(), "1.5");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`MissingValue`](crate::ErrorKind::MissingValue) without values;
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a probability outside 0 to 1.
pub fn quantile(values: &[Exact], probability: Exact) -> Result<Exact> {
    if probability.is_negative() || probability > Exact::ONE {
        return Err(Error::new(SeriesProblem::Probability { found: probability.to_string() }));
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let Some(steps) = sorted.len().checked_sub(1) else {
        return Err(Error::new(SeriesProblem::Empty));
    };
    let steps = Exact::from(u32::try_from(steps).unwrap_or(u32::MAX));
    let position = steps.checked_mul(probability)?;
    let whole = position.round(Rounding::decimals(0).mode(crate::number::RoundingMode::Floor))?;
    let index = whole.mantissa_at(0).and_then(|index| usize::try_from(index).ok());
    let at = |index: Option<usize>| index.and_then(|index| sorted.get(index).copied());
    let low = at(index).unwrap_or_default();
    let high = at(index.map(|index| index + 1)).unwrap_or(low);
    low.checked_add(high.checked_sub(low)?.checked_mul(position.checked_sub(whole)?)?)
}

/// The mean of values by weights, such as prices by amounts.
///
/// # Examples
///
/// ```
/// use climate_account::series::weighted_mean;
///
/// assert_eq!(weighted_mean([(1.into(), 6.into()), (10.into(), 3.into())])?, 4.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`NegativeWeight`](crate::ErrorKind::NegativeWeight) for a weight below zero;
/// [`MissingValue`](crate::ErrorKind::MissingValue) where the weights add up to zero.
pub fn weighted_mean(values: impl IntoIterator<Item = (Exact, Exact)>) -> Result<Exact> {
    let (mut sum, mut weights) = (Exact::ZERO, Exact::ZERO);
    for (value, weight) in values {
        if weight.is_negative() {
            return Err(Error::new(SeriesProblem::NegativeWeight { found: weight.to_string() }));
        }
        sum = sum.checked_add(value.checked_mul(weight)?)?;
        weights = weights.checked_add(weight)?;
    }
    if weights.is_zero() {
        return Err(Error::new(SeriesProblem::NoWeight));
    }
    sum.quotient(weights, Rounding::RESOLUTION)
}

/// A year in which a total is not the sum of its parts, from [`Series::differences_from_parts`].
///
/// # Examples
///
/// ```
/// use climate_account::{Year, series::Difference};
///
/// let difference = Difference { year: Year::new(2005)?, reported: 9.into(), sum: 3.into() };
/// assert!(difference.reported > difference.sum);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Difference {
    /// The year.
    pub year: Year,
    /// The total that is given.
    pub reported: Exact,
    /// The sum of the parts.
    pub sum: Exact,
}

impl Series {
    /// The given years in which this total differs from the sum of its parts, in the unit of the
    /// total.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, Series}};
    ///
    /// let year = Year::new(2005)?;
    /// let series = |value: i64| Series::new("EJ/yr".parse()?, [(year, AnnualValue::Number(value.into()))]);
    /// let differences = series(9)?.differences_from_parts(&[series(3)?, series(5)?])?;
    /// assert_eq!(differences[0].sum, 8.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where a part has no value;
    /// [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) for parts of another dimension.
    pub fn differences_from_parts(&self, parts: &[Series]) -> Result<Vec<Difference>> {
        let mut differences = Vec::new();
        for (year, reported) in self.known() {
            let mut sum = Exact::ZERO;
            for part in parts {
                let ratio = part.unit().ratio_to(self.unit())?;
                sum = sum.checked_add(ratio.times(part.at(year)?, Rounding::RESOLUTION)?)?;
            }
            if sum != reported {
                differences.push(Difference { year, reported, sum });
            }
        }
        Ok(differences)
    }

    /// What share of another series this one is, in per cent; missing where the other is zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, Series}};
    ///
    /// let year = Year::new(2005)?;
    /// let series = |value: i64| Series::new("EJ/yr".parse()?, [(year, AnnualValue::Number(value.into()))]);
    /// assert_eq!(series(3)?.percent_of(&series(6)?)?.at(year)?, 50.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the other has no value;
    /// [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) for a series of another dimension.
    pub fn percent_of(&self, whole: &Series) -> Result<Series> {
        let ratio = self.unit().ratio_to(whole.unit())?;
        let mut anchors = Vec::new();
        for &(year, value) in self.anchors() {
            let whole = whole.at(year)?;
            let share = match value.number().filter(|_| !whole.is_zero()) {
                Some(value) => {
                    let value =
                        ratio.times(value, Rounding::RESOLUTION)?.checked_mul(100.into())?;
                    AnnualValue::Number(value.quotient(whole, Rounding::RESOLUTION)?)
                }
                None => AnnualValue::Missing,
            };
            anchors.push((year, share));
        }
        Series::new("%".parse()?, anchors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_out_of_range() {
        let one = Exact::ONE;
        assert_eq!(
            quantile(&[one], 50.into()).unwrap_err().to_string(),
            "expected a probability from 0 to 1, found 50; the median is 0.5"
        );
        assert!(quantile(&[], one).is_err());
        assert_eq!(quantile(&[one, 2.into()], one).unwrap(), 2.into());
        assert_eq!(
            weighted_mean([(one, -one)]).unwrap_err().to_string(),
            "expected weights of zero or more, found -1; a mean with negative weights can lie \
             outside its values"
        );
        assert_eq!(
            weighted_mean([(one, Exact::ZERO)]).unwrap_err().to_string(),
            "expected weights whose sum is above zero, found a sum of zero; leave the mean undefined"
        );
    }

    #[test]
    fn a_share_of_nothing_is_missing() {
        let year = Year::new(2020).unwrap();
        let series = |value| Series::new("kt".parse().unwrap(), [(year, value)]).unwrap();
        let share = series(AnnualValue::Number(1.into())).percent_of(&series(AnnualValue::Zero));
        assert_eq!(share.unwrap().value(year).unwrap(), None);
    }
}
