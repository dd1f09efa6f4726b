use super::problem::EconomicsProblem;
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding, product_over};
use crate::{Source, nearest, table};

const TABLE: &str = include_str!("../data/discount_rates.csv");

/// How a discount rate that falls in steps is read.
///
/// The first is continuous. Under the second the present value jumps up where the rate falls; it
/// is met in spreadsheets.
///
/// # Examples
///
/// ```
/// use climate_account::economics::{DiscountRates, StepReading};
/// use climate_account::number::Rounding;
///
/// let after_36_years = |reading| {
///     DiscountRates::built_in("dk-2021", reading)?.factor(36)?.round(Rounding::decimals(3))
/// };
/// assert_eq!(after_36_years(StepReading::EachYear)?.to_string(), "0.293");
/// assert_eq!(after_36_years(StepReading::WholeHorizon)?.to_string(), "0.411");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum StepReading {
    /// Each year by its own rate: the product of yearly forward rates.
    EachYear,
    /// The rate of the year of payment for all years before it.
    WholeHorizon,
}

/// When the first payment of a row is made.
///
/// The two differ by one year of discounting in everything.
///
/// # Examples
///
/// ```
/// use climate_account::economics::{CashFlow, DiscountRates, IndexConvention};
///
/// let payment = CashFlow::new("DKK (2023)".parse()?, [103.into()])?;
/// let rates = DiscountRates::constant("0.03".parse()?)?;
/// assert_eq!(payment.present_value(&rates, IndexConvention::FirstNow)?.value(), 103.into());
/// let later = payment.present_value(&rates, IndexConvention::FirstInOneYear)?.value();
/// assert_eq!(later.round(climate_account::number::Rounding::decimals(9))?, 100.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum IndexConvention {
    /// The first payment is made now and not discounted.
    FirstNow,
    /// The first payment is made in a year and discounted once.
    FirstInOneYear,
}

impl IndexConvention {
    pub(super) fn first(self) -> u32 {
        match self {
            IndexConvention::FirstNow => 0,
            IndexConvention::FirstInOneYear => 1,
        }
    }
}

/// Discount rates, real, by years from now.
///
/// ```text
/// factor(t) = 1 / ( (1 + r_1) (1 + r_2) ... (1 + r_t) )
/// ```
///
/// Factors are rounded once, to 24 decimals, so that their products with amounts of up to two
/// decimals are exact.
///
/// # Examples
///
/// ```
/// use climate_account::economics::DiscountRates;
///
/// let rates = DiscountRates::constant("0.25".parse()?)?;
/// assert_eq!(rates.factor(2)?, "0.64".parse()?);
/// assert_eq!(DiscountRates::constant(0.into())?.factor(50)?, 1.into());
/// let error = DiscountRates::constant((-1).into()).unwrap_err();
/// assert_eq!(error.to_string(), "expected a rate above -1 a year, found -1; give per cent as a fraction");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DiscountRates {
    /// From an index on, a rate.
    steps: Vec<(u32, Exact)>,
    reading: StepReading,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    source: Option<Source>,
}

impl DiscountRates {
    /// One rate for all years, as a fraction.
    ///
    /// # Examples
    ///
    /// See [`DiscountRates`]:
    ///
    /// ```
    /// use climate_account::economics::DiscountRates;
    ///
    /// assert_eq!(DiscountRates::constant("0.25".parse()?)?.factor(1)?, "0.8".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a rate at or below -100 %.
    pub fn constant(rate: Exact) -> Result<DiscountRates> {
        DiscountRates::stepped([(0, rate)], StepReading::EachYear)
    }

    /// Rates that each hold from an index of years on; the first from 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::economics::{DiscountRates, StepReading};
    ///
    /// let steps = [(0, "0.25".parse()?), (2, 0.into())];
    /// assert_eq!(DiscountRates::stepped(steps, StepReading::EachYear)?.factor(9)?, "0.8".parse()?);
    /// assert_eq!(DiscountRates::stepped(steps, StepReading::WholeHorizon)?.factor(9)?, 1.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a rate at or below -100 %, and for steps that do
    /// not begin at 0 or do not rise.
    pub fn stepped(
        steps: impl IntoIterator<Item = (u32, Exact)>,
        reading: StepReading,
    ) -> Result<DiscountRates> {
        let steps: Vec<(u32, Exact)> = steps.into_iter().collect();
        if let Some((_, rate)) = steps.iter().find(|(_, rate)| *rate <= Exact::from(-1)) {
            return Err(Error::new(EconomicsProblem::Rate { found: rate.to_string() }));
        }
        let rises = steps.iter().zip(steps.iter().skip(1)).all(|(one, next)| one.0 < next.0);
        if !rises || steps.first().is_none_or(|(index, _)| *index != 0) {
            let indices: Vec<u32> = steps.iter().map(|(index, _)| *index).collect();
            return Err(Error::new(EconomicsProblem::Steps { found: format!("{indices:?}") }));
        }
        Ok(DiscountRates { steps, reading, source: None })
    }

    /// A built-in table by its vintage: `dk-until-2013`, `dk-2013`, `dk-2021`, `uk-green-book`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::economics::{DiscountRates, StepReading};
    ///
    /// let rates = DiscountRates::built_in("dk-2021", StepReading::EachYear)?;
    /// assert_eq!(rates.rate(40), "0.025".parse()?);
    /// assert_eq!(rates.source().map(|source| source.publisher()), Some("Finansministeriet"));
    /// let error = DiscountRates::built_in("dk-2022", StepReading::EachYear).unwrap_err();
    /// assert!(error.to_string().contains("`dk-2021`"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an id that is not there.
    pub fn built_in(id: &str, reading: StepReading) -> Result<DiscountRates> {
        let rows: Vec<table::Row> = table::rows(TABLE).filter(|row| row.get("id") == id).collect();
        let Some(first) = rows.first() else {
            let ids: Vec<&str> = table::rows(TABLE).map(|row| row.get("id")).collect();
            let hint = nearest::suggestion(id, ids.into_iter());
            let id = crate::number::clip(id);
            return Err(Error::new(EconomicsProblem::UnknownTable { id, hint }));
        };
        let text = |name| first.get(name);
        let year = text("year").parse().unwrap_or_default();
        let source = Source::new(text("publisher"), text("title"), year, text("place"))?;
        let step = |row: &table::Row| {
            let index = row.get("from_index").parse().unwrap_or_default();
            Ok((index, row.get("rate").parse()?))
        };
        let steps = rows.iter().map(step).collect::<Result<Vec<_>>>()?;
        Ok(DiscountRates { source: Some(source), ..DiscountRates::stepped(steps, reading)? })
    }

    /// The Danish rates that were in force on a day, as `2021-01-07`: an analysis is judged by the rates
    /// of its time.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::economics::{DiscountRates, StepReading};
    ///
    /// let rate = |date| DiscountRates::danish_on(date, StepReading::EachYear).map(|rates| rates.rate(1));
    /// assert_eq!(rate("2012-12-31")?, "0.05".parse()?);
    /// assert_eq!(rate("2021-01-06")?, "0.04".parse()?);
    /// assert_eq!(rate("2021-01-07")?, "0.035".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for what is no date of that form.
    pub fn danish_on(date: &str, reading: StepReading) -> Result<DiscountRates> {
        let unknown = || Error::new(EconomicsProblem::Date { found: crate::number::clip(date) });
        let parts: Vec<&str> = date.split('-').collect();
        let number = |text: &&str, digits: usize| {
            let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| text.parse::<u32>().ok()).flatten()
        };
        let [year, month, day] = parts.as_slice() else { return Err(unknown()) };
        let known = number(year, 4).is_some()
            && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
            && number(day, 2).is_some_and(|day| (1..=31).contains(&day));
        // Dates of this form are in the order of their letters.
        let in_force = |row: &table::Row| {
            let (from, to) = (row.get("valid_from"), row.get("valid_to"));
            let bounded = !from.is_empty() || !to.is_empty();
            bounded && from <= date && (to.is_empty() || date <= to)
        };
        match table::rows(TABLE).find(in_force) {
            Some(row) if known => DiscountRates::built_in(row.get("id"), reading),
            _ => Err(unknown()),
        }
    }

    /// Where the rates come from, if they are built in.
    ///
    /// # Examples
    ///
    /// See [`built_in`](DiscountRates::built_in):
    ///
    /// ```
    /// use climate_account::economics::DiscountRates;
    ///
    /// assert!(DiscountRates::constant(0.into())?.source().is_none());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn source(&self) -> Option<&Source> {
        self.source.as_ref()
    }

    /// The rate of the year with an index.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::economics::{DiscountRates, StepReading};
    ///
    /// let rates = DiscountRates::built_in("uk-green-book", StepReading::EachYear)?;
    /// assert_eq!([rates.rate(30), rates.rate(31)], ["0.035".parse()?, "0.03".parse()?]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn rate(&self, index: u32) -> Exact {
        let held = self.steps.iter().rev().find(|(from, _)| *from <= index);
        held.map(|(_, rate)| *rate).unwrap_or_default()
    }

    /// What one unit of money in so many years is worth now.
    ///
    /// # Examples
    ///
    /// See [`DiscountRates`]:
    ///
    /// ```
    /// use climate_account::economics::DiscountRates;
    ///
    /// assert_eq!(DiscountRates::constant(1.into())?.factor(3)?, "0.125".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn factor(&self, index: u32) -> Result<Exact> {
        let mut growth = Exact::ONE;
        for year in 1..=index {
            let rate = match self.reading {
                StepReading::EachYear => self.rate(year),
                StepReading::WholeHorizon => self.rate(index),
            };
            let step = Exact::ONE.checked_add(rate)?;
            growth = product_over(&[growth, step], &[], Rounding::significant(34))?;
        }
        Exact::ONE.divide(growth, Rounding::decimals(24))
    }

    /// The present value of one unit of money in each of so many years.
    ///
    /// ```text
    /// a(n, r) = sum over t from 1 to n of factor(t) = ( 1 - (1 + r)^-n ) / r
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::economics::{DiscountRates, IndexConvention};
    /// use climate_account::number::Rounding;
    ///
    /// let sum = DiscountRates::constant("0.035".parse()?)?.annuity(20, IndexConvention::FirstInOneYear)?;
    /// assert_eq!(sum.round(Rounding::decimals(15))?.to_string(), "14.212403301952291");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) for no years.
    pub fn annuity(&self, years: u32, convention: IndexConvention) -> Result<Exact> {
        if years == 0 {
            return Err(Error::new(EconomicsProblem::NoYears));
        }
        let first = convention.first();
        (first..first.saturating_add(years))
            .try_fold(Exact::ZERO, |sum, index| sum.checked_add(self.factor(index)?))
    }

    /// The yearly payment that is worth one unit of money now (capital recovery factor).
    ///
    /// ```text
    /// r / ( 1 - (1 + r)^-n ),  and 1 / n at a rate of zero
    /// ```
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::economics::{DiscountRates, IndexConvention};
    /// use climate_account::number::Rounding;
    ///
    /// let yearly = DiscountRates::constant("0.05".parse()?)?
    ///     .capital_recovery_factor(15, IndexConvention::FirstInOneYear)?;
    /// assert_eq!(yearly.round(Rounding::decimals(15))?.to_string(), "0.096342287609244");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`annuity`](DiscountRates::annuity).
    pub fn capital_recovery_factor(
        &self,
        years: u32,
        convention: IndexConvention,
    ) -> Result<Exact> {
        Exact::ONE.divide(self.annuity(years, convention)?, Rounding::RESOLUTION)
    }
}

#[cfg(feature = "serde")]
crate::checked::read_checked!(
    DiscountRates { steps: Vec<(u32, Exact)>, reading: StepReading, source: Option<Source> }
    |steps, reading, source| {
        Ok(DiscountRates { source, ..DiscountRates::stepped(steps, reading)? })
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_table_reads() {
        for id in ["dk-until-2013", "dk-2013", "dk-2021", "uk-green-book"] {
            let rates = DiscountRates::built_in(id, StepReading::EachYear).unwrap();
            assert!(rates.rate(0).is_positive() && rates.source().is_some());
        }
        assert_eq!(table::rows(TABLE).count(), 10);
    }

    #[test]
    fn every_day_has_its_rates() {
        let rates = |date| DiscountRates::danish_on(date, StepReading::EachYear);
        for (date, id) in [
            ("1999-01-01", "dk-until-2013"),
            ("2013-05-30", "dk-until-2013"),
            ("2013-05-31", "dk-2013"),
            ("2021-01-06", "dk-2013"),
            ("2021-01-07", "dk-2021"),
            ("2026-11-25", "dk-2021"),
        ] {
            let built_in = DiscountRates::built_in(id, StepReading::EachYear).unwrap();
            assert_eq!(rates(date).unwrap(), built_in, "{date}");
        }
        for date in ["", "2021", "7-1-2021", "2021-13-01", "2021-01-32", "2021-01-7", "2021/01/07"]
        {
            let message = format!("expected a day such as `2021-01-07`, found `{date}`");
            assert_eq!(rates(date).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn refuses_steps_out_of_order() {
        let steps = [(1, Exact::ZERO)];
        let error = DiscountRates::stepped(steps, StepReading::EachYear).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected steps of rates that begin at index 0 and rise, found [1]; order the steps"
        );
        let rates = DiscountRates::constant(Exact::ZERO).unwrap();
        let error = rates.annuity(0, IndexConvention::FirstNow).unwrap_err();
        assert!(error.to_string().starts_with("expected at least one year, found none"));
    }
}
