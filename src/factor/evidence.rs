/// How a value of a built-in table was checked.
///
/// # Examples
///
/// ```
/// use climate_account::factor::{Evidence, FactorLayer};
///
/// let layer = FactorLayer::catalogue();
/// let evidence = |id: &str| layer.factor(id).and_then(|factor| factor.evidence());
/// assert_eq!(evidence("ipcc-2006/road/gas-diesel-oil"), Some(Evidence::Seen));
/// // Declarations of Energinet that Miljøforum Fyn quotes.
/// assert_eq!(evidence("dk/electricity/2014/125/at-meter"), Some(Evidence::SeenSecondary));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Evidence {
    /// Read in the named source.
    Seen,
    /// Read in another publication that quotes the source.
    SeenSecondary,
    /// Computed from seen figures; the note says how.
    Derived,
}
