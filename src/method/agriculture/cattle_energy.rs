use super::feed_energy::{FeedEnergy, growth_ratio, maintenance_ratio};
use super::per_day::{energy_rate, kilograms, mass_in_kilograms, metabolic, product, quotient};
use crate::Quantity;
use crate::error::{Error, Result};
use crate::method::input_problem::{Input, InputProblem, number, rate};
use crate::method::sourced::step;
use crate::method::{Sourced, Step};
use crate::number::Exact;
use crate::text::method::agriculture as text;
use crate::unit::{AnimalDays, Mass, Rate};

/// The growth of cattle or buffalo.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, number::Exact, unit::{Mass, Rate}};
/// use climate_account::method::{Sourced, agriculture::CattleGrowth};
///
/// let source = Source::new("Odder Kommune", "Feed plans", 2024, "row 4")?;
/// let heifer = CattleGrowth {
///     coefficient: Sourced::new(Exact::new(8, 1), &source),
///     mature_weight: Sourced::new(Quantity::<Mass>::kilograms(600), &source),
///     gain: Sourced::new(Rate::new(Exact::new(6, 1), "kg/head/day")?, &source),
/// };
/// assert_eq!(heifer.mature_weight.value.to_string(), "600 kg");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CattleGrowth {
    /// C: 0.8 for females, 1.0 for castrates, 1.2 for bulls.
    pub coefficient: Sourced<Exact>,
    /// MW, the weight of a grown animal of the sex in moderate condition.
    pub mature_weight: Sourced<Quantity<Mass>>,
    /// WG, the gain of weight in a day.
    pub gain: Sourced<Rate<Mass, AnimalDays>>,
}

/// The milk of cattle or buffalo.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, number::Exact, unit::Rate};
/// use climate_account::method::{Sourced, agriculture::CattleMilk};
///
/// let source = Source::new("Odder Kommune", "Milk control", 2024, "row 4")?;
/// let milk = CattleMilk {
///     yield_per_day: Sourced::new(Rate::new(25, "kg/head/day")?, &source),
///     fat: Sourced::new(Exact::new(4, 2), &source), // 4 %
/// };
/// assert_eq!(milk.fat.value, "0.04".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CattleMilk {
    /// The milk of a day, over the year.
    pub yield_per_day: Sourced<Rate<Mass, AnimalDays>>,
    /// The fat of the milk, from 0 to 1 by mass.
    pub fat: Sourced<Exact>,
}

/// The young of a herd.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, number::Exact};
/// use climate_account::method::{Sourced, agriculture::Pregnancy};
///
/// let source = Source::new("Odder Kommune", "Milk control", 2024, "row 4")?;
/// let pregnancy = Pregnancy {
///     coefficient: Sourced::new(Exact::new(1, 1), &source),
///     share: Sourced::new(Exact::new(9, 1), &source),
/// };
/// assert_eq!(pregnancy.share.value, "0.9".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Pregnancy {
    /// `C_p`: 0.10 for cattle, 0.077 for a ewe with one lamb; from 0 to 1.
    pub coefficient: Sourced<Exact>,
    /// The share of the females that give birth in the year, from 0 to 1.
    pub share: Sourced<Exact>,
}

impl Pregnancy {
    /// `NE_p` in MJ per head and day.
    pub(super) fn energy(&self, maintenance: Exact) -> Result<Exact> {
        let remedy = "give per cent as a fraction";
        number("a coefficient of pregnancy", &self.coefficient.value, remedy).share()?;
        number("a share of females that give birth", &self.share.value, remedy).share()?;
        product(product(self.coefficient.value, maintenance)?, self.share.value)
    }

    pub(super) fn steps(&self) -> [Step; 2] {
        [
            step(&self.coefficient, text::COEFFICIENT_OF_PREGNANCY),
            step(&self.share, text::SHARE_OF_FEMALES_THAT_GIVE_BIRTH),
        ]
    }
}

/// The feed that cattle or buffalo need, from what they weigh and give.
///
/// ```text
/// NE_m = (Cf + 0.0048 x (20 - C)) x W^0.75       NE_a = C_a x NE_m
/// NE_g = 22.02 x (W / (C x MW))^0.75 x WG^1.097  NE_l = milk x (1.47 + 0.40 x fat)
/// NE_w = 0.10 x NE_m x hours                     NE_p = C_p x NE_m x share
/// ```
///
/// IPCC 2006 and 2019 Refinement, volume 4, equations 10.2-10.4, 10.6, 10.8, 10.11, 10.13 and 10.16.
/// Fat and digestibility are fractions here and per cent inside the equations. The cold term is for
/// animals that winter outside below 20 °C, and is left out otherwise. What an animal does not do is
/// `None`. Powers are worked out at [`Rounding::RESOLUTION`](crate::number::Rounding::RESOLUTION),
/// each step is rounded at 20 digits.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, number::{Exact, Rounding}, unit::{Mass, Rate}};
/// use climate_account::method::{Sourced, agriculture::{CattleEnergy, CattleMilk, Pregnancy}};
///
/// let source = Source::new("Odder Kommune", "Feed plans", 2024, "row 4")?;
/// let number = |value: &str| -> climate_account::Result<Sourced<Exact>> {
///     Ok(Sourced::new(value.parse()?, &source))
/// };
/// let cow = CattleEnergy {
///     body_weight: Sourced::new(Quantity::<Mass>::kilograms(600), &source),
///     maintenance: number("0.386")?,
///     winter_temperature: None,
///     activity: number("0")?, // in a stall
///     growth: None,
///     milk: Some(CattleMilk {
///         yield_per_day: Sourced::new(Rate::new(25, "kg/head/day")?, &source),
///         fat: number("0.04")?,
///     }),
///     work_hours: None,
///     pregnancy: Some(Pregnancy { coefficient: number("0.10")?, share: number("0.9")? }),
///     digestibility: number("0.71")?,
/// };
/// let energy = cow.energy()?;
/// let printed = |value: Exact| value.round(Rounding::decimals(9)).map(|value| value.to_string());
/// assert_eq!(printed(energy.maintenance.amount().value)?, "46.795139088");
/// assert_eq!(printed(energy.lactation.amount().value)?, "76.75");
/// assert_eq!(printed(energy.pregnancy.amount().value)?, "4.211562518");
/// assert_eq!(printed(energy.gross_energy()?.amount().value)?, "338.560132732");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CattleEnergy {
    /// W, the average live weight.
    pub body_weight: Sourced<Quantity<Mass>>,
    /// Cf in MJ per day and `kg^0.75`: 0.386 for cows in milk, 0.370 for bulls, 0.322 for others.
    pub maintenance: Sourced<Exact>,
    /// The average temperature of the winter in °C, for animals outside below 20 °C.
    pub winter_temperature: Option<Sourced<Exact>>,
    /// `C_a`, a share of the energy for maintenance: 0 in a stall, 0.17 on pasture, 0.36 on large areas.
    pub activity: Sourced<Exact>,
    /// The growth of animals that grow.
    pub growth: Option<CattleGrowth>,
    /// The milk of cows in milk.
    pub milk: Option<CattleMilk>,
    /// The hours of draught work in a day.
    pub work_hours: Option<Sourced<Exact>>,
    /// The young of females.
    pub pregnancy: Option<Pregnancy>,
    /// DE, the digestible share of the gross energy of the feed, from 0.4 to 1.
    pub digestibility: Sourced<Exact>,
}

impl CattleEnergy {
    /// The energies of the animal.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, number::{Exact, Rounding}, unit::{Mass, Rate}};
    /// use climate_account::method::{Sourced, agriculture::{CattleEnergy, CattleGrowth}};
    ///
    /// let source = Source::new("Odder Kommune", "Feed plans", 2024, "row 4")?;
    /// let heifer = CattleEnergy {
    ///     body_weight: Sourced::new(Quantity::<Mass>::kilograms(400), &source),
    ///     maintenance: Sourced::new(Exact::new(322, 3), &source),
    ///     winter_temperature: None,
    ///     activity: Sourced::new(Exact::new(17, 2), &source),
    ///     growth: Some(CattleGrowth {
    ///         coefficient: Sourced::new(Exact::new(8, 1), &source),
    ///         mature_weight: Sourced::new(Quantity::<Mass>::kilograms(600), &source),
    ///         gain: Sourced::new(Rate::new(Exact::new(6, 1), "kg/head/day")?, &source),
    ///     }),
    ///     milk: None,
    ///     work_hours: None,
    ///     pregnancy: None,
    ///     digestibility: Sourced::new(Exact::new(71, 2), &source),
    /// };
    /// let growth = heifer.energy()?.growth.amount().value;
    /// assert_eq!(growth.round(Rounding::decimals(9))?.to_string(), "10.966380279");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a weight that is not above zero, an input
    /// below zero, a share outside 0 to 1, a winter of more than 20 °C, hours beyond 24, and a
    /// digestibility outside 0.4 to 1.
    pub fn energy(&self) -> Result<FeedEnergy> {
        let weight = self.body_weight.value;
        positive_weight("a body weight", weight)?;
        let maintenance = product(self.maintenance_coefficient()?, metabolic(weight)?)?;
        let remedy = "take 0 for animals in a stall";
        number("a coefficient of activity", &self.activity.value, remedy).not_negative()?;
        let digestibility = self.digestibility.value;
        Ok(FeedEnergy {
            maintenance: energy_rate(maintenance)?,
            activity: energy_rate(product(self.activity.value, maintenance)?)?,
            growth: energy_rate(self.growth()?)?,
            lactation: energy_rate(self.lactation()?)?,
            work: energy_rate(self.work(maintenance)?)?,
            wool: energy_rate(Exact::ZERO)?,
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
    /// assert_eq!(cow.steps()?.len(), 15);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`energy`](CattleEnergy::energy).
    pub fn steps(&self) -> Result<Vec<Step>> {
        let energy = self.energy()?;
        let mut steps = vec![
            step(&self.body_weight, text::LIVE_WEIGHT),
            step(&self.maintenance, text::COEFFICIENT_OF_MAINTENANCE),
        ];
        steps.extend(
            self.winter_temperature
                .as_ref()
                .map(|temperature| step(temperature, text::AVERAGE_WINTER_TEMPERATURE_IN_C)),
        );
        steps.push(step(&self.activity, text::COEFFICIENT_OF_ACTIVITY));
        if let Some(growth) = &self.growth {
            steps.extend([
                step(&growth.coefficient, text::COEFFICIENT_OF_GROWTH),
                step(&growth.mature_weight, text::MATURE_WEIGHT),
                step(&growth.gain, text::DAILY_GAIN),
            ]);
        }
        if let Some(milk) = &self.milk {
            steps.extend([
                step(&milk.yield_per_day, text::MILK_YIELD),
                step(&milk.fat, text::FAT_OF_THE_MILK),
            ]);
        }
        let work = self.work_hours.as_ref();
        steps.extend(work.map(|hours| step(hours, text::HOURS_OF_WORK_A_DAY)));
        steps.extend(self.pregnancy.iter().flat_map(Pregnancy::steps));
        steps.push(step(&self.digestibility, text::DIGESTIBILITY));
        steps.extend(energy.steps()?);
        Ok(steps)
    }

    fn maintenance_coefficient(&self) -> Result<Exact> {
        let coefficient = self.maintenance.value;
        maintenance_is_positive(&coefficient)?;
        let Some(temperature) = &self.winter_temperature else { return Ok(coefficient) };
        let below = Exact::from(20).checked_sub(temperature.value)?;
        if below.is_negative() {
            return Err(Error::new(InputProblem::Range {
                what: "a winter temperature",
                range: "of at most 20 °C",
                found: temperature.value.to_string(),
                remedy: "leave it out where animals do not have to keep warm",
            }));
        }
        coefficient.checked_add(product(Exact::new(48, 4), below)?)
    }

    fn growth(&self) -> Result<Exact> {
        let Some(CattleGrowth { coefficient, mature_weight, gain }) = &self.growth else {
            return Ok(Exact::ZERO);
        };
        let remedy = "take 0.8 for females, 1.0 for castrates, 1.2 for bulls";
        number("a coefficient of growth", &coefficient.value, remedy).positive()?;
        positive_weight("a mature weight", mature_weight.value)?;
        rate("a gain of weight", &gain.value, "take zero for animals that lose weight")?;
        let gain = kilograms(&gain.value)?;
        if gain.is_zero() {
            return Ok(Exact::ZERO);
        }
        let grown = product(coefficient.value, mass_in_kilograms(mature_weight.value))?;
        let relative = quotient(mass_in_kilograms(self.body_weight.value), grown)?;
        let size = product(Exact::new(2202, 2), relative.power(Exact::new(75, 2))?)?;
        product(size, gain.power(Exact::new(1097, 3))?)
    }

    fn lactation(&self) -> Result<Exact> {
        let Some(CattleMilk { yield_per_day, fat }) = &self.milk else { return Ok(Exact::ZERO) };
        rate("a milk yield", &yield_per_day.value, "take it from the milk control")?;
        let remedy = "give per cent as a fraction";
        number("a fat content of the milk", &fat.value, remedy).share()?;
        let per_kilogram =
            Exact::new(147, 2).checked_add(product(Exact::new(4, 1), fat.value.shifted(2))?)?;
        product(kilograms(&yield_per_day.value)?, per_kilogram)
    }

    fn work(&self, maintenance: Exact) -> Result<Exact> {
        let Some(hours) = &self.work_hours else { return Ok(Exact::ZERO) };
        if hours.value.is_negative() || hours.value > Exact::from(24) {
            return Err(Error::new(InputProblem::Range {
                what: "hours of work a day",
                range: "from 0 to 24",
                found: hours.value.to_string(),
                remedy: "give the average over the year",
            }));
        }
        product(maintenance.shifted(-1), hours.value)
    }
}

pub(super) fn positive_weight(what: &'static str, weight: Quantity<Mass>) -> Result<()> {
    let remedy = "give the average of the animals";
    Input { what, value: weight.base_value(), shown: &weight, remedy }.positive()
}

pub(super) fn maintenance_is_positive(coefficient: &Exact) -> Result<()> {
    let remedy = "take it from Table 10.4 of the guideline";
    number("a coefficient of maintenance", coefficient, remedy).positive()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn cow() -> CattleEnergy {
        CattleEnergy {
            body_weight: read("16 kg"), // 16^0.75 = 8
            maintenance: example(Exact::new(4, 1)),
            winter_temperature: None,
            activity: example(Exact::ZERO),
            growth: None,
            milk: None,
            work_hours: None,
            pregnancy: None,
            digestibility: example(Exact::new(71, 2)),
        }
    }

    fn growing(coefficient: Exact, weight: &str, gain: &str) -> CattleEnergy {
        let growth = CattleGrowth {
            coefficient: example(coefficient),
            mature_weight: read(weight),
            gain: read(gain),
        };
        CattleEnergy { growth: Some(growth), ..cow() }
    }

    fn in_milk(milk: &str, fat: Exact) -> CattleEnergy {
        let milk = CattleMilk { yield_per_day: read(milk), fat: example(fat) };
        CattleEnergy { milk: Some(milk), ..cow() }
    }

    #[test]
    fn cold_and_work_take_energy() {
        let cold = CattleEnergy { winter_temperature: Some(example(Exact::ZERO)), ..cow() };
        let energy = |animal: CattleEnergy| animal.energy().unwrap();
        assert_eq!(energy(cow()).maintenance.to_string(), "3.2 MJ/head/day");
        assert_eq!(energy(cold).maintenance.to_string(), "3.968 MJ/head/day"); // 0.496 x 8
        let ox = CattleEnergy { work_hours: Some(example(5.into())), ..cow() };
        assert_eq!(energy(ox).work.to_string(), "1.6 MJ/head/day");
        let idle = growing(Exact::ONE, "600 kg", "0 kg/head/day");
        assert_eq!(energy(idle).growth.to_string(), "0 MJ/head/day");
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |animal: CattleEnergy| animal.energy().unwrap_err().to_string();
        assert_eq!(
            text(CattleEnergy { body_weight: read("0 kg"), ..cow() }),
            "expected a body weight above zero, found 0 kg; give the average of the animals"
        );
        assert_eq!(
            text(CattleEnergy { maintenance: example(Exact::ZERO), ..cow() }),
            "expected a coefficient of maintenance above zero, found 0; take it from Table 10.4 of \
             the guideline"
        );
        assert_eq!(
            text(CattleEnergy { winter_temperature: Some(example(21.into())), ..cow() }),
            "expected a winter temperature of at most 20 °C, found 21; leave it out where animals \
             do not have to keep warm"
        );
        assert_eq!(
            text(CattleEnergy { activity: example(Exact::new(-1, 0)), ..cow() }),
            "expected a coefficient of activity of zero or more, found -1; take 0 for animals in a \
             stall"
        );
        assert_eq!(
            text(growing(Exact::ZERO, "1 kg", "1 kg/head/day")),
            "expected a coefficient of growth above zero, found 0; take 0.8 for females, 1.0 for \
             castrates, 1.2 for bulls"
        );
        assert_eq!(
            text(growing(Exact::ONE, "0 kg", "1 kg/head/day")),
            "expected a mature weight above zero, found 0 kg; give the average of the animals"
        );
        assert_eq!(
            text(growing(Exact::ONE, "1 kg", "-1 kg/head/day")),
            "expected a gain of weight of zero or more, found -1 kg/head/day; take zero for animals \
             that lose weight"
        );
        assert_eq!(
            text(in_milk("-1 kg/head/day", Exact::ZERO)),
            "expected a milk yield of zero or more, found -1 kg/head/day; take it from the milk \
             control"
        );
        assert_eq!(
            text(in_milk("1 kg/head/day", Exact::new(42, 1))),
            "expected a fat content of the milk from 0 to 1, found 4.2; give per cent as a fraction"
        );
        assert_eq!(
            text(CattleEnergy { work_hours: Some(example(25.into())), ..cow() }),
            "expected hours of work a day from 0 to 24, found 25; give the average over the year"
        );
        let pregnant = |coefficient: i64, share: i64| CattleEnergy {
            pregnancy: Some(Pregnancy {
                coefficient: example(coefficient.into()),
                share: example(share.into()),
            }),
            ..cow()
        };
        assert_eq!(
            text(pregnant(10, 0)),
            "expected a coefficient of pregnancy from 0 to 1, found 10; give per cent as a fraction"
        );
        assert_eq!(
            text(pregnant(0, 90)),
            "expected a share of females that give birth from 0 to 1, found 90; give per cent as a \
             fraction"
        );
        assert!(
            text(CattleEnergy { digestibility: example(71.into()), ..cow() })
                .starts_with("expected a digestibility from 0.4 to 1, found 71; ")
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_round_trips() {
        let animal = CattleEnergy {
            growth: growing(Exact::ONE, "600 kg", "0.6 kg/head/day").growth,
            ..in_milk("25 kg/head/day", Exact::new(4, 2))
        };
        assert_eq!(animal.steps().unwrap().len(), 20);
        let written = serde_json::to_string(&animal).unwrap();
        assert_eq!(serde_json::from_str::<CattleEnergy>(&written).unwrap(), animal);
    }
}
