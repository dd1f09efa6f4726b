use super::law::{Kind, Law};

impl Law {
    /// The law of the values over a number; none for a lognormal over one that is not above zero.
    pub(super) fn relative_to(&self, value: f64) -> Option<Law> {
        let by = 1.0 / value;
        let ordered = |low: f64, high: f64| {
            if by < 0.0 { (high * by, low * by) } else { (low * by, high * by) }
        };
        Some(Law(match self.0 {
            Kind::Fixed(value) => Kind::Fixed(value * by),
            Kind::Normal { mean, deviation } => {
                Kind::Normal { mean: mean * by, deviation: deviation * by.abs() }
            }
            Kind::Lognormal { location, scale } if by > 0.0 => {
                Kind::Lognormal { location: location + super::kernel::ln(by), scale }
            }
            Kind::Lognormal { .. } => return None,
            Kind::Uniform { low, width } => {
                Kind::Uniform { low: ordered(low, low + width).0, width: width * by.abs() }
            }
            Kind::Triangular { low, mode, high } => {
                let (low, high) = ordered(low, high);
                Kind::Triangular { low, mode: mode * by, high }
            }
            Kind::Pert(law) => Kind::Pert(law.scaled(by)),
            Kind::Truncated(law) => Kind::Truncated(law.scaled(by)),
        }))
    }

    /// The law of one over the values; none unless its mean has a closed form.
    pub(super) fn reciprocal(&self) -> Option<Law> {
        match self.0 {
            Kind::Fixed(value) if value != 0.0 => Some(Law(Kind::Fixed(1.0 / value))),
            Kind::Lognormal { location, scale } => {
                Some(Law(Kind::Lognormal { location: -location, scale }))
            }
            _ => None,
        }
    }

    /// Whether a value lies where all but one draw in a thousand fall.
    pub(super) fn holds(&self, value: f64) -> bool {
        if let Kind::Fixed(only) = self.0 {
            return (value - only).abs() <= 1e-12 * only.abs();
        }
        (self.at(0.0005)..=self.at(0.9995)).contains(&value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::{Distribution, Family};
    use crate::number::Exact;

    fn law(distribution: crate::Result<Distribution>) -> Law {
        Law::new(&distribution.unwrap()).unwrap()
    }

    #[test]
    fn quantiles_are_divided_and_change_sides_with_the_sign() {
        let laws = [
            law(Distribution::from_mean_and_sd(Family::Normal, -4, 1)),
            law(Distribution::uniform(-6, -2)),
            law(Distribution::triangular(-6, -5, -2)),
            law(Distribution::pert(-6, -5, -2)),
            law(Distribution::truncated_normal(-3, 2, Some((-6).into()), Some((-1).into()))),
        ];
        for law in laws {
            for value in [-2.0, 2.0] {
                let relative = law.relative_to(value).unwrap();
                for probability in [0.1, 0.5, 0.8] {
                    let mirrored = if value < 0.0 { 1.0 - probability } else { probability };
                    let expected = law.at(mirrored) / value;
                    assert!((relative.at(probability) - expected).abs() < 1e-12, "{law:?}");
                }
            }
        }
        let lognormal = law(Distribution::from_median_and_gsd(8, 2));
        assert!((lognormal.relative_to(4.0).unwrap().median() - 2.0).abs() < 1e-14);
        assert_eq!(lognormal.relative_to(-4.0), None);
    }

    #[test]
    fn one_over_a_lognormal_is_lognormal() {
        let lognormal = law(Distribution::from_median_and_gsd(8, 2));
        let inverse = lognormal.reciprocal().unwrap();
        assert!((inverse.at(0.9) * lognormal.at(0.1) - 1.0).abs() < 1e-14);
        assert_eq!(law(Distribution::uniform(1, 2)).reciprocal(), None);
    }

    #[test]
    fn a_value_in_the_last_thousandth_is_not_held() {
        let law = law(Distribution::from_mean_and_sd(Family::Normal, 1, Exact::new(1, 1)));
        assert!(law.holds(1.3) && !law.holds(1.4) && !law.holds(f64::NAN));
    }
}
