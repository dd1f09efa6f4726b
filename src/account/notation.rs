use core::fmt;
use core::str::FromStr;
use std::sync::Arc;

use super::problem::AccountProblem;
use crate::error::{Error, Result};
use crate::text::{Text, account as text};
use crate::{Language, number};

/// Why a cell holds no number. GPC chapter 2 and IPCC 2006, volume 1, chapter 8.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// # let line = |code: &str, tonnes: i64| -> climate_account::Result<Activity> {
/// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
/// #     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, emissions, &source))
/// # };
/// # let (profile, factors) = (Profile::new("Samsø", GwpSet::ar5()), FactorSet::new([]));
/// use climate_account::account::{NotationKey, NotationKeys};
///
/// let year = Year::new(2023)?;
/// let key = |code: &str, key| -> climate_account::Result<Activity> {
///     Ok(Activity::new("Samsø", year, code.parse()?, NotationKeys::new(key), &source))
/// };
/// let coal = key("gpc:I.7.1", NotationKey::NotOccurring)?;
/// let losses = key("gpc:I.1.3", NotationKey::NotEstimated)?;
/// let total = Account::compute([coal, losses], &profile, &factors)?.total()?;
/// // No coal mine leaves nothing open; losses that are not estimated do.
/// assert_eq!(total.missing(), [1]);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NotationKey {
    /// NO: the activity does not occur here.
    NotOccurring,
    /// IE: counted in another line.
    IncludedElsewhere,
    /// NE: occurs, but is not estimated; the total is incomplete.
    NotEstimated,
    /// C: known, but may not be shown; the total is incomplete.
    Confidential,
    /// NA: occurs, but has no emissions of this kind.
    NotApplicable,
}

const KEYS: [(NotationKey, &str, Text); 5] = [
    (NotationKey::NotOccurring, "NO", text::NOT_OCCURRING),
    (NotationKey::IncludedElsewhere, "IE", text::INCLUDED_ELSEWHERE),
    (NotationKey::NotEstimated, "NE", text::NOT_ESTIMATED),
    (NotationKey::Confidential, "C", text::CONFIDENTIAL),
    (NotationKey::NotApplicable, "NA", text::NOT_APPLICABLE),
];

impl NotationKey {
    /// The letters of the key.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::NotationKey;
    ///
    /// assert_eq!(NotationKey::IncludedElsewhere.letters(), "IE");
    /// assert_eq!(NotationKey::Confidential.letters(), "C");
    /// ```
    #[must_use]
    pub fn letters(self) -> &'static str {
        KEYS.iter().find(|entry| entry.0 == self).map_or("", |entry| entry.1)
    }

    /// The meaning in a language.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, account::NotationKey};
    ///
    /// assert_eq!(NotationKey::NotEstimated.meaning(Language::Danish), "ikke opgjort");
    /// ```
    #[must_use]
    pub fn meaning(self, language: Language) -> &'static str {
        KEYS.iter().find(|entry| entry.0 == self).map_or("", |entry| entry.2.in_language(language))
    }

    /// Whether a total with such a line is incomplete.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::NotationKey;
    ///
    /// assert!(NotationKey::NotEstimated.leaves_incomplete());
    /// // What is counted in another line is in the total.
    /// assert!(!NotationKey::IncludedElsewhere.leaves_incomplete());
    /// ```
    #[must_use]
    pub fn leaves_incomplete(self) -> bool {
        matches!(self, NotationKey::NotEstimated | NotationKey::Confidential)
    }
}

/// The notation keys of one cell, with the line that "included elsewhere" points to.
///
/// Published inventories hold more than single letters: `NO; IE`, `IE (II.1.1)`.
///
/// # Examples
///
/// ```
/// use climate_account::account::{NotationKey, NotationKeys};
///
/// let keys: NotationKeys = "IE (II.1.1)".parse()?;
/// assert_eq!(keys.target(), Some("II.1.1"));
/// assert!(!keys.leaves_incomplete());
/// assert!("NE".parse::<NotationKeys>()?.leaves_incomplete());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NotationKeys {
    /// Sorted, at least one.
    keys: Vec<NotationKey>,
    target: Option<Arc<str>>,
}

impl NotationKeys {
    /// One key.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::{NotationKey, NotationKeys};
    ///
    /// let keys = NotationKeys::new(NotationKey::NotOccurring);
    /// assert_eq!(keys, "NO".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn new(key: NotationKey) -> NotationKeys {
        NotationKeys { keys: vec![key], target: None }
    }

    /// "Included elsewhere", in the line of another sector.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::NotationKeys;
    ///
    /// // Off-road fuel that stands with the road fuel.
    /// assert_eq!(NotationKeys::included_in("II.1.1").to_string(), "IE (II.1.1)");
    /// ```
    #[must_use]
    pub fn included_in(sector_code: impl Into<Arc<str>>) -> NotationKeys {
        let code: Arc<str> = sector_code.into();
        let target = match code.trim() {
            "" => None,
            trimmed if trimmed.len() == code.len() => Some(code),
            trimmed => Some(trimmed.into()),
        };
        NotationKeys { keys: vec![NotationKey::IncludedElsewhere], target }
    }

    /// The keys, in the order of [`NotationKey`].
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::{NotationKey, NotationKeys};
    ///
    /// let keys: NotationKeys = "C/NE".parse()?;
    /// assert_eq!(keys.keys(), [NotationKey::NotEstimated, NotationKey::Confidential]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn keys(&self) -> &[NotationKey] {
        &self.keys
    }

    /// Whether the cell holds a key.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::{NotationKey, NotationKeys};
    ///
    /// let keys: NotationKeys = "NO; IE".parse()?;
    /// assert!(keys.contains(NotationKey::IncludedElsewhere));
    /// assert!(!keys.contains(NotationKey::NotEstimated));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn contains(&self, key: NotationKey) -> bool {
        self.keys.contains(&key)
    }

    /// The code of the sector that "included elsewhere" points to, if it is named.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::NotationKeys;
    ///
    /// assert_eq!("IE (II.1.1)".parse::<NotationKeys>()?.target(), Some("II.1.1"));
    /// assert_eq!("IE".parse::<NotationKeys>()?.target(), None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        self.target.as_deref()
    }

    /// Whether a total with this cell is incomplete.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::NotationKeys;
    ///
    /// // One key that leaves something open is enough.
    /// assert!("NO; NE".parse::<NotationKeys>()?.leaves_incomplete());
    /// assert!(!"NO; IE".parse::<NotationKeys>()?.leaves_incomplete());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn leaves_incomplete(&self) -> bool {
        self.keys.iter().any(|key| key.leaves_incomplete())
    }
}

impl FromStr for NotationKeys {
    type Err = Error;

    /// Reads keys separated by `;`, `,` or `/`; "included elsewhere" may name its line in brackets.
    fn from_str(text: &str) -> Result<NotationKeys> {
        let fault = || Error::new(AccountProblem::NotationKey { found: number::clip(text) });
        let mut keys = Vec::new();
        let mut target = None;
        for part in parts(text) {
            let (letters, place) = match part.split_once('(') {
                Some((letters, rest)) => {
                    let place = rest.strip_suffix(')').ok_or_else(fault)?.trim();
                    (letters.trim(), Some(place).filter(|place| !place.is_empty()))
                }
                None => (part, None),
            };
            let key = KEYS.iter().find(|entry| entry.1 == letters).ok_or_else(fault)?.0;
            if let Some(place) = place {
                if key != NotationKey::IncludedElsewhere {
                    return Err(fault());
                }
                target = Some(place.into());
            }
            keys.push(key);
        }
        keys.sort_unstable();
        keys.dedup();
        Ok(NotationKeys { keys, target })
    }
}

/// The keys of a cell; a separator in brackets belongs to the code there.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    let separates = move |letter: char| {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(letter, ';' | ',' | '/')
    };
    text.split(separates).map(str::trim)
}

impl fmt::Display for NotationKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, key) in self.keys.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            f.write_str(key.letters())?;
            if let (NotationKey::IncludedElsewhere, Some(target)) = (key, &self.target) {
                write!(f, " ({target})")?;
            }
        }
        Ok(())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for NotationKeys {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for NotationKeys {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn reads_what_inventories_hold() {
        for (text, printed) in [
            ("NO", "NO"),
            ("NO; IE", "NO; IE"),
            ("NE; NE", "NE"),
            ("IE (II.1.1)", "IE (II.1.1)"),
            ("C/NE", "NE; C"),
            ("IE (a/b, (c); d), NO", "NO; IE (a/b, (c); d)"),
            ("IE ()", "IE"),
        ] {
            assert_eq!(text.parse::<NotationKeys>().unwrap().to_string(), printed);
        }
    }

    #[test]
    fn refuses_what_is_no_key() {
        for text in ["", "no", "X", "NO (I.1)", "IE (I.1", "NO;"] {
            let error = text.parse::<NotationKeys>().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::UnknownNotationKey, "{text}");
        }
        assert_eq!(
            "X".parse::<NotationKeys>().unwrap_err().to_string(),
            "expected notation keys out of NO, NE, IE, C and NA, such as `IE (II.1.1)`, found `X`"
        );
    }
}
