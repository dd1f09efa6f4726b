//! Documents in and out: JSON, CSV with the feature `csv`, and tables that other tools open.

#[cfg(feature = "csv")]
pub mod csv;
pub mod export;
#[cfg(feature = "serde")]
pub mod json;
