use super::arithmetic::{Long, after, annual, positive, share, years_between};
use super::problem::TargetProblem;
use crate::Year;
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding, product, product_over};
use crate::series::Series;
use crate::unit::Unit;

/// The rule of an absolute contraction.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, target::{AbsoluteContraction, ContractionRule}};
///
/// let rule = ContractionRule::FixedRate { rate: "0.042".parse()?, lowest: None };
/// let contraction = AbsoluteContraction {
///     method: "absolute contraction".to_owned(),
///     version: "until April 2026".to_owned(),
///     base_year: Year::new(2020)?,
///     base: 100_000.into(),
///     rule,
/// };
/// assert_eq!(contraction.level(Year::new(2035)?)?, 37_000.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum ContractionRule {
    /// A fixed share of the base year each year.
    FixedRate {
        /// The share of the base year, 0.042 in the criteria used until April 2026.
        rate: Exact,
        /// A level that it does not fall below; without one it falls below zero after `1 / rate`
        /// years.
        lowest: Option<Exact>,
    },
    /// A straight line from the base year to what is left in a net-zero year, and no further.
    ToResidual {
        /// The net-zero year.
        net_zero_year: Year,
        /// The share of the base year that is left then.
        residual_share: Exact,
        /// The least share of the base year to cut each year.
        minimum_rate: Option<Exact>,
    },
}

/// A yearly rate, and whether a minimum raised it.
///
/// # Examples
///
/// ```
/// use climate_account::target::ContractionRate;
///
/// let rate = ContractionRate { rate: "0.042".parse()?, raised_to_minimum: true };
/// assert!(rate.raised_to_minimum);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ContractionRate {
    /// The share of the base year that is cut each year.
    pub rate: Exact,
    /// Whether it is the minimum, because the line asks for less.
    pub raised_to_minimum: bool,
}

/// Emissions that fall by the same share of the base year each year.
///
/// ```text
/// fixed rate     E_y = E_b (1 - r (y - b))
/// to residual    r = (1 - rho) / (N - b),  not below a minimum;  E_y not below rho E_b
/// ```
///
/// The method of the Science Based Targets initiative changed in April 2026 from the first to the
/// second, so that method and version belong to the result.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, number::Rounding};
/// use climate_account::target::{AbsoluteContraction, ContractionRule};
///
/// let to_residual = |minimum_rate| -> climate_account::Result<_> {
///     let rule = ContractionRule::ToResidual {
///         net_zero_year: Year::new(2050)?,
///         residual_share: "0.1".parse()?,
///         minimum_rate,
///     };
///     let (method, version) = ("absolute contraction".to_owned(), "April 2026".to_owned());
///     Ok(AbsoluteContraction { method, version, base_year: Year::new(2024)?, base: 100_000.into(), rule })
/// };
/// let level = to_residual(None)?.level(Year::new(2030)?)?;
/// assert_eq!(level.round(Rounding::decimals(4))?.to_string(), "79230.7692");
/// // Cut by 4.2 % a year at least, it is lower.
/// let level = to_residual(Some("0.042".parse()?))?.level(Year::new(2030)?)?;
/// assert_eq!(level, 74_800.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct AbsoluteContraction {
    /// The name of the method.
    pub method: String,
    /// The version of the method.
    pub version: String,
    /// The base year.
    pub base_year: Year,
    /// The emissions of the base year.
    pub base: Exact,
    /// The rule.
    pub rule: ContractionRule,
}

impl AbsoluteContraction {
    /// The share of the base year that is cut each year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, target::{AbsoluteContraction, ContractionRule}};
    ///
    /// let contraction = AbsoluteContraction {
    ///     method: "absolute contraction".to_owned(),
    ///     version: "April 2026".to_owned(),
    ///     base_year: Year::new(2020)?,
    ///     base: 100.into(),
    ///     rule: ContractionRule::ToResidual {
    ///         net_zero_year: Year::new(2050)?,
    ///         residual_share: "0.1".parse()?,
    ///         minimum_rate: Some("0.042".parse()?),
    ///     },
    /// };
    /// let rate = contraction.rate()?; // the line asks for 3 %
    /// assert_eq!((rate.rate, rate.raised_to_minimum), ("0.042".parse()?, true));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a rate or a residual share outside 0 to 1, and
    /// where the net-zero year is not after the base year.
    pub fn rate(&self) -> Result<ContractionRate> {
        match &self.rule {
            ContractionRule::FixedRate { rate, .. } => {
                share("a yearly rate", *rate)?;
                Ok(ContractionRate { rate: *rate, raised_to_minimum: false })
            }
            ContractionRule::ToResidual { net_zero_year, residual_share, minimum_rate } => {
                after("a net-zero year", self.base_year, *net_zero_year)?;
                share("a residual share", *residual_share)?;
                let years = years_between(self.base_year, *net_zero_year);
                let cut = Exact::ONE.minus(*residual_share)?;
                let rate = cut.quotient(years, Rounding::RESOLUTION)?;
                if let Some(minimum) = *minimum_rate {
                    share("a minimum rate", minimum)?;
                    if rate < minimum {
                        return Ok(ContractionRate { rate: minimum, raised_to_minimum: true });
                    }
                }
                Ok(ContractionRate { rate, raised_to_minimum: false })
            }
        }
    }

    /// The level of a year.
    ///
    /// # Examples
    ///
    /// See [`AbsoluteContraction`]:
    ///
    /// ```
    /// use climate_account::{Year, target::{AbsoluteContraction, ContractionRule}};
    ///
    /// let level_of_2050 = |lowest| -> climate_account::Result<_> {
    ///     AbsoluteContraction {
    ///         method: "absolute contraction".to_owned(),
    ///         version: "until April 2026".to_owned(),
    ///         base_year: Year::new(2020)?,
    ///         base: 100.into(),
    ///         rule: ContractionRule::FixedRate { rate: "0.042".parse()?, lowest },
    ///     }
    ///     .level(Year::new(2050)?)
    /// };
    /// assert_eq!(level_of_2050(None)?, (-26).into());
    /// assert_eq!(level_of_2050(Some(0.into()))?, 0.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`rate`](AbsoluteContraction::rate), and for a base that is not above zero or a year before
    /// the base year.
    pub fn level(&self, year: Year) -> Result<Exact> {
        positive("emissions of the base year", self.base)?;
        let rate = self.rate()?;
        if year < self.base_year {
            let (what, first, found) = ("a year from or", self.base_year, year);
            return Err(Error::new(TargetProblem::Years { what, first, found }));
        }
        let passed = years_between(self.base_year, year);
        let (level, lowest) = match &self.rule {
            ContractionRule::FixedRate { lowest, .. } => {
                let left = Exact::ONE.minus(rate.rate.by(passed)?)?;
                (product(self.base, left)?, *lowest)
            }
            ContractionRule::ToResidual { net_zero_year, residual_share, .. } => {
                let residual = product(self.base, *residual_share)?;
                let left = if rate.raised_to_minimum {
                    let left = Exact::ONE.minus(rate.rate.by(passed)?)?;
                    product(self.base, left)?
                } else {
                    // From the numbers of the line, so that a rounded rate is not multiplied.
                    let years = years_between(self.base_year, *net_zero_year);
                    let cut = Exact::ONE.minus(*residual_share)?.by(passed)?;
                    let above = years.minus(cut)?;
                    product_over(&[self.base, above], &[years], Rounding::RESOLUTION)?
                };
                (left, Some(residual))
            }
        };
        Ok(lowest.map_or(level, |lowest| level.max(lowest)))
    }

    /// The levels of the years from the base year to a last one.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, target::{AbsoluteContraction, ContractionRule}};
    ///
    /// let contraction = AbsoluteContraction {
    ///     method: "absolute contraction".to_owned(),
    ///     version: "until April 2026".to_owned(),
    ///     base_year: Year::new(2020)?,
    ///     base: 100.into(),
    ///     rule: ContractionRule::FixedRate { rate: "0.042".parse()?, lowest: None },
    /// };
    /// let path = contraction.path(Year::new(2030)?, &"kt CO2e".parse()?)?;
    /// assert_eq!(path.at(Year::new(2025)?)?, 79.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`level`](AbsoluteContraction::level).
    pub fn path(&self, last: Year, unit: &Unit) -> Result<Series> {
        annual(unit, self.base_year.to(last), |year| self.level(year))
    }
}

/// Emissions per head that move from a place's own level to a common one.
///
/// ```text
/// e_y = (1 - w) e_own + w e_common(y)      w = (y - b) / (Y - b),  1 from the convergence year Y on
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{Year, number::Rounding, series::{AnnualValue, Series}};
/// use climate_account::target::ContractionAndConvergence;
///
/// let year = |year| Year::new(year);
/// let common = [(year(2025)?, "4.5"), (year(2030)?, "3.5"), (year(2040)?, "1.5")];
/// let common = common.map(|(year, value)| (year, AnnualValue::Number(value.parse().unwrap_or_default())));
/// let path = ContractionAndConvergence {
///     base_year: year(2025)?,
///     own: 6.into(),
///     common: Series::new("t CO2e/capita".parse()?, common)?,
///     convergence_year: year(2040)?,
/// };
/// assert_eq!(path.per_head(year(2030)?)?.round(Rounding::decimals(4))?.to_string(), "5.1667");
/// assert_eq!(path.emissions(year(2040)?, 104_000.into())?, 156_000.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ContractionAndConvergence {
    /// The year of the own level.
    pub base_year: Year,
    /// The own emissions per head in the base year.
    pub own: Exact,
    /// The common emissions per head of each year.
    pub common: Series,
    /// The year from which all have the common level.
    pub convergence_year: Year,
}

impl ContractionAndConvergence {
    /// Emissions per head in a year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, Series}};
    /// use climate_account::target::ContractionAndConvergence;
    ///
    /// let (base, end) = (Year::new(2025)?, Year::new(2035)?);
    /// let common = [(base, AnnualValue::Number(4.into())), (end, AnnualValue::Number(1.into()))];
    /// let common = Series::new("t CO2e/capita".parse()?, common)?;
    /// let path = ContractionAndConvergence { base_year: base, own: 8.into(), common, convergence_year: end };
    /// // Half of 8 and half of 2.5.
    /// assert_eq!(path.per_head(Year::new(2030)?)?.to_string(), "5.25");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a year before the base year or without a
    /// common level, and where convergence is not after the base year.
    pub fn per_head(&self, year: Year) -> Result<Exact> {
        after("a convergence year", self.base_year, self.convergence_year)?;
        if year < self.base_year {
            let (what, first, found) = ("a year from or", self.base_year, year);
            return Err(Error::new(TargetProblem::Years { what, first, found }));
        }
        let common = self.common.at(year)?;
        if year >= self.convergence_year {
            return Ok(common);
        }
        let years = years_between(self.base_year, self.convergence_year);
        let own = self.own.by(years_between(year, self.convergence_year))?;
        let common = common.by(years_between(self.base_year, year))?;
        own.plus(common)?.quotient(years, Rounding::RESOLUTION)
    }

    /// Emissions of so many inhabitants in a year.
    ///
    /// # Examples
    ///
    /// See [`ContractionAndConvergence`]:
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, Series}};
    /// use climate_account::target::ContractionAndConvergence;
    ///
    /// let (base, end) = (Year::new(2025)?, Year::new(2035)?);
    /// let common = Series::new("t CO2e/capita".parse()?, [(base, AnnualValue::Number(4.into()))])?;
    /// let path = ContractionAndConvergence { base_year: base, own: 8.into(), common, convergence_year: end };
    /// assert_eq!(path.emissions(base, 1000.into())?, 8000.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`per_head`](ContractionAndConvergence::per_head), and
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for inhabitants that are not above zero.
    pub fn emissions(&self, year: Year, population: Exact) -> Result<Exact> {
        positive("inhabitants", population)?;
        product(self.per_head(year)?, population)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::AnnualValue;

    fn year(number: i64) -> Year {
        Year::new(number).unwrap()
    }

    fn contraction(base: i64, rule: ContractionRule) -> AbsoluteContraction {
        let (method, version) = ("contraction".to_owned(), "1".to_owned());
        AbsoluteContraction { method, version, base_year: year(2020), base: base.into(), rule }
    }

    #[test]
    fn says_what_is_out_of_range() {
        let fixed =
            |rate: &str| ContractionRule::FixedRate { rate: rate.parse().unwrap(), lowest: None };
        let line = |net_zero, residual: &str, minimum: &str| ContractionRule::ToResidual {
            net_zero_year: year(net_zero),
            residual_share: residual.parse().unwrap(),
            minimum_rate: Some(minimum.parse().unwrap()),
        };
        let text = |base, rule, number| {
            contraction(base, rule).level(year(number)).unwrap_err().to_string()
        };
        assert_eq!(
            text(1, fixed("4.2"), 2030),
            "expected a yearly rate from 0 to 1, found 4.2; give per cent as a fraction"
        );
        assert_eq!(
            text(0, fixed("0.042"), 2030),
            "expected emissions of the base year above zero, found 0"
        );
        assert_eq!(
            text(1, fixed("0.042"), 2019),
            "expected a year from or after 2020, found 2019; give the years in order"
        );
        assert_eq!(
            text(1, line(2020, "0.1", "0"), 2030),
            "expected a net-zero year after 2020, found 2020; give the years in order"
        );
        assert!(
            text(1, line(2050, "10", "0"), 2030).starts_with("expected a residual share from 0")
        );
        assert!(
            text(1, line(2050, "0", "4"), 2030).starts_with("expected a minimum rate from 0 to")
        );
    }

    #[test]
    fn the_line_ends_at_what_is_left() {
        let line = |minimum: Option<&str>| {
            contraction(
                1000,
                ContractionRule::ToResidual {
                    net_zero_year: year(2050),
                    residual_share: Exact::new(1, 1),
                    minimum_rate: minimum.map(|rate| rate.parse().unwrap()),
                },
            )
        };
        for number in [2050, 2060] {
            assert_eq!(line(None).level(year(number)).unwrap(), 100.into());
            assert_eq!(line(Some("0.042")).level(year(number)).unwrap(), 100.into());
        }
        assert!(!line(Some("0.01")).rate().unwrap().raised_to_minimum);
    }

    #[test]
    fn convergence_has_its_years() {
        let common = Series::new("t".parse().unwrap(), [(year(2025), AnnualValue::Zero)]).unwrap();
        let path = |end| ContractionAndConvergence {
            base_year: year(2025),
            own: 5.into(),
            common: common.clone(),
            convergence_year: year(end),
        };
        assert_eq!(
            path(2025).per_head(year(2025)).unwrap_err().to_string(),
            "expected a convergence year after 2025, found 2025; give the years in order"
        );
        assert_eq!(
            path(2030).per_head(year(2024)).unwrap_err().to_string(),
            "expected a year from or after 2025, found 2024; give the years in order"
        );
        assert_eq!(
            path(2030).emissions(year(2025), Exact::ZERO).unwrap_err().to_string(),
            "expected inhabitants above zero, found 0"
        );
    }
}
