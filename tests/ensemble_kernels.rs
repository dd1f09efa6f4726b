//! Elementary functions against values of 106 bits, written by `oracle/kernel.py`.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::float_arithmetic,
    clippy::float_cmp
)]

use climate_account::ensemble::kernel;

type Function = fn(f64) -> f64;

fn double(bits: &str) -> f64 {
    f64::from_bits(u64::from_str_radix(bits, 16).unwrap())
}

/// The distance to the next larger number.
fn last_place(value: f64) -> f64 {
    let size = value.abs();
    f64::from_bits(size.to_bits() + 1) - size
}

/// The largest error of a function in units of the last place, and where.
fn largest_error(name: &str, function: impl Fn(f64) -> f64) -> (f64, f64) {
    let mut worst = (0.0, 0.0);
    let mut rows = 0;
    for row in include_str!("oracle/kernel.csv").lines() {
        let cells: Vec<&str> = row.split(',').collect();
        if cells[0] != name {
            continue;
        }
        rows += 1;
        let (x, head, rest) = (double(cells[1]), double(cells[2]), double(cells[3]));
        let error = ((function(x) - head) - rest).abs() / last_place(head);
        if error.is_nan() || error > worst.0 {
            worst = (error, x);
        }
    }
    assert!(rows >= 400, "{name}: {rows} rows");
    worst
}

#[test]
fn errors_are_below_those_of_the_documentation() {
    let bounds: [(&str, Function, f64); 6] = [
        ("exp", kernel::exp, 1.0),
        ("ln", kernel::ln, 1.0),
        ("sine", |x| kernel::sine_and_cosine_of_turns(x).0, 1.5),
        ("cosine", |x| kernel::sine_and_cosine_of_turns(x).1, 1.5),
        ("quantile", kernel::normal_quantile, 4.0),
        ("probability", kernel::normal_probability, 5.0),
    ];
    let mut over = Vec::new();
    for (name, function, bound) in bounds {
        let (error, x) = largest_error(name, function);
        println!("{name}: {error:.3} at {x:e}");
        if error.is_nan() || error > bound {
            over.push(format!("{name}: {error:.2} at {x:e}"));
        }
    }
    assert!(over.is_empty(), "{over:?}");
}

#[test]
fn special_numbers_are_answered() {
    assert!(kernel::exp(f64::NAN).is_nan() && kernel::ln(f64::NAN).is_nan());
    assert!(kernel::normal_quantile(f64::NAN).is_nan());
    assert!(kernel::normal_probability(f64::NAN).is_nan());
    assert_eq!(kernel::exp(f64::INFINITY), f64::INFINITY);
    assert_eq!(kernel::exp(f64::NEG_INFINITY), 0.0);
    assert_eq!(kernel::ln(f64::INFINITY), f64::INFINITY);
    assert_eq!(kernel::normal_quantile(1.0), f64::INFINITY);
    assert_eq!(kernel::normal_probability(f64::NEG_INFINITY), 0.0);
    assert_eq!(kernel::normal_probability(f64::INFINITY), 1.0);
    // Largest and smallest results: exp(709.78) and exp(-745) are still numbers.
    assert!(kernel::exp(709.78).is_finite() && kernel::exp(709.79).is_infinite());
    assert!(kernel::exp(-745.0) > 0.0 && kernel::exp(-745.2) == 0.0);
    // ln of 2^-1074 is -1074 ln 2.
    let subnormal = kernel::ln(f64::from_bits(1));
    assert!((subnormal + 1074.0 * core::f64::consts::LN_2).abs() < 2e-13);
}

#[test]
fn quantile_and_probability_undo_each_other() {
    for step in 1..1000 {
        let probability = f64::from(step) / 1000.0;
        let back = kernel::normal_probability(kernel::normal_quantile(probability));
        assert!((back - probability).abs() < 1e-15, "{probability}");
    }
}
