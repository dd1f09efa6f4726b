//! A municipality of 10 000 mixed activities: fuels by energy and mass, traffic by distance, network
//! heat and electricity, direct entries.
#![allow(missing_docs, clippy::unwrap_used, clippy::cast_possible_truncation)]

mod common;

use std::sync::Arc;

use climate_account::factor::{FactorLayer, FactorSet, Parameter, ParameterKind};
use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::method::{SupplyNetwork, SupplySystem};
use climate_account::number::Exact;
use climate_account::unit::{CalorificBasis, Energy};
use climate_account::{
    Account, Activity, Amount, Profile, Quantity, SectorRef, Source, Unit, Year,
};
use common::{Numbers, each};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use std::time::{Duration, Instant};

const COUNT: u64 = 10_000;

fn source() -> Source {
    Source::new("Bench", "Made-up figures", 2024, "row").unwrap()
}

/// A heat network with heat pumps and a power grid with a plant that takes heat: each needs the
/// other.
fn networks() -> SupplySystem {
    let gigawatt_hours = |value: i64| Quantity::<Energy>::gigawatt_hours(value);
    let tonnes = |value: i64| Emissions::from_tonnes(Gas::CO2, value);
    SupplySystem::new([
        SupplyNetwork::new("power", gigawatt_hours(1000), tonnes(200_000))
            .taking("heat-north", gigawatt_hours(20)),
        SupplyNetwork::new("heat-north", gigawatt_hours(500), tonnes(30_000))
            .taking("power", gigawatt_hours(100)),
    ])
    .unwrap()
}

fn factors(networks: &SupplySystem) -> FactorSet {
    let (found, unit) = (networks.factors().unwrap(), "MWh".parse().unwrap());
    let network = |name: &str| found.emission_factor(name, name, &unit, source()).unwrap();
    let parameter = |id: &str, kind, amount: &str| {
        Parameter::new(id, "gas-diesel-oil", kind, amount.parse().unwrap(), source()).unwrap()
    };
    let own = FactorLayer::new("own", "2024", [network("heat-north"), network("power")]);
    let own = own.unwrap().with_parameters([
        parameter("density", ParameterKind::Density, "0.84 kg/l"),
        parameter("cars", ParameterKind::FuelUse, "0.055 l/vkm"),
    ]);
    FactorSet::new([own.unwrap(), FactorLayer::catalogue()])
}

fn activities() -> Vec<Activity> {
    type Ready = (Arc<str>, Arc<str>, Option<Unit>, SectorRef);
    let kinds = [
        ("natural-gas", "commercial-institutional", "GJ", "gpc:I.2.1"),
        ("gas-diesel-oil", "manufacturing-construction", "t", "gpc:I.3.1"),
        ("gas-diesel-oil", "road", "vkm", "gpc:II.1.1"),
        ("heat-north", "", "MWh", "gpc:I.1.2"),
        ("power", "", "kWh", "gpc:I.1.2"),
        ("wood", "residential-agriculture-forestry-fishing", "GJ", "gpc:I.1.1"),
        ("", "", "", "gpc:V.2"),
    ];
    let place: Arc<str> = "Odder".into();
    let ready: Vec<Ready> = kinds
        .iter()
        .map(|(carrier, process, unit, sector)| {
            ((*carrier).into(), (*process).into(), unit.parse().ok(), sector.parse().unwrap())
        })
        .collect();
    let (mut numbers, year, source) = (Numbers(7), Year::new(2023).unwrap(), source());
    (0..COUNT)
        .map(|line| {
            let (carrier, process, unit, sector) = &ready[line as usize % ready.len()];
            let value = Exact::new(numbers.below(1_000_000_000), 3);
            let place = Arc::clone(&place);
            let Some(unit) = unit else {
                let emissions = Emissions::from_kilograms(Gas::CO2, value);
                return Activity::new(place, year, sector.clone(), emissions, &source);
            };
            let amount = Amount::new(value, unit.clone());
            let line = Activity::new(place, year, sector.clone(), amount, &source)
                .carrier(Arc::clone(carrier));
            if process.is_empty() { line } else { line.process(Arc::clone(process)) }
        })
        .collect()
}

fn methods(criterion: &mut Criterion) {
    let (activities, networks) = (activities(), networks());
    let profile = Profile::new("bench", GwpSet::ar5()).calorific_basis(CalorificBasis::Net);
    // The networks are solved and the factors laid out anew each time.
    let compute = |lines| Account::compute(lines, &profile, &factors(&networks)).unwrap();
    let derive = |account: &Account| {
        account.entries().map(|entry| entry.derivation().unwrap().steps.len()).sum::<usize>()
    };
    let mut times: Vec<(Duration, Duration)> = (0..31)
        .map(|_| {
            let lines = activities.clone();
            let start = Instant::now();
            let account = std::hint::black_box(compute(lines));
            let off = start.elapsed();
            std::hint::black_box(derive(&account));
            (off, start.elapsed())
        })
        .collect();
    times.sort();
    let (off, on) = times[times.len() / 2];
    println!(
        "{COUNT} mixed activities: {} each, with derivations {}",
        each(off, COUNT),
        each(on, COUNT),
    );

    let mut group = criterion.benchmark_group("methods");
    group.throughput(Throughput::Elements(COUNT)).sample_size(20);
    group.bench_function("10 000 mixed activities", |bencher| {
        bencher.iter_batched(|| activities.clone(), compute, BatchSize::LargeInput);
    });
    let account = compute(activities.clone());
    group.bench_function("derivations of 10 000 entries", |bencher| {
        bencher.iter(|| derive(&account));
    });
    group.finish();
}

criterion_group!(benches, methods);
criterion_main!(benches);
