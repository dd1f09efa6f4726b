use super::fraction::Fraction;
use super::input_problem::{number, rate};
use crate::error::Result;
use crate::number::{Exact, Rounding};
use crate::unit::{
    CarbonDioxideMass, CarbonMass, ConversionContext, MethaneMass, NetEnergy, NitrogenMass,
    NitrousOxideMass, Rate,
};
use crate::{Amount, Quantity};

/// The CO2 that carbon burns to.
///
/// ```text
/// CO2 = C x 44/12
/// ```
///
/// IPCC 2006, volume 2, table 1.4, from integer molar masses, which the guidelines use throughout.
/// The ratio is exact: with 44/12 taken as 3 the result would be 18.2 % too low. Like every
/// quantity it is rounded half-even at [`Rounding::RESOLUTION`] where it does not terminate.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::carbon_dioxide_of, unit::{CarbonDioxideMass, CarbonMass}};
///
/// let coal = Quantity::<CarbonMass>::kilograms(2580);
/// assert_eq!(carbon_dioxide_of(coal)?, Quantity::<CarbonDioxideMass>::kilograms(9460));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn carbon_dioxide_of(carbon: Quantity<CarbonMass>) -> Result<Quantity<CarbonDioxideMass>> {
    molar(carbon.base_value(), 44, 12).map(Quantity::of_base)
}

/// The carbon in a mass of CO2, the inverse of [`carbon_dioxide_of`].
///
/// ```text
/// C = CO2 x 12/44
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::carbon_in_carbon_dioxide, unit::{CarbonDioxideMass, CarbonMass}};
///
/// let gas = Quantity::<CarbonDioxideMass>::tonnes(11);
/// assert_eq!(carbon_in_carbon_dioxide(gas)?, Quantity::<CarbonMass>::tonnes(3));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn carbon_in_carbon_dioxide(gas: Quantity<CarbonDioxideMass>) -> Result<Quantity<CarbonMass>> {
    molar(gas.base_value(), 12, 44).map(Quantity::of_base)
}

/// The methane that carbon turns into.
///
/// ```text
/// CH4 = C x 16/12
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::methane_of, unit::{CarbonMass, MethaneMass}};
///
/// let carbon = Quantity::<CarbonMass>::kilograms(9);
/// assert_eq!(methane_of(carbon)?, Quantity::<MethaneMass>::kilograms(12));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn methane_of(carbon: Quantity<CarbonMass>) -> Result<Quantity<MethaneMass>> {
    molar(carbon.base_value(), 16, 12).map(Quantity::of_base)
}

/// The nitrous oxide that nitrogen turns into: one molecule has two atoms of it.
///
/// ```text
/// N2O = N x 44/28
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::nitrous_oxide_of, unit::{NitrogenMass, NitrousOxideMass}};
///
/// let nitrogen = Quantity::<NitrogenMass>::kilograms(7);
/// assert_eq!(nitrous_oxide_of(nitrogen)?, Quantity::<NitrousOxideMass>::kilograms(11));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn nitrous_oxide_of(nitrogen: Quantity<NitrogenMass>) -> Result<Quantity<NitrousOxideMass>> {
    molar(nitrogen.base_value(), 44, 28).map(Quantity::of_base)
}

/// The CO2 factor of a fuel from its carbon content and the fraction of it that is oxidised.
///
/// ```text
/// EF_CO2 = CC x OF x 44/12
/// ```
///
/// IPCC 2006, volume 2, tables 1.3 and 1.4. The factors printed in table 1.4 are these, rounded to
/// three digits, with OF = 1: for gas/diesel oil 74100 kg/TJ instead of 74066.67. The result is an
/// exact rational.
///
/// # Examples
///
/// ```
/// use climate_account::{method::factor_from_carbon_content, number::{Exact, Rounding}, unit::Rate};
///
/// let carbon_content = Rate::new(Exact::new(202, 1), "kg C/GJ (net)")?;
/// let factor = factor_from_carbon_content(&carbon_content, Exact::ONE)?;
/// let value = factor.amount().convert_rounded(&"kg CO2/TJ (net)".parse()?, Rounding::decimals(3))?;
/// assert_eq!(value.to_string(), "74066.667 kg CO2/TJ (net)");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a carbon content below zero, and for an oxidised
/// fraction that is not above 0 and up to 1; [`Overflow`](crate::ErrorKind::Overflow).
pub fn factor_from_carbon_content(
    carbon_content: &Rate<CarbonMass, NetEnergy>,
    oxidised_fraction: Exact,
) -> Result<Rate<CarbonDioxideMass, NetEnergy>> {
    check_carbon(carbon_content, oxidised_fraction)?;
    let unit = "kg C/GJ (net)".parse()?;
    let carbon = carbon_content.amount().convert_with(
        &unit,
        &ConversionContext::default(),
        Rounding::RESOLUTION,
    )?;
    // A mass written by its carbon keeps 44/12 as a ratio.
    let oxidised = carbon.value.checked_mul(oxidised_fraction)?;
    Amount::new(oxidised, "kg CO2-C/GJ (net)".parse()?).try_into()
}

pub(super) fn check_carbon(
    carbon_content: &Rate<CarbonMass, NetEnergy>,
    oxidised_fraction: Exact,
) -> Result<()> {
    rate("a carbon content", carbon_content, "take it from the supplier or from a guideline")?;
    let remedy = "1 is complete combustion, the default of 2006";
    number("an oxidised fraction", &oxidised_fraction, remedy).positive_share()
}

fn molar(mass: Exact, above: i64, below: i64) -> Result<Exact> {
    Fraction::of(mass).times(above)?.over(below)?.value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back_is_the_same_carbon() {
        let carbon = Quantity::<CarbonMass>::kilograms(3);
        let back = carbon_in_carbon_dioxide(carbon_dioxide_of(carbon).unwrap()).unwrap();
        assert_eq!(back, carbon);
    }

    #[test]
    fn a_factor_of_an_older_vintage_holds_its_oxidation() {
        let content = Rate::new(Exact::new(258, 1), "t C/TJ (net)").unwrap();
        let factor = factor_from_carbon_content(&content, Exact::new(98, 2)).unwrap();
        assert_eq!(factor, Rate::new(92_708, "kg CO2/TJ (net)").unwrap());
    }

    #[test]
    fn says_what_is_out_of_range() {
        let content = |value: i64| Rate::new(value, "kg C/GJ (net)").unwrap();
        let error = factor_from_carbon_content(&content(-1), Exact::ONE).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a carbon content of zero or more, found -1 kg C/GJ (net); take it from the \
             supplier or from a guideline"
        );
        for fraction in [Exact::ZERO, 98.into()] {
            let error = factor_from_carbon_content(&content(20), fraction).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!(
                    "expected an oxidised fraction above 0 and up to 1, found {fraction}; 1 is \
                     complete combustion, the default of 2006"
                )
            );
        }
    }
}
