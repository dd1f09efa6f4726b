use super::{Distribution, Family, Kept, Shape};
use crate::error::Result;
use crate::number::Exact;

impl Distribution {
    /// A distribution from its mean and its standard deviation, both of the variable itself, not of
    /// its logarithm.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::{Distribution, Family}, ensemble::Law};
    ///
    /// let uptake = Law::new(&Distribution::from_mean_and_sd(Family::Normal, -150, 30)?)?;
    /// assert_eq!((uptake.mean(), uptake.standard_deviation()), (-150.0, 30.0));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution) where the standard deviation
    /// is negative, or the mean of a lognormal is not above zero.
    pub fn from_mean_and_sd(
        family: Family,
        mean: impl Into<Exact>,
        standard_deviation: impl Into<Exact>,
    ) -> Result<Distribution> {
        let (mean, standard_deviation) = (mean.into(), standard_deviation.into());
        Distribution::check(Shape::MeanSd { family, mean, standard_deviation })
    }

    /// A 95 % interval as the guidelines read it: the half-width is 1.96 standard deviations, of
    /// the logarithm if lognormal. IPCC 2006, volume 1, chapter 3.
    ///
    /// [`from_95_percent_interval`](Distribution::from_95_percent_interval) takes the exact
    /// 1.95996 instead.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::{Distribution, Family}, ensemble::Law};
    ///
    /// let carbon = Distribution::from_guideline_interval(Family::Normal, 56, 60)?;
    /// assert_eq!(Law::new(&carbon)?.standard_deviation(), 2.0 / 1.96);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution) where `low` is above `high`,
    /// or a lognormal bound is not above zero.
    pub fn from_guideline_interval(
        family: Family,
        low: impl Into<Exact>,
        high: impl Into<Exact>,
    ) -> Result<Distribution> {
        let (low, high) = (low.into(), high.into());
        Distribution::check(Shape::GuidelineInterval { family, low, high })
    }

    /// A mean plus or minus per cent of it, as the guidelines print it.
    ///
    /// ```text
    /// normal      sd = U x mean / 196
    /// lognormal   coefficient of variation = U / 200        (volume 1, equations 3.5 to 3.7)
    /// ```
    ///
    /// The guideline itself takes 1.96 standard deviations for the one and 2 for the other.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::{Distribution, Family}, ensemble::Law};
    ///
    /// let factor = Distribution::from_guideline_half_range(Family::Lognormal, 1, 100)?;
    /// let law = Law::new(&factor)?;
    /// assert!((law.median() - 0.894427191).abs() < 1e-9); // the geometric mean
    /// assert!((law.mean() - 1.0).abs() < 1e-15);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution) where the half-range is
    /// negative, or the mean of a lognormal is not above zero.
    pub fn from_guideline_half_range(
        family: Family,
        mean: impl Into<Exact>,
        percent: impl Into<Exact>,
    ) -> Result<Distribution> {
        let (mean, percent) = (mean.into(), percent.into());
        Distribution::check(Shape::GuidelineHalfRange { family, mean, percent })
    }

    /// A lognormal 95 % interval that is printed with a central value.
    ///
    /// The central value of a printed interval is seldom its median (the root of low x high); what
    /// is kept has to be said.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::{Distribution, Kept}, ensemble::Law};
    ///
    /// let kept = |kept| Law::new(&Distribution::from_95_percent_interval_around(1, 3, 16, kept)?);
    /// assert!((kept(Kept::Interval)?.median() - 4.0).abs() < 1e-14);
    /// assert!((kept(Kept::Median)?.median() - 3.0).abs() < 1e-14);
    /// assert!((kept(Kept::Mean)?.mean() - 3.0).abs() < 1e-14);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution) where the interval does not
    /// hold the central value or reaches zero.
    pub fn from_95_percent_interval_around(
        low: impl Into<Exact>,
        central: impl Into<Exact>,
        high: impl Into<Exact>,
        kept: Kept,
    ) -> Result<Distribution> {
        let (low, central, high) = (low.into(), central.into(), high.into());
        Distribution::check(Shape::IntervalAround { low, central, high, kept })
    }
}
