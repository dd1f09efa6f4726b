//! Years.

mod year;

pub use year::Year;
