use super::{Distribution, Family, InvalidDistribution, Shape};
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding};

/// The seven fields by which tools of life cycle assessment exchange an uncertainty.
///
/// | type | distribution | fields |
/// |---|---|---|
/// | 0, 1 | unknown, none | `loc` is the value |
/// | 2 | lognormal | `loc` and `scale`: mean and standard deviation of the logarithm |
/// | 3 | normal | `loc` and `scale`: mean and standard deviation |
/// | 4 | uniform | `minimum`, `maximum` |
/// | 5 | triangular | `loc` is the mode; `minimum`, `maximum` |
///
/// Fields are named as in those tools; one without a meaning (`NaN` there) is none here.
///
/// # Examples
///
/// ```
/// use climate_account::distribution::{Distribution, LcaRecord};
///
/// let record = Distribution::triangular(1, 2, 4)?.to_lca_record()?;
/// assert_eq!((record.uncertainty_type, record.loc), (5, Some(2.into())));
/// assert_eq!(Distribution::from_lca_record(&record)?, Some(Distribution::triangular(1, 2, 4)?));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct LcaRecord {
    /// The number of the type.
    pub uncertainty_type: u8,
    /// Mean, mean of the logarithm, mode or value.
    pub loc: Option<Exact>,
    /// Standard deviation, of the logarithm if lognormal.
    pub scale: Option<Exact>,
    /// A further parameter of types that are not read here.
    pub shape: Option<Exact>,
    /// The lowest value.
    pub minimum: Option<Exact>,
    /// The highest value.
    pub maximum: Option<Exact>,
    /// Whether a lognormal is that of a negative number.
    pub negative: bool,
}

const TYPES: &str =
    "an uncertainty type from 0 to 5 (none, lognormal, normal, uniform, triangular)";

impl Distribution {
    /// The distribution of a record; none where the record states no uncertainty.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::{Distribution, LcaRecord}, ensemble::Law};
    ///
    /// let record = LcaRecord {
    ///     uncertainty_type: 2,
    ///     loc: Some(0.into()),
    ///     scale: Some("0.5".parse()?),
    ///     ..LcaRecord::default()
    /// };
    /// let law = Law::new(&Distribution::from_lca_record(&record)?.unwrap())?;
    /// assert_eq!(law.median(), 1.0);
    /// assert_eq!(Distribution::from_lca_record(&LcaRecord::default())?, None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution) for other types, a missing
    /// field, bounds of a lognormal or normal, and a negative lognormal.
    pub fn from_lca_record(record: &LcaRecord) -> Result<Option<Distribution>> {
        let found = || format!("{record:?}");
        let need = |field: Option<Exact>, rule: &'static str| {
            field.ok_or_else(|| Error::new(InvalidDistribution { rule, found: found() }))
        };
        let refuse =
            |rule: &'static str| Err(Error::new(InvalidDistribution { rule, found: found() }));
        if record.negative {
            return refuse("a positive number; give the sign with the amount");
        }
        let bounded = record.minimum.is_some() || record.maximum.is_some();
        if bounded && matches!(record.uncertainty_type, 2 | 3) {
            return refuse("a lognormal or normal without bounds; name a truncated one");
        }
        let distribution = match record.uncertainty_type {
            0 | 1 => return Ok(None),
            2 => Distribution::from_median_and_gsd(
                need(record.loc, "the mean of the logarithm in loc")?.exp()?,
                need(record.scale, "the standard deviation of the logarithm in scale")?.exp()?,
            ),
            3 => Distribution::from_mean_and_sd(
                Family::Normal,
                need(record.loc, "the mean in loc")?,
                need(record.scale, "the standard deviation in scale")?,
            ),
            4 | 5 => {
                let low = need(record.minimum, "the lowest value in minimum")?;
                let high = need(record.maximum, "the highest value in maximum")?;
                if record.uncertainty_type == 4 {
                    Distribution::uniform(low, high)
                } else {
                    Distribution::triangular(low, need(record.loc, "the mode in loc")?, high)
                }
            }
            _ => return refuse(TYPES),
        };
        distribution.map(Some)
    }

    /// The record of a distribution, logarithms at 28 digits.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::distribution::{Distribution, Family};
    ///
    /// let record = Distribution::from_mean_and_cv(Family::Normal, 50, "0.1".parse::<climate_account::number::Exact>()?)?
    ///     .to_lca_record()?;
    /// assert_eq!((record.uncertainty_type, record.loc, record.scale), (3, Some(50.into()), Some(5.into())));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution) for a distribution that the
    /// record has no form of: intervals and half-ranges (give mean or median instead), bounds of an unknown share, pedigree scores, truncated
    /// and PERT distributions, a lognormal given by its mean.
    pub fn to_lca_record(&self) -> Result<LcaRecord> {
        let of = |uncertainty_type, loc, scale| LcaRecord {
            uncertainty_type,
            loc: Some(loc),
            scale: Some(scale),
            ..LcaRecord::default()
        };
        match *self.shape() {
            Shape::MedianGsd { median, geometric_standard_deviation } => {
                Ok(of(2, median.ln()?, geometric_standard_deviation.ln()?))
            }
            Shape::MeanSd { family: Family::Normal, mean, standard_deviation } => {
                Ok(of(3, mean, standard_deviation))
            }
            Shape::MeanCv { family: Family::Normal, mean, coefficient_of_variation } => {
                Ok(of(3, mean, mean.abs().checked_mul(coefficient_of_variation)?))
            }
            Shape::GuidelineInterval { family: Family::Normal, low, high } => {
                let twice = Exact::new(392, 2);
                let scale = high.checked_sub(low)?.quotient(twice, Rounding::RESOLUTION)?;
                Ok(of(3, low.checked_add(high)?.checked_mul(Exact::new(5, 1))?, scale))
            }
            Shape::Uniform { low, high } => Ok(LcaRecord {
                uncertainty_type: 4,
                minimum: Some(low),
                maximum: Some(high),
                ..LcaRecord::default()
            }),
            Shape::Triangular { low, mode, high } => Ok(LcaRecord {
                uncertainty_type: 5,
                loc: Some(mode),
                minimum: Some(low),
                maximum: Some(high),
                ..LcaRecord::default()
            }),
            _ => Err(Error::new(InvalidDistribution {
                rule: "a lognormal by median, a normal, uniform or triangular distribution",
                found: self.to_string(),
            })),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back_as_they_went() {
        let made = [
            Distribution::from_mean_and_sd(Family::Normal, -3, 2),
            Distribution::uniform(1, 2),
            Distribution::triangular(1, 2, 4),
        ];
        for distribution in made.map(Result::unwrap) {
            let record = distribution.to_lca_record().unwrap();
            assert_eq!(Distribution::from_lca_record(&record).unwrap(), Some(distribution));
        }
        // A lognormal goes through logarithms of 28 digits: ln 2 is known.
        let record = Distribution::from_median_and_gsd(2, 2).unwrap().to_lca_record().unwrap();
        let digits = Rounding::decimals(20);
        assert_eq!(
            record.loc.unwrap().round(digits).unwrap(),
            "0.69314718055994530942".parse().unwrap()
        );
        let back = Distribution::from_lca_record(&record).unwrap().unwrap();
        let Shape::MedianGsd { median, .. } = *back.shape() else { panic!("{back:?}") };
        assert_eq!(median.round(digits).unwrap(), 2.into());
    }

    #[test]
    fn refuses_what_it_cannot_say() {
        let text =
            |record: LcaRecord| Distribution::from_lca_record(&record).unwrap_err().to_string();
        let of = |uncertainty_type| LcaRecord { uncertainty_type, ..LcaRecord::default() };
        assert!(text(of(9)).starts_with("expected an uncertainty type from 0 to 5"));
        assert!(
            text(of(2)).starts_with("expected the mean of the logarithm in loc, found LcaRecord")
        );
        assert!(text(of(5)).starts_with("expected the lowest value in minimum"));
        let negative = LcaRecord { negative: true, ..of(2) };
        assert!(
            text(negative).starts_with("expected a positive number; give the sign with the amount")
        );
        let bounded = LcaRecord { minimum: Some(Exact::ZERO), ..of(3) };
        assert!(text(bounded).starts_with("expected a lognormal or normal without bounds"));
        let error = Distribution::pert(0, 1, 2).unwrap().to_lca_record().unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a lognormal by median, a normal, uniform or triangular distribution, found 0 to 2, most often 1"
        );
    }
}
