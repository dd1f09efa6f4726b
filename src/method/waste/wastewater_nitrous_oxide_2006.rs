use super::NitrogenLoad2006;
use super::checks::{part_of, raising_factor, share};
use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::{Fraction, sum};
use crate::method::input_problem::{activity, rate};
use crate::method::sourced::{step, worked_step};
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::waste as text;
use crate::unit::{NitrogenMass, NitrousOxideMass, PersonYears, Persons, Rate, Ratio};

/// Advanced treatment plants under the 2006 guidelines.
///
/// ```text
/// E = P x T_plant x F_IND-COM x EF_plant
/// ```
///
/// IPCC 2006, volume 5, equation 6.9. The factor is a mass of N2O for each person and year; all other
/// factors of wastewater are masses of N2O-N. A factor of nitrogen does not fit:
///
/// ```compile_fail,E0308
/// use climate_account::method::{Sourced, waste::AdvancedPlants};
/// use climate_account::{Source, number::Exact, unit::{NitrogenMass, PersonYears, Rate}};
///
/// # fn with(plants: AdvancedPlants) -> climate_account::Result<()> {
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 5", 2006, "Box 6.1")?;
/// let nitrogen = Rate::<NitrogenMass, PersonYears>::new(Exact::new(32, 1), "g N/capita/yr")?;
/// let factor = Sourced::new(nitrogen, &source);
/// let plants = AdvancedPlants { factor, ..plants }; // expected `NitrousOxideMass`
/// # Ok(())
/// # }
/// ```
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, number::Exact, unit::Persons};
/// use climate_account::method::{Sourced, waste::AdvancedPlants};
///
/// let plan = Source::new("Municipality", "Wastewater plan", 2023, "annex 2")?;
/// let plants = AdvancedPlants {
///     population: Sourced::new(Quantity::<Persons>::persons(61_000), &plan),
///     served: Sourced::new(Exact::new(97, 2), &plan),
///     industrial: Sourced::new(Exact::new(125, 2), &plan),
///     factor: Sourced::built_in("ipcc-2006/wastewater/ef-n2o-plants/advanced-centralised-plants")?,
/// };
/// assert_eq!(plants.nitrous_oxide()?.to_string(), "236.68 kg N2O");
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct AdvancedPlants {
    /// The population.
    pub population: Sourced<Quantity<Persons>>,
    /// The share of it that the plants serve, from 0 to 1.
    pub served: Sourced<Exact>,
    /// What industry on the same sewers adds, as a factor of 1 or more.
    pub industrial: Sourced<Exact>,
    /// Nitrous oxide for each person and year.
    pub factor: Sourced<Rate<NitrousOxideMass, PersonYears>>,
}

impl AdvancedPlants {
    /// The nitrous oxide of a year.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, number::Exact, unit::{Persons, Rate}};
    /// # use climate_account::method::{Sourced, waste::AdvancedPlants};
    /// # let plan = Source::new("Municipality", "Wastewater plan", 2023, "annex 2")?;
    /// let plants = AdvancedPlants {
    ///     population: Sourced::new(Quantity::<Persons>::persons(1000), &plan),
    ///     served: Sourced::new(Exact::ONE, &plan),
    ///     industrial: Sourced::new(Exact::ONE, &plan),
    ///     factor: Sourced::new(Rate::new(Exact::new(32, 1), "g N2O/capita/yr")?, &plan),
    /// };
    /// assert_eq!(plants.nitrous_oxide()?.to_string(), "3.2 kg N2O");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input outside its range;
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn nitrous_oxide(&self) -> Result<Quantity<NitrousOxideMass>> {
        activity("a population", self.population.value)?;
        share("a share of the population on advanced plants", &self.served)?;
        raising_factor("a factor of industrial wastewater", &self.industrial)?;
        rate("a nitrous oxide factor of plants", &self.factor.value, "take it from a guideline")?;
        let persons = Fraction::of(self.population.value.base_value()).times(self.served.value)?;
        let gas = persons.times(self.industrial.value)?.by(self.factor.value.ratio())?;
        gas.grams().map(Quantity::of_base)
    }

    fn steps(&self) -> [Step; 4] {
        [
            step(&self.population, text::POPULATION),
            step(&self.served, text::SHARE_ON_ADVANCED_PLANTS),
            step(&self.industrial, text::FACTOR_OF_INDUSTRY_AND_TRADE),
            step(&self.factor, text::NITROUS_OXIDE_FACTOR_OF_PLANTS),
        ]
    }
}

/// Nitrous oxide of domestic wastewater under the 2006 guidelines.
///
/// ```text
/// N_eff = P x Protein x F_NPR x F_NON-CON x F_IND-COM - N_sludge - N2O_plant x 28/44
/// E     = N_eff x EF_eff x 44/28 + N2O_plant
/// ```
///
/// IPCC 2006, volume 5, equations 6.7 to 6.9; GPC equation 8.11. The nitrogen that plants turn into
/// N2O does not reach the water again. A factor in `kg N2O-N/kg N` is read with its 44/28.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// # use climate_account::{Quantity, Source, number::Exact, unit::{Persons, Rate}};
/// use climate_account::gas::Gas;
/// use climate_account::method::{Calculation, Sourced, waste::*};
///
/// # let source = Source::new("Municipality", "Wastewater plan", 2023, "annex 2")?;
/// let protein = ProteinNitrogen {
///     population: Sourced::new(Quantity::<Persons>::persons(61_000), &source),
///     protein: ProteinIntake::Eaten(Sourced::new(
///         protein_per_year(&Rate::new(110, "g protein/capita/day")?)?,
///         &source,
///     )),
///     nitrogen_of_protein: Sourced::new(Rate::new(Exact::new(16, 2), "kg N/kg protein")?, &source),
///     not_consumed: Sourced::built_in("ipcc-2006/wastewater/f-non-con/no-garbage-disposals")?,
///     industrial: Sourced::new(Exact::new(125, 2), &source),
/// };
/// let sewage = WastewaterNitrousOxide2006 {
///     nitrogen: NitrogenLoad2006::Protein(protein),
///     sludge: None,
///     plants: None,
///     effluent: Sourced::built_in("ipcc-2006/wastewater/ef-n2o/effluent")?,
/// };
/// assert_eq!(sewage.effluent_nitrogen()?.to_string(), "538813 kg N");
/// assert_eq!(sewage.emissions()?.grams(Gas::N2O), "4233530.714286".parse()?);
///
/// let plants = AdvancedPlants {
///     population: Sourced::new(Quantity::<Persons>::persons(61_000), &source),
///     served: Sourced::new(Exact::new(97, 2), &source),
///     industrial: Sourced::new(Exact::new(125, 2), &source),
///     factor: Sourced::built_in("ipcc-2006/wastewater/ef-n2o-plants/advanced-centralised-plants")?,
/// };
/// let with_plants = WastewaterNitrousOxide2006 { plants: Some(plants), ..sewage };
/// // 4232.347314286 kg of the effluent, 236.68 kg of the plants
/// assert_eq!(with_plants.emissions()?.grams(Gas::N2O), "4469027.314286".parse()?);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input outside its range, and where sludge and
/// plants take more nitrogen than there is.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct WastewaterNitrousOxide2006 {
    /// The nitrogen that comes in.
    pub nitrogen: NitrogenLoad2006,
    /// Nitrogen that leaves with the sludge.
    pub sludge: Option<Sourced<Quantity<NitrogenMass>>>,
    /// Advanced plants, where they are counted.
    pub plants: Option<AdvancedPlants>,
    /// Nitrous oxide for each mass of nitrogen in the effluent.
    pub effluent: Sourced<Rate<NitrousOxideMass, NitrogenMass>>,
}

impl WastewaterNitrousOxide2006 {
    /// The nitrogen that reaches the water, rounded at
    /// [`Rounding::RESOLUTION`](crate::number::Rounding::RESOLUTION) where plants are counted.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, number::Exact, unit::{NitrogenMass, Rate}};
    /// # use climate_account::method::{Sourced, waste::{NitrogenLoad2006, WastewaterNitrousOxide2006}};
    /// # let source = Source::new("Municipality", "Wastewater plan", 2023, "annex 2")?;
    /// let tonnes = |tonnes: i64| Sourced::new(Quantity::<NitrogenMass>::tonnes(tonnes), &source);
    /// let sewage = WastewaterNitrousOxide2006 {
    ///     nitrogen: NitrogenLoad2006::Measured(tonnes(500)),
    ///     sludge: Some(tonnes(120)),
    ///     plants: None,
    ///     effluent: Sourced::new(Rate::new(Exact::new(5, 3), "kg N2O-N/kg N")?, &source),
    /// };
    /// assert_eq!(sewage.effluent_nitrogen()?.to_string(), "380000 kg N");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn effluent_nitrogen(&self) -> Result<Quantity<NitrogenMass>> {
        self.effluent_ratio()?
            .times(Exact::ONE, crate::number::Rounding::RESOLUTION)
            .map(Quantity::of_base)
    }

    fn plant_gas(&self) -> Result<Quantity<NitrousOxideMass>> {
        self.plants.as_ref().map_or(Ok(Quantity::ZERO), AdvancedPlants::nitrous_oxide)
    }

    /// The grams of nitrogen in the effluent, not rounded.
    fn effluent_ratio(&self) -> Result<Ratio> {
        let incoming = self.nitrogen.amount()?;
        let left = match &self.sludge {
            None => incoming,
            Some(sludge) => {
                activity("nitrogen in sludge", sludge.value)?;
                part_of("nitrogen in sludge", sludge.value, incoming, "that comes in")?;
                incoming.checked_sub(sludge.value)?
            }
        };
        let gas = Fraction::of(self.plant_gas()?.base_value()).times(28)?.over(44)?;
        let gas_nitrogen = Quantity::of_base(gas.value()?);
        part_of("nitrogen in the gas of plants", gas_nitrogen, left, "that sludge leaves")?;
        sum(Ratio::of(left.base_value()), gas.times(-1)?.ratio()?)
    }
}

impl Calculation for WastewaterNitrousOxide2006 {
    fn method(&self) -> Method {
        Method::WastewaterNitrousOxide2006
    }

    fn emissions(&self) -> Result<Emissions> {
        let remedy = "take it from a guideline";
        rate("a nitrous oxide factor of the effluent", &self.effluent.value, remedy)?;
        let effluent = Fraction::of(Exact::ONE).by(self.effluent_ratio()?)?;
        let effluent = effluent.by(self.effluent.value.ratio())?.grams()?;
        let total = effluent.checked_add(self.plant_gas()?.base_value())?;
        Ok(Emissions::from_grams(Gas::N2O, total))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = self.nitrogen.steps();
        let sludge = self.sludge.as_ref();
        steps.extend(sludge.map(|mass| step(mass, text::NITROGEN_IN_SLUDGE)));
        steps.extend(self.plants.iter().flat_map(AdvancedPlants::steps));
        let nitrogen = self.effluent_nitrogen()?;
        steps.push(worked_step(&nitrogen, text::NITROGEN_IN_THE_EFFLUENT));
        steps.push(step(&self.effluent, text::NITROUS_OXIDE_FACTOR_OF_THE_EFFLUENT));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn plants() -> AdvancedPlants {
        AdvancedPlants {
            population: example(Quantity::<Persons>::persons(1000)),
            served: example(Exact::ONE),
            industrial: example(Exact::ONE),
            factor: read("4.4 g N2O/capita/yr"),
        }
    }

    fn sewage() -> WastewaterNitrousOxide2006 {
        WastewaterNitrousOxide2006 {
            nitrogen: NitrogenLoad2006::Measured(read("100 kg N")),
            sludge: Some(read("20 kg N")),
            plants: Some(plants()),
            effluent: read("0.007 kg N2O-N/kg N"),
        }
    }

    #[test]
    fn nitrogen_of_the_plants_is_not_in_the_effluent() {
        // 4.4 kg N2O hold 2.8 kg N, so 77.2 kg N are left.
        assert_eq!(sewage().effluent_nitrogen().unwrap().to_string(), "77.2 kg N");
        let gas = sewage().emissions().unwrap().grams(Gas::N2O);
        assert_eq!(gas, "5249.2".parse().unwrap()); // 77200 x 0.011 + 4400
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |sewage: WastewaterNitrousOxide2006| sewage.emissions().unwrap_err().to_string();
        assert_eq!(
            text(WastewaterNitrousOxide2006 { sludge: Some(read("101 kg N")), ..sewage() }),
            "expected nitrogen in sludge of at most the 100 kg N that comes in, found 101 kg N; \
             check the amounts and the years of both"
        );
        assert_eq!(
            text(WastewaterNitrousOxide2006 { sludge: Some(read("98 kg N")), ..sewage() }),
            "expected nitrogen in the gas of plants of at most the 2 kg N that sludge leaves, found \
             2.8 kg N; check the amounts and the years of both"
        );
        let with = |plants: AdvancedPlants| WastewaterNitrousOxide2006 {
            plants: Some(plants),
            ..sewage()
        };
        let persons = example(Quantity::<Persons>::persons(-1));
        let starts = [
            (
                WastewaterNitrousOxide2006 { sludge: Some(read("-1 kg N")), ..sewage() },
                "expected nitrogen in sludge of zero or more, found -1 kg N; enter a removal",
            ),
            (
                WastewaterNitrousOxide2006 { effluent: read("-1 kg N2O-N/kg N"), ..sewage() },
                "expected a nitrous oxide factor of the effluent of zero or more, found -1 kg N2O-N",
            ),
            (with(AdvancedPlants { population: persons, ..plants() }), "expected a population of"),
            (
                with(AdvancedPlants { served: example(97.into()), ..plants() }),
                "expected a share of the population on advanced plants from 0 to 1, found 97; give",
            ),
            (
                with(AdvancedPlants { industrial: example(Exact::ZERO), ..plants() }),
                "expected a factor of industrial wastewater of 1 or more, found 0; give 1 where",
            ),
            (
                with(AdvancedPlants { factor: read("-1 g N2O/capita/yr"), ..plants() }),
                "expected a nitrous oxide factor of plants of zero or more, found -1 g N2O/capita/yr",
            ),
        ];
        for (sewage, start) in starts {
            let text = text(sewage);
            assert!(text.starts_with(start), "{text}");
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_round_trips() {
        let written = serde_json::to_string(&sewage()).unwrap();
        let read: WastewaterNitrousOxide2006 = serde_json::from_str(&written).unwrap();
        assert_eq!(read, sewage());
        assert_eq!(sewage().derivation().unwrap().steps.len(), 8);
    }
}
