use crate::error::{ErrorKind, Problem};

#[derive(Debug, thiserror::Error)]
pub(crate) enum SectorProblem {
    #[error("expected a classification ({known}), found `{found}`")]
    UnknownClassification { found: String, known: String },
    #[error("expected a classification and a code such as `gpc:I.1.1`, found `{found}`")]
    WithoutClassification { found: String },
    #[error("expected a sector of `{classification}`, found `{found}`; {hint}")]
    UnknownSector { classification: String, found: String, hint: String },
    #[error(
        "expected an index of `{classification}`, from 0 to {last}, found {found}; indices of two classifications do not mix"
    )]
    ForeignIndex { classification: String, last: usize, found: u32 },
    #[error("expected at least one sector in `{classification}`, found none")]
    NoSectors { classification: String },
    #[error("expected {what} without spaces around it, found `{found}`; write it as it is printed")]
    Spelling { what: &'static str, found: String },
    #[error(
        "expected another id than that of a built-in classification, found `{id}` with other sectors; rename the classification"
    )]
    ReservedId { id: String },
    #[error(
        "expected each code of `{classification}` once, found `{code}` twice; rename or remove one"
    )]
    DuplicateCode { classification: String, code: String },
    #[error(
        "expected the parent of `{code}` among the sectors of `{classification}`, found `{parent}`; add it or correct the parent"
    )]
    UnknownParent { classification: String, code: String, parent: String },
    #[error(
        "expected parents of `{classification}` that end at a root, found the circle {circle}; leave out one parent"
    )]
    Circle { classification: String, circle: String },
    #[error("expected a scope, 1, 2 or 3, found `{found}`")]
    Scope { found: String },
    #[error(
        "expected a reporting level (basic, basic-plus, basic-plus-scope3, territorial), found `{found}`"
    )]
    Level { found: String },
    #[error(
        "expected a built-in crosswalk ({known}), found `{from}` to `{to}`; build one with `Crosswalk::new`"
    )]
    UnknownCrosswalk { from: String, to: String, known: String },
    #[error("expected a target of `{code}` or a note that says why it has none, found neither")]
    NoNote { code: String },
    #[error("expected each target of `{code}` once, found `{target}` twice; add the shares up")]
    TargetTwice { code: String, target: String },
    #[error(
        "expected a share for every target of `{code}` or for none, found none for `{target}`; write 0 where nothing goes"
    )]
    ShareMissing { code: String, target: String },
    #[error("expected shares of zero or more for `{code}`, found {share} for `{target}`")]
    NegativeShare { code: String, target: String, share: String },
    #[error(
        "expected shares of `{code}` that add up to exactly 1, found {sum}; give what is left to one of the targets"
    )]
    SharesSum { code: String, sum: String },
    #[error(
        "expected each leaf in one row, found `{leaf}` in the rows `{first}` and `{second}`; remove one"
    )]
    LeafTwice { leaf: String, first: String, second: String },
    #[error(
        "expected every leaf of `{classification}` in a row, found {count} without one: {leaves}; give each a target or a note that says why it has none"
    )]
    LeafMissing { classification: String, count: usize, leaves: String },
    #[error(
        "expected a row with several targets ({known}), found `{code}`; shares are given for those rows alone"
    )]
    NotASplit { code: String, known: String },
    #[error("expected shares for the targets of `{code}` ({known}), found `{target}`")]
    NotATarget { code: String, target: String, known: String },
    #[error(
        "expected shares of `{code}` for its targets {targets}, found none; give them with `with_shares`"
    )]
    NoShares { code: String, targets: String },
    #[error(
        "expected a sector at or below a row of the crosswalk, found `{code}`, whose parts go different ways; place its parts: {parts}"
    )]
    AboveRows { code: String, parts: String },
}

impl Problem for SectorProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::UnknownClassification { .. }
            | Self::WithoutClassification { .. }
            | Self::UnknownCrosswalk { .. } => ErrorKind::UnknownClassification,
            Self::UnknownSector { .. } | Self::ForeignIndex { .. } | Self::NotATarget { .. } => {
                ErrorKind::UnknownSector
            }
            Self::NoSectors { .. }
            | Self::Spelling { .. }
            | Self::UnknownParent { .. }
            | Self::Circle { .. }
            | Self::TargetTwice { .. }
            | Self::SharesSum { .. }
            | Self::LeafTwice { .. }
            | Self::LeafMissing { .. }
            | Self::NotASplit { .. }
            | Self::AboveRows { .. } => ErrorKind::InvalidClassification,
            Self::ReservedId { .. } | Self::DuplicateCode { .. } => ErrorKind::DuplicateId,
            Self::Scope { .. } | Self::Level { .. } => ErrorKind::UnknownChoice,
            Self::NoNote { .. } | Self::ShareMissing { .. } | Self::NoShares { .. } => {
                ErrorKind::MissingValue
            }
            Self::NegativeShare { .. } => ErrorKind::NegativeWeight,
        }
    }
}

/// At most five names, and how many more there are.
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    let shown: Vec<String> = names.iter().take(5).map(|name| format!("`{name}`")).collect();
    match names.len().saturating_sub(shown.len()) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_are_cut() {
        assert_eq!(list(["a", "b"]), "`a`, `b`");
        assert_eq!(list(["a"; 7]), "`a`, `a`, `a`, `a`, `a` and 2 more");
    }
}
