//! Biological treatment, biogas and burning of waste against the published cases.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use climate_account::Quantity;
use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::method::Calculation;
use climate_account::method::waste::{
    BiogasChain, BiogasEnergyBasis, BiogasProcess, BiogasUse, BiologicalTreatment, BurntWaste,
    EnergyRecovery, Incineration, OpenBurning, OpenlyBurntWaste, ShareRule, WasteCarbon,
    WasteComponent, WasteComposition, WasteContent, WasteNitrousOxide, WastePerPerson,
};
use climate_account::number::{Exact, Rounding};
use climate_account::unit::{CarbonDioxideMass, Mass, NetEnergy, PersonYears, Rate};
use common::{Case, Shift, cases, number, quantity, rate, share, sourced};

/// Groups of the file that are about landfills.
const LANDFILL: [&str; 11] = [
    "first_order_decay",
    "delay",
    "half_life",
    "guideline_model",
    "guideline_model_total",
    "landfill_equations",
    "methane_commitment",
    "recovery",
    "tier1",
    "conservation",
    "doc_mix",
];

fn methane(emissions: &Emissions) -> Exact {
    let [fossil, other] = [Gas::CH4_FOSSIL, Gas::CH4_NON_FOSSIL].map(|gas| emissions.grams(gas));
    fossil.checked_add(other).unwrap().checked_add(emissions.grams(Gas::CH4)).unwrap()
}

fn co2e(emissions: &Emissions) -> Exact {
    emissions.to_co2e(&GwpSet::ar5()).unwrap().tonnes()
}

fn biological(case: &Case) {
    let treatment = BiologicalTreatment::<Mass> {
        waste: quantity(case, "mass", case.unit("mass")),
        methane: rate(case, "ef_ch4", "g CH4/kg"),
        nitrous_oxide: rate(case, "ef_n2o", "g N2O/kg"),
        recovered: Some(quantity(case, "recovered_ch4", case.unit("recovered_ch4"))),
    };
    let emissions = treatment.emissions().unwrap();
    case.check("ch4", emissions.tonnes(Gas::CH4_NON_FOSSIL));
    case.check("n2o", emissions.tonnes(Gas::N2O));
    case.check("co2e", co2e(&emissions));
}

fn biogas_chain(case: &Case) {
    let whole = || sourced(Exact::ONE);
    let chain = BiogasChain {
        feed: sourced(Quantity::<Mass>::tonnes(1)),
        methane_yield: rate(case, "ch4_yield", "kg CH4/t"),
        leak: share(case, "leakage"),
        combined_heat_and_power: None,
        upgrade: Some(BiogasUse { share: whole(), slip: sourced(Exact::ZERO) }),
        flare: None,
        storage: None,
        net_calorific_value: rate(case, "lower_heating_value", "MJ (net)/kg CH4"),
        energy_from: BiogasEnergyBasis::Generated,
    };
    let process = BiogasProcess {
        heat: rate(case, "heat", "kWh/t"),
        heat_factor: rate(case, "heat_factor", "kg CO2/kWh"),
        power: rate(case, "power", "kWh/t"),
        power_factor: rate(case, "power_factor", "kg CO2/kWh"),
        transport: rate(case, "transport", "kg CO2/t"),
    };
    let displaced =
        rate::<CarbonDioxideMass, NetEnergy>(case, "substitution", "kg CO2/MJ (net)").value;
    let set = GwpSet::ar5();
    assert_eq!(set.value(Gas::CH4_NON_FOSSIL).unwrap(), case.number("gwp_ch4"));
    let megajoules = chain.flows().unwrap().energy.base_value().shift(-6);
    case.check("energy", megajoules);
    case.check("substituted", chain.substitution(&displaced).unwrap().base_value().shift(-3));
    let leak = chain.emissions().unwrap();
    case.check("leakage_co2e", leak.to_co2e(&set).unwrap().kilograms());
    case.check("net", chain.saving(&displaced, &process, &set).unwrap().kilograms());
}

/// What is not printed in a case has no carbon.
fn inert() -> WasteContent {
    content(Exact::ONE, Exact::ZERO, Exact::ZERO)
}

fn content(dry_matter: Exact, carbon: Exact, fossil_share: Exact) -> WasteContent {
    WasteContent {
        dry_matter: sourced(dry_matter),
        carbon: WasteCarbon::OfDry { carbon: sourced(carbon), fossil_share: sourced(fossil_share) },
    }
}

fn composition(components: Vec<(&str, Exact, WasteContent)>) -> WasteComposition<WasteContent> {
    let components = components.into_iter().map(|(name, share, content)| WasteComponent {
        name: name.to_owned(),
        share: sourced(share),
        content,
    });
    WasteComposition { rule: ShareRule::Exactly, components: components.collect() }
}

fn composition_of(case: &Case) -> WasteComposition<WasteContent> {
    let mut components = Vec::new();
    for (name, values) in case.input("composition").as_object().unwrap() {
        let [dry_matter, carbon, fossil] =
            ["dry_matter", "carbon_of_dry", "fossil_of_carbon"].map(|key| number(&values[key]));
        let content = content(dry_matter, carbon, fossil);
        components.push((name.as_str(), number(&values["share_of_wet"]), content));
    }
    composition(components)
}

fn incineration(case: &Case) {
    let composition = composition_of(case);
    let fossil = composition.mean(WasteContent::fossil_carbon_of_wet).unwrap();
    case.check("fossil_carbon_fraction", fossil.times(Exact::ONE, Rounding::RESOLUTION).unwrap());
    let (oxidation, methane_factor) = (share(case, "oxidation"), rate(case, "ef_ch4", "g CH4/t"));
    let mass = quantity(case, "mass_wet", "t");
    let (emissions, dry) = match case.unit("ef_n2o") {
        "g/t wet" => {
            let plant = Incineration {
                waste: mass.clone(),
                composition,
                oxidation,
                methane: methane_factor,
                nitrous_oxide: WasteNitrousOxide::PerWet(rate(case, "ef_n2o", "g N2O/t")),
                energy: EnergyRecovery::None,
            };
            (plant.emissions().unwrap(), plant.dry_mass().unwrap())
        }
        "g/t dry" => {
            let burning = OpenBurning {
                waste: BurntWaste::Weighed(mass.clone()),
                composition,
                oxidation,
                methane: methane_factor,
                nitrous_oxide: rate(case, "ef_n2o", "g N2O/t DM"),
            };
            (burning.emissions().unwrap(), burning.dry_mass().unwrap())
        }
        other => panic!("{}: a factor per {other}", case.id()),
    };
    // 1 kg/Gg is 1 g/t.
    assert!(["kg/Gg", "g/t wet"].contains(&case.unit("ef_ch4")));
    let fraction = dry.base_value().divide(mass.value.base_value(), Rounding::RESOLUTION).unwrap();
    case.check("dry_matter_fraction", fraction);
    case.check("co2_fossil", emissions.tonnes(Gas::CO2));
    case.check("co2_biogenic_memo", emissions.tonnes(Gas::CO2_BIOGENIC));
    case.check("ch4", methane(&emissions).shift(-3));
    case.check("n2o", emissions.kilograms(Gas::N2O));
    case.check("co2e", co2e(&emissions));
}

fn plant(mass: Quantity<Mass>, content: WasteContent, oxidation: Exact) -> Incineration {
    Incineration {
        waste: sourced(mass),
        composition: composition(vec![("waste", Exact::ONE, content)]),
        oxidation: sourced(oxidation),
        methane: sourced(Rate::new(0, "g CH4/t").unwrap()),
        nitrous_oxide: WasteNitrousOxide::PerWet(sourced(Rate::new(0, "g N2O/t").unwrap())),
        energy: EnergyRecovery::None,
    }
}

fn openly_burnt(case: &Case) -> OpenlyBurntWaste {
    let generation = Rate::new(case.number("generation"), "t/capita/yr").unwrap();
    OpenlyBurntWaste {
        population: quantity(case, "population", "persons"),
        burning_share: share(case, "burning_share"),
        waste_per_person: sourced(WastePerPerson::Yearly(generation)),
        burnt_share: share(case, "burnt_share"),
    }
}

fn incineration_equations(case: &Case) {
    let waste = || Quantity::<Mass>::new(case.number("waste"), "Gg").unwrap();
    match case.id() {
        "waste.eq.5.2" => {
            let [dry, carbon, fossil] =
                ["dry_matter", "carbon", "fossil"].map(|name| case.number(name));
            let plant = plant(waste(), content(dry, carbon, fossil), case.number("oxidation"));
            case.check("co2", plant.emissions().unwrap().tonnes(Gas::CO2).shift(-3));
        }
        "waste.eq.5.5" => {
            let factor = WasteNitrousOxide::PerWet(rate(case, "ef", "kg N2O/Gg"));
            let plant =
                Incineration { nitrous_oxide: factor, ..plant(waste(), inert(), Exact::ONE) };
            case.check("n2o", plant.emissions().unwrap().tonnes(Gas::N2O).shift(-3));
        }
        "waste.eq.5.7" => {
            let burnt = openly_burnt(case).amount().unwrap();
            let part = burnt.scale(case.number("type_share")).unwrap();
            case.check("waste", part.base_value().shift(-9));
        }
        other => panic!("no test for the case {other}"),
    }
}

fn incineration_tier1(case: &Case) {
    let carbon = case.number("carbon");
    if case.has_input("incinerated_share") {
        let years = Quantity::<PersonYears>::new(case.number("population"), "capita yr").unwrap();
        let generation = rate::<Mass, PersonYears>(case, "generation", "t/capita/yr").value;
        let plastics = ["incinerated_share", "plastics_share"]
            .iter()
            .fold(years.times(&generation).unwrap(), |mass, part| {
                mass.scale(case.number(part)).unwrap()
            });
        case.check("waste", plastics.base_value().shift(-9));
        let content = content(case.number("dry_matter"), carbon, case.number("fossil"));
        let plant = plant(plastics, content, case.number("oxidation"));
        case.check("co2", plant.emissions().unwrap().tonnes(Gas::CO2).shift(-3));
        return;
    }
    let plastics = case.number("plastics_share");
    let rest = Exact::ONE.checked_sub(plastics).unwrap();
    let burning = OpenBurning {
        waste: BurntWaste::ByPopulation(openly_burnt(case)),
        composition: composition(vec![
            ("plastics", plastics, content(Exact::ONE, carbon, Exact::ONE)),
            ("what the case leaves out", rest, inert()),
        ]),
        oxidation: share(case, "oxidation"),
        methane: sourced(Rate::new(0, "g CH4/t").unwrap()),
        nitrous_oxide: sourced(Rate::new(0, "g N2O/t DM").unwrap()),
    };
    case.check("co2", burning.emissions().unwrap().tonnes(Gas::CO2).shift(-3));
}

#[test]
fn published_cases() {
    let mut run = 0;
    for case in cases(include_str!("vectors/waste.json")) {
        match case.group() {
            "biological" => biological(&case),
            "biogas_chain" => biogas_chain(&case),
            "incineration" => incineration(&case),
            "incineration_equations" => incineration_equations(&case),
            "incineration_tier1" => incineration_tier1(&case),
            landfill if LANDFILL.contains(&landfill) => continue,
            other => panic!("no test for the group {other}"),
        }
        run += 1;
    }
    assert_eq!(run, 11);
}
