//! Uncertainty of values as data, made by named constructors.

mod bounded;
mod guideline;
mod lca_record;

pub use lca_record::LcaRecord;

use core::fmt;

use crate::Language;
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::number::Exact;
use crate::text::{Fill, Text, factor as text};

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
    /// See [`Distribution::from_mean_and_sd`].
    MeanSd { family: Family, mean: Exact, standard_deviation: Exact },
    /// See [`Distribution::from_guideline_interval`].
    GuidelineInterval { family: Family, low: Exact, high: Exact },
    /// See [`Distribution::from_guideline_half_range`].
    GuidelineHalfRange { family: Family, mean: Exact, percent: Exact },
    /// See [`Distribution::from_95_percent_interval_around`].
    IntervalAround { low: Exact, central: Exact, high: Exact, kept: Kept },
    /// See [`Distribution::pert`].
    Pert { low: Exact, mode: Exact, high: Exact },
    /// See [`Distribution::truncated_normal`].
    TruncatedNormal { centre: Exact, spread: Exact, low: Option<Exact>, high: Option<Exact> },
    /// See [`Distribution::truncated_normal_of_mean`].
    TruncatedNormalOfMean { mean: Exact, spread: Exact, low: Option<Exact>, high: Option<Exact> },
}

/// What is kept where a source prints a lognormal interval and a central value that is not its
/// median.
///
/// # Examples
///
/// ```
/// use climate_account::distribution::{Distribution, Kept};
///
/// // 54.3 to 58.3 has the median 56.26; the printed value is 56.1.
/// assert!(Distribution::from_95_percent_interval_around(54, 56, 58, Kept::Mean).is_ok());
/// assert!(Distribution::from_95_percent_interval_around(54, 59, 58, Kept::Mean).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Kept {
    /// Both bounds; the central value is only checked to lie between them.
    Interval,
    /// The central value as the mean; of the bounds only their ratio.
    Mean,
    /// The central value as the median; of the bounds only their ratio.
    Median,
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
            | Shape::GuidelineInterval { low, high, .. }
            | Shape::IntervalAround { low, high, .. }
            | Shape::Triangular { low, high, .. }
            | Shape::Pert { low, high, .. }
            | Shape::TruncatedNormal { low: Some(low), high: Some(high), .. }
            | Shape::TruncatedNormalOfMean { low: Some(low), high: Some(high), .. }
            | Shape::Uniform { low, high }
            | Shape::Range { low, high } => Some((low, high)),
            _ => None,
        }
    }

    fn check(shape: Shape) -> Result<Distribution> {
        let above_zero =
            |family: Family, value: &Exact| family == Family::Normal || value.is_positive();
        let ordered = |low: Option<Exact>, high: Option<Exact>| match (low, high) {
            (Some(low), Some(high)) => low < high,
            _ => true,
        };
        let (legal, rule) = match &shape {
            Shape::Interval95 { family, low, high }
            | Shape::GuidelineInterval { family, low, high } => (
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
            Shape::MeanSd { family, mean, standard_deviation } => (
                above_zero(*family, mean) && !standard_deviation.is_negative(),
                "a standard deviation of zero or more, and a mean above zero if lognormal",
            ),
            Shape::GuidelineHalfRange { family, mean, percent } => (
                above_zero(*family, mean) && !percent.is_negative(),
                "a half-range of zero per cent or more, and a mean above zero if lognormal",
            ),
            Shape::IntervalAround { low, central, high, .. } => (
                low.is_positive() && low <= central && central <= high,
                "0 < low <= central value <= high",
            ),
            Shape::TruncatedNormal { spread, low, high, .. } => {
                (spread.is_positive() && ordered(*low, *high), "a spread above zero and low < high")
            }
            Shape::TruncatedNormalOfMean { mean, spread, low, high } => (
                spread.is_positive()
                    && ordered(*low, Some(*mean))
                    && ordered(Some(*mean), *high)
                    && ordered(*low, *high),
                "a spread above zero and low < mean < high",
            ),
            Shape::Triangular { low, mode, high } | Shape::Pert { low, mode, high } => {
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
        f.write_str(&self.in_words(Language::English))
    }
}

impl Distribution {
    pub(crate) fn in_words(&self, language: Language) -> String {
        let number = |value: &Exact| decimals(value.to_string(), language);
        let said = |text: Text, values: &[(&str, &Exact)]| {
            let words: Vec<(&str, String)> =
                values.iter().map(|(name, value)| (*name, number(value))).collect();
            let words: Vec<(&str, &dyn Fill)> =
                words.iter().map(|(name, word)| (*name, word as &dyn Fill)).collect();
            text.filled(language, &words)
        };
        let cut = |low: &Option<Exact>, high: &Option<Exact>| match (low, high) {
            (Some(low), Some(high)) => said(text::CUT_TWICE, &[("low", low), ("high", high)]),
            (Some(low), None) => said(text::CUT_BELOW, &[("low", low)]),
            (None, Some(high)) => said(text::CUT_ABOVE, &[("high", high)]),
            (None, None) => said(text::CUT_NOWHERE, &[]),
        };
        match &self.0 {
            Shape::Interval95 { low, high, .. } | Shape::GuidelineInterval { low, high, .. } => {
                said(text::INTERVAL, &[("low", low), ("high", high)])
            }
            Shape::IntervalAround { low, central, high, .. } => {
                said(text::INTERVAL_AROUND, &[("central", central), ("low", low), ("high", high)])
            }
            Shape::MeanSd { mean, standard_deviation, .. } => {
                said(text::MEAN_SD, &[("mean", mean), ("sd", standard_deviation)])
            }
            Shape::GuidelineHalfRange { mean, percent, .. } => {
                said(text::HALF_RANGE, &[("mean", mean), ("percent", percent)])
            }
            Shape::TruncatedNormal { centre, spread, low, high } => {
                said(text::TRUNCATED, &[("centre", centre), ("sd", spread)]) + &cut(low, high)
            }
            Shape::TruncatedNormalOfMean { mean, spread, low, high } => {
                said(text::TRUNCATED_OF_MEAN, &[("mean", mean), ("sd", spread)]) + &cut(low, high)
            }
            Shape::Triangular { low, mode, high } | Shape::Pert { low, mode, high } => {
                said(text::MOST_OFTEN, &[("low", low), ("high", high), ("mode", mode)])
            }
            Shape::Uniform { low, high } | Shape::Range { low, high } => {
                said(text::FROM_TO, &[("low", low), ("high", high)])
            }
            Shape::MedianGsd { median, geometric_standard_deviation } => {
                said(text::MEDIAN_GSD, &[("median", median), ("gsd", geometric_standard_deviation)])
            }
            Shape::MeanCv { mean, coefficient_of_variation, .. } => {
                said(text::MEAN_CV, &[("mean", mean), ("cv", coefficient_of_variation)])
            }
            Shape::Pedigree { scores, basic_gsd_squared } => {
                let (scores, basic) = (format!("{scores:?}"), number(basic_gsd_squared));
                text::PEDIGREE.filled(language, &[("scores", &scores), ("basic", &basic)])
            }
        }
    }
}

fn decimals(number: String, language: Language) -> String {
    if language == Language::Danish { number.replace('.', ",") } else { number }
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
            Distribution::from_mean_and_sd(Family::Normal, 1, -1),
            Distribution::from_mean_and_sd(Family::Lognormal, 0, 1),
            Distribution::from_guideline_interval(Family::Normal, 2, 1),
            Distribution::from_guideline_half_range(Family::Normal, 2, -1),
            Distribution::from_guideline_half_range(Family::Lognormal, -2, 1),
            Distribution::from_95_percent_interval_around(1, 3, 2, Kept::Median),
            Distribution::from_95_percent_interval_around(0, 1, 2, Kept::Interval),
            Distribution::pert(0, 3, 2),
            Distribution::truncated_normal(0, 0, None, None),
            Distribution::truncated_normal(0, 1, Some(1.into()), Some(1.into())),
            Distribution::truncated_normal_of_mean(0, 1, Some(0.into()), None),
            Distribution::truncated_normal_of_mean(3, 1, None, Some(2.into())),
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

    #[test]
    fn is_said_in_danish() {
        let spread = Exact::new(5, 1);
        let cut = Distribution::truncated_normal(2, spread, Some(Exact::ZERO), None).unwrap();
        let words = cut.in_words(Language::Danish);
        assert_eq!(words, "normal omkring 2, standardafvigelse 0,5, afskåret under 0");
        assert_eq!(cut.to_string(), "normal around 2, sd 0.5, cut below 0");
    }
}
