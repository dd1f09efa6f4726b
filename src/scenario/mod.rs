//! Parts of scenarios: ramps, the turnover of a stock, and how much of a package of measures each of
//! them deserves.
//!
//! The scenario itself (edits over an account) is not there yet.
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

mod attribution;
mod problem;
mod ramp;
mod share_measures;
mod stock_turnover;

pub use attribution::{Attribution, AttributionRule, attribute};
pub use ramp::Ramp;
pub use share_measures::{ShareLine, attribute_shares, attribute_shares_by_logarithm};
pub use stock_turnover::StockTurnover;
