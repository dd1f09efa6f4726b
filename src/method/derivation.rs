use super::Method;
use crate::factor::{AppliedParameter, Boundary, FactorMatch, Fallback, ParameterKind, note_title};
use crate::gas::{Co2e, Emissions};
use crate::number::Exact;
use crate::text::Fill;
use crate::text::method::energy as text;
use crate::unit::CalorificBasis;
use crate::{Amount, Source, Title};

/// How a number came to be: the method, and a step for each input and choice.
///
/// # Examples
///
/// ```
/// use climate_account::method::{Derivation, Method, Step, StepValue};
/// use climate_account::{Title, gas::{Emissions, Gas}};
///
/// let derivation = Derivation {
///     method: Method::DirectEntry,
///     steps: vec![Step::new(
///         Title::new("Målt udledning", "Measured emissions"),
///         StepValue::Emissions(Emissions::from_tonnes(Gas::CO2, 3)),
///     )],
///     result: Emissions::from_tonnes(Gas::CO2, 3),
/// };
/// assert_eq!(derivation.result.tonnes(Gas::CO2), 3.into());
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Derivation {
    /// The method.
    pub method: Method,
    /// Inputs and choices, in the order of the calculation.
    pub steps: Vec<Step>,
    /// The result.
    pub result: Emissions,
}

impl Derivation {
    /// The derivation of a direct entry.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Source, gas::{Emissions, Gas}, method::{Derivation, StepValue}};
    ///
    /// let source = Source::new("Samsø Kommune", "Stack measurement", 2024, "page 2")?;
    /// let derivation = Derivation::of_direct_entry(Emissions::from_tonnes(Gas::CO2, 3), &source);
    /// assert_eq!(derivation.result.tonnes(Gas::CO2), 3.into());
    /// assert_eq!(derivation.steps[0].value, StepValue::Emissions(derivation.result.clone()));
    /// assert_eq!(derivation.steps[0].source, Some(source));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn of_direct_entry(reported: Emissions, source: &Source) -> Derivation {
        let step =
            Step::new(text::REPORTED_EMISSIONS.title(), StepValue::Emissions(reported.clone()));
        Derivation { method: Method::DirectEntry, steps: vec![step.from(source)], result: reported }
    }
}

/// The derivation of activity times factor, with what the look-up of the factor gave up.
pub(crate) fn factor_derivation(
    amount: &Amount,
    source: &Source,
    found: &FactorMatch,
    result: Emissions,
) -> Derivation {
    let factor = found.factor();
    let per_unit = StepValue::PerUnit(factor.emissions().clone(), factor.per().clone());
    let conversion = found.conversion();
    let activity = Step::new(text::ACTIVITY.title(), StepValue::Amount(amount.clone()));
    let mut steps = vec![activity.from(source)];
    steps.extend(conversion.parameters().iter().map(parameter_step));
    let what = text::EMISSION_FACTOR_ID.with(&[("id", &factor.id())]);
    let factor_step = Step::new(what, per_unit).from(factor.source());
    steps.push(Step { remarks: remarks(found), ..factor_step });
    if conversion.numerator() != conversion.denominator() {
        steps.push(Step::new(
            text::PER.with(&[("above", factor.per()), ("below", &amount.unit)]),
            StepValue::Ratio(conversion.numerator(), conversion.denominator()),
        ));
    }
    Derivation { method: found.method(), steps, result }
}

impl FactorMatch {
    /// The method that a factor is used by: combustion for a factor of fuel energy, by distance
    /// where the fuel is known by the distance, otherwise activity times factor.
    pub(crate) fn method(&self) -> Method {
        let by_distance =
            |applied: &AppliedParameter| applied.parameter.kind() == ParameterKind::FuelUse;
        if self.factor().boundary() != Some(Boundary::Combustion) {
            Method::ActivityTimesFactor
        } else if self.conversion().parameters().iter().any(by_distance) {
            Method::FuelUseByDistance
        } else {
            Method::Combustion
        }
    }
}

/// A parameter that the conversion needed.
fn parameter_step(applied: &AppliedParameter) -> Step {
    let parameter = &applied.parameter;
    let (title, id) = (parameter.kind().title(), parameter.id());
    let what = if applied.divides { text::DIVIDED_BY_PARAMETER_ID } else { text::PARAMETER_ID };
    let what = what.with(&[("what", &title), ("id", &id)]);
    let step = Step::new(what, StepValue::Amount(parameter.amount().clone()));
    let remarks = catalogue_default(&applied.layer, id).into_iter().collect();
    Step { remarks, ..step.from(parameter.source()) }
}

/// The word that a value is a default of a guideline or authority, not one of the user's.
fn catalogue_default(layer: &str, id: &str) -> Option<Title> {
    (layer == crate::factor::CATALOGUE).then(|| text::DEFAULT_OF_THE_CATALOGUE.with(&[("id", &id)]))
}

/// What was assumed or fallen back to.
fn remarks(found: &FactorMatch) -> Vec<Title> {
    let mut remarks: Vec<Title> = found.fallbacks().iter().map(fallback).collect();
    remarks.extend(catalogue_default(found.layer(), found.factor().id()));
    if let Some(basis) = found.conversion().assumed_basis() {
        let stated = match basis {
            CalorificBasis::Net => text::ENERGY_IS_NET,
            CalorificBasis::Gross => text::ENERGY_IS_GROSS,
        };
        remarks.push(stated.title());
    }
    if found.conversion().is_over_one_year() {
        remarks.push(text::FACTOR_IS_PER_YEAR.title());
    }
    if let Some(allocation) = found.factor().allocation() {
        remarks.push(text::FACTOR_FOLLOWS_ALLOCATION_RULE.with(&[("rule", &allocation)]));
    }
    if let Some(note) = found.factor().note() {
        remarks.push(note_title(note));
    }
    remarks
}

fn fallback(fallback: &Fallback) -> Title {
    match fallback {
        Fallback::Layer { without } => {
            text::LAYER_BELOW_WAS_USED.with(&[("layers", &without.join(", "))])
        }
        Fallback::AnyProcess { asked } => text::GENERAL_FACTOR_WAS_USED.with(&[("process", asked)]),
        Fallback::WiderRegion { asked, taken } => {
            let taken = taken.as_ref().map_or(&text::ANY_REGION as &dyn Fill, |region| region);
            text::FACTOR_OF_REGION_WAS_USED.with(&[("asked", asked), ("taken", taken)])
        }
        Fallback::EarlierYear { asked, taken } => {
            text::FACTOR_OF_YEAR_WAS_USED.with(&[("asked", asked), ("taken", taken)])
        }
    }
}

/// One input or choice of a derivation.
///
/// # Examples
///
/// ```
/// use climate_account::{Amount, Language, Title, method::{Step, StepValue}};
///
/// let amount: Amount = "1200 GJ (net)".parse()?;
/// let step = Step::new(Title::new("Aktivitet", "Activity"), StepValue::Amount(amount.clone()));
/// assert_eq!(step.what.in_language(Language::Danish), "Aktivitet");
/// assert_eq!(step.value, StepValue::Amount(Amount::new(1200, "GJ (net)".parse()?)));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Step {
    /// What it is.
    pub what: Title,
    /// Its value.
    pub value: StepValue,
    /// Where the value is from.
    pub source: Option<Source>,
    /// What was assumed, filled or fallen back to.
    pub remarks: Vec<Title>,
}

impl Step {
    /// A step without source and remarks.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Title, method::{Step, StepValue}, number::Exact};
    ///
    /// let oxidised = StepValue::Number(Exact::new(99, 2));
    /// let step = Step::new(Title::new("Oxideret andel", "Share oxidised"), oxidised);
    /// assert_eq!(step.value, StepValue::Number("0.99".parse()?));
    /// assert_eq!((step.source, step.remarks.len()), (None, 0));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn new(what: Title, value: StepValue) -> Step {
        Step { what, value, source: None, remarks: Vec::new() }
    }

    /// The same step with its source.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Source, Title, method::{Step, StepValue}};
    ///
    /// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 1.4")?;
    /// let step = Step::new(Title::new("Oxideret andel", "Share oxidised"), StepValue::Number(1.into()));
    /// assert_eq!(step.from(&source).source.map(|source| source.year()), Some(2006));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn from(self, source: &Source) -> Step {
        Step { source: Some(source.clone()), ..self }
    }
}

/// The value of a step.
///
/// # Examples
///
/// ```
/// use climate_account::{gas::{Emissions, Gas}, method::{Derivation, StepValue}};
/// # use climate_account::Source;
/// # let source = Source::new("Samsø Kommune", "Stack measurement", 2024, "page 2")?;
///
/// let derivation = Derivation::of_direct_entry(Emissions::from_tonnes(Gas::CO2, 3), &source);
/// let tonnes = match &derivation.steps[0].value {
///     StepValue::Emissions(emissions) => Some(emissions.tonnes(Gas::CO2)),
///     _ => None,
/// };
/// assert_eq!(tonnes, Some(3.into()));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum StepValue {
    /// An amount in a unit.
    Amount(Amount),
    /// Emissions for one unit.
    PerUnit(Emissions, crate::Unit),
    /// Masses of gases.
    Emissions(Emissions),
    /// CO2e under a set.
    Co2e(Co2e),
    /// A plain number.
    Number(Exact),
    /// A ratio, numerator over denominator.
    Ratio(Exact, Exact),
    /// A word: the name of a rule, an id.
    Text(Title),
}
