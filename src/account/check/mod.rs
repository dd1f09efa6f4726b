//! Looks at an account for what is missing, doubled or unlikely: one file for each family.

mod completeness;
mod double_counting;
mod handed_in;
mod notation;
mod per_inhabitant;
mod time_series;
mod unit_slip;

use core::cmp::Reverse;

use super::{Account, Population};
use crate::error::Result;
use crate::text::Text;
use crate::{Title, Year};

/// How grave a finding is.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// # let line = |code: &str, tonnes: i64| -> climate_account::Result<Activity> {
/// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
/// #     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, emissions, &source))
/// # };
/// # let (profile, factors) = (Profile::new("Samsø", GwpSet::ar5()), FactorSet::new([]));
/// # let not_estimated = |code: &str| -> climate_account::Result<Activity> {
/// #     let keys = climate_account::account::NotationKey::NotEstimated;
/// #     let keys = climate_account::account::NotationKeys::new(keys);
/// #     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, keys, &source))
/// # };
/// use climate_account::account::{NotationKeys, Severity};
///
/// // "Not estimated" is a warning, "included elsewhere" without saying where a note.
/// let elsewhere: NotationKeys = "IE".parse()?;
/// let elsewhere = Activity::new("Samsø", Year::new(2023)?, "danish:transport.rail".parse()?, elsewhere, &source);
/// let lines = [not_estimated("danish:transport.road")?, elsewhere];
/// let findings = Account::compute(lines, &profile, &factors)?.check()?;
/// let severities: Vec<Severity> = findings.iter().map(|finding| finding.severity).collect();
/// assert_eq!(severities, [Severity::Warning, Severity::Note]);
/// assert_eq!(severities.iter().filter(|severity| **severity >= Severity::Warning).count(), 1);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Severity {
    /// Good to know.
    Note,
    /// Look at it before the account is published.
    Warning,
    /// The total is likely to be wrong.
    Error,
}

/// What a check looks for.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// use climate_account::{Language, account::Check};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// # let (profile, factors) = (Profile::new("Samsø", GwpSet::ar5()), FactorSet::new([]));
/// # let road = |year: i64, tonnes: i64| -> climate_account::Result<Activity> {
/// #     let (year, emissions) = (Year::new(year)?, Emissions::from_tonnes(Gas::CO2, tonnes));
/// #     Ok(Activity::new("Samsø", year, "danish:transport.road".parse()?, emissions, &source))
/// # };
///
/// // Up 5 % in one year, up 129 % in the next.
/// let lines = [road(2021, 4_000)?, road(2022, 4_200)?, road(2023, 9_600)?];
/// let findings = Account::compute(lines, &profile, &factors)?.check()?;
/// assert_eq!(findings.len(), 1);
/// assert_eq!(findings[0].check, Check::TimeSeriesJump);
/// assert!(findings[0].what.in_language(Language::English).contains("9,600.0 t in 2023"));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Check {
    /// A line is "not estimated" or "confidential", so that totals are incomplete.
    Incomplete,
    /// A row that the BASIC level asks for has no line.
    MissingRow,
    /// A line that other years have is missing in a year.
    MissingYear,
    /// "Included elsewhere" without saying where.
    UnnamedTarget,
    /// "Included elsewhere" in a line that is not there.
    UnknownTarget,
    /// "Included elsewhere" in a line that is itself included elsewhere.
    TargetWithoutValue,
    /// Notation keys that contradict each other.
    ContradictoryKeys,
    /// "Included elsewhere" or "not occurring" beside a number for the same thing.
    KeyBesideValue,
    /// Two lines count the same thing.
    DuplicateLine,
    /// Generation that is supplied to the grid stands beside scope 2: only a territorial total may
    /// hold it.
    GridGenerationBesideScope2,
    /// Network loss counts by itself, and in the factor of what the network supplies.
    LossCountedTwice,
    /// CO2 of biomass counts in the total.
    BiogenicInTotal,
    /// A credit is deducted in the total instead of standing beside it.
    CreditInTotal,
    /// Several municipalities with scope 2 in one account, whose sum may count things twice.
    PlacesWithScope2,
    /// A sector changed by more than half from one year to the next.
    TimeSeriesJump,
    /// A line is about 10, 1000 or another ratio of units times its neighbour in time.
    UnitSlip,
    /// A total per inhabitant outside what municipalities have.
    ImplausiblePerInhabitant,
    /// Lines whose number was filled, and the share of gross emissions that rests on them.
    FilledLines,
    /// An account that is handed in is older than three years.
    TooOld,
    /// An account that is handed in lacks CO2, CH4 or N2O.
    MissingGas,
    /// An account that is handed in has lines without data quality.
    MissingGrade,
    /// A large line of an account that is handed in rests on an amount of low quality.
    LowQualityOfLargeLine,
    /// An account that is handed in holds CO2e whose GWP set is not stated.
    UnknownGwpSet,
}

/// What a check found.
///
/// # Examples
///
/// ```
/// use climate_account::{Account, Activity, FactorSet, Language, Profile, Source, Year};
/// use climate_account::account::{Check, Severity};
/// use climate_account::gas::{Emissions, Gas, GwpSet};
///
/// let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// let emissions = Emissions::from_tonnes(Gas::CO2, 5);
/// let line = Activity::new("Samsø", Year::new(2023)?, "danish:energy".parse()?, emissions, &source);
/// let lines = [line.clone(), line];
/// let account = Account::compute(lines, &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
/// let findings = account.check()?;
/// assert_eq!(findings.len(), 1);
/// assert_eq!((findings[0].check, findings[0].severity), (Check::DuplicateLine, Severity::Error));
/// assert_eq!(findings[0].lines, [0, 1]);
/// assert!(findings[0].remedy.in_language(Language::Danish).contains("slet"));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Finding {
    /// Which check.
    pub check: Check,
    /// How grave it is.
    pub severity: Severity,
    /// The lines, by their position; empty where a line is missing.
    pub lines: Vec<usize>,
    /// What was found.
    pub what: Title,
    /// What to do.
    pub remedy: Title,
}

impl Finding {
    fn new(
        check: Check,
        severity: Severity,
        lines: impl IntoIterator<Item = usize>,
        what: Title,
        remedy: Text,
    ) -> Finding {
        let (lines, remedy) = (lines.into_iter().collect(), remedy.title());
        Finding { check, severity, lines, what, remedy }
    }
}

/// What checks need beside the account.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// # let (profile, factors) = (Profile::new("Samsø", GwpSet::ar5()), FactorSet::new([]));
/// # let emissions = Emissions::from_tonnes(Gas::CO2, 5);
/// # let line = Activity::new("Samsø", Year::new(2018)?, "danish:energy".parse()?, emissions, &source);
/// use climate_account::account::{Check, CheckInputs};
///
/// let account = Account::compute([line], &profile, &factors)?;
/// let inputs = CheckInputs { handed_in: Some(Year::new(2023)?), ..CheckInputs::default() };
/// let findings = account.check_with(&inputs)?;
/// assert_eq!(findings[0].check, Check::TooOld);
/// assert_eq!(findings[0].what.da, "Samsø: det nyeste regnskab er fra 2018, 5 år før det indsendes; CCTF tillader 3");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct CheckInputs<'a> {
    /// Inhabitants: totals are held against what municipalities have per inhabitant.
    pub population: Option<&'a Population>,
    /// The year in which the account is handed in: it is held against the rules of CCTF and GPC for
    /// age, gases and data quality.
    pub handed_in: Option<Year>,
    /// The last edition of the account: lines are held against it for slips of units.
    pub last_edition: Option<&'a Account>,
}

impl Account {
    /// Looks for what is missing, doubled or unlikely. What is found is no error: the account
    /// stands as it is.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let line = |code: &str, tonnes: i64| -> climate_account::Result<Activity> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
    /// #     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, emissions, &source))
    /// # };
    /// # let (profile, factors) = (Profile::new("Samsø", GwpSet::ar5()), FactorSet::new([]));
    /// # let not_estimated = |code: &str| -> climate_account::Result<Activity> {
    /// #     let keys = climate_account::account::NotationKey::NotEstimated;
    /// #     let keys = climate_account::account::NotationKeys::new(keys);
    /// #     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, keys, &source))
    /// # };
    /// use climate_account::{Language, account::Check};
    ///
    /// let lines = [line("danish:transport.road", 4_000)?, not_estimated("danish:transport.rail")?];
    /// let findings = Account::compute(lines, &profile, &factors)?.check()?;
    /// assert_eq!((findings.len(), findings[0].check), (1, Check::Incomplete));
    /// assert_eq!(findings[0].lines, [1]);
    /// assert_eq!(
    ///     findings[0].what.in_language(Language::English),
    ///     "Samsø 2023, Rail: NE, the total is incomplete",
    /// );
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn check(&self) -> Result<Vec<Finding>> {
        self.check_with(&CheckInputs::default())
    }

    /// As [`check`](Account::check), and what can be looked for with more inputs. The gravest findings
    /// come first.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Account, Language, account::{Check, CheckInputs, Population}};
    /// # use climate_account::{Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let line = |code: &str, tonnes: i64| -> climate_account::Result<Activity> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
    /// #     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, emissions, &source))
    /// # };
    /// # let (profile, factors) = (Profile::new("Samsø", GwpSet::ar5()), FactorSet::new([]));
    ///
    /// // 10600 t for 3775 inhabitants are 2.8 t each; ten times as much is beyond what there is.
    /// let population = Population::new([("Samsø", Year::new(2023)?, 3_775.into())])?;
    /// let inputs = CheckInputs { population: Some(&population), ..CheckInputs::default() };
    /// let account = Account::compute([line("danish:transport", 10_600)?], &profile, &factors)?;
    /// assert!(account.check_with(&inputs)?.is_empty());
    /// let account = Account::compute([line("danish:transport", 106_000)?], &profile, &factors)?;
    /// let findings = account.check_with(&inputs)?;
    /// assert_eq!(findings[0].check, Check::ImplausiblePerInhabitant);
    /// assert_eq!(
    ///     findings[0].what.da,
    ///     "Samsø 2023, i alt: 28,1 t CO2e pr. indbygger; Danmarks kommuner havde fra -5,3 (Læsø 2019) til \
    ///      27,6 (Tønder 2018)",
    /// );
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn check_with(&self, inputs: &CheckInputs<'_>) -> Result<Vec<Finding>> {
        let mut findings = notation::findings(self);
        findings.extend(completeness::findings(self));
        findings.extend(completeness::filled(self)?);
        findings.extend(double_counting::findings(self));
        findings.extend(time_series::findings(self)?);
        findings.extend(unit_slip::findings(self, inputs.last_edition)?);
        if let Some(population) = inputs.population {
            findings.extend(per_inhabitant::findings(self, population)?);
        }
        if let Some(year) = inputs.handed_in {
            findings.extend(handed_in::findings(self, year)?);
        }
        findings.sort_by_key(|finding| Reverse(finding.severity));
        Ok(findings)
    }

    /// Looks for totals per inhabitant, in all and by Danish sector, outside what the 98 municipalities
    /// of Denmark had in 2018 to 2023 by Klimaregnskabet (state of May 2026).
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Account, Language, account::Population};
    /// # use climate_account::{Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let line = |code: &str, tonnes: i64| -> climate_account::Result<Activity> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
    /// #     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, emissions, &source))
    /// # };
    /// # let (profile, factors) = (Profile::new("Samsø", GwpSet::ar5()), FactorSet::new([]));
    ///
    /// // 30200 t for 3775 inhabitants are 8 t each; ten times as much is beyond what there is.
    /// let population = Population::new([("Samsø", Year::new(2023)?, 3_775.into())])?;
    /// let account = Account::compute([line("danish:total", 30_200)?], &profile, &factors)?;
    /// assert!(account.check_per_inhabitant(&population)?.is_empty());
    /// let account = Account::compute([line("danish:total", 302_000)?], &profile, &factors)?;
    /// let findings = account.check_per_inhabitant(&population)?;
    /// let what = findings[0].what.in_language(Language::English);
    /// assert!(what.starts_with("Samsø 2023, in all: 80.0 t CO2e per inhabitant"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Total::co2e`](super::Total::co2e).
    pub fn check_per_inhabitant(&self, population: &Population) -> Result<Vec<Finding>> {
        per_inhabitant::findings(self, population)
    }
}
