//! Gases, their masses, and the GWP sets that turn masses into CO2e.
//!
//! An account keeps the mass of each gas. CO2e is a view under a named set, taken last; CO2e of
//! different sets cannot be added.
//!
//! ```
//! use climate_account::gas::{Emissions, Gas, GwpSet};
//!
//! let emissions = Emissions::from_kilograms(Gas::CO2, 25)
//!     .and(&Emissions::from_kilograms(Gas::CH4_NON_FOSSIL, 19))?
//!     .and(&Emissions::from_kilograms(Gas::N2O, 57))?;
//! assert_eq!(emissions.to_co2e(&GwpSet::ar5())?.to_string(), "15.662 t CO2e (AR5 GWP100)");
//! assert_eq!(emissions.to_co2e(&GwpSet::ar6())?.to_string(), "16.099 t CO2e (AR6 GWP100)");
//! # Ok::<(), climate_account::Error>(())
//! ```

mod blend;
mod co2e;
mod emissions;
#[expect(clippy::module_inception, reason = "the gas itself, among what belongs to gases")]
mod gas;
mod gwp;
mod problem;

pub use blend::Blend;
pub use co2e::Co2e;
pub use emissions::Emissions;
pub use gas::{Gas, Memo};
pub use gwp::GwpSet;
