use super::{Cause, Comparison};
use crate::Title;
use crate::account::problem::AccountProblem;
use crate::error::{Error, Result};
use crate::number::{Exact, ExactSum, Rounding};
use crate::text::comparison as text;

/// Whether a base year has to be recalculated.
///
/// # Examples
///
/// ```
/// use climate_account::account::RecalculationVerdict;
///
/// assert_ne!(RecalculationVerdict::Recalculate, RecalculationVerdict::Keep);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum RecalculationVerdict {
    /// A cause, or all of them together, reaches the threshold.
    Recalculate,
    /// Something changed, but all together stay below the threshold.
    Keep,
    /// Nothing changed.
    NothingChanged,
}

/// One cause of a changed base year, held against the threshold.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// # let edition = |set: GwpSet| -> climate_account::Result<Account> {
/// #     let emissions = Emissions::from_tonnes(Gas::CH4_NON_FOSSIL, 100);
/// #     let line = Activity::new("Samsø", Year::new(2018)?, "gpc:V.1".parse()?, emissions, &source);
/// #     Account::compute([line], &Profile::new("Samsø", set), &FactorSet::new([]))
/// # };
/// let (old, new) = (edition(GwpSet::ar4())?, edition(GwpSet::ar5())?);
/// let why = climate_account::account::compare(&old, &new)?;
/// let cause = why.recalculation("0.05".parse()?)?.causes[0];
/// // 300 t of 2500 t
/// assert_eq!((cause.share, cause.is_over), (Some("0.12".parse()?), true));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CauseVerdict {
    /// The cause.
    pub cause: Cause,
    /// Its effect in tonnes of CO2e.
    pub tonnes: Exact,
    /// The effect over the old total without signs, to six decimals; `None` where that is zero.
    pub share: Option<Exact>,
    /// Whether it reaches the threshold.
    pub is_over: bool,
}

/// A base year held against a threshold of significance; made by [`Comparison::recalculation`].
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// # let edition = |name: &str, tonnes: i64| -> climate_account::Result<Account> {
/// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
/// #     let line = Activity::new("Samsø", Year::new(2018)?, "gpc:V.1".parse()?, emissions, &source);
/// #     Account::compute([line], &Profile::new(name, GwpSet::ar5()), &FactorSet::new([]))
/// # };
/// use climate_account::account::{RecalculationVerdict, compare};
///
/// let (old, new) = (edition("Edition 2024", 1000)?, edition("Edition 2025", 1040)?);
/// let verdict = compare(&old, &new)?.recalculation("0.05".parse()?)?;
/// assert_eq!(verdict.verdict, RecalculationVerdict::Keep);
/// assert!(verdict.what_to_do.en.starts_with("The base year can stand."));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Recalculation {
    /// The share of the old total from which on a change is significant.
    pub threshold: Exact,
    /// The causes, the largest first.
    pub causes: Vec<CauseVerdict>,
    /// All effects without signs over the old total without sign, to six decimals, so that changes
    /// that cancel are seen; `None` where that total is zero.
    pub share_together: Option<Exact>,
    /// What follows.
    pub verdict: RecalculationVerdict,
    /// What to do.
    pub what_to_do: Title,
}

impl Comparison<'_> {
    /// Says whether a new edition of a base year differs so much from the old one that the year has
    /// to be recalculated: where a cause alone, or all causes together without signs, reach a share of
    /// the old total.
    ///
    /// The GPC asks for a recalculation when boundary, method or data change significantly or errors
    /// are found, and leaves the threshold to the city. Growth is none of these; it lies between two
    /// years, not between two editions of one.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let edition = |set: GwpSet| -> climate_account::Result<Account> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CH4_NON_FOSSIL, 100);
    /// #     let line = Activity::new("Samsø", Year::new(2018)?, "gpc:V.1".parse()?, emissions, &source);
    /// #     Account::compute([line], &Profile::new("Samsø", set), &FactorSet::new([]))
    /// # };
    /// use climate_account::account::{RecalculationVerdict, compare};
    ///
    /// let (old, new) = (edition(GwpSet::ar4())?, edition(GwpSet::ar5())?);
    /// let why = compare(&old, &new)?;
    /// assert_eq!(why.recalculation("0.05".parse()?)?.verdict, RecalculationVerdict::Recalculate);
    /// assert_eq!(why.recalculation("0.15".parse()?)?.verdict, RecalculationVerdict::Keep);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a threshold that is no share, and where the
    /// accounts are of different years.
    pub fn recalculation(&self, threshold: Exact) -> Result<Recalculation> {
        if threshold.is_negative() || threshold > Exact::ONE {
            let found = threshold.to_string();
            return Err(Error::new(AccountProblem::Threshold { found }));
        }
        let (old, new) = (self.old_years(), self.new_years());
        if old != new {
            return Err(Error::new(AccountProblem::RecalculationOfTwoYears { old, new }));
        }
        let base = self.old_co2e.tonnes().abs();
        let limit = base.checked_mul(threshold)?;
        let share = |tonnes: Exact| -> Result<Option<Exact>> {
            if base.is_zero() {
                return Ok(None);
            }
            tonnes.divide(base, Rounding::decimals(6)).map(Some)
        };
        let mut causes = Vec::new();
        let mut together = ExactSum::default();
        for effect in self.by_cause()? {
            let (cause, tonnes) = (effect.cause, effect.tonnes);
            together.add(tonnes.abs());
            let is_over = tonnes.abs() >= limit;
            causes.push(CauseVerdict { cause, tonnes, share: share(tonnes)?, is_over });
        }
        let together = together.total()?;
        let (verdict, what_to_do) = if together.is_zero() {
            (RecalculationVerdict::NothingChanged, text::NOTHING_CHANGED.title())
        } else if together >= limit {
            let new = self.new_title();
            let what_to_do = text::RECALCULATE.with(&[("new", &new)]);
            (RecalculationVerdict::Recalculate, what_to_do)
        } else {
            (RecalculationVerdict::Keep, text::KEEP_THE_BASE_YEAR.title())
        };
        let share_together = share(together)?;
        Ok(Recalculation { threshold, causes, share_together, verdict, what_to_do })
    }
}
