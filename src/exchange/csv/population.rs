use std::io::Read;
use std::sync::Arc;

use super::memory::Texts;
use super::sheet::{Columns, Sheet};
use super::{CsvOptions, ReadRows};
use crate::Year;
use crate::account::Population;
use crate::error::Result;
use crate::number::Exact;

/// The columns of a population file; all are needed.
///
/// | column | meaning |
/// |---|---|
/// | `place` | name of the place, as in the activities |
/// | `year` | calendar year |
/// | `persons` | inhabitants, above zero |
///
/// # Examples
///
/// ```
/// use climate_account::exchange::csv::{CsvOptions, POPULATION_COLUMNS, read_population};
///
/// assert_eq!(POPULATION_COLUMNS, ["place", "year", "persons"]);
/// let file = format!("{}\nSamsø,2023,3775\n", POPULATION_COLUMNS.join(","));
/// let rows = read_population(file.as_bytes(), &CsvOptions::new())?.complete()?;
/// assert_eq!(rows[0].2, 3_775.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
pub const POPULATION_COLUMNS: [&str; 3] = ["place", "year", "persons"];

const COLUMNS: Columns = Columns::new(&POPULATION_COLUMNS, 3);

/// Reads inhabitants by place and year.
///
/// Collect the rows into a [`Population`]; a bad row is reported and left out.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, account::Population, exchange::csv::{CsvOptions, read_population}};
///
/// let file = "place,year,persons\nOdder,2023,23626\nSamsø,2023,3775\n";
/// let rows = read_population(file.as_bytes(), &CsvOptions::new())?.complete()?;
/// let population = Population::new(rows)?;
/// assert_eq!(population.of("Odder", Year::new(2023)?), Some(23_626.into()));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// A header that is not of this kind, an empty or unreadable file. What is wrong in a row is among
/// the errors of the result.
pub fn read_population(
    input: impl Read,
    options: &CsvOptions,
) -> Result<ReadRows<(Arc<str>, Year, Exact)>> {
    let mut sheet = Sheet::open(input, options, &COLUMNS)?;
    let (mut texts, mut known) = (Texts::default(), Population::default());
    let mut rows = Vec::new();
    while let Some(mut row) = sheet.next_row() {
        let place = row.need(0, |text| texts.get(text, |text| Ok(text.into())));
        let year = row.need(1, str::parse);
        let persons = row.read(2, |text| options.number_format.parse(text));
        let (Some(place), Some(year), Some(persons)) = (place, year, persons) else { continue };
        let added = known.add(Arc::clone(&place), year, persons);
        if row.keep(2, added).is_some() {
            rows.push((place, year, persons));
        }
    }
    Ok(ReadRows { rows, errors: sheet.errors })
}
