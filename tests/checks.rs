//! What checks find, and what they leave alone.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use climate_account::account::{
    Cell, Check, CheckInputs, Finding, Grade, MemoItem, NotationKeys, Population, Severity,
};
use climate_account::factor::{Boundary, FactorLayer};
use climate_account::gas::{Co2e, Emissions, Gas, GwpSet};
use climate_account::number::Exact;
use climate_account::series::GapFillingMethod;
use climate_account::{
    Account, Activity, Amount, EmissionFactor, FactorSet, Language, Profile, Source, Year,
};

const SECTOR_TOTALS: &str = include_str!("../examples/data/klimaregnskabet_sector_totals.csv");
const KEY_FIGURES: &str = include_str!("../examples/data/klimaregnskabet_key_figures.csv");

fn source() -> Source {
    Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7").unwrap()
}

fn year(number: i64) -> Year {
    Year::new(number).unwrap()
}

fn line_of(number: i64, sector: &str, cell: impl Into<Cell>) -> Activity {
    Activity::new("Odder", year(number), sector.parse().unwrap(), cell, &source())
}

fn line(sector: &str, cell: impl Into<Cell>) -> Activity {
    line_of(2023, sector, cell)
}

fn co2(tonnes: i64) -> Emissions {
    Emissions::from_tonnes(Gas::CO2, tonnes)
}

fn keys(text: &str) -> NotationKeys {
    text.parse().unwrap()
}

fn account(lines: impl IntoIterator<Item = Activity>) -> Account {
    let profile = Profile::new("Odder", GwpSet::ar5());
    Account::compute(lines, &profile, &FactorSet::new([])).unwrap()
}

fn of(check: Check, findings: Vec<Finding>) -> Vec<Finding> {
    findings.into_iter().filter(|finding| finding.check == check).collect()
}

/// The lines that a check names.
fn found(check: Check, lines: impl IntoIterator<Item = Activity>) -> Vec<Vec<usize>> {
    let findings = of(check, account(lines).check().unwrap());
    findings.into_iter().map(|finding| finding.lines).collect()
}

fn handed_in(account: &Account, number: i64) -> Vec<Finding> {
    let inputs = CheckInputs { handed_in: Some(year(number)), ..CheckInputs::default() };
    account.check_with(&inputs).unwrap()
}

#[test]
fn keys_that_contradict_are_found() {
    let lines = [line("gpc:I.3.1", keys("NO; NE")), line("gpc:I.5.1", keys("NO; IE (I.3.1)"))];
    let profile = Profile::new("Odder", GwpSet::ar5());
    let account = Account::compute_known(lines, &profile, &FactorSet::new([])).unwrap().0;
    let findings = of(Check::ContradictoryKeys, account.check().unwrap());
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].lines, [0]);
    assert_eq!(
        findings[0].what.da,
        "Odder 2023, Fremstillingsvirksomhed og bygge- og anlægsvirksomhed: brændsel brugt inden for grænsen (I.3.1): NO; NE \
         modsiger hinanden; det, der ikke forekommer, kan ikke også være uopgjort"
    );
}

#[test]
fn a_key_beside_a_number_is_found() {
    let elsewhere = || line("gpc:I.1.2", keys("IE (I.1.1)"));
    let heat = || line("gpc:I.1.2", co2(5)).carrier("district-heat");
    let fuel = || line("gpc:I.1.1", co2(7));
    assert_eq!(found(Check::KeyBesideValue, [elsewhere(), heat(), fuel()]), [[0, 1]]);
    // A key for one carrier says nothing about another.
    let electricity = elsewhere().carrier("electricity");
    assert!(found(Check::KeyBesideValue, [electricity, heat(), fuel()]).is_empty());
    assert!(found(Check::KeyBesideValue, [elsewhere(), fuel()]).is_empty());
    // What is not estimated may be a part.
    let not_estimated = line("gpc:I.1.2", keys("NE"));
    assert!(found(Check::KeyBesideValue, [not_estimated, heat()]).is_empty());
    let not_occurring = line("gpc:I.1.2", keys("NO"));
    assert_eq!(found(Check::KeyBesideValue, [not_occurring, heat()]), [[0, 1]]);
}

#[test]
fn keys_that_lead_nowhere_are_found_in_an_account_with_errors() {
    let lines = [
        line("gpc:I.1.1", keys("IE (I.2.1)")),
        line("gpc:I.2.1", keys("IE (I.1.1)")),
        line("gpc:I.3.1", keys("IE (II.1.1)")),
    ];
    let profile = Profile::new("Odder", GwpSet::ar5());
    let (account, errors) = Account::compute_known(lines, &profile, &FactorSet::new([])).unwrap();
    assert_eq!(errors.len(), 3);
    let findings = account.check().unwrap();
    let circles = of(Check::TargetWithoutValue, findings.clone());
    assert_eq!(circles.iter().map(|found| found.lines[0]).collect::<Vec<_>>(), [0, 1]);
    let unknown = of(Check::UnknownTarget, findings);
    assert_eq!((unknown.len(), unknown[0].severity), (1, Severity::Error));
    assert!(unknown[0].what.da.ends_with("medregnet i II.1.1, som ikke har nogen linje"));
}

#[test]
fn a_hole_in_a_series_is_found() {
    let years = |numbers: &[i64]| {
        let other = [2018, 2020, 2022, 2023].map(|number| line_of(number, "gpc:II.1.1", co2(50)));
        let mut lines = Vec::from(other);
        lines.extend(numbers.iter().map(|number| line_of(*number, "gpc:I.1.1", co2(40))));
        of(Check::MissingYear, account(lines).check().unwrap())
    };
    let findings = years(&[2018, 2022]);
    assert_eq!(findings.len(), 1);
    assert_eq!(
        findings[0].what.en,
        "Odder, Residential buildings: fuel burnt inside the boundary (I.1.1): nothing in 2020, \
         2023, but numbers in 2018, 2022"
    );
    // What begins later is new.
    assert!(years(&[2022, 2023]).is_empty());
    assert!(years(&[2018, 2020, 2022, 2023]).is_empty());
}

/// GPC: the loss of a grid is a row of its own only where the factor of the grid is without it.
#[test]
fn a_loss_that_counts_twice_is_found() {
    let with = |boundary| {
        let factor = EmissionFactor::new(
            "grid",
            "electricity",
            "MWh".parse().unwrap(),
            Emissions::from_kilograms(Gas::CO2, 100),
            source(),
        );
        let factor = factor.unwrap().with_boundary(boundary);
        let factors = FactorSet::new([FactorLayer::new("own", "1", [factor]).unwrap()]);
        let used = line("gpc:I.1.2", "10 MWh".parse::<Amount>().unwrap()).carrier("electricity");
        let loss = line("gpc:I.1.3", co2(1));
        let profile = Profile::new("Odder", GwpSet::ar5());
        let account = Account::compute([used, loss], &profile, &factors).unwrap();
        of(Check::LossCountedTwice, account.check().unwrap())
    };
    assert_eq!(with(Boundary::AtMeter)[0].lines, [1, 0]);
    assert!(with(Boundary::AtPlant).is_empty());
}

#[test]
fn biomass_in_the_total_is_found() {
    let chips = |gas: Gas| line("gpc:I.2.1", Emissions::from_tonnes(gas, 90)).carrier("wood-chips");
    assert_eq!(found(Check::BiogenicInTotal, [chips(Gas::CO2)]), [[0]]);
    assert!(found(Check::BiogenicInTotal, [chips(Gas::CO2_BIOGENIC)]).is_empty());
    let coal = line("gpc:I.2.1", co2(90)).carrier("lignite");
    assert!(found(Check::BiogenicInTotal, [coal]).is_empty());
}

/// No fuel of the built-in catalogue counts CO2 of biomass.
#[test]
fn the_catalogue_keeps_biomass_beside_the_total() {
    let catalogue = FactorLayer::catalogue();
    let of_biomass = ["wood", "charcoal", "biodiesels", "landfill-gas", "other-biogas"];
    let factors = catalogue.factors().iter();
    let lines = factors.filter(|factor| of_biomass.contains(&factor.carrier())).map(|factor| {
        let cell = Amount::new(5, factor.per().clone());
        let line = line("gpc:I.2.1", cell).carrier(factor.carrier().to_owned());
        line.factor_id(factor.id().to_owned())
    });
    let profile = Profile::new("Odder", GwpSet::ar5());
    let lines: Vec<Activity> = lines.collect();
    assert!(!lines.is_empty());
    let (account, _) = Account::compute_known(lines, &profile, &FactorSet::catalogue()).unwrap();
    assert!(of(Check::BiogenicInTotal, account.check().unwrap()).is_empty());
}

#[test]
fn a_credit_in_the_total_is_found() {
    let wind = || line("gpc:I.4.4", co2(-300));
    assert_eq!(found(Check::CreditInTotal, [wind()]), [[0]]);
    assert!(found(Check::CreditInTotal, [wind().memo(MemoItem::Credit)]).is_empty());
    assert!(found(Check::CreditInTotal, [line("gpc:V.2", co2(-300))]).is_empty());
    let forest = line("danish:agriculture-and-land", co2(-300));
    assert!(found(Check::CreditInTotal, [forest]).is_empty());
    assert_eq!(found(Check::CreditInTotal, [line("danish:energy", co2(-300))]), [[0]]);
    // A published total can be negative.
    assert!(found(Check::CreditInTotal, [line("danish:total", co2(-300))]).is_empty());
}

#[test]
fn municipalities_with_scope_2_are_not_to_be_added_up() {
    let of_place = |place: &str| {
        Activity::new(place.to_owned(), year(2023), "gpc:I.1.2".parse().unwrap(), co2(5), &source())
    };
    let check = Check::PlacesWithScope2;
    let findings = of(check, account([of_place("Odder"), of_place("Samsø")]).check().unwrap());
    assert!(findings[0].what.en.starts_with("2023: 2 municipalities with scope 2"));
    assert!(found(check, [of_place("Odder"), of_place("Odder").path("x")]).is_empty());
}

#[test]
fn slips_of_units_are_found_against_neighbours() {
    let series = |tonnes: &[i64]| {
        let years = (2018_i64..).zip(tonnes);
        let lines = years.map(|(number, tonnes)| line_of(number, "gpc:I.1.1", co2(*tonnes)));
        found(Check::UnitSlip, lines)
    };
    // Kilograms for tonnes; GJ for MWh; a digit too many; in the first year, too.
    assert_eq!(series(&[520, 510, 495_000, 500]), [[2]]);
    assert_eq!(series(&[520, 510, 1_800, 500]), [[2]]);
    assert_eq!(series(&[520, 510, 5_000, 500]), [[2]]);
    assert_eq!(series(&[520, 51, 500]), [[1]]);
    assert_eq!(series(&[520_000, 510, 500]), [[0]]);
    assert_eq!(series(&[520, 510, 505_000]), [[2]]);
    // The first year is judged by two that agree.
    assert_eq!(series(&[5_000, 510, 500, 490]), [[0]]);
    // A change that stays is a change, and so is one of another size.
    assert!(series(&[520, 510, 5_000, 4_900]).is_empty());
    assert!(series(&[520, 510, 1_100, 500]).is_empty());
    assert_eq!(series(&[520, 510, 5_000]), [[2]]);
    // Of two years nobody knows which is right, unless it is a thousand.
    assert!(series(&[510, 5_000]).is_empty());
    assert_eq!(series(&[510, 505_000]), [[1]]);
}

#[test]
fn slips_of_units_are_found_against_the_last_edition() {
    let edition = |tonnes: i64| account([line("gpc:I.1.1", co2(tonnes))]);
    let check = |now: i64, last: i64| {
        let (now, last) = (edition(now), edition(last));
        let inputs = CheckInputs { last_edition: Some(&last), ..CheckInputs::default() };
        of(Check::UnitSlip, now.check_with(&inputs).unwrap())
    };
    let findings = check(360, 100);
    assert_eq!(
        findings[0].what.da,
        "Odder 2023, Boliger: brændsel brugt inden for grænsen (I.1.1): 360,0 t CO2e, omtrent 3,6 \
         gange så meget som 100,0 t i den forrige udgave"
    );
    assert!(check(2, 2_000)[0].what.en.contains("about one part in 1,000 of 2,000.0 t"));
    assert!(check(120, 100).is_empty());
}

fn published() -> (Vec<Activity>, Profile) {
    let set = GwpSet::as_published("Klimaregnskabet");
    let source = Source::new("Energistyrelsen", "Klimaregnskabet", 2026, "key figures").unwrap();
    let lines = SECTOR_TOTALS.lines().skip(1).filter_map(|row| {
        let fields: Vec<&str> = row.split(',').collect();
        let sector = format!("danish:{}", fields[3].replace('_', "-")).parse().ok()?;
        let tonnes: Exact = fields[4].parse().unwrap();
        let emissions = Emissions::from_co2e(Co2e::from_tonnes(tonnes, set.clone()));
        Some(Activity::new(fields[0], fields[2].parse().unwrap(), sector, emissions, &source))
    });
    (lines.collect(), Profile::new("Klimaregnskabet", set))
}

fn population() -> Population {
    let rows = KEY_FIGURES.lines().skip(1).map(|row| {
        let fields: Vec<&str> = row.split(',').collect();
        (fields[0], fields[3].parse().unwrap(), fields[6].parse().unwrap())
    });
    Population::new(rows).unwrap()
}

/// 98 municipalities, six years: what is published is within the ranges, complete and counted once.
#[test]
fn published_accounts_are_plausible() {
    let (lines, profile) = published();
    assert_eq!(lines.len(), 98 * 6 * 5);
    let account = Account::compute(lines, &profile, &FactorSet::new([])).unwrap();
    let population = population();
    let inputs = CheckInputs { population: Some(&population), ..CheckInputs::default() };
    let findings = account.check_with(&inputs).unwrap();
    let checks: BTreeSet<Check> = findings.iter().map(|finding| finding.check).collect();
    // Læsø's landfill fell from 1313.0 t to 187.2 t, and others jumped, too.
    assert_eq!(checks, BTreeSet::from([Check::TimeSeriesJump]));
    let what = "Læsø, Affaldsdeponi og spildevand: 1.313,0 t CO2e i 2018, 187,2 t i 2019";
    assert!(findings.iter().any(|finding| finding.what.da == what));
}

/// A slip of a thousand in one line of a real account is found, wherever it is.
#[test]
fn a_slip_in_a_published_account_is_found() {
    let (lines, profile) = published();
    let slip = |lines: &[Activity], at: usize, times: i64| {
        let mut lines = lines.to_vec();
        let Cell::Emissions(emissions) = lines[at].cell() else { return false };
        let emissions = emissions.times(times).unwrap();
        let old = &lines[at];
        lines[at] = Activity::new(
            old.place().to_owned(),
            old.year(),
            old.sector().clone(),
            emissions,
            &source(),
        );
        let account = Account::compute(lines, &profile, &FactorSet::new([])).unwrap();
        let population = population();
        let inputs = CheckInputs { population: Some(&population), ..CheckInputs::default() };
        let findings = account.check_with(&inputs).unwrap();
        let names = |check: Check| {
            findings.iter().any(|finding| finding.check == check && finding.lines.contains(&at))
        };
        assert!(names(Check::UnitSlip), "{:?}", account.entry(at).unwrap().activity());
        // A thousand times a small sector can still be what others have.
        names(Check::ImplausiblePerInhabitant)
    };
    let [energy, land, ..] = [0, 7, 1_000, 1_501, 2_903].map(|at| slip(&lines, at, 1000));
    assert!(energy && !land);
}

#[test]
fn an_account_that_is_handed_in_is_held_against_the_rules() {
    let gases = [Gas::CO2, Gas::CH4_FOSSIL, Gas::N2O];
    let all = |number: i64| {
        let lines = gases.map(|gas| line_of(number, "gpc:I.1.1", Emissions::from_tonnes(gas, 5)));
        let graded = lines.map(|line| line.quality(Some(Grade::High), Some(Grade::Medium)));
        account(graded)
    };
    let checks = |findings: Vec<Finding>| {
        let rules = [
            Check::TooOld,
            Check::MissingGas,
            Check::MissingGrade,
            Check::LowQualityOfLargeLine,
            Check::UnknownGwpSet,
        ];
        let found = findings.into_iter().map(|finding| finding.check);
        found.filter(|check| rules.contains(check)).collect::<Vec<_>>()
    };
    assert!(checks(handed_in(&all(2022), 2025)).is_empty());
    assert_eq!(checks(handed_in(&all(2021), 2025)), [Check::TooOld]);

    let carbon_dioxide = account([line("gpc:I.1.1", co2(5)).quality(Some(Grade::Low), None)]);
    let findings = handed_in(&carbon_dioxide, 2024);
    assert_eq!(
        checks(findings.clone()),
        [Check::MissingGas, Check::MissingGrade, Check::LowQualityOfLargeLine]
    );
    let gas = of(Check::MissingGas, findings);
    assert_eq!(gas[0].what.da, "Odder 2023: ingen CH4, N2O; CCTF kræver CO2, CH4 og N2O");

    let set = GwpSet::as_published("Klimaregnskabet");
    let co2e = Emissions::from_co2e(Co2e::from_tonnes(5, set.clone()));
    let profile = Profile::new("Odder", set);
    let reported =
        Account::compute([line("danish:energy", co2e)], &profile, &FactorSet::new([])).unwrap();
    assert_eq!(checks(handed_in(&reported, 2024)), [Check::UnknownGwpSet]);
    // Nothing of this is asked of an account that is not handed in.
    assert!(checks(carbon_dioxide.check().unwrap()).is_empty());
}

#[test]
fn lines_that_were_filled_are_named() {
    let between = line("gpc:I.1.1", co2(30)).filled_by(GapFillingMethod::Interpolation);
    let account = account([line("gpc:II.1.1", co2(70)), between]);
    let findings = of(Check::FilledLines, account.check().unwrap());
    assert_eq!((findings.len(), &findings[0].lines[..]), (1, &[1][..]));
    assert_eq!(findings[0].what.da, "Odder 2023: udfyldte linjer: 1, 30 % af bruttoudledningen");
    assert!(found(Check::FilledLines, [line("gpc:II.1.1", co2(70))]).is_empty());
}

#[test]
fn the_gravest_findings_come_first() {
    let lines =
        [line("gpc:I.1.1", keys("NE")), line("gpc:I.2.1", co2(5)), line("gpc:I.2.1", co2(5))];
    let findings = account(lines).check().unwrap();
    let severities: Vec<Severity> = findings.iter().map(|finding| finding.severity).collect();
    assert!(severities.is_sorted_by(|one, other| one >= other));
    assert_eq!(findings[0].check, Check::DuplicateLine);
    for finding in &findings {
        for language in [Language::Danish, Language::English] {
            assert!(!finding.what.in_language(language).contains('{'));
            assert!(!finding.remedy.in_language(language).is_empty());
        }
    }
}
