use crate::number::Exact;

/// A column of exact numbers: integers of 128 bits with one decimal scale, as Arrow's `Decimal128`.
///
/// # Examples
///
/// ```
/// use climate_account::batch::{Decimals, ExactTotals, Factors, Groups, Lines, Rows};
///
/// let mut totals = ExactTotals::new(2, 1, Decimals { activities: 1, factors: 2 })?;
/// let lines = Lines { activities: &[1500, 20], rows: Rows::From(0), groups: Groups::Each(&[0, 1]) };
/// totals.add(&Factors::exact(&[&[2, 3]])?, &lines)?;
/// let column = totals.gas(0);
/// assert_eq!(column.mantissas(), [3000, 60]);
/// assert_eq!(column.decimals(), 3);
/// assert_eq!(column.value(1).unwrap().to_string(), "0.06");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExactColumn {
    pub(super) mantissas: Vec<i128>,
    pub(super) decimals: i32,
}

impl ExactColumn {
    /// The integers.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::batch::{Decimals, ExactTotals};
    /// assert_eq!(ExactTotals::new(3, 1, Decimals { activities: 0, factors: 0 })?.gas(0).mantissas(), [0; 3]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn mantissas(&self) -> &[i128] {
        &self.mantissas
    }

    /// The integers, to keep.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::batch::{Decimals, ExactTotals};
    /// assert_eq!(ExactTotals::new(3, 1, Decimals { activities: 0, factors: 0 })?.gas(0).into_mantissas(), vec![0; 3]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn into_mantissas(self) -> Vec<i128> {
        self.mantissas
    }

    /// How many of their digits are decimals.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::batch::{Decimals, ExactTotals};
    /// assert_eq!(ExactTotals::new(3, 1, Decimals { activities: 9, factors: 0 })?.gas(0).decimals(), 9);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn decimals(&self) -> i32 {
        self.decimals
    }

    /// The number of a group; `None` beyond the last.
    ///
    /// # Examples
    ///
    /// See [`ExactColumn`]:
    ///
    /// ```
    /// # use climate_account::batch::{Decimals, ExactTotals};
    /// assert!(ExactTotals::new(3, 1, Decimals { activities: 9, factors: 0 })?.gas(0).value(3).is_none());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn value(&self, group: usize) -> Option<Exact> {
        Exact::from_parts(*self.mantissas.get(group)?, self.decimals)
    }
}
