//! Strategies for property tests of what is built on this crate. Feature `proptest`.
//!
//! Numbers stay so small that sums and products of many of them do not overflow.
//!
//! ```
//! use climate_account::strategies;
//! use proptest::prelude::*;
//!
//! proptest!(|(account in strategies::account())| {
//!     let sum = account.entries().map(|entry| entry.emissions()).try_fold(
//!         climate_account::gas::Emissions::none(),
//!         |sum, emissions| sum.and(&emissions),
//!     )?;
//!     prop_assert!(sum.masses().count() <= climate_account::gas::Gas::all().count());
//! });
//! ```

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::{select, subsequence};

use crate::account::{Cell, Grade, Localisation, MemoItem, NotationKey, NotationKeys};
use crate::factor::FactorSet;
use crate::gas::{Co2e, Emissions, Gas, GwpSet};
use crate::number::Exact;
use crate::{Account, Activity, Classification, Profile, SectorRef, Source, Year};

/// Texts as they stand in tables: never empty, no spaces around, with the letters of Danish and the
/// marks that tables have to quote.
///
/// # Examples
///
/// ```
/// use climate_account::strategies;
/// use proptest::prelude::*;
///
/// proptest!(|(text in strategies::text())| {
///     prop_assert!(!text.is_empty() && text.trim() == text);
/// });
/// ```
pub fn text() -> impl Strategy<Value = String> {
    "[A-Za-zæøåÆØÅ0-9][A-Za-zæøåÆØÅ0-9 ,;:\"'/().-]{0,14}[A-Za-zæøåÆØÅ0-9)\"]"
}

/// Numbers of at most 15 digits, from thousands to nine decimals, of either sign.
///
/// # Examples
///
/// ```
/// use climate_account::{number::Exact, strategies};
/// use proptest::prelude::*;
///
/// proptest!(|(value in strategies::exact())| {
///     prop_assert_eq!(value.to_string().parse::<Exact>()?, value);
/// });
/// ```
pub fn exact() -> impl Strategy<Value = Exact> {
    const LIMIT: i64 = 999_999_999_999_999;
    let mantissa = prop_oneof![-1000_i64..=1000, -LIMIT..=LIMIT];
    (mantissa, -3_i8..=9).prop_map(|(mantissa, scale)| Exact::new(mantissa, scale))
}

/// Every year that is accepted, those of accounts more often.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, strategies};
/// use proptest::prelude::*;
///
/// proptest!(|(year in strategies::year())| {
///     prop_assert_eq!(Year::new(year.number())?, year);
/// });
/// ```
pub fn year() -> impl Strategy<Value = Year> {
    prop_oneof![1990_i64..=2050, Year::MIN.number()..=Year::MAX.number()]
        .prop_filter_map("a year that is accepted", |year| Year::new(year).ok())
}

/// Every gas of the table, CO2, methane and nitrous oxide more often.
///
/// # Examples
///
/// ```
/// use climate_account::{gas::Gas, strategies};
/// use proptest::prelude::*;
///
/// proptest!(|(gas in strategies::gas())| {
///     prop_assert_eq!(gas.id().parse::<Gas>()?, gas);
/// });
/// ```
pub fn gas() -> impl Strategy<Value = Gas> {
    let frequent =
        [Gas::CO2, Gas::CO2_BIOGENIC, Gas::CH4_FOSSIL, Gas::CH4_NON_FOSSIL, Gas::N2O].to_vec();
    prop_oneof![select(frequent), select(Gas::all().collect::<Vec<_>>())]
}

/// Masses of up to four gases, and now and then CO2e of a publisher who does not tell the gases.
///
/// # Examples
///
/// ```
/// use climate_account::{gas::Emissions, strategies};
/// use proptest::prelude::*;
///
/// proptest!(|(emissions in strategies::emissions())| {
///     prop_assert_eq!(emissions.clone().and(&emissions.times(-1)?)?, Emissions::none());
/// });
/// ```
pub fn emissions() -> impl Strategy<Value = Emissions> {
    let masses = vec((gas(), exact()), 0..=4);
    let set = prop_oneof![
        select(GwpSet::all().cloned().collect::<Vec<_>>()),
        text().prop_map(|publisher| GwpSet::as_published(&publisher)),
    ];
    let reported = option::weighted(0.2, (exact(), set));
    (masses, reported).prop_filter_map("masses that add up", |(masses, reported)| {
        let parts = masses
            .into_iter()
            .map(|(gas, grams)| Emissions::from_grams(gas, grams))
            .chain(reported.map(|(grams, set)| Emissions::from_co2e(Co2e::from_grams(grams, set))));
        let mut sum = Emissions::none();
        for part in parts {
            sum = sum.and(&part).ok()?;
        }
        Some(sum)
    })
}

/// Sources, some with an address and a licence.
///
/// # Examples
///
/// ```
/// use climate_account::strategies;
/// use proptest::prelude::*;
///
/// proptest!(|(source in strategies::source())| {
///     prop_assert!(source.to_string().starts_with(source.publisher()));
/// });
/// ```
pub fn source() -> impl Strategy<Value = Source> {
    let named = (text(), text(), 1800_u16..=2200, text());
    (named, option::of(text()), option::of(text())).prop_filter_map(
        "a source that is named",
        |((publisher, title, year, place), address, licence)| {
            let source = Source::new(publisher, title, year, place).ok()?;
            let source = address.into_iter().fold(source, Source::with_address);
            Some(licence.into_iter().fold(source, Source::with_licence))
        },
    )
}

/// One to five notation keys; "included elsewhere" with or without its target, a row of the GPC.
///
/// # Examples
///
/// ```
/// use climate_account::{account::NotationKeys, strategies};
/// use proptest::prelude::*;
///
/// proptest!(|(keys in strategies::notation_keys())| {
///     prop_assert_eq!(keys.to_string().parse::<NotationKeys>()?, keys);
/// });
/// ```
pub fn notation_keys() -> impl Strategy<Value = NotationKeys> {
    let keys = subsequence(KEYS.to_vec(), 1..=KEYS.len());
    (keys, option::of(row())).prop_filter_map("keys that are known", |(keys, target)| {
        let parts: Vec<String> = keys
            .into_iter()
            .map(|key| match (&target, key) {
                (Some(target), NotationKey::IncludedElsewhere) => {
                    format!("{} ({})", key.letters(), target.code())
                }
                _ => key.letters().to_owned(),
            })
            .collect();
        parts.join("; ").parse().ok()
    })
}

const KEYS: [NotationKey; 5] = [
    NotationKey::NotOccurring,
    NotationKey::IncludedElsewhere,
    NotationKey::NotEstimated,
    NotationKey::Confidential,
    NotationKey::NotApplicable,
];

/// The 54 rows of the GPC.
fn row() -> impl Strategy<Value = SectorRef> {
    let gpc = Classification::gpc();
    let rows: Vec<SectorRef> =
        gpc.leaves().filter_map(|leaf| SectorRef::at(gpc, leaf.index())).collect();
    select(rows)
}

/// Lines of the 54 rows of the GPC: emissions that are entered as they are, or a notation key. Every
/// account of such lines can be computed.
///
/// # Examples
///
/// ```
/// use climate_account::{Account, FactorSet, Profile, gas::GwpSet, strategies};
/// use proptest::prelude::*;
///
/// proptest!(|(line in strategies::activity())| {
///     let profile = Profile::new("test", GwpSet::ar5());
///     let account = Account::compute([line], &profile, &FactorSet::new([]))?;
///     prop_assert_eq!(account.entries().len(), 1);
/// });
/// ```
pub fn activity() -> impl Strategy<Value = Activity> {
    let key = select(
        KEYS.into_iter().filter(|key| *key != NotationKey::IncludedElsewhere).collect::<Vec<_>>(),
    );
    let cell = prop_oneof![
        4 => emissions().prop_map(Cell::Emissions),
        1 => key.prop_map(|key| Cell::Keys(NotationKeys::new(key))),
    ];
    let place = prop_oneof![Just("Odder".to_owned()), Just("Samsø".to_owned()), text()];
    let named = (option::of(text()), option::of(text()), option::of(text()));
    let grade = || option::of(select(Grade::ALL));
    let marks = (
        option::of(select(Localisation::ALL)),
        option::weighted(0.1, select(MemoItem::ALL)),
        grade(),
        grade(),
    );
    (place, year(), row(), cell, source(), named, marks).prop_map(
        |(place, year, sector, cell, source, (carrier, process, path), marks)| {
            let (localisation, memo, activity_quality, factor_quality) = marks;
            let line = Activity::new(place, year, sector, cell, &source)
                .quality(activity_quality, factor_quality);
            let line = carrier.into_iter().fold(line, Activity::carrier);
            let line = process.into_iter().fold(line, Activity::process);
            let line = path.into_iter().fold(line, Activity::path);
            let line = localisation.into_iter().fold(line, Activity::localisation);
            memo.into_iter().fold(line, Activity::memo)
        },
    )
}

/// Accounts of up to 20 [lines](activity) under AR4, AR5 or AR6.
///
/// # Examples
///
/// ```
/// use climate_account::{account::Facet, strategies};
/// use proptest::prelude::*;
///
/// proptest!(|(account in strategies::account())| {
///     let totals = account.totals(&[Facet::Sector])?;
///     let lines: usize = totals.rows().map(|row| row.entries().count()).sum();
///     prop_assert_eq!(lines, account.entries().len());
/// });
/// ```
pub fn account() -> impl Strategy<Value = Account> {
    let lines = vec(activity(), 0..=20);
    let set = (0_usize..3).prop_map(|at| match at {
        0 => GwpSet::ar4(),
        1 => GwpSet::ar5(),
        _ => GwpSet::ar6(),
    });
    (lines, set, any::<bool>()).prop_filter_map(
        "an account that can be computed",
        |(lines, set, denmark)| {
            let profile = Profile::new("generated", set);
            let profile = if denmark { profile.region("Denmark") } else { profile };
            Account::compute(lines, &profile, &FactorSet::new([])).ok()
        },
    )
}
