//! What the examples share.

#[allow(dead_code)]
pub(crate) mod town;

use climate_account::Language;

/// The texts of one language.
#[derive(Clone, Copy)]
pub(crate) struct Text(pub(crate) Language);

impl Text {
    pub(crate) fn of(self, da: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Language::Danish => da,
            Language::English => en,
        }
    }
}
