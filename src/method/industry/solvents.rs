use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, number};
use crate::method::sourced::{Shown, step, worked_step};
use crate::method::{Calculation, Method, Sourced, Step, StepValue};
use crate::number::Exact;
use crate::text::method::industry as text;
use crate::unit::{CarbonDioxideMass, Mass};

/// Whether the CO2 that solvents become in the air is part of the account.
///
/// # Examples
///
/// ```
/// use climate_account::method::industry::IndirectCarbonDioxide;
///
/// assert_ne!(IndirectCarbonDioxide::Included, IndirectCarbonDioxide::Memo);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum IndirectCarbonDioxide {
    /// It is.
    Included,
    /// It is shown beside the account; the line has no emissions.
    Memo,
}

impl Shown for IndirectCarbonDioxide {
    fn shown(&self) -> StepValue {
        StepValue::Text(match self {
            IndirectCarbonDioxide::Included => text::INCLUDED.title(),
            IndirectCarbonDioxide::Memo => text::SHOWN_AS_A_MEMO.title(),
        })
    }
}

/// The CO2 that the fossil carbon of solvents becomes in the air.
///
/// ```text
/// E = NMVOC x C x 44/12
/// ```
///
/// IPCC 2006, volume 3, section 5.5, and volume 1, section 7.2.1.5. Countries differ on whether it
/// counts, so the choice is named. Ethanol and other solvents of plants are left out of the mass.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, gas::Gas, method::{Calculation, Sourced}, unit::Mass};
/// use climate_account::method::industry::{IndirectCarbonDioxide, Solvents};
///
/// let statistics = Source::new("DCE", "Emission inventory 2022", 2024, "table 3")?;
/// let solvents = Solvents {
///     emitted: Sourced::new(Quantity::<Mass>::tonnes(50), &statistics),
///     carbon_fraction: Sourced::new("0.6".parse()?, &statistics),
///     counting: Sourced::new(IndirectCarbonDioxide::Included, &statistics),
/// };
/// assert_eq!(solvents.emissions()?.tonnes(Gas::CO2), 110.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass below zero, and a fraction outside 0 to 1.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Solvents {
    /// The volatile organic compounds of fossil origin that evaporate, without methane.
    pub emitted: Sourced<Quantity<Mass>>,
    /// The share of carbon in them.
    pub carbon_fraction: Sourced<Exact>,
    /// Whether the CO2 counts.
    pub counting: Sourced<IndirectCarbonDioxide>,
}

impl Solvents {
    /// The CO2, whether it counts or not.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, unit::{CarbonDioxideMass, Mass}};
    /// use climate_account::method::{Calculation, Sourced};
    /// use climate_account::method::industry::{IndirectCarbonDioxide, Solvents};
    ///
    /// let statistics = Source::new("DCE", "Emission inventory 2022", 2024, "table 3")?;
    /// let solvents = Solvents {
    ///     emitted: Sourced::new(Quantity::<Mass>::tonnes(50), &statistics),
    ///     carbon_fraction: Sourced::new("0.6".parse()?, &statistics),
    ///     counting: Sourced::new(IndirectCarbonDioxide::Memo, &statistics),
    /// };
    /// assert_eq!(solvents.carbon_dioxide()?, Quantity::<CarbonDioxideMass>::tonnes(110));
    /// assert!(solvents.emissions()?.is_none());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Solvents`].
    pub fn carbon_dioxide(&self) -> Result<Quantity<CarbonDioxideMass>> {
        activity("a mass of solvents", self.emitted.value)?;
        let remedy = "give per cent as a fraction";
        number("a carbon fraction", &self.carbon_fraction.value, remedy).share()?;
        let carbon =
            Fraction::of(self.emitted.value.base_value()).times(self.carbon_fraction.value)?;
        carbon.times(44)?.over(12)?.grams().map(Quantity::of_base)
    }
}

impl Calculation for Solvents {
    fn method(&self) -> Method {
        Method::Solvents
    }

    fn emissions(&self) -> Result<Emissions> {
        let mass = self.carbon_dioxide()?;
        Ok(match self.counting.value {
            IndirectCarbonDioxide::Included => Emissions::from_grams(Gas::CO2, mass.base_value()),
            IndirectCarbonDioxide::Memo => Emissions::none(),
        })
    }

    fn steps(&self) -> Result<Vec<Step>> {
        Ok(vec![
            step(&self.emitted, text::SOLVENTS_THAT_EVAPORATE),
            step(&self.carbon_fraction, text::CARBON_FRACTION),
            step(&self.counting, text::INDIRECT_CO2),
            worked_step(&self.carbon_dioxide()?, text::CO2_OF_THE_CARBON),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    #[test]
    fn says_what_is_out_of_range() {
        let text = |mass: &str, fraction: i64| {
            let solvents = Solvents {
                emitted: read(mass),
                carbon_fraction: example(fraction.into()),
                counting: example(IndirectCarbonDioxide::Included),
            };
            solvents.emissions().unwrap_err().to_string()
        };
        assert_eq!(
            text("-1 t", 1),
            "expected a mass of solvents of zero or more, found -1000 kg; enter a removal or a \
             credit as emissions of its own"
        );
        assert_eq!(
            text("1 t", 60),
            "expected a carbon fraction from 0 to 1, found 60; give per cent as a fraction"
        );
    }
}
