use super::cattle_energy::positive_weight;
use super::per_day::{
    FEED_ENERGY, FEED_RESOLUTION, energy_rate, intake_rate, kilograms, mass_in_kilograms,
    megajoules, metabolic, product, quotient,
};
use crate::Quantity;
use crate::error::{Error, Result};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{InputProblem, number, positive_rate, rate};
use crate::number::Exact;
use crate::unit::{AnimalDays, DryMass, Energy, Mass, Rate};

/// What the dry matter that cattle eat is estimated from.
///
/// ```text
/// calves, growing  W^0.75 x (0.0582 x NE - 0.00266 x NE^2 - c) / (0.239 x NE)
///                  c = 0.1128 for calves, 0.0869 for growing cattle
/// steers, bulls    3.83 + 0.0143 x 0.96 x W
/// heifers          3.184 + 0.01536 x 0.96 x W
/// in milk          0.0185 x W + 0.305 x FCM
/// ```
///
/// IPCC 2019 Refinement, volume 4, equations 10.17, 10.18, 10.18a and 10.18b, in kg of dry matter per
/// head and day.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::agriculture::CattleIntake, unit::Mass};
///
/// let heifer = CattleIntake::Heifer { body_weight: Quantity::<Mass>::kilograms(400) };
/// assert_eq!(heifer.dry_matter()?.to_string(), "9.08224 kg DM/head/day");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum CattleIntake {
    /// A calf.
    Calf {
        /// The live weight.
        body_weight: Quantity<Mass>,
        /// The net energy for maintenance of the feed.
        net_energy: Rate<Energy, DryMass>,
    },
    /// Growing cattle.
    Growing {
        /// The live weight.
        body_weight: Quantity<Mass>,
        /// The net energy for maintenance of the feed.
        net_energy: Rate<Energy, DryMass>,
    },
    /// A steer or bull on feed of high energy.
    Steer {
        /// The live weight.
        body_weight: Quantity<Mass>,
    },
    /// A heifer on feed of high energy.
    Heifer {
        /// The live weight.
        body_weight: Quantity<Mass>,
    },
    /// A cow in milk.
    InMilk {
        /// The live weight.
        body_weight: Quantity<Mass>,
        /// The milk of a day at 3.5 % fat, see [`fat_corrected_milk`].
        milk: Rate<Mass, AnimalDays>,
    },
}

impl CattleIntake {
    /// The dry matter that an animal eats in a day, at 20 digits.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::agriculture::CattleIntake, number::Exact};
    /// use climate_account::unit::{Mass, Rate};
    ///
    /// let cow = CattleIntake::InMilk {
    ///     body_weight: Quantity::<Mass>::kilograms(600),
    ///     milk: Rate::new(Exact::new(226, 1), "kg/head/day")?,
    /// };
    /// assert_eq!(cow.dry_matter()?.to_string(), "17.993 kg DM/head/day");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a weight that is not above zero, milk below
    /// zero, and a net energy for which the equation gives no intake above zero.
    pub fn dry_matter(&self) -> Result<Rate<DryMass, AnimalDays>> {
        let linear = |constant: Exact, slope: Exact, weight: Quantity<Mass>| {
            positive_weight("a body weight", weight)?;
            let weight = product(mass_in_kilograms(weight), Exact::new(96, 2))?;
            constant.checked_add(product(slope, weight)?)
        };
        let kilograms = match self {
            CattleIntake::Calf { body_weight, net_energy } => {
                by_energy(*body_weight, net_energy, Exact::new(1128, 4))?
            }
            CattleIntake::Growing { body_weight, net_energy } => {
                by_energy(*body_weight, net_energy, Exact::new(869, 4))?
            }
            CattleIntake::Steer { body_weight } => {
                linear(Exact::new(383, 2), Exact::new(143, 4), *body_weight)?
            }
            CattleIntake::Heifer { body_weight } => {
                linear(Exact::new(3184, 3), Exact::new(1536, 5), *body_weight)?
            }
            CattleIntake::InMilk { body_weight, milk } => {
                positive_weight("a body weight", *body_weight)?;
                rate("a milk yield", milk, "take it from the milk control")?;
                let body = product(mass_in_kilograms(*body_weight), Exact::new(185, 4))?;
                body.checked_add(product(kilograms(milk)?, Exact::new(305, 3))?)?
            }
        };
        intake_rate(kilograms)
    }
}

fn by_energy(weight: Quantity<Mass>, energy: &Rate<Energy, DryMass>, c: Exact) -> Result<Exact> {
    positive_weight("a body weight", weight)?;
    let remedy = "give that of the feed, 3.5 to 9 MJ per kg of dry matter";
    positive_rate("a net energy of the feed", energy, remedy)?;
    let per_kilogram = Fraction::of(Exact::ONE).by(energy.ratio())?.over(1000)?.value()?;
    let per_kilogram = per_kilogram.round(FEED_RESOLUTION)?;
    let square = product(per_kilogram, per_kilogram)?;
    let eaten = product(Exact::new(582, 4), per_kilogram)?
        .checked_sub(product(Exact::new(266, 5), square)?)?
        .checked_sub(c)?;
    if !eaten.is_positive() {
        return Err(Error::new(InputProblem::Range {
            what: "a net energy of the feed",
            range: "that gives an intake above zero",
            found: energy.to_string(),
            remedy,
        }));
    }
    let share = quotient(eaten, product(Exact::new(239, 3), per_kilogram)?)?;
    product(metabolic(weight)?, share)
}

/// Milk at 3.5 % fat with the energy of the milk at hand.
///
/// ```text
/// FCM = 0.4324 x milk + 16.216 x fat        both in kg per day
/// ```
///
/// IPCC 2019 Refinement, volume 4, equation 10.18b. `fat` is the fat of the milk as a fraction, from 0
/// to 1; the mass of fat in the equation is worked out of it.
///
/// # Examples
///
/// ```
/// use climate_account::{method::agriculture::fat_corrected_milk, number::Exact, unit::Rate};
///
/// // 0.4324 x 25 + 16.216 x 1 kg of fat
/// let milk = fat_corrected_milk(&Rate::new(25, "kg/head/day")?, Exact::new(4, 2))?;
/// assert_eq!(milk.to_string(), "27.026 kg/head/day");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for milk below zero and fat outside 0 to 1.
pub fn fat_corrected_milk(
    milk: &Rate<Mass, AnimalDays>,
    fat: Exact,
) -> Result<Rate<Mass, AnimalDays>> {
    rate("a milk yield", milk, "take it from the milk control")?;
    number("a fat content of the milk", &fat, "give per cent as a fraction").share()?;
    let per_kilogram = Exact::new(4324, 4).checked_add(product(Exact::new(16216, 3), fat)?)?;
    Rate::new(product(kilograms(milk)?, per_kilogram)?, "kg/head/day")
}

/// The gross energy of dry feed, at 18.45 MJ/kg.
///
/// # Examples
///
/// ```
/// use climate_account::{method::agriculture::gross_energy_of_intake, unit::Rate};
///
/// let energy = gross_energy_of_intake(&Rate::new(20, "kg DM/head/day")?)?;
/// assert_eq!(energy, Rate::new(369, "MJ/head/day")?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an intake below zero.
pub fn gross_energy_of_intake(
    intake: &Rate<DryMass, AnimalDays>,
) -> Result<Rate<Energy, AnimalDays>> {
    rate("an intake of dry matter", intake, "take it from the feed")?;
    energy_rate(product(kilograms(intake)?, FEED_ENERGY)?)
}

/// The dry feed of a gross energy, at 18.45 MJ/kg.
///
/// # Examples
///
/// ```
/// use climate_account::{method::agriculture::intake_of_gross_energy, unit::Rate};
///
/// let intake = intake_of_gross_energy(&Rate::new(369, "MJ/head/day")?)?;
/// assert_eq!(intake, Rate::new(20, "kg DM/head/day")?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an energy below zero.
pub fn intake_of_gross_energy(
    energy: &Rate<Energy, AnimalDays>,
) -> Result<Rate<DryMass, AnimalDays>> {
    let remedy = "take it from the feed or from the needs of the animal";
    rate("a gross energy of the feed", energy, remedy)?;
    intake_rate(quotient(megajoules(energy)?, FEED_ENERGY)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calf(weight: i64, energy: &str) -> Result<Rate<DryMass, AnimalDays>> {
        let energy = energy.parse::<Exact>().unwrap();
        CattleIntake::Calf {
            body_weight: Quantity::<Mass>::kilograms(weight),
            net_energy: Rate::new(energy, "MJ/kg DM").unwrap(),
        }
        .dry_matter()
    }

    #[test]
    fn growing_cattle_eat_more_than_calves() {
        let (body_weight, net_energy) =
            (Quantity::<Mass>::kilograms(16), Rate::new(5, "MJ/kg DM").unwrap());
        let growing = CattleIntake::Growing { body_weight, net_energy };
        // 8 x (0.291 - 0.0665 - 0.0869) / 1.195 and with 0.1128.
        let printed = |rate: Rate<DryMass, AnimalDays>| {
            rate.amount().value.round(crate::number::Rounding::decimals(6)).unwrap().to_string()
        };
        assert_eq!(printed(growing.dry_matter().unwrap()), "0.921172");
        assert_eq!(printed(calf(16, "5").unwrap()), "0.747782");
        let steer = CattleIntake::Steer { body_weight: Quantity::<Mass>::kilograms(100) };
        assert_eq!(steer.dry_matter().unwrap().to_string(), "5.2028 kg DM/head/day");
    }

    #[test]
    fn says_what_is_out_of_range() {
        assert_eq!(
            calf(150, "2").unwrap_err().to_string(),
            "expected a net energy of the feed that gives an intake above zero, found 2 MJ/kg DM; \
             give that of the feed, 3.5 to 9 MJ per kg of dry matter"
        );
        assert_eq!(
            calf(150, "0").unwrap_err().to_string(),
            "expected a net energy of the feed above zero, found 0 MJ/kg DM; give that of the feed, \
             3.5 to 9 MJ per kg of dry matter"
        );
        assert_eq!(
            calf(0, "6").unwrap_err().to_string(),
            "expected a body weight above zero, found 0 kg; give the average of the animals"
        );
        let milk = Rate::new(-1, "kg/head/day").unwrap();
        let text = "expected a milk yield of zero or more, found -1 kg/head/day; take it from the \
                    milk control";
        assert_eq!(fat_corrected_milk(&milk, Exact::ZERO).unwrap_err().to_string(), text);
        let cow = CattleIntake::InMilk { body_weight: Quantity::<Mass>::kilograms(1), milk };
        assert_eq!(cow.dry_matter().unwrap_err().to_string(), text);
        let milk = Rate::new(1, "kg/head/day").unwrap();
        assert_eq!(
            fat_corrected_milk(&milk, 4.into()).unwrap_err().to_string(),
            "expected a fat content of the milk from 0 to 1, found 4; give per cent as a fraction"
        );
        let error = gross_energy_of_intake(&Rate::new(-1, "kg DM/head/day").unwrap());
        assert!(error.unwrap_err().to_string().starts_with("expected an intake of dry matter of"));
        let error = intake_of_gross_energy(&Rate::new(-1, "MJ/head/day").unwrap());
        assert!(
            error.unwrap_err().to_string().starts_with("expected a gross energy of the feed of")
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_names_the_kind_of_animal() {
        let steer = CattleIntake::Steer { body_weight: Quantity::<Mass>::kilograms(100) };
        let written = serde_json::to_string(&steer).unwrap();
        assert_eq!(written, r#"{"steer":{"body_weight":{"value":"100","unit":"kg"}}}"#);
        assert_eq!(serde_json::from_str::<CattleIntake>(&written).unwrap(), steer);
    }
}
