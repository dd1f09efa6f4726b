//! Uncertainty of values as data, made by named constructors.

use core::fmt;

use crate::error::{Error, ErrorKind, Problem, Result};
use crate::number::Exact;

/// How sure a value is, as data; nothing is sampled here.
///
/// Distributions are made only by constructors that name their parameters, because "lognormal(a,
/// b)" has a different meaning in each of four well-known packages. What a guideline prints as
/// bounds without saying what share they hold is a [`range`](Distribution::range), not an interval.
///
/// # Examples
///
/// ```
/// use climate_account::distribution::{Distribution, Family};
///
/// // IPCC 2006, volume 2, table 1.4: natural gas, kg CO2 per TJ.
/// let factor = Distribution::from_95_percent_interval(Family::Lognormal, 54_300, 58_300)?;
/// assert_eq!(factor.bounds(), Some((54_300.into(), 58_300.into())));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Distribution(Shape);

/// The family of a distribution that an interval or a coefficient of variation does not tell.
///
/// # Examples
///
/// ```
/// use climate_account::distribution::{Distribution, Family};
///
/// let normal = Distribution::from_95_percent_interval(Family::Normal, 0, 2)?;
/// assert_eq!(normal.bounds(), Some((0.into(), 2.into())));
/// assert!(Distribution::from_95_percent_interval(Family::Lognormal, 0, 2).is_err());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Family {
    /// Symmetric around the mean.
    Normal,
    /// The logarithm is normal; all values are above zero.
    Lognormal,
}

/// The parameters of a distribution, under the name of the constructor.
///
/// # Examples
///
/// ```
/// use climate_account::distribution::{Distribution, Shape};
///
/// let share = Distribution::triangular(0, 1, 3)?;
/// let parameters = Shape::Triangular { low: 0.into(), mode: 1.into(), high: 3.into() };
/// assert_eq!(share.shape(), &parameters);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
#[non_exhaustive]
#[expect(missing_docs, reason = "the fields are the parameters of the constructors")]
pub enum Shape {
    /// See [`Distribution::from_95_percent_interval`].
    Interval95 { family: Family, low: Exact, high: Exact },
    /// See [`Distribution::from_median_and_gsd`].
    MedianGsd { median: Exact, geometric_standard_deviation: Exact },
    /// See [`Distribution::from_mean_and_cv`].
    MeanCv { family: Family, mean: Exact, coefficient_of_variation: Exact },
    /// See [`Distribution::triangular`].
    Triangular { low: Exact, mode: Exact, high: Exact },
    /// See [`Distribution::uniform`].
    Uniform { low: Exact, high: Exact },
    /// See [`Distribution::range`].
    Range { low: Exact, high: Exact },
    /// See [`Distribution::from_pedigree`].
    Pedigree { scores: [u8; 5], basic_gsd_squared: Exact },
}

impl Distribution {
    /// The distribution whose 2.5 and 97.5 percentiles are `low` and `high`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::distribution::{Distribution, Family};
    ///
    /// let factor = Distribution::from_95_percent_interval(Family::Normal, 95, 105)?;
    /// assert_eq!(factor.bounds(), Some((95.into(), 105.into())));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution) where `low` is above `high`,
    /// or a lognormal bound is not above zero.
    pub fn from_95_percent_interval(
        family: Family,
        low: impl Into<Exact>,
        high: impl Into<Exact>,
    ) -> Result<Distribution> {
        Distribution::check(Shape::Interval95 { family, low: low.into(), high: high.into() })
    }

    /// A lognormal distribution from its median and its geometric standard deviation (1 or more;
    /// not its square, not the standard deviation of the logarithm).
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::Distribution, number::Exact};
    ///
    /// let factor = Distribution::from_median_and_gsd(100, Exact::new(12, 1))?;
    /// assert_eq!(factor.to_string(), "median 100, geometric sd 1.2");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution) where the median is not above
    /// zero or the geometric standard deviation is below one.
    pub fn from_median_and_gsd(
        median: impl Into<Exact>,
        geometric_standard_deviation: impl Into<Exact>,
    ) -> Result<Distribution> {
        Distribution::check(Shape::MedianGsd {
            median: median.into(),
            geometric_standard_deviation: geometric_standard_deviation.into(),
        })
    }

    /// A distribution from its mean and its coefficient of variation (standard deviation over
    /// mean, as a fraction).
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::{Distribution, Family}, number::Exact};
    ///
    /// let factor = Distribution::from_mean_and_cv(Family::Normal, 100, Exact::new(5, 2))?;
    /// assert_eq!(factor.to_string(), "mean 100, coefficient of variation 0.05");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution) where the coefficient is
    /// negative, or the mean of a lognormal is not above zero.
    pub fn from_mean_and_cv(
        family: Family,
        mean: impl Into<Exact>,
        coefficient_of_variation: impl Into<Exact>,
    ) -> Result<Distribution> {
        Distribution::check(Shape::MeanCv {
            family,
            mean: mean.into(),
            coefficient_of_variation: coefficient_of_variation.into(),
        })
    }

    /// A triangular distribution.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::distribution::Distribution;
    ///
    /// let occupancy = Distribution::triangular(1, 2, 4)?;
    /// assert_eq!(occupancy.bounds(), Some((1.into(), 4.into())));
    /// assert!(Distribution::triangular(1, 5, 4).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution) unless low ≤ mode ≤ high.
    pub fn triangular(
        low: impl Into<Exact>,
        mode: impl Into<Exact>,
        high: impl Into<Exact>,
    ) -> Result<Distribution> {
        let (low, mode, high) = (low.into(), mode.into(), high.into());
        Distribution::check(Shape::Triangular { low, mode, high })
    }

    /// A uniform distribution.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::distribution::Distribution;
    ///
    /// let share = Distribution::uniform(0, 1)?;
    /// assert_eq!(share.bounds(), Some((0.into(), 1.into())));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution) where `low` is above `high`.
    pub fn uniform(low: impl Into<Exact>, high: impl Into<Exact>) -> Result<Distribution> {
        Distribution::check(Shape::Uniform { low: low.into(), high: high.into() })
    }

    /// Bounds that a source prints without saying what share they hold.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::distribution::Distribution;
    ///
    /// let printed = Distribution::range(30, 70)?;
    /// assert_eq!(printed.bounds(), Some((30.into(), 70.into())));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution) where `low` is above `high`.
    pub fn range(low: impl Into<Exact>, high: impl Into<Exact>) -> Result<Distribution> {
        Distribution::check(Shape::Range { low: low.into(), high: high.into() })
    }

    /// A lognormal distribution from the five scores of the pedigree matrix (reliability,
    /// completeness, time, place, technology; 1 is best, 5 is worst) and the basic uncertainty as
    /// the *square* of the geometric standard deviation. Weidema and Wesnæs 1996.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::Distribution, number::Exact};
    ///
    /// let factor = Distribution::from_pedigree([1, 2, 3, 4, 5], Exact::new(105, 2))?;
    /// assert_eq!(factor.to_string(), "pedigree [1, 2, 3, 4, 5], basic 1.05");
    /// assert!(Distribution::from_pedigree([0; 5], 1).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution) for a score outside 1 to 5 or
    /// a basic uncertainty below one.
    pub fn from_pedigree(
        scores: [u8; 5],
        basic_gsd_squared: impl Into<Exact>,
    ) -> Result<Distribution> {
        Distribution::check(Shape::Pedigree { scores, basic_gsd_squared: basic_gsd_squared.into() })
    }

    /// The parameters.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::distribution::{Distribution, Shape};
    ///
    /// let share = Distribution::uniform(0, 1)?;
    /// assert_eq!(share.shape(), &Shape::Uniform { low: 0.into(), high: 1.into() });
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn shape(&self) -> &Shape {
        &self.0
    }

    /// The bounds as given, where the distribution was given by bounds.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::distribution::Distribution;
    ///
    /// assert_eq!(Distribution::range(2, 5)?.bounds(), Some((2.into(), 5.into())));
    /// assert_eq!(Distribution::from_median_and_gsd(3, 2)?.bounds(), None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn bounds(&self) -> Option<(Exact, Exact)> {
        match self.0 {
            Shape::Interval95 { low, high, .. }
            | Shape::Triangular { low, high, .. }
            | Shape::Uniform { low, high }
            | Shape::Range { low, high } => Some((low, high)),
            _ => None,
        }
    }

    fn check(shape: Shape) -> Result<Distribution> {
        let above_zero =
            |family: Family, value: &Exact| family == Family::Normal || value.is_positive();
        let (legal, rule) = match &shape {
            Shape::Interval95 { family, low, high } => (
                low <= high && above_zero(*family, low),
                "low <= high, and above zero if lognormal",
            ),
            Shape::MedianGsd { median, geometric_standard_deviation } => (
                median.is_positive() && *geometric_standard_deviation >= Exact::ONE,
                "a median above zero and a geometric standard deviation of 1 or more",
            ),
            Shape::MeanCv { family, mean, coefficient_of_variation } => (
                above_zero(*family, mean) && !coefficient_of_variation.is_negative(),
                "a coefficient of variation of zero or more, and a mean above zero if lognormal",
            ),
            Shape::Triangular { low, mode, high } => {
                (low <= mode && mode <= high, "low <= mode <= high")
            }
            Shape::Uniform { low, high } | Shape::Range { low, high } => {
                (low <= high, "low <= high")
            }
            Shape::Pedigree { scores, basic_gsd_squared } => (
                scores.iter().all(|score| (1..=5).contains(score))
                    && *basic_gsd_squared >= Exact::ONE,
                "scores from 1 to 5 and a basic uncertainty of 1 or more",
            ),
        };
        if legal {
            return Ok(Distribution(shape));
        }
        Err(Error::new(InvalidDistribution { rule, found: format!("{shape:?}") }))
    }
}

impl fmt::Display for Distribution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Shape::Interval95 { low, high, .. } => write!(f, "{low} to {high} (95 %)"),
            Shape::Triangular { low, mode, high } => {
                write!(f, "{low} to {high}, most often {mode}")
            }
            Shape::Uniform { low, high } | Shape::Range { low, high } => {
                write!(f, "{low} to {high}")
            }
            Shape::MedianGsd { median, geometric_standard_deviation } => {
                write!(f, "median {median}, geometric sd {geometric_standard_deviation}")
            }
            Shape::MeanCv { mean, coefficient_of_variation, .. } => {
                write!(f, "mean {mean}, coefficient of variation {coefficient_of_variation}")
            }
            Shape::Pedigree { scores, basic_gsd_squared } => {
                write!(f, "pedigree {scores:?}, basic {basic_gsd_squared}")
            }
        }
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Distribution {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Distribution::check(Shape::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[derive(Debug, thiserror::Error)]
#[error("expected {rule}, found {found}")]
struct InvalidDistribution {
    rule: &'static str,
    found: String,
}

impl Problem for InvalidDistribution {
    fn kind(&self) -> ErrorKind {
        ErrorKind::InvalidDistribution
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_parameters_that_contradict_each_other() {
        let refused = [
            Distribution::from_95_percent_interval(Family::Normal, 2, 1),
            Distribution::from_95_percent_interval(Family::Lognormal, 0, 1),
            Distribution::from_median_and_gsd(0, 2),
            Distribution::from_median_and_gsd(1, Exact::new(9, 1)),
            Distribution::from_mean_and_cv(Family::Normal, 1, -1),
            Distribution::from_mean_and_cv(Family::Lognormal, 0, 1),
            Distribution::triangular(0, 3, 2),
            Distribution::uniform(1, 0),
            Distribution::range(1, 0),
            Distribution::from_pedigree([1, 2, 3, 4, 6], 1),
            Distribution::from_pedigree([1; 5], Exact::new(5, 1)),
        ];
        for error in refused.map(Result::unwrap_err) {
            assert_eq!(error.kind(), ErrorKind::InvalidDistribution);
        }
        assert_eq!(
            Distribution::uniform(1, 0).unwrap_err().to_string(),
            "expected low <= high, found Uniform { low: 1, high: 0 }"
        );
    }
}
