use super::Tree;
use super::problem::BatchProblem;
use crate::error::{Error, Result};
use crate::number::Exact;

/// How far a reported value may be from the sum of its parts.
///
/// # Examples
///
/// ```
/// use climate_account::batch::Tolerance;
///
/// let tolerance = Tolerance::new("0.001".parse()?, 0)?; // 0.1 %
/// assert!(tolerance.allows(100_100, 100_000));
/// assert!(!tolerance.allows(100_101, 100_000));
/// // Reported in thousands, computed in units: half a thousand is rounding.
/// assert!(Tolerance::new(0.into(), 500)?.allows(1000, 1499));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tolerance {
    /// Of the sum, as a fraction.
    numerator: u64,
    denominator: u64,
    absolute: u64,
}

impl Tolerance {
    /// A fraction of the sum, and a number of units of the last decimal on top.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::batch::Tolerance;
    ///
    /// assert!(Tolerance::new((-1).into(), 0).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a fraction below zero or of more than 18
    /// digits.
    pub fn new(relative: Exact, absolute: u64) -> Result<Tolerance> {
        let shortest = relative.normalised();
        let scale = shortest.scale().max(0);
        let parts = shortest
            .mantissa_at(scale)
            .and_then(|numerator| u64::try_from(numerator).ok())
            .zip(10_u64.checked_pow(scale.unsigned_abs()));
        let Some((numerator, denominator)) = parts else {
            return Err(Error::new(BatchProblem::Tolerance { found: relative.to_string() }));
        };
        Ok(Tolerance { numerator, denominator, absolute })
    }

    /// Whether a reported value is near enough to the sum.
    ///
    /// # Examples
    ///
    /// See [`Tolerance`]:
    ///
    /// ```
    /// # use climate_account::batch::Tolerance;
    /// assert!(Tolerance::new(0.into(), 0)?.allows(7, 7));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn allows(self, reported: i64, sum: i64) -> bool {
        // 64 x 64 bits always fit 128.
        let off = reported.abs_diff(sum).saturating_sub(self.absolute);
        let off = u128::from(off).wrapping_mul(self.denominator.into());
        off <= u128::from(sum.unsigned_abs()).wrapping_mul(self.numerator.into())
    }
}

/// A reported value that is not the sum of its parts.
///
/// # Examples
///
/// See [`Tree::deviations`].
///
/// ```
/// use climate_account::batch::Deviation;
///
/// let found = Deviation { record: 3, node: 0, reported: 102, sum: 100 };
/// assert_eq!(found.reported - found.sum, 2);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Deviation<N> {
    /// The record, counted from 0.
    pub record: usize,
    /// The inner node, by its number in the tree.
    pub node: usize,
    /// What was reported.
    pub reported: N,
    /// The sum of the leaves below.
    pub sum: N,
}

impl Tree {
    /// Every reported value that is further from its sum than allowed, record by record.
    ///
    /// Sums are those of [`roll_up`](Tree::roll_up); reported values have the same places.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::batch::{Deviation, Tolerance, Tree};
    ///
    /// let tree = Tree::new(&[None, Some(0), Some(0)])?;
    /// let mut sums = [0; 2];
    /// tree.roll_up(&[600, 400, 610, 400], &mut sums)?;
    /// let tolerance = Tolerance::new("0.001".parse()?, 0)?;
    /// let found = tree.deviations(&sums, &[1001, 1030], tolerance)?;
    /// assert_eq!(found, [Deviation { record: 1, node: 0, reported: 1030, sum: 1010 }]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the values are not a whole number of
    /// records, or the two are not alike.
    pub fn deviations(
        &self,
        sums: &[i64],
        reported: &[i64],
        tolerance: Tolerance,
    ) -> Result<Vec<Deviation<i64>>> {
        self.find(sums, reported, |reported, sum| tolerance.allows(reported, sum))
    }

    /// The same in floating point; what is not a number deviates.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::batch::Tree;
    ///
    /// let tree = Tree::new(&[None, Some(0)])?;
    /// let found = tree.float_deviations(&[10.0, 10.0], &[10.001, f64::NAN], 0.001, 0.0)?;
    /// assert_eq!(found.iter().map(|cell| cell.record).collect::<Vec<_>>(), [1]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`deviations`](Tree::deviations).
    #[allow(clippy::float_arithmetic)]
    pub fn float_deviations(
        &self,
        sums: &[f64],
        reported: &[f64],
        relative: f64,
        absolute: f64,
    ) -> Result<Vec<Deviation<f64>>> {
        self.find(sums, reported, |reported, sum| {
            (reported - sum).abs() <= absolute + relative * sum.abs()
        })
    }

    fn find<N: Copy>(
        &self,
        sums: &[N],
        reported: &[N],
        near: impl Fn(N, N) -> bool,
    ) -> Result<Vec<Deviation<N>>> {
        let width = self.inner().len();
        if !sums.len().is_multiple_of(width.max(1)) {
            let problem = BatchProblem::Records { what: "sums", width, found: sums.len() };
            return Err(Error::new(problem));
        }
        if reported.len() != sums.len() {
            let (expected, found) = (sums.len(), reported.len());
            let what = "reported inner nodes";
            return Err(Error::new(BatchProblem::Room { what, expected, found }));
        }
        let mut found = Vec::new();
        let rows = sums.chunks_exact(width.max(1)).zip(reported.chunks_exact(width.max(1)));
        for (record, (sums, reported)) in rows.enumerate() {
            for (&node, (&sum, &reported)) in self.inner().iter().zip(sums.iter().zip(reported)) {
                if !near(reported, sum) {
                    found.push(Deviation { record, node, reported, sum });
                }
            }
        }
        Ok(found)
    }
}
