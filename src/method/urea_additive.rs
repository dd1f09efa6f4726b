use super::fraction::Fraction;
use super::input_problem::{activity, number};
use super::sourced::{step, worked_step};
use super::{Derivation, Method, Sourced};
use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::number::Exact;
use crate::text::method::energy as text;
use crate::unit::{CarbonDioxideMass, Mass};

/// The CO2 of the urea additive that catalysts of diesel engines use up.
///
/// ```text
/// E = activity x 12/60 x purity x 44/12
/// ```
///
/// IPCC 2006, volume 2, equation 3.2.2. The activity is the mass of additive, water included; a litre
/// weighs 1.09 kg. Purity is the mass fraction of urea, 0.325 by default. Its CO2 is fossil. Rounded
/// half-even at [`Rounding::RESOLUTION`](crate::number::Rounding::RESOLUTION) where it does not
/// terminate.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::urea_additive, number::{Exact, Rounding}, unit::Mass};
///
/// let gas = urea_additive(Quantity::<Mass>::tonnes(100), Exact::new(325, 3))?;
/// let tonnes = gas.in_unit(&"t CO2".parse()?, Rounding::decimals(10))?;
/// assert_eq!(tonnes.to_string(), "23.8333333333");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an activity below zero, and a purity that is not
/// above 0 and up to 1; [`Overflow`](crate::ErrorKind::Overflow).
pub fn urea_additive(
    additive: Quantity<Mass>,
    purity: Exact,
) -> Result<Quantity<CarbonDioxideMass>> {
    carbon_dioxide(additive, purity)?.value().map(Quantity::of_base)
}

fn carbon_dioxide(additive: Quantity<Mass>, purity: Exact) -> Result<Fraction> {
    activity("a mass of additive", additive)?;
    let remedy = "give the mass fraction of urea, such as 0.325";
    number("a purity", &purity, remedy).positive_share()?;
    // 12/60 x 44/12
    Fraction::of(additive.base_value()).times(purity)?.times(11)?.over(15)
}

/// [`urea_additive`] as emissions, with a step for each input, at
/// [`MASS_RESOLUTION`](crate::method::MASS_RESOLUTION).
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, gas::Gas, number::Exact, unit::Mass};
/// use climate_account::method::{Sourced, urea_additive_derivation};
///
/// let source = Source::new("Bus operator", "Purchases 2023", 2024, "line 4")?;
/// let guideline = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "equation 3.2.2")?;
/// let additive = Sourced::new(Quantity::<Mass>::tonnes(12), &source);
/// let purity = Sourced::new(Exact::new(325, 3), &guideline).as_default();
/// let derivation = urea_additive_derivation(&additive, &purity)?;
/// assert_eq!(derivation.result.kilograms(Gas::CO2), 2860.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`urea_additive`].
pub fn urea_additive_derivation(
    additive: &Sourced<Quantity<Mass>>,
    purity: &Sourced<Exact>,
) -> Result<Derivation> {
    let gas = carbon_dioxide(additive.value, purity.value)?;
    let urea = additive.value.scale(purity.value)?;
    let steps = vec![
        step(additive, text::ADDITIVE),
        step(purity, text::MASS_FRACTION_OF_UREA),
        worked_step(&urea, text::UREA),
    ];
    let result = Emissions::from_grams(Gas::CO2, gas.grams()?);
    Ok(Derivation { method: Method::UreaAdditive, steps, result })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_out_of_range() {
        let gas = |tonnes: i64, purity: Exact| {
            urea_additive(Quantity::<Mass>::tonnes(tonnes), purity).unwrap_err().to_string()
        };
        assert_eq!(
            gas(-1, Exact::ONE),
            "expected a mass of additive of zero or more, found -1000 kg; enter a removal or a \
             credit as emissions of its own"
        );
        assert_eq!(
            gas(1, Exact::new(325, 1)),
            "expected a purity above 0 and up to 1, found 32.5; give the mass fraction of urea, \
             such as 0.325"
        );
    }
}
