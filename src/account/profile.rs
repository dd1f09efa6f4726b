use std::collections::BTreeMap;
use std::sync::Arc;

use crate::gas::GwpSet;
use crate::unit::CalorificBasis;

/// The rules of an account that change its numbers. They travel with the result.
///
/// # Examples
///
/// ```
/// use climate_account::{Profile, gas::GwpSet, unit::CalorificBasis};
///
/// let profile = Profile::new("Odder 2023", GwpSet::ar5())
///     .calorific_basis(CalorificBasis::Net)
///     .region("Denmark")
///     .rule("electricity", "energinet-municipal-declaration");
/// assert_eq!(profile.process_rule("electricity"), Some("energinet-municipal-declaration"));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Profile {
    name: Arc<str>,
    gwp_set: GwpSet,
    #[cfg_attr(feature = "serde", serde(default))]
    calorific_basis: Option<CalorificBasis>,
    #[cfg_attr(feature = "serde", serde(default))]
    regions: Vec<Arc<str>>,
    #[cfg_attr(feature = "serde", serde(default))]
    earlier_years: u8,
    #[cfg_attr(feature = "serde", serde(default))]
    rules: BTreeMap<Arc<str>, Arc<str>>,
    #[cfg_attr(feature = "serde", serde(default))]
    conventions: BTreeMap<Arc<str>, Arc<str>>,
}

impl Profile {
    /// A profile with its name and the GWP set of its totals.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Profile, gas::{Gas, GwpSet}};
    ///
    /// let profile = Profile::new("Odder 2023", GwpSet::ar5());
    /// assert_eq!(profile.gwp_set().value(Gas::CH4)?, 28.into());
    /// // Nothing else is assumed.
    /// assert_eq!((profile.basis(), profile.earlier_years()), (None, 0));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn new(name: impl Into<Arc<str>>, gwp_set: GwpSet) -> Profile {
        Profile {
            name: name.into(),
            gwp_set,
            calorific_basis: None,
            regions: Vec::new(),
            earlier_years: 0,
            rules: BTreeMap::new(),
            conventions: BTreeMap::new(),
        }
    }

    /// States that fuel energy in a unit without a basis is net, or gross.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Account, ErrorKind, Profile, gas::{Gas, GwpSet}, unit::CalorificBasis};
    /// # use climate_account::{Activity, Amount, FactorSet, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let amount = "1 TJ".parse::<Amount>()?;
    /// # let gas = Activity::new("Odder", Year::new(2023)?, "gpc:I.2.1".parse()?, amount, &source)
    /// #     .carrier("natural-gas").process("commercial-institutional");
    /// # let factors = FactorSet::catalogue();
    ///
    /// // A line of 1 TJ of natural gas, without a word on net or gross; the factor is per TJ (net).
    /// let profile = Profile::new("Odder", GwpSet::ar5());
    /// let error = Account::compute([gas.clone()], &profile, &factors).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::MissingCalorificBasis);
    /// let account = Account::compute([gas], &profile.calorific_basis(CalorificBasis::Net), &factors)?;
    /// assert_eq!(account.total()?.net().kilograms(Gas::CO2), 56_100.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn calorific_basis(self, basis: CalorificBasis) -> Profile {
        Profile { calorific_basis: Some(basis), ..self }
    }

    /// States a region to look for factors in after the place of the activity; called again, a
    /// wider one.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Account, Profile, gas::{Gas, GwpSet}};
    /// # use climate_account::{Activity, Amount, FactorSet, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2015, "row 9")?;
    /// # let amount = "500 MWh".parse::<Amount>()?;
    /// # let power = Activity::new("Odder", Year::new(2014)?, "gpc:I.2.2".parse()?, amount, &source)
    /// #     .carrier("electricity").process("electricity-declaration");
    /// # let factors = FactorSet::catalogue();
    ///
    /// // 500 MWh in Odder in 2014. Odder has no declaration of its own, Denmark has 304 g CO2 per kWh.
    /// let profile = Profile::new("Odder", GwpSet::ar5()).region("Denmark");
    /// let account = Account::compute([power], &profile, &factors)?;
    /// assert_eq!(account.total()?.net().tonnes(Gas::CO2), 152.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn region(mut self, region: impl Into<Arc<str>>) -> Profile {
        self.regions.push(region.into());
        self
    }

    /// States that a factor may be some years older than the activity where there is none for the
    /// year. What was taken shows in the derivation.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Account, Profile, gas::GwpSet};
    /// # use climate_account::{Activity, Amount, FactorSet, Source, Year};
    /// # let source = Source::new("Aarhus Kommune", "Meters", 2026, "row 2")?;
    /// # let amount = "1000 MWh".parse::<Amount>()?;
    /// # let power = Activity::new("Aarhus", Year::new(2026)?, "gpc:I.2.2".parse()?, amount, &source)
    /// #     .carrier("electricity").process("energinet-municipal-declaration");
    /// # let factors = FactorSet::catalogue();
    ///
    /// // 1000 MWh in Aarhus in 2026; the last declaration is of 2025, 74.792 g CO2e per kWh.
    /// let profile = Profile::new("Aarhus", GwpSet::as_published("Energinet")).allow_earlier_years(1);
    /// let account = Account::compute([power], &profile, &factors)?;
    /// assert_eq!(account.total()?.co2e()?.tonnes(), "74.792".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn allow_earlier_years(self, years: u8) -> Profile {
        Profile { earlier_years: years, ..self }
    }

    /// States by which process the factors of a carrier are looked up where the activity names none:
    /// the electricity rule, the heat allocation.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Account, Profile, gas::GwpSet};
    /// # use climate_account::{Activity, Amount, FactorSet, Source, Year};
    /// # let source = Source::new("Aarhus Kommune", "Meters", 2024, "row 2")?;
    /// # let amount = "1000 MWh".parse::<Amount>()?;
    /// # let power = Activity::new("Aarhus", Year::new(2023)?, "gpc:I.2.2".parse()?, amount, &source)
    /// #     .carrier("electricity");
    /// # let factors = FactorSet::catalogue();
    ///
    /// // 1000 MWh of electricity in Aarhus in 2023, at 115.603 g CO2e per kWh.
    /// let profile = Profile::new("Aarhus", GwpSet::as_published("Energinet"))
    ///     .rule("electricity", "energinet-municipal-declaration");
    /// let account = Account::compute([power], &profile, &factors)?;
    /// assert_eq!(account.total()?.co2e()?.tonnes(), "115.603".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn rule(mut self, carrier: impl Into<Arc<str>>, process: impl Into<Arc<str>>) -> Profile {
        self.rules.insert(carrier.into(), process.into());
        self
    }

    /// States any other convention, so that it stands beside the result.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Profile, gas::GwpSet};
    ///
    /// let profile = Profile::new("Odder", GwpSet::ar5()).convention("air travel", "not counted");
    /// assert_eq!(profile.conventions().next(), Some(("air travel", "not counted")));
    /// ```
    #[must_use]
    pub fn convention(mut self, name: impl Into<Arc<str>>, choice: impl Into<Arc<str>>) -> Profile {
        self.conventions.insert(name.into(), choice.into());
        self
    }

    /// The name.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Profile, gas::GwpSet};
    ///
    /// assert_eq!(Profile::new("Odder 2023", GwpSet::ar5()).name(), "Odder 2023");
    /// ```
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The GWP set of the totals.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Profile, gas::{Gas, GwpSet}};
    ///
    /// let profile = Profile::new("Odder 2023", GwpSet::ar6());
    /// assert_eq!(profile.gwp_set().name(), "AR6 GWP100");
    /// assert_eq!(profile.gwp_set().value(Gas::N2O)?, 273.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn gwp_set(&self) -> &GwpSet {
        &self.gwp_set
    }

    /// What fuel energy in a unit without a basis is, if stated.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Profile, gas::GwpSet, unit::CalorificBasis};
    ///
    /// let profile = Profile::new("Odder", GwpSet::ar5());
    /// assert_eq!(profile.basis(), None);
    /// let profile = profile.calorific_basis(CalorificBasis::Gross);
    /// assert_eq!(profile.basis(), Some(CalorificBasis::Gross));
    /// ```
    #[must_use]
    pub fn basis(&self) -> Option<CalorificBasis> {
        self.calorific_basis
    }

    /// The regions to fall back on, the nearest first.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Profile, gas::GwpSet};
    ///
    /// let profile = Profile::new("Odder", GwpSet::ar5()).region("DK1").region("Denmark");
    /// assert_eq!(profile.regions().collect::<Vec<_>>(), ["DK1", "Denmark"]);
    /// ```
    pub fn regions(&self) -> impl Iterator<Item = &str> {
        self.regions.iter().map(|region| &**region)
    }

    /// How many years older a factor may be.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Profile, gas::GwpSet};
    ///
    /// let profile = Profile::new("Odder", GwpSet::ar5());
    /// assert_eq!(profile.earlier_years(), 0);
    /// assert_eq!(profile.allow_earlier_years(2).earlier_years(), 2);
    /// ```
    #[must_use]
    pub fn earlier_years(&self) -> u8 {
        self.earlier_years
    }

    /// The process by which factors of a carrier are looked up, if stated.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Profile, gas::GwpSet};
    ///
    /// let profile = Profile::new("Odder", GwpSet::ar5())
    ///     .rule("electricity", "energinet-municipal-declaration");
    /// assert_eq!(profile.process_rule("electricity"), Some("energinet-municipal-declaration"));
    /// assert_eq!(profile.process_rule("district-heat"), None);
    /// ```
    #[must_use]
    pub fn process_rule(&self, carrier: &str) -> Option<&str> {
        self.rules.get(carrier).map(|process| &**process)
    }

    /// The rules and other conventions, by name.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Profile, gas::GwpSet};
    ///
    /// let profile = Profile::new("Odder", GwpSet::ar5())
    ///     .convention("air travel", "not counted")
    ///     .rule("electricity", "energinet-municipal-declaration");
    /// let conventions: Vec<_> = profile.conventions().collect();
    /// let rule = ("electricity", "energinet-municipal-declaration");
    /// assert_eq!(conventions, [rule, ("air travel", "not counted")]);
    /// ```
    pub fn conventions(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rules.iter().chain(&self.conventions).map(|(name, choice)| (&**name, &**choice))
    }
}
