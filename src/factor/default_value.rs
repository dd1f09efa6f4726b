//! The default values of the methods, from the tables under `src/data/defaults`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::catalogue::{bounds, source};
use super::problem::FactorProblem;
use super::{CATALOGUE, Evidence};
use crate::distribution::Distribution;
use crate::error::{Error, Result};
use crate::number::Exact;
use crate::table::{self, Row};
use crate::{Amount, Source, nearest};

const TABLES: [&str; 6] = [
    include_str!("../data/defaults/waste.csv"),
    include_str!("../data/defaults/wastewater.csv"),
    include_str!("../data/defaults/industry.csv"),
    include_str!("../data/defaults/livestock.csv"),
    include_str!("../data/defaults/soils.csv"),
    include_str!("../data/defaults/land.csv"),
];

/// A default that a guideline or an authority gives for one input of a method: a methane correction
/// factor, a decay rate, a nitrogen excretion.
///
/// No method takes one by itself. Who wants it asks for it by its id, whose first part is the
/// edition (`ipcc-2006`, `ipcc-2019r`, `dk-...`), and gets it marked as a default
/// ([`Sourced::built_in`](crate::method::Sourced::built_in)). Values of two editions do not belong
/// in one product.
///
/// # Examples
///
/// ```
/// use climate_account::factor::DefaultValue;
///
/// let oxidation = DefaultValue::get("ipcc-2006/landfill/oxidation/covered")?;
/// assert_eq!(oxidation.amount(), &"0.1 fraction".parse()?);
/// assert_eq!(oxidation.source().place(), "V5 Table 3.2");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct DefaultValue {
    id: &'static str,
    amount: Amount,
    uncertainty: Option<Distribution>,
    evidence: Evidence,
    source: Source,
    note: Option<&'static str>,
}

static VALUES: LazyLock<Vec<DefaultValue>> = LazyLock::new(|| {
    // A test builds every value, so that none can be lost here.
    rows().into_iter().filter_map(|(_, value)| value.ok()).collect()
});

static BY_ID: LazyLock<HashMap<&str, &DefaultValue>> =
    LazyLock::new(|| VALUES.iter().map(|value| (value.id, value)).collect());

fn rows() -> Vec<(&'static str, Result<DefaultValue>)> {
    TABLES
        .iter()
        .flat_map(|text| table::rows(text))
        .map(|row| (row.get("id"), default_value(&row)))
        .collect()
}

fn default_value(row: &Row) -> Result<DefaultValue> {
    Ok(DefaultValue {
        id: row.get("id"),
        amount: Amount::new(row.get("value").parse::<Exact>()?, row.get("unit").parse()?),
        uncertainty: bounds(row, str::parse)?,
        evidence: row.get("evidence").parse()?,
        source: source(row)?,
        note: Some(row.get("note")).filter(|note| !note.is_empty()),
    })
}

impl DefaultValue {
    /// Every default value, in the order of the tables.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::DefaultValue;
    ///
    /// let rates = DefaultValue::all().iter().filter(|value| value.id().contains("/decay-rate/"));
    /// assert!(rates.count() > 10);
    /// ```
    #[must_use]
    pub fn all() -> &'static [DefaultValue] {
        &VALUES
    }

    /// The default value with an id.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{ErrorKind, factor::DefaultValue};
    ///
    /// let error = DefaultValue::get("ipcc-2006/landfill/oxidation/coverd").unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::FactorNotFound);
    /// assert!(error.to_string().contains("`ipcc-2006/landfill/oxidation/covered`"));
    /// ```
    ///
    /// # Errors
    ///
    /// [`FactorNotFound`](crate::ErrorKind::FactorNotFound), with the ids that are near.
    pub fn get(id: &str) -> Result<&'static DefaultValue> {
        BY_ID.get(id).copied().ok_or_else(|| {
            let hint = nearest::suggestion(id, VALUES.iter().map(DefaultValue::id));
            let (id, layers) = (crate::number::clip(id), CATALOGUE);
            Error::new(FactorProblem::UnknownDefault { id, layers, hint })
        })
    }

    /// The id: edition, method, input, and what it is for.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::DefaultValue;
    ///
    /// let id = "ipcc-2006/landfill/oxidation/covered";
    /// assert_eq!(DefaultValue::get(id)?.id(), id);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// The value with its unit.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::DefaultValue;
    ///
    /// let fraction = DefaultValue::get("ipcc-2006/landfill/methane-fraction")?;
    /// assert_eq!(fraction.amount(), &"0.5 fraction".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn amount(&self) -> &Amount {
        &self.amount
    }

    /// The range that the source prints, where it does.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::DefaultValue;
    ///
    /// let fraction = DefaultValue::get("ipcc-2006/landfill/methane-fraction")?;
    /// assert!(fraction.uncertainty().is_some());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn uncertainty(&self) -> Option<&Distribution> {
        self.uncertainty.as_ref()
    }

    /// How the value was checked.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::{DefaultValue, Evidence};
    ///
    /// let fraction = DefaultValue::get("ipcc-2006/landfill/methane-fraction")?;
    /// assert_eq!(fraction.evidence(), Evidence::Seen);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        self.evidence
    }

    /// Where it is printed.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::DefaultValue;
    ///
    /// let fraction = DefaultValue::get("ipcc-2006/landfill/methane-fraction")?;
    /// assert_eq!(fraction.source().year(), 2006);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// What has to be known about it.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::DefaultValue;
    ///
    /// let share = DefaultValue::get("ipcc-2006/landfill/doc-f/bulk")?;
    /// assert!(share.note().is_none_or(|note| !note.is_empty()));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn note(&self) -> Option<&'static str> {
        self.note
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_builds_a_value_with_its_source() {
        let rows = rows();
        for (id, value) in &rows {
            if let Err(error) = value {
                panic!("{id}: {error}");
            }
        }
        assert_eq!(rows.len(), BY_ID.len(), "two rows have one id");
    }

    #[test]
    fn an_unknown_id_is_refused() {
        let error = DefaultValue::get("landfill/k").unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected the id of a default value, found `landfill/k`, which the built-in catalogue \
             does not have; list `DefaultValue::all()`"
        );
    }
}
