use std::borrow::Cow;

use super::Scope;
use crate::language::Title;

/// One sector of a classification as it is written down: the row of a table.
///
/// # Examples
///
/// ```
/// use climate_account::{Scope, Title, sector::SectorRow};
///
/// let row = SectorRow::new("heat.gas", Title::new("Naturgas", "Natural gas"))
///     .within("heat")
///     .scope(Scope::Scope1)
///     .alias("G1");
/// assert_eq!(row.parent.as_deref(), Some("heat"));
/// assert_eq!(row.aliases, ["G1"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct SectorRow {
    /// The stable code, unique in the classification.
    pub code: Cow<'static, str>,
    /// The title in both languages.
    pub title: Title,
    /// The code of the sector that this one is a part of; none for a root.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub parent: Option<Cow<'static, str>>,
    /// The scope, where the classification knows one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub scope: Option<Scope>,
    /// Other spellings of the code that a look-up accepts.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub aliases: Vec<Cow<'static, str>>,
}

impl SectorRow {
    /// A root without scope and aliases.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Title, sector::SectorRow};
    ///
    /// let row = SectorRow::new("heat", Title::new("Varme", "Heat"));
    /// assert_eq!((row.code.as_ref(), row.parent, row.aliases.len()), ("heat", None, 0));
    /// ```
    #[must_use]
    pub fn new(code: impl Into<Cow<'static, str>>, title: Title) -> SectorRow {
        SectorRow { code: code.into(), title, parent: None, scope: None, aliases: Vec::new() }
    }

    /// The same sector as a part of another.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Title, sector::SectorRow};
    ///
    /// let row = SectorRow::new("heat.gas", Title::new("Naturgas", "Natural gas")).within("heat");
    /// assert_eq!(row.parent.as_deref(), Some("heat"));
    /// ```
    #[must_use]
    pub fn within(self, parent: impl Into<Cow<'static, str>>) -> SectorRow {
        SectorRow { parent: Some(parent.into()), ..self }
    }

    /// The same sector with a scope.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Scope, Title, sector::SectorRow};
    ///
    /// let row = SectorRow::new("heat.gas", Title::new("Naturgas", "Natural gas")).scope(Scope::Scope1);
    /// assert_eq!(row.scope.map(Scope::number), Some(1));
    /// ```
    #[must_use]
    pub fn scope(self, scope: Scope) -> SectorRow {
        SectorRow { scope: Some(scope), ..self }
    }

    /// The same sector with one more spelling of its code.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, Title, sector::SectorRow};
    ///
    /// let title = || Title::new("Varme", "Heat");
    /// let row = SectorRow::new("heat", title()).alias("1").alias("H");
    /// let own = Classification::new("heat-plan", title(), [row])?;
    /// assert_eq!(own.sector("H")?.code(), "heat");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn alias(mut self, alias: impl Into<Cow<'static, str>>) -> SectorRow {
        self.aliases.push(alias.into());
        self
    }
}
