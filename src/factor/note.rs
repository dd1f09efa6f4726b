use std::collections::HashMap;
use std::sync::LazyLock;

use crate::{Title, table};

const BETWEEN: &str = "; ";

static DANISH: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    table::rows(include_str!("../data/notes.csv"))
        .map(|row| (row.get("en"), row.get("da")))
        .collect()
});

/// A note in both languages, as far as its parts are of the built-in catalogue; a note of the user
/// stays as it is.
pub(crate) fn note_title(note: &str) -> Title {
    let parts: Vec<&str> =
        note.split(BETWEEN).map(|part| DANISH.get(part).copied().unwrap_or(part)).collect();
    Title::new(parts.join(BETWEEN), note.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "catalogue")]
    #[test]
    fn every_note_of_the_catalogue_is_in_both_languages() {
        let set = crate::FactorSet::catalogue();
        let notes: Vec<&str> = set
            .layers()
            .iter()
            .flat_map(crate::factor::FactorLayer::factors)
            .filter_map(crate::EmissionFactor::note)
            .collect();
        assert!(notes.len() > 100);
        for part in notes.iter().flat_map(|note| note.split(BETWEEN)) {
            assert!(DANISH.get(part).is_some_and(|danish| !danish.is_empty()), "`{part}`");
        }
    }

    #[test]
    fn a_note_of_the_user_stays_as_it_is() {
        assert_eq!(note_title("from the plant").da, "from the plant");
        let mixed = note_title("from the plant; oxidation 1 is included");
        assert_eq!(mixed.da, "from the plant; oxidation på 1 er regnet med");
        assert_eq!(mixed.en, "from the plant; oxidation 1 is included");
    }
}
