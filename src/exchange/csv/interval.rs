//! The three columns that say how certain a value is.

use super::problem::CsvProblem;
use super::sheet::Row;
use crate::distribution::{Distribution, Family};
use crate::error::{Error, Result};
use crate::number::{Exact, NumberFormat};

/// The distribution between the bounds of a row, whose unit is `ratio`; the bounds and the word for
/// them stand in three columns from `first` on. Nothing where a cell is bad, or the unit was.
pub(super) fn uncertainty(
    row: &mut Row<'_>,
    first: usize,
    format: NumberFormat,
    ratio: Option<Exact>,
) -> Option<Option<Distribution>> {
    let low = row.maybe(first, |text| format.parse(text));
    let high = row.maybe(first + 1, |text| format.parse(text));
    let found = distribution(row.text(first + 2), low?, high?, ratio?);
    row.keep(first + 2, found)
}

fn distribution(
    interval: &str,
    low: Option<Exact>,
    high: Option<Exact>,
    ratio: Exact,
) -> Result<Option<Distribution>> {
    let (low, high) = match (low, high) {
        (None, None) if interval.is_empty() => return Ok(None),
        (None, None) => {
            let interval = crate::number::clip(interval);
            return Err(Error::new(CsvProblem::NoBounds { interval }));
        }
        (Some(low), Some(high)) => (low.checked_mul(ratio)?, high.checked_mul(ratio)?),
        _ => return Err(Error::new(CsvProblem::HalfInterval)),
    };
    match interval {
        "95 %" => Distribution::from_95_percent_interval(Family::Lognormal, low, high),
        "range" => Distribution::range(low, high),
        other => Err(Error::new(CsvProblem::Interval { found: crate::number::clip(other) })),
    }
    .map(Some)
}
