use std::sync::Arc;

use super::problem::ScenarioProblem;
use super::{LineFilter, Ramp, StockTurnover};
use crate::error::{Error, Result};
use crate::gas::Emissions;
use crate::number::Exact;
use crate::unit::Amount;
use crate::{SectorRef, Title, Unit, Year};

/// A measure: what it changes, on which lines, when, and who decides it.
///
/// # Examples
///
/// ```
/// use climate_account::{Title, Year, scenario::{Effect, LineFilter, Measure, Progress, Ramp}};
///
/// // A heat pump of factor 3 takes the place of oil boilers of 90 %, for 80 % of the oil.
/// let heat_pumps = Measure::new(
///     "heat-pumps",
///     Title::new("Varmepumper for oliefyr", "Heat pumps for oil boilers"),
///     LineFilter::new().carrier("gas-diesel-oil").sector("gpc:I.1".parse()?),
///     Effect::Substitution {
///         share: "0.8".parse()?,
///         efficiency_before: "0.9".parse()?,
///         efficiency_after: 3.into(),
///         carrier: "electricity".into(),
///         process: None,
///         unit: "MWh".parse()?,
///         sector: "gpc:I.1.2".parse()?,
///     },
///     Progress::Ramp(Ramp::new(Year::new(2023)?, Year::new(2030)?)?),
/// );
/// assert_eq!(heat_pumps.id(), "heat-pumps");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Measure {
    id: Arc<str>,
    name: Title,
    #[cfg_attr(feature = "serde", serde(default))]
    lines: LineFilter,
    effect: Effect,
    progress: Progress,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    excludes: Vec<Arc<str>>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    requires: Vec<Arc<str>>,
    /// Who owns it, how far it is, what it costs.
    #[cfg_attr(feature = "serde", serde(default))]
    pub details: MeasureDetails,
}

/// Who owns a measure, who decides, how far it is and what it costs; none of it changes a number.
///
/// # Examples
///
/// ```
/// use climate_account::scenario::{DecisionLevel, MeasureDetails, MeasureStatus};
///
/// let details = MeasureDetails {
///     owner: Some("Teknik og Miljø".into()),
///     decision: Some(DecisionLevel::Own),
///     status: Some(MeasureStatus::Decided),
///     investment: Some("12 mio. kr.".parse()?),
///     ..MeasureDetails::default()
/// };
/// assert_eq!(details.yearly_cost, None);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, default))]
pub struct MeasureDetails {
    /// Who is responsible.
    pub owner: Option<Arc<str>>,
    /// Who decides it.
    pub decision: Option<DecisionLevel>,
    /// How far it is.
    pub status: Option<MeasureStatus>,
    /// What it costs once.
    pub investment: Option<Amount>,
    /// What it costs a year.
    pub yearly_cost: Option<Amount>,
    /// Years that it lasts.
    pub lifetime: Option<u16>,
}

/// Who decides a measure.
///
/// # Examples
///
/// ```
/// use climate_account::scenario::DecisionLevel;
///
/// assert_ne!(DecisionLevel::Own, DecisionLevel::National);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum DecisionLevel {
    /// The municipality.
    Own,
    /// Others, whom the municipality can influence.
    Influence,
    /// The state or the EU.
    National,
}

/// How far a measure is.
///
/// # Examples
///
/// ```
/// use climate_account::scenario::MeasureStatus;
///
/// assert!(MeasureStatus::Proposed < MeasureStatus::Decided);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum MeasureStatus {
    /// An idea.
    Idea,
    /// Proposed.
    Proposed,
    /// Decided.
    Decided,
    /// Under way.
    Running,
}

/// What a measure changes.
///
/// # Examples
///
/// ```
/// use climate_account::{gas::{Emissions, Gas}, scenario::{Beyond, Effect}};
///
/// let flare = Effect::Absolute {
///     emissions: Emissions::from_tonnes(Gas::CH4_NON_FOSSIL, 12),
///     beyond: Beyond::Refused,
/// };
/// assert_ne!(flare, Effect::Share { share: "0.1".parse()? });
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
#[non_exhaustive]
pub enum Effect {
    /// A share of the emissions of the lines is avoided, whatever their activity.
    Share {
        /// From 0 to 1.
        share: Exact,
    },
    /// Less activity: a share of it does not take place. Below zero there is more.
    Activity {
        /// At most 1.
        share: Exact,
    },
    /// A lower factor (or intensity): a share of the emissions for each unit. Below zero, a higher.
    Factor {
        /// At most 1.
        share: Exact,
    },
    /// So much less, spread over nothing: a line of its own below zero.
    Absolute {
        /// What is avoided a year at full effect.
        emissions: Emissions,
        /// What happens where the lines emit less than that.
        beyond: Beyond,
    },
    /// Another carrier does the same service.
    ///
    /// ```text
    /// service = activity x share x efficiency_before;  activity of the carrier = service / efficiency_after
    /// ```
    Substitution {
        /// The share of the activity that is replaced, from 0 to 1.
        share: Exact,
        /// Service for each unit of the old activity.
        efficiency_before: Exact,
        /// Service for each unit of the new one: 3 for a heat pump of that performance.
        efficiency_after: Exact,
        /// The carrier that takes over; its factor is looked up in each year.
        carrier: Arc<str>,
        /// Its process.
        process: Option<Arc<str>>,
        /// The unit of the new activity.
        unit: Unit,
        /// The sector that the new activity is in.
        sector: SectorRef,
    },
    /// CO2 that is taken up: emissions below zero in a sector.
    Removal {
        /// What is taken up a year at full effect, above zero.
        emissions: Emissions,
        /// The sector that it is booked in.
        sector: SectorRef,
    },
    /// A plant takes over a share of what feeds a network of the scenario, and every line that the
    /// network supplies moves with it.
    Plant {
        /// The id of the [network](super::PlannedNetwork).
        network: Arc<str>,
        /// The share of the output of the feeds that it takes over, from 0 to 1.
        share: Exact,
        /// The ids of the feeds that it takes over from; none for all.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
        replaces: Vec<Arc<str>>,
        /// The carrier that it takes, whose factor is looked up in each year; none for energy without
        /// emissions.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        carrier: Option<Arc<str>>,
        /// The process of the carrier.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        process: Option<Arc<str>>,
        /// What it puts out for each unit that it takes, as of a [feed](super::Feed).
        efficiency: Exact,
    },
    /// A technology of which some is there already.
    ///
    /// ```text
    /// avoided = effect of a unit x activity x ( potential - present )
    /// ```
    Prevalence {
        /// What one unit of the activity avoids.
        unit_effect: Emissions,
        /// The share of the activity that can have it, from 0 to 1.
        potential: Exact,
        /// The share that has it, from 0 to 1.
        present: Exact,
    },
}

/// What happens to a reduction beyond what is there.
///
/// # Examples
///
/// ```
/// use climate_account::scenario::Beyond;
///
/// assert_ne!(Beyond::Refused, Beyond::Capped);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Beyond {
    /// It is an error.
    Refused,
    /// Only what is there is avoided.
    Capped,
}

/// How much of a measure is in effect in a year.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, scenario::{Progress, Ramp}};
///
/// let progress = Progress::Ramp(Ramp::step(Year::new(2027)?));
/// assert_eq!(progress.share(Year::new(2026)?)?, 0.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Progress {
    /// From nothing to all of it.
    Ramp(Ramp),
    /// As far as the stock is renewed.
    Stock(StockTurnover),
}

impl Progress {
    /// From 0 to 1.
    ///
    /// # Examples
    ///
    /// See [`Progress`]:
    ///
    /// ```
    /// use climate_account::{Year, scenario::{Progress, StockTurnover}};
    ///
    /// let first_year = Year::new(2024)?;
    /// let (rate, potential) = ("0.1".parse()?, "0.5".parse()?);
    /// let progress = Progress::Stock(StockTurnover { first_year, rate, potential, lifetime: None });
    /// assert_eq!(progress.share(Year::new(2026)?)?.to_string(), "0.2");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Ramp::share`] and [`StockTurnover::renewed`].
    pub fn share(&self, year: Year) -> Result<Exact> {
        match self {
            Progress::Ramp(ramp) => ramp.share(year),
            Progress::Stock(stock) => stock.renewed(year),
        }
    }
}

impl Measure {
    /// A measure with its id, which is how packages and other measures name it.
    ///
    /// # Examples
    ///
    /// See [`Measure`]:
    ///
    /// ```
    /// use climate_account::{Title, Year, scenario::{Effect, LineFilter, Measure, Progress, Ramp}};
    ///
    /// let measure = Measure::new(
    ///     "insulation",
    ///     Title::new("Efterisolering", "Insulation"),
    ///     LineFilter::new().sector("gpc:I.1".parse()?),
    ///     Effect::Activity { share: "0.15".parse()? },
    ///     Progress::Ramp(Ramp::step(Year::new(2030)?)),
    /// );
    /// assert_eq!(measure.name().en, "Insulation");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn new(
        id: impl Into<Arc<str>>,
        name: Title,
        lines: LineFilter,
        effect: Effect,
        progress: Progress,
    ) -> Measure {
        let (excludes, requires, details) = (Vec::new(), Vec::new(), MeasureDetails::default());
        Measure { id: id.into(), name, lines, effect, progress, excludes, requires, details }
    }

    /// The same measure, which cannot be in a package with another.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Title, Year, scenario::{Effect, LineFilter, Measure, Progress, Ramp}};
    /// # let measure = Measure::new("district-heat", Title::new("Fjernvarme", "District heat"), LineFilter::new(),
    /// #     Effect::Share { share: "0.1".parse()? }, Progress::Ramp(Ramp::step(Year::new(2030)?)));
    /// let measure = measure.excluding("heat-pumps");
    /// assert_eq!(measure.id(), "district-heat");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn excluding(mut self, id: impl Into<Arc<str>>) -> Measure {
        self.excludes.push(id.into());
        self
    }

    /// The same measure, which has no effect without another.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Title, Year, scenario::{Effect, LineFilter, Measure, Progress, Ramp}};
    /// # let measure = Measure::new("new-customers", Title::new("Tilslutning", "Connections"), LineFilter::new(),
    /// #     Effect::Share { share: "0.1".parse()? }, Progress::Ramp(Ramp::step(Year::new(2030)?)));
    /// let measure = measure.requiring("heat-network");
    /// assert_eq!(measure.id(), "new-customers");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn requiring(mut self, id: impl Into<Arc<str>>) -> Measure {
        self.requires.push(id.into());
        self
    }

    /// The id.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Title, Year, scenario::{Effect, LineFilter, Measure, Progress, Ramp}};
    /// # let measure = Measure::new("flare", Title::new("Fakkel", "Flare"), LineFilter::new(),
    /// #     Effect::Share { share: "0.1".parse()? }, Progress::Ramp(Ramp::step(Year::new(2030)?)));
    /// assert_eq!(measure.id(), "flare");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The name.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Title, Year, scenario::{Effect, LineFilter, Measure, Progress, Ramp}};
    /// # let measure = Measure::new("flare", Title::new("Fakkel", "Flare"), LineFilter::new(),
    /// #     Effect::Share { share: "0.1".parse()? }, Progress::Ramp(Ramp::step(Year::new(2030)?)));
    /// assert_eq!(measure.name().da, "Fakkel");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn name(&self) -> &Title {
        &self.name
    }

    /// What it changes.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Title, Year, scenario::{Effect, LineFilter, Measure, Progress, Ramp}};
    /// # let measure = Measure::new("flare", Title::new("Fakkel", "Flare"), LineFilter::new(),
    /// #     Effect::Share { share: "0.1".parse()? }, Progress::Ramp(Ramp::step(Year::new(2030)?)));
    /// assert!(matches!(measure.effect(), Effect::Share { .. }));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn effect(&self) -> &Effect {
        &self.effect
    }

    /// Whether it acts on any line as it is, also on those that other measures add.
    pub(super) fn changes_lines(&self) -> bool {
        matches!(
            self.effect,
            Effect::Share { .. } | Effect::Activity { .. } | Effect::Factor { .. }
        )
    }

    pub(super) fn lines(&self) -> &LineFilter {
        &self.lines
    }

    pub(super) fn progress(&self) -> &Progress {
        &self.progress
    }

    pub(super) fn excluded(&self) -> &[Arc<str>] {
        &self.excludes
    }

    pub(super) fn required(&self) -> &[Arc<str>] {
        &self.requires
    }

    fn check_efficiency(&self, efficiency: &Exact) -> Result<()> {
        if efficiency.is_positive() {
            return Ok(());
        }
        let (measure, found) = (self.id.to_string(), efficiency.to_string());
        Err(Error::new(ScenarioProblem::Efficiency { measure, found }))
    }

    /// Shares and efficiencies within their ranges.
    pub(super) fn check(&self) -> Result<()> {
        let measure = || self.id.to_string();
        let share = |what, share: &Exact| {
            if !share.is_negative() && *share <= Exact::ONE {
                return Ok(());
            }
            let (measure, found) = (measure(), share.to_string());
            Err(Error::new(ScenarioProblem::MeasureShare { measure, what, found }))
        };
        match &self.effect {
            Effect::Share { share: cut } => share("a share that is avoided", cut),
            Effect::Activity { share: cut } | Effect::Factor { share: cut } => {
                share("a share of at most 1", &(*cut).max(Exact::ZERO))
            }
            Effect::Substitution { share: cut, efficiency_before, efficiency_after, .. } => {
                share("a share that is replaced", cut)?;
                self.check_efficiency(efficiency_before)?;
                self.check_efficiency(efficiency_after)
            }
            Effect::Plant { share: part, efficiency, .. } => {
                share("a share that a plant takes over", part)?;
                self.check_efficiency(efficiency)
            }
            Effect::Prevalence { potential, present, .. } => {
                share("a potential", potential)?;
                share("a share that is there already", present)
            }
            Effect::Absolute { .. } | Effect::Removal { .. } => Ok(()),
        }
    }
}
