use super::problem::BatchProblem;
use crate::Location;
use crate::error::{Error, Result};

/// Lines looked at in one go: their columns stay in the nearest cache.
pub(super) const PIECE: usize = 512;
/// Gases summed in one go: their sums stay in registers.
pub(super) const LANES: usize = 3;

/// Emission factors, made of a column for each gas; each row is a factor.
///
/// The columns are borrowed from the caller. A factor holds the mass of each gas for one unit of activity; where the activities are in other
/// units, the conversion belongs into the factor. Lines point to rows, so a factor of a thousand
/// lines is held once; where every line has a factor of its own, the columns are as long as the
/// block.
///
/// # Examples
///
/// ```
/// use climate_account::batch::Factors;
///
/// // mg a MJ of natural gas and gas oil: CO2, CH4
/// let factors = Factors::exact(&[&[56_100_000, 74_100_000], &[1000, 3000]])?;
/// assert_eq!((factors.gases(), factors.rows()), (2, 2));
/// assert!(Factors::exact(&[&[56_100_000, 74_100_000], &[1000]]).is_err());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Factors<'a, N> {
    columns: Vec<&'a [N]>,
    rows: usize,
    /// Every bit that a factor has.
    bits: Bits,
}

impl<'a> Factors<'a, i64> {
    /// Factors as integers, for [`ExactTotals`](super::ExactTotals), which state their decimals.
    ///
    /// # Examples
    ///
    /// See [`Factors`]:
    ///
    /// ```
    /// use climate_account::batch::Factors;
    ///
    /// assert!(Factors::exact(&[]).is_err()); // no gas
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) without a gas;
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for columns of different lengths.
    pub fn exact(columns: &[&'a [i64]]) -> Result<Factors<'a, i64>> {
        let bits = columns.iter().map(|column| Bits::of(column)).fold(Bits::default(), Bits::or);
        Factors::new(columns, bits)
    }

    pub(super) fn bits(&self) -> Bits {
        self.bits
    }
}

impl<'a> Factors<'a, f64> {
    /// Factors in floating point, for [`FloatTotals`](super::FloatTotals).
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::batch::Factors;
    ///
    /// assert_eq!(Factors::float(&[&[56.1, 74.1]])?.rows(), 2);
    /// let error = Factors::float(&[&[56.1, f64::NAN]]).unwrap_err();
    /// assert_eq!(error.to_string(), "line 2: expected a finite factor, found NaN");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`exact`](Factors::exact), and [`OutOfRange`](crate::ErrorKind::OutOfRange) for what is
    /// not finite, by its row.
    pub fn float(columns: &[&'a [f64]]) -> Result<Factors<'a, f64>> {
        for column in columns {
            if let Some(at) = column.iter().position(|factor| !factor.is_finite()) {
                let problem = BatchProblem::NotFinite { what: "factor", found: column[at] };
                return Err(Error::new(problem).at(Location::line(at as u64 + 1)));
            }
        }
        Factors::new(columns, Bits::default())
    }
}

impl<'a, N> Factors<'a, N> {
    fn new(columns: &[&'a [N]], bits: Bits) -> Result<Factors<'a, N>> {
        let rows = columns.first().ok_or_else(|| Error::new(BatchProblem::NoGas))?.len();
        if let Some(gas) = columns.iter().position(|column| column.len() != rows) {
            let (expected, found) = (rows, columns[gas].len());
            return Err(Error::new(BatchProblem::FactorColumn { gas, expected, found }));
        }
        Ok(Factors { columns: columns.to_vec(), rows, bits })
    }
}

impl<'a, N> Factors<'a, N> {
    /// The number of gases.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::batch::Factors;
    /// assert_eq!(Factors::exact(&[&[1], &[2], &[3]])?.gases(), 3);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn gases(&self) -> usize {
        self.columns.len()
    }

    /// The number of factors.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::batch::Factors;
    /// assert_eq!(Factors::exact(&[&[1, 2, 3]])?.rows(), 3);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn columns(&self) -> &[&'a [N]] {
        &self.columns
    }
}

/// A block of lines in columns: activity x factor goes to a group.
///
/// # Examples
///
/// ```
/// use climate_account::batch::{Groups, Lines, Rows};
///
/// // Three amounts of the factors 0, 1 and 0, in two sectors.
/// let groups = Groups::Each(&[0, 0, 1]);
/// let lines = Lines { activities: &[1200, 800, 50], rows: Rows::Each(&[0, 1, 0]), groups };
/// assert_eq!(lines.activities.len(), 3);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Lines<'a, N> {
    /// The amount of each line.
    pub activities: &'a [N],
    /// The factor of each line.
    pub rows: Rows<'a>,
    /// The group of each line.
    pub groups: Groups<'a>,
}

/// Which row of the factors each line takes.
///
/// # Examples
///
/// ```
/// use climate_account::batch::Rows;
///
/// // The same 120 lines every year, each with its own factor: the rows of the second year.
/// let rows = Rows::From(120);
/// assert!(matches!(rows, Rows::From(120)));
/// ```
#[derive(Debug, Clone, Copy)]
pub enum Rows<'a> {
    /// One row after the other, from this one.
    From(usize),
    /// The row of each line.
    Each(&'a [u32]),
}

/// Which group each line goes to, counted from 0.
///
/// # Examples
///
/// ```
/// use climate_account::batch::Groups;
///
/// // The same, for lines in the order of their groups:
/// let each = Groups::Each(&[4, 4, 4, 5, 5]);
/// let runs = Groups::Runs { first: 4, lengths: &[3, 2] };
/// # let _ = (each, runs);
/// # assert!(true);
/// ```
#[derive(Debug, Clone, Copy)]
pub enum Groups<'a> {
    /// The group of each line, in any order; neighbours of one group are summed fastest.
    Each(&'a [u32]),
    /// Lines in the order of their groups: how many lines each group has, from the first group on.
    Runs {
        /// The group of the first line.
        first: u32,
        /// The lines of each group.
        lengths: &'a [u32],
    },
}

impl<'a, N: Copy + Default> Lines<'a, N> {
    /// Columns of one length, and rows that exist.
    pub(super) fn check(&self, rows: usize) -> Result<()> {
        let expected = self.len();
        let column = |what, found| {
            let problem = BatchProblem::Column { what, expected, found };
            if found == expected { Ok(()) } else { Err(Error::new(problem)) }
        };
        match self.groups {
            Groups::Each(each) => column("groups", each.len())?,
            Groups::Runs { lengths, .. } => {
                let lines = lengths
                    .iter()
                    .fold(0_usize, |sum, &length| sum.saturating_add(length as usize));
                column("lines of groups", lines)?;
            }
        }
        match self.rows {
            Rows::From(first) => {
                let last = first.checked_add(expected);
                if last.is_some_and(|last| last <= rows) {
                    return Ok(());
                }
                Err(Error::new(BatchProblem::Row { rows, found: first.max(rows) }))
            }
            Rows::Each(each) => column("rows", each.len()),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.activities.len()
    }

    /// The row of a line.
    pub(super) fn row(&self, at: usize) -> Option<usize> {
        match self.rows {
            Rows::From(first) => first.checked_add(at),
            Rows::Each(each) => each.get(at).map(|&row| row as usize),
        }
    }

    /// Some of the lines; a cursor knows their groups.
    pub(super) fn between(&self, from: usize, to: usize) -> Lines<'a, N> {
        let rows = match self.rows {
            Rows::From(first) => Rows::From(first + from),
            Rows::Each(each) => Rows::Each(&each[from..to]),
        };
        Lines { activities: &self.activities[from..to], rows, groups: self.groups }
    }

    /// The factors of the lines, a column for each gas; every row is there.
    pub(super) fn gather<'f>(&self, columns: &[&'f [N]], room: &'f mut Vec<N>) -> Vec<&'f [N]> {
        match self.rows {
            Rows::From(first) => {
                columns.iter().map(|column| &column[first..first + self.len()]).collect()
            }
            Rows::Each(rows) => {
                room.clear();
                for column in columns {
                    let factors = rows.iter().map(|&row| column.get(row as usize).copied());
                    room.extend(factors.map(Option::unwrap_or_default));
                }
                room.chunks_exact(self.len().max(1)).collect()
            }
        }
    }

    /// Whether every row is there.
    pub(super) fn has_rows(&self, rows: usize) -> bool {
        match self.rows {
            // Looked at once for the whole block.
            Rows::From(_) => true,
            Rows::Each(each) => each.iter().max().is_none_or(|&row| (row as usize) < rows),
        }
    }

    /// The first line whose group or row is not there, and what is wrong with it.
    #[cold]
    pub(super) fn astray(
        &self,
        mut cursor: Cursor<'_>,
        rows: usize,
        groups: usize,
    ) -> Option<(usize, BatchProblem)> {
        (0..self.len()).find_map(|at| {
            let (group, _) = cursor.next(1);
            let row = if let Rows::Each(_) = self.rows { self.row(at)? } else { 0 };
            if group >= groups {
                Some((at, BatchProblem::Group { groups, found: group }))
            } else {
                (row >= rows).then_some((at, BatchProblem::Row { rows, found: row }))
            }
        })
    }
}

/// The groups of the lines ahead.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cursor<'a> {
    Each(&'a [u32]),
    Runs { group: usize, left: usize, next: usize, ahead: &'a [u32] },
}

impl<'a> Cursor<'a> {
    pub(super) fn new(groups: Groups<'a>) -> Cursor<'a> {
        match groups {
            Groups::Each(each) => Cursor::Each(each),
            Groups::Runs { first, lengths } => {
                Cursor::Runs { group: 0, left: 0, next: first as usize, ahead: lengths }
            }
        }
    }

    /// The group of the next line, and how many lines have it, up to a limit; moves behind them.
    pub(super) fn next(&mut self, limit: usize) -> (usize, usize) {
        match self {
            Cursor::Each(ahead) => {
                let window = &ahead[..ahead.len().min(limit)];
                let Some(&group) = window.first() else { return (usize::MAX, limit) };
                let length = window.iter().position(|&other| other != group);
                let length = length.unwrap_or(window.len());
                *ahead = &ahead[length..];
                (group as usize, length)
            }
            Cursor::Runs { group, left, next, ahead } => {
                while *left == 0 {
                    let Some((&length, rest)) = ahead.split_first() else {
                        return (usize::MAX, limit);
                    };
                    (*group, *left, *ahead) = (*next, length as usize, rest);
                    *next = next.saturating_add(1);
                }
                let length = (*left).min(limit);
                *left -= length;
                (*group, length)
            }
        }
    }
}
/// Every bit that one of some integers has: no one is larger than all together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bits {
    /// With their signs left out.
    magnitudes: u64,
    negative: bool,
}

impl Bits {
    pub(super) fn of(column: &[i64]) -> Bits {
        let all = column.iter().fold(0, |all, number| all | number);
        if all >= 0 {
            return Bits { magnitudes: all.unsigned_abs(), negative: false };
        }
        let magnitudes = column.iter().fold(0, |all, number| all | number.unsigned_abs());
        Bits { magnitudes, negative: true }
    }

    pub(super) fn or(self, other: Bits) -> Bits {
        Bits {
            magnitudes: self.magnitudes | other.magnitudes,
            negative: self.negative || other.negative,
        }
    }

    /// How many; the numbers are below two to this power.
    pub(super) fn count(self) -> u32 {
        u64::BITS - self.magnitudes.leading_zeros()
    }

    /// Whether all fit 32 bits without a sign.
    pub(super) fn are_short(self) -> bool {
        !self.negative && self.count() <= 32
    }
}
