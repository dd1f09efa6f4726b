use super::problem::ScenarioProblem;
use crate::Year;
use crate::error::{Error, Result};
use crate::number::Exact;
use crate::series::{AnnualValue, Interpolation, Series};
use crate::unit::Unit;

/// How a measure comes into effect and ends: nothing in the first year, all of it from another on.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, scenario::Ramp};
///
/// let year = |year| Year::new(year);
/// let boilers = Ramp::new(year(2025)?, year(2030)?)?.ending_after(year(2039)?)?;
/// assert_eq!(boilers.share(year(2028)?)?.to_string(), "0.6");
/// assert_eq!(boilers.share(year(2039)?)?, 1.into());
/// assert_eq!(boilers.share(year(2040)?)?, 0.into());
/// assert_eq!(Ramp::step(year(2027)?).share(year(2026)?)?, 0.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Ramp {
    start: Year,
    full: Year,
    last: Option<Year>,
    shape: Interpolation,
}

impl Ramp {
    /// A straight line from a year without effect to the first year with all of it.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, scenario::Ramp};
    ///
    /// let ramp = Ramp::new(Year::new(2025)?, Year::new(2030)?)?;
    /// assert_eq!(ramp.share(Year::new(2025)?)?, 0.into());
    /// assert!(Ramp::new(Year::new(2030)?, Year::new(2025)?).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the second year is not after the first.
    pub fn new(start: Year, full: Year) -> Result<Ramp> {
        after("a year of full effect", start, full)?;
        Ok(Ramp { start, full, last: None, shape: Interpolation::Linear })
    }

    /// Full effect from a year on.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, scenario::Ramp};
    ///
    /// assert_eq!(Ramp::step(Year::new(2027)?).share(Year::new(2027)?)?, 1.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn step(full: Year) -> Ramp {
        Ramp { start: full, full, last: None, shape: Interpolation::Step }
    }

    /// The same ramp by another shape.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, scenario::Ramp, series::Interpolation};
    ///
    /// let ramp = Ramp::new(Year::new(2020)?, Year::new(2040)?)?.shaped(Interpolation::SCurve);
    /// assert!(ramp.share(Year::new(2025)?)?.to_string().starts_with("0.14644660940672623"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn shaped(self, shape: Interpolation) -> Ramp {
        Ramp { shape, ..self }
    }

    /// The same ramp with a last year of effect.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, scenario::Ramp};
    ///
    /// let ramp = Ramp::step(Year::new(2027)?).ending_after(Year::new(2040)?)?;
    /// assert_eq!(ramp.share(Year::new(2041)?)?, 0.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where it is not after the year of full effect.
    pub fn ending_after(self, last: Year) -> Result<Ramp> {
        after("a last year of effect", self.full, last)?;
        Ok(Ramp { last: Some(last), ..self })
    }

    /// The share of the full effect in a year.
    ///
    /// # Examples
    ///
    /// See [`Ramp`]:
    ///
    /// ```
    /// use climate_account::{Year, scenario::Ramp};
    ///
    /// let ramp = Ramp::new(Year::new(2025)?, Year::new(2030)?)?;
    /// assert_eq!(ramp.share(Year::new(2026)?)?.to_string(), "0.2");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`GrowthRateUndefined`](crate::ErrorKind::GrowthRateUndefined) for a compound ramp, which
    /// cannot start from nothing.
    pub fn share(&self, year: Year) -> Result<Exact> {
        if self.last.is_some_and(|last| year > last) {
            return Ok(Exact::ZERO);
        }
        if year >= self.full {
            return Ok(Exact::ONE);
        }
        if year <= self.start {
            return Ok(Exact::ZERO);
        }
        let anchors =
            [(self.start, AnnualValue::Zero), (self.full, AnnualValue::Number(Exact::ONE))];
        Series::new(Unit::one(), anchors)?.interpolated(self.shape).at(year)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Ramp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Ramp, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Document {
            start: Year,
            full: Year,
            #[serde(default)]
            last: Option<Year>,
            shape: Interpolation,
        }

        let Document { start, full, last, shape } = Document::deserialize(deserializer)?;
        let ramp = || {
            // A step has no years between nothing and all.
            let step = start == full && shape == Interpolation::Step;
            let ramp = if step { Ramp::step(full) } else { Ramp::new(start, full)?.shaped(shape) };
            match last {
                Some(last) => ramp.ending_after(last),
                None => Ok(ramp),
            }
        };
        ramp().map_err(serde::de::Error::custom)
    }
}

fn after(what: &'static str, first: Year, found: Year) -> Result<()> {
    if found > first {
        return Ok(());
    }
    Err(Error::new(ScenarioProblem::Years { what, first, found }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "serde")]
    #[test]
    fn json_keeps_a_step_and_a_ramp() {
        let year = |number| Year::new(number).unwrap();
        let ramp = Ramp::new(year(2025), year(2030)).unwrap().shaped(Interpolation::SCurve);
        for ramp in [ramp.ending_after(year(2040)).unwrap(), Ramp::step(year(2027))] {
            let written = serde_json::to_string(&ramp).unwrap();
            assert_eq!(serde_json::from_str::<Ramp>(&written).unwrap(), ramp);
        }
    }

    #[test]
    fn years_are_in_order() {
        let year = |number| Year::new(number).unwrap();
        assert_eq!(
            Ramp::new(year(2030), year(2030)).unwrap_err().to_string(),
            "expected a year of full effect after 2030, found 2030; give the years in order"
        );
        assert_eq!(
            Ramp::step(year(2030)).ending_after(year(2029)).unwrap_err().to_string(),
            "expected a last year of effect after 2030, found 2029; give the years in order"
        );
    }
}
