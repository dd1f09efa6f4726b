use super::{GasOrBlend, annual_share};
use crate::error::{Error, Result};
use crate::gas::Emissions;
use crate::method::input_problem::{InputProblem, activity, number};
use crate::method::sourced::{Shown, property_step, step, worked_step};
use crate::method::{Calculation, MASS_RESOLUTION, Method, Sourced, Step, StepValue};
use crate::number::{Exact, Rounding};
use crate::text::method::industry as text;
use crate::unit::{Mass, PureNumber, Rate, Ratio, Years};
use crate::{Quantity, Year};

/// What service does with refrigerant that has leaked.
///
/// # Examples
///
/// ```
/// use climate_account::method::industry::ServicePractice;
///
/// assert_ne!(ServicePractice::TopUp, ServicePractice::NoRefill);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum ServicePractice {
    /// It keeps the nominal charge, as far as the sales go: what leaked in a year is refilled in
    /// the next. Equipment retires with its full charge.
    TopUp,
    /// It refills nothing: all sales charge new equipment, and what retires is what has not leaked.
    NoRefill,
}

impl Shown for ServicePractice {
    fn shown(&self) -> StepValue {
        StepValue::Text(match self {
            ServicePractice::TopUp => text::LEAKS_ARE_REFILLED.title(),
            ServicePractice::NoRefill => text::LEAKS_ARE_NOT_REFILLED.title(),
        })
    }
}

/// The refrigerant that comes into a market in a year, and what is destroyed of it.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Year, method::industry::RefrigerantSupply, unit::Mass};
///
/// let supply = RefrigerantSupply {
///     year: Year::new(1990)?,
///     bulk_sales: Quantity::<Mass>::tonnes(25),
///     imported_in_equipment: Quantity::<Mass>::tonnes(6),
///     destroyed: Quantity::ZERO,
/// };
/// assert_eq!(supply.year.number(), 1990);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct RefrigerantSupply {
    /// The year.
    pub year: Year,
    /// Refrigerant that is sold as such, for service and for charging.
    pub bulk_sales: Quantity<Mass>,
    /// Refrigerant in equipment that is imported charged.
    pub imported_in_equipment: Quantity<Mass>,
    /// Refrigerant of equipment of this year's scrap that is destroyed or recycled elsewhere.
    pub destroyed: Quantity<Mass>,
}

/// A year of a bank of refrigerant.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Year, method::industry::BankYear, unit::Mass};
///
/// let year = BankYear {
///     year: Year::new(1991)?,
///     refilled: Quantity::ZERO,
///     newly_filled: Quantity::<Mass>::kilograms(34_000),
///     filling_loss: Quantity::<Mass>::kilograms(680),
///     operation_loss: Quantity::<Mass>::kilograms(3_050),
///     retired: Quantity::ZERO,
///     end_of_life_loss: Quantity::ZERO,
///     bank: Quantity::<Mass>::kilograms(67_770),
/// };
/// assert_eq!(year.emitted()?, Quantity::<Mass>::kilograms(3_730));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct BankYear {
    /// The year.
    pub year: Year,
    /// Sales that refill what leaked in the year before.
    pub refilled: Quantity<Mass>,
    /// Sales that charge new equipment.
    pub newly_filled: Quantity<Mass>,
    /// What is lost in charging.
    pub filling_loss: Quantity<Mass>,
    /// What leaks in operation.
    pub operation_loss: Quantity<Mass>,
    /// The charge of the equipment that retires.
    pub retired: Quantity<Mass>,
    /// What of it is not destroyed.
    pub end_of_life_loss: Quantity<Mass>,
    /// The refrigerant in equipment at the end of the year.
    pub bank: Quantity<Mass>,
}

impl BankYear {
    /// What is emitted in the year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Year, method::industry::BankYear, unit::Mass};
    ///
    /// let first = BankYear {
    ///     year: Year::new(1990)?,
    ///     refilled: Quantity::ZERO,
    ///     newly_filled: Quantity::<Mass>::kilograms(25_000),
    ///     filling_loss: Quantity::<Mass>::kilograms(500),
    ///     operation_loss: Quantity::ZERO,
    ///     retired: Quantity::ZERO,
    ///     end_of_life_loss: Quantity::ZERO,
    ///     bank: Quantity::<Mass>::kilograms(30_500),
    /// };
    /// assert_eq!(first.emitted()?, Quantity::<Mass>::kilograms(500));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn emitted(&self) -> Result<Quantity<Mass>> {
        self.filling_loss.checked_add(self.operation_loss)?.checked_add(self.end_of_life_loss)
    }
}

/// A refrigerant over the years, from what was sold and imported.
///
/// ```text
/// refill_t     = min(sales_t, E_lifetime,t-1)          new_t = sales_t - refill_t
/// E_charge     = new_t x k                             E_lifetime,t = B_t-1 x x
/// retired_t    = new_t-d x (1 - k) + imported_t-d      E_end = retired_t - destroyed_t
/// B_t          = B_t-1 - E_lifetime,t - retired_t + refill_t + new_t x (1 - k) + imported_t
/// ```
///
/// IPCC 2019 Refinement, volume 3, chapter 7, the calculation example of category 2.F.1. The bank
/// at the start of a year leaks; what is new in a year does not.
///
/// * The first year is the one in which the refrigerant came into use, so that there is no bank
///   before it.
/// * Losses are rounded half-even at a microgram ([`MASS_RESOLUTION`]) where they are finer, and the
///   bank follows from them: sales and imports are emissions, destruction and growth of the bank,
///   exactly.
/// * A bank that would fall below zero is refused: it means that leaks were not refilled, or that
///   the lifetime is too short.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, Year, unit::{Mass, Rate}};
/// use climate_account::method::{Calculation, Sourced};
/// use climate_account::method::industry::{RefrigerantBank, RefrigerantSupply, ServicePractice};
///
/// let customs = Source::new("Customs", "Imports of refrigerants", 1993, "table 1")?;
/// let supply = |year, sales: i64, imported: i64| -> Result<_, climate_account::Error> {
///     let supply = RefrigerantSupply {
///         year: Year::new(year)?,
///         bulk_sales: Quantity::<Mass>::kilograms(sales),
///         imported_in_equipment: Quantity::<Mass>::kilograms(imported),
///         destroyed: Quantity::ZERO,
///     };
///     Ok(Sourced::new(supply, &customs))
/// };
/// let cars = RefrigerantBank {
///     refrigerant: Sourced::new("hfc-134a".parse()?, &customs),
///     filling_loss: Sourced::new("0.02".parse()?, &customs),
///     operation_loss: Sourced::new(Rate::new(10, "%/yr")?, &customs),
///     lifetime: Sourced::new(Quantity::years(12), &customs),
///     service: Sourced::new(ServicePractice::TopUp, &customs),
///     supply: vec![
///         supply(1990, 25_000, 6_000)?,
///         supply(1991, 34_000, 7_000)?,
///         supply(1992, 40_000, 15_000)?,
///     ],
///     year: Year::new(1991)?,
/// };
/// let banks: Vec<_> = cars.series()?.iter().map(|year| year.bank.to_string()).collect();
/// assert_eq!(banks, ["30500 kg", "67770 kg", "115254 kg"]);
/// assert_eq!(cars.emissions()?.kilograms("hfc-134a".parse()?), 3730.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass below zero, a loss outside 0 to 1, a
/// lifetime that is not of whole years from 1, years that do not follow one another, more
/// destruction than retires, and a bank below zero; [`MissingValue`](crate::ErrorKind::MissingValue)
/// where the supply does not reach the year of the account.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct RefrigerantBank {
    /// The gas or the blend.
    pub refrigerant: Sourced<GasOrBlend>,
    /// The share of a new charge that is lost in charging.
    pub filling_loss: Sourced<Exact>,
    /// The share of the bank at the start of a year that leaks in it.
    pub operation_loss: Sourced<Rate<PureNumber, Years>>,
    /// The whole years after which equipment retires.
    pub lifetime: Sourced<Quantity<Years>>,
    /// What service does with leaks.
    pub service: Sourced<ServicePractice>,
    /// The supply of consecutive years, from the first on.
    pub supply: Vec<Sourced<RefrigerantSupply>>,
    /// The year of the account.
    pub year: Year,
}

impl RefrigerantBank {
    /// The bank and its losses, year by year.
    ///
    /// # Examples
    ///
    /// A charge that nobody refills, and that retires in its third year:
    ///
    /// ```
    /// use climate_account::{Quantity, Source, Year, unit::{Mass, Rate}, method::Sourced};
    /// use climate_account::method::industry::{RefrigerantBank, RefrigerantSupply, ServicePractice};
    ///
    /// let dealer = Source::new("Dealer", "Imports 2021", 2024, "table 1")?;
    /// let supply = |year, imported: i64, destroyed: i64| -> Result<_, climate_account::Error> {
    ///     let supply = RefrigerantSupply {
    ///         year: Year::new(year)?,
    ///         bulk_sales: Quantity::ZERO,
    ///         imported_in_equipment: Quantity::<Mass>::kilograms(imported),
    ///         destroyed: Quantity::<Mass>::kilograms(destroyed),
    ///     };
    ///     Ok(Sourced::new(supply, &dealer))
    /// };
    /// let fridges = RefrigerantBank {
    ///     refrigerant: Sourced::new("hfc-134a".parse()?, &dealer),
    ///     filling_loss: Sourced::new(0.into(), &dealer),
    ///     operation_loss: Sourced::new(Rate::new(10, "%/yr")?, &dealer),
    ///     lifetime: Sourced::new(Quantity::years(2), &dealer),
    ///     service: Sourced::new(ServicePractice::NoRefill, &dealer),
    ///     supply: vec![supply(2021, 100, 0)?, supply(2022, 0, 0)?, supply(2023, 0, 50)?],
    ///     year: Year::new(2023)?,
    /// };
    /// let series = fridges.series()?;
    /// assert_eq!(series[1].bank, Quantity::<Mass>::kilograms(90));
    /// assert_eq!(series[2].retired, Quantity::<Mass>::kilograms(81)); // 100 x 0.9 x 0.9
    /// assert_eq!(series[2].emitted()?, Quantity::<Mass>::kilograms(40)); // 9 in operation, 31 of scrap
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`RefrigerantBank`], apart from the year of the account.
    pub fn series(&self) -> Result<Vec<BankYear>> {
        let mut reckoning = Reckoning::of(self)?;
        let mut series = Vec::with_capacity(self.supply.len());
        let mut before: Option<Year> = None;
        for supply in &self.supply {
            let supply = &supply.value;
            if let Some(before) =
                before.filter(|before| before.number() + 1 != supply.year.number())
            {
                let (what, found) = ("a supply of refrigerant", supply.year);
                return Err(Error::new(InputProblem::YearOrder { what, before, found }));
            }
            before = Some(supply.year);
            series.push(reckoning.next(supply)?);
        }
        Ok(series)
    }

    fn of_account(&self) -> Result<BankYear> {
        self.series()?.into_iter().find(|year| year.year == self.year).ok_or_else(|| {
            Error::new(InputProblem::Missing {
                what: "a supply of refrigerant in the year of the account",
                remedy: "enter every year from the first use of the refrigerant to that year",
            })
        })
    }
}

/// The recursion, in grams.
struct Reckoning {
    filling_loss: Exact,
    operation_loss: Ratio,
    lifetime: usize,
    service: ServicePractice,
    /// The charge of the equipment of each year, until it retires.
    charges: Vec<Exact>,
    bank: Exact,
    leaked: Exact,
}

impl Reckoning {
    fn of(bank: &RefrigerantBank) -> Result<Reckoning> {
        let remedy = "give per cent as a fraction";
        let filling_loss = bank.filling_loss.value;
        number("a share lost in charging", &filling_loss, remedy).share()?;
        Ok(Reckoning {
            filling_loss,
            operation_loss: annual_share("an annual leakage", &bank.operation_loss.value)?,
            lifetime: whole_years(bank.lifetime.value)?,
            service: bank.service.value,
            charges: Vec::with_capacity(bank.supply.len()),
            bank: Exact::ZERO,
            leaked: Exact::ZERO,
        })
    }

    fn leak(&self, charge: Exact) -> Result<Exact> {
        self.operation_loss.times(charge, MASS_RESOLUTION)?.round(MASS_RESOLUTION)
    }

    fn next(&mut self, supply: &RefrigerantSupply) -> Result<BankYear> {
        activity("a mass of sold refrigerant", supply.bulk_sales)?;
        activity("a mass of imported refrigerant", supply.imported_in_equipment)?;
        activity("a mass of destroyed refrigerant", supply.destroyed)?;
        let sales = supply.bulk_sales.base_value();
        let (leaked, refilled) = match self.service {
            ServicePractice::TopUp => (self.leak(self.bank)?, sales.min(self.leaked)),
            ServicePractice::NoRefill => (self.leak_of_charges()?, Exact::ZERO),
        };
        let newly_filled = sales.checked_sub(refilled)?;
        let filling_loss = newly_filled.checked_mul(self.filling_loss)?.round(MASS_RESOLUTION)?;
        let retired = self.retire();
        let charged = newly_filled
            .checked_sub(filling_loss)?
            .checked_add(supply.imported_in_equipment.base_value())?;
        self.charges.push(charged);
        let kept = self.bank.checked_sub(leaked)?.checked_sub(retired)?;
        self.bank = kept.checked_add(refilled)?.checked_add(charged)?;
        self.leaked = leaked;
        let retired = Quantity::<Mass>::of_base(retired);
        if supply.destroyed > retired {
            return Err(Error::new(InputProblem::AboveWhole {
                what: "a mass of destroyed refrigerant",
                whole: format!("the {retired} that retire in {}", supply.year),
                found: supply.destroyed.to_string(),
                remedy: "enter it in the year in which its equipment retires",
            }));
        }
        if self.bank.is_negative() {
            let bank = Quantity::<Mass>::of_base(self.bank);
            return Err(Error::new(InputProblem::Range {
                what: "a bank of refrigerant",
                range: "of zero or more",
                found: format!("{bank} at the end of {}", supply.year),
                remedy: "the sales do not refill the leaks: take no refill, or check the lifetime",
            }));
        }
        Ok(BankYear {
            year: supply.year,
            refilled: Quantity::of_base(refilled),
            newly_filled: Quantity::of_base(newly_filled),
            filling_loss: Quantity::of_base(filling_loss),
            operation_loss: Quantity::of_base(leaked),
            retired,
            end_of_life_loss: retired.checked_sub(supply.destroyed)?,
            bank: Quantity::of_base(self.bank),
        })
    }

    /// Without refills each charge shrinks by its own leaks.
    fn leak_of_charges(&mut self) -> Result<Exact> {
        let mut total = Exact::ZERO;
        for index in 0..self.charges.len() {
            let charge = self.charges.get(index).copied().unwrap_or(Exact::ZERO);
            let leak = self.leak(charge)?;
            total = total.checked_add(leak)?;
            if let Some(rest) = self.charges.get_mut(index) {
                *rest = charge.checked_sub(leak)?;
            }
        }
        Ok(total)
    }

    fn retire(&mut self) -> Exact {
        let index = self.charges.len().checked_sub(self.lifetime);
        let charge = index.and_then(|index| self.charges.get_mut(index));
        charge.map_or(Exact::ZERO, |charge| core::mem::replace(charge, Exact::ZERO))
    }
}

fn whole_years(lifetime: Quantity<Years>) -> Result<usize> {
    let years = lifetime.base_value().round(Rounding::decimals(0))?;
    let whole = if years == lifetime.base_value() { years.to_string().parse().ok() } else { None };
    whole.filter(|years| *years > 0).ok_or_else(|| {
        Error::new(InputProblem::Range {
            what: "a lifetime",
            range: "of whole years from 1",
            found: lifetime.to_string(),
            remedy: "round the mean lifetime of the equipment",
        })
    })
}

impl Calculation for RefrigerantBank {
    fn method(&self) -> Method {
        Method::RefrigerantBank
    }

    fn emissions(&self) -> Result<Emissions> {
        let emitted = self.of_account()?.emitted()?;
        self.refrigerant.value.emissions_from_grams(emitted.base_value())
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![
            step(&self.refrigerant, text::REFRIGERANT),
            step(&self.filling_loss, text::SHARE_LOST_IN_CHARGING),
            step(&self.operation_loss, text::ANNUAL_LEAKAGE),
            step(&self.lifetime, text::LIFETIME),
            step(&self.service, text::SERVICE),
        ];
        for supply in self.supply.iter().filter(|supply| supply.value.year <= self.year) {
            let RefrigerantSupply { year, bulk_sales, imported_in_equipment, destroyed } =
                supply.value;
            let amounts = [
                (bulk_sales, text::SOLD),
                (imported_in_equipment, text::IMPORTED_IN_EQUIPMENT),
                (destroyed, text::DESTROYED),
            ];
            for (value, what) in amounts {
                let (source, is_default) = (supply.source.clone(), supply.is_default);
                let amount = Sourced { value, source, is_default };
                steps.push(property_step(&amount, &year, what));
            }
        }
        let year = self.of_account()?;
        steps.extend([
            worked_step(&year.refilled, text::REFILLED),
            worked_step(&year.newly_filled, text::CHARGED_INTO_NEW_EQUIPMENT),
            worked_step(&year.filling_loss, text::CHARGING_LOSS),
            worked_step(&year.operation_loss, text::LOSS_IN_OPERATION),
            worked_step(&year.retired, text::IN_EQUIPMENT_THAT_RETIRES),
            worked_step(&year.end_of_life_loss, text::LOSS_AT_THE_END_OF_LIFE),
            worked_step(&year.bank, text::IN_EQUIPMENT_AT_THE_END_OF_THE_YEAR),
        ]);
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn supply(year: i64, masses: [i64; 3]) -> Sourced<RefrigerantSupply> {
        let [sales, imported, destroyed] = masses.map(Quantity::<Mass>::kilograms);
        example(RefrigerantSupply {
            year: Year::new(year).unwrap(),
            bulk_sales: sales,
            imported_in_equipment: imported,
            destroyed,
        })
    }

    fn bank(supplies: &[(i64, [i64; 3])]) -> RefrigerantBank {
        RefrigerantBank {
            refrigerant: example("R-404A".parse().unwrap()),
            filling_loss: example(Exact::new(2, 2)),
            operation_loss: read("50 %/yr"),
            lifetime: read("2 yr"),
            service: example(ServicePractice::TopUp),
            supply: supplies.iter().map(|(year, masses)| supply(*year, *masses)).collect(),
            year: Year::new(2021).unwrap(),
        }
    }

    #[test]
    fn refills_come_before_new_charges() {
        let series = bank(&[(2020, [0, 100, 0]), (2021, [0, 0, 0]), (2022, [80, 0, 100])]);
        let series = series.series().unwrap();
        assert_eq!(series[1].bank, Quantity::<Mass>::kilograms(50));
        // 50 kg leaked in 2021; 30 kg are left for new equipment, 0.6 kg of it is lost.
        assert_eq!(series[2].refilled, Quantity::<Mass>::kilograms(50));
        assert_eq!(series[2].newly_filled, Quantity::<Mass>::kilograms(30));
        assert_eq!(series[2].filling_loss.to_string(), "0.6 kg");
        assert_eq!(series[2].end_of_life_loss, Quantity::ZERO);
        // 50 - 25 - 100 + 50 + 29.4
        assert_eq!(series[2].bank.to_string(), "4.4 kg");
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |bank: RefrigerantBank| bank.emissions().unwrap_err().to_string();
        let plain = || bank(&[(2020, [100, 0, 0]), (2021, [100, 0, 0])]);
        assert_eq!(plain().steps().unwrap().len(), 5 + 6 + 7);
        let credit =
            "of zero or more, found -1 kg; enter a removal or a credit as emissions of its own";
        let cases = [
            (
                RefrigerantBank { filling_loss: example(2.into()), ..plain() },
                "expected a share lost in charging from 0 to 1, found 2; give per cent as a fraction"
                    .to_owned(),
            ),
            (
                RefrigerantBank { operation_loss: read("1000 %/yr"), ..plain() },
                "expected an annual leakage from 0 to 1, found 1000 %/yr; write 3 per cent as 3 %/yr"
                    .to_owned(),
            ),
            (
                RefrigerantBank { lifetime: read("1.5 yr"), ..plain() },
                "expected a lifetime of whole years from 1, found 1.5 yr; round the mean lifetime of \
                 the equipment"
                    .to_owned(),
            ),
            (
                RefrigerantBank { lifetime: read("0 yr"), ..plain() },
                "expected a lifetime of whole years from 1, found 0 yr; round the mean lifetime of \
                 the equipment"
                    .to_owned(),
            ),
            (
                bank(&[(2019, [0; 3]), (2021, [0; 3])]),
                "expected a supply of refrigerant of consecutive years, found 2021 after 2019; enter \
                 every year, and each once"
                    .to_owned(),
            ),
            (
                bank(&[(2021, [0; 3]), (2021, [0; 3])]),
                "expected a supply of refrigerant of consecutive years, found 2021 after 2021; enter \
                 every year, and each once"
                    .to_owned(),
            ),
            (
                bank(&[(2019, [0; 3])]),
                "expected a supply of refrigerant in the year of the account, found none; enter \
                 every year from the first use of the refrigerant to that year"
                    .to_owned(),
            ),
            (
                bank(&[(2021, [-1, 0, 0])]),
                format!("expected a mass of sold refrigerant {credit}"),
            ),
            (
                bank(&[(2021, [0, -1, 0])]),
                format!("expected a mass of imported refrigerant {credit}"),
            ),
            (
                bank(&[(2021, [0, 0, -1])]),
                format!("expected a mass of destroyed refrigerant {credit}"),
            ),
            (
                bank(&[(2020, [0, 9, 0]), (2021, [0, 0, 1])]),
                "expected a mass of destroyed refrigerant of at most the 0 kg that retire in 2021, \
                 found 1 kg; enter it in the year in which its equipment retires"
                    .to_owned(),
            ),
            (
                // Nothing refills what leaks, and yet the full charge retires.
                bank(&[(2020, [0, 100, 0]), (2021, [0; 3]), (2022, [0; 3])]),
                "expected a bank of refrigerant of zero or more, found -75 kg at the end of 2022; \
                 the sales do not refill the leaks: take no refill, or check the lifetime"
                    .to_owned(),
            ),
        ];
        for (bank, expected) in cases {
            assert_eq!(text(bank), expected);
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_keeps_the_bank() {
        let bank = bank(&[(2020, [100, 0, 0]), (2021, [100, 0, 0])]);
        let written = serde_json::to_string(&bank).unwrap();
        assert!(written.contains(r#""service":{"value":"top-up""#), "{written}");
        assert_eq!(serde_json::from_str::<RefrigerantBank>(&written).unwrap(), bank);
    }
}
