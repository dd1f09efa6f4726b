//! The three columns that say how certain a value is.

use super::problem::CsvProblem;
use crate::distribution::{Distribution, Family};
use crate::error::{Error, Result};
use crate::number::Exact;

/// The distribution between two bounds in another unit, of which one is `ratio`.
pub(super) fn distribution(
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
