//! Exports: what the rows hold and what is left out add up to the account, and what is read back has
//! the same totals.
#![cfg(feature = "proptest")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};

use climate_account::account::{Cell, Facet};
use climate_account::exchange::export::{
    ExportOptions, ExportTable, IamcTable, gcom_crf, gpc, gpc_entries, primap2, tidy_totals,
};
use climate_account::gas::{Co2e, Emissions, Gas, GwpSet};
use climate_account::number::{Exact, ExactSum};
use climate_account::sector::{FrameworkLine, Mapping, ReportingLevel};
use climate_account::{
    Account, Activity, Classification, Crosswalk, FactorSet, Language, Profile, Source, Year,
    strategies,
};
use proptest::prelude::*;

fn options() -> ExportOptions {
    ExportOptions::new(Language::English)
}

fn sum(values: impl IntoIterator<Item = Exact>) -> Exact {
    values.into_iter().collect::<ExactSum>().total().unwrap()
}

fn number(text: &str) -> Exact {
    if text.is_empty() { Exact::ZERO } else { text.parse().unwrap() }
}

/// The cells of a column whose name begins so, of the rows that are meant.
fn column(table: &ExportTable, name: &str, keep: impl Fn(&[String]) -> bool) -> Exact {
    let at = table.columns().position(|column| column.starts_with(name)).unwrap();
    sum(table.rows().filter(|row| keep(row)).map(|row| number(&row[at])))
}

/// CO2e of what is counted, as far as the GWP set can tell.
fn counted(emissions: &Emissions, account: &Account) -> Option<Exact> {
    let masses = emissions.masses().filter(|(gas, _)| gas.memo().is_none());
    let parts = masses.map(|(gas, grams)| Emissions::from_grams(gas, grams));
    let reported = emissions.reported().cloned().map(Emissions::from_co2e);
    let all = parts.chain(reported).try_fold(Emissions::none(), |sum, part| sum.and(&part));
    all.unwrap().to_co2e(account.profile().gwp_set()).ok().map(|co2e| co2e.tonnes())
}

/// The lines with a number that are not a memo item, and the sum of their CO2e where it is known.
fn expected(account: &Account, memo: bool) -> Exact {
    let lines = account.entries().filter(|entry| entry.activity().memo_item().is_some() == memo);
    sum(lines.filter_map(|entry| counted(&entry.emissions(), account)))
}

fn left_out(table: &ExportTable, account: &Account, memo: bool) -> Exact {
    let lines = table.left_out().iter().filter(|left| {
        let entry = account.entry(left.line).unwrap();
        entry.activity().memo_item().is_some() == memo
    });
    sum(lines.filter_map(|left| counted(&left.emissions, account)))
}

fn masses<'a>(parts: impl IntoIterator<Item = &'a Emissions>) -> BTreeMap<Gas, Exact> {
    let all = parts.into_iter().try_fold(Emissions::none(), Emissions::and);
    all.unwrap().masses().collect()
}

proptest! {
    #[test]
    fn gpc_rows_and_left_outs_are_the_account(account in strategies::account()) {
        let table = gpc(&account, &options()).unwrap();
        for (kind, memo) in [("row", false), ("memo", true)] {
            let rows = column(&table, "total [", |row| row[0] == kind);
            let all = rows.checked_add(left_out(&table, &account, memo)).unwrap();
            prop_assert_eq!(all, expected(&account, memo), "{}", kind);
        }
        let biogenic = column(&table, "co2_biogenic", |row| row[0] != "total");
        let out = table.left_out().iter().map(|left| left.emissions.tonnes(Gas::CO2_BIOGENIC));
        let known = account.entries().map(|entry| entry.emissions().tonnes(Gas::CO2_BIOGENIC));
        prop_assert_eq!(biogenic.checked_add(sum(out)).unwrap(), sum(known));
        // Every line that is left out says why; no line with a number is lost.
        for left in table.left_out() {
            prop_assert!(!left.why.da.is_empty() && !left.why.en.is_empty());
        }
    }

    #[test]
    fn gpc_levels_are_those_of_the_account(account in strategies::account()) {
        let table = gpc(&account, &options()).unwrap();
        let out: BTreeSet<usize> = table.left_out().iter().map(|left| left.line).collect();
        for level in ReportingLevel::ALL {
            let lines = account.entries().filter(|entry| !out.contains(&entry.line()));
            let lines = lines.filter(|entry| entry.activity().memo_item().is_none());
            let lines = lines.filter(|entry| level.includes(entry.activity().sector().index()));
            let known = sum(lines.filter_map(|entry| counted(&entry.emissions(), &account)));
            let found = column(&table, "total [", |row| row[0] == "total" && row[3] == level.name());
            // Lines with gases of the Montreal Protocol are in the rows with what else they have.
            let partly = account.entries().filter(|entry| out.contains(&entry.line()));
            let partly = partly.filter(|entry| entry.activity().memo_item().is_none());
            let partly = partly.filter(|entry| level.includes(entry.activity().sector().index()));
            let partly = sum(partly.filter_map(|entry| counted(&entry.emissions(), &account)));
            prop_assert_eq!(found, known.checked_add(partly).unwrap());
        }
    }

    #[test]
    fn the_entries_of_a_row_add_up_to_it(account in strategies::account()) {
        let rows = gpc(&account, &options()).unwrap();
        let entries = gpc_entries(&account, &options()).unwrap();
        for reference in Classification::gpc().leaves() {
            prop_assert_eq!(
                column(&rows, "total [", |row| row[3] == reference.code()),
                column(&entries, "total [", |row| row[3] == reference.code())
            );
        }
    }

    /// A notation key stands in its row or in its explanation, and never beside a number.
    #[test]
    fn notation_keys_are_kept(account in strategies::account()) {
        let table = gpc(&account, &options()).unwrap();
        let at = |name: &str| table.columns().position(|column| column.starts_with(name)).unwrap();
        let (key, total, explanation) = (at("notation_key"), at("total ["), at("explanation"));
        for row in table.rows() {
            prop_assert!(row[key].is_empty() || row[total].is_empty());
        }
        for entry in account.entries() {
            let activity = entry.activity();
            let (Cell::Keys(keys), None) = (activity.cell(), activity.memo_item()) else { continue };
            let year = activity.year().to_string();
            let found = table.rows().any(|row| {
                row[1] == activity.place() && row[2] == year && row[3] == activity.sector().code()
                    && (row[key].contains(&keys.to_string()) || row[explanation].contains(&keys.to_string()))
            });
            prop_assert!(found, "{activity:?}");
        }
    }

    #[test]
    fn the_common_reporting_framework_and_its_left_outs_are_the_account(
        account in strategies::account(),
        share in 0_i64..=1000,
    ) {
        let table = gcom_crf(&account, &divided(Exact::new(share, 3))).unwrap();
        let columns = ["direct [", "indirect [", "outside ["];
        let parts = |keep: &dyn Fn(&[String]) -> bool| sum(columns.map(|name| column(&table, name, keep)));
        let rows = parts(&|row| row[4] != "total" && row[3] != row[2] && row[2] != "Beside");
        let all = rows.checked_add(left_out(&table, &account, false)).unwrap();
        prop_assert_eq!(all, expected(&account, false));
        let in_total = parts(&|row| row[4] != "total" && row[14] == "yes");
        prop_assert_eq!(in_total, parts(&|row| row[4] == "total"));
    }

    #[test]
    fn primap_rows_and_left_outs_are_the_masses(account in strategies::account()) {
        let table = primap2(&account, Classification::gpc(), "data", &options()).unwrap().table;
        let names: Vec<&str> = table.columns().collect();
        let entity = names.iter().position(|name| *name == "entity").unwrap();
        let found = sum(table.rows().filter(|row| row[entity + 1] == "t CH4 / yr").flat_map(|row| {
            row[entity + 2..].iter().map(|cell| number(cell)).collect::<Vec<_>>()
        }));
        let methane = |emissions: &Emissions| {
            sum([Gas::CH4, Gas::CH4_FOSSIL, Gas::CH4_NON_FOSSIL].map(|gas| emissions.tonnes(gas)))
        };
        let out = sum(table.left_out().iter().map(|left| methane(&left.emissions)));
        let known = sum(account.entries().map(|entry| methane(&entry.emissions())));
        prop_assert_eq!(found.checked_add(out).unwrap(), known);
        // No two rows for one cell.
        let keys: BTreeSet<&[String]> = table.rows().map(|row| &row[..entity + 2]).collect();
        prop_assert_eq!(keys.len(), table.rows().len());
    }

    #[test]
    fn iamc_levels_add_up(account in strategies::account()) {
        let mut iamc = IamcTable::new(Classification::gpc(), &options());
        iamc.push("model", "scenario", &account).unwrap();
        let table = iamc.long().unwrap();
        let rows: BTreeMap<[&str; 3], Exact> = table
            .rows()
            .map(|row| ([&*row[2], &*row[3], &*row[5]], row[6].parse().unwrap()))
            .collect();
        prop_assert_eq!(rows.len(), table.rows().len());
        for ([region, variable, year], value) in &rows {
            let below = rows.iter().filter(|([place, name, when], _)| {
                place == region && when == year && name.strip_prefix(*variable)
                    .and_then(|rest| rest.strip_prefix('|')).is_some_and(|rest| !rest.contains('|'))
            });
            let parts: Vec<Exact> = below.map(|(_, value)| *value).collect();
            prop_assert!(parts.is_empty() || sum(parts) == *value, "{} {}", variable, year);
        }
        let out: BTreeSet<usize> = table.left_out().iter().map(|left| left.line).collect();
        let kept = account.entries().filter(|entry| !out.contains(&entry.line()));
        let kept = kept.filter(|entry| entry.activity().memo_item().is_none());
        let kept: Vec<Emissions> = kept.map(|entry| entry.emissions()).collect();
        let nitrous = sum(rows.iter().filter(|(key, _)| key[1] == "Emissions|N2O").map(|(_, value)| *value));
        let known = masses(&kept).get(&Gas::N2O).copied().unwrap_or_default();
        prop_assert_eq!(nitrous.checked_mul(Exact::new(1, -6)).unwrap(), known);
    }
}

/// The framework with shares for what it divides.
fn divided(share: Exact) -> ExportOptions {
    let mut crosswalk = (**Crosswalk::gpc_to_gcom_crf()).clone();
    let codes: Vec<String> = crosswalk.undivided().map(|sector| sector.code().to_owned()).collect();
    for code in codes {
        let index = Classification::gpc().index(&code).unwrap();
        let Ok(Mapping::Undivided(targets)) = crosswalk.map(index) else { panic!("{code}") };
        let tree = Classification::gcom_crf();
        let names: Vec<&str> =
            targets.iter().map(|target| tree.at(*target).unwrap().code()).collect();
        let rest = Exact::ONE.checked_sub(share).unwrap();
        let zero = std::iter::repeat(Exact::ZERO);
        let shares = names.into_iter().zip([share, rest].into_iter().chain(zero));
        crosswalk = crosswalk.with_shares(&code, shares.collect::<Vec<_>>()).unwrap();
    }
    options().crosswalk(crosswalk)
}

/// BASIC+ and the total of the framework are the same rows.
#[test]
fn the_total_of_the_framework_is_basic_plus() {
    for sector in Classification::gpc().leaves() {
        let targets = match Crosswalk::gpc_to_gcom_crf().map(sector.index()).unwrap() {
            Mapping::One(target) => vec![target],
            Mapping::Undivided(targets) => targets.to_vec(),
            _ => Vec::new(),
        };
        let in_total = targets.iter().any(|target| FrameworkLine::of(*target).unwrap().in_total);
        assert_eq!(in_total, ReportingLevel::BasicPlus.includes(sector.index()), "{sector:?}");
    }
}

fn line(sector: &str, emissions: Emissions) -> Activity {
    let source = Source::new("Samsø Kommune", "Account", 2024, "table 1").unwrap();
    Activity::new("Samsø", Year::new(2023).unwrap(), sector.parse().unwrap(), emissions, &source)
}

fn account(lines: impl IntoIterator<Item = Activity>, set: GwpSet) -> Account {
    Account::compute(lines, &Profile::new("Samsø", set), &FactorSet::new([])).unwrap()
}

#[test]
fn reasons_name_what_to_do() {
    let published = GwpSet::as_published("Klimaregnskabet");
    let reported = Emissions::from_co2e(Co2e::from_tonnes(5, published));
    let fluorinated = Emissions::from_tonnes("hfo-1123".parse().unwrap(), 1);
    let freon = Emissions::from_tonnes("cfc-11".parse().unwrap(), 1);
    let carbon = || Emissions::from_tonnes(Gas::CO2, 1);
    let account = account(
        [
            line("danish:energy", carbon()),
            line("gpc:I.1", carbon()),
            line("gpc:I.1.1", reported),
            line("gpc:IV.2", fluorinated),
            line("gpc:IV.2", freon),
            line("ipcc-2006:4.E", carbon()),
        ],
        GwpSet::ar6(),
    );
    let table = gpc(&account, &options()).unwrap();
    let why: Vec<(usize, &str)> =
        table.left_out().iter().map(|left| (left.line, &*left.why.en)).collect();
    assert_eq!(
        why[..3],
        [
            (0, "`energy` holds several rows of the crosswalk: use one of its parts"),
            (1, "`I.1` is no row of gpc: use one of its parts"),
            (2, "reported in CO2e of as published: Klimaregnskabet, the account uses AR6 GWP100"),
        ]
    );
    assert_eq!(why[3], (4, "gases of the Montreal Protocol are not counted"));
    assert!(why[4].1.starts_with("`4.E`: "));
    let table = primap2(&account, Classification::gpc(), "data", &options()).unwrap().table;
    let left = table.left_out().iter().find(|left| left.line == 3).unwrap();
    assert_eq!(left.why.en, "PRIMAP2 has no unit for HFO1123; the gas is in CO2e only");
    // Land is in its own tree; the way from IPCC to the framework leads over the GPC.
    let landfill =
        self::account([line("danish:landfill-and-wastewater.landfill", carbon())], GwpSet::ar5());
    let crf = gcom_crf(&landfill, &options()).unwrap();
    assert!(
        crf.left_out()[0].why.en.contains("is divided among `III.1.1`"),
        "{:?}",
        crf.left_out()
    );
}

#[test]
fn totals_are_tidy() {
    let methane = Emissions::from_tonnes(Gas::CH4_FOSSIL, 2)
        .and(&Emissions::from_tonnes(Gas::CO2_BIOGENIC, 9));
    let account = account([line("gpc:I.1.1", methane.unwrap())], GwpSet::ar6());
    let table = tidy_totals(&account, &[Facet::Place, Facet::Scope], &options()).unwrap();
    assert_eq!(
        table.to_csv(),
        "place,scope,quantity,gas,value,unit,gwp_set,complete\n\
         Samsø,1,net,ch4-fossil,2,t,,yes\n\
         Samsø,1,net,,59.6,t CO2e,AR6 GWP100,yes\n\
         Samsø,1,gross,ch4-fossil,2,t,,yes\n\
         Samsø,1,gross,,59.6,t CO2e,AR6 GWP100,yes\n\
         Samsø,1,biogenic,co2-biogenic,9,t,,yes\n"
    );
}

/// Texts of a Danish table, and a row of many lines.
#[test]
fn a_danish_table_is_danish() {
    let lines = (0..12).map(|number| {
        line("gpc:I.1.1", Emissions::from_tonnes(Gas::CO2, 1)).path(format!("kedel {number}"))
    });
    let key = "NE".parse::<climate_account::account::NotationKeys>().unwrap();
    let year = Year::new(2023).unwrap();
    let source = Source::new("Samsø Kommune", "Regnskab", 2024, "bilag 1").unwrap();
    let stoves = Activity::new("Samsø", year, "gpc:I.1.1".parse().unwrap(), key, &source);
    let account = account(lines.chain([stoves.path("brændeovne")]), GwpSet::ar5());
    let table = gpc(&account, &ExportOptions::new(Language::Danish)).unwrap();
    let explanations: Vec<&str> = table.column("explanation").collect();
    assert_eq!(
        explanations[0],
        "brændeovne: NE, ikke i tallet; kedel 0; kedel 1; kedel 2; kedel 3; kedel 4; kedel 5; \
         kedel 6; kedel 7; og 4 flere"
    );
    assert_eq!(explanations[1], "ingen linje i regnskabet");
    assert_eq!(explanations[54], "ufuldstændig: I.1.1 NE");
    let titles: Vec<&str> = table.column("title").skip(54).collect();
    assert_eq!(titles, ["I alt BASIC", "I alt BASIC+", "I alt BASIC+S3", "Territorialt i alt"]);
    let table = gcom_crf(&account, &ExportOptions::new(Language::Danish)).unwrap();
    let explanation = table.column("explanation").nth(1);
    assert_eq!(
        explanation,
        Some(
            "direct: kræver et tal eller en notationsnøgle; indirect: kræver et tal eller en \
             notationsnøgle"
        )
    );
}
