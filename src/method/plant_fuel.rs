use super::activity_times_factor;
use super::energy_factor::refuse_negative;
use super::supply_problem::not_negative;
use crate::error::Result;
use crate::gas::Emissions;
use crate::unit::{GrossEnergy, NetEnergy};
use crate::{EmissionFactor, Quantity};

/// A fuel of a plant: its energy, and the emissions of burning it.
///
/// # Examples
///
/// ```
/// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
/// let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
/// assert_eq!(coal.energy().to_string(), "100 GJ (net)");
/// assert_eq!(coal.emissions().kilograms(Gas::CO2), 9500.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PlantFuel {
    pub(super) name: String,
    pub(super) energy: Quantity<NetEnergy>,
    pub(super) gross_energy: Option<Quantity<GrossEnergy>>,
    pub(super) emissions: Emissions,
}

impl PlantFuel {
    /// A fuel whose emissions are known. Waste comes as two fuels, its fossil and its biogenic part.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, gas::{Emissions, Gas}, method::PlantFuel};
    ///
    /// let plastics = Emissions::from_kilograms(Gas::CO2, 4200);
    /// let waste = PlantFuel::new("fossil waste", Quantity::new(45, "GJ (net)")?, plastics)?;
    /// assert_eq!(waste.emissions().kilograms(Gas::CO2), 4200.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the energy or a mass is below zero.
    pub fn new(
        name: impl Into<String>,
        energy: Quantity<NetEnergy>,
        emissions: Emissions,
    ) -> Result<PlantFuel> {
        not_negative("fuel", energy)?;
        refuse_negative("a mass of a fuel", &emissions)?;
        Ok(PlantFuel { name: name.into(), energy, gross_energy: None, emissions })
    }

    /// A fuel with the factor of burning it.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Quantity, Source, gas::{Emissions, Gas}, method::PlantFuel};
    /// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 2.2")?;
    /// let per_gigajoule = Emissions::from_kilograms(Gas::CO2, 95);
    /// let factor = EmissionFactor::new("coal", "coal", "GJ (net)".parse()?, per_gigajoule, source)?;
    /// let coal = PlantFuel::burnt("coal", Quantity::new(100, "GJ (net)")?, &factor)?;
    /// assert_eq!(coal.emissions().kilograms(Gas::CO2), 9500.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`activity_times_factor`].
    pub fn burnt(
        name: impl Into<String>,
        energy: Quantity<NetEnergy>,
        factor: &EmissionFactor,
    ) -> Result<PlantFuel> {
        let emissions = activity_times_factor(&energy.to_amount(), factor, None)?;
        PlantFuel::new(name, energy, emissions)
    }

    /// The same fuel with its gross energy, by which heat is checked that cannot come from it.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// let coal = coal.with_gross_energy(Quantity::new(105, "GJ (gross)")?);
    /// let plant = CombinedHeatAndPower::new([coal], Quantity::new(80, "GJ")?, Quantity::new(30, "GJ")?)?;
    /// let allocation = plant.allocate(AllocationRule::Percent125)?; // 110 GJ out of 105 GJ
    /// assert_eq!(allocation.findings(), [AllocationFinding::OutputBeyondGrossFuel]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn with_gross_energy(self, gross_energy: Quantity<GrossEnergy>) -> PlantFuel {
        PlantFuel { gross_energy: Some(gross_energy), ..self }
    }

    /// The name.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// assert_eq!(coal.name(), "coal");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The net energy.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// assert_eq!(coal.energy(), Quantity::new(100, "GJ (net)")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn energy(&self) -> Quantity<NetEnergy> {
        self.energy
    }

    /// The emissions.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// assert_eq!(coal.emissions().kilograms(Gas::CO2), 9500.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn emissions(&self) -> &Emissions {
        &self.emissions
    }
}

#[cfg(feature = "serde")]
crate::checked::read_checked!(
    PlantFuel {
        name: String,
        energy: Quantity<NetEnergy>,
        gross_energy: Option<Quantity<GrossEnergy>>,
        emissions: Emissions,
    }
    |name, energy, gross_energy, emissions| {
        let fuel = PlantFuel::new(name, energy, emissions)?;
        Ok(PlantFuel { gross_energy, ..fuel })
    }
);
