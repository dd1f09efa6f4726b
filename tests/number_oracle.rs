//! The `number` module against a table computed with fractions by `oracle/number.py`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use climate_account::Error;
use climate_account::number::{
    Digits, Exact, ExactSum, NumberFormat, Rounding, RoundingMode, allocate, interpolate,
    round_to_sum,
};

const TABLE: &str = include_str!("oracle/number.csv");

const COUNTS: [(&str, usize); 13] = [
    ("add", 120),
    ("allocate", 65),
    ("compare", 119),
    ("divide", 335),
    ("interpolate", 65),
    ("mul", 123),
    ("parse", 123),
    ("round", 260),
    ("round_to_sum", 39),
    ("sub", 114),
    ("sum", 89),
    ("terminating", 53),
    ("to_decimal", 71),
];

#[test]
fn every_row_of_the_table_holds() {
    let mut counts = BTreeMap::<&str, usize>::new();
    let mut faults = String::new();
    for (index, line) in TABLE.lines().enumerate().skip(1) {
        let (operation, arguments, expected) = columns(line);
        *counts.entry(operation).or_default() += 1;
        let found =
            run(operation, &arguments).unwrap_or_else(|error| error.kind().name().to_owned());
        if found != expected {
            let number = index + 1;
            writeln!(
                faults,
                "line {number}: {operation} {arguments}\n  expected {expected}\n  found    {found}"
            )
            .unwrap();
        }
    }
    assert!(faults.is_empty(), "{} rows differ:\n{faults}", faults.matches("line ").count());
    assert!(counts.values().sum::<usize>() >= 700);
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), COUNTS);
}

/// Only the middle column holds commas, and is quoted then.
fn columns(line: &str) -> (&str, String, &str) {
    let (operation, rest) = line.split_once(',').unwrap();
    let (arguments, expected) = rest.rsplit_once(',').unwrap();
    let quoted = arguments.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    (operation, quoted.unwrap_or(arguments).replace("\"\"", "\""), expected)
}

fn run(operation: &str, arguments: &str) -> Result<String, Error> {
    let parts: Vec<&str> = arguments.split(';').collect();
    match operation {
        "add" => pair(arguments, Exact::checked_add),
        "sub" => pair(arguments, Exact::checked_sub),
        "mul" => pair(arguments, Exact::checked_mul),
        "compare" => {
            pair(arguments, |left, right| Ok(format!("{:?}", left.cmp(&right)).to_lowercase()))
        }
        "terminating" => pair(arguments, |left, right| {
            Ok(left
                .terminating_quotient(right)
                .map_or("none".to_owned(), |value| value.to_string()))
        }),
        "divide" => text(number(parts[0]).divide(number(parts[1]), rounding(&parts[2..]))),
        "round" => text(number(parts[0]).round(rounding(&parts[1..]))),
        "to_decimal" => text(number(arguments).to_decimal().map(|decimal| decimal.normalize())),
        "parse" => {
            let (format, source) = arguments.split_once(';').unwrap();
            text(format_named(format).parse(source))
        }
        "sum" => text(numbers(arguments).into_iter().collect::<ExactSum>().total()),
        "interpolate" => text(interpolate(
            point(parts[0]),
            point(parts[1]),
            parts[2].parse().unwrap(),
            rounding(&parts[3..]),
        )),
        "allocate" => {
            let weights: Vec<(&str, Exact)> = parts[2]
                .split_whitespace()
                .map(|weight| weight.split_once('=').unwrap())
                .map(|(key, weight)| (key, number(weight)))
                .collect();
            let decimals = parts[1].parse().unwrap();
            allocate(number(parts[0]), &weights, decimals).map(|parts| join(&parts))
        }
        "round_to_sum" => {
            let (rows, total) = round_to_sum(&numbers(parts[1]), parts[0].parse().unwrap())?;
            Ok(format!("{};{total}", join(&rows)))
        }
        _ => panic!("no operation {operation}"),
    }
}

fn pair<T: ToString>(
    arguments: &str,
    operation: impl Fn(Exact, Exact) -> Result<T, Error>,
) -> Result<String, Error> {
    let (left, right) = arguments.split_once(' ').unwrap();
    text(operation(number(left), number(right)))
}

fn text<T: ToString>(value: Result<T, Error>) -> Result<String, Error> {
    value.map(|value| value.to_string())
}

fn number(text: &str) -> Exact {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn numbers(text: &str) -> Vec<Exact> {
    text.split_whitespace().map(number).collect()
}

fn join(values: &[Exact]) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn point(text: &str) -> (i64, Exact) {
    let (year, value) = text.split_once(' ').unwrap();
    (year.parse().unwrap(), number(value))
}

fn rounding(parts: &[&str]) -> Rounding {
    let mode = match parts[0] {
        "half-even" => RoundingMode::HalfEven,
        "half-away-from-zero" => RoundingMode::HalfAwayFromZero,
        "towards-zero" => RoundingMode::TowardsZero,
        "away-from-zero" => RoundingMode::AwayFromZero,
        "floor" => RoundingMode::Floor,
        "ceiling" => RoundingMode::Ceiling,
        other => panic!("no rounding mode {other}"),
    };
    let digits = match parts[1] {
        "decimals" => Digits::Decimals(parts[2].parse().unwrap()),
        "significant" => Digits::Significant(parts[2].parse().unwrap()),
        other => panic!("no digits {other}"),
    };
    Rounding { mode, digits }
}

fn format_named(name: &str) -> NumberFormat {
    match name {
        "point" => NumberFormat::POINT,
        "danish" => NumberFormat::DANISH,
        "english" => NumberFormat::ENGLISH,
        other => panic!("no number format {other}"),
    }
}
