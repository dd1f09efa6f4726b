//! Conversions with known results, and conversions that must be refused.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed test panics")]

use climate_account::number::{Exact, Rounding};
use climate_account::unit::ConversionContext;
use climate_account::{Amount, Result, Unit};
use serde_json::Value;

fn text<'a>(value: &'a Value, path: &str) -> Option<&'a str> {
    value.pointer(path).and_then(Value::as_str)
}

fn context(case: &Value) -> Result<ConversionContext> {
    let mut context = ConversionContext::new();
    if let Some(hours) = text(case, "/inputs/hours_per_year/value") {
        context = context.hours_per_year(hours.parse::<Exact>()?);
    }
    if let Some(words) = text(case, "/inputs/context/value") {
        assert!(words.ends_with("mass contained in the gas"), "{words}");
        context = context.element_contained();
    }
    Ok(context)
}

fn convert(case: &Value) -> Result<Amount> {
    let value = text(case, "/inputs/amount/value").unwrap();
    let from = text(case, "/inputs/amount/unit").unwrap();
    let to = text(case, "/inputs/to_unit/value").unwrap();
    let amount: Amount = format!("{value} {from}").parse()?;
    amount.convert_with(&to.parse()?, &context(case)?, Rounding::RESOLUTION)
}

fn check(case: &Value) {
    let id = text(case, "/id").unwrap();
    let result = convert(case);
    if let Some(kind) = text(case, "/expected/error/value") {
        assert_eq!(result.unwrap_err().kind().name(), kind, "{id}");
        return;
    }
    let result = result.unwrap_or_else(|error| panic!("{id}: {error}"));
    let expected: Exact = text(case, "/expected/amount/value").unwrap().parse().unwrap();
    assert_eq!(result.unit, text(case, "/expected/amount/unit").unwrap().parse::<Unit>().unwrap());
    let difference = result.value.checked_sub(expected).unwrap().abs();
    let tolerance = match text(case, "/tolerance/relative") {
        Some(relative) => expected.abs().checked_mul(relative.parse::<Exact>().unwrap()).unwrap(),
        None => text(case, "/tolerance/absolute").unwrap().parse().unwrap(),
    };
    assert!(difference <= tolerance, "{id}: {result}, expected {expected}");
}

#[test]
fn every_conversion_is_as_published() {
    let document: Value = serde_json::from_str(include_str!("vectors/units.json")).unwrap();
    let cases = document["vectors"].as_array().unwrap();
    assert_eq!(cases.len(), 57);
    cases.iter().for_each(check);
}
