//! One variable of each shape, an account of them, plain, in a hypercube, and correlated.
#![allow(clippy::unwrap_used)]

use climate_account::distribution::{Distribution, Family, Kept};
use climate_account::ensemble::{Model, Run, Sampling, Simulation};
use climate_account::number::Exact;

/// Not that the numbers are right, only that they are the same on every machine, in every build, and
/// in every later version.
pub(crate) const COMMITTED: [u64; 5] = [
    0xbc9f_3ad0_254c_eb20,
    0xba53_ceb8_08f6_c6ef,
    0x4108_c967_557d_90ad,
    0x45a8_a1e0_2108_58d2,
    0xeb88_c749_a26d_23d3,
];

const NAMES: [&str; 14] = [
    "normal",
    "normal interval",
    "lognormal",
    "lognormal interval",
    "lognormal of mean",
    "around",
    "half-range",
    "uniform",
    "triangular",
    "pert",
    "truncated",
    "truncated above",
    "kept mean",
    "pedigree",
];

fn shapes() -> [Distribution; 14] {
    let half = Exact::new(5, 1);
    let made = [
        Distribution::from_mean_and_sd(Family::Normal, 10, 2),
        Distribution::from_95_percent_interval(Family::Normal, -1, 5),
        Distribution::from_median_and_gsd(5, Exact::new(14, 1)),
        Distribution::from_guideline_interval(Family::Lognormal, 2, 9),
        Distribution::from_mean_and_sd(Family::Lognormal, 10, 4),
        Distribution::from_95_percent_interval_around(1, 3, 6, Kept::Mean),
        Distribution::from_guideline_half_range(Family::Lognormal, 7, 60),
        Distribution::uniform(-2, 6),
        Distribution::triangular(0, 1, 4),
        Distribution::pert(1, 2, 9),
        Distribution::truncated_normal(1, half, Some(Exact::ZERO), None),
        Distribution::truncated_normal(1, 1, None, Some(Exact::ZERO)),
        Distribution::truncated_normal_of_mean(1, 1, Some(half), Some(2.into())),
        Distribution::from_pedigree([3, 3, 1, 3, 3], Exact::new(105, 2)),
    ];
    made.map(Result::unwrap)
}

fn model() -> Model {
    let mut model = Model::new();
    for (name, distribution) in NAMES.into_iter().zip(shapes()) {
        model.variable(name, &distribution).unwrap();
        model.line(name, Exact::ONE, &[name]).unwrap();
    }
    model.line("2020", Exact::new(1205, 1), &["lognormal", "normal"]).unwrap();
    model.line("2020", 7.into(), &[]).unwrap();
    model.line("2030", 60.into(), &["lognormal", "normal", "uniform"]).unwrap();
    model.line("2030", (-15).into(), &["pert"]).unwrap();
    model
}

/// FNV-1a over the bits of all draws.
fn hash(run: &Run, outputs: &[&str]) -> u64 {
    let values = outputs.iter().flat_map(|name| run.output(name).unwrap().values());
    values
        .flat_map(|value| value.to_bits().to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

pub(crate) fn hashes() -> [u64; 5] {
    let plain = Simulation::new(301, 42).unwrap();
    let cube = plain.sampling(Sampling::LatinHypercube);
    let model = model();
    let mut correlated = model.clone();
    let row = |tenths: [i64; 3]| tenths.map(|tenths| Exact::new(tenths, 1));
    let rows = [row([10, 6, -2]), row([6, 10, 1]), row([-2, 1, 10])];
    correlated.correlate(&["lognormal", "pert", "triangular"], &rows).unwrap();
    let (drawn, sliced) = (model.simulate(&plain).unwrap(), model.simulate(&cube).unwrap());
    let together = correlated.simulate(&plain).unwrap();
    [
        hash(&drawn, &NAMES),
        hash(&drawn, &["2020", "2030"]),
        hash(&sliced, &NAMES),
        hash(&sliced, &["2020", "2030"]),
        hash(&together, &["2020", "2030", "pert", "triangular"]),
    ]
}
