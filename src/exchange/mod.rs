//! Documents in and out: JSON, CSV with the feature `csv`, and tables that other tools open.

#[cfg(feature = "csv")]
pub mod csv;
#[cfg(feature = "serde")]
mod document;
pub mod export;
#[cfg(feature = "serde")]
pub mod json;

#[cfg(feature = "serde")]
pub use document::{ACCOUNT_SCHEMA, AccountDocument};
