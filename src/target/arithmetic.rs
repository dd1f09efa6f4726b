//! Products and quotients that stay within the digits of the largest number of a path.

use super::problem::TargetProblem;
use crate::Year;
use crate::error::{Error, Result};
use crate::number::{Exact, ExactSum, Rounding, product, product_over, s_curve};
use crate::series::{AnnualValue, Series};
use crate::unit::{Ratio, Unit};

const PI: Exact = Exact::new(3_141_592_653_589_793_238, 18);
/// What `PI` leaves out.
const PI_REST: Exact = Exact::new(4_626_433_832_795_028, 34);

pub(super) fn over(above: Exact, below: Exact) -> Result<Exact> {
    product_over(&[above], &[below], Rounding::RESOLUTION)
}

pub(super) fn half(value: Exact) -> Result<Exact> {
    product(value, Exact::new(5, 1))
}

pub(super) fn total(values: impl IntoIterator<Item = Exact>) -> Result<Exact> {
    values.into_iter().collect::<ExactSum>().total()
}

/// Sums and products of numbers that may be as long as a quotient.
pub(super) trait Long: Sized {
    /// The sum; of numbers too long for an exact one at 28 digits of the larger.
    fn plus(self, other: Self) -> Result<Self>;

    /// The difference, as the sum.
    fn minus(self, other: Self) -> Result<Self>;

    /// The product; of numbers too long for an exact one at 28 digits.
    fn by(self, other: Self) -> Result<Self>;
}

impl Long for Exact {
    fn plus(self, other: Exact) -> Result<Exact> {
        self.checked_add(other).or_else(|_| {
            let rounding = Rounding::beside(self.abs().max(other.abs()));
            self.round(rounding)?.checked_add(other.round(rounding)?)
        })
    }

    fn minus(self, other: Exact) -> Result<Exact> {
        self.plus(-other)
    }

    fn by(self, other: Exact) -> Result<Exact> {
        product(self, other)
    }
}

/// The circle number at 34 digits.
pub(super) fn pi() -> Result<Exact> {
    PI.checked_add(PI_REST)
}

/// The cosine of a share of half a turn, 0 to 1.
pub(super) fn cosine(share: Exact) -> Result<Exact> {
    Exact::ONE.checked_sub(s_curve(share).checked_mul(Exact::from(2))?)
}

/// The sine of a share of half a turn, 0 to 1.
pub(super) fn sine(share: Exact) -> Result<Exact> {
    cosine(share.checked_sub(Exact::new(5, 1))?.abs())
}

pub(super) fn square_root(value: Exact) -> Result<Exact> {
    if value.is_zero() { Ok(Exact::ZERO) } else { value.power(Exact::new(5, 1)) }
}

/// The values of a series in another unit.
pub(super) struct InUnit<'a> {
    series: &'a Series,
    ratio: Ratio,
}

impl<'a> InUnit<'a> {
    pub(super) fn new(series: &'a Series, unit: &Unit) -> Result<InUnit<'a>> {
        Ok(InUnit { series, ratio: series.unit().ratio_to(unit)? })
    }

    pub(super) fn at(&self, year: Year) -> Result<Exact> {
        self.ratio.times(self.series.at(year)?, Rounding::RESOLUTION)
    }

    pub(super) fn value(&self, year: Year) -> Result<Option<Exact>> {
        let value = self.series.value(year)?;
        value.map(|value| self.ratio.times(value, Rounding::RESOLUTION)).transpose()
    }
}

/// A series with a value for each of the years, those between the ends at 28 digits of the largest,
/// so that they can be added up.
pub(super) fn annual(
    unit: &Unit,
    years: impl Iterator<Item = Year>,
    value: impl Fn(Year) -> Result<Exact>,
) -> Result<Series> {
    let values = years.map(|year| Ok((year, value(year)?))).collect::<Result<Vec<_>>>()?;
    let largest = values.iter().map(|(_, value)| value.abs()).max().unwrap_or_default();
    let (rounding, last) = (Rounding::beside(largest), values.len().saturating_sub(1));
    let anchor = |(index, &(year, value)): (usize, &(Year, Exact))| {
        let value = if index == 0 || index == last { value } else { value.round(rounding)? };
        Ok((year, AnnualValue::Number(value)))
    };
    let anchors = values.iter().enumerate().map(anchor).collect::<Result<Vec<_>>>()?;
    Series::new(unit.clone(), anchors)
}

pub(super) fn years_between(first: Year, last: Year) -> Exact {
    Exact::from(last.number() - first.number())
}

pub(super) fn positive(what: &'static str, value: Exact) -> Result<()> {
    if value.is_positive() {
        return Ok(());
    }
    Err(Error::new(TargetProblem::NotPositive { what, found: value.to_string() }))
}

pub(super) fn share(what: &'static str, value: Exact) -> Result<()> {
    if value.is_negative() || value > Exact::ONE {
        return Err(Error::new(TargetProblem::Share { what, found: value.to_string() }));
    }
    Ok(())
}

pub(super) fn after(what: &'static str, first: Year, found: Year) -> Result<()> {
    if found > first {
        return Ok(());
    }
    Err(Error::new(TargetProblem::Years { what, first, found }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_circle_number_is_the_published_one() {
        assert_eq!(pi().unwrap().to_string(), "3.1415926535897932384626433832795028");
    }

    #[test]
    fn sine_and_cosine_of_a_third() {
        let third = Exact::ONE.divide(3.into(), Rounding::RESOLUTION).unwrap();
        let cosine = cosine(third).unwrap().round(Rounding::decimals(24)).unwrap();
        assert_eq!(cosine, Exact::new(5, 1));
        // Half of the square root of three.
        let sine = sine(third).unwrap().round(Rounding::decimals(20)).unwrap();
        assert_eq!(sine.to_string(), "0.86602540378443864676");
    }

    #[test]
    fn what_is_small_beside_the_largest_keeps_its_decimals_only() {
        assert_eq!(Rounding::beside(12_345.into()), Rounding::decimals(23));
        assert_eq!(Rounding::beside(Exact::new(5, 3)), Rounding::decimals(30));
        assert_eq!(Rounding::beside(Exact::ZERO), Rounding::decimals(27));
    }
}
