//! Correlated variables: against closed forms, and approach 1 against draws.
#![allow(missing_docs, clippy::unwrap_used, clippy::float_arithmetic, clippy::float_cmp)]

use climate_account::distribution::{Distribution, Family};
use climate_account::ensemble::{
    ApproachOne, InputCorrelation, InventoryLine, Law, Model, Sampling, SharedInput, Simulation,
    TrendSensitivity,
};
use climate_account::number::Exact;

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

fn distributions() -> Vec<(&'static str, Distribution)> {
    let made = [
        ("normal", Distribution::from_mean_and_sd(Family::Normal, 10, 2)),
        ("lognormal", Distribution::from_median_and_gsd(5, exact("1.6"))),
        ("triangular", Distribution::triangular(0, 1, 4)),
        ("pert", Distribution::pert(1, 2, 9)),
        ("uniform", Distribution::uniform(-2, 6)),
    ];
    made.into_iter().map(|(name, made)| (name, made.unwrap())).collect()
}

fn matrix(size: usize, r: &str) -> Vec<Vec<Exact>> {
    let at = |one, other| if one == other { Exact::ONE } else { exact(r) };
    (0..size).map(|one| (0..size).map(|other| at(one, other)).collect()).collect()
}

/// Every variable on its own output, all with this correlation.
fn model(r: &str) -> Model {
    let mut model = Model::new();
    for (name, distribution) in distributions() {
        model.variable(name, &distribution).unwrap();
        model.line(name, Exact::ONE, &[name]).unwrap();
    }
    let names: Vec<&str> = distributions().iter().map(|(name, _)| *name).collect();
    model.correlate(&names, &matrix(names.len(), r)).unwrap();
    model
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|one, other| values[*one].total_cmp(&values[*other]));
    let mut ranks = vec![0.0; values.len()];
    for (rank, place) in order.into_iter().enumerate() {
        ranks[place] = f64::from(u32::try_from(rank).unwrap());
    }
    ranks
}

fn correlation(one: &[f64], other: &[f64]) -> f64 {
    let mean = |values: &[f64]| {
        values.iter().sum::<f64>() / f64::from(u32::try_from(values.len()).unwrap())
    };
    let (first, second) = (mean(one), mean(other));
    let product = |a: &[f64], m: f64, b: &[f64], n: f64| -> f64 {
        a.iter().zip(b).map(|(a, b)| (a - m) * (b - n)).sum()
    };
    product(one, first, other, second)
        / (product(one, first, one, first) * product(other, second, other, second)).sqrt()
}

#[test]
fn rank_correlations_are_as_documented_and_distributions_stay() {
    let model = model("0.6");
    let run = model.simulate(&Simulation::new(20_000, 3).unwrap()).unwrap();
    // 6/pi asin(0.3), where asin(0.3) = 0.30469265401539751.
    let expected = 6.0 / core::f64::consts::PI * 0.304_692_654_015_397_5;
    for (name, distribution) in distributions() {
        let values = run.output(name).unwrap().values();
        for (other, _) in distributions().iter().filter(|(other, _)| *other != name) {
            let others = run.output(other).unwrap().values();
            let found = correlation(&ranks(values), &ranks(others));
            assert!((found - expected).abs() < 0.02, "{name} {other}: {found}");
        }
        let law = Law::new(&distribution).unwrap();
        let summary = run.output(name).unwrap().summary().unwrap();
        for (expected, found) in [
            (law.mean(), summary.mean),
            (law.standard_deviation(), summary.standard_deviation),
            (law.quantile(0.025).unwrap(), summary.low),
            (law.quantile(0.975).unwrap(), summary.high),
        ] {
            assert!((found.value - expected).abs() < 5.0 * found.standard_error, "{name}");
        }
    }
}

#[test]
fn moments_of_sums_are_as_computed() {
    for r in ["0.7", "-0.2"] {
        let mut model = model(r);
        // A product with an independent variable, and one of the group in another line.
        model.variable("share", &Distribution::uniform(0, 2).unwrap()).unwrap();
        model.line("x", 3.into(), &["share", "lognormal"]).unwrap();
        model.line("x", 2.into(), &["share", "normal"]).unwrap();
        model.line("x", (-1).into(), &["triangular"]).unwrap();
        let run = model.simulate(&Simulation::new(40_000, 5).unwrap()).unwrap();
        for outputs in [&["x"][..], &["normal", "lognormal"], &["pert", "uniform", "x"]] {
            let known = model.expectation(outputs).unwrap();
            let found = run.sum(outputs).unwrap().summary().unwrap();
            for (known, found) in
                [(known.mean, found.mean), (known.standard_deviation, found.standard_deviation)]
            {
                let off = (found.value - known).abs();
                assert!(off < 5.0 * found.standard_error, "{outputs:?} {r}: {known} {found:?}");
            }
            let contributions = model.contributions(outputs).unwrap();
            let sum: f64 = contributions.iter().map(|input| input.share).sum();
            assert!(sum > 0.8 && sum < 1.0 + 1e-9, "{sum}");
            assert!(contributions.iter().any(|input| input.variable.contains(" + ")));
        }
    }
}

#[test]
fn without_correlation_nothing_but_the_sharing_of_variance_changes() {
    let (none, mut plain) = (model("0"), Model::new());
    for (name, distribution) in distributions() {
        plain.variable(name, &distribution).unwrap();
        plain.line(name, Exact::ONE, &[name]).unwrap();
    }
    let outputs = ["normal", "lognormal", "pert"];
    let (one, other) = (none.expectation(&outputs).unwrap(), plain.expectation(&outputs).unwrap());
    assert_eq!(one.mean, other.mean);
    assert!((one.standard_deviation / other.standard_deviation - 1.0).abs() < 1e-12);
    let simulation = Simulation::new(500, 1).unwrap();
    let (one, other) = (none.simulate(&simulation).unwrap(), plain.simulate(&simulation).unwrap());
    for name in ["normal", "lognormal"] {
        assert_eq!(one.output(name).unwrap(), other.output(name).unwrap());
    }
}

#[test]
fn a_group_has_the_bits_of_its_names_whatever_its_order_and_its_company() {
    let simulation = Simulation::new(300, 9).unwrap();
    let whole = model("0.4").simulate(&simulation).unwrap();
    let mut other = Model::new();
    other.variable("alone", &Distribution::uniform(0, 1).unwrap()).unwrap();
    let mut names = Vec::new();
    for (name, distribution) in distributions().into_iter().rev() {
        other.variable(name, &distribution).unwrap();
        names.push(name);
    }
    other.correlate(&names, &matrix(5, "0.4")).unwrap();
    other.line("uniform", Exact::ONE, &["uniform"]).unwrap();
    other.line("alone", Exact::ONE, &["alone"]).unwrap();
    let run = other.simulate(&simulation).unwrap();
    assert_eq!(run.output("uniform").unwrap(), whole.output("uniform").unwrap());
    let part = other.part(&simulation, 130, 200).unwrap();
    assert_eq!(
        part.output("uniform").unwrap().values(),
        &whole.output("uniform").unwrap().values()[130..200]
    );
}

#[test]
fn products_of_correlated_variables_are_drawn_but_have_no_closed_form() {
    let mut model = model("0.5");
    model.variable("second", &Distribution::from_median_and_gsd(2, 2).unwrap()).unwrap();
    model.variable("third", &Distribution::from_median_and_gsd(2, 2).unwrap()).unwrap();
    model.correlate(&["second", "third"], &matrix(2, "0.5")).unwrap();
    model.line("product", Exact::ONE, &["second", "third"]).unwrap();
    for error in [
        model.expectation(&["product"]).unwrap_err(),
        model.contributions(&["product"]).unwrap_err(),
    ] {
        assert_eq!(
            error.to_string(),
            "expected lines without products of correlated variables, found second times third; their moments have no closed form here, so take them from draws"
        );
    }
    // 2 x 2 x exp(s^2 (1 + r)), s = ln 2.
    let mean = model.simulate(&Simulation::new(200_000, 2).unwrap()).unwrap();
    let mean = mean.output("product").unwrap().summary().unwrap().mean;
    let square = core::f64::consts::LN_2 * core::f64::consts::LN_2;
    let expected = 4.0 * climate_account::ensemble::kernel::exp(1.5 * square);
    assert!((mean.value - expected).abs() < 5.0 * mean.standard_error, "{mean:?} {expected}");

    let cube = Simulation::new(100, 1).unwrap().sampling(Sampling::LatinHypercube);
    assert_eq!(
        model.simulate(&cube).unwrap_err().to_string(),
        "expected plain sampling of correlated variables, found a Latin hypercube, which uniform would have to leave; draw plainly, and more"
    );
}

/// Four lines, two factors that share a laboratory, and one activity of two gases.
#[test]
fn approach_one_agrees_with_draws_of_correlated_inputs() {
    const SCORE: f64 = 1.96;
    let lines = [
        ("homes", 100, 80, "gas", "meters", 4, 3),
        ("shops", 60, 70, "gas", "meters", 4, 3),
        ("cars", 50, 60, "oil", "counts", 3, 5),
        ("forest", -20, -25, "wood", "plots", 5, 6),
    ];
    let table: Vec<InventoryLine> = lines
        .into_iter()
        .map(|(name, base, year, factor, activity, u, v): (_, i64, i64, &str, &str, i64, i64)| {
            InventoryLine {
                shared_factor: Some(factor.to_owned()),
                shared_activity: Some(activity.to_owned()),
                ..InventoryLine::new(name, "CO2", base.into(), year.into(), u.into(), v.into())
            }
        })
        .collect();
    let factor = |name: &str| SharedInput::Factor(name.to_owned());
    let correlations = [
        InputCorrelation { first: factor("gas"), second: factor("oil"), correlation: exact("0.8") },
        InputCorrelation {
            first: factor("wood"),
            second: factor("oil"),
            correlation: exact("-0.3"),
        },
    ];
    let rule = TrendSensitivity::Derivative;
    let table = ApproachOne::with_correlations(&table, &correlations, rule).unwrap();

    let mut model = Model::new();
    for (_, base, year, factor, activity, u, v) in lines {
        let around_one = |percent: i64| {
            Distribution::from_guideline_half_range(Family::Normal, 1, percent).unwrap()
        };
        let (then, now) = (format!("{activity} then"), format!("{activity} now"));
        model.variable(factor, &around_one(v)).unwrap();
        model.variable(&then, &around_one(u)).unwrap();
        model.variable(&now, &around_one(u)).unwrap();
        model.line("base", base.into(), &[factor, &then]).unwrap();
        model.line("year", year.into(), &[factor, &now]).unwrap();
    }
    let rows = [["1", "0.8", "0"], ["0.8", "1", "-0.3"], ["0", "-0.3", "1"]];
    model.correlate(&["gas", "oil", "wood"], &rows.map(|row| row.map(exact))).unwrap();
    let run = model.simulate(&Simulation::new(200_000, 1).unwrap()).unwrap();
    let level = run.output("year").unwrap().summary().unwrap();
    let half_width = 100.0 * SCORE * level.standard_deviation.value / level.mean.value;
    assert!((half_width / table.level_uncertainty - 1.0).abs() < 0.02, "{half_width}");
    let trend = run.change_in_percent("base", "year").unwrap().summary().unwrap();
    let half_width = SCORE * trend.standard_deviation.value;
    assert!((half_width / table.trend_uncertainty - 1.0).abs() < 0.02, "{half_width}");
}
