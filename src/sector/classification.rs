use core::fmt;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::problem::{SectorProblem, list};
use super::{Sector, SectorIndex, SectorRow, builtin};
use crate::error::{Error, Result};
use crate::language::Title;
use crate::nearest;
use crate::number::clip;

/// A tree of sectors with stable codes, titles in Danish and English, and one parent each.
///
/// A line that is placed on a sector belongs to that sector and to each sector above it, so that
/// a total of the tree counts it once.
///
/// # Examples
///
/// ```
/// use climate_account::{Classification, Title, sector::SectorRow};
///
/// let gpc = Classification::gpc();
/// assert_eq!(gpc.leaves().count(), 54);
/// assert_eq!(gpc.sector("I.1.2")?.parent().map(|parent| parent.code()), Some("I.1"));
///
/// let own = Classification::new(
///     "heat-plan",
///     Title::new("Varmeplan", "Heat plan"),
///     [
///         SectorRow::new("heat", Title::new("Varme", "Heat")),
///         SectorRow::new("gas", Title::new("Gas", "Gas")).within("heat"),
///         SectorRow::new("wood", Title::new("Træ", "Wood")).within("heat"),
///     ],
/// )?;
/// let gas = own.index("gas")?;
/// assert!(own.is_within(gas, own.index("heat")?));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Clone)]
pub struct Classification {
    pub(super) id: Cow<'static, str>,
    pub(super) title: Title,
    pub(super) nodes: Vec<Node>,
    pub(super) roots: Vec<SectorIndex>,
    /// Every sector, each before its parts and next to them.
    pub(super) preorder: Vec<SectorIndex>,
    pub(super) by_code: BTreeMap<Cow<'static, str>, SectorIndex>,
}

#[derive(Clone)]
pub(super) struct Node {
    pub(super) row: SectorRow,
    pub(super) parent: Option<SectorIndex>,
    pub(super) children: Vec<SectorIndex>,
    pub(super) depth: u32,
    /// The places in the preorder of the sector and of what follows its last part.
    pub(super) enter: usize,
    pub(super) exit: usize,
}

impl Classification {
    /// The 54 reporting rows of the GPC under their sectors and sub-sectors, with scopes.
    ///
    /// Global Protocol for Community-Scale Greenhouse Gas Inventories, version 1.1. Which row is in
    /// which total is said by [`ReportingLevel`](super::ReportingLevel).
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, Scope};
    ///
    /// let purchased = Classification::gpc().leaves().filter(|row| row.scope() == Some(Scope::Scope2));
    /// assert_eq!(purchased.count(), 11);
    /// ```
    #[must_use]
    pub fn gpc() -> &'static Arc<Classification> {
        &builtin::GPC
    }

    /// The categories of the 2006 IPCC Guidelines, volume 1, table 8.2, with titles as printed.
    ///
    /// International bunkers and multilateral operations are categories of the tree; a national
    /// total leaves them out. Codes without points (`1A4b`) are accepted.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// let ipcc = Classification::ipcc_2006();
    /// assert_eq!(ipcc.sector("2F1b")?.title().en, "Mobile Air Conditioning");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn ipcc_2006() -> &'static Arc<Classification> {
        &builtin::IPCC_2006
    }

    /// The sectors of Danish municipal climate accounts.
    ///
    /// Below the root `total` lie the five sectors that Klimaregnskabet publishes; energy is
    /// divided by user and carrier, the others by the usual groups of municipal accounts.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// let heat = Classification::danish().sector("energy.households.district-heating")?;
    /// assert_eq!(heat.title().da, "Husholdninger: fjernvarme");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn danish() -> &'static Arc<Classification> {
        &builtin::DANISH
    }

    /// The lines of the Common Reporting Framework of the Global Covenant of Mayors, version 6.1.
    ///
    /// Each sub-sector has a leaf for each column it reports: direct, indirect, outside.
    /// [`FrameworkLine`](super::FrameworkLine) says what has to be reported. Stationary energy that
    /// is not specified (`I.6`) has no sub-sector of its own there but is in the total: it lies in
    /// `stationary-energy.non-specified`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// let framework = Classification::gcom_crf();
    /// let wastewater = framework.children(framework.index("waste.wastewater")?);
    /// assert_eq!(wastewater.count(), 2);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn gcom_crf() -> &'static Arc<Classification> {
        &builtin::GCOM_CRF
    }

    /// The built-in classifications.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// assert_eq!(Classification::built_in().count(), 4);
    /// ```
    pub fn built_in() -> impl Iterator<Item = &'static Arc<Classification>> {
        [Self::danish(), Self::gcom_crf(), Self::gpc(), Self::ipcc_2006()].into_iter()
    }

    /// A built-in classification by its id: `danish`, `gcom-crf`, `gpc` or `ipcc-2006`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// assert_eq!(Classification::by_id("ipcc-2006")?.sectors().len(), 290);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`UnknownClassification`](crate::ErrorKind::UnknownClassification).
    pub fn by_id(id: &str) -> Result<&'static Arc<Classification>> {
        Self::built_in().find(|known| known.id() == id).ok_or_else(|| {
            let known: Vec<&str> = Self::built_in().map(|known| known.id()).collect();
            Error::new(SectorProblem::UnknownClassification {
                found: clip(id),
                known: known.join(", "),
            })
        })
    }

    /// A classification from its rows. A parent may come after its parts.
    ///
    /// # Errors
    ///
    /// [`InvalidClassification`](crate::ErrorKind::InvalidClassification) where there is no row, a
    /// parent is unknown, parents go in a circle, or a code is empty or has spaces around it;
    /// [`DuplicateId`](crate::ErrorKind::DuplicateId) where a code or alias comes twice, or the id
    /// is that of a built-in classification with other sectors.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, ErrorKind, Title, sector::SectorRow};
    ///
    /// let row = SectorRow::new("a", Title::new("A", "A")).within("b");
    /// let error = Classification::new("own", Title::new("Egen", "Own"), [row]).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::InvalidClassification);
    /// ```
    pub fn new(
        id: impl Into<Cow<'static, str>>,
        title: Title,
        rows: impl IntoIterator<Item = SectorRow>,
    ) -> Result<Classification> {
        let tree = Classification::assemble(id.into(), title, rows)?;
        match Self::built_in().find(|known| known.id == tree.id) {
            Some(known) if **known != tree => {
                Err(Error::new(SectorProblem::ReservedId { id: tree.id.into_owned() }))
            }
            _ => Ok(tree),
        }
    }

    /// The stable id.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// assert_eq!(Classification::ipcc_2006().id(), "ipcc-2006");
    /// ```
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The title in both languages.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// assert_eq!(Classification::danish().title().en, "Danish municipal climate account");
    /// ```
    #[must_use]
    pub fn title(&self) -> &Title {
        &self.title
    }

    /// Every sector in the order of the data.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// // 6 sectors, 17 sub-sectors and 54 reporting rows.
    /// assert_eq!(Classification::gpc().sectors().len(), 77);
    /// ```
    #[must_use]
    pub fn sectors(&self) -> impl ExactSizeIterator<Item = Sector<'_>> {
        self.nodes
            .iter()
            .enumerate()
            .map(|(position, node)| Sector::new(self, node, SectorIndex::at_position(position)))
    }

    /// The sector with a code or one of its aliases.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// let ipcc = Classification::ipcc_2006();
    /// assert_eq!(ipcc.sector("1A")?.code(), "1.A");
    /// let error = Classification::gpc().sector("I.1.9").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "expected a sector of `gpc`, found `I.1.9`; near it are `I.1.1`, `I.1.2`, `I.1.3`"
    /// );
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`UnknownSector`](crate::ErrorKind::UnknownSector) with the nearest codes.
    pub fn sector(&self, code: &str) -> Result<Sector<'_>> {
        self.by_code
            .get(code)
            .and_then(|&index| self.at(index))
            .ok_or_else(|| self.unknown_sector(code))
    }

    /// The index of the sector with a code or one of its aliases.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// // `I` and `I.1` come before it.
    /// assert_eq!(Classification::gpc().index("I.1.1")?.number(), 2);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`sector`](Classification::sector).
    pub fn index(&self, code: &str) -> Result<SectorIndex> {
        self.by_code.get(code).copied().ok_or_else(|| self.unknown_sector(code))
    }

    #[cold]
    fn unknown_sector(&self, code: &str) -> Error {
        let near = nearest::names(code, self.nodes.iter().map(|node| node.row.code.as_ref()));
        let hint = if near.is_empty() {
            let first = self.leaves().take(3).map(Sector::code);
            format!("its codes are such as {}", list(first))
        } else {
            format!("near it are {}", list(near))
        };
        Error::new(SectorProblem::UnknownSector {
            classification: clip(&self.id),
            found: clip(code),
            hint,
        })
    }

    /// The sector at an index, `None` where the classification has no such index.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, sector::SectorIndex};
    ///
    /// let gpc = Classification::gpc();
    /// assert_eq!(gpc.at(SectorIndex::new(2)).map(|sector| sector.code()), Some("I.1.1"));
    /// assert_eq!(gpc.at(SectorIndex::new(77)), None); // the last of 77 is 76
    /// ```
    #[must_use]
    pub fn at(&self, index: SectorIndex) -> Option<Sector<'_>> {
        self.nodes.get(index.position()).map(|node| Sector::new(self, node, index))
    }

    /// The sector at an index, or the error that the index belongs elsewhere.
    pub(super) fn known(&self, index: SectorIndex) -> Result<Sector<'_>> {
        self.at(index).ok_or_else(|| {
            Error::new(SectorProblem::ForeignIndex {
                classification: clip(&self.id),
                last: self.nodes.len().saturating_sub(1),
                found: index.number(),
            })
        })
    }

    /// The sectors that are part of no other, in the order of the data.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// let roots: Vec<_> = Classification::gpc().roots().map(|sector| sector.code()).collect();
    /// assert_eq!(roots, ["I", "II", "III", "IV", "V", "VI"]);
    /// ```
    pub fn roots(&self) -> impl Iterator<Item = Sector<'_>> {
        self.roots.iter().filter_map(|&index| self.at(index))
    }

    /// The parts of a sector, in the order of the data.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// let danish = Classification::danish();
    /// let sectors: Vec<_> = danish.children(danish.index("total")?).map(|s| s.code()).collect();
    /// assert_eq!(sectors.len(), 5);
    /// assert_eq!(sectors[2], "agriculture-and-land");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn children(&self, index: SectorIndex) -> impl Iterator<Item = Sector<'_>> {
        let node = self.nodes.get(index.position());
        let children = node.map(|node| node.children.as_slice()).unwrap_or_default();
        children.iter().filter_map(|&child| self.at(child))
    }

    /// The sectors above a sector, the nearest first.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// let gpc = Classification::gpc();
    /// let above: Vec<_> = gpc.ancestors(gpc.index("II.1.2")?).map(|s| s.code()).collect();
    /// assert_eq!(above, ["II.1", "II"]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn ancestors(&self, index: SectorIndex) -> impl Iterator<Item = Sector<'_>> {
        let parent = self.at(index).and_then(Sector::parent);
        core::iter::successors(parent, |sector| sector.parent())
    }

    /// Every sector without parts; parts of one sector stay together.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// let rows: Vec<_> = Classification::gpc().leaves().map(|sector| sector.code()).collect();
    /// assert_eq!(rows.len(), 54);
    /// assert_eq!(rows[..3], ["I.1.1", "I.1.2", "I.1.3"]);
    /// ```
    pub fn leaves(&self) -> impl Iterator<Item = Sector<'_>> {
        leaves(self, &self.preorder)
    }

    /// The leaves at or below a sector.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// let gpc = Classification::gpc();
    /// assert_eq!(gpc.leaves_within(gpc.index("I")?).count(), 21);
    /// assert_eq!(gpc.leaves_within(gpc.index("VI.1")?).count(), 1);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn leaves_within(&self, index: SectorIndex) -> impl Iterator<Item = Sector<'_>> {
        leaves(self, self.within(index))
    }

    /// The sector and all below it, each before its parts.
    pub(super) fn within(&self, index: SectorIndex) -> &[SectorIndex] {
        self.nodes
            .get(index.position())
            .and_then(|node| self.preorder.get(node.enter..node.exit))
            .unwrap_or_default()
    }

    /// Whether a sector is another one or a part of it.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// let ipcc = Classification::ipcc_2006();
    /// let (cars, energy) = (ipcc.index("1.A.3.b.i")?, ipcc.index("1")?);
    /// assert!(ipcc.is_within(cars, energy) && ipcc.is_within(cars, cars));
    /// assert!(!ipcc.is_within(energy, cars));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn is_within(&self, index: SectorIndex, ancestor: SectorIndex) -> bool {
        let node = self.nodes.get(index.position());
        let above = self.nodes.get(ancestor.position());
        node.zip(above).is_some_and(|(node, above)| (above.enter..above.exit).contains(&node.enter))
    }

    /// The sector itself or the one above it at a depth, 0 for its root; `None` where the sector
    /// lies higher than that.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Classification;
    ///
    /// let danish = Classification::danish();
    /// let leaf = danish.index("energy.households.electricity.heat-pumps")?;
    /// assert_eq!(danish.ancestor_at_depth(leaf, 1).map(|s| s.code()), Some("energy"));
    /// assert_eq!(danish.ancestor_at_depth(leaf, 9), None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn ancestor_at_depth(&self, index: SectorIndex, depth: u32) -> Option<Sector<'_>> {
        core::iter::successors(self.at(index), |sector| sector.parent())
            .find(|sector| sector.depth() <= depth)
            .filter(|sector| sector.depth() == depth)
    }
}

fn leaves<'a>(
    tree: &'a Classification,
    among: &'a [SectorIndex],
) -> impl Iterator<Item = Sector<'a>> {
    among.iter().filter_map(|&index| tree.at(index)).filter(|sector| sector.is_leaf())
}

impl fmt::Debug for Classification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Classification({}, {} sectors)", self.id, self.nodes.len())
    }
}

impl PartialEq for Classification {
    fn eq(&self, other: &Classification) -> bool {
        core::ptr::eq(self, other)
            || (self.id == other.id
                && self.title == other.title
                && self.sectors().map(Sector::row).eq(other.sectors().map(Sector::row)))
    }
}

impl Eq for Classification {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn built_in_ids_are_reserved() {
        let error = Classification::new(
            "gpc",
            Title::new("", ""),
            [SectorRow::new("a", Title::new("", ""))],
        )
        .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::DuplicateId);
        assert_eq!(
            error.to_string(),
            "expected another id than that of a built-in classification, found `gpc` with other \
             sectors; rename the classification"
        );
        let gpc = Classification::gpc();
        let rows = gpc.sectors().map(|sector| sector.row().clone());
        let copy = Classification::new("gpc", gpc.title().clone(), rows).unwrap();
        assert_eq!(&copy, gpc.as_ref());
    }

    #[test]
    fn names_what_it_does_not_know() {
        let error = Classification::by_id("crf").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownClassification);
        assert_eq!(
            error.to_string(),
            "expected a classification (danish, gcom-crf, gpc, ipcc-2006), found `crf`"
        );
        let error = Classification::gpc().sector("residential").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownSector);
        assert_eq!(
            error.to_string(),
            "expected a sector of `gpc`, found `residential`; its codes are such as `I.1.1`, \
             `I.1.2`, `I.1.3`"
        );
        let error = Classification::gpc().known(SectorIndex::new(77)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownSector);
        assert_eq!(
            error.to_string(),
            "expected an index of `gpc`, from 0 to 76, found 77; indices of two classifications \
             do not mix"
        );
    }

    #[test]
    fn an_index_of_another_tree_leads_nowhere() {
        let (gpc, far) = (Classification::gpc(), SectorIndex::new(u32::MAX));
        assert!(gpc.at(far).is_none() && gpc.ancestor_at_depth(far, 0).is_none());
        assert_eq!(gpc.children(far).count() + gpc.ancestors(far).count(), 0);
        assert_eq!(gpc.leaves_within(far).count(), 0);
        assert!(!gpc.is_within(far, far));
    }
}
