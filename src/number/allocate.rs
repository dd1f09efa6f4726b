use super::problem::NumberProblem;
use super::{Digits, Exact, ExactSum, Rounding, RoundingMode};
use crate::error::{Error, Result};

/// Spreads a total by weights so that the parts add up to it exactly.
///
/// Each part is `total × weight / Σ weights`, cut at a number of decimals; what is left goes, one
/// unit of the last decimal at a time, to the largest remainders, ties to the smaller key. The
/// order of the parts does not matter. A total with more decimals keeps them.
///
/// Largest-remainder method; IPCC 2006 and the GPC spread national amounts by such keys.
///
/// # Examples
///
/// ```
/// use climate_account::number::{Exact, allocate};
///
/// let weights = [("a", Exact::from(1)), ("b", Exact::from(1)), ("c", Exact::from(1))];
/// let parts = allocate(Exact::from(100), &weights, 0)?;
/// assert_eq!(parts, [Exact::from(34), Exact::from(33), Exact::from(33)]);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`NegativeWeight`](crate::ErrorKind::NegativeWeight);
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) where no weight is above zero;
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn allocate<K: Ord>(total: Exact, weights: &[(K, Exact)], decimals: i32) -> Result<Vec<Exact>> {
    if let Some((_, weight)) = weights.iter().find(|(_, weight)| weight.is_negative()) {
        return Err(Error::new(NumberProblem::NegativeWeight { weight: weight.to_string() }));
    }
    let whole = weights.iter().map(|&(_, weight)| weight).collect::<ExactSum>().total()?;
    if whole.is_zero() {
        return Err(Error::new(NumberProblem::NoWeight { total: total.to_string() }));
    }
    let scale = decimals.max(total.normalised().scale());
    let mut parts = Vec::with_capacity(weights.len());
    let mut order = Vec::with_capacity(weights.len());
    for (index, (key, weight)) in weights.iter().enumerate() {
        let share = total.abs().checked_mul(*weight)?;
        let part = share.divide(whole, cut(scale))?;
        // Remainders over the common denominator compare exactly.
        let remainder = share.checked_sub(part.checked_mul(whole)?)?;
        parts.push(part);
        order.push((remainder, key, index));
    }
    order.sort_by(|left, right| right.0.cmp(&left.0).then_with(|| left.1.cmp(right.1)));
    let order: Vec<usize> = order.into_iter().map(|(_, _, index)| index).collect();
    hand_out(total.abs(), &mut parts, &order, scale)?;
    if total.is_negative() {
        for part in &mut parts {
            *part = -*part;
        }
    }
    Ok(parts)
}

/// Rounds the rows of a table so that they add up to the rounded total.
///
/// The total is rounded half-even. Each row is rounded down; what is missing to the total goes, one
/// unit at a time, to the rows with the largest remainders, ties to the earlier row.
///
/// # Examples
///
/// ```
/// use climate_account::number::{Exact, round_to_sum};
///
/// let shares: Vec<Exact> = ["19.0", "16.9", "16.7", "11.9", "9.4", "4.9", "21.2"]
///     .iter()
///     .map(|text| text.parse())
///     .collect::<Result<_, _>>()?;
/// let (rows, total) = round_to_sum(&shares, 0)?;
/// assert_eq!(total, Exact::from(100));
/// assert_eq!(rows.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "), "19 17 17 12 9 5 21");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`Overflow`](crate::ErrorKind::Overflow) where the sum has more than 38 digits.
pub fn round_to_sum(rows: &[Exact], decimals: i32) -> Result<(Vec<Exact>, Exact)> {
    let total = rows.iter().copied().collect::<ExactSum>().total()?;
    let total = total.round(Rounding::decimals(decimals))?;
    let floor = Rounding::decimals(decimals).mode(RoundingMode::Floor);
    let mut rounded = rows.iter().map(|row| row.round(floor)).collect::<Result<Vec<Exact>>>()?;
    let mut order = Vec::with_capacity(rows.len());
    for (index, (row, cut)) in rows.iter().zip(&rounded).enumerate() {
        order.push((row.checked_sub(*cut)?, index));
    }
    order.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(&right.1)));
    let order: Vec<usize> = order.into_iter().map(|(_, index)| index).collect();
    hand_out(total, &mut rounded, &order, decimals)?;
    Ok((rounded, total))
}

fn cut(decimals: i32) -> Rounding {
    Rounding { mode: RoundingMode::TowardsZero, digits: Digits::Decimals(decimals) }
}

/// Gives one unit of the last decimal to the parts in order until they add up to the total.
fn hand_out(total: Exact, parts: &mut [Exact], order: &[usize], scale: i32) -> Result<()> {
    let overflow = || Error::new(NumberProblem::SumOverflow);
    let unit = Exact::from_parts(1, scale).ok_or_else(overflow)?;
    let given = parts.iter().copied().collect::<ExactSum>().total()?;
    let rest = total.checked_sub(given)?.mantissa_at(scale).ok_or_else(overflow)?;
    let count = usize::try_from(rest).map_err(|_| overflow())?;
    for &index in order.iter().take(count) {
        parts[index] = parts[index].checked_add(unit)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn the_order_of_the_parts_does_not_matter() {
        let forwards = [("a", exact("1")), ("b", exact("1")), ("c", exact("1"))];
        let backwards = [("c", exact("1")), ("b", exact("1")), ("a", exact("1"))];
        let mut parts = allocate(exact("-1"), &backwards, 1).unwrap();
        parts.reverse();
        assert_eq!(parts, allocate(exact("-1"), &forwards, 1).unwrap());
        assert_eq!(parts, [exact("-0.4"), exact("-0.3"), exact("-0.3")]);
    }

    #[test]
    fn refuses_weights_that_cannot_spread() {
        let error = allocate(exact("5"), &[(0, exact("-2"))], 0).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NegativeWeight);
        assert_eq!(error.to_string(), "expected weights of zero or more, found -2");
        let error = allocate::<u8>(exact("5"), &[], 0).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OutOfRange);
        assert_eq!(error.to_string(), "expected a weight above zero to spread 5 by, found none");
    }

    #[test]
    fn rows_with_both_signs_add_up() {
        let rows = [exact("-1.5"), exact("2.5"), exact("0.4")];
        let (rounded, total) = round_to_sum(&rows, 0).unwrap();
        assert_eq!(total, exact("1"));
        assert_eq!(rounded.into_iter().collect::<ExactSum>().total().unwrap(), total);
    }
}
