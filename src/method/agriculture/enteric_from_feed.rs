use super::per_day::{FEED_RESOLUTION, METHANE_ENERGY, rounded_grams};
use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, number, rate};
use crate::method::sourced::{step, worked_step};
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::agriculture as text;
use crate::unit::{AnimalDays, AnimalYears, DryMass, Energy, MethaneMass, Rate};

/// Methane from the digestion of livestock, by the gross energy of the feed, tier 2.
///
/// ```text
/// EF = GE x Ym x 365 / 55.65      E = N x EF
/// ```
///
/// IPCC 2006 and 2019 Refinement, volume 4, equation 10.21. 55.65 MJ/kg is the energy of methane.
/// Ym is a fraction here (0.063 for 6.3 %). The gross energy comes from
/// [`CattleEnergy`](super::CattleEnergy) and [`SheepEnergy`](super::SheepEnergy), or from a national
/// model of feeding. The result is kept at a microgram
/// ([`MASS_RESOLUTION`](crate::method::MASS_RESOLUTION)).
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, gas::Gas, number::{Exact, Rounding}};
/// use climate_account::method::{Calculation, Sourced, agriculture::EntericFromEnergy};
/// use climate_account::unit::{AnimalYears, Rate};
///
/// // Danish dairy cows of large breeds, 2021.
/// let source = Source::new("Aarhus University, DCE", "KF23 data sheet", 2024, "dairy cows")?;
/// let cows = EntericFromEnergy {
///     animals: Sourced::new(Quantity::<AnimalYears>::new(1000, "head yr")?, &source),
///     gross_energy: Sourced::new(Rate::new(Exact::new(4391, 1), "MJ/head/day")?, &source),
///     methane_conversion: Sourced::new(Exact::new(576, 4), &source),
/// };
/// let factor = cows.factor()?.amount().value;
/// assert_eq!(factor.round(Rounding::decimals(9))?.to_string(), "165.88748248");
/// let methane = cows.emissions()?.tonnes(Gas::CH4_NON_FOSSIL);
/// assert_eq!(methane.round(Rounding::decimals(9))?.to_string(), "165.88748248");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a number or an energy below zero, and for a Ym
/// outside 0 to 1.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct EntericFromEnergy {
    /// The annual average population.
    pub animals: Sourced<Quantity<AnimalYears>>,
    /// The gross energy of the feed of an animal and day.
    pub gross_energy: Sourced<Rate<Energy, AnimalDays>>,
    /// Ym, the share of the gross energy that leaves as methane, from 0 to 1.
    pub methane_conversion: Sourced<Exact>,
}

impl EntericFromEnergy {
    /// The methane of one animal and year, at 20 digits.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, number::{Exact, Rounding}};
    /// use climate_account::method::{Sourced, agriculture::EntericFromEnergy};
    /// use climate_account::unit::Rate;
    ///
    /// let source = Source::new("Odder Kommune", "Feed plans", 2024, "row 4")?;
    /// let cows = EntericFromEnergy {
    ///     animals: Sourced::new(Quantity::ZERO, &source),
    ///     gross_energy: Sourced::new(Rate::new(Exact::new(3175, 1), "MJ/head/day")?, &source),
    ///     methane_conversion: Sourced::new(Exact::new(63, 3), &source),
    /// };
    /// let factor = cows.factor()?.amount().value;
    /// assert_eq!(factor.round(Rounding::decimals(12))?.to_string(), "131.193396226415");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As the calculation.
    pub fn factor(&self) -> Result<Rate<MethaneMass, AnimalYears>> {
        self.check()?;
        methane_factor(self.methane_of(Exact::ONE)?)
    }

    fn check(&self) -> Result<()> {
        activity("a number of animals", self.animals.value)?;
        let remedy = "take it from the feed or from the needs of the animal";
        rate("a gross energy of the feed", &self.gross_energy.value, remedy)?;
        let (what, value) = ("a methane conversion (Ym)", &self.methane_conversion.value);
        number(what, value, "give per cent as a fraction").share()
    }

    fn methane_of(&self, animals: Exact) -> Result<Fraction> {
        Fraction::of(animals)
            .by(self.gross_energy.value.ratio())?
            .over_year_of_days()?
            .times(self.methane_conversion.value)?
            .over(METHANE_ENERGY)
    }
}

impl Calculation for EntericFromEnergy {
    fn method(&self) -> Method {
        Method::EntericFromEnergy
    }

    fn emissions(&self) -> Result<Emissions> {
        self.check()?;
        let methane = rounded_grams(self.methane_of(self.animals.value.base_value())?)?;
        Ok(Emissions::from_grams(Gas::CH4_NON_FOSSIL, methane))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        Ok(vec![
            step(&self.animals, text::ANNUAL_AVERAGE_POPULATION),
            step(&self.gross_energy, text::GROSS_ENERGY_OF_THE_FEED),
            step(&self.methane_conversion, text::METHANE_CONVERSION_OF_THE_GROSS_ENERGY),
            worked_step(&self.factor()?, text::METHANE_PER_ANIMAL_AND_YEAR),
        ])
    }
}

/// Methane from the digestion of livestock, by the dry matter of the feed, tier 2.
///
/// ```text
/// EF = DMI x MY x 365      E = N x EF
/// ```
///
/// IPCC 2019 Refinement, volume 4, equation 10.21a. The methane yield is printed in g CH4 per kg of
/// dry matter. The result is kept at a microgram.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, gas::Gas};
/// use climate_account::method::{Calculation, Sourced, agriculture::EntericFromIntake};
/// use climate_account::unit::{AnimalYears, Rate};
///
/// let source = Source::new("Odder Kommune", "Feed plans", 2024, "row 4")?;
/// let cows = EntericFromIntake {
///     animals: Sourced::new(Quantity::<AnimalYears>::new(10, "head yr")?, &source),
///     dry_matter_intake: Sourced::new(Rate::new(20, "kg DM/head/day")?, &source),
///     methane_yield: Sourced::new(Rate::new(20, "g CH4/kg DM")?, &source),
/// };
/// assert_eq!(cows.emissions()?.kilograms(Gas::CH4_NON_FOSSIL), 1460.into()); // 10 x 0.4 x 365
/// assert_eq!(cows.factor()?, Rate::new(146, "kg CH4/head/yr")?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct EntericFromIntake {
    /// The annual average population.
    pub animals: Sourced<Quantity<AnimalYears>>,
    /// The dry matter that an animal eats in a day.
    pub dry_matter_intake: Sourced<Rate<DryMass, AnimalDays>>,
    /// Methane for each dry mass of feed.
    pub methane_yield: Sourced<Rate<MethaneMass, DryMass>>,
}

impl EntericFromIntake {
    /// The methane of one animal and year, at 20 digits.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, unit::Rate};
    /// use climate_account::method::{Sourced, agriculture::EntericFromIntake};
    ///
    /// let source = Source::new("Odder Kommune", "Feed plans", 2024, "row 4")?;
    /// let heifers = EntericFromIntake {
    ///     animals: Sourced::new(Quantity::ZERO, &source),
    ///     dry_matter_intake: Sourced::new(Rate::new(10, "kg DM/head/day")?, &source),
    ///     methane_yield: Sourced::new(Rate::new(20, "g CH4/kg DM")?, &source),
    /// };
    /// assert_eq!(heifers.factor()?, Rate::new(73, "kg CH4/head/yr")?); // 0.2 x 365
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As the calculation.
    pub fn factor(&self) -> Result<Rate<MethaneMass, AnimalYears>> {
        self.check()?;
        methane_factor(self.methane_of(Exact::ONE)?)
    }

    fn check(&self) -> Result<()> {
        activity("a number of animals", self.animals.value)?;
        let remedy = "take it from the feed";
        rate("an intake of dry matter", &self.dry_matter_intake.value, remedy)?;
        rate("a methane yield", &self.methane_yield.value, "take it from a guideline")
    }

    fn methane_of(&self, animals: Exact) -> Result<Fraction> {
        Fraction::of(animals)
            .by(self.dry_matter_intake.value.ratio())?
            .over_year_of_days()?
            .by(self.methane_yield.value.ratio())
    }
}

impl Calculation for EntericFromIntake {
    fn method(&self) -> Method {
        Method::EntericFromIntake
    }

    fn emissions(&self) -> Result<Emissions> {
        self.check()?;
        let methane = rounded_grams(self.methane_of(self.animals.value.base_value())?)?;
        Ok(Emissions::from_grams(Gas::CH4_NON_FOSSIL, methane))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        Ok(vec![
            step(&self.animals, text::ANNUAL_AVERAGE_POPULATION),
            step(&self.dry_matter_intake, text::INTAKE_OF_DRY_MATTER),
            step(&self.methane_yield, text::METHANE_YIELD_OF_THE_DRY_MATTER),
            worked_step(&self.factor()?, text::METHANE_PER_ANIMAL_AND_YEAR),
        ])
    }
}

/// A factor from the grams of one animal and year.
pub(super) fn methane_factor(grams: Fraction) -> Result<Rate<MethaneMass, AnimalYears>> {
    Rate::new(grams.over(1000)?.value()?.round(FEED_RESOLUTION)?, "kg CH4/head/yr")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn by_energy(animals: &str, energy: &str, conversion: Exact) -> EntericFromEnergy {
        EntericFromEnergy {
            animals: read(animals),
            gross_energy: read(energy),
            methane_conversion: example(conversion),
        }
    }

    fn by_intake(animals: &str, intake: &str, methane: &str) -> EntericFromIntake {
        EntericFromIntake {
            animals: read(animals),
            dry_matter_intake: read(intake),
            methane_yield: read(methane),
        }
    }

    /// GE = 18.45 DMI and MY = Ym x 18.45 / 55.65 close both routes.
    #[test]
    fn energy_and_intake_meet() {
        let energy = by_energy("3 head yr", "369 MJ/head/day", Exact::new(5565, 5));
        let intake = by_intake("3 head yr", "20 kg DM/head/day", "18.45 g CH4/kg DM");
        assert_eq!(energy.emissions().unwrap(), intake.emissions().unwrap());
        assert_eq!(energy.factor().unwrap(), intake.factor().unwrap());
        assert_eq!(energy.derivation().unwrap().steps.len(), 4);
        assert_eq!(intake.derivation().unwrap().steps.len(), 4);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |herd: EntericFromEnergy| herd.emissions().unwrap_err().to_string();
        let ym = Exact::new(6, 2);
        assert!(
            text(by_energy("-1 head yr", "1 MJ/head/day", ym))
                .starts_with("expected a number of animals of zero or more, found -1 head yr; ")
        );
        assert_eq!(
            text(by_energy("1 head yr", "-1 MJ/head/day", ym)),
            "expected a gross energy of the feed of zero or more, found -1 MJ/head/day; take it \
             from the feed or from the needs of the animal"
        );
        assert_eq!(
            text(by_energy("1 head yr", "1 MJ/head/day", Exact::new(63, 1))),
            "expected a methane conversion (Ym) from 0 to 1, found 6.3; give per cent as a fraction"
        );
        let text = |herd: EntericFromIntake| herd.emissions().unwrap_err().to_string();
        assert_eq!(
            text(by_intake("1 head yr", "-1 kg DM/head/day", "1 g CH4/kg DM")),
            "expected an intake of dry matter of zero or more, found -1 kg DM/head/day; take it \
             from the feed"
        );
        assert_eq!(
            text(by_intake("1 head yr", "1 kg DM/head/day", "-1 g CH4/kg DM")),
            "expected a methane yield of zero or more, found -1 g CH4/kg DM; take it from a \
             guideline"
        );
    }
}
