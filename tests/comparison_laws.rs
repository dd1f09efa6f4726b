//! The laws of a comparison: effects add up to the difference, whatever the two accounts are.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use climate_account::account::{
    Cause, Cell, Comparison, Facet, MemoItem, NotationKey, NotationKeys, TextFacet, compare,
};
use climate_account::factor::{Boundary, FactorLayer, FactorSet, Parameter, ParameterKind};
use climate_account::gas::{Co2e, Emissions, Gas, GwpSet};
use climate_account::number::Exact;
use climate_account::unit::CalorificBasis;
use climate_account::{Account, Activity, Amount, EmissionFactor, Profile, Source, Year};
use proptest::prelude::*;

const GASES: [Gas; 4] = [Gas::CO2, Gas::CH4_FOSSIL, Gas::N2O, Gas::CO2_BIOGENIC];
const CODES: [&str; 4] = ["gpc:I.1.1", "gpc:I.2.1", "gpc:II.1.1", "gpc:V.2"];

fn source() -> Source {
    Source::new("Tests", "Made-up figures", 2024, "row 1").unwrap()
}

fn positive() -> impl Strategy<Value = Exact> {
    (1_i64..1_000_000, 0_i8..4).prop_map(|(mantissa, scale)| Exact::new(mantissa, scale))
}

fn signed() -> impl Strategy<Value = Exact> {
    (-1_000_000_i64..1_000_000, 0_i8..4).prop_map(|(mantissa, scale)| Exact::new(mantissa, scale))
}

fn masses(number: impl Strategy<Value = Exact>) -> impl Strategy<Value = Emissions> {
    prop::collection::vec((prop::sample::select(&GASES[..]), number), 1..4).prop_map(|masses| {
        masses.into_iter().fold(Emissions::none(), |sum, (gas, grams)| {
            sum.and(&Emissions::from_grams(gas, grams)).unwrap()
        })
    })
}

#[derive(Debug, Clone)]
struct Edition {
    lines: Vec<Activity>,
    /// Per GJ or kWh, combustion or not.
    factor: (Emissions, &'static str, bool),
    density: Exact,
    calorific_value: Exact,
    set: GwpSet,
    basis: CalorificBasis,
}

impl Edition {
    fn account(&self) -> Account {
        let (emissions, per, combustion) = &self.factor;
        let factor = |basis: &str| {
            let per = format!("{per} ({basis})").parse().unwrap();
            let id = format!("fuel/{basis}");
            let factor = EmissionFactor::new(id, "fuel", per, emissions.clone(), source()).unwrap();
            if *combustion { factor.with_boundary(Boundary::Combustion) } else { factor }
        };
        let parameter = |id: &str, kind, value: Exact, unit: &str| {
            let amount = Amount::new(value, unit.parse().unwrap());
            Parameter::new(id, "fuel", kind, amount, source()).unwrap()
        };
        let parameters = [
            parameter("density", ParameterKind::Density, self.density, "kg/l"),
            parameter("ncv", ParameterKind::NetCalorificValue, self.calorific_value, "MJ (net)/kg"),
        ];
        let basis = if self.basis == CalorificBasis::Net { "net" } else { "gross" };
        let layer = FactorLayer::new("own", "1", [factor(basis)]).unwrap();
        let layer = layer.with_parameters(parameters).unwrap();
        let profile = Profile::new("tests", self.set.clone()).calorific_basis(self.basis);
        // Litres lead to net energy only; with gross factors such a line has no result.
        let (account, _) =
            Account::compute_known(self.lines.clone(), &profile, &FactorSet::new([layer])).unwrap();
        account
    }
}

fn cell() -> impl Strategy<Value = Cell> {
    let unit = prop::sample::select(vec!["GJ", "MWh", "l", "t"]);
    let amount =
        (positive(), unit).prop_map(|(value, unit)| Amount::new(value, unit.parse().unwrap()));
    let keys = prop::sample::select(vec![NotationKey::NotOccurring, NotationKey::NotEstimated]);
    prop_oneof![
        6 => amount.prop_map(Cell::Amount),
        3 => masses(signed()).prop_map(Cell::Emissions),
        1 => keys.prop_map(|key| Cell::Keys(NotationKeys::new(key))),
    ]
}

fn line() -> impl Strategy<Value = Activity> {
    let code = prop::sample::select(&CODES[..]);
    let path = prop::sample::select(vec![None, Some("a"), Some("b")]);
    let process = prop::sample::select(vec![None, None, Some("p"), Some("q")]);
    (code, path, process, prop::bool::weighted(0.1), cell()).prop_map(
        |(code, path, process, memo, cell)| {
            let year = Year::new(2023).unwrap();
            let with_carrier = matches!(cell, Cell::Amount(_));
            let mut line = Activity::new("Odder", year, code.parse().unwrap(), cell, &source());
            if with_carrier {
                line = line.carrier("fuel");
            }
            line = path.into_iter().fold(line, Activity::path);
            line = process.into_iter().fold(line, Activity::process);
            if memo { line.memo(MemoItem::Credit) } else { line }
        },
    )
}

fn edition() -> impl Strategy<Value = Edition> {
    let set = prop::sample::select(vec![GwpSet::ar4(), GwpSet::ar5(), GwpSet::ar6()]);
    let basis = prop::sample::select(vec![CalorificBasis::Net, CalorificBasis::Gross]);
    let factor = (masses(positive()), prop::sample::select(vec!["GJ", "kWh"]), any::<bool>());
    let lines = prop::collection::vec(line(), 0..25);
    (lines, factor, positive(), positive(), set, basis).prop_map(
        |(lines, factor, density, calorific_value, set, basis)| Edition {
            lines,
            factor,
            density,
            calorific_value,
            set,
            basis,
        },
    )
}

fn sum(parts: impl IntoIterator<Item = Exact>) -> Exact {
    parts.into_iter().fold(Exact::ZERO, |sum, part| sum.checked_add(part).unwrap())
}

fn causes(why: &Comparison<'_>) -> BTreeMap<Cause, Exact> {
    let effects = why.by_cause().unwrap().into_iter();
    effects.map(|effect| (effect.cause, effect.tonnes)).collect()
}

fn mirrored(cause: Cause) -> Cause {
    match cause {
        Cause::Added => Cause::Removed,
        Cause::Removed => Cause::Added,
        Cause::KeyToNumber => Cause::NumberToKey,
        Cause::NumberToKey => Cause::KeyToNumber,
        other => other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn effects_add_up_to_the_difference(old in edition(), new in edition()) {
        let (old, new) = (old.account(), new.account());
        let why = compare(&old, &new).unwrap();
        let before = old.total().unwrap().co2e().unwrap().tonnes();
        let after = new.total().unwrap().co2e().unwrap().tonnes();
        let difference = after.checked_sub(before).unwrap();
        prop_assert_eq!(why.change(), difference);
        prop_assert_eq!(sum(causes(&why).into_values()), difference);
        prop_assert_eq!(sum(why.lines().iter().map(|line| line.change().unwrap())), difference);
        for facet in [Facet::Sector, Facet::SectorAtDepth(0), Facet::Text(TextFacet::Path)] {
            prop_assert_eq!(sum(why.by(&facet).unwrap().into_iter().map(|row| row.1)), difference);
        }
        let gases = why.by_gas().unwrap();
        let by_gas = gases.iter().map(|gas| gas.new_co2e.checked_sub(gas.old_co2e).unwrap());
        prop_assert_eq!(sum(by_gas), difference);
        let bars = why.waterfall().unwrap();
        let steps = sum(bars.steps.into_iter().map(|step| step.1));
        prop_assert_eq!(bars.start.1.checked_add(steps).unwrap(), bars.end.1);
        // Every line is in a pair, gone, new, or unchanged.
        let of_old = why.lines().iter().filter(|line| line.old.is_some()).count();
        let of_new = why.lines().iter().filter(|line| line.new.is_some()).count();
        prop_assert_eq!(of_old + why.unchanged(), old.entries().count());
        prop_assert_eq!(of_new + why.unchanged(), new.entries().count());
    }

    #[test]
    fn each_line_adds_up_by_itself(old in edition(), new in edition()) {
        let (old, new) = (old.account(), new.account());
        for line in compare(&old, &new).unwrap().lines() {
            let counted = |entry: &climate_account::account::Entry<'_>| match entry.activity().memo_item() {
                Some(_) => Exact::ZERO,
                None => entry.co2e().unwrap().tonnes(),
            };
            let before = line.old.as_ref().map_or(Exact::ZERO, counted);
            let after = line.new.as_ref().map_or(Exact::ZERO, counted);
            prop_assert_eq!(line.change().unwrap(), after.checked_sub(before).unwrap());
        }
    }

    #[test]
    fn an_account_does_not_differ_from_itself(edition in edition()) {
        let (account, again) = (edition.account(), edition.account());
        let why = compare(&account, &again).unwrap();
        prop_assert!(why.lines().is_empty(), "{:?}", why.lines());
        prop_assert!(why.change().is_zero());
    }

    #[test]
    fn the_way_back_is_the_same_with_other_signs(old in edition(), new in edition()) {
        let (old, new) = (old.account(), new.account());
        let there = causes(&compare(&old, &new).unwrap());
        let back = causes(&compare(&new, &old).unwrap());
        let back: BTreeMap<Cause, Exact> =
            back.into_iter().map(|(cause, tonnes)| (mirrored(cause), -tonnes)).collect();
        prop_assert_eq!(there, back);
    }

    #[test]
    fn the_order_of_lines_changes_nothing(
        (old, shuffled, new) in (edition(), edition()).prop_flat_map(|(old, new)| {
            let lines = Just(old.lines.clone()).prop_shuffle();
            let other = old.clone();
            let shuffled = lines.prop_map(move |lines| Edition { lines, ..other.clone() });
            (Just(old), shuffled, Just(new))
        })
    ) {
        let (old, shuffled, new) = (old.account(), shuffled.account(), new.account());
        let one = causes(&compare(&old, &new).unwrap());
        prop_assert_eq!(one, causes(&compare(&shuffled, &new).unwrap()));
    }

    /// Metamorphic: what is changed alone is the only cause.
    #[test]
    fn one_change_has_one_cause(old in edition(), other in edition()) {
        let only = |changed: Edition, cause: Cause| {
            let (old, new) = (old.account(), changed.account());
            let found: Vec<Cause> = causes(&compare(&old, &new).unwrap()).into_keys().collect();
            assert!(found.iter().all(|found| *found == cause), "{found:?} beside {cause}");
        };
        let (emissions, per, combustion) = old.factor.clone();
        let factor = (other.factor.0.clone(), per, combustion);
        only(Edition { factor, ..old.clone() }, Cause::Factor);
        only(Edition { density: other.density, ..old.clone() }, Cause::Parameter);
        only(Edition { set: other.set.clone(), ..old.clone() }, Cause::GwpSet);
        only(Edition { factor: (emissions, per, !combustion), ..old.clone() }, Cause::Method);
        let lines = old.lines.iter().filter(|line| line.sector().code() != "I.2.1").cloned();
        only(Edition { lines: lines.collect(), ..old.clone() }, Cause::Removed);
    }

    /// The GWP effect is the same masses under both sets.
    #[test]
    fn the_gwp_effect_is_the_same_masses_under_both_sets(edition in edition()) {
        let account = |set: GwpSet| Edition { set, ..edition.clone() }.account();
        let (old, new) = (account(GwpSet::ar4()), account(GwpSet::ar5()));
        let net = old.total().unwrap().net().clone();
        let under = |set: &GwpSet| net.to_co2e(set).unwrap().tonnes();
        let effect = under(&GwpSet::ar5()).checked_sub(under(&GwpSet::ar4())).unwrap();
        let found = causes(&compare(&old, &new).unwrap());
        prop_assert_eq!(found.get(&Cause::GwpSet).copied().unwrap_or(Exact::ZERO), effect);
    }

    /// Figures in CO2e whose gases nobody knows have no GWP effect, and are compared all the same.
    #[test]
    fn reported_co2e_of_two_publishers_is_compared(before in signed(), after in signed()) {
        let account = |tonnes: Exact, publisher: &str| {
            let set = GwpSet::as_published(publisher);
            let emissions = Emissions::from_co2e(Co2e::from_tonnes(tonnes, set.clone()));
            let sector = "danish:energy".parse().unwrap();
            let line = Activity::new("Odder", Year::new(2023).unwrap(), sector, emissions, &source());
            Account::compute([line], &Profile::new("tests", set), &FactorSet::new([])).unwrap()
        };
        let (old, new) = (account(before, "Klimaregnskabet"), account(after, "PlanEnergi"));
        let why = compare(&old, &new).unwrap();
        let change = after.checked_sub(before).unwrap();
        prop_assert_eq!(why.change(), change);
        let found = causes(&why);
        prop_assert!(found.keys().all(|cause| *cause == Cause::Reported));
    }
}
