use super::beta::Pert;
use super::float;
use super::kernel::{exp, ln, normal_quantile};
use super::problem::EnsembleProblem;
use super::short_kernel;
use super::truncated::Truncated;
use crate::distribution::{Distribution, Family, Kept, Shape};
use crate::error::{Error, Result};
use crate::number::Exact;

/// The 97.5 percentile of the standard normal distribution.
const EXACT_SCORE: f64 = 1.959_963_984_540_054;
const GUIDELINE_SCORE: f64 = 1.96;

/// A distribution in floating point: its moments, its quantiles, and what draws are made of.
///
/// A lognormal is kept as mean and standard deviation of the logarithm, whatever it was given by.
/// Moments follow from closed forms, quantiles of [`pert`](Distribution::pert) from the incomplete
/// beta function. Draws are right to ten digits (of [`pert`](Distribution::pert) to nine of its
/// width), quantiles to fourteen.
///
/// # Examples
///
/// ```
/// use climate_account::{distribution::{Distribution, Family}, ensemble::Law};
///
/// let law = Law::new(&Distribution::from_95_percent_interval(Family::Lognormal, 1, 16)?)?;
/// assert!((law.median() - 4.0).abs() < 1e-14);
/// assert!(law.mean() > law.median());
/// assert!((law.quantile(0.975)? - 16.0).abs() < 1e-13);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Law(pub(super) Kind);

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Fixed(f64),
    Normal {
        mean: f64,
        deviation: f64,
    },
    /// Mean and standard deviation of the logarithm.
    Lognormal {
        location: f64,
        scale: f64,
    },
    Uniform {
        low: f64,
        width: f64,
    },
    Triangular {
        low: f64,
        mode: f64,
        high: f64,
    },
    Pert(Pert),
    Truncated(Truncated),
}

impl Law {
    /// The law of a distribution.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::Distribution, ensemble::Law};
    ///
    /// assert_eq!(Law::new(&Distribution::uniform(1, 3)?)?.mean(), 2.0);
    /// let printed = Law::new(&Distribution::range(1, 3)?).unwrap_err();
    /// assert!(printed.to_string().starts_with("expected a distribution, found bounds of 1 to 3"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution) for bounds that hold an unknown
    /// share, a pedigree score without a value (4 for place, 2 for technology), a truncated
    /// normal that cannot have its mean, and numbers beyond floating point.
    pub fn new(distribution: &Distribution) -> Result<Law> {
        let law = match distribution.shape() {
            Shape::Interval95 { family, low, high } => interval(*family, *low, *high, EXACT_SCORE),
            Shape::GuidelineInterval { family, low, high } => {
                interval(*family, *low, *high, GUIDELINE_SCORE)
            }
            Shape::IntervalAround { low, central, high, kept } => {
                around(float(*low), float(*central), float(*high), *kept)
            }
            Shape::MedianGsd { median, geometric_standard_deviation } => Kind::Lognormal {
                location: ln(float(*median)),
                scale: ln(float(*geometric_standard_deviation)),
            },
            Shape::MeanCv { family, mean, coefficient_of_variation } => {
                by_variation(*family, float(*mean), float(*coefficient_of_variation))
            }
            Shape::MeanSd { family: Family::Normal, mean, standard_deviation } => {
                Kind::Normal { mean: float(*mean), deviation: float(*standard_deviation) }
            }
            Shape::MeanSd { family, mean, standard_deviation } => {
                let mean = float(*mean);
                by_variation(*family, mean, float(*standard_deviation) / mean)
            }
            Shape::GuidelineHalfRange { family, mean, percent } => {
                let divisor = if *family == Family::Normal { 196.0 } else { 200.0 };
                by_variation(*family, float(*mean), float(*percent) / divisor)
            }
            Shape::Triangular { low, mode, high } => {
                Kind::Triangular { low: float(*low), mode: float(*mode), high: float(*high) }
            }
            Shape::Uniform { low, high } => {
                let low = float(*low);
                Kind::Uniform { low, width: float(*high) - low }
            }
            Shape::Pert { low, mode, high } if low == high => Kind::Fixed(float(*mode)),
            Shape::Pert { low, mode, high } => {
                Kind::Pert(Pert::new(float(*low), float(*mode), float(*high)))
            }
            Shape::TruncatedNormal { centre, spread, low, high } => {
                let [low, high] = bounds(*low, *high);
                Kind::Truncated(Truncated::new(float(*centre), float(*spread), low, high))
            }
            Shape::TruncatedNormalOfMean { mean, spread, low, high } => {
                let [low, high] = bounds(*low, *high);
                let law = Truncated::of_mean(float(*mean), float(*spread), low, high);
                Kind::Truncated(law.ok_or_else(|| {
                    Error::new(EnsembleProblem::TruncatedMean {
                        mean: mean.to_string(),
                        spread: spread.to_string(),
                    })
                })?)
            }
            Shape::Pedigree { scores, basic_gsd_squared } => {
                pedigree(*scores, float(*basic_gsd_squared))?
            }
            Shape::Range { .. } => {
                let found = distribution.to_string();
                return Err(Error::new(EnsembleProblem::Range { found }));
            }
        };
        Law::checked(law, distribution)
    }

    fn checked(kind: Kind, distribution: &Distribution) -> Result<Law> {
        let law = Law(kind.without_width());
        let found = || distribution.to_string();
        if let Kind::Truncated(truncated) = kind {
            let kept = truncated.kept();
            if kept.is_nan() || kept <= 1e-300 {
                return Err(Error::new(EnsembleProblem::EmptyTruncation { found: found() }));
            }
        }
        if law.mean().is_finite() && law.variance().is_finite() {
            return Ok(law);
        }
        Err(Error::new(EnsembleProblem::NotFinite { found: found() }))
    }

    /// The mean.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::Distribution, ensemble::Law};
    ///
    /// assert_eq!(Law::new(&Distribution::triangular(0, 2, 4)?)?.mean(), 2.0);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn mean(&self) -> f64 {
        match &self.0 {
            Kind::Fixed(value) => *value,
            Kind::Normal { mean, .. } => *mean,
            Kind::Lognormal { location, scale } => exp(location + 0.5 * scale * scale),
            Kind::Uniform { low, width } => low + 0.5 * width,
            Kind::Triangular { low, mode, high } => (low + mode + high) / 3.0,
            Kind::Pert(law) => law.mean(),
            Kind::Truncated(law) => law.mean(),
        }
    }

    /// The standard deviation.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::Distribution, ensemble::Law};
    ///
    /// let law = Law::new(&Distribution::uniform(0, 6)?)?;
    /// assert!((law.standard_deviation() - 3f64.sqrt()).abs() < 1e-15); // 6 / sqrt(12)
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn standard_deviation(&self) -> f64 {
        self.variance().sqrt()
    }

    pub(super) fn variance(&self) -> f64 {
        match &self.0 {
            Kind::Fixed(_) => 0.0,
            Kind::Normal { deviation, .. } => deviation * deviation,
            Kind::Lognormal { scale, .. } => {
                let mean = self.mean();
                mean * mean * exp_less_one(scale * scale)
            }
            Kind::Uniform { width, .. } => width * width / 12.0,
            Kind::Triangular { low, mode, high } => {
                let (inner, outer) = (mode - low, high - low);
                (inner * inner - inner * outer + outer * outer) / 18.0
            }
            Kind::Pert(law) => law.variance(),
            Kind::Truncated(law) => law.variance(),
        }
    }

    /// The value that half of all draws stay below.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::Distribution, ensemble::Law, number::Exact};
    ///
    /// let law = Law::new(&Distribution::from_median_and_gsd(100, Exact::new(12, 1))?)?;
    /// assert!((law.median() - 100.0).abs() < 1e-13);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn median(&self) -> f64 {
        self.at(0.5)
    }

    /// The value that draws stay below with this probability.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::Distribution, ensemble::Law};
    ///
    /// let law = Law::new(&Distribution::uniform(10, 20)?)?;
    /// assert_eq!(law.quantile(0.25)?, 12.5);
    /// assert!(law.quantile(25.0).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a probability outside 0 to 1.
    pub fn quantile(&self, probability: f64) -> Result<f64> {
        if !(0.0..=1.0).contains(&probability) {
            return Err(Error::new(EnsembleProblem::Probability { found: probability }));
        }
        Ok(self.at(probability))
    }

    /// The standard deviation of the logarithm, as a factor; none unless lognormal.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::Distribution, ensemble::Law};
    ///
    /// let law = Law::new(&Distribution::from_median_and_gsd(5, 2)?)?;
    /// assert_eq!(law.geometric_standard_deviation(), Some(2.0));
    /// assert_eq!(Law::new(&Distribution::uniform(0, 1)?)?.geometric_standard_deviation(), None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn geometric_standard_deviation(&self) -> Option<f64> {
        match self.0 {
            Kind::Lognormal { scale, .. } => Some(exp(scale)),
            _ => None,
        }
    }

    /// The law of the product of two independent lognormals; none if one is not lognormal.
    ///
    /// Medians multiply, squares of the logarithms of the geometric standard deviations add.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::Distribution, ensemble::Law};
    ///
    /// let law = |median: i64| Law::new(&Distribution::from_median_and_gsd(median, 2)?);
    /// let product = law(3)?.lognormal_product(&law(4)?).unwrap();
    /// assert!((product.median() - 12.0).abs() < 1e-13);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn lognormal_product(&self, other: &Law) -> Option<Law> {
        match (self.0, other.0) {
            (
                Kind::Lognormal { location, scale },
                Kind::Lognormal { location: second_location, scale: second_scale },
            ) => Some(Law(Kind::Lognormal {
                location: location + second_location,
                scale: (scale * scale + second_scale * second_scale).sqrt(),
            })),
            _ => None,
        }
    }

    /// The quantile of a probability that lies within 0 to 1.
    pub(super) fn at(&self, probability: f64) -> f64 {
        match &self.0 {
            Kind::Fixed(value) => *value,
            Kind::Normal { mean, deviation } => mean + deviation * normal_quantile(probability),
            Kind::Lognormal { location, scale } => {
                exp(location + scale * normal_quantile(probability))
            }
            Kind::Uniform { low, width } => low + width * probability,
            Kind::Triangular { low, mode, high } => triangular(*low, *mode, *high, probability),
            Kind::Pert(law) => law.quantile(probability),
            Kind::Truncated(law) => law.quantile(probability),
        }
    }

    /// Turns uniform numbers into draws, in place.
    pub(super) fn apply_to_uniform(&self, values: &mut [f64]) {
        match self.0 {
            Kind::Uniform { low, width } => {
                for value in values {
                    *value = low + width * *value;
                }
            }
            Kind::Triangular { low, mode, high } => {
                for value in values {
                    *value = triangular(low, mode, high, *value);
                }
            }
            _ => {
                for value in values {
                    *value = self.at(*value);
                }
            }
        }
    }

    /// Turns standard normal scores into draws, in place.
    pub(super) fn apply_to_scores(&self, values: &mut [f64]) {
        match self.0 {
            Kind::Normal { mean, deviation } => {
                for value in values {
                    *value = mean + deviation * *value;
                }
            }
            Kind::Lognormal { location, scale } => {
                for value in values {
                    *value = short_kernel::exp(location + scale * *value);
                }
            }
            _ => {
                for value in values {
                    *value = self.at_score(*value);
                }
            }
        }
    }

    pub(super) fn takes_normals(&self) -> bool {
        matches!(self.0, Kind::Normal { .. } | Kind::Lognormal { .. })
    }
}

impl Kind {
    /// A distribution of no width is a number.
    fn without_width(self) -> Kind {
        match self {
            Kind::Normal { mean: value, deviation: 0.0 }
            | Kind::Uniform { low: value, width: 0.0 } => Kind::Fixed(value),
            Kind::Lognormal { location, scale: 0.0 } => Kind::Fixed(exp(location)),
            Kind::Triangular { low, mode, high } if low >= high => Kind::Fixed(mode),
            other => other,
        }
    }
}

fn bounds(low: Option<Exact>, high: Option<Exact>) -> [f64; 2] {
    [low.map_or(f64::NEG_INFINITY, float), high.map_or(f64::INFINITY, float)]
}

fn interval(family: Family, low: Exact, high: Exact, score: f64) -> Kind {
    let (low, high) = (float(low), float(high));
    match family {
        Family::Normal => {
            Kind::Normal { mean: 0.5 * (low + high), deviation: 0.5 * (high - low) / score }
        }
        Family::Lognormal => {
            let (low, high) = (ln(low), ln(high));
            Kind::Lognormal { location: 0.5 * (low + high), scale: 0.5 * (high - low) / score }
        }
    }
}

fn around(low: f64, central: f64, high: f64, kept: Kept) -> Kind {
    let scale = 0.5 * ln(high / low) / EXACT_SCORE;
    let location = match kept {
        Kept::Interval => 0.5 * (ln(low) + ln(high)),
        Kept::Median => ln(central),
        Kept::Mean => ln(central) - 0.5 * scale * scale,
    };
    Kind::Lognormal { location, scale }
}

fn by_variation(family: Family, mean: f64, variation: f64) -> Kind {
    match family {
        Family::Normal => Kind::Normal { mean, deviation: (mean * variation).abs() },
        Family::Lognormal => {
            let square = ln_one_plus(variation * variation);
            Kind::Lognormal { location: ln(mean) - 0.5 * square, scale: square.sqrt() }
        }
    }
}

/// Weidema and Wesnæs 1996, as the second version of the ecoinvent guideline has it: the median is
/// one.
fn pedigree(scores: [u8; 5], basic: f64) -> Result<Kind> {
    const NONE: f64 = 0.0;
    const MATRIX: [(&str, [f64; 5]); 5] = [
        ("reliability", [1.0, 1.05, 1.10, 1.20, 1.50]),
        ("completeness", [1.0, 1.02, 1.05, 1.10, 1.20]),
        ("time", [1.0, 1.03, 1.10, 1.20, 1.50]),
        ("place", [1.0, 1.01, 1.02, NONE, 1.10]),
        ("technology", [1.0, NONE, 1.20, 1.50, 2.0]),
    ];
    let mut sum = ln(basic) * ln(basic);
    for ((item, row), score) in MATRIX.into_iter().zip(scores) {
        match row.get(usize::from(score.wrapping_sub(1))) {
            Some(value) if *value >= 1.0 => sum += ln(*value) * ln(*value),
            _ => return Err(Error::new(EnsembleProblem::PedigreeCell { item, score })),
        }
    }
    Ok(Kind::Lognormal { location: 0.0, scale: 0.5 * sum.sqrt() })
}

/// One root whatever the side, so that the machine takes several at a time.
#[inline]
fn triangular(low: f64, mode: f64, high: f64, probability: f64) -> f64 {
    let width = high - low;
    let is_below = probability * width <= mode - low;
    let (share, side) =
        if is_below { (probability, mode - low) } else { (1.0 - probability, high - mode) };
    let root = (share * width * side).sqrt();
    if is_below { low + root } else { high - root }
}

/// `exp(x) - 1` with its digits for small x: the error of the exponential cancels in the quotient.
#[expect(clippy::float_cmp, reason = "the limit where the quotient is 0/0")]
pub(super) fn exp_less_one(x: f64) -> f64 {
    let power = exp(x);
    if power == 1.0 {
        x
    } else if power.is_infinite() {
        power
    } else {
        (power - 1.0) * (x / ln(power))
    }
}

/// `ln(1 + x)` with its digits for small x.
#[expect(clippy::float_cmp, reason = "the limit where the quotient is 0/0")]
fn ln_one_plus(x: f64) -> f64 {
    let sum = 1.0 + x;
    if sum == 1.0 { x } else { ln(sum) * (x / (sum - 1.0)) }
}
