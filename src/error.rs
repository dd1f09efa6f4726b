//! The one error type of the crate: what went wrong, of which kind, and where.

use core::fmt;
use std::sync::Arc;

/// The result of every fallible function of this crate.
///
/// # Examples
///
/// ```
/// fn heads(text: &str) -> climate_account::Result<climate_account::number::Exact> {
///     text.parse()
/// }
/// assert_eq!(heads("23626")?, 23_626.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
pub type Result<T, E = Error> = core::result::Result<T, E>;

/// What went wrong, and where.
///
/// The text says in lower case what was expected, what was found and what to do. Programs look at
/// [`kind`](Error::kind) and [`location`](Error::location), never at the text.
///
/// # Examples
///
/// ```
/// use climate_account::{ErrorKind, number::Exact};
///
/// let error = "12,5".parse::<Exact>().unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::InvalidNumber);
/// assert_eq!(error.kind().name(), "invalid_number");
/// assert!(error.to_string().contains("12,5"));
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    problem: Box<dyn Problem>,
    location: Location,
}

/// A message of one area of the crate; the areas keep their messages beside their code.
pub(crate) trait Problem: std::error::Error + Send + Sync + 'static {
    fn kind(&self) -> ErrorKind;
}

impl Error {
    #[cold]
    pub(crate) fn new(problem: impl Problem) -> Error {
        Error(Box::new(Inner { problem: Box::new(problem), location: Location::default() }))
    }

    /// The kind of the error, for programs.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{ErrorKind, Year};
    ///
    /// assert_eq!(Year::new(18).unwrap_err().kind(), ErrorKind::OutOfRange);
    /// ```
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.problem.kind()
    }

    /// Where the offending value came from, as far as it is known.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Location, number::Exact};
    ///
    /// let error = "abc".parse::<Exact>().unwrap_err().at(Location::line(7).field("amount"));
    /// assert_eq!(error.location().line, Some(7));
    /// assert!(error.to_string().starts_with("line 7, field amount: "));
    /// ```
    #[must_use]
    pub fn location(&self) -> &Location {
        &self.0.location
    }

    /// The same error with a place; what the error already knows of its place is kept.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Location, Year};
    ///
    /// let error = Year::new(18).unwrap_err().at(Location::line(2));
    /// let error = error.at(Location::line(9).file("a.csv"));
    /// assert_eq!(error.location().line, Some(2));
    /// assert_eq!(error.location().file.as_deref(), Some("a.csv"));
    /// ```
    #[must_use]
    pub fn at(mut self, location: Location) -> Error {
        let known = &mut self.0.location;
        known.file = known.file.take().or(location.file);
        known.line = known.line.or(location.line);
        known.column = known.column.or(location.column);
        known.field = known.field.take().or(location.field);
        self
    }

    /// The text without the place.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Location, Year};
    ///
    /// let error = Year::new(18).unwrap_err().at(Location::line(2));
    /// assert_eq!(error.message(), "expected a year from 1750 to 2300, found 18");
    /// ```
    #[must_use]
    pub fn message(&self) -> String {
        self.0.problem.to_string()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.location != Location::default() {
            write!(f, "{}: ", self.0.location)?;
        }
        write!(f, "{}", self.0.problem)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} ({self})", self.kind())
    }
}

impl std::error::Error for Error {}

/// Where a value came from: file, line and column (counted from 1), and field.
///
/// # Examples
///
/// ```
/// use climate_account::Location;
///
/// let place = Location::line(3).file("activities.csv").column(5).field("unit");
/// assert_eq!(place.to_string(), "activities.csv, line 3, column 5, field unit");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Location {
    /// The file or document.
    pub file: Option<Arc<str>>,
    /// The line, counted from 1.
    pub line: Option<u64>,
    /// The column of a table or the character of a line, counted from 1.
    pub column: Option<u64>,
    /// The name of the field.
    pub field: Option<Arc<str>>,
}

impl Location {
    /// A place that is known by its line.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Location;
    ///
    /// assert_eq!(Location::line(3).line, Some(3));
    /// ```
    #[must_use]
    pub fn line(line: u64) -> Location {
        Location { line: Some(line), ..Location::default() }
    }

    /// The same place with a file name.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Location;
    ///
    /// assert_eq!(Location::line(3).file("activities.csv").to_string(), "activities.csv, line 3");
    /// ```
    #[must_use]
    pub fn file(self, file: impl Into<Arc<str>>) -> Location {
        Location { file: Some(file.into()), ..self }
    }

    /// The same place with a column.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Location;
    ///
    /// assert_eq!(Location::line(3).column(5).column, Some(5));
    /// ```
    #[must_use]
    pub fn column(self, column: u64) -> Location {
        Location { column: Some(column), ..self }
    }

    /// The same place with a field name.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Location;
    ///
    /// assert_eq!(Location::line(3).field("unit").to_string(), "line 3, field unit");
    /// ```
    #[must_use]
    pub fn field(self, field: impl Into<Arc<str>>) -> Location {
        Location { field: Some(field.into()), ..self }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if let Some(file) = &self.file {
            parts.push(file.to_string());
        }
        if let Some(line) = self.line {
            parts.push(format!("line {line}"));
        }
        if let Some(column) = self.column {
            parts.push(format!("column {column}"));
        }
        if let Some(field) = &self.field {
            parts.push(format!("field {field}"));
        }
        f.write_str(&parts.join(", "))
    }
}

macro_rules! error_kinds {
    ($($(#[$meta:meta])* $variant:ident = $name:literal,)*) => {
        /// The kind of an [`Error`].
        ///
        /// # Examples
        ///
        /// ```
        /// use climate_account::{ErrorKind, number::{Exact, Rounding}};
        ///
        /// let error = Exact::ONE.divide(Exact::ZERO, Rounding::decimals(2)).unwrap_err();
        /// assert_eq!(error.kind(), ErrorKind::DivisionByZero);
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorKind {
            $($(#[$meta])* $variant,)*
        }

        impl ErrorKind {
            /// Every kind.
            ///
            /// # Examples
            ///
            /// ```
            /// use climate_account::ErrorKind;
            ///
            /// let overflow = ErrorKind::ALL.iter().filter(|kind| kind.name() == "overflow");
            /// assert_eq!(overflow.count(), 1);
            /// ```
            pub const ALL: &'static [ErrorKind] = &[$(ErrorKind::$variant,)*];

            /// The stable name of the kind, as used in documents and test cases.
            ///
            /// # Examples
            ///
            /// ```
            /// use climate_account::ErrorKind;
            ///
            /// assert_eq!(ErrorKind::MissingGwpSet.name(), "missing_gwp_set");
            /// ```
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(ErrorKind::$variant => $name,)*
                }
            }
        }
    };
}

error_kinds! {
    /// The text is not a number of the expected format.
    InvalidNumber = "invalid_number",
    /// The value has more digits than the type can hold without rounding.
    Inexact = "inexact",
    /// The value is too large for exact arithmetic.
    Overflow = "overflow",
    /// A division by zero.
    DivisionByZero = "division_by_zero",
    /// A value outside its legal range, or outside a table with no extrapolation named.
    OutOfRange = "out_of_range",
    /// A weight below zero.
    NegativeWeight = "negative_weight",
    /// A value that has to be given is not.
    MissingValue = "missing_value",
    /// The spelling of a unit has more than one meaning; the message names the choices.
    AmbiguousUnit = "ambiguous_unit",
    /// There is no such unit.
    UnknownUnit = "unknown_unit",
    /// The two units measure different things.
    DimensionMismatch = "dimension_mismatch",
    /// A gas volume without its temperature and pressure.
    MissingReferenceState = "missing_reference_state",
    /// Net and gross energy without their ratio.
    MissingCalorificRatio = "missing_calorific_ratio",
    /// Fuel energy without a word on whether it is net or gross.
    MissingCalorificBasis = "missing_calorific_basis",
    /// Power turned into yearly energy without the hours of a year.
    MissingHoursPerYear = "missing_hours_per_year",
    /// Vehicle-kilometres to person-kilometres without occupancy.
    MissingOccupancy = "missing_occupancy",
    /// Mass of an element to mass of a compound, or back, without the compound.
    MissingElementContext = "missing_element_context",
    /// CO2e asked for without a GWP set.
    MissingGwpSet = "missing_gwp_set",
    /// CO2e of two GWP sets added or compared.
    GwpSetMismatch = "gwp_set_mismatch",
    /// The GWP set has no value for the gas.
    MissingGwpValue = "missing_gwp_value",
    /// Methane without origin under a set that tells fossil from non-fossil.
    MissingMethaneOrigin = "missing_methane_origin",
    /// There is no such gas.
    UnknownGas = "unknown_gas",
    /// There is no such refrigerant blend.
    UnknownBlend = "unknown_blend",
    /// The blend has no fixed composition; it has to be stated.
    MissingComposition = "missing_composition",
    /// There is no such GWP set.
    UnknownGwpSet = "unknown_gwp_set",
    /// There is no such classification.
    UnknownClassification = "unknown_classification",
    /// The classification has no such sector.
    UnknownSector = "unknown_sector",
    /// A tree or crosswalk that contradicts itself.
    InvalidClassification = "invalid_classification",
    /// A factor without its source, or a source without publisher, title, year or place.
    MissingSource = "missing_source",
    /// A factor that contradicts itself.
    InvalidFactor = "invalid_factor",
    /// A distribution whose parameters contradict each other.
    InvalidDistribution = "invalid_distribution",
    /// The caller stopped a long run.
    Cancelled = "cancelled",
    /// A correlation matrix that no variables can have, or correlations that a method cannot take.
    InvalidCorrelation = "invalid_correlation",
    /// No factor matches.
    FactorNotFound = "factor_not_found",
    /// Two factors match equally well.
    AmbiguousFactor = "ambiguous_factor",
    /// Two things that have to be different have the same id.
    DuplicateId = "duplicate_id",
    /// The same activity twice.
    DuplicateLine = "duplicate_line",
    /// An activity that contradicts itself.
    InvalidActivity = "invalid_activity",
    /// There is no such notation key.
    UnknownNotationKey = "unknown_notation_key",
    /// A number and a notation key in one cell.
    ValueBesideKey = "value_beside_key",
    /// "Included elsewhere" points to a line that does not exist.
    UnknownTarget = "unknown_target",
    /// "Included elsewhere" points to a line that is itself included elsewhere.
    IncludedElsewhereCircle = "included_elsewhere_circle",
    /// A word that is not one of the choices.
    UnknownChoice = "unknown_choice",
    /// A document that is not what its format demands.
    InvalidDocument = "invalid_document",
    /// A document that ends too early.
    TruncatedDocument = "truncated_document",
    /// A document with nothing in it.
    EmptyDocument = "empty_document",
    /// Bytes that are not UTF-8.
    InvalidEncoding = "invalid_encoding",
    /// A field longer than any value can be.
    FieldTooLong = "field_too_long",
    /// A table without a column that is needed.
    MissingColumn = "missing_column",
    /// A column or field that is not known.
    UnknownField = "unknown_field",
    /// Growth from, to or across zero.
    GrowthRateUndefined = "growth_rate_undefined",
    /// An annual sum over uneven steps.
    AnnualDataRequired = "annual_data_required",
    /// Effects cancel, so that no common factor exists.
    ScalingUndefined = "scaling_undefined",
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("expected a test, found none")]
    struct Stub;

    impl Problem for Stub {
        fn kind(&self) -> ErrorKind {
            ErrorKind::MissingValue
        }
    }

    #[test]
    fn is_one_word_wide() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }

    #[test]
    fn names_are_unique_words() {
        for (index, kind) in ErrorKind::ALL.iter().enumerate() {
            assert!(kind.name().bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{kind}");
            assert!(ErrorKind::ALL[..index].iter().all(|other| other.name() != kind.name()));
        }
    }

    #[test]
    fn the_inner_place_wins() {
        let error = Error::new(Stub).at(Location::line(2)).at(Location::line(9).file("a.csv"));
        assert_eq!(error.to_string(), "a.csv, line 2: expected a test, found none");
        assert_eq!(error.message(), "expected a test, found none");
    }
}
