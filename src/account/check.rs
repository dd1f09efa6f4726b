use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::{Account, Activity, Cell, Facet, Label, NotationKey, Population, TextFacet};
use crate::error::Result;
use crate::number::{Exact, Rounding};
use crate::sector::{ReportingLevel, Sector};
use crate::text::account as text;
use crate::{Scope, SectorRef, Title, Year};

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
/// assert!(findings[0].what.in_language(Language::English).contains("9600 t in 2023"));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Check {
    /// A line is "not estimated" or "confidential", so that totals are incomplete.
    Incomplete,
    /// "Included elsewhere" without saying where.
    UnnamedTarget,
    /// Two lines count the same thing.
    DuplicateLine,
    /// Generation that is supplied to the grid stands beside scope 2: only a territorial total may
    /// hold it.
    GridGenerationBesideScope2,
    /// A row that the BASIC level asks for has no line.
    MissingRow,
    /// A sector changed by more than half from one year to the next.
    TimeSeriesJump,
    /// A total per inhabitant outside what municipalities have.
    ImplausiblePerInhabitant,
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
    ///     "Samsø, 2023, transport.rail: NE, the total is incomplete",
    /// );
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn check(&self) -> Result<Vec<Finding>> {
        let mut findings = self.notation();
        findings.extend(self.duplicates());
        findings.extend(self.grid_generation());
        findings.extend(self.missing_rows());
        findings.extend(self.jumps()?);
        Ok(findings)
    }

    /// Looks for totals per inhabitant below −20 or above 60 t CO2e: the municipalities of Denmark
    /// had between −6 and 27 in 2018 to 2023.
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
    /// assert_eq!(what, "Samsø 2023: 80 t CO2e per inhabitant");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Total::co2e`](super::Total::co2e).
    pub fn check_per_inhabitant(&self, population: &Population) -> Result<Vec<Finding>> {
        let mut findings = Vec::new();
        for row in self.totals(&[Facet::Place, Facet::Year])?.rows() {
            let (Label::Text(place), Label::Year(year)) = (row.label(0), row.label(1)) else {
                continue;
            };
            let Some(persons) = population.of(place, *year) else { continue };
            let value = row.total().per_inhabitant(persons, Rounding::decimals(3))?;
            let Some(value) = value.filter(|value| !((-20).into()..=60.into()).contains(value))
            else {
                continue;
            };
            findings.push(Finding {
                check: Check::ImplausiblePerInhabitant,
                severity: Severity::Warning,
                lines: row.entries().map(|entry| entry.line()).collect(),
                what: text::TONNES_PER_INHABITANT.with(&[
                    ("place", place),
                    ("year", year),
                    ("tonnes", &value),
                ]),
                remedy: text::LOOK_FOR_A_FACTOR_OF_1000.title(),
            });
        }
        Ok(findings)
    }

    fn notation(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for entry in self.entries() {
            let Cell::Keys(keys) = entry.activity().cell() else { continue };
            let label = entry.activity().label();
            if keys.leaves_incomplete() {
                findings.push(Finding {
                    check: Check::Incomplete,
                    severity: Severity::Warning,
                    lines: vec![entry.line()],
                    what: Title::new(
                        format!("{label}: {keys}, summen er ufuldstændig"),
                        format!("{label}: {keys}, the total is incomplete"),
                    ),
                    remedy: Title::new(
                        "opgør linjen, eller nævn den ved siden af summen",
                        "estimate the line, or name it beside the total",
                    ),
                });
            }
            if keys.contains(NotationKey::IncludedElsewhere) && keys.target().is_none() {
                findings.push(Finding {
                    check: Check::UnnamedTarget,
                    severity: Severity::Note,
                    lines: vec![entry.line()],
                    what: Title::new(
                        format!("{label}: medregnet andetsteds, uden at det siges hvor"),
                        format!("{label}: included elsewhere, without saying where"),
                    ),
                    remedy: Title::new(
                        "skriv linjen i parentes, fx IE (II.1.1)",
                        "write the line in brackets, such as IE (II.1.1)",
                    ),
                });
            }
        }
        findings
    }

    fn duplicates(&self) -> Vec<Finding> {
        let mut known: HashMap<u64, Vec<usize>> = HashMap::new();
        let mut findings: Vec<Finding> = Vec::new();
        for entry in self.entries() {
            let candidates = known.entry(subject(entry.activity())).or_default();
            let twin = candidates.iter().copied().find(|line| {
                self.entry(*line).is_some_and(|twin| twin.activity().same_subject(entry.activity()))
            });
            candidates.push(entry.line());
            let Some(twin) = twin else { continue };
            let label = entry.activity().label();
            findings.push(Finding {
                check: Check::DuplicateLine,
                severity: Severity::Error,
                lines: vec![twin, entry.line()],
                what: Title::new(
                    format!("{label}: tæller to gange"),
                    format!("{label}: counts twice"),
                ),
                remedy: Title::new(
                    "slet den ene linje, eller giv linjerne hver sin sti",
                    "delete one of the lines, or give each a path of its own",
                ),
            });
        }
        findings
    }

    fn grid_generation(&self) -> Vec<Finding> {
        let mut lines: BTreeMap<(Arc<str>, Year), (Vec<usize>, bool)> = BTreeMap::new();
        for entry in self.entries() {
            let activity = entry.activity();
            if matches!(activity.cell(), Cell::Keys(_)) {
                continue;
            }
            let Some(row) = activity.sector_in("gpc") else { continue };
            let key = (Arc::clone(activity.place_name()), activity.year());
            let (generation, scope_2) = lines.entry(key).or_default();
            if row.code() == "I.4.4" {
                generation.push(entry.line());
            }
            *scope_2 |= row.sector().and_then(Sector::scope) == Some(Scope::Scope2);
        }
        lines
            .into_iter()
            .filter(|(_, (generation, scope_2))| !generation.is_empty() && *scope_2)
            .map(|((place, year), (lines, _))| Finding {
                check: Check::GridGenerationBesideScope2,
                severity: Severity::Warning,
                lines,
                what: Title::new(
                    format!(
                        "{place} {year}: produktion til nettet (I.4.4) står ved siden af scope 2"
                    ),
                    format!(
                        "{place} {year}: generation for the grid (I.4.4) stands beside scope 2"
                    ),
                ),
                remedy: Title::new(
                    "læg aldrig alle linjer sammen; brug BASIC eller den territoriale sum",
                    "never add all lines up; use BASIC or the territorial total",
                ),
            })
            .collect()
    }

    fn missing_rows(&self) -> Vec<Finding> {
        let mut present: BTreeMap<(Arc<str>, Year), Vec<&SectorRef>> = BTreeMap::new();
        for entry in self.entries() {
            let activity = entry.activity();
            if let Some(row) = activity.sector_in("gpc") {
                let key = (Arc::clone(activity.place_name()), activity.year());
                present.entry(key).or_default().push(row);
            }
        }
        let mut findings = Vec::new();
        for ((place, year), rows) in present {
            let missing: Vec<&str> = ReportingLevel::Basic
                .rows()
                .filter(|row| !rows.iter().any(|known| known.index() == row.index()))
                .map(Sector::code)
                .collect();
            if missing.is_empty() {
                continue;
            }
            let list = missing.join(", ");
            findings.push(Finding {
                check: Check::MissingRow,
                severity: Severity::Note,
                lines: Vec::new(),
                what: Title::new(
                    format!("{place} {year}: ingen linje for {list}"),
                    format!("{place} {year}: no line for {list}"),
                ),
                remedy: Title::new(
                    "indtast et tal eller en notationsnøgle for hver række",
                    "enter a number or a notation key for each row",
                ),
            });
        }
        findings
    }

    fn jumps(&self) -> Result<Vec<Finding>> {
        let mut series: BTreeMap<(Label, Label), Vec<(Year, Exact)>> = BTreeMap::new();
        for row in self.totals(&[Facet::Place, Facet::Sector, Facet::Year])?.rows() {
            let Label::Year(year) = row.label(2) else { continue };
            // A set without a value for some gas leaves no jump to be seen.
            let Ok(co2e) = row.total().co2e() else { continue };
            let key = (row.label(0).clone(), row.label(1).clone());
            series.entry(key).or_default().push((*year, co2e.tonnes()));
        }
        let mut findings = Vec::new();
        for ((place, sector), years) in series {
            for pair in years.windows(2) {
                let [(first, before), (second, after)] = pair else { continue };
                let change = after.checked_sub(*before)?.abs();
                let half = before.abs().checked_mul(Exact::new(5, 1))?;
                if before.is_zero() || change <= half || change < Exact::from(100) {
                    continue;
                }
                findings.push(Finding {
                    check: Check::TimeSeriesJump,
                    severity: Severity::Note,
                    lines: Vec::new(),
                    what: Title::new(
                        format!(
                            "{place}, {sector}: {before} t CO2e i {first}, {after} t i {second}"
                        ),
                        format!(
                            "{place}, {sector}: {before} t CO2e in {first}, {after} t in {second}"
                        ),
                    ),
                    remedy: Title::new(
                        "se efter, om metode, afgrænsning eller enhed skiftede",
                        "see whether the method, the boundary or a unit changed",
                    ),
                });
            }
        }
        Ok(findings)
    }
}

/// A hash of what two lines that count the same thing have in common.
fn subject(activity: &Activity) -> u64 {
    let mut hasher = DefaultHasher::new();
    (activity.place(), activity.year(), activity.sector()).hash(&mut hasher);
    // Many lines of one sector differ in these alone, such as the vehicles of a fleet.
    let texts = [TextFacet::Carrier, TextFacet::Process, TextFacet::Path];
    (texts.map(|facet| activity.text(facet)), activity.memo_item()).hash(&mut hasher);
    hasher.finish()
}
