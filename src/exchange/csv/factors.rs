use std::collections::HashMap;
use std::io::Read;

use super::interval::uncertainty;
use super::mass::mass_in_grams;
use super::memory::Memory;
use super::problem::CsvProblem;
use super::sheet::{Columns, Row, Sheet};
use super::source::{SOURCE_COLUMNS, Sources};
use super::{CsvOptions, ReadRows};
use crate::distribution::Distribution;
use crate::error::{Error, Location, Result};
use crate::factor::{Boundary, EmissionFactor};
use crate::gas::{Co2e, Emissions, Gas, GwpSet};
use crate::number::Exact;
use crate::{Source, Unit, Year};

/// The columns of a factor file: the first six are needed, the others may be left out.
///
/// One row is one gas of one factor; the rows of a factor follow each other and agree in all but
/// the gas.
///
/// | column | meaning |
/// |---|---|
/// | `id` | id of the factor, unique in its layer |
/// | `carrier` | what the activity counts |
/// | `per` | the unit that the emissions are for, such as `GJ (net)` |
/// | `gas` | id of the gas, or `co2e` |
/// | `value` | mass of the gas for one unit |
/// | `unit` | unit of that mass: `g`, `kg`, `t` |
/// | `gwp_set` | for `co2e`: its GWP set |
/// | `process`, `region` | for which process and region only |
/// | `first_year`, `last_year` | for which years only |
/// | `boundary` | `combustion`, `process`, `at-plant`, `at-meter`, `life-cycle` or `removal` |
/// | `allocation` | rule for combined heat and power, such as `125 %` |
/// | `tier` | IPCC tier, 1 to 3 |
/// | `low`, `high`, `interval` | bounds of the value; `95 %` (lognormal) or `range` |
/// | `note` | anything else |
/// | `source_publisher`, `source_title`, `source_year`, `source_place` | where it was read |
///
/// # Examples
///
/// ```
/// use climate_account::exchange::csv::{CsvOptions, FACTOR_COLUMNS, read_factors};
///
/// assert_eq!(FACTOR_COLUMNS.len(), 22);
/// assert_eq!(FACTOR_COLUMNS[..6], ["id", "carrier", "per", "gas", "value", "unit"]);
/// // An empty sheet to fill in.
/// let header = FACTOR_COLUMNS.join(",");
/// assert_eq!(read_factors(header.as_bytes(), &CsvOptions::new())?.rows.len(), 0);
/// # Ok::<(), climate_account::Error>(())
/// ```
pub const FACTOR_COLUMNS: [&str; 22] = [
    "id",
    "carrier",
    "per",
    "gas",
    "value",
    "unit",
    "gwp_set",
    "process",
    "region",
    "first_year",
    "last_year",
    "boundary",
    "allocation",
    "tier",
    "low",
    "high",
    "interval",
    "note",
    SOURCE_COLUMNS[0],
    SOURCE_COLUMNS[1],
    SOURCE_COLUMNS[2],
    SOURCE_COLUMNS[3],
];

const COLUMNS: Columns = Columns::new(&FACTOR_COLUMNS, 6);
const ID: usize = 0;
const CARRIER: usize = 1;
const PER: usize = 2;
const GAS: usize = 3;
const VALUE: usize = 4;
const UNIT: usize = 5;
const GWP_SET: usize = 6;
const PROCESS: usize = 7;
const REGION: usize = 8;
const FIRST_YEAR: usize = 9;
const LAST_YEAR: usize = 10;
const BOUNDARY: usize = 11;
const ALLOCATION: usize = 12;
const TIER: usize = 13;
const LOW: usize = 14;
const NOTE: usize = 17;
const SOURCE: usize = 18;

/// Reads emission factors.
///
/// # Examples
///
/// ```
/// use climate_account::{exchange::csv::{CsvOptions, read_factors}, gas::Gas};
///
/// let file = "\
/// id,carrier,per,gas,value,unit,source_publisher,source_title,source_year,source_place
/// odder-heat,district-heat,GJ,co2,8.1,kg,Odder Varmeværk,Declaration,2024,page 1
/// odder-heat,district-heat,GJ,ch4,3.5,g,Odder Varmeværk,Declaration,2024,page 1
/// ";
/// let factors = read_factors(file.as_bytes(), &CsvOptions::new())?.complete()?;
/// assert_eq!(factors.len(), 1);
/// assert_eq!(factors[0].emissions().kilograms(Gas::CO2), "8.1".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// A header that is not of this kind, an empty or unreadable file. What is wrong in a row is among
/// the errors of the result, and the whole factor is left out.
pub fn read_factors(input: impl Read, options: &CsvOptions) -> Result<ReadRows<EmissionFactor>> {
    let mut sheet = Sheet::open(input, options, &COLUMNS)?;
    let mut reader = Reader { options, units: Memory::default(), sources: Sources::default() };
    let mut lines = Vec::new();
    while let Some(mut row) = sheet.next_row() {
        let (id, location) = (row.text(ID).to_owned(), row.location());
        let content = reader.content(&mut row);
        lines.push(Line { id, location, content });
    }
    let mut rows = Vec::new();
    let mut errors = sheet.errors;
    let mut known: HashMap<&str, Option<u64>> = HashMap::new();
    for lines in lines.chunk_by(|left, right| left.id == right.id) {
        let Some(first) = lines.first() else { continue };
        let before = if first.id.is_empty() {
            None
        } else {
            known.insert(&first.id, first.location.line).flatten()
        };
        let factor = match before {
            None => factor(lines),
            Some(before) => {
                let problem = CsvProblem::RowsApart { id: first.id.clone(), before };
                Err(Error::new(problem).at(first.location.clone()))
            }
        };
        match factor {
            Ok(factor) => rows.extend(factor),
            Err(error) => errors.push(error),
        }
    }
    // What is wrong with a whole factor was found after what is wrong in single cells.
    errors.sort_by_key(|error| error.location().line);
    Ok(ReadRows { rows, errors })
}

/// One row: one gas of one factor.
struct Line {
    id: String,
    location: Location,
    /// `None` where a cell is bad, which is on the list of errors.
    content: Option<Content>,
}

struct Content {
    shared: Shared,
    gas: Option<Gas>,
    gwp_set: Option<GwpSet>,
    emissions: Emissions,
    uncertainty: Option<Distribution>,
}

impl Content {
    fn counts_the_same(&self, other: &Content) -> bool {
        self.gas == other.gas && self.gwp_set == other.gwp_set
    }
}

/// What the rows of a factor have in common.
#[derive(PartialEq)]
struct Shared {
    carrier: String,
    per: Unit,
    process: String,
    region: String,
    years: (Option<Year>, Option<Year>),
    boundary: Option<Boundary>,
    allocation: String,
    tier: Option<u8>,
    note: String,
    source: Source,
}

/// The factor of its rows; nothing where one of them is bad.
fn factor(lines: &[Line]) -> Result<Option<EmissionFactor>> {
    let Some(first) = lines.first() else { return Ok(None) };
    let contents: Option<Vec<&Content>> = lines.iter().map(|line| line.content.as_ref()).collect();
    let Some(contents) = contents else { return Ok(None) };
    let Some(shared) = contents.first().map(|content| &content.shared) else { return Ok(None) };
    for (index, (line, content)) in lines.iter().zip(&contents).enumerate() {
        let id = || first.id.clone();
        let twice = contents.iter().take(index).any(|before| before.counts_the_same(content));
        let problem = if content.shared != *shared {
            CsvProblem::RowsDiffer { id: id() }
        } else if twice {
            let gas = content.gas.map_or("co2e", Gas::id);
            CsvProblem::GasTwice { id: id(), gas }
        } else {
            continue;
        };
        return Err(Error::new(problem).at(line.location.clone()));
    }
    build(&first.id, shared, &contents).map(Some).map_err(|error| error.at(first.location.clone()))
}

fn build(id: &str, shared: &Shared, contents: &[&Content]) -> Result<EmissionFactor> {
    let mut emissions = Emissions::none();
    for content in contents {
        emissions = emissions.and(&content.emissions)?;
    }
    let (carrier, per) = (shared.carrier.as_str(), shared.per.clone());
    let source = shared.source.clone();
    let mut factor = if shared.boundary == Some(Boundary::Removal) {
        EmissionFactor::removal(id, carrier, per, emissions, source)?
    } else if emissions.is_none() {
        EmissionFactor::zero(id, carrier, per, source)?
    } else {
        EmissionFactor::new(id, carrier, per, emissions, source)?
    };
    for content in contents {
        if let Some(distribution) = &content.uncertainty {
            factor = factor.with_uncertainty(content.gas, distribution.clone());
        }
    }
    if !shared.process.is_empty() {
        factor = factor.with_process(shared.process.as_str());
    }
    if !shared.region.is_empty() {
        factor = factor.with_region(shared.region.as_str());
    }
    if shared.years != (None, None) {
        let (first, last) = shared.years;
        factor = factor.with_years(first.unwrap_or(Year::MIN), last.unwrap_or(Year::MAX))?;
    }
    if let Some(boundary) = shared.boundary {
        factor = factor.with_boundary(boundary);
    }
    if !shared.allocation.is_empty() {
        factor = factor.with_allocation(shared.allocation.as_str());
    }
    if let Some(tier) = shared.tier {
        factor = factor.with_tier(tier)?;
    }
    Ok(if shared.note.is_empty() { factor } else { factor.with_note(shared.note.as_str()) })
}

struct Reader<'a> {
    options: &'a CsvOptions,
    units: Memory<Unit>,
    sources: Sources,
}

impl Reader<'_> {
    /// What a row says; every bad cell is on the list of errors.
    fn content(&mut self, row: &mut Row<'_>) -> Option<Content> {
        let options = self.options;
        let format = options.number_format;
        let id = row.need(ID, |_| Ok(()));
        let carrier = row.need(CARRIER, |text| Ok(text.to_owned()));
        let per = row.need(PER, |text| self.units.get(text, str::parse));
        let gas = row.need(GAS, |text| match text {
            "co2e" => Ok(None),
            gas => gas.parse::<Gas>().map(Some),
        });
        let gram = row.need(UNIT, grams_of);
        let value = row.read(VALUE, |text| format.parse(text));
        let set = match gas {
            Some(None) => row
                .read(GWP_SET, |text| match text {
                    "" => Err(Error::new(CsvProblem::MissingGwpSet)),
                    text => options.set(text),
                })
                .map(Some),
            _ => Some(None),
        };
        let years = (row.maybe(FIRST_YEAR, str::parse), row.maybe(LAST_YEAR, str::parse));
        let boundary = row.maybe(BOUNDARY, str::parse::<Boundary>);
        let tier = row.maybe(TIER, |text| {
            text.parse()
                .map_err(|_| Error::new(CsvProblem::Tier { found: crate::number::clip(text) }))
        });
        let uncertainty = uncertainty(row, LOW, format, gram);
        let source = self.sources.read(row, SOURCE, self.options);
        id?;
        let (gas, grams) = (gas?, value?.checked_mul(gram?));
        let grams = row.keep(VALUE, grams)?;
        let gwp_set = set?;
        let emissions = match (gas, &gwp_set) {
            (Some(gas), _) => Emissions::from_grams(gas, grams),
            (None, Some(set)) => Emissions::from_co2e(Co2e::from_grams(grams, set.clone())),
            (None, None) => return None,
        };
        let shared = Shared {
            carrier: carrier?,
            per: per?,
            process: row.text(PROCESS).to_owned(),
            region: row.text(REGION).to_owned(),
            years: (years.0?, years.1?),
            boundary: boundary?,
            allocation: row.text(ALLOCATION).to_owned(),
            tier: tier?,
            note: row.text(NOTE).to_owned(),
            source: source?,
        };
        Some(Content { shared, gas, gwp_set, emissions, uncertainty: uncertainty? })
    }
}

/// How many grams one of the unit is.
fn grams_of(text: &str) -> Result<Exact> {
    let unit: Unit = text.parse()?;
    mass_in_grams(Exact::ONE, &unit)?
        .ok_or_else(|| Error::new(CsvProblem::NotAMass { unit: crate::number::clip(text) }))
}
