//! What lines and sectors are called where people read of them.

use super::{Activity, TextFacet};
use crate::factor::carrier_title;
use crate::{SectorRef, Title};

/// The title of a sector, with its code where that is a number such as I.1.2: ids in words say nothing
/// that the title does not say.
pub(crate) fn sector_title(sector: &SectorRef) -> Title {
    let code = sector.code();
    let Some(title) = sector.sector().map(|sector| sector.title().clone()) else {
        return both(code);
    };
    if code.starts_with(|letter: char| letter.is_ascii_lowercase()) {
        return title;
    }
    Title::new([&*title.da, " (", code, ")"].concat(), [&*title.en, " (", code, ")"].concat())
}

/// Sector, carrier and path.
pub(crate) fn subject_title(activity: &Activity) -> Title {
    let mut parts = vec![sector_title(activity.sector())];
    if let Some(carrier) = activity.text(TextFacet::Carrier) {
        parts.push(carrier_title(carrier).map_or_else(|| both(carrier), lower_case));
    }
    parts.extend(activity.text(TextFacet::Path).map(|path| both(path)));
    joined(&parts, ", ")
}

/// Place, year, sector, carrier and path.
pub(crate) fn line_title(activity: &Activity) -> Title {
    let place = both(&[activity.place(), " ", &activity.year().to_string()].concat());
    joined(&[place, subject_title(activity)], ", ")
}

pub(super) fn joined(parts: &[Title], by: &str) -> Title {
    let shown = || parts.iter().filter(|part| !part.da.is_empty());
    let da: Vec<&str> = shown().map(|part| &*part.da).collect();
    let en: Vec<&str> = shown().map(|part| &*part.en).collect();
    Title::new(da.join(by), en.join(by))
}

pub(super) fn lower_case(title: &Title) -> Title {
    Title::new(title.da.to_lowercase(), title.en.to_lowercase())
}

/// A name that is the same in both languages.
pub(super) fn both(text: &str) -> Title {
    Title::new(text.to_owned(), text.to_owned())
}
