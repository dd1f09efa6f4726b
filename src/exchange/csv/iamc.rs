use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Arc;

use super::iamc_parts::{own, rest};
use super::iamc_variable::{Species, Variable};
use super::problem::CsvProblem;
use super::sheet::{Columns, Row, Sheet};
use super::{CsvOptions, ReadRows};
use crate::account::{Activity, MemoItem};
use crate::error::{Error, Location, Result};
use crate::exchange::export::sole_root;
use crate::gas::{Co2e, Emissions, Gas, GwpSet};
use crate::number::{Exact, clip};
use crate::sector::{Classification, Sector, SectorIndex};
use crate::{SectorRef, Source, Year};

/// The columns of an IAMC file in long form; in wide form, columns named by years are in place of
/// the last two. Capitals do not matter.
///
/// # Examples
///
/// ```
/// use climate_account::exchange::csv::IAMC_COLUMNS;
///
/// assert_eq!(IAMC_COLUMNS.join(","), "model,scenario,region,variable,unit,year,value");
/// ```
pub const IAMC_COLUMNS: [&str; 7] =
    ["model", "scenario", "region", "variable", "unit", "year", "value"];

const COLUMNS: Columns = Columns::new(&IAMC_COLUMNS, 5).or_years();
const MODEL: usize = 0;
const SCENARIO: usize = 1;
const REGION: usize = 2;
const VARIABLE: usize = 3;
const UNIT: usize = 4;
const YEAR: usize = 5;
const VALUE: usize = 6;

/// A line of an account that was read from an IAMC file, with the model and scenario that it is of.
///
/// # Examples
///
/// ```
/// use climate_account::{Classification, Source};
/// use climate_account::exchange::csv::{CsvOptions, read_iamc};
///
/// let file = "\
/// Model,Scenario,Region,Variable,Unit,2025,2030
/// REMIND,Current,Samsø,Emissions|CO2|Transport,Mt CO2/yr,0.012,0.009
/// ";
/// let options = CsvOptions::new()
///     .classification(Classification::danish())
///     .source(Source::new("PIK", "REMIND", 2024, "release 3.3")?);
/// let lines = read_iamc(file.as_bytes(), &options)?.complete()?;
/// assert_eq!((&*lines[0].model, &*lines[0].scenario), ("REMIND", "Current"));
/// assert_eq!(lines[0].activity.sector().to_string(), "danish:transport");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct IamcLine {
    /// The model.
    pub model: Arc<str>,
    /// The scenario. Lines of two scenarios do not belong into one account.
    pub scenario: Arc<str>,
    /// The line, with its emissions as reported ones.
    pub activity: Activity,
}

/// Reads an IAMC file, long or wide, as emissions of sectors.
///
/// Variables are those of [`IamcTable`](crate::exchange::export::IamcTable): `Emissions|<gas>|...`
/// and `Emissions|Kyoto Gases (<GWP set>)|...`, with the path of a sector in the classification of
/// the options, by titles in Danish or English or by codes; `Memo Items|...` become memo lines. The
/// source of the options is that of every line. A variable that has parts in the file is checked
/// against their sum, to the digit that is printed, and not taken twice; so are CO2e, of which only
/// what the gases do not account for becomes a line, and methane of all origins.
///
/// # Examples
///
/// ```
/// use climate_account::{Classification, Source};
/// use climate_account::exchange::csv::{CsvOptions, read_iamc};
///
/// let file = "\
/// model,scenario,region,variable,unit,year,value
/// Plan,Low,Samsø,Emissions|CH4,t CH4/yr,2030,10
/// Plan,Low,Samsø,Emissions|CH4|Landbrug,t CH4/yr,2030,9
/// Plan,Low,Samsø,Emissions|CH4|Affaldsdeponi og spildevand,t CH4/yr,2030,1
/// Plan,Low,Samsø,Emissions|CO2|Skove,kt CO2/yr,2030,o.5
/// ";
/// let options = CsvOptions::new()
///     .classification(Classification::danish())
///     .source(Source::new("Samsø Kommune", "Klimaplan", 2024, "bilag 2")?);
/// let read = read_iamc(file.as_bytes(), &options)?;
/// let sectors: Vec<_> = read.rows.iter().map(|line| line.activity.sector().code()).collect();
/// assert_eq!(sectors, ["agriculture-and-land", "landfill-and-wastewater"]); // not the total
/// let errors: Vec<String> = read.errors.iter().map(|error| error.to_string()).collect();
/// assert_eq!(errors.len(), 2);
/// assert!(errors[0].starts_with("line 5, column 4, field variable: expected the path of a sector"));
/// assert!(errors[1].starts_with("line 5, column 7, field value: expected a number"));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// A header that is not of this kind, an empty or unreadable file, options without classification or
/// source. What is wrong in a row is among the errors of the result.
pub fn read_iamc(input: impl Read, options: &CsvOptions) -> Result<ReadRows<IamcLine>> {
    let Some(tree) = &options.classification else {
        return Err(Error::new(CsvProblem::NoClassification));
    };
    let source = match &options.source {
        Some(source) => source.clone(),
        // Says what a source needs.
        None => Source::new("", "", 0, "")?,
    };
    let mut sheet = Sheet::open(input, options, &COLUMNS)?;
    let long = (sheet.has(YEAR), sheet.has(VALUE));
    match (long, sheet.years().is_empty()) {
        ((true, true), true) | ((false, false), false) => {}
        ((true, true), false) => return Err(Error::new(CsvProblem::NoYears { found: "both" })),
        ((false, false), true) => return Err(Error::new(CsvProblem::NoYears { found: "neither" })),
        _ => return Err(Error::new(CsvProblem::NoYears { found: "one of the two" })),
    }
    let years = sheet.years().to_vec();
    let mut cells = Cells::default();
    while let Some(mut row) = sheet.next_row() {
        read_row(&mut row, tree, &years, options, &mut cells);
    }
    let mut errors = std::mem::take(&mut sheet.errors);
    let rows = lines(cells, tree, &source, &mut errors);
    errors.sort_by_key(|error| (error.location().line, error.location().column));
    Ok(ReadRows { rows, errors })
}

/// What is summed apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Group {
    model: Arc<str>,
    scenario: Arc<str>,
    region: Arc<str>,
    top: String,
}

/// A value in grams, with its place in the file.
#[derive(Debug, Clone)]
pub(super) struct Value {
    pub(super) grams: Exact,
    /// Half a unit of the last digit that is printed, in grams.
    pub(super) half: Exact,
    pub(super) location: Location,
}

/// The values of one gas: by sector and whether the rest beside its parts is meant, and by year.
#[derive(Debug, Default, Clone)]
pub(super) struct Series {
    pub(super) name: String,
    pub(super) nodes: BTreeMap<Node, BTreeMap<Year, Value>>,
}

impl Series {
    /// The place of its first value.
    fn place(&self) -> Option<Location> {
        let mut values = self.nodes.values().flat_map(BTreeMap::values);
        values.next().map(|value| value.location.clone())
    }
}

/// A sector, `None` for the whole; the second is what it has beside its parts.
pub(super) type Node = (Option<SectorIndex>, bool);

type Cells = BTreeMap<Group, BTreeMap<Species, Series>>;

fn read_row(
    row: &mut Row<'_>,
    tree: &Arc<Classification>,
    years: &[Year],
    options: &CsvOptions,
    cells: &mut Cells,
) -> Option<()> {
    let text = |text: &str| Ok(Arc::<str>::from(text));
    let names = [MODEL, SCENARIO, REGION].map(|column| row.need(column, text));
    let variable = row.need(VARIABLE, |text| Variable::read(text, tree, options));
    let name = row.text(VARIABLE).to_owned();
    let unit = match &variable {
        Some(variable) => row.need(UNIT, |text| variable.grams_per_unit(text)),
        None => None,
    };
    let mut values = Vec::new();
    if row.text(YEAR).is_empty() && !years.is_empty() {
        for (at, year) in years.iter().enumerate() {
            let column = IAMC_COLUMNS.len() + at;
            let value = row.maybe(column, |text| number(text, options));
            values.extend(value.flatten().map(|value| (column, *year, value)));
        }
    } else {
        let year = row.need(YEAR, str::parse::<Year>);
        let value = row.need(VALUE, |text| number(text, options));
        values.extend(year.zip(value).map(|(year, value)| (VALUE, year, value)));
    }
    let [Some(model), Some(scenario), Some(region)] = names else { return None };
    let (variable, unit) = (variable?, unit?);
    let group = Group { model, scenario, region, top: variable.top.clone() };
    let series = cells.entry(group).or_default().entry(variable.species).or_default();
    series.name.clone_from(&variable.head);
    let node = series.nodes.entry(variable.node).or_default();
    for (column, year, (value, half)) in values {
        let first = node.get(&year).and_then(|known| known.location.line);
        if let Some(first) = first {
            let variable = clip(&name);
            row.fault(column, Error::new(CsvProblem::ValueTwice { variable, year, first }));
            continue;
        }
        let grams = row.keep(column, value.checked_mul(unit))?;
        let half = row.keep(column, half.checked_mul(unit))?;
        let location = row.place(column);
        node.insert(year, Value { grams, half, location });
    }
    Some(())
}

/// A number, and half a unit of its last digit.
fn number(text: &str, options: &CsvOptions) -> Result<(Exact, Exact)> {
    let value = options.number_format.parse(text)?;
    let scale = i8::try_from(value.normalised().scale().max(0)).unwrap_or(i8::MAX - 1);
    Ok((value, Exact::new(5, scale.saturating_add(1))))
}

/// The lines of the leaves: gases first, then CO2e that they do not account for.
fn lines(
    cells: Cells,
    tree: &Arc<Classification>,
    source: &Source,
    errors: &mut Vec<Error>,
) -> Vec<IamcLine> {
    let mut lines = Vec::new();
    for (group, by_species) in cells {
        let mut owned: BTreeMap<Species, Series> = BTreeMap::new();
        for (species, series) in by_species {
            owned.insert(species, own(&series, tree, errors));
        }
        let origins: Vec<(Series, Exact)> = [Gas::CH4_FOSSIL, Gas::CH4_NON_FOSSIL]
            .iter()
            .filter_map(|gas| owned.get(&Species::Gas(*gas)))
            .map(|series| (series.clone(), Exact::ONE))
            .collect();
        if let Some(methane) = owned.remove(&Species::Gas(Gas::CH4)) {
            owned.insert(Species::Gas(Gas::CH4), rest(&methane, &origins, tree, errors));
        }
        match co2e_beside(&owned, tree, errors) {
            Ok(Some((species, beside))) => {
                owned.insert(species, beside);
            }
            Ok(None) => {}
            // The gases are good without it.
            Err(error) => {
                errors.push(error);
                owned.retain(|species, _| species.set().is_none());
            }
        }
        lines.extend(group.lines(owned, tree, source, errors));
    }
    lines
}

/// The CO2e that the gases do not account for.
fn co2e_beside(
    owned: &BTreeMap<Species, Series>,
    tree: &Classification,
    errors: &mut Vec<Error>,
) -> Result<Option<(Species, Series)>> {
    let mut all = owned.iter().filter_map(|(species, series)| Some((species.set()?, series)));
    let Some((set, co2e)) = all.next() else { return Ok(None) };
    if let Some((found, other)) = all.next() {
        let (first, found) = (set.to_string(), found.to_string());
        let problem = CsvProblem::TwoSets { first, found };
        return Err(Error::new(problem).at(other.place().unwrap_or_default()));
    }
    let gases = weighted(owned, set)?;
    Ok(Some((Species::Co2e(set.clone()), rest(co2e, &gases, tree, errors))))
}

/// The gases with their values in a GWP set; memo gases have none.
fn weighted(owned: &BTreeMap<Species, Series>, set: &GwpSet) -> Result<Vec<(Series, Exact)>> {
    let mut gases = Vec::new();
    for (species, series) in owned {
        let Species::Gas(gas) = species else { continue };
        let empty =
            series.nodes.values().all(|years| years.values().all(|value| value.grams.is_zero()));
        if gas.memo().is_none() && !empty {
            let place = series.place().unwrap_or_default();
            gases.push((series.clone(), set.value(*gas).map_err(|error| error.at(place))?));
        }
    }
    Ok(gases)
}

impl Group {
    fn lines(
        self,
        owned: BTreeMap<Species, Series>,
        tree: &Arc<Classification>,
        source: &Source,
        errors: &mut Vec<Error>,
    ) -> Vec<IamcLine> {
        let root = sole_root(tree).map(Sector::index);
        let memo = MemoItem::ALL.iter().copied().find(|item| self.top.ends_with(item.id()));
        // One line for a sector and a year, with all its gases.
        let mut cells: BTreeMap<(SectorIndex, Year), (Emissions, Location)> = BTreeMap::new();
        for (species, series) in owned {
            for ((sector, _), years) in series.nodes {
                let Some(sector) = sector.or(root) else {
                    if let Some(value) = years.into_values().find(|value| !value.grams.is_zero()) {
                        let (variable, tree) = (series.name.clone(), tree.id().to_owned());
                        let problem = CsvProblem::NoSectorForWhole { variable, tree };
                        errors.push(Error::new(problem).at(value.location));
                    }
                    continue;
                };
                for (year, value) in years {
                    let part = match &species {
                        Species::Gas(gas) => Emissions::from_grams(*gas, value.grams),
                        Species::Co2e(set) => {
                            Emissions::from_co2e(Co2e::from_grams(value.grams, set.clone()))
                        }
                    };
                    let cell = cells.entry((sector, year));
                    let (sum, _) =
                        cell.or_insert_with(|| (Emissions::none(), value.location.clone()));
                    match sum.clone().and(&part) {
                        Ok(more) => *sum = more,
                        Err(error) => errors.push(error.at(value.location)),
                    }
                }
            }
        }
        let line = |((sector, year), (emissions, location)): (
            (SectorIndex, Year),
            (Emissions, Location),
        )| {
            let sector = SectorRef::at(tree, sector)?;
            let place = Location { column: None, field: None, ..location };
            let line =
                Activity::new(Arc::clone(&self.region), year, sector, emissions, source).at(place);
            let activity = memo.into_iter().fold(line, Activity::memo);
            let (model, scenario) = (Arc::clone(&self.model), Arc::clone(&self.scenario));
            Some(IamcLine { model, scenario, activity })
        };
        cells.into_iter().filter_map(line).collect()
    }
}
