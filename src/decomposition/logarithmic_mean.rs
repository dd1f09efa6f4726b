use super::problem::DecompositionProblem;
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding, product_over};

/// More than the 28 digits of a result, so that these are right.
const WORKING: Rounding = Rounding::significant(32);

/// The logarithmic mean of two numbers above zero, at
/// [`Rounding::RESOLUTION`](crate::number::Rounding::RESOLUTION).
///
/// It weighs the factors of a change in the logarithmic mean Divisia index:
///
/// ```text
/// L(a, b) = (b - a) / ln(b / a),   L(a, a) = a,   L(0, b) = L(a, 0) = 0
/// ```
///
/// Near equality the logarithm is near zero, and only 33 decimals of [`Exact::ln`] are known. There
/// the series of the inverse hyperbolic tangent is taken instead, which keeps every digit.
///
/// # Examples
///
/// ```
/// use climate_account::decomposition::logarithmic_mean;
/// use climate_account::number::Rounding;
///
/// // L(20, 30) = 10 / ln 1.5
/// let mean = logarithmic_mean(20.into(), 30.into())?.round(Rounding::decimals(9))?;
/// assert_eq!(mean.to_string(), "24.663034624");
/// assert_eq!(logarithmic_mean(7.into(), 7.into())?, 7.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a number below zero.
pub fn logarithmic_mean(from: Exact, to: Exact) -> Result<Exact> {
    if from.is_negative() || to.is_negative() {
        return Err(refusal("a logarithmic mean", from, to));
    }
    if from == to {
        return Ok(from);
    }
    if from.is_zero() || to.is_zero() {
        return Ok(Exact::ZERO);
    }
    let difference = to.checked_sub(from)?;
    match near(from, to)? {
        // (b - a) / (2 z S) with z = (b - a) / (b + a)
        Some((_, series)) => {
            product_over(&[from.checked_add(to)?], &[2.into(), series], Rounding::RESOLUTION)
        }
        None => product_over(&[difference], &[plain(from, to)?], Rounding::RESOLUTION),
    }
}

/// The natural logarithm of `to / from`, with 28 significant digits also near equality.
///
/// # Examples
///
/// ```
/// use climate_account::decomposition::logarithm_of_ratio;
/// use climate_account::number::Exact;
///
/// assert_eq!(logarithm_of_ratio(3.into(), 3.into())?, 0.into());
/// // ln(1 + 10^-20) = 10^-20 - 10^-40 / 2 + ...
/// let tiny = logarithm_of_ratio(Exact::ONE, "1.00000000000000000001".parse()?)?;
/// assert_eq!(tiny, "9.99999999999999999995e-21".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a number that is not above zero.
pub fn logarithm_of_ratio(from: Exact, to: Exact) -> Result<Exact> {
    if !from.is_positive() || !to.is_positive() {
        return Err(refusal("the logarithm of a ratio", from, to));
    }
    if from == to {
        return Ok(Exact::ZERO);
    }
    match near(from, to)? {
        Some((ratio, series)) => {
            product_over(&[ratio, series, 2.into()], &[], Rounding::RESOLUTION)
        }
        None => plain(from, to),
    }
}

fn refusal(what: &'static str, from: Exact, to: Exact) -> Error {
    let (from, to) = (from.to_string(), to.to_string());
    Error::new(DecompositionProblem::Logarithm { what, from, to })
}

fn plain(from: Exact, to: Exact) -> Result<Exact> {
    product_over(&[to], &[from], WORKING)?.ln()
}

/// `z = (b - a) / (b + a)` and `S = 1 + z^2/3 + z^4/5 + ...`, where z is at most a tenth.
fn near(from: Exact, to: Exact) -> Result<Option<(Exact, Exact)>> {
    let ratio = product_over(&[to.checked_sub(from)?], &[to.checked_add(from)?], WORKING)?;
    if ratio.abs() > Exact::new(1, 1) {
        return Ok(None);
    }
    let decimals = Rounding::decimals(34);
    let square = product_over(&[ratio, ratio], &[], WORKING)?.round(decimals)?;
    let (mut sum, mut power, mut odd) = (Exact::ONE, square, 3);
    while !power.is_zero() {
        sum = sum.checked_add(power.divide(odd.into(), decimals)?)?;
        power = product_over(&[power, square], &[], WORKING)?.round(decimals)?;
        odd += 2;
    }
    Ok(Some((ratio, sum)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn series_and_logarithm_meet() {
        // A tenth of the way is where one takes over from the other.
        for to in ["1.2222", "1.2223", "0.8182", "0.8181"] {
            let to: Exact = to.parse().unwrap();
            let off = logarithm_of_ratio(Exact::ONE, to).unwrap().checked_sub(to.ln().unwrap());
            assert!(off.unwrap().abs() <= Exact::new(1, 27), "{to}");
        }
    }

    #[test]
    fn lies_between_the_two_however_near() {
        let from: Exact = "80".parse().unwrap();
        let to: Exact = "80.0000000000000000000001".parse().unwrap();
        let mean = logarithmic_mean(from, to).unwrap();
        assert!(from < mean && mean < to, "{mean}");
        assert_eq!(mean, "80.00000000000000000000005".parse().unwrap());
    }

    #[test]
    fn says_what_has_no_logarithm() {
        let error = logarithmic_mean(Exact::from(-1), Exact::ONE).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected two numbers above zero for a logarithmic mean, found -1 and 1"
        );
        let error = logarithm_of_ratio(Exact::ZERO, Exact::ONE).unwrap_err();
        assert!(error.to_string().ends_with("for the logarithm of a ratio, found 0 and 1"));
    }
}
