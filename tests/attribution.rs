//! Attribution, ramps and stocks against the published cases.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use climate_account::method::agriculture::MeasureReduction;
use climate_account::number::{Exact, ExactSum, Rounding};
use climate_account::scenario::{
    Attribution, AttributionRule, CapturedCarbon, CapturedCarbonRule, Ramp, ShareLine,
    StockTurnover, attribute, attribute_shares, attribute_shares_by_logarithm,
};
use climate_account::series::{AnnualValue, Extrapolation, Series};
use climate_account::unit::{CarbonDioxideMass, Co2eMass, Rate, Volume};
use climate_account::{Error, Quantity, Unit, Year};
use common::{Case, cases, number, sourced};
use proptest::prelude::*;

type Effect = dyn Fn(&[bool]) -> Result<Exact, Error>;

fn year(number: i64) -> Year {
    Year::new(number).unwrap()
}

/// The measures' names before a remark in brackets, in the order of the letters.
fn names(case: &Case) -> Vec<String> {
    let shapley = case.expected("shapley").as_object().unwrap();
    shapley.keys().cloned().collect()
}

fn lines(case: &Case) -> Vec<ShareLine> {
    let shares: Vec<Exact> =
        case.input("shares").as_object().unwrap().values().map(number).collect();
    if case.has_input("baseline") {
        return vec![ShareLine { emission: case.number("baseline"), shares }];
    }
    // A measure for each line: `A (heat)`.
    let lines = case.input("lines").as_object().unwrap();
    let measures = case.input("shares").as_object().unwrap();
    let line = |(name, emission): (&String, _)| {
        let share = |measure: &String| {
            if measure.contains(name.as_str()) { number(&measures[measure]) } else { Exact::ZERO }
        };
        ShareLine { emission: number(emission), shares: measures.keys().map(share).collect() }
    };
    lines.iter().map(line).collect()
}

fn reduction(lines: &[ShareLine], package: &[bool]) -> Result<Exact, Error> {
    lines.iter().try_fold(Exact::ZERO, |sum, line| {
        let shares = line.shares.iter().zip(package);
        let shares = shares.map(|(share, taken)| if *taken { *share } else { Exact::ZERO });
        let line = ShareLine { emission: line.emission, shares: shares.collect() };
        sum.checked_add(line.reduction()?.round(Rounding::decimals(24))?)
    })
}

/// Electric cars on a grid that becomes cleaner.
fn synergy(case: &Case) -> Box<Effect> {
    let [petrol, petrol_factor, car, other] =
        ["petrol", "petrol_factor", "ev_use", "other_electricity"].map(|name| case.number(name));
    let grid: Vec<Exact> =
        case.input("grid_factor").as_array().unwrap().iter().map(number).collect();
    Box::new(move |package: &[bool]| {
        let emission = |cars: bool, clean: bool| -> Result<Exact, Error> {
            let use_of_electricity = if cars { other.checked_add(car)? } else { other };
            let electricity = use_of_electricity.checked_mul(grid[usize::from(clean)])?;
            let fuel = if cars { Exact::ZERO } else { petrol };
            electricity.checked_add(fuel.checked_mul(petrol_factor)?)
        };
        emission(false, false)?.checked_sub(emission(package[0], package[1])?)
    })
}

fn check(case: &Case, field: &str, result: &Attribution, expected: &serde_json::Value) {
    for (name, effect) in names(case).iter().zip(&result.effects) {
        case.check_value(field, *effect, number(&expected[name]));
    }
}

fn attribution(case: &Case) {
    let effect: Box<Effect> = if case.has_input("shares") {
        let lines = lines(case);
        let shapley = attribute_shares(&lines).unwrap();
        check(case, "shapley", &shapley, case.expected("shapley"));
        Box::new(move |package: &[bool]| reduction(&lines, package))
    } else {
        synergy(case)
    };
    let names = names(case);
    let by = |rule: &AttributionRule| attribute(names.len(), rule, &effect).unwrap();
    let rules = [
        ("alone", AttributionRule::Alone),
        ("last_in", AttributionRule::LastIn),
        ("shapley", AttributionRule::Shapley),
        ("alone_scaled", AttributionRule::AloneScaled),
        ("last_in_scaled", AttributionRule::LastInScaled),
    ];
    for (field, rule) in rules {
        let result = by(&rule);
        case.check("package", result.package);
        check(case, field, &result, case.expected(field));
        if !matches!(rule, AttributionRule::Alone | AttributionRule::LastIn) {
            assert_eq!(result.interaction().unwrap(), Exact::ZERO);
        }
    }
    for (order, expected) in case.expected("by_order").as_object().unwrap() {
        let order = order.split('>').map(|name| names.iter().position(|known| known == name));
        let order = order.map(Option::unwrap).collect();
        check(case, "by_order", &by(&AttributionRule::Sequential(order)), expected);
    }
}

fn shapley_exact(case: &Case) {
    let shares = case.input("shares").as_array().unwrap().iter().map(number).collect();
    let line = ShareLine { emission: case.number("baseline"), shares };
    if case.expects("log_shares") {
        let result = attribute_shares_by_logarithm(&line).unwrap();
        let expected = case.expected("log_shares").as_array().unwrap();
        for (effect, expected) in result.effects.iter().zip(expected) {
            case.check_value("log_shares", *effect, number(expected));
        }
        return;
    }
    let result = attribute_shares(core::slice::from_ref(&line)).unwrap();
    case.check("package", result.package);
    let count = line.shares.len();
    let lines = [line];
    let enumerated = |rule: &AttributionRule| {
        attribute(count, rule, |package| reduction(&lines, package)).unwrap()
    };
    let alone = enumerated(&AttributionRule::Alone);
    case.check("sum_of_alone", alone.package.checked_sub(alone.interaction().unwrap()).unwrap());
    let expected = case.expected("shapley").as_array().unwrap();
    let enumerated = enumerated(&AttributionRule::Shapley);
    for ((closed, tried), expected) in result.effects.iter().zip(&enumerated.effects).zip(expected)
    {
        case.check_value("shapley", *closed, number(expected));
        case.check_value("shapley", *tried, number(expected));
    }
}

fn named_rules(case: &Case) {
    let baseline = case.number("baseline");
    let package = baseline.checked_sub(case.number("plan")).unwrap();
    let alone: Vec<Exact> = case.input("alone").as_object().unwrap().values().map(number).collect();
    let effect = |taken: &[bool]| {
        Ok(match taken {
            [true, true] => package,
            [true, false] => alone[0],
            [false, true] => alone[1],
            _ => Exact::ZERO,
        })
    };
    let error = attribute(2, &AttributionRule::AloneScaled, effect).unwrap_err();
    assert_eq!(case.refusal(), Some(error.kind().name()));
    // The message names what stays unexplained.
    case.check("unexplained", package);
    assert!(error.to_string().contains(&format!("a package of {package}")));
}

fn non_additive(case: &Case) {
    let [emptying, biogas, joint] =
        ["weekly_emptying", "biogas", "joint"].map(|name| case.number(name));
    let effect = |taken: &[bool]| {
        Ok(match taken {
            [true, true] => joint,
            [true, false] => emptying,
            [false, true] => biogas,
            _ => Exact::ZERO,
        })
    };
    let alone = attribute(2, &AttributionRule::Alone, effect).unwrap();
    case.check("interaction", alone.interaction().unwrap());
    case.check("sum_of_single", alone.effects[0].checked_add(alone.effects[1]).unwrap());
}

fn ramp(case: &Case) {
    let ramp = match case.id() {
        "measures.ramp.lifetime" => {
            Ramp::new(year(2025), year(2030)).unwrap().ending_after(year(2039)).unwrap()
        }
        "measures.ramp.step" => Ramp::step(year(2027)),
        other => panic!("no test for the case {other}"),
    };
    for (key, expected) in case.expected("effect").as_object().unwrap() {
        let share = ramp.share(key.parse().unwrap()).unwrap();
        let effect = case.number("full_effect").checked_mul(share).unwrap();
        case.check_value("effect", effect, number(expected));
    }
}

fn stock(case: &Case) {
    let turnover = StockTurnover {
        first_year: year(case.input("start_year").as_i64().unwrap()),
        rate: case.number("rate"),
        potential: case.number("potential"),
        lifetime: None,
    };
    let renewed = |number| turnover.renewed(year(number)).unwrap();
    let expected = case.expected("renovated_share_2024_2029").as_array().unwrap();
    for (then, expected) in (2024..=2029).zip(expected) {
        case.check_value("renovated_share_2024_2029", renewed(then), number(expected));
    }
    for then in 2030..=2039 {
        case.check("renovated_share_2030_2039", renewed(then));
        let newly = turnover.newly_renewed(year(then)).unwrap();
        let investment = case.number("investment").checked_mul(newly).unwrap();
        let maintenance = case.number("maintenance").checked_mul(renewed(then)).unwrap();
        if then >= 2035 {
            case.check("yearly_cost_2035_2039", investment.checked_add(maintenance).unwrap());
            let saving = case.number("heat_saving").checked_mul(renewed(then)).unwrap();
            case.check("heat_saving_2035_2039", saving);
            // With reinvestment, what was renewed ten years before is replaced again.
            let again = StockTurnover { lifetime: Some(10), ..turnover };
            assert_eq!(again.replaced_again(year(then)).unwrap(), case.number("rate"));
        }
    }
}

/// Activity and intensity that change by constant rates.
fn baseline(case: &Case) {
    let last = year(2020 + case.input("years").as_i64().unwrap());
    let path = |base: &str, rate: &str| {
        let rate = [(year(2021), AnnualValue::Number(case.number(rate)))];
        let rate = Series::new("1/yr".parse().unwrap(), rate).unwrap();
        let rate = rate.extrapolated(Extrapolation::Hold);
        let path = rate.compounded(year(2020), case.number(base), last, &Unit::one(), None);
        path.unwrap().at(last).unwrap()
    };
    let activity = path("activity", "activity_growth").round(Rounding::significant(19)).unwrap();
    let intensity = path("intensity", "intensity_change").round(Rounding::significant(19));
    case.check("emissions", activity.checked_mul(intensity.unwrap()).unwrap());
}

fn lever(case: &Case) {
    let anchor = |then: &str, value: &str| {
        let then = year(case.input(then).as_i64().unwrap());
        (then, AnnualValue::Number(case.number(value)))
    };
    let anchors = [anchor("start_year", "start"), anchor("end_year", "end")];
    let line = Series::new(Unit::one(), anchors).unwrap();
    case.check("value", line.at(year(case.input("year").as_i64().unwrap())).unwrap());
}

/// A published Danish measure; a tonne of slurry is a cubic metre.
fn prevalence(case: &Case) {
    let share = |name: &str| sourced(case.number(name).checked_mul(Exact::new(1, 2)).unwrap());
    let reduction = MeasureReduction::<Co2eMass, Volume> {
        unit_effect: sourced(Rate::new(case.number("unit_reduction"), "kg CO2e/m3").unwrap()),
        activity: sourced(Quantity::new(case.number("slurry"), "1000 m3").unwrap()),
        present_share: share("prevalence"),
        potential_share: share("potential"),
    };
    let kilotonnes = reduction.reduction().unwrap().base_value();
    case.check("reduction", kilotonnes.checked_mul(Exact::new(1, 9)).unwrap());
}

fn prevalence_sum(case: &Case) {
    let groups = case.input("groups").as_array().unwrap().iter().map(number);
    case.check("sum", groups.collect::<ExactSum>().total().unwrap());
}

fn captured_carbon(case: &Case) {
    let tonnes =
        |name: &str| Quantity::<CarbonDioxideMass>::new(case.number(name), "t CO2").unwrap();
    let chain = CapturedCarbon {
        produced: tonnes("produced"),
        captured: tonnes("captured"),
        reused: tonnes("reused_and_emitted"),
    };
    let rules = [
        ("where_released", CapturedCarbonRule::WhereReleased),
        ("where_captured_not_credited", CapturedCarbonRule::WhereCaptured),
    ];
    for (name, rule) in rules {
        let (plant, fuel) = chain.shares(rule).unwrap();
        for (user, found) in [("energy", plant), ("transport", fuel)] {
            let found = found.base_value().checked_mul(Exact::new(1, 6)).unwrap();
            case.check_value(name, found, number(&case.expected(name)[user]));
        }
    }
}

#[test]
fn agrees_with_the_published_cases() {
    for case in cases(include_str!("vectors/measures.json")) {
        match case.group() {
            "attribution" => attribution(&case),
            "shapley_exact" => shapley_exact(&case),
            "named_rules" => named_rules(&case),
            "non_additive" => non_additive(&case),
            "ramp" => ramp(&case),
            "stock" => stock(&case),
            "baseline" => baseline(&case),
            "lever" => lever(&case),
            "prevalence_acidification"
            | "prevalence_biogas"
            | "prevalence_cooling"
            | "prevalence_flare"
            | "prevalence_weekly_emptying" => prevalence(&case),
            "prevalence_sum" | "prevalence_sum_present" => prevalence_sum(&case),
            "carrier" => captured_carbon(&case),
            // In `economics.rs`.
            "cost_curve" => {}
            other => panic!("no test for the group {other}"),
        }
    }
}

fn sampled(
    count: usize,
    seed: u64,
    pairs: u32,
    effect: impl Fn(&[bool]) -> Result<Exact, Error>,
) -> (Attribution, Vec<Exact>) {
    let rule = AttributionRule::ShapleySampled { seed, pairs };
    let result = attribute(count, &rule, effect).unwrap();
    let errors = result.standard_errors.clone().unwrap();
    (result, errors)
}

/// Ten measures of which some hinder and some help each other; the third does nothing, the first two
/// are equal.
#[allow(clippy::unnecessary_wraps)]
fn mixed(package: &[bool]) -> Result<Exact, Error> {
    let taken = |measure: usize| i64::from(package[measure]);
    let heat =
        900 - [0, 1, 3, 4].iter().fold(900, |left, measure| left * (10 - 3 * taken(*measure)) / 10);
    let cars = taken(5) * (240 + 60 * taken(6) + 90 * taken(6) * taken(7));
    let cap = (150 * (taken(8) + taken(9) + taken(4))).min(220);
    Ok(Exact::new(100 * (heat + cars + cap) + taken(6), 2))
}

#[test]
fn drawn_orders_agree_with_every_package() {
    let exact = attribute(10, &AttributionRule::Shapley, mixed).unwrap();
    assert_eq!(exact.standard_errors, None);
    for seed in 0..8 {
        let (result, errors) = sampled(10, seed, 400, mixed);
        assert_eq!(result.package, exact.package);
        assert_eq!(result.interaction().unwrap(), Exact::ZERO);
        for (index, (found, error)) in result.effects.iter().zip(&errors).enumerate() {
            let off = found.checked_sub(exact.effects[index]).unwrap().abs();
            let bound =
                error.checked_mul(5.into()).unwrap().checked_add(Exact::new(1, 20)).unwrap();
            assert!(off <= bound, "{seed} {index}: {found} +- {error}");
            // The errors are small enough to say something.
            assert!(*error < 6.into(), "{seed} {index}: {error}");
        }
        assert_eq!((result.effects[2], errors[2]), (Exact::ZERO, Exact::ZERO));
        let apart = result.effects[0].checked_sub(result.effects[1]).unwrap().abs();
        let both = errors[0].checked_add(errors[1]).unwrap();
        assert!(apart <= both.checked_mul(5.into()).unwrap());
    }
}

#[test]
fn drawn_orders_are_those_of_the_seed_and_converge() {
    let (few, few_errors) = sampled(10, 3, 100, mixed);
    assert_eq!(sampled(10, 3, 100, mixed), (few.clone(), few_errors.clone()));
    assert_ne!(sampled(10, 4, 100, mixed).0.effects, few.effects);
    // Sixteen times the orders, about a quarter of the error.
    let (_, many_errors) = sampled(10, 3, 1600, mixed);
    for (few, many) in few_errors.iter().zip(&many_errors).filter(|(few, _)| !few.is_zero()) {
        let times = few.divide(*many, Rounding::decimals(2)).unwrap();
        assert!(times > Exact::new(28, 1) && times < Exact::new(55, 1), "{times}");
    }
}

/// Errors that are stated are those that occur: of many seeds, two thirds are within one of them.
#[test]
fn standard_errors_are_honest() {
    let exact = attribute(10, &AttributionRule::Shapley, mixed).unwrap();
    let (mut within, mut all) = (0, 0);
    for seed in 100..160 {
        let (result, errors) = sampled(10, seed, 60, mixed);
        for (index, error) in errors.iter().enumerate().filter(|(_, error)| !error.is_zero()) {
            let off = result.effects[index].checked_sub(exact.effects[index]).unwrap().abs();
            within += i32::from(off <= *error);
            all += 1;
        }
    }
    // 68 % of about 500, whose standard error is 2 % and more, for the measures of a seed depend.
    assert!(within * 100 > all * 60 && within * 100 < all * 76, "{within} of {all}");
}

/// Forty share measures, far beyond what can be tried in every package, against the closed form.
#[test]
fn drawn_orders_agree_with_the_closed_form_for_many_measures() {
    let line = |index: i64| ShareLine {
        emission: (1000 + 100 * index).into(),
        shares: (0..40).map(|measure| Exact::new((measure * 7 + index) % 11, 2)).collect(),
    };
    let lines: Vec<ShareLine> = (0..3).map(line).collect();
    let closed = attribute_shares(&lines).unwrap();
    let (result, errors) = sampled(40, 11, 50, |package| reduction(&lines, package));
    assert_eq!(
        result.package.round(Rounding::decimals(18)).unwrap(),
        closed.package.round(Rounding::decimals(18)).unwrap()
    );
    assert_eq!(result.interaction().unwrap(), Exact::ZERO);
    for (index, error) in errors.iter().enumerate() {
        let off = result.effects[index].checked_sub(closed.effects[index]).unwrap().abs();
        assert!(off <= error.checked_mul(5.into()).unwrap(), "{index}: {off} {error}");
    }
}

fn random_lines() -> impl Strategy<Value = Vec<ShareLine>> {
    (2_usize..6).prop_flat_map(|measures| {
        let line = (1_i64..10_000, prop::collection::vec(0_i64..=100, measures));
        let line = line.prop_map(|(emission, shares)| ShareLine {
            emission: emission.into(),
            shares: shares.into_iter().map(|share| Exact::new(share, 2)).collect(),
        });
        prop::collection::vec(line, 1..5)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_closed_form_is_the_mean_over_all_orders(lines in random_lines()) {
        let count = lines[0].shares.len();
        let closed = attribute_shares(&lines).unwrap();
        let rule = AttributionRule::Shapley;
        let tried = attribute(count, &rule, |package| reduction(&lines, package)).unwrap();
        prop_assert_eq!(closed.package, tried.package);
        for (closed, tried) in closed.effects.iter().zip(&tried.effects) {
            prop_assert!(closed.checked_sub(*tried).unwrap().abs() <= Exact::new(1, 18));
        }
        prop_assert_eq!(closed.interaction().unwrap(), Exact::ZERO);
    }

    #[test]
    fn equal_measures_deserve_the_same_and_idle_ones_nothing(lines in random_lines()) {
        // The first measure twice, and one that does nothing.
        let lines: Vec<ShareLine> = lines.into_iter().map(|mut line| {
            line.shares.push(line.shares[0]);
            line.shares.push(Exact::ZERO);
            line
        }).collect();
        let effects = attribute_shares(&lines).unwrap().effects;
        let count = effects.len();
        let off = effects[0].checked_sub(effects[count - 2]).unwrap().abs();
        prop_assert!(off <= Exact::new(1, 18));
        prop_assert_eq!(effects[count - 1], Exact::ZERO);
    }
}
