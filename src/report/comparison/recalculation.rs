//! Whether a base year has to be recalculated, in words.

use super::signed;
use crate::Language;
use crate::account::Recalculation;
use crate::number::Exact;
use crate::report::number_text;
use crate::report::words::{plain_number, tonnes_text};
use crate::text::comparison as text;

impl Recalculation {
    /// What follows, and each cause held against the threshold.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let edition = |set: GwpSet| -> climate_account::Result<Account> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CH4_NON_FOSSIL, 100);
    /// #     let line = Activity::new("Samsø", Year::new(2018)?, "gpc:V.1".parse()?, emissions, &source);
    /// #     Account::compute([line], &Profile::new("Samsø", set), &FactorSet::new([]))
    /// # };
    /// use climate_account::Language;
    ///
    /// let (old, new) = (edition(GwpSet::ar4())?, edition(GwpSet::ar5())?);
    /// let why = climate_account::account::compare(&old, &new)?;
    /// let text = why.recalculation("0.05".parse()?)?.explain(Language::English);
    /// assert!(text.contains("GWP set: +300.0 t (12.0 %), over the threshold"), "{text}");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn explain(&self, language: Language) -> String {
        let percent = |share: Option<Exact>| match share {
            Some(share) => format!("{} %", number_text(share.shifted(2).abs(), 1, language)),
            None => text::NOT_STATED.in_language(language).to_owned(),
        };
        let threshold = plain_number(self.threshold.shifted(2), language);
        let mut lines = vec![
            self.what_to_do.in_language(language).to_owned(),
            text::THRESHOLD.filled(language, &[("percent", &threshold)]),
        ];
        for cause in &self.causes {
            let verdict = if cause.is_over { text::OVER } else { text::BELOW };
            lines.push(format!(
                "  {}: {} t ({}), {}",
                cause.cause.title().in_language(language),
                signed(tonnes_text(cause.tonnes, language)),
                percent(cause.share),
                verdict.in_language(language),
            ));
        }
        if self.causes.len() > 1 {
            let together = text::TOGETHER.in_language(language);
            lines.push(format!("  {together}: {}", percent(self.share_together)));
        }
        lines.join("\n") + "\n"
    }
}
