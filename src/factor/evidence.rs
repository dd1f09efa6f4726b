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

#[cfg(feature = "catalogue")]
impl core::str::FromStr for Evidence {
    type Err = crate::Error;

    /// The word of the built-in tables.
    fn from_str(text: &str) -> crate::error::Result<Evidence> {
        match text {
            "seen" => Ok(Evidence::Seen),
            "seen_secondary" => Ok(Evidence::SeenSecondary),
            "derived" => Ok(Evidence::Derived),
            _ => {
                let found = crate::number::clip(text);
                Err(crate::Error::new(super::problem::FactorProblem::Evidence { found }))
            }
        }
    }
}

#[cfg(all(test, feature = "catalogue"))]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_word_is_refused() {
        let error = "unverified".parse::<Evidence>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected seen, seen_secondary or derived as evidence, found `unverified`"
        );
    }
}
