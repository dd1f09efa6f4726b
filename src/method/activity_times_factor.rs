use super::problem::NegativeActivity;
use crate::Amount;
use crate::error::{Error, Result};
use crate::factor::{Conversion, EmissionFactor};
use crate::gas::Emissions;
use crate::number::{Exact, Rounding};
use crate::unit::{CalorificBasis, Ratio};

/// The resolution of a mass that a division does not leave exact: a microgram, half-even.
///
/// Products are never rounded. Only where the units of activity and factor differ by a ratio that
/// does not terminate (TJ against kWh) is the mass of each gas rounded, once.
///
/// # Examples
///
/// ```
/// use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}, method::activity_times_factor};
/// # let source = Source::new("Energinet", "Environmental declaration 2014", 2015, "page 4")?;
/// # let emissions = Emissions::from_grams(Gas::CO2, 304);
///
/// let factor = EmissionFactor::new("grid", "electricity", "kWh".parse()?, emissions, source)?;
/// let result = activity_times_factor(&"1 MJ".parse()?, &factor, None)?;
/// // 1 MJ = 2.5/9 kWh; x 304 g = 84.44... g
/// assert_eq!(result.grams(Gas::CO2), "84.444444".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
pub const MASS_RESOLUTION: Rounding = Rounding::decimals(6);

/// Activity times emission factor, the basic equation of all inventories.
///
/// ```text
/// E_g = A x EF_g
/// ```
///
/// IPCC 2006, volume 1, chapter 1; GPC chapter 5. The unit of the activity is converted into the
/// unit of the factor; a factor per year applies to the one year of the account. `basis` says what
/// fuel energy without a basis in its unit is.
///
/// # Examples
///
/// ```
/// use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}, method::activity_times_factor};
/// use climate_account::number::Exact;
///
/// let source = Source::new("Energinet", "Environmental declaration 2015", 2016, "page 4")?;
/// let emissions = Emissions::from_grams(Gas::CO2, Exact::new(1824, 1));
/// let factor = EmissionFactor::new("grid", "electricity", "kWh".parse()?, emissions, source)?;
/// let result = activity_times_factor(&"125000 MWh".parse()?, &factor, None)?;
/// assert_eq!(result.tonnes(Gas::CO2), 22_800.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an activity below zero;
/// [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) and its relatives, naming both units;
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn activity_times_factor(
    activity: &Amount,
    factor: &EmissionFactor,
    basis: Option<CalorificBasis>,
) -> Result<Emissions> {
    let conversion = Conversion::new(&activity.unit, factor.per(), basis)?;
    converted(activity, factor, &conversion)
}

/// The same with the conversion at hand, as the look-up of the factor leaves it.
pub(crate) fn converted(
    activity: &Amount,
    factor: &EmissionFactor,
    conversion: &Conversion,
) -> Result<Emissions> {
    let amount = activity.value;
    if amount.is_negative() {
        return Err(Error::new(NegativeActivity { found: activity.to_string() }));
    }
    masses_of(amount, conversion.ratio(), factor.emissions())
}

/// Amount times ratio times mass per unit, divided once.
pub(crate) fn masses_of(amount: Exact, ratio: Ratio, per_unit: &Emissions) -> Result<Emissions> {
    let denominator = ratio.denominator();
    let multiplier = amount.checked_mul(ratio.numerator())?;
    let mass = |per_unit: Exact| -> Result<Exact> {
        let product = multiplier.checked_mul(per_unit)?;
        if denominator == Exact::ONE {
            return Ok(product);
        }
        product.quotient(denominator, MASS_RESOLUTION)
    };
    per_unit.map(mass)
}
