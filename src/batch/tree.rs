use super::problem::BatchProblem;
use crate::error::{Error, Result};

/// A tree of categories by number: what the sums of [`roll_up`](Tree::roll_up) follow.
///
/// A node without children is a leaf; the others are inner nodes, whose values are the sums of the
/// leaves below them.
///
/// # Examples
///
/// ```
/// use climate_account::batch::Tree;
///
/// // 0 total: 1 energy (2 plants, 3 homes), 4 waste
/// let tree = Tree::new(&[None, Some(0), Some(1), Some(1), Some(0)])?;
/// assert_eq!(tree.leaves(), [2, 3, 4]);
/// assert_eq!(tree.inner(), [0, 1]);
///
/// // Two years, leaf after leaf.
/// let mut sums = [0; 4];
/// tree.roll_up(&[10, 20, 5, 11, 21, 6], &mut sums)?;
/// assert_eq!(sums, [35, 30, 38, 32]);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Tree {
    leaves: Vec<usize>,
    inner: Vec<usize>,
    /// The places of the leaves in the order that puts those of a node side by side.
    order: Vec<usize>,
    /// Where those of each inner node begin and end.
    spans: Vec<(usize, usize)>,
}

impl Tree {
    /// A tree from the parent of each node; several roots are legal.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::batch::Tree;
    ///
    /// assert!(Tree::new(&[None, Some(7)]).is_err()); // there is no 7
    /// assert!(Tree::new(&[Some(1), Some(0)]).is_err()); // a circle
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidClassification`](crate::ErrorKind::InvalidClassification) for a parent that does
    /// not exist, and for a node above itself.
    pub fn new(parents: &[Option<usize>]) -> Result<Tree> {
        let nodes = parents.len();
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); nodes];
        for (node, parent) in parents.iter().enumerate() {
            let Some(parent) = *parent else { continue };
            let Some(siblings) = children.get_mut(parent) else {
                return Err(Error::new(BatchProblem::Parent { node, parent, nodes }));
            };
            siblings.push(node);
        }
        let leaves: Vec<usize> = (0..nodes).filter(|&node| children[node].is_empty()).collect();
        let inner: Vec<usize> = (0..nodes).filter(|&node| !children[node].is_empty()).collect();
        let mut order = Vec::with_capacity(leaves.len());
        let mut spans = vec![None; nodes];
        // Every node is entered, its children are walked, and it is left.
        let roots = (0..nodes).rev().filter(|&node| parents[node].is_none());
        let mut ahead: Vec<(usize, Option<usize>)> = roots.map(|node| (node, None)).collect();
        while let Some((node, begin)) = ahead.pop() {
            if let Some(begin) = begin {
                spans[node] = Some((begin, order.len()));
            } else if let Ok(place) = leaves.binary_search(&node) {
                spans[node] = Some((order.len(), order.len()));
                order.push(place);
            } else {
                ahead.push((node, Some(order.len())));
                ahead.extend(children[node].iter().rev().map(|&child| (child, None)));
            }
        }
        if let Some(node) = spans.iter().position(Option::is_none) {
            return Err(Error::new(BatchProblem::Circle { node }));
        }
        let spans = inner.iter().filter_map(|&node| spans[node]).collect();
        Ok(Tree { leaves, inner, order, spans })
    }

    /// The leaves by number, in the order of their values.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::batch::Tree;
    /// assert_eq!(Tree::new(&[None, Some(0), None])?.leaves(), [1, 2]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn leaves(&self) -> &[usize] {
        &self.leaves
    }

    /// The inner nodes by number, in the order of their sums.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::batch::Tree;
    /// assert_eq!(Tree::new(&[None, Some(0), None])?.inner(), [0]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn inner(&self) -> &[usize] {
        &self.inner
    }

    /// The sums of the inner nodes, for many records at once.
    ///
    /// A record (a place in a year, say) is a row of values, one for each of the
    /// [leaves](Tree::leaves); its sums are a row, one for each of the [inner nodes](Tree::inner).
    /// All are integers at the same decimals, which the caller keeps.
    ///
    /// # Examples
    ///
    /// See [`Tree`]:
    ///
    /// ```
    /// use climate_account::batch::Tree;
    ///
    /// let tree = Tree::new(&[None, Some(0), Some(0)])?;
    /// let error = tree.roll_up(&[1, 1, i64::MAX, 1], &mut [0; 2]).unwrap_err();
    /// assert_eq!(error.location().line, Some(2));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the values are not a whole number of
    /// records, or there is not as much room for the sums;
    /// [`Overflow`](crate::ErrorKind::Overflow) for a sum beyond 64 bits, by record and node.
    pub fn roll_up(&self, leaves: &[i64], sums: &mut [i64]) -> Result<()> {
        let records = self.records(leaves.len(), sums.len())?;
        let mut running = vec![0_i64; self.order.len() + 1];
        let rows = leaves.chunks_exact(self.leaves.len().max(1));
        for (record, (leaves, sums)) in
            rows.zip(sums.chunks_exact_mut(self.inner.len().max(1))).take(records).enumerate()
        {
            // Of the sums up to each leaf, two make the sum of a node. They may wrap on the way:
            // a difference that fits is right all the same.
            let bits = leaves.iter().fold(0, |all, value| all | value.unsigned_abs());
            let mut sum = 0_i64;
            for (running, &place) in running[1..].iter_mut().zip(&self.order) {
                sum = sum.wrapping_add(leaves[place]);
                *running = sum;
            }
            for (sum, &(from, to)) in sums.iter_mut().zip(&self.spans) {
                *sum = running[to].wrapping_sub(running[from]);
            }
            if bits.leading_zeros() <= usize::BITS - self.order.len().leading_zeros() {
                self.check_sums(record, leaves)?;
            }
        }
        Ok(())
    }

    /// Whether every sum of a record fits, where its leaves are so large that it might not.
    #[cold]
    fn check_sums(&self, record: usize, leaves: &[i64]) -> Result<()> {
        for (&node, &(from, to)) in self.inner.iter().zip(&self.spans) {
            let below = self.order[from..to].iter().map(|&place| i128::from(leaves[place]));
            let sum = below.fold(0_i128, i128::wrapping_add);
            if i64::try_from(sum).is_err() {
                let line = crate::Location::line(record as u64 + 1);
                return Err(Error::new(BatchProblem::NodeOverflow { node }).at(line));
            }
        }
        Ok(())
    }

    /// The same in floating point: leaves are added in the order in which the tree lists them.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::batch::Tree;
    ///
    /// let tree = Tree::new(&[None, Some(0), Some(0)])?;
    /// let mut sums = [0.0; 2];
    /// tree.roll_up_floats(&[1.5, 2.0, 0.5, 0.25], &mut sums)?;
    /// assert_eq!(sums, [3.5, 0.75]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) as for [`roll_up`](Tree::roll_up).
    #[allow(clippy::float_arithmetic)]
    pub fn roll_up_floats(&self, leaves: &[f64], sums: &mut [f64]) -> Result<()> {
        let records = self.records(leaves.len(), sums.len())?;
        let rows = leaves.chunks_exact(self.leaves.len().max(1));
        let mut ordered = vec![0.0; self.order.len()];
        for (leaves, sums) in rows.zip(sums.chunks_exact_mut(self.inner.len().max(1))).take(records)
        {
            for (value, &place) in ordered.iter_mut().zip(&self.order) {
                *value = leaves[place];
            }
            for (sum, &(from, to)) in sums.iter_mut().zip(&self.spans) {
                *sum = ordered[from..to].iter().fold(0.0, |sum, value| sum + value);
            }
        }
        Ok(())
    }

    /// The number of records.
    pub(super) fn records(&self, leaves: usize, sums: usize) -> Result<usize> {
        let width = self.leaves.len().max(1);
        if !leaves.is_multiple_of(width) {
            let what = "values of leaves";
            return Err(Error::new(BatchProblem::Records { what, width, found: leaves }));
        }
        let records = leaves / width;
        let expected = records.saturating_mul(self.inner.len());
        if sums != expected {
            let what = "inner nodes";
            return Err(Error::new(BatchProblem::Room { what, expected, found: sums }));
        }
        Ok(records)
    }
}
