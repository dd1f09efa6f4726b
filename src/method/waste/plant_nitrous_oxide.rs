use super::checks::part_of;
use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, rate};
use crate::method::sourced::step;
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::waste as text;
use crate::unit::{NitrogenMass, NitrousOxideMass, Rate};

/// The nitrogen that leaves a plant with the water, as measured, and what it emits there.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, unit::NitrogenMass};
/// use climate_account::method::{Sourced, waste::PlantEffluent};
///
/// let samples = Source::new("Treatment plant", "Outlet samples 2023", 2024, "sheet 3")?;
/// let effluent = PlantEffluent {
///     nitrogen: Sourced::new(Quantity::<NitrogenMass>::tonnes(40), &samples),
///     factor: Sourced::built_in("ipcc-2006/wastewater/ef-n2o/effluent")?,
/// };
/// assert_eq!(effluent.factor.value.to_string(), "0.005 kg N2O-N/kg N");
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct PlantEffluent {
    /// The nitrogen in the outlet.
    pub nitrogen: Sourced<Quantity<NitrogenMass>>,
    /// Nitrous oxide for each mass of it.
    pub factor: Sourced<Rate<NitrousOxideMass, NitrogenMass>>,
}

/// Nitrous oxide of a plant by a national factor on the nitrogen that is measured in its inlet.
///
/// ```text
/// E = N_in x EF_plant x 44/28 + N_out x EF_eff x 44/28
/// ```
///
/// The Danish practice: 0.32 % of the incoming nitrogen for years, 0.84 % after the measurement
/// programme, a factor 2.6 by the choice alone. Both are read as N2O-N. The factor of the plant is
/// for the nitrogen that comes in, that of the effluent for what goes out.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, gas::Gas, unit::NitrogenMass};
/// use climate_account::method::{Calculation, Sourced, waste::PlantNitrousOxide};
///
/// let samples = Source::new("Treatment plant", "Inlet samples 2023", 2024, "sheet 2")?;
/// let plant = |factor: &str| {
///     let plant = PlantNitrousOxide {
///         incoming: Sourced::new(Quantity::<NitrogenMass>::tonnes(500), &samples),
///         factor: Sourced::built_in(factor)?,
///         effluent: None,
///     };
///     plant.emissions().map(|emissions| emissions.grams(Gas::N2O))
/// };
/// assert_eq!(plant("dk/wastewater/ef-n2o/old")?, "2514285.714286".parse()?); // 2514.29 kg
/// assert_eq!(plant("dk/wastewater/ef-n2o/measured")?, 6_600_000.into());
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// Nitrogen is not nitrous oxide, and the type keeps them apart:
///
/// ```compile_fail,E0308
/// use climate_account::{Quantity, Source, unit::NitrousOxideMass};
/// use climate_account::method::{Sourced, waste::PlantNitrousOxide};
///
/// # fn with(plant: PlantNitrousOxide) -> climate_account::Result<()> {
/// let source = Source::new("Treatment plant", "Inlet samples 2023", 2024, "sheet 2")?;
/// let gas = Sourced::new(Quantity::<NitrousOxideMass>::tonnes(500), &source);
/// let plant = PlantNitrousOxide { incoming: gas, ..plant }; // expected `NitrogenMass`
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero, and for more nitrogen in the
/// outlet than in the inlet.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct PlantNitrousOxide {
    /// The nitrogen in the inlet.
    pub incoming: Sourced<Quantity<NitrogenMass>>,
    /// Nitrous oxide for each mass of it.
    pub factor: Sourced<Rate<NitrousOxideMass, NitrogenMass>>,
    /// The outlet, where it is counted with the plant.
    pub effluent: Option<PlantEffluent>,
}

impl Calculation for PlantNitrousOxide {
    fn method(&self) -> Method {
        Method::PlantNitrousOxide
    }

    fn emissions(&self) -> Result<Emissions> {
        let gas = |nitrogen: Quantity<NitrogenMass>, factor: &Rate<_, _>| {
            Fraction::of(nitrogen.base_value()).by(factor.ratio())?.grams()
        };
        let PlantNitrousOxide { incoming, factor, effluent } = self;
        let remedy = "take it from measurements or from a guideline";
        activity("a mass of incoming nitrogen", incoming.value)?;
        rate("a nitrous oxide factor of the plant", &factor.value, remedy)?;
        let plant = gas(incoming.value, &factor.value)?;
        let outlet = match effluent {
            None => Exact::ZERO,
            Some(PlantEffluent { nitrogen, factor }) => {
                activity("a mass of nitrogen in the outlet", nitrogen.value)?;
                rate("a nitrous oxide factor of the effluent", &factor.value, remedy)?;
                let what = "nitrogen in the outlet";
                part_of(what, nitrogen.value, incoming.value, "that comes in")?;
                gas(nitrogen.value, &factor.value)?
            }
        };
        Ok(Emissions::from_grams(Gas::N2O, plant.checked_add(outlet)?))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![
            step(&self.incoming, text::INCOMING_NITROGEN),
            step(&self.factor, text::NITROUS_OXIDE_FACTOR_OF_THE_PLANT),
        ];
        if let Some(effluent) = &self.effluent {
            steps.push(step(&effluent.nitrogen, text::NITROGEN_IN_THE_OUTLET));
            steps.push(step(&effluent.factor, text::NITROUS_OXIDE_FACTOR_OF_THE_EFFLUENT));
        }
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::read;

    fn plant(incoming: &str, factor: &str, outlet: &str, effluent: &str) -> PlantNitrousOxide {
        PlantNitrousOxide {
            incoming: read(incoming),
            factor: read(factor),
            effluent: Some(PlantEffluent { nitrogen: read(outlet), factor: read(effluent) }),
        }
    }

    #[test]
    fn each_nitrogen_has_its_factor() {
        let plant = plant("700 kg N", "0.01 kg N2O-N/kg N", "70 kg N", "0.005 kg N2O-N/kg N");
        // 700 x 0.01 x 44/28 + 70 x 0.005 x 44/28
        assert_eq!(plant.emissions().unwrap().kilograms(Gas::N2O), "11.55".parse().unwrap());
    }

    #[test]
    fn says_what_is_out_of_range() {
        let (one, minus) = ("1 kg N2O-N/kg N", "-1 kg N2O-N/kg N");
        let text = |incoming: &str, factor: &str, outlet: &str, effluent: &str| {
            plant(incoming, factor, outlet, effluent).emissions().unwrap_err().to_string()
        };
        assert_eq!(
            text("10 kg N", one, "11 kg N", one),
            "expected nitrogen in the outlet of at most the 10 kg N that comes in, found 11 kg N; \
             check the amounts and the years of both"
        );
        let starts = [
            (
                text("-1 kg N", one, "0 kg N", one),
                "expected a mass of incoming nitrogen of zero or",
            ),
            (
                text("1 kg N", minus, "0 kg N", one),
                "expected a nitrous oxide factor of the plant of",
            ),
            (
                text("1 kg N", one, "-1 kg N", one),
                "expected a mass of nitrogen in the outlet of zero",
            ),
            (
                text("1 kg N", one, "1 kg N", minus),
                "expected a nitrous oxide factor of the effluent",
            ),
        ];
        for (text, start) in starts {
            assert!(text.starts_with(start), "{text}");
        }
    }
}
