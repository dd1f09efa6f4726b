//! The laws of the crate, as properties of whole accounts.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use climate_account::account::{Cell, Facet, NotationKey, NotationKeys};
use climate_account::factor::{FactorLayer, FactorSet};
use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::method::MASS_RESOLUTION;
use climate_account::number::Exact;
use climate_account::unit::CalorificBasis;
use climate_account::{
    Account, Activity, Amount, EmissionFactor, ErrorKind, Profile, SectorRef, Source, Year,
};
use proptest::prelude::*;

const PLACES: [&str; 4] = ["Odder", "Samsø", "Skive", "Struer"];
const CODES: [&str; 5] = ["gpc:I.1.1", "gpc:I.2.1", "gpc:II.1.1", "gpc:III.1.2", "gpc:V.2"];
const GASES: [Gas; 3] = [Gas::CO2, Gas::CH4_NON_FOSSIL, Gas::N2O];

fn source() -> Source {
    Source::new("Tests", "Made-up figures", 2024, "row 1").unwrap()
}

fn profile() -> Profile {
    Profile::new("tests", GwpSet::ar5()).calorific_basis(CalorificBasis::Net)
}

fn exact() -> impl Strategy<Value = Exact> {
    (-1_000_000_000_i64..1_000_000_000, 0_i8..6)
        .prop_map(|(mantissa, scale)| Exact::new(mantissa, scale))
}

fn positive() -> impl Strategy<Value = Exact> {
    (1_i64..1_000_000_000, 0_i8..6).prop_map(|(mantissa, scale)| Exact::new(mantissa, scale))
}

fn cell() -> impl Strategy<Value = Cell> {
    let gases = prop::collection::vec((prop::sample::select(&GASES[..]), exact()), 1..4);
    let emissions = gases.prop_map(|masses| {
        masses.into_iter().fold(Emissions::none(), |sum, (gas, grams)| {
            sum.and(&Emissions::from_grams(gas, grams)).unwrap()
        })
    });
    let keys = prop::sample::select(vec![
        NotationKey::NotOccurring,
        NotationKey::NotEstimated,
        NotationKey::Confidential,
    ]);
    prop_oneof![
        6 => emissions.prop_map(Cell::Emissions),
        1 => keys.prop_map(|key| Cell::Keys(NotationKeys::new(key))),
    ]
}

fn line() -> impl Strategy<Value = Activity> {
    let place = prop::sample::select(&PLACES[..]);
    let code = prop::sample::select(&CODES[..]);
    (place, 2018_i64..2024, code, cell()).prop_map(|(place, year, code, cell)| {
        let sector: SectorRef = code.parse().unwrap();
        Activity::new(place, Year::new(year).unwrap(), sector, cell, &source())
    })
}

fn lines() -> impl Strategy<Value = Vec<Activity>> {
    prop::collection::vec(line(), 0..60)
}

fn account(lines: Vec<Activity>) -> Account {
    Account::compute(lines, &profile(), &FactorSet::new([])).unwrap()
}

/// Everything that totals by place, year and sector say, as text: bit for bit.
fn picture(account: &Account) -> Vec<String> {
    let totals = account.totals(&[Facet::Place, Facet::Year, Facet::Sector]).unwrap();
    totals
        .rows()
        .map(|row| {
            let total = row.total();
            format!(
                "{} {} {}: {:?} {:?} {} {}",
                row.label(0),
                row.label(1),
                row.label(2),
                total.net(),
                total.gross().unwrap(),
                total.is_complete(),
                row.entries().count(),
            )
        })
        .collect()
}

fn sum(parts: impl IntoIterator<Item = Emissions>) -> Emissions {
    parts.into_iter().fold(Emissions::none(), |sum, part| sum.and(&part).unwrap())
}

/// A factor per net gigajoule with three gases.
fn factor(masses: [Exact; 3]) -> EmissionFactor {
    let emissions =
        sum(GASES.into_iter().zip(masses).map(|(gas, mass)| Emissions::from_grams(gas, mass)));
    EmissionFactor::new("fuel", "fuel", "GJ (net)".parse().unwrap(), emissions, source()).unwrap()
}

fn burnt(value: Exact, unit: &str, factor: &EmissionFactor) -> Emissions {
    let amount = Amount::new(value, unit.parse().unwrap());
    climate_account::method::activity_times_factor(&amount, factor, None).unwrap()
}

proptest! {
    /// Laws 1 and 2: the order of the lines changes nothing.
    #[test]
    fn a_shuffle_changes_nothing(
        (lines, shuffled) in lines().prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle()))
    ) {
        prop_assert_eq!(picture(&account(lines)), picture(&account(shuffled)));
    }

    /// Law 1: parts add up to the whole, by whatever they are grouped.
    #[test]
    fn parts_add_up_to_the_whole(lines in lines()) {
        let account = account(lines);
        let whole = account.total().unwrap();
        for facets in [
            vec![Facet::Place],
            vec![Facet::Year],
            vec![Facet::Sector],
            vec![Facet::SectorAtDepth(0)],
            vec![Facet::Scope],
            vec![Facet::Sector, Facet::Place],
            vec![Facet::Place, Facet::Year, Facet::Sector],
        ] {
            let totals = account.totals(&facets).unwrap();
            let net = sum(totals.rows().map(|row| row.total().net().clone()));
            prop_assert_eq!(&net, whole.net());
            let gross = sum(totals.rows().map(|row| row.total().gross().unwrap()));
            prop_assert_eq!(&gross, &whole.gross().unwrap());
            let lines: usize = totals.rows().map(|row| row.entries().count()).sum();
            prop_assert_eq!(lines, account.entries().len());
            // The whole is complete only where every part is.
            let complete = totals.rows().all(|row| row.total().is_complete());
            prop_assert_eq!(complete, whole.is_complete());
        }
        let entries = sum(account.entries().map(|entry| entry.emissions()));
        prop_assert_eq!(&entries, whole.net());
    }

    /// Laws 1 and 2: lines computed and summed by several threads give the same bits.
    #[test]
    fn threads_change_nothing(lines in lines()) {
        let whole = account(lines.clone()).total().unwrap().net().clone();
        for threads in [1, 2, 7] {
            let lines = Arc::new(lines.clone());
            let size = lines.len().div_ceil(threads).max(1);
            let handles: Vec<_> = (0..threads)
                .map(|thread| {
                    let lines = Arc::clone(&lines);
                    std::thread::spawn(move || {
                        let part = lines.iter().skip(thread * size).take(size).cloned().collect();
                        account(part).total().unwrap().net().clone()
                    })
                })
                .collect();
            let parts = handles.into_iter().map(|handle| handle.join().unwrap());
            prop_assert_eq!(sum(parts), whole.clone());
        }
    }

    /// Law 1: a line split in two is the same line.
    #[test]
    fn a_split_changes_nothing(value in positive(), part in positive(), masses in [positive(), positive(), positive()]) {
        let factor = factor(masses);
        let rest = value.checked_sub(part).unwrap();
        prop_assume!(!rest.is_negative());
        let parts = sum([burnt(part, "GJ (net)", &factor), burnt(rest, "GJ (net)", &factor)]);
        prop_assert_eq!(parts, burnt(value, "GJ (net)", &factor));
    }

    /// Scaling the activity scales the result; no activity, no emissions; more factor, more result.
    #[test]
    fn results_are_linear(value in positive(), by in 1_i64..1000, masses in [positive(), positive(), positive()]) {
        let factor = factor(masses);
        let once = burnt(value, "GJ (net)", &factor);
        let scaled = burnt(value.checked_mul(by.into()).unwrap(), "GJ (net)", &factor);
        prop_assert_eq!(once.times(by).unwrap(), scaled);
        prop_assert!(burnt(Exact::ZERO, "GJ (net)", &factor).is_none());
        for gas in GASES {
            prop_assert!(once.grams(gas).is_positive());
        }
    }

    /// Law 8: the unit of the activity does not matter, but for one rounding where a conversion
    /// does not terminate.
    #[test]
    fn a_change_of_unit_leaves_the_mass(value in positive(), masses in [positive(), positive(), positive()]) {
        let factor = factor(masses);
        let base = burnt(value, "GJ (net)", &factor);
        let kilo = value.checked_mul(Exact::new(1, 3)).unwrap();
        prop_assert_eq!(&burnt(kilo, "TJ (net)", &factor), &base);
        // 1 MWh is 3.6 GJ: exact this way round.
        let energy: Amount = format!("{value} MWh (net)").parse().unwrap();
        let same = energy.convert_to(&"GJ (net)".parse().unwrap()).unwrap();
        prop_assert_eq!(burnt(value, "MWh (net)", &factor), burnt(same.value, "GJ (net)", &factor));
        // 1 GJ is 1/1.055... of a million Btu: the other way it is rounded once, at a microgram.
        let per_btu = EmissionFactor::new(
            "fuel", "fuel", "MMBtu (net)".parse().unwrap(), factor.emissions().clone(), source(),
        ).unwrap();
        let found = burnt(value, "GJ (net)", &per_btu);
        for gas in GASES {
            let product = value.checked_mul(factor.emissions().grams(gas)).unwrap();
            let expected = product.quotient(Exact::new(105_505_585_262, 11), MASS_RESOLUTION).unwrap();
            prop_assert_eq!(found.grams(gas), expected);
        }
    }

    /// Law 3: what is not estimated is not zero, and a total knows it.
    #[test]
    fn missing_is_not_zero(lines in lines(), place in prop::sample::select(&PLACES[..])) {
        let year = Year::new(2020).unwrap();
        let cell = NotationKeys::new(NotationKey::NotEstimated);
        let missing = Activity::new(place, year, "gpc:I.3.1".parse().unwrap(), cell, &source());
        let without = account(lines.clone());
        let with = account(lines.into_iter().chain([missing]).collect());
        let (before, after) = (without.total().unwrap(), with.total().unwrap());
        prop_assert_eq!(before.net(), after.net());
        prop_assert!(!after.is_complete());
        prop_assert_eq!(after.missing().len(), before.missing().len() + 1);
        // Other places do not become incomplete by it.
        let elsewhere = |account: &Account| {
            account.select(|line| line.place() != place).total().unwrap().missing().len()
        };
        prop_assert_eq!(elsewhere(&without), elsewhere(&with));
    }

    /// Law 5: the GWP set is a view; the masses stay.
    #[test]
    fn a_gwp_set_leaves_the_masses(lines in lines()) {
        let account = account(lines.clone());
        let other = Profile::new("other", GwpSet::ar6());
        let other = Account::compute(lines, &other, &FactorSet::new([])).unwrap();
        let (left, right) = (account.total().unwrap(), other.total().unwrap());
        prop_assert_eq!(left.net(), right.net());
        let (ar5, ar6) = (left.co2e().unwrap(), right.co2e().unwrap());
        prop_assert_eq!(ar5.checked_add(&ar6).unwrap_err().kind(), ErrorKind::GwpSetMismatch);
        // 1, 28 and 265 against 1, 27 and 273.
        let gap = left.net().grams(Gas::N2O).checked_mul(8.into()).unwrap()
            .checked_sub(left.net().grams(Gas::CH4_NON_FOSSIL)).unwrap();
        prop_assert_eq!(ar6.grams().checked_sub(ar5.grams()).unwrap(), gap);
    }

    /// Law 6: every number knows its source.
    #[test]
    fn every_entry_leads_to_its_sources(value in positive(), masses in [positive(), positive(), positive()]) {
        let factor = factor(masses);
        let set = FactorSet::new([FactorLayer::new("tests", "2024", [factor.clone()]).unwrap()]);
        let amount = Amount::new(value, "GJ".parse().unwrap());
        let year = Year::new(2020).unwrap();
        let line = Activity::new("Odder", year, "gpc:I.1.1".parse().unwrap(), amount, &source()).carrier("fuel");
        let account = Account::compute([line], &profile(), &set).unwrap();
        prop_assert_eq!(account.factor_hash(), set.hash());
        let entry = account.entry(0).unwrap();
        let derivation = entry.derivation().unwrap();
        prop_assert_eq!(derivation.result, entry.emissions());
        prop_assert!(derivation.steps[..2].iter().all(|step| step.source.is_some()));
        // The assumed calorific basis is said.
        prop_assert!(derivation.steps.iter().any(|step| !step.remarks.is_empty()));
        for gas in GASES {
            prop_assert!(account.profile().gwp_set().source(gas).is_some());
        }
    }

    /// Law 7: whatever the digits, a result or an error that names the line.
    #[test]
    fn overflow_names_the_line(digits in "[1-9][0-9]{30,37}", factor_digits in "[1-9][0-9]{15,25}") {
        let masses = [factor_digits.parse().unwrap(), Exact::ONE, Exact::ONE];
        let set = FactorSet::new([FactorLayer::new("tests", "2024", [factor(masses)]).unwrap()]);
        let amount = Amount::new(digits.parse::<Exact>().unwrap(), "GJ (net)".parse().unwrap());
        let year = Year::new(2020).unwrap();
        let good = Activity::new("Odder", year, "gpc:I.1.1".parse().unwrap(), Emissions::none(), &source());
        let large = Activity::new("Odder", year, "gpc:I.1.1".parse().unwrap(), amount, &source()).carrier("fuel");
        if let Err(error) = Account::compute([good, large], &profile(), &set) {
            prop_assert_eq!(error.kind(), ErrorKind::Overflow);
            prop_assert_eq!(error.location().line, Some(2));
        }
    }

    /// Law 8: litres do not meet a factor per gigajoule, and both units are named.
    #[test]
    fn units_that_do_not_fit_are_named(unit in prop::sample::select(vec!["l", "t", "km2", "vkm", "head"])) {
        let factor = factor([Exact::ONE; 3]);
        let amount = Amount::new(1, unit.parse().unwrap());
        let error = climate_account::method::activity_times_factor(&amount, &factor, None).unwrap_err();
        prop_assert_eq!(error.kind(), ErrorKind::DimensionMismatch);
        let text = error.to_string();
        prop_assert!(text.contains(&format!("`{unit}`")) && text.contains("`GJ (net)`"), "{}", text);
    }
}
