//! Activities, factors, parameters, populations, tidy accounts and IAMC tables from CSV. Feature `csv`.
//!
//! A reader takes a header line with documented names in any order. Every bad cell of a file is
//! reported at once, with line, column, field, value, and what to do; the rows that were understood
//! stand beside the errors.
//!
//! ```
//! use climate_account::{ErrorKind, exchange::csv::{CsvOptions, read_activities}};
//!
//! let file = "\
//! place,year,sector,carrier,process,amount,unit,source_publisher,source_title,source_year,source_place
//! Odder,2023,gpc:I.2.1,natural-gas,commercial-institutional,1200,GJ (net),Odder Kommune,Energy,2024,row 7
//! Odder,20x3,gpc:I.2.1,natural-gas,commercial-institutional,12;5,ton,Odder Kommune,Energy,2024,row 8
//! ";
//! let read = read_activities(file.as_bytes(), &CsvOptions::new())?;
//! assert_eq!(read.rows.len(), 1);
//! let kinds: Vec<ErrorKind> = read.errors.iter().map(|error| error.kind()).collect();
//! assert_eq!(
//!     kinds,
//!     [ErrorKind::InvalidNumber, ErrorKind::InvalidNumber, ErrorKind::AmbiguousUnit],
//! );
//! assert!(read.errors[0].to_string().starts_with("line 3, column 2, field year: "));
//! # Ok::<(), climate_account::Error>(())
//! ```

mod activities;
mod factors;
mod iamc;
mod iamc_parts;
mod iamc_variable;
mod interval;
mod lines;
mod mass;
mod memory;
mod options;
mod parameters;
mod population;
mod problem;
mod sheet;
mod source;
mod tidy;

pub use activities::{ACTIVITY_COLUMNS, read_activities};
pub use factors::{FACTOR_COLUMNS, read_factors};
pub use iamc::{IAMC_COLUMNS, IamcLine, read_iamc};
pub use options::{CsvOptions, ReadRows};
pub use parameters::{PARAMETER_COLUMNS, read_parameters};
pub use population::{POPULATION_COLUMNS, read_population};
pub use tidy::read_tidy;
