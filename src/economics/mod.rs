//! What measures cost: present values, annuities, the CO2e shadow price and cost curves.
//!
//! Money is exact and has a currency and a price year (`DKK (2023)`); two price years do not add
//! up. Rates are real, as fractions. A cost is positive.
//!
//! | to compute | take |
//! |---|---|
//! | what payments are worth now | [`CashFlow::present_value`] |
//! | a yearly payment | [`CashFlow::equivalent_annual_value`], [`DiscountRates::capital_recovery_factor`] |
//! | a price per MWh at which a plant breaks even | [`CashFlow::levelised_cost`] |
//! | net cost per tonne, in the Danish definition | [`Abatement::shadow_price`] |
//! | the same for society, municipality or user | [`CostItem`] |
//! | which measures reach a target at which cost | [`CostCurve`] |
//! | falling costs of a technology | [`learning_rate`] |
//!
//! ```
//! use climate_account::economics::{CashFlow, DiscountRates, IndexConvention, StepReading};
//! use climate_account::number::Rounding;
//!
//! let pump = CashFlow::investment("DKK (2023)".parse()?, 1_000_000.into(), (-40_000).into(), 20)?;
//! let rates = DiscountRates::built_in("dk-2021", StepReading::EachYear)?;
//! let cost = pump.present_value(&rates, IndexConvention::FirstNow)?.value();
//! assert_eq!(cost.round(Rounding::decimals(2))?.to_string(), "431503.87");
//! # Ok::<(), climate_account::Error>(())
//! ```

mod cash_flow;
mod cost_curve;
mod discount_rates;
mod formulas;
mod money;
mod perspective;
mod problem;
mod shadow_price;

pub use cash_flow::CashFlow;
pub use cost_curve::{CostCurve, CurveBasis, CurveMeasure, CurveStep};
pub use discount_rates::{DiscountRates, IndexConvention, StepReading};
pub use formulas::{StraightLineCapital, avoided_damage, learning_rate};
pub use money::Money;
pub use perspective::{CostItem, Perspective, costs_of};
pub use shadow_price::{Abatement, NET_TAX_FACTOR, ShadowPriceRule};
