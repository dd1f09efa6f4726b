//! The units by their spellings, from `data/units.csv` and `data/ambiguous_units.csv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::dimension::{Base, Dimension};
use super::ratio::Ratio;
use super::substance::Substance;
use crate::Title;
use crate::number::Exact;
use crate::text::factor as text;
use crate::{nearest, table};

/// Symbol, word and power of ten; the first stands for no prefix.
const PREFIXES: [(&str, &str, i8); 11] = [
    ("", "", 0),
    ("m", "milli", -3),
    ("c", "centi", -2),
    ("d", "deci", -1),
    ("h", "hecto", 2),
    ("k", "kilo", 3),
    ("M", "mega", 6),
    ("G", "giga", 9),
    ("T", "tera", 12),
    ("P", "peta", 15),
    ("E", "exa", 18),
];

/// A row of the table with one of its prefixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    row: usize,
    prefix: usize,
}

struct Row {
    dimension: Dimension,
    ratio: Ratio,
    multiplier: bool,
    title: Title,
}

struct Catalogue {
    rows: Vec<Row>,
    exact: HashMap<String, Meaning>,
    lower: HashMap<String, Vec<(String, Meaning)>>,
    /// By lower case: the choices to write instead.
    ambiguous: HashMap<String, &'static str>,
    /// In the order of the table, for suggestions that do not depend on hashing.
    spellings: Vec<String>,
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let mut catalogue = Catalogue {
        rows: Vec::new(),
        exact: HashMap::new(),
        lower: HashMap::new(),
        ambiguous: HashMap::new(),
        spellings: Vec::new(),
    };
    for row in table::rows(include_str!("../data/ambiguous_units.csv")) {
        catalogue.ambiguous.insert(row.get("spelling").to_lowercase(), row.get("choices"));
    }
    for row in table::rows(include_str!("../data/units.csv")) {
        let number = |column| row.get(column).parse::<Exact>().ok();
        let ratio = number("numerator")
            .zip(number("denominator"))
            .and_then(|(numerator, denominator)| Ratio::new(numerator, denominator));
        // A test reads every row, so that none is left out.
        let Some((dimension, ratio)) = dimension(row.get("dimension")).zip(ratio) else { continue };
        let index = catalogue.rows.len();
        catalogue.rows.push(Row {
            dimension,
            ratio,
            multiplier: row.get("dimension") == "multiplier",
            title: Title::new(row.get("da"), row.get("en")),
        });
        for (prefix, &(symbol, word, _)) in PREFIXES.iter().enumerate() {
            if prefix > 0 && !row.get("prefixes").contains(symbol) {
                continue;
            }
            for (column, before) in [("symbols", symbol), ("words", word)] {
                for spelling in row.get(column).split('|').filter(|text| !text.is_empty()) {
                    catalogue.name(format!("{before}{spelling}"), Meaning { row: index, prefix });
                }
            }
        }
    }
    catalogue
});

impl Catalogue {
    fn name(&mut self, spelling: String, meaning: Meaning) {
        let lower = self.lower.entry(spelling.to_lowercase()).or_default();
        lower.push((spelling.clone(), meaning));
        self.spellings.push(spelling.clone());
        self.exact.insert(spelling, meaning);
    }
}

fn dimension(name: &str) -> Option<Dimension> {
    Some(match name {
        "energy" => Dimension::ENERGY,
        "power" => Dimension::ENERGY.times(Dimension::TIME, -1)?,
        "mass" => Dimension::MASS,
        "volume" => Dimension::VOLUME,
        "normal volume" => Dimension::NORMAL_VOLUME,
        "area" => Dimension::AREA,
        "distance" => Dimension::DISTANCE,
        "vehicle distance" => Dimension::VEHICLE_DISTANCE,
        "passenger distance" => Dimension::PASSENGER_DISTANCE,
        "tonne distance" => Dimension::TONNE_DISTANCE,
        "heads" => Dimension::HEADS,
        "persons" => Dimension::PERSONS,
        "dwellings" => Dimension::DWELLINGS,
        "pieces" => Dimension::PIECES,
        "time" => Dimension::TIME,
        "years" => Dimension::YEARS,
        "none" | "multiplier" => Dimension::NONE,
        _ => {
            let currency = name.strip_prefix("money:")?.as_bytes().try_into().ok()?;
            Dimension::single(Base::Money { currency, price_year: None })
        }
    })
}

impl Meaning {
    fn row(self) -> Option<&'static Row> {
        CATALOGUE.rows.get(self.row)
    }

    pub(super) fn dimension(self) -> Dimension {
        self.row().map_or(Dimension::NONE, |row| row.dimension)
    }

    /// How many base units it is.
    pub(super) fn ratio(self) -> Option<Ratio> {
        let &(_, _, power) = PREFIXES.get(self.prefix)?;
        self.row()?.ratio.checked_mul(Ratio::of(Exact::new(1, -power)))
    }

    /// Whether it is a number word such as `million`, which goes before a unit.
    pub(super) fn is_multiplier(self) -> bool {
        self.row().is_some_and(|row| row.multiplier)
    }

    /// Danish and English share the words of the prefixes but for *hecto*; money takes numbers.
    pub(super) fn title(self) -> Option<Title> {
        let &(_, word, _) = PREFIXES.get(self.prefix)?;
        let unit = &self.row()?.title;
        let money = matches!(self.dimension().base(), Some(Base::Money { .. }));
        Some(match word {
            "hecto" => text::HECTO.with(&[("unit", unit)]),
            "kilo" if money => text::THOUSAND.with(&[("unit", unit)]),
            "mega" if money => text::MILLION.with(&[("unit", unit)]),
            _ => text::PREFIXED.with(&[("prefix", &word), ("unit", unit)]),
        })
    }
}

/// The unit spelled exactly so.
pub(super) fn find_exact(spelling: &str) -> Option<Meaning> {
    CATALOGUE.exact.get(spelling).copied()
}

/// The unit of a spelling, also in another case where that leaves one meaning; the choices where it
/// does not; `None` where there is no such unit.
pub(super) fn find(spelling: &str) -> Option<Result<Meaning, String>> {
    if let Some(meaning) = find_exact(spelling) {
        return Some(Ok(meaning));
    }
    let lower = spelling.to_lowercase();
    if let Some(choices) = CATALOGUE.ambiguous.get(&lower) {
        return Some(Err((*choices).to_owned()));
    }
    // One letter in the wrong case is a guess: T is no tonne.
    spelling.chars().nth(1)?;
    let candidates = CATALOGUE.lower.get(&lower)?;
    let (first, meaning) = candidates.first()?;
    let unique = candidates.iter().all(|(_, other)| other == meaning);
    if unique && !swaps_prefix(spelling, first, *meaning) {
        return Some(Ok(*meaning));
    }
    let choices: Vec<String> = candidates
        .iter()
        .map(|(known, meaning)| match meaning.title() {
            Some(title) => format!("`{known}` ({})", title.en),
            None => format!("`{known}`"),
        })
        .collect();
    Some(Err(format!("{} if that is meant", choices.join(" or "))))
}

/// Whether the case turns milli into mega or pico into peta, or back.
fn swaps_prefix(spelling: &str, known: &str, meaning: Meaning) -> bool {
    let (Some(found), Some(meant)) = (spelling.chars().next(), known.chars().next()) else {
        return false;
    };
    meaning.prefix > 0 && found != meant && matches!(meant, 'm' | 'M' | 'P')
}

/// The nearest known spelling of a unit or substance.
pub(super) fn suggestion(spelling: &str) -> Option<&'static str> {
    let units = CATALOGUE.spellings.iter().map(String::as_str);
    let known = units.chain(Substance::all().map(Substance::symbol));
    nearest::names(spelling, known).first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let rows = table::rows(include_str!("../data/units.csv")).count();
        assert_eq!(CATALOGUE.rows.len(), rows);
        for row in table::rows(include_str!("../data/units.csv")) {
            for column in ["numerator", "denominator", "da", "en"] {
                assert!(!row.get(column).is_empty(), "{} {column}", row.get("symbols"));
            }
        }
    }

    #[test]
    fn no_two_units_share_a_spelling() {
        for (lower, candidates) in &CATALOGUE.lower {
            for (spelling, meaning) in candidates {
                for (other, second) in candidates {
                    assert!(spelling != other || meaning == second, "{spelling} in {lower}");
                }
            }
        }
    }

    #[test]
    fn an_ambiguous_spelling_is_no_unit() {
        for row in table::rows(include_str!("../data/ambiguous_units.csv")) {
            let spelling = row.get("spelling");
            assert_eq!(find_exact(spelling), None, "{spelling}");
            assert!(!row.get("choices").is_empty(), "{spelling}");
        }
    }

    #[test]
    fn the_case_is_free_where_one_meaning_is_left() {
        for (written, meant) in [("kwh", "kWh"), ("KWh", "kWh"), ("Kg", "kg"), ("Gwh", "GWh")] {
            assert_eq!(find(written), Some(Ok(find_exact(meant).unwrap())), "{written}");
        }
        for written in ["mwh", "mWh", "pj", "MG", "mT", "mkr.", "MM", "T", "mvkm"] {
            assert!(!matches!(find(written), Some(Ok(_))), "{written}");
        }
        assert_eq!(find("mwh").unwrap().unwrap_err(), "`MWh` (megawatt hour) if that is meant");
        assert_eq!(
            find("MG").unwrap().unwrap_err(),
            "`mg` (milligram) or `Mg` (megagram) if that is meant"
        );
    }

    #[test]
    fn names_units_in_both_languages() {
        let title = find_exact("hl").unwrap().title().unwrap();
        assert_eq!((title.da.as_ref(), title.en.as_ref()), ("hektoliter", "hectolitre"));
        let title = find_exact("MDKK").unwrap().title().unwrap();
        assert_eq!(
            (title.da.as_ref(), title.en.as_ref()),
            ("millioner danske kroner", "million Danish kroner")
        );
    }
}
