use core::fmt;
use std::sync::Arc;
use std::sync::LazyLock;

use crate::error::{Error, ErrorKind, Problem, Result};
use crate::table;

/// Where a number was read: publisher, title, year, and the place in the source.
///
/// A number without all four cannot be checked, so a source without one of them does not build.
///
/// # Examples
///
/// ```
/// use climate_account::{ErrorKind, Source};
///
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 2.2")?
///     .with_address("www.ipcc-nggip.iges.or.jp/public/2006gl");
/// assert_eq!(source.to_string(), "IPCC: 2006 IPCC Guidelines, volume 2 (2006), Table 2.2");
///
/// let error = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::MissingSource);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Source(Arc<Inner>);

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
struct Inner {
    publisher: Arc<str>,
    title: Arc<str>,
    year: u16,
    place: Arc<str>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    address: Option<Arc<str>>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    licence: Option<Arc<str>>,
}

impl Source {
    /// A source from the four things that name it.
    ///
    /// `place` is the table, equation, page, sheet or row.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Source;
    ///
    /// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 2.2")?;
    /// assert_eq!(source.year(), 2006);
    /// assert!(Source::new("IPCC", "2006 IPCC Guidelines", 6, "Table 2.2").is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingSource`](crate::ErrorKind::MissingSource) where one of them is empty, or the year
    /// is not between 1800 and 2200.
    pub fn new(
        publisher: impl Into<Arc<str>>,
        title: impl Into<Arc<str>>,
        year: u16,
        place: impl Into<Arc<str>>,
    ) -> Result<Source> {
        let (publisher, title, place) = (publisher.into(), title.into(), place.into());
        Source::check(Inner { publisher, title, year, place, address: None, licence: None })
    }

    fn check(inner: Inner) -> Result<Source> {
        let missing = [
            ("publisher", inner.publisher.trim().is_empty()),
            ("title", inner.title.trim().is_empty()),
            ("place in the source", inner.place.trim().is_empty()),
            ("year between 1800 and 2200", !(1800..=2200).contains(&inner.year)),
        ];
        match missing.iter().find(|(_, missing)| *missing) {
            None => Ok(Source(Arc::new(inner))),
            Some((what, _)) => Err(Error::new(MissingSource {
                what,
                found: format!(
                    "publisher `{}`, title `{}`, year {}, place `{}`",
                    inner.publisher, inner.title, inner.year, inner.place
                ),
            })),
        }
    }

    /// The same source with a web address.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Source;
    ///
    /// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 2.2")?;
    /// let source = source.with_address("www.ipcc-nggip.iges.or.jp/public/2006gl");
    /// assert_eq!(source.address(), Some("www.ipcc-nggip.iges.or.jp/public/2006gl"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn with_address(self, address: impl Into<Arc<str>>) -> Source {
        let mut inner = Arc::unwrap_or_clone(self.0);
        inner.address = Some(address.into());
        Source(Arc::new(inner))
    }

    /// The same source with a note on its licence.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Source;
    ///
    /// let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "sheet 2")?;
    /// assert_eq!(source.with_licence("CC BY 4.0").licence(), Some("CC BY 4.0"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn with_licence(self, licence: impl Into<Arc<str>>) -> Source {
        let mut inner = Arc::unwrap_or_clone(self.0);
        inner.licence = Some(licence.into());
        Source(Arc::new(inner))
    }

    /// A place in one of the works that the built-in tables cite.
    pub(crate) fn built_in(id: &str, place: &str) -> Option<Source> {
        let work = WORKS.iter().find(|(known, _)| *known == id).map(|(_, work)| work)?;
        Source::check(Inner { place: place.into(), ..work.clone() }).ok()
    }

    /// Who published it.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Source;
    ///
    /// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 2.2")?;
    /// assert_eq!(source.publisher(), "IPCC");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn publisher(&self) -> &str {
        &self.0.publisher
    }

    /// The title of the work.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Source;
    ///
    /// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 2.2")?;
    /// assert_eq!(source.title(), "2006 IPCC Guidelines, volume 2");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn title(&self) -> &str {
        &self.0.title
    }

    /// The year of the edition.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Source;
    ///
    /// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 2.2")?;
    /// assert_eq!(source.year(), 2006);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn year(&self) -> u16 {
        self.0.year
    }

    /// The table, equation, page, sheet or row.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Source;
    ///
    /// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 2.2")?;
    /// assert_eq!(source.place(), "Table 2.2");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn place(&self) -> &str {
        &self.0.place
    }

    /// The web address, if one is known.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Source;
    ///
    /// let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "sheet 2")?;
    /// assert_eq!(source.address(), None);
    /// assert_eq!(source.with_address("odder.dk").address(), Some("odder.dk"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        self.0.address.as_deref()
    }

    /// The note on the licence, if there is one.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Source;
    ///
    /// let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "sheet 2")?;
    /// assert_eq!(source.licence(), None);
    /// assert_eq!(source.with_licence("CC BY 4.0").licence(), Some("CC BY 4.0"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn licence(&self) -> Option<&str> {
        self.0.licence.as_deref()
    }
}

/// The works cited by the built-in tables; the place is added by the row that cites.
static WORKS: LazyLock<Vec<(&str, Inner)>> = LazyLock::new(|| {
    let optional = |text: &'static str| (!text.is_empty()).then(|| Arc::from(text));
    table::rows(include_str!("data/sources.csv"))
        .map(|row| {
            let work = Inner {
                publisher: row.get("publisher").into(),
                title: row.get("title").into(),
                year: row.get("year").parse().unwrap_or_default(),
                place: "".into(),
                address: optional(row.get("address")),
                licence: optional(row.get("licence")),
            };
            (row.get("id"), work)
        })
        .collect()
});

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { publisher, title, year, place, .. } = &*self.0;
        write!(f, "{publisher}: {title} ({year}), {place}")
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Source {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Source {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Source, D::Error> {
        Source::check(Inner::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[derive(Debug, thiserror::Error)]
#[error("expected a source with a {what}, found {found}; a number without its source is not used")]
struct MissingSource {
    what: &'static str,
    found: String,
}

impl Problem for MissingSource {
    fn kind(&self) -> ErrorKind {
        ErrorKind::MissingSource
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cited_work_is_complete() {
        assert!(!WORKS.is_empty());
        for (id, _) in WORKS.iter() {
            assert!(Source::built_in(id, "Table 1").is_some(), "{id}");
        }
    }

    #[test]
    fn says_what_is_missing() {
        assert_eq!(
            Source::new("IPCC", "Guidelines", 6, "Table 1").unwrap_err().to_string(),
            "expected a source with a year between 1800 and 2200, found publisher `IPCC`, title \
             `Guidelines`, year 6, place `Table 1`; a number without its source is not used"
        );
        for (publisher, title, place) in [("", "b", "c"), ("a", " ", "c"), ("a", "b", "")] {
            let error = Source::new(publisher, title, 2006, place).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::MissingSource);
        }
    }
}
