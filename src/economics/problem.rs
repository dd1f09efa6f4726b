use crate::error::{ErrorKind, Problem};

#[derive(Debug, thiserror::Error)]
pub(super) enum EconomicsProblem {
    #[error("expected a unit of money, found `{found}`; write for instance `DKK (2023)`")]
    NotMoney { found: String },
    #[error(
        "expected money of a price year, found `{found}`; write for instance `{found} (2023)`, since prices of two years cannot be added"
    )]
    NoPriceYear { found: String },
    #[error("expected a rate above -1 a year, found {found}; give per cent as a fraction")]
    Rate { found: String },
    #[error(
        "expected steps of rates that begin at index 0 and rise, found {found}; order the steps"
    )]
    Steps { found: String },
    #[error("expected a table of discount rates, found `{id}`{hint}")]
    UnknownTable { id: String, hint: String },
    #[error("expected a day such as `2021-01-07`, found `{found}`")]
    Date { found: String },
    #[error("expected at least one year, found none; give the years of the payment")]
    NoYears,
    #[error(
        "expected {what} with a sum other than zero, found zero; the cost per unit of nothing is undefined"
    )]
    NothingToDivideBy { what: &'static str },
    #[error("expected {what} above zero, found {found}")]
    NotPositive { what: &'static str, found: String },
    #[error(
        "expected two different capacities to learn between, found {found} twice; give a later point"
    )]
    SameCapacity { found: String },
    #[error(
        "expected an attributed reduction above zero for `{measure}`, found {found}; leave it out of the curve"
    )]
    Width { measure: String, found: String },
    #[error(
        "expected a target of at most {potential} t CO2e, the potential of the curve, found {found}; add measures"
    )]
    BeyondPotential { potential: String, found: String },
}

impl Problem for EconomicsProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::NotMoney { .. } => ErrorKind::DimensionMismatch,
            Self::NoPriceYear { .. } | Self::NoYears => ErrorKind::MissingValue,
            Self::NothingToDivideBy { .. } => ErrorKind::DivisionByZero,
            _ => ErrorKind::OutOfRange,
        }
    }
}
