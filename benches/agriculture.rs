//! Agriculture and land of a municipality: 40 categories of animals, 30 soils and 20 classes of land
//! over 34 years.
#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;
use std::sync::LazyLock;

use climate_account::gas::Emissions;
use climate_account::method::agriculture::{
    CattleEnergy, CattleMilk, DirectManureNitrousOxide, DirectSoilEmissions, EntericFromEnergy,
    ExcretionStage, FieldNitrogen, IndirectManureNitrousOxide, IndirectSoilEmissions,
    ManureConversionSystem, ManureMethaneFromSolids, ManureNitrogen, ManureNitrogenSystem,
    NitrogenExcretion, NitrogenInputs, OrganicNitrogen, SoilFactors,
};
use climate_account::method::land::{CarbonClass, DrainedOrganicSoil};
use climate_account::method::{Calculation, Sourced};
use climate_account::number::Exact;
use climate_account::unit::{AnimalYears, Area, NitrogenMass, Rate};
use climate_account::{Quantity, Source, Title};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

const YEARS: i64 = 34;

fn own<T>(value: T) -> Sourced<T> {
    static SOURCE: LazyLock<Source> =
        LazyLock::new(|| Source::new("Bench", "Made-up figures", 2024, "row").unwrap());
    Sourced::new(value, &SOURCE)
}

fn share(hundredths: i64) -> Sourced<Exact> {
    own(Exact::new(hundredths, 2))
}

/// Enteric fermentation and manure of one category, methane and nitrous oxide.
struct Herd {
    enteric: EntericFromEnergy,
    methane: ManureMethaneFromSolids,
    direct: DirectManureNitrousOxide,
    indirect: IndirectManureNitrousOxide,
}

impl Herd {
    fn new(category: i64, year: i64) -> Herd {
        let animals: Sourced<Quantity<AnimalYears>> =
            own(Quantity::new(1000 + 13 * category + year, "head yr").unwrap());
        let feed = CattleEnergy {
            body_weight: own(Quantity::new(300 + 5 * category, "kg").unwrap()),
            maintenance: own(Exact::new(386, 3)),
            winter_temperature: None,
            activity: share(0),
            growth: None,
            milk: Some(CattleMilk {
                yield_per_day: own(Rate::new(15 + year % 9, "kg/head/day").unwrap()),
                fat: share(4),
            }),
            work_hours: None,
            pregnancy: None,
            digestibility: share(71),
        };
        let manure = ManureNitrogen {
            animals: animals.clone(),
            excretion: NitrogenExcretion::Stated {
                nitrogen: own(Rate::new(90 + category, "kg N/head/yr").unwrap()),
                stage: ExcretionStage::ExAnimal,
            },
            systems: vec![ManureNitrogenSystem {
                name: Title::new("gylle", "slurry"),
                share: share(100),
                nitrous_oxide: own(Rate::new(Exact::new(5, 3), "kg N2O-N/kg N").unwrap()),
                volatilised: share(10),
                leached: share(0),
                codigested: None,
                bedding: None,
            }],
            pasture: None,
            dinitrogen: share(300),
        };
        let per_nitrogen =
            |thousandths| own(Rate::new(Exact::new(thousandths, 3), "kg N2O-N/kg N").unwrap());
        Herd {
            enteric: EntericFromEnergy {
                animals: animals.clone(),
                gross_energy: own(feed.energy().unwrap().gross_energy().unwrap()),
                methane_conversion: share(6),
            },
            methane: ManureMethaneFromSolids {
                animals,
                volatile_solids: own(Rate::new(Exact::new(57, 1), "kg VS/head/day").unwrap()),
                maximum_methane: own(Rate::new(Exact::new(24, 2), "m3/kg VS").unwrap()),
                systems: vec![ManureConversionSystem {
                    name: Title::new("gylle", "slurry"),
                    share: share(100),
                    methane_conversion: share(21),
                }],
            },
            direct: DirectManureNitrousOxide { manure: manure.clone() },
            indirect: IndirectManureNitrousOxide {
                manure,
                deposition: per_nitrogen(14),
                leaching: per_nitrogen(11),
            },
        }
    }
}

fn field(soil: i64, year: i64) -> NitrogenInputs {
    let tonnes = |tonnes: i64| own(Quantity::<NitrogenMass>::tonnes(tonnes));
    NitrogenInputs {
        fields: FieldNitrogen {
            synthetic: tonnes(100 + 3 * soil + year),
            organic: OrganicNitrogen {
                animal_manure: tonnes(80 + soil),
                sewage_sludge: tonnes(2),
                compost: tonnes(1),
                other: tonnes(0),
            },
            crop_residues: tonnes(40 + year),
            mineralised: tonnes(5),
        },
        flooded_rice: None,
        grazing: vec![],
        organic_soils: vec![],
    }
}

fn peat(class: i64, year: i64) -> DrainedOrganicSoil {
    DrainedOrganicSoil {
        area: own(Quantity::<Area>::hectares(50 + 7 * class + year)),
        carbon_class: own(CarbonClass::AboveTwelvePercent),
        on_site: own(Rate::new(Exact::new(79, 1), "t CO2-C/ha/yr").unwrap()),
        dissolved: Some(own(Rate::new(Exact::new(31, 2), "t CO2-C/ha/yr").unwrap())),
        methane: None,
        nitrous_oxide: Some(own(Rate::new(13, "kg N2O-N/ha/yr").unwrap())),
    }
}

fn calculations(years: i64) -> Vec<Box<dyn Calculation>> {
    let factors = SoilFactors {
        synthetic: own(Rate::new(Exact::new(16, 3), "kg N2O-N/kg N").unwrap()),
        other_inputs: own(Rate::new(Exact::new(6, 3), "kg N2O-N/kg N").unwrap()),
        flooded_rice: own(Rate::new(Exact::new(4, 3), "kg N2O-N/kg N").unwrap()),
        cattle_poultry_pigs: own(Rate::new(Exact::new(6, 3), "kg N2O-N/kg N").unwrap()),
        sheep_and_other: own(Rate::new(Exact::new(3, 3), "kg N2O-N/kg N").unwrap()),
        deposited: own(Rate::new(Exact::new(14, 3), "kg N2O-N/kg N").unwrap()),
        leached: own(Rate::new(Exact::new(11, 3), "kg N2O-N/kg N").unwrap()),
        synthetic_volatilised: share(11),
        organic_volatilised: share(21),
        leached_share: share(24),
    };
    let mut calculations: Vec<Box<dyn Calculation>> = Vec::new();
    for year in 0..years {
        for category in 0..40 {
            let Herd { enteric, methane, direct, indirect } = Herd::new(category, year);
            calculations.push(Box::new(enteric));
            calculations.push(Box::new(methane));
            calculations.push(Box::new(direct));
            calculations.push(Box::new(indirect));
        }
        for soil in 0..30 {
            let (inputs, factors) = (field(soil, year), factors.clone());
            calculations.push(Box::new(IndirectSoilEmissions {
                inputs: inputs.clone(),
                factors: factors.clone(),
            }));
            calculations.push(Box::new(DirectSoilEmissions { inputs, factors }));
        }
        for class in 0..20 {
            calculations.push(Box::new(peat(class, year)));
        }
    }
    calculations
}

fn agriculture(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("agriculture and land, 240 calculations a year");
    for years in [YEARS, 2 * YEARS] {
        let calculations = calculations(years);
        group.bench_function(BenchmarkId::new("years", years), |bencher| {
            bencher.iter(|| {
                black_box(&calculations).iter().fold(Emissions::none(), |sum, calculation| {
                    sum.and(&calculation.emissions().unwrap()).unwrap()
                })
            });
        });
    }
    group.finish();
    criterion.bench_function("feed of a cow", |bencher| {
        bencher.iter(|| Herd::new(black_box(3), 5).enteric.gross_energy);
    });
}

criterion_group!(benches, agriculture);
criterion_main!(benches);
