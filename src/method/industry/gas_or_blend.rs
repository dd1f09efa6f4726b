use core::fmt;
use core::str::FromStr;

use crate::Title;
use crate::error::{Error, Result};
use crate::gas::{Blend, Emissions, Gas};
use crate::method::StepValue;
use crate::method::sourced::Shown;
use crate::number::Exact;

/// What a refrigerant, a blowing agent, a propellant or an extinguishing agent is: one gas, or a
/// blend with its R-number.
///
/// # Examples
///
/// ```
/// use climate_account::method::industry::GasOrBlend;
///
/// let cooler: GasOrBlend = "R-410A".parse()?;
/// assert_eq!(cooler.to_string(), "R-410A");
/// let leak = cooler.emissions_from_kilograms(10)?;
/// assert_eq!(leak.kilograms("hfc-125".parse()?), 5.into());
/// let car: GasOrBlend = "hfc-134a".parse()?;
/// assert_eq!(car, GasOrBlend::Gas("hfc-134a".parse()?));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum GasOrBlend {
    /// One gas.
    Gas(Gas),
    /// A blend, whose gases are emitted by their shares.
    Blend(Blend),
}

impl GasOrBlend {
    /// The masses of the gases in a mass of it.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{gas::GwpSet, method::industry::GasOrBlend};
    ///
    /// let blend: GasOrBlend = "R-410A".parse()?;
    /// let leak = blend.emissions_from_kilograms(10)?.to_co2e(&GwpSet::ar5())?;
    /// assert_eq!(leak.kilograms(), 19_235.into()); // 5 x 677 + 5 x 3170
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn emissions_from_kilograms(&self, kilograms: impl Into<Exact>) -> Result<Emissions> {
        match self {
            GasOrBlend::Gas(gas) => Ok(Emissions::from_kilograms(*gas, kilograms)),
            GasOrBlend::Blend(blend) => blend.emissions_from_kilograms(kilograms),
        }
    }

    pub(super) fn emissions_from_grams(&self, grams: Exact) -> Result<Emissions> {
        self.emissions_from_kilograms(grams.shifted(-3))
    }
}

impl FromStr for GasOrBlend {
    type Err = Error;

    fn from_str(text: &str) -> Result<GasOrBlend> {
        match (text.parse::<Gas>(), text.parse::<Blend>()) {
            (Ok(gas), _) => Ok(GasOrBlend::Gas(gas)),
            (_, Ok(blend)) => Ok(GasOrBlend::Blend(blend)),
            // R-numbers name blends.
            (_, Err(error)) if text.trim_start().starts_with(['R', 'r']) => Err(error),
            (Err(error), _) => Err(error),
        }
    }
}

impl fmt::Display for GasOrBlend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GasOrBlend::Gas(gas) => gas.fmt(f),
            GasOrBlend::Blend(blend) => blend.fmt(f),
        }
    }
}

impl Shown for GasOrBlend {
    fn shown(&self) -> StepValue {
        StepValue::Text(Title::new(self.to_string(), self.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_name_is_refused_as_what_it_looks_like() {
        let text = |name: &str| name.parse::<GasOrBlend>().unwrap_err().to_string();
        let blend = text("R-4100");
        assert!(blend.starts_with("expected a refrigerant blend such as `R-410A`"), "{blend}");
        let gas = text("hfc-9999");
        assert!(gas.contains("`hfc-9999`"), "{gas}");
        assert!(!gas.contains("blend"), "{gas}");
    }
}
