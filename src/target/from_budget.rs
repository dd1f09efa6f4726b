use super::arithmetic::{Long, annual, cosine, half, over, pi, positive, sine};
use super::pathway::whole_power;
use super::problem::TargetProblem;
use crate::Year;
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding, product, product_over};
use crate::series::Series;
use crate::unit::Unit;

/// Whether the first year that a budget pays for is still a full one.
///
/// The same budget asks for 7.41 % a year in one reading and for 8 % in the other:
///
/// ```
/// use climate_account::{number::Rounding, target::{BudgetPath, BudgetShape, FirstYear}};
///
/// let rate = |first| {
///     let shape = BudgetShape::ExponentialAnnual(first);
///     let path = BudgetPath::new(shape, 100.into(), 1250.into())?;
///     path.rate()?.unwrap_or_default().round(Rounding::decimals(4))
/// };
/// assert_eq!(rate(FirstYear::Reduced)?.to_string(), "0.0741");
/// assert_eq!(rate(FirstYear::Full)?.to_string(), "0.08");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum FirstYear {
    /// The budget pays for a first year without reduction.
    Full,
    /// The first year that the budget pays for is already reduced.
    Reduced,
}

/// How a path uses up a budget.
///
/// | shape | uses the budget | closed form |
/// |---|---|---|
/// | `Linear` | in `T = 2 B / E0` years | area of a triangle |
/// | `SCurve` | in `T = 2 B / E0` years | area of half a cosine wave |
/// | `Exponential` | never quite | `k = E0 / B` |
/// | `ExponentialAnnual`, first year reduced | never quite | `r = E0 / (E0 + B)` |
/// | `ExponentialAnnual`, first year full | never quite | `r = E0 / B` |
///
/// # Examples
///
/// ```
/// use climate_account::{number::Rounding, target::{BudgetPath, BudgetShape}};
///
/// let after_ten_years = |shape| -> climate_account::Result<String> {
///     let path = BudgetPath::new(shape, 100.into(), 1000.into())?;
///     Ok(path.used(10.into())?.round(Rounding::decimals(2))?.to_string())
/// };
/// assert_eq!(after_ten_years(BudgetShape::Linear)?, "750");
/// assert_eq!(after_ten_years(BudgetShape::SCurve)?, "818.31");
/// assert_eq!(after_ten_years(BudgetShape::Exponential)?, "632.12"); // 1 - 1/e of it
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum BudgetShape {
    /// A straight line to zero.
    Linear,
    /// `E0 (1 + cos(pi t / T)) / 2`: slow, fast, slow to zero.
    SCurve,
    /// `E0 e^(-k t)`.
    Exponential,
    /// `E0 (1 - r)^n`, in whole years.
    ExponentialAnnual(FirstYear),
}

/// The path from today's emissions that uses exactly a budget.
///
/// Time is in years from the start. On a continuous shape emissions are a rate, and what is used is
/// the area under the line. On the annual shapes time is whole years: where the first year is
/// reduced, year 0 lies before the budget, where it is full, the budget pays for year 0. Results keep
/// 28 digits of the emissions at the start and of the budget.
///
/// # Examples
///
/// ```
/// use climate_account::target::{BudgetPath, BudgetShape};
///
/// let path = BudgetPath::new(BudgetShape::Linear, 100.into(), 1000.into())?;
/// assert_eq!(path.duration()?, Some(20.into()));
/// assert_eq!(path.at(5.into())?, 75.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct BudgetPath {
    shape: BudgetShape,
    emissions: Exact,
    budget: Exact,
}

impl BudgetPath {
    /// A path from yearly emissions and a budget in the same unit times a year.
    ///
    /// # Examples
    ///
    /// See [`BudgetPath`]:
    ///
    /// ```
    /// use climate_account::target::{BudgetPath, BudgetShape};
    ///
    /// let error = BudgetPath::new(BudgetShape::Linear, 100.into(), (-5).into()).unwrap_err();
    /// assert!(error.to_string().ends_with("found -5; it is used up before the start"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for emissions or a budget that are not above zero,
    /// and for a budget smaller than the first year where that is to be full.
    pub fn new(shape: BudgetShape, emissions: Exact, budget: Exact) -> Result<BudgetPath> {
        positive("emissions to start from", emissions)?;
        if !budget.is_positive() {
            return Err(Error::new(TargetProblem::UsedUp { found: budget.to_string() }));
        }
        if shape == BudgetShape::ExponentialAnnual(FirstYear::Full) && budget < emissions {
            let (budget, emissions) = (budget.to_string(), emissions.to_string());
            return Err(Error::new(TargetProblem::FirstYearTooLarge { budget, emissions }));
        }
        Ok(BudgetPath { shape, emissions, budget })
    }

    /// The shape.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::target::{BudgetPath, BudgetShape};
    ///
    /// let path = BudgetPath::new(BudgetShape::SCurve, 100.into(), 1000.into())?;
    /// assert_eq!(path.shape(), BudgetShape::SCurve);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn shape(&self) -> BudgetShape {
        self.shape
    }

    /// The years until emissions are zero; `None` for the shapes that only come near it.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::target::{BudgetPath, BudgetShape};
    ///
    /// let years = |shape| BudgetPath::new(shape, 100.into(), 1000.into())?.duration();
    /// assert_eq!(years(BudgetShape::SCurve)?, Some(20.into()));
    /// assert_eq!(years(BudgetShape::Exponential)?, None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn duration(&self) -> Result<Option<Exact>> {
        match self.shape {
            BudgetShape::Linear | BudgetShape::SCurve => {
                let twice = [self.budget, Exact::from(2)];
                product_over(&twice, &[self.emissions], Rounding::RESOLUTION).map(Some)
            }
            BudgetShape::Exponential | BudgetShape::ExponentialAnnual(_) => Ok(None),
        }
    }

    /// The rate of the exponential shapes: `k` a year, or the share of the year before that is cut.
    ///
    /// # Examples
    ///
    /// See [`FirstYear`]:
    ///
    /// ```
    /// use climate_account::target::{BudgetPath, BudgetShape};
    ///
    /// let path = BudgetPath::new(BudgetShape::Exponential, 100.into(), 1250.into())?;
    /// assert_eq!(path.rate()?, Some("0.08".parse()?));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn rate(&self) -> Result<Option<Exact>> {
        let whole = match self.shape {
            BudgetShape::Linear | BudgetShape::SCurve => return Ok(None),
            BudgetShape::Exponential | BudgetShape::ExponentialAnnual(FirstYear::Full) => {
                self.budget
            }
            BudgetShape::ExponentialAnnual(FirstYear::Reduced) => {
                self.emissions.plus(self.budget)?
            }
        };
        over(self.emissions, whole).map(Some)
    }

    /// Emissions at a time after the start.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{number::Rounding, target::{BudgetPath, BudgetShape}};
    ///
    /// let path = BudgetPath::new(BudgetShape::SCurve, 100.into(), 1000.into())?;
    /// assert_eq!(path.at(5.into())?.round(Rounding::decimals(12))?.to_string(), "85.355339059327");
    /// assert_eq!(path.at(25.into())?, 0.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a time before the start, and for part of a
    /// year on an annual shape.
    pub fn at(&self, time: Exact) -> Result<Exact> {
        let left = match self.shape {
            BudgetShape::Linear => Exact::ONE.minus(self.passed(time)?)?,
            BudgetShape::SCurve => half(Exact::ONE.plus(cosine(self.passed(time)?)?)?)?,
            BudgetShape::Exponential | BudgetShape::ExponentialAnnual(_) => self.left(time)?,
        };
        product(self.emissions, left)?.round(Rounding::beside(self.emissions))
    }

    /// What of the budget is used at a time after the start.
    ///
    /// # Examples
    ///
    /// See [`BudgetShape`]:
    ///
    /// ```
    /// use climate_account::target::{BudgetPath, BudgetShape, FirstYear};
    ///
    /// // 100 + 90 of 1000, and 90 % of 90 is left for the next year.
    /// let shape = BudgetShape::ExponentialAnnual(FirstYear::Full);
    /// let path = BudgetPath::new(shape, 100.into(), 1000.into())?;
    /// assert_eq!((path.used(2.into())?, path.at(2.into())?), (190.into(), 81.into()));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`at`](BudgetPath::at).
    pub fn used(&self, time: Exact) -> Result<Exact> {
        let share = match self.shape {
            // x (2 - x)
            BudgetShape::Linear => {
                let passed = self.passed(time)?;
                product(passed, Exact::from(2).minus(passed)?)?
            }
            // x + sin(pi x) / pi
            BudgetShape::SCurve => {
                let passed = self.passed(time)?.round(Rounding::decimals(28))?;
                let wave = over(sine(passed)?, pi()?)?.round(Rounding::decimals(28))?;
                passed.plus(wave)?
            }
            BudgetShape::Exponential | BudgetShape::ExponentialAnnual(_) => {
                Exact::ONE.minus(self.left(time)?.round(Rounding::decimals(34))?)?
            }
        };
        product(self.budget, share)?.round(Rounding::beside(self.budget))
    }

    /// The values of the path in the years from a first to a last one, the first being the start.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, series::CumulativeRule};
    /// use climate_account::target::{BudgetPath, BudgetShape};
    ///
    /// let (first, last) = (Year::new(2025)?, Year::new(2045)?);
    /// let path = BudgetPath::new(BudgetShape::Linear, 100.into(), 1000.into())?;
    /// let series = path.series(first, last, &"kt CO2e/yr".parse()?)?;
    /// assert_eq!(series.cumulative(first, last, CumulativeRule::Trapezoid)?, 1000.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`at`](BudgetPath::at); [`MissingValue`](crate::ErrorKind::MissingValue) where the last year
    /// is before the first.
    pub fn series(&self, first: Year, last: Year, unit: &Unit) -> Result<Series> {
        annual(unit, first.to(last), |year| {
            let time = Exact::from(year.number() - first.number());
            self.at(time)
        })
    }

    /// The share of the duration that has passed, at most 1.
    fn passed(&self, time: Exact) -> Result<Exact> {
        check_time(time)?;
        let twice = self.budget.by(Exact::from(2))?;
        let passed = product_over(&[time, self.emissions], &[twice], Rounding::RESOLUTION)?;
        Ok(passed.min(Exact::ONE))
    }

    /// What an exponential shape has left of its start.
    fn left(&self, time: Exact) -> Result<Exact> {
        check_time(time)?;
        let rate = self.rate()?.unwrap_or_default();
        if self.shape == BudgetShape::Exponential {
            return (-product(rate, time)?).exp();
        }
        let years = time.round(Rounding::decimals(0))?;
        let count = years.to_string().parse::<u32>().ok().filter(|_| years == time);
        let whole = || Error::new(TargetProblem::WholeYears { found: time.to_string() });
        let rate = rate.round(Rounding::decimals(34))?;
        whole_power(Exact::ONE.minus(rate)?, count.ok_or_else(whole)?)
    }
}

fn check_time(time: Exact) -> Result<()> {
    if time.is_negative() {
        return Err(Error::new(TargetProblem::Time { found: time.to_string() }));
    }
    Ok(())
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for BudgetPath {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<BudgetPath, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Document {
            shape: BudgetShape,
            emissions: Exact,
            budget: Exact,
        }

        let Document { shape, emissions, budget } = Document::deserialize(deserializer)?;
        BudgetPath::new(shape, emissions, budget).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: BudgetShape = BudgetShape::ExponentialAnnual(FirstYear::Full);

    #[test]
    fn says_what_has_no_path() {
        let text = |shape, emissions: i64, budget: i64| {
            BudgetPath::new(shape, emissions.into(), budget.into()).unwrap_err().to_string()
        };
        assert_eq!(
            text(BudgetShape::Linear, 1, 0),
            "expected a budget above zero to draw a path from, found 0; it is used up before the start"
        );
        assert_eq!(
            text(BudgetShape::SCurve, -1, 1),
            "expected emissions to start from above zero, found -1"
        );
        assert_eq!(
            text(FULL, 100, 99),
            "expected a budget that outlasts its first full year, found 99 for emissions of 100 a \
             year; let the first year be reduced, or draw a straight line"
        );
        let path = BudgetPath::new(FULL, 100.into(), 1250.into()).unwrap();
        assert_eq!(
            path.at(Exact::new(25, 1)).unwrap_err().to_string(),
            "expected whole years since the start for an annual path, found 2.5; take the \
             continuous one"
        );
        assert_eq!(
            path.used((-1).into()).unwrap_err().to_string(),
            "expected a time of zero or more since the start, found -1"
        );
    }

    #[test]
    fn a_budget_of_one_full_year_is_used_in_it() {
        let path = BudgetPath::new(FULL, 100.into(), 100.into()).unwrap();
        assert_eq!(path.at(1.into()).unwrap(), Exact::ZERO);
        assert_eq!(path.used(1.into()).unwrap(), 100.into());
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_is_checked() {
        let path = BudgetPath::new(FULL, 100.into(), 1250.into()).unwrap();
        let written = serde_json::to_string(&path).unwrap();
        assert_eq!(serde_json::from_str::<BudgetPath>(&written).unwrap(), path);
        let wrong = written.replace("1250", "50");
        assert!(
            serde_json::from_str::<BudgetPath>(&wrong)
                .unwrap_err()
                .to_string()
                .contains("outlasts")
        );
    }
}
