//! Activities, the profile of rules, the account with its totals, checks, and why two accounts differ.

#[expect(clippy::module_inception, reason = "the account itself, among what belongs to accounts")]
mod account;
mod activity;
mod attribute;
mod calculator;
mod cell;
mod check;
mod comparison;
mod entry;
mod facet;
mod ledger;
mod name;
mod notation;
mod notation_check;
mod population;
mod problem;
mod profile;
mod total;
mod totals;

pub use account::Account;
pub use activity::{Activity, TextFacet};
pub use attribute::{Grade, Localisation, MemoItem};
pub(crate) use calculator::Calculator;
pub use cell::Cell;
pub use check::{Check, CheckInputs, Finding, Severity};
pub use comparison::{
    Cause, CauseVerdict, Comparison, Effect, GasChange, LineChange, MethodChange, Recalculation,
    RecalculationVerdict, RuleChange, Waterfall, compare,
};
pub use entry::Entry;
pub use facet::{Facet, Label};
pub(crate) use name::{line_title, sector_title, subject_title};
pub use notation::{NotationKey, NotationKeys};
pub use population::Population;
pub use profile::Profile;
pub use total::Total;
pub use totals::{Selection, Totals, TotalsRow};
