//! Laws of the `number` module that hold for every input.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::thread;

use climate_account::number::{
    Decimal, Digits, Exact, ExactSum, NumberFormat, Rounding, RoundingMode, allocate, interpolate,
    round_to_sum, sum_by_group,
};
use proptest::prelude::*;

fn exact(mantissa: impl Into<i128>, scale: i32) -> Exact {
    format!("{}e{}", mantissa.into(), -scale).parse().unwrap()
}

/// Every mantissa and scale that a number can have, with all lengths equally likely.
fn any_number() -> impl Strategy<Value = Exact> {
    let scale = prop_oneof![3 => -5..20_i32, 1 => -400..=400_i32];
    (any::<i128>(), 0..128_u32, scale).prop_map(|(bits, shift, scale)| {
        let mantissa = (bits.checked_shr(shift).unwrap_or(0)).max(-i128::MAX);
        exact(mantissa, scale)
    })
}

/// Numbers as accounts have them: sums and products of a few always fit.
fn plain_number() -> impl Strategy<Value = Exact> {
    (-1_000_000_000_i64..=1_000_000_000, 0..30_u32, 0..=6_i8)
        .prop_map(|(mantissa, shift, scale)| Exact::new(mantissa >> shift, scale))
}

fn positive_number() -> impl Strategy<Value = Exact> {
    plain_number().prop_map(|value| if value.is_zero() { Exact::ONE } else { value.abs() })
}

fn mode() -> impl Strategy<Value = RoundingMode> {
    prop::sample::select(&RoundingMode::ALL)
}

fn rounding() -> impl Strategy<Value = Rounding> {
    let digits = prop_oneof![
        (-100..=100_i32).prop_map(Digits::Decimals),
        (1..=36_u32).prop_map(Digits::Significant)
    ];
    (mode(), digits).prop_map(|(mode, digits)| Rounding { mode, digits })
}

fn nearest(mode: RoundingMode) -> bool {
    matches!(mode, RoundingMode::HalfEven | RoundingMode::HalfAwayFromZero)
}

/// A unit for directed rounding, half of it for rounding to the nearest.
fn bound(mode: RoundingMode, unit: Exact) -> Exact {
    if nearest(mode) { unit.checked_mul(Exact::new(5, 1)).unwrap() } else { unit }
}

fn distance(left: Exact, right: Exact) -> Exact {
    left.checked_sub(right).unwrap().abs()
}

fn product(left: Exact, right: Exact) -> Exact {
    left.checked_mul(right).unwrap()
}

fn total(terms: &[Exact]) -> Exact {
    terms.iter().copied().collect::<ExactSum>().total().unwrap()
}

/// Every digit that a sum holds, or its error.
fn digits_of(sum: &ExactSum) -> String {
    format!("{sum:?} {:?}", sum.total())
}

fn sum_on_threads(terms: &[Exact], count: usize) -> ExactSum {
    let length = terms.len().div_ceil(count).max(1);
    thread::scope(|scope| {
        let workers: Vec<_> = terms
            .chunks(length)
            .map(|part| scope.spawn(move || part.iter().copied().collect::<ExactSum>()))
            .collect();
        let mut sum = ExactSum::new();
        for worker in workers {
            sum.merge(&worker.join().unwrap());
        }
        sum
    })
}

fn shuffled_terms() -> impl Strategy<Value = (Vec<Exact>, Vec<Exact>)> {
    prop::collection::vec(prop_oneof![any_number(), plain_number()], 0..60)
        .prop_flat_map(|terms| (Just(terms.clone()), Just(terms).prop_shuffle()))
}

type Weights = Vec<(usize, Exact)>;

fn shuffled_weights() -> impl Strategy<Value = (Weights, Weights)> {
    prop::collection::vec(
        prop_oneof![4 => positive_number(), 1 => Just(Exact::ZERO), 1 => Just(Exact::ONE)],
        1..12,
    )
    .prop_map(|weights| weights.into_iter().enumerate().collect::<Weights>())
    .prop_flat_map(|weights| (Just(weights.clone()), Just(weights).prop_shuffle()))
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(value in any_number()) {
        let read: Exact = value.to_string().parse().unwrap();
        prop_assert_eq!(read, value);
        prop_assert_eq!(read.to_string(), value.to_string());
    }

    #[test]
    fn a_decimal_comes_back(mantissa in any::<i64>(), scale in 0..=28_u32) {
        let decimal = Decimal::new(mantissa, scale);
        prop_assert_eq!(Exact::from(decimal).to_decimal().unwrap(), decimal);
        prop_assert_eq!(Exact::from(decimal).to_string(), decimal.normalize().to_string());
    }

    #[test]
    fn no_text_is_a_panic(
        text in ".*",
        like_a_number in "[-+\u{2212}]?[0-9.,eE+ %\u{a0}æ٣-]{0,60}",
        marks: (char, Option<char>),
    ) {
        let other = NumberFormat { decimal_mark: marks.0, thousands_mark: marks.1 };
        for format in [NumberFormat::POINT, NumberFormat::DANISH, NumberFormat::ENGLISH, other] {
            for text in [&text, &like_a_number] {
                if let Err(error) = format.parse(text) {
                    prop_assert!(error.to_string().starts_with("expected a number"));
                }
            }
        }
    }

    #[test]
    fn formats_differ_in_their_marks_alone(
        text in "-?[0-9]{1,3}(,[0-9]{3}){0,4}(\\.[0-9]{1,9})?(e-?[0-9]{1,2})?",
    ) {
        let danish: String = text
            .chars()
            .map(|mark| match mark { ',' => '.', '.' => ',', other => other })
            .collect();
        let point = text.replace(',', "");
        let value = NumberFormat::ENGLISH.parse(&text).unwrap();
        prop_assert_eq!(NumberFormat::DANISH.parse(&danish).unwrap(), value);
        prop_assert_eq!(NumberFormat::POINT.parse(&point).unwrap(), value);
    }

    #[test]
    fn sums_and_products_commute(left in any_number(), right in any_number()) {
        prop_assert_eq!(left.checked_add(right).ok(), right.checked_add(left).ok());
        prop_assert_eq!(left.checked_mul(right).ok(), right.checked_mul(left).ok());
        let back = right.checked_sub(left).ok();
        prop_assert_eq!(left.checked_sub(right).ok(), back.map(|value| -value));
    }

    #[test]
    fn sums_and_products_associate_and_distribute(
        a in plain_number(),
        b in plain_number(),
        c in plain_number(),
    ) {
        let sum = |left: Exact, right: Exact| left.checked_add(right).unwrap();
        prop_assert_eq!(sum(sum(a, b), c), sum(a, sum(b, c)));
        prop_assert_eq!(product(product(a, b), c), product(a, product(b, c)));
        prop_assert_eq!(product(a, sum(b, c)), sum(product(a, b), product(a, c)));
    }

    #[test]
    fn sums_associate_wherever_they_fit(a in any_number(), b in any_number(), c in any_number()) {
        let left = a.checked_add(b).and_then(|sum| sum.checked_add(c));
        let right = b.checked_add(c).and_then(|sum| a.checked_add(sum));
        let all = [a, b, c].into_iter().collect::<ExactSum>().total();
        for sum in [left, right].into_iter().flatten() {
            prop_assert_eq!(sum, all.as_ref().copied().unwrap());
        }
    }

    #[test]
    fn an_overflow_is_the_same_however_a_number_is_written(
        left in any_number(), right in any_number(), zeros in 0..30_usize,
    ) {
        // As a text with trailing zeros, the mantissa has room for fewer digits.
        let text = left.to_string();
        let text = if text.contains('.') { text } else { text + ".0" };
        let longer = text + &"0".repeat(zeros);
        let longer: Exact = longer.parse().unwrap();
        prop_assert_eq!(left.checked_add(right).ok(), longer.checked_add(right).ok());
        prop_assert_eq!(left.checked_mul(right).ok(), longer.checked_mul(right).ok());
        prop_assert_eq!(left.terminating_quotient(right), longer.terminating_quotient(right));
        prop_assert_eq!(left.to_decimal().ok(), longer.to_decimal().ok());
    }

    #[test]
    fn order_and_grouping_of_a_sum_do_not_matter(
        (terms, shuffled) in shuffled_terms(),
        cut in any::<prop::sample::Index>(),
    ) {
        let expected = digits_of(&terms.iter().copied().collect());
        prop_assert_eq!(&digits_of(&shuffled.iter().copied().collect()), &expected);
        let (front, back) = shuffled.split_at(cut.index(shuffled.len() + 1));
        let mut merged: ExactSum = back.iter().copied().collect();
        merged.merge(&front.iter().copied().collect());
        prop_assert_eq!(&digits_of(&merged), &expected);
    }

    #[test]
    fn a_sum_by_group_is_the_sum_of_its_lines(
        lines in prop::collection::vec((any::<i64>(), 0..4_u32), 0..40),
    ) {
        let (mantissas, groups): (Vec<i64>, Vec<u32>) = lines.iter().copied().unzip();
        let mut totals = [0; 3];
        sum_by_group(&mantissas, &groups, &mut totals);
        for (group, found) in (0..).zip(totals) {
            let terms = lines.iter().filter(|line| line.1 == group).map(|line| Exact::from(line.0));
            prop_assert_eq!(terms.collect::<ExactSum>().total().unwrap(), exact(found, 0));
        }
    }

    #[test]
    fn ordering_is_total(mut values in prop::collection::vec(any_number(), 3)) {
        values.sort();
        prop_assert!(values[0] <= values[1] && values[1] <= values[2] && values[0] <= values[2]);
        prop_assert_eq!(values[0].cmp(&values[1]), values[1].cmp(&values[0]).reverse());
        prop_assert_eq!((-values[0]).cmp(&-values[1]), values[1].cmp(&values[0]));
    }

    #[test]
    fn ordering_is_the_sign_of_the_difference(
        left in any_number(),
        right in any_number(),
        near in plain_number(),
    ) {
        let close = near.checked_add(Exact::new(1, 9)).unwrap();
        for (left, right) in [(left, right), (near, left), (near, close)] {
            if let Ok(difference) = left.checked_sub(right) {
                prop_assert_eq!(left.cmp(&right), difference.cmp(&Exact::ZERO));
                prop_assert_eq!(left < right, difference.is_negative());
                prop_assert_eq!(left > right, difference.is_positive());
            }
        }
    }

    #[test]
    fn equal_values_hash_equal(mantissa in any::<i64>(), scale in -20..20_i32, zeros in 0..18_i32) {
        let short = exact(mantissa, scale);
        let padded = exact(i128::from(mantissa) * 10_i128.pow(zeros.unsigned_abs()), scale + zeros);
        let hasher = BuildHasherDefault::<DefaultHasher>::default();
        prop_assert_eq!(short, padded);
        prop_assert_eq!(hasher.hash_one(short), hasher.hash_one(padded));
        prop_assert_eq!(short.to_string(), padded.to_string());
    }

    #[test]
    fn rounding_twice_is_rounding_once(value in any_number(), rule in rounding()) {
        if let Ok(rounded) = value.round(rule) {
            prop_assert_eq!(rounded.round(rule).unwrap(), rounded);
            for mode in RoundingMode::ALL {
                prop_assert_eq!(rounded.round(rule.mode(mode)).unwrap(), rounded);
            }
        }
    }

    #[test]
    fn rounding_keeps_the_order(
        left in any_number(),
        right in any_number(),
        near in plain_number(),
        rule in rounding(),
    ) {
        let close = near.checked_add(Exact::new(1, 7)).unwrap();
        for (left, right) in [(left, right), (near, close), (left, near)] {
            let (left, right) = (left.min(right), left.max(right));
            if let (Ok(low), Ok(high)) = (left.round(rule), right.round(rule)) {
                prop_assert!(low <= high, "{} -> {}, {} -> {}", left, low, right, high);
            }
        }
    }

    #[test]
    fn rounding_is_off_by_less_than_a_unit(
        value in plain_number(),
        mode in mode(),
        decimals in -10..10_i32,
    ) {
        let unit = exact(1, decimals);
        let rounded = value.round(Rounding::decimals(decimals).mode(mode)).unwrap();
        let error = distance(rounded, value);
        prop_assert!(error < unit && error <= bound(mode, unit));
        match mode {
            RoundingMode::Floor => prop_assert!(rounded <= value),
            RoundingMode::Ceiling => prop_assert!(rounded >= value),
            RoundingMode::TowardsZero => prop_assert!(rounded.abs() <= value.abs()),
            RoundingMode::AwayFromZero => prop_assert!(rounded.abs() >= value.abs()),
            RoundingMode::HalfEven | RoundingMode::HalfAwayFromZero => {}
        }
        let units = rounded.terminating_quotient(unit).unwrap();
        prop_assert_eq!(units.round(Rounding::decimals(0)).unwrap(), units);
    }

    #[test]
    fn significant_digits_bound_the_relative_error(
        value in plain_number(),
        mode in mode(),
        count in 1..=20_u32,
    ) {
        let rounded = value.round(Rounding { mode, digits: Digits::Significant(count) }).unwrap();
        let unit = product(value.abs(), exact(1, count.cast_signed() - 1));
        prop_assert!(distance(rounded, value) <= bound(mode, unit));
        let digits = rounded.to_string().replace(['-', '.'], "");
        prop_assert!(digits.trim_matches('0').len() <= count as usize);
    }

    #[test]
    fn a_quotient_times_its_divisor_is_the_dividend(
        dividend in plain_number(),
        divisor in positive_number(),
        negative: bool,
        mode in mode(),
        decimals in -3..12_i32,
    ) {
        let divisor = if negative { -divisor } else { divisor };
        let quotient = dividend.divide(divisor, Rounding::decimals(decimals).mode(mode)).unwrap();
        let error = distance(product(quotient, divisor), dividend);
        prop_assert!(error <= product(bound(mode, exact(1, decimals)), divisor.abs()));
        if let Some(quotient) = dividend.terminating_quotient(divisor) {
            prop_assert_eq!(product(quotient, divisor), dividend);
        }
    }

    #[test]
    fn a_product_divides_back(left in any_number(), right in any_number(), rule in rounding()) {
        if let (Ok(product), false) = (left.checked_mul(right), right.is_zero()) {
            prop_assert_eq!(product.terminating_quotient(right), Some(left));
            prop_assert_eq!(product.quotient(right, rule).unwrap(), left);
            if let (Ok(rounded), Ok(quotient)) = (left.round(rule), product.divide(right, rule)) {
                prop_assert_eq!(quotient, rounded);
            }
        }
    }

    #[test]
    fn parts_add_up_to_the_whole(
        whole in plain_number(),
        (weights, shuffled) in shuffled_weights(),
        decimals in 6..12_i32,
    ) {
        let sum = total(&weights.iter().map(|weight| weight.1).collect::<Vec<_>>());
        prop_assume!(!sum.is_zero());
        let parts = allocate(whole, &weights, decimals).unwrap();
        prop_assert_eq!(total(&parts), whole);
        let unit = product(exact(1, decimals), sum);
        for (part, (_, weight)) in parts.iter().zip(&weights) {
            prop_assert!(distance(product(*part, sum), product(whole, *weight)) < unit);
        }
        let again = allocate(whole, &shuffled, decimals).unwrap();
        for ((key, _), part) in shuffled.iter().zip(again) {
            prop_assert_eq!(part, parts[*key]);
        }
    }

    #[test]
    fn parts_of_few_decimals_add_up(
        whole in any::<i32>(),
        (weights, _) in shuffled_weights(),
        decimals in -3..3_i32,
    ) {
        prop_assume!(weights.iter().any(|weight| weight.1.is_positive()));
        let parts = allocate(Exact::new(whole.into(), 2), &weights, decimals).unwrap();
        prop_assert_eq!(total(&parts), Exact::new(whole.into(), 2));
    }

    #[test]
    fn rounded_rows_add_up_to_the_rounded_total(
        rows in prop::collection::vec(plain_number(), 0..15),
        decimals in -4..7_i32,
    ) {
        let (rounded, sum) = round_to_sum(&rows, decimals).unwrap();
        prop_assert_eq!(sum, total(&rows).round(Rounding::decimals(decimals)).unwrap());
        prop_assert_eq!(total(&rounded), sum);
        for (row, rounded) in rows.iter().zip(rounded) {
            prop_assert!(distance(*row, rounded) < exact(1, decimals));
        }
    }

    #[test]
    fn interpolation_hits_the_ends_and_lies_between(
        from in plain_number(),
        to in plain_number(),
        first in 1900..2100_i64,
        length in 1..100_i64,
        step in 0..100_i64,
    ) {
        let (last, year) = (first + length, first + step % (length + 1));
        let at = |year| interpolate((first, from), (last, to), year, Rounding::RESOLUTION).unwrap();
        prop_assert_eq!(at(first), from);
        prop_assert_eq!(at(last), to);
        prop_assert!((from.min(to)..=from.max(to)).contains(&at(year)));
        let swapped = interpolate((last, to), (first, from), year, Rounding::RESOLUTION).unwrap();
        prop_assert_eq!(swapped, at(year));
    }

    #[test]
    fn no_operation_is_a_panic(
        left in any_number(),
        right in any_number(),
        rule in rounding(),
        decimals: i32,
        years: (i64, i64, i64),
    ) {
        let _ = left.divide(right, rule);
        let _ = left.quotient(right, rule);
        let _ = left.round(Rounding::decimals(decimals));
        let _ = left.to_decimal();
        let _ = allocate(left, &[(1, right.abs()), (2, left.abs())], decimals);
        let _ = allocate(left, &[(1, right.abs()), (2, left.abs())], decimals % 100);
        let _ = round_to_sum(&[left, right], decimals);
        let _ = round_to_sum(&[left, right], decimals % 100);
        let _ = interpolate((years.0, left), (years.1, right), years.2, rule);
        let _ = interpolate((i64::MIN, left), (i64::MAX, right), years.2, rule);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn threads_do_not_matter(
        terms in prop::collection::vec(prop_oneof![any_number(), plain_number()], 0..500),
    ) {
        let expected = digits_of(&terms.iter().copied().collect());
        for count in [1, 2, 7] {
            prop_assert_eq!(&digits_of(&sum_on_threads(&terms, count)), &expected);
        }
    }
}
