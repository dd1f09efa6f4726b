use crate::Year;
use crate::error::{ErrorKind, Problem};

#[derive(Debug, thiserror::Error)]
pub(super) enum TargetProblem {
    #[error(
        "expected at least one milestone in target `{id}`, found none; give its year and value"
    )]
    NoMilestone { id: String },
    #[error(
        "expected a milestone after {before} in target `{id}`, found {found}; order the milestones after the base year"
    )]
    MilestoneOrder { id: String, before: Year, found: Year },
    #[error(
        "expected a value of the base year {year} for target `{id}`, found none; measure it, cast it back with a driver, or set the target as a level"
    )]
    BaseAbsent { id: String, year: Year },
    #[error(
        "expected a value above zero in the base year {year} for target `{id}`, found {found}; a percentage of it has no meaning, set the target as a level"
    )]
    BaseNotPositive { id: String, year: Year, found: String },
    #[error("expected {what} above zero, found {found}")]
    NotPositive { what: &'static str, found: String },
    #[error("expected {what} from 0 to 1, found {found}; give per cent as a fraction")]
    Share { what: &'static str, found: String },
    #[error(
        "expected inhabitants to divide emissions by, found values in `{found}`; give `capita`, or set an intensity target"
    )]
    NotPersons { found: String },
    #[error(
        "expected a target that demands a level of a year, found the budget `{id}`; derive a path from the budget"
    )]
    BudgetHasNoLevel { id: String },
    #[error(
        "expected a target with a demand for {year}, found none in `{id}`; ask for a milestone year"
    )]
    NoDemand { id: String, year: Year },
    #[error("expected {what} after {first}, found {found}; give the years in order")]
    Years { what: &'static str, first: Year, found: Year },
    #[error(
        "expected a yearly reduction below 1, found {found}; a cut of the whole leaves nothing to cut again, and per cent are given as a fraction"
    )]
    Rate { found: String },
    #[error(
        "expected a level above zero to reach by a constant rate, found {found}; take a straight line"
    )]
    RateTo { found: String },
    #[error(
        "expected a budget above zero to draw a path from, found {found}; it is used up before the start"
    )]
    UsedUp { found: String },
    #[error(
        "expected a budget that outlasts its first full year, found {budget} for emissions of {emissions} a year; let the first year be reduced, or draw a straight line"
    )]
    FirstYearTooLarge { budget: String, emissions: String },
    #[error("expected a time of zero or more since the start, found {found}")]
    Time { found: String },
    #[error(
        "expected whole years since the start for an annual path, found {found}; take the continuous one"
    )]
    WholeYears { found: String },
    #[error("expected {what}, found none; it is needed by {rule}")]
    Missing { what: String, rule: &'static str },
    #[error(
        "expected a sector whose intensity changes from the base to the end, found {found} in both; there is no way to share"
    )]
    NoConvergence { found: String },
    #[error(
        "expected at least {needed} given values for a trend, found {found}; take a longer window"
    )]
    ShortTrend { needed: usize, found: usize },
    #[error(
        "expected values above zero for an exponential trend, found {found} in {year}; take a linear one"
    )]
    TrendSign { year: Year, found: String },
    #[error("expected at least one part to share a budget among, found none")]
    NoParts,
}

impl Problem for TargetProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::NoMilestone { .. }
            | Self::BaseAbsent { .. }
            | Self::NoDemand { .. }
            | Self::Missing { .. }
            | Self::ShortTrend { .. }
            | Self::NoParts => ErrorKind::MissingValue,
            Self::NotPersons { .. } => ErrorKind::DimensionMismatch,
            Self::RateTo { .. } | Self::TrendSign { .. } => ErrorKind::GrowthRateUndefined,
            Self::NoConvergence { .. } => ErrorKind::DivisionByZero,
            _ => ErrorKind::OutOfRange,
        }
    }
}
