//! A municipality of 120 lines, three gases and 30 years under measures.
#![allow(missing_docs, clippy::unwrap_used)]

use climate_account::economics::Money;
use climate_account::factor::FactorLayer;
use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::number::Exact;
use climate_account::scenario::{
    AttributionRule, Driver, Effect, LineFilter, Measure, PackageSearch, Progress, Projection,
    Ramp, Scenario, ScenarioRole, SearchMethod, ShareLine, attribute_shares,
};
use climate_account::series::{AnnualValue, CumulativeRule, Extrapolation, Interpolation, Series};
use climate_account::target::{
    BaseValue, BaseYear, Boundary, Demand, GapQuestion, Milestone, Target, TargetTiming, TotalKind,
};
use climate_account::{
    Account, Activity, Amount, EmissionFactor, FactorSet, Profile, Source, Title, Year,
};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use std::hint::black_box;

const CARRIERS: [&str; 6] = ["oil", "gas", "petrol", "diesel", "electricity", "heat"];

fn source() -> Source {
    Source::new("Bench", "Made-up figures", 2024, "row").unwrap()
}

fn year(number: i64) -> Year {
    Year::new(number).unwrap()
}

fn factors() -> FactorSet {
    let factor = |(index, carrier): (i64, &str)| {
        let emissions = Emissions::from_kilograms(Gas::CO2, 50 + 30 * index)
            .and(&Emissions::from_grams(Gas::CH4_FOSSIL, 3 + index))
            .and_then(|sum| sum.and(&Emissions::from_grams(Gas::N2O, Exact::new(6 + index, 1))))
            .unwrap();
        EmissionFactor::new(carrier, carrier, "MWh".parse().unwrap(), emissions, source()).unwrap()
    };
    let factors = (0..).zip(CARRIERS).map(factor);
    FactorSet::new([FactorLayer::new("bench", "2024", factors).unwrap()])
}

fn account(lines: i64) -> Account {
    let sectors = ["gpc:I.1.1", "gpc:I.2.1", "gpc:I.3.1", "gpc:II.1.1"];
    let activities = (0..lines).map(|line| {
        let index = usize::try_from(line).unwrap();
        let amount: Amount = format!("{}.{} MWh", 1000 + 37 * line, line % 10).parse().unwrap();
        let sector = sectors[index / 6 % 4].parse().unwrap();
        Activity::new("Town", year(2023), sector, amount, &source())
            .carrier(CARRIERS[index % 6])
            .path(format!("line/{line}"))
    });
    Account::compute(activities, &Profile::new("Town", GwpSet::ar5()), &factors()).unwrap()
}

/// Each acts on the lines of one carrier, most of them on a share of the emissions.
fn scenario(measures: usize, shares_alone: bool) -> Scenario {
    let ramp = Ramp::new(year(2024), year(2035)).unwrap();
    let measures = (0..measures).map(|index| {
        let share = Exact::new(i64::try_from(index).unwrap() % 17 + 1, 2);
        let effect = match index % 4 {
            1 if !shares_alone => Effect::Activity { share },
            2 if !shares_alone => Effect::Substitution {
                share,
                efficiency_before: Exact::new(9, 1),
                efficiency_after: 3.into(),
                carrier: "electricity".into(),
                process: None,
                unit: "MWh".parse().unwrap(),
                sector: "gpc:I.1.2".parse().unwrap(),
            },
            3 if !shares_alone => Effect::Factor { share },
            _ => Effect::Share { share },
        };
        let title = Title::new("Tiltag", "Measure");
        let lines = LineFilter::new().carrier(CARRIERS[index % 6]);
        Measure::new(format!("measure-{index}"), title, lines, effect, Progress::Ramp(ramp))
    });
    let index = [
        (year(2023), AnnualValue::Number(20_000.into())),
        (year(2040), AnnualValue::Number(22_345.into())),
    ];
    let index = Series::new("capita".parse().unwrap(), index).unwrap();
    let driver = Driver {
        name: Title::new("Indbyggere", "Inhabitants"),
        lines: LineFilter::new(),
        index: index.extrapolated(Extrapolation::Hold),
        elasticity: Exact::ONE,
    };
    let named =
        Scenario::new("plan", Title::new("Plan", "Plan"), ScenarioRole::Ambitious, &source());
    Scenario { drivers: vec![driver], measures: measures.collect(), ..named }
}

fn evaluate(criterion: &mut Criterion) {
    let factors = factors();
    let mut group = criterion.benchmark_group("scenario of 8 measures, 30 years, exact");
    for lines in [60, 120, 240] {
        let account = account(lines);
        let plan = scenario(8, false);
        let projection = Projection::new(&account, &factors, &plan, year(2053)).unwrap();
        group.bench_function(BenchmarkId::new("lines", lines), |bencher| {
            bencher.iter(|| black_box(&projection).evaluate(&[true; 8]).unwrap().series().unwrap());
        });
    }
    group.finish();
    let account = account(120);
    criterion.bench_function("projection of 120 lines made ready", |bencher| {
        let plan = scenario(8, false);
        bencher.iter(|| Projection::new(&account, &factors, black_box(&plan), year(2053)).unwrap());
    });
    let mut group = criterion.benchmark_group("12 mixed measures by enumeration");
    group.sample_size(10);
    let plan = scenario(12, false);
    let projection = Projection::new(&account, &factors, &plan, year(2053)).unwrap();
    group.bench_function("120 lines, 30 years", |bencher| {
        bencher.iter(|| black_box(&projection).attribute(&AttributionRule::Shapley).unwrap());
    });
    group.finish();
}

fn shares(criterion: &mut Criterion) {
    for lines in [120, 240] {
        let lines: Vec<ShareLine> = (0..lines)
            .map(|line| ShareLine {
                emission: (1000 + 37 * line).into(),
                shares: (0..20).map(|measure| Exact::new(1 + (line + measure) % 17, 2)).collect(),
            })
            .collect();
        let name = format!("20 share measures on {} lines", lines.len());
        criterion.bench_function(&name, |bencher| {
            bencher.iter(|| attribute_shares(black_box(&lines)).unwrap());
        });
    }
}

fn bulk(criterion: &mut Criterion) {
    let (factors, account, plan) = (factors(), account(120), scenario(40, true));
    let projection = Projection::new(&account, &factors, &plan, year(2053)).unwrap();
    let bulk = projection.bulk().unwrap();
    for count in [1000_usize, 2000] {
        // Every package another subset.
        let packages: Vec<Vec<bool>> = (0..count)
            .map(|package| {
                (0..40).map(|measure| (package * 7919 + measure * 104_729) % 3 != 0).collect()
            })
            .collect();
        criterion.bench_function(&format!("{count} packages of 40 measures in bulk"), |bencher| {
            bencher.iter(|| black_box(&bulk).evaluate(&packages).unwrap());
        });
    }
}

/// A scenario made ready and evaluated, with each of its measures of size doubled twice.
fn linear(criterion: &mut Criterion) {
    let factors = factors();
    let (small, plan) = (account(120), scenario(8, false));
    let whole = |account: &Account, last: i64, scenarios: usize| {
        for _ in 0..scenarios {
            let plan = black_box(&plan);
            let projection = Projection::new(account, &factors, plan, year(last)).unwrap();
            black_box(projection.evaluate(&[true; 8]).unwrap().series().unwrap());
        }
    };
    let mut group = criterion.benchmark_group("linear in lines, years and scenarios");
    for lines in [120, 240, 480] {
        let account = account(lines);
        group.bench_function(BenchmarkId::new("lines", lines), |bencher| {
            bencher.iter(|| whole(&account, 2053, 1));
        });
    }
    for years in [15, 30, 60] {
        group.bench_function(BenchmarkId::new("years", years), |bencher| {
            bencher.iter(|| whole(&small, 2023 + years, 1));
        });
    }
    for scenarios in [1, 2, 4] {
        group.bench_function(BenchmarkId::new("scenarios", scenarios), |bencher| {
            bencher.iter(|| whole(&small, 2053, scenarios));
        });
    }
    group.finish();
}

/// The cheapest of all packages of measures that reaches a target.
fn search(criterion: &mut Criterion) {
    let (factors, account) = (factors(), account(120));
    let target = Target {
        id: "target".to_owned(),
        version: "1".to_owned(),
        demand: Demand::ReductionOfBase,
        base: BaseYear {
            year: year(2023),
            value: BaseValue::Measured { value: account.total().unwrap().co2e().unwrap().tonnes() },
        },
        milestones: vec![Milestone { year: year(2035), value: Exact::new(15, 2) }],
        interpolation: Interpolation::Linear,
        timing: TargetTiming::InTheYear,
        boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
        unit: "t CO2e".parse().unwrap(),
    };
    let question = GapQuestion {
        now: year(2023),
        year: year(2035),
        cumulative: CumulativeRule::AnnualSum,
        budget: None,
    };
    let goals = [(&target, question)];
    let mut group = criterion.benchmark_group("packages that reach a target");
    group.sample_size(10);
    for measures in [15_usize, 16, 40] {
        let plan = scenario(measures, false);
        let projection = Projection::new(&account, &factors, &plan, year(2053)).unwrap();
        let costs: Vec<Money> = (0..measures)
            .map(|index| {
                let cost = i64::try_from(index).unwrap() * 37 % 23 - 2;
                Money::new(cost, "DKK (2023)".parse().unwrap()).unwrap()
            })
            .collect();
        let method = if measures > 20 { SearchMethod::Greedy } else { SearchMethod::EveryPackage };
        group.bench_function(BenchmarkId::new(format!("{method:?}"), measures), |bencher| {
            let search = PackageSearch { goals: &goals, costs: &costs, method };
            bencher.iter(|| black_box(&projection).search_packages(&search).unwrap());
        });
    }
    group.finish();
}

criterion_group!(benches, evaluate, shares, bulk, linear, search);
criterion_main!(benches);
