//! What a broken rule says.

use super::{PlanFinding, PlanRule};
use crate::Year;
use crate::account::Severity;
use crate::text::{Fill, plan as text};

/// A rule about a number, or about yes and no, for which the numbers are not used.
pub(super) fn count_text(rule: PlanRule, found: i64, limit: i64) -> PlanFinding {
    let (severity, what, remedy) = match rule {
        PlanRule::InventoryAge => {
            (Severity::Error, text::INVENTORY_AGE, text::INVENTORY_AGE_REMEDY)
        }
        PlanRule::InventoryCycle => {
            (Severity::Error, text::INVENTORY_CYCLE, text::INVENTORY_CYCLE_REMEDY)
        }
        PlanRule::InterimTargets if found == 1 => {
            (Severity::Error, text::ONE_INTERIM_TARGET, text::INTERIM_TARGETS_REMEDY)
        }
        PlanRule::InterimTargets => {
            (Severity::Error, text::INTERIM_TARGETS, text::INTERIM_TARGETS_REMEDY)
        }
        PlanRule::Consumption => (Severity::Warning, text::CONSUMPTION, text::CONSUMPTION_REMEDY),
        PlanRule::Revision => (Severity::Warning, text::REVISION, text::REVISION_REMEDY),
        PlanRule::ReductionsLinked => {
            (Severity::Warning, text::REDUCTIONS_LINKED, text::REDUCTIONS_LINKED_REMEDY)
        }
        PlanRule::FossilSupply => {
            (Severity::Error, text::FOSSIL_SUPPLY, text::FOSSIL_SUPPLY_REMEDY)
        }
        _ => (Severity::Error, text::GAP_REPORTED, text::GAP_REPORTED_REMEDY),
    };
    let values: [(&str, &dyn Fill); 2] = [("found", &found), ("limit", &limit)];
    PlanFinding { rule, severity, what: what.with(&values), remedy: remedy.with(&values) }
}

/// A rule about a year.
pub(super) fn year_text(rule: PlanRule, found: Year, limit: i64) -> PlanFinding {
    let (severity, what, remedy) = match rule {
        PlanRule::Scenarios => (Severity::Error, text::SCENARIOS, text::SCENARIOS_REMEDY),
        PlanRule::NetZero => (Severity::Error, text::NET_ZERO, text::NET_ZERO_REMEDY),
        PlanRule::FirstTarget => (Severity::Error, text::FIRST_TARGET, text::FIRST_TARGET_REMEDY),
        _ => (Severity::Error, text::COAL, text::COAL_REMEDY),
    };
    let values: [(&str, &dyn Fill); 2] = [("found", &found), ("limit", &limit)];
    PlanFinding { rule, severity, what: what.with(&values), remedy: remedy.with(&values) }
}

/// Gases that are missing.
pub(super) fn gas_text(missing: &str) -> PlanFinding {
    PlanFinding {
        rule: PlanRule::Gases,
        severity: Severity::Error,
        what: text::GASES.with(&[("missing", &missing)]),
        remedy: text::GASES_REMEDY.title(),
    }
}
