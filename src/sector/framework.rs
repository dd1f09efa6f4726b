use std::sync::LazyLock;

use super::{SectorIndex, builtin};
use crate::table::{Row, rows};

/// The column of the Common Reporting Framework that an emission is shown in.
///
/// The columns are not the scopes: waste treated outside the boundary is `Outside`, and so is
/// nothing else of the waste sector.
///
/// # Examples
///
/// ```
/// use climate_account::Classification;
/// use climate_account::sector::{FrameworkColumn, FrameworkLine};
///
/// let framework = Classification::gcom_crf();
/// let line = FrameworkLine::of(framework.index("waste.wastewater.outside")?).unwrap();
/// assert_eq!(line.column, FrameworkColumn::Outside);
/// // Four kinds of treatment have such a line.
/// let waste = framework.leaves_within(framework.index("waste")?);
/// let columns = waste.filter_map(|sector| FrameworkLine::of(sector.index())).map(|line| line.column);
/// assert_eq!(columns.filter(|&column| column == FrameworkColumn::Outside).count(), 4);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum FrameworkColumn {
    /// Emitted inside the boundary.
    Direct,
    /// From the use of grid-supplied energy.
    Indirect,
    /// Emitted outside the boundary because of what happens inside.
    Outside,
}

/// What the Common Reporting Framework asks for in a line.
///
/// # Examples
///
/// ```
/// use climate_account::Classification;
/// use climate_account::sector::{FrameworkLine, Obligation};
///
/// let framework = Classification::gcom_crf();
/// let homes = framework.sector("stationary-energy.residential-buildings")?;
/// let obligations = homes.children().filter_map(|sector| FrameworkLine::of(sector.index()));
/// // Direct and indirect emissions; grid losses are optional.
/// assert_eq!(obligations.filter(|line| line.obligation == Obligation::Required).count(), 2);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Obligation {
    /// A number or a notation key has to be reported.
    Required,
    /// Left to the municipality.
    Optional,
    /// Required where the source is significant.
    WhereSignificant,
}

/// What the Common Reporting Framework says of one of its lines: column, obligation, total.
///
/// # Examples
///
/// ```
/// use climate_account::Classification;
/// use climate_account::sector::{FrameworkColumn, FrameworkLine, Obligation};
///
/// let framework = Classification::gcom_crf();
/// let losses = framework.index("stationary-energy.residential-buildings.outside")?;
/// assert_eq!(
///     FrameworkLine::of(losses),
///     Some(FrameworkLine {
///         column: FrameworkColumn::Outside,
///         obligation: Obligation::Optional,
///         in_total: true,
///     })
/// );
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FrameworkLine {
    /// The column.
    pub column: FrameworkColumn,
    /// Whether the line has to be reported.
    pub obligation: Obligation,
    /// Whether the total of the framework adds the line; generation for the grid is left out.
    pub in_total: bool,
}

/// One place for each sector of the tree, in the order of the data.
static LINES: LazyLock<Vec<Option<FrameworkLine>>> =
    LazyLock::new(|| rows(builtin::GCOM_CRF_TABLE).map(|row| line(&row)).collect());

impl FrameworkLine {
    /// The line at an index of [`Classification::gcom_crf`](super::Classification::gcom_crf);
    /// `None` for a sector or sub-sector, which are no lines.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, sector::FrameworkLine};
    ///
    /// let framework = Classification::gcom_crf();
    /// let generation = framework.index("grid-energy-generation.electricity-only.direct")?;
    /// assert_eq!(FrameworkLine::of(generation).map(|line| line.in_total), Some(false));
    /// assert_eq!(FrameworkLine::of(framework.index("grid-energy-generation")?), None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn of(index: SectorIndex) -> Option<FrameworkLine> {
        LINES.get(index.position()).copied().flatten()
    }
}

fn line(row: &Row) -> Option<FrameworkLine> {
    let column = match row.get("column") {
        "direct" => FrameworkColumn::Direct,
        "indirect" => FrameworkColumn::Indirect,
        "outside" => FrameworkColumn::Outside,
        _ => return None,
    };
    let obligation = match row.get("obligation") {
        "required" => Obligation::Required,
        "optional" => Obligation::Optional,
        "where-significant" => Obligation::WhereSignificant,
        _ => return None,
    };
    Some(FrameworkLine { column, obligation, in_total: row.get("in_total") == "yes" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sector::Classification;

    #[test]
    fn every_leaf_is_a_line() {
        for sector in Classification::gcom_crf().sectors() {
            assert_eq!(FrameworkLine::of(sector.index()).is_some(), sector.is_leaf(), "{sector:?}");
        }
        assert_eq!(FrameworkLine::of(SectorIndex::new(1000)), None);
    }

    #[test]
    fn the_column_ends_the_code() {
        for sector in Classification::gcom_crf().leaves() {
            let column = FrameworkLine::of(sector.index()).unwrap().column;
            let word = format!("{column:?}").to_lowercase();
            assert!(sector.code().ends_with(&word), "{sector:?}");
        }
    }
}
