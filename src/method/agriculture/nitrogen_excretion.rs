use super::per_day::{FEED_ENERGY, kilograms, megajoules, nitrogen_rate, product, quotient};
use crate::error::{Error, Result};
use crate::method::fraction::{DAYS_PER_YEAR, Fraction};
use crate::method::input_problem::{InputProblem, activity, number, rate};
use crate::method::sourced::{step, titled_step};
use crate::method::{Sourced, Step};
use crate::number::{Exact, Rounding};
use crate::text::Text;
use crate::text::method::agriculture as text;
use crate::unit::{AnimalDays, AnimalYears, Energy, Mass, MassDays, NitrogenMass, Rate};
use crate::{Language, Quantity};

/// Where on the way of the manure a figure of nitrogen is taken.
///
/// Nitrogen is lost at each stage; a figure ex storage with factors that are per nitrogen excreted
/// leaves those losses out twice.
///
/// # Examples
///
/// ```
/// use climate_account::method::agriculture::ExcretionStage;
///
/// assert_ne!(ExcretionStage::ExAnimal, ExcretionStage::ExStorage);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum ExcretionStage {
    /// As excreted.
    ExAnimal,
    /// After the losses of the house.
    ExHousing,
    /// After the losses of house and storage.
    ExStorage,
}

impl ExcretionStage {
    fn name(self) -> Text {
        match self {
            ExcretionStage::ExAnimal => text::EX_ANIMAL,
            ExcretionStage::ExHousing => text::EX_HOUSING,
            ExcretionStage::ExStorage => text::EX_STORAGE,
        }
    }
}

/// What the nitrogen that an animal excretes is worked out of.
///
/// ```text
/// Nex = N_rate x TAM x 365                                    10.30
/// Nex = N_intake x (1 - N_ret,frac) x 365                     10.31
/// Nex = (N_intake - N_ret) x 365                              10.31a
/// ```
///
/// IPCC 2019 Refinement, volume 4.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::method::{Sourced, agriculture::NitrogenExcretion};
///
/// let cow = NitrogenExcretion::OfAnimalMass {
///     rate: Sourced::built_in("ipcc-2019r/livestock/n-rate/dairy-cattle/western-europe")?,
///     mass: Sourced::built_in("ipcc-2019r/livestock/mass/dairy-cattle/western-europe")?,
/// };
/// assert_eq!(cow.per_year()?.to_string(), "109.5 kg N/head/yr");
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum NitrogenExcretion {
    /// A rate per animal mass and day, tier 1.
    OfAnimalMass {
        /// Printed per 1000 kg and day.
        rate: Sourced<Rate<NitrogenMass, MassDays>>,
        /// TAM, the mass of the animal.
        mass: Sourced<Quantity<Mass>>,
    },
    /// The nitrogen of the feed less a share that the animal keeps, tier 2.
    RetainedShare {
        /// The nitrogen eaten in a day, see [`nitrogen_intake`].
        intake: Sourced<Rate<NitrogenMass, AnimalDays>>,
        /// The share that is kept, from 0 to 1.
        retained: Sourced<Exact>,
    },
    /// The nitrogen of the feed less what the animal keeps, tier 2.
    Retained {
        /// The nitrogen eaten in a day, see [`nitrogen_intake`].
        intake: Sourced<Rate<NitrogenMass, AnimalDays>>,
        /// The nitrogen kept in a day, see [`CattleRetention`].
        retained: Sourced<Rate<NitrogenMass, AnimalDays>>,
    },
    /// A figure of a national model, which names its stage.
    Stated {
        /// The nitrogen of a year.
        nitrogen: Sourced<Rate<NitrogenMass, AnimalYears>>,
        /// Where it is taken.
        stage: ExcretionStage,
    },
}

impl NitrogenExcretion {
    /// The nitrogen of an animal and year, at a microgram where it is worked out.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Source, number::Exact, unit::Rate};
    /// use climate_account::method::{Sourced, agriculture::NitrogenExcretion};
    ///
    /// let source = Source::new("Odder Kommune", "Feed plans", 2024, "row 4")?;
    /// let cow = NitrogenExcretion::Retained {
    ///     intake: Sourced::new(Rate::new(Exact::new(45, 2), "kg N/head/day")?, &source),
    ///     retained: Sourced::new(Rate::new(Exact::new(11, 2), "kg N/head/day")?, &source),
    /// };
    /// assert_eq!(cow.per_year()?, Rate::new(Exact::new(1241, 1), "kg N/head/yr")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero, a share outside 0 to 1,
    /// and where more is kept than is eaten.
    pub fn per_year(&self) -> Result<Rate<NitrogenMass, AnimalYears>> {
        let yearly =
            |kilograms: Exact| Rate::new(kilograms.round(Rounding::decimals(9))?, "kg N/head/yr");
        let daily = |kilograms: Exact| yearly(product(kilograms, DAYS_PER_YEAR.into())?);
        match self {
            NitrogenExcretion::OfAnimalMass { rate: excretion, mass } => {
                rate("a rate of nitrogen excretion", &excretion.value, "take it from a guideline")?;
                activity("a mass of the animal", mass.value)?;
                let kilograms = Fraction::of(mass.value.base_value())
                    .by(excretion.value.ratio())?
                    .over_year_of_days()?
                    .over(1000)?
                    .value()?;
                yearly(kilograms)
            }
            NitrogenExcretion::RetainedShare { intake, retained } => {
                check_intake(&intake.value)?;
                let remedy = "give per cent as a fraction";
                number("a share of the nitrogen that is kept", &retained.value, remedy).share()?;
                let rest = Exact::ONE.checked_sub(retained.value)?;
                daily(product(kilograms(&intake.value)?, rest)?)
            }
            NitrogenExcretion::Retained { intake, retained } => {
                check_intake(&intake.value)?;
                rate("a nitrogen retention", &retained.value, "check the gain and the milk")?;
                let rest = kilograms(&intake.value)?.checked_sub(kilograms(&retained.value)?)?;
                if rest.is_negative() {
                    return Err(Error::new(InputProblem::AboveWhole {
                        what: "a nitrogen retention",
                        whole: format!("the {} that are eaten", intake.value),
                        found: retained.value.to_string(),
                        remedy: "check both and their units",
                    }));
                }
                daily(rest)
            }
            NitrogenExcretion::Stated { nitrogen, .. } => {
                rate("a nitrogen excretion", &nitrogen.value, "take it from the national model")?;
                Ok(nitrogen.value.clone())
            }
        }
    }

    /// [`per_year`](NitrogenExcretion::per_year), where the figure is ex animal.
    pub(super) fn ex_animal(&self) -> Result<Rate<NitrogenMass, AnimalYears>> {
        if let NitrogenExcretion::Stated { stage, .. } = self
            && *stage != ExcretionStage::ExAnimal
        {
            return Err(Error::new(InputProblem::Range {
                what: "a nitrogen excretion",
                range: "ex animal",
                found: stage.name().in_language(Language::English).to_owned(),
                remedy: "the losses of housing and storage are worked out from what is excreted",
            }));
        }
        self.per_year()
    }

    pub(super) fn steps(&self) -> Vec<Step> {
        match self {
            NitrogenExcretion::OfAnimalMass { rate, mass } => vec![
                step(rate, text::NITROGEN_EXCRETION_BY_ANIMAL_MASS),
                step(mass, text::MASS_OF_THE_ANIMAL),
            ],
            NitrogenExcretion::RetainedShare { intake, retained } => vec![
                step(intake, text::NITROGEN_OF_THE_FEED),
                step(retained, text::SHARE_OF_THE_NITROGEN_KEPT),
            ],
            NitrogenExcretion::Retained { intake, retained } => vec![
                step(intake, text::NITROGEN_OF_THE_FEED),
                step(retained, text::NITROGEN_OF_GAIN_AND_MILK),
            ],
            NitrogenExcretion::Stated { nitrogen, stage } => {
                let what = text::NITROGEN_EXCRETION.with(&[("stage", &stage.name())]);
                vec![titled_step(nitrogen, what)]
            }
        }
    }
}

fn check_intake(intake: &Rate<NitrogenMass, AnimalDays>) -> Result<()> {
    rate("a nitrogen intake", intake, "work it out of the feed")
}

/// The nitrogen that an animal eats in a day.
///
/// ```text
/// N_intake = GE / 18.45 x CP / 6.25
/// ```
///
/// IPCC 2019 Refinement, volume 4, equation 10.32. The crude protein is a share of the dry matter, from
/// 0 to 1. The result has 20 digits.
///
/// # Examples
///
/// ```
/// use climate_account::{method::agriculture::nitrogen_intake, number::Exact, unit::Rate};
///
/// // 369 / 18.45 = 20 kg of dry matter with 3.2 kg of protein.
/// let intake = nitrogen_intake(&Rate::new(369, "MJ/head/day")?, Exact::new(16, 2))?;
/// assert_eq!(intake.to_string(), "0.512 kg N/head/day");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an energy below zero and a share outside 0 to 1.
pub fn nitrogen_intake(
    gross_energy: &Rate<Energy, AnimalDays>,
    crude_protein: Exact,
) -> Result<Rate<NitrogenMass, AnimalDays>> {
    let remedy = "take it from the feed or from the needs of the animal";
    rate("a gross energy of the feed", gross_energy, remedy)?;
    let remedy = "give per cent as a fraction";
    number("a share of crude protein", &crude_protein, remedy).share()?;
    let protein = product(megajoules(gross_energy)?, crude_protein)?;
    nitrogen_rate(quotient(protein, FEED_ENERGY.checked_mul(Exact::new(625, 2))?)?)
}

/// What cattle keep of the nitrogen of their feed.
///
/// ```text
/// N_ret = milk x PR / 6.38 + (268 x WG - 7.03 x NE_g) / 1000 / 6.25
/// ```
///
/// IPCC 2006 and 2019 Refinement, volume 4, equation 10.33, with the gain multiplied in: without a gain
/// the second term is zero. Grams become kilograms in the whole of it.
///
/// # Examples
///
/// ```
/// use climate_account::{method::agriculture::CattleRetention, number::Exact, unit::Rate};
/// use climate_account::number::Rounding;
///
/// let cow = CattleRetention {
///     milk: Rate::new(Exact::new(203, 1), "kg/head/day")?,
///     milk_protein: Exact::new(358, 4),
///     gain: Rate::new(Exact::new(3, 1), "kg/head/day")?,
///     growth_energy: Rate::new(5, "MJ/head/day")?,
/// };
/// let nitrogen = cow.nitrogen()?.amount().value;
/// assert_eq!(nitrogen.round(Rounding::decimals(12))?.to_string(), "0.121149090909");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CattleRetention {
    /// The milk of a day.
    pub milk: Rate<Mass, AnimalDays>,
    /// The protein of the milk, from 0 to 1 by mass.
    pub milk_protein: Exact,
    /// WG, the gain of weight in a day.
    pub gain: Rate<Mass, AnimalDays>,
    /// `NE_g`, the net energy for growth.
    pub growth_energy: Rate<Energy, AnimalDays>,
}

impl CattleRetention {
    /// The nitrogen that is kept in a day, at 20 digits.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{method::agriculture::CattleRetention, number::Exact, unit::Rate};
    ///
    /// let cow = CattleRetention {
    ///     milk: Rate::new(Exact::new(319, 1), "kg/head/day")?,
    ///     milk_protein: Exact::new(3, 2),
    ///     gain: Rate::new(0, "kg/head/day")?,
    ///     growth_energy: Rate::new(0, "MJ/head/day")?,
    /// };
    /// assert_eq!(cow.nitrogen()?.to_string(), "0.15 kg N/head/day"); // 0.957 / 6.38
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero, a protein outside 0 to 1,
    /// and an energy for growth that the gain does not hold.
    pub fn nitrogen(&self) -> Result<Rate<NitrogenMass, AnimalDays>> {
        let CattleRetention { milk, milk_protein, gain, growth_energy } = self;
        rate("a milk yield", milk, "take it from the milk control")?;
        number("a protein content of the milk", milk_protein, "give per cent as a fraction")
            .share()?;
        rate("a gain of weight", gain, "take zero for animals that lose weight")?;
        rate("a net energy for growth", growth_energy, "work it out of the gain")?;
        let of_milk = product(kilograms(milk)?, *milk_protein)?;
        let gain = kilograms(gain)?;
        let of_gain = if gain.is_zero() {
            Exact::ZERO
        } else {
            let fat = product(Exact::new(703, 2), megajoules(growth_energy)?)?;
            product(268.into(), gain)?.checked_sub(fat)?
        };
        if of_gain.is_negative() {
            return Err(Error::new(InputProblem::Range {
                what: "a net energy for growth",
                range: "of at most 268 / 7.03 MJ per kg of gain",
                found: growth_energy.to_string(),
                remedy: "check it and the gain",
            }));
        }
        let of_milk = quotient(of_milk, Exact::new(638, 2))?;
        nitrogen_rate(of_milk.checked_add(quotient(of_gain, 6250.into())?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    #[test]
    fn says_what_is_out_of_range() {
        let text = |excretion: NitrogenExcretion| excretion.per_year().unwrap_err().to_string();
        let of_mass = |rate: &str, mass: &str| NitrogenExcretion::OfAnimalMass {
            rate: read(rate),
            mass: read(mass),
        };
        assert_eq!(
            text(of_mass("-1 kg N/t/day", "600 kg")),
            "expected a rate of nitrogen excretion of zero or more, found -1 kg N/t/day; take it \
             from a guideline"
        );
        assert!(
            text(of_mass("1 kg N/t/day", "-1 kg"))
                .starts_with("expected a mass of the animal of zero or more, found -1 kg; ")
        );
        let share = |intake: &str, retained: i64| NitrogenExcretion::RetainedShare {
            intake: read(intake),
            retained: example(retained.into()),
        };
        assert_eq!(
            text(share("-1 kg N/head/day", 0)),
            "expected a nitrogen intake of zero or more, found -1 kg N/head/day; work it out of the \
             feed"
        );
        assert_eq!(
            text(share("1 kg N/head/day", 24)),
            "expected a share of the nitrogen that is kept from 0 to 1, found 24; give per cent as a \
             fraction"
        );
        let amount = |retained: &str| NitrogenExcretion::Retained {
            intake: read("0.45 kg N/head/day"),
            retained: read(retained),
        };
        assert_eq!(
            text(amount("-1 kg N/head/day")),
            "expected a nitrogen retention of zero or more, found -1 kg N/head/day; check the gain \
             and the milk"
        );
        // A peer's bracket that divides one term by 1000 alone gives 12.972 kg.
        assert_eq!(
            text(amount("12.972 kg N/head/day")),
            "expected a nitrogen retention of at most the 0.45 kg N/head/day that are eaten, found \
             12.972 kg N/head/day; check both and their units"
        );
        let stated = NitrogenExcretion::Stated {
            nitrogen: read("-1 kg N/head/yr"),
            stage: ExcretionStage::ExAnimal,
        };
        assert!(
            text(stated).starts_with("expected a nitrogen excretion of zero or more, found -1")
        );
    }

    #[test]
    fn intake_and_retention_say_what_is_out_of_range() {
        let energy = |value: i64| Rate::new(value, "MJ/head/day").unwrap();
        let error = nitrogen_intake(&energy(-1), Exact::ZERO).unwrap_err().to_string();
        assert!(error.starts_with("expected a gross energy of the feed of zero or more, found -1"));
        assert_eq!(
            nitrogen_intake(&energy(1), 16.into()).unwrap_err().to_string(),
            "expected a share of crude protein from 0 to 1, found 16; give per cent as a fraction"
        );
        let text = |milk: i64, protein: i64, gain: i64, growth: i64| {
            let mass = |value: i64| Rate::new(value, "kg/head/day").unwrap();
            let growth_energy = energy(growth);
            let (milk, gain) = (mass(milk), mass(gain));
            let retention =
                CattleRetention { milk, milk_protein: protein.into(), gain, growth_energy };
            retention.nitrogen().unwrap_err().to_string()
        };
        assert!(text(-1, 0, 0, 0).starts_with("expected a milk yield of zero or more, found -1 "));
        assert_eq!(
            text(1, 4, 0, 0),
            "expected a protein content of the milk from 0 to 1, found 4; give per cent as a \
             fraction"
        );
        assert!(text(1, 0, -1, 0).starts_with("expected a gain of weight of zero or more, found"));
        assert_eq!(
            text(1, 0, 1, -1),
            "expected a net energy for growth of zero or more, found -1 MJ/head/day; work it out of \
             the gain"
        );
        assert_eq!(
            text(1, 0, 1, 39),
            "expected a net energy for growth of at most 268 / 7.03 MJ per kg of gain, found 39 \
             MJ/head/day; check it and the gain"
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_names_the_stage() {
        let stated = NitrogenExcretion::Stated {
            nitrogen: read("161.03 kg N/head/yr"),
            stage: ExcretionStage::ExHousing,
        };
        let written = serde_json::to_string(&stated).unwrap();
        assert!(written.contains(r#""stage":"ex-housing""#), "{written}");
        assert_eq!(serde_json::from_str::<NitrogenExcretion>(&written).unwrap(), stated);
    }
}
