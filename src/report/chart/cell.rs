use crate::account::Total;
use crate::error::Result;
use crate::number::Exact;

/// A value of a chart, which may be missing: missing is not zero.
///
/// # Examples
///
/// ```
/// use climate_account::{number::Exact, report::chart::ChartCell};
///
/// assert_eq!(ChartCell::from(Some(Exact::ZERO)).number(), Some(Exact::ZERO));
/// assert_eq!(ChartCell::from(None), ChartCell::Missing);
/// assert_eq!(ChartCell::Incomplete(5.into()).number(), Some(5.into()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChartCell {
    /// A number.
    Number(Exact),
    /// The sum of what is known, while lines of it are not estimated or confidential.
    Incomplete(Exact),
    /// No number.
    Missing,
}

impl ChartCell {
    /// The number, if there is one.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::report::chart::ChartCell;
    ///
    /// assert_eq!(ChartCell::Number(5.into()).number(), Some(5.into()));
    /// assert_eq!(ChartCell::Missing.number(), None);
    /// ```
    #[must_use]
    pub fn number(self) -> Option<Exact> {
        match self {
            ChartCell::Number(value) | ChartCell::Incomplete(value) => Some(value),
            ChartCell::Missing => None,
        }
    }

    /// The CO2e of a total in tonnes.
    pub(super) fn of_total(total: &Total) -> Result<ChartCell> {
        let tonnes = total.co2e()?.tonnes();
        Ok(match (total.is_complete(), total.net().is_none()) {
            (true, _) => ChartCell::Number(tonnes),
            (false, false) => ChartCell::Incomplete(tonnes),
            (false, true) => ChartCell::Missing,
        })
    }
}

impl From<Option<Exact>> for ChartCell {
    fn from(value: Option<Exact>) -> ChartCell {
        value.map_or(ChartCell::Missing, ChartCell::Number)
    }
}

impl From<Exact> for ChartCell {
    fn from(value: Exact) -> ChartCell {
        ChartCell::Number(value)
    }
}
