//! Why one account differs from another, in words.

mod detail;
mod recalculation;

use std::collections::HashSet;

use super::explanation::{Depth, Explain, Explanation};
use super::words::{gas_text, set_text, tonnes_text};
use super::{mass_text, number_text};
use crate::Language;
use crate::account::{
    Cause, Comparison, Effect, Entry, Facet, GasChange, Label, LineChange, TextFacet, subject_title,
};
use crate::error::Result;
use crate::number::{Exact, ExactSum, Rounding, round_to_sum};
use crate::text::comparison as text;
use crate::text::{Fill, Text};
use detail::{in_a_line, process_text};

/// Lines on a page.
const LARGEST: usize = 10;

impl Explain for Comparison<'_> {
    /// What the total was and is, and the largest cause; the causes, sectors, rules and the largest
    /// lines with both sources; with everything, all lines and gases. Printed effects add up to the
    /// printed change.
    fn explanation(&self, language: Language, depth: Depth) -> Result<Explanation> {
        let writer = Writer::new(self, language);
        let mut explanation = Explanation::new(language, writer.sentence()?);
        if depth > Depth::Sentence {
            writer.page(&mut explanation, depth)?;
        }
        Ok(explanation)
    }
}

struct Writer<'c, 'a> {
    why: &'c Comparison<'a>,
    language: Language,
    with_place: bool,
    with_year: bool,
    /// The change as printed: the difference of the two printed totals.
    printed: Exact,
    /// Names that several lines have, so that the process has to tell them apart.
    shared: HashSet<String>,
}

impl<'c, 'a> Writer<'c, 'a> {
    fn new(why: &'c Comparison<'a>, language: Language) -> Writer<'c, 'a> {
        let entries = || why.lines().iter().filter_map(LineChange::either);
        let several = |differ: fn(&Entry<'_>, &Entry<'_>) -> bool| {
            entries().next().is_some_and(|first| entries().any(|entry| differ(first, entry)))
        };
        let printed = |tonnes: Exact| tonnes.round(Rounding::decimals(1)).unwrap_or(tonnes);
        let (old, new) = (printed(why.old_co2e().tonnes()), printed(why.new_co2e().tonnes()));
        let mut writer = Writer {
            why,
            language,
            with_place: several(|one, other| one.activity().place() != other.activity().place()),
            with_year: several(|one, other| one.activity().year() != other.activity().year())
                && why.old_title() == why.new_title(),
            printed: new.checked_sub(old).unwrap_or(why.change()),
            shared: HashSet::new(),
        };
        let mut known = HashSet::new();
        for line in why.lines() {
            let name = writer.short_name(line);
            if !known.insert(name.clone()) {
                writer.shared.insert(name);
            }
        }
        writer
    }

    fn say(&self, words: Text) -> &'static str {
        words.in_language(self.language)
    }

    fn fill(&self, words: Text, values: &[(&str, &dyn Fill)]) -> String {
        words.filled(self.language, values)
    }

    fn tonnes(&self, tonnes: Exact) -> String {
        tonnes_text(tonnes, self.language)
    }

    fn sentence(&self) -> Result<String> {
        let why = self.why;
        let (old, new) = (why.old_co2e().tonnes(), why.new_co2e().tonnes());
        let subject = why.subject().in_language(self.language).to_owned();
        let subject = if subject.is_empty() { subject } else { format!("{subject}: ") };
        // Of a total that is not above zero there is no share.
        let percent = if old.is_positive() {
            let share = self.printed.shifted(2).quotient(old, Rounding::significant(6))?;
            format!(" ({} %)", signed(number_text(share, 1, self.language)))
        } else {
            String::new()
        };
        let change = self.tonnes(self.printed.abs());
        let (old, new) = (self.tonnes(old), self.tonnes(new));
        let words = match (self.printed.is_negative(), why.is_of_two_places()) {
            _ if why.lines().is_empty() => text::STAYED,
            (true, false) => text::BECAME_LESS,
            (false, false) => text::BECAME_MORE,
            (true, true) => text::LESS_THAN,
            (false, true) => text::MORE_THAN,
        };
        let values: [(&str, &dyn Fill); 7] = [
            ("subject", &subject),
            ("old", &old),
            ("new", &new),
            ("old_title", &why.old_title()),
            ("new_title", &why.new_title()),
            ("change", &change),
            ("percent", &percent),
        ];
        Ok(self.fill(words, &values) + &self.mostly()?)
    }

    /// The largest cause, and the line where it is largest.
    fn mostly(&self) -> Result<String> {
        let effects = fitted_effects(&self.why.by_cause()?, self.printed)?;
        let Some(largest) = effects.first() else { return Ok(String::new()) };
        let of_cause = |line: &'c LineChange<'a>| {
            let effect = line.effects.iter().find(|effect| effect.cause == largest.cause)?;
            Some((line, effect.tonnes))
        };
        let lines = self.why.lines().iter().filter_map(of_cause);
        let same_way =
            lines.filter(|(_, tonnes)| tonnes.is_negative() == largest.tonnes.is_negative());
        let Some((line, tonnes)) = same_way.max_by(|one, other| {
            // The first of equals.
            one.1.abs().cmp(&other.1.abs()).then(core::cmp::Ordering::Greater)
        }) else {
            return Ok(String::new());
        };
        // Figures that a publisher reports have no cause to be named.
        let is_reported = effects.len() == 1 && largest.cause == Cause::Reported;
        if is_reported && let Some((sector, tonnes)) = self.sector_rows()?.into_iter().next() {
            let values: [(&str, &dyn Fill); 2] =
                [("line", &sector), ("line_tonnes", &signed(self.tonnes(tonnes)))];
            return Ok(self.fill(text::MOSTLY_LINE, &values));
        }
        let words = if is_reported { text::MOSTLY_LINE } else { text::MOSTLY };
        let values: [(&str, &dyn Fill); 4] = [
            ("cause", &largest.cause.title()),
            ("tonnes", &signed(self.tonnes(largest.tonnes))),
            ("line", &self.name(line)),
            ("line_tonnes", &signed(self.tonnes(tonnes))),
        ];
        Ok(self.fill(words, &values))
    }

    fn page(&self, explanation: &mut Explanation, depth: Depth) -> Result<()> {
        let causes = self.why.by_cause()?;
        self.remarks(explanation, &causes);
        if !causes.is_empty() {
            explanation.line(0, self.say(text::CAUSES));
            for effect in fitted_effects(&causes, self.printed)? {
                let title = effect.cause.title();
                self.row(explanation, 1, effect.tonnes, title.in_language(self.language));
            }
        }
        self.sectors(explanation)?;
        let gases = self.why.by_gas()?;
        if depth == Depth::Everything || gases.iter().filter(|gas| gas.gas.is_some()).count() > 1 {
            self.gases(explanation, &gases);
        }
        self.rules(explanation);
        self.lines(explanation, depth)?;
        let count = self.why.unchanged();
        explanation.line(0, self.fill(text::UNCHANGED, &[("count", &count)]));
        Ok(())
    }

    fn row(&self, explanation: &mut Explanation, level: usize, tonnes: Exact, words: &str) {
        explanation.line(level, format!("{} t  {words}", signed(self.tonnes(tonnes))));
    }

    /// What keeps the two from being compared number by number.
    fn remarks(&self, explanation: &mut Explanation, causes: &[Effect]) {
        let (old, new) = (self.why.old_co2e().gwp_set(), self.why.new_co2e().gwp_set());
        if old != new {
            let (old, new) = (set_text(old, self.language), set_text(new, self.language));
            explanation.remark(self.fill(text::TWO_SETS, &[("old", &old), ("new", &new)]));
        }
        if let Some(reported) = causes.iter().find(|effect| effect.cause == Cause::Reported) {
            let tonnes = signed(self.tonnes(reported.tonnes));
            explanation.remark(self.fill(text::CAUSE_NOT_KNOWN, &[("tonnes", &tonnes)]));
        }
        let by_key = |line: &&LineChange<'_>| {
            let is_key =
                |effect: &Effect| matches!(effect.cause, Cause::KeyToNumber | Cause::NumberToKey);
            line.effects.iter().any(is_key)
        };
        let count = self.why.lines().iter().filter(by_key).count();
        if count > 0 {
            explanation.remark(self.fill(text::LEFT_OUT, &[("count", &count)]));
        }
    }

    fn sectors(&self, explanation: &mut Explanation) -> Result<()> {
        let rows = self.sector_rows()?;
        if !rows.is_empty() {
            explanation.line(0, self.say(text::SECTORS));
        }
        for (name, tonnes) in rows {
            self.row(explanation, 1, tonnes, &name);
        }
        Ok(())
    }

    /// The sectors at the top of the tree, where there are several, and fewer than lines.
    fn sector_rows(&self) -> Result<Vec<(String, Exact)>> {
        let mut roots = self.why.by(&Facet::SectorAtDepth(0))?;
        if roots.len() < 2 {
            // A tree whose root is the total.
            roots = self.why.by(&Facet::SectorAtDepth(1))?;
        }
        if roots.len() < 2 || roots.len() >= self.why.lines().len() {
            return Ok(Vec::new());
        }
        let sizes: Vec<Exact> = roots.iter().map(|(_, tonnes)| *tonnes).collect();
        let sizes = fitted(&sizes, self.printed)?;
        let names = roots.iter().map(|(label, _)| match label {
            Label::Sector(sector) => {
                let title = sector.sector().map(|sector| sector.title().in_language(self.language));
                title.unwrap_or_default().to_owned()
            }
            other => other.to_string(),
        });
        Ok(names.zip(sizes).collect())
    }

    fn gases(&self, explanation: &mut Explanation, gases: &[GasChange]) {
        explanation.line(0, self.say(text::GASES));
        for row in gases {
            let name = match row.gas {
                Some(gas) => gas_text(gas, self.language),
                None => self.say(text::CO2E_OF_UNKNOWN_GASES).to_owned(),
            };
            let side = |mass: Exact, co2e: Exact| {
                let co2e = format!("{} t CO2e", self.tonnes(co2e));
                if row.gas.is_some() {
                    format!("{} ({co2e})", mass_text(mass.shifted(6), self.language))
                } else {
                    co2e
                }
            };
            let old = side(row.old_mass, row.old_co2e);
            let new = side(row.new_mass, row.new_co2e);
            let values: [(&str, &dyn Fill); 3] = [("gas", &name), ("old", &old), ("new", &new)];
            explanation.line(1, self.fill(text::GAS_CHANGED, &values));
        }
    }

    fn rules(&self, explanation: &mut Explanation) {
        let rules = self.why.rule_changes();
        if rules.is_empty() {
            return;
        }
        explanation.line(0, self.say(text::RULES));
        for rule in rules {
            explanation.line(1, self.changed(&rule.what, &rule.old, &rule.new));
        }
    }

    /// `what: old became new`, or once where both are the same.
    fn changed(&self, what: &dyn Fill, old: &dyn Fill, new: &dyn Fill) -> String {
        self.fill(text::CHANGED, &[("what", what), ("old", old), ("new", new)])
    }

    fn lines(&self, explanation: &mut Explanation, depth: Depth) -> Result<()> {
        let lines = self.why.lines();
        if lines.is_empty() {
            return Ok(());
        }
        // One line more takes no more room than to say that there is one.
        let is_long = depth == Depth::Page && lines.len() > LARGEST + 1;
        let shown = if is_long { LARGEST } else { usize::MAX };
        let heading = if lines.len() > shown { text::LINES } else { text::ALL_LINES };
        explanation.line(0, self.say(heading));
        let mut sizes = Vec::with_capacity(lines.len());
        for line in lines {
            sizes.push(line.change()?);
        }
        let sizes = fitted(&sizes, self.printed)?;
        for (line, tonnes) in lines.iter().zip(&sizes).take(shown) {
            self.line(explanation, line, *tonnes)?;
        }
        if let Some(rest) = sizes.get(shown..).filter(|rest| !rest.is_empty()) {
            let mut sum = Exact::ZERO;
            for tonnes in rest {
                sum = sum.checked_add(*tonnes)?;
            }
            let words = self.fill(text::SMALLER_CHANGES, &[("count", &rest.len())]);
            self.row(explanation, 1, sum, &words);
        }
        Ok(())
    }

    fn line(
        &self,
        explanation: &mut Explanation,
        line: &LineChange<'_>,
        tonnes: Exact,
    ) -> Result<()> {
        self.row(explanation, 1, tonnes, &self.name(line));
        let effects = fitted_effects(&line.effects, tonnes)?;
        for effect in &effects {
            let detail = self.detail(explanation, line, effect.cause);
            let title = self.say(in_a_line(effect.cause));
            let words =
                if detail.is_empty() { title.to_owned() } else { format!("{title}: {detail}") };
            if effects.len() > 1 {
                self.row(explanation, 2, effect.tonnes, &words);
            } else {
                explanation.line(2, words);
            }
        }
        if effects.is_empty() {
            let detail = self.without_effect(explanation, line);
            explanation.line(2, detail);
        }
        Ok(())
    }

    /// The short name, and the process where it alone tells lines apart.
    fn name(&self, line: &LineChange<'_>) -> String {
        let name = self.short_name(line);
        let process = line.either().and_then(|entry| entry.activity().text(TextFacet::Process));
        match process {
            Some(process) if self.shared.contains(&name) => {
                format!("{name}, {}", process_text(process, self.language))
            }
            _ => name,
        }
    }

    /// Sector, carrier and path, with place and year where they tell lines apart.
    fn short_name(&self, line: &LineChange<'_>) -> String {
        let Some(entry) = line.either() else { return String::new() };
        let activity = entry.activity();
        let mut parts = Vec::new();
        if self.with_place {
            parts.push(activity.place().to_owned());
        }
        if self.with_year {
            parts.push(activity.year().to_string());
        }
        parts.push(subject_title(activity).in_language(self.language).to_owned());
        parts.join(", ")
    }
}

fn fitted_effects(effects: &[Effect], printed: Exact) -> Result<Vec<Effect>> {
    let sizes: Vec<Exact> = effects.iter().map(|effect| effect.tonnes).collect();
    let sizes = fitted(&sizes, printed)?;
    let pairs = effects.iter().zip(sizes);
    Ok(pairs.map(|(effect, tonnes)| Effect { cause: effect.cause, tonnes }).collect())
}

/// Tonnes to one decimal that add up to what is printed as their sum.
fn fitted(tonnes: &[Exact], printed: Exact) -> Result<Vec<Exact>> {
    let mut rows = tonnes.to_vec();
    let sum = rows.iter().copied().collect::<ExactSum>().total()?;
    // The first of the largest takes what the sum was rounded by.
    let largest = rows.iter_mut().rev().max_by_key(|row| row.abs());
    if let Some(largest) = largest {
        *largest = largest.checked_add(printed.checked_sub(sum)?)?;
    }
    Ok(round_to_sum(&rows, 1)?.0)
}

/// A change with its sign, also where it is up.
fn signed(number: String) -> String {
    let is_plain =
        number.starts_with('-') || number.chars().all(|c| !c.is_ascii_digit() || c == '0');
    if is_plain { number } else { format!("+{number}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Title;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_printed_adds_up() {
        let rows = [exact("0.04"), exact("0.04"), exact("-0.33")];
        // 1.24 - 1.49 is -0.25, but 1.2 - 1.5 is -0.3.
        let printed = exact("-0.3");
        let rows = fitted(&rows, printed).unwrap();
        let sum = rows.iter().try_fold(Exact::ZERO, |sum, row| sum.checked_add(*row)).unwrap();
        assert_eq!(sum, printed);
        assert_eq!(fitted(&[], Exact::ZERO).unwrap(), []);
    }

    #[test]
    fn a_change_has_a_sign() {
        for (plain, with_sign) in [("1,5", "+1,5"), ("-1,5", "-1,5"), ("0,0", "0,0")] {
            assert_eq!(signed(plain.to_owned()), with_sign);
        }
    }

    #[test]
    fn titles_are_of_both_languages() {
        for cause in Cause::all() {
            let Title { da, en } = cause.title();
            assert!(!da.is_empty() && !en.is_empty() && da != en || cause == Cause::GwpSet);
        }
    }
}
