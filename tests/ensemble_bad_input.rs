//! Bad input of ensembles: every refusal names the variable, or what else is wrong.
#![allow(missing_docs, clippy::unwrap_used, clippy::float_arithmetic)]

use climate_account::distribution::{Distribution, Family, Kept};
use climate_account::ensemble::{
    ApproachOne, InventoryLine, Law, Model, Sample, Simulation, TrendSensitivity,
};
use climate_account::number::Exact;
use climate_account::{ErrorKind, Result};

fn refusal(distribution: Result<Distribution>) -> String {
    let error = Model::new().try_variable("slip", distribution).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidDistribution);
    error.to_string()
}

#[test]
fn a_median_that_is_not_above_zero() {
    for median in [0, -3] {
        let text = refusal(Distribution::from_median_and_gsd(median, 2));
        assert_eq!(
            text,
            format!(
                "field slip: expected a median above zero and a geometric standard deviation of 1 or more, found MedianGsd {{ median: {median}, geometric_standard_deviation: 2 }}"
            )
        );
    }
    for bound in [0, -1] {
        let text = refusal(Distribution::from_95_percent_interval(Family::Lognormal, bound, 2));
        assert!(text.starts_with("field slip: expected low <= high, and above zero if lognormal"));
    }
}

#[test]
fn an_interval_that_does_not_hold_its_value() {
    let text = refusal(Distribution::from_95_percent_interval_around(2, 9, 8, Kept::Median));
    assert!(
        text.starts_with("field slip: expected 0 < low <= central value <= high, found"),
        "{text}"
    );
    assert!(text.contains("central: 9"), "{text}");
    let text = refusal(Distribution::triangular(2, 9, 8));
    assert!(text.starts_with("field slip: expected low <= mode <= high"), "{text}");
    let text =
        refusal(Distribution::truncated_normal_of_mean(9, 1, Some(2.into()), Some(8.into())));
    assert!(
        text.starts_with("field slip: expected a spread above zero and low < mean < high"),
        "{text}"
    );
}

#[test]
fn correlations_that_no_variables_have() {
    let mut model = Model::new();
    for name in ["cattle", "pigs", "sheep"] {
        model.try_variable(name, Distribution::uniform(0, 1)).unwrap();
    }
    let row = |tenths: [i64; 3]| tenths.map(|tenths| Exact::new(tenths, 1));
    let rows = [row([10, 9, -9]), row([9, 10, 9]), row([-9, 9, 10])];
    let error = model.correlate(&["cattle", "pigs", "sheep"], &rows).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidCorrelation);
    assert_eq!(
        error.to_string(),
        "expected a positive definite correlation matrix, found that sheep is more than determined by cattle, pigs; take one variable for what is the same, or lower the correlations"
    );
}

#[test]
fn no_draws() {
    for draws in [0, 1] {
        let error = Simulation::new(draws, 1).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OutOfRange);
        assert!(error.to_string().starts_with("expected two draws or more, found"));
    }
}

#[test]
fn what_is_not_a_number() {
    // An exact number cannot be one; nor can it be read.
    for text in ["NaN", "nan", "inf"] {
        assert_eq!(text.parse::<Exact>().unwrap_err().kind(), ErrorKind::InvalidNumber);
    }
    let law = Law::new(&Distribution::uniform(0, 1).unwrap()).unwrap();
    assert_eq!(
        law.quantile(f64::NAN).unwrap_err().to_string(),
        "expected a probability from 0 to 1, found NaN; the median is 0.5"
    );
    assert_eq!(
        Sample::new(vec![1.0, f64::NAN, 2.0]).unwrap_err().to_string(),
        "expected a number, found NaN as value 1 of the sample"
    );
    let sample = Sample::new(vec![1.0, 2.0]).unwrap();
    assert!(sample.percentile(f64::NAN).is_err());
    assert_eq!(
        sample.probability_at_most(f64::NAN).unwrap_err().to_string(),
        "expected a level to compare draws with, found NaN; check what it was computed from"
    );
    // What a draw makes of numbers names the output.
    let mut model = Model::new();
    model.try_variable("zero", Distribution::uniform(0, 0)).unwrap();
    model.line("2020", 1.into(), &["zero"]).unwrap();
    model.line("2030", 1.into(), &["zero"]).unwrap();
    let run = model.simulate(&Simulation::new(10, 1).unwrap()).unwrap();
    assert_eq!(
        run.change_in_percent("2020", "2030").unwrap_err().to_string(),
        "field 2020 to 2030: expected a number, found NaN as value 0 of the sample"
    );
    let huge = Distribution::from_median_and_gsd(Exact::new(1, -120), 1).unwrap();
    let mut model = Model::new();
    for name in ["a", "b", "c"] {
        model.variable(name, &huge).unwrap();
    }
    model.line("product", 1.into(), &["a", "b", "c"]).unwrap();
    let error = model.simulate(&Simulation::new(10, 1).unwrap()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "field product: expected a number, found inf as value 0 of the sample"
    );
}

#[test]
fn an_uncertainty_below_zero() {
    let line = InventoryLine::new("1.A.4", "CO2", 1.into(), 1.into(), (-2).into(), 3.into());
    let error = ApproachOne::new(&[line], TrendSensitivity::Printed).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected an uncertainty of zero per cent or more, found -2 for 1.A.4 CO2"
    );
}
