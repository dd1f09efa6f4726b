use super::{PlanFinding, PlanRule};
use crate::account::Severity;
use crate::text::{Text, plan as text};
use crate::unit::Amount;
use crate::{Language, Title, Year};

/// The record of a measure in a climate plan. What is `None` or empty is missing from the record.
///
/// # Examples
///
/// ```
/// use climate_account::{Language, Year, target::{ClimatePlan, PlanMeasure, PlanRule}};
///
/// let heat = PlanMeasure {
///     title: "Stor varmepumpe".to_owned(),
///     start: Some(Year::new(2026)?),
///     end: Some(Year::new(2029)?),
///     expected_effect: Some("4 kt CO2e".parse()?),
///     ..PlanMeasure::default()
/// };
/// let plan = ClimatePlan { measures: vec![heat], ..ClimatePlan::default() };
/// let finding = plan.check()?.findings.remove(0);
/// assert_eq!(finding.rule, PlanRule::MeasureRecord);
/// assert_eq!(finding.what.in_language(Language::English), "`Stor varmepumpe` has no owner");
/// assert_eq!(finding.what.in_language(Language::Danish), "`Stor varmepumpe` mangler ansvarlig");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct PlanMeasure {
    /// What it is called, or what it is.
    pub title: String,
    /// The first year.
    pub start: Option<Year>,
    /// The last year.
    pub end: Option<Year>,
    /// Who is responsible.
    pub owner: Option<String>,
    /// The effect that is expected: tonnes a year, megawatts, hectares.
    pub expected_effect: Option<Amount>,
    /// Whether it has priority, and needs cost, finance and indicators as well.
    pub prioritised: bool,
    /// What it costs.
    pub cost: Option<Amount>,
    /// Who pays it.
    pub finance: Option<String>,
    /// What it is followed by.
    pub indicators: Vec<PlanIndicator>,
    /// The kind of measure that no plan may count on, where it is one.
    pub excluded: Option<ExcludedMeasure>,
}

/// What a measure is followed by.
///
/// # Examples
///
/// ```
/// use climate_account::target::{IndicatorStage, PlanIndicator};
///
/// let capacity = PlanIndicator { stage: IndicatorStage::Output, unit: "MW".to_owned() };
/// assert!(capacity.stage < IndicatorStage::Impact);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct PlanIndicator {
    /// Where in the chain it is.
    pub stage: IndicatorStage,
    /// What it counts.
    pub unit: String,
}

/// The chain of indicators: what is built (megawatts), what it does (megawatt-hours), what that
/// means (t CO2e).
///
/// # Examples
///
/// ```
/// use climate_account::target::IndicatorStage;
///
/// assert!(IndicatorStage::Output < IndicatorStage::Outcome);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum IndicatorStage {
    /// What is built or done.
    Output,
    /// What it does.
    Outcome,
    /// What it means for emissions.
    Impact,
}

/// Measures that no plan may count on.
///
/// # Examples
///
/// ```
/// use climate_account::target::ExcludedMeasure;
///
/// assert_ne!(ExcludedMeasure::FossilWithCapture, ExcludedMeasure::IncinerationCapacity);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum ExcludedMeasure {
    /// Capture of CO2 by which fossil supply goes on.
    FossilWithCapture,
    /// New capacity to incinerate waste.
    IncinerationCapacity,
}

impl PlanMeasure {
    pub(super) fn exclusion(&self) -> Option<PlanFinding> {
        let what = match self.excluded? {
            ExcludedMeasure::FossilWithCapture => text::FOSSIL_WITH_CAPTURE,
            ExcludedMeasure::IncinerationCapacity => text::INCINERATION_CAPACITY,
        };
        Some(PlanFinding {
            rule: PlanRule::ExcludedMeasures,
            severity: Severity::Error,
            what: text::EXCLUDED_MEASURE.with(&[("measure", &self.title), ("what", &what)]),
            remedy: text::EXCLUDED_MEASURE_REMEDY.title(),
        })
    }

    pub(super) fn record(&self) -> Option<PlanFinding> {
        let dear = self.prioritised;
        let fields = [
            (self.title.trim().is_empty(), text::MEASURE_TITLE),
            (self.start.is_none() || self.end.is_none(), text::MEASURE_TIMEFRAME),
            (self.owner.is_none(), text::MEASURE_OWNER),
            (self.expected_effect.is_none(), text::MEASURE_EFFECT),
            (dear && self.cost.is_none(), text::MEASURE_COST),
            (dear && self.finance.is_none(), text::MEASURE_FINANCE),
            (dear && self.indicators.is_empty(), text::MEASURE_INDICATORS),
        ];
        let missing = missing(&fields)?;
        Some(PlanFinding {
            rule: PlanRule::MeasureRecord,
            severity: Severity::Warning,
            what: text::MEASURE_RECORD.with(&[("measure", &self.title), ("missing", &missing)]),
            remedy: text::MEASURE_RECORD_REMEDY.title(),
        })
    }

    /// Only of a measure with indicators; that one without them has none is for its record.
    pub(super) fn chain(&self) -> Option<PlanFinding> {
        if self.indicators.is_empty() {
            return None;
        }
        let lacks = |stage| !self.indicators.iter().any(|indicator| indicator.stage == stage);
        let missing = missing(&[
            (lacks(IndicatorStage::Output), text::STAGE_OUTPUT),
            (lacks(IndicatorStage::Outcome), text::STAGE_OUTCOME),
            (lacks(IndicatorStage::Impact), text::STAGE_IMPACT),
        ])?;
        Some(PlanFinding {
            rule: PlanRule::IndicatorChain,
            severity: Severity::Warning,
            what: text::INDICATOR_CHAIN.with(&[("measure", &self.title), ("missing", &missing)]),
            remedy: text::INDICATOR_CHAIN_REMEDY.title(),
        })
    }
}

/// The names of what is missing, in a row.
fn missing(parts: &[(bool, Text)]) -> Option<Title> {
    let names = |language: Language| {
        let missing = parts.iter().filter(|(is_missing, _)| *is_missing);
        missing.map(|(_, name)| name.in_language(language)).collect::<Vec<&str>>().join(", ")
    };
    let title = Title::new(names(Language::Danish), names(Language::English));
    (!title.en.is_empty()).then_some(title)
}
