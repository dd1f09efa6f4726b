use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::acting::Acting;
use super::attribution::{Attribution, AttributionRule, attribute};
use super::driver::RATIO;
use super::problem::ScenarioProblem;
use super::projected_line::{Line, State, rounded};
use super::supply::{Supply, YearFactors};
use super::weights::Weights;
use super::{Driver, Effect, Measure, Pathway, Scenario};
use crate::account::{Activity, Calculator, Profile};
use crate::error::{Error, Result};
use crate::factor::FactorSet;
use crate::number::{Exact, Rounding};
use crate::text::scenario as text;
use crate::{Account, Location, Title, Year, nearest};

/// A scenario applied to an account: every line of its last year carried forward, and the measures
/// ready to act.
///
/// Activities grow with the drivers; factors are looked up in each year as in the account itself, so
/// a factor set that holds projected factors (electricity in 2030) moves every line that uses it, and
/// one that lacks a year is an error. Measures act in the order of the scenario on what those before
/// left. Which of them are taken is a *package*, one `bool` for each.
///
/// Ratios of drivers and ramps are rounded half-even at 12 digits, amounts that they change at 18; sums
/// are exact.
///
/// # Examples
///
/// ```
/// use climate_account::{Account, Activity, Amount, EmissionFactor, FactorSet, Profile, Source, Title, Year};
/// use climate_account::{factor::FactorLayer, gas::{Emissions, Gas, GwpSet}};
/// use climate_account::scenario::{Effect, LineFilter, Measure, Progress, Projection, Ramp, Scenario, ScenarioRole};
///
/// let source = Source::new("Example", "A town", 2024, "row 1")?;
/// let factor = |id: &str, kilograms: i64| {
///     EmissionFactor::new(id, id, "MWh".parse()?, Emissions::from_kilograms(Gas::CO2, kilograms), source.clone())
/// };
/// let factors = FactorSet::new([FactorLayer::new("town", "2024", [factor("oil", 250)?, factor("electricity", 100)?])?]);
/// let (year, sector) = (Year::new(2023)?, "gpc:I.1.1".parse()?);
/// let oil = Activity::new("Town", year, sector, "900 MWh".parse::<Amount>()?, &source).carrier("oil");
/// let account = Account::compute([oil], &Profile::new("Town", GwpSet::ar5()), &factors)?;
///
/// let heat_pumps = Measure::new(
///     "heat-pumps",
///     Title::new("Varmepumper", "Heat pumps"),
///     LineFilter::new().carrier("oil"),
///     Effect::Substitution {
///         share: 1.into(),
///         efficiency_before: "0.9".parse()?,
///         efficiency_after: 3.into(),
///         carrier: "electricity".into(),
///         process: None,
///         unit: "MWh".parse()?,
///         sector: "gpc:I.1.2".parse()?,
///     },
///     Progress::Ramp(Ramp::new(year, Year::new(2033)?)?),
/// );
/// let plan = Scenario {
///     measures: vec![heat_pumps],
///     ..Scenario::new("plan", Title::new("Plan", "Plan"), ScenarioRole::Ambitious, &source)
/// };
/// let projection = Projection::new(&account, &factors, &plan, Year::new(2033)?)?;
/// let pathway = projection.evaluate(&[true])?;
/// // 900 MWh of oil are 225 t; 270 MWh of electricity are 27 t.
/// assert_eq!(pathway.co2e(Year::new(2033)?)?.tonnes(), 27.into());
/// assert_eq!(pathway.co2e(Year::new(2028)?)?.tonnes(), 126.into()); // half of each
/// assert_eq!(projection.evaluate(&[false])?.co2e(Year::new(2033)?)?.tonnes(), 225.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug)]
pub struct Projection<'a> {
    account: &'a Account,
    /// Those that were given.
    given: &'a FactorSet,
    /// The same with those of the networks before them.
    factors: Cow<'a, FactorSet>,
    supply: Option<Supply>,
    scenario: Scenario,
    base_year: Year,
    years: Vec<Year>,
    lines: Vec<Line>,
    /// How many of the lines are those of the account; measures add the others.
    base_lines: usize,
    measures: Vec<Acting>,
    weights: Weights,
}

impl<'a> Projection<'a> {
    /// Carries the last year of an account forward.
    ///
    /// The scenario has to be [resolved](Scenario::resolved) where it is based on others.
    ///
    /// # Examples
    ///
    /// See [`Projection`]:
    ///
    /// ```
    /// use climate_account::{Account, FactorSet, Profile, Source, Title, Year, gas::GwpSet};
    /// use climate_account::scenario::{Projection, Scenario, ScenarioRole};
    ///
    /// let source = Source::new("Example", "A town", 2024, "row 1")?;
    /// let factors = FactorSet::new([]);
    /// let nothing = Account::compute([], &Profile::new("Town", GwpSet::ar5()), &factors)?;
    /// let plan = Scenario::new("plan", Title::new("Plan", "Plan"), ScenarioRole::Baseline, &source);
    /// assert!(Projection::new(&nothing, &factors, &plan, Year::new(2030)?).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) for an account without lines;
    /// [`FactorNotFound`](crate::ErrorKind::FactorNotFound) where a future year has no factor for a line
    /// (the error names the line and the year, and the measure where it is one of a measure);
    /// [`InvalidDocument`](crate::ErrorKind::InvalidDocument) for other factors than the scenario is pinned
    /// to; [`OutOfRange`](crate::ErrorKind::OutOfRange) for a last year that is not after the account, a
    /// share or an efficiency outside its range, a driver without a value;
    /// [`DuplicateId`](crate::ErrorKind::DuplicateId) and [`UnknownChoice`](crate::ErrorKind::UnknownChoice) for the ids of measures.
    pub fn new(
        account: &'a Account,
        factors: &'a FactorSet,
        scenario: &Scenario,
        last: Year,
    ) -> Result<Projection<'a>> {
        check(scenario, factors)?;
        let activities = || account.entries().map(|entry| entry.activity());
        let Some(base_year) = activities().map(Activity::year).max() else {
            return Err(Error::new(ScenarioProblem::NoBaseYear { year: last }));
        };
        if last <= base_year {
            let what = "a last year of the projection";
            return Err(Error::new(ScenarioProblem::Years { what, first: base_year, found: last }));
        }
        let years: Vec<Year> = base_year.to(last).skip(1).collect();
        let given = factors;
        let (mut factors, mut supply) = (Cow::Borrowed(given), None);
        let adds_plant = |measure: &Measure| matches!(measure.effect(), Effect::Plant { .. });
        if !scenario.networks.is_empty() || scenario.measures.iter().any(adds_plant) {
            let ready = Supply::new(scenario, account, &years, given)?;
            factors = Cow::Owned(ready.set(given, &ready.factors(&[])?)?);
            supply = Some(ready);
        }
        let mut calculator = Calculator::new(account.profile(), &factors);
        let mut lines = Vec::new();
        let present: Vec<&Activity> =
            activities().filter(|activity| activity.year() == base_year).collect();
        let growth = growth_of(&scenario.drivers, &present, base_year, &years)?;
        for (activity, ratios) in present.into_iter().zip(growth) {
            lines.push(Line::new(activity, scenario, &years, &ratios, &mut calculator)?);
        }
        let (base_lines, mut measures) = (lines.len(), Vec::new());
        for measure in &scenario.measures {
            let acting = lines.iter().take(base_lines).enumerate();
            let acting = acting.filter(|(_, line)| measure.lines().matches(line.activity()));
            let acting: Vec<usize> = acting.map(|(index, _)| index).collect();
            let progress = years.iter().map(|year| measure.progress().share(*year)?.round(RATIO));
            let mut ready = Acting {
                progress: progress.collect::<Result<_>>().map_err(|error| named(error, measure))?,
                lines: acting,
                own: Vec::new(),
                ratios: Vec::new(),
            };
            ready
                .prepare(measure, scenario, &years, &mut lines, &mut calculator)
                .map_err(|error| named(error, measure))?;
            measures.push(ready);
        }
        // A cleaner grid reaches the heat pumps that another measure adds.
        for (measure, ready) in scenario.measures.iter().zip(&mut measures) {
            if measure.changes_lines() {
                let all = lines.iter().enumerate();
                let met = all.filter(|(index, line)| *index < base_lines || line.has_amount());
                let met = met.filter(|(_, line)| measure.lines().matches(line.activity()));
                ready.lines = met.map(|(index, _)| index).collect();
            }
        }
        if let Some(supply) = &supply {
            for line in &mut lines {
                line.supplied_by(supply);
            }
            for (measure, ready) in measures.iter_mut().enumerate() {
                if let Some(network) = supply.network_of_measure(measure) {
                    let all = lines.iter().enumerate();
                    let met = all.filter(|(_, line)| line.network() == Some(network));
                    ready.lines = met.map(|(index, _)| index).collect();
                }
            }
        }
        drop(calculator);
        let scenario = scenario.clone();
        let weights = Weights::of(&lines, years.len(), account.profile().gwp_set());
        Ok(Projection {
            account,
            given,
            factors,
            supply,
            scenario,
            base_year,
            years,
            lines,
            base_lines,
            measures,
            weights,
        })
    }

    /// The last year of the account.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, scenario::Projection};
    ///
    /// fn horizon(projection: &Projection) -> i64 {
    ///     projection.years().len() as i64 + projection.base_year().number()
    /// }
    /// # let _ = horizon;
    /// # assert_eq!(Year::new(2030)?.number(), 2030);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn base_year(&self) -> Year {
        self.base_year
    }

    /// The years projected.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::scenario::Projection;
    ///
    /// fn starts_after_the_account(projection: &Projection) -> bool {
    ///     projection.years().first() > Some(&projection.base_year())
    /// }
    /// # let _ = starts_after_the_account;
    /// # assert!(true);
    /// ```
    #[must_use]
    pub fn years(&self) -> &[Year] {
        &self.years
    }

    /// The scenario.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::scenario::Projection;
    ///
    /// fn count(projection: &Projection) -> usize {
    ///     projection.scenario().measures.len()
    /// }
    /// # let _ = count;
    /// # assert!(true);
    /// ```
    #[must_use]
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The measures that find no line to act on, in any year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::scenario::Projection;
    ///
    /// fn warn(projection: &Projection) {
    ///     for measure in projection.idle_measures() {
    ///         eprintln!("{} finds nothing to act on", measure.name().en);
    ///     }
    /// }
    /// # let _ = warn;
    /// # assert!(true);
    /// ```
    #[must_use]
    pub fn idle_measures(&self) -> Vec<&Measure> {
        let pairs = self.scenario.measures.iter().zip(&self.measures);
        pairs
            .filter(|(_, acting)| acting.lines.is_empty() && acting.own.is_empty())
            .map(|(m, _)| m)
            .collect()
    }

    /// The emissions of a package.
    ///
    /// # Examples
    ///
    /// See [`Projection`]:
    ///
    /// ```
    /// use climate_account::{Result, scenario::{Pathway, Projection}};
    ///
    /// fn without_measures<'a>(projection: &'a Projection<'a>) -> Result<Pathway<'a>> {
    ///     projection.evaluate(&vec![false; projection.scenario().measures.len()])
    /// }
    /// # let _ = without_measures;
    /// # assert!(true);
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a package of another size, measures that
    /// exclude each other, and a reduction beyond what is there that is not capped.
    pub fn evaluate(&self, package: &[bool]) -> Result<Pathway<'_>> {
        self.run(&self.order(package)?)
    }

    /// What each measure deserves of the whole package, by year, in tonnes of CO2e.
    ///
    /// The effects of a year add up to those of the package under every rule that does so.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Result, Year, scenario::{AttributionRule, Projection}};
    ///
    /// fn in_the_last_year(projection: &Projection) -> Result<Vec<String>> {
    ///     let by_year = projection.attribute(&AttributionRule::Shapley)?;
    ///     let (_, effects) = &by_year[by_year.len() - 1];
    ///     Ok(effects.effects.iter().map(|tonnes| tonnes.to_string()).collect())
    /// }
    /// # let _ = in_the_last_year;
    /// # assert!(true);
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`attribute`] and of [`evaluate`](Projection::evaluate).
    pub fn attribute(&self, rule: &AttributionRule) -> Result<Vec<(Year, Attribution)>> {
        #[allow(clippy::redundant_closure_for_method_calls, reason = "the method has one lifetime")]
        let effects = self.attribute_each(rule, |pathway| pathway.tonnes_by_year())?;
        Ok(self.years.iter().copied().zip(effects).collect())
    }

    /// The same of any values that a pathway has: a sector in 2030, a gas, a sum over years.
    ///
    /// `values` gives the same list for every package; a reduction counts as an effect.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Result, Year, gas::Gas};
    /// use climate_account::scenario::{Attribution, AttributionRule, Projection};
    ///
    /// fn methane(projection: &Projection, year: Year) -> Result<Vec<Attribution>> {
    ///     projection.attribute_each(&AttributionRule::Shapley, |pathway| {
    ///         Ok(vec![pathway.emissions(year)?.tonnes(Gas::CH4_NON_FOSSIL)])
    ///     })
    /// }
    /// # let _ = methane;
    /// # assert!(true);
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`attribute`], of [`evaluate`](Projection::evaluate) and of `values`.
    pub fn attribute_each(
        &self,
        rule: &AttributionRule,
        values: impl Fn(&Pathway<'_>) -> Result<Vec<Exact>>,
    ) -> Result<Vec<Attribution>> {
        let count = self.measures.len();
        let baseline = values(&self.evaluate(&vec![false; count])?)?;
        // Every package is asked for by every value, and evaluated once.
        let mut known: HashMap<Box<[bool]>, Vec<Exact>> = HashMap::new();
        let each = baseline.iter().enumerate().map(|(index, before)| {
            attribute(count, rule, |package| {
                let of = |values: &[Exact]| values.get(index).copied().unwrap_or_default();
                if let Some(seen) = known.get(package) {
                    return before.checked_sub(of(seen));
                }
                let found = values(&self.evaluate(package)?)?;
                let effect = before.checked_sub(of(&found));
                known.insert(package.into(), found);
                effect
            })
        });
        each.collect()
    }

    /// Pairs of measures whose result depends on which of them acts first, by their places in the
    /// scenario.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Result, scenario::Projection};
    ///
    /// fn order_matters(projection: &Projection) -> Result<bool> {
    ///     Ok(!projection.order_dependent_pairs()?.is_empty())
    /// }
    /// # let _ = order_matters;
    /// # assert!(true);
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`evaluate`](Projection::evaluate), except that measures which exclude each other
    /// are no pair.
    pub fn order_dependent_pairs(&self) -> Result<Vec<(usize, usize)>> {
        let mut pairs = Vec::new();
        for first in 0..self.measures.len() {
            for second in first + 1..self.measures.len() {
                if self.excluding(&[first, second]).is_some() {
                    continue;
                }
                let one = self.run(&self.enabled(&[first, second])?)?.tonnes_by_year()?;
                let other = self.run(&self.enabled(&[second, first])?)?.tonnes_by_year()?;
                // Amounts are rounded at 18 digits after each measure.
                let differs = |(one, other): (&Exact, &Exact)| {
                    let digits = Rounding::significant(15);
                    Ok::<bool, Error>(one.round(digits)? != other.round(digits)?)
                };
                for pair in one.iter().zip(&other) {
                    if differs(pair)? {
                        pairs.push((first, second));
                        break;
                    }
                }
            }
        }
        Ok(pairs)
    }

    pub(crate) fn account(&self) -> &'a Account {
        self.account
    }

    pub(super) fn factors(&self) -> &FactorSet {
        &self.factors
    }

    /// The factor set with the networks as plants make them.
    pub(super) fn factors_with(&self, years: &[YearFactors]) -> Result<FactorSet> {
        match &self.supply {
            Some(supply) => supply.set(self.given, years),
            None => Ok(self.given.clone()),
        }
    }

    pub(super) fn supply(&self) -> Option<&Supply> {
        self.supply.as_ref()
    }

    pub(super) fn acting(&self) -> &[Acting] {
        &self.measures
    }

    pub(super) fn weights(&self) -> &Weights {
        &self.weights
    }

    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }

    pub(super) fn base_lines(&self) -> usize {
        self.base_lines
    }

    /// Measures of the package that cannot be together.
    fn excluding(&self, order: &[usize]) -> Option<(&Measure, &Measure)> {
        let taken = || order.iter().filter_map(|index| self.scenario.measures.get(*index));
        taken().find_map(|first| {
            let second =
                taken().find(|other| first.excluded().iter().any(|id| **id == *other.id()));
            Some((first, second?))
        })
    }

    /// The measures of a package that have an effect, in the order of the scenario.
    pub(super) fn order(&self, package: &[bool]) -> Result<Vec<usize>> {
        let (expected, found) = (self.measures.len(), package.len());
        if expected != found {
            return Err(Error::new(ScenarioProblem::PackageSize { expected, found }));
        }
        let taken = package.iter().enumerate().filter(|(_, taken)| **taken).map(|(index, _)| index);
        self.enabled(&taken.collect::<Vec<_>>())
    }

    /// Those of the measures whose requirements are met; measures that exclude each other are refused.
    fn enabled(&self, order: &[usize]) -> Result<Vec<usize>> {
        if let Some((first, second)) = self.excluding(order) {
            let (first, second) = (first.id().to_owned(), second.id().to_owned());
            return Err(Error::new(ScenarioProblem::Excluded { first, second }));
        }
        let measure = |index: &usize| self.scenario.measures.get(*index);
        let taken =
            |id: &Arc<str>| order.iter().filter_map(measure).any(|measure| *measure.id() == **id);
        let enabled = |index: &&usize| {
            measure(index).is_some_and(|measure| measure.required().iter().all(taken))
        };
        Ok(order.iter().filter(enabled).copied().collect())
    }

    fn run(&self, order: &[usize]) -> Result<Pathway<'_>> {
        // Where no plant acts, the lines have the factors already.
        let supply = self
            .supply
            .as_ref()
            .filter(|supply| supply.plants().any(|plant| order.contains(&plant)));
        let supply = supply.map(|supply| supply.factors(order)).transpose()?;
        let mut states = Vec::with_capacity(self.years.len());
        for (index, year) in self.years.iter().enumerate() {
            let start = self.lines.iter().map(|line| State::start(line, index));
            let mut state: Vec<State> = start.collect();
            let supplied = supply.as_ref().and_then(|supply| supply.get(index));
            for position in order {
                let pair = self.scenario.measures.get(*position).zip(self.measures.get(*position));
                let Some((measure, acting)) = pair else { continue };
                acting
                    .act(measure, &self.lines, (&mut state, supplied), (index, *year))
                    .map_err(|error| named(error, measure))?;
            }
            states.push(state);
        }
        Ok(Pathway::new(self, states, supply))
    }
}

/// An error of a measure says which.
pub(super) fn named(error: Error, measure: &Measure) -> Error {
    error.at(Location::default().field(format!("measure {}", measure.id())))
}

fn check(scenario: &Scenario, factors: &FactorSet) -> Result<()> {
    if let Some(pinned) = scenario.pinned_factors.filter(|pinned| *pinned != factors.hash()) {
        return Err(Error::new(ScenarioProblem::Pinned {
            scenario: scenario.id.to_string(),
            pinned: pinned.to_string(),
            found: factors.hash().to_string(),
        }));
    }
    for (position, network) in scenario.networks.iter().enumerate() {
        network.check()?;
        if scenario.networks.iter().take(position).any(|other| other.id == network.id) {
            let network = network.id.to_string();
            return Err(Error::new(ScenarioProblem::NetworkTwice { network }));
        }
    }
    let ids = || scenario.measures.iter().map(Measure::id);
    for (position, measure) in scenario.measures.iter().enumerate() {
        measure.check()?;
        if ids().take(position).any(|id| id == measure.id()) {
            let measure = measure.id().to_owned();
            return Err(Error::new(ScenarioProblem::MeasureTwice { measure }));
        }
        for id in measure.excluded().iter().chain(measure.required()) {
            if !ids().any(|known| *known == **id) {
                let hint = nearest::suggestion(id, ids());
                let (measure, named) = (measure.id().to_owned(), id.to_string());
                return Err(Error::new(ScenarioProblem::UnknownMeasure { measure, named, hint }));
            }
        }
    }
    Ok(())
}

/// What drivers multiply each line by, in each year.
pub(super) fn growth_of(
    drivers: &[Driver],
    lines: &[&Activity],
    base_year: Year,
    years: &[Year],
) -> Result<Vec<Vec<Exact>>> {
    let mut growth = vec![vec![Exact::ONE; years.len()]; lines.len()];
    for driver in drivers {
        let mut known: Option<Vec<Exact>> = None;
        let matching = lines.iter().zip(&mut growth);
        for (_, ratios) in matching.filter(|(line, _)| driver.lines.matches(line)) {
            // The same for every line, and not asked for where it has none.
            let by_year = match &known {
                Some(by_year) => by_year,
                None => {
                    let by_year = years.iter().map(|year| driver.ratio(base_year, *year));
                    known.insert(by_year.collect::<Result<_>>()?)
                }
            };
            for (ratio, more) in ratios.iter_mut().zip(by_year) {
                *ratio = rounded(ratio.checked_mul(*more)?)?;
            }
        }
    }
    Ok(growth)
}

/// What a projected line is said to be from.
pub(super) fn remark(scenario: &Scenario) -> Title {
    text::PROJECTED.with(&[("scenario", &scenario.name)])
}

/// The rules of the account that is projected.
pub(super) fn profile<'a>(projection: &Projection<'a>) -> &'a Profile {
    projection.account().profile()
}
