//! Livestock and manure against the published cases.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::method::agriculture::{
    AnimalBasis, AnimalCategory, CattleEnergy, CattleGrowth, CattleIntake, CattleMilk,
    CattleRetention, DirectManureNitrousOxide, EntericFermentation, EntericFromEnergy,
    ExcretionStage, FeedEnergy, IndirectManureNitrousOxide, ManureConversionSystem, ManureMethane,
    ManureMethaneFromSolids, ManureMethaneSystem, ManureNitrogen, ManureNitrogenSystem,
    NitrogenExcretion, Pregnancy, SheepEnergy, SheepMilk, Wool, YoungMilk, fat_corrected_milk,
    intake_of_gross_energy, maintenance_ratio, nitrogen_intake, volatile_solids_of_feed,
    yearly_volatile_solids,
};
use climate_account::method::{Calculation, Sourced};
use climate_account::number::{Exact, Rounding};
use climate_account::unit::{AnimalDays, AnimalYears, Energy, Heads, Measure, Rate};
use climate_account::{Amount, Error, Quantity, Title};
use common::{Case, Shift, cases, number, sourced};

/// Masses are kept at a microgram; herds are this power of ten larger, so that more digits show.
const LARGER: i8 = 10;

fn read<T: TryFrom<Amount, Error = Error>>(text: &str) -> Sourced<T> {
    sourced(text.parse::<Amount>().unwrap().try_into().unwrap())
}

fn rate<N: Measure, D: Measure>(value: Exact, unit: &str) -> Sourced<Rate<N, D>> {
    sourced(Rate::new(value, unit).unwrap())
}

fn share(value: &str) -> Sourced<Exact> {
    sourced(value.parse().unwrap())
}

/// The number of a case is named `number`; it is larger by [`LARGER`].
fn herd<B: AnimalBasis>(case: &Case) -> Sourced<Quantity<B>> {
    let unit = B::unit();
    sourced(Quantity::new(case.number("number").shift(LARGER), unit.as_str()).unwrap())
}

fn per_cent(value: Exact) -> Exact {
    value.shift(-2)
}

/// Of a herd that is larger by [`LARGER`].
fn kilograms(emissions: &Emissions, gas: Gas) -> Exact {
    emissions.kilograms(gas).shift(-LARGER)
}

fn methane(emissions: &Emissions) -> Exact {
    kilograms(emissions, Gas::CH4_NON_FOSSIL)
}

fn enteric<B: AnimalBasis>(case: &Case, factor: &str) -> Exact {
    let category = AnimalCategory::<B> {
        name: Title::new("dyr", "animals"),
        animals: herd(case),
        methane: rate(case.number("ef"), factor),
    };
    methane(&EntericFermentation { categories: vec![category] }.emissions().unwrap())
}

/// Weaners and pigs for slaughter are produced animals, whatever the printed unit says.
fn danish_enteric(case: &Case) {
    let produced = case.id().ends_with("weaners") || case.id().ends_with("fattening_pigs");
    let kilograms = if produced {
        enteric::<Heads>(case, "kg CH4/head")
    } else {
        enteric::<AnimalYears>(case, "kg CH4/head/yr")
    };
    case.check("product", kilograms.shift(-6));
    case.check("ch4", kilograms.shift(-6));
}

fn dairy_breed(number: Exact, gross_energy: Exact, conversion: Exact) -> EntericFromEnergy {
    EntericFromEnergy {
        animals: sourced(Quantity::new(number, "head yr").unwrap()),
        gross_energy: rate(gross_energy, "MJ/head/day"),
        methane_conversion: sourced(per_cent(conversion)),
    }
}

fn danish_tier2(case: &Case) {
    let mut total = Exact::ZERO;
    for breed in ["large_breed", "jersey"] {
        let value = |name: &str| number(&case.input(breed)[name]);
        let cows = dairy_breed(value("number"), value("ge"), value("ym"));
        let kilograms = cows.emissions().unwrap().kilograms(Gas::CH4_NON_FOSSIL);
        total = total.checked_add(kilograms).unwrap();
    }
    case.check("ch4", total.shift(-6));
}

fn danish_totals(case: &Case) {
    if case.has_input("groups") {
        let groups = case.input("groups").as_array().unwrap().iter().map(number);
        let total = groups.fold(Emissions::none(), |sum, kilotonnes| {
            sum.and(&Emissions::from_tonnes(Gas::CH4_NON_FOSSIL, kilotonnes.shift(3))).unwrap()
        });
        return case.check("ch4", total.tonnes(Gas::CH4_NON_FOSSIL).shift(-3));
    }
    let emissions = |name: &str, gas| Emissions::from_tonnes(gas, case.number(name).shift(3));
    let parts = [
        ("enteric", emissions("enteric_ch4", Gas::CH4_NON_FOSSIL)),
        ("manure_ch4", emissions("manure_ch4", Gas::CH4_NON_FOSSIL)),
        ("manure_n2o", emissions("manure_n2o", Gas::N2O)),
    ];
    let kilotonnes = |part: &Emissions| part.to_co2e(&GwpSet::ar5()).unwrap().tonnes().shift(-3);
    let mut total = Emissions::none();
    for (name, part) in parts {
        case.check(name, kilotonnes(&part));
        total = total.and(&part).unwrap();
    }
    case.check("total", kilotonnes(&total));
}

/// An animal whose energy for maintenance is its coefficient.
fn unit_cow(maintenance: Exact) -> CattleEnergy {
    CattleEnergy {
        body_weight: read("1 kg"),
        maintenance: sourced(maintenance),
        winter_temperature: None,
        activity: share("0"),
        growth: None,
        milk: None,
        work_hours: None,
        pregnancy: None,
        digestibility: share("0.71"),
    }
}

fn unit_ewe() -> SheepEnergy {
    SheepEnergy {
        body_weight: read("1 kg"),
        maintenance: share("0.217"),
        activity: share("0"),
        growth: None,
        milk: None,
        wool: None,
        pregnancy: None,
        digestibility: share("0.65"),
    }
}

fn value(energy: &Rate<Energy, AnimalDays>) -> Exact {
    energy.amount().value
}

fn energy_model(case: &Case) {
    match case.id() {
        "agriculture.10.4" => {
            let cow = CattleEnergy {
                activity: sourced(case.number("c_a")),
                ..unit_cow(case.number("ne_m"))
            };
            case.check("ne_a", value(&cow.energy().unwrap().activity));
        }
        "agriculture.10.6" => {
            let cow = CattleEnergy {
                body_weight: sourced(Quantity::new(case.number("body_weight"), "kg").unwrap()),
                growth: Some(CattleGrowth {
                    coefficient: sourced(case.number("c")),
                    mature_weight: sourced(
                        Quantity::new(case.number("mature_weight"), "kg").unwrap(),
                    ),
                    gain: rate(case.number("weight_gain"), "kg/head/day"),
                }),
                ..unit_cow(Exact::ONE)
            };
            case.check("ne_g", value(&cow.energy().unwrap().growth));
        }
        "agriculture.10.8" => {
            let cow = CattleEnergy {
                milk: Some(CattleMilk {
                    yield_per_day: rate(case.number("milk"), "kg/head/day"),
                    fat: sourced(per_cent(case.number("fat"))),
                }),
                ..unit_cow(Exact::ONE)
            };
            case.check("ne_l", value(&cow.energy().unwrap().lactation));
        }
        "agriculture.10.10" => {
            let gain = Quantity::new(case.number("weaning_gain"), "kg").unwrap();
            let ewe = SheepEnergy {
                milk: Some(YoungMilk {
                    milk: SheepMilk::WeaningGain(sourced(gain)),
                    energy: rate(case.number("ev_milk"), "MJ/kg"),
                }),
                ..unit_ewe()
            };
            case.check("ne_l", value(&ewe.energy().unwrap().lactation));
        }
        "agriculture.10.12" => {
            let ewe = SheepEnergy {
                wool: Some(Wool {
                    wool_per_year: rate(case.number("wool"), "kg/head/yr"),
                    energy: rate(case.number("ev_wool"), "MJ/kg"),
                }),
                ..unit_ewe()
            };
            case.check("ne_wool", value(&ewe.energy().unwrap().wool));
        }
        "agriculture.10.14" => {
            case.check("rem", maintenance_ratio(per_cent(case.number("de"))).unwrap());
        }
        "agriculture.10.16" => {
            let energy = |name: &str| Rate::new(case.number(name), "MJ/head/day").unwrap();
            let none = Rate::new(0, "MJ/head/day").unwrap();
            let cow = FeedEnergy {
                maintenance: energy("ne_m"),
                activity: energy("ne_a"),
                growth: energy("ne_g"),
                lactation: energy("ne_l"),
                work: energy("ne_work"),
                wool: none,
                pregnancy: energy("ne_p"),
                maintenance_ratio: case.number("rem"),
                growth_ratio: case.number("reg"),
                digestibility: case.number("de"),
            };
            case.check("ge", value(&cow.gross_energy().unwrap()));
        }
        other => panic!("{other}: unknown case"),
    }
}

fn enteric_case(case: &Case) {
    if case.has_input("ge") {
        let cows = dairy_breed(Exact::ZERO, case.number("ge"), case.number("ym"));
        return case.check("ef", cows.factor().unwrap().amount().value);
    }
    let places = if case.expected_unit("ch4") == "Gg CH4/yr" { 6 } else { 3 };
    case.check("ch4", enteric::<AnimalYears>(case, case.unit("ef")).shift(-places));
}

fn feed_intake(case: &Case) {
    let body_weight = Quantity::new(case.number("body_weight"), "kg").unwrap();
    let animal = match case.id() {
        "agriculture.10.17" => CattleIntake::Calf {
            body_weight,
            net_energy: Rate::new(case.number("ne_mf"), "MJ/kg DM").unwrap(),
        },
        "agriculture.10.18a.heifer" => CattleIntake::Heifer { body_weight },
        "agriculture.10.18b" => CattleIntake::InMilk {
            body_weight,
            milk: Rate::new(case.number("fcm"), "kg/head/day").unwrap(),
        },
        other => panic!("{other}: unknown case"),
    };
    case.check("dmi", animal.dry_matter().unwrap().amount().value);
}

/// The rest of the manure, which the case leaves out, with a share that makes the whole.
fn rest(case: &Case) -> Sourced<Exact> {
    sourced(Exact::ONE.checked_sub(case.number("system_share")).unwrap())
}

fn manure_methane(case: &Case) {
    if case.has_input("mcf") {
        assert_eq!(case.number("ch4_density"), Exact::new(67, 2));
        let system = |share, conversion| ManureConversionSystem {
            name: Title::new("system", "system"),
            share,
            methane_conversion: sourced(conversion),
        };
        let cows = ManureMethaneFromSolids {
            animals: sourced(Quantity::ZERO),
            volatile_solids: rate(case.number("vs"), case.unit("vs")),
            maximum_methane: rate(case.number("b0"), "m3/kg VS"),
            systems: vec![
                system(sourced(case.number("system_share")), case.number("mcf")),
                system(rest(case), Exact::ZERO),
            ],
        };
        return case.check("ef", cows.factor().unwrap().amount().value);
    }
    let volatile_solids = if case.has_input("vs") {
        rate(case.number("vs"), case.unit("vs"))
    } else {
        let per_mass = Rate::new(case.number("vs_rate"), "kg VS/t/day").unwrap();
        let mass = Quantity::new(case.number("tam"), case.unit("tam")).unwrap();
        sourced(yearly_volatile_solids(&per_mass, mass).unwrap())
    };
    let system = |share, factor| ManureMethaneSystem {
        name: Title::new("system", "system"),
        share,
        methane: rate(factor, "g CH4/kg VS"),
    };
    let cows = ManureMethane {
        animals: herd(case),
        volatile_solids,
        systems: vec![
            system(sourced(case.number("system_share")), case.number("ef")),
            system(rest(case), Exact::ZERO),
        ],
    };
    case.check("ch4", methane(&cows.emissions().unwrap()));
}

fn retained(case: &Case) -> NitrogenExcretion {
    let intake = rate(case.number("n_intake"), "kg N/head/day");
    if case.has_input("retained_share") {
        return NitrogenExcretion::RetainedShare {
            intake,
            retained: sourced(case.number("retained_share")),
        };
    }
    let retained = rate(case.number("retained"), "kg N/head/day");
    NitrogenExcretion::Retained { intake, retained }
}

fn manure_nitrogen(case: &Case) {
    match case.id() {
        "agriculture.10.30" => {
            let excretion = NitrogenExcretion::OfAnimalMass {
                rate: rate(case.number("n_rate"), "kg N/t/day"),
                mass: sourced(Quantity::new(case.number("tam"), case.unit("tam")).unwrap()),
            };
            case.check("nex", excretion.per_year().unwrap().amount().value);
        }
        "agriculture.10.31a" => {
            case.check("nex", retained(case).per_year().unwrap().amount().value);
        }
        "agriculture.10.33" => {
            let cow = CattleRetention {
                milk: Rate::new(case.number("milk"), "kg/head/day").unwrap(),
                milk_protein: per_cent(case.number("milk_protein")),
                gain: Rate::new(case.number("weight_gain"), "kg/head/day").unwrap(),
                growth_energy: Rate::new(case.number("ne_g"), "MJ/head/day").unwrap(),
            };
            case.check("retained", cow.nitrogen().unwrap().amount().value);
        }
        "agriculture.10.34a" => {
            // The loss of a kilogram of nitrogen; 0.03 as N2 is three times the nitrous oxide.
            let system = ManureNitrogenSystem {
                name: Title::new("system", "system"),
                share: share("1"),
                nitrous_oxide: rate(case.number("ef3"), "kg N2O-N/kg N"),
                volatilised: sourced(case.number("frac_gas")),
                leached: sourced(case.number("frac_leach")),
                codigested: None,
                bedding: None,
            };
            let ratio = case.number("frac_n2").divide(case.number("ef3"), Rounding::decimals(6));
            let manure = ManureNitrogen {
                animals: read("1 head yr"),
                excretion: stated("1 kg N/head/yr"),
                systems: vec![system],
                pasture: None,
                dinitrogen: sourced(ratio.unwrap()),
            };
            let losses = manure.balance().unwrap().losses().unwrap();
            case.check("loss", losses.base_value().shift(-3));
        }
        other => panic!("{other}: unknown case"),
    }
}

fn stated(nitrogen: &str) -> NitrogenExcretion {
    NitrogenExcretion::Stated { nitrogen: read(nitrogen), stage: ExcretionStage::ExAnimal }
}

/// One system of the case; what is left is on pasture.
fn one_system(case: &Case) -> ManureNitrogen {
    let number = |name: &str| {
        if case.has_input(name) { case.number(name) } else { Exact::ZERO }
    };
    let excretion = if case.has_input("nex") {
        stated(&format!("{} {}", case.text("nex"), case.unit("nex")))
    } else {
        retained(case)
    };
    ManureNitrogen {
        animals: herd(case),
        excretion,
        systems: vec![ManureNitrogenSystem {
            name: Title::new("system", "system"),
            share: sourced(case.number("system_share")),
            nitrous_oxide: rate(number("ef3"), "kg N2O-N/kg N"),
            volatilised: sourced(number("frac_gas")),
            leached: sourced(number("frac_leach")),
            codigested: None,
            bedding: None,
        }],
        pasture: Some(rest(case)),
        dinitrogen: share("3"),
    }
}

fn nitrous_oxide(case: &Case) {
    match case.id() {
        "agriculture.10.25" => {
            let direct = DirectManureNitrousOxide { manure: one_system(case) };
            case.check("n2o", kilograms(&direct.emissions().unwrap(), Gas::N2O));
        }
        "agriculture.10.27" => {
            let leached = one_system(case).balance().unwrap().leached.base_value();
            case.check("n", leached.shift(-3 - LARGER));
        }
        "agriculture.10.29" => {
            // A herd whose nitrogen is all leached.
            let mass = case.number("n").shift(LARGER);
            let manure = ManureNitrogen {
                animals: sourced(Quantity::new(mass, "head yr").unwrap()),
                excretion: stated("1 kg N/head/yr"),
                systems: vec![ManureNitrogenSystem {
                    name: Title::new("system", "system"),
                    share: share("1"),
                    nitrous_oxide: rate(Exact::ZERO, "kg N2O-N/kg N"),
                    volatilised: share("0"),
                    leached: share("1"),
                    codigested: None,
                    bedding: None,
                }],
                pasture: None,
                dinitrogen: share("3"),
            };
            let indirect = IndirectManureNitrousOxide {
                manure,
                deposition: rate(Exact::ZERO, "kg N2O-N/kg N"),
                leaching: rate(case.number("ef5"), "kg N2O-N/kg N"),
            };
            case.check("n2o", kilograms(&indirect.emissions().unwrap(), Gas::N2O));
        }
        "agriculture.manure_n2o.tier2" => {
            let manure = one_system(case);
            let direct = DirectManureNitrousOxide { manure: manure.clone() }.emissions().unwrap();
            case.check("direct", kilograms(&direct, Gas::N2O));
            let indirect = IndirectManureNitrousOxide {
                manure,
                deposition: rate(case.number("ef4"), "kg N2O-N/kg N"),
                leaching: rate(case.number("ef5"), "kg N2O-N/kg N"),
            };
            let total = direct.and(&indirect.emissions().unwrap()).unwrap();
            case.check("n2o", kilograms(&total, Gas::N2O));
        }
        other => panic!("{other}: unknown case"),
    }
}

#[test]
fn published_cases() {
    let cases = cases(include_str!("vectors/agriculture.json"));
    let mut elsewhere = 0;
    for case in &cases {
        match case.group() {
            "danish_enteric" => danish_enteric(case),
            "danish_tier2" => danish_tier2(case),
            "danish_totals" => danish_totals(case),
            "energy_model" => energy_model(case),
            "enteric" => enteric_case(case),
            "feed_intake" => feed_intake(case),
            "manure_ch4" => manure_methane(case),
            "manure_n" => manure_nitrogen(case),
            "manure_n2o" => nitrous_oxide(case),
            "soils" | "lime_urea" => elsewhere += 1,
            other => panic!("{}: unknown group {other}", case.id()),
        }
    }
    assert_eq!((cases.len(), elsewhere), (47, 9));
}

/// The national total of dairy cows from gross energy and Ym of two breeds, against the published
/// total; gross energy is printed with two decimals, Ym with two.
#[test]
fn the_danish_dairy_herd_is_near_the_published_total() {
    let years = [
        (
            "2005",
            ["493731.875", "369.05", "6.00"],
            ["70533.125", "303.01", "6.00"],
            "80.1160786",
            "0.0001",
        ),
        (
            "2018",
            ["494863.78", "418.49", "5.94"],
            ["80559.22", "344.08", "5.92"],
            "91.494278",
            "0.0006",
        ),
        (
            "2021",
            ["480128.243", "439.10", "5.76"],
            ["84064.757", "354.54", "5.80"],
            "91.168518069",
            "0.003",
        ),
    ];
    for (year, large, jersey, published, tolerance) in years {
        let kilotonnes = |breed: [&str; 3]| {
            let [number, energy, conversion] = breed.map(|text| text.parse::<Exact>().unwrap());
            let emissions = dairy_breed(number, energy, conversion).emissions().unwrap();
            emissions.tonnes(Gas::CH4_NON_FOSSIL).shift(-3)
        };
        let total = kilotonnes(large).checked_add(kilotonnes(jersey)).unwrap();
        let published: Exact = published.parse().unwrap();
        let allowed = published.checked_mul(tolerance.parse().unwrap()).unwrap();
        let off = total.checked_sub(published).unwrap().abs();
        assert!(off <= allowed, "{year}: {total} for {published}");
        if year == "2018" {
            assert_eq!(total.round(Rounding::decimals(4)).unwrap().to_string(), "91.4463");
        }
    }
}

fn cow_of_600_kilograms() -> CattleEnergy {
    CattleEnergy {
        body_weight: read("600 kg"),
        milk: Some(CattleMilk { yield_per_day: read("25 kg/head/day"), fat: share("0.04") }),
        pregnancy: Some(Pregnancy { coefficient: share("0.10"), share: share("0.9") }),
        ..unit_cow(Exact::new(386, 3))
    }
}

/// A cow of 600 kg in a stall, from its weight to its methane and its volatile solids.
#[test]
fn the_chain_from_weight_to_methane() {
    let text = |value: Exact| value.round(Rounding::decimals(9)).unwrap().to_string();
    let energy = cow_of_600_kilograms().energy().unwrap();
    assert_eq!(text(energy.maintenance_ratio), "0.531483181");
    let gross = energy.gross_energy().unwrap();
    assert_eq!(text(value(&gross)), "338.560132732");
    let intake = intake_of_gross_energy(&gross).unwrap().amount().value;
    assert_eq!(intake.round(Rounding::decimals(10)).unwrap().to_string(), "18.3501426955");
    let methane = EntericFromEnergy {
        animals: read("1 head yr"),
        gross_energy: sourced(gross.clone()),
        methane_conversion: share("0.063"),
    };
    assert_eq!(text(methane.factor().unwrap().amount().value), "139.895602015");
    let [digested, urine, ash] = [Exact::new(71, 2), Exact::new(4, 2), Exact::new(8, 2)];
    let solids = volatile_solids_of_feed(&gross, digested, urine, ash).unwrap();
    assert_eq!(text(solids.amount().value), "5.571103322");
    // 3.5 % of a kilogram is fat: 0.4324 + 16.216 x 0.035 is a kilogram of milk at 3.5 %.
    let milk =
        fat_corrected_milk(&Rate::new(1, "kg/head/day").unwrap(), Exact::new(35, 3)).unwrap();
    assert_eq!(milk.to_string(), "0.99996 kg/head/day");
}

/// What is worked out in twenty digits still fits a herd of a country, in an account.
#[test]
fn many_digits_leave_room() {
    let animals =
        || sourced(Quantity::new("564193.123456".parse::<Exact>().unwrap(), "head yr").unwrap());
    let third = Exact::ONE.divide(3.into(), Rounding::decimals(6)).unwrap();
    let rest = Exact::ONE.checked_sub(third).unwrap();
    let gross = cow_of_600_kilograms().energy().unwrap().gross_energy().unwrap();
    let [digested, urine, ash] = [Exact::new(7123, 4), Exact::new(4, 2), Exact::new(8, 2)];
    let solids = volatile_solids_of_feed(&gross, digested, urine, ash).unwrap();
    let system = |share, conversion| ManureConversionSystem {
        name: Title::new("system", "system"),
        share: sourced(share),
        methane_conversion: sourced(conversion),
    };
    let methane = ManureMethaneFromSolids {
        animals: animals(),
        volatile_solids: sourced(solids),
        maximum_methane: rate(Exact::new(2431, 4), "m3/kg VS"),
        systems: vec![system(third, Exact::new(1234, 4)), system(rest, Exact::new(47, 4))],
    };
    let tonnes = methane.emissions().unwrap().tonnes(Gas::CH4_NON_FOSSIL);
    let of_one = methane.factor().unwrap().amount().value;
    let herd = of_one.checked_mul("564193.123456".parse().unwrap()).unwrap().shift(-3);
    assert!(tonnes.checked_sub(herd).unwrap().abs() <= Exact::new(1, 12));
    let intake = nitrogen_intake(&gross, Exact::new(163, 3));
    let manure = ManureNitrogen {
        animals: animals(),
        excretion: NitrogenExcretion::RetainedShare {
            intake: sourced(intake.unwrap()),
            retained: share("0.2345"),
        },
        systems: vec![ManureNitrogenSystem {
            name: Title::new("system", "system"),
            share: sourced(third),
            nitrous_oxide: rate(Exact::new(5432, 6), "kg N2O-N/kg N"),
            volatilised: share("0.2345"),
            leached: share("0.0123"),
            codigested: None,
            bedding: None,
        }],
        pasture: Some(sourced(rest)),
        dinitrogen: share("3"),
    };
    let total = methane
        .emissions()
        .unwrap()
        .and(&DirectManureNitrousOxide { manure }.emissions().unwrap())
        .unwrap();
    assert!(total.to_co2e(&GwpSet::ar5()).is_ok());
}
