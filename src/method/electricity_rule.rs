use core::fmt;
use core::str::FromStr;

use super::Method;
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::text::method::energy as text;
use crate::{Language, Title};

/// The rules by which electricity gets its emissions. They answer different questions, and the same
/// consumption under two of them cannot be compared; a result states its rule.
///
/// # Examples
///
/// ```
/// use climate_account::{Language, method::ElectricityRule};
///
/// let rule: ElectricityRule = "hourly-local-first".parse()?;
/// assert_eq!(rule.name(Language::English), "hourly, local renewables first");
/// assert!(!rule.adds_up_to_the_nation());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum ElectricityRule {
    /// The average of the nation or of a price area.
    Average,
    /// Hour by hour: local renewable production first, the grid of the hour for the rest.
    HourlyLocalFirst,
    /// The plants inside the border first, import for the deficit.
    MunicipalMix,
    /// All consumption, minus a credit for renewable production.
    ConsumptionMinusCredit,
    /// Guarantees of origin first, the residual mix for the rest.
    MarketBased,
}

impl ElectricityRule {
    /// Every rule.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::ElectricityRule;
    ///
    /// assert_eq!(ElectricityRule::ALL.len(), 5);
    /// ```
    pub const ALL: [ElectricityRule; 5] = [
        ElectricityRule::Average,
        ElectricityRule::HourlyLocalFirst,
        ElectricityRule::MunicipalMix,
        ElectricityRule::ConsumptionMinusCredit,
        ElectricityRule::MarketBased,
    ];

    /// The stable id.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::ElectricityRule;
    ///
    /// assert_eq!(ElectricityRule::MunicipalMix.id(), "municipal-mix");
    /// ```
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            ElectricityRule::Average => "average",
            ElectricityRule::HourlyLocalFirst => "hourly-local-first",
            ElectricityRule::MunicipalMix => "municipal-mix",
            ElectricityRule::ConsumptionMinusCredit => "consumption-minus-credit",
            ElectricityRule::MarketBased => "market-based",
        }
    }

    /// The method that computes it.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::{ElectricityRule, Method};
    ///
    /// assert_eq!(ElectricityRule::MarketBased.method(), Method::ElectricityMarketBased);
    /// ```
    #[must_use]
    pub fn method(self) -> Method {
        match self {
            ElectricityRule::Average => Method::ElectricityAverage,
            ElectricityRule::HourlyLocalFirst => Method::ElectricityHourly,
            ElectricityRule::MunicipalMix => Method::ElectricityMunicipalMix,
            ElectricityRule::ConsumptionMinusCredit => Method::ElectricityCredit,
            ElectricityRule::MarketBased => Method::ElectricityMarketBased,
        }
    }

    /// The name in both languages.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::ElectricityRule;
    ///
    /// let title = ElectricityRule::MunicipalMix.title();
    /// assert_eq!((title.da.as_ref(), title.en.as_ref()), ("kommunens eget elmiks", "municipality-specific mix"));
    /// ```
    #[must_use]
    pub fn title(self) -> Title {
        match self {
            ElectricityRule::Average => text::AVERAGE_RULE.title(),
            ElectricityRule::HourlyLocalFirst => text::HOURLY_LOCAL_FIRST_RULE.title(),
            ElectricityRule::MunicipalMix => text::MUNICIPAL_MIX_RULE.title(),
            ElectricityRule::ConsumptionMinusCredit => text::CONSUMPTION_MINUS_CREDIT_RULE.title(),
            ElectricityRule::MarketBased => text::MARKET_BASED_RULE.title(),
        }
    }

    /// The name in a language.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, method::ElectricityRule};
    ///
    /// assert_eq!(ElectricityRule::MarketBased.name(Language::Danish), "markedsbaseret");
    /// ```
    #[must_use]
    pub fn name(self, language: Language) -> String {
        self.title().in_language(language).to_owned()
    }

    /// What the rule means, in one sentence.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::ElectricityRule;
    ///
    /// let meaning = ElectricityRule::ConsumptionMinusCredit.meaning();
    /// assert!(meaning.en.ends_with("so the result can be negative."));
    /// ```
    #[must_use]
    pub fn meaning(self) -> Title {
        match self {
            ElectricityRule::Average => text::AVERAGE_MEANS.title(),
            ElectricityRule::HourlyLocalFirst => text::HOURLY_LOCAL_FIRST_MEANS.title(),
            ElectricityRule::MunicipalMix => text::MUNICIPAL_MIX_MEANS.title(),
            ElectricityRule::ConsumptionMinusCredit => text::CONSUMPTION_MINUS_CREDIT_MEANS.title(),
            ElectricityRule::MarketBased => text::MARKET_BASED_MEANS.title(),
        }
    }

    /// Whether municipalities under this rule add up to the nation.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::ElectricityRule;
    ///
    /// let rules = ElectricityRule::ALL.into_iter().filter(|rule| rule.adds_up_to_the_nation());
    /// assert_eq!(rules.collect::<Vec<_>>(), [ElectricityRule::Average]);
    /// ```
    #[must_use]
    pub fn adds_up_to_the_nation(self) -> bool {
        self == ElectricityRule::Average
    }
}

impl fmt::Display for ElectricityRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for ElectricityRule {
    type Err = Error;

    fn from_str(text: &str) -> Result<ElectricityRule> {
        let found = ElectricityRule::ALL.into_iter().find(|rule| rule.id() == text);
        found.ok_or_else(|| {
            let choices = ElectricityRule::ALL.map(ElectricityRule::id).join(", ");
            Error::new(UnknownRule { found: crate::number::clip(text), choices })
        })
    }
}

#[derive(Debug, thiserror::Error)]
#[error("expected an electricity rule, found `{found}`; choose one of {choices}")]
struct UnknownRule {
    found: String,
    choices: String,
}

impl Problem for UnknownRule {
    fn kind(&self) -> ErrorKind {
        ErrorKind::UnknownChoice
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back_and_others_are_refused() {
        for rule in ElectricityRule::ALL {
            assert_eq!(rule.to_string().parse::<ElectricityRule>().unwrap(), rule);
            assert_ne!(rule.name(Language::Danish), rule.name(Language::English));
        }
        let error = "spot".parse::<ElectricityRule>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected an electricity rule, found `spot`; choose one of average, \
             hourly-local-first, municipal-mix, consumption-minus-credit, market-based"
        );
    }
}
