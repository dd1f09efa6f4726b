//! A comparison as data.

use serde::{Serialize, Serializer, ser};

use super::{Comparison, Effect, GasChange, LineChange, MethodChange, RuleChange};
use crate::account::{Cell, Entry, MemoItem, NotationKeys, Selection, TextFacet};
use crate::gas::{Co2e, Emissions, GwpSet};
use crate::method::Method;
use crate::number::Exact;
use crate::{Amount, SectorRef, Source, Year};

#[derive(Serialize)]
struct Document<'a> {
    old: Side<'a>,
    new: Side<'a>,
    change_tonnes: Exact,
    causes: Vec<Effect>,
    gases: Vec<GasChange>,
    rules: Vec<RuleChange>,
    lines: Vec<Line<'a>>,
    unchanged_lines: usize,
}

#[derive(Serialize)]
struct Side<'a> {
    profile: &'a str,
    gwp_set: &'a GwpSet,
    factor_vintage: &'a str,
    factor_hash: String,
    net_tonnes: Exact,
}

#[derive(Serialize)]
struct Line<'a> {
    change_tonnes: Exact,
    effects: &'a [Effect],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    method_changes: &'a [MethodChange],
    old: Option<State<'a>>,
    new: Option<State<'a>>,
}

#[derive(Serialize)]
struct State<'a> {
    line: usize,
    place: &'a str,
    year: Year,
    sector: &'a SectorRef,
    #[serde(skip_serializing_if = "Option::is_none")]
    carrier: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    process: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    memo: Option<MemoItem>,
    #[serde(skip_serializing_if = "Option::is_none")]
    keys: Option<&'a NotationKeys>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<&'a Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<Method>,
    #[serde(skip_serializing_if = "Option::is_none")]
    factor: Option<Factor<'a>>,
    source: &'a Source,
    emissions: Emissions,
}

#[derive(Serialize)]
struct Factor<'a> {
    id: &'a str,
    layer: &'a str,
    per: &'a crate::Unit,
    emissions: &'a Emissions,
    source: &'a Source,
}

impl Serialize for Comparison<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let causes = self.by_cause().map_err(ser::Error::custom)?;
        let gases = self.by_gas().map_err(ser::Error::custom)?;
        let lines: crate::Result<Vec<Line<'_>>> = self.lines.iter().map(line).collect();
        Document {
            old: side(&self.old, &self.old_co2e),
            new: side(&self.new, &self.new_co2e),
            change_tonnes: self.change(),
            causes,
            gases,
            rules: self.rule_changes(),
            lines: lines.map_err(ser::Error::custom)?,
            unchanged_lines: self.unchanged,
        }
        .serialize(serializer)
    }
}

fn side<'a>(selection: &Selection<'a>, net: &Co2e) -> Side<'a> {
    let account = selection.account();
    Side {
        profile: account.profile().name(),
        gwp_set: account.profile().gwp_set(),
        factor_vintage: account.factor_vintage(),
        factor_hash: account.factor_hash().to_string(),
        net_tonnes: net.tonnes(),
    }
}

fn line<'a>(line: &'a LineChange<'_>) -> crate::Result<Line<'a>> {
    Ok(Line {
        change_tonnes: line.change()?,
        effects: &line.effects,
        method_changes: &line.method_changes,
        old: line.old.as_ref().map(state),
        new: line.new.as_ref().map(state),
    })
}

fn state<'a>(entry: &Entry<'a>) -> State<'a> {
    let activity = entry.activity();
    let text = |facet| activity.text(facet).map(|text| &**text);
    State {
        line: entry.line(),
        place: activity.place(),
        year: activity.year(),
        sector: activity.sector(),
        carrier: text(TextFacet::Carrier),
        process: text(TextFacet::Process),
        path: text(TextFacet::Path),
        memo: activity.memo_item(),
        keys: match activity.cell() {
            Cell::Keys(keys) => Some(keys),
            _ => None,
        },
        amount: match activity.cell() {
            Cell::Amount(amount) => Some(amount),
            _ => None,
        },
        method: entry.method(),
        factor: entry.factor().map(|found| Factor {
            id: found.factor().id(),
            layer: found.layer(),
            per: found.factor().per(),
            emissions: found.factor().emissions(),
            source: found.factor().source(),
        }),
        source: activity.source(),
        emissions: entry.emissions(),
    }
}
