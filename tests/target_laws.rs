//! What holds for every target, path and budget.
#![allow(clippy::unwrap_used)]

use climate_account::number::{Exact, ExactSum, Rounding};
use climate_account::series::{AnnualValue, CumulativeRule, Interpolation, Series};
use climate_account::target::{
    BaseValue, BaseYear, Boundary, BudgetPath, BudgetShape, Demand, Exhaustion, FairShareRule,
    FirstYear, Gap, GapQuestion, Logistic, Milestone, Part, Pathway, PathwayShape, Target,
    TargetTiming, TotalKind, Trend, TrendFit, TrendShape, TrendStart, YearsLeft,
    end_level_of_budget, exhaustion, fair_shares, required_rate,
};
use climate_account::{ErrorKind, Unit, Year};
use proptest::prelude::*;

fn year(number: i64) -> Year {
    Year::new(number).unwrap()
}

fn unit() -> Unit {
    "kt CO2e".parse().unwrap()
}

fn positive() -> impl Strategy<Value = Exact> {
    (1_i64..1_000_000_000, 0_i8..4).prop_map(|(mantissa, scale)| Exact::new(mantissa, scale))
}

fn any_level() -> impl Strategy<Value = Exact> {
    (-1_000_000_i64..1_000_000, 0_i8..3).prop_map(|(mantissa, scale)| Exact::new(mantissa, scale))
}

fn share() -> impl Strategy<Value = Exact> {
    (0_i64..=1300).prop_map(|thousandths| Exact::new(thousandths, 3))
}

/// Equal to 20 digits of the larger.
fn near(left: Exact, right: Exact) -> bool {
    let size = left.abs().max(right.abs()).round(Rounding::significant(5)).unwrap();
    let bound = size.checked_mul(Exact::new(1, 20)).unwrap();
    left.checked_sub(right).unwrap().abs() <= bound
}

fn series(values: &[(i64, Exact)]) -> Series {
    let anchors = values.iter().map(|&(y, value)| (year(y), AnnualValue::Number(value)));
    Series::new(unit(), anchors).unwrap()
}

fn target(base: Exact, cut: Exact) -> Target {
    Target {
        id: "law".to_owned(),
        version: "1".to_owned(),
        demand: Demand::ReductionOfBase,
        base: BaseYear { year: year(1990), value: BaseValue::Measured { value: base } },
        milestones: vec![Milestone { year: year(2030), value: cut }],
        interpolation: Interpolation::Linear,
        timing: TargetTiming::InTheYear,
        boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
        unit: unit(),
    }
}

fn gap(target: &Target, plan: &[(i64, Exact)], cumulative: CumulativeRule) -> Gap {
    let (now, year) = (year(2024), year(2030));
    let question = GapQuestion { now, year, cumulative, budget: None };
    target.gap(&series(plan), &question).unwrap()
}

proptest! {
    /// A path drawn from a budget uses exactly the budget.
    #[test]
    fn a_path_uses_its_budget(emissions in positive(), budget in positive()) {
        for shape in [BudgetShape::Linear, BudgetShape::SCurve] {
            let path = BudgetPath::new(shape, emissions, budget).unwrap();
            let duration = path.duration().unwrap().unwrap();
            prop_assert!(near(path.used(duration).unwrap(), budget));
            let later = duration.round(Rounding::decimals(0)).unwrap().checked_add(2.into()).unwrap();
            prop_assert_eq!(path.at(later).unwrap(), Exact::ZERO);
            prop_assert_eq!(path.used(later).unwrap(), budget);
            prop_assert_eq!(path.at(Exact::ZERO).unwrap(), emissions);
            prop_assert_eq!(path.used(Exact::ZERO).unwrap(), Exact::ZERO);
        }
    }

    /// What exponential paths have used and what they still emit are the budget: they end at it.
    #[test]
    fn an_exponential_path_tends_to_its_budget(
        emissions in positive(), ratio in 2_i64..60, years in 1_i64..80,
    ) {
        let budget = emissions.checked_mul(ratio.into()).unwrap();
        for first in [FirstYear::Full, FirstYear::Reduced] {
            let path = BudgetPath::new(BudgetShape::ExponentialAnnual(first), emissions, budget);
            let path = path.unwrap();
            let first_year = i64::from(first == FirstYear::Reduced);
            // The sum of the yearly values is what the closed form says.
            let series = path.series(year(2000), year(2000 + years), &unit()).unwrap();
            let last = year(2000 + years - 1 + first_year);
            let sum = series.cumulative(year(2000 + first_year), last, CumulativeRule::AnnualSum);
            prop_assert!(near(sum.unwrap(), path.used(years.into()).unwrap()));
            // The rest of the budget pays for the geometric series that follows: E / r from the next
            // year on.
            let next = path.at(Exact::from(years + first_year)).unwrap();
            let rest = next.divide(path.rate().unwrap().unwrap(), Rounding::decimals(24)).unwrap();
            let whole = path.used(years.into()).unwrap().checked_add(rest).unwrap();
            prop_assert!(near(whole, budget));
        }
        let path = BudgetPath::new(BudgetShape::Exponential, emissions, budget).unwrap();
        let rest = path.at(years.into()).unwrap();
        let rest = rest.divide(path.rate().unwrap().unwrap(), Rounding::decimals(24)).unwrap();
        let whole = path.used(years.into()).unwrap().checked_add(rest).unwrap();
        prop_assert!(near(whole, budget));
    }

    /// A path of whole years that was drawn from a budget has used it up when it ends.
    #[test]
    fn a_line_exhausts_its_budget_when_it_ends(emissions in positive(), years in 1_i64..80) {
        let budget = emissions.checked_mul(years.into()).unwrap().checked_mul(Exact::new(5, 1)).unwrap();
        let path = BudgetPath::new(BudgetShape::Linear, emissions, budget).unwrap();
        prop_assert_eq!(path.duration().unwrap(), Some(years.into()));
        let series = path.series(year(2025), year(2025 + years), &unit()).unwrap();
        let used = series.cumulative(year(2025), year(2025 + years), CumulativeRule::Trapezoid);
        prop_assert!(near(used.unwrap(), budget));
        let half = budget.checked_mul(Exact::new(75, 2)).unwrap();
        let found = exhaustion(&series, year(2025), half, CumulativeRule::Trapezoid).unwrap();
        // Three quarters of a triangle are used at half of its length.
        let time = Exact::from(2025).checked_add(Exact::from(years).checked_mul(Exact::new(5, 1)).unwrap());
        prop_assert!(near(found.time().unwrap(), time.unwrap()));
    }

    #[test]
    fn the_end_level_of_a_budget_gives_the_budget_back(
        start in positive(), budget in any_level(), years in 1_i64..80,
    ) {
        let level = end_level_of_budget(start, budget, years.into()).unwrap();
        let sum = start.checked_add(level).unwrap().checked_mul(Exact::from(years)).unwrap();
        let back = sum.checked_mul(Exact::new(5, 1)).unwrap();
        let bound = start.checked_mul(Exact::new(1, 15)).unwrap();
        prop_assert!(back.checked_sub(budget).unwrap().abs() <= bound);
    }

    /// Every shape begins and ends at the levels that were asked for, and stays between them.
    #[test]
    fn pathways_hit_both_ends(from in positive(), to in positive(), years in 1_i64..60) {
        let (first, last) = (year(2020), year(2020 + years));
        for shape in [PathwayShape::Linear, PathwayShape::ConstantRate, PathwayShape::SCurve] {
            let path = Pathway::between(shape, (first, from), (last, to), &unit()).unwrap().path;
            prop_assert_eq!((path.at(first).unwrap(), path.at(last).unwrap()), (from, to));
            let slack = from.max(to).checked_mul(Exact::new(1, 24)).unwrap();
            for number in 2020..=2020 + years {
                let value = path.at(year(number)).unwrap();
                prop_assert!(value >= from.min(to).checked_sub(slack).unwrap());
                prop_assert!(value <= from.max(to).checked_add(slack).unwrap());
            }
            prop_assert!(path.cumulative(first, last, CumulativeRule::AnnualSum).is_ok());
        }
    }

    #[test]
    fn the_required_rate_reaches_the_level(from in positive(), to in positive(), years in 1_i64..60) {
        let rate = required_rate(from, to, years.into()).unwrap();
        let path = Pathway::constant_rate((year(2020), from), rate, year(2020 + years), &unit());
        let reached = path.unwrap().path.at(year(2020 + years)).unwrap();
        let largest = from.max(to).checked_mul(Exact::new(1, 20)).unwrap();
        prop_assert!(reached.checked_sub(to).unwrap().abs() <= largest);
    }

    #[test]
    fn a_logistic_curve_adds_up(
        ceiling in positive(), steepness in 1_i64..30, midpoint in 0_i64..40,
        (a, b, c) in (0_i64..30, 1_i64..30, 1_i64..30),
    ) {
        let steepness = Exact::new(steepness, 1);
        let curve = Logistic { ceiling, steepness, midpoint: midpoint.into() };
        let between = |first: i64, last: i64| curve.between(first.into(), last.into()).unwrap();
        let parts = between(a, a + b).checked_add(between(a + b, a + b + c)).unwrap();
        let whole = between(a, a + b + c);
        let bound = ceiling.checked_mul(Exact::new(1, 20)).unwrap();
        prop_assert!(parts.checked_sub(whole).unwrap().abs() <= bound);
        // The curve falls, so that its area lies between the two rectangles.
        let rectangle = |time: i64| curve.at(time.into()).unwrap().checked_mul(b.into()).unwrap();
        let area = between(a, a + b);
        prop_assert!(area <= rectangle(a).checked_add(bound).unwrap());
        prop_assert!(area >= rectangle(a + b).checked_sub(bound).unwrap());
    }

    /// The levels of a target are what it says, and so is the reduction at them.
    #[test]
    fn a_level_is_the_share_that_is_left(base in positive(), cut in share()) {
        let target = target(base, cut);
        let level = target.level(year(2030)).unwrap().unwrap();
        prop_assert!(near(target.reduction_at(level).unwrap().unwrap(), cut));
        prop_assert_eq!(target.level(year(1990)).unwrap(), Some(base));
        let needed = target.yearly_reduction().unwrap();
        prop_assert!(near(needed.amount.checked_mul(40.into()).unwrap(), base.checked_sub(level).unwrap()));
        prop_assert_eq!(needed.constant_rate.is_some(), cut < Exact::ONE);
    }

    /// A plan at or below the target has no gap and is not late; one above it has one.
    #[test]
    fn a_target_met_has_no_gap(base in positive(), cut in share(), below in 0_i64..1000, now in positive()) {
        let target = target(base, cut);
        let level = target.level(year(2030)).unwrap().unwrap();
        let met = [(2024, now), (2030, level.checked_sub(below.into()).unwrap())];
        let result = gap(&target, &met, CumulativeRule::AnnualSum);
        prop_assert!(result.is_met() && !result.gap.is_positive());
        prop_assert!(!result.arrival.unwrap().years_late().unwrap().is_positive());
        let missed = [(2024, now), (2030, level.checked_add(Exact::new(below + 1, 2)).unwrap())];
        let result = gap(&target, &missed, CumulativeRule::AnnualSum);
        prop_assert!(!result.is_met() && result.gap.is_positive());
        prop_assert_eq!(result.arrival.unwrap().years_late(), None);
    }

    /// A plan that is the path of the target has no excess by either rule.
    #[test]
    fn the_path_itself_has_no_excess(base in positive(), cut in share()) {
        let target = target(base, cut);
        let path = target.path().unwrap();
        let (now, goal) = (year(2024), year(2030));
        for cumulative in [CumulativeRule::AnnualSum, CumulativeRule::Trapezoid] {
            let question = GapQuestion { now, year: goal, cumulative, budget: None };
            let result = target.gap(&path, &question).unwrap();
            prop_assert_eq!((result.gap, result.cumulative_excess), (Exact::ZERO, Some(Exact::ZERO)));
            if cut.is_positive() {
                prop_assert_eq!(result.arrival.unwrap().years_late(), Some(Exact::ZERO));
            }
        }
    }

    /// Scaling all emissions scales what is in tonnes and leaves shares and years.
    #[test]
    fn scaling(base in positive(), cut in share(), now in positive(), then in positive(), power in 1_i8..6) {
        let factor = Exact::new(1, -power);
        let times = |value: Exact| value.checked_mul(factor).unwrap();
        let plan = [(2024, now), (2030, then), (2035, Exact::ZERO)];
        let scaled = plan.map(|(year, value)| (year, times(value)));
        let small = gap(&target(base, cut), &plan, CumulativeRule::Trapezoid);
        let large = gap(&target(times(base), cut), &scaled, CumulativeRule::Trapezoid);
        prop_assert_eq!(large.gap, times(small.gap));
        prop_assert_eq!(large.gap_of_base, small.gap_of_base);
        prop_assert_eq!(large.planned_reduction, small.planned_reduction);
        prop_assert_eq!(large.achieved, small.achieved);
        prop_assert_eq!(large.share_of_cut_missing, small.share_of_cut_missing);
        prop_assert_eq!(large.arrival, small.arrival);
        prop_assert!(near(large.cumulative_excess.unwrap(), times(small.cumulative_excess.unwrap())));
        let (large, small) = (large.needed.unwrap(), small.needed.unwrap());
        prop_assert_eq!(large.constant_rate, small.constant_rate);
        prop_assert_eq!(large.share_of_base, small.share_of_base);
    }

    /// The shares of all parts are the budget, whatever the rule, and negative ones are valid.
    #[test]
    fn shares_are_the_whole(
        budget in any_level(),
        rows in prop::collection::vec((positive(), positive(), positive(), positive(), positive()), 1..8),
    ) {
        let parts: Vec<Part> = rows
            .into_iter()
            .map(|(heads, later, history, need, emissions)| Part {
                later_heads: Some(later),
                history: Some(history),
                need: Some(need.round(Rounding::significant(6)).unwrap()),
                emissions: Some(emissions),
                ..Part::new("part", heads.round(Rounding::significant(6)).unwrap())
            })
            .collect();
        for rule in FairShareRule::ALL {
            let result = fair_shares(budget, &parts, rule).unwrap();
            let sum = result.shares.iter().copied().collect::<ExactSum>().total().unwrap();
            prop_assert_eq!(sum, budget);
        }
        // As many heads, as much budget; all history counted in, twice the history costs it all.
        let result = fair_shares(budget, &[parts[0].clone(), parts[0].clone()], FairShareRule::Needs);
        let shares = result.unwrap().shares;
        prop_assert!(near(shares[0], shares[1]));
    }

    /// A constant path lasts as long as its budget.
    #[test]
    fn constant_emissions_use_a_budget_up(emissions in positive(), years in 1_i64..50) {
        let budget = emissions.checked_mul(years.into()).unwrap();
        let path = series(&[(2025, emissions), (2100, emissions)]);
        prop_assert_eq!(YearsLeft::of(budget, emissions).unwrap().years(), Some(years.into()));
        let line = exhaustion(&path, year(2025), budget, CumulativeRule::Trapezoid).unwrap();
        prop_assert!(near(line.time().unwrap(), Exact::from(2025 + years)));
        // By annual sums the year after the last full one is the first beyond the budget.
        let sum = exhaustion(&path, year(2025), budget, CumulativeRule::AnnualSum).unwrap();
        prop_assert_eq!(sum.time(), Some(Exact::from(2025 + years)));
        let none = exhaustion(&path, year(2025), -budget, CumulativeRule::AnnualSum).unwrap();
        prop_assert_eq!(none, Exhaustion::BeforeTheStart);
    }

    /// A straight line is carried on as it is, by every fit and start.
    #[test]
    fn a_line_has_the_trend_of_a_line(start in positive(), step in any_level(), count in 2_i64..8) {
        let values: Vec<(i64, Exact)> = (0..count)
            .map(|index| {
                let moved = step.checked_mul(index.into()).unwrap();
                (2018 + index, start.checked_add(moved).unwrap())
            })
            .collect();
        let goal = 2018 + count + 6;
        let expected = start.checked_add(step.checked_mul((count + 6).into()).unwrap()).unwrap();
        for fit in [TrendFit::EndPoints, TrendFit::LeastSquares] {
            for start_at in [TrendStart::LastValue, TrendStart::FittedLine] {
                let trend = Trend { shape: TrendShape::Linear, fit, start: start_at, years: 10 };
                let path = trend.extrapolate(&series(&values), year(goal)).unwrap();
                let found = path.path.at(year(goal)).unwrap();
                let bound = start.max(step.abs()).checked_mul(Exact::new(1, 20)).unwrap();
                prop_assert!(found.checked_sub(expected).unwrap().abs() <= bound);
            }
        }
    }

    /// The slowest trend is no lower than the trends that it is chosen from.
    #[test]
    fn the_slowest_trend_is_the_highest(values in prop::collection::vec(positive(), 4..7)) {
        let values: Vec<(i64, Exact)> = (2018..).zip(values).collect();
        let series = series(&values);
        let trend = |shape, years| Trend {
            shape,
            fit: TrendFit::EndPoints,
            start: TrendStart::LastValue,
            years,
        };
        let goal = year(2030);
        let slow = trend(TrendShape::Linear, 4).slowest(&series, 3, goal).unwrap();
        let slow = slow.path.at(goal).unwrap();
        for years in 3..=4 {
            for shape in [TrendShape::Linear, TrendShape::Exponential] {
                let path = trend(shape, years).extrapolate(&series, goal).unwrap();
                prop_assert!(path.path.at(goal).unwrap() <= slow);
            }
        }
    }
}

/// A line that goes to zero beside one that goes by percentages: no rate leads there.
#[test]
fn no_rate_leads_to_zero() {
    let error = required_rate(100.into(), Exact::ZERO, 10.into()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::GrowthRateUndefined);
}
