use super::{GasOrBlend, annual_share};
use crate::Quantity;
use crate::error::{Error, Result};
use crate::gas::Emissions;
use crate::method::fraction::Fraction;
use crate::method::input_problem::{InputProblem, activity, number};
use crate::method::sourced::{step, worked_step};
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::industry as text;
use crate::unit::{Mass, PureNumber, Rate, Years};

const REMEDY: &str = "give per cent as a fraction";

/// What is lost from containers on the way from the trade to the equipment.
///
/// ```text
/// E_containers = RM x c
/// ```
///
/// IPCC 2006, volume 3, equation 7.11.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, method::{Sourced, industry::ContainerLoss}, unit::Mass};
///
/// let trade = Source::new("Refrigerant trade", "Sales 2023", 2024, "sheet 1")?;
/// let containers = ContainerLoss {
///     handled: Sourced::new(Quantity::<Mass>::kilograms(100), &trade),
///     lost: Sourced::new("0.02".parse()?, &trade),
/// };
/// assert_eq!(containers.loss()?, Quantity::<Mass>::kilograms(2));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ContainerLoss {
    /// The refrigerant that is handled.
    pub handled: Sourced<Quantity<Mass>>,
    /// The share of it that is lost, the heel of the containers included.
    pub lost: Sourced<Exact>,
}

impl ContainerLoss {
    /// The refrigerant that is lost.
    ///
    /// # Examples
    ///
    /// As for [`ContainerLoss`]:
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, unit::Mass};
    /// # use climate_account::method::{Sourced, industry::ContainerLoss};
    /// # let trade = Source::new("Refrigerant trade", "Sales 2023", 2024, "sheet 1")?;
    /// let containers = ContainerLoss {
    ///     handled: Sourced::new(Quantity::<Mass>::kilograms(50), &trade),
    ///     lost: Sourced::new("0.1".parse()?, &trade),
    /// };
    /// assert_eq!(containers.loss()?, Quantity::<Mass>::kilograms(5));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass below zero and a share outside 0 to 1.
    pub fn loss(&self) -> Result<Quantity<Mass>> {
        activity("a mass of handled refrigerant", self.handled.value)?;
        number("a share lost from containers", &self.lost.value, REMEDY).share()?;
        self.handled.value.scale(self.lost.value)
    }
}

/// What is lost when new equipment is charged.
///
/// ```text
/// E_charge = M x k
/// ```
///
/// IPCC 2006, volume 3, equation 7.12. Refills at service are not new charges.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, method::{Sourced, industry::ChargingLoss}};
/// use climate_account::unit::{Mass, Pieces, Rate};
///
/// let installer = Source::new("Installer", "Orders 2023", 2024, "sheet 1")?;
/// let supermarkets = Quantity::<Pieces>::pieces(12);
/// let charging = ChargingLoss {
///     charged: Sourced::new(supermarkets.times(&Rate::new(300, "kg/piece")?)?, &installer),
///     lost: Sourced::new("0.02".parse()?, &installer),
/// };
/// assert_eq!(charging.loss()?, Quantity::<Mass>::kilograms(72));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ChargingLoss {
    /// The refrigerant that goes into new equipment.
    pub charged: Sourced<Quantity<Mass>>,
    /// The share of it that is lost.
    pub lost: Sourced<Exact>,
}

impl ChargingLoss {
    /// The refrigerant that is lost.
    ///
    /// # Examples
    ///
    /// As for [`ChargingLoss`]:
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, unit::Mass};
    /// # use climate_account::method::{Sourced, industry::ChargingLoss};
    /// # let installer = Source::new("Installer", "Orders 2023", 2024, "sheet 1")?;
    /// let charging = ChargingLoss {
    ///     charged: Sourced::new(Quantity::<Mass>::kilograms(100), &installer),
    ///     lost: Sourced::new("0.01".parse()?, &installer),
    /// };
    /// assert_eq!(charging.loss()?, Quantity::<Mass>::kilograms(1));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass below zero and a share outside 0 to 1.
    pub fn loss(&self) -> Result<Quantity<Mass>> {
        activity("a mass of newly charged refrigerant", self.charged.value)?;
        number("a share lost in charging", &self.lost.value, REMEDY).share()?;
        self.charged.value.scale(self.lost.value)
    }
}

/// What leaks from equipment in a year of operation, service included.
///
/// ```text
/// E_lifetime = B x x
/// ```
///
/// IPCC 2006, volume 3, equation 7.13. The leakage is per year: a share that is lost once, in
/// charging, does not fit.
///
/// ```compile_fail,E0308
/// use climate_account::{Quantity, Source, number::Exact, unit::Mass};
/// use climate_account::method::{Sourced, industry::OperationLoss};
///
/// let source = Source::new("Installer", "Orders 2023", 2024, "sheet 1")?;
/// let charging_loss: Sourced<Exact> = Sourced::new("0.02".parse()?, &source);
/// let operation = OperationLoss {
///     bank: Sourced::new(Quantity::<Mass>::kilograms(8800), &source),
///     leakage: charging_loss, // not per year
/// };
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, method::{Sourced, industry::OperationLoss}};
/// use climate_account::unit::{Mass, Pieces, Rate};
///
/// let survey = Source::new("Heat pump survey", "Stock 2023", 2024, "table 2")?;
/// let heat_pumps = Quantity::<Pieces>::pieces(4000);
/// let bank = heat_pumps.times(&Rate::new(2200, "g/piece")?)?;
/// let operation = OperationLoss {
///     bank: Sourced::new(bank, &survey),
///     leakage: Sourced::new(Rate::new(3, "%/yr")?, &survey),
/// };
/// assert_eq!(operation.loss()?, Quantity::<Mass>::kilograms(264));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct OperationLoss {
    /// The refrigerant in all equipment in use.
    pub bank: Sourced<Quantity<Mass>>,
    /// The share of the bank that leaks in a year.
    pub leakage: Sourced<Rate<PureNumber, Years>>,
}

impl OperationLoss {
    /// The refrigerant that is lost.
    ///
    /// # Examples
    ///
    /// As for [`OperationLoss`]:
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, unit::{Mass, Rate}};
    /// # use climate_account::method::{Sourced, industry::OperationLoss};
    /// # let survey = Source::new("Heat pump survey", "Stock 2023", 2024, "table 2")?;
    /// let operation = OperationLoss {
    ///     bank: Sourced::new(Quantity::<Mass>::kilograms(1000), &survey),
    ///     leakage: Sourced::new(Rate::new(10, "%/yr")?, &survey),
    /// };
    /// assert_eq!(operation.loss()?, Quantity::<Mass>::kilograms(100));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a bank below zero and a leakage outside 0 to 1.
    pub fn loss(&self) -> Result<Quantity<Mass>> {
        activity("a bank of refrigerant", self.bank.value)?;
        let leakage = annual_share("an annual leakage", &self.leakage.value)?;
        Fraction::of(self.bank.value.base_value()).by(leakage)?.grams().map(Quantity::of_base)
    }
}

/// What is lost when equipment is scrapped.
///
/// ```text
/// E_end = M_t-d x p x (1 - recovered)
/// ```
///
/// IPCC 2006, volume 3, equation 7.14. The two shares look alike: what is left of the first charge,
/// and what of that is recovered. Recycled and destroyed refrigerant are both recovered.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, method::{Sourced, industry::EndOfLifeLoss}, unit::Mass};
///
/// let survey = Source::new("Scrap dealer", "Equipment 2023", 2024, "table 1")?;
/// let scrapped = EndOfLifeLoss {
///     first_charge: Sourced::new(Quantity::<Mass>::kilograms(80), &survey),
///     residual_charge: Sourced::new("0.8".parse()?, &survey),
///     recovered: Sourced::new("0.7".parse()?, &survey),
/// };
/// assert_eq!(scrapped.loss()?.to_string(), "19.2 kg");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct EndOfLifeLoss {
    /// The charge, when it was new, of the equipment that is scrapped in the year.
    pub first_charge: Sourced<Quantity<Mass>>,
    /// The share of it that is still there.
    pub residual_charge: Sourced<Exact>,
    /// The share of that which is recovered.
    pub recovered: Sourced<Exact>,
}

impl EndOfLifeLoss {
    /// The refrigerant that is lost.
    ///
    /// # Examples
    ///
    /// As for [`EndOfLifeLoss`]:
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, unit::Mass};
    /// # use climate_account::method::{Sourced, industry::EndOfLifeLoss};
    /// # let survey = Source::new("Scrap dealer", "Equipment 2023", 2024, "table 1")?;
    /// let nothing_recovered = EndOfLifeLoss {
    ///     first_charge: Sourced::new(Quantity::<Mass>::kilograms(80), &survey),
    ///     residual_charge: Sourced::new("0.5".parse()?, &survey),
    ///     recovered: Sourced::new(0.into(), &survey),
    /// };
    /// assert_eq!(nothing_recovered.loss()?, Quantity::<Mass>::kilograms(40));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass below zero and a share outside 0 to 1.
    pub fn loss(&self) -> Result<Quantity<Mass>> {
        activity("a first charge of scrapped equipment", self.first_charge.value)?;
        number("a residual charge", &self.residual_charge.value, REMEDY).share()?;
        number("a recovered share", &self.recovered.value, REMEDY).share()?;
        let rest = Exact::ONE.checked_sub(self.recovered.value)?;
        self.first_charge.value.scale(self.residual_charge.value)?.scale(rest)
    }
}

/// A year of a refrigerant in cooling, air conditioning and heat pumps, tier 2a.
///
/// ```text
/// E = E_containers + E_charge + E_lifetime + E_end
/// ```
///
/// IPCC 2006, volume 3, equation 7.10. A part that is `None` does not occur, or is the line of
/// somebody else. The guideline prints its shares in per cent. Each gas of a blend is emitted by
/// its share. Waste equipment is counted here and not as waste.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, method::{Calculation, Sourced}, unit::{Mass, Rate}};
/// use climate_account::method::industry::{
///     ChargingLoss, ContainerLoss, EndOfLifeLoss, OperationLoss, RefrigerantEmissions,
/// };
///
/// let survey = Source::new("Refrigerant survey", "Municipality 2023", 2024, "table 1")?;
/// let kilograms = |mass: i64| Sourced::new(Quantity::<Mass>::kilograms(mass), &survey);
/// let share = |percent: i64| Sourced::new(climate_account::number::Exact::new(percent, 2), &survey);
/// let refrigerant = RefrigerantEmissions {
///     refrigerant: Sourced::new("hfc-134a".parse()?, &survey),
///     containers: Some(ContainerLoss { handled: kilograms(100), lost: share(2) }),
///     charging: Some(ChargingLoss { charged: kilograms(100), lost: share(1) }),
///     operation: Some(OperationLoss {
///         bank: kilograms(1000),
///         leakage: Sourced::new(Rate::new(10, "%/yr")?, &survey),
///     }),
///     end_of_life: Some(EndOfLifeLoss {
///         first_charge: kilograms(80),
///         residual_charge: share(80),
///         recovered: share(70),
///     }),
/// };
/// let emissions = refrigerant.emissions()?;
/// assert_eq!(emissions.kilograms("hfc-134a".parse()?), "122.2".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass below zero and a share outside 0 to 1;
/// [`MissingValue`](crate::ErrorKind::MissingValue) without any part.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct RefrigerantEmissions {
    /// The gas or the blend.
    pub refrigerant: Sourced<GasOrBlend>,
    /// Losses from containers.
    pub containers: Option<ContainerLoss>,
    /// Losses when new equipment is charged.
    pub charging: Option<ChargingLoss>,
    /// Losses in operation.
    pub operation: Option<OperationLoss>,
    /// Losses when equipment is scrapped.
    pub end_of_life: Option<EndOfLifeLoss>,
}

impl Calculation for RefrigerantEmissions {
    fn method(&self) -> Method {
        Method::RefrigerantEmissions
    }

    fn emissions(&self) -> Result<Emissions> {
        let RefrigerantEmissions { refrigerant, containers, charging, operation, end_of_life } =
            self;
        let losses = [
            containers.as_ref().map(ContainerLoss::loss),
            charging.as_ref().map(ChargingLoss::loss),
            operation.as_ref().map(OperationLoss::loss),
            end_of_life.as_ref().map(EndOfLifeLoss::loss),
        ];
        if losses.iter().all(Option::is_none) {
            return Err(Error::new(InputProblem::Missing {
                what: "a loss from containers, charging, operation or at the end of life",
                remedy: "enter a mass of zero where nothing is lost",
            }));
        }
        let mut lost = Quantity::ZERO;
        for loss in losses.into_iter().flatten() {
            lost = lost.checked_add(loss?)?;
        }
        refrigerant.value.emissions_from_grams(lost.base_value())
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![step(&self.refrigerant, text::REFRIGERANT)];
        if let Some(containers) = &self.containers {
            steps.push(step(&containers.handled, text::REFRIGERANT_HANDLED));
            steps.push(step(&containers.lost, text::SHARE_LOST_FROM_CONTAINERS));
            steps.push(worked_step(&containers.loss()?, text::CONTAINER_LOSS));
        }
        if let Some(charging) = &self.charging {
            steps.push(step(&charging.charged, text::CHARGED_INTO_NEW_EQUIPMENT));
            steps.push(step(&charging.lost, text::SHARE_LOST_IN_CHARGING));
            steps.push(worked_step(&charging.loss()?, text::CHARGING_LOSS));
        }
        if let Some(operation) = &self.operation {
            steps.push(step(&operation.bank, text::REFRIGERANT_IN_EQUIPMENT));
            steps.push(step(&operation.leakage, text::ANNUAL_LEAKAGE));
            steps.push(worked_step(&operation.loss()?, text::LOSS_IN_OPERATION));
        }
        if let Some(end) = &self.end_of_life {
            steps.push(step(&end.first_charge, text::FIRST_CHARGE_OF_SCRAPPED_EQUIPMENT));
            steps.push(step(&end.residual_charge, text::RESIDUAL_CHARGE));
            steps.push(step(&end.recovered, text::RECOVERED_SHARE));
            steps.push(worked_step(&end.loss()?, text::LOSS_AT_THE_END_OF_LIFE));
        }
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn none() -> RefrigerantEmissions {
        RefrigerantEmissions {
            refrigerant: example("R-404A".parse().unwrap()),
            containers: None,
            charging: None,
            operation: None,
            end_of_life: None,
        }
    }

    fn end_of_life(mass: &str, residual: i64, recovered: i64) -> EndOfLifeLoss {
        EndOfLifeLoss {
            first_charge: read(mass),
            residual_charge: example(residual.into()),
            recovered: example(recovered.into()),
        }
    }

    #[test]
    fn a_blend_is_emitted_by_its_parts() {
        let operation = OperationLoss { bank: read("1 t"), leakage: read("10 %/yr") };
        let leak = RefrigerantEmissions { operation: Some(operation), ..none() };
        let emissions = leak.emissions().unwrap();
        let kilograms = |gas: &str| emissions.kilograms(gas.parse().unwrap());
        assert_eq!(kilograms("hfc-125"), 44.into());
        assert_eq!(kilograms("hfc-143a"), 52.into());
        assert_eq!(kilograms("hfc-134a"), 4.into());
        assert_eq!(leak.steps().unwrap().len(), 4);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |loss: RefrigerantEmissions| loss.emissions().unwrap_err().to_string();
        let credit =
            "of zero or more, found -1 kg; enter a removal or a credit as emissions of its own";
        let share = "from 0 to 1, found 2; give per cent as a fraction";
        let containers = |mass: &str, lost: i64| {
            let loss = ContainerLoss { handled: read(mass), lost: example(lost.into()) };
            text(RefrigerantEmissions { containers: Some(loss), ..none() })
        };
        let charging = |mass: &str, lost: i64| {
            let loss = ChargingLoss { charged: read(mass), lost: example(lost.into()) };
            text(RefrigerantEmissions { charging: Some(loss), ..none() })
        };
        let operation = |mass: &str, leakage: &str| {
            let loss = OperationLoss { bank: read(mass), leakage: read(leakage) };
            text(RefrigerantEmissions { operation: Some(loss), ..none() })
        };
        let scrapped = |mass: &str, residual: i64, recovered: i64| {
            let loss = end_of_life(mass, residual, recovered);
            text(RefrigerantEmissions { end_of_life: Some(loss), ..none() })
        };
        let cases = [
            (containers("-1 kg", 0), format!("expected a mass of handled refrigerant {credit}")),
            (containers("1 kg", 2), format!("expected a share lost from containers {share}")),
            (charging("-1 kg", 0), format!("expected a mass of newly charged refrigerant {credit}")),
            (charging("1 kg", 2), format!("expected a share lost in charging {share}")),
            (operation("-1 kg", "0 %/yr"), format!("expected a bank of refrigerant {credit}")),
            (
                operation("1 kg", "300 %/yr"),
                "expected an annual leakage from 0 to 1, found 300 %/yr; write 3 per cent as 3 %/yr"
                    .to_owned(),
            ),
            (
                scrapped("-1 kg", 0, 0),
                format!("expected a first charge of scrapped equipment {credit}"),
            ),
            (scrapped("1 kg", 2, 0), format!("expected a residual charge {share}")),
            (scrapped("1 kg", 0, 2), format!("expected a recovered share {share}")),
            (
                text(none()),
                "expected a loss from containers, charging, operation or at the end of life, found \
                 none; enter a mass of zero where nothing is lost"
                    .to_owned(),
            ),
        ];
        for (found, expected) in cases {
            assert_eq!(found, expected);
        }
    }
}
