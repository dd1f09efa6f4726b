use crate::error::Result;
use crate::method::input_problem::{number, rate};
use crate::number::Exact;
use crate::unit::{CarbonDioxideMass, Mass, Rate};

/// The factor of a kind of lime from its content of oxides.
///
/// ```text
/// EF_i = SR_i x content_i
/// ```
///
/// IPCC 2006, volume 3, equation 2.9. `stoichiometric_ratio` is the CO2 for each mass of calcium
/// oxide, such as 0.785 t/t, or of calcium and magnesium oxide of dolomitic lime. The factor is for
/// [`ProcessEmission`] and [`ProductMix`], without kiln dust and hydration.
///
/// [`ProcessEmission`]: super::ProcessEmission
/// [`ProductMix`]: super::ProductMix
///
/// # Examples
///
/// ```
/// use climate_account::{method::industry::lime_factor, number::Exact, unit::Rate};
///
/// let ratio = Rate::new(785, "kg CO2/t")?;
/// let factor = lime_factor(&ratio, "0.95".parse()?)?; // printed as 0.75 t/t
/// assert_eq!(factor, Rate::new(Exact::new(74_575, 5), "t CO2/t")?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a ratio below zero, and a content outside 0 to 1.
pub fn lime_factor(
    stoichiometric_ratio: &Rate<CarbonDioxideMass, Mass>,
    oxide_content: Exact,
) -> Result<Rate<CarbonDioxideMass, Mass>> {
    let remedy = "take it from a guideline";
    rate("a stoichiometric ratio", stoichiometric_ratio, remedy)?;
    number("a content of oxides", &oxide_content, "give per cent as a fraction").share()?;
    let mut amount = stoichiometric_ratio.amount().clone();
    amount.value = amount.value.checked_mul(oxide_content)?;
    amount.try_into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_out_of_range() {
        let text = |ratio: i64, content: i64| {
            let ratio = Rate::new(ratio, "kg CO2/t").unwrap();
            lime_factor(&ratio, content.into()).unwrap_err().to_string()
        };
        assert_eq!(
            text(-785, 1),
            "expected a stoichiometric ratio of zero or more, found -785 kg CO2/t; take it from a \
             guideline"
        );
        assert_eq!(
            text(785, 95),
            "expected a content of oxides from 0 to 1, found 95; give per cent as a fraction"
        );
    }
}
