use super::lines::Counted;
use super::{ExportOptions, ExportTable, LeftOut};
use crate::account::{
    Account, Cell, Entry, Facet, Grade, Label, Localisation, MemoItem, TextFacet, Total,
};
use crate::error::Result;
use crate::gas::{Co2e, Emissions, Gas, Memo};
use crate::number::Exact;
use crate::{Language, SectorRef};

/// The columns of a tidy file of lines, in order.
pub(crate) const TIDY_COLUMNS: [&str; 24] = [
    "line",
    "place",
    "year",
    "sector",
    "sector_title",
    "scope",
    "quantity",
    "gas",
    "value",
    "unit",
    "gwp_set",
    "notation_key",
    "carrier",
    "process",
    "path",
    "factor",
    "localisation",
    "memo",
    "activity_quality",
    "factor_quality",
    "source_publisher",
    "source_title",
    "source_year",
    "source_place",
];

/// The lines of an account as tidy CSV: one row for a line and a gas, and one for its CO2e.
///
/// `quantity` tells what a row is: `emission` for a mass of a gas in tonnes, or for CO2e that was
/// reported without its gases; `co2e` for the CO2e of the whole line under the GWP set of the
/// profile. Whoever sums takes one of the two. A line with a notation key has one row with the key
/// and no value. `line` counts from 1 and keeps the rows of a line together.
///
/// A line whose CO2e cannot be told has no `co2e` row; it is listed, with no emissions left out.
/// Read back by `exchange::csv::read_tidy`, which gives an account of the same totals.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, Amount, FactorSet, Profile, Source, Year, gas::GwpSet};
/// # let source = Source::new("Odder Kommune", "Fleet", 2024, "sheet 1")?;
/// use climate_account::{Language, exchange::export::{ExportOptions, tidy}};
///
/// let driving = Activity::new("Odder", Year::new(2023)?, "gpc:II.1.1".parse()?,
///     "2 TJ (net)".parse::<Amount>()?, &source).carrier("gas-diesel-oil").process("road");
/// let profile = Profile::new("Odder", GwpSet::ar5());
/// let account = Account::compute([driving], &profile, &FactorSet::catalogue())?;
/// let table = tidy(&account, &ExportOptions::new(Language::English))?;
/// let rows: Vec<String> = table.rows().map(|row| row[6..11].join(" ")).collect();
/// assert_eq!(rows, [
///     "emission co2 148.2 t ",
///     "emission ch4-fossil 0.0078 t ",
///     "emission n2o 0.0078 t ",
///     "co2e  150.4854 t CO2e AR5 GWP100",
/// ]);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn tidy(account: &Account, options: &ExportOptions) -> Result<ExportTable> {
    let (mut table, mut left_out) = (ExportTable::new(TIDY_COLUMNS), Vec::new());
    for entry in account.entries() {
        let set = account.profile().gwp_set().to_string();
        if let Cell::Keys(keys) = entry.activity().cell() {
            table.push(line(entry, ["emission", "", "", "", ""], &keys.to_string(), options));
            continue;
        }
        let emissions = entry.emissions();
        for (gas, grams) in emissions.masses() {
            let value = grams.shifted(-6).to_string();
            table.push(line(entry, ["emission", gas.id(), &value, "t", ""], "", options));
        }
        for co2e in emissions.reported() {
            let (value, set) = (co2e.tonnes().to_string(), co2e.gwp_set().to_string());
            table.push(line(entry, ["emission", "", &value, "t CO2e", &set], "", options));
        }
        match Counted::of(&emissions, account.profile().gwp_set()) {
            Ok(counted) => {
                let value = counted.total()?.to_string();
                table.push(line(entry, ["co2e", "", &value, "t CO2e", &set], "", options));
            }
            Err(why) => {
                let emissions = Emissions::none();
                left_out.push(LeftOut { line: entry.line(), why, emissions });
            }
        }
    }
    Ok(table.leaving_out(left_out))
}

fn line(entry: Entry<'_>, value: [&str; 5], key: &str, options: &ExportOptions) -> Vec<String> {
    let activity = entry.activity();
    let (number, year) = ((entry.line() + 1).to_string(), activity.year().to_string());
    let sector = activity.sector();
    let text = |facet| activity.text(facet).map_or("", AsRef::as_ref);
    let grade = |grade: Option<Grade>| grade.map_or("", Grade::id);
    let (activity_grade, factor_grade) = activity.grades();
    let source = activity.source();
    let source_year = source.year().to_string();
    let scope = scope(sector);
    let (sector, title) = (sector.to_string(), title(sector, options.language));
    let head = [&*number, activity.place(), &year, &sector, &title, &scope];
    let marks = [
        key,
        text(TextFacet::Carrier),
        text(TextFacet::Process),
        text(TextFacet::Path),
        text(TextFacet::FactorId),
        activity.localised_by().map_or("", Localisation::id),
        activity.memo_item().map_or("", MemoItem::id),
        grade(activity_grade),
        grade(factor_grade),
    ];
    let source = [source.publisher(), source.title(), &source_year, source.place()];
    let cells = head.into_iter().chain(value).chain(marks).chain(source);
    cells.map(str::to_owned).collect()
}

fn scope(sector: &SectorRef) -> String {
    let scope = sector.sector().and_then(crate::sector::Sector::scope);
    scope.map(|scope| scope.number().to_string()).unwrap_or_default()
}

fn title(sector: &SectorRef, language: Language) -> String {
    let sector = sector.sector();
    sector.map(|sector| sector.title().in_language(language).to_owned()).unwrap_or_default()
}

/// Totals by any facets as tidy CSV: one row for a group and a gas, net and gross, in tonnes, and
/// one for their CO2e.
///
/// The first columns are the facets, a sector with its title; then `quantity` (`net`, `gross`,
/// `biogenic`, `montreal-protocol`, or the id of a memo item), `gas`, `value`, `unit`, `gwp_set`,
/// and `complete`, which is `no` where lines of the group are not estimated or confidential.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// use climate_account::account::Facet;
/// use climate_account::{Language, exchange::export::{ExportOptions, tidy_totals}};
///
/// let line = |tonnes: i64| -> climate_account::Result<Activity> {
///     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
///     Ok(Activity::new("Samsø", Year::new(2023)?, "gpc:V.2".parse()?, emissions, &source))
/// };
/// let lines = [line(10)?, line(-25)?];
/// let account = Account::compute(lines, &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
/// let table = tidy_totals(&account, &[Facet::Sector], &ExportOptions::new(Language::English))?;
/// assert_eq!(table.to_csv(), "\
/// sector,sector_title,quantity,gas,value,unit,gwp_set,complete
/// gpc:V.2,Land,net,co2,-15,t,,yes
/// gpc:V.2,Land,net,,-15,t CO2e,AR5 GWP100,yes
/// gpc:V.2,Land,gross,co2,10,t,,yes
/// gpc:V.2,Land,gross,,10,t CO2e,AR5 GWP100,yes
/// ");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// As [`Total::co2e`].
pub fn tidy_totals(
    account: &Account,
    facets: &[Facet],
    options: &ExportOptions,
) -> Result<ExportTable> {
    let mut columns: Vec<&str> = Vec::new();
    for facet in facets {
        columns.push(facet_name(facet));
        if columns.last() == Some(&"sector") {
            columns.push("sector_title");
        }
    }
    columns.extend(["quantity", "gas", "value", "unit", "gwp_set", "complete"]);
    let mut table = ExportTable::new(columns.into_iter().map(str::to_owned));
    for row in account.totals(facets)?.rows() {
        let mut labels: Vec<String> = Vec::new();
        for (index, facet) in facets.iter().enumerate() {
            let label = row.label(index);
            labels.push(match label {
                Label::Sector(sector) => sector.to_string(),
                Label::Scope(scope) => scope.number().to_string(),
                Label::None => String::new(),
                label => label.to_string(),
            });
            if facet_name(facet) == "sector" {
                labels.push(match label {
                    Label::Sector(sector) => title(sector, options.language),
                    _ => String::new(),
                });
            }
        }
        let total = row.total();
        for cells in quantities(&total)? {
            table.push(labels.iter().cloned().chain(cells).collect());
        }
    }
    Ok(table)
}

fn facet_name(facet: &Facet) -> &'static str {
    match facet {
        Facet::Place => "place",
        Facet::Year => "year",
        Facet::Sector | Facet::SectorAtDepth(_) | Facet::SectorIn(_) => "sector",
        Facet::Scope => "scope",
        Facet::Text(TextFacet::Carrier) => "carrier",
        Facet::Text(TextFacet::Process) => "process",
        Facet::Text(TextFacet::Path) => "path",
        Facet::Text(TextFacet::FactorId) => "factor",
        Facet::Localisation => "localisation",
    }
}

fn quantities(total: &Total) -> Result<Vec<[String; 6]>> {
    let complete = if total.is_complete() { "yes" } else { "no" };
    let masses = |quantity: &'static str, emissions: &Emissions| {
        let mass = |(gas, grams): (Gas, Exact)| {
            let value = grams.shifted(-6).to_string();
            [quantity, gas.id(), &value, "t", "", complete].map(str::to_owned)
        };
        emissions.masses().map(mass).collect::<Vec<_>>()
    };
    let co2e = |quantity: &str, co2e: &Co2e| {
        let (value, set) = (co2e.tonnes().to_string(), co2e.gwp_set().to_string());
        [quantity, "", &value, "t CO2e", &set, complete].map(str::to_owned)
    };
    let mut rows = masses("net", total.net());
    rows.push(co2e("net", &total.co2e()?));
    rows.extend(masses("gross", &total.gross()?));
    rows.push(co2e("gross", &total.gross_co2e()?));
    let memo = [(Memo::Biogenic, "biogenic"), (Memo::MontrealProtocol, "montreal-protocol")];
    let memo = memo.map(|(memo, name)| (name, total.memo_gases(memo)));
    let items = MemoItem::ALL.iter().map(|item| (item.id(), total.memo_item(*item)));
    for (quantity, emissions) in memo.into_iter().chain(items) {
        rows.extend(masses(quantity, &emissions));
        rows.extend(emissions.reported().map(|reported| co2e(quantity, reported)));
    }
    Ok(rows)
}
