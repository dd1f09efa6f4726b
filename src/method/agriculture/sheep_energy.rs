use super::cattle_energy::{Pregnancy, maintenance_is_positive, positive_weight};
use super::feed_energy::{FeedEnergy, growth_ratio, maintenance_ratio};
use super::per_day::{energy_rate, kilograms, mass_in_kilograms, metabolic, product, quotient};
use crate::Quantity;
use crate::error::{Error, Result};
use crate::method::fraction::{DAYS_PER_YEAR, Fraction};
use crate::method::input_problem::{InputProblem, activity, number, rate};
use crate::method::sourced::step;
use crate::method::{Sourced, Step};
use crate::number::Exact;
use crate::text::method::agriculture as text;
use crate::unit::{AnimalDays, AnimalYears, Energy, Mass, Rate};

/// The growth of a lamb or a kid over the year.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, number::Exact, unit::Mass};
/// use climate_account::method::{Sourced, agriculture::SheepGrowth};
///
/// let source = Source::new("Odder Kommune", "Feed plans", 2024, "row 4")?;
/// let lamb = SheepGrowth {
///     initial_weight: Sourced::new(Quantity::<Mass>::kilograms(12), &source),
///     final_weight: Sourced::new(Quantity::<Mass>::kilograms(40), &source),
///     a: Sourced::new(Exact::new(21, 1), &source),
///     b: Sourced::new(Exact::new(45, 2), &source),
/// };
/// assert_eq!(lamb.final_weight.value.to_string(), "40 kg");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct SheepGrowth {
    /// `BW_i`, the weight at weaning.
    pub initial_weight: Sourced<Quantity<Mass>>,
    /// `BW_f`, the weight at one year or at slaughter.
    pub final_weight: Sourced<Quantity<Mass>>,
    /// a, in MJ/kg.
    pub a: Sourced<Exact>,
    /// b, in MJ/kg2.
    pub b: Sourced<Exact>,
}

/// How the milk of a ewe or goat is known.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, unit::Mass};
/// use climate_account::method::{Sourced, agriculture::SheepMilk};
///
/// let source = Source::new("Odder Kommune", "Feed plans", 2024, "row 4")?;
/// let gain = Sourced::new(Quantity::<Mass>::kilograms(12), &source);
/// let milk = SheepMilk::WeaningGain(gain.clone());
/// assert_eq!(milk, SheepMilk::WeaningGain(gain));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum SheepMilk {
    /// The milk of a day, over the year.
    Yield(Sourced<Rate<Mass, AnimalDays>>),
    /// What the lambs of a ewe gain from birth to weaning; each kilogram takes 5 kg of milk.
    WeaningGain(Sourced<Quantity<Mass>>),
}

/// The feed that sheep or goats need, from what they weigh and give.
///
/// ```text
/// NE_m    = Cf x W^0.75                          NE_a = C_a x W
/// NE_g    = (BW_f - BW_i) x (a + 0.5 x b x (BW_i + BW_f)) / 365
/// NE_l    = milk x EV_milk, or 5 x gain to weaning / 365 x EV_milk
/// NE_wool = EV_wool x wool / 365                 NE_p = C_p x NE_m x share
/// ```
///
/// IPCC 2006 and 2019 Refinement, volume 4, equations 10.3, 10.5, 10.7, 10.9, 10.10, 10.12, 10.13 and
/// 10.16. The coefficient of activity is in MJ per day and kg, not a share as with cattle. What an
/// animal does not do is `None`. Resolution as with [`CattleEnergy`](super::CattleEnergy).
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, number::{Exact, Rounding}, unit::{Mass, Rate}};
/// use climate_account::method::{Sourced, agriculture::{SheepEnergy, SheepMilk, Wool, YoungMilk}};
///
/// let source = Source::new("Odder Kommune", "Feed plans", 2024, "row 4")?;
/// let ewe = SheepEnergy {
///     body_weight: Sourced::new(Quantity::<Mass>::kilograms(16), &source),
///     maintenance: Sourced::new(Exact::new(217, 3), &source),
///     activity: Sourced::new(Exact::new(96, 4), &source),
///     growth: None,
///     milk: Some(YoungMilk {
///         milk: SheepMilk::WeaningGain(Sourced::new(Quantity::<Mass>::kilograms(12), &source)),
///         energy: Sourced::new(Rate::new(Exact::new(46, 1), "MJ/kg")?, &source),
///     }),
///     wool: Some(Wool {
///         wool_per_year: Sourced::new(Rate::new(4, "kg/head/yr")?, &source),
///         energy: Sourced::new(Rate::new(24, "MJ/kg")?, &source),
///     }),
///     pregnancy: None,
///     digestibility: Sourced::new(Exact::new(65, 2), &source),
/// };
/// let energy = ewe.energy()?;
/// assert_eq!(energy.maintenance.to_string(), "1.736 MJ/head/day"); // 0.217 x 8
/// assert_eq!(energy.activity.to_string(), "0.1536 MJ/head/day");
/// let printed = |value: Exact| value.round(Rounding::decimals(12)).map(|value| value.to_string());
/// assert_eq!(printed(energy.lactation.amount().value)?, "0.756164383562");
/// assert_eq!(printed(energy.wool.amount().value)?, "0.26301369863");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct SheepEnergy {
    /// W, the average live weight.
    pub body_weight: Sourced<Quantity<Mass>>,
    /// Cf in MJ per day and `kg^0.75`: 0.217 for sheep over a year.
    pub maintenance: Sourced<Exact>,
    /// `C_a` in MJ per day and kg: 0.0067 to 0.024.
    pub activity: Sourced<Exact>,
    /// The growth of lambs and kids.
    pub growth: Option<SheepGrowth>,
    /// The milk of ewes and goats.
    pub milk: Option<YoungMilk>,
    /// The wool.
    pub wool: Option<Wool>,
    /// The young of females.
    pub pregnancy: Option<Pregnancy>,
    /// DE, the digestible share of the gross energy of the feed, from 0.4 to 1.
    pub digestibility: Sourced<Exact>,
}

/// The milk of a ewe or goat, with its energy.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, number::Exact, unit::Rate};
/// use climate_account::method::{Sourced, agriculture::{SheepMilk, YoungMilk}};
///
/// let source = Source::new("Odder Kommune", "Feed plans", 2024, "row 4")?;
/// let milk = YoungMilk {
///     milk: SheepMilk::Yield(Sourced::new(Rate::new(1, "kg/head/day")?, &source)),
///     energy: Sourced::new(Rate::new(Exact::new(46, 1), "MJ/kg")?, &source),
/// };
/// assert_eq!(milk.energy.value.to_string(), "4.6 MJ/kg");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct YoungMilk {
    /// How much.
    pub milk: SheepMilk,
    /// `EV_milk`, the net energy of milk.
    pub energy: Sourced<Rate<Energy, Mass>>,
}

/// The wool of a sheep, with its energy.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, unit::Rate};
/// use climate_account::method::{Sourced, agriculture::Wool};
///
/// let source = Source::new("Odder Kommune", "Feed plans", 2024, "row 4")?;
/// let wool = Wool {
///     wool_per_year: Sourced::new(Rate::new(4, "kg/head/yr")?, &source),
///     energy: Sourced::new(Rate::new(24, "MJ/kg")?, &source),
/// };
/// assert_eq!(wool.wool_per_year.value.to_string(), "4 kg/head/yr");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Wool {
    /// The wool of a year.
    pub wool_per_year: Sourced<Rate<Mass, AnimalYears>>,
    /// `EV_wool`, the net energy of wool: 24 MJ/kg.
    pub energy: Sourced<Rate<Energy, Mass>>,
}

impl SheepEnergy {
    /// The energies of the animal.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, number::Exact, unit::Mass};
    /// use climate_account::method::{Sourced, agriculture::{SheepEnergy, SheepGrowth}};
    ///
    /// let source = Source::new("Odder Kommune", "Feed plans", 2024, "row 4")?;
    /// let weight = |kilograms: i64| Sourced::new(Quantity::<Mass>::kilograms(kilograms), &source);
    /// let lamb = SheepEnergy {
    ///     body_weight: weight(16),
    ///     maintenance: Sourced::new(Exact::new(25, 2), &source),
    ///     activity: Sourced::new(Exact::ZERO, &source),
    ///     growth: Some(SheepGrowth {
    ///         initial_weight: weight(10),
    ///         final_weight: weight(20),
    ///         a: Sourced::new(Exact::new(25, 1), &source),
    ///         b: Sourced::new(Exact::new(8, 1), &source),
    ///     }),
    ///     milk: None,
    ///     wool: None,
    ///     pregnancy: None,
    ///     digestibility: Sourced::new(Exact::new(65, 2), &source),
    /// };
    /// let energy = lamb.energy()?;
    /// assert_eq!(energy.maintenance.to_string(), "2 MJ/head/day");
    /// // 10 x (2.5 + 0.4 x 30) = 145 MJ over 365 days.
    /// assert_eq!(energy.growth.to_string(), "0.39726027397260273973 MJ/head/day");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a weight that is not above zero, a final
    /// weight below the initial one, an input below zero, a share outside 0 to 1, and a digestibility
    /// outside 0.4 to 1.
    pub fn energy(&self) -> Result<FeedEnergy> {
        let weight = self.body_weight.value;
        positive_weight("a body weight", weight)?;
        maintenance_is_positive(&self.maintenance.value)?;
        let maintenance = product(self.maintenance.value, metabolic(weight)?)?;
        let remedy = "take 0.0067 to 0.024 MJ per day and kg";
        number("a coefficient of activity", &self.activity.value, remedy).not_negative()?;
        let digestibility = self.digestibility.value;
        Ok(FeedEnergy {
            maintenance: energy_rate(maintenance)?,
            activity: energy_rate(product(self.activity.value, mass_in_kilograms(weight))?)?,
            growth: energy_rate(self.growth()?)?,
            lactation: energy_rate(self.lactation()?)?,
            work: energy_rate(Exact::ZERO)?,
            wool: energy_rate(self.wool()?)?,
            pregnancy: energy_rate(match &self.pregnancy {
                Some(pregnancy) => pregnancy.energy(maintenance)?,
                None => Exact::ZERO,
            })?,
            maintenance_ratio: maintenance_ratio(digestibility)?,
            growth_ratio: growth_ratio(digestibility)?,
            digestibility,
        })
    }

    /// A step for each input, and those of [`FeedEnergy::steps`].
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, number::Exact, unit::Mass};
    /// use climate_account::method::{Sourced, agriculture::SheepEnergy};
    ///
    /// let source = Source::new("Odder Kommune", "Feed plans", 2024, "row 4")?;
    /// let ram = SheepEnergy {
    ///     body_weight: Sourced::new(Quantity::<Mass>::kilograms(80), &source),
    ///     maintenance: Sourced::new(Exact::new(250, 3), &source),
    ///     activity: Sourced::new(Exact::ZERO, &source),
    ///     growth: None,
    ///     milk: None,
    ///     wool: None,
    ///     pregnancy: None,
    ///     digestibility: Sourced::new(Exact::new(65, 2), &source),
    /// };
    /// assert_eq!(ram.steps()?.len(), 15);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`energy`](SheepEnergy::energy).
    pub fn steps(&self) -> Result<Vec<Step>> {
        let energy = self.energy()?;
        let mut steps = vec![
            step(&self.body_weight, text::LIVE_WEIGHT),
            step(&self.maintenance, text::COEFFICIENT_OF_MAINTENANCE),
            step(&self.activity, text::COEFFICIENT_OF_ACTIVITY),
        ];
        if let Some(growth) = &self.growth {
            steps.extend([
                step(&growth.initial_weight, text::WEIGHT_AT_WEANING),
                step(&growth.final_weight, text::FINAL_WEIGHT),
                step(&growth.a, text::CONSTANT_OF_GROWTH_A),
                step(&growth.b, text::CONSTANT_OF_GROWTH_B),
            ]);
        }
        if let Some(YoungMilk { milk, energy }) = &self.milk {
            steps.push(match milk {
                SheepMilk::Yield(milk) => step(milk, text::MILK_YIELD),
                SheepMilk::WeaningGain(gain) => step(gain, text::GAIN_OF_THE_LAMBS_TO_WEANING),
            });
            steps.push(step(energy, text::ENERGY_OF_THE_MILK));
        }
        if let Some(Wool { wool_per_year, energy }) = &self.wool {
            steps.extend([
                step(wool_per_year, text::WOOL_PER_YEAR),
                step(energy, text::ENERGY_OF_THE_WOOL),
            ]);
        }
        steps.extend(self.pregnancy.iter().flat_map(Pregnancy::steps));
        steps.push(step(&self.digestibility, text::DIGESTIBILITY));
        steps.extend(energy.steps()?);
        Ok(steps)
    }

    fn growth(&self) -> Result<Exact> {
        let Some(SheepGrowth { initial_weight, final_weight, a, b }) = &self.growth else {
            return Ok(Exact::ZERO);
        };
        positive_weight("a weight at weaning", initial_weight.value)?;
        if final_weight.value < initial_weight.value {
            return Err(Error::new(InputProblem::Range {
                what: "a final weight",
                range: "of at least the weight at weaning",
                found: final_weight.value.to_string(),
                remedy: "check which weight is which",
            }));
        }
        let remedy = "take it from Table 10.6 of the guideline";
        number("a constant of growth", &a.value, remedy).not_negative()?;
        number("a constant of growth", &b.value, remedy).not_negative()?;
        let (first, last) =
            (mass_in_kilograms(initial_weight.value), mass_in_kilograms(final_weight.value));
        let slope = product(b.value.checked_mul(Exact::new(5, 1))?, first.checked_add(last)?)?;
        let energy = product(last.checked_sub(first)?, a.value.checked_add(slope)?)?;
        quotient(energy, DAYS_PER_YEAR.into())
    }

    fn lactation(&self) -> Result<Exact> {
        let Some(YoungMilk { milk, energy }) = &self.milk else { return Ok(Exact::ZERO) };
        rate("an energy of milk", &energy.value, "take 4.6 MJ/kg for sheep")?;
        match milk {
            SheepMilk::Yield(milk) => {
                rate("a milk yield", &milk.value, "take it from the milk control")?;
                product(kilograms(&milk.value)?, megajoules_per_kilogram(&energy.value)?)
            }
            SheepMilk::WeaningGain(gain) => {
                activity("a gain of the lambs to weaning", gain.value)?;
                let joules = Fraction::of(gain.value.base_value()).by(energy.value.ratio())?;
                joules.times(5)?.over(DAYS_PER_YEAR)?.over(1_000_000)?.value()
            }
        }
    }

    fn wool(&self) -> Result<Exact> {
        let Some(Wool { wool_per_year, energy }) = &self.wool else { return Ok(Exact::ZERO) };
        rate("a mass of wool", &wool_per_year.value, "take it from the farm")?;
        rate("an energy of wool", &energy.value, "take 24 MJ/kg")?;
        Fraction::of(Exact::ONE)
            .by(wool_per_year.value.ratio())?
            .by(energy.value.ratio())?
            .over(DAYS_PER_YEAR)?
            .over(1_000_000)?
            .value()
    }
}

fn megajoules_per_kilogram(energy: &Rate<Energy, Mass>) -> Result<Exact> {
    Fraction::of(Exact::ONE).by(energy.ratio())?.over(1000)?.value()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn ewe() -> SheepEnergy {
        SheepEnergy {
            body_weight: read("16 kg"),
            maintenance: example(Exact::new(25, 2)),
            activity: example(Exact::ZERO),
            growth: None,
            milk: None,
            wool: None,
            pregnancy: None,
            digestibility: example(Exact::new(65, 2)),
        }
    }

    fn growth(first: &str, last: &str, a: i64, b: i64) -> SheepEnergy {
        SheepEnergy {
            growth: Some(SheepGrowth {
                initial_weight: read(first),
                final_weight: read(last),
                a: example(a.into()),
                b: example(b.into()),
            }),
            ..ewe()
        }
    }

    fn milk(milk: SheepMilk, energy: &str) -> SheepEnergy {
        SheepEnergy { milk: Some(YoungMilk { milk, energy: read(energy) }), ..ewe() }
    }

    fn wool(wool: &str, energy: &str) -> SheepEnergy {
        let wool = Wool { wool_per_year: read(wool), energy: read(energy) };
        SheepEnergy { wool: Some(wool), ..ewe() }
    }

    #[test]
    fn milk_by_yield_and_by_gain_agree() {
        let measured = milk(SheepMilk::Yield(read("1 kg/head/day")), "4.6 MJ/kg");
        let gained = milk(SheepMilk::WeaningGain(read("73 kg")), "4.6 MJ/kg");
        let energy = |animal: &SheepEnergy| animal.energy().unwrap().lactation;
        assert_eq!(energy(&measured).to_string(), "4.6 MJ/head/day");
        assert_eq!(energy(&gained), energy(&measured));
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |animal: SheepEnergy| animal.energy().unwrap_err().to_string();
        assert_eq!(
            text(SheepEnergy { activity: example(Exact::new(-1, 0)), ..ewe() }),
            "expected a coefficient of activity of zero or more, found -1; take 0.0067 to 0.024 MJ \
             per day and kg"
        );
        assert_eq!(
            text(growth("0 kg", "1 kg", 1, 1)),
            "expected a weight at weaning above zero, found 0 kg; give the average of the animals"
        );
        assert_eq!(
            text(growth("2 kg", "1 kg", 1, 1)),
            "expected a final weight of at least the weight at weaning, found 1 kg; check which \
             weight is which"
        );
        for animal in [growth("1 kg", "2 kg", -1, 1), growth("1 kg", "2 kg", 1, -1)] {
            assert_eq!(
                text(animal),
                "expected a constant of growth of zero or more, found -1; take it from Table 10.6 \
                 of the guideline"
            );
        }
        assert_eq!(
            text(milk(SheepMilk::WeaningGain(read("-1 kg")), "4.6 MJ/kg")),
            "expected a gain of the lambs to weaning of zero or more, found -1 kg; enter a removal \
             or a credit as emissions of its own"
        );
        assert_eq!(
            text(milk(SheepMilk::Yield(read("-1 kg/head/day")), "4.6 MJ/kg")),
            "expected a milk yield of zero or more, found -1 kg/head/day; take it from the milk \
             control"
        );
        assert_eq!(
            text(milk(SheepMilk::WeaningGain(read("1 kg")), "-1 MJ/kg")),
            "expected an energy of milk of zero or more, found -1 MJ/kg; take 4.6 MJ/kg for sheep"
        );
        assert_eq!(
            text(wool("-1 kg/head/yr", "24 MJ/kg")),
            "expected a mass of wool of zero or more, found -1 kg/head/yr; take it from the farm"
        );
        assert_eq!(
            text(wool("1 kg/head/yr", "-1 MJ/kg")),
            "expected an energy of wool of zero or more, found -1 MJ/kg; take 24 MJ/kg"
        );
        let light = SheepEnergy { body_weight: read("0 kg"), ..ewe() };
        assert!(text(light).starts_with("expected a body weight above zero, found 0 kg; "));
        let none = SheepEnergy { maintenance: example(Exact::ZERO), ..ewe() };
        assert!(text(none).starts_with("expected a coefficient of maintenance above zero"));
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_round_trips() {
        let animal = milk(SheepMilk::Yield(read("1 kg/head/day")), "4.6 MJ/kg");
        assert_eq!(animal.steps().unwrap().len(), 17);
        let written = serde_json::to_string(&animal).unwrap();
        assert_eq!(serde_json::from_str::<SheepEnergy>(&written).unwrap(), animal);
    }
}
