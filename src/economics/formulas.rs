use super::problem::EconomicsProblem;
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding, product_over};

fn positive(what: &'static str, number: Exact) -> Result<Exact> {
    if number.is_positive() {
        return Ok(number);
    }
    Err(Error::new(EconomicsProblem::NotPositive { what, found: number.to_string() }))
}

/// The share by which the cost of a technology falls with each doubling of what was ever built.
///
/// ```text
/// 1 - 2^b,  b = ln(cost_2 / cost_1) / ln(capacity_2 / capacity_1)
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::economics::learning_rate;
/// use climate_account::number::Rounding;
///
/// // Three doublings at 20 %.
/// let rate = learning_rate([1.into(), 8.into()], [1.into(), "0.512".parse()?])?;
/// assert_eq!(rate.round(Rounding::decimals(20))?, "0.2".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for numbers that are not above zero, and for equal
/// capacities.
pub fn learning_rate(capacity: [Exact; 2], cost: [Exact; 2]) -> Result<Exact> {
    let logarithm = |what, [first, last]: [Exact; 2]| {
        product_over(&[positive(what, last)?], &[positive(what, first)?], Rounding::RESOLUTION)?
            .ln()
    };
    let doublings = logarithm("a cumulative capacity", capacity)?;
    if doublings.is_zero() {
        let [found, _] = capacity.map(|capacity| capacity.to_string());
        return Err(Error::new(EconomicsProblem::SameCapacity { found }));
    }
    let fall = logarithm("a cost", cost)?;
    let exponent = product_over(&[fall], &[doublings], Rounding::RESOLUTION)?;
    Exact::ONE.checked_sub(Exact::from(2).power(exponent)?)
}

/// Yearly cost of capital and depreciation by the straight line.
///
/// ```text
/// capital = average investment x cost of capital x (construction + lifetime) / lifetime
/// depreciation = investment / lifetime
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::economics::StraightLineCapital;
///
/// let plant = StraightLineCapital {
///     investment: 100.into(),
///     average_investment: 100.into(),
///     cost_of_capital: "0.1".parse()?,
///     construction: 1.into(),
///     lifetime: 10.into(),
/// };
/// assert_eq!([plant.capital()?, plant.depreciation()?], [11.into(), 10.into()]);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct StraightLineCapital {
    /// What is invested.
    pub investment: Exact,
    /// What is bound on average over the years.
    pub average_investment: Exact,
    /// The weighted average cost of capital, a fraction a year.
    pub cost_of_capital: Exact,
    /// Years of construction.
    pub construction: Exact,
    /// Years of operation.
    pub lifetime: Exact,
}

impl StraightLineCapital {
    /// The yearly cost of capital.
    ///
    /// # Examples
    ///
    /// See [`StraightLineCapital`]:
    ///
    /// ```
    /// # use climate_account::{economics::StraightLineCapital, number::Exact};
    /// let (one, zero) = (Exact::ONE, Exact::ZERO);
    /// let plant = StraightLineCapital { investment: one, average_investment: one, cost_of_capital: one, construction: one, lifetime: zero };
    /// assert!(plant.capital().is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a lifetime that is not above zero.
    pub fn capital(&self) -> Result<Exact> {
        let years = self.construction.checked_add(self.lifetime)?;
        product_over(
            &[self.average_investment, self.cost_of_capital, years],
            &[positive("a lifetime", self.lifetime)?],
            Rounding::RESOLUTION,
        )
    }

    /// The yearly depreciation.
    ///
    /// # Examples
    ///
    /// See [`StraightLineCapital`]:
    ///
    /// ```
    /// # use climate_account::{economics::StraightLineCapital, number::Exact};
    /// let one = Exact::ONE;
    /// let plant = StraightLineCapital { investment: 6.into(), average_investment: one, cost_of_capital: one, construction: one, lifetime: 3.into() };
    /// assert_eq!(plant.depreciation()?, 2.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`capital`](StraightLineCapital::capital).
    pub fn depreciation(&self) -> Result<Exact> {
        self.investment.quotient(positive("a lifetime", self.lifetime)?, Rounding::RESOLUTION)
    }
}

/// The damage that is avoided by a fall of emissions, at a price of damage per tonne.
///
/// ```text
/// (before - after) x years of full effect x price
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::economics::avoided_damage;
///
/// assert_eq!(avoided_damage(100.into(), 40.into(), 20.into(), 195.into())?, 234_000.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn avoided_damage(before: Exact, after: Exact, years: Exact, price: Exact) -> Result<Exact> {
    before.checked_sub(after)?.checked_mul(years)?.checked_mul(price)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_teaches_nothing() {
        let ones = [Exact::ONE; 2];
        let error = learning_rate(ones, ones).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected two different capacities to learn between, found 1 twice; give a later point"
        );
        let error = learning_rate(ones, [Exact::ONE, Exact::ZERO]).unwrap_err();
        assert!(error.to_string().contains("two different capacities"));
        let error = learning_rate([Exact::ZERO, Exact::ONE], ones).unwrap_err();
        assert_eq!(error.to_string(), "expected a cumulative capacity above zero, found 0");
    }
}
