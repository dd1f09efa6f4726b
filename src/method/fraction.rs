use super::MASS_RESOLUTION;
use super::input_problem::InputProblem;
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding};
use crate::unit::Ratio;

/// Days of the guidelines' year; leap years are ignored.
pub(super) const DAYS_PER_YEAR: i64 = 365;

/// A product that is not divided before its end, so that it is rounded once or not at all.
///
/// The value is kept apart from the terms above and below the line: a value of many digits, such as
/// one that was rounded before, does not use up their room. The terms are reduced only where they
/// do not fit, and at the end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fraction {
    value: Exact,
    above: Exact,
    below: Exact,
}

impl Fraction {
    pub(super) fn of(value: Exact) -> Fraction {
        Fraction { value, above: Exact::ONE, below: Exact::ONE }
    }

    pub(super) fn times(self, factor: impl Into<Exact>) -> Result<Fraction> {
        self.scaled(factor.into(), Exact::ONE)
    }

    /// Callers check that the divisor is not zero, and say what is missing.
    pub(super) fn over(self, divisor: impl Into<Exact>) -> Result<Fraction> {
        self.scaled(Exact::ONE, divisor.into())
    }

    pub(super) fn by(self, ratio: Ratio) -> Result<Fraction> {
        self.scaled(ratio.numerator(), ratio.denominator())
    }

    /// Times the seconds of the guidelines' year of 365 days, for a rate that is per day.
    pub(super) fn over_year_of_days(self) -> Result<Fraction> {
        self.times(DAYS_PER_YEAR * 86_400)
    }

    fn scaled(self, above: Exact, below: Exact) -> Result<Fraction> {
        if let (Ok(above), Ok(below)) =
            (self.above.checked_mul(above), self.below.checked_mul(below))
        {
            return Ok(Fraction { above, below, ..self });
        }
        let other = Ratio::new(above, below).ok_or_else(too_many_digits)?;
        let ratio = self.reduced()?.checked_mul(other).ok_or_else(too_many_digits)?;
        Ok(Fraction { above: ratio.numerator(), below: ratio.denominator(), ..self })
    }

    fn reduced(self) -> Result<Ratio> {
        Ratio::new(self.above, self.below).ok_or_else(too_many_digits)
    }

    /// The lowest terms.
    pub(super) fn ratio(self) -> Result<Ratio> {
        self.reduced()?.checked_mul(Ratio::of(self.value)).ok_or_else(too_many_digits)
    }

    /// Exact where it terminates, otherwise at the resolution of quantities.
    pub(super) fn value(self) -> Result<Exact> {
        self.reduced()?.times(self.value, Rounding::RESOLUTION)
    }

    /// Exact where it terminates, otherwise at the resolution of masses.
    pub(super) fn grams(self) -> Result<Exact> {
        // A product of decimals is never rounded.
        if self.below == Exact::ONE {
            return self.value.checked_mul(self.above);
        }
        let ratio = self.reduced()?;
        if ratio.denominator() == Exact::ONE {
            return self.value.checked_mul(ratio.numerator());
        }
        ratio.times(self.value, MASS_RESOLUTION)
    }
}

/// The sum of two ratios.
pub(super) fn sum(left: Ratio, right: Ratio) -> Result<Ratio> {
    let (above_left, above_right) = (
        left.numerator().checked_mul(right.denominator())?,
        right.numerator().checked_mul(left.denominator())?,
    );
    let below = left.denominator().checked_mul(right.denominator())?;
    Ratio::new(above_left.checked_add(above_right)?, below).ok_or_else(too_many_digits)
}

/// The quotient of two ratios; callers check that the divisor is not zero.
pub(super) fn quotient(left: Ratio, right: Ratio) -> Result<Ratio> {
    left.checked_div(right).ok_or_else(too_many_digits)
}

pub(super) fn product(left: Ratio, right: Ratio) -> Result<Ratio> {
    left.checked_mul(right).ok_or_else(too_many_digits)
}

#[cold]
fn too_many_digits() -> Error {
    Error::new(InputProblem::TooManyDigits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn third() -> Fraction {
        Fraction::of(Exact::ONE).over(3).unwrap()
    }

    #[test]
    fn what_cancels_leaves_nothing_to_round() {
        assert_eq!(third().times(6).unwrap().value().unwrap(), 2.into());
        assert_eq!(third().times(9).unwrap().grams().unwrap(), 3.into());
        assert_eq!(third().grams().unwrap().to_string(), "0.333333");
        let sum = sum(third().ratio().unwrap(), third().ratio().unwrap()).unwrap();
        assert_eq!(sum.to_string(), "2/3");
    }

    #[test]
    fn a_rounded_value_goes_on() {
        let rounded = third().value().unwrap();
        let next = Fraction::of(rounded).times(Exact::new(123_456_789_012, 3)).unwrap();
        assert_eq!(next.over(7).unwrap().grams().unwrap().to_string(), "5878894.714857");
    }

    #[test]
    fn a_ratio_beyond_the_digits_is_refused() {
        let large: Exact = "12345678901234567890123456789".parse().unwrap();
        let error = third().times(large).unwrap().times(large).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::Overflow);
        assert_eq!(
            error.to_string(),
            "expected factors whose product has at most 38 digits, found more; check their units \
             and give fewer digits"
        );
        assert!(quotient(Ratio::ONE, Ratio::of(Exact::ZERO)).is_err());
    }
}
