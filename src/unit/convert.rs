use super::definition::Unit;
use super::dimension::{Base, Dimension};
use super::problem::UnitProblem;
use super::ratio::Ratio;
use super::substance::Substance;
use crate::error::{Error, Result};
use crate::number::Exact;

/// What has to be known of the matter at hand before some units can be converted.
///
/// Nothing is assumed: what is not named here is missing, and a conversion that needs it is an
/// error that says so.
///
/// # Examples
///
/// ```
/// use climate_account::{Amount, number::Rounding, unit::ConversionContext};
///
/// let leap_year = ConversionContext::new().hours_per_year(8784);
/// let power: Amount = "1 MW a".parse()?;
/// let energy = power.convert_with(&"GWh".parse()?, &leap_year, Rounding::RESOLUTION)?;
/// assert_eq!(energy.to_string(), "8.784 GWh");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, default))]
pub struct ConversionContext {
    hours_per_year: Option<Exact>,
    calorific_ratio: Option<Exact>,
    occupancy: Option<Exact>,
    element_contained: bool,
}

impl ConversionContext {
    /// A context that names nothing.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::unit::ConversionContext;
    ///
    /// assert_eq!(ConversionContext::new(), ConversionContext::default());
    /// ```
    #[must_use]
    pub fn new() -> ConversionContext {
        ConversionContext::default()
    }

    /// The hours of the year: 8760, in a leap year 8784. The same tells the days, 365 or 366.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::ConversionContext};
    ///
    /// let year = ConversionContext::new().hours_per_year(8760);
    /// let ratio = "kg/day".parse::<Unit>()?.ratio_with(&"kg/yr".parse()?, &year)?;
    /// assert_eq!(ratio.to_string(), "365");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn hours_per_year(self, hours: impl Into<Exact>) -> ConversionContext {
        ConversionContext { hours_per_year: Some(hours.into()), ..self }
    }

    /// Net over gross calorific value of the fuel; IEA statistics use 0.95 for coal and oil and
    /// 0.90 for natural gas.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::ConversionContext};
    ///
    /// let gas = ConversionContext::new().calorific_ratio("0.9".parse::<climate_account::number::Exact>()?);
    /// let ratio = "MWh (gross)".parse::<Unit>()?.ratio_with(&"GJ (net)".parse()?, &gas)?;
    /// assert_eq!(ratio.to_string(), "3.24");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn calorific_ratio(self, net_over_gross: impl Into<Exact>) -> ConversionContext {
        ConversionContext { calorific_ratio: Some(net_over_gross.into()), ..self }
    }

    /// The persons in a vehicle.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, number::Exact, unit::ConversionContext};
    ///
    /// let car = ConversionContext::new().occupancy(Exact::new(15, 1));
    /// let ratio = "vkm".parse::<Unit>()?.ratio_with(&"pkm".parse()?, &car)?;
    /// assert_eq!(ratio.to_string(), "1.5");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn occupancy(self, persons_per_vehicle: impl Into<Exact>) -> ConversionContext {
        ConversionContext { occupancy: Some(persons_per_vehicle.into()), ..self }
    }

    /// The carbon or nitrogen is contained in the gas: 12 t C are 44 t CO2, 28 kg N are 44 kg N2O.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::ConversionContext};
    ///
    /// let context = ConversionContext::new().element_contained();
    /// let ratio = "t C".parse::<Unit>()?.ratio_with(&"t CH4".parse()?, &context)?;
    /// assert_eq!(ratio.to_string(), "4/3");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn element_contained(self) -> ConversionContext {
        ConversionContext { element_contained: true, ..self }
    }

    fn check(&self) -> Result<()> {
        let up_to_one = self.calorific_ratio.is_none_or(|ratio| ratio <= Exact::ONE);
        let checks = [
            (self.hours_per_year, true, "hours of the year above zero"),
            (
                self.calorific_ratio,
                up_to_one,
                "a ratio of net to gross calorific value above 0 and up to 1",
            ),
            (self.occupancy, true, "persons per vehicle above zero"),
        ];
        for (value, legal, what) in checks {
            if let Some(found) = value.filter(|value| !(legal && value.is_positive())) {
                let found = found.to_string();
                return Err(Error::new(UnitProblem::Context { what, found }));
            }
        }
        Ok(())
    }
}

/// What a conversion lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Missing {
    GwpSet,
    CalorificRatio,
    CalorificBasis,
    ReferenceState,
    Occupancy,
    HoursPerYear,
    ElementContext,
}

impl Unit {
    /// How many of another unit this one is, exactly.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{ErrorKind, Unit};
    ///
    /// let ratio = "kg CO2/GJ".parse::<Unit>()?.ratio_to(&"t CO2/TJ".parse()?)?;
    /// assert_eq!(ratio.to_string(), "1");
    /// let error = "t CH4".parse::<Unit>()?.ratio_to(&"t CO2e".parse()?).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::MissingGwpSet);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) where the units measure different
    /// things; where they differ by something that can be named, the kind says what is missing:
    /// [`MissingGwpSet`](crate::ErrorKind::MissingGwpSet),
    /// [`MissingCalorificRatio`](crate::ErrorKind::MissingCalorificRatio),
    /// [`MissingCalorificBasis`](crate::ErrorKind::MissingCalorificBasis),
    /// [`MissingReferenceState`](crate::ErrorKind::MissingReferenceState),
    /// [`MissingOccupancy`](crate::ErrorKind::MissingOccupancy),
    /// [`MissingHoursPerYear`](crate::ErrorKind::MissingHoursPerYear),
    /// [`MissingElementContext`](crate::ErrorKind::MissingElementContext).
    pub fn ratio_to(&self, other: &Unit) -> Result<Ratio> {
        self.ratio_with(other, &ConversionContext::default())
    }

    /// How many of another unit this one is, by what the context names.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::ConversionContext};
    ///
    /// let context = ConversionContext::new().element_contained();
    /// let ratio = "kg N".parse::<Unit>()?.ratio_with(&"kg N2O".parse()?, &context)?;
    /// assert_eq!(ratio.to_string(), "11/7");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`ratio_to`](Unit::ratio_to), and [`OutOfRange`](crate::ErrorKind::OutOfRange) where the
    /// context holds a value that cannot be.
    pub fn ratio_with(&self, other: &Unit, context: &ConversionContext) -> Result<Ratio> {
        context.check()?;
        let too_complex =
            || Error::new(UnitProblem::TooComplex { text: format!("{self} in {other}") });
        let ratio = self.ratio().checked_div(other.ratio()).ok_or_else(too_complex)?;
        if self.dimension() == other.dimension() {
            return Ok(ratio);
        }
        let rest = self.dimension().times(other.dimension(), -1).ok_or_else(too_complex)?;
        let mut bridge = Bridge { rest, ratio, missing: None };
        bridge.cross(context).ok_or_else(too_complex)?;
        match bridge.missing {
            _ if !bridge.rest.is_none() => Err(mismatch(self, other)),
            None => Ok(bridge.ratio),
            Some(missing) => Err(missing.error(self, other)),
        }
    }
}

/// The dimensions by which two units differ, and the way across as far as it is known.
struct Bridge {
    rest: Dimension,
    ratio: Ratio,
    missing: Option<Missing>,
}

impl Bridge {
    /// `None` where a number runs away.
    fn cross(&mut self, context: &ConversionContext) -> Option<()> {
        let known = |value: Option<Exact>| value.map(Ratio::of);
        let seconds = match context.hours_per_year {
            Some(hours) => Some(Ratio::of(hours).checked_mul(Ratio::of(Exact::new(3600, 0)))?),
            None => None,
        };
        let fuel = known(context.calorific_ratio);
        self.exchange(Base::Years, Base::Time, seconds, Missing::HoursPerYear)?;
        self.exchange(Base::GrossEnergy, Base::NetEnergy, fuel, Missing::CalorificRatio)?;
        self.exchange(Base::Energy, Base::NetEnergy, None, Missing::CalorificBasis)?;
        self.exchange(Base::Energy, Base::GrossEnergy, None, Missing::CalorificBasis)?;
        self.exchange(Base::NormalVolume, Base::Volume, None, Missing::ReferenceState)?;
        let persons = known(context.occupancy);
        self.exchange(Base::VehicleDistance, Base::PassengerDistance, persons, Missing::Occupancy)?;
        let substances: Vec<Substance> = self
            .rest
            .factors()
            .iter()
            .filter_map(|(base, _)| match base {
                Base::Mass(substance) => *substance,
                _ => None,
            })
            .collect();
        for &from in &substances {
            for &to in &substances {
                let pair = (Base::Mass(Some(from)), Base::Mass(Some(to)));
                if from.is_greenhouse_gas() && to == Substance::CO2E {
                    self.exchange(pair.0, pair.1, None, Missing::GwpSet)?;
                } else if from != to && from.element() == Some(to) {
                    let share = from.element_share().filter(|_| context.element_contained);
                    self.exchange(pair.0, pair.1, share, Missing::ElementContext)?;
                }
            }
        }
        Some(())
    }

    /// Puts `target` for `source` as far as the two stand on different sides; one `source` is
    /// `factor` of `target`.
    fn exchange(
        &mut self,
        source: Base,
        target: Base,
        factor: Option<Ratio>,
        missing: Missing,
    ) -> Option<()> {
        let power = |base: Base| {
            let found = self.rest.factors().iter().find(|(other, _)| *other == base);
            found.map_or(0, |&(_, power)| power)
        };
        let (from, to) = (power(source), power(target));
        if from.signum() * to.signum() >= 0 {
            return Some(());
        }
        let count = from.checked_abs()?.min(to.checked_abs()?) * from.signum();
        self.rest = self
            .rest
            .times(Dimension::single(source), count.checked_neg()?)?
            .times(Dimension::single(target), count)?;
        match factor {
            Some(factor) => self.ratio = self.ratio.checked_mul(factor.power(count)?)?,
            None => self.missing = self.missing.or(Some(missing)),
        }
        Some(())
    }
}

impl Missing {
    #[cold]
    fn error(self, from: &Unit, to: &Unit) -> Error {
        let (from, to) = (from.to_string(), to.to_string());
        Error::new(match self {
            Missing::GwpSet => UnitProblem::MissingGwpSet { from, to },
            Missing::CalorificRatio => UnitProblem::MissingCalorificRatio { from, to },
            Missing::CalorificBasis => UnitProblem::MissingCalorificBasis { from, to },
            Missing::ReferenceState => UnitProblem::MissingReferenceState { from, to },
            Missing::Occupancy => UnitProblem::MissingOccupancy { from, to },
            Missing::HoursPerYear => UnitProblem::MissingHoursPerYear { from, to },
            Missing::ElementContext => UnitProblem::MissingElementContext { from, to },
        })
    }
}

#[cold]
fn mismatch(from: &Unit, to: &Unit) -> Error {
    let (left, right) = (from.dimension(), to.dimension());
    let rest = left.times(right, -1).unwrap_or(Dimension::NONE);
    let has = |test: fn(&Base) -> bool| {
        let side =
            |sign| rest.factors().iter().any(|(base, power)| power.signum() == sign && test(base));
        side(1) && side(-1)
    };
    let hint = if has(|base| matches!(base, Base::Money { .. })) {
        "convert the prices by a price index or an exchange rate first"
    } else if has(|base| matches!(base, Base::Mass(_))) {
        "name the same substance in both"
    } else {
        "a factor that links the two is needed"
    };
    Error::new(UnitProblem::DimensionMismatch {
        from: from.to_string(),
        from_dimension: left.to_string(),
        to: to.to_string(),
        to_dimension: right.to_string(),
        hint,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    fn unit(text: &str) -> Unit {
        text.parse().unwrap()
    }

    fn refusal(from: &str, to: &str) -> (ErrorKind, String) {
        let error = unit(from).ratio_to(&unit(to)).unwrap_err();
        (error.kind(), error.to_string())
    }

    #[test]
    fn every_refusal_says_what_is_missing() {
        let cases = [
            (
                "t CH4",
                "t CO2e",
                ErrorKind::MissingGwpSet,
                "expected a named GWP set to turn `t CH4` into `t CO2e`, found none; weight the \
                 gases by a GWP set",
            ),
            (
                "MWh (gross)",
                "GJ (net)",
                ErrorKind::MissingCalorificRatio,
                "expected the ratio of net to gross calorific value to turn `MWh (gross)` into \
                 `GJ (net)`, found none; give the ratio of the fuel",
            ),
            (
                "kg/GJ",
                "kg/GJ (net)",
                ErrorKind::MissingCalorificBasis,
                "expected net or gross energy on both sides, found `kg/GJ` and `kg/GJ (net)`; \
                 write `GJ (net)` or `GJ (gross)`",
            ),
            (
                "Nm3",
                "m3",
                ErrorKind::MissingReferenceState,
                "expected the temperature and pressure of the gas to turn `Nm3` into `m3`, found \
                 none; write Nm3 (0 °C) or Sm3 (15 °C)",
            ),
            (
                "g/vkm",
                "g/pkm",
                ErrorKind::MissingOccupancy,
                "expected the number of persons in a vehicle to turn `g/vkm` into `g/pkm`, found \
                 none; give the occupancy",
            ),
            (
                "MW a",
                "GWh",
                ErrorKind::MissingHoursPerYear,
                "expected the hours of the year to turn `MW a` into `GWh`, found none; give 8760 \
                 or 8784",
            ),
            (
                "t C",
                "t CO2",
                ErrorKind::MissingElementContext,
                "expected a word that the element is contained in the gas to turn `t C` into \
                 `t CO2`, found none; state it, or write the mass as N2O-N or CH4-C",
            ),
            (
                "t",
                "GJ",
                ErrorKind::DimensionMismatch,
                "expected units of one dimension, found `t` (mass) and `GJ` (energy); a factor \
                 that links the two is needed",
            ),
            (
                "t CO2",
                "t",
                ErrorKind::DimensionMismatch,
                "expected units of one dimension, found `t CO2` (mass of CO2) and `t` (mass); \
                 name the same substance in both",
            ),
            (
                "DKK (2022)",
                "DKK (2023)",
                ErrorKind::DimensionMismatch,
                "expected units of one dimension, found `DKK (2022)` (DKK of 2022) and \
                 `DKK (2023)` (DKK of 2023); convert the prices by a price index or an exchange \
                 rate first",
            ),
        ];
        for (from, to, kind, message) in cases {
            assert_eq!(refusal(from, to), (kind, message.to_owned()));
        }
    }

    #[test]
    fn one_missing_link_does_not_hide_another_dimension() {
        let cases = [
            ("kg CH4/GJ (gross)", "kg CO2e/GJ (net)", ErrorKind::MissingCalorificRatio),
            ("kg CH4/GJ", "kg CO2e/l", ErrorKind::DimensionMismatch),
            ("t CO2e", "t N2O", ErrorKind::MissingGwpSet),
            ("kg N2O-N", "kg CO2e", ErrorKind::MissingGwpSet),
            ("kg N2O-N", "kg N", ErrorKind::MissingElementContext),
            ("t CH4", "t CO2", ErrorKind::DimensionMismatch),
            ("t NH3", "t CO2e", ErrorKind::DimensionMismatch),
            ("tkm", "pkm", ErrorKind::DimensionMismatch),
            ("kg/day", "t/yr", ErrorKind::MissingHoursPerYear),
            ("GJ (net)", "GJ", ErrorKind::MissingCalorificBasis),
            ("MW a", "GWh (net)", ErrorKind::MissingHoursPerYear),
        ];
        for (from, to, kind) in cases {
            assert_eq!(refusal(from, to).0, kind, "{from} to {to}");
        }
    }

    #[test]
    fn a_context_works_in_rates_too() {
        let context = ConversionContext::new()
            .hours_per_year(8760)
            .calorific_ratio(Exact::new(9, 1))
            .occupancy(Exact::new(15, 1))
            .element_contained();
        let cases = [
            ("kg/day", "kg/yr", "365"),
            ("kg/GJ (gross)", "kg/GJ (net)", "10/9"),
            ("g/pkm", "g/vkm", "1.5"),
            ("kg C/ha/yr", "kg CO2/ha/yr", "11/3"),
            ("kg N2O-N", "kg N", "1"),
            ("kg NO2", "kg N", "7/23"),
            ("kg CO2/t N2O", "kg C/t N", "3/7"),
            ("Nm3", "Sm3", "1921/1821"),
        ];
        for (from, to, expected) in cases {
            let ratio = unit(from).ratio_with(&unit(to), &context).unwrap();
            assert_eq!(ratio.to_string(), expected, "{from} to {to}");
        }
    }

    #[test]
    fn a_context_that_cannot_be_is_refused() {
        let cases = [
            (ConversionContext::new().hours_per_year(0), "hours of the year above zero, found 0"),
            (ConversionContext::new().occupancy(-1), "persons per vehicle above zero, found -1"),
            (
                ConversionContext::new().calorific_ratio(Exact::new(11, 1)),
                "a ratio of net to gross calorific value above 0 and up to 1, found 1.1",
            ),
        ];
        for (context, what) in cases {
            let error = unit("t").ratio_with(&unit("kg"), &context).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::OutOfRange);
            assert_eq!(
                error.to_string(),
                format!("expected {what}; check the context of the conversion")
            );
        }
    }
}
