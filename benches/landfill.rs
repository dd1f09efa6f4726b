//! Fifty years of first-order decay with nine kinds of waste, and how the time grows with the years.
#![allow(missing_docs, clippy::unwrap_used)]

use climate_account::distribution::{Distribution, Family};
use climate_account::ensemble::{LandfillDraws, LandfillInput, LandfillVariation, Simulation};
use climate_account::method::waste::{DecayRate, DecayStart, Landfill, LandfillWaste};
use climate_account::method::{Sourced, TimeVarying};
use climate_account::number::Exact;
use climate_account::series::AnnualQuantities;
use climate_account::unit::Mass;
use climate_account::{Quantity, Source, Title, Year};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

fn sourced<T>(value: T) -> Sourced<T> {
    Sourced::new(value, &Source::new("Bench", "Made-up figures", 2024, "row").unwrap())
}

fn landfill(years: i64) -> Landfill {
    // Degradable carbon, share that decomposes, decay rate, in thousandths.
    let kinds = [
        (150, 700, 185),
        (200, 700, 100),
        (400, 500, 60),
        (430, 100, 30),
        (240, 500, 60),
        (240, 500, 185),
        (390, 100, 30),
        (150, 500, 90),
        (50, 500, 185),
    ];
    let waste = kinds.map(|(carbon, decomposed, rate)| {
        let deposits =
            (0..years).map(|year| Quantity::<Mass>::kilograms(9_000_000 + 12_345 * year));
        LandfillWaste {
            name: Title::new("Affald", "Waste"),
            deposits: sourced(
                AnnualQuantities::starting(Year::new(1800).unwrap(), deposits).unwrap(),
            ),
            history: None,
            degradable_carbon: sourced(Exact::new(carbon, 3)),
            decomposed_share: sourced(Exact::new(decomposed, 3)),
            methane_correction: TimeVarying::constant(sourced(Exact::ONE)),
            decay_rate: sourced(DecayRate::new(Exact::new(rate, 3)).unwrap()),
        }
    });
    Landfill {
        waste: waste.into(),
        methane_fraction: sourced(Exact::new(5, 1)),
        oxidation: TimeVarying::constant(sourced(Exact::new(1, 1))),
        recovered: None,
        start: DecayStart::NEXT_JANUARY,
    }
}

fn decay(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("landfill, nine kinds of waste");
    for years in [50, 100, 200] {
        let (fill, last) = (landfill(years), Year::new(1799 + years).unwrap());
        group.bench_function(BenchmarkId::from_parameter(years), |bencher| {
            bencher.iter(|| black_box(&fill).decay(last).unwrap());
        });
    }
    group.finish();
}

/// Nine kinds of waste over fifty years, decay rate and carbon of each drawn: time for each kind, year
/// and draw.
fn draws(criterion: &mut Criterion) {
    const DRAWS: u32 = 10_000;
    let (fill, years) = (landfill(50), (Year::new(1800).unwrap(), Year::new(1849).unwrap()));
    let spread = Distribution::from_guideline_half_range(Family::Lognormal, 1, 30).unwrap();
    let inputs = [LandfillInput::DecayRate, LandfillInput::DegradableCarbon];
    let variations: Vec<LandfillVariation> = (0..9)
        .flat_map(|kind| inputs.map(|input| (kind, input)))
        .map(|(kind, input)| LandfillVariation {
            variable: format!("{input:?} {kind}"),
            input,
            waste: Some(kind),
            distribution: spread.clone(),
        })
        .collect();
    let simulation = Simulation::new(DRAWS, 1).unwrap();
    let mut group = criterion.benchmark_group("landfill, nine kinds of waste, fifty years");
    group.throughput(Throughput::Elements(u64::from(DRAWS) * 9 * 50));
    group.bench_function("10000 draws", |bencher| {
        bencher.iter(|| {
            LandfillDraws::new(black_box(&fill), &variations, &simulation, years).unwrap()
        });
    });
    group.finish();
}

criterion_group!(benches, decay, draws);
criterion_main!(benches);
