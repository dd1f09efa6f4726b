use crate::error::{Error, Result};
use crate::gas::{Emissions, Gas};
use crate::method::fraction::{Fraction, sum};
use crate::method::input_problem::{InputProblem, activity, rate};
use crate::method::sourced::{property_step, worked_step};
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::factor::CARBON_CONTENT;
use crate::text::method::industry as text;
use crate::unit::{CarbonMass, Mass, Rate, Ratio};
use crate::{Quantity, Title};

/// A material that carries carbon into or out of a plant.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, Title, unit::{CarbonMass, Mass, Rate}};
/// use climate_account::method::{Sourced, industry::CarbonFlow};
///
/// let plant = Source::new("Steelworks", "Laboratory 2023", 2024, "sheet 3")?;
/// let electrodes = CarbonFlow {
///     name: Title::new("Elektroder", "Electrodes"),
///     mass: Sourced::new(Quantity::<Mass>::tonnes(100), &plant),
///     carbon: Sourced::new(Rate::new(820, "kg C/t")?, &plant),
/// };
/// assert_eq!(electrodes.carbon_mass()?, Quantity::<CarbonMass>::tonnes(82));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CarbonFlow {
    /// Its name, which the steps bear.
    pub name: Title,
    /// Its mass.
    pub mass: Sourced<Quantity<Mass>>,
    /// The carbon in it.
    pub carbon: Sourced<Rate<CarbonMass, Mass>>,
}

impl CarbonFlow {
    /// The mass of its carbon.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, Title, unit::{CarbonMass, Mass, Rate}};
    /// use climate_account::method::{Sourced, industry::CarbonFlow};
    ///
    /// let plant = Source::new("Steelworks", "Laboratory 2023", 2024, "sheet 3")?;
    /// let steel = CarbonFlow {
    ///     name: Title::new("Stål", "Steel"),
    ///     mass: Sourced::new(Quantity::<Mass>::tonnes(2_000), &plant),
    ///     carbon: Sourced::new(Rate::new(10, "kg C/t")?, &plant),
    /// };
    /// assert_eq!(steel.carbon_mass()?, Quantity::<CarbonMass>::tonnes(20));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass or a content below zero.
    pub fn carbon_mass(&self) -> Result<Quantity<CarbonMass>> {
        self.ratio()?.times(Exact::ONE, crate::number::Rounding::RESOLUTION).map(Quantity::of_base)
    }

    fn ratio(&self) -> Result<Ratio> {
        activity("a mass of material", self.mass.value)?;
        rate("a carbon content", &self.carbon.value, "take it from an analysis or a guideline")?;
        Fraction::of(self.mass.value.base_value()).by(self.carbon.value.ratio())?.ratio()
    }
}

/// The CO2 of iron, steel and other metals from the carbon that goes in and does not come out.
///
/// ```text
/// E = ( sum_m in_m x C_m - sum_p out_p x C_p ) x 44/12
/// ```
///
/// IPCC 2006, volume 3, equation 4.9, tier 2. Carbon in is carbon out plus carbon emitted, exactly.
/// Coke and furnace gas that are counted as stationary energy are left out here, or the other way
/// round. Tier 1 is [`ProcessEmission`](super::ProcessEmission).
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, Title, gas::Gas, unit::{CarbonMass, Mass, Rate}};
/// use climate_account::method::{Calculation, Sourced, industry::{CarbonFlow, MetalCarbonBalance}};
///
/// let plant = Source::new("Steelworks", "Laboratory 2023", 2024, "sheet 3")?;
/// let flow = |da, en, tonnes: i64, carbon: i64| -> Result<CarbonFlow, climate_account::Error> {
///     Ok(CarbonFlow {
///         name: Title::new(da, en),
///         mass: Sourced::new(Quantity::<Mass>::tonnes(tonnes), &plant),
///         carbon: Sourced::new(Rate::new(carbon, "kg C/t")?, &plant),
///     })
/// };
/// let furnace = MetalCarbonBalance {
///     inputs: vec![flow("Skrot", "Scrap", 10_000, 40)?, flow("Elektroder", "Electrodes", 20, 1000)?],
///     outputs: vec![flow("Stål", "Steel", 9_000, 10)?],
/// };
/// assert_eq!(furnace.emitted_carbon()?, Quantity::<CarbonMass>::tonnes(330)); // 400 + 20 - 90
/// assert_eq!(furnace.emissions()?.tonnes(Gas::CO2), 1210.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass or a content below zero, and where more
/// carbon comes out than goes in.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct MetalCarbonBalance {
    /// Raw materials, reducing agents, electrodes, scrap.
    pub inputs: Vec<CarbonFlow>,
    /// Metal, slag, gas and whatever else is sold or stored.
    pub outputs: Vec<CarbonFlow>,
}

impl MetalCarbonBalance {
    /// The carbon that leaves as CO2.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, Title, unit::{CarbonMass, Mass, Rate}};
    /// use climate_account::method::{Sourced, industry::{CarbonFlow, MetalCarbonBalance}};
    ///
    /// let plant = Source::new("Foundry", "Laboratory 2023", 2024, "sheet 3")?;
    /// let coke = CarbonFlow {
    ///     name: Title::new("Koks", "Coke"),
    ///     mass: Sourced::new(Quantity::<Mass>::tonnes(500), &plant),
    ///     carbon: Sourced::new(Rate::new(830, "kg C/t")?, &plant),
    /// };
    /// let cupola = MetalCarbonBalance { inputs: vec![coke], outputs: Vec::new() };
    /// assert_eq!(cupola.emitted_carbon()?, Quantity::<CarbonMass>::tonnes(415));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`MetalCarbonBalance`].
    pub fn emitted_carbon(&self) -> Result<Quantity<CarbonMass>> {
        let rounding = crate::number::Rounding::RESOLUTION;
        self.emitted()?.times(Exact::ONE, rounding).map(Quantity::of_base)
    }

    fn emitted(&self) -> Result<Ratio> {
        let (inputs, outputs) = (carbon_of(&self.inputs)?, carbon_of(&self.outputs)?);
        let emitted =
            sum(inputs, crate::method::fraction::product(outputs, Ratio::of((-1).into()))?)?;
        if emitted.numerator().is_negative() {
            let shown = |carbon: Ratio| -> Result<Quantity<CarbonMass>> {
                carbon.times(Exact::ONE, crate::number::Rounding::RESOLUTION).map(Quantity::of_base)
            };
            return Err(Error::new(InputProblem::AboveWhole {
                what: "carbon in the products",
                whole: format!("the {} of the inputs", shown(inputs)?),
                found: shown(outputs)?.to_string(),
                remedy: "check the masses, and what is missing among the inputs",
            }));
        }
        Ok(emitted)
    }
}

fn carbon_of(flows: &[CarbonFlow]) -> Result<Ratio> {
    flows.iter().try_fold(Ratio::of(Exact::ZERO), |total, flow| sum(total, flow.ratio()?))
}

impl Calculation for MetalCarbonBalance {
    fn method(&self) -> Method {
        Method::MetalCarbonBalance
    }

    fn emissions(&self) -> Result<Emissions> {
        let carbon_dioxide = Fraction::of(44.into()).by(self.emitted()?)?.over(12)?;
        Ok(Emissions::from_grams(Gas::CO2, carbon_dioxide.grams()?))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = Vec::new();
        for (flows, way) in
            [(&self.inputs, text::INTO_THE_PROCESS), (&self.outputs, text::OUT_OF_THE_PROCESS)]
        {
            for flow in flows {
                let name = way.with(&[("name", &flow.name)]);
                steps.push(property_step(&flow.mass, &name, text::MASS));
                steps.push(property_step(&flow.carbon, &name, CARBON_CONTENT));
            }
        }
        steps.push(worked_step(&self.emitted_carbon()?, text::CARBON_EMITTED));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::read;

    fn flow(mass: &str, carbon: &str) -> CarbonFlow {
        CarbonFlow { name: Title::new("Vare", "Goods"), mass: read(mass), carbon: read(carbon) }
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |input: CarbonFlow| {
            let outputs = vec![flow("2 t", "1 kg C/kg")];
            let balance = MetalCarbonBalance { inputs: vec![input], outputs };
            balance.emissions().unwrap_err().to_string()
        };
        assert_eq!(
            text(flow("-1 t", "1 kg C/kg")),
            "expected a mass of material of zero or more, found -1000 kg; enter a removal or a \
             credit as emissions of its own"
        );
        assert_eq!(
            text(flow("1 t", "-1 kg C/kg")),
            "expected a carbon content of zero or more, found -1 kg C/kg; take it from an analysis \
             or a guideline"
        );
        assert_eq!(
            text(flow("1 t", "1 kg C/kg")),
            "expected carbon in the products of at most the 1000 kg C of the inputs, found 2000 kg \
             C; check the masses, and what is missing among the inputs"
        );
    }

    #[test]
    fn the_steps_tell_in_from_out() {
        let balance = MetalCarbonBalance {
            inputs: vec![flow("3 t", "1 kg C/kg")],
            outputs: vec![flow("3 t", "1 kg C/kg")],
        };
        let titles: Vec<_> =
            balance.steps().unwrap().into_iter().map(|step| step.what.en).collect();
        assert_eq!(titles[0], "Goods, in, mass");
        assert_eq!(titles[3], "Goods, out, carbon content");
        assert!(balance.emissions().unwrap().grams(Gas::CO2).is_zero());
    }
}
