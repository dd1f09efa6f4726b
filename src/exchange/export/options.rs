use std::sync::Arc;

use crate::sector::Classification;
use crate::{Crosswalk, Language};

/// The language of the texts in an export, and the ways from one classification to another.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// use climate_account::{Crosswalk, Language, exchange::export::{ExportOptions, gpc}};
///
/// let code = "energy.households.district-heating";
/// let heat = Activity::new("Samsø", Year::new(2023)?, format!("danish:{code}").parse()?,
///     Emissions::from_tonnes(Gas::CO2, 40), &source);
/// let account = Account::compute([heat], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
/// // A tenth of the heat is lost in the pipes of this network.
/// let shares = [("I.1.2", "0.9".parse()?), ("I.1.3", "0.1".parse()?)];
/// let crosswalk = Crosswalk::danish_to_gpc().with_shares(code, shares)?;
/// let table = gpc(&account, &ExportOptions::new(Language::Danish).crosswalk(crosswalk))?;
/// let tonnes: Vec<_> = table.column("total [t CO2e, AR5 GWP100]").take(3).collect();
/// assert_eq!(tonnes, ["", "36", "4"]); // I.1.1, I.1.2, I.1.3
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct ExportOptions {
    pub(super) language: Language,
    crosswalks: Vec<Crosswalk>,
}

impl ExportOptions {
    /// Texts in a language, and the built-in crosswalks.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, FactorSet, Profile, gas::GwpSet};
    /// use climate_account::{Language, exchange::export::{ExportOptions, gcom_crf}};
    ///
    /// let account = Account::compute([], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    /// let table = gcom_crf(&account, &ExportOptions::new(Language::Danish))?;
    /// assert_eq!(table.columns().nth(2), Some("sector"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn new(language: Language) -> ExportOptions {
        ExportOptions { language, crosswalks: Vec::new() }
    }

    /// Adds a crosswalk, which is taken before the built-in one between the same classifications.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// use climate_account::{Crosswalk, Language, exchange::export::{ExportOptions, gcom_crf}};
    ///
    /// let shops = Activity::new("Samsø", Year::new(2023)?, "gpc:I.2.1".parse()?,
    ///     Emissions::from_tonnes(Gas::CO2, 10), &source);
    /// let account = Account::compute([shops], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    /// let crosswalk = Crosswalk::gpc_to_gcom_crf().with_shares("I.2.1", [
    ///     ("stationary-energy.commercial-buildings.direct", "0.7".parse()?),
    ///     ("stationary-energy.institutional-buildings.direct", "0.3".parse()?),
    /// ])?;
    /// let options = ExportOptions::new(Language::English).crosswalk(crosswalk);
    /// let table = gcom_crf(&account, &options)?;
    /// let direct: Vec<_> = table.column("direct [t CO2e, AR5 GWP100]").take(3).collect();
    /// assert_eq!(direct, ["", "7", "3"]); // homes, commercial, institutional
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn crosswalk(mut self, crosswalk: Crosswalk) -> ExportOptions {
        self.crosswalks.push(crosswalk);
        self
    }

    /// The way from a classification to another, the caller's before the built-in one.
    pub(super) fn way(&self, from: &Arc<Classification>, to: &str) -> Option<&Crosswalk> {
        let leads = |known: &&Crosswalk| known.from() == from && known.to().id() == to;
        let own = self.crosswalks.iter().rev().find(leads);
        own.or_else(|| Crosswalk::built_in().map(AsRef::as_ref).find(leads))
    }
}
