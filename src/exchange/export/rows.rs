//! The lines of an account as rows of a framework, by place and year.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::lines::{Counted, montreal, too_long};
use super::placing::place;
use super::{ExportOptions, LeftOut};
use crate::account::{Account, Cell, Entry, MemoItem, NotationKeys, TextFacet};
use crate::error::Result;
use crate::gas::Emissions;
use crate::number::Exact;
use crate::sector::{Classification, SectorIndex};
use crate::text::exchange as text;
use crate::{Language, Title, Year};

/// What lies in one row.
#[derive(Debug, Default)]
pub(super) struct Row<'a> {
    pub(super) counted: Counted,
    /// The lines with a number, and the share of each that lies here.
    pub(super) numbers: Vec<(Entry<'a>, Exact)>,
    /// The lines with a notation key.
    pub(super) keys: Vec<(Entry<'a>, &'a NotationKeys)>,
}

impl<'a> Row<'a> {
    fn push(&mut self, entry: Entry<'a>, share: Exact, counted: &Counted) {
        match entry.activity().cell() {
            Cell::Keys(keys) => self.keys.push((entry, keys)),
            _ => {
                self.counted.add(counted);
                self.numbers.push((entry, share));
            }
        }
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = Entry<'a>> {
        let numbers = self.numbers.iter().map(|(entry, _)| *entry);
        numbers.chain(self.keys.iter().map(|(entry, _)| *entry))
    }

    /// The notation keys, each once; they stand for the row where it has no number.
    pub(super) fn notation(&self) -> String {
        joined(self.keys.iter().map(|(_, keys)| keys.to_string()))
    }

    /// The tonnes of CO2e, empty where no line has a number.
    pub(super) fn tonnes(&self) -> Result<String> {
        if self.numbers.is_empty() {
            return Ok(String::new());
        }
        Ok(self.counted.total()?.to_string())
    }

    /// What a reader has to know of the row: which lines, keys beside numbers, shares.
    pub(super) fn explanation(&self, language: Language) -> String {
        let mut parts = Vec::new();
        if self.numbers.is_empty() && self.keys.is_empty() {
            parts.push(text::NO_LINE.in_language(language).to_owned());
        }
        for (entry, share) in &self.numbers {
            if *share != Exact::ONE {
                let sector = entry.activity().sector();
                parts
                    .push(text::SHARE_OF.filled(language, &[("share", share), ("sector", sector)]));
            }
        }
        for (entry, keys) in self.keys.iter().filter(|_| !self.numbers.is_empty()) {
            let part = entry.activity().text(TextFacet::Path).map(ToString::to_string);
            let part = part.unwrap_or_else(|| entry.activity().sector().to_string());
            parts
                .push(text::NOT_IN_THE_NUMBER.filled(language, &[("part", &part), ("keys", keys)]));
        }
        parts.push(first_few(self.texts(TextFacet::Path).into_iter(), language));
        joined(parts.into_iter())
    }

    pub(super) fn texts(&self, facet: TextFacet) -> Vec<String> {
        let text = |entry: Entry<'a>| entry.activity().text(facet).map(ToString::to_string);
        self.numbers.iter().filter_map(|(entry, _)| text(*entry)).collect()
    }
}

/// Each text once, in order.
pub(super) fn joined(texts: impl Iterator<Item = String>) -> String {
    once(texts).join("; ")
}

/// The first texts, each once, and how many there are more: a cell is for reading.
pub(super) fn first_few(texts: impl Iterator<Item = String>, language: Language) -> String {
    const SHOWN: usize = 8;
    let mut texts = once(texts);
    let more = texts.len().saturating_sub(SHOWN);
    if more > 0 {
        texts.truncate(SHOWN);
        texts.push(text::AND_MORE.filled(language, &[("count", &more)]));
    }
    texts.join("; ")
}

fn once(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut known = HashSet::new();
    texts.filter(|text| !text.is_empty() && known.insert(text.clone())).collect()
}

/// The rows of one place and year.
#[derive(Debug, Default)]
pub(super) struct Sheet<'a> {
    pub(super) rows: BTreeMap<SectorIndex, Row<'a>>,
    pub(super) memo: BTreeMap<MemoItem, Row<'a>>,
}

pub(super) struct Collected<'a> {
    pub(super) sheets: BTreeMap<(&'a str, Year), Sheet<'a>>,
    pub(super) left_out: Vec<LeftOut>,
}

/// Puts the lines into the leaves of a classification.
pub(super) fn collect<'a>(
    account: &'a Account,
    to: &Arc<Classification>,
    options: &ExportOptions,
) -> Result<Collected<'a>> {
    let mut collected = Collected { sheets: BTreeMap::new(), left_out: Vec::new() };
    for entry in account.entries() {
        let emissions = entry.emissions();
        let beside = montreal(&emissions)?;
        match parts(entry, &emissions, to, options) {
            Ok(parts) => {
                let activity = entry.activity();
                let place = (activity.place(), activity.year());
                let sheet = collected.sheets.entry(place).or_default();
                for Part { sector, share, counted } in parts {
                    let row = match activity.memo_item() {
                        Some(item) => sheet.memo.entry(item).or_default(),
                        None => sheet.rows.entry(sector).or_default(),
                    };
                    row.push(entry, share, &counted);
                }
                if !beside.is_none() {
                    collected.left_out.push(LeftOut {
                        line: entry.line(),
                        why: text::MONTREAL_PROTOCOL.title(),
                        emissions: beside,
                    });
                }
            }
            Err(why) => {
                collected.left_out.push(LeftOut { line: entry.line(), why, emissions });
            }
        }
    }
    Ok(collected)
}

struct Part {
    sector: SectorIndex,
    share: Exact,
    counted: Counted,
}

fn parts(
    entry: Entry<'_>,
    emissions: &Emissions,
    to: &Arc<Classification>,
    options: &ExportOptions,
) -> Result<Vec<Part>, Title> {
    let (activity, set) = (entry.activity(), entry.account().profile().gwp_set());
    // A memo item stands beside the rows, wherever it comes from.
    let places = match activity.memo_item() {
        Some(_) => vec![(activity.sector().index(), Exact::ONE)],
        None => leaves(place(activity, to, options)?, to)?,
    };
    let part = |(sector, share)| {
        let counted = emissions.times(share).map_err(|_| too_long())?;
        Ok(Part { sector, share, counted: Counted::of(&counted, set)? })
    };
    places.into_iter().map(part).collect()
}

fn leaves(
    places: super::placing::Places,
    to: &Classification,
) -> Result<super::placing::Places, Title> {
    let above = places.iter().filter_map(|(sector, _)| to.at(*sector)).find(|at| !at.is_leaf());
    match above {
        None => Ok(places),
        Some(above) => {
            let (code, id) = (above.code(), to.id());
            Err(text::NO_ROW.with(&[("code", &code), ("classification", &id)]))
        }
    }
}
