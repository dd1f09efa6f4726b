use crate::Quantity;
use crate::error::Result;
use crate::gas::Emissions;
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, number, rate};
use crate::method::sourced::step;
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::industry as text;
use crate::unit::{HexafluoroethaneMass, Mass, Rate, TetrafluoromethaneMass};

/// What the perfluorocarbons of aluminium are reckoned from.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, method::{Sourced, industry::PerfluorocarbonFactors}, unit::Rate};
///
/// let guideline = Source::new("IPCC", "2006 IPCC Guidelines, volume 3", 2006, "Table 4.15")?;
/// let prebake = PerfluorocarbonFactors::ByTechnology {
///     tetrafluoromethane: Sourced::new(Rate::new(400, "g CF4/t")?, &guideline),
///     hexafluoroethane: Sourced::new(Rate::new(40, "g C2F6/t")?, &guideline),
/// };
/// assert!(matches!(prebake, PerfluorocarbonFactors::ByTechnology { .. }));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum PerfluorocarbonFactors {
    /// Tier 1: factors of the cell technology.
    ByTechnology {
        /// CF4 for each mass of metal.
        tetrafluoromethane: Sourced<Rate<TetrafluoromethaneMass, Mass>>,
        /// C2F6 for each mass of metal.
        hexafluoroethane: Sourced<Rate<HexafluoroethaneMass, Mass>>,
    },
    /// Tier 2 and 3: the slope method, from the time that cells spend in anode effects.
    Slope {
        /// CF4 for each mass of metal and each minute of anode effect per cell and day.
        slope: Sourced<Rate<TetrafluoromethaneMass, Mass>>,
        /// Minutes of anode effect per cell and day.
        anode_effect_minutes: Sourced<Exact>,
        /// C2F6 for each mass of CF4.
        hexafluoroethane: Sourced<Rate<HexafluoroethaneMass, TetrafluoromethaneMass>>,
    },
}

/// The perfluorocarbons of primary aluminium.
///
/// ```text
/// tier 1   E_CF4 = MP x EF_CF4              E_C2F6 = MP x EF_C2F6
/// slope    E_CF4 = S x AEM x MP             E_C2F6 = E_CF4 x F
/// ```
///
/// IPCC 2006, volume 3, equations 4.25 and 4.26. The CO2 of the anodes is a
/// [`ProcessEmission`](super::ProcessEmission) of the metal. Remelted scrap has neither.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, gas::GwpSet, unit::Mass};
/// use climate_account::method::{Calculation, Sourced};
/// use climate_account::method::industry::{AluminiumPerfluorocarbons, PerfluorocarbonFactors};
///
/// let plant = Source::new("Smelter", "Green account 2023", 2024, "page 5")?;
/// let smelter = AluminiumPerfluorocarbons {
///     metal: Sourced::new(Quantity::<Mass>::tonnes(1000), &plant),
///     factors: PerfluorocarbonFactors::ByTechnology {
///         tetrafluoromethane: Sourced::built_in("ipcc-2006/industry/aluminium/cf4/centre-worked-prebake")?,
///         hexafluoroethane: Sourced::built_in("ipcc-2006/industry/aluminium/c2f6/centre-worked-prebake")?,
///     },
/// };
/// let emissions = smelter.emissions()?;
/// assert_eq!(emissions.kilograms("pfc-14".parse()?), 400.into());
/// assert_eq!(emissions.kilograms("pfc-116".parse()?), 40.into());
/// assert_eq!(emissions.to_co2e(&GwpSet::ar5())?.tonnes(), 3096.into()); // 6630 and 11100
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct AluminiumPerfluorocarbons {
    /// The primary metal of the year.
    pub metal: Sourced<Quantity<Mass>>,
    /// What the gases are reckoned from.
    pub factors: PerfluorocarbonFactors,
}

impl Calculation for AluminiumPerfluorocarbons {
    fn method(&self) -> Method {
        Method::AluminiumPerfluorocarbons
    }

    fn emissions(&self) -> Result<Emissions> {
        activity("a mass of primary aluminium", self.metal.value)?;
        let remedy = "take it from the plant or from a guideline";
        let metal = Fraction::of(self.metal.value.base_value());
        let (first, second) = match &self.factors {
            PerfluorocarbonFactors::ByTechnology { tetrafluoromethane, hexafluoroethane } => {
                rate("a CF4 factor", &tetrafluoromethane.value, remedy)?;
                rate("a C2F6 factor", &hexafluoroethane.value, remedy)?;
                let first = metal.by(tetrafluoromethane.value.ratio())?;
                (first, metal.by(hexafluoroethane.value.ratio())?)
            }
            PerfluorocarbonFactors::Slope { slope, anode_effect_minutes, hexafluoroethane } => {
                rate("a slope", &slope.value, remedy)?;
                let minutes = &anode_effect_minutes.value;
                number("minutes of anode effect", minutes, "count them per cell and day")
                    .not_negative()?;
                rate("a ratio of C2F6 to CF4", &hexafluoroethane.value, remedy)?;
                let first = metal.by(slope.value.ratio())?.times(*minutes)?;
                (first, first.by(hexafluoroethane.value.ratio())?)
            }
        };
        Emissions::from_grams("pfc-14".parse()?, first.grams()?)
            .and(&Emissions::from_grams("pfc-116".parse()?, second.grams()?))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![step(&self.metal, text::PRIMARY_ALUMINIUM)];
        match &self.factors {
            PerfluorocarbonFactors::ByTechnology { tetrafluoromethane, hexafluoroethane } => {
                steps.push(step(tetrafluoromethane, text::CF4_FACTOR));
                steps.push(step(hexafluoroethane, text::C2F6_FACTOR));
            }
            PerfluorocarbonFactors::Slope { slope, anode_effect_minutes, hexafluoroethane } => {
                steps.push(step(slope, text::SLOPE_OF_ANODE_EFFECT));
                steps.push(step(anode_effect_minutes, text::MINUTES_OF_ANODE_EFFECT));
                steps.push(step(hexafluoroethane, text::C2F6_PER_CF4));
            }
        }
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn slope(metal: &str, slope: &str, minutes: i64, ratio: &str) -> AluminiumPerfluorocarbons {
        AluminiumPerfluorocarbons {
            metal: read(metal),
            factors: PerfluorocarbonFactors::Slope {
                slope: read(slope),
                anode_effect_minutes: example(minutes.into()),
                hexafluoroethane: read(ratio),
            },
        }
    }

    fn tier_1(tetrafluoromethane: &str, hexafluoroethane: &str) -> AluminiumPerfluorocarbons {
        AluminiumPerfluorocarbons {
            metal: read("1 t"),
            factors: PerfluorocarbonFactors::ByTechnology {
                tetrafluoromethane: read(tetrafluoromethane),
                hexafluoroethane: read(hexafluoroethane),
            },
        }
    }

    #[test]
    fn a_slope_of_one_minute_is_a_factor() {
        let by_slope = slope("1 t", "100 g CF4/t", 1, "0.1 kg C2F6/kg CF4");
        let by_technology = tier_1("100 g CF4/t", "10 g C2F6/t");
        assert_eq!(by_slope.emissions().unwrap(), by_technology.emissions().unwrap());
        assert_eq!(by_slope.steps().unwrap().len(), 4);
        assert_eq!(by_technology.steps().unwrap().len(), 3);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text =
            |smelter: AluminiumPerfluorocarbons| smelter.emissions().unwrap_err().to_string();
        let guideline = "; take it from the plant or from a guideline";
        assert_eq!(
            text(slope("-1 t", "1 kg CF4/t", 1, "1 kg C2F6/kg CF4")),
            "expected a mass of primary aluminium of zero or more, found -1000 kg; enter a removal \
             or a credit as emissions of its own"
        );
        assert_eq!(
            text(slope("1 t", "-1 kg CF4/t", 1, "1 kg C2F6/kg CF4")),
            format!("expected a slope of zero or more, found -1 kg CF4/t{guideline}")
        );
        assert_eq!(
            text(slope("1 t", "1 kg CF4/t", -1, "1 kg C2F6/kg CF4")),
            "expected minutes of anode effect of zero or more, found -1; count them per cell and \
             day"
        );
        assert_eq!(
            text(slope("1 t", "1 kg CF4/t", 1, "-1 kg C2F6/kg CF4")),
            format!(
                "expected a ratio of C2F6 to CF4 of zero or more, found -1 kg C2F6/kg CF4{guideline}"
            )
        );
        assert_eq!(
            text(tier_1("-1 kg CF4/t", "1 kg C2F6/t")),
            format!("expected a CF4 factor of zero or more, found -1 kg CF4/t{guideline}")
        );
        assert_eq!(
            text(tier_1("1 kg CF4/t", "-1 kg C2F6/t")),
            format!("expected a C2F6 factor of zero or more, found -1 kg C2F6/t{guideline}")
        );
    }
}
