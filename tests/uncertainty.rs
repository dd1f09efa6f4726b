//! Verification cases of uncertainty, all groups.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::float_arithmetic)]

mod common;

use climate_account::distribution::{Distribution, Family};
use climate_account::ensemble::{
    ApproachOne, InventoryLine, KeyCategories, KeyRule, Law, Model, Moments, Propagation, Sample,
    Simulation, TrendSensitivity, combine_product, combine_sum, correction_factor,
};
use climate_account::number::Exact;
use common::{Case, cases, number};
use serde_json::Value;

#[test]
fn every_case_agrees() {
    let cases = cases(include_str!("vectors/uncertainty.json"));
    assert_eq!(cases.len(), 27);
    for case in &cases {
        match case.group() {
            "approach_1" => approach_1(case),
            "approach_1_table" => table(case),
            "asymmetric" => asymmetric(case),
            "correction" => correction(case),
            "distribution" => distribution(case),
            "guideline" => guideline(case),
            "interval" => interval(case),
            "key_categories" => key_categories(case),
            "monte_carlo" => monte_carlo(case),
            "percentile" => percentile(case),
            "propagation" => propagation(case),
            "trend" => trend(case),
            other => panic!("{}: unknown group {other}", case.id()),
        }
    }
}

/// The shortest decimal number that is read as this floating-point one.
fn exact(value: f64) -> Exact {
    value.to_string().parse().unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn approach_1(case: &Case) {
    if case.has_input("factors") {
        let factors = list(case.input("factors"))
            .iter()
            .map(|factor| Moments::new(number(&factor["mean"]), number(&factor["sd"])));
        let constant = Moments::new(case.number("constant"), Exact::ZERO);
        let product = factors
            .fold(constant, |product, factor| product.times(factor, Propagation::FirstOrder));
        case.check("mean", exact(product.mean));
        case.check("sd", exact(product.standard_deviation));
        return;
    }
    let uncertainties: Vec<Exact> = list(case.input("u")).iter().map(number).collect();
    let combined = if case.has_input("x") {
        let values = list(case.input("x")).iter().map(number);
        combine_sum(&values.zip(uncertainties).collect::<Vec<_>>())
    } else {
        combine_product(&uncertainties)
    };
    case.check("u", exact(combined.unwrap()));
}

fn table(case: &Case) {
    let lines: Vec<InventoryLine> = list(case.input("lines"))
        .iter()
        .map(|line| {
            let [base, year, activity, factor] = [2, 3, 4, 5].map(|column| number(&line[column]));
            let text = |column: usize| line[column].as_str().unwrap();
            InventoryLine {
                activity_correlated: line[6].as_bool().unwrap(),
                factor_correlated: line[7].as_bool().unwrap(),
                ..InventoryLine::new(text(0), text(1), base, year, activity, factor)
            }
        })
        .collect();
    let table = ApproachOne::new(&lines, TrendSensitivity::Printed).unwrap();
    case.check("total_base", table.base_total);
    case.check("total_year_t", table.year_total);
    case.check("trend", exact(table.trend));
    case.check("u_level", exact(table.level_uncertainty));
    case.check("u_trend", exact(table.trend_uncertainty));
}

fn asymmetric(case: &Case) {
    let law = law(Distribution::from_guideline_half_range(Family::Lognormal, 1, case.number("u")));
    let deviation = law.geometric_standard_deviation().unwrap();
    case.check("geometric_mean", exact(law.median()));
    case.check("geometric_sd", exact(deviation));
    // The guideline takes 1.96 for the bounds.
    let width = climate_account::ensemble::kernel::exp(
        1.96 * climate_account::ensemble::kernel::ln(deviation),
    );
    case.check("low", exact(100.0 * (law.median() / width - 1.0)));
    case.check("high", exact(100.0 * (law.median() * width - 1.0)));
}

fn correction(case: &Case) {
    let factor = correction_factor(case.number("u")).unwrap();
    case.check("factor", exact(factor));
    let width: f64 = case.text("u").parse().unwrap();
    case.check("u_corrected", exact(width * factor));
}

fn law(distribution: climate_account::Result<Distribution>) -> Law {
    Law::new(&distribution.unwrap()).unwrap()
}

fn distribution(case: &Case) {
    let bound = |name| case.has_input(name) && !is_null(case, name);
    let given = |name| case.number(name);
    let law = law(match case.id().split('.').nth(2).unwrap() {
        "lognormal_cv" => {
            Distribution::from_mean_and_cv(Family::Lognormal, given("mean"), given("cv"))
        }
        "lognormal_gsd" => Distribution::from_median_and_gsd(given("median"), given("gsd")),
        "lognormal_interval" => {
            Distribution::from_guideline_interval(Family::Lognormal, given("low"), given("high"))
        }
        "triangular" => Distribution::triangular(given("low"), given("mode"), given("high")),
        "truncated" => Distribution::truncated_normal(
            given("mean_untruncated"),
            given("sd_untruncated"),
            bound("low").then(|| given("low")),
            bound("high").then(|| given("high")),
        ),
        "uniform" => Distribution::uniform(given("low"), given("high")),
        other => panic!("unknown distribution {other}"),
    });
    case.check("mean", exact(law.mean()));
    case.check("sd", exact(law.standard_deviation()));
    for (name, probability) in [("p2.5", 0.025), ("p50", 0.5), ("p97.5", 0.975)] {
        case.check(name, exact(law.quantile(probability).unwrap()));
    }
}

fn is_null(case: &Case, name: &str) -> bool {
    case.inputs().any(|(input, value)| input == name && value.is_null())
}

fn guideline(case: &Case) {
    let uncertainty = |name: &str| number(&case.input("u")[name]);
    let names = ["pasture", "slurry", "solid"];
    let product = |left: Exact, right: Exact| left.checked_mul(right).unwrap();
    let herd =
        [case.number("number"), case.number("vs_rate"), case.number("tam"), Exact::from(365)];
    // kg VS in 1000 kg of animal, and g CH4 to Gg.
    let solids = product(herd.into_iter().fold(Exact::ONE, product), Exact::new(1, 3));
    let all = ["number", "vs_rate", "tam", "ef", "share"].map(uncertainty);
    let combined = exact(combine_product(&all).unwrap());
    case.check("u_category", combined);
    let mut total = Exact::ZERO;
    let systems = names.map(|name| {
        let factor = product(number(&case.input("ef")[name]), number(&case.input("share")[name]));
        let methane = product(product(solids, factor), Exact::new(1, 9));
        case.check_value("ch4", methane, number(&case.expected("ch4")[name]));
        total = total.checked_add(methane).unwrap();
        (methane, combined)
    });
    case.check("total", total);
    case.check("u_total", exact(combine_sum(&systems).unwrap()));
}

fn interval(case: &Case) {
    assert_eq!(case.text("divisor"), "1.96");
    let law = law(Distribution::from_guideline_interval(
        Family::Normal,
        case.number("low"),
        case.number("high"),
    ));
    case.check("mean", exact(law.mean()));
    case.check("sd", exact(law.standard_deviation()));
}

fn key_categories(case: &Case) {
    let lines: Vec<(&str, Exact)> = case
        .input("lines")
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| (name.as_str(), number(value)))
        .collect();
    let ranking = KeyCategories::level(&lines, KeyRule::ApproachOne).unwrap();
    let expected = list(case.expected("ranking"));
    assert_eq!(ranking.ranked().len(), expected.len());
    for (found, expected) in ranking.ranked().iter().zip(expected) {
        assert_eq!(found.category, expected["category"].as_str().unwrap());
        case.check_value("ranking", found.share, number(&expected["level"]));
        case.check_value("ranking", found.assessment, number(&expected["level"]));
        case.check_value("ranking", found.cumulative, number(&expected["cumulative"]));
    }
    let expected = list(case.expected("key")).iter().map(|name| name.as_str().unwrap());
    assert!(ranking.key().eq(expected));
}

fn monte_carlo(case: &Case) {
    let mut model = Model::new();
    let factor = Distribution::from_median_and_gsd(case.number("median"), case.number("gsd"));
    model.variable("factor", &factor.unwrap()).unwrap();
    model.line("x", Exact::ONE, &["factor"]).unwrap();
    let draws = case.input("draws").as_u64().unwrap().try_into().unwrap();
    for seed in 0..5 {
        let run = model.simulate(&Simulation::new(draws, seed).unwrap()).unwrap();
        let summary = run.output("x").unwrap().summary().unwrap();
        case.check("mean", exact(summary.mean.value));
        case.check("median", exact(summary.median.value));
    }
}

fn percentile(case: &Case) {
    let floats = |value: &Value| -> Vec<f64> {
        list(value).iter().map(|text| text.as_str().unwrap().parse().unwrap()).collect()
    };
    let sample = Sample::new(floats(case.input("sample"))).unwrap();
    for (probability, expected) in
        floats(case.input("p")).into_iter().zip(list(case.expected("percentiles")))
    {
        let found = sample.percentile(probability).unwrap().value;
        case.check_value("percentiles", exact(found), number(expected));
    }
}

fn propagation(case: &Case) {
    if case.has_input("factors") {
        let product = list(case.input("factors"))
            .iter()
            .map(|factor| {
                law(Distribution::from_median_and_gsd(
                    number(&factor["median"]),
                    number(&factor["gsd"]),
                ))
            })
            .reduce(|product, factor| product.lognormal_product(&factor).unwrap())
            .unwrap();
        case.check("median", exact(product.median()));
        case.check("gsd", exact(product.geometric_standard_deviation().unwrap()));
        case.check("mean", exact(product.mean()));
        case.check("p2.5", exact(product.quantile(0.025).unwrap()));
        case.check("p97.5", exact(product.quantile(0.975).unwrap()));
        return;
    }
    let normal =
        |mean, deviation| Distribution::from_mean_and_sd(Family::Normal, mean, deviation).unwrap();
    let mut model = Model::new();
    let mut products = Vec::new();
    for line in list(case.input("lines")) {
        let name = line["line"].as_str().unwrap();
        let factor = format!("factor of {name}");
        let (mean, deviation) = (number(&line["mean"]), number(&line["sd"]));
        model.variable(name, &normal(mean, deviation)).unwrap();
        let (factor_mean, factor_sd) = (case.number("factor_mean"), case.number("factor_sd"));
        model.variable(&factor, &normal(factor_mean, factor_sd)).unwrap();
        model.line("total", Exact::ONE, &[name, &factor]).unwrap();
        let activity = Moments::new(mean, deviation);
        let factor = Moments::new(factor_mean, factor_sd);
        products.push(activity.times(factor, Propagation::ExactProduct));
    }
    for result in [Moments::sum(&products), model.expectation(&["total"]).unwrap()] {
        case.check("mean", exact(result.mean));
        case.check("sd", exact(result.standard_deviation));
    }
}

fn trend(case: &Case) {
    let given = case.input("lines").as_object().unwrap();
    let lines: Vec<InventoryLine> = given
        .iter()
        .map(|(name, line)| {
            let [base, year, activity, factor] =
                ["base", "year_t", "u_ad", "u_ef"].map(|column| number(&line[column]));
            InventoryLine::new(name, "CO2", base, year, activity, factor)
        })
        .collect();
    let table = ApproachOne::new(&lines, TrendSensitivity::Printed).unwrap();
    for (name, row) in given.keys().zip(&table.rows) {
        let expected = &case.expected("lines")[name];
        case.check_value("lines", exact(row.type_a), number(&expected["a"]));
        case.check_value("lines", exact(row.type_b), number(&expected["b"]));
        case.check_value("lines", exact(row.trend_of_factor), number(&expected["u_ef"]));
        case.check_value("lines", exact(row.trend_of_activity), number(&expected["u_ad"]));
    }
    case.check("trend", exact(table.trend));
    case.check("u_trend", exact(table.trend_uncertainty));
    case.check("u_level", exact(table.level_uncertainty));
}

/// The example that the guideline delivers with its workbook: 153 categories, every column.
#[test]
fn the_inventory_of_the_guideline_is_reproduced() {
    let mut reader =
        csv::Reader::from_reader(include_str!("data/ipcc_approach1_example.csv").as_bytes());
    let header = reader.headers().unwrap().clone();
    let place = |name: &str| header.iter().position(|column| column == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.len(), 153);
    let yes = |row: &csv::StringRecord, name| match &row[place(name)] {
        "yes" => true,
        "no" => false,
        other => panic!("{other}"),
    };
    let lines: Vec<InventoryLine> = rows
        .iter()
        .map(|row| {
            let value = |name| row[place(name)].parse::<Exact>().unwrap();
            InventoryLine {
                activity_correlated: yes(row, "activity_correlated"),
                factor_correlated: yes(row, "factor_correlated"),
                ..InventoryLine::new(
                    &row[place("category")],
                    &row[place("gas")],
                    value("base_gg_co2e"),
                    value("year_t_gg_co2e"),
                    value("u_activity_percent"),
                    value("u_factor_percent"),
                )
            }
        })
        .collect();
    let table = ApproachOne::new(&lines, TrendSensitivity::Printed).unwrap();
    for ((row, found), line) in rows.iter().zip(&table.rows).zip(&lines) {
        // The table prints sizes.
        for (name, found) in [
            ("u_combined_percent", found.combined),
            ("variance_contribution_ratio", found.variance),
            ("type_a_percent_points_per_percent", found.type_a),
            ("type_b_ratio", found.type_b.abs()),
            ("u_trend_factor_percent_points", found.trend_of_factor.abs()),
            ("u_trend_activity_percent_points", found.trend_of_activity.abs()),
        ] {
            let expected: f64 = row[place(name)].parse().unwrap();
            let off = (found - expected).abs();
            assert!(off <= 5e-12 * expected, "{} {name}: {expected}, {found}", line.category);
        }
    }
    assert_eq!(table.base_total, "57289.887206571".parse().unwrap());
    assert_eq!(table.year_total, "31733.136416575".parse().unwrap());
    // As the workbook prints them, to the digits of floating point.
    assert!((table.level_uncertainty / 43.969_669_355_036_05 - 1.0).abs() < 1e-13);
    assert!((table.trend_uncertainty / 34.428_318_800_187_24 - 1.0).abs() < 1e-13);
}
