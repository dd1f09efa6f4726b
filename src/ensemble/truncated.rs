use super::kernel::{BELOW_ONE, normal_density, normal_probability, normal_quantile};

/// A normal distribution between two bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Truncated {
    centre: f64,
    /// Negative where the distribution is mirrored, so that the part that is kept lies where small
    /// probabilities keep their digits.
    spread: f64,
    bounds: [f64; 2],
    standardised: [f64; 2],
    probabilities: [f64; 2],
}

impl Truncated {
    pub(super) fn new(centre: f64, spread: f64, low: f64, high: f64) -> Truncated {
        let (low_score, high_score) = ((low - centre) / spread, (high - centre) / spread);
        let mirrored = low_score > 0.0;
        let standardised =
            if mirrored { [-high_score, -low_score] } else { [low_score, high_score] };
        Truncated {
            centre,
            spread: if mirrored { -spread } else { spread },
            bounds: [low, high],
            standardised,
            probabilities: standardised.map(normal_probability),
        }
    }

    /// The distribution of this mean; none where the mean is too near to a bound.
    pub(super) fn of_mean(mean: f64, spread: f64, low: f64, high: f64) -> Option<Truncated> {
        let at = |centre| Truncated::new(centre, spread, low, high);
        // Farther out the part that is kept has no probability left.
        let (mut below, mut above) = (mean - 30.0 * spread, mean + 30.0 * spread);
        if !(at(below).mean() <= mean && at(above).mean() >= mean) {
            return None;
        }
        for _ in 0..200 {
            let middle = 0.5 * (below + above);
            if at(middle).mean() < mean {
                below = middle;
            } else {
                above = middle;
            }
        }
        Some(at(0.5 * (below + above)))
    }

    /// The distribution of the values times a number.
    pub(super) fn scaled(&self, by: f64) -> Truncated {
        let [low, high] = self.bounds.map(|bound| bound * by);
        let (low, high) = if by < 0.0 { (high, low) } else { (low, high) };
        Truncated::new(self.centre * by, (self.spread * by).abs(), low, high)
    }

    /// The share of the untruncated distribution.
    pub(super) fn kept(&self) -> f64 {
        self.probabilities[1] - self.probabilities[0]
    }

    pub(super) fn mean(&self) -> f64 {
        self.centre + self.spread * self.shift()
    }

    pub(super) fn variance(&self) -> f64 {
        let weighted = self
            .standardised
            .map(|score| if score.is_finite() { score * normal_density(score) } else { 0.0 });
        let shift = self.shift();
        let share = 1.0 + (weighted[0] - weighted[1]) / self.kept() - shift * shift;
        self.spread * self.spread * share
    }

    pub(super) fn quantile(&self, probability: f64) -> f64 {
        let probability = if self.spread < 0.0 { 1.0 - probability } else { probability };
        let mut below = self.probabilities[0] + probability * self.kept();
        // Rounded up to one, it would be the end of an open side.
        if probability < 1.0 {
            below = below.min(BELOW_ONE);
        }
        let score = normal_quantile(below);
        (self.centre + self.spread * score).clamp(self.bounds[0], self.bounds[1])
    }

    /// The mean in units of the spread.
    fn shift(&self) -> f64 {
        let [low, high] = self
            .standardised
            .map(|score| if score.is_finite() { normal_density(score) } else { 0.0 });
        (low - high) / self.kept()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mirroring_changes_the_sign_only() {
        let (right, left) =
            (Truncated::new(0.0, 1.0, 1.0, 4.0), Truncated::new(0.0, 1.0, -4.0, -1.0));
        assert_eq!(right.mean().to_bits(), (-left.mean()).to_bits());
        assert_eq!(right.variance().to_bits(), left.variance().to_bits());
        assert!((right.quantile(0.1) + left.quantile(0.9)).abs() < 1e-14);
    }

    #[test]
    fn every_probability_below_one_has_a_value() {
        let law = Truncated::new(1.0, 1.0, 0.0, f64::INFINITY);
        assert!(law.quantile(BELOW_ONE).is_finite());
        assert!(law.quantile(1.0).is_infinite());
    }

    #[test]
    fn half_a_normal_has_its_known_moments() {
        let half = Truncated::new(0.0, 1.0, 0.0, f64::INFINITY);
        let mean = (2.0 / core::f64::consts::PI).sqrt();
        assert!((half.mean() - mean).abs() < 1e-15);
        assert!((half.variance() - (1.0 - mean * mean)).abs() < 1e-15);
    }

    #[test]
    fn keeps_the_stated_mean_or_says_that_it_cannot() {
        for mean in [0.1, 0.5, 1.0, 3.0] {
            let law = Truncated::of_mean(mean, 0.5, 0.0, f64::INFINITY).unwrap();
            assert!((law.mean() - mean).abs() < 1e-11, "{mean}");
        }
        assert_eq!(Truncated::of_mean(0.001, 1.0, 0.0, f64::INFINITY), None);
    }
}
