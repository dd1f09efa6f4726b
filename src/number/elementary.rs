use super::problem::NumberProblem;
use super::{Exact, POWERS_OF_TEN, Rounding, power_of_ten};
use crate::error::{Error, Result};

/// Binary places of the numbers inside: 33 decimals, of which 28 significant digits are given out.
pub(super) const PLACES: u32 = 112;
const ONE: i128 = 1 << PLACES;
const LN_2: i128 = 3_599_025_928_123_676_973_540_407_451_845_619;
const PI: i128 = 16_312_081_666_030_376_401_667_486_162_748_272;
const LN_10: i128 = 11_955_705_344_862_107_342_610_755_656_485_708;

/// Each leaves fewer terms of the series and costs one binary place.
const HALVINGS: u32 = 6;

/// The largest power of ten that a result of [`Exact::exp`] may have.
const LARGEST: i128 = 380;

impl Exact {
    /// `e` to this power, at [`Rounding::RESOLUTION`].
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::{Exact, Rounding};
    ///
    /// // What is left of a stock after a year at a decay rate of 0.09 a year.
    /// let left = Exact::new(-9, 2).exp()?;
    /// assert_eq!(left.round(Rounding::decimals(12))?.to_string(), "0.913931185271");
    /// assert_eq!(Exact::ZERO.exp()?, Exact::ONE);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) beyond 10^380 and below 10^-380.
    pub fn exp(self) -> Result<Exact> {
        fixed(self)
            .and_then(exponential)
            .and_then(|(value, tens)| decimal(value, tens))
            .ok_or_else(|| undefined("a power of e between 10^-380 and 10^380", self))
    }

    /// The natural logarithm, at [`Rounding::RESOLUTION`].
    ///
    /// Near one the logarithm is near zero, and the digits beyond the 33rd decimal are not known.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::{Exact, Rounding};
    ///
    /// // The decay rate of a half-life of four years.
    /// let rate = Exact::from(2).ln()?.divide(Exact::from(4), Rounding::decimals(6))?;
    /// assert_eq!(rate.to_string(), "0.173287");
    /// assert!(Exact::ZERO.ln().is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for zero and for a number below it.
    pub fn ln(self) -> Result<Exact> {
        logarithm(self)
            .and_then(|value| decimal(value, 0))
            .ok_or_else(|| undefined("a number above zero to take the logarithm of", self))
    }

    /// The number to a power, whole or not, at [`Rounding::RESOLUTION`].
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::{Exact, Rounding};
    ///
    /// // The metabolic weight of a cow of 600 kg.
    /// let weight = Exact::from(600).power(Exact::new(75, 2))?;
    /// assert_eq!(weight.round(Rounding::decimals(9))?.to_string(), "121.230930281");
    /// assert_eq!(Exact::from(16).power(Exact::new(75, 2))?, Exact::from(8));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a base that is not above zero, and for a result
    /// beyond 10^380 or below 10^-380.
    pub fn power(self, exponent: Exact) -> Result<Exact> {
        let logarithm = logarithm(self)
            .ok_or_else(|| undefined("a base above zero to raise to a power", self))?;
        fixed(exponent)
            .and_then(|exponent| product(exponent, logarithm))
            .and_then(exponential)
            .and_then(|(value, tens)| decimal(value, tens))
            .ok_or_else(|| undefined("a power between 10^-380 and 10^380", exponent))
    }
}

/// `(1 - cos(pi x)) / 2` of a share of the way from 0 to 1, at [`Rounding::RESOLUTION`]; outside it
/// is 0 or 1.
pub(crate) fn s_curve(share: Exact) -> Exact {
    if !share.is_positive() {
        return Exact::ZERO;
    }
    if share >= Exact::ONE {
        return Exact::ONE;
    }
    // The second half mirrors the first, where the series of the cosine is short.
    let rest = Exact::ONE.checked_sub(share).unwrap_or_default();
    let (near, mirrored) = if share > rest { (rest, true) } else { (share, false) };
    let value = fixed(near).and_then(first_half).and_then(|value| decimal(value, 0));
    let value = value.unwrap_or_default();
    if mirrored { Exact::ONE.checked_sub(value).unwrap_or_default() } else { value }
}

/// By the series of the cosine, whose terms fall from the first on.
fn first_half(share: i128) -> Option<i128> {
    let angle = product(share, PI)?;
    let square = product(angle, angle)?;
    let (mut sum, mut term, mut count) = (0, ONE, 0);
    while term != 0 {
        term = -product(term, square)? / ((count + 1) * (count + 2));
        count += 2;
        sum -= term;
    }
    Some(sum / 2)
}

#[cold]
fn undefined(what: &'static str, found: Exact) -> Error {
    Error::new(NumberProblem::Undefined { what, found: found.to_string() })
}

/// The number in units of 2^-112, rounded to the nearest; `None` from 32768 on.
pub(super) fn fixed(number: Exact) -> Option<i128> {
    let (mantissa, scale) = (number.mantissa(), number.scale());
    let magnitude = match u32::try_from(scale) {
        Err(_) => {
            let whole = number.mantissa_at(0)?.unsigned_abs();
            (whole < 1 << 15).then_some(whole << PLACES)?
        }
        Ok(scale) => {
            // Digits beyond the 38th decimal do not reach 2^-112.
            let cut = scale.saturating_sub(38);
            let kept = power_of_ten(cut).map_or(0, |power| mantissa / power);
            let below = POWERS_OF_TEN.get((scale - cut) as usize)?.unsigned_abs();
            quotient(kept.unsigned_abs(), below)?
        }
    };
    let magnitude = i128::try_from(magnitude).ok()?;
    Some(if mantissa < 0 { -magnitude } else { magnitude })
}

/// `above / below` in units of 2^-112; both are below 2^127.
fn quotient(above: u128, below: u128) -> Option<u128> {
    let (mut result, mut rest) = (above / below, above % below);
    if result >= 1 << 15 {
        return None;
    }
    let mut places = PLACES;
    while places > 0 {
        // As many places at a time as keep the rest within 128 bits.
        let step = below.leading_zeros().min(places);
        rest <<= step;
        result = (result << step) | (rest / below);
        rest %= below;
        places -= step;
    }
    Some(result + u128::from(rest << 1 >= below))
}

/// The product, cut towards zero.
fn product(left: i128, right: i128) -> Option<i128> {
    let (high, low) = wide_product(left.unsigned_abs(), right.unsigned_abs());
    if high >> (PLACES - 1) != 0 {
        return None;
    }
    let magnitude = i128::try_from(high << (128 - PLACES) | low >> PLACES).ok()?;
    Some(if (left < 0) == (right < 0) { magnitude } else { -magnitude })
}

/// The product of two 128-bit numbers as its high and low half.
fn wide_product(left: u128, right: u128) -> (u128, u128) {
    const HALF: u128 = (1 << 64) - 1;
    let (left_high, left_low) = (left >> 64, left & HALF);
    let (right_high, right_low) = (right >> 64, right & HALF);
    let low = left_low * right_low;
    let first = left_high * right_low + (low >> 64);
    let second = left_low * right_high + (first & HALF);
    (left_high * right_high + (first >> 64) + (second >> 64), second << 64 | low & HALF)
}

/// By a power of ten and the series of the rest, which is at most 1.16 in size: it is halved some
/// times before and squared as often after.
///
/// A fixed-point number and the power of ten that it is to be taken times.
pub(super) fn exponential(value: i128) -> Option<(i128, i32)> {
    let half = if value < 0 { -LN_10 / 2 } else { LN_10 / 2 };
    let tens = (value + half) / LN_10;
    if tens.abs() > LARGEST {
        return None;
    }
    let rest = (value - tens * LN_10) >> HALVINGS;
    let (mut sum, mut term, mut count) = (ONE, ONE, 0);
    while term != 0 {
        count += 1;
        term = product(term, rest)? / count;
        sum += term;
    }
    for _ in 0..HALVINGS {
        sum = product(sum, sum)?;
    }
    Some((sum, i32::try_from(tens).ok()?))
}

/// By powers of ten and two, and the series of the inverse hyperbolic tangent of the rest.
fn logarithm(number: Exact) -> Option<i128> {
    if !number.is_positive() {
        return None;
    }
    let mantissa = number.mantissa().unsigned_abs();
    let digits = mantissa.ilog10();
    let tens = i128::from(digits.cast_signed() - number.scale());
    let leading = quotient(mantissa, POWERS_OF_TEN.get(digits as usize)?.unsigned_abs())?;
    let mut leading = i128::try_from(leading).ok()?;
    let mut twos = 0;
    while leading > ONE + ONE / 2 {
        leading /= 2;
        twos += 1;
    }
    let (above, below) = (leading - ONE, leading + ONE);
    let ratio = i128::try_from(quotient(above.unsigned_abs(), below.unsigned_abs())?).ok()?;
    let ratio = if above < 0 { -ratio } else { ratio };
    let square = product(ratio, ratio)?;
    let (mut sum, mut power, mut odd) = (0, ratio, 1);
    while power != 0 {
        sum += power / odd;
        power = product(power, square)?;
        odd += 2;
    }
    (2 * sum + twos * LN_2).checked_add(tens.checked_mul(LN_10)?)
}

/// A fixed-point number times a power of ten, at the resolution of results.
fn decimal(value: i128, tens: i32) -> Option<Exact> {
    let magnitude = value.unsigned_abs();
    let (mut digits, mut rest) = (magnitude >> PLACES, magnitude & (ONE.unsigned_abs() - 1));
    // Four decimals at a time keep the rest within 128 bits.
    for _ in 0..8 {
        rest *= 10_000;
        digits = digits * 10_000 + (rest >> PLACES);
        rest &= ONE.unsigned_abs() - 1;
    }
    let digits = i128::try_from(digits).ok()?;
    let digits = if value < 0 { -digits } else { digits };
    Exact::from_parts(digits, 32 - tens)?.round(Rounding::RESOLUTION).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn agrees_with_the_decimal_module_of_python() {
        for line in include_str!("../../tests/oracle/elementary.csv").lines().skip(1) {
            let fields: Vec<&str> = line.split(',').collect();
            let [operation, left, right, expected] = fields[..] else { panic!("{line}") };
            let result = match operation {
                "exp" => exact(left).exp(),
                "ln" => exact(left).ln(),
                _ => exact(left).power(exact(right)),
            };
            let expected = exact(expected).round(Rounding::significant(31)).unwrap();
            let result = result.unwrap();
            // One unit of the 28th digit, and of the 32nd decimal of a logarithm near zero.
            let ulp = expected.abs().checked_mul(Exact::new(1, 27)).unwrap();
            let ulp = if operation == "ln" { ulp.max(Exact::new(2, 32)) } else { ulp };
            let difference = result.checked_sub(expected).unwrap().abs();
            assert!(difference <= ulp, "{line}: {result}");
        }
    }

    #[test]
    fn an_s_curve_is_half_a_cosine() {
        // (2 - sqrt(2)) / 4
        let quarter = s_curve(Exact::new(25, 2));
        assert_eq!(quarter.to_string(), "0.1464466094067262377995778189");
        assert_eq!(s_curve(Exact::new(5, 1)), Exact::new(5, 1));
        let three_quarters = s_curve(Exact::new(75, 2));
        assert_eq!(quarter.checked_add(three_quarters).unwrap(), Exact::ONE);
        assert_eq!([s_curve(Exact::ZERO), s_curve(2.into())], [Exact::ZERO, Exact::ONE]);
    }

    #[test]
    fn says_what_has_no_result() {
        let error = Exact::from(-2).ln().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OutOfRange);
        assert_eq!(
            error.to_string(),
            "expected a number above zero to take the logarithm of, found -2"
        );
        let error = Exact::ZERO.power(Exact::ONE).unwrap_err();
        assert_eq!(error.to_string(), "expected a base above zero to raise to a power, found 0");
        for error in [Exact::from(900).exp(), Exact::from(-40_000).exp()] {
            assert!(
                error.unwrap_err().to_string().starts_with("expected a power of e between 10^-380")
            );
        }
        let error = exact("1e300").power(2.into()).unwrap_err();
        assert_eq!(error.to_string(), "expected a power between 10^-380 and 10^380, found 2");
    }

    #[test]
    fn inverse_of_each_other() {
        for text in ["1", "0.5", "2.302585", "-17.25", "123.456"] {
            let back = exact(text).exp().unwrap().ln().unwrap();
            let difference = back.checked_sub(exact(text)).unwrap().abs();
            assert!(difference <= Exact::new(1, 25), "{text}: {back}");
        }
    }
}
