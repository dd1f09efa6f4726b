//! Laws of ensembles: moments, shared draws, order, blocks, Latin hypercubes, and fixed bits.
#![allow(missing_docs, clippy::unwrap_used, clippy::float_arithmetic, clippy::float_cmp)]

use climate_account::distribution::{Distribution, Family, Kept};
use climate_account::ensemble::{
    ApproachOne, InventoryLine, KeyCategories, KeyRule, Law, Model, Run, Sample, Sampling,
    Simulation, TrendSensitivity,
};
use climate_account::number::Exact;
use proptest::prelude::*;

fn simulation(draws: u32, seed: u64) -> Simulation {
    Simulation::new(draws, seed).unwrap()
}

/// One of each shape that can be drawn.
fn shapes() -> Vec<(&'static str, Distribution)> {
    let half = Exact::new(5, 1);
    let made = [
        ("normal", Distribution::from_mean_and_sd(Family::Normal, 10, 2)),
        ("normal interval", Distribution::from_95_percent_interval(Family::Normal, -1, 5)),
        ("lognormal", Distribution::from_median_and_gsd(5, Exact::new(14, 1))),
        ("lognormal interval", Distribution::from_guideline_interval(Family::Lognormal, 2, 9)),
        ("lognormal of mean", Distribution::from_mean_and_sd(Family::Lognormal, 10, 4)),
        ("around", Distribution::from_95_percent_interval_around(1, 3, 6, Kept::Mean)),
        ("half-range", Distribution::from_guideline_half_range(Family::Lognormal, 7, 60)),
        ("uniform", Distribution::uniform(-2, 6)),
        ("triangular", Distribution::triangular(0, 1, 4)),
        ("pert", Distribution::pert(1, 2, 9)),
        ("truncated", Distribution::truncated_normal(1, half, Some(Exact::ZERO), None)),
        ("truncated above", Distribution::truncated_normal(1, 1, None, Some(Exact::ZERO))),
        ("kept mean", Distribution::truncated_normal_of_mean(1, 1, Some(half), Some(2.into()))),
        ("pedigree", Distribution::from_pedigree([3, 3, 1, 3, 3], Exact::new(105, 2))),
    ];
    made.into_iter().map(|(name, distribution)| (name, distribution.unwrap())).collect()
}

fn model_of_shapes() -> Model {
    let mut model = Model::new();
    for (name, distribution) in shapes() {
        model.variable(name, &distribution).unwrap();
        model.line(name, Exact::ONE, &[name]).unwrap();
    }
    model
}

#[test]
fn draws_have_the_moments_and_quantiles_of_their_law() {
    let run = model_of_shapes().simulate(&simulation(100_000, 2023)).unwrap();
    for (name, distribution) in shapes() {
        let law = Law::new(&distribution).unwrap();
        let found = run.output(name).unwrap().summary().unwrap();
        for (what, expected, estimate) in [
            ("mean", law.mean(), found.mean),
            ("sd", law.standard_deviation(), found.standard_deviation),
            ("low", law.quantile(0.025).unwrap(), found.low),
            ("median", law.median(), found.median),
            ("high", law.quantile(0.975).unwrap(), found.high),
        ] {
            let off = (estimate.value - expected).abs();
            assert!(off < 5.0 * estimate.standard_error, "{name} {what}: {expected} {estimate:?}");
            assert!(estimate.standard_error < 0.02 * law.standard_deviation(), "{name} {what}");
        }
    }
}

#[test]
fn quantiles_rise_and_their_mean_is_the_mean() {
    const STEPS: u32 = 4000;
    for (name, distribution) in shapes() {
        let law = Law::new(&distribution).unwrap();
        let values: Vec<f64> = (0..STEPS)
            .map(|step| law.quantile((f64::from(step) + 0.5) / f64::from(STEPS)).unwrap())
            .collect();
        assert!(values.windows(2).all(|pair| pair[0] < pair[1]), "{name}");
        let mean = values.iter().sum::<f64>() / f64::from(STEPS);
        let off = (mean - law.mean()).abs() / law.standard_deviation();
        assert!(off < 1e-3, "{name}: {mean} {}", law.mean());
    }
}

#[test]
fn latin_hypercubes_take_one_draw_of_each_slice() {
    const DRAWS: u32 = 1000;
    let plain = simulation(DRAWS, 5);
    let cube = plain.sampling(Sampling::LatinHypercube);
    let mut model = Model::new();
    for name in ["a", "b"] {
        model.variable(name, &Distribution::uniform(0, DRAWS).unwrap()).unwrap();
        model.line(name, Exact::ONE, &[name]).unwrap();
    }
    let run = model.simulate(&cube).unwrap();
    for name in ["a", "b"] {
        let mut values = run.output(name).unwrap().values().to_vec();
        assert!(!values.is_sorted());
        values.sort_unstable_by(f64::total_cmp);
        let in_slices = values
            .iter()
            .zip(0..DRAWS)
            .all(|(value, slice)| (f64::from(slice)..=f64::from(slice + 1)).contains(value));
        assert!(in_slices);
        // Plain draws leave slices empty.
        let mut values = model.simulate(&plain).unwrap().output(name).unwrap().values().to_vec();
        values.sort_unstable_by(f64::total_cmp);
        assert!(values.iter().zip(0..DRAWS).any(|(value, slice)| *value < f64::from(slice)));
    }
    // The variables have orders of their own: the variance of the sum is the sum of variances.
    let sum = run.sum(&["a", "b"]).unwrap().summary().unwrap().standard_deviation.value;
    let expected = model.expectation(&["a", "b"]).unwrap().standard_deviation;
    assert!((sum / expected - 1.0).abs() < 0.1, "{sum} {expected}");
}

fn account() -> Model {
    let mut model = model_of_shapes();
    model.line("2020", "120.5".parse().unwrap(), &["lognormal", "normal"]).unwrap();
    model.line("2020", 80.into(), &["triangular"]).unwrap();
    model.line("2020", 7.into(), &[]).unwrap();
    model.line("2030", 60.into(), &["lognormal", "normal", "uniform"]).unwrap();
    model.line("2030", (-15).into(), &["pert"]).unwrap();
    model
}

#[test]
fn products_and_shared_factors_have_the_moments_in_closed_form() {
    let model = account();
    let run = model.simulate(&simulation(200_000, 11)).unwrap();
    for outputs in [&["2020"][..], &["2030"], &["2020", "2030"]] {
        let expected = model.expectation(outputs).unwrap();
        let found = run.sum(outputs).unwrap().summary().unwrap();
        let mean = (found.mean.value - expected.mean).abs();
        assert!(mean < 5.0 * found.mean.standard_error, "{outputs:?}");
        let deviation = found.standard_deviation;
        let off = (deviation.value - expected.standard_deviation).abs();
        assert!(off < 5.0 * deviation.standard_error, "{outputs:?} {expected:?} {deviation:?}");
        let shares = model.contributions(outputs).unwrap();
        let sum: f64 = shares.iter().map(|contribution| contribution.share).sum();
        assert!(sum > 0.5 && sum <= 1.0 + 1e-12, "{sum}");
        assert!(shares.windows(2).all(|pair| pair[0].share >= pair[1].share));
    }
}

#[test]
fn a_shared_factor_is_drawn_once() {
    let mut model = Model::new();
    let factor = Distribution::from_mean_and_sd(Family::Normal, 10, 1).unwrap();
    for name in ["shared", "own"] {
        model.variable(name, &factor).unwrap();
    }
    model.line("together", 3.into(), &["shared"]).unwrap();
    model.line("other", 3.into(), &["shared"]).unwrap();
    model.line("apart", 3.into(), &["own"]).unwrap();
    let run = model.simulate(&simulation(20_000, 1)).unwrap();
    assert_eq!(run.output("together").unwrap(), run.output("other").unwrap());
    let deviation =
        |names: &[&str]| run.sum(names).unwrap().summary().unwrap().standard_deviation.value;
    assert!((deviation(&["together", "other"]) / 6.0 - 1.0).abs() < 0.03);
    assert!((deviation(&["together", "apart"]) / 18f64.sqrt() - 1.0).abs() < 0.03);
}

/// Approach 1 and Monte Carlo, where the approximation is valid: small uncertainties.
#[test]
fn approach_one_agrees_with_draws() {
    const SCORE: f64 = 1.96;
    let lines = [
        ("heat", 100, 80, 4, 3),
        ("road", 50, 60, 3, 5),
        ("cows", 30, 24, 2, 9),
        ("forest", -20, -25, 5, 6),
    ];
    let table: Vec<InventoryLine> = lines
        .into_iter()
        .map(|(name, base, year, activity, factor): (_, i64, i64, i64, i64)| {
            InventoryLine::new(
                name,
                "CO2",
                base.into(),
                year.into(),
                activity.into(),
                factor.into(),
            )
        })
        .collect();
    let table = ApproachOne::new(&table, TrendSensitivity::Derivative).unwrap();

    let mut model = Model::new();
    for (name, base, year, activity, factor) in lines {
        let around_one = |percent: i64| {
            Distribution::from_guideline_half_range(Family::Normal, 1, percent).unwrap()
        };
        // One factor for both years, an activity for each.
        let names = ["factor", "then", "now"].map(|what| format!("{what} of {name}"));
        for (variable, percent) in names.iter().zip([factor, activity, activity]) {
            model.variable(variable, &around_one(percent)).unwrap();
        }
        let [factor, then, now] = names.each_ref().map(String::as_str);
        model.line("base", base.into(), &[factor, then]).unwrap();
        model.line("year", year.into(), &[factor, now]).unwrap();
    }
    let run = model.simulate(&simulation(200_000, 1)).unwrap();
    let level = run.output("year").unwrap().summary().unwrap();
    let half_width = 100.0 * SCORE * level.standard_deviation.value / level.mean.value;
    assert!((half_width / table.level_uncertainty - 1.0).abs() < 0.02, "{half_width}");
    let trend = run.change_in_percent("base", "year").unwrap().summary().unwrap();
    let half_width = SCORE * trend.standard_deviation.value;
    assert!((half_width / table.trend_uncertainty - 1.0).abs() < 0.02, "{half_width}");
    assert!((trend.mean.value - table.trend).abs() < 0.1);
}

/// FNV-1a over the bits of all draws.
#[cfg(feature = "rayon")]
fn hash(run: &Run, outputs: &[&str]) -> u64 {
    outputs
        .iter()
        .flat_map(|name| run.output(name).unwrap().values())
        .flat_map(|value| value.to_bits().to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

#[test]
fn parts_in_any_order_have_the_bits_of_the_whole() {
    let model = account();
    for sampling in [Sampling::Plain, Sampling::LatinHypercube] {
        let simulation = simulation(1000, 9).sampling(sampling);
        let whole = model.simulate(&simulation).unwrap();
        for cuts in [&[0, 1000][..], &[0, 500, 1000], &[0, 127, 130, 257, 640, 641 + 2, 1000]] {
            let mut parts: Vec<(u32, Run)> = cuts
                .windows(2)
                .rev()
                .map(|cut| (cut[0], model.part(&simulation, cut[0], cut[1]).unwrap()))
                .collect();
            parts.sort_by_key(|part| part.0);
            for name in ["2020", "pert", "lognormal"] {
                let joined: Vec<f64> = parts
                    .iter()
                    .flat_map(|(_, part)| part.output(name).unwrap().values())
                    .copied()
                    .collect();
                assert_eq!(joined, whole.output(name).unwrap().values(), "{cuts:?}");
            }
        }
    }
}

#[test]
fn threads_have_the_bits_of_one() {
    let model = account();
    let simulation = simulation(3000, 4);
    let whole = model.simulate(&simulation).unwrap();
    for threads in [2_u32, 7] {
        let length = 3000_u32.div_ceil(threads);
        let joined: Vec<f64> = std::thread::scope(|scope| {
            let running: Vec<_> = (0..threads)
                .map(|thread| {
                    let (first, last) = (thread * length, ((thread + 1) * length).min(3000));
                    let (model, simulation) = (&model, &simulation);
                    scope.spawn(move || model.part(simulation, first, last).unwrap())
                })
                .collect();
            running
                .into_iter()
                .flat_map(|part| part.join().unwrap().output("2030").unwrap().values().to_vec())
                .collect()
        });
        assert_eq!(joined, whole.output("2030").unwrap().values());
    }
}

#[cfg(feature = "rayon")]
#[test]
fn pools_of_any_size_have_the_bits_of_one_thread() {
    let model = account();
    for sampling in [Sampling::Plain, Sampling::LatinHypercube] {
        let simulation = simulation(70_001, 4).sampling(sampling);
        let hashes: Vec<u64> = [1, 2, 7]
            .into_iter()
            .map(|threads| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
                hash(&pool.install(|| model.simulate(&simulation).unwrap()), &["2020", "2030"])
            })
            .collect();
        assert_eq!(hashes, [hashes[0]; 3]);
        // In parts, which are drawn by other tasks.
        let (one, other) = (
            model.part(&simulation, 0, 40_003).unwrap(),
            model.part(&simulation, 40_003, 70_001).unwrap(),
        );
        let joined = [&one, &other]
            .into_iter()
            .flat_map(|run| run.output("2030").unwrap().values().to_vec());
        let whole = model.simulate(&simulation).unwrap();
        assert!(joined.eq(whole.output("2030").unwrap().values().iter().copied()));
    }
}

#[test]
fn progress_rises_to_one_and_a_stop_is_obeyed_at_once() {
    use std::ops::ControlFlow;
    let model = account();
    let simulation = simulation(150_000, 4);
    let mut shares = Vec::new();
    model
        .simulate_with(&simulation, |share| {
            shares.push(share);
            ControlFlow::Continue(())
        })
        .unwrap();
    assert!(shares.windows(2).all(|pair| pair[0] < pair[1]));
    assert_eq!((shares.len(), shares.last()), (3, Some(&1.0)));
    let mut reports = 0;
    let stopped = model.simulate_with(&simulation, |_| {
        reports += 1;
        if reports == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(stopped.unwrap_err().kind(), climate_account::ErrorKind::Cancelled);
    assert_eq!(reports, 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn order_and_splitting_of_lines_change_no_bit(
        amounts in proptest::collection::vec((-1000_i64..1000, 0_usize..4), 1..20),
        seed in any::<u64>(),
    ) {
        let factors = ["normal", "lognormal", "uniform", "triangular"];
        let build = |lines: &mut dyn Iterator<Item = (i64, usize)>| {
            let mut model = Model::new();
            for (name, distribution) in shapes().into_iter().rev() {
                model.variable(name, &distribution).unwrap();
            }
            for (amount, factor) in lines {
                model.line("x", Exact::new(amount, 1), &[factors[factor]]).unwrap();
            }
            model.simulate(&simulation(200, seed)).unwrap()
        };
        let straight = build(&mut amounts.iter().copied());
        let reversed = build(&mut amounts.iter().rev().copied());
        prop_assert_eq!(&straight, &reversed);
        let split = build(&mut amounts.iter().flat_map(|(amount, factor)| {
            [(amount - 3, *factor), (3, *factor)]
        }));
        prop_assert_eq!(&straight, &split);
    }

    #[test]
    fn doubling_all_amounts_doubles_every_draw(amount in 1_i64..1000, seed in any::<u64>()) {
        let build = |amount: i64| {
            let mut model = Model::new();
            model.variable("f", &Distribution::from_median_and_gsd(3, 2).unwrap()).unwrap();
            model.line("x", amount.into(), &["f"]).unwrap();
            model.simulate(&simulation(50, seed)).unwrap()
        };
        let (single, double) = (build(amount), build(2 * amount));
        let pairs = single.output("x").unwrap().values().iter().zip(double.output("x").unwrap().values());
        for (single, double) in pairs {
            prop_assert_eq!((2.0 * single).to_bits(), double.to_bits());
        }
    }

    #[test]
    fn a_variable_keeps_its_draws_whatever_else_is_in_the_model(seed in any::<u64>()) {
        let mut alone = Model::new();
        alone.variable("pert", &Distribution::pert(1, 2, 9).unwrap()).unwrap();
        alone.line("pert", Exact::ONE, &["pert"]).unwrap();
        let simulation = simulation(130, seed);
        let (alone, among) =
            (alone.simulate(&simulation).unwrap(), account().simulate(&simulation).unwrap());
        prop_assert_eq!(alone.output("pert").unwrap(), among.output("pert").unwrap());
    }

    #[test]
    fn level_shares_add_up_and_do_not_hang_on_order_or_unit(
        values in proptest::collection::vec(-10_000_i64..10_000, 1..12),
    ) {
        prop_assume!(values.iter().any(|value| *value != 0));
        let names: Vec<String> = (0..values.len()).map(|index| format!("c{index:02}")).collect();
        let lines = |scale: i64| -> Vec<(&str, Exact)> {
            names.iter().map(String::as_str).zip(values.iter().map(|value| Exact::from(value * scale))).collect()
        };
        let ranking = KeyCategories::level(&lines(1), KeyRule::ApproachOne).unwrap();
        prop_assert_eq!(ranking.ranked().last().unwrap().cumulative, Exact::ONE);
        let mut shuffled = lines(1000);
        shuffled.reverse();
        prop_assert_eq!(&ranking, &KeyCategories::level(&shuffled, KeyRule::ApproachOne).unwrap());
    }

    #[test]
    fn percentiles_lie_within_the_sample_and_rise(
        values in proptest::collection::vec(-1e6..1e6, 2..200),
        first in 0.0..=1.0, second in 0.0..=1.0,
    ) {
        let sample = Sample::new(values.clone()).unwrap();
        let (low, high) = if first < second { (first, second) } else { (second, first) };
        let at = |probability| sample.percentile(probability).unwrap().value;
        prop_assert!(at(low) <= at(high) + 1e-9);
        let mut sorted = values;
        sorted.sort_unstable_by(f64::total_cmp);
        prop_assert_eq!(at(0.0), sorted[0]);
        prop_assert_eq!(at(1.0), sorted[sorted.len() - 1]);
    }
}

#[cfg(feature = "serde")]
#[test]
fn distributions_and_lines_survive_json() {
    for (name, distribution) in shapes() {
        let text = serde_json::to_string(&distribution).unwrap();
        assert_eq!(serde_json::from_str::<Distribution>(&text).unwrap(), distribution, "{name}");
    }
    let line = InventoryLine::new("1.A", "CO2", 1.into(), 2.into(), 3.into(), 4.into());
    let text = serde_json::to_string(&line).unwrap();
    assert_eq!(serde_json::from_str::<InventoryLine>(&text).unwrap(), line);
}
