use std::collections::BTreeSet;

use super::Comparison;
use crate::Title;
use crate::account::Profile;
use crate::account::name::{both as plain, lower_case};
use crate::factor::carrier_title;
use crate::text::comparison as text;

/// A rule of the profile, or the set of factors, that differs between two accounts.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, FactorSet, Profile, gas::GwpSet};
/// use climate_account::account::compare;
///
/// # let factors = FactorSet::new([]);
/// let account = |set| Account::compute([], &Profile::new("Odder", set), &factors);
/// let (old, new) = (account(GwpSet::ar4())?, account(GwpSet::ar5())?);
/// let rules = compare(&old, &new)?.rule_changes();
/// assert_eq!((&*rules[0].what.da, &*rules[0].old.da, &*rules[0].new.da), ("GWP-sæt", "AR4 GWP100", "AR5 GWP100"));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct RuleChange {
    /// The rule.
    pub what: Title,
    /// What the old account says.
    pub old: Title,
    /// What the new account says.
    pub new: Title,
}

impl Comparison<'_> {
    /// The rules that differ: GWP set, calorific basis, regions, rules for carriers, conventions,
    /// editions of the factors.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, FactorSet, Profile, gas::GwpSet};
    /// use climate_account::account::compare;
    ///
    /// # let factors = FactorSet::new([]);
    /// let account = |rule: &str| {
    ///     Account::compute([], &Profile::new("Odder", GwpSet::ar5()).rule("electricity", rule), &factors)
    /// };
    /// let (old, new) = (account("municipal-mix")?, account("hourly-local-first")?);
    /// let rules = compare(&old, &new)?.rule_changes();
    /// assert_eq!((rules.len(), &*rules[0].what.en), (1, "rule for electricity"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn rule_changes(&self) -> Vec<RuleChange> {
        let (old, new) = (self.old.account(), self.new.account());
        let mut changes = Vec::new();
        let mut push = |what: Title, old: Title, new: Title| {
            if old != new {
                changes.push(RuleChange { what, old, new });
            }
        };
        let (before, after) = (old.profile(), new.profile());
        let set = |profile: &Profile| plain(profile.gwp_set().name());
        push(text::GWP_SET.title(), set(before), set(after));
        push(text::CHANGED_BASIS.title(), basis(before), basis(after));
        push(text::REGIONS.title(), regions(before), regions(after));
        let years = |profile: &Profile| plain(&profile.earlier_years().to_string());
        push(text::EARLIER_YEARS.title(), years(before), years(after));
        let names: BTreeSet<&str> =
            before.conventions().chain(after.conventions()).map(|(name, _)| name).collect();
        for name in names {
            let choice = |profile: &Profile| {
                let found = profile.conventions().find(|(known, _)| *known == name);
                found.map_or(text::NOT_STATED.title(), |(_, choice)| plain(choice))
            };
            let what = match carrier_title(name) {
                Some(title) => text::RULE_FOR.with(&[("what", &lower_case(title))]),
                None => plain(name),
            };
            push(what, choice(before), choice(after));
        }
        if old.factor_hash() != new.factor_hash() {
            let (old, new) = (old.factor_vintage(), new.factor_vintage());
            // One name for two contents is worth a word, too.
            let what = text::FACTOR_EDITIONS.title();
            changes.push(RuleChange { what, old: plain(old), new: plain(new) });
        }
        changes
    }
}

fn basis(profile: &Profile) -> Title {
    profile.basis().map_or(text::NOT_STATED.title(), |basis| plain(basis.word()))
}

fn regions(profile: &Profile) -> Title {
    let regions: Vec<&str> = profile.regions().collect();
    if regions.is_empty() { text::NONE.title() } else { plain(&regions.join(", ")) }
}
