use super::arithmetic::{InUnit, Long, annual, over};
use super::problem::TargetProblem;
use super::{BaseYear, Boundary, Demand, Milestone, TargetTiming, YearlyReduction};
use crate::Year;
use crate::error::{Error, Result};
use crate::number::{Exact, product};
use crate::series::{AnnualValue, Extrapolation, Interpolation, Series};
use crate::unit::{Dimension, Unit};

/// What emissions are to be, by when: a target of a council, with everything that decides whether it
/// is met.
///
/// A target has an id and a version, because targets change. Its milestones are interim targets and
/// the last one; between them, and from the base year to the first, lies a path by a named rule.
/// Where the base value is absent, the path begins at the first milestone.
///
/// # Examples
///
/// -70 % in 2030 and -110 % in 2050 against 1990:
///
/// ```
/// use climate_account::{Year, number::Exact, series::Interpolation};
/// use climate_account::target::{
///     BaseValue, BaseYear, Boundary, Demand, Milestone, Target, TargetTiming, TotalKind,
/// };
///
/// let milestone = |year, value: &str| -> climate_account::Result<Milestone> {
///     Ok(Milestone { year: Year::new(year)?, value: value.parse()? })
/// };
/// let target = Target {
///     id: "climate-act".to_owned(),
///     version: "2020".to_owned(),
///     demand: Demand::ReductionOfBase,
///     base: BaseYear { year: Year::new(1990)?, value: BaseValue::Measured { value: "79.18".parse()? } },
///     milestones: vec![milestone(2030, "0.7")?, milestone(2050, "1.1")?],
///     interpolation: Interpolation::Linear,
///     timing: TargetTiming::FromTheYearOn,
///     boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
///     unit: "Mt CO2e".parse()?,
/// };
/// let level = |year| target.level(Year::new(year)?);
/// assert_eq!(level(2030)?, Some("23.754".parse()?));
/// assert_eq!(level(2040)?, Some("7.918".parse()?)); // -90 %
/// assert_eq!(level(2060)?, Some("-7.918".parse()?));
/// assert_eq!(level(1989)?, None);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// Every method refuses a target without milestones
/// ([`MissingValue`](crate::ErrorKind::MissingValue)) or with milestones out of order or not after the
/// base year ([`OutOfRange`](crate::ErrorKind::OutOfRange)), a percentage of a base value that is
/// absent ([`MissingValue`](crate::ErrorKind::MissingValue)) or not above zero
/// ([`OutOfRange`](crate::ErrorKind::OutOfRange)), and inhabitants that are none
/// ([`DimensionMismatch`](crate::ErrorKind::DimensionMismatch)).
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Target {
    /// The id.
    pub id: String,
    /// The version: a year, a decision of the council.
    pub version: String,
    /// What the milestones demand.
    pub demand: Demand,
    /// The base year, whose value may be absent where no percentage of it is demanded.
    pub base: BaseYear,
    /// Interim targets and the last one, in order.
    pub milestones: Vec<Milestone>,
    /// The rule between milestones.
    pub interpolation: Interpolation,
    /// What "by" a year means.
    pub timing: TargetTiming,
    /// What the target is about.
    pub boundary: Boundary,
    /// The unit of the emissions.
    pub unit: Unit,
}

impl Target {
    /// The emissions that the target allows in a year; `None` where it demands nothing: before its
    /// path begins, and after it ends where the value counts in the year only.
    ///
    /// # Examples
    ///
    /// See [`Target`] and [`Demand`]:
    ///
    /// ```
    /// # use climate_account::{Year, series::Interpolation};
    /// # use climate_account::target::{
    /// #     BaseValue, BaseYear, Boundary, Demand, Milestone, Target, TargetTiming, TotalKind,
    /// # };
    /// # let target = Target {
    /// #     id: "climate-plan".to_owned(),
    /// #     version: "1".to_owned(),
    /// #     demand: Demand::ReductionOfBase,
    /// #     base: BaseYear { year: Year::new(1990)?, value: BaseValue::Measured { value: 342_088.into() } },
    /// #     milestones: vec![Milestone { year: Year::new(2030)?, value: "0.7".parse()? }],
    /// #     interpolation: Interpolation::Linear,
    /// #     timing: TargetTiming::InTheYear,
    /// #     boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
    /// #     unit: "t CO2e".parse()?,
    /// # };
    /// // -70 % of 342088 t
    /// assert_eq!(target.level(Year::new(2030)?)?, Some("102626.4".parse()?));
    /// assert_eq!(target.level(Year::new(2031)?)?, None); // the value counts in the year only
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Target`], [`OutOfRange`](crate::ErrorKind::OutOfRange) for a budget, and those of
    /// [`Series::at`] where inhabitants or activity of the year are not known.
    pub fn level(&self, year: Year) -> Result<Option<Exact>> {
        let path = self.quotients()?;
        if year < path.span().0 {
            return Ok(None);
        }
        let Some(quotient) = path.value(year)? else { return Ok(None) };
        match self.demand.divisor() {
            Some(divisor) => product(quotient, divisor.at(year)?).map(Some),
            None => Ok(Some(quotient)),
        }
    }

    /// The level, or an error that says that nothing is demanded.
    pub(super) fn demanded(&self, year: Year) -> Result<Exact> {
        let none = || Error::new(TargetProblem::NoDemand { id: self.id.clone(), year });
        self.level(year)?.ok_or_else(none)
    }

    /// The path of the target: a value for each year from the base year to the last milestone.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Year, series::Interpolation};
    /// # use climate_account::target::{
    /// #     BaseValue, BaseYear, Boundary, Demand, Milestone, Target, TargetTiming, TotalKind,
    /// # };
    /// use climate_account::series::CumulativeRule;
    ///
    /// # let milestone = |year, value: i64| Ok::<_, climate_account::Error>(Milestone { year: Year::new(year)?, value: value.into() });
    /// # let target = Target {
    /// #     id: "climate-plan".to_owned(),
    /// #     version: "1".to_owned(),
    /// #     demand: Demand::Level,
    /// #     base: BaseYear { year: Year::new(2020)?, value: BaseValue::Measured { value: 1000.into() } },
    /// #     milestones: vec![milestone(2030, 450)?, milestone(2050, 0)?],
    /// #     interpolation: Interpolation::Linear,
    /// #     timing: TargetTiming::InTheYear,
    /// #     boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
    /// #     unit: "kt CO2e".parse()?,
    /// # };
    /// // 1000 kt in 2020, at most 450 in 2030 and 0 in 2050
    /// let path = target.path()?;
    /// assert_eq!(path.at(Year::new(2035)?)?.to_string(), "337.5");
    /// let (first, last) = path.span();
    /// assert_eq!(path.cumulative(first, last, CumulativeRule::Trapezoid)?, 11_750.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`level`](Target::level).
    pub fn path(&self) -> Result<Series> {
        let (first, last) = self.quotients()?.span();
        annual(&self.unit, first.to(last), |year| self.demanded(year))
    }

    /// What the target demands each year on a straight line and by a constant rate, from the base
    /// year to the last milestone.
    ///
    /// # Examples
    ///
    /// -41.6 % from 2009 to 2020 are 3.78 % of the base year each year:
    ///
    /// ```
    /// # use climate_account::{Year, series::Interpolation};
    /// # use climate_account::target::{
    /// #     BaseValue, BaseYear, Boundary, Demand, Milestone, Target, TargetTiming, TotalKind,
    /// # };
    /// use climate_account::number::Rounding;
    ///
    /// # let target = Target {
    /// #     id: "climate-plan".to_owned(),
    /// #     version: "1".to_owned(),
    /// #     demand: Demand::ReductionOfBase,
    /// #     base: BaseYear { year: Year::new(2009)?, value: BaseValue::Measured { value: 1000.into() } },
    /// #     milestones: vec![Milestone { year: Year::new(2020)?, value: "0.416".parse()? }],
    /// #     interpolation: Interpolation::Linear,
    /// #     timing: TargetTiming::InTheYear,
    /// #     boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
    /// #     unit: "kt CO2e".parse()?,
    /// # };
    /// let share = target.yearly_reduction()?.share_of_base.unwrap_or_default();
    /// assert_eq!(share.round(Rounding::decimals(12))?.to_string(), "0.037818181818");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`level`](Target::level), and [`MissingValue`](crate::ErrorKind::MissingValue) where the
    /// base value is absent.
    pub fn yearly_reduction(&self) -> Result<YearlyReduction> {
        let absent =
            || Error::new(TargetProblem::BaseAbsent { id: self.id.clone(), year: self.base.year });
        let from = self.base.value.value().ok_or_else(absent)?;
        let last = self.quotients()?.span().1;
        self.reduction_from(self.base.year, from, last)
    }

    /// What is demanded each year to come from a level in one year to the target's in another.
    pub(super) fn reduction_from(
        &self,
        first: Year,
        from: Exact,
        last: Year,
    ) -> Result<YearlyReduction> {
        YearlyReduction::between(
            (first, from),
            (last, self.demanded(last)?),
            self.base.value.value(),
        )
    }

    /// The share of the base year that is cut at a level; `None` without a base value above zero.
    ///
    /// # Examples
    ///
    /// The Danish emissions of 2023 without land use:
    ///
    /// ```
    /// # use climate_account::{Year, series::Interpolation};
    /// # use climate_account::target::{
    /// #     BaseValue, BaseYear, Boundary, Demand, Milestone, Target, TargetTiming, TotalKind,
    /// # };
    /// use climate_account::number::Rounding;
    ///
    /// # let target = Target {
    /// #     id: "climate-act".to_owned(),
    /// #     version: "2020".to_owned(),
    /// #     demand: Demand::ReductionOfBase,
    /// #     base: BaseYear { year: Year::new(1990)?, value: BaseValue::Measured { value: "72.47".parse()? } },
    /// #     milestones: vec![Milestone { year: Year::new(2030)?, value: "0.7".parse()? }],
    /// #     interpolation: Interpolation::Linear,
    /// #     timing: TargetTiming::InTheYear,
    /// #     boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
    /// #     unit: "Mt CO2e".parse()?,
    /// # };
    /// let share = target.reduction_at("39.27".parse()?)?.unwrap_or_default();
    /// assert_eq!(share.round(Rounding::decimals(3))?.to_string(), "0.458");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn reduction_at(&self, level: Exact) -> Result<Option<Exact>> {
        match self.base.value.value() {
            Some(base) if base.is_positive() => over(base.minus(level)?, base).map(Some),
            _ => Ok(None),
        }
    }

    /// The milestones as emissions, or as emissions per head or activity, after the same of the base
    /// year.
    fn quotients(&self) -> Result<Series> {
        if matches!(self.demand, Demand::Budget { .. }) {
            return Err(Error::new(TargetProblem::BudgetHasNoLevel { id: self.id.clone() }));
        }
        self.check()?;
        let base = self.base_quotient()?;
        let mut anchors = Vec::with_capacity(self.milestones.len() + 1);
        anchors.extend(base.map(|base| (self.base.year, AnnualValue::Number(base))));
        for milestone in &self.milestones {
            let value = match base {
                Some(base) if self.demand.is_of_base() => {
                    product(base, Exact::ONE.minus(milestone.value)?)?
                }
                _ => milestone.value,
            };
            let year = milestone.year.plus(self.timing.delay())?;
            anchors.push((year, AnnualValue::Number(value)));
        }
        let after = match self.timing {
            TargetTiming::InTheYear => Extrapolation::None,
            TargetTiming::FromTheYearOn | TargetTiming::FromTheYearAfter => Extrapolation::Hold,
        };
        let path = Series::new(self.unit.clone(), anchors)?;
        Ok(path.interpolated(self.interpolation).extrapolated(after))
    }

    fn base_quotient(&self) -> Result<Option<Exact>> {
        let (Some(value), divisor) = (self.base.value.value(), self.demand.divisor()) else {
            return Ok(None);
        };
        let Some(divisor) = divisor else { return Ok(Some(value)) };
        match divisor.value(self.base.year)? {
            Some(divisor) if divisor.is_positive() => over(value, divisor).map(Some),
            // Only a cut of the base year needs it.
            None if !self.demand.is_of_base() => Ok(None),
            found => {
                let found = found.map_or_else(|| "none".to_owned(), |found| found.to_string());
                let what = "inhabitants or activity of the base year";
                Err(Error::new(TargetProblem::NotPositive { what, found }))
            }
        }
    }

    pub(super) fn check(&self) -> Result<()> {
        let (id, year) = (self.id.clone(), self.base.year);
        let mut before = match self.demand {
            Demand::Budget { first, .. } => first,
            _ => year,
        };
        if self.milestones.is_empty() {
            return Err(Error::new(TargetProblem::NoMilestone { id }));
        }
        for milestone in &self.milestones {
            let found = milestone.year;
            if found <= before {
                return Err(Error::new(TargetProblem::MilestoneOrder { id, before, found }));
            }
            before = found;
        }
        if self.demand.is_of_base() {
            match self.base.value.value() {
                None => return Err(Error::new(TargetProblem::BaseAbsent { id, year })),
                Some(value) if !value.is_positive() => {
                    let found = value.to_string();
                    return Err(Error::new(TargetProblem::BaseNotPositive { id, year, found }));
                }
                Some(_) => {}
            }
        }
        if let Demand::PerHead { population } | Demand::ReductionOfBasePerHead { population } =
            &self.demand
            && population.unit().dimension() != Dimension::PERSONS
        {
            let found = population.unit().to_string();
            return Err(Error::new(TargetProblem::NotPersons { found }));
        }
        Ok(())
    }

    /// The values of a plan in the unit of the target.
    pub(super) fn plan<'a>(&self, plan: &'a Series) -> Result<InUnit<'a>> {
        InUnit::new(plan, &self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use crate::series::CumulativeRule;
    use crate::target::{BaseValue, TotalKind};

    fn year(number: i64) -> Year {
        Year::new(number).unwrap()
    }

    fn target(demand: Demand, base: BaseValue, milestones: &[(i64, &str)]) -> Target {
        let milestone = |&(number, value): &(i64, &str)| Milestone {
            year: year(number),
            value: value.parse().unwrap(),
        };
        Target {
            id: "plan".to_owned(),
            version: "1".to_owned(),
            demand,
            base: BaseYear { year: year(1990), value: base },
            milestones: milestones.iter().map(milestone).collect(),
            interpolation: Interpolation::Linear,
            timing: TargetTiming::InTheYear,
            boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
            unit: "kt CO2e".parse().unwrap(),
        }
    }

    fn measured(value: i64) -> BaseValue {
        BaseValue::Measured { value: value.into() }
    }

    fn series(unit: &str, values: &[(i64, i64)]) -> Series {
        let anchors = values.iter().map(|&(y, v)| (year(y), AnnualValue::Number(v.into())));
        Series::new(unit.parse().unwrap(), anchors).unwrap()
    }

    #[test]
    fn says_what_is_wrong_with_a_target() {
        let text = |target: &Target| target.level(year(2030)).unwrap_err().to_string();
        assert_eq!(
            text(&target(Demand::Level, BaseValue::Absent, &[])),
            "expected at least one milestone in target `plan`, found none; give its year and value"
        );
        assert_eq!(
            text(&target(Demand::Level, BaseValue::Absent, &[(1985, "3")])),
            "expected a milestone after 1990 in target `plan`, found 1985; order the milestones \
             after the base year"
        );
        assert_eq!(
            text(&target(Demand::ReductionOfBase, BaseValue::Absent, &[(2030, "0.7")])),
            "expected a value of the base year 1990 for target `plan`, found none; measure it, cast \
             it back with a driver, or set the target as a level"
        );
        for base in [0, -3] {
            let target = target(Demand::ReductionOfBase, measured(base), &[(2030, "0.7")]);
            assert_eq!(
                text(&target),
                format!(
                    "expected a value above zero in the base year 1990 for target `plan`, found \
                     {base}; a percentage of it has no meaning, set the target as a level"
                )
            );
        }
        let cows = series("head", &[(1990, 10), (2030, 10)]);
        let wrong = target(Demand::PerHead { population: cows }, measured(1), &[(2030, "2")]);
        assert_eq!(wrong.level(year(2030)).unwrap_err().kind(), ErrorKind::DimensionMismatch);
        assert_eq!(
            text(&wrong),
            "expected inhabitants to divide emissions by, found values in `head`; give `capita`, or \
             set an intensity target"
        );
        let late = series("m2", &[(2000, 10), (2030, 10)]);
        let demand = Demand::ReductionOfBaseIntensity { activity: late };
        assert_eq!(
            text(&target(demand, measured(1), &[(2030, "0.5")])),
            "expected inhabitants or activity of the base year above zero, found none"
        );
        let budget = Demand::Budget { first: year(2020), rule: CumulativeRule::AnnualSum };
        assert_eq!(
            text(&target(budget, BaseValue::Absent, &[(2030, "500")])),
            "expected a target that demands a level of a year, found the budget `plan`; derive a \
             path from the budget"
        );
        let target = target(Demand::Level, BaseValue::Absent, &[(2030, "3")]);
        assert_eq!(target.level(year(2029)).unwrap(), None);
        assert_eq!(
            target.demanded(year(2031)).unwrap_err().to_string(),
            "expected a target with a demand for 2031, found none in `plan`; ask for a milestone year"
        );
        assert!(target.yearly_reduction().unwrap_err().to_string().contains("found none; measure"));
    }

    #[test]
    fn by_a_year_has_three_meanings() {
        let by = |timing, number| {
            let target = target(Demand::Level, measured(40), &[(2030, "0")]);
            Target { timing, ..target }.level(year(number)).unwrap()
        };
        assert_eq!(by(TargetTiming::InTheYear, 2030), Some(Exact::ZERO));
        assert_eq!(by(TargetTiming::InTheYear, 2031), None);
        assert_eq!(by(TargetTiming::FromTheYearOn, 2031), Some(Exact::ZERO));
        let after = by(TargetTiming::FromTheYearAfter, 2030).unwrap();
        assert!(after.is_positive() && after < Exact::ONE);
        assert_eq!(by(TargetTiming::FromTheYearAfter, 2031), Some(Exact::ZERO));
    }

    #[test]
    fn a_level_per_head_follows_the_inhabitants() {
        let population = series("capita", &[(1990, 100), (2030, 120), (2040, 90)]);
        let target =
            target(Demand::PerHead { population }, measured(1000), &[(2030, "5"), (2040, "2")]);
        assert_eq!(target.level(year(1990)).unwrap(), Some(1000.into()));
        assert_eq!(target.level(year(2030)).unwrap(), Some(600.into()));
        assert_eq!(target.level(year(2040)).unwrap(), Some(180.into()));
    }

    #[test]
    fn an_intensity_needs_no_base() {
        let activity = series("m2", &[(2020, 50), (2030, 80)]);
        let target = target(Demand::Intensity { activity }, BaseValue::Absent, &[(2030, "0.5")]);
        assert_eq!(target.level(year(2030)).unwrap(), Some(40.into()));
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_keeps_a_target() {
        let population = series("capita", &[(1990, 100), (2030, 120)]);
        let demand = Demand::ReductionOfBasePerHead { population };
        let target = target(demand, measured(5), &[(2030, "1.1")]);
        let written = serde_json::to_string(&target).unwrap();
        assert_eq!(serde_json::from_str::<Target>(&written).unwrap(), target);
    }
}
