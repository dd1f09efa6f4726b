use std::sync::{Arc, OnceLock};

use super::calculator::Calculator;
use super::facet::Column;
use super::ledger::{Ledger, LedgerBuilder};
use super::{Activity, Entry, Facet, Profile, Selection, Total, Totals, notation_check};
use crate::Location;
use crate::error::{Error, Result};
use crate::factor::{ContentHash, FactorMatch, FactorSet};

/// A climate account: lines with their emissions, the profile they were computed by, and the hash
/// and vintage of the factors.
///
/// An account does not change. Totals are not stored but summed when they are asked for, exactly.
///
/// # Examples
///
/// ```
/// use climate_account::{Account, Activity, FactorSet, Profile, Source, Year, gas::GwpSet};
/// use climate_account::{Amount, unit::CalorificBasis};
///
/// let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
/// let heating = Activity::new("Odder", Year::new(2023)?, "gpc:I.2.1".parse()?,
///     "1200 GJ".parse::<Amount>()?, &source)
///     .carrier("natural-gas")
///     .process("commercial-institutional");
/// let profile = Profile::new("Odder", GwpSet::ar5()).calorific_basis(CalorificBasis::Net);
/// let account = Account::compute([heating], &profile, &FactorSet::catalogue())?;
///
/// // 1.2 TJ x (56100 kg CO2 + 5 kg CH4 x 28 + 0.1 kg N2O x 265)
/// assert_eq!(account.total()?.co2e()?.kilograms(), "67519.8".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug)]
pub struct Account {
    profile: Profile,
    factor_hash: ContentHash,
    factor_vintage: Arc<str>,
    activities: Vec<Activity>,
    matches: Vec<Option<Arc<FactorMatch>>>,
    ledger: Ledger,
    /// The columns that nearly every total needs; made once, on demand.
    place: OnceLock<Column>,
    year: OnceLock<Column>,
    sector: OnceLock<Column>,
    pub(super) special: OnceLock<(Vec<u32>, Vec<u32>)>,
}

impl Account {
    /// Computes an account.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Account, Activity, Amount, ErrorKind, FactorSet, Profile, gas::GwpSet};
    /// # let source = climate_account::Source::new("Odder Kommune", "Fleet", 2024, "sheet 1")?;
    /// # let (year, road) = (climate_account::Year::new(2023)?, "gpc:II.1.1".parse::<climate_account::SectorRef>()?);
    ///
    /// let driving = Activity::new("Odder", year, road, "2 TJ (net)".parse::<Amount>()?, &source)
    ///     .carrier("gas-diesel-oil");
    /// let (profile, factors) = (Profile::new("Odder", GwpSet::ar5()), FactorSet::catalogue());
    /// let account = Account::compute([driving.clone().process("road")], &profile, &factors)?;
    /// // 2 TJ x (74100 kg CO2 + 3.9 kg CH4 x 28 + 3.9 kg N2O x 265)
    /// assert_eq!(account.total()?.co2e()?.kilograms(), "150485.4".parse()?);
    ///
    /// // Without the process, many factors of the fuel match.
    /// let error = Account::compute([driving], &profile, &factors).unwrap_err();
    /// assert_eq!((error.kind(), error.location().line), (ErrorKind::AmbiguousFactor, Some(1)));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The first line that cannot be computed, with its place: a factor that is not found or not
    /// clear, a unit that does not fit, an activity below zero, "included elsewhere" that points
    /// nowhere. [`compute_known`](Account::compute_known) returns them all.
    pub fn compute(
        activities: impl IntoIterator<Item = Activity>,
        profile: &Profile,
        factors: &FactorSet,
    ) -> Result<Account> {
        let (account, errors) = Account::compute_known(activities, profile, factors)?;
        match errors.into_iter().next() {
            None => Ok(account),
            Some(error) => Err(error),
        }
    }

    /// Computes the lines that can be computed, and returns an error for each that cannot.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Account, Activity, Amount, ErrorKind, FactorSet, Profile, SectorRef, Source};
    /// use climate_account::{Year, gas::{Emissions, Gas, GwpSet}};
    ///
    /// let source = Source::new("Odder Kommune", "Bookkeeping", 2024, "row 7")?;
    /// let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// let good = Emissions::from_tonnes(Gas::CO2, 3);
    /// let good = Activity::new("Odder", year, sector.clone(), good, &source);
    /// let bad = Activity::new("Odder", year, sector, "3 l".parse::<Amount>()?, &source);
    /// let profile = Profile::new("Odder", GwpSet::ar5());
    /// let (account, errors) = Account::compute_known([good, bad], &profile, &FactorSet::new([]))?;
    /// assert_eq!(account.entries().count(), 1);
    /// assert_eq!(errors[0].kind(), ErrorKind::MissingValue);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for more than 2³² masses or 1024 gases and GWP
    /// sets,
    /// [`Overflow`](crate::ErrorKind::Overflow) for masses of one gas too far apart for one column.
    pub fn compute_known(
        activities: impl IntoIterator<Item = Activity>,
        profile: &Profile,
        factors: &FactorSet,
    ) -> Result<(Account, Vec<Error>)> {
        let mut calculator = Calculator::new(profile, factors);
        let activities = activities.into_iter();
        let expected = activities.size_hint().0;
        let (mut kept, mut errors) = (Vec::with_capacity(expected), Vec::new());
        let mut matches = Vec::with_capacity(expected);
        let mut bad = Vec::new();
        let mut ledger = LedgerBuilder::default();
        for (position, activity) in (1_u64..).zip(activities) {
            match calculator.calculate(&activity) {
                Ok((emissions, found)) => {
                    let pushed = ledger.push(&emissions);
                    pushed.map_err(|error| error.at(activity.location().clone()))?;
                    kept.push(activity);
                    matches.push(found);
                }
                // A line that was not read from a file is named by its position.
                Err(error) => {
                    let read = activity.location().clone();
                    errors.push(error.at(read).at(Location::line(position)));
                    bad.push(activity);
                }
            }
        }
        errors.extend(notation_check::errors(&kept, &bad));
        let ledger = ledger.build().map_err(|(line, error)| match kept.get(line) {
            Some(activity) => error.at(activity.location().clone()),
            None => error,
        })?;
        let account = Account {
            profile: profile.clone(),
            factor_hash: factors.hash(),
            factor_vintage: factors.vintage().into(),
            activities: kept,
            matches,
            ledger,
            place: OnceLock::new(),
            year: OnceLock::new(),
            sector: OnceLock::new(),
            special: OnceLock::new(),
        };
        Ok((account, errors))
    }

    /// The rules that it was computed by.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Account, FactorSet, Profile, gas::{Gas, GwpSet}};
    ///
    /// let profile = Profile::new("Odder 2023", GwpSet::ar5());
    /// let account = Account::compute([], &profile, &FactorSet::new([]))?;
    /// assert_eq!(account.profile().name(), "Odder 2023");
    /// assert_eq!(account.profile().gwp_set().value(Gas::N2O)?, 265.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The hash of the factors that it was computed with.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Account, FactorSet, Profile, factor::FactorLayer, gas::GwpSet};
    ///
    /// let factors = FactorSet::new([FactorLayer::new("Odder", "2024", [])?]);
    /// let account = Account::compute([], &Profile::new("Odder", GwpSet::ar5()), &factors)?;
    /// // The same edition has the same hash, another one does not.
    /// assert_eq!(account.factor_hash(), factors.hash());
    /// let other = FactorSet::new([FactorLayer::new("Odder", "2025", [])?]);
    /// assert_ne!(account.factor_hash(), other.hash());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn factor_hash(&self) -> ContentHash {
        self.factor_hash
    }

    /// The layers and editions of the factors that it was computed with.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Account, FactorSet, Profile, factor::FactorLayer, gas::GwpSet};
    ///
    /// let layers = [FactorLayer::new("Odder", "2024", [])?, FactorLayer::new("Energinet", "2023", [])?];
    /// let profile = Profile::new("Odder", GwpSet::ar5());
    /// let account = Account::compute([], &profile, &FactorSet::new(layers))?;
    /// assert_eq!(account.factor_vintage(), "Odder 2024, Energinet 2023");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn factor_vintage(&self) -> &str {
        &self.factor_vintage
    }

    /// The lines.
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
    /// let lines = [line("gpc:I.1.1", 8_446)?, line("gpc:V.2", -17_820)?];
    /// let account = Account::compute(lines, &profile, &factors)?;
    /// let text: Vec<String> = account
    ///     .entries()
    ///     .map(|entry| format!("{}: {} t", entry.activity().sector(), entry.emissions().tonnes(Gas::CO2)))
    ///     .collect();
    /// assert_eq!(text, ["gpc:I.1.1: 8446 t", "gpc:V.2: -17820 t"]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn entries(&self) -> impl ExactSizeIterator<Item = Entry<'_>> {
        (0..self.activities.len()).map(|line| Entry::new(self, line))
    }

    /// The line at a position, counted from 0.
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
    /// let lines = [line("gpc:I.1.1", 8_446)?, line("gpc:V.2", -17_820)?];
    /// let account = Account::compute(lines, &profile, &factors)?;
    /// let forest = account.entry(1).map(|entry| entry.emissions().tonnes(Gas::CO2));
    /// assert_eq!(forest, Some((-17_820).into()));
    /// assert!(account.entry(2).is_none());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn entry(&self, line: usize) -> Option<Entry<'_>> {
        (line < self.activities.len()).then(|| Entry::new(self, line))
    }

    /// The total of all lines.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Activity, FactorSet, Profile, Source, Year};
    /// use climate_account::{Account, gas::{Emissions, Gas, GwpSet}};
    /// # let source = Source::new("Odder Kommune", "Landfill and boilers", 2024, "sheet 1")?;
    /// # let factors = FactorSet::new([]);
    /// # let line = |code: &str, emissions| -> climate_account::Result<Activity> {
    /// #     Ok(Activity::new("Odder", Year::new(2023)?, code.parse()?, emissions, &source))
    /// # };
    ///
    /// let boilers = line("gpc:I.2.1", Emissions::from_tonnes(Gas::CO2, 500))?;
    /// let landfill = line("gpc:III.1.1", Emissions::from_tonnes(Gas::CH4_NON_FOSSIL, 12))?;
    /// let account = Account::compute([boilers, landfill], &Profile::new("Odder", GwpSet::ar5()), &factors)?;
    /// // 500 t CO2 + 12 t CH4 x 28
    /// assert_eq!(account.total()?.co2e()?.tonnes(), 836.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn total(&self) -> Result<Total> {
        self.all().total()
    }

    /// The totals by one or more facets.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// use climate_account::account::Facet;
    /// use climate_account::gas::{Emissions, Gas, GwpSet};
    ///
    /// let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// let line = |code: &str, tonnes: i64| {
    ///     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
    ///     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, emissions, &source))
    /// };
    /// let lines: Vec<Activity> = [line("gpc:I.1.1", 5), line("gpc:I.1.1", 2), line("gpc:V.2", -3)]
    ///     .into_iter()
    ///     .collect::<climate_account::Result<_>>()?;
    /// let account = Account::compute(lines, &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    /// let totals = account.totals(&[Facet::Sector])?;
    /// let text: Vec<String> = totals
    ///     .rows()
    ///     .map(|row| Ok(format!("{}: {}", row.label(0), row.total().co2e()?.tonnes())))
    ///     .collect::<climate_account::Result<_>>()?;
    /// assert_eq!(text, ["I.1.1: 7", "V.2: -3"]);
    /// assert_eq!(account.total()?.gross_co2e()?.tonnes(), 7.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn totals(&self, facets: &[Facet]) -> Result<Totals<'_>> {
        self.all().totals(facets)
    }

    /// The lines that satisfy a condition, to be totalled.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Account, sector::ReportingLevel};
    /// # use climate_account::{Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let line = |code: &str, tonnes: i64| -> climate_account::Result<Activity> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
    /// #     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, emissions, &source))
    /// # };
    /// # let (profile, factors) = (Profile::new("Samsø", GwpSet::ar5()), FactorSet::new([]));
    ///
    /// let lines = [line("gpc:I.1.1", 40)?, line("gpc:I.4.4", 7)?];
    /// let account = Account::compute(lines, &profile, &factors)?;
    /// let basic = account.select(|activity| {
    ///     activity.sector_in("gpc").is_some_and(|row| ReportingLevel::Basic.includes(row.index()))
    /// });
    /// // Generation for the grid is not in BASIC.
    /// assert_eq!(basic.total()?.co2e()?.tonnes(), 40.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn select(&self, condition: impl Fn(&Activity) -> bool) -> Selection<'_> {
        Selection::new(self, Some(self.activities.iter().map(condition).collect()))
    }

    /// The lines at these positions, in order.
    pub(super) fn select_lines(&self, lines: &[usize]) -> Selection<'_> {
        let mask = (0..self.activities.len()).map(|line| lines.binary_search(&line).is_ok());
        Selection::new(self, Some(mask.collect()))
    }

    fn all(&self) -> Selection<'_> {
        Selection::new(self, None)
    }

    pub(super) fn activities(&self) -> &[Activity] {
        &self.activities
    }

    pub(super) fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    pub(super) fn factor_match(&self, line: usize) -> Option<&FactorMatch> {
        self.matches.get(line)?.as_deref()
    }

    /// The column of a facet: kept where it is asked for often.
    pub(super) fn column(&self, facet: &Facet) -> std::borrow::Cow<'_, Column> {
        let make = || facet.column(&self.activities);
        let kept = match facet {
            Facet::Place => &self.place,
            Facet::Year => &self.year,
            Facet::Sector => &self.sector,
            _ => return std::borrow::Cow::Owned(make()),
        };
        std::borrow::Cow::Borrowed(kept.get_or_init(make))
    }
}
