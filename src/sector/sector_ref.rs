use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::str::FromStr;
use std::sync::Arc;

use super::problem::SectorProblem;
use super::{Classification, Sector, SectorIndex};
use crate::error::{Error, Result};

/// A sector together with its classification, cheap to clone: what an activity carries.
///
/// Sectors of the built-in classifications are read from text: `gpc:I.1.1`, `danish:energy`.
///
/// # Examples
///
/// ```
/// use climate_account::SectorRef;
///
/// let sector: SectorRef = "gpc:I.1.1".parse()?;
/// assert_eq!(sector.code(), "I.1.1");
/// assert_eq!(sector.to_string(), "gpc:I.1.1");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Clone)]
pub struct SectorRef {
    classification: Arc<Classification>,
    index: SectorIndex,
}

impl SectorRef {
    /// The sector of a classification by its code.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, ErrorKind, SectorRef};
    ///
    /// let homes = SectorRef::new(Classification::gpc(), "I.1.1")?;
    /// assert_eq!(homes.index().number(), 2);
    /// let error = SectorRef::new(Classification::gpc(), "I.1.9").unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::UnknownSector);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`UnknownSector`](crate::ErrorKind::UnknownSector), with the nearest codes.
    pub fn new(classification: &Arc<Classification>, code: &str) -> Result<SectorRef> {
        let index = classification.index(code)?;
        Ok(SectorRef { classification: Arc::clone(classification), index })
    }

    /// `None` where the classification has no such index.
    pub(crate) fn at(
        classification: &Arc<Classification>,
        index: SectorIndex,
    ) -> Option<SectorRef> {
        classification.at(index)?;
        Some(SectorRef { classification: Arc::clone(classification), index })
    }

    /// The classification.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::SectorRef;
    ///
    /// let homes: SectorRef = "gpc:I.1.1".parse()?;
    /// assert_eq!(homes.classification().leaves().count(), 54);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn classification(&self) -> &Arc<Classification> {
        &self.classification
    }

    /// The position in the classification.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::SectorRef;
    ///
    /// let homes: SectorRef = "gpc:I.1.1".parse()?;
    /// assert_eq!(homes.index().number(), 2); // after `I` and `I.1`
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn index(&self) -> SectorIndex {
        self.index
    }

    /// The sector, with its title, scope and relatives; `None` never happens for one that was made
    /// by [`new`](SectorRef::new).
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Scope, SectorRef};
    ///
    /// let heat: SectorRef = "gpc:I.1.2".parse()?;
    /// let scope = heat.sector().and_then(|sector| sector.scope());
    /// assert_eq!(scope.map(Scope::number), Some(2));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn sector(&self) -> Option<Sector<'_>> {
        self.classification.at(self.index)
    }

    /// The code in the classification.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::SectorRef;
    ///
    /// // An alias leads to the code.
    /// let homes: SectorRef = "ipcc-2006:1A4b".parse()?;
    /// assert_eq!(homes.code(), "1.A.4.b");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn code(&self) -> &str {
        self.sector().map_or("", Sector::code)
    }

    fn key(&self) -> (&str, SectorIndex) {
        (self.classification.id(), self.index)
    }
}

impl FromStr for SectorRef {
    type Err = Error;

    fn from_str(text: &str) -> Result<SectorRef> {
        let Some((classification, code)) = text.split_once(':') else {
            let found = crate::number::clip(text);
            return Err(Error::new(SectorProblem::WithoutClassification { found }));
        };
        SectorRef::new(Classification::by_id(classification.trim())?, code.trim())
    }
}

impl fmt::Display for SectorRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.classification.id(), self.code())
    }
}

impl fmt::Debug for SectorRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl PartialEq for SectorRef {
    fn eq(&self, other: &SectorRef) -> bool {
        self.index == other.index
            && (Arc::ptr_eq(&self.classification, &other.classification)
                || self.classification == other.classification)
    }
}

impl Eq for SectorRef {}

impl Hash for SectorRef {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl PartialOrd for SectorRef {
    fn partial_cmp(&self, other: &SectorRef) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for SectorRef {
    /// By classification, then in the order of its tree.
    fn cmp(&self, other: &SectorRef) -> Ordering {
        self.key().cmp(&other.key())
    }
}

#[cfg(feature = "serde")]
mod serde_impl {
    use std::sync::Arc;

    use core::fmt;

    use serde::de::value::MapAccessDeserializer;
    use serde::{Deserialize, Serialize, de};

    use super::{Classification, SectorRef};

    #[derive(Serialize)]
    struct Own<'a> {
        classification: &'a Classification,
        code: &'a str,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Document {
        classification: Classification,
        code: String,
    }

    impl Serialize for SectorRef {
        /// A sector of a built-in classification is its text; one of the user's own brings its tree.
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let classification = &*self.classification;
            if Classification::by_id(classification.id())
                .is_ok_and(|known| **known == *classification)
            {
                return serializer.collect_str(self);
            }
            Own { classification, code: self.code() }.serialize(serializer)
        }
    }

    impl<'de> Deserialize<'de> for SectorRef {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Visitor;

            impl<'de> de::Visitor<'de> for Visitor {
                type Value = SectorRef;

                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str("a sector such as \"gpc:I.1.1\", or its classification and code")
                }

                fn visit_str<E: de::Error>(self, text: &str) -> Result<SectorRef, E> {
                    text.parse().map_err(E::custom)
                }

                fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<SectorRef, A::Error> {
                    let Document { classification, code } =
                        Document::deserialize(MapAccessDeserializer::new(map))?;
                    SectorRef::new(&Arc::new(classification), &code).map_err(de::Error::custom)
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
    fn says_how_a_sector_is_written() {
        let error = "I.1.1".parse::<SectorRef>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownClassification);
        assert_eq!(
            error.to_string(),
            "expected a classification and a code such as `gpc:I.1.1`, found `I.1.1`"
        );
    }
}
