//! The JSON Schema takes every document that the crate writes, and names every field of it.
#![cfg(all(feature = "proptest", feature = "serde"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use climate_account::exchange::{ACCOUNT_SCHEMA, AccountDocument, json};
use climate_account::gas::{Gas, GwpSet};
use climate_account::number::Exact;
use climate_account::{
    Account, Activity, Classification, FactorSet, Profile, SectorRef, Source, Title, Year,
    sector::SectorRow, strategies,
};
use proptest::prelude::*;
use serde_json::Value;

/// What is wrong with a value, by the part of draft 2020-12 that the schema uses. A keyword that is
/// not known here is an error, so that none is passed over.
fn complaint(root: &Value, schema: &Value, value: &Value) -> Option<String> {
    let schema = schema.as_object().unwrap();
    for (keyword, rule) in schema {
        let wrong = match keyword.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" => None,
            "additionalProperties" => others(root, schema, rule, value),
            "$ref" => {
                let name = rule.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                let target = root["$defs"].get(name).unwrap_or_else(|| panic!("no {name}"));
                complaint(root, target, value)
            }
            "const" => (rule != value).then(|| format!("not {rule}")),
            "enum" => {
                (!rule.as_array().unwrap().contains(value)).then(|| format!("none of {rule}"))
            }
            "type" => {
                let types = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
                let fits = types.iter().any(|name| is_of(name.as_str().unwrap(), value));
                (!fits).then(|| format!("not {rule}"))
            }
            "pattern" => value
                .as_str()
                .filter(|text| !matches(rule.as_str().unwrap(), text))
                .map(str::to_owned),
            "required" => {
                let names = rule.as_array().unwrap().iter().map(|name| name.as_str().unwrap());
                let mut missing =
                    names.filter(|name| value.is_object() && value.get(name).is_none());
                missing.next().map(|name| format!("{name} is missing"))
            }
            "properties" => value.as_object().and_then(|fields| {
                let known =
                    fields.iter().filter_map(|(name, value)| Some((name, rule.get(name)?, value)));
                let mut wrong = known.filter_map(|(name, rule, value)| {
                    Some(format!("{name}: {}", complaint(root, rule, value)?))
                });
                wrong.next()
            }),
            "propertyNames" => value.as_object().and_then(|fields| {
                fields.keys().find_map(|name| complaint(root, rule, &Value::from(name.as_str())))
            }),
            "items" => value.as_array().and_then(|items| {
                let skip =
                    schema.get("prefixItems").map_or(0, |first| first.as_array().unwrap().len());
                items.iter().skip(skip).find_map(|item| complaint(root, rule, item))
            }),
            "prefixItems" => value.as_array().and_then(|items| {
                let pairs = items.iter().zip(rule.as_array().unwrap());
                pairs.into_iter().find_map(|(item, rule)| complaint(root, rule, item))
            }),
            "oneOf" => {
                let choices = rule.as_array().unwrap().iter();
                let fitting =
                    choices.filter(|choice| complaint(root, choice, value).is_none()).count();
                (fitting != 1).then(|| format!("{fitting} of the choices fit {value}"))
            }
            "minItems" | "minProperties" => {
                (size(value) < rule.as_u64()).then(|| "too few".to_owned())
            }
            "maxItems" | "maxProperties" => {
                (size(value) > rule.as_u64()).then(|| "too many".to_owned())
            }
            "minimum" => (value.as_i64() < rule.as_i64()).then(|| "too small".to_owned()),
            "maximum" => (value.as_i64() > rule.as_i64()).then(|| "too large".to_owned()),
            other => panic!("the keyword {other}"),
        };
        if wrong.is_some() {
            return wrong;
        }
    }
    None
}

fn others(
    root: &Value,
    schema: &serde_json::Map<String, Value>,
    rule: &Value,
    value: &Value,
) -> Option<String> {
    let known =
        |name: &str| schema.get("properties").is_some_and(|known| known.get(name).is_some());
    let mut others = value.as_object()?.iter().filter(|(name, _)| !known(name));
    if rule == &Value::Bool(false) {
        return others.next().map(|(name, _)| format!("{name} is unknown"));
    }
    others.find_map(|(_, value)| complaint(root, rule, value))
}

fn size(value: &Value) -> Option<u64> {
    let length =
        value.as_array().map(Vec::len).or_else(|| value.as_object().map(serde_json::Map::len));
    length.map(|length| length as u64)
}

fn is_of(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "null" => value.is_null(),
        other => panic!("the type {other}"),
    }
}

/// The few patterns of the schema; there are no regular expressions here.
fn matches(pattern: &str, text: &str) -> bool {
    let all = |text: &str, one: fn(char) -> bool| !text.is_empty() && text.chars().all(one);
    match pattern {
        "^[0-9a-f]{32}$" => text.len() == 32 && all(text, |c| c.is_ascii_hexdigit()),
        "^-?[0-9]+(\\.[0-9]+)?$" => {
            let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
            let whole = whole.strip_prefix('-').unwrap_or(whole);
            all(whole, |c| c.is_ascii_digit()) && all(decimals, |c| c.is_ascii_digit())
        }
        "^[a-z0-9()-]+$" => {
            all(text, |c| c.is_ascii_lowercase() || c.is_ascii_digit() || "()-".contains(c))
        }
        "^[a-z0-9-]+$" => all(text, |c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
        "^[^:]+:.+$" => {
            text.split_once(':').is_some_and(|(id, code)| !id.is_empty() && !code.is_empty())
        }
        "^(NO|IE( \\(.+\\))?|NE|C|NA)(; (NO|IE( \\(.+\\))?|NE|C|NA))*$" => text
            .split("; ")
            .all(|key| ["NO", "NE", "C", "NA"].contains(&key) || key.starts_with("IE")),
        other => panic!("the pattern {other}"),
    }
}

fn schema() -> Value {
    serde_json::from_str(ACCOUNT_SCHEMA).unwrap()
}

fn written(account: &Account) -> Value {
    let text = json::to_string(&AccountDocument::new(account).unwrap()).unwrap();
    serde_json::from_str(&text).unwrap()
}

proptest! {
    #[test]
    fn every_document_fits(account in strategies::account()) {
        let (schema, document) = (schema(), written(&account));
        prop_assert_eq!(complaint(&schema, &schema, &document), None);
        // None of its fields can be missing, none can be added.
        for name in document.as_object().unwrap().keys() {
            let mut without = document.clone();
            without.as_object_mut().unwrap().remove(name);
            prop_assert!(complaint(&schema, &schema, &without).is_some(), "{}", name);
        }
        let mut with = document;
        with.as_object_mut().unwrap().insert("more".to_owned(), Value::Null);
        prop_assert!(complaint(&schema, &schema, &with).is_some());
    }
}

/// The less usual forms: a classification, a GWP set and a sector of its own, a calculated cell.
#[test]
fn forms_of_its_own_fit() {
    let source = Source::new("Samsø Kommune", "Account", 2024, "table 1").unwrap();
    let source = source.with_address("samsoe.dk").with_licence("CC BY");
    let rows = [
        SectorRow::new("all", Title::new("Alt", "All")),
        SectorRow::new("heat", Title::new("Varme", "Heat")).within("all").alias("H"),
    ];
    let tree = Classification::new("plan", Title::new("Plan", "Plan"), rows).unwrap();
    let sector = SectorRef::new(&tree.into(), "heat").unwrap();
    let set = GwpSet::custom("own", [(Gas::CO2, Exact::ONE)], &source).unwrap();
    let reported = climate_account::gas::Emissions::from_tonnes(Gas::CO2, 3);
    let calculated = climate_account::method::Derivation::of_direct_entry(reported, &source);
    let year = Year::new(2023).unwrap();
    let line = Activity::new("Samsø", year, sector, calculated, &source)
        .also_in("gpc:I.1.1".parse().unwrap());
    let profile = Profile::new("own", set).rule("electricity", "hourly").convention("a", "b");
    let account = Account::compute([line], &profile, &FactorSet::new([])).unwrap();
    let (schema, document) = (schema(), written(&account));
    assert_eq!(complaint(&schema, &schema, &document), None);
    assert!(
        document["lines"][0]["activity"]["sector"]["classification"]["sectors"][1]["aliases"]
            .is_array()
    );
}

#[test]
fn the_schema_refuses_floats_and_unknown_fields() {
    let schema = schema();
    let emissions = &schema["$defs"]["emissions"];
    let refused = |text: &str| {
        let value = serde_json::from_str(text).unwrap();
        complaint(&schema, emissions, &value)
    };
    assert_eq!(refused(r#"{"masses": [["co2", "1.5"]], "reported": []}"#), None);
    assert!(refused(r#"{"masses": [["co2", 1.5]]}"#).is_some());
    assert!(refused(r#"{"masses": [["co2", "1.5", "2"]]}"#).is_some());
    assert!(refused(r#"{"masses": [["co2", "1e5"]]}"#).is_some());
    assert!(refused(r#"{"mass": []}"#).is_some());
}
