use super::effects::{self, Parts};
use super::weights::Weights;
use super::{Cause, MethodChange};
use crate::account::{Cell, Entry, Facet, Label};
use crate::error::Result;
use crate::number::{Exact, ExactSum};

/// What one cause changed.
///
/// # Examples
///
/// ```
/// use climate_account::account::{Cause, Effect};
///
/// let effect = Effect { cause: Cause::Activity, tonnes: (-120).into() };
/// assert_eq!(format!("{}: {} t", effect.cause, effect.tonnes), "activity: -120 t");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Effect {
    /// The cause.
    pub cause: Cause,
    /// The change that it brought, in tonnes of CO2e.
    pub tonnes: Exact,
}

/// A line that differs between two accounts.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// use climate_account::account::{Cause, NotationKeys, compare};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// # let sector = || "gpc:I.3.1".parse::<climate_account::SectorRef>();
/// # let (year, profile) = (Year::new(2023)?, Profile::new("Samsø", GwpSet::ar5()));
/// # let factors = FactorSet::new([]);
/// let not_estimated = Activity::new("Samsø", year, sector()?, "NE".parse::<NotationKeys>()?, &source);
/// let measured = Activity::new("Samsø", year, sector()?, Emissions::from_tonnes(Gas::CO2, 12), &source);
/// let old = Account::compute([not_estimated], &profile, &factors)?;
/// let new = Account::compute([measured], &profile, &factors)?;
/// let why = compare(&old, &new)?;
/// let line = &why.lines()[0];
/// assert_eq!((line.effects[0].cause, line.change()?), (Cause::KeyToNumber, 12.into()));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct LineChange<'a> {
    /// The line of the old account; `None` for one that is new.
    pub old: Option<Entry<'a>>,
    /// The line of the new account; `None` for one that is gone.
    pub new: Option<Entry<'a>>,
    /// What the causes changed; none for a line beside the total, or one whose notation key changed.
    pub effects: Vec<Effect>,
    /// How method, boundary and rules differ.
    pub method_changes: Vec<MethodChange>,
}

impl<'a> LineChange<'a> {
    pub(super) fn of_pair(
        old: Entry<'a>,
        new: Entry<'a>,
        weights: &Weights<'_>,
    ) -> Result<LineChange<'a>> {
        let (parts, method_changes) = if is_beside(&new) {
            (Vec::new(), Vec::new())
        } else {
            effects::of_pair(&old, &new, weights)?
        };
        Ok(LineChange { old: Some(old), new: Some(new), effects: in_tonnes(parts), method_changes })
    }

    pub(super) fn removed(entry: Entry<'a>, weights: &Weights<'_>) -> Result<LineChange<'a>> {
        let grams =
            if is_beside(&entry) { Exact::ZERO } else { -weights.by_old(&entry.emissions())? };
        let effects = in_tonnes(vec![(Cause::Removed, grams)]);
        Ok(LineChange { old: Some(entry), new: None, effects, method_changes: Vec::new() })
    }

    pub(super) fn added(entry: Entry<'a>, weights: &Weights<'_>) -> Result<LineChange<'a>> {
        let grams =
            if is_beside(&entry) { Exact::ZERO } else { weights.by_new(&entry.emissions())? };
        let effects = in_tonnes(vec![(Cause::Added, grams)]);
        Ok(LineChange { old: None, new: Some(entry), effects, method_changes: Vec::new() })
    }

    /// The change of the line in tonnes of CO2e: the sum of its effects.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let edition = |tonnes: i64| -> climate_account::Result<Account> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
    /// #     let line = Activity::new("Samsø", Year::new(2023)?, "gpc:V.1".parse()?, emissions, &source);
    /// #     Account::compute([line], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))
    /// # };
    /// let (old, new) = (edition(100)?, edition(85)?);
    /// let why = climate_account::account::compare(&old, &new)?;
    /// assert_eq!(why.lines()[0].change()?, (-15).into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn change(&self) -> Result<Exact> {
        self.effects.iter().map(|effect| effect.tonnes).collect::<ExactSum>().total()
    }

    /// The line where it is newest.
    pub(crate) fn either(&self) -> Option<&Entry<'a>> {
        self.new.as_ref().or(self.old.as_ref())
    }

    pub(super) fn label(&self, facet: &Facet) -> Label {
        self.either().map_or(Label::None, |entry| facet.label(entry.activity()))
    }

    /// Whether there is something to tell: an effect, another notation key, another memo item.
    pub(super) fn is_worth_a_word(&self) -> bool {
        let (Some(old), Some(new)) = (&self.old, &self.new) else { return true };
        if !self.effects.is_empty() {
            return true;
        }
        match (old.activity().cell(), new.activity().cell()) {
            (Cell::Keys(before), Cell::Keys(after)) => before != after,
            (Cell::Keys(_), _) | (_, Cell::Keys(_)) => true,
            _ => is_beside(new) && old.emissions() != new.emissions(),
        }
    }

    /// All that moved, whether it cancels or not.
    fn size(&self) -> Result<Exact> {
        self.effects.iter().map(|effect| effect.tonnes.abs()).collect::<ExactSum>().total()
    }
}

fn is_beside(entry: &Entry<'_>) -> bool {
    entry.activity().memo_item().is_some()
}

fn in_tonnes(parts: Parts) -> Vec<Effect> {
    parts
        .into_iter()
        .filter(|(_, grams)| !grams.is_zero())
        .map(|(cause, grams)| Effect { cause, tonnes: grams.shifted(-6) })
        .collect()
}

/// The largest first; lines of one size in the order of what they are about.
pub(super) fn rank(lines: &mut Vec<LineChange<'_>>) -> Result<()> {
    let mut sized = Vec::with_capacity(lines.len());
    for line in lines.drain(..) {
        let label = line.either().map(|entry| entry.activity().label()).unwrap_or_default();
        sized.push((line.size()?, label, line));
    }
    sized.sort_by(|left, right| right.0.cmp(&left.0).then_with(|| left.1.cmp(&right.1)));
    lines.extend(sized.into_iter().map(|(_, _, line)| line));
    Ok(())
}
