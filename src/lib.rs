//! Municipal climate accounts in exact arithmetic.
mod error;
mod language;
pub mod number;
#[allow(dead_code, reason = "used by the floors above")]
mod table;

pub use error::{Error, ErrorKind, Location, Result};
pub use language::{Language, Title};
