use crate::error::{ErrorKind, Problem};

#[derive(Debug, thiserror::Error)]
pub(super) enum BatchProblem {
    #[error("expected a column of factors for at least one gas, found none")]
    NoGas,
    #[error(
        "expected {expected} factors for the gas {gas} as for the first, found {found}; give it one in every row, 0 where it has none"
    )]
    FactorColumn { gas: usize, expected: usize, found: usize },
    #[error(
        "expected totals that fit the memory, found {groups} groups of {gases} gases; number the groups from 0 without gaps"
    )]
    NoRoom { groups: usize, gases: usize },
    #[error("expected factors of {expected} gases as the totals have, found {found}")]
    Gases { expected: usize, found: usize },
    #[error(
        "expected {expected} {what}, one for each activity, found {found}; cut all columns of a block at the same lines"
    )]
    Column { what: &'static str, expected: usize, found: usize },
    #[error(
        "expected a row from 0 to before {rows} of the factors, found {found}; look up the factor again"
    )]
    Row { rows: usize, found: usize },
    #[error(
        "expected a group from 0 to before {groups}, found {found}; make room for it, or leave the line out"
    )]
    Group { groups: usize, found: usize },
    #[error(
        "expected an activity x factor below 2^95 (28 digits), found {activity} x {factor} for the gas {gas}; state both with fewer decimals"
    )]
    Product { gas: usize, activity: i64, factor: i64 },
    #[error(
        "expected at most 4294967295 lines in one total, found more; add up parts, and their totals as `Exact`"
    )]
    TooManyLines,
    #[error("expected a finite {what}, found {found}")]
    NotFinite { what: &'static str, found: f64 },
    #[error(
        "expected a sum for the gas {gas} that floating point can hold, found none after {activity:e} x {factor:e}; check the units of both"
    )]
    FloatSum { gas: usize, activity: f64, factor: f64 },
    #[error(
        "expected totals of {expected_groups} groups and {expected_gases} gases at the same decimals, found {groups} and {gases}; make the parts alike"
    )]
    Parts { expected_groups: usize, expected_gases: usize, groups: usize, gases: usize },
    #[error("expected {expected} weights, one for each gas, found {found}")]
    Weights { expected: usize, found: usize },
    #[error("expected a weight of at most 18 digits for the gas {gas}, found {found}; round it")]
    Weight { gas: usize, found: String },
    #[error(
        "expected a CO2e of at most 38 digits, found more for the group {group}; state activities and factors with fewer decimals"
    )]
    Co2e { group: usize },
    #[error(
        "expected a parent from 0 to before {nodes}, found {parent} for the node {node}; list every node once"
    )]
    Parent { node: usize, parent: usize, nodes: usize },
    #[error("expected a tree, found the node {node} above itself; take one of its parents out")]
    Circle { node: usize },
    #[error(
        "expected {what} of {width} a record, found {found} values, which is no whole number of records"
    )]
    Records { what: &'static str, width: usize, found: usize },
    #[error("expected room for {expected} values of {what}, found {found}")]
    Room { what: &'static str, expected: usize, found: usize },
    #[error(
        "expected sums of at most 64 bits, found more at the node {node}; state the leaves with fewer decimals"
    )]
    NodeOverflow { node: usize },
    #[error(
        "expected a relative tolerance of zero or more with at most 18 digits, found {found}; give per cent as a fraction"
    )]
    Tolerance { found: String },
}

impl Problem for BatchProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Product { .. }
            | Self::FloatSum { .. }
            | Self::Co2e { .. }
            | Self::NodeOverflow { .. } => ErrorKind::Overflow,
            Self::Weight { .. } => ErrorKind::Inexact,
            Self::NoGas => ErrorKind::MissingValue,
            Self::Parent { .. } | Self::Circle { .. } => ErrorKind::InvalidClassification,
            _ => ErrorKind::OutOfRange,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        Decimals, ExactTotals, Factors, FloatTotals, Groups, Lines, Rows, Tolerance, Tree,
    };
    use crate::error::{ErrorKind, Result};

    fn message<T: std::fmt::Debug>(result: Result<T>, kind: ErrorKind) -> String {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        error.to_string()
    }

    fn totals() -> ExactTotals {
        ExactTotals::new(2, 1, Decimals::default()).unwrap()
    }

    fn lines<'a>(activities: &'a [i64], rows: Rows<'a>, groups: &'a [u32]) -> Lines<'a, i64> {
        Lines { activities, rows, groups: Groups::Each(groups) }
    }

    #[test]
    fn factors_of_a_wrong_shape() {
        assert_eq!(
            message(Factors::exact(&[]), ErrorKind::MissingValue),
            "expected a column of factors for at least one gas, found none"
        );
        assert_eq!(
            message(Factors::exact(&[&[1, 2], &[3]]), ErrorKind::OutOfRange),
            "expected 2 factors for the gas 1 as for the first, found 1; give it one in every row, 0 where it has none"
        );
        let two = Factors::exact(&[&[1], &[2]]).unwrap();
        assert_eq!(
            message(totals().add(&two, &lines(&[1], Rows::From(0), &[0])), ErrorKind::OutOfRange),
            "expected factors of 1 gases as the totals have, found 2"
        );
    }

    #[test]
    fn columns_of_a_wrong_length() {
        let one = Factors::exact(&[&[1]]).unwrap();
        let add =
            |lines: Lines<'_, i64>| message(totals().add(&one, &lines), ErrorKind::OutOfRange);
        assert_eq!(
            add(lines(&[1, 2], Rows::Each(&[0, 0]), &[0])),
            "expected 2 groups, one for each activity, found 1; cut all columns of a block at the same lines"
        );
        assert_eq!(
            add(lines(&[1, 2], Rows::Each(&[0]), &[0, 0])),
            "expected 2 rows, one for each activity, found 1; cut all columns of a block at the same lines"
        );
        let groups = Groups::Runs { first: 0, lengths: &[1, 2] };
        assert_eq!(
            add(Lines { activities: &[1, 2], rows: Rows::Each(&[0, 0]), groups }),
            "expected 2 lines of groups, one for each activity, found 3; cut all columns of a block at the same lines"
        );
        assert_eq!(
            add(lines(&[1, 2], Rows::From(0), &[0, 0])),
            "expected a row from 0 to before 1 of the factors, found 1; look up the factor again"
        );
    }

    #[test]
    fn lines_without_row_or_group() {
        let one = Factors::exact(&[&[1]]).unwrap();
        let add = |rows: &[u32], groups: &[u32]| {
            message(
                totals().add(&one, &lines(&[1, 2], Rows::Each(rows), groups)),
                ErrorKind::OutOfRange,
            )
        };
        assert_eq!(
            add(&[0, 4], &[0, 0]),
            "line 2: expected a row from 0 to before 1 of the factors, found 4; look up the factor again"
        );
        assert_eq!(
            add(&[0, 0], &[0, 9]),
            "line 2: expected a group from 0 to before 2, found 9; make room for it, or leave the line out"
        );
        let mut floats = FloatTotals::new(2, 1).unwrap();
        let block = Lines { activities: &[1.0], rows: Rows::From(0), groups: Groups::Each(&[7]) };
        assert_eq!(
            message(floats.add(&Factors::float(&[&[1.0]]).unwrap(), &block), ErrorKind::OutOfRange),
            "line 1: expected a group from 0 to before 2, found 7; make room for it, or leave the line out"
        );
    }

    #[test]
    fn numbers_that_are_too_large() {
        let large = Factors::exact(&[&[1 << 60]]).unwrap();
        assert_eq!(
            message(
                totals().add(&large, &lines(&[-1 << 40], Rows::From(0), &[0])),
                ErrorKind::Overflow
            ),
            "line 1: expected an activity x factor below 2^95 (28 digits), found -1099511627776 x 1152921504606846976 for the gas 0; state both with fewer decimals"
        );
        let mut floats = FloatTotals::new(1, 1).unwrap();
        let factors = Factors::float(&[&[1e300]]).unwrap();
        let block = Lines { activities: &[1e10], rows: Rows::From(0), groups: Groups::Each(&[0]) };
        assert_eq!(
            message(floats.add(&factors, &block), ErrorKind::Overflow),
            "line 1: expected a sum for the gas 0 that floating point can hold, found none after 1e10 x 1e300; check the units of both"
        );
        assert_eq!(
            message(Factors::float(&[&[f64::INFINITY]]), ErrorKind::OutOfRange),
            "line 1: expected a finite factor, found inf"
        );
        assert_eq!(
            message(floats.co2e(&[f64::NAN]), ErrorKind::OutOfRange),
            "expected a finite weight, found NaN"
        );
    }

    #[test]
    fn totals_that_do_not_fit_together() {
        let mut totals = totals();
        let other = ExactTotals::new(3, 1, Decimals::default()).unwrap();
        assert_eq!(
            message(totals.merge(&other), ErrorKind::OutOfRange),
            "expected totals of 2 groups and 1 gases at the same decimals, found 3 and 1; make the parts alike"
        );
        assert_eq!(
            message(totals.co2e(&[]), ErrorKind::OutOfRange),
            "expected 1 weights, one for each gas, found 0"
        );
        assert_eq!(
            message(
                totals.co2e(&["0.1234567890123456789123".parse().unwrap()]),
                ErrorKind::Inexact
            ),
            "expected a weight of at most 18 digits for the gas 0, found 0.1234567890123456789123; round it"
        );
        assert_eq!(
            message(ExactTotals::new(usize::MAX, 2, Decimals::default()), ErrorKind::OutOfRange),
            format!(
                "expected totals that fit the memory, found {} groups of 2 gases; number the groups from 0 without gaps",
                usize::MAX
            )
        );
    }

    #[test]
    fn too_many_lines() {
        let (block, groups) = (vec![1; 1 << 12], vec![0; 1 << 12]);
        let one = Factors::exact(&[&block]).unwrap();
        let mut totals = totals();
        totals.add(&one, &lines(&block, Rows::From(0), &groups)).unwrap();
        // Doubled until the next would be too many.
        for _ in 0..19 {
            let half = totals.clone();
            totals.merge(&half).unwrap();
        }
        let half = totals.clone();
        assert_eq!(
            message(totals.merge(&half), ErrorKind::OutOfRange),
            "expected at most 4294967295 lines in one total, found more; add up parts, and their totals as `Exact`"
        );
    }

    #[test]
    fn trees_that_are_none() {
        assert_eq!(
            message(Tree::new(&[None, Some(2)]), ErrorKind::InvalidClassification),
            "expected a parent from 0 to before 2, found 2 for the node 1; list every node once"
        );
        assert_eq!(
            message(Tree::new(&[None, Some(2), Some(1)]), ErrorKind::InvalidClassification),
            "expected a tree, found the node 1 above itself; take one of its parents out"
        );
    }

    #[test]
    fn records_of_a_wrong_size() {
        let tree = Tree::new(&[None, Some(0), Some(0)]).unwrap();
        assert_eq!(
            message(tree.roll_up(&[1, 2, 3], &mut [0]), ErrorKind::OutOfRange),
            "expected values of leaves of 2 a record, found 3 values, which is no whole number of records"
        );
        assert_eq!(
            message(tree.roll_up(&[1, 2], &mut [0; 2]), ErrorKind::OutOfRange),
            "expected room for 1 values of inner nodes, found 2"
        );
        assert_eq!(
            message(tree.roll_up(&[i64::MAX, 1], &mut [0]), ErrorKind::Overflow),
            "line 1: expected sums of at most 64 bits, found more at the node 0; state the leaves with fewer decimals"
        );
        assert_eq!(
            message(Tolerance::new("-0.1".parse().unwrap(), 0), ErrorKind::OutOfRange),
            "expected a relative tolerance of zero or more with at most 18 digits, found -0.1; give per cent as a fraction"
        );
    }
}
