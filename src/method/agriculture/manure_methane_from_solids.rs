use super::enteric_from_feed::methane_factor;
use super::manure_methane::{SHARES, system_steps};
use super::per_day::{FEED_ENERGY, FEED_RESOLUTION, megajoules, product, quotient, rounded_grams};
use crate::error::{Error, Result};
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{InputProblem, activity, number, rate, whole};
use crate::method::sourced::{step, worked_step};
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::agriculture as text;
use crate::unit::{AnimalDays, AnimalYears, Energy, MethaneMass, Rate, VolatileSolids, Volume};
use crate::{Quantity, Title};

/// Density of methane at 20 °C: 0.67 kg/m3 is 0.67 g/l.
const METHANE_DENSITY: Exact = Exact::new(67, 2);

/// A system of manure management with the share of the potential methane that it lets form.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, Title, number::Exact};
/// use climate_account::method::{Sourced, agriculture::ManureConversionSystem};
///
/// let source = Source::new("IPCC", "2019 Refinement, volume 4", 2019, "Table 10.17")?;
/// let slurry = ManureConversionSystem {
///     name: Title::new("gylle", "slurry"),
///     share: Sourced::new(Exact::new(43, 2), &source),
///     methane_conversion: Sourced::new(Exact::new(21, 2), &source),
/// };
/// assert_eq!(slurry.methane_conversion.value, "0.21".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ManureConversionSystem {
    /// Its name in the derivation.
    pub name: Title,
    /// The share of the manure that it takes, from 0 to 1.
    pub share: Sourced<Exact>,
    /// MCF, the share of the potential methane that forms, from 0 to 1.
    pub methane_conversion: Sourced<Exact>,
}

/// Methane from manure by volatile solids, their potential and the systems, tier 2.
///
/// ```text
/// EF = VS x 365 x B0 x 0.67 x sum_S (MCF_S x AWMS_S)      E = N x EF
/// ```
///
/// IPCC 2006 and 2019 Refinement, volume 4, equation 10.23. Volatile solids are per day. `B0` is a volume
/// of methane at 20 °C, where it weighs 0.67 kg/m3. The conversion is a fraction, printed in per
/// cent. Manure that is digested takes the row of its digester here, or the biogas plant as a
/// [`BiologicalTreatment`](crate::method::waste::BiologicalTreatment), not both. The result is kept at a
/// microgram.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, Title, number::Exact, unit::{AnimalYears, Rate}};
/// use climate_account::method::{Calculation, Sourced};
/// use climate_account::method::agriculture::{ManureConversionSystem, ManureMethaneFromSolids};
///
/// let source = Source::new("IPCC", "2019 Refinement, volume 4", 2019, "Tables 10.16 and 10.17")?;
/// let system = |name: Title, share: &str, conversion: &str| -> climate_account::Result<_> {
///     Ok(ManureConversionSystem {
///         name,
///         share: Sourced::new(share.parse()?, &source),
///         methane_conversion: Sourced::new(conversion.parse()?, &source),
///     })
/// };
/// let cows = ManureMethaneFromSolids {
///     animals: Sourced::new(Quantity::<AnimalYears>::new(1, "head yr")?, &source),
///     volatile_solids: Sourced::new(Rate::new(Exact::new(45, 1), "kg VS/head/day")?, &source),
///     maximum_methane: Sourced::new(Rate::new(Exact::new(24, 2), "m3/kg VS")?, &source),
///     systems: vec![
///         system(Title::new("gylle", "slurry"), "0.43", "0.21")?,
///         system(Title::new("fast gødning", "solid storage"), "0.29", "0.02")?,
///         system(Title::new("daglig udbringning", "daily spread"), "0.02", "0.001")?,
///         system(Title::new("græs", "pasture"), "0.26", "0.0047")?,
///     ],
/// };
/// assert_eq!(cows.factor()?.to_string(), "25.709384988 kg CH4/head/yr");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero, a conversion outside 0 to 1,
/// and shares that do not add up to 1.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ManureMethaneFromSolids {
    /// The annual average population.
    pub animals: Sourced<Quantity<AnimalYears>>,
    /// The volatile solids of an animal and day, see [`volatile_solids_of_feed`].
    pub volatile_solids: Sourced<Rate<VolatileSolids, AnimalDays>>,
    /// `B0`, the most methane that the solids can give, as a volume at 20 °C.
    pub maximum_methane: Sourced<Rate<Volume, VolatileSolids>>,
    /// Where the manure goes.
    pub systems: Vec<ManureConversionSystem>,
}

impl ManureMethaneFromSolids {
    /// The methane of one animal and year, at 20 digits.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, Title, number::Exact, unit::Rate};
    /// use climate_account::method::Sourced;
    /// use climate_account::method::agriculture::{ManureConversionSystem, ManureMethaneFromSolids};
    ///
    /// let source = Source::new("IPCC", "2019 Refinement, volume 4", 2019, "Table 10.17")?;
    /// let cows = ManureMethaneFromSolids {
    ///     animals: Sourced::new(Quantity::ZERO, &source),
    ///     volatile_solids: Sourced::new(Rate::new(5, "kg VS/head/day")?, &source),
    ///     maximum_methane: Sourced::new(Rate::new(Exact::new(2, 1), "m3/kg VS")?, &source),
    ///     systems: vec![ManureConversionSystem {
    ///         name: Title::new("gylle", "slurry"),
    ///         share: Sourced::new(Exact::ONE, &source),
    ///         methane_conversion: Sourced::new(Exact::new(1, 1), &source),
    ///     }],
    /// };
    /// assert_eq!(cows.factor()?.to_string(), "24.455 kg CH4/head/yr"); // 365 x 0.1 m3 x 0.67
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As the calculation.
    pub fn factor(&self) -> Result<Rate<MethaneMass, AnimalYears>> {
        methane_factor(self.methane_of(Exact::ONE)?)
    }

    fn methane_of(&self, animals: Exact) -> Result<Fraction> {
        activity("a number of animals", self.animals.value)?;
        let remedy = "take it from a guideline or work it out of the feed";
        rate("a mass of volatile solids", &self.volatile_solids.value, remedy)?;
        check_potential(&self.maximum_methane.value)?;
        let (what, remedy) = SHARES;
        whole(what, self.systems.iter().map(|system| system.share.value), remedy)?;
        let mut conversion = Exact::ZERO;
        for ManureConversionSystem { share, methane_conversion, .. } in &self.systems {
            let value = methane_conversion.value;
            check_conversion(&value)?;
            conversion = conversion.checked_add(share.value.checked_mul(value)?)?;
        }
        Fraction::of(animals)
            .by(self.volatile_solids.value.ratio())?
            .over_year_of_days()?
            .by(self.maximum_methane.value.ratio())?
            .times(METHANE_DENSITY)?
            .times(conversion)
    }
}

impl Calculation for ManureMethaneFromSolids {
    fn method(&self) -> Method {
        Method::ManureMethaneFromSolids
    }

    fn emissions(&self) -> Result<Emissions> {
        let methane = rounded_grams(self.methane_of(self.animals.value.base_value())?)?;
        Ok(Emissions::from_grams(Gas::CH4_NON_FOSSIL, methane))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![
            step(&self.animals, text::ANNUAL_AVERAGE_POPULATION),
            step(&self.volatile_solids, text::VOLATILE_SOLIDS_PER_ANIMAL_AND_DAY),
            step(&self.maximum_methane, text::MAXIMUM_OF_METHANE_B0),
        ];
        for ManureConversionSystem { name, share, methane_conversion } in &self.systems {
            steps.extend(system_steps(name, share, methane_conversion, text::METHANE_CONVERSION));
        }
        steps.push(worked_step(&self.factor()?, text::METHANE_PER_ANIMAL_AND_YEAR));
        Ok(steps)
    }
}

/// The methane of volatile solids in a system, from their potential.
///
/// ```text
/// EF = B0 x 0.67 x MCF
/// ```
///
/// IPCC 2019 Refinement, volume 4, table 10.14, whose factors are this product, rounded. The conversion
/// is a fraction. The result has 20 digits.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::method::{Sourced, agriculture::methane_of_volatile_solids};
/// use climate_account::number::Exact;
///
/// let potential = Sourced::built_in("ipcc-2019r/livestock/b0/dairy-cattle/western-europe")?;
/// let slurry = methane_of_volatile_solids(&potential.value, Exact::new(21, 2))?;
/// assert_eq!(slurry.to_string(), "33.768 g CH4/kg VS"); // printed as 33.8
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a potential below zero and a conversion outside 0
/// to 1.
pub fn methane_of_volatile_solids(
    maximum_methane: &Rate<Volume, VolatileSolids>,
    methane_conversion: Exact,
) -> Result<Rate<MethaneMass, VolatileSolids>> {
    check_potential(maximum_methane)?;
    check_conversion(&methane_conversion)?;
    let grams = Fraction::of(Exact::from(1000))
        .by(maximum_methane.ratio())?
        .times(METHANE_DENSITY)?
        .times(methane_conversion)?
        .value()?;
    Rate::new(grams.round(FEED_RESOLUTION)?, "g CH4/kg VS")
}

fn check_potential(maximum_methane: &Rate<Volume, VolatileSolids>) -> Result<()> {
    rate("a maximum of methane (B0)", maximum_methane, "take it from a guideline")
}

fn check_conversion(conversion: &Exact) -> Result<()> {
    number("a methane conversion (MCF)", conversion, "give per cent as a fraction").share()
}

/// The volatile solids of an animal and day, from its feed.
///
/// ```text
/// VS = (GE x (1 - DE) + UE x GE) x (1 - ASH) / 18.45
/// ```
///
/// IPCC 2006 and 2019 Refinement, volume 4, equation 10.24. Both terms of the bracket are taken free of
/// ash and over 18.45 MJ/kg, so that the solids are never more than the feed. Digestibility, urinary
/// energy (0.04; 0.02 for pigs and feed of grain) and ash (0.08) are fractions. The result has 20
/// digits.
///
/// # Examples
///
/// ```
/// use climate_account::{method::agriculture::volatile_solids_of_feed, number::{Exact, Rounding}};
/// use climate_account::unit::Rate;
///
/// let gross_energy = Rate::new("338.560132732".parse::<Exact>()?, "MJ/head/day")?;
/// let (digestibility, urine, ash) = (Exact::new(71, 2), Exact::new(4, 2), Exact::new(8, 2));
/// let solids = volatile_solids_of_feed(&gross_energy, digestibility, urine, ash)?;
/// let value = solids.amount().value.round(Rounding::decimals(9))?;
/// assert_eq!(value.to_string(), "5.571103322");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an energy below zero, a share outside 0 to 1, and
/// urine that holds more than what is digested.
pub fn volatile_solids_of_feed(
    gross_energy: &Rate<Energy, AnimalDays>,
    digestibility: Exact,
    urinary_energy: Exact,
    ash: Exact,
) -> Result<Rate<VolatileSolids, AnimalDays>> {
    let remedy = "take it from the feed or from the needs of the animal";
    rate("a gross energy of the feed", gross_energy, remedy)?;
    let remedy = "give per cent as a fraction";
    number("a digestibility", &digestibility, remedy).share()?;
    number("a share of urinary energy", &urinary_energy, remedy).share()?;
    number("a share of ash", &ash, remedy).share_below_one()?;
    if urinary_energy > digestibility {
        return Err(Error::new(InputProblem::AboveWhole {
            what: "a share of urinary energy",
            whole: format!("the {digestibility} that are digested"),
            found: urinary_energy.to_string(),
            remedy: "check which share is which",
        }));
    }
    let excreted = Exact::ONE.checked_sub(digestibility)?.checked_add(urinary_energy)?;
    let share = product(excreted, Exact::ONE.checked_sub(ash)?)?;
    let solids = quotient(product(megajoules(gross_energy)?, share)?, FEED_ENERGY)?;
    Rate::new(solids, "kg VS/head/day")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn cows(solids: &str, maximum: &str, percent: i64, conversion: i64) -> ManureMethaneFromSolids {
        ManureMethaneFromSolids {
            animals: read("10 head yr"),
            volatile_solids: read(solids),
            maximum_methane: read(maximum),
            systems: vec![ManureConversionSystem {
                name: Title::new("gylle", "slurry"),
                share: example(Exact::new(percent, 2)),
                methane_conversion: example(Exact::new(conversion, 2)),
            }],
        }
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |cows: ManureMethaneFromSolids| cows.emissions().unwrap_err().to_string();
        let (solids, maximum) = ("5 kg VS/head/day", "0.24 m3/kg VS");
        let none = ManureMethaneFromSolids {
            animals: read("-1 head yr"),
            ..cows(solids, maximum, 100, 21)
        };
        assert!(text(none).starts_with("expected a number of animals of zero or more, found -1 "));
        assert_eq!(
            text(cows("-5 kg VS/head/day", maximum, 100, 21)),
            "expected a mass of volatile solids of zero or more, found -5 kg VS/head/day; take it \
             from a guideline or work it out of the feed"
        );
        assert_eq!(
            text(cows(solids, "-0.24 m3/kg VS", 100, 21)),
            "expected a maximum of methane (B0) of zero or more, found -0.24 m3/kg VS; take it from \
             a guideline"
        );
        assert!(text(cows(solids, maximum, 99, 21)).starts_with(
            "expected shares of the manure by system that add up to 1, found a sum of 0.99; "
        ));
        assert_eq!(
            text(cows(solids, maximum, 100, 2100)),
            "expected a methane conversion (MCF) from 0 to 1, found 21; give per cent as a fraction"
        );
    }

    #[test]
    fn a_potential_says_what_is_out_of_range() {
        let text = |cubic_metres: i64, percent: i64| {
            let maximum = Rate::new(cubic_metres, "m3/kg VS").unwrap();
            let conversion = Exact::new(percent, 2);
            methane_of_volatile_solids(&maximum, conversion).unwrap_err().to_string()
        };
        assert!(text(-1, 21).starts_with("expected a maximum of methane (B0) of zero or more"));
        assert!(
            text(1, 2100).starts_with("expected a methane conversion (MCF) from 0 to 1, found")
        );
    }

    #[test]
    fn solids_say_what_is_out_of_range() {
        let text = |energy: i64, shares: [i64; 3]| {
            let energy = Rate::new(energy, "MJ/head/day").unwrap();
            let [digested, urine, ash] = shares.map(|percent| Exact::new(percent, 2));
            volatile_solids_of_feed(&energy, digested, urine, ash).unwrap_err().to_string()
        };
        assert!(text(-1, [71, 4, 8]).starts_with("expected a gross energy of the feed of zero or"));
        assert_eq!(
            text(1, [7100, 4, 8]),
            "expected a digestibility from 0 to 1, found 71; give per cent as a fraction"
        );
        assert!(
            text(1, [71, 400, 8]).starts_with("expected a share of urinary energy from 0 to 1")
        );
        assert_eq!(
            text(1, [71, 4, 100]),
            "expected a share of ash from 0 to below 1, found 1; give per cent as a fraction"
        );
        assert_eq!(
            text(1, [3, 4, 8]),
            "expected a share of urinary energy of at most the 0.03 that are digested, found 0.04; \
             check which share is which"
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_round_trips() {
        let cows = cows("5 kg VS/head/day", "0.24 m3/kg VS", 100, 21);
        assert_eq!(cows.derivation().unwrap().steps.len(), 6);
        let written = serde_json::to_string(&cows).unwrap();
        assert_eq!(serde_json::from_str::<ManureMethaneFromSolids>(&written).unwrap(), cows);
    }
}
