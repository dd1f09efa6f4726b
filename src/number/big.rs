use core::cmp::Ordering;

use super::problem::NumberProblem;
use super::{Digits, Exact, Rounding};
use crate::error::{Error, Result};

/// Where a quotient is looked at to be rounded: one digit more than any rounding keeps.
const ENOUGH: u128 = 10_u128.pow(37);

/// A whole number of any size.
///
/// Slow and rarely needed: where a sum leaves 128 bits on the way, where a product is divided that
/// no mantissa holds, and where networks that feed on each other are solved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Big {
    /// Never set for zero.
    negative: bool,
    /// The smallest first, without zeros at the end.
    limbs: Vec<u32>,
}

impl Big {
    pub(crate) const ZERO: Big = Big { negative: false, limbs: Vec::new() };

    pub(crate) fn power_of_ten(exponent: u32) -> Big {
        let mut limbs = vec![1];
        for _ in 0..exponent / 9 {
            times_small(&mut limbs, 1_000_000_000, 0);
        }
        times_small(&mut limbs, 10_u32.pow(exponent % 9), 0);
        Big { negative: false, limbs }
    }

    /// The mantissa of a number at a scale that is as fine as its normalised one or finer.
    pub(crate) fn at(number: Exact, scale: i32) -> Big {
        let number = number.normalised();
        let lift = scale.saturating_sub(number.scale()).max(0).unsigned_abs();
        Big::from(number.mantissa()).times(&Big::power_of_ten(lift))
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.limbs.is_empty()
    }

    fn of(negative: bool, mut limbs: Vec<u32>) -> Big {
        trim(&mut limbs);
        Big { negative: negative && !limbs.is_empty(), limbs }
    }

    pub(crate) fn plus(&self, other: &Big) -> Big {
        if self.negative == other.negative {
            return Big::of(self.negative, add(&self.limbs, &other.limbs));
        }
        match compare(&self.limbs, &other.limbs) {
            Ordering::Less => Big::of(other.negative, subtract(&other.limbs, &self.limbs)),
            _ => Big::of(self.negative, subtract(&self.limbs, &other.limbs)),
        }
    }

    pub(crate) fn minus(&self, other: &Big) -> Big {
        let opposite = Big { negative: !other.negative, limbs: other.limbs.clone() };
        self.plus(&Big::of(opposite.negative, opposite.limbs))
    }

    pub(crate) fn times(&self, other: &Big) -> Big {
        Big::of(self.negative != other.negative, multiply(&self.limbs, &other.limbs))
    }

    /// The quotient towards zero and the rest, which has the sign of the dividend; `None` for a
    /// divisor of zero.
    pub(crate) fn divided_by(&self, divisor: &Big) -> Option<(Big, Big)> {
        if divisor.is_zero() {
            return None;
        }
        let (quotient, rest) = divide(&self.limbs, &divisor.limbs);
        Some((Big::of(self.negative != divisor.negative, quotient), Big::of(self.negative, rest)))
    }

    /// The greatest common divisor, zero only of two zeros.
    pub(crate) fn common_divisor(&self, other: &Big) -> Big {
        let (mut left, mut right) = (self.limbs.clone(), other.limbs.clone());
        while !right.is_empty() {
            let rest = divide(&left, &right).1;
            left = core::mem::replace(&mut right, rest);
        }
        Big::of(false, left)
    }

    /// The magnitude where it fits 128 bits.
    fn small(&self) -> Option<u128> {
        if self.limbs.len() > 4 {
            return None;
        }
        Some(self.limbs.iter().rev().fold(0, |value, &limb| value << 32 | u128::from(limb)))
    }

    /// The number `self × 10^(−scale)`, `None` where it does not fit without its trailing zeros.
    pub(crate) fn at_scale(mut self, mut scale: i32) -> Option<Exact> {
        loop {
            let small = self.small().and_then(|magnitude| i128::try_from(magnitude).ok());
            if let Some(magnitude) = small {
                return Exact::from_parts(
                    if self.negative { -magnitude } else { magnitude },
                    scale,
                );
            }
            if divide_small(&mut self.limbs, 10) != 0 {
                return None;
            }
            trim(&mut self.limbs);
            scale -= 1;
        }
    }

    /// `self / divisor × 10^(−scale)`: exact where that terminates and fits, otherwise rounded by a
    /// named rule; `None` for a divisor of zero and where the digits asked for do not fit.
    pub(crate) fn quotient(&self, divisor: &Big, scale: i32, rounding: Rounding) -> Option<Exact> {
        if divisor.is_zero() {
            return None;
        }
        if self.is_zero() {
            return Some(Exact::ZERO);
        }
        let mut lift = lift_to_enough(self, divisor)?;
        let (mut digits, mut rest, mut bottom) = loop {
            let power = Big::power_of_ten(lift.unsigned_abs());
            let (top, bottom) = if lift >= 0 {
                (self.times(&power), divisor.clone())
            } else {
                (self.clone(), divisor.times(&power))
            };
            let (quotient, rest) = top.divided_by(&bottom)?;
            match quotient.small() {
                Some(digits) if digits < ENOUGH => lift += 1,
                Some(digits) if digits <= i128::MAX.unsigned_abs() => break (digits, rest, bottom),
                _ => lift -= 1,
            }
        };
        (rest.negative, bottom.negative) = (false, false);
        while !rest.is_zero() && digits < i128::MAX.unsigned_abs() / 10 {
            let lifted = rest.times(&Big::from(10));
            let (next, still) = lifted.divided_by(&bottom)?;
            digits = digits * 10 + next.small()?;
            (rest, lift) = (still, lift + 1);
        }
        let cut = !rest.is_zero();
        let negative = self.negative != divisor.negative;
        let signed = |digits: u128| {
            let digits = i128::try_from(digits).ok()?;
            Some(if negative { -digits } else { digits })
        };
        let scale = scale + lift;
        if !cut {
            return Exact::from_parts(signed(digits)?, scale);
        }
        // What is cut off matters only to a tie and to directed modes: it makes the last digit odd.
        if digits % 5 == 0 {
            digits += 1;
        }
        if let Digits::Decimals(decimals) = rounding.digits
            && decimals >= scale
        {
            return None;
        }
        Exact::from_parts(signed(digits)?, scale)?.round(rounding).ok()
    }
}

impl From<i128> for Big {
    fn from(value: i128) -> Big {
        let mut magnitude = value.unsigned_abs();
        let mut limbs = Vec::with_capacity(4);
        while magnitude != 0 {
            limbs.push(low(magnitude));
            magnitude >>= 32;
        }
        Big { negative: value < 0, limbs }
    }
}

/// The product: exact within 38 digits, otherwise rounded at [`Rounding::RESOLUTION`].
pub(crate) fn product(left: Exact, right: Exact) -> Result<Exact> {
    left.checked_mul(right).or_else(|_| product_over(&[left, right], &[], Rounding::RESOLUTION))
}

/// The product of the factors over the product of the divisors: exact where it terminates within
/// 38 digits, otherwise rounded once by a named rule, however large the products are.
pub(crate) fn product_over(
    factors: &[Exact],
    divisors: &[Exact],
    rounding: Rounding,
) -> Result<Exact> {
    let product = |numbers: &[Exact]| {
        numbers.iter().try_fold(Exact::ONE, |product, &number| product.checked_mul(number))
    };
    let (top, bottom) = (product(factors), product(divisors));
    if let (Ok(top), Ok(bottom)) = (&top, &bottom)
        && let Ok(quotient) = top.quotient(*bottom, rounding)
    {
        return Ok(quotient);
    }
    let scale = |numbers: &[Exact]| numbers.iter().map(|number| number.scale()).sum::<i32>();
    let big = |numbers: &[Exact]| {
        numbers
            .iter()
            .fold(Big::from(1), |product, number| product.times(&Big::from(number.mantissa())))
    };
    let (dividend, divisor) = (big(factors), big(divisors));
    dividend.quotient(&divisor, scale(factors) - scale(divisors), rounding).ok_or_else(|| {
        let words = |numbers: &[Exact]| {
            numbers.iter().map(Exact::to_string).collect::<Vec<_>>().join(" x ")
        };
        let (left, right) = (words(factors), words(divisors));
        Error::new(if divisor.is_zero() {
            NumberProblem::DivisionByZero { dividend: left }
        } else {
            NumberProblem::Overflow { left, operation: "/", right }
        })
    })
}

/// The power of ten that brings the quotient near the digits that are looked at.
fn lift_to_enough(dividend: &Big, divisor: &Big) -> Option<i32> {
    let bits = |big: &Big| {
        let last = big.limbs.last().map_or(0, |limb| 32 - limb.leading_zeros());
        i32::try_from(big.limbs.len() * 32).ok()?.checked_sub(32)?.checked_add_unsigned(last)
    };
    // 1233/4096 is the decimal logarithm of two; what it misses is made good by whoever asks.
    let digits = i64::from(bits(dividend)? - bits(divisor)?) * 1233 / 4096;
    i32::try_from(37 - digits).ok()
}

#[allow(clippy::cast_possible_truncation, reason = "the low part is what is meant")]
fn low(value: u128) -> u32 {
    value as u32
}

#[allow(clippy::cast_possible_truncation, reason = "the two halves are what is meant")]
fn halves(value: u64) -> (u32, u32) {
    (value as u32, (value >> 32) as u32)
}

fn trim(limbs: &mut Vec<u32>) {
    while limbs.last() == Some(&0) {
        limbs.pop();
    }
}

fn compare(left: &[u32], right: &[u32]) -> Ordering {
    let by_length = left.len().cmp(&right.len());
    by_length.then_with(|| left.iter().rev().cmp(right.iter().rev()))
}

fn add(left: &[u32], right: &[u32]) -> Vec<u32> {
    let (long, short) = if left.len() < right.len() { (right, left) } else { (left, right) };
    let others = short.iter().copied().chain(core::iter::repeat(0));
    let mut carry = 0;
    let mut sum = Vec::with_capacity(long.len() + 1);
    for (&limb, other) in long.iter().zip(others) {
        let (digit, over) = halves(u64::from(limb) + u64::from(other) + u64::from(carry));
        sum.push(digit);
        carry = over;
    }
    sum.push(carry);
    sum
}

/// The difference of a number and one that is not larger.
fn subtract(left: &[u32], right: &[u32]) -> Vec<u32> {
    let others = right.iter().copied().chain(core::iter::repeat(0));
    let mut borrow = false;
    left.iter()
        .zip(others)
        .map(|(&limb, other)| {
            let (digit, under) = limb.overflowing_sub(other);
            let (digit, again) = digit.overflowing_sub(u32::from(borrow));
            borrow = under || again;
            digit
        })
        .collect()
}

fn multiply(left: &[u32], right: &[u32]) -> Vec<u32> {
    let mut product = vec![0_u32; left.len() + right.len()];
    for (shift, &limb) in left.iter().enumerate() {
        let mut carry = 0;
        let others = right.iter().copied().chain(core::iter::once(0));
        for (place, other) in product.iter_mut().skip(shift).zip(others) {
            let value = u64::from(limb) * u64::from(other) + u64::from(*place) + u64::from(carry);
            (*place, carry) = halves(value);
        }
    }
    product
}

/// `limbs × factor + carry`, in place.
fn times_small(limbs: &mut Vec<u32>, factor: u32, mut carry: u32) {
    for limb in limbs.iter_mut() {
        (*limb, carry) = halves(u64::from(*limb) * u64::from(factor) + u64::from(carry));
    }
    if carry != 0 {
        limbs.push(carry);
    }
}

/// Divides in place by a number that is not zero and returns the rest.
fn divide_small(limbs: &mut [u32], divisor: u32) -> u32 {
    let divisor = u64::from(divisor);
    let mut rest = 0;
    for limb in limbs.iter_mut().rev() {
        let value = rest << 32 | u64::from(*limb);
        (*limb, _) = halves(value / divisor);
        rest = value % divisor;
    }
    halves(rest).0
}

/// Quotient and rest of magnitudes by Knuth's algorithm D; the divisor is not zero.
fn divide(dividend: &[u32], divisor: &[u32]) -> (Vec<u32>, Vec<u32>) {
    if compare(dividend, divisor) == Ordering::Less {
        return (Vec::new(), dividend.to_vec());
    }
    let [rest_of @ .., last] = divisor else { return (Vec::new(), Vec::new()) };
    let Some(second) = rest_of.last() else {
        let mut quotient = dividend.to_vec();
        let mut rest = vec![divide_small(&mut quotient, *last)];
        trim(&mut quotient);
        trim(&mut rest);
        return (quotient, rest);
    };
    // Lifted so that the first limb of the divisor has its top bit: an estimate is two off at most.
    let shift = last.leading_zeros();
    let lifted = |limbs: &[u32]| {
        let mut limbs = limbs.to_vec();
        times_small(&mut limbs, 1 << shift, 0);
        limbs
    };
    let bottom = lifted(divisor);
    let (first, second) = match bottom.as_slice() {
        [.., second, first] => (u64::from(*first), u64::from(*second)),
        _ => (u64::from(*last), u64::from(*second)),
    };
    let mut rest = lifted(dividend);
    rest.resize(dividend.len() + 1, 0);
    let mut quotient = vec![0_u32; dividend.len() - divisor.len() + 1];
    for (at, place) in quotient.iter_mut().enumerate().rev() {
        let Some(window) = rest.get_mut(at..=at + bottom.len()) else { continue };
        let [.., third, next, top] = window else { continue };
        let head = u64::from(*top) << 32 | u64::from(*next);
        let third = u64::from(*third);
        let (mut digit, mut left) = (head / first, head % first);
        while digit >> 32 != 0 || digit * second > (left << 32 | third) {
            digit -= 1;
            left += first;
            if left >> 32 != 0 {
                break;
            }
        }
        let mut digit = halves(digit).0;
        if take_away(window, &bottom, digit) {
            digit -= 1;
            give_back(window, &bottom);
        }
        *place = digit;
    }
    trim(&mut quotient);
    divide_small(&mut rest, 1 << shift);
    trim(&mut rest);
    (quotient, rest)
}

/// Takes `digit × bottom` from the window; whether that was too much.
fn take_away(window: &mut [u32], bottom: &[u32], digit: u32) -> bool {
    let (mut carry, mut borrow) = (0, false);
    let others = bottom.iter().copied().chain(core::iter::once(0));
    for (limb, other) in window.iter_mut().zip(others) {
        let (low, high) = halves(u64::from(digit) * u64::from(other) + u64::from(carry));
        carry = high;
        let (value, under) = limb.overflowing_sub(low);
        let (value, again) = value.overflowing_sub(u32::from(borrow));
        borrow = under || again;
        *limb = value;
    }
    borrow
}

fn give_back(window: &mut [u32], bottom: &[u32]) {
    let mut carry = 0;
    let others = bottom.iter().copied().chain(core::iter::once(0));
    for (limb, other) in window.iter_mut().zip(others) {
        (*limb, carry) = halves(u64::from(*limb) + u64::from(other) + u64::from(carry));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> Big {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text),
        };
        let mut limbs = Vec::new();
        for digit in digits.bytes() {
            times_small(&mut limbs, 10, u32::from(digit - b'0'));
        }
        Big::of(negative, limbs)
    }

    fn text(big: &Big) -> String {
        let (mut limbs, mut digits) = (big.limbs.clone(), Vec::new());
        while !limbs.is_empty() {
            digits.push(char::from(b'0' + u8::try_from(divide_small(&mut limbs, 10)).unwrap()));
            trim(&mut limbs);
        }
        let sign = if big.negative { "-" } else { "" };
        let digits: String = digits.iter().rev().collect();
        format!("{sign}{}", if digits.is_empty() { "0" } else { &digits })
    }

    fn run(operation: &str, left: &Big, right: &Big) -> String {
        match operation {
            "plus" => text(&left.plus(right)),
            "minus" => text(&left.minus(right)),
            "times" => text(&left.times(right)),
            "divided_by" => left.divided_by(right).map_or("none".to_owned(), |(quotient, rest)| {
                format!("{} {}", text(&quotient), text(&rest))
            }),
            "common_divisor" => text(&left.common_divisor(right)),
            "quotient" => left
                .quotient(right, 0, Rounding::RESOLUTION)
                .map_or("none".to_owned(), |value| value.to_string()),
            other => panic!("no operation {other}"),
        }
    }

    #[test]
    fn agrees_with_integers_computed_elsewhere() {
        let mut count = 0;
        for line in include_str!("../../tests/oracle/big.csv").lines().skip(1) {
            let [operation, left, right, expected] =
                line.split(',').collect::<Vec<_>>().try_into().unwrap();
            assert_eq!(run(operation, &big(left), &big(right)), expected, "{line}");
            count += 1;
        }
        assert!(count >= 400, "{count}");
    }

    #[test]
    fn finds_what_fits_behind_zeros() {
        let lifted = Big::from(-12).times(&Big::power_of_ten(800));
        assert_eq!(lifted.clone().at_scale(400), Exact::from_parts(-12, -400));
        assert_eq!(lifted.at_scale(350), None);
        assert_eq!(Big::ZERO.at_scale(0), Some(Exact::ZERO));
        assert_eq!(Big::power_of_ten(40).plus(&Big::from(1)).at_scale(0), None);
    }

    #[test]
    fn a_tie_with_something_behind_it_is_no_tie() {
        let rule = Rounding::significant(1);
        let exact = |digits: i64, scale: i8| Some(Exact::new(digits, scale));
        let tie = Big::from(25).times(&Big::power_of_ten(60));
        assert_eq!(tie.quotient(&Big::from(1), 60, rule), exact(25, 0));
        let behind = tie.plus(&Big::from(1));
        assert_eq!(behind.quotient(&Big::from(1), 60, rule), exact(3, -1));
        let below = tie.minus(&Big::from(1));
        assert_eq!(below.quotient(&Big::from(1), 60, rule), exact(2, -1));
        assert_eq!(Big::from(1).quotient(&Big::from(3), 0, Rounding::decimals(60)), None);
        assert_eq!(Big::from(1).quotient(&Big::ZERO, 0, rule), None);
    }

    #[test]
    fn directed_modes_see_what_is_behind_a_tie() {
        use crate::number::RoundingMode::{HalfEven, TowardsZero};
        // 25 and then 38 zeros and a 1, which no mantissa holds.
        let odd: Exact = "50000000000000000000000000000000000001".parse().unwrap();
        let even: Exact = "50000000000000000000000000000000000000".parse().unwrap();
        let rule = |mode| Rounding::significant(1).mode(mode);
        let square = |side, mode| product_over(&[side, side], &[Exact::ONE], rule(mode)).unwrap();
        assert_eq!(square(odd, HalfEven), Exact::new(3, -75));
        assert_eq!(square(odd, TowardsZero), Exact::new(2, -75));
        assert_eq!(square(even, HalfEven), Exact::new(25, -74));
    }

    #[test]
    fn a_product_over_a_product_is_rounded_once() {
        let large: Exact = "12345678901234567890123456789012345678".parse().unwrap();
        let three = Exact::from(3);
        let rule = Rounding::RESOLUTION;
        assert_eq!(product_over(&[large, three, large], &[large, three], rule).unwrap(), large);
        let third = product_over(&[large, large], &[large, large, three], rule).unwrap();
        assert_eq!(third.to_string(), format!("0.{}", "3".repeat(28)));
        let error = product_over(&[large], &[large, Exact::ZERO], rule).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::DivisionByZero);
        let error = product_over(&[large, large], &[three], Rounding::decimals(9)).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::Overflow);
    }
}
