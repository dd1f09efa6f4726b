use super::manure_nitrogen::ManureNitrogen;
use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::input_problem::rate;
use crate::method::sourced::{step, worked_step};
use crate::method::{Calculation, Method, Sourced, Step};
use crate::text::method::agriculture as text;
use crate::unit::{NitrogenMass, NitrousOxideMass, Rate};

/// Nitrous oxide that manure emits where it is kept.
///
/// ```text
/// E = sum_S N_S x EF3_S x 44/28
/// ```
///
/// IPCC 2006 and 2019 Refinement, volume 4, equation 10.25. What falls on pasture is emitted by the
/// soils. The nitrogen of the whole herd is worked out first and turned into nitrous oxide once.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, Title, gas::Gas, number::Exact};
/// use climate_account::unit::{AnimalYears, Rate};
/// use climate_account::method::{Calculation, Sourced};
/// use climate_account::method::agriculture::{
///     DirectManureNitrousOxide, ExcretionStage, ManureNitrogen, ManureNitrogenSystem,
///     NitrogenExcretion,
/// };
///
/// let source = Source::new("Odder Kommune", "Manure by system", 2024, "row 2")?;
/// let system = |name: Title, percent: i64, factor: i64| -> climate_account::Result<_> {
///     Ok(ManureNitrogenSystem {
///         name,
///         share: Sourced::new(Exact::new(percent, 2), &source),
///         nitrous_oxide: Sourced::new(Rate::new(Exact::new(factor, 3), "kg N2O-N/kg N")?, &source),
///         volatilised: Sourced::new(Exact::new(3, 1), &source),
///         leached: Sourced::new(Exact::ZERO, &source),
///         codigested: None,
///         bedding: None,
///     })
/// };
/// let manure = ManureNitrogen {
///     animals: Sourced::new(Quantity::<AnimalYears>::new(100, "head yr")?, &source),
///     excretion: NitrogenExcretion::Stated {
///         nitrogen: Sourced::new(Rate::new(Exact::new(1095, 1), "kg N/head/yr")?, &source),
///         stage: ExcretionStage::ExAnimal,
///     },
///     systems: vec![
///         system(Title::new("gylle", "slurry"), 43, 5)?,
///         system(Title::new("fast gødning", "solid storage"), 29, 10)?,
///     ],
///     pasture: Some(Sourced::new(Exact::new(28, 2), &source)),
///     dinitrogen: Sourced::new(3.into(), &source),
/// };
/// let emissions = DirectManureNitrousOxide { manure }.emissions()?;
/// // 55.2975 kg N2O-N x 44/28
/// assert_eq!(emissions.grams(Gas::N2O), "86896.071429".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`ManureNitrogen::balance`].
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct DirectManureNitrousOxide {
    /// The nitrogen of the herd.
    pub manure: ManureNitrogen,
}

impl Calculation for DirectManureNitrousOxide {
    fn method(&self) -> Method {
        Method::DirectManureNitrousOxide
    }

    fn emissions(&self) -> Result<Emissions> {
        let nitrogen = self.manure.balance()?.nitrous_oxide.base_value();
        let grams = Fraction::of(nitrogen).times(11)?.over(7)?.grams()?;
        Ok(Emissions::from_grams(Gas::N2O, grams))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = self.manure.steps()?;
        let nitrogen = self.manure.balance()?.nitrous_oxide;
        steps.push(worked_step(&nitrogen, text::NITROGEN_OF_THE_NITROUS_OXIDE));
        Ok(steps)
    }
}

/// Nitrous oxide from the nitrogen that manure loses to air and water before it is spread.
///
/// ```text
/// E = (N_vol x EF4 + N_leach x EF5) x 44/28
/// ```
///
/// IPCC 2019 Refinement, volume 4, equations 10.28 and 10.29. It is apart from
/// [`DirectManureNitrousOxide`] because accounts book it apart; the two together are the nitrous
/// oxide of the manure. The emissions of air and of water are each kept at a microgram.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, Title, gas::Gas, number::Exact};
/// use climate_account::unit::{AnimalYears, Rate};
/// use climate_account::method::{Calculation, Sourced};
/// use climate_account::method::agriculture::{
///     ExcretionStage, IndirectManureNitrousOxide, ManureNitrogen, ManureNitrogenSystem,
///     NitrogenExcretion,
/// };
///
/// let source = Source::new("Odder Kommune", "Manure by system", 2024, "row 2")?;
/// let system = |name: Title, percent: i64, leached: i64| -> climate_account::Result<_> {
///     Ok(ManureNitrogenSystem {
///         name,
///         share: Sourced::new(Exact::new(percent, 2), &source),
///         nitrous_oxide: Sourced::new(Rate::new(Exact::new(5, 3), "kg N2O-N/kg N")?, &source),
///         volatilised: Sourced::new(Exact::new(3, 1), &source),
///         leached: Sourced::new(Exact::new(leached, 2), &source),
///         codigested: None,
///         bedding: None,
///     })
/// };
/// let manure = ManureNitrogen {
///     animals: Sourced::new(Quantity::<AnimalYears>::new(100, "head yr")?, &source),
///     excretion: NitrogenExcretion::Stated {
///         nitrogen: Sourced::new(Rate::new(Exact::new(1095, 1), "kg N/head/yr")?, &source),
///         stage: ExcretionStage::ExAnimal,
///     },
///     systems: vec![
///         system(Title::new("gylle", "slurry"), 43, 0)?,
///         system(Title::new("fast gødning", "solid storage"), 29, 2)?,
///     ],
///     pasture: Some(Sourced::new(Exact::new(28, 2), &source)),
///     dinitrogen: Sourced::new(3.into(), &source),
/// };
/// let indirect = IndirectManureNitrousOxide {
///     manure,
///     deposition: Sourced::new(Rate::new(Exact::new(10, 3), "kg N2O-N/kg N")?, &source),
///     leaching: Sourced::new(Rate::new(Exact::new(11, 3), "kg N2O-N/kg N")?, &source),
/// };
/// // 37 167.428571 g of 2365.2 kg N in the air, 1097.815714 g of 63.51 kg N in water.
/// assert_eq!(indirect.emissions()?.grams(Gas::N2O), "38265.244285".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`ManureNitrogen::balance`]; [`OutOfRange`](crate::ErrorKind::OutOfRange) for a factor
/// below zero.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct IndirectManureNitrousOxide {
    /// The nitrogen of the herd.
    pub manure: ManureNitrogen,
    /// EF4, nitrous oxide for each nitrogen that falls from the air.
    pub deposition: Sourced<Rate<NitrousOxideMass, NitrogenMass>>,
    /// EF5, nitrous oxide for each nitrogen that is washed out.
    pub leaching: Sourced<Rate<NitrousOxideMass, NitrogenMass>>,
}

impl Calculation for IndirectManureNitrousOxide {
    fn method(&self) -> Method {
        Method::IndirectManureNitrousOxide
    }

    fn emissions(&self) -> Result<Emissions> {
        let remedy = "take it from a guideline";
        rate("a factor of deposition (EF4)", &self.deposition.value, remedy)?;
        rate("a factor of leaching (EF5)", &self.leaching.value, remedy)?;
        let balance = self.manure.balance()?;
        let grams = |nitrogen: Quantity<NitrogenMass>, factor: &Rate<_, _>| {
            Fraction::of(nitrogen.base_value()).by(factor.ratio())?.grams()
        };
        let air = grams(balance.volatilised, &self.deposition.value)?;
        let water = grams(balance.leached, &self.leaching.value)?;
        Ok(Emissions::from_grams(Gas::N2O, air.checked_add(water)?))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let balance = self.manure.balance()?;
        let mut steps = self.manure.steps()?;
        steps.extend([
            worked_step(&balance.volatilised, text::VOLATILISED_NITROGEN),
            step(&self.deposition, text::N2O_OF_DEPOSITION_EF4),
            worked_step(&balance.leached, text::LEACHED_NITROGEN),
            step(&self.leaching, text::N2O_OF_LEACHING_EF5),
        ]);
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::super::manure_nitrogen::ManureNitrogenSystem;
    use super::super::nitrogen_excretion::{ExcretionStage, NitrogenExcretion};
    use super::*;
    use crate::Title;
    use crate::method::sourced::{example, read};
    use crate::number::Exact;

    fn manure() -> ManureNitrogen {
        ManureNitrogen {
            animals: read("7 head yr"),
            excretion: NitrogenExcretion::Stated {
                nitrogen: read("100 kg N/head/yr"),
                stage: ExcretionStage::ExAnimal,
            },
            systems: vec![ManureNitrogenSystem {
                name: Title::new("fast gødning", "solid storage"),
                share: example(Exact::ONE),
                nitrous_oxide: read("0.01 kg N2O-N/kg N"),
                volatilised: example(Exact::new(3, 1)),
                leached: example(Exact::new(2, 2)),
                codigested: None,
                bedding: None,
            }],
            pasture: None,
            dinitrogen: example(3.into()),
        }
    }

    fn indirect(deposition: &str, leaching: &str) -> IndirectManureNitrousOxide {
        IndirectManureNitrousOxide {
            manure: manure(),
            deposition: read(deposition),
            leaching: read(leaching),
        }
    }

    #[test]
    fn direct_and_indirect_are_apart() {
        let direct = DirectManureNitrousOxide { manure: manure() };
        assert_eq!(direct.emissions().unwrap().kilograms(Gas::N2O), 11.into());
        assert_eq!(direct.derivation().unwrap().steps.len(), 9);
        let indirect = indirect("0.01 kg N2O-N/kg N", "0.01 kg N2O-N/kg N");
        // 210 and 14 kg N x 0.01 x 44/28.
        assert_eq!(indirect.emissions().unwrap().kilograms(Gas::N2O), Exact::new(352, 2));
        assert_eq!(indirect.derivation().unwrap().steps.len(), 12);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text =
            |indirect: IndirectManureNitrousOxide| indirect.emissions().unwrap_err().to_string();
        assert_eq!(
            text(indirect("-1 kg N2O-N/kg N", "0.01 kg N2O-N/kg N")),
            "expected a factor of deposition (EF4) of zero or more, found -1 kg N2O-N/kg N; take it \
             from a guideline"
        );
        assert_eq!(
            text(indirect("0.01 kg N2O-N/kg N", "-1 kg N2O-N/kg N")),
            "expected a factor of leaching (EF5) of zero or more, found -1 kg N2O-N/kg N; take it \
             from a guideline"
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_round_trips() {
        let indirect = indirect("0.01 kg N2O-N/kg N", "0.011 kg N2O-N/kg N");
        let written = serde_json::to_string(&indirect).unwrap();
        assert_eq!(serde_json::from_str::<IndirectManureNitrousOxide>(&written).unwrap(), indirect);
    }
}
