//! What holds for every plant that treats waste or wastewater.
#![allow(clippy::unwrap_used)]

use climate_account::gas::{Emissions, Gas};
use climate_account::method::waste::{
    BiogasChain, BiogasEnergyBasis, BiogasUse, BiologicalTreatment, BurntWaste, DischargedLoad,
    DomesticPathway2006, DomesticPathway2019, DomesticWastewater2006, DomesticWastewater2019,
    EnergyRecovery, EnergyUser, Incineration, IncomeGroup, IndustrialLoad, IndustrialWastewater,
    NitrogenLoad2006, NitrogenLoad2019, NitrogenPathway2019, OpenBurning, OpenlyBurntWaste,
    OrganicLoad, PathwayShare, PlantNitrousOxide, ShareRule, SludgeRoute, SludgeRouting,
    SludgeShare, WasteBooking, WasteCarbon, WasteComponent, WasteComposition, WasteContent,
    WasteNitrousOxide, WastePerPerson, WastePlace, WasteRoute, WasteStream,
    WastewaterNitrousOxide2006, WastewaterNitrousOxide2019, split_by_origin,
};
use climate_account::method::{Calculation, Sourced};
use climate_account::number::Exact;
use climate_account::sector::ReportingLevel;
use climate_account::unit::{
    BiochemicalOxygenDemand, ChemicalOxygenDemand, DryMass, Mass, Measure, MethaneMass,
    NitrogenMass, Persons, Rate,
};
use climate_account::{Quantity, Source};
use proptest::prelude::*;

fn sourced<T>(value: T) -> Sourced<T> {
    let source = Source::new("Tests", "Made-up figures", 2024, "row 1").unwrap();
    Sourced::new(value, &source)
}

fn share() -> impl Strategy<Value = Exact> {
    (0_i64..=1000).prop_map(thousandths)
}

fn positive_share() -> impl Strategy<Value = Exact> {
    (1_i64..=1000).prop_map(thousandths)
}

fn thousandths(value: i64) -> Exact {
    Exact::new(value, 3)
}

/// Shares of a whole.
fn thirds() -> impl Strategy<Value = [Exact; 3]> {
    (0_i64..=1000, 0_i64..=1000).prop_map(|(left, right)| {
        let (low, high) = (left.min(right), left.max(right));
        [low, high - low, 1000 - high].map(thousandths)
    })
}

fn rest(share: Exact) -> Exact {
    Exact::ONE.checked_sub(share).unwrap()
}

fn kilograms<D: Measure>(value: i64) -> Quantity<D> {
    let unit = D::unit();
    Quantity::new(value, unit.as_str()).unwrap()
}

fn read<N: Measure, D: Measure>(value: i64, unit: &str) -> Sourced<Rate<N, D>> {
    sourced(Rate::new(thousandths(value), unit).unwrap())
}

/// The largest difference of a gas in grams.
fn apart(left: &Emissions, right: &Emissions) -> Exact {
    let difference = left.clone().and(&right.times(-1).unwrap()).unwrap();
    difference.masses().map(|(_, mass)| mass.abs()).max().unwrap_or(Exact::ZERO)
}

fn micrograms(count: i64) -> Exact {
    Exact::new(count, 6)
}

fn content() -> impl Strategy<Value = WasteContent> {
    (share(), share(), share(), any::<bool>()).prop_map(|(dry_matter, carbon, fossil, by_dry)| {
        let carbon = if by_dry {
            WasteCarbon::OfDry { carbon: sourced(carbon), fossil_share: sourced(fossil) }
        } else {
            let fossil = carbon.checked_mul(fossil).unwrap();
            WasteCarbon::OfWet { carbon: sourced(carbon), fossil: sourced(fossil) }
        };
        WasteContent { dry_matter: sourced(dry_matter), carbon }
    })
}

fn composition() -> impl Strategy<Value = WasteComposition<WasteContent>> {
    let rules = vec![ShareRule::Exactly, ShareRule::AsPrinted, ShareRule::Normalised];
    let contents = [content(), content(), content()];
    (thirds(), contents, prop::sample::select(rules)).prop_map(|(mut shares, contents, rule)| {
        if rule != ShareRule::Exactly && !shares[0].is_zero() {
            // One share less than the whole, which the other rules allow.
            shares[2] = Exact::ZERO;
        }
        let components = shares.into_iter().zip(contents).map(|(share, content)| WasteComponent {
            name: "waste".to_owned(),
            share: sourced(share),
            content,
        });
        WasteComposition { rule, components: components.collect() }
    })
}

fn plant(
    waste: i64,
    composition: &WasteComposition<WasteContent>,
    oxidation: Exact,
) -> Incineration {
    Incineration {
        waste: sourced(kilograms(waste)),
        composition: composition.clone(),
        oxidation: sourced(oxidation),
        methane: read(200, "g CH4/t"),
        nitrous_oxide: WasteNitrousOxide::PerDry(read(990_000, "g N2O/t DM")),
        energy: EnergyRecovery::None,
    }
}

fn biogas() -> impl Strategy<Value = BiogasChain> {
    let shares = (thirds(), [share(), share(), share()], share());
    (1_i64..1_000_000, 1_i64..100_000, shares).prop_map(|(feed, methane, (parts, slips, leak))| {
        let [engines, upgrade, flare] = [0, 1, 2]
            .map(|i| Some(BiogasUse { share: sourced(parts[i]), slip: sourced(slips[i]) }));
        BiogasChain {
            feed: sourced(kilograms(feed)),
            methane_yield: read(methane, "kg CH4/t"),
            leak: sourced(leak),
            combined_heat_and_power: engines,
            upgrade,
            flare,
            storage: None,
            net_calorific_value: read(50_400, "MJ (net)/kg CH4"),
            energy_from: BiogasEnergyBasis::Captured,
        }
    })
}

fn group(share: Exact, pathways: &[(&str, Exact)]) -> IncomeGroup {
    let part = |(pathway, share): &(&str, Exact)| PathwayShare {
        pathway: (*pathway).to_owned(),
        share: sourced(*share),
    };
    let pathways = pathways.iter().map(part).collect();
    IncomeGroup { name: "group".to_owned(), share: sourced(share), pathways }
}

fn groups() -> impl Strategy<Value = Vec<IncomeGroup>> {
    (share(), thirds(), thirds()).prop_map(|(first, left, right)| {
        let pathways = |shares: [Exact; 3]| {
            ["plant", "tank", "latrine"].into_iter().zip(shares).collect::<Vec<_>>()
        };
        vec![group(first, &pathways(left)), group(rest(first), &pathways(right))]
    })
}

fn load(population: i64) -> OrganicLoad {
    OrganicLoad::PerCapita {
        population: sourced(Quantity::<Persons>::persons(population)),
        demand: read(62_000, "g BOD/capita/day"),
    }
}

fn pathway(name: &str, correction: Exact, removed: Option<Exact>) -> DomesticPathway2019 {
    DomesticPathway2019 {
        name: name.to_owned(),
        industrial: sourced(Exact::ONE),
        methane_correction: sourced(correction),
        sludge: None,
        recovered: None,
        discharge: removed.map(|removed| DischargedLoad {
            removed: sourced(removed),
            methane_correction: sourced(thousandths(110)),
        }),
    }
}

fn town(
    population: i64,
    groups: &[IncomeGroup],
    corrections: [Exact; 3],
) -> DomesticWastewater2019 {
    let [plant, tank, latrine] = corrections;
    DomesticWastewater2019 {
        load: load(population),
        methane_capacity: read(600, "kg CH4/kg BOD"),
        groups: groups.to_vec(),
        pathways: vec![
            pathway("plant", plant, Some(thousandths(850))),
            pathway("tank", tank, None),
            pathway("latrine", latrine, Some(Exact::ZERO)),
        ],
    }
}

fn nitrogen(
    incoming: i64,
    groups: &[IncomeGroup],
    removed: [Exact; 2],
) -> WastewaterNitrousOxide2019 {
    let [plant, latrine] = removed;
    let pathway = |name: &str, factor, removed: Option<Exact>| NitrogenPathway2019 {
        name: name.to_owned(),
        factor: read(factor, "kg N2O-N/kg N"),
        removed: removed.map(sourced),
    };
    WastewaterNitrousOxide2019 {
        nitrogen: NitrogenLoad2019::Measured(sourced(kilograms(incoming))),
        groups: groups.to_vec(),
        pathways: vec![
            pathway("plant", 16, Some(plant)),
            pathway("tank", 0, None),
            pathway("latrine", 1, Some(latrine)),
        ],
        effluent: read(5, "kg N2O-N/kg N"),
    }
}

proptest! {
    #[test]
    fn compost_scales_and_wet_agrees_with_dry(
        kilos in 1_i64..1_000_000_000, number in 1_i64..1000, methane in 0_i64..10_000
    ) {
        // At 60 % water a kilogram of dry matter is 2.5 kilograms of waste.
        let wet = |kilos: i64| BiologicalTreatment::<Mass> {
            waste: sourced(kilograms(5 * kilos)),
            methane: read(2 * methane, "g CH4/kg"),
            nitrous_oxide: read(240, "g N2O/kg"),
            recovered: None,
        };
        let dry = BiologicalTreatment::<DryMass> {
            waste: sourced(kilograms(2 * kilos)),
            methane: read(5 * methane, "g CH4/kg DM"),
            nitrous_oxide: read(600, "g N2O/kg DM"),
            recovered: None,
        };
        let once = wet(kilos).emissions().unwrap();
        prop_assert_eq!(&once, &dry.emissions().unwrap());
        prop_assert_eq!(wet(kilos * number).emissions().unwrap(), once.times(number).unwrap());
    }

    /// Carbon in is fossil and biogenic CO2 and carbon unburnt.
    #[test]
    fn carbon_of_burnt_waste_is_conserved(
        kilos in 0_i64..1_000_000_000, waste in composition(), oxidation in positive_share()
    ) {
        let plant = plant(kilos, &waste, oxidation);
        let balance = plant.carbon().unwrap();
        let parts = balance
            .fossil_oxidised
            .checked_add(balance.biogenic_oxidised)
            .and_then(|sum| sum.checked_add(balance.unburnt))
            .unwrap();
        prop_assert_eq!(parts, balance.carbon);
        let resolution = Exact::new(1, 15);
        for part in [balance.fossil_oxidised, balance.biogenic_oxidised, balance.unburnt] {
            prop_assert!(part.base_value() >= -resolution);
        }
        let emissions = plant.emissions().unwrap();
        for (gas, carbon) in [
            (Gas::CO2, balance.fossil_oxidised), (Gas::CO2_BIOGENIC, balance.biogenic_oxidised),
        ] {
            // 12/44 of the gas, compared without dividing.
            let off = emissions.grams(gas).checked_mul(12.into()).unwrap()
                .checked_sub(carbon.base_value().checked_mul(44.into()).unwrap()).unwrap();
            prop_assert!(off.abs() <= micrograms(12));
        }
    }

    #[test]
    fn burnt_waste_scales_and_splits(
        left in 0_i64..1_000_000_000, right in 0_i64..1_000_000_000, waste in composition()
    ) {
        let burn = |kilos| plant(kilos, &waste, Exact::ONE).emissions().unwrap();
        let parts = burn(left).and(&burn(right)).unwrap();
        prop_assert!(apart(&burn(left + right), &parts) <= micrograms(2));
        prop_assert!(burn(0).is_none());
    }

    #[test]
    fn methane_of_burnt_waste_has_an_origin(kilos in 1_i64..1_000_000_000, waste in composition()) {
        let emissions = plant(kilos, &waste, Exact::ONE).emissions().unwrap();
        let gases = [Gas::CH4, Gas::CH4_FOSSIL, Gas::CH4_NON_FOSSIL];
        let sum = gases.iter().fold(Exact::ZERO, |sum, gas| {
            sum.checked_add(emissions.grams(*gas)).unwrap()
        });
        prop_assert_eq!(sum, Exact::new(2 * kilos, 4)); // 0.2 g/t
        let carbon = plant(kilos, &waste, Exact::ONE).carbon().unwrap().carbon;
        prop_assert_eq!(emissions.grams(Gas::CH4).is_zero(), !carbon.base_value().is_zero());
    }

    #[test]
    fn a_normalised_mixture_burns_as_if_its_shares_were_one(
        kilos in 1_i64..1_000_000, part in 1_i64..500, content in content()
    ) {
        let mixture = |rule, share| WasteComposition {
            rule,
            components: vec![WasteComponent {
                name: "waste".to_owned(), share: sourced(share), content: content.clone(),
            }],
        };
        let normalised = mixture(ShareRule::Normalised, thousandths(part));
        let exactly = mixture(ShareRule::Exactly, Exact::ONE);
        let burn = |mixture| plant(kilos, &mixture, Exact::ONE).emissions().unwrap();
        prop_assert_eq!(burn(normalised), burn(exactly));
    }

    #[test]
    fn open_burning_by_day_and_by_year_agree(
        population in 0_i64..1_000_000, daily in 0_i64..5000, burning in share(), burnt in share(),
        waste in composition()
    ) {
        let burn = |per_person| {
            let amount = OpenlyBurntWaste {
                population: sourced(Quantity::<Persons>::persons(population)),
                burning_share: sourced(burning),
                waste_per_person: sourced(per_person),
                burnt_share: sourced(burnt),
            };
            OpenBurning {
                waste: BurntWaste::ByPopulation(amount),
                composition: waste.clone(),
                oxidation: sourced(thousandths(580)),
                methane: read(6_500_000, "g CH4/t"),
                nitrous_oxide: read(150_000, "g N2O/t DM"),
            }
            .emissions()
            .unwrap()
        };
        let by_day = Rate::new(thousandths(daily), "kg/capita/day").unwrap();
        let by_year = Rate::new(thousandths(365 * daily), "kg/capita/yr").unwrap();
        prop_assert_eq!(burn(WastePerPerson::Daily(by_day)), burn(WastePerPerson::Yearly(by_year)));
    }

    /// What is generated is leaked, used or flared; what is captured is used, slipped or flared.
    #[test]
    fn methane_of_biogas_is_conserved(chain in biogas()) {
        let flows = chain.flows().unwrap();
        let sum = |parts: &[Quantity<MethaneMass>]| {
            parts.iter().fold(Quantity::ZERO, |sum: Quantity<MethaneMass>, part| {
                sum.checked_add(*part).unwrap()
            })
        };
        let uses = [flows.to_heat_and_power, flows.to_upgrade, flows.to_flare];
        prop_assert_eq!(sum(&uses), flows.captured);
        prop_assert_eq!(sum(&[flows.leak, sum(&uses)]), flows.generated);
        // 50.4 kJ a gram.
        let used = flows.energy.base_value().divide(
            50_400.into(), climate_account::number::Rounding::RESOLUTION,
        ).unwrap();
        let burnt = used.checked_add(flows.flared.base_value()).unwrap();
        let accounted = burnt.checked_add(flows.slip.base_value()).unwrap();
        prop_assert_eq!(accounted, flows.captured.base_value());
        let emitted = chain.emissions().unwrap().grams(Gas::CH4_NON_FOSSIL);
        prop_assert_eq!(emitted, sum(&[flows.leak, flows.slip]).base_value());
        let all = BiogasChain { energy_from: BiogasEnergyBasis::Generated, ..chain };
        prop_assert!(all.flows().unwrap().energy >= flows.energy);
        prop_assert_eq!(all.emissions().unwrap().grams(Gas::CH4_NON_FOSSIL), emitted);
    }

    #[test]
    fn loads_of_pathways_are_the_load(
        population in 0_i64..1_000_000, groups in groups(), corrections in [share(), share(), share()]
    ) {
        let town = town(population, &groups, corrections);
        let loads = town.methane().unwrap().into_iter().map(|part| part.load);
        let sum = loads.fold(Quantity::ZERO, |sum: Quantity<BiochemicalOxygenDemand>, load| {
            sum.checked_add(load).unwrap()
        });
        prop_assert_eq!(sum, town.load.amount().unwrap());
    }

    #[test]
    fn sewage_scales_with_the_population(
        population in 1_i64..1_000_000, number in 1_i64..1000, groups in groups(),
        corrections in [share(), share(), share()]
    ) {
        let emit = |population| town(population, &groups, corrections).emissions().unwrap();
        let scaled = emit(population * number);
        prop_assert_eq!(&scaled, &emit(population).times(number).unwrap());
        prop_assert!(emit(0).is_none());
        let more = [Exact::ONE; 3];
        let most = town(population, &groups, more).emissions().unwrap().grams(Gas::CH4_NON_FOSSIL);
        prop_assert!(emit(population).grams(Gas::CH4_NON_FOSSIL) <= most);
    }

    /// Without sludge, recovery and discharge both editions are the same sum.
    #[test]
    fn editions_agree_without_discharge(
        population in 0_i64..1_000_000, groups in groups(), corrections in [share(), share(), share()]
    ) {
        let mut later = town(population, &groups, corrections);
        for pathway in &mut later.pathways {
            pathway.discharge = None;
        }
        let earlier = DomesticWastewater2006 {
            load: load(population),
            industrial: sourced(Exact::ONE),
            methane_capacity: read(600, "kg CH4/kg BOD"),
            groups,
            pathways: ["plant", "tank", "latrine"].into_iter().zip(corrections).map(
                |(name, correction)| DomesticPathway2006 {
                    name: name.to_owned(), methane_correction: sourced(correction),
                },
            ).collect(),
            sludge: None,
            recovered: None,
        };
        prop_assert_eq!(earlier.emissions().unwrap(), later.emissions().unwrap());
    }

    #[test]
    fn a_group_split_in_two_emits_the_same(
        population in 0_i64..1_000_000, first in share(), parts in thirds(),
        corrections in [share(), share(), share()]
    ) {
        let pathways: Vec<_> = ["plant", "tank", "latrine"].into_iter().zip(parts).collect();
        let one = [group(Exact::ONE, &pathways)];
        let two = [group(first, &pathways), group(rest(first), &pathways)];
        let emit = |groups: &[IncomeGroup]| town(population, groups, corrections).emissions().unwrap();
        prop_assert_eq!(emit(&one), emit(&two));
    }

    #[test]
    fn recovered_and_emitted_are_the_generated(kilos in 0_i64..1_000_000_000, part in share()) {
        let works = |recovered: Quantity<MethaneMass>| {
            let load: Quantity<ChemicalOxygenDemand> = kilograms(kilos);
            let works = IndustrialWastewater {
                load: IndustrialLoad::Measured(sourced(load)),
                methane_capacity: read(250, "kg CH4/kg COD"),
                methane_correction: sourced(thousandths(800)),
                sludge: None,
                recovered: Some(sourced(recovered)),
                discharge: None,
            };
            works.emissions().unwrap().kilograms(Gas::CH4_NON_FOSSIL)
        };
        let generated = works(Quantity::ZERO);
        let recovered = generated.checked_mul(part).unwrap();
        let emitted = works(Quantity::new(recovered, "kg CH4").unwrap());
        prop_assert_eq!(emitted.checked_add(recovered).unwrap(), generated);
    }

    /// Nitrogen in is nitrogen of the effluent and nitrogen kept from it.
    #[test]
    fn nitrogen_is_conserved(
        incoming in 0_i64..1_000_000_000, groups in groups(), removed in [share(), share()]
    ) {
        let town = nitrogen(incoming, &groups, removed);
        let out = town.effluent_nitrogen().unwrap().checked_add(town.kept_nitrogen().unwrap());
        prop_assert_eq!(out.unwrap(), town.nitrogen.amount().unwrap());
        let sum = town.plant_nitrous_oxide().unwrap()
            .checked_add(town.effluent_nitrous_oxide().unwrap()).unwrap();
        prop_assert_eq!(town.emissions().unwrap().grams(Gas::N2O), sum.base_value());
    }

    #[test]
    fn nitrous_oxide_scales_with_the_nitrogen(
        incoming in 1_i64..1_000_000, number in 1_i64..1000
    ) {
        let plant = |kilos: i64| {
            let plant = PlantNitrousOxide {
                incoming: sourced(kilograms(kilos)),
                factor: read(8, "kg N2O-N/kg N"),
                effluent: None,
            };
            plant.emissions().unwrap()
        };
        let off = apart(&plant(incoming * number), &plant(incoming).times(number).unwrap());
        prop_assert!(off <= micrograms(number));
        // 44/28 of the nitrogen, compared without dividing.
        let gas = plant(28 * incoming).kilograms(Gas::N2O);
        prop_assert_eq!(gas, Exact::new(44 * 8 * incoming, 3));
    }

    #[test]
    fn nitrogen_in_sludge_does_not_reach_the_water(kilos in 1_i64..1_000_000, part in share()) {
        let incoming: Quantity<NitrogenMass> = kilograms(kilos);
        let sludge = incoming.scale(part).unwrap();
        let sewage = WastewaterNitrousOxide2006 {
            nitrogen: NitrogenLoad2006::Measured(sourced(incoming)),
            sludge: Some(sourced(sludge)),
            plants: None,
            effluent: read(5, "kg N2O-N/kg N"),
        };
        let effluent = sewage.effluent_nitrogen().unwrap();
        prop_assert_eq!(effluent.checked_add(sludge).unwrap(), incoming);
    }

    #[test]
    fn routed_sludge_is_the_produced(kilos in 0_i64..1_000_000_000, shares in thirds()) {
        let routes = [SludgeRoute::Fields, SludgeRoute::Incineration, SludgeRoute::Exported];
        let routing = SludgeRouting {
            produced: sourced(kilograms(kilos)),
            routes: routes.into_iter().zip(shares).map(
                |(route, share)| SludgeShare { route, share: sourced(share) },
            ).collect(),
        };
        let sum = routing.routed().unwrap().into_iter().fold(
            Quantity::ZERO, |sum: Quantity<DryMass>, (_, part)| sum.checked_add(part).unwrap(),
        );
        prop_assert_eq!(sum, routing.produced.value);
    }

    /// Inside and outside are the whole plant, however badly the masses divide.
    #[test]
    fn streams_of_a_plant_add_up(
        carbon_dioxide in 0_i64..1_000_000_000, methane in 0_i64..1_000_000_000,
        streams in prop::collection::vec(1_i64..1_000_000, 1..5)
    ) {
        let plant = Emissions::from_grams(Gas::CO2, carbon_dioxide)
            .and(&Emissions::from_grams(Gas::CH4_FOSSIL, Exact::new(methane, 6)))
            .unwrap();
        let names = ["a", "b", "c", "d"];
        let streams: Vec<_> =
            names.into_iter().zip(streams.iter().map(|kilos| kilograms::<Mass>(*kilos))).collect();
        let parts = split_by_origin(&plant, &streams).unwrap();
        let sum = parts.iter().fold(Emissions::none(), |sum, (_, part)| sum.and(part).unwrap());
        prop_assert_eq!(sum, plant);
    }
}

/// BASIC never holds waste from outside, the territorial total never waste that is sent away, and
/// energy and waste never hold the same stream.
#[test]
fn levels_keep_origins_apart() {
    let places = [WastePlace::Inside, WastePlace::Outside];
    let energies = [
        EnergyRecovery::None,
        EnergyRecovery::OwnUse(EnergyUser::Manufacturing),
        EnergyRecovery::Grid,
    ];
    let routes = [
        WasteRoute::Landfill,
        WasteRoute::Biological,
        WasteRoute::Incineration,
        WasteRoute::Wastewater,
    ];
    let mut rows = 0;
    let streams = places.into_iter().flat_map(|generated| {
        places.into_iter().flat_map(move |treated| {
            energies.map(|energy| WasteStream { generated, treated, energy })
        })
    });
    for (stream, route) in streams.flat_map(|stream| routes.map(|route| (stream, route))) {
        let WasteBooking::Row(row) = stream.booking(route).unwrap() else { continue };
        rows += 1;
        let recovered = stream.energy != EnergyRecovery::None;
        assert_eq!(row.code().starts_with("I."), recovered, "{row}");
        if !recovered {
            let basic = ReportingLevel::Basic.includes(row.index());
            let territorial = ReportingLevel::Territorial.includes(row.index());
            assert_eq!(basic, stream.generated == WastePlace::Inside, "{row}");
            assert_eq!(territorial, stream.treated == WastePlace::Inside, "{row}");
        }
    }
    assert_eq!(rows, 28); // of each route three without and four with energy
}
