//! The emissions of a line in CO2e, by groups of gases.

use crate::Title;
use crate::error::Result;
use crate::gas::{Emissions, Gas, GwpSet, Memo};
use crate::number::{Exact, ExactSum};
use crate::text::exchange as text;

/// The groups, as the GPC reports them; what has no group is `other`, and CO2e that was reported
/// without its gases is `undivided`.
pub(super) const GROUPS: [&str; 9] =
    ["co2", "ch4", "n2o", "hfc", "pfc", "sf6", "nf3", "other", "undivided"];
const OTHER: usize = 7;
const UNDIVIDED: usize = 8;

/// Grams of CO2e by group, and of biogenic CO2.
#[derive(Debug, Default, Clone)]
pub(super) struct Counted {
    groups: [ExactSum; 9],
    biogenic: ExactSum,
}

impl Counted {
    /// The emissions in CO2e; the reason where the set cannot tell.
    pub(super) fn of(emissions: &Emissions, set: &GwpSet) -> Result<Counted, Title> {
        let mut counted = Counted::default();
        for (gas, grams) in emissions.masses() {
            match gas.memo() {
                Some(Memo::Biogenic) => counted.biogenic.add(grams),
                Some(Memo::MontrealProtocol) => {}
                None => {
                    let value = set.value(gas).map_err(|_| without_value(set, gas))?;
                    let product = grams.checked_mul(value).map_err(|_| too_long())?;
                    if let Some(group) = counted.groups.get_mut(group(gas)) {
                        group.add(product);
                    }
                }
            }
        }
        for co2e in emissions.reported() {
            if co2e.gwp_set() != set {
                let (found, set) = (co2e.gwp_set(), set.name());
                return Err(text::OTHER_GWP_SET.with(&[("found", found), ("set", &set)]));
            }
            if let Some(group) = counted.groups.get_mut(UNDIVIDED) {
                group.add(co2e.grams());
            }
        }
        Ok(counted)
    }

    pub(super) fn add(&mut self, other: &Counted) {
        for (sum, part) in self.groups.iter_mut().zip(&other.groups) {
            sum.merge(part);
        }
        self.biogenic.merge(&other.biogenic);
    }

    /// Tonnes by group, then their sum, then biogenic CO2.
    pub(super) fn tonnes(&self) -> Result<Vec<Exact>> {
        let mut all = ExactSum::new();
        let mut tonnes = Vec::with_capacity(GROUPS.len() + 2);
        for group in &self.groups {
            all.merge(group);
            tonnes.push(group.total()?.shifted(-6));
        }
        tonnes.push(all.total()?.shifted(-6));
        tonnes.push(self.biogenic.total()?.shifted(-6));
        Ok(tonnes)
    }

    /// Tonnes of CO2e.
    pub(super) fn total(&self) -> Result<Exact> {
        let mut all = ExactSum::new();
        self.groups.iter().for_each(|group| all.merge(group));
        Ok(all.total()?.shifted(-6))
    }
}

fn group(gas: Gas) -> usize {
    GROUPS.iter().position(|group| *group == gas.group()).unwrap_or(OTHER)
}

fn without_value(set: &GwpSet, gas: Gas) -> Title {
    text::NO_GWP.with(&[("set", set), ("gas", &gas)])
}

pub(super) fn too_long() -> Title {
    text::TOO_MANY_DIGITS.title()
}

/// The gases of the Montreal Protocol, which no framework counts.
pub(super) fn montreal(emissions: &Emissions) -> Result<Emissions> {
    emissions
        .masses()
        .filter(|(gas, _)| gas.memo() == Some(Memo::MontrealProtocol))
        .try_fold(Emissions::none(), |sum, (gas, grams)| {
            sum.and(&Emissions::from_grams(gas, grams))
        })
}

/// A CO2e column with its unit and GWP set.
pub(super) fn co2e_column(name: &str, set: &GwpSet) -> String {
    format!("{name} [t CO2e, {set}]")
}
