use super::{Comparison, names};
use crate::Title;
use crate::account::Facet;
use crate::error::Result;
use crate::number::Exact;

/// A comparison as bars: where it starts, each step up or down, where it ends.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// # let account = |year: i64, tonnes: i64| -> climate_account::Result<Account> {
/// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
/// #     let line = Activity::new("Samsø", Year::new(year)?, "gpc:V.1".parse()?, emissions, &source);
/// #     Account::compute([line], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))
/// # };
/// let (old, new) = (account(2018, 100)?, account(2023, 80)?);
/// let bars = climate_account::account::compare(&old, &new)?.waterfall()?;
/// assert_eq!((&*bars.start.0.da, bars.start.1), ("2018", 100.into()));
/// assert_eq!((&*bars.steps[0].0.da, bars.steps[0].1), ("indberettede tal", (-20).into()));
/// assert_eq!(bars.end.1, 80.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Waterfall {
    /// The old account and its net total, in tonnes of CO2e.
    pub start: (Title, Exact),
    /// The steps, the largest first; the start and all steps together are the end.
    pub steps: Vec<(Title, Exact)>,
    /// The new account and its net total.
    pub end: (Title, Exact),
}

impl Comparison<'_> {
    /// Steps by cause.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, FactorSet, Profile, gas::GwpSet};
    /// # let account = Account::compute([], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    /// let bars = climate_account::account::compare(&account, &account)?.waterfall()?;
    /// assert_eq!((bars.start.1, bars.steps.len(), bars.end.1), (0.into(), 0, 0.into()));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn waterfall(&self) -> Result<Waterfall> {
        let effects = self.by_cause()?.into_iter();
        Ok(self.bars(effects.map(|effect| (effect.cause.title(), effect.tonnes)).collect()))
    }

    /// Steps by a facet, such as the sector.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let account = |year: i64, tonnes: i64| -> climate_account::Result<Account> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
    /// #     let line = Activity::new("Samsø", Year::new(year)?, "gpc:V.1".parse()?, emissions, &source);
    /// #     Account::compute([line], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))
    /// # };
    /// use climate_account::account::{Facet, compare};
    ///
    /// let (old, new) = (account(2018, 100)?, account(2023, 80)?);
    /// let bars = compare(&old, &new)?.waterfall_by(&Facet::Sector)?;
    /// assert_eq!((&*bars.steps[0].0.en, bars.steps[0].1), ("Livestock", (-20).into()));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn waterfall_by(&self, facet: &Facet) -> Result<Waterfall> {
        let rows = self.by(facet)?.into_iter();
        Ok(self.bars(rows.map(|(label, tonnes)| (names::title_of(&label), tonnes)).collect()))
    }

    fn bars(&self, steps: Vec<(Title, Exact)>) -> Waterfall {
        Waterfall {
            start: (self.old_title(), self.old_co2e.tonnes()),
            steps,
            end: (self.new_title(), self.new_co2e.tonnes()),
        }
    }
}
