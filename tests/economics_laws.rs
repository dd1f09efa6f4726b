//! Laws of discounting and cost curves.
#![allow(clippy::unwrap_used)]

use climate_account::economics::{
    CashFlow, CostCurve, CurveBasis, CurveMeasure, DiscountRates, IndexConvention, Money,
    Perspective, StepReading,
};
use climate_account::number::Exact;
use proptest::prelude::*;

const NOW: IndexConvention = IndexConvention::FirstNow;
const LATER: IndexConvention = IndexConvention::FirstInOneYear;

fn amounts() -> impl Strategy<Value = Vec<Exact>> {
    prop::collection::vec((-1_000_000_i64..1_000_000).prop_map(Exact::from), 1..40)
}

fn flow(amounts: &[Exact]) -> CashFlow {
    CashFlow::new("DKK (2023)".parse().unwrap(), amounts.iter().copied()).unwrap()
}

fn rate() -> impl Strategy<Value = DiscountRates> {
    (1_i64..200).prop_map(|rate| DiscountRates::constant(Exact::new(rate, 3)).unwrap())
}

fn sum(values: &[Exact]) -> Exact {
    values.iter().fold(Exact::ZERO, |sum, value| sum.checked_add(*value).unwrap())
}

fn curve(measures: &[(i64, i64)]) -> CostCurve {
    let basis = CurveBasis {
        baseline: String::new(),
        period: String::new(),
        perspective: Perspective::Society,
        discounting: String::new(),
        attribution: String::new(),
    };
    let measure = |(index, &(tonnes, cost)): (usize, &(i64, i64))| CurveMeasure {
        name: index.to_string(),
        reduction: tonnes.into(),
        cost: Money::new(cost, "DKK (2023)".parse().unwrap()).unwrap(),
    };
    CostCurve::new(basis, measures.iter().enumerate().map(measure).collect()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn present_value_is_linear_to_the_digit(one in amounts(), other in amounts(), rates in rate(), times in -9_i32..9) {
        let value = |flow: &CashFlow| flow.present_value(&rates, NOW).unwrap().value();
        let (one, other) = (flow(&one), flow(&other));
        let both = value(&one).checked_add(value(&other)).unwrap();
        prop_assert_eq!(value(&one.plus(&other).unwrap()), both);
        let scaled = value(&one).checked_mul(times.into()).unwrap();
        prop_assert_eq!(value(&one.times(times.into()).unwrap()), scaled);
    }

    #[test]
    fn a_rate_of_zero_is_a_sum(amounts in amounts()) {
        let rates = DiscountRates::constant(Exact::ZERO).unwrap();
        for convention in [NOW, LATER] {
            let value = flow(&amounts).present_value(&rates, convention).unwrap().value();
            prop_assert_eq!(value, sum(&amounts));
        }
    }

    #[test]
    fn annuity_and_present_value_are_inverse(investment in 1_i64..1_000_000_000, years in 1_u32..60, rates in rate()) {
        let investment = Exact::from(investment);
        let yearly = flow(&[investment]).equivalent_annual_value(&rates, NOW, years).unwrap().value();
        let yearly = yearly.round(climate_account::number::Rounding::decimals(12)).unwrap();
        let back = flow(&vec![yearly; years as usize]).present_value(&rates, LATER).unwrap().value();
        prop_assert!(back.checked_sub(investment).unwrap().abs() < Exact::new(1, 9));
    }

    #[test]
    fn a_later_first_payment_is_worth_one_year_less(amounts in amounts(), rates in rate()) {
        let moved: Vec<Exact> = [Exact::ZERO].into_iter().chain(amounts.iter().copied()).collect();
        let now = flow(&moved).present_value(&rates, NOW).unwrap();
        prop_assert_eq!(flow(&amounts).present_value(&rates, LATER).unwrap(), now);
    }

    #[test]
    fn readings_of_steps_agree_up_to_the_first_step(index in 0_u32..36) {
        let by = |reading| DiscountRates::built_in("dk-2021", reading).unwrap();
        let (each, whole) = (by(StepReading::EachYear), by(StepReading::WholeHorizon));
        prop_assert_eq!(each.factor(index).unwrap(), whole.factor(index).unwrap());
        prop_assert!(each.factor(index + 36).unwrap() < whole.factor(index + 36).unwrap());
    }

    #[test]
    fn a_curve_rises_and_adds_up(measures in prop::collection::vec((1_i64..1000, -100_000_i64..100_000), 1..12)) {
        let curve = curve(&measures);
        let tonnes: i64 = measures.iter().map(|(tonnes, _)| tonnes).sum();
        let cost: i64 = measures.iter().map(|(_, cost)| cost).sum();
        let last = curve.steps().last().unwrap();
        prop_assert_eq!(last.cumulative_reduction, tonnes.into());
        prop_assert_eq!(last.cumulative_cost, cost.into());
        prop_assert_eq!(curve.at(tonnes.into()).unwrap().1, cost.into());
        for pair in curve.steps().windows(2) {
            prop_assert!(pair[0].cost_per_tonne <= pair[1].cost_per_tonne);
        }
    }

    #[test]
    fn the_first_rank_is_beaten_by_none(measures in prop::collection::vec((1_i64..100, -100_i64..0), 1..12)) {
        let curve = curve(&measures);
        let order = curve.pareto_order();
        prop_assert_eq!(order.len(), measures.len());
        for (_, step) in order.iter().filter(|(rank, _)| *rank == 1) {
            let beaten = measures.iter().any(|&(tonnes, cost)| {
                step.measure.reduction < tonnes.into() && step.measure.cost.value() > cost.into()
            });
            prop_assert!(!beaten);
        }
    }
}
