//! From the unit of an activity to the unit of its factor by way of parameters.
#![allow(clippy::unwrap_used)]

use climate_account::factor::{FactorLayer, FactorSet, Parameter, ParameterKind};
use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::report::Explain;
use climate_account::{
    Account, Activity, Amount, EmissionFactor, ErrorKind, Language, Profile, Result, Source, Year,
};

fn source(title: &str) -> Source {
    Source::new("Tests", title, 2024, "row 1").unwrap()
}

fn parameter(id: &str, carrier: &str, kind: ParameterKind, amount: &str) -> Parameter {
    Parameter::new(id, carrier, kind, amount.parse().unwrap(), source(id)).unwrap()
}

fn own(parameters: impl IntoIterator<Item = Parameter>) -> FactorSet {
    let own = FactorLayer::new("own", "2024", []).unwrap().with_parameters(parameters).unwrap();
    FactorSet::new([own, FactorLayer::catalogue()])
}

fn account(amount: &str, carrier: &str, process: &str, factors: &FactorSet) -> Result<Account> {
    let year = Year::new(2023).unwrap();
    let amount: Amount = amount.parse().unwrap();
    let line = Activity::new("Odder", year, "gpc:I.1.1".parse().unwrap(), amount, &source("use"))
        .carrier(carrier)
        .process(process);
    Account::compute([line], &Profile::new("tests", GwpSet::ar5()), factors)
}

fn co2(account: &Account) -> String {
    account.total().unwrap().net().kilograms(Gas::CO2).to_string()
}

#[test]
fn a_mass_of_fuel_becomes_energy_by_its_calorific_value() {
    // 250 t gas oil x 43.0 GJ/t x 74.1 kg/GJ.
    let account = account(
        "250 t",
        "gas-diesel-oil",
        "residential-agriculture-forestry-fishing",
        &FactorSet::catalogue(),
    );
    let account = account.unwrap();
    assert_eq!(co2(&account), "796575");
    let text = account.entry(0).unwrap().explain(Language::English).unwrap();
    assert!(text.contains("net calorific value"), "{text}");
    assert!(text.contains("is a default of the built-in catalogue"), "{text}");
}

#[test]
fn a_volume_needs_a_density_that_somebody_states() {
    let process = "commercial-institutional";
    let missing = account("1000 m3", "gas-diesel-oil", process, &FactorSet::catalogue());
    assert_eq!(missing.unwrap_err().kind(), ErrorKind::DimensionMismatch);
    // 1000 m3 x 840 kg/m3 x 43.0 GJ/t x 74.1 kg/GJ.
    let density = parameter("density", "gas-diesel-oil", ParameterKind::Density, "840 kg/m3");
    let account = account("1000 m3", "gas-diesel-oil", process, &own([density])).unwrap();
    assert_eq!(co2(&account), "2676492");
}

#[test]
fn gross_energy_needs_its_ratio_to_net() {
    let process = "residential-agriculture-forestry-fishing";
    let missing = account("1000 MWh (gross)", "natural-gas", process, &FactorSet::catalogue());
    assert_eq!(missing.unwrap_err().kind(), ErrorKind::MissingCalorificRatio);
    let ratio =
        parameter("ratio", "natural-gas", ParameterKind::CalorificRatio, "0.9 GJ (net)/GJ (gross)");
    let account = account("1000 MWh (gross)", "natural-gas", process, &own([ratio])).unwrap();
    assert_eq!(co2(&account), "181764");
}

#[test]
fn a_distance_becomes_fuel_and_passengers_become_vehicles() {
    let parameters = || {
        [
            parameter("use", "gas-diesel-oil", ParameterKind::FuelUse, "0.055 l/vkm"),
            parameter("density", "gas-diesel-oil", ParameterKind::Density, "0.84 kg/l"),
            parameter("persons", "gas-diesel-oil", ParameterKind::Occupancy, "1.5 pkm/vkm"),
        ]
    };
    // 100 million vkm x 0.055 l x 0.84 kg/l x 43.0 MJ/kg x 74.1 kg/GJ.
    let cars = account("100 Mvkm", "gas-diesel-oil", "road", &own(parameters())).unwrap();
    assert_eq!(co2(&cars), "14720706");
    let passengers = account("150 Mpkm", "gas-diesel-oil", "road", &own(parameters())).unwrap();
    assert_eq!(co2(&passengers), "14720706");
    let text = passengers.entry(0).unwrap().explain(Language::Danish).unwrap();
    assert!(text.contains("delt med personer pr. køretøj"), "{text}");
}

#[test]
fn two_ways_that_are_as_short_are_refused() {
    let densities = [
        parameter("winter", "gas-diesel-oil", ParameterKind::Density, "830 kg/m3"),
        parameter("summer", "gas-diesel-oil", ParameterKind::Density, "845 kg/m3"),
    ];
    let error = account("1 m3", "gas-diesel-oil", "commercial-institutional", &own(densities));
    let error = error.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AmbiguousFactor);
    let text = error.to_string();
    assert!(text.contains("`summer and ipcc-2006/net-calorific-value/gas-diesel-oil`"), "{text}");
    assert!(text.contains("`winter and"), "{text}");
}

#[test]
fn a_factor_that_needs_no_parameter_comes_first() {
    let emissions = Emissions::from_kilograms(Gas::CO2, 3000);
    let per_tonne = EmissionFactor::new(
        "per-tonne",
        "gas-diesel-oil",
        "t".parse().unwrap(),
        emissions,
        source("t"),
    );
    let per_net = Emissions::from_kilograms(Gas::CO2, 74);
    let per_net = EmissionFactor::new(
        "per-gj",
        "gas-diesel-oil",
        "GJ (net)".parse().unwrap(),
        per_net,
        source("g"),
    );
    let layer = FactorLayer::new("own", "2024", [per_tonne.unwrap(), per_net.unwrap()]).unwrap();
    let value =
        parameter("ncv", "gas-diesel-oil", ParameterKind::NetCalorificValue, "43 GJ (net)/t");
    let set = FactorSet::new([layer.with_parameters([value]).unwrap()]);
    assert_eq!(co2(&account("2 t", "gas-diesel-oil", "any", &set).unwrap()), "6000");
    assert_eq!(co2(&account("2 GJ (net)", "gas-diesel-oil", "any", &set).unwrap()), "148");
}
