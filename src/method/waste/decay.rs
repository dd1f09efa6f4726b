use crate::Amount;
use crate::error::{Error, Result};
use crate::method::StepValue;
use crate::method::input_problem::{Input, InputProblem};
use crate::method::sourced::Shown;
use crate::number::{Exact, Portion, Rounding};
use crate::unit::{Dimension, Measure, PureNumber, Years};

/// How fast the carbon of a kind of waste decomposes: by a rate a year, or by its half-life.
///
/// ```text
/// k = ln 2 / half-life
/// ```
///
/// IPCC 2006, volume 5, tables 3.3 (rates) and 3.4 (half-lives). The printed rates are rounded: for
/// food in a wet boreal climate 0.185, where a half-life of four years is 0.1733.
///
/// # Examples
///
/// ```
/// use climate_account::{method::waste::DecayRate, number::Rounding};
///
/// let food: DecayRate = "4 yr".parse::<climate_account::Amount>()?.try_into()?;
/// assert_eq!(food.per_year()?.round(Rounding::decimals(9))?.to_string(), "0.173286795");
/// let printed: DecayRate = "0.185 (1/yr)".parse::<climate_account::Amount>()?.try_into()?;
/// assert_eq!(printed.per_year()?.to_string(), "0.185");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a rate or a half-life that is not above zero;
/// [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) for an amount that is neither years nor
/// per year.
#[derive(Debug, Clone, PartialEq)]
pub struct DecayRate(Amount);

impl TryFrom<Amount> for DecayRate {
    type Error = Error;

    fn try_from(amount: Amount) -> Result<DecayRate> {
        let (what, remedy) = if amount.unit.dimension() == Dimension::YEARS {
            ("a half-life", "waste that does not decompose is no part of the degradable waste")
        } else {
            amount.unit.ratio_to(&PureNumber::unit().per(&Years::unit())?)?;
            ("a decay rate", "take it from the table of decay rates, by waste and climate")
        };
        Input { what, value: amount.value, shown: &amount, remedy }.positive()?;
        Ok(DecayRate(amount))
    }
}

impl DecayRate {
    /// A rate a year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{method::waste::DecayRate, number::Exact};
    ///
    /// assert_eq!(DecayRate::new(Exact::new(9, 2))?.per_year()?, Exact::new(9, 2));
    /// assert!(DecayRate::new(0).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where it is not above zero.
    pub fn new(per_year: impl Into<Exact>) -> Result<DecayRate> {
        Amount::new(per_year, PureNumber::unit().per(&Years::unit())?).try_into()
    }

    /// The rate for a half-life in years.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{method::waste::DecayRate, number::Rounding};
    ///
    /// let wood = DecayRate::from_half_life(23)?;
    /// assert_eq!(wood.per_year()?.round(Rounding::decimals(9))?.to_string(), "0.030136834");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where it is not above zero.
    pub fn from_half_life(years: impl Into<Exact>) -> Result<DecayRate> {
        Amount::new(years, Years::unit()).try_into()
    }

    /// The rate a year; of a half-life at [`Rounding::RESOLUTION`].
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{method::waste::DecayRate, number::Rounding};
    ///
    /// let paper = DecayRate::from_half_life(12)?.per_year()?;
    /// assert_eq!(paper.round(Rounding::decimals(9))?.to_string(), "0.057762265");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn per_year(&self) -> Result<Exact> {
        let DecayRate(amount) = self;
        let value = amount.unit.ratio().times(amount.value, Rounding::RESOLUTION)?;
        if amount.unit.dimension() == Dimension::YEARS {
            Exact::from(2).ln()?.divide(value, Rounding::RESOLUTION)
        } else {
            Ok(value)
        }
    }

    /// What is left of carbon after so many twelfths of a year.
    pub(super) fn left_after(&self, months: u8) -> Result<Portion> {
        let rate = self.per_year()?;
        let decay = match months {
            0 => return Ok(Portion::WHOLE),
            12 => rate,
            _ => {
                let months = Exact::from(u32::from(months));
                rate.checked_mul(months)?.divide(12.into(), Rounding::RESOLUTION)?
            }
        };
        Portion::left_after(decay).ok_or_else(|| Error::new(InputProblem::TooManyDigits))
    }
}

impl Shown for DecayRate {
    fn shown(&self) -> StepValue {
        StepValue::Amount(self.0.clone())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for DecayRate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for DecayRate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<DecayRate, D::Error> {
        Amount::deserialize(deserializer)?.try_into().map_err(serde::de::Error::custom)
    }
}

/// The month in which deposited waste begins to decompose, counted from January of the year of
/// deposit; waste comes in over the year, so the delay is seven months less.
///
/// IPCC 2006, volume 5, equations 3A1.12 to 3A1.17. The choice moves emissions in time and changes
/// nothing in their sum: [`SAME_JANUARY`](DecayStart::SAME_JANUARY) is the series of
/// [`NEXT_JANUARY`](DecayStart::NEXT_JANUARY) a year earlier.
///
/// # Examples
///
/// ```
/// use climate_account::method::waste::DecayStart;
///
/// assert_eq!(DecayStart::month(13)?, DecayStart::NEXT_JANUARY);
/// assert!(DecayStart::month(14).is_err());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "u8", into = "u8"))]
pub struct DecayStart(u8);

impl DecayStart {
    /// January of the year after the deposit: a delay of six months, the default of the IPCC.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::waste::DecayStart;
    ///
    /// assert_eq!(u8::from(DecayStart::NEXT_JANUARY), 13);
    /// ```
    pub const NEXT_JANUARY: DecayStart = DecayStart(13);

    /// The middle of the year of deposit: no delay.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::waste::DecayStart;
    ///
    /// assert_eq!(u8::from(DecayStart::MID_YEAR), 7);
    /// ```
    pub const MID_YEAR: DecayStart = DecayStart(7);

    /// January of the year of deposit, as in equation 8.2 of the GPC.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::waste::DecayStart;
    ///
    /// assert_eq!(u8::from(DecayStart::SAME_JANUARY), 1);
    /// ```
    pub const SAME_JANUARY: DecayStart = DecayStart(1);

    /// A month from 1 to 13.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::waste::DecayStart;
    ///
    /// assert_eq!(DecayStart::month(7)?, DecayStart::MID_YEAR);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for another month.
    pub fn month(month: u8) -> Result<DecayStart> {
        if (1..=13).contains(&month) {
            return Ok(DecayStart(month));
        }
        Err(Error::new(InputProblem::Range {
            what: "a month in which decay starts",
            range: "from 1 to 13",
            found: month.to_string(),
            remedy: "13 is January of the year after the deposit",
        }))
    }

    /// Months of decay in the year of deposit.
    pub(super) fn months_of_first_year(self) -> u8 {
        13 - self.0
    }
}

impl TryFrom<u8> for DecayStart {
    type Error = Error;

    fn try_from(month: u8) -> Result<DecayStart> {
        DecayStart::month(month)
    }
}

impl From<DecayStart> for u8 {
    fn from(start: DecayStart) -> u8 {
        start.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn says_what_is_out_of_range() {
        assert_eq!(
            DecayRate::new(0).unwrap_err().to_string(),
            "expected a decay rate above zero, found 0 fraction/yr; take it from the table of decay \
             rates, by waste and climate"
        );
        assert_eq!(
            DecayRate::from_half_life(-4).unwrap_err().to_string(),
            "expected a half-life above zero, found -4 yr; waste that does not decompose is no part \
             of the degradable waste"
        );
        let mass: Amount = "4 t".parse().unwrap();
        assert_eq!(DecayRate::try_from(mass).unwrap_err().kind(), ErrorKind::DimensionMismatch);
        assert_eq!(
            DecayStart::month(0).unwrap_err().to_string(),
            "expected a month in which decay starts from 1 to 13, found 0; 13 is January of the \
             year after the deposit"
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_keeps_what_was_written() {
        let rate = DecayRate::from_half_life(4).unwrap();
        let written = serde_json::to_string(&rate).unwrap();
        assert_eq!(written, r#"{"value":"4","unit":"yr"}"#);
        assert_eq!(serde_json::from_str::<DecayRate>(&written).unwrap(), rate);
        assert_eq!(serde_json::to_string(&DecayStart::MID_YEAR).unwrap(), "7");
        assert!(serde_json::from_str::<DecayStart>("14").is_err());
    }
}
