//! The JSON document of an account.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize, de};

use crate::account::{Account, Activity, Cell, Facet, Label, MemoItem, Profile, Total};
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::factor::{ContentHash, FactorSet};
use crate::gas::{Co2e, Emissions, Memo};
use crate::method::Method;
use crate::{Location, Year};

/// The JSON Schema (draft 2020-12) of [`AccountDocument`], and of the activities, profiles and
/// sources in it.
///
/// # Examples
///
/// ```
/// use climate_account::exchange::ACCOUNT_SCHEMA;
///
/// let schema: serde_json::Value = serde_json::from_str(ACCOUNT_SCHEMA)?;
/// assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
/// assert_eq!(schema["properties"]["document"]["const"], "climate-account/account/1");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub const ACCOUNT_SCHEMA: &str = include_str!("schema/account.schema.json");

const NAME: &str = "climate-account/account/1";

/// An account as a JSON document: the profile, the factors by hash and edition, every line with its
/// emissions by gas, and the totals of every place and year.
///
/// Masses are in grams, as everywhere in the JSON of this crate. What is read is checked: the
/// emissions of a line that was reported must be those in its cell, and the totals must be the sums
/// of the lines. The schema is [`ACCOUNT_SCHEMA`].
///
/// # Examples
///
/// ```
/// use climate_account::exchange::{AccountDocument, json};
/// use climate_account::{Account, Activity, Amount, FactorSet, Profile, Source, Year, gas::GwpSet};
///
/// let source = Source::new("Odder Kommune", "Fleet", 2024, "sheet 1")?;
/// let driving = Activity::new("Odder", Year::new(2023)?, "gpc:II.1.1".parse()?,
///     "2 TJ (net)".parse::<Amount>()?, &source).carrier("gas-diesel-oil").process("road");
/// let (profile, factors) = (Profile::new("Odder", GwpSet::ar5()), FactorSet::catalogue());
/// let account = Account::compute([driving], &profile, &factors)?;
///
/// let text = json::to_string_pretty(&AccountDocument::new(&account)?)?;
/// let document: AccountDocument = json::from_str(&text)?;
/// // As it was: no factor is needed.
/// assert_eq!(document.account()?.total()?.co2e()?, account.total()?.co2e()?);
/// // Or computed again, with these factors or with better ones.
/// assert_eq!(document.factor_hash(), factors.hash());
/// let again = Account::compute(document.activities().cloned(), document.profile(), &factors)?;
/// assert_eq!(again.total()?, account.total()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AccountDocument {
    document: &'static str,
    profile: Profile,
    factor_hash: ContentHash,
    factor_vintage: Arc<str>,
    lines: Vec<Line>,
    totals: Vec<PlaceTotal>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    activity: Activity,
    method: Option<Method>,
    /// The id of the factor that was found.
    factor: Option<Arc<str>>,
    emissions: Emissions,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceTotal {
    place: Arc<str>,
    year: Year,
    net: Emissions,
    gross: Emissions,
    biogenic: Emissions,
    memo_items: BTreeMap<MemoItem, Emissions>,
    /// None where the GWP set cannot tell.
    net_co2e: Option<Co2e>,
    gross_co2e: Option<Co2e>,
    /// The positions of the lines that leave it incomplete, counted from 0.
    missing: Vec<usize>,
}

impl AccountDocument {
    /// The document of an account.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::exchange::{AccountDocument, json};
    /// use climate_account::{Account, FactorSet, Profile, gas::GwpSet};
    ///
    /// let account = Account::compute([], &Profile::new("Odder", GwpSet::ar5()), &FactorSet::new([]))?;
    /// let text = json::to_string(&AccountDocument::new(&account)?)?;
    /// assert!(text.starts_with(r#"{"document":"climate-account/account/1","profile":{"name":"Odder""#));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn new(account: &Account) -> Result<AccountDocument> {
        let lines = account.entries().map(|entry| Line {
            activity: entry.activity().clone(),
            method: entry.method(),
            factor: entry.factor().map(|found| found.factor().id().into()),
            emissions: entry.emissions(),
        });
        Ok(AccountDocument {
            document: NAME,
            profile: account.profile().clone(),
            factor_hash: account.factor_hash(),
            factor_vintage: account.factor_vintage().into(),
            lines: lines.collect(),
            totals: totals(account)?,
        })
    }

    /// The rules that the account was computed by.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::exchange::AccountDocument;
    /// use climate_account::{Account, FactorSet, Profile, gas::GwpSet};
    ///
    /// let account = Account::compute([], &Profile::new("Odder", GwpSet::ar5()), &FactorSet::new([]))?;
    /// assert_eq!(AccountDocument::new(&account)?.profile(), account.profile());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The hash of the factors that it was computed with.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::exchange::AccountDocument;
    /// use climate_account::{Account, FactorSet, Profile, gas::GwpSet};
    ///
    /// let factors = FactorSet::new([]);
    /// let account = Account::compute([], &Profile::new("Odder", GwpSet::ar5()), &factors)?;
    /// assert_eq!(AccountDocument::new(&account)?.factor_hash(), factors.hash());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn factor_hash(&self) -> ContentHash {
        self.factor_hash
    }

    /// The lines as they were put in, to be computed again.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::exchange::AccountDocument;
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    ///
    /// let forest = Activity::new("Samsø", Year::new(2023)?, "gpc:V.2".parse()?,
    ///     Emissions::from_tonnes(Gas::CO2, -15), &source);
    /// let profile = Profile::new("Samsø", GwpSet::ar5());
    /// let account = Account::compute([forest.clone()], &profile, &FactorSet::new([]))?;
    /// assert_eq!(AccountDocument::new(&account)?.activities().collect::<Vec<_>>(), [&forest]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn activities(&self) -> impl ExactSizeIterator<Item = &Activity> {
        self.lines.iter().map(|line| &line.activity)
    }

    /// The account with the emissions that stand in the document, without looking a factor up.
    ///
    /// Its lines are direct entries, so that they are explained by their source alone.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::exchange::AccountDocument;
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    ///
    /// let forest = Activity::new("Samsø", Year::new(2023)?, "gpc:V.2".parse()?,
    ///     Emissions::from_tonnes(Gas::CO2, -15), &source);
    /// let profile = Profile::new("Samsø", GwpSet::ar5());
    /// let account = Account::compute([forest], &profile, &FactorSet::new([]))?;
    /// let again = AccountDocument::new(&account)?.account()?;
    /// assert_eq!(again.total()?, account.total()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Account::compute`].
    pub fn account(&self) -> Result<Account> {
        let lines = self.lines.iter().map(|line| match line.activity.cell() {
            Cell::Keys(_) => line.activity.clone(),
            _ => line.activity.reported(line.emissions.clone()),
        });
        Account::compute(lines, &self.profile, &FactorSet::new([]))
    }

    fn check(self) -> Result<AccountDocument> {
        for (position, line) in (1_u64..).zip(&self.lines) {
            let known = match line.activity.cell() {
                Cell::Amount(_) => continue,
                Cell::Emissions(emissions) => emissions.clone(),
                Cell::Calculated(derivation) => derivation.result.clone(),
                Cell::Keys(_) => Emissions::none(),
            };
            if known != line.emissions {
                return Err(Error::new(DocumentProblem::Emissions).at(Location::line(position)));
            }
        }
        let computed = totals(&self.account()?)?;
        let wrong = self.totals.iter().find(|total| !computed.contains(total));
        let absent = computed.iter().find(|total| !self.totals.contains(total));
        match wrong.or(absent) {
            None => Ok(self),
            Some(total) => {
                let (place, year) = (total.place.to_string(), total.year);
                Err(Error::new(DocumentProblem::Sum { place, year }))
            }
        }
    }
}

fn totals(account: &Account) -> Result<Vec<PlaceTotal>> {
    let totals = account.totals(&[Facet::Place, Facet::Year])?;
    let mut rows = Vec::new();
    for row in totals.rows() {
        let (Label::Text(place), Label::Year(year)) = (row.label(0), row.label(1)) else {
            continue;
        };
        rows.push(PlaceTotal::new(Arc::clone(place), *year, &row.total())?);
    }
    Ok(rows)
}

impl PlaceTotal {
    fn new(place: Arc<str>, year: Year, total: &Total) -> Result<PlaceTotal> {
        let items = MemoItem::ALL.iter().map(|item| (*item, total.memo_item(*item)));
        Ok(PlaceTotal {
            place,
            year,
            net: total.net().clone(),
            gross: total.gross()?,
            biogenic: total.memo_gases(Memo::Biogenic),
            memo_items: items.filter(|(_, emissions)| !emissions.is_none()).collect(),
            net_co2e: total.co2e().ok(),
            gross_co2e: total.gross_co2e().ok(),
            missing: total.missing().to_vec(),
        })
    }
}

impl<'de> Deserialize<'de> for AccountDocument {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Fields {
            document: String,
            profile: Profile,
            factor_hash: ContentHash,
            factor_vintage: Arc<str>,
            lines: Vec<Line>,
            totals: Vec<PlaceTotal>,
        }
        let found = Fields::deserialize(deserializer)?;
        if found.document != NAME {
            let found = crate::number::clip(&found.document);
            return Err(de::Error::custom(DocumentProblem::Name { found }));
        }
        let Fields { profile, factor_hash, factor_vintage, lines, totals, .. } = found;
        AccountDocument { document: NAME, profile, factor_hash, factor_vintage, lines, totals }
            .check()
            .map_err(de::Error::custom)
    }
}

#[derive(Debug, thiserror::Error)]
enum DocumentProblem {
    #[error("expected the document `climate-account/account/1`, found `{found}`")]
    Name { found: String },
    #[error(
        "expected the emissions of the line to be those in its cell, found others; write the document again from its lines"
    )]
    Emissions,
    #[error(
        "expected the totals of {place} in {year} to be the sums of the lines, found others; write the document again from its lines"
    )]
    Sum { place: String, year: Year },
}

impl Problem for DocumentProblem {
    fn kind(&self) -> ErrorKind {
        ErrorKind::InvalidDocument
    }
}
