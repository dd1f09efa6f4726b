use super::NotationKeys;
use crate::Amount;
use crate::gas::Emissions;
use crate::method::Derivation;

/// What stands in the cell of a line.
///
/// # Examples
///
/// ```
/// use climate_account::{Amount, gas::{Emissions, Gas}};
/// use climate_account::account::{Cell, NotationKey, NotationKeys};
///
/// // The factor of an amount is looked up; emissions are taken as they are.
/// let boiler = Cell::from("1200 GJ (net)".parse::<Amount>()?);
/// assert_eq!(boiler, Cell::Amount(Amount::new(1200, "GJ (net)".parse()?)));
/// let forest = Cell::from(Emissions::from_tonnes(Gas::CO2, -50));
/// assert!(matches!(forest, Cell::Emissions(mass) if mass.tonnes(Gas::CO2) == (-50).into()));
/// // No number, and why.
/// let grid_losses = Cell::from(NotationKeys::new(NotationKey::NotEstimated));
/// assert!(matches!(grid_losses, Cell::Keys(keys) if keys.leaves_incomplete()));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Cell {
    /// An amount of activity; its emissions are computed with a factor.
    Amount(Amount),
    /// Emissions that were measured or reported.
    Emissions(Emissions),
    /// The result of a method with its derivation: of electricity under a rule, a blended fuel, a
    /// fleet of machines.
    Calculated(Box<Derivation>),
    /// Why there is no number.
    Keys(NotationKeys),
}

impl Cell {
    /// The emissions of a cell that holds them, or a derivation of them.
    pub(super) fn known(&self) -> Option<&Emissions> {
        match self {
            Cell::Emissions(emissions) => Some(emissions),
            Cell::Calculated(derivation) => Some(&derivation.result),
            Cell::Amount(_) | Cell::Keys(_) => None,
        }
    }
}

impl From<Amount> for Cell {
    fn from(amount: Amount) -> Cell {
        Cell::Amount(amount)
    }
}

impl From<Emissions> for Cell {
    fn from(emissions: Emissions) -> Cell {
        Cell::Emissions(emissions)
    }
}

impl From<Derivation> for Cell {
    fn from(derivation: Derivation) -> Cell {
        Cell::Calculated(Box::new(derivation))
    }
}

impl From<NotationKeys> for Cell {
    fn from(keys: NotationKeys) -> Cell {
        Cell::Keys(keys)
    }
}
