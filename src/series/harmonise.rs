use super::problem::SeriesProblem;
use super::{AnnualValue, CumulativeRule, Series, Year};
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding};

/// How a saved path is led over to a new inventory; see [`Series::harmonised`].
///
/// With `h` the value of the inventory and `m` that of the path in the year of harmonisation, and
/// `b(t)` falling from 1 in that year to 0 in the year of convergence:
///
/// ```text
/// offset  x(t) = m(t) + b(t) x (h - m)
/// ratio   x(t) = m(t) x ( b(t) x (h/m - 1) + 1 )
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{Year, series::Harmonisation};
///
/// let fading = Harmonisation::FadingOffset { until: Year::new(2050)? };
/// assert_ne!(fading, Harmonisation::Offset);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Harmonisation {
    /// Every year moved by the difference.
    Offset,
    /// Every year scaled by the ratio.
    Ratio,
    /// Moved by a difference that fades to nothing.
    FadingOffset {
        /// The year of convergence.
        until: Year,
    },
    /// Scaled by a ratio that fades to one.
    FadingRatio {
        /// The year of convergence.
        until: Year,
    },
    /// A straight line to the path.
    Linear {
        /// The year in which the path is reached.
        until: Year,
    },
    /// The slopes changed as little as can be (least squares) so that the sum over all years, by
    /// trapezoids and with the inventory for the years before, stays that of the path.
    Budget,
}

impl Series {
    /// This path led over to an inventory from a year on: a saved scenario after the inventory was
    /// revised or has a new year.
    ///
    /// Years before it are those of the inventory.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, Harmonisation, Series}};
    ///
    /// let year = |year| Year::new(year);
    /// let given = |value: i64| AnnualValue::Number(value.into());
    /// let path = Series::new(
    ///     "kt CO2e".parse()?,
    ///     [(year(2020)?, given(100)), (year(2030)?, given(50)), (year(2050)?, given(0))],
    /// )?;
    /// let inventory = Series::new("kt CO2e".parse()?, [(year(2020)?, given(120))])?;
    /// let fading = Harmonisation::FadingOffset { until: year(2040)? };
    /// let harmonised = path.harmonised(&inventory, year(2020)?, fading)?;
    /// assert_eq!(harmonised.at(year(2020)?)?, 120.into());
    /// assert_eq!(harmonised.at(year(2030)?)?, 60.into());
    /// assert_eq!(harmonised.at(year(2050)?)?, 0.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where one of them has no value in the year, and
    /// for a year of convergence that is not after it;
    /// [`DivisionByZero`](crate::ErrorKind::DivisionByZero) for a ratio to zero.
    pub fn harmonised(
        &self,
        inventory: &Series,
        year: Year,
        rule: Harmonisation,
    ) -> Result<Series> {
        let ratio = inventory.unit().ratio_to(self.unit())?;
        let inventory = inventory.map(|value| ratio.times(value, Rounding::RESOLUTION))?;
        let (start, model) = (inventory.at(year)?, self.at(year)?);
        let later = self.known().into_iter().filter(|(known, _)| *known > year);
        let mut path: Vec<(Year, Exact)> = vec![(year, model)];
        path.extend(later);
        let changed = match rule {
            Harmonisation::Budget => budget(self, &inventory, year, &path)?,
            _ => {
                let each = path.iter().map(|&(then, value)| {
                    Ok((then, harmonise(rule, (year, then), (start, model, value), self)?))
                });
                each.collect::<Result<Vec<_>>>()?
            }
        };
        let earlier = inventory.anchors().iter().copied().filter(|(known, _)| *known < year);
        let changed = changed.into_iter().map(|(year, value)| (year, AnnualValue::Number(value)));
        Series::new(self.unit().clone(), earlier.chain(changed))
    }
}

/// The value of a later year.
fn harmonise(
    rule: Harmonisation,
    (year, then): (Year, Year),
    (start, model, value): (Exact, Exact, Exact),
    path: &Series,
) -> Result<Exact> {
    let offset = start.checked_sub(model)?;
    // Years left of years to go, from 1 to 0.
    let fading = |until: Year| -> Result<(Exact, Exact)> {
        if until <= year {
            return Err(Error::new(SeriesProblem::Span { first: year, last: until }));
        }
        let left = (until.number() - then.number()).max(0);
        Ok((Exact::from(left), Exact::from(until.number() - year.number())))
    };
    let (left, span) = match rule {
        Harmonisation::Offset | Harmonisation::Ratio | Harmonisation::Budget => {
            (Exact::ONE, Exact::ONE)
        }
        Harmonisation::FadingOffset { until }
        | Harmonisation::FadingRatio { until }
        | Harmonisation::Linear { until } => fading(until)?,
    };
    match rule {
        Harmonisation::Ratio | Harmonisation::FadingRatio { .. } => {
            if model.is_zero() {
                return Err(Error::new(SeriesProblem::ZeroBase { year }));
            }
            // value x (left x (start - model) + span x model) / (span x model)
            let whole = span.checked_mul(model)?;
            let factor = left.checked_mul(offset)?.checked_add(whole)?;
            value.checked_mul(factor)?.quotient(whole, Rounding::RESOLUTION)
        }
        Harmonisation::Linear { until } if then < until => {
            let end = path.at(until)?;
            let change = start.checked_sub(end)?.checked_mul(left)?;
            end.checked_add(change.quotient(span, Rounding::RESOLUTION)?)
        }
        Harmonisation::Linear { .. } => Ok(value),
        _ => {
            let change = offset.checked_mul(left)?.quotient(span, Rounding::RESOLUTION)?;
            value.checked_add(change)
        }
    }
}

/// With d the change of each value, s its slopes, w the weights of trapezoids and W their sums from
/// the end: the slopes that are least in squares under the budget are `s_j = u x W_(j+1) x dt_j`, so
/// `d_k = d_0 + u x C_k` with `C_k = sum of W_(j+1) x dt_j^2`, and one division gives u.
fn budget(
    model: &Series,
    inventory: &Series,
    year: Year,
    path: &[(Year, Exact)],
) -> Result<Vec<(Year, Exact)>> {
    let area = |series: &Series, first: Year, last: Year| {
        series.cumulative(first, last, CumulativeRule::Trapezoid)
    };
    let (first, last) = model.span();
    let used = area(inventory, inventory.span().0.min(year), year)?;
    let rest = area(model, first, last)?.checked_sub(used)?;
    let start = inventory.at(year)?.checked_sub(model.at(year)?)?;
    let excess = rest.checked_sub(area(model, year, last)?)?;

    // Twice the weights, so that they are whole.
    let steps: Vec<i64> =
        path.windows(2).map(|pair| pair[1].0.number() - pair[0].0.number()).collect();
    let step = |index: Option<usize>| index.and_then(|index| steps.get(index)).copied();
    let weight =
        |index: usize| step(index.checked_sub(1)).unwrap_or(0) + step(Some(index)).unwrap_or(0);
    let mut from_end = vec![0; path.len() + 1];
    for index in (0..path.len()).rev() {
        from_end[index] = from_end[index + 1] + weight(index);
    }
    let mut shape = vec![0_i64];
    for (index, years) in steps.iter().enumerate() {
        shape.push(shape[index] + from_end[index + 1] * years * years);
    }
    let along: i64 = shape.iter().enumerate().map(|(index, shape)| weight(index) * shape).sum();
    let total = Exact::from(from_end[0]);
    let missing = excess.checked_mul(2.into())?.checked_sub(start.checked_mul(total)?)?;
    let each = path.iter().zip(&shape).map(|(&(year, value), shape)| {
        let bend = if along == 0 {
            Exact::ZERO
        } else {
            let bend = missing.checked_mul(Exact::from(*shape))?;
            bend.quotient(Exact::from(along), Rounding::RESOLUTION)?
        };
        Ok((year, value.checked_add(start)?.checked_add(bend)?))
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_cannot_be_led_over() {
        let year = |number| Year::new(number).unwrap();
        let series = |value| Series::new("kt".parse().unwrap(), [(year(2020), value)]).unwrap();
        let path = series(AnnualValue::Zero);
        let inventory = series(AnnualValue::Number(5.into()));
        let error = |rule| path.harmonised(&inventory, year(2020), rule).unwrap_err().to_string();
        assert_eq!(
            error(Harmonisation::Ratio),
            "expected a value other than zero in the base year 2020, found zero; an index to zero \
             has no meaning"
        );
        assert_eq!(
            error(Harmonisation::Linear { until: year(2020) }),
            "expected a last year after 2020, found 2020; give the years in order"
        );
    }
}
