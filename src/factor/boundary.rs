use core::str::FromStr;

use super::problem::FactorProblem;
use crate::error::{Error, Result};

/// What is inside a factor.
///
/// # Examples
///
/// ```
/// use climate_account::{EmissionFactor, factor::{Boundary, FactorLayer}, gas::Gas};
///
/// // The electricity of 2015 at the meter is more than at the plant: 5 % is lost on the way.
/// let layer = FactorLayer::catalogue();
/// let plant = layer.factor("dk/electricity/2015/125/at-plant").unwrap();
/// let meter = layer.factor("dk/electricity/2015/125/at-meter").unwrap();
/// assert_eq!(plant.boundary(), Some(Boundary::AtPlant));
/// assert_eq!(meter.boundary(), Some("at-meter".parse()?));
/// let grams = |factor: &EmissionFactor| factor.emissions().grams(Gas::CO2);
/// assert_eq!((grams(plant), grams(meter)), (192.into(), 202.into()));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Boundary {
    /// The burning of the fuel alone.
    Combustion,
    /// A process that is not combustion.
    Process,
    /// Network energy at the plant, without network loss.
    AtPlant,
    /// Network energy at the meter, with network loss.
    AtMeter,
    /// With everything upstream.
    LifeCycle,
    /// Taken out of the air; its masses are below zero.
    Removal,
}

impl Boundary {
    const NAMES: [(Boundary, &'static str); 6] = [
        (Boundary::Combustion, "combustion"),
        (Boundary::Process, "process"),
        (Boundary::AtPlant, "at-plant"),
        (Boundary::AtMeter, "at-meter"),
        (Boundary::LifeCycle, "life-cycle"),
        (Boundary::Removal, "removal"),
    ];

    /// The name in documents.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::Boundary;
    ///
    /// assert_eq!(Boundary::AtMeter.name(), "at-meter");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        Boundary::NAMES.iter().find(|entry| entry.0 == self).map_or("", |entry| entry.1)
    }
}

impl FromStr for Boundary {
    type Err = Error;

    fn from_str(text: &str) -> Result<Boundary> {
        let found = Boundary::NAMES.iter().find(|entry| entry.1 == text.trim());
        found
            .map(|entry| entry.0)
            .ok_or_else(|| Error::new(FactorProblem::Boundary { found: crate::number::clip(text) }))
    }
}
