use crate::Year;
use crate::error::{ErrorKind, Problem};

#[derive(Debug, thiserror::Error)]
pub(super) enum ScenarioProblem {
    #[error(
        "expected at most {limit} measures to try every package of, found {found}; attribute share measures in closed form, or group measures"
    )]
    TooManyMeasures { limit: usize, found: usize },
    #[error(
        "expected each of {count} measures once in the order or the groups, found {found}; number them from 0"
    )]
    Order { count: usize, found: String },
    #[error(
        "expected effects that do not cancel to scale to the package, found a sum of zero for a package of {package}; take another rule"
    )]
    Scaling { package: String },
    #[error("expected {what} from 0 to 1, found {found}; give per cent as a fraction")]
    Share { what: &'static str, found: String },
    #[error(
        "expected shares below 1 to take logarithms of what is left, found {found}; attribute by Shapley values"
    )]
    WholeShare { found: String },
    #[error(
        "expected as many shares as measures on every line, found {found} on a line beside {count}; write 0 for a measure that does not act on it"
    )]
    ShareCount { count: usize, found: usize },
    #[error("expected {what} after {first}, found {found}; give the years in order")]
    Years { what: &'static str, first: Year, found: Year },
    #[error(
        "expected a lifetime of at least one year, found 0; leave it out where nothing is renewed"
    )]
    Lifetime,
}

impl Problem for ScenarioProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Scaling { .. } => ErrorKind::ScalingUndefined,
            _ => ErrorKind::OutOfRange,
        }
    }
}
