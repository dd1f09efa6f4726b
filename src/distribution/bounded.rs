use super::{Distribution, Shape};
use crate::error::Result;
use crate::number::Exact;

impl Distribution {
    /// A beta distribution between two bounds with the mean (low + 4 mode + high) / 6, as in
    /// project planning (PERT): less weight at the ends than a triangle.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::Distribution, ensemble::Law};
    ///
    /// let share = Distribution::pert(0, 1, 8)?;
    /// assert_eq!(Law::new(&share)?.mean(), 2.0);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution) unless low ≤ mode ≤ high.
    pub fn pert(
        low: impl Into<Exact>,
        mode: impl Into<Exact>,
        high: impl Into<Exact>,
    ) -> Result<Distribution> {
        let (low, mode, high) = (low.into(), mode.into(), high.into());
        Distribution::check(Shape::Pert { low, mode, high })
    }

    /// A normal distribution of which the values outside the bounds are cut off.
    ///
    /// Centre and spread are those before the cut. The cut moves the mean: a normal with a standard
    /// deviation of 50 %, cut at zero, has a mean 2.8 % higher.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::Distribution, ensemble::Law, number::Exact};
    ///
    /// let factor = Distribution::truncated_normal(1, Exact::new(5, 1), Some(0.into()), None)?;
    /// assert!((Law::new(&factor)?.mean() - 1.0276239).abs() < 1e-7);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution) where the spread is not above
    /// zero, or low is not below high.
    pub fn truncated_normal(
        centre: impl Into<Exact>,
        spread: impl Into<Exact>,
        low: Option<Exact>,
        high: Option<Exact>,
    ) -> Result<Distribution> {
        let (centre, spread) = (centre.into(), spread.into());
        Distribution::check(Shape::TruncatedNormal { centre, spread, low, high })
    }

    /// A normal distribution whose mean *after* the cut is the stated one.
    ///
    /// The spread is the standard deviation before the cut; the centre is solved for.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::Distribution, ensemble::Law, number::Exact};
    ///
    /// let half = Exact::new(5, 1);
    /// let factor = Distribution::truncated_normal_of_mean(1, half, Some(0.into()), None)?;
    /// assert!((Law::new(&factor)?.mean() - 1.0).abs() < 1e-12);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution) where the spread is not above
    /// zero, or the mean is not between the bounds.
    pub fn truncated_normal_of_mean(
        mean: impl Into<Exact>,
        spread: impl Into<Exact>,
        low: Option<Exact>,
        high: Option<Exact>,
    ) -> Result<Distribution> {
        let (mean, spread) = (mean.into(), spread.into());
        Distribution::check(Shape::TruncatedNormalOfMean { mean, spread, low, high })
    }
}
