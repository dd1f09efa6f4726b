use crate::error::{Error, Result};
use crate::gas::{Emissions, Gas};
use crate::method::fraction::{DAYS_PER_YEAR, Fraction};
use crate::method::input_problem::{InputProblem, activity, number, rate};
use crate::method::sourced::step_of;
use crate::method::{Sourced, Step};
use crate::number::{Exact, Rounding};
use crate::text::method::agriculture as text;
use crate::unit::{AnimalYears, Heads, Measure, MethaneMass, Rate};
use crate::{Quantity, Title};

/// Six decimals: more would leave no room for what is reckoned per head.
const HEAD_RESOLUTION: Rounding = Rounding::decimals(6);

/// What a factor per animal is for: an animal that is there all year ([`AnimalYears`]), or an animal
/// that is produced in the year ([`Heads`]).
///
/// # Examples
///
/// ```
/// use climate_account::method::agriculture::AnimalBasis;
/// use climate_account::unit::{AnimalYears, Measure};
///
/// fn unit<B: AnimalBasis>() -> String {
///     B::unit().to_string()
/// }
/// assert_eq!(unit::<AnimalYears>(), "head yr");
/// ```
pub trait AnimalBasis: Measure {}

impl AnimalBasis for AnimalYears {}
impl AnimalBasis for Heads {}

/// A number of animals, and what was counted.
///
/// A register counts animals on a day, a farm counts places, a slaughterhouse counts animals that
/// were produced. Factors per head and year are for the annual average population; a factor per
/// produced animal takes the produced animals as they are, as `Quantity<Heads>`. A pig for
/// slaughter lives a quarter of a year: produced animals times a factor per year are four times too
/// much.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::agriculture::AnimalCount, number::Rounding, unit::Heads};
///
/// // 60 000 broilers a year that live 60 days: 9863 are there on average.
/// let broilers = AnimalCount::ProducedAnimals {
///     produced: Quantity::<Heads>::heads(60_000),
///     days_alive: 60.into(),
/// };
/// let average = broilers.average_population()?;
/// assert_eq!(average.in_unit(&"head yr".parse()?, Rounding::decimals(0))?, 9863.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum AnimalCount {
    /// The average of the year.
    AverageStock {
        /// The animals.
        number: Quantity<Heads>,
    },
    /// Places of a house, which stand empty between two batches.
    OccupiedPlaces {
        /// The places.
        places: Quantity<Heads>,
        /// The share of the year that a place is occupied, from 0 to 1.
        occupancy: Exact,
    },
    /// Animals that leave the farm in the year.
    ProducedAnimals {
        /// The animals of the year.
        produced: Quantity<Heads>,
        /// The days that each lives, under a year.
        days_alive: Exact,
    },
}

impl AnimalCount {
    /// The annual average population.
    ///
    /// ```text
    /// AAP = stock     AAP = places x occupancy     AAP = days alive x produced / 365
    /// ```
    ///
    /// IPCC 2006, volume 4, equation 10.1. A quotient is rounded
    /// half-even at a millionth of a head.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::agriculture::AnimalCount, number::Exact};
    /// use climate_account::unit::{AnimalYears, Heads};
    ///
    /// let house = AnimalCount::OccupiedPlaces {
    ///     places: Quantity::<Heads>::heads(1000),
    ///     occupancy: Exact::new(9, 1),
    /// };
    /// assert_eq!(house.average_population()?, Quantity::<AnimalYears>::new(900, "head yr")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a number below zero, an occupancy outside 0
    /// to 1, and days outside 0 to 365; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn average_population(&self) -> Result<Quantity<AnimalYears>> {
        let value = match self {
            AnimalCount::AverageStock { number } => {
                activity("a number of animals", *number)?;
                number.base_value()
            }
            AnimalCount::OccupiedPlaces { places, occupancy } => {
                activity("a number of places", *places)?;
                let remedy = "give per cent as a fraction";
                number("a share of the year that places are occupied", occupancy, remedy)
                    .share()?;
                places.base_value().checked_mul(*occupancy)?
            }
            AnimalCount::ProducedAnimals { produced, days_alive } => {
                activity("a number of produced animals", *produced)?;
                let remedy = "count animals that live longer by the average stock";
                if days_alive.is_negative() || *days_alive > Exact::from(DAYS_PER_YEAR) {
                    return Err(Error::new(InputProblem::Range {
                        what: "days that a produced animal lives",
                        range: "from 0 to 365",
                        found: days_alive.to_string(),
                        remedy,
                    }));
                }
                let product = produced.base_value().checked_mul(*days_alive)?;
                Fraction::of(product).over(DAYS_PER_YEAR)?.value()?.round(HEAD_RESOLUTION)?
            }
        };
        Ok(Quantity::of_base(value))
    }
}

/// The animals of one category with their methane factor.
///
/// The type keeps a factor per head and year from produced animals.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, Title, unit::{AnimalYears, Rate}};
/// use climate_account::method::{Sourced, agriculture::AnimalCategory};
///
/// let register = Source::new("Odder Kommune", "Animals by register", 2024, "row 3")?;
/// let guideline = Source::new("IPCC", "2019 Refinement, volume 4", 2019, "Table 10.11")?;
/// let cows = AnimalCategory {
///     name: Title::new("malkekvæg", "dairy cattle"),
///     animals: Sourced::new(Quantity::<AnimalYears>::new(3200, "head yr")?, &register),
///     methane: Sourced::new(Rate::new(126, "kg CH4/head/yr")?, &guideline).as_default(),
/// };
/// assert_eq!(cows.animals.value.to_string(), "3200 head yr");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, bound = ""))]
pub struct AnimalCategory<B: AnimalBasis = AnimalYears> {
    /// Its name in the derivation.
    pub name: Title,
    /// The annual average population, or the produced animals.
    pub animals: Sourced<Quantity<B>>,
    /// Methane for each.
    pub methane: Sourced<Rate<MethaneMass, B>>,
}

/// The sum over categories of animals times factor.
pub(super) fn methane_of<B: AnimalBasis>(categories: &[AnimalCategory<B>]) -> Result<Emissions> {
    let remedy = "list each category with its animals and its factor";
    if categories.is_empty() {
        return Err(Error::new(InputProblem::Missing { what: "a category of animals", remedy }));
    }
    let mut grams = Exact::ZERO;
    for AnimalCategory { animals, methane, .. } in categories {
        activity("a number of animals", animals.value)?;
        rate("a methane factor per animal", &methane.value, "take it from a guideline")?;
        let product = Fraction::of(animals.value.base_value()).by(methane.value.ratio())?;
        grams = grams.checked_add(product.grams()?)?;
    }
    Ok(Emissions::from_grams(Gas::CH4_NON_FOSSIL, grams))
}

/// Two steps for each category.
pub(super) fn steps_of<B: AnimalBasis>(categories: &[AnimalCategory<B>]) -> Vec<Step> {
    let steps = |category: &AnimalCategory<B>| {
        let name = &category.name;
        [
            step_of(&category.animals, text::ANIMALS, name),
            step_of(&category.methane, text::METHANE_PER_ANIMAL, name),
        ]
    };
    categories.iter().flat_map(steps).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(number: i64) -> Quantity<Heads> {
        Quantity::<Heads>::heads(number)
    }

    #[test]
    fn stock_places_and_production_meet_in_the_average() {
        let stock = AnimalCount::AverageStock { number: heads(250) };
        let places =
            AnimalCount::OccupiedPlaces { places: heads(500), occupancy: Exact::new(5, 1) };
        let produced =
            AnimalCount::ProducedAnimals { produced: heads(1250), days_alive: 73.into() };
        let average = stock.average_population().unwrap();
        assert_eq!(average.to_string(), "250 head yr");
        assert_eq!(places.average_population().unwrap(), average);
        assert_eq!(produced.average_population().unwrap(), average);
    }

    #[test]
    fn an_average_is_kept_at_a_millionth_of_a_head() {
        let produced =
            AnimalCount::ProducedAnimals { produced: heads(60_000), days_alive: 60.into() };
        let average = produced.average_population().unwrap();
        assert_eq!(average.to_string(), "9863.013699 head yr");
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |count: AnimalCount| count.average_population().unwrap_err().to_string();
        assert_eq!(
            text(AnimalCount::AverageStock { number: heads(-1) }),
            "expected a number of animals of zero or more, found -1 head; enter a removal or a \
             credit as emissions of its own"
        );
        assert_eq!(
            text(AnimalCount::OccupiedPlaces { places: heads(1), occupancy: 90.into() }),
            "expected a share of the year that places are occupied from 0 to 1, found 90; give per \
             cent as a fraction"
        );
        assert_eq!(
            text(AnimalCount::ProducedAnimals { produced: heads(1), days_alive: 366.into() }),
            "expected days that a produced animal lives from 0 to 365, found 366; count animals \
             that live longer by the average stock"
        );
        let places = AnimalCount::OccupiedPlaces { places: heads(-1), occupancy: Exact::ONE };
        assert!(text(places).starts_with("expected a number of places of zero or more, found -1"));
        let produced = AnimalCount::ProducedAnimals { produced: heads(-1), days_alive: 9.into() };
        assert!(
            text(produced).starts_with("expected a number of produced animals of zero or more")
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_names_what_was_counted() {
        let count = AnimalCount::ProducedAnimals { produced: heads(1250), days_alive: 73.into() };
        let written = serde_json::to_string(&count).unwrap();
        assert_eq!(
            written,
            r#"{"produced-animals":{"produced":{"value":"1250","unit":"head"},"days_alive":"73"}}"#
        );
        assert_eq!(serde_json::from_str::<AnimalCount>(&written).unwrap(), count);
    }
}
