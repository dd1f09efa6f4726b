use super::Comparison;
use crate::error::Result;
use crate::gas::{Co2e, Emissions, Gas};
use crate::number::Exact;

/// One gas in two accounts.
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
/// let methane = compare(&old, &new)?.by_gas()?[0];
/// assert_eq!(methane.gas, Some(Gas::CH4_NON_FOSSIL));
/// assert_eq!((methane.old_mass, methane.new_mass), (100.into(), 90.into()));
/// assert_eq!((methane.old_co2e, methane.new_co2e), (2500.into(), 2520.into()));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct GasChange {
    /// The gas; `None` for figures reported in CO2e, whose gases are not known.
    pub gas: Option<Gas>,
    /// Tonnes in the old account.
    pub old_mass: Exact,
    /// Tonnes in the new account.
    pub new_mass: Exact,
    /// Tonnes of CO2e in the old account, under its GWP set.
    pub old_co2e: Exact,
    /// Tonnes of CO2e in the new account, under its GWP set.
    pub new_co2e: Exact,
}

impl Comparison<'_> {
    /// What changed gas by gas; the differences of CO2e add up to the [change](Comparison::change).
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # use climate_account::account::compare;
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let edition = |cows: i64, cars: i64| -> climate_account::Result<Account> {
    /// #     let line = |code: &str, gas, tonnes: i64| -> climate_account::Result<Activity> {
    /// #         let emissions = Emissions::from_tonnes(gas, tonnes);
    /// #         Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, emissions, &source))
    /// #     };
    /// #     let lines = [line("gpc:V.1", Gas::CH4_NON_FOSSIL, cows)?, line("gpc:II.1.1", Gas::CO2, cars)?];
    /// #     Account::compute(lines, &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))
    /// # };
    /// let (old, new) = (edition(100, 500)?, edition(90, 500)?);
    /// let gases = compare(&old, &new)?.by_gas()?;
    /// let methane = gases[1];
    /// assert_eq!(methane.new_co2e.checked_sub(methane.old_co2e)?, (-280).into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn by_gas(&self) -> Result<Vec<GasChange>> {
        let (old, new) = (self.old.total()?, self.new.total()?);
        let mut gases: Vec<Gas> =
            old.net().masses().chain(new.net().masses()).map(|m| m.0).collect();
        gases.sort_unstable();
        gases.dedup();
        let mut rows = Vec::new();
        for gas in gases {
            let co2e = |net: &Emissions, whole: &Co2e| -> Result<Exact> {
                let of_gas = Emissions::from_grams(gas, net.grams(gas));
                Ok(of_gas.to_co2e(whole.gwp_set())?.tonnes())
            };
            rows.push(GasChange {
                gas: Some(gas),
                old_mass: old.net().tonnes(gas),
                new_mass: new.net().tonnes(gas),
                old_co2e: co2e(old.net(), &self.old_co2e)?,
                new_co2e: co2e(new.net(), &self.new_co2e)?,
            });
        }
        let reported = |net: &Emissions| net.reported().next().map_or(Exact::ZERO, Co2e::tonnes);
        let (old, new) = (reported(old.net()), reported(new.net()));
        if !(old.is_zero() && new.is_zero()) {
            let (old_mass, new_mass) = (old, new);
            rows.push(GasChange { gas: None, old_mass, new_mass, old_co2e: old, new_co2e: new });
        }
        Ok(rows)
    }
}
