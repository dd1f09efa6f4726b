use super::less_bound;
use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, positive_rate};
use crate::method::sourced::step;
use crate::method::stoichiometry::check_carbon;
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::industry as text;
use crate::unit::{CarbonDioxideMass, CarbonMass, Mass, NetEnergy, Rate};

/// Ammonia from the fuel that it takes.
///
/// ```text
/// E = AP x FR x CCF x COF x 44/12 - R
/// ```
///
/// IPCC 2006, volume 3, equations 3.1 to 3.3.
///
/// * The fuel is feedstock and fuel together, and is not counted as stationary energy again.
/// * CO2 bound in urea leaves where the urea is used: in fields and in catalysts. Who subtracts it
///   here counts it there.
///
/// Fuel requirements are net; a gas bill is gross and does not fit:
///
/// ```compile_fail,E0308
/// use climate_account::{Source, method::Sourced, unit::{GrossEnergy, Mass, NetEnergy, Rate}};
///
/// let plant = Source::new("Ammonia plant", "Gas bill 2023", 2024, "page 1")?;
/// let bill = Rate::<GrossEnergy, Mass>::new(33, "GJ (gross)/t")?;
/// let requirement: Sourced<Rate<NetEnergy, Mass>> = Sourced::new(bill, &plant);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, gas::Gas, unit::{CarbonDioxideMass, Mass}};
/// use climate_account::method::{Calculation, Sourced, industry::Ammonia};
/// use climate_account::factor::{Parameter, ParameterKind};
///
/// let plant = Source::new("Ammonia plant", "Green account 2023", 2024, "page 4")?;
/// let carbon = Parameter::built_in("natural-gas", ParameterKind::CarbonContent, None)?;
/// let ammonia = Ammonia {
///     product: Sourced::new(Quantity::<Mass>::tonnes(1000), &plant),
///     fuel_requirement: Sourced::built_in("ipcc-2006/industry/ammonia/conventional-reforming")?,
///     carbon_content: carbon.try_into()?,
///     oxidised: Sourced::new(1.into(), &plant),
///     bound_in_urea: Some(Sourced::new(Quantity::<CarbonDioxideMass>::tonnes(200), &plant)),
/// };
/// // 30.2 GJ/t x 15.3 kg C/GJ x 44/12 is 1.69422 t/t
/// assert_eq!(ammonia.emissions()?.tonnes(Gas::CO2), "1494.22".parse()?);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass or a carbon content below zero, a fuel
/// requirement that is not above zero, an oxidised fraction that is not above 0 and up to 1, and
/// where more is bound than is generated.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Ammonia {
    /// The ammonia that is made in the year.
    pub product: Sourced<Quantity<Mass>>,
    /// Feedstock and fuel for each mass of ammonia.
    pub fuel_requirement: Sourced<Rate<NetEnergy, Mass>>,
    /// The carbon of the fuel.
    pub carbon_content: Sourced<Rate<CarbonMass, NetEnergy>>,
    /// The fraction of the carbon that is oxidised, above 0 and up to 1.
    pub oxidised: Sourced<Exact>,
    /// CO2 that goes into urea.
    pub bound_in_urea: Option<Sourced<Quantity<CarbonDioxideMass>>>,
}

impl Calculation for Ammonia {
    fn method(&self) -> Method {
        Method::Ammonia
    }

    fn emissions(&self) -> Result<Emissions> {
        activity("a mass of ammonia", self.product.value)?;
        let remedy = "take it from the plant or from a guideline";
        positive_rate("a fuel requirement", &self.fuel_requirement.value, remedy)?;
        check_carbon(&self.carbon_content.value, self.oxidised.value)?;
        let generated = Fraction::of(self.product.value.base_value())
            .by(self.fuel_requirement.value.ratio())?
            .by(self.carbon_content.value.ratio())?
            .times(self.oxidised.value)?
            .times(44)?
            .over(12)?
            .grams()?;
        let emitted = less_bound(Quantity::of_base(generated), self.bound_in_urea.as_ref())?;
        Ok(Emissions::from_grams(Gas::CO2, emitted.base_value()))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![
            step(&self.product, text::AMMONIA_PRODUCED),
            step(&self.fuel_requirement, text::FUEL_REQUIREMENT),
            step(&self.carbon_content, text::CARBON_CONTENT),
            step(&self.oxidised, text::SHARE_OXIDISED),
        ];
        let bound = self.bound_in_urea.as_ref();
        steps.extend(bound.map(|mass| step(mass, text::CO2_BOUND_IN_UREA)));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn ammonia(mass: &str, requirement: &str, carbon: &str) -> Ammonia {
        Ammonia {
            product: read(mass),
            fuel_requirement: read(requirement),
            carbon_content: read(carbon),
            oxidised: example(Exact::ONE),
            bound_in_urea: None,
        }
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |ammonia: Ammonia| ammonia.emissions().unwrap_err().to_string();
        let plain = || ammonia("1 t", "30 GJ (net)/t", "15 kg C/GJ (net)");
        assert_eq!(plain().steps().unwrap().len(), 4);
        assert_eq!(
            text(ammonia("-1 t", "30 GJ (net)/t", "15 kg C/GJ (net)")),
            "expected a mass of ammonia of zero or more, found -1000 kg; enter a removal or a \
             credit as emissions of its own"
        );
        assert_eq!(
            text(ammonia("1 t", "0 GJ (net)/t", "15 kg C/GJ (net)")),
            "expected a fuel requirement above zero, found 0 GJ (net)/t; take it from the plant or \
             from a guideline"
        );
        assert_eq!(
            text(ammonia("1 t", "30 GJ (net)/t", "-15 kg C/GJ (net)")),
            "expected a carbon content of zero or more, found -15 kg C/GJ (net); take it from the \
             supplier or from a guideline"
        );
        assert_eq!(
            text(Ammonia { oxidised: example(99.into()), ..plain() }),
            "expected an oxidised fraction above 0 and up to 1, found 99; 1 is complete \
             combustion, the default of 2006"
        );
        assert_eq!(
            text(Ammonia { bound_in_urea: Some(read("2 t CO2")), ..plain() }),
            "expected a bound or captured mass of at most the 1650 kg CO2 that are generated, \
             found 2000 kg CO2; check the amounts and the years of both"
        );
    }
}
