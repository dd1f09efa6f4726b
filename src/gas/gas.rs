use core::fmt;
use core::str::FromStr;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::problem::GasProblem;
use crate::error::{Error, Result};
use crate::{Language, Title, nearest, table};

/// A greenhouse gas, with its origin where that matters.
///
/// Gases have stable ids in lower case (`co2`, `ch4-fossil`, `hfc-134a`); text is read without
/// regard to case. The table holds the gases of the Kyoto Protocol, HFOs and natural refrigerants,
/// and as memo items the gases of the Montreal Protocol and biogenic CO2.
///
/// # Examples
///
/// ```
/// use climate_account::gas::Gas;
///
/// let gas: Gas = "HFC-134a".parse()?;
/// assert_eq!(gas.id(), "hfc-134a");
/// assert_eq!("ch4-fossil".parse::<Gas>()?, Gas::CH4_FOSSIL);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Gas(u16);

/// Why a gas stays outside the totals.
///
/// # Examples
///
/// ```
/// use climate_account::gas::{Gas, Memo};
///
/// assert_eq!("cfc-12".parse::<Gas>()?.memo(), Some(Memo::MontrealProtocol));
/// assert_eq!(Gas::CO2_BIOGENIC.memo(), Some(Memo::Biogenic));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Memo {
    /// CO2 from biomass; its CH4 and N2O are counted.
    Biogenic,
    /// CFCs and HCFCs, controlled by the Montreal Protocol.
    MontrealProtocol,
}

impl Gas {
    /// CO2 of fossil or mineral origin.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Gas, GwpSet};
    ///
    /// assert_eq!(GwpSet::ar5().value(Gas::CO2)?, 1.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const CO2: Gas = Gas(0);

    /// CO2 from biomass: a memo item, outside the totals.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Gas, GwpSet};
    ///
    /// assert_eq!(GwpSet::ar5().value(Gas::CO2_BIOGENIC)?, 0.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const CO2_BIOGENIC: Gas = Gas(1);

    /// Methane whose origin is not stated; some GWP sets refuse it.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Gas, GwpSet};
    ///
    /// assert_eq!(GwpSet::ar5().value(Gas::CH4)?, 28.into());
    /// assert!(GwpSet::ar6().value(Gas::CH4).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const CH4: Gas = Gas(2);

    /// Methane of fossil origin.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Gas, GwpSet};
    ///
    /// assert_eq!(GwpSet::ar6().value(Gas::CH4_FOSSIL)?, "29.8".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const CH4_FOSSIL: Gas = Gas(3);

    /// Methane of biological origin.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Gas, GwpSet};
    ///
    /// assert_eq!(GwpSet::ar6().value(Gas::CH4_NON_FOSSIL)?, 27.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const CH4_NON_FOSSIL: Gas = Gas(4);

    /// Nitrous oxide.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Gas, GwpSet};
    ///
    /// assert_eq!(GwpSet::ar5().value(Gas::N2O)?, 265.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const N2O: Gas = Gas(5);

    /// Sulphur hexafluoride.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Gas, GwpSet};
    ///
    /// assert_eq!(GwpSet::ar5().value(Gas::SF6)?, 23_500.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const SF6: Gas = Gas(6);

    /// Nitrogen trifluoride.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Gas, GwpSet};
    ///
    /// assert_eq!(GwpSet::ar5().value(Gas::NF3)?, 16_100.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const NF3: Gas = Gas(7);

    /// Every gas of the table.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::Gas;
    ///
    /// assert!(Gas::all().count() > 80);
    /// assert_eq!(Gas::all().next(), Some(Gas::CO2));
    /// ```
    pub fn all() -> impl Iterator<Item = Gas> {
        (0_u16..).take(TABLE.entries.len()).map(Gas)
    }

    /// The stable id.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::Gas;
    ///
    /// assert_eq!(Gas::CH4_FOSSIL.id(), "ch4-fossil");
    /// ```
    #[must_use]
    pub fn id(self) -> &'static str {
        self.entry().map_or("", |entry| &entry.id)
    }

    /// The name in a language.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, gas::Gas};
    ///
    /// assert_eq!(Gas::N2O.name(Language::Danish), "Lattergas");
    /// ```
    #[must_use]
    pub fn name(self, language: Language) -> &'static str {
        self.entry().map_or("", |entry| entry.name.in_language(language))
    }

    /// The chemical formula.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::Gas;
    ///
    /// assert_eq!("hfc-134a".parse::<Gas>()?.formula(), "CH2FCF3");
    /// assert_eq!(Gas::CH4_FOSSIL.formula(), "CH4");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn formula(self) -> &'static str {
        self.entry().map_or("", |entry| entry.formula)
    }

    /// The group: `co2`, `ch4`, `n2o`, `hfc`, `pfc`, `sf6`, `nf3`, `hfo`, ...
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::Gas;
    ///
    /// assert_eq!("hfc-134a".parse::<Gas>()?.group(), "hfc");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn group(self) -> &'static str {
        self.entry().map_or("", |entry| entry.group)
    }

    /// Why the gas stays outside the totals, if it does.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Gas, Memo};
    ///
    /// assert_eq!(Gas::CO2_BIOGENIC.memo(), Some(Memo::Biogenic));
    /// assert_eq!(Gas::CO2.memo(), None);
    /// ```
    #[must_use]
    pub fn memo(self) -> Option<Memo> {
        self.entry().and_then(|entry| entry.memo)
    }

    /// Whether the gas is of a formula: `ch4-fossil` is of `CH4`.
    #[cfg(feature = "csv")]
    pub(crate) fn is_kind_of(self, formula: &str) -> bool {
        self.id().eq_ignore_ascii_case(formula) || self.formula().eq_ignore_ascii_case(formula)
    }

    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }

    fn entry(self) -> Option<&'static Entry> {
        TABLE.entries.get(self.index())
    }
}

struct Entry {
    id: String,
    name: Title,
    formula: &'static str,
    group: &'static str,
    memo: Option<Memo>,
}

struct GasTable {
    entries: Vec<Entry>,
    by_id: HashMap<&'static str, Gas>,
}

static TABLE: LazyLock<GasTable> = LazyLock::new(|| {
    let rows: Vec<table::Row> = table::rows(include_str!("../data/gases.csv")).collect();
    let by_id = (0_u16..).zip(&rows).map(|(index, row)| (row.get("id"), Gas(index))).collect();
    let entries = rows
        .iter()
        .map(|row| Entry {
            id: row.get("id").to_owned(),
            name: Title::new(row.get("name_da"), row.get("name_en")),
            formula: row.get("formula"),
            group: row.get("group"),
            memo: match row.get("memo") {
                "biogenic" => Some(Memo::Biogenic),
                "yes" => Some(Memo::MontrealProtocol),
                _ => None,
            },
        })
        .collect();
    GasTable { entries, by_id }
});

impl FromStr for Gas {
    type Err = Error;

    fn from_str(text: &str) -> Result<Gas> {
        if let Some(gas) = TABLE.by_id.get(text) {
            return Ok(*gas);
        }
        let id = text.trim().to_lowercase();
        TABLE.by_id.get(id.as_str()).copied().ok_or_else(|| {
            Error::new(GasProblem::UnknownGas {
                suggestion: nearest::suggestion(&id, Gas::all().map(Gas::id)),
                found: crate::number::clip(text),
            })
        })
    }
}

impl fmt::Display for Gas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl fmt::Debug for Gas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Gas {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Gas {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Gas, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn constants_are_the_rows_they_name() {
        let named = [
            (Gas::CO2, "co2"),
            (Gas::CO2_BIOGENIC, "co2-biogenic"),
            (Gas::CH4, "ch4"),
            (Gas::CH4_FOSSIL, "ch4-fossil"),
            (Gas::CH4_NON_FOSSIL, "ch4-non-fossil"),
            (Gas::N2O, "n2o"),
            (Gas::SF6, "sf6"),
            (Gas::NF3, "nf3"),
        ];
        for (gas, id) in named {
            assert_eq!(gas.id(), id);
        }
    }

    #[test]
    fn every_gas_is_found_by_its_id_and_named_twice() {
        for gas in Gas::all() {
            assert_eq!(gas.id().to_uppercase().parse::<Gas>().unwrap(), gas);
            assert!(!gas.name(Language::Danish).is_empty(), "{gas}");
            assert!(!gas.name(Language::English).is_empty(), "{gas}");
            assert!(!gas.group().is_empty(), "{gas}");
        }
    }

    #[test]
    fn an_unknown_gas_is_answered_with_the_nearest() {
        let error = "hfc-134b".parse::<Gas>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownGas);
        let text = error.to_string();
        assert!(
            text.starts_with(
                "expected a gas such as `co2`, `ch4-fossil` or `hfc-134a`, found `hfc-134b`; did \
                 you mean `hfc-134"
            ),
            "{text}"
        );
    }
}
