use super::MASS_RESOLUTION;
use super::energy_factor::EnergyFactor;
use super::supply_problem::{SupplyProblem, not_negative};
use crate::Quantity;
use crate::error::{Error, Result};
use crate::gas::Emissions;
use crate::number::{Exact, Rounding};
use crate::unit::Energy;

/// How much heat a heat pump gives for its electricity.
///
/// # Examples
///
/// ```
/// use climate_account::{method::HeatPumpPerformance, number::Exact};
///
/// let year = HeatPumpPerformance::Seasonal(Exact::new(32, 1));
/// let rating_plate = HeatPumpPerformance::Rated(Exact::new(45, 1));
/// assert_eq!(year.value(), "3.2".parse()?);
/// assert_eq!(rating_plate.value(), "4.5".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum HeatPumpPerformance {
    /// The mean of a year, with what belongs to the boundary that its source states.
    Seasonal(Exact),
    /// At one point of operation, as on the rating plate; a year gives less.
    Rated(Exact),
}

impl HeatPumpPerformance {
    /// Heat over electricity.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{method::HeatPumpPerformance, number::Exact};
    ///
    /// assert_eq!(HeatPumpPerformance::Rated(Exact::new(45, 1)).value(), "4.5".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn value(self) -> Exact {
        match self {
            HeatPumpPerformance::Seasonal(value) | HeatPumpPerformance::Rated(value) => value,
        }
    }
}

/// Heat made from electricity.
///
/// # Examples
///
/// ```
/// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
/// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 79))?;
/// let performance = HeatPumpPerformance::Seasonal(Exact::new(32, 1));
/// let result: ElectricHeat = heat_pump(Quantity::new(3200, "kWh")?, performance, &grid)?;
/// assert_eq!(result.electricity(), Quantity::new(1000, "kWh")?);
/// assert_eq!(result.emissions().kilograms(Gas::CO2), 79.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ElectricHeat {
    heat: Quantity<Energy>,
    electricity: Quantity<Energy>,
    performance: Option<HeatPumpPerformance>,
    emissions: Emissions,
}

impl ElectricHeat {
    /// The heat delivered.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
    /// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 79))?;
    /// let performance = HeatPumpPerformance::Seasonal(Exact::new(32, 1));
    /// let result = heat_pump(Quantity::new(3200, "kWh")?, performance, &grid)?;
    /// assert_eq!(result.heat(), Quantity::new(3200, "kWh")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn heat(&self) -> Quantity<Energy> {
        self.heat
    }

    /// The electricity used, rounded at [`Rounding::RESOLUTION`] where it does not terminate.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
    /// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 79))?;
    /// let performance = HeatPumpPerformance::Seasonal(Exact::new(32, 1));
    /// let result = heat_pump(Quantity::new(3200, "kWh")?, performance, &grid)?;
    /// assert_eq!(result.electricity(), Quantity::new(1000, "kWh")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn electricity(&self) -> Quantity<Energy> {
        self.electricity
    }

    /// The heat taken from the surroundings, which has no factor; below zero is the loss of a boiler.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
    /// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 79))?;
    /// let performance = HeatPumpPerformance::Seasonal(Exact::new(32, 1));
    /// let result = heat_pump(Quantity::new(3200, "kWh")?, performance, &grid)?;
    /// assert_eq!(result.ambient_heat()?, Quantity::new(2200, "kWh")?);
    ///
    /// let boiler = electric_boiler(Quantity::new(90, "kWh")?, Exact::new(9, 1), &grid)?;
    /// assert_eq!(boiler.ambient_heat()?, Quantity::new(-10, "kWh")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn ambient_heat(&self) -> Result<Quantity<Energy>> {
        self.heat.checked_sub(self.electricity)
    }

    /// The performance of the heat pump, `None` of a boiler.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
    /// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 79))?;
    /// let performance = HeatPumpPerformance::Seasonal(Exact::new(32, 1));
    /// let result = heat_pump(Quantity::new(3200, "kWh")?, performance, &grid)?;
    /// assert_eq!(result.performance(), Some(HeatPumpPerformance::Seasonal("3.2".parse()?)));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn performance(&self) -> Option<HeatPumpPerformance> {
        self.performance
    }

    /// The emissions of the electricity. Leaked refrigerant is apart.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
    /// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 79))?;
    /// let performance = HeatPumpPerformance::Seasonal(Exact::new(32, 1));
    /// let result = heat_pump(Quantity::new(3200, "kWh")?, performance, &grid)?;
    /// assert_eq!(result.emissions().kilograms(Gas::CO2), 79.into()); // 1000 kWh
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn emissions(&self) -> &Emissions {
        &self.emissions
    }
}

/// The electricity and emissions of heat from heat pumps.
///
/// ```text
/// W = Q / SPF        E = W x f_el        Q_ambient = Q - W
/// ```
///
/// Energy balance. A heat pump of a network whose electricity depends on that network belongs into a
/// [`SupplySystem`](super::SupplySystem).
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::{Emissions, Gas}, number::Exact, unit::Energy};
/// use climate_account::method::{EnergyFactor, HeatPumpPerformance, heat_pump};
///
/// let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 79))?;
/// let performance = HeatPumpPerformance::Seasonal(Exact::new(32, 1));
/// let result = heat_pump(Quantity::<Energy>::gigajoules(10_000), performance, &grid)?;
/// assert_eq!(result.electricity(), Quantity::<Energy>::gigajoules(3125));
/// assert_eq!(result.ambient_heat()?, Quantity::<Energy>::gigajoules(6875));
/// assert_eq!(result.emissions().tonnes(Gas::CO2).to_string(), "68.576388888889");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for heat below zero or a performance below 1;
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn heat_pump(
    heat: Quantity<Energy>,
    performance: HeatPumpPerformance,
    electricity_factor: &EnergyFactor,
) -> Result<ElectricHeat> {
    let value = performance.value();
    if value < Exact::ONE {
        return Err(Error::new(SupplyProblem::OutOfRange {
            what: "a performance factor of 1 or more",
            found: value.to_string(),
            advice: "write 320 % as 3.2; below 1 it is an electric boiler",
        }));
    }
    electric_heat(heat, value, Some(performance), electricity_factor)
}

/// The electricity and emissions of heat from electric boilers.
///
/// ```text
/// W = Q / n        E = W x f_el
/// ```
///
/// Energy balance.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::{Emissions, Gas}, number::Exact, unit::Energy};
/// use climate_account::method::{EnergyFactor, electric_boiler};
///
/// let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 79))?;
/// let result = electric_boiler(Quantity::<Energy>::gigajoules(10_000), Exact::new(99, 2), &grid)?;
/// assert_eq!(result.emissions().tonnes(Gas::CO2).to_string(), "221.661054994388");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for heat below zero or an efficiency that is not above
/// 0 and up to 1; [`Overflow`](crate::ErrorKind::Overflow).
pub fn electric_boiler(
    heat: Quantity<Energy>,
    efficiency: Exact,
    electricity_factor: &EnergyFactor,
) -> Result<ElectricHeat> {
    if !efficiency.is_positive() || efficiency > Exact::ONE {
        return Err(Error::new(SupplyProblem::OutOfRange {
            what: "a boiler efficiency above 0 and up to 1",
            found: efficiency.to_string(),
            advice: "write 99 % as 0.99",
        }));
    }
    electric_heat(heat, efficiency, None, electricity_factor)
}

fn electric_heat(
    heat: Quantity<Energy>,
    efficiency: Exact,
    performance: Option<HeatPumpPerformance>,
    factor: &EnergyFactor,
) -> Result<ElectricHeat> {
    let value = not_negative("heat", heat)?.base_value();
    Ok(ElectricHeat {
        heat,
        electricity: Quantity::of_base(value.quotient(efficiency, Rounding::RESOLUTION)?),
        performance,
        emissions: factor.scaled(&[value], &[efficiency], MASS_RESOLUTION)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn efficiencies_that_cannot_be_are_refused() {
        let heat = Quantity::<Energy>::gigajoules(1);
        let grid = EnergyFactor::zero();
        let half = HeatPumpPerformance::Seasonal(Exact::new(5, 1));
        assert_eq!(
            heat_pump(heat, half, &grid).unwrap_err().to_string(),
            "expected a performance factor of 1 or more, found 0.5; write 320 % as 3.2; below 1 it \
             is an electric boiler"
        );
        for efficiency in [0, 2, -1] {
            assert!(electric_boiler(heat, efficiency.into(), &grid).is_err());
        }
        assert_eq!(
            electric_boiler(heat, 99.into(), &grid).unwrap_err().to_string(),
            "expected a boiler efficiency above 0 and up to 1, found 99; write 99 % as 0.99"
        );
    }
}
