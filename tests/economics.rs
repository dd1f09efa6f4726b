//! Discounting, shadow prices and cost curves against the published cases.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use climate_account::economics::{
    Abatement, CashFlow, CostCurve, CostItem, CurveBasis, CurveMeasure, DiscountRates,
    IndexConvention, Money, Perspective, ShadowPriceRule, StepReading, StraightLineCapital,
    avoided_damage, learning_rate,
};
use climate_account::number::Exact;
use climate_account::{ErrorKind, Unit};
use common::{Case, cases, number};
use serde_json::Value;

const NOW: IndexConvention = IndexConvention::FirstNow;
const LATER: IndexConvention = IndexConvention::FirstInOneYear;

fn unit() -> Unit {
    "DKK (2023)".parse().unwrap()
}

fn list(value: &Value) -> Vec<Exact> {
    value.as_array().unwrap().iter().map(number).collect()
}

fn rates(case: &Case) -> DiscountRates {
    DiscountRates::constant(case.number("rate")).unwrap()
}

fn flow(amounts: Vec<Exact>) -> CashFlow {
    CashFlow::new(unit(), amounts).unwrap()
}

fn annuity(case: &Case) {
    let years = u32::try_from(case.input("years").as_u64().unwrap()).unwrap();
    case.check("factor", rates(case).capital_recovery_factor(years, LATER).unwrap());
    if case.expects("annual") {
        let investment = flow(vec![case.number("investment")]);
        let annual = investment.equivalent_annual_value(&rates(case), NOW, years).unwrap();
        case.check("annual", annual.value());
    }
}

fn discount_factors(case: &Case) {
    let steps = case.input("schedule").as_array().unwrap().iter();
    let steps = steps.map(|step| {
        (u32::try_from(step["from"].as_u64().unwrap()).unwrap(), number(&step["rate"]))
    });
    let given = DiscountRates::stepped(steps, StepReading::EachYear).unwrap();
    let vintage = case.id().replace("economics.discount.dk", "dk-").replace(".forward", "");
    let built_in = DiscountRates::built_in(&vintage, StepReading::EachYear).unwrap();
    let years = case.input("years").as_array().unwrap();
    for (year, expected) in years.iter().zip(list(case.expected("factors"))) {
        let year = u32::try_from(year.as_u64().unwrap()).unwrap();
        case.check_value("factors", given.factor(year).unwrap(), expected);
        assert_eq!(given.factor(year).unwrap(), built_in.factor(year).unwrap());
    }
}

fn index_convention(case: &Case) {
    let amount = case.number("amount");
    let value = |amounts: Vec<Exact>, convention| {
        flow(amounts).present_value(&rates(case), convention).unwrap().value()
    };
    case.check("2024", value(vec![amount], NOW));
    case.check("2025", value(vec![amount], LATER));
    case.check("2026", value(vec![Exact::ZERO, amount], LATER));
    assert_ne!(value(vec![amount], NOW), value(vec![amount], LATER));
}

fn present_value(case: &Case) {
    if case.has_input("cashflow") {
        let flow = flow(list(case.input("cashflow")));
        case.check("npv", flow.present_value(&rates(case), NOW).unwrap().value());
        return;
    }
    let emissions = case.input("emissions").as_object().unwrap();
    let prices = case.input("price").as_object().unwrap();
    let cost =
        |year: &String| -number(&emissions[year]).checked_mul(number(&prices[year])).unwrap();
    let pounds = CashFlow::new("GBP (2022)".parse().unwrap(), emissions.keys().map(cost)).unwrap();
    case.check("present_value", pounds.present_value(&rates(case), NOW).unwrap().value());
}

fn shadow_price(case: &Case) {
    let reductions = match case.input("reduction") {
        Value::Array(_) => list(case.input("reduction")),
        single => {
            let years = usize::try_from(case.input("years").as_u64().unwrap()).unwrap();
            vec![number(single); years]
        }
    };
    let (investment, saving) = (case.number("investment_year_0"), case.number("saving_per_year"));
    let costs = CashFlow::investment(unit(), investment, -saving, reductions.len()).unwrap();
    let reductions = [Exact::ZERO].into_iter().chain(reductions).collect();
    let measure = Abatement { costs, reductions };
    let rates = rates(case);
    case.check("npv_cost", measure.costs.present_value(&rates, NOW).unwrap().value());
    if case.expects("annuity_factor") {
        case.check("annuity_factor", rates.annuity(20, LATER).unwrap());
    }
    for (name, rule) in [
        ("per_discounted_tonne", ShadowPriceRule::PerDiscountedTonne),
        ("per_undiscounted_tonne", ShadowPriceRule::PerTonne),
        ("annualised_per_annual_tonne", ShadowPriceRule::AnnualisedPerAnnualTonne),
    ] {
        if case.expects(name) {
            let price = measure.shadow_price(&rates, NOW, rule).unwrap();
            assert_eq!(price.unit, "DKK (2023)/(t CO2e)".parse().unwrap());
            case.check(name, price.value);
        }
    }
}

fn capital(case: &Case) {
    let plant = StraightLineCapital {
        investment: case.number("investment"),
        average_investment: case.number("average_investment"),
        cost_of_capital: case.number("wacc"),
        construction: case.number("construction"),
        lifetime: case.number("lifetime"),
    };
    case.check("capital", plant.capital().unwrap());
    case.check("depreciation", plant.depreciation().unwrap());
}

fn learning(case: &Case) {
    let pair = |name| <[Exact; 2]>::try_from(list(case.input(name))).unwrap();
    case.check("learning_rate", learning_rate(pair("capacity"), pair("cost")).unwrap());
}

fn damage(case: &Case) {
    let [before, after, years, price] =
        ["before", "after", "effective_years", "price"].map(|name| case.number(name));
    case.check("saved", avoided_damage(before, after, years, price).unwrap());
}

fn basis() -> CurveBasis {
    CurveBasis {
        baseline: "none of the measures".into(),
        period: "one year".into(),
        perspective: Perspective::Society,
        discounting: "none".into(),
        attribution: "independent measures".into(),
    }
}

fn cost_curve(case: &Case) {
    let measures = case.input("measures").as_array().unwrap().iter().map(|measure| {
        let reduction = number(&measure["abatement"]);
        let cost = number(&measure["cost"]).checked_mul(reduction).unwrap();
        let cost = Money::new(cost, "EUR (2023)".parse().unwrap()).unwrap();
        CurveMeasure { name: measure["name"].as_str().unwrap().into(), reduction, cost }
    });
    let curve = CostCurve::new(basis(), measures.collect()).unwrap();
    let expected = case.expected("curve").as_array().unwrap();
    assert_eq!(curve.steps().len(), expected.len());
    for (step, expected) in curve.steps().iter().zip(expected) {
        assert_eq!(step.measure.name, expected["measure"].as_str().unwrap());
        case.check_value("curve", step.cumulative_reduction, number(&expected["cumulative_t"]));
        case.check_value("curve", step.cumulative_cost, number(&expected["cumulative_cost"]));
    }
    let (marginal, cost) = curve.at(case.number("target")).unwrap();
    case.check("marginal_cost_at_target", marginal);
    case.check("cost_at_target", cost);
    case.check("potential", curve.potential());
}

#[test]
fn published_cases() {
    let cases = cases(include_str!("vectors/economics.json"));
    assert_eq!(cases.len(), 15);
    for case in cases {
        match case.group() {
            "annuity" => annuity(&case),
            "capital_cost" => capital(&case),
            "damage" => damage(&case),
            "discount_factors" => discount_factors(&case),
            "index_convention" => index_convention(&case),
            "learning" => learning(&case),
            "present_value" => present_value(&case),
            "shadow_price" => shadow_price(&case),
            other => panic!("no test for the group {other}"),
        }
    }
}

#[test]
fn published_cost_curves() {
    let cases = cases(include_str!("vectors/measures.json"));
    let curves: Vec<&Case> = cases.iter().filter(|case| case.group() == "cost_curve").collect();
    assert_eq!(curves.len(), 1);
    curves.into_iter().for_each(cost_curve);
}

#[test]
fn money_without_a_price_year_is_refused() {
    let error = Money::new(1, "DKK".parse().unwrap()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::MissingValue);
    assert_eq!(
        error.to_string(),
        "expected money of a price year, found `DKK`; write for instance `DKK (2023)`, since prices \
         of two years cannot be added"
    );
    let error = Money::new(1, "t".parse().unwrap()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected a unit of money, found `t`; write for instance `DKK (2023)`"
    );
    let krone = flow(vec![Exact::ONE]);
    let euro = CashFlow::new("EUR (2023)".parse().unwrap(), []).unwrap();
    assert_eq!(krone.plus(&euro).unwrap_err().kind(), ErrorKind::DimensionMismatch);
}

#[test]
fn a_structure_round_trips_through_json() {
    let text = serde_json::to_string(&basis()).unwrap();
    assert_eq!(serde_json::from_str::<CurveBasis>(&text).unwrap(), basis());
}

fn same<T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + core::fmt::Debug>(
    value: &T,
) {
    let text = serde_json::to_string(value).unwrap();
    assert_eq!(serde_json::from_str::<T>(&text).unwrap(), *value);
}

#[test]
fn money_and_what_is_made_of_it_round_trips_through_json() {
    let unit = || "DKK (2023)".parse().unwrap();
    let flow = CashFlow::new(unit(), [Exact::from(100), Exact::new(-125, 1)]).unwrap();
    same(&Money::new(Exact::new(125, 2), unit()).unwrap());
    same(&flow);
    for reading in [StepReading::EachYear, StepReading::WholeHorizon] {
        same(&DiscountRates::built_in("dk-2021", reading).unwrap());
    }
    same(&DiscountRates::constant(Exact::new(4, 2)).unwrap());
    same(&Abatement { costs: flow.clone(), reductions: vec![Exact::ZERO, Exact::from(3)] });
    let counts_for = vec![Perspective::Society, Perspective::User];
    same(&CostItem { name: "boiler".to_owned(), flow, counts_for });
    let measure = |name: &str, reduction: i64, cost: i64| CurveMeasure {
        name: name.to_owned(),
        reduction: reduction.into(),
        cost: Money::new(cost, unit()).unwrap(),
    };
    let measures = vec![measure("dear", 3, 100), measure("cheap", 7, -20)];
    let curve = CostCurve::new(basis(), measures).unwrap();
    same(&curve);
    same(&curve.steps()[0]);
}

#[test]
fn documents_that_are_no_money_are_refused() {
    fn error<T: serde::de::DeserializeOwned + core::fmt::Debug>(text: &str) -> String {
        serde_json::from_str::<T>(text).unwrap_err().to_string()
    }
    let without_year = error::<Money>(r#"{"value":"1","unit":"DKK"}"#);
    assert!(
        without_year.starts_with("expected money of a price year, found `DKK`"),
        "{without_year}"
    );
    let no_money = error::<CashFlow>(r#"{"unit":"GJ","amounts":["1"]}"#);
    assert!(no_money.starts_with("expected a unit of money, found `GJ`"), "{no_money}");
    let rates = |steps: &str| {
        error::<DiscountRates>(&format!(r#"{{"steps":{steps},"reading":"each-year"}}"#))
    };
    assert!(rates(r#"[[0,"-1"]]"#).starts_with("expected a rate above -1 a year, found -1"));
    assert!(rates(r#"[[1,"0.03"]]"#).starts_with("expected steps of rates that begin at index 0"));
    let unknown = error::<Money>(r#"{"value":"1","unit":"DKK (2023)","price":1}"#);
    assert!(unknown.contains("unknown field `price`"), "{unknown}");
    // A curve is written as its measures, from which its steps follow.
    let cost = Money::new(20, "DKK (2023)".parse().unwrap()).unwrap();
    let measure = CurveMeasure { name: "pump".to_owned(), reduction: 4.into(), cost };
    let curve = CostCurve::new(basis(), vec![measure]).unwrap();
    let text = serde_json::to_string(&curve).unwrap();
    let spoilt = text.replace(r#""reduction":"4""#, r#""reduction":"0""#);
    assert_ne!(text, spoilt);
    let message = error::<CostCurve>(&spoilt);
    assert!(
        message.starts_with("expected an attributed reduction above zero for `pump`"),
        "{message}"
    );
}
