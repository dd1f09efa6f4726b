//! Emission factors, sets of them in layers, and the look-up that says what it took and why.
//!
//! ```
//! use climate_account::{EmissionFactor, Source, Year, factor::{FactorLayer, FactorQuery, FactorSet}};
//! use climate_account::gas::{Emissions, Gas};
//!
//! let source = Source::new("Odder Varmeværk", "Declaration", 2024, "page 1")?;
//! let heat = EmissionFactor::new(
//!     "odder-heat",
//!     "district-heat",
//!     "GJ".parse()?,
//!     Emissions::from_kilograms(Gas::CO2, 8),
//!     source,
//! )?;
//! let set = FactorSet::new([FactorLayer::new("Odder", "2024", [heat])?]);
//!
//! let found = set.find(&FactorQuery::new("district-heat", &"MWh".parse()?, Year::new(2023)?))?;
//! assert_eq!(found.factor().id(), "odder-heat");
//! # Ok::<(), climate_account::Error>(())
//! ```

mod boundary;
mod carrier;
#[cfg(feature = "catalogue")]
mod catalogue;
mod content_hash;
mod conversion;
#[cfg(feature = "catalogue")]
mod default_value;
mod emission_factor;
mod evidence;
mod factor_set;
mod look_up;
mod note;
mod parameter;
mod problem;

pub use boundary::Boundary;
pub use carrier::carrier_title;
pub(crate) use carrier::is_biogenic;
pub use content_hash::ContentHash;
pub use conversion::{AppliedParameter, Conversion};
#[cfg(feature = "catalogue")]
pub use default_value::DefaultValue;
pub use emission_factor::EmissionFactor;
pub use evidence::Evidence;
pub use factor_set::{FactorLayer, FactorSet};
pub use look_up::{FactorMatch, FactorQuery, Fallback};
pub(crate) use note::note_title;
pub use parameter::{Parameter, ParameterKind};

/// The name of the built-in layer.
pub(crate) const CATALOGUE: &str = "built-in catalogue";
