//! Results against those of an independent implementation, in `expected.json`.

use climate_account::ensemble::Model;
use serde_json::{Value, json};

use super::generator::SECTORS;
use super::scenarios::{Paths, SCENARIOS, YEARS};
use super::{monte_carlo, stream, tree};

pub fn expected() -> Value {
    serde_json::from_str(include_str!("expected.json")).unwrap()
}

fn number(value: &Value) -> f64 {
    value.to_string().parse().unwrap()
}

fn near(found: f64, expected: &Value, what: &str) {
    let expected = number(expected);
    assert!(
        (found - expected).abs() <= 1e-9 * expected.abs(),
        "{what}: expected {expected}, found {found}"
    );
}

/// Means and standard deviations in closed form to nine digits, those of the draws within five
/// standard errors.
pub fn monte_carlo(model: &Model, draws: u32) -> Value {
    let expected = expected();
    let groups = expected["w2"]["analytic"].as_array().unwrap();
    let summaries = monte_carlo::summaries(model, draws);
    for (group, summary) in groups.iter().zip(&summaries) {
        let name = group["group"].as_str().unwrap();
        let outputs: Vec<&str> =
            SECTORS.into_iter().filter(|sector| name == "total" || name == *sector).collect();
        let moments = model.expectation(&outputs).unwrap();
        near(moments.mean, &group["mean"], name);
        near(moments.standard_deviation, &group["sd"], name);
        for (estimate, expected) in
            [(summary.mean, &group["mean"]), (summary.standard_deviation, &group["sd"])]
        {
            let off = (estimate.value - number(expected)).abs();
            assert!(off < 5.0 * estimate.standard_error, "{name}: {} off by {off}", estimate.value);
        }
    }
    let total = &summaries[0];
    json!({
        "mean": total.mean.value, "sd": total.standard_deviation.value, "low": total.low.value,
        "median": total.median.value, "high": total.high.value,
    })
}

pub fn scenarios(paths: &Paths) -> Value {
    let expected = &expected()["w3"];
    let row = expected["total_path_s0001"].as_array().unwrap();
    for (found, expected) in paths.tonnes.iter().zip(row) {
        near(*found, expected, "path of the first scenario");
    }
    for (scenario, expected) in expected["cumulative_first3"].as_array().unwrap().iter().enumerate()
    {
        near(paths.sums[scenario], expected, "sum of years");
    }
    let [first, second] = &paths.gaps;
    for (gaps, year) in [(first, "2030"), (second, "2045")] {
        let key = format!("gap_{year}_first3");
        for (found, expected) in gaps.iter().zip(expected[&key].as_array().unwrap()) {
            near(*found, expected, &key);
        }
        let met = gaps.iter().filter(|gap| **gap <= 0.0).count();
        assert_eq!(json!(met), expected[format!("scenarios_meeting_{year}")], "{year}");
    }
    assert_eq!(paths.tonnes.len(), SCENARIOS * YEARS);
    json!({ "total": paths.tonnes.iter().sum::<f64>(), "last": paths.sums[SCENARIOS - 1] })
}

pub fn tree(inputs: &tree::Inputs) -> Value {
    let expected = &expected()["w4"];
    let (sums, deviations) = inputs.check(&inputs.tree());
    let total: i64 = sums.iter().sum();
    near(total as f64, &expected["total"], "sum of all inner categories");
    let found = inputs.names(&deviations);
    assert_eq!(json!(found), expected["planted"]);
    assert_eq!(found, inputs.planted);
    json!({ "total": total, "deviations": found.len() })
}

/// Closed form: a thousand lines, a whole number of times, have the same sums in every group.
pub fn stream(lines: usize) -> Value {
    assert_eq!(lines % 1000, 0);
    let totals = stream::totals(lines);
    let (first, second) = (totals.gas(0), totals.gas(1));
    for group in 0..100 {
        let members = || (0..10).map(|step| group + 100 * step);
        let factor = |line: i128| [(1, 0), (2, 1), (3, 0), (4, 7)][(line % 4) as usize];
        let times = (lines / 1000) as i128;
        let sum = |pick: fn((i128, i128)) -> i128| -> i128 {
            members().map(|line| line * pick(factor(line))).sum::<i128>() * times
        };
        assert_eq!(first.mantissas()[group as usize], sum(|pair| pair.0));
        assert_eq!(second.mantissas()[group as usize], sum(|pair| pair.1));
    }
    json!({ "lines": lines, "peak memory": stream::peak_memory() })
}
