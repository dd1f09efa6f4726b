use super::problem::NumberProblem;
use super::rounding::Tail;
use super::{Digits, Exact, Rounding, power_of_ten};
use crate::error::{Error, Result};

/// More decimals than this are not a rounding anybody means.
const DECIMALS_LIMIT: i32 = 100;
const SIGNIFICANT_LIMIT: u32 = 36;

impl Exact {
    /// The quotient, rounded by a named rule.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::{Exact, Rounding};
    ///
    /// let per_head = Exact::from(10_197_584).divide(Exact::from(1_313_596), Rounding::decimals(3))?;
    /// assert_eq!(per_head.to_string(), "7.763");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DivisionByZero`](crate::ErrorKind::DivisionByZero);
    /// [`Overflow`](crate::ErrorKind::Overflow) where the digits asked for do not fit;
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the rule asks for more than 36
    /// significant digits or 100 decimals.
    pub fn divide(self, divisor: Exact, rounding: Rounding) -> Result<Exact> {
        if divisor.is_zero() {
            return Err(Error::new(NumberProblem::DivisionByZero { dividend: self.to_string() }));
        }
        let legal = match rounding.digits {
            Digits::Decimals(count) => (-DECIMALS_LIMIT..=DECIMALS_LIMIT).contains(&count),
            Digits::Significant(count) => (1..=SIGNIFICANT_LIMIT).contains(&count),
        };
        if !legal {
            return Err(Error::new(NumberProblem::Digits { found: rounding.to_string() }));
        }
        if self.is_zero() {
            return Ok(Exact::ZERO);
        }
        rounded_quotient(self, divisor, rounding).ok_or_else(|| {
            Error::new(NumberProblem::Overflow {
                left: self.to_string(),
                operation: "/",
                right: divisor.to_string(),
            })
        })
    }

    /// The quotient, exact where it terminates, otherwise rounded by a named rule.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::{Exact, Rounding};
    ///
    /// let rule = Rounding::decimals(2);
    /// assert_eq!(Exact::from(1).quotient(Exact::from(8), rule)?.to_string(), "0.125");
    /// assert_eq!(Exact::from(1).quotient(Exact::from(3), rule)?.to_string(), "0.33");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`divide`](Exact::divide).
    pub fn quotient(self, divisor: Exact, rounding: Rounding) -> Result<Exact> {
        match self.terminating_quotient(divisor) {
            Some(exact) => Ok(exact),
            None => self.divide(divisor, rounding),
        }
    }

    /// The quotient where it terminates and fits, otherwise `None`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::Exact;
    ///
    /// assert_eq!(Exact::from(9).terminating_quotient(Exact::new(36, 1)), Some(Exact::new(25, 1)));
    /// assert_eq!(Exact::from(1).terminating_quotient(Exact::new(36, 1)), None);
    /// ```
    #[must_use]
    pub fn terminating_quotient(self, divisor: Exact) -> Option<Exact> {
        if divisor.is_zero() {
            return None;
        }
        if self.is_zero() {
            return Some(Exact::ZERO);
        }
        let (left, right) = (self.normalised(), divisor.normalised());
        let common = greatest_common_divisor(
            left.mantissa().unsigned_abs(),
            right.mantissa().unsigned_abs(),
        );
        let mut rest = right.mantissa().unsigned_abs() / common;
        let twos = rest.trailing_zeros();
        rest >>= twos;
        let mut fives = 0;
        while rest.is_multiple_of(5) {
            rest /= 5;
            fives += 1;
        }
        if rest != 1 {
            return None;
        }
        let digits = twos.max(fives);
        let factor =
            2_i128.checked_pow(digits - twos)?.checked_mul(5_i128.checked_pow(digits - fives)?)?;
        let top = left.mantissa() / i128::try_from(common).ok()? * right.mantissa().signum();
        let scale = left.scale() - right.scale() + digits.cast_signed();
        Exact::from_parts(top.checked_mul(factor)?, scale)
    }
}

impl Exact {
    /// Rounded to significant digits by one division, `None` where that is not all there is to do.
    pub(super) fn without_tail(self, rounding: Rounding) -> Option<Exact> {
        let Digits::Significant(count @ 1..=SIGNIFICANT_LIMIT) = rounding.digits else {
            return None;
        };
        let magnitude = self.mantissa().unsigned_abs();
        let cut = (magnitude.checked_ilog10()? + 1).checked_sub(count).filter(|cut| *cut > 0)?;
        let power = power_of_ten(cut)?.unsigned_abs();
        let (quotient, rest) = (magnitude / power, magnitude % power);
        let tail = match rest.cmp(&(power / 2)) {
            _ if rest == 0 => Tail::Zero,
            core::cmp::Ordering::Less => Tail::BelowHalf,
            core::cmp::Ordering::Equal => Tail::Half,
            core::cmp::Ordering::Greater => Tail::AboveHalf,
        };
        let negative = self.is_negative();
        let up = rounding.mode.rounds_up(negative, quotient % 2 == 1, tail);
        let magnitude = i128::try_from(quotient + u128::from(up)).ok()?;
        let mantissa = if negative { -magnitude } else { magnitude };
        Exact::from_parts(mantissa, self.scale() - cut.cast_signed())
    }
}

pub(crate) fn greatest_common_divisor(mut left: u128, mut right: u128) -> u128 {
    while right != 0 {
        // Division of 64 bits is several times faster.
        if let (Ok(mut small), Ok(mut rest)) = (u64::try_from(left), u64::try_from(right)) {
            while rest != 0 {
                (small, rest) = (rest, small % rest);
            }
            return small.into();
        }
        (left, right) = (right, left % right);
    }
    left
}

fn rounded_quotient(dividend: Exact, divisor: Exact, rounding: Rounding) -> Option<Exact> {
    let negative = dividend.is_negative() != divisor.is_negative();
    let (top, bottom) = (dividend.mantissa().unsigned_abs(), divisor.mantissa().unsigned_abs());
    let scale = dividend.scale() - divisor.scale();
    let mut division = LongDivision { quotient: top / bottom, rest: top % bottom, bottom };
    let extra = match rounding.digits {
        Digits::Decimals(decimals) => decimals - scale,
        Digits::Significant(count) => division.digits_until(count)?,
    };
    let (target, tail) = if extra >= 0 {
        let added = division.advance(extra)?;
        (scale + added, division.tail())
    } else {
        (scale + extra, division.drop_digits(extra.unsigned_abs()))
    };
    let odd = division.quotient % 2 == 1;
    let up = u128::from(rounding.mode.rounds_up(negative, odd, tail));
    let magnitude = i128::try_from(division.quotient.checked_add(up)?).ok()?;
    Exact::from_parts(if negative { -magnitude } else { magnitude }, target)
}

struct LongDivision {
    quotient: u128,
    rest: u128,
    bottom: u128,
}

impl LongDivision {
    /// The next decimal digit of the quotient.
    fn step(&mut self) -> Option<()> {
        let digit = match self.rest.checked_mul(10) {
            Some(lifted) => {
                self.rest = lifted % self.bottom;
                lifted / self.bottom
            }
            None => self.wide_digit(),
        };
        self.quotient = self.quotient.checked_mul(10)?.checked_add(digit)?;
        Some(())
    }

    /// Ten times the rest without leaving 128 bits: ten additions modulo the divisor.
    fn wide_digit(&mut self) -> u128 {
        let (term, mut sum, mut digit) = (self.rest, 0_u128, 0);
        for _ in 0..10 {
            let room = self.bottom - term;
            if sum >= room {
                sum -= room;
                digit += 1;
            } else {
                sum += term;
            }
        }
        self.rest = sum;
        digit
    }

    /// Up to so many more digits of the quotient, and how many: an exact quotient needs no more.
    fn advance(&mut self, digits: i32) -> Option<i32> {
        let mut added = 0;
        while added < digits && self.rest != 0 {
            self.step()?;
            added += 1;
        }
        Some(added)
    }

    /// How many digits are missing (positive) or too many (negative) for `count` significant ones;
    /// leading zeros are stepped over on a copy.
    fn digits_until(&self, count: u32) -> Option<i32> {
        let mut probe = LongDivision { ..*self };
        let mut leading = 0;
        while probe.quotient == 0 {
            probe.step()?;
            leading += 1;
        }
        let present = probe.quotient.ilog10() + 1;
        Some(leading + count.cast_signed() - present.cast_signed())
    }

    fn tail(&self) -> Tail {
        if self.rest == 0 {
            return Tail::Zero;
        }
        match self.rest.cmp(&(self.bottom - self.rest)) {
            core::cmp::Ordering::Less => Tail::BelowHalf,
            core::cmp::Ordering::Equal => Tail::Half,
            core::cmp::Ordering::Greater => Tail::AboveHalf,
        }
    }

    fn drop_digits(&mut self, digits: u32) -> Tail {
        let exact = self.rest == 0;
        let Some(power) = power_of_ten(digits) else {
            let tail = if exact && self.quotient == 0 { Tail::Zero } else { Tail::BelowHalf };
            self.quotient = 0;
            return tail;
        };
        let power = power.unsigned_abs();
        let cut = self.quotient % power;
        self.quotient /= power;
        match cut.cmp(&(power / 2)) {
            core::cmp::Ordering::Less if cut == 0 && exact => Tail::Zero,
            core::cmp::Ordering::Equal if exact => Tail::Half,
            core::cmp::Ordering::Less => Tail::BelowHalf,
            _ => Tail::AboveHalf,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use crate::number::RoundingMode::{AwayFromZero, HalfEven};

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn divides_by_numbers_that_fill_the_mantissa() {
        let large = exact("99999999999999999999999999999999999977");
        let result = exact("88888888888888888888888888888888888866")
            .divide(large, Rounding::significant(20))
            .unwrap();
        assert_eq!(result.to_string(), "0.88888888888888888889");
    }

    #[test]
    fn rounds_what_is_smaller_than_the_last_digit() {
        let rule = |mode| Rounding::decimals(0).mode(mode);
        let tiny = exact("1e-390");
        assert_eq!(tiny.round(rule(HalfEven)).unwrap(), Exact::ZERO);
        assert_eq!(tiny.round(rule(AwayFromZero)).unwrap(), Exact::ONE);
        assert_eq!((-tiny).round(rule(AwayFromZero)).unwrap(), -Exact::ONE);
    }

    #[test]
    fn an_exact_quotient_needs_no_more_digits() {
        let rule = Rounding::decimals(100);
        assert_eq!(exact("12345.50").round(rule).unwrap().to_string(), "12345.5");
        assert_eq!(exact("1").divide(exact("4"), rule).unwrap().to_string(), "0.25");
        let error = exact("1").divide(exact("3"), rule).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Overflow);
        assert_eq!(
            error.to_string(),
            "expected a result of at most 38 digits in exact arithmetic, found 1 / 3 beyond it; \
             check the units of both"
        );
    }

    #[test]
    fn a_quotient_of_two_to_the_127_is_refused() {
        let (top, bottom) =
            (Exact::from_parts(-(1 << 73), 0), Exact::from_parts(5_i128.pow(54), 0));
        let (top, bottom) = (top.unwrap(), bottom.unwrap());
        assert_eq!(top.terminating_quotient(bottom), None);
        assert_eq!(top.terminating_quotient(-bottom), None);
    }

    #[test]
    fn rounds_to_thousands() {
        assert_eq!(exact("12500").round(Rounding::decimals(-3)).unwrap().to_string(), "12000");
    }

    #[test]
    fn refuses_to_divide_by_zero() {
        let error = exact("1.5").divide(Exact::ZERO, Rounding::RESOLUTION).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::DivisionByZero);
        assert_eq!(
            error.to_string(),
            "expected a divisor other than zero, found 1.5 divided by zero"
        );
    }

    #[test]
    fn refuses_more_digits_than_a_number_has() {
        let error = exact("1.5").round(Rounding::significant(37)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OutOfRange);
        assert_eq!(
            error.to_string(),
            "expected between 1 and 36 significant digits or at most 100 decimals, found half-even \
             to 37 significant digits"
        );
    }
}
