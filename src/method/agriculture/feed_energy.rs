use super::per_day::{FEED_RESOLUTION, energy_rate, megajoules, quotient};
use crate::error::{Error, Result};
use crate::method::Step;
use crate::method::input_problem::{InputProblem, number, rate};
use crate::method::sourced::worked_step;
use crate::number::Exact;
use crate::text::Text;
use crate::text::method::agriculture as text;
use crate::unit::{AnimalDays, Energy, Rate};

/// The energy that an animal needs in a day, and the gross energy of the feed that gives it.
///
/// ```text
/// GE = [ (NE_m + NE_a + NE_l + NE_w + NE_p) / REM + (NE_g + NE_wool) / REG ] / DE
/// ```
///
/// IPCC 2006 and 2019 Refinement, volume 4, equation 10.16. [`CattleEnergy`](super::CattleEnergy) and
/// [`SheepEnergy`](super::SheepEnergy) give it; energies are per head and day. Wool is in the bracket
/// of growth. What is worked out is rounded half-even at 20 digits at each step.
///
/// # Examples
///
/// ```
/// use climate_account::{method::agriculture::FeedEnergy, number::Rounding};
/// use climate_account::unit::{AnimalDays, Energy, Rate};
///
/// let energy = |text: &str| -> climate_account::Result<Rate<Energy, AnimalDays>> {
///     Rate::new(text.parse::<climate_account::number::Exact>()?, "MJ/head/day")
/// };
/// let cow = FeedEnergy {
///     maintenance: energy("46.8")?,
///     activity: energy("7.96")?,
///     growth: energy("5")?,
///     lactation: energy("63.9")?,
///     work: energy("0")?,
///     wool: energy("0")?,
///     pregnancy: energy("4.2")?,
///     maintenance_ratio: "0.5314".parse()?,
///     growth_ratio: "0.3348".parse()?,
///     digestibility: "0.71".parse()?,
/// };
/// let gross = cow.gross_energy()?.amount().value;
/// assert_eq!(gross.round(Rounding::decimals(9))?.to_string(), "346.668861001");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct FeedEnergy {
    /// `NE_m`, to live.
    pub maintenance: Rate<Energy, AnimalDays>,
    /// `NE_a`, to walk and graze.
    pub activity: Rate<Energy, AnimalDays>,
    /// `NE_g`, to grow.
    pub growth: Rate<Energy, AnimalDays>,
    /// `NE_l`, to give milk.
    pub lactation: Rate<Energy, AnimalDays>,
    /// `NE_work`, to draw.
    pub work: Rate<Energy, AnimalDays>,
    /// `NE_wool`, to grow wool.
    pub wool: Rate<Energy, AnimalDays>,
    /// `NE_p`, to be with young.
    pub pregnancy: Rate<Energy, AnimalDays>,
    /// REM, net energy for maintenance over digestible energy.
    pub maintenance_ratio: Exact,
    /// REG, net energy for growth over digestible energy.
    pub growth_ratio: Exact,
    /// DE, the digestible share of the gross energy, from 0 to 1.
    pub digestibility: Exact,
}

impl FeedEnergy {
    /// GE, the gross energy of the feed of an animal and day, at 20 digits.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{method::agriculture::FeedEnergy, number::Exact, unit::Rate};
    ///
    /// let none = Rate::new(0, "MJ/head/day")?;
    /// let animal = FeedEnergy {
    ///     maintenance: Rate::new(42, "MJ/head/day")?,
    ///     activity: none.clone(),
    ///     growth: Rate::new(7, "MJ/head/day")?,
    ///     lactation: none.clone(),
    ///     work: none.clone(),
    ///     wool: none.clone(),
    ///     pregnancy: none,
    ///     maintenance_ratio: Exact::new(5, 1),
    ///     growth_ratio: Exact::new(25, 2),
    ///     digestibility: Exact::new(7, 1),
    /// };
    /// assert_eq!(animal.gross_energy()?, Rate::new(160, "MJ/head/day")?); // (84 + 28) / 0.7
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an energy below zero, for ratios that are not
    /// above zero, and for a digestibility that is not above 0 and up to 1.
    pub fn gross_energy(&self) -> Result<Rate<Energy, AnimalDays>> {
        let remedy = "check the weights, the yields and their units";
        for (_, energy) in self.needs() {
            rate("a net energy", energy, remedy)?;
        }
        let remedy = "work it out of the digestibility";
        number("a ratio of net energy for maintenance (REM)", &self.maintenance_ratio, remedy)
            .positive_share()?;
        number("a ratio of net energy for growth (REG)", &self.growth_ratio, remedy)
            .positive_share()?;
        let remedy = "give per cent as a fraction";
        number("a digestibility", &self.digestibility, remedy).positive_share()?;
        let sum = |energies: &[&Rate<Energy, AnimalDays>]| {
            energies
                .iter()
                .try_fold(Exact::ZERO, |sum, energy| sum.checked_add(megajoules(energy)?))
        };
        let body =
            [&self.maintenance, &self.activity, &self.lactation, &self.work, &self.pregnancy];
        let body = quotient(sum(&body)?, self.maintenance_ratio)?;
        let growth = quotient(sum(&[&self.growth, &self.wool])?, self.growth_ratio)?;
        energy_rate(quotient(body.checked_add(growth)?, self.digestibility)?)
    }

    /// A step for each energy, for the ratios and for the gross energy.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, number::Exact};
    /// use climate_account::method::{Sourced, agriculture::CattleEnergy};
    /// use climate_account::unit::Mass;
    ///
    /// let source = Source::new("Odder Kommune", "Feed plans", 2024, "row 4")?;
    /// let cow = CattleEnergy {
    ///     body_weight: Sourced::new(Quantity::<Mass>::kilograms(600), &source),
    ///     maintenance: Sourced::new(Exact::new(386, 3), &source),
    ///     winter_temperature: None,
    ///     activity: Sourced::new(Exact::ZERO, &source),
    ///     growth: None,
    ///     milk: None,
    ///     work_hours: None,
    ///     pregnancy: None,
    ///     digestibility: Sourced::new(Exact::new(71, 2), &source),
    /// };
    /// assert_eq!(cow.energy()?.steps()?.len(), 11);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`gross_energy`](FeedEnergy::gross_energy).
    pub fn steps(&self) -> Result<Vec<Step>> {
        let gross = self.gross_energy()?;
        let needs = self.needs().into_iter();
        let mut steps: Vec<Step> = needs.map(|(what, energy)| worked_step(energy, what)).collect();
        steps.extend([
            worked_step(&self.maintenance_ratio, text::MAINTENANCE_OVER_DIGESTIBLE_ENERGY),
            worked_step(&self.growth_ratio, text::GROWTH_OVER_DIGESTIBLE_ENERGY),
            worked_step(&self.digestibility, text::DIGESTIBILITY_OF_THE_FEED),
            worked_step(&gross, text::GROSS_ENERGY_OF_THE_FEED_GE),
        ]);
        Ok(steps)
    }

    fn needs(&self) -> [(Text, &Rate<Energy, AnimalDays>); 7] {
        [
            (text::NET_ENERGY_FOR_MAINTENANCE, &self.maintenance),
            (text::NET_ENERGY_FOR_ACTIVITY, &self.activity),
            (text::NET_ENERGY_FOR_GROWTH, &self.growth),
            (text::NET_ENERGY_FOR_LACTATION, &self.lactation),
            (text::NET_ENERGY_FOR_WORK, &self.work),
            (text::NET_ENERGY_FOR_WOOL, &self.wool),
            (text::NET_ENERGY_FOR_PREGNANCY, &self.pregnancy),
        ]
    }
}

/// REM, the ratio of net energy for maintenance to the digestible energy of the feed.
///
/// ```text
/// REM = 1.123 - 4.092e-3 x DE + 1.126e-5 x DE^2 - 25.4 / DE        DE in per cent
/// ```
///
/// IPCC 2006 and 2019 Refinement, volume 4, equation 10.14. The digestibility is a fraction here, from
/// 0.4 to 1: below that the ratio of growth is not above zero. The feed of cattle has 0.45 to 0.85.
/// The result has 20 digits.
///
/// # Examples
///
/// ```
/// use climate_account::{method::agriculture::maintenance_ratio, number::{Exact, Rounding}};
///
/// let ratio = maintenance_ratio(Exact::new(71, 2))?;
/// assert_eq!(ratio.round(Rounding::decimals(12))?.to_string(), "0.531483181127");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a digestibility outside 0.4 to 1.
pub fn maintenance_ratio(digestibility: Exact) -> Result<Exact> {
    ratio(
        digestibility,
        [Exact::new(1123, 3), Exact::new(4092, 6), Exact::new(1126, 8), Exact::new(254, 1)],
    )
}

/// REG, the ratio of net energy for growth to the digestible energy of the feed.
///
/// ```text
/// REG = 1.164 - 5.160e-3 x DE + 1.308e-5 x DE^2 - 37.4 / DE        DE in per cent
/// ```
///
/// IPCC 2006 and 2019 Refinement, volume 4, equation 10.15. See [`maintenance_ratio`].
///
/// # Examples
///
/// ```
/// use climate_account::{method::agriculture::growth_ratio, number::Exact};
///
/// // 1.164 - 0.258 + 0.0327 - 0.748
/// assert_eq!(growth_ratio(Exact::new(5, 1))?, "0.1907".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a digestibility outside 0.4 to 1.
pub fn growth_ratio(digestibility: Exact) -> Result<Exact> {
    ratio(
        digestibility,
        [Exact::new(1164, 3), Exact::new(5160, 6), Exact::new(1308, 8), Exact::new(374, 1)],
    )
}

fn ratio(digestibility: Exact, [a, b, c, d]: [Exact; 4]) -> Result<Exact> {
    if digestibility < Exact::new(4, 1) || digestibility > Exact::ONE {
        return Err(Error::new(InputProblem::Range {
            what: "a digestibility",
            range: "from 0.4 to 1",
            found: digestibility.to_string(),
            remedy: "give per cent as a fraction, for the feed as a whole",
        }));
    }
    let percent = digestibility.round(FEED_RESOLUTION)?.shifted(2);
    let linear = b.checked_mul(percent)?;
    let square = c.checked_mul(percent.checked_mul(percent)?.round(FEED_RESOLUTION)?)?;
    a.checked_sub(linear)?
        .checked_add(square)?
        .checked_sub(quotient(d, percent)?)?
        .round(FEED_RESOLUTION)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn animal(maintenance: i64, maintenance_ratio: Exact, digestibility: Exact) -> FeedEnergy {
        let energy = |value: i64| Rate::new(value, "MJ/head/day").unwrap();
        FeedEnergy {
            maintenance: energy(maintenance),
            activity: energy(0),
            growth: energy(0),
            lactation: energy(0),
            work: energy(0),
            wool: energy(0),
            pregnancy: energy(0),
            maintenance_ratio,
            growth_ratio: Exact::new(3, 1),
            digestibility,
        }
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |animal: FeedEnergy| animal.gross_energy().unwrap_err().to_string();
        let half = Exact::new(5, 1);
        assert_eq!(
            text(animal(-1, half, half)),
            "expected a net energy of zero or more, found -1 MJ/head/day; check the weights, the \
             yields and their units"
        );
        assert_eq!(
            text(animal(1, Exact::ZERO, half)),
            "expected a ratio of net energy for maintenance (REM) above 0 and up to 1, found 0; \
             work it out of the digestibility"
        );
        let growing = FeedEnergy { growth_ratio: Exact::ZERO, ..animal(1, half, half) };
        assert!(text(growing).starts_with(
            "expected a ratio of net energy for growth (REG) above 0 and up to 1, found 0; "
        ));
        assert_eq!(
            text(animal(1, half, 71.into())),
            "expected a digestibility above 0 and up to 1, found 71; give per cent as a fraction"
        );
        for error in [maintenance_ratio(71.into()), growth_ratio(71.into())] {
            assert_eq!(
                error.unwrap_err().to_string(),
                "expected a digestibility from 0.4 to 1, found 71; give per cent as a fraction, for \
                 the feed as a whole"
            );
        }
        assert!(growth_ratio(Exact::new(39, 2)).is_err());
        assert!(growth_ratio(Exact::new(4, 1)).unwrap().is_positive());
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_round_trips() {
        let animal = animal(42, Exact::new(5, 1), Exact::new(7, 1));
        let written = serde_json::to_string(&animal).unwrap();
        assert_eq!(serde_json::from_str::<FeedEnergy>(&written).unwrap(), animal);
    }
}
