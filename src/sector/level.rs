use core::fmt;
use core::str::FromStr;
use std::sync::LazyLock;

use super::problem::SectorProblem;
use super::{Classification, Sector, SectorIndex, builtin};
use crate::error::{Error, Result};
use crate::number::clip;
use crate::table::rows;

/// The four totals of the GPC: which reporting rows are added.
///
/// Each total is a sum over the rows it includes, no more: `BASIC` holds waste treated outside
/// (scope 3), the territorial total holds energy made for the grid and waste from outside, and
/// neither contains the other. Municipalities may be added up by the territorial total alone.
///
/// # Examples
///
/// ```
/// use climate_account::{Classification, sector::ReportingLevel};
///
/// let generation = Classification::gpc().index("I.4.4")?;
/// assert!(ReportingLevel::Territorial.includes(generation));
/// assert!(!ReportingLevel::BasicPlus.includes(generation));
/// assert_eq!(ReportingLevel::Basic.rows().count(), 32);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum ReportingLevel {
    /// Scope 1 and 2 of stationary energy and transport, and waste of the city wherever treated.
    Basic,
    /// `Basic` with grid losses, journeys across the boundary, industry, agriculture and land.
    BasicPlus,
    /// `BasicPlus` with other scope 3 emissions.
    BasicPlusScope3,
    /// Every scope 1 row.
    Territorial,
}

/// One set of levels for each sector of the GPC, in the order of the data.
static LEVELS: LazyLock<Vec<[bool; 4]>> = LazyLock::new(|| {
    rows(builtin::GPC_TABLE)
        .map(|row| ReportingLevel::ALL.map(|level| row.get(level.column()) == "1"))
        .collect()
});

impl ReportingLevel {
    /// Every level.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::sector::ReportingLevel;
    ///
    /// let rows = ReportingLevel::ALL.map(|level| level.rows().count());
    /// assert_eq!(rows, [32, 48, 49, 27]);
    /// ```
    pub const ALL: [ReportingLevel; 4] = [
        ReportingLevel::Basic,
        ReportingLevel::BasicPlus,
        ReportingLevel::BasicPlusScope3,
        ReportingLevel::Territorial,
    ];

    /// The stable id: `basic`, `basic-plus`, `basic-plus-scope3` or `territorial`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::sector::ReportingLevel;
    ///
    /// assert_eq!(ReportingLevel::BasicPlusScope3.id(), "basic-plus-scope3");
    /// ```
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            ReportingLevel::Basic => "basic",
            ReportingLevel::BasicPlus => "basic-plus",
            ReportingLevel::BasicPlusScope3 => "basic-plus-scope3",
            ReportingLevel::Territorial => "territorial",
        }
    }

    /// The name as the GPC prints it.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::sector::ReportingLevel;
    ///
    /// assert_eq!(ReportingLevel::BasicPlusScope3.name(), "BASIC+S3");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            ReportingLevel::Basic => "BASIC",
            ReportingLevel::BasicPlus => "BASIC+",
            ReportingLevel::BasicPlusScope3 => "BASIC+S3",
            ReportingLevel::Territorial => "TERRITORIAL",
        }
    }

    fn column(self) -> &'static str {
        match self {
            ReportingLevel::Basic => "in_basic",
            ReportingLevel::BasicPlus => "in_basic_plus",
            ReportingLevel::BasicPlusScope3 => "in_basic_plus_s3",
            ReportingLevel::Territorial => "in_territorial",
        }
    }

    /// Whether the total adds a row of [`Classification::gpc`].
    ///
    /// Totals are made of the 54 rows: for a sector or sub-sector above them the answer is no.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, sector::ReportingLevel};
    ///
    /// let gpc = Classification::gpc();
    /// let losses = gpc.index("I.1.3")?;
    /// let with_losses = ReportingLevel::ALL.map(|level| level.includes(losses));
    /// assert_eq!(with_losses, [false, true, true, false]);
    /// assert!(!ReportingLevel::Basic.includes(gpc.index("I.1")?));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn includes(self, row: SectorIndex) -> bool {
        let levels = LEVELS.get(row.position()).copied().unwrap_or_default();
        Self::ALL.into_iter().zip(levels).any(|(level, included)| included && level == self)
    }

    /// Whether the total adds the row with a code.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::sector::ReportingLevel;
    ///
    /// assert!(ReportingLevel::Basic.includes_code("III.1.2")?);
    /// assert!(!ReportingLevel::Basic.includes_code("III.1.3")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`UnknownSector`](crate::ErrorKind::UnknownSector).
    pub fn includes_code(self, code: &str) -> Result<bool> {
        Ok(self.includes(Classification::gpc().index(code)?))
    }

    /// The rows that the total adds.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Scope, sector::ReportingLevel};
    ///
    /// assert_eq!(ReportingLevel::Territorial.rows().count(), 27);
    /// assert!(ReportingLevel::Territorial.rows().all(|row| row.scope() == Some(Scope::Scope1)));
    /// ```
    pub fn rows(self) -> impl Iterator<Item = Sector<'static>> {
        Classification::gpc().sectors().filter(move |sector| self.includes(sector.index()))
    }
}

impl fmt::Display for ReportingLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for ReportingLevel {
    type Err = Error;

    /// Reads an id or a printed name.
    fn from_str(text: &str) -> Result<ReportingLevel> {
        Self::ALL
            .into_iter()
            .find(|level| level.id() == text || level.name() == text)
            .ok_or_else(|| Error::new(SectorProblem::Level { found: clip(text) }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn reads_what_it_writes() {
        for level in ReportingLevel::ALL {
            assert_eq!(level.id().parse::<ReportingLevel>().unwrap(), level);
            assert_eq!(level.to_string().parse::<ReportingLevel>().unwrap(), level);
        }
        let error = "basic+".parse::<ReportingLevel>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownChoice);
        assert_eq!(
            error.to_string(),
            "expected a reporting level (basic, basic-plus, basic-plus-scope3, territorial), \
             found `basic+`"
        );
    }

    #[test]
    fn sectors_above_the_rows_are_in_no_total() {
        let gpc = Classification::gpc();
        for level in ReportingLevel::ALL {
            assert!(level.rows().all(Sector::is_leaf));
            assert!(!level.includes(gpc.index("I.1").unwrap()));
            assert!(!level.includes(SectorIndex::new(1000)));
        }
    }
}
