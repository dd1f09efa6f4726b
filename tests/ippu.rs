//! Industrial processes and product use against the published cases.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::method::industry::{
    AluminiumPerfluorocarbons, Ammonia, BankYear, ChargingLoss, Clinker, ClinkerFactor, Correction,
    KindOfProduct, OperationLoss, OxidisedDuringUse, PerfluorocarbonFactors, ProcessEmission,
    ProcessGas, Product, ProductMix, RefrigerantBank, RefrigerantEmissions, RefrigerantSupply,
    ServicePractice, Switchgear,
};
use climate_account::method::{Calculation, Sourced};
use climate_account::number::Exact;
use climate_account::unit::{
    CarbonDioxideMass, Mass, Measure, NitrousOxideMass, Pieces, PureNumber, Rate, Years,
};
use climate_account::{Quantity, Title, Year};
use common::{Case, Shift, cases, number, share, sourced};
use serde_json::Value;

fn quantity<D: Measure>(case: &Case, name: &str) -> Sourced<Quantity<D>> {
    sourced(Quantity::new(case.number(name), case.unit(name)).unwrap())
}

/// The units as the case has them, save for a product that is named and a basis that is meant.
fn rate<N: Measure, D: Measure>(case: &Case, name: &str) -> Sourced<Rate<N, D>> {
    let unit = case.unit(name).replace(" NH3", "");
    let unit = unit.replace("C/GJ", "C/GJ (net)").replace("C/TJ", "C/TJ (net)");
    sourced(Rate::new(case.number(name), &unit).unwrap())
}

fn annual(case: &Case, name: &str) -> Sourced<Rate<PureNumber, Years>> {
    assert!(case.unit(name).contains("1/yr") || case.unit(name).contains("per year"));
    sourced(Rate::new(case.number(name), "1/yr").unwrap())
}

fn product<G: ProcessGas>(case: &Case, mass: &str, factor: &str) -> Product<G> {
    Product {
        name: Title::new(mass.to_owned(), mass.to_owned()),
        mass: quantity(case, mass),
        factor: rate(case, factor),
        corrections: Vec::new(),
    }
}

fn co2e(emissions: &Emissions) -> Exact {
    emissions.to_co2e(&GwpSet::ar5()).unwrap().tonnes()
}

fn chemical(case: &Case) {
    if case.has_input("fuel_requirement") {
        let ammonia = Ammonia {
            product: sourced(Quantity::<Mass>::tonnes(1)),
            fuel_requirement: rate(case, "fuel_requirement"),
            carbon_content: rate(case, "carbon"),
            oxidised: sourced(Exact::ONE),
            bound_in_urea: None,
        };
        case.check("co2", ammonia.emissions().unwrap().tonnes(Gas::CO2));
        return;
    }
    let abatement = Correction::Abatement {
        destruction: case.number("destruction"),
        utilisation: case.number("utilisation"),
    };
    let acid = Product::<NitrousOxideMass> {
        corrections: vec![sourced(abatement)],
        ..product(case, "product", "ef")
    };
    let acid = ProcessEmission { products: vec![acid], bound: None };
    case.check("n2o", acid.emissions().unwrap().tonnes(Gas::N2O));
}

fn kind(case: &Case, share: Exact, factor: &str) -> KindOfProduct {
    KindOfProduct {
        name: Title::new(factor.to_owned(), factor.to_owned()),
        share: sourced(share),
        factor: rate(case, factor),
    }
}

/// Two kinds of which the share of the first is known.
fn two_kinds(case: &Case, mass: Sourced<Quantity<Mass>>, names: [&str; 3]) -> Exact {
    let first = case.number(names[0]);
    let second = Exact::ONE.checked_sub(first).unwrap();
    let kinds = vec![kind(case, first, names[1]), kind(case, second, names[2])];
    ProductMix { mass, kinds }.emissions().unwrap().tonnes(Gas::CO2)
}

fn metal(case: &Case) {
    if case.has_input("ef_waelz") {
        let one = sourced(Quantity::<Mass>::tonnes(1));
        let names = ["share_imperial", "ef_imperial", "ef_waelz"];
        case.check("ef", two_kinds(case, one, names));
        return;
    }
    assert_eq!(case.unit("slope"), "(kg CF4/t)/(AE-minutes/cell-day)");
    assert_eq!(case.unit("anode_effect"), "AE-minutes/cell-day");
    let smelter = AluminiumPerfluorocarbons {
        metal: quantity(case, "metal"),
        factors: PerfluorocarbonFactors::Slope {
            slope: sourced(Rate::new(case.number("slope"), "kg CF4/t").unwrap()),
            anode_effect_minutes: share(case, "anode_effect"),
            hexafluoroethane: rate(case, "c2f6_share"),
        },
    };
    let emissions = smelter.emissions().unwrap();
    case.check("cf4", emissions.tonnes("pfc-14".parse().unwrap()));
    case.check("c2f6", emissions.tonnes("pfc-116".parse().unwrap()));
    case.check("co2e", co2e(&emissions));
}

fn mineral(case: &Case) {
    let tonnes = if case.has_input("limestone") {
        let products = vec![
            product::<CarbonDioxideMass>(case, "limestone", "ef_limestone"),
            product(case, "dolomite", "ef_dolomite"),
        ];
        ProcessEmission { products, bound: None }.emissions().unwrap().tonnes(Gas::CO2)
    } else if case.has_input("clinker") {
        let factor = ClinkerFactor::WithoutKilnDust {
            factor: rate(case, "ef"),
            correction: share(case, "ckd"),
        };
        let clinker = Clinker { clinker: quantity(case, "clinker"), factor };
        clinker.emissions().unwrap().tonnes(Gas::CO2)
    } else {
        let names = ["share_high_calcium", "ef_high_calcium", "ef_dolomitic"];
        two_kinds(case, quantity(case, "lime"), names)
    };
    case.check("co2", tonnes);
}

fn product_use(case: &Case) {
    if case.has_input("lubricant") {
        // A microgram of 587 t is the 15th digit; a billion times as much has more.
        let energy = case.number("lubricant").shift(9);
        let oil = OxidisedDuringUse {
            product: sourced(Quantity::new(energy, case.unit("lubricant")).unwrap()),
            carbon_content: rate(case, "carbon"),
            oxidised: share(case, "odu"),
        };
        case.check("co2", oil.emissions().unwrap().tonnes(Gas::CO2).shift(-9));
        return;
    }
    let network = Switchgear {
        making: None,
        capacity: quantity(case, "bank"),
        leakage: annual(case, "leakage"),
        retiring: None,
    };
    let emissions = network.emissions().unwrap();
    case.check("sf6", emissions.kilograms(Gas::SF6));
    case.check("co2e", co2e(&emissions));
}

/// The value of a year out of an object by year.
fn of_year(case: &Case, name: &str, year: Year) -> Option<Exact> {
    let value = &case.expected(name)[year.to_string()];
    (!value.is_null()).then(|| number(value))
}

fn kilograms(mass: Quantity<Mass>) -> Exact {
    mass.base_value().shift(-3)
}

fn refrigerant_bank(case: &Case) {
    assert!(case.text("rule").starts_with("refill of a year = operation loss of the year before"));
    // Losses are kept at a microgram, the 13th digit of the smaller bank; a billion times as much
    // has more.
    let mass =
        |entry: &Value, name: &str| Quantity::new(number(&entry[name]).shift(9), "kg").unwrap();
    let supply = case.input("supply").as_array().unwrap().iter().map(|entry| {
        let supply = RefrigerantSupply {
            year: Year::new(entry["year"].as_i64().unwrap()).unwrap(),
            bulk_sales: mass(entry, "bulk_sales"),
            imported_in_equipment: mass(entry, "imported_in_equipment"),
            destroyed: mass(entry, "destroyed"),
        };
        sourced(supply)
    });
    let supply: Vec<_> = supply.collect();
    let mut bank = RefrigerantBank {
        refrigerant: sourced("hfc-134a".parse().unwrap()),
        filling_loss: share(case, "ef_filling"),
        operation_loss: annual(case, "ef_operation"),
        lifetime: quantity(case, "lifetime"),
        service: sourced(ServicePractice::TopUp),
        year: supply[0].value.year,
        supply,
    };
    let mut checked = 0;
    for year in bank.series().unwrap() {
        bank.year = year.year;
        let emissions = bank.emissions().unwrap();
        let emitted = emissions.kilograms("hfc-134a".parse().unwrap());
        let results = [
            ("bank_end", kilograms(year.bank)),
            ("operation", kilograms(year.operation_loss)),
            ("end_of_life", kilograms(year.end_of_life_loss)),
            ("total", emitted),
        ];
        for (name, result) in results {
            if let Some(expected) = of_year(case, name, year.year) {
                case.check_value(name, result.shift(-9), expected);
                checked += 1;
            }
        }
    }
    assert_eq!(checked, 4 * case.input("years").as_array().unwrap().len(), "{}", case.id());
}

/// A charge that leaks without refill and is partly recovered in the end.
fn life_of_a_charge(case: &Case) {
    // The case has 28 decimals of a kilogram; as many kilograms more leave them all.
    let charged = Quantity::new(case.number("charged").shift(19), case.unit("charged")).unwrap();
    let years: i64 = case.text("years").parse().unwrap();
    let bank = |destroyed: Quantity<Mass>| {
        let supply = (0..=years).map(|year| {
            let supply = RefrigerantSupply {
                year: Year::new(2000 + year).unwrap(),
                bulk_sales: Quantity::ZERO,
                imported_in_equipment: if year == 0 { charged } else { Quantity::ZERO },
                destroyed: if year == years { destroyed } else { Quantity::ZERO },
            };
            sourced(supply)
        });
        let bank = RefrigerantBank {
            refrigerant: sourced("hfc-134a".parse().unwrap()),
            filling_loss: sourced(Exact::ZERO),
            operation_loss: annual(case, "operation_loss"),
            lifetime: sourced(Quantity::years(years)),
            service: sourced(ServicePractice::NoRefill),
            supply: supply.collect(),
            year: Year::new(2000 + years).unwrap(),
        };
        bank.series().unwrap()
    };
    let retired = bank(Quantity::ZERO).last().unwrap().retired;
    let recovered = retired.scale(case.number("recovered")).unwrap();
    let series = bank(recovered);
    let emitted = series
        .iter()
        .map(BankYear::emitted)
        .try_fold(Quantity::ZERO, |sum, emitted| sum.checked_add(emitted?));
    assert_eq!(series.last().unwrap().bank, Quantity::ZERO);
    case.check("emitted", kilograms(emitted.unwrap()).shift(-19));
    case.check("recovered", kilograms(recovered).shift(-19));
}

fn refrigerants(case: &Case) {
    if case.has_input("charged") {
        return life_of_a_charge(case);
    }
    assert_eq!(case.unit("charge"), "kg per unit");
    let charge = Rate::<Mass, Pieces>::new(case.number("charge"), "kg/piece").unwrap();
    let equipment: Quantity<Pieces> = Quantity::new(case.number("units"), "piece").unwrap();
    let charge = sourced(equipment.times(&charge).unwrap());
    let none = RefrigerantEmissions {
        refrigerant: sourced("R-410A".parse().unwrap()),
        containers: None,
        charging: None,
        operation: None,
        end_of_life: None,
    };
    let year = if case.has_input("loss") {
        let charging = ChargingLoss { charged: charge, lost: share(case, "loss") };
        RefrigerantEmissions { charging: Some(charging), ..none }
    } else {
        let operation = OperationLoss { bank: charge, leakage: annual(case, "leakage") };
        RefrigerantEmissions { operation: Some(operation), ..none }
    };
    let emissions = year.emissions().unwrap();
    let mass = emissions.masses().map(|(_, grams)| grams);
    let mass = mass.reduce(|sum, grams| sum.checked_add(grams).unwrap()).unwrap();
    case.check("refrigerant", mass.shift(-3));
    if case.expects("co2e") {
        case.check("co2e", co2e(&emissions));
    }
}

#[test]
fn every_case() {
    let cases = cases(include_str!("vectors/ippu.json"));
    assert_eq!(cases.len(), 14);
    for case in &cases {
        match case.group() {
            "chemical" => chemical(case),
            "metal" => metal(case),
            "mineral" => mineral(case),
            "product_use" => product_use(case),
            "refrigerant_bank" => refrigerant_bank(case),
            "refrigerants" => refrigerants(case),
            group => panic!("{}: unknown group {group}", case.id()),
        }
    }
}
