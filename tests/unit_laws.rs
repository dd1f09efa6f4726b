//! What holds for every unit and every text.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed test panics")]

use climate_account::number::{Exact, Rounding};
use climate_account::unit::{Energy, Substance};
use climate_account::{Amount, Quantity, Unit};
use proptest::prelude::*;

/// Names that measure one thing each, by thing.
const FAMILIES: [&[&str]; 9] = [
    &["J", "kJ", "GJ", "PJ", "kWh", "TWh", "toe", "Gcal", "Btu", "MMBtu", "therm"],
    &["kWh (net)", "GJ (net)", "TJ (NCV)", "ktoe (net)"],
    &["g", "kg", "t", "Gg", "Mt", "lb", "short_ton", "long_ton"],
    &["l", "hl", "m3", "m^3", "gal(US)", "gal(UK)", "bbl"],
    &["m2", "ha", "km²", "acre"],
    &["m", "km", "mile", "nmi"],
    &["vkm", "Mvkm", "1000 vehicle km"],
    &["head", "kilohead", "million head"],
    &["kg N2O", "t N2O-N", "GgN2O"],
];

fn name() -> impl Strategy<Value = String> {
    (0..FAMILIES.len(), any::<prop::sample::Index>())
        .prop_map(|(family, index)| (*index.get(FAMILIES[family])).to_owned())
}

/// Two names of one family.
fn relatives() -> impl Strategy<Value = (String, String)> {
    (0..FAMILIES.len(), any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(
        |(family, left, right)| {
            let names = FAMILIES[family];
            ((*left.get(names)).to_owned(), (*right.get(names)).to_owned())
        },
    )
}

/// A name, a rate, a product, with brackets where needed.
fn spelling() -> impl Strategy<Value = String> {
    prop_oneof![
        name(),
        (name(), name()).prop_map(|(above, below)| format!("{above}/{below}")),
        (name(), name()).prop_map(|(above, below)| format!("{above} per {below}")),
        (name(), name(), name()).prop_map(|(a, b, c)| format!("{a}/{b}/{c}")),
        (name(), name(), name()).prop_map(|(a, b, c)| format!("{a}/({b}·{c})")),
        (name(), name()).prop_map(|(left, right)| format!("{left}·{right}")),
    ]
}

fn unit(text: &str) -> Unit {
    text.parse().unwrap()
}

proptest! {
    #[test]
    fn what_is_printed_reads_as_the_same(text in spelling(), value in any::<i32>()) {
        let read = unit(&text);
        prop_assert_eq!(&read.to_string(), &text);
        prop_assert_eq!(&unit(&read.to_string()), &read);
        let amount = Amount::new(value, read);
        prop_assert_eq!(amount.to_string().parse::<Amount>().unwrap(), amount);
    }

    #[test]
    fn parts_make_the_whole(text in spelling()) {
        let whole = unit(&text);
        let parts = whole.numerator().per(&whole.denominator()).unwrap();
        prop_assert_eq!(&parts, &whole);
        prop_assert_eq!(unit(parts.as_str()), whole);
    }

    #[test]
    fn there_and_back_is_the_same(
        (from, to) in relatives(),
        mantissa in any::<i32>(),
        scale in 0_i8..9,
    ) {
        let amount = Amount::new(Exact::new(mantissa.into(), scale), unit(&from));
        let to = unit(&to);
        let (there, back) = (amount.unit.ratio_to(&to).unwrap(), to.ratio_to(&amount.unit).unwrap());
        prop_assert_eq!(there.numerator().is_positive(), true);
        if let Ok(converted) = amount.convert_to(&to) {
            prop_assert_eq!(back.exactly(converted.value), Some(amount.value));
            prop_assert_eq!(converted.convert_to(&amount.unit).unwrap(), amount);
        } else {
            let rounded = amount.convert_rounded(&to, Rounding::RESOLUTION).unwrap();
            let again = back.times(rounded.value, Rounding::significant(20)).unwrap();
            let again = again.round(Rounding::significant(20)).unwrap();
            prop_assert_eq!(again, amount.value);
        }
    }

    #[test]
    fn a_unit_change_leaves_ratios(
        (from, to) in relatives(),
        left in 1..10_000_i32,
        right in 1..10_000_i32,
    ) {
        let ratio = unit(&from).ratio_to(&unit(&to)).unwrap();
        // left : right stays left : right, exactly, as cross products of the rationals.
        let scaled = |value: i32| Exact::from(value).checked_mul(ratio.numerator()).unwrap();
        let (first, second) = (scaled(left), scaled(right));
        prop_assert_eq!(
            first.checked_mul(Exact::from(right)).unwrap(),
            second.checked_mul(Exact::from(left)).unwrap()
        );
    }

    #[test]
    fn an_emission_does_not_depend_on_the_unit_of_the_activity(
        (from, to) in relatives(),
        value in 1..1_000_000_i32,
    ) {
        let factor = Amount::new(Exact::new(561, 1), unit("kg CO2").per(&unit(&from)).unwrap());
        let activity = Amount::new(value, unit(&from));
        let expected = activity.times_rate(&factor, Rounding::RESOLUTION).unwrap();
        if let Ok(converted) = activity.convert_to(&unit(&to)) {
            let emission = converted.times_rate(&factor, Rounding::RESOLUTION).unwrap();
            prop_assert_eq!(emission, expected);
        }
    }

    #[test]
    fn any_value_is_converted_or_an_error(
        (from, to) in relatives(),
        mantissa in any::<i64>(),
        scale in any::<i8>(),
        decimals in -200..200_i32,
    ) {
        let (from, to) = (unit(&from), unit(&to));
        let text = format!("{mantissa}e{scale}");
        let values = text.parse().into_iter().chain([Exact::new(mantissa, scale)]);
        for value in values {
            let amount = Amount::new(value, from.clone());
            let _ = amount.convert_to(&to);
            let _ = amount.convert_rounded(&to, Rounding::decimals(decimals));
            let _ = amount.convert_rounded(&to, Rounding::significant(36));
            let _ = amount.times_rate(&amount, Rounding::RESOLUTION);
            let _ = Quantity::<Energy>::try_from(amount).map(|quantity| quantity.to_string());
        }
    }

    #[test]
    fn refusals_go_both_ways(left in name(), right in name()) {
        let (left, right) = (unit(&left), unit(&right));
        match (left.ratio_to(&right), right.ratio_to(&left)) {
            (Ok(_), Ok(_)) => prop_assert_eq!(left.dimension(), right.dimension()),
            (Err(there), Err(back)) => prop_assert_eq!(there.kind(), back.kind()),
            other => prop_assert!(false, "{:?}", other),
        }
    }

    #[test]
    fn any_text_is_a_unit_or_an_error(text in "\\PC{0,40}") {
        if let Ok(read) = text.parse::<Unit>() {
            prop_assert_eq!(unit(read.as_str()), read);
        }
        let _ = text.parse::<Amount>();
        let _ = text.parse::<Substance>();
    }

    #[test]
    fn any_text_of_unit_letters_is_a_unit_or_an_error(
        text in "[kMGtgJWh0-9CNO2e/·*^()\\[\\] .æ-]{0,24}",
    ) {
        if let Ok(read) = text.parse::<Unit>() {
            prop_assert_eq!(&unit(read.as_str()), &read);
            let parts = read.numerator().per(&read.denominator());
            prop_assert_eq!(parts.unwrap(), read);
        }
        let _ = text.parse::<Amount>();
    }
}

#[test]
fn a_long_text_is_an_error() {
    for text in ["(".repeat(200), "kg·".repeat(66), "/".repeat(300), "kg^9·".repeat(40)] {
        assert!(text.parse::<Unit>().is_err());
    }
}
