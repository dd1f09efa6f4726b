use super::problem::SeriesProblem;
use super::{Interpolation, Series, Year};
use crate::Title;
use crate::error::{Error, Result};
use crate::number::{Exact, ExactSum, Rounding};
use crate::text::account as text;
use crate::unit::Unit;

/// How a year without a value is filled: IPCC 2006 guidelines, volume 1, chapter 5.
///
/// # Examples
///
/// ```
/// use climate_account::series::GapFillingMethod;
///
/// assert_eq!(GapFillingMethod::Surrogate.title().en, "by surrogate data (equation 5.2)");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum GapFillingMethod {
    /// By another method, through the years that both cover.
    Overlap,
    /// In proportion to another quantity, such as the population.
    Surrogate,
    /// Between the years around it.
    Interpolation,
    /// By the trend of the years before or after it.
    Extrapolation,
}

impl GapFillingMethod {
    /// The name for people.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::series::GapFillingMethod;
    ///
    /// assert_eq!(GapFillingMethod::Interpolation.title().da, "ved interpolation");
    /// ```
    #[must_use]
    pub fn title(self) -> Title {
        match self {
            GapFillingMethod::Overlap => text::BY_OVERLAP,
            GapFillingMethod::Surrogate => text::BY_SURROGATE,
            GapFillingMethod::Interpolation => text::BY_INTERPOLATION,
            GapFillingMethod::Extrapolation => text::BY_EXTRAPOLATION,
        }
        .title()
    }
}

/// How the ratio of two methods is taken over the years that both cover.
///
/// # Examples
///
/// ```
/// use climate_account::series::OverlapRule;
///
/// assert_ne!(OverlapRule::MeanOfRatios, OverlapRule::RatioOfSums);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum OverlapRule {
    /// The mean of the yearly ratios, as equation 5.1 has it.
    MeanOfRatios,
    /// The ratio of the sums, in which large years weigh more.
    RatioOfSums,
}

/// What years without a value are filled by.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, series::{AnnualValue, GapFilling, Interpolation, Series}};
///
/// let known = [(2018, 100), (2023, 130)]
///     .map(|(year, value): (i64, i64)| Ok((Year::new(year)?, AnnualValue::Number(value.into()))));
/// let known = known.into_iter().collect::<climate_account::Result<Vec<_>>>()?;
/// let series = Series::new("TJ".parse()?, known)?;
/// let year = Year::new(2020)?;
/// let filled = series.fill([year], &GapFilling::Interpolation(Interpolation::Linear))?;
/// assert_eq!(filled.value(year), Some(112.into()));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum GapFilling<'a> {
    /// A series of another method that covers the years that are missing, and some that are not.
    Overlap {
        /// The series of the other method.
        other: &'a Series,
        /// How the ratio is taken.
        rule: OverlapRule,
    },
    /// Another quantity that moves with this one; from the nearest year with a value.
    Surrogate(&'a Series),
    /// Between the years around, by this rule.
    Interpolation(Interpolation),
    /// A straight line by least squares through the values of these years, the first and the last.
    Extrapolation(Year, Year),
}

impl GapFilling<'_> {
    /// The method.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::series::{GapFilling, GapFillingMethod, Interpolation};
    ///
    /// let rule = GapFilling::Interpolation(Interpolation::Linear);
    /// assert_eq!(rule.method(), GapFillingMethod::Interpolation);
    /// ```
    #[must_use]
    pub fn method(&self) -> GapFillingMethod {
        match self {
            GapFilling::Overlap { .. } => GapFillingMethod::Overlap,
            GapFilling::Surrogate(_) => GapFillingMethod::Surrogate,
            GapFilling::Interpolation(_) => GapFillingMethod::Interpolation,
            GapFilling::Extrapolation(..) => GapFillingMethod::Extrapolation,
        }
    }
}

/// The value of a year, and how it was filled; `None` for one that was known.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, series::{FilledValue, GapFillingMethod}};
///
/// let year = Year::new(2020)?;
/// let by = Some(GapFillingMethod::Surrogate);
/// let value = FilledValue { year, value: 5.into(), filled_by: by };
/// assert!(value.filled_by.is_some());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct FilledValue {
    /// The year.
    pub year: Year,
    /// The value.
    pub value: Exact,
    /// How it was filled; `None` for a value that was known.
    pub filled_by: Option<GapFillingMethod>,
}

/// A series with its gaps filled, each filled value marked; made by [`Series::fill`].
///
/// # Examples
///
/// ```
/// use climate_account::{Year, series::{AnnualValue, GapFilling, OverlapRule, Series}};
///
/// let series = |values: &[(i64, i64)]| {
///     let anchors = values.iter().map(|(year, value)| {
///         Ok((Year::new(*year)?, AnnualValue::Number((*value).into())))
///     });
///     Series::new("t CO2e".parse()?, anchors.collect::<climate_account::Result<Vec<_>>>()?)
/// };
/// // A new method from 2019 on; the old one also knows 2018.
/// let new = series(&[(2019, 90), (2020, 99), (2021, 114)])?;
/// let old = series(&[(2018, 95), (2019, 100), (2020, 110), (2021, 120)])?;
/// let overlap = GapFilling::Overlap { other: &old, rule: OverlapRule::MeanOfRatios };
/// let filled = new.fill([Year::new(2018)?], &overlap)?;
/// // 95 x (0.9 + 0.9 + 0.95) / 3
/// assert_eq!(filled.value(Year::new(2018)?).map(|value| value.to_string()[..7].to_owned()), Some("87.0833".to_owned()));
/// assert_eq!(filled.ratios(), Some(("0.9".parse()?, "0.95".parse()?)));
/// assert_eq!(filled.values().iter().filter(|value| value.filled_by.is_some()).count(), 1);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct FilledSeries {
    unit: Unit,
    values: Vec<FilledValue>,
    ratios: Option<(Exact, Exact)>,
}

impl FilledSeries {
    /// The unit.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, GapFilling, Interpolation, Series}};
    ///
    /// let series = Series::new("TJ".parse()?, [(Year::new(2020)?, AnnualValue::Zero)])?;
    /// let filled = series.fill([], &GapFilling::Interpolation(Interpolation::Linear))?;
    /// assert_eq!(filled.unit().to_string(), "TJ");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// The years that have a value, known or filled, in order.
    ///
    /// # Examples
    ///
    /// See [`FilledSeries`]:
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, GapFilling, Interpolation, Series}};
    ///
    /// let series = Series::new("TJ".parse()?, [(Year::new(2020)?, AnnualValue::Zero)])?;
    /// let filled = series.fill([Year::new(2021)?], &GapFilling::Interpolation(Interpolation::Linear))?;
    /// assert_eq!(filled.values().len(), 1); // nothing lies after 2021 to interpolate to
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn values(&self) -> &[FilledValue] {
        &self.values
    }

    /// The value of a year.
    ///
    /// # Examples
    ///
    /// See [`FilledSeries`]:
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, GapFilling, Interpolation, Series}};
    ///
    /// let series = Series::new("TJ".parse()?, [(Year::new(2020)?, AnnualValue::Zero)])?;
    /// let filled = series.fill([], &GapFilling::Interpolation(Interpolation::Linear))?;
    /// assert_eq!(filled.value(Year::new(2020)?), Some(0.into()));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn value(&self, year: Year) -> Option<Exact> {
        let at = self.values.binary_search_by_key(&year, |value| value.year).ok()?;
        self.values.get(at).map(|value| value.value)
    }

    /// The lowest and the highest ratio of two methods over their overlap: where they are far apart,
    /// the guidelines advise against the method.
    ///
    /// # Examples
    ///
    /// See [`FilledSeries`]:
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, GapFilling, Interpolation, Series}};
    ///
    /// let series = Series::new("TJ".parse()?, [(Year::new(2020)?, AnnualValue::Zero)])?;
    /// let filled = series.fill([], &GapFilling::Interpolation(Interpolation::Linear))?;
    /// assert_eq!(filled.ratios(), None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn ratios(&self) -> Option<(Exact, Exact)> {
        self.ratios
    }
}

impl Series {
    /// Fills years without a value, and marks each that was filled. What is known stays as it is, and
    /// a year that the method does not reach stays empty.
    ///
    /// ```text
    /// overlap        x_0 [ 1/n  sum of y_i / x_i ]          x by the other method, y by this one
    /// surrogate      y_t s_0 / s_t
    /// interpolation  between the years around
    /// extrapolation  straight line by least squares
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, GapFilling, GapFillingMethod, Series}};
    ///
    /// let series = |unit: &str, values: &[(i64, i64)]| {
    ///     let anchors = values.iter().map(|(year, value)| {
    ///         Ok((Year::new(*year)?, AnnualValue::Number((*value).into())))
    ///     });
    ///     Series::new(unit.parse()?, anchors.collect::<climate_account::Result<Vec<_>>>()?)
    /// };
    /// let waste = series("t", &[(2020, 4000), (2022, 4400)])?;
    /// let persons = series("capita", &[(2020, 10_000), (2021, 10_200), (2022, 10_400)])?;
    /// let filled = waste.fill([Year::new(2021)?], &GapFilling::Surrogate(&persons))?;
    /// assert_eq!(filled.value(Year::new(2021)?), Some(4080.into())); // 4000 t x 10200 / 10000
    /// assert_eq!(filled.values()[1].filled_by, Some(GapFillingMethod::Surrogate));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) where two methods have no year in common, and
    /// where a trend has fewer than two values;
    /// [`DivisionByZero`](crate::ErrorKind::DivisionByZero) where the other method or the surrogate is
    /// zero in a year that it is divided by; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn fill(
        &self,
        years: impl IntoIterator<Item = Year>,
        by: &GapFilling<'_>,
    ) -> Result<FilledSeries> {
        let known = self.known();
        let mut values: Vec<FilledValue> = known
            .iter()
            .map(|&(year, value)| FilledValue { year, value, filled_by: None })
            .collect();
        let overlap = match by {
            GapFilling::Overlap { other, rule } => Some(overlap(&known, &other.known(), *rule)?),
            _ => None,
        };
        let mut years: Vec<Year> = years.into_iter().collect();
        years.sort_unstable();
        years.dedup();
        for year in years.into_iter().filter(|year| !known.iter().any(|(own, _)| own == year)) {
            let value = match by {
                GapFilling::Overlap { other, .. } => {
                    let given = other.known().into_iter().find(|(own, _)| *own == year);
                    let ratio = overlap.as_ref().map(|overlap| overlap.ratio);
                    given.zip(ratio).map(|((_, given), ratio)| ratio.of(given)).transpose()?
                }
                GapFilling::Surrogate(surrogate) => by_surrogate(&known, surrogate, year)?,
                GapFilling::Interpolation(rule) => self.between(*rule, year)?,
                GapFilling::Extrapolation(first, last) => {
                    Some(by_trend(&known, (*first, *last), year)?)
                }
            };
            if let Some(value) = value {
                values.push(FilledValue { year, value, filled_by: Some(by.method()) });
            }
        }
        values.sort_by_key(|value| value.year);
        let ratios = overlap.map(|overlap| (overlap.lowest, overlap.highest));
        Ok(FilledSeries { unit: self.unit().clone(), values, ratios })
    }

    fn between(&self, rule: Interpolation, year: Year) -> Result<Option<Exact>> {
        let series = self.clone().interpolated(rule).extrapolated(super::Extrapolation::None);
        series.value(year)
    }
}

/// `above / below`, divided once.
#[derive(Clone, Copy)]
struct Fraction {
    above: Exact,
    below: Exact,
}

impl Fraction {
    fn of(self, value: Exact) -> Result<Exact> {
        crate::number::product_over(&[value, self.above], &[self.below], Rounding::RESOLUTION)
    }
}

struct Overlap {
    ratio: Fraction,
    lowest: Exact,
    highest: Exact,
}

fn overlap(known: &[(Year, Exact)], other: &[(Year, Exact)], rule: OverlapRule) -> Result<Overlap> {
    let both = known.iter().filter_map(|&(year, own)| {
        let (_, given) = other.iter().find(|(known, _)| *known == year)?;
        Some((year, own, *given))
    });
    let (mut own_sum, mut other_sum) = (ExactSum::default(), ExactSum::default());
    let mut ratios = Vec::new();
    for (year, own, given) in both {
        if given.is_zero() {
            return Err(Error::new(SeriesProblem::ZeroReference { year }));
        }
        own_sum.add(own);
        other_sum.add(given);
        ratios.push(own.quotient(given, Rounding::RESOLUTION)?);
    }
    let (Some(&lowest), Some(&highest)) = (ratios.iter().min(), ratios.iter().max()) else {
        return Err(Error::new(SeriesProblem::NoOverlap));
    };
    let count = i64::try_from(ratios.len()).unwrap_or(i64::MAX);
    let ratio = match rule {
        OverlapRule::MeanOfRatios => Fraction {
            above: ratios.iter().copied().collect::<ExactSum>().total()?,
            below: count.into(),
        },
        OverlapRule::RatioOfSums => Fraction { above: own_sum.total()?, below: other_sum.total()? },
    };
    Ok(Overlap { ratio, lowest, highest })
}

/// From the nearest year that both have; of two as near, the earlier.
fn by_surrogate(known: &[(Year, Exact)], surrogate: &Series, year: Year) -> Result<Option<Exact>> {
    let driver = surrogate.known();
    let of = |wanted: Year| driver.iter().find(|(year, _)| *year == wanted).map(|found| found.1);
    let Some(now) = of(year) else { return Ok(None) };
    let both = known.iter().filter_map(|&(known, value)| Some((known, value, of(known)?)));
    let Some((then, value, driver)) =
        both.min_by_key(|(known, ..)| known.number().abs_diff(year.number()))
    else {
        return Ok(None);
    };
    if driver.is_zero() {
        return Err(Error::new(SeriesProblem::ZeroReference { year: then }));
    }
    Fraction { above: now, below: driver }.of(value).map(Some)
}

/// ```text
/// b = (n sum of t y - sum of t  sum of y) / (n sum of t t - (sum of t)^2)
/// y = (sum of y + b (n t_0 - sum of t)) / n
/// ```
fn by_trend(known: &[(Year, Exact)], (first, last): (Year, Year), year: Year) -> Result<Exact> {
    let mut sums = [Exact::ZERO; 4];
    let mut count = Exact::ZERO;
    for &(known, value) in known.iter().filter(|(year, _)| (first..=last).contains(year)) {
        // Years from the first: small integers.
        let time = Exact::from(known.number() - first.number());
        let terms = [time, value, time.checked_mul(value)?, time.checked_mul(time)?];
        for (sum, term) in sums.iter_mut().zip(terms) {
            *sum = sum.checked_add(term)?;
        }
        count = count.checked_add(Exact::ONE)?;
    }
    let [times, values, products, squares] = sums;
    let below = count.checked_mul(squares)?.checked_sub(times.checked_mul(times)?)?;
    if below.is_zero() {
        return Err(Error::new(SeriesProblem::ShortTrend { first, last }));
    }
    let slope = count.checked_mul(products)?.checked_sub(times.checked_mul(values)?)?;
    let from_mean = Exact::from(year.number() - first.number());
    let from_mean = count.checked_mul(from_mean)?.checked_sub(times)?;
    let above = values.checked_mul(below)?.checked_add(slope.checked_mul(from_mean)?)?;
    above.quotient(below.checked_mul(count)?, Rounding::RESOLUTION)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use crate::series::AnnualValue;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    fn year(number: i64) -> Year {
        Year::new(number).unwrap()
    }

    fn series(values: &[(i64, &str)]) -> Series {
        let anchors =
            values.iter().map(|(number, value)| (year(*number), AnnualValue::Number(exact(value))));
        Series::new("t".parse().unwrap(), anchors).unwrap()
    }

    fn filled(known: &Series, number: i64, by: &GapFilling<'_>) -> Exact {
        let filled = known.fill([year(number)], by).unwrap();
        filled.value(year(number)).unwrap().round(Rounding::decimals(10)).unwrap()
    }

    #[test]
    fn the_two_rules_of_an_overlap_differ() {
        let other = series(&[(2018, "95"), (2019, "100"), (2020, "110"), (2021, "120")]);
        let known = series(&[(2019, "90"), (2020, "99"), (2021, "114")]);
        let by = |rule| GapFilling::Overlap { other: &other, rule };
        assert_eq!(filled(&known, 2018, &by(OverlapRule::MeanOfRatios)), exact("87.0833333333"));
        assert_eq!(filled(&known, 2018, &by(OverlapRule::RatioOfSums)), exact("87.2272727273"));
    }

    #[test]
    fn a_line_through_points_is_found_again() {
        // 3 t + 5 from 2000 on.
        let known = series(&[(2000, "5"), (2001, "8"), (2003, "14"), (2004, "17")]);
        let line = GapFilling::Extrapolation(year(2000), year(2004));
        assert_eq!(filled(&known, 2010, &line), exact("35"));
        assert_eq!(filled(&known, 1998, &line), exact("-1"));
        // Least squares of 0, 0, 3 over three years: mean 1, slope 1.5.
        let bent = series(&[(2000, "0"), (2001, "0"), (2002, "3")]);
        assert_eq!(filled(&bent, 2003, &line), exact("4"));
    }

    #[test]
    fn what_is_known_stays_and_what_is_out_of_reach_stays_empty() {
        let known = series(&[(2018, "100"), (2023, "130")]);
        let between = GapFilling::Interpolation(Interpolation::Linear);
        let filled = known.fill([2018, 2020, 2030].map(year), &between).unwrap();
        let values: Vec<(i64, Exact, bool)> = filled
            .values()
            .iter()
            .map(|value| (value.year.number(), value.value, value.filled_by.is_some()))
            .collect();
        let expected =
            [(2018, 100.into(), false), (2020, 112.into(), true), (2023, 130.into(), false)];
        assert_eq!(values, expected);
    }

    #[test]
    fn says_what_a_method_lacks() {
        let known = series(&[(2018, "100")]);
        let other = series(&[(2017, "90")]);
        let rule = OverlapRule::MeanOfRatios;
        let error = known.fill([year(2017)], &GapFilling::Overlap { other: &other, rule });
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::MissingValue);
        assert_eq!(
            error.to_string(),
            "expected a year that both methods cover, found none; compute some years by both"
        );
        let zero = series(&[(2017, "3"), (2018, "0")]);
        let error = known.fill([year(2017)], &GapFilling::Surrogate(&zero)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::DivisionByZero);
        assert_eq!(
            error.to_string(),
            "expected a value other than zero in 2018 to take a ratio to, found zero; take another \
             year or another quantity"
        );
        let line = GapFilling::Extrapolation(year(2010), year(2020));
        let error = known.fill([year(2021)], &line).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::MissingValue);
        assert_eq!(
            error.to_string(),
            "expected values of two years at least from 2010 to 2020 for a trend, found fewer; take \
             a longer span"
        );
    }
}
