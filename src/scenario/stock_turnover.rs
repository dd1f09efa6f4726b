use super::problem::ScenarioProblem;
use crate::Year;
use crate::error::{Error, Result};
use crate::number::Exact;

/// A stock (buildings, boilers, cars) of which a share is renewed each year up to a potential.
///
/// ```text
/// renewed(t) = min( potential, rate x (t - first year) )
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{Year, scenario::StockTurnover};
///
/// let buildings = StockTurnover {
///     first_year: Year::new(2024)?, // history: nothing is renewed yet
///     rate: "0.1".parse()?,
///     potential: "0.5".parse()?,
///     lifetime: Some(10),
/// };
/// assert_eq!(buildings.renewed(Year::new(2027)?)?.to_string(), "0.3");
/// assert_eq!(buildings.renewed(Year::new(2035)?)?.to_string(), "0.5");
/// assert_eq!(buildings.replaced_again(Year::new(2035)?)?.to_string(), "0.1"); // renewed in 2025
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a rate or a potential outside 0 to 1, and a
/// lifetime of no year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct StockTurnover {
    /// The last year before the renewal starts.
    pub first_year: Year,
    /// The share of the whole stock that is renewed each year.
    pub rate: Exact,
    /// The share that can be renewed at all.
    pub potential: Exact,
    /// Years after which what was renewed is replaced again; `None` where that is left out.
    pub lifetime: Option<u16>,
}

impl StockTurnover {
    /// The share of the stock that is renewed by a year.
    ///
    /// # Examples
    ///
    /// See [`StockTurnover`]:
    ///
    /// ```
    /// use climate_account::{Year, scenario::StockTurnover};
    ///
    /// let first_year = Year::new(2024)?;
    /// let (rate, potential) = ("0.3".parse()?, "0.5".parse()?);
    /// let cars = StockTurnover { first_year, rate, potential, lifetime: None };
    /// assert_eq!(cars.renewed(Year::new(2026)?)?.to_string(), "0.5");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`StockTurnover`].
    pub fn renewed(&self, year: Year) -> Result<Exact> {
        self.check()?;
        let years = (year.number() - self.first_year.number()).max(0);
        Ok(self.rate.checked_mul(Exact::from(years))?.min(self.potential))
    }

    /// The share that is renewed for the first time in a year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, scenario::StockTurnover};
    ///
    /// let first_year = Year::new(2024)?;
    /// let (rate, potential) = ("0.3".parse()?, "0.5".parse()?);
    /// let cars = StockTurnover { first_year, rate, potential, lifetime: None };
    /// assert_eq!(cars.newly_renewed(Year::new(2026)?)?.to_string(), "0.2");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`StockTurnover`].
    pub fn newly_renewed(&self, year: Year) -> Result<Exact> {
        let Ok(before) = year.plus(-1) else { return Ok(Exact::ZERO) };
        self.renewed(year)?.checked_sub(self.renewed(before)?)
    }

    /// The share that is replaced again in a year, because its lifetime is over.
    ///
    /// # Examples
    ///
    /// See [`StockTurnover`]:
    ///
    /// ```
    /// use climate_account::{Year, scenario::StockTurnover};
    ///
    /// let first_year = Year::new(2024)?;
    /// let (rate, potential) = ("0.1".parse()?, "0.5".parse()?);
    /// let kept = StockTurnover { first_year, rate, potential, lifetime: None };
    /// assert_eq!(kept.replaced_again(Year::new(2060)?)?, 0.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`StockTurnover`].
    pub fn replaced_again(&self, year: Year) -> Result<Exact> {
        self.check()?;
        let Some(lifetime) = self.lifetime.map(i64::from) else { return Ok(Exact::ZERO) };
        let mut sum = Exact::ZERO;
        let mut earlier = year.number() - lifetime;
        while earlier > self.first_year.number() {
            sum = sum.checked_add(self.newly_renewed(Year::new(earlier)?)?)?;
            earlier -= lifetime;
        }
        Ok(sum)
    }

    fn check(&self) -> Result<()> {
        let shares = [("a rate of renewal", self.rate), ("a potential", self.potential)];
        for (what, share) in shares {
            if share.is_negative() || share > Exact::ONE {
                let found = share.to_string();
                return Err(Error::new(ScenarioProblem::Share { what, found }));
            }
        }
        match self.lifetime {
            Some(0) => Err(Error::new(ScenarioProblem::Lifetime)),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_out_of_range() {
        let year = Year::new(2030).unwrap();
        let turnover = |rate: i64, potential: i64, lifetime| {
            let turnover = StockTurnover {
                first_year: Year::new(2024).unwrap(),
                rate: rate.into(),
                potential: potential.into(),
                lifetime,
            };
            turnover.replaced_again(year).unwrap_err().to_string()
        };
        assert_eq!(
            turnover(10, 1, None),
            "expected a rate of renewal from 0 to 1, found 10; give per cent as a fraction"
        );
        assert_eq!(
            turnover(1, -1, None),
            "expected a potential from 0 to 1, found -1; give per cent as a fraction"
        );
        assert_eq!(
            turnover(1, 1, Some(0)),
            "expected a lifetime of at least one year, found 0; leave it out where nothing is renewed"
        );
    }
}
