use core::cmp::Reverse;
use std::collections::HashMap;

use super::line::summary;
use super::{Depth, Explain, Explanation};
use crate::account::{
    Account, Cell, Entry, MemoItem, Total, TotalsRow, line_title, sector_title, subject_title,
};
use crate::error::Result;
use crate::gas::Memo;
use crate::number::{Exact, Rounding};
use crate::report::number_text;
use crate::report::words::{beside, emissions_text, label_text, set_text, tonnes_text};
use crate::text::report as text;
use crate::{Language, Title};

/// Lines and assumptions of a page.
const LARGEST: usize = 10;

impl Explain for Total {
    /// The total net and gross, its gases, what stands beside it, and whether it is complete.
    fn explanation(&self, language: Language, depth: Depth) -> Result<Explanation> {
        let heading = text::TOTAL_NET.in_language(language);
        let mut explanation = Explanation::new(language, sentence(heading, self, language)?);
        if depth > Depth::Sentence {
            explanation.total(self, language)?;
        }
        Ok(explanation)
    }
}

impl Explain for TotalsRow<'_, '_> {
    /// The total, the largest of its lines, and the assumptions that touch most of it; with
    /// everything, each line with its steps.
    fn explanation(&self, language: Language, depth: Depth) -> Result<Explanation> {
        let labels: Vec<String> = self.labels().map(|label| label_text(label, language)).collect();
        let entries: Vec<Entry<'_>> = self.entries().collect();
        of_lines(&labels.join(", "), &self.total(), &entries, language, depth)
    }
}

impl Explain for Account {
    /// The total of all lines, as that of a row.
    fn explanation(&self, language: Language, depth: Depth) -> Result<Explanation> {
        let entries: Vec<Entry<'_>> = self.entries().collect();
        of_lines(self.profile().name(), &self.total()?, &entries, language, depth)
    }
}

fn sentence(heading: &str, total: &Total, language: Language) -> Result<String> {
    let net = total.co2e()?;
    let tonnes = tonnes_text(net.tonnes(), language);
    Ok(format!("{heading}: {tonnes} t CO2e ({})", set_text(net.gwp_set(), language)))
}

/// A line that has a number, and how much it is.
struct Weighed<'e, 'a> {
    entry: &'e Entry<'a>,
    tonnes: Exact,
}

fn of_lines(
    heading: &str,
    total: &Total,
    entries: &[Entry<'_>],
    language: Language,
    depth: Depth,
) -> Result<Explanation> {
    let mut lines = Vec::new();
    for entry in entries {
        if !matches!(entry.activity().cell(), Cell::Keys(_)) {
            lines.push(Weighed { entry, tonnes: entry.co2e()?.tonnes() });
        }
    }
    // Stable: lines of one size stay in their order.
    lines.sort_by_key(|line| Reverse(line.tonnes.abs()));

    let mut first = sentence(heading, total, language)?;
    let counted = lines.iter().filter(|line| line.entry.activity().memo_item().is_none());
    let largest = counted.max_by(|one, other| one.tonnes.cmp(&other.tonnes));
    if let Some(largest) = largest.filter(|line| entries.len() > 1 && line.tonnes.is_positive()) {
        let gross = total.gross_co2e()?.tonnes();
        let share = largest.tonnes.shifted(2).quotient(gross, Rounding::significant(6))?;
        let values: [(&str, &dyn crate::text::Fill); 3] = [
            ("line", &sector_title(largest.entry.activity().sector())),
            ("tonnes", &tonnes_text(largest.tonnes, language)),
            ("share", &number_text(share, 0, language)),
        ];
        first += &format!("; {}", text::LARGEST_SOURCE.filled(language, &values));
    }
    let mut explanation = Explanation::new(language, first);
    if depth == Depth::Sentence {
        return Ok(explanation);
    }
    explanation.assumptions(&lines, language, depth)?;
    explanation.total(total, language)?;
    explanation.line(0, text::LINES.in_language(language));
    // A rest of one is the line itself.
    let is_page = depth == Depth::Page && lines.len() > LARGEST + 1;
    let shown = if is_page { LARGEST } else { usize::MAX };
    let whole = |entry: &Entry<'_>| {
        let activity = entry.activity();
        (activity.place().to_owned(), activity.year())
    };
    let is_one = entries.windows(2).all(|pair| whole(&pair[0]) == whole(&pair[1]));
    for line in lines.iter().take(shown) {
        let tonnes = tonnes_text(line.tonnes, language);
        if depth == Depth::Everything {
            explanation.line(1, summary(line.entry, language)?);
            explanation.entry(2, line.entry, language, depth)?;
        } else {
            let source = explanation.cite(line.entry.activity().source());
            let activity = line.entry.activity();
            let name = if is_one { subject_title(activity) } else { line_title(activity) };
            let name = name.in_language(language);
            explanation.line(1, format!("{tonnes} t  {name}{source}"));
        }
    }
    if let Some(rest) = lines.get(shown..).filter(|rest| !rest.is_empty()) {
        let mut sum = Exact::ZERO;
        for line in rest {
            sum = sum.checked_add(line.tonnes)?;
        }
        let words = text::SMALLER_LINES.filled(language, &[("count", &rest.len())]);
        explanation.line(1, format!("{} t  {words}", tonnes_text(sum, language)));
    }
    for entry in entries {
        if let Cell::Keys(_) = entry.activity().cell() {
            explanation.line(1, summary(entry, language)?);
        }
    }
    Ok(explanation)
}

impl Explanation {
    /// What was assumed or fallen back on, by the emissions that it touches.
    fn assumptions(
        &mut self,
        lines: &[Weighed<'_, '_>],
        language: Language,
        depth: Depth,
    ) -> Result<()> {
        let mut found: Vec<(Title, Exact, usize)> = Vec::new();
        let mut places: HashMap<Title, usize> = HashMap::new();
        for line in lines {
            let Some(derivation) = line.entry.derivation() else { continue };
            let mut own: Vec<Title> = Vec::new();
            for remark in derivation.steps.into_iter().flat_map(|step| step.remarks) {
                if !own.contains(&remark) {
                    own.push(remark);
                }
            }
            for remark in own {
                let place = *places.entry(remark.clone()).or_insert(found.len());
                if place == found.len() {
                    found.push((remark, Exact::ZERO, 0));
                }
                if let Some((_, touched, count)) = found.get_mut(place) {
                    *touched = touched.checked_add(line.tonnes.abs())?;
                    *count += 1;
                }
            }
        }
        found.sort_by_key(|assumption| Reverse(assumption.1));
        let is_page = depth == Depth::Page && found.len() > LARGEST + 1;
        let shown = if is_page { LARGEST } else { usize::MAX };
        for (remark, touched, count) in found.iter().take(shown) {
            let words = if *count == 1 { text::TOUCHES_ONE } else { text::TOUCHES };
            let tonnes = tonnes_text(*touched, language);
            self.remark(
                words
                    .filled(language, &[("remark", remark), ("tonnes", &tonnes), ("count", count)]),
            );
        }
        if found.len() > shown {
            let count = found.len() - shown;
            self.remark(text::SMALLER_ASSUMPTIONS.filled(language, &[("count", &count)]));
        }
        Ok(())
    }

    /// All of a total but its sentence.
    fn total(&mut self, total: &Total, language: Language) -> Result<()> {
        let (net, gross) = (total.co2e()?, total.gross_co2e()?);
        if !total.is_complete() {
            let count = total.missing().len();
            self.remark(text::INCOMPLETE.filled(language, &[("count", &count)]));
        }
        if gross != net {
            let heading = text::GROSS.in_language(language);
            self.line(0, format!("{heading}: {} t CO2e", tonnes_text(gross.tonnes(), language)));
        }
        if total.net().masses().next().is_some() || total.net().is_none() {
            let heading = text::GASES.in_language(language);
            self.line(0, format!("{heading}: {}", emissions_text(total.net(), language)));
        }
        let heading = text::BESIDE_THE_TOTAL.in_language(language);
        for memo in [Memo::Biogenic, Memo::MontrealProtocol] {
            let gases = total.memo_gases(memo);
            if !gases.is_none() {
                let (masses, why) = (emissions_text(&gases, language), beside(memo, language));
                self.line(0, format!("{heading}: {masses} ({why})"));
            }
        }
        for item in MemoItem::ALL {
            let emissions = total.memo_item(*item);
            if !emissions.is_none() {
                let (masses, why) = (emissions_text(&emissions, language), item.name(language));
                self.line(0, format!("{heading}: {masses} ({why})"));
            }
        }
        Ok(())
    }
}
