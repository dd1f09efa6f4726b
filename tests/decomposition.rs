//! Decompositions against the published cases.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use climate_account::decomposition::{
    Chain, Decomposition, DecompositionRule, Identity, LineValues, activity_structure_intensity,
};
use climate_account::number::Exact;
use climate_account::{Title, Year};
use common::{Case, cases, number};
use serde_json::Value;

fn identity(count: usize) -> Identity {
    Identity::new((0..count).map(|index| Title::new(index.to_string(), index.to_string()))).unwrap()
}

fn list(value: &Value) -> Vec<Exact> {
    value.as_array().unwrap().iter().map(number).collect()
}

/// One line, or one for each list.
fn lines(value: &Value) -> Vec<LineValues> {
    let rows = value.as_array().unwrap();
    if rows.iter().any(Value::is_array) {
        let line = |(index, row): (usize, &Value)| LineValues::new(index.to_string(), list(row));
        return rows.iter().enumerate().map(line).collect();
    }
    vec![LineValues::new("all", list(value))]
}

fn decompose(case: &Case, rule: DecompositionRule) -> Decomposition {
    let (start, end) = (lines(case.input("x0")), lines(case.input("xT")));
    let change = identity(start[0].values.len()).decompose(&start, &end, rule).unwrap();
    let sum = change.effects.iter().try_fold(Exact::ZERO, |sum, effect| sum.checked_add(*effect));
    assert_eq!(sum.unwrap(), change.change().unwrap(), "{}", case.id());
    change
}

fn check_list(case: &Case, name: &str, results: &[Exact]) {
    let expected: Vec<Exact> = match case.expected(name) {
        Value::Array(values) => values.iter().map(number).collect(),
        Value::Object(values) => results_in_order(case, values),
        other => panic!("{other}"),
    };
    assert_eq!(expected.len(), results.len());
    for (result, expected) in results.iter().zip(expected) {
        case.check_value(name, *result, expected);
    }
}

fn results_in_order(case: &Case, values: &serde_json::Map<String, Value>) -> Vec<Exact> {
    let names: Vec<&str> = if case.has_input("factors") {
        case.input("factors")
            .as_array()
            .unwrap()
            .iter()
            .map(|name| name.as_str().unwrap())
            .collect()
    } else if values.contains_key("structure") {
        vec!["activity", "structure", "intensity"]
    } else {
        vec!["activity", "factor"]
    };
    names.into_iter().map(|name| number(&values[name])).collect()
}

fn activity_factor(case: &Case) {
    let line = |year: u8| {
        let values = ["activity", "factor"].map(|name| case.number(&format!("{name}_{year}")));
        [LineValues::new("all", values)]
    };
    let by = |rule| identity(2).decompose(&line(1), &line(2), rule);
    let shapley = by(DecompositionRule::Shapley).unwrap();
    case.check("delta", shapley.change().unwrap());
    check_list(case, "shapley", &shapley.effects);
    if case.expects("base_weights") {
        let base = by(DecompositionRule::BaseWeights).unwrap();
        check_list(case, "base_weights", &base.effects);
        let interaction = number(&case.expected("base_weights")["interaction"]);
        assert_eq!(base.interaction, interaction);
    }
    match case.expected("lmdi1") {
        Value::Null => assert!(by(DecompositionRule::Logarithmic).is_err()),
        _ => check_list(case, "lmdi1", &by(DecompositionRule::Logarithmic).unwrap().effects),
    }
}

fn structure(case: &Case) {
    let year = |year: &str| {
        let energy = list(case.input(&format!("energy_{year}")));
        let output = list(case.input(&format!("output_{year}")));
        let lines: Vec<_> = ["a", "b"]
            .into_iter()
            .zip(output.iter().zip(energy))
            .map(|(n, (o, e))| (n, *o, e))
            .collect();
        activity_structure_intensity(&lines).unwrap()
    };
    let (start, end) = (year("0"), year("T"));
    let change = identity(3).decompose(&start, &end, DecompositionRule::Logarithmic).unwrap();
    check_list(case, "additive", &change.effects);
    check_list(case, "multiplicative", &change.ratios().unwrap());
    case.check("total", change.change().unwrap());
}

fn logarithmic(case: &Case) {
    let change = decompose(case, DecompositionRule::Logarithmic);
    check_list(case, "additive", &change.effects);
    for (name, value) in [("v0", change.start), ("vT", change.end)] {
        if case.expects(name) {
            case.check(name, value);
        }
    }
    if case.expects("total") {
        case.check("total", change.change().unwrap());
    }
    if case.expects("multiplicative") {
        check_list(case, "multiplicative", &change.ratios().unwrap());
    }
    if case.expects("per_subcategory") {
        for (line, expected) in
            change.lines.iter().zip(case.expected("per_subcategory").as_array().unwrap())
        {
            for (effect, expected) in line.effects.iter().zip(list(expected)) {
                case.check_value("per_subcategory", *effect, expected);
            }
        }
    }
}

#[test]
fn published_cases() {
    let cases = cases(include_str!("vectors/decomposition.json"));
    assert_eq!(cases.len(), 10);
    for case in cases {
        match case.group() {
            "activity_factor" => activity_factor(&case),
            "activity_structure_intensity" => structure(&case),
            "kaya" | "lmdi_chain" | "lmdi_zero" => logarithmic(&case),
            "shapley" => {
                let change = decompose(&case, DecompositionRule::Shapley);
                check_list(&case, "shapley", &change.effects);
                case.check("delta", change.change().unwrap());
            }
            other => panic!("no test for the group {other}"),
        }
    }
}

#[test]
fn results_round_trip_through_json() {
    let line = [LineValues::new("oil", [Exact::from(2), Exact::new(5, 1)])];
    let change = identity(2).decompose(&line, &line, DecompositionRule::Shapley).unwrap();
    let text = serde_json::to_string(&change).unwrap();
    assert_eq!(serde_json::from_str::<Decomposition>(&text).unwrap(), change);

    let text = serde_json::to_string(&identity(2)).unwrap();
    assert_eq!(serde_json::from_str::<Identity>(&text).unwrap(), identity(2));
    let error = serde_json::from_str::<Identity>(r#"{"factors":[]}"#).unwrap_err();
    assert!(error.to_string().starts_with("expected at least one factor in the identity"));
}

#[test]
fn a_chain_that_does_not_add_up_is_no_chain() {
    let line = |value: i64| vec![LineValues::new("oil", [Exact::from(value), 3.into()])];
    let year = |number| Year::new(number).unwrap();
    let years = [(year(2020), line(2)), (year(2021), line(5)), (year(2023), line(4))];
    let chain = identity(2).chain(&years, DecompositionRule::Shapley).unwrap();
    let text = serde_json::to_string(&chain).unwrap();
    assert_eq!(serde_json::from_str::<Chain>(&text).unwrap(), chain);
    let error = |from: &str, to: &str| {
        assert!(text.contains(from), "{text}");
        serde_json::from_str::<Chain>(&text.replacen(from, to, 1)).unwrap_err().to_string()
    };
    let broken = "expected periods that follow each other with effects that add up, found others; \
                  chain the years again";
    assert!(error(r#""to":2021"#, r#""to":2022"#).starts_with(broken));
    assert!(error(r#""from":2021"#, r#""from":2024"#).starts_with("expected a year after 2024"));
    let mut wrong = chain;
    wrong.effects[0] = 7.into();
    let text = serde_json::to_string(&wrong).unwrap();
    assert!(serde_json::from_str::<Chain>(&text).unwrap_err().to_string().starts_with(broken));
}
