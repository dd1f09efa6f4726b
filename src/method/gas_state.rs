use core::fmt;

use super::fraction::Fraction;
use super::input_problem::{Input, activity};
use crate::Quantity;
use crate::error::Result;
use crate::number::Exact;
use crate::unit::{NormalVolume, Ratio, Volume};

/// The temperature and pressure that a volume of gas is counted at.
///
/// A cubic metre of gas at 15 °C holds 5.2 % less than one at 0 °C. "m3" alone says neither, so
/// each calculation takes the state by name. Gases are taken as ideal.
///
/// # Examples
///
/// ```
/// use climate_account::method::GasState;
///
/// assert_eq!(GasState::Celsius20.to_string(), "20 °C and 101.325 kPa");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum GasState {
    /// 0 °C and 101.325 kPa: the normal cubic metre, Nm3.
    Normal,
    /// 15 °C and 101.325 kPa: the standard cubic metre, Sm3.
    Standard,
    /// 20 °C and 101.325 kPa: the state of the guidelines' methane density of 0.67 kg/m3.
    Celsius20,
    /// A measured temperature and absolute pressure.
    Actual {
        /// The temperature in kelvin.
        kelvin: Exact,
        /// The absolute pressure in kilopascal.
        kilopascal: Exact,
    },
}

const ATMOSPHERE: Exact = Exact::new(101_325, 3);

impl GasState {
    /// Kelvin and kilopascal.
    fn parts(self) -> (Exact, Exact) {
        match self {
            GasState::Normal => (Exact::new(27_315, 2), ATMOSPHERE),
            GasState::Standard => (Exact::new(28_815, 2), ATMOSPHERE),
            GasState::Celsius20 => (Exact::new(29_315, 2), ATMOSPHERE),
            GasState::Actual { kelvin, kilopascal } => (kelvin, kilopascal),
        }
    }

    /// The volume at `other` of what fills one cubic metre here.
    pub(super) fn volume_at(self, other: GasState) -> Result<Ratio> {
        self.check()?;
        other.check()?;
        let ((kelvin, kilopascal), (other_kelvin, other_kilopascal)) =
            (self.parts(), other.parts());
        Fraction::of(other_kelvin).over(kelvin)?.times(kilopascal)?.over(other_kilopascal)?.ratio()
    }

    fn check(self) -> Result<()> {
        let (kelvin, kilopascal) = self.parts();
        let remedy = "give the temperature in kelvin and the absolute pressure in kPa";
        let parts = [("an absolute temperature", kelvin), ("an absolute pressure", kilopascal)];
        parts
            .into_iter()
            .try_for_each(|(what, value)| Input { what, value, shown: &value, remedy }.positive())
    }
}

impl fmt::Display for GasState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GasState::Normal => f.write_str("0 °C and 101.325 kPa"),
            GasState::Standard => f.write_str("15 °C and 101.325 kPa"),
            GasState::Celsius20 => f.write_str("20 °C and 101.325 kPa"),
            GasState::Actual { kelvin, kilopascal } => write!(f, "{kelvin} K and {kilopascal} kPa"),
        }
    }
}

/// A volume of gas at a named state as a volume at 0 °C and 101.325 kPa.
///
/// ```text
/// V_2 = V_1 x (T_2 / T_1) x (p_1 / p_2)          T in kelvin
/// ```
///
/// The ideal gas law, as in ISO 13443; compressibility is left out. The mass and the energy of the
/// gas are the same at every state. The result is exact where it terminates, otherwise rounded
/// half-even at [`Rounding::RESOLUTION`](crate::number::Rounding::RESOLUTION).
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::{GasState, normal_volume}, number::Rounding, unit::Volume};
///
/// let metered = Quantity::<Volume>::cubic_metres(1000);
/// let normal = normal_volume(metered, GasState::Celsius20)?;
/// let value = normal.in_unit(&"Nm3".parse()?, Rounding::decimals(9))?;
/// assert_eq!(value.to_string(), "931.775541532");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a volume below zero, and for a temperature or
/// pressure that is not above zero.
pub fn normal_volume(volume: Quantity<Volume>, state: GasState) -> Result<Quantity<NormalVolume>> {
    activity("a volume of gas", volume)?;
    let normal = Fraction::of(volume.base_value()).by(state.volume_at(GasState::Normal)?)?;
    normal.value().map(Quantity::of_base)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Rounding;

    #[test]
    fn a_million_normal_cubic_metres_at_15_degrees() {
        let ratio = GasState::Normal.volume_at(GasState::Standard).unwrap();
        let value = ratio.times(1_000_000.into(), Rounding::significant(12)).unwrap();
        assert_eq!(value.to_string(), "1054914.88193");
        assert_eq!(Some(ratio), Ratio::new(1921.into(), 1821.into()));
    }

    #[test]
    fn a_state_named_by_its_numbers_is_the_same_state() {
        let actual = GasState::Actual { kelvin: Exact::new(27_315, 2), kilopascal: ATMOSPHERE };
        let volume = Quantity::<Volume>::cubic_metres(7);
        let normal = normal_volume(volume, actual).unwrap();
        assert_eq!(normal, Quantity::<NormalVolume>::normal_cubic_metres(7));
        assert_eq!(actual.to_string(), "273.15 K and 101.325 kPa");
    }

    #[test]
    fn celsius_below_zero_as_kelvin_is_refused() {
        let state = GasState::Actual { kelvin: (-5).into(), kilopascal: ATMOSPHERE };
        let error = normal_volume(Quantity::<Volume>::litres(1), state).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected an absolute temperature above zero, found -5; give the temperature in kelvin \
             and the absolute pressure in kPa"
        );
        let error = normal_volume(Quantity::<Volume>::litres(-1), GasState::Standard).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a volume of gas of zero or more, found -1 l; enter a removal or a credit as \
             emissions of its own"
        );
    }
}
