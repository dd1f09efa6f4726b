use super::lines::{Counted, GROUPS, co2e_column};
use super::rows::{Collected, Row, Sheet, collect, first_few, joined};
use super::{ExportOptions, ExportTable};
use crate::account::{Account, Cell, Entry, Grade, MemoItem, TextFacet};
use crate::error::Result;
use crate::gas::GwpSet;
use crate::number::Exact;
use crate::sector::{Classification, ReportingLevel, Sector};
use crate::text::exchange as text;
use crate::{Language, Year};

/// The account as the GPC reports it: its 54 reference numbers for every place and year, the totals
/// of the reporting levels, and memo items beneath.
///
/// A row has tonnes of CO2e by gas under the GWP set of the profile, which its header names, and
/// biogenic CO2 beside; where no line has a number, it has the notation keys of the lines or, where
/// there is no line at all, neither. A total says in its explanation what it lacks. Lines that have
/// no row are listed as [left out](ExportTable::left_out).
///
/// | column | meaning |
/// |---|---|
/// | `kind` | `row`, `total` or `memo` |
/// | `place`, `year` | as in the account |
/// | `gpc_ref`, `title`, `scope` | reference number; of a total the level, of a memo item its id |
/// | `notation_key` | `NO`, `NE`, `IE (II.1.1)`, `C`, `NA` |
/// | `co2 [t CO2e, <GWP set>]` and so on | by gas; `other` are gases without a group, `undivided` is what was reported as CO2e |
/// | `total [t CO2e, <GWP set>]` | the sum of these |
/// | `co2_biogenic [t]` | memo, in no total |
/// | `activity`, `factor` | amounts with unit, and ids of factors, of the lines of the row; beyond eight, how many more |
/// | `activity_quality`, `factor_quality` | `H`, `M`, `L`; several where the lines differ |
/// | `source`, `explanation` | in the language of the options |
///
/// # Examples
///
/// ```
/// use climate_account::account::{NotationKey, NotationKeys};
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// use climate_account::{Language, exchange::export::{ExportOptions, gpc}};
///
/// let year = Year::new(2023)?;
/// let homes = Emissions::from_tonnes(Gas::CO2, 40);
/// let losses = NotationKeys::new(NotationKey::NotEstimated);
/// let lines = [
///     Activity::new("Samsø", year, "gpc:I.1.1".parse()?, homes, &source),
///     Activity::new("Samsø", year, "gpc:I.1.3".parse()?, losses, &source),
/// ];
/// let account = Account::compute(lines, &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
/// let table = gpc(&account, &ExportOptions::new(Language::English))?;
/// let rows: Vec<_> = table.column("gpc_ref").zip(table.column("notation_key"))
///     .zip(table.column("total [t CO2e, AR5 GWP100]")).collect();
/// assert_eq!(rows[0], (("I.1.1", ""), "40"));
/// assert_eq!(rows[2], (("I.1.3", "NE"), "")); // not 0
/// assert_eq!(rows[54], (("BASIC", ""), "40"));
/// assert_eq!(table.column("explanation").nth(55), Some("incomplete: I.1.3 NE")); // BASIC+
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn gpc(account: &Account, options: &ExportOptions) -> Result<ExportTable> {
    let set = account.profile().gwp_set();
    let Collected { sheets, left_out } = collect(account, Classification::gpc(), options)?;
    let before = ["kind", "place", "year", "gpc_ref", "title", "scope", "notation_key"];
    let after =
        ["activity", "factor", "activity_quality", "factor_quality", "source", "explanation"];
    let columns = before.into_iter().map(str::to_owned).chain(gas_columns(set));
    let mut table = ExportTable::new(columns.chain(after.into_iter().map(str::to_owned)));
    for ((place, year), sheet) in &sheets {
        let empty = Row::default();
        for sector in Classification::gpc().leaves() {
            let row = sheet.rows.get(&sector.index()).unwrap_or(&empty);
            let title = sector.title().in_language(options.language);
            let head = ["row", place, &year.to_string(), sector.code(), title, &scope(sector)];
            table.push(reported(head, row, options.language)?);
        }
        for level in ReportingLevel::ALL {
            table.push(total((place, *year), sheet, level, options.language)?);
        }
        for (item, row) in &sheet.memo {
            table.push(memo((place, *year), *item, row, options.language)?);
        }
    }
    Ok(table.leaving_out(left_out))
}

/// The lines of the account as the workbook CIRIS takes them: one row for a line and a reference
/// number, with amount, unit and factor apart.
///
/// The rows of one reference number add up to its row in [`gpc`]; a memo item has its id in place of
/// the reference number.
///
/// | column | meaning |
/// |---|---|
/// | `line` | the position in the account, counted from 1 |
/// | `place`, `year`, `gpc_ref`, `title`, `scope` | where the row belongs |
/// | `share` | the part of the line that lies in this row, 1 for a whole one |
/// | `carrier`, `process`, `activity`, `activity_unit` | what was done |
/// | `factor`, `factor_value [t CO2e, <GWP set>]`, `factor_per` | the factor for one unit |
/// | `notation_key` and the rest | as in [`gpc`] |
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, Amount, FactorSet, Profile, Source, Year, gas::GwpSet};
/// # let source = Source::new("Odder Kommune", "Fleet", 2024, "sheet 1")?;
/// use climate_account::{Language, exchange::export::{ExportOptions, gpc_entries}};
///
/// let driving = Activity::new("Odder", Year::new(2023)?, "gpc:II.1.1".parse()?,
///     "2 TJ (net)".parse::<Amount>()?, &source).carrier("gas-diesel-oil").process("road");
/// let profile = Profile::new("Odder", GwpSet::ar5());
/// let account = Account::compute([driving], &profile, &FactorSet::catalogue())?;
/// let table = gpc_entries(&account, &ExportOptions::new(Language::English))?;
/// let cell = |name: &str| table.column(name).next().map(str::to_owned);
/// assert_eq!(cell("activity").as_deref(), Some("2"));
/// assert_eq!(cell("activity_unit").as_deref(), Some("TJ (net)"));
/// // 74100 kg CO2 + 3.9 kg CH4 x 28 + 3.9 kg N2O x 265 for a terajoule
/// assert_eq!(cell("factor_value [t CO2e, AR5 GWP100]").as_deref(), Some("75.2427"));
/// assert_eq!(cell("total [t CO2e, AR5 GWP100]").as_deref(), Some("150.4854"));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn gpc_entries(account: &Account, options: &ExportOptions) -> Result<ExportTable> {
    let set = account.profile().gwp_set();
    let Collected { sheets, left_out } = collect(account, Classification::gpc(), options)?;
    let before = [
        "line",
        "place",
        "year",
        "gpc_ref",
        "title",
        "scope",
        "share",
        "carrier",
        "process",
        "activity",
        "activity_unit",
        "factor",
    ];
    let columns = before.into_iter().map(str::to_owned);
    let factor =
        [co2e_column("factor_value", set), "factor_per".to_owned(), "notation_key".to_owned()];
    let after = ["activity_quality", "factor_quality", "source", "explanation"].map(str::to_owned);
    let mut table = ExportTable::new(columns.chain(factor).chain(gas_columns(set)).chain(after));
    for sheet in sheets.values() {
        for sector in Classification::gpc().leaves() {
            let Some(row) = sheet.rows.get(&sector.index()) else { continue };
            let title = sector.title().in_language(options.language);
            for (entry, share) in &row.numbers {
                let head = [sector.code(), title, &scope(sector), &share.to_string()];
                table.push(entry_row(*entry, *share, head)?);
            }
            for (entry, _) in &row.keys {
                let head = [sector.code(), title, &scope(sector), "1"];
                table.push(entry_row(*entry, Exact::ONE, head)?);
            }
        }
        for (item, row) in &sheet.memo {
            for entry in row.entries() {
                let head = [item.id(), item.name(options.language), "", "1"];
                table.push(entry_row(entry, Exact::ONE, head)?);
            }
        }
    }
    Ok(table.leaving_out(left_out))
}

fn gas_columns(set: &GwpSet) -> impl Iterator<Item = String> {
    let groups = GROUPS.iter().chain(&["total"]).map(|group| co2e_column(group, set));
    groups.chain(["co2_biogenic [t]".to_owned()])
}

fn scope(sector: Sector<'_>) -> String {
    sector.scope().map(|scope| scope.number().to_string()).unwrap_or_default()
}

/// Numbers, or empty cells where there is none.
fn numbers(counted: &Counted, any: bool) -> Result<Vec<String>> {
    let text = |value: Exact| if any { value.to_string() } else { String::new() };
    Ok(counted.tonnes()?.into_iter().map(text).collect())
}

fn reported(head: [&str; 6], row: &Row<'_>, language: Language) -> Result<Vec<String>> {
    let any = !row.numbers.is_empty();
    let mut cells: Vec<String> = head.map(str::to_owned).into();
    cells.push(if any { String::new() } else { row.notation() });
    cells.extend(numbers(&row.counted, any)?);
    let amounts = row.entries().filter_map(|entry| match entry.activity().cell() {
        Cell::Amount(amount) => {
            let carrier = entry.activity().text(TextFacet::Carrier).map_or("", |text| text);
            Some(format!("{amount} {carrier}").trim_end().to_owned())
        }
        _ => None,
    });
    cells.push(first_few(amounts, language));
    let factors = row.entries().filter_map(|entry| Some(entry.factor()?.factor().id().to_owned()));
    cells.push(first_few(factors, language));
    let grade = |grade: Option<Grade>| grade.map(Grade::id).unwrap_or_default().to_owned();
    cells.push(joined(row.entries().map(|entry| grade(entry.activity().grades().0))));
    cells.push(joined(row.entries().map(|entry| grade(entry.activity().grades().1))));
    let sources = row.entries().map(|entry| entry.activity().source().to_string());
    cells.push(first_few(sources, language));
    cells.push(row.explanation(language));
    Ok(cells)
}

fn total(
    (place, year): (&str, Year),
    sheet: &Sheet<'_>,
    level: ReportingLevel,
    language: Language,
) -> Result<Vec<String>> {
    let (mut counted, mut missing) = (Counted::default(), Vec::new());
    for (index, row) in sheet.rows.iter().filter(|(index, _)| level.includes(**index)) {
        counted.add(&row.counted);
        let code = Classification::gpc().at(*index).map_or("", Sector::code);
        let keys = row.keys.iter().filter(|(_, keys)| keys.leaves_incomplete());
        missing.extend(keys.map(|(_, keys)| format!("{code} {keys}")));
    }
    let title = match level {
        ReportingLevel::Territorial => text::TERRITORIAL_TOTAL.in_language(language).to_owned(),
        _ => text::TOTAL_OF.filled(language, &[("level", &level.name())]),
    };
    let head = ["total", place, &year.to_string(), level.name(), &title, "", ""];
    let mut cells: Vec<String> = head.map(str::to_owned).into();
    cells.extend(numbers(&counted, true)?);
    cells.extend(["", "", "", "", ""].map(str::to_owned));
    cells.push(if missing.is_empty() {
        String::new()
    } else {
        let missing = joined(missing.into_iter());
        text::INCOMPLETE.filled(language, &[("missing", &missing)])
    });
    Ok(cells)
}

fn memo(
    (place, year): (&str, Year),
    item: MemoItem,
    row: &Row<'_>,
    language: Language,
) -> Result<Vec<String>> {
    let head = ["memo", place, &year.to_string(), item.id(), item.name(language), ""];
    reported(head, row, language)
}

fn entry_row(
    entry: Entry<'_>,
    share: Exact,
    [code, title, scope, share_text]: [&str; 4],
) -> Result<Vec<String>> {
    let (activity, set) = (entry.activity(), entry.account().profile().gwp_set());
    let text = |facet| activity.text(facet).map(ToString::to_string).unwrap_or_default();
    let (line, year) = ((entry.line() + 1).to_string(), activity.year().to_string());
    let head = [&line, activity.place(), &year, code, title, scope, share_text];
    let mut cells: Vec<String> = head.map(str::to_owned).into();
    cells.extend([text(TextFacet::Carrier), text(TextFacet::Process)]);
    let (mut keys, mut any) = (String::new(), true);
    match activity.cell() {
        Cell::Amount(amount) => cells.extend([amount.value.to_string(), amount.unit.to_string()]),
        cell => {
            if let Cell::Keys(found) = cell {
                (keys, any) = (found.to_string(), false);
            }
            cells.extend([String::new(), String::new()]);
        }
    }
    match entry.factor().map(crate::factor::FactorMatch::factor) {
        Some(factor) => {
            let (counted, _) = factor.emissions().clone().split(|gas| gas.memo().is_none());
            let value = counted.to_co2e(set)?.tonnes().to_string();
            cells.extend([factor.id().to_owned(), value, factor.per().to_string()]);
        }
        None => cells.extend([String::new(), String::new(), String::new()]),
    }
    cells.push(keys);
    // The parts were counted before, when the line got its places.
    let counted = Counted::of(&entry.emissions().times(share)?, set).unwrap_or_default();
    cells.extend(numbers(&counted, any)?);
    let (activity_grade, factor_grade) = activity.grades();
    cells.extend(
        [activity_grade, factor_grade]
            .map(|grade| grade.map(Grade::id).unwrap_or_default().to_owned()),
    );
    cells.extend([activity.source().to_string(), text(TextFacet::Path)]);
    Ok(cells)
}
