use super::CarbonOrigin;
use super::fraction::{Fraction, product, quotient, sum};
use super::input_problem::{InputProblem, activity, number, positive_rate};
use crate::Quantity;
use crate::error::{Error, Result};
use crate::factor::{Conversion, EmissionFactor};
use crate::gas::{Emissions, Gas};
use crate::number::Exact;
use crate::unit::{Mass, NetEnergy, Rate, Ratio, Volume};

/// What a share of biofuel is a share of.
///
/// The bases differ: 7 % biodiesel by volume is 6.5 % by energy.
///
/// # Examples
///
/// ```
/// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}, method::*, unit::Rate};
/// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
/// # let factor = |gas, kg| EmissionFactor::new("part", "part", "TJ (net)".parse()?, Emissions::from_kilograms(gas, kg), source.clone());
/// # let diesel = BlendComponent::new(factor(Gas::CO2, 74_100)?).with_energy_per_volume(Rate::new(36, "MJ (net)/l")?);
/// # let biodiesel = BlendComponent::new(factor(Gas::CO2_BIOGENIC, 70_800)?).with_energy_per_volume(Rate::new(33, "MJ (net)/l")?);
/// // A litre of diesel has 36 MJ, one of biodiesel 33 MJ.
/// let share = |basis| {
///     FuelBlend::new(diesel.clone(), biodiesel.clone(), "0.07".parse()?, basis)?.biogenic_energy_share()
/// };
/// assert_eq!(share(ShareBasis::Energy)?.to_string(), "0.07");
/// assert_eq!(share(ShareBasis::Volume)?.to_string(), "77/1193"); // 6.45 %
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum ShareBasis {
    /// Of the net energy.
    Energy,
    /// Of the volume; the volumes of the parts add up to that of the blend.
    Volume,
    /// Of the mass.
    Mass,
}

/// An amount of a blended fuel, by what it was counted in.
///
/// # Examples
///
/// ```
/// # use climate_account::{EmissionFactor, Quantity, Source, gas::{Emissions, Gas}, method::*};
/// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
/// # let factor = |gas, kg| EmissionFactor::new("part", "part", "TJ (net)".parse()?, Emissions::from_kilograms(gas, kg), source.clone());
/// # let diesel = BlendComponent::new(factor(Gas::CO2, 74_100)?);
/// # let biodiesel = BlendComponent::new(factor(Gas::CO2_BIOGENIC, 70_800)?);
/// # let blend = FuelBlend::new(diesel, biodiesel, "0.07".parse()?, ShareBasis::Energy)?;
/// let amount = FuelAmount::Energy(Quantity::new(1000, "GJ (net)")?);
/// let result = blend_combustion(amount, &blend)?;
/// assert_eq!(result.biogenic_energy, Quantity::new(70, "GJ (net)")?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum FuelAmount {
    /// By net energy.
    Energy(Quantity<NetEnergy>),
    /// By volume.
    Volume(Quantity<Volume>),
    /// By mass.
    Mass(Quantity<Mass>),
}

impl FuelAmount {
    fn basis(self) -> ShareBasis {
        match self {
            FuelAmount::Energy(_) => ShareBasis::Energy,
            FuelAmount::Volume(_) => ShareBasis::Volume,
            FuelAmount::Mass(_) => ShareBasis::Mass,
        }
    }

    fn checked(self) -> Result<Exact> {
        let what = "an amount of fuel";
        match self {
            FuelAmount::Energy(energy) => activity(what, energy).map(|()| energy.base_value()),
            FuelAmount::Volume(volume) => activity(what, volume).map(|()| volume.base_value()),
            FuelAmount::Mass(mass) => activity(what, mass).map(|()| mass.base_value()),
        }
    }
}

/// One part of a blended fuel: its factor per net energy, and what turns its volume or mass into
/// energy where the blend is counted by these.
///
/// # Examples
///
/// ```
/// use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}, method::BlendComponent, unit::Rate};
///
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
/// let emissions = Emissions::from_kilograms(Gas::CO2, 74_100);
/// let factor = EmissionFactor::new("diesel", "gas-diesel-oil", "TJ (net)".parse()?, emissions, source)?;
/// let diesel = BlendComponent::new(factor)
///     .with_density(Rate::new(840, "kg/m3")?)
///     .with_net_calorific_value(Rate::new(43, "GJ (net)/t")?);
/// assert_eq!(diesel.factor().id(), "diesel");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct BlendComponent {
    factor: EmissionFactor,
    density: Option<Rate<Mass, Volume>>,
    net_calorific_value: Option<Rate<NetEnergy, Mass>>,
    energy_per_volume: Option<Rate<NetEnergy, Volume>>,
}

impl BlendComponent {
    /// A part of which only its factor per net energy is known.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}, method::*};
    /// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
    /// # let factor = |gas, kg| EmissionFactor::new("part", "part", "TJ (net)".parse()?, Emissions::from_kilograms(gas, kg), source.clone());
    /// let diesel = BlendComponent::new(factor(Gas::CO2, 74_100)?);
    /// assert_eq!(diesel.factor().emissions().kilograms(Gas::CO2), 74_100.into());
    /// assert_eq!(diesel.density(), None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn new(factor: EmissionFactor) -> BlendComponent {
        let (density, net_calorific_value, energy_per_volume) = (None, None, None);
        BlendComponent { factor, density, net_calorific_value, energy_per_volume }
    }

    /// The same part with its density.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}, method::*, unit::Rate};
    /// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
    /// # let factor = |gas, kg| EmissionFactor::new("part", "part", "TJ (net)".parse()?, Emissions::from_kilograms(gas, kg), source.clone());
    /// let diesel = BlendComponent::new(factor(Gas::CO2, 74_100)?).with_density(Rate::new(840, "kg/m3")?);
    /// assert_eq!(diesel.density(), Some(&Rate::new(840, "kg/m3")?));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn with_density(self, density: Rate<Mass, Volume>) -> BlendComponent {
        BlendComponent { density: Some(density), ..self }
    }

    /// The same part with its net calorific value.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}, method::*, unit::Rate};
    /// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
    /// # let factor = |gas, kg| EmissionFactor::new("part", "part", "TJ (net)".parse()?, Emissions::from_kilograms(gas, kg), source.clone());
    /// let value = Rate::new(43, "GJ (net)/t")?;
    /// let diesel = BlendComponent::new(factor(Gas::CO2, 74_100)?).with_net_calorific_value(value.clone());
    /// assert_eq!(diesel.net_calorific_value(), Some(&value));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn with_net_calorific_value(self, value: Rate<NetEnergy, Mass>) -> BlendComponent {
        BlendComponent { net_calorific_value: Some(value), ..self }
    }

    /// The same part with its net energy per volume, in place of density and calorific value.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}, method::*, unit::Rate};
    /// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
    /// # let factor = |gas, kg| EmissionFactor::new("part", "part", "TJ (net)".parse()?, Emissions::from_kilograms(gas, kg), source.clone());
    /// let value = Rate::new(36, "MJ (net)/l")?;
    /// let diesel = BlendComponent::new(factor(Gas::CO2, 74_100)?).with_energy_per_volume(value.clone());
    /// assert_eq!(diesel.energy_per_volume(), Some(&value));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn with_energy_per_volume(self, value: Rate<NetEnergy, Volume>) -> BlendComponent {
        BlendComponent { energy_per_volume: Some(value), ..self }
    }

    /// The factor.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}, method::*};
    /// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
    /// # let factor = |gas, kg| EmissionFactor::new("part", "part", "TJ (net)".parse()?, Emissions::from_kilograms(gas, kg), source.clone());
    /// let diesel = BlendComponent::new(factor(Gas::CO2, 74_100)?);
    /// assert_eq!(diesel.factor().emissions().kilograms(Gas::CO2), 74_100.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn factor(&self) -> &EmissionFactor {
        &self.factor
    }

    /// The density, if it is known.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}, method::*, unit::Rate};
    /// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
    /// # let factor = |gas, kg| EmissionFactor::new("part", "part", "TJ (net)".parse()?, Emissions::from_kilograms(gas, kg), source.clone());
    /// let diesel = BlendComponent::new(factor(Gas::CO2, 74_100)?);
    /// assert_eq!(diesel.density(), None);
    /// let diesel = diesel.with_density(Rate::new(840, "kg/m3")?);
    /// assert_eq!(diesel.density(), Some(&Rate::new(840, "kg/m3")?));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn density(&self) -> Option<&Rate<Mass, Volume>> {
        self.density.as_ref()
    }

    /// The net calorific value, if it is known.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}, method::*, unit::Rate};
    /// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
    /// # let factor = |gas, kg| EmissionFactor::new("part", "part", "TJ (net)".parse()?, Emissions::from_kilograms(gas, kg), source.clone());
    /// let diesel = BlendComponent::new(factor(Gas::CO2, 74_100)?);
    /// let diesel = diesel.with_net_calorific_value(Rate::new(43, "GJ (net)/t")?);
    /// assert_eq!(diesel.net_calorific_value(), Some(&Rate::new(43, "GJ (net)/t")?));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn net_calorific_value(&self) -> Option<&Rate<NetEnergy, Mass>> {
        self.net_calorific_value.as_ref()
    }

    /// The net energy per volume, if it is known.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}, method::*, unit::Rate};
    /// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
    /// # let factor = |gas, kg| EmissionFactor::new("part", "part", "TJ (net)".parse()?, Emissions::from_kilograms(gas, kg), source.clone());
    /// let diesel = BlendComponent::new(factor(Gas::CO2, 74_100)?);
    /// let diesel = diesel.with_energy_per_volume(Rate::new(36, "MJ (net)/l")?);
    /// assert_eq!(diesel.energy_per_volume(), Some(&Rate::new(36, "MJ (net)/l")?));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn energy_per_volume(&self) -> Option<&Rate<NetEnergy, Volume>> {
        self.energy_per_volume.as_ref()
    }

    fn check(&self, origin: CarbonOrigin) -> Result<()> {
        let remedy = "take it from the supplier or from a guideline";
        if let Some(density) = &self.density {
            positive_rate("a density", density, remedy)?;
        }
        if let Some(value) = &self.net_calorific_value {
            positive_rate("a net calorific value", value, remedy)?;
        }
        if let Some(value) = &self.energy_per_volume {
            positive_rate("a net energy per volume", value, remedy)?;
        }
        let emissions = self.factor.emissions();
        let has = |gas| !emissions.grams(gas).is_zero();
        let (what, gas, wrong) = match origin {
            CarbonOrigin::Fossil => ("fossil CO2", Gas::CO2_BIOGENIC, has(Gas::CO2_BIOGENIC)),
            // Biodiesel may hold fossil carbon of its methanol beside the biogenic.
            CarbonOrigin::Biogenic => {
                ("biogenic CO2", Gas::CO2, has(Gas::CO2) && !has(Gas::CO2_BIOGENIC))
            }
        };
        if wrong {
            return Err(Error::new(InputProblem::Origin {
                what,
                gas: gas.id(),
                id: self.factor.id().to_owned(),
                remedy: "check that the parts of the blend are not swapped, and book biogenic CO2 as co2-biogenic",
            }));
        }
        Ok(())
    }

    /// How much of `to` one base unit of `from` is.
    fn content(&self, from: ShareBasis, to: ShareBasis) -> Result<Ratio> {
        let missing = |what| {
            let remedy =
                "a share or an amount by volume or mass needs it for both parts of the blend";
            Error::new(InputProblem::Missing { what, remedy })
        };
        let density = || {
            let density = self.density.as_ref().map(Rate::ratio);
            density.ok_or_else(|| missing("a density"))
        };
        let per_mass = || {
            let value = self.net_calorific_value.as_ref().map(Rate::ratio);
            value.ok_or_else(|| missing("a net calorific value"))
        };
        let per_volume = || match &self.energy_per_volume {
            Some(value) => Ok(value.ratio()),
            None => product(density()?, per_mass()?),
        };
        let inverse = |ratio| quotient(Ratio::ONE, ratio);
        match (from, to) {
            (ShareBasis::Volume, ShareBasis::Energy) => per_volume(),
            (ShareBasis::Energy, ShareBasis::Volume) => inverse(per_volume()?),
            (ShareBasis::Mass, ShareBasis::Energy) => per_mass(),
            (ShareBasis::Energy, ShareBasis::Mass) => inverse(per_mass()?),
            (ShareBasis::Volume, ShareBasis::Mass) => density(),
            (ShareBasis::Mass, ShareBasis::Volume) => inverse(density()?),
            (ShareBasis::Energy, ShareBasis::Energy)
            | (ShareBasis::Volume, ShareBasis::Volume)
            | (ShareBasis::Mass, ShareBasis::Mass) => Ok(Ratio::ONE),
        }
    }
}

/// A fuel of a fossil and a biogenic part: diesel with biodiesel, gas with biogas, waste.
///
/// # Examples
///
/// ```
/// use climate_account::{EmissionFactor, Quantity, Source, unit::{Rate, Volume}};
/// use climate_account::gas::{Emissions, Gas};
/// use climate_account::method::{BlendComponent, FuelAmount, FuelBlend, ShareBasis, blend_combustion};
///
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
/// let factor = |id: &str, gas, kilograms| {
///     let emissions = Emissions::from_kilograms(gas, kilograms);
///     EmissionFactor::new(id, id, "TJ (net)".parse()?, emissions, source.clone())
/// };
/// let diesel = BlendComponent::new(factor("diesel", Gas::CO2, 74_100)?)
///     .with_energy_per_volume(Rate::new(36, "MJ (net)/l")?);
/// let biodiesel = BlendComponent::new(factor("biodiesel", Gas::CO2_BIOGENIC, 70_800)?)
///     .with_energy_per_volume(Rate::new(33, "MJ (net)/l")?);
/// let blend = FuelBlend::new(diesel, biodiesel, "0.07".parse()?, ShareBasis::Volume)?;
///
/// let result = blend_combustion(FuelAmount::Volume(Quantity::<Volume>::litres(1000)), &blend)?;
/// assert_eq!(result.energy()?.to_string(), "35.79 GJ (net)");
/// assert_eq!(result.biogenic_energy_share.to_string(), "77/1193"); // 6.45 %, not 7 %
/// let emissions = result.emissions()?;
/// assert_eq!(emissions.kilograms(Gas::CO2), "2480.868".parse()?);
/// assert_eq!(emissions.kilograms(Gas::CO2_BIOGENIC), "163.548".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct FuelBlend {
    fossil: BlendComponent,
    biogenic: BlendComponent,
    biogenic_share: Exact,
    basis: ShareBasis,
}

impl FuelBlend {
    /// A blend from its parts and the biogenic share, 0 to 1, of what `basis` says.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}, method::*};
    /// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
    /// # let factor = |gas, kg| EmissionFactor::new("part", "part", "TJ (net)".parse()?, Emissions::from_kilograms(gas, kg), source.clone());
    /// let diesel = BlendComponent::new(factor(Gas::CO2, 74_100)?);
    /// let biodiesel = BlendComponent::new(factor(Gas::CO2_BIOGENIC, 70_800)?);
    /// let blend = FuelBlend::new(diesel, biodiesel, "0.07".parse()?, ShareBasis::Energy)?;
    /// assert_eq!(blend.biogenic_energy_share()?.to_string(), "0.07");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a share outside 0 to 1 and a density or
    /// calorific value that is not above zero; [`MissingValue`](crate::ErrorKind::MissingValue) where
    /// the basis needs a density or a calorific value that a part does not have;
    /// [`InvalidFactor`](crate::ErrorKind::InvalidFactor) where the fossil part emits biogenic CO2, or
    /// the biogenic part fossil CO2 alone.
    pub fn new(
        fossil: BlendComponent,
        biogenic: BlendComponent,
        biogenic_share: Exact,
        basis: ShareBasis,
    ) -> Result<FuelBlend> {
        let remedy = "give per cent as a fraction";
        number("a biogenic share", &biogenic_share, remedy).share()?;
        fossil.check(CarbonOrigin::Fossil)?;
        biogenic.check(CarbonOrigin::Biogenic)?;
        let blend = FuelBlend { fossil, biogenic, biogenic_share, basis };
        blend.weight(CarbonOrigin::Fossil, ShareBasis::Energy)?;
        blend.weight(CarbonOrigin::Biogenic, ShareBasis::Energy)?;
        Ok(blend)
    }

    /// The fossil part.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}, method::*};
    /// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
    /// # let factor = |gas, kg| EmissionFactor::new("part", "part", "TJ (net)".parse()?, Emissions::from_kilograms(gas, kg), source.clone());
    /// # let diesel = BlendComponent::new(factor(Gas::CO2, 74_100)?);
    /// # let biodiesel = BlendComponent::new(factor(Gas::CO2_BIOGENIC, 70_800)?);
    /// let blend = FuelBlend::new(diesel, biodiesel, "0.07".parse()?, ShareBasis::Energy)?;
    /// assert_eq!(blend.fossil().factor().emissions().kilograms(Gas::CO2), 74_100.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn fossil(&self) -> &BlendComponent {
        &self.fossil
    }

    /// The biogenic part.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}, method::*};
    /// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
    /// # let factor = |gas, kg| EmissionFactor::new("part", "part", "TJ (net)".parse()?, Emissions::from_kilograms(gas, kg), source.clone());
    /// # let diesel = BlendComponent::new(factor(Gas::CO2, 74_100)?);
    /// # let biodiesel = BlendComponent::new(factor(Gas::CO2_BIOGENIC, 70_800)?);
    /// let blend = FuelBlend::new(diesel, biodiesel, "0.07".parse()?, ShareBasis::Energy)?;
    /// let emissions = blend.biogenic().factor().emissions();
    /// assert_eq!(emissions.kilograms(Gas::CO2_BIOGENIC), 70_800.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn biogenic(&self) -> &BlendComponent {
        &self.biogenic
    }

    /// The biogenic share of what [`basis`](FuelBlend::basis) says.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}, method::*};
    /// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
    /// # let factor = |gas, kg| EmissionFactor::new("part", "part", "TJ (net)".parse()?, Emissions::from_kilograms(gas, kg), source.clone());
    /// # let diesel = BlendComponent::new(factor(Gas::CO2, 74_100)?);
    /// # let biodiesel = BlendComponent::new(factor(Gas::CO2_BIOGENIC, 70_800)?);
    /// let blend = FuelBlend::new(diesel, biodiesel, "0.07".parse()?, ShareBasis::Energy)?;
    /// assert_eq!(blend.biogenic_share(), "0.07".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn biogenic_share(&self) -> Exact {
        self.biogenic_share
    }

    /// What the share is a share of.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}, method::*};
    /// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
    /// # let factor = |gas, kg| EmissionFactor::new("part", "part", "TJ (net)".parse()?, Emissions::from_kilograms(gas, kg), source.clone());
    /// # let diesel = BlendComponent::new(factor(Gas::CO2, 74_100)?);
    /// # let biodiesel = BlendComponent::new(factor(Gas::CO2_BIOGENIC, 70_800)?);
    /// let blend = FuelBlend::new(diesel, biodiesel, "0.07".parse()?, ShareBasis::Energy)?;
    /// assert_eq!(blend.basis(), ShareBasis::Energy);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn basis(&self) -> ShareBasis {
        self.basis
    }

    /// The biogenic share of the energy, an exact rational.
    ///
    /// ```text
    /// b = b_V x rho_b x NCV_b / (b_V x rho_b x NCV_b + (1 - b_V) x rho_f x NCV_f)
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}, method::*, unit::Rate};
    /// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
    /// # let factor = |gas, kg| EmissionFactor::new("part", "part", "TJ (net)".parse()?, Emissions::from_kilograms(gas, kg), source.clone());
    /// # let diesel = BlendComponent::new(factor(Gas::CO2, 74_100)?).with_energy_per_volume(Rate::new(36, "MJ (net)/l")?);
    /// # let biodiesel = BlendComponent::new(factor(Gas::CO2_BIOGENIC, 70_800)?).with_energy_per_volume(Rate::new(33, "MJ (net)/l")?);
    /// let blend = FuelBlend::new(diesel, biodiesel, "0.07".parse()?, ShareBasis::Volume)?;
    /// // 0.07 x 33 / (0.07 x 33 + 0.93 x 36)
    /// assert_eq!(blend.biogenic_energy_share()?.to_string(), "77/1193");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn biogenic_energy_share(&self) -> Result<Ratio> {
        let biogenic = self.weight(CarbonOrigin::Biogenic, ShareBasis::Energy)?;
        let fossil = self.weight(CarbonOrigin::Fossil, ShareBasis::Energy)?;
        quotient(biogenic, sum(fossil, biogenic)?)
    }

    /// The amount of a part, in `basis`, in one unit of the blend by the basis of the share.
    fn weight(&self, part: CarbonOrigin, basis: ShareBasis) -> Result<Ratio> {
        let (component, share) = match part {
            CarbonOrigin::Biogenic => (&self.biogenic, self.biogenic_share),
            CarbonOrigin::Fossil => (&self.fossil, Exact::ONE.checked_sub(self.biogenic_share)?),
        };
        product(component.content(self.basis, basis)?, Ratio::of(share))
    }
}

/// The emissions of a blend, by the origin of its parts.
///
/// # Examples
///
/// ```
/// # use climate_account::{EmissionFactor, Quantity, Source, gas::{Emissions, Gas}, method::*};
/// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
/// # let factor = |gas, kg| EmissionFactor::new("part", "part", "TJ (net)".parse()?, Emissions::from_kilograms(gas, kg), source.clone());
/// # let diesel = BlendComponent::new(factor(Gas::CO2, 74_100)?);
/// # let biodiesel = BlendComponent::new(factor(Gas::CO2_BIOGENIC, 70_800)?);
/// # let blend = FuelBlend::new(diesel, biodiesel, "0.07".parse()?, ShareBasis::Energy)?;
/// let amount = FuelAmount::Energy(Quantity::new(1, "TJ (net)")?);
/// let result: BlendEmissions = blend_combustion(amount, &blend)?;
/// assert_eq!(result.fossil.kilograms(Gas::CO2), 68_913.into()); // 0.93 x 74100
/// assert_eq!(result.biogenic.kilograms(Gas::CO2_BIOGENIC), 4956.into()); // 0.07 x 70800
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct BlendEmissions {
    /// The biogenic share of the net energy.
    pub biogenic_energy_share: Ratio,
    /// The net energy of the fossil part.
    pub fossil_energy: Quantity<NetEnergy>,
    /// The net energy of the biogenic part.
    pub biogenic_energy: Quantity<NetEnergy>,
    /// The emissions of the fossil part.
    pub fossil: Emissions,
    /// The emissions of the biogenic part: CO2 as a memo item, CH4 and N2O in full.
    pub biogenic: Emissions,
}

impl BlendEmissions {
    /// The emissions of both parts.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Quantity, Source, gas::{Emissions, Gas}, method::*};
    /// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
    /// # let factor = |gas, kg| EmissionFactor::new("part", "part", "TJ (net)".parse()?, Emissions::from_kilograms(gas, kg), source.clone());
    /// # let diesel = BlendComponent::new(factor(Gas::CO2, 74_100)?);
    /// # let biodiesel = BlendComponent::new(factor(Gas::CO2_BIOGENIC, 70_800)?);
    /// # let blend = FuelBlend::new(diesel, biodiesel, "0.07".parse()?, ShareBasis::Energy)?;
    /// let result = blend_combustion(FuelAmount::Energy(Quantity::new(1, "TJ (net)")?), &blend)?;
    /// let emissions = result.emissions()?;
    /// assert_eq!(emissions.kilograms(Gas::CO2), 68_913.into());
    /// assert_eq!(emissions.kilograms(Gas::CO2_BIOGENIC), 4956.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn emissions(&self) -> Result<Emissions> {
        self.fossil.clone().and(&self.biogenic)
    }

    /// The net energy of both parts.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Quantity, Source, gas::{Emissions, Gas}, method::*};
    /// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
    /// # let factor = |gas, kg| EmissionFactor::new("part", "part", "TJ (net)".parse()?, Emissions::from_kilograms(gas, kg), source.clone());
    /// # let diesel = BlendComponent::new(factor(Gas::CO2, 74_100)?);
    /// # let biodiesel = BlendComponent::new(factor(Gas::CO2_BIOGENIC, 70_800)?);
    /// # let blend = FuelBlend::new(diesel, biodiesel, "0.07".parse()?, ShareBasis::Energy)?;
    /// let result = blend_combustion(FuelAmount::Energy(Quantity::new(1, "TJ (net)")?), &blend)?;
    /// assert_eq!(result.energy()?, Quantity::new(1, "TJ (net)")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn energy(&self) -> Result<Quantity<NetEnergy>> {
        self.fossil_energy.checked_add(self.biogenic_energy)
    }
}

/// The emissions of burning a blended fuel, each part by its own factor.
///
/// ```text
/// E_CO2,fossil   = Q x (1 - b) x EF_fossil
/// E_CO2,biogenic = Q x b x EF_biogenic                                     memo item
/// E_CH4, E_N2O   = Q x (1 - b) x EF_fossil + Q x b x EF_biogenic
/// ```
///
/// IPCC 2006, volume 2, sections 1.2, 2.3.3.4 and 3.2.1.2; `b` is the biogenic share of the energy.
/// A share by volume or mass, and an amount by volume or mass, go through the densities and
/// calorific values of both parts without a rounding in between. Masses are rounded once, at
/// [`MASS_RESOLUTION`](crate::method::MASS_RESOLUTION), where they do not terminate. Biogenic CO2 is
/// kept, not set to zero; the CH4 and N2O of the engine are given by the factors of both parts.
///
/// # Examples
///
/// See [`FuelBlend`].
///
/// ```
/// # use climate_account::{EmissionFactor, Quantity, Source, gas::{Emissions, Gas}, method::*};
/// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
/// # let factor = |gas, kg| EmissionFactor::new("part", "part", "TJ (net)".parse()?, Emissions::from_kilograms(gas, kg), source.clone());
/// # let diesel = BlendComponent::new(factor(Gas::CO2, 74_100)?);
/// # let biodiesel = BlendComponent::new(factor(Gas::CO2_BIOGENIC, 70_800)?);
/// # let blend = FuelBlend::new(diesel, biodiesel, "0.07".parse()?, ShareBasis::Energy)?;
/// let result = blend_combustion(FuelAmount::Energy(Quantity::new(2, "TJ (net)")?), &blend)?;
/// assert_eq!(result.fossil.kilograms(Gas::CO2), 137_826.into()); // 2 x 0.93 x 74100
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an amount below zero;
/// [`MissingValue`](crate::ErrorKind::MissingValue) where the amount needs a density or calorific
/// value that a part does not have; those of [`combustion`](crate::method::combustion) for factors
/// that are not per net energy; [`Overflow`](crate::ErrorKind::Overflow).
pub fn blend_combustion(amount: FuelAmount, blend: &FuelBlend) -> Result<BlendEmissions> {
    let value = amount.checked()?;
    let fossil = blend.weight(CarbonOrigin::Fossil, amount.basis())?;
    let whole = sum(fossil, blend.weight(CarbonOrigin::Biogenic, amount.basis())?)?;
    let part = |origin, factor: &EmissionFactor| -> Result<(Quantity<NetEnergy>, Emissions)> {
        let weight = blend.weight(origin, ShareBasis::Energy)?;
        let energy = Fraction::of(value).by(quotient(weight, whole)?)?;
        let per = Conversion::new(&"J (net)".parse()?, factor.per(), None)?.ratio();
        let emissions = factor.emissions().map(|mass| energy.by(per)?.times(mass)?.grams())?;
        Ok((Quantity::of_base(energy.value()?), emissions))
    };
    let (fossil_energy, fossil) = part(CarbonOrigin::Fossil, &blend.fossil.factor)?;
    let (biogenic_energy, biogenic) = part(CarbonOrigin::Biogenic, &blend.biogenic.factor)?;
    Ok(BlendEmissions {
        biogenic_energy_share: blend.biogenic_energy_share()?,
        fossil_energy,
        biogenic_energy,
        fossil,
        biogenic,
    })
}

#[cfg(feature = "serde")]
crate::checked::read_checked!(
    FuelBlend {
        fossil: BlendComponent,
        biogenic: BlendComponent,
        biogenic_share: Exact,
        basis: ShareBasis,
    } | fossil,
    biogenic,
    share,
    basis | FuelBlend::new(fossil, biogenic, share, basis)
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ErrorKind, Source};

    fn component(gas: Gas, per_terajoule: i64) -> BlendComponent {
        let source = Source::new("Tests", "Made-up figures", 2024, "row 1").unwrap();
        let emissions = Emissions::from_kilograms(gas, per_terajoule);
        let unit = "TJ (net)".parse().unwrap();
        BlendComponent::new(EmissionFactor::new("part", "part", unit, emissions, source).unwrap())
    }

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    fn diesel() -> BlendComponent {
        component(Gas::CO2, 74_100)
            .with_density(Rate::new(840, "kg/m3").unwrap())
            .with_net_calorific_value(Rate::new(43, "GJ (net)/t").unwrap())
    }

    fn biodiesel() -> BlendComponent {
        component(Gas::CO2_BIOGENIC, 70_800)
            .with_density(Rate::new(883, "kg/m3").unwrap())
            .with_net_calorific_value(Rate::new(27, "GJ (net)/t").unwrap())
    }

    #[test]
    fn every_basis_and_amount_of_one_blend_gives_one_result() {
        // 0.5 m3 each: 18.06 and 11.9205 GJ, 420 and 441.5 kg.
        let shares = [
            (ShareBasis::Volume, Fraction::of(1.into()).over(2).unwrap()),
            (ShareBasis::Mass, Fraction::of(exact("441.5")).over(exact("861.5")).unwrap()),
            (ShareBasis::Energy, Fraction::of(exact("11.9205")).over(exact("29.9805")).unwrap()),
        ];
        let amounts = [
            FuelAmount::Volume(Quantity::<Volume>::cubic_metres(1)),
            FuelAmount::Mass(Quantity::<Mass>::kilograms(exact("861.5").to_decimal().unwrap())),
            FuelAmount::Energy(Quantity::of_base(exact("29980500000"))),
        ];
        for (basis, share) in shares {
            let digits = crate::number::Rounding::significant(16);
            let share = share.value().unwrap().round(digits).unwrap();
            let blend = FuelBlend::new(diesel(), biodiesel(), share, basis).unwrap();
            for amount in amounts {
                let result = blend_combustion(amount, &blend).unwrap();
                let rule = crate::number::Rounding::decimals(5);
                let (fossil, biogenic) =
                    (result.fossil.grams(Gas::CO2), result.biogenic.grams(Gas::CO2_BIOGENIC));
                assert_eq!(fossil.round(rule).unwrap(), exact("1338246"));
                assert_eq!(biogenic.round(rule).unwrap(), exact("843971.4"));
            }
        }
    }

    #[test]
    fn a_share_outside_0_to_1_is_refused() {
        for share in ["-0.01", "7"] {
            let error = FuelBlend::new(diesel(), biodiesel(), exact(share), ShareBasis::Energy)
                .unwrap_err();
            assert_eq!(error.kind(), ErrorKind::OutOfRange);
            assert_eq!(
                error.to_string(),
                format!(
                    "expected a biogenic share from 0 to 1, found {share}; give per cent as a \
                     fraction"
                )
            );
        }
    }

    #[test]
    fn a_share_by_volume_needs_densities() {
        let parts = (component(Gas::CO2, 74_100), component(Gas::CO2_BIOGENIC, 70_800));
        let new = |basis| FuelBlend::new(parts.0.clone(), parts.1.clone(), exact("0.1"), basis);
        let error = new(ShareBasis::Volume).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::MissingValue);
        assert_eq!(
            error.to_string(),
            "expected a density, found none; a share or an amount by volume or mass needs it for \
             both parts of the blend"
        );
        assert!(new(ShareBasis::Mass).unwrap_err().to_string().contains("calorific value"));
        let blend = new(ShareBasis::Energy).unwrap();
        let litres = FuelAmount::Volume(Quantity::<Volume>::litres(1));
        assert_eq!(blend_combustion(litres, &blend).unwrap_err().kind(), ErrorKind::MissingValue);
    }

    #[test]
    fn swapped_parts_are_refused() {
        let share = exact("0.1");
        let error = FuelBlend::new(biodiesel(), diesel(), share, ShareBasis::Energy).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidFactor);
        assert_eq!(
            error.to_string(),
            "expected fossil CO2, found co2-biogenic in the factor `part`; check that the parts of \
             the blend are not swapped, and book biogenic CO2 as co2-biogenic"
        );
        let error = FuelBlend::new(diesel(), diesel(), share, ShareBasis::Energy).unwrap_err();
        assert!(error.to_string().starts_with("expected biogenic CO2, found co2 in"), "{error}");
    }

    #[test]
    fn a_density_of_zero_and_an_amount_below_zero_are_refused() {
        let light = diesel().with_density(Rate::new(0, "kg/m3").unwrap());
        let share = exact("0.07");
        assert!(FuelBlend::new(light, biodiesel(), share, ShareBasis::Volume).is_err());
        let blend = FuelBlend::new(diesel(), biodiesel(), share, ShareBasis::Volume).unwrap();
        let amount = FuelAmount::Mass(Quantity::<Mass>::tonnes(-1));
        assert_eq!(blend_combustion(amount, &blend).unwrap_err().kind(), ErrorKind::OutOfRange);
    }

    #[test]
    fn fossil_carbon_of_methanol_may_be_counted() {
        let mixed = Emissions::from_kilograms(Gas::CO2_BIOGENIC, 67_000)
            .and(&Emissions::from_kilograms(Gas::CO2, 3_800))
            .unwrap();
        let source = Source::new("Tests", "Made-up figures", 2024, "row 1").unwrap();
        let unit = "TJ (net)".parse().unwrap();
        let factor = EmissionFactor::new("fame", "biodiesels", unit, mixed, source).unwrap();
        let fame = BlendComponent::new(factor);
        let blend = FuelBlend::new(diesel(), fame, Exact::ONE, ShareBasis::Energy).unwrap();
        let amount = FuelAmount::Energy(Quantity::<NetEnergy>::terajoules(1));
        let emissions = blend_combustion(amount, &blend).unwrap().emissions().unwrap();
        assert_eq!(emissions.kilograms(Gas::CO2), 3_800.into());
    }
}
