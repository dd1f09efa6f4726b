use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::{Title, table};

static TITLES: LazyLock<HashMap<&str, Title>> = LazyLock::new(|| {
    table::rows(include_str!("../data/carriers.csv"))
        .map(|row| (row.get("id"), Title::new(row.get("name_da"), row.get("name_en"))))
        .collect()
});

/// The name of a carrier of the built-in tables.
///
/// # Examples
///
/// ```
/// use climate_account::{Language, factor::carrier_title};
///
/// let title = carrier_title("natural-gas").unwrap();
/// assert_eq!(title.in_language(Language::Danish), "Naturgas");
/// assert!(carrier_title("moonshine").is_none());
/// ```
#[must_use]
pub fn carrier_title(carrier: &str) -> Option<&'static Title> {
    TITLES.get(carrier)
}

static BIOGENIC: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    table::rows(include_str!("../data/carriers.csv"))
        .filter(|row| row.get("carbon_origin") == "biogenic")
        .map(|row| row.get("id"))
        .collect()
});

/// Whether all carbon of a carrier of the built-in tables is biogenic.
pub(crate) fn is_biogenic(carrier: &str) -> bool {
    BIOGENIC.contains(carrier)
}
