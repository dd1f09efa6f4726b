use super::count;
use super::problem::EnsembleProblem;
use crate::error::{Error, Result};

/// A number with its Monte Carlo standard error: how far another seed would be off.
///
/// # Examples
///
/// ```
/// use climate_account::ensemble::Sample;
///
/// let mean = Sample::new(vec![1.0, 2.0, 3.0, 4.0, 5.0])?.summary()?.mean;
/// assert_eq!(mean.value, 3.0);
/// assert!((mean.standard_error - 0.5f64.sqrt()).abs() < 1e-15); // sqrt(2.5 / 5)
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// Mean, spread and the 95 % interval of a sample.
///
/// # Examples
///
/// ```
/// use climate_account::ensemble::Sample;
///
/// let summary = Sample::new((0..=1000).map(f64::from).collect())?.summary()?;
/// assert_eq!((summary.low.value, summary.median.value, summary.high.value), (25.0, 500.0, 975.0));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// The mean.
    pub mean: Estimate,
    /// The standard deviation.
    pub standard_deviation: Estimate,
    /// The 2.5 percentile.
    pub low: Estimate,
    /// The median.
    pub median: Estimate,
    /// The 97.5 percentile.
    pub high: Estimate,
}

/// The draws of one output, in their order.
///
/// Standard errors are those of independent draws; for Latin hypercubes they are too large.
///
/// # Examples
///
/// ```
/// use climate_account::ensemble::Sample;
///
/// let sample = Sample::new(vec![4.0, 1.0, 3.0, 2.0])?;
/// assert_eq!(sample.percentile(0.25)?.value, 1.75);
/// assert_eq!(sample.probability_at_most(3.0)?.value, 0.75);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Sample(Vec<f64>);

impl Sample {
    /// From values.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::ensemble::Sample;
    ///
    /// assert!(Sample::new(vec![1.0, 2.0]).is_ok());
    /// assert!(Sample::new(vec![1.0, f64::NAN]).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for fewer than two values, and for a value that
    /// is infinite or not a number.
    pub fn new(values: Vec<f64>) -> Result<Sample> {
        if values.len() < 2 {
            return Err(Error::new(EnsembleProblem::TooFewValues { found: values.len() }));
        }
        if let Some(index) = values.iter().position(|value| !value.is_finite()) {
            return Err(Error::new(EnsembleProblem::NotANumber { found: values[index], index }));
        }
        Ok(Sample(values))
    }

    /// The values, in the order of the draws.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::ensemble::Sample;
    ///
    /// assert_eq!(Sample::new(vec![2.0, 1.0])?.values(), [2.0, 1.0]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.0
    }

    /// Mean, standard deviation, and the percentiles 2.5, 50 and 97.5.
    ///
    /// The standard deviation is that of a sample (n - 1). The standard error of it takes the
    /// fourth moment of the sample, so it holds for skewed results too.
    ///
    /// # Examples
    ///
    /// See [`Summary`]:
    ///
    /// ```
    /// use climate_account::ensemble::Sample;
    ///
    /// let summary = Sample::new(vec![1.0, 3.0])?.summary()?;
    /// assert_eq!(summary.standard_deviation.value, 2f64.sqrt());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution) where the squares leave the
    /// range of floating point.
    pub fn summary(&self) -> Result<Summary> {
        let length = count(self.0.len());
        let mean = lane_sum(&self.0, |value| value) / length;
        let squares = lane_sum(&self.0, |value| (value - mean) * (value - mean));
        let fourth = lane_sum(&self.0, |value| {
            let square = (value - mean) * (value - mean);
            square * square
        }) / length;
        if !fourth.is_finite() {
            let found = format!("values around {mean}");
            return Err(Error::new(EnsembleProblem::NotFinite { found }));
        }
        let variance = squares / (length - 1.0);
        let deviation = variance.sqrt();
        let spread = ((fourth - variance * variance).max(0.0) / length).sqrt();
        let standard_error = if deviation > 0.0 { spread / (2.0 * deviation) } else { 0.0 };
        let [low, median, high] = self.percentiles([0.025, 0.5, 0.975]);
        Ok(Summary {
            mean: Estimate { value: mean, standard_error: deviation / length.sqrt() },
            standard_deviation: Estimate { value: deviation, standard_error },
            low,
            median,
            high,
        })
    }

    /// A percentile, by linear interpolation between the values around it (Hyndman and Fan 1996,
    /// type 7).
    ///
    /// Its standard error is half the distance between the values one standard deviation of the
    /// binomial count below and above.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::ensemble::Sample;
    ///
    /// let sample = Sample::new(vec![1.0, 2.0, 3.0, 4.0])?;
    /// assert_eq!(sample.percentile(0.975)?.value, 3.925);
    /// assert!(sample.percentile(97.5).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a probability outside 0 to 1.
    pub fn percentile(&self, probability: f64) -> Result<Estimate> {
        if !(0.0..=1.0).contains(&probability) {
            return Err(Error::new(EnsembleProblem::Probability { found: probability }));
        }
        let [estimate] = self.percentiles([probability]);
        Ok(estimate)
    }

    /// The share of draws that are at most this: the probability of meeting a target.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::ensemble::Sample;
    ///
    /// let met = Sample::new(vec![90.0, 110.0, 95.0, 100.0])?.probability_at_most(100.0)?;
    /// assert_eq!((met.value, met.standard_error), (0.75, (0.75 * 0.25 / 4.0f64).sqrt()));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a level that is not a number.
    pub fn probability_at_most(&self, level: f64) -> Result<Estimate> {
        if level.is_nan() {
            return Err(Error::new(EnsembleProblem::LevelNotANumber));
        }
        let length = count(self.0.len());
        let share = count(self.0.iter().filter(|value| **value <= level).count()) / length;
        Ok(Estimate { value: share, standard_error: (share * (1.0 - share) / length).sqrt() })
    }

    /// By selection: the values needed are put in their place, the rest is not sorted.
    fn percentiles<const N: usize>(&self, probabilities: [f64; N]) -> [Estimate; N] {
        let last = self.0.len() - 1;
        let length = count(self.0.len());
        let wanted = probabilities.map(|probability| {
            let place = count(last) * probability;
            let error = (length * probability * (1.0 - probability)).sqrt();
            let lower = rank(place, last);
            let below = rank(length * probability - error, last);
            let above = rank(length * probability + error + 1.0, last);
            ([lower, (lower + 1).min(last), below, above], place - count(lower))
        });
        let mut ranks: Vec<usize> = wanted.iter().flat_map(|(ranks, _)| *ranks).collect();
        ranks.sort_unstable();
        ranks.dedup();
        let mut values = self.0.clone();
        select(&mut values, 0, &ranks);
        wanted.map(|([lower, upper, below, above], part)| Estimate {
            value: values[lower] + part * (values[upper] - values[lower]),
            standard_error: 0.5 * (values[above] - values[below]),
        })
    }
}

/// Puts the values of these ranks (ascending) where sorting would.
fn select(values: &mut [f64], offset: usize, ranks: &[usize]) {
    if ranks.is_empty() {
        return;
    }
    let middle = ranks.len() / 2;
    let at = ranks[middle] - offset;
    let (below, _, above) = values.select_nth_unstable_by(at, f64::total_cmp);
    select(below, offset, &ranks[..middle]);
    select(above, offset + at + 1, &ranks[middle + 1..]);
}

/// The rank below a place, within the sample.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rounds down, and saturates outside"
)]
fn rank(place: f64, last: usize) -> usize {
    (place.max(0.0) as usize).min(last)
}

/// A sum in eight lanes: a fixed order that the machine can add in parallel.
pub(super) fn lane_sum(values: &[f64], of: impl Fn(f64) -> f64) -> f64 {
    let mut lanes = [0.0; 8];
    let mut chunks = values.chunks_exact(8);
    for chunk in &mut chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += of(*value);
        }
    }
    let rest: f64 = chunks.remainder().iter().map(|value| of(*value)).sum();
    lanes.iter().sum::<f64>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selection_agrees_with_sorting() {
        let values: Vec<f64> = (0..1009_u32).map(|i| f64::from(i * 577 % 1009)).collect();
        let sample = Sample::new(values).unwrap();
        for probability in [0.0, 0.001, 0.1, 0.333, 0.5, 0.975, 1.0] {
            let found = sample.percentile(probability).unwrap().value;
            assert!((found - 1008.0 * probability).abs() < 1e-9, "{probability}");
        }
    }

    #[test]
    fn refuses_what_is_no_sample() {
        let text = |values| Sample::new(values).unwrap_err().to_string();
        assert_eq!(text(vec![1.0]), "expected two values or more, found 1; draw more");
        assert_eq!(
            text(vec![1.0, f64::NAN]),
            "expected a number, found NaN as value 1 of the sample"
        );
        let sample = Sample::new(vec![1.0, 2.0]).unwrap();
        assert_eq!(
            sample.percentile(50.0).unwrap_err().to_string(),
            "expected a probability from 0 to 1, found 50; the median is 0.5"
        );
        let large = Sample::new(vec![1e100, -1e100]).unwrap();
        assert!(large.summary().unwrap_err().to_string().starts_with("expected a distribution in"));
    }
}
