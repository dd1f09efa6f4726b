use super::attribution::Attribution;
use super::problem::ScenarioProblem;
use crate::error::{Error, Result};
use crate::number::{Exact, ExactSum, Rounding, halves, philox};

/// Digits of a standard error.
const STANDARD_ERROR: Rounding = Rounding::significant(12);

/// Shapley values from pairs of orders: one that is drawn, and the same backwards.
pub(super) fn sampled(
    package: Exact,
    measures: usize,
    (seed, pairs): (u64, u32),
    effect: &mut dyn FnMut(&[bool]) -> Result<Exact>,
) -> Result<Attribution> {
    if pairs < 2 {
        return Err(Error::new(ScenarioProblem::Pairs { found: pairs }));
    }
    let nothing = effect(&vec![false; measures])?;
    // By measure, then by pair: what it adds in both orders together.
    let mut added = vec![Vec::with_capacity(pairs as usize); measures];
    for pair in 0..pairs {
        let mut order = drawn_order(measures, seed, pair);
        let mut sums = vec![Exact::ZERO; measures];
        for _ in 0..2 {
            let (mut taken, mut before) = (vec![false; measures], nothing);
            for &measure in &order {
                taken[measure] = true;
                let after = effect(&taken)?;
                sums[measure] = sums[measure].checked_add(after.checked_sub(before)?)?;
                before = after;
            }
            order.reverse();
        }
        added.iter_mut().zip(sums).for_each(|(added, sum)| added.push(sum));
    }
    let mean = |added: &Vec<Exact>| {
        let sum = added.iter().copied().collect::<ExactSum>().total()?;
        sum.quotient((2 * i64::from(pairs)).into(), Rounding::RESOLUTION)
    };
    let effects = added.iter().map(mean).collect::<Result<_>>()?;
    let errors = added.iter().map(|added| standard_error(added)).collect::<Result<_>>()?;
    Ok(Attribution { standard_errors: Some(errors), ..Attribution::adding_up(package, effects)? })
}

/// The standard error of half the mean of independent values.
fn standard_error(values: &[Exact]) -> Result<Exact> {
    let rounding = Rounding::beside(largest(values));
    let count = Exact::from(i64::try_from(values.len()).unwrap_or(i64::MAX));
    let sum = values.iter().copied().collect::<ExactSum>().total()?;
    let mean = sum.quotient(count, rounding)?.round(rounding)?;
    let deviation = |value: &Exact| value.round(rounding)?.checked_sub(mean);
    let deviations = values.iter().map(deviation).collect::<Result<Vec<_>>>()?;
    let largest = largest(&deviations);
    if largest.is_zero() {
        return Ok(Exact::ZERO);
    }
    // As parts of the largest, whose squares add up within the digits that there are.
    let square = |deviation: &Exact| {
        let part = deviation.divide(largest, Rounding::decimals(14))?;
        part.checked_mul(part)
    };
    let squares: ExactSum = deviations.iter().map(square).collect::<Result<_>>()?;
    let degrees = count.checked_mul(count.checked_sub(Exact::ONE)?)?;
    let variance = squares.total()?.quotient(degrees, Rounding::RESOLUTION)?;
    let error = variance.power(Exact::new(5, 1))?.round(STANDARD_ERROR)?;
    error.checked_mul(largest.round(STANDARD_ERROR)?)?.checked_mul(Exact::new(5, 1))
}

fn largest(values: &[Exact]) -> Exact {
    values.iter().map(|value| value.abs()).max().unwrap_or_default()
}

/// An order of the numbers below `count`, every one as likely as any other (Fisher and Yates).
fn drawn_order(count: usize, seed: u64, number: u32) -> Vec<usize> {
    let mut words = Words::new(seed, number);
    let mut order: Vec<usize> = (0..count).collect();
    for (place, bound) in (1..count).zip(2_u32..) {
        order.swap(place, words.below(bound) as usize);
    }
    order
}

/// The random words of one order, which can be had without those of the others.
struct Words {
    key: [u32; 2],
    number: u32,
    block: u32,
    left: std::array::IntoIter<u32, 4>,
}

impl Words {
    fn new(seed: u64, number: u32) -> Words {
        let (high, low) = halves(seed);
        Words { key: [low, high], number, block: 0, left: [0; 4].into_iter() }
    }

    fn next(&mut self) -> u32 {
        loop {
            if self.block > 0
                && let Some(word) = self.left.next()
            {
                return word;
            }
            self.left = philox([self.block, self.number, 0, 0], self.key).into_iter();
            self.block = self.block.wrapping_add(1);
        }
    }

    /// A number below the bound; words that would favour some are drawn again (Lemire 2019).
    fn below(&mut self, bound: u32) -> u32 {
        let unfair = bound.wrapping_neg() % bound;
        loop {
            let (high, low) = halves(u64::from(self.next()) * u64::from(bound));
            if low >= unfair {
                return high;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn every_order_is_as_likely_as_any_other() {
        let mut seen: HashMap<Vec<usize>, i64> = HashMap::new();
        for number in 0..24_000 {
            *seen.entry(drawn_order(4, 7, number)).or_default() += 1;
        }
        assert_eq!(seen.len(), 24);
        // Chi squared of 23 degrees of freedom: above 64 once in 100,000 seeds.
        let squares: i64 = seen.values().map(|found| (found - 1000) * (found - 1000)).sum();
        assert!(squares < 64 * 1000, "{squares}");
    }

    #[test]
    fn orders_are_those_of_their_seed_and_number() {
        assert_eq!(drawn_order(60, 1, 5), drawn_order(60, 1, 5));
        assert_ne!(drawn_order(60, 1, 5), drawn_order(60, 1, 6));
        assert_ne!(drawn_order(60, 1, 5), drawn_order(60, 2, 5));
        let mut all = drawn_order(60, 1, 5);
        all.sort_unstable();
        assert!(all.into_iter().eq(0..60));
        assert_eq!(drawn_order(0, 1, 1), Vec::<usize>::new());
    }

    #[test]
    fn a_standard_error_is_that_of_the_textbook() {
        // 2, 4, 4, 4, 5, 5, 7, 9: variance 32/7, so that the mean has sqrt(32/7/8) = 0.7559...
        let values = [2, 4, 4, 4, 5, 5, 7, 9].map(Exact::from);
        let error = standard_error(&values).unwrap();
        let half: Exact = "0.377964473009".parse().unwrap();
        assert!(error.checked_sub(half).unwrap().abs() < Exact::new(1, 11), "{error}");
        assert_eq!(standard_error(&[Exact::ONE; 5]).unwrap(), Exact::ZERO);
    }
}
