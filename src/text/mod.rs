//! The texts for people, in Danish and English: one table, a file for each part of the house.
//!
//! A text that depends on values has places for them in braces, `{year}`. A text in one language only
//! does not compile; an empty one, or one whose places differ, fails a test.

use core::fmt::{Display, Write};

use crate::{Language, Title};

/// A text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Text {
    da: &'static str,
    en: &'static str,
}

/// What can stand in a place of a text.
pub(crate) trait Fill {
    fn fill(&self, language: Language, text: &mut String);
}

impl<T: Display> Fill for T {
    fn fill(&self, _: Language, text: &mut String) {
        // A string takes all that is written.
        let _ = write!(text, "{self}");
    }
}

impl Fill for Title {
    fn fill(&self, language: Language, text: &mut String) {
        text.push_str(self.in_language(language));
    }
}

impl Fill for Text {
    fn fill(&self, language: Language, text: &mut String) {
        text.push_str(self.in_language(language));
    }
}

impl Text {
    pub(crate) const fn in_language(self, language: Language) -> &'static str {
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
                value.fill(language, &mut text);
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
        pub(in crate::text) const TABLE: &[(&str, crate::text::Text)] =
            &[$((stringify!($name), $name)),*];
    };
}

pub(crate) mod account;
pub(crate) mod chart;
pub(crate) mod comparison;
pub(crate) mod ensemble;
pub(crate) mod exchange;
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
        ("ensemble", ensemble::TABLE),
        ("exchange", exchange::TABLE),
        ("factor", factor::TABLE),
        ("method", method::TABLE),
        ("method/agriculture", method::agriculture::TABLE),
        ("method/energy", method::energy::TABLE),
        ("method/industry", method::industry::TABLE),
        ("method/land", method::land::TABLE),
        ("method/waste", method::waste::TABLE),
        ("plan", plan::TABLE),
        ("report", report::TABLE),
        ("scenario", scenario::TABLE),
    ];

    /// Files that hold Danish words, or ask for the language, without a text for people.
    const NO_TEXTS: &[(&str, &str)] = &[
        ("language.rs", "says what a language and a title are"),
        ("method/about/", "is a table in both languages itself"),
        ("method/mod.rs", "reads that table"),
        ("report/chart/label_tests.rs", "is a test"),
        ("report/comparison.rs", "reads processes from the table of texts"),
        ("report/number_text.rs", "has the marks of numbers in a language"),
        ("report/table/printed.rs", "has the marks of tables in a language"),
        ("strategies.rs", "makes up names for tests"),
        ("unit/parse.rs", "reads units, also those with Danish words"),
        ("unit/reader.rs", "reads letters that are written in several ways"),
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
    fn a_text_of_methods_stands_once() {
        let methods = FILES.iter().filter(|(file, _)| file.starts_with("method"));
        let texts = || methods.clone().flat_map(|(_, table)| *table);
        for (name, text) in texts() {
            let count = texts().filter(|(_, other)| other == text).count();
            assert_eq!(count, 1, "{name} stands {count} times");
        }
        for (name, _) in method::TABLE {
            let count = texts().filter(|(other, _)| other == name).count();
            assert_eq!(count, 1, "{name} hides a text of all methods");
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

    /// What of a file is no comment, no letter and no test, without white space.
    fn code(text: &str) -> String {
        let body = text.split("mod tests {\n").next().unwrap_or_default();
        let (mut code, mut quoted, mut escaped) = (String::new(), false, false);
        let mut rest = body.chars();
        while let Some(letter) = rest.next() {
            let after = rest.as_str();
            if !quoted && letter == '/' && after.starts_with('/') {
                rest = after.split_once('\n').map_or("", |(_, lines)| lines).chars();
                continue;
            }
            if !quoted && letter == '\'' && after.chars().nth(1) == Some('\'') {
                rest.nth(1);
                continue;
            }
            quoted ^= letter == '"' && !escaped;
            escaped = letter == '\\' && !escaped;
            code.extend(Some(letter).filter(|letter| !letter.is_whitespace()));
        }
        code
    }

    /// Whether code holds a text in Danish, or in two languages.
    fn speaks(code: &str) -> bool {
        let choices = [
            "Language::Danish=>",
            "Language::Danish)=>",
            "|da,",
            "|da:",
            "(da,",
            "[da,",
            "$da",
            "Title::new(format!(",
        ];
        let mut titles = code.split("Title::new(\"").skip(1);
        code.contains(['æ', 'ø', 'å', 'Æ', 'Ø', 'Å'])
            || choices.iter().any(|choice| code.contains(choice))
            || titles.any(|title| !title.starts_with('"'))
    }

    #[test]
    fn texts_in_code_are_found() {
        for text in [
            "Title::new(\n    \"Affald\",\n    \"Waste\")",
            "Title::new(format!(\"Affald {year}\"), format!(\"Waste {year}\"))",
            "match language { Language::Danish => \"Affald\", Language::English => \"Waste\" }",
            "let (da, en) = (\"Affald\", \"Waste\");",
            "let title = |da, en| name(da, en);",
            "step(\"https://Træ\")",
        ] {
            assert!(speaks(&code(text)), "{text}");
        }
        let comment =
            "let x = 1; // Træ\n/// Title::new(\"Affald\", \"Waste\")\nTitle::new(\"\", \"\")";
        assert!(!speaks(&code(comment)));
        assert!(!speaks(&code("#[cfg(test)]\nmod tests {\n    step(\"Træ\");\n}")));
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
            let exempt = |(known, _): &(&str, &str)| name.starts_with(known);
            if !name.starts_with("text/")
                && !name.ends_with("_tests.rs")
                && !NO_TEXTS.iter().any(exempt)
                && speaks(&code(&std::fs::read_to_string(&file).unwrap()))
            {
                outside.push(name);
            }
        }
        outside.sort_unstable();
        assert_eq!(outside, Vec::<String>::new(), "texts that belong in the table of texts");
    }
}
