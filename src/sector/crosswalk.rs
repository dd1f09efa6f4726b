use core::fmt;
use std::sync::Arc;

use super::crosswalk_check::{Line, check_shares, code_of, cover, read_row, relate};
use super::crosswalk_row::{CrosswalkRow, CrosswalkTarget};
use super::problem::{SectorProblem, list};
use super::{Classification, Sector, SectorIndex, crosswalk_builtin};
use crate::error::{Error, Result};
use crate::language::Title;
use crate::number::{Exact, clip};

/// How a row of a [`Crosswalk`] relates the two classifications.
///
/// It follows from the rows, so that it cannot contradict them.
///
/// # Examples
///
/// ```
/// use climate_account::{Classification, Crosswalk, sector::Relation};
///
/// let gpc = Classification::gpc();
/// let relation = |code| Ok(Crosswalk::gpc_to_ipcc_2006().relation(gpc.index(code)?));
/// assert_eq!(relation("III.1.1")?, Some(Relation::Merged)); // shares 4.A with III.1.3
/// assert_eq!(relation("III.1.2")?, Some(Relation::NoPlace)); // treated elsewhere
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Relation {
    /// One sector goes to one, and no other row goes there.
    Exact,
    /// Several rows go to one sector, or to it and one of its parts.
    Merged,
    /// One sector goes to several.
    Split,
    /// The sector has no counterpart.
    NoPlace,
}

/// Where a sector goes under a [`Crosswalk`].
///
/// # Examples
///
/// ```
/// use climate_account::{Classification, Crosswalk, sector::Mapping};
///
/// let (gpc, ipcc) = (Classification::gpc(), Classification::ipcc_2006());
/// let compost = Crosswalk::ipcc_2006_to_gpc().map(ipcc.index("4.B")?)?;
/// let rows = [gpc.index("III.2.1")?, gpc.index("III.2.3")?];
/// assert_eq!(compost, Mapping::Undivided(&rows));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mapping<'a> {
    /// All of it goes to one sector.
    One(SectorIndex),
    /// It is divided by shares that add up to exactly 1.
    Shares(&'a [(SectorIndex, Exact)]),
    /// It is divided among these, by shares that have to be given before it can be placed.
    Undivided(&'a [SectorIndex]),
    /// It has no place; the note says why.
    NoPlace(&'a Title),
}

/// A checked way from one classification to another.
///
/// Every leaf of the first lies in exactly one row, so that no line is lost or doubled; every
/// row says whether it is exact, merged (n to 1), split (1 to n) or without a place. A split is
/// applied only with shares, which come from local data:
/// see [`with_shares`](Crosswalk::with_shares). Amounts are placed by [`place`](Crosswalk::place).
///
/// # Examples
///
/// ```
/// use climate_account::{Classification, Crosswalk};
/// use climate_account::number::Exact;
/// use climate_account::sector::{Mapping, Relation};
///
/// let (gpc, ipcc) = (Classification::gpc(), Classification::ipcc_2006());
/// let crosswalk = Crosswalk::gpc_to_ipcc_2006();
/// let homes = gpc.index("I.1.1")?;
/// assert_eq!(crosswalk.map(homes)?, Mapping::One(ipcc.index("1.A.4.b")?));
/// assert_eq!(crosswalk.relation(homes), Some(Relation::Exact));
///
/// let placed = crosswalk.place([
///     (gpc.index("III.1.1")?, Exact::from(70)),
///     (gpc.index("III.1.3")?, Exact::from(30)),
///     (gpc.index("I.1.2")?, Exact::from(5)),
/// ])?;
/// assert_eq!(placed.at(ipcc.index("4.A")?), Exact::from(100));
/// assert_eq!(placed.without_place_total()?, Exact::from(5));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Clone)]
pub struct Crosswalk {
    from: Arc<Classification>,
    to: Arc<Classification>,
    lines: Vec<Line>,
    /// For each sector of `from` the line that it lies in; none above the lines.
    line_of: Vec<Option<usize>>,
}

impl Crosswalk {
    /// GPC to IPCC 2006.
    ///
    /// Scope 1 rows have a category; scope 2 and 3 are emitted elsewhere and have no place in the
    /// account of a territory. `IV.1`, `IV.2` and `V.3` are splits.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Crosswalk;
    ///
    /// let crosswalk = Crosswalk::gpc_to_ipcc_2006();
    /// assert_eq!(crosswalk.rows().len(), 54);
    /// // 11 rows of scope 2 and 16 of scope 3
    /// assert_eq!(crosswalk.rows().filter(|row| row.to.is_empty()).count(), 27);
    /// ```
    #[must_use]
    pub fn gpc_to_ipcc_2006() -> &'static Arc<Crosswalk> {
        &crosswalk_builtin::GPC_TO_IPCC_2006
    }

    /// IPCC 2006 to GPC, for emissions inside the boundary.
    ///
    /// Grid energy (`1.A.1.a`), waste, domestic flights and shipping are splits that local data
    /// decide.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Crosswalk;
    ///
    /// let splits: Vec<_> = Crosswalk::ipcc_2006_to_gpc().undivided().map(|s| s.code()).collect();
    /// assert_eq!(splits, ["1.A.1.a", "1.A.3.a.ii", "1.A.3.d.ii", "4.A", "4.B", "4.C", "4.D"]);
    /// ```
    #[must_use]
    pub fn ipcc_2006_to_gpc() -> &'static Arc<Crosswalk> {
        &crosswalk_builtin::IPCC_2006_TO_GPC
    }

    /// GPC to the Common Reporting Framework of the Global Covenant of Mayors.
    ///
    /// `I.2` is a split into commercial and institutional, `I.4.4` into four tables; `III.x.3`
    /// and `VI.1` have no place.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Crosswalk;
    ///
    /// let splits: Vec<_> = Crosswalk::gpc_to_gcom_crf().undivided().map(|s| s.code()).collect();
    /// assert_eq!(splits, ["I.2.1", "I.2.2", "I.2.3", "I.4.4"]);
    /// ```
    #[must_use]
    pub fn gpc_to_gcom_crf() -> &'static Arc<Crosswalk> {
        &crosswalk_builtin::GPC_TO_GCOM_CRF
    }

    /// The Danish municipal tree to GPC.
    ///
    /// What the Danish tree cannot tell (grid losses, traffic outside the boundary, where waste
    /// comes from) is a split that needs shares.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, Crosswalk, number::Exact};
    ///
    /// let (danish, gpc) = (Classification::danish(), Classification::gpc());
    /// let placed = Crosswalk::danish_to_gpc().place([
    ///     (danish.index("energy.households.natural-gas")?, Exact::from(30)),
    ///     (danish.index("energy.households.lpg")?, Exact::from(2)),
    /// ])?;
    /// assert_eq!(placed.at(gpc.index("I.1.1")?), Exact::from(32));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn danish_to_gpc() -> &'static Arc<Crosswalk> {
        &crosswalk_builtin::DANISH_TO_GPC
    }

    /// The built-in crosswalks.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Crosswalk;
    ///
    /// assert_eq!(Crosswalk::built_in().count(), 4);
    /// ```
    pub fn built_in() -> impl Iterator<Item = &'static Arc<Crosswalk>> {
        [
            Self::danish_to_gpc(),
            Self::gpc_to_gcom_crf(),
            Self::gpc_to_ipcc_2006(),
            Self::ipcc_2006_to_gpc(),
        ]
        .into_iter()
    }

    /// The built-in crosswalk between two classifications, by their ids.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Crosswalk;
    ///
    /// assert_eq!(Crosswalk::between("danish", "gpc")?.to().id(), "gpc");
    /// assert!(Crosswalk::between("gpc", "danish").is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`UnknownClassification`](crate::ErrorKind::UnknownClassification).
    pub fn between(from: &str, to: &str) -> Result<&'static Arc<Crosswalk>> {
        Self::built_in().find(|known| known.from.id() == from && known.to.id() == to).ok_or_else(
            || {
                let known: Vec<String> = Self::built_in()
                    .map(|known| format!("{} to {}", known.from.id(), known.to.id()))
                    .collect();
                Error::new(SectorProblem::UnknownCrosswalk {
                    from: clip(from),
                    to: clip(to),
                    known: known.join(", "),
                })
            },
        )
    }

    /// A crosswalk from its rows; the order of the rows does not matter.
    ///
    /// # Errors
    ///
    /// [`UnknownSector`](crate::ErrorKind::UnknownSector);
    /// [`InvalidClassification`](crate::ErrorKind::InvalidClassification) where a leaf lies in no
    /// row or in two, a target comes twice, or shares do not add up to exactly 1;
    /// [`NegativeWeight`](crate::ErrorKind::NegativeWeight) for a share below zero;
    /// [`MissingValue`](crate::ErrorKind::MissingValue) where a row has neither target nor note, or
    /// some of its targets have a share and others none.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, Crosswalk, Title};
    /// use climate_account::sector::{CrosswalkRow, SectorRow};
    /// use std::sync::Arc;
    ///
    /// let rows = ["wood", "gas"].map(|code| SectorRow::new(code, Title::new("", "")));
    /// let plan = Arc::new(Classification::new("plan", Title::new("Plan", "Plan"), rows)?);
    /// let way = |rows| Crosswalk::new(Arc::clone(&plan), Arc::clone(Classification::gpc()), rows);
    ///
    /// let error = way(vec![CrosswalkRow::to("gas", "I.1.1")]).unwrap_err();
    /// assert!(error.to_string().contains("found 1 without one: `wood`"));
    ///
    /// let rows = vec![CrosswalkRow::to("gas", "I.1.1"), CrosswalkRow::to("wood", "I.1.1")];
    /// assert_eq!(way(rows)?.rows().len(), 2);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn new(
        from: Arc<Classification>,
        to: Arc<Classification>,
        rows: impl IntoIterator<Item = CrosswalkRow>,
    ) -> Result<Crosswalk> {
        let mut lines = Vec::new();
        for row in rows {
            lines.push(read_row(&from, &to, row)?);
        }
        relate(&to, &mut lines);
        let line_of = cover(&from, &lines)?;
        Ok(Crosswalk { from, to, lines, line_of })
    }

    pub(super) fn empty(from: Arc<Classification>, to: Arc<Classification>) -> Crosswalk {
        let line_of = vec![None; from.sectors().len()];
        Crosswalk { from, to, lines: Vec::new(), line_of }
    }

    /// The classification that the way starts from.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Crosswalk;
    ///
    /// assert_eq!(Crosswalk::gpc_to_ipcc_2006().from().leaves().count(), 54);
    /// ```
    #[must_use]
    pub fn from(&self) -> &Arc<Classification> {
        &self.from
    }

    /// The classification that the way leads to.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Crosswalk;
    ///
    /// let ipcc = Crosswalk::gpc_to_ipcc_2006().to();
    /// assert_eq!((ipcc.id(), ipcc.sectors().len()), ("ipcc-2006", 290));
    /// ```
    #[must_use]
    pub fn to(&self) -> &Arc<Classification> {
        &self.to
    }

    /// The rows, as they can be given to [`new`](Crosswalk::new).
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Crosswalk;
    ///
    /// let landfill = Crosswalk::ipcc_2006_to_gpc().rows().find(|row| row.from == "4.A").unwrap();
    /// let targets: Vec<_> = landfill.to.iter().map(|target| target.sector.as_ref()).collect();
    /// assert_eq!(targets, ["III.1.1", "III.1.3"]);
    /// ```
    #[must_use]
    pub fn rows(&self) -> impl ExactSizeIterator<Item = CrosswalkRow> {
        self.lines.iter().map(|line| CrosswalkRow {
            from: code(&self.from, line.from).into(),
            to: line
                .targets
                .iter()
                .map(|&target| CrosswalkTarget {
                    sector: code(&self.to, target).into(),
                    share: line.share_of(target),
                })
                .collect(),
            note: line.note.clone(),
        })
    }

    /// Where a sector goes. A sector below a row goes where the row goes.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, Crosswalk, ErrorKind, sector::Mapping};
    ///
    /// let (gpc, ipcc) = (Classification::gpc(), Classification::ipcc_2006());
    /// let crosswalk = Crosswalk::ipcc_2006_to_gpc();
    /// // The row is that of 1.A.3.b.
    /// let cars = crosswalk.map(ipcc.index("1.A.3.b.i")?)?;
    /// assert_eq!(cars, Mapping::One(gpc.index("II.1.1")?));
    /// let transport = crosswalk.map(ipcc.index("1.A.3")?).unwrap_err();
    /// assert_eq!(transport.kind(), ErrorKind::InvalidClassification);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`UnknownSector`](crate::ErrorKind::UnknownSector) for an index of another classification;
    /// [`InvalidClassification`](crate::ErrorKind::InvalidClassification) for a sector above the
    /// rows, whose parts may go different ways.
    pub fn map(&self, index: SectorIndex) -> Result<Mapping<'_>> {
        let sector = self.from.known(index)?;
        let Some(line) = self.line(index) else {
            let below = self.lines.iter().filter(|line| self.from.is_within(line.from, index));
            return Err(Error::new(SectorProblem::AboveRows {
                code: clip(sector.code()),
                parts: list(below.map(|line| code_of(&self.from, line.from))),
            }));
        };
        Ok(match (line.targets.as_slice(), &line.note) {
            (&[target], _) => Mapping::One(target),
            ([], Some(note)) => Mapping::NoPlace(note),
            _ if line.shares.is_empty() => Mapping::Undivided(&line.targets),
            _ => Mapping::Shares(&line.shares),
        })
    }

    /// How the row that a sector lies in relates the two classifications; `None` above the rows.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, Crosswalk, sector::Relation};
    ///
    /// let (ipcc, crosswalk) = (Classification::ipcc_2006(), Crosswalk::ipcc_2006_to_gpc());
    /// assert_eq!(crosswalk.relation(ipcc.index("4.A")?), Some(Relation::Split));
    /// assert_eq!(crosswalk.relation(ipcc.index("4.E")?), Some(Relation::NoPlace));
    /// assert_eq!(crosswalk.relation(ipcc.index("4")?), None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn relation(&self, index: SectorIndex) -> Option<Relation> {
        self.line(index).map(|line| line.relation)
    }

    /// The note of the row that a sector lies in.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, Crosswalk};
    ///
    /// let generation = Classification::gpc().index("I.4.4")?;
    /// let note = Crosswalk::gpc_to_gcom_crf().note(generation).map(|note| note.en.as_ref());
    /// assert_eq!(note, Some("The framework shows generation in four tables outside its total"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn note(&self, index: SectorIndex) -> Option<&Title> {
        self.line(index).and_then(|line| line.note.as_ref())
    }

    /// The rows that need shares before their amounts can be placed.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Crosswalk;
    ///
    /// let open: Vec<_> = Crosswalk::gpc_to_ipcc_2006().undivided().map(|s| s.code()).collect();
    /// assert_eq!(open, ["IV.1", "IV.2", "V.3"]);
    /// ```
    pub fn undivided(&self) -> impl Iterator<Item = Sector<'_>> {
        self.lines
            .iter()
            .filter(|line| line.targets.len() > 1 && line.shares.is_empty())
            .filter_map(|line| self.from.at(line.from))
    }

    /// The same crosswalk with the shares of a split, which add up to exactly 1.
    ///
    /// Every target of the row is named, with 0 where nothing goes. Weights that are no shares yet
    /// become shares with [`allocate`](crate::number::allocate).
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, Crosswalk};
    /// use climate_account::number::Exact;
    ///
    /// let crosswalk = Crosswalk::ipcc_2006_to_gpc()
    ///     .with_shares("4.A", [("III.1.1", "0.85".parse()?), ("III.1.3", "0.15".parse()?)])?;
    /// let landfill = Classification::ipcc_2006().index("4.A.1")?;
    /// let placed = crosswalk.place([(landfill, Exact::from(1000))])?;
    /// assert_eq!(placed.at(Classification::gpc().index("III.1.3")?), Exact::from(150));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`UnknownSector`](crate::ErrorKind::UnknownSector) for a code that is not known or not a
    /// target of the row; [`InvalidClassification`](crate::ErrorKind::InvalidClassification) where
    /// the code is not that of a split, a target comes twice, or the sum is not 1;
    /// [`MissingValue`](crate::ErrorKind::MissingValue) where a target has no share;
    /// [`NegativeWeight`](crate::ErrorKind::NegativeWeight).
    pub fn with_shares<'a>(
        &self,
        code: &str,
        shares: impl IntoIterator<Item = (&'a str, Exact)>,
    ) -> Result<Crosswalk> {
        let from = self.from.index(code)?;
        let mut crosswalk = self.clone();
        let splits = self.lines.iter().filter(|line| line.targets.len() > 1);
        let Some(line) =
            crosswalk.lines.iter_mut().find(|line| line.from == from && line.targets.len() > 1)
        else {
            return Err(Error::new(SectorProblem::NotASplit {
                code: clip(code),
                known: list(splits.map(|line| code_of(&self.from, line.from))),
            }));
        };
        let mut given = Vec::new();
        for (target, share) in shares {
            let index = self.to.index(target)?;
            if !line.targets.contains(&index) {
                return Err(Error::new(SectorProblem::NotATarget {
                    code: clip(code),
                    target: clip(target),
                    known: list(line.targets.iter().map(|&known| code_of(&self.to, known))),
                }));
            }
            given.push((index, share));
        }
        line.shares = check_shares(code, &self.to, &line.targets, &given)?;
        Ok(crosswalk)
    }

    fn line(&self, index: SectorIndex) -> Option<&Line> {
        let line = self.line_of.get(index.position()).copied().flatten()?;
        self.lines.get(line)
    }
}

fn code(tree: &Classification, index: SectorIndex) -> String {
    code_of(tree, index).to_owned()
}

impl fmt::Debug for Crosswalk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.lines.len();
        write!(f, "Crosswalk({} to {}, {count} rows)", self.from.id(), self.to.id())
    }
}

impl PartialEq for Crosswalk {
    fn eq(&self, other: &Crosswalk) -> bool {
        self.from == other.from && self.to == other.to && self.lines == other.lines
    }
}

impl Eq for Crosswalk {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use crate::sector::crosswalk_check::tests::{half, new, why};

    #[test]
    fn says_what_is_wrong_with_shares() {
        let crosswalk =
            new([CrosswalkRow::split("a", ["x", "y"]), CrosswalkRow::to("b", "z")]).unwrap();
        let error = crosswalk.with_shares("b", [("z", Exact::ONE)]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidClassification);
        assert_eq!(
            error.to_string(),
            "expected a row with several targets (`a`), found `b`; shares are given for those \
             rows alone"
        );
        let error = crosswalk.with_shares("a", [("z", Exact::ONE)]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownSector);
        assert_eq!(
            error.to_string(),
            "expected shares for the targets of `a` (`x`, `y`), found `z`"
        );
        let error = crosswalk.with_shares("a", [("x", half()), ("x", half())]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidClassification);
        let error = crosswalk.with_shares("a", [("x", Exact::ONE)]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::MissingValue);
    }

    #[test]
    fn a_sector_above_the_rows_has_no_one_way() {
        let crosswalk = new([
            CrosswalkRow::to("a1", "x"),
            CrosswalkRow::to("a2", "y"),
            CrosswalkRow::no_place("b", why()),
        ])
        .unwrap();
        let error = crosswalk.map(SectorIndex::new(0)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidClassification);
        assert_eq!(
            error.to_string(),
            "expected a sector at or below a row of the crosswalk, found `a`, whose parts go \
             different ways; place its parts: `a1`, `a2`"
        );
        assert_eq!(crosswalk.relation(SectorIndex::new(0)), None);
        assert_eq!(
            crosswalk.map(SectorIndex::new(4)).unwrap_err().kind(),
            ErrorKind::UnknownSector
        );
    }

    #[test]
    fn names_the_built_in_crosswalks() {
        let error = Crosswalk::between("gpc", "danish").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownClassification);
        assert_eq!(
            error.to_string(),
            "expected a built-in crosswalk (danish to gpc, gpc to gcom-crf, gpc to ipcc-2006, \
             ipcc-2006 to gpc), found `gpc` to `danish`; build one with `Crosswalk::new`"
        );
    }

    #[test]
    fn rows_come_out_as_they_went_in() {
        let rows = vec![
            CrosswalkRow::shares("a", [("x", half()), ("y", half())]),
            CrosswalkRow::no_place("b", Title::new("Ingen", "None")),
        ];
        let crosswalk = new(rows.clone()).unwrap();
        assert_eq!(crosswalk.rows().collect::<Vec<_>>(), rows);
        assert_eq!(crosswalk, new(crosswalk.rows()).unwrap());
        assert_eq!(format!("{crosswalk:?}"), "Crosswalk(from to to, 2 rows)");
    }
}
