use super::arithmetic::{Long, positive, share};
use crate::error::Result;
use crate::number::{Exact, Rounding, product, product_over};

/// The temperature that a yearly reduction stands for by a published regression.
///
/// ```text
/// T = alpha + beta x 100 a
/// ```
///
/// `a` is the linear yearly reduction as a fraction of the base year; the slope is per per cent. To
/// mix the two is a known mistake: it is out by 0.8 °C in the example.
///
/// # Examples
///
/// ```
/// use climate_account::{number::{Exact, Rounding}, target::temperature_by_regression};
///
/// let reduction = Exact::new(416, 3).divide(11.into(), Rounding::RESOLUTION)?; // 41.6 % in 11 years
/// let (slope, intercept) = ("-0.212692101951652".parse()?, "2.57430302122667".parse()?);
/// let score = temperature_by_regression(reduction, slope, intercept)?;
/// assert_eq!(score.round(Rounding::decimals(2))?.to_string(), "1.77");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn temperature_by_regression(
    yearly_reduction: Exact,
    slope_per_percent: Exact,
    intercept: Exact,
) -> Result<Exact> {
    let percent = yearly_reduction.by(Exact::from(100))?;
    intercept.plus(product(percent, slope_per_percent)?)
}

/// The temperature that would follow if all overshot their budgets as one does.
///
/// ```text
/// T = T_benchmark + B_global (E_cumulative / B_own - 1) x TCRE
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{number::Rounding, target::BudgetOvershoot};
///
/// let overshoot = BudgetOvershoot {
///     benchmark: "1.5".parse()?,
///     global_budget: 396.into(), // Gt CO2
///     own_budget: "223.2543241".parse()?, // Mt CO2
///     response: "0.0006004366812227075".parse()?, // degrees for each Gt CO2
/// };
/// let by_target = overshoot.temperature("699.9763453".parse()?)?;
/// assert_eq!(by_target.round(Rounding::decimals(4))?.to_string(), "2.0077");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct BudgetOvershoot {
    /// The temperature that the budgets are for.
    pub benchmark: Exact,
    /// The budget of all.
    pub global_budget: Exact,
    /// The own budget, in the unit of the own emissions.
    pub own_budget: Exact,
    /// The transient climate response, degrees for each unit of the global budget.
    pub response: Exact,
}

impl BudgetOvershoot {
    /// The temperature of emissions over all years.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::target::BudgetOvershoot;
    ///
    /// let overshoot = BudgetOvershoot {
    ///     benchmark: "1.5".parse()?,
    ///     global_budget: 400.into(),
    ///     own_budget: 10.into(),
    ///     response: "0.0005".parse()?,
    /// };
    /// assert_eq!(overshoot.temperature(10.into())?.to_string(), "1.5");
    /// assert_eq!(overshoot.temperature(20.into())?.to_string(), "1.7");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an own budget that is not above zero.
    pub fn temperature(&self, cumulative: Exact) -> Result<Exact> {
        positive("an own budget", self.own_budget)?;
        let beyond = cumulative.minus(self.own_budget)?;
        let factors = [self.global_budget, beyond, self.response];
        let rise = product_over(&factors, &[self.own_budget], Rounding::RESOLUTION)?;
        self.benchmark.plus(rise)
    }
}

/// The mean of a target's and a trajectory's temperature, weighted by how likely the target is kept.
///
/// # Examples
///
/// ```
/// use climate_account::target::temperature_of_both;
///
/// let mean = temperature_of_both("2.2".parse()?, "1.8".parse()?, "0.25".parse()?)?;
/// assert_eq!(mean.to_string(), "1.9");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a weight outside 0 to 1.
pub fn temperature_of_both(
    target: Exact,
    trajectory: Exact,
    target_weight: Exact,
) -> Result<Exact> {
    share("a weight of the target", target_weight)?;
    let moved = product(target.minus(trajectory)?, target_weight)?;
    trajectory.plus(moved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_out_of_range() {
        let one = Exact::ONE;
        let overshoot =
            BudgetOvershoot { benchmark: one, global_budget: one, own_budget: -one, response: one };
        assert_eq!(
            overshoot.temperature(one).unwrap_err().to_string(),
            "expected an own budget above zero, found -1"
        );
        assert_eq!(
            temperature_of_both(one, one, 43.into()).unwrap_err().to_string(),
            "expected a weight of the target from 0 to 1, found 43; give per cent as a fraction"
        );
    }
}
