//! What a mass counts in either account.

use crate::error::Result;
use crate::gas::{Emissions, Gas, GwpSet};
use crate::number::{Exact, ExactSum, product};

const HALF: Exact = Exact::new(5, 1);

/// The GWP sets of the two accounts.
///
/// A gas that only one set knows, and a figure reported in CO2e of one set, can be in that account
/// alone. It counts what it counts there.
pub(super) struct Weights<'a> {
    pub(super) old: &'a GwpSet,
    pub(super) new: &'a GwpSet,
}

impl Weights<'_> {
    pub(super) fn by_old(&self, emissions: &Emissions) -> Result<Exact> {
        sum(emissions, |gas| Ok(self.old.value(gas).unwrap_or(Exact::ZERO)))
    }

    pub(super) fn by_new(&self, emissions: &Emissions) -> Result<Exact> {
        sum(emissions, |gas| Ok(self.new.value(gas).unwrap_or(Exact::ZERO)))
    }

    /// By the mean of the two sets.
    pub(super) fn by_mean(&self, emissions: &Emissions) -> Result<Exact> {
        sum(emissions, |gas| match (self.old.value(gas).ok(), self.new.value(gas).ok()) {
            (Some(old), Some(new)) if old == new => Ok(old),
            (Some(old), Some(new)) => old.checked_add(new)?.checked_mul(HALF),
            (old, new) => Ok(old.or(new).unwrap_or(Exact::ZERO)),
        })
    }

    /// The same masses under both sets: the mean of the old masses and the new ones.
    pub(super) fn of_the_set(&self, before: &Emissions, after: &Emissions) -> Result<Exact> {
        if self.old == self.new {
            return Ok(Exact::ZERO);
        }
        let mut sum = ExactSum::default();
        let both = before.clone().and(after)?;
        for (gas, grams) in both.masses().filter(|(gas, _)| gas.memo().is_none()) {
            if let (Some(old), Some(new)) = (self.old.value(gas).ok(), self.new.value(gas).ok()) {
                sum.add(product(product(grams, new.checked_sub(old)?)?, HALF)?);
            }
        }
        sum.total()
    }
}

fn sum(emissions: &Emissions, weight: impl Fn(Gas) -> Result<Exact>) -> Result<Exact> {
    let mut sum = ExactSum::default();
    for (gas, grams) in emissions.masses().filter(|(gas, _)| gas.memo().is_none()) {
        sum.add(product(grams, weight(gas)?)?);
    }
    for co2e in emissions.reported() {
        sum.add(co2e.grams());
    }
    sum.total()
}
