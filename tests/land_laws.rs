//! What holds for soils, land and its carbon.
#![allow(clippy::unwrap_used)]

use climate_account::gas::{Emissions, Gas};
use climate_account::method::agriculture::{
    BelowGroundRatio, CropResidues, CultivatedOrganicSoil, DirectSoilEmissions, FieldNitrogen,
    GrazingAnimals, GrazingNitrogen, IndirectSoilEmissions, MineralisedNitrogen, NitrogenInputs,
    OrganicNitrogen, ResidueFactors, SoilFactors,
};
use climate_account::method::land::{
    BiomassGainLoss, BiomassGrowth, CarbonClass, CarbonStockChange, CarbonSurvey, DepartureOrder,
    DrainedOrganicSoil, Growth, LandAndDitchMethane, LandConversion, LandUse, LandUseArea,
    LandUseCell, LandUseMatrix, LandUseRecord, MineralSoil, RewettedOrganicSoil, SettlementTrees,
    SoilCarbonChange, SoilCarbonHistory, SoilFormulation, SoilUnit, SoilUse, StockDifference,
    TreeGrowth, WoodProductApproach, WoodProducts, rewetting_effect, steady_stock,
};
use climate_account::method::{Calculation, Sourced};
use climate_account::number::Exact;
use climate_account::unit::{
    Area, CarbonMass, Measure, NitrogenMass, NitrousOxideMass, Rate, Years,
};
use climate_account::{ErrorKind, Quantity, Source, Year};
use proptest::prelude::*;

fn sourced<T>(value: T) -> Sourced<T> {
    let source = Source::new("Tests", "Made-up figures", 2024, "row 1").unwrap();
    Sourced::new(value, &source)
}

fn rate<N: Measure, D: Measure>(thousandths: i64, unit: &str) -> Sourced<Rate<N, D>> {
    sourced(Rate::new(Exact::new(thousandths, 3), unit).unwrap())
}

fn hectares(number: i64) -> Sourced<Quantity<Area>> {
    sourced(Quantity::<Area>::hectares(number))
}

fn carbon(kilograms: i64) -> Quantity<CarbonMass> {
    Quantity::<CarbonMass>::kilograms(kilograms)
}

fn years(number: i64) -> Sourced<Quantity<Years>> {
    sourced(Quantity::<Years>::years(number))
}

fn year(number: i64) -> Year {
    Year::new(number).unwrap()
}

fn micrograms(count: i64) -> Exact {
    Exact::new(count, 6)
}

fn apart(left: Exact, right: Exact) -> Exact {
    left.checked_sub(right).unwrap().abs()
}

/// The largest difference of a gas in grams.
fn gases_apart(left: &Emissions, right: &Emissions) -> Exact {
    let difference = left.clone().and(&right.times(-1).unwrap()).unwrap();
    difference.masses().map(|(_, mass)| mass.abs()).max().unwrap_or(Exact::ZERO)
}

/// Ten inputs of nitrogen in kilograms: fields, and pasture of two kinds.
fn inputs(kilograms: [i64; 9], organic_soil: i64) -> NitrogenInputs {
    let nitrogen = |index: usize| sourced(Quantity::<NitrogenMass>::kilograms(kilograms[index]));
    let pasture = |animals, index| GrazingNitrogen { animals, nitrogen: nitrogen(index) };
    NitrogenInputs {
        fields: FieldNitrogen {
            synthetic: nitrogen(0),
            organic: OrganicNitrogen {
                animal_manure: nitrogen(1),
                sewage_sludge: nitrogen(2),
                compost: nitrogen(3),
                other: nitrogen(4),
            },
            crop_residues: nitrogen(5),
            mineralised: nitrogen(6),
        },
        flooded_rice: None,
        grazing: vec![
            pasture(GrazingAnimals::CattlePoultryPigs, 7),
            pasture(GrazingAnimals::SheepAndOther, 8),
        ],
        organic_soils: vec![CultivatedOrganicSoil {
            area: hectares(organic_soil),
            nitrous_oxide: rate(13_000, "kg N2O-N/ha/yr"),
        }],
    }
}

fn soil_factors() -> SoilFactors {
    let factor = |thousandths| rate::<NitrousOxideMass, NitrogenMass>(thousandths, "kg N2O-N/kg N");
    let share = |hundredths| sourced(Exact::new(hundredths, 2));
    SoilFactors {
        synthetic: factor(16),
        other_inputs: factor(6),
        flooded_rice: factor(4),
        cattle_poultry_pigs: factor(6),
        sheep_and_other: factor(3),
        deposited: factor(14),
        leached: factor(11),
        synthetic_volatilised: share(11),
        organic_volatilised: share(21),
        leached_share: share(24),
    }
}

fn soils(inputs: NitrogenInputs) -> Emissions {
    let direct = DirectSoilEmissions { inputs: inputs.clone(), factors: soil_factors() };
    let indirect = IndirectSoilEmissions { inputs, factors: soil_factors() };
    direct.emissions().unwrap().and(&indirect.emissions().unwrap()).unwrap()
}

fn peat(area: i64) -> DrainedOrganicSoil {
    DrainedOrganicSoil {
        area: hectares(area),
        carbon_class: sourced(CarbonClass::AboveTwelvePercent),
        on_site: rate(7900, "t CO2-C/ha/yr"),
        dissolved: Some(rate(310, "t CO2-C/ha/yr")),
        methane: Some(LandAndDitchMethane {
            land: rate(16_000, "kg CH4/ha/yr"),
            ditch: rate(1_165_000, "kg CH4/ha/yr"),
            ditch_share: sourced(Exact::new(5, 2)),
        }),
        nitrous_oxide: Some(rate(13_000, "kg N2O-N/ha/yr")),
    }
}

fn meadow(area: i64) -> RewettedOrganicSoil {
    RewettedOrganicSoil {
        area: hectares(area),
        carbon_class: sourced(CarbonClass::AboveTwelvePercent),
        on_site: rate(500, "t CO2-C/ha/yr"),
        dissolved: Some(rate(240, "t CO2-C/ha/yr")),
        methane: rate(216_000, "kg CH4-C/ha/yr"),
    }
}

fn forest(area: i64) -> BiomassGrowth {
    BiomassGrowth {
        area: hectares(area),
        growth: Growth::DryMatter(rate(4000, "t DM/ha/yr")),
        below_ground: sourced(Exact::new(2, 1)),
        carbon: rate(470, "t C/t DM"),
    }
}

fn mineral_soil(area: i64, factor: Exact) -> MineralSoil {
    MineralSoil {
        area: hectares(area),
        reference_stock: rate(81_000, "t C/ha"),
        land_use: sourced(factor),
        management: sourced(Exact::ONE),
        input: sourced(Exact::ONE),
    }
}

/// A factor of a stock, from 0.50 to 1.50.
fn factor() -> impl Strategy<Value = Exact> {
    (50_i64..150).prop_map(|hundredths| Exact::new(hundredths, 2))
}

fn history(
    area: i64,
    changes: &[(i64, Exact)],
    formulation: SoilFormulation,
    in_year: i64,
) -> Quantity<CarbonMass> {
    let changes = changes
        .iter()
        .map(|(from, factor)| SoilUse { from: year(*from), factor: sourced(*factor) });
    let unit = SoilUnit {
        area: hectares(area),
        reference_stock: rate(81_000, "t C/ha"),
        first: sourced(Exact::ONE),
        changes: changes.collect(),
    };
    let history = SoilCarbonHistory {
        units: vec![unit],
        year: sourced(year(in_year)),
        formulation: sourced(formulation),
        transition: years(20),
    };
    history.change().unwrap().carbon()
}

fn formulation() -> impl Strategy<Value = SoilFormulation> {
    prop::sample::select(vec![SoilFormulation::AreasOnly, SoilFormulation::FollowedUnits])
}

fn products(stock: i64, inflow: i64, half_life: i64) -> WoodProducts {
    WoodProducts {
        stock: sourced(carbon(stock)),
        inflow: sourced(carbon(inflow)),
        half_life: years(half_life),
        approach: sourced(WoodProductApproach::Production),
    }
}

/// Areas of each cell of a matrix.
fn areas() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(0_i64..1000, 36)
}

type Matrix = (Vec<LandUseArea>, Vec<LandUseCell>, Vec<LandUseArea>);

fn matrix(areas: &[i64]) -> Matrix {
    let pairs = LandUse::ALL.into_iter().flat_map(|from| LandUse::ALL.map(|to| (from, to)));
    let cells: Vec<LandUseCell> = pairs
        .zip(areas)
        .map(|((from, to), area)| LandUseCell { from, to, area: hectares(*area).value })
        .collect();
    let sums = |of: fn(&LandUseCell) -> LandUse| {
        let sum = |land_use| {
            let own = cells.iter().filter(|cell| of(cell) == land_use);
            own.fold(Quantity::ZERO, |sum, cell| sum.checked_add(cell.area).unwrap())
        };
        LandUse::ALL.map(|land_use| LandUseArea { land_use, area: sum(land_use) }).to_vec()
    };
    (sums(|cell| cell.from), cells.clone(), sums(|cell| cell.to))
}

fn order() -> impl Strategy<Value = DepartureOrder> {
    prop::sample::select(vec![DepartureOrder::RemainingFirst, DepartureOrder::NewestFirst])
}

proptest! {
    #[test]
    fn nitrous_oxide_is_linear_in_nitrogen(
        kilograms in prop::array::uniform9(0_i64..1_000_000), area in 0_i64..1000, number in 1_i64..50
    ) {
        let once = soils(inputs(kilograms, area));
        let scaled = soils(inputs(kilograms.map(|mass| mass * number), area * number));
        let off = gases_apart(&scaled, &once.times(number).unwrap());
        prop_assert!(off <= micrograms(2 * number + 2));
    }

    #[test]
    fn two_farms_emit_what_one_of_both_does(
        first in prop::array::uniform9(0_i64..1_000_000),
        second in prop::array::uniform9(0_i64..1_000_000),
        areas in (0_i64..1000, 0_i64..1000),
    ) {
        let mut both = [0; 9];
        for (sum, (left, right)) in both.iter_mut().zip(first.iter().zip(&second)) {
            *sum = left + right;
        }
        let parts = soils(inputs(first, areas.0)).and(&soils(inputs(second, areas.1))).unwrap();
        let whole = soils(inputs(both, areas.0 + areas.1));
        prop_assert!(gases_apart(&whole, &parts) <= micrograms(5));
    }

    #[test]
    fn more_nitrogen_emits_more(
        kilograms in prop::array::uniform9(0_i64..1_000_000), input in 0_usize..9
    ) {
        let mut more = kilograms;
        more[input] += 1;
        let grams = |kilograms| soils(inputs(kilograms, 0)).grams(Gas::N2O);
        prop_assert!(grams(more) > grams(kilograms));
    }

    #[test]
    fn residues_are_linear_in_area_and_fall_as_they_are_removed(
        area in 1_i64..10_000, removed in 0_i64..100, below in prop::bool::ANY
    ) {
        let crop = |area: i64, removed: i64| {
            let ratio = Exact::new(28, 2);
            let below_ground = if below {
                BelowGroundRatio::ToBiomass(ratio)
            } else {
                BelowGroundRatio::ToHarvest(ratio)
            };
            let residues = CropResidues {
                area: hectares(area),
                harvest: rate(6_000_000, "kg/ha"),
                factors: ResidueFactors {
                    dry_matter: sourced(Exact::new(89, 2)),
                    above_ground: sourced(Exact::new(13, 1)),
                    below_ground: sourced(below_ground),
                    above_ground_nitrogen: rate(6, "kg N/kg DM"),
                    below_ground_nitrogen: rate(9, "kg N/kg DM"),
                },
                renewed: sourced(Exact::ONE),
                removed: sourced(Exact::new(removed, 2)),
                burnt: sourced(Exact::ZERO),
                combustion_factor: sourced(Exact::ONE),
            };
            residues.nitrogen().unwrap()
        };
        prop_assert_eq!(crop(area, removed).scale(3.into()).unwrap(), crop(3 * area, removed));
        prop_assert!(crop(area, removed + 1) < crop(area, removed));
    }

    /// Carbon is lost where nitrogen is set free, and only there.
    #[test]
    fn a_loss_of_carbon_sets_nitrogen_free(kilograms in -1_000_000_i64..1_000_000) {
        let change = CarbonStockChange::of(carbon(kilograms));
        let mineralised = MineralisedNitrogen {
            change: sourced(change),
            carbon_to_nitrogen: rate(15_000, "kg C/kg N"),
        };
        let nitrogen = mineralised.nitrogen().unwrap();
        prop_assert!(nitrogen >= Quantity::ZERO);
        prop_assert_eq!(nitrogen > Quantity::ZERO, kilograms < 0);
        prop_assert_eq!(change.emissions().unwrap().grams(Gas::CO2).is_positive(), kilograms < 0);
    }

    #[test]
    fn splitting_an_area_changes_nothing(first in 1_i64..100_000, second in 1_i64..100_000) {
        let whole = first + second;
        let sum = |left: Emissions, right: Emissions| left.and(&right).unwrap();
        let of_peat = |area| peat(area).emissions().unwrap();
        let parts = sum(of_peat(first), of_peat(second));
        prop_assert!(gases_apart(&parts, &of_peat(whole)) <= micrograms(2));
        let of_meadow = |area| meadow(area).emissions().unwrap();
        let parts = sum(of_meadow(first), of_meadow(second));
        prop_assert!(gases_apart(&parts, &of_meadow(whole)) <= micrograms(2));
        let biomass = |growth| BiomassGainLoss { growth, losses: Vec::new() }.change().unwrap();
        prop_assert_eq!(
            biomass(vec![forest(first), forest(second)]),
            biomass(vec![forest(whole)])
        );
        let half = Exact::new(5, 1);
        let change = |areas: &[i64]| {
            let soils = |factor| areas.iter().map(|area| mineral_soil(*area, factor)).collect();
            let change = SoilCarbonChange {
                start: soils(Exact::ONE),
                end: soils(half),
                period: years(20),
                dependence: years(20),
            };
            change.change().unwrap()
        };
        prop_assert_eq!(change(&[first, second]), change(&[whole]));
        let uses = [(2001, half)];
        let followed = |area| history(area, &uses, SoilFormulation::FollowedUnits, 2005);
        prop_assert_eq!(followed(first).checked_add(followed(second)).unwrap(), followed(whole));
    }

    #[test]
    fn rewetting_is_drained_less_rewetted(area in 0_i64..100_000) {
        let saved = rewetting_effect(&peat(area), &meadow(area)).unwrap();
        let rewetted = meadow(area).emissions().unwrap();
        prop_assert_eq!(saved.and(&rewetted).unwrap(), peat(area).emissions().unwrap());
    }

    #[test]
    fn half_the_carbon_class_is_half_the_area(area in 0_i64..100_000) {
        let class = sourced(CarbonClass::SixToTwelvePercent);
        let half = DrainedOrganicSoil { carbon_class: class, ..peat(2 * area) };
        prop_assert_eq!(half.emissions().unwrap(), peat(area).emissions().unwrap());
    }

    #[test]
    fn equal_gain_and_loss_give_nothing(area in 1_i64..100_000) {
        let gain = forest(area).gain().unwrap();
        let trees = SettlementTrees {
            growth: vec![TreeGrowth::CrownCover {
                area: hectares(area),
                growth: rate(4 * 1200 * 47 / 100, "t C/ha/yr"),
            }],
            loss: sourced(gain),
        };
        prop_assert!(trees.emissions().unwrap().is_none());
        let none = CarbonStockChange::of_gain_and_loss(gain, gain).unwrap();
        prop_assert!(none.emissions().unwrap().is_none());
    }

    #[test]
    fn clearing_and_planting_the_same_is_no_change(area in 1_i64..10_000, stock in 1_i64..300_000) {
        let conversion = |before, after| {
            let conversion = LandConversion {
                area: hectares(area),
                before: rate(before, "t DM/ha"),
                after: rate(after, "t DM/ha"),
                carbon: rate(470, "t C/t DM"),
                growth: Vec::new(),
                losses: Vec::new(),
            };
            conversion.change().unwrap()
        };
        let around = conversion(stock, 0).and(conversion(0, stock)).unwrap();
        prop_assert_eq!(around.carbon(), Quantity::ZERO);
        prop_assert_eq!(conversion(stock, stock).carbon(), Quantity::ZERO);
        prop_assert!(conversion(stock, 0).loss() > Quantity::ZERO);
    }

    /// Over its years each interval gives what the stock gained, so that there and back is nothing.
    #[test]
    fn intervals_add_up_to_the_difference_of_stocks(
        stocks in prop::collection::vec(0_i64..1_000_000, 2..6), interval in 1_i64..12
    ) {
        let survey = |index: usize| CarbonSurvey {
            year: year(1950 + interval * i64::try_from(index).unwrap()),
            area: hectares(10),
            stock: sourced(carbon(stocks[index])),
        };
        let mut gained = Exact::ZERO;
        for index in 1..stocks.len() {
            let there = StockDifference { first: survey(index - 1), last: survey(index) };
            let change = there.change().unwrap().carbon();
            let back = StockDifference {
                first: CarbonSurvey { year: there.first.year, ..survey(index) },
                last: CarbonSurvey { year: there.last.year, ..survey(index - 1) },
            };
            let around = change.checked_add(back.change().unwrap().carbon()).unwrap();
            prop_assert_eq!(around, Quantity::ZERO);
            gained = gained.checked_add(change.scale(interval.into()).unwrap().base_value()).unwrap();
        }
        let total = carbon(stocks[stocks.len() - 1] - stocks[0]).base_value();
        prop_assert!(apart(gained, total) <= micrograms(6 * 12));
    }

    #[test]
    fn soil_that_goes_and_comes_back_has_its_stock_again(
        away in factor(), stay in 1_i64..60, formulation in formulation(), area in 1_i64..1000
    ) {
        let uses = [(2001, away), (2001 + stay, Exact::ONE)];
        let change = |year| history(area, &uses, formulation, year);
        let all = (2001..2001 + stay + 20).try_fold(Quantity::ZERO, |sum, year| {
            Quantity::checked_add(sum, change(year))
        });
        prop_assert_eq!(all.unwrap(), Quantity::ZERO);
        prop_assert_eq!(change(2000), Quantity::ZERO);
        prop_assert_eq!(change(2001 + stay + 20), Quantity::ZERO);
    }

    /// Both formulations give the same long-run total, whatever happens between.
    #[test]
    fn the_formulations_agree_in_the_long_run(
        factors in prop::collection::vec(factor(), 1..5), gaps in prop::collection::vec(1_i64..30, 4)
    ) {
        let mut from = 1950;
        let mut uses = Vec::new();
        for (factor, gap) in factors.iter().zip(&gaps) {
            uses.push((from, *factor));
            from += gap;
        }
        let total = |formulation| {
            (1950..from + 20).fold(Quantity::ZERO, |sum, year| {
                Quantity::checked_add(sum, history(10, &uses, formulation, year)).unwrap()
            })
        };
        let last = factors[factors.len() - 1].checked_sub(Exact::ONE).unwrap();
        let expected = Quantity::<CarbonMass>::tonnes(810).scale(last).unwrap();
        prop_assert_eq!(total(SoilFormulation::AreasOnly), expected);
        let followed = total(SoilFormulation::FollowedUnits).base_value();
        prop_assert!(apart(followed, expected.base_value()) <= micrograms(200));
    }

    #[test]
    fn equal_stocks_of_soil_give_nothing(area in 1_i64..100_000, factor in factor()) {
        let soil = || vec![mineral_soil(area, factor)];
        let change =
            SoilCarbonChange { start: soil(), end: soil(), period: years(7), dependence: years(20) };
        prop_assert!(change.emissions().unwrap().is_none());
    }

    /// Inflow = change + release, in every year and over all of them.
    #[test]
    fn carbon_is_conserved_in_wood_products(
        inflows in prop::collection::vec(0_i64..1_000_000, 1..12), half_life in 1_i64..60
    ) {
        let mut stock = Quantity::ZERO;
        let mut released = Quantity::ZERO;
        for inflow in &inflows {
            let mut pool = products(0, *inflow, half_life);
            pool.stock = sourced(stock);
            let (change, release) = (pool.change().unwrap().carbon(), pool.release().unwrap());
            prop_assert_eq!(change.checked_add(release).unwrap(), carbon(*inflow));
            prop_assert!(release >= Quantity::ZERO);
            stock = pool.next_stock().unwrap();
            released = released.checked_add(release).unwrap();
        }
        let total: i64 = inflows.iter().sum();
        prop_assert_eq!(stock.checked_add(released).unwrap(), carbon(total));
    }

    #[test]
    fn a_steady_stock_stays(inflow in 1_i64..1_000_000, half_life in 1_i64..60) {
        let stock = steady_stock(carbon(inflow), Quantity::<Years>::years(half_life)).unwrap();
        let mut pool = products(0, inflow, half_life);
        pool.stock = sourced(stock);
        let change = pool.change().unwrap().carbon().base_value();
        prop_assert!(change.abs() <= micrograms(3));
    }

    #[test]
    fn half_of_the_products_are_left_after_the_half_life(stock in 1_i64..1_000_000, half_life in 1_i64..30) {
        let mut left = carbon(stock);
        for _ in 0..half_life {
            let mut pool = products(0, 0, half_life);
            pool.stock = sourced(left);
            left = pool.next_stock().unwrap();
        }
        let half = carbon(stock).scale(Exact::new(5, 1)).unwrap();
        prop_assert!(apart(left.base_value(), half.base_value()) <= micrograms(half_life + 1));
    }

    #[test]
    fn a_matrix_balances_or_is_refused(areas in areas(), cell in 0_usize..36) {
        let (before, cells, after) = matrix(&areas);
        let good =
            LandUseMatrix::new(year(2023), before.clone(), cells.clone(), after.clone()).unwrap();
        let total = |areas: &[LandUseArea]| {
            areas.iter().fold(Quantity::ZERO, |sum, of| sum.checked_add(of.area).unwrap())
        };
        prop_assert_eq!(total(&before), total(&after));
        for land_use in LandUse::ALL {
            let row = LandUse::ALL.map(|to| good.converted(land_use, to));
            let row = row.into_iter().try_fold(Quantity::ZERO, Quantity::checked_add).unwrap();
            prop_assert_eq!(row, good.before(land_use));
        }
        // A square metre too much in one cell.
        let mut wrong = cells;
        wrong[cell].area =
            wrong[cell].area.checked_add(Quantity::<Area>::square_metres(1)).unwrap();
        let error = LandUseMatrix::new(year(2023), before, wrong, after).unwrap_err();
        prop_assert_eq!(error.kind(), ErrorKind::OutOfRange);
    }

    /// No land is lost in the books, and none is older or younger than it can be.
    #[test]
    fn the_record_keeps_every_square_metre(
        years_of_areas in prop::collection::vec(areas(), 1..5), order in order(), transition in 0_u16..5
    ) {
        let (start, _, _) = matrix(&years_of_areas[0]);
        let mut record = LandUseRecord::new(year(2000), start, transition, order).unwrap();
        for (index, areas) in years_of_areas.iter().enumerate() {
            // What the year before left behind stays or goes on as it is; the rest is scaled to it.
            let (before, cells) = if index == 0 {
                let (before, cells, _) = matrix(areas);
                (before, cells)
            } else {
                let before = LandUse::ALL.map(|land_use| LandUseArea {
                    land_use,
                    area: record.area(land_use).unwrap(),
                });
                let part = |from: usize, to: usize| {
                    let area = before[from].area.base_value();
                    // Tenths for five uses, and the rest stays.
                    let tenth = Exact::new(i64::from(areas[6 * from + to] > 500), 1);
                    Quantity::<Area>::new(area.checked_mul(tenth).unwrap(), "m2").unwrap()
                };
                let mut cells = Vec::new();
                for (from, land_use) in LandUse::ALL.into_iter().enumerate() {
                    let mut stays = before[from].area;
                    for (to, other) in LandUse::ALL.into_iter().enumerate() {
                        if to != from {
                            let area = part(from, to);
                            stays = stays.checked_sub(area).unwrap();
                            cells.push(LandUseCell { from: land_use, to: other, area });
                        }
                    }
                    cells.push(LandUseCell { from: land_use, to: land_use, area: stays });
                }
                (before.to_vec(), cells)
            };
            let after = LandUse::ALL.map(|land_use| {
                let own = cells.iter().filter(|cell| cell.to == land_use).map(|cell| cell.area);
                let area = own.fold(Quantity::ZERO, |sum, area| sum.checked_add(area).unwrap());
                LandUseArea { land_use, area }
            });
            let next = year(2001 + i64::try_from(index).unwrap());
            let matrix = LandUseMatrix::new(next, before, cells, after).unwrap();
            record = record.after(&matrix).unwrap();
            for land_use in LandUse::ALL {
                prop_assert_eq!(record.area(land_use).unwrap(), matrix.after(land_use));
                prop_assert!(record.remaining(land_use) >= Quantity::ZERO);
                if transition > 0 {
                    let new = LandUse::ALL
                        .into_iter()
                        .filter(|from| *from != land_use)
                        .all(|from| record.converted(from, land_use).unwrap() >= matrix.converted(from, land_use));
                    prop_assert!(new);
                }
            }
        }
    }
}
