use std::collections::{BTreeMap, BTreeSet};

use super::assumption::Assumptions;
use super::model::Model;
use super::problem::EnsembleProblem;
use super::run::{Run, Simulation};
use super::uncertain_lines::{Kind, Lines};
use crate::account::{Facet, Label, Totals};
use crate::distribution::Distribution;
use crate::error::{Error, Result};
use crate::gas::{Gas, GwpSet};
use crate::number::Exact;
use crate::scenario::Projection;
use crate::{Title, Year};

/// An account, or the years of a plan, with everything that is uncertain about it.
///
/// Each number that is uncertain is one variable: a factor that many lines and years take is drawn
/// once, so the change between two years is surer than either of them. Outputs are the rows of
/// [totals](crate::Account::totals) in tonnes of CO2e, net; a row is named by its labels
/// (`2023 / gpc:I.1.1`), the one row without facets `total`.
///
/// Variables come from the [uncertainty of factors](crate::EmissionFactor::uncertainty), gas by gas,
/// from that of [parameters](crate::factor::Parameter::uncertainty), and from
/// [assumptions](Assumptions) of the caller. A number without any is not taken as certain without a
/// word: it is in the list of [what is unstated](UncertainAccount::unstated).
///
/// # Examples
///
/// ```
/// use climate_account::{Account, Activity, Amount, FactorSet, Profile, Source, Title, Year};
/// use climate_account::{account::Facet, gas::GwpSet, scenario::LineFilter};
/// use climate_account::distribution::{Distribution, Family};
/// use climate_account::ensemble::{Assumption, Assumptions, Simulation, UncertainAccount};
///
/// # #[cfg(feature = "catalogue")] {
/// let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "sheet 2")?;
/// let gas = |year, amount: &str| -> climate_account::Result<Activity> {
///     let (year, amount) = (Year::new(year)?, amount.parse::<Amount>()?);
///     let line = Activity::new("Odder", year, "gpc:I.2.1".parse()?, amount, &source);
///     Ok(line.carrier("natural-gas").process("commercial-institutional"))
/// };
/// let lines = [gas(2020, "20 TJ (net)")?, gas(2023, "12 TJ (net)")?];
/// let account = Account::compute(lines, &Profile::new("Odder", GwpSet::ar5()), &FactorSet::catalogue())?;
///
/// let meters = Distribution::from_guideline_half_range(Family::Normal, 1, 3)?;
/// let meters = Assumption::activity(Title::new("gasmålere", "gas meters"), LineFilter::new(), meters);
/// let years = account.totals(&[Facet::Year])?;
/// let uncertain = UncertainAccount::new(&years, &Assumptions::new([meters]))?;
/// // The factor carries an interval for CO2, but for CH4 and N2O only bounds of an unknown share.
/// assert_eq!(uncertain.unstated.len(), 4);
///
/// let run = uncertain.model.simulate(&Simulation::new(10_000, 1)?)?;
/// let level = run.output("2023")?.summary()?;
/// assert!(level.high.value / level.low.value > 1.05);
/// // The meters and the factor are the same in both years.
/// let trend = run.change_in_percent("2020", "2023")?.summary()?;
/// assert!(trend.high.value - trend.low.value < 0.1);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct UncertainAccount {
    /// The model, to be drawn, asked and added to.
    pub model: Model,
    /// What has no uncertainty stated, in the order of the lines; it does not vary in the model.
    pub unstated: Vec<Unstated>,
    pub(super) gwp_set: GwpSet,
    pub(super) outputs: Vec<(String, Vec<Label>)>,
    titles: BTreeMap<String, Title>,
}

/// A number of a line that nobody said how sure it is.
///
/// # Examples
///
/// ```
/// use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// use climate_account::ensemble::{Assumptions, UncertainAccount, UncertainPart};
/// use climate_account::gas::{Emissions, Gas, GwpSet};
///
/// let source = Source::new("Odder Kommune", "Account", 2024, "row 2")?;
/// let forest = Emissions::from_tonnes(Gas::CO2, -50);
/// let forest = Activity::new("Odder", Year::new(2023)?, "gpc:V.2".parse()?, forest, &source);
/// let account = Account::compute([forest], &Profile::new("Odder", GwpSet::ar5()), &FactorSet::new([]))?;
/// let uncertain = UncertainAccount::new(&account.totals(&[])?, &Assumptions::new([]))?;
/// assert_eq!(uncertain.unstated[0].part, UncertainPart::Emissions);
/// assert_eq!(uncertain.unstated[0].line, "Odder, 2023, V.2");
/// assert_eq!(uncertain.unstated[0].tonnes, (-50).into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unstated {
    /// Place, year, sector, carrier and process of the line.
    pub line: String,
    /// Which number of it.
    pub part: UncertainPart,
    /// The tonnes of CO2e that hang on it.
    pub tonnes: Exact,
    /// The bounds that the source prints without the share they hold, where it does; a
    /// [reading](super::BoundsReading) makes them a distribution.
    pub bounds: Option<(Exact, Exact)>,
}

/// A number of a line.
///
/// # Examples
///
/// See [`Unstated`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum UncertainPart {
    /// The amount.
    Activity,
    /// The factor, for a gas; `None` is CO2e as published.
    Factor(Option<Gas>),
    /// A parameter that takes the amount to the unit of the factor, by its id.
    Parameter(String),
    /// Emissions that were entered or calculated.
    Emissions,
}

impl UncertainAccount {
    /// The rows of an account by facets, or of those of its lines that were selected.
    ///
    /// # Examples
    ///
    /// See [`UncertainAccount`].
    ///
    /// # Errors
    ///
    /// [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution), with the name of the variable,
    /// where a distribution does not hold the value that it is about, cannot be drawn, or is that of
    /// a parameter that divides and has no reciprocal in closed form;
    /// [`MissingGwpValue`](crate::ErrorKind::MissingGwpValue) and its relatives as for totals;
    /// [`DuplicateId`](crate::ErrorKind::DuplicateId) where two rows or two variables have one name.
    pub fn new(totals: &Totals<'_>, assumptions: &Assumptions) -> Result<UncertainAccount> {
        let account = totals.account();
        let mut made = UncertainAccount::empty(account.profile().gwp_set());
        let factors: Vec<_> = account.entries().map(|entry| entry.factor()).collect();
        made.add(&Lines::new(account, &factors, assumptions), totals, &[(None, Kind::Whole)])?;
        Ok(made)
    }

    /// The years of an account and those that a plan projects from it, by facets.
    ///
    /// `progress` is the share of the way from the projection without measures to that with the
    /// package which will be gone, in all years alike: 0 is nothing, 1 the plan as it is. A line of
    /// the account and the same line later share their variables.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Result, Title, account::Facet, distribution::Distribution, number::Exact};
    /// use climate_account::ensemble::{Assumptions, Simulation, UncertainAccount};
    /// use climate_account::scenario::Projection;
    ///
    /// /// The 95 % interval of 2030 if the plan is carried out to a half or to 110 %.
    /// fn interval(projection: &Projection, package: &[bool]) -> Result<(f64, f64)> {
    ///     let progress = Distribution::triangular(Exact::new(5, 1), 1, Exact::new(11, 1))?;
    ///     let progress = (Title::new("planens gennemførelse", "progress of the plan"), progress);
    ///     let facets = [Facet::Year];
    ///     let uncertain =
    ///         UncertainAccount::projected(projection, package, &progress, &Assumptions::new([]), &facets)?;
    ///     let run = uncertain.model.simulate(&Simulation::new(10_000, 1)?)?;
    ///     let summary = run.output("2030")?.summary()?;
    ///     Ok((summary.low.value, summary.high.value))
    /// }
    /// # let _ = interval;
    /// # assert!(true);
    /// ```
    ///
    /// # Errors
    ///
    /// As [`new`](UncertainAccount::new) and [`Projection::evaluate`].
    pub fn projected(
        projection: &Projection<'_>,
        package: &[bool],
        progress: &(Title, Distribution),
        assumptions: &Assumptions,
        facets: &[Facet],
    ) -> Result<UncertainAccount> {
        let (title, distribution) = progress;
        let baseline = projection.evaluate(&vec![false; package.len()])?;
        let plan = projection.evaluate(package)?;
        let (baseline, baseline_factors) = baseline.account_and_factors()?;
        let (plan, plan_factors) = plan.account_and_factors()?;
        let mut made = UncertainAccount::empty(baseline.profile().gwp_set());
        let name = title.en.to_string();
        made.model.variable(&name, distribution)?;
        made.titles.insert(name.clone(), title.clone());
        let (whole, rest, share) = (
            (None, Kind::Whole),
            (Some(name.as_str()), Kind::Less),
            (Some(name.as_str()), Kind::Whole),
        );
        let lines = Lines::new(&baseline, &baseline_factors, assumptions);
        made.add(&lines, &baseline.totals(facets)?, &[whole, rest])?;
        let lines = Lines::new(&plan, &plan_factors, assumptions);
        made.add(&lines, &plan.totals(facets)?, &[share])?;
        Ok(made)
    }

    fn empty(gwp_set: &GwpSet) -> UncertainAccount {
        UncertainAccount {
            model: Model::new(),
            unstated: Vec::new(),
            gwp_set: gwp_set.clone(),
            outputs: Vec::new(),
            titles: BTreeMap::new(),
        }
    }

    /// Adds lines, each as many times as there are ways: as it is or taken off, and times a further
    /// variable.
    fn add(
        &mut self,
        lines: &Lines<'_>,
        totals: &Totals<'_>,
        ways: &[(Option<&str>, Kind)],
    ) -> Result<()> {
        let mut names = Vec::new();
        for row in totals.rows() {
            let labels: Vec<Label> =
                (0..totals.facets().len()).map(|facet| row.label(facet).clone()).collect();
            let name = row_name(&labels);
            let known = self.outputs.iter().find(|(known, _)| *known == name);
            match known {
                Some((_, other)) if *other != labels => {
                    return Err(Error::new(EnsembleProblem::RepeatedOutput { name }));
                }
                Some(_) => {}
                None => self.outputs.push((name.clone(), labels)),
            }
            names.push(name);
        }
        let ready = lines.ready()?;
        let mut known: BTreeSet<(String, UncertainPart)> =
            self.unstated.iter().map(|found| (found.line.clone(), found.part.clone())).collect();
        for (line, row) in totals.row_of_each_line().into_iter().enumerate() {
            let Some(name) = row.and_then(|row| names.get(row)) else { continue };
            let line = lines.line(line, &ready)?;
            for part in &line.parts {
                let variables = line.variables.iter().chain(&part.variable);
                let mut listed = Vec::new();
                for variable in variables {
                    self.model.insert(&variable.name, variable.law)?;
                    if !self.titles.contains_key(&variable.name) {
                        self.titles.insert(variable.name.clone(), variable.title.clone());
                    }
                    listed.push(variable.name.as_str());
                }
                for (by, kind) in ways {
                    let tonnes = if *kind == Kind::Less { -part.tonnes } else { part.tonnes };
                    let variables: Vec<&str> = listed.iter().copied().chain(*by).collect();
                    self.model.line(name, tonnes, &variables)?;
                }
            }
            let fresh = line.unstated.into_iter();
            self.unstated.extend(
                fresh.filter(|found| known.insert((found.line.clone(), found.part.clone()))),
            );
        }
        Ok(())
    }

    /// What a variable is, in both languages.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, Result, ensemble::UncertainAccount};
    ///
    /// /// The input that matters most.
    /// fn first(uncertain: &UncertainAccount, output: &str, language: Language) -> Result<Option<String>> {
    ///     let contributions = uncertain.model.contributions(&[output])?;
    ///     let title = contributions.first().and_then(|first| uncertain.title(&first.variable));
    ///     Ok(title.map(|title| title.in_language(language).to_owned()))
    /// }
    /// # let _ = first;
    /// # assert!(true);
    /// ```
    #[must_use]
    pub fn title(&self, variable: &str) -> Option<&Title> {
        self.titles.get(variable)
    }

    /// The names of the outputs with their labels, in the order of the labels.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, account::Label, ensemble::UncertainAccount};
    ///
    /// /// The sectors of a year.
    /// fn of_year(uncertain: &UncertainAccount, year: Year) -> Vec<&str> {
    ///     let of_year = |labels: &[Label]| labels.contains(&Label::Year(year));
    ///     uncertain.outputs().filter(|(_, labels)| of_year(labels)).map(|(name, _)| name).collect()
    /// }
    /// # let _ = of_year;
    /// # assert!(true);
    /// ```
    pub fn outputs(&self) -> impl Iterator<Item = (&str, &[Label])> {
        self.outputs.iter().map(|(name, labels)| (name.as_str(), labels.as_slice()))
    }

    /// The outputs that are of a year.
    pub(super) fn outputs_of(&self, year: Year) -> Result<Vec<&str>> {
        let label = Label::Year(year);
        let found: Vec<&str> = self
            .outputs()
            .filter(|(_, labels)| labels.contains(&label))
            .map(|(name, _)| name)
            .collect();
        if found.is_empty() {
            let mut known = Vec::new();
            for label in self.outputs.iter().flat_map(|(_, labels)| labels) {
                if let Label::Year(year) = label
                    && !known.contains(&year.to_string())
                {
                    known.push(year.to_string());
                }
            }
            let found = if known.is_empty() { "none by year".to_owned() } else { known.join(", ") };
            return Err(Error::new(EnsembleProblem::NoYear { year, found }));
        }
        Ok(found)
    }

    /// Draws; the same as [`Model::simulate`] of the model.
    ///
    /// # Examples
    ///
    /// See [`UncertainAccount`]:
    ///
    /// ```
    /// use climate_account::{Result, ensemble::{Simulation, Summary, UncertainAccount}};
    ///
    /// fn total(uncertain: &UncertainAccount) -> Result<Summary> {
    ///     uncertain.simulate(&Simulation::new(10_000, 1)?)?.output("total")?.summary()
    /// }
    /// # let _ = total;
    /// # assert!(true);
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Model::simulate`].
    pub fn simulate(&self, simulation: &Simulation) -> Result<Run> {
        self.model.simulate(simulation)
    }
}

fn row_name(labels: &[Label]) -> String {
    if labels.is_empty() {
        return "total".to_owned();
    }
    let text = |label: &Label| match label {
        Label::Sector(sector) => sector.to_string(),
        other => other.to_string(),
    };
    labels.iter().map(text).collect::<Vec<_>>().join(" / ")
}
