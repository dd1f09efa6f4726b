use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;

use super::amount::Amount;
use super::measure::Measure;
use super::problem::UnitProblem;
use super::ratio::Ratio;
use crate::error::{Error, Result};
use crate::number::Exact;

/// How much of `N` comes with each `D`: a density, a calorific value, an emission factor.
///
/// It is an exact rational and remembers how it was written. A rate per net energy does not multiply
/// litres:
///
/// ```compile_fail,E0308
/// use climate_account::{Quantity, unit::{CarbonDioxideMass, NetEnergy, Rate, Volume}};
///
/// let factor = Rate::<CarbonDioxideMass, NetEnergy>::new(74, "kg CO2/GJ (net)")?;
/// let fuel = Quantity::<Volume>::litres(1000);
/// let emission = fuel.times(&factor)?; // expected `Rate<_, Volume>`, found `Rate<_, NetEnergy>`
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, number::Exact, unit::{Mass, NetEnergy, Rate, Volume}};
///
/// let density = Rate::<Mass, Volume>::new(840, "kg/m3")?;
/// let calorific_value = Rate::<NetEnergy, Mass>::new(43, "GJ (net)/t")?;
/// let diesel = Quantity::<Volume>::cubic_metres(1000);
/// let energy = diesel.times(&density)?.times(&calorific_value)?;
/// assert_eq!(energy, Quantity::<NetEnergy>::terajoules(Exact::new(3612, 2).to_decimal()?));
/// # Ok::<(), climate_account::Error>(())
/// ```
pub struct Rate<N, D> {
    amount: Amount,
    /// Base units of `N` for one base unit of `D`.
    ratio: Ratio,
    measures: PhantomData<fn() -> (N, D)>,
}

impl<N, D> Rate<N, D> {
    /// Base units of `N` for one base unit of `D`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::unit::{CarbonDioxideMass, Energy, Rate};
    ///
    /// let rate = Rate::<CarbonDioxideMass, Energy>::new(200, "g CO2/kWh")?;
    /// assert_eq!(rate.ratio().to_string(), "0.0005/9"); // 200 / 3 600 000
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn ratio(&self) -> Ratio {
        self.ratio
    }

    /// The rate as it was written.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::unit::{Mass, Rate, Volume};
    ///
    /// let density = Rate::<Mass, Volume>::new(840, "kg/m3")?;
    /// assert_eq!(density.amount().to_string(), "840 kg/m3");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn amount(&self) -> &Amount {
        &self.amount
    }
}

impl<N: Measure, D: Measure> Rate<N, D> {
    /// A rate from a value and any unit of `N` per `D`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{ErrorKind, unit::{CarbonDioxideMass, NetEnergy, Rate}};
    ///
    /// let rate = Rate::<CarbonDioxideMass, NetEnergy>::new(74, "t CO2/TJ (net)")?;
    /// assert_eq!(rate, Rate::new(74, "kg CO2/GJ (net)")?);
    /// let error = Rate::<CarbonDioxideMass, NetEnergy>::new(74, "kg CO2/GJ").unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::MissingCalorificBasis);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Unit`](crate::Unit)'s reader and of [`Unit::ratio_to`](crate::Unit::ratio_to);
    /// [`Overflow`](crate::ErrorKind::Overflow) where the value has more digits than a rational holds.
    pub fn new(value: impl Into<Exact>, unit: &str) -> Result<Rate<N, D>> {
        Amount::new(value, unit.parse()?).try_into()
    }
}

impl<N: Measure, D: Measure> TryFrom<Amount> for Rate<N, D> {
    type Error = Error;

    fn try_from(amount: Amount) -> Result<Rate<N, D>> {
        let base = N::unit().per(&D::unit())?;
        amount.unit.ratio_to(&base)?;
        match amount.unit.ratio().checked_mul(Ratio::of(amount.value)) {
            Some(ratio) => Ok(Rate { amount, ratio, measures: PhantomData }),
            None => Err(Error::new(UnitProblem::Overflow {
                value: amount.value.to_string(),
                from: amount.unit.to_string(),
                to: base.to_string(),
            })),
        }
    }
}

impl<N, D> From<Rate<N, D>> for Amount {
    fn from(rate: Rate<N, D>) -> Amount {
        rate.amount
    }
}

impl<N, D> fmt::Display for Rate<N, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.amount, f)
    }
}

impl<N, D> fmt::Debug for Rate<N, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.amount, f)
    }
}

impl<N, D> Clone for Rate<N, D> {
    fn clone(&self) -> Rate<N, D> {
        Rate { amount: self.amount.clone(), ratio: self.ratio, measures: PhantomData }
    }
}

/// Rates are equal when they are as large, however they are written.
impl<N, D> PartialEq for Rate<N, D> {
    fn eq(&self, other: &Rate<N, D>) -> bool {
        self.ratio == other.ratio
    }
}

impl<N, D> Eq for Rate<N, D> {}

impl<N, D> Hash for Rate<N, D> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.ratio.hash(state);
    }
}

#[cfg(feature = "serde")]
impl<N, D> serde::Serialize for Rate<N, D> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.amount.serialize(serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de, N: Measure, D: Measure> serde::Deserialize<'de> for Rate<N, D> {
    fn deserialize<T: serde::Deserializer<'de>>(deserializer: T) -> Result<Self, T::Error> {
        Amount::deserialize(deserializer)?.try_into().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::{
        CarbonDioxideMass, Mass, MethaneMass, NetEnergy, NitrogenMass, NitrousOxideMass,
    };
    use crate::{ErrorKind, Quantity};

    #[test]
    fn a_rate_of_something_else_is_refused() {
        let error = Rate::<CarbonDioxideMass, NetEnergy>::new(3, "kg CO2/l").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::DimensionMismatch);
        assert_eq!(
            error.to_string(),
            "expected units of one dimension, found `kg CO2/l` (mass of CO2 per volume) and \
             `kg CO2/GJ (net)` (mass of CO2 per net energy); a factor that links the two is needed"
        );
        let error = Rate::<MethaneMass, Mass>::new(1, "kg CO2e/t").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::MissingGwpSet);
    }

    #[test]
    fn a_rate_that_does_not_terminate_is_exact_inside() {
        let direct = Rate::<NitrousOxideMass, NitrogenMass>::new(1, "kg N2O-N/kg N").unwrap();
        assert_eq!(direct.ratio().to_string(), "11/7");
        let emission = Quantity::<NitrogenMass>::kilograms(700).times(&direct).unwrap();
        assert_eq!(emission, Quantity::<NitrousOxideMass>::kilograms(1100));
    }

    #[test]
    fn a_value_beyond_the_digits_is_refused() {
        let value: Exact = "12345678901234567890123456789012345677".parse().unwrap();
        let error = Rate::<Mass, NetEnergy>::new(value, "lb/MWh (net)").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Overflow);
        assert_eq!(
            error.to_string(),
            "expected a number of digits that exact arithmetic holds, found \
             12345678901234567890123456789012345677 `lb/MWh (net)` in `kg/GJ (net)` beyond it; \
             check the units"
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_keeps_what_was_written() {
        let rate = Rate::<CarbonDioxideMass, NetEnergy>::new(74, "t CO2/TJ (net)").unwrap();
        let written = serde_json::to_string(&rate).unwrap();
        assert_eq!(written, r#"{"value":"74","unit":"t CO2/TJ (net)"}"#);
        let read: Rate<CarbonDioxideMass, NetEnergy> = serde_json::from_str(&written).unwrap();
        assert_eq!((read.to_string(), &read), ("74 t CO2/TJ (net)".to_owned(), &rate));
    }
}
