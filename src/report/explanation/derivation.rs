use super::Explanation;
use crate::Language;
use crate::method::{Derivation, Step};
use crate::report::words::{emissions_text, value_text};
use crate::text::report as text;

/// The steps of a derivation and its sources.
///
/// # Examples
///
/// ```
/// use climate_account::{Language, Source, gas::{Emissions, Gas}, method::Derivation};
/// use climate_account::report::explain_derivation;
///
/// let source = Source::new("Samsø Kommune", "Måling", 2024, "side 2")?;
/// let derivation = Derivation::of_direct_entry(Emissions::from_tonnes(Gas::CO2, 3), &source);
/// let explanation = explain_derivation(&derivation, Language::Danish);
/// assert!(explanation.to_string().contains("3 t CO2"));
/// assert_eq!(explanation.sources(), [source]);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[must_use]
pub fn explain_derivation(derivation: &Derivation, language: Language) -> Explanation {
    let mut explanation = Explanation::new(
        language,
        format!(
            "{}: {}",
            text::EMISSIONS.in_language(language),
            emissions_text(&derivation.result, language)
        ),
    );
    explanation.remarks(derivation, language);
    explanation.steps(0, derivation, language);
    explanation
}

impl Explanation {
    /// What was assumed or fallen back to is said first, and once.
    pub(super) fn remarks(&mut self, derivation: &Derivation, language: Language) {
        let remarks = || derivation.steps.iter().flat_map(|step| &step.remarks);
        for (position, remark) in remarks().enumerate() {
            if remarks().take(position).any(|other| other == remark) {
                continue;
            }
            let words = remark.in_language(language);
            match remarks().filter(|other| *other == remark).count() {
                1 => self.remark(words),
                count => {
                    let times = text::TIMES.in_language(language);
                    self.remark(format!("{words} ({count} {times})"));
                }
            }
        }
    }

    /// The method, its steps and the result.
    pub(super) fn steps(&mut self, level: usize, derivation: &Derivation, language: Language) {
        let (method, heading) = (derivation.method, text::METHOD.in_language(language));
        self.line(level, format!("{heading}: {}, {}", method.name(language), method.equation()));
        self.line(level + 1, format!("({})", method.reference().in_language(language)));
        for (number, step) in (1..).zip(&derivation.steps) {
            let Step { what, value, source, .. } = step;
            let reference = source.as_ref().map(|source| self.cite(source)).unwrap_or_default();
            let what = what.in_language(language);
            self.step(level, number, format!("{what}: {}{reference}", value_text(value, language)));
        }
        let result = emissions_text(&derivation.result, language);
        self.line(level, format!("{}: {result}", text::EMISSIONS.in_language(language)));
    }
}
