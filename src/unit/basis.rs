use super::Unit;
use crate::error::Result;

/// Whether the energy of a fuel is counted net of the heat of its water vapour, or gross.
///
/// Inventories count net energy; gas meters and North American statistics count gross. For natural
/// gas the two are about 11 % apart.
///
/// # Examples
///
/// ```
/// use climate_account::unit::CalorificBasis;
///
/// assert_eq!(CalorificBasis::Net.word(), "net");
/// assert_eq!(CalorificBasis::Net.of(&"GJ".parse()?)?.to_string(), "GJ (net)");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum CalorificBasis {
    /// By the net (lower) calorific value.
    Net,
    /// By the gross (higher) calorific value.
    Gross,
}

impl CalorificBasis {
    /// `net` or `gross`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::unit::CalorificBasis;
    ///
    /// assert_eq!(CalorificBasis::Gross.word(), "gross");
    /// ```
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            CalorificBasis::Net => "net",
            CalorificBasis::Gross => "gross",
        }
    }

    /// A unit of energy with this basis.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::unit::CalorificBasis;
    ///
    /// assert_eq!(CalorificBasis::Gross.of(&"kWh".parse()?)?.to_string(), "kWh (gross)");
    /// assert!(CalorificBasis::Gross.of(&"kg".parse()?).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`UnknownUnit`](crate::ErrorKind::UnknownUnit) for a unit that does not begin or end
    /// with energy, or has a basis.
    pub fn of(self, unit: &Unit) -> Result<Unit> {
        format!("{unit} ({})", self.word()).parse()
    }
}
