//! Why one account differs from another.

mod cause;
#[cfg(feature = "serde")]
mod document;
mod effects;
mod gas_change;
mod line_change;
mod matching;
mod names;
mod recalculation;
mod rule_change;
mod waterfall;
mod weights;

pub use cause::{Cause, MethodChange};
pub use gas_change::GasChange;
pub use line_change::{Effect, LineChange};
pub use recalculation::{CauseVerdict, Recalculation, RecalculationVerdict};
pub use rule_change::RuleChange;
pub use waterfall::Waterfall;

use std::collections::BTreeMap;

use super::{Facet, Label, Selection};
use crate::error::Result;
use crate::gas::Co2e;
use crate::number::{Exact, ExactSum};
use weights::Weights;

/// Explains why a new account differs from an old one: two editions of one year, or two years.
///
/// Lines are matched by what they are about: place, year, sector, carrier, process, path. A place or
/// year that is the only one of its side is not asked for, so that two years can be compared. The
/// change of each line is divided among its causes, by symmetric halves, and all effects together are
/// the difference of the net totals, to the last digit. Accounts under two GWP sets can be compared in
/// this way alone: the same masses under the other set are an effect of their own.
///
/// # Examples
///
/// ```
/// use climate_account::account::{Cause, compare};
/// use climate_account::factor::FactorLayer;
/// use climate_account::gas::{Emissions, Gas, GwpSet};
/// use climate_account::{Account, Activity, Amount, EmissionFactor, FactorSet, Profile, Source, Year};
///
/// let source = Source::new("Odder Fjernvarme", "Declaration", 2024, "table 1")?;
/// let edition = |name: &str, amount: &str, kilograms: i64| -> climate_account::Result<Account> {
///     let emissions = Emissions::from_kilograms(Gas::CO2, kilograms);
///     let factor = EmissionFactor::new("heat", "district-heat", "GJ".parse()?, emissions, source.clone())?;
///     let factors = FactorSet::new([FactorLayer::new("own", name, [factor])?]);
///     let amount: Amount = amount.parse()?;
///     let heat = Activity::new("Odder", Year::new(2023)?, "gpc:I.1.2".parse()?, amount, &source)
///         .carrier("district-heat");
///     Account::compute([heat], &Profile::new(name, GwpSet::ar5()), &factors)
/// };
/// let (old, new) = (edition("2024", "100 TJ", 20)?, edition("2025", "110 TJ", 18)?);
/// let why = compare(&old, &new)?;
/// assert_eq!(why.change(), (-20).into()); // 110 TJ x 18 kg - 100 TJ x 20 kg, in tonnes
/// let causes: Vec<_> = why.by_cause()?.into_iter().map(|effect| (effect.cause, effect.tonnes)).collect();
/// // -2 kg on the mean of 100 and 110 TJ; 10 TJ by the mean of 20 and 18 kg.
/// assert_eq!(causes, [(Cause::Factor, (-210).into()), (Cause::Activity, 190.into())]);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// As [`Total::co2e`](super::Total::co2e) of either account;
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn compare<'a>(
    old: impl Into<Selection<'a>>,
    new: impl Into<Selection<'a>>,
) -> Result<Comparison<'a>> {
    let (old, new) = (old.into(), new.into());
    let (old_co2e, new_co2e) = (old.total()?.co2e()?, new.total()?.co2e()?);
    let weights = Weights { old: old_co2e.gwp_set(), new: new_co2e.gwp_set() };
    let matching = matching::matched(old.entries().collect(), new.entries().collect());
    let (mut lines, mut unchanged) = (Vec::new(), 0);
    for (old, new) in matching.pairs {
        let line = LineChange::of_pair(old, new, &weights)?;
        if line.is_worth_a_word() {
            lines.push(line);
        } else {
            unchanged += 1;
        }
    }
    for entry in matching.removed {
        lines.push(LineChange::removed(entry, &weights)?);
    }
    for entry in matching.added {
        lines.push(LineChange::added(entry, &weights)?);
    }
    line_change::rank(&mut lines)?;
    Ok(Comparison { old, new, old_co2e, new_co2e, lines, unchanged })
}

/// Two accounts, and what makes them differ; made by [`compare`].
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// # let line = |year: i64, code: &str, tonnes: i64| -> climate_account::Result<Activity> {
/// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
/// #     Ok(Activity::new("Samsø", Year::new(year)?, code.parse()?, emissions, &source))
/// # };
/// # let (profile, factors) = (Profile::new("Samsø", GwpSet::ar5()), FactorSet::new([]));
/// use climate_account::account::{Facet, compare};
///
/// let lines = [
///     line(2018, "gpc:I.1.1", 4470)?, line(2018, "gpc:II.1.1", 10_496)?,
///     line(2023, "gpc:I.1.1", 4299)?, line(2023, "gpc:II.1.1", 10_606)?,
/// ];
/// let account = Account::compute(lines, &profile, &factors)?;
/// let year = |year: i64| Ok::<_, climate_account::Error>(Year::new(year)?);
/// let (from, to) = (year(2018)?, year(2023)?);
/// // Two years of one account.
/// let why = compare(account.select(|line| line.year() == from), account.select(|line| line.year() == to))?;
/// assert_eq!(why.change(), (-61).into());
/// let by_sector = why.by(&Facet::Sector)?;
/// assert_eq!(by_sector[0].0.to_string(), "I.1.1");
/// assert_eq!(by_sector[0].1, (-171).into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Comparison<'a> {
    old: Selection<'a>,
    new: Selection<'a>,
    old_co2e: Co2e,
    new_co2e: Co2e,
    lines: Vec<LineChange<'a>>,
    unchanged: usize,
}

impl<'a> Comparison<'a> {
    /// The net total of the old account.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # use climate_account::account::compare;
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let edition = |tonnes: i64, set: GwpSet| -> climate_account::Result<Account> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CH4_NON_FOSSIL, tonnes);
    /// #     let line = Activity::new("Samsø", Year::new(2023)?, "gpc:V.1".parse()?, emissions, &source);
    /// #     Account::compute([line], &Profile::new("Samsø", set), &FactorSet::new([]))
    /// # };
    /// let (old, new) = (edition(100, GwpSet::ar4())?, edition(100, GwpSet::ar5())?);
    /// let why = compare(&old, &new)?;
    /// assert_eq!(why.old_co2e().to_string(), "2500 t CO2e (AR4 GWP100)");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn old_co2e(&self) -> &Co2e {
        &self.old_co2e
    }

    /// The net total of the new account.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # use climate_account::account::compare;
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let edition = |tonnes: i64, set: GwpSet| -> climate_account::Result<Account> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CH4_NON_FOSSIL, tonnes);
    /// #     let line = Activity::new("Samsø", Year::new(2023)?, "gpc:V.1".parse()?, emissions, &source);
    /// #     Account::compute([line], &Profile::new("Samsø", set), &FactorSet::new([]))
    /// # };
    /// let (old, new) = (edition(100, GwpSet::ar4())?, edition(100, GwpSet::ar5())?);
    /// assert_eq!(compare(&old, &new)?.new_co2e().to_string(), "2800 t CO2e (AR5 GWP100)");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn new_co2e(&self) -> &Co2e {
        &self.new_co2e
    }

    /// The new net total minus the old one, in tonnes, each under the GWP set of its account.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # use climate_account::account::compare;
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let edition = |tonnes: i64, set: GwpSet| -> climate_account::Result<Account> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CH4_NON_FOSSIL, tonnes);
    /// #     let line = Activity::new("Samsø", Year::new(2023)?, "gpc:V.1".parse()?, emissions, &source);
    /// #     Account::compute([line], &Profile::new("Samsø", set), &FactorSet::new([]))
    /// # };
    /// let (old, new) = (edition(100, GwpSet::ar4())?, edition(90, GwpSet::ar5())?);
    /// assert_eq!(compare(&old, &new)?.change(), 20.into()); // 90 t x 28 - 100 t x 25
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn change(&self) -> Exact {
        let (old, new) = (self.old_co2e.tonnes(), self.new_co2e.tonnes());
        // Both are in range; where their difference is not, the comparison was refused.
        new.checked_sub(old).unwrap_or(new)
    }

    /// The lines that changed, appeared or vanished, the largest first.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # use climate_account::account::compare;
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let line = |code: &str, tonnes: i64| -> climate_account::Result<Activity> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
    /// #     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, emissions, &source))
    /// # };
    /// # let (profile, factors) = (Profile::new("Samsø", GwpSet::ar5()), FactorSet::new([]));
    /// let old = Account::compute([line("gpc:I.1.1", 5)?, line("gpc:I.2.1", 7)?], &profile, &factors)?;
    /// let new = Account::compute([line("gpc:I.1.1", 5)?, line("gpc:I.2.1", 6)?], &profile, &factors)?;
    /// let why = compare(&old, &new)?;
    /// assert_eq!(why.lines().len(), 1);
    /// assert_eq!(why.lines()[0].change()?, (-1).into());
    /// assert_eq!(why.unchanged(), 1);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn lines(&self) -> &[LineChange<'a>] {
        &self.lines
    }

    /// The number of lines with the same number in both.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let emissions = Emissions::from_tonnes(Gas::CO2, 5);
    /// # let line = Activity::new("Samsø", Year::new(2023)?, "gpc:I.1.1".parse()?, emissions, &source);
    /// # let profile = Profile::new("Samsø", GwpSet::ar5());
    /// let account = Account::compute([line], &profile, &FactorSet::new([]))?;
    /// let why = climate_account::account::compare(&account, &account)?;
    /// assert_eq!((why.unchanged(), why.lines().len()), (1, 0));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn unchanged(&self) -> usize {
        self.unchanged
    }

    /// The effect of each cause over all lines, the largest first; together they are the
    /// [change](Comparison::change).
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// use climate_account::account::{Cause, compare};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let edition = |tonnes: i64, set: GwpSet| -> climate_account::Result<Account> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CH4_NON_FOSSIL, tonnes);
    /// #     let line = Activity::new("Samsø", Year::new(2023)?, "gpc:V.1".parse()?, emissions, &source);
    /// #     Account::compute([line], &Profile::new("Samsø", set), &FactorSet::new([]))
    /// # };
    /// let (old, new) = (edition(100, GwpSet::ar4())?, edition(90, GwpSet::ar5())?);
    /// let why = compare(&old, &new)?;
    /// let causes: Vec<_> = why.by_cause()?.into_iter().map(|effect| (effect.cause, effect.tonnes)).collect();
    /// // 95 t, the mean, x (28 - 25); -10 t x 26.5, the mean
    /// assert_eq!(causes, [(Cause::GwpSet, 285.into()), (Cause::Reported, (-265).into())]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn by_cause(&self) -> Result<Vec<Effect>> {
        let effects = self.lines.iter().flat_map(|line| &line.effects);
        let sums = grouped(effects.map(|effect| (effect.cause, effect.tonnes)))?;
        Ok(sums.into_iter().map(|(cause, tonnes)| Effect { cause, tonnes }).collect())
    }

    /// The change in tonnes by a facet, the largest first; together they are the
    /// [change](Comparison::change). A line counts where the new account has it.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// use climate_account::account::{Facet, compare};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let line = |code: &str, tonnes: i64| -> climate_account::Result<Activity> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
    /// #     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, emissions, &source))
    /// # };
    /// # let (profile, factors) = (Profile::new("Samsø", GwpSet::ar5()), FactorSet::new([]));
    /// let old = Account::compute([line("gpc:I.1.1", 5)?, line("gpc:II.1.1", 7)?], &profile, &factors)?;
    /// let new = Account::compute([line("gpc:I.1.1", 4)?, line("gpc:I.2.1", 3)?], &profile, &factors)?;
    /// let by_root = compare(&old, &new)?.by(&Facet::SectorAtDepth(0))?;
    /// let text: Vec<String> = by_root.iter().map(|(label, tonnes)| format!("{label} {tonnes}")).collect();
    /// assert_eq!(text, ["II -7", "I 2"]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn by(&self, facet: &Facet) -> Result<Vec<(Label, Exact)>> {
        let effects = self.lines.iter().flat_map(|line| {
            let label = line.label(facet);
            line.effects.iter().map(move |effect| (label.clone(), effect.tonnes))
        });
        grouped(effects)
    }
}

/// Sums by key, the largest first, without those of zero.
fn grouped<K: Ord + Clone>(effects: impl Iterator<Item = (K, Exact)>) -> Result<Vec<(K, Exact)>> {
    let mut sums: BTreeMap<K, ExactSum> = BTreeMap::new();
    for (key, tonnes) in effects {
        sums.entry(key).or_default().add(tonnes);
    }
    let mut rows = Vec::new();
    for (key, sum) in sums {
        let sum = sum.total()?;
        if !sum.is_zero() {
            rows.push((key, sum));
        }
    }
    rows.sort_by(|left, right| right.1.abs().cmp(&left.1.abs()).then(left.0.cmp(&right.0)));
    Ok(rows)
}
