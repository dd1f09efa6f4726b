use core::cmp::Ordering;

use super::money::in_unit;
use super::problem::EconomicsProblem;
use super::{Money, Perspective};
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding, product_over};
use crate::unit::Unit;

/// One measure of a cost curve.
///
/// # Examples
///
/// See [`CostCurve`]:
///
/// ```
/// use climate_account::economics::{CurveMeasure, Money};
///
/// let led = CurveMeasure { name: "led".into(), reduction: 50.into(), cost: Money::new(-6000, "EUR (2023)".parse()?)? };
/// assert_eq!(led.reduction, 50.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CurveMeasure {
    /// Its name.
    pub name: String,
    /// The tonnes of CO2e attributed to it within the package: the width of its step.
    pub reduction: Exact,
    /// Its net cost, for the same period as the reduction.
    pub cost: Money,
}

/// What a curve has to state, since it means nothing without.
///
/// # Examples
///
/// ```
/// use climate_account::economics::{CurveBasis, Perspective};
///
/// let basis = CurveBasis {
///     baseline: "frozen policy".into(),
///     period: "2030".into(),
///     perspective: Perspective::Society,
///     discounting: "dk-2021, each year by its own rate".into(),
///     attribution: "Shapley".into(),
/// };
/// assert_eq!(basis.period, "2030");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CurveBasis {
    /// What happens without the measures.
    pub baseline: String,
    /// The year or years of tonnes and costs.
    pub period: String,
    /// Whose costs they are.
    pub perspective: Perspective,
    /// The rates and their reading.
    pub discounting: String,
    /// How the effect of the package was divided among measures.
    pub attribution: String,
}

/// A step of a cost curve: a measure after those that are cheaper per tonne.
///
/// # Examples
///
/// See [`CostCurve`].
///
/// ```
/// # use climate_account::economics::{CostCurve, CurveBasis, CurveMeasure, Money, Perspective};
/// # let basis = CurveBasis { baseline: "b".into(), period: "2030".into(), perspective: Perspective::Society, discounting: "none".into(), attribution: "alone".into() };
/// let led = CurveMeasure { name: "led".into(), reduction: 50.into(), cost: Money::new(-6000, "EUR (2023)".parse()?)? };
/// let curve = CostCurve::new(basis, vec![led])?;
/// assert_eq!(curve.steps()[0].cost_per_tonne, (-120).into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CurveStep {
    /// The measure.
    pub measure: CurveMeasure,
    /// Its cost per tonne: the height of the step, at
    /// [`Rounding::RESOLUTION`](crate::number::Rounding::RESOLUTION).
    pub cost_per_tonne: Exact,
    /// Tonnes up to and with this step.
    pub cumulative_reduction: Exact,
    /// Cost up to and with this step.
    pub cumulative_cost: Exact,
}

/// A marginal abatement cost curve: measures by rising cost per tonne.
///
/// Widths are attributed reductions, so that they add up to the package; measures that overlap and
/// were evaluated alone do not. Among measures that save money the order by cost per tonne favours
/// small savings; [`pareto_order`](CostCurve::pareto_order) ranks these.
///
/// # Examples
///
/// ```
/// use climate_account::economics::{CostCurve, CurveBasis, CurveMeasure, Money, Perspective};
///
/// let measure = |name: &str, reduction: i64, cost: i64| -> Result<_, climate_account::Error> {
///     let cost = Money::new(cost, "EUR (2023)".parse()?)?;
///     Ok(CurveMeasure { name: name.into(), reduction: reduction.into(), cost })
/// };
/// let basis = CurveBasis {
///     baseline: "frozen policy".into(),
///     period: "2030".into(),
///     perspective: Perspective::Society,
///     discounting: "none".into(),
///     attribution: "independent measures".into(),
/// };
/// let measures = vec![measure("pumps", 800, 44_000)?, measure("insulation", 300, -12_000)?, measure("led", 50, -6_000)?];
/// let curve = CostCurve::new(basis, measures)?;
/// let names: Vec<_> = curve.steps().iter().map(|step| step.measure.name.as_str()).collect();
/// assert_eq!(names, ["led", "insulation", "pumps"]);
/// assert_eq!(curve.potential(), 1150.into());
/// assert_eq!(curve.at(1000.into())?, ("55".parse()?, 17_750.into()));
/// // Insulation saves more money and more tonnes than lamps, though less per tonne.
/// let order: Vec<_> = curve.pareto_order().iter().map(|(rank, step)| (*rank, step.measure.name.as_str())).collect();
/// assert_eq!(order, [(1, "insulation"), (2, "led")]);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct CostCurve {
    basis: CurveBasis,
    steps: Vec<CurveStep>,
}

impl CostCurve {
    /// A curve of measures, in the currency of the first.
    ///
    /// # Examples
    ///
    /// See [`CostCurve`]:
    ///
    /// ```
    /// # use climate_account::economics::{CostCurve, CurveBasis, Perspective};
    /// # let basis = CurveBasis { baseline: "b".into(), period: "2030".into(), perspective: Perspective::Society, discounting: "none".into(), attribution: "alone".into() };
    /// assert!(CostCurve::new(basis, vec![])?.steps().is_empty());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a measure that reduces nothing;
    /// [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) for costs of two currencies or price
    /// years.
    pub fn new(basis: CurveBasis, measures: Vec<CurveMeasure>) -> Result<CostCurve> {
        let unit: Option<Unit> = measures.first().map(|measure| measure.cost.unit().clone());
        let mut steps = Vec::with_capacity(measures.len());
        for mut measure in measures {
            if !measure.reduction.is_positive() {
                let (measure, found) = (measure.name, measure.reduction.to_string());
                return Err(Error::new(EconomicsProblem::Width { measure, found }));
            }
            if let Some(unit) = &unit {
                let value = in_unit(measure.cost.value(), measure.cost.unit(), unit)?;
                measure.cost = Money::new(value, unit.clone())?;
            }
            let (cost, tonnes) = (measure.cost.value(), measure.reduction);
            let cost_per_tonne = product_over(&[cost], &[tonnes], Rounding::RESOLUTION)?;
            let (cumulative_reduction, cumulative_cost) = (Exact::ZERO, Exact::ZERO);
            steps.push(CurveStep {
                measure,
                cost_per_tonne,
                cumulative_reduction,
                cumulative_cost,
            });
        }
        steps.sort_by_key(|step| step.cost_per_tonne);
        let (mut reduction, mut cost) = (Exact::ZERO, Exact::ZERO);
        for step in &mut steps {
            reduction = reduction.checked_add(step.measure.reduction)?;
            cost = cost.checked_add(step.measure.cost.value())?;
            (step.cumulative_reduction, step.cumulative_cost) = (reduction, cost);
        }
        Ok(CostCurve { basis, steps })
    }

    /// What the curve states.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::economics::{CostCurve, CurveBasis, Perspective};
    /// # let basis = CurveBasis { baseline: "b".into(), period: "2030".into(), perspective: Perspective::Society, discounting: "none".into(), attribution: "alone".into() };
    /// assert_eq!(CostCurve::new(basis, vec![])?.basis().period, "2030");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn basis(&self) -> &CurveBasis {
        &self.basis
    }

    /// The steps by rising cost per tonne; equal ones as they were given.
    ///
    /// # Examples
    ///
    /// See [`CostCurve`]:
    ///
    /// ```
    /// # use climate_account::economics::{CostCurve, CurveBasis, Perspective};
    /// # let basis = CurveBasis { baseline: "b".into(), period: "2030".into(), perspective: Perspective::Society, discounting: "none".into(), attribution: "alone".into() };
    /// assert_eq!(CostCurve::new(basis, vec![])?.steps(), []);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn steps(&self) -> &[CurveStep] {
        &self.steps
    }

    /// The tonnes of all measures.
    ///
    /// # Examples
    ///
    /// See [`CostCurve`]:
    ///
    /// ```
    /// # use climate_account::economics::{CostCurve, CurveBasis, Perspective};
    /// # let basis = CurveBasis { baseline: "b".into(), period: "2030".into(), perspective: Perspective::Society, discounting: "none".into(), attribution: "alone".into() };
    /// assert_eq!(CostCurve::new(basis, vec![])?.potential(), 0.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn potential(&self) -> Exact {
        self.steps.last().map(|step| step.cumulative_reduction).unwrap_or_default()
    }

    /// The cost of the last tonne and of all tonnes up to a target, where the last measure is taken
    /// in part.
    ///
    /// # Examples
    ///
    /// See [`CostCurve`]:
    ///
    /// ```
    /// # use climate_account::economics::{CostCurve, CurveBasis, Perspective};
    /// # let basis = CurveBasis { baseline: "b".into(), period: "2030".into(), perspective: Perspective::Society, discounting: "none".into(), attribution: "alone".into() };
    /// let error = CostCurve::new(basis, vec![])?.at(5.into()).unwrap_err();
    /// assert_eq!(error.to_string(), "expected a target of at most 0 t CO2e, the potential of the curve, found 5; add measures");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a target that is not above zero or beyond the
    /// potential.
    pub fn at(&self, target: Exact) -> Result<(Exact, Exact)> {
        if !target.is_positive() {
            let (what, found) = ("a target in t CO2e", target.to_string());
            return Err(Error::new(EconomicsProblem::NotPositive { what, found }));
        }
        let Some(step) = self.steps.iter().find(|step| step.cumulative_reduction >= target) else {
            let (potential, found) = (self.potential().to_string(), target.to_string());
            return Err(Error::new(EconomicsProblem::BeyondPotential { potential, found }));
        };
        let over = step.cumulative_reduction.checked_sub(target)?;
        let (cost, tonnes) = (step.measure.cost.value(), step.measure.reduction);
        let spared = product_over(&[cost, over], &[tonnes], Rounding::RESOLUTION)?;
        Ok((step.cost_per_tonne, step.cumulative_cost.checked_sub(spared)?))
    }

    /// The measures that save money, with their rank: 1 for those that no other beats in both money
    /// and tonnes, 2 for those that only these beat, and so on; within a rank by falling tonnes.
    ///
    /// # Examples
    ///
    /// See [`CostCurve`]:
    ///
    /// ```
    /// # use climate_account::economics::{CostCurve, CurveBasis, Perspective};
    /// # let basis = CurveBasis { baseline: "b".into(), period: "2030".into(), perspective: Perspective::Society, discounting: "none".into(), attribution: "alone".into() };
    /// assert!(CostCurve::new(basis, vec![])?.pareto_order().is_empty());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn pareto_order(&self) -> Vec<(usize, &CurveStep)> {
        let saves = |step: &&CurveStep| step.measure.cost.value().is_negative();
        let mut rest: Vec<&CurveStep> = self.steps.iter().filter(saves).collect();
        rest.sort_by_key(|step| core::cmp::Reverse(step.measure.reduction));
        let mut order = Vec::with_capacity(rest.len());
        let mut rank = 1;
        while !rest.is_empty() {
            let all = rest.clone();
            let (beaten, front): (Vec<_>, Vec<_>) =
                rest.into_iter().partition(|step| all.iter().any(|other| beats(other, step)));
            order.extend(front.into_iter().map(|step| (rank, step)));
            rest = beaten;
            rank += 1;
        }
        order
    }
}

fn beats(one: &CurveStep, other: &CurveStep) -> bool {
    let money = other.measure.cost.value().cmp(&one.measure.cost.value());
    let tonnes = one.measure.reduction.cmp(&other.measure.reduction);
    money != Ordering::Less
        && tonnes != Ordering::Less
        && (money, tonnes) != (Ordering::Equal, Ordering::Equal)
}

#[cfg(feature = "serde")]
crate::checked::read_checked!(
    CostCurve { basis: CurveBasis, measures: Vec<CurveMeasure> }
    |basis, measures| CostCurve::new(basis, measures)
);

/// The steps follow from the measures.
#[cfg(feature = "serde")]
impl serde::Serialize for CostCurve {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let measures: Vec<&CurveMeasure> = self.steps.iter().map(|step| &step.measure).collect();
        let mut curve = serializer.serialize_struct("CostCurve", 2)?;
        curve.serialize_field("basis", &self.basis)?;
        curve.serialize_field("measures", &measures)?;
        curve.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_measures_without_effect() {
        let basis = CurveBasis {
            baseline: String::new(),
            period: String::new(),
            perspective: Perspective::User,
            discounting: String::new(),
            attribution: String::new(),
        };
        let cost = Money::new(1, "DKK (2023)".parse().unwrap()).unwrap();
        let idle = CurveMeasure { name: "idle".into(), reduction: Exact::ZERO, cost };
        let error = CostCurve::new(basis.clone(), vec![idle]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected an attributed reduction above zero for `idle`, found 0; leave it out of the \
             curve"
        );
        let error = CostCurve::new(basis, Vec::new()).unwrap().at(Exact::ZERO).unwrap_err();
        assert_eq!(error.to_string(), "expected a target in t CO2e above zero, found 0");
    }
}
