use super::checks::share;
use crate::Quantity;
use crate::error::Result;
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, rate};
use crate::method::sourced::{Shown, step, worked_step};
use crate::method::{Sourced, Step, StepValue};
use crate::number::Exact;
use crate::text::method::waste as text;
use crate::unit::{Mass, PersonDays, PersonYears, Persons, Rate};

/// Waste that a person generates, by day or by year.
///
/// The guideline's equation counts kilograms a day and has a factor 365; its table gives tonnes a
/// year. The type says which, so that the factor is there once or not at all.
///
/// ```compile_fail,E0308
/// use climate_account::{method::waste::WastePerPerson, unit::{PersonYears, Rate}};
///
/// let yearly = Rate::<_, PersonYears>::new(64, "t/100 capita/yr")?;
/// let waste = WastePerPerson::Daily(yearly); // expected `PersonDays`
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{method::waste::WastePerPerson, number::Exact, unit::Rate};
///
/// let daily = WastePerPerson::Daily(Rate::new(2, "kg/capita/day")?);
/// let yearly = WastePerPerson::Yearly(Rate::new(730, "kg/capita/yr")?);
/// assert_eq!(daily.amount().to_string(), "2 kg/capita/day");
/// assert_eq!(yearly.amount().to_string(), "730 kg/capita/yr");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum WastePerPerson {
    /// For each person and day.
    Daily(Rate<Mass, PersonDays>),
    /// For each person and year.
    Yearly(Rate<Mass, PersonYears>),
}

impl WastePerPerson {
    /// The rate as it was written.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{method::waste::WastePerPerson, unit::Rate};
    ///
    /// let daily = WastePerPerson::Daily(Rate::new(2, "kg/capita/day")?);
    /// assert_eq!(daily.amount().value, 2.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn amount(&self) -> &crate::Amount {
        match self {
            WastePerPerson::Daily(rate) => rate.amount(),
            WastePerPerson::Yearly(rate) => rate.amount(),
        }
    }

    fn check(&self) -> Result<()> {
        let (what, remedy) = ("a mass of waste per person", "take it from statistics");
        match self {
            WastePerPerson::Daily(daily) => rate(what, daily, remedy),
            WastePerPerson::Yearly(yearly) => rate(what, yearly, remedy),
        }
    }

    /// The waste of persons in a year.
    fn of(&self, persons: Fraction) -> Result<Fraction> {
        match self {
            WastePerPerson::Daily(rate) => persons.by(rate.ratio())?.over_year_of_days(),
            WastePerPerson::Yearly(rate) => persons.by(rate.ratio()),
        }
    }
}

impl Shown for WastePerPerson {
    fn shown(&self) -> StepValue {
        StepValue::Amount(self.amount().clone())
    }
}

/// Municipal waste that is burnt in the open, reckoned from the population.
///
/// ```text
/// M_burnt = P x P_frac x MSW_P x B_frac x 365          MSW_P in kg/person/day
/// ```
///
/// IPCC 2006, volume 5, equation 5.7; without the factor 365 where the waste is given by the year.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, number::Exact, unit::{Persons, Rate}};
/// use climate_account::method::{Sourced, waste::{OpenlyBurntWaste, WastePerPerson}};
///
/// let source = Source::new("Statistics Greenland", "Waste 2023", 2024, "table 3")?;
/// let settlement = OpenlyBurntWaste {
///     population: Sourced::new(Quantity::<Persons>::persons(20_000), &source),
///     burning_share: Sourced::new("0.1".parse()?, &source),
///     waste_per_person: Sourced::new(
///         WastePerPerson::Daily(Rate::new(Exact::new(12, 1), "kg/capita/day")?),
///         &source,
///     ),
///     burnt_share: Sourced::new("0.6".parse()?, &source),
/// };
/// assert_eq!(settlement.amount()?.to_string(), "525600 kg");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct OpenlyBurntWaste {
    /// The population.
    pub population: Sourced<Quantity<Persons>>,
    /// The share of the population that burns waste, from 0 to 1.
    pub burning_share: Sourced<Exact>,
    /// The waste of each person.
    pub waste_per_person: Sourced<WastePerPerson>,
    /// The share of their waste that is burnt, from 0 to 1.
    pub burnt_share: Sourced<Exact>,
}

impl OpenlyBurntWaste {
    /// The waste that is burnt in a year of 365 days.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, number::Exact, unit::{Persons, Rate}};
    /// # use climate_account::method::{Sourced, waste::{OpenlyBurntWaste, WastePerPerson}};
    /// # let source = Source::new("Statistics Greenland", "Waste 2023", 2024, "table 3")?;
    /// let settlement = OpenlyBurntWaste {
    ///     population: Sourced::new(Quantity::<Persons>::persons(100_000), &source),
    ///     burning_share: Sourced::new("0.2".parse()?, &source),
    ///     waste_per_person: Sourced::new(
    ///         WastePerPerson::Yearly(Rate::new(Exact::new(5, 1), "t/capita/yr")?),
    ///         &source,
    ///     ),
    ///     burnt_share: Sourced::new("0.6".parse()?, &source),
    /// };
    /// assert_eq!(settlement.amount()?.to_string(), "6000000 kg"); // 100 000 x 0.2 x 0.5 t x 0.6
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a population or mass below zero and a share
    /// outside 0 to 1; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn amount(&self) -> Result<Quantity<Mass>> {
        activity("a population", self.population.value)?;
        share("a share of the population that burns waste", &self.burning_share)?;
        self.waste_per_person.value.check()?;
        share("a share of the waste that is burnt", &self.burnt_share)?;
        let persons = Fraction::of(self.population.value.base_value());
        let burning = persons.times(self.burning_share.value)?;
        let waste = self.waste_per_person.value.of(burning)?;
        waste.times(self.burnt_share.value)?.value().map(Quantity::of_base)
    }
}

/// The waste that is burnt in the open: weighed, or reckoned from the population.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, unit::Mass};
/// use climate_account::method::{Sourced, waste::BurntWaste};
///
/// let source = Source::new("Municipality", "Estimate 2023", 2024, "note 4")?;
/// let waste = BurntWaste::Weighed(Sourced::new(Quantity::<Mass>::tonnes(40), &source));
/// assert_eq!(waste.amount()?, Quantity::<Mass>::tonnes(40));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[allow(clippy::large_enum_variant, reason = "one for a calculation, never many")]
pub enum BurntWaste {
    /// As weighed or estimated on the spot.
    Weighed(Sourced<Quantity<Mass>>),
    /// From the population.
    ByPopulation(OpenlyBurntWaste),
}

impl BurntWaste {
    /// The mass.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, unit::Mass};
    /// # use climate_account::method::{Sourced, waste::BurntWaste};
    /// # let source = Source::new("Municipality", "Estimate 2023", 2024, "note 4")?;
    /// let waste = BurntWaste::Weighed(Sourced::new(Quantity::<Mass>::tonnes(-1), &source));
    /// assert!(waste.amount().is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass below zero; those of
    /// [`OpenlyBurntWaste::amount`].
    pub fn amount(&self) -> Result<Quantity<Mass>> {
        match self {
            BurntWaste::Weighed(mass) => {
                activity("a mass of waste that is burnt in the open", mass.value)?;
                Ok(mass.value)
            }
            BurntWaste::ByPopulation(waste) => waste.amount(),
        }
    }

    pub(super) fn steps(&self) -> Result<Vec<Step>> {
        let waste = match self {
            BurntWaste::Weighed(mass) => {
                return Ok(vec![step(mass, text::OPENLY_BURNT_WASTE)]);
            }
            BurntWaste::ByPopulation(waste) => waste,
        };
        Ok(vec![
            step(&waste.population, text::POPULATION),
            step(&waste.burning_share, text::SHARE_OF_THE_POPULATION_THAT_BURNS_WASTE),
            step(&waste.waste_per_person, text::WASTE_PER_PERSON),
            step(&waste.burnt_share, text::SHARE_OF_THE_WASTE_THAT_IS_BURNT),
            worked_step(&waste.amount()?, text::OPENLY_BURNT_WASTE),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn waste(population: i64, burning: i64, per_person: &str, burnt: i64) -> OpenlyBurntWaste {
        let per_person = per_person.parse::<crate::Amount>().unwrap();
        let per_person = match per_person.clone().try_into() {
            Ok(daily) => WastePerPerson::Daily(daily),
            Err(_) => WastePerPerson::Yearly(per_person.try_into().unwrap()),
        };
        OpenlyBurntWaste {
            population: example(Quantity::<Persons>::persons(population)),
            burning_share: example(Exact::new(burning, 1)),
            waste_per_person: example(per_person),
            burnt_share: example(Exact::new(burnt, 1)),
        }
    }

    #[test]
    fn a_day_is_a_365th_of_a_year() {
        let daily = waste(1000, 1, "2 kg/capita/day", 6).amount().unwrap();
        let yearly = waste(1000, 1, "730 kg/capita/yr", 6).amount().unwrap();
        assert_eq!(daily, yearly);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |waste: OpenlyBurntWaste| waste.amount().unwrap_err().to_string();
        assert!(
            text(waste(-1, 1, "1 kg/capita/day", 1)).starts_with("expected a population of zero")
        );
        assert_eq!(
            text(waste(1, 200, "1 kg/capita/day", 1)),
            "expected a share of the population that burns waste from 0 to 1, found 20; give per \
             cent as a fraction"
        );
        for per_person in ["-1 kg/capita/day", "-1 kg/capita/yr"] {
            assert_eq!(
                text(waste(1, 1, per_person, 1)),
                format!(
                    "expected a mass of waste per person of zero or more, found {per_person}; take \
                     it from statistics"
                )
            );
        }
        assert!(
            text(waste(1, 1, "1 kg/capita/day", 60))
                .starts_with("expected a share of the waste that is burnt from 0 to 1, found 6;")
        );
        let weighed = BurntWaste::Weighed(read("-1 t")).amount().unwrap_err().to_string();
        assert!(weighed.starts_with("expected a mass of waste that is burnt in the open of zero"));
    }
}
