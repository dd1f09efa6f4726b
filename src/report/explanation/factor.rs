use super::{Depth, Explain, Explanation};
use crate::Language;
use crate::error::Result;
use crate::factor::{Boundary, EmissionFactor, Evidence, FactorMatch, carrier_title};
use crate::gas::{Emissions, Gas};
use crate::method::SupplyFactor;
use crate::number::Rounding;
use crate::report::words::{emissions_text, gas_text, plain_number, unit_text};
use crate::text::{Text, report as text};

impl Explain for EmissionFactor {
    /// What it says, for what it holds, and where it is from.
    fn explanation(&self, language: Language, depth: Depth) -> Result<Explanation> {
        let mut explanation = Explanation::new(language, heading(self, language));
        if depth > Depth::Sentence {
            explanation.factor(0, self, language);
        }
        Ok(explanation)
    }
}

impl Explain for FactorMatch {
    /// The factor, and the layer that it was found in.
    fn explanation(&self, language: Language, depth: Depth) -> Result<Explanation> {
        let mut explanation = Explanation::new(language, heading(self.factor(), language));
        if depth > Depth::Sentence {
            explanation.factor(0, self.factor(), language);
            explanation.of(0, text::FROM_LAYER, self.layer(), language);
        }
        Ok(explanation)
    }
}

impl Explain for SupplyFactor {
    /// The factor of a network: all that it emits, own and bought, over what it delivers.
    fn explanation(&self, language: Language, depth: Depth) -> Result<Explanation> {
        let unit = "MWh".parse()?;
        let factor = emissions_text(&self.factor().in_unit(&unit)?, language);
        let sentence =
            text::NETWORK.filled(language, &[("name", &self.name()), ("factor", &factor)]);
        let mut explanation = Explanation::new(language, sentence);
        if depth == Depth::Sentence {
            return Ok(explanation);
        }
        if !self.cycle().is_empty() {
            let names = self.cycle().join(", ");
            explanation.remark(text::NETWORK_CYCLE.filled(language, &[("names", &names)]));
        }
        let emissions = emissions_text(self.emissions(), language);
        explanation.of(0, text::NETWORK_EMISSIONS, &emissions, language);
        let delivered = self.delivered().in_unit(&unit, Rounding::RESOLUTION)?;
        let delivered = plain_number(delivered, language);
        explanation.of(0, text::NETWORK_DELIVERED, &format!("{delivered} MWh"), language);
        Ok(explanation)
    }
}

fn heading(factor: &EmissionFactor, language: Language) -> String {
    text::FACTOR_HEADING.filled(
        language,
        &[
            ("id", &factor.id()),
            ("emissions", &emissions_text(factor.emissions(), language)),
            ("unit", &unit_text(factor.per(), language)),
        ],
    )
}

pub(in crate::report) fn boundary_text(boundary: Boundary) -> Text {
    match boundary {
        Boundary::Combustion => text::COMBUSTION,
        Boundary::Process => text::PROCESS,
        Boundary::AtPlant => text::AT_PLANT,
        Boundary::AtMeter => text::AT_METER,
        Boundary::LifeCycle => text::LIFE_CYCLE,
        Boundary::Removal => text::REMOVAL,
    }
}

fn evidence_text(evidence: Evidence) -> Text {
    match evidence {
        Evidence::Seen => text::SEEN,
        Evidence::SeenSecondary => text::SEEN_SECONDARY,
        Evidence::Derived => text::DERIVED,
    }
}

impl Explanation {
    fn of(&mut self, level: usize, what: Text, value: &str, language: Language) {
        self.line(level, format!("{}: {value}", what.in_language(language)));
    }

    /// The factor that a line took, under the line.
    pub(super) fn factor_match(&mut self, level: usize, found: &FactorMatch, language: Language) {
        self.line(level, heading(found.factor(), language));
        self.factor(level + 1, found.factor(), language);
        self.of(level + 1, text::FROM_LAYER, found.layer(), language);
    }

    /// All that is known of a factor.
    fn factor(&mut self, level: usize, factor: &EmissionFactor, language: Language) {
        let carrier = factor.carrier();
        let carrier = carrier_title(carrier).map_or(carrier, |title| title.in_language(language));
        let process = factor.process().map(|process| format!(", {process}")).unwrap_or_default();
        self.of(level, text::OF_CARRIER, &format!("{carrier}{process}"), language);
        if let Some(region) = factor.region() {
            self.of(level, text::REGION, region, language);
        }
        if let Some((first, last)) = factor.years() {
            let years = text::YEARS.filled(language, &[("first", &first), ("last", &last)]);
            self.of(level, text::VALID, &years, language);
        }
        if let Some(boundary) = factor.boundary() {
            let words = boundary_text(boundary).in_language(language);
            self.of(level, text::BOUNDARY, words, language);
        }
        if let Some(allocation) = factor.allocation() {
            self.of(level, text::ALLOCATION, allocation, language);
        }
        if let Some(tier) = factor.tier() {
            self.of(level, text::TIER, &tier.to_string(), language);
        }
        if let Some(share) = factor.biogenic_share() {
            self.of(level, text::BIOGENIC_SHARE, &plain_number(share, language), language);
        }
        if let Some(evidence) = factor.evidence() {
            let words = evidence_text(evidence).in_language(language);
            self.of(level, text::EVIDENCE, words, language);
        }
        self.uncertainty(level, factor, language);
        if let Some(note) = factor.note() {
            let note = crate::factor::note_title(note);
            self.of(level, text::NOTE, note.in_language(language), language);
        }
        let source = factor.source();
        let words = format!("{source}{}", self.cite(source));
        self.of(level, text::FACTOR_SOURCE, &words, language);
        if let Some(licence) = source.licence() {
            self.of(level, text::LICENCE, licence, language);
        }
    }

    fn uncertainty(&mut self, level: usize, factor: &EmissionFactor, language: Language) {
        let gases = |emissions: &Emissions| -> Vec<Option<Gas>> {
            let gases = emissions.masses().map(|(gas, _)| Some(gas));
            core::iter::once(None).chain(gases).collect()
        };
        for gas in gases(factor.emissions()) {
            if let Some(distribution) = factor.uncertainty(gas) {
                let name = gas.map(|gas| format!("{}, ", gas_text(gas, language)));
                let words = distribution.in_words(language);
                let words = format!("{}{words}", name.unwrap_or_default());
                self.of(level, text::UNCERTAINTY, &words, language);
            }
        }
    }
}
