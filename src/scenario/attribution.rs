use super::problem::ScenarioProblem;
use super::sampled_orders::sampled;
use crate::error::{Error, Result};
use crate::number::{Exact, ExactSum, Rounding};

/// Measures whose every package is tried: 2^20 evaluations.
const LIMIT: usize = 20;

/// How the effect of a package is divided among its measures.
///
/// | rule | adds up to the package | does not depend on an order |
/// |---|---|---|
/// | `Alone`, `LastIn` | no | yes |
/// | `Sequential` | yes | no |
/// | `AloneScaled`, `LastInScaled` | yes | yes, but takes from measures that overlap with none |
/// | `Shapley`, `ShapleyOfGroups` | yes | yes |
/// | `ShapleySampled` | yes | yes, within its standard errors |
///
/// # Examples
///
/// ```
/// use climate_account::scenario::{AttributionRule, attribute};
///
/// // Two measures that do the same (50), and an unrelated one (10).
/// let reduction = |package: &[bool]| {
///     let heat = if package[0] || package[1] { 50 } else { 0 };
///     Ok((heat + if package[2] { 10 } else { 0 }).into())
/// };
/// let by = |rule| attribute(3, &rule, reduction).map(|result| result.effects);
/// assert_eq!(by(AttributionRule::Alone)?, [50.into(), 50.into(), 10.into()]);
/// assert_eq!(by(AttributionRule::LastIn)?, [0.into(), 0.into(), 10.into()]);
/// assert_eq!(by(AttributionRule::Sequential(vec![0, 1, 2]))?, [50.into(), 0.into(), 10.into()]);
/// assert_eq!(by(AttributionRule::Shapley)?, [25.into(), 25.into(), 10.into()]);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum AttributionRule {
    /// What each does by itself.
    Alone,
    /// What would be lost without each.
    LastIn,
    /// What each adds to those before it, in an order of measures numbered from 0.
    Sequential(Vec<usize>),
    /// `Alone`, scaled to the package.
    AloneScaled,
    /// `LastIn`, scaled to the package.
    LastInScaled,
    /// The mean of what each adds, over all orders.
    Shapley,
    /// The same over the orders in which the measures of a group follow each other (Owen value): a
    /// measure cannot gain by being listed in parts.
    ShapleyOfGroups(Vec<Vec<usize>>),
    /// The mean over orders that are drawn, for more measures than can be tried in every package; each
    /// measure gets a standard error. Same seed, same digits.
    ShapleySampled {
        /// What the orders are drawn from.
        seed: u64,
        /// How many are drawn, at least 2; each is taken forwards and backwards.
        pairs: u32,
    },
}

/// The effect of a package, and of each measure in it.
///
/// # Examples
///
/// ```
/// use climate_account::scenario::Attribution;
///
/// let effects = vec![300.into(), 200.into()];
/// let alone = Attribution { package: 440.into(), effects, standard_errors: None };
/// assert_eq!(alone.interaction()?, (-60).into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Attribution {
    /// What all measures do together.
    pub package: Exact,
    /// What is attributed to each, in their order.
    pub effects: Vec<Exact>,
    /// The standard error of each, where orders were drawn.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub standard_errors: Option<Vec<Exact>>,
}

impl Attribution {
    /// What the package does beyond the effects that are attributed; zero for the rules that add up.
    ///
    /// # Examples
    ///
    /// See [`Attribution`]:
    ///
    /// ```
    /// use climate_account::scenario::Attribution;
    ///
    /// let effects = vec![270.into(), 170.into()];
    /// let shapley = Attribution { package: 440.into(), effects, standard_errors: None };
    /// assert_eq!(shapley.interaction()?, 0.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn interaction(&self) -> Result<Exact> {
        self.package.checked_sub(total(&self.effects)?)
    }

    /// Effects that were rounded, with what is missing to the package added to the largest.
    pub(super) fn adding_up(package: Exact, mut effects: Vec<Exact>) -> Result<Attribution> {
        let missing = package.checked_sub(total(&effects)?)?;
        if let Some(largest) = effects.iter_mut().max_by_key(|effect| effect.abs()) {
            *largest = largest.checked_add(missing)?;
        }
        Ok(Attribution { package, effects, standard_errors: None })
    }
}

pub(super) fn total(effects: &[Exact]) -> Result<Exact> {
    effects.iter().copied().collect::<ExactSum>().total()
}

/// Divides the effect of a package of measures among them.
///
/// `effect` evaluates a package: which of the measures are in it, and what they do together. The
/// package of none has to have no effect.
///
/// Shapley values try every package, for at most 20 measures:
///
/// ```text
/// phi_i = sum over packages S without i:  |S|! (n - |S| - 1)! / n! x ( v(S and i) - v(S) )
/// ```
///
/// For more, [`AttributionRule::ShapleySampled`] takes the mean over drawn orders. A drawn order and the
/// same backwards make one independent value `x`, and the standard error is `s(x) / sqrt(pairs)`:
///
/// ```
/// use climate_account::scenario::{AttributionRule, attribute};
///
/// // Sixty measures: any ten of them do all that there is to do.
/// let reduction = |package: &[bool]| {
///     let taken = package.iter().filter(|taken| **taken).count();
///     Ok((i64::try_from(taken).unwrap_or_default().min(10) * 600).into())
/// };
/// let shares = attribute(60, &AttributionRule::ShapleySampled { seed: 1, pairs: 500 }, reduction)?;
/// assert_eq!(shares.interaction()?, 0.into());
/// for (effect, error) in shares.effects.iter().zip(shares.standard_errors.unwrap_or_default()) {
///     let off = effect.checked_sub(100.into())?.abs(); // all are equal
///     assert!(off <= error.checked_mul(5.into())?);
///     assert!(error < 10.into());
/// }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// Effects that do not terminate are rounded at
/// [`Rounding::RESOLUTION`](crate::number::Rounding::RESOLUTION), and what is left goes to the largest,
/// so that they add up to the package exactly.
///
/// # Examples
///
/// See [`AttributionRule`]:
///
/// ```
/// use climate_account::scenario::{AttributionRule, attribute};
///
/// // Electric cars and a cleaner grid help each other.
/// let reduction = |package: &[bool]| match package {
///     [true, false] => "19".parse(),
///     [false, true] => "30".parse(),
///     [true, true] => "53.5".parse(),
///     _ => "0".parse(),
/// };
/// let shares = attribute(2, &AttributionRule::Shapley, reduction)?;
/// assert_eq!(shares.effects, ["21.25".parse()?, "32.25".parse()?]);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for too many measures, an order or groups that do
/// not name each measure once, and less than two pairs of orders; [`ScalingUndefined`](crate::ErrorKind::ScalingUndefined) where the
/// effects to be scaled cancel; those of `effect`.
pub fn attribute(
    measures: usize,
    rule: &AttributionRule,
    mut effect: impl FnMut(&[bool]) -> Result<Exact>,
) -> Result<Attribution> {
    let mut all = vec![true; measures];
    let package = effect(&all)?;
    let mut without = |measure: usize, effect: &mut dyn FnMut(&[bool]) -> Result<Exact>| {
        all[measure] = false;
        let rest = effect(&all);
        all[measure] = true;
        package.checked_sub(rest?)
    };
    let alone = |measure: usize, effect: &mut dyn FnMut(&[bool]) -> Result<Exact>| {
        let mut one = vec![false; measures];
        one[measure] = true;
        effect(&one)
    };
    match rule {
        AttributionRule::Alone | AttributionRule::AloneScaled => {
            let effects = (0..measures).map(|measure| alone(measure, &mut effect));
            let effects = effects.collect::<Result<Vec<_>>>()?;
            scaled(package, effects, *rule == AttributionRule::AloneScaled)
        }
        AttributionRule::LastIn | AttributionRule::LastInScaled => {
            let effects = (0..measures).map(|measure| without(measure, &mut effect));
            let effects = effects.collect::<Result<Vec<_>>>()?;
            scaled(package, effects, *rule == AttributionRule::LastInScaled)
        }
        AttributionRule::Sequential(order) => {
            check_each_once(measures, order)?;
            let mut taken = vec![false; measures];
            let mut effects = vec![Exact::ZERO; measures];
            let mut before = effect(&taken)?;
            for &measure in order {
                taken[measure] = true;
                let after = effect(&taken)?;
                effects[measure] = after.checked_sub(before)?;
                before = after;
            }
            Ok(Attribution { package, effects, standard_errors: None })
        }
        AttributionRule::Shapley => {
            let groups: Vec<Vec<usize>> = (0..measures).map(|measure| vec![measure]).collect();
            shapley(package, measures, &groups, &mut effect)
        }
        AttributionRule::ShapleyOfGroups(groups) => {
            check_each_once(measures, &groups.concat())?;
            shapley(package, measures, groups, &mut effect)
        }
        AttributionRule::ShapleySampled { seed, pairs } => {
            sampled(package, measures, (*seed, *pairs), &mut effect)
        }
    }
}

fn scaled(package: Exact, effects: Vec<Exact>, scale: bool) -> Result<Attribution> {
    if !scale {
        return Ok(Attribution { package, effects, standard_errors: None });
    }
    let sum = total(&effects)?;
    if sum.is_zero() {
        if package.is_zero() {
            return Ok(Attribution { package, effects, standard_errors: None });
        }
        return Err(Error::new(ScenarioProblem::Scaling { package: package.to_string() }));
    }
    let effects = effects
        .into_iter()
        .map(|effect| effect.checked_mul(package)?.quotient(sum, Rounding::RESOLUTION))
        .collect::<Result<_>>()?;
    Attribution::adding_up(package, effects)
}

fn check_each_once(count: usize, order: &[usize]) -> Result<()> {
    let mut sorted = order.to_vec();
    sorted.sort_unstable();
    if sorted.iter().copied().eq(0..count) {
        return Ok(());
    }
    Err(Error::new(ScenarioProblem::Order { count, found: format!("{order:?}") }))
}

/// Groups of one measure each make the Shapley value.
fn shapley(
    package: Exact,
    measures: usize,
    groups: &[Vec<usize>],
    effect: &mut dyn FnMut(&[bool]) -> Result<Exact>,
) -> Result<Attribution> {
    let largest = groups.iter().map(Vec::len).max().unwrap_or(0);
    if groups.len() > LIMIT || largest > LIMIT {
        let found = measures.max(largest);
        return Err(Error::new(ScenarioProblem::TooManyMeasures { limit: LIMIT, found }));
    }
    // Packages that differ in whole groups and in part of one, each evaluated once.
    let mut sums = vec![ExactSum::new(); measures];
    let denominator = factorial(groups.len())?;
    let outer_weights = weights(groups.len())?;
    for (index, group) in groups.iter().enumerate() {
        let others: Vec<&Vec<usize>> = groups
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != index)
            .map(|(_, g)| g)
            .collect();
        let inner = factorial(group.len())?;
        let inner_weights = weights(group.len())?;
        for outside in 0_u32..1 << others.len() {
            let mut taken = vec![false; measures];
            for (bit, other) in others.iter().enumerate() {
                if outside >> bit & 1 == 1 {
                    other.iter().for_each(|&measure| taken[measure] = true);
                }
            }
            let outer = at(&outer_weights, outside.count_ones());
            let values = (0_u32..1 << group.len()).map(|inside| {
                let mut taken = taken.clone();
                for (bit, &measure) in group.iter().enumerate() {
                    taken[measure] = inside >> bit & 1 == 1;
                }
                effect(&taken)
            });
            let values = values.collect::<Result<Vec<_>>>()?;
            for (bit, &measure) in group.iter().enumerate() {
                for (inside, before) in values.iter().enumerate().filter(|(s, _)| s >> bit & 1 == 0)
                {
                    let after = values.get(inside | 1 << bit).copied().unwrap_or_default();
                    let orders = at(&inner_weights, inside.count_ones());
                    let added = after.checked_sub(*before)?;
                    let product = added.checked_mul(outer)?.checked_mul(orders)?;
                    sums[measure].add(product);
                }
            }
        }
        for &measure in group {
            let sum = sums[measure].clone().total()?;
            let mean = sum.quotient(denominator.checked_mul(inner)?, Rounding::RESOLUTION)?;
            sums[measure] = [mean].into_iter().collect();
        }
    }
    let effects = sums.into_iter().map(|sum| sum.total()).collect::<Result<_>>()?;
    Attribution::adding_up(package, effects)
}

/// The orders of `count` in which a given one follows a given set, by the size of the set.
fn weights(count: usize) -> Result<Vec<Exact>> {
    let weight = |before| factorial(before)?.checked_mul(factorial(count - before - 1)?);
    (0..count).map(weight).collect()
}

fn at(weights: &[Exact], size: u32) -> Exact {
    weights.get(size as usize).copied().unwrap_or_default()
}

fn factorial(count: usize) -> Result<Exact> {
    let mut factors = (1..=u32::try_from(count).unwrap_or(u32::MAX)).map(Exact::from);
    factors.try_fold(Exact::ONE, Exact::checked_mul)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[allow(clippy::unnecessary_wraps)]
    fn none(_: &[bool]) -> Result<Exact> {
        Ok(Exact::ZERO)
    }

    #[test]
    fn says_what_cannot_be_attributed() {
        let error = attribute(2, &AttributionRule::Sequential(vec![0, 0]), none).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected each of 2 measures once in the order or the groups, found [0, 0]; number them \
             from 0"
        );
        let error = attribute(21, &AttributionRule::Shapley, none).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected at most 20 measures to try every package of, found 21; attribute share \
             measures in closed form, group measures, or draw orders"
        );
        let rule = AttributionRule::ShapleySampled { seed: 1, pairs: 1 };
        let error = attribute(2, &rule, none).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected at least 2 pairs of orders to tell a standard error by, found 1; draw a hundred \
             or more"
        );
        let cancel = |package: &[bool]| {
            Ok(match package {
                [true, false] => 30.into(),
                [false, true] => Exact::from(-30),
                [true, true] => 20.into(),
                _ => Exact::ZERO,
            })
        };
        let error = attribute(2, &AttributionRule::AloneScaled, cancel).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ScalingUndefined);
        assert_eq!(
            error.to_string(),
            "expected effects that do not cancel to scale to the package, found a sum of zero for a \
             package of 20; take another rule"
        );
    }

    #[test]
    fn groups_come_before_members() {
        // Three measures that do the same: as one group of two against one, each side has half.
        let any = |package: &[bool]| Ok(if package.contains(&true) { 12 } else { 0 }.into());
        let groups = AttributionRule::ShapleyOfGroups(vec![vec![0, 1], vec![2]]);
        let effects = attribute(3, &groups, any).unwrap().effects;
        assert_eq!(effects, [3.into(), 3.into(), 6.into()]);
        assert_eq!(attribute(3, &AttributionRule::Shapley, any).unwrap().effects, [4.into(); 3]);
    }
}
