use super::{Account, Activity, Cell};
use crate::error::Result;
use crate::factor::FactorMatch;
use crate::gas::{Co2e, Emissions};
use crate::method::{Derivation, Method, direct_entry, factor_derivation};
use crate::text::account as text;

/// One line of an account with what was computed from it.
///
/// # Examples
///
/// ```
/// use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// use climate_account::gas::{Emissions, Gas, GwpSet};
/// use climate_account::method::Method;
///
/// let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// let emissions = Emissions::from_tonnes(Gas::CO2, 5);
/// let line = Activity::new("Samsø", Year::new(2023)?, "gpc:I.1.1".parse()?, emissions, &source);
/// let account = Account::compute([line], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
/// let entry = account.entry(0).unwrap();
/// assert_eq!(entry.method(), Some(Method::DirectEntry));
/// assert_eq!(entry.co2e()?.tonnes(), 5.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    account: &'a Account,
    line: usize,
}

impl<'a> Entry<'a> {
    pub(super) fn new(account: &'a Account, line: usize) -> Entry<'a> {
        Entry { account, line }
    }

    /// The position in the account, counted from 0.
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
    /// let lines = [line("gpc:I.1.1", 8)?, line("gpc:II.1.1", 21)?];
    /// let account = Account::compute(lines, &profile, &factors)?;
    /// // The lines above ten tonnes, by their position.
    /// let large = account.entries().filter(|entry| entry.emissions().tonnes(Gas::CO2) > 10.into());
    /// assert_eq!(large.map(|entry| entry.line()).collect::<Vec<_>>(), [1]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// What was entered.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::Cell;
    /// # use climate_account::{Account, Activity, Amount, FactorSet, Profile, Source, Year};
    /// # use climate_account::{gas::GwpSet, unit::CalorificBasis};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let amount = "1200 GJ".parse::<Amount>()?;
    /// # let heating = Activity::new("Odder", Year::new(2023)?, "gpc:I.2.1".parse()?, amount, &source)
    /// #     .carrier("natural-gas")
    /// #     .process("commercial-institutional");
    /// # let profile = Profile::new("Odder", GwpSet::ar5()).calorific_basis(CalorificBasis::Net);
    /// # let factors = FactorSet::catalogue();
    ///
    /// let account = Account::compute([heating], &profile, &factors)?;
    /// let activity = account.entry(0).unwrap().activity();
    /// assert_eq!(activity.sector().code(), "I.2.1");
    /// assert_eq!(activity.cell(), &Cell::Amount(Amount::new(1200, "GJ".parse()?)));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn activity(&self) -> &'a Activity {
        // An entry is only made for a line of its account.
        &self.account.activities()[self.line]
    }

    /// The account.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::Gas;
    /// # use climate_account::{Account, Activity, Amount, FactorSet, Profile, Source, Year};
    /// # use climate_account::{gas::GwpSet, unit::CalorificBasis};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let amount = "1200 GJ".parse::<Amount>()?;
    /// # let heating = Activity::new("Odder", Year::new(2023)?, "gpc:I.2.1".parse()?, amount, &source)
    /// #     .carrier("natural-gas")
    /// #     .process("commercial-institutional");
    /// # let profile = Profile::new("Odder", GwpSet::ar5()).calorific_basis(CalorificBasis::Net);
    /// # let factors = FactorSet::catalogue();
    ///
    /// let account = Account::compute([heating], &profile, &factors)?;
    /// let entry = account.entry(0).unwrap();
    /// // The GWP set that this line is counted by.
    /// assert_eq!(entry.account().profile().gwp_set().value(Gas::CH4_FOSSIL)?, 28.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn account(&self) -> &'a Account {
        self.account
    }

    /// The method; `None` for a line without a number.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::Method;
    /// # use climate_account::{Account, Activity, Amount, FactorSet, Profile, Source, Year};
    /// # use climate_account::{gas::GwpSet, unit::CalorificBasis};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let amount = "1200 GJ".parse::<Amount>()?;
    /// # let heating = Activity::new("Odder", Year::new(2023)?, "gpc:I.2.1".parse()?, amount, &source)
    /// #     .carrier("natural-gas")
    /// #     .process("commercial-institutional");
    /// # let profile = Profile::new("Odder", GwpSet::ar5()).calorific_basis(CalorificBasis::Net);
    /// # let factors = FactorSet::catalogue();
    ///
    /// let account = Account::compute([heating], &profile, &factors)?;
    /// let method = account.entry(0).and_then(|entry| entry.method());
    /// assert_eq!(method, Some(Method::Combustion));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn method(&self) -> Option<Method> {
        match self.activity().cell() {
            Cell::Amount(_) => self.factor().map(FactorMatch::method),
            Cell::Emissions(_) => Some(Method::DirectEntry),
            Cell::Calculated(derivation) => Some(derivation.method),
            Cell::Keys(_) => None,
        }
    }

    /// The factor, and what was given up to find it; `None` for a line without one.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::Gas;
    /// # use climate_account::{Account, Activity, Amount, FactorSet, Profile, Source, Year};
    /// # use climate_account::{gas::GwpSet, unit::CalorificBasis};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let amount = "1200 GJ".parse::<Amount>()?;
    /// # let heating = Activity::new("Odder", Year::new(2023)?, "gpc:I.2.1".parse()?, amount, &source)
    /// #     .carrier("natural-gas")
    /// #     .process("commercial-institutional");
    /// # let profile = Profile::new("Odder", GwpSet::ar5()).calorific_basis(CalorificBasis::Net);
    /// # let factors = FactorSet::catalogue();
    ///
    /// let account = Account::compute([heating], &profile, &factors)?;
    /// let found = account.entry(0).and_then(|entry| entry.factor()).unwrap();
    /// assert_eq!(found.factor().id(), "ipcc-2006/commercial-institutional/natural-gas");
    /// assert_eq!(found.factor().emissions().kilograms(Gas::CO2), 56_100.into()); // per TJ (net)
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn factor(&self) -> Option<&'a FactorMatch> {
        self.account.factor_match(self.line)
    }

    /// The mass of each gas.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::Gas;
    /// # use climate_account::{Account, Activity, Amount, FactorSet, Profile, Source, Year};
    /// # use climate_account::{gas::GwpSet, unit::CalorificBasis};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let amount = "1200 GJ".parse::<Amount>()?;
    /// # let heating = Activity::new("Odder", Year::new(2023)?, "gpc:I.2.1".parse()?, amount, &source)
    /// #     .carrier("natural-gas")
    /// #     .process("commercial-institutional");
    /// # let profile = Profile::new("Odder", GwpSet::ar5()).calorific_basis(CalorificBasis::Net);
    /// # let factors = FactorSet::catalogue();
    ///
    /// let account = Account::compute([heating], &profile, &factors)?;
    /// let emissions = account.entry(0).unwrap().emissions();
    /// // 1.2 TJ x 56100 kg CO2, and x 5 kg CH4
    /// assert_eq!(emissions.kilograms(Gas::CO2), 67_320.into());
    /// assert_eq!(emissions.kilograms(Gas::CH4_FOSSIL), 6.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn emissions(&self) -> Emissions {
        self.account.ledger().emissions(u32::try_from(self.line).unwrap_or(u32::MAX))
    }

    /// The emissions under the GWP set of the profile, without the gases that are memo items.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, Amount, FactorSet, Profile, Source, Year};
    /// # use climate_account::{gas::GwpSet, unit::CalorificBasis};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let amount = "1200 GJ".parse::<Amount>()?;
    /// # let heating = Activity::new("Odder", Year::new(2023)?, "gpc:I.2.1".parse()?, amount, &source)
    /// #     .carrier("natural-gas")
    /// #     .process("commercial-institutional");
    /// # let profile = Profile::new("Odder", GwpSet::ar5()).calorific_basis(CalorificBasis::Net);
    /// # let factors = FactorSet::catalogue();
    /// let account = Account::compute([heating], &profile, &factors)?;
    /// // 1.2 TJ x (56100 kg CO2 + 5 kg CH4 x 28 + 0.1 kg N2O x 265)
    /// assert_eq!(account.entry(0).unwrap().co2e()?.kilograms(), "67519.8".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Total::co2e`](super::Total::co2e).
    pub fn co2e(&self) -> Result<Co2e> {
        let (counted, _) = self.emissions().split(|gas| gas.memo().is_none());
        counted.to_co2e(self.account.profile().gwp_set())
    }

    /// How the number came to be; `None` for a line without one.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{gas::Gas, method::StepValue, number::Exact};
    /// # use climate_account::{Account, Activity, Amount, FactorSet, Profile, Source, Year};
    /// # use climate_account::{gas::GwpSet, unit::CalorificBasis};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let amount = "1200 GJ".parse::<Amount>()?;
    /// # let heating = Activity::new("Odder", Year::new(2023)?, "gpc:I.2.1".parse()?, amount, &source)
    /// #     .carrier("natural-gas")
    /// #     .process("commercial-institutional");
    /// # let profile = Profile::new("Odder", GwpSet::ar5()).calorific_basis(CalorificBasis::Net);
    /// # let factors = FactorSet::catalogue();
    ///
    /// let account = Account::compute([heating], &profile, &factors)?;
    /// let derivation = account.entry(0).and_then(|entry| entry.derivation()).unwrap();
    /// // The amount, the factor, and the TJ of a GJ.
    /// assert_eq!(derivation.steps.len(), 3);
    /// assert_eq!(derivation.steps[2].value, StepValue::Ratio(Exact::new(1, 3), Exact::ONE));
    /// assert_eq!(derivation.result.kilograms(Gas::CO2), 67_320.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn derivation(&self) -> Option<Derivation> {
        let mut derivation = self.unmarked_derivation()?;
        if let Some(method) = self.activity().filled() {
            let remark = text::FILLED.with(&[("method", &method.title())]);
            if let Some(step) = derivation.steps.first_mut() {
                step.remarks.insert(0, remark);
            }
        }
        Some(derivation)
    }

    fn unmarked_derivation(&self) -> Option<Derivation> {
        let activity = self.activity();
        match (activity.cell(), self.factor()) {
            (Cell::Amount(amount), Some(found)) => {
                Some(factor_derivation(amount, activity.source(), found, self.emissions()))
            }
            (Cell::Emissions(emissions), _) => Some(Derivation::of_direct_entry(
                direct_entry(emissions.clone()),
                activity.source(),
            )),
            (Cell::Calculated(derivation), _) => Some((**derivation).clone()),
            _ => None,
        }
    }
}
