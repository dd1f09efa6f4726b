//! Monte Carlo over accounts, plans and targets: against closed forms, and what is refused.
#![allow(missing_docs, clippy::unwrap_used, clippy::float_arithmetic, clippy::float_cmp)]

use climate_account::account::{Facet, TextFacet};
use climate_account::distribution::{Distribution, Family, Kept};
use climate_account::ensemble::{
    Assumption, Assumptions, BaseDraws, BoundsReading, Simulation, UncertainAccount, UncertainPart,
};
use climate_account::factor::{FactorLayer, Parameter, ParameterKind};
use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::number::Exact;
use climate_account::scenario::{
    Effect, LineFilter, Measure, Progress, Projection, Ramp, Scenario, ScenarioRole,
};
use climate_account::series::{AnnualValue, CumulativeRule, Interpolation, Series};
use climate_account::target::{
    BaseValue, BaseYear, Boundary, Demand, GapQuestion, Milestone, Target, TargetTiming, TotalKind,
};
use climate_account::{
    Account, Activity, Amount, EmissionFactor, ErrorKind, FactorSet, Profile, Result, Source,
    Title, Year,
};

fn source() -> Source {
    Source::new("Test", "Made-up figures", 2024, "row 1").unwrap()
}

fn year(number: i64) -> Year {
    Year::new(number).unwrap()
}

fn normal(percent: i64) -> Distribution {
    Distribution::from_guideline_half_range(Family::Normal, 1, percent).unwrap()
}

fn of_mean(mean: i64, deviation: i64) -> Distribution {
    Distribution::from_mean_and_sd(Family::Normal, mean, deviation).unwrap()
}

/// 200 kg CO2 ± 10 and 1 kg CH4, of which only bounds are known, for a litre.
fn oil() -> EmissionFactor {
    let emissions = Emissions::from_kilograms(Gas::CO2, 200)
        .and(&Emissions::from_kilograms(Gas::CH4_FOSSIL, 1))
        .unwrap();
    EmissionFactor::new("oil", "oil", "MWh".parse().unwrap(), emissions, source())
        .unwrap()
        .with_uncertainty(Some(Gas::CO2), of_mean(200_000, 10_000))
        .with_uncertainty(Some(Gas::CH4_FOSSIL), Distribution::range(500, 2000).unwrap())
}

fn factors(factor: EmissionFactor, parameters: Vec<Parameter>) -> FactorSet {
    let layer = FactorLayer::new("test", "2024", [factor]).unwrap();
    FactorSet::new([layer.with_parameters(parameters).unwrap()])
}

fn line(number: i64, sector: &str, amount: &str) -> Activity {
    let amount: Amount = amount.parse().unwrap();
    Activity::new("Odder", year(number), sector.parse().unwrap(), amount, &source()).carrier("oil")
}

fn account(lines: impl IntoIterator<Item = Activity>, factors: &FactorSet) -> Account {
    Account::compute(lines, &Profile::new("Test", GwpSet::ar5()), factors).unwrap()
}

fn every_line(percent: i64) -> Assumption {
    Assumption::activity(Title::new("alle", "all"), LineFilter::new(), normal(percent))
}

fn uncertain(account: &Account, facets: &[Facet], list: Vec<Assumption>) -> UncertainAccount {
    UncertainAccount::new(&account.totals(facets).unwrap(), &Assumptions::new(list)).unwrap()
}

fn simulation() -> Simulation {
    Simulation::new(20_000, 7).unwrap()
}

#[test]
fn a_factor_of_many_lines_and_years_is_one_variable() {
    let lines = [
        line(2020, "gpc:I.1.1", "600 MWh"),
        line(2020, "gpc:I.2.1", "400 MWh"),
        line(2023, "gpc:I.1.1", "500 MWh"),
    ];
    let account = account(lines, &factors(oil(), Vec::new()));
    let uncertain = uncertain(&account, &[Facet::Year], Vec::new());
    // 5 % of the CO2; methane (28 of 228) does not vary.
    let known = uncertain.model.expectation(&["2020"]).unwrap();
    assert!((known.mean - 228.0).abs() < 1e-9 && (known.standard_deviation - 10.0).abs() < 1e-9);
    let variables = uncertain.model.contributions(&["2020"]).unwrap();
    assert_eq!(variables.len(), 1);
    assert_eq!(variables[0].variable, "factor oil, co2");
    assert!((variables[0].share - 1.0).abs() < 1e-12);
    let title = uncertain.title("factor oil, co2").unwrap();
    assert_eq!(title.da, "faktor `oil`, Kuldioxid");
    let run = uncertain.simulate(&simulation()).unwrap();
    let trend = run.change_in_percent("2020", "2023").unwrap().summary().unwrap();
    assert!((trend.low.value + 50.0).abs() < 1e-9 && (trend.high.value + 50.0).abs() < 1e-9);
}

#[test]
fn what_is_unstated_is_listed_and_bounds_can_be_read() {
    let account = account([line(2020, "gpc:I.1.1", "1000 MWh")], &factors(oil(), Vec::new()));
    let bare = uncertain(&account, &[], Vec::new());
    let found: Vec<_> = bare.unstated.iter().map(|found| (&found.part, found.tonnes)).collect();
    assert_eq!(
        found,
        [
            (&UncertainPart::Activity, 228.into()),
            (&UncertainPart::Factor(Some(Gas::CH4_FOSSIL)), 28.into())
        ]
    );
    assert_eq!(bare.unstated[1].bounds, Some((500.into(), 2000.into())));
    assert_eq!(bare.unstated[0].line, "Odder, 2020, I.1.1, oil");

    let reading =
        Assumptions::new([every_line(0)]).bounds_read_as(BoundsReading::Lognormal95(Kept::Mean));
    let totals = account.totals(&[]).unwrap();
    let read = UncertainAccount::new(&totals, &reading).unwrap();
    assert!(read.unstated.is_empty());
    let known = read.model.expectation(&["total"]).unwrap();
    assert!((known.mean - 228.0).abs() < 1e-9 && known.standard_deviation > 10.0);
    // A triangle from 0.5 over 1 to 2 has its mean at 3.5/3.
    let triangle = Assumptions::new([]).bounds_read_as(BoundsReading::Triangular);
    let mean = UncertainAccount::new(&totals, &triangle).unwrap().model.expectation(&["total"]);
    assert!((mean.unwrap().mean - (200.0 + 28.0 * 3.5 / 3.0)).abs() < 1e-9);
}

#[test]
fn an_assumption_of_the_factor_replaces_its_own_and_the_first_counts() {
    let account = account([line(2020, "gpc:I.1.1", "1000 MWh")], &factors(oil(), Vec::new()));
    let factor = |percent| {
        Assumption::factor(
            Title::new("olie", "oil"),
            LineFilter::new().carrier("oil"),
            normal(percent),
        )
    };
    let other = Assumption::factor(Title::new("andet", "other"), LineFilter::new(), normal(90));
    let further = Assumption::further(Title::new("mere", "more"), LineFilter::new(), normal(196))
        .in_years(year(2021), year(2030));
    let uncertain = uncertain(&account, &[], vec![factor(49), other, further, every_line(0)]);
    assert!(uncertain.unstated.is_empty());
    let known = uncertain.model.expectation(&["total"]).unwrap();
    assert!((known.standard_deviation - 57.0).abs() < 1e-9, "{known:?}"); // a quarter of 228
}

#[test]
fn assumptions_set_apart_are_variables_of_their_own() {
    let lines = [line(2020, "gpc:I.1.1", "1000 MWh"), line(2023, "gpc:I.1.1", "1000 MWh")];
    let account = account(lines, &factors(oil(), Vec::new()));
    let certain = || Assumption::factor(Title::new("f", "f"), LineFilter::new(), normal(0));
    let deviation = |activity: Assumption| {
        let uncertain = uncertain(&account, &[Facet::Year], vec![activity, certain()]);
        let run = uncertain.simulate(&simulation()).unwrap();
        run.change_in_percent("2020", "2023").unwrap().summary().unwrap().standard_deviation.value
    };
    assert!(deviation(every_line(10)) < 1e-9);
    let apart = deviation(every_line(10).apart_by([Facet::Year]));
    // Two independent errors of 10 / 1.96 %.
    assert!((apart / (2f64.sqrt() * 10.0 / 1.96) - 1.0).abs() < 0.05, "{apart}");
    let both = uncertain(
        &account,
        &[Facet::Year],
        vec![every_line(10).apart_by([Facet::Year, Facet::Text(TextFacet::Carrier)]), certain()],
    );
    let names: Vec<String> = both
        .model
        .contributions(&["2020", "2023"])
        .unwrap()
        .into_iter()
        .map(|c| c.variable)
        .collect();
    assert!(names.contains(&"activity: all (2020, oil)".to_owned()), "{names:?}");
}

#[test]
fn parameters_vary_and_one_that_divides_needs_a_reciprocal() {
    let density = |distribution| {
        Parameter::new(
            "density",
            "oil",
            ParameterKind::Density,
            "0.8 t/m3".parse().unwrap(),
            source(),
        )
        .unwrap()
        .with_uncertainty(distribution)
    };
    let exact = |text: &str| text.parse::<Exact>().unwrap();
    let per_tonne = EmissionFactor::new(
        "oil",
        "oil",
        "t".parse().unwrap(),
        Emissions::from_tonnes(Gas::CO2, 3),
        source(),
    )
    .unwrap()
    .with_uncertainty(Some(Gas::CO2), of_mean(3_000_000, 0));
    let spread =
        Distribution::from_mean_and_sd(Family::Normal, exact("0.8"), exact("0.08")).unwrap();
    let by_volume = account(
        [line(2020, "gpc:I.1.1", "1000 m3")],
        &factors(per_tonne, vec![density(spread.clone())]),
    );
    let uncertain_volume = uncertain(&by_volume, &[], vec![every_line(0)]);
    assert!(uncertain_volume.unstated.is_empty());
    let known = uncertain_volume.model.expectation(&["total"]).unwrap();
    assert!((known.mean - 2400.0).abs() < 1e-9 && (known.standard_deviation - 240.0).abs() < 1e-9);

    let per_volume = || {
        EmissionFactor::new(
            "oil",
            "oil",
            "m3".parse().unwrap(),
            Emissions::from_tonnes(Gas::CO2, 3),
            source(),
        )
        .unwrap()
    };
    let by_mass = |distribution| {
        let factors = factors(per_volume(), vec![density(distribution)]);
        let account = account([line(2020, "gpc:I.1.1", "800 t")], &factors);
        UncertainAccount::new(&account.totals(&[]).unwrap(), &Assumptions::new([every_line(0)]))
    };
    let error = by_mass(spread).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected a lognormal distribution of density, which divides, found mean 0.8, sd 0.08; only its reciprocal has a mean in closed form"
    );
    let lognormal = Distribution::from_median_and_gsd(exact("0.8"), exact("1.1")).unwrap();
    let model = by_mass(lognormal).unwrap().model;
    let median =
        model.simulate(&simulation()).unwrap().output("total").unwrap().summary().unwrap().median;
    assert!((median.value - 3000.0).abs() < 5.0 * median.standard_error);
}

#[test]
fn a_distribution_beside_its_value_is_refused_by_name() {
    let value = |distribution| {
        let factor = oil().with_uncertainty(Some(Gas::CO2), distribution);
        let account = account([line(2020, "gpc:I.1.1", "1 MWh")], &factors(factor, Vec::new()));
        UncertainAccount::new(&account.totals(&[]).unwrap(), &Assumptions::new([])).unwrap_err()
    };
    // Kilograms where grams are meant.
    let error = value(Distribution::from_95_percent_interval(Family::Lognormal, 190, 210).unwrap());
    assert_eq!(error.kind(), ErrorKind::InvalidDistribution);
    assert_eq!(
        error.to_string(),
        "expected a distribution that holds the value 200000, found 190 to 210 (95 %) for factor oil, co2; check both, and the unit"
    );
    assert!(value(of_mean(250_000, 10_000)).to_string().contains("for factor oil, co2"));

    let account = account([line(2020, "gpc:I.1.1", "1 MWh")], &factors(oil(), Vec::new()));
    let assumed = |distribution: Result<Distribution>| {
        let title = Title::new("målere", "meters");
        let list = [Assumption::activity(title, LineFilter::new(), distribution.unwrap())];
        UncertainAccount::new(&account.totals(&[]).unwrap(), &Assumptions::new(list))
            .unwrap_err()
            .to_string()
    };
    assert!(assumed(Distribution::uniform(900, 1100)).contains("for activity: meters"));
    assert!(
        assumed(Distribution::range(0, 2)).starts_with("field activity: meters: expected a dist")
    );
}

fn plan(account: &Account, factors: &FactorSet) -> Result<UncertainAccount> {
    let cut = Measure::new(
        "cut",
        Title::new("Halvering", "Halving"),
        LineFilter::new(),
        Effect::Factor { share: Exact::new(5, 1) },
        Progress::Ramp(Ramp::step(year(2024))),
    );
    let scenario = Scenario {
        measures: vec![cut],
        ..Scenario::new("plan", Title::new("Plan", "Plan"), ScenarioRole::Ambitious, &source())
    };
    let projection = Projection::new(account, factors, &scenario, year(2025))?;
    let progress = Distribution::uniform(0, 1)?;
    let progress = (Title::new("gennemførelse", "progress"), progress);
    UncertainAccount::projected(
        &projection,
        &[true],
        &progress,
        &Assumptions::new([every_line(0)]),
        &[Facet::Year],
    )
}

#[test]
fn a_plan_is_drawn_between_nothing_and_everything() {
    let factors = factors(oil(), Vec::new());
    let account = account([line(2023, "gpc:I.1.1", "1000 MWh")], &factors);
    let plan = plan(&account, &factors).unwrap();
    // The share is a product with the factor, and the base year hangs on no progress.
    let now = plan.model.expectation(&["2023"]).unwrap();
    assert!((now.mean - 228.0).abs() < 1e-9 && (now.standard_deviation - 10.0).abs() < 1e-9);
    let later = plan.model.expectation(&["2025"]).unwrap();
    assert!((later.mean - 0.75 * 228.0).abs() < 1e-9);
    // Var of (1 - P/2) (200 F + 28): the factor keeps its uncertainty where a measure left a share.
    let share: f64 = 0.25 / 12.0;
    let expected = share * 228.0 * 228.0 + (0.75 * 0.75 + share) * 100.0;
    assert!((later.standard_deviation - expected.sqrt()).abs() < 1e-9, "{later:?}");
    let of_methane = UncertainPart::Factor(Some(Gas::CH4_FOSSIL));
    assert!(plan.unstated.iter().all(|found| found.part == of_methane), "{:?}", plan.unstated);
    assert_eq!(plan.unstated.len(), 3); // 2023, 2024, 2025
    let run = plan.simulate(&simulation()).unwrap();
    let change = run.change_in_percent("2023", "2025").unwrap().summary().unwrap();
    assert!((change.mean.value + 25.0).abs() < 5.0 * change.mean.standard_error);
    assert!(change.low.value > -50.0 && change.high.value < 0.0);
}

fn target(demand: Demand, value: &str, unit: &str) -> Target {
    Target {
        id: "plan".to_owned(),
        version: "1".to_owned(),
        demand,
        base: BaseYear {
            year: year(2023),
            value: BaseValue::Measured { value: "0.228".parse().unwrap() },
        },
        milestones: vec![Milestone { year: year(2025), value: value.parse().unwrap() }],
        interpolation: Interpolation::Linear,
        timing: TargetTiming::InTheYear,
        boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
        unit: unit.parse().unwrap(),
    }
}

#[test]
fn a_gap_is_drawn_in_the_unit_of_the_target() {
    let factors = factors(oil(), Vec::new());
    let account = account([line(2023, "gpc:I.1.1", "1000 MWh")], &factors);
    let plan = plan(&account, &factors).unwrap();
    let run = plan.simulate(&simulation()).unwrap();
    let question = GapQuestion {
        now: year(2023),
        year: year(2025),
        cumulative: CumulativeRule::AnnualSum,
        budget: None,
    };
    let gap = |target: &Target, base| plan.gap(&run, target, &question, base);
    // A quarter less than the base year of the draw: progress of more than a half.
    let quarter = target(Demand::ReductionOfBase, "0.25", "kt CO2e");
    let drawn = gap(&quarter, BaseDraws::Drawn).unwrap();
    let off = (drawn.probability_of_meeting.value - 0.5).abs();
    assert!(off < 5.0 * drawn.probability_of_meeting.standard_error);
    assert!((drawn.planned.summary().unwrap().mean.value - 0.171).abs() < 0.002);
    let stated = gap(&quarter, BaseDraws::Stated).unwrap();
    assert!(stated.demanded.values().iter().all(|level| (level - 0.171).abs() < 1e-15));
    assert_ne!(stated.probability_of_meeting, drawn.probability_of_meeting);
    // Heads do not vary: 2 persons at 0.09 kt are 0.18 kt.
    let anchors =
        [(year(2023), AnnualValue::Number(2.into())), (year(2025), AnnualValue::Number(2.into()))];
    let population = Series::new("capita".parse().unwrap(), anchors).unwrap();
    let per_head =
        gap(&target(Demand::PerHead { population }, "0.09", "kt CO2e"), BaseDraws::Drawn).unwrap();
    assert_eq!(per_head.demanded.values()[0], 0.18);

    let budget = |rule| target(Demand::Budget { first: year(2023), rule }, "600", "t CO2e");
    let mean = |rule| {
        let gap = gap(&budget(rule), BaseDraws::Stated).unwrap();
        gap.planned.summary().unwrap().mean
    };
    // 228 + 171 + 171, or half of the ends.
    for (rule, expected) in [(CumulativeRule::AnnualSum, 570.0), (CumulativeRule::Trapezoid, 370.5)]
    {
        let mean = mean(rule);
        assert!((mean.value - expected).abs() < 5.0 * mean.standard_error, "{mean:?}");
    }
}

#[test]
fn a_gap_that_cannot_be_asked_is_refused() {
    let factors = factors(oil(), Vec::new());
    let account = account([line(2023, "gpc:I.1.1", "1000 MWh")], &factors);
    let plan = plan(&account, &factors).unwrap();
    let run = plan.simulate(&simulation()).unwrap();
    let question = |number| GapQuestion {
        now: year(2023),
        year: year(number),
        cumulative: CumulativeRule::AnnualSum,
        budget: None,
    };
    let text = |target: &Target, number| {
        plan.gap(&run, target, &question(number), BaseDraws::Drawn).unwrap_err().to_string()
    };
    let level = target(Demand::Level, "100", "t CO2e");
    let mut other = level.clone();
    other.boundary.gwp_set = "AR6 GWP100".to_owned();
    assert_eq!(
        text(&other, 2025),
        "expected a target of the GWP set of the account, AR5 GWP100, found AR6 GWP100; compute the account under that set"
    );
    assert_eq!(
        text(&level, 2030),
        "expected outputs of the year 2030, found 2023, 2024, 2025; group by year"
    );
    let demand = Demand::Budget { first: year(2023), rule: CumulativeRule::AnnualSum };
    assert_eq!(
        text(&target(demand, "5", "t CO2e"), 2024),
        "expected a target with a demand for 2024, found none in `plan`; ask for a milestone year"
    );
    assert!(text(&target(Demand::Level, "5", "TJ"), 2025).contains("TJ"));
    // Without the year among the facets there is nothing to compare.
    let whole = uncertain(&account, &[], Vec::new());
    let run = whole.simulate(&simulation()).unwrap();
    let error = whole.gap(&run, &level, &question(2025), BaseDraws::Stated).unwrap_err();
    assert!(error.to_string().contains("found none by year"), "{error}");
}
