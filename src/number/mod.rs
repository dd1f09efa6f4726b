//! Exact decimal numbers: products and sums that are never rounded, rounding by named rules, and
//! allocation whose parts add up to the whole.
//!
//! [`Decimal`] is the type that values come in and go out with. Its own operators round silently
//! beyond 28 digits; [`Exact`] does not round: a result that does not fit is an error.
//!
//! ```
//! use climate_account::number::{Decimal, Exact, Rounding};
//!
//! let energy: Exact = "1312278.3".parse()?; // GJ
//! let factor: Exact = "19.2611".parse()?; // kg CO2e per GJ
//! let product = energy.checked_mul(factor)?;
//! assert_eq!(product.to_string(), "25275923.56413");
//! assert_eq!(product.round(Rounding::decimals(1))?.to_string(), "25275923.6");
//! # Ok::<(), climate_account::Error>(())
//! ```

mod allocate;
mod big;
mod divide;
mod elementary;
mod exact;
mod interpolate;
mod parse;
mod philox;
mod portion;
mod problem;
mod rounding;
mod sum;

pub use allocate::{allocate, round_to_sum};
pub(crate) use big::{Big, product, product_over};
pub(crate) use divide::greatest_common_divisor;
pub(crate) use elementary::s_curve;
pub use exact::Exact;
pub use interpolate::interpolate;
pub use parse::NumberFormat;
pub(crate) use parse::clip;
pub(crate) use philox::halves;
pub use philox::philox;
pub(crate) use portion::Portion;
pub use rounding::{Digits, Rounding, RoundingMode};
pub use sum::{ExactSum, sum_by_group};

pub use rust_decimal::Decimal;

/// Powers of ten that fit the mantissa.
const POWERS_OF_TEN: [i128; 39] = {
    let mut powers = [1_i128; 39];
    let mut index = 1;
    while index < 39 {
        powers[index] = powers[index - 1] * 10;
        index += 1;
    }
    powers
};

fn power_of_ten(exponent: u32) -> Option<i128> {
    POWERS_OF_TEN.get(exponent as usize).copied()
}
