//! Which sectors of another classification a line belongs to.

use std::sync::Arc;

use super::ExportOptions;
use crate::account::{Activity, Cell};
use crate::number::Exact;
use crate::sector::{Classification, Crosswalk, Mapping, Sector, SectorIndex};
use crate::text::exchange as text;
use crate::{SectorRef, Title};

/// A sector and the share of the line that belongs to it; a notation key has no parts, so that each
/// of its sectors gets the whole.
pub(super) type Places = Vec<(SectorIndex, Exact)>;

/// The places of a line in a classification, or why there is none.
pub(super) fn place(
    activity: &Activity,
    to: &Arc<Classification>,
    options: &ExportOptions,
) -> Result<Places, Title> {
    if let Some(own) = activity.sector_in(to.id()).filter(|own| own.classification() == to) {
        return Ok(vec![(own.index(), Exact::ONE)]);
    }
    let undivided = matches!(activity.cell(), Cell::Keys(_));
    let gpc = Classification::gpc();
    let whole = |sector: &SectorRef| vec![(sector.index(), Exact::ONE)];
    let starts = [Some(activity.sector()), activity.sector_in(gpc.id())];
    for start in starts.into_iter().flatten() {
        if let Some(way) = options.way(start.classification(), to.id()) {
            return follow(way, whole(start), undivided);
        }
    }
    let from = activity.sector();
    let first = options.way(from.classification(), gpc.id());
    match (first, options.way(gpc, to.id())) {
        (Some(first), Some(second)) => {
            follow(second, follow(first, whole(from), undivided)?, undivided)
        }
        _ => {
            let (from, to) = (from.classification().id(), to.id());
            Err(text::NO_CROSSWALK.with(&[("from", &from), ("to", &to)]))
        }
    }
}

fn follow(way: &Crosswalk, places: Places, undivided: bool) -> Result<Places, Title> {
    let mut found = Places::new();
    for (sector, share) in places {
        let code = way.from().at(sector).map_or("", Sector::code);
        match way.map(sector) {
            Ok(Mapping::One(target)) => found.push((target, share)),
            Ok(Mapping::Undivided(targets)) if undivided => {
                found.extend(targets.iter().map(|target| (*target, share)));
            }
            Ok(Mapping::Shares(shares)) if undivided => {
                found.extend(shares.iter().map(|(target, _)| (*target, share)));
            }
            Ok(Mapping::Shares(shares)) => {
                for &(target, part) in shares {
                    let part = part
                        .checked_mul(share)
                        .map_err(|_| text::SHARE_TOO_LONG.with(&[("code", &code)]))?;
                    found.push((target, part));
                }
            }
            Ok(Mapping::Undivided(targets)) => {
                let codes = targets.iter().filter_map(|&target| way.to().at(target));
                let codes: Vec<String> = codes.map(|to| format!("`{}`", to.code())).collect();
                let codes = codes.join(", ");
                return Err(text::DIVIDED_AMONG.with(&[("code", &code), ("codes", &codes)]));
            }
            Ok(Mapping::NoPlace(note)) => {
                return Err(text::NO_PLACE.with(&[("code", &code), ("note", note)]));
            }
            Err(_) => return Err(text::SEVERAL_ROWS.with(&[("code", &code)])),
        }
    }
    if undivided {
        found.sort_unstable_by_key(|(sector, _)| *sector);
        found.dedup();
    }
    Ok(found)
}
