use super::checks::{raising_factor, share};
use crate::Quantity;
use crate::error::Result;
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, rate};
use crate::method::sourced::step;
use crate::method::{Sourced, Step};
use crate::number::Exact;
use crate::text::method::waste as text;
use crate::unit::{NitrogenMass, PersonDays, PersonYears, Persons, ProteinMass, Rate};

/// A protein supply per day as one per year of 365 days.
///
/// ```text
/// kg/person/yr = g/person/day x 0.365
/// ```
///
/// The food balances of FAO give grams a day, the equations of the guidelines take kilograms a year;
/// the one read as the other is 2.74 times too much.
///
/// # Examples
///
/// ```
/// use climate_account::{method::waste::protein_per_year, unit::Rate};
///
/// let daily = Rate::new(110, "g protein/capita/day")?;
/// assert_eq!(protein_per_year(&daily)?.to_string(), "40.15 kg protein/capita/yr");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn protein_per_year(
    daily: &Rate<ProteinMass, PersonDays>,
) -> Result<Rate<ProteinMass, PersonYears>> {
    let grams = Fraction::of(Exact::ONE).by(daily.ratio())?.over_year_of_days()?;
    Rate::new(grams.over(1000)?.value()?, "kg protein/capita/yr")
}

/// The protein that a person eats in a year.
///
/// ```text
/// Protein = supply x FPC
/// ```
///
/// IPCC 2019 Refinement, volume 5, equation 6.10a. A daily figure does not fit before
/// [`protein_per_year`]:
///
/// ```compile_fail,E0308
/// use climate_account::{Source, method::{Sourced, waste::ProteinIntake}, unit::{PersonDays, Rate}};
///
/// let source = Source::new("FAO", "Food balance sheets", 2024, "Denmark, protein")?;
/// let daily = Rate::<_, PersonDays>::new(110, "g protein/capita/day")?;
/// let protein = ProteinIntake::Eaten(Sourced::new(daily, &source)); // expected `PersonYears`
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{Source, number::Exact, unit::Rate};
/// use climate_account::method::{Sourced, waste::{ProteinIntake, protein_per_year}};
///
/// let fao = Source::new("FAO", "Food balance sheets", 2024, "Denmark, protein")?;
/// let ipcc = Source::new("IPCC", "2019 Refinement, volume 5", 2019, "Table 6.10a")?;
/// let protein = ProteinIntake::Supply {
///     supply: Sourced::new(protein_per_year(&Rate::new(110, "g protein/capita/day")?)?, &fao),
///     eaten_share: Sourced::new(Exact::new(85, 2), &ipcc).as_default(),
/// };
/// assert!(matches!(protein, ProteinIntake::Supply { supply, .. } if !supply.is_default));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum ProteinIntake {
    /// The protein that is eaten.
    Eaten(Sourced<Rate<ProteinMass, PersonYears>>),
    /// The protein that is supplied, and the share of it that is eaten.
    Supply {
        /// The supply.
        supply: Sourced<Rate<ProteinMass, PersonYears>>,
        /// The share that is eaten, from 0 to 1.
        eaten_share: Sourced<Exact>,
    },
}

impl ProteinIntake {
    /// The protein that persons eat in a year.
    fn of(&self, persons: Fraction) -> Result<Fraction> {
        let (what, remedy) = ("a protein intake", "take it from food statistics");
        match self {
            ProteinIntake::Eaten(eaten) => {
                rate(what, &eaten.value, remedy)?;
                persons.by(eaten.value.ratio())
            }
            ProteinIntake::Supply { supply, eaten_share } => {
                rate(what, &supply.value, remedy)?;
                share("a share of the protein that is eaten", eaten_share)?;
                persons.by(supply.value.ratio())?.times(eaten_share.value)
            }
        }
    }

    fn steps(&self) -> Vec<Step> {
        match self {
            ProteinIntake::Eaten(eaten) => vec![step(eaten, text::PROTEIN_INTAKE)],
            ProteinIntake::Supply { supply, eaten_share } => vec![
                step(supply, text::PROTEIN_SUPPLY),
                step(eaten_share, text::SHARE_THAT_IS_EATEN),
            ],
        }
    }
}

/// The nitrogen of the protein that a population eats or throws into the sewer.
///
/// ```text
/// N = P x Protein x F_NPR x F_NON-CON x F_IND-COM
/// ```
///
/// IPCC 2006, volume 5, equation 6.8. The factors of 2006 and of the 2019 Refinement differ and do
/// not belong in one product.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, number::Exact, unit::{Persons, Rate}};
/// use climate_account::method::{Sourced, waste::{ProteinIntake, ProteinNitrogen}};
///
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 5", 2006, "Table 6.11")?;
/// let intake = Rate::new(Exact::new(4015, 2), "kg protein/capita/yr")?;
/// let nitrogen = ProteinNitrogen {
///     population: Sourced::new(Quantity::<Persons>::persons(61_000), &source),
///     protein: ProteinIntake::Eaten(Sourced::new(intake, &source)),
///     nitrogen_of_protein: Sourced::new(Rate::new(Exact::new(16, 2), "kg N/kg protein")?, &source),
///     not_consumed: Sourced::new(Exact::new(11, 1), &source),
///     industrial: Sourced::new(Exact::new(125, 2), &source),
/// };
/// assert_eq!(nitrogen.amount()?.to_string(), "538813 kg N");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ProteinNitrogen {
    /// The population.
    pub population: Sourced<Quantity<Persons>>,
    /// The protein that each person eats.
    pub protein: ProteinIntake,
    /// Nitrogen for each mass of protein.
    pub nitrogen_of_protein: Sourced<Rate<NitrogenMass, ProteinMass>>,
    /// What reaches the sewer without being eaten, as a factor of 1 or more.
    pub not_consumed: Sourced<Exact>,
    /// What industry and trade on the same sewers add, as a factor of 1 or more.
    pub industrial: Sourced<Exact>,
}

impl ProteinNitrogen {
    /// The nitrogen of a year.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, number::Exact, unit::{Persons, Rate}};
    /// # use climate_account::method::{Sourced, waste::{ProteinIntake, ProteinNitrogen}};
    /// # let source = Source::new("Tests", "Made-up figures", 2024, "row 1")?;
    /// let nitrogen = ProteinNitrogen {
    ///     population: Sourced::new(Quantity::<Persons>::persons(1000), &source),
    ///     protein: ProteinIntake::Supply {
    ///         supply: Sourced::new(Rate::new(50, "kg protein/capita/yr")?, &source),
    ///         eaten_share: Sourced::new(Exact::new(8, 1), &source),
    ///     },
    ///     nitrogen_of_protein: Sourced::new(Rate::new(Exact::new(16, 2), "kg N/kg protein")?, &source),
    ///     not_consumed: Sourced::new(Exact::ONE, &source),
    ///     industrial: Sourced::new(Exact::ONE, &source),
    /// };
    /// assert_eq!(nitrogen.amount()?.to_string(), "6400 kg N"); // 1000 x 50 x 0.8 x 0.16
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input outside its range;
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn amount(&self) -> Result<Quantity<NitrogenMass>> {
        self.nitrogen()?.value().map(Quantity::of_base)
    }

    fn nitrogen(&self) -> Result<Fraction> {
        activity("a population", self.population.value)?;
        let remedy = "take it from a guideline";
        rate("a nitrogen content of protein", &self.nitrogen_of_protein.value, remedy)?;
        raising_factor("a factor of what is not consumed", &self.not_consumed)?;
        raising_factor("a factor of industrial wastewater", &self.industrial)?;
        let protein = self.protein.of(Fraction::of(self.population.value.base_value()))?;
        let nitrogen = protein.by(self.nitrogen_of_protein.value.ratio())?;
        nitrogen.times(self.not_consumed.value)?.times(self.industrial.value)
    }

    fn steps(&self) -> Vec<Step> {
        let mut steps = vec![step(&self.population, text::POPULATION)];
        steps.extend(self.protein.steps());
        steps.push(step(&self.nitrogen_of_protein, text::NITROGEN_OF_PROTEIN));
        steps.push(step(&self.not_consumed, text::FACTOR_OF_WHAT_IS_NOT_CONSUMED));
        steps.push(step(&self.industrial, text::FACTOR_OF_INDUSTRY_AND_TRADE));
        steps
    }
}

/// The nitrogen that comes into the sewers, under the 2006 guidelines.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, unit::NitrogenMass};
/// use climate_account::method::{Sourced, waste::NitrogenLoad2006};
///
/// let plant = Source::new("Treatment plant", "Inlet samples 2023", 2024, "sheet 2")?;
/// let inlet = Quantity::<NitrogenMass>::tonnes(500);
/// let load = NitrogenLoad2006::Measured(Sourced::new(inlet, &plant));
/// assert_eq!(load.amount()?, inlet);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[allow(clippy::large_enum_variant, reason = "one for a calculation, never many")]
pub enum NitrogenLoad2006 {
    /// From the protein that the population eats.
    Protein(ProteinNitrogen),
    /// As measured in a year.
    Measured(Sourced<Quantity<NitrogenMass>>),
}

impl NitrogenLoad2006 {
    /// The nitrogen of a year.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, unit::NitrogenMass};
    /// # use climate_account::method::{Sourced, waste::NitrogenLoad2006};
    /// # let plant = Source::new("Treatment plant", "Inlet samples 2023", 2024, "sheet 2")?;
    /// let wrong = Quantity::<NitrogenMass>::tonnes(-500);
    /// assert!(NitrogenLoad2006::Measured(Sourced::new(wrong, &plant)).amount().is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input outside its range;
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn amount(&self) -> Result<Quantity<NitrogenMass>> {
        match self {
            NitrogenLoad2006::Protein(protein) => protein.amount(),
            NitrogenLoad2006::Measured(load) => measured(load),
        }
    }

    pub(super) fn steps(&self) -> Vec<Step> {
        match self {
            NitrogenLoad2006::Protein(protein) => protein.steps(),
            NitrogenLoad2006::Measured(load) => vec![measured_step(load)],
        }
    }
}

/// The nitrogen that comes into the sewers, under the 2019 Refinement.
///
/// ```text
/// TN = P x Protein x F_NPR x N_HH x F_NON-CON x F_IND-COM
/// ```
///
/// IPCC 2019 Refinement, volume 5, equation 6.10, which adds the nitrogen of household products.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, number::Exact, unit::{Persons, Rate}};
/// use climate_account::method::{Sourced, waste::{NitrogenLoad2019, ProteinIntake, ProteinNitrogen}};
///
/// let source = Source::new("IPCC", "2019 Refinement, volume 5", 2019, "Tables 6.10a and 6.11")?;
/// let load = NitrogenLoad2019::Protein {
///     protein: ProteinNitrogen {
///         population: Sourced::new(Quantity::<Persons>::persons(61_000), &source),
///         protein: ProteinIntake::Supply {
///             supply: Sourced::new(Rate::new(Exact::new(4015, 2), "kg protein/capita/yr")?, &source),
///             eaten_share: Sourced::new(Exact::new(85, 2), &source),
///         },
///         nitrogen_of_protein: Sourced::new(Rate::new(Exact::new(16, 2), "kg N/kg protein")?, &source),
///         not_consumed: Sourced::new(Exact::new(109, 2), &source),
///         industrial: Sourced::new(Exact::new(125, 2), &source),
///     },
///     household_products: Sourced::new(Exact::new(108, 2), &source),
/// };
/// assert_eq!(load.amount()?.to_string(), "490133.6946 kg N");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
#[allow(clippy::large_enum_variant, reason = "one for a calculation, never many")]
pub enum NitrogenLoad2019 {
    /// From the protein that the population eats.
    Protein {
        /// The nitrogen of the protein.
        protein: ProteinNitrogen,
        /// What household products add, as a factor of 1 or more.
        household_products: Sourced<Exact>,
    },
    /// As measured in a year.
    Measured(Sourced<Quantity<NitrogenMass>>),
}

impl NitrogenLoad2019 {
    /// The nitrogen of a year.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, unit::NitrogenMass};
    /// # use climate_account::method::{Sourced, waste::NitrogenLoad2019};
    /// # let plant = Source::new("Treatment plant", "Inlet samples 2023", 2024, "sheet 2")?;
    /// let inlet = Quantity::<NitrogenMass>::tonnes(500);
    /// assert_eq!(NitrogenLoad2019::Measured(Sourced::new(inlet, &plant)).amount()?, inlet);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input outside its range;
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn amount(&self) -> Result<Quantity<NitrogenMass>> {
        match self {
            NitrogenLoad2019::Protein { protein, household_products } => {
                raising_factor("a factor of household products", household_products)?;
                let nitrogen = protein.nitrogen()?.times(household_products.value)?;
                nitrogen.value().map(Quantity::of_base)
            }
            NitrogenLoad2019::Measured(load) => measured(load),
        }
    }

    pub(super) fn steps(&self) -> Vec<Step> {
        match self {
            NitrogenLoad2019::Protein { protein, household_products } => {
                let mut steps = protein.steps();
                steps.push(step(household_products, text::FACTOR_OF_HOUSEHOLD_PRODUCTS));
                steps
            }
            NitrogenLoad2019::Measured(load) => vec![measured_step(load)],
        }
    }
}

fn measured(load: &Sourced<Quantity<NitrogenMass>>) -> Result<Quantity<NitrogenMass>> {
    activity("a mass of incoming nitrogen", load.value)?;
    Ok(load.value)
}

fn measured_step(load: &Sourced<Quantity<NitrogenMass>>) -> Step {
    step(load, text::MEASURED_INCOMING_NITROGEN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn protein() -> ProteinNitrogen {
        ProteinNitrogen {
            population: example(Quantity::<Persons>::persons(1000)),
            protein: ProteinIntake::Eaten(read("40 kg protein/capita/yr")),
            nitrogen_of_protein: read("0.16 kg N/kg protein"),
            not_consumed: example(Exact::ONE),
            industrial: example(Exact::ONE),
        }
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |protein: ProteinNitrogen| {
            NitrogenLoad2006::Protein(protein).amount().unwrap_err().to_string()
        };
        let supply = |supply: &str, eaten: i64| ProteinNitrogen {
            protein: ProteinIntake::Supply {
                supply: read(supply),
                eaten_share: example(eaten.into()),
            },
            ..protein()
        };
        assert_eq!(
            text(ProteinNitrogen { not_consumed: example(Exact::new(9, 1)), ..protein() }),
            "expected a factor of what is not consumed of 1 or more, found 0.9; give 1 where \
             nothing comes on top"
        );
        let starts = [
            (
                ProteinNitrogen {
                    population: example(Quantity::<Persons>::persons(-1)),
                    ..protein()
                },
                "expected a population of zero or more, found -1 capita; enter a removal",
            ),
            (
                ProteinNitrogen {
                    protein: ProteinIntake::Eaten(read("-1 kg protein/capita/yr")),
                    ..protein()
                },
                "expected a protein intake of zero or more, found -1 kg protein/capita/yr; take it",
            ),
            (supply("-1 kg protein/capita/yr", 1), "expected a protein intake of zero or more, "),
            (
                supply("1 kg protein/capita/yr", 85),
                "expected a share of the protein that is eaten from 0 to 1, found 85; give per",
            ),
            (
                ProteinNitrogen { nitrogen_of_protein: read("-1 kg N/kg protein"), ..protein() },
                "expected a nitrogen content of protein of zero or more, found -1 kg N/kg protein;",
            ),
            (
                ProteinNitrogen { industrial: example(Exact::ZERO), ..protein() },
                "expected a factor of industrial wastewater of 1 or more, found 0; give 1",
            ),
        ];
        for (protein, start) in starts {
            let text = text(protein);
            assert!(text.starts_with(start), "{text}");
        }
        let household = NitrogenLoad2019::Protein {
            protein: protein(),
            household_products: example(Exact::ZERO),
        };
        let text = household.amount().unwrap_err().to_string();
        assert!(text.starts_with("expected a factor of household products of 1 or more, found 0;"));
        let measured =
            NitrogenLoad2019::Measured(read("-1 kg N")).amount().unwrap_err().to_string();
        assert!(
            measured.starts_with("expected a mass of incoming nitrogen of zero or more, found")
        );
    }
}
