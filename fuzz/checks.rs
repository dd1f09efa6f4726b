//! What has to hold for any input. The fuzz targets and the replay of the seeds share it.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use core::fmt::{Debug, Display};
use core::str::FromStr;
use std::sync::LazyLock;

use climate_account::account::{Facet, NotationKeys, Population};
use climate_account::distribution::Distribution;
use climate_account::exchange::csv::{
    CsvOptions, read_activities, read_factors, read_parameters, read_population,
};
use climate_account::exchange::json;
use climate_account::factor::{FactorLayer, FactorQuery};
use climate_account::gas::{Blend, Co2e, Emissions, Gas, GwpSet};
use climate_account::number::{Digits, Exact, NumberFormat, Rounding, RoundingMode};
use climate_account::report::Explain;
use climate_account::unit::{CalorificBasis, ConversionContext, Substance};
use climate_account::{
    Account, Activity, Amount, Classification, Crosswalk, EmissionFactor, Error, FactorSet,
    Language, Location, Profile, Result, SectorRef, Source, Unit, Year,
};
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};

const FORMATS: [NumberFormat; 3] =
    [NumberFormat::POINT, NumberFormat::DANISH, NumberFormat::ENGLISH];
const DIGITS: [Digits; 10] = [
    Digits::Decimals(i32::MIN),
    Digits::Decimals(-3),
    Digits::Decimals(0),
    Digits::Decimals(2),
    Digits::Decimals(100),
    Digits::Decimals(i32::MAX),
    Digits::Significant(0),
    Digits::Significant(1),
    Digits::Significant(28),
    Digits::Significant(36),
];

/// Numbers in each format.
pub fn number(data: &[u8]) {
    let Some(text) = text(data) else { return };
    for format in FORMATS {
        let Some(value) = good(format.parse(text)) else { continue };
        comes_back(&value);
        comes_back_as_json(&value);
        for digits in DIGITS {
            for mode in RoundingMode::ALL {
                let Some(rounded) = good(value.round(Rounding { mode, digits })) else { continue };
                comes_back(&rounded);
            }
        }
        let _ = value.to_decimal();
    }
}

/// A unit or an amount a line; every two of the first lines are converted into each other.
pub fn unit(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let lines = || text.lines().take(4);
    let units: Vec<Unit> = lines().filter_map(|line| good(line.parse())).collect();
    let amounts: Vec<Amount> = FORMATS
        .iter()
        .flat_map(|format| lines().filter_map(|line| good(Amount::parse(line, *format))))
        .collect();
    for line in lines() {
        good(line.parse::<Substance>());
    }
    for unit in &units {
        comes_back(unit);
        comes_back_as_json(unit);
        let _ = (unit.title(), unit.substance(), unit.numerator_substance());
        comes_back(&unit.numerator());
        comes_back(&unit.denominator());
        assert_eq!(unit.ratio_to(unit).map(|ratio| ratio.to_string()).ok().as_deref(), Some("1"));
    }
    for (left, right) in pairs(&units) {
        convert(&Amount::new(Exact::new(15, 1), left.clone()), right);
        for unit in [good(left.times(right)), good(left.per(right))].into_iter().flatten() {
            comes_back(&unit);
        }
    }
    for amount in &amounts {
        comes_back(amount);
        comes_back_as_json(amount);
        for unit in &units {
            convert(amount, unit);
        }
    }
    for (amount, rate) in pairs(&amounts) {
        convert(amount, &rate.unit);
        good(amount.times_rate(rate, Rounding::RESOLUTION));
    }
}

fn convert(amount: &Amount, unit: &Unit) {
    let full = ConversionContext::new()
        .hours_per_year(8784)
        .calorific_ratio(Exact::new(9, 1))
        .occupancy(Exact::new(13, 1))
        .element_contained();
    let result = good(amount.convert_to(unit));
    good(amount.convert_rounded(unit, Rounding::decimals(3)));
    good(amount.convert_with(unit, &full, Rounding::RESOLUTION));
    if let Some(back) = result.and_then(|there| there.convert_to(&amount.unit).ok()) {
        assert_eq!(back.value, amount.value, "{amount} in {unit} and back");
    }
}

/// Activities in the ways that files are written, and the account of them.
pub fn csv_activities(data: &[u8]) {
    for options in all_options() {
        let Some(read) = good(read_activities(data, &options)) else { continue };
        for error in read.errors {
            good::<()>(Err(error));
        }
        for row in &read.rows {
            comes_back_as_json(&row.clone().at(Location::default()));
        }
        account(read.rows);
    }
}

fn account(activities: Vec<Activity>) {
    static CATALOGUE: LazyLock<FactorSet> = LazyLock::new(FactorSet::catalogue);
    let profile = Profile::new("fuzz", GwpSet::ar5())
        .calorific_basis(CalorificBasis::Net)
        .allow_earlier_years(5);
    let Some((account, errors)) = good(Account::compute_known(activities, &profile, &CATALOGUE))
    else {
        return;
    };
    for error in errors {
        good::<()>(Err(error));
    }
    good(account.check());
    for entry in account.entries() {
        for language in [Language::Danish, Language::English] {
            good(entry.explain(language));
        }
    }
    let whole = good(account.total());
    let lines = account
        .entries()
        .filter(|entry| entry.activity().memo_item().is_none())
        .try_fold(Emissions::none(), |sum, entry| sum.and(&entry.emissions()));
    if let (Some(whole), Ok(lines)) = (&whole, &lines) {
        let here = whole.net().clone();
        let biogenic = whole.memo_gases(climate_account::gas::Memo::Biogenic);
        let montreal = whole.memo_gases(climate_account::gas::Memo::MontrealProtocol);
        let all = here.and(&biogenic).and_then(|sum| sum.and(&montreal));
        assert_eq!(all.as_ref().ok(), Some(lines), "a total is the sum of its lines");
    }
    for facets in [&[Facet::Place, Facet::Year, Facet::Sector][..], &[Facet::Sector]] {
        let Some(totals) = good(account.totals(facets)) else { continue };
        let mut sum = Ok(Emissions::none());
        for row in totals.rows() {
            for language in [Language::Danish, Language::English] {
                good(row.explain(language));
            }
            sum = sum.and_then(|sum| sum.and(row.total().net()));
        }
        if let (Some(whole), Ok(sum)) = (&whole, &sum) {
            assert_eq!(whole.net(), sum, "the parts add up to the whole");
        }
    }
}

/// Factors, parameters and populations in the ways that files are written; a factor that was read is found.
pub fn csv_factors(data: &[u8]) {
    for options in all_options() {
        if let Some(read) = good(read_population(data, &options)) {
            good(Population::new(read.rows)).inspect(comes_back_as_json);
        }
        if let Some(read) = good(read_parameters(data, &options)) {
            for error in read.errors {
                good::<()>(Err(error));
            }
            read.rows.iter().for_each(comes_back_as_json);
        }
        let Some(read) = good(read_factors(data, &options)) else { continue };
        for error in read.errors {
            good::<()>(Err(error));
        }
        for factor in &read.rows {
            comes_back_as_json(factor);
        }
        let Some(layer) = good(FactorLayer::new("file", "1", read.rows)) else { continue };
        let set = FactorSet::new([layer.clone()]);
        assert_eq!(set.hash(), FactorSet::new([layer.clone()]).hash());
        for factor in layer.factors() {
            let year = factor.years().map_or(Year::MAX, |(_, last)| last);
            let query = FactorQuery::new(factor.carrier(), factor.per(), year);
            good(set.find(&query));
            let found = set.find(&query.id(factor.id())).expect("a factor is found by its id");
            assert_eq!(found.factor(), factor);
        }
    }
}

/// Every kind of document.
pub fn json(data: &[u8]) {
    document::<Activity>(data);
    document::<EmissionFactor>(data);
    document::<FactorLayer>(data);
    document::<Classification>(data);
    document::<Crosswalk>(data);
    document::<Emissions>(data);
    document::<Profile>(data);
    document::<Population>(data);
    document::<Distribution>(data);
    document::<GwpSet>(data);
    document::<Blend>(data);
}

fn document<T: DeserializeOwned + Serialize + PartialEq + Debug>(data: &[u8]) {
    let Some(value) = good(json::from_slice::<T>(data)) else { return };
    assert!(serde_json::from_slice::<IgnoredAny>(data).is_ok(), "read what is not JSON");
    comes_back_as_json(&value);
}

/// The small notations of cells.
pub fn notation(data: &[u8]) {
    let Some(text) = text(data) else { return };
    for line in text.lines().take(4) {
        good(line.parse::<NotationKeys>()).inspect(comes_back);
        good(line.parse::<SectorRef>()).inspect(comes_back);
        good(line.parse::<Gas>()).inspect(comes_back);
        good(line.parse::<GwpSet>()).inspect(comes_back);
        good(line.parse::<Blend>()).inspect(comes_back);
        good(line.parse::<Co2e>()).inspect(comes_back);
        good(line.parse::<Year>()).inspect(comes_back);
    }
}

fn text(data: &[u8]) -> Option<&str> {
    core::str::from_utf8(data).ok()
}

fn pairs<T>(values: &[T]) -> impl Iterator<Item = (&T, &T)> {
    values.iter().flat_map(|left| values.iter().map(move |right| (left, right)))
}

fn all_options() -> [CsvOptions; 3] {
    let source = Source::new("Samsø Kommune", "Klimaregnskab", 2024, "bilag 1").unwrap();
    [
        CsvOptions::new(),
        CsvOptions::new()
            .delimiter(b';')
            .number_format(NumberFormat::DANISH)
            .classification(Classification::gpc())
            .source(source.clone()),
        CsvOptions::new()
            .delimiter(b'\t')
            .number_format(NumberFormat::ENGLISH)
            .classification(Classification::danish())
            .source(source)
            .file("file.tsv"),
    ]
}

/// The value of a result; an error says what was expected and found.
fn good<T>(result: Result<T>) -> Option<T> {
    let error: Error = match result {
        Ok(value) => return Some(value),
        Err(error) => error,
    };
    let text = error.to_string();
    assert!(text.contains(&error.message()) && !error.message().is_empty());
    assert!(!format!("{error:?}").is_empty());
    // A message shows a part of a long value, never all of it.
    assert!(text.len() < 100_000, "{} bytes of message", text.len());
    None
}

/// What is printed is read as the same.
fn comes_back<T>(value: &T)
where
    T: FromStr<Err = Error> + Display + Debug + PartialEq,
{
    let text = value.to_string();
    match text.parse::<T>() {
        Ok(back) => assert_eq!(&back, value, "printed as `{text}`"),
        Err(error) => panic!("{value:?} is printed as `{text}`: {error}"),
    }
}

/// What is written is read as the same, in one line or indented.
fn comes_back_as_json<T: DeserializeOwned + Serialize + PartialEq + Debug>(value: &T) {
    for text in [json::to_string(value), json::to_string_pretty(value)] {
        let text = text.expect("every value can be written");
        match json::from_str::<T>(&text) {
            Ok(back) => assert_eq!(&back, value, "written as {text}"),
            Err(error) => panic!("written as {text}: {error}"),
        }
    }
}
