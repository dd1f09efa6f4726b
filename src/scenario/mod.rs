//! Futures of an account: drivers, measures, pathways, and what each measure of a package deserves.
//!
//! A [`Scenario`] says what activities grow with and which [`Measure`]s change them. A [`Projection`]
//! applies it to an account, and a [`Pathway`] is the result of a package of its measures: an account
//! of every year. [`attribute`] divides the effect of a package among its measures.
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
