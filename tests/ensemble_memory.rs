//! The memory that an account of 120 lines with 45 shared factors takes at 100,000 draws. A test of its
//! own, because it asks for the most that the whole process ever had.
#![allow(missing_docs, clippy::unwrap_used)]

use climate_account::distribution::{Distribution, Family};
use climate_account::ensemble::{Model, Simulation};
use climate_account::number::Exact;

fn account() -> Model {
    let mut model = Model::new();
    for factor in 0..45_i64 {
        let distribution = if factor % 2 == 0 {
            Distribution::triangular(50 + factor, 60 + factor, 75 + factor)
        } else {
            Distribution::from_median_and_gsd(50 + factor, Exact::new(12, 1))
        };
        model.try_variable(&format!("factor {factor}"), distribution).unwrap();
    }
    for line in 0..120_i64 {
        let (activity, factor) = (format!("activity {line}"), format!("factor {}", line % 45));
        let distribution = Distribution::from_mean_and_sd(Family::Normal, 1000 + 7 * line, 50);
        model.try_variable(&activity, distribution).unwrap();
        model.line(&format!("sector {}", line % 8), Exact::ONE, &[&activity, &factor]).unwrap();
    }
    model
}

/// The most memory that this process ever had, in kilobytes.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
fn a_hundred_thousand_draws_stay_below_a_hundred_megabytes() {
    let model = account();
    let run = model.simulate(&Simulation::new(100_000, 1).unwrap()).unwrap();
    let names: Vec<String> = (0..8).map(|sector| format!("sector {sector}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let total = run.sum(&names).unwrap().summary().unwrap();
    assert!(total.low.value < total.mean.value && total.mean.value < total.high.value);
    for name in &names {
        run.output(name).unwrap().summary().unwrap();
    }
    match peak() {
        Some(kilobytes) => {
            println!("peak memory: {kilobytes} kB");
            assert!(kilobytes < 100_000, "{kilobytes} kB");
        }
        None => println!("skipped: the peak memory of a process can be read on Linux only"),
    }
}
