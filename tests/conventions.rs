//! Every convention of targets, budgets, costs, decompositions and scenarios is named, and each
//! changes a number: two results that differ, both worked out by hand.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use climate_account::decomposition::{DecompositionRule, Identity, LineValues};
use climate_account::economics::{
    Abatement, CashFlow, CostItem, DiscountRates, IndexConvention, Perspective, ShadowPriceRule,
    StepReading, costs_of,
};
use climate_account::gas::{Emissions, Gas};
use climate_account::number::{Exact, Rounding};
use climate_account::scenario::{Beyond, Effect, LineFilter, Projection};
use climate_account::series::{AnnualValue, CumulativeRule, Extrapolation, Interpolation, Series};
use climate_account::target::{
    BaseValue, BaseYear, Boundary, BudgetPath, BudgetShape, Demand, Exhaustion, FirstYear,
    GapQuestion, IntensityCap, Milestone, Pathway, PathwayShape, Target, TargetTiming, TotalKind,
    Trend, TrendFit, TrendShape, TrendStart, exhaustion, linear_to_zero,
};
use climate_account::{Title, Unit, Year};

#[path = "common/town.rs"]
mod town;

use town::{exact, year};

fn series(anchors: &[(i64, &str)]) -> Series {
    let anchors =
        anchors.iter().map(|(then, value)| (year(*then), AnnualValue::Number(exact(value))));
    Series::new("kt CO2e".parse().unwrap(), anchors).unwrap()
}

fn target(milestones: &[(i64, i64)], timing: TargetTiming) -> Target {
    let milestone = |&(then, value)| Milestone { year: year(then), value: Exact::from(value) };
    Target {
        id: "plan".to_owned(),
        version: "1".to_owned(),
        demand: Demand::Level,
        base: BaseYear { year: year(2020), value: BaseValue::Measured { value: 100.into() } },
        milestones: milestones.iter().map(milestone).collect(),
        interpolation: Interpolation::Linear,
        timing,
        boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
        unit: "kt CO2e".parse().unwrap(),
    }
}

#[test]
fn years_are_summed_or_integrated() {
    let path = series(&[(2025, "10"), (2040, "10")]);
    let (first, last) = (year(2025), year(2027));
    assert_eq!(path.cumulative(first, last, CumulativeRule::AnnualSum).unwrap(), 30.into());
    assert_eq!(path.cumulative(first, last, CumulativeRule::Trapezoid).unwrap(), 20.into());
    // A budget of 15 is used up within the second year, or after a year and a half.
    let used = |rule| exhaustion(&path, first, 15.into(), rule).unwrap();
    let at = |time: &str, used: i64| Exhaustion::At { time: exact(time), used: used.into() };
    assert_eq!(used(CumulativeRule::AnnualSum), at("2026", 20));
    assert_eq!(used(CumulativeRule::Trapezoid), at("2026.5", 15));
    // 40 beyond the target in each of the six years, or over five.
    let target = target(&[(2025, 60), (2030, 60)], TargetTiming::InTheYear);
    let plan = series(&[(2025, "100"), (2030, "100")]);
    let excess = |cumulative| {
        let question = GapQuestion { now: year(2025), year: year(2030), cumulative, budget: None };
        target.gap(&plan, &question).unwrap().cumulative_excess.unwrap()
    };
    assert_eq!(excess(CumulativeRule::AnnualSum), 240.into());
    assert_eq!(excess(CumulativeRule::Trapezoid), 200.into());
}

#[test]
fn a_target_year_has_three_meanings() {
    let level = |timing, then| target(&[(2030, 50)], timing).level(year(then)).unwrap();
    assert_eq!(level(TargetTiming::InTheYear, 2031), None);
    assert_eq!(level(TargetTiming::FromTheYearOn, 2031), Some(50.into()));
    let later = level(TargetTiming::FromTheYearAfter, 2030).unwrap();
    assert_eq!(later.round(Rounding::decimals(4)).unwrap(), exact("54.5455")); // 100 - 50 x 10/11
    let zero = |timing| {
        let from = (year(2020), Exact::from(100));
        linear_to_zero(from, year(2030), timing, &"kt CO2e".parse().unwrap()).unwrap()
    };
    assert_eq!(zero(TargetTiming::FromTheYearOn).at(year(2030)).unwrap(), Exact::ZERO);
    assert!(zero(TargetTiming::FromTheYearAfter).at(year(2030)).unwrap() > 9.into());
}

#[test]
fn paths_between_milestones_have_a_shape() {
    let level = |interpolation| {
        let target = Target { interpolation, ..target(&[(2040, 25)], TargetTiming::InTheYear) };
        target.level(year(2030)).unwrap().unwrap()
    };
    assert_eq!(level(Interpolation::Linear), exact("62.5"));
    let compound = level(Interpolation::Compound).round(Rounding::decimals(12)).unwrap();
    assert_eq!(compound, 50.into()); // the square root of 100 x 25
    let path = |shape| {
        let unit: Unit = "kt CO2e".parse().unwrap();
        let ends = ((year(2020), Exact::from(100)), (year(2040), Exact::from(25)));
        let path = Pathway::between(shape, ends.0, ends.1, &unit).unwrap();
        path.path.at(year(2025)).unwrap().round(Rounding::decimals(3)).unwrap()
    };
    assert_eq!(path(PathwayShape::Linear), exact("81.25"));
    assert_eq!(path(PathwayShape::ConstantRate), exact("70.711")); // 100 / sqrt 2
    assert_eq!(path(PathwayShape::SCurve), exact("89.017")); // 100 - 75 (1 - cos 45) / 2
}

#[test]
fn land_use_is_in_the_net_alone() {
    let (account, factors) = (town::account(town::lines("Town")), town::factors());
    let plan = town::scenario(vec![]);
    let projection = Projection::new(&account, &factors, &plan, year(2030)).unwrap();
    let pathway = projection.evaluate(&[]).unwrap();
    let tonnes = |boundary: Boundary| {
        let target = Target {
            boundary,
            unit: "t CO2e".parse().unwrap(),
            ..target(&[(2030, 50)], TargetTiming::InTheYear)
        };
        pathway.within(&target).unwrap().at(year(2030)).unwrap()
    };
    let whole = |total| Boundary::whole(total, "AR5 GWP100");
    let (net, gross) = (tonnes(whole(TotalKind::Net)), tonnes(whole(TotalKind::Gross)));
    assert_eq!(gross.checked_sub(net).unwrap(), exact("12.5")); // the forest
    let of = |sectors: &[&str], gases: &[Gas]| Boundary {
        sectors: sectors.iter().map(|code| (*code).to_owned()).collect(),
        gases: gases.to_vec(),
        ..whole(TotalKind::Net)
    };
    // 777.77 MWh of petrol at 250 kg CO2 and 0.5 g N2O (265).
    assert_eq!(tonnes(of(&["gpc:II"], &[Gas::CO2])), exact("194.4425"));
    assert_eq!(tonnes(of(&["gpc:II"], &[])), exact("194.545554525"));
    // History is in the series as well: nothing but waste the year before.
    let target = Target {
        unit: "t CO2e".parse().unwrap(),
        ..target(&[(2030, 50)], TargetTiming::InTheYear)
    };
    assert_eq!(pathway.within(&target).unwrap().at(year(2022)).unwrap(), 40.into());
}

#[test]
fn budgets_are_used_in_different_shapes() {
    let path = |shape| BudgetPath::new(shape, 100.into(), 1000.into()).unwrap();
    assert_eq!(path(BudgetShape::Linear).duration().unwrap(), Some(20.into()));
    assert_eq!(path(BudgetShape::Exponential).duration().unwrap(), None);
    let rate = |first| path(BudgetShape::ExponentialAnnual(first)).rate().unwrap().unwrap();
    assert_eq!(rate(FirstYear::Full), exact("0.1"));
    assert_eq!(rate(FirstYear::Reduced).round(Rounding::decimals(6)).unwrap(), exact("0.090909"));
}

#[test]
fn trends_differ_by_shape_fit_and_start() {
    let path = series(&[(2020, "100"), (2021, "60"), (2022, "80")]);
    let at = |shape, fit, start| {
        let trend = Trend { years: 3, shape, fit, start };
        let ends = trend.extrapolate(&path, year(2023)).unwrap();
        ends.path.at(year(2023)).unwrap().round(Rounding::decimals(3)).unwrap()
    };
    assert_eq!(at(TrendShape::Linear, TrendFit::EndPoints, TrendStart::LastValue), 70.into()); // -10 a year
    assert_eq!(
        at(TrendShape::Exponential, TrendFit::EndPoints, TrendStart::LastValue),
        exact("71.554")
    ); // 80 sqrt 0.8
    assert_eq!(at(TrendShape::Linear, TrendFit::LeastSquares, TrendStart::FittedLine), 60.into()); // mean 80, -10 a year
}

#[test]
fn an_intensity_is_capped_or_not() {
    let (own, converged) = (Exact::from(40), Exact::from(60));
    assert_eq!(IntensityCap::None.apply(own, converged), (60.into(), false));
    assert_eq!(IntensityCap::OwnBase.apply(own, converged), (40.into(), true));
}

#[test]
fn payments_are_discounted_from_now_or_from_next_year() {
    let flow = CashFlow::new("DKK (2023)".parse().unwrap(), [Exact::from(110)]).unwrap();
    let rates = DiscountRates::constant(Exact::new(1, 1)).unwrap();
    let value = |convention| flow.present_value(&rates, convention).unwrap().value();
    assert_eq!(value(IndexConvention::FirstNow), 110.into());
    assert_eq!(
        value(IndexConvention::FirstInOneYear).round(Rounding::decimals(12)).unwrap(),
        100.into()
    );
}

#[test]
fn a_step_of_rates_is_for_the_year_or_the_whole_horizon() {
    let factor = |reading| {
        let steps = [(0, Exact::ZERO), (2, Exact::ONE)];
        DiscountRates::stepped(steps, reading).unwrap().factor(2).unwrap()
    };
    assert_eq!(factor(StepReading::EachYear), exact("0.5")); // 1 / (1 x 2)
    assert_eq!(factor(StepReading::WholeHorizon), exact("0.25")); // 1 / 2^2
}

#[test]
fn tonnes_of_a_shadow_price_are_discounted_or_not() {
    let costs = CashFlow::new("DKK (2023)".parse().unwrap(), [Exact::from(6)]).unwrap();
    let reductions = vec![Exact::ZERO, 2.into(), 8.into()];
    let measure = Abatement { costs, reductions };
    let rates = DiscountRates::constant(Exact::ONE).unwrap();
    let price = |rule| {
        let price = measure.shadow_price(&rates, IndexConvention::FirstNow, rule).unwrap();
        price.value.round(Rounding::decimals(6)).unwrap()
    };
    assert_eq!(price(ShadowPriceRule::PerDiscountedTonne), 2.into()); // 1 + 2 t
    assert_eq!(price(ShadowPriceRule::PerTonne), exact("0.6")); // 10 t
    // 5 t a year, of two years worth 0.5 + 0.25: 3.75 t
    assert_eq!(price(ShadowPriceRule::AnnualisedPerAnnualTonne), exact("1.6"));
}

#[test]
fn a_tax_is_a_cost_of_the_user_alone() {
    let unit: Unit = "DKK (2023)".parse().unwrap();
    let item = |name: &str, cost: i64, counts_for: Vec<Perspective>| CostItem {
        name: name.to_owned(),
        flow: CashFlow::new(unit.clone(), [Exact::from(cost)]).unwrap(),
        counts_for,
    };
    let items = [
        item("pump", 100, vec![Perspective::Society, Perspective::User]),
        item("tax", 30, vec![Perspective::User]),
    ];
    let cost = |perspective| costs_of(&items, perspective, &unit).unwrap().amounts().to_vec();
    assert_eq!(cost(Perspective::Society), [100.into()]);
    assert_eq!(cost(Perspective::User), [130.into()]);
    assert_eq!(cost(Perspective::Municipality), []);
}

#[test]
fn a_change_is_divided_by_a_rule_over_years_or_in_one_step() {
    let identity = Identity::new(["a", "b"].map(|name| Title::new(name, name))).unwrap();
    let line = |a: i64, b: i64| vec![LineValues::new("oil", [Exact::from(a), b.into()])];
    let effects = |rule| {
        let change = identity.decompose(&line(1, 1), &line(3, 2), rule).unwrap();
        (change.effects, change.interaction)
    };
    assert_eq!(effects(DecompositionRule::Shapley), (vec![3.into(), 2.into()], Exact::ZERO));
    assert_eq!(effects(DecompositionRule::BaseWeights), (vec![2.into(), 1.into()], 2.into()));
    let (logarithmic, _) = effects(DecompositionRule::Logarithmic);
    // 5 ln 3 / ln 6
    assert_eq!(logarithmic[0].round(Rounding::decimals(4)).unwrap(), exact("3.0657"));
    // By way of (3, 1): first all of the one, then all of the other.
    let years = [(year(2020), line(1, 1)), (year(2021), line(3, 1)), (year(2022), line(3, 2))];
    let chain = identity.chain(&years, DecompositionRule::Shapley).unwrap();
    assert_eq!(chain.effects, [2.into(), 3.into()]);
}

#[test]
fn years_beyond_the_anchors_are_held_or_follow_the_trend_or_are_none() {
    let path = series(&[(2020, "100"), (2030, "80")]);
    let at = |extrapolation| path.clone().extrapolated(extrapolation).value(year(2035)).unwrap();
    assert_eq!(at(Extrapolation::None), None);
    assert_eq!(at(Extrapolation::Hold), Some(80.into()));
    assert_eq!(at(Extrapolation::Trend), Some(70.into()));
}

#[test]
fn what_is_beyond_the_lines_is_refused_or_capped() {
    let (account, factors) = (town::account(town::lines("Town")), town::factors());
    let tonnes = |beyond| {
        let emissions = Emissions::from_tonnes(Gas::CO2, 1000);
        let effect = Effect::Absolute { emissions, beyond };
        let plan = town::scenario(vec![town::measure(
            "capture",
            LineFilter::new().carrier("oil"),
            effect,
        )]);
        let projection = Projection::new(&account, &factors, &plan, year(2030)).unwrap();
        let then: Year = year(2030);
        projection
            .evaluate(&[true])
            .and_then(|pathway| pathway.co2e(then))
            .map(|left| left.tonnes())
    };
    assert!(tonnes(Beyond::Refused).is_err());
    assert!(tonnes(Beyond::Capped).is_ok());
}
