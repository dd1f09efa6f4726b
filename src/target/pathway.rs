use super::TargetTiming;
use super::arithmetic::{Long, after, annual, over, positive};
use super::problem::TargetProblem;
use crate::Year;
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding, product, product_over};
use crate::series::{AnnualValue, Interpolation, Series};
use crate::unit::Unit;

/// How a pathway goes from one level to another.
///
/// Between the same ends the shapes emit differently much:
///
/// ```
/// use climate_account::{Year, number::Rounding, series::CumulativeRule};
/// use climate_account::target::{Pathway, PathwayShape};
///
/// let (first, last) = (Year::new(2025)?, Year::new(2035)?);
/// let sum = |shape| -> climate_account::Result<String> {
///     let path = Pathway::between(shape, (first, 100.into()), (last, 25.into()), &"kt CO2e".parse()?)?;
///     let sum = path.path.cumulative(first, last, CumulativeRule::Trapezoid)?;
///     Ok(sum.round(Rounding::decimals(0))?.to_string())
/// };
/// assert_eq!(sum(PathwayShape::Linear)?, "625");
/// assert_eq!(sum(PathwayShape::SCurve)?, "625");
/// assert_eq!(sum(PathwayShape::ConstantRate)?, "542");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum PathwayShape {
    /// The same amount each year.
    Linear,
    /// The same percentage of the year before.
    ConstantRate,
    /// Slow, fast, slow: half a cosine wave.
    SCurve,
}

/// Emissions of each year from a first to a last one, with the shape that they follow.
///
/// Values keep 28 digits of the largest of them, so that they can be added.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, target::{Pathway, PathwayShape}};
///
/// let ends = ((Year::new(2025)?, 100.into()), (Year::new(2035)?, 40.into()));
/// let pathway = Pathway::between(PathwayShape::Linear, ends.0, ends.1, &"kt CO2e".parse()?)?;
/// assert_eq!(pathway.path.at(Year::new(2030)?)?, 70.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Pathway {
    /// The shape.
    pub shape: PathwayShape,
    /// The values of all years.
    pub path: Series,
}

impl Pathway {
    /// A pathway that begins and ends at given levels.
    ///
    /// # Examples
    ///
    /// See [`PathwayShape`]:
    ///
    /// ```
    /// use climate_account::{ErrorKind, Year, target::{Pathway, PathwayShape}};
    ///
    /// let ends = ((Year::new(2025)?, 100.into()), (Year::new(2035)?, 0.into()));
    /// let error = Pathway::between(PathwayShape::ConstantRate, ends.0, ends.1, &"kt".parse()?);
    /// assert_eq!(error.unwrap_err().kind(), ErrorKind::GrowthRateUndefined);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the last year is not after the first;
    /// [`GrowthRateUndefined`](crate::ErrorKind::GrowthRateUndefined) for a constant rate from, to or
    /// across zero.
    pub fn between(
        shape: PathwayShape,
        (first, from): (Year, Exact),
        (last, to): (Year, Exact),
        unit: &Unit,
    ) -> Result<Pathway> {
        after("a last year", first, last)?;
        let rule = match shape {
            PathwayShape::Linear => Interpolation::Linear,
            PathwayShape::ConstantRate => Interpolation::Compound,
            PathwayShape::SCurve => Interpolation::SCurve,
        };
        let ends = [(first, AnnualValue::Number(from)), (last, AnnualValue::Number(to))];
        let line = Series::new(unit.clone(), ends)?.interpolated(rule);
        let rounding = Rounding::beside(from.abs().max(to.abs()));
        let path = annual(unit, first.to(last), |year| {
            // The ends are as given.
            let value = line.at(year)?;
            if year == first || year == last { Ok(value) } else { value.round(rounding) }
        })?;
        Ok(Pathway { shape, path })
    }

    /// A pathway that cuts the same share of the year before, each year.
    ///
    /// ```text
    /// E_y = E_b (1 - r)^(y - b)
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, number::Rounding, target::Pathway};
    ///
    /// let now = (Year::new(2024)?, 100.into());
    /// let goal = Year::new(2034)?;
    /// let pathway = Pathway::constant_rate(now, "0.07".parse()?, goal, &"kt CO2e".parse()?)?;
    /// assert_eq!(pathway.path.at(goal)?.round(Rounding::decimals(9))?.to_string(), "48.398230718");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a rate of 1 or more, which leaves nothing or
    /// less, and where the last year is not after the first.
    pub fn constant_rate(
        (first, from): (Year, Exact),
        rate: Exact,
        last: Year,
        unit: &Unit,
    ) -> Result<Pathway> {
        after("a last year", first, last)?;
        let left = left_of(rate)?;
        let path = annual(unit, first.to(last), |year| {
            let years = u32::try_from(year.number() - first.number()).unwrap_or_default();
            product(from, whole_power(left, years)?)?.round(Rounding::beside(from))
        })?;
        Ok(Pathway { shape: PathwayShape::ConstantRate, path })
    }
}

/// What a yearly reduction leaves of a year.
fn left_of(rate: Exact) -> Result<Exact> {
    if rate >= Exact::ONE {
        return Err(Error::new(TargetProblem::Rate { found: rate.to_string() }));
    }
    Exact::ONE.minus(rate)
}

/// By squaring, each product rounded at 34 digits, so that 28 are good.
pub(super) fn whole_power(base: Exact, exponent: u32) -> Result<Exact> {
    let rounded = |left, right| product_over(&[left, right], &[], Rounding::significant(34));
    let (mut result, mut square, mut rest) = (Exact::ONE, base, exponent);
    while rest > 0 {
        if rest % 2 == 1 {
            result = rounded(result, square)?;
        }
        rest /= 2;
        if rest > 0 {
            square = rounded(square, square)?;
        }
    }
    Ok(result)
}

/// The share of the year before that has to be cut each year to come from one level to another.
///
/// ```text
/// r = 1 - (E_T / E_b)^(1 / n)
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{number::Rounding, target::required_rate};
///
/// let rate = required_rate(100.into(), 30.into(), 12.into())?;
/// assert_eq!(rate.round(Rounding::decimals(12))?.to_string(), "0.095462094216");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the start or the years are not above zero;
/// [`GrowthRateUndefined`](crate::ErrorKind::GrowthRateUndefined) where the level to reach is not: no
/// percentage of what is left leads to zero.
pub fn required_rate(from: Exact, to: Exact, years: Exact) -> Result<Exact> {
    positive("emissions to start from", from)?;
    positive("years to reach a level in", years)?;
    if !to.is_positive() {
        return Err(Error::new(TargetProblem::RateTo { found: to.to_string() }));
    }
    let left = over(to, from)?.power(over(Exact::ONE, years)?)?;
    Exact::ONE.minus(left)
}

/// A straight line to zero by a target year, in the meaning that `timing` gives to "by".
///
/// ```text
/// zero in the year             E_y = E_b (1 - (y - b) / (T - b))
/// zero from the year after     E_y = E_b (1 - (y - b) / (T - b + 1))
/// ```
///
/// The path ends in the year that it is zero in.
///
/// # Examples
///
/// See [`TargetTiming`]:
///
/// ```
/// use climate_account::{Year, target::{TargetTiming, linear_to_zero}};
///
/// let now = (Year::new(2024)?, 60.into());
/// let path = linear_to_zero(now, Year::new(2030)?, TargetTiming::FromTheYearOn, &"kt".parse()?)?;
/// assert_eq!(path.at(Year::new(2029)?)?, 10.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the target year is not after the first.
pub fn linear_to_zero(
    from: (Year, Exact),
    target_year: Year,
    timing: TargetTiming,
    unit: &Unit,
) -> Result<Series> {
    let last = target_year.plus(timing.delay())?;
    let pathway = Pathway::between(PathwayShape::Linear, from, (last, Exact::ZERO), unit)?;
    Ok(pathway.path)
}

/// The level that a straight line has to end at to use exactly a budget.
///
/// ```text
/// E_T = 2 B / n - E_0
/// ```
///
/// Below zero where a budget is so small that what is emitted now has to be taken up again later.
///
/// # Examples
///
/// ```
/// use climate_account::target::end_level_of_budget;
///
/// // 29 years from 0.03 to 0.005 Gt a year are 0.5075 Gt.
/// let level = end_level_of_budget("0.03".parse()?, "0.5075".parse()?, 29.into())?;
/// assert_eq!(level.to_string(), "0.005");
/// assert!(end_level_of_budget("0.03".parse()?, "0.4".parse()?, 29.into())?.is_negative());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the years are not above zero.
pub fn end_level_of_budget(emissions: Exact, budget: Exact, years: Exact) -> Result<Exact> {
    positive("years to use a budget in", years)?;
    let twice = product_over(&[budget, Exact::from(2)], &[years], Rounding::RESOLUTION)?;
    twice.minus(emissions)
}

/// Emissions that fall along a logistic curve.
///
/// ```text
/// E(t) = L / (1 + e^(k (t - t0)))
/// ```
///
/// Time is in years from any start. The curve never reaches zero, and falls fastest at `t0`. Results
/// keep 28 digits of the ceiling.
///
/// # Examples
///
/// ```
/// use climate_account::target::Logistic;
///
/// let fall = Logistic { ceiling: 100.into(), steepness: "0.4".parse()?, midpoint: 10.into() };
/// assert_eq!(fall.at(10.into())?, 50.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Logistic {
    /// The level that it comes from.
    pub ceiling: Exact,
    /// How steep it falls, per year, above zero.
    pub steepness: Exact,
    /// The time at which half is left.
    pub midpoint: Exact,
}

impl Logistic {
    /// Emissions at a time.
    ///
    /// # Examples
    ///
    /// See [`Logistic`]:
    ///
    /// ```
    /// use climate_account::{number::Rounding, target::Logistic};
    ///
    /// // Three quarters are gone ln(3) / k after the midpoint.
    /// let fall = Logistic { ceiling: 80.into(), steepness: 1.into(), midpoint: 0.into() };
    /// let late = fall.at("1.0986122886681098".parse()?)?;
    /// assert_eq!(late.round(Rounding::decimals(12))?, 20.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a steepness that is not above zero.
    pub fn at(&self, time: Exact) -> Result<Exact> {
        let exponent = self.exponent(time)?;
        let small = small_power(exponent)?;
        let above = if exponent.is_positive() { small } else { Exact::ONE };
        let factors = [self.ceiling, above];
        let level = product_over(&factors, &[Exact::ONE.plus(small)?], Rounding::RESOLUTION)?;
        level.round(Rounding::beside(self.ceiling))
    }

    /// What is emitted between two times, in closed form.
    ///
    /// ```text
    /// L ( t2 - t1 - ( ln(1 + e^(k (t2 - t0))) - ln(1 + e^(k (t1 - t0))) ) / k )
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{number::Rounding, target::Logistic};
    ///
    /// // As far before the midpoint as after it: half of the ceiling on average.
    /// let fall = Logistic { ceiling: 100.into(), steepness: "0.4".parse()?, midpoint: 10.into() };
    /// assert_eq!(fall.between(4.into(), 16.into())?.round(Rounding::decimals(9))?, 600.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`at`](Logistic::at).
    pub fn between(&self, first: Exact, last: Exact) -> Result<Exact> {
        let logarithm = |time| -> Result<Exact> {
            let exponent = self.exponent(time)?;
            let rest = Exact::ONE.plus(small_power(exponent)?)?.ln()?;
            exponent.max(Exact::ZERO).plus(rest.round(Rounding::decimals(26))?)
        };
        let fallen = over(logarithm(last)?.minus(logarithm(first)?)?, self.steepness)?;
        let span = last.minus(first)?;
        let fallen = fallen.round(Rounding::decimals(26))?;
        product(self.ceiling, span.minus(fallen)?)?.round(Rounding::beside(self.ceiling))
    }

    fn exponent(&self, time: Exact) -> Result<Exact> {
        positive("a steepness", self.steepness)?;
        product(self.steepness, time.minus(self.midpoint)?)?.round(Rounding::decimals(26))
    }
}

/// `e^-|x|`, and zero where nothing of it reaches the digits that are kept.
fn small_power(exponent: Exact) -> Result<Exact> {
    let size = exponent.abs();
    if size > Exact::from(800) {
        Ok(Exact::ZERO)
    } else {
        (-size).exp()?.round(Rounding::RESOLUTION)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(number: i64) -> Year {
        Year::new(number).unwrap()
    }

    #[test]
    fn says_which_rate_is_none() {
        let unit = "kt".parse().unwrap();
        for rate in ["1", "7"] {
            let start = (year(2020), 100.into());
            let error = Pathway::constant_rate(start, rate.parse().unwrap(), year(2030), &unit);
            assert_eq!(
                error.unwrap_err().to_string(),
                format!(
                    "expected a yearly reduction below 1, found {rate}; a cut of the whole leaves \
                     nothing to cut again, and per cent are given as a fraction"
                )
            );
        }
        let text = |from: i64, to: i64, years: i64| {
            required_rate(from.into(), to.into(), years.into()).unwrap_err().to_string()
        };
        assert_eq!(text(0, 1, 1), "expected emissions to start from above zero, found 0");
        assert_eq!(text(1, 1, 0), "expected years to reach a level in above zero, found 0");
        assert_eq!(
            text(1, 0, 1),
            "expected a level above zero to reach by a constant rate, found 0; take a straight line"
        );
        let error =
            linear_to_zero((year(2030), 1.into()), year(2029), TargetTiming::InTheYear, &unit);
        assert_eq!(
            error.unwrap_err().to_string(),
            "expected a last year after 2030, found 2029; give the years in order"
        );
        let error = end_level_of_budget(1.into(), 1.into(), Exact::ZERO).unwrap_err();
        assert_eq!(error.to_string(), "expected years to use a budget in above zero, found 0");
    }

    #[test]
    fn a_growing_path_has_a_negative_rate() {
        let start = (year(2020), 100.into());
        let path =
            Pathway::constant_rate(start, Exact::new(-1, 1), year(2022), &"kt".parse().unwrap());
        assert_eq!(path.unwrap().path.at(year(2022)).unwrap(), 121.into());
    }

    #[test]
    fn a_logistic_curve_falls_far_from_its_midpoint_too() {
        let fall = |steepness: i64| Logistic {
            ceiling: 100.into(),
            steepness: steepness.into(),
            midpoint: 500.into(),
        };
        assert_eq!(fall(2).at(Exact::ZERO).unwrap(), 100.into());
        assert_eq!(fall(2).at(1000.into()).unwrap(), Exact::ZERO);
        assert_eq!(fall(2).between(Exact::ZERO, 1000.into()).unwrap(), 50_000.into());
        assert_eq!(
            fall(0).at(Exact::ZERO).unwrap_err().to_string(),
            "expected a steepness above zero, found 0"
        );
    }
}
