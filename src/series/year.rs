use core::fmt;
use core::str::FromStr;

use crate::error::{Error, ErrorKind, Problem, Result};

/// A calendar year, from 1750 to 2300.
///
/// # Examples
///
/// ```
/// use climate_account::Year;
///
/// let year = Year::new(2018)?;
/// assert_eq!(year.to_string(), "2018");
/// assert!(Year::new(18).is_err());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Year(u16);

impl Year {
    /// The first year that is accepted.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Year;
    ///
    /// assert_eq!(Year::MIN.number(), 1750);
    /// assert!(Year::new(1749).is_err());
    /// ```
    pub const MIN: Year = Year(1750);

    /// The last year that is accepted.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Year;
    ///
    /// assert_eq!(Year::MAX.number(), 2300);
    /// assert!(Year::new(2301).is_err());
    /// ```
    pub const MAX: Year = Year(2300);

    /// A year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Year;
    ///
    /// assert_eq!(Year::new(2018)?.number(), 2018);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) before 1750 or after 2300.
    pub fn new(year: i64) -> Result<Year> {
        match u16::try_from(year) {
            Ok(value) if (Year::MIN.0..=Year::MAX.0).contains(&value) => Ok(Year(value)),
            _ => Err(Error::new(YearProblem::OutOfRange { found: year })),
        }
    }

    /// The year as a number.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Year;
    ///
    /// assert_eq!(Year::new(2030)?.number() - Year::new(2018)?.number(), 12);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn number(self) -> i64 {
        i64::from(self.0)
    }

    /// The year so many years later.
    pub(crate) fn plus(self, years: i64) -> Result<Year> {
        Year::new(self.number().saturating_add(years))
    }

    /// The years from this one to another, both included; none where the other is earlier.
    pub(crate) fn to(self, last: Year) -> impl Iterator<Item = Year> + Clone {
        (self.0..=last.0).map(Year)
    }
}

impl FromStr for Year {
    type Err = Error;

    fn from_str(text: &str) -> Result<Year> {
        match text.trim().parse() {
            Ok(number) => Year::new(number),
            Err(_) => Err(Error::new(YearProblem::NotANumber { found: crate::number::clip(text) })),
        }
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Year {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(self.0)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Year {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Year, D::Error> {
        let number = crate::number::Exact::deserialize(deserializer)?;
        number.to_string().parse().map_err(serde::de::Error::custom)
    }
}

#[derive(Debug, thiserror::Error)]
enum YearProblem {
    #[error("expected a year from 1750 to 2300, found {found}")]
    OutOfRange { found: i64 },
    #[error("expected a year such as 2018, found `{found}`")]
    NotANumber { found: String },
}

impl Problem for YearProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            YearProblem::OutOfRange { .. } => ErrorKind::OutOfRange,
            YearProblem::NotANumber { .. } => ErrorKind::InvalidNumber,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_wrong_with_a_year() {
        let error = "20018".parse::<Year>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OutOfRange);
        assert_eq!(error.to_string(), "expected a year from 1750 to 2300, found 20018");
        let error = "2018a".parse::<Year>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidNumber);
        assert_eq!(error.to_string(), "expected a year such as 2018, found `2018a`");
        assert_eq!(" 2018".parse::<Year>().unwrap().number(), 2018);
    }
}
