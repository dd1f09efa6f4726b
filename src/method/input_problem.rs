use core::fmt::Display;

use crate::error::{Error, ErrorKind, Problem, Result};
use crate::number::Exact;

/// An input outside its legal range: what it is, what was found, and what to do.
#[derive(Debug, thiserror::Error)]
pub(super) enum InputProblem {
    #[error("expected {what} {range}, found {found}; {remedy}")]
    Range { what: &'static str, range: &'static str, found: String, remedy: &'static str },
    #[error("expected {what}, found none; {remedy}")]
    Missing { what: &'static str, remedy: &'static str },
    #[error("expected {what} of at most {whole}, found {found}; {remedy}")]
    AboveWhole { what: &'static str, whole: String, found: String, remedy: &'static str },
    #[error("expected {what}, found {gas} in the factor `{id}`; {remedy}")]
    Origin { what: &'static str, gas: &'static str, id: String, remedy: &'static str },
    #[error(
        "expected a rule for journeys across the border, found `{found}`; write half-half, origin-pays, destination-pays or geographic"
    )]
    BoundaryRule { found: String },
    #[error(
        "expected factors whose product has at most 38 digits, found more; check their units and give fewer digits"
    )]
    TooManyDigits,
}

impl Problem for InputProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Range { .. } | Self::AboveWhole { .. } => ErrorKind::OutOfRange,
            Self::Missing { .. } => ErrorKind::MissingValue,
            Self::Origin { .. } => ErrorKind::InvalidFactor,
            Self::BoundaryRule { .. } => ErrorKind::UnknownChoice,
            Self::TooManyDigits => ErrorKind::Overflow,
        }
    }
}

/// An input that is checked: its name, how it is shown, and what to do when it is wrong.
pub(super) struct Input<'a> {
    pub(super) what: &'static str,
    pub(super) value: Exact,
    pub(super) shown: &'a dyn Display,
    pub(super) remedy: &'static str,
}

impl Input<'_> {
    fn check(&self, legal: bool, range: &'static str) -> Result<()> {
        if legal {
            return Ok(());
        }
        let (what, found, remedy) = (self.what, self.shown.to_string(), self.remedy);
        Err(Error::new(InputProblem::Range { what, range, found, remedy }))
    }

    pub(super) fn not_negative(&self) -> Result<()> {
        self.check(!self.value.is_negative(), "of zero or more")
    }

    pub(super) fn positive(&self) -> Result<()> {
        self.check(self.value.is_positive(), "above zero")
    }

    /// From 0 to 1, both included.
    pub(super) fn share(&self) -> Result<()> {
        self.check(!self.value.is_negative() && self.value <= Exact::ONE, "from 0 to 1")
    }

    /// A share that is divided by.
    pub(super) fn positive_share(&self) -> Result<()> {
        self.check(self.value.is_positive() && self.value <= Exact::ONE, "above 0 and up to 1")
    }

    /// A share whose rest is divided by.
    pub(super) fn share_below_one(&self) -> Result<()> {
        self.check(!self.value.is_negative() && self.value < Exact::ONE, "from 0 to below 1")
    }
}

/// A number that is shown as it is.
pub(super) fn number<'a>(what: &'static str, value: &'a Exact, remedy: &'static str) -> Input<'a> {
    Input { what, value: *value, shown: value, remedy }
}

/// A quantity of activity, which is zero or more.
pub(super) fn activity<D: crate::unit::Measure>(
    what: &'static str,
    quantity: crate::Quantity<D>,
) -> Result<()> {
    let remedy = "enter a removal or a credit as emissions of its own";
    Input { what, value: quantity.base_value(), shown: &quantity, remedy }.not_negative()
}

/// A rate, which is above zero where a calculation rests on it.
pub(super) fn positive_rate<N, D>(
    what: &'static str,
    rate: &crate::unit::Rate<N, D>,
    remedy: &'static str,
) -> Result<()> {
    Input { what, value: rate.amount().value, shown: rate, remedy }.positive()
}

/// A rate that may be zero.
pub(super) fn rate<N, D>(
    what: &'static str,
    rate: &crate::unit::Rate<N, D>,
    remedy: &'static str,
) -> Result<()> {
    Input { what, value: rate.amount().value, shown: rate, remedy }.not_negative()
}
