//! Electricity rules, grid losses and implied factors against the published cases.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;

use climate_account::gas::{Co2e, Emissions, Gas, GwpSet};
use climate_account::method::{
    CreditedProduction, Displaced, ElectricityHour, ElectricityLoss, ElectricityResult,
    EnergyFactor, GridLoss, GuaranteeOfOrigin, ImportFactor, LocalPlant, MissingHours, Surplus,
    average_electricity, electricity_minus_credit, hourly_electricity, market_based_electricity,
    municipal_mix,
};
use climate_account::number::{Exact, Rounding};
use climate_account::unit::Energy;
use climate_account::{Amount, Quantity};
use common::{Case, Shift, cases, number};

const LOSS: ElectricityLoss = ElectricityLoss::HeldByFactors;
const HOUSEHOLDS: &str = include_str!("../examples/data/household_energy_2024.csv");

/// The cases give CO2e, or one gas that counts as such: the set carries it through.
fn set() -> GwpSet {
    GwpSet::as_published("the case")
}

fn tonnes(value: Exact) -> Emissions {
    Emissions::from_co2e(Co2e::from_tonnes(value, set()))
}

fn per_kilowatt_hour(grams: Exact) -> EnergyFactor {
    let emissions = Emissions::from_co2e(Co2e::from_grams(grams, set()));
    EnergyFactor::per_kilowatt_hour(emissions).unwrap()
}

fn energy(case: &Case, name: &str) -> Quantity<Energy> {
    Quantity::new(case.number(name), case.unit(name)).unwrap()
}

fn factor(case: &Case, name: &str) -> EnergyFactor {
    assert!(case.unit(name).starts_with("g ") && case.unit(name).ends_with("/kWh"));
    per_kilowatt_hour(case.number(name))
}

fn co2e(result: &ElectricityResult) -> Exact {
    result.co2e(&set()).unwrap().tonnes()
}

fn grams_per_kilowatt_hour(factor: &EnergyFactor) -> Exact {
    factor.co2e_per_kilowatt_hour(&set()).unwrap().grams()
}

fn implied(result: &ElectricityResult) -> Exact {
    grams_per_kilowatt_hour(&result.implied_factor().unwrap().unwrap())
}

fn average(case: &Case) {
    let consumption = energy(case, "consumption");
    if case.expects("nox") {
        // Not a greenhouse gas: the same product as amounts.
        let factor: Amount = format!("{} {}", case.text("factor"), "g NOx/kWh").parse().unwrap();
        let mass = consumption.to_amount().times_rate(&factor, Rounding::RESOLUTION).unwrap();
        let kilograms = mass.convert_to(&"kg NOx".parse().unwrap()).unwrap();
        return case.check("nox", kilograms.value);
    }
    if case.has_input("factor") {
        let result = average_electricity(consumption, &factor(case, "factor"), LOSS).unwrap();
        return case.check("co2", co2e(&result).shift(3));
    }
    let gases = [(Gas::CO2, "ef_co2"), (Gas::CH4_FOSSIL, "ef_ch4"), (Gas::N2O, "ef_n2o")];
    let emissions = gases.iter().fold(Emissions::none(), |sum, (gas, name)| {
        sum.and(&Emissions::from_grams(*gas, case.number(name))).unwrap()
    });
    let factor = EnergyFactor::per_kilowatt_hour(emissions).unwrap();
    let result = average_electricity(consumption, &factor, LOSS).unwrap();
    case.check("co2", result.scope_2().tonnes(Gas::CO2));
    case.check("ch4", result.scope_2().kilograms(Gas::CH4_FOSSIL));
    case.check("n2o", result.scope_2().kilograms(Gas::N2O));
    case.check("co2e", result.co2e(&GwpSet::ar5()).unwrap().tonnes());
}

fn credit(case: &Case) {
    let factor = factor(case, "factor");
    let production = energy(case, "credited_production");
    let wind = CreditedProduction::new("wind", production, 1).unwrap();
    let displaced = Displaced::Average(factor.clone());
    let consumption = energy(case, "consumption");
    let result = electricity_minus_credit(consumption, &factor, &[wind], &displaced, LOSS);
    case.check("emissions", co2e(&result.unwrap()));
}

fn loss(case: &Case) {
    assert_eq!(case.unit("loss"), "share of supply");
    let loss = GridLoss::of_supply(case.number("loss")).unwrap();
    if case.has_input("factor") {
        let at_meter = loss.factor_at_meter(&factor(case, "factor")).unwrap();
        case.check("factor_at_meter", grams_per_kilowatt_hour(&at_meter));
    } else {
        let share = loss.share_of_consumption().unwrap();
        case.check("loss", share.times(Exact::ONE, Rounding::RESOLUTION).unwrap());
        let again = GridLoss::of_supply(loss.share()).unwrap();
        assert_eq!(again.share_of_supply().unwrap(), loss.share_of_supply().unwrap());
    }
}

fn hourly(case: &Case) {
    let energies = |name: &str| -> Vec<Quantity<Energy>> {
        let values = case.input(name).as_array().unwrap();
        values.iter().map(|value| Quantity::new(number(value), "MWh").unwrap()).collect()
    };
    let factors: Vec<Option<EnergyFactor>> = case
        .input("grid_factor")
        .as_array()
        .unwrap()
        .iter()
        .map(|value| (!value.is_null()).then(|| per_kilowatt_hour(number(value))))
        .collect();
    let (consumption, production) = (energies("consumption"), energies("local_production"));
    let hours = ElectricityHour::series(&consumption, &production, &factors).unwrap();
    let zero = EnergyFactor::zero();
    let result = hourly_electricity(&hours, &zero, MissingHours::LeaveOut, LOSS).unwrap();
    case.check("emissions", co2e(&result).shift(3));
    let counted = result.counted_consumption();
    case.check(
        "consumption_counted",
        counted.in_unit(&"MWh".parse().unwrap(), Rounding::RESOLUTION).unwrap(),
    );
    case.check("factor", implied(&result));
}

fn implied_factors(case: &Case) {
    let of = |emissions: &str, energy_used: &str| {
        let emissions = tonnes(case.number(emissions));
        let factor = EnergyFactor::new(emissions, energy(case, energy_used)).unwrap();
        grams_per_kilowatt_hour(&factor)
    };
    if case.has_input("use") {
        return case.check("factor", of("emissions", "use"));
    }
    case.check("electricity_factor", of("electricity_emissions", "electricity_use"));
    case.check("district_heat_factor", of("district_heat_emissions", "district_heat_use"));
    let other = case
        .number("emissions_total")
        .checked_sub(case.number("electricity_emissions"))
        .and_then(|rest| rest.checked_sub(case.number("district_heat_emissions")));
    case.check("other_emissions", other.unwrap());
}

fn local_mix(case: &Case) {
    let plants = [
        LocalPlant::renewable("wind and sun", energy(case, "wind_solar")).unwrap(),
        LocalPlant::thermal(
            "thermal",
            energy(case, "local_thermal"),
            tonnes(case.number("local_thermal_emissions")),
        )
        .unwrap(),
    ];
    let import = ImportFactor::Residual(factor(case, "residual_factor"));
    let consumption = energy(case, "consumption");
    let result = municipal_mix(consumption, &plants, &import, Surplus::Proportional, LOSS).unwrap();
    case.check("emissions", co2e(&result));
    case.check("factor", implied(&result));
}

fn market(case: &Case) {
    let guarantee = GuaranteeOfOrigin {
        name: "wind".to_owned(),
        energy: energy(case, "guarantees"),
        factor: EnergyFactor::zero(),
    };
    let residual = factor(case, "residual_factor");
    let consumption = energy(case, "consumption");
    let result = market_based_electricity(consumption, &[guarantee], &residual, LOSS).unwrap();
    case.check("emissions", co2e(&result));
}

/// The total with the electricity counted by another factor.
fn swapped(total: Exact, own: Exact, used: Quantity<Energy>, factor: &EnergyFactor) -> Exact {
    let electricity = average_electricity(used, factor, LOSS).unwrap();
    total.checked_sub(own).unwrap().checked_add(co2e(&electricity)).unwrap()
}

fn rule_swap(case: &Case) {
    let (total, own) = (case.number("emissions_total"), case.number("electricity_emissions"));
    let used = energy(case, "electricity_use");
    let own_factor = EnergyFactor::new(tonnes(own), used).unwrap();
    case.check("own_rule", swapped(total, own, used, &own_factor));
    for (name, input) in [
        ("national_average_rule", "national_factor"),
        ("energinet_municipal_rule", "energinet_municipal_factor"),
    ] {
        case.check(name, swapped(total, own, used, &factor(case, input)));
    }
}

#[test]
fn published_cases() {
    let cases = cases(include_str!("vectors/electricity.json"));
    for case in &cases {
        match case.group() {
            "average_factor" => average(case),
            "credit" => credit(case),
            "grid_loss" => loss(case),
            "hourly_local_first" => hourly(case),
            "implied_factor" => implied_factors(case),
            "local_mix" => local_mix(case),
            "market_based" => market(case),
            "rule_swap" => rule_swap(case),
            other => panic!("{}: unknown group {other}", case.id()),
        }
    }
    assert_eq!(cases.len(), 19);
}

/// The rows of the household table by municipality and item.
fn households() -> BTreeMap<&'static str, BTreeMap<&'static str, Exact>> {
    let mut table: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for line in HOUSEHOLDS.lines().skip(1) {
        let columns: Vec<&str> = line.splitn(6, ',').collect();
        let [area, _, item, value, ..] = columns[..] else { panic!("{line}") };
        if !value.is_empty() {
            table.entry(area).or_default().insert(item, value.parse().unwrap());
        }
    }
    table
}

#[test]
fn the_household_table_follows_from_its_parts() {
    let table = households();
    assert_eq!(table.len(), 24);
    let nation = &table["Hele landet"];
    let used =
        |row: &BTreeMap<&str, Exact>, item: &str| Quantity::<Energy>::new(row[item], "TJ").unwrap();
    let implied = |row: &BTreeMap<&str, Exact>, carrier: &str| {
        let emissions = tonnes(row[format!("{carrier}_emissions").as_str()]);
        EnergyFactor::new(emissions, used(row, &format!("{carrier}_use"))).unwrap()
    };
    let national = implied(nation, "electricity");
    let (mut differences, mut uneven) = (0, 0);
    for (area, row) in &table {
        let parts = ["electricity_emissions", "district_heat_emissions", "other_emissions"];
        let sum = parts.iter().fold(Exact::ZERO, |sum, part| sum.checked_add(row[part]).unwrap());
        // The table rounds what is derived from unrounded figures to 0.01 t.
        let off = sum.checked_sub(row["emissions"]).unwrap().abs();
        assert!(off <= Exact::new(1, 2), "{area}");
        uneven += usize::from(!off.is_zero());
        for carrier in ["electricity", "district_heat"] {
            let name = format!("{carrier}_factor_implied");
            let Some(printed) = row.get(name.as_str()) else { continue };
            if row[format!("{carrier}_use").as_str()].is_zero() {
                // Dragør has no district heat, and so no factor for it.
                assert_eq!(area, &"Dragør");
                continue;
            }
            let found = grams_per_kilowatt_hour(&implied(row, carrier));
            assert_eq!(found.round(Rounding::decimals(2)).unwrap(), *printed, "{area} {carrier}");
        }

        let (total, own) = (row["emissions"], row["electricity_emissions"]);
        let electricity = used(row, "electricity_use");
        let rule = |factor: &EnergyFactor| swapped(total, own, electricity, factor);
        assert_eq!(rule(&implied(row, "electricity")), total, "{area}");
        if let Some(&municipal) = row.get("energinet_municipal_factor") {
            // TJ x g/kWh is a thousandth of 1/3.6 t.
            let product = row["electricity_use"].checked_mul(municipal).unwrap();
            let expected = product.quotient(Exact::new(36, 1), Rounding::decimals(12)).unwrap();
            let expected = expected.checked_add(total).unwrap().checked_sub(own).unwrap();
            assert_eq!(rule(&per_kilowatt_hour(municipal)), expected, "{area}");
            differences += usize::from(rule(&national) != total);
        }
    }
    assert_eq!((differences, uneven), (23, 7));
}

#[cfg(feature = "catalogue")]
#[test]
fn the_built_in_factors_of_2015_agree_through_the_grid_loss() {
    let catalogue = climate_account::FactorSet::catalogue();
    let find = |id: &str| {
        let found = catalogue.layers().iter().find_map(|layer| layer.factor(id)).unwrap();
        EnergyFactor::of(found).unwrap()
    };
    let plant = find("dk/electricity/2015/125/at-plant");
    let meter = find("dk/electricity/2015/125/at-meter");
    let loss = GridLoss::of_supply(Exact::new(5, 2)).unwrap();
    let grams = |factor: &EnergyFactor| {
        let emissions = factor.in_unit(&"kWh".parse().unwrap()).unwrap();
        emissions.grams(Gas::CO2).round(Rounding::decimals(0)).unwrap()
    };
    // Published as 192 at the plant and 202 with 5 % loss.
    assert_eq!(grams(&loss.factor_at_meter(&plant).unwrap()), grams(&meter));
    let used = Quantity::<Energy>::gigawatt_hours(1);
    assert!(average_electricity(used, &meter, ElectricityLoss::Added(loss)).is_err());
    assert!(average_electricity(used, &plant, LOSS).is_err());
    let added = average_electricity(used, &plant, ElectricityLoss::Added(loss)).unwrap();
    assert_eq!(added.scope_2().tonnes(Gas::CO2), 192.into());
}
