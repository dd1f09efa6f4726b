use super::{Exact, Rounding};

/// Decimals of a portion.
const PLACES: i32 = 18;
const ONE: u128 = 1_000_000_000_000_000_000;

/// A share from 0 to 1 at 18 decimals, for taking it of whole numbers again and again.
///
/// A chain of exact products would gain 18 digits a step; this rounds each step, half-even, to the
/// whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Portion(u128);

impl Portion {
    /// `None` outside 0 to 1.
    pub(crate) fn new(share: Exact) -> Option<Portion> {
        let share = share.round(Rounding::decimals(PLACES)).ok()?.mantissa_at(PLACES)?;
        u128::try_from(share).ok().filter(|share| *share <= ONE).map(Portion)
    }

    pub(crate) fn of(self, amount: u128) -> u128 {
        // A share of at most one keeps each part below what it is taken of.
        let (whole, part) = (amount / ONE, amount % ONE);
        let product = part * self.0;
        let (quotient, rest) = (product / ONE, product % ONE);
        let up = rest > ONE / 2 || (rest == ONE / 2 && quotient % 2 == 1);
        whole * self.0 + quotient + u128::from(up)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portion(text: &str) -> Portion {
        Portion::new(text.parse().unwrap()).unwrap()
    }

    #[test]
    fn rounds_half_even_to_the_whole() {
        let half = portion("0.5");
        assert_eq!([half.of(3), half.of(5), half.of(4)], [2, 2, 2]);
        assert_eq!(portion("1").of(u128::MAX), u128::MAX);
        assert_eq!(portion("0").of(u128::MAX), 0);
        let amount = 123_456_789_012_345_678_901_234_567_890;
        assert_eq!(portion("0.25").of(amount), 30_864_197_253_086_419_725_308_641_972);
    }

    #[test]
    fn is_a_share() {
        for text in ["-0.1", "1.0000000001", "2"] {
            assert_eq!(Portion::new(text.parse().unwrap()), None);
        }
    }
}
