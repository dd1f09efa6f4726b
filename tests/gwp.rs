//! Gas masses to CO2e against the published cases.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use climate_account::Result;
use climate_account::gas::{Blend, Co2e, Emissions, Gas, GwpSet};
use climate_account::number::{Exact, Rounding};
use common::{Case, Shift, cases, number};

/// Masses in the unit of the case count as tonnes: the unit cancels.
fn total(masses: &[(&str, Exact)], set: &GwpSet) -> Result<Exact> {
    let mut sum = Emissions::none();
    for (gas, mass) in masses {
        sum = sum.and(&Emissions::from_tonnes(gas.parse()?, *mass))?;
    }
    Ok(sum.to_co2e(set)?.tonnes())
}

/// The set of a case. Where the case names 30 for fossil methane under AR5, that is the divided
/// set: `AR5 GWP100` itself weighs all methane with 28.
fn set_of(case: &Case) -> GwpSet {
    let name = case.text("gwp_set");
    let fossil_ar5 = name == "AR5 GWP100"
        && case.has_input("gas")
        && case.text("gas") == "CH4-fossil"
        && case.number("gwp") == 30.into();
    let name = if fossil_ar5 { "AR5 (fossil methane divided) GWP100" } else { name };
    name.parse().unwrap()
}

fn refused<T: std::fmt::Debug>(case: &Case, result: Result<T>) -> bool {
    let Some(kind) = case.refusal() else { return false };
    let error = result.unwrap_err();
    assert_eq!(error.kind().name(), kind, "{}: {error}", case.id());
    if case.expects("gases") {
        for gas in case.expected("gases").as_array().unwrap() {
            let gas: Gas = gas.as_str().unwrap().parse().unwrap();
            assert!(error.to_string().contains(gas.id()), "{}: {error}", case.id());
        }
    }
    true
}

fn blend(case: &Case) {
    let blend: Blend = case.text("blend").parse().unwrap();
    let set = set_of(case);
    let mut expected: Vec<(Gas, Exact)> = case
        .input("composition")
        .as_object()
        .unwrap()
        .iter()
        .map(|(gas, percent)| (gas.parse().unwrap(), number(percent).shift(-2)))
        .collect();
    let mut found: Vec<(Gas, Exact)> = blend.components().collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected, "{}", case.id());
    if !refused(case, blend.gwp(&set)) {
        case.check("gwp_of_blend", blend.gwp(&set).unwrap());
        let leak = blend.emissions_from_kilograms(case.number("mass")).unwrap();
        case.check("co2e", leak.to_co2e(&set).unwrap().kilograms());
    }
}

fn single(case: &Case) {
    let set = set_of(case);
    let gas = case.text("gas");
    let result = total(&[(gas, case.number("mass"))], &set);
    if !refused(
        case,
        result.as_ref().map(|_| ()).map_err(|_| total(&[(gas, 1.into())], &set).unwrap_err()),
    ) {
        assert_eq!(set.value(gas.parse().unwrap()).unwrap(), case.number("gwp"), "{}", case.id());
        case.check("co2e", result.unwrap());
    }
}

fn multi(case: &Case) {
    let set = set_of(case);
    let masses: Vec<(&str, Exact)> = [
        ("mass_co2", "co2"),
        ("mass_ch4", "ch4"),
        ("mass_ch4_fossil", "ch4-fossil"),
        ("mass_ch4_non_fossil", "ch4-non-fossil"),
        ("mass_n2o", "n2o"),
    ]
    .into_iter()
    .filter(|(name, _)| case.has_input(name))
    .map(|(name, gas)| (gas, case.number(name)))
    .collect();
    for (gas, value) in case.input("gwp_values").as_object().unwrap() {
        assert_eq!(set.value(gas.parse().unwrap()).unwrap(), number(value), "{}", case.id());
    }
    case.check("co2e", total(&masses, &set).unwrap());
}

/// Gases of a declaration per unit of energy; the units differ by powers of ten.
fn declaration(case: &Case) {
    if case.has_input("mass_co2") {
        return multi(case);
    }
    let set = set_of(case);
    let mut masses = Vec::new();
    for gas in ["co2", "ch4", "n2o"] {
        let grams = case.unit(gas).starts_with("g/") && case.unit("co2").starts_with("kg");
        masses.push((gas, case.number(gas).shift(if grams { -3 } else { 0 })));
    }
    let co2e = total(&masses, &set).unwrap();
    case.check("co2e", co2e);
    if case.expects("co2e_per_mwh") {
        case.check("co2e_per_mwh", co2e.checked_mul(Exact::new(36, 1)).unwrap());
        let near = |set: &GwpSet| {
            let off = total(&masses, set).unwrap().checked_sub(Exact::new(1582, 2)).unwrap();
            off.abs() <= Exact::new(6, 3)
        };
        assert!(near(&set));
        assert!(!near(&GwpSet::ar5()));
    }
}

fn series(case: &Case) {
    let set = set_of(case);
    let years = case.input("years").as_array().unwrap().len();
    for year in 0..years {
        let masses: Vec<(&str, Exact)> = case
            .input("emissions")
            .as_object()
            .unwrap()
            .iter()
            .map(|(gas, entry)| {
                let kilotonnes = entry["unit"].as_str().unwrap().starts_with("kt");
                let mass = number(&entry["values"][year]).shift(if kilotonnes { -3 } else { 0 });
                (if gas == "CH4" { "ch4-fossil" } else { gas.as_str() }, mass)
            })
            .collect();
        let expected = number(&case.expected("co2e")[year]);
        case.check_value("co2e", total(&masses, &set).unwrap(), expected);
    }
}

fn chain(case: &Case) {
    // Stoichiometry is the same under every set; the set must exist all the same.
    let set = set_of(case);
    if case.has_input("mass") {
        let carbon = case.number("mass").checked_mul(12.into()).unwrap();
        case.check("mass", carbon.divide(44.into(), Rounding::RESOLUTION).unwrap());
    } else {
        let nitrogen = case.number("rate").checked_mul(44.into()).unwrap();
        let n2o = nitrogen.divide(28.into(), Rounding::RESOLUTION).unwrap();
        case.check("rate", total(&[("n2o", n2o)], &set).unwrap());
    }
}

#[test]
fn published_cases() {
    let cases = cases(include_str!("vectors/gwp.json"));
    let mut count = 0;
    for case in &cases {
        count += 1;
        match case.group() {
            "blends" => blend(case),
            "ch4_origin" | "horizon" | "single_gas" => single(case),
            "multi_gas" => multi(case),
            "published" => declaration(case),
            "series" => series(case),
            "chains" => chain(case),
            "refusal" => {
                let (a, b) = (amount(case, "a"), amount(case, "b"));
                assert!(refused(case, a.checked_add(&b)));
            }
            other => panic!("{}: unknown group {other}", case.id()),
        }
    }
    assert_eq!(count, 48);
}

fn amount(case: &Case, name: &str) -> Co2e {
    format!("{} {}", case.text(name), case.unit(name)).parse().unwrap()
}
