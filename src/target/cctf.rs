use super::cctf_findings::{count_text, gas_text, year_text};
use super::{PlanMeasure, PlanSector, SectorBand, sector_bands};
use crate::account::Severity;
use crate::error::Result;
use crate::gas::Gas;
use crate::number::Exact;
use crate::{Title, Year};

/// A rule that a climate plan of a Danish municipality is certified by, as far as it can be checked.
///
/// From the guide of CONCITO and C40, version 1.0 of 7 November 2024, which follows DK2020.
///
/// # Examples
///
/// ```
/// use climate_account::target::PlanRule;
///
/// assert_eq!(PlanRule::InventoryAge.id(), "inventory_age");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum PlanRule {
    /// The account is at most 3 years old.
    InventoryAge,
    /// A new account at least every 3 years.
    InventoryCycle,
    /// At least CO2, CH4 and N2O.
    Gases,
    /// Scenarios with and without measures to at least 2050.
    Scenarios,
    /// Net zero no later than 2050.
    NetZero,
    /// The first target no later than 2030.
    FirstTarget,
    /// At least two targets before net zero.
    InterimTargets,
    /// Each sector's cut from 2019 to 2030 within the national band.
    SectorBands,
    /// Every reduction belongs to a measure.
    ReductionsLinked,
    /// No measure that prolongs fossil supply or adds capacity to incinerate waste.
    ExcludedMeasures,
    /// Each measure has a title, a timeframe, an owner and an expected effect; one of priority has a
    /// cost, finance and indicators as well.
    MeasureRecord,
    /// Indicators go from output by outcome to impact.
    IndicatorChain,
    /// No coal plants from 2030 on, and no new fossil supply.
    FossilSupply,
    /// What is left and what is missing is reported openly.
    GapReported,
    /// Indicators for at least two categories of consumption.
    Consumption,
    /// Thorough revision at least every 5 years.
    Revision,
}

impl PlanRule {
    /// Every rule.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::target::PlanRule;
    ///
    /// assert_eq!(PlanRule::ALL.len(), 16);
    /// ```
    pub const ALL: [PlanRule; 16] = [
        PlanRule::InventoryAge,
        PlanRule::InventoryCycle,
        PlanRule::Gases,
        PlanRule::Scenarios,
        PlanRule::NetZero,
        PlanRule::FirstTarget,
        PlanRule::InterimTargets,
        PlanRule::SectorBands,
        PlanRule::ReductionsLinked,
        PlanRule::ExcludedMeasures,
        PlanRule::MeasureRecord,
        PlanRule::IndicatorChain,
        PlanRule::FossilSupply,
        PlanRule::GapReported,
        PlanRule::Consumption,
        PlanRule::Revision,
    ];

    /// The stable id.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::target::PlanRule;
    ///
    /// assert_eq!(PlanRule::NetZero.id(), "net_zero");
    /// ```
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            PlanRule::InventoryAge => "inventory_age",
            PlanRule::InventoryCycle => "inventory_cycle",
            PlanRule::Gases => "gases",
            PlanRule::Scenarios => "scenarios",
            PlanRule::NetZero => "net_zero",
            PlanRule::FirstTarget => "first_target",
            PlanRule::InterimTargets => "interim_targets",
            PlanRule::SectorBands => "sector_bands",
            PlanRule::ReductionsLinked => "reductions_linked",
            PlanRule::ExcludedMeasures => "excluded_measures",
            PlanRule::MeasureRecord => "measure_record",
            PlanRule::IndicatorChain => "indicator_chain",
            PlanRule::FossilSupply => "fossil_supply",
            PlanRule::GapReported => "gap_reported",
            PlanRule::Consumption => "consumption",
            PlanRule::Revision => "revision",
        }
    }
}

/// What a climate plan says of itself. What is `None` or empty is not known, and is not checked.
///
/// # Examples
///
/// ```
/// use climate_account::{Language, Year, gas::Gas, target::{ClimatePlan, PlanRule}};
///
/// let plan = ClimatePlan {
///     inventory_year: Some(Year::new(2019)?),
///     approval_year: Some(Year::new(2024)?),
///     gases: vec![Gas::CO2, Gas::CH4],
///     ..ClimatePlan::default()
/// };
/// let check = plan.check()?;
/// let rules: Vec<PlanRule> = check.findings.iter().map(|finding| finding.rule).collect();
/// assert_eq!(rules, [PlanRule::InventoryAge, PlanRule::Gases]);
/// assert_eq!(
///     check.findings[1].what.in_language(Language::Danish),
///     "Regnskabet mangler N2O",
/// );
/// assert!(check.not_checked.contains(&PlanRule::NetZero));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct ClimatePlan {
    /// The year of the account.
    pub inventory_year: Option<Year>,
    /// The year in which the plan is to be approved.
    pub approval_year: Option<Year>,
    /// The years between two accounts.
    pub years_between_inventories: Option<u32>,
    /// The gases of the account.
    pub gases: Vec<Gas>,
    /// The last year of the scenarios.
    pub scenario_horizon: Option<Year>,
    /// The year of net zero.
    pub net_zero_year: Option<Year>,
    /// The years of all targets.
    pub target_years: Vec<Year>,
    /// The share of 2019 that each sector cuts by 2030.
    pub sector_reductions: Vec<(PlanSector, Exact)>,
    /// Whether every reduction belongs to a measure.
    pub reductions_linked: Option<bool>,
    /// The records of its measures.
    pub measures: Vec<PlanMeasure>,
    /// The last year of coal plants.
    pub last_coal_year: Option<Year>,
    /// Whether it brings new fossil supply.
    pub new_fossil_supply: Option<bool>,
    /// Whether remaining emissions and gap are reported.
    pub gap_reported: Option<bool>,
    /// The categories of consumption with an indicator.
    pub consumption_categories: Option<u32>,
    /// The years between thorough revisions.
    pub years_between_revisions: Option<u32>,
}

/// What a rule found in a plan.
///
/// # Examples
///
/// See [`ClimatePlan`]:
///
/// ```
/// use climate_account::{Language, Year, account::Severity, target::ClimatePlan};
///
/// let plan = ClimatePlan { net_zero_year: Some(Year::new(2055)?), ..ClimatePlan::default() };
/// let finding = plan.check()?.findings.remove(0);
/// assert_eq!(finding.severity, Severity::Error);
/// assert_eq!(finding.what.in_language(Language::English), "Net zero in 2055, expected by 2050");
/// assert!(finding.remedy.in_language(Language::Danish).starts_with("Fremryk"));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct PlanFinding {
    /// The rule.
    pub rule: PlanRule,
    /// How grave it is: an error stands in the way of approval.
    pub severity: Severity,
    /// What was found.
    pub what: Title,
    /// What to do.
    pub remedy: Title,
}

/// What the rules found, and which of them had nothing to look at.
///
/// # Examples
///
/// ```
/// use climate_account::target::{ClimatePlan, PlanRule};
///
/// // A plan that says nothing passes nothing.
/// let check = ClimatePlan::default().check()?;
/// assert_eq!((check.findings.len(), check.not_checked.len()), (0, PlanRule::ALL.len()));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct PlanCheck {
    /// What was found, by rule.
    pub findings: Vec<PlanFinding>,
    /// The rules whose facts the plan does not state.
    pub not_checked: Vec<PlanRule>,
}

/// A finding, none, or nothing to look at.
type Looked = Option<Vec<PlanFinding>>;

impl ClimatePlan {
    /// Looks where the plan breaks a rule.
    ///
    /// # Examples
    ///
    /// See [`ClimatePlan`]:
    ///
    /// ```
    /// use climate_account::{Year, target::{ClimatePlan, PlanRule}};
    ///
    /// // Targets of 2030 and 2040 before net zero in 2045.
    /// let years = [2030, 2040, 2045].map(Year::new).into_iter().collect::<Result<Vec<_>, _>>()?;
    /// let plan = ClimatePlan { net_zero_year: years.last().copied(), target_years: years, ..ClimatePlan::default() };
    /// let check = plan.check()?;
    /// assert!(check.findings.is_empty() && !check.not_checked.contains(&PlanRule::InterimTargets));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow) where a reduction cannot be written in per cent.
    pub fn check(&self) -> Result<PlanCheck> {
        let mut check = PlanCheck { findings: Vec::new(), not_checked: Vec::new() };
        for rule in PlanRule::ALL {
            match self.look(rule)? {
                Some(findings) => check.findings.extend(findings),
                None => check.not_checked.push(rule),
            }
        }
        Ok(check)
    }

    fn look(&self, rule: PlanRule) -> Result<Looked> {
        let found = |broken: Option<PlanFinding>| broken.into_iter().collect::<Vec<_>>();
        Ok(match rule {
            PlanRule::SectorBands => return self.bands(),
            PlanRule::InventoryAge => self.inventory_age().map(found),
            PlanRule::InventoryCycle => self
                .years_between_inventories
                .map(|years| found((years > 3).then(|| count_text(rule, years.into(), 3)))),
            PlanRule::Gases => (!self.gases.is_empty()).then(|| found(self.missing_gases())),
            PlanRule::Scenarios => self
                .scenario_horizon
                .map(|last| found((last.number() < 2050).then(|| year_text(rule, last, 2050)))),
            PlanRule::NetZero => self
                .net_zero_year
                .map(|year| found((year.number() > 2050).then(|| year_text(rule, year, 2050)))),
            PlanRule::FirstTarget => self
                .target_years
                .iter()
                .min()
                .map(|&year| found((year.number() > 2030).then(|| year_text(rule, year, 2030)))),
            PlanRule::InterimTargets => self.interim_targets().map(|count| {
                found((count < 2).then(|| count_text(rule, count.try_into().unwrap_or(0), 2)))
            }),
            PlanRule::FossilSupply => self.fossil_supply(),
            PlanRule::ExcludedMeasures => self.of_measures(PlanMeasure::exclusion),
            PlanRule::MeasureRecord => self.of_measures(PlanMeasure::record),
            PlanRule::IndicatorChain => self.of_measures(PlanMeasure::chain),
            PlanRule::ReductionsLinked => self
                .reductions_linked
                .map(|linked| found((!linked).then(|| count_text(rule, 0, 0)))),
            PlanRule::GapReported => {
                self.gap_reported.map(|reported| found((!reported).then(|| count_text(rule, 0, 0))))
            }
            PlanRule::Consumption => self
                .consumption_categories
                .map(|count| found((count < 2).then(|| count_text(rule, count.into(), 2)))),
            PlanRule::Revision => self
                .years_between_revisions
                .map(|years| found((years > 5).then(|| count_text(rule, years.into(), 5)))),
        })
    }

    /// What is found in the records of measures, where there are any.
    fn of_measures(&self, look: impl Fn(&PlanMeasure) -> Option<PlanFinding>) -> Looked {
        (!self.measures.is_empty()).then(|| self.measures.iter().filter_map(look).collect())
    }

    fn fossil_supply(&self) -> Looked {
        if self.last_coal_year.is_none() && self.new_fossil_supply.is_none() {
            return None;
        }
        let rule = PlanRule::FossilSupply;
        let coal = self.last_coal_year.filter(|year| year.number() >= 2030);
        let coal = coal.map(|year| year_text(rule, year, 2030));
        let new = self.new_fossil_supply.filter(|new| *new).map(|_| count_text(rule, 0, 0));
        Some(coal.into_iter().chain(new).collect())
    }

    fn inventory_age(&self) -> Option<Option<PlanFinding>> {
        let (inventory, approval) = (self.inventory_year?, self.approval_year?);
        let age = approval.number() - inventory.number();
        Some((age > 3).then(|| count_text(PlanRule::InventoryAge, age, 3)))
    }

    fn missing_gases(&self) -> Option<PlanFinding> {
        let has = |wanted: &[Gas]| self.gases.iter().any(|gas| wanted.contains(gas));
        let methane = [Gas::CH4, Gas::CH4_FOSSIL, Gas::CH4_NON_FOSSIL];
        let known: [(&str, &[Gas]); 3] =
            [("CO2", &[Gas::CO2]), ("CH4", &methane), ("N2O", &[Gas::N2O])];
        let missing: Vec<&str> =
            known.iter().filter(|(_, gases)| !has(gases)).map(|(name, _)| *name).collect();
        (!missing.is_empty()).then(|| gas_text(&missing.join(", ")))
    }

    /// The targets before net zero.
    fn interim_targets(&self) -> Option<usize> {
        let net_zero = self.net_zero_year?;
        if self.target_years.is_empty() {
            return None;
        }
        let mut years: Vec<Year> = self.target_years.clone();
        years.sort_unstable();
        years.dedup();
        Some(years.into_iter().filter(|year| *year < net_zero).count())
    }

    fn bands(&self) -> Result<Looked> {
        if self.sector_reductions.is_empty() {
            return Ok(None);
        }
        let mut findings = Vec::new();
        for &(sector, reduction) in &self.sector_reductions {
            let band = sector_bands().into_iter().find(|band| band.sector == sector);
            let finding = band.map(|band: SectorBand| band.finding(reduction)).transpose()?;
            findings.extend(finding.flatten());
        }
        Ok(Some(findings))
    }
}

/// How far ahead a year lies.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, target::PlanHorizon};
///
/// let horizon = |year| Ok::<_, climate_account::Error>(PlanHorizon::of(Year::new(2025)?, Year::new(year)?));
/// assert_eq!(horizon(2030)?, PlanHorizon::Short);
/// assert_eq!(horizon(2031)?, PlanHorizon::Medium);
/// assert_eq!(horizon(2036)?, PlanHorizon::Long);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum PlanHorizon {
    /// Up to 5 years.
    Short,
    /// More than 5 and up to 10 years.
    Medium,
    /// More than 10 years.
    Long,
}

impl PlanHorizon {
    /// The horizon of a year seen from another.
    ///
    /// # Examples
    ///
    /// See [`PlanHorizon`]:
    ///
    /// ```
    /// use climate_account::{Year, target::PlanHorizon};
    ///
    /// assert_eq!(PlanHorizon::of(Year::new(2025)?, Year::new(2050)?), PlanHorizon::Long);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn of(now: Year, year: Year) -> PlanHorizon {
        match year.number() - now.number() {
            ..=5 => PlanHorizon::Short,
            6..=10 => PlanHorizon::Medium,
            _ => PlanHorizon::Long,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::target::{ExcludedMeasure, IndicatorStage, PlanIndicator};

    fn year(number: i64) -> Year {
        Year::new(number).unwrap()
    }

    const ALL_STAGES: &[IndicatorStage] =
        &[IndicatorStage::Output, IndicatorStage::Outcome, IndicatorStage::Impact];

    fn heat_pump(stages: &[IndicatorStage]) -> PlanMeasure {
        let indicator = |stage: &IndicatorStage| PlanIndicator { stage: *stage, unit: "MW".into() };
        PlanMeasure {
            title: "Stor varmepumpe".to_owned(),
            start: Some(year(2026)),
            end: Some(year(2029)),
            owner: Some("Teknik og Miljø".to_owned()),
            expected_effect: Some("4 kt CO2e".parse().unwrap()),
            prioritised: true,
            cost: Some("60 mio. DKK (2023)".parse().unwrap()),
            finance: Some("Varmeværket".to_owned()),
            indicators: stages.iter().map(indicator).collect(),
            excluded: None,
        }
    }

    #[test]
    fn records_of_measures_say_what_they_lack() {
        let check = |measure: PlanMeasure| {
            let plan = ClimatePlan { measures: vec![measure], ..ClimatePlan::default() };
            let findings = plan.check().unwrap().findings;
            findings.iter().map(|finding| finding.what.en.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(check(heat_pump(ALL_STAGES)), Vec::<String>::new());
        let idea = PlanMeasure { title: "Idé".to_owned(), ..PlanMeasure::default() };
        assert_eq!(check(idea.clone()), ["`Idé` has no timeframe, owner, expected effect"]);
        let prioritised = PlanMeasure { prioritised: true, ..idea };
        assert_eq!(
            check(prioritised),
            ["`Idé` has no timeframe, owner, expected effect, cost, finance, indicators"]
        );
        assert_eq!(
            check(heat_pump(&[IndicatorStage::Impact])),
            [
                "The indicators of `Stor varmepumpe` have no output (such as MW), outcome (such as MWh)"
            ]
        );
        let excluded = Some(ExcludedMeasure::IncinerationCapacity);
        assert_eq!(
            check(PlanMeasure { excluded, ..heat_pump(ALL_STAGES) }),
            ["`Stor varmepumpe` is new capacity to incinerate waste, which no plan can count on"]
        );
        let fossil = ClimatePlan { new_fossil_supply: Some(true), ..ClimatePlan::default() };
        let findings = fossil.check().unwrap().findings;
        assert_eq!(findings[0].what.da, "Planen giver ny fossil forsyning");
    }

    fn bad() -> ClimatePlan {
        ClimatePlan {
            inventory_year: Some(year(2018)),
            approval_year: Some(year(2024)),
            years_between_inventories: Some(4),
            gases: vec![Gas::CO2, Gas::CH4_FOSSIL],
            scenario_horizon: Some(year(2045)),
            net_zero_year: Some(year(2055)),
            target_years: vec![year(2055), year(2035), year(2035)],
            sector_reductions: vec![(PlanSector::Transport, Exact::new(28, 2))],
            reductions_linked: Some(false),
            measures: vec![
                PlanMeasure {
                    title: "Fangst på kulværket".to_owned(),
                    excluded: Some(ExcludedMeasure::FossilWithCapture),
                    ..heat_pump(&[IndicatorStage::Output, IndicatorStage::Impact])
                },
                PlanMeasure { owner: None, cost: None, ..heat_pump(ALL_STAGES) },
            ],
            last_coal_year: Some(year(2030)),
            new_fossil_supply: Some(false),
            gap_reported: Some(false),
            consumption_categories: Some(1),
            years_between_revisions: Some(6),
        }
    }

    #[test]
    fn every_rule_is_broken_and_says_how_in_both_languages() {
        let check = bad().check().unwrap();
        assert!(check.not_checked.is_empty());
        let rules: Vec<PlanRule> = check.findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, PlanRule::ALL);
        for finding in &check.findings {
            for title in [&finding.what, &finding.remedy] {
                assert!(title.da.len() > 15 && title.en.len() > 15, "{title:?}");
                assert_ne!(title.da, title.en);
            }
        }
        let english = |index: usize| check.findings[index].what.in_language(Language::English);
        assert_eq!(english(0), "The account is 6 years old, expected at most 3");
        assert_eq!(english(6), "1 target before net zero, expected at least 2");
        assert_eq!(
            english(7),
            "Transport: a cut of 28 % from 2019 to 2030, below the band of 30 to 36 %"
        );
    }

    #[test]
    fn a_plan_at_every_limit_passes() {
        let plan = ClimatePlan {
            inventory_year: Some(year(2021)),
            approval_year: Some(year(2024)),
            years_between_inventories: Some(3),
            gases: vec![Gas::CO2, Gas::CH4_NON_FOSSIL, Gas::N2O],
            scenario_horizon: Some(year(2050)),
            net_zero_year: Some(year(2050)),
            target_years: vec![year(2030), year(2040)],
            sector_reductions: vec![(PlanSector::Industry, Exact::new(4, 1))],
            reductions_linked: Some(true),
            measures: vec![heat_pump(ALL_STAGES)],
            last_coal_year: Some(year(2029)),
            new_fossil_supply: Some(false),
            gap_reported: Some(true),
            consumption_categories: Some(2),
            years_between_revisions: Some(5),
        };
        let check = plan.check().unwrap();
        assert_eq!((check.findings, check.not_checked), (vec![], vec![]));
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_names_rules_by_their_id() {
        for rule in PlanRule::ALL {
            assert_eq!(serde_json::to_string(&rule).unwrap(), format!("\"{}\"", rule.id()));
        }
        let written = serde_json::to_string(&bad()).unwrap();
        assert_eq!(serde_json::from_str::<ClimatePlan>(&written).unwrap(), bad());
    }
}
