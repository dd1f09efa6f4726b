use core::fmt;
use core::str::FromStr;

use super::GwpSet;
use super::problem::GasProblem;
use crate::error::{Error, Result};
use crate::number::Exact;

/// An amount of CO2e, with the GWP set that it was weighed by.
///
/// # Examples
///
/// ```
/// use climate_account::{ErrorKind, gas::{Co2e, GwpSet}};
///
/// let old = Co2e::from_tonnes(25, GwpSet::ar4());
/// let new: Co2e = "28 t CO2e (AR5 GWP100)".parse()?;
/// assert_eq!(old.checked_add(&new).unwrap_err().kind(), ErrorKind::GwpSetMismatch);
/// assert_eq!(new.checked_add(&new)?.tonnes(), 56.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Co2e {
    grams: Exact,
    gwp_set: GwpSet,
}

impl Co2e {
    /// An amount in grams.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Co2e, GwpSet};
    ///
    /// assert_eq!(Co2e::from_grams(2_000, GwpSet::ar5()).kilograms(), 2.into());
    /// ```
    #[must_use]
    pub fn from_grams(grams: impl Into<Exact>, gwp_set: GwpSet) -> Co2e {
        Co2e { grams: grams.into(), gwp_set }
    }

    /// An amount in tonnes.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Co2e, GwpSet};
    ///
    /// assert_eq!(Co2e::from_tonnes(2, GwpSet::ar5()).kilograms(), 2_000.into());
    /// ```
    #[must_use]
    pub fn from_tonnes(tonnes: impl Into<Exact>, gwp_set: GwpSet) -> Co2e {
        Co2e { grams: tonnes.into().shifted(6), gwp_set }
    }

    /// The amount in grams.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Co2e, GwpSet};
    ///
    /// assert_eq!(Co2e::from_tonnes(2, GwpSet::ar5()).grams(), 2_000_000.into());
    /// ```
    #[must_use]
    pub fn grams(&self) -> Exact {
        self.grams
    }

    /// The amount in kilograms.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::Co2e;
    ///
    /// let amount: Co2e = "1.5 t CO2e (AR5 GWP100)".parse()?;
    /// assert_eq!(amount.kilograms(), 1_500.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn kilograms(&self) -> Exact {
        self.grams.shifted(-3)
    }

    /// The amount in tonnes.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::Co2e;
    ///
    /// let amount: Co2e = "1.5 kt CO2e (AR5 GWP100)".parse()?;
    /// assert_eq!(amount.tonnes(), 1_500.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn tonnes(&self) -> Exact {
        self.grams.shifted(-6)
    }

    /// The GWP set.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Co2e, GwpSet};
    ///
    /// let amount: Co2e = "25 t CO2e (AR4 GWP100)".parse()?;
    /// assert_eq!(amount.gwp_set(), &GwpSet::ar4());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn gwp_set(&self) -> &GwpSet {
        &self.gwp_set
    }

    /// The sum of two amounts under one set.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Co2e, GwpSet};
    ///
    /// let tonnes = |tonnes: i64| Co2e::from_tonnes(tonnes, GwpSet::ar5());
    /// assert_eq!(tonnes(28).checked_add(&tonnes(2))?.tonnes(), 30.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`GwpSetMismatch`](crate::ErrorKind::GwpSetMismatch) where the sets differ;
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn checked_add(&self, other: &Co2e) -> Result<Co2e> {
        self.same_set(other)?;
        let grams = self.grams.checked_add(other.grams)?;
        Ok(Co2e { grams, gwp_set: self.gwp_set.clone() })
    }

    /// The difference of two amounts under one set.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Co2e, GwpSet};
    ///
    /// let tonnes = |tonnes: i64| Co2e::from_tonnes(tonnes, GwpSet::ar5());
    /// assert_eq!(tonnes(28).checked_sub(&tonnes(30))?.tonnes(), (-2).into());
    /// assert!(tonnes(28).checked_sub(&Co2e::from_tonnes(1, GwpSet::ar4())).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`checked_add`](Co2e::checked_add).
    pub fn checked_sub(&self, other: &Co2e) -> Result<Co2e> {
        self.checked_add(&Co2e { grams: -other.grams, gwp_set: other.gwp_set.clone() })
    }

    fn same_set(&self, other: &Co2e) -> Result<()> {
        if self.gwp_set == other.gwp_set {
            return Ok(());
        }
        Err(Error::new(GasProblem::SetMismatch {
            left: self.gwp_set.to_string(),
            right: other.gwp_set.to_string(),
        }))
    }
}

impl fmt::Display for Co2e {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} t CO2e ({})", self.tonnes(), self.gwp_set)
    }
}

impl FromStr for Co2e {
    type Err = Error;

    /// Reads `25 t CO2e (AR5 GWP100)`; the masses may be in g, kg, t, kt or Mt.
    fn from_str(text: &str) -> Result<Co2e> {
        let fault = || Error::new(GasProblem::NotCo2e { found: crate::number::clip(text) });
        let (value, rest) = text.trim().split_once(' ').ok_or_else(fault)?;
        let (unit, rest) = rest.trim().split_once(' ').ok_or_else(fault)?;
        let powers = [("g", 0), ("kg", 3), ("t", 6), ("kt", 9), ("Mt", 12)];
        let &(_, power) = powers.iter().find(|(name, _)| *name == unit).ok_or_else(fault)?;
        let set = rest.trim().strip_prefix("CO2e").ok_or_else(fault)?.trim();
        if set.is_empty() {
            return Err(Error::new(GasProblem::MissingSet { found: crate::number::clip(text) }));
        }
        let set = set.strip_prefix('(').and_then(|set| set.strip_suffix(')')).ok_or_else(fault)?;
        // In tonnes, too, a number: what is read can be printed and read again.
        let tonnes = value.parse::<Exact>()?.checked_mul(Exact::new(1, 6 - power))?;
        let grams = tonnes.checked_mul(Exact::new(1, -6))?;
        Ok(Co2e { grams, gwp_set: set.parse()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn reads_what_it_prints() {
        let amount = Co2e::from_tonnes(Exact::new(15_662, 3), GwpSet::ar5());
        assert_eq!(amount.to_string().parse::<Co2e>().unwrap(), amount);
        let published = Co2e::from_tonnes(1, GwpSet::as_published("A"));
        assert_eq!(published.to_string().parse::<Co2e>().unwrap(), published);
    }

    #[test]
    fn refuses_what_it_could_not_print() {
        for text in [
            "1e-400 g CO2e (AR5 GWP100)",
            "99999999999999999999999999999999999999e400 t CO2e (AR5 GWP100)",
        ] {
            assert_eq!(text.parse::<Co2e>().unwrap_err().kind(), ErrorKind::Overflow, "{text}");
        }
        let least: Co2e = "1e-394 g CO2e (AR5 GWP100)".parse().unwrap();
        assert_eq!(least.to_string().parse::<Co2e>().unwrap(), least);
    }

    #[test]
    fn says_what_is_wrong_with_co2e() {
        let cases = [
            (
                "25 t CO2e",
                ErrorKind::MissingGwpSet,
                "expected CO2e with its GWP set, such as `25 t CO2e (AR5 GWP100)`, found `25 t \
                 CO2e`",
            ),
            (
                "25 t",
                ErrorKind::InvalidNumber,
                "expected CO2e such as `25 t CO2e (AR5 GWP100)`, found `25 t`",
            ),
        ];
        for (text, kind, message) in cases {
            let error = text.parse::<Co2e>().unwrap_err();
            assert_eq!((error.kind(), error.to_string().as_str()), (kind, message));
        }
        let error = Co2e::from_tonnes(1, GwpSet::ar4())
            .checked_sub(&Co2e::from_tonnes(1, GwpSet::ar5()))
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected CO2e of one GWP set, found `AR4 GWP100` and `AR5 GWP100`; go back to the \
             masses of the gases and choose one set"
        );
    }
}
