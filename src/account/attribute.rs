use core::fmt;
use core::str::FromStr;

use super::problem::AccountProblem;
use crate::error::{Error, Result};
use crate::text::Text;
use crate::text::account as text;
use crate::{Language, Title};

macro_rules! choices {
    (
        $(#[$meta:meta])* $name:ident, $what:literal:
        $($(#[$variant_meta:meta])* $variant:ident = $id:literal, $words:expr;)*
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        pub enum $name {
            $(
                $(#[$variant_meta])*
                #[cfg_attr(feature = "serde", serde(rename = $id))]
                $variant,
            )*
        }

        impl $name {
            /// Every choice.
            ///
            /// # Examples
            ///
            /// ```
            /// use climate_account::account::{Grade, Localisation, MemoItem};
            ///
            /// assert_eq!(Grade::ALL, [Grade::High, Grade::Medium, Grade::Low]);
            /// assert_eq!((Localisation::ALL.len(), MemoItem::ALL.len()), (3, 4));
            /// ```
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The name in documents.
            ///
            /// # Examples
            ///
            /// ```
            /// use climate_account::account::{Grade, Localisation, MemoItem};
            ///
            /// assert_eq!(Grade::Medium.id(), "M");
            /// assert_eq!(MemoItem::CapturedCarbonDioxide.id(), "captured-co2");
            /// assert_eq!("national-key".parse::<Localisation>()?, Localisation::NationalKey);
            /// # Ok::<(), climate_account::Error>(())
            /// ```
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $($name::$variant => $id,)* }
            }

            /// The name in a language.
            ///
            /// # Examples
            ///
            /// ```
            /// use climate_account::{Language, account::{Grade, Localisation, MemoItem}};
            ///
            /// assert_eq!(Grade::Medium.name(Language::Danish), "middel");
            /// assert_eq!(Localisation::PointSource.name(Language::Danish), "punktkilde");
            /// assert_eq!(MemoItem::Credit.name(Language::English), "credit");
            /// ```
            #[must_use]
            pub fn name(self, language: Language) -> &'static str {
                self.words().in_language(language)
            }

            /// The name in both languages.
            ///
            /// # Examples
            ///
            /// ```
            /// use climate_account::account::{Grade, MemoItem};
            ///
            /// assert_eq!(Grade::Low.title().da, "lav");
            /// assert_eq!(MemoItem::Credit.title().en, "credit");
            /// ```
            #[must_use]
            pub fn title(self) -> Title {
                self.words().title()
            }

            fn words(self) -> Text {
                match self {
                    $($name::$variant => $words,)*
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.id())
            }
        }

        impl FromStr for $name {
            type Err = Error;

            fn from_str(text: &str) -> Result<$name> {
                let found = $name::ALL.iter().find(|choice| choice.id() == text.trim());
                found.copied().ok_or_else(|| {
                    let choices: Vec<&str> = $name::ALL.iter().map(|choice| choice.id()).collect();
                    Error::new(AccountProblem::Choice {
                        what: $what,
                        choices: choices.join(", "),
                        found: crate::number::clip(text),
                    })
                })
            }
        }
    };
}

choices! {
    /// How an emission is tied to its place.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let line = |code: &str, tonnes: i64| -> climate_account::Result<Activity> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
    /// #     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, emissions, &source))
    /// # };
    /// # let (profile, factors) = (Profile::new("Samsø", GwpSet::ar5()), FactorSet::new([]));
    /// use climate_account::account::{Facet, Localisation};
    ///
    /// // How much of the account is a national amount spread by a key?
    /// let lines = [
    ///     line("danish:transport.road", 12_000)?.localisation(Localisation::NationalKey),
    ///     line("danish:transport.navigation", 9_000)?.localisation(Localisation::LocalActivity),
    ///     line("danish:transport.aviation", 1_000)?.localisation(Localisation::NationalKey),
    /// ];
    /// let account = Account::compute(lines, &profile, &factors)?;
    /// let totals = account.totals(&[Facet::Localisation])?;
    /// let keyed = totals.rows().find(|row| row.label(0).to_string() == "national-key").unwrap();
    /// assert_eq!(keyed.total().co2e()?.tonnes(), 13_000.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    Localisation, "a localisation":
    /// A known plant.
    PointSource = "point-source", text::POINT_SOURCE;
    /// Activity counted in the place.
    LocalActivity = "local-activity", text::LOCAL_ACTIVITY;
    /// A national amount spread by a key.
    NationalKey = "national-key", text::NATIONAL_KEY;
}

choices! {
    /// The quality of a number: GPC chapter 5. Given twice, for the activity and for the factor.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::Grade;
    /// # use climate_account::{Activity, Amount, SectorRef, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// # let amount = "1200 GJ (net)".parse::<Amount>()?;
    ///
    /// // Metered gas, with a default factor of the IPCC.
    /// let gas = Activity::new("Odder", year, sector, amount, &source)
    ///     .quality(Some(Grade::High), Some("L".parse()?));
    /// assert_eq!(gas.grades(), (Some(Grade::High), Some(Grade::Low)));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    Grade, "a grade":
    /// Detailed activity data, or a specific factor.
    High = "H", text::HIGH;
    /// Modelled activity data on robust assumptions, or a more general factor.
    Medium = "M", text::MEDIUM;
    /// Highly modelled or uncertain activity data, or a default factor.
    Low = "L", text::LOW;
}

choices! {
    /// Why a line is shown beside the totals and not in them.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let line = |code: &str, tonnes: i64| -> climate_account::Result<Activity> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
    /// #     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, emissions, &source))
    /// # };
    /// # let (profile, factors) = (Profile::new("Samsø", GwpSet::ar5()), FactorSet::new([]));
    /// use climate_account::account::MemoItem;
    ///
    /// let ferry = line("gpc:II.3.1", 9_000)?;
    /// let cruises = line("gpc:II.3.3", 700)?.memo(MemoItem::InternationalBunkers);
    /// let total = Account::compute([ferry, cruises], &profile, &factors)?.total()?;
    /// assert_eq!(total.co2e()?.tonnes(), 9_000.into());
    /// let bunkers = total.memo_item(MemoItem::InternationalBunkers);
    /// assert_eq!(bunkers.tonnes(Gas::CO2), 700.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    MemoItem, "a memo item":
    /// Fuel of international shipping and aviation.
    InternationalBunkers = "international-bunkers", text::INTERNATIONAL_BUNKERS;
    /// Renewable energy that leaves the municipality.
    ExportedRenewableEnergy = "exported-renewable-energy", text::EXPORTED_RENEWABLE_ENERGY;
    /// CO2 that was captured.
    CapturedCarbonDioxide = "captured-co2", text::CAPTURED_CARBON_DIOXIDE;
    /// A credit or offset.
    Credit = "credit", text::CREDIT;
}

impl MemoItem {
    pub(super) const FIRST: MemoItem = MemoItem::InternationalBunkers;
    pub(super) const LAST: MemoItem = MemoItem::Credit;
}
