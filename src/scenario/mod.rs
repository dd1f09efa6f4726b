//! Futures of an account: drivers, measures, pathways, and what each measure of a package deserves.
//!
//! A [`Scenario`] says what activities grow with, what feeds the networks of heat and electricity, and
//! which [`Measure`]s change both. A [`Projection`] applies it to an account, and a [`Pathway`] is the
//! result of a package of its measures: an account of every year. [`attribute`] divides the effect of a
//! package among its measures.
//!
//! | to answer | take |
//! |---|---|
//! | what will be emitted, by which measures | [`Projection::evaluate`] |
//! | the same as an account: sectors, explanations | [`Pathway::account`] |
//! | what a new plant does to all who take its heat | [`PlannedNetwork`], [`Effect::Plant`] |
//! | what each measure deserves | [`Projection::attribute`], by [lines](Projection::attribute_lines), by [gas](Projection::attribute_gas) |
//! | does the order of measures matter | [`Projection::order_dependent_pairs`] |
//! | which measures reach a target, which at least cost | [`Projection::search_packages`] |
//! | what a target counts of a plan | [`Pathway::within`] |
//! | thousands of packages and futures | [`Projection::bulk`], [`Bulk::evaluate_variants`] |
//!
//! ```
//! use climate_account::{number::Exact, scenario::{AttributionRule, attribute}};
//!
//! // 30 % and 20 % of the same 1000 t: together 440, not 500.
//! let left = |measure: usize| if measure == 0 { Exact::new(7, 1) } else { Exact::new(8, 1) };
//! let reduction = |package: &[bool]| {
//!     let mut emission = Exact::from(1000);
//!     for (measure, _) in package.iter().enumerate().filter(|(_, taken)| **taken) {
//!         emission = emission.checked_mul(left(measure))?;
//!     }
//!     Exact::from(1000).checked_sub(emission)
//! };
//! let shares = attribute(2, &AttributionRule::Shapley, reduction)?;
//! assert_eq!(shares.effects, [270.into(), 170.into()]);
//! assert_eq!(shares.package, 440.into());
//! # Ok::<(), climate_account::Error>(())
//! ```

mod acting;
mod attribution;
mod attribution_parts;
mod bulk;
mod bulk_model;
mod captured_carbon;
mod driver;
mod line_filter;
mod measure;
mod package_search;
mod pathway;
mod planned_network;
mod problem;
mod projected_factors;
mod projected_line;
mod projection;
mod ramp;
mod sampled_orders;
#[allow(clippy::module_inception)]
mod scenario;
mod searching;
mod share_measures;
mod stock_turnover;
mod supply;
mod weights;
mod within;

pub use attribution::{Attribution, AttributionRule, attribute};
pub use bulk::Bulk;
pub use captured_carbon::{CapturedCarbon, CapturedCarbonRule};
pub use driver::Driver;
pub use line_filter::LineFilter;
pub use measure::{
    Beyond, DecisionLevel, Effect, Measure, MeasureDetails, MeasureStatus, Progress,
};
pub use package_search::{FoundPackage, FoundPackages, PackageSearch, SearchMethod};
pub use pathway::Pathway;
pub use planned_network::{Feed, PlannedNetwork};
pub use projected_factors::projected_factors;
pub use projection::Projection;
pub use ramp::Ramp;
pub use scenario::{Scenario, ScenarioRole};
pub use share_measures::{ShareLine, attribute_shares, attribute_shares_by_logarithm};
pub use stock_turnover::StockTurnover;
