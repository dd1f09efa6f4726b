use std::sync::Arc;

use super::problem::ScenarioProblem;
use super::{Driver, Measure, PlannedNetwork};
use crate::error::{Error, Result};
use crate::factor::ContentHash;
use crate::{Source, Title};

/// What a scenario stands for in a plan.
///
/// # Examples
///
/// ```
/// use climate_account::scenario::ScenarioRole;
///
/// assert_ne!(ScenarioRole::Baseline, ScenarioRole::Ambitious);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum ScenarioRole {
    /// What happens anyway.
    Baseline,
    /// With what exists and what is planned.
    ExistingAndPlanned,
    /// With all that is proposed.
    Ambitious,
    /// What is left at the end.
    Residual,
}

/// A future of an account: what its activities grow with, what feeds its networks, and the measures
/// that change both.
///
/// It edits nothing itself; a [`Projection`](super::Projection) applies it to an account.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, Title, scenario::{Scenario, ScenarioRole}};
///
/// let source = Source::new("Odder Kommune", "Climate plan", 2024, "chapter 3")?;
/// let name = Title::new("Basisfremskrivning", "Baseline");
/// let baseline = Scenario::new("baseline", name, ScenarioRole::Baseline, &source);
/// assert!(baseline.measures.is_empty());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Scenario {
    /// The id that others are based on it by.
    pub id: Arc<str>,
    /// What it is called.
    pub name: Title,
    /// What it stands for.
    pub role: ScenarioRole,
    /// Where it is from: the plan, the projection.
    pub source: Source,
    /// The scenario whose drivers, networks and measures come before its own.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub based_on: Option<Arc<str>>,
    /// What activities grow with; several on one line multiply.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub drivers: Vec<Driver>,
    /// The networks of heat and electricity whose factors follow from what feeds them.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub networks: Vec<PlannedNetwork>,
    /// The measures, in the order in which they act.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub measures: Vec<Measure>,
    /// The factors that it was made with; with others it is refused.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub pinned_factors: Option<ContentHash>,
}

impl Scenario {
    /// A scenario without drivers and measures.
    ///
    /// # Examples
    ///
    /// See [`Scenario`]:
    ///
    /// ```
    /// use climate_account::{Source, Title, scenario::{Scenario, ScenarioRole}};
    ///
    /// let source = Source::new("Odder Kommune", "Climate plan", 2024, "chapter 3")?;
    /// let name = Title::new("Klimaplan", "Climate plan");
    /// let plan = Scenario::new("plan", name, ScenarioRole::Ambitious, &source);
    /// assert_eq!(&*plan.id, "plan");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn new(
        id: impl Into<Arc<str>>,
        name: Title,
        role: ScenarioRole,
        source: &Source,
    ) -> Scenario {
        Scenario {
            id: id.into(),
            name,
            role,
            source: source.clone(),
            based_on: None,
            drivers: Vec::new(),
            networks: Vec::new(),
            measures: Vec::new(),
            pinned_factors: None,
        }
    }

    /// The same scenario with all that it is based on, in that order, and based on nothing. A network
    /// takes the place of one of the same id that came before.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Source, Title, Year};
    /// # use climate_account::scenario::{Effect, LineFilter, Measure, Progress, Ramp};
    /// use climate_account::scenario::{Scenario, ScenarioRole};
    ///
    /// # let source = Source::new("Odder Kommune", "Climate plan", 2024, "chapter 3")?;
    /// # let measure = |id: &str| Ok::<_, climate_account::Error>(Measure::new(id, Title::new("a", "a"),
    /// #     LineFilter::new(), Effect::Share { share: "0.1".parse()? }, Progress::Ramp(Ramp::step(Year::new(2030)?))));
    /// let named = |id: &str| Scenario::new(id, Title::new("a", "a"), ScenarioRole::Ambitious, &source);
    /// let decided = Scenario { measures: vec![measure("insulation")?], ..named("decided") };
    /// let plan = Scenario {
    ///     measures: vec![measure("heat-pumps")?],
    ///     based_on: Some("decided".into()),
    ///     ..named("plan")
    /// };
    /// let whole = plan.resolved(&[decided])?;
    /// let ids: Vec<&str> = whole.measures.iter().map(|measure| measure.id()).collect();
    /// assert_eq!(ids, ["insulation", "heat-pumps"]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`UnknownChoice`](crate::ErrorKind::UnknownChoice) where it is based on a scenario that is
    /// not there; [`InvalidDocument`](crate::ErrorKind::InvalidDocument) for scenarios that are based on
    /// each other in a circle.
    pub fn resolved(&self, others: &[Scenario]) -> Result<Scenario> {
        let mut chain = vec![self];
        while let Some(base) = chain.last().and_then(|scenario| scenario.based_on.as_ref()) {
            let names = || chain.iter().map(|scenario| &*scenario.id).collect::<Vec<_>>();
            if chain.iter().any(|scenario| scenario.id == *base) {
                let circle = format!("{} -> {base}", names().join(" -> "));
                return Err(Error::new(ScenarioProblem::Circle { circle }));
            }
            let found = others.iter().find(|scenario| scenario.id == *base);
            let Some(found) = found else {
                let known = others.iter().map(|scenario| &*scenario.id);
                let hint = crate::nearest::suggestion(base, known);
                let (base, scenario) = (base.to_string(), self.id.to_string());
                return Err(Error::new(ScenarioProblem::UnknownBase { scenario, base, hint }));
            };
            chain.push(found);
        }
        let mut whole = Scenario { based_on: None, ..self.clone() };
        whole.drivers = chain.iter().rev().flat_map(|scenario| scenario.drivers.clone()).collect();
        whole.networks = Vec::new();
        for network in chain.iter().rev().flat_map(|scenario| &scenario.networks) {
            whole.networks.retain(|known| known.id != network.id);
            whole.networks.push(network.clone());
        }
        whole.measures =
            chain.iter().rev().flat_map(|scenario| scenario.measures.clone()).collect();
        Ok(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_it_cannot_be_based_on() {
        let source = Source::new("Odder Kommune", "Climate plan", 2024, "chapter 3").unwrap();
        let named = |id: &str, base: &str| Scenario {
            based_on: Some(base.into()),
            ..Scenario::new(
                id,
                Title::new(id.to_owned(), id.to_owned()),
                ScenarioRole::Ambitious,
                &source,
            )
        };
        let (plan, decided) = (named("plan", "decided"), named("decided", "plan"));
        assert_eq!(
            plan.resolved(core::slice::from_ref(&decided)).unwrap_err().to_string(),
            "expected scenarios that are not based on themselves, found plan -> decided -> plan; \
             take one `based_on` out"
        );
        assert_eq!(
            named("plan", "decidet").resolved(&[decided]).unwrap_err().to_string(),
            "expected the scenario `plan` to be based on a known one, found `decidet`; did you mean \
             `decided`?"
        );
    }
}
