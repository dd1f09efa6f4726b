use crate::Year;
use crate::error::{ErrorKind, Problem};

#[derive(Debug, thiserror::Error)]
pub(super) enum EnsembleProblem {
    #[error(
        "expected a distribution, found bounds of {found} without the share they hold; say whether they are a 95 % interval or the ends of a uniform or triangular distribution"
    )]
    Range { found: String },
    #[error(
        "expected a score of {item} for which the pedigree matrix has a value, found {score}; take the next worse score"
    )]
    PedigreeCell { item: &'static str, score: u8 },
    #[error(
        "expected a mean that a truncated normal can have, found {mean} with a spread of {spread}; it lies too close to a bound, so lower the spread or name another distribution"
    )]
    TruncatedMean { mean: String, spread: String },
    #[error(
        "expected a truncation that holds part of the distribution, found bounds {found} where it is below the smallest number; check centre and spread"
    )]
    EmptyTruncation { found: String },
    #[error("expected a distribution in the range of floating-point numbers, found {found}")]
    NotFinite { found: String },
    #[error("expected one distribution of the variable {name}, found a second; draw it once")]
    SecondDistribution { name: String },
    #[error(
        "expected another name for the variable {name}, found that it shares its random numbers with {other}; rename one"
    )]
    Collision { name: String, other: String },
    #[error("expected a variable of the model, found {name}; {near}")]
    UnknownVariable { name: String, near: String },
    #[error(
        "expected a variable once in a line, found {name} twice; squares of a variable are not supported"
    )]
    RepeatedVariable { name: String },
    #[error("expected an output of the model, found {name}; {near}")]
    UnknownOutput { name: String, near: String },
    #[error(
        "expected a distribution that holds the value {value}, found {found} for {name}; check both, and the unit"
    )]
    ValueOutside { name: String, value: String, found: String },
    #[error(
        "expected a lognormal distribution of {name}, which divides, found {found}; only its reciprocal has a mean in closed form"
    )]
    Divides { name: String, found: String },
    #[error(
        "expected a correlation matrix of {expected} rows, one for each variable, found {found}"
    )]
    MatrixRows { expected: usize, found: usize },
    #[error("expected {expected} correlations of {name}, one for each variable, found {found}")]
    MatrixRow { name: String, expected: usize, found: usize },
    #[error(
        "expected a correlation of 1 of {name} with itself, found {found}; give correlations, not covariances"
    )]
    Diagonal { name: String, found: String },
    #[error(
        "expected one correlation of {first} and {second}, found {found}; make the matrix symmetric"
    )]
    NotSymmetric { first: String, second: String, found: String },
    #[error(
        "expected a positive definite correlation matrix, found that {name} is more than determined by {others}; take one variable for what is the same, or lower the correlations"
    )]
    NotPositiveDefinite { name: String, others: String },
    #[error(
        "expected each variable in one correlated group, found {name} twice; put all its correlations in one matrix"
    )]
    CorrelatedTwice { name: String },
    #[error(
        "expected plain sampling of correlated variables, found a Latin hypercube, which {name} would have to leave; draw plainly, and more"
    )]
    CorrelatedHypercube { name: String },
    #[error(
        "expected lines without products of correlated variables, found {first} times {second}; their moments have no closed form here, so take them from draws"
    )]
    CorrelatedProduct { first: String, second: String },
    #[error("expected rows of different names, found two of {name}; group by other facets")]
    RepeatedOutput { name: String },
    #[error("expected outputs of the year {year}, found {found}; group by year")]
    NoYear { year: Year, found: String },
    #[error("expected a year that was drawn, {found}, found {year}; draw more years")]
    YearNotDrawn { year: Year, found: String },
    #[error("expected one of the {kinds} kinds of waste, counted from 0, found {found} for {name}")]
    KindOfWaste { name: String, kinds: usize, found: usize },
    #[error(
        "expected a target with a demand for {year}, found none in `{id}`; ask for a milestone year"
    )]
    NoDemand { id: String, year: Year },
    #[error(
        "expected a target of the GWP set of the account, {account}, found {target}; compute the account under that set"
    )]
    TargetSet { target: String, account: String },
    #[error("expected two draws or more, found {found}; 10 000 give a 95 % interval")]
    Draws { found: u32 },
    #[error("expected draws from {first} to {last} within 0 to {draws}; ask for others")]
    DrawRange { first: u32, last: u32, draws: u32 },
    #[error(
        "expected {draws} draws, found that the caller stopped after {done}; go on, or draw fewer"
    )]
    Cancelled { done: u32, draws: u32 },
    #[error("expected two values or more, found {found}; draw more")]
    TooFewValues { found: usize },
    #[error("expected a number, found {found} as value {index} of the sample")]
    NotANumber { found: f64, index: usize },
    #[error("expected a probability from 0 to 1, found {found}; the median is 0.5")]
    Probability { found: f64 },
    #[error("expected a level to compare draws with, found NaN; check what it was computed from")]
    LevelNotANumber,
    #[error("expected an uncertainty of zero per cent or more, found {found} for {name}")]
    NegativeUncertainty { name: String, found: String },
    #[error(
        "expected a total other than zero {what}, found zero; its uncertainty in per cent is undefined"
    )]
    ZeroTotal { what: &'static str },
    #[error(
        "expected one uncertainty and correlation of the shared {input}, found another for {name}; what is drawn once has one uncertainty"
    )]
    SharedInput { input: String, name: String },
    #[error("expected an input that lines share, found {name}; {near}")]
    UnknownInput { name: String, near: String },
    #[error(
        "expected one correlation of two inputs, found another of {first} and {second}; give each pair once"
    )]
    PairTwice { first: String, second: String },
    #[error(
        "expected inputs that are both correlated between the years or both not, found {first} and {second}, of which one is; their part in the trend is not defined"
    )]
    MixedYears { first: String, second: String },
    #[error("expected at least one line, found none")]
    NoLines,
    #[error("expected each category once, found {name} twice; add its lines up first")]
    RepeatedCategory { name: String },
    #[error("expected a threshold above 0 and up to 1, found {found}; approach 1 takes 0.95")]
    Threshold { found: String },
}

impl Problem for EnsembleProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Range { .. }
            | Self::PedigreeCell { .. }
            | Self::TruncatedMean { .. }
            | Self::EmptyTruncation { .. }
            | Self::ValueOutside { .. }
            | Self::Divides { .. }
            | Self::NotFinite { .. } => ErrorKind::InvalidDistribution,
            Self::SecondDistribution { .. }
            | Self::Collision { .. }
            | Self::RepeatedVariable { .. }
            | Self::RepeatedOutput { .. }
            | Self::CorrelatedTwice { .. }
            | Self::SharedInput { .. }
            | Self::PairTwice { .. }
            | Self::RepeatedCategory { .. } => ErrorKind::DuplicateId,
            Self::UnknownVariable { .. }
            | Self::UnknownOutput { .. }
            | Self::UnknownInput { .. }
            | Self::NoYear { .. }
            | Self::YearNotDrawn { .. }
            | Self::NoDemand { .. }
            | Self::NoLines => ErrorKind::MissingValue,
            Self::MatrixRows { .. }
            | Self::MixedYears { .. }
            | Self::MatrixRow { .. }
            | Self::Diagonal { .. }
            | Self::NotSymmetric { .. }
            | Self::NotPositiveDefinite { .. }
            | Self::CorrelatedHypercube { .. }
            | Self::CorrelatedProduct { .. } => ErrorKind::InvalidCorrelation,
            Self::Cancelled { .. } => ErrorKind::Cancelled,
            Self::TargetSet { .. } => ErrorKind::GwpSetMismatch,
            Self::ZeroTotal { .. } => ErrorKind::DivisionByZero,
            Self::Draws { .. }
            | Self::DrawRange { .. }
            | Self::TooFewValues { .. }
            | Self::NotANumber { .. }
            | Self::Probability { .. }
            | Self::LevelNotANumber
            | Self::NegativeUncertainty { .. }
            | Self::KindOfWaste { .. }
            | Self::Threshold { .. } => ErrorKind::OutOfRange,
        }
    }
}
