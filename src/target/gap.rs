use super::arithmetic::{InUnit, Long, after, half, over};
use super::budget::exhaustion_of;
use super::problem::TargetProblem;
use super::{Boundary, Demand, Exhaustion, Target, YearlyReduction};
use crate::Year;
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding};
use crate::series::{CumulativeRule, Series};
use crate::unit::Unit;

/// What is asked of a gap: between which years, and by which rule years are added up.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, series::CumulativeRule, target::GapQuestion};
///
/// let question = GapQuestion {
///     now: Year::new(2025)?,
///     year: Year::new(2030)?,
///     cumulative: CumulativeRule::AnnualSum,
///     budget: None,
/// };
/// assert!(question.year > question.now);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct GapQuestion {
    /// The present: the last year of the account.
    pub now: Year,
    /// The target year: that of a milestone.
    pub year: Year,
    /// How years are added up; a budget target brings its own rule.
    pub cumulative: CumulativeRule,
    /// What may be emitted from now on, in the unit of the target, if the plan is also to be held
    /// against a budget. Without it a budget target is held against its own, from its first year on.
    pub budget: Option<Exact>,
}

/// When a plan comes down to the level of the target year.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, target::Arrival};
///
/// let late = Arrival::At { time: 2035.into(), late: 5.into() };
/// assert_eq!(late.years_late(), Some(5.into()));
/// assert_eq!(Arrival::NotBy { last: Year::new(2040)? }.years_late(), None);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum Arrival {
    /// At a time, on straight lines between years.
    At {
        /// The year, with its part of the way to the next.
        time: Exact,
        /// The years after the target year; zero or less where it is in time.
        late: Exact,
    },
    /// Not before the plan ends.
    NotBy {
        /// The last year of the plan.
        last: Year,
    },
}

impl Arrival {
    /// The years after the target year, zero or less in time; `None` where the plan does not arrive.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::target::Arrival;
    ///
    /// assert_eq!(Arrival::At { time: 2028.into(), late: (-2).into() }.years_late(), Some((-2).into()));
    /// ```
    #[must_use]
    pub fn years_late(self) -> Option<Exact> {
        match self {
            Arrival::At { late, .. } => Some(late),
            Arrival::NotBy { .. } => None,
        }
    }
}

/// How far a plan is from a target: every answer to "are we on track" in one result, with what was
/// asked.
///
/// A gap is plan minus target: above zero something is missing. Numbers are in the unit of the target.
/// What has no meaning is `None`: a share of a base value that is absent, a share of a cut where
/// nothing is to be cut.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, series::{AnnualValue, CumulativeRule, Interpolation, Series}};
/// use climate_account::target::{
///     BaseValue, BaseYear, Boundary, Demand, GapQuestion, Milestone, Target, TargetTiming, TotalKind,
/// };
///
/// let (now, year) = (Year::new(2025)?, Year::new(2030)?);
/// let target = Target {
///     id: "climate-plan".to_owned(),
///     version: "2025".to_owned(),
///     demand: Demand::Level,
///     base: BaseYear { year: now, value: BaseValue::Measured { value: 100.into() } },
///     milestones: vec![Milestone { year, value: 60.into() }],
///     interpolation: Interpolation::Linear,
///     timing: TargetTiming::InTheYear,
///     boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
///     unit: "kt CO2e".parse()?,
/// };
/// let plan = [(now, 100), (year, 75), (Year::new(2040)?, 45)];
/// let plan = plan.map(|(year, value)| (year, AnnualValue::Number(value.into())));
/// let plan = Series::new("kt CO2e".parse()?, plan)?;
///
/// let question = GapQuestion { now, year, cumulative: CumulativeRule::AnnualSum, budget: None };
/// let gap = target.gap(&plan, &question)?;
/// assert_eq!(gap.gap, 15.into());
/// assert_eq!(gap.share_of_cut_missing, Some("0.375".parse()?)); // of 40
/// assert_eq!(gap.cumulative_excess, Some(45.into())); // 0 + 3 + 6 + 9 + 12 + 15
/// assert_eq!(gap.arrival.and_then(|arrival| arrival.years_late()), Some(5.into()));
/// assert_eq!(gap.needed.map(|needed| needed.amount), Some(8.into()));
/// assert!(!gap.is_met());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Gap {
    /// The id of the target.
    pub target: String,
    /// The version of the target.
    pub version: String,
    /// What the target is about.
    pub boundary: Boundary,
    /// The unit of the numbers.
    pub unit: Unit,
    /// What was asked.
    pub question: GapQuestion,
    /// What the target allows: the level of the target year, or the budget.
    pub demanded: Exact,
    /// What the plan emits: in the target year, or of the budget.
    pub planned: Exact,
    /// Plan minus target; above zero something is missing.
    pub gap: Exact,
    /// The gap as a share of the base year; times 100 it is in percentage points.
    pub gap_of_base: Option<Exact>,
    /// The share of the base year that the target cuts.
    pub demanded_reduction: Option<Exact>,
    /// The share of the base year that the plan cuts.
    pub planned_reduction: Option<Exact>,
    /// The share of the cut from the base year to the target that is made by now.
    pub achieved: Option<Exact>,
    /// The gap as a share of the cut that is needed from now on.
    pub share_of_cut_missing: Option<Exact>,
    /// Plan minus target added up from now to the target year; `None` where the path of the target
    /// does not reach back to now.
    pub cumulative_excess: Option<Exact>,
    /// When the plan comes down to the level of the target year; `None` for a budget.
    pub arrival: Option<Arrival>,
    /// When the budget is used up, where there is one.
    pub exhaustion: Option<Exhaustion>,
    /// What has to be cut each year from now on; `None` for a budget.
    pub needed: Option<YearlyReduction>,
}

impl Gap {
    /// Whether the plan meets the target.
    ///
    /// # Examples
    ///
    /// See [`Gap`].
    ///
    /// ```
    /// use climate_account::{Year, series::{AnnualValue, CumulativeRule, Interpolation, Series}};
    /// # use climate_account::target::{
    /// #     BaseValue, BaseYear, Boundary, Demand, GapQuestion, Milestone, Target, TargetTiming, TotalKind,
    /// # };
    /// # let (first, year) = (Year::new(2025)?, Year::new(2030)?);
    /// // At most 700 kt from 2025 to 2030.
    /// let demand = Demand::Budget { first, rule: CumulativeRule::AnnualSum };
    /// # let target = Target {
    /// #     id: "budget".to_owned(),
    /// #     version: "1".to_owned(),
    /// #     demand,
    /// #     base: BaseYear { year: first, value: BaseValue::Absent },
    /// #     milestones: vec![Milestone { year, value: 700.into() }],
    /// #     interpolation: Interpolation::Linear,
    /// #     timing: TargetTiming::InTheYear,
    /// #     boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
    /// #     unit: "kt CO2e".parse()?,
    /// # };
    /// let plan = [(first, AnnualValue::Number(150.into())), (year, AnnualValue::Number(50.into()))];
    /// let plan = Series::new("kt CO2e".parse()?, plan)?; // 150 + 130 + 110 + 90 + 70 + 50
    /// let question = GapQuestion { now: first, year, cumulative: CumulativeRule::AnnualSum, budget: None };
    /// let gap = target.gap(&plan, &question)?;
    /// assert_eq!((gap.planned, gap.gap, gap.is_met()), (600.into(), (-100).into(), true));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn is_met(&self) -> bool {
        !self.gap.is_positive()
    }
}

impl Target {
    /// Holds a plan, a projection or a trend against the target.
    ///
    /// The plan has a value for now and for the target year, and for the years between where these
    /// are added up; its unit may be another one of the same kind.
    ///
    /// # Examples
    ///
    /// The Danish projection of 2025 with land use, against -70 %:
    ///
    /// ```
    /// use climate_account::{Year, number::Rounding, series::{AnnualValue, CumulativeRule, Series}};
    /// # use climate_account::series::Interpolation;
    /// # use climate_account::target::{
    /// #     BaseValue, BaseYear, Boundary, Demand, GapQuestion, Milestone, Target, TargetTiming, TotalKind,
    /// # };
    /// # let (base, now, year) = (Year::new(1990)?, Year::new(2023)?, Year::new(2030)?);
    /// # let target = Target {
    /// #     id: "climate-act".to_owned(),
    /// #     version: "2020".to_owned(),
    /// #     demand: Demand::ReductionOfBase,
    /// #     base: BaseYear { year: base, value: BaseValue::Measured { value: "79.18".parse()? } },
    /// #     milestones: vec![Milestone { year, value: "0.7".parse()? }],
    /// #     interpolation: Interpolation::Linear,
    /// #     timing: TargetTiming::InTheYear,
    /// #     boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
    /// #     unit: "Mt CO2e".parse()?,
    /// # };
    /// let anchors = [(now, "38.77"), (year, "22.18")];
    /// let anchors = anchors.map(|(year, value)| Ok((year, AnnualValue::Number(value.parse()?))));
    /// let anchors = anchors.into_iter().collect::<climate_account::Result<Vec<_>>>()?;
    /// let projection = Series::new("Mt CO2e".parse()?, anchors)?;
    /// let question = GapQuestion { now, year, cumulative: CumulativeRule::AnnualSum, budget: None };
    /// let gap = target.gap(&projection, &question)?;
    /// assert_eq!(gap.gap, "-1.574".parse()?); // more than is demanded
    /// let reduction = gap.planned_reduction.unwrap_or_default();
    /// assert_eq!(reduction.round(Rounding::decimals(4))?.to_string(), "0.7199");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Target`] and of [`Series::at`];
    /// [`MissingValue`](crate::ErrorKind::MissingValue) where the target demands nothing in the target
    /// year; [`OutOfRange`](crate::ErrorKind::OutOfRange) where that is not after now; those of
    /// [`Unit::ratio_to`].
    pub fn gap(&self, plan: &Series, question: &GapQuestion) -> Result<Gap> {
        self.check()?;
        after("a target year", question.now, question.year)?;
        let values = self.plan(plan)?;
        let last = plan.span().1.max(question.year);
        match self.demand {
            Demand::Budget { first, rule } => self.budget_gap(&values, question, first, rule, last),
            _ => self.level_gap(&values, question, last),
        }
    }

    fn level_gap(&self, plan: &InUnit<'_>, question: &GapQuestion, last: Year) -> Result<Gap> {
        let &GapQuestion { now, year, cumulative, budget } = question;
        let (present, planned) = (plan.at(now)?, plan.at(year)?);
        let demanded = self.demanded(year)?;
        let gap = planned.minus(demanded)?;
        let of_cut =
            |part: Exact, whole: Exact| whole.is_positive().then(|| over(part, whole)).transpose();
        let base = self.base.value.value().filter(|base| base.is_positive());
        let achieved = match base {
            Some(base) => of_cut(base.minus(present)?, base.minus(demanded)?)?,
            None => None,
        };
        let exhaustion = budget
            .map(|budget| exhaustion_of(|year| plan.at(year), now, last, budget, cumulative))
            .transpose()?;
        Ok(Gap {
            gap_of_base: base.map(|base| over(gap, base)).transpose()?,
            demanded_reduction: self.reduction_at(demanded)?,
            planned_reduction: self.reduction_at(planned)?,
            achieved,
            share_of_cut_missing: of_cut(gap, present.minus(demanded)?)?,
            cumulative_excess: self.cumulative_excess(plan, question)?,
            arrival: Some(arrival(plan, demanded, question, last)?),
            exhaustion,
            needed: Some(self.reduction_from(now, present, year)?),
            ..self.plain_gap(question, demanded, planned)?
        })
    }

    fn budget_gap(
        &self,
        plan: &InUnit<'_>,
        question: &GapQuestion,
        first: Year,
        rule: CumulativeRule,
        last: Year,
    ) -> Result<Gap> {
        let milestone = self.milestones.iter().find(|milestone| milestone.year == question.year);
        let none = TargetProblem::NoDemand { id: self.id.clone(), year: question.year };
        let demanded = milestone.ok_or_else(|| Error::new(none))?.value;
        let planned = added_up(|year| plan.at(year), first, question.year, rule)?;
        let budget = question.budget.unwrap_or(demanded);
        let from = if question.budget.is_some() { question.now } else { first };
        let exhaustion = exhaustion_of(|year| plan.at(year), from, last, budget, rule)?;
        Ok(Gap {
            cumulative_excess: Some(planned.minus(demanded)?),
            exhaustion: Some(exhaustion),
            ..self.plain_gap(question, demanded, planned)?
        })
    }

    /// A gap of which only plan and target are known.
    fn plain_gap(&self, question: &GapQuestion, demanded: Exact, planned: Exact) -> Result<Gap> {
        Ok(Gap {
            target: self.id.clone(),
            version: self.version.clone(),
            boundary: self.boundary.clone(),
            unit: self.unit.clone(),
            question: *question,
            demanded,
            planned,
            gap: planned.minus(demanded)?,
            gap_of_base: None,
            demanded_reduction: None,
            planned_reduction: None,
            achieved: None,
            share_of_cut_missing: None,
            cumulative_excess: None,
            arrival: None,
            exhaustion: None,
            needed: None,
        })
    }

    fn cumulative_excess(
        &self,
        plan: &InUnit<'_>,
        question: &GapQuestion,
    ) -> Result<Option<Exact>> {
        let &GapQuestion { now, year, cumulative, .. } = question;
        let mut known = true;
        let excess = added_up(
            |year| match self.level(year)? {
                Some(level) => plan.at(year)?.minus(level)?.round(Rounding::RESOLUTION),
                None => {
                    known = false;
                    Ok(Exact::ZERO)
                }
            },
            now,
            year,
            cumulative,
        )?;
        Ok(known.then_some(excess))
    }
}

/// The values of years by a rule.
fn added_up(
    mut at: impl FnMut(Year) -> Result<Exact>,
    first: Year,
    last: Year,
    rule: CumulativeRule,
) -> Result<Exact> {
    let mut sum = Exact::ZERO;
    for year in first.to(last) {
        let value = at(year)?;
        let ends = rule == CumulativeRule::Trapezoid && (year == first || year == last);
        sum = sum.plus(if ends { half(value)? } else { value })?;
    }
    Ok(sum)
}

/// Met, since when without rising above the level again before the target year; missed, when after it.
fn arrival(plan: &InUnit<'_>, level: Exact, question: &GapQuestion, last: Year) -> Result<Arrival> {
    let &GapQuestion { now, year: target_year, .. } = question;
    let mut before: Option<(Year, Exact)> = None;
    let mut reached: Option<Exact> = None;
    for year in now.to(last) {
        let Some(value) = plan.value(year)? else { break };
        reached = match (reached, before) {
            _ if value > level => None,
            (Some(time), _) => Some(time),
            (None, Some((earlier, from))) => {
                let way = from.minus(value)?;
                let passed = over(from.minus(level)?, way)?.round(Rounding::decimals(28))?;
                Some(Exact::from(earlier.number()).plus(passed)?)
            }
            (None, None) => Some(year.number().into()),
        };
        if let (Some(time), true) = (reached, year >= target_year) {
            let late = time.minus(target_year.number().into())?;
            return Ok(Arrival::At { time, late });
        }
        before = Some((year, value));
    }
    Ok(Arrival::NotBy { last: before.map_or(now, |(year, _)| year) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use crate::series::{AnnualValue, Interpolation};
    use crate::target::{BaseValue, BaseYear, Milestone, TargetTiming, TotalKind};

    fn year(number: i64) -> Year {
        Year::new(number).unwrap()
    }

    fn target(base: BaseValue) -> Target {
        Target {
            id: "plan".to_owned(),
            version: "1".to_owned(),
            demand: Demand::Level,
            base: BaseYear { year: year(2020), value: base },
            milestones: vec![Milestone { year: year(2030), value: 50.into() }],
            interpolation: Interpolation::Linear,
            timing: TargetTiming::InTheYear,
            boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
            unit: "kt CO2e".parse().unwrap(),
        }
    }

    fn plan(unit: &str, values: &[(i64, i64)]) -> Series {
        let anchors = values.iter().map(|&(y, v)| (year(y), AnnualValue::Number(v.into())));
        Series::new(unit.parse().unwrap(), anchors).unwrap()
    }

    fn question(now: i64) -> GapQuestion {
        let (now, year) = (year(now), year(2030));
        GapQuestion { now, year, cumulative: CumulativeRule::Trapezoid, budget: None }
    }

    fn measured() -> BaseValue {
        BaseValue::Measured { value: 100.into() }
    }

    #[test]
    fn a_plan_in_other_units_has_the_same_gap() {
        let kilotonnes = plan("kt CO2e", &[(2025, 90), (2030, 70)]);
        let tonnes = plan("t CO2e", &[(2025, 90_000), (2030, 70_000)]);
        let gap = |plan: &Series| target(measured()).gap(plan, &question(2025)).unwrap();
        assert_eq!(gap(&kilotonnes), gap(&tonnes));
        assert_eq!(gap(&tonnes).gap_of_base, Some(Exact::new(2, 1)));
        let energy = plan("TJ", &[(2025, 90), (2030, 70)]);
        let error = target(measured()).gap(&energy, &question(2025)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::DimensionMismatch);
    }

    #[test]
    fn without_a_base_the_shares_of_it_are_undefined() {
        let plan = plan("kt CO2e", &[(2025, 90), (2030, 70)]);
        let gap = target(BaseValue::Absent).gap(&plan, &question(2025)).unwrap();
        assert_eq!((gap.gap, gap.share_of_cut_missing), (20.into(), Some(Exact::new(5, 1))));
        assert_eq!((gap.gap_of_base, gap.planned_reduction, gap.achieved), (None, None, None));
        assert_eq!(gap.cumulative_excess, None);
        assert_eq!(gap.needed.unwrap().share_of_base, None);
        assert_eq!(gap.arrival, Some(Arrival::NotBy { last: year(2030) }));
    }

    #[test]
    fn below_the_target_already_there_is_no_cut_to_share() {
        let plan = plan("kt CO2e", &[(2025, 40), (2030, 45)]);
        let gap = target(measured()).gap(&plan, &question(2025)).unwrap();
        assert!(gap.is_met());
        assert_eq!(gap.share_of_cut_missing, None);
        assert_eq!(gap.achieved, Some(Exact::new(12, 1)));
        assert_eq!(gap.arrival, Some(Arrival::At { time: 2025.into(), late: (-5).into() }));
    }

    #[test]
    fn what_dips_and_rises_again_has_not_arrived() {
        let dip = plan("kt CO2e", &[(2025, 90), (2027, 40), (2030, 60), (2032, 40)]);
        let gap = target(measured()).gap(&dip, &question(2025)).unwrap();
        assert_eq!(gap.arrival, Some(Arrival::At { time: 2031.into(), late: 1.into() }));
    }

    #[test]
    fn says_what_was_asked_wrongly() {
        let plan = plan("kt CO2e", &[(2025, 90), (2031, 70)]);
        let error = target(measured()).gap(&plan, &question(2030)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a target year after 2030, found 2030; give the years in order"
        );
        let later = GapQuestion { year: year(2031), ..question(2025) };
        let error = target(measured()).gap(&plan, &later).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::MissingValue);
        let demand = Demand::Budget { first: year(2025), rule: CumulativeRule::AnnualSum };
        let budget = Target { demand, ..target(BaseValue::Absent) };
        assert_eq!(
            budget.gap(&plan, &later).unwrap_err().to_string(),
            "expected a target with a demand for 2031, found none in `plan`; ask for a milestone year"
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_keeps_a_gap() {
        let plan = plan("kt CO2e", &[(2025, 90), (2030, 70)]);
        let question = GapQuestion { budget: Some(300.into()), ..question(2025) };
        let gap = target(measured()).gap(&plan, &question).unwrap();
        assert!(gap.exhaustion.unwrap().time().is_some());
        let written = serde_json::to_string(&gap).unwrap();
        assert_eq!(serde_json::from_str::<Gap>(&written).unwrap(), gap);
    }
}
