//! Managed soils, lime and urea against the published cases.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use climate_account::Quantity;
use climate_account::gas::Gas;
use climate_account::method::agriculture::{
    BelowGroundRatio, CropResidues, CultivatedOrganicSoil, DirectSoilEmissions, FieldNitrogen,
    GrazingAnimals, GrazingNitrogen, IndirectSoilEmissions, Liming, ManureApplied,
    MineralisedNitrogen, NitrogenInputs, OrganicNitrogen, ResidueFactors, SoilFactors,
    UreaFertiliser,
};
use climate_account::method::land::CarbonStockChange;
use climate_account::method::{Calculation, Sourced, nitrous_oxide_of};
use climate_account::number::{Exact, Rounding};
use climate_account::unit::{CarbonMass, NitrogenMass, Rate};
use common::{Case, Shift, cases, quantity, rate, share, sourced};

/// Masses are kept at a microgram; this many powers of ten more show the digits of the cases.
const SHIFT: i8 = 9;

/// Nitrogen of a case, zero where it has none.
fn nitrogen(case: &Case, name: &str) -> Sourced<Quantity<NitrogenMass>> {
    if case.has_input(name) {
        let value = case.number(name).shift(SHIFT);
        return sourced(Quantity::new(value, "kg N").unwrap());
    }
    sourced(Quantity::ZERO)
}

fn inputs(case: &Case) -> NitrogenInputs {
    let synthetic = if case.has_input("n") { "n" } else { "f_sn" };
    let none = || sourced(Quantity::ZERO);
    NitrogenInputs {
        fields: FieldNitrogen {
            synthetic: nitrogen(case, synthetic),
            organic: OrganicNitrogen {
                animal_manure: nitrogen(case, "f_on"),
                sewage_sludge: none(),
                compost: none(),
                other: none(),
            },
            crop_residues: nitrogen(case, "f_cr"),
            mineralised: nitrogen(case, "f_som"),
        },
        flooded_rice: None,
        grazing: vec![GrazingNitrogen {
            animals: GrazingAnimals::CattlePoultryPigs,
            nitrogen: nitrogen(case, "f_prp"),
        }],
        organic_soils: Vec::new(),
    }
}

/// Factors of which a case names one or two; the others are zero.
fn factors(case: &Case) -> SoilFactors {
    let factor = |name| {
        let value = if case.has_input(name) { case.number(name) } else { Exact::ZERO };
        sourced(Rate::new(value, "kg N2O-N/kg N").unwrap())
    };
    let zero = || sourced(Exact::ZERO);
    let leached = if case.has_input("frac_leach") { share(case, "frac_leach") } else { zero() };
    SoilFactors {
        synthetic: factor("ef1"),
        other_inputs: factor("ef1"),
        flooded_rice: factor("ef1_fr"),
        cattle_poultry_pigs: factor("ef3"),
        sheep_and_other: factor("ef3"),
        deposited: factor("ef4"),
        leached: factor("ef5"),
        synthetic_volatilised: zero(),
        organic_volatilised: zero(),
        leached_share: leached,
    }
}

/// N2O of shifted inputs in a unit of the case.
fn nitrous_oxide(emissions: &climate_account::gas::Emissions) -> Exact {
    emissions.kilograms(Gas::N2O).shift(-SHIFT)
}

fn soils(case: &Case) {
    match case.id() {
        "agriculture.11.1.ef1_2006" => {
            let soils = DirectSoilEmissions { inputs: inputs(case), factors: factors(case) };
            case.check("n2o", nitrous_oxide(&soils.emissions().unwrap()));
        }
        "agriculture.11.1.os" => {
            // Seven times the area: 44/28 of it is a whole number, so that the way back is exact.
            let area = case.number("area").checked_mul(7.into()).unwrap();
            let mut inputs = inputs(case);
            inputs.organic_soils = vec![CultivatedOrganicSoil {
                area: sourced(Quantity::new(area, "ha").unwrap()),
                nitrous_oxide: rate(case, "ef2", "kg N2O-N/ha/yr"),
            }];
            let soils = DirectSoilEmissions { inputs, factors: factors(case) };
            let gas = soils.emissions().unwrap().kilograms(Gas::N2O);
            case.check("n2o_n", gas.divide(11.into(), Rounding::RESOLUTION).unwrap());
        }
        "agriculture.11.10" => {
            let soils = IndirectSoilEmissions { inputs: inputs(case), factors: factors(case) };
            assert_eq!(soils.deposition().unwrap(), Quantity::ZERO);
            let gas = soils.leaching().unwrap();
            case.check("n2o", nitrous_oxide(&soils.emissions().unwrap()));
            let unit = "kg N2O-N".parse().unwrap();
            let nitrogen = gas.in_unit(&unit, Rounding::RESOLUTION).unwrap();
            case.check("n2o_n", nitrogen.shift(-SHIFT));
        }
        "agriculture.11.4" => {
            let manure = ManureApplied {
                available: quantity(case, "n_mms", "kg N"),
                feed: share(case, "frac_feed"),
                fuel: share(case, "frac_fuel"),
                construction: share(case, "frac_cnst"),
            };
            case.check("f_am", kilograms(manure.nitrogen().unwrap()));
        }
        "agriculture.11.6" => {
            let residues = CropResidues {
                area: quantity(case, "area", "ha"),
                harvest: rate(case, "crop", "kg/ha"),
                factors: ResidueFactors {
                    dry_matter: sourced(Exact::ONE), // the case gives dry matter
                    above_ground: share(case, "r_ag"),
                    below_ground: sourced(BelowGroundRatio::ToBiomass(case.number("rs"))),
                    above_ground_nitrogen: rate(case, "n_ag", "kg N/kg DM"),
                    below_ground_nitrogen: rate(case, "n_bg", "kg N/kg DM"),
                },
                renewed: share(case, "frac_renew"),
                removed: share(case, "frac_remove"),
                burnt: share(case, "frac_burnt"),
                combustion_factor: share(case, "combustion_factor"),
            };
            case.check("f_cr", kilograms(residues.nitrogen().unwrap()));
        }
        "agriculture.11.8" => {
            let loss = case.number("carbon_loss").shift(SHIFT);
            let nitrogen_of = |sign: i64| {
                let value = loss.checked_mul(sign.into()).unwrap();
                let carbon = Quantity::<CarbonMass>::new(value, "t C").unwrap();
                let mineralised = MineralisedNitrogen {
                    change: sourced(CarbonStockChange::of(carbon)),
                    carbon_to_nitrogen: rate(case, "c_to_n", "kg C/kg N"),
                };
                kilograms(mineralised.nitrogen().unwrap()).shift(-SHIFT)
            };
            case.check("f_som", nitrogen_of(-1));
            assert_eq!(nitrogen_of(1), Exact::ZERO);
        }
        "agriculture.n2o_n" => {
            let nitrogen = quantity::<NitrogenMass>(case, "n2o_n", "kg N").value;
            let unit = "kg N2O".parse().unwrap();
            let gas = nitrous_oxide_of(nitrogen).unwrap();
            case.check("n2o", gas.in_unit(&unit, Rounding::RESOLUTION).unwrap());
        }
        other => panic!("unknown case {other}"),
    }
}

fn kilograms(nitrogen: Quantity<NitrogenMass>) -> Exact {
    nitrogen.in_unit(&"kg N".parse().unwrap(), Rounding::RESOLUTION).unwrap()
}

fn lime_and_urea(case: &Case) {
    let emissions = if case.has_input("urea") {
        UreaFertiliser { urea: quantity(case, "urea", "t"), carbon: rate(case, "ef", "t C/t") }
            .emissions()
    } else {
        Liming {
            limestone: quantity(case, "limestone", "t"),
            limestone_carbon: rate(case, "ef_limestone", "t C/t"),
            dolomite: quantity(case, "dolomite", "t"),
            dolomite_carbon: rate(case, "ef_dolomite", "t C/t"),
        }
        .emissions()
    };
    case.check("co2", emissions.unwrap().tonnes(Gas::CO2));
}

#[test]
fn published_cases() {
    let cases = cases(include_str!("vectors/agriculture.json"));
    let mut checked = 0;
    for case in &cases {
        match case.group() {
            "soils" => soils(case),
            "lime_urea" => lime_and_urea(case),
            // Animals, their feed and their manure.
            "danish_enteric" | "danish_tier2" | "danish_totals" | "energy_model" | "enteric"
            | "feed_intake" | "manure_ch4" | "manure_n" | "manure_n2o" => continue,
            other => panic!("{}: unknown group {other}", case.id()),
        }
        checked += 1;
    }
    assert_eq!(checked, 9);
}
