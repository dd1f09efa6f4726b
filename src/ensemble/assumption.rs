use crate::account::Facet;
use crate::distribution::{Distribution, Family, Kept};
use crate::error::Result;
use crate::number::Exact;
use crate::scenario::LineFilter;
use crate::{Title, Year};

/// How sure the numbers of some lines are, in the words of the one who made the account.
///
/// The distribution is that of the true number over the stated one, so it lies around 1. What an
/// assumption is about is one variable: all lines that it matches are wrong by the same share, in
/// every year, unless they are set [apart](Assumption::apart_by).
///
/// # Examples
///
/// Traffic counts are good to 12 %, and an error of one year says nothing about the next:
///
/// ```
/// use climate_account::{Title, account::Facet, scenario::LineFilter};
/// use climate_account::{distribution::{Distribution, Family}, ensemble::Assumption};
///
/// let cars = LineFilter::new().sector("gpc:II.1".parse()?);
/// let counts = Distribution::from_guideline_half_range(Family::Normal, 1, 12)?;
/// let counts = Assumption::activity(Title::new("vejtrafik", "road traffic"), cars, counts)
///     .apart_by([Facet::Year]);
/// assert_eq!(counts.title.da, "vejtrafik");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Assumption {
    /// What the number is; the English words name the variable, so its draws hang on them.
    pub title: Title,
    /// Which number of a line is meant.
    pub about: AssumedPart,
    /// The lines.
    pub lines: LineFilter,
    /// The first and the last year that it holds for; every year if none.
    pub years: Option<(Year, Year)>,
    /// The true number over the stated one.
    pub distribution: Distribution,
    /// Lines that differ in one of these have variables of their own.
    pub apart_by: Vec<Facet>,
}

/// The number of a line that an assumption is about.
///
/// # Examples
///
/// ```
/// use climate_account::{Title, distribution::Distribution, scenario::LineFilter};
/// use climate_account::ensemble::{AssumedPart, Assumption};
///
/// let title = Title::new("skov", "forest");
/// let growth = Assumption::factor(title, LineFilter::new(), Distribution::uniform(0, 2)?);
/// assert_eq!(growth.about, AssumedPart::Factor);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AssumedPart {
    /// The amount. Of the assumptions that match a line the first counts.
    Activity,
    /// The factor, all gases together, in place of what the factor itself carries; of lines whose
    /// emissions are entered or calculated, the rest of their uncertainty. The first counts.
    Factor,
    /// Something that comes on top, such as the growth to a later year. All that match count.
    Further,
}

impl Assumption {
    /// About the amounts of lines.
    ///
    /// # Examples
    ///
    /// See [`Assumption`].
    #[must_use]
    pub fn activity(title: Title, lines: LineFilter, distribution: Distribution) -> Assumption {
        Assumption::about(AssumedPart::Activity, title, lines, distribution)
    }

    /// About the factors of lines.
    ///
    /// # Examples
    ///
    /// See [`AssumedPart`].
    #[must_use]
    pub fn factor(title: Title, lines: LineFilter, distribution: Distribution) -> Assumption {
        Assumption::about(AssumedPart::Factor, title, lines, distribution)
    }

    /// About something that comes on top of amount and factor.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Title, Year, distribution::Distribution, scenario::LineFilter};
    /// use climate_account::{ensemble::Assumption, number::Exact};
    ///
    /// // Nobody knows how much is driven after 2025.
    /// let growth = Distribution::triangular(Exact::new(9, 1), 1, Exact::new(12, 1))?;
    /// let traffic = LineFilter::new().sector("gpc:II".parse()?);
    /// let growth = Assumption::further(Title::new("trafikvækst", "growth of traffic"), traffic, growth)
    ///     .in_years(Year::new(2026)?, Year::new(2050)?);
    /// assert!(growth.years.is_some());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn further(title: Title, lines: LineFilter, distribution: Distribution) -> Assumption {
        Assumption::about(AssumedPart::Further, title, lines, distribution)
    }

    fn about(
        about: AssumedPart,
        title: Title,
        lines: LineFilter,
        distribution: Distribution,
    ) -> Assumption {
        Assumption { title, about, lines, years: None, distribution, apart_by: Vec::new() }
    }

    /// The same for some years only, the first and the last included.
    ///
    /// # Examples
    ///
    /// See [`further`](Assumption::further).
    #[must_use]
    pub fn in_years(self, first: Year, last: Year) -> Assumption {
        Assumption { years: Some((first, last)), ..self }
    }

    /// The same with a variable for each place, year, sector and so on, instead of one for all.
    ///
    /// # Examples
    ///
    /// See [`Assumption`].
    #[must_use]
    pub fn apart_by(self, facets: impl IntoIterator<Item = Facet>) -> Assumption {
        Assumption { apart_by: facets.into_iter().collect(), ..self }
    }
}

/// How to read bounds that a source prints without saying what share they hold.
///
/// # Examples
///
/// The guidelines print methane from gas as 5 kg/TJ, 1.5 to 15:
///
/// ```
/// use climate_account::distribution::{Distribution, Kept};
/// use climate_account::ensemble::{BoundsReading, Law};
///
/// let (low, value, high) = ("1.5".parse()?, 5.into(), 15.into());
/// let mean = |reading: BoundsReading| Ok(Law::new(&reading.distribution(low, value, high)?)?.mean());
/// assert!((mean(BoundsReading::Lognormal95(Kept::Mean))? - 5.0).abs() < 1e-12);
/// assert!((mean(BoundsReading::Triangular)? - 21.5 / 3.0).abs() < 1e-12);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BoundsReading {
    /// A lognormal 95 % interval, and what is kept of bounds and value.
    Lognormal95(Kept),
    /// A normal 95 % interval; its mean is the middle of the bounds.
    Normal95,
    /// The ends of a triangle with its peak at the value.
    Triangular,
    /// The ends of a PERT distribution with its peak at the value.
    Pert,
    /// The ends of a uniform distribution.
    Uniform,
}

impl BoundsReading {
    /// The distribution of bounds around a value.
    ///
    /// # Examples
    ///
    /// See [`BoundsReading`].
    ///
    /// # Errors
    ///
    /// [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution) where the reading cannot be:
    /// a bound of zero is none of a lognormal.
    pub fn distribution(self, low: Exact, value: Exact, high: Exact) -> Result<Distribution> {
        match self {
            BoundsReading::Lognormal95(kept) => {
                Distribution::from_95_percent_interval_around(low, value, high, kept)
            }
            BoundsReading::Normal95 => {
                Distribution::from_95_percent_interval(Family::Normal, low, high)
            }
            BoundsReading::Triangular => Distribution::triangular(low, value, high),
            BoundsReading::Pert => Distribution::pert(low, value, high),
            BoundsReading::Uniform => Distribution::uniform(low, high),
        }
    }
}

/// All that is assumed about an account beyond what its factors and parameters carry themselves.
///
/// # Examples
///
/// ```
/// use climate_account::distribution::{Distribution, Family, Kept};
/// use climate_account::ensemble::{Assumption, Assumptions, BoundsReading};
/// use climate_account::{Title, scenario::LineFilter};
///
/// let meters = Distribution::from_guideline_half_range(Family::Normal, 1, 2)?;
/// let meters = Assumption::activity(Title::new("målere", "meters"), LineFilter::new(), meters);
/// let assumptions = Assumptions::new([meters])
///     .bounds_read_as(BoundsReading::Lognormal95(Kept::Mean));
/// assert_eq!(assumptions.list().len(), 1);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Assumptions {
    list: Vec<Assumption>,
    pub(super) bounds: Option<BoundsReading>,
}

impl Assumptions {
    /// A list of assumptions, the more special ones first.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::ensemble::Assumptions;
    ///
    /// // What the factors carry, and nothing else.
    /// assert_eq!(Assumptions::new([]), Assumptions::default());
    /// ```
    #[must_use]
    pub fn new(list: impl IntoIterator<Item = Assumption>) -> Assumptions {
        Assumptions { list: list.into_iter().collect(), bounds: None }
    }

    /// The same with a reading of bounds whose share is not known; without one they are listed as
    /// [unstated](super::Unstated).
    ///
    /// # Examples
    ///
    /// See [`Assumptions`].
    #[must_use]
    pub fn bounds_read_as(self, reading: BoundsReading) -> Assumptions {
        Assumptions { bounds: Some(reading), ..self }
    }

    /// The assumptions in their order.
    ///
    /// # Examples
    ///
    /// See [`Assumptions`].
    #[must_use]
    pub fn list(&self) -> &[Assumption] {
        &self.list
    }
}
