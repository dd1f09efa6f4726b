use core::fmt;
use core::str::FromStr;

use super::problem::SectorProblem;
use crate::error::{Error, Result};
use crate::number::clip;

/// Where an emission happens, seen from the territory of the account.
///
/// Scopes of the Global Protocol for Community-Scale Greenhouse Gas Inventories. The scope is a
/// column of the table of a classification; it cannot be read from the last digit of a code: waste
/// that comes from outside (`III.1.3`) is scope 1.
///
/// # Examples
///
/// ```
/// use climate_account::{Classification, Scope};
///
/// assert_eq!(Classification::gpc().sector("III.1.3")?.scope(), Some(Scope::Scope1));
/// assert_eq!("2".parse::<Scope>()?.number(), 2);
/// assert_eq!(Scope::Scope3.to_string(), "scope 3");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "u8", into = "u8"))]
pub enum Scope {
    /// Emitted inside the boundary.
    Scope1,
    /// Emitted where electricity, heat or cooling is made that a grid brings to the territory.
    Scope2,
    /// Emitted outside the boundary because of what happens inside.
    Scope3,
}

impl Scope {
    /// Every scope.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Scope;
    ///
    /// assert_eq!(Scope::ALL.map(Scope::number), [1, 2, 3]);
    /// ```
    pub const ALL: [Scope; 3] = [Scope::Scope1, Scope::Scope2, Scope::Scope3];

    /// 1, 2 or 3.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Scope;
    ///
    /// assert_eq!(Scope::Scope2.number(), 2);
    /// ```
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Scope::Scope1 => 1,
            Scope::Scope2 => 2,
            Scope::Scope3 => 3,
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "scope {}", self.number())
    }
}

impl From<Scope> for u8 {
    fn from(scope: Scope) -> u8 {
        scope.number()
    }
}

impl TryFrom<u8> for Scope {
    type Error = Error;

    fn try_from(number: u8) -> Result<Scope> {
        Scope::ALL
            .into_iter()
            .find(|scope| scope.number() == number)
            .ok_or_else(|| Error::new(SectorProblem::Scope { found: number.to_string() }))
    }
}

impl FromStr for Scope {
    type Err = Error;

    /// Reads `1` or `scope 1`.
    fn from_str(text: &str) -> Result<Scope> {
        let number = text.strip_prefix("scope ").unwrap_or(text);
        match number {
            "1" => Ok(Scope::Scope1),
            "2" => Ok(Scope::Scope2),
            "3" => Ok(Scope::Scope3),
            _ => Err(Error::new(SectorProblem::Scope { found: clip(text) })),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn reads_what_it_writes() {
        for scope in Scope::ALL {
            assert_eq!(scope.to_string().parse::<Scope>().unwrap(), scope);
            assert_eq!(Scope::try_from(scope.number()).unwrap(), scope);
        }
    }

    #[test]
    fn names_the_scopes() {
        let error = "4".parse::<Scope>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownChoice);
        assert_eq!(error.to_string(), "expected a scope, 1, 2 or 3, found `4`");
        assert_eq!(Scope::try_from(0).unwrap_err().kind(), ErrorKind::UnknownChoice);
    }
}
