//! From a line to its emissions, remembering the factors that were found.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use super::problem::AccountProblem;
use super::{Activity, Cell, Profile, TextFacet};
use crate::error::{Error, Result};
use crate::factor::{FactorMatch, FactorQuery, FactorSet};
use crate::gas::Emissions;
use crate::method::{converted, direct_entry};
use crate::{Amount, Unit, Year};

/// Questions are remembered by identity up to this many; lines whose texts are not shared would
/// fill the memory otherwise.
const REMEMBERED: usize = 65_536;

pub(crate) struct Calculator<'a> {
    profile: &'a Profile,
    factors: &'a FactorSet,
    by_content: HashMap<Question, Arc<FactorMatch>>,
    /// Texts of lines that were read together are shared: equal addresses are equal texts. The
    /// question is kept so that its addresses stay taken.
    by_identity: HashMap<Identity, (Question, Arc<FactorMatch>), BuildHasherDefault<Mix>>,
}

/// Carrier, process, place, factor id, year and unit: what a look-up depends on.
type Question = (Arc<str>, Option<Arc<str>>, Arc<str>, Option<Arc<str>>, Year, Unit);

type Identity = (usize, usize, usize, usize, usize, Year);

impl<'a> Calculator<'a> {
    pub(crate) fn new(profile: &'a Profile, factors: &'a FactorSet) -> Calculator<'a> {
        let (by_content, by_identity) = (HashMap::new(), HashMap::default());
        Calculator { profile, factors, by_content, by_identity }
    }

    pub(super) fn calculate(
        &mut self,
        activity: &Activity,
    ) -> Result<(Emissions, Option<Arc<FactorMatch>>)> {
        match activity.cell() {
            Cell::Keys(_) => Ok((Emissions::none(), None)),
            Cell::Emissions(emissions) => Ok((direct_entry(emissions.clone()), None)),
            Cell::Calculated(derivation) => Ok((derivation.result.clone(), None)),
            Cell::Amount(amount) => {
                let found = self.factor(activity, amount)?;
                let emissions = converted(amount, found.factor(), found.conversion())?;
                Ok((emissions, Some(found)))
            }
        }
    }

    pub(crate) fn factor(
        &mut self,
        activity: &Activity,
        amount: &Amount,
    ) -> Result<Arc<FactorMatch>> {
        let Some(carrier) = activity.text(TextFacet::Carrier) else {
            return Err(Error::new(AccountProblem::MissingCarrier {
                line: activity.label(),
                amount: amount.to_string(),
            }));
        };
        let (process, id) = (activity.text(TextFacet::Process), activity.text(TextFacet::FactorId));
        let place = activity.place_name();
        let address = |text: &Arc<str>| Arc::as_ptr(text).addr();
        let identity = (
            address(carrier),
            process.map_or(0, address),
            address(place),
            id.map_or(0, address),
            amount.unit.address(),
            activity.year(),
        );
        if let Some((_, found)) = self.by_identity.get(&identity) {
            return Ok(Arc::clone(found));
        }
        let question = (
            Arc::clone(carrier),
            process.cloned(),
            Arc::clone(place),
            id.cloned(),
            activity.year(),
            amount.unit.clone(),
        );
        let found = match self.by_content.get(&question) {
            Some(found) => Arc::clone(found),
            None => {
                let found = Arc::new(self.look_up(&question)?);
                self.by_content.insert(question.clone(), Arc::clone(&found));
                found
            }
        };
        if self.by_identity.len() < REMEMBERED {
            self.by_identity.insert(identity, (question, Arc::clone(&found)));
        }
        Ok(found)
    }

    fn look_up(&self, question: &Question) -> Result<FactorMatch> {
        let (carrier, process, place, id, year, unit) = question;
        let mut query = FactorQuery::new(carrier, unit, *year)
            .region(place)
            .allow_earlier_years(self.profile.earlier_years());
        for region in self.profile.regions() {
            query = query.region(region);
        }
        if let Some(process) = process.as_deref().or(self.profile.process_rule(carrier)) {
            query = query.process(process);
        }
        if let Some(id) = id {
            query = query.id(id);
        }
        if let Some(basis) = self.profile.basis() {
            query = query.calorific_basis(basis);
        }
        self.factors.find(&query)
    }
}

/// A hasher for addresses, which nobody outside can choose.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u16(&mut self, value: u16) {
        self.write_u64(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Source;
    use crate::factor::{EmissionFactor, FactorLayer};
    use crate::gas::{Gas, GwpSet};

    #[test]
    fn equal_texts_at_different_addresses_are_one_question() {
        let source = Source::new("a", "b", 2024, "c").unwrap();
        let factor = |place: &str, kilograms| {
            let emissions = Emissions::from_kilograms(Gas::CO2, kilograms);
            EmissionFactor::new(place, "heat", "GJ".parse().unwrap(), emissions, source.clone())
                .unwrap()
                .with_region(place)
        };
        let layer = FactorLayer::new("own", "1", [factor("Odder", 8), factor("Samsø", 2)]).unwrap();
        let (set, profile) = (FactorSet::new([layer]), Profile::new("p", GwpSet::ar5()));
        let mut calculator = Calculator::new(&profile, &set);
        for (place, kilograms) in [("Odder", 8), ("Samsø", 2), ("Odder", 8), ("Samsø", 2)] {
            // A line that is dropped at once leaves its addresses to the next one.
            let amount: Amount = "1 GJ".parse().unwrap();
            let year = Year::new(2023).unwrap();
            let line = Activity::new(place, year, "gpc:I.1.2".parse().unwrap(), amount, &source)
                .carrier("heat");
            let (emissions, _) = calculator.calculate(&line).unwrap();
            assert_eq!(emissions.kilograms(Gas::CO2), kilograms.into(), "{place}");
        }
        assert_eq!(calculator.by_content.len(), 2);
    }
}
