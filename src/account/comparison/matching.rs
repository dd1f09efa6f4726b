//! Which line of the one account is which of the other.

use std::collections::HashMap;
use std::hash::Hash;

use crate::account::{Cell, Entry, MemoItem, TextFacet};
use crate::gas::Gas;
use crate::number::Exact;
use crate::{SectorRef, Year};

/// Lines that are about the same thing, and those of either side that have no partner.
pub(super) struct Matching<'a> {
    pub(super) pairs: Vec<(Entry<'a>, Entry<'a>)>,
    pub(super) removed: Vec<Entry<'a>>,
    pub(super) added: Vec<Entry<'a>>,
}

/// What a line is about, as far as a round of matching asks.
#[derive(PartialEq, Eq, Hash)]
struct Subject<'a> {
    place: Option<&'a str>,
    year: Option<Year>,
    sector: &'a SectorRef,
    carrier: Option<&'a str>,
    process: Option<&'a str>,
    path: Option<&'a str>,
    memo: Option<MemoItem>,
}

/// What is in its cell: lines of other gases are about something else.
#[derive(PartialEq, Eq, Hash)]
enum Content {
    Amount,
    Keys,
    Gases(Vec<Gas>),
}

/// Place and year tell lines apart only where a side has several.
struct Within {
    place: bool,
    year: bool,
}

impl Within {
    fn of(old: &[Entry<'_>], new: &[Entry<'_>]) -> Within {
        let one_place = |side: &[Entry<'_>]| {
            side.windows(2).all(|pair| pair[0].activity().place() == pair[1].activity().place())
        };
        let one_year = |side: &[Entry<'_>]| {
            side.windows(2).all(|pair| pair[0].activity().year() == pair[1].activity().year())
        };
        Within {
            place: !(one_place(old) && one_place(new)),
            year: !(one_year(old) && one_year(new)),
        }
    }

    fn subject<'a>(&self, entry: &Entry<'a>) -> Subject<'a> {
        let activity = entry.activity();
        let text = |facet| activity.text(facet).map(|text| &**text);
        Subject {
            place: self.place.then(|| activity.place()),
            year: self.year.then(|| activity.year()),
            sector: activity.sector(),
            carrier: text(TextFacet::Carrier),
            process: text(TextFacet::Process),
            path: text(TextFacet::Path),
            memo: activity.memo_item(),
        }
    }
}

/// Round by round, the nearest first: the same number, the same kind of content, the same subject;
/// then another process, and at last a carrier that only one of the two states.
pub(super) fn matched<'a>(old: Vec<Entry<'a>>, new: Vec<Entry<'a>>) -> Matching<'a> {
    let within = Within::of(&old, &new);
    let mut rounds = Rounds { removed: old, added: new, pairs: Vec::new() };
    rounds.round(Several::InOrder, |entry| (within.subject(entry), size(entry)));
    rounds.round(Several::InOrder, |entry| (within.subject(entry), content(entry)));
    rounds.round(Several::InOrder, |entry| within.subject(entry));
    rounds.round(Several::Never, |entry| Subject { process: None, ..within.subject(entry) });
    rounds.one_carrier(|entry| Subject { process: None, carrier: None, ..within.subject(entry) });
    let Rounds { pairs, removed, added } = rounds;
    Matching { pairs, removed, added }
}

fn content(entry: &Entry<'_>) -> Content {
    match entry.activity().cell() {
        Cell::Amount(_) => Content::Amount,
        Cell::Keys(_) => Content::Keys,
        Cell::Emissions(_) | Cell::Calculated(_) => {
            Content::Gases(entry.emissions().masses().map(|(gas, _)| gas).collect())
        }
    }
}

type Size = (Vec<(Gas, Exact)>, Vec<Exact>);

fn size(entry: &Entry<'_>) -> Size {
    let emissions = entry.emissions();
    (emissions.masses().collect(), emissions.reported().map(crate::gas::Co2e::grams).collect())
}

/// What happens to lines of one key.
#[derive(Clone, Copy, PartialEq)]
enum Several {
    /// They are paired by size, whatever their order in the accounts.
    InOrder,
    /// They are left alone: which is which is not known.
    Never,
}

struct Rounds<'a> {
    pairs: Vec<(Entry<'a>, Entry<'a>)>,
    removed: Vec<Entry<'a>>,
    added: Vec<Entry<'a>>,
}

impl<'a> Rounds<'a> {
    fn round<K: Hash + Eq>(&mut self, several: Several, key: impl Fn(&Entry<'a>) -> K) {
        let (old, new) = (grouped(&self.removed, &key), grouped(&self.added, &key));
        let mut found = Vec::new();
        for (key, mut old) in old {
            let Some(mut new) = new.get(&key).cloned() else { continue };
            if old.len().max(new.len()) > 1 {
                if several == Several::Never {
                    continue;
                }
                by_size(&mut old);
                by_size(&mut new);
            }
            found.extend(old.into_iter().zip(new));
        }
        self.take(found);
    }

    /// A figure may be reported without a carrier in one year, and computed with one in the next.
    fn one_carrier<K: Hash + Eq>(&mut self, key: impl Fn(&Entry<'a>) -> K) {
        let carrier = |entry: &Entry<'_>| entry.activity().text(TextFacet::Carrier).is_some();
        let (old, new) = (grouped(&self.removed, &key), grouped(&self.added, &key));
        let mut found = Vec::new();
        for (key, old) in old {
            if let ([old], Some([new])) = (&old[..], new.get(&key).map(|new| &new[..]))
                && !(carrier(old) && carrier(new))
            {
                found.push((*old, *new));
            }
        }
        self.take(found);
    }

    fn take(&mut self, found: Vec<(Entry<'a>, Entry<'a>)>) {
        let is_taken =
            |side: &[usize], entry: &Entry<'_>| side.binary_search(&entry.line()).is_ok();
        let (mut old, mut new): (Vec<usize>, Vec<usize>) =
            found.iter().map(|(old, new)| (old.line(), new.line())).unzip();
        old.sort_unstable();
        new.sort_unstable();
        self.removed.retain(|entry| !is_taken(&old, entry));
        self.added.retain(|entry| !is_taken(&new, entry));
        self.pairs.extend(found);
    }
}

fn grouped<'a, K: Hash + Eq>(
    entries: &[Entry<'a>],
    key: impl Fn(&Entry<'a>) -> K,
) -> HashMap<K, Vec<Entry<'a>>> {
    let mut groups: HashMap<K, Vec<Entry<'a>>> = HashMap::new();
    for entry in entries {
        groups.entry(key(entry)).or_default().push(*entry);
    }
    groups
}

fn by_size(entries: &mut [Entry<'_>]) {
    let amount = |entry: &Entry<'_>| match entry.activity().cell() {
        Cell::Amount(amount) => Some((amount.value, amount.unit.to_string())),
        _ => None,
    };
    entries.sort_by_cached_key(|entry| (size(entry), amount(entry)));
}
