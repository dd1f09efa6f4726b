use core::fmt;

use super::classification::Node;
use super::{Classification, Scope};
use crate::language::{Language, Title};

/// The number of a sector in its classification: its place in the order of the data, from 0.
///
/// Small and cheap, for columns of accounts. It means nothing without its classification.
///
/// # Examples
///
/// ```
/// use climate_account::{Classification, sector::SectorIndex};
///
/// let index = Classification::gpc().index("I.1")?;
/// assert_eq!(index, SectorIndex::new(1));
/// assert_eq!(index.number(), 1);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SectorIndex(u32);

impl SectorIndex {
    /// The index with a number.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, sector::SectorIndex};
    ///
    /// let homes = Classification::gpc().at(SectorIndex::new(2));
    /// assert_eq!(homes.map(|sector| sector.code()), Some("I.1.1"));
    /// ```
    #[must_use]
    pub const fn new(number: u32) -> SectorIndex {
        SectorIndex(number)
    }

    /// The number.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::sector::SectorIndex;
    ///
    /// assert_eq!(SectorIndex::new(7).number(), 7);
    /// ```
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The number as a position in a slice with one place for each sector.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// let gpc = Classification::gpc();
    /// let mut tonnes = vec![0; gpc.sectors().len()];
    /// tonnes[gpc.index("I.1.1")?.position()] = 40;
    /// assert_eq!(tonnes[2], 40);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub const fn position(self) -> usize {
        self.0 as usize
    }

    /// A position beyond the range of the number is not reached: such a tree fills no memory.
    pub(super) fn at_position(position: usize) -> SectorIndex {
        SectorIndex(u32::try_from(position).unwrap_or(u32::MAX))
    }
}

/// A sector as seen in its classification.
///
/// # Examples
///
/// ```
/// use climate_account::{Classification, Language};
///
/// let sector = Classification::ipcc_2006().sector("1.A.4.b")?;
/// assert_eq!(sector.title().in_language(Language::Danish), "Husholdninger");
/// assert_eq!(sector.parent().map(|parent| parent.code()), Some("1.A.4"));
/// assert_eq!((sector.depth(), sector.is_leaf()), (4, true));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct Sector<'a> {
    classification: &'a Classification,
    node: &'a Node,
    index: SectorIndex,
}

impl<'a> Sector<'a> {
    pub(super) fn new(
        classification: &'a Classification,
        node: &'a Node,
        index: SectorIndex,
    ) -> Sector<'a> {
        Sector { classification, node, index }
    }

    /// The stable code.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// assert_eq!(Classification::ipcc_2006().sector("1A4b")?.code(), "1.A.4.b");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn code(self) -> &'a str {
        &self.node.row.code
    }

    /// The title in both languages.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// assert_eq!(Classification::gpc().sector("V.1")?.title().da, "Husdyr");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn title(self) -> &'a Title {
        &self.node.row.title
    }

    /// The scope, where the classification knows one.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, Scope};
    ///
    /// let gpc = Classification::gpc();
    /// assert_eq!(gpc.sector("I.1.3")?.scope().map(Scope::number), Some(3));
    /// assert_eq!(gpc.sector("I.1")?.scope(), None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn scope(self) -> Option<Scope> {
        self.node.row.scope
    }

    /// The place in the order of the data.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// assert_eq!(Classification::gpc().sector("I.1.1")?.index().number(), 2);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn index(self) -> SectorIndex {
        self.index
    }

    /// How many sectors lie above this one; 0 for a root.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// let gpc = Classification::gpc();
    /// assert_eq!((gpc.sector("I")?.depth(), gpc.sector("I.1.1")?.depth()), (0, 2));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn depth(self) -> u32 {
        self.node.depth
    }

    /// Whether the sector has no parts.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// let gpc = Classification::gpc();
    /// assert!(gpc.sector("VI.1")?.is_leaf());
    /// assert_eq!(gpc.sectors().filter(|sector| !sector.is_leaf()).count(), 23); // 77 less 54 rows
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn is_leaf(self) -> bool {
        self.node.children.is_empty()
    }

    /// The sector that this one is a part of.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// let gpc = Classification::gpc();
    /// assert_eq!(gpc.sector("II.1.2")?.parent().map(|parent| parent.code()), Some("II.1"));
    /// assert_eq!(gpc.sector("II")?.parent(), None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn parent(self) -> Option<Sector<'a>> {
        self.classification.at(self.node.parent?)
    }

    /// The parts, in the order of the data.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// assert_eq!(Classification::gpc().sector("II")?.children().count(), 5);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn children(self) -> impl Iterator<Item = Sector<'a>> {
        self.classification.children(self.index)
    }

    /// The sectors above, the nearest first.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// let homes = Classification::ipcc_2006().sector("1.A.4.b")?;
    /// let above: Vec<_> = homes.ancestors().map(|sector| sector.code()).collect();
    /// assert_eq!(above, ["1.A.4", "1.A", "1", "0"]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn ancestors(self) -> impl Iterator<Item = Sector<'a>> {
        self.classification.ancestors(self.index)
    }

    /// The leaves at or below the sector.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// let waste = Classification::gpc().sector("III")?;
    /// assert_eq!(waste.leaves().count(), 12); // 4 kinds of treatment, 3 rows each
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn leaves(self) -> impl Iterator<Item = Sector<'a>> {
        self.classification.leaves_within(self.index)
    }

    /// The row as it is written down.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// let row = Classification::ipcc_2006().sector("1.A.4.b")?.row();
    /// assert_eq!(row.parent.as_deref(), Some("1.A.4"));
    /// assert_eq!(row.aliases, ["1A4b"]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn row(self) -> &'a super::SectorRow {
        &self.node.row
    }

    /// The title in one language, with the titles above it: `Energi > Husholdninger > el`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, Language};
    ///
    /// let sector = Classification::ipcc_2006().sector("4.C.1")?;
    /// assert_eq!(
    ///     sector.path(Language::English),
    ///     "National Total > Waste > Incineration and Open Burning of Waste > Waste Incineration"
    /// );
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn path(self, language: Language) -> String {
        let mut titles: Vec<&str> = core::iter::once(self)
            .chain(self.ancestors())
            .map(|sector| sector.title().in_language(language))
            .collect();
        titles.reverse();
        titles.join(" > ")
    }
}

impl fmt::Debug for Sector<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sector({} {})", self.classification.id(), self.code())
    }
}

impl PartialEq for Sector<'_> {
    fn eq(&self, other: &Sector<'_>) -> bool {
        self.classification.id() == other.classification.id() && self.code() == other.code()
    }
}

impl Eq for Sector<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_it_belongs() {
        let sector = Classification::gpc().sector("VI.1").unwrap();
        assert_eq!(format!("{sector:?}"), "Sector(gpc VI.1)");
        assert_eq!(sector, Classification::gpc().at(sector.index()).unwrap());
        assert_ne!(Some(sector), sector.parent());
    }
}
