use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, less_recovered, rate};
use crate::method::sourced::step;
use crate::method::{Calculation, Method, Sourced, Step};
use crate::text::method::waste as text;
use crate::unit::{Mass, Measure, MethaneMass, NitrousOxideMass, Rate};

/// Waste that is composted or digested.
///
/// ```text
/// E_CH4 = m x EF_CH4 - R        E_N2O = m x EF_N2O
/// ```
///
/// IPCC 2006, volume 5, equations 4.1 and 4.2. `B` is the basis that the waste is weighed on, as it
/// comes ([`Mass`]) or dry ([`DryMass`](crate::unit::DryMass)); the factors of the other basis are
/// 2.5 times as large or small, and do not fit:
///
/// ```compile_fail,E0308
/// use climate_account::{Quantity, Source, method::{Sourced, waste::BiologicalTreatment}};
/// use climate_account::unit::{DryMass, Mass, Rate};
///
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 5", 2006, "Table 4.1")?;
/// let compost = BiologicalTreatment::<Mass> {
///     waste: Sourced::new(Quantity::<Mass>::tonnes(10_000), &source),
///     methane: Sourced::new(Rate::<_, DryMass>::new(10, "g CH4/kg DM")?, &source), // per dry mass
///     nitrous_oxide: Sourced::new(Rate::new(24, "g N2O/100 kg")?, &source),
///     recovered: None,
/// };
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, gas::{Gas, GwpSet}, number::Exact, unit::Mass};
/// use climate_account::method::{Calculation, Sourced, waste::BiologicalTreatment};
///
/// let plant = Source::new("Compost plant", "Weighbridge 2023", 2024, "sheet 1")?;
/// let compost = BiologicalTreatment {
///     waste: Sourced::new(Quantity::<Mass>::tonnes(10_000), &plant),
///     methane: Sourced::built_in("ipcc-2006/composting/ch4/wet")?,
///     nitrous_oxide: Sourced::built_in("ipcc-2006/composting/n2o/wet")?,
///     recovered: None,
/// };
/// let emissions = compost.emissions()?;
/// assert_eq!(emissions.tonnes(Gas::CH4_NON_FOSSIL), 40.into());
/// assert_eq!(emissions.tonnes(Gas::N2O), Exact::new(24, 1));
/// assert_eq!(emissions.to_co2e(&GwpSet::ar5())?.tonnes(), 1756.into());
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero, and where more methane is
/// recovered than is generated.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, bound = ""))]
pub struct BiologicalTreatment<B: Measure = Mass> {
    /// The waste that is treated in the year.
    pub waste: Sourced<Quantity<B>>,
    /// Methane for each mass of waste.
    pub methane: Sourced<Rate<MethaneMass, B>>,
    /// Nitrous oxide for each mass of waste.
    pub nitrous_oxide: Sourced<Rate<NitrousOxideMass, B>>,
    /// Methane that is captured and burnt, as a mass; its energy is booked where it is used.
    pub recovered: Option<Sourced<Quantity<MethaneMass>>>,
}

impl<B: Measure> Calculation for BiologicalTreatment<B> {
    fn method(&self) -> Method {
        Method::BiologicalTreatment
    }

    fn emissions(&self) -> Result<Emissions> {
        let BiologicalTreatment { waste, methane, nitrous_oxide, recovered } = self;
        activity("a mass of treated waste", waste.value)?;
        rate("a methane factor", &methane.value, "take it from the plant or from a guideline")?;
        let remedy = "take it from the plant or from a guideline";
        rate("a nitrous oxide factor", &nitrous_oxide.value, remedy)?;
        let waste = Fraction::of(waste.value.base_value());
        let generated = waste.by(methane.value.ratio())?.grams()?;
        let methane = less_recovered(generated, recovered.as_ref())?;
        let nitrous_oxide = waste.by(nitrous_oxide.value.ratio())?.grams()?;
        Emissions::from_grams(Gas::CH4_NON_FOSSIL, methane)
            .and(&Emissions::from_grams(Gas::N2O, nitrous_oxide))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![
            step(&self.waste, text::TREATED_WASTE),
            step(&self.methane, text::METHANE_FACTOR),
            step(&self.nitrous_oxide, text::NITROUS_OXIDE_FACTOR),
        ];
        let recovered = self.recovered.as_ref();
        steps.extend(recovered.map(|mass| step(mass, text::RECOVERED_METHANE)));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::read;
    use crate::unit::DryMass;

    fn treatment<B: Measure>(mass: &str, methane: &str) -> BiologicalTreatment<B> {
        BiologicalTreatment {
            waste: read(mass),
            methane: read(methane),
            nitrous_oxide: read(&methane.replace("CH4", "N2O")),
            recovered: None,
        }
    }

    #[test]
    fn wet_and_dry_agree_at_sixty_per_cent_water() {
        let wet = treatment::<Mass>("10000 t", "4 g CH4/kg").emissions().unwrap();
        let dry = treatment::<DryMass>("4000 t DM", "10 g CH4/kg DM").emissions().unwrap();
        assert_eq!(wet, dry);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |treatment: BiologicalTreatment| treatment.emissions().unwrap_err().to_string();
        let recovering = |recovered: &str| BiologicalTreatment {
            recovered: Some(read(recovered)),
            ..treatment("1 t", "4 g CH4/kg")
        };
        assert_eq!(
            text(treatment("-1 t", "4 g CH4/kg")),
            "expected a mass of treated waste of zero or more, found -1000 kg; enter a removal or a \
             credit as emissions of its own"
        );
        assert_eq!(
            text(treatment("1 t", "-4 g CH4/kg")),
            "expected a methane factor of zero or more, found -4 g CH4/kg; take it from the plant \
             or from a guideline"
        );
        assert_eq!(
            text(recovering("-1 kg CH4")),
            "expected a mass of recovered methane of zero or more, found -1 kg CH4; enter a removal \
             or a credit as emissions of its own"
        );
        assert_eq!(
            text(recovering("5 kg CH4")),
            "expected recovered methane of at most the 4 kg CH4 that are generated, found 5 kg CH4; \
             check the amounts and the years of both"
        );
    }
}
