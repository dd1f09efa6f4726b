use std::collections::BTreeMap;

use super::LandUse;
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::unit::Area;
use crate::{Language, Quantity, Year};

/// The area of a use.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::land::{LandUse, LandUseArea}, unit::Area};
///
/// let forest = LandUseArea { land_use: LandUse::Forest, area: Quantity::<Area>::hectares(300) };
/// assert_eq!(forest.area.to_string(), "3000000 m2");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct LandUseArea {
    /// The use.
    pub land_use: LandUse,
    /// Its area.
    pub area: Quantity<Area>,
}

/// The area that goes from one use to another, or stays in one, in a year.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::land::{LandUse, LandUseCell}, unit::Area};
///
/// let planted = LandUseCell {
///     from: LandUse::Cropland,
///     to: LandUse::Forest,
///     area: Quantity::<Area>::hectares(12),
/// };
/// assert_ne!(planted.from, planted.to);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct LandUseCell {
    /// The use before.
    pub from: LandUse,
    /// The use after.
    pub to: LandUse,
    /// The area.
    pub area: Quantity<Area>,
}

/// What becomes of the uses of land in a year.
///
/// ```text
/// sum_j A_ij = area of i before        sum_i A_ij = area of j after
/// ```
///
/// IPCC 2006, volume 4, chapter 3, approaches 2 and 3. The land that stays in its use is a cell too.
/// Rows and columns balance exactly: a cell or a sum that does not is refused by its name.
///
/// # Examples
///
/// ```
/// use climate_account::{ErrorKind, Quantity, Year, unit::Area};
/// use climate_account::method::land::{LandUse, LandUseArea, LandUseCell, LandUseMatrix};
///
/// let of = |land_use, hectares: i64| LandUseArea { land_use, area: Quantity::<Area>::hectares(hectares) };
/// let cell = |from, to, hectares: i64| LandUseCell { from, to, area: Quantity::<Area>::hectares(hectares) };
/// let (forest, cropland) = (LandUse::Forest, LandUse::Cropland);
/// let cells = [cell(forest, forest, 300), cell(cropland, cropland, 688), cell(cropland, forest, 12)];
/// let before = [of(forest, 300), of(cropland, 700)];
/// let matrix = LandUseMatrix::new(Year::new(2023)?, before, cells, [of(forest, 312), of(cropland, 688)])?;
/// assert_eq!(matrix.converted(cropland, forest), Quantity::<Area>::hectares(12));
///
/// let error =
///     LandUseMatrix::new(Year::new(2023)?, before, cells, [of(forest, 312), of(cropland, 690)]).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::OutOfRange);
/// assert!(error.to_string().contains("land that becomes or stays cropland"));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "MatrixParts", into = "MatrixParts"))]
pub struct LandUseMatrix {
    year: Year,
    before: BTreeMap<LandUse, Quantity<Area>>,
    cells: BTreeMap<(LandUse, LandUse), Quantity<Area>>,
    after: BTreeMap<LandUse, Quantity<Area>>,
}

/// A matrix as it is written.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct MatrixParts {
    year: Year,
    before: Vec<LandUseArea>,
    cells: Vec<LandUseCell>,
    after: Vec<LandUseArea>,
}

#[cfg(feature = "serde")]
impl TryFrom<MatrixParts> for LandUseMatrix {
    type Error = Error;

    fn try_from(parts: MatrixParts) -> Result<LandUseMatrix> {
        LandUseMatrix::new(parts.year, parts.before, parts.cells, parts.after)
    }
}

#[cfg(feature = "serde")]
impl From<LandUseMatrix> for MatrixParts {
    fn from(matrix: LandUseMatrix) -> MatrixParts {
        MatrixParts {
            year: matrix.year,
            before: matrix.areas_before().collect(),
            cells: matrix.cells().collect(),
            after: matrix.areas_after().collect(),
        }
    }
}

impl LandUseMatrix {
    /// A matrix from the areas before, the cells and the areas after. What is not listed is zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Year, unit::Area};
    /// use climate_account::method::land::{LandUse, LandUseArea, LandUseCell, LandUseMatrix};
    ///
    /// let area = Quantity::<Area>::hectares(5);
    /// let (from, to) = (LandUse::Cropland, LandUse::Wetlands);
    /// let matrix = LandUseMatrix::new(
    ///     Year::new(2023)?,
    ///     [LandUseArea { land_use: from, area }],
    ///     [LandUseCell { from, to, area }],
    ///     [LandUseArea { land_use: to, area }],
    /// )?;
    /// assert_eq!(matrix.after(LandUse::Wetlands), area);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an area below zero and a sum that does not
    /// balance; [`DuplicateLine`](crate::ErrorKind::DuplicateLine) for a use or a cell that is there twice.
    pub fn new(
        year: Year,
        before: impl IntoIterator<Item = LandUseArea>,
        cells: impl IntoIterator<Item = LandUseCell>,
        after: impl IntoIterator<Item = LandUseArea>,
    ) -> Result<LandUseMatrix> {
        let before = by_use(before)?;
        let after = by_use(after)?;
        let mut by_cell = BTreeMap::new();
        for LandUseCell { from, to, area } in cells {
            let cell = || format!("{} to {}", english(from), english(to));
            check(cell, area)?;
            if by_cell.insert((from, to), area).is_some() {
                return Err(Error::new(LandUseProblem::Twice { what: cell() }));
            }
        }
        let matrix = LandUseMatrix { year, before, cells: by_cell, after };
        for land_use in LandUse::ALL {
            let row = matrix.sum(|(from, _)| from == land_use)?;
            balance("land that was", land_use, matrix.before(land_use), row)?;
            let column = matrix.sum(|(_, to)| to == land_use)?;
            balance("land that becomes or stays", land_use, matrix.after(land_use), column)?;
        }
        Ok(matrix)
    }

    fn sum(&self, of: impl Fn((LandUse, LandUse)) -> bool) -> Result<Quantity<Area>> {
        let cells = self.cells.iter().filter(|(cell, _)| of(**cell));
        cells.map(|(_, area)| *area).try_fold(Quantity::ZERO, Quantity::checked_add)
    }

    /// The year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, method::land::LandUseMatrix};
    ///
    /// let matrix = LandUseMatrix::new(Year::new(2023)?, [], [], [])?;
    /// assert_eq!(matrix.year().number(), 2023);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn year(&self) -> Year {
        self.year
    }

    /// The area of a use before the year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Year, method::land::{LandUse, LandUseMatrix}};
    ///
    /// let matrix = LandUseMatrix::new(Year::new(2023)?, [], [], [])?;
    /// assert_eq!(matrix.before(LandUse::Forest), Quantity::ZERO);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn before(&self, land_use: LandUse) -> Quantity<Area> {
        self.before.get(&land_use).copied().unwrap_or_default()
    }

    /// The area of a use after the year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Year, method::land::{LandUse, LandUseMatrix}};
    ///
    /// let matrix = LandUseMatrix::new(Year::new(2023)?, [], [], [])?;
    /// assert_eq!(matrix.after(LandUse::Forest), Quantity::ZERO);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn after(&self, land_use: LandUse) -> Quantity<Area> {
        self.after.get(&land_use).copied().unwrap_or_default()
    }

    /// The area that goes from one use to another in the year, or stays in one.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Year, unit::Area};
    /// use climate_account::method::land::{LandUse, LandUseArea, LandUseCell, LandUseMatrix};
    ///
    /// let area = Quantity::<Area>::hectares(5);
    /// let forest = LandUse::Forest;
    /// let matrix = LandUseMatrix::new(
    ///     Year::new(2023)?,
    ///     [LandUseArea { land_use: forest, area }],
    ///     [LandUseCell { from: forest, to: forest, area }],
    ///     [LandUseArea { land_use: forest, area }],
    /// )?;
    /// assert_eq!(matrix.converted(forest, forest), area);
    /// assert_eq!(matrix.converted(forest, LandUse::Settlements), Quantity::ZERO);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn converted(&self, from: LandUse, to: LandUse) -> Quantity<Area> {
        self.cells.get(&(from, to)).copied().unwrap_or_default()
    }

    /// The cells that are listed, by use before and after.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, method::land::LandUseMatrix};
    ///
    /// let matrix = LandUseMatrix::new(Year::new(2023)?, [], [], [])?;
    /// assert_eq!(matrix.cells().count(), 0);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn cells(&self) -> impl Iterator<Item = LandUseCell> {
        self.cells.iter().map(|((from, to), area)| LandUseCell {
            from: *from,
            to: *to,
            area: *area,
        })
    }

    #[cfg(feature = "serde")]
    fn areas_before(&self) -> impl Iterator<Item = LandUseArea> {
        self.before.iter().map(|(land_use, area)| LandUseArea { land_use: *land_use, area: *area })
    }

    #[cfg(feature = "serde")]
    fn areas_after(&self) -> impl Iterator<Item = LandUseArea> {
        self.after.iter().map(|(land_use, area)| LandUseArea { land_use: *land_use, area: *area })
    }
}

/// Areas by use, each once and none below zero.
pub(super) fn by_use(
    areas: impl IntoIterator<Item = LandUseArea>,
) -> Result<BTreeMap<LandUse, Quantity<Area>>> {
    let mut by_use = BTreeMap::new();
    for LandUseArea { land_use, area } in areas {
        check(|| english(land_use).to_owned(), area)?;
        if by_use.insert(land_use, area).is_some() {
            return Err(Error::new(LandUseProblem::Twice { what: english(land_use).to_owned() }));
        }
    }
    Ok(by_use)
}

fn check(what: impl Fn() -> String, area: Quantity<Area>) -> Result<()> {
    if area.base_value().is_negative() {
        return Err(Error::new(LandUseProblem::Negative { what: what(), found: area.to_string() }));
    }
    Ok(())
}

fn balance(
    what: &'static str,
    land_use: LandUse,
    expected: Quantity<Area>,
    found: Quantity<Area>,
) -> Result<()> {
    if expected == found {
        return Ok(());
    }
    Err(Error::new(LandUseProblem::Balance {
        what,
        land_use: english(land_use),
        expected: expected.to_string(),
        found: found.to_string(),
    }))
}

pub(super) fn english(land_use: LandUse) -> &'static str {
    land_use.name(Language::English)
}

#[derive(Debug, thiserror::Error)]
pub(super) enum LandUseProblem {
    #[error("expected an area of zero or more for `{what}`, found {found}; check the cell")]
    Negative { what: String, found: String },
    #[error("expected one area for `{what}`, found two; add them up")]
    Twice { what: String },
    #[error(
        "expected cells for {what} {land_use} that add up to {expected}, found {found}; check the cells and the area, and list the land that stays in its use"
    )]
    Balance { what: &'static str, land_use: &'static str, expected: String, found: String },
    #[cfg(feature = "serde")]
    #[error(
        "expected land that was converted from {earliest} to {last}, the earliest first, found {found}; check the record"
    )]
    Arrival { earliest: i64, last: Year, found: i64 },
    #[error("expected the matrix of {expected}, found that of {found}; take the years one by one")]
    OtherYear { expected: i64, found: Year },
    #[error(
        "expected {expected} of {land_use} before {year}, as the year before left it, found {found}; check the matrices of both years"
    )]
    Broken { land_use: &'static str, year: Year, expected: String, found: String },
}

impl Problem for LandUseProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            LandUseProblem::Twice { .. } => ErrorKind::DuplicateLine,
            _ => ErrorKind::OutOfRange,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::LandUse::{Cropland, Forest, Settlements};
    use super::*;

    pub(in crate::method::land) fn of(land_use: LandUse, hectares: i64) -> LandUseArea {
        LandUseArea { land_use, area: Quantity::<Area>::hectares(hectares) }
    }

    pub(in crate::method::land) fn cell(from: LandUse, to: LandUse, hectares: i64) -> LandUseCell {
        LandUseCell { from, to, area: Quantity::<Area>::hectares(hectares) }
    }

    fn text(before: &[LandUseArea], cells: &[LandUseCell], after: &[LandUseArea]) -> String {
        let (before, after) = (before.iter().copied(), after.iter().copied());
        let year = Year::new(2023).unwrap();
        let error = LandUseMatrix::new(year, before, cells.iter().copied(), after).unwrap_err();
        error.to_string()
    }

    #[test]
    fn says_which_cell_or_sum_is_wrong() {
        assert_eq!(
            text(&[of(Forest, 3)], &[cell(Forest, Cropland, -1)], &[]),
            "expected an area of zero or more for `forest to cropland`, found -10000 m2; check the \
             cell"
        );
        assert_eq!(
            text(&[of(Forest, -3)], &[], &[]),
            "expected an area of zero or more for `forest`, found -30000 m2; check the cell"
        );
        let twice = [cell(Forest, Forest, 1), cell(Forest, Forest, 2)];
        assert_eq!(
            text(&[of(Forest, 3)], &twice, &[of(Forest, 3)]),
            "expected one area for `forest to forest`, found two; add them up"
        );
        assert_eq!(
            text(&[of(Forest, 3), of(Forest, 3)], &[], &[]),
            "expected one area for `forest`, found two; add them up"
        );
        let cells = [cell(Forest, Forest, 2), cell(Forest, Settlements, 1)];
        let remedy = "check the cells and the area, and list the land that stays in its use";
        assert_eq!(
            text(&[of(Forest, 4)], &cells, &[of(Forest, 2), of(Settlements, 1)]),
            format!(
                "expected cells for land that was forest that add up to 40000 m2, found 30000 m2; {remedy}"
            )
        );
        assert_eq!(
            text(&[of(Forest, 3)], &cells, &[of(Forest, 2), of(Settlements, 2)]),
            format!(
                "expected cells for land that becomes or stays settlements that add up to 20000 m2, found 10000 m2; {remedy}"
            )
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_is_checked_as_it_is_read() {
        let year = Year::new(2023).unwrap();
        let matrix = LandUseMatrix::new(
            year,
            [of(Forest, 3)],
            [cell(Forest, Cropland, 3)],
            [of(Cropland, 3)],
        )
        .unwrap();
        let written = serde_json::to_string(&matrix).unwrap();
        assert!(written.contains(r#"{"from":"forest","to":"cropland","area":"#), "{written}");
        assert_eq!(serde_json::from_str::<LandUseMatrix>(&written).unwrap(), matrix);
        let broken = written.replacen("30000", "40000", 1);
        let error = serde_json::from_str::<LandUseMatrix>(&broken).unwrap_err();
        assert!(
            error.to_string().starts_with("expected cells for land that was forest"),
            "{error}"
        );
    }
}
