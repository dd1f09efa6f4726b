//! Packages that close a gap: against every package by the exact path.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::type_complexity)]
#![allow(clippy::redundant_closure_for_method_calls)]

use climate_account::economics::Money;
use climate_account::gas::Gas;
use climate_account::number::Exact;
use climate_account::scenario::{
    Effect, FoundPackages, Measure, PackageSearch, Progress, Projection, Ramp, Scenario,
    SearchMethod,
};
use climate_account::series::{CumulativeRule, Interpolation};
use climate_account::target::{
    BaseValue, BaseYear, Boundary, Demand, GapQuestion, Milestone, Target, TargetTiming, TotalKind,
};
use climate_account::{Error, ErrorKind, Title};
use proptest::prelude::*;

#[path = "common/town.rs"]
mod town;

use town::{account, carrier, exact, factors, lines, measure, plan, scenario, source, year};

fn boundary() -> Boundary {
    Boundary::whole(TotalKind::Net, "AR5 GWP100")
}

fn level(tonnes: Exact, boundary: Boundary) -> Target {
    Target {
        id: "plan".to_owned(),
        version: "1".to_owned(),
        demand: Demand::Level,
        base: BaseYear { year: year(2023), value: BaseValue::Measured { value: 600.into() } },
        milestones: vec![Milestone { year: year(2032), value: tonnes }],
        interpolation: Interpolation::Linear,
        timing: TargetTiming::InTheYear,
        boundary,
        unit: "t CO2e".parse().unwrap(),
    }
}

fn budget(tonnes: Exact, rule: CumulativeRule) -> Target {
    let demand = Demand::Budget { first: year(2023), rule };
    Target { demand, ..level(tonnes, boundary()) }
}

fn question() -> GapQuestion {
    let cumulative = CumulativeRule::AnnualSum;
    GapQuestion { now: year(2023), year: year(2032), cumulative, budget: None }
}

fn money(value: i64) -> Money {
    Money::new(value, "DKK (2023)".parse().unwrap()).unwrap()
}

fn packages(count: usize) -> Vec<Vec<bool>> {
    (0..1_usize << count).map(|bits| (0..count).map(|bit| bits >> bit & 1 == 1).collect()).collect()
}

/// Size and cost of the best packages, and how many reach the targets, each by its exact gap.
fn by_hand(
    projection: &Projection,
    targets: &[&Target],
    costs: &[i64],
) -> (Option<(usize, i64)>, Option<(i64, usize)>, u64) {
    let (mut smallest, mut cheapest, mut reaching) = (None, None, 0);
    for package in packages(costs.len()) {
        let Ok(pathway) = projection.evaluate(&package) else { continue };
        let met = targets.iter().all(|target| {
            target.gap(&pathway.within(target).unwrap(), &question()).unwrap().is_met()
        });
        if !met {
            continue;
        }
        reaching += 1;
        let taken = || costs.iter().zip(&package).filter(|(_, taken)| **taken);
        let (size, cost) = (taken().count(), taken().map(|(cost, _)| cost).sum::<i64>());
        smallest = smallest.into_iter().chain([(size, cost)]).min();
        cheapest = cheapest.into_iter().chain([(cost, size)]).min();
    }
    (smallest, cheapest, reaching)
}

fn search(
    projection: &Projection,
    targets: &[&Target],
    costs: &[i64],
    method: SearchMethod,
) -> Result<FoundPackages, Error> {
    let goals: Vec<_> = targets.iter().map(|target| (*target, question())).collect();
    let costs: Vec<Money> = costs.iter().map(|cost| money(*cost)).collect();
    projection.search_packages(&PackageSearch { goals: &goals, costs: &costs, method })
}

fn check(found: &FoundPackages, projection: &Projection, targets: &[&Target], costs: &[i64]) {
    let (smallest, cheapest, reaching) = by_hand(projection, targets, costs);
    let key = |found: &climate_account::scenario::FoundPackage| {
        let cost = found.cost.as_ref().unwrap().value();
        assert!(found.gaps.iter().all(|gap| gap.is_met()));
        (found.size(), cost)
    };
    let exact = |(size, cost): (usize, i64)| (size, Exact::from(cost));
    assert_eq!(found.smallest.as_ref().map(key), smallest.map(exact));
    assert_eq!(found.cheapest.as_ref().map(key), cheapest.map(|(cost, size)| exact((size, cost))));
    assert_eq!(found.reaching, Some(reaching));
}

fn some_boundary() -> impl Strategy<Value = Boundary> {
    let kinds = prop::sample::select(vec![TotalKind::Net, TotalKind::Gross]);
    let sectors = prop::sample::select(vec![vec![], vec!["gpc:I"], vec!["gpc:II", "gpc:V"]]);
    let gases = prop::sample::select(vec![vec![], vec![Gas::CO2], vec![Gas::N2O]]);
    (kinds, sectors, gases).prop_map(|(total, sectors, gases)| Boundary {
        sectors: sectors.into_iter().map(str::to_owned).collect(),
        gases,
        ..Boundary::whole(total, "AR5 GWP100")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn no_other_package_is_smaller_or_cheaper(
        costs in prop::collection::vec(-20_i64..100, 7),
        boundary in some_boundary(),
        part in 10_i64..110,
        (sum, trapezoid) in (20_i64..110, any::<bool>()),
    ) {
        let (account, factors) = (account(lines("Town")), factors());
        let plan = plan();
        let projection = Projection::new(&account, &factors, &plan, year(2032)).unwrap();
        // Parts of what there would be without measures.
        let without = projection.evaluate(&[false; 7]).unwrap();
        let planned = |target: &Target| {
            target.gap(&without.within(target).unwrap(), &question()).unwrap().planned
        };
        let part_of = |value: Exact, part| value.checked_mul(Exact::new(part, 2)).unwrap();
        let tonnes = part_of(planned(&level(Exact::ONE, boundary.clone())), part);
        let rule = if trapezoid { CumulativeRule::Trapezoid } else { CumulativeRule::AnnualSum };
        let used = part_of(planned(&budget(Exact::ONE, rule)), sum);
        let (level, budget) = (level(tonnes, boundary), budget(used, rule));
        for targets in [vec![&level], vec![&budget], vec![&level, &budget]] {
            let found = search(&projection, &targets, &costs, SearchMethod::EveryPackage).unwrap();
            prop_assert_eq!(found.tried, 128);
            check(&found, &projection, &targets, &costs);
            // The greedy search is never better, and exact as well.
            let greedy = search(&projection, &targets, &costs, SearchMethod::Greedy).unwrap();
            if let Some(package) = greedy.cheapest {
                prop_assert!(package.gaps.iter().all(|gap| gap.is_met()));
                let best = found.cheapest.unwrap().cost.unwrap().value();
                prop_assert!(package.cost.unwrap().value() >= best);
            }
            if let Some(package) = greedy.smallest {
                prop_assert!(package.size() >= found.smallest.unwrap().size());
            }
        }
    }
}

/// A target that a package meets to the last digit is met by it, and missed by a microgram less.
#[test]
fn at_the_target_the_exact_path_decides() {
    let (account, factors) = (account(lines("Town")), factors());
    let plan = plan();
    let projection = Projection::new(&account, &factors, &plan, year(2032)).unwrap();
    let all = projection.evaluate(&[true; 7]).unwrap().co2e(year(2032)).unwrap().tonnes();
    let costs = [1; 7];
    let found = |tonnes| {
        let target = level(tonnes, boundary());
        search(&projection, &[&target], &costs, SearchMethod::EveryPackage).unwrap()
    };
    let met = found(all);
    assert_eq!(met.reaching, Some(1));
    assert_eq!(met.smallest.as_ref().map(|found| found.size()), Some(7));
    assert_eq!(met.smallest.unwrap().gaps[0].gap, Exact::ZERO);
    let missed = found(all.checked_sub(Exact::new(1, 12)).unwrap());
    assert_eq!((missed.reaching, missed.smallest, missed.cheapest), (Some(0), None, None));
}

#[test]
fn packages_keep_to_what_excludes_and_requires() {
    let (account, factors) = (account(lines("Town")), factors());
    let cut = |id: &str, name: &str, share: &str| {
        measure(id, carrier(name), Effect::Share { share: exact(share) })
    };
    let plan = scenario(vec![
        cut("network", "coal", "1"), // finds nothing, but customers need it
        cut("customers", "oil", "0.9").requiring("network"),
        cut("boilers", "oil", "0.8").excluding("customers"),
        cut("cars", "petrol", "0.5"),
    ]);
    let projection = Projection::new(&account, &factors, &plan, year(2032)).unwrap();
    // 240.8 t of oil, 194.4 t of petrol, 98.6 t of electricity, less a forest of 12.5 t.
    let costs = [50, 1, 30, 10];
    let target = level(330.into(), boundary());
    let found = search(&projection, &[&target], &costs, SearchMethod::EveryPackage).unwrap();
    // Of 16: 4 with customers without network, 4 with both on oil, and of these 2 are the same.
    assert_eq!(found.tried, 10);
    let cheapest = found.cheapest.unwrap();
    assert_eq!(cheapest.package, [false, false, true, false]);
    assert_eq!(cheapest.cost.unwrap().value(), 30.into());
    let deep = level(210.into(), boundary());
    let found = search(&projection, &[&deep], &costs, SearchMethod::EveryPackage).unwrap();
    assert_eq!(found.cheapest.unwrap().package, [true, true, false, true]);
    assert_eq!(found.smallest.unwrap().package, [true, true, false, true]);
    let greedy = search(&projection, &[&deep], &costs, SearchMethod::Greedy).unwrap();
    assert_eq!(greedy.smallest.unwrap().package, [true, true, false, true]);
}

/// Beyond what can be tried: each of forty measures is needed or dropped.
#[test]
fn a_greedy_search_leaves_no_measure_that_is_not_needed() {
    let (account, factors) = (account(lines("Town")), factors());
    let names = ["oil", "petrol", "electricity"];
    let measures: Vec<Measure> = (0..40_usize)
        .map(|index| {
            let share = Exact::new(i64::try_from(index).unwrap() % 9 + 1, 2);
            let ramp = Progress::Ramp(Ramp::step(year(2030)));
            let title = Title::new("Tiltag", "Measure");
            let lines = carrier(names[index % 3]);
            Measure::new(format!("measure-{index}"), title, lines, Effect::Share { share }, ramp)
        })
        .collect();
    let plan = scenario(measures);
    let projection = Projection::new(&account, &factors, &plan, year(2032)).unwrap();
    let costs: Vec<i64> = (0..40).map(|index| index * 17 % 23 - 2).collect();
    let target = level(330.into(), boundary());
    let error = search(&projection, &[&target], &costs, SearchMethod::EveryPackage).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected at most 20 measures to search every package of, found 40; leave some out, or \
         search greedily"
    );
    let found = search(&projection, &[&target], &costs, SearchMethod::Greedy).unwrap();
    assert_eq!(found.reaching, None);
    let (smallest, cheapest) = (found.smallest.unwrap(), found.cheapest.unwrap());
    assert!(smallest.size() < cheapest.size());
    assert!(cheapest.cost.as_ref().unwrap().value() < smallest.cost.unwrap().value());
    let reaches = |package: &[bool]| {
        let pathway = projection.evaluate(package).unwrap();
        target.gap(&pathway.within(&target).unwrap(), &question()).unwrap().is_met()
    };
    assert!(reaches(&smallest.package) && reaches(&cheapest.package));
    for place in 0..40 {
        let mut without = cheapest.package.clone();
        without[place] = false;
        let dear = costs[place] > 0 && cheapest.package[place];
        assert!(!dear || !reaches(&without), "measure {place}");
        // What saves money is taken.
        assert!(costs[place] >= 0 || cheapest.package[place], "measure {place}");
    }
}

#[test]
fn a_search_that_cannot_be_made_says_why() {
    let (account, factors) = (account(lines("Town")), factors());
    let plan: Scenario = plan();
    let projection = Projection::new(&account, &factors, &plan, year(2032)).unwrap();
    let text = |targets: &[&Target], costs: &[i64]| {
        search(&projection, targets, costs, SearchMethod::EveryPackage).unwrap_err()
    };
    assert_eq!(text(&[], &[]).to_string(), "expected at least one target to reach, found none");
    let target = level(400.into(), boundary());
    assert_eq!(
        text(&[&target], &[1, 2]).to_string(),
        "expected a cost for each of 7 measures, found 2; leave all out to search by number alone"
    );
    let other = level(100.into(), Boundary::whole(TotalKind::Net, "AR6 GWP100"));
    let error = text(&[&other], &[]);
    assert_eq!(error.kind(), ErrorKind::GwpSetMismatch);
    assert_eq!(
        error.to_string(),
        "expected the target `plan` in the GWP set of the account (AR5 GWP100), found AR6 GWP100; \
         state it in that set"
    );
    let words = Boundary { sectors: vec!["all but land use".to_owned()], ..boundary() };
    assert_eq!(
        text(&[&level(100.into(), words)], &[]).to_string(),
        "expected sectors of the target `plan` as codes such as `gpc:II.1`, found `all but land \
         use`; leave them out for all sectors"
    );
    // What is only known as CO2e has no methane to count.
    let known = climate_account::gas::Emissions::from_co2e(
        climate_account::gas::Co2e::from_tonnes(10, climate_account::gas::GwpSet::ar5()),
    );
    let sector = "gpc:IV.1".parse().unwrap();
    let line = climate_account::Activity::new("Town", year(2023), sector, known, &source());
    let whole = town::account([lines("Town"), vec![line]].concat());
    let projection_of_all = Projection::new(&whole, &factors, &plan, year(2032)).unwrap();
    let methane = Boundary { gases: vec![Gas::CH4_FOSSIL], ..boundary() };
    let target_of_gas = level(100.into(), methane);
    let error =
        search(&projection_of_all, &[&target_of_gas], &[], SearchMethod::EveryPackage).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected lines of known gases to count some of them, found CO2e without gases; state the \
         target for all gases"
    );
    // Without costs there is a smallest package and no cheapest.
    let found = search(&projection, &[&target], &[], SearchMethod::EveryPackage).unwrap();
    assert!(found.smallest.is_some() && found.cheapest.is_none());
}
