use super::arithmetic::positive;
use crate::Year;
use crate::error::Result;
use crate::number::{Exact, Rounding, product_over};

/// The emissions of a base year, with where they come from.
///
/// Few municipalities have measured 1990; most values are cast back, and a target by percentage is
/// no better than they are.
///
/// # Examples
///
/// ```
/// use climate_account::target::BaseValue;
///
/// let measured = BaseValue::Measured { value: 342_088.into() };
/// assert_eq!(measured.value(), Some(342_088.into()));
/// assert_eq!(BaseValue::Absent.value(), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum BaseValue {
    /// From an account of the year itself.
    Measured {
        /// The value.
        value: Exact,
    },
    /// From a later year, moved by what drove the emissions.
    BackCast {
        /// The value.
        value: Exact,
        /// The driver, in words.
        driver: String,
    },
    /// The value of something else that stands for it.
    Proxy {
        /// The value.
        value: Exact,
        /// What stands for it, in words.
        of: String,
    },
    /// Not known.
    Absent,
}

impl BaseValue {
    /// A known value times how the driver has changed since the base year.
    ///
    /// ```text
    /// E_base = E_known x D_base / D_known
    /// ```
    ///
    /// # Examples
    ///
    /// Region Midtjylland of 2018 cast back to 1990 by the Danish total with land use:
    ///
    /// ```
    /// use climate_account::{number::Rounding, target::BaseValue};
    ///
    /// let known = "10197584.1".parse()?; // t CO2e
    /// let (then, now) = ("79.18".parse()?, "52.52".parse()?); // Mt CO2e
    /// let base = BaseValue::back_cast(known, "Danish total with land use", then, now)?;
    /// let value = base.value().unwrap_or_default();
    /// assert_eq!(value.round(Rounding::decimals(0))?, 15_374_042.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a driver that is not above zero.
    pub fn back_cast(
        known: Exact,
        driver: impl Into<String>,
        driver_in_base_year: Exact,
        driver_in_known_year: Exact,
    ) -> Result<BaseValue> {
        positive("a driver of the base year", driver_in_base_year)?;
        positive("a driver of the known year", driver_in_known_year)?;
        let factors = [known, driver_in_base_year];
        let value = product_over(&factors, &[driver_in_known_year], Rounding::RESOLUTION)?;
        Ok(BaseValue::BackCast { value, driver: driver.into() })
    }

    /// The value, `None` where it is absent.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::target::BaseValue;
    ///
    /// let proxy = BaseValue::Proxy { value: 5.into(), of: "the account of 2008".to_owned() };
    /// assert_eq!(proxy.value(), Some(5.into()));
    /// ```
    #[must_use]
    pub fn value(&self) -> Option<Exact> {
        match self {
            BaseValue::Measured { value }
            | BaseValue::BackCast { value, .. }
            | BaseValue::Proxy { value, .. } => Some(*value),
            BaseValue::Absent => None,
        }
    }
}

/// A base year and its emissions.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, target::{BaseValue, BaseYear}};
///
/// let base = BaseYear { year: Year::new(1990)?, value: BaseValue::Absent };
/// assert_eq!(base.value.value(), None);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct BaseYear {
    /// The year.
    pub year: Year,
    /// Its emissions, in the unit of the target.
    pub value: BaseValue,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_driver_is_above_zero() {
        let error = |then: i64, now: i64| {
            BaseValue::back_cast(1.into(), "cows", then.into(), now.into()).unwrap_err().to_string()
        };
        assert_eq!(error(0, 1), "expected a driver of the base year above zero, found 0");
        assert_eq!(error(1, -2), "expected a driver of the known year above zero, found -2");
    }
}
