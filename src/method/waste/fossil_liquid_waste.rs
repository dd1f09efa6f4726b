use super::checks::share;
use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, number};
use crate::method::sourced::step;
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::waste as text;
use crate::unit::Mass;

/// Fossil liquid waste that is burnt: used oil, solvents, lubricants.
///
/// ```text
/// E_CO2 = AL x CL x OF x 44/12
/// ```
///
/// IPCC 2006, volume 5, equation 5.3. Waste oil that is burnt for its energy belongs to energy, and
/// lubricants that are burnt in an engine to product use: each litre once.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, gas::Gas, unit::Mass};
/// use climate_account::method::{Calculation, Sourced, waste::FossilLiquidWaste};
///
/// let plant = Source::new("Fortum", "Receipts 2023", 2024, "used oil")?;
/// let oil = FossilLiquidWaste {
///     waste: Sourced::new(Quantity::<Mass>::tonnes(30), &plant),
///     carbon: Sourced::built_in("ipcc-2019r/waste/carbon-of-wet/fossil-liquid-waste")?, // 0.8
///     oxidation: Sourced::built_in("ipcc-2019r/incineration/oxidation")?,
/// };
/// assert_eq!(oil.emissions()?.tonnes(Gas::CO2), 88.into()); // 30 x 0.8 x 44/12
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input outside its range.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct FossilLiquidWaste {
    /// The liquid that is burnt in the year.
    pub waste: Sourced<Quantity<Mass>>,
    /// Its carbon as a share of the mass.
    pub carbon: Sourced<Exact>,
    /// The share of the carbon that is oxidised, above 0 and up to 1.
    pub oxidation: Sourced<Exact>,
}

impl Calculation for FossilLiquidWaste {
    fn method(&self) -> Method {
        Method::FossilLiquidWaste
    }

    fn emissions(&self) -> Result<Emissions> {
        let FossilLiquidWaste { waste, carbon, oxidation } = self;
        activity("a mass of burnt liquid", waste.value)?;
        share("a carbon content of the liquid", carbon)?;
        let remedy = "give per cent as a fraction, 1 for complete burning";
        number("an oxidation factor", &oxidation.value, remedy).positive_share()?;
        let carbon = Fraction::of(waste.value.base_value()).times(carbon.value)?;
        let gas = carbon.times(oxidation.value)?.times(44)?.over(12)?;
        Ok(Emissions::from_grams(Gas::CO2, gas.grams()?))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        Ok(vec![
            step(&self.waste, text::BURNT_LIQUID_WASTE),
            step(&self.carbon, text::CARBON_CONTENT),
            step(&self.oxidation, text::OXIDATION_FACTOR),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    #[test]
    fn says_what_is_out_of_range() {
        let text = |mass: &str, carbon: i64, oxidation: i64| {
            let waste = FossilLiquidWaste {
                waste: read(mass),
                carbon: example(carbon.into()),
                oxidation: example(oxidation.into()),
            };
            waste.emissions().unwrap_err().to_string()
        };
        assert!(text("-1 t", 1, 1).starts_with("expected a mass of burnt liquid of zero or more,"));
        assert_eq!(
            text("1 t", 80, 1),
            "expected a carbon content of the liquid from 0 to 1, found 80; give per cent as a \
             fraction"
        );
        assert!(text("1 t", 1, 0).starts_with("expected an oxidation factor above 0 and up to 1,"));
    }
}
