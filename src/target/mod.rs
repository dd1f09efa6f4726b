//! Targets, the paths to them, budgets, and how far a plan is from them.
//!
//! A [`Target`] carries what decides whether it is met: base year and where its value comes from,
//! boundary, interim targets, what "by 2030" means. [`Target::gap`] holds a plan, a projection or a
//! trend against it.
//!
//! | to answer | take |
//! |---|---|
//! | what may be emitted in a year | [`Target::level`], [`Target::path`] |
//! | what has to be cut each year | [`Target::yearly_reduction`], [`YearlyReduction::between`] |
//! | are we on track, how large is the gap | [`Target::gap`] |
//! | where the last years lead to | [`Trend`] |
//! | a path between two levels | [`Pathway`], [`linear_to_zero`], [`Logistic`] |
//! | a path that uses a budget | [`BudgetPath`], [`end_level_of_budget`] |
//! | how long a budget lasts | [`exhaustion`], [`YearsLeft`] |
//! | what budget is ours | [`fair_shares`], [`fair_share_set`], [`budget_per_head`], [`RemainingBudget`] |
//! | a target by a named method | [`AbsoluteContraction`], [`SectoralConvergence`], [`ContractionAndConvergence`] |
//! | would our plan be certified | [`ClimatePlan::check`], [`sector_bands`] |
//! | the temperature of a target | [`temperature_by_regression`], [`BudgetOvershoot`] |
//!
//! ```
//! use climate_account::{Year, number::Rounding, series::{AnnualValue, CumulativeRule, Interpolation, Series}};
//! use climate_account::target::{
//!     BaseValue, BaseYear, Boundary, Demand, GapQuestion, Milestone, Target, TargetTiming, TotalKind,
//! };
//!
//! // 96 Danish municipalities: -76 % in 2030 by their targets, -73 % by their measures.
//! let (base, now, year) = (Year::new(1990)?, Year::new(2018)?, Year::new(2030)?);
//! let target = Target {
//!     id: "dk2020".to_owned(),
//!     version: "March 2024".to_owned(),
//!     demand: Demand::Level,
//!     base: BaseYear {
//!         year: base,
//!         // Few municipalities have measured it.
//!         value: BaseValue::BackCast { value: "78.6".parse()?, driver: "as published".to_owned() },
//!     },
//!     milestones: vec![Milestone { year, value: "18.8".parse()? }],
//!     interpolation: Interpolation::Linear,
//!     timing: TargetTiming::InTheYear,
//!     boundary: Boundary::whole(TotalKind::Net, "as published"),
//!     unit: "Mt CO2e".parse()?,
//! };
//! let measures = [(now, AnnualValue::Number("49.5".parse()?)), (year, AnnualValue::Number("21.4".parse()?))];
//! let measures = Series::new("Mt CO2e".parse()?, measures)?;
//! let question = GapQuestion { now, year, cumulative: CumulativeRule::AnnualSum, budget: None };
//! let gap = target.gap(&measures, &question)?;
//! assert_eq!(gap.gap, "2.6".parse()?);
//! let points = gap.gap_of_base.unwrap_or_default().checked_mul(100.into())?;
//! assert_eq!(points.round(Rounding::decimals(0))?.to_string(), "3");
//! # Ok::<(), climate_account::Error>(())
//! ```

mod arithmetic;
mod base_year;
mod boundary;
mod budget;
mod cctf;
mod cctf_findings;
mod contraction;
mod demand;
mod fair_share;
mod from_budget;
mod gap;
mod pathway;
mod plan_measure;
mod problem;
mod sector_band;
mod sectoral;
#[expect(clippy::module_inception, reason = "the target itself, among what belongs to targets")]
mod target;
mod temperature;
mod trend;
mod yearly_reduction;

pub use base_year::{BaseValue, BaseYear};
pub use boundary::{Boundary, TotalKind};
pub use budget::{BudgetEquation, Exhaustion, RemainingBudget, YearsLeft, exhaustion};
pub use cctf::{ClimatePlan, PlanCheck, PlanFinding, PlanHorizon, PlanRule};
pub use contraction::{
    AbsoluteContraction, ContractionAndConvergence, ContractionRate, ContractionRule,
};
pub use demand::{Demand, Milestone, TargetTiming};
pub use fair_share::{
    FairShareRule, FairShares, Part, budget_per_head, fair_share_set, fair_shares,
};
pub use from_budget::{BudgetPath, BudgetShape, FirstYear};
pub use gap::{Arrival, Gap, GapQuestion};
pub use pathway::{
    Logistic, Pathway, PathwayShape, end_level_of_budget, linear_to_zero, required_rate,
};
pub use plan_measure::{ExcludedMeasure, IndicatorStage, PlanIndicator, PlanMeasure};
pub use sector_band::{BandPosition, PlanSector, SectorBand, sector_bands};
pub use sectoral::{
    ConvergedIntensity, IntensityCap, MarketShare, SectoralConvergence, emissions_of_intensity,
    rescaled_scenario,
};
pub use target::Target;
pub use temperature::{BudgetOvershoot, temperature_by_regression, temperature_of_both};
pub use trend::{Trend, TrendFit, TrendPath, TrendShape, TrendStart};
pub use yearly_reduction::YearlyReduction;
