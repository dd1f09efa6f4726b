use super::problem::EnsembleProblem;
use super::run::Run;
use super::sample::{Estimate, Sample};
use super::uncertain_account::UncertainAccount;
use super::{count, float};
use crate::Year;
use crate::error::{Error, Result};
use crate::series::CumulativeRule;
use crate::target::{Demand, GapQuestion, Target};
use crate::unit::Unit;

/// Which base value a percentage of the base year is taken of.
///
/// # Examples
///
/// See [`UncertainAccount::gap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BaseDraws {
    /// The value that the target states: its level in tonnes is settled, whatever the base year
    /// turns out to have been.
    Stated,
    /// The base year of the same draw: a factor that is too high for the target year was too high
    /// for the base year. The base year has to be among the outputs.
    Drawn,
}

/// How far a plan is from a target, draw by draw, in the unit of the target.
///
/// # Examples
///
/// See [`UncertainAccount::gap`].
#[derive(Debug, Clone, PartialEq)]
pub struct UncertainGap {
    /// The unit of the numbers.
    pub unit: Unit,
    /// What the plan emits: in the target year, or of the budget.
    pub planned: Sample,
    /// What the target allows.
    pub demanded: Sample,
    /// Plan minus target; above zero something is missing.
    pub gap: Sample,
    /// The share of draws that meet the target.
    pub probability_of_meeting: Estimate,
}

impl UncertainAccount {
    /// Holds draws against a target: the gap as a distribution, and the probability that there is
    /// none.
    ///
    /// The draws of a year are the sum of all outputs with its label, so one of the facets is the
    /// year, and the outputs are those of the [boundary](Target::boundary) of the target.
    ///
    /// # Examples
    ///
    /// Half of 2023 in 2030, with a factor that may be wrong by a fifth in both years:
    ///
    /// ```
    /// use climate_account::{Account, Activity, FactorSet, Profile, Source, Title, Year};
    /// use climate_account::{account::Facet, gas::{Emissions, Gas, GwpSet}, scenario::LineFilter};
    /// use climate_account::distribution::{Distribution, Family};
    /// use climate_account::ensemble::{Assumption, Assumptions, BaseDraws, Simulation, UncertainAccount};
    /// use climate_account::series::{CumulativeRule, Interpolation};
    /// use climate_account::target::{
    ///     BaseValue, BaseYear, Boundary, Demand, GapQuestion, Milestone, Target, TargetTiming, TotalKind,
    /// };
    ///
    /// let (base, year) = (Year::new(2023)?, Year::new(2030)?);
    /// let source = Source::new("Example", "Plan", 2024, "row 1")?;
    /// let line = |year, tonnes| {
    ///     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
    ///     Ok(Activity::new("Odder", year, "gpc:I.1.1".parse()?, emissions, &source))
    /// };
    /// let account = [line(base, 100)?, line(year, 48)?];
    /// let account = Account::compute(account, &Profile::new("Odder", GwpSet::ar5()), &FactorSet::new([]))?;
    /// let target = Target {
    ///     id: "plan".to_owned(),
    ///     version: "1".to_owned(),
    ///     demand: Demand::ReductionOfBase,
    ///     base: BaseYear { year: base, value: BaseValue::Measured { value: 100.into() } },
    ///     milestones: vec![Milestone { year, value: "0.5".parse()? }],
    ///     interpolation: Interpolation::Linear,
    ///     timing: TargetTiming::InTheYear,
    ///     boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
    ///     unit: "t CO2e".parse()?,
    /// };
    ///
    /// let wide = Distribution::from_guideline_half_range(Family::Normal, 1, 20)?;
    /// let wide = Assumption::factor(Title::new("alt", "all"), LineFilter::new(), wide);
    /// let uncertain =
    ///     UncertainAccount::new(&account.totals(&[Facet::Year])?, &Assumptions::new([wide]))?;
    /// let run = uncertain.simulate(&Simulation::new(10_000, 1)?)?;
    /// let question = GapQuestion { now: base, year, cumulative: CumulativeRule::AnnualSum, budget: None };
    /// let met = |base| {
    ///     let gap = uncertain.gap(&run, &target, &question, base)?;
    ///     climate_account::Result::Ok(gap.probability_of_meeting.value)
    /// };
    /// // A cut of 52 % is a cut of 52 %, but 48 t may also be 55.
    /// assert_eq!(met(BaseDraws::Drawn)?, 1.0);
    /// assert!((0.6..0.7).contains(&met(BaseDraws::Stated)?));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Target::level`]; [`MissingValue`](crate::ErrorKind::MissingValue) where the target
    /// demands nothing in the year, or no output is of a year that is needed;
    /// [`GwpSetMismatch`](crate::ErrorKind::GwpSetMismatch) where the target is of another GWP set
    /// than the account; those of [`Unit::ratio_to`] where its unit is no mass of CO2e.
    pub fn gap(
        &self,
        run: &Run,
        target: &Target,
        question: &GapQuestion,
        base: BaseDraws,
    ) -> Result<UncertainGap> {
        let set = self.gwp_set.to_string();
        if target.boundary.gwp_set != set {
            let (target, account) = (target.boundary.gwp_set.clone(), set);
            return Err(Error::new(EnsembleProblem::TargetSet { target, account }));
        }
        let ratio = "t CO2e".parse::<Unit>()?.ratio_to(&target.unit)?;
        let in_unit = float(ratio.numerator()) / float(ratio.denominator());
        let of_year = |year: Year| -> Result<Vec<f64>> {
            let sum = run.sum(&self.outputs_of(year)?)?;
            Ok(sum.values().iter().map(|tonnes| tonnes * in_unit).collect())
        };
        let no_demand = || {
            let (id, year) = (target.id.clone(), question.year);
            Error::new(EnsembleProblem::NoDemand { id, year })
        };
        let (planned, level) = match target.demand {
            Demand::Budget { first, rule } => {
                let milestone = target.milestones.iter().find(|known| known.year == question.year);
                (
                    added_up(first, question.year, rule, of_year)?,
                    milestone.ok_or_else(no_demand)?.value,
                )
            }
            _ => (of_year(question.year)?, target.level(question.year)?.ok_or_else(no_demand)?),
        };
        let level = float(level);
        let of_base = matches!(
            target.demand,
            Demand::ReductionOfBase
                | Demand::ReductionOfBasePerHead { .. }
                | Demand::ReductionOfBaseIntensity { .. }
        );
        let demanded: Vec<f64> = match (base, target.base.value.value()) {
            // The level is a multiple of the base value.
            (BaseDraws::Drawn, Some(stated)) if of_base => {
                let share = level / float(stated);
                of_year(target.base.year)?.iter().map(|base| share * base).collect()
            }
            _ => vec![level; planned.len()],
        };
        let gap = planned.iter().zip(&demanded).map(|(planned, demanded)| planned - demanded);
        let gap = Sample::new(gap.collect())?;
        Ok(UncertainGap {
            unit: target.unit.clone(),
            probability_of_meeting: gap.probability_at_most(0.0)?,
            planned: Sample::new(planned)?,
            demanded: Sample::new(demanded)?,
            gap,
        })
    }
}

/// The draws of all years from the first to the last.
fn added_up(
    first: Year,
    last: Year,
    rule: CumulativeRule,
    of_year: impl Fn(Year) -> Result<Vec<f64>>,
) -> Result<Vec<f64>> {
    let mut sum: Vec<f64> = Vec::new();
    for year in first.to(last) {
        let ends = [year == first, year == last].into_iter().filter(|end| *end).count();
        let weight = if rule == CumulativeRule::Trapezoid { 1.0 - 0.5 * count(ends) } else { 1.0 };
        let draws = of_year(year)?;
        sum.resize(draws.len(), 0.0);
        for (sum, draw) in sum.iter_mut().zip(draws) {
            *sum += weight * draw;
        }
    }
    Ok(sum)
}
