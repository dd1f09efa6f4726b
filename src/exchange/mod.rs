//! Documents in and out: JSON, and CSV with the feature `csv`.

#[cfg(feature = "csv")]
pub mod csv;
#[cfg(feature = "serde")]
pub mod json;
