use super::money::{check_unit, in_unit};
use super::problem::EconomicsProblem;
use super::{DiscountRates, IndexConvention, Money};
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding, product, product_over};
use crate::unit::{Amount, Unit};

/// Payments of consecutive years in one currency and price year; a cost is positive.
///
/// # Examples
///
/// ```
/// use climate_account::economics::{CashFlow, DiscountRates, IndexConvention};
/// use climate_account::number::Rounding;
///
/// let income = ["-100", "30", "30", "30", "30", "30"].map(|text| text.parse().unwrap_or_default());
/// let flow = CashFlow::new("DKK (2023)".parse()?, income)?;
/// let rates = DiscountRates::constant("0.035".parse()?)?;
/// let value = flow.present_value(&rates, IndexConvention::FirstNow)?.value();
/// assert_eq!(value.round(Rounding::decimals(12))?.to_string(), "35.451571264122");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CashFlow {
    unit: Unit,
    amounts: Vec<Exact>,
}

/// The sum of amounts times their discount factors.
pub(super) fn discounted(
    amounts: &[Exact],
    rates: &DiscountRates,
    convention: IndexConvention,
) -> Result<Exact> {
    let mut sum = Exact::ZERO;
    for (index, amount) in (convention.first()..).zip(amounts) {
        let factor = rates.factor(index)?;
        let value = match amount.checked_mul(factor) {
            Ok(exact) if exact.scale() <= 26 => exact,
            // More digits than leave room for a sum.
            _ => product(*amount, factor)?.round(Rounding::decimals(20))?,
        };
        sum = sum.checked_add(value)?;
    }
    Ok(sum)
}

impl CashFlow {
    /// Payments by year, the first first.
    ///
    /// # Examples
    ///
    /// See [`CashFlow`]:
    ///
    /// ```
    /// use climate_account::economics::CashFlow;
    ///
    /// assert!(CashFlow::new("DKK".parse()?, [1.into()]).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Money::new`].
    pub fn new(unit: Unit, amounts: impl IntoIterator<Item = Exact>) -> Result<CashFlow> {
        check_unit(&unit)?;
        Ok(CashFlow { unit, amounts: amounts.into_iter().collect() })
    }

    /// An investment now, and the same payment in each of so many years after it.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::economics::CashFlow;
    ///
    /// let pump = CashFlow::investment("DKK (2023)".parse()?, 1000.into(), (-40).into(), 2)?;
    /// assert_eq!(pump.amounts(), [1000.into(), (-40).into(), (-40).into()]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Money::new`].
    pub fn investment(
        unit: Unit,
        investment: Exact,
        yearly: Exact,
        years: usize,
    ) -> Result<CashFlow> {
        let rest = core::iter::repeat_n(yearly, years);
        CashFlow::new(unit, [investment].into_iter().chain(rest))
    }

    /// The payments by year.
    ///
    /// # Examples
    ///
    /// See [`investment`](CashFlow::investment):
    ///
    /// ```
    /// use climate_account::economics::CashFlow;
    ///
    /// assert_eq!(CashFlow::new("DKK (2023)".parse()?, [1.into()])?.amounts(), [1.into()]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn amounts(&self) -> &[Exact] {
        &self.amounts
    }

    /// The currency with its price year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::economics::CashFlow;
    ///
    /// assert_eq!(CashFlow::new("DKK (2023)".parse()?, [])?.unit(), &"DKK (2023)".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// Two flows added year by year; the shorter one ends with zeros.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::economics::CashFlow;
    ///
    /// let flow = CashFlow::new("DKK (2023)".parse()?, [1.into(), 2.into()])?;
    /// let sum = flow.plus(&CashFlow::new("DKK (2023)".parse()?, [5.into()])?)?;
    /// assert_eq!(sum.amounts(), [6.into(), 2.into()]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) for another currency or price year.
    pub fn plus(&self, other: &CashFlow) -> Result<CashFlow> {
        // Also where the other flow is empty.
        in_unit(Exact::ZERO, &other.unit, &self.unit)?;
        let years = self.amounts.len().max(other.amounts.len());
        let sum = |year: usize| {
            let of = |flow: &CashFlow| flow.amounts.get(year).copied().unwrap_or_default();
            of(self).checked_add(in_unit(of(other), &other.unit, &self.unit)?)
        };
        let amounts = (0..years).map(sum).collect::<Result<_>>()?;
        Ok(CashFlow { unit: self.unit.clone(), amounts })
    }

    /// Every payment times a number, such as the net tax factor that lifts factor prices to the
    /// prices of consumers.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::economics::{CashFlow, NET_TAX_FACTOR};
    ///
    /// let factor_prices = CashFlow::new("DKK (2023)".parse()?, [100.into()])?;
    /// assert_eq!(factor_prices.times(NET_TAX_FACTOR)?.amounts(), [128.into()]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn times(&self, number: Exact) -> Result<CashFlow> {
        let amounts = self.amounts.iter().map(|amount| amount.checked_mul(number));
        Ok(CashFlow { unit: self.unit.clone(), amounts: amounts.collect::<Result<_>>()? })
    }

    /// What all payments are worth now.
    ///
    /// ```text
    /// PV = sum over t of amount(t) factor(t)
    /// ```
    ///
    /// Exact for amounts of up to two decimals and twelve digits before them; what an amount with
    /// more decimals is worth is rounded to 20 decimals.
    ///
    /// # Examples
    ///
    /// See [`CashFlow`] and [`IndexConvention`]:
    ///
    /// ```
    /// use climate_account::economics::{CashFlow, DiscountRates, IndexConvention};
    ///
    /// let flow = CashFlow::new("DKK (2023)".parse()?, [1.into(), 2.into()])?;
    /// let sum = flow.present_value(&DiscountRates::constant(0.into())?, IndexConvention::FirstNow)?;
    /// assert_eq!(sum.value(), 3.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn present_value(
        &self,
        rates: &DiscountRates,
        convention: IndexConvention,
    ) -> Result<Money> {
        Money::new(discounted(&self.amounts, rates, convention)?, self.unit.clone())
    }

    /// The same payment in each of so many years, the first in one year, that is worth as much now.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::economics::{CashFlow, DiscountRates, IndexConvention};
    /// use climate_account::number::Rounding;
    ///
    /// let pump = CashFlow::new("DKK (2023)".parse()?, [1000.into()])?;
    /// let rates = DiscountRates::constant("0.05".parse()?)?;
    /// let yearly = pump.equivalent_annual_value(&rates, IndexConvention::FirstNow, 15)?.value();
    /// assert_eq!(yearly.round(Rounding::decimals(12))?.to_string(), "96.342287609244");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`DiscountRates::annuity`].
    pub fn equivalent_annual_value(
        &self,
        rates: &DiscountRates,
        convention: IndexConvention,
        years: u32,
    ) -> Result<Money> {
        let value = discounted(&self.amounts, rates, convention)?;
        let annuity = rates.annuity(years, IndexConvention::FirstInOneYear)?;
        Money::new(product_over(&[value], &[annuity], Rounding::RESOLUTION)?, self.unit.clone())
    }

    /// Present cost over the discounted output of the same years: the price at which it breaks even.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::economics::{CashFlow, DiscountRates, IndexConvention};
    ///
    /// let turbine = CashFlow::new("DKK (2023)".parse()?, [100.into(), 10.into(), 10.into()])?;
    /// let rates = DiscountRates::constant(0.into())?;
    /// let price = turbine.levelised_cost(&[0.into(), 20.into(), 20.into()], &"MWh".parse()?, &rates, IndexConvention::FirstNow)?;
    /// assert_eq!(price, "3 DKK (2023)/MWh".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DivisionByZero`](crate::ErrorKind::DivisionByZero) without output.
    pub fn levelised_cost(
        &self,
        output: &[Exact],
        unit: &Unit,
        rates: &DiscountRates,
        convention: IndexConvention,
    ) -> Result<Amount> {
        let (cost, sum) =
            (discounted(&self.amounts, rates, convention)?, discounted(output, rates, convention)?);
        per(cost, sum, &self.unit, unit, "an output")
    }
}

/// A cost per unit, rounded once.
pub(super) fn per(
    cost: Exact,
    output: Exact,
    money: &Unit,
    unit: &Unit,
    what: &'static str,
) -> Result<Amount> {
    if output.is_zero() {
        return Err(Error::new(EconomicsProblem::NothingToDivideBy { what }));
    }
    let price = product_over(&[cost], &[output], Rounding::RESOLUTION)?;
    Ok(Amount::new(price, money.per(unit)?))
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for CashFlow {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<CashFlow, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Document {
            unit: Unit,
            amounts: Vec<Exact>,
        }

        let Document { unit, amounts } = Document::deserialize(deserializer)?;
        CashFlow::new(unit, amounts).map_err(serde::de::Error::custom)
    }
}
