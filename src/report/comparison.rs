//! Why one account differs from another, in words.

use std::collections::HashSet;

use super::explanation::{Depth, Explain, Explanation, boundary_text};
use super::words::{
    amount_text, emissions_text, gas_text, plain_number, set_text, tonnes_text, unit_text,
    value_text,
};
use super::{mass_text, number_text};
use crate::Language;
use crate::account::subject_title;
use crate::account::{
    Cause, Cell, Comparison, Effect, Entry, Facet, GasChange, Label, LineChange, MethodChange,
    Recalculation, TextFacet,
};
use crate::error::Result;
use crate::factor::AppliedParameter;
use crate::gas::{Emissions, Gas};
use crate::method::{Derivation, ElectricityRule, Step};
use crate::number::{Exact, Rounding, round_to_sum};
use crate::text::comparison as text;
use crate::text::{Fill, Text};

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
        let percent = if old.is_zero() {
            String::new()
        } else {
            let share = self.printed.shifted(2).quotient(old.abs(), Rounding::significant(6))?;
            format!(" ({} %)", signed(number_text(share, 1, self.language)))
        };
        let change = self.tonnes(self.printed.abs());
        let (old, new) = (self.tonnes(old), self.tonnes(new));
        let words = match why.lines() {
            [] => text::STAYED,
            _ if self.printed.is_negative() => text::BECAME_LESS,
            _ => text::BECAME_MORE,
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
        let words = if effects.len() == 1 && largest.cause == Cause::Reported {
            text::MOSTLY_LINE
        } else {
            text::MOSTLY
        };
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
        let mut roots = self.why.by(&Facet::SectorAtDepth(0))?;
        if roots.len() < 2 {
            // A tree whose root is the total.
            roots = self.why.by(&Facet::SectorAtDepth(1))?;
        }
        if roots.len() < 2 || roots.len() >= self.why.lines().len() {
            return Ok(());
        }
        explanation.line(0, self.say(text::SECTORS));
        let sizes: Vec<Exact> = roots.iter().map(|(_, tonnes)| *tonnes).collect();
        let sizes = fitted(&sizes, self.printed)?;
        for ((label, _), tonnes) in roots.iter().zip(sizes) {
            let words = match label {
                Label::Sector(sector) => sector
                    .sector()
                    .map(|sector| sector.title().in_language(self.language).to_owned())
                    .unwrap_or_default(),
                other => other.to_string(),
            };
            self.row(explanation, 1, tonnes, &words);
        }
        Ok(())
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
        let shown = if depth == Depth::Page { LARGEST } else { usize::MAX };
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

    /// What the cause is in this line, with the sources of both sides.
    fn detail(&self, explanation: &mut Explanation, line: &LineChange<'_>, cause: Cause) -> String {
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
    fn without_effect(&self, explanation: &mut Explanation, line: &LineChange<'_>) -> String {
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
fn in_a_line(cause: Cause) -> Text {
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
fn process_text(id: &str, language: Language) -> String {
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

fn fitted_effects(effects: &[Effect], printed: Exact) -> Result<Vec<Effect>> {
    let sizes: Vec<Exact> = effects.iter().map(|effect| effect.tonnes).collect();
    let sizes = fitted(&sizes, printed)?;
    let pairs = effects.iter().zip(sizes);
    Ok(pairs.map(|(effect, tonnes)| Effect { cause: effect.cause, tonnes }).collect())
}

/// Tonnes to one decimal that add up to what is printed as their sum.
fn fitted(tonnes: &[Exact], printed: Exact) -> Result<Vec<Exact>> {
    let mut rows = tonnes.to_vec();
    let sum = rows.iter().copied().collect::<crate::number::ExactSum>().total()?;
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

impl Recalculation {
    /// What follows, and each cause held against the threshold.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let edition = |set: GwpSet| -> climate_account::Result<Account> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CH4_NON_FOSSIL, 100);
    /// #     let line = Activity::new("Samsø", Year::new(2018)?, "gpc:V.1".parse()?, emissions, &source);
    /// #     Account::compute([line], &Profile::new("Samsø", set), &FactorSet::new([]))
    /// # };
    /// use climate_account::Language;
    ///
    /// let (old, new) = (edition(GwpSet::ar4())?, edition(GwpSet::ar5())?);
    /// let why = climate_account::account::compare(&old, &new)?;
    /// let text = why.recalculation("0.05".parse()?)?.explain(Language::English);
    /// assert!(text.contains("GWP set: +300.0 t (12.0 %), over the threshold"), "{text}");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn explain(&self, language: Language) -> String {
        let percent = |share: Option<Exact>| match share {
            Some(share) => format!("{} %", number_text(share.shifted(2).abs(), 1, language)),
            None => text::NOT_STATED.in_language(language).to_owned(),
        };
        let threshold = plain_number(self.threshold.shifted(2), language);
        let mut lines = vec![
            self.what_to_do.in_language(language).to_owned(),
            text::THRESHOLD.filled(language, &[("percent", &threshold)]),
        ];
        for cause in &self.causes {
            let verdict = if cause.is_over { text::OVER } else { text::BELOW };
            lines.push(format!(
                "  {}: {} t ({}), {}",
                cause.cause.title().in_language(language),
                signed(tonnes_text(cause.tonnes, language)),
                percent(cause.share),
                verdict.in_language(language),
            ));
        }
        if self.causes.len() > 1 {
            let together = text::TOGETHER.in_language(language);
            lines.push(format!("  {together}: {}", percent(self.share_together)));
        }
        lines.join("\n") + "\n"
    }
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
