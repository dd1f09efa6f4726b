//! Combined heat and power against the published cases.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use climate_account::Quantity;
use climate_account::gas::{Emissions, Gas};
use climate_account::method::{
    AllocatedProduct, AllocationFinding, AllocationRule, CombinedHeatAndPower, DistrictHeatNetwork,
    EnergyFactor, GridLoss, HeatLoss, HeatSource, PlantAllocation, PlantFuel,
};
use climate_account::number::Exact;
use climate_account::unit::{Energy, NetEnergy};
use common::{Case, Shift, cases, number};

/// A plant of a case in terajoules and tonnes for its gigajoules and kilograms: the unit cancels,
/// and masses keep three digits more.
fn plant(
    fuels: Vec<(String, Exact, Exact)>,
    heat: Exact,
    electricity: Exact,
) -> CombinedHeatAndPower {
    let fuels = fuels.into_iter().map(|(name, energy, factor)| {
        let mass = energy.checked_mul(factor).unwrap();
        let energy = Quantity::<NetEnergy>::new(energy, "TJ (net)").unwrap();
        PlantFuel::new(name, energy, Emissions::from_tonnes(Gas::CO2, mass)).unwrap()
    });
    CombinedHeatAndPower::new(fuels, terajoules(heat), terajoules(electricity)).unwrap()
}

fn terajoules(value: Exact) -> Quantity<Energy> {
    Quantity::new(value, "TJ").unwrap()
}

fn single(case: &Case) -> CombinedHeatAndPower {
    let factor = if case.has_input("fuel_factor") { case.number("fuel_factor") } else { 1.into() };
    let fuels = vec![("fuel".to_owned(), case.number("fuel"), factor)];
    plant(fuels, case.number("heat"), case.number("electricity"))
}

fn rule(case: &Case) -> AllocationRule {
    match case.group() {
        "bisko" => AllocationRule::EnergyQuality {
            ambient_kelvin: case.number("t_return"),
            supply_kelvin: case.number("t_supply"),
        },
        "energy_quality" => AllocationRule::EnergyQuality {
            ambient_kelvin: case.number("t_ambient"),
            supply_kelvin: case.number("t_supply"),
        },
        "energy_content" => AllocationRule::EnergyContent,
        "reference" => AllocationRule::ElectricityFirst {
            electric_efficiency: case.number("reference_electric_efficiency"),
        },
        "rule_125" | "guard" | "multi_fuel" | "share_formula" => AllocationRule::Percent125,
        "rule_200" => AllocationRule::Percent200,
        "consistency" => AllocationRule::HeatEfficiency(case.number("heat_efficiency")),
        other => panic!("{}: unknown group {other}", case.id()),
    }
}

fn fuel(product: &AllocatedProduct) -> Exact {
    product.fuel().unwrap().base_value().shift(-12)
}

fn mass(product: &AllocatedProduct) -> Exact {
    product.emissions().unwrap().tonnes(Gas::CO2)
}

fn per_gigajoule(product: &AllocatedProduct) -> Exact {
    let factor = product.factor().unwrap();
    factor.in_unit(&"GJ".parse().unwrap()).unwrap().kilograms(Gas::CO2)
}

fn per_kilowatt_hour(factor: &EnergyFactor) -> Exact {
    factor.in_unit(&"kWh".parse().unwrap()).unwrap().grams(Gas::CO2)
}

/// Everything that a case may ask of an allocation.
fn check(case: &Case, result: &PlantAllocation) {
    let (heat, electricity) = (result.heat(), result.electricity());
    for name in case.expected_names() {
        let found = match name {
            "fuel_to_heat" => fuel(heat),
            "fuel_to_electricity" => fuel(electricity),
            "heat_factor" => per_gigajoule(heat),
            "electricity_factor" => per_gigajoule(electricity),
            "electricity_factor_kwh" => per_kilowatt_hour(electricity.factor().unwrap()),
            "emissions_heat" => mass(heat),
            "emissions_electricity" => mass(electricity),
            "total" => mass(heat).checked_add(mass(electricity)).unwrap(),
            "sum_of_parts" => fuel(heat).checked_add(fuel(electricity)).unwrap(),
            "electricity_share" | "electricity" => result.electricity_share().unwrap(),
            "heat" => result.heat_share(),
            other => panic!("{}: unknown result {other}", case.id()),
        };
        case.check(name, found);
    }
    let guarded = case.group() == "guard";
    let found = result.findings().contains(&AllocationFinding::HeatTakesAllFuel);
    assert_eq!(found, guarded, "{}", case.id());
}

fn bisko(case: &Case) -> CombinedHeatAndPower {
    let electricity = case.number("electricity_share_of_output");
    let heat = Exact::ONE.checked_sub(electricity).unwrap();
    plant(vec![("fuel".to_owned(), 2.into(), 1.into())], heat, electricity)
}

fn multi_fuel(case: &Case) -> CombinedHeatAndPower {
    let fuels = case.input("fuels").as_array().unwrap().iter().map(|fuel| {
        let name = fuel["fuel"].as_str().unwrap().to_owned();
        (name, number(&fuel["energy"]), number(&fuel["factor"]))
    });
    plant(fuels.collect(), case.number("heat"), case.number("electricity"))
}

/// The share formula knows no electricity; any will do.
fn share_formula(case: &Case) -> CombinedHeatAndPower {
    let fuels = vec![("fuel".to_owned(), case.number("fuel"), 1.into())];
    plant(fuels, case.number("heat"), 1.into())
}

fn network(case: &Case) {
    let heat = Quantity::<Energy>::kilowatt_hours(1);
    let emissions = Emissions::from_grams(Gas::CO2, case.number("factor_at_plant"));
    let source = HeatSource::own("plant", heat, emissions).unwrap();
    let loss = GridLoss::of_supply(case.number("network_loss")).unwrap();
    let heat = DistrictHeatNetwork::new([source], loss).declare(HeatLoss::InFactor).unwrap();
    case.check("factor_delivered", per_kilowatt_hour(heat.factor()));
}

#[test]
fn published_cases() {
    let cases = cases(include_str!("vectors/allocation_chp.json"));
    for case in &cases {
        let plant = match case.group() {
            "network_loss" => {
                network(case);
                continue;
            }
            "bisko" => bisko(case),
            "multi_fuel" => multi_fuel(case),
            "share_formula" => share_formula(case),
            _ => single(case),
        };
        check(case, &plant.allocate(rule(case)).unwrap());
    }
    assert_eq!(cases.len(), 18);
}

#[test]
fn both_references_as_the_table_of_rules_has_it() {
    let fuels = vec![("coal".to_owned(), 100.into(), 95.into())];
    let rule = AllocationRule::ReferenceEfficiency {
        heat_efficiency: Exact::new(9, 1),
        electric_efficiency: Exact::new(5, 1),
    };
    let result = plant(fuels, 45.into(), 40.into()).allocate(rule).unwrap();
    assert_eq!(result.heat_share().to_string(), "0.3846153846153846153846153846");
    assert_eq!(per_gigajoule(result.heat()).to_string(), "81.1965811965811965811965812");
}
