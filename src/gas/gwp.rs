use core::fmt;
use core::str::FromStr;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::Gas;
use super::problem::GasProblem;
use crate::error::{Error, Result};
use crate::number::Exact;
use crate::source::Source;
use crate::{nearest, table};

/// A set of global warming potentials (or GTPs): the weights that turn masses of gases into CO2e.
///
/// The sets of the assessment reports are built in, with their source: SAR, TAR, AR4, AR5, AR5 with
/// climate-carbon feedback, and AR6, by metric and horizon (`AR5 GWP100`, `AR6 GWP20`,
/// `AR6 GTP100`). Rules of the field:
///
/// * `AR5 GWP100` weighs all methane with 28, as the UNFCCC and the EU do. The report's 30 for
///   fossil methane is in `AR5 (fossil methane divided) GWP100`.
/// * AR6 sets tell methane of fossil (29.8) from non-fossil origin (27.0) and refuse methane
///   without origin; 27.9 does not appear.
/// * A gas without a value is an error, never zero.
///
/// A figure that was published in CO2e without its set keeps a label of its own
/// ([`as_published`](GwpSet::as_published)), so that it cannot be mixed with others.
///
/// # Examples
///
/// ```
/// use climate_account::gas::{Gas, GwpSet};
///
/// let set: GwpSet = "AR4 GWP100".parse()?;
/// assert_eq!(set.value(Gas::N2O)?, 298.into());
/// assert_eq!(GwpSet::ar6().value(Gas::CH4_FOSSIL)?, "29.8".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Clone)]
pub struct GwpSet(Arc<Inner>);

#[derive(PartialEq, Eq)]
struct Inner {
    name: Arc<str>,
    values: BTreeMap<Gas, Value>,
}

#[derive(PartialEq, Eq)]
struct Value {
    value: Exact,
    source: Source,
}

static BUILT_IN: LazyLock<Vec<GwpSet>> = LazyLock::new(|| {
    let mut sets: Vec<(&str, BTreeMap<Gas, Value>)> = Vec::new();
    for row in table::rows(include_str!("../data/gwp.csv")) {
        let name = row.get("set");
        let parsed = (
            row.get("gas").parse::<Gas>(),
            row.get("value").parse(),
            Source::built_in(row.get("source"), row.get("place")),
        );
        // A test counts the rows, so that none can be lost here.
        let (Ok(gas), Ok(value), Some(source)) = parsed else { continue };
        if !sets.iter().any(|(known, _)| *known == name) {
            sets.push((name, BTreeMap::new()));
        }
        if let Some((_, values)) = sets.iter_mut().find(|(known, _)| *known == name) {
            values.insert(gas, Value { value, source });
        }
    }
    sets.into_iter()
        .map(|(name, values)| GwpSet(Arc::new(Inner { name: name.into(), values })))
        .collect()
});

impl GwpSet {
    /// Fourth Assessment Report, 100 years: `AR4 GWP100`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Gas, GwpSet};
    ///
    /// assert_eq!(GwpSet::ar4().value(Gas::CH4)?, 25.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn ar4() -> GwpSet {
        GwpSet::built_in("AR4 GWP100")
    }

    /// Fifth Assessment Report, 100 years, one value for all methane: `AR5 GWP100`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Gas, GwpSet};
    ///
    /// assert_eq!(GwpSet::ar5().value(Gas::CH4)?, 28.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn ar5() -> GwpSet {
        GwpSet::built_in("AR5 GWP100")
    }

    /// Sixth Assessment Report, 100 years: `AR6 GWP100`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Gas, GwpSet};
    ///
    /// assert_eq!(GwpSet::ar6().value(Gas::N2O)?, 273.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn ar6() -> GwpSet {
        GwpSet::built_in("AR6 GWP100")
    }

    fn built_in(name: &str) -> GwpSet {
        let found = BUILT_IN.iter().find(|set| set.name() == name).cloned();
        found.unwrap_or_else(|| GwpSet::as_published(name))
    }

    /// The built-in sets.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::GwpSet;
    ///
    /// assert!(GwpSet::all().any(|set| set.name() == "SAR GWP100"));
    /// ```
    pub fn all() -> impl Iterator<Item = &'static GwpSet> {
        BUILT_IN.iter()
    }

    /// A set of your own, with the source of its values.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Source, gas::{Gas, GwpSet}};
    ///
    /// let source = Source::new("City of X", "Climate plan", 2025, "annex 2")?;
    /// let set = GwpSet::custom("City of X 2025", [(Gas::CO2, 1.into()), (Gas::CH4, 30.into())], &source)?;
    /// assert_eq!(set.value(Gas::CH4)?, 30.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DuplicateId`](crate::ErrorKind::DuplicateId) for the name of a built-in set, or the label
    /// of published figures, and for a gas that comes twice; [`MissingValue`](crate::ErrorKind::MissingValue) for a set without
    /// values;
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a value below zero.
    pub fn custom(
        name: impl Into<Arc<str>>,
        values: impl IntoIterator<Item = (Gas, Exact)>,
        source: &Source,
    ) -> Result<GwpSet> {
        let name = GwpSet::free_name(name.into())?;
        let mut table = BTreeMap::new();
        for (gas, value) in values {
            if value.is_negative() {
                return Err(Error::new(GasProblem::NegativeValue {
                    set: name.to_string(),
                    gas: gas.to_string(),
                    value: value.to_string(),
                }));
            }
            if table.insert(gas, Value { value, source: source.clone() }).is_some() {
                let (set, gas) = (name.to_string(), gas.to_string());
                return Err(Error::new(GasProblem::GasTwice { set, gas }));
            }
        }
        if table.is_empty() {
            return Err(Error::new(GasProblem::EmptySet { found: name.to_string() }));
        }
        Ok(GwpSet(Arc::new(Inner { name, values: table })))
    }

    fn free_name(name: Arc<str>) -> Result<Arc<str>> {
        let found = name.to_string();
        match name.trim() {
            "" => Err(Error::new(GasProblem::EmptySetName { found })),
            text if text.parse::<GwpSet>().is_ok() => {
                Err(Error::new(GasProblem::TakenSetName { found }))
            }
            _ => Ok(name),
        }
    }

    /// The label of figures that a publisher gives in CO2e without naming the set.
    ///
    /// It has no values; it only keeps such figures together, and apart from all others.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Co2e, GwpSet};
    ///
    /// let published = GwpSet::as_published("Klimaregnskabet");
    /// assert_eq!(published.name(), "as published: Klimaregnskabet");
    /// let sum = Co2e::from_tonnes(1, published.clone()).checked_add(&Co2e::from_tonnes(2, published))?;
    /// assert_eq!(sum.tonnes(), 3.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn as_published(publisher: &str) -> GwpSet {
        let name = format!("{PUBLISHED} {}", publisher.trim()).into();
        GwpSet(Arc::new(Inner { name, values: BTreeMap::new() }))
    }

    /// The name, such as `AR5 GWP100`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::GwpSet;
    ///
    /// assert_eq!(GwpSet::ar5().name(), "AR5 GWP100");
    /// ```
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Whether this is only the label of published figures.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::GwpSet;
    ///
    /// assert!(GwpSet::as_published("Energinet").is_as_published());
    /// assert!(!GwpSet::ar5().is_as_published());
    /// ```
    #[must_use]
    pub fn is_as_published(&self) -> bool {
        self.0.name.starts_with(PUBLISHED)
    }

    /// The value of a gas, in kg CO2e per kg.
    ///
    /// Biogenic CO2 is a memo item; its value is zero by that rule in every set.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Gas, GwpSet};
    ///
    /// assert_eq!(GwpSet::ar5().value(Gas::N2O)?, 265.into());
    /// assert_eq!(GwpSet::ar5().value(Gas::CO2_BIOGENIC)?, 0.into());
    /// assert!(GwpSet::ar6().value(Gas::CH4).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingGwpValue`](crate::ErrorKind::MissingGwpValue) where the set has none;
    /// [`MissingMethaneOrigin`](crate::ErrorKind::MissingMethaneOrigin) where the set tells fossil
    /// from non-fossil methane and the origin is not stated.
    pub fn value(&self, gas: Gas) -> Result<Exact> {
        if gas == Gas::CO2_BIOGENIC {
            return Ok(Exact::ZERO);
        }
        self.find(gas).ok_or_else(|| self.missing(&[gas]))
    }

    /// Where the value of a gas was read.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Gas, GwpSet};
    ///
    /// let source = GwpSet::ar5().source(Gas::N2O).unwrap().clone();
    /// assert_eq!(source.year(), 2013);
    /// ```
    #[must_use]
    pub fn source(&self, gas: Gas) -> Option<&Source> {
        self.0.values.get(&gas).map(|value| &value.source)
    }

    pub(super) fn find(&self, gas: Gas) -> Option<Exact> {
        self.0.values.get(&gas).map(|value| value.value)
    }

    #[cold]
    pub(super) fn missing(&self, gases: &[Gas]) -> Error {
        let divided = self.0.values.contains_key(&Gas::CH4_FOSSIL);
        let set = self.name().to_owned();
        if gases.contains(&Gas::CH4) && divided {
            return Error::new(GasProblem::MissingMethaneOrigin { set });
        }
        let gases: Vec<&str> = gases.iter().map(|gas| gas.id()).collect();
        Error::new(GasProblem::MissingValue { set, gases: gases.join(", ") })
    }
}

const PUBLISHED: &str = "as published:";

impl FromStr for GwpSet {
    type Err = Error;

    /// A built-in set by its name, or the label of published figures.
    fn from_str(text: &str) -> Result<GwpSet> {
        let text = text.trim();
        if let Some(publisher) = text.strip_prefix(PUBLISHED) {
            return Ok(GwpSet::as_published(publisher));
        }
        let found = BUILT_IN.iter().find(|set| set.name().eq_ignore_ascii_case(text));
        found.cloned().ok_or_else(|| {
            Error::new(GasProblem::UnknownSet {
                suggestion: nearest::suggestion(text, BUILT_IN.iter().map(GwpSet::name)),
                found: crate::number::clip(text),
            })
        })
    }
}

impl PartialEq for GwpSet {
    fn eq(&self, other: &GwpSet) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl Eq for GwpSet {}

impl fmt::Display for GwpSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Debug for GwpSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(feature = "serde")]
mod serde_impl {
    use super::{Exact, Gas, GwpSet, Source, fmt};
    use serde::de::value::MapAccessDeserializer;
    use serde::{Deserialize, de};
    use std::collections::BTreeMap;

    /// A set of the user's own; one that is built in is its name.
    #[derive(serde::Serialize, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Own {
        name: String,
        values: BTreeMap<Gas, Exact>,
        source: Source,
    }

    impl serde::Serialize for GwpSet {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let built_in = self.name().parse::<GwpSet>().is_ok_and(|known| known == *self);
            let first = self.0.values.values().next();
            let Some(first) = first.filter(|_| !built_in) else {
                return serializer.serialize_str(self.name());
            };
            let own = Own {
                name: self.name().to_owned(),
                values: self.0.values.iter().map(|(gas, value)| (*gas, value.value)).collect(),
                source: first.source.clone(),
            };
            own.serialize(serializer)
        }
    }

    impl<'de> Deserialize<'de> for GwpSet {
        /// Reads the name of a built-in set, the label of published figures, or an object.
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<GwpSet, D::Error> {
            struct Visitor;

            impl<'de> de::Visitor<'de> for Visitor {
                type Value = GwpSet;

                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(
                        "the name of a GWP set, or a set of your own with name, values and source",
                    )
                }

                fn visit_str<E: de::Error>(self, name: &str) -> Result<GwpSet, E> {
                    name.parse().map_err(E::custom)
                }

                fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<GwpSet, A::Error> {
                    let Own { name, values, source } =
                        Own::deserialize(MapAccessDeserializer::new(map))?;
                    GwpSet::custom(name, values, &source).map_err(de::Error::custom)
                }
            }

            deserializer.deserialize_any(Visitor)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn no_row_is_lost() {
        let rows = include_str!("../data/gwp.csv").lines().count() - 1;
        let values: usize = BUILT_IN.iter().map(|set| set.0.values.len()).sum();
        assert_eq!(values, rows);
    }

    #[test]
    fn every_set_weighs_co2_with_one() {
        for set in GwpSet::all() {
            assert_eq!(set.value(Gas::CO2).unwrap(), Exact::ONE, "{set}");
            assert!(set.find(Gas::N2O).is_some() && set.find(Gas::CH4_NON_FOSSIL).is_some());
        }
    }

    #[test]
    fn says_what_is_wrong_with_a_set() {
        let cases = [
            (
                "AR5 GWP10".parse::<GwpSet>().unwrap_err(),
                ErrorKind::UnknownGwpSet,
                "expected a GWP set such as `AR5 GWP100`, found `AR5 GWP10`; did you mean",
            ),
            (
                GwpSet::custom("AR5 GWP100", [], &source()).unwrap_err(),
                ErrorKind::DuplicateId,
                "expected a new name for a set of your own, found `AR5 GWP100`, which is built in",
            ),
            (
                GwpSet::custom(" ", [], &source()).unwrap_err(),
                ErrorKind::MissingValue,
                "expected a new name for a set of your own, found ` `, which is empty",
            ),
            (
                GwpSet::custom("own", [], &source()).unwrap_err(),
                ErrorKind::MissingValue,
                "expected at least one value in the set `own`, found none; use `as published: \
                 <publisher>` for figures whose set is not known",
            ),
            (
                GwpSet::custom("own", [(Gas::CH4, 30.into()), (Gas::CH4, 28.into())], &source())
                    .unwrap_err(),
                ErrorKind::DuplicateId,
                "expected one value for each gas in the set `own`, found two for ch4",
            ),
            (
                GwpSet::custom("own", [(Gas::N2O, (-1).into())], &source()).unwrap_err(),
                ErrorKind::OutOfRange,
                "expected values above or equal to zero in the set `own`, found -1 for n2o",
            ),
            (
                GwpSet::as_published("A").value(Gas::N2O).unwrap_err(),
                ErrorKind::MissingGwpValue,
                "expected a value in `as published: A` for each gas, found none for n2o; choose a \
                 set that has them or give a set of your own",
            ),
            (
                GwpSet::ar6().value(Gas::CH4).unwrap_err(),
                ErrorKind::MissingMethaneOrigin,
                "expected methane with its origin, since `AR6 GWP100` tells fossil from \
                 non-fossil, found methane without; use `ch4-fossil` or `ch4-non-fossil`",
            ),
        ];
        for (error, kind, text) in cases {
            assert_eq!(error.kind(), kind);
            assert!(error.to_string().starts_with(text), "{error}");
        }
    }

    #[test]
    fn labels_come_back_whatever_their_spaces() {
        for label in ["A", " A ", "", "A: B"].map(GwpSet::as_published) {
            assert_eq!(label.to_string().parse::<GwpSet>().unwrap(), label);
        }
        assert_eq!("as published:A".parse::<GwpSet>().unwrap().name(), "as published: A");
    }

    fn source() -> Source {
        Source::new("a", "b", 2020, "c").unwrap()
    }
}
