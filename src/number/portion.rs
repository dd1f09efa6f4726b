use super::elementary::{PLACES, exponential, fixed};
use super::{Exact, power_of_ten};

/// Binary places of a portion: 19 decimals.
const BITS: u32 = 64;
const LOW: u128 = (1 << BITS) - 1;

/// A share from 0 to 1 in units of 2^-64, for taking it of whole numbers again and again.
///
/// A chain of exact products would gain 19 digits a step; this cuts each step to a whole number, so
/// that what decays ends, and needs no division.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Portion(u128);

impl Portion {
    pub(crate) const WHOLE: Portion = Portion(1 << BITS);

    /// What is left after a decay of so many e-folds; `None` for a decay below zero.
    pub(crate) fn left_after(e_folds: Exact) -> Option<Portion> {
        if e_folds.is_negative() {
            return None;
        }
        let Some((value, tens)) = fixed(-e_folds).and_then(exponential) else {
            return Some(Portion(0));
        };
        let left = value / power_of_ten(tens.unsigned_abs()).unwrap_or(i128::MAX);
        u128::try_from(left).ok().map(|left| Portion(left >> (PLACES - BITS)))
    }

    pub(crate) fn of(self, amount: u128) -> u128 {
        // A share of at most one keeps each product within 128 bits.
        let (high, low) = (amount >> BITS, amount & LOW);
        high * self.0 + ((low * self.0) >> BITS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(e_folds: &str) -> Portion {
        Portion::left_after(e_folds.parse().unwrap()).unwrap()
    }

    #[test]
    fn cuts_to_the_whole() {
        assert_eq!(left("0"), Portion::WHOLE);
        assert_eq!(Portion::WHOLE.of(u128::MAX), u128::MAX);
        // exp(-0.09), exp(-3) and exp(-30) by Python's decimal module.
        let amount = 1_000_000_000_000_000_000;
        assert_eq!(left("0.09").of(amount), 913_931_185_271_228_186);
        assert_eq!(left("3").of(amount), 49_787_068_367_863_942);
        assert_eq!(left("30").of(amount), 93_576);
        assert_eq!(left("0.09").of(1), 0);
        assert_eq!(left("5000").of(u128::MAX), 0);
    }

    #[test]
    fn nothing_grows() {
        assert_eq!(Portion::left_after(Exact::new(-1, 20)), None);
    }
}
