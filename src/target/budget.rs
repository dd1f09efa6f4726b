use super::arithmetic::{Long, half, over, positive, share, square_root};
use crate::error::Result;
use crate::number::{Exact, Rounding, product, product_over};
use crate::series::{CumulativeRule, Series};
use crate::unit::Unit;
use crate::{Source, Year};

/// How much may still be emitted, with what the number depends on.
///
/// Published budgets for one temperature differ by hundreds of Gt: with the date that they start at,
/// the likelihood of staying below, and the edition. None is built in.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, Year, target::RemainingBudget};
///
/// let source = Source::new("C40", "Deadline 2020", 2016, "remaining budget")?;
/// let budget = RemainingBudget {
///     amount: 387.into(),
///     unit: "Gt CO2".parse()?,
///     from: Year::new(2016)?,
///     temperature: "1.5".parse()?,
///     percentile: None, // not stated
///     vintage: "2016".to_owned(),
///     source,
/// };
/// assert_eq!(budget.left_after(7.into())?, 380.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct RemainingBudget {
    /// The amount.
    pub amount: Exact,
    /// Its unit.
    pub unit: Unit,
    /// The first year that counts.
    pub from: Year,
    /// The temperature limit in degrees above the pre-industrial level.
    pub temperature: Exact,
    /// The likelihood of staying below the limit, from 0 to 1, where it is stated.
    pub percentile: Option<Exact>,
    /// The edition of the estimate.
    pub vintage: String,
    /// Where it comes from.
    pub source: Source,
}

impl RemainingBudget {
    /// What is left after emissions since the first year; negative where more was emitted.
    ///
    /// # Examples
    ///
    /// See [`RemainingBudget`]:
    ///
    /// ```
    /// use climate_account::{Source, Year, target::RemainingBudget};
    ///
    /// let source = Source::new("Odder Kommune", "Climate plan", 2024, "p. 8")?;
    /// let (unit, from, temperature) = ("kt CO2".parse()?, Year::new(2020)?, "1.5".parse()?);
    /// let vintage = "made up".to_owned();
    /// let budget = RemainingBudget { amount: 900.into(), unit, from, temperature, percentile: None, vintage, source };
    /// assert_eq!(budget.left_after(950.into())?, (-50).into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a percentile outside 0 to 1.
    pub fn left_after(&self, emitted: Exact) -> Result<Exact> {
        if let Some(percentile) = self.percentile {
            share("a percentile", percentile)?;
        }
        self.amount.minus(emitted)
    }
}

/// The parts of the equation of remaining budgets.
///
/// ```text
/// B = (T - T_now - ZEC - T_nonCO2) / TCRE - feedbacks
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::target::BudgetEquation;
///
/// // Made-up round numbers: 0.2 degrees at 0.0005 degrees for each Gt, less 20 Gt.
/// let equation = BudgetEquation {
///     limit: "1.5".parse()?,
///     warming_so_far: "1.2".parse()?,
///     zero_emission_commitment: 0.into(),
///     other_gases: "0.1".parse()?,
///     response: "0.0005".parse()?,
///     feedbacks: 20.into(),
/// };
/// assert_eq!(equation.budget()?, 380.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct BudgetEquation {
    /// The temperature limit.
    pub limit: Exact,
    /// The warming so far.
    pub warming_so_far: Exact,
    /// The warming that is still to come once emissions are zero.
    pub zero_emission_commitment: Exact,
    /// The warming by gases other than CO2.
    pub other_gases: Exact,
    /// The transient climate response: degrees for each unit of CO2.
    pub response: Exact,
    /// What feedbacks of the earth system take.
    pub feedbacks: Exact,
}

impl BudgetEquation {
    /// The budget; negative where the limit is passed.
    ///
    /// # Examples
    ///
    /// See [`BudgetEquation`]:
    ///
    /// ```
    /// use climate_account::target::BudgetEquation;
    ///
    /// let passed = BudgetEquation {
    ///     limit: 1.into(),
    ///     warming_so_far: "1.2".parse()?,
    ///     zero_emission_commitment: 0.into(),
    ///     other_gases: 0.into(),
    ///     response: "0.0005".parse()?,
    ///     feedbacks: 0.into(),
    /// };
    /// assert_eq!(passed.budget()?, (-400).into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a response that is not above zero.
    pub fn budget(&self) -> Result<Exact> {
        positive("a climate response", self.response)?;
        let room = self.limit.minus(self.warming_so_far)?;
        let room = room.minus(self.zero_emission_commitment)?.minus(self.other_gases)?;
        over(room, self.response)?.minus(self.feedbacks)
    }
}

/// How long a budget lasts at constant emissions.
///
/// # Examples
///
/// ```
/// use climate_account::target::YearsLeft;
///
/// assert_eq!(YearsLeft::of(400.into(), 50.into())?, YearsLeft::Years { years: 8.into() });
/// assert_eq!(YearsLeft::of("-2.4".parse()?, "0.012".parse()?)?, YearsLeft::UsedUp);
/// assert_eq!(YearsLeft::of(400.into(), 0.into())?, YearsLeft::Endless);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum YearsLeft {
    /// So many years.
    Years {
        /// The years.
        years: Exact,
    },
    /// It is exhausted before the start.
    UsedUp,
    /// Nothing is emitted, or more is taken up.
    Endless,
}

impl YearsLeft {
    /// ```text
    /// n = B / E
    /// ```
    ///
    /// # Examples
    ///
    /// See [`YearsLeft`]:
    ///
    /// ```
    /// use climate_account::target::YearsLeft;
    ///
    /// assert_eq!(YearsLeft::of(0.into(), 1.into())?, YearsLeft::UsedUp);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn of(budget: Exact, emissions: Exact) -> Result<YearsLeft> {
        if !budget.is_positive() {
            return Ok(YearsLeft::UsedUp);
        }
        if !emissions.is_positive() {
            return Ok(YearsLeft::Endless);
        }
        Ok(YearsLeft::Years { years: over(budget, emissions)? })
    }

    /// The years, where there is a number of them.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::target::YearsLeft;
    ///
    /// assert_eq!(YearsLeft::UsedUp.years(), None);
    /// assert_eq!(YearsLeft::Years { years: 8.into() }.years(), Some(8.into()));
    /// ```
    #[must_use]
    pub fn years(self) -> Option<Exact> {
        match self {
            YearsLeft::Years { years } => Some(years),
            YearsLeft::UsedUp | YearsLeft::Endless => None,
        }
    }
}

/// When a path has used up a budget.
///
/// # Examples
///
/// The same path and budget by two rules:
///
/// ```
/// use climate_account::{Year, number::Rounding, series::{AnnualValue, CumulativeRule, Series}};
/// use climate_account::target::{Exhaustion, exhaustion};
///
/// let anchors = [(2025, 100), (2030, 60), (2040, 20), (2050, 0)];
/// let anchors = anchors.map(|(year, value)| Ok((Year::new(year)?, AnnualValue::Number(value.into()))));
/// let anchors = anchors.into_iter().collect::<climate_account::Result<Vec<_>>>()?;
/// let (path, now) = (Series::new("kt CO2e/yr".parse()?, anchors)?, Year::new(2025)?);
/// let sum = exhaustion(&path, now, 700.into(), CumulativeRule::AnnualSum)?;
/// assert_eq!(sum, Exhaustion::At { time: 2035.into(), used: 720.into() });
/// let line = exhaustion(&path, now, 700.into(), CumulativeRule::Trapezoid)?;
/// let time = line.time().unwrap_or_default();
/// assert_eq!(time.round(Rounding::decimals(4))?.to_string(), "2036.3397");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum Exhaustion {
    /// The budget is zero or less from the start.
    BeforeTheStart,
    /// It is used up.
    At {
        /// By annual sums the first year whose sum reaches beyond the budget, a whole number; on the
        /// continuous line the moment that it is used up, 2036.5 in the middle from 2036 to 2037.
        time: Exact,
        /// By annual sums what has been emitted by the end of that year; on the line the budget.
        used: Exact,
    },
    /// The path ends before.
    NotBy {
        /// The last year of the path.
        last: Year,
        /// What of the budget is left then.
        left: Exact,
    },
}

impl Exhaustion {
    /// The year or the moment, where there is one.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::target::Exhaustion;
    ///
    /// assert_eq!(Exhaustion::BeforeTheStart.time(), None);
    /// ```
    #[must_use]
    pub fn time(self) -> Option<Exact> {
        match self {
            Exhaustion::At { time, .. } => Some(time),
            Exhaustion::BeforeTheStart | Exhaustion::NotBy { .. } => None,
        }
    }
}

/// When a path has used up a budget, from the start of a year, by a named rule.
///
/// [`AnnualSum`](CumulativeRule::AnnualSum) adds the values of years, the first included.
/// [`Trapezoid`](CumulativeRule::Trapezoid) integrates the line through them:
///
/// ```text
/// a t + (b - a) t^2 / 2 = rest      within a year from a to b
/// ```
///
/// # Examples
///
/// See [`Exhaustion`]:
///
/// ```
/// use climate_account::{Year, series::{AnnualValue, CumulativeRule, Series}};
/// use climate_account::target::{Exhaustion, exhaustion};
///
/// let (now, last) = (Year::new(2025)?, Year::new(2035)?);
/// let anchors = [(now, AnnualValue::Number(10.into())), (last, AnnualValue::Zero)];
/// let path = Series::new("kt CO2e/yr".parse()?, anchors)?;
/// let result = exhaustion(&path, now, 60.into(), CumulativeRule::Trapezoid)?;
/// assert_eq!(result, Exhaustion::NotBy { last, left: 10.into() });
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`Series::at`] where a year from the first to the last given one has no value.
pub fn exhaustion(
    path: &Series,
    from: Year,
    budget: Exact,
    rule: CumulativeRule,
) -> Result<Exhaustion> {
    let last = path.span().1;
    exhaustion_of(|year| path.at(year), from, last, budget, rule)
}

pub(super) fn exhaustion_of(
    at: impl Fn(Year) -> Result<Exact>,
    from: Year,
    last: Year,
    budget: Exact,
    rule: CumulativeRule,
) -> Result<Exhaustion> {
    if !budget.is_positive() {
        return Ok(Exhaustion::BeforeTheStart);
    }
    let mut used = Exact::ZERO;
    let mut before: Option<Exact> = None;
    for year in from.to(last) {
        let value = at(year)?;
        match (rule, before) {
            (CumulativeRule::AnnualSum, _) => {
                used = used.plus(value)?;
                if used > budget {
                    return Ok(Exhaustion::At { time: year.number().into(), used });
                }
            }
            (CumulativeRule::Trapezoid, None) => {}
            (CumulativeRule::Trapezoid, Some(start)) => {
                let rest = budget.minus(used)?;
                if let Some(passed) = part_of_year(start, value, rest)? {
                    let time = Exact::from(year.number() - 1).plus(passed)?;
                    return Ok(Exhaustion::At { time, used: budget });
                }
                used = used.plus(half(start.plus(value)?)?)?;
            }
        }
        before = Some(value);
    }
    Ok(Exhaustion::NotBy { last, left: budget.minus(used)? })
}

/// The part of a year after which a line from `a` to `b` has used the rest; `None` where it does not.
fn part_of_year(a: Exact, b: Exact, rest: Exact) -> Result<Option<Exact>> {
    let twice = rest.by(Exact::from(2))?;
    let whole = a.plus(b)? >= twice;
    // The most is used where the line goes through zero: a^2 / (2 (a - b)).
    let turns = a.is_positive() && b.is_negative();
    let square = product(a, a)?.plus(product(b.minus(a)?, twice)?)?;
    if !whole && (!turns || square.is_negative()) {
        return Ok(None);
    }
    let root = square_root(square.max(Exact::ZERO))?;
    let below = a.plus(root)?;
    if below.is_zero() {
        return Ok(Some(Exact::ONE));
    }
    let passed = product_over(&[twice], &[below], Rounding::RESOLUTION)?;
    passed.min(Exact::ONE).round(Rounding::decimals(28)).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::AnnualValue;

    fn path(values: &[i64]) -> Series {
        let anchors = (2025..)
            .zip(values)
            .map(|(year, value)| (Year::new(year).unwrap(), AnnualValue::Number((*value).into())));
        Series::new("kt CO2e/yr".parse().unwrap(), anchors).unwrap()
    }

    fn used_up(values: &[i64], budget: &str, rule: CumulativeRule) -> Exhaustion {
        exhaustion(&path(values), Year::new(2025).unwrap(), budget.parse().unwrap(), rule).unwrap()
    }

    #[test]
    fn removals_after_the_moment_do_not_give_it_back() {
        // From 4 to -4 the line has used 1 at half a year, and 0 at the end.
        let result = used_up(&[4, -4], "1", CumulativeRule::Trapezoid);
        assert_eq!(result.time(), Some("2025.5".parse().unwrap()));
        let result = used_up(&[4, -4], "1.01", CumulativeRule::Trapezoid);
        assert_eq!(result.time(), None);
    }

    #[test]
    fn a_line_that_rises_from_zero_or_below() {
        let result = used_up(&[0, 8], "1", CumulativeRule::Trapezoid);
        assert_eq!(result.time(), Some("2025.5".parse().unwrap()));
        let result = used_up(&[-1, 5], "2", CumulativeRule::Trapezoid);
        assert_eq!(result.time(), Some(2026.into()));
    }

    #[test]
    fn a_budget_that_is_just_used_is_not_exceeded() {
        let last = Year::new(2026).unwrap();
        let sum = used_up(&[5, 5], "10", CumulativeRule::AnnualSum);
        assert_eq!(sum, Exhaustion::NotBy { last, left: Exact::ZERO });
        let line = used_up(&[5, 5], "5", CumulativeRule::Trapezoid);
        assert_eq!(line.time(), Some(2026.into()));
        for rule in [CumulativeRule::AnnualSum, CumulativeRule::Trapezoid] {
            assert_eq!(used_up(&[5, 5], "0", rule), Exhaustion::BeforeTheStart);
        }
    }

    #[test]
    fn says_what_is_no_percentile() {
        let source = Source::new("Example", "Budgets", 2024, "table").unwrap();
        let budget = RemainingBudget {
            amount: 400.into(),
            unit: "Gt CO2".parse().unwrap(),
            from: Year::new(2020).unwrap(),
            temperature: Exact::new(15, 1),
            percentile: Some(67.into()),
            vintage: "2021".to_owned(),
            source,
        };
        assert_eq!(
            budget.left_after(Exact::ONE).unwrap_err().to_string(),
            "expected a percentile from 0 to 1, found 67; give per cent as a fraction"
        );
    }
}
