use std::collections::HashMap;
use std::io::Read;

use super::interval::uncertainty;
use super::memory::Memory;
use super::problem::CsvProblem;
use super::sheet::{Columns, Row, Sheet};
use super::source::{SOURCE_COLUMNS, Sources};
use super::{CsvOptions, ReadRows};
use crate::error::{Error, Result};
use crate::factor::{Parameter, ParameterKind};
use crate::number::Exact;
use crate::{Amount, Unit};

/// The columns of a parameter file: the first five are needed, the others may be left out.
///
/// | column | meaning |
/// |---|---|
/// | `id` | id of the parameter, unique in its layer |
/// | `carrier` | of what |
/// | `kind` | `net-calorific-value`, `density`, `fuel-use` and so on: [`ParameterKind::name`] |
/// | `value` | above zero |
/// | `unit` | such as `GJ (net)/t` |
/// | `region` | for which region only |
/// | `low`, `high`, `interval` | bounds of the value; `95 %` (lognormal) or `range` |
/// | `note` | anything else |
/// | `source_publisher`, `source_title`, `source_year`, `source_place` | where it was read |
///
/// # Examples
///
/// ```
/// use climate_account::exchange::csv::{CsvOptions, PARAMETER_COLUMNS, read_parameters};
///
/// assert_eq!(PARAMETER_COLUMNS[..5], ["id", "carrier", "kind", "value", "unit"]);
/// // An empty sheet to fill in.
/// let header = PARAMETER_COLUMNS.join(",");
/// assert_eq!(read_parameters(header.as_bytes(), &CsvOptions::new())?.rows.len(), 0);
/// # Ok::<(), climate_account::Error>(())
/// ```
pub const PARAMETER_COLUMNS: [&str; 14] = [
    "id",
    "carrier",
    "kind",
    "value",
    "unit",
    "region",
    "low",
    "high",
    "interval",
    "note",
    SOURCE_COLUMNS[0],
    SOURCE_COLUMNS[1],
    SOURCE_COLUMNS[2],
    SOURCE_COLUMNS[3],
];

const ID: usize = 0;
const CARRIER: usize = 1;
const KIND: usize = 2;
const VALUE: usize = 3;
const UNIT: usize = 4;
const REGION: usize = 5;
const LOW: usize = 6;
const NOTE: usize = 9;
const SOURCE: usize = 10;

const COLUMNS: Columns = Columns::new(&PARAMETER_COLUMNS, 5);

/// Reads parameters: calorific values, densities, fuel use, and what else a conversion needs.
///
/// # Examples
///
/// A supplier's density turns litres into mass, the calorific value turns mass into energy.
///
/// ```
/// use climate_account::exchange::csv::{CsvOptions, read_parameters};
/// use climate_account::factor::{FactorLayer, FactorSet};
/// use climate_account::{Account, Activity, Amount, Profile, Source, Year, gas::{Gas, GwpSet}};
///
/// let file = "\
/// id,carrier,kind,value,unit,source_publisher,source_title,source_year,source_place
/// b0,gas-diesel-oil,density,0.84,kg/l,Supplier,Data sheet,2024,page 2
/// ";
/// let own = read_parameters(file.as_bytes(), &CsvOptions::new())?.complete()?;
/// let own = FactorLayer::new("Odder", "2024", [])?.with_parameters(own)?;
/// let factors = FactorSet::new([own, FactorLayer::catalogue()]);
///
/// let source = Source::new("Odder Kommune", "Fuel cards", 2024, "sheet 1")?;
/// let diesel = "1000 l".parse::<Amount>()?;
/// let line = Activity::new("Odder", Year::new(2023)?, "gpc:II.1.1".parse()?, diesel, &source)
///     .carrier("gas-diesel-oil")
///     .process("road");
/// let account = Account::compute([line], &Profile::new("Odder", GwpSet::ar5()), &factors)?;
/// // 1000 l x 0.84 kg/l x 43 GJ/t x 74.1 kg CO2/GJ
/// assert_eq!(account.total()?.net().kilograms(Gas::CO2), "2676.492".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// A header that is not of this kind, an empty or unreadable file. What is wrong in a row is among
/// the errors of the result.
pub fn read_parameters(input: impl Read, options: &CsvOptions) -> Result<ReadRows<Parameter>> {
    let mut sheet = Sheet::open(input, options, &COLUMNS)?;
    let mut reader = Reader { options, units: Memory::default(), sources: Sources::default() };
    let mut first_lines = HashMap::new();
    let mut rows = Vec::new();
    while let Some(mut row) = sheet.next_row() {
        let id = row.text(ID).to_owned();
        let parameter = reader.parameter(&mut row);
        if let Some(&first) = first_lines.get(&id) {
            row.fault(ID, Error::new(CsvProblem::IdTwice { id, first }));
            continue;
        }
        if !id.is_empty() {
            first_lines.insert(id, row.line);
        }
        rows.extend(parameter);
    }
    Ok(ReadRows { rows, errors: sheet.errors })
}

struct Reader<'a> {
    options: &'a CsvOptions,
    units: Memory<Unit>,
    sources: Sources,
}

impl Reader<'_> {
    /// What a row says; every bad cell is on the list of errors.
    fn parameter(&mut self, row: &mut Row<'_>) -> Option<Parameter> {
        let format = self.options.number_format;
        let id = row.need(ID, |text| Ok(text.to_owned()));
        let carrier = row.need(CARRIER, |text| Ok(text.to_owned()));
        let kind = row.need(KIND, str::parse::<ParameterKind>);
        let value = row.read(VALUE, |text| format.parse(text));
        let unit = row.need(UNIT, |text| self.units.get(text, str::parse));
        let uncertainty = uncertainty(row, LOW, format, Some(Exact::ONE));
        let source = self.sources.read(row, SOURCE, self.options);
        let amount = Amount::new(value?, unit?);
        let parameter = Parameter::new(id?, carrier?, kind?, amount, source?);
        let column = match &parameter {
            Err(error) if error.kind() == crate::ErrorKind::DimensionMismatch => UNIT,
            _ => VALUE,
        };
        let mut parameter = row.keep(column, parameter)?;
        if let Some(uncertainty) = uncertainty? {
            parameter = parameter.with_uncertainty(uncertainty);
        }
        if !row.text(REGION).is_empty() {
            parameter = parameter.with_region(row.text(REGION));
        }
        Some(match row.text(NOTE) {
            "" => parameter,
            note => parameter.with_note(note),
        })
    }
}
