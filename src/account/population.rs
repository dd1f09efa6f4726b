use std::collections::BTreeMap;
use std::sync::Arc;

use super::problem::AccountProblem;
use crate::Year;
use crate::error::{Error, Result};
use crate::number::{Exact, ExactSum};

/// Inhabitants by place and year, the denominator of per-head values.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, account::Population};
///
/// let year = Year::new(2023)?;
/// let population = Population::new([("Odder", year, 23_626.into()), ("Samsø", year, 3_775.into())])?;
/// assert_eq!(population.of("Samsø", year), Some(3_775.into()));
/// assert_eq!(population.sum(["Odder", "Samsø"], year)?, Some(27_401.into()));
/// assert_eq!(population.sum(["Odder", "Skive"], year)?, None);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Population {
    persons: BTreeMap<(Arc<str>, Year), Exact>,
}

impl Population {
    /// A table of inhabitants.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{ErrorKind, Year, account::Population};
    ///
    /// let year = Year::new(2023)?;
    /// let population = Population::new([("Odder", year, 23_626.into()), ("Samsø", year, 3_775.into())])?;
    /// assert_eq!(population.rows().count(), 2);
    /// let twice = Population::new([("Samsø", year, 3_775.into()), ("Samsø", year, 3_757.into())]);
    /// assert_eq!(twice.unwrap_err().kind(), ErrorKind::DuplicateLine);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a number that is not above zero;
    /// [`DuplicateLine`](crate::ErrorKind::DuplicateLine) for a place and year given twice.
    pub fn new<P: Into<Arc<str>>>(
        rows: impl IntoIterator<Item = (P, Year, Exact)>,
    ) -> Result<Population> {
        let mut population = Population::default();
        for (place, year, persons) in rows {
            population.add(place.into(), year, persons)?;
        }
        Ok(population)
    }

    pub(crate) fn add(&mut self, place: Arc<str>, year: Year, persons: Exact) -> Result<()> {
        if !persons.is_positive() {
            return Err(Error::new(AccountProblem::Population {
                place: place.to_string(),
                year,
                found: persons.to_string(),
            }));
        }
        let text = place.to_string();
        match self.persons.insert((place, year), persons) {
            None => Ok(()),
            Some(_) => Err(Error::new(AccountProblem::PopulationTwice { place: text, year })),
        }
    }

    /// The inhabitants of a place in a year, if known.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, account::Population};
    ///
    /// let year = Year::new(2023)?;
    /// let population = Population::new([("Samsø", year, 3_775.into())])?;
    /// assert_eq!(population.of("Samsø", year), Some(3_775.into()));
    /// assert_eq!(population.of("Samsø", Year::new(2022)?), None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn of(&self, place: &str, year: Year) -> Option<Exact> {
        self.persons.get(&(Arc::from(place), year)).copied()
    }

    /// The inhabitants of several places together, `None` where one is not known.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, account::Population};
    ///
    /// let year = Year::new(2023)?;
    /// let population = Population::new([("Odder", year, 23_626.into()), ("Samsø", year, 3_775.into())])?;
    /// // 23626 + 3775
    /// assert_eq!(population.sum(["Odder", "Samsø"], year)?, Some(27_401.into()));
    /// // A part of the sum would be no sum.
    /// assert_eq!(population.sum(["Odder", "Skive"], year)?, None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn sum<'a>(
        &self,
        places: impl IntoIterator<Item = &'a str>,
        year: Year,
    ) -> Result<Option<Exact>> {
        let known: Option<ExactSum> =
            places.into_iter().map(|place| self.of(place, year)).collect();
        known.map(|sum| sum.total()).transpose()
    }

    /// Every row, by place and year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, account::Population};
    ///
    /// let year = Year::new(2023)?;
    /// let population = Population::new([("Samsø", year, 3_775.into()), ("Odder", year, 23_626.into())])?;
    /// let rows: Vec<_> = population.rows().collect();
    /// assert_eq!(rows, [("Odder", year, 23_626.into()), ("Samsø", year, 3_775.into())]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn rows(&self) -> impl Iterator<Item = (&str, Year, Exact)> {
        self.persons.iter().map(|((place, year), persons)| (&**place, *year, *persons))
    }
}

#[cfg(feature = "serde")]
mod serde_impl {
    use super::{Arc, Exact, Population, Year};

    #[derive(serde::Serialize, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Row {
        place: Arc<str>,
        year: Year,
        persons: Exact,
    }

    impl serde::Serialize for Population {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(self.persons.iter().map(|((place, year), persons)| Row {
                place: Arc::clone(place),
                year: *year,
                persons: *persons,
            }))
        }
    }

    impl<'de> serde::Deserialize<'de> for Population {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let rows = Vec::<Row>::deserialize(deserializer)?;
            Population::new(rows.into_iter().map(|row| (row.place, row.year, row.persons)))
                .map_err(serde::de::Error::custom)
        }
    }
}
