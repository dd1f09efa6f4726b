//! The change of one product, divided among its factors.

use super::logarithmic_mean::{logarithm_of_ratio, logarithmic_mean};
use crate::error::Result;
use crate::number::{Exact, ExactSum, Rounding, product, product_over};

pub(super) fn product_of(factors: &[Exact]) -> Result<Exact> {
    factors.iter().try_fold(Exact::ONE, |all, &factor| product(all, factor))
}

pub(super) fn total(values: impl IntoIterator<Item = Exact>) -> Result<Exact> {
    values.into_iter().collect::<ExactSum>().total()
}

/// With the limits for zeros: what appears or vanishes is given to the factors that were or became
/// zero, in equal parts, as equally small numbers in their place would tend to.
pub(super) fn logarithmic(
    start: &[Exact],
    end: &[Exact],
    (before, after): (Exact, Exact),
    rounding: Rounding,
) -> Result<Vec<Exact>> {
    let none = || vec![Exact::ZERO; start.len()];
    if before.is_zero() && after.is_zero() {
        return Ok(none());
    }
    let (zeros, change) = match (before.is_zero(), after.is_zero()) {
        (true, _) => (start, after),
        (_, true) => (end, -before),
        _ => {
            let mean = logarithmic_mean(before, after)?;
            let effect =
                |(&from, &to)| product(mean, logarithm_of_ratio(from, to)?)?.round(rounding);
            return start.iter().zip(end).map(effect).collect();
        }
    };
    let count = zeros.iter().filter(|value| value.is_zero()).count();
    // A product below the digits that are kept has no factor of zero, and no effect worth a split.
    let share = match u32::try_from(count) {
        Ok(count) if count > 0 => change.divide(count.into(), rounding)?,
        _ => return Ok(none()),
    };
    let effect = |value: &Exact| if value.is_zero() { share } else { Exact::ZERO };
    Ok(zeros.iter().map(effect).collect())
}

/// ```text
/// phi_i = (y_i - x_i) sum over k of  c_k  k! (n - 1 - k)! / n!
/// ```
///
/// where `c_k` is the coefficient of `t^k` in the product of `x_j + t y_j` over the other factors.
pub(super) fn shapley(start: &[Exact], end: &[Exact], rounding: Rounding) -> Result<Vec<Exact>> {
    let count = start.len();
    let effect = |index: usize| {
        let mut coefficients = vec![Exact::ONE];
        let others = start.iter().zip(end).enumerate().filter(|(other, _)| *other != index);
        for (_, (&from, &to)) in others {
            let lower = coefficients.iter().copied().chain([Exact::ZERO]);
            let shifted = [Exact::ZERO].into_iter().chain(coefficients.iter().copied());
            let next = lower
                .zip(shifted)
                .map(|(stay, rise)| product(stay, from)?.checked_add(product(rise, to)?));
            coefficients = next.collect::<Result<_>>()?;
        }
        let mut sum = Exact::ZERO;
        // k! (n - 1 - k)! / n! = 1 / (n binomial(n - 1, k)), with the binomial built on the way.
        let mut binomial = Exact::ONE;
        for (power, &coefficient) in coefficients.iter().enumerate() {
            let size = Exact::from(count as u64);
            let term = product_over(&[coefficient], &[size, binomial], Rounding::significant(34))?;
            sum = sum
                .checked_add(term)
                .or_else(|_| sum.round(Rounding::RESOLUTION)?.checked_add(term.round(rounding)?))?;
            let (above, below) = (count - 1 - power, power + 1);
            binomial = product_over(
                &[binomial, Exact::from(above as u64)],
                &[Exact::from(below as u64)],
                Rounding::RESOLUTION,
            )?;
            if above == 0 {
                break;
            }
        }
        let (from, to) = (start.get(index).copied(), end.get(index).copied());
        let moved = to.unwrap_or_default().checked_sub(from.unwrap_or_default())?;
        product(moved, sum)?.round(rounding)
    };
    (0..count).map(effect).collect()
}

/// Each factor changed alone from the first year.
pub(super) fn alone(start: &[Exact], end: &[Exact], rounding: Rounding) -> Result<Vec<Exact>> {
    let effect = |index: usize| {
        let factors = start.iter().zip(end).enumerate().map(|(other, (&from, &to))| {
            if other == index { to.checked_sub(from) } else { Ok(from) }
        });
        product_of(&factors.collect::<Result<Vec<_>>>()?)?.round(rounding)
    };
    (0..start.len()).map(effect).collect()
}
