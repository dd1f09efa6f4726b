use core::cmp::Ordering;
use core::hash::{Hash, Hasher};

use rust_decimal::Decimal;

use super::problem::NumberProblem;
use super::{ExactSum, POWERS_OF_TEN, Rounding, power_of_ten};
use crate::error::{Error, Result};

/// Scales beyond this are refused, so that a chain of products cannot run away.
const SCALE_LIMIT: i32 = 400;

/// An exact decimal number: an integer below 2^127 (38 digits, and some of 39) and a decimal scale.
///
/// Sums and products are exact or an error; nothing is rounded but by
/// [`round`](Exact::round), [`divide`](Exact::divide) and [`quotient`](Exact::quotient), which
/// take the rule. Numbers are equal when their values are: `1.0 == 1.00`.
///
/// # Examples
///
/// ```
/// use climate_account::number::{Decimal, Exact};
///
/// let tonnes = Exact::from(Decimal::new(15, 1)); // 1.5
/// let grams = tonnes.checked_mul(Exact::new(1, -6))?; // times a million
/// assert_eq!(grams, Exact::from(1_500_000));
/// assert_eq!(grams.to_decimal()?, Decimal::from(1_500_000));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Clone, Copy, Default)]
pub struct Exact {
    mantissa: i128,
    scale: i32,
}

impl Exact {
    /// Zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::Exact;
    ///
    /// assert_eq!(Exact::ZERO, Exact::from(0));
    /// ```
    pub const ZERO: Exact = Exact { mantissa: 0, scale: 0 };

    /// One.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::Exact;
    ///
    /// assert_eq!(Exact::ONE, Exact::from(1));
    /// ```
    pub const ONE: Exact = Exact { mantissa: 1, scale: 0 };

    /// The number `mantissa × 10^(−scale)`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::Exact;
    ///
    /// assert_eq!(Exact::new(45_359_237, 8).to_string(), "0.45359237");
    /// assert_eq!(Exact::new(1, -18).to_string(), "1000000000000000000");
    /// ```
    #[must_use]
    pub const fn new(mantissa: i64, scale: i8) -> Exact {
        Exact { mantissa: mantissa as i128, scale: scale as i32 }
    }

    /// `None` where the mantissa is the one integer without an opposite, or the value has no
    /// mantissa at any legal scale.
    pub(crate) fn from_parts(mantissa: i128, scale: i32) -> Option<Exact> {
        if mantissa == 0 {
            return Some(Exact::ZERO);
        }
        let legal = scale.clamp(-SCALE_LIMIT, SCALE_LIMIT);
        let value = Exact { mantissa, scale };
        let mantissa = if legal == scale { mantissa } else { value.mantissa_at(legal)? };
        (mantissa != i128::MIN).then_some(Exact { mantissa, scale: legal })
    }

    /// `value × factor × 10^power`, which always fits: a `Decimal` has 96 bits and 28 decimals.
    pub(crate) fn of_decimal(value: Decimal, factor: u16, power: i8) -> Exact {
        let Exact { mantissa, scale } = Exact::from(value);
        Exact { mantissa: mantissa * i128::from(factor), scale: scale - i32::from(power) }
    }

    pub(crate) const fn mantissa(self) -> i128 {
        self.mantissa
    }

    pub(crate) const fn scale(self) -> i32 {
        self.scale
    }

    /// The mantissa at another scale, `None` where it does not fit or digits would be lost.
    pub(crate) fn mantissa_at(self, scale: i32) -> Option<i128> {
        if self.mantissa == 0 {
            return Some(0);
        }
        let shift = scale.checked_sub(self.scale)?;
        let power = power_of_ten(shift.unsigned_abs())?;
        if shift >= 0 {
            self.mantissa.checked_mul(power)
        } else {
            (self.mantissa % power == 0).then(|| self.mantissa / power)
        }
    }

    /// The same value without trailing zeros in the mantissa.
    #[must_use]
    pub(crate) fn normalised(self) -> Exact {
        if self.mantissa == 0 {
            return Exact::ZERO;
        }
        let Exact { mut mantissa, mut scale } = self;
        if mantissa % 2 != 0 {
            return self;
        }
        // Division of 64 bits is several times faster.
        if let Ok(mut small) = i64::try_from(mantissa) {
            while small % 10 == 0 {
                small /= 10;
                scale -= 1;
            }
            return Exact { mantissa: small.into(), scale };
        }
        // 10^16, 10^8, ... find the trailing zeros in few divisions.
        for step in [16_u32, 8, 4, 2, 1] {
            let power = POWERS_OF_TEN[step as usize];
            while mantissa % power == 0 {
                mantissa /= power;
                scale -= step.cast_signed();
            }
        }
        Exact { mantissa, scale }
    }

    /// Whether the number is zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::Exact;
    ///
    /// assert!("0.00".parse::<Exact>()?.is_zero());
    /// assert!(!Exact::new(1, 9).is_zero());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// Whether the number is below zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::Exact;
    ///
    /// assert!(Exact::from(-1).is_negative());
    /// assert!(!Exact::ZERO.is_negative());
    /// ```
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// Whether the number is above zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::Exact;
    ///
    /// assert!(Exact::from(1).is_positive());
    /// assert!(!Exact::ZERO.is_positive());
    /// ```
    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.mantissa > 0
    }

    /// The number without its sign.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::Exact;
    ///
    /// assert_eq!(Exact::from(-3).abs(), Exact::from(3));
    /// ```
    #[must_use]
    pub const fn abs(self) -> Exact {
        Exact { mantissa: self.mantissa.abs(), scale: self.scale }
    }

    /// The number times a power of ten, for units that differ by one.
    #[must_use]
    pub(crate) fn shifted(self, places: i8) -> Exact {
        // The scale may leave the range of numbers that are read; sums and products then refuse it.
        Exact { mantissa: self.mantissa, scale: self.scale.saturating_sub(i32::from(places)) }
    }

    /// The sum, exact.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::Exact;
    ///
    /// let sum = "0.1".parse::<Exact>()?.checked_add("0.02".parse()?)?;
    /// assert_eq!(sum.to_string(), "0.12");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow) where the sum has more than 38 digits.
    pub fn checked_add(self, other: Exact) -> Result<Exact> {
        add(self, other)
            .or_else(|| [self, other].into_iter().collect::<ExactSum>().long_total())
            .ok_or_else(|| overflow(self, "+", other))
    }

    /// The difference, exact.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::Exact;
    ///
    /// let difference = Exact::from(1).checked_sub("0.9".parse()?)?;
    /// assert_eq!(difference.to_string(), "0.1");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`checked_add`](Exact::checked_add).
    pub fn checked_sub(self, other: Exact) -> Result<Exact> {
        self.checked_add(-other)
    }

    /// The product, exact.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::Exact;
    ///
    /// let product = "56.1".parse::<Exact>()?.checked_mul("0.001".parse()?)?;
    /// assert_eq!(product.to_string(), "0.0561");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow) where the product has more than 38 digits.
    pub fn checked_mul(self, other: Exact) -> Result<Exact> {
        multiply(self, other)
            .or_else(|| multiply_without_zeros(self.normalised(), other.normalised()))
            .ok_or_else(|| overflow(self, "x", other))
    }

    /// The number as the interchange type.
    ///
    /// # Errors
    ///
    /// [`Inexact`](crate::ErrorKind::Inexact) where it has more than 28 digits or decimals: round
    /// it first, by a named rule.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{ErrorKind, number::{Decimal, Exact, Rounding}};
    ///
    /// let third = Exact::from(1).divide(Exact::from(3), Rounding::decimals(36))?;
    /// assert_eq!(third.to_decimal().unwrap_err().kind(), ErrorKind::Inexact);
    /// assert_eq!(third.round(Rounding::decimals(2))?.to_decimal()?, Decimal::new(33, 2));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn to_decimal(self) -> Result<Decimal> {
        let decimal = |value: Exact| {
            let scale = u32::try_from(value.scale).ok()?;
            Decimal::try_from_i128_with_scale(value.mantissa, scale).ok()
        };
        let integer = |value: Exact| {
            let mantissa = value.mantissa_at(0)?;
            Decimal::try_from_i128_with_scale(mantissa, 0).ok()
        };
        decimal(self)
            .or_else(|| decimal(self.normalised()))
            .or_else(|| integer(self))
            .ok_or_else(|| Error::new(NumberProblem::NotADecimal { found: self.to_string() }))
    }

    /// The number rounded by a named rule.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::{Exact, Rounding};
    ///
    /// let value: Exact = "1234.567".parse()?;
    /// assert_eq!(value.round(Rounding::decimals(1))?.to_string(), "1234.6");
    /// assert_eq!(value.round(Rounding::decimals(-2))?.to_string(), "1200");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the rule asks for more digits than a
    /// number can have.
    pub fn round(self, rounding: Rounding) -> Result<Exact> {
        match self.without_tail(rounding) {
            Some(rounded) => Ok(rounded),
            None => self.divide(Exact::ONE, rounding),
        }
    }
}

/// The sum where the aligned mantissas fit.
pub(super) fn add(left: Exact, right: Exact) -> Option<Exact> {
    if left.mantissa == 0 {
        return Some(right);
    }
    if right.mantissa == 0 {
        return Some(left);
    }
    let scale = left.scale.max(right.scale);
    let mantissa = left.mantissa_at(scale)?.checked_add(right.mantissa_at(scale)?)?;
    Exact::from_parts(mantissa, scale)
}

fn multiply(left: Exact, right: Exact) -> Option<Exact> {
    let mantissa = left.mantissa.checked_mul(right.mantissa)?;
    Exact::from_parts(mantissa, left.scale + right.scale)
}

/// The product of normalised numbers without trailing zeros: each two of one factor that meets a
/// five of the other is taken out first.
fn multiply_without_zeros(left: Exact, right: Exact) -> Option<Exact> {
    let (mut left, mut right) = (left, right);
    for _ in 0..2 {
        while left.mantissa % 2 == 0 && right.mantissa % 5 == 0 {
            left.mantissa /= 2;
            right.mantissa /= 5;
            left.scale -= 1;
        }
        core::mem::swap(&mut left, &mut right);
    }
    multiply(left, right)
}

#[cold]
fn overflow(left: Exact, operation: &'static str, right: Exact) -> Error {
    Error::new(NumberProblem::Overflow {
        left: left.to_string(),
        operation,
        right: right.to_string(),
    })
}

impl core::ops::Neg for Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        Exact { mantissa: -self.mantissa, scale: self.scale }
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Exact) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Exact) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Exact) -> Ordering {
        if self.scale == other.scale {
            return self.mantissa.cmp(&other.mantissa);
        }
        let signs = self.mantissa.signum().cmp(&other.mantissa.signum());
        if signs != Ordering::Equal || self.mantissa == 0 {
            return signs;
        }
        let scale = self.scale.max(other.scale);
        // The number that does not fit at the finer scale is the larger one in magnitude.
        match (self.mantissa_at(scale), other.mantissa_at(scale)) {
            (Some(left), Some(right)) => left.cmp(&right),
            (None, _) => self.mantissa.cmp(&0),
            (_, None) => 0.cmp(&other.mantissa),
        }
    }
}

impl Hash for Exact {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Exact { mantissa, scale } = self.normalised();
        (mantissa, scale).hash(state);
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Exact {
        // A Decimal has 96 bits and a scale of at most 28.
        let scale = i32::try_from(value.scale()).unwrap_or(SCALE_LIMIT);
        Exact { mantissa: value.mantissa(), scale }
    }
}

macro_rules! from_integer {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Exact {
            fn from(value: $integer) -> Exact {
                Exact { mantissa: i128::from(value), scale: 0 }
            }
        }
    )*};
}

from_integer!(i32, u32, i64, u64);

impl TryFrom<Exact> for Decimal {
    type Error = Error;

    fn try_from(value: Exact) -> Result<Decimal> {
        value.to_decimal()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn compares_far_scales() {
        let huge = exact("1e300");
        let tiny = exact("1e-300");
        assert!(tiny < huge && -huge < -tiny && -huge < tiny);
        assert!(exact("1.0") == exact("1.00"));
        assert!(Exact::ZERO > -tiny);
    }

    #[test]
    fn overflow_names_both_operands() {
        let large = exact("99999999999999999999999999999999999999");
        let error = large.checked_mul(exact("3.7")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Overflow);
        assert_eq!(
            error.to_string(),
            "expected a result of at most 38 digits in exact arithmetic, found \
             99999999999999999999999999999999999999 x 3.7 beyond it; check the units of both"
        );
    }

    #[test]
    fn trailing_zeros_do_not_overflow() {
        let million = exact("1.0000000000000000000000000000");
        let product = million.checked_mul(million).unwrap().checked_mul(million).unwrap();
        assert_eq!(product, Exact::ONE);
    }

    #[test]
    fn a_runaway_chain_is_an_error() {
        let mut value = exact("1e-300");
        value = value.checked_mul(Exact::new(1, 100)).unwrap();
        assert_eq!(value.checked_mul(Exact::new(1, 1)).unwrap_err().kind(), ErrorKind::Overflow);
    }

    #[test]
    fn what_is_held_depends_on_the_value_alone() {
        assert_eq!(exact("10e400"), exact("1e401"));
        assert_eq!(exact("10e-401"), exact("1e-400"));
        assert!(Exact::from_parts(i128::MIN, 0).is_none());
        assert!(Exact::from_parts(i128::MIN / 2, -SCALE_LIMIT - 1).is_none());
        assert!(
            Exact::from_parts(1, i32::MAX).is_none() && Exact::from_parts(1, i32::MIN).is_none()
        );
    }

    #[test]
    fn a_change_of_unit_loses_nothing_at_the_edge() {
        let tiny = exact("1e-400");
        let far = (0..200).fold(tiny, |number, _| number.shifted(-6));
        assert_ne!(far, tiny.shifted(-6));
        assert_eq!((0..200).fold(far, |number, _| number.shifted(6)), tiny);
        assert!(far.checked_mul(Exact::from(3)).is_err());
    }

    #[test]
    fn digits_that_vanish_do_not_overflow() {
        let (twos, fives) = (Exact::from_parts(1 << 126, 0), Exact::from_parts(5_i128.pow(54), 0));
        let product = twos.unwrap().checked_mul(fives.unwrap()).unwrap();
        assert_eq!(product.to_string(), format!("{}{}", 1_u128 << 72, "0".repeat(54)));
        let sum =
            exact("2e38").checked_sub(exact("99999999999999999999999999999999999999")).unwrap();
        assert_eq!(sum.to_string(), "100000000000000000000000000000000000001");
    }

    #[test]
    fn to_decimal_says_what_does_not_fit() {
        let error = Exact::new(1, 29).to_decimal().unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a value of at most 28 digits, found 0.00000000000000000000000000001; round \
             it with a named rounding"
        );
    }
}
