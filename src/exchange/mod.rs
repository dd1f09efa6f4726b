//! Documents in and out: JSON, CSV with the feature `csv`, and tables that other tools open.
//!
//! | what | read | written |
//! |---|---|---|
//! | activities, factors, parameters, populations | CSV ([`csv`]), JSON ([`json`]) | JSON |
//! | profiles, classifications, scenarios, inputs of methods | JSON | JSON |
//! | an account with its lines and totals | JSON ([`AccountDocument`]), tidy CSV ([`csv::read_tidy`]) | JSON, [tidy CSV](export::tidy) |
//! | scenarios of other models | IAMC ([`csv::read_iamc`]) | [IAMC](export::IamcTable) |
//! | the account for reporting | | [GPC](export::gpc), [CIRIS](export::gpc_entries), [GCoM](export::gcom_crf) |
//! | the account for research | | [PRIMAP2](export::primap2) |
//!
//! ```
//! # #[cfg(all(feature = "csv", feature = "serde"))] {
//! use climate_account::exchange::{csv, export, json, AccountDocument};
//! use climate_account::{Account, Activity, FactorSet, Language, Profile, Source, Year};
//! use climate_account::gas::{Emissions, Gas, GwpSet};
//!
//! let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
//! let forest = Activity::new("Samsø", Year::new(2023)?, "gpc:V.2".parse()?,
//!     Emissions::from_tonnes(Gas::CO2, -15), &source);
//! let profile = Profile::new("Samsø", GwpSet::ar5());
//! let account = Account::compute([forest], &profile, &FactorSet::new([]))?;
//!
//! let file = export::tidy(&account, &export::ExportOptions::new(Language::Danish))?.to_csv();
//! let lines = csv::read_tidy(file.as_bytes(), &csv::CsvOptions::new())?.complete()?;
//! let again = Account::compute(lines, &profile, &FactorSet::new([]))?;
//! assert_eq!(again.total()?, account.total()?);
//!
//! let text = json::to_string(&AccountDocument::new(&account)?)?;
//! let document: AccountDocument = json::from_str(&text)?;
//! assert_eq!(document.account()?.total()?, account.total()?);
//! # }
//! # Ok::<(), climate_account::Error>(())
//! ```

#[cfg(feature = "csv")]
pub mod csv;
#[cfg(feature = "serde")]
mod document;
pub mod export;
#[cfg(feature = "serde")]
pub mod json;

#[cfg(feature = "serde")]
pub use document::{ACCOUNT_SCHEMA, AccountDocument};
