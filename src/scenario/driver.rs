use super::LineFilter;
use super::problem::ScenarioProblem;
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding};
use crate::series::Series;
use crate::{Title, Year};

/// Digits of a driver's ratio, far below what is known of the future.
pub(super) const RATIO: Rounding = Rounding::significant(12);

/// What activity grows with, whatever is decided: inhabitants, floor area, traffic, herd.
///
/// ```text
/// activity(t) = activity(base) x ( index(t) / index(base) )^elasticity
/// ```
///
/// As a ratio to the base year it cannot change history. Ratios are rounded half-even at 12 digits.
///
/// # Examples
///
/// ```
/// use climate_account::{Title, Year, scenario::{Driver, LineFilter}, series::{AnnualValue, Series}};
///
/// let year = |year| Year::new(year);
/// let given = |value: i64| AnnualValue::Number(value.into());
/// let persons = Series::new("capita".parse()?, [(year(2023)?, given(20_000)), (year(2033)?, given(22_000))])?;
/// let population = Driver {
///     name: Title::new("Indbyggere", "Inhabitants"),
///     lines: LineFilter::new().sector("gpc:I.1".parse()?),
///     index: persons,
///     elasticity: 1.into(),
/// };
/// assert_eq!(population.ratio(year(2023)?, year(2028)?)?.to_string(), "1.05");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Driver {
    /// What it is called.
    pub name: Title,
    /// The lines that grow with it.
    pub lines: LineFilter,
    /// Its values, the base year among them.
    pub index: Series,
    /// By how many per cent activity grows for one per cent of the index: 1 in proportion, 0 not.
    pub elasticity: Exact,
}

impl Driver {
    /// What the activity of the base year is multiplied by.
    ///
    /// # Examples
    ///
    /// See [`Driver`]:
    ///
    /// ```
    /// use climate_account::{Title, Year, scenario::{Driver, LineFilter}, series::{AnnualValue, Series}};
    ///
    /// let year = Year::new(2023)?;
    /// let index = Series::new("capita".parse()?, [(year, AnnualValue::Number(20_000.into()))])?;
    /// let name = Title::new("Indbyggere", "Inhabitants");
    /// let driver = Driver { name, lines: LineFilter::new(), index, elasticity: 1.into() };
    /// assert_eq!(driver.ratio(year, year)?, 1.into());
    /// let error = driver.ratio(Year::new(2022)?, year).unwrap_err();
    /// assert!(error.to_string().contains("the driver `Inhabitants`"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the index has no value in one of the years,
    /// or is not above zero.
    pub fn ratio(&self, base_year: Year, year: Year) -> Result<Exact> {
        if self.elasticity.is_zero() || year == base_year {
            self.value(base_year)?;
            return Ok(Exact::ONE);
        }
        let ratio = self.value(year)?.quotient(self.value(base_year)?, Rounding::RESOLUTION)?;
        let ratio =
            if self.elasticity == Exact::ONE { ratio } else { ratio.power(self.elasticity)? };
        ratio.round(RATIO)
    }

    fn value(&self, year: Year) -> Result<Exact> {
        match self.index.value(year)? {
            Some(value) if value.is_positive() => Ok(value),
            found => {
                let found = found.map_or_else(|| "none".to_owned(), |value| value.to_string());
                let driver = self.name.en.clone().into_owned();
                Err(Error::new(ScenarioProblem::DriverValue { driver, year, found }))
            }
        }
    }
}
