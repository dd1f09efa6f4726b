use super::MASS_RESOLUTION;
use super::electricity_result::{
    ElectricityLine, ElectricityLineKind, ElectricityLoss, ElectricityResult,
};
use super::electricity_rule::ElectricityRule;
use super::energy_factor::{EnergyFactor, refuse_negative, scaled};
use super::supply_problem::{SupplyProblem, not_negative};
use crate::error::{Error, Result};
use crate::gas::Emissions;
use crate::number::{Exact, Rounding, product_over};
use crate::text::method::energy as text;
use crate::unit::Energy;
use crate::{Quantity, Title};

/// What a local plant runs on, where that decides which plants serve local demand.
///
/// # Examples
///
/// ```
/// use climate_account::method::LocalPlantKind;
///
/// let kinds = [LocalPlantKind::Renewable, LocalPlantKind::Thermal];
/// assert_eq!(kinds.iter().filter(|&&kind| kind == LocalPlantKind::Renewable).count(), 1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum LocalPlantKind {
    /// Wind, sun, water.
    Renewable,
    /// Fuel.
    Thermal,
}

/// A plant inside the border of the municipality.
///
/// # Examples
///
/// ```
/// use climate_account::method::{ImportFactor, LocalPlant, Surplus, municipal_mix};
/// # use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
/// # use climate_account::method::{ElectricityLoss, EnergyFactor};
/// # let gigawatt_hours = |value: i64| Quantity::<Energy>::gigawatt_hours(value);
/// # let loss = ElectricityLoss::HeldByFactors;
/// // 20 GWh with 8000 t: half of it covers 10 GWh.
/// let plant = LocalPlant::thermal("CHP", gigawatt_hours(20), Emissions::from_tonnes(Gas::CO2, 8000))?;
/// let import = ImportFactor::Average(EnergyFactor::zero());
/// let result = municipal_mix(gigawatt_hours(10), &[plant], &import, Surplus::Proportional, loss)?;
/// assert_eq!(result.scope_2().tonnes(Gas::CO2), 4000.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct LocalPlant {
    name: String,
    kind: LocalPlantKind,
    output: Quantity<Energy>,
    emissions: Emissions,
}

impl LocalPlant {
    /// Wind, sun or water: without emissions.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::{ImportFactor, LocalPlant, Surplus, municipal_mix};
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
    /// # use climate_account::method::{ElectricityLoss, EnergyFactor};
    /// # let gigawatt_hours = |value: i64| Quantity::<Energy>::gigawatt_hours(value);
    /// # let loss = ElectricityLoss::HeldByFactors;
    /// let wind = LocalPlant::renewable("wind", gigawatt_hours(6))?;
    /// let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 300))?;
    /// let import = ImportFactor::Residual(grid);
    /// let result = municipal_mix(gigawatt_hours(10), &[wind], &import, Surplus::Proportional, loss)?;
    /// assert_eq!(result.scope_2().tonnes(Gas::CO2), 1200.into()); // 4 GWh of import
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the output is below zero.
    pub fn renewable(name: impl Into<String>, output: Quantity<Energy>) -> Result<LocalPlant> {
        LocalPlant::new(name.into(), LocalPlantKind::Renewable, output, Emissions::none())
    }

    /// A plant that burns fuel, with the emissions allocated to its electricity.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{ErrorKind, Quantity, gas::{Emissions, Gas}, method::LocalPlant, unit::Energy};
    ///
    /// let emissions = Emissions::from_tonnes(Gas::CO2, 8000);
    /// assert!(LocalPlant::thermal("CHP", Quantity::<Energy>::gigawatt_hours(20), emissions.clone()).is_ok());
    /// let idle = LocalPlant::thermal("CHP", Quantity::ZERO, emissions).unwrap_err();
    /// assert_eq!(idle.kind(), ErrorKind::OutOfRange);
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the output or a mass is below zero, or
    /// emissions have no output to go with.
    pub fn thermal(
        name: impl Into<String>,
        output: Quantity<Energy>,
        emissions: Emissions,
    ) -> Result<LocalPlant> {
        LocalPlant::new(name.into(), LocalPlantKind::Thermal, output, emissions)
    }

    /// Whether it has emissions.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::{LocalPlant, LocalPlantKind}};
    ///
    /// let sun = LocalPlant::renewable("sun", Quantity::new(6, "GWh")?)?;
    /// assert_eq!(sun.kind(), LocalPlantKind::Renewable);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn kind(&self) -> LocalPlantKind {
        self.kind
    }

    fn new(
        name: String,
        kind: LocalPlantKind,
        output: Quantity<Energy>,
        emissions: Emissions,
    ) -> Result<LocalPlant> {
        not_negative("the output of a plant", output)?;
        refuse_negative("a mass of a plant", &emissions)?;
        if output.base_value().is_zero() && !emissions.is_none() {
            return Err(Error::new(SupplyProblem::OutOfRange {
                what: "an output above zero for the emissions of a plant",
                found: output.to_string(),
                advice: "enter emissions without output where the fuel is burnt",
            }));
        }
        Ok(LocalPlant { name, kind, output, emissions })
    }
}

/// Which local plants serve local demand in a year in which they make more than that.
///
/// # Examples
///
/// ```
/// use climate_account::method::{ImportFactor, LocalPlant, Surplus, municipal_mix};
/// # use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
/// # use climate_account::method::{ElectricityLoss, EnergyFactor};
/// # let gigawatt_hours = |value: i64| Quantity::<Energy>::gigawatt_hours(value);
/// # let loss = ElectricityLoss::HeldByFactors;
/// // Each of two plants could cover the 10 GWh alone.
/// let plants = [
///     LocalPlant::renewable("wind", gigawatt_hours(10))?,
///     LocalPlant::thermal("CHP", gigawatt_hours(10), Emissions::from_tonnes(Gas::CO2, 4000))?,
/// ];
/// let import = ImportFactor::Residual(EnergyFactor::zero());
/// let tonnes = |surplus| -> climate_account::Result<_> {
///     let result = municipal_mix(gigawatt_hours(10), &plants, &import, surplus, loss)?;
///     Ok(result.scope_2().tonnes(Gas::CO2))
/// };
/// assert_eq!(tonnes(Surplus::Proportional)?, 2000.into());
/// assert_eq!(tonnes(Surplus::RenewableFirst)?, 0.into());
/// assert_eq!(tonnes(Surplus::ThermalFirst)?, 4000.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Surplus {
    /// All plants by their output.
    Proportional,
    /// Renewable plants first.
    RenewableFirst,
    /// Thermal plants first.
    ThermalFirst,
}

/// The factor of imported electricity: the choice travels with it.
///
/// # Examples
///
/// ```
/// use climate_account::method::{ImportFactor, Surplus, municipal_mix};
/// # use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
/// # use climate_account::method::{ElectricityLoss, EnergyFactor};
/// # let gigawatt_hours = |value: i64| Quantity::<Energy>::gigawatt_hours(value);
/// # let loss = ElectricityLoss::HeldByFactors;
/// let grid = |grams: i64| EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, grams));
/// // Without plants all 10 GWh are import.
/// let tonnes = |import| -> climate_account::Result<_> {
///     let result = municipal_mix(gigawatt_hours(10), &[], &import, Surplus::Proportional, loss)?;
///     Ok(result.scope_2().tonnes(Gas::CO2))
/// };
/// assert_eq!(tonnes(ImportFactor::Residual(grid(300)?))?, 3000.into());
/// assert_eq!(tonnes(ImportFactor::Average(grid(80)?))?, 800.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum ImportFactor {
    /// What is left when local plants are taken out of the grid mix.
    Residual(EnergyFactor),
    /// The average of the grid.
    Average(EnergyFactor),
}

/// Electricity by the mix of the municipality: its own plants first, import for the deficit.
///
/// ```text
/// G      = sum_i W_i                 C_s = C, or C / (1 - l_s) where loss is added
/// kept   = min(1, C_s / G)           import = max(0, C_s - G)
/// E      = kept x sum_i E_i + import x EF_import        f = E / C
/// ```
///
/// The method of Danish strategic energy planning, over the year. Local thermal plants make the
/// factor high, wind brings it to zero; municipalities do not add up to the nation. Where loss is
/// added it raises what the plants have to cover, and its part of the emissions is scope 3.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
/// use climate_account::method::{
///     ElectricityLoss, EnergyFactor, ImportFactor, LocalPlant, Surplus, municipal_mix,
/// };
///
/// let gigawatt_hours = |value: i64| Quantity::<Energy>::gigawatt_hours(value);
/// let plants = [
///     LocalPlant::renewable("wind", gigawatt_hours(60))?,
///     LocalPlant::thermal("CHP", gigawatt_hours(20), Emissions::from_tonnes(Gas::CO2, 8000))?,
/// ];
/// let import = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 300))?;
/// let result = municipal_mix(
///     gigawatt_hours(100),
///     &plants,
///     &ImportFactor::Residual(import),
///     Surplus::Proportional,
///     ElectricityLoss::HeldByFactors,
/// )?;
/// assert_eq!(result.scope_2().tonnes(Gas::CO2), 14_000.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a consumption below zero;
/// [`InvalidFactor`](crate::ErrorKind::InvalidFactor) where the factor contradicts `loss`;
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn municipal_mix(
    consumption: Quantity<Energy>,
    plants: &[LocalPlant],
    import: &ImportFactor,
    surplus: Surplus,
    loss: ElectricityLoss,
) -> Result<ElectricityResult> {
    not_negative("consumption", consumption)?;
    let (import, name) = match import {
        ImportFactor::Residual(factor) => (factor, text::IMPORT_RESIDUAL_ELECTRICITY.title()),
        ImportFactor::Average(factor) => (factor, text::IMPORT_GRID_AVERAGE.title()),
    };
    loss.check(import)?;
    let (demand, loss) = match loss {
        // The loss is inside what the plants cover, and so inside the emissions.
        ElectricityLoss::Added(share) => {
            (share.supply_energy(consumption)?, ElectricityLoss::SplitFromFactors(share))
        }
        other => (consumption, other),
    };
    let mut rest = demand;
    let mut lines = Vec::with_capacity(plants.len() + 1);
    for group in groups(plants, surplus) {
        let mut output = Quantity::ZERO;
        for plant in &group {
            output = output.checked_add(plant.output)?;
        }
        let used = Quantity::of_base(rest.base_value().min(output.base_value()));
        rest = rest.checked_sub(used)?;
        for plant in group {
            lines.push(kept(plant, used.base_value(), output.base_value())?);
        }
    }
    let emissions = import.emissions_of(rest)?;
    lines.push(ElectricityLine::new(ElectricityLineKind::Import, name, rest, emissions));
    ElectricityResult::new(ElectricityRule::MunicipalMix, consumption, lines, loss)
}

/// The plants in the order in which they serve.
fn groups(plants: &[LocalPlant], surplus: Surplus) -> Vec<Vec<&LocalPlant>> {
    let (renewable, thermal): (Vec<_>, Vec<_>) =
        plants.iter().partition(|plant| plant.kind == LocalPlantKind::Renewable);
    match surplus {
        Surplus::Proportional => vec![plants.iter().collect()],
        Surplus::RenewableFirst => vec![renewable, thermal],
        Surplus::ThermalFirst => vec![thermal, renewable],
    }
}

/// The part of a plant that serves local demand: `used / output` of it.
fn kept(plant: &LocalPlant, used: Exact, output: Exact) -> Result<ElectricityLine> {
    let (energy, emissions) = if output.is_zero() {
        (Exact::ZERO, Emissions::none())
    } else {
        let own = plant.output.base_value();
        (
            product_over(&[own, used], &[output], Rounding::RESOLUTION)?,
            scaled(&plant.emissions, &[used], &[output], MASS_RESOLUTION)?,
        )
    };
    let name = Title::new(plant.name.clone(), plant.name.clone());
    let kind = ElectricityLineKind::LocalProduction;
    Ok(ElectricityLine::new(kind, name, Quantity::of_base(energy), emissions))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gas::Gas;
    use crate::method::{GridLoss, LossEmissions};

    fn gigawatt_hours(value: i64) -> Quantity<Energy> {
        Quantity::<Energy>::gigawatt_hours(value)
    }

    fn mix_of(consumption: i64, surplus: Surplus, loss: ElectricityLoss) -> ElectricityResult {
        let plants = [
            LocalPlant::renewable("wind", gigawatt_hours(60)).unwrap(),
            LocalPlant::thermal("CHP", gigawatt_hours(20), Emissions::from_tonnes(Gas::CO2, 8000))
                .unwrap(),
        ];
        let import = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 300)).unwrap();
        let import = ImportFactor::Average(import);
        municipal_mix(gigawatt_hours(consumption), &plants, &import, surplus, loss).unwrap()
    }

    #[test]
    fn the_surplus_rule_decides_which_plants_serve() {
        let run = |consumption, surplus| {
            let result = mix_of(consumption, surplus, ElectricityLoss::HeldByFactors);
            result.scope_2().tonnes(Gas::CO2)
        };
        assert_eq!(run(40, Surplus::Proportional), 4000.into());
        assert_eq!(run(40, Surplus::RenewableFirst), 0.into());
        assert_eq!(run(40, Surplus::ThermalFirst), 8000.into());
        for surplus in [Surplus::Proportional, Surplus::RenewableFirst, Surplus::ThermalFirst] {
            assert_eq!(run(80, surplus), 8000.into());
            assert_eq!(run(0, surplus), 0.into());
        }
    }

    #[test]
    fn an_added_loss_raises_what_is_covered() {
        let loss = GridLoss::of_supply(Exact::new(2, 1)).unwrap();
        let result = mix_of(80, Surplus::Proportional, ElectricityLoss::Added(loss));
        // 100 GWh at the busbar: 8000 t and 20 GWh x 300 g, of which a fifth is loss.
        assert_eq!(result.emissions().unwrap().tonnes(Gas::CO2), 14_000.into());
        let LossEmissions::Scope3(apart) = result.loss() else { panic!() };
        assert_eq!(apart.tonnes(Gas::CO2), 2800.into());
    }

    #[test]
    fn emissions_need_an_output() {
        let emissions = Emissions::from_tonnes(Gas::CO2, 1);
        let error = LocalPlant::thermal("CHP", Quantity::ZERO, emissions).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected an output above zero for the emissions of a plant, found 0 GJ; enter \
             emissions without output where the fuel is burnt"
        );
    }
}
