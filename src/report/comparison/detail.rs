//! What changed in a line, with the sources of both sides.

use super::Writer;
use crate::Language;
use crate::account::{Cause, Cell, Entry, LineChange, MethodChange, TextFacet};
use crate::factor::AppliedParameter;
use crate::gas::{Emissions, Gas};
use crate::method::{Derivation, ElectricityRule, Step};
use crate::report::explanation::{Explanation, boundary_text};
use crate::report::words::{
    amount_text, emissions_text, gas_text, plain_number, unit_text, value_text,
};
use crate::text::comparison as text;
use crate::text::{Fill, Text};

impl Writer<'_, '_> {
    /// What the cause is in this line, with the sources of both sides.
    pub(super) fn detail(
        &self,
        explanation: &mut Explanation,
        line: &LineChange<'_>,
        cause: Cause,
    ) -> String {
        match (cause, &line.old, &line.new) {
            (Cause::Added, _, Some(entry)) | (Cause::Removed, Some(entry), _) => {
                self.content(explanation, entry)
            }
            (Cause::GwpSet, Some(old), Some(new)) => self.gwp_values(old, new),
            (Cause::Method, Some(old), Some(new)) => {
                let parts = line.method_changes.iter().map(|change| {
                    let side = |entry| self.method_side(entry, *change);
                    let what = change.title();
                    match (side(old), side(new)) {
                        (Some(old), Some(new)) if old != new => self.changed(&what, &old, &new),
                        _ => what.in_language(self.language).to_owned(),
                    }
                });
                let mut parts: Vec<String> = parts.collect();
                if let (Some(_), Some(_)) = (old.factor(), new.factor()) {
                    let old = self.factor(explanation, old);
                    parts.push(self.pair(&old, &self.factor(explanation, new)));
                }
                parts.join("; ")
            }
            (Cause::Factor, Some(old), Some(new)) => {
                let old = self.factor(explanation, old);
                self.pair(&old, &self.factor(explanation, new))
            }
            (Cause::Parameter, Some(old), Some(new)) => self.parameters(explanation, old, new),
            (Cause::Inputs, Some(old), Some(new)) => self.inputs(explanation, old, new),
            (_, Some(old), Some(new)) => {
                let old = self.content(explanation, old);
                self.pair(&old, &self.content(explanation, new))
            }
            _ => String::new(),
        }
    }

    fn pair(&self, old: &str, new: &str) -> String {
        self.fill(text::PAIR, &[("old", &old), ("new", &new)])
    }

    /// The gases of a line that count differently.
    fn gwp_values(&self, old: &Entry<'_>, new: &Entry<'_>) -> String {
        let (before, after) = (old.emissions(), new.emissions());
        let set = |entry: &Entry<'_>| entry.account().profile().gwp_set().clone();
        let (old, new) = (set(old), set(new));
        let mut gases: Vec<Gas> =
            before.masses().chain(after.masses()).map(|(gas, _)| gas).collect();
        gases.sort_unstable();
        gases.dedup();
        let values = gases.into_iter().filter_map(|gas| {
            let (from, to) = (old.value(gas).ok()?, new.value(gas).ok()?);
            let name = gas_text(gas, self.language);
            let number = |value| plain_number(value, self.language);
            (from != to && gas.memo().is_none()).then(|| {
                let (old, new) = (number(from), number(to));
                let values: [(&str, &dyn Fill); 3] = [("gas", &name), ("old", &old), ("new", &new)];
                self.fill(text::GWP_VALUE, &values)
            })
        });
        values.collect::<Vec<_>>().join("; ")
    }

    /// What stands in the cell, and where it is from.
    fn content(&self, explanation: &mut Explanation, entry: &Entry<'_>) -> String {
        let activity = entry.activity();
        let words = match activity.cell() {
            Cell::Amount(amount) => amount_text(amount, self.language),
            Cell::Emissions(_) | Cell::Calculated(_) => self.emissions(&entry.emissions()),
            Cell::Keys(keys) => {
                let meanings: Vec<&str> =
                    keys.keys().iter().map(|key| key.meaning(self.language)).collect();
                format!("{keys} ({})", meanings.join("; "))
            }
        };
        words + &explanation.cite(activity.source())
    }

    /// Masses; a figure in CO2e alone without its set, which is that of the account.
    fn emissions(&self, emissions: &Emissions) -> String {
        match emissions.reported().next() {
            Some(co2e) if emissions.masses().next().is_none() => {
                format!("{} t CO2e", self.tonnes(co2e.tonnes()))
            }
            _ => emissions_text(emissions, self.language),
        }
    }

    fn factor(&self, explanation: &mut Explanation, entry: &Entry<'_>) -> String {
        let Some(found) = entry.factor() else { return String::new() };
        let factor = found.factor();
        let per = crate::text::report::PER.in_language(self.language);
        let words = format!(
            "{} {per} {}",
            emissions_text(factor.emissions(), self.language),
            unit_text(factor.per(), self.language),
        );
        words + &explanation.cite(factor.source())
    }

    fn parameters(
        &self,
        explanation: &mut Explanation,
        old: &Entry<'_>,
        new: &Entry<'_>,
    ) -> String {
        let of = |entry: &Entry<'_>| -> Vec<AppliedParameter> {
            entry.factor().map(|found| found.conversion().parameters().to_vec()).unwrap_or_default()
        };
        let (old, new) = (of(old), of(new));
        let mut parts = Vec::new();
        for after in &new {
            let kind = after.parameter.kind();
            let Some(before) = old.iter().find(|known| known.parameter.kind() == kind) else {
                continue;
            };
            if before.parameter.amount() == after.parameter.amount() {
                continue;
            }
            let mut side = |applied: &AppliedParameter| {
                let words = amount_text(applied.parameter.amount(), self.language);
                words + &explanation.cite(applied.parameter.source())
            };
            let (before, after) = (side(before), side(after));
            parts.push(self.changed(&kind.title(), &before, &after));
        }
        parts.join("; ")
    }

    /// The steps of a calculation whose values differ.
    fn inputs(&self, explanation: &mut Explanation, old: &Entry<'_>, new: &Entry<'_>) -> String {
        let derivation = |entry: &Entry<'_>| match entry.activity().cell() {
            Cell::Calculated(derivation) => Some((**derivation).clone()),
            _ => None,
        };
        let (Some(old), Some(new)) = (derivation(old), derivation(new)) else {
            return String::new();
        };
        let mut parts = Vec::new();
        for (before, after) in inputs_that_differ(&old, &new) {
            let mut side = |step: &Step| {
                let reference = step.source.as_ref().map(|source| explanation.cite(source));
                value_text(&step.value, self.language) + &reference.unwrap_or_default()
            };
            let (from, to) = (side(before), side(after));
            parts.push(self.changed(&after.what, &from, &to));
        }
        parts.join("; ")
    }

    fn method_side(&self, entry: &Entry<'_>, change: MethodChange) -> Option<String> {
        let factor = || entry.factor().map(crate::factor::FactorMatch::factor);
        match change {
            MethodChange::Method => Some(entry.method()?.name(self.language).to_owned()),
            MethodChange::Rule => {
                let activity = entry.activity();
                let own = activity.text(TextFacet::Process).map(|process| &**process);
                let carrier = activity.text(TextFacet::Carrier)?;
                let process = own.or_else(|| entry.account().profile().process_rule(carrier))?;
                Some(process_text(process, self.language))
            }
            MethodChange::Boundary => {
                Some(self.say(boundary_text(factor()?.boundary()?)).to_owned())
            }
            MethodChange::Allocation => factor()?.allocation().map(str::to_owned),
            MethodChange::Basis => {
                let basis = entry.factor()?.conversion().assumed_basis()?;
                Some(
                    self.say(match basis {
                        crate::unit::CalorificBasis::Net => crate::text::report::NET,
                        crate::unit::CalorificBasis::Gross => crate::text::report::GROSS_WORD,
                    })
                    .to_owned(),
                )
            }
            MethodChange::Unit => match entry.activity().cell() {
                Cell::Amount(amount) => Some(unit_text(&amount.unit, self.language)),
                _ => None,
            },
        }
    }

    /// A line beside the total, or with other notation keys.
    pub(super) fn without_effect(
        &self,
        explanation: &mut Explanation,
        line: &LineChange<'_>,
    ) -> String {
        let item = line.either().and_then(|entry| entry.activity().memo_item());
        let words = match (&line.old, &line.new) {
            (Some(old), Some(new)) => {
                let old = self.content(explanation, old);
                self.pair(&old, &self.content(explanation, new))
            }
            (None, Some(entry)) => {
                let what = text::LINE_ADDED;
                let value = self.content(explanation, entry);
                self.fill(text::ONLY, &[("what", &what), ("value", &value)])
            }
            (Some(entry), None) => {
                let what = text::LINE_REMOVED;
                let value = self.content(explanation, entry);
                self.fill(text::ONLY, &[("what", &what), ("value", &value)])
            }
            (None, None) => String::new(),
        };
        match item {
            Some(item) => {
                format!("{} ({}): {words}", self.say(text::BESIDE), item.name(self.language))
            }
            None => words,
        }
    }
}

/// A cause as a single line says it.
pub(super) fn in_a_line(cause: Cause) -> Text {
    match cause {
        Cause::Activity => text::LINE_ACTIVITY,
        Cause::Parameter => text::LINE_PARAMETER,
        Cause::Factor => text::LINE_FACTOR,
        Cause::Inputs => text::LINE_INPUTS,
        Cause::Reported => text::LINE_REPORTED,
        Cause::GwpSet => text::GWP_SET,
        Cause::Added => text::LINE_ADDED,
        Cause::Removed => text::LINE_REMOVED,
        Cause::KeyToNumber | Cause::NumberToKey => text::LINE_KEY,
        Cause::Method => text::LINE_METHOD,
    }
}

/// A process or rule in words; one of the user's own as it is written.
pub(super) fn process_text(id: &str, language: Language) -> String {
    if let Some(words) = text::process(id) {
        return words.in_language(language).to_owned();
    }
    match ElectricityRule::ALL.into_iter().find(|rule| rule.id() == id) {
        Some(rule) => rule.name(language),
        None => id.to_owned(),
    }
}

/// The inputs of one calculation that differ: those with a source, or all steps where none has one.
fn inputs_that_differ<'d>(old: &'d Derivation, new: &'d Derivation) -> Vec<(&'d Step, &'d Step)> {
    let differ: Vec<(&Step, &Step)> = new
        .steps
        .iter()
        .filter_map(|after| {
            let before = old.steps.iter().find(|before| before.what == after.what)?;
            (before.value != after.value).then_some((before, after))
        })
        .collect();
    let sourced: Vec<(&Step, &Step)> =
        differ.iter().copied().filter(|(_, after)| after.source.is_some()).collect();
    if sourced.is_empty() { differ } else { sourced }
}
