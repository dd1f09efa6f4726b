//! The built-in factors and parameters, from `src/data/factors.csv` and `parameters.csv`.

use std::sync::LazyLock;

use super::{CATALOGUE as NAME, EmissionFactor, FactorLayer, Parameter};
use crate::distribution::{Distribution, Family};
use crate::error::Result;
use crate::gas::{Co2e, Emissions, Gas};
use crate::number::{Exact, Rounding};
use crate::table::{self, Row};
use crate::{Amount, Source, Unit, Year};

const VINTAGE: &str = "2026-11";

pub(super) fn layer() -> FactorLayer {
    LAYER.clone()
}

static LAYER: LazyLock<FactorLayer> = LazyLock::new(|| {
    let factors = factors().into_iter().filter_map(|(_, factor)| factor.ok()).collect::<Vec<_>>();
    let empty = || FactorLayer::empty(NAME, VINTAGE);
    // A test builds every factor, so that none can be lost here.
    FactorLayer::new(NAME, VINTAGE, factors)
        .and_then(|layer| layer.with_parameters(PARAMETERS.iter().cloned()))
        .unwrap_or_else(|_| empty())
});

pub(super) fn parameters() -> &'static [Parameter] {
    &PARAMETERS
}

static PARAMETERS: LazyLock<Vec<Parameter>> = LazyLock::new(|| {
    // A test builds every parameter, so that none can be lost here.
    parameter_rows().into_iter().filter_map(|(_, parameter)| parameter.ok()).collect()
});

fn parameter_rows() -> Vec<(&'static str, Result<Parameter>)> {
    table::rows(include_str!("../data/parameters.csv"))
        .map(|row| (row.get("id"), parameter(&row)))
        .collect()
}

fn parameter(row: &Row) -> Result<Parameter> {
    let amount = Amount::new(row.get("value").parse::<Exact>()?, row.get("unit").parse()?);
    let kind = row.get("quantity").parse()?;
    let mut parameter =
        Parameter::new(row.get("id"), row.get("carrier"), kind, amount, source(row)?)?;
    if let Some(distribution) = bounds(row, str::parse)? {
        parameter = parameter.with_uncertainty(distribution);
    }
    if !row.get("region").is_empty() {
        parameter = parameter.with_region(row.get("region"));
    }
    Ok(if row.get("note").is_empty() { parameter } else { parameter.with_note(row.get("note")) })
}

/// The source that a row cites; an error where it is not in the list of works.
pub(super) fn source(row: &Row) -> Result<Source> {
    let (work, place) = (row.get("source"), row.get("place"));
    Source::built_in(work, place).map_or_else(|| Source::new("", work, 0, place), Ok)
}

/// Every factor of the table, with its id: the rows of one id are the gases of one factor.
fn factors() -> Vec<(&'static str, Result<EmissionFactor>)> {
    let rows: Vec<Row> = table::rows(include_str!("../data/factors.csv")).collect();
    rows.chunk_by(|left, right| left.get("id") == right.get("id"))
        .filter_map(|rows| Some((rows.first()?.get("id"), factor(rows, rows.first()?))))
        .collect()
}

fn factor(rows: &[Row], first: &Row) -> Result<EmissionFactor> {
    let per: Unit = first.get("per").parse()?;
    let mut emissions = Emissions::none();
    for row in rows {
        let grams = grams(row, row.get("value"))?;
        let part = match row.get("gas") {
            "co2e" => Emissions::from_co2e(Co2e::from_grams(grams, row.get("gwp_set").parse()?)),
            gas => Emissions::from_grams(gas.parse()?, grams),
        };
        emissions = emissions.and(&part)?;
    }
    let source = source(first)?;
    let (id, carrier) = (first.get("id"), first.get("carrier"));
    let mut factor = if emissions.is_none() {
        EmissionFactor::zero(id, carrier, per, source)?
    } else {
        EmissionFactor::new(id, carrier, per, emissions, source)?
    };
    for row in rows {
        if let Some(distribution) = bounds(row, |text| grams(row, text))? {
            factor = factor.with_uncertainty(row.get("gas").parse::<Gas>().ok(), distribution);
        }
    }
    details(factor, first)
}

fn details(mut factor: EmissionFactor, row: &Row) -> Result<EmissionFactor> {
    let text = |column| Some(row.get(column)).filter(|text| !text.is_empty());
    if let Some(process) = text("process") {
        factor = factor.with_process(process);
    }
    if let Some(region) = text("region") {
        factor = factor.with_region(region);
    }
    if let (Some(first), Some(last)) = (text("first_year"), text("last_year")) {
        factor = factor.with_years(first.parse::<Year>()?, last.parse::<Year>()?)?;
    }
    if let Some(boundary) = text("boundary") {
        factor = factor.with_boundary(boundary.parse()?);
    }
    if let Some(allocation) = text("allocation") {
        factor = factor.with_allocation(allocation);
    }
    if let Some(tier) = text("tier") {
        factor = factor.with_tier(tier.parse().unwrap_or_default())?;
    }
    if let Some(note) = text("note") {
        factor = factor.with_note(note);
    }
    Ok(factor.with_evidence(row.get("evidence").parse()?))
}

/// A mass of the gas in grams; one that is written by its element (`t CO2-C`) is rounded half-even
/// at a microgram.
fn grams(row: &Row, value: &str) -> Result<Exact> {
    let value: Exact = value.parse()?;
    match row.get("unit") {
        "g" => Ok(value),
        "kg" => Ok(value.shifted(3)),
        "t" => Ok(value.shifted(6)),
        element => element.parse::<Unit>()?.ratio().times(value, Rounding::decimals(6)),
    }
}

/// The bounds of a row, read by a function.
pub(super) fn bounds(
    row: &Row,
    read: impl Fn(&'static str) -> Result<Exact>,
) -> Result<Option<Distribution>> {
    let (low, high) = (row.get("low"), row.get("high"));
    if low.is_empty() || high.is_empty() {
        return Ok(None);
    }
    let (low, high) = (read(low)?, read(high)?);
    // The guideline prints its fuel intervals as lognormal; a bound of zero cannot be one.
    let distribution = if row.get("interval") == "95 %" && low.is_positive() {
        Distribution::from_95_percent_interval(Family::Lognormal, low, high)?
    } else {
        Distribution::range(low, high)?
    };
    Ok(Some(distribution))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_builds_a_factor_with_its_source() {
        let factors = factors();
        for (id, factor) in &factors {
            if let Err(error) = factor {
                panic!("{id}: {error}");
            }
        }
        assert_eq!(layer().factors().len(), factors.len(), "two blocks of rows have one id");
    }

    #[test]
    fn every_row_builds_a_parameter_with_its_source() {
        for (id, parameter) in parameter_rows() {
            match parameter {
                Ok(parameter) => assert!(id.contains(parameter.kind().name()), "{id}"),
                Err(error) => panic!("{id}: {error}"),
            }
        }
    }

    #[test]
    fn every_carrier_has_a_name() {
        for factor in layer().factors() {
            assert!(crate::factor::carrier_title(factor.carrier()).is_some(), "{factor}");
        }
    }

    #[test]
    fn every_unit_of_mass_is_known() {
        for row in table::rows(include_str!("../data/factors.csv")) {
            let by_element = match row.get("gas") {
                "co2" => "t CO2-C",
                "n2o" => "kg N2O-N",
                _ => "g",
            };
            let units = ["g", "kg", "t", by_element];
            assert!(units.contains(&row.get("unit")), "{}", row.get("id"));
        }
    }

    #[test]
    fn a_mass_by_its_element_is_that_of_the_gas() {
        let grams = |id: &str, gas| layer().factor(id).unwrap().emissions().grams(gas).to_string();
        // 7.9 x 44/12 t and 13 x 44/28 kg for a hectare and year
        let cropland = "ipcc-2013/organic-soil/drained-cropland";
        assert_eq!(grams(cropland, Gas::CO2), "28966666.666667");
        assert_eq!(grams(cropland, Gas::N2O), "20428.571429");
        assert_eq!(grams("ipcc-2006/soils/urea", Gas::CO2), "733333.333333"); // for a tonne
    }
}
