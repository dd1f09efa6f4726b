//! Published Danish measures on slurry, and factors per head for lines of an account.
#![cfg(feature = "catalogue")]
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use climate_account::factor::{DefaultValue, FactorQuery};
use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::method::Sourced;
use climate_account::method::agriculture::{ManureMeasure, methane_of_volatile_solids};
use climate_account::number::{Exact, Rounding};
use climate_account::report::Explain;
use climate_account::{
    Account, Activity, Amount, Error, ErrorKind, FactorSet, Language, Profile, Source, Year,
};
use common::Shift;

/// The printed factor of slurry is B0 x 0.67 x MCF, rounded.
#[test]
fn printed_factors_of_slurry_are_potential_times_conversion() {
    let potential = Sourced::built_in("ipcc-2019r/livestock/b0/dairy-cattle/western-europe");
    let factor = methane_of_volatile_solids(&potential.unwrap().value, Exact::new(21, 2)).unwrap();
    let product = factor.amount().value;
    assert_eq!(product, "33.768".parse().unwrap());
    assert_eq!(product.round(Rounding::decimals(1)).unwrap(), "33.8".parse().unwrap());
}

/// Every published reduction of a measure, by the rounding of its printed inputs.
#[test]
fn published_reductions_of_slurry_measures() {
    let half = |decimals: i8| Exact::new(5, decimals + 1);
    let times = |left: Exact, right: Exact| left.checked_mul(right).unwrap();
    let (mut compared, mut beyond) = (0, Vec::new());
    for measure in ManureMeasure::all() {
        let Some(adoption) = &measure.adoption else {
            assert_eq!(measure.scenario, "no-measure");
            continue;
        };
        let result = measure.reduction().unwrap().unwrap();
        let printed = adoption.published_reduction.tonnes().shift(-3);
        let off = result.tonnes().shift(-3).checked_sub(printed).unwrap().abs();
        let share = adoption.potential_share.checked_sub(adoption.present_share).unwrap();
        let slurry = measure.slurry.base_value().shift(-9);
        // Half a unit of the third decimal of the unit reduction, of the slurry and of the total.
        let of_unit = times(times(half(3), slurry), share).shift(-3);
        let of_slurry =
            times(times(half(3), adoption.unit_reduction.amount().value), share).shift(-3);
        let bound = [of_slurry, half(3)]
            .into_iter()
            .fold(of_unit, |sum, part| sum.checked_add(part).unwrap());
        compared += 1;
        if off > bound {
            assert!(off <= Exact::new(4, 2), "{measure:?}");
            beyond.push((measure.scenario, measure.housing));
        }
    }
    assert_eq!(compared, 124);
    // The printed present shares of these two are rounded.
    let sows = "loes-individuel-soeer";
    beyond.sort_unstable();
    assert_eq!(beyond, [("cooling", sows), ("cooling-and-biogas", sows)]);
}

/// The published sums over housing, of figures with three decimals.
#[test]
fn published_sums_of_slurry_measures() {
    let sums = [
        ("biogas", "pigs", "1486.561"),
        ("biogas", "cattle", "1062.4246"),
        ("flare", "pigs", "910.3159"),
        ("flare", "cattle", "665.9933"),
        ("acidification", "pigs", "1617.788"),
        ("acidification", "cattle", "497.158"),
        ("weekly-emptying", "pigs", "134.8045"),
        ("weekly-emptying", "cattle", "152.2281"),
        ("cooling", "pigs", "51.7792"),
        ("weekly-emptying-and-biogas", "pigs", "1817.4161"),
        ("weekly-emptying-and-biogas", "cattle", "667.5489"),
    ];
    for (scenario, animal, published) in sums {
        let published: Exact = published.parse().unwrap();
        let mut sum = Exact::ZERO;
        let rows = ManureMeasure::all()
            .iter()
            .filter(|measure| measure.scenario == scenario && measure.animal == animal);
        for measure in rows {
            let reduction = measure.reduction().unwrap().unwrap();
            sum = sum.checked_add(reduction.tonnes().shift(-3)).unwrap();
        }
        let off = sum.checked_sub(published).unwrap().abs();
        let allowed = Exact::new(4, 2); // of the row with a rounded share
        assert!(off <= allowed, "{scenario} {animal}: {sum} for {published}");
    }
}

/// The net of a row is 28 CH4 + 265 N2O less what is displaced, where no heat pump runs.
#[test]
fn net_figures_of_slurry_measures_are_under_ar5() {
    let mut compared = 0;
    for measure in ManureMeasure::all() {
        if measure.scenario.starts_with("cooling") {
            continue;
        }
        let grams = |value: Exact| value.shift(3);
        let slurry =
            Emissions::from_grams(Gas::CH4_NON_FOSSIL, grams(measure.methane.amount().value))
                .and(&Emissions::from_grams(Gas::N2O, grams(measure.nitrous_oxide.amount().value)))
                .unwrap();
        let gross = slurry.to_co2e(&GwpSet::ar5()).unwrap().kilograms();
        let net = gross.checked_sub(measure.displaced.amount().value).unwrap();
        let off = net.checked_sub(measure.net.amount().value).unwrap().abs();
        // Half a gram of each gas.
        assert!(off <= Exact::new(148, 3), "{measure:?}: {net}");
        compared += 1;
    }
    assert_eq!(compared, 121);
}

fn line(amount: &str, carrier: &str, process: &str, year: i64) -> Result<Account, Error> {
    let source = Source::new("Odder Kommune", "Animals by register", 2024, "row 3").unwrap();
    let sector = "gpc:V.1".parse().unwrap();
    let year = Year::new(year).unwrap();
    let amount: Amount = amount.parse().unwrap();
    let animals =
        Activity::new("Odder", year, sector, amount, &source).carrier(carrier).process(process);
    let profile = Profile::new("tests", GwpSet::ar5()).region("Denmark");
    Account::compute([animals], &profile, &FactorSet::catalogue())
}

#[test]
fn forty_head_find_the_danish_factor_of_the_year() {
    let account = line("40 head", "dairy-cattle", "enteric-fermentation", 2021).unwrap();
    let total = account.total().unwrap();
    let kilograms = total.net().kilograms(Gas::CH4_NON_FOSSIL);
    assert_eq!(kilograms, "6463.6404968".parse().unwrap()); // 40 x 161.59101242
    let text = account.entry(0).unwrap().explain(Language::English).unwrap();
    assert!(text.contains("dk-kf23/dairy-cattle/enteric/2021"), "{text}");
    assert!(text.contains("the factor is per year"), "{text}");
}

#[test]
fn manure_has_both_gases() {
    let account = line("1000 head", "weaners", "manure-management", 2021).unwrap();
    let total = account.total().unwrap();
    let net = total.net();
    assert_eq!(net.kilograms(Gas::CH4_NON_FOSSIL), "298.54587".parse().unwrap());
    assert_eq!(net.kilograms(Gas::N2O), "8.16687".parse().unwrap());
}

#[test]
fn a_factor_per_produced_animal_is_not_for_the_average_stock() {
    let error = line("1000 head yr", "weaners", "enteric-fermentation", 2021).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::DimensionMismatch);
}

#[test]
fn editions_of_the_guideline_are_a_choice() {
    let set = FactorSet::catalogue();
    let (unit, year) = ("head".parse().unwrap(), Year::new(2023).unwrap());
    let query = || FactorQuery::new("dairy-cattle", &unit, year).process("enteric-fermentation");
    let error = set.find(&query().region("Western Europe")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AmbiguousFactor);
    for (id, kilograms) in
        [("ipcc-2006/enteric/dairy-cattle", 117), ("ipcc-2019r/enteric/dairy-cattle", 126)]
    {
        let found = set.find(&query().id(id)).unwrap();
        let methane = found.factor().emissions().kilograms(Gas::CH4_NON_FOSSIL);
        assert_eq!(methane, kilograms.into());
    }
}

/// Factors per head of lines are those of the calculations.
#[test]
fn factors_and_default_values_agree() {
    let set = FactorSet::catalogue();
    let mut compared = 0;
    for layer in set.layers() {
        for factor in layer.factors() {
            let Some((edition, animal)) = factor.id().split_once("/enteric/") else { continue };
            if !edition.starts_with("ipcc-") {
                continue;
            }
            let places = ["western-europe", "high", "developed-countries"];
            let ids =
                places.map(|place| format!("{edition}/livestock/enteric-ch4/{animal}/{place}"));
            let value = ids.iter().find_map(|id| DefaultValue::get(id).ok()).unwrap();
            let kilograms = factor.emissions().kilograms(Gas::CH4_NON_FOSSIL);
            assert_eq!(value.amount().value, kilograms, "{}", factor.id());
            compared += 1;
        }
    }
    assert_eq!(compared, 23);
}

#[test]
fn reductions_of_manure_technologies_are_shares() {
    let share: Sourced<Exact> =
        Sourced::built_in("dk-kf23/manure-reduction/acidification/pigs/nh3/storage").unwrap();
    assert_eq!(share.value, "0.4".parse().unwrap());
    let range = ["low", "high"].map(|end| {
        let id = format!("dk-kf23/manure-reduction/biogas/cattle/ch4/{end}");
        Sourced::<Exact>::built_in(&id).unwrap().value
    });
    assert_eq!(range, ["0.48".parse().unwrap(), "0.59".parse().unwrap()]);
}
