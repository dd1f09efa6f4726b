use super::{Depth, Explain, Explanation};
use crate::Language;
use crate::account::{Cell, Entry, sector_title};
use crate::error::Result;
use crate::factor::carrier_title;
use crate::gas::{Emissions, GwpSet};
use crate::report::number_text::all_digits;
use crate::report::words::{amount_text, beside, emissions_text, gas_text, tonnes_text, unit_text};
use crate::report::{mass_text, number_text};
use crate::text::report as text;

impl Explain for Entry<'_> {
    /// The number in one sentence, how it came to be step by step, and the sources; with everything,
    /// what is known of its factor.
    fn explanation(&self, language: Language, depth: Depth) -> Result<Explanation> {
        let mut explanation = Explanation::new(language, summary(self, language)?);
        if depth > Depth::Sentence {
            explanation.entry(0, self, language, depth)?;
        }
        Ok(explanation)
    }
}

impl Explanation {
    /// All of a line but its sentence.
    pub(super) fn entry(
        &mut self,
        level: usize,
        entry: &Entry<'_>,
        language: Language,
        depth: Depth,
    ) -> Result<()> {
        let activity = entry.activity();
        if matches!(activity.cell(), Cell::Keys(_)) {
            return Ok(());
        }
        if let Some(item) = activity.memo_item() {
            let why = item.name(language);
            self.remark(text::OUTSIDE_THE_TOTAL.filled(language, &[("why", &why)]));
        }
        if let Some(derivation) = entry.derivation() {
            if level == 0 {
                self.remarks(&derivation, language);
            }
            self.steps(level, &derivation, language);
        }
        if let Some(found) = entry.factor().filter(|_| depth == Depth::Everything) {
            self.factor_match(level, found, language);
        }
        let set = entry.account().profile().gwp_set();
        self.co2e(level, &entry.emissions(), set, language)
    }

    /// Mass times GWP, gas by gas.
    fn co2e(
        &mut self,
        level: usize,
        emissions: &Emissions,
        set: &GwpSet,
        language: Language,
    ) -> Result<()> {
        if emissions.masses().next().is_none() {
            return Ok(());
        }
        let (counted, _) = emissions.clone().split(|gas| gas.memo().is_none());
        let total = number_text(counted.to_co2e(set)?.tonnes(), 3, language);
        let heading = text::IN_CO2E.in_language(language);
        self.line(level, format!("{heading}: {total} t CO2e ({set})"));
        for (gas, grams) in emissions.masses() {
            let mass = format!("{} {}", mass_text(grams, language), gas_text(gas, language));
            if let Some(memo) = gas.memo() {
                self.line(level + 1, format!("{mass}: {}", beside(memo, language)));
                continue;
            }
            let value = set.value(gas)?;
            let reference = set.source(gas).map(|source| self.cite(source)).unwrap_or_default();
            let product = mass_text(grams.checked_mul(value)?, language);
            let value = all_digits(value, language);
            self.line(level + 1, format!("{mass} x {value} = {product} CO2e{reference}"));
        }
        Ok(())
    }
}

/// Place, year, and the title of the sector.
fn name(entry: &Entry<'_>, language: Language) -> String {
    let activity = entry.activity();
    let sector = sector_title(activity.sector());
    format!("{} {}, {}", activity.place(), activity.year(), sector.in_language(language))
}

/// The number in one sentence: what it is and what it is made of.
pub(super) fn summary(entry: &Entry<'_>, language: Language) -> Result<String> {
    let name = name(entry, language);
    if let Cell::Keys(keys) = entry.activity().cell() {
        let meanings: Vec<&str> = keys.keys().iter().map(|key| key.meaning(language)).collect();
        return Ok(format!("{name}: {keys} ({})", meanings.join("; ")));
    }
    let total = tonnes_text(entry.co2e()?.tonnes(), language);
    let made_of = match (entry.activity().cell(), entry.factor()) {
        (Cell::Amount(amount), Some(found)) => {
            let carrier = found.factor().carrier();
            let carrier =
                carrier_title(carrier).map_or(carrier, |title| title.in_language(language));
            format!(
                " = {} {} x {} {} {}",
                amount_text(amount, language),
                carrier.to_lowercase(),
                emissions_text(found.factor().emissions(), language),
                text::PER.in_language(language),
                unit_text(found.factor().per(), language),
            )
        }
        (Cell::Calculated(derivation), _) => {
            let method = derivation.method.name(language);
            format!(", {}", text::BY_THE_METHOD.filled(language, &[("method", &method)]))
        }
        _ => format!(", {}", text::AS_REPORTED.in_language(language)),
    };
    Ok(format!("{name}: {total} t CO2e{made_of}"))
}
