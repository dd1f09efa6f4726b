//! Land against the published cases.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::method::land::{
    BiomassGainLoss, BiomassGrowth, CarbonClass, CarbonStockChange, DrainedOrganicSoil, Growth,
    MineralSoil, SoilCarbonChange, SoilCarbonHistory, SoilFormulation, SoilUnit, SoilUse,
};
use climate_account::method::{Calculation, Sourced};
use climate_account::number::{Exact, Rounding};
use climate_account::unit::{AreaYears, CarbonMass, Measure, NitrousOxideMass, Rate, Years};
use climate_account::{Quantity, Source, Year};
use common::{Case, Shift, cases, number, quantity, rate, sourced};
use serde_json::Value;

/// Masses are kept at a microgram; this many powers of ten more show the digits of the cases.
const SHIFT: i8 = 9;

fn shifted<D: Measure>(case: &Case, name: &str, unit: &str) -> Sourced<Quantity<D>> {
    sourced(Quantity::new(case.number(name).shift(SHIFT), unit).unwrap())
}

fn tonnes(emissions: &Emissions) -> Exact {
    emissions.tonnes(Gas::CO2)
}

fn carbon_tonnes(carbon: Quantity<CarbonMass>) -> Exact {
    carbon.in_unit(&"t C".parse().unwrap(), Rounding::RESOLUTION).unwrap()
}

fn carbon_stock(case: &Case) {
    if case.has_input("gain") {
        let mass = |name| shifted::<CarbonMass>(case, name, "t C").value;
        let change = CarbonStockChange::of_gain_and_loss(mass("gain"), mass("loss")).unwrap();
        case.check("co2", tonnes(&change.emissions().unwrap()).shift(-SHIFT));
        return;
    }
    // The increment is of carbon: dry matter of which all is carbon, above ground.
    let increment = Rate::new(case.number("increment"), "t DM/ha/yr").unwrap();
    let forest = BiomassGainLoss {
        growth: vec![BiomassGrowth {
            area: shifted(case, "area", "ha"),
            growth: Growth::DryMatter(sourced(increment)),
            below_ground: sourced(Exact::ZERO),
            carbon: sourced(Rate::new(1, "t C/t DM").unwrap()),
        }],
        losses: Vec::new(),
    };
    let yearly = forest.emissions().unwrap();
    case.check("co2_per_year", tonnes(&yearly).shift(-SHIFT));
    let all = yearly.times(case.number("years")).unwrap();
    case.check("co2_cumulative", tonnes(&all).shift(-SHIFT));
}

fn organic_soils(case: &Case) {
    let factor = if case.has_input("ef") { "ef" } else { "ef_co2" };
    let nitrous_oxide = case
        .has_input("ef_n2o")
        .then(|| rate::<NitrousOxideMass, AreaYears>(case, "ef_n2o", "kg N2O-N/ha/yr"));
    let soil = DrainedOrganicSoil {
        area: shifted(case, "area", "ha"),
        carbon_class: sourced(CarbonClass::AboveTwelvePercent),
        on_site: rate(case, factor, "t CO2-C/ha/yr"),
        dissolved: None,
        methane: None,
        nitrous_oxide,
    };
    let emissions = soil.emissions().unwrap();
    if case.expects("co2") {
        case.check("co2", tonnes(&emissions).shift(-SHIFT));
    } else {
        assert_eq!(case.number("gwp_n2o"), 265.into());
        let co2e = emissions.to_co2e(&GwpSet::ar5()).unwrap();
        case.check("co2e", co2e.tonnes().shift(-SHIFT));
    }
}

fn soils(case: &Case, name: &str) -> Vec<MineralSoil> {
    let rows = case.input(name).as_array().unwrap();
    let soil = |row: &Value| MineralSoil {
        area: sourced(Quantity::new(number(&row["area_ha"]), "ha").unwrap()),
        reference_stock: rate(case, "soc_ref", "t C/ha"),
        land_use: sourced(case.number("f_lu")),
        management: sourced(number(&row["f_mg"])),
        input: sourced(number(&row["f_i"])),
    };
    rows.iter().map(soil).collect()
}

fn soil_carbon(case: &Case) {
    let years = || quantity::<Years>(case, "d", "yr");
    let change = |start, end| SoilCarbonChange { start, end, period: years(), dependence: years() };
    if case.has_input("final") {
        let (start, end) = (soils(case, "initial"), soils(case, "final"));
        let stock = |soils: &[MineralSoil]| {
            soils.iter().fold(Exact::ZERO, |sum, soil| {
                sum.checked_add(carbon_tonnes(soil.stock().unwrap())).unwrap()
            })
        };
        case.check("soc_final", stock(&end));
        case.check("soc_initial", stock(&start));
        case.check("change", carbon_tonnes(change(start, end).change().unwrap().carbon()));
        return;
    }
    // A stock is one of as many hectares with 1 t C/ha each, times the factor.
    let soil = |name| MineralSoil {
        area: sourced(Quantity::new(Exact::from(1).shift(SHIFT), "ha").unwrap()),
        reference_stock: rate(case, name, "t C/ha"),
        land_use: sourced(Exact::ONE),
        management: sourced(Exact::ONE),
        input: sourced(Exact::ONE),
    };
    let change = change(vec![soil("soc_initial")], vec![soil("soc_final")]);
    case.check("change", carbon_tonnes(change.change().unwrap().carbon()).shift(-SHIFT));
    case.check("co2", tonnes(&change.emissions().unwrap()).shift(-SHIFT));
}

/// The uses of the units of a case. A use that is listed for a year begins the year after the one
/// that is listed before it.
fn units(case: &Case) -> Vec<SoilUnit> {
    let years: Vec<i64> =
        case.input("years").as_array().unwrap().iter().map(|year| year.as_i64().unwrap()).collect();
    let factor = |land_use: &Value| {
        let factors = case.input("stock_factor");
        sourced(number(&factors[land_use.as_str().unwrap()]))
    };
    let unit = |uses: &Value| {
        let uses = uses.as_array().unwrap();
        let changes = (1..uses.len()).filter(|index| uses[*index] != uses[index - 1]);
        SoilUnit {
            area: quantity(case, "area_of_each_unit", "Mha"),
            reference_stock: rate(case, "soc_ref", "t C/ha"),
            first: factor(&uses[0]),
            changes: changes
                .map(|index| SoilUse {
                    from: Year::new(years[index - 1] + 1).unwrap(),
                    factor: factor(&uses[index]),
                })
                .collect(),
        }
    };
    case.input("land_use").as_object().unwrap().values().map(unit).collect()
}

fn box_2_2(case: &Case) {
    let formulation = match case.id() {
        "land.box_2_2.1_area_only" => SoilFormulation::AreasOnly,
        "land.box_2_2.3_followed" => SoilFormulation::FollowedUnits,
        other => panic!("unknown case {other}"),
    };
    let expected = case.expected("change").as_object().unwrap();
    assert_eq!(expected.len(), 7);
    for (year, change) in expected {
        let history = SoilCarbonHistory {
            units: units(case),
            year: sourced(year.parse().unwrap()),
            formulation: sourced(formulation),
            transition: quantity(case, "transition", "yr"),
        };
        let found = carbon_tonnes(history.change().unwrap().carbon()).shift(-6);
        case.check_value("change", found, number(change));
    }
}

#[test]
fn published_cases() {
    let cases = cases(include_str!("vectors/land.json"));
    for case in &cases {
        match case.group() {
            "box_2_2" => box_2_2(case),
            "carbon_stock" => carbon_stock(case),
            "organic_soils" => organic_soils(case),
            "soil_carbon" => soil_carbon(case),
            other => panic!("{}: unknown group {other}", case.id()),
        }
    }
    assert_eq!(cases.len(), 9);
}

/// A line of an account finds the factor of an area by the hectare.
#[cfg(feature = "catalogue")]
#[test]
fn an_account_line_of_drained_soil() {
    use climate_account::factor::FactorSet;
    use climate_account::unit::CalorificBasis;
    use climate_account::{Account, Activity, Amount, Profile};

    let source = Source::new("Aarhus University", "Map of organic soils", 2023, "Odder").unwrap();
    let line = |process: &str| {
        let year = Year::new(2023).unwrap();
        let sector = "gpc:V.2".parse().unwrap();
        Activity::new("Odder", year, sector, "30 ha".parse::<Amount>().unwrap(), &source)
            .carrier("organic-soil")
            .process(process)
    };
    let total = |process: &str| {
        let profile = Profile::new("Odder", GwpSet::ar5()).calorific_basis(CalorificBasis::Net);
        let account = Account::compute([line(process)], &profile, &FactorSet::catalogue()).unwrap();
        let entry = account.entries().next().unwrap();
        entry.emissions()
    };
    // 30 ha of 7.9 t C x 44/12 and 13 kg N x 44/28
    let cropland = total("drained-cropland");
    assert_eq!(cropland.tonnes(Gas::CO2).round(Rounding::decimals(6)).unwrap(), 869.into());
    let nitrous_oxide = cropland.kilograms(Gas::N2O).round(Rounding::decimals(3)).unwrap();
    assert_eq!(nitrous_oxide, "612.857".parse().unwrap());
    assert_eq!(
        total("drained-cropland-2006").tonnes(Gas::CO2).round(Rounding::decimals(6)).unwrap(),
        550.into()
    );
}
