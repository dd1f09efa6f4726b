use std::collections::HashMap;
use std::io::Read;

use super::mass::emissions;
use super::memory::{Memory, Texts};
use super::problem::CsvProblem;
use super::sheet::{Columns, Row, Sheet};
use super::source::{SOURCE_COLUMNS, Sources};
use super::{CsvOptions, ReadRows};
use crate::account::{Activity, Cell, Grade, Localisation, MemoItem, NotationKeys};
use crate::error::{Error, ErrorKind, Result};
use crate::gas::{Gas, GwpSet};
use crate::{Amount, SectorRef, Unit, Year};

/// The columns of an activity file: the first three are needed, the others may be left out.
///
/// A row holds one number or one notation key. The number is an amount of activity (its factor is
/// looked up by carrier, process, place and year), or a mass of a gas, or CO2e.
///
/// | column | meaning |
/// |---|---|
/// | `place` | municipality or other place |
/// | `year` | calendar year |
/// | `sector` | classification and code, such as `gpc:I.1.1`; the code alone if the reader was told the classification |
/// | `amount` | a number |
/// | `unit` | its unit, such as `GJ (net)`, `t`, `t CO2` |
/// | `gas` | for a mass of a gas: its id, such as `ch4-fossil` |
/// | `gwp_set` | for CO2e: its GWP set |
/// | `notation_key` | `NO`, `NE`, `IE (II.1.1)`, `C`, `NA` instead of a number |
/// | `carrier`, `process` | what the factor is looked up by |
/// | `factor` | the one factor to use, by its id |
/// | `path` | your own name of the line |
/// | `localisation` | `point-source`, `local-activity` or `national-key` |
/// | `memo` | `international-bunkers`, `exported-renewable-energy`, `captured-co2` or `credit` |
/// | `activity_quality`, `factor_quality` | `H`, `M` or `L` |
/// | `source_publisher`, `source_title`, `source_year`, `source_place` | where it is known from |
///
/// # Examples
///
/// ```
/// use climate_account::exchange::csv::{ACTIVITY_COLUMNS, CsvOptions, read_activities};
///
/// assert_eq!(ACTIVITY_COLUMNS.len(), 20);
/// assert_eq!(ACTIVITY_COLUMNS[..5], ["place", "year", "sector", "amount", "unit"]);
/// // An empty sheet to fill in.
/// let header = ACTIVITY_COLUMNS.join(",");
/// assert_eq!(read_activities(header.as_bytes(), &CsvOptions::new())?.rows.len(), 0);
/// # Ok::<(), climate_account::Error>(())
/// ```
pub const ACTIVITY_COLUMNS: [&str; 20] = [
    "place",
    "year",
    "sector",
    "amount",
    "unit",
    "gas",
    "gwp_set",
    "notation_key",
    "carrier",
    "process",
    "factor",
    "path",
    "localisation",
    "memo",
    "activity_quality",
    "factor_quality",
    SOURCE_COLUMNS[0],
    SOURCE_COLUMNS[1],
    SOURCE_COLUMNS[2],
    SOURCE_COLUMNS[3],
];

const COLUMNS: Columns = Columns::new(&ACTIVITY_COLUMNS, 3);
const PLACE: usize = 0;
const YEAR: usize = 1;
const SECTOR: usize = 2;
const AMOUNT: usize = 3;
const UNIT: usize = 4;
const GAS: usize = 5;
const GWP_SET: usize = 6;
const NOTATION_KEY: usize = 7;
const CARRIER: usize = 8;
const PROCESS: usize = 9;
const FACTOR: usize = 10;
const PATH: usize = 11;
const LOCALISATION: usize = 12;
const MEMO: usize = 13;
const ACTIVITY_QUALITY: usize = 14;
const FACTOR_QUALITY: usize = 15;
const SOURCE: usize = 16;

/// Reads activities.
///
/// # Examples
///
/// ```
/// use climate_account::{Classification, Source, exchange::csv::{CsvOptions, read_activities}};
/// use climate_account::number::NumberFormat;
///
/// let file = "\
/// place;year;sector;amount;unit;gas;notation_key
/// Samsø;2023;V.2;-1.250,5;t;co2;
/// Samsø;2023;I.1.3;;;;NE
/// ";
/// let options = CsvOptions::new()
///     .delimiter(b';')
///     .number_format(NumberFormat::DANISH)
///     .classification(Classification::gpc())
///     .source(Source::new("Samsø Kommune", "Klimaregnskab", 2024, "bilag 1")?);
/// let rows = read_activities(file.as_bytes(), &options)?.complete()?;
/// assert_eq!(rows.len(), 2);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// A header that is not of this kind, an empty or unreadable file. What is wrong in a row is among
/// the errors of the result.
pub fn read_activities(input: impl Read, options: &CsvOptions) -> Result<ReadRows<Activity>> {
    let mut sheet = Sheet::open(input, options, &COLUMNS)?;
    let mut reader = Reader::new(options);
    let mut rows: Vec<Activity> = Vec::new();
    let mut seen: HashMap<u64, u32> = HashMap::new();
    while let Some(mut row) = sheet.next_row() {
        let hash = row.hash();
        let line = row.line;
        let Some(activity) = reader.activity(&mut row) else { continue };
        let same = seen.get(&hash).and_then(|&at| rows.get(at as usize));
        let first = same.filter(|known| same_content(known, &activity));
        if let Some(first) = first.and_then(|known| known.location().line) {
            row.fault(PLACE, Error::new(CsvProblem::DuplicateLine { first }));
            continue;
        }
        seen.insert(hash, u32::try_from(rows.len()).unwrap_or(u32::MAX));
        debug_assert!(activity.location().line == Some(line));
        rows.push(activity);
    }
    Ok(ReadRows { rows, errors: sheet.errors })
}

/// Whether two lines are the same but for where they were read.
fn same_content(left: &Activity, right: &Activity) -> bool {
    left.clone().at(right.location().clone()) == *right
}

struct Reader<'a> {
    options: &'a CsvOptions,
    places: Texts,
    carriers: Texts,
    processes: Texts,
    factors: Texts,
    paths: Texts,
    years: Memory<Year>,
    sectors: Memory<SectorRef>,
    units: Memory<Unit>,
    gases: Memory<Gas>,
    sets: Memory<GwpSet>,
    sources: Sources,
}

impl<'a> Reader<'a> {
    fn new(options: &'a CsvOptions) -> Reader<'a> {
        Reader {
            options,
            places: Texts::default(),
            carriers: Texts::default(),
            processes: Texts::default(),
            factors: Texts::default(),
            paths: Texts::default(),
            years: Memory::default(),
            sectors: Memory::default(),
            units: Memory::default(),
            gases: Memory::default(),
            sets: Memory::default(),
            sources: Sources::default(),
        }
    }

    /// The activity of a row; every bad cell is on the list of errors.
    fn activity(&mut self, row: &mut Row<'_>) -> Option<Activity> {
        let options = self.options;
        let place = row.need(PLACE, |text| self.places.get(text, |text| Ok(text.into())));
        let year = row.need(YEAR, |text| self.years.get(text, str::parse));
        let sector = row.need(SECTOR, |text| self.sectors.get(text, |text| sector(text, options)));
        let cell = self.cell(row);
        let localisation = row.maybe(LOCALISATION, str::parse::<Localisation>);
        let memo = row.maybe(MEMO, str::parse::<MemoItem>);
        let grades = (
            row.maybe(ACTIVITY_QUALITY, str::parse::<Grade>),
            row.maybe(FACTOR_QUALITY, str::parse::<Grade>),
        );
        let source = self.sources.read(row, SOURCE, options);
        let mut activity = Activity::new(place?, year?, sector?, cell?, &source?)
            .quality(grades.0?, grades.1?)
            .at(row.location());
        if let Some(localisation) = localisation? {
            activity = activity.localisation(localisation);
        }
        if let Some(memo) = memo? {
            activity = activity.memo(memo);
        }
        if let Some(carrier) = self.carriers.optional(row.text(CARRIER)) {
            activity = activity.carrier(carrier);
        }
        if let Some(process) = self.processes.optional(row.text(PROCESS)) {
            activity = activity.process(process);
        }
        if let Some(factor) = self.factors.optional(row.text(FACTOR)) {
            activity = activity.factor_id(factor);
        }
        if let Some(path) = self.paths.optional(row.text(PATH)) {
            activity = activity.path(path);
        }
        Some(activity)
    }

    fn cell(&mut self, row: &mut Row<'_>) -> Option<Cell> {
        let (has_amount, has_key) =
            (!row.text(AMOUNT).is_empty(), !row.text(NOTATION_KEY).is_empty());
        match (has_amount, has_key) {
            (true, true) => {
                let problem = CsvProblem::ValueBesideKey {
                    amount: crate::number::clip(row.text(AMOUNT)),
                    key: crate::number::clip(row.text(NOTATION_KEY)),
                };
                row.fault(NOTATION_KEY, Error::new(problem));
                None
            }
            (false, false) => {
                row.fault(AMOUNT, Error::new(CsvProblem::NoCell));
                None
            }
            (false, true) => row.read(NOTATION_KEY, str::parse::<NotationKeys>).map(Cell::Keys),
            (true, false) => self.number(row),
        }
    }

    fn number(&mut self, row: &mut Row<'_>) -> Option<Cell> {
        let options = self.options;
        let format = options.number_format;
        let value = row.read(AMOUNT, |text| format.parse(text));
        let unit = row.need(UNIT, |text| self.units.get(text, str::parse));
        let gas = row.maybe(GAS, |text| self.gases.get(text, gas));
        let set = row.maybe(GWP_SET, |text| self.sets.get(text, |text| options.set(text)));
        let (value, unit, gas, set) = (value?, unit?, gas?, set?);
        let reported = emissions(value, &unit, gas, set);
        let column = match &reported {
            Err(error) if error.kind() == ErrorKind::MissingGwpSet => GWP_SET,
            _ => UNIT,
        };
        Some(match row.keep(column, reported)? {
            Some(emissions) => Cell::Emissions(emissions),
            None => Cell::Amount(Amount::new(value, unit)),
        })
    }
}

pub(super) fn gas(text: &str) -> Result<Gas> {
    if text.eq_ignore_ascii_case("co2e") {
        return Err(Error::new(CsvProblem::Co2eAsGas { found: text.to_owned() }));
    }
    text.parse()
}

pub(super) fn sector(text: &str, options: &CsvOptions) -> Result<SectorRef> {
    match &options.classification {
        Some(classification) if !text.contains(':') => SectorRef::new(classification, text),
        Some(classification) => {
            let own =
                text.strip_prefix(classification.id()).and_then(|rest| rest.strip_prefix(':'));
            own.map_or_else(|| text.parse(), |code| SectorRef::new(classification, code))
        }
        None => text.parse(),
    }
}
