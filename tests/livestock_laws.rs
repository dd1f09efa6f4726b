//! What holds for every herd and its manure.
#![allow(clippy::unwrap_used)]

use climate_account::gas::Gas;
use climate_account::method::agriculture::{
    AnimalCategory, AnimalCount, CattleEnergy, CattleGrowth, CattleMilk, DirectManureNitrousOxide,
    EntericFermentation, EntericFromEnergy, EntericFromIntake, ExcretionStage, FeedEnergy,
    IndirectManureNitrousOxide, ManureConversionSystem, ManureMethane, ManureMethaneFromSolids,
    ManureMethaneSystem, ManureNitrogen, ManureNitrogenSystem, MeasureReduction, NitrogenBalance,
    NitrogenExcretion, gross_energy_of_intake, growth_ratio, intake_of_gross_energy,
    maintenance_ratio, volatile_solids_of_feed,
};
use climate_account::method::{Calculation, Sourced};
use climate_account::number::Exact;
use climate_account::unit::{
    AnimalDays, AnimalYears, Energy, Heads, Mass, MethaneMass, NitrogenMass, Rate,
};
use climate_account::{Quantity, Source, Title};
use proptest::prelude::*;

fn sourced<T>(value: T) -> Sourced<T> {
    let source = Source::new("Tests", "Made-up figures", 2024, "row 1").unwrap();
    Sourced::new(value, &source)
}

fn thousandths(range: core::ops::RangeInclusive<i64>) -> impl Strategy<Value = Exact> {
    range.prop_map(|value| Exact::new(value, 3))
}

fn share() -> impl Strategy<Value = Exact> {
    thousandths(0..=1000)
}

/// What makes sense as a digestibility.
fn digestibility() -> impl Strategy<Value = Exact> {
    thousandths(450..=850)
}

fn herd(animals: i64) -> Sourced<Quantity<AnimalYears>> {
    sourced(Quantity::new(Exact::new(animals, 1), "head yr").unwrap())
}

fn megajoules(value: Exact) -> Rate<Energy, AnimalDays> {
    Rate::new(value, "MJ/head/day").unwrap()
}

/// Shares that make a whole: parts of a thousand between sorted cuts.
fn shares(parts: usize) -> impl Strategy<Value = Vec<Exact>> {
    proptest::collection::vec(0_i64..=1000, parts - 1).prop_map(|mut cuts| {
        cuts.extend([0, 1000]);
        cuts.sort_unstable();
        cuts.windows(2).map(|pair| Exact::new(pair[1] - pair[0], 3)).collect()
    })
}

fn system(share: Exact, [factor, gas, leached]: [i64; 3]) -> ManureNitrogenSystem {
    ManureNitrogenSystem {
        name: Title::new("system", "system"),
        share: sourced(share),
        nitrous_oxide: sourced(Rate::new(Exact::new(factor, 4), "kg N2O-N/kg N").unwrap()),
        volatilised: sourced(Exact::new(gas, 3)),
        leached: sourced(Exact::new(leached, 3)),
        codigested: None,
        bedding: None,
    }
}

/// Three systems and pasture, with losses of less than the whole.
fn manure(animals: i64) -> impl Strategy<Value = ManureNitrogen> {
    let losses = [0_i64..=1000, 0..=400, 0..=100];
    let losses = [losses.clone(), losses.clone(), losses];
    let extras = (0_i64..10_000, 0_i64..100);
    (shares(4), losses, 1_i64..1_000_000, extras).prop_map(
        move |(shares, losses, nitrogen, (codigested, bedding))| {
            let mut systems: Vec<_> =
                shares.iter().zip(losses).map(|(share, losses)| system(*share, losses)).collect();
            systems[0].codigested = Some(sourced(Quantity::new(codigested, "kg N").unwrap()));
            systems[1].bedding = Some(sourced(Rate::new(bedding, "kg N/head/yr").unwrap()));
            ManureNitrogen {
                animals: herd(animals),
                excretion: NitrogenExcretion::Stated {
                    nitrogen: sourced(Rate::new(Exact::new(nitrogen, 3), "kg N/head/yr").unwrap()),
                    stage: ExcretionStage::ExAnimal,
                },
                systems,
                pasture: Some(sourced(shares[3])),
                dinitrogen: sourced(3.into()),
            }
        },
    )
}

fn with_animals(manure: &ManureNitrogen, animals: i64) -> ManureNitrogen {
    let mut manure = ManureNitrogen { animals: herd(animals), ..manure.clone() };
    // What is not of the animals does not scale with them.
    manure.systems[0].codigested = None;
    manure
}

fn sum(parts: &[Quantity<NitrogenMass>]) -> Quantity<NitrogenMass> {
    parts.iter().fold(Quantity::ZERO, |sum, part| sum.checked_add(*part).unwrap())
}

fn conserved(balance: &NitrogenBalance) -> bool {
    let entered = sum(&[balance.excreted, balance.codigested, balance.bedding]);
    let left = sum(&[balance.losses().unwrap(), balance.to_field, balance.pasture]);
    entered == left
}

fn methane(calculation: &impl Calculation) -> Exact {
    calculation.emissions().unwrap().grams(Gas::CH4_NON_FOSSIL)
}

fn nitrous_oxide(calculation: &impl Calculation) -> Exact {
    calculation.emissions().unwrap().grams(Gas::N2O)
}

fn enteric(animals: &[i64], factor: Exact) -> EntericFermentation {
    let category = |animals: &i64| AnimalCategory {
        name: Title::new("køer", "cows"),
        animals: herd(*animals),
        methane: sourced(Rate::new(factor, "kg CH4/head/yr").unwrap()),
    };
    EntericFermentation { categories: animals.iter().map(category).collect() }
}

fn from_energy(animals: i64, energy: Exact, conversion: Exact) -> EntericFromEnergy {
    EntericFromEnergy {
        animals: herd(animals),
        gross_energy: sourced(megajoules(energy)),
        methane_conversion: sourced(conversion),
    }
}

fn animal(needs: [Exact; 7], digestibility: Exact) -> FeedEnergy {
    let [maintenance, activity, growth, lactation, work, wool, pregnancy] = needs.map(megajoules);
    FeedEnergy {
        maintenance,
        activity,
        growth,
        lactation,
        work,
        wool,
        pregnancy,
        maintenance_ratio: maintenance_ratio(digestibility).unwrap(),
        growth_ratio: growth_ratio(digestibility).unwrap(),
        digestibility,
    }
}

fn gross(animal: &FeedEnergy) -> Exact {
    animal.gross_energy().unwrap().amount().value
}

fn needs() -> impl Strategy<Value = [Exact; 7]> {
    proptest::array::uniform7((0_i64..100_000).prop_map(|value| Exact::new(value, 3)))
}

fn cow(weight: i64, milk: i64, gain: i64, digestibility: Exact) -> CattleEnergy {
    CattleEnergy {
        body_weight: sourced(Quantity::<Mass>::kilograms(weight)),
        maintenance: sourced(Exact::new(386, 3)),
        winter_temperature: None,
        activity: sourced(Exact::new(17, 2)),
        growth: Some(CattleGrowth {
            coefficient: sourced(Exact::new(8, 1)),
            mature_weight: sourced(Quantity::<Mass>::kilograms(600)),
            gain: sourced(Rate::new(Exact::new(gain, 3), "kg/head/day").unwrap()),
        }),
        milk: Some(CattleMilk {
            yield_per_day: sourced(Rate::new(Exact::new(milk, 1), "kg/head/day").unwrap()),
            fat: sourced(Exact::new(42, 3)),
        }),
        work_hours: None,
        pregnancy: None,
        digestibility: sourced(digestibility),
    }
}

fn micrograms(count: i64) -> Exact {
    Exact::new(count, 6)
}

fn apart(left: Exact, right: Exact) -> Exact {
    left.checked_sub(right).unwrap().abs()
}

proptest! {
    /// Excreted, co-digested and bedding nitrogen is what is lost, grazed and spread, to the digit.
    #[test]
    fn nitrogen_is_conserved(manure in manure(1234)) {
        prop_assert!(conserved(&manure.balance().unwrap()));
        for balance in manure.balances().unwrap() {
            prop_assert!(conserved(&balance));
        }
        let per_animal = manure.excretion.per_year().unwrap();
        let herd = manure.animals.value.times(&per_animal).unwrap();
        prop_assert_eq!(manure.balance().unwrap().excreted, herd);
    }

    #[test]
    fn splitting_a_herd_changes_no_nitrogen(manure in manure(1), first in 0_i64..100_000, second in 0_i64..100_000) {
        let balance = |animals| with_animals(&manure, animals).balance().unwrap();
        let (first, second, whole) = (balance(first), balance(second), balance(first + second));
        for part in [
            |balance: &NitrogenBalance| balance.excreted,
            |balance: &NitrogenBalance| balance.nitrous_oxide,
            |balance: &NitrogenBalance| balance.volatilised,
            |balance: &NitrogenBalance| balance.leached,
            |balance: &NitrogenBalance| balance.to_field,
            |balance: &NitrogenBalance| balance.pasture,
        ] {
            prop_assert_eq!(part(&first).checked_add(part(&second)).unwrap(), part(&whole));
        }
    }

    /// Nitrogen becomes nitrous oxide by 44/28, once, at a microgram.
    #[test]
    fn nitrous_oxide_is_that_of_the_lost_nitrogen(manure in manure(77)) {
        let balance = manure.balance().unwrap();
        let factor = Rate::new(Exact::new(1, 2), "kg N2O-N/kg N").unwrap();
        let direct = nitrous_oxide(&DirectManureNitrousOxide { manure: manure.clone() });
        let indirect = nitrous_oxide(&IndirectManureNitrousOxide {
            manure,
            deposition: sourced(factor.clone()),
            leaching: sourced(factor),
        });
        let gas = |nitrogen: Quantity<NitrogenMass>| {
            nitrogen.base_value().checked_mul(11.into()).unwrap()
        };
        let seven = |grams: Exact| grams.checked_mul(7.into()).unwrap();
        prop_assert!(apart(seven(direct), gas(balance.nitrous_oxide)) <= micrograms(4));
        let lost = balance.volatilised.checked_add(balance.leached).unwrap();
        let hundredth = lost.scale(Exact::new(1, 2)).unwrap();
        prop_assert!(apart(seven(indirect), gas(hundredth)) <= micrograms(8));
    }

    #[test]
    fn splitting_a_herd_changes_no_methane(animals in proptest::collection::vec(0_i64..1_000_000, 1..6), factor in thousandths(0..=200_000)) {
        let whole = animals.iter().sum();
        prop_assert_eq!(methane(&enteric(&animals, factor)), methane(&enteric(&[whole], factor)));
    }

    #[test]
    fn methane_is_linear_in_the_animals(animals in 0_i64..100_000, number in 1_i64..100, factor in thousandths(0..=200_000)) {
        let times = |grams: Exact| grams.checked_mul(number.into()).unwrap();
        let once = methane(&enteric(&[animals], factor));
        prop_assert_eq!(times(once), methane(&enteric(&[animals * number], factor)));
        let conversion = Exact::new(63, 3);
        let once = methane(&from_energy(animals, factor, conversion));
        let scaled = methane(&from_energy(animals * number, factor, conversion));
        prop_assert!(apart(times(once), scaled) <= micrograms(number + 1));
    }

    #[test]
    fn enteric_methane_goes_with_the_conversion(energy in thousandths(1..=500_000), conversion in 1_i64..50, number in 1_i64..10) {
        let grams = |conversion: i64| methane(&from_energy(1000, energy, Exact::new(conversion, 3)));
        let scaled = grams(conversion * number);
        let once = grams(conversion).checked_mul(number.into()).unwrap();
        prop_assert!(apart(once, scaled) <= micrograms(number + 1));
    }

    /// GE = 18.45 DMI closes both routes: MY is Ym x 18.45 / 55.65.
    #[test]
    fn energy_and_intake_close(intake in thousandths(1..=40_000), hundredths in 1_i64..=20) {
        let dry = Rate::new(intake, "kg DM/head/day").unwrap();
        let energy = gross_energy_of_intake(&dry).unwrap();
        prop_assert_eq!(&intake_of_gross_energy(&energy).unwrap(), &dry);
        let by_energy = EntericFromEnergy {
            animals: herd(10),
            gross_energy: sourced(energy),
            methane_conversion: sourced(Exact::new(5565 * hundredths, 6)),
        };
        let by_intake = EntericFromIntake {
            animals: herd(10),
            dry_matter_intake: sourced(dry),
            methane_yield: sourced(
                Rate::new(Exact::new(1845 * hundredths, 3), "g CH4/kg DM").unwrap(),
            ),
        };
        prop_assert!(apart(methane(&by_energy), methane(&by_intake)) <= micrograms(1));
    }

    #[test]
    fn gross_energy_rises_with_every_need(needs in needs(), which in 0_usize..7, more in 1_i64..100_000, digestibility in digestibility()) {
        let mut larger = needs;
        larger[which] = larger[which].checked_add(Exact::new(more, 3)).unwrap();
        prop_assert!(gross(&animal(needs, digestibility)) < gross(&animal(larger, digestibility)));
    }

    #[test]
    fn gross_energy_falls_with_digestibility(needs in needs(), digestibility in digestibility(), more in 1_i64..=150) {
        prop_assume!(needs.iter().any(|need| need.is_positive()));
        let better = digestibility.checked_add(Exact::new(more, 3)).unwrap();
        prop_assert!(gross(&animal(needs, better)) < gross(&animal(needs, digestibility)));
    }

    #[test]
    fn a_larger_cow_with_more_milk_eats_more(weight in 300_i64..700, milk in 0_i64..500, gain in 0_i64..1000, digestibility in digestibility()) {
        let energy = |weight, milk, gain| gross(&cow(weight, milk, gain, digestibility).energy().unwrap());
        let whole = energy(weight, milk, gain);
        prop_assert!(whole < energy(weight + 1, milk, gain));
        prop_assert!(whole < energy(weight, milk + 1, gain));
        prop_assert!(whole < energy(weight, milk, gain + 1));
    }

    /// VS x 18.45 is at most GE.
    #[test]
    fn volatile_solids_are_at_most_the_feed(energy in thousandths(0..=500_000), digested in share(), urine in share(), ash in thousandths(0..=999)) {
        prop_assume!(urine <= digested);
        let solids = volatile_solids_of_feed(&megajoules(energy), digested, urine, ash).unwrap();
        let energy_of_solids = solids.amount().value.checked_mul(Exact::new(1845, 2)).unwrap();
        let rounding = Exact::new(1, 15);
        prop_assert!(energy_of_solids <= energy.checked_add(rounding).unwrap());
    }

    /// g CH4/kg VS of B0 x 0.67 x MCF is the conversion itself.
    #[test]
    fn both_tiers_of_manure_meet(shares in shares(3), conversions in proptest::array::uniform3(0_i64..=1000), solids in 1_i64..10_000) {
        let by_factor = ManureMethane {
            animals: herd(1000),
            volatile_solids: sourced(Rate::new(Exact::new(365 * solids, 3), "kg VS/head/yr").unwrap()),
            systems: shares.iter().zip(conversions).map(|(share, conversion)| ManureMethaneSystem {
                name: Title::new("system", "system"),
                share: sourced(*share),
                // 0.24 m3/kg x 0.67 kg/m3 in g/kg
                methane: sourced(Rate::new(Exact::new(1608 * conversion, 4), "g CH4/kg VS").unwrap()),
            }).collect(),
        };
        let by_potential = ManureMethaneFromSolids {
            animals: herd(1000),
            volatile_solids: sourced(Rate::new(Exact::new(solids, 3), "kg VS/head/day").unwrap()),
            maximum_methane: sourced(Rate::new(Exact::new(24, 2), "m3/kg VS").unwrap()),
            systems: shares.iter().zip(conversions).map(|(share, conversion)| ManureConversionSystem {
                name: Title::new("system", "system"),
                share: sourced(*share),
                methane_conversion: sourced(Exact::new(conversion, 3)),
            }).collect(),
        };
        prop_assert!(apart(methane(&by_factor), methane(&by_potential)) <= micrograms(1));
    }

    #[test]
    fn produced_animals_are_an_average_of_at_most_themselves(produced in 0_i64..1_000_000, days in 0_i64..=365) {
        let produced = Quantity::<Heads>::heads(produced);
        let count = AnimalCount::ProducedAnimals { produced, days_alive: days.into() };
        let average = count.average_population().unwrap();
        prop_assert!(average.base_value() <= produced.base_value());
        let stock = AnimalCount::AverageStock { number: produced };
        prop_assert_eq!(stock.average_population().unwrap().base_value(), produced.base_value());
    }

    /// Going half the way and then the rest is going all the way.
    #[test]
    fn a_measure_in_two_stages_is_one(effect in -1000_i64..1000, slurry in 0_i64..1_000_000, first in share(), second in share(), third in share()) {
        let reduction = |present: Exact, potential: Exact| {
            MeasureReduction::<MethaneMass, Mass> {
                unit_effect: sourced(Rate::new(Exact::new(effect, 3), "kg CH4/t").unwrap()),
                activity: sourced(Quantity::<Mass>::tonnes(slurry)),
                present_share: sourced(present),
                potential_share: sourced(potential),
            }
            .reduction()
            .unwrap()
        };
        let stages = reduction(first, second).checked_add(reduction(second, third)).unwrap();
        prop_assert_eq!(stages, reduction(first, third));
    }
}
