use std::collections::HashMap;
use std::io::Read;

use super::problem::CsvProblem;
use super::sheet::{Columns, Row, Sheet};
use super::source::Sources;
use super::{CsvOptions, ReadRows};
use crate::account::{Activity, Cell, Grade, Localisation, MemoItem, NotationKeys};
use crate::error::{Error, Result};
use crate::exchange::export::TIDY_COLUMNS;
use crate::gas::{Co2e, Emissions, Gas, GwpSet, Memo};
use crate::number::{Exact, clip};
use crate::{SectorRef, Source, Unit, Year};

const COLUMNS: Columns = Columns::new(&TIDY_COLUMNS, TIDY_COLUMNS.len());
const LINE: usize = 0;
const PLACE: usize = 1;
const YEAR: usize = 2;
const SECTOR: usize = 3;
const QUANTITY: usize = 6;
const GAS: usize = 7;
const VALUE: usize = 8;
const UNIT: usize = 9;
const GWP_SET: usize = 10;
const NOTATION_KEY: usize = 11;
const CARRIER: usize = 12;
const PROCESS: usize = 13;
const PATH: usize = 14;
const FACTOR: usize = 15;
const LOCALISATION: usize = 16;
const MEMO: usize = 17;
const ACTIVITY_QUALITY: usize = 18;
const FACTOR_QUALITY: usize = 19;
const SOURCE: usize = 20;

/// Reads the lines of a tidy file as [`tidy`](crate::exchange::export::tidy) writes it, with their
/// emissions as reported ones.
///
/// The account of these lines has the totals of the one that was written, gas by gas. The CO2e of a
/// line is checked against its gases and not taken twice; an error says where the two differ.
///
/// # Examples
///
/// ```
/// use climate_account::exchange::csv::{CsvOptions, read_tidy};
/// use climate_account::exchange::export::{ExportOptions, tidy};
/// use climate_account::{Account, Activity, Amount, FactorSet, Language, Profile, Source, Year};
/// use climate_account::gas::GwpSet;
///
/// let source = Source::new("Odder Kommune", "Fleet", 2024, "sheet 1")?;
/// let driving = Activity::new("Odder", Year::new(2023)?, "gpc:II.1.1".parse()?,
///     "2 TJ (net)".parse::<Amount>()?, &source).carrier("gas-diesel-oil").process("road");
/// let profile = Profile::new("Odder", GwpSet::ar5());
/// let account = Account::compute([driving], &profile, &FactorSet::catalogue())?;
///
/// let file = tidy(&account, &ExportOptions::new(Language::Danish))?.to_csv();
/// let lines = read_tidy(file.as_bytes(), &CsvOptions::new())?.complete()?;
/// let again = Account::compute(lines, &profile, &FactorSet::new([]))?;
/// assert_eq!(again.total()?, account.total()?);
///
/// let changed = file.replace("148.2", "148.3");
/// let error = read_tidy(changed.as_bytes(), &CsvOptions::new())?.complete().unwrap_err();
/// assert!(error.to_string().starts_with("line 5, column 9, field value: expected the CO2e of the rows"));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// A header that is not of this kind, an empty or unreadable file. What is wrong in a row is among
/// the errors of the result; a line with a bad row is left out as a whole.
pub fn read_tidy(input: impl Read, options: &CsvOptions) -> Result<ReadRows<Activity>> {
    let mut sheet = Sheet::open(input, options, &COLUMNS)?;
    let mut sources = Sources::default();
    let (mut lines, mut positions): (Vec<Line>, HashMap<String, usize>) = Default::default();
    while let Some(mut row) = sheet.next_row() {
        let number = row.text(LINE).to_owned();
        match positions.get(&number) {
            Some(&known) if known + 1 != lines.len() => {
                row.fault(LINE, Error::new(CsvProblem::LineApart { line: clip(&number) }));
                if let Some(line) = lines.get_mut(known) {
                    line.bad = true;
                }
                continue;
            }
            Some(_) => {}
            None => {
                positions.insert(number.clone(), lines.len());
                lines.push(Line { number, ..Line::default() });
            }
        }
        if let Some(line) = lines.last_mut()
            && read_row(&mut row, line, &mut sources, options).is_none()
        {
            line.bad = true;
        }
    }
    let rows = lines.into_iter().filter(|line| !line.bad).filter_map(Line::activity).collect();
    Ok(ReadRows { rows, errors: sheet.errors })
}

/// The rows of a line so far.
#[derive(Default)]
struct Line {
    number: String,
    head: Option<Head>,
    emissions: Emissions,
    keys: Option<NotationKeys>,
    bad: bool,
}

#[derive(PartialEq)]
struct Head {
    place: String,
    year: Year,
    sector: SectorRef,
    source: Source,
    texts: [String; 4],
    localisation: Option<Localisation>,
    memo: Option<MemoItem>,
    grades: (Option<Grade>, Option<Grade>),
    location: crate::Location,
}

impl Line {
    fn activity(self) -> Option<Activity> {
        let head = self.head?;
        let cell = self.keys.map_or(Cell::Emissions(self.emissions), Cell::Keys);
        let line = Activity::new(head.place, head.year, head.sector, cell, &head.source)
            .quality(head.grades.0, head.grades.1)
            .at(head.location);
        let line = head.localisation.into_iter().fold(line, Activity::localisation);
        let line = head.memo.into_iter().fold(line, Activity::memo);
        let [carrier, process, path, factor] =
            head.texts.map(|text| Some(text).filter(|text| !text.is_empty()));
        let line = carrier.into_iter().fold(line, Activity::carrier);
        let line = process.into_iter().fold(line, Activity::process);
        let line = path.into_iter().fold(line, Activity::path);
        Some(factor.into_iter().fold(line, Activity::factor_id))
    }
}

fn read_row(
    row: &mut Row<'_>,
    line: &mut Line,
    sources: &mut Sources,
    options: &CsvOptions,
) -> Option<()> {
    let head = read_head(row, sources, options);
    let value = read_value(row, options);
    let head = head?;
    match &line.head {
        None => line.head = Some(head),
        Some(first) => {
            let same = Head { location: first.location.clone(), ..head } == *first;
            if !same || line.keys.is_some() {
                let line = clip(&line.number);
                row.fault(LINE, Error::new(CsvProblem::LineApart { line }));
                return None;
            }
        }
    }
    match value? {
        Value::Keys(keys) if line.emissions.is_none() => line.keys = Some(keys),
        Value::Keys(_) => {
            let line = clip(&line.number);
            row.fault(NOTATION_KEY, Error::new(CsvProblem::LineApart { line }));
            return None;
        }
        Value::Emission(emissions) => {
            let twice = emissions.masses().find(|(gas, _)| !line.emissions.grams(*gas).is_zero());
            if let Some((gas, _)) = twice {
                row.fault(GAS, Error::new(CsvProblem::MassTwice { gas: gas.to_string() }));
                return None;
            }
            let sum = std::mem::take(&mut line.emissions).and(&emissions);
            line.emissions = row.keep(VALUE, sum)?;
        }
        Value::Co2e(found) => {
            let counted = counted(&line.emissions);
            let counted = counted.and_then(|emissions| emissions.to_co2e(found.gwp_set()));
            let expected = row.keep(GWP_SET, counted)?;
            if expected != found {
                let (expected, found) = (expected.tonnes().to_string(), found.tonnes().to_string());
                row.fault(VALUE, Error::new(CsvProblem::OtherCo2e { expected, found }));
                return None;
            }
        }
    }
    Some(())
}

/// What a total counts: no gas that is a memo.
fn counted(emissions: &Emissions) -> Result<Emissions> {
    let memo = |gas: Gas| matches!(gas.memo(), Some(Memo::Biogenic | Memo::MontrealProtocol));
    let masses = emissions.masses().filter(|(gas, _)| !memo(*gas));
    let parts = masses.map(|(gas, grams)| Emissions::from_grams(gas, grams));
    let reported = emissions.reported().cloned().map(Emissions::from_co2e);
    parts.chain(reported).try_fold(Emissions::none(), |sum, part| sum.and(&part))
}

fn read_head(row: &mut Row<'_>, sources: &mut Sources, options: &CsvOptions) -> Option<Head> {
    row.need(LINE, |_| Ok(()));
    let place = row.need(PLACE, |text| Ok(text.to_owned()));
    let year = row.need(YEAR, str::parse);
    let sector = row.need(SECTOR, |text| super::activities::sector(text, options));
    let localisation = row.maybe(LOCALISATION, str::parse::<Localisation>);
    let memo = row.maybe(MEMO, str::parse::<MemoItem>);
    let grades = (
        row.maybe(ACTIVITY_QUALITY, str::parse::<Grade>),
        row.maybe(FACTOR_QUALITY, str::parse::<Grade>),
    );
    let source = sources.read(row, SOURCE, options);
    Some(Head {
        place: place?,
        year: year?,
        sector: sector?,
        source: source?,
        texts: [CARRIER, PROCESS, PATH, FACTOR].map(|column| row.text(column).to_owned()),
        localisation: localisation?,
        memo: memo?,
        grades: (grades.0?, grades.1?),
        location: row.location(),
    })
}

enum Value {
    Keys(NotationKeys),
    Emission(Emissions),
    Co2e(Co2e),
}

fn read_value(row: &mut Row<'_>, options: &CsvOptions) -> Option<Value> {
    let is_co2e = row.need(QUANTITY, |text| match text {
        "emission" => Ok(false),
        "co2e" => Ok(true),
        _ => Err(Error::new(CsvProblem::Quantity { found: clip(text) })),
    });
    let (value, key) = (row.text(VALUE).to_owned(), row.text(NOTATION_KEY).to_owned());
    match (value.is_empty(), key.is_empty()) {
        (true, true) => {
            row.fault(VALUE, Error::new(CsvProblem::NoCell));
            return None;
        }
        (false, false) => {
            let problem = CsvProblem::ValueBesideKey { amount: clip(&value), key: clip(&key) };
            row.fault(NOTATION_KEY, Error::new(problem));
            return None;
        }
        (true, false) => return row.read(NOTATION_KEY, str::parse).map(Value::Keys),
        (false, true) => {}
    }
    let value = row.read(VALUE, |text| options.number_format.parse(text));
    let unit = row.need(UNIT, str::parse::<Unit>);
    let gas = row.maybe(GAS, super::activities::gas);
    let set = row.maybe(GWP_SET, |text| options.set(text));
    let (value, unit, gas, set): (Exact, Unit, Option<Gas>, Option<GwpSet>) =
        (value?, unit?, gas?, set?);
    let emissions = super::mass::emissions(value, &unit, gas, set.clone());
    let column = match &emissions {
        Err(error) if error.kind() == crate::ErrorKind::MissingGwpSet => GWP_SET,
        _ => UNIT,
    };
    let emissions = row.keep(column, emissions)?;
    let Some(emissions) = emissions else {
        let unit = unit.to_string();
        row.fault(UNIT, Error::new(CsvProblem::NotAMass { unit }));
        return None;
    };
    if !is_co2e? {
        return Some(Value::Emission(emissions));
    }
    match (emissions.reported().next(), set, gas) {
        (Some(co2e), _, _) => Some(Value::Co2e(co2e.clone())),
        // Zero has no entry.
        (None, Some(set), None) => Some(Value::Co2e(Co2e::from_grams(Exact::ZERO, set))),
        _ => {
            row.fault(GWP_SET, Error::new(CsvProblem::MissingGwpSet));
            None
        }
    }
}
