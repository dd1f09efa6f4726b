use crate::Year;
use crate::error::{Error, Result};

use super::input_problem::InputProblem;

/// A value that holds for all years, or changes from a year on: the cover of a landfill, the type of
/// a site.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, method::TimeVarying};
///
/// let cover = TimeVarying::constant("none").then(Year::new(1990)?, "soil")?;
/// assert_eq!(*cover.at(Year::new(1989)?), "none");
/// assert_eq!(*cover.at(Year::new(1990)?), "soil");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct TimeVarying<T> {
    first: T,
    changes: Vec<(Year, T)>,
}

impl<T> TimeVarying<T> {
    /// A value of all years.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, method::TimeVarying};
    ///
    /// assert_eq!(*TimeVarying::constant(5).at(Year::new(1970)?), 5);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn constant(value: T) -> TimeVarying<T> {
        TimeVarying { first: value, changes: Vec::new() }
    }

    /// The same until a year, and another value from it on.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, method::TimeVarying};
    ///
    /// let value = TimeVarying::constant(5).then(Year::new(1980)?, 6)?.then(Year::new(1990)?, 7)?;
    /// assert_eq!(*value.at(Year::new(1985)?), 6);
    /// assert!(value.then(Year::new(1970)?, 8).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a year that is not after the change before.
    pub fn then(mut self, year: Year, value: T) -> Result<TimeVarying<T>> {
        if let Some(&(before, _)) = self.changes.last()
            && year <= before
        {
            return Err(Error::new(InputProblem::ChangeOrder { before, found: year }));
        }
        self.changes.push((year, value));
        Ok(self)
    }

    /// The value of a year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, method::TimeVarying};
    ///
    /// let value = TimeVarying::constant(5).then(Year::new(1980)?, 6)?;
    /// assert_eq!(*value.at(Year::new(2023)?), 6);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn at(&self, year: Year) -> &T {
        let past = self.changes.partition_point(|&(from, _)| from <= year);
        past.checked_sub(1).and_then(|last| self.changes.get(last)).map_or(&self.first, |(_, t)| t)
    }

    /// Every value, in the order of time.
    pub(super) fn values(&self) -> impl Iterator<Item = &T> {
        core::iter::once(&self.first).chain(self.changes.iter().map(|(_, value)| value))
    }
}

#[cfg(feature = "serde")]
impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for TimeVarying<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Document<T> {
            first: T,
            changes: Vec<(Year, T)>,
        }

        let Document { first, changes } = Document::deserialize(deserializer)?;
        let value =
            changes.into_iter().try_fold(TimeVarying::constant(first), |value, (year, change)| {
                value.then(year, change)
            });
        value.map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_in_order() {
        let year = |number| Year::new(number).unwrap();
        let value = TimeVarying::constant(1).then(year(1990), 2).unwrap();
        assert_eq!(
            value.then(year(1990), 3).unwrap_err().to_string(),
            "expected a change after 1990, found 1990; give the changes in the order of time"
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_is_checked() {
        let text = r#"{"first":1,"changes":[[1990,2],[1980,3]]}"#;
        let error = serde_json::from_str::<TimeVarying<i32>>(text).unwrap_err();
        assert!(error.to_string().starts_with("expected a change after 1990, found 1980"));
    }
}
