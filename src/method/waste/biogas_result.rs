use crate::Quantity;
use crate::error::Result;
use crate::method::Sourced;
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, rate};
use crate::unit::{CarbonDioxideMass, Energy, Mass, MethaneMass, NetEnergy, Rate};

/// Where the methane of a biogas plant goes.
///
/// What is generated is leaked or goes to an engine, to upgrading or to the flare, exactly.
///
/// # Examples
///
/// ```
/// # use climate_account::{Quantity, Source, number::Exact, unit::{Mass, Rate}};
/// use climate_account::method::{Sourced, waste::{BiogasChain, BiogasEnergyBasis, BiogasFlows, BiogasUse}};
///
/// # let source = Source::new("Biogas plant", "Annual report 2023", 2024, "page 5")?;
/// # let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
/// # let plant = BiogasChain {
/// #     feed: Sourced::new(Quantity::<Mass>::tonnes(100), &source),
/// #     methane_yield: Sourced::new(Rate::new(10, "kg CH4/t")?, &source),
/// #     leak: share(5),
/// #     combined_heat_and_power: Some(BiogasUse { share: share(60), slip: share(2) }),
/// #     upgrade: Some(BiogasUse { share: share(30), slip: share(1) }),
/// #     flare: Some(BiogasUse { share: share(10), slip: share(10) }),
/// #     storage: None,
/// #     net_calorific_value: Sourced::new(Rate::new(50, "MJ (net)/kg CH4")?, &source),
/// #     energy_from: BiogasEnergyBasis::Captured,
/// # };
/// let flows: BiogasFlows = plant.flows()?; // 1000 kg, of which 5 % leak
/// assert_eq!(flows.to_heat_and_power.to_string(), "570 kg CH4");
/// assert_eq!(flows.to_upgrade.to_string(), "285 kg CH4");
/// assert_eq!(flows.to_flare.to_string(), "95 kg CH4");
/// assert_eq!(flows.emitted()?.to_string(), "73.75 kg CH4"); // 50 + 23.75
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct BiogasFlows {
    /// The methane that is generated.
    pub generated: Quantity<MethaneMass>,
    /// The methane that leaks from the plant.
    pub leak: Quantity<MethaneMass>,
    /// The generated methane less the leak.
    pub captured: Quantity<MethaneMass>,
    /// The captured methane that goes to engines.
    pub to_heat_and_power: Quantity<MethaneMass>,
    /// The captured methane that goes to upgrading.
    pub to_upgrade: Quantity<MethaneMass>,
    /// The captured methane that goes to the flare.
    pub to_flare: Quantity<MethaneMass>,
    /// The methane that goes through engines, upgrading and flare unburnt.
    pub slip: Quantity<MethaneMass>,
    /// The methane that the flare burns.
    pub flared: Quantity<MethaneMass>,
    /// The methane of stored digestate, beside what is generated in the plant.
    pub storage: Quantity<MethaneMass>,
    /// The energy of the methane that the basis names.
    pub energy: Quantity<NetEnergy>,
}

impl BiogasFlows {
    /// The methane that is emitted: leak, slip and storage.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, number::Exact, unit::{Mass, Rate}};
    /// # use climate_account::method::{Sourced, waste::{BiogasChain, BiogasEnergyBasis, BiogasUse}};
    /// # let source = Source::new("Biogas plant", "Annual report 2023", 2024, "page 5")?;
    /// # let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
    /// # let hundred_tonnes_that_are_upgraded = BiogasChain {
    /// #     feed: Sourced::new(Quantity::<Mass>::tonnes(100), &source),
    /// #     methane_yield: Sourced::new(Rate::new(10, "kg CH4/t")?, &source),
    /// #     leak: share(2),
    /// #     combined_heat_and_power: None,
    /// #     upgrade: Some(BiogasUse { share: share(100), slip: share(1) }),
    /// #     flare: None,
    /// #     storage: None,
    /// #     net_calorific_value: Sourced::new(Rate::new(50, "MJ (net)/kg CH4")?, &source),
    /// #     energy_from: BiogasEnergyBasis::Captured,
    /// # };
    /// // 1000 kg: 2 % leak, and 1 % of the rest slips through the upgrading.
    /// assert_eq!(hundred_tonnes_that_are_upgraded.flows()?.emitted()?.to_string(), "29.8 kg CH4");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn emitted(&self) -> Result<Quantity<MethaneMass>> {
        self.leak.checked_add(self.slip)?.checked_add(self.storage)
    }
}

/// What a biogas plant uses for each mass of feed, and the CO2 of that: a memo.
///
/// In an account, heat and power are booked where energy is used, and transport where fuel is.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, method::{Sourced, waste::BiogasProcess}, unit::Mass};
///
/// let process = BiogasProcess {
///     heat: Sourced::built_in("dk-kf23/biogas/process-heat")?,
///     heat_factor: Sourced::built_in("dk-kf23/biogas/process-heat-factor")?,
///     power: Sourced::built_in("dk-kf23/biogas/process-power")?,
///     power_factor: Sourced::built_in("dk-kf23/biogas/process-power-factor")?,
///     transport: Sourced::built_in("dk-kf23/biogas/transport")?,
/// };
/// let carbon_dioxide = process.carbon_dioxide(Quantity::<Mass>::tonnes(1))?;
/// assert_eq!(carbon_dioxide.to_string(), "4.36957 kg CO2"); // 2.89982 + 0.26975 + 1.2
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct BiogasProcess {
    /// Heat for each mass of feed.
    pub heat: Sourced<Rate<Energy, Mass>>,
    /// CO2 of the heat.
    pub heat_factor: Sourced<Rate<CarbonDioxideMass, Energy>>,
    /// Electricity for each mass of feed.
    pub power: Sourced<Rate<Energy, Mass>>,
    /// CO2 of the electricity.
    pub power_factor: Sourced<Rate<CarbonDioxideMass, Energy>>,
    /// CO2 of the transport of each mass of feed.
    pub transport: Sourced<Rate<CarbonDioxideMass, Mass>>,
}

impl BiogasProcess {
    /// The CO2 of process and transport for an amount of feed.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, method::{Sourced, waste::BiogasProcess}, unit::{Mass, Rate}};
    /// # let source = Source::new("Biogas plant", "Annual report 2023", 2024, "page 5")?;
    /// let process = BiogasProcess {
    ///     heat: Sourced::new(Rate::new(20, "kWh/t")?, &source),
    ///     heat_factor: Sourced::new(Rate::new(100, "g CO2/kWh")?, &source),
    ///     power: Sourced::new(Rate::new(10, "kWh/t")?, &source),
    ///     power_factor: Sourced::new(Rate::new(50, "g CO2/kWh")?, &source),
    ///     transport: Sourced::new(Rate::new(1, "kg CO2/t")?, &source),
    /// };
    /// let carbon_dioxide = process.carbon_dioxide(Quantity::<Mass>::tonnes(10))?;
    /// assert_eq!(carbon_dioxide.to_string(), "35 kg CO2"); // 20 + 5 + 10
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero;
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn carbon_dioxide(&self, feed: Quantity<Mass>) -> Result<Quantity<CarbonDioxideMass>> {
        activity("a mass of feed", feed)?;
        let remedy = "take it from the plant or from a data sheet";
        rate("a heat use", &self.heat.value, remedy)?;
        rate("a factor of the heat", &self.heat_factor.value, remedy)?;
        rate("a power use", &self.power.value, remedy)?;
        rate("a factor of the power", &self.power_factor.value, remedy)?;
        rate("a factor of the transport", &self.transport.value, remedy)?;
        let feed = Fraction::of(feed.base_value());
        let heat = feed.by(self.heat.value.ratio())?.by(self.heat_factor.value.ratio())?;
        let power = feed.by(self.power.value.ratio())?.by(self.power_factor.value.ratio())?;
        let transport = feed.by(self.transport.value.ratio())?;
        let sum = heat.grams()?.checked_add(power.grams()?)?.checked_add(transport.grams()?)?;
        Ok(Quantity::of_base(sum))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::read;

    #[test]
    fn says_what_is_out_of_range() {
        let process = |changed: usize| {
            let value = |place: usize, unit: &str| {
                format!("{} {unit}", if place == changed { "-1" } else { "1" })
            };
            BiogasProcess {
                heat: read(&value(0, "kWh/t")),
                heat_factor: read(&value(1, "kg CO2/kWh")),
                power: read(&value(2, "kWh/t")),
                power_factor: read(&value(3, "kg CO2/kWh")),
                transport: read(&value(4, "kg CO2/t")),
            }
        };
        let starts = [
            "expected a heat use of zero or more, found -1 kWh/t; take it from the plant or from a",
            "expected a factor of the heat of zero or more, found -1 kg CO2/kWh; take it",
            "expected a power use of zero or more, found -1 kWh/t; take it",
            "expected a factor of the power of zero or more, found -1 kg CO2/kWh; take it",
            "expected a factor of the transport of zero or more, found -1 kg CO2/t; take it",
        ];
        for (changed, start) in starts.into_iter().enumerate() {
            let error = process(changed).carbon_dioxide(Quantity::<Mass>::tonnes(1)).unwrap_err();
            assert!(error.to_string().starts_with(start), "{error}");
        }
        let error =
            process(9).carbon_dioxide(Quantity::<Mass>::tonnes(-1)).unwrap_err().to_string();
        assert!(error.starts_with("expected a mass of feed of zero or more, found -1000 kg;"));
    }
}
