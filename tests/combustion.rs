//! Fuel combustion against the published cases.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

#[cfg(feature = "catalogue")]
use climate_account::Year;
#[cfg(feature = "catalogue")]
use climate_account::factor::{FactorQuery, FactorSet, Parameter, ParameterKind};
use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::method::{
    BlendComponent, CarbonOrigin, FuelAmount, FuelBlend, ShareBasis, activity_times_factor,
    blend_combustion, combustion, factor_from_carbon_content, net_energy, net_energy_of_gross,
    net_energy_of_volume, per_useful_energy, urea_additive,
};
#[cfg(feature = "catalogue")]
use climate_account::method::{FuelInput, Sourced, combustion_derivation};
use climate_account::number::{Exact, Rounding};
#[cfg(feature = "catalogue")]
use climate_account::unit::CarbonMass;
use climate_account::unit::{Mass, Measure, NetEnergy, Rate, Volume};
use climate_account::{Amount, EmissionFactor, Quantity, Source};
use common::{Case, cases};

/// The unit of an input without remarks, with the calorific basis that the case states by its
/// fields: every factor of the file is per net energy.
fn unit(case: &Case, name: &str) -> String {
    let unit = case.unit(name).replace(" (example input)", "").replace("kWh per m3", "kWh/m3");
    if unit.contains('(') {
        return unit;
    }
    ["TJ", "GJ", "kWh"]
        .iter()
        .fold(unit, |unit, energy| unit.replace(energy, &format!("{energy} (net)")))
}

fn quantity<D: Measure>(case: &Case, name: &str) -> Quantity<D> {
    Quantity::new(case.number(name), &unit(case, name)).unwrap()
}

fn rate<N: Measure, D: Measure>(case: &Case, name: &str) -> Rate<N, D> {
    Rate::new(case.number(name), &unit(case, name)).unwrap()
}

fn source(case: &Case) -> Source {
    Source::new("Verification cases", "Fuel combustion", 2024, case.id()).unwrap()
}

fn factor(case: &Case, per: &str, masses: &[(&str, Gas)]) -> EmissionFactor {
    let emissions = masses.iter().fold(Emissions::none(), |sum, (name, gas)| {
        sum.and(&Emissions::from_kilograms(*gas, case.number(name))).unwrap()
    });
    EmissionFactor::new(case.id(), "fuel", per.parse().unwrap(), emissions, source(case)).unwrap()
}

fn co2e(emissions: &Emissions) -> Exact {
    emissions.to_co2e(&GwpSet::ar5()).unwrap().tonnes()
}

fn amount_times_factor(case: &Case) {
    let per = case.unit("ef_co2").strip_prefix("kg/").unwrap();
    let gases = [("ef_co2", Gas::CO2), ("ef_ch4", Gas::CH4_FOSSIL), ("ef_n2o", Gas::N2O)];
    let amount = Amount::new(case.number("amount"), case.unit("amount").parse().unwrap());
    let emissions = activity_times_factor(&amount, &factor(case, per, &gases), None).unwrap();
    case.check("co2", emissions.kilograms(Gas::CO2));
    case.check("ch4", emissions.kilograms(Gas::CH4_FOSSIL));
    case.check("n2o", emissions.kilograms(Gas::N2O));
    case.check("co2e", co2e(&emissions));
}

/// By whatever the fuel is counted in.
fn energy(case: &Case) -> Quantity<NetEnergy> {
    let volume = case.unit("amount") == "m3";
    if case.has_input("energy_content") {
        return if volume {
            net_energy::<Volume>(quantity(case, "amount"), &rate(case, "energy_content")).unwrap()
        } else {
            net_energy::<Mass>(quantity(case, "amount"), &rate(case, "energy_content")).unwrap()
        };
    }
    if case.has_input("net_over_gross") {
        let ratio = case.number("net_over_gross");
        return net_energy_of_gross(quantity(case, "amount"), ratio).unwrap();
    }
    if case.has_input("density") {
        let (density, value) = (rate(case, "density"), rate(case, "ncv"));
        return net_energy_of_volume::<Volume>(quantity(case, "amount"), &density, &value).unwrap();
    }
    if case.has_input("ncv") {
        return net_energy::<Mass>(quantity(case, "amount"), &rate(case, "ncv")).unwrap();
    }
    quantity(case, "amount")
}

fn fuel_burnt(case: &Case) {
    let energy = energy(case);
    let biogenic = case.input("co2_biogenic").as_bool().unwrap();
    let origin = if biogenic { CarbonOrigin::Biogenic } else { CarbonOrigin::Fossil };
    let gases =
        [("ef_co2", origin.carbon_dioxide()), ("ef_ch4", origin.methane()), ("ef_n2o", Gas::N2O)];
    let emissions = combustion(energy, &factor(case, "TJ (net)", &gases)).unwrap();
    let terajoules = energy.in_unit(&"TJ (net)".parse().unwrap(), Rounding::decimals(30)).unwrap();
    case.check("energy", terajoules);
    case.check("co2_fossil", emissions.kilograms(Gas::CO2));
    case.check("co2_biogenic_memo", emissions.kilograms(Gas::CO2_BIOGENIC));
    case.check("ch4", emissions.kilograms(origin.methane()));
    case.check("n2o", emissions.kilograms(Gas::N2O));
    case.check("co2e", co2e(&emissions));
}

fn biogenic_blend(case: &Case) {
    let part = |density, value, mass, gas| {
        BlendComponent::new(factor(case, "TJ (net)", &[(mass, gas)]))
            .with_density(rate(case, density))
            .with_net_calorific_value(rate(case, value))
    };
    let fossil = part("density_fossil", "ncv_fossil", "ef_co2_fossil", Gas::CO2);
    let biogenic = part("density_bio", "ncv_bio", "ef_co2_bio", Gas::CO2_BIOGENIC);
    let share = case.number("bio_share_by_volume");
    let blend = FuelBlend::new(fossil, biogenic, share, ShareBasis::Volume).unwrap();
    let result = blend_combustion(FuelAmount::Volume(quantity(case, "volume")), &blend).unwrap();
    let emissions = result.emissions().unwrap();
    case.check("co2_fossil", emissions.kilograms(Gas::CO2));
    case.check("co2_biogenic_memo", emissions.kilograms(Gas::CO2_BIOGENIC));
}

fn published_danish(case: &Case) {
    if case.has_input("boiler_efficiency") {
        let oil = factor(case, "kWh (net)", &[("fuel_factor", Gas::CO2)]);
        let efficiency = case.number("boiler_efficiency");
        let heat = per_useful_energy(&oil, efficiency, &"kWh".parse().unwrap()).unwrap();
        case.check("factor", heat.grams(Gas::CO2));
    } else {
        let energy = net_energy(Quantity::<Volume>::cubic_metres(1), &rate(case, "energy"));
        let gas = factor(case, "kWh (net)", &[("factor", Gas::CO2)]);
        case.check("product", combustion(energy.unwrap(), &gas).unwrap().kilograms(Gas::CO2));
    }
}

fn stoichiometry(case: &Case) {
    let factor = factor_from_carbon_content(&rate(case, "carbon"), case.number("oxidation"));
    let unit = "kg CO2/TJ (net)".parse().unwrap();
    let factor = factor.unwrap();
    case.check("co2", factor.amount().convert_rounded(&unit, Rounding::RESOLUTION).unwrap().value);
}

fn urea(case: &Case) {
    let gas = urea_additive(quantity(case, "additive"), case.number("urea_mass_fraction"));
    case.check(
        "co2",
        gas.unwrap().in_unit(&"t CO2".parse().unwrap(), Rounding::RESOLUTION).unwrap(),
    );
}

#[test]
fn published_cases() {
    let cases = cases(include_str!("vectors/combustion.json"));
    for case in &cases {
        match case.group() {
            "amount_times_factor" => amount_times_factor(case),
            "by_sector" | "residential" | "stationary" | "transport" => fuel_burnt(case),
            "biogenic_blend" => biogenic_blend(case),
            "published_danish" => published_danish(case),
            "stoichiometry" => stoichiometry(case),
            "urea_additive" => urea(case),
            other => panic!("{}: unknown group {other}", case.id()),
        }
    }
    assert_eq!(cases.len(), 39);
}

/// Wood in homes by the built-in defaults, which the derivation names as such.
#[cfg(feature = "catalogue")]
#[test]
fn wood_by_the_built_in_defaults() {
    let unit = "TJ (net)".parse().unwrap();
    let query = FactorQuery::new("wood", &unit, Year::new(2023).unwrap())
        .process("residential-agriculture-forestry-fishing");
    let set = FactorSet::catalogue();
    let found = set.find(&query).unwrap();
    let bill = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 1").unwrap();
    let value = Parameter::built_in("wood", ParameterKind::NetCalorificValue, None).unwrap();
    let fuel = FuelInput::Mass {
        amount: Sourced::new(Quantity::<Mass>::tonnes(1000), &bill),
        net_calorific_value: value.try_into().unwrap(),
    };
    let derivation = combustion_derivation(&fuel, found.factor()).unwrap();
    assert_eq!(derivation.result.kilograms(Gas::CO2_BIOGENIC), 1_747_200.into());
    assert_eq!(derivation.result.kilograms(Gas::CH4_NON_FOSSIL), 4680.into());
    assert_eq!(derivation.result.kilograms(Gas::N2O), "62.4".parse().unwrap());
    let defaults: Vec<bool> =
        derivation.steps.iter().map(|step| !step.remarks.is_empty()).collect();
    assert_eq!(defaults, [false, true, false, true]);
}

/// IPCC table 1.4 is table 1.3 times 44/12, rounded to three digits.
#[cfg(feature = "catalogue")]
#[test]
fn printed_factors_are_carbon_contents_rounded() {
    let set = FactorSet::catalogue();
    let (unit, year) = ("TJ (net)".parse().unwrap(), Year::new(2023).unwrap());
    let mut compared = 0;
    for content in Parameter::catalogue() {
        if content.kind() != ParameterKind::CarbonContent {
            continue;
        }
        let query = FactorQuery::new(content.carrier(), &unit, year).process("energy-industries");
        let Ok(found) = set.find(&query) else { continue };
        let emissions = found.factor().emissions();
        let printed =
            emissions.kilograms(Gas::CO2).checked_add(emissions.kilograms(Gas::CO2_BIOGENIC));
        let content: Sourced<Rate<CarbonMass, NetEnergy>> = content.try_into().unwrap();
        let factor = factor_from_carbon_content(&content.value, Exact::ONE).unwrap();
        let unit = "kg CO2/TJ (net)".parse().unwrap();
        let factor = factor.amount().convert_rounded(&unit, Rounding::significant(3)).unwrap();
        compared += 1;
        assert_eq!(factor.value, printed.unwrap(), "{}", found.factor().carrier());
    }
    assert_eq!(compared, 53);
}
