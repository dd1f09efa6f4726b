use crate::error::{ErrorKind, Problem};

#[derive(Debug, thiserror::Error)]
pub(super) enum DecompositionProblem {
    #[error("expected at least one factor in the identity, found none; name the factors in order")]
    NoFactors,
    #[error(
        "expected {expected} factors on the line `{line}`, found {found}; give one value for each factor of the identity"
    )]
    FactorCount { line: String, expected: usize, found: usize },
    #[error(
        "expected the line `{line}` once in both years, found it {found}; give zero where it does not exist"
    )]
    Lines { line: String, found: &'static str },
    #[error(
        "expected values of zero or more to take logarithms, found {found} for `{factor}` on the line `{line}`; decompose by Shapley values"
    )]
    Negative { line: String, factor: String, found: String },
    #[error(
        "expected totals above zero to divide the change of as a ratio, found {start} and {end}; decompose the difference instead"
    )]
    Ratio { start: String, end: String },
    #[error("expected two numbers above zero for {what}, found {from} and {to}")]
    Logarithm { what: &'static str, from: String, to: String },
    #[error("expected at least two years to chain, found {found}; give the years in order")]
    Years { found: usize },
    #[error("expected a year after {before}, found {found}; give the years in order")]
    Order { before: i64, found: i64 },
    #[cfg(feature = "serde")]
    #[error(
        "expected periods that follow each other with effects that add up, found others; chain the years again"
    )]
    Chain,
    #[error(
        "expected activities with a sum other than zero, found a sum of zero; shares of it are undefined"
    )]
    NoActivity,
}

impl Problem for DecompositionProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::NoFactors => ErrorKind::MissingValue,
            Self::NoActivity => ErrorKind::DivisionByZero,
            _ => ErrorKind::OutOfRange,
        }
    }
}
