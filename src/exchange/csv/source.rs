//! The four columns that name a source.

use super::CsvOptions;
use super::memory::Memory;
use super::sheet::Row;
use crate::error::{Error, Result};
use crate::{Source, number};

pub(super) const SOURCE_COLUMNS: [&str; 4] =
    ["source_publisher", "source_title", "source_year", "source_place"];

const YEAR: usize = 2;

/// Sources by the four texts that name them.
#[derive(Default)]
pub(super) struct Sources {
    known: Memory<Source>,
    last: Option<([String; 4], Source)>,
}

impl Sources {
    /// The source of a row, or the one that the rows have in common; `first` is the first of the
    /// four columns.
    pub(super) fn read(
        &mut self,
        row: &mut Row<'_>,
        first: usize,
        options: &CsvOptions,
    ) -> Option<Source> {
        let texts = [0, 1, 2, 3].map(|column| row.text(first + column));
        if let (Some(source), true) = (&options.source, texts.iter().all(|text| text.is_empty())) {
            return Some(source.clone());
        }
        if let Some((last, source)) = &self.last
            && *last == texts
        {
            return Some(source.clone());
        }
        let [publisher, title, year, place] = texts;
        let missing = if year.is_empty() || year_of(year).is_ok() {
            texts.iter().position(|text| text.is_empty())
        } else {
            Some(YEAR)
        };
        // The unit separator is in no name.
        let key = texts.join("\u{1f}");
        let last = texts.map(str::to_owned);
        let source = self.known.get(&key, |_| {
            let year = if year.is_empty() { 0 } else { year_of(year)? };
            Source::new(publisher, title, year, place)
        });
        let source = row.keep(first + missing.unwrap_or(0), source)?;
        self.last = Some((last, source.clone()));
        Some(source)
    }
}

fn year_of(text: &str) -> Result<u16> {
    text.parse().map_err(|_| {
        let found = number::clip(text);
        Error::new(super::problem::CsvProblem::SourceYear { found })
    })
}
