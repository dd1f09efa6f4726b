use core::fmt;

use super::energy_factor::EnergyFactor;
use super::supply_problem::{SupplyProblem, not_negative};
use crate::Quantity;
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding, product_over};
use crate::unit::{Energy, Ratio};

/// What a loss is a share of.
///
/// # Examples
///
/// ```
/// use climate_account::{method::{GridLoss, LossBase}, number::Exact};
///
/// // The same share of another base is another loss: 0.2 / 0.8 against 0.2.
/// let supply = GridLoss::of_supply(Exact::new(2, 1))?;
/// let consumption = GridLoss::of_consumption(Exact::new(2, 1))?;
/// assert_eq!((supply.base(), consumption.base()), (LossBase::Supply, LossBase::Consumption));
/// assert_eq!(supply.share_of_consumption()?.to_string(), "0.25");
/// assert_eq!(consumption.share_of_consumption()?.to_string(), "0.2");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum LossBase {
    /// Of what is fed into the network.
    Supply,
    /// Of what arrives at the meters.
    Consumption,
}

/// The loss of a network, with what it is a share of.
///
/// ```text
/// l_c = l_s / (1 - l_s)        l_s = l_c / (1 + l_c)
/// supply = C / (1 - l_s)       loss = supply - C       E_loss = loss x EF_plant
/// ```
///
/// GPC chapter 6, transmission and distribution loss. A share is a number such as 0.05, not a
/// percentage; its base is part of its name, since 5 % of the supply is 5.26 % of the consumption.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::GridLoss, unit::Energy};
///
/// let share: climate_account::number::Exact = "0.0525".parse()?;
/// let consumption = Quantity::<Energy>::megawatt_hours(100_000);
/// let of_consumption = GridLoss::of_consumption(share)?;
/// assert_eq!(of_consumption.loss_energy(consumption)?, Quantity::<Energy>::megawatt_hours(5250));
/// let of_supply = GridLoss::of_supply(share)?;
/// assert_eq!(of_supply.loss_energy(consumption)?.to_string(), "19947.22955145118733509234828 GJ");
/// assert_eq!(of_supply.share_of_consumption()?.to_string(), "21/379");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct GridLoss {
    base: LossBase,
    share: Exact,
}

impl GridLoss {
    /// A loss as a share of the supply.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{method::GridLoss, number::Exact};
    ///
    /// let loss = GridLoss::of_supply(Exact::new(5, 2))?;
    /// assert_eq!(loss.share_of_consumption()?.to_string(), "1/19"); // 0.05 / 0.95
    /// assert!(GridLoss::of_supply(5).is_err()); // 5 % is 0.05
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where it is not from 0 up to but without 1.
    pub fn of_supply(share: impl Into<Exact>) -> Result<GridLoss> {
        let share = share.into();
        if share.is_negative() || share >= Exact::ONE {
            return Err(Error::new(SupplyProblem::OutOfRange {
                what: "a loss from 0 up to but without 1 of the supply",
                found: share.to_string(),
                advice: "write 5 % as 0.05; a network that loses all delivers nothing",
            }));
        }
        Ok(GridLoss { base: LossBase::Supply, share })
    }

    /// A loss as a share of the consumption.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{method::GridLoss, number::Exact};
    ///
    /// let loss = GridLoss::of_consumption(Exact::new(25, 2))?;
    /// assert_eq!(loss.share_of_supply()?.to_string(), "0.2"); // 0.25 / 1.25
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where it is below 0.
    pub fn of_consumption(share: impl Into<Exact>) -> Result<GridLoss> {
        let share = share.into();
        if share.is_negative() {
            return Err(Error::new(SupplyProblem::OutOfRange {
                what: "a loss of 0 or more of the consumption",
                found: share.to_string(),
                advice: "write 5 % as 0.05",
            }));
        }
        Ok(GridLoss { base: LossBase::Consumption, share })
    }

    /// What the share was given of.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{method::{GridLoss, LossBase}, number::Exact};
    ///
    /// let loss = GridLoss::of_consumption(Exact::new(5, 2))?;
    /// assert_eq!(loss.base(), LossBase::Consumption);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn base(self) -> LossBase {
        self.base
    }

    /// The share as it was given.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{method::GridLoss, number::Exact};
    ///
    /// assert_eq!(GridLoss::of_supply(Exact::new(5, 2))?.share(), "0.05".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn share(self) -> Exact {
        self.share
    }

    /// The loss as a share of the supply, exact.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{method::GridLoss, number::Exact};
    ///
    /// let loss = GridLoss::of_consumption("0.0525".parse::<Exact>()?)?;
    /// assert_eq!(loss.share_of_supply()?.to_string(), "21/421"); // 0.0525 / 1.0525
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow) where the share has too many digits.
    pub fn share_of_supply(self) -> Result<Ratio> {
        ratio(self.share, self.supply()?)
    }

    /// The loss as a share of the consumption, exact.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{method::GridLoss, number::Exact};
    ///
    /// let loss = GridLoss::of_supply(Exact::new(2, 1))?;
    /// assert_eq!(loss.share_of_consumption()?.to_string(), "0.25"); // 0.2 / 0.8
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow) where the share has too many digits.
    pub fn share_of_consumption(self) -> Result<Ratio> {
        ratio(self.share, self.delivered()?)
    }

    /// The energy lost on the way to a consumption at the meter.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::GridLoss, number::Exact, unit::Energy};
    ///
    /// let loss = GridLoss::of_supply(Exact::new(2, 1))?; // a fifth of what is fed in
    /// let lost = loss.loss_energy(Quantity::<Energy>::gigawatt_hours(100))?;
    /// assert_eq!(lost, Quantity::<Energy>::gigawatt_hours(25));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a consumption below zero;
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn loss_energy(self, consumption: Quantity<Energy>) -> Result<Quantity<Energy>> {
        not_negative("consumption", consumption)?;
        let factors = [consumption.base_value(), self.share];
        product_over(&factors, &[self.delivered()?], Rounding::RESOLUTION).map(Quantity::of_base)
    }

    /// The energy fed in for a consumption at the meter: the consumption and its loss.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::GridLoss, number::Exact, unit::Energy};
    ///
    /// let loss = GridLoss::of_supply(Exact::new(2, 1))?; // a fifth of what is fed in
    /// let supply = loss.supply_energy(Quantity::<Energy>::gigawatt_hours(100))?;
    /// assert_eq!(supply, Quantity::<Energy>::gigawatt_hours(125));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`loss_energy`](GridLoss::loss_energy).
    pub fn supply_energy(self, consumption: Quantity<Energy>) -> Result<Quantity<Energy>> {
        not_negative("consumption", consumption)?;
        let factors = [consumption.base_value(), self.supply()?];
        product_over(&factors, &[self.delivered()?], Rounding::RESOLUTION).map(Quantity::of_base)
    }

    /// What arrives at the meters of energy fed in.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::GridLoss, number::Exact, unit::Energy};
    ///
    /// let loss = GridLoss::of_supply(Exact::new(2, 1))?; // a fifth of what is fed in
    /// let delivered = loss.delivered_energy(Quantity::<Energy>::gigawatt_hours(125))?;
    /// assert_eq!(delivered, Quantity::<Energy>::gigawatt_hours(100));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`loss_energy`](GridLoss::loss_energy).
    pub fn delivered_energy(self, supply: Quantity<Energy>) -> Result<Quantity<Energy>> {
        not_negative("supply", supply)?;
        let factors = [supply.base_value(), self.delivered()?];
        product_over(&factors, &[self.supply()?], Rounding::RESOLUTION).map(Quantity::of_base)
    }

    /// The factor at the meter of a factor at the plant; nothing is divided.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{gas::{Emissions, Gas}, method::{EnergyFactor, GridLoss}, number::Exact};
    ///
    /// let plant = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 192))?;
    /// let meter = GridLoss::of_supply(Exact::new(5, 2))?.factor_at_meter(&plant)?;
    /// let grams = meter.in_unit(&"kWh".parse()?)?.grams(Gas::CO2);
    /// assert_eq!(grams.to_string(), "202.1052631578947368421052632");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidFactor`](crate::ErrorKind::InvalidFactor) where the factor comes from a set that says
    /// that it is at the meter; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn factor_at_meter(self, factor_at_plant: &EnergyFactor) -> Result<EnergyFactor> {
        if let Some((crate::factor::Boundary::AtMeter, id)) = factor_at_plant.boundary() {
            return Err(Error::new(SupplyProblem::LossTwice { id: id.to_owned() }));
        }
        let emissions = factor_at_plant.emissions().times(self.supply()?)?;
        Ok(EnergyFactor::of_parts(emissions, factor_at_plant.energy().scale(self.delivered()?)?))
    }

    /// What is fed in where [`share`](GridLoss::share) is lost.
    pub(super) fn supply(self) -> Result<Exact> {
        match self.base {
            LossBase::Supply => Ok(Exact::ONE),
            LossBase::Consumption => Exact::ONE.checked_add(self.share),
        }
    }

    /// What is delivered where [`share`](GridLoss::share) is lost.
    pub(super) fn delivered(self) -> Result<Exact> {
        match self.base {
            LossBase::Supply => Exact::ONE.checked_sub(self.share),
            LossBase::Consumption => Ok(Exact::ONE),
        }
    }
}

fn ratio(part: Exact, whole: Exact) -> Result<Ratio> {
    // Both parts have the same decimals, so only a share of 38 digits does not fit.
    Ratio::new(part, whole).ok_or_else(|| {
        Error::new(SupplyProblem::OutOfRange {
            what: "a loss of at most 30 digits",
            found: part.to_string(),
            advice: "round it at its source",
        })
    })
}

impl fmt::Display for GridLoss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let base = match self.base {
            LossBase::Supply => "supply",
            LossBase::Consumption => "consumption",
        };
        write!(f, "{} of {base}", self.share)
    }
}

#[cfg(feature = "serde")]
crate::checked::read_checked!(
    GridLoss { base: LossBase, share: Exact } | base,
    share
        | match base {
            LossBase::Supply => GridLoss::of_supply(share),
            LossBase::Consumption => GridLoss::of_consumption(share),
        }
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gas::{Emissions, Gas};

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn the_base_changes_the_result() {
        let plant = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 200)).unwrap();
        let consumption = Quantity::<Energy>::megawatt_hours(100_000);
        let tonnes = |loss: GridLoss| {
            let energy = loss.loss_energy(consumption).unwrap();
            plant.emissions_of(energy).unwrap().tonnes(Gas::CO2).to_string()
        };
        assert_eq!(tonnes(GridLoss::of_consumption(exact("0.0525")).unwrap()), "1050");
        assert_eq!(tonnes(GridLoss::of_supply(exact("0.0525")).unwrap()), "1108.179419525066");
    }

    #[test]
    fn a_conversion_and_back_is_exact() {
        let loss = GridLoss::of_supply(exact("0.07")).unwrap();
        assert_eq!(loss.to_string(), "0.07 of supply");
        let of_consumption = loss.share_of_consumption().unwrap();
        assert_eq!(of_consumption.to_string(), "7/93");
        let whole = of_consumption.numerator().checked_add(of_consumption.denominator()).unwrap();
        let back = Ratio::new(of_consumption.numerator(), whole).unwrap();
        assert_eq!(back, loss.share_of_supply().unwrap());
    }

    #[test]
    fn refuses_shares_that_cannot_be() {
        for share in ["1", "1.5", "-0.01"] {
            assert!(GridLoss::of_supply(exact(share)).is_err(), "{share}");
        }
        assert_eq!(
            GridLoss::of_supply(1).unwrap_err().to_string(),
            "expected a loss from 0 up to but without 1 of the supply, found 1; write 5 % as 0.05; \
             a network that loses all delivers nothing"
        );
        assert_eq!(
            GridLoss::of_consumption(-1).unwrap_err().to_string(),
            "expected a loss of 0 or more of the consumption, found -1; write 5 % as 0.05"
        );
        let loss = GridLoss::of_supply(Exact::ZERO).unwrap();
        let error = loss.loss_energy(Quantity::<Energy>::joules(-1)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected consumption of zero or more, found -0.000000001 GJ; check its sign"
        );
    }
}
