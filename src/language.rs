use core::fmt;
use core::str::FromStr;
use std::borrow::Cow;

use crate::error::{Error, ErrorKind, Problem, Result};

/// The language of titles and explanations.
///
/// # Examples
///
/// ```
/// use climate_account::Language;
///
/// assert_eq!("da".parse::<Language>()?, Language::Danish);
/// assert_eq!(Language::English.code(), "en");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Language {
    /// Dansk.
    Danish,
    /// English.
    English,
}

impl Language {
    /// The two-letter code, `da` or `en`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Language;
    ///
    /// assert_eq!(Language::Danish.code(), "da");
    /// ```
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Language::Danish => "da",
            Language::English => "en",
        }
    }
}

impl FromStr for Language {
    type Err = Error;

    fn from_str(text: &str) -> Result<Language> {
        match text {
            "da" | "dansk" => Ok(Language::Danish),
            "en" | "english" => Ok(Language::English),
            _ => Err(Error::new(UnknownLanguage { found: text.to_owned() })),
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A title in Danish and English.
///
/// # Examples
///
/// ```
/// use climate_account::{Language, Title};
///
/// let title = Title::new("Affaldsdeponi", "Landfill");
/// assert_eq!(title.in_language(Language::Danish), "Affaldsdeponi");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Title {
    /// The Danish title.
    pub da: Cow<'static, str>,
    /// The English title.
    pub en: Cow<'static, str>,
}

impl Title {
    /// A title from its two forms.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Title;
    ///
    /// assert_eq!(Title::new("Affaldsdeponi", "Landfill").en, "Landfill");
    /// ```
    #[must_use]
    pub fn new(da: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Title {
        Title { da: da.into(), en: en.into() }
    }

    /// The title in one language.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, Title};
    ///
    /// let title = Title::new("Affaldsdeponi", "Landfill");
    /// assert_eq!(title.in_language(Language::English), "Landfill");
    /// ```
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Danish => &self.da,
            Language::English => &self.en,
        }
    }
}

#[derive(Debug, thiserror::Error)]
#[error("expected a language, `da` or `en`, found `{found}`")]
struct UnknownLanguage {
    found: String,
}

impl Problem for UnknownLanguage {
    fn kind(&self) -> ErrorKind {
        ErrorKind::UnknownChoice
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_languages() {
        let error = "fr".parse::<Language>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownChoice);
        assert_eq!(error.to_string(), "expected a language, `da` or `en`, found `fr`");
    }
}
