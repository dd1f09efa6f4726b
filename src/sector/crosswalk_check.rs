use super::crosswalk_row::CrosswalkRow;
use super::problem::{SectorProblem, list};
use super::{Classification, Relation, Sector, SectorIndex};
use crate::error::{Error, Result};
use crate::language::Title;
use crate::number::{Exact, ExactSum, clip};

/// A row of a crosswalk after the look-up of its codes.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) from: SectorIndex,
    pub(super) targets: Vec<SectorIndex>,
    /// As many as targets, or none as long as they are not known.
    pub(super) shares: Vec<(SectorIndex, Exact)>,
    pub(super) note: Option<Title>,
    pub(super) relation: Relation,
}

impl Line {
    pub(super) fn share_of(&self, target: SectorIndex) -> Option<Exact> {
        self.shares.iter().find(|&&(index, _)| index == target).map(|&(_, share)| share)
    }
}

pub(super) fn code_of(tree: &Classification, index: SectorIndex) -> &str {
    tree.at(index).map_or("", Sector::code)
}

pub(super) fn read_row(
    from: &Classification,
    to: &Classification,
    row: CrosswalkRow,
) -> Result<Line> {
    let sector = from.sector(&row.from)?;
    if row.to.is_empty() && row.note.is_none() {
        return Err(Error::new(SectorProblem::NoNote { code: clip(&row.from) }));
    }
    let mut targets = Vec::with_capacity(row.to.len());
    let mut given = Vec::new();
    for target in &row.to {
        let index = to.index(&target.sector)?;
        if targets.contains(&index) {
            return Err(target_twice(&row.from, &target.sector));
        }
        targets.push(index);
        given.extend(target.share.map(|share| (index, share)));
    }
    let mut shares = Vec::new();
    if !given.is_empty() {
        shares = check_shares(&row.from, to, &targets, &given)?;
    }
    let relation = match targets.len() {
        0 => Relation::NoPlace,
        1 => Relation::Exact,
        _ => Relation::Split,
    };
    Ok(Line { from: sector.index(), targets, shares, note: row.note, relation })
}

/// The shares in the order of the targets.
pub(super) fn check_shares(
    code: &str,
    to: &Classification,
    targets: &[SectorIndex],
    given: &[(SectorIndex, Exact)],
) -> Result<Vec<(SectorIndex, Exact)>> {
    let mut shares = Vec::with_capacity(targets.len());
    for &target in targets {
        let mut found = given.iter().filter(|&&(index, _)| index == target);
        let Some(&share) = found.next() else {
            return Err(Error::new(SectorProblem::ShareMissing {
                code: clip(code),
                target: clip(code_of(to, target)),
            }));
        };
        if found.next().is_some() {
            return Err(target_twice(code, code_of(to, target)));
        }
        if share.1.is_negative() {
            return Err(Error::new(SectorProblem::NegativeShare {
                code: clip(code),
                target: clip(code_of(to, target)),
                share: share.1.to_string(),
            }));
        }
        shares.push(share);
    }
    let sum = shares.iter().map(|&(_, share)| share).collect::<ExactSum>().total()?;
    if sum != Exact::ONE {
        return Err(Error::new(SectorProblem::SharesSum {
            code: clip(code),
            sum: sum.to_string(),
        }));
    }
    Ok(shares)
}

fn target_twice(code: &str, target: &str) -> Error {
    Error::new(SectorProblem::TargetTwice { code: clip(code), target: clip(target) })
}

/// Tells merged rows from exact ones: another row goes to the same sector, above it or below it.
pub(super) fn relate(to: &Classification, lines: &mut [Line]) {
    let mut here = vec![0_usize; to.sectors().len()];
    let mut below = here.clone();
    for &target in lines.iter().flat_map(|line| &line.targets) {
        if let Some(count) = here.get_mut(target.position()) {
            *count += 1;
        }
        for sector in core::iter::successors(to.at(target), |sector| sector.parent()) {
            if let Some(count) = below.get_mut(sector.index().position()) {
                *count += 1;
            }
        }
    }
    for line in lines.iter_mut().filter(|line| line.relation == Relation::Exact) {
        let Some(&target) = line.targets.first() else { continue };
        let at_or_below = below.get(target.position()).copied().unwrap_or_default();
        let above = to
            .ancestors(target)
            .any(|sector| here.get(sector.index().position()).is_some_and(|&count| count > 0));
        if at_or_below > 1 || above {
            line.relation = Relation::Merged;
        }
    }
}

/// The line that each sector lies in; an error where a leaf lies in none or in two.
pub(super) fn cover(from: &Classification, lines: &[Line]) -> Result<Vec<Option<usize>>> {
    let mut line_of = vec![None; from.sectors().len()];
    for (number, line) in lines.iter().enumerate() {
        for &index in from.within(line.from) {
            let Some(place) = line_of.get_mut(index.position()) else { continue };
            let earlier: Option<&Line> = place.and_then(|earlier: usize| lines.get(earlier));
            if let Some(earlier) = earlier {
                let leaf = from.leaves_within(index).next().map_or("", Sector::code);
                return Err(Error::new(SectorProblem::LeafTwice {
                    leaf: clip(leaf),
                    first: clip(code_of(from, earlier.from)),
                    second: clip(code_of(from, line.from)),
                }));
            }
            *place = Some(number);
        }
    }
    let missing: Vec<&str> = from
        .leaves()
        .filter(|leaf| line_of.get(leaf.index().position()).copied().flatten().is_none())
        .map(Sector::code)
        .collect();
    if !missing.is_empty() {
        return Err(Error::new(SectorProblem::LeafMissing {
            classification: clip(from.id()),
            count: missing.len(),
            leaves: list(missing),
        }));
    }
    Ok(line_of)
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::ErrorKind;
    use crate::sector::{Crosswalk, CrosswalkTarget, SectorRow};

    fn tree(
        id: &'static str,
        rows: &[(&'static str, Option<&'static str>)],
    ) -> Arc<Classification> {
        let rows = rows.iter().map(|&(code, parent)| {
            let row = SectorRow::new(code, Title::new("", ""));
            SectorRow { parent: parent.map(Into::into), ..row }
        });
        Arc::new(Classification::new(id, Title::new("", ""), rows).unwrap())
    }

    fn from() -> Arc<Classification> {
        tree("from", &[("a", None), ("a1", Some("a")), ("a2", Some("a")), ("b", None)])
    }

    fn to() -> Arc<Classification> {
        tree("to", &[("x", None), ("y", None), ("y1", Some("y")), ("z", None)])
    }

    pub(in crate::sector) fn new(
        rows: impl IntoIterator<Item = CrosswalkRow>,
    ) -> Result<Crosswalk> {
        Crosswalk::new(from(), to(), rows)
    }

    pub(in crate::sector) fn half() -> Exact {
        Exact::new(5, 1)
    }

    pub(in crate::sector) fn why() -> Title {
        Title::new("", "")
    }

    #[test]
    fn says_what_is_wrong_with_the_rows() {
        let invalid = ErrorKind::InvalidClassification;
        let cases: [(Vec<CrosswalkRow>, ErrorKind, &str); 10] = [
            (
                vec![CrosswalkRow::to("a", "x")],
                invalid,
                "expected every leaf of `from` in a row, found 1 without one: `b`; give each a \
                 target or a note that says why it has none",
            ),
            (
                vec![CrosswalkRow::to("a", "x"), CrosswalkRow::to("a2", "y")],
                invalid,
                "expected each leaf in one row, found `a2` in the rows `a` and `a2`; remove one",
            ),
            (
                vec![CrosswalkRow::to("a2", "x"), CrosswalkRow::to("a", "y")],
                invalid,
                "expected each leaf in one row, found `a2` in the rows `a2` and `a`; remove one",
            ),
            (
                vec![CrosswalkRow::to("a", "w")],
                ErrorKind::UnknownSector,
                "expected a sector of `to`, found `w`; its codes are such as `x`, `y1`, `z`",
            ),
            (
                vec![CrosswalkRow::to("c", "x")],
                ErrorKind::UnknownSector,
                "expected a sector of `from`, found `c`; its codes are such as `a1`, `a2`, `b`",
            ),
            (
                vec![CrosswalkRow::split("a", ["x", "x"])],
                invalid,
                "expected each target of `a` once, found `x` twice; add the shares up",
            ),
            (
                vec![CrosswalkRow::split("a", Vec::<&str>::new())],
                ErrorKind::MissingValue,
                "expected a target of `a` or a note that says why it has none, found neither",
            ),
            (
                vec![CrosswalkRow::shares("a", [("x", half()), ("y", Exact::new(4, 1))])],
                invalid,
                "expected shares of `a` that add up to exactly 1, found 0.9; give what is left to \
                 one of the targets",
            ),
            (
                vec![CrosswalkRow::shares("a", [("x", -half()), ("y", Exact::new(15, 1))])],
                ErrorKind::NegativeWeight,
                "expected shares of zero or more for `a`, found -0.5 for `x`",
            ),
            (
                vec![CrosswalkRow {
                    from: "a".into(),
                    to: vec![
                        CrosswalkTarget { sector: "x".into(), share: Some(Exact::ONE) },
                        CrosswalkTarget { sector: "y".into(), share: None },
                    ],
                    note: None,
                }],
                ErrorKind::MissingValue,
                "expected a share for every target of `a` or for none, found none for `y`; write \
                 0 where nothing goes",
            ),
        ];
        for (rows, kind, message) in cases {
            let error = new(rows).unwrap_err();
            assert_eq!((error.kind(), error.to_string().as_str()), (kind, message));
        }
    }

    #[test]
    fn relations_follow_from_the_rows() {
        let relations = |rows: [CrosswalkRow; 3]| {
            let crosswalk = new(rows).unwrap();
            ["a1", "a2", "b"]
                .map(|code| crosswalk.relation(crosswalk.from().index(code).unwrap()).unwrap())
        };
        let row = CrosswalkRow::to;
        assert_eq!(
            relations([row("a1", "x"), row("a2", "y"), row("b", "z")]),
            [Relation::Exact; 3]
        );
        // `y1` is a part of `y`.
        assert_eq!(
            relations([row("a1", "y"), row("a2", "y1"), row("b", "z")]),
            [Relation::Merged, Relation::Merged, Relation::Exact]
        );
        assert_eq!(
            relations([
                row("a1", "x"),
                CrosswalkRow::split("a2", ["x", "z"]),
                CrosswalkRow::no_place("b", why())
            ]),
            [Relation::Merged, Relation::Split, Relation::NoPlace]
        );
    }
}
