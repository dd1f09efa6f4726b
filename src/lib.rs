//! Municipal climate accounts in exact arithmetic.

pub mod account;
pub mod distribution;
mod error;
pub mod exchange;
pub mod factor;
pub mod gas;
mod language;
pub mod method;
mod nearest;
pub mod number;
pub mod report;
pub mod sector;
mod series;
mod source;
#[cfg(feature = "proptest")]
pub mod strategies;
mod table;
pub mod unit;
pub use account::{Account, Activity, Profile};
pub use error::{Error, ErrorKind, Location, Result};
pub use factor::{EmissionFactor, FactorSet};
pub use language::{Language, Title};
pub use nearest::names as nearest_names;
pub use sector::{Classification, Crosswalk, Scope, SectorRef};
pub use series::Year;
pub use source::Source;
pub use unit::{Amount, Quantity, Unit};
