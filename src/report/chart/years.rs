//! Years along an axis, at distances as in time.

use super::drawing::{Area, Length};
use super::problem::ChartProblem;
use super::scale::Scale;
use crate::Year;
use crate::error::{Error, Result};

pub(super) fn check(years: &[Year]) -> Result<()> {
    if years.is_empty() {
        return Err(Error::new(ChartProblem::Nothing { what: "a year" }));
    }
    match years.iter().zip(years.iter().skip(1)).find(|(before, found)| found <= before) {
        Some((before, found)) => {
            Err(Error::new(ChartProblem::YearOrder { before: *before, found: *found }))
        }
        None => Ok(()),
    }
}

/// The place of each year; a single one is in the middle.
pub(super) fn places(years: &[Year], plot: Area) -> Result<Vec<Length>> {
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return Ok(Vec::new()) };
    if first == last {
        return Ok(vec![i64::midpoint(plot.left, plot.right)]);
    }
    let range = (first.number().into(), last.number().into());
    let scale = Scale::new(range, (plot.left, plot.right))?;
    years.iter().map(|year| scale.place(year.number().into())).collect()
}

pub(super) fn texts(years: &[Year], places: &[Length]) -> Vec<(Length, String)> {
    places.iter().copied().zip(years.iter().map(Year::to_string)).collect()
}
