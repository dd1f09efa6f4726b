use super::cash_flow::{discounted, per};
use super::problem::EconomicsProblem;
use super::{CashFlow, DiscountRates, IndexConvention, Money};
use crate::error::{Error, Result};
use crate::number::{Exact, ExactSum, Rounding, product_over};
use crate::unit::Amount;

/// The Danish net tax factor, from factor prices to prices of consumers (Finansministeriet, 2023).
///
/// # Examples
///
/// ```
/// assert_eq!(climate_account::economics::NET_TAX_FACTOR, "1.28".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
pub const NET_TAX_FACTOR: Exact = Exact::new(128, 2);

/// By which tonnes the net cost of a measure is divided.
///
/// # Examples
///
/// ```
/// use climate_account::economics::{Abatement, CashFlow, DiscountRates, IndexConvention, ShadowPriceRule};
/// use climate_account::number::Rounding;
///
/// // 1 million kroner now saves 40 000 kroner and 100 t a year for 20 years.
/// let costs = CashFlow::investment("DKK (2023)".parse()?, 1_000_000.into(), (-40_000).into(), 20)?;
/// let mut reductions = vec![100.into(); 21];
/// reductions[0] = 0.into();
/// let pump = Abatement { costs, reductions };
/// let rates = DiscountRates::constant("0.035".parse()?)?;
/// let by = |rule| pump.shadow_price(&rates, IndexConvention::FirstNow, rule)?.value.round(Rounding::decimals(2));
/// assert_eq!(by(ShadowPriceRule::PerDiscountedTonne)?.to_string(), "303.61");
/// assert_eq!(by(ShadowPriceRule::PerTonne)?.to_string(), "215.75");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum ShadowPriceRule {
    /// Discounted tonnes: the practice of the Danish state (Finansministeriet, 7 January 2021).
    PerDiscountedTonne,
    /// Tonnes as they are.
    PerTonne,
    /// The yearly cost over the mean of the years that reduce; equal to the first where the
    /// reduction is the same in every year after the investment.
    AnnualisedPerAnnualTonne,
}

/// What a measure costs, and the tonnes of CO2e that it saves, year by year.
///
/// # Examples
///
/// See [`ShadowPriceRule`]:
///
/// ```
/// use climate_account::economics::{Abatement, CashFlow, DiscountRates, IndexConvention};
///
/// let costs = CashFlow::new("DKK (2023)".parse()?, [900.into()])?;
/// let measure = Abatement { costs, reductions: vec![2.into()] };
/// // At 500 kroner a tonne it pays for itself.
/// let net = measure.net_present_cost(500.into(), &DiscountRates::constant(0.into())?, IndexConvention::FirstNow)?;
/// assert_eq!(net.value(), (-100).into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Abatement {
    /// Net costs, side effects included.
    pub costs: CashFlow,
    /// Reductions in tonnes of CO2e, in the same years.
    pub reductions: Vec<Exact>,
}

impl Abatement {
    /// The CO2e shadow price: net present cost per tonne of CO2e displaced.
    ///
    /// # Examples
    ///
    /// See [`ShadowPriceRule`]:
    ///
    /// ```
    /// use climate_account::economics::{Abatement, CashFlow, DiscountRates, IndexConvention, ShadowPriceRule};
    ///
    /// let costs = CashFlow::new("DKK (2023)".parse()?, [900.into()])?;
    /// let measure = Abatement { costs, reductions: vec![2.into()] };
    /// let rates = DiscountRates::constant(0.into())?;
    /// let price = measure.shadow_price(&rates, IndexConvention::FirstNow, ShadowPriceRule::PerTonne)?;
    /// assert_eq!(price, "450 DKK (2023)/(t CO2e)".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DivisionByZero`](crate::ErrorKind::DivisionByZero) where nothing is reduced.
    pub fn shadow_price(
        &self,
        rates: &DiscountRates,
        convention: IndexConvention,
        rule: ShadowPriceRule,
    ) -> Result<Amount> {
        let what = "reductions";
        let cost = discounted(self.costs.amounts(), rates, convention)?;
        let plain = self.reductions.iter().copied().collect::<ExactSum>().total()?;
        let tonnes = match rule {
            ShadowPriceRule::PerDiscountedTonne => discounted(&self.reductions, rates, convention)?,
            ShadowPriceRule::PerTonne => plain,
            ShadowPriceRule::AnnualisedPerAnnualTonne => {
                let years = self.reductions.iter().filter(|tonnes| !tonnes.is_zero()).count();
                let years = u32::try_from(years).unwrap_or(u32::MAX);
                if years == 0 {
                    return Err(Error::new(EconomicsProblem::NothingToDivideBy { what }));
                }
                let annuity = rates.annuity(years, IndexConvention::FirstInOneYear)?;
                product_over(&[plain, annuity], &[years.into()], Rounding::significant(34))?
            }
        };
        per(cost, tonnes, self.costs.unit(), &"t CO2e".parse()?, what)
    }

    /// The net present cost where a tonne of CO2e has a value, in the currency of the costs: for the
    /// sensitivity prices that Danish guidance asks to show.
    ///
    /// # Examples
    ///
    /// See [`Abatement`]:
    ///
    /// ```
    /// use climate_account::economics::{Abatement, CashFlow, DiscountRates, IndexConvention};
    ///
    /// let costs = CashFlow::new("DKK (2023)".parse()?, [900.into()])?;
    /// let measure = Abatement { costs, reductions: vec![2.into()] };
    /// let free = DiscountRates::constant(0.into())?;
    /// let at = |price: i64| measure.net_present_cost(price.into(), &free, IndexConvention::FirstNow);
    /// assert_eq!([at(0)?.value(), at(450)?.value()], [900.into(), 0.into()]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn net_present_cost(
        &self,
        price: Exact,
        rates: &DiscountRates,
        convention: IndexConvention,
    ) -> Result<Money> {
        let values = self.reductions.iter().map(|tonnes| Ok(-tonnes.checked_mul(price)?));
        let values = values.collect::<Result<Vec<_>>>()?;
        self.costs
            .plus(&CashFlow::new(self.costs.unit().clone(), values)?)?
            .present_value(rates, convention)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reduced_has_no_price() {
        let costs = CashFlow::new("DKK (2023)".parse().unwrap(), [Exact::ONE]).unwrap();
        let idle = Abatement { costs, reductions: vec![Exact::ZERO] };
        let rates = DiscountRates::constant(Exact::ZERO).unwrap();
        for rule in [
            ShadowPriceRule::PerDiscountedTonne,
            ShadowPriceRule::PerTonne,
            ShadowPriceRule::AnnualisedPerAnnualTonne,
        ] {
            let error = idle.shadow_price(&rates, IndexConvention::FirstNow, rule).unwrap_err();
            assert_eq!(
                error.to_string(),
                "expected reductions with a sum other than zero, found zero; the cost per unit of \
                 nothing is undefined"
            );
        }
    }
}
