//! Emission budgets against the published cases.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use climate_account::Year;
use climate_account::number::Exact;
use climate_account::series::{CumulativeRule, Series};
use climate_account::target::{
    BudgetPath, BudgetShape, ContractionAndConvergence, Exhaustion, FairShareRule, FirstYear, Part,
    Pathway, PathwayShape, YearsLeft, budget_per_head, end_level_of_budget, exhaustion,
    fair_shares,
};
use common::{Case, cases, number};

fn year(number: i64) -> Year {
    Year::new(number).unwrap()
}

fn input_year(case: &Case, name: &str) -> Year {
    year(case.input(name).as_i64().unwrap())
}

fn series(case: &Case, name: &str, unit: &str) -> Series {
    let anchors = case.input(name).as_object().unwrap().iter();
    let anchors = anchors.map(|(year, value)| (year.parse().unwrap(), number(value).into()));
    Series::new(unit.parse().unwrap(), anchors).unwrap()
}

fn closed_form(case: &Case) {
    let path =
        |shape| BudgetPath::new(shape, case.number("emissions"), case.number("budget")).unwrap();
    match case.id() {
        "budgets.annual.first_full" => {
            let path = path(BudgetShape::ExponentialAnnual(FirstYear::Full));
            case.check("rate", path.rate().unwrap().unwrap());
        }
        "budgets.linear" => {
            let path = path(BudgetShape::Linear);
            case.check("duration", path.duration().unwrap().unwrap());
            assert_eq!(path.used(20.into()).unwrap(), case.number("budget"));
        }
        "budgets.cosine" => {
            let path = path(BudgetShape::SCurve);
            case.check("duration", path.duration().unwrap().unwrap());
            case.check("at_5", path.at(5.into()).unwrap());
            case.check("at_10", path.at(10.into()).unwrap());
            case.check("used_at_10", path.used(10.into()).unwrap());
        }
        other => panic!("unknown case {other}"),
    }
}

fn exhausted(case: &Case) {
    if !case.has_input("path") {
        let left = YearsLeft::of(case.number("budget"), case.number("emissions")).unwrap();
        case.check("years", left.years().unwrap());
        return;
    }
    let path = series(case, "path", "kt CO2e/yr");
    let by = |rule| exhaustion(&path, year(2025), case.number("budget"), rule).unwrap();
    if case.expects("first_year_over") {
        let Exhaustion::At { time, used } = by(CumulativeRule::AnnualSum) else { panic!() };
        case.check("first_year_over", time);
        case.check("cumulative", used);
        return;
    }
    case.check("year", by(CumulativeRule::Trapezoid).time().unwrap());
    let used = |last| path.cumulative(year(2025), year(last), CumulativeRule::Trapezoid).unwrap();
    case.check("used_by_2030", used(2030));
    case.check("total_to_2050", used(2050));
}

fn fair_share(case: &Case) {
    match case.id() {
        "budgets.epc_share" => {
            let part = |name: &str| Part {
                later_heads: Some(number(&case.input("population_later")[name])),
                ..Part::new(name, number(&case.input("population_now")[name]))
            };
            let parts = [part("a"), part("rest")];
            let rule = FairShareRule::EqualPerMeanHead;
            let shares = fair_shares(case.number("budget"), &parts, rule).unwrap().shares;
            case.check("share", shares[0]);
        }
        "budgets.negative" => {
            let left = YearsLeft::of(case.number("fair_share"), case.number("emissions")).unwrap();
            assert!(case.expected("years").is_null());
            assert_eq!(left.years(), None);
            assert_eq!(case.expected("status"), "exhausted before the start");
            assert_eq!(left, YearsLeft::UsedUp);
        }
        "budgets.per_head.2" => {
            let heads = (case.number("population"), case.number("population_nation"));
            let budget = budget_per_head(case.number("national_budget"), heads.0, heads.1);
            case.check("budget", budget.unwrap());
        }
        other => panic!("unknown case {other}"),
    }
}

fn path(case: &Case) {
    if case.has_input("common") {
        let path = ContractionAndConvergence {
            base_year: year(2025),
            own: case.number("own_2025"),
            common: series(case, "common", "t CO2e/capita"),
            convergence_year: input_year(case, "convergence_year"),
        };
        let total = |number_of: i64| {
            let heads = number(&case.input("population")[number_of.to_string()]);
            path.emissions(year(number_of), heads).unwrap()
        };
        case.check("per_head_2030", path.per_head(year(2030)).unwrap());
        case.check("total_2030", total(2030));
        case.check("total_2040", total(2040));
        return;
    }
    let (first, last) = (input_year(case, "start_year"), input_year(case, "end_year"));
    let (from, to) = (case.number("emissions_start"), case.number("emissions_end"));
    let unit = "Gt CO2e/yr".parse().unwrap();
    let line = Pathway::between(PathwayShape::Linear, (first, from), (last, to), &unit).unwrap();
    let used = line.path.cumulative(first, last, CumulativeRule::Trapezoid).unwrap();
    let digits = climate_account::number::Rounding::decimals(20);
    case.check("budget", used.round(digits).unwrap());
    // And back from the budget to the level that it ends at.
    let years = Exact::from(last.number() - first.number());
    let level = end_level_of_budget(from, number(case.expected("budget")), years).unwrap();
    assert_eq!(level, to);
}

#[test]
fn published_cases() {
    let cases = cases(include_str!("vectors/budgets.json"));
    for case in &cases {
        match case.group() {
            "closed_form" => closed_form(case),
            "exhaustion" => exhausted(case),
            "fair_share" => fair_share(case),
            "path" => path(case),
            other => panic!("{}: unknown group {other}", case.id()),
        }
    }
    assert_eq!(cases.len(), 11);
}

/// The range published for a Danish region has both signs, by method: a set shows it.
#[test]
fn methods_differ_in_sign() {
    let part = |name: &str, heads: i64, history: i64| Part {
        history: Some(history.into()),
        ..Part::new(name, heads.into())
    };
    let parts = [part("region", 1, 12), part("rest", 99, 88)];
    let rules = [FairShareRule::EqualPerHead, FairShareRule::EqualPerHeadWithHistory];
    let set = climate_account::target::fair_share_set(400.into(), &parts, &rules).unwrap();
    // 1 % of 400, and 1 % of 500 less 12.
    assert_eq!([set[0].shares[0], set[1].shares[0]], [4.into(), (-7).into()]);
    assert_eq!(set[1].shares[1], 407.into());
}
