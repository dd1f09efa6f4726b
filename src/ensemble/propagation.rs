use super::float;
use super::problem::EnsembleProblem;
use crate::error::{Error, Result};
use crate::number::{Exact, ExactSum};

/// Mean and standard deviation of an uncertain number.
///
/// # Examples
///
/// A factor that is shared weighs on all lines at once; taken as independent it seems to cancel.
///
/// ```
/// use climate_account::ensemble::{Moments, Propagation};
///
/// let lines = [(1000, 50), (400, 40), (-150, 30)]
///     .map(|(mean, sd): (i64, i64)| Moments::new(mean.into(), sd.into()));
/// let factor = Moments::new("0.25".parse()?, "0.05".parse()?);
/// let shared = Moments::sum(&lines).times(factor, Propagation::FirstOrder);
/// let apart = Moments::sum(&lines.map(|line| line.times(factor, Propagation::FirstOrder)));
/// assert!((shared.standard_deviation - 64.9519052838).abs() < 1e-9);
/// assert!((apart.standard_deviation - 57.1729831301).abs() < 1e-9);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moments {
    /// The mean.
    pub mean: f64,
    /// The standard deviation.
    pub standard_deviation: f64,
}

/// How the variance of a product is computed.
///
/// # Examples
///
/// ```
/// use climate_account::ensemble::{Moments, Propagation};
///
/// let ten = Moments::new(10.into(), 1.into());
/// let squared = |rule| { let sd = ten.times(ten, rule).standard_deviation; sd * sd };
/// assert!((squared(Propagation::FirstOrder) - 200.0).abs() < 1e-12);
/// assert!((squared(Propagation::ExactProduct) - 201.0).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Propagation {
    /// Relative variances add (IPCC 2006, volume 1, equation 3.1).
    FirstOrder,
    /// With the products of variances, exact for independent factors.
    ExactProduct,
}

impl Moments {
    /// From a mean and a standard deviation.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::ensemble::Moments;
    ///
    /// assert_eq!(Moments::new(3.into(), 1.into()).mean, 3.0);
    /// ```
    #[must_use]
    pub fn new(mean: Exact, standard_deviation: Exact) -> Moments {
        Moments { mean: float(mean), standard_deviation: float(standard_deviation) }
    }

    /// The product with an independent number.
    ///
    /// # Examples
    ///
    /// Head of cattle x kg CH4 a head:
    ///
    /// ```
    /// use climate_account::ensemble::{Moments, Propagation};
    ///
    /// let heads = Moments::new(1000.into(), 30.into());
    /// let factor = Moments::new(100.into(), 4.into());
    /// let methane = heads.times(factor, Propagation::FirstOrder);
    /// assert_eq!((methane.mean, methane.standard_deviation), (100_000.0, 5000.0)); // 3 and 4: 5 %
    /// ```
    #[must_use]
    pub fn times(self, other: Moments, rule: Propagation) -> Moments {
        let square = |value: f64| value * value;
        let cross = match rule {
            Propagation::FirstOrder => 0.0,
            Propagation::ExactProduct => square(self.standard_deviation * other.standard_deviation),
        };
        let variance = square(self.mean * other.standard_deviation)
            + square(other.mean * self.standard_deviation)
            + cross;
        Moments { mean: self.mean * other.mean, standard_deviation: variance.sqrt() }
    }

    /// The sum of independent numbers.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::ensemble::Moments;
    ///
    /// let sum = Moments::sum(&[(50, 3), (-20, 4)].map(|(mean, sd): (i64, i64)| {
    ///     Moments::new(mean.into(), sd.into())
    /// }));
    /// assert_eq!((sum.mean, sum.standard_deviation), (30.0, 5.0));
    /// ```
    #[must_use]
    pub fn sum(numbers: &[Moments]) -> Moments {
        let mean = numbers.iter().map(|number| number.mean).sum();
        let variance: f64 = numbers
            .iter()
            .map(|number| number.standard_deviation * number.standard_deviation)
            .sum();
        Moments { mean, standard_deviation: variance.sqrt() }
    }
}

/// The uncertainty of a product, in per cent, from those of its factors.
///
/// ```text
/// U = sqrt(U1^2 + U2^2 + ...)        IPCC 2006, volume 1, equation 3.1
/// ```
///
/// Half-widths of the 95 % interval in per cent of the mean, of independent factors.
///
/// # Examples
///
/// ```
/// use climate_account::ensemble::combine_product;
///
/// assert_eq!(combine_product(&[3.into(), 4.into()])?, 5.0);
/// assert!((combine_product(&[5.into(), 50.into()])? - 50.2493781056).abs() < 1e-9);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an uncertainty below zero.
pub fn combine_product(uncertainties: &[Exact]) -> Result<f64> {
    let mut sum = 0.0;
    for (index, uncertainty) in uncertainties.iter().enumerate() {
        let value = percent(*uncertainty, || format!("factor {}", index + 1))?;
        sum += value * value;
    }
    Ok(sum.sqrt())
}

/// The uncertainty of a sum, in per cent of it, from (value, uncertainty in per cent) of its terms.
///
/// ```text
/// U = sqrt((U1 x1)^2 + (U2 x2)^2 + ...) / |x1 + x2 + ...|        equation 3.2
/// ```
///
/// Removals count in the denominator with their sign.
///
/// # Examples
///
/// ```
/// use climate_account::ensemble::combine_sum;
///
/// // 3 of 100 and 4 of -50: 5 of 50.
/// assert_eq!(combine_sum(&[(100.into(), 3.into()), ((-50).into(), 8.into())])?, 10.0);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an uncertainty below zero;
/// [`DivisionByZero`](crate::ErrorKind::DivisionByZero) where the sum is zero;
/// [`MissingValue`](crate::ErrorKind::MissingValue) without terms.
pub fn combine_sum(terms: &[(Exact, Exact)]) -> Result<f64> {
    let total = total(terms.iter().map(|(value, _)| *value), "of the terms")?;
    let mut sum = 0.0;
    for (index, (value, uncertainty)) in terms.iter().enumerate() {
        let width = float(*value) * percent(*uncertainty, || format!("term {}", index + 1))?;
        sum += width * width;
    }
    Ok(sum.sqrt() / float(total).abs())
}

/// What a large half-range is multiplied by, because first-order propagation understates products.
///
/// ```text
/// F = ((-0.720 + 1.0921 U - 1.63e-3 U^2 + 1.11e-5 U^3) / U)^2        equation 3.3, U in per cent
/// ```
///
/// The guideline means it for half-ranges of 100 to 230 per cent.
///
/// # Examples
///
/// ```
/// use climate_account::ensemble::correction_factor;
///
/// assert!((correction_factor(100.into())? - 1.06688241).abs() < 1e-14);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a half-range that is not above zero.
pub fn correction_factor(half_range: Exact) -> Result<f64> {
    let width = percent(half_range, || "the half-range".to_owned())?;
    if half_range.is_zero() {
        return Err(Error::new(EnsembleProblem::NegativeUncertainty {
            name: "the half-range, which divides".to_owned(),
            found: half_range.to_string(),
        }));
    }
    let ratio = (-0.720 + width * (1.0921 + width * (-1.63e-3 + width * 1.11e-5))) / width;
    Ok(ratio * ratio)
}

/// A sum that something is divided by.
pub(super) fn total(
    values: impl ExactSizeIterator<Item = Exact>,
    what: &'static str,
) -> Result<Exact> {
    if values.len() == 0 {
        return Err(Error::new(EnsembleProblem::NoLines));
    }
    let total = values.collect::<ExactSum>().total()?;
    if total.is_zero() {
        return Err(Error::new(EnsembleProblem::ZeroTotal { what }));
    }
    Ok(total)
}

/// An uncertainty in per cent, not below zero.
pub(super) fn percent(value: Exact, name: impl Fn() -> String) -> Result<f64> {
    if value.is_negative() {
        return Err(Error::new(EnsembleProblem::NegativeUncertainty {
            name: name(),
            found: value.to_string(),
        }));
    }
    Ok(float(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certain_term_adds_no_width() {
        // 10 % of 80 is 8: of 100, 8 %.
        let terms = [(Exact::from(80), Exact::from(10)), (Exact::from(20), Exact::ZERO)];
        assert!((combine_sum(&terms).unwrap() - 8.0).abs() < 1e-14);
    }

    #[test]
    fn refuses_what_has_no_uncertainty() {
        let error = combine_product(&[3.into(), (-4).into()]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected an uncertainty of zero per cent or more, found -4 for factor 2"
        );
        let error = combine_sum(&[(5.into(), 1.into()), ((-5).into(), 1.into())]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a total other than zero of the terms, found zero; its uncertainty in per cent is undefined"
        );
        assert!(combine_sum(&[(5.into(), (-1).into())]).is_err());
        assert!(correction_factor(Exact::ZERO).is_err());
    }
}
