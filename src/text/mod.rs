//! The texts for people, in Danish and English: one table, a file for each part of the house.
//!
//! A text that depends on values has places for them in braces, `{year}`. A text in one language only
//! does not compile; an empty one, or one whose places differ, fails a test.

use core::fmt::Display;

use crate::{Language, Title};

/// A text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Text {
    da: &'static str,
    en: &'static str,
}

/// What can stand in a place of a text.
pub(crate) trait Fill {
    fn fill(&self, language: Language) -> String;
}

impl<T: Display> Fill for T {
    fn fill(&self, _: Language) -> String {
        self.to_string()
    }
}

impl Fill for Title {
    fn fill(&self, language: Language) -> String {
        self.in_language(language).to_owned()
    }
}

impl Fill for Text {
    fn fill(&self, language: Language) -> String {
        self.in_language(language).to_owned()
    }
}

impl Text {
    pub(crate) fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::Danish => self.da,
            Language::English => self.en,
        }
    }

    pub(crate) fn title(self) -> Title {
        Title::new(self.da, self.en)
    }

    /// The text in both languages, with values in its places.
    pub(crate) fn with(self, values: &[(&str, &dyn Fill)]) -> Title {
        Title::new(self.filled(Language::Danish, values), self.filled(Language::English, values))
    }

    /// The text in one language, with values in its places.
    pub(crate) fn filled(self, language: Language, values: &[(&str, &dyn Fill)]) -> String {
        let mut rest = self.in_language(language);
        let mut text = String::with_capacity(rest.len());
        while let Some((before, (place, after))) =
            rest.split_once('{').and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
        {
            text.push_str(before);
            if let Some((_, value)) = values.iter().find(|(name, _)| *name == place) {
                text.push_str(&value.fill(language));
            }
            rest = after;
        }
        text.push_str(rest);
        text
    }
}

/// A file of the table: a name, the Danish text, the English text.
macro_rules! texts {
    ($($name:ident: $da:literal, $en:literal;)*) => {
        $(pub(crate) const $name: crate::text::Text = crate::text::Text { da: $da, en: $en };)*

        #[cfg(test)]
        pub(super) const TABLE: &[(&str, crate::text::Text)] = &[$((stringify!($name), $name)),*];
    };
}

pub(crate) mod account;
pub(crate) mod chart;
pub(crate) mod comparison;
pub(crate) mod factor;
pub(crate) mod method;
pub(crate) mod number;
pub(crate) mod plan;
pub(crate) mod report;
pub(crate) mod scenario;

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: &[(&str, &[(&str, Text)])] = &[
        ("account", account::TABLE),
        ("chart", chart::TABLE),
        ("comparison", comparison::TABLE),
        ("factor", factor::TABLE),
        ("method", method::TABLE),
        ("plan", plan::TABLE),
        ("report", report::TABLE),
        ("scenario", scenario::TABLE),
    ];

    /// Files whose texts have yet to move.
    const STILL_OUTSIDE: &[&str] = &[
        "decomposition/identity.rs",
        "factor/parameter.rs",
        "method/agriculture/herd.rs",
        "method/agriculture/manure_methane.rs",
        "method/agriculture/manure_methane_from_solids.rs",
        "method/agriculture/manure_nitrogen.rs",
        "method/agriculture/nitrogen_excretion.rs",
        "method/agriculture/soil_nitrogen.rs",
        "method/allocation_finding.rs",
        "method/allocation_rule.rs",
        "method/combined_heat_and_power.rs",
        "method/combustion_derivation.rs",
        "method/derivation.rs",
        "method/district_heat.rs",
        "method/electricity.rs",
        "method/electricity_result.rs",
        "method/electricity_rule.rs",
        "method/hourly_electricity.rs",
        "method/industry/mod.rs",
        "method/industry/process_emission.rs",
        "method/industry/refrigerant_bank.rs",
        "method/industry/solvents.rs",
        "method/land/drained_organic_soil.rs",
        "method/land/soil_carbon.rs",
        "method/land/soil_carbon_history.rs",
        "method/land/stock_difference.rs",
        "method/land/wood_products.rs",
        "method/municipal_mix.rs",
        "method/sourced.rs",
        "method/waste/biogas_chain.rs",
        "method/waste/burning.rs",
        "method/waste/landfill.rs",
        "method/waste/waste_content.rs",
        "method/waste/waste_origin.rs",
        "method/waste/wastewater_pathways.rs",
        "scenario/projected_line.rs",
        "scenario/projection.rs",
        "sector/builtin.rs",
        "sector/crosswalk_check.rs",
        "target/cctf_findings.rs",
        "target/sector_band.rs",
        "unit/catalogue.rs",
        "unit/substance.rs",
    ];

    fn places(text: &str) -> Vec<&str> {
        let ends = text.split('{').skip(1).filter_map(|tail| tail.split_once('}'));
        let mut places: Vec<&str> = ends.map(|(place, _)| place).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    #[test]
    fn every_text_is_in_both_languages() {
        for (file, table) in FILES {
            for (name, text) in *table {
                assert!(!text.da.trim().is_empty(), "{file}::{name} has no Danish text");
                assert!(!text.en.trim().is_empty(), "{file}::{name} has no English text");
                assert_eq!(places(text.da), places(text.en), "places of {file}::{name}");
            }
        }
    }

    #[test]
    fn values_stand_where_a_language_wants_them() {
        let text = Text { da: "{what} i {year}", en: "{year}: {what}" };
        let what = Title::new("affald", "waste");
        let title = text.with(&[("what", &what), ("year", &2023)]);
        assert_eq!(title, Title::new("affald i 2023", "2023: waste"));
        assert_eq!(text.filled(Language::English, &[("year", &2023)]), "2023: ");
    }

    /// The lines of a file outside comments and tests.
    fn code(text: &str) -> String {
        let body = text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default();
        body.lines().filter(|line| !line.trim_start().starts_with("//")).collect()
    }

    fn sources(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }

    #[test]
    fn no_text_is_written_outside_the_table() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = Vec::new();
        sources(&root, &mut files);
        assert!(files.len() > 100);
        let mut outside = Vec::new();
        for file in files {
            let name = file.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
            let packed: String = code(&std::fs::read_to_string(&file).unwrap())
                .chars()
                .filter(|letter| !letter.is_whitespace())
                .collect();
            if packed.contains("Title::new(\"") || packed.contains("Title::new(format!(") {
                outside.push(name);
            }
        }
        outside.sort_unstable();
        assert_eq!(outside, STILL_OUTSIDE, "texts that belong in the table of texts");
    }
}
