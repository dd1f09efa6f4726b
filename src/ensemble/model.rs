use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::correlation::Group;
use super::float;
use super::law::Law;
use super::philox::variable_number;
use super::plan::{Plan, Source, Term};
use super::problem::EnsembleProblem;
use super::run::{Sampling, Simulation, near};
use super::score_table::ScoreTable;
use crate::distribution::Distribution;
use crate::error::{Error, Location, Result};
use crate::number::Exact;

/// Sums of amounts times uncertain numbers, of which each is drawn once.
///
/// A line adds an amount times none, one or more variables to an output: activity x factor, or
/// uncertain activity x uncertain factor. Lines of the same variables are added up exactly before
/// anything is drawn, so a million lines cost no more than their factors.
///
/// Draws hang on the seed, the name of the variable and the number of the draw alone. So two models
/// with one seed share the draws of the variables that they share, and neither the order of lines
/// nor the way that draws are split into blocks changes a bit.
///
/// # Examples
///
/// ```
/// use climate_account::distribution::{Distribution, Family};
/// use climate_account::ensemble::{Model, Simulation};
///
/// let mut model = Model::new();
/// model.variable("heads", &Distribution::from_mean_and_sd(Family::Normal, 1000, 30)?)?;
/// model.variable("kg CH4/head", &Distribution::from_mean_and_sd(Family::Normal, 100, 20)?)?;
/// model.line("enteric", 1.into(), &["heads", "kg CH4/head"])?;
///
/// let known = model.expectation(&["enteric"])?;
/// assert_eq!(known.mean, 100_000.0);
/// let drawn = model.simulate(&Simulation::new(10_000, 7)?)?.output("enteric")?.summary()?;
/// assert!((drawn.mean.value - known.mean).abs() < 5.0 * drawn.mean.standard_error);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Model {
    pub(super) variables: BTreeMap<String, Variable>,
    /// By hash, to find two names of one number.
    numbers: BTreeMap<u64, String>,
    pub(super) outputs: BTreeSet<String>,
    pub(super) terms: BTreeMap<Vec<String>, BTreeMap<String, Exact>>,
    pub(super) groups: Vec<Group>,
}

#[derive(Debug, Clone)]
pub(super) struct Variable {
    pub(super) law: Law,
    /// For a law whose quantiles take long.
    table: Option<Arc<ScoreTable>>,
    number: u64,
}

impl Model {
    /// A model without lines.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::ensemble::{Model, Simulation};
    ///
    /// assert!(Model::new().simulate(&Simulation::new(10, 1)?).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn new() -> Model {
        Model::default()
    }

    /// Adds a variable; the same one again changes nothing.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::Distribution, ensemble::Model};
    ///
    /// let mut model = Model::new();
    /// model.variable("share", &Distribution::uniform(0, 1)?)?;
    /// let error = model.variable("share", &Distribution::uniform(0, 2)?).unwrap_err();
    /// assert!(error.to_string().contains("expected one distribution of the variable share"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Law::new`], with the name of the variable;
    /// [`DuplicateId`](crate::ErrorKind::DuplicateId) where the variable has another distribution.
    pub fn variable(&mut self, name: &str, distribution: &Distribution) -> Result<()> {
        let law =
            Law::new(distribution).map_err(|error| error.at(Location::default().field(name)))?;
        self.insert(name, law)
    }

    /// Adds a variable of a distribution that may have been refused; the error then names the variable.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::Distribution, ensemble::Model};
    ///
    /// let mut model = Model::new();
    /// model.try_variable("leakage", Distribution::from_median_and_gsd(3, 2))?;
    /// let error = model.try_variable("slip", Distribution::from_median_and_gsd(0, 2)).unwrap_err();
    /// assert!(error.to_string().starts_with("field slip: expected a median above zero"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`variable`](Model::variable), and that of the distribution.
    pub fn try_variable(&mut self, name: &str, distribution: Result<Distribution>) -> Result<()> {
        let named = |error: Error| error.at(Location::default().field(name));
        self.variable(name, &distribution.map_err(named)?)
    }

    pub(super) fn insert(&mut self, name: &str, law: Law) -> Result<()> {
        if let Some(known) = self.variables.get(name) {
            if known.law == law {
                return Ok(());
            }
            let name = name.to_owned();
            return Err(Error::new(EnsembleProblem::SecondDistribution { name }));
        }
        let number = variable_number(name);
        if let Some(other) = self.numbers.get(&number) {
            let (name, other) = (name.to_owned(), other.clone());
            return Err(Error::new(EnsembleProblem::Collision { name, other }));
        }
        self.numbers.insert(number, name.to_owned());
        let table = law.table().map(Arc::new);
        self.variables.insert(name.to_owned(), Variable { law, table, number });
        Ok(())
    }

    /// Adds an amount times variables to an output.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::Distribution, ensemble::Model};
    ///
    /// let mut model = Model::new();
    /// model.variable("factor", &Distribution::uniform(1, 3)?)?;
    /// model.line("total", 5.into(), &["factor"])?;
    /// model.line("total", 7.into(), &[])?; // certain
    /// assert_eq!(model.expectation(&["total"])?.mean, 17.0);
    /// assert!(model.line("total", 1.into(), &["faktor"]).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) for a variable that the model has not;
    /// [`DuplicateId`](crate::ErrorKind::DuplicateId) for a variable twice;
    /// [`Overflow`](crate::ErrorKind::Overflow) where the exact sum has too many digits.
    pub fn line(&mut self, output: &str, amount: Exact, variables: &[&str]) -> Result<()> {
        let mut names: Vec<String> = variables.iter().map(|name| (*name).to_owned()).collect();
        names.sort_unstable();
        if let Some(name) = names.iter().find(|name| !self.variables.contains_key(*name)) {
            let near = near(name, self.variables.keys().map(String::as_str));
            return Err(Error::new(EnsembleProblem::UnknownVariable { name: name.clone(), near }));
        }
        if let Some(pair) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            let name = pair[0].clone();
            return Err(Error::new(EnsembleProblem::RepeatedVariable { name }));
        }
        let weights = self.terms.entry(names).or_default();
        let weight = weights.entry(output.to_owned()).or_insert(Exact::ZERO);
        *weight = weight.checked_add(amount)?;
        self.outputs.insert(output.to_owned());
        Ok(())
    }

    pub(super) fn plan(&self, simulation: &Simulation) -> Result<Plan> {
        if self.outputs.is_empty() {
            return Err(Error::new(EnsembleProblem::NoLines));
        }
        let places: BTreeMap<&str, usize> =
            self.outputs.iter().enumerate().map(|(place, name)| (name.as_str(), place)).collect();
        // What has cancelled out is not drawn.
        let terms = || {
            self.terms
                .iter()
                .filter(|(_, weights)| weights.values().any(|weight| !weight.is_zero()))
        };
        let mut used: BTreeMap<&str, usize> =
            terms().flat_map(|(names, _)| names).map(|name| (name.as_str(), 0)).collect();
        let groups: Vec<&Group> = self
            .groups
            .iter()
            .filter(|group| group.names.iter().any(|name| used.contains_key(name.as_str())))
            .collect();
        if let (Some(group), Sampling::LatinHypercube) = (groups.first(), simulation.sampling) {
            let name = group.names.last().cloned().unwrap_or_default();
            return Err(Error::new(EnsembleProblem::CorrelatedHypercube { name }));
        }
        used.extend(groups.iter().flat_map(|group| &group.names).map(|name| (name.as_str(), 0)));
        for (place, slot) in used.values_mut().enumerate() {
            *slot = place;
        }
        let groups: Vec<(Group, Vec<usize>)> = groups
            .into_iter()
            .map(|group| {
                let places = group.names.iter().filter_map(|name| used.get(name.as_str()).copied());
                (group.clone(), places.collect())
            })
            .collect();
        let correlated: BTreeSet<usize> =
            groups.iter().flat_map(|(_, places)| places.iter().copied()).collect();
        let variables = used.keys().filter_map(|name| self.variables.get(*name)).enumerate();
        let terms = terms().map(|(names, weights)| {
            let places_of = names.iter().filter_map(|name| used.get(name.as_str()).copied());
            let weights = weights.iter().filter(|(_, weight)| !weight.is_zero());
            let weights = weights.filter_map(|(output, weight)| {
                Some((*places.get(output.as_str())?, float(*weight)))
            });
            Term::new(places_of.collect(), weights.collect())
        });
        let sources: Vec<Source> = variables
            .map(|(place, variable)| {
                let correlated = correlated.contains(&place);
                let draws = Source::new(variable.law, variable.number, simulation);
                draws.by_table(variable.table.clone()).correlated(correlated)
            })
            .collect();
        let outputs = self.outputs.len();
        Ok(Plan::new(simulation, &sources, groups, terms.collect(), outputs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use crate::distribution::Family;

    #[test]
    fn refusals_name_the_variable() {
        let mut model = Model::new();
        let text = |result: Result<()>| result.unwrap_err().to_string();
        let range = Distribution::range(1, 2).unwrap();
        assert_eq!(
            text(model.variable("gas", &range)),
            "field gas: expected a distribution, found bounds of 1 to 2 without the share they hold; say whether they are a 95 % interval or the ends of a uniform or triangular distribution"
        );
        let pedigree = Distribution::from_pedigree([1, 1, 1, 4, 1], 1).unwrap();
        assert_eq!(
            text(model.variable("gas", &pedigree)),
            "field gas: expected a score of place for which the pedigree matrix has a value, found 4; take the next worse score"
        );
        let near = Distribution::truncated_normal_of_mean(
            "0.001".parse::<Exact>().unwrap(),
            1,
            Some(0.into()),
            None,
        )
        .unwrap();
        assert!(text(model.variable("gas", &near)).starts_with(
            "field gas: expected a mean that a truncated normal can have, found 0.001 with a spread of 1"
        ));
        let empty = Distribution::truncated_normal(0, 1, Some(60.into()), None).unwrap();
        assert!(
            text(model.variable("gas", &empty)).starts_with(
                "field gas: expected a truncation that holds part of the distribution"
            )
        );
        let wide = Distribution::from_median_and_gsd(1, Exact::new(1, -20)).unwrap();
        assert!(text(model.variable("gas", &wide)).starts_with(
            "field gas: expected a distribution in the range of floating-point numbers"
        ));
        model.variable("gas", &Distribution::uniform(0, 1).unwrap()).unwrap();
        model.variable("gas", &Distribution::uniform(0, 1).unwrap()).unwrap();
        assert_eq!(
            text(model.variable("gas", &Distribution::uniform(0, 2).unwrap())),
            "expected one distribution of the variable gas, found a second; draw it once"
        );
        assert_eq!(
            text(model.line("x", 1.into(), &["gaz"])),
            "expected a variable of the model, found gaz; did you mean gas?"
        );
        assert_eq!(
            text(model.line("x", 1.into(), &["gas", "gas"])),
            "expected a variable once in a line, found gas twice; squares of a variable are not supported"
        );
    }

    #[test]
    fn refuses_runs_without_draws_or_lines() {
        let error = Simulation::new(0, 1).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected two draws or more, found 0; 10 000 give a 95 % interval"
        );
        let simulation = Simulation::new(10, 1).unwrap();
        let error = Model::new().simulate(&simulation).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::MissingValue);
        let mut model = Model::new();
        model.line("total", 1.into(), &[]).unwrap();
        assert_eq!(
            model.part(&simulation, 5, 11).unwrap_err().to_string(),
            "expected draws from 5 to 11 within 0 to 10; ask for others"
        );
        let error = model.expectation(&["totl"]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected an output of the model, found totl; did you mean total?"
        );
    }

    #[test]
    fn an_uncertain_activity_and_a_shared_factor_as_worked_by_hand() {
        // Factor 0.25 ± 0.05 over 1000 ± 50, 400 ± 40, -150 ± 30.
        let normal = |mean: &str, sd: &str| {
            let [mean, sd] = [mean, sd].map(|text| text.parse::<Exact>().unwrap());
            Distribution::from_mean_and_sd(Family::Normal, mean, sd).unwrap()
        };
        let mut model = Model::new();
        model.variable("factor", &normal("0.25", "0.05")).unwrap();
        for (name, mean, sd) in [("a", "1000", "50"), ("b", "400", "40"), ("c", "-150", "30")] {
            model.variable(name, &normal(mean, sd)).unwrap();
            model.line("total", Exact::ONE, &[name, "factor"]).unwrap();
        }
        let total = model.expectation(&["total"]).unwrap();
        assert!((total.mean - 312.5).abs() < 1e-12);
        assert!((total.standard_deviation - 65.048_059_156_3).abs() < 1e-9);
    }
}
