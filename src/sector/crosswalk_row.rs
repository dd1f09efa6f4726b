use std::borrow::Cow;

use crate::language::Title;
use crate::number::Exact;

/// Where a crosswalk sends a sector: one row of its table.
///
/// # Examples
///
/// ```
/// use climate_account::Title;
/// use climate_account::number::Exact;
/// use climate_account::sector::CrosswalkRow;
///
/// let heat = CrosswalkRow::to("heat", "1.A.4.b");
/// let waste = CrosswalkRow::split("waste", ["III.1.1", "III.1.3"]);
/// let known = CrosswalkRow::shares("tram", [("II.1.2", Exact::new(25, 2)), ("II.2.2", Exact::new(75, 2))]);
/// let other = CrosswalkRow::no_place("other", Title::new("Findes ikke der", "Not found there"));
/// assert_eq!((heat.to.len(), waste.to.len(), known.to.len(), other.to.len()), (1, 2, 2, 0));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CrosswalkRow {
    /// The sector that the row speaks of, with all below it.
    pub from: Cow<'static, str>,
    /// Where it goes; several targets are a split, none is no place.
    pub to: Vec<CrosswalkTarget>,
    /// A word on the row; where there is no target, why.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub note: Option<Title>,
}

/// One of the places that a row of a crosswalk leads to.
///
/// # Examples
///
/// ```
/// use climate_account::number::Exact;
/// use climate_account::sector::{CrosswalkRow, CrosswalkTarget};
///
/// let own = CrosswalkTarget { sector: "III.1.1".into(), share: Some(Exact::new(85, 2)) };
/// let row = CrosswalkRow::shares("4.A", [("III.1.1", Exact::new(85, 2)), ("III.1.3", Exact::new(15, 2))]);
/// assert_eq!(row.to[0], own);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CrosswalkTarget {
    /// The code of the target.
    pub sector: Cow<'static, str>,
    /// Which part goes there, from 0 to 1; left out where the data of the place decide.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub share: Option<Exact>,
}

impl CrosswalkRow {
    /// All of it goes to one sector.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::sector::CrosswalkRow;
    ///
    /// let row = CrosswalkRow::to("gas", "I.1.1");
    /// assert_eq!((row.from.as_ref(), row.to.len(), row.to[0].share), ("gas", 1, None));
    /// ```
    #[must_use]
    pub fn to(from: impl Into<Cow<'static, str>>, target: impl Into<Cow<'static, str>>) -> Self {
        CrosswalkRow::split(from, [target])
    }

    /// It goes to several sectors; the shares are not known yet.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::sector::CrosswalkRow;
    ///
    /// let row = CrosswalkRow::split("landfill", ["III.1.1", "III.1.3"]);
    /// assert_eq!(row.to.len(), 2);
    /// assert!(row.to.iter().all(|target| target.share.is_none()));
    /// ```
    #[must_use]
    pub fn split<T: Into<Cow<'static, str>>>(
        from: impl Into<Cow<'static, str>>,
        targets: impl IntoIterator<Item = T>,
    ) -> Self {
        let target = |sector: T| CrosswalkTarget { sector: sector.into(), share: None };
        let to = targets.into_iter().map(target).collect();
        CrosswalkRow { from: from.into(), to, note: None }
    }

    /// It goes to several sectors by shares that add up to exactly 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{number::Exact, sector::CrosswalkRow};
    ///
    /// let row = CrosswalkRow::shares("tram", [("II.1.2", Exact::new(25, 2)), ("II.2.2", Exact::new(75, 2))]);
    /// assert_eq!(row.to[1].share, Some("0.75".parse()?));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn shares<T: Into<Cow<'static, str>>>(
        from: impl Into<Cow<'static, str>>,
        targets: impl IntoIterator<Item = (T, Exact)>,
    ) -> Self {
        let target = |(sector, share): (T, Exact)| CrosswalkTarget {
            sector: sector.into(),
            share: Some(share),
        };
        let to = targets.into_iter().map(target).collect();
        CrosswalkRow { from: from.into(), to, note: None }
    }

    /// It has no place there; the note says why.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Title, sector::CrosswalkRow};
    ///
    /// let row = CrosswalkRow::no_place("1.C", Title::new("Ingen GPC-række", "No GPC row"));
    /// assert_eq!(row.to.len(), 0);
    /// assert_eq!(row.note.map(|why| why.en), Some("No GPC row".into()));
    /// ```
    #[must_use]
    pub fn no_place(from: impl Into<Cow<'static, str>>, why: Title) -> Self {
        CrosswalkRow { from: from.into(), to: Vec::new(), note: Some(why) }
    }

    /// The same row with a note.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Title, sector::CrosswalkRow};
    ///
    /// let row = CrosswalkRow::to("fishing", "I.5.1").note(Title::new("Fiskeri", "Fishing vessels"));
    /// assert_eq!(row.note.map(|note| note.en), Some("Fishing vessels".into()));
    /// ```
    #[must_use]
    pub fn note(self, note: Title) -> Self {
        CrosswalkRow { note: Some(note), ..self }
    }
}
