use super::CarbonStockChange;
use super::carbon_stock_change::change_step;
use super::soil_carbon::carbon;
use crate::error::{Error, Result};
use crate::gas::Emissions;
use crate::method::fraction;
use crate::method::input_problem::{InputProblem, activity, one_area};
use crate::method::sourced::titled_step;
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::land as text;
use crate::unit::{Area, CarbonMass, Ratio};
use crate::{Quantity, Year};

/// A stock of carbon that was measured in a year.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, Year, unit::{Area, CarbonMass}};
/// use climate_account::method::{Sourced, land::CarbonSurvey};
///
/// let source = Source::new("Copenhagen University", "Forest inventory", 2023, "Odder")?;
/// let survey = CarbonSurvey {
///     year: Year::new(2013)?,
///     area: Sourced::new(Quantity::<Area>::hectares(100), &source),
///     stock: Sourced::new(Quantity::<CarbonMass>::tonnes(11_400), &source),
/// };
/// assert_eq!(survey.year.number(), 2013);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CarbonSurvey {
    /// The year.
    pub year: Year,
    /// The area that was surveyed.
    pub area: Sourced<Quantity<Area>>,
    /// The carbon on it.
    pub stock: Sourced<Quantity<CarbonMass>>,
}

/// The yearly change of a stock of carbon between two surveys of one area.
///
/// ```text
/// dC = (C_t2 - C_t1) / (t2 - t1)
/// ```
///
/// IPCC 2006, volume 4, equation 2.8. The result is for one year; the interval's whole change is not
/// booked in the year of the survey.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, Year, gas::Gas, unit::{Area, CarbonMass}};
/// use climate_account::method::{Calculation, Sourced, land::{CarbonSurvey, StockDifference}};
///
/// let source = Source::new("Copenhagen University", "Forest inventory", 2023, "Odder")?;
/// let survey = |year: i64, tonnes: i64| -> climate_account::Result<_> {
///     Ok(CarbonSurvey {
///         year: Year::new(year)?,
///         area: Sourced::new(Quantity::<Area>::hectares(100), &source),
///         stock: Sourced::new(Quantity::<CarbonMass>::tonnes(tonnes), &source),
///     })
/// };
/// let forest = StockDifference { first: survey(2013, 11_400)?, last: survey(2023, 12_000)? };
/// assert_eq!(forest.change()?.carbon(), Quantity::<CarbonMass>::tonnes(60));
/// assert_eq!(forest.emissions()?.tonnes(Gas::CO2), (-220).into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an area or a stock below zero, for two areas, and
/// where the last year does not come after the first.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct StockDifference {
    /// The earlier survey.
    pub first: CarbonSurvey,
    /// The later survey.
    pub last: CarbonSurvey,
}

impl StockDifference {
    /// The change in one year, rounded half-even at a microgram where it does not terminate.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, Year, unit::{Area, CarbonMass}};
    /// use climate_account::method::{Sourced, land::{CarbonSurvey, StockDifference}};
    ///
    /// let source = Source::new("Copenhagen University", "Forest inventory", 2023, "Odder")?;
    /// let survey = |year: i64, tonnes: i64| -> climate_account::Result<_> {
    ///     Ok(CarbonSurvey {
    ///         year: Year::new(year)?,
    ///         area: Sourced::new(Quantity::<Area>::hectares(100), &source),
    ///         stock: Sourced::new(Quantity::<CarbonMass>::tonnes(tonnes), &source),
    ///     })
    /// };
    /// let forest = StockDifference { first: survey(2020, 1000)?, last: survey(2023, 998)? };
    /// assert_eq!(forest.change()?.carbon().to_string(), "-666.666666667 kg C");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn change(&self) -> Result<CarbonStockChange> {
        let StockDifference { first, last } = self;
        for survey in [first, last] {
            activity("a surveyed area", survey.area.value)?;
            activity("a stock of carbon", survey.stock.value)?;
        }
        one_area("two surveys", first.area.value, last.area.value)?;
        if last.year <= first.year {
            return Err(Error::new(InputProblem::Range {
                what: "a last survey",
                range: "after the first",
                found: format!("{} and {}", first.year, last.year),
                remedy: "name the earlier survey first",
            }));
        }
        let years = Exact::from(last.year.number() - first.year.number());
        let gained = last.stock.value.checked_sub(first.stock.value)?.base_value();
        let yearly = fraction::quotient(Ratio::of(gained), Ratio::of(years))?;
        carbon(yearly).map(CarbonStockChange::of)
    }
}

impl Calculation for StockDifference {
    fn method(&self) -> Method {
        Method::StockDifference
    }

    fn emissions(&self) -> Result<Emissions> {
        self.change()?.emissions()
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = Vec::new();
        for CarbonSurvey { year, area, stock } in [&self.first, &self.last] {
            steps.push(titled_step(area, text::AREA_IN.with(&[("year", year)])));
            steps.push(titled_step(stock, text::CARBON_STOCK_IN.with(&[("year", year)])));
        }
        steps.push(change_step(self.change()?));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::read;

    fn survey(year: i64, area: &str, stock: &str) -> CarbonSurvey {
        CarbonSurvey { year: Year::new(year).unwrap(), area: read(area), stock: read(stock) }
    }

    #[test]
    fn says_what_is_wrong() {
        let text =
            |first, last| StockDifference { first, last }.emissions().unwrap_err().to_string();
        let good = || survey(2013, "1 ha", "1 t C");
        assert_eq!(
            text(good(), survey(2023, "2 ha", "1 t C")),
            "expected two surveys of one area, found 10000 m2 and 20000 m2; enter a change of area \
             as a conversion of land"
        );
        assert_eq!(
            text(good(), good()),
            "expected a last survey after the first, found 2013 and 2013; name the earlier survey \
             first"
        );
        assert_eq!(
            text(good(), survey(2023, "1 ha", "-1 t C")),
            "expected a stock of carbon of zero or more, found -1000 kg C; enter a removal or a \
             credit as emissions of its own"
        );
        assert_eq!(
            text(survey(2013, "-1 ha", "1 t C"), good()),
            "expected a surveyed area of zero or more, found -10000 m2; enter a removal or a credit \
             as emissions of its own"
        );
    }

    #[test]
    fn a_survey_is_named_by_its_year() {
        let difference = StockDifference {
            first: survey(2013, "1 ha", "1 t C"),
            last: survey(2023, "1 ha", "2 t C"),
        };
        let steps = difference.steps().unwrap();
        assert_eq!(steps[1].what.en, "Carbon stock 2013");
        assert_eq!(steps.len(), 5);
    }
}
