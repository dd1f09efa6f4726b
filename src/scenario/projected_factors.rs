use super::driver::RATIO;
use crate::error::Result;
use crate::factor::EmissionFactor;
use crate::number::{Exact, Rounding};
use crate::series::Series;
use crate::{Source, Year};

/// A factor for each of the coming years, which follows an index: what all scenarios share, such as
/// the emissions of electricity until 2040.
///
/// ```text
/// factor(t) = factor(base year) x index(t) / index(base year)
/// ```
///
/// Every gas follows the index; ratios are rounded half-even at 12 digits. The factors go into a layer
/// of the factor set, and every line and measure that uses the carrier moves with them. The id of
/// each is that of the factor with the year after it.
///
/// # Examples
///
/// The published path of Danish electricity in the building code:
///
/// ```
/// use climate_account::{EmissionFactor, Source, Year, gas::{Emissions, Gas}};
/// use climate_account::{scenario::projected_factors, series::{AnnualValue, Series}};
///
/// let code = Source::new("Social- og Boligstyrelsen", "BR18, bilag 2", 2023, "table 1")?;
/// let emissions = Emissions::from_kilograms(Gas::CO2, 187);
/// let now = EmissionFactor::new("electricity", "electricity", "MWh".parse()?, emissions, code.clone())?;
/// let year = |year| Year::new(year);
/// let given = |text: &str| Ok::<_, climate_account::Error>(AnnualValue::Number(text.parse()?));
/// let path = [(year(2023)?, given("0.187")?), (year(2025)?, given("0.135")?), (year(2030)?, given("0.047")?)];
/// let path = Series::new("kg CO2/kWh".parse()?, path)?;
/// let factors = projected_factors(&now, &path, year(2023)?, year(2030)?, &code)?;
/// assert_eq!(factors.len(), 7);
/// assert_eq!(factors[6].id(), "electricity/2030");
/// let kilograms = factors[6].emissions().kilograms(Gas::CO2);
/// assert_eq!(kilograms.round(climate_account::number::Rounding::decimals(6))?.to_string(), "47");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the index has no value in a year;
/// [`DivisionByZero`](crate::ErrorKind::DivisionByZero) where it is zero in the base year.
pub fn projected_factors(
    factor: &EmissionFactor,
    index: &Series,
    base_year: Year,
    last: Year,
    source: &Source,
) -> Result<Vec<EmissionFactor>> {
    let base = index.at(base_year)?;
    let each = base_year.to(last).skip(1).map(|year| {
        let ratio: Exact = index.at(year)?.quotient(base, Rounding::RESOLUTION)?.round(RATIO)?;
        let emissions = factor.emissions().times(ratio)?;
        Ok(factor.projected(year, emissions, source))
    });
    each.collect()
}
