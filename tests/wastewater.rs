//! Wastewater against the published cases.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use climate_account::Quantity;
use climate_account::gas::Gas;
use climate_account::method::waste::{
    DischargedLoad, DomesticPathway2006, DomesticPathway2019, DomesticWastewater2006,
    DomesticWastewater2019, IncomeGroup, IndustrialLoad, IndustrialNitrogen,
    IndustrialNitrousOxide, IndustrialWastewater, NitrogenLoad2006, NitrogenLoad2019,
    NitrogenPathway2019, OrganicLoad, PathwayShare, ProteinIntake, ProteinNitrogen, SludgeRemoval,
    WastewaterNitrousOxide2006, WastewaterNitrousOxide2019, protein_per_year,
};
use climate_account::method::{Calculation, Sourced};
use climate_account::number::Exact;
use climate_account::unit::{Measure, NitrogenMass, Rate};
use common::{Case, Shift, cases, number, quantity, rate, share, sourced};

/// The cases ask for 15 digits and masses are kept at a microgram, so a quotient is run on a
/// millionfold activity.
const MILLION: i8 = 6;

/// What a case leaves out has to be named, and emits nothing.
const REST: &str = "what the case leaves out";

fn kilograms<D>(quantity: Quantity<D>) -> Exact {
    quantity.base_value().shift(-3)
}

fn part(pathway: &str, share: Exact) -> PathwayShare {
    PathwayShare { pathway: pathway.to_owned(), share: sourced(share) }
}

fn group(name: &str, share: Exact, pathways: Vec<PathwayShare>) -> IncomeGroup {
    IncomeGroup { name: name.to_owned(), share: sourced(share), pathways }
}

fn rest_of(share: Exact) -> Exact {
    Exact::ONE.checked_sub(share).unwrap()
}

/// One group, of which a share uses the pathway of the case.
fn one_pathway(share: Exact) -> Vec<IncomeGroup> {
    vec![group("everybody", Exact::ONE, vec![part("case", share), part(REST, rest_of(share))])]
}

/// A pathway that emits nothing where its parts are not set.
fn domestic_pathway(name: &str) -> DomesticPathway2019 {
    DomesticPathway2019 {
        name: name.to_owned(),
        industrial: sourced(Exact::ONE),
        methane_correction: sourced(Exact::ZERO),
        sludge: None,
        recovered: None,
        discharge: None,
    }
}

fn town(load: OrganicLoad, share: Exact, pathway: DomesticPathway2019) -> DomesticWastewater2019 {
    DomesticWastewater2019 {
        load,
        methane_capacity: sourced(Rate::new(Exact::new(6, 1), "kg CH4/kg BOD").unwrap()),
        groups: one_pathway(share),
        pathways: vec![pathway, domestic_pathway(REST)],
    }
}

fn equations(case: &Case) {
    let load = |name: &str| OrganicLoad::Measured(quantity(case, name, "kg BOD"));
    match case.id() {
        "wastewater.eq.6.1" => {
            let pathway = DomesticPathway2019 {
                methane_correction: sourced(Exact::ONE),
                sludge: Some(SludgeRemoval::Measured(quantity(case, "s", "kg BOD"))),
                recovered: Some(quantity(case, "recovered", "kg CH4")),
                ..domestic_pathway("case")
            };
            // The factor of the case is the capacity times the correction.
            let town = DomesticWastewater2019 {
                methane_capacity: rate(case, "ef", "kg CH4/kg BOD"),
                ..town(load("tow"), Exact::ONE, pathway)
            };
            case.check("ch4", town.emissions().unwrap().kilograms(Gas::CH4_NON_FOSSIL));
        }
        "wastewater.eq.6.2" => {
            let sewage = DomesticWastewater2006 {
                load: OrganicLoad::Measured(sourced(Quantity::ZERO)),
                industrial: sourced(Exact::ONE),
                methane_capacity: rate(case, "b0", "kg CH4/kg BOD"),
                groups: vec![group("everybody", Exact::ONE, vec![part("case", Exact::ONE)])],
                pathways: vec![DomesticPathway2006 {
                    name: "case".to_owned(),
                    methane_correction: share(case, "mcf"),
                }],
                sludge: None,
                recovered: None,
            };
            case.check("ef", sewage.mean_factor().unwrap().amount().value);
        }
        "wastewater.eq.6.3a" => {
            let pathway =
                DomesticPathway2019 { industrial: share(case, "i"), ..domestic_pathway("case") };
            let (u, t) = (case.number("u"), case.number("t"));
            let town = DomesticWastewater2019 {
                groups: vec![
                    group("case", u, vec![part("case", t), part(REST, rest_of(t))]),
                    group(REST, rest_of(u), vec![part(REST, Exact::ONE)]),
                ],
                ..town(load("tow"), Exact::ONE, pathway)
            };
            case.check("tow_pathway", kilograms(town.methane().unwrap()[0].load));
        }
        "wastewater.eq.6.3c" => {
            let tank = SludgeRemoval::SepticTank {
                managed_share: share(case, "managed_share"),
                removed_share: share(case, "removed_share"),
            };
            let removed = tank.amount(load("tow_septic").amount().unwrap());
            case.check("s", kilograms(removed.unwrap()));
        }
        "wastewater.eq.6.4" => {
            let works = IndustrialWastewater {
                load: IndustrialLoad::Measured(quantity(case, "tow", "kg COD")),
                methane_capacity: rate(case, "ef", "kg CH4/kg COD"),
                methane_correction: sourced(Exact::ONE),
                sludge: Some(quantity(case, "s", "kg COD")),
                recovered: Some(quantity(case, "recovered", "kg CH4")),
                discharge: None,
            };
            case.check("ch4", works.emissions().unwrap().kilograms(Gas::CH4_NON_FOSSIL));
        }
        other => panic!("no test for the case {other}"),
    }
}

fn industrial(case: &Case) {
    let works = IndustrialWastewater {
        load: IndustrialLoad::Product {
            product: quantity(case, "product", "t"),
            wastewater: rate(case, "wastewater", "m3/t"),
            demand: rate(case, "cod", "kg COD/m3"),
        },
        methane_capacity: rate(case, "b0", "kg CH4/kg COD"),
        methane_correction: share(case, "mcf"),
        sludge: Some(quantity(case, "sludge", "kg COD")),
        recovered: Some(quantity(case, "recovered", "kg CH4")),
        discharge: None,
    };
    case.check("tow", kilograms(works.load.amount().unwrap()));
    case.check("ch4", works.emissions().unwrap().kilograms(Gas::CH4_NON_FOSSIL));
}

fn protein(case: &Case, population: Exact) -> ProteinNitrogen {
    ProteinNitrogen {
        population: sourced(Quantity::new(population, "persons").unwrap()),
        protein: ProteinIntake::Eaten(rate(case, "protein", "kg protein/capita/yr")),
        nitrogen_of_protein: rate(case, "f_npr", "kg N/kg protein"),
        not_consumed: share(case, "f_non_con"),
        industrial: share(case, "f_ind_com"),
    }
}

fn effluent(nitrogen: NitrogenLoad2006, case: &Case) -> WastewaterNitrousOxide2006 {
    WastewaterNitrousOxide2006 {
        nitrogen,
        sludge: None,
        plants: None,
        effluent: rate(case, "ef", "kg N2O-N/kg N"),
    }
}

fn millionfold(case: &Case, name: &str) -> Sourced<Quantity<NitrogenMass>> {
    sourced(Quantity::new(case.number(name).shift(MILLION), "kg N").unwrap())
}

fn no_factor<N: Measure, D: Measure>() -> Sourced<Rate<N, D>> {
    sourced(Rate::new(0, "kg N2O-N/kg N").unwrap())
}

fn nitrogen(case: &Case) {
    match case.id() {
        "wastewater.eq.6.7" => {
            let sewage =
                effluent(NitrogenLoad2006::Measured(millionfold(case, "n_effluent")), case);
            let gas = sewage.emissions().unwrap().kilograms(Gas::N2O);
            case.check("n2o", gas.shift(-MILLION));
        }
        "wastewater.eq.6.9" => {
            let (u, t) = (case.number("u"), case.number("t"));
            let pathway = |name: &str, factor| NitrogenPathway2019 {
                name: name.to_owned(),
                factor,
                removed: None,
            };
            let town = WastewaterNitrousOxide2019 {
                nitrogen: NitrogenLoad2019::Measured(millionfold(case, "tn")),
                groups: vec![
                    group("case", u, vec![part("plant", t), part(REST, rest_of(t))]),
                    group(REST, rest_of(u), vec![part(REST, Exact::ONE)]),
                ],
                pathways: vec![
                    pathway("plant", rate(case, "ef", "kg N2O-N/kg N")),
                    pathway(REST, no_factor()),
                ],
                effluent: no_factor(),
            };
            let gas = town.emissions().unwrap().kilograms(Gas::N2O);
            case.check("n2o", gas.shift(-MILLION));
        }
        "wastewater.eq.6.10" => {
            let load = NitrogenLoad2019::Protein {
                protein: protein(case, case.number("population")),
                household_products: share(case, "n_hh"),
            };
            case.check("tn", kilograms(load.amount().unwrap()));
        }
        "wastewater.eq.6.11" => {
            assert_eq!(case.number("t"), Exact::ONE);
            let works = IndustrialNitrousOxide {
                nitrogen: IndustrialNitrogen::Measured(quantity(case, "tn", "kg N")),
                factor: rate(case, "ef", "kg N2O-N/kg N"),
                removed: sourced(Exact::ONE),
                effluent: no_factor(),
            };
            case.check("n2o", works.emissions().unwrap().kilograms(Gas::N2O));
        }
        "wastewater.eq.6.13" => {
            let nitrogen = IndustrialNitrogen::Product {
                product: quantity(case, "product", "t"),
                wastewater: rate(case, "wastewater", "m3/t"),
                concentration: rate(case, "tn", "kg N/m3"),
            };
            case.check("n", kilograms(nitrogen.amount().unwrap()));
        }
        other => panic!("no test for the case {other}"),
    }
}

fn nitrogen_2006(case: &Case) {
    if case.has_input("to_unit") {
        assert_eq!(case.text("to_unit"), "kg/person/yr");
        let daily = rate(case, "protein", "g protein/person/day").value;
        let yearly = protein_per_year(&daily).unwrap();
        let unit = "kg protein/person/yr".parse().unwrap();
        case.check("protein", yearly.amount().convert_to(&unit).unwrap().value);
        return;
    }
    assert_eq!(case.number("n_sludge"), Exact::ZERO);
    let load = |population| NitrogenLoad2006::Protein(protein(case, population));
    let sewage = effluent(load(case.number("population")), case);
    case.check("n_effluent", kilograms(sewage.effluent_nitrogen().unwrap()));
    let sewage = effluent(load(case.number("population").shift(MILLION)), case);
    case.check("n2o", sewage.emissions().unwrap().kilograms(Gas::N2O).shift(-MILLION));
}

fn systems_2006(case: &Case) {
    let systems = case.input("systems").as_array().unwrap();
    let of = |key: &str| systems.iter().map(|system| number(&system[key])).collect::<Vec<_>>();
    let (shares, corrections) = (of("share"), of("mcf"));
    let names: Vec<&str> = systems.iter().map(|system| system["type"].as_str().unwrap()).collect();
    let sum = shares.iter().fold(Exact::ZERO, |sum, share| sum.checked_add(*share).unwrap());
    let mut parts: Vec<_> =
        names.iter().zip(&shares).map(|(name, share)| part(name, *share)).collect();
    parts.push(part(REST, rest_of(sum)));
    let pathway = |name: &str, correction| DomesticPathway2006 {
        name: name.to_owned(),
        methane_correction: sourced(correction),
    };
    let mut pathways: Vec<_> =
        names.iter().zip(corrections).map(|(name, correction)| pathway(name, correction)).collect();
    pathways.push(pathway(REST, Exact::ZERO));
    let sewage = DomesticWastewater2006 {
        load: OrganicLoad::PerCapita {
            population: quantity(case, "population", "persons"),
            demand: rate(case, "bod", case.unit("bod")),
        },
        industrial: share(case, "i"),
        methane_capacity: rate(case, "b0", "kg CH4/kg BOD"),
        groups: vec![group("everybody", Exact::ONE, parts)],
        pathways,
        sludge: Some(quantity(case, "sludge_removed", "kg BOD")),
        recovered: Some(quantity(case, "recovered_ch4", "kg CH4")),
    };
    case.check("tow", kilograms(sewage.load().unwrap()));
    case.check("mean_ef", sewage.mean_factor().unwrap().amount().value);
    case.check("ch4", sewage.emissions().unwrap().kilograms(Gas::CH4_NON_FOSSIL));
}

fn town_2019(case: &Case) {
    let plant = DomesticPathway2019 {
        industrial: share(case, "i"),
        methane_correction: share(case, "mcf_treatment"),
        sludge: Some(SludgeRemoval::Measured(quantity(case, "sludge", "kg BOD"))),
        recovered: Some(quantity(case, "recovered", "kg CH4")),
        discharge: Some(DischargedLoad {
            removed: share(case, "removal"),
            methane_correction: share(case, "mcf_discharge"),
        }),
        ..domestic_pathway("case")
    };
    let load = OrganicLoad::Measured(quantity(case, "tow", "kg BOD"));
    let town = DomesticWastewater2019 {
        methane_capacity: rate(case, "b0", "kg CH4/kg BOD"),
        ..town(load, case.number("u_t_sum"), plant)
    };
    let methane = town.methane().unwrap();
    case.check("treatment", kilograms(methane[0].treatment));
    case.check("discharge", kilograms(methane[0].discharge));
    case.check("ch4", town.emissions().unwrap().kilograms(Gas::CH4_NON_FOSSIL));
}

#[test]
fn published_cases() {
    let mut run = 0;
    for case in cases(include_str!("vectors/wastewater.json")) {
        match case.group() {
            "equations" => equations(&case),
            "industrial" => industrial(&case),
            "nitrogen" => nitrogen(&case),
            "nitrogen_2006" => nitrogen_2006(&case),
            "systems_2006" => systems_2006(&case),
            "town_2019" => town_2019(&case),
            other => panic!("no test for the group {other}"),
        }
        run += 1;
    }
    assert_eq!(run, 16);
}
