//! How sure a number is: distributions in floating point, error propagation, and Monte Carlo.
//!
//! Floating-point arithmetic is used here, in bulk and search of [`scenario`](crate::scenario) and in
//! [`batch`](crate::batch) alone. Values enter once, from exact ones, and nothing flows back into an
//! account. The [kernels](kernel) and the [generator](philox) give the same bits on every machine.
//!
//! | to ask | take |
//! |---|---|
//! | mean, median, quantiles of a distribution | [`Law`] |
//! | the uncertainty of one product or sum | [`combine_product`], [`combine_sum`], [`Moments`] |
//! | level and trend of an inventory, approach 1 | [`ApproachOne`] |
//! | which categories matter most | [`KeyCategories`] |
//! | a distribution of an account or a plan, by sector and year | [`UncertainAccount`] |
//! | the probability of meeting a target | [`UncertainAccount::gap`] |
//! | the methane of a landfill, draw by draw | [`LandfillDraws`] |
//! | how inputs vary together | [`Model::correlate`] |
//! | a distribution of sums of activity x factor | [`Model`] |
//!
//! ```
//! use climate_account::distribution::{Distribution, Family};
//! use climate_account::ensemble::{Model, Simulation};
//!
//! let mut model = Model::new();
//! // One factor for both lines: where it is too low for one, it is for the other.
//! let factor = Distribution::from_mean_and_sd(Family::Normal, 56, 2)?;
//! model.variable("natural gas", &factor)?;
//! model.line("homes", 1000.into(), &["natural gas"])?;
//! model.line("shops", 500.into(), &["natural gas"])?;
//!
//! let run = model.simulate(&Simulation::new(10_000, 1)?)?;
//! let total = run.sum(&["homes", "shops"])?.summary()?;
//! assert!((total.mean.value - 84_000.0).abs() < 5.0 * total.mean.standard_error);
//! assert!((total.standard_deviation.value - 3000.0).abs() < 150.0); // 1500 x 2
//! # Ok::<(), climate_account::Error>(())
//! ```
#![allow(clippy::float_arithmetic)]

mod approach_one;
mod assumption;
mod beta;
mod copula;
mod correlation;
mod drawing;
pub mod kernel;
mod key_categories;
mod landfill_draws;
mod law;
mod model;
mod moments;
mod permutation;
mod philox;
mod plan;
mod problem;
mod propagation;
mod relative;
mod run;
mod sample;
mod score_table;
mod shared_inputs;
mod short_kernel;
mod truncated;
mod uncertain_account;
mod uncertain_gap;
mod uncertain_lines;

pub use approach_one::{
    ApproachOne, InputCorrelation, InventoryLine, SharedInput, TableRow, TrendSensitivity,
};
pub use assumption::{AssumedPart, Assumption, Assumptions, BoundsReading};
pub use key_categories::{KeyCategories, KeyCategory, KeyRule};
pub use landfill_draws::{LandfillDraws, LandfillInput, LandfillVariation};
pub use law::Law;
pub use model::Model;
pub use moments::Contribution;
pub use propagation::{Moments, Propagation, combine_product, combine_sum, correction_factor};
pub use run::{Run, Sampling, Simulation};
pub use sample::{Estimate, Sample, Summary};
pub use uncertain_account::{UncertainAccount, UncertainPart, Unstated};
pub use uncertain_gap::{BaseDraws, UncertainGap};

pub use crate::number::philox;

use crate::number::Exact;

/// The nearest floating-point number.
fn float(value: Exact) -> f64 {
    value.to_string().parse().unwrap_or(f64::NAN)
}

/// A count as a floating-point number; draws are below 2^32, so it is exact.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn count(value: usize) -> f64 {
    value as f64
}
