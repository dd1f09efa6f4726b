use super::problem::EconomicsProblem;
use crate::error::{Error, Result};
use crate::number::Exact;
use crate::unit::{Amount, Unit};

/// An amount of money in a currency of a price year.
///
/// # Examples
///
/// ```
/// use climate_account::economics::Money;
///
/// let pump = Money::new(120_000, "DKK (2023)".parse()?)?;
/// assert_eq!(pump.plus(&Money::new(5, "DKK (2023)".parse()?)?)?.value(), 120_005.into());
/// // Prices of two years, and two currencies, do not add up.
/// assert!(pump.plus(&Money::new(5, "DKK (2022)".parse()?)?).is_err());
/// assert!(pump.plus(&Money::new(5, "EUR (2023)".parse()?)?).is_err());
/// let error = Money::new(1, "DKK".parse()?).unwrap_err();
/// assert!(error.to_string().starts_with("expected money of a price year, found `DKK`"));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Money {
    value: Exact,
    unit: Unit,
}

/// That a unit is money with a price year.
pub(super) fn check_unit(unit: &Unit) -> Result<()> {
    let found = unit.to_string();
    match unit.dimension().price_year() {
        Some(Some(_)) => Ok(()),
        Some(None) => Err(Error::new(EconomicsProblem::NoPriceYear { found })),
        None => Err(Error::new(EconomicsProblem::NotMoney { found })),
    }
}

/// A value of another unit in this one.
pub(super) fn in_unit(value: Exact, from: &Unit, to: &Unit) -> Result<Exact> {
    if from == to {
        return Ok(value);
    }
    Ok(Amount::new(value, from.clone()).convert_to(to)?.value)
}

impl Money {
    /// An amount in a unit such as `DKK (2023)`.
    ///
    /// # Examples
    ///
    /// See [`Money`]:
    ///
    /// ```
    /// use climate_account::economics::Money;
    ///
    /// assert_eq!(Money::new(7, "EUR (2022)".parse()?)?.unit().to_string(), "EUR (2022)");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) without a price year;
    /// [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) for what is not money.
    pub fn new(value: impl Into<Exact>, unit: Unit) -> Result<Money> {
        check_unit(&unit)?;
        Ok(Money { value: value.into(), unit })
    }

    /// The value in its unit.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::economics::Money;
    ///
    /// assert_eq!(Money::new(7, "DKK (2023)".parse()?)?.value(), 7.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn value(&self) -> Exact {
        self.value
    }

    /// The currency with its price year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::economics::Money;
    ///
    /// assert_eq!(Money::new(7, "DKK (2023)".parse()?)?.unit(), &"DKK (2023)".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// The sum, in the unit of this amount.
    ///
    /// # Examples
    ///
    /// See [`Money`]:
    ///
    /// ```
    /// use climate_account::economics::Money;
    ///
    /// let one = Money::new(1, "DKK (2023)".parse()?)?;
    /// assert_eq!(one.plus(&one)?, Money::new(2, "DKK (2023)".parse()?)?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) for another currency or price year.
    pub fn plus(&self, other: &Money) -> Result<Money> {
        let added = in_unit(other.value, &other.unit, &self.unit)?;
        Ok(Money { value: self.value.checked_add(added)?, unit: self.unit.clone() })
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Money {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Money, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Document {
            value: Exact,
            unit: Unit,
        }

        let Document { value, unit } = Document::deserialize(deserializer)?;
        Money::new(value, unit).map_err(serde::de::Error::custom)
    }
}
