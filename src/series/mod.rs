//! Years, and what there is of something in each of them.

mod annual;
mod year;

pub use annual::AnnualQuantities;
pub use year::Year;
