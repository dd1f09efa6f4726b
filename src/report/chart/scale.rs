//! From values to places, and the round numbers of an axis.

use super::drawing::Length;
use crate::Language;
use crate::error::Result;
use crate::number::{Exact, Rounding, RoundingMode, product_over};
use crate::report::number_text;

/// Maps a range of values to a range of places.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    low: Exact,
    range: Exact,
    from: Length,
    length: Length,
}

impl Scale {
    /// From the place of the low value to that of the high one, which may lie before it.
    pub(super) fn new((low, high): (Exact, Exact), (from, to): (Length, Length)) -> Result<Scale> {
        Ok(Scale { low, range: difference(high, low)?, from, length: to - from })
    }

    pub(super) fn place(&self, value: Exact) -> Result<Length> {
        let above = difference(value, self.low)?;
        Ok(self.from + share(self.length, above, self.range)?)
    }
}

/// A difference for the eye: at 28 digits where an exact one has too many.
fn difference(left: Exact, right: Exact) -> Result<Exact> {
    left.checked_sub(right).or_else(|_| {
        let rounding = Rounding::beside(left.abs().max(right.abs()));
        left.round(rounding)?.checked_sub(right.round(rounding)?)
    })
}

/// Part of a length.
pub(super) fn share(length: Length, part: Exact, whole: Exact) -> Result<Length> {
    let share = product_over(&[length.into(), part], &[whole], Rounding::RESOLUTION)?;
    Ok(integer(share.round(Rounding::decimals(0))?).unwrap_or(length))
}

fn integer(value: Exact) -> Option<i64> {
    value.mantissa_at(0).and_then(|mantissa| i64::try_from(mantissa).ok())
}

/// The power of ten of the first digit.
fn exponent(value: Exact) -> i32 {
    let digits = value.mantissa().unsigned_abs().checked_ilog10().unwrap_or(0);
    digits.cast_signed() - value.scale()
}

/// As many decimals as show three digits of the largest value, but none that no value has.
pub(super) fn decimals_for(values: impl IntoIterator<Item = Exact>) -> u8 {
    decimals_of(3, values)
}

/// The same for a number of digits.
pub(super) fn decimals_of(digits: i32, values: impl IntoIterator<Item = Exact>) -> u8 {
    let (mut largest, mut present) = (Exact::ZERO, 0);
    for value in values {
        largest = largest.max(value.abs());
        present = present.max(value.normalised().scale());
    }
    if largest.is_zero() {
        return 0;
    }
    u8::try_from((digits - 1 - exponent(largest)).min(present).clamp(0, 12)).unwrap_or(0)
}

/// Round numbers that cover a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ticks {
    pub(super) values: Vec<Exact>,
    step: Exact,
    /// What is to be shown.
    shown: (Exact, Exact),
    range: (Exact, Exact),
    decimals: u8,
}

impl Ticks {
    /// About as many as asked for, in steps of 1, 2 or 5 times a power of ten.
    pub(super) fn covering(low: Exact, high: Exact, about: u32) -> Result<Ticks> {
        let high = if high > low { high } else { low.checked_add(Exact::ONE)? };
        let digits = Rounding::significant(9).mode(RoundingMode::Ceiling);
        let rough = product_over(&[difference(high, low)?], &[about.into()], digits)?;
        let power = exponent(rough);
        let mut steps =
            [1, 2, 5, 10].into_iter().filter_map(|step| Exact::from_parts(step, -power));
        let smallest = rough.checked_mul(Exact::new(8, 1))?;
        let step = steps.find(|step| *step >= smallest).unwrap_or(rough);
        let whole = |value: Exact, mode| -> Result<Exact> {
            let steps = product_over(&[value], &[step], Rounding::RESOLUTION)?;
            steps.round(Rounding::decimals(0).mode(mode))
        };
        let (mut number, last) =
            (whole(low, RoundingMode::Floor)?, whole(high, RoundingMode::Ceiling)?);
        let mut values = Vec::new();
        while number <= last {
            values.push(number.checked_mul(step)?);
            number = number.checked_add(Exact::ONE)?;
        }
        let decimals = u8::try_from((-exponent(step)).clamp(0, 30)).unwrap_or(0);
        let first = values.first().copied().unwrap_or_default();
        let range = (first, values.last().copied().unwrap_or(first));
        Ok(Ticks { values, step, shown: (low, high), range, decimals })
    }

    /// Without an outer step of which less than half is used.
    pub(super) fn trimmed(mut self) -> Result<Ticks> {
        let (low, high) = self.shown;
        let half = self.step.checked_mul(Exact::new(5, 1))?;
        let pad = self.step.checked_mul(Exact::new(1, 1))?;
        if self.values.len() > 2 && difference(low, self.range.0)? > half {
            self.values.remove(0);
            self.range.0 = difference(low, pad)?;
        }
        if self.values.len() > 2 && difference(self.range.1, high)? > half {
            self.values.pop();
            self.range.1 = difference(high, -pad)?;
        }
        Ok(self)
    }

    /// What lies between the ends of the axis.
    pub(super) fn range(&self) -> (Exact, Exact) {
        self.range
    }

    /// A value that is no tick, with its own decimals.
    pub(super) fn text_of(&self, value: Exact, language: Language) -> String {
        number_text(value, self.decimals.max(decimals_for([value])), language)
    }

    pub(super) fn text(&self, value: Exact, language: Language) -> String {
        number_text(value, self.decimals, language)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ticks(low: &str, high: &str) -> Vec<String> {
        let ticks = Ticks::covering(low.parse().unwrap(), high.parse().unwrap(), 5).unwrap();
        ticks.values.iter().map(|value| ticks.text(*value, Language::Danish)).collect()
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(
            ticks("0", "907701.6"),
            ["0", "200.000", "400.000", "600.000", "800.000", "1.000.000"]
        );
        assert_eq!(
            ticks("-20900.7", "12887.5"),
            ["-30.000", "-20.000", "-10.000", "0", "10.000", "20.000"]
        );
        assert_eq!(ticks("0", "4.721"), ["0", "1", "2", "3", "4", "5"]);
        assert_eq!(
            ticks("0", "0.31"),
            ["0,00", "0,05", "0,10", "0,15", "0,20", "0,25", "0,30", "0,35"]
        );
        assert_eq!(ticks("0", "0"), ["0,0", "0,2", "0,4", "0,6", "0,8", "1,0"]);
    }

    #[test]
    fn numbers_show_three_digits() {
        let decimals = |text: &str| decimals_for([text.parse().unwrap()]);
        assert_eq!(["907701.6", "-95.5", "4.721", "0.05678", "0"].map(decimals), [0, 1, 2, 4, 0]);
        assert_eq!(["-95", "4.5", "100"].map(decimals), [0, 1, 0]);
    }

    #[test]
    fn an_outer_step_that_is_hardly_used_is_left_out() {
        let [low, high] = ["-1069", "1701882"].map(|text| text.parse::<Exact>().unwrap());
        let ticks = Ticks::covering(low, high, 5).unwrap().trimmed().unwrap();
        let values: Vec<i64> = ticks.values.iter().map(|value| integer(*value).unwrap()).collect();
        assert_eq!(values, [0, 500_000, 1_000_000, 1_500_000]);
        assert_eq!(ticks.range(), ((-51_069).into(), 1_751_882.into()));
    }

    proptest! {
        #[test]
        fn ticks_cover_the_range(low in any::<i64>(), span in 1_u32.., scale in -20_i8..20) {
            let low = Exact::new(low, scale);
            let high = low.checked_add(Exact::from(span).checked_mul(Exact::new(1, scale)).unwrap()).unwrap();
            let ticks = Ticks::covering(low, high, 5).unwrap();
            let (first, last) = ticks.range();
            prop_assert!(first <= low && high <= last);
            prop_assert!((2..=9).contains(&ticks.values.len()), "{}", ticks.values.len());
            let scale = Scale::new((first, last), (1000, 0)).unwrap();
            prop_assert_eq!((scale.place(first).unwrap(), scale.place(last).unwrap()), (1000, 0));
        }
    }
}
