use super::kernel::{exp, ln, normal_density, normal_probability, sine_and_cosine_of_turns};

/// A beta distribution whose two exponents add up to six, stretched between two bounds (PERT).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pert {
    low: f64,
    width: f64,
    alpha: f64,
    beta: f64,
    ln_norm: f64,
}

impl Pert {
    pub(super) fn new(low: f64, mode: f64, high: f64) -> Pert {
        let width = high - low;
        let alpha = 1.0 + 4.0 * (mode - low) / width;
        Pert { low, width, alpha, beta: 6.0 - alpha, ln_norm: ln(norm(alpha)) }
    }

    /// The distribution of the values times a number.
    pub(super) fn scaled(&self, by: f64) -> Pert {
        let width = self.width * by.abs();
        if by < 0.0 {
            let low = (self.low + self.width) * by;
            return Pert { low, width, alpha: self.beta, beta: self.alpha, ..*self };
        }
        Pert { low: self.low * by, width, ..*self }
    }

    pub(super) fn mean(&self) -> f64 {
        self.low + self.width * self.alpha / 6.0
    }

    pub(super) fn variance(&self) -> f64 {
        self.width * self.width * self.alpha * self.beta / 252.0
    }

    /// By Newton's steps, kept inside a shrinking bracket.
    pub(super) fn quantile(&self, probability: f64) -> f64 {
        if probability <= 0.0 {
            return self.low;
        }
        if probability >= 1.0 {
            return self.low + self.width;
        }
        self.low + self.width * self.unit_quantile(probability, self.alpha / 6.0)
    }

    /// Value and slope at normal scores that fall from zero.
    pub(super) fn at_scores(&self, scores: &[f64]) -> Vec<[f64; 2]> {
        let mut x = self.alpha / 6.0;
        let each = scores.iter().map(|score| {
            x = self.unit_quantile(normal_probability(*score), x);
            [self.low + self.width * x, self.width * normal_density(*score) / self.density(x)]
        });
        each.collect()
    }

    /// Between 0 and 1, from a first guess on.
    fn unit_quantile(&self, probability: f64, guess: f64) -> f64 {
        let (mut below, mut above) = (0.0, 1.0);
        let mut x = guess;
        for _ in 0..100 {
            let excess = self.probability(x) - probability;
            if excess < 0.0 {
                below = x;
            } else {
                above = x;
            }
            let mut next = x - excess / self.density(x);
            if !(next > below && next < above) {
                next = 0.5 * (below + above);
            }
            let step = (next - x).abs();
            x = next;
            if step <= 1e-15 * x {
                break;
            }
        }
        x
    }

    fn density(&self, x: f64) -> f64 {
        exp((self.alpha - 1.0) * ln(x) + (self.beta - 1.0) * ln(1.0 - x) - self.ln_norm)
    }

    fn probability(&self, x: f64) -> f64 {
        let front = exp(self.alpha * ln(x) + self.beta * ln(1.0 - x) - self.ln_norm);
        if x <= (self.alpha + 1.0) / 8.0 {
            front * continued_fraction(self.alpha, self.beta, x) / self.alpha
        } else {
            1.0 - front * continued_fraction(self.beta, self.alpha, 1.0 - x) / self.beta
        }
    }
}

/// The beta function of `alpha` and `6 - alpha`, by the reflection of the gamma function: with
/// `x = alpha - 1` it is `(pi x / sin(pi x)) (1 - x)(2 - x)(3 - x)(4 - x) / 5!`.
fn norm(alpha: f64) -> f64 {
    let x = (alpha - 1.0).min(5.0 - alpha).max(0.0);
    // The factor that vanishes together with the sine is cancelled against it.
    let (off, product) = if x < 0.5 {
        (x, (1.0 - x) * (2.0 - x) * (3.0 - x) * (4.0 - x))
    } else if x < 1.5 {
        (x - 1.0, x * (2.0 - x) * (3.0 - x) * (4.0 - x))
    } else {
        (x - 2.0, x * (x - 1.0) * (3.0 - x) * (4.0 - x))
    };
    let angle = core::f64::consts::PI * off.abs();
    let ratio =
        if angle < 1e-9 { 1.0 } else { angle / sine_and_cosine_of_turns(0.5 * off.abs()).0 };
    ratio * product / 120.0
}

/// The fraction of the incomplete beta function, by Lentz; a dozen steps suffice for exponents of
/// one to five.
fn continued_fraction(alpha: f64, beta: f64, x: f64) -> f64 {
    let mut upper = 1.0;
    let mut lower = 1.0 / (1.0 - (alpha + beta) * x / (alpha + 1.0));
    let mut fraction = lower;
    for step in 1..=200 {
        let place = f64::from(step);
        let even =
            place * (beta - place) * x / ((alpha + 2.0 * place - 1.0) * (alpha + 2.0 * place));
        lower = 1.0 / (1.0 + even * lower);
        upper = 1.0 + even / upper;
        fraction *= upper * lower;
        let odd = -(alpha + place) * (alpha + beta + place) * x
            / ((alpha + 2.0 * place) * (alpha + 2.0 * place + 1.0));
        lower = 1.0 / (1.0 + odd * lower);
        upper = 1.0 + odd / upper;
        fraction *= upper * lower;
        if (upper * lower - 1.0).abs() < 1e-16 {
            break;
        }
    }
    fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_exponents_agree_with_the_polynomial() {
        // Beta(2, 4): the probability is 10 x^2 - 20 x^3 + 15 x^4 - 4 x^5.
        let law = Pert::new(0.0, 0.25, 1.0);
        for x in [0.01, 0.2, 0.31, 0.5, 0.77, 0.9] {
            let expected = x * x * (10.0 + x * (-20.0 + x * (15.0 - 4.0 * x)));
            assert!((law.probability(x) - expected).abs() < 2e-15, "{x}");
            assert!((law.quantile(expected) - x).abs() < 1e-13, "{x}");
        }
    }

    #[test]
    fn the_norm_agrees_with_factorials_and_halves() {
        // B(1, 5) = 1/5, B(2, 4) = 1/20, B(3, 3) = 1/30, B(1.5, 4.5) = 7 pi / 256.
        let expected = [
            (1.0, 0.2),
            (2.0, 0.05),
            (3.0, 1.0 / 30.0),
            (4.0, 0.05),
            (5.0, 0.2),
            (1.5, 7.0 * core::f64::consts::PI / 256.0),
        ];
        for (alpha, value) in expected {
            assert!((norm(alpha) / value - 1.0).abs() < 1e-15, "{alpha}");
        }
    }

    #[test]
    fn ends_are_the_bounds() {
        let law = Pert::new(2.0, 2.0, 5.0);
        assert_eq!((law.quantile(0.0), law.quantile(1.0)), (2.0, 5.0));
        // Beta(1, 5): 1 - (1 - x)^5.
        assert!((law.quantile(0.96875) - 3.5).abs() < 1e-13);
    }
}
