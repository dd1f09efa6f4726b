use super::Year;
use super::problem::SeriesProblem;
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding, interpolate, product_over, s_curve};

/// How the years between two given ones are reckoned.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, series::{AnnualValue, Interpolation, Series}};
///
/// let year = |year| Year::new(year);
/// let given = |value: i64| AnnualValue::Number(value.into());
/// let series = Series::new("kt".parse()?, [(year(2020)?, given(100)), (year(2030)?, given(50))])?;
/// let in_2025 = |rule| series.clone().interpolated(rule).at(Year::new(2025)?);
/// assert_eq!(in_2025(Interpolation::Linear)?, 75.into());
/// assert_eq!(in_2025(Interpolation::Step)?, 100.into());
/// assert_eq!(in_2025(Interpolation::SCurve)?, 75.into());
/// assert!(in_2025(Interpolation::Compound)?.to_string().starts_with("70.71067811865475"));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Interpolation {
    /// On a straight line.
    Linear,
    /// The value before holds until the next.
    Step,
    /// Slow, fast, slow: half a cosine wave.
    SCurve,
    /// By the same percentage each year.
    Compound,
}

impl Interpolation {
    /// The value of a year between two.
    pub(super) fn between(
        self,
        (first, from): (Year, Exact),
        (last, to): (Year, Exact),
        year: Year,
    ) -> Result<Exact> {
        let passed = Exact::from(year.number() - first.number());
        let span = Exact::from(last.number() - first.number());
        match self {
            Interpolation::Linear => {
                let (from, to) = ((first.number(), from), (last.number(), to));
                interpolate(from, to, year.number(), Rounding::RESOLUTION)
            }
            Interpolation::Step => Ok(from),
            Interpolation::SCurve => {
                let share = s_curve(passed.quotient(span, Rounding::RESOLUTION)?);
                let change = [to.checked_sub(from)?, share];
                let change = product_over(&change, &[Exact::ONE], Rounding::RESOLUTION)?;
                // The sum of long numbers has room for their common decimals only.
                let rounding = Rounding::beside(from.abs().max(change.abs()));
                from.checked_add(change).or_else(|_| from.checked_add(change.round(rounding)?))
            }
            Interpolation::Compound => {
                let growth = growth(from, to)?;
                let share = passed.quotient(span, Rounding::RESOLUTION)?;
                let factors = [from, growth.power(share)?];
                product_over(&factors, &[Exact::ONE], Rounding::RESOLUTION)
            }
        }
    }
}

/// The ratio of two values of one sign.
pub(super) fn growth(from: Exact, to: Exact) -> Result<Exact> {
    if from.is_zero() || to.is_zero() || from.is_negative() != to.is_negative() {
        let (from, to) = (from.to_string(), to.to_string());
        return Err(Error::new(SeriesProblem::Growth { from, to }));
    }
    to.quotient(from, Rounding::RESOLUTION)
}

/// How the years before the first and after the last given one are reckoned.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, series::{AnnualValue, Extrapolation, Series}};
///
/// let year = |year| Year::new(year);
/// let given = |value: i64| AnnualValue::Number(value.into());
/// let anchors = [(year(2000)?, given(100)), (year(2010)?, given(200)), (year(2020)?, given(400))];
/// let series = Series::new("kt".parse()?, anchors)?;
/// assert_eq!(series.value(year(2025)?)?, None);
/// let trend = series.extrapolated(Extrapolation::Trend);
/// assert_eq!(trend.value(year(2025)?)?, Some(500.into()));
/// assert_eq!(trend.value(year(2041)?)?, None); // further than the data go
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Extrapolation {
    /// Not at all: there is no value.
    None,
    /// The nearest given value holds.
    Hold,
    /// On a straight line from the end, with the slope to the nearest given year that is at least
    /// as far inside as the year is outside; no value further outside than the data are long.
    Trend,
}

impl Extrapolation {
    /// The value of a year outside the given ones, which are in order.
    pub(super) fn outside(self, known: &[(Year, Exact)], year: Year) -> Result<Option<Exact>> {
        let mirrored: Vec<(Year, Exact)>;
        let ends = (known.first(), known.last());
        let (Some(&first), Some(&last)) = ends else { return Ok(None) };
        // From the end that is outside, inwards.
        let (end, inwards) = if year < first.0 {
            (first, known)
        } else {
            mirrored = known.iter().rev().copied().collect();
            (last, mirrored.as_slice())
        };
        let distance = year.number().abs_diff(end.0.number());
        match self {
            Extrapolation::None => Ok(None),
            Extrapolation::Hold => Ok(Some(end.1)),
            Extrapolation::Trend => {
                let far =
                    |other: &&(Year, Exact)| other.0.number().abs_diff(end.0.number()) >= distance;
                let Some(&inside) = inwards.iter().find(far) else { return Ok(None) };
                let steps = Exact::from(year.number() - end.0.number());
                let span = Exact::from(end.0.number() - inside.0.number());
                let change = end.1.checked_sub(inside.1)?.checked_mul(steps)?;
                let change = change.quotient(span, Rounding::RESOLUTION)?;
                end.1.checked_add(change).map(Some)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn an_s_curve_between_long_numbers_has_room() {
        let year = |number| Year::new(number).unwrap();
        let (first, last) = ((year(2020), 193_769_490.into()), (year(2036), 29_341_005.into()));
        let value = Interpolation::SCurve.between(first, last, year(2021)).unwrap();
        // 193769490 - 164428485 (1 - cos(pi / 16)) / 2
        let value = value.round(Rounding::decimals(9)).unwrap();
        assert_eq!(value.to_string(), "192189766.383501686");
    }

    #[test]
    fn growth_does_not_cross_zero() {
        let year = |number| Year::new(number).unwrap();
        let compound = |from: i64, to: i64| {
            let (from, to) = ((year(2020), from.into()), (year(2030), to.into()));
            Interpolation::Compound.between(from, to, year(2025))
        };
        assert!(compound(-4, -1).unwrap().round(Rounding::decimals(12)).unwrap() == (-2).into());
        for (from, to) in [(1, 0), (0, 1), (1, -1)] {
            let error = compound(from, to).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::GrowthRateUndefined);
            assert_eq!(
                error.to_string(),
                format!(
                    "expected two values of one sign to grow from one to the other, found {from} \
                     and {to}; a growth rate does not cross zero"
                )
            );
        }
    }
}
