use super::MASS_RESOLUTION;
use super::electricity_result::{
    ElectricityLine, ElectricityLineKind, ElectricityLoss, ElectricityResult, HourCoverage,
};
use super::electricity_rule::ElectricityRule;
use super::energy_factor::{EnergyFactor, scaled};
use super::supply_problem::{SupplyProblem, not_negative};
use crate::Quantity;
use crate::error::{Error, Result};
use crate::gas::Emissions;
use crate::number::{Exact, Rounding, product_over};
use crate::text::method::energy as text;
use crate::unit::Energy;

/// One hour of a municipality.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
/// use climate_account::method::{
///     ElectricityHour, ElectricityLoss, EnergyFactor, MissingHours, hourly_electricity,
/// };
///
/// let hour = ElectricityHour {
///     consumption: Quantity::<Energy>::megawatt_hours(10),
///     local_production: Quantity::<Energy>::megawatt_hours(4),
///     grid_factor: Some(EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 100))?),
/// };
/// let (local, loss) = (EnergyFactor::zero(), ElectricityLoss::HeldByFactors);
/// let result = hourly_electricity(&[hour], &local, MissingHours::LeaveOut, loss)?;
/// assert_eq!(result.scope_2().kilograms(Gas::CO2), 600.into()); // 6 MWh of the grid
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ElectricityHour {
    /// The consumption.
    pub consumption: Quantity<Energy>,
    /// The local renewable production.
    pub local_production: Quantity<Energy>,
    /// The factor of the grid, where it is known. A missing factor is not zero.
    pub grid_factor: Option<EnergyFactor>,
}

impl ElectricityHour {
    /// The hours of three series.
    ///
    /// Days with a change of the clock have 23 and 25 hours: use one time (UTC) for all three.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{ErrorKind, Quantity, method::ElectricityHour, unit::Energy};
    ///
    /// let energy = |values: [i64; 2]| values.map(Quantity::<Energy>::megawatt_hours);
    /// let hours = ElectricityHour::series(&energy([10, 12]), &energy([4, 0]), &[None, None])?;
    /// assert_eq!(hours.len(), 2);
    /// assert_eq!(hours[1].consumption, Quantity::<Energy>::megawatt_hours(12));
    /// let error = ElectricityHour::series(&energy([10, 12]), &energy([4, 0]), &[None]).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::InvalidActivity);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidActivity`](crate::ErrorKind::InvalidActivity) where their lengths differ.
    pub fn series(
        consumption: &[Quantity<Energy>],
        local_production: &[Quantity<Energy>],
        grid_factors: &[Option<EnergyFactor>],
    ) -> Result<Vec<ElectricityHour>> {
        let lengths = (consumption.len(), local_production.len(), grid_factors.len());
        if lengths.0 != lengths.1 || lengths.1 != lengths.2 {
            return Err(Error::new(SupplyProblem::SeriesLength {
                consumption: lengths.0,
                production: lengths.1,
                factors: lengths.2,
            }));
        }
        let hours = consumption.iter().zip(local_production).zip(grid_factors);
        Ok(hours
            .map(|((&consumption, &local_production), factor)| ElectricityHour {
                consumption,
                local_production,
                grid_factor: factor.clone(),
            })
            .collect())
    }
}

/// What becomes of hours without a factor. They never count as zero.
///
/// # Examples
///
/// ```
/// use climate_account::method::MissingHours;
/// # use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
/// # use climate_account::method::{ElectricityHour, ElectricityLoss, EnergyFactor, hourly_electricity};
/// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 100))?;
/// // Two hours of 10 MWh; the second has no factor.
/// let hour = |grid_factor| ElectricityHour {
///     consumption: Quantity::<Energy>::megawatt_hours(10),
///     local_production: Quantity::ZERO,
///     grid_factor,
/// };
/// let hours = [hour(Some(grid)), hour(None)];
/// let (local, loss) = (EnergyFactor::zero(), ElectricityLoss::HeldByFactors);
/// let kilograms = |missing| -> climate_account::Result<_> {
///     Ok(hourly_electricity(&hours, &local, missing, loss)?.scope_2().kilograms(Gas::CO2))
/// };
/// assert_eq!(kilograms(MissingHours::LeaveOut)?, 1000.into());
/// assert_eq!(kilograms(MissingHours::ScaleUp)?, 2000.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum MissingHours {
    /// They are left out of emissions and consumption.
    LeaveOut,
    /// Their consumption gets the mean factor of the hours that have one.
    ScaleUp,
}

/// Electricity hour by hour: local renewable production first, the grid of the hour for the rest.
///
/// ```text
/// E      = sum_t min(P_t, C_t) x EF_P + max(0, C_t - P_t) x EF_t     hours t with a factor
/// f      = E / sum_t C_t
/// E_year = f x C                                                     ScaleUp only
/// ```
///
/// The principle of the municipal declarations of the Danish grid operator. Production beyond the
/// consumption of its hour has no value in another hour. Local production is credited here that is
/// also in the national mix, so municipalities do not add up to the nation.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
/// use climate_account::method::{
///     ElectricityHour, ElectricityLoss, EnergyFactor, MissingHours, hourly_electricity,
/// };
///
/// let energy = |values: [i64; 4]| values.map(Quantity::<Energy>::megawatt_hours);
/// let grid = |grams: i64| EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, grams));
/// let factors = [Some(grid(100)?), Some(grid(50)?), Some(grid(200)?), None];
/// let hours = ElectricityHour::series(&energy([10; 4]), &energy([4, 15, 0, 2]), &factors)?;
/// let result = hourly_electricity(
///     &hours,
///     &EnergyFactor::zero(),
///     MissingHours::LeaveOut,
///     ElectricityLoss::HeldByFactors,
/// )?;
/// assert_eq!(result.scope_2().kilograms(Gas::CO2), 2600.into());
/// assert_eq!(result.counted_consumption(), Quantity::<Energy>::megawatt_hours(30));
/// assert_eq!(result.hours().map(|hours| (hours.counted, hours.total)), Some((3, 4)));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for energy below zero;
/// [`MissingValue`](crate::ErrorKind::MissingValue) where no hour has both consumption and factor;
/// [`InvalidFactor`](crate::ErrorKind::InvalidFactor) where a factor contradicts `loss`;
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn hourly_electricity(
    hours: &[ElectricityHour],
    local_factor: &EnergyFactor,
    missing: MissingHours,
    loss: ElectricityLoss,
) -> Result<ElectricityResult> {
    let (mut local, mut grid) = (Running::default(), Running::default());
    let (mut all, mut counted) = (Quantity::ZERO, Quantity::ZERO);
    let mut with_factor = 0;
    loss.check(local_factor)?;
    for hour in hours {
        let consumption = not_negative("consumption", hour.consumption)?;
        let production = not_negative("local production", hour.local_production)?;
        all = all.checked_add(consumption)?;
        let Some(factor) = &hour.grid_factor else { continue };
        loss.check(factor)?;
        with_factor += 1;
        counted = counted.checked_add(consumption)?;
        let covered = Quantity::of_base(production.base_value().min(consumption.base_value()));
        local.add(local_factor, covered)?;
        grid.add(factor, consumption.checked_sub(covered)?)?;
    }
    if counted.base_value().is_zero() {
        return Err(Error::new(SupplyProblem::NoHour));
    }
    let (scale, consumption) = match missing {
        MissingHours::LeaveOut => ((Exact::ONE, Exact::ONE), counted),
        MissingHours::ScaleUp => ((all.base_value(), counted.base_value()), all),
    };
    let line = |kind, name, running: Running| -> Result<ElectricityLine> {
        let energy = product_over(&[running.energy, scale.0], &[scale.1], Rounding::RESOLUTION)?;
        let emissions = running.total(scale)?;
        Ok(ElectricityLine::new(kind, name, Quantity::of_base(energy), emissions))
    };
    let lines = vec![
        line(
            ElectricityLineKind::LocalProduction,
            text::LOCAL_RENEWABLES_OF_THE_SAME_HOUR.title(),
            local,
        )?,
        line(ElectricityLineKind::Grid, text::GRID_ELECTRICITY_OF_THE_SAME_HOUR.title(), grid)?,
    ];
    let hours = HourCoverage { counted: with_factor, total: hours.len() };
    Ok(ElectricityResult::new(ElectricityRule::HourlyLocalFirst, all, lines, loss)?
        .covering(consumption, hours))
}

/// A sum of energy times factor that is divided once: the products by the energy of their factors.
#[derive(Default)]
struct Running {
    energy: Exact,
    products: Vec<(Exact, Emissions)>,
}

impl Running {
    fn add(&mut self, factor: &EnergyFactor, energy: Quantity<Energy>) -> Result<()> {
        let energy = energy.base_value();
        self.energy = self.energy.checked_add(energy)?;
        let product = factor.emissions().times(energy)?;
        let divisor = factor.energy().base_value();
        match self.products.iter_mut().find(|(known, _)| *known == divisor) {
            Some((_, sum)) => *sum = core::mem::take(sum).and(&product)?,
            None => self.products.push((divisor, product)),
        }
        Ok(())
    }

    fn total(&self, (numerator, denominator): (Exact, Exact)) -> Result<Emissions> {
        let mut total = Emissions::none();
        for (divisor, sum) in &self.products {
            let part = scaled(sum, &[numerator], &[*divisor, denominator], MASS_RESOLUTION)?;
            total = total.and(&part)?;
        }
        Ok(total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use crate::gas::Gas;

    fn hour(consumption: i64, production: i64, grams: Option<i64>) -> ElectricityHour {
        let factor =
            |grams| EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, grams));
        ElectricityHour {
            consumption: Quantity::<Energy>::megawatt_hours(consumption),
            local_production: Quantity::<Energy>::megawatt_hours(production),
            grid_factor: grams.map(|grams: i64| factor(grams).unwrap()),
        }
    }

    fn run(hours: &[ElectricityHour], missing: MissingHours) -> Result<ElectricityResult> {
        hourly_electricity(hours, &EnergyFactor::zero(), missing, ElectricityLoss::HeldByFactors)
    }

    #[test]
    fn hours_without_a_factor_are_scaled_up_or_left_out() {
        let hours = [
            hour(10, 4, Some(100)),
            hour(10, 15, Some(50)),
            hour(10, 0, Some(200)),
            hour(10, 2, None),
        ];
        let out = run(&hours, MissingHours::LeaveOut).unwrap();
        let factor = out.implied_factor().unwrap().unwrap();
        let grams = factor.in_unit(&"kWh".parse().unwrap()).unwrap().grams(Gas::CO2);
        assert_eq!(grams.to_string(), "86.66666666666666666666666667");
        assert_eq!(out.consumption(), Quantity::<Energy>::megawatt_hours(40));
        let up = run(&hours, MissingHours::ScaleUp).unwrap();
        assert_eq!(up.counted_consumption(), up.consumption());
        assert_eq!(up.scope_2().kilograms(Gas::CO2).to_string(), "3466.666666667");
    }

    #[test]
    fn series_of_different_lengths_and_without_factors_are_refused() {
        let energy = [Quantity::<Energy>::megawatt_hours(1)];
        let error = ElectricityHour::series(&energy, &[], &[None, None]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidActivity);
        assert_eq!(
            error.to_string(),
            "expected series of one length, found 1 hours of consumption, 0 of local production \
             and 2 of grid factors; give every series the same hours"
        );
        let error = run(&[hour(1, 0, None)], MissingHours::LeaveOut).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected an hour with consumption and a grid factor, found none; give the factors of \
             the year"
        );
    }
}
