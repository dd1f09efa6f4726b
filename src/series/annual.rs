use super::Year;
use super::problem::SeriesProblem;
use crate::Quantity;
use crate::error::{Error, Result};
use crate::unit::Measure;

/// A quantity for each of consecutive years: waste deposited, methane recovered.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Year, series::AnnualQuantities, unit::Mass};
///
/// let tonnes = [900, 1000, 1100].map(Quantity::<Mass>::tonnes);
/// let deposits = AnnualQuantities::starting(Year::new(1970)?, tonnes)?;
/// assert_eq!(deposits.last_year(), Year::new(1972)?);
/// assert_eq!(deposits.get(Year::new(1971)?), Some(Quantity::<Mass>::tonnes(1000)));
/// assert_eq!(deposits.get(Year::new(1969)?), None);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(bound = ""))]
pub struct AnnualQuantities<D: Measure> {
    first: Year,
    values: Vec<Quantity<D>>,
}

impl<D: Measure> AnnualQuantities<D> {
    /// Quantities from a first year on.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Year, series::AnnualQuantities, unit::Mass};
    ///
    /// let deposits = AnnualQuantities::starting(Year::new(1970)?, vec![Quantity::<Mass>::tonnes(9); 3])?;
    /// assert_eq!(deposits.iter().count(), 3);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) where there is none, and
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where they go beyond the last year there is.
    pub fn starting(
        first: Year,
        values: impl IntoIterator<Item = Quantity<D>>,
    ) -> Result<AnnualQuantities<D>> {
        let values: Vec<_> = values.into_iter().collect();
        let Some(more) = values.len().checked_sub(1) else {
            return Err(Error::new(SeriesProblem::Empty));
        };
        first.plus(i64::try_from(more).unwrap_or(i64::MAX))?;
        Ok(AnnualQuantities { first, values })
    }

    /// Quantities with their years, in order and without a gap.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Year, series::AnnualQuantities, unit::Mass};
    ///
    /// let tonnes = |year, tonnes| Ok::<_, climate_account::Error>((Year::new(year)?, Quantity::<Mass>::tonnes(tonnes)));
    /// let deposits = AnnualQuantities::new([tonnes(1970, 900)?, tonnes(1971, 1000)?])?;
    /// assert_eq!(deposits.first_year(), Year::new(1970)?);
    ///
    /// let error = AnnualQuantities::new([tonnes(1971, 900)?, tonnes(1970, 1000)?]).unwrap_err();
    /// assert_eq!(error.to_string(), "expected 1972 after 1971, found 1970; order the years and leave none out");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where a year is not the one after the year before
    /// it, and those of [`starting`](AnnualQuantities::starting).
    pub fn new(
        values: impl IntoIterator<Item = (Year, Quantity<D>)>,
    ) -> Result<AnnualQuantities<D>> {
        let mut first = None;
        let mut before: Option<Year> = None;
        let mut quantities = Vec::new();
        for (year, quantity) in values {
            if let Some(before) = before
                && year.number() != before.number() + 1
            {
                return Err(Error::new(SeriesProblem::Order { before, found: year }));
            }
            first.get_or_insert(year);
            before = Some(year);
            quantities.push(quantity);
        }
        AnnualQuantities::starting(first.unwrap_or(Year::MIN), quantities)
    }

    /// The first year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Year, series::AnnualQuantities, unit::Mass};
    ///
    /// let deposits = AnnualQuantities::starting(Year::new(1970)?, [Quantity::<Mass>::tonnes(9)])?;
    /// assert_eq!(deposits.first_year(), deposits.last_year());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn first_year(&self) -> Year {
        self.first
    }

    /// The last year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Year, series::AnnualQuantities, unit::Mass};
    ///
    /// let deposits = AnnualQuantities::starting(Year::new(1970)?, vec![Quantity::<Mass>::tonnes(9); 31])?;
    /// assert_eq!(deposits.last_year(), Year::new(2000)?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn last_year(&self) -> Year {
        let more = i64::try_from(self.values.len()).unwrap_or(i64::MAX) - 1;
        self.first.plus(more).unwrap_or(Year::MAX)
    }

    /// The quantity of a year, `None` outside the years.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Year, series::AnnualQuantities, unit::Mass};
    ///
    /// let deposits = AnnualQuantities::starting(Year::new(1970)?, [Quantity::<Mass>::tonnes(9)])?;
    /// assert_eq!(deposits.get(Year::new(1971)?), None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn get(&self, year: Year) -> Option<Quantity<D>> {
        let index = usize::try_from(year.number() - self.first.number()).ok()?;
        self.values.get(index).copied()
    }

    /// The years with their quantities, in order.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Year, series::AnnualQuantities, unit::Mass};
    ///
    /// let deposits = AnnualQuantities::starting(Year::new(1970)?, vec![Quantity::<Mass>::tonnes(9); 3])?;
    /// let years: Vec<i64> = deposits.iter().map(|(year, _)| year.number()).collect();
    /// assert_eq!(years, [1970, 1971, 1972]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = (Year, Quantity<D>)> {
        let years = self.first.to(Year::MAX);
        years.zip(self.values.iter().copied())
    }

    /// The same series with another one put before it, whose last year is the one before.
    pub(crate) fn preceded_by(self, earlier: Vec<Quantity<D>>, first: Year) -> AnnualQuantities<D> {
        let mut values = earlier;
        values.extend(self.values);
        AnnualQuantities { first, values }
    }
}

#[cfg(feature = "serde")]
impl<'de, D: Measure> serde::Deserialize<'de> for AnnualQuantities<D> {
    fn deserialize<T: serde::Deserializer<'de>>(deserializer: T) -> Result<Self, T::Error> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields, bound = "")]
        struct Document<D: Measure> {
            first: Year,
            values: Vec<Quantity<D>>,
        }

        let Document { first, values } = Document::deserialize(deserializer)?;
        AnnualQuantities::starting(first, values).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use crate::unit::Mass;

    fn year(number: i64) -> Year {
        Year::new(number).unwrap()
    }

    #[test]
    fn a_gap_and_a_year_twice_are_refused() {
        let one = Quantity::<Mass>::tonnes(1);
        for found in [1970, 1972] {
            let error = AnnualQuantities::new([(year(1970), one), (year(found), one)]).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::OutOfRange);
            assert_eq!(
                error.to_string(),
                format!(
                    "expected 1971 after 1970, found {found}; order the years and leave none out"
                )
            );
        }
    }

    #[test]
    fn a_series_has_years() {
        let error = AnnualQuantities::<Mass>::new([]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a value for at least one year, found none; give the series from its first \
             year"
        );
        let values = vec![Quantity::<Mass>::tonnes(1); 2];
        let error = AnnualQuantities::starting(Year::MAX, values).unwrap_err();
        assert_eq!(error.to_string(), "expected a year from 1750 to 2300, found 2301");
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_keeps_the_years() {
        let series =
            AnnualQuantities::starting(year(1970), vec![Quantity::<Mass>::tonnes(1); 2]).unwrap();
        let written = serde_json::to_string(&series).unwrap();
        assert_eq!(serde_json::from_str::<AnnualQuantities<Mass>>(&written).unwrap(), series);
        let error = serde_json::from_str::<AnnualQuantities<Mass>>(r#"{"first":1970,"values":[]}"#);
        assert!(error.unwrap_err().to_string().contains("at least one year"));
    }
}
