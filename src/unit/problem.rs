use crate::error::{ErrorKind, Problem};

#[derive(Debug, thiserror::Error)]
pub(crate) enum UnitProblem {
    #[error(
        "expected a unit such as GJ or kg CO2/GJ, found nothing; write `fraction` for a pure number"
    )]
    Empty,
    #[error(
        "expected a unit of at most {limit} characters, found {found}; check that the field holds a unit"
    )]
    TooLong { limit: usize, found: usize },
    #[error("expected a unit, found `{found}` in `{text}`; {hint}")]
    Unknown { found: String, text: String, hint: String },
    #[error("expected a unit with one meaning, found `{found}`; write {choices}")]
    Ambiguous { found: String, choices: String },
    #[error(
        "expected a unit with one meaning, found a product after a division in `{text}`; write `a/b/c` or `(a/b)·c`"
    )]
    AmbiguousOrder { text: String },
    #[error(
        "expected net or gross after energy, or a price year after money, found `({mark})` in `{text}`; leave it out or put it in another field"
    )]
    Mark { mark: String, text: String },
    #[error("expected brackets in pairs, found `{text}`; close or remove the bracket")]
    Bracket { text: String },
    #[error(
        "expected a power of ten before a unit, found `{found}` in `{text}`; put other numbers into the value"
    )]
    Multiplier { found: String, text: String },
    #[error(
        "expected a unit of at most 6 dimensions and 38 digits, found `{text}` beyond it; split it or use larger units"
    )]
    TooComplex { text: String },
    #[error(
        "expected units of one dimension, found `{from}` ({from_dimension}) and `{to}` ({to_dimension}); {hint}"
    )]
    DimensionMismatch {
        from: String,
        from_dimension: String,
        to: String,
        to_dimension: String,
        hint: &'static str,
    },
    #[error(
        "expected a named GWP set to turn `{from}` into `{to}`, found none; weight the gases by a GWP set"
    )]
    MissingGwpSet { from: String, to: String },
    #[error(
        "expected the ratio of net to gross calorific value to turn `{from}` into `{to}`, found none; give the ratio of the fuel"
    )]
    MissingCalorificRatio { from: String, to: String },
    #[error(
        "expected net or gross energy on both sides, found `{from}` and `{to}`; write `GJ (net)` or `GJ (gross)`"
    )]
    MissingCalorificBasis { from: String, to: String },
    #[error(
        "expected the temperature and pressure of the gas to turn `{from}` into `{to}`, found none; write Nm3 (0 °C) or Sm3 (15 °C)"
    )]
    MissingReferenceState { from: String, to: String },
    #[error(
        "expected the number of persons in a vehicle to turn `{from}` into `{to}`, found none; give the occupancy"
    )]
    MissingOccupancy { from: String, to: String },
    #[error(
        "expected the hours of the year to turn `{from}` into `{to}`, found none; give 8760 or 8784"
    )]
    MissingHoursPerYear { from: String, to: String },
    #[error(
        "expected a word that the element is contained in the gas to turn `{from}` into `{to}`, found none; state it, or write the mass as N2O-N or CH4-C"
    )]
    MissingElementContext { from: String, to: String },
    #[error(
        "expected a conversion that terminates, found {value} `{from}` in `{to}`; name a rounding"
    )]
    Inexact { value: String, from: String, to: String },
    #[error(
        "expected a number of digits that exact arithmetic holds, found {value} `{from}` in `{to}` beyond it; check the units"
    )]
    Overflow { value: String, from: String, to: String },
    #[error("expected {what}, found {found}; check the context of the conversion")]
    Context { what: &'static str, found: String },
    #[error("expected a substance such as CO2 or N2O, found `{found}`; {hint}")]
    UnknownSubstance { found: String, hint: String },
}

impl Problem for UnitProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Empty => ErrorKind::MissingValue,
            Self::TooLong { .. } => ErrorKind::FieldTooLong,
            Self::Unknown { .. }
            | Self::Mark { .. }
            | Self::Bracket { .. }
            | Self::Multiplier { .. }
            | Self::UnknownSubstance { .. } => ErrorKind::UnknownUnit,
            Self::Ambiguous { .. } | Self::AmbiguousOrder { .. } => ErrorKind::AmbiguousUnit,
            Self::TooComplex { .. } | Self::Overflow { .. } => ErrorKind::Overflow,
            Self::DimensionMismatch { .. } => ErrorKind::DimensionMismatch,
            Self::MissingGwpSet { .. } => ErrorKind::MissingGwpSet,
            Self::MissingCalorificRatio { .. } => ErrorKind::MissingCalorificRatio,
            Self::MissingCalorificBasis { .. } => ErrorKind::MissingCalorificBasis,
            Self::MissingReferenceState { .. } => ErrorKind::MissingReferenceState,
            Self::MissingOccupancy { .. } => ErrorKind::MissingOccupancy,
            Self::MissingHoursPerYear { .. } => ErrorKind::MissingHoursPerYear,
            Self::MissingElementContext { .. } => ErrorKind::MissingElementContext,
            Self::Inexact { .. } => ErrorKind::Inexact,
            Self::Context { .. } => ErrorKind::OutOfRange,
        }
    }
}
