use super::{PlanFinding, PlanRule};
use crate::account::Severity;
use crate::unit::Amount;
use crate::{Title, Year};

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

/// The chain of indicators: what is built (MW), what it does (MWh), what that means (t CO2e).
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
        let (da, en) = match self.excluded? {
            ExcludedMeasure::FossilWithCapture => (
                "CO2-fangst, der forlænger fossil forsyning",
                "carbon capture that prolongs fossil supply",
            ),
            ExcludedMeasure::IncinerationCapacity => {
                ("ny kapacitet til affaldsforbrænding", "new capacity to incinerate waste")
            }
        };
        Some(PlanFinding {
            rule: PlanRule::ExcludedMeasures,
            severity: Severity::Error,
            what: Title::new(
                format!("`{}` er {da}, som en plan ikke kan regne med", self.title),
                format!("`{}` is {en}, which no plan can count on", self.title),
            ),
            remedy: Title::new(
                "Tag tiltaget ud, og dæk reduktionen med andre tiltag",
                "Take the measure out, and cover its reduction by others",
            ),
        })
    }

    pub(super) fn record(&self) -> Option<PlanFinding> {
        let dear = self.prioritised;
        let fields = [
            (self.title.trim().is_empty(), "navn", "title"),
            (self.start.is_none() || self.end.is_none(), "tidsramme", "timeframe"),
            (self.owner.is_none(), "ansvarlig", "owner"),
            (self.expected_effect.is_none(), "forventet effekt", "expected effect"),
            (dear && self.cost.is_none(), "omkostning", "cost"),
            (dear && self.finance.is_none(), "finansiering", "finance"),
            (dear && self.indicators.is_empty(), "indikatorer", "indicators"),
        ];
        let missing = || fields.iter().filter(|(missing, ..)| *missing);
        missing().next()?;
        let da: Vec<&str> = missing().map(|(_, da, _)| *da).collect();
        let en: Vec<&str> = missing().map(|(.., en)| *en).collect();
        Some(PlanFinding {
            rule: PlanRule::MeasureRecord,
            severity: Severity::Warning,
            what: Title::new(
                format!("`{}` mangler {}", self.title, da.join(", ")),
                format!("`{}` has no {}", self.title, en.join(", ")),
            ),
            remedy: Title::new(
                "Skriv det, der mangler, ind i tiltagets beskrivelse",
                "Add what is missing to the record of the measure",
            ),
        })
    }

    /// Only of a measure with indicators; that one without them has none is for its record.
    pub(super) fn chain(&self) -> Option<PlanFinding> {
        let stages = [
            (IndicatorStage::Output, "ydelse (fx MW)", "output (such as MW)"),
            (IndicatorStage::Outcome, "resultat (fx MWh)", "outcome (such as MWh)"),
            (IndicatorStage::Impact, "virkning (t CO2e)", "impact (t CO2e)"),
        ];
        let has = |stage| self.indicators.iter().any(|indicator| indicator.stage == stage);
        let missing = || stages.iter().filter(|(stage, ..)| !has(*stage));
        if self.indicators.is_empty() || missing().next().is_none() {
            return None;
        }
        let da: Vec<&str> = missing().map(|(_, da, _)| *da).collect();
        let en: Vec<&str> = missing().map(|(.., en)| *en).collect();
        Some(PlanFinding {
            rule: PlanRule::IndicatorChain,
            severity: Severity::Warning,
            what: Title::new(
                format!("Indikatorerne for `{}` mangler {}", self.title, da.join(", ")),
                format!("The indicators of `{}` have no {}", self.title, en.join(", ")),
            ),
            remedy: Title::new(
                "Følg tiltaget fra ydelse over resultat til virkning",
                "Follow the measure from output by outcome to impact",
            ),
        })
    }
}
