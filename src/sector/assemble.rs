use std::borrow::Cow;
use std::collections::BTreeMap;

use super::classification::Node;
use super::problem::SectorProblem;
use super::{Classification, SectorIndex, SectorRow};
use crate::error::{Error, Result};
use crate::language::Title;
use crate::number::clip;

impl Classification {
    /// The tree of the rows, whatever its id.
    pub(super) fn assemble(
        id: Cow<'static, str>,
        title: Title,
        rows: impl IntoIterator<Item = SectorRow>,
    ) -> Result<Classification> {
        spelled("an id", &id)?;
        let mut tree = Classification::empty(id, title);
        for row in rows {
            tree.push(row)?;
        }
        if tree.nodes.is_empty() {
            return Err(Error::new(SectorProblem::NoSectors { classification: clip(&tree.id) }));
        }
        tree.link()?;
        tree.walk();
        if tree.preorder.len() < tree.nodes.len() {
            return Err(tree.circle());
        }
        Ok(tree)
    }

    pub(super) fn empty(id: Cow<'static, str>, title: Title) -> Classification {
        Classification {
            id,
            title,
            nodes: Vec::new(),
            roots: Vec::new(),
            preorder: Vec::new(),
            by_code: BTreeMap::new(),
        }
    }

    fn push(&mut self, row: SectorRow) -> Result<()> {
        let index = SectorIndex::at_position(self.nodes.len());
        spelled("a code", &row.code)?;
        for alias in &row.aliases {
            spelled("an alias", alias)?;
        }
        for code in core::iter::once(&row.code).chain(&row.aliases) {
            if self.by_code.insert(code.clone(), index).is_some() {
                return Err(Error::new(SectorProblem::DuplicateCode {
                    classification: clip(&self.id),
                    code: clip(code),
                }));
            }
        }
        self.nodes.push(Node {
            row,
            parent: None,
            children: Vec::new(),
            depth: 0,
            enter: usize::MAX,
            exit: usize::MAX,
        });
        Ok(())
    }

    /// Turns the codes of the parents into links both ways.
    fn link(&mut self) -> Result<()> {
        for position in 0..self.nodes.len() {
            let index = SectorIndex::at_position(position);
            let Some(node) = self.nodes.get_mut(position) else { continue };
            let Some(code) = &node.row.parent else {
                self.roots.push(index);
                continue;
            };
            let Some(&parent) = self.by_code.get(code.as_ref()) else {
                return Err(Error::new(SectorProblem::UnknownParent {
                    classification: clip(&self.id),
                    code: clip(&node.row.code),
                    parent: clip(code),
                }));
            };
            node.parent = Some(parent);
            if let Some(above) = self.nodes.get_mut(parent.position()) {
                above.children.push(index);
            }
        }
        Ok(())
    }

    /// Goes through the tree from the roots; sectors in a circle are not reached.
    fn walk(&mut self) {
        let mut open: Vec<(SectorIndex, u32)> =
            self.roots.iter().rev().map(|&root| (root, 0)).collect();
        while let Some((index, depth)) = open.pop() {
            let enter = self.preorder.len();
            self.preorder.push(index);
            if let Some(node) = self.nodes.get_mut(index.position()) {
                (node.depth, node.enter, node.exit) = (depth, enter, enter + 1);
                open.extend(node.children.iter().rev().map(|&child| (child, depth + 1)));
            }
        }
        for &index in self.preorder.iter().rev() {
            let Some(node) = self.nodes.get(index.position()) else { continue };
            let (exit, parent) = (node.exit, node.parent);
            if let Some(above) = parent.and_then(|parent| self.nodes.get_mut(parent.position())) {
                above.exit = above.exit.max(exit);
            }
        }
    }

    /// The error of a tree with sectors that no root leads to.
    fn circle(&self) -> Error {
        let start = self.nodes.iter().find(|node| node.enter == usize::MAX);
        let parent = |node: &Node| node.parent.and_then(|index| self.nodes.get(index.position()));
        // As many steps up as there are sectors end inside the circle.
        let inside = (0..self.nodes.len())
            .fold(start, |node, _| node.and_then(parent))
            .map(|node| node.row.code.as_ref());
        let mut codes = Vec::new();
        let mut code = inside;
        while let Some(found) = code {
            codes.push(format!("`{}`", clip(found)));
            if codes.len() > 10 {
                codes.push("...".to_owned());
                break;
            }
            code = self
                .by_code
                .get(found)
                .and_then(|index| self.nodes.get(index.position()))
                .and_then(parent)
                .map(|node| node.row.code.as_ref());
            if code == inside {
                codes.extend(code.map(|first| format!("`{}`", clip(first))));
                break;
            }
        }
        Error::new(SectorProblem::Circle {
            classification: clip(&self.id),
            circle: codes.join(" > "),
        })
    }
}

fn spelled(what: &'static str, text: &str) -> Result<()> {
    if text.is_empty() || text.trim() != text {
        return Err(Error::new(SectorProblem::Spelling { what, found: clip(text) }));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    fn row(code: &str, parent: Option<&str>) -> SectorRow {
        let row = SectorRow::new(code.to_owned(), Title::new("", ""));
        SectorRow { parent: parent.map(|parent| parent.to_owned().into()), ..row }
    }

    fn error(rows: impl IntoIterator<Item = SectorRow>) -> (ErrorKind, String) {
        let error = Classification::new("own", Title::new("Egen", "Own"), rows).unwrap_err();
        (error.kind(), error.to_string())
    }

    #[test]
    fn says_what_is_wrong_with_a_tree() {
        let invalid = ErrorKind::InvalidClassification;
        let cases: [(Vec<SectorRow>, ErrorKind, &str); 7] = [
            (vec![], invalid, "expected at least one sector in `own`, found none"),
            (
                vec![row("a", None), row("b", None), row("a", None)],
                ErrorKind::DuplicateId,
                "expected each code of `own` once, found `a` twice; rename or remove one",
            ),
            (
                vec![row("a", None), row("b", None).alias("a")],
                ErrorKind::DuplicateId,
                "expected each code of `own` once, found `a` twice; rename or remove one",
            ),
            (
                vec![row("a", None), row("b", Some("c"))],
                invalid,
                "expected the parent of `b` among the sectors of `own`, found `c`; add it or \
                 correct the parent",
            ),
            (
                vec![row("r", None), row("a", Some("b")), row("b", Some("c")), row("c", Some("b"))],
                invalid,
                "expected parents of `own` that end at a root, found the circle `c` > `b` > `c`; \
                 leave out one parent",
            ),
            (
                vec![row("a", Some("a"))],
                invalid,
                "expected parents of `own` that end at a root, found the circle `a` > `a`; leave \
                 out one parent",
            ),
            (
                vec![row(" a", None)],
                invalid,
                "expected a code without spaces around it, found ` a`; write it as it is printed",
            ),
        ];
        for (rows, kind, message) in cases {
            assert_eq!(error(rows), (kind, message.to_owned()));
        }
    }

    #[test]
    fn a_long_circle_is_cut() {
        let rows = (0..50).map(|n| row(&n.to_string(), Some(&((n + 1) % 50).to_string())));
        let (_, message) = error(rows);
        assert!(message.contains("> ...;"), "{message}");
    }

    #[test]
    fn a_deep_tree_does_not_exhaust_the_stack() {
        let rows = (0..20_000_u32).map(|n| {
            let parent = n.checked_sub(1).map(|above| above.to_string());
            row(&n.to_string(), parent.as_deref())
        });
        let tree = Classification::new("deep", Title::new("", ""), rows).unwrap();
        let leaf = tree.leaves().next().unwrap();
        assert_eq!((leaf.depth(), leaf.ancestors().count()), (19_999, 19_999));
    }
}
