//! A small town with a plan of seven measures.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use climate_account::factor::FactorLayer;
use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::number::Exact;
use climate_account::scenario::{
    Beyond, Driver, Effect, LineFilter, Measure, Progress, Ramp, Scenario, ScenarioRole,
};
use climate_account::series::{AnnualValue, Extrapolation, Series};
use climate_account::{
    Account, Activity, Amount, EmissionFactor, FactorSet, Profile, Source, Title, Year,
};

pub fn year(number: i64) -> Year {
    Year::new(number).unwrap()
}

pub fn source() -> Source {
    Source::new("Example", "A town", 2024, "row 1").unwrap()
}

pub fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

pub fn factor(id: &str, per: &str, kilograms: &str) -> EmissionFactor {
    let emissions = Emissions::from_kilograms(Gas::CO2, exact(kilograms))
        .and(&Emissions::from_grams(Gas::N2O, exact("0.5")))
        .unwrap();
    let carrier = id.split('/').next().unwrap();
    EmissionFactor::new(id, carrier, per.parse().unwrap(), emissions, source()).unwrap()
}

/// Petrol and oil for all years; electricity for each year until 2040, cleaner by 2 g a year.
pub fn factors() -> FactorSet {
    let electricity = (2023..=2040).map(|then| {
        let grams = 100 - 2 * (then - 2023);
        let id = format!("electricity/{then}");
        factor(&id, "MWh", &grams.to_string()).with_years(year(then), year(then)).unwrap()
    });
    let all = electricity.chain([factor("oil", "MWh", "267.5"), factor("petrol", "MWh", "250")]);
    FactorSet::new([FactorLayer::new("town", "2024", all).unwrap()])
}

pub fn line(place: &str, sector: &str, carrier: &str, amount: &str) -> Activity {
    let amount: Amount = amount.parse().unwrap();
    Activity::new(place, year(2023), sector.parse().unwrap(), amount, &source()).carrier(carrier)
}

pub fn lines(place: &str) -> Vec<Activity> {
    let forest = Emissions::from_tonnes(Gas::CO2, exact("-12.5"));
    vec![
        line(place, "gpc:I.1.1", "oil", "900.3 MWh"),
        line(place, "gpc:I.1.2", "electricity", "1200 MWh"),
        line(place, "gpc:II.1.1", "petrol", "777.77 MWh"),
        Activity::new(place, year(2023), "gpc:V.2".parse().unwrap(), forest, &source()),
        // The year before, which nothing may change.
        Activity::new(
            place,
            year(2022),
            "gpc:IV.1".parse().unwrap(),
            Emissions::from_tonnes(Gas::CO2, 40),
            &source(),
        ),
    ]
}

pub fn account(lines: Vec<Activity>) -> Account {
    Account::compute(lines, &Profile::new("Town", GwpSet::ar5()), &factors()).unwrap()
}

pub fn measure(id: &str, lines: LineFilter, effect: Effect) -> Measure {
    let ramp = Ramp::new(year(2024), year(2030)).unwrap();
    let title = Title::new(id.to_owned(), id.to_owned());
    Measure::new(id.to_owned(), title, lines, effect, Progress::Ramp(ramp))
}

pub fn substitution(share: &str, before: &str, after: &str) -> Effect {
    Effect::Substitution {
        share: exact(share),
        efficiency_before: exact(before),
        efficiency_after: exact(after),
        carrier: "electricity".into(),
        process: None,
        unit: "MWh".parse().unwrap(),
        sector: "gpc:I.1.2".parse().unwrap(),
    }
}

pub fn carrier(name: &str) -> LineFilter {
    LineFilter::new().carrier(name.to_owned())
}

pub fn population() -> Driver {
    let given = |value: i64| AnnualValue::Number(value.into());
    let index = [(year(2023), given(20_000)), (year(2033), given(21_500))];
    let index = Series::new("capita".parse().unwrap(), index).unwrap();
    Driver {
        name: Title::new("Indbyggere", "Inhabitants"),
        lines: LineFilter::new().sector("gpc:I".parse().unwrap()),
        index: index.extrapolated(Extrapolation::Hold),
        elasticity: exact("0.6"),
    }
}

pub fn scenario(measures: Vec<Measure>) -> Scenario {
    let name = Title::new("Klimaplan", "Climate plan");
    Scenario { measures, ..Scenario::new("plan", name, ScenarioRole::Ambitious, &source()) }
}

pub fn plan() -> Scenario {
    let methane = Emissions::from_tonnes(Gas::CO2, exact("3.2"));
    let measures = vec![
        measure(
            "insulation",
            LineFilter::new().sector("gpc:I.1".parse().unwrap()),
            Effect::Activity { share: exact("0.15") },
        ),
        measure("heat-pumps", carrier("oil"), substitution("0.8", "0.9", "3.1")),
        measure("cars", carrier("petrol"), substitution("0.45", "0.25", "0.8")),
        measure("grid", carrier("electricity"), Effect::Factor { share: exact("0.35") }),
        measure("habits", carrier("petrol"), Effect::Share { share: exact("0.07") }),
        measure(
            "capture",
            carrier("oil"),
            Effect::Absolute { emissions: methane.clone(), beyond: Beyond::Capped },
        ),
        measure(
            "forest",
            LineFilter::new(),
            Effect::Removal { emissions: methane, sector: "gpc:V.2".parse().unwrap() },
        ),
    ];
    Scenario { drivers: vec![population()], ..scenario(measures) }
}
