use super::problem::ChartProblem;
use crate::Language;
use crate::error::{Error, Result};

/// What every chart needs beside its data.
///
/// # Examples
///
/// ```
/// use climate_account::{Language, report::chart::ChartOptions};
///
/// let options = ChartOptions::new(Language::Danish, "Udledning efter sektor, Skive", "ton CO2e")
///     .width(800)
///     .note("Kilde: Energi- og CO2-regnskabet, Energistyrelsen / klimaregnskabet.dk");
/// assert_eq!((options.unit.as_str(), options.width), ("ton CO2e", 800));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartOptions {
    /// The language of the chart's own words and of its numbers; titles and names are given in it.
    pub language: Language,
    /// The title.
    pub title: String,
    /// The unit of the values.
    pub unit: String,
    /// The width in pixels, 600 if not set; the height follows from the content.
    pub width: u32,
    /// What stands below the chart: the source, as a rule.
    pub note: String,
}

impl ChartOptions {
    /// Options for a chart of 600 pixels.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, report::chart::ChartOptions};
    ///
    /// assert_eq!(ChartOptions::new(Language::English, "Emissions", "t CO2e").width, 600);
    /// ```
    #[must_use]
    pub fn new(
        language: Language,
        title: impl Into<String>,
        unit: impl Into<String>,
    ) -> ChartOptions {
        let (title, unit, note) = (title.into(), unit.into(), String::new());
        ChartOptions { language, title, unit, width: 600, note }
    }

    /// Sets the width.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, report::chart::ChartOptions};
    ///
    /// assert_eq!(ChartOptions::new(Language::English, "Emissions", "t CO2e").width(900).width, 900);
    /// ```
    #[must_use]
    pub fn width(self, pixels: u32) -> ChartOptions {
        ChartOptions { width: pixels, ..self }
    }

    /// Sets the text below the chart.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, report::chart::ChartOptions};
    ///
    /// let options = ChartOptions::new(Language::English, "Emissions", "t CO2e").note("Source: account of 2024");
    /// assert_eq!(options.note, "Source: account of 2024");
    /// ```
    #[must_use]
    pub fn note(self, text: impl Into<String>) -> ChartOptions {
        ChartOptions { note: text.into(), ..self }
    }

    pub(super) fn check(&self) -> Result<()> {
        if (400..=4000).contains(&self.width) {
            return Ok(());
        }
        Err(Error::new(ChartProblem::Width { found: self.width }))
    }
}
