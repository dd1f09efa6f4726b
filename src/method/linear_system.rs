//! The exact solution of networks that feed each other, in whole numbers of any size.

use crate::number::Big;

/// The factors of one network: a numerator for each gas over one denominator, in lowest terms.
#[derive(Debug, Clone)]
pub(super) struct Solution {
    pub(super) numerators: Vec<Big>,
    pub(super) denominator: Big,
}

/// Solves `outputs[n] × f[n] = direct[n] + Σ takes[n][m] × f[m]` for each column of `direct`,
/// component by component: suppliers come first, so that what they supply is known. `None` where a
/// component has no solution.
pub(super) fn solve(
    outputs: &[Big],
    takes: &[Vec<Big>],
    direct: &[Vec<Big>],
    components: &[Vec<usize>],
) -> Option<Vec<Solution>> {
    let mut solved: Vec<Option<Solution>> = vec![None; outputs.len()];
    for members in components {
        let common = common_denominator(members, takes, &solved)?;
        let mut matrix = Vec::with_capacity(members.len());
        for &row in members {
            let mut line: Vec<Big> = members
                .iter()
                .map(|&column| {
                    let own = if row == column { outputs[row].clone() } else { Big::ZERO };
                    own.minus(&takes[row][column])
                })
                .collect();
            for (gas, mass) in direct[row].iter().enumerate() {
                let mut right = mass.times(&common);
                for (supplier, taken) in takes[row].iter().enumerate() {
                    if let (Some(known), false) = (&solved[supplier], taken.is_zero()) {
                        let lift = common.divided_by(&known.denominator)?.0;
                        right = right.plus(&known.numerators[gas].times(&lift).times(taken));
                    }
                }
                line.push(right);
            }
            matrix.push(line);
        }
        let determinant = eliminate(&mut matrix)?;
        let denominator = determinant.times(&common);
        for (&member, line) in members.iter().zip(matrix) {
            let (_, numerators) = line.split_at_checked(members.len())?;
            solved[member] = Some(lowest(numerators, &denominator)?);
        }
    }
    solved.into_iter().collect()
}

/// The least common multiple of the denominators of all that is known and taken.
fn common_denominator(
    members: &[usize],
    takes: &[Vec<Big>],
    solved: &[Option<Solution>],
) -> Option<Big> {
    let mut common = Big::from(1);
    for &row in members {
        for (known, taken) in solved.iter().zip(&takes[row]) {
            if let (Some(known), false) = (known, taken.is_zero()) {
                let shared = common.common_divisor(&known.denominator);
                common = common.times(&known.denominator.divided_by(&shared)?.0);
            }
        }
    }
    Some(common)
}

/// Brings the square at the left of the matrix to its determinant times one, by fraction-free
/// elimination (Bareiss): every division leaves no rest. `None` where the determinant is zero.
fn eliminate(matrix: &mut [Vec<Big>]) -> Option<Big> {
    let mut previous = Big::from(1);
    for step in 0..matrix.len() {
        let pivot_row = matrix[step].clone();
        // Outputs exceed what is taken, so no rows need to change places.
        let pivot = pivot_row[step].clone();
        if pivot.is_zero() {
            return None;
        }
        for (_, row) in matrix.iter_mut().enumerate().filter(|(index, _)| *index != step) {
            let factor = row[step].clone();
            for (cell, above) in row.iter_mut().zip(&pivot_row) {
                let value = pivot.times(cell).minus(&factor.times(above));
                *cell = value.divided_by(&previous)?.0;
            }
        }
        previous = pivot;
    }
    Some(previous)
}

fn lowest(numerators: &[Big], denominator: &Big) -> Option<Solution> {
    let common = numerators
        .iter()
        .fold(denominator.clone(), |common, numerator| common.common_divisor(numerator));
    let divide = |number: &Big| Some(number.divided_by(&common)?.0);
    Some(Solution {
        numerators: numerators.iter().map(divide).collect::<Option<_>>()?,
        denominator: divide(denominator)?,
    })
}

/// The networks that reach each other, suppliers first: who supplies a network reaches fewer than
/// the network itself does. `links[n][m]` says whether `n` takes from `m`.
pub(super) fn components(links: &[Vec<bool>]) -> Vec<Vec<usize>> {
    let reached: Vec<Vec<bool>> = (0..links.len()).map(|start| reach(links, start)).collect();
    let mut placed = vec![false; links.len()];
    let mut components: Vec<(usize, Vec<usize>)> = Vec::new();
    for index in 0..links.len() {
        if placed[index] {
            continue;
        }
        let members: Vec<usize> = (index..links.len())
            .filter(|&other| reached[index][other] && reached[other][index])
            .collect();
        for &member in &members {
            placed[member] = true;
        }
        let size = reached[index].iter().filter(|&&known| known).count();
        components.push((size, members));
    }
    components.sort();
    components.into_iter().map(|(_, members)| members).collect()
}

/// The network itself and all that it takes from, through others too.
fn reach(links: &[Vec<bool>], start: usize) -> Vec<bool> {
    let mut reached = vec![false; links.len()];
    let mut open = vec![start];
    while let Some(index) = open.pop() {
        if !core::mem::replace(&mut reached[index], true) {
            let suppliers = links[index].iter().enumerate();
            open.extend(suppliers.filter(|(_, taken)| **taken).map(|(supplier, _)| supplier));
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cycles_are_found_and_suppliers_come_first() {
        // 0 takes from 1; 1 and 3 take from each other; 3 takes from 2.
        let mut links = vec![vec![false; 4]; 4];
        for (taker, supplier) in [(0, 1), (1, 3), (3, 1), (3, 2)] {
            links[taker][supplier] = true;
        }
        assert_eq!(components(&links), [vec![2], vec![1, 3], vec![0]]);
    }

    fn big(values: &[i128]) -> Vec<Big> {
        values.iter().map(|&value| Big::from(value)).collect()
    }

    #[test]
    fn elimination_leaves_the_determinant_and_no_fractions() {
        // 7x - y = 13, -2x + 5y - z = 1, -3y + 4z = 10, with determinant 111.
        let mut matrix = vec![big(&[7, -1, 0, 13]), big(&[-2, 5, -1, 1]), big(&[0, -3, 4, 10])];
        let determinant = eliminate(&mut matrix).unwrap();
        assert_eq!(determinant, Big::from(111));
        for (row, right) in [(0, 235), (1, 202), (2, 429)] {
            assert_eq!(matrix[row][row], determinant);
            assert_eq!(matrix[row][3], Big::from(right), "{row}");
        }
    }

    #[test]
    fn a_square_without_a_solution_is_none() {
        let mut matrix = vec![big(&[1, -1, 0]), big(&[-1, 1, 0])];
        assert_eq!(eliminate(&mut matrix), None);
    }
}
