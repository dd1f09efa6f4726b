//! The change of one line, divided among its causes.
//!
//! Everything is symmetric in old and new, by halves, which are exact:
//!
//! ```text
//! change of the masses    x mean of the two GWP sets
//! mean of the two masses  x change of the GWP set
//! ```
//!
//! and the change of the masses, with `E(a, i)` the masses of amount `a` under intensity `i`:
//!
//! ```text
//! activity   ((E(a1, i0) - E(a0, i0)) + (E(a1, i1) - E(a0, i1))) / 2
//! intensity  ((E(a0, i1) - E(a0, i0)) + (E(a1, i1) - E(a1, i0))) / 2
//! ```
//!
//! An intensity with another parameter and another factor is divided in the same way. What is divided
//! is a difference, so the parts add up to it whatever `E(a1, i0)` is rounded to.

use super::weights::Weights;
use super::{Cause, MethodChange};
use crate::account::{Cell, Entry, TextFacet};
use crate::error::Result;
use crate::factor::{AppliedParameter, FactorMatch};
use crate::gas::Emissions;
use crate::method::masses_of;
use crate::number::{Exact, ExactSum};
use crate::unit::Ratio;
use crate::{Amount, Unit};

const HALF: Exact = Exact::new(5, 1);

/// Grams of CO2e per cause, those of zero left out.
pub(super) type Parts = Vec<(Cause, Exact)>;

/// Effects of a pair of lines, and how their methods differ.
pub(super) fn of_pair(
    old: &Entry<'_>,
    new: &Entry<'_>,
    weights: &Weights<'_>,
) -> Result<(Parts, Vec<MethodChange>)> {
    let (before, after) = (old.emissions(), new.emissions());
    let whole = || Ok::<_, crate::Error>(vec![(Cause::Reported, minus(&after, &before)?)]);
    let changes = method_changes(old, new);
    let parts = match (old.activity().cell(), new.activity().cell()) {
        (Cell::Keys(_), Cell::Keys(_)) => return Ok((Vec::new(), Vec::new())),
        (Cell::Keys(_), _) => {
            let parts = vec![(Cause::KeyToNumber, weights.by_new(&after)?)];
            return Ok((without_zeros(parts), Vec::new()));
        }
        (_, Cell::Keys(_)) => {
            let parts = vec![(Cause::NumberToKey, -weights.by_old(&before)?)];
            return Ok((without_zeros(parts), Vec::new()));
        }
        (Cell::Amount(_), Cell::Amount(_)) => of_amounts(old, new, &changes)?,
        (Cell::Emissions(_), Cell::Emissions(_)) => whole()?,
        (Cell::Calculated(_), Cell::Calculated(_)) if changes.is_empty() => {
            vec![(Cause::Inputs, minus(&after, &before)?)]
        }
        _ => vec![(Cause::Method, minus(&after, &before)?)],
    };
    let mut effects = Vec::new();
    for (cause, masses) in parts {
        effects.push((cause, weights.by_mean(&masses)?));
    }
    effects.push((Cause::GwpSet, weights.of_the_set(&before, &after)?));
    let change = weights.by_new(&after)?.checked_sub(weights.by_old(&before)?)?;
    complete(change, &mut effects)?;
    Ok((without_zeros(effects), changes))
}

/// What a product beyond 38 digits was rounded by goes to the largest effect.
fn complete(change: Exact, effects: &mut Parts) -> Result<()> {
    let sum = effects.iter().map(|(_, grams)| *grams).collect::<ExactSum>().total()?;
    let rest = change.checked_sub(sum)?;
    if let Some((_, largest)) = effects.iter_mut().max_by_key(|(_, grams)| grams.abs()) {
        *largest = largest.checked_add(rest)?;
    }
    Ok(())
}

fn without_zeros(mut parts: Parts) -> Parts {
    parts.retain(|(_, grams)| !grams.is_zero());
    parts
}

fn minus(left: &Emissions, right: &Emissions) -> Result<Emissions> {
    left.clone().and(&right.times(-1)?)
}

fn method_changes(old: &Entry<'_>, new: &Entry<'_>) -> Vec<MethodChange> {
    let mut changes = Vec::new();
    if old.method() != new.method() {
        changes.push(MethodChange::Method);
    }
    let (Some(before), Some(after)) = (old.factor(), new.factor()) else { return changes };
    let (from, to) = (before.factor(), after.factor());
    if asked_process(old) != asked_process(new) {
        changes.push(MethodChange::Rule);
    }
    if from.boundary() != to.boundary() {
        changes.push(MethodChange::Boundary);
    }
    if from.allocation() != to.allocation() {
        changes.push(MethodChange::Allocation);
    }
    let (before, after) = (before.conversion(), after.conversion());
    if before.assumed_basis() != after.assumed_basis() {
        changes.push(MethodChange::Basis);
    }
    changes
}

/// What the line asks for, or else the profile.
fn asked_process<'a>(entry: &Entry<'a>) -> Option<&'a str> {
    let activity = entry.activity();
    let carrier = activity.text(TextFacet::Carrier)?;
    let own = activity.text(TextFacet::Process).map(|process| &**process);
    own.or_else(|| entry.account().profile().process_rule(carrier))
}

fn of_amounts(
    old: &Entry<'_>,
    new: &Entry<'_>,
    changes: &[MethodChange],
) -> Result<Vec<(Cause, Emissions)>> {
    let (before, after) = (old.emissions(), new.emissions());
    let sides = Side::of(old, before.clone()).zip(Side::of(new, after.clone()));
    let Some((old, new)) = sides else {
        return Ok(vec![(Cause::Method, minus(&after, &before)?)]);
    };
    // In other units, an amount is first brought to the unit of its factor.
    let way = Way::by_amounts(&old, &new).or_else(|| Way::by_factors(&old, &new));
    let Some(way) = way else {
        return Ok(vec![(Cause::Method, minus(&after, &before)?)]);
    };
    let new_amount_old_factor = way.new_amount(&new, &old)?;
    let old_amount_new_factor = way.old_amount(&old, &new)?;
    let by_activity =
        mean(&minus(&new_amount_old_factor, &before)?, &minus(&after, &old_amount_new_factor)?)?;
    let by_intensity =
        mean(&minus(&old_amount_new_factor, &before)?, &minus(&after, &new_amount_old_factor)?)?;
    let other_parameters = !same_parameters(old.found, new.found);
    let same_per = old.found.factor().per() == new.found.factor().per();
    let other_factor =
        !same_per || old.found.factor().emissions() != new.found.factor().emissions();
    if changes.is_empty() && other_parameters && other_factor && same_per && way.of_amounts {
        let by_parameter = way.by_parameter(&old, &new)?;
        let by_factor = minus(&by_intensity, &by_parameter)?;
        return Ok(vec![
            (Cause::Activity, by_activity),
            (Cause::Parameter, by_parameter),
            (Cause::Factor, by_factor),
        ]);
    }
    let cause = if !changes.is_empty() {
        Cause::Method
    } else if other_factor {
        Cause::Factor
    } else if other_parameters {
        Cause::Parameter
    } else {
        // The unit alone differs: what is left is a rounding, and belongs to the amount.
        Cause::Activity
    };
    if cause == Cause::Activity {
        return Ok(vec![(cause, minus(&after, &before)?)]);
    }
    Ok(vec![(Cause::Activity, by_activity), (cause, by_intensity)])
}

fn mean(left: &Emissions, right: &Emissions) -> Result<Emissions> {
    left.clone().and(right)?.times(HALF)
}

fn same_parameters(old: &FactorMatch, new: &FactorMatch) -> bool {
    let values = |found: &FactorMatch| -> Vec<(Amount, bool)> {
        let value =
            |applied: &AppliedParameter| (applied.parameter.amount().clone(), applied.divides);
        found.conversion().parameters().iter().map(value).collect()
    };
    values(old) == values(new)
}

/// Amount and factor of one side.
struct Side<'a> {
    amount: &'a Amount,
    found: &'a FactorMatch,
    masses: Emissions,
}

impl<'a> Side<'a> {
    fn of(entry: &Entry<'a>, masses: Emissions) -> Option<Side<'a>> {
        match (entry.activity().cell(), entry.factor()) {
            (Cell::Amount(amount), Some(found)) => Some(Side { amount, found, masses }),
            _ => None,
        }
    }

    fn ratio(&self) -> Ratio {
        self.found.conversion().ratio()
    }

    fn per(&self) -> &Unit {
        self.found.factor().per()
    }
}

/// How an amount of one side meets the factor of the other: amount times ratio is in its unit.
struct Way {
    new_to_old: Ratio,
    old_to_new: Ratio,
    of_amounts: bool,
}

impl Way {
    /// The amounts in each other's unit, then by the other's conversion.
    fn by_amounts(old: &Side<'_>, new: &Side<'_>) -> Option<Way> {
        let across = new.amount.unit.ratio_to(&old.amount.unit).ok()?;
        Some(Way {
            new_to_old: across.checked_mul(old.ratio())?,
            old_to_new: across.inverse()?.checked_mul(new.ratio())?,
            of_amounts: true,
        })
    }

    /// The amounts by their own conversions, such as litres by a calorific value, then in the unit of
    /// the other's factor.
    fn by_factors(old: &Side<'_>, new: &Side<'_>) -> Option<Way> {
        let across = new.per().ratio_to(old.per()).ok()?;
        Some(Way {
            new_to_old: new.ratio().checked_mul(across)?,
            old_to_new: old.ratio().checked_mul(across.inverse()?)?,
            of_amounts: false,
        })
    }

    fn new_amount(&self, new: &Side<'_>, old: &Side<'_>) -> Result<Emissions> {
        masses_of(new.amount.value, self.new_to_old, old.found.factor().emissions())
    }

    fn old_amount(&self, old: &Side<'_>, new: &Side<'_>) -> Result<Emissions> {
        masses_of(old.amount.value, self.old_to_new, new.found.factor().emissions())
    }

    /// The part of the change of the intensity that is due to parameters: with the old factor and
    /// with the new one, on the old amount and on the new one.
    fn by_parameter(&self, old: &Side<'_>, new: &Side<'_>) -> Result<Emissions> {
        let (from, to) = (old.found.factor().emissions(), new.found.factor().emissions());
        let on_old = mean(
            &minus(&masses_of(old.amount.value, self.old_to_new, from)?, &old.masses)?,
            &minus(
                &masses_of(old.amount.value, self.old_to_new, to)?,
                &masses_of(old.amount.value, old.ratio(), to)?,
            )?,
        )?;
        let on_new = mean(
            &minus(
                &masses_of(new.amount.value, new.ratio(), from)?,
                &masses_of(new.amount.value, self.new_to_old, from)?,
            )?,
            &minus(&new.masses, &masses_of(new.amount.value, self.new_to_old, to)?)?,
        )?;
        mean(&on_old, &on_new)
    }
}
