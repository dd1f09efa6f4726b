use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::StepValue;
use crate::method::fraction::Fraction;
use crate::method::sourced::Shown;
use crate::number::Exact;
use crate::text::method::land as text;
use crate::unit::CarbonMass;

/// How much more carbon a stock holds after a year: a gain is above zero, a loss below.
///
/// Emissions have the other sign, and are CO2:
///
/// ```text
/// CO2 = -dC x 44/12
/// ```
///
/// A stock of carbon is not a mass of CO2:
///
/// ```compile_fail,E0308
/// use climate_account::{Quantity, method::land::CarbonStockChange, unit::CarbonDioxideMass};
///
/// let change = CarbonStockChange::of(Quantity::<CarbonDioxideMass>::tonnes(100)); // not carbon
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::Gas, method::land::CarbonStockChange, unit::CarbonMass};
///
/// let forest = CarbonStockChange::of(Quantity::<CarbonMass>::tonnes(60));
/// assert_eq!(forest.emissions()?.tonnes(Gas::CO2), (-220).into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct CarbonStockChange(Quantity<CarbonMass>);

impl CarbonStockChange {
    /// A change by a mass of carbon, which is below zero for a loss.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::land::CarbonStockChange, unit::CarbonMass};
    ///
    /// let lost = CarbonStockChange::of(Quantity::<CarbonMass>::tonnes(-25));
    /// assert_eq!(lost.carbon(), Quantity::<CarbonMass>::tonnes(-25));
    /// ```
    #[must_use]
    pub const fn of(carbon: Quantity<CarbonMass>) -> CarbonStockChange {
        CarbonStockChange(carbon)
    }

    /// The change from a gain and a loss.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::land::CarbonStockChange, unit::CarbonMass};
    ///
    /// let carbon = |tonnes: i64| Quantity::<CarbonMass>::tonnes(tonnes);
    /// let change = CarbonStockChange::of_gain_and_loss(carbon(5000), carbon(1800))?;
    /// assert_eq!(change.carbon(), carbon(3200));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn of_gain_and_loss(
        gain: Quantity<CarbonMass>,
        loss: Quantity<CarbonMass>,
    ) -> Result<CarbonStockChange> {
        gain.checked_sub(loss).map(CarbonStockChange)
    }

    /// The carbon, a gain above zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::land::CarbonStockChange, unit::CarbonMass};
    ///
    /// let change = CarbonStockChange::of(Quantity::<CarbonMass>::tonnes(3));
    /// assert_eq!(change.carbon().to_string(), "3000 kg C");
    /// ```
    #[must_use]
    pub const fn carbon(self) -> Quantity<CarbonMass> {
        self.0
    }

    /// The carbon that is lost, zero for a gain.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::land::CarbonStockChange, unit::CarbonMass};
    ///
    /// let loss = |tonnes: i64| CarbonStockChange::of(Quantity::<CarbonMass>::tonnes(tonnes)).loss();
    /// assert_eq!(loss(-3), Quantity::<CarbonMass>::tonnes(3));
    /// assert_eq!(loss(3), Quantity::ZERO);
    /// ```
    #[must_use]
    pub fn loss(self) -> Quantity<CarbonMass> {
        if self.0.base_value().is_negative() {
            Quantity::of_base(-self.0.base_value())
        } else {
            Quantity::ZERO
        }
    }

    /// The sum of two changes.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::land::CarbonStockChange, unit::CarbonMass};
    ///
    /// let change = |tonnes: i64| CarbonStockChange::of(Quantity::<CarbonMass>::tonnes(tonnes));
    /// assert_eq!(change(5).and(change(-7))?, change(-2));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn and(self, other: CarbonStockChange) -> Result<CarbonStockChange> {
        self.0.checked_add(other.0).map(CarbonStockChange)
    }

    /// The CO2 of the change: below zero for a gain, which is a removal. Where 44/12 does not
    /// terminate the mass is rounded half-even at a microgram.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, gas::Gas, method::land::CarbonStockChange, unit::CarbonMass};
    ///
    /// let lost = CarbonStockChange::of(Quantity::<CarbonMass>::tonnes(-3));
    /// assert_eq!(lost.emissions()?.tonnes(Gas::CO2), 11.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn emissions(self) -> Result<Emissions> {
        let carbon: Exact = -self.0.base_value();
        let gas = Fraction::of(carbon).times(44)?.over(12)?;
        Ok(Emissions::from_grams(Gas::CO2, gas.grams()?))
    }
}

impl Shown for CarbonStockChange {
    fn shown(&self) -> StepValue {
        StepValue::Amount(self.0.to_amount())
    }
}

/// What the derivations of land end with.
pub(super) fn change_step(change: CarbonStockChange) -> crate::method::Step {
    crate::method::sourced::worked_step(&change, text::CHANGE_OF_THE_CARBON_STOCK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_change_emits_nothing() {
        let carbon = Quantity::<CarbonMass>::tonnes(4);
        let change = CarbonStockChange::of_gain_and_loss(carbon, carbon).unwrap();
        assert!(change.emissions().unwrap().is_none());
        assert_eq!(change.loss(), Quantity::ZERO);
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_is_the_mass_of_carbon() {
        let change = CarbonStockChange::of(Quantity::<CarbonMass>::tonnes(-4));
        let written = serde_json::to_string(&change).unwrap();
        assert_eq!(written, r#"{"value":"-4000","unit":"kg C"}"#);
        assert_eq!(serde_json::from_str::<CarbonStockChange>(&written).unwrap(), change);
    }
}
