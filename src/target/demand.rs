use crate::Year;
use crate::number::Exact;
use crate::series::{CumulativeRule, Series};

/// What the numbers of a target's milestones are.
///
/// | demand | milestone value |
/// |---|---|
/// | `ReductionOfBase` | share of the base year that is cut, 0.7 for -70 %; beyond 1 is legal |
/// | `Level` | emissions |
/// | `PerHead`, `Intensity` | emissions per inhabitant, per unit of activity |
/// | `ReductionOfBasePerHead`, `ReductionOfBaseIntensity` | share of the base year's quotient that is cut |
/// | `Budget` | emissions of all years together, from the first year to the milestone |
///
/// # Examples
///
/// A cut per inhabitant is no cut of the same size where a town grows:
///
/// ```
/// use climate_account::{Year, number::Rounding, series::{AnnualValue, Interpolation, Series}};
/// use climate_account::target::{
///     BaseValue, BaseYear, Boundary, Demand, Milestone, Target, TargetTiming, TotalKind,
/// };
///
/// let (base, goal) = (Year::new(2019)?, Year::new(2030)?);
/// let people = [(base, AnnualValue::Number(58_000.into())), (goal, AnnualValue::Number(64_000.into()))];
/// let population = Series::new("capita".parse()?, people)?;
/// let target = Target {
///     id: "per-head-2030".to_owned(),
///     version: "1".to_owned(),
///     demand: Demand::ReductionOfBasePerHead { population },
///     base: BaseYear { year: base, value: BaseValue::Measured { value: 300_000.into() } },
///     milestones: vec![Milestone { year: goal, value: "0.55".parse()? }],
///     interpolation: Interpolation::Linear,
///     timing: TargetTiming::InTheYear,
///     boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
///     unit: "t CO2e".parse()?,
/// };
/// let level = target.level(goal)?.ok_or("no demand").unwrap_or_default();
/// assert_eq!(level.round(Rounding::decimals(8))?.to_string(), "148965.51724138");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum Demand {
    /// A share of the emissions of the base year is cut.
    ReductionOfBase,
    /// Emissions of at most a level.
    Level,
    /// Emissions per inhabitant of at most a level.
    PerHead {
        /// The inhabitants of each year.
        population: Series,
    },
    /// A share of the emissions per inhabitant in the base year is cut.
    ReductionOfBasePerHead {
        /// The inhabitants of each year, the base year included.
        population: Series,
    },
    /// Emissions per unit of an activity of at most a level.
    Intensity {
        /// The activity of each year.
        activity: Series,
    },
    /// A share of the emissions per unit of an activity in the base year is cut.
    ReductionOfBaseIntensity {
        /// The activity of each year, the base year included.
        activity: Series,
    },
    /// Emissions of at most an amount over all years together.
    Budget {
        /// The first year that counts.
        first: Year,
        /// How years are added up.
        rule: CumulativeRule,
    },
}

impl Demand {
    /// What emissions are divided by.
    pub(super) fn divisor(&self) -> Option<&Series> {
        match self {
            Demand::PerHead { population: series }
            | Demand::ReductionOfBasePerHead { population: series }
            | Demand::Intensity { activity: series }
            | Demand::ReductionOfBaseIntensity { activity: series } => Some(series),
            Demand::ReductionOfBase | Demand::Level | Demand::Budget { .. } => None,
        }
    }

    pub(super) fn is_of_base(&self) -> bool {
        matches!(
            self,
            Demand::ReductionOfBase
                | Demand::ReductionOfBasePerHead { .. }
                | Demand::ReductionOfBaseIntensity { .. }
        )
    }
}

/// A year of a target and its value, which [`Demand`] gives a meaning.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, target::Milestone};
///
/// // More is taken up than emitted.
/// let negative = Milestone { year: Year::new(2050)?, value: "1.1".parse()? };
/// assert!(negative.value > 1.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Milestone {
    /// The year.
    pub year: Year,
    /// The share, level or amount.
    pub value: Exact,
}

/// What "by 2030" means.
///
/// A line to zero "in 2030" and one that is zero "from the year after 2030" differ by a whole year of
/// emissions in the target year.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, target::{TargetTiming, linear_to_zero}};
///
/// let (now, goal) = (Year::new(2024)?, Year::new(2030)?);
/// let left_in_2030 = |timing| {
///     let path = linear_to_zero((now, 700.into()), goal, timing, &"kt CO2e".parse()?)?;
///     path.at(goal)
/// };
/// assert_eq!(left_in_2030(TargetTiming::InTheYear)?, 0.into());
/// assert_eq!(left_in_2030(TargetTiming::FromTheYearAfter)?, 100.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum TargetTiming {
    /// The value is demanded in the year, and nothing after the last one.
    InTheYear,
    /// The value is demanded in the year and in every later one.
    FromTheYearOn,
    /// The value is demanded in the year after and in every later one.
    FromTheYearAfter,
}

impl TargetTiming {
    /// The years from a milestone to the year that its value is demanded in.
    pub(super) fn delay(self) -> i64 {
        match self {
            TargetTiming::InTheYear | TargetTiming::FromTheYearOn => 0,
            TargetTiming::FromTheYearAfter => 1,
        }
    }
}
