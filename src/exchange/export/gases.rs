//! What other tools call the gases.

use std::sync::LazyLock;

use crate::gas::{Gas, GwpSet};
use crate::table;

/// A gas, its name in IAMC variables, and its name in PRIMAP2 (empty where it knows none).
pub(crate) struct GasName {
    pub(crate) gas: Gas,
    pub(crate) label: &'static str,
    pub(super) primap2: &'static str,
}

static NAMES: LazyLock<Vec<GasName>> = LazyLock::new(|| {
    table::rows(include_str!("gases.csv"))
        .filter_map(|row| {
            let gas = row.get("gas").parse().ok()?;
            Some(GasName { gas, label: row.get("label"), primap2: row.get("primap2") })
        })
        .collect()
});

pub(crate) fn gas_names() -> impl Iterator<Item = &'static GasName> {
    NAMES.iter()
}

pub(super) fn label(gas: Gas) -> &'static str {
    gas_names().find(|name| name.gas == gas).map_or("", |name| name.label)
}

/// The name of a gas in PRIMAP2; none where its units do not know the gas.
pub(super) fn primap2_entity(gas: Gas) -> Option<&'static str> {
    let name = gas_names().find(|name| name.gas == gas)?.primap2;
    (!name.is_empty()).then_some(name)
}

/// The GWP sets that PRIMAP2 has a name for, beside ours.
const CONTEXTS: [(&str, &str); 9] = [
    ("SAR GWP100", "SARGWP100"),
    ("TAR GWP100", "TARGWP100"),
    ("AR4 GWP100", "AR4GWP100"),
    ("AR5 GWP100", "AR5GWP100"),
    ("AR5 with climate-carbon feedback GWP100", "AR5CCFGWP100"),
    ("AR6 GWP100", "AR6GWP100"),
    ("AR6 GWP20", "AR6GWP20"),
    ("AR6 GWP500", "AR6GWP500"),
    ("AR6 GTP100", "AR6GTP100"),
];

/// The entity of CO2e in PRIMAP2. One that names no set of PRIMAP2 has a name that it cannot
/// convert, so that nobody mixes it with another.
pub(super) fn primap2_co2e(set: &GwpSet) -> (String, &'static str) {
    match CONTEXTS.iter().find(|(name, _)| *name == set.name()) {
        Some((_, context)) => (format!("KYOTOGHG ({context})"), "t CO2 / yr"),
        None => {
            let plain = |letter: char| if letter.is_alphanumeric() { letter } else { '_' };
            (format!("CO2E_{}", set.name().chars().map(plain).collect::<String>()), "t / yr")
        }
    }
}

/// How a variable names a GWP set: `AR5-GWP100`, as the database of the sixth assessment report
/// does, or the name as it is.
pub(crate) fn variable_set(set: &GwpSet) -> String {
    match CONTEXTS.iter().find(|(name, _)| *name == set.name()) {
        Some((name, _)) => name.replace(' ', "-"),
        // A bar would end the word.
        None => set.name().replace('|', "/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gas_has_a_name_of_its_own() {
        let mut labels: Vec<&str> = Gas::all().map(label).collect();
        labels.sort_unstable();
        labels.dedup();
        assert_eq!((labels.len(), gas_names().count()), (Gas::all().count(), Gas::all().count()));
        assert!(labels.iter().all(|label| !label.is_empty() && !label.contains('|')));
    }

    #[test]
    fn sets_that_primap2_knows_are_ours() {
        for (name, _) in CONTEXTS {
            assert_eq!(name.parse::<GwpSet>().unwrap().name(), name);
        }
        let (entity, unit) = primap2_co2e(&GwpSet::as_published("Klimaregnskabet"));
        assert_eq!((entity.as_str(), unit), ("CO2E_as_published__Klimaregnskabet", "t / yr"));
        assert_eq!(primap2_co2e(&GwpSet::ar5()).0, "KYOTOGHG (AR5GWP100)");
    }
}
