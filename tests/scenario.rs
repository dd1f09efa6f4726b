//! Projections of an account: laws, published interactions and refusals.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::float_arithmetic)]

use climate_account::account::{Facet, TextFacet};
use climate_account::factor::FactorLayer;
use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::number::{Exact, ExactSum, Rounding};
use climate_account::scenario::{
    Attribution, AttributionRule, Beyond, Driver, Effect, LineFilter, Projection, Scenario,
};
use climate_account::series::{AnnualValue, Series};
use climate_account::{
    Account, EmissionFactor, ErrorKind, FactorSet, Language, Profile, Year, report::Explain,
};
use proptest::prelude::*;

#[path = "common/town.rs"]
mod town;

use town::{
    account, carrier, exact, factors, line, lines, measure, plan, population, scenario, source,
    substitution, year,
};

fn tonnes_in(account: &Account, then: Year) -> Exact {
    account.select(move |line| line.year() == then).total().unwrap().co2e().unwrap().tonnes()
}

#[test]
fn an_empty_scenario_is_the_baseline() {
    let (account, factors) = (account(lines("Town")), factors());
    let projection = Projection::new(&account, &factors, &scenario(vec![]), year(2035)).unwrap();
    let pathway = projection.evaluate(&[]).unwrap();
    let without_electricity = account.select(|line| {
        line.year() == Year::new(2023).unwrap()
            && line.text(TextFacet::Carrier).map(|carrier| &**carrier) != Some("electricity")
    });
    let fixed = without_electricity.total().unwrap().co2e().unwrap().tonnes();
    for then in 2024..=2035 {
        // 1200 MWh at the factor of the year, with its N2O.
        let electricity =
            Exact::from(1200 * (100 - 2 * (then - 2023))).checked_mul(Exact::new(1, 3));
        let nitrous_oxide = exact("0.159"); // 1200 x 0.5 g x 265
        let expected = fixed.checked_add(electricity.unwrap()).unwrap();
        let expected = expected.checked_add(nitrous_oxide).unwrap();
        assert_eq!(pathway.co2e(year(then)).unwrap().tonnes(), expected, "{then}");
    }
}

#[test]
fn history_is_as_it_was_and_the_future_is_an_account() {
    let (account, factors) = (account(lines("Town")), factors());
    let projection = Projection::new(&account, &factors, &plan(), year(2040)).unwrap();
    let pathway = projection.evaluate(&[true; 7]).unwrap();
    let whole = pathway.account().unwrap();
    for (before, after) in account.entries().zip(whole.entries()) {
        assert_eq!(before.activity(), after.activity());
        assert_eq!(before.emissions(), after.emissions());
    }
    for then in projection.years() {
        assert_eq!(tonnes_in(&whole, *then), pathway.co2e(*then).unwrap().tonnes(), "{then}");
    }
    let years = whole.totals(&[Facet::Year]).unwrap();
    assert_eq!(years.rows().count(), 2 + 17);
    // A line that a measure cut says so, in Danish too.
    let habits = whole.entries().find(|entry| {
        let activity = entry.activity();
        activity.year() == year(2030)
            && activity.text(TextFacet::Carrier).is_some_and(|carrier| **carrier == *"petrol")
    });
    let text = habits.unwrap().explain(Language::Danish).unwrap();
    assert!(text.contains("Tilbage efter tiltag"), "{text}");
    assert!(text.contains("fremskrevet efter scenariet `Klimaplan`"), "{text}");
}

/// Electric cars and a cleaner grid: 19 t and 30 t alone, 53.5 t together.
#[test]
fn measures_meet_on_lines_that_others_add() {
    let kilograms = |id: &str, kilograms: i64| {
        let emissions = Emissions::from_kilograms(Gas::CO2, kilograms);
        EmissionFactor::new(
            id.to_owned(),
            id.to_owned(),
            "MWh".parse().unwrap(),
            emissions,
            source(),
        )
    };
    let layer = [kilograms("petrol", 250).unwrap(), kilograms("electricity", 200).unwrap()];
    let factors = FactorSet::new([FactorLayer::new("town", "2024", layer).unwrap()]);
    let lines = vec![
        line("Town", "gpc:II.1.1", "petrol", "100 MWh"),
        line("Town", "gpc:I.2.2", "electricity", "200 MWh"),
    ];
    let profile = Profile::new("Town", GwpSet::ar5());
    let account = Account::compute(lines, &profile, &factors).unwrap();
    let plan = scenario(vec![
        measure("cars", carrier("petrol"), substitution("1", "0.3", "1")),
        measure("grid", carrier("electricity"), Effect::Factor { share: exact("0.75") }),
    ]);
    let projection = Projection::new(&account, &factors, &plan, year(2030)).unwrap();
    let by = |rule: AttributionRule| {
        let by_year = projection.attribute(&rule).unwrap();
        by_year.last().map(|(_, attribution)| attribution.clone()).unwrap()
    };
    assert_eq!(by(AttributionRule::Alone).effects, [exact("19"), exact("30")]);
    assert_eq!(by(AttributionRule::LastIn).effects, [exact("23.5"), exact("34.5")]);
    let shapley = by(AttributionRule::Shapley);
    assert_eq!(shapley.effects, [exact("21.25"), exact("32.25")]);
    assert_eq!(shapley.package, exact("53.5"));
    assert_eq!(projection.order_dependent_pairs().unwrap(), []);
}

#[test]
fn a_substitution_conserves_the_service() {
    let (account, factors) = (account(lines("Town")), factors());
    let plan =
        scenario(vec![measure("heat-pumps", carrier("oil"), substitution("0.8", "0.9", "3.1"))]);
    let projection = Projection::new(&account, &factors, &plan, year(2035)).unwrap();
    let whole = projection.evaluate(&[true]).unwrap().account().unwrap();
    for then in projection.years() {
        let amount = |path: Option<&str>, carrier: &str| {
            let found = whole.entries().find(|entry| {
                let activity = entry.activity();
                activity.year() == *then
                    && activity.text(TextFacet::Path).map(|path| &**path) == path
                    && activity.text(TextFacet::Carrier).is_some_and(|found| **found == *carrier)
            });
            match found.map(|entry| entry.activity().cell().clone()) {
                Some(climate_account::account::Cell::Amount(amount)) => amount.value,
                _ => Exact::ZERO,
            }
        };
        let service = |oil: Exact, electricity: Exact| {
            let heat = oil.checked_mul(exact("0.9")).unwrap();
            heat.checked_add(electricity.checked_mul(exact("3.1")).unwrap()).unwrap()
        };
        let after = service(amount(None, "oil"), amount(Some("heat-pumps"), "electricity"));
        let before = service(exact("900.3"), Exact::ZERO);
        let off = after.checked_sub(before).unwrap().abs();
        assert!(off <= Exact::new(1, 12), "{then}: {after} for {before}");
    }
}

/// By year, by sector and by gas, under rules that add up and rules that do not.
#[test]
fn what_measures_deserve_adds_up_over_sectors_and_gases() {
    let (account, factors) = (account(lines("Town")), factors());
    let projection = Projection::new(&account, &factors, &plan(), year(2032)).unwrap();
    let count = 7;
    let none = projection.evaluate(&[false; 7]).unwrap();
    let all = projection.evaluate(&[true; 7]).unwrap();
    for rule in [
        AttributionRule::Shapley,
        AttributionRule::Sequential((0..count).rev().collect()),
        AttributionRule::LastIn,
        AttributionRule::ShapleySampled { seed: 5, pairs: 3 },
    ] {
        let whole = projection.attribute(&rule).unwrap();
        let sectors = ["gpc:I", "gpc:II", "gpc:V"].map(|sector| {
            let lines = LineFilter::new().sector(sector.parse().unwrap());
            projection.attribute_lines(&rule, &lines).unwrap()
        });
        let gases = [Gas::CO2, Gas::N2O].map(|gas| projection.attribute_gas(&rule, gas).unwrap());
        for (index, (then, attribution)) in whole.iter().enumerate() {
            for measure in 0..count {
                let of = |parts: &[(Year, Attribution)]| parts[index].1.effects[measure];
                let sum: ExactSum = sectors.iter().map(|parts| of(parts)).collect();
                let near = |found: Exact| {
                    let off = found.checked_sub(attribution.effects[measure]).unwrap().abs();
                    assert!(off < Exact::new(1, 15), "{then} {measure} {rule:?}: {off}");
                };
                near(sum.total().unwrap());
                // AR5: 265 t CO2e for a tonne of nitrous oxide.
                let nitrous_oxide = of(&gases[1]).checked_mul(265.into()).unwrap();
                near(of(&gases[0]).checked_add(nitrous_oxide).unwrap());
            }
            if rule != AttributionRule::LastIn {
                assert_eq!(attribution.interaction().unwrap(), Exact::ZERO);
                for part in sectors.iter().chain(&gases) {
                    assert_eq!(part[index].1.interaction().unwrap(), Exact::ZERO);
                }
            }
            let carbon = |pathway: &climate_account::scenario::Pathway| {
                pathway.emissions(*then).unwrap().tonnes(Gas::CO2)
            };
            assert_eq!(gases[0][index].1.package, carbon(&none).checked_sub(carbon(&all)).unwrap());
        }
        // Electric cars take from transport, and add to the electricity of homes.
        let cars = |parts: &[(Year, Attribution)]| parts.last().unwrap().1.effects[2];
        assert!(cars(&sectors[1]).is_positive() && cars(&sectors[0]).is_negative());
    }
}

#[test]
fn a_measure_without_lines_says_so() {
    let (account, factors) = (account(lines("Town")), factors());
    let plan = scenario(vec![
        measure("coal", carrier("coal"), Effect::Share { share: Exact::ONE }),
        measure("habits", carrier("petrol"), Effect::Share { share: exact("0.1") }),
    ]);
    let projection = Projection::new(&account, &factors, &plan, year(2030)).unwrap();
    let idle: Vec<&str> = projection.idle_measures().iter().map(|measure| measure.id()).collect();
    assert_eq!(idle, ["coal"]);
}

#[test]
fn what_is_required_enables_and_what_is_excluded_is_refused() {
    let (account, factors) = (account(lines("Town")), factors());
    let cut = || Effect::Share { share: exact("0.5") };
    let plan = scenario(vec![
        measure("network", carrier("coal"), cut()),
        measure("customers", carrier("oil"), cut()).requiring("network"),
        measure("own-boilers", carrier("oil"), cut()).excluding("customers"),
    ]);
    let projection = Projection::new(&account, &factors, &plan, year(2030)).unwrap();
    let in_2030 =
        |package: &[bool]| projection.evaluate(package).unwrap().co2e(year(2030)).unwrap();
    assert_eq!(in_2030(&[false, true, false]), in_2030(&[false; 3]));
    assert!(in_2030(&[true, true, false]).tonnes() < in_2030(&[true, false, false]).tonnes());
    let error = projection.evaluate(&[true; 3]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected measures that can be together, found `own-boilers` and `customers` in one \
         package; take one out"
    );
    let error = projection.evaluate(&[true]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected a package of 3 measures, found one of 1; say of each whether it is taken"
    );
}

#[test]
fn a_reduction_beyond_what_is_there_is_refused_or_capped() {
    let (account, factors) = (account(lines("Town")), factors());
    let with = |beyond| {
        let emissions = Emissions::from_tonnes(Gas::CO2, 1000);
        scenario(vec![measure("capture", carrier("oil"), Effect::Absolute { emissions, beyond })])
    };
    let refused = with(Beyond::Refused);
    let projection = Projection::new(&account, &factors, &refused, year(2030)).unwrap();
    let error = projection.evaluate(&[true]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutOfRange);
    assert_eq!(
        error.to_string(),
        "field measure capture: expected no more co2 avoided than the 240830250 g that the lines emit \
         in 2026, found more; cap the measure, or lower it"
    );
    let capped = with(Beyond::Capped);
    let projection = Projection::new(&account, &factors, &capped, year(2030)).unwrap();
    let before = projection.evaluate(&[false]).unwrap().emissions(year(2030)).unwrap();
    let after = projection.evaluate(&[true]).unwrap().emissions(year(2030)).unwrap();
    let avoided = before.grams(Gas::CO2).checked_sub(after.grams(Gas::CO2)).unwrap();
    assert_eq!(avoided.round(Rounding::decimals(0)).unwrap(), exact("240830250")); // all of the oil
}

#[test]
fn a_technology_that_is_there_already_does_less() {
    let (account, factors) = (account(lines("Town")), factors());
    let plan = scenario(vec![measure(
        "filter",
        carrier("oil"),
        Effect::Prevalence {
            unit_effect: Emissions::from_kilograms(Gas::CO2, 10),
            potential: exact("0.9"),
            present: exact("0.3"),
        },
    )]);
    let projection = Projection::new(&account, &factors, &plan, year(2030)).unwrap();
    let tonnes = |taken| projection.evaluate(&[taken]).unwrap().co2e(year(2030)).unwrap().tonnes();
    // 900.3 MWh x 10 kg x (0.9 - 0.3)
    assert_eq!(tonnes(false).checked_sub(tonnes(true)).unwrap(), exact("5.4018"));
}

#[test]
fn says_what_cannot_be_projected() {
    let (account, factors) = (account(lines("Town")), factors());
    let error = |scenario: &Scenario, last| {
        Projection::new(&account, &factors, scenario, year(last)).unwrap_err()
    };
    let text = |scenario: &Scenario, last| error(scenario, last).to_string();
    let one = |effect| scenario(vec![measure("one", carrier("oil"), effect)]);

    // Electricity has no factor after 2040: the line and the year are named.
    let missing = error(&scenario(vec![]), 2041);
    assert_eq!(missing.kind(), ErrorKind::FactorNotFound);
    let missing = missing.to_string();
    assert!(
        missing.starts_with("field line Town, 2041, I.1.2, electricity: expected"),
        "{missing}"
    );
    // So is the measure that adds one.
    let gone = Effect::Substitution {
        share: Exact::ONE,
        efficiency_before: Exact::ONE,
        efficiency_after: Exact::ONE,
        carrier: "hydrogen".into(),
        process: None,
        unit: "MWh".parse().unwrap(),
        sector: "gpc:I.1.1".parse().unwrap(),
    };
    let missing = text(&one(gone), 2030);
    assert!(missing.contains("hydrogen") && missing.contains("2024"), "{missing}");

    assert_eq!(
        text(&scenario(vec![]), 2023),
        "expected a last year of the projection after 2023, found 2023; give the years in order"
    );
    assert_eq!(
        text(&one(Effect::Share { share: 30.into() }), 2030),
        "expected a share that is avoided from 0 to 1 in the measure `one`, found 30; give per cent \
         as a fraction"
    );
    assert_eq!(
        text(&one(substitution("0.5", "0.9", "0")), 2030),
        "expected an efficiency above zero in the measure `one`, found 0; state the service for each \
         unit before and after"
    );
    let cut = || measure("one", carrier("oil"), Effect::Share { share: exact("0.1") });
    assert_eq!(
        text(&scenario(vec![cut(), cut()]), 2030),
        "expected each measure once, found `one` twice; give the second an id of its own"
    );
    assert_eq!(
        text(&scenario(vec![cut().requiring("ones")]), 2030),
        "expected a measure of the scenario beside `one`, found `ones`; did you mean `one`?"
    );
    let mixed = Effect::Substitution {
        share: Exact::ONE,
        efficiency_before: Exact::ONE,
        efficiency_after: Exact::ONE,
        carrier: "petrol".into(),
        process: None,
        unit: "vkm".parse().unwrap(),
        sector: "gpc:II.1.1".parse().unwrap(),
    };
    assert_eq!(
        text(&one(mixed), 2030),
        "field measure one: expected lines with amounts in `vkm`, found `MWh`; select lines of one \
         kind of unit"
    );
    let pinned = Scenario {
        pinned_factors: Some(climate_account::factor::ContentHash::of(["other"])),
        ..scenario(vec![])
    };
    assert!(
        text(&pinned, 2030).starts_with("expected the factors that the scenario `plan` is pinned")
    );
    let same = Scenario { pinned_factors: Some(factors.hash()), ..scenario(vec![]) };
    assert!(Projection::new(&account, &factors, &same, year(2030)).is_ok());

    let index = [(year(2024), AnnualValue::Number(5.into()))];
    let index = Series::new("capita".parse().unwrap(), index).unwrap();
    let driver = Driver { index, elasticity: Exact::ONE, ..population() };
    assert_eq!(
        text(&Scenario { drivers: vec![driver], ..scenario(vec![]) }, 2024),
        "expected a value above zero of the driver `Inhabitants` in 2023, found none; give its index \
         for the base year and every year projected"
    );
}

#[cfg(feature = "serde")]
#[test]
fn a_scenario_is_a_document() {
    let plan = plan();
    let written = serde_json::to_string_pretty(&plan).unwrap();
    assert_eq!(serde_json::from_str::<Scenario>(&written).unwrap(), plan);
    let spoilt = written.replacen("\"share\"", "\"shore\"", 1);
    let error = climate_account::exchange::json::from_str::<Scenario>(&spoilt).unwrap_err();
    assert!(error.location().line.is_some(), "{error}");
}

/// Numbers are written as text, since a document's floating point would not keep their digits.
#[cfg(feature = "serde")]
#[test]
fn a_planner_writes_a_scenario_in_toml() {
    let text = r#"
id = "plan"
role = "ambitious"
name = { da = "Klimaplan", en = "Climate plan" }

[source]
publisher = "Odder Kommune"
title = "Climate plan"
year = 2024
place = "chapter 3"

[[measures]]
id = "habits"
name = { da = "Vaner", en = "Habits" }
lines = { carrier = "petrol" }
effect = { share = { share = "0.07" } }

[measures.progress.ramp]
start = 2024
full = 2030
shape = "linear"
"#;
    let plan: Scenario = toml::from_str(text).unwrap();
    let measure = measure("habits", carrier("petrol"), Effect::Share { share: exact("0.07") });
    assert_eq!(plan.measures[0].effect(), measure.effect());
    let (account, factors) = (account(lines("Town")), factors());
    let projection = Projection::new(&account, &factors, &plan, year(2030)).unwrap();
    assert!(projection.idle_measures().is_empty());
    // The line and the word are named.
    let error =
        toml::from_str::<Scenario>(&text.replace("full = 2030", "fill = 2030")).unwrap_err();
    let message = error.to_string();
    assert!(message.contains("line 20") && message.contains("fill"), "{message}");
    let error =
        toml::from_str::<Scenario>(&text.replace("full = 2030", "full = 2024")).unwrap_err();
    assert!(error.to_string().contains("expected a year of full effect after 2024"), "{error}");
}

/// What a planner mistypes is found at its line.
#[cfg(feature = "serde")]
#[test]
fn a_document_says_where_it_is_wrong() {
    let text = r#"
id = "plan"
role = "ambitious"
name = { da = "Klimaplan", en = "Climate plan" }
source = { publisher = "Odder Kommune", title = "Climate plan", year = 2024, place = "chapter 3" }

[[drivers]]
name = { da = "Indbyggere", en = "Inhabitants" }
lines = { sector = "gpc:I" }
elasticity = "1"
index = { unit = "capita", anchors = [[2023, { number = "20000" }], [2033, { number = "21000" }]], interpolation = "linear", extrapolation = "none" }

[[measures]]
id = "heat-pumps"
name = { da = "Varmepumper", en = "Heat pumps" }
lines = { carrier = "oil" }
progress = { ramp = { start = 2024, full = 2030, shape = "linear" } }
effect = { substitution = { share = "0.8", efficiency_before = "0.9", efficiency_after = "3", carrier = "electricity", unit = "MWh", sector = "gpc:I.1.2" } }
"#;
    let plan: Scenario = toml::from_str(text).unwrap();
    let (account, factors) = (account(lines("Town")), factors());
    assert!(Projection::new(&account, &factors, &plan, year(2030)).is_ok());
    for (right, wrong, line, word) in [
        ("[2023, {", "[2043, {", 11, "2043"),
        ("elasticity = \"1\"", "elasticity = \"one\"", 10, "one"),
        ("sector = \"gpc:I\"", "sector = \"gpc:IX\"", 9, "IX"),
        ("full = 2030", "full = 2020", 17, "a year of full effect after 2024, found 2020"),
        (", efficiency_after = \"3\"", "", 18, "efficiency_after"),
        ("substitution = {", "substitutes = {", 18, "substitutes"),
        ("unit = \"MWh\"", "unit = \"MVh\"", 18, "MVh"),
    ] {
        assert!(text.contains(right), "{right}");
        let error = toml::from_str::<Scenario>(&text.replace(right, wrong)).unwrap_err();
        let message = error.to_string();
        assert!(message.contains(&format!("line {line},")), "{wrong}: {message}");
        assert!(message.contains(word), "{wrong}: {message}");
    }
    // What only the account can tell names the measure, or the line and the year.
    let refused = |right: &str, wrong: &str, last| {
        let plan: Scenario = toml::from_str(&text.replace(right, wrong)).unwrap();
        Projection::new(&account, &factors, &plan, year(last)).unwrap_err().to_string()
    };
    assert!(
        refused("share = \"0.8\"", "share = \"80\"", 2030)
            .contains("measure `heat-pumps`, found 80")
    );
    assert!(
        refused("[2023, {", "[2022, {", 2034).contains("driver `Inhabitants` in 2034, found none")
    );
    let elsewhere = refused("carrier = \"electricity\"", "carrier = \"hydrogen\"", 2030);
    assert!(elsewhere.contains("2024") && elsewhere.contains("hydrogen"), "{elsewhere}");
}

fn package() -> impl Strategy<Value = Vec<bool>> {
    prop::collection::vec(any::<bool>(), 7)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_pathway_and_its_account_agree(package in package()) {
        let (account, factors) = (account(lines("Town")), factors());
        let projection = Projection::new(&account, &factors, &plan(), year(2034)).unwrap();
        let pathway = projection.evaluate(&package).unwrap();
        let whole = pathway.account().unwrap();
        // No package changes history.
        for then in [year(2022), year(2023)] {
            prop_assert_eq!(tonnes_in(&whole, then), tonnes_in(&account, then));
        }
        for then in projection.years() {
            prop_assert_eq!(tonnes_in(&whole, *then), pathway.co2e(*then).unwrap().tonnes());
        }
    }

    #[test]
    fn a_nation_is_the_sum_of_its_municipalities(package in package()) {
        // The removal and the absolute cut are of the whole, not of each place.
        let package: Vec<bool> = package.into_iter().take(5).chain([false, false]).collect();
        let factors = factors();
        let both = account([lines("Odder"), lines("Skive")].concat());
        let tonnes = |account: &Account| {
            let projection = Projection::new(account, &factors, &plan(), year(2032)).unwrap();
            let pathway = projection.evaluate(&package).unwrap();
            projection.years().iter().map(|then| pathway.co2e(*then).unwrap().tonnes()).collect::<Vec<_>>()
        };
        let parts = ["Odder", "Skive"].map(|place| tonnes(&account(lines(place))));
        for (index, whole) in tonnes(&both).into_iter().enumerate() {
            prop_assert_eq!(whole, parts[0][index].checked_add(parts[1][index]).unwrap());
        }
    }

    #[test]
    fn disjoint_measures_commute_and_deserve_what_they_do_alone(
        first in 0_i64..=100, second in 0_i64..=100,
    ) {
        let (account, factors) = (account(lines("Town")), factors());
        let share = |percent| Effect::Share { share: Exact::new(percent, 2) };
        let plan = scenario(vec![
            measure("one", carrier("oil"), share(first)),
            measure("two", carrier("petrol"), share(second)),
        ]);
        let projection = Projection::new(&account, &factors, &plan, year(2030)).unwrap();
        prop_assert_eq!(projection.order_dependent_pairs().unwrap(), []);
        let alone = projection.attribute(&AttributionRule::Alone).unwrap();
        let shapley = projection.attribute(&AttributionRule::Shapley).unwrap();
        for ((_, alone), (_, shapley)) in alone.iter().zip(&shapley) {
            prop_assert_eq!(alone.interaction().unwrap(), Exact::ZERO);
            prop_assert_eq!(&alone.effects, &shapley.effects);
        }
    }

    #[test]
    fn more_of_a_reduction_never_raises_its_line(less in 0_i64..=100, more in 0_i64..=100) {
        let (less, more) = (less.min(more), less.max(more));
        let (account, factors) = (account(lines("Town")), factors());
        let kinds: [fn(Exact) -> Effect; 5] = [
            |share| Effect::Share { share },
            |share| Effect::Activity { share },
            |share| Effect::Factor { share },
            |share| substitution(&share.to_string(), "0.9", "3"),
            |share| Effect::Prevalence {
                unit_effect: Emissions::from_kilograms(Gas::CO2, 20),
                potential: share,
                present: Exact::ZERO,
            },
        ];
        for effect in kinds {
            // The line itself, and what a measure books beside it.
            let left = |percent| {
                let plan = scenario(vec![measure("one", carrier("oil"), effect(Exact::new(percent, 2)))]);
                let projection = Projection::new(&account, &factors, &plan, year(2030)).unwrap();
                let whole = projection.evaluate(&[true]).unwrap().account().unwrap();
                let oil = carrier("oil");
                let own = LineFilter::new().path("one").sector("gpc:I.1.1".parse().unwrap());
                let lines = whole.select(move |line| {
                    line.year() == year(2030) && (oil.matches(line) || own.matches(line))
                });
                lines.total().unwrap().co2e().unwrap().tonnes()
            };
            prop_assert!(left(more) <= left(less));
        }
    }
}
