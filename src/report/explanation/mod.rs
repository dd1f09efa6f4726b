mod derivation;
mod factor;
mod gap;
mod line;
mod total;

use core::fmt;
use std::fmt::Write;

pub use derivation::explain_derivation;
pub(super) use factor::boundary_text;

use crate::error::Result;
use crate::text::report as text;
use crate::{Language, Source};

/// How much an explanation tells.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// use climate_account::{Language, report::{Depth, Explain}};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// # let emissions = Emissions::from_tonnes(Gas::CO2, 8_446);
/// # let line = Activity::new("Samsø", Year::new(2023)?, "gpc:I.1.1".parse()?, emissions, &source);
/// # let account = Account::compute([line], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
///
/// let entry = account.entry(0).unwrap();
/// let sentence = entry.explanation(Language::English, Depth::Sentence)?;
/// assert_eq!(sentence.to_string().lines().count(), 1);
/// assert!(entry.explanation(Language::English, Depth::Page)?.to_string().lines().count() > 5);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// The number in one sentence.
    Sentence,
    /// What a page holds: the largest parts, what was assumed, the steps of a single line.
    Page,
    /// Every line, step and property, down to the sources.
    Everything,
}

/// An explanation in one language: a sentence, what was assumed, the parts, and the sources by number.
///
/// It is written as text by `Display` and as Markdown by [`to_markdown`](Explanation::to_markdown);
/// other forms are made of its parts.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// use climate_account::{Language, report::{Depth, Explain}};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// # let emissions = Emissions::from_tonnes(Gas::CO2, 8_446);
/// # let line = Activity::new("Samsø", Year::new(2023)?, "gpc:I.1.1".parse()?, emissions, &source);
/// # let account = Account::compute([line], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
///
/// let explanation = account.entry(0).unwrap().explanation(Language::Danish, Depth::Page)?;
/// assert!(explanation.sentence().ends_with("8.446,0 t CO2e, som indberettet"));
/// assert_eq!(explanation.sources()[0].publisher(), "Samsø Kommune");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    language: Language,
    sentence: String,
    parts: Vec<Part>,
    sources: Vec<Source>,
}

/// A part of an explanation, in the order of reading.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// use climate_account::{Language, report::{Depth, Explain, Part}};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// # let emissions = Emissions::from_tonnes(Gas::CO2, 8_446);
/// # let line = Activity::new("Samsø", Year::new(2023)?, "gpc:I.1.1".parse()?, emissions, &source);
/// # let account = Account::compute([line], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
///
/// let explanation = account.entry(0).unwrap().explanation(Language::English, Depth::Page)?;
/// let steps = explanation.parts().iter().filter(|part| matches!(part, Part::Step { .. }));
/// assert_eq!(steps.count(), 1); // the emissions reported
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// What was assumed, filled or fallen back to.
    Remark(String),
    /// A line, indented by its level.
    Line {
        /// How deep it stands, from 0.
        level: usize,
        /// What it says.
        text: String,
    },
    /// A numbered step of a calculation.
    Step {
        /// How deep it stands, from 0.
        level: usize,
        /// Its number, from 1.
        number: usize,
        /// What it says.
        text: String,
    },
}

impl Explanation {
    pub(super) fn new(language: Language, sentence: String) -> Explanation {
        Explanation { language, sentence, parts: Vec::new(), sources: Vec::new() }
    }

    pub(super) fn remark(&mut self, words: impl Into<String>) {
        self.parts.push(Part::Remark(words.into()));
    }

    pub(super) fn line(&mut self, level: usize, text: impl Into<String>) {
        self.parts.push(Part::Line { level, text: text.into() });
    }

    pub(super) fn step(&mut self, level: usize, number: usize, text: impl Into<String>) {
        self.parts.push(Part::Step { level, number, text: text.into() });
    }

    /// The reference to a source, with a space before it.
    pub(super) fn cite(&mut self, source: &Source) -> String {
        let number = match self.sources.iter().position(|known| known == source) {
            Some(index) => index + 1,
            None => {
                self.sources.push(source.clone());
                self.sources.len()
            }
        };
        format!(" [{number}]")
    }

    /// The number in one sentence.
    ///
    /// # Examples
    ///
    /// See [`Explanation`]:
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, gas::GwpSet};
    /// use climate_account::{Language, report::{Depth, Explain}};
    /// # let account = Account::compute([], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    ///
    /// let explanation = account.total()?.explanation(Language::English, Depth::Sentence)?;
    /// assert_eq!(explanation.sentence(), "Total, net: 0.0 t CO2e (AR5 GWP100)");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn sentence(&self) -> &str {
        &self.sentence
    }

    /// What follows the sentence.
    ///
    /// # Examples
    ///
    /// See [`Part`]:
    ///
    /// ```
    /// # use climate_account::{Account, FactorSet, Profile, gas::GwpSet};
    /// use climate_account::{Language, report::{Depth, Explain}};
    /// # let account = Account::compute([], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    ///
    /// let explanation = account.total()?.explanation(Language::English, Depth::Sentence)?;
    /// assert!(explanation.parts().is_empty());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The sources, each once; `[1]` in the text is the first.
    ///
    /// # Examples
    ///
    /// See [`Explanation`]:
    ///
    /// ```
    /// # use climate_account::{Account, FactorSet, Profile, gas::GwpSet};
    /// use climate_account::{Language, report::{Depth, Explain}};
    /// # let account = Account::compute([], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    ///
    /// assert!(account.total()?.explanation(Language::English, Depth::Page)?.sources().is_empty());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The explanation as Markdown: remarks as a quotation, parts as lists, sources as a numbered list.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// use climate_account::{Language, report::{Depth, Explain}};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let emissions = Emissions::from_tonnes(Gas::CO2, 8_446);
    /// # let line = Activity::new("Samsø", Year::new(2023)?, "gpc:I.1.1".parse()?, emissions, &source);
    /// # let account = Account::compute([line], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    ///
    /// let entry = account.entry(0).unwrap();
    /// let text = entry.explanation(Language::English, Depth::Page)?.to_markdown();
    /// assert!(text.contains("\n  1. Reported emissions: 8,446 t CO2 [1]\n"), "{text}");
    /// assert!(text.contains("\n1. Samsø Kommune: Account (2024), table 1\n"), "{text}");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut written = format!("**{}**\n", escaped(&self.sentence));
        let mut last = None;
        for part in &self.parts {
            let kind = core::mem::discriminant(part);
            if last.is_none_or(|last| last != kind) && !matches!(part, Part::Step { .. }) {
                written.push('\n');
            }
            last = Some(kind);
            let _ = match part {
                Part::Remark(words) => writeln!(written, "> {}  ", escaped(words)),
                Part::Line { level, text } => {
                    writeln!(written, "{}- {}", "  ".repeat(*level), escaped(text))
                }
                Part::Step { level, number, text } => {
                    writeln!(written, "{}{number}. {}", "  ".repeat(level + 1), escaped(text))
                }
            };
        }
        if !self.sources.is_empty() {
            let _ = writeln!(written, "\n### {}\n", text::SOURCES.in_language(self.language));
        }
        for (number, source) in (1..).zip(&self.sources) {
            let _ = writeln!(written, "{number}. {}", escaped(&source_text(source)));
        }
        written
    }
}

impl Explanation {
    /// The explanation as HTML: paragraphs of the classes `sentence`, `remark`, `line` and `step`, with
    /// `level-1` and so on, and the sources as an ordered list.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// use climate_account::{Language, report::{Depth, Explain}};
    /// # let source = Source::new("Samsø Kommune", "Energy & transport", 2024, "table 1")?;
    /// # let emissions = Emissions::from_tonnes(Gas::CO2, 8_446);
    /// # let line = Activity::new("Samsø", Year::new(2023)?, "gpc:I.1.1".parse()?, emissions, &source);
    /// # let account = Account::compute([line], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    ///
    /// let page = account.entry(0).unwrap().explanation(Language::English, Depth::Page)?.to_html();
    /// assert!(page.contains("<p class=\"step level-1\">1. Reported emissions: 8,446 t CO2 [1]</p>\n"));
    /// assert!(page.contains("<li>Samsø Kommune: Energy &amp; transport (2024), table 1</li>\n"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn to_html(&self) -> String {
        let mut written = format!("<p class=\"sentence\">{}</p>\n", html(&self.sentence));
        for part in &self.parts {
            let _ = match part {
                Part::Remark(words) => {
                    writeln!(written, "<p class=\"remark\">{}</p>", html(words))
                }
                Part::Line { level, text } => {
                    writeln!(written, "<p class=\"line level-{level}\">{}</p>", html(text))
                }
                Part::Step { level, number, text } => writeln!(
                    written,
                    "<p class=\"step level-{}\">{number}. {}</p>",
                    level + 1,
                    html(text)
                ),
            };
        }
        if !self.sources.is_empty() {
            let heading = text::SOURCES.in_language(self.language);
            let _ = writeln!(written, "<p class=\"heading\">{heading}</p>\n<ol class=\"sources\">");
            for source in &self.sources {
                let _ = writeln!(written, "<li>{}</li>", html(&source_text(source)));
            }
            written.push_str("</ol>\n");
        }
        written
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.sentence)?;
        for part in &self.parts {
            match part {
                Part::Remark(words) => writeln!(f, "! {words}")?,
                Part::Line { level, text } => writeln!(f, "{}{text}", "  ".repeat(*level))?,
                Part::Step { level, number, text } => {
                    writeln!(f, "{}{number}. {text}", "  ".repeat(level + 1))?;
                }
            }
        }
        if !self.sources.is_empty() {
            writeln!(f, "{}", text::SOURCES.in_language(self.language))?;
        }
        for (number, source) in (1..).zip(&self.sources) {
            writeln!(f, "  [{number}] {}", source_text(source))?;
        }
        Ok(())
    }
}

fn source_text(source: &Source) -> String {
    match source.address() {
        Some(address) => format!("{source}, {address}"),
        None => source.to_string(),
    }
}

/// Text as HTML.
pub(in crate::report) fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Marks of Markdown as the letters that they are; text between backticks stays.
pub(in crate::report) fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut is_code = false;
    for letter in text.chars() {
        is_code ^= letter == '`';
        if !is_code && matches!(letter, '*' | '_' | '<' | '|' | '#') {
            written.push('\\');
        }
        written.push(letter);
    }
    written
}

/// Text that tells where a number comes from, in Danish or English.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// # let line = |code: &str, tonnes: i64| -> climate_account::Result<Activity> {
/// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
/// #     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, emissions, &source))
/// # };
/// # let (profile, factors) = (Profile::new("Samsø", GwpSet::ar5()), FactorSet::new([]));
/// use climate_account::{Language, report::Explain};
///
/// let lines = [line("gpc:I.1.1", 8_446)?, line("gpc:V.2", -17_820)?];
/// let total = Account::compute(lines, &profile, &factors)?.total()?;
/// assert_eq!(total.explain(Language::English)?, "\
/// Total, net: -9,374.0 t CO2e (AR5 GWP100)
/// Gross, without removals and credits: 8,446.0 t CO2e
/// Gases: -9,374 t CO2
/// ");
/// # Ok::<(), climate_account::Error>(())
/// ```
pub trait Explain {
    /// The explanation at a depth.
    ///
    /// # Examples
    ///
    /// See [`Depth`] and [`Explanation`]:
    ///
    /// ```
    /// # use climate_account::{Account, FactorSet, Profile, gas::GwpSet};
    /// use climate_account::{Language, report::{Depth, Explain}};
    /// # let account = Account::compute([], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    ///
    /// let text = account.total()?.explanation(Language::Danish, Depth::Page)?.to_string();
    /// assert_eq!(text, "I alt, netto: 0,0 t CO2e (AR5 GWP100)\nGasser: ingen\n");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Total::co2e`](crate::account::Total::co2e).
    fn explanation(&self, language: Language, depth: Depth) -> Result<Explanation>;

    /// The explanation on a page, as text.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let line = |code: &str, tonnes: i64| -> climate_account::Result<Activity> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
    /// #     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, emissions, &source))
    /// # };
    /// # let (profile, factors) = (Profile::new("Samsø", GwpSet::ar5()), FactorSet::new([]));
    /// use climate_account::{Language, report::Explain};
    ///
    /// let account = Account::compute([line("gpc:I.1.1", 8_446)?], &profile, &factors)?;
    /// let text = account.entry(0).unwrap().explain(Language::Danish)?;
    /// assert_eq!(
    ///     text.lines().next(),
    ///     Some("Samsø 2023, Boliger: brændsel brugt inden for grænsen (I.1.1): 8.446,0 t CO2e, som indberettet"),
    /// );
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`explanation`](Explain::explanation).
    fn explain(&self, language: Language) -> Result<String> {
        Ok(self.explanation(language, Depth::Page)?.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_markdown_stay_letters() {
        assert_eq!(escaped("a_b * c `d_e` <f>"), "a\\_b \\* c `d_e` \\<f>");
    }

    #[test]
    fn a_source_is_named_once() {
        let source = Source::new("Odder Kommune", "Bookkeeping", 2024, "sheet 2").unwrap();
        let mut explanation = Explanation::new(Language::English, "x".to_owned());
        assert_eq!(explanation.cite(&source), " [1]");
        assert_eq!(explanation.cite(&source), " [1]");
        explanation.remark("assumed");
        let text = explanation.to_string();
        assert_eq!(
            text,
            "x\n! assumed\nSources\n  [1] Odder Kommune: Bookkeeping (2024), sheet 2\n"
        );
    }
}
