//! Draws of a landfill: against the exact decay with fixed inputs, and against closed forms.
#![allow(missing_docs, clippy::unwrap_used, clippy::float_arithmetic, clippy::float_cmp)]

use climate_account::distribution::{Distribution, Family};
use climate_account::ensemble::{LandfillDraws, LandfillInput, LandfillVariation, Simulation};
use climate_account::method::waste::{DecayRate, DecayStart, Landfill, LandfillWaste};
use climate_account::method::{Sourced, TimeVarying};
use climate_account::number::Exact;
use climate_account::series::AnnualQuantities;
use climate_account::unit::{Mass, MethaneMass};
use climate_account::{ErrorKind, Quantity, Source, Title, Year};

fn sourced<T>(value: T) -> Sourced<T> {
    Sourced::new(value, &Source::new("Test", "Made-up figures", 2024, "row").unwrap())
}

fn year(number: i64) -> Year {
    Year::new(number).unwrap()
}

fn share(thousandths: i64) -> Sourced<Exact> {
    sourced(Exact::new(thousandths, 3))
}

fn waste(first: i64, years: i64, carbon: i64, rate: i64) -> LandfillWaste {
    let deposits = (0..years).map(|year| Quantity::<Mass>::kilograms(9_000_000 + 123_457 * year));
    LandfillWaste {
        name: Title::new("Affald", "Waste"),
        deposits: sourced(AnnualQuantities::starting(year(first), deposits).unwrap()),
        history: None,
        degradable_carbon: share(carbon),
        decomposed_share: share(500),
        methane_correction: TimeVarying::constant(share(400))
            .then(year(1985), share(1000))
            .unwrap(),
        decay_rate: sourced(DecayRate::new(Exact::new(rate, 3)).unwrap()),
    }
}

fn landfill(start: DecayStart) -> Landfill {
    let recovered = (0..15).map(|year| Quantity::<MethaneMass>::kilograms(50_000 + 1000 * year));
    Landfill {
        waste: vec![waste(1970, 40, 150, 185), waste(1978, 20, 400, 60), waste(1970, 25, 430, 30)],
        methane_fraction: share(550),
        oxidation: TimeVarying::constant(share(0)).then(year(1990), share(100)).unwrap(),
        recovered: Some(sourced(AnnualQuantities::starting(year(1995), recovered).unwrap())),
        start,
    }
}

fn vary(
    variable: &str,
    input: LandfillInput,
    waste: Option<usize>,
    distribution: Distribution,
) -> LandfillVariation {
    LandfillVariation { variable: variable.to_owned(), input, waste, distribution }
}

fn simulation(draws: u32) -> Simulation {
    Simulation::new(draws, 1).unwrap()
}

#[test]
fn fixed_inputs_give_the_exact_decay() {
    for start in [DecayStart::NEXT_JANUARY, DecayStart::MID_YEAR, DecayStart::SAME_JANUARY] {
        let landfill = landfill(start);
        let exact = landfill.decay(year(2020)).unwrap();
        let years = (year(1960), year(2020));
        let draws = LandfillDraws::new(&landfill, &[], &simulation(2), years).unwrap();
        for number in 1960..=2020 {
            let found = draws.year(year(number)).unwrap().values()[1];
            let Some(known) = exact.year(year(number)) else {
                assert_eq!(found, 0.0, "{number}");
                continue;
            };
            let grams: f64 = known.emitted.base_value().to_string().parse().unwrap();
            assert!(
                (found - grams * 1e-6).abs() <= 1e-12 * found.abs(),
                "{number} {found} {grams}"
            );
        }
    }
}

#[test]
fn what_is_drawn_before_the_first_year_asked_for_is_carried_along() {
    let landfill = landfill(DecayStart::NEXT_JANUARY);
    let rate = Distribution::from_median_and_gsd(1, Exact::new(13, 1)).unwrap();
    let variations = [vary("rate", LandfillInput::DecayRate, None, rate)];
    let of = |first: i64, draws| {
        let years = (year(first), year(2010));
        LandfillDraws::new(&landfill, &variations, &simulation(draws), years).unwrap()
    };
    let (all, some) = (of(1970, 300), of(2005, 300));
    assert_eq!(all.year(year(2007)).unwrap(), some.year(year(2007)).unwrap());
    assert_eq!(
        &all.year(year(2007)).unwrap().values()[..200],
        of(2005, 200).year(year(2007)).unwrap().values()
    );
    let error = some.year(year(2004)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected a year that was drawn, 2005 to 2010, found 2004; draw more years"
    );
}

#[test]
fn linear_inputs_have_the_moments_of_products_and_one_name_is_one_draw() {
    let mut landfill = landfill(DecayStart::MID_YEAR);
    landfill.recovered = None;
    let spread =
        |percent: i64| Distribution::from_guideline_half_range(Family::Normal, 1, percent).unwrap();
    let deviation = |variations: &[LandfillVariation]| {
        let years = (year(2000), year(2000));
        let draws = LandfillDraws::new(&landfill, variations, &simulation(40_000), years).unwrap();
        let summary = draws.year(year(2000)).unwrap().summary().unwrap();
        (summary.standard_deviation.value / summary.mean.value, summary.mean)
    };
    let exact = landfill.decay(year(2000)).unwrap();
    let known = exact.year(year(2000)).unwrap().emitted.base_value().to_string();
    let known = known.parse::<f64>().unwrap() * 1e-6;
    let carbon = vary("carbon", LandfillInput::DegradableCarbon, None, spread(10));
    let (relative, mean) = deviation(std::slice::from_ref(&carbon));
    assert!((relative / (0.1 / 1.96) - 1.0).abs() < 0.02, "{relative}");
    assert!((mean.value - known).abs() < 5.0 * mean.standard_error);
    // The same draw for all kinds one by one, and in a second input: twice as wide.
    let each = [0, 1, 2]
        .map(|kind| vary("carbon", LandfillInput::DecomposedShare, Some(kind), spread(10)));
    let (one_by_one, _) = deviation(&each);
    assert_eq!(one_by_one, relative);
    let (twice, _) =
        deviation(&[carbon, vary("carbon", LandfillInput::MethaneFraction, None, spread(10))]);
    assert!((twice / relative - 2.0).abs() < 0.02, "{twice}");
    // 10 % x 0.1 / 0.9 of what passes the cover.
    let (cover, _) = deviation(&[vary("cover", LandfillInput::Oxidation, None, spread(10))]);
    assert!((cover / (0.1 / 1.96 / 9.0) - 1.0).abs() < 0.02, "{cover}");
}

#[test]
fn recovery_beyond_what_is_generated_leaves_nothing() {
    let fill = landfill(DecayStart::NEXT_JANUARY);
    let years = (year(1995), year(2009));
    let wide = Distribution::uniform(0, 40).unwrap();
    let variations = [vary("recovered", LandfillInput::Recovered, None, wide)];
    let draws = LandfillDraws::new(&fill, &variations, &simulation(1000), years).unwrap();
    let values = draws.year(year(2000)).unwrap().values();
    assert!(values.iter().all(|value| *value >= 0.0));
    assert!(values.contains(&0.0) && values.iter().any(|value| *value > 0.0));
}

#[test]
fn refusals_name_the_variable() {
    let fill = landfill(DecayStart::NEXT_JANUARY);
    let years = (year(2000), year(2001));
    let refuse = |waste, distribution, years| {
        let variations = [vary("rate of food", LandfillInput::DecayRate, waste, distribution)];
        LandfillDraws::new(&fill, &variations, &simulation(10), years).unwrap_err()
    };
    let uniform = |low: i64, high: i64| Distribution::uniform(low, high).unwrap();
    assert_eq!(
        refuse(None, uniform(2, 3), years).to_string(),
        "expected a distribution that holds the value 1, found 2 to 3 for rate of food; check both, and the unit"
    );
    assert_eq!(
        refuse(Some(3), uniform(0, 3), years).to_string(),
        "expected one of the 3 kinds of waste, counted from 0, found 3 for rate of food"
    );
    let bounds = Distribution::range(0, 2).unwrap();
    assert!(
        refuse(None, bounds, years).to_string().starts_with("field rate of food: expected a dist")
    );
    let backwards = refuse(None, uniform(0, 3), (year(2001), year(2000)));
    assert_eq!(backwards.kind(), ErrorKind::MissingValue);
}
