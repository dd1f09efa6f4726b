use super::{Depth, Explain, Explanation};
use crate::Language;
use crate::error::Result;
use crate::number::Exact;
use crate::report::number_text;
use crate::report::words::{gas_text, unit_text};
use crate::target::{Arrival, Boundary, Exhaustion, Gap, TotalKind};
use crate::text::report as text;

impl Explain for Gap {
    /// Whether the target is met, what is missing, and what is needed each year.
    fn explanation(&self, language: Language, depth: Depth) -> Result<Explanation> {
        let unit = unit_text(&self.unit, language);
        let amount = |value: Exact| number_text(value, 1, language);
        let percent = |share: Exact| format!("{} %", number_text(share.shifted(2), 1, language));
        let sentence = if self.is_met() { text::GAP_MET } else { text::GAP_OPEN };
        let sentence = sentence.filled(
            language,
            &[
                ("target", &self.target),
                ("year", &self.question.year),
                ("gap", &amount(self.gap.abs())),
                ("unit", &unit),
            ],
        );
        let mut explanation = Explanation::new(language, sentence);
        if depth == Depth::Sentence {
            return Ok(explanation);
        }
        explanation.line(0, counted(&self.boundary, language));
        let planned = [(text::GAP_DEMANDED, self.demanded), (text::GAP_PLANNED, self.planned)];
        for (what, value) in planned {
            let what = what.in_language(language);
            explanation.line(0, format!("{what}: {} {unit}", amount(value)));
        }
        if let (Some(demanded), Some(planned)) = (self.demanded_reduction, self.planned_reduction) {
            let values: [(&str, &dyn crate::text::Fill); 2] =
                [("demanded", &percent(demanded)), ("planned", &percent(planned))];
            explanation.line(0, text::GAP_REDUCTION.filled(language, &values));
        }
        if let Some(achieved) = self.achieved {
            let what = text::GAP_ACHIEVED.in_language(language);
            explanation.line(0, format!("{what}: {}", percent(achieved)));
        }
        if let Some(excess) = self.cumulative_excess {
            let what = text::GAP_EXCESS.in_language(language);
            explanation.line(0, format!("{what}: {} {unit}", amount(excess)));
        }
        if let Some(arrival) = self.arrival {
            explanation.line(0, arrival_text(arrival, language));
        }
        if let Some(exhaustion) = self.exhaustion {
            explanation.line(0, exhaustion_text(exhaustion, &unit, language));
        }
        if let Some(needed) = &self.needed {
            let what = text::NEEDED.filled(language, &[("year", &self.question.now)]);
            explanation.line(0, format!("{what}: {} {unit}", amount(needed.amount)));
            if let Some(rate) = needed.constant_rate {
                let rate = number_text(rate.shifted(2), 1, language);
                explanation.line(1, text::NEEDED_RATE.filled(language, &[("rate", &rate)]));
            }
        }
        Ok(explanation)
    }
}

/// What the target counts.
fn counted(boundary: &Boundary, language: Language) -> String {
    let kind = match boundary.total {
        TotalKind::Net => text::NET,
        TotalKind::Gross => text::GROSS_WORD,
    };
    let all = |words: Vec<String>, none: crate::text::Text| {
        if words.is_empty() { none.in_language(language).to_owned() } else { words.join(", ") }
    };
    let gases = boundary.gases.iter().map(|gas| gas_text(*gas, language)).collect();
    text::COUNTED.filled(
        language,
        &[
            ("kind", &kind),
            ("sectors", &all(boundary.sectors.clone(), text::ALL_SECTORS)),
            ("gases", &all(gases, text::ALL_GASES)),
            ("set", &boundary.gwp_set),
        ],
    )
}

fn arrival_text(arrival: Arrival, language: Language) -> String {
    match arrival {
        Arrival::At { late, .. } if late.is_positive() => {
            text::GAP_LATE.filled(language, &[("years", &number_text(late, 1, language))])
        }
        Arrival::At { time, .. } => text::GAP_EARLY.filled(language, &[("time", &year_text(time))]),
        Arrival::NotBy { last } => text::GAP_NEVER.filled(language, &[("year", &last)]),
    }
}

fn exhaustion_text(exhaustion: Exhaustion, unit: &str, language: Language) -> String {
    match exhaustion {
        Exhaustion::BeforeTheStart => text::BUDGET_USED_ALREADY.in_language(language).to_owned(),
        Exhaustion::At { time, .. } => {
            text::BUDGET_USED.filled(language, &[("time", &year_text(time))])
        }
        Exhaustion::NotBy { last, left } => text::BUDGET_LEFT.filled(
            language,
            &[("left", &number_text(left, 1, language)), ("unit", &unit), ("year", &last)],
        ),
    }
}

/// The calendar year that a time falls in: no reader counts decimals of a year.
fn year_text(time: Exact) -> String {
    let written = time.to_string();
    written.split('.').next().unwrap_or_default().to_owned()
}
