//! Years, and values that belong to them.
//!
//! [`AnnualQuantities`] has a quantity for each of consecutive years. A [`Series`] has values for
//! some years, with a named rule for the years between and for the years outside, and tells a zero
//! from what is missing.
//!
//! ```
//! use climate_account::{Year, series::{AnnualValue, CumulativeRule, Series}};
//!
//! let given = |value: i64| AnnualValue::Number(value.into());
//! let anchors = [(Year::new(2020)?, given(100)), (Year::new(2030)?, given(30))];
//! let path = Series::new("kt CO2e/yr".parse()?, anchors)?;
//! assert_eq!(path.at(Year::new(2025)?)?, 65.into());
//! let sum = path.cumulative(Year::new(2020)?, Year::new(2030)?, CumulativeRule::AnnualSum)?;
//! assert_eq!(sum, 715.into());
//! # Ok::<(), climate_account::Error>(())
//! ```

mod across;
mod annual;
mod change;
mod cumulative;
mod gap_filling;
mod harmonise;
mod interpolation;
mod problem;
#[allow(clippy::module_inception)]
mod series;
mod year;

pub use across::{Difference, quantile, weighted_mean};
pub use annual::AnnualQuantities;
pub use change::Crossings;
pub use cumulative::CumulativeRule;
pub use gap_filling::{FilledSeries, FilledValue, GapFilling, GapFillingMethod, OverlapRule};
pub use harmonise::Harmonisation;
pub use interpolation::{Extrapolation, Interpolation};
pub use series::{AnnualValue, Series};
pub use year::Year;
