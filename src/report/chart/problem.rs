use crate::Year;
use crate::error::{ErrorKind, Problem};

#[derive(Debug, thiserror::Error)]
pub(super) enum ChartProblem {
    #[error(
        "expected a width from 400 to 4000 pixels, found {found}; the picture can be scaled where it is shown"
    )]
    Width { found: u32 },
    #[error("expected {what} for the chart, found none; give at least one")]
    Nothing { what: &'static str },
    #[error(
        "expected {expected} values of `{series}`, one a year, found {found}; mark years without one as missing"
    )]
    Length { series: String, expected: usize, found: usize },
    #[error("expected a year after {before}, found {found}; give the years in order")]
    YearOrder { before: Year, found: Year },
    #[error(
        "expected totals by the year and one other facet, found {found} facets; ask the account for both"
    )]
    Facets { found: usize },
    #[error("expected totals by one facet, found {found} facets; ask the account for one")]
    OneFacet { found: usize },
    #[error(
        "expected steps that lead from {start} to {end}, found that they lead to {found}; add the step that is left out"
    )]
    NotAddingUp { start: String, end: String, found: String },
    #[error(
        "expected an interval around a value in {year}, found {low} to {high}; give the lower bound first"
    )]
    Interval { year: Year, low: String, high: String },
    #[error("expected a year of the chart, found {found}; the chart has {first} to {last}")]
    OutsideYears { found: Year, first: Year, last: Year },
    #[error(
        "expected a reduction above zero for `{measure}`, found {found}; leave it out of the curve"
    )]
    Step { measure: String, found: String },
    #[error(
        "expected a flow above zero from `{from}` to `{to}`, found {found}; turn the flow round or leave it out"
    )]
    FlowSign { from: String, to: String, found: String },
    #[error(
        "expected as much out of `{node}` as into it, found {inflow} in and {outflow} out; add the loss as a flow"
    )]
    NotConserved { node: String, inflow: String, outflow: String },
    #[error(
        "expected flows in one direction, found a circle through `{node}`; show its surplus only"
    )]
    Circle { node: String },
    #[error(
        "expected a width of {needed} pixels or more for {columns} columns of nodes, found {found}; draw it wider"
    )]
    Columns { columns: usize, needed: i64, found: u32 },
}

impl Problem for ChartProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Nothing { .. } | Self::Length { .. } => ErrorKind::MissingValue,
            _ => ErrorKind::OutOfRange,
        }
    }
}
