//! Covariances of variables whose normal scores are correlated.

use super::kernel::{BELOW_ONE, exp, normal_density, normal_probability};
use super::law::{Kind, Law, exp_less_one};
use super::score_table::ScoreTable;

/// Terms of the series of Hermite.
const TERMS: usize = 60;

impl Law {
    /// The value at a standard normal score.
    pub(super) fn at_score(&self, score: f64) -> f64 {
        match self.0 {
            Kind::Normal { mean, deviation } => mean + deviation * score,
            Kind::Lognormal { location, scale } => exp(location + scale * score),
            // Close to one a probability has no digits left, and an open end would be infinite.
            _ => self.at(normal_probability(score).min(BELOW_ONE)),
        }
    }

    /// The values at normal scores, where quantiles take long.
    pub(super) fn table(&self) -> Option<ScoreTable> {
        match &self.0 {
            Kind::Pert(law) => Some(ScoreTable::new(law)),
            _ => None,
        }
    }

    /// The covariance with another variable where the scores have this correlation: in closed form for
    /// normals and lognormals, else by a series to six digits or more.
    pub(super) fn covariance(&self, other: &Law, correlation: f64) -> f64 {
        match (self.0, other.0) {
            (Kind::Fixed(_), _) | (_, Kind::Fixed(_)) => 0.0,
            (Kind::Normal { deviation, .. }, Kind::Normal { deviation: second, .. }) => {
                correlation * deviation * second
            }
            (Kind::Lognormal { scale, .. }, Kind::Lognormal { scale: second, .. }) => {
                self.mean() * other.mean() * exp_less_one(correlation * scale * second)
            }
            (Kind::Normal { deviation, .. }, Kind::Lognormal { scale, .. }) => {
                correlation * deviation * scale * other.mean()
            }
            (Kind::Lognormal { scale, .. }, Kind::Normal { deviation, .. }) => {
                correlation * deviation * scale * self.mean()
            }
            _ => {
                let (first, second) = (self.hermite(), other.hermite());
                let mut power = 1.0;
                let pairs = first.iter().zip(&second);
                pairs
                    .map(|(one, other)| {
                        power *= correlation;
                        power * one * other
                    })
                    .sum()
            }
        }
    }

    /// The coefficients of the value as a series of normalised Hermite polynomials of the score, from
    /// the first on; the square sum is the variance. By the trapezoid rule.
    fn hermite(&self) -> [f64; TERMS] {
        const STEP: f64 = 1.0 / 64.0;
        const STEPS: i32 = 9 * 64;
        let mut coefficients = [0.0; TERMS];
        for step in -STEPS..=STEPS {
            let score = f64::from(step) * STEP;
            let weighted = self.at_score(score) * normal_density(score) * STEP;
            let (mut before, mut polynomial) = (0.0, 1.0);
            let mut degree = 0.0;
            for coefficient in &mut coefficients {
                let next: f64 = score * polynomial - f64::sqrt(degree) * before;
                degree += 1.0;
                (before, polynomial) = (polynomial, next / degree.sqrt());
                *coefficient += weighted * polynomial;
            }
        }
        coefficients
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::{Distribution, Family};

    fn law(distribution: crate::Result<Distribution>) -> Law {
        Law::new(&distribution.unwrap()).unwrap()
    }

    #[test]
    fn of_uniforms_as_known() {
        // The covariance of two uniforms is asin(r/2) / (2 pi); for r = 1 that is 1/12.
        let uniform = law(Distribution::uniform(0, 1));
        let known = [(1.0, 1.0 / 12.0), (-1.0, -1.0 / 12.0), (0.0, 0.0)];
        for (r, expected) in known {
            assert!((uniform.covariance(&uniform, r) - expected).abs() < 1e-8, "{r}");
        }
        // asin(1/4) = 0.2526802551420786 (Abramowitz and Stegun, table 4.14, at 0.25).
        let expected = 0.252_680_255_142_078_6 / core::f64::consts::TAU;
        assert!((uniform.covariance(&uniform, 0.5) - expected).abs() < 1e-10);
    }

    #[test]
    fn the_series_agrees_with_the_closed_forms() {
        let normal = law(Distribution::from_mean_and_sd(Family::Normal, 10, 2));
        let lognormal = law(Distribution::from_median_and_gsd(5, 2));
        let series = |one: &Law, other: &Law, r: f64| -> f64 {
            let pairs = one.hermite().into_iter().zip(other.hermite());
            pairs
                .zip(1..)
                .map(|((one, other), k)| one * other * (0..k).map(|_| r).product::<f64>())
                .sum()
        };
        for (one, other) in [(&normal, &normal), (&normal, &lognormal), (&lognormal, &lognormal)] {
            for r in [-0.9, 0.3, 0.8] {
                let (closed, summed) = (one.covariance(other, r), series(one, other, r));
                assert!((summed / closed - 1.0).abs() < 1e-9, "{closed} {summed}");
            }
        }
    }

    #[test]
    fn a_variable_with_itself_has_its_variance() {
        for law in [
            law(Distribution::triangular(0, 1, 4)),
            law(Distribution::pert(1, 2, 9)),
            law(Distribution::truncated_normal(1, 1, Some(0.into()), None)),
        ] {
            let own = law.covariance(&law, 1.0) / law.variance();
            assert!((own - 1.0).abs() < 1e-4, "{law:?} {own}");
        }
    }
}
