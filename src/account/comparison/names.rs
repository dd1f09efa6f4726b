//! What two accounts are called where they are compared.

use std::collections::BTreeSet;

use super::Comparison;
use crate::account::name::{both as plain, joined};
use crate::account::{Label, Selection};
use crate::text::Text;
use crate::text::comparison as text;
use crate::{Title, Year};

impl Comparison<'_> {
    /// What both are about: place and year, as far as they are the same.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let edition = |name: &str| -> climate_account::Result<Account> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CO2, 5);
    /// #     let line = Activity::new("Samsø", Year::new(2023)?, "gpc:V.1".parse()?, emissions, &source);
    /// #     Account::compute([line], &Profile::new(name, GwpSet::ar5()), &FactorSet::new([]))
    /// # };
    /// let (old, new) = (edition("Edition 2024")?, edition("Edition 2025")?);
    /// let why = climate_account::account::compare(&old, &new)?;
    /// assert_eq!(why.subject().da, "Samsø 2023");
    /// assert_eq!(why.old_title().da, "Edition 2024");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn subject(&self) -> Title {
        let (old, new) = (Names::of(&self.old), Names::of(&self.new));
        let mut parts = Vec::new();
        if old.places == new.places {
            parts.push(old.places);
        }
        if old.years == new.years {
            parts.push(old.years);
        }
        joined(&parts, " ")
    }

    /// What the old account is called: what tells it from the new one.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let account = |year: i64| -> climate_account::Result<Account> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CO2, 5);
    /// #     let line = Activity::new("Samsø", Year::new(year)?, "gpc:V.1".parse()?, emissions, &source);
    /// #     Account::compute([line], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))
    /// # };
    /// let (old, new) = (account(2018)?, account(2023)?);
    /// let why = climate_account::account::compare(&old, &new)?;
    /// assert_eq!(why.old_title().en, "2018");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn old_title(&self) -> Title {
        title(&self.old, &self.new, text::BEFORE)
    }

    /// What the new account is called: what tells it from the old one.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, FactorSet, Profile, gas::GwpSet};
    /// # let account = Account::compute([], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    /// let why = climate_account::account::compare(&account, &account)?;
    /// assert_eq!((&*why.old_title().da, &*why.new_title().da), ("før", "nu"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn new_title(&self) -> Title {
        title(&self.new, &self.old, text::AFTER)
    }
}

impl Comparison<'_> {
    /// Two places are held against each other; one does not become the other.
    pub(crate) fn is_of_two_places(&self) -> bool {
        Names::of(&self.old).places != Names::of(&self.new).places
    }

    pub(super) fn old_years(&self) -> String {
        Names::of(&self.old).years.en.into_owned()
    }

    pub(super) fn new_years(&self) -> String {
        Names::of(&self.new).years.en.into_owned()
    }
}

#[derive(PartialEq)]
struct Names {
    places: Title,
    years: Title,
}

impl Names {
    fn of(selection: &Selection<'_>) -> Names {
        let places: BTreeSet<&str> =
            selection.entries().map(|entry| entry.activity().place()).collect();
        let years: BTreeSet<Year> =
            selection.entries().map(|entry| entry.activity().year()).collect();
        let places = match places.len() {
            0..=3 => plain(&places.into_iter().collect::<Vec<_>>().join(", ")),
            count => text::PLACES.with(&[("count", &count)]),
        };
        let years = match (years.first(), years.last()) {
            (Some(first), Some(last)) if first == last => plain(&first.to_string()),
            (Some(first), Some(last)) => plain(&format!("{first}-{last}")),
            _ => plain(""),
        };
        Names { places, years }
    }
}

fn title(this: &Selection<'_>, other: &Selection<'_>, otherwise: Text) -> Title {
    let (names, others) = (Names::of(this), Names::of(other));
    let (profile, other_profile) = (this.account().profile(), other.account().profile());
    let mut parts = Vec::new();
    if names.places != others.places {
        parts.push(names.places);
    }
    if names.years != others.years {
        parts.push(names.years);
    }
    if profile.name() != other_profile.name() {
        parts.push(plain(profile.name()));
    } else if parts.is_empty() && profile.gwp_set() != other_profile.gwp_set() {
        parts.push(plain(profile.gwp_set().name()));
    }
    if parts.is_empty() { otherwise.title() } else { joined(&parts, ", ") }
}

/// The name of a label for people.
pub(super) fn title_of(label: &Label) -> Title {
    match label {
        Label::Sector(sector) => {
            sector.sector().map_or_else(|| plain(sector.code()), |sector| sector.title().clone())
        }
        Label::Text(carrier) => {
            crate::factor::carrier_title(carrier).cloned().unwrap_or_else(|| plain(carrier))
        }
        Label::Localisation(localisation) => localisation.title(),
        Label::None => text::NOT_STATED.title(),
        Label::Year(_) | Label::Scope(_) => plain(&label.to_string()),
    }
}
