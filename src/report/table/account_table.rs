use super::{SumTable, TableCell};
use crate::Language;
use crate::account::{Cell, Facet, Label, MemoItem, Selection, Total, TotalsRow};
use crate::error::Result;
use crate::gas::{Gas, Memo};
use crate::number::Exact;
use crate::report::words::{label_text, set_text};
use crate::text::report as text;

/// The net totals of an account by two facets as a table in tonnes of CO2e.
///
/// Sectors stand by their title. A cell without a number shows its notation keys; one that lacks a line
/// has a note. Memo items and biogenic CO2 stand beneath the total, of which they are no part.
///
/// # Examples
///
/// ```
/// use climate_account::{Account, Activity, FactorSet, Language, Profile, Source, Year};
/// use climate_account::account::{Facet, NotationKeys};
/// use climate_account::gas::{Emissions, Gas, GwpSet};
/// use climate_account::report::account_table;
///
/// let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// let line = |code: &str, year: i64, tonnes: i64| -> climate_account::Result<Activity> {
///     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
///     Ok(Activity::new("Samsø", Year::new(year)?, code.parse()?, emissions, &source))
/// };
/// let keys: NotationKeys = "NE".parse()?;
/// let lines = [
///     line("danish:transport", 2022, 800)?,
///     line("danish:transport", 2023, 760)?,
///     line("danish:agriculture-and-land", 2022, 8_446)?,
///     Activity::new("Samsø", Year::new(2023)?, "danish:agriculture-and-land".parse()?, keys, &source),
/// ];
/// let account = Account::compute(lines, &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
/// let all = account.select(|_| true);
/// let table = account_table(&all, &Facet::Sector, &Facet::Year, 0, Language::English)?;
/// assert_eq!(table.render("Total, net", Language::English)?, "\
/// Sector, t CO2e (AR5 GWP100)   2022  2023
/// ----------------------------------------
/// Transport                      800   760
/// Agriculture and land         8,446    NE
/// ----------------------------------------
/// Total, net                   9,246   760
/// ");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// As [`Total::co2e`](crate::account::Total::co2e).
pub fn account_table(
    lines: &Selection<'_>,
    rows: &Facet,
    columns: &Facet,
    decimals: u8,
    language: Language,
) -> Result<SumTable> {
    let both = lines.totals(&[rows.clone(), columns.clone()])?;
    let mut column_labels: Vec<Label> = both.labels(1).cloned().collect();
    column_labels.sort_by(|one, other| match (one, other) {
        (Label::Year(one), Label::Year(other)) => one.cmp(other),
        _ => core::cmp::Ordering::Equal,
    });
    let set = lines.total()?.co2e()?;
    let headings = column_labels.iter().map(|label| label_text(label, language));
    let mut table = SumTable::new(facet_name(rows, language), headings, decimals)
        .unit(format!("t CO2e ({})", set_text(set.gwp_set(), language)));
    for row in both.labels(0) {
        let mut cells = Vec::new();
        for column in &column_labels {
            let found = both.row(&[row.clone(), column.clone()]);
            cells.push(match found {
                Some(found) => cell(&found, &mut table, language)?,
                None => TableCell::Text(String::new()),
            });
        }
        table.push(label_text(row, language), cells);
    }
    let by_column = lines.totals(core::slice::from_ref(columns))?;
    let mut beneath = |name: String, value: &dyn Fn(&Total) -> Result<Exact>| -> Result<()> {
        let mut values = Vec::new();
        for column in &column_labels {
            let total = by_column.row(core::slice::from_ref(column)).map(|row| row.total());
            values.push(total.map_or(Ok(Exact::ZERO), |total| value(&total))?);
        }
        if values.iter().any(|value| !value.is_zero()) {
            table.push_memo(name, values);
        }
        Ok(())
    };
    let biogenic = text::BIOGENIC_BENEATH.in_language(language).to_owned();
    beneath(biogenic, &|total| Ok(total.memo_gases(Memo::Biogenic).tonnes(Gas::CO2_BIOGENIC)))?;
    let gwp_set = set.gwp_set();
    for item in MemoItem::ALL {
        let name = text::BENEATH.filled(language, &[("what", &item.name(language))]);
        beneath(name, &|total| {
            let (counted, _) = total.memo_item(*item).split(|gas| gas.memo().is_none());
            if counted.is_none() { Ok(Exact::ZERO) } else { Ok(counted.to_co2e(gwp_set)?.tonnes()) }
        })?;
    }
    Ok(table)
}

/// A number, with a note where a line is missing, or the notation keys of lines without any number.
fn cell(row: &TotalsRow<'_, '_>, table: &mut SumTable, language: Language) -> Result<TableCell> {
    let mut keys: Vec<String> = Vec::new();
    let mut has_number = false;
    for entry in row.entries() {
        match entry.activity().cell() {
            Cell::Keys(found) => {
                let found = found.to_string();
                if !keys.contains(&found) {
                    keys.push(found);
                }
            }
            _ => has_number |= entry.activity().memo_item().is_none(),
        }
    }
    if !has_number {
        return Ok(TableCell::Text(keys.join("; ")));
    }
    let total = row.total();
    let tonnes = total.co2e()?.tonnes();
    if total.is_complete() {
        return Ok(TableCell::Number(tonnes));
    }
    let note = table.note(text::CELL_INCOMPLETE.in_language(language));
    Ok(TableCell::Noted(tonnes, vec![note]))
}

fn facet_name(facet: &Facet, language: Language) -> &'static str {
    let name = match facet {
        Facet::Place => text::PLACE,
        Facet::Year => text::YEAR,
        Facet::Sector | Facet::SectorAtDepth(_) => text::SECTOR,
        _ => text::PART,
    };
    name.in_language(language)
}
