use core::fmt;

use super::Exact;

/// How a number is rounded that lies between two representable ones.
///
/// # Examples
///
/// ```
/// use climate_account::number::{Exact, Rounding, RoundingMode};
///
/// let value: Exact = "-2.5".parse()?;
/// let whole = |mode: RoundingMode| value.round(Rounding::decimals(0).mode(mode));
/// assert_eq!(whole(RoundingMode::HalfEven)?, Exact::from(-2));
/// assert_eq!(whole(RoundingMode::Floor)?, Exact::from(-3));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum RoundingMode {
    /// To the nearest; a half goes to the even neighbour.
    #[default]
    HalfEven,
    /// To the nearest; a half goes away from zero.
    HalfAwayFromZero,
    /// Towards zero.
    TowardsZero,
    /// Away from zero.
    AwayFromZero,
    /// Downwards.
    Floor,
    /// Upwards.
    Ceiling,
}

impl RoundingMode {
    /// Every mode.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::RoundingMode;
    ///
    /// assert_eq!(RoundingMode::ALL.len(), 6);
    /// ```
    pub const ALL: [RoundingMode; 6] = [
        RoundingMode::HalfEven,
        RoundingMode::HalfAwayFromZero,
        RoundingMode::TowardsZero,
        RoundingMode::AwayFromZero,
        RoundingMode::Floor,
        RoundingMode::Ceiling,
    ];
}

/// How many digits a rounding keeps.
///
/// # Examples
///
/// ```
/// use climate_account::number::{Digits, Exact, Rounding, RoundingMode};
///
/// let rule = |digits: Digits| Rounding { mode: RoundingMode::HalfEven, digits };
/// let value = Exact::from(12_345);
/// assert_eq!(value.round(rule(Digits::Decimals(-3)))?, Exact::from(12_000));
/// assert_eq!(value.round(rule(Digits::Significant(3)))?, Exact::from(12_300));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Digits {
    /// Digits after the decimal point; negative: places before it (−3 rounds to thousands).
    Decimals(i32),
    /// Digits from the first that is not zero, 1 to 36.
    Significant(u32),
}

/// A rounding rule: a mode and a number of digits. It travels with the result.
///
/// # Examples
///
/// ```
/// use climate_account::number::{Exact, Rounding, RoundingMode};
///
/// let value: Exact = "2.345".parse()?;
/// assert_eq!(value.round(Rounding::decimals(2))?.to_string(), "2.34");
/// let away = Rounding::decimals(2).mode(RoundingMode::HalfAwayFromZero);
/// assert_eq!(value.round(away)?.to_string(), "2.35");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Rounding {
    /// What happens to a number between two representable ones.
    pub mode: RoundingMode,
    /// How many digits are kept.
    pub digits: Digits,
}

impl Rounding {
    /// The resolution of quotients that do not terminate: 28 significant digits, half-even.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::{Exact, Rounding};
    ///
    /// let third = Exact::from(1).divide(Exact::from(3), Rounding::RESOLUTION)?;
    /// assert_eq!(third.to_string(), "0.3333333333333333333333333333");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const RESOLUTION: Rounding = Rounding::significant(28);

    /// Half-even to a number of decimals.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::{Exact, Rounding};
    ///
    /// assert_eq!("0.125".parse::<Exact>()?.round(Rounding::decimals(2))?.to_string(), "0.12");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub const fn decimals(decimals: i32) -> Rounding {
        Rounding { mode: RoundingMode::HalfEven, digits: Digits::Decimals(decimals) }
    }

    /// 28 digits of the largest of some values: what is small beside it keeps no more decimals, so
    /// that the values can be added.
    pub(crate) fn beside(largest: Exact) -> Rounding {
        let digits = largest.mantissa().unsigned_abs().checked_ilog10().unwrap_or(0).cast_signed();
        Rounding::decimals((27 - digits + largest.scale()).clamp(-100, 100))
    }

    /// Half-even to a number of significant digits.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::{Exact, Rounding};
    ///
    /// assert_eq!(Exact::from(12_345).round(Rounding::significant(2))?, Exact::from(12_000));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub const fn significant(digits: u32) -> Rounding {
        Rounding { mode: RoundingMode::HalfEven, digits: Digits::Significant(digits) }
    }

    /// The same rule with another mode.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::{Exact, Rounding, RoundingMode};
    ///
    /// let up = Rounding::decimals(0).mode(RoundingMode::Ceiling);
    /// assert_eq!("2.1".parse::<Exact>()?.round(up)?, Exact::from(3));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub const fn mode(self, mode: RoundingMode) -> Rounding {
        Rounding { mode, digits: self.digits }
    }
}

impl fmt::Display for Rounding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mode = match self.mode {
            RoundingMode::HalfEven => "half-even",
            RoundingMode::HalfAwayFromZero => "half away from zero",
            RoundingMode::TowardsZero => "towards zero",
            RoundingMode::AwayFromZero => "away from zero",
            RoundingMode::Floor => "downwards",
            RoundingMode::Ceiling => "upwards",
        };
        match self.digits {
            Digits::Decimals(count) => write!(f, "{mode} to {count} decimals"),
            Digits::Significant(count) => write!(f, "{mode} to {count} significant digits"),
        }
    }
}

/// What was cut off, relative to half a unit of the last digit kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    Zero,
    BelowHalf,
    Half,
    AboveHalf,
}

impl RoundingMode {
    /// Whether the magnitude goes up by one unit.
    pub(super) fn rounds_up(self, negative: bool, odd: bool, tail: Tail) -> bool {
        if tail == Tail::Zero {
            return false;
        }
        match self {
            RoundingMode::HalfEven => tail == Tail::AboveHalf || (tail == Tail::Half && odd),
            RoundingMode::HalfAwayFromZero => tail != Tail::BelowHalf,
            RoundingMode::TowardsZero => false,
            RoundingMode::AwayFromZero => true,
            RoundingMode::Floor => negative,
            RoundingMode::Ceiling => !negative,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Exact;

    #[test]
    fn modes_differ_at_the_half() {
        let cases = [
            (RoundingMode::HalfEven, ["2", "-2", "4"]),
            (RoundingMode::HalfAwayFromZero, ["3", "-3", "4"]),
            (RoundingMode::TowardsZero, ["2", "-2", "3"]),
            (RoundingMode::AwayFromZero, ["3", "-3", "4"]),
            (RoundingMode::Floor, ["2", "-3", "3"]),
            (RoundingMode::Ceiling, ["3", "-2", "4"]),
        ];
        for (mode, expected) in cases {
            for (value, expected) in ["2.5", "-2.5", "3.5"].iter().zip(expected) {
                let value: Exact = value.parse().unwrap();
                let rounded = value.round(Rounding::decimals(0).mode(mode)).unwrap();
                assert_eq!(rounded.to_string(), expected, "{value} {mode:?}");
            }
        }
    }
}
