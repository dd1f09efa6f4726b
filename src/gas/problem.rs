use crate::error::{ErrorKind, Problem};

#[derive(Debug, thiserror::Error)]
pub(super) enum GasProblem {
    #[error(
        "expected a gas such as `co2`, `ch4-fossil` or `hfc-134a`, found `{found}`{suggestion}"
    )]
    UnknownGas { found: String, suggestion: String },
    #[error("expected a GWP set such as `AR5 GWP100`, found `{found}`{suggestion}")]
    UnknownSet { found: String, suggestion: String },
    #[error("expected a new name for a set of your own, found `{found}`, which is built in")]
    TakenSetName { found: String },
    #[error("expected a new name for a set of your own, found `{found}`, which is empty")]
    EmptySetName { found: String },
    #[error(
        "expected at least one value in the set `{found}`, found none; use `as published: <publisher>` for figures whose set is not known"
    )]
    EmptySet { found: String },
    #[error("expected one value for each gas in the set `{set}`, found two for {gas}")]
    GasTwice { set: String, gas: String },
    #[error("expected values above or equal to zero in the set `{set}`, found {value} for {gas}")]
    NegativeValue { set: String, gas: String, value: String },
    #[error(
        "expected a value in `{set}` for each gas, found none for {gases}; choose a set that has them or give a set of your own"
    )]
    MissingValue { set: String, gases: String },
    #[error(
        "expected methane with its origin, since `{set}` tells fossil from non-fossil, found methane without; use `ch4-fossil` or `ch4-non-fossil`"
    )]
    MissingMethaneOrigin { set: String },
    #[error(
        "expected CO2e of one GWP set, found `{left}` and `{right}`; go back to the masses of the gases and choose one set"
    )]
    SetMismatch { left: String, right: String },
    #[error("expected CO2e with its GWP set, such as `25 t CO2e (AR5 GWP100)`, found `{found}`")]
    MissingSet { found: String },
    #[error("expected CO2e such as `25 t CO2e (AR5 GWP100)`, found `{found}`")]
    NotCo2e { found: String },
    #[error("expected a refrigerant blend such as `R-410A`, found `{found}`{suggestion}")]
    UnknownBlend { found: String, suggestion: String },
    #[error(
        "expected the composition of {blend}, which has none that is fixed; state the mass shares of its components"
    )]
    MissingComposition { blend: String },
    #[error("expected mass shares of zero or more that add up to 1, found {found} for {blend}")]
    Composition { blend: String, found: String },
}

impl Problem for GasProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::UnknownGas { .. } => ErrorKind::UnknownGas,
            Self::UnknownSet { .. } => ErrorKind::UnknownGwpSet,
            Self::TakenSetName { .. } | Self::GasTwice { .. } => ErrorKind::DuplicateId,
            Self::EmptySetName { .. } | Self::EmptySet { .. } => ErrorKind::MissingValue,
            Self::NegativeValue { .. } | Self::Composition { .. } => ErrorKind::OutOfRange,
            Self::MissingValue { .. } => ErrorKind::MissingGwpValue,
            Self::MissingMethaneOrigin { .. } => ErrorKind::MissingMethaneOrigin,
            Self::SetMismatch { .. } => ErrorKind::GwpSetMismatch,
            Self::MissingSet { .. } => ErrorKind::MissingGwpSet,
            Self::NotCo2e { .. } => ErrorKind::InvalidNumber,
            Self::UnknownBlend { .. } => ErrorKind::UnknownBlend,
            Self::MissingComposition { .. } => ErrorKind::MissingComposition,
        }
    }
}
