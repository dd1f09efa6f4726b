use super::herd::{AnimalBasis, AnimalCategory, methane_of, steps_of};
use super::per_day::{FEED_RESOLUTION, rounded_grams};
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::{Fraction, product, sum};
use crate::method::input_problem::{activity, rate, whole};
use crate::method::sourced::{Shown, step, step_of};
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::Text;
use crate::text::method::agriculture as text;
use crate::unit::{AnimalYears, Mass, MassDays, MethaneMass, Rate, Ratio, VolatileSolids};
use crate::{Quantity, Title};

/// What the shares of manure over systems are to be, for errors.
pub(super) const SHARES: (&str, &str) = (
    "shares of the manure by system",
    "name every system, pasture too, and give per cent as a fraction",
);

/// A system of manure management with its methane for each mass of volatile solids.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, Title, number::Exact, unit::Rate};
/// use climate_account::method::{Sourced, agriculture::ManureMethaneSystem};
///
/// let source = Source::new("IPCC", "2019 Refinement, volume 4", 2019, "Table 10.14")?;
/// let slurry = ManureMethaneSystem {
///     name: Title::new("gylle", "slurry"),
///     share: Sourced::new(Exact::new(43, 2), &source),
///     methane: Sourced::new(Rate::new(Exact::new(338, 1), "g CH4/kg VS")?, &source),
/// };
/// assert_eq!(slurry.share.value, "0.43".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ManureMethaneSystem {
    /// Its name in the derivation.
    pub name: Title,
    /// The share of the manure that it takes, from 0 to 1.
    pub share: Sourced<Exact>,
    /// Methane for each mass of volatile solids.
    pub methane: Sourced<Rate<MethaneMass, VolatileSolids>>,
}

/// Methane from manure by volatile solids and systems, tier 1 of the 2019 Refinement.
///
/// ```text
/// E = N x VS x sum_S (AWMS_S x EF_S)
/// ```
///
/// IPCC 2019 Refinement, volume 4, equation 10.22. The result is kept at a microgram. The shares of the
/// systems add up to 1; what falls on pasture is one of them.
/// [`methane_of_volatile_solids`](super::methane_of_volatile_solids) gives the factor of a system. Volatile solids are per year: those of a day are 365 times less, and do
/// not fit.
///
/// ```compile_fail,E0308
/// use climate_account::{Quantity, Source, unit::{AnimalDays, AnimalYears, Rate, VolatileSolids}};
/// use climate_account::method::{Sourced, agriculture::ManureMethane};
///
/// let source = Source::new("IPCC", "2019 Refinement, volume 4", 2019, "Table 10.13a")?;
/// let daily = Rate::<VolatileSolids, AnimalDays>::new(5, "kg VS/head/day")?;
/// let cows = ManureMethane {
///     animals: Sourced::new(Quantity::<AnimalYears>::new(100, "head yr")?, &source),
///     volatile_solids: Sourced::new(daily, &source), // expected `Rate<_, AnimalYears>`
///     systems: Vec::new(),
/// };
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, Title, gas::Gas, number::Exact};
/// use climate_account::unit::{AnimalYears, Rate};
/// use climate_account::method::{Calculation, Sourced};
/// use climate_account::method::agriculture::{
///     ManureMethane, ManureMethaneSystem, yearly_volatile_solids,
/// };
///
/// let register = Source::new("Odder Kommune", "Animals by register", 2024, "row 3")?;
/// let table = Source::new("IPCC", "2019 Refinement, volume 4", 2019, "Table 10.14")?;
/// let rate = Sourced::built_in("ipcc-2019r/livestock/vs-rate/dairy-cattle/western-europe")?;
/// let mass = Sourced::built_in("ipcc-2019r/livestock/mass/dairy-cattle/western-europe")?;
/// let system = |name: Title, share: &str, methane: &str| -> climate_account::Result<_> {
///     Ok(ManureMethaneSystem {
///         name,
///         share: Sourced::new(share.parse()?, &table),
///         methane: Sourced::new(Rate::new(methane.parse::<Exact>()?, "g CH4/kg VS")?, &table),
///     })
/// };
/// let cows = ManureMethane {
///     animals: Sourced::new(Quantity::<AnimalYears>::new(100, "head yr")?, &register),
///     volatile_solids: Sourced::new(yearly_volatile_solids(&rate.value, mass.value)?, &table),
///     systems: vec![
///         system(Title::new("gylle", "slurry"), "0.43", "33.8")?,
///         system(Title::new("fast gødning", "solid storage"), "0.29", "3.2")?,
///         system(Title::new("daglig udbringning", "daily spread"), "0.02", "0.2")?,
///         system(Title::new("græs", "pasture"), "0.26", "0.6")?,
///     ],
/// };
/// assert_eq!(cows.emissions()?.kilograms(Gas::CH4_NON_FOSSIL), "2565.9135".parse()?);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero, and for shares that do not
/// add up to 1.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ManureMethane {
    /// The annual average population.
    pub animals: Sourced<Quantity<AnimalYears>>,
    /// The volatile solids of an animal and year, see [`yearly_volatile_solids`].
    pub volatile_solids: Sourced<Rate<VolatileSolids, AnimalYears>>,
    /// Where the manure goes.
    pub systems: Vec<ManureMethaneSystem>,
}

impl Calculation for ManureMethane {
    fn method(&self) -> Method {
        Method::ManureMethane
    }

    fn emissions(&self) -> Result<Emissions> {
        activity("a number of animals", self.animals.value)?;
        let remedy = "take it from a guideline or work it out of the feed";
        rate("a mass of volatile solids", &self.volatile_solids.value, remedy)?;
        let (what, remedy) = SHARES;
        whole(what, self.systems.iter().map(|system| system.share.value), remedy)?;
        let mut factor = Ratio::of(Exact::ZERO);
        for ManureMethaneSystem { share, methane, .. } in &self.systems {
            rate("a methane factor of manure", &methane.value, "take it from a guideline")?;
            factor = sum(factor, product(methane.value.ratio(), Ratio::of(share.value))?)?;
        }
        let methane = Fraction::of(self.animals.value.base_value())
            .by(self.volatile_solids.value.ratio())?
            .by(factor)?;
        let methane = rounded_grams(methane)?;
        Ok(Emissions::from_grams(Gas::CH4_NON_FOSSIL, methane))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![
            step(&self.animals, text::ANNUAL_AVERAGE_POPULATION),
            step(&self.volatile_solids, text::VOLATILE_SOLIDS_PER_ANIMAL_AND_YEAR),
        ];
        for ManureMethaneSystem { name, share, methane } in &self.systems {
            steps.extend(system_steps(name, share, methane, text::METHANE_PER_VOLATILE_SOLIDS));
        }
        Ok(steps)
    }
}

/// The steps of a system: its share of the manure, and its factor.
pub(super) fn system_steps<T: Shown>(
    name: &Title,
    share: &Sourced<Exact>,
    factor: &Sourced<T>,
    what: Text,
) -> [Step; 2] {
    [step_of(share, text::SHARE_OF_THE_MANURE, name), step_of(factor, what, name)]
}

/// The volatile solids of an animal and year, from a rate per animal mass and day.
///
/// ```text
/// VS = VS_rate x TAM x 365
/// ```
///
/// IPCC 2019 Refinement, volume 4, equation 10.22a. The rate is printed per 1000 kg and day. The
/// result has 20 digits.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::agriculture::yearly_volatile_solids, number::Exact};
/// use climate_account::unit::{Mass, Rate};
///
/// let rate = Rate::new(Exact::new(75, 1), "kg VS/t/day")?;
/// let solids = yearly_volatile_solids(&rate, Quantity::<Mass>::kilograms(600))?;
/// assert_eq!(solids.to_string(), "1642.5 kg VS/head/yr");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a rate or a mass below zero.
pub fn yearly_volatile_solids(
    volatile_solids: &Rate<VolatileSolids, MassDays>,
    animal_mass: Quantity<Mass>,
) -> Result<Rate<VolatileSolids, AnimalYears>> {
    rate("a rate of volatile solids", volatile_solids, "take it from a guideline")?;
    activity("a mass of the animal", animal_mass)?;
    let kilograms = Fraction::of(animal_mass.base_value())
        .by(volatile_solids.ratio())?
        .over_year_of_days()?
        .over(1000)?
        .value()?;
    Rate::new(kilograms.round(FEED_RESOLUTION)?, "kg VS/head/yr")
}

/// Methane from manure by animals and factors per animal, tier 1 of the 2006 Guidelines, or by the
/// factors of a national inventory.
///
/// ```text
/// E = sum_T N_T x EF_T
/// ```
///
/// IPCC 2006, volume 4, equation 10.22; the factors go by species and by the average temperature. The
/// Danish inventory prints factors per animal that hold its systems.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, Title, gas::Gas, unit::AnimalYears};
/// use climate_account::method::{Calculation, Sourced};
/// use climate_account::method::agriculture::{AnimalCategory, ManureMethanePerAnimal};
///
/// let register = Source::new("Odder Kommune", "Animals by register", 2024, "row 8")?;
/// let deer = ManureMethanePerAnimal {
///     categories: vec![AnimalCategory {
///         name: Title::new("hjorte", "deer"),
///         animals: Sourced::new(Quantity::<AnimalYears>::new(50, "head yr")?, &register),
///         methane: Sourced::built_in("ipcc-2006/livestock/manure-ch4/deer")?,
///     }],
/// };
/// assert_eq!(deer.emissions()?.kilograms(Gas::CH4_NON_FOSSIL), 11.into()); // 50 x 0.22
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`MissingValue`](crate::ErrorKind::MissingValue) without a category;
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a number or a factor below zero.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, bound = ""))]
pub struct ManureMethanePerAnimal<B: AnimalBasis = AnimalYears> {
    /// The animals with their factors.
    pub categories: Vec<AnimalCategory<B>>,
}

impl<B: AnimalBasis> Calculation for ManureMethanePerAnimal<B> {
    fn method(&self) -> Method {
        Method::ManureMethanePerAnimal
    }

    fn emissions(&self) -> Result<Emissions> {
        methane_of(&self.categories)
    }

    fn steps(&self) -> Result<Vec<Step>> {
        Ok(steps_of(&self.categories))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn cows(animals: &str, solids: &str, systems: &[(i64, &str)]) -> ManureMethane {
        let system = |(percent, methane): &(i64, &str)| ManureMethaneSystem {
            name: Title::new("gylle", "slurry"),
            share: example(Exact::new(*percent, 2)),
            methane: read(methane),
        };
        ManureMethane {
            animals: read(animals),
            volatile_solids: read(solids),
            systems: systems.iter().map(system).collect(),
        }
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |cows: ManureMethane| cows.emissions().unwrap_err().to_string();
        let all: &[(i64, &str)] = &[(100, "30 g CH4/kg VS")];
        assert!(
            text(cows("-1 head yr", "1 kg VS/head/yr", all))
                .starts_with("expected a number of animals of zero or more, found -1 head yr; ")
        );
        assert_eq!(
            text(cows("1 head yr", "-1 kg VS/head/yr", all)),
            "expected a mass of volatile solids of zero or more, found -1 kg VS/head/yr; take it \
             from a guideline or work it out of the feed"
        );
        assert_eq!(
            text(cows("1 head yr", "1 kg VS/head/yr", &[(74, "30 g CH4/kg VS")])),
            "expected shares of the manure by system that add up to 1, found a sum of 0.74; name \
             every system, pasture too, and give per cent as a fraction"
        );
        assert_eq!(
            text(cows("1 head yr", "1 kg VS/head/yr", &[(100, "-1 g CH4/kg VS")])),
            "expected a methane factor of manure of zero or more, found -1 g CH4/kg VS; take it \
             from a guideline"
        );
        let solids = |value: i64, mass: i64| {
            let rate = Rate::new(value, "kg VS/t/day").unwrap();
            yearly_volatile_solids(&rate, Quantity::<Mass>::kilograms(mass)).unwrap_err()
        };
        assert_eq!(
            solids(-1, 1).to_string(),
            "expected a rate of volatile solids of zero or more, found -1 kg VS/t/day; take it from \
             a guideline"
        );
        assert!(
            solids(1, -1)
                .to_string()
                .starts_with("expected a mass of the animal of zero or more, found -1 kg; ")
        );
        let none: ManureMethanePerAnimal = ManureMethanePerAnimal { categories: Vec::new() };
        assert!(none.emissions().unwrap_err().to_string().starts_with("expected a category of"));
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_round_trips() {
        let cows = cows("10 head yr", "1642.5 kg VS/head/yr", &[(100, "33.8 g CH4/kg VS")]);
        assert_eq!(cows.derivation().unwrap().steps.len(), 4);
        let written = serde_json::to_string(&cows).unwrap();
        assert_eq!(serde_json::from_str::<ManureMethane>(&written).unwrap(), cows);
    }
}
