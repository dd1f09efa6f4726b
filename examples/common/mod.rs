//! What the examples share.

#[allow(dead_code)]
pub(crate) mod published;
#[allow(dead_code)]
pub(crate) mod town;

use climate_account::{Language, Result, SectorRef};

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

    /// Code and name of a GPC sector.
    #[allow(dead_code)]
    pub(crate) fn sector(self, code: &str) -> Result<String> {
        let sector = format!("gpc:{code}").parse::<SectorRef>()?;
        let title = sector.sector().map(|sector| sector.title().in_language(self.0).to_owned());
        Ok(format!("{code} {}", title.unwrap_or_default()))
    }
}
