use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::{self, Fraction};
use crate::method::input_problem::{activity, default_of, one_edition, rate};
use crate::method::sourced::step;
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::agriculture as text;
use crate::unit::{CarbonMass, Mass, Rate, Ratio};

/// Carbonate lime that is spread on soils.
///
/// ```text
/// E = (M_limestone x EF_limestone + M_dolomite x EF_dolomite) x 44/12
/// ```
///
/// IPCC 2006, volume 4, equation 11.12. All carbon is emitted in the year of spreading. Masses are
/// of carbonate, without the water and sand of the product. Burnt lime (`CaO`) has no CO2 here; its
/// CO2 is that of the kiln.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, gas::Gas, unit::Mass};
/// use climate_account::method::{Calculation, Sourced, agriculture::Liming};
///
/// let sales = Source::new("Odder Kommune", "Sales of lime 2023", 2024, "row 1")?;
/// let lime = Liming {
///     limestone: Sourced::new(Quantity::<Mass>::tonnes(120), &sales),
///     limestone_carbon: Sourced::built_in("ipcc-2006/soils/liming/limestone")?,
///     dolomite: Sourced::new(Quantity::<Mass>::tonnes(30), &sales),
///     dolomite_carbon: Sourced::built_in("ipcc-2006/soils/liming/dolomite")?,
/// };
/// assert_eq!(lime.emissions()?.tonnes(Gas::CO2), "67.1".parse()?);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Liming {
    /// Limestone, `CaCO3`.
    pub limestone: Sourced<Quantity<Mass>>,
    /// Carbon for each mass of limestone.
    pub limestone_carbon: Sourced<Rate<CarbonMass, Mass>>,
    /// Dolomite, CaMg(CO3)2.
    pub dolomite: Sourced<Quantity<Mass>>,
    /// Carbon for each mass of dolomite.
    pub dolomite_carbon: Sourced<Rate<CarbonMass, Mass>>,
}

impl Calculation for Liming {
    fn method(&self) -> Method {
        Method::Liming
    }

    fn emissions(&self) -> Result<Emissions> {
        activity("a mass of limestone", self.limestone.value)?;
        activity("a mass of dolomite", self.dolomite.value)?;
        let carbon = fraction::sum(
            carbon(self.limestone.value, &self.limestone_carbon.value)?,
            carbon(self.dolomite.value, &self.dolomite_carbon.value)?,
        )?;
        let defaults = [default_of(&self.limestone_carbon), default_of(&self.dolomite_carbon)];
        one_edition("factors of lime", defaults)?;
        carbon_dioxide(carbon)
    }

    fn steps(&self) -> Result<Vec<Step>> {
        Ok(vec![
            step(&self.limestone, text::LIMESTONE),
            step(&self.limestone_carbon, text::CARBON_IN_LIMESTONE),
            step(&self.dolomite, text::DOLOMITE),
            step(&self.dolomite_carbon, text::CARBON_IN_DOLOMITE),
        ])
    }
}

/// Urea that is spread as fertiliser.
///
/// ```text
/// E = M_urea x EF x 44/12
/// ```
///
/// IPCC 2006, volume 4, equation 11.13. The mass is that of urea, not of its nitrogen, which is
/// 28/60 of it. The CO2 that the ammonia plant took up is not subtracted here.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, gas::Gas, unit::Mass};
/// use climate_account::method::{Calculation, Sourced, agriculture::UreaFertiliser};
///
/// let sales = Source::new("Odder Kommune", "Sales of fertiliser 2023", 2024, "row 1")?;
/// let urea = UreaFertiliser {
///     urea: Sourced::new(Quantity::<Mass>::tonnes(45), &sales),
///     carbon: Sourced::built_in("ipcc-2006/soils/urea")?,
/// };
/// assert_eq!(urea.emissions()?.tonnes(Gas::CO2), 33.into());
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct UreaFertiliser {
    /// Urea.
    pub urea: Sourced<Quantity<Mass>>,
    /// Carbon for each mass of urea.
    pub carbon: Sourced<Rate<CarbonMass, Mass>>,
}

impl Calculation for UreaFertiliser {
    fn method(&self) -> Method {
        Method::UreaFertiliser
    }

    fn emissions(&self) -> Result<Emissions> {
        activity("a mass of urea", self.urea.value)?;
        carbon_dioxide(carbon(self.urea.value, &self.carbon.value)?)
    }

    fn steps(&self) -> Result<Vec<Step>> {
        Ok(vec![step(&self.urea, text::UREA), step(&self.carbon, text::CARBON_IN_UREA)])
    }
}

fn carbon(mass: Quantity<Mass>, content: &Rate<CarbonMass, Mass>) -> Result<Ratio> {
    rate("a carbon content", content, "take it from the supplier or from a guideline")?;
    Fraction::of(mass.base_value()).by(content.ratio())?.ratio()
}

fn carbon_dioxide(carbon: Ratio) -> Result<Emissions> {
    let gas = Fraction::of(Exact::ONE).by(carbon)?.times(44)?.over(12)?;
    Ok(Emissions::from_grams(Gas::CO2, gas.grams()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::read;

    #[test]
    fn says_what_is_out_of_range() {
        let lime = |limestone, dolomite, carbon| Liming {
            limestone: read(limestone),
            limestone_carbon: read(carbon),
            dolomite: read(dolomite),
            dolomite_carbon: read("0.13 t C/t"),
        };
        let urea = UreaFertiliser { urea: read("-1 t"), carbon: read("0.2 t C/t") };
        let end =
            "of zero or more, found -1000 kg; enter a removal or a credit as emissions of its own";
        let cases = [
            (lime("-1 t", "1 t", "0.12 t C/t").emissions(), format!("a mass of limestone {end}")),
            (lime("1 t", "-1 t", "0.12 t C/t").emissions(), format!("a mass of dolomite {end}")),
            (urea.emissions(), format!("a mass of urea {end}")),
            (
                lime("1 t", "1 t", "-1 t C/t").emissions(),
                "a carbon content of zero or more, found -1 t C/t; take it from the supplier or \
                 from a guideline"
                    .to_owned(),
            ),
        ];
        for (result, text) in cases {
            assert_eq!(result.unwrap_err().to_string(), format!("expected {text}"));
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_keeps_the_inputs() {
        let urea = UreaFertiliser { urea: read("45 t"), carbon: read("0.2 t C/t") };
        let written = serde_json::to_string(&urea).unwrap();
        assert_eq!(serde_json::from_str::<UreaFertiliser>(&written).unwrap(), urea);
    }
}
