use super::problem::ScenarioProblem;
use crate::Quantity;
use crate::error::{Error, Result};
use crate::unit::CarbonDioxideMass;

/// Who counts CO2 that is captured, made into a fuel and emitted when the fuel is burnt.
///
/// # Examples
///
/// ```
/// use climate_account::scenario::CapturedCarbonRule;
///
/// assert_ne!(CapturedCarbonRule::WhereReleased, CapturedCarbonRule::WhereCaptured);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum CapturedCarbonRule {
    /// Whoever burns the fuel; the plant is credited for what it captured.
    WhereReleased,
    /// The plant, which is not credited; the fuel counts as nothing.
    WhereCaptured,
}

/// CO2 that a plant captures and a fuel takes to where it is burnt.
///
/// Both rules count what reaches the air once.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, scenario::{CapturedCarbon, CapturedCarbonRule}, unit::CarbonDioxideMass};
///
/// let tonnes = |tonnes: i64| Quantity::<CarbonDioxideMass>::tonnes(tonnes);
/// let methanol = CapturedCarbon { produced: tonnes(100), captured: tonnes(80), reused: tonnes(80) };
/// assert_eq!(methanol.shares(CapturedCarbonRule::WhereReleased)?, (tonnes(20), tonnes(80)));
/// assert_eq!(methanol.shares(CapturedCarbonRule::WhereCaptured)?, (tonnes(100), tonnes(0)));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) where more is captured than produced, or more reused
/// than captured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CapturedCarbon {
    /// CO2 of the plant before capture.
    pub produced: Quantity<CarbonDioxideMass>,
    /// CO2 captured; what is not reused is stored.
    pub captured: Quantity<CarbonDioxideMass>,
    /// CO2 made into fuel, all of which is emitted when it is burnt.
    pub reused: Quantity<CarbonDioxideMass>,
}

impl CapturedCarbon {
    /// What the plant and the user of the fuel count.
    ///
    /// # Examples
    ///
    /// See [`CapturedCarbon`]:
    ///
    /// ```
    /// use climate_account::{Quantity, scenario::{CapturedCarbon, CapturedCarbonRule}, unit::CarbonDioxideMass};
    ///
    /// let tonnes = |tonnes: i64| Quantity::<CarbonDioxideMass>::tonnes(tonnes);
    /// let half_stored = CapturedCarbon { produced: tonnes(100), captured: tonnes(80), reused: tonnes(40) };
    /// assert_eq!(half_stored.shares(CapturedCarbonRule::WhereCaptured)?, (tonnes(60), tonnes(0)));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`CapturedCarbon`].
    pub fn shares(
        &self,
        rule: CapturedCarbonRule,
    ) -> Result<(Quantity<CarbonDioxideMass>, Quantity<CarbonDioxideMass>)> {
        let CapturedCarbon { produced, captured, reused } = *self;
        let chain = [("produced", produced), ("captured", captured), ("reused", reused)];
        for pair in chain.windows(2) {
            if let &[(before, most), (what, found)] = pair
                && (found > most || found < Quantity::ZERO)
            {
                let (most, found) = (most.to_string(), found.to_string());
                return Err(Error::new(ScenarioProblem::Captured { what, before, most, found }));
            }
        }
        let vented = produced.checked_sub(captured)?;
        Ok(match rule {
            CapturedCarbonRule::WhereReleased => (vented, reused),
            CapturedCarbonRule::WhereCaptured => (vented.checked_add(reused)?, Quantity::ZERO),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_comes_out_than_goes_in() {
        let tonnes = |tonnes: i64| Quantity::<CarbonDioxideMass>::tonnes(tonnes);
        let chain = CapturedCarbon { produced: tonnes(1), captured: tonnes(1), reused: tonnes(2) };
        assert_eq!(
            chain.shares(CapturedCarbonRule::WhereReleased).unwrap_err().to_string(),
            "expected from nothing to the 1000 kg CO2 captured as CO2 reused, found 2000 kg CO2; check \
             the balance of the plant"
        );
    }
}
