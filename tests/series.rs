//! Time series and their harmonisation against the published cases.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use climate_account::number::{Exact, Rounding, RoundingMode, round_to_sum};
use climate_account::series::{
    AnnualValue, CumulativeRule, Extrapolation, Harmonisation, Interpolation, Series, quantile,
    weighted_mean,
};
use climate_account::{ErrorKind, Unit, Year};
use common::{Case, cases, number};
use proptest::prelude::*;
use serde_json::Value;

fn year(number: i64) -> Year {
    Year::new(number).unwrap()
}

fn unit() -> Unit {
    "kt CO2e/yr".parse().unwrap()
}

fn state(value: &Value) -> AnnualValue {
    if value.is_null() { AnnualValue::Missing } else { AnnualValue::Number(number(value)) }
}

/// A series of a field whose keys are years.
fn series(case: &Case, name: &str) -> Series {
    series_of(case.input(name))
}

fn series_of(values: &Value) -> Series {
    let anchors = values.as_object().unwrap().iter();
    let anchors = anchors.map(|(year, value)| (year.parse::<Year>().unwrap(), state(value)));
    Series::new(unit(), anchors).unwrap()
}

fn input_year(case: &Case, name: &str) -> Year {
    let value = case.input(name);
    value.as_i64().or_else(|| value.as_str()?.parse().ok()).map(year).unwrap()
}

/// The years that an expected object of years and values asks for.
fn check_years(case: &Case, name: &str, result: &Series) {
    for (key, expected) in case.expected(name).as_object().unwrap() {
        let found = result.value(key.parse().unwrap()).unwrap();
        match (found, expected.is_null()) {
            (found, true) => assert_eq!(found, None, "{} {name} {key}", case.id()),
            (Some(found), false) => case.check_value(name, found, number(expected)),
            (None, false) => panic!("{} {name}: no value in {key}", case.id()),
        }
    }
}

fn check_refusal(case: &Case, kind: ErrorKind) {
    assert_eq!(case.refusal(), Some(kind.name()), "{}", case.id());
}

fn aggregate(case: &Case) {
    match case.id() {
        "series.aggregate.consistency" => {
            let parts = case.input("parts").as_object().unwrap().values().map(series_of);
            let parts: Vec<_> = parts.collect();
            let found = series(case, "world").differences_from_parts(&parts).unwrap();
            let expected = case.expected("differences").as_object().unwrap();
            assert_eq!(found.len(), expected.len());
            for difference in found {
                let expected = &expected[&difference.year.to_string()];
                assert_eq!(difference.reported, number(&expected["reported"]));
                assert_eq!(difference.sum, number(&expected["sum"]));
            }
        }
        "series.aggregate.weighted" => {
            let (prices, weights) = (case.input("price"), case.input("weight"));
            for (year, expected) in case.expected("mean").as_object().unwrap() {
                let weight = |area: &String| number(&weights[year][area]);
                let prices = prices[year].as_object().unwrap().iter();
                let pairs = prices.map(|(area, price)| (number(price), weight(area)));
                case.check_value("mean", weighted_mean(pairs).unwrap(), number(expected));
            }
        }
        _ => {
            let weight = |area: &String| number(&case.input("weight")[area]);
            let prices = case.input("price").as_object().unwrap().iter();
            let pairs = prices.map(|(area, price)| (number(price), weight(area)));
            check_refusal(case, weighted_mean(pairs).unwrap_err().kind());
        }
    }
}

fn building_code(case: &Case) {
    let mut factor = series(case, "knots");
    if case.has_input("extrapolation") {
        assert_eq!(case.text("extrapolation"), "hold");
        factor = factor.extrapolated(Extrapolation::Hold);
    }
    match factor.at(input_year(case, "year")) {
        Ok(value) => case.check("factor", value),
        Err(error) => check_refusal(case, error.kind()),
    }
}

fn crossing(case: &Case) {
    let found = series(case, "series").crossings(case.number("level")).unwrap();
    for (name, found) in [("upward", found.upward), ("downward", found.downward)] {
        let expected: Vec<Exact> =
            case.expected(name).as_array().unwrap().iter().map(number).collect();
        assert_eq!(found, expected, "{} {name}", case.id());
    }
}

fn cumulative(case: &Case) {
    let series = series(case, "series");
    let (first, last) = (input_year(case, "first"), input_year(case, "last"));
    let rules = [
        ("annual_sum_inclusive", CumulativeRule::AnnualSum),
        ("trapezoid", CumulativeRule::Trapezoid),
    ];
    for (name, rule) in rules {
        match series.cumulative(first, last, rule) {
            Ok(sum) => case.check(name, sum),
            Err(error) => {
                assert!(case.expected(name).is_null(), "{}: {error}", case.id());
                assert_eq!(error.kind(), ErrorKind::OutOfRange);
            }
        }
    }
}

fn extrapolation(case: &Case) {
    let points = series(case, "points");
    let points = match case.id() {
        "series.extrapolation.bounded" => points.extrapolated(Extrapolation::Trend),
        _ => points,
    };
    check_years(case, "values", &points);
}

fn growth(case: &Case) {
    if case.has_input("from") {
        let years = case.input("years").as_i64().unwrap();
        let anchors = [(2020, "from"), (2020 + years, "to")];
        let anchors =
            anchors.map(|(then, name)| (year(then), AnnualValue::Number(case.number(name))));
        let series = Series::new(unit(), anchors).unwrap();
        case.check("rate", series.growth_rate(year(2020), year(2020 + years)).unwrap());
    } else if case.has_input("cases") {
        for pair in case.input("cases").as_array().unwrap() {
            let anchors = [(year(2020), state(&pair[0])), (year(2021), state(&pair[1]))];
            let series = Series::new(unit(), anchors).unwrap();
            let error = series.growth_rate(year(2020), year(2021)).unwrap_err();
            check_refusal(case, error.kind());
        }
    } else {
        let series = series(case, "series");
        for name in case.expected_names() {
            let (first, last) = name.split_once('_').unwrap();
            let rate = series.growth_rate(first.parse().unwrap(), last.parse().unwrap());
            case.check(name, rate.unwrap());
        }
    }
}

fn interpolation_kinds(case: &Case) {
    let points = series(case, "points");
    match case.id() {
        "series.compound" => {
            let compound = points.interpolated(Interpolation::Compound);
            case.check("value", compound.at(input_year(case, "year")).unwrap());
        }
        _ => check_years(case, "values", &points.interpolated(Interpolation::Step)),
    }
}

fn normalise(case: &Case) {
    let (series, base) = (series(case, "series"), input_year(case, "base_year"));
    check_years(case, "index", &series.index(base).unwrap());
    let moved = series.moved_to(base, case.number("padding")).unwrap();
    check_years(case, "offset", &moved);
}

fn percent(case: &Case) {
    let values: Vec<Exact> = case.input("values").as_array().unwrap().iter().map(number).collect();
    let total = values.iter().fold(Exact::ZERO, |sum, value| sum.checked_add(*value).unwrap());
    case.check("total", total);
    let one = |value: &Exact| Series::new(unit(), [(year(2020), (*value).into())]).unwrap();
    let shares: Vec<Exact> = values
        .iter()
        .map(|value| one(value).percent_of(&one(&total)).unwrap().at(year(2020)).unwrap())
        .collect();
    for (share, expected) in shares.iter().zip(case.expected("percent").as_array().unwrap()) {
        case.check_value("percent", *share, number(expected));
    }
    let rounded = shares.iter().map(|share| share.round(Rounding::decimals(0)).unwrap());
    let rounded: Vec<Exact> = rounded.collect();
    let expected = case.expected("rounded_independently").as_array().unwrap().iter().map(number);
    assert_eq!(rounded, expected.collect::<Vec<_>>());
    // Largest remainders add up to the whole.
    let exact: Vec<Exact> = values
        .iter()
        .map(|value| value.checked_mul(100.into()).unwrap())
        .map(|value| value.divide(total, Rounding::decimals(20)).unwrap())
        .collect();
    let (parts, whole) = round_to_sum(&exact, 0).unwrap();
    let sum = parts.iter().fold(Exact::ZERO, |sum, part| sum.checked_add(*part).unwrap());
    assert_eq!((sum, whole), (100.into(), 100.into()));
}

fn projection(case: &Case) {
    let (growth, base_year) = (series(case, "growth"), input_year(case, "base_year"));
    let rules = [
        ("unrounded", None),
        ("rounded_each_year", Some(Rounding::decimals(0).mode(RoundingMode::HalfAwayFromZero))),
    ];
    for (name, rounding) in rules {
        let path = growth.compounded(base_year, case.number("base"), year(2050), &unit(), rounding);
        check_years(case, name, &path.unwrap());
    }
}

fn running(case: &Case) {
    // Times that are no calendar years are counted from 2000.
    let series = if case.has_input("times") {
        let times = case.input("times").as_array().unwrap().iter();
        let times = times.map(|time| year(2000 + number(time).to_string().parse::<i64>().unwrap()));
        let values = case.input("values").as_array().unwrap().iter().map(state);
        Series::new(unit(), times.zip(values)).unwrap()
    } else {
        series(case, "series")
    };
    let check = |name: &str, rule| {
        let found = series.running(rule).unwrap().into_iter().map(|(_, sum)| sum);
        let expected = case.expected(name).as_array().unwrap().iter();
        let expected = expected.map(|value| (!value.is_null()).then(|| number(value)));
        assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{}", case.id());
    };
    match case.id() {
        "series.running.gap" => {
            check("running_sum", CumulativeRule::AnnualSum);
            check("running_trapezoid", CumulativeRule::Trapezoid);
        }
        "series.running_trapezoid.big_jumps" => check("running", CumulativeRule::Trapezoid),
        _ => {
            let error = series.running(CumulativeRule::AnnualSum).unwrap_err();
            check_refusal(case, error.kind());
        }
    }
}

fn share(case: &Case) {
    if case.has_input("a") {
        let share = series(case, "a").percent_of(&series(case, "b")).unwrap();
        check_years(case, "share", &share);
    } else {
        for (key, values) in case.input("values").as_object().unwrap() {
            let values: Vec<Exact> = values.as_array().unwrap().iter().map(number).collect();
            let median = quantile(&values, case.number("q")).unwrap();
            case.check_value("median", median, number(&case.expected("median")[key]));
        }
    }
}

#[test]
fn agrees_with_the_published_cases() {
    for case in cases(include_str!("vectors/series.json")) {
        match case.group() {
            "aggregate" => aggregate(&case),
            "br18" => building_code(&case),
            "crossing" => crossing(&case),
            "cumulative" => cumulative(&case),
            "extrapolation" => extrapolation(&case),
            "growth" => growth(&case),
            "interpolation" => check_years(&case, "values", &series(&case, "series")),
            "interpolation_kinds" => interpolation_kinds(&case),
            "normalise" => normalise(&case),
            "percent" => percent(&case),
            "projection" => projection(&case),
            "running" => running(&case),
            "share" => share(&case),
            other => panic!("no test for the group {other}"),
        }
    }
}

#[test]
fn harmonises_as_published() {
    for case in cases(include_str!("vectors/harmonise.json")) {
        let (model, history) = (series(&case, "model"), series(&case, "history"));
        let start = input_year(&case, "harmonise_year");
        let until = || Year::new(case.input("converge_year").as_i64().unwrap()).unwrap();
        let rule = match (case.group(), case.id()) {
            ("factors", _) => {
                let offset = history.at(start).unwrap().checked_sub(model.at(start).unwrap());
                case.check("offset", offset.unwrap());
                let path = model.harmonised(&history, start, Harmonisation::Ratio);
                match path {
                    // The first year of a path that starts at the model is the model times the ratio.
                    Ok(path) => {
                        let ratio = path.at(start).unwrap();
                        let ratio = ratio.quotient(model.at(start).unwrap(), Rounding::RESOLUTION);
                        case.check("ratio", ratio.unwrap());
                    }
                    Err(_) => assert!(case.expected("ratio").is_null()),
                }
                continue;
            }
            ("constant", id) if id.contains("offset") => Harmonisation::Offset,
            ("constant", _) => Harmonisation::Ratio,
            ("fading", id) if id.contains("offset") => {
                Harmonisation::FadingOffset { until: until() }
            }
            ("fading", _) => Harmonisation::FadingRatio { until: until() },
            ("linear", _) => Harmonisation::Linear { until: until() },
            ("budget" | "property", _) => Harmonisation::Budget,
            (group, _) => panic!("no test for the group {group}"),
        };
        let path = model.harmonised(&history, start, rule).unwrap();
        if case.expects("path") {
            check_years(&case, "path", &path);
        }
        let sum = || path.cumulative(start, path.span().1, CumulativeRule::Trapezoid).unwrap();
        let sum = |name: &str| case.check(name, sum().round(Rounding::decimals(20)).unwrap());
        for name in ["budget", "cumulative_trapezoid"] {
            if case.expects(name) {
                sum(name);
            }
        }
    }
}

fn random_path() -> impl Strategy<Value = Series> {
    prop::collection::btree_map(2021_i64..2060, -100_000_i64..100_000, 2..8).prop_map(|values| {
        let anchors = values
            .into_iter()
            .map(|(then, value)| (year(then), AnnualValue::Number(Exact::new(value, 2))));
        let first = [(year(2020), AnnualValue::Number(100.into()))];
        Series::new(unit(), first.into_iter().chain(anchors)).unwrap()
    })
}

proptest! {
    #[test]
    fn interpolation_hits_what_is_given(path in random_path()) {
        for rule in [Interpolation::Linear, Interpolation::Step, Interpolation::SCurve] {
            let path = path.clone().interpolated(rule);
            for &(year, value) in path.anchors() {
                prop_assert_eq!(path.value(year).unwrap(), value.number());
            }
        }
    }

    #[test]
    fn a_budget_is_kept(path in random_path(), start in -100_000_i64..100_000) {
        let start = AnnualValue::Number(Exact::new(start, 2));
        let inventory = Series::new(unit(), [(year(2020), start)]).unwrap();
        let changed = path.harmonised(&inventory, year(2020), Harmonisation::Budget).unwrap();
        let sum = |path: &Series| {
            path.cumulative(year(2020), path.span().1, CumulativeRule::Trapezoid).unwrap()
        };
        let off = sum(&path).checked_sub(sum(&changed)).unwrap().abs();
        prop_assert!(off <= Exact::new(1, 18), "{off}");
    }

    #[test]
    fn an_inventory_that_agrees_changes_nothing(path in random_path()) {
        let rules = [
            Harmonisation::Offset,
            Harmonisation::Ratio,
            Harmonisation::FadingOffset { until: year(2050) },
            Harmonisation::FadingRatio { until: year(2050) },
            Harmonisation::Budget,
        ];
        for rule in rules {
            let inventory = Series::new(unit(), [path.anchors()[0]]).unwrap();
            prop_assert_eq!(&path.harmonised(&inventory, year(2020), rule).unwrap(), &path);
        }
    }
}
