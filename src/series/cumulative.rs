use super::problem::SeriesProblem;
use super::{Series, Year};
use crate::error::{Error, Result};
use crate::number::Exact;

/// How yearly values are added up over time.
///
/// The two differ by half of the first and half of the last year: a budget stated by one is not
/// comparable with emissions summed by the other.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, series::{AnnualValue, CumulativeRule, Series}};
///
/// let year = |year| Year::new(year);
/// let given = |value: i64| AnnualValue::Number(value.into());
/// let anchors = [(year(2020)?, given(100)), (year(2030)?, given(50)), (year(2050)?, given(0))];
/// let path = Series::new("kt CO2e/yr".parse()?, anchors)?;
/// let sum = |rule| path.cumulative(Year::new(2020)?, Year::new(2050)?, rule);
/// assert_eq!(sum(CumulativeRule::AnnualSum)?, 1300.into());
/// assert_eq!(sum(CumulativeRule::Trapezoid)?, 1250.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum CumulativeRule {
    /// The sum of the values of all years, the first and the last included.
    AnnualSum,
    /// The area under the line from the first year to the last.
    Trapezoid,
}

impl Series {
    /// The values added up over years, in the unit of the series times a year.
    ///
    /// # Examples
    ///
    /// See [`CumulativeRule`]:
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, CumulativeRule, Series}};
    ///
    /// let (first, last) = (Year::new(2020)?, Year::new(2021)?);
    /// let anchors = [(first, AnnualValue::Number(2.into())), (last, AnnualValue::Number(4.into()))];
    /// let path = Series::new("kt/yr".parse()?, anchors)?;
    /// assert_eq!(path.cumulative(first, last, CumulativeRule::Trapezoid)?, 3.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where a year has no value, and where the last
    /// year is before the first.
    pub fn cumulative(&self, first: Year, last: Year, rule: CumulativeRule) -> Result<Exact> {
        if last < first {
            return Err(Error::new(SeriesProblem::Span { first, last }));
        }
        let mut sum = Exact::ZERO;
        for year in first.to(last) {
            sum = sum.checked_add(self.at(year)?)?;
        }
        if rule == CumulativeRule::Trapezoid {
            let ends = self.at(first)?.checked_add(self.at(last)?)?;
            sum = sum.checked_sub(half(ends)?)?;
        }
        Ok(sum)
    }

    /// What has added up by each given year; after a missing year nothing is known.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, CumulativeRule, Series}};
    ///
    /// let year = |year| Year::new(year);
    /// let given = |value: i64| AnnualValue::Number(value.into());
    /// let anchors = [(year(2021)?, given(1)), (year(2022)?, given(2)), (year(2023)?, AnnualValue::Missing)];
    /// let series = Series::new("Gt/yr".parse()?, anchors)?;
    /// let running: Vec<_> = series.running(CumulativeRule::AnnualSum)?.into_iter().map(|(_, sum)| sum).collect();
    /// assert_eq!(running, [Some(1.into()), Some(3.into()), None]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AnnualDataRequired`](crate::ErrorKind::AnnualDataRequired) for a sum where the given years
    /// are not one after the other.
    pub fn running(&self, rule: CumulativeRule) -> Result<Vec<(Year, Option<Exact>)>> {
        let mut sums = Vec::with_capacity(self.anchors().len());
        let mut sum = Some(Exact::ZERO);
        let mut before: Option<(Year, Option<Exact>)> = None;
        for &(year, value) in self.anchors() {
            let value = value.number();
            let added = match (rule, before) {
                (CumulativeRule::AnnualSum, before) => {
                    if let Some((first, _)) = before
                        && year.number() != first.number() + 1
                    {
                        return Err(Error::new(SeriesProblem::NotAnnual { first, second: year }));
                    }
                    value
                }
                (CumulativeRule::Trapezoid, None) => value.map(|_| Exact::ZERO),
                (CumulativeRule::Trapezoid, Some((earlier, from))) => match (from, value) {
                    (Some(from), Some(to)) => {
                        let years = Exact::from(year.number() - earlier.number());
                        Some(half(from.checked_add(to)?)?.checked_mul(years)?)
                    }
                    _ => None,
                },
            };
            sum = match (sum, added) {
                (Some(sum), Some(added)) => Some(sum.checked_add(added)?),
                _ => None,
            };
            sums.push((year, sum));
            before = Some((year, value));
        }
        Ok(sums)
    }
}

fn half(value: Exact) -> Result<Exact> {
    value.checked_mul(Exact::new(5, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::AnnualValue;

    #[test]
    fn says_what_cannot_be_summed() {
        let year = |number| Year::new(number).unwrap();
        let given = |value: i64| AnnualValue::Number(value.into());
        let anchors = [(year(2020), given(1)), (year(2024), given(3))];
        let series = Series::new("Gt/yr".parse().unwrap(), anchors).unwrap();
        let error = series.running(CumulativeRule::AnnualSum).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a value for every year, found 2020 followed by 2024; sum yearly values, or \
             integrate by trapezoids"
        );
        let error = series.cumulative(year(2024), year(2020), CumulativeRule::AnnualSum);
        assert_eq!(
            error.unwrap_err().to_string(),
            "expected a last year after 2024, found 2020; give the years in order"
        );
    }
}
