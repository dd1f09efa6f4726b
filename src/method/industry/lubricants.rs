use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, number, rate};
use crate::method::sourced::step;
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::industry as text;
use crate::unit::{CarbonMass, NetEnergy, Rate};

/// Lubricants and paraffin waxes that are oxidised while they are used.
///
/// ```text
/// E = LC x CC x ODU x 44/12
/// ```
///
/// IPCC 2006, volume 3, equations 5.2 and 5.4.
///
/// * The oil that two-stroke engines burn with their petrol is transport.
/// * Waste oil that is burnt afterwards is stationary energy; it is not part of the oxidised share.
/// * Candles of stearin and other waxes of plants and animals have no fossil CO2.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, gas::Gas, unit::NetEnergy};
/// use climate_account::method::{Calculation, Sourced};
/// use climate_account::method::industry::OxidisedDuringUse;
/// use climate_account::factor::{Parameter, ParameterKind};
///
/// let statistics = Source::new("Energistyrelsen", "Energy statistics 2022", 2023, "table 4")?;
/// let carbon = Parameter::built_in("lubricants", ParameterKind::CarbonContent, None)?;
/// let oil = OxidisedDuringUse {
///     product: Sourced::new(Quantity::<NetEnergy>::terajoules(30), &statistics),
///     carbon_content: carbon.try_into()?,
///     oxidised: Sourced::built_in("ipcc-2006/industry/oxidised-during-use/lubricating-oil")?,
/// };
/// assert_eq!(oil.emissions()?.tonnes(Gas::CO2), 440.into()); // 30 TJ x 20 t C x 0.2 x 44/12
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an energy or a carbon content below zero, and a
/// share outside 0 to 1.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct OxidisedDuringUse {
    /// The lubricants or waxes of the year, by their net energy.
    pub product: Sourced<Quantity<NetEnergy>>,
    /// Their carbon.
    pub carbon_content: Sourced<Rate<CarbonMass, NetEnergy>>,
    /// The share that is oxidised during use.
    pub oxidised: Sourced<Exact>,
}

impl Calculation for OxidisedDuringUse {
    fn method(&self) -> Method {
        Method::OxidisedDuringUse
    }

    fn emissions(&self) -> Result<Emissions> {
        activity("an energy of lubricants or waxes", self.product.value)?;
        let remedy = "take it from the supplier or from a guideline";
        rate("a carbon content", &self.carbon_content.value, remedy)?;
        let remedy = "give per cent as a fraction";
        number("a share oxidised during use", &self.oxidised.value, remedy).share()?;
        let carbon = Fraction::of(self.product.value.base_value())
            .by(self.carbon_content.value.ratio())?
            .times(self.oxidised.value)?;
        Ok(Emissions::from_grams(Gas::CO2, carbon.times(44)?.over(12)?.grams()?))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        Ok(vec![
            step(&self.product, text::LUBRICANTS_OR_WAXES),
            step(&self.carbon_content, text::CARBON_CONTENT),
            step(&self.oxidised, text::SHARE_OXIDISED_DURING_USE),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    #[test]
    fn says_what_is_out_of_range() {
        let text = |energy: &str, carbon: &str, share: i64| {
            let oil = OxidisedDuringUse {
                product: read(energy),
                carbon_content: read(carbon),
                oxidised: example(share.into()),
            };
            oil.emissions().unwrap_err().to_string()
        };
        assert_eq!(
            text("-1 GJ (net)", "20 kg C/GJ (net)", 1),
            "expected an energy of lubricants or waxes of zero or more, found -1 GJ (net); enter a \
             removal or a credit as emissions of its own"
        );
        assert_eq!(
            text("1 GJ (net)", "-20 kg C/GJ (net)", 1),
            "expected a carbon content of zero or more, found -20 kg C/GJ (net); take it from the \
             supplier or from a guideline"
        );
        assert_eq!(
            text("1 GJ (net)", "20 kg C/GJ (net)", 20),
            "expected a share oxidised during use from 0 to 1, found 20; give per cent as a fraction"
        );
    }
}
