//! What is written and read back has the same totals.
#![cfg(all(feature = "proptest", feature = "csv", feature = "serde"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};

use climate_account::account::{Facet, MemoItem};
use climate_account::exchange::csv::{CsvOptions, IamcLine, read_iamc, read_tidy};
use climate_account::exchange::export::{ExportOptions, IamcTable, tidy};
use climate_account::exchange::{AccountDocument, json};
use climate_account::gas::{Co2e, Emissions, Gas, GwpSet, Memo};
use climate_account::sector::SectorIndex;
use climate_account::{
    Account, Activity, Classification, FactorSet, Language, Profile, SectorRef, Source, Year,
    strategies,
};
use proptest::collection::vec;
use proptest::prelude::*;

fn options(language: Language) -> ExportOptions {
    ExportOptions::new(language)
}

fn source() -> Source {
    Source::new("Samsø Kommune", "Account", 2024, "table 1").unwrap()
}

fn reading() -> CsvOptions {
    CsvOptions::new().classification(Classification::gpc()).source(source())
}

fn again(lines: Vec<Activity>, account: &Account) -> Account {
    Account::compute(lines, account.profile(), &FactorSet::new([])).unwrap()
}

/// Net masses and memo items of every place, year and sector that has any.
fn totals(account: &Account, lines: impl Fn(usize) -> bool) -> BTreeMap<String, [Emissions; 7]> {
    let mut sums: BTreeMap<String, [Emissions; 7]> = BTreeMap::new();
    for entry in account.entries().filter(|entry| lines(entry.line())) {
        let activity = entry.activity();
        let key = format!("{} {} {}", activity.place(), activity.year(), activity.sector());
        let sum = sums.entry(key).or_default();
        let at = activity
            .memo_item()
            .map_or(0, |item| 1 + MemoItem::ALL.iter().position(|known| *known == item).unwrap());
        sum[at] = sum[at].clone().and(&entry.emissions()).unwrap();
    }
    sums.retain(|_, sum| sum.iter().any(|part| !part.is_none()));
    sums
}

proptest! {
    #[test]
    fn tidy_lines_come_back(account in strategies::account()) {
        let file = tidy(&account, &options(Language::Danish)).unwrap().to_csv();
        let lines = read_tidy(file.as_bytes(), &CsvOptions::new()).unwrap().complete().unwrap();
        let again = again(lines, &account);
        let facets = [Facet::Place, Facet::Year, Facet::Sector, Facet::Localisation];
        let (left, right) = (again.totals(&facets).unwrap(), account.totals(&facets).unwrap());
        let rows = |totals: &climate_account::account::Totals<'_>| -> Vec<_> {
            totals.rows().map(|row| (row.label(0).clone(), row.label(1).clone(), row.total())).collect()
        };
        prop_assert_eq!(rows(&left), rows(&right));
    }

    #[test]
    fn iamc_variables_come_back(account in strategies::account(), danish: bool, wide: bool) {
        let language = if danish { Language::Danish } else { Language::English };
        let mut iamc = IamcTable::new(Classification::gpc(), &options(language));
        iamc.push("model", "scenario", &account).unwrap();
        let table = if wide { iamc.wide() } else { iamc.long() }.unwrap();
        if table.rows().len() == 0 {
            return Ok(());
        }
        let read = read_iamc(table.to_csv().as_bytes(), &reading()).unwrap().complete().unwrap();
        prop_assert!(read.iter().all(|line| &*line.model == "model" && &*line.scenario == "scenario"));
        let again = again(read.into_iter().map(|line| line.activity).collect(), &account);
        let out: BTreeSet<usize> = table.left_out().iter().map(|left| left.line).collect();
        prop_assert_eq!(totals(&again, |_| true), totals(&account, |line| !out.contains(&line)));
    }

    /// Lines stand at any level of a tree: what a sector has beside its parts is not lost.
    #[test]
    fn lines_of_every_level_come_back(
        lines in vec((0_u32..84, strategies::emissions(), 2020_i64..=2022), 1..=30),
        danish: bool,
    ) {
        let (tree, set) = (Classification::danish(), GwpSet::ar6());
        let lines: Vec<Activity> = lines
            .into_iter()
            .filter_map(|(sector, emissions, year)| {
                let code = tree.at(SectorIndex::new(sector))?.code();
                let sector = SectorRef::new(tree, code).ok()?;
                Some(Activity::new("Samsø", Year::new(year).ok()?, sector, emissions, &source()))
            })
            .collect();
        let profile = Profile::new("levels", set);
        let Ok(account) = Account::compute(lines, &profile, &FactorSet::new([])) else { return Ok(()) };
        let language = if danish { Language::Danish } else { Language::English };
        let mut iamc = IamcTable::new(tree, &options(language));
        iamc.push("model", "scenario", &account).unwrap();
        let table = iamc.long().unwrap();
        let out: BTreeSet<usize> = table.left_out().iter().map(|left| left.line).collect();
        if out.len() == account.entries().len() {
            return Ok(());
        }
        let reading = CsvOptions::new().classification(tree).source(source());
        let read = read_iamc(table.to_csv().as_bytes(), &reading).unwrap().complete().unwrap();
        let again = again(read.into_iter().map(|line| line.activity).collect(), &account);
        prop_assert_eq!(totals(&again, |_| true), totals(&account, |line| !out.contains(&line)));
    }

    #[test]
    fn documents_come_back(account in strategies::account()) {
        let document = AccountDocument::new(&account).unwrap();
        let text = json::to_string(&document).unwrap();
        let read: AccountDocument = json::from_str(&text).unwrap();
        prop_assert_eq!(&read, &document);
        prop_assert_eq!(read.account().unwrap().total().unwrap(), account.total().unwrap());
    }
}

fn read(file: &str) -> (Vec<IamcLine>, Vec<String>) {
    let read = read_iamc(file.as_bytes(), &reading()).unwrap();
    (read.rows, read.errors.iter().map(ToString::to_string).collect())
}

fn tonnes(lines: &[IamcLine], gas: Gas) -> Vec<String> {
    let account = lines.iter().map(|line| line.activity.clone()).collect::<Vec<_>>();
    let profile = Profile::new("read", GwpSet::ar5());
    let account = Account::compute(account, &profile, &FactorSet::new([])).unwrap();
    account.entries().map(|entry| entry.emissions().tonnes(gas).to_string()).collect()
}

/// A file as models write it: capitals, wide, megatonnes, totals rounded apart from their parts.
#[test]
fn rounded_totals_of_others_are_taken_once() {
    let (lines, errors) = read(
        "\
Model,Scenario,Region,Variable,Unit,2025,2030
REMIND,Base,Denmark,Emissions|CO2,Mt CO2/yr,30.5,20
REMIND,Base,Denmark,Emissions|CO2|Transportation,Mt CO2/yr,12.26,8.1
REMIND,Base,Denmark,Emissions|CO2|Stationary energy,Mt CO2/yr,18.25,11.9
",
    );
    assert_eq!(errors, Vec::<String>::new());
    let found = tonnes(&lines, Gas::CO2);
    assert_eq!(found, ["18250000", "11900000", "12260000", "8100000"]);
}

#[test]
fn what_does_not_fit_is_said_at_once() {
    let (lines, errors) = read(
        "\
model,scenario,region,variable,unit,year,value
m,s,Odder,Emissions|CO2,t CO2/yr,2030,102
m,s,Odder,Emissions|CO2|Transportation,t CO2/yr,2030,60
m,s,Odder,Emissions|CO2|Waste,t CO2/yr,2030,39.5
m,s,Odder,Emissions|N2O,t N2O/yr,2030,3
m,s,Odder,Emissions|CO3|Waste,t CO3/yr,2030,3
m,s,Odder,Emissions|CH4|Wast,t CH4/yr,2030,3
m,s,Odder,Emissions|CH4|Waste,t CO2/yr,2030,3
m,s,Odder,Final Energy,EJ/yr,2030,3
m,s,Odder,Emissions|CO2|Waste,t CO2/yr,2030,39.5
",
    );
    assert_eq!(lines.len(), 2);
    let starts = [
        "line 2, column 7, field value: expected `Emissions|CO2` in 2030 to be the sum of its parts, 99.5 t, found 102 t",
        "line 5, column 7, field value: expected `Emissions|N2O` by sector of gpc, which has none for the whole",
        "line 6, column 4, field variable: expected a variable such as `Emissions|CO2|...`",
        "line 7, column 4, field variable: expected the path of a sector of gpc, found `Wast` in `Emissions|CH4|Wast`; there are `Waste`",
        "line 8, column 5, field unit: expected the unit `t CH4/yr`, or another mass, found `t CO2/yr`",
        "line 9, column 4, field variable: expected a variable such as `Emissions|CO2|...`",
        "line 10, column 7, field value: expected a value of `Emissions|CO2|Waste` in 2030 once, found it on line 4 already",
    ];
    assert_eq!(errors.len(), starts.len(), "{errors:#?}");
    for (error, start) in errors.iter().zip(starts) {
        assert!(error.starts_with(start), "{error}");
    }
}

#[test]
fn co2e_is_what_its_gases_leave() {
    let (lines, errors) = read(
        "\
model,scenario,region,variable,unit,year,value
m,s,Odder,Emissions|CO2|Transportation,t CO2/yr,2030,100
m,s,Odder,Emissions|CH4|Transportation|Railways,t CH4/yr,2030,1
m,s,Odder,Emissions|Kyoto Gases (AR5-GWP100)|Transportation,t CO2-equiv/yr,2030,130
",
    );
    assert_eq!(errors, Vec::<String>::new());
    let account = lines.into_iter().map(|line| line.activity).collect::<Vec<_>>();
    let profile = Profile::new("read", GwpSet::ar5());
    let account = Account::compute(account, &profile, &FactorSet::new([])).unwrap();
    let total = account.total().unwrap();
    assert_eq!(total.co2e().unwrap().tonnes(), 130.into());
    assert_eq!(total.net().tonnes(Gas::CH4), 1.into());
    // 130 - 100 - 28
    assert_eq!(total.net().reported().next().unwrap().tonnes(), 2.into());
    assert!(total.memo_gases(Memo::Biogenic).is_none());
}

#[test]
fn years_of_the_header_are_columns() {
    let year = Year::new(2030).unwrap();
    let (lines, errors) = read(
        "Model,Scenario,Region,Variable,Unit,2030\nm,s,Odder,Emissions|N2O|V|V.3,kg N2O/yr,1500\n",
    );
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!((lines[0].activity.year(), lines[0].activity.sector().code()), (year, "V.3"));
    assert_eq!(tonnes(&lines, Gas::N2O), ["1.5"]);
}

#[test]
fn a_document_is_checked() {
    let lines = [Activity::new(
        "Samsø",
        Year::new(2023).unwrap(),
        "gpc:V.2".parse().unwrap(),
        Emissions::from_tonnes(Gas::CO2, -15),
        &source(),
    )];
    let profile = Profile::new("Samsø", GwpSet::ar5());
    let account = Account::compute(lines, &profile, &FactorSet::new([])).unwrap();
    let text = json::to_string(&AccountDocument::new(&account).unwrap()).unwrap();
    let read = |from: &str, to: &str| {
        let changed = text.replace(from, to);
        assert_ne!(changed, text);
        json::from_str::<AccountDocument>(&changed).unwrap_err().to_string()
    };
    let cases = [
        (
            "account/1",
            "account/2",
            "expected the document `climate-account/account/1`, found `climate-account/account/2`",
        ),
        (
            r#""method":"direct-entry","factor":null,"emissions":{"masses":[["co2","-15000000"]]"#,
            r#""method":"direct-entry","factor":null,"emissions":{"masses":[["co2","-15"]]"#,
            "line 1: expected the emissions of the line to be those in its cell, found others; write the document again from its lines",
        ),
        (
            r#""net":{"masses":[["co2","-15000000"]]"#,
            r#""net":{"masses":[["co2","-16000000"]]"#,
            "expected the totals of Samsø in 2023 to be the sums of the lines, found others; write the document again from its lines",
        ),
        (r#""totals":[{"#, r#""totals":[],"more":[{"#, "unknown field `more`"),
    ];
    for (from, to, expected) in cases {
        let found = read(from, to);
        assert!(found.contains(expected), "{found}");
    }
    // A total that is left out is missed.
    let start = text.find(r#""totals":["#).unwrap();
    let without = format!(r#"{}"totals":[]}}"#, &text[..start]);
    let error = json::from_str::<AccountDocument>(&without).unwrap_err().to_string();
    assert!(error.contains("expected the totals of Samsø in 2023"), "{error}");
}

/// A GWP set of one's own is told to the readers, which cannot know its values.
#[test]
fn own_gwp_sets_come_back() {
    let set = GwpSet::custom("own", [(Gas::CO2, 1.into()), (Gas::CH4, 30.into())], &source());
    let set = set.unwrap();
    let methane = Emissions::from_tonnes(Gas::CH4, 2);
    let reported = Emissions::from_co2e(Co2e::from_tonnes(5, set.clone()));
    let year = Year::new(2023).unwrap();
    let emissions = methane.and(&reported).unwrap();
    let line = Activity::new("Samsø", year, "gpc:V.1".parse().unwrap(), emissions, &source());
    let profile = Profile::new("own", set.clone());
    let account = Account::compute([line], &profile, &FactorSet::new([])).unwrap();
    let file = tidy(&account, &options(Language::English)).unwrap().to_csv();
    assert_eq!(read_tidy(file.as_bytes(), &CsvOptions::new()).unwrap().rows.len(), 0);
    let lines = read_tidy(file.as_bytes(), &CsvOptions::new().gwp_set(set.clone())).unwrap();
    let read = again(lines.complete().unwrap(), &account).total().unwrap();
    assert_eq!(read, account.total().unwrap());
    assert_eq!(read.co2e().unwrap().tonnes(), 65.into());
    let mut iamc = IamcTable::new(Classification::gpc(), &options(Language::English));
    iamc.push("model", "scenario", &account).unwrap();
    let file = iamc.wide().unwrap().to_csv();
    let lines = read_iamc(file.as_bytes(), &reading().gwp_set(set)).unwrap().complete().unwrap();
    let read = again(lines.into_iter().map(|line| line.activity).collect(), &account);
    assert_eq!(read.total().unwrap(), account.total().unwrap());
}
