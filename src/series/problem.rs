use super::Year;
use crate::error::{ErrorKind, Problem};

#[derive(Debug, thiserror::Error)]
pub(super) enum SeriesProblem {
    #[error(
        "expected a value for at least one year, found none; give the series from its first year"
    )]
    Empty,
    #[error(
        "expected {} after {before}, found {found}; order the years and leave none out",
        before.number() + 1
    )]
    Order { before: Year, found: Year },
    #[error("expected a year after {before}, found {found}; order the anchors by year")]
    AnchorOrder { before: Year, found: Year },
    #[error(
        "expected a year with a value, found {year} in a series of {first} to {last}; give a value for it or name an extrapolation"
    )]
    NoValue { year: Year, first: Year, last: Year },
    #[error(
        "expected a value for every year, found {first} followed by {second}; sum yearly values, or integrate by trapezoids"
    )]
    NotAnnual { first: Year, second: Year },
    #[error(
        "expected two values of one sign to grow from one to the other, found {from} and {to}; a growth rate does not cross zero"
    )]
    Growth { from: String, to: String },
    #[error("expected a last year after {first}, found {last}; give the years in order")]
    Span { first: Year, last: Year },
    #[error(
        "expected a value other than zero in the base year {year}, found zero; an index to zero has no meaning"
    )]
    ZeroBase { year: Year },
    #[error(
        "expected weights of zero or more, found {found}; a mean with negative weights can lie outside its values"
    )]
    NegativeWeight { found: String },
    #[error(
        "expected weights whose sum is above zero, found a sum of zero; leave the mean undefined"
    )]
    NoWeight,
    #[error("expected a year that both methods cover, found none; compute some years by both")]
    NoOverlap,
    #[error(
        "expected a value other than zero in {year} to take a ratio to, found zero; take another year or another quantity"
    )]
    ZeroReference { year: Year },
    #[error(
        "expected values of two years at least from {first} to {last} for a trend, found fewer; take a longer span"
    )]
    ShortTrend { first: Year, last: Year },
    #[error("expected a probability from 0 to 1, found {found}; the median is 0.5")]
    Probability { found: String },
}

impl Problem for SeriesProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Empty | Self::NoWeight | Self::NoOverlap | Self::ShortTrend { .. } => {
                ErrorKind::MissingValue
            }
            Self::NotAnnual { .. } => ErrorKind::AnnualDataRequired,
            Self::Growth { .. } => ErrorKind::GrowthRateUndefined,
            Self::NegativeWeight { .. } => ErrorKind::NegativeWeight,
            Self::ZeroBase { .. } | Self::ZeroReference { .. } => ErrorKind::DivisionByZero,
            Self::Order { .. }
            | Self::AnchorOrder { .. }
            | Self::NoValue { .. }
            | Self::Span { .. }
            | Self::Probability { .. } => ErrorKind::OutOfRange,
        }
    }
}
