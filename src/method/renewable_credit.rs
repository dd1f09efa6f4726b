use super::MASS_RESOLUTION;
use super::energy_factor::EnergyFactor;
use super::supply_problem::{SupplyProblem, not_negative};
use crate::Quantity;
use crate::error::{Error, Result};
use crate::gas::Emissions;
use crate::number::{Exact, Rounding};
use crate::unit::Energy;

/// Renewable production and the share of it that is credited: 1 by location, less by ownership.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::CreditedProduction, number::Exact, unit::Energy};
///
/// // A municipality owns 40 % of a wind farm.
/// let wind = CreditedProduction::new("wind", Quantity::<Energy>::gigawatt_hours(50), Exact::new(4, 1))?;
/// assert_eq!(wind.credited()?, Quantity::<Energy>::gigawatt_hours(20));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct CreditedProduction {
    name: String,
    production: Quantity<Energy>,
    share: Exact,
}

impl CreditedProduction {
    /// Production and the share of it, 0 to 1, that is credited. Curtailed energy is no production.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::CreditedProduction, unit::Energy};
    ///
    /// let wind = CreditedProduction::new("wind", Quantity::<Energy>::gigawatt_hours(50), 1)?;
    /// assert_eq!(wind.credited()?, wind.production());
    /// assert!(CreditedProduction::new("wind", wind.production(), 40).is_err()); // 40 % is 0.4
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the production is below zero or the share
    /// outside 0 to 1.
    pub fn new(
        name: impl Into<String>,
        production: Quantity<Energy>,
        share: impl Into<Exact>,
    ) -> Result<CreditedProduction> {
        let share = share.into();
        not_negative("production", production)?;
        if share.is_negative() || share > Exact::ONE {
            return Err(Error::new(SupplyProblem::OutOfRange {
                what: "a credited share from 0 to 1",
                found: share.to_string(),
                advice: "write 40 % as 0.4",
            }));
        }
        Ok(CreditedProduction { name: name.into(), production, share })
    }

    /// The name.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::CreditedProduction, unit::Energy};
    ///
    /// let wind = CreditedProduction::new("wind", Quantity::<Energy>::gigawatt_hours(50), 1)?;
    /// assert_eq!(wind.name(), "wind");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The production.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::CreditedProduction, number::Exact, unit::Energy};
    ///
    /// let wind = CreditedProduction::new("wind", Quantity::<Energy>::gigawatt_hours(50), Exact::new(4, 1))?;
    /// assert_eq!(wind.production(), Quantity::<Energy>::gigawatt_hours(50)); // credited or not
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn production(&self) -> Quantity<Energy> {
        self.production
    }

    /// The credited part of the production, exact.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::CreditedProduction, number::Exact, unit::Energy};
    ///
    /// let wind = CreditedProduction::new("wind", Quantity::<Energy>::gigawatt_hours(50), Exact::new(4, 1))?;
    /// assert_eq!(wind.credited()?, Quantity::<Energy>::gigawatt_hours(20)); // 50 x 0.4
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn credited(&self) -> Result<Quantity<Energy>> {
        self.production.scale(self.share)
    }
}

/// What electricity a credit displaces: the choice changes its size and travels with its factor.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
/// use climate_account::method::{CreditedProduction, Displaced, EnergyFactor, renewable_credit};
///
/// let grid = |grams: i64| EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, grams));
/// let wind = [CreditedProduction::new("wind", Quantity::<Energy>::gigawatt_hours(10), 1)?];
/// let average = renewable_credit(&wind, &Displaced::Average(grid(90)?))?;
/// let marginal = renewable_credit(&wind, &Displaced::Marginal(grid(400)?))?;
/// assert_eq!(average.tonnes(Gas::CO2), (-900).into());
/// assert_eq!(marginal.tonnes(Gas::CO2), (-4000).into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Displaced {
    /// The average of the grid.
    Average(EnergyFactor),
    /// The residual mix.
    Residual(EnergyFactor),
    /// The plants that run less.
    Marginal(EnergyFactor),
}

impl Displaced {
    /// The factor.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{gas::{Emissions, Gas}, method::{Displaced, EnergyFactor}};
    ///
    /// let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 90))?;
    /// let displaced = Displaced::Residual(grid);
    /// assert_eq!(displaced.factor().in_unit(&"MWh".parse()?)?.kilograms(Gas::CO2), 90.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn factor(&self) -> &EnergyFactor {
        match self {
            Displaced::Average(factor)
            | Displaced::Residual(factor)
            | Displaced::Marginal(factor) => factor,
        }
    }
}

/// The credit for local renewable production, zero or below.
///
/// ```text
/// credit = - sum_j s_j x P_j x EF_displaced
/// ```
///
/// Danish municipal practice. In a GPC account it is a memo item beside the total, never inside it.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
/// use climate_account::method::{CreditedProduction, Displaced, EnergyFactor, renewable_credit};
///
/// let wind = CreditedProduction::new("wind", Quantity::<Energy>::gigawatt_hours(140), 1)?;
/// let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 90))?;
/// let credit = renewable_credit(&[wind], &Displaced::Average(grid))?;
/// assert_eq!(credit.tonnes(Gas::CO2), (-12_600).into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn renewable_credit(
    production: &[CreditedProduction],
    displaced: &Displaced,
) -> Result<Emissions> {
    let mut credited = Quantity::ZERO;
    for plant in production {
        credited = credited.checked_add(plant.credited()?)?;
    }
    displaced.factor().scaled(&[-credited.base_value()], &[], MASS_RESOLUTION)
}

/// How much of a consumption local renewable production could cover over the year: 1.4 is 140 %.
/// `None` where there is no consumption.
///
/// ```text
/// ratio = sum_j P_j / C
/// ```
///
/// Danish municipal key figure. It counts all production, credited or not.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, unit::Energy};
/// use climate_account::method::{CreditedProduction, self_supply_ratio};
///
/// let wind = CreditedProduction::new("wind", Quantity::<Energy>::gigawatt_hours(140), 1)?;
/// let ratio = self_supply_ratio(&[wind], Quantity::<Energy>::gigawatt_hours(100))?;
/// assert_eq!(ratio, Some("1.4".parse()?));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a consumption below zero;
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn self_supply_ratio(
    production: &[CreditedProduction],
    consumption: Quantity<Energy>,
) -> Result<Option<Exact>> {
    not_negative("consumption", consumption)?;
    if consumption.base_value().is_zero() {
        return Ok(None);
    }
    let mut sum = Quantity::ZERO;
    for plant in production {
        sum = sum.checked_add(plant.production)?;
    }
    sum.base_value().quotient(consumption.base_value(), Rounding::RESOLUTION).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_outside_zero_to_one_are_refused() {
        let production = Quantity::<Energy>::gigawatt_hours(1);
        for share in [Exact::from(-1), Exact::new(11, 1)] {
            assert!(CreditedProduction::new("wind", production, share).is_err());
        }
        assert_eq!(
            CreditedProduction::new("wind", production, 40).unwrap_err().to_string(),
            "expected a credited share from 0 to 1, found 40; write 40 % as 0.4"
        );
        assert!(CreditedProduction::new("wind", Quantity::<Energy>::joules(-1), 1).is_err());
    }

    #[test]
    fn a_ratio_without_consumption_is_undefined() {
        assert_eq!(self_supply_ratio(&[], Quantity::ZERO).unwrap(), None);
    }
}
