use super::lines::co2e_column;
use super::rows::{Collected, Row, Sheet, collect, joined};
use super::{ExportOptions, ExportTable};
use crate::account::Account;
use crate::error::Result;
use crate::number::ExactSum;
use crate::sector::{Classification, FrameworkColumn, FrameworkLine, Obligation, Sector};
use crate::text::exchange as text;
use crate::{Language, Year};

const COLUMNS: [(FrameworkColumn, &str); 3] = [
    (FrameworkColumn::Direct, "direct"),
    (FrameworkColumn::Indirect, "indirect"),
    (FrameworkColumn::Outside, "outside"),
];

/// The account as the Common Reporting Framework of the Global Covenant of Mayors has it: a row for
/// every sub-sector with direct, indirect and outside emissions.
///
/// Every one of the three columns has tonnes of CO2e under the GWP set of the profile or notation
/// keys, and says whether the framework requires it. Lines come over the GPC; those without a place
/// (waste from outside the boundary, other scope 3, credits) are listed as
/// [left out](ExportTable::left_out), and so are those that the framework divides (commercial from
/// institutional buildings) until the options have shares.
///
/// | column | meaning |
/// |---|---|
/// | `place`, `year` | as in the account |
/// | `sector`, `sub_sector` | titles in the language of the options; `code` is the stable one |
/// | `direct [t CO2e, <GWP set>]`, `direct_key`, `direct_obligation` | the same for `indirect` and `outside`; an obligation is `required`, `optional`, `where-significant`, or empty where the framework has no such cell |
/// | `in_total` | `yes`, or `no` for generation for the grid and for memo items, which stand beneath the total |
/// | `explanation` | keys beside numbers, required cells that are empty |
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// use climate_account::{Language, exchange::export::{ExportOptions, gcom_crf}};
///
/// let line = |code: &str, tonnes: i64| -> climate_account::Result<Activity> {
///     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
///     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, emissions, &source))
/// };
/// let lines = [line("gpc:I.1.1", 40)?, line("gpc:I.1.2", 7)?, line("gpc:V.2", -15)?];
/// let account = Account::compute(lines, &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
/// let table = gcom_crf(&account, &ExportOptions::new(Language::English))?;
/// let homes = table.rows().next().unwrap();
/// assert_eq!(homes[3], "Residential buildings");
/// assert_eq!(homes[5..8], ["40", "", "required"]);
/// assert_eq!(homes[8..11], ["7", "", "required"]);
/// let total = table.rows().last().unwrap();
/// assert_eq!((&*total[5], &*total[8], &*total[11]), ("25", "7", "0"));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn gcom_crf(account: &Account, options: &ExportOptions) -> Result<ExportTable> {
    let set = account.profile().gwp_set();
    let Collected { sheets, left_out } = collect(account, Classification::gcom_crf(), options)?;
    let mut columns = ["place", "year", "sector", "sub_sector", "code"].map(str::to_owned).to_vec();
    for (_, name) in COLUMNS {
        columns.extend([
            co2e_column(name, set),
            format!("{name}_key"),
            format!("{name}_obligation"),
        ]);
    }
    columns.extend(["in_total", "explanation"].map(str::to_owned));
    let mut table = ExportTable::new(columns);
    for ((place, year), sheet) in &sheets {
        for sector in Classification::gcom_crf().roots() {
            for part in sector.children() {
                table.push(row((place, *year), sector, part, sheet, options.language)?);
            }
        }
        table.push(total((place, *year), sheet, options.language)?);
        for (item, row) in &sheet.memo {
            let name = item.name(options.language);
            let memo = text::BESIDE.in_language(options.language);
            let mut cells =
                [place, &*year.to_string(), memo, name, item.id()].map(str::to_owned).to_vec();
            cells.extend([row.tonnes()?, row.notation(), String::new()]);
            cells.extend(["", "", "", "", "", "", "no"].map(str::to_owned));
            cells.push(row.explanation(options.language));
            table.push(cells);
        }
    }
    Ok(table.leaving_out(left_out))
}

/// The line of a sub-sector in one of the three columns.
fn cell_of(part: Sector<'_>, column: FrameworkColumn) -> Option<(Sector<'_>, FrameworkLine)> {
    part.children()
        .filter_map(|leaf| Some((leaf, FrameworkLine::of(leaf.index())?)))
        .find(|(_, line)| line.column == column)
}

fn row(
    (place, year): (&str, Year),
    sector: Sector<'_>,
    part: Sector<'_>,
    sheet: &Sheet<'_>,
    language: Language,
) -> Result<Vec<String>> {
    let titles = [sector, part].map(|sector| sector.title().in_language(language));
    let mut cells =
        [place, &year.to_string(), titles[0], titles[1], part.code()].map(str::to_owned).to_vec();
    let (mut in_total, mut notes) = (true, Vec::new());
    for (column, name) in COLUMNS {
        let Some((leaf, line)) = cell_of(part, column) else {
            cells.extend([String::new(), String::new(), String::new()]);
            continue;
        };
        in_total &= line.in_total;
        let empty = Row::default();
        let row = sheet.rows.get(&leaf.index()).unwrap_or(&empty);
        let key = if row.numbers.is_empty() { row.notation() } else { String::new() };
        let nothing = row.numbers.is_empty() && row.keys.is_empty();
        match (nothing, line.obligation) {
            (true, Obligation::Required) => {
                notes.push(text::NEEDS_A_NUMBER.filled(language, &[("column", &name)]));
            }
            (true, _) => {}
            (false, _) => notes.push(row.explanation(language)),
        }
        cells.extend([row.tonnes()?, key, obligation(line.obligation).to_owned()]);
    }
    cells.push(if in_total { "yes" } else { "no" }.to_owned());
    cells.push(joined(notes.into_iter()));
    Ok(cells)
}

fn obligation(obligation: Obligation) -> &'static str {
    match obligation {
        Obligation::Required => "required",
        Obligation::Optional => "optional",
        Obligation::WhereSignificant => "where-significant",
    }
}

fn total(
    (place, year): (&str, Year),
    sheet: &Sheet<'_>,
    language: Language,
) -> Result<Vec<String>> {
    let (mut sums, mut missing) = ([const { ExactSum::new() }; 3], Vec::new());
    for (index, row) in &sheet.rows {
        let Some(line) = FrameworkLine::of(*index).filter(|line| line.in_total) else { continue };
        let at = COLUMNS.iter().position(|(column, _)| *column == line.column);
        if let Some(sum) = at.and_then(|at| sums.get_mut(at)) {
            sum.add(row.counted.total()?);
        }
        let code = Classification::gcom_crf().at(*index).map_or("", Sector::code);
        let keys = row.keys.iter().filter(|(_, keys)| keys.leaves_incomplete());
        missing.extend(keys.map(|(_, keys)| format!("{code} {keys}")));
    }
    let name = text::TOTAL.in_language(language);
    let mut cells = [place, &year.to_string(), name, name, "total"].map(str::to_owned).to_vec();
    for sum in &sums {
        cells.extend([sum.total()?.to_string(), String::new(), String::new()]);
    }
    cells.push("yes".to_owned());
    cells.push(if missing.is_empty() {
        String::new()
    } else {
        let missing = joined(missing.into_iter());
        text::INCOMPLETE.filled(language, &[("missing", &missing)])
    });
    Ok(cells)
}
