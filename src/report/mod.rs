//! The account for people: numbers in their language, tables whose rounded rows add up, and
//! explanations down to the source.

#[cfg(feature = "chart")]
pub mod chart;
mod comparison;
mod explanation;
mod number_text;
mod table;
mod words;

pub use explanation::{Depth, Explain, Explanation, Part, explain_derivation};
pub use number_text::{mass_text, number_text};
pub use table::{SumTable, TableCell, account_table};
