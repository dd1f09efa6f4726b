use core::fmt;
use core::str::FromStr;

use super::Method;
use crate::error::{Error, ErrorKind, Problem, Result};
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
            ElectricityRule::Average => {
                Title::new("landets eller prisområdets gennemsnit", "national or regional average")
            }
            ElectricityRule::HourlyLocalFirst => {
                Title::new("time for time, lokal VE først", "hourly, local renewables first")
            }
            ElectricityRule::MunicipalMix => {
                Title::new("kommunens eget elmiks", "municipality-specific mix")
            }
            ElectricityRule::ConsumptionMinusCredit => Title::new(
                "forbrug minus fradrag for vedvarende energi",
                "consumption minus renewable credit",
            ),
            ElectricityRule::MarketBased => Title::new("markedsbaseret", "market-based"),
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
            ElectricityRule::Average => Title::new(
                "Alle forbrugere i landet eller prisområdet har samme faktor, så kommunerne summer \
                 til landet.",
                "All consumers of the nation or price area have the same factor, so the \
                 municipalities add up to the nation.",
            ),
            ElectricityRule::HourlyLocalFirst => Title::new(
                "Sol og vind i kommunen dækker forbruget i samme time; resten har nettets faktor i \
                 den time.",
                "Wind and sun in the municipality cover the consumption of the same hour; the rest \
                 has the factor of the grid in that hour.",
            ),
            ElectricityRule::MunicipalMix => Title::new(
                "Kommunens egne anlæg forsyner dens forbrugere over året, og kun underskuddet hentes \
                 udefra.",
                "The plants in the municipality supply its consumers over the year, and only the \
                 deficit comes from outside.",
            ),
            ElectricityRule::ConsumptionMinusCredit => Title::new(
                "Alt forbrug tæller, og produktion af vedvarende energi trækkes fra, så resultatet \
                 kan blive negativt.",
                "All consumption counts and renewable production is deducted, so the result can be \
                 negative.",
            ),
            ElectricityRule::MarketBased => Title::new(
                "Annullerede oprindelsesgarantier tæller med deres egen faktor, og resten har \
                 restmiksets.",
                "Guarantees of origin that were cancelled count with their own factor, and the rest \
                 has that of the residual mix.",
            ),
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
