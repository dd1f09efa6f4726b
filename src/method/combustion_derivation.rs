use super::sourced::{factor_step, step, worked_step};
use super::{
    CarbonOrigin, Derivation, FuelAmount, FuelBlend, Method, ShareBasis, Sourced, Step, StepValue,
    blend_combustion, combustion, combustion_by_carbon, net_energy, net_energy_of_gross,
    net_energy_of_volume,
};
use crate::Quantity;
use crate::error::Result;
use crate::factor::EmissionFactor;
use crate::number::Exact;
use crate::text::method::energy as text;
use crate::unit::{CarbonMass, GrossEnergy, Mass, NetEnergy, NormalVolume, Rate, Volume};

/// An amount of fuel as it was read, and what turns it into net energy, each with its source.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, method::{FuelInput, Sourced}, unit::{Mass, Rate}};
///
/// let bill = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "invoice 17")?;
/// let guideline = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.2")?;
/// let oil = FuelInput::Mass {
///     amount: Sourced::new(Quantity::<Mass>::tonnes(250), &bill),
///     net_calorific_value: Sourced::new(Rate::new(43, "GJ (net)/t")?, &guideline).as_default(),
/// };
/// assert_eq!(oil.energy()?.to_string(), "10750 GJ (net)");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum FuelInput {
    /// Net energy.
    NetEnergy(Sourced<Quantity<NetEnergy>>),
    /// Gross energy, as gas is metered and billed.
    GrossEnergy {
        /// The amount.
        amount: Sourced<Quantity<GrossEnergy>>,
        /// The ratio of net to gross calorific value.
        net_over_gross: Sourced<Exact>,
    },
    /// Mass.
    Mass {
        /// The amount.
        amount: Sourced<Quantity<Mass>>,
        /// Net energy in a mass.
        net_calorific_value: Sourced<Rate<NetEnergy, Mass>>,
    },
    /// Volume of a liquid.
    Volume {
        /// The amount.
        amount: Sourced<Quantity<Volume>>,
        /// Mass in a volume.
        density: Sourced<Rate<Mass, Volume>>,
        /// Net energy in a mass.
        net_calorific_value: Sourced<Rate<NetEnergy, Mass>>,
    },
    /// Volume of gas at 0 °C and 101.325 kPa.
    NormalVolume {
        /// The amount.
        amount: Sourced<Quantity<NormalVolume>>,
        /// Net energy in a volume at that state.
        net_calorific_value: Sourced<Rate<NetEnergy, NormalVolume>>,
    },
}

impl FuelInput {
    /// The net energy.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, method::{FuelInput, Sourced}, number::Exact, unit::GrossEnergy};
    ///
    /// let bill = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "invoice 17")?;
    /// let gas = FuelInput::GrossEnergy {
    ///     amount: Sourced::new(Quantity::<GrossEnergy>::gigajoules(1000), &bill),
    ///     net_over_gross: Sourced::new(Exact::new(9, 1), &bill),
    /// };
    /// assert_eq!(gas.energy()?.to_string(), "900 GJ (net)");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`net_energy`], [`net_energy_of_volume`] and [`net_energy_of_gross`].
    pub fn energy(&self) -> Result<Quantity<NetEnergy>> {
        match self {
            FuelInput::NetEnergy(amount) => Ok(amount.value),
            FuelInput::GrossEnergy { amount, net_over_gross } => {
                net_energy_of_gross(amount.value, net_over_gross.value)
            }
            FuelInput::Mass { amount, net_calorific_value } => {
                net_energy(amount.value, &net_calorific_value.value)
            }
            FuelInput::Volume { amount, density, net_calorific_value } => {
                net_energy_of_volume(amount.value, &density.value, &net_calorific_value.value)
            }
            FuelInput::NormalVolume { amount, net_calorific_value } => {
                net_energy(amount.value, &net_calorific_value.value)
            }
        }
    }

    /// A step for each input, and one for the energy where that had to be worked out.
    fn steps(&self, energy: Quantity<NetEnergy>) -> Vec<Step> {
        let calorific = |value| step(value, text::NET_CALORIFIC_VALUE);
        let mut steps = match self {
            FuelInput::NetEnergy(amount) => return vec![step(amount, text::FUEL)],
            FuelInput::GrossEnergy { amount, net_over_gross } => vec![
                step(amount, text::FUEL),
                step(net_over_gross, text::NET_OVER_GROSS_CALORIFIC_VALUE),
            ],
            FuelInput::Mass { amount, net_calorific_value } => {
                vec![step(amount, text::FUEL), calorific(net_calorific_value)]
            }
            FuelInput::Volume { amount, density, net_calorific_value } => vec![
                step(amount, text::FUEL),
                step(density, text::DENSITY),
                calorific(net_calorific_value),
            ],
            FuelInput::NormalVolume { amount, net_calorific_value } => {
                vec![step(amount, text::FUEL), step(net_calorific_value, text::NET_CALORIFIC_VALUE)]
            }
        };
        steps.push(worked_step(&energy, text::ENERGY));
        steps
    }
}

/// [`combustion`] with a step for each input: amount, density, calorific value, factor.
///
/// # Examples
///
/// ```
/// use climate_account::{EmissionFactor, Quantity, Source, unit::{Mass, Rate}};
/// use climate_account::{gas::{Emissions, Gas}, method::{FuelInput, Sourced, combustion_derivation}};
///
/// let bill = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "invoice 17")?;
/// let guideline = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.2")?;
/// let per_terajoule = Emissions::from_kilograms(Gas::CO2, 74_100);
/// let factor = EmissionFactor::new("oil", "oil", "TJ (net)".parse()?, per_terajoule, guideline.clone())?;
/// let fuel = FuelInput::Mass {
///     amount: Sourced::new(Quantity::<Mass>::tonnes(250), &bill),
///     net_calorific_value: Sourced::new(Rate::new(43, "GJ (net)/t")?, &guideline).as_default(),
/// };
/// let derivation = combustion_derivation(&fuel, &factor)?;
/// assert_eq!(derivation.result.kilograms(Gas::CO2), 796_575.into());
/// let sources: Vec<_> = derivation.steps.iter().map(|step| step.source.as_ref()).collect();
/// assert_eq!(sources, [Some(&bill), Some(&guideline), None, Some(&guideline)]);
/// assert_eq!(derivation.steps[1].remarks.len(), 1); // the default of a guideline
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`FuelInput::energy`] and [`combustion`].
pub fn combustion_derivation(fuel: &FuelInput, factor: &EmissionFactor) -> Result<Derivation> {
    let energy = fuel.energy()?;
    let result = combustion(energy, factor)?;
    let mut steps = fuel.steps(energy);
    steps.push(factor_step(factor));
    Ok(Derivation { method: Method::Combustion, steps, result })
}

/// [`combustion_by_carbon`] with a step for each input and for the carbon that did not burn.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, gas::Gas, number::Exact, unit::{NetEnergy, Rate}};
/// use climate_account::method::{CarbonOrigin, FuelInput, Sourced, carbon_derivation};
///
/// let source = Source::new("Plant", "Fuel analysis", 2024, "page 1")?;
/// let coal = FuelInput::NetEnergy(Sourced::new(Quantity::<NetEnergy>::gigajoules(100), &source));
/// let content = Sourced::new(Rate::new(Exact::new(258, 1), "kg C/GJ (net)")?, &source);
/// let oxidised = Sourced::new(Exact::new(98, 2), &source);
/// let derivation = carbon_derivation(&coal, &content, &oxidised, CarbonOrigin::Fossil)?;
/// assert_eq!(derivation.result.kilograms(Gas::CO2), "9270.8".parse()?);
/// assert_eq!(derivation.steps.last().map(|step| &*step.what.en), Some("Unoxidised carbon (memo)"));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`FuelInput::energy`] and [`combustion_by_carbon`].
pub fn carbon_derivation(
    fuel: &FuelInput,
    carbon_content: &Sourced<Rate<CarbonMass, NetEnergy>>,
    oxidised_fraction: &Sourced<Exact>,
    origin: CarbonOrigin,
) -> Result<Derivation> {
    let energy = fuel.energy()?;
    let balance = combustion_by_carbon(energy, &carbon_content.value, oxidised_fraction.value)?;
    let mut steps = fuel.steps(energy);
    steps.extend([
        step(carbon_content, text::CARBON_CONTENT),
        step(oxidised_fraction, text::OXIDISED_FRACTION),
        worked_step(&balance.unoxidised, text::UNOXIDISED_CARBON_MEMO),
    ]);
    let result = balance.emissions(origin)?;
    Ok(Derivation { method: Method::CombustionByCarbon, steps, result })
}

/// [`blend_combustion`] with a step for each input: amount, share and its basis, the factors.
///
/// `fossil` and `biogenic` of the blend know the sources of their factors; `share` is where the
/// share is from, and has to be the share of the blend.
///
/// # Examples
///
/// ```
/// use climate_account::{EmissionFactor, Quantity, Source, gas::{Emissions, Gas}, unit::NetEnergy};
/// use climate_account::method::{BlendComponent, FuelAmount, FuelBlend, ShareBasis, Sourced, blend_derivation};
///
/// let source = Source::new("Energistyrelsen", "Energistatistik 2023", 2024, "table 5")?;
/// let part = |id: &str, gas| {
///     let emissions = Emissions::from_kilograms(gas, 74);
///     EmissionFactor::new(id, id, "GJ (net)".parse()?, emissions, source.clone()).map(BlendComponent::new)
/// };
/// let (fossil, biogenic) = (part("diesel", Gas::CO2)?, part("biodiesel", Gas::CO2_BIOGENIC)?);
/// let blend = FuelBlend::new(fossil, biogenic, "0.06".parse()?, ShareBasis::Energy)?;
/// let amount = Sourced::new(FuelAmount::Energy(Quantity::<NetEnergy>::gigajoules(100)), &source);
/// let derivation = blend_derivation(&amount, &blend, &source)?;
/// assert_eq!(derivation.result.kilograms(Gas::CO2_BIOGENIC), 444.into());
/// assert_eq!(derivation.steps.len(), 5);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`blend_combustion`].
pub fn blend_derivation(
    amount: &Sourced<FuelAmount>,
    blend: &FuelBlend,
    share: &crate::Source,
) -> Result<Derivation> {
    let emissions = blend_combustion(amount.value, blend)?;
    let biogenic_share = match blend.basis() {
        ShareBasis::Energy => text::BIOGENIC_SHARE_OF_THE_ENERGY,
        ShareBasis::Volume => text::BIOGENIC_SHARE_OF_THE_VOLUME,
        ShareBasis::Mass => text::BIOGENIC_SHARE_OF_THE_MASS,
    };
    let mut steps = vec![
        step(amount, text::FUEL),
        worked_step(&blend.biogenic_share(), biogenic_share).from(share),
    ];
    if blend.basis() != ShareBasis::Energy {
        for part in [blend.fossil(), blend.biogenic()] {
            if let Some(density) = part.density() {
                steps.push(worked_step(density, text::DENSITY));
            }
            if let Some(value) = part.net_calorific_value() {
                steps.push(worked_step(value, text::NET_CALORIFIC_VALUE));
            }
            if let Some(value) = part.energy_per_volume() {
                steps.push(worked_step(value, text::ENERGY_PER_VOLUME));
            }
        }
    }
    let energy_share = emissions.biogenic_energy_share;
    steps.push(Step::new(
        text::BIOGENIC_SHARE_WORKED_OUT.title(),
        StepValue::Ratio(energy_share.numerator(), energy_share.denominator()),
    ));
    steps.extend([factor_step(blend.fossil().factor()), factor_step(blend.biogenic().factor())]);
    Ok(Derivation { method: Method::BlendCombustion, steps, result: emissions.emissions()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Source;
    use crate::gas::{Emissions, Gas};

    fn source(place: &str) -> Source {
        Source::new("Tests", "Made-up figures", 2024, place).unwrap()
    }

    fn factor(tier: u8) -> EmissionFactor {
        let emissions = Emissions::from_kilograms(Gas::CO2, 56_100);
        let unit = "TJ (net)".parse().unwrap();
        let factor = EmissionFactor::new("gas", "natural-gas", unit, emissions, source("factor"));
        factor.unwrap().with_tier(tier).unwrap()
    }

    #[test]
    fn a_default_factor_is_named_as_one() {
        let energy = Sourced::new(Quantity::<NetEnergy>::gigajoules(1), &source("meter"));
        let fuel = FuelInput::NetEnergy(energy);
        let remarks = |tier| {
            let derivation = combustion_derivation(&fuel, &factor(tier)).unwrap();
            derivation.steps[1].remarks.len()
        };
        assert_eq!((remarks(1), remarks(2)), (1, 0));
    }

    #[test]
    fn every_way_of_counting_gas_gives_one_energy() {
        let meter = source("meter");
        let fuels = [
            FuelInput::NetEnergy(Sourced::new(Quantity::<NetEnergy>::gigajoules(3240), &meter)),
            FuelInput::GrossEnergy {
                amount: Sourced::new(Quantity::<GrossEnergy>::megawatt_hours(1000), &meter),
                net_over_gross: Sourced::new(Exact::new(9, 1), &source("ratio")),
            },
            FuelInput::Mass {
                amount: Sourced::new(Quantity::<Mass>::kilograms(67_500), &meter),
                net_calorific_value: Sourced::new(
                    Rate::new(48, "GJ (net)/t").unwrap(),
                    &source("value"),
                ),
            },
            FuelInput::Volume {
                amount: Sourced::new(Quantity::<Volume>::cubic_metres(84_375), &meter),
                density: Sourced::new(Rate::new(Exact::new(8, 1), "kg/m3").unwrap(), &meter),
                net_calorific_value: Sourced::new(
                    Rate::new(48, "GJ (net)/t").unwrap(),
                    &source("value"),
                ),
            },
            FuelInput::NormalVolume {
                amount: Sourced::new(Quantity::<NormalVolume>::normal_cubic_metres(81_000), &meter),
                net_calorific_value: Sourced::new(
                    Rate::new(40, "MJ (net)/Nm3").unwrap(),
                    &source("value"),
                ),
            },
        ];
        for (fuel, steps) in fuels.into_iter().zip([2, 4, 4, 5, 4]) {
            let derivation = combustion_derivation(&fuel, &factor(1)).unwrap();
            assert_eq!(derivation.result.kilograms(Gas::CO2), 181_764.into());
            assert_eq!(derivation.steps.len(), steps);
        }
    }
}
