use core::fmt;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use super::{Activity, Localisation, TextFacet};
use crate::{Scope, SectorRef, Year};

/// What the lines of an account are grouped by.
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
/// use climate_account::account::{Facet, Label};
///
/// let lines = [line("gpc:I.1.1", 5)?, line("gpc:I.2.1", 7)?, line("gpc:III.1.1", 2)?];
/// let account = Account::compute(lines, &profile, &factors)?;
/// // Stationary energy (I) and waste (III), at the roots of the GPC.
/// let totals = account.totals(&[Facet::SectorAtDepth(0)])?;
/// let waste = totals.row(&[Label::Sector("gpc:III".parse()?)]).unwrap();
/// assert_eq!(waste.total().co2e()?.tonnes(), 2.into());
/// let energy = totals.row(&[Label::Sector("gpc:I".parse()?)]).unwrap();
/// assert_eq!(energy.total().co2e()?.tonnes(), 12.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Facet {
    /// The place.
    Place,
    /// The year.
    Year,
    /// The sector, as the line carries it.
    Sector,
    /// The sector above it at a depth of its tree, 0 being the roots.
    SectorAtDepth(u32),
    /// The sector in the classification of this id; lines without one are in a group of their own.
    SectorIn(Arc<str>),
    /// The scope of the sector.
    Scope,
    /// Carrier, process, path or factor.
    Text(TextFacet),
    /// How the emission is tied to its place.
    Localisation,
}

/// The value of a facet.
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
/// use climate_account::account::{Facet, Label, TextFacet};
///
/// let lines = [line("gpc:I.1.1", 30)?.carrier("natural-gas"), line("gpc:V.2", -50)?];
/// let account = Account::compute(lines, &profile, &factors)?;
/// let totals = account.totals(&[Facet::Text(TextFacet::Carrier)])?;
/// // The forest has no carrier, and a row of its own.
/// let none = totals.row(&[Label::None]).unwrap();
/// assert_eq!((none.label(0).to_string(), none.total().co2e()?.tonnes()), ("-".to_owned(), (-50).into()));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Label {
    /// A place, carrier, process, path or factor.
    Text(Arc<str>),
    /// A year.
    Year(Year),
    /// A sector.
    Sector(SectorRef),
    /// A scope.
    Scope(Scope),
    /// A localisation.
    Localisation(Localisation),
    /// The line does not have the facet.
    None,
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Label::Text(text) => f.pad(text),
            Label::Year(year) => f.pad(&year.to_string()),
            Label::Sector(sector) => f.pad(sector.code()),
            Label::Scope(scope) => f.pad(&scope.to_string()),
            Label::Localisation(localisation) => f.pad(localisation.id()),
            Label::None => f.pad("-"),
        }
    }
}

impl From<&str> for Label {
    fn from(text: &str) -> Label {
        Label::Text(text.into())
    }
}

impl From<Year> for Label {
    fn from(year: Year) -> Label {
        Label::Year(year)
    }
}

impl From<SectorRef> for Label {
    fn from(sector: SectorRef) -> Label {
        Label::Sector(sector)
    }
}

impl From<Scope> for Label {
    fn from(scope: Scope) -> Label {
        Label::Scope(scope)
    }
}

/// The labels of a facet in order, and the label of each line by its position.
#[derive(Debug, Clone, Default)]
pub(super) struct Column {
    pub(super) labels: Vec<Label>,
    pub(super) ids: Vec<u32>,
}

impl Facet {
    /// The value of one line.
    pub(super) fn label(&self, activity: &Activity) -> Label {
        let column = self.column(core::slice::from_ref(activity));
        column.labels.into_iter().next().unwrap_or(Label::None)
    }

    pub(super) fn column(&self, activities: &[Activity]) -> Column {
        match self {
            Facet::Place => {
                Column::of(activities, Activity::place_name, |place| Label::Text(Arc::clone(place)))
            }
            Facet::Year => Column::of(activities, Activity::year, |year| Label::Year(*year)),
            Facet::Sector => {
                Column::of(activities, Activity::sector, |sector| Label::Sector((*sector).clone()))
            }
            Facet::SectorAtDepth(depth) => {
                let sector = |activity: &Activity| {
                    let (sector, depth) = (activity.sector(), *depth);
                    let above = sector.classification().ancestor_at_depth(sector.index(), depth)?;
                    SectorRef::at(sector.classification(), above.index())
                };
                Column::of(activities, sector, |sector| label(sector.clone(), Label::Sector))
            }
            Facet::SectorIn(classification) => {
                let sector = |activity: &Activity| activity.sector_in(classification).cloned();
                Column::of(activities, sector, |sector| label(sector.clone(), Label::Sector))
            }
            Facet::Scope => {
                let scope = |activity: &Activity| {
                    activity.sector().sector().and_then(crate::sector::Sector::scope)
                };
                Column::of(activities, scope, |scope| label(*scope, Label::Scope))
            }
            Facet::Text(facet) => Column::of(
                activities,
                |activity| activity.text(*facet),
                |text| label(text.cloned(), Label::Text),
            ),
            Facet::Localisation => Column::of(activities, Activity::localised_by, |localisation| {
                label(*localisation, Label::Localisation)
            }),
        }
    }
}

fn label<T>(value: Option<T>, label: impl FnOnce(T) -> Label) -> Label {
    value.map_or(Label::None, label)
}

impl Column {
    /// A column of the values that the lines have; the labels are in order whatever the order of
    /// the lines.
    fn of<'a, T: Hash + Eq + Clone>(
        activities: &'a [Activity],
        value: impl Fn(&'a Activity) -> T,
        label: impl Fn(&T) -> Label,
    ) -> Column {
        let mut known: HashMap<T, u32> = HashMap::new();
        let mut labels = Vec::new();
        let mut ids: Vec<u32> = Vec::with_capacity(activities.len());
        let mut last: Option<(T, u32)> = None;
        for activity in activities {
            let value = value(activity);
            // Lines come in runs of one place, year and sector.
            let id = match &last {
                Some((before, id)) if *before == value => *id,
                _ => *known.entry(value.clone()).or_insert_with(|| {
                    labels.push(label(&value));
                    u32::try_from(labels.len() - 1).unwrap_or(u32::MAX)
                }),
            };
            ids.push(id);
            last = Some((value, id));
        }
        Column { labels, ids }.sorted()
    }

    fn sorted(self) -> Column {
        let mut order: Vec<u32> = (0..).take(self.labels.len()).collect();
        order.sort_by(|&left, &right| {
            self.labels.get(left as usize).cmp(&self.labels.get(right as usize))
        });
        let mut rank = vec![0_u32; order.len()];
        for (place, &old) in (0_u32..).zip(&order) {
            if let Some(rank) = rank.get_mut(old as usize) {
                *rank = place;
            }
        }
        let ids =
            self.ids.iter().map(|&id| rank.get(id as usize).copied().unwrap_or(u32::MAX)).collect();
        let mut labels = self.labels;
        labels.sort();
        Column { labels, ids }
    }
}
