//! A CSV file as rows whose cells are asked for by column, with an error for each that is bad.

use std::hash::{DefaultHasher, Hasher};
use std::io::Read;
use std::sync::Arc;

use csv::StringRecord;

use super::CsvOptions;
use super::lines::{END, Lines};
use super::problem::CsvProblem;
use crate::error::{Error, Location, Result};
use crate::{Year, nearest};

/// No value of any column is longer.
const FIELD_LIMIT: usize = 4096;

/// The columns of a file, those that it must have before those that it may have.
pub(super) struct Columns {
    names: &'static [&'static str],
    needed: usize,
    years: bool,
}

impl Columns {
    pub(super) const fn new(names: &'static [&'static str], needed: usize) -> Columns {
        Columns { names, needed, years: false }
    }

    /// The same columns in any case, and any number of others whose name is a year.
    pub(super) const fn or_years(self) -> Columns {
        Columns { years: true, ..self }
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.names.iter().copied()
    }
}

pub(super) struct Sheet<R> {
    reader: csv::Reader<Lines<R>>,
    record: StringRecord,
    /// The documented columns, then the years of the file.
    names: Vec<Arc<str>>,
    /// Where each of them stands in the file.
    places: Vec<Option<usize>>,
    years: Vec<Year>,
    width: usize,
    file: Option<Arc<str>>,
    pub(super) errors: Vec<Error>,
}

impl<R: Read> Sheet<R> {
    pub(super) fn open(input: R, options: &CsvOptions, columns: &Columns) -> Result<Sheet<R>> {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(options.delimiter)
            .flexible(true)
            .from_reader(Lines::new(input));
        let file = options.file.clone();
        let header = reader.headers().cloned().map_err(|error| unreadable(&error));
        let line = match &header {
            Ok(header) => first_line(&reader, header),
            Err(_) => last_line(&reader),
        };
        let places = header
            .and_then(|header| Ok((find(&header, columns, options.delimiter)?, header)))
            .map_err(|error| {
                error.at(Location { file: file.clone(), line: Some(line), ..Location::default() })
            });
        let (mut places, header) = places?;
        let mut names: Vec<Arc<str>> = columns.names().map(Arc::from).collect();
        let mut years = Vec::new();
        for (place, name) in header.iter().enumerate().filter(|_| columns.years) {
            if let Ok(year) = name.trim().parse() {
                names.push(name.trim().into());
                places.push(Some(place));
                years.push(year);
            }
        }
        Ok(Sheet {
            reader,
            record: StringRecord::new(),
            names,
            places,
            years,
            width: header.len(),
            file,
            errors: Vec::new(),
        })
    }

    /// The years that stand in the header; their columns follow the documented ones.
    pub(super) fn years(&self) -> &[Year] {
        &self.years
    }

    /// Whether the file has a documented column.
    pub(super) fn has(&self, column: usize) -> bool {
        self.places.get(column).is_some_and(Option::is_some)
    }

    /// The next row that has as many fields as the header; others leave an error.
    pub(super) fn next_row(&mut self) -> Option<Row<'_>> {
        loop {
            match self.reader.read_record(&mut self.record) {
                Ok(false) => return None,
                Ok(true) if self.record.iter().eq([END]) => continue,
                Ok(true) => {}
                Err(error) => {
                    let io = matches!(error.kind(), csv::ErrorKind::Io(_));
                    let line = last_line(&self.reader);
                    self.push(unreadable(&error), line);
                    if io {
                        return None;
                    }
                    continue;
                }
            }
            let line = first_line(&self.reader, &self.record);
            if let Some(problem) = self.misshapen() {
                self.push(Error::new(problem), line);
                continue;
            }
            return Some(Row {
                record: &self.record,
                names: &self.names,
                places: &self.places,
                file: self.file.as_ref(),
                line,
                errors: &mut self.errors,
            });
        }
    }

    fn misshapen(&self) -> Option<CsvProblem> {
        if let Some(problem) = not_text(&self.record) {
            return Some(problem);
        }
        let (expected, found) = (self.width, self.record.len());
        if found < expected {
            return Some(CsvProblem::TooFewFields { expected, found });
        }
        if found > expected {
            return Some(CsvProblem::TooManyFields { expected, found });
        }
        if self.record.as_slice().len() <= FIELD_LIMIT {
            return None;
        }
        let found = self.record.iter().map(str::len).max().unwrap_or(0);
        (found > FIELD_LIMIT).then_some(CsvProblem::FieldTooLong { limit: FIELD_LIMIT, found })
    }

    fn push(&mut self, error: Error, line: u64) {
        let place = Location { file: self.file.clone(), line: Some(line), ..Location::default() };
        self.errors.push(error.at(place));
    }
}

/// The line on which the record ends that was read last.
fn last_line<R: Read>(reader: &csv::Reader<Lines<R>>) -> u64 {
    reader.position().line().saturating_sub(1).max(1)
}

/// The line on which it begins.
fn first_line<R: Read>(reader: &csv::Reader<Lines<R>>, record: &StringRecord) -> u64 {
    let inside = record.as_slice().bytes().filter(|byte| *byte == b'\n').count() as u64;
    // The mark behind the last line has its line end inside where a quotation mark is open.
    let open = u64::from(is_open(record));
    (last_line(reader) + open).saturating_sub(inside).max(1)
}

/// Whether the last field goes on to the end of the file.
fn is_open(record: &StringRecord) -> bool {
    record.as_slice().trim_end().ends_with(END)
}

/// What is in a record that is no text; most often a file in another encoding.
fn not_text(record: &StringRecord) -> Option<CsvProblem> {
    let control = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n');
    // No early return: whole rows at once are faster.
    if !record.as_slice().bytes().fold(false, |found, byte| found | control(byte)) {
        return None;
    }
    if is_open(record) {
        return Some(CsvProblem::OpenQuote);
    }
    let found = record.as_slice().bytes().find(|byte| control(*byte)).unwrap_or_default();
    Some(CsvProblem::ControlCharacter { found })
}

/// Where the documented columns stand; an error for a header that is not of the kind.
fn find(header: &StringRecord, columns: &Columns, delimiter: u8) -> Result<Vec<Option<usize>>> {
    if header.iter().all(|name| name.trim().is_empty() || name == END) {
        return Err(Error::new(CsvProblem::Empty));
    }
    if let Some(problem) = not_text(header) {
        return Err(Error::new(problem));
    }
    let is = |found: &str, name: &str| {
        if columns.years { found.eq_ignore_ascii_case(name) } else { found == name }
    };
    let position = |name: &str| header.iter().position(|found| is(found.trim(), name));
    let names: Vec<&str> = header.iter().map(str::trim).collect();
    let missing: Vec<&str> =
        columns.names().take(columns.needed).filter(|name| position(name).is_none()).collect();
    if !missing.is_empty() {
        let other = [';', '\t', ','].into_iter().find(|mark| {
            header.len() == 1
                && u32::from(*mark) != u32::from(delimiter)
                && names.concat().contains(*mark)
        });
        return Err(Error::new(CsvProblem::MissingColumn {
            missing: missing.join(", "),
            found: crate::number::clip(&names.join(", ")),
            hint: if other.is_some() { "; tell the reader what stands between fields" } else { "" },
        }));
    }
    for (index, name) in names.iter().enumerate() {
        let found = crate::number::clip(name);
        let place = Location {
            column: Some(index as u64 + 1),
            field: Some(found.as_str().into()),
            ..Location::default()
        };
        let is_year = columns.years && name.parse::<Year>().is_ok();
        if !is_year && !columns.names().any(|known| is(name, known)) {
            let suggestion = nearest::suggestion(name, columns.names());
            return Err(Error::new(CsvProblem::UnknownColumn { found, suggestion }).at(place));
        }
        if names.iter().take(index).any(|before| is(before, name)) {
            return Err(Error::new(CsvProblem::ColumnTwice { found }).at(place));
        }
    }
    Ok(columns.names().map(position).collect())
}

#[cold]
fn unreadable(error: &csv::Error) -> Error {
    Error::new(match error.kind() {
        csv::ErrorKind::Utf8 { .. } => CsvProblem::Encoding,
        _ => CsvProblem::Unreadable { text: error.to_string() },
    })
}

/// A row; columns are asked for by their number in the documented order.
pub(super) struct Row<'a> {
    record: &'a StringRecord,
    names: &'a [Arc<str>],
    places: &'a [Option<usize>],
    file: Option<&'a Arc<str>>,
    pub(super) line: u64,
    errors: &'a mut Vec<Error>,
}

impl Row<'_> {
    /// The text of a cell, empty where the file has no such column.
    pub(super) fn text(&self, column: usize) -> &str {
        let place = self.places.get(column).copied().flatten();
        place.and_then(|place| self.record.get(place)).map_or("", str::trim)
    }

    /// Reads a cell; a bad one leaves an error.
    pub(super) fn read<T>(
        &mut self,
        column: usize,
        read: impl FnOnce(&str) -> Result<T>,
    ) -> Option<T> {
        let result = read(self.text(column));
        self.keep(column, result)
    }

    /// Reads a cell that may not be empty.
    pub(super) fn need<T>(
        &mut self,
        column: usize,
        read: impl FnOnce(&str) -> Result<T>,
    ) -> Option<T> {
        self.read(column, |text| match text {
            "" => Err(Error::new(CsvProblem::EmptyField)),
            text => read(text),
        })
    }

    /// Reads a cell that may be empty: `Some(None)` where it is.
    pub(super) fn maybe<T>(
        &mut self,
        column: usize,
        read: impl FnOnce(&str) -> Result<T>,
    ) -> Option<Option<T>> {
        self.read(column, |text| if text.is_empty() { Ok(None) } else { read(text).map(Some) })
    }

    /// The value of a cell, or its error on the list.
    pub(super) fn keep<T>(&mut self, column: usize, result: Result<T>) -> Option<T> {
        result.map_err(|error| self.fault(column, error)).ok()
    }

    #[cold]
    pub(super) fn fault(&mut self, column: usize, error: Error) {
        self.errors.push(error.at(self.place(column)));
    }

    /// The place of a cell.
    pub(super) fn place(&self, column: usize) -> Location {
        let place = self.places.get(column).copied().flatten();
        Location {
            file: self.file.cloned(),
            line: Some(self.line),
            column: place.map(|place| place as u64 + 1),
            field: self.names.get(column).cloned(),
        }
    }

    /// A hash of the whole row.
    pub(super) fn hash(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        hasher.write(self.record.as_slice().as_bytes());
        hasher.finish()
    }

    /// The place of the row, for what is made from it.
    pub(super) fn location(&self) -> Location {
        Location { file: self.file.cloned(), line: Some(self.line), ..Location::default() }
    }
}
