//! JSON of plants, networks, blends, money and totals: it comes back as it was, and what the
//! constructors refuse is refused on reading, too.
#![cfg(feature = "serde")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Debug;

use climate_account::account::Total;
use climate_account::economics::{
    CashFlow, CostCurve, CostItem, CurveBasis, CurveMeasure, Money, Perspective,
};
use climate_account::exchange::json;
use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::method::{
    BlendComponent, CombinedHeatAndPower, DistrictHeatNetwork, EnergyFactor, FuelBlend, GridLoss,
    HeatSource, PlantFuel, ShareBasis, SupplyNetwork, SupplySystem,
};
use climate_account::number::Exact;
use climate_account::unit::{Energy, GrossEnergy, NetEnergy, Rate};
use climate_account::{
    Account, Activity, EmissionFactor, FactorSet, Profile, Quantity, Source, Year,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn comes_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) -> String {
    let text = json::to_string(value).unwrap();
    assert_eq!(&json::from_str::<T>(&text).unwrap(), value, "{text}");
    let with = text.replacen('{', r#"{"more":1,"#, 1);
    let error = json::from_str::<T>(&with).unwrap_err().to_string();
    assert!(error.contains("unknown field `more`"), "{error}");
    text
}

/// Reads the text with a change, and returns the error.
fn refused<T: DeserializeOwned + Debug>(text: &str, from: &str, to: &str) -> String {
    let changed = text.replacen(from, to, 1);
    assert_ne!(changed, text, "{from} is not in {text}");
    json::from_str::<T>(&changed).unwrap_err().to_string()
}

fn energy(value: i64) -> Quantity<Energy> {
    Quantity::<Energy>::gigawatt_hours(value)
}

fn source() -> Source {
    Source::new("Odder Varmeværk", "Green account", 2024, "page 3").unwrap()
}

#[test]
fn plants_and_networks_come_back() {
    let gas = Emissions::from_tonnes(Gas::CO2, 500);
    let fuel = PlantFuel::new("gas", Quantity::<NetEnergy>::terajoules(9), gas.clone()).unwrap();
    let fuel = fuel.with_gross_energy(Quantity::<GrossEnergy>::terajoules(10));
    comes_back(&fuel);
    let plant = CombinedHeatAndPower::new([fuel], energy(1), energy(1)).unwrap();
    let text = comes_back(&plant);
    let error = refused::<CombinedHeatAndPower>(&text, r#""value":"9"#, r#""value":"-9"#);
    assert!(error.contains("expected"), "{error}");

    let factor = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 125)).unwrap();
    let text = comes_back(&factor);
    refused::<EnergyFactor>(&text, r#""125""#, r#""-125""#);
    let declared = EmissionFactor::new(
        "grid",
        "electricity",
        "kWh".parse().unwrap(),
        Emissions::from_grams(Gas::CO2, 125),
        source(),
    );
    let declared = declared.unwrap().with_boundary(climate_account::factor::Boundary::AtMeter);
    comes_back(&EnergyFactor::of(&declared).unwrap());

    let loss = GridLoss::of_supply("0.05".parse::<Exact>().unwrap()).unwrap();
    let text = comes_back(&loss);
    let error = refused::<GridLoss>(&text, "0.05", "5");
    assert!(error.contains("write 5 % as 0.05"), "{error}");
    let heat = HeatSource::own("boiler", energy(2), gas).unwrap();
    comes_back(&heat);
    comes_back(&DistrictHeatNetwork::new([heat], loss).with_pumps(energy(1), factor));
}

#[test]
fn supply_systems_come_back() {
    let network =
        |name: &str| SupplyNetwork::new(name, energy(100), Emissions::from_tonnes(Gas::CO2, 5));
    let networks = [network("heat").taking("power", energy(10)), network("power")];
    comes_back(&networks[0]);
    let system = SupplySystem::new(networks).unwrap();
    let text = comes_back(&system);
    let error = refused::<SupplySystem>(&text, r#"["power","#, r#"["steam","#);
    assert!(error.contains("steam"), "{error}");
}

#[test]
fn blends_come_back() {
    let part = |id: &str, gas| {
        let emissions = Emissions::from_kilograms(gas, 70);
        let factor = EmissionFactor::new(id, id, "GJ (net)".parse().unwrap(), emissions, source());
        BlendComponent::new(factor.unwrap())
            .with_density(Rate::new("0.84".parse::<Exact>().unwrap(), "kg/l").unwrap())
            .with_net_calorific_value(
                Rate::new("42.7".parse::<Exact>().unwrap(), "MJ (net)/kg").unwrap(),
            )
    };
    let (fossil, biogenic) = (part("diesel", Gas::CO2), part("biodiesel", Gas::CO2_BIOGENIC));
    comes_back(&fossil);
    let share = "0.07".parse().unwrap();
    let blend = FuelBlend::new(fossil, biogenic, share, ShareBasis::Volume).unwrap();
    let text = comes_back(&blend);
    let error = refused::<FuelBlend>(&text, r#""0.07""#, r#""7""#);
    assert!(error.contains("give per cent as a fraction"), "{error}");
}

#[test]
fn money_comes_back() {
    let unit = || "DKK(2024)".parse().unwrap();
    let money = Money::new(1200, unit()).unwrap();
    let text = comes_back(&money);
    let error = refused::<Money>(&text, "DKK(2024)", "GJ");
    assert!(error.contains("GJ"), "{error}");
    let flow = CashFlow::new(unit(), [Exact::from(-100), Exact::from(40)]).unwrap();
    comes_back(&flow);
    let counts_for = vec![Perspective::Society];
    comes_back(&CostItem { name: "heat pumps".into(), flow, counts_for });
    let basis = CurveBasis {
        baseline: "frozen policy".into(),
        period: "2030".into(),
        perspective: Perspective::Society,
        discounting: "dk-2021".into(),
        attribution: "Shapley".into(),
    };
    let measure = |name: &str, tonnes: i64| CurveMeasure {
        name: name.into(),
        reduction: tonnes.into(),
        cost: money.clone(),
    };
    let curve =
        CostCurve::new(basis, vec![measure("insulation", 3), measure("wind", 600)]).unwrap();
    let text = comes_back(&curve);
    // The cheapest stands first, and the steps are not in the document.
    assert!(text.find("wind").unwrap() < text.find("insulation").unwrap());
    assert!(!text.contains("cumulative"));
    let error = refused::<CostCurve>(&text, r#""600""#, r#""-600""#);
    assert!(error.contains("wind"), "{error}");
}

#[test]
fn totals_come_back() {
    let line = |gas, tonnes: i64| {
        let emissions = Emissions::from_tonnes(gas, tonnes);
        Activity::new(
            "Odder",
            Year::new(2023).unwrap(),
            "gpc:V.2".parse().unwrap(),
            emissions,
            &source(),
        )
    };
    let lines = [line(Gas::CO2, 9), line(Gas::CO2, -20), line(Gas::CO2_BIOGENIC, 4)];
    let profile = Profile::new("Odder", GwpSet::ar5());
    let account = Account::compute(lines, &profile, &FactorSet::new([])).unwrap();
    let text = comes_back(&account.total().unwrap());
    let wrong = "expected a total whose memo gases stand apart and whose gross masses are not below \
                 zero, found another; write it again from its account";
    for (from, to) in [
        // Gross would be -11 t, or the negative part above zero.
        (r#""negative":{"masses":[["co2","-20000000"]]"#, r#""negative":{"masses":[]"#),
        (
            r#""negative":{"masses":[["co2","-20000000"]]"#,
            r#""negative":{"masses":[["co2","20000000"]]"#,
        ),
        (r#""net":{"masses":[["co2""#, r#""net":{"masses":[["co2-biogenic""#),
    ] {
        let error = refused::<Total>(&text, from, to);
        assert!(error.contains(wrong), "{error}");
    }
}
