use std::sync::Arc;

use crate::SectorRef;
use crate::account::{Activity, TextFacet};

/// Which lines of an account an edit is about: all that match every word given.
///
/// # Examples
///
/// ```
/// use climate_account::{Activity, Amount, Source, Year, scenario::LineFilter};
///
/// let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "sheet 2")?;
/// let line = |sector: &str| -> climate_account::Result<Activity> {
///     let amount: Amount = "1200 GJ".parse()?;
///     Ok(Activity::new("Odder", Year::new(2023)?, sector.parse()?, amount, &source).carrier("natural-gas"))
/// };
/// let heating = LineFilter::new().sector("gpc:I.1".parse()?).carrier("natural-gas");
/// assert!(heating.matches(&line("gpc:I.1.1")?)); // below I.1
/// assert!(!heating.matches(&line("gpc:I.2.1")?));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, default))]
pub struct LineFilter {
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    place: Option<Arc<str>>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    sector: Option<SectorRef>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    carrier: Option<Arc<str>>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    process: Option<Arc<str>>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    path: Option<Arc<str>>,
}

impl LineFilter {
    /// Every line.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::scenario::LineFilter;
    ///
    /// assert_eq!(LineFilter::new(), LineFilter::default());
    /// ```
    #[must_use]
    pub fn new() -> LineFilter {
        LineFilter::default()
    }

    /// Lines of a place.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::scenario::LineFilter;
    ///
    /// assert_ne!(LineFilter::new().place("Odder"), LineFilter::new());
    /// ```
    #[must_use]
    pub fn place(self, place: impl Into<Arc<str>>) -> LineFilter {
        LineFilter { place: Some(place.into()), ..self }
    }

    /// Lines of a sector or of one below it, in any classification of the line.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::scenario::LineFilter;
    ///
    /// assert_ne!(LineFilter::new().sector("gpc:II".parse()?), LineFilter::new());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn sector(self, sector: SectorRef) -> LineFilter {
        LineFilter { sector: Some(sector), ..self }
    }

    /// Lines of a carrier.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::scenario::LineFilter;
    ///
    /// assert_ne!(LineFilter::new().carrier("electricity"), LineFilter::new());
    /// ```
    #[must_use]
    pub fn carrier(self, carrier: impl Into<Arc<str>>) -> LineFilter {
        LineFilter { carrier: Some(carrier.into()), ..self }
    }

    /// Lines of a process.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::scenario::LineFilter;
    ///
    /// assert_ne!(LineFilter::new().process("road"), LineFilter::new());
    /// ```
    #[must_use]
    pub fn process(self, process: impl Into<Arc<str>>) -> LineFilter {
        LineFilter { process: Some(process.into()), ..self }
    }

    /// Lines of a user path.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::scenario::LineFilter;
    ///
    /// assert_ne!(LineFilter::new().path("school/heating"), LineFilter::new());
    /// ```
    #[must_use]
    pub fn path(self, path: impl Into<Arc<str>>) -> LineFilter {
        LineFilter { path: Some(path.into()), ..self }
    }

    /// Whether a line matches.
    ///
    /// # Examples
    ///
    /// See [`LineFilter`]:
    ///
    /// ```
    /// use climate_account::{Activity, Source, Year, gas::{Emissions, Gas}, scenario::LineFilter};
    ///
    /// let source = Source::new("Odder Kommune", "Account", 2024, "row 2")?;
    /// let emissions = Emissions::from_tonnes(Gas::CO2, 3);
    /// let line = Activity::new("Odder", Year::new(2023)?, "gpc:IV.1".parse()?, emissions, &source);
    /// assert!(LineFilter::new().matches(&line));
    /// assert!(!LineFilter::new().place("Skive").matches(&line));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn matches(&self, line: &Activity) -> bool {
        let word = |wanted: &Option<Arc<str>>, facet| {
            wanted.as_ref().is_none_or(|wanted| line.text(facet) == Some(wanted))
        };
        self.place.as_ref().is_none_or(|place| **place == *line.place())
            && self.sector.as_ref().is_none_or(|sector| is_within(line, sector))
            && word(&self.carrier, TextFacet::Carrier)
            && word(&self.process, TextFacet::Process)
            && word(&self.path, TextFacet::Path)
    }
}

fn is_within(line: &Activity, sector: &SectorRef) -> bool {
    let classification = sector.classification();
    line.sector_in(classification.id()).is_some_and(|found| {
        found.classification() == classification
            && (found == sector || classification.is_within(found.index(), sector.index()))
    })
}
