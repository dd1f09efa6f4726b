use crate::error::{ErrorKind, Problem};

#[derive(Debug, thiserror::Error)]
pub(crate) enum NumberProblem {
    #[error(
        "expected a number such as 1234.5, found nothing; write 0 only if the value is known to be zero"
    )]
    Empty,
    #[error("expected a number such as 1234.5, found `{found}`{hint}")]
    Syntax { found: String, hint: &'static str },
    #[error(
        "expected a number of at most {limit} digits, found `{found}`; round it at its source and say so"
    )]
    TooManyDigits { found: String, limit: u32 },
    #[error("expected a value of at most 28 digits, found {found}; round it with a named rounding")]
    NotADecimal { found: String },
    #[error(
        "expected a result of at most 38 digits in exact arithmetic, found {left} {operation} {right} beyond it; check the units of both"
    )]
    Overflow { left: String, operation: &'static str, right: String },
    #[error("expected a sum of at most 38 digits, found more; check the units of the terms")]
    SumOverflow,
    #[error("expected a divisor other than zero, found {dividend} divided by zero")]
    DivisionByZero { dividend: String },
    #[error("expected {what}, found {found}")]
    Undefined { what: &'static str, found: String },
    #[error("expected between 1 and 36 significant digits or at most 100 decimals, found {found}")]
    Digits { found: String },
    #[error("expected weights of zero or more, found {weight}")]
    NegativeWeight { weight: String },
    #[error("expected a weight above zero to spread {total} by, found none")]
    NoWeight { total: String },
    #[error("expected two different years to interpolate between, found {year} twice")]
    SameYear { year: i64 },
    #[error(
        "expected a year from {first} to {last}, found {year}; name an extrapolation for other years"
    )]
    OutsideYears { first: i64, last: i64, year: i64 },
}

impl Problem for NumberProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Empty => ErrorKind::MissingValue,
            Self::Syntax { .. } => ErrorKind::InvalidNumber,
            Self::TooManyDigits { .. } | Self::NotADecimal { .. } => ErrorKind::Inexact,
            Self::Overflow { .. } | Self::SumOverflow => ErrorKind::Overflow,
            Self::DivisionByZero { .. } => ErrorKind::DivisionByZero,
            Self::NegativeWeight { .. } => ErrorKind::NegativeWeight,
            Self::NoWeight { .. }
            | Self::SameYear { .. }
            | Self::OutsideYears { .. }
            | Self::Undefined { .. }
            | Self::Digits { .. } => ErrorKind::OutOfRange,
        }
    }
}
