use super::annual_share;
use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, number};
use crate::method::sourced::step;
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::industry as text;
use crate::unit::{PureNumber, Rate, SulphurHexafluorideMass, Years};

/// Switchgear that is taken out of service.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, method::{Sourced, industry::RetiringSwitchgear}};
///
/// let grid = Source::new("Grid company", "Equipment list 2023", 2024, "sheet 2")?;
/// let retiring = RetiringSwitchgear {
///     nameplate_capacity: Sourced::new(Quantity::new(100, "kg SF6")?, &grid),
///     remaining: Sourced::new("0.93".parse()?, &grid),
///     recovered: Sourced::new("0.95".parse()?, &grid),
/// };
/// assert_eq!(retiring.nameplate_capacity.value.to_string(), "100 kg SF6");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct RetiringSwitchgear {
    /// The gas that it holds by its nameplate.
    pub nameplate_capacity: Sourced<Quantity<SulphurHexafluorideMass>>,
    /// The share of it that is still there.
    pub remaining: Sourced<Exact>,
    /// The share of that which is recovered: an addition to the guideline of 2006, whose default
    /// lets all of it go.
    pub recovered: Sourced<Exact>,
}

/// The making and filling of switchgear.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, method::{Sourced, industry::SwitchgearMaking}};
///
/// let works = Source::new("Switchgear works", "Purchases 2023", 2024, "sheet 1")?;
/// let making = SwitchgearMaking {
///     consumption: Sourced::new(Quantity::new(400, "kg SF6")?, &works),
///     lost: Sourced::new("0.07".parse()?, &works),
/// };
/// assert_eq!(making.consumption.value.to_string(), "400 kg SF6");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct SwitchgearMaking {
    /// The gas that the maker uses.
    pub consumption: Sourced<Quantity<SulphurHexafluorideMass>>,
    /// The share of it that is lost.
    pub lost: Sourced<Exact>,
}

/// SF6 of switchgear in a year, tier 1.
///
/// ```text
/// E = EF_making x consumption + EF_use x capacity + retiring x remaining x (1 - recovered)
/// ```
///
/// IPCC 2006, volume 3, equation 8.1. A part that is `None` does not occur, or is the line of
/// somebody else. The capacity is the mass of the gas by the nameplate; that of the equipment does
/// not fit:
///
/// ```compile_fail,E0308
/// use climate_account::{Quantity, Source, method::{Sourced, industry::Switchgear}};
/// use climate_account::unit::{Mass, Rate};
///
/// let grid = Source::new("Grid company", "Equipment list 2023", 2024, "sheet 2")?;
/// let network = Switchgear {
///     making: None,
///     capacity: Sourced::new(Quantity::<Mass>::kilograms(9_000), &grid), // of steel and gas
///     leakage: Sourced::new(Rate::new(2, "‰/yr")?, &grid),
///     retiring: None,
/// };
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, gas::Gas, unit::Rate};
/// use climate_account::method::{Calculation, Sourced};
/// use climate_account::method::industry::{RetiringSwitchgear, Switchgear};
///
/// let grid = Source::new("Grid company", "Equipment list 2023", 2024, "sheet 2")?;
/// let network = Switchgear {
///     making: None,
///     capacity: Sourced::new(Quantity::new(2500, "kg SF6")?, &grid),
///     leakage: Sourced::new(Rate::new(2, "‰/yr")?, &grid),
///     retiring: Some(RetiringSwitchgear {
///         nameplate_capacity: Sourced::new(Quantity::new(100, "kg SF6")?, &grid),
///         remaining: Sourced::new("0.93".parse()?, &grid),
///         recovered: Sourced::new("0.95".parse()?, &grid),
///     }),
/// };
/// // 2500 x 0.002 + 100 x 0.93 x (1 - 0.95)
/// assert_eq!(network.emissions()?.kilograms(Gas::SF6), "9.65".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass below zero, and a share outside 0 to 1.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Switchgear {
    /// The making of switchgear.
    pub making: Option<SwitchgearMaking>,
    /// The gas in all switchgear in use, by its nameplates.
    pub capacity: Sourced<Quantity<SulphurHexafluorideMass>>,
    /// The share of it that leaks in a year.
    pub leakage: Sourced<Rate<PureNumber, Years>>,
    /// What is taken out of service.
    pub retiring: Option<RetiringSwitchgear>,
}

impl Calculation for Switchgear {
    fn method(&self) -> Method {
        Method::Switchgear
    }

    fn emissions(&self) -> Result<Emissions> {
        activity("a nameplate capacity", self.capacity.value)?;
        let leakage = annual_share("an annual leakage", &self.leakage.value)?;
        let in_use = Fraction::of(self.capacity.value.base_value()).by(leakage)?.grams()?;
        let mut lost = Quantity::<SulphurHexafluorideMass>::of_base(in_use);
        let remedy = "give per cent as a fraction";
        if let Some(SwitchgearMaking { consumption, lost: share }) = &self.making {
            activity("a consumption of SF6", consumption.value)?;
            number("a share lost in making", &share.value, remedy).share()?;
            lost = lost.checked_add(consumption.value.scale(share.value)?)?;
        }
        if let Some(retiring) = &self.retiring {
            activity("a retiring nameplate capacity", retiring.nameplate_capacity.value)?;
            number("a remaining share", &retiring.remaining.value, remedy).share()?;
            number("a recovered share", &retiring.recovered.value, remedy).share()?;
            let rest = Exact::ONE.checked_sub(retiring.recovered.value)?;
            let released =
                retiring.nameplate_capacity.value.scale(retiring.remaining.value)?.scale(rest)?;
            lost = lost.checked_add(released)?;
        }
        Ok(Emissions::from_grams(Gas::SF6, lost.base_value()))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = Vec::new();
        if let Some(SwitchgearMaking { consumption, lost: share }) = &self.making {
            steps.push(step(consumption, text::SF6_USED_IN_MAKING));
            steps.push(step(share, text::SHARE_LOST_IN_MAKING));
        }
        steps.push(step(&self.capacity, text::SF6_IN_SWITCHGEAR));
        steps.push(step(&self.leakage, text::ANNUAL_LEAKAGE));
        if let Some(retiring) = &self.retiring {
            steps.push(step(
                &retiring.nameplate_capacity,
                text::NAMEPLATE_CAPACITY_OF_RETIRING_SWITCHGEAR,
            ));
            steps.push(step(&retiring.remaining, text::REMAINING_SHARE));
            steps.push(step(&retiring.recovered, text::RECOVERED_SHARE));
        }
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn switchgear(capacity: &str, leakage: &str) -> Switchgear {
        Switchgear {
            making: None,
            capacity: read(capacity),
            leakage: read(leakage),
            retiring: None,
        }
    }

    fn retiring(capacity: &str, remaining: i64, recovered: i64) -> Switchgear {
        Switchgear {
            retiring: Some(RetiringSwitchgear {
                nameplate_capacity: read(capacity),
                remaining: example(remaining.into()),
                recovered: example(recovered.into()),
            }),
            ..switchgear("1 kg SF6", "1 %/yr")
        }
    }

    fn making(consumption: &str, share: i64) -> Switchgear {
        Switchgear {
            making: Some(SwitchgearMaking {
                consumption: read(consumption),
                lost: example(share.into()),
            }),
            ..switchgear("1 kg SF6", "1 %/yr")
        }
    }

    #[test]
    fn making_and_retiring_add_to_use() {
        let made = making("10 kg SF6", 1).emissions().unwrap();
        assert_eq!(made.grams(Gas::SF6), 10_010.into());
        let retired = retiring("10 kg SF6", 1, 0).emissions().unwrap();
        assert_eq!(retired, made);
        assert_eq!(retiring("10 kg SF6", 1, 0).steps().unwrap().len(), 5);
        assert_eq!(making("10 kg SF6", 1).steps().unwrap().len(), 4);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |switchgear: Switchgear| switchgear.emissions().unwrap_err().to_string();
        let credit =
            "of zero or more, found -1 kg SF6; enter a removal or a credit as emissions of its own";
        let share = "from 0 to 1, found 2; give per cent as a fraction";
        let cases = [
            (switchgear("-1 kg SF6", "1 %/yr"), format!("expected a nameplate capacity {credit}")),
            (making("-1 kg SF6", 1), format!("expected a consumption of SF6 {credit}")),
            (making("1 kg SF6", 2), format!("expected a share lost in making {share}")),
            (
                retiring("-1 kg SF6", 1, 1),
                format!("expected a retiring nameplate capacity {credit}"),
            ),
            (retiring("1 kg SF6", 2, 1), format!("expected a remaining share {share}")),
            (retiring("1 kg SF6", 1, 2), format!("expected a recovered share {share}")),
            (
                switchgear("1 kg SF6", "200 %/yr"),
                "expected an annual leakage from 0 to 1, found 200 %/yr; write 3 per cent as 3 %/yr"
                    .to_owned(),
            ),
        ];
        for (switchgear, expected) in cases {
            assert_eq!(text(switchgear), expected);
        }
    }
}
