use super::interpolation::growth;
use super::problem::SeriesProblem;
use super::{AnnualValue, Series, Year};
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding};
use crate::unit::Unit;

/// The years in which a series goes through a level, from [`Series::crossings`].
///
/// # Examples
///
/// ```
/// use climate_account::{Year, series::{AnnualValue, Series}};
///
/// let year = |year| Year::new(year);
/// let given = |value: i64| AnnualValue::Number(value.into());
/// let anchors = [(year(2020)?, given(100)), (year(2030)?, given(60)), (year(2050)?, given(10))];
/// let crossings = Series::new("kt".parse()?, anchors)?.crossings(50.into())?;
/// assert_eq!((crossings.downward, crossings.upward), (vec![2034.into()], vec![]));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Crossings {
    /// Years in which the series reaches the level from below.
    pub upward: Vec<Exact>,
    /// Years in which it reaches it from above.
    pub downward: Vec<Exact>,
}

impl Series {
    /// The yearly growth rate from one year to another.
    ///
    /// ```text
    /// g = (v2 / v1)^(1 / (t2 - t1)) - 1
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, number::Rounding, series::{AnnualValue, Series}};
    ///
    /// let (first, last) = (Year::new(2005)?, Year::new(2010)?);
    /// let anchors = [(first, AnnualValue::Number(1.into())), (last, AnnualValue::Number(6.into()))];
    /// let rate = Series::new("EJ/yr".parse()?, anchors)?.growth_rate(first, last)?;
    /// assert_eq!(rate.round(Rounding::decimals(12))?.to_string(), "0.430969081105");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`GrowthRateUndefined`](crate::ErrorKind::GrowthRateUndefined) from, to or across zero;
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a year without a value and for years out of
    /// order.
    pub fn growth_rate(&self, first: Year, last: Year) -> Result<Exact> {
        if last <= first {
            return Err(Error::new(SeriesProblem::Span { first, last }));
        }
        let ratio = growth(self.at(first)?, self.at(last)?)?;
        let years = Exact::from(last.number() - first.number());
        let yearly = ratio.power(Exact::ONE.quotient(years, Rounding::RESOLUTION)?)?;
        yearly.checked_sub(Exact::ONE)
    }

    /// A value that grows from a base year by a rate for each year after it, which this series gives.
    ///
    /// The value is rounded each year, at [`Rounding::RESOLUTION`] unless another rule is named:
    /// rounding to whole units inside the chain drifts.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, Extrapolation, Series}};
    ///
    /// let growth = [(Year::new(2024)?, AnnualValue::Number("0.04".parse()?))];
    /// let growth = Series::new("1/yr".parse()?, growth)?.extrapolated(Extrapolation::Hold);
    /// let unit = "kg CO2e".parse()?;
    /// let path = growth.compounded(Year::new(2023)?, 40_399.into(), Year::new(2025)?, &unit, None)?;
    /// assert_eq!(path.at(Year::new(2024)?)?.to_string(), "42014.96");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where a year has no rate.
    pub fn compounded(
        &self,
        base_year: Year,
        base: Exact,
        last: Year,
        unit: &Unit,
        rounded_each_year: Option<Rounding>,
    ) -> Result<Series> {
        let rounding = rounded_each_year.unwrap_or(Rounding::RESOLUTION);
        let mut value = base;
        let mut anchors = vec![(base_year, AnnualValue::Number(base))];
        for year in base_year.to(last).skip(1) {
            let growth = Exact::ONE.checked_add(self.at(year)?)?;
            value = value.checked_mul(growth)?.round(rounding)?;
            anchors.push((year, AnnualValue::Number(value)));
        }
        Series::new(unit.clone(), anchors)
    }

    /// The series as multiples of its value in a base year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, Series}};
    ///
    /// let (base, later) = (Year::new(2005)?, Year::new(2010)?);
    /// let anchors = [(base, AnnualValue::Number(2.into())), (later, AnnualValue::Number(7.into()))];
    /// let index = Series::new("EJ/yr".parse()?, anchors)?.index(base)?;
    /// assert_eq!(index.at(later)?.to_string(), "3.5");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DivisionByZero`](crate::ErrorKind::DivisionByZero) where the base year is zero;
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where it has no value.
    pub fn index(&self, base_year: Year) -> Result<Series> {
        let base = self.at(base_year)?;
        if base.is_zero() {
            return Err(Error::new(SeriesProblem::ZeroBase { year: base_year }));
        }
        let index = self.map(|value| value.quotient(base, Rounding::RESOLUTION))?;
        Ok(index.with_unit(Unit::one()))
    }

    /// The series moved so that its value in a base year is the given one.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, Series}};
    ///
    /// let (base, later) = (Year::new(2005)?, Year::new(2010)?);
    /// let anchors = [(base, AnnualValue::Number(1.into())), (later, AnnualValue::Number(6.into()))];
    /// let moved = Series::new("EJ/yr".parse()?, anchors)?.moved_to(base, 2.into())?;
    /// assert_eq!(moved.at(later)?, 7.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the base year has no value.
    pub fn moved_to(&self, base_year: Year, value: Exact) -> Result<Series> {
        let offset = value.checked_sub(self.at(base_year)?)?;
        self.map(|value| value.checked_add(offset))
    }

    /// When the series goes through a level, on straight lines between the given years.
    ///
    /// A year that hits the level counts for the line that reaches it.
    ///
    /// # Examples
    ///
    /// See [`Crossings`]:
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, Series}};
    ///
    /// let anchors = [(Year::new(2020)?, AnnualValue::Number(1.into()))];
    /// let crossings = Series::new("kt".parse()?, anchors)?.crossings(4.into())?;
    /// assert_eq!(crossings, Default::default());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn crossings(&self, level: Exact) -> Result<Crossings> {
        let mut crossings = Crossings::default();
        for pair in self.known().windows(2) {
            let &[(first, from), (last, to)] = pair else { continue };
            let years = Exact::from(last.number() - first.number());
            let upward = from < level && level <= to;
            let downward = from > level && level >= to;
            if !upward && !downward {
                continue;
            }
            let passed = level.checked_sub(from)?.checked_mul(years)?;
            let passed = passed.quotient(to.checked_sub(from)?, Rounding::RESOLUTION)?;
            let year = Exact::from(first.number()).checked_add(passed)?;
            if upward { &mut crossings.upward } else { &mut crossings.downward }.push(year);
        }
        Ok(crossings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_that_is_hit_counts_once() {
        let year = |number| Year::new(number).unwrap();
        let given = |value: i64| AnnualValue::Number(value.into());
        let anchors = [(year(2020), given(0)), (year(2021), given(5)), (year(2022), given(9))];
        let series = Series::new("kt".parse().unwrap(), anchors).unwrap();
        assert_eq!(series.crossings(5.into()).unwrap().upward, [2021.into()]);
        assert_eq!(
            series.index(year(2020)).unwrap_err().to_string(),
            "expected a value other than zero in the base year 2020, found zero; an index to zero \
             has no meaning"
        );
        assert_eq!(
            series.growth_rate(year(2022), year(2022)).unwrap_err().to_string(),
            "expected a last year after 2022, found 2022; give the years in order"
        );
    }
}
