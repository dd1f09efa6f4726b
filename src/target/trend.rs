use super::arithmetic::{Long, after, over, total};
use super::problem::TargetProblem;
use crate::Year;
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding, product, product_over};
use crate::series::{AnnualValue, Series};

/// What a trend keeps constant.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, series::{AnnualValue, Series}};
/// use climate_account::target::{Trend, TrendFit, TrendShape, TrendStart};
///
/// let values = [(2020, 10), (2021, 4), (2022, 4), (2023, 4)];
/// let values = values.map(|(year, value)| Ok((Year::new(year)?, AnnualValue::Number(value.into()))));
/// let values = values.into_iter().collect::<climate_account::Result<Vec<_>>>()?;
/// let series = Series::new("kt CO2e".parse()?, values)?;
/// let in_2026 = |shape| {
///     let (fit, start) = (TrendFit::EndPoints, TrendStart::LastValue);
///     Trend { shape, fit, start, years: 4 }.extrapolate(&series, Year::new(2026)?)?.path.at(Year::new(2026)?)
/// };
/// assert_eq!(in_2026(TrendShape::Linear)?, (-2).into()); // 6 less again
/// assert!(in_2026(TrendShape::Exponential)?.to_string().starts_with("1.6")); // 60 % less again
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum TrendShape {
    /// The change of each year in tonnes.
    Linear,
    /// The change of each year in per cent.
    Exponential,
}

/// Which values of the window a trend is drawn through.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, series::{AnnualValue, Series}};
/// use climate_account::target::{Trend, TrendFit, TrendShape, TrendStart};
///
/// let values = [(2020, 10), (2021, 4), (2022, 4), (2023, 4)];
/// let values = values.map(|(year, value)| Ok((Year::new(year)?, AnnualValue::Number(value.into()))));
/// let values = values.into_iter().collect::<climate_account::Result<Vec<_>>>()?;
/// let series = Series::new("kt CO2e".parse()?, values)?;
/// let yearly = |fit| {
///     let (shape, start) = (TrendShape::Linear, TrendStart::LastValue);
///     Ok::<_, climate_account::Error>(Trend { shape, fit, start, years: 4 }.extrapolate(&series, Year::new(2024)?)?.yearly)
/// };
/// assert_eq!(yearly(TrendFit::EndPoints)?, (-2).into());
/// assert_eq!(yearly(TrendFit::LeastSquares)?, "-1.8".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum TrendFit {
    /// The first and the last.
    EndPoints,
    /// All, with the least squares of what is left; of logarithms where the trend is exponential.
    LeastSquares,
}

/// Where the extrapolated line begins.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, series::{AnnualValue, Series}};
/// use climate_account::target::{Trend, TrendFit, TrendShape, TrendStart};
///
/// let values = [(2020, 10), (2021, 4), (2022, 4), (2023, 4)];
/// let values = values.map(|(year, value)| Ok((Year::new(year)?, AnnualValue::Number(value.into()))));
/// let values = values.into_iter().collect::<climate_account::Result<Vec<_>>>()?;
/// let series = Series::new("kt CO2e".parse()?, values)?;
/// let next = |start| {
///     let (shape, fit) = (TrendShape::Linear, TrendFit::LeastSquares);
///     let next = Year::new(2024)?;
///     Trend { shape, fit, start, years: 4 }.extrapolate(&series, next)?.path.at(next)
/// };
/// assert_eq!(next(TrendStart::LastValue)?, "2.2".parse()?); // 4 - 1.8
/// assert_eq!(next(TrendStart::FittedLine)?, 1.into()); // 5.5 - 2.5 x 1.8
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum TrendStart {
    /// At the last given value.
    LastValue,
    /// On the fitted line, which may lie above or below the last value.
    FittedLine,
}

/// A trend of the last years of a series and how it is carried on.
///
/// # Examples
///
/// The 96 Danish municipalities emitted 47 Mt in 2018 and 38 Mt in 2022:
///
/// ```
/// use climate_account::{Year, number::Rounding, series::{AnnualValue, Series}};
/// use climate_account::target::{Trend, TrendFit, TrendShape, TrendStart};
///
/// let (first, last) = (Year::new(2018)?, Year::new(2022)?);
/// let anchors = [(first, AnnualValue::Number(47.into())), (last, AnnualValue::Number(38.into()))];
/// let emissions = Series::new("Mt CO2e".parse()?, anchors)?;
/// let in_2030 = |shape| -> climate_account::Result<String> {
///     let trend = Trend { shape, fit: TrendFit::EndPoints, start: TrendStart::LastValue, years: 5 };
///     let path = trend.extrapolate(&emissions, Year::new(2030)?)?;
///     Ok(path.path.at(Year::new(2030)?)?.round(Rounding::decimals(1))?.to_string())
/// };
/// assert_eq!(in_2030(TrendShape::Linear)?, "20"); // 38 - 8 x 9 / 4
/// assert_eq!(in_2030(TrendShape::Exponential)?, "24.8"); // 38 x (38 / 47)^2
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Trend {
    /// What stays constant.
    pub shape: TrendShape,
    /// Which values count.
    pub fit: TrendFit,
    /// Where the line begins.
    pub start: TrendStart,
    /// How many calendar years the window has, the last given one included.
    pub years: u32,
}

/// A series with its trend carried on.
///
/// # Examples
///
/// See [`Trend`]:
///
/// ```
/// use climate_account::{Year, series::{AnnualValue, Series}};
/// use climate_account::target::{Trend, TrendFit, TrendShape, TrendStart};
///
/// let values = [(2020, 100), (2021, 90), (2022, 81)];
/// let values = values.map(|(year, value)| Ok((Year::new(year)?, AnnualValue::Number(value.into()))));
/// let values = values.into_iter().collect::<climate_account::Result<Vec<_>>>()?;
/// let series = Series::new("kt CO2e".parse()?, values)?;
/// let trend = Trend {
///     shape: TrendShape::Linear,
///     fit: TrendFit::LeastSquares,
///     start: TrendStart::LastValue,
///     years: 3,
/// };
/// let result = trend.extrapolate(&series, Year::new(2024)?)?;
/// assert_eq!((result.yearly, result.path.at(Year::new(2024)?)?), ("-9.5".parse()?, 62.into()));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct TrendPath {
    /// The trend.
    pub trend: Trend,
    /// The change of each year: an amount, or a share of the year before.
    pub yearly: Exact,
    /// The given values, and after them one for each year.
    pub path: Series,
}

impl Trend {
    /// Carries the trend of the last years on to a later year.
    ///
    /// Only given values count, not interpolated ones.
    ///
    /// # Examples
    ///
    /// See [`Trend`] and [`TrendPath`]:
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, Series}};
    /// use climate_account::target::{Trend, TrendFit, TrendShape, TrendStart};
    ///
    /// let one = Series::new("kt".parse()?, [(Year::new(2022)?, AnnualValue::Number(5.into()))])?;
    /// let trend = Trend {
    ///     shape: TrendShape::Linear,
    ///     fit: TrendFit::EndPoints,
    ///     start: TrendStart::LastValue,
    ///     years: 5,
    /// };
    /// assert!(trend.extrapolate(&one, Year::new(2030)?).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) for a window with fewer than two values;
    /// [`GrowthRateUndefined`](crate::ErrorKind::GrowthRateUndefined) for an exponential trend of a
    /// value that is not above zero; [`OutOfRange`](crate::ErrorKind::OutOfRange) where the last year
    /// is not after the last value.
    pub fn extrapolate(&self, series: &Series, last: Year) -> Result<TrendPath> {
        let given = series.anchors().iter();
        let given = given.filter_map(|&(year, value)| Some((year, value.number()?)));
        let mut given: Vec<(Year, Exact)> = given.collect();
        let end = given.last().map(|(year, _)| year.number()).unwrap_or_default();
        let window: Vec<(Year, Exact)> = given
            .iter()
            .copied()
            .filter(|(year, _)| year.number() + i64::from(self.years) > end)
            .collect();
        let (Some(&(first, _)), Some(&(end, end_value)), true) =
            (window.first(), window.last(), window.len() > 1)
        else {
            let found = window.len();
            return Err(Error::new(TargetProblem::ShortTrend { needed: 2, found }));
        };
        after("a year to carry a trend on to", end, last)?;
        let largest = window.iter().map(|(_, value)| value.abs()).max().unwrap_or_default();
        let rounding = Rounding::beside(largest);
        let mut points = Vec::with_capacity(window.len());
        for &(year, value) in &window {
            points.push((
                year.number() - first.number(),
                self.shape.transformed(year, value, rounding)?,
            ));
        }
        let line = Line::through(&points, self.fit)?;
        let end_of_line = end.number() - first.number();
        let begin = match self.start {
            TrendStart::LastValue => self.shape.transformed(end, end_value, rounding)?,
            TrendStart::FittedLine => line.at(end_of_line)?,
        };
        for year in end.to(last).skip(1) {
            let years = Exact::from(year.number() - end.number());
            let value = begin.plus(line.slope.by(years)?)?;
            given.push((year, self.shape.back(value)?.round(rounding)?));
        }
        let yearly = match self.shape {
            TrendShape::Linear => line.slope,
            TrendShape::Exponential => line.slope.exp()?.minus(Exact::ONE)?,
        };
        let anchors = given.into_iter().map(|(year, value)| (year, AnnualValue::Number(value)));
        Ok(TrendPath { trend: *self, yearly, path: Series::new(series.unit().clone(), anchors)? })
    }

    /// The slowest of the linear and exponential trends of windows from a shortest to this one's
    /// length: that with the most emissions in the last year.
    ///
    /// A cautious reading of a series with a year or two of large cuts. Publishers mean different
    /// things by "conservative"; this is one definition, and the trend that it took is in the result.
    ///
    /// # Examples
    ///
    /// A large cut at first, and little since:
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, Series}};
    /// use climate_account::target::{Trend, TrendFit, TrendShape, TrendStart};
    ///
    /// let values = [(2018, 100), (2019, 70), (2020, 68), (2021, 66)];
    /// let values = values.map(|(year, value)| Ok((Year::new(year)?, AnnualValue::Number(value.into()))));
    /// let values = values.into_iter().collect::<climate_account::Result<Vec<_>>>()?;
    /// let series = Series::new("kt CO2e".parse()?, values)?;
    /// let trend = Trend {
    ///     shape: TrendShape::Linear,
    ///     fit: TrendFit::EndPoints,
    ///     start: TrendStart::LastValue,
    ///     years: 4,
    /// };
    /// let slow = trend.slowest(&series, 3, Year::new(2022)?)?;
    /// assert_eq!((slow.trend.years, slow.trend.shape), (3, TrendShape::Exponential));
    /// assert!(slow.path.at(Year::new(2022)?)? > 64.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`extrapolate`](Trend::extrapolate) for the linear trend of the longest window; a shorter or
    /// an exponential one that has none is left out.
    pub fn slowest(&self, series: &Series, shortest: u32, last: Year) -> Result<TrendPath> {
        let linear = Trend { shape: TrendShape::Linear, ..*self };
        let mut slowest = linear.extrapolate(series, last)?;
        for years in shortest.max(2)..=self.years {
            for shape in [TrendShape::Linear, TrendShape::Exponential] {
                let Ok(path) = (Trend { shape, years, ..*self }).extrapolate(series, last) else {
                    continue;
                };
                if path.path.at(last)? > slowest.path.at(last)? {
                    slowest = path;
                }
            }
        }
        Ok(slowest)
    }
}

impl TrendShape {
    /// The value, or its logarithm.
    fn transformed(self, year: Year, value: Exact, rounding: Rounding) -> Result<Exact> {
        match self {
            TrendShape::Linear => value.round(rounding),
            TrendShape::Exponential if value.is_positive() => {
                value.ln()?.round(Rounding::decimals(28))
            }
            TrendShape::Exponential => {
                Err(Error::new(TargetProblem::TrendSign { year, found: value.to_string() }))
            }
        }
    }

    fn back(self, value: Exact) -> Result<Exact> {
        match self {
            TrendShape::Linear => Ok(value),
            TrendShape::Exponential => value.exp(),
        }
    }
}

/// A line through points whose first number is years.
struct Line {
    slope: Exact,
    mean: Exact,
    mean_year: Exact,
}

impl Line {
    fn through(points: &[(i64, Exact)], fit: TrendFit) -> Result<Line> {
        let ends: Vec<(i64, Exact)> = match (fit, points.first(), points.last()) {
            (TrendFit::EndPoints, Some(first), Some(last)) => vec![*first, *last],
            _ => points.to_vec(),
        };
        let count = Exact::from(u64::try_from(ends.len()).unwrap_or(u64::MAX));
        let years = Exact::from(ends.iter().map(|(year, _)| year).sum::<i64>());
        let squares = Exact::from(ends.iter().map(|(year, _)| year * year).sum::<i64>());
        let sum = total(ends.iter().map(|&(_, value)| value))?;
        let products = ends.iter().map(|&(year, value)| value.by(Exact::from(year)));
        let products = total(products.collect::<Result<Vec<_>>>()?)?;
        let above = count.by(products)?.minus(years.by(sum)?)?;
        let below = count.by(squares)?.minus(years.by(years)?)?;
        // Beside the values, so that the slope can be multiplied and added to them.
        let size = ends.iter().map(|(_, value)| value.abs()).max().unwrap_or_default();
        let slope = product_over(&[above], &[below], Rounding::RESOLUTION)?;
        let slope = slope.round(Rounding::beside(size.max(slope.abs())))?;
        let mean = over(sum, count)?.round(Rounding::beside(size))?;
        Ok(Line { slope, mean, mean_year: over(years, count)?.round(Rounding::decimals(28))? })
    }

    fn at(&self, year: i64) -> Result<Exact> {
        let passed = Exact::from(year).minus(self.mean_year)?;
        let moved = product(self.slope, passed)?;
        let size = self.mean.abs().max(moved.abs());
        self.mean.plus(moved.round(Rounding::beside(size))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(number: i64) -> Year {
        Year::new(number).unwrap()
    }

    fn series(values: &[(i64, &str)]) -> Series {
        let anchors = values
            .iter()
            .map(|&(number, value)| (year(number), AnnualValue::Number(value.parse().unwrap())));
        Series::new("kt CO2e".parse().unwrap(), anchors).unwrap()
    }

    fn trend(shape: TrendShape, start: TrendStart, years: u32) -> Trend {
        Trend { shape, fit: TrendFit::LeastSquares, start, years }
    }

    #[test]
    fn says_what_has_no_trend() {
        let linear = trend(TrendShape::Linear, TrendStart::LastValue, 3);
        let text = |trend: Trend, values: &[(i64, &str)], last| {
            trend.extrapolate(&series(values), year(last)).unwrap_err().to_string()
        };
        assert_eq!(
            text(linear, &[(2015, "5"), (2020, "4")], 2030),
            "expected at least 2 given values for a trend, found 1; take a longer window"
        );
        assert_eq!(
            text(linear, &[(2019, "5"), (2020, "4")], 2020),
            "expected a year to carry a trend on to after 2020, found 2020; give the years in order"
        );
        let exponential = trend(TrendShape::Exponential, TrendStart::LastValue, 3);
        assert_eq!(
            text(exponential, &[(2019, "5"), (2020, "-4")], 2030),
            "expected values above zero for an exponential trend, found -4 in 2020; take a linear one"
        );
    }

    #[test]
    fn the_fitted_line_and_the_last_value_differ() {
        // Least squares of 0, 1, 2 against 10, 4, 4: slope -3, at the end 6 - 3.
        let values = series(&[(2020, "10"), (2021, "4"), (2022, "4")]);
        let next = |start| {
            let path = trend(TrendShape::Linear, start, 3).extrapolate(&values, year(2023));
            path.unwrap().path.at(year(2023)).unwrap()
        };
        assert_eq!(next(TrendStart::LastValue), 1.into());
        assert_eq!(next(TrendStart::FittedLine), Exact::ZERO);
    }

    #[test]
    fn a_constant_percentage_is_found() {
        let values = series(&[(2020, "1000"), (2021, "900"), (2022, "810"), (2023, "729")]);
        let exponential = trend(TrendShape::Exponential, TrendStart::FittedLine, 4);
        let path = exponential.extrapolate(&values, year(2024)).unwrap();
        let digits = Rounding::decimals(20);
        assert_eq!(path.yearly.round(digits).unwrap(), Exact::new(-1, 1));
        assert_eq!(path.path.at(year(2024)).unwrap().round(digits).unwrap(), Exact::new(6561, 1));
        // Given values are kept as they are.
        assert_eq!(path.path.at(year(2021)).unwrap(), 900.into());
    }
}
