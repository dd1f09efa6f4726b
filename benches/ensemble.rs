//! Draws of one variable, an account of 120 lines with 45 shared factors, and the table of
//! approach 1.
#![allow(missing_docs, clippy::unwrap_used)]

use climate_account::distribution::{Distribution, Family};
use climate_account::ensemble::{
    ApproachOne, InventoryLine, Model, Sampling, Simulation, TrendSensitivity,
};
use climate_account::number::Exact;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

const DRAWS: u32 = 10_000;

fn one_variable(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("one variable");
    group.throughput(Throughput::Elements(DRAWS.into()));
    let plain = Simulation::new(DRAWS, 1).unwrap();
    for (name, distribution) in [
        ("normal", Distribution::from_mean_and_sd(Family::Normal, 10, 2)),
        ("lognormal", Distribution::from_median_and_gsd(5, Exact::new(14, 1))),
        ("uniform", Distribution::uniform(1, 2)),
        ("triangular", Distribution::triangular(1, 2, 5)),
        ("truncated", Distribution::truncated_normal(1, 1, Some(Exact::ZERO), None)),
        ("pert", Distribution::pert(1, 2, 5)),
    ] {
        let mut model = Model::new();
        model.variable("f", &distribution.unwrap()).unwrap();
        model.line("x", Exact::ONE, &["f"]).unwrap();
        let cube = plain.sampling(Sampling::LatinHypercube);
        for (sampling, simulation) in [("plain", plain), ("hypercube", cube)] {
            group.bench_function(BenchmarkId::new(name, sampling), |bencher| {
                bencher.iter(|| model.simulate(black_box(&simulation)).unwrap());
            });
        }
    }
    group.finish();
}

/// 120 uncertain activities, three in five normal, each with one of 45 factors, in 8 sectors.
fn account() -> Model {
    let mut model = Model::new();
    for factor in 0..45_i64 {
        let distribution = if factor % 2 == 0 {
            Distribution::triangular(50 + factor, 60 + factor, 75 + factor)
        } else {
            Distribution::from_median_and_gsd(50 + factor, Exact::new(12, 1))
        };
        model.variable(&format!("factor {factor}"), &distribution.unwrap()).unwrap();
    }
    for line in 0..120_i64 {
        let distribution = if line % 5 < 3 {
            Distribution::from_mean_and_sd(Family::Normal, 1000 + 7 * line, 50)
        } else {
            Distribution::from_median_and_gsd(1000 + 7 * line, Exact::new(11, 1))
        };
        let (activity, factor) = (format!("activity {line}"), format!("factor {}", line % 45));
        model.variable(&activity, &distribution.unwrap()).unwrap();
        let sector = format!("sector {}", line % 8);
        model.line(&sector, Exact::ONE, &[&activity, &factor]).unwrap();
    }
    model
}

fn whole_account(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("120 lines, 45 factors");
    group.sample_size(20);
    let model = account();
    let sectors: Vec<String> = (0..8).map(|sector| format!("sector {sector}")).collect();
    let names: Vec<&str> = sectors.iter().map(String::as_str).collect();
    for draws in [10_000, 100_000] {
        group.throughput(Throughput::Elements(u64::from(draws) * 165));
        let simulation = Simulation::new(draws, 1).unwrap();
        group.bench_function(BenchmarkId::new("draws and percentiles", draws), |bencher| {
            bencher.iter(|| {
                let run = model.simulate(black_box(&simulation)).unwrap();
                let total = run.sum(&names).unwrap().summary().unwrap();
                let sectors: Vec<_> =
                    names.iter().map(|name| run.output(name).unwrap().summary().unwrap()).collect();
                (total, sectors)
            });
        });
    }
    group.finish();
}

fn table(criterion: &mut Criterion) {
    let lines: Vec<InventoryLine> = (1..=153_i64)
        .map(|line| {
            let [base, year] = [line * 97 % 1009, line * 89 % 1013].map(Exact::from);
            InventoryLine::new("x", "CO2", base, year, (line % 20).into(), (line % 70).into())
        })
        .collect();
    criterion.bench_function("table of 153 lines", |bencher| {
        bencher.iter(|| ApproachOne::new(black_box(&lines), TrendSensitivity::Printed).unwrap());
    });
}

criterion_group!(benches, one_variable, whole_account, table);
criterion_main!(benches);
