//! Printed tables add up, and say what they leave out.
#![allow(clippy::unwrap_used)]

use climate_account::account::{Facet, MemoItem, NotationKeys};
use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::number::Exact;
use climate_account::report::account_table;
use climate_account::{Account, Activity, FactorSet, Language, Profile, SectorRef, Source, Year};
use proptest::prelude::*;

const SECTORS: [&str; 5] = ["gpc:I.1.1", "gpc:I.2.1", "gpc:II.1.1", "gpc:III.1.1", "gpc:V.2"];

fn source() -> Source {
    Source::new("Odder Kommune", "Energy bookkeeping", 2024, "sheet 2").unwrap()
}

fn line(sector: &str, year: i64, cell: impl Into<climate_account::account::Cell>) -> Activity {
    let sector: SectorRef = sector.parse().unwrap();
    Activity::new("Odder", Year::new(year).unwrap(), sector, cell, &source())
}

fn account(lines: Vec<Activity>) -> Account {
    Account::compute(lines, &Profile::new("tests", GwpSet::ar5()), &FactorSet::new([])).unwrap()
}

/// The numbers of a printed table in CSV, column by column.
fn columns(csv: &str, language: Language) -> Vec<Vec<Option<Exact>>> {
    let separator = if language == Language::Danish { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(csv.as_bytes());
    let rows: Vec<Vec<Option<Exact>>> = reader
        .records()
        .map(|row| {
            let number = |cell: &str| cell.replace(',', ".").parse().ok();
            row.unwrap().iter().skip(1).map(number).collect()
        })
        .collect();
    (0..rows[0].len()).map(|column| rows.iter().map(|row| row[column]).collect()).collect()
}

proptest! {
    #[test]
    fn every_printed_table_adds_up(
        grams in prop::collection::vec((0..5_usize, 2018..2024_i64, -9_999_999_999_i64..9_999_999_999), 1..60),
        decimals in 0..4_i8,
        is_danish in any::<bool>(),
    ) {
        let lines = grams.into_iter().map(|(sector, year, grams)| {
            line(SECTORS[sector], year, Emissions::from_grams(Gas::CO2, grams))
        });
        let account = account(lines.collect());
        let language = if is_danish { Language::Danish } else { Language::English };
        let all = account.select(|_| true);
        let decimals_shown = decimals.try_into().unwrap();
        let table =
            account_table(&all, &Facet::Sector, &Facet::Year, decimals_shown, language).unwrap();
        let csv = table.to_csv("total", language).unwrap();
        for column in columns(&csv, language) {
            let (total, parts) = column.split_last().unwrap();
            let mut sum = Exact::ZERO;
            for part in parts.iter().flatten() {
                sum = sum.checked_add(*part).unwrap();
            }
            prop_assert_eq!(Some(sum), *total, "{}", csv);
        }
        let exact = account.total().unwrap().co2e().unwrap().tonnes();
        let (_, totals) = table.rounded().unwrap();
        let mut printed = Exact::ZERO;
        for total in &totals {
            printed = printed.checked_add(*total).unwrap();
        }
        // Half a unit of the last place for each column.
        let bound = Exact::new(5, decimals + 1)
            .checked_mul(i64::try_from(totals.len()).unwrap().into())
            .unwrap();
        prop_assert!(printed.checked_sub(exact).unwrap().abs() <= bound);
    }
}

#[test]
fn what_is_no_part_of_the_total_stands_beneath() {
    let tonnes = |gas, tonnes: i64| Emissions::from_tonnes(gas, tonnes);
    let keys = |text: &str| text.parse::<NotationKeys>().unwrap();
    let account = account(vec![
        line("gpc:I.1.1", 2023, tonnes(Gas::CO2, 1200)),
        line("gpc:I.1.1", 2023, keys("NE")).path("tents"),
        line("gpc:I.2.1", 2023, tonnes(Gas::CO2_BIOGENIC, 30)),
        line("gpc:II.1.1", 2023, keys("IE (I.1.1)")),
        line("gpc:II.1.1", 2022, tonnes(Gas::CO2, 7)),
        line("gpc:II.1.1", 2022, tonnes(Gas::CO2, 5)).memo(MemoItem::InternationalBunkers),
    ]);
    let all = account.select(|_| true);
    let table = account_table(&all, &Facet::Sector, &Facet::Year, 0, Language::Danish).unwrap();
    let expected = "\
| Sektor, t CO2e (AR5 GWP100) | 2022 | 2023 |
|:---|---:|---:|
| Boliger: brændsel brugt inden for grænsen |  | 1.200 ¹ |
| Bygninger og anlæg i handel, service og offentlige institutioner: brændsel brugt inden for grænsen |  | 0 |
| Vejtransport: brændsel til rejser inden for grænsen | 7 | IE (I.1.1) |
| **I alt** | **7** | **1.200** |
| Uden for summen: biogen CO2, t CO2 | 0 | 30 |
| Uden for summen: international skibs- og luftfart | 5 | 0 |

¹ uden linjer, der ikke er opgjort eller er fortrolige  
";
    assert_eq!(table.to_markdown("I alt", Language::Danish).unwrap(), expected);
    let csv = table.to_csv("I alt", Language::Danish).unwrap();
    assert!(csv.contains("grænsen;;1200\n"), "{csv}");
    assert!(csv.contains(";7;IE (I.1.1)\n"), "{csv}");
}
