//! Columns in, totals out: the same exact sums for programs that hold their lines in columns.
//!
//! An [`Account`](crate::Account) explains every line. A data frame of a nation's municipalities, or
//! a table of a database, has a hundred million lines and asks for sums. This module takes slices of
//! plain integers and floats and gives totals by group and gas; it knows no units, sources or
//! sectors. Adapters for Python, R, Arrow or `DataFusion` wrap it, and nothing is copied on the way in.
//!
//! | to get | take |
//! |---|---|
//! | exact totals of activity x factor by group and gas, block by block | [`ExactTotals`] |
//! | the same in floating point | [`FloatTotals`] |
//! | sums of the inner categories of a tree, and where a report deviates | [`Tree`] |
//!
//! # How an adapter wraps it
//!
//! Decimals are integers with a stated scale, as Arrow's `Decimal64` and `Decimal128` hold them. Keys are
//! numbers from 0, as a dictionary column, a categorical or a factor holds them. Lines come in blocks of any
//! size, so a file of any length needs the memory of one block and of the totals. What a thread has
//! summed is [merged](ExactTotals::merge): the result is the same to the last digit.
//!
//! ```
//! use climate_account::batch::{Decimals, ExactTotals, Factors, Groups, Lines, Rows};
//! use climate_account::{ErrorKind, Result};
//!
//! /// What a record batch of a data frame has.
//! struct RecordBatch {
//!     amount: Vec<i64>,         // GJ, three decimals
//!     carrier_codes: Vec<u32>,  // natural gas, gas oil
//!     sector_codes: Vec<u32>,   // heat, transport
//! }
//!
//! /// CO2e by sector: 128-bit integers, and how many of their digits are decimals.
//! fn co2e_by_sector(batches: impl IntoIterator<Item = RecordBatch>) -> Result<(Vec<i128>, i32)> {
//!     // kg a GJ, four decimals: CO2, CH4, N2O.
//!     let factors = Factors::exact(&[&[561_000, 741_000], &[10, 30], &[1, 6]])?;
//!     let mut totals = ExactTotals::new(2, 3, Decimals { activities: 3, factors: 4 })?;
//!     for batch in batches {
//!         totals.add(&factors, &Lines {
//!             activities: &batch.amount,
//!             rows: Rows::Each(&batch.carrier_codes),
//!             groups: Groups::Each(&batch.sector_codes),
//!         })?;
//!     }
//!     let co2e = totals.co2e(&[1.into(), 28.into(), 265.into()])?;
//!     let decimals = co2e.decimals();
//!     Ok((co2e.into_mantissas(), decimals))
//! }
//!
//! let batch = |amount, carrier, sector| RecordBatch {
//!     amount: vec![amount],
//!     carrier_codes: vec![carrier],
//!     sector_codes: vec![sector],
//! };
//! let (kilograms, decimals) = co2e_by_sector([batch(1_200_000, 0, 0), batch(10_000, 1, 1)])?;
//! // 1200 GJ x (56.1 + 0.001 x 28 + 0.0001 x 265); 10 GJ x (74.1 + 0.003 x 28 + 0.0006 x 265)
//! assert_eq!((kilograms, decimals), (vec![673_854_000_000, 7_434_300_000], 7));
//!
//! // A code that is not in the table: the line is named, counted from 1 over all batches.
//! let error = co2e_by_sector([batch(1, 0, 0), batch(1, 2, 0)]).unwrap_err();
//! assert_eq!((error.kind(), error.location().line), (ErrorKind::OutOfRange, Some(2)));
//! # Ok::<(), climate_account::Error>(())
//! ```
//!
//! Where a column may be null, or lines are to be left out, the adapter decides before it calls: a
//! missing amount is not zero. CO2e of different weights must not be added; keep the gases and take
//! the view last.
//!
//! # How it is fast
//!
//! The bits of a block are looked at once. Where products and their sums cannot leave 64 bits, they are
//! summed there, without a check for each line, and go to totals of 128 bits group by group; else
//! in 128 bits from the start. Amounts and factors of up to 32 bits without a sign, and lines in the
//! order of their groups, are fastest.

mod deviation;
mod exact_column;
mod exact_totals;
mod float_totals;
mod lines;
mod problem;
mod tree;

pub use deviation::{Deviation, Tolerance};
pub use exact_column::ExactColumn;
pub use exact_totals::{Decimals, ExactTotals};
pub use float_totals::FloatTotals;
pub use lines::{Factors, Groups, Lines, Rows};
pub use tree::Tree;
