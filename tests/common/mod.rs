//! Verification cases: inputs and expected values as decimal text.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use climate_account::method::Sourced;
use climate_account::number::Exact;
use climate_account::unit::{Measure, Rate};
use climate_account::{Quantity, Source};
use serde_json::Value;

pub struct Case(Value);

/// The cases of a file in `tests/vectors`.
pub fn cases(text: &str) -> Vec<Case> {
    let document: Value = serde_json::from_str(text).unwrap();
    let cases = document["vectors"].as_array().unwrap();
    assert_eq!(document["meta"]["count"].as_u64(), Some(cases.len() as u64));
    cases.iter().cloned().map(Case).collect()
}

impl Case {
    pub fn id(&self) -> &str {
        self.0["id"].as_str().unwrap()
    }

    pub fn group(&self) -> &str {
        self.0["group"].as_str().unwrap()
    }

    pub fn what(&self) -> &str {
        self.0["what"].as_str().unwrap()
    }

    pub fn has_input(&self, name: &str) -> bool {
        !self.0["inputs"][name].is_null()
    }

    pub fn input(&self, name: &str) -> &Value {
        let value = &self.0["inputs"][name]["value"];
        assert!(!value.is_null(), "{}: no input {name}", self.id());
        value
    }

    pub fn text(&self, name: &str) -> &str {
        self.input(name).as_str().unwrap()
    }

    pub fn unit(&self, name: &str) -> &str {
        self.0["inputs"][name]["unit"].as_str().unwrap()
    }

    pub fn number(&self, name: &str) -> Exact {
        number(self.input(name))
    }

    pub fn inputs(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0["inputs"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, entry)| (name.as_str(), &entry["value"]))
    }

    pub fn expects(&self, name: &str) -> bool {
        !self.0["expected"][name].is_null()
    }

    pub fn expected(&self, name: &str) -> &Value {
        &self.0["expected"][name]["value"]
    }

    pub fn expected_unit(&self, name: &str) -> &str {
        self.0["expected"][name]["unit"].as_str().unwrap()
    }

    pub fn expected_names(&self) -> impl Iterator<Item = &str> {
        self.0["expected"].as_object().unwrap().keys().map(String::as_str)
    }

    /// The error kind that the case must end in.
    pub fn refusal(&self) -> Option<&str> {
        self.expected("error").as_str()
    }

    /// Compares a result under the tolerance of the case.
    pub fn check(&self, name: &str, result: Exact) {
        let expected = number(self.expected(name));
        self.check_value(name, result, expected);
    }

    pub fn check_value(&self, name: &str, result: Exact, expected: Exact) {
        let own = &self.0["expected"][name]["tolerance"];
        let tolerance = if own.is_null() { &self.0["tolerance"] } else { own };
        let bound = match (tolerance["absolute"].as_str(), tolerance["relative"].as_str()) {
            (Some(absolute), _) => absolute.parse::<Exact>().unwrap(),
            (_, Some(relative)) => {
                let relative: Exact = relative.parse().unwrap();
                let digits = climate_account::number::Rounding::significant(20);
                expected.abs().round(digits).unwrap().checked_mul(relative).unwrap()
            }
            _ => panic!("{}: no tolerance", self.id()),
        };
        let off = result.checked_sub(expected).unwrap().abs();
        assert!(off <= bound, "{} {name}: expected {expected}, found {result}", self.id());
    }
}

/// An input of a method.
pub fn sourced<T>(value: T) -> Sourced<T> {
    let source = Source::new("Verification cases", "tests/vectors", 2024, "one case").unwrap();
    Sourced::new(value, &source)
}

pub fn quantity<D: Measure>(case: &Case, name: &str, unit: &str) -> Sourced<Quantity<D>> {
    sourced(Quantity::new(case.number(name), unit).unwrap())
}

pub fn rate<N: Measure, D: Measure>(case: &Case, name: &str, unit: &str) -> Sourced<Rate<N, D>> {
    sourced(Rate::new(case.number(name), unit).unwrap())
}

pub fn share(case: &Case, name: &str) -> Sourced<Exact> {
    sourced(case.number(name))
}

pub fn number(value: &Value) -> Exact {
    match value {
        Value::String(text) => text.parse().unwrap(),
        other => other.to_string().parse().unwrap(),
    }
}

/// A number times a power of ten.
pub trait Shift {
    fn shift(self, places: i8) -> Exact;
}

impl Shift for Exact {
    fn shift(self, places: i8) -> Exact {
        self.checked_mul(Exact::new(1, -places)).unwrap()
    }
}
