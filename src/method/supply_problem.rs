//! What can be wrong with the inputs of the electricity and heat methods.

use crate::error::{ErrorKind, Problem};

#[derive(Debug, thiserror::Error)]
pub(super) enum SupplyProblem {
    #[error("expected {what}, found {found}; {advice}")]
    OutOfRange { what: &'static str, found: String, advice: &'static str },
    #[error("expected {what} of zero or more, found {found}; check its sign")]
    Negative { what: String, found: String },
    #[error(
        "expected a factor per unit of energy, found `{id}` per `{per}`; take a factor per kWh or GJ"
    )]
    NotPerEnergy { id: String, per: String },
    #[error(
        "expected a factor at the plant to add grid loss to, found `{id}` at the meter; it holds the loss already"
    )]
    LossTwice { id: String },
    #[error(
        "expected a factor that holds the grid loss, found `{id}` at the plant; state the loss, or that it is not known"
    )]
    LossMissing { id: String },
    #[error(
        "expected series of one length, found {consumption} hours of consumption, {production} of local production and {factors} of grid factors; give every series the same hours"
    )]
    SeriesLength { consumption: usize, production: usize, factors: usize },
    #[error(
        "expected an hour with consumption and a grid factor, found none; give the factors of the year"
    )]
    NoHour,
    #[error(
        "expected guarantees of origin of at most the consumption of {consumption}, found {guarantees}; count only those cancelled for it"
    )]
    GuaranteesBeyondConsumption { consumption: String, guarantees: String },
    #[error("expected {what}, found none; {advice}")]
    Nothing { what: &'static str, advice: &'static str },
    #[error("expected networks of different names, found `{name}` twice; rename one")]
    DuplicateNetwork { name: String },
    #[error("expected the name of a network of the system, found `{name}` in `{by}`; {hint}")]
    UnknownNetwork { name: String, by: String, hint: String },
    #[error(
        "expected energy from another network, found `{name}` taking from itself; state its output without its own use"
    )]
    SelfUse { name: String },
    #[error(
        "expected at most the output of `{name}`, {output}, to be taken, found {taken}; check who takes it"
    )]
    TakenBeyondOutput { name: String, output: String, taken: String },
    #[error(
        "expected a cycle of networks that delivers something outside itself, found that {names} keep all their output; check their outputs, or leave them out"
    )]
    ClosedCycle { names: String },
}

impl Problem for SupplyProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::OutOfRange { .. }
            | Self::Negative { .. }
            | Self::GuaranteesBeyondConsumption { .. }
            | Self::TakenBeyondOutput { .. } => ErrorKind::OutOfRange,
            Self::NotPerEnergy { .. } => ErrorKind::DimensionMismatch,
            Self::LossTwice { .. } | Self::LossMissing { .. } => ErrorKind::InvalidFactor,
            Self::SeriesLength { .. } | Self::SelfUse { .. } => ErrorKind::InvalidActivity,
            Self::NoHour | Self::Nothing { .. } => ErrorKind::MissingValue,
            Self::DuplicateNetwork { .. } => ErrorKind::DuplicateId,
            Self::UnknownNetwork { .. } => ErrorKind::UnknownTarget,
            Self::ClosedCycle { .. } => ErrorKind::ScalingUndefined,
        }
    }
}

/// The same energy where it is zero or more.
pub(super) fn not_negative<D: crate::unit::Measure>(
    what: &str,
    quantity: crate::Quantity<D>,
) -> crate::Result<crate::Quantity<D>> {
    if quantity.base_value().is_negative() {
        return Err(crate::Error::new(SupplyProblem::Negative {
            what: what.to_owned(),
            found: quantity.to_string(),
        }));
    }
    Ok(quantity)
}
