//! Comparisons worked by hand and by published figures.
#![allow(clippy::unwrap_used)]

mod common;

use climate_account::account::{
    Cause, Cell, Comparison, MemoItem, MethodChange, NotationKeys, RecalculationVerdict, compare,
};
use climate_account::factor::{FactorLayer, Parameter, ParameterKind};
use climate_account::gas::{Co2e, Emissions, Gas, GwpSet};
use climate_account::number::{Exact, Rounding};
use climate_account::report::{Depth, Explain};
use climate_account::unit::CalorificBasis;
use climate_account::{
    Account, Activity, Amount, EmissionFactor, FactorSet, Language, Profile, Source, Year,
};
use common::cases;

const SECTOR_TOTALS: &str = include_str!("../examples/data/klimaregnskabet_sector_totals.csv");

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

fn source(edition: u16) -> Source {
    Source::new("Odder Kommune", "Energy bookkeeping", edition, "row 7").unwrap()
}

fn line(sector: &str, cell: impl Into<Cell>) -> Activity {
    Activity::new("Odder", Year::new(2018).unwrap(), sector.parse().unwrap(), cell, &source(2024))
}

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

fn tonnes(gas: Gas, tonnes: i64) -> Emissions {
    Emissions::from_tonnes(gas, tonnes)
}

fn profile() -> Profile {
    Profile::new("Odder", GwpSet::ar5()).calorific_basis(CalorificBasis::Net).region("Denmark")
}

fn account(lines: impl IntoIterator<Item = Activity>) -> Account {
    Account::compute(lines, &profile(), &FactorSet::new([])).unwrap()
}

fn causes(why: &Comparison<'_>) -> Vec<(Cause, Exact)> {
    why.by_cause().unwrap().into_iter().map(|effect| (effect.cause, effect.tonnes)).collect()
}

/// Klimaregnskabet as it was in a report of April 2025, and as of May 2026, over 98 municipalities.
#[test]
fn the_nation_of_2022_was_recalculated() {
    let case = cases(include_str!("vectors/danish_accounts.json"))
        .into_iter()
        .find(|case| case.id() == "danish.vintage.national_2022")
        .unwrap();
    let set = GwpSet::as_published("Klimaregnskabet");
    let edition = |name: &str, megatonnes: Exact| {
        let source = Source::new("Energistyrelsen", "Klimaregnskabet", 2026, "total").unwrap();
        let co2e =
            Co2e::from_tonnes(megatonnes.checked_mul(1_000_000.into()).unwrap(), set.clone());
        let year = Year::new(2022).unwrap();
        let sector = "danish:energy".parse().unwrap();
        let line = Activity::new("Danmark", year, sector, Emissions::from_co2e(co2e), &source);
        let profile = Profile::new(name, set.clone());
        Account::compute([line], &profile, &FactorSet::new([])).unwrap()
    };
    let old = edition("rapport af april 2025", case.number("older"));
    let new = edition("opgørelse af maj 2026", case.number("newer"));
    let why = compare(&old, &new).unwrap();
    let million = Exact::new(1, 6);
    case.check("difference", why.change().checked_mul(million).unwrap());
    let verdict = why.recalculation(exact("0.03")).unwrap();
    assert_eq!(verdict.verdict, RecalculationVerdict::Recalculate);
    let share = verdict.causes[0].share.unwrap();
    case.check("relative", share);
    assert_eq!(why.recalculation(exact("0.05")).unwrap().verdict, RecalculationVerdict::Keep);
    assert!(why.explain(Language::Danish).unwrap().starts_with(
        "Danmark 2022: 38.000.000,0 t CO2e (rapport af april 2025) er blevet til 36.695.004,0 t \
         (opgørelse af maj 2026), 1.304.996,0 t mindre (-3,4 %)"
    ));
}

/// Energinet's declaration of 2015: 195 g CO2e by the 125 % rule, 233 g by the 200 % rule.
#[test]
fn another_rule_for_heat_and_power_is_a_method() {
    let of_rule = |id: &str| {
        let set = GwpSet::as_published("Energinet");
        let year = Year::new(2015).unwrap();
        let sector = "gpc:I.2.2".parse().unwrap();
        let electricity = Activity::new("Odder", year, sector, amount("10 GWh"), &source(2016))
            .carrier("electricity")
            .factor_id(id.to_owned());
        let profile = Profile::new("Odder", set).region("Denmark");
        Account::compute([electricity], &profile, &FactorSet::catalogue()).unwrap()
    };
    let old = of_rule("dk/electricity/2015/125/at-plant/co2e");
    let new = of_rule("dk/electricity/2015/200/at-plant/co2e");
    let why = compare(&old, &new).unwrap();
    assert_eq!(causes(&why), [(Cause::Method, 380.into())]);
    assert_eq!(why.lines()[0].method_changes, [MethodChange::Allocation]);
    let text = why.explain(Language::Danish).unwrap();
    assert!(text.contains("kraftvarmereglen: før 125 %, nu 200 %"), "{text}");
}

/// Samsø's electricity by Energinet's municipal declaration: 101.074 g in 2018, 65.103 g in 2023.
#[test]
fn amount_and_factor_of_two_years_are_told_apart() {
    let of_year = |year: i64, use_: &str| {
        let set = GwpSet::as_published("Energinet");
        let sector = "gpc:I.1.2".parse().unwrap();
        let year = Year::new(year).unwrap();
        let electricity = Activity::new("Samsø", year, sector, amount(use_), &source(2026))
            .carrier("electricity");
        let rule = "energinet-municipal-declaration";
        let profile = Profile::new("Samsø", set).rule("electricity", rule);
        Account::compute([electricity], &profile, &FactorSet::catalogue()).unwrap()
    };
    let (old, new) = (of_year(2018, "20 GWh"), of_year(2023, "22 GWh"));
    let why = compare(&old, &new).unwrap();
    // 21 GWh x (65.103 - 101.074); 2 GWh x (65.103 + 101.074) / 2
    let expected = [(Cause::Factor, exact("-755.391")), (Cause::Activity, exact("166.177"))];
    assert_eq!(causes(&why), expected);
    assert_eq!(why.change(), exact("1432.266").checked_sub(exact("2021.48")).unwrap());
}

/// Litres to kilograms to energy: another density and another factor, each by the mean of the other.
#[test]
fn parameter_and_factor_are_told_apart() {
    let edition = |density: &str, kilograms: i64| {
        let factor = EmissionFactor::new(
            "diesel",
            "diesel",
            "kg".parse().unwrap(),
            Emissions::from_kilograms(Gas::CO2, kilograms),
            source(2024),
        );
        let density = Parameter::new(
            "density",
            "diesel",
            ParameterKind::Density,
            amount(density),
            source(2024),
        );
        let layer = FactorLayer::new("own", "1", [factor.unwrap()]).unwrap();
        let set = FactorSet::new([layer.with_parameters([density.unwrap()]).unwrap()]);
        let lorries = line("gpc:II.1.1", amount("1000 l")).carrier("diesel");
        Account::compute([lorries], &profile(), &set).unwrap()
    };
    let (old, new) = (edition("0.8 kg/l", 3), edition("0.9 kg/l", 4));
    // 800 x 3 = 2400 kg, 900 x 4 = 3600 kg: 100 kg x 3.5 and 850 kg x 1
    let expected = [(Cause::Factor, exact("0.85")), (Cause::Parameter, exact("0.35"))];
    assert_eq!(causes(&compare(&old, &new).unwrap()), expected);
}

#[test]
fn another_unit_is_no_change() {
    let by_unit = |text: &str| {
        let gas = line("gpc:I.2.1", amount(text)).carrier("natural-gas");
        let gas = gas.process("commercial-institutional");
        Account::compute([gas], &profile(), &FactorSet::catalogue()).unwrap()
    };
    let (old, new) = (by_unit("1200 GJ"), by_unit("1.2 TJ"));
    assert!(compare(&old, &new).unwrap().lines().is_empty());
    let hours = by_unit("350 MWh"); // 1260 GJ
    let why = compare(&old, &hours).unwrap();
    // 60 GJ x (56.1 kg + 5 g CH4 x 28 + 0.1 g N2O x 265)
    assert_eq!(causes(&why), [(Cause::Activity, exact("3.37599"))]);
}

/// Litres one year, metered energy the next: both meet in the unit of the factor.
#[test]
fn amounts_in_other_dimensions_meet_in_the_unit_of_the_factor() {
    let edition = |text: &str| {
        let oil = line("gpc:I.1.1", amount(text)).carrier("gas-diesel-oil");
        let oil = oil.process("residential-agriculture-forestry-fishing");
        Account::compute([oil], &profile(), &FactorSet::catalogue()).unwrap()
    };
    // 1000 l x 10.1 kWh by the handbook of the building energy label = 36.36 GJ
    let (old, new) = (edition("1000 l"), edition("40 GJ"));
    let found = causes(&compare(&old, &new).unwrap());
    assert_eq!(found.iter().map(|(cause, _)| *cause).collect::<Vec<_>>(), [Cause::Activity]);
    let one = edition("3.64 GJ").total().unwrap().co2e().unwrap().tonnes();
    assert_eq!(found[0].1, one);
}

#[test]
fn lines_come_and_go_and_get_keys() {
    let keys = |text: &str| text.parse::<NotationKeys>().unwrap();
    let old = account([
        line("gpc:I.1.1", tonnes(Gas::CO2, 10)),
        line("gpc:I.2.1", tonnes(Gas::CO2, 20)),
        line("gpc:I.3.1", keys("NE")),
        line("gpc:I.6.1", keys("NE")),
        line("gpc:III.1.1", tonnes(Gas::CH4_NON_FOSSIL, 1)),
    ]);
    let new = account([
        line("gpc:I.1.1", tonnes(Gas::CO2, 10)),
        line("gpc:I.3.1", tonnes(Gas::CO2, 7)),
        line("gpc:I.6.1", keys("NO")),
        line("gpc:III.1.1", keys("C")),
        line("gpc:II.1.1", tonnes(Gas::CO2, 5)),
    ]);
    let why = compare(&old, &new).unwrap();
    let expected = [
        (Cause::NumberToKey, (-28).into()),
        (Cause::Removed, (-20).into()),
        (Cause::KeyToNumber, 7.into()),
        (Cause::Added, 5.into()),
    ];
    assert_eq!(causes(&why), expected);
    assert_eq!(why.unchanged(), 1);
    // Another key is told, though it moves no number.
    let silent = why.lines().iter().filter(|line| line.effects.is_empty()).count();
    assert_eq!((why.lines().len(), silent), (5, 1));
    let text = why.explain(Language::English).unwrap();
    assert!(text.contains("was NE (not estimated) [1], now NO (not occurring) [1]"), "{text}");
    assert!(
        text.contains("! lines with a notation key instead of a number in one of the accounts: 2"),
        "{text}"
    );
}

#[test]
fn what_stands_beside_the_total_has_no_effect() {
    let edition = |credit: i64| {
        account([
            line("gpc:I.1.1", tonnes(Gas::CO2, 10)),
            line("gpc:I.4.4", tonnes(Gas::CO2, credit)).memo(MemoItem::Credit),
        ])
    };
    let (old, new) = (edition(-4), edition(-5));
    let why = compare(&old, &new).unwrap();
    assert!(why.change().is_zero() && why.by_cause().unwrap().is_empty());
    let text = why.explain(Language::Danish).unwrap();
    assert!(text.contains("ved siden af summen (kredit): før -4 t CO2 [1], nu -5 t CO2"), "{text}");
}

#[test]
fn a_line_that_is_now_computed_is_the_same_line() {
    let reported = line("gpc:I.2.1", tonnes(Gas::CO2, 60));
    let computed = line("gpc:I.2.1", amount("1200 GJ"))
        .carrier("natural-gas")
        .process("commercial-institutional");
    let of =
        |line: Activity| Account::compute([line], &profile(), &FactorSet::catalogue()).unwrap();
    let (old, new) = (of(reported), of(computed.clone()));
    let why = compare(&old, &new).unwrap();
    // 67.5198 t by the catalogue
    assert_eq!(causes(&why), [(Cause::Method, exact("7.5198"))]);
    // Two carriers are two things: gas went, oil came.
    let oil = line("gpc:I.2.1", amount("1200 GJ"))
        .carrier("gas-diesel-oil")
        .process("commercial-institutional");
    let (gas, oil) = (of(computed), of(oil));
    let found: Vec<Cause> =
        causes(&compare(&gas, &oil).unwrap()).into_iter().map(|(cause, _)| cause).collect();
    assert_eq!(found, [Cause::Added, Cause::Removed]);
}

/// Every municipality of Region Midtjylland, 2018 against 2023: sums of the published sectors.
#[test]
fn two_published_years_of_a_municipality_are_compared() {
    let set = GwpSet::as_published("Klimaregnskabet");
    let source = Source::new("Energistyrelsen", "Klimaregnskabet", 2026, "key figures").unwrap();
    let mut published = Vec::new();
    for row in SECTOR_TOTALS.lines().skip(1) {
        let fields: Vec<&str> = row.split(',').collect();
        if fields[0] != "Skive" || fields[3] == "total_net" {
            continue;
        }
        let sector = format!("danish:{}", fields[3].replace('_', "-")).parse().unwrap();
        let co2e = Co2e::from_tonnes(exact(fields[4]), set.clone());
        let year = fields[2].parse().unwrap();
        published.push(Activity::new("Skive", year, sector, Emissions::from_co2e(co2e), &source));
    }
    let profile = Profile::new("Klimaregnskabet", set);
    let account = Account::compute(published, &profile, &FactorSet::new([])).unwrap();
    let of = |year: i64| {
        let year = Year::new(year).unwrap();
        account.select(move |line| line.year() == year)
    };
    let why = compare(of(2018), of(2023)).unwrap();
    // 396673.7 - 471087.3, the published sectors
    assert_eq!(why.change(), exact("-74413.6"));
    assert_eq!(why.lines().len(), 5);
    let sentence = why.explanation(Language::Danish, Depth::Sentence).unwrap().to_string();
    assert_eq!(
        sentence,
        "Skive: 471.087,3 t CO2e (2018) er blevet til 396.673,7 t (2023), 74.413,6 t mindre \
         (-15,8 %); mest for Energi (-57.574,5 t)\n"
    );
}

#[test]
fn two_municipalities_are_held_against_each_other() {
    let of = |place: &'static str, tonnes_: i64| {
        let sector = "gpc:II.1.1".parse().unwrap();
        let emissions = tonnes(Gas::CO2, tonnes_);
        account([Activity::new(place, Year::new(2023).unwrap(), sector, emissions, &source(2024))])
    };
    let (one, other) = (of("Odder", 40), of("Samsø", 25));
    let why = compare(&one, &other).unwrap();
    assert_eq!(causes(&why), [(Cause::Reported, (-15).into())]);
    let text = why.explain(Language::Danish).unwrap();
    let expected = "2023: 40,0 t CO2e (Odder) mod 25,0 t (Samsø), 15,0 t mindre (-37,5 %)";
    assert!(text.starts_with(expected), "{text}");
}

#[test]
fn an_edition_explains_itself_in_danish() {
    let edition = |name: &'static str, text: &str, kilograms: i64, year: u16| {
        let declared = Source::new("Odder Varmeværk", "Deklaration", year, "side 1").unwrap();
        let factor = EmissionFactor::new(
            "heat",
            "district-heat",
            "GJ".parse().unwrap(),
            Emissions::from_kilograms(Gas::CO2, kilograms),
            declared,
        );
        let factors = FactorSet::new([FactorLayer::new("Odder", "1", [factor.unwrap()]).unwrap()]);
        let heat = line("gpc:I.1.2", amount(text)).carrier("district-heat");
        Account::compute([heat], &Profile::new(name, GwpSet::ar5()), &factors).unwrap()
    };
    let old = edition("udgave 2024", "100 TJ", 20, 2023);
    let new = edition("udgave 2025", "110 TJ", 18, 2024);
    let text = compare(&old, &new).unwrap().explain(Language::Danish).unwrap();
    let expected = "\
Odder 2018: 2.000,0 t CO2e (udgave 2024) er blevet til 1.980,0 t (udgave 2025), 20,0 t mindre (-1,0 %); \
mest på grund af emissionsfaktorer (-210,0 t), størst for Boliger: el, varme og køling fra net (I.1.2), fjernvarme (-210,0 t)
Årsager
  -210,0 t  emissionsfaktorer
  +190,0 t  mængder
Ændrede regler
  udgaver af faktorer: før Odder 1, nu Odder 1
Linjer
  -20,0 t  Boliger: el, varme og køling fra net (I.1.2), fjernvarme
    +190,0 t  mængde: før 100 TJ [1], nu 110 TJ [1]
    -210,0 t  emissionsfaktor: før 20 kg CO2 pr. GJ [2], nu 18 kg CO2 pr. GJ [3]
Linjer med samme tal i begge: 0
Kilder
  [1] Odder Kommune: Energy bookkeeping (2024), row 7
  [2] Odder Varmeværk: Deklaration (2023), side 1
  [3] Odder Varmeværk: Deklaration (2024), side 1
";
    assert_eq!(text, expected);
}

/// The numbers of a page, read back from the text, add up to the printed change.
#[test]
fn what_is_printed_adds_up() {
    let edition = |thirds: i64| {
        let cells = (1..=30_i64).map(|number| {
            let grams =
                Exact::from(number * thirds).divide(7.into(), Rounding::decimals(3)).unwrap();
            let emissions =
                Emissions::from_kilograms(Gas::CO2, grams.checked_mul(1000.into()).unwrap());
            line("gpc:I.1.1", emissions).path(format!("{number}"))
        });
        account(cells)
    };
    let (old, new) = (edition(3), edition(5));
    let why = compare(&old, &new).unwrap();
    for depth in [Depth::Page, Depth::Everything] {
        let text = why.explanation(Language::English, depth).unwrap().to_string();
        let lines = text
            .lines()
            .skip_while(|line| !line.contains("Lines") && !line.contains("largest changes"));
        let numbers = lines.filter_map(|line| {
            let line = line.strip_prefix("  +").or_else(|| line.strip_prefix("  -"))?;
            Some(exact(&line.split(" t").next()?.replace(',', "")))
        });
        let sum = numbers.fold(Exact::ZERO, |sum, number| sum.checked_add(number).unwrap());
        let side = |co2e: &Co2e| co2e.tonnes().round(Rounding::decimals(1)).unwrap();
        let printed = side(why.new_co2e()).checked_sub(side(why.old_co2e())).unwrap();
        assert_eq!(sum, printed, "{text}");
    }
}

#[cfg(feature = "serde")]
#[test]
fn a_comparison_is_data() {
    let old = account([line("gpc:I.1.1", tonnes(Gas::CO2, 10))]);
    let new = account([line("gpc:I.1.1", tonnes(Gas::CO2, 12))]);
    let value = serde_json::to_value(compare(&old, &new).unwrap()).unwrap();
    let text = |pointer: &str| value.pointer(pointer).unwrap().to_string();
    assert_eq!(text("/change_tonnes").trim_matches('"'), "2");
    assert_eq!(text("/causes/0/cause"), "\"reported\"");
    assert_eq!(text("/lines/0/new/place"), "\"Odder\"");
    assert_eq!(text("/unchanged_lines"), "0");
}
