//! Amounts that are emissions themselves.

use super::problem::CsvProblem;
use crate::Unit;
use crate::error::{Error, Result};
use crate::gas::{Co2e, Emissions, Gas, GwpSet};
use crate::number::{Exact, Rounding};
use crate::unit::{Dimension, Substance};

/// The amount in grams, `None` where its unit is not a mass.
pub(super) fn mass_in_grams(value: Exact, unit: &Unit) -> Result<Option<Exact>> {
    let dimension = unit.dimension();
    if dimension != Dimension::MASS && dimension.substance().is_none() {
        return Ok(None);
    }
    unit.ratio().times(value, Rounding::RESOLUTION).map(Some)
}

/// The emissions that an amount is; `None` where it is an amount of activity.
pub(super) fn emissions(
    value: Exact,
    unit: &Unit,
    gas: Option<Gas>,
    set: Option<GwpSet>,
) -> Result<Option<Emissions>> {
    let substance = unit.substance();
    if substance == Some(Substance::CO2E) {
        let set = set.ok_or_else(|| Error::new(CsvProblem::MissingGwpSet))?;
        let grams = mass_in_grams(value, unit)?.unwrap_or_default();
        return Ok(Some(Emissions::from_co2e(Co2e::from_grams(grams, set))));
    }
    let named = substance.filter(|substance| substance.is_greenhouse_gas());
    let gas = match (gas, named) {
        (None, None) => return Ok(None),
        (Some(gas), None) => gas,
        (None, Some(substance)) => substance.symbol().parse()?,
        (Some(gas), Some(substance)) if gas.is_kind_of(substance.symbol()) => gas,
        (Some(gas), Some(_)) => {
            let (unit, gas) = (unit.to_string(), gas.to_string());
            return Err(Error::new(CsvProblem::OtherGas { unit, gas }));
        }
    };
    match mass_in_grams(value, unit)? {
        Some(grams) => Ok(Some(Emissions::from_grams(gas, grams))),
        None => Err(Error::new(CsvProblem::NotAMass { unit: unit.to_string() })),
    }
}
