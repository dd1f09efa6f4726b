use crate::Year;
use crate::error::{ErrorKind, Problem};

#[derive(Debug, thiserror::Error)]
pub(super) enum ScenarioProblem {
    #[error(
        "expected at most {limit} measures to try every package of, found {found}; attribute share measures in closed form, group measures, or draw orders"
    )]
    TooManyMeasures { limit: usize, found: usize },
    #[error(
        "expected at least 2 pairs of orders to tell a standard error by, found {found}; draw a hundred or more"
    )]
    Pairs { found: u32 },
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
    #[error(
        "expected a value above zero of the driver `{driver}` in {year}, found {found}; give its index for the base year and every year projected"
    )]
    DriverValue { driver: String, year: Year, found: String },
    #[error(
        "expected {what} from 0 to 1 in the measure `{measure}`, found {found}; give per cent as a fraction"
    )]
    MeasureShare { measure: String, what: &'static str, found: String },
    #[error(
        "expected an efficiency above zero in the measure `{measure}`, found {found}; state the service for each unit before and after"
    )]
    Efficiency { measure: String, found: String },
    #[error(
        "expected scenarios that are not based on themselves, found {circle}; take one `based_on` out"
    )]
    Circle { circle: String },
    #[error("expected the scenario `{scenario}` to be based on a known one, found `{base}`{hint}")]
    UnknownBase { scenario: String, base: String, hint: String },
    #[error(
        "expected each measure once, found `{measure}` twice; give the second an id of its own"
    )]
    MeasureTwice { measure: String },
    #[error("expected a measure of the scenario beside `{measure}`, found `{named}`{hint}")]
    UnknownMeasure { measure: String, named: String, hint: String },
    #[error(
        "expected measures that can be together, found `{first}` and `{second}` in one package; take one out"
    )]
    Excluded { first: String, second: String },
    #[error(
        "expected a package of {expected} measures, found one of {found}; say of each whether it is taken"
    )]
    PackageSize { expected: usize, found: usize },
    #[error(
        "expected the factors that the scenario `{scenario}` is pinned to ({pinned}), found {found}; use that edition, or pin the new one"
    )]
    Pinned { scenario: String, pinned: String, found: String },
    #[error("expected an account with lines to project to {year}, found none; give its last year")]
    NoBaseYear { year: Year },
    #[error(
        "expected no more {gas} avoided than the {emitted} g that the lines emit in {year}, found more; cap the measure, or lower it"
    )]
    BeyondEmission { year: Year, gas: &'static str, emitted: String },
    #[error(
        "expected lines with amounts in `{unit}`, found `{found}`; select lines of one kind of unit"
    )]
    MeasureUnit { unit: String, found: String },
    #[error(
        "expected the target `{target}` in the GWP set of the account ({expected}), found {found}; state it in that set"
    )]
    TargetGwpSet { target: String, expected: String, found: String },
    #[error(
        "expected sectors of the target `{target}` as codes such as `gpc:II.1`, found `{found}`; leave them out for all sectors"
    )]
    TargetSector { target: String, found: String },
    #[error(
        "expected lines of known gases to count some of them, found CO2e without gases; state the target for all gases"
    )]
    TargetGases,
    #[error("expected {what} for a plant, found `{named}`{hint}")]
    UnknownNetwork { what: &'static str, named: String, hint: String },
    #[error(
        "expected each network once, found `{network}` twice; give the second an id of its own"
    )]
    NetworkTwice { network: String },
    #[error(
        "expected {what} in the network `{network}`, found {found}; give per cent as a fraction"
    )]
    NetworkValue { what: &'static str, network: String, found: String },
    #[error(
        "expected an output of zero or more of the feed `{feed}`, found {found}; leave a plant that is gone at zero"
    )]
    FeedOutput { feed: String, found: String },
    #[error(
        "expected at most {limit} plants to evaluate every package of in bulk, found {found}; evaluate packages exactly"
    )]
    PlantsInBulk { limit: usize, found: usize },
    #[error("expected at least one target to reach, found none")]
    NoGoal,
    #[error(
        "expected a cost for each of {expected} measures, found {found}; leave all out to search by number alone"
    )]
    CostCount { expected: usize, found: usize },
    #[error(
        "expected at most {limit} measures to search every package of, found {found}; leave some out, or search greedily"
    )]
    TooManyToSearch { limit: usize, found: usize },
    #[error(
        "expected from nothing to the {most} {before} as CO2 {what}, found {found}; check the balance of the plant"
    )]
    Captured { what: &'static str, before: &'static str, most: String, found: String },
}

impl Problem for ScenarioProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Scaling { .. } => ErrorKind::ScalingUndefined,
            Self::Circle { .. } | Self::Pinned { .. } | Self::TargetSector { .. } => {
                ErrorKind::InvalidDocument
            }
            Self::TargetGwpSet { .. } => ErrorKind::GwpSetMismatch,
            Self::UnknownBase { .. }
            | Self::UnknownMeasure { .. }
            | Self::UnknownNetwork { .. } => ErrorKind::UnknownChoice,
            Self::MeasureTwice { .. } | Self::NetworkTwice { .. } => ErrorKind::DuplicateId,
            Self::NoBaseYear { .. } | Self::TargetGases | Self::NoGoal => ErrorKind::MissingValue,
            Self::MeasureUnit { .. } => ErrorKind::DimensionMismatch,
            _ => ErrorKind::OutOfRange,
        }
    }
}
