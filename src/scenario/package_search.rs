use super::Projection;
use super::problem::ScenarioProblem;
use super::searching::Searching;
use crate::economics::Money;
use crate::error::{Error, Result};
use crate::target::{Gap, GapQuestion, Target};

/// Measures whose every package is tried.
const LIMIT: usize = 20;

/// The question which packages of measures close the gap to targets.
///
/// # Examples
///
/// ```
/// use climate_account::{Result, scenario::{PackageSearch, Projection, SearchMethod}};
/// use climate_account::{economics::Money, target::{GapQuestion, Target}};
///
/// /// The measures of the cheapest package that reaches the target, by their places.
/// fn cheapest(
///     projection: &Projection,
///     target: &Target,
///     question: GapQuestion,
///     costs: &[Money],
/// ) -> Result<Option<Vec<bool>>> {
///     let goals = [(target, question)];
///     let search = PackageSearch { goals: &goals, costs, method: SearchMethod::EveryPackage };
///     Ok(projection.search_packages(&search)?.cheapest.map(|found| found.package))
/// }
/// # let _ = cheapest;
/// # assert!(true);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct PackageSearch<'a> {
    /// The targets that are all to be reached, each in its year: a level of the year, or a budget.
    pub goals: &'a [(&'a Target, GapQuestion)],
    /// What each measure costs, in the order of the scenario: present values, or yearly costs. None
    /// to search for the smallest package alone.
    pub costs: &'a [Money],
    /// How to search.
    pub method: SearchMethod,
}

/// How packages are searched.
///
/// # Examples
///
/// ```
/// use climate_account::scenario::SearchMethod;
///
/// assert_ne!(SearchMethod::EveryPackage, SearchMethod::Greedy);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum SearchMethod {
    /// Every package of up to 20 measures: no other is smaller or cheaper.
    EveryPackage,
    /// Step by step the measure that helps most (for its cost), then without those that turn out not
    /// to be needed. For any number of measures; a smaller or cheaper package may exist, and where
    /// measures help only together, a package may be missed.
    Greedy,
}

/// A package that reaches the targets.
///
/// # Examples
///
/// ```
/// use climate_account::scenario::FoundPackage;
///
/// let two = FoundPackage { package: vec![true, false, true], gaps: Vec::new(), cost: None };
/// assert_eq!(two.size(), 2);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct FoundPackage {
    /// Of each measure whether it is taken.
    pub package: Vec<bool>,
    /// How far it is from each target, by the exact path: nowhere above zero.
    pub gaps: Vec<Gap>,
    /// What it costs, where costs are given.
    pub cost: Option<Money>,
}

impl FoundPackage {
    /// The number of measures.
    ///
    /// # Examples
    ///
    /// See [`FoundPackage`]:
    ///
    /// ```
    /// use climate_account::scenario::FoundPackage;
    ///
    /// let none = FoundPackage { package: vec![false; 3], gaps: Vec::new(), cost: None };
    /// assert_eq!(none.size(), 0);
    /// ```
    #[must_use]
    pub fn size(&self) -> usize {
        self.package.iter().filter(|taken| **taken).count()
    }
}

/// What a search found; nothing where no package reaches the targets.
///
/// # Examples
///
/// ```
/// use climate_account::scenario::{FoundPackages, SearchMethod};
///
/// let nothing = FoundPackages {
///     method: SearchMethod::EveryPackage,
///     tried: 256,
///     reaching: Some(0),
///     smallest: None,
///     cheapest: None,
/// };
/// assert!(nothing.smallest.is_none());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct FoundPackages {
    /// How it was searched.
    pub method: SearchMethod,
    /// How many packages were tried; those with measures that exclude each other, or without one that
    /// is required, are none.
    pub tried: u64,
    /// How many of them reach the targets, where every one was tried.
    pub reaching: Option<u64>,
    /// The one of fewest measures; of those the cheapest.
    pub smallest: Option<FoundPackage>,
    /// The one of least cost, where costs are given; of those the one of fewest measures.
    pub cheapest: Option<FoundPackage>,
}

impl Projection<'_> {
    /// The smallest and the cheapest package of measures that close the gap to targets.
    ///
    /// Packages are tried in floating point, as in [`Bulk`](super::Bulk), and a package is only found
    /// where the exact path agrees: its gaps are exact. A package near a target is decided exactly,
    /// too.
    ///
    /// # Examples
    ///
    /// A town of 100 t of oil and 100 t of petrol wants to be at 130 t:
    ///
    /// ```
    /// use climate_account::{Account, Activity, FactorSet, Profile, Source, Title, Year};
    /// use climate_account::gas::{Emissions, Gas, GwpSet};
    /// use climate_account::scenario::{
    ///     Effect, LineFilter, Measure, PackageSearch, Progress, Projection, Ramp, Scenario, ScenarioRole,
    ///     SearchMethod,
    /// };
    /// use climate_account::series::{CumulativeRule, Interpolation};
    /// use climate_account::target::{
    ///     BaseValue, BaseYear, Boundary, Demand, GapQuestion, Milestone, Target, TargetTiming, TotalKind,
    /// };
    ///
    /// let source = Source::new("Example", "A town", 2024, "row 1")?;
    /// let (now, year) = (Year::new(2023)?, Year::new(2030)?);
    /// let line = |carrier: &str, sector: &str| -> climate_account::Result<Activity> {
    ///     let emissions = Emissions::from_tonnes(Gas::CO2, 100);
    ///     Ok(Activity::new("Town", now, sector.parse()?, emissions, &source).carrier(carrier))
    /// };
    /// let lines = [line("oil", "gpc:I.1.1")?, line("petrol", "gpc:II.1.1")?];
    /// let factors = FactorSet::new([]);
    /// let account = Account::compute(lines, &Profile::new("Town", GwpSet::ar5()), &factors)?;
    /// let cut = |id: &str, carrier: &str, share: &str| -> climate_account::Result<Measure> {
    ///     let (lines, effect) = (LineFilter::new().carrier(carrier), Effect::Share { share: share.parse()? });
    ///     Ok(Measure::new(id, Title::new(id.to_owned(), id.to_owned()), lines, effect, Progress::Ramp(Ramp::step(year))))
    /// };
    /// let measures = vec![
    ///     cut("district-heat", "oil", "0.8")?,
    ///     cut("insulation", "oil", "0.4")?,
    ///     cut("cars", "petrol", "0.5")?,
    /// ];
    /// let plan = Scenario::new("plan", Title::new("Plan", "Plan"), ScenarioRole::Ambitious, &source);
    /// let plan = Scenario { measures, ..plan };
    /// let projection = Projection::new(&account, &factors, &plan, year)?;
    ///
    /// let target = Target {
    ///     id: "130 t".to_owned(),
    ///     version: "1".to_owned(),
    ///     demand: Demand::Level,
    ///     base: BaseYear { year: now, value: BaseValue::Measured { value: 200.into() } },
    ///     milestones: vec![Milestone { year, value: 130.into() }],
    ///     interpolation: Interpolation::Linear,
    ///     timing: TargetTiming::InTheYear,
    ///     boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
    ///     unit: "t CO2e".parse()?,
    /// };
    /// let question = GapQuestion { now, year, cumulative: CumulativeRule::AnnualSum, budget: None };
    /// let million = |value: i64| climate_account::economics::Money::new(value, "DKK (2023)".parse()?);
    /// let costs = [million(9)?, million(2)?, million(3)?];
    /// let goals = [(&target, question)];
    /// let search = PackageSearch { goals: &goals, costs: &costs, method: SearchMethod::EveryPackage };
    /// let found = projection.search_packages(&search)?;
    /// // District heat alone leaves 120 t for 9; insulation and cars leave 110 t for 5.
    /// let (smallest, cheapest) = (found.smallest.unwrap(), found.cheapest.unwrap());
    /// assert_eq!(smallest.package, [true, false, false]);
    /// assert_eq!(cheapest.package, [false, true, true]);
    /// assert_eq!(cheapest.gaps[0].planned, 110.into());
    /// assert_eq!((found.tried, found.reaching), (8, Some(5)));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) without a target;
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a number of costs that is not that of the
    /// measures, and for more measures than every package can be tried of; those of
    /// [`Money::plus`], of [`Pathway::within`](super::Pathway::within) and of [`Target::gap`].
    pub fn search_packages(&self, search: &PackageSearch<'_>) -> Result<FoundPackages> {
        let expected = self.scenario().measures.len();
        let found = search.costs.len();
        if search.goals.is_empty() {
            return Err(Error::new(ScenarioProblem::NoGoal));
        }
        if found != 0 && found != expected {
            return Err(Error::new(ScenarioProblem::CostCount { expected, found }));
        }
        let searching = Searching::new(self, search)?;
        match search.method {
            SearchMethod::EveryPackage if expected > LIMIT => {
                let found = expected;
                Err(Error::new(ScenarioProblem::TooManyToSearch { limit: LIMIT, found }))
            }
            SearchMethod::EveryPackage => searching.every_package(),
            SearchMethod::Greedy => searching.greedy(),
        }
    }
}
