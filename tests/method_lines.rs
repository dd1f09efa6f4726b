//! Calculations as lines of an account: total, explanation and JSON.
#![cfg(all(feature = "catalogue", feature = "serde"))]
#![allow(clippy::unwrap_used)]

use climate_account::gas::GwpSet;
use climate_account::method::agriculture::Liming;
use climate_account::method::industry::{ProcessEmission, Product};
use climate_account::method::land::{CarbonSurvey, StockDifference};
use climate_account::method::waste::BiologicalTreatment;
use climate_account::method::{Calculation, Sourced, StepValue};
use climate_account::report::Explain;
use climate_account::unit::{Area, CarbonDioxideMass, CarbonMass, Mass};
use climate_account::{Account, Activity, FactorSet, Language, Profile, Quantity, Source, Year};

fn source(place: &str) -> Source {
    Source::new("Odder Kommune", "Example figures", 2024, place).unwrap()
}

/// The derivation as the cell of a line: the account has its emissions, the explanation every input
/// and each source once, and JSON keeps the line.
fn check(calculation: &impl Calculation, row: &str) {
    let derivation = calculation.derivation().unwrap();
    let year = Year::new(2023).unwrap();
    let line =
        Activity::new("Odder", year, row.parse().unwrap(), derivation.clone(), &source("line"));
    let written = serde_json::to_string(&line).unwrap();
    assert_eq!(serde_json::from_str::<Activity>(&written).unwrap(), line);

    let profile = Profile::new("tests", GwpSet::ar5());
    let account = Account::compute([line], &profile, &FactorSet::new([])).unwrap();
    assert_eq!(*account.total().unwrap().net(), calculation.emissions().unwrap());
    for language in [Language::Danish, Language::English] {
        let text = account.entry(0).unwrap().explain(language).unwrap();
        for step in &derivation.steps {
            let title = step.what.in_language(language);
            let StepValue::Amount(amount) = &step.value else { continue };
            let mut shown = amount.value.to_string();
            if language == Language::Danish {
                shown = shown.replace('.', ",");
            }
            let plain = |text: &str, mark: char| text.replace(mark, "");
            let mark = if language == Language::Danish { '.' } else { ',' };
            // Words of units are translated: tested where they are written.
            let part = format!("{}: {shown} ", plain(title, mark));
            assert!(plain(&text, mark).contains(&part), "no `{part}` in:\n{text}");
        }
        for step in &derivation.steps {
            let Some(source) = &step.source else { continue };
            let listed = text.matches(&format!("] {source}")).count();
            assert_eq!(listed, 1, "{source} in:\n{text}");
        }
    }
}

#[test]
fn compost() {
    check(
        &BiologicalTreatment {
            waste: Sourced::new(Quantity::<Mass>::tonnes(10_000), &source("compost")),
            methane: Sourced::built_in("ipcc-2006/composting/ch4/wet").unwrap(),
            nitrous_oxide: Sourced::built_in("ipcc-2006/composting/n2o/wet").unwrap(),
            recovered: None,
        },
        "gpc:III.2.1",
    );
}

#[test]
fn lime() {
    check(
        &Liming {
            limestone: Sourced::new(Quantity::<Mass>::tonnes(120), &source("limestone")),
            limestone_carbon: Sourced::built_in("ipcc-2006/soils/liming/limestone").unwrap(),
            dolomite: Sourced::new(Quantity::<Mass>::tonnes(30), &source("dolomite")),
            dolomite_carbon: Sourced::built_in("ipcc-2006/soils/liming/dolomite").unwrap(),
        },
        "gpc:V.3",
    );
}

#[test]
fn forest() {
    let survey = |year: i64, tonnes: i64| CarbonSurvey {
        year: Year::new(year).unwrap(),
        area: Sourced::new(Quantity::<Area>::hectares(100), &source("area")),
        stock: Sourced::new(Quantity::<CarbonMass>::tonnes(tonnes), &source("stock")),
    };
    check(&StockDifference { first: survey(2013, 11_400), last: survey(2023, 12_000) }, "gpc:V.2");
}

#[test]
fn glass() {
    let product = Product {
        name: climate_account::Title::new("Flasker", "Bottles"),
        mass: Sourced::new(Quantity::<Mass>::tonnes(9_000), &source("glass")),
        factor: Sourced::built_in("ipcc-2006/industry/glass/container-flint").unwrap(),
        corrections: vec![],
    };
    check(
        &ProcessEmission::<CarbonDioxideMass> { products: vec![product], bound: None },
        "gpc:IV.1",
    );
}
