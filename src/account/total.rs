use std::collections::BTreeMap;

use super::MemoItem;
use crate::error::Result;
use crate::gas::{Co2e, Emissions, GwpSet, Memo};
use crate::number::{Exact, Rounding};
#[cfg(feature = "serde")]
use {super::problem::AccountProblem, crate::error::Error};

/// A total: the masses of its gases net and gross, what stands beside it, and whether it is
/// complete.
///
/// *Net* is the sum of all lines. *Gross* leaves out every mass below zero: removals and credits.
/// Neither is "the" total. Biogenic CO2 and the gases of the Montreal Protocol are memo items,
/// outside both, and so are lines that are marked as memo items.
///
/// # Examples
///
/// ```
/// use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// use climate_account::gas::{Emissions, Gas, GwpSet};
///
/// let source = Source::new("Læsø Kommune", "Account", 2024, "table 1")?;
/// let line = |code: &str, tonnes: i64| -> climate_account::Result<Activity> {
///     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
///     Ok(Activity::new("Læsø", Year::new(2023)?, code.parse()?, emissions, &source))
/// };
/// let lines = [line("gpc:I.1.1", 8_446)?, line("gpc:V.2", -17_820)?];
/// let account = Account::compute(lines, &Profile::new("Læsø", GwpSet::ar5()), &FactorSet::new([]))?;
/// let total = account.total()?;
/// assert_eq!(total.co2e()?.tonnes(), (-9_374).into());
/// assert_eq!(total.gross_co2e()?.tonnes(), 8_446.into());
/// assert!(total.is_complete());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Total {
    net: Emissions,
    negative: Emissions,
    memo_gases: Emissions,
    memo_items: BTreeMap<MemoItem, Emissions>,
    missing: Vec<usize>,
    gwp_set: GwpSet,
}

impl Total {
    pub(super) fn new(
        net: Emissions,
        negative: Emissions,
        memo_items: BTreeMap<MemoItem, Emissions>,
        missing: Vec<usize>,
        gwp_set: &GwpSet,
    ) -> Total {
        let (net, memo_gases) = net.split(|gas| gas.memo().is_none());
        let (negative, _) = negative.split(|gas| gas.memo().is_none());
        Total { net, negative, memo_gases, memo_items, missing, gwp_set: gwp_set.clone() }
    }

    pub(super) fn none(gwp_set: &GwpSet) -> Total {
        let none = Emissions::none;
        Total::new(none(), none(), BTreeMap::new(), Vec::new(), gwp_set)
    }

    /// Whether it can be a total: memo gases apart, nothing negative in gross.
    #[cfg(feature = "serde")]
    fn check(&self) -> Result<()> {
        let memo = |emissions: &Emissions, wanted| {
            emissions.masses().all(|(gas, _)| gas.memo().is_some() == wanted)
        };
        let apart = memo(&self.net, false) && memo(&self.negative, false);
        let positive = |emissions: &Emissions| {
            let reported = emissions.reported().map(Co2e::grams);
            emissions
                .masses()
                .map(|(_, grams)| grams)
                .chain(reported)
                .all(|grams| !grams.is_negative())
        };
        let signs = positive(&self.gross()?) && positive(&self.negative.times(-1)?);
        if apart && memo(&self.memo_gases, true) && self.memo_gases.reported().count() == 0 && signs
        {
            return Ok(());
        }
        Err(Error::new(AccountProblem::NoTotal))
    }

    /// The masses of all lines.
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
    /// let lines = [line("gpc:I.1.1", 8_446)?, line("gpc:V.2", -17_820)?];
    /// let total = Account::compute(lines, &profile, &factors)?.total()?;
    /// // 8446 - 17820
    /// assert_eq!(total.net().tonnes(Gas::CO2), (-9_374).into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn net(&self) -> &Emissions {
        &self.net
    }

    /// The masses of all lines but those below zero.
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
    /// let lines = [line("gpc:I.1.1", 8_446)?, line("gpc:V.2", -17_820)?];
    /// let total = Account::compute(lines, &profile, &factors)?.total()?;
    /// assert_eq!(total.gross()?.tonnes(Gas::CO2), 8_446.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn gross(&self) -> Result<Emissions> {
        self.net.clone().and(&self.negative.times(-1)?)
    }

    /// The net total in CO2e under the GWP set of the profile.
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
    /// let total = Account::compute([heating], &profile, &factors)?.total()?;
    /// // 1.2 TJ x (56100 kg CO2 + 5 kg CH4 x 28 + 0.1 kg N2O x 265)
    /// assert_eq!(total.co2e()?.to_string(), "67.5198 t CO2e (AR5 GWP100)");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingGwpValue`](crate::ErrorKind::MissingGwpValue),
    /// [`MissingMethaneOrigin`](crate::ErrorKind::MissingMethaneOrigin), or
    /// [`GwpSetMismatch`](crate::ErrorKind::GwpSetMismatch) where a line is only known in CO2e of
    /// another set.
    pub fn co2e(&self) -> Result<Co2e> {
        self.net.to_co2e(&self.gwp_set)
    }

    /// The gross total in CO2e under the GWP set of the profile.
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
    /// let lines = [line("gpc:I.1.1", 8_446)?, line("gpc:II.1.1", 3_054)?, line("gpc:V.2", -17_820)?];
    /// let total = Account::compute(lines, &profile, &factors)?.total()?;
    /// // 8446 + 3054, without the forest
    /// assert_eq!(total.gross_co2e()?.tonnes(), 11_500.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`co2e`](Total::co2e).
    pub fn gross_co2e(&self) -> Result<Co2e> {
        self.gross()?.to_co2e(&self.gwp_set)
    }

    /// The gases beside the totals: biogenic CO2 and those of the Montreal Protocol.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Gas, Memo};
    /// # use climate_account::{Activity, Amount, SectorRef, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// # let amount = "1200 GJ (net)".parse::<Amount>()?;
    /// # use climate_account::{Account, FactorSet, Profile, gas::GwpSet};
    /// # let (profile, factors) = (Profile::new("Odder", GwpSet::ar5()), FactorSet::catalogue());
    ///
    /// let wood = Activity::new("Odder", year, sector, "1 TJ (net)".parse::<Amount>()?, &source)
    ///     .carrier("wood")
    ///     .process("energy-industries");
    /// let total = Account::compute([wood], &profile, &factors)?.total()?;
    /// // IPCC 2006, volume 2, table 1.4: 112000 kg CO2 per TJ of wood
    /// assert_eq!(total.memo_gases(Memo::Biogenic).tonnes(Gas::CO2_BIOGENIC), 112.into());
    /// // 30 kg CH4 x 28 + 4 kg N2O x 265
    /// assert_eq!(total.co2e()?.kilograms(), 1_900.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn memo_gases(&self, memo: Memo) -> Emissions {
        self.memo_gases.clone().split(|gas| gas.memo() == Some(memo)).0
    }

    /// The lines of a memo item.
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
    /// use climate_account::account::MemoItem;
    ///
    /// let lines = [line("gpc:II.3.1", 40)?, line("gpc:II.3.3", 120)?.memo(MemoItem::InternationalBunkers)];
    /// let total = Account::compute(lines, &profile, &factors)?.total()?;
    /// assert_eq!(total.memo_item(MemoItem::InternationalBunkers).tonnes(Gas::CO2), 120.into());
    /// assert!(total.memo_item(MemoItem::Credit).is_none());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn memo_item(&self, item: MemoItem) -> Emissions {
        self.memo_items.get(&item).cloned().unwrap_or_default()
    }

    /// Whether no line of it is "not estimated" or "confidential".
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
    /// let lines = [line("gpc:I.1.1", 40)?, not_estimated("gpc:I.1.3")?];
    /// let total = Account::compute(lines, &profile, &factors)?.total()?;
    /// // 40 t and something that nobody knows.
    /// assert_eq!((total.co2e()?.tonnes(), total.is_complete()), (40.into(), false));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }

    /// The positions of the lines that are "not estimated" or "confidential".
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
    /// let lines = [line("gpc:I.1.1", 40)?, not_estimated("gpc:I.1.3")?];
    /// let account = Account::compute(lines, &profile, &factors)?;
    /// let total = account.total()?;
    /// assert_eq!(total.missing(), [1]);
    /// assert_eq!(account.entry(1).unwrap().activity().sector().code(), "I.1.3");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn missing(&self) -> &[usize] {
        &self.missing
    }

    /// The net total in tonnes CO2e per inhabitant; `None`, undefined, where nobody lives.
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
    /// use climate_account::number::Rounding;
    ///
    /// let lines = [line("danish:energy", 12_000)?, line("danish:transport", 8_000)?];
    /// let total = Account::compute(lines, &profile, &factors)?.total()?;
    /// // 20000 t / 3775 inhabitants of Samsø = 5.29801...
    /// let value = total.per_inhabitant(3_775.into(), Rounding::decimals(3))?;
    /// assert_eq!(value, Some("5.298".parse()?));
    /// assert_eq!(total.per_inhabitant(0.into(), Rounding::decimals(3))?, None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`co2e`](Total::co2e).
    pub fn per_inhabitant(&self, persons: Exact, rounding: Rounding) -> Result<Option<Exact>> {
        ratio(self.co2e()?.tonnes(), persons, rounding)
    }

    /// The share of this total in a whole; `None`, undefined, where the whole is not above zero.
    ///
    /// Where the whole holds removals, a share can be negative or above one.
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
    /// use climate_account::{account::Facet, number::Rounding};
    ///
    /// let lines = [line("danish:energy", 12_000)?, line("danish:transport", 8_000)?];
    /// let account = Account::compute(lines, &profile, &factors)?;
    /// let energy = account.select(|line| line.sector().code() == "energy").total()?;
    /// let share = energy.share_of(&account.total()?, Rounding::decimals(2))?;
    /// assert_eq!(share, Some("0.6".parse()?));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`co2e`](Total::co2e), and [`GwpSetMismatch`](crate::ErrorKind::GwpSetMismatch) where the
    /// two are of different sets.
    pub fn share_of(&self, whole: &Total, rounding: Rounding) -> Result<Option<Exact>> {
        let (part, whole) = (self.co2e()?, whole.co2e()?);
        part.checked_sub(&whole)?;
        ratio(part.tonnes(), whole.tonnes(), rounding)
    }
}

#[cfg(feature = "serde")]
crate::checked::read_checked!(
    Total {
        net: Emissions,
        negative: Emissions,
        memo_gases: Emissions,
        memo_items: BTreeMap<MemoItem, Emissions>,
        missing: Vec<usize>,
        gwp_set: GwpSet,
    }
    |net, negative, memo_gases, memo_items, missing, gwp_set| {
        let total = Total { net, negative, memo_gases, memo_items, missing, gwp_set };
        total.check()?;
        Ok(total)
    }
);

fn ratio(value: Exact, by: Exact, rounding: Rounding) -> Result<Option<Exact>> {
    if by.is_positive() { value.divide(by, rounding).map(Some) } else { Ok(None) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gas::Gas;

    fn total(tonnes: i64) -> Total {
        let net = Emissions::from_tonnes(Gas::CO2, tonnes);
        Total::new(net, Emissions::none(), BTreeMap::new(), Vec::new(), &GwpSet::ar5())
    }

    #[test]
    fn ratios_of_nothing_are_undefined() {
        let rule = Rounding::decimals(3);
        assert_eq!(total(5).per_inhabitant(Exact::ZERO, rule).unwrap(), None);
        assert_eq!(total(5).share_of(&total(0), rule).unwrap(), None);
        assert_eq!(total(5).share_of(&total(-2), rule).unwrap(), None);
        assert_eq!(total(-3).per_inhabitant(4.into(), rule).unwrap(), Some(Exact::new(-75, 2)));
    }
}
