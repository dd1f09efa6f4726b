use super::arithmetic::{Long, annual, over, positive};
use super::problem::TargetProblem;
use crate::Year;
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding, product, product_over};
use crate::series::Series;

/// Whether a converging intensity may rise.
///
/// Who is better than the sector will be at the end gets a rising target by the formula alone.
///
/// # Examples
///
/// ```
/// use climate_account::target::IntensityCap;
///
/// let (own, converged) = ("0.9".parse()?, "1.29".parse()?);
/// assert_eq!(IntensityCap::None.apply(own, converged), (converged, false));
/// assert_eq!(IntensityCap::OwnBase.apply(own, converged), (own, true));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum IntensityCap {
    /// As the formula gives it.
    None,
    /// Never above the own intensity of the base year.
    OwnBase,
}

impl IntensityCap {
    /// The intensity under the cap, and whether the cap took effect.
    ///
    /// # Examples
    ///
    /// See [`IntensityCap`]:
    ///
    /// ```
    /// use climate_account::target::IntensityCap;
    ///
    /// assert_eq!(IntensityCap::OwnBase.apply(5.into(), 4.into()), (4.into(), false));
    /// ```
    #[must_use]
    pub fn apply(self, own_base: Exact, converged: Exact) -> (Exact, bool) {
        match self {
            IntensityCap::OwnBase if converged > own_base => (own_base, true),
            IntensityCap::OwnBase | IntensityCap::None => (converged, false),
        }
    }
}

/// Activity of an entity and of its sector, in the base year and in the year in question.
///
/// ```text
/// m = (own_base / sector_base) / (own / sector)
/// ```
///
/// Who grows faster than the sector gets less for each unit.
///
/// # Examples
///
/// ```
/// use climate_account::{number::Rounding, target::MarketShare};
///
/// let market = MarketShare { own_base: 100.into(), sector_base: 1000.into(), own: 130.into(), sector: 1200.into() };
/// assert_eq!(market.parameter()?.round(Rounding::decimals(6))?.to_string(), "0.923077");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct MarketShare {
    /// The own activity in the base year.
    pub own_base: Exact,
    /// The activity of the sector in the base year.
    pub sector_base: Exact,
    /// The own activity in the year.
    pub own: Exact,
    /// The activity of the sector in the year.
    pub sector: Exact,
}

impl MarketShare {
    /// The market share of the base year over that of the year.
    ///
    /// # Examples
    ///
    /// See [`MarketShare`]:
    ///
    /// ```
    /// use climate_account::target::MarketShare;
    ///
    /// let market = MarketShare { own_base: 1.into(), sector_base: 4.into(), own: 2.into(), sector: 4.into() };
    /// assert_eq!(market.parameter()?.to_string(), "0.5");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an activity that is not above zero.
    pub fn parameter(&self) -> Result<Exact> {
        let MarketShare { own_base, sector_base, own, sector } = *self;
        positive("an own activity of the base year", own_base)?;
        positive("a sector's activity of the base year", sector_base)?;
        positive("an own activity", own)?;
        positive("a sector's activity", sector)?;
        product_over(&[own_base, sector], &[sector_base, own], Rounding::RESOLUTION)
    }
}

/// An intensity that converges with that of its sector: the sectoral decarbonisation approach.
///
/// ```text
/// CI_y = d p_y m_y + SI_end      d = CI_base - SI_end      p_y = (SI_y - SI_end) / (SI_base - SI_end)
/// ```
///
/// Method report of the sectoral decarbonisation approach, 2015; without market shares `m = 1`. The
/// numbers are emissions per unit of the same activity: per tonne, per square metre.
///
/// # Examples
///
/// ```
/// use climate_account::{number::Rounding, target::{IntensityCap, MarketShare, SectoralConvergence}};
///
/// let buildings = SectoralConvergence {
///     own_base: 50.into(),
///     sector_base: 40.into(),
///     sector_end: 5.into(),
///     cap: IntensityCap::None,
/// };
/// let market = MarketShare { own_base: 100.into(), sector_base: 1000.into(), own: 130.into(), sector: 1200.into() };
/// let result = buildings.intensity(25.into(), Some(&market))?;
/// assert_eq!(result.distance, 45.into());
/// assert_eq!(result.value.round(Rounding::decimals(6))?.to_string(), "28.736264");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct SectoralConvergence {
    /// The own intensity in the base year.
    pub own_base: Exact,
    /// The intensity of the sector in the base year.
    pub sector_base: Exact,
    /// The intensity of the sector in the end year.
    pub sector_end: Exact,
    /// Whether the own intensity may rise.
    pub cap: IntensityCap,
}

/// A converging intensity of a year and what it is made of.
///
/// # Examples
///
/// See [`SectoralConvergence`]:
///
/// ```
/// use climate_account::target::{IntensityCap, SectoralConvergence};
///
/// let plant = SectoralConvergence {
///     own_base: "0.9".parse()?,
///     sector_base: "6.45".parse()?,
///     sector_end: "5.16".parse()?,
///     cap: IntensityCap::OwnBase,
/// };
/// let result = plant.intensity("6.192".parse()?, None)?;
/// assert_eq!((result.uncapped, result.value, result.capped), ("1.752".parse()?, "0.9".parse()?, true));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ConvergedIntensity {
    /// `d`, from the own base intensity to the sector's at the end.
    pub distance: Exact,
    /// `p`, what of the sector's way is left.
    pub progress: Exact,
    /// `m`, 1 without market shares.
    pub market: Exact,
    /// The intensity by the formula.
    pub uncapped: Exact,
    /// The intensity under the cap.
    pub value: Exact,
    /// Whether the cap took effect.
    pub capped: bool,
}

impl SectoralConvergence {
    /// The own intensity in a year in which the sector has a given one.
    ///
    /// # Examples
    ///
    /// See [`SectoralConvergence`]:
    ///
    /// ```
    /// use climate_account::target::{IntensityCap, SectoralConvergence};
    ///
    /// let plant = SectoralConvergence { own_base: 8.into(), sector_base: 6.into(), sector_end: 2.into(), cap: IntensityCap::None };
    /// assert_eq!(plant.intensity(4.into(), None)?.value, 5.into()); // halfway
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DivisionByZero`](crate::ErrorKind::DivisionByZero) where the sector does not change;
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an activity that is not above zero.
    pub fn intensity(
        &self,
        sector: Exact,
        market: Option<&MarketShare>,
    ) -> Result<ConvergedIntensity> {
        let SectoralConvergence { own_base, sector_base, sector_end, cap } = *self;
        if sector_base == sector_end {
            let found = sector_base.to_string();
            return Err(Error::new(TargetProblem::NoConvergence { found }));
        }
        let distance = own_base.minus(sector_end)?;
        let (left, way) = (sector.minus(sector_end)?, sector_base.minus(sector_end)?);
        let progress = over(left, way)?;
        let (market, path) = match market {
            None => (Exact::ONE, product_over(&[distance, left], &[way], Rounding::RESOLUTION)?),
            Some(share) => {
                let factors = [distance, left, share.own_base, share.sector];
                let divisors = [way, share.sector_base, share.own];
                (share.parameter()?, product_over(&factors, &divisors, Rounding::RESOLUTION)?)
            }
        };
        let uncapped = path.plus(sector_end)?;
        let (value, capped) = cap.apply(own_base, uncapped);
        Ok(ConvergedIntensity { distance, progress, market, uncapped, value, capped })
    }
}

/// The intensities of a scenario scaled so that the base year is the observed one.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, series::{AnnualValue, Series}, target::rescaled_scenario};
///
/// let (base, end) = (Year::new(2020)?, Year::new(2025)?);
/// let anchors = [(base, AnnualValue::Number("0.5".parse()?)), (end, AnnualValue::Number("0.4".parse()?))];
/// let scenario = Series::new("t CO2/t".parse()?, anchors)?;
/// let observed = rescaled_scenario(&scenario, base, "6.45".parse()?)?;
/// assert_eq!(observed.at(Year::new(2021)?)?.to_string(), "6.192");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the scenario's base year has no value or one
/// that is not above zero.
pub fn rescaled_scenario(scenario: &Series, base_year: Year, observed: Exact) -> Result<Series> {
    let base = scenario.at(base_year)?;
    positive("an intensity of the scenario in the base year", base)?;
    let last = scenario.span().1;
    annual(scenario.unit(), base_year.to(last), |year| {
        product_over(&[scenario.at(year)?, observed], &[base], Rounding::RESOLUTION)
    })
}

/// The emissions of an activity at an intensity.
///
/// # Examples
///
/// ```
/// use climate_account::target::emissions_of_intensity;
///
/// assert_eq!(emissions_of_intensity("28.5".parse()?, 130.into())?.to_string(), "3705");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn emissions_of_intensity(intensity: Exact, activity: Exact) -> Result<Exact> {
    product(intensity, activity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_does_not_converge() {
        let sector = SectoralConvergence {
            own_base: 8.into(),
            sector_base: 2.into(),
            sector_end: 2.into(),
            cap: IntensityCap::None,
        };
        assert_eq!(
            sector.intensity(2.into(), None).unwrap_err().to_string(),
            "expected a sector whose intensity changes from the base to the end, found 2 in both; \
             there is no way to share"
        );
        let market = |numbers: [i64; 4]| {
            let [own_base, sector_base, own, sector] = numbers.map(Exact::from);
            MarketShare { own_base, sector_base, own, sector }.parameter().unwrap_err().to_string()
        };
        assert_eq!(
            market([0, 1, 1, 1]),
            "expected an own activity of the base year above zero, found 0"
        );
        assert_eq!(
            market([1, 0, 1, 1]),
            "expected a sector's activity of the base year above zero, found 0"
        );
        assert_eq!(market([1, 1, 0, 1]), "expected an own activity above zero, found 0");
        assert_eq!(market([1, 1, 1, -1]), "expected a sector's activity above zero, found -1");
    }
}
