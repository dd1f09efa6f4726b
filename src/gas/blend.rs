use core::fmt;
use core::str::FromStr;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::problem::GasProblem;
use super::{Emissions, Gas, GwpSet};
use crate::error::{Error, Result};
use crate::number::{Exact, ExactSum};
use crate::{nearest, table};

/// A refrigerant blend: its R-number and the mass shares of its components.
///
/// Compositions are the nominal ones of ANSI/ASHRAE Standard 34. R-400 has none that is fixed: give
/// it by [`with_composition`](Blend::with_composition).
///
/// # Examples
///
/// ```
/// use climate_account::gas::{Blend, GwpSet};
///
/// let blend: Blend = "R-410A".parse()?;
/// assert_eq!(blend.gwp(&GwpSet::ar4())?, "2087.5".parse()?);
/// let leak = blend.emissions_from_kilograms(10)?;
/// assert_eq!(leak.kilograms("hfc-32".parse()?), 5.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blend {
    id: Arc<str>,
    /// Shares of the mass, adding up to one.
    components: Arc<[(Gas, Exact)]>,
}

struct Entry {
    id: &'static str,
    fixed: bool,
    components: Vec<(Gas, Exact)>,
}

static TABLE: LazyLock<BTreeMap<&str, Entry>> = LazyLock::new(|| {
    let mut blends: BTreeMap<&str, Entry> = BTreeMap::new();
    for row in table::rows(include_str!("../data/blends.csv")) {
        let id = row.get("blend");
        // A test counts the rows, so that none can be lost here.
        let (Ok(gas), Ok(percent)) =
            (row.get("component").parse::<Gas>(), row.get("mass_percent").parse::<Exact>())
        else {
            continue;
        };
        let fixed = row.get("fixed") == "yes";
        let entry = blends.entry(id).or_insert(Entry { id, fixed, components: Vec::new() });
        entry.components.push((gas, percent.shifted(-2)));
    }
    blends
});

impl Blend {
    /// A blend with a composition of your own: mass shares that add up to one.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Blend, Gas};
    ///
    /// let half = "0.5".parse()?;
    /// let blend = Blend::with_composition("R-400", [("cfc-12".parse()?, half), ("cfc-114".parse()?, half)])?;
    /// assert_eq!(blend.components().count(), 2);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where a share is negative or they do not add up
    /// to one.
    pub fn with_composition(
        id: impl Into<Arc<str>>,
        components: impl IntoIterator<Item = (Gas, Exact)>,
    ) -> Result<Blend> {
        let (id, components) = (id.into(), components.into_iter().collect::<Arc<[_]>>());
        let total = components.iter().map(|&(_, share)| share).collect::<ExactSum>().total()?;
        let negative = components.iter().find(|(_, share)| share.is_negative());
        let found = match negative {
            Some((gas, share)) => format!("{share} of {gas}"),
            None if total != Exact::ONE => format!("a sum of {total}"),
            None => return Ok(Blend { id, components }),
        };
        Err(Error::new(GasProblem::Composition { blend: id.to_string(), found }))
    }

    /// The ids of the built-in blends.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::Blend;
    ///
    /// assert_eq!(Blend::ids().filter(|id| *id == "R-410A").count(), 1);
    /// ```
    pub fn ids() -> impl Iterator<Item = &'static str> {
        TABLE.keys().copied()
    }

    /// The R-number.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::Blend;
    ///
    /// assert_eq!("r-410a".parse::<Blend>()?.id(), "R-410A");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The components and their mass shares.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::Blend;
    ///
    /// let blend: Blend = "R-404A".parse()?;
    /// let shares: Vec<String> =
    ///     blend.components().map(|(gas, share)| format!("{share} {gas}")).collect();
    /// assert_eq!(shares, ["0.44 hfc-125", "0.52 hfc-143a", "0.04 hfc-134a"]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn components(&self) -> impl Iterator<Item = (Gas, Exact)> {
        self.components.iter().copied()
    }

    /// The masses of the components in a mass of the blend.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::Blend;
    ///
    /// let leak = "R-404A".parse::<Blend>()?.emissions_from_kilograms(100)?;
    /// assert_eq!(leak.kilograms("hfc-143a".parse()?), 52.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn emissions_from_kilograms(&self, kilograms: impl Into<Exact>) -> Result<Emissions> {
        let grams = kilograms.into().shifted(3);
        let mut sum = Emissions::none();
        for &(gas, share) in &*self.components {
            sum = sum.and(&Emissions::from_grams(gas, grams.checked_mul(share)?))?;
        }
        Ok(sum)
    }

    /// The GWP of the blend under a set: the mean of its components by mass.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Blend, GwpSet};
    ///
    /// // 0.44 x 3500 + 0.52 x 4470 + 0.04 x 1430
    /// let blend: Blend = "R-404A".parse()?;
    /// assert_eq!(blend.gwp(&GwpSet::ar4())?, "3921.6".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingGwpValue`](crate::ErrorKind::MissingGwpValue) naming every component without one.
    pub fn gwp(&self, set: &GwpSet) -> Result<Exact> {
        Ok(self.emissions_from_kilograms(1)?.to_co2e(set)?.kilograms())
    }
}

impl FromStr for Blend {
    type Err = Error;

    fn from_str(text: &str) -> Result<Blend> {
        let id = text.trim().to_uppercase();
        let entry = TABLE.values().find(|entry| entry.id.to_uppercase() == id);
        match entry {
            Some(entry) if entry.fixed => {
                Ok(Blend { id: entry.id.into(), components: entry.components.as_slice().into() })
            }
            Some(entry) => {
                Err(Error::new(GasProblem::MissingComposition { blend: entry.id.to_owned() }))
            }
            None => Err(Error::new(GasProblem::UnknownBlend {
                suggestion: nearest::suggestion(&id, Blend::ids()),
                found: crate::number::clip(text),
            })),
        }
    }
}

impl fmt::Display for Blend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.id)
    }
}

#[cfg(feature = "serde")]
mod serde_impl {
    use super::{Blend, Exact, Gas};

    impl serde::Serialize for Blend {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let document =
                Document { id: self.id.to_string(), components: self.components().collect() };
            document.serialize(serializer)
        }
    }

    #[derive(serde::Serialize, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Document {
        id: String,
        components: Vec<(Gas, Exact)>,
    }

    impl<'de> serde::Deserialize<'de> for Blend {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Blend, D::Error> {
            let Document { id, components } = Document::deserialize(deserializer)?;
            Blend::with_composition(id, components).map_err(serde::de::Error::custom)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn every_composition_adds_up() {
        let rows = include_str!("../data/blends.csv").lines().count() - 1;
        let components: usize = TABLE.values().map(|entry| entry.components.len()).sum();
        assert_eq!(components, rows);
        for entry in TABLE.values() {
            assert!(
                Blend::with_composition(entry.id, entry.components.clone()).is_ok(),
                "{}",
                entry.id
            );
        }
    }

    #[test]
    fn says_what_is_wrong_with_a_blend() {
        let cases = [
            (
                "R-400".parse::<Blend>().unwrap_err(),
                ErrorKind::MissingComposition,
                "expected the composition of R-400, which has none that is fixed; state the mass \
                 shares of its components",
            ),
            (
                "R-4100".parse::<Blend>().unwrap_err(),
                ErrorKind::UnknownBlend,
                "expected a refrigerant blend such as `R-410A`, found `R-4100`; did you mean",
            ),
            (
                Blend::with_composition("X", [(Gas::SF6, Exact::new(9, 1))]).unwrap_err(),
                ErrorKind::OutOfRange,
                "expected mass shares of zero or more that add up to 1, found a sum of 0.9 for X",
            ),
            (
                Blend::with_composition("X", [(Gas::SF6, (-1).into()), (Gas::NF3, 2.into())])
                    .unwrap_err(),
                ErrorKind::OutOfRange,
                "expected mass shares of zero or more that add up to 1, found -1 of sf6 for X",
            ),
        ];
        for (error, kind, text) in cases {
            assert_eq!(error.kind(), kind);
            assert!(error.to_string().starts_with(text), "{error}");
        }
    }
}
