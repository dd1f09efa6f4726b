use core::fmt;

use crate::error::Result;
use crate::number::{Exact, Rounding, greatest_common_divisor, product_over};

/// An exact rational number above or below zero: how many of one unit make another.
///
/// Kept in lowest terms with a denominator that is coprime to ten, so that equal ratios are equal
/// in every part and a ratio that terminates has the denominator 1.
///
/// # Examples
///
/// ```
/// use climate_account::{Unit, number::{Exact, Rounding}};
///
/// let ratio = "GJ".parse::<Unit>()?.ratio_to(&"MWh".parse()?)?;
/// assert_eq!(ratio.to_string(), "2.5/9"); // 1 GJ is 1/3.6 MWh
/// assert_eq!(ratio.exactly(Exact::from(36)), Some(Exact::from(10)));
/// assert_eq!(ratio.times(Exact::from(1), Rounding::decimals(4))?.to_string(), "0.2778");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: Exact,
    /// Positive, coprime to ten and to the numerator.
    denominator: Exact,
}

impl Ratio {
    /// One.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{number::Exact, unit::Ratio};
    ///
    /// assert_eq!(Ratio::ONE.exactly(Exact::from(7)), Some(Exact::from(7)));
    /// ```
    pub const ONE: Ratio = Ratio { numerator: Exact::ONE, denominator: Exact::ONE };

    /// `numerator / denominator`, `None` where the denominator is zero or the lowest terms do not
    /// fit.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{number::Exact, unit::Ratio};
    ///
    /// let carbon = Ratio::new(Exact::from(12), Exact::from(44));
    /// assert_eq!(carbon.map(|ratio| ratio.to_string()).as_deref(), Some("3/11"));
    /// assert_eq!(Ratio::new(Exact::ONE, Exact::ZERO), None);
    /// ```
    #[must_use]
    pub fn new(numerator: Exact, denominator: Exact) -> Option<Ratio> {
        if denominator.is_zero() {
            return None;
        }
        let (top, bottom) = (numerator.normalised(), denominator.normalised());
        if bottom.mantissa() == 1 {
            let numerator = Exact::from_parts(top.mantissa(), top.scale() - bottom.scale())?;
            return Some(Ratio { numerator: numerator.normalised(), denominator: Exact::ONE });
        }
        if top.is_zero() {
            return Some(Ratio { numerator: Exact::ZERO, denominator: Exact::ONE });
        }
        let common = i128::try_from(greatest_common_divisor(
            top.mantissa().unsigned_abs(),
            bottom.mantissa().unsigned_abs(),
        ));
        let common = common.ok()? * bottom.mantissa().signum();
        let (mut rest, mut mantissa) = (bottom.mantissa() / common, top.mantissa() / common);
        let mut scale = top.scale() - bottom.scale();
        // A factor 2 below is a factor 5 above and a decimal more, and the other way round.
        for (factor, lift) in [(2, 5), (5, 2)] {
            while rest != 1 && rest % factor == 0 {
                rest /= factor;
                mantissa = mantissa.checked_mul(lift)?;
                scale += 1;
            }
        }
        Some(Ratio {
            numerator: Exact::from_parts(mantissa, scale)?.normalised(),
            denominator: Exact::from_parts(rest, 0)?,
        })
    }

    pub(crate) fn of(numerator: Exact) -> Ratio {
        Ratio { numerator: numerator.normalised(), denominator: Exact::ONE }
    }

    /// The part above the line.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{number::Exact, unit::Ratio};
    ///
    /// let ratio = Ratio::new(Exact::from(10), Exact::from(36));
    /// assert_eq!(ratio.map(Ratio::numerator), Some(Exact::new(25, 1))); // 2.5/9
    /// ```
    #[must_use]
    pub fn numerator(self) -> Exact {
        self.numerator
    }

    /// The part below the line: an integer, 1 where the ratio terminates.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{number::Exact, unit::Ratio};
    ///
    /// let ratio = Ratio::new(Exact::from(3), Exact::from(8));
    /// assert_eq!(ratio.map(Ratio::denominator), Some(Exact::ONE)); // 0.375/1
    /// ```
    #[must_use]
    pub fn denominator(self) -> Exact {
        self.denominator
    }

    pub(crate) fn checked_mul(self, other: Ratio) -> Option<Ratio> {
        // Reduced crosswise, the product is in lowest terms.
        let left = self.numerator_over(other.denominator)?;
        let right = other.numerator_over(self.denominator)?;
        let numerator = left.numerator.checked_mul(right.numerator).ok()?.normalised();
        if numerator.is_zero() {
            return Some(Ratio { numerator, denominator: Exact::ONE });
        }
        let denominator = left.denominator.checked_mul(right.denominator).ok()?;
        Some(Ratio { numerator, denominator })
    }

    fn numerator_over(self, denominator: Exact) -> Option<Ratio> {
        if denominator.mantissa() == 1 {
            return Some(Ratio { numerator: self.numerator, denominator });
        }
        Ratio::new(self.numerator, denominator)
    }

    pub(crate) fn inverse(self) -> Option<Ratio> {
        Ratio::new(self.denominator, self.numerator)
    }

    pub(crate) fn checked_div(self, other: Ratio) -> Option<Ratio> {
        self.checked_mul(other.inverse()?)
    }

    pub(crate) fn power(self, exponent: i8) -> Option<Ratio> {
        let base = if exponent < 0 { self.inverse()? } else { self };
        let mut result = Ratio::ONE;
        for _ in 0..exponent.unsigned_abs() {
            result = result.checked_mul(base)?;
        }
        Some(result)
    }

    /// The value times the ratio where that terminates and fits, otherwise `None`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, number::Exact};
    ///
    /// let ratio = "t C".parse::<Unit>()?.ratio_to(&"kg C".parse()?)?;
    /// assert_eq!(ratio.exactly(Exact::new(25, 1)), Some(Exact::from(2500)));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn exactly(self, value: Exact) -> Option<Exact> {
        let product = self.checked_mul(Ratio::of(value))?;
        (product.denominator == Exact::ONE).then_some(product.numerator)
    }

    /// The value times the ratio, exact where it terminates within 38 digits, otherwise rounded by a
    /// named rule.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, number::{Exact, Rounding}};
    ///
    /// let ratio = "MJ".parse::<Unit>()?.ratio_to(&"kWh".parse()?)?;
    /// let rule = Rounding::decimals(2);
    /// assert_eq!(ratio.times(Exact::new(45, 3), rule)?.to_string(), "0.0125");
    /// assert_eq!(ratio.times(Exact::from(1), rule)?.to_string(), "0.28");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow) where the rule asks for more digits than fit;
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where it asks for more than a number can have.
    pub fn times(self, value: Exact, rounding: Rounding) -> Result<Exact> {
        match self.exactly(value) {
            Some(exact) => Ok(exact),
            None => self.rounded(value, rounding),
        }
    }

    /// The value times the ratio, rounded by a named rule also where it terminates.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, number::{Exact, Rounding}};
    ///
    /// let ratio = "MJ".parse::<Unit>()?.ratio_to(&"kWh".parse()?)?;
    /// let rule = Rounding::decimals(2);
    /// assert_eq!(ratio.rounded(Exact::new(45, 3), rule)?.to_string(), "0.01");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`times`](Ratio::times).
    pub fn rounded(self, value: Exact, rounding: Rounding) -> Result<Exact> {
        match value.checked_mul(self.numerator) {
            Ok(product) => product.divide(self.denominator, rounding),
            Err(overflow) => {
                let quotient =
                    product_over(&[value, self.numerator], &[self.denominator], rounding);
                quotient.and_then(|quotient| quotient.round(rounding)).map_err(|_| overflow)
            }
        }
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.denominator == Exact::ONE {
            write!(f, "{}", self.numerator)
        } else {
            write!(f, "{}/{}", self.numerator, self.denominator)
        }
    }
}

impl fmt::Debug for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(numerator: i64, denominator: i64) -> Ratio {
        Ratio::new(Exact::from(numerator), Exact::from(denominator)).unwrap()
    }

    #[test]
    fn equal_ratios_are_equal_in_every_part() {
        assert_eq!(ratio(10, 36), ratio(5, 18));
        assert_eq!(ratio(1, 2).to_string(), "0.5");
        assert_eq!(ratio(-3, -9), ratio(1, 3));
        assert_eq!(ratio(0, -7), ratio(0, 3));
        assert_eq!(ratio(7, -70).to_string(), "-0.1");
    }

    #[test]
    fn powers_and_inverses_cancel() {
        let third = ratio(10, 3);
        assert_eq!(third.power(-2).unwrap().checked_mul(third.power(2).unwrap()), Some(Ratio::ONE));
        assert_eq!(third.checked_div(third), Some(Ratio::ONE));
        assert_eq!(ratio(0, 1).inverse(), None);
        assert_eq!(ratio(1_000_003, 1).power(9), None);
    }
}
