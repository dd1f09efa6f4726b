use super::MASS_RESOLUTION;
use super::supply_problem::{SupplyProblem, not_negative};
use crate::error::{Error, Result};
use crate::factor::Boundary;
use crate::gas::{Co2e, Emissions};
use crate::number::{Exact, Rounding, product_over};
use crate::unit::{Energy, Measure};
use crate::{EmissionFactor, Quantity, Source, Unit};

/// The resolution of a factor that is a quotient of emissions and energy, where it becomes one of a
/// factor set: 15 significant digits, half-even. More would fill the 38 digits of a mass with digits
/// that no input has.
///
/// # Examples
///
/// ```
/// use climate_account::{method::FACTOR_RESOLUTION, number::Exact};
///
/// let factor: Exact = "428.5714285714285714285714286".parse()?; // 3000 / 7
/// assert_eq!(factor.round(FACTOR_RESOLUTION)?, "428.571428571429".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
pub const FACTOR_RESOLUTION: Rounding = Rounding::significant(15);

/// The emissions that come with an amount of electricity or heat: a factor before it is divided.
///
/// ```text
/// f = E / D          emissions of Q:  E x Q / D
/// ```
///
/// Energy balance; GHG Protocol Scope 2 Guidance. What a plant or a network emits in a year and what
/// it delivers are kept as they are, so that a chain of factors is divided only once, where
/// emissions are asked for. Two factors are equal when both parts are.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::{Emissions, Gas}, method::EnergyFactor, unit::Energy};
///
/// // 3 t CO2 for 7 GJ does not terminate, but 14 GJ of it is 6 t.
/// let heat = EnergyFactor::new(Emissions::from_tonnes(Gas::CO2, 3), Quantity::<Energy>::gigajoules(7))?;
/// let emissions = heat.emissions_of(Quantity::<Energy>::gigajoules(14))?;
/// assert_eq!(emissions.tonnes(Gas::CO2), 6.into());
/// assert_eq!(
///     heat.in_unit(&"GJ".parse()?)?.kilograms(Gas::CO2).to_string(),
///     "428.5714285714285714285714286",
/// );
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct EnergyFactor {
    emissions: Emissions,
    energy: Quantity<Energy>,
    boundary: Option<(Boundary, String)>,
}

impl EnergyFactor {
    /// So much emission for so much energy.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, gas::{Emissions, Gas}, method::EnergyFactor, unit::Energy};
    ///
    /// let heat = EnergyFactor::new(Emissions::from_tonnes(Gas::CO2, 3), Quantity::<Energy>::gigajoules(7))?;
    /// assert_eq!(heat.emissions_of(Quantity::<Energy>::gigajoules(21))?.tonnes(Gas::CO2), 9.into());
    /// assert!(EnergyFactor::new(Emissions::none(), Quantity::ZERO).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the energy is not above zero or a mass is
    /// below zero.
    pub fn new(emissions: Emissions, energy: Quantity<Energy>) -> Result<EnergyFactor> {
        if !energy.base_value().is_positive() {
            return Err(Error::new(SupplyProblem::OutOfRange {
                what: "emissions for an energy above zero",
                found: energy.to_string(),
                advice: "without output there is no factor",
            }));
        }
        refuse_negative("a mass of a factor", &emissions)?;
        Ok(EnergyFactor::of_parts(emissions, energy))
    }

    /// The emissions of one kilowatt-hour.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, gas::{Emissions, Gas}, method::EnergyFactor, unit::Energy};
    ///
    /// let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 79))?;
    /// let emissions = grid.emissions_of(Quantity::<Energy>::gigawatt_hours(100))?;
    /// assert_eq!(emissions.tonnes(Gas::CO2), 7900.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where a mass is below zero.
    pub fn per_kilowatt_hour(emissions: Emissions) -> Result<EnergyFactor> {
        EnergyFactor::new(emissions, Quantity::<Energy>::kilowatt_hours(1))
    }

    /// Energy without emissions, such as that of wind and sun.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, gas::{Emissions, Gas}, method::EnergyFactor, unit::Energy};
    ///
    /// let wind = EnergyFactor::zero().emissions_of(Quantity::<Energy>::gigawatt_hours(60))?;
    /// assert_eq!(wind.tonnes(Gas::CO2), 0.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn zero() -> EnergyFactor {
        EnergyFactor::of_parts(Emissions::none(), Quantity::<Energy>::kilowatt_hours(1))
    }

    /// The factor of a set, with what it says about grid loss.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, factor::FactorLayer, gas::Gas, method::EnergyFactor, unit::Energy};
    ///
    /// let layer = FactorLayer::catalogue();
    /// // 192 g CO2 per kWh in the declaration of 2015, before the loss of the grid
    /// let declared = layer.factor("dk/electricity/2015/125/at-plant").unwrap();
    /// let grid = EnergyFactor::of(declared)?;
    /// let emissions = grid.emissions_of(Quantity::<Energy>::gigawatt_hours(1))?;
    /// assert_eq!(emissions.tonnes(Gas::CO2), 192.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) where it is not per energy;
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for the factor of a removal.
    pub fn of(factor: &EmissionFactor) -> Result<EnergyFactor> {
        let not_per_energy = |_| {
            Error::new(SupplyProblem::NotPerEnergy {
                id: factor.id().to_owned(),
                per: factor.per().to_string(),
            })
        };
        factor.per().ratio_to(&Energy::unit()).map_err(not_per_energy)?;
        let energy = Quantity::<Energy>::new(1, factor.per().as_str())?;
        let mut result = EnergyFactor::new(factor.emissions().clone(), energy)?;
        result.boundary = factor.boundary().map(|boundary| (boundary, factor.id().to_owned()));
        Ok(result)
    }

    /// Parts that are legal by their making; a result may be below zero.
    pub(super) fn of_parts(emissions: Emissions, energy: Quantity<Energy>) -> EnergyFactor {
        EnergyFactor { emissions, energy, boundary: None }
    }

    /// The emissions, for all of the energy.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, gas::{Emissions, Gas}, method::EnergyFactor, unit::Energy};
    ///
    /// let heat = EnergyFactor::new(Emissions::from_tonnes(Gas::CO2, 3), Quantity::<Energy>::gigajoules(7))?;
    /// assert_eq!(heat.emissions().tonnes(Gas::CO2), 3.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn emissions(&self) -> &Emissions {
        &self.emissions
    }

    /// The energy that the emissions are for.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, gas::{Emissions, Gas}, method::EnergyFactor, unit::Energy};
    ///
    /// let heat = EnergyFactor::new(Emissions::from_tonnes(Gas::CO2, 3), Quantity::<Energy>::gigajoules(7))?;
    /// assert_eq!(heat.energy(), Quantity::<Energy>::gigajoules(7));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn energy(&self) -> Quantity<Energy> {
        self.energy
    }

    /// What is inside and the id of the factor, where it comes from a set that says so.
    pub(super) fn boundary(&self) -> Option<(Boundary, &str)> {
        self.boundary.as_ref().map(|(boundary, id)| (*boundary, id.as_str()))
    }

    /// The emissions of an amount of energy, exact where the division terminates, otherwise rounded
    /// once at [`MASS_RESOLUTION`].
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, gas::{Emissions, Gas}, method::EnergyFactor, unit::Energy};
    ///
    /// let heat = EnergyFactor::new(Emissions::from_tonnes(Gas::CO2, 3), Quantity::<Energy>::gigajoules(7))?;
    /// assert_eq!(heat.emissions_of(Quantity::<Energy>::gigajoules(14))?.tonnes(Gas::CO2), 6.into());
    /// // 3/7 t does not terminate.
    /// let one = heat.emissions_of(Quantity::<Energy>::gigajoules(1))?;
    /// assert_eq!(one.grams(Gas::CO2), "428571.428571".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the energy is below zero;
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn emissions_of(&self, energy: Quantity<Energy>) -> Result<Emissions> {
        not_negative("energy", energy)?;
        self.scaled(&[energy.base_value()], &[], MASS_RESOLUTION)
    }

    /// The emissions of one of a unit of energy, rounded at [`Rounding::RESOLUTION`] where the
    /// division does not terminate.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{gas::{Emissions, Gas}, method::EnergyFactor};
    ///
    /// let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 90))?;
    /// assert_eq!(grid.in_unit(&"GJ".parse()?)?.kilograms(Gas::CO2), 25.into()); // 90 / 3.6
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) where the unit is not one of
    /// energy; [`MissingCalorificBasis`](crate::ErrorKind::MissingCalorificBasis) where it is one of net
    /// or gross energy, which network energy is not; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn in_unit(&self, unit: &Unit) -> Result<Emissions> {
        let one = Quantity::<Energy>::new(1, unit.as_str())?;
        self.scaled(&[one.base_value()], &[], Rounding::RESOLUTION)
    }

    /// The CO2e of one kilowatt-hour under a set, rounded at [`Rounding::RESOLUTION`].
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, gas::{Emissions, Gas, GwpSet}, method::EnergyFactor, unit::Energy};
    ///
    /// let factor = EnergyFactor::new(Emissions::from_tonnes(Gas::CO2, 14_000), Quantity::<Energy>::gigawatt_hours(100))?;
    /// assert_eq!(factor.co2e_per_kilowatt_hour(&GwpSet::ar5())?.grams(), 140.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Emissions::to_co2e`].
    pub fn co2e_per_kilowatt_hour(&self, set: &crate::gas::GwpSet) -> Result<Co2e> {
        let grams = self.emissions.to_co2e(set)?.grams();
        let energy = self.energy.base_value();
        let hour = Quantity::<Energy>::kilowatt_hours(1).base_value();
        let grams = product_over(&[grams, hour], &[energy], Rounding::RESOLUTION)?;
        Ok(Co2e::from_grams(grams, set.clone()))
    }

    /// The emissions of each of several consumers. Each is rounded at [`MASS_RESOLUTION`] such that
    /// together they are what their sum of energy would be: consumers of all the energy carry all
    /// the emissions, exactly.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, gas::{Emissions, Gas}, method::EnergyFactor, unit::Energy};
    ///
    /// let part = Quantity::<Energy>::gigajoules(1);
    /// let heat = EnergyFactor::new(Emissions::from_grams(Gas::CO2, 1), Quantity::<Energy>::gigajoules(3))?;
    /// let parts = heat.distribute(&[part, part, part])?;
    /// let sum = parts.iter().try_fold(Emissions::none(), |sum, part| sum.and(part))?;
    /// assert_eq!(sum.grams(Gas::CO2), 1.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`emissions_of`](EnergyFactor::emissions_of).
    pub fn distribute(&self, consumers: &[Quantity<Energy>]) -> Result<Vec<Emissions>> {
        let (mut energy, mut before) = (Quantity::ZERO, Emissions::none());
        let mut parts = Vec::with_capacity(consumers.len());
        for &consumer in consumers {
            energy = energy.checked_add(not_negative("energy", consumer)?)?;
            let sum = self.emissions_of(energy)?;
            parts.push(difference(&sum, &before)?);
            before = sum;
        }
        Ok(parts)
    }

    /// The factor as one of a set, for consumers to look up, rounded at [`FACTOR_RESOLUTION`].
    /// Where the parts have to add up to the last microgram, use
    /// [`distribute`](EnergyFactor::distribute).
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, gas::{Emissions, Gas}, method::EnergyFactor, unit::Energy};
    ///
    /// let heat = EnergyFactor::new(Emissions::from_tonnes(Gas::CO2, 8), Quantity::<Energy>::terajoules(1))?;
    /// let source = Source::new("Odder Varmeværk", "Declaration", 2024, "own calculation")?;
    /// let factor = heat.to_emission_factor("odder-heat", "district-heat", &"GJ".parse()?, source)?;
    /// assert_eq!(factor.to_string(), "odder-heat: 8 kg co2 per GJ");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`in_unit`](EnergyFactor::in_unit) and [`EmissionFactor::new`].
    pub fn to_emission_factor(
        &self,
        id: &str,
        carrier: &str,
        per: &Unit,
        source: Source,
    ) -> Result<EmissionFactor> {
        let emissions = self.in_unit(per)?.map(|mass| mass.round(FACTOR_RESOLUTION))?;
        let factor = if emissions.is_none() {
            EmissionFactor::zero(id, carrier, per.clone(), source)?
        } else {
            EmissionFactor::new(id, carrier, per.clone(), emissions, source)?
        };
        Ok(match self.boundary() {
            Some((boundary, _)) => factor.with_boundary(boundary),
            None => factor,
        })
    }

    /// Every mass times the factors over the energy and the divisors.
    pub(super) fn scaled(
        &self,
        factors: &[Exact],
        divisors: &[Exact],
        rounding: Rounding,
    ) -> Result<Emissions> {
        let mut divisors = divisors.to_vec();
        divisors.push(self.energy.base_value());
        scaled(&self.emissions, factors, &divisors, rounding)
    }
}

/// Every mass times the factors over the divisors: exact, or rounded once.
pub(super) fn scaled(
    emissions: &Emissions,
    factors: &[Exact],
    divisors: &[Exact],
    rounding: Rounding,
) -> Result<Emissions> {
    emissions.map(|mass| {
        let mut factors = factors.to_vec();
        factors.push(mass);
        product_over(&factors, divisors, rounding)
    })
}

pub(super) fn difference(whole: &Emissions, part: &Emissions) -> Result<Emissions> {
    whole.clone().and(&part.times(-1)?)
}

pub(super) fn refuse_negative(what: &str, emissions: &Emissions) -> Result<()> {
    let masses = emissions.masses().map(|(_, mass)| mass);
    let reported = emissions.reported().map(Co2e::grams);
    match masses.chain(reported).find(|mass| mass.is_negative()) {
        None => Ok(()),
        Some(mass) => Err(Error::new(SupplyProblem::Negative {
            what: what.to_owned(),
            found: format!("{mass} g"),
        })),
    }
}

#[cfg(feature = "serde")]
crate::checked::read_checked!(
    EnergyFactor {
        emissions: Emissions,
        energy: Quantity<Energy>,
        boundary: Option<(Boundary, String)>,
    }
    |emissions, energy, boundary| {
        Ok(EnergyFactor { boundary, ..EnergyFactor::new(emissions, energy)? })
    }
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use crate::gas::Gas;

    #[test]
    fn refuses_what_is_no_factor() {
        let emissions = Emissions::from_grams(Gas::CO2, 1);
        let error = EnergyFactor::new(emissions, Quantity::ZERO).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected emissions for an energy above zero, found 0 GJ; without output there is no \
             factor"
        );
        let error =
            EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, -1)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a mass of a factor of zero or more, found -1 g; check its sign"
        );
        let source = Source::new("Tests", "Figures", 2024, "row 1").unwrap();
        let per_tonne = EmissionFactor::zero("w", "waste", "t".parse().unwrap(), source).unwrap();
        let error = EnergyFactor::of(&per_tonne).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::DimensionMismatch);
        assert_eq!(
            error.to_string(),
            "expected a factor per unit of energy, found `w` per `t`; take a factor per kWh or GJ"
        );
    }
}
