use super::problem::NumberProblem;
use super::{Exact, Rounding};
use crate::error::{Error, Result};

/// The value at `year` on the straight line between two known years.
///
/// ```text
/// y = (a·(t₁ − t) + b·(t − t₀)) / (t₁ − t₀)
/// ```
///
/// The numerator is exact; the one division is exact where it terminates, otherwise rounded by the
/// named rule. Interpolation of a gap after IPCC 2006, volume 1, section 5.3.3.3.
///
/// # Examples
///
/// ```
/// use climate_account::number::{Exact, Rounding, interpolate};
///
/// let value = interpolate(
///     (2018, Exact::from(100)),
///     (2023, Exact::from(130)),
///     2020,
///     Rounding::RESOLUTION,
/// )?;
/// assert_eq!(value, Exact::from(112));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) where `year` is not between the two, or the two are
/// the same; [`Overflow`](crate::ErrorKind::Overflow).
pub fn interpolate(
    (first, from): (i64, Exact),
    (last, to): (i64, Exact),
    year: i64,
    rounding: Rounding,
) -> Result<Exact> {
    if first == last {
        return Err(Error::new(NumberProblem::SameYear { year: first }));
    }
    if first > last {
        return interpolate((last, to), (first, from), year, rounding);
    }
    if !(first..=last).contains(&year) {
        return Err(Error::new(NumberProblem::OutsideYears { first, last, year }));
    }
    let span = |from: i64, to: i64| {
        Exact::from_parts(i128::from(to) - i128::from(from), 0).unwrap_or_default()
    };
    let numerator =
        from.checked_mul(span(year, last))?.checked_add(to.checked_mul(span(first, year))?)?;
    numerator.quotient(span(first, last), rounding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn refuses_years_outside() {
        let line = |first, last, year| {
            interpolate((first, Exact::ONE), (last, Exact::ZERO), year, Rounding::RESOLUTION)
        };
        let error = line(2020, 2030, 2031).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OutOfRange);
        assert_eq!(
            error.to_string(),
            "expected a year from 2020 to 2030, found 2031; name an extrapolation for other years"
        );
        assert_eq!(
            line(2020, 2020, 2025).unwrap_err().to_string(),
            "expected two different years to interpolate between, found 2020 twice"
        );
        assert_eq!(line(2030, 2020, 2020).unwrap(), Exact::ZERO);
    }
}
