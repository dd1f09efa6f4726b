//! Tables that other tools open.
//!
//! | format | function | opened by |
//! |---|---|---|
//! | GPC, 54 reference numbers and totals | [`gpc`] | spreadsheets, reporting platforms |
//! | GPC, one row a line (CIRIS) | [`gpc_entries`] | the workbook CIRIS |
//! | Common Reporting Framework of the Global Covenant of Mayors | [`gcom_crf`] | reporting platforms |
//! | IAMC, long and wide | [`IamcTable`] | [pyam](https://pyam-iamc.readthedocs.io) |
//! | PRIMAP2 interchange, CSV and YAML | [`primap2`] | [primap2](https://primap2.readthedocs.io) |
//! | tidy CSV of lines | [`tidy`] | pandas, R, spreadsheets, and this crate |
//! | tidy CSV of totals | [`tidy_totals`] | the same |
//!
//! All follow the same rules:
//!
//! * numbers are exact decimals, tonnes unless the header says otherwise, and never pass through
//!   floating point;
//! * a notation key is printed where the format has a place for it and the line is listed as
//!   [left out](ExportTable::left_out) where it has none; it is never 0;
//! * CO2e names its GWP set;
//! * what the rows hold and what is left out add up to the account.
//!
//! ```
//! # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
//! # use climate_account::gas::{Emissions, Gas, GwpSet};
//! # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
//! use climate_account::{Classification, Language};
//! use climate_account::exchange::export::{ExportOptions, IamcTable, gpc, primap2, tidy};
//!
//! let homes = Activity::new("Samsø", Year::new(2023)?, "gpc:I.1.1".parse()?,
//!     Emissions::from_tonnes(Gas::CO2, 40), &source);
//! let account = Account::compute([homes], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
//! let options = ExportOptions::new(Language::Danish);
//! assert_eq!(gpc(&account, &options)?.rows().len(), 54 + 4);
//! assert_eq!(tidy(&account, &options)?.rows().len(), 2);
//! let dataset = primap2(&account, Classification::gpc(), "samsoe", &options)?;
//! assert!(dataset.metadata.starts_with("data_file: samsoe.csv\n"));
//! # Ok::<(), climate_account::Error>(())
//! ```

mod gases;
mod gcom;
mod gpc;
mod iamc;
mod lines;
mod options;
mod paths;
mod placing;
mod primap;
mod rows;
mod table;
mod tidy;

#[cfg(feature = "csv")]
pub(crate) use gases::{gas_names, variable_set};
#[cfg(feature = "csv")]
pub(crate) use paths::{is_undivided, resolve, sole_root};

pub use gcom::gcom_crf;
pub use gpc::{gpc, gpc_entries};
pub use iamc::IamcTable;
pub use options::ExportOptions;
pub use primap::{PrimapDataset, primap2};
pub use table::{ExportTable, LeftOut};
#[cfg(feature = "csv")]
pub(crate) use tidy::TIDY_COLUMNS;
pub use tidy::{tidy, tidy_totals};
