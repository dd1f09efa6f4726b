//! Sectors that jump from one year to the next.

use std::collections::BTreeMap;

use super::{Check, Finding, Severity};
use crate::Year;
use crate::account::name::{both, sector_title};
use crate::account::{Account, Facet, Label};
use crate::error::Result;
use crate::number::Exact;
use crate::text::account as text;
use crate::text::number::Rounded;

pub(super) fn findings(account: &Account) -> Result<Vec<Finding>> {
    type Series = BTreeMap<(Label, Label), Vec<(Year, Exact, Vec<usize>)>>;
    let mut series: Series = BTreeMap::new();
    for row in account.totals(&[Facet::Place, Facet::Sector, Facet::Year])?.rows() {
        let Label::Year(year) = row.label(2) else { continue };
        // A set without a value for some gas leaves no jump to be seen.
        let Ok(co2e) = row.total().co2e() else { continue };
        let key = (row.label(0).clone(), row.label(1).clone());
        let lines = row.entries().map(|entry| entry.line()).collect();
        series.entry(key).or_default().push((*year, co2e.tonnes(), lines));
    }
    let mut findings = Vec::new();
    for ((place, sector), years) in series {
        for pair in years.windows(2) {
            let [(first, before, _), (second, after, lines)] = pair else { continue };
            let change = after.checked_sub(*before)?.abs();
            let half = before.abs().checked_mul(Exact::new(5, 1))?;
            if before.is_zero() || change <= half || change < Exact::from(100) {
                continue;
            }
            let sector = match &sector {
                Label::Sector(sector) => sector_title(sector),
                other => both(&other.to_string()),
            };
            findings.push(Finding::new(
                Check::TimeSeriesJump,
                Severity::Note,
                lines.iter().copied(),
                text::JUMP.with(&[
                    ("place", &place),
                    ("sector", &sector),
                    ("before", &Rounded(*before, 1)),
                    ("first", first),
                    ("after", &Rounded(*after, 1)),
                    ("second", second),
                ]),
                text::LOOK_FOR_A_CHANGE,
            ));
        }
    }
    Ok(findings)
}
