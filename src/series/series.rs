use super::problem::SeriesProblem;
use super::{Extrapolation, Interpolation, Year};
use crate::error::{Error, Result};
use crate::number::Exact;
use crate::unit::Unit;

/// What is known of a year: a number, a zero that is known to be one, or nothing.
///
/// # Examples
///
/// ```
/// use climate_account::{number::Exact, series::AnnualValue};
///
/// assert_eq!(AnnualValue::from(Exact::from(3)).number(), Some(Exact::from(3)));
/// assert_eq!(AnnualValue::Zero.number(), Some(Exact::ZERO));
/// assert_eq!(AnnualValue::Missing.number(), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum AnnualValue {
    /// A number.
    Number(Exact),
    /// Nothing occurs, and that is known.
    Zero,
    /// Not known; never a zero.
    Missing,
}

impl AnnualValue {
    /// The number, `None` where nothing is known.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{number::Exact, series::AnnualValue};
    ///
    /// assert_eq!(AnnualValue::Zero.number(), Some(Exact::ZERO));
    /// ```
    #[must_use]
    pub fn number(self) -> Option<Exact> {
        match self {
            AnnualValue::Number(value) => Some(value),
            AnnualValue::Zero => Some(Exact::ZERO),
            AnnualValue::Missing => None,
        }
    }
}

impl From<Exact> for AnnualValue {
    fn from(value: Exact) -> AnnualValue {
        AnnualValue::Number(value)
    }
}

/// Values of years, some of them given, the years between by a named interpolation and the years
/// outside by a named extrapolation.
///
/// A new series interpolates linearly and does not extrapolate.
///
/// # Examples
///
/// The factors of the Danish building code for district heat:
///
/// ```
/// use climate_account::{Year, number::Exact, series::{Extrapolation, Series}};
///
/// let anchors = [(2023, "0.105"), (2025, "0.0878"), (2030, "0.0713")];
/// let anchors = anchors.map(|(year, value)| Ok::<_, climate_account::Error>((Year::new(year)?, value.parse::<Exact>()?.into())));
/// let factor = Series::new("kg CO2e/kWh".parse()?, anchors.into_iter().collect::<Result<Vec<_>, _>>()?)?;
/// assert_eq!(factor.at(Year::new(2028)?)?.to_string(), "0.0779");
/// assert_eq!(factor.value(Year::new(2031)?)?, None);
///
/// let held = factor.extrapolated(Extrapolation::Hold);
/// assert_eq!(held.at(Year::new(2045)?)?.to_string(), "0.0713");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Series {
    unit: Unit,
    anchors: Vec<(Year, AnnualValue)>,
    interpolation: Interpolation,
    extrapolation: Extrapolation,
}

impl Series {
    /// A series of values with their years, in order.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, Series}};
    ///
    /// let series = Series::new("kt CO2".parse()?, [(Year::new(2020)?, AnnualValue::Zero)])?;
    /// assert_eq!(series.at(Year::new(2020)?)?, 0.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) without a value;
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where a year is not after the one before it.
    pub fn new(
        unit: Unit,
        anchors: impl IntoIterator<Item = (Year, AnnualValue)>,
    ) -> Result<Series> {
        let anchors: Vec<_> = anchors.into_iter().collect();
        for pair in anchors.windows(2) {
            if let &[(before, _), (found, _)] = pair
                && found <= before
            {
                return Err(Error::new(SeriesProblem::AnchorOrder { before, found }));
            }
        }
        if anchors.is_empty() {
            return Err(Error::new(SeriesProblem::Empty));
        }
        let (interpolation, extrapolation) = (Interpolation::Linear, Extrapolation::None);
        Ok(Series { unit, anchors, interpolation, extrapolation })
    }

    /// The same values with another rule for the years between.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, Interpolation, Series}};
    ///
    /// let year = |year| Year::new(year);
    /// let anchors = [(year(2020)?, AnnualValue::Number(100.into())), (year(2030)?, AnnualValue::Number(50.into()))];
    /// let steps = Series::new("kt".parse()?, anchors)?.interpolated(Interpolation::Step);
    /// assert_eq!(steps.at(year(2029)?)?, 100.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn interpolated(self, interpolation: Interpolation) -> Series {
        Series { interpolation, ..self }
    }

    /// The same values with another rule for the years outside.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, Extrapolation, Series}};
    ///
    /// let anchors = [(Year::new(2020)?, AnnualValue::Number(100.into()))];
    /// let held = Series::new("kt".parse()?, anchors)?.extrapolated(Extrapolation::Hold);
    /// assert_eq!(held.at(Year::new(1990)?)?, 100.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn extrapolated(self, extrapolation: Extrapolation) -> Series {
        Series { extrapolation, ..self }
    }

    /// The unit of the values.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, Series}};
    ///
    /// let series = Series::new("kt CO2".parse()?, [(Year::new(2020)?, AnnualValue::Zero)])?;
    /// assert_eq!(series.unit().to_string(), "kt CO2");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// The values that were given, with their years.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, Series}};
    ///
    /// let series = Series::new("kt CO2".parse()?, [(Year::new(2020)?, AnnualValue::Missing)])?;
    /// assert_eq!(series.anchors().len(), 1);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn anchors(&self) -> &[(Year, AnnualValue)] {
        &self.anchors
    }

    /// The first and the last year that was given.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, Series}};
    ///
    /// let series = Series::new("kt CO2".parse()?, [(Year::new(2020)?, AnnualValue::Zero)])?;
    /// assert_eq!(series.span(), (Year::new(2020)?, Year::new(2020)?));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn span(&self) -> (Year, Year) {
        let year =
            |anchor: Option<&(Year, AnnualValue)>| anchor.map_or(Year::MIN, |(year, _)| *year);
        (year(self.anchors.first()), year(self.anchors.last()))
    }

    /// The value of a year; `None` where it is missing, and outside the years of a series that does
    /// not extrapolate.
    ///
    /// A year that is given as missing has none; the years beside it are interpolated over it.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, Series}};
    ///
    /// let year = |year| Year::new(year);
    /// let given = |value: i64| AnnualValue::Number(value.into());
    /// let series = Series::new(
    ///     "EJ/yr".parse()?,
    ///     [(year(2002)?, AnnualValue::Missing), (year(2005)?, given(4)), (year(2008)?, given(1))],
    /// )?;
    /// assert_eq!(series.value(year(2006)?)?, Some(3.into()));
    /// assert_eq!(series.value(year(2003)?)?, None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`GrowthRateUndefined`](crate::ErrorKind::GrowthRateUndefined) for compound growth from, to or
    /// across zero; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn value(&self, year: Year) -> Result<Option<Exact>> {
        let past = self.anchors.partition_point(|&(known, _)| known < year);
        if let Some(&(known, value)) = self.anchors.get(past)
            && known == year
        {
            return Ok(value.number());
        }
        let known =
            |&(year, value): &(Year, AnnualValue)| value.number().map(|value| (year, value));
        let (earlier, later) = self.anchors.split_at_checked(past).unwrap_or((&[], &[]));
        let before = earlier.iter().rev().find_map(known);
        let after = later.iter().find_map(known);
        match (before, after) {
            (Some(before), Some(after)) => {
                self.interpolation.between(before, after, year).map(Some)
            }
            (None, None) => Ok(None),
            _ => self.extrapolation.outside(&self.known(), year),
        }
    }

    /// The value of a year, or an error that says that there is none.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, Series}};
    ///
    /// let series = Series::new("kt".parse()?, [(Year::new(2020)?, AnnualValue::Zero)])?;
    /// let error = series.at(Year::new(2021)?).unwrap_err();
    /// assert!(error.to_string().starts_with("expected a year with a value, found 2021"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where there is no value, and those of
    /// [`value`](Series::value).
    pub fn at(&self, year: Year) -> Result<Exact> {
        self.value(year)?.ok_or_else(|| {
            let (first, last) = self.span();
            Error::new(SeriesProblem::NoValue { year, first, last })
        })
    }

    /// The anchors that are known.
    pub(super) fn known(&self) -> Vec<(Year, Exact)> {
        let known = |&(year, value): &(Year, AnnualValue)| Some((year, value.number()?));
        self.anchors.iter().filter_map(known).collect()
    }

    /// The same years with other values.
    pub(super) fn map(&self, change: impl Fn(Exact) -> Result<Exact>) -> Result<Series> {
        let change = |&(year, value): &(Year, AnnualValue)| {
            let value = value.number().map(&change).transpose()?;
            Ok((year, value.map_or(AnnualValue::Missing, AnnualValue::Number)))
        };
        let anchors = self.anchors.iter().map(change).collect::<Result<_>>()?;
        Ok(Series { anchors, ..self.clone() })
    }

    /// The same with another unit.
    pub(super) fn with_unit(self, unit: Unit) -> Series {
        Series { unit, ..self }
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Series {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Series, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Document {
            unit: Unit,
            anchors: Vec<(Year, AnnualValue)>,
            interpolation: Interpolation,
            extrapolation: Extrapolation,
        }

        let Document { unit, anchors, interpolation, extrapolation } =
            Document::deserialize(deserializer)?;
        let series = Series::new(unit, anchors).map_err(serde::de::Error::custom)?;
        Ok(series.interpolated(interpolation).extrapolated(extrapolation))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(number: i64) -> Year {
        Year::new(number).unwrap()
    }

    #[test]
    fn anchors_are_in_order() {
        let anchors = [(year(2020), AnnualValue::Zero), (year(2020), AnnualValue::Missing)];
        let error = Series::new("kt".parse().unwrap(), anchors).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a year after 2020, found 2020; order the anchors by year"
        );
        let error = Series::new("kt".parse().unwrap(), []).unwrap_err();
        assert!(error.to_string().starts_with("expected a value for at least one year"));
    }

    #[test]
    fn a_missing_year_is_not_filled() {
        let given = |value: i64| AnnualValue::Number(value.into());
        let anchors =
            [(year(2020), given(10)), (year(2021), AnnualValue::Missing), (year(2022), given(30))];
        let series = Series::new("kt".parse().unwrap(), anchors).unwrap();
        assert_eq!(series.value(year(2021)).unwrap(), None);
        let error = series.at(year(2021)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a year with a value, found 2021 in a series of 2020 to 2022; give a value for \
             it or name an extrapolation"
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_keeps_the_three_states() {
        let anchors = [
            (year(2020), AnnualValue::Number(1.into())),
            (year(2021), AnnualValue::Zero),
            (year(2022), AnnualValue::Missing),
        ];
        let series = Series::new("kt".parse().unwrap(), anchors).unwrap();
        let series = series.interpolated(Interpolation::SCurve).extrapolated(Extrapolation::Hold);
        let written = serde_json::to_string(&series).unwrap();
        assert_eq!(serde_json::from_str::<Series>(&written).unwrap(), series);
    }
}
