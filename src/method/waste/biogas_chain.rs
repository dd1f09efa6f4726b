use super::checks::share;
use super::{BiogasFlows, BiogasProcess};
use crate::Quantity;
use crate::error::Result;
use crate::gas::{Co2e, Emissions, Gas, GwpSet};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, positive_rate, rate, whole};
use crate::method::sourced::{Shown, part_step, step, worked_step};
use crate::method::{Calculation, Method, Sourced, Step, StepValue};
use crate::number::Exact;
use crate::text::Text;
use crate::text::method::waste as text;
use crate::unit::{CarbonDioxideMass, Mass, MethaneMass, NetEnergy, Rate};

/// Which methane the energy of a biogas plant is reckoned from.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// # use climate_account::{Quantity, Source, number::Exact, unit::Mass};
/// use climate_account::method::{Sourced, waste::{BiogasChain, BiogasEnergyBasis, BiogasUse}};
///
/// # let source = Source::new("Biogas plant", "Annual report 2023", 2024, "page 5")?;
/// let share = |value: i64| Sourced::new(Exact::from(value), &source);
/// let megajoules = |energy_from| {
///     let chain = BiogasChain {
///         feed: Sourced::new(Quantity::<Mass>::tonnes(1), &source),
///         methane_yield: Sourced::built_in("dk-kf23/biogas/methane-yield")?,
///         leak: Sourced::built_in("dk-kf23/biogas/leak")?,
///         combined_heat_and_power: None,
///         upgrade: Some(BiogasUse { share: share(1), slip: share(0) }),
///         flare: None,
///         storage: None,
///         net_calorific_value: Sourced::built_in("dk-kf23/biogas/net-calorific-value")?,
///         energy_from,
///     };
///     Ok::<_, climate_account::Error>(chain.flows()?.energy.to_string())
/// };
/// assert_eq!(megajoules(BiogasEnergyBasis::Generated)?, "0.760032 GJ (net)"); // as published
/// assert_eq!(megajoules(BiogasEnergyBasis::Captured)?, "0.737991072 GJ (net)"); // less the leak
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum BiogasEnergyBasis {
    /// All methane that is generated, as in the published Danish chain.
    Generated,
    /// The methane that engines and upgrading use: without leak, slip and flare.
    Captured,
}

impl Shown for BiogasEnergyBasis {
    fn shown(&self) -> StepValue {
        let basis = match self {
            BiogasEnergyBasis::Generated => text::GENERATED_METHANE_AS_BASIS,
            BiogasEnergyBasis::Captured => text::CAPTURED_METHANE_AS_BASIS,
        };
        StepValue::Text(basis.title())
    }
}

/// One use of captured biogas: an engine, an upgrading plant, a flare.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, method::{Sourced, waste::BiogasUse}, number::Exact};
///
/// let report = Source::new("Biogas plant", "Annual report 2023", 2024, "page 5")?;
/// let engine = BiogasUse {
///     share: Sourced::new(Exact::new(40, 2), &report), // 40 % of the captured methane
///     slip: Sourced::new(Exact::new(15, 3), &report),  // 1.5 % of that goes through unburnt
/// };
/// assert_eq!(engine.slip.value, "0.015".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct BiogasUse {
    /// The share of the captured methane that goes here, from 0 to 1.
    pub share: Sourced<Exact>,
    /// The share of that which leaves unburnt, from 0 to 1: for a flare 1 less its efficiency.
    pub slip: Sourced<Exact>,
}

/// Digestate that is stored open and goes on to give off methane.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, method::{Sourced, waste::DigestateStorage}, number::Exact, unit::Rate};
///
/// let report = Source::new("Biogas plant", "Annual report 2023", 2024, "page 6")?;
/// let tank = DigestateStorage {
///     residual: Sourced::new(Rate::new(2, "kg CH4/t")?, &report),
///     methane_correction: Sourced::new(Exact::new(1, 1), &report),
/// };
/// assert_eq!(tank.residual.value.to_string(), "2 kg CH4/t");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct DigestateStorage {
    /// The methane that is left in the digestate, for each mass of feed.
    pub residual: Sourced<Rate<MethaneMass, Mass>>,
    /// The share of it that the storage lets out, from 0 to 1.
    pub methane_correction: Sourced<Exact>,
}

/// A biogas plant from the feed to the energy.
///
/// ```text
/// generated = feed x y          leak = generated x l          captured = generated - leak
/// slip      = sum over uses of captured x share x slip
/// E_CH4     = leak + slip + storage
/// ```
///
/// IPCC 2006, volume 5, equation 4.1 with the leak of the plant; the chain of Aarhus University for
/// Denmark. The emissions are the methane alone. What the gas displaces is a memo
/// ([`substitution`](BiogasChain::substitution)) and never part of them: in an account it shows as
/// less natural gas. So are heat, power and transport of the plant, which belong to the rows of
/// energy and transport. The methane that storage of raw manure no longer gives off shows as less
/// manure emission. Guidelines book the methane of a plant under biological treatment, manure or
/// energy, by what the plant is; choose one.
///
/// Energy is by net calorific value:
///
/// ```compile_fail,E0308
/// use climate_account::{Source, method::{Sourced, waste::BiogasChain}, unit::{GrossEnergy, Rate}};
///
/// # fn with(chain: BiogasChain) -> climate_account::Result<()> {
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 4", 2006, "equation 10.21")?;
/// let gross = Rate::<GrossEnergy, _>::new(55, "MJ (gross)/kg CH4")?;
/// let value = Sourced::new(gross, &source);
/// let chain = BiogasChain { net_calorific_value: value, ..chain }; // expected `NetEnergy`
/// # Ok(())
/// # }
/// ```
///
/// # Examples
///
/// The published Danish chain for a tonne of feed:
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// # use climate_account::{Quantity, Source, number::Exact, unit::{CarbonDioxideMass, Mass, NetEnergy, Rate}};
/// use climate_account::gas::{Gas, GwpSet};
/// use climate_account::method::{Calculation, Sourced, waste::*};
///
/// # let source = Source::new("Biogas plant", "Annual report 2023", 2024, "page 5")?;
/// let share = |value: i64| Sourced::new(Exact::from(value), &source);
/// let chain = BiogasChain {
///     feed: Sourced::new(Quantity::<Mass>::tonnes(1), &source),
///     methane_yield: Sourced::built_in("dk-kf23/biogas/methane-yield")?, // 15.08 kg CH4/t
///     leak: Sourced::built_in("dk-kf23/biogas/leak")?, // 0.029
///     combined_heat_and_power: None,
///     upgrade: Some(BiogasUse { share: share(1), slip: share(0) }),
///     flare: None,
///     storage: None,
///     net_calorific_value: Sourced::built_in("dk-kf23/biogas/net-calorific-value")?,
///     energy_from: BiogasEnergyBasis::Generated,
/// };
/// assert_eq!(chain.emissions()?.kilograms(Gas::CH4_NON_FOSSIL), "0.43732".parse()?);
///
/// let displaced = Sourced::<Rate<CarbonDioxideMass, NetEnergy>>::built_in("dk-kf23/biogas/displaced")?;
/// assert_eq!(chain.substitution(&displaced.value)?.to_string(), "51.682176 kg CO2");
/// let process = BiogasProcess {
///     heat: Sourced::built_in("dk-kf23/biogas/process-heat")?,
///     heat_factor: Sourced::built_in("dk-kf23/biogas/process-heat-factor")?,
///     power: Sourced::built_in("dk-kf23/biogas/process-power")?,
///     power_factor: Sourced::built_in("dk-kf23/biogas/process-power-factor")?,
///     transport: Sourced::built_in("dk-kf23/biogas/transport")?,
/// };
/// let saving = chain.saving(&displaced.value, &process, &GwpSet::ar5())?;
/// assert_eq!(saving.kilograms(), "35.067646".parse()?); // published as 35.07
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input outside its range, and for uses whose
/// shares do not add up to 1.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct BiogasChain {
    /// The feed of the year, as weighed.
    pub feed: Sourced<Quantity<Mass>>,
    /// The methane that is generated from each mass of feed.
    pub methane_yield: Sourced<Rate<MethaneMass, Mass>>,
    /// The share of the generated methane that leaks from the plant, from 0 to 1.
    pub leak: Sourced<Exact>,
    /// Engines of heat and power, where the plant has any.
    pub combined_heat_and_power: Option<BiogasUse>,
    /// Upgrading to the gas network, where the plant has it.
    pub upgrade: Option<BiogasUse>,
    /// The flare, where the plant has one.
    pub flare: Option<BiogasUse>,
    /// Open storage of the digestate, where there is any.
    pub storage: Option<DigestateStorage>,
    /// Net energy for each mass of methane.
    pub net_calorific_value: Sourced<Rate<NetEnergy, MethaneMass>>,
    /// Which methane the energy is reckoned from.
    pub energy_from: BiogasEnergyBasis,
}

impl BiogasChain {
    fn uses(&self) -> [(Option<&BiogasUse>, Text); 3] {
        [
            (self.combined_heat_and_power.as_ref(), text::HEAT_AND_POWER),
            (self.upgrade.as_ref(), text::UPGRADING),
            (self.flare.as_ref(), text::FLARE),
        ]
    }

    fn check(&self) -> Result<()> {
        activity("a mass of feed", self.feed.value)?;
        let remedy = "take it from the plant or from a data sheet";
        rate("a methane yield", &self.methane_yield.value, remedy)?;
        share("a leak", &self.leak)?;
        positive_rate("a net calorific value", &self.net_calorific_value.value, remedy)?;
        let uses = || self.uses().into_iter().filter_map(|(part, ..)| part);
        let remedy = "say where all of the captured methane goes";
        whole("shares of the captured methane", uses().map(|part| part.share.value), remedy)?;
        for part in uses() {
            share("a slip", &part.slip)?;
        }
        if let Some(storage) = &self.storage {
            let remedy = "measure it, or leave the storage out where it is covered";
            rate("a residual methane potential", &storage.residual.value, remedy)?;
            share("a methane correction of the storage", &storage.methane_correction)?;
        }
        Ok(())
    }

    /// Where the methane goes, and the energy.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, number::Exact, unit::{Mass, Rate}};
    /// use climate_account::method::{Sourced, waste::{BiogasChain, BiogasEnergyBasis, BiogasUse}};
    ///
    /// # let source = Source::new("Biogas plant", "Annual report 2023", 2024, "page 5")?;
    /// let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
    /// let plant = BiogasChain {
    ///     feed: Sourced::new(Quantity::<Mass>::tonnes(100), &source),
    ///     methane_yield: Sourced::new(Rate::new(10, "kg CH4/t")?, &source),
    ///     leak: share(5),
    ///     combined_heat_and_power: Some(BiogasUse { share: share(60), slip: share(2) }),
    ///     upgrade: Some(BiogasUse { share: share(30), slip: share(1) }),
    ///     flare: Some(BiogasUse { share: share(10), slip: share(10) }),
    ///     storage: None,
    ///     net_calorific_value: Sourced::new(Rate::new(50, "MJ (net)/kg CH4")?, &source),
    ///     energy_from: BiogasEnergyBasis::Captured,
    /// };
    /// let flows = plant.flows()?;
    /// assert_eq!(flows.captured.to_string(), "950 kg CH4"); // 1000 less 5 %
    /// assert_eq!(flows.slip.to_string(), "23.75 kg CH4"); // 11.4 + 2.85 + 9.5
    /// assert_eq!(flows.flared.to_string(), "85.5 kg CH4"); // 95 less 10 %
    /// assert_eq!(flows.energy.to_string(), "42.0375 GJ (net)"); // (558.6 + 282.15) x 50 MJ
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn flows(&self) -> Result<BiogasFlows> {
        self.check()?;
        let feed = Fraction::of(self.feed.value.base_value());
        let generated = feed.by(self.methane_yield.value.ratio())?.grams()?;
        let generated = Quantity::<MethaneMass>::of_base(generated);
        let leak = generated.scale(self.leak.value)?;
        let captured = generated.checked_sub(leak)?;
        let flow = |part: &Option<BiogasUse>| {
            let Some(part) = part else {
                return Ok((Quantity::ZERO, Quantity::ZERO));
            };
            let taken = captured.scale(part.share.value)?;
            taken.scale(part.slip.value).map(|slip| (taken, slip))
        };
        let (to_heat_and_power, slip_of_engines) = flow(&self.combined_heat_and_power)?;
        let (to_upgrade, slip_of_upgrade) = flow(&self.upgrade)?;
        let (to_flare, slip_of_flare) = flow(&self.flare)?;
        let slip_in_use = slip_of_engines.checked_add(slip_of_upgrade)?;
        let storage = match &self.storage {
            None => Quantity::ZERO,
            Some(storage) => {
                let left = feed.by(storage.residual.value.ratio())?;
                Quantity::of_base(left.times(storage.methane_correction.value)?.grams()?)
            }
        };
        let in_energy = match self.energy_from {
            BiogasEnergyBasis::Generated => generated,
            BiogasEnergyBasis::Captured => {
                to_heat_and_power.checked_add(to_upgrade)?.checked_sub(slip_in_use)?
            }
        };
        Ok(BiogasFlows {
            generated,
            leak,
            captured,
            to_heat_and_power,
            to_upgrade,
            to_flare,
            slip: slip_in_use.checked_add(slip_of_flare)?,
            flared: to_flare.checked_sub(slip_of_flare)?,
            storage,
            energy: in_energy.times(&self.net_calorific_value.value)?,
        })
    }

    /// The CO2 of what the energy displaces: a memo, not a part of the emissions.
    ///
    /// ```text
    /// substitution = energy x EF_displaced
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, number::Exact, unit::{Mass, Rate}};
    /// # use climate_account::method::{Sourced, waste::{BiogasChain, BiogasEnergyBasis, BiogasUse}};
    /// # let source = Source::new("Biogas plant", "Annual report 2023", 2024, "page 5")?;
    /// # let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
    /// # let one_tonne_of_feed = BiogasChain {
    /// #     feed: Sourced::new(Quantity::<Mass>::tonnes(1), &source),
    /// #     methane_yield: Sourced::new(Rate::new(Exact::new(1508, 2), "kg CH4/t")?, &source),
    /// #     leak: Sourced::new("0.029".parse()?, &source),
    /// #     combined_heat_and_power: None,
    /// #     upgrade: Some(BiogasUse { share: share(100), slip: share(0) }),
    /// #     flare: None,
    /// #     storage: None,
    /// #     net_calorific_value: Sourced::new(Rate::new(Exact::new(504, 1), "MJ (net)/kg CH4")?, &source),
    /// #     energy_from: BiogasEnergyBasis::Generated,
    /// # };
    /// let natural_gas = Rate::new(Exact::new(68, 3), "kg CO2/MJ (net)")?;
    /// let displaced = one_tonne_of_feed.substitution(&natural_gas)?;
    /// assert_eq!(displaced.to_string(), "51.682176 kg CO2"); // 760.032 MJ x 0.068
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a factor below zero; those of
    /// [`emissions`](Calculation::emissions).
    pub fn substitution(
        &self,
        displaced: &Rate<CarbonDioxideMass, NetEnergy>,
    ) -> Result<Quantity<CarbonDioxideMass>> {
        rate("a factor of the displaced energy", displaced, "give that of what the gas replaces")?;
        let energy = Fraction::of(self.flows()?.energy.base_value());
        energy.by(displaced.ratio())?.grams().map(Quantity::of_base)
    }

    /// What the chain saves: the substitution less process, transport and methane, under a GWP set.
    ///
    /// It is positive where the chain is good for the climate, a figure to compare measures with and
    /// not a line of an account.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, gas::GwpSet, number::Exact, unit::{Mass, Rate}};
    /// # use climate_account::method::{Sourced, waste::{BiogasChain, BiogasEnergyBasis, BiogasProcess, BiogasUse}};
    /// # let source = Source::new("Biogas plant", "Annual report 2023", 2024, "page 5")?;
    /// # let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
    /// # let one_tonne_of_feed = BiogasChain {
    /// #     feed: Sourced::new(Quantity::<Mass>::tonnes(1), &source),
    /// #     methane_yield: Sourced::new(Rate::new(Exact::new(1508, 2), "kg CH4/t")?, &source),
    /// #     leak: Sourced::new("0.029".parse()?, &source),
    /// #     combined_heat_and_power: None,
    /// #     upgrade: Some(BiogasUse { share: share(100), slip: share(0) }),
    /// #     flare: None,
    /// #     storage: None,
    /// #     net_calorific_value: Sourced::new(Rate::new(Exact::new(504, 1), "MJ (net)/kg CH4")?, &source),
    /// #     energy_from: BiogasEnergyBasis::Captured,
    /// # };
    /// # let process = BiogasProcess {
    /// #     heat: Sourced::new(Rate::new(Exact::new(154, 1), "kWh/t")?, &source),
    /// #     heat_factor: Sourced::new(Rate::new(Exact::new(1883, 4), "kg CO2/kWh")?, &source),
    /// #     power: Sourced::new(Rate::new(Exact::new(65, 1), "kWh/t")?, &source),
    /// #     power_factor: Sourced::new(Rate::new(Exact::new(415, 4), "kg CO2/kWh")?, &source),
    /// #     transport: Sourced::new(Rate::new(Exact::new(12, 1), "kg CO2/t")?, &source),
    /// # };
    /// let natural_gas = Rate::new(Exact::new(68, 3), "kg CO2/MJ (net)")?;
    /// // With the energy of the captured gas alone:
    /// let saving = one_tonne_of_feed.saving(&natural_gas, &process, &GwpSet::ar5())?;
    /// assert_eq!(saving.kilograms(), "33.568862896".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`substitution`](BiogasChain::substitution), of [`BiogasProcess::carbon_dioxide`] and
    /// of [`Emissions::to_co2e`].
    pub fn saving(
        &self,
        displaced: &Rate<CarbonDioxideMass, NetEnergy>,
        process: &BiogasProcess,
        set: &GwpSet,
    ) -> Result<Co2e> {
        let process = process.carbon_dioxide(self.feed.value)?;
        let saved = self.substitution(displaced)?.checked_sub(process)?;
        let saved = Emissions::from_grams(Gas::CO2, saved.base_value()).to_co2e(set)?;
        saved.checked_sub(&self.emissions()?.to_co2e(set)?)
    }
}

impl Calculation for BiogasChain {
    fn method(&self) -> Method {
        Method::BiogasChain
    }

    fn emissions(&self) -> Result<Emissions> {
        let emitted = self.flows()?.emitted()?;
        Ok(Emissions::from_grams(Gas::CH4_NON_FOSSIL, emitted.base_value()))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let flows = self.flows()?;
        let mut steps = vec![
            step(&self.feed, text::FEED_OF_THE_PLANT),
            step(&self.methane_yield, text::METHANE_YIELD),
            worked_step(&flows.generated, text::GENERATED_METHANE),
            step(&self.leak, text::LEAK),
            worked_step(&flows.leak, text::LEAKED_METHANE),
        ];
        for (part, name) in self.uses() {
            let Some(part) = part else { continue };
            steps.push(part_step(&part.share, &name, text::SHARE_OF_THE_CAPTURED_METHANE));
            steps.push(part_step(&part.slip, &name, text::ITS_METHANE_SLIP));
        }
        steps.push(worked_step(&flows.slip, text::METHANE_SLIP));
        if let Some(storage) = &self.storage {
            let residual = step(&storage.residual, text::RESIDUAL_METHANE);
            steps.extend([
                residual,
                step(&storage.methane_correction, text::METHANE_CORRECTION_OF_THE_STORAGE),
            ]);
            steps.push(worked_step(&flows.storage, text::METHANE_OF_THE_STORAGE));
        }
        steps.push(step(&self.net_calorific_value, text::NET_CALORIFIC_VALUE));
        steps.push(worked_step(&self.energy_from, text::ENERGY_RECKONED_FROM));
        steps.push(worked_step(&flows.energy, text::ENERGY));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn part(share: i64, slip: i64) -> BiogasUse {
        let number = |hundredths| example(Exact::new(hundredths, 2));
        BiogasUse { share: number(share), slip: number(slip) }
    }

    fn plant() -> BiogasChain {
        BiogasChain {
            feed: read("100 t"),
            methane_yield: read("10 kg CH4/t"),
            leak: example(Exact::new(5, 2)),
            combined_heat_and_power: Some(part(60, 2)),
            upgrade: Some(part(30, 1)),
            flare: Some(part(10, 10)),
            storage: Some(DigestateStorage {
                residual: read("2 kg CH4/t"),
                methane_correction: example(Exact::new(1, 1)),
            }),
            net_calorific_value: read("50 MJ (net)/kg CH4"),
            energy_from: BiogasEnergyBasis::Captured,
        }
    }

    #[test]
    fn leak_slip_and_storage_are_emitted() {
        let emissions = plant().emissions().unwrap();
        // 50 + 23.75 + 100 t x 2 kg x 0.1
        assert_eq!(emissions.kilograms(Gas::CH4_NON_FOSSIL), "93.75".parse().unwrap());
        assert_eq!(emissions.masses().count(), 1);
    }

    #[test]
    fn a_plant_that_flares_all_gives_no_energy() {
        let idle = BiogasChain {
            combined_heat_and_power: None,
            upgrade: None,
            flare: Some(part(100, 2)),
            ..plant()
        };
        assert_eq!(idle.flows().unwrap().energy, Quantity::ZERO);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |plant: BiogasChain| plant.emissions().unwrap_err().to_string();
        assert_eq!(
            text(BiogasChain { flare: None, ..plant() }),
            "expected shares of the captured methane that add up to 1, found a sum of 0.9; say \
             where all of the captured methane goes"
        );
        assert_eq!(
            text(BiogasChain { leak: example(Exact::new(29, 1)), ..plant() }),
            "expected a leak from 0 to 1, found 2.9; give per cent as a fraction"
        );
        let storage = |residual: &str, correction: i64| {
            let methane_correction = example(correction.into());
            Some(DigestateStorage { residual: read(residual), methane_correction })
        };
        let cases = [
            (BiogasChain { feed: read("-1 t"), ..plant() }, "expected a mass of feed of zero or"),
            (
                BiogasChain { methane_yield: read("-1 kg CH4/t"), ..plant() },
                "expected a methane yield of zero or more, found -1 kg CH4/t; take it from the",
            ),
            (
                BiogasChain { net_calorific_value: read("0 MJ (net)/kg CH4"), ..plant() },
                "expected a net calorific value above zero, found 0 MJ (net)/kg CH4; take it",
            ),
            (
                BiogasChain { flare: Some(part(10, 98_00)), ..plant() },
                "expected a slip from 0 to 1, found",
            ),
            (
                BiogasChain { storage: storage("-1 kg CH4/t", 1), ..plant() },
                "expected a residual methane potential of zero or more, found -1 kg CH4/t; measure",
            ),
            (
                BiogasChain { storage: storage("1 kg CH4/t", 10), ..plant() },
                "expected a methane correction of the storage from 0 to 1, found 10; give per cent",
            ),
        ];
        for (plant, start) in cases {
            let text = text(plant);
            assert!(text.starts_with(start), "{text}");
        }
        let displaced = Rate::new(-1, "kg CO2/MJ (net)").unwrap();
        assert_eq!(
            plant().substitution(&displaced).unwrap_err().to_string(),
            "expected a factor of the displaced energy of zero or more, found -1 kg CO2/MJ (net); \
             give that of what the gas replaces"
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_round_trips() {
        let written = serde_json::to_string(&plant()).unwrap();
        assert_eq!(serde_json::from_str::<BiogasChain>(&written).unwrap(), plant());
        // Five of the methane, six of the uses, the slip, three of the storage, three of the energy.
        assert_eq!(plant().derivation().unwrap().steps.len(), 18);
    }
}
