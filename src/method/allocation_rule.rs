use core::fmt;

use super::supply_problem::SupplyProblem;
use crate::Title;
use crate::error::{Error, Result};
use crate::number::Exact;
use crate::text::method::energy as text;

/// How the fuel of a plant is divided between heat and electricity. One rule serves both products,
/// so that fuel is neither lost nor counted twice.
///
/// # Examples
///
/// ```
/// use climate_account::{Language, method::AllocationRule};
///
/// let rule = AllocationRule::EnergyQuality {
///     ambient_kelvin: 283.into(),
///     supply_kelvin: 363.into(),
/// };
/// assert_eq!(rule.id(), "energy-quality");
/// assert_eq!(rule.label(), "energy quality, 283 K to 363 K");
/// assert_eq!(AllocationRule::Percent125.title().in_language(Language::Danish), "125 %-reglen");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum AllocationRule {
    /// Heat carries `Q / 1.25`.
    Percent125,
    /// Heat carries `Q / 2`.
    Percent200,
    /// Heat carries `Q / x`.
    HeatEfficiency(Exact),
    /// Both carry fuel by their energy.
    EnergyContent,
    /// Heat counts by the work that it could do, `1 - T_0 / T`; temperatures in kelvin. The German
    /// municipal standard takes 283 K outside.
    EnergyQuality {
        /// Outside.
        ambient_kelvin: Exact,
        /// Of the heat: supply, or a mean of supply and return.
        supply_kelvin: Exact,
    },
    /// Electricity carries what a separate power plant would have burnt, heat the rest.
    ElectricityFirst {
        /// Efficiency of the separate power plant.
        electric_efficiency: Exact,
    },
    /// Both carry fuel by what separate plants would have burnt.
    ReferenceEfficiency {
        /// Efficiency of the separate boiler.
        heat_efficiency: Exact,
        /// Efficiency of the separate power plant.
        electric_efficiency: Exact,
    },
}

impl AllocationRule {
    /// The stable id of the rule, without its parameters.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::AllocationRule;
    ///
    /// assert_eq!(AllocationRule::Percent125.id(), "125-percent");
    /// assert_eq!(AllocationRule::HeatEfficiency(2.into()).id(), "heat-efficiency");
    /// ```
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            AllocationRule::Percent125 => "125-percent",
            AllocationRule::Percent200 => "200-percent",
            AllocationRule::HeatEfficiency(_) => "heat-efficiency",
            AllocationRule::EnergyContent => "energy-content",
            AllocationRule::EnergyQuality { .. } => "energy-quality",
            AllocationRule::ElectricityFirst { .. } => "electricity-first",
            AllocationRule::ReferenceEfficiency { .. } => "reference-efficiency",
        }
    }

    /// The rule with its parameters, as an emission factor states its allocation.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::AllocationRule;
    ///
    /// let rule = AllocationRule::HeatEfficiency("1.25".parse()?);
    /// assert_eq!(rule.label(), "heat efficiency 1.25");
    /// assert_eq!(AllocationRule::Percent200.label(), "200 %");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            AllocationRule::Percent125 => "125 %".to_owned(),
            AllocationRule::Percent200 => "200 %".to_owned(),
            AllocationRule::HeatEfficiency(efficiency) => format!("heat efficiency {efficiency}"),
            AllocationRule::EnergyContent => "energy content".to_owned(),
            AllocationRule::EnergyQuality { ambient_kelvin, supply_kelvin } => {
                format!("energy quality, {ambient_kelvin} K to {supply_kelvin} K")
            }
            AllocationRule::ElectricityFirst { electric_efficiency } => {
                format!("electricity first, efficiency {electric_efficiency}")
            }
            AllocationRule::ReferenceEfficiency { heat_efficiency, electric_efficiency } => {
                format!("reference efficiencies {heat_efficiency} and {electric_efficiency}")
            }
        }
    }

    /// The name in both languages.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, method::AllocationRule};
    ///
    /// let title = AllocationRule::EnergyContent.title();
    /// assert_eq!(title.in_language(Language::Danish), "energiindhold");
    /// assert_eq!(title.in_language(Language::English), "energy content");
    /// ```
    #[must_use]
    pub fn title(&self) -> Title {
        match self {
            AllocationRule::Percent125 => text::RULE_OF_125_PERCENT.title(),
            AllocationRule::Percent200 => text::RULE_OF_200_PERCENT.title(),
            AllocationRule::HeatEfficiency(_) => text::FIXED_HEAT_EFFICIENCY.title(),
            AllocationRule::EnergyContent => text::ENERGY_CONTENT.title(),
            AllocationRule::EnergyQuality { .. } => text::ENERGY_QUALITY.title(),
            AllocationRule::ElectricityFirst { .. } => text::ELECTRICITY_FIRST.title(),
            AllocationRule::ReferenceEfficiency { .. } => text::REFERENCE_EFFICIENCIES.title(),
        }
    }

    /// The share of the fuel that heat carries, numerator and denominator, before any guard: for
    /// fuel, heat and electricity above zero.
    pub(super) fn heat_share(
        &self,
        fuel: Exact,
        heat: Exact,
        electricity: Exact,
    ) -> Result<(Exact, Exact)> {
        let weighted = |heat_weight: Exact, electricity_weight: Exact| {
            let heat = heat.checked_mul(heat_weight)?;
            let electricity = electricity.checked_mul(electricity_weight)?;
            Ok((heat, heat.checked_add(electricity)?))
        };
        let efficient = |efficiency: Exact| Ok((heat, fuel.checked_mul(efficiency)?));
        match *self {
            AllocationRule::Percent125 => efficient(Exact::new(125, 2)),
            AllocationRule::Percent200 => efficient(Exact::from(2)),
            AllocationRule::HeatEfficiency(efficiency) => efficient(efficiency),
            AllocationRule::EnergyContent => weighted(Exact::ONE, Exact::ONE),
            AllocationRule::EnergyQuality { ambient_kelvin, supply_kelvin } => {
                weighted(supply_kelvin.checked_sub(ambient_kelvin)?, supply_kelvin)
            }
            AllocationRule::ElectricityFirst { electric_efficiency } => {
                let whole = fuel.checked_mul(electric_efficiency)?;
                Ok((whole.checked_sub(electricity)?, whole))
            }
            AllocationRule::ReferenceEfficiency { heat_efficiency, electric_efficiency } => {
                weighted(electric_efficiency, heat_efficiency)
            }
        }
    }

    /// Refuses parameters that cannot be.
    pub(super) fn check(&self) -> Result<()> {
        match *self {
            AllocationRule::Percent125
            | AllocationRule::Percent200
            | AllocationRule::EnergyContent => Ok(()),
            AllocationRule::HeatEfficiency(efficiency) => refuse(
                efficiency.is_positive(),
                "a heat efficiency above 0",
                efficiency,
                "write 125 % as 1.25",
            ),
            AllocationRule::EnergyQuality { ambient_kelvin, supply_kelvin } => {
                refuse(
                    ambient_kelvin >= Exact::from(200),
                    "an ambient temperature in kelvin, 200 or more",
                    ambient_kelvin,
                    "add 273.15 to degrees Celsius",
                )?;
                refuse(
                    supply_kelvin > ambient_kelvin,
                    "heat that is warmer than outside",
                    supply_kelvin,
                    "give both temperatures in kelvin",
                )
            }
            AllocationRule::ElectricityFirst { electric_efficiency } => {
                electric(electric_efficiency)
            }
            AllocationRule::ReferenceEfficiency { heat_efficiency, electric_efficiency } => {
                electric(electric_efficiency)?;
                refuse(
                    heat_efficiency.is_positive() && heat_efficiency <= Exact::new(11, 1),
                    "a reference efficiency of heat above 0 and up to 1.1",
                    heat_efficiency,
                    "write 90 % as 0.9",
                )
            }
        }
    }
}

fn electric(efficiency: Exact) -> Result<()> {
    refuse(
        efficiency.is_positive() && efficiency < Exact::ONE,
        "a reference efficiency of electricity above 0 and below 1",
        efficiency,
        "write 50 % as 0.5",
    )
}

fn refuse(legal: bool, what: &'static str, found: Exact, advice: &'static str) -> Result<()> {
    if legal {
        return Ok(());
    }
    Err(Error::new(SupplyProblem::OutOfRange { what, found: found.to_string(), advice }))
}

impl fmt::Display for AllocationRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.label())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_that_cannot_be_are_refused() {
        let quality = |ambient: i64, supply: i64| AllocationRule::EnergyQuality {
            ambient_kelvin: ambient.into(),
            supply_kelvin: supply.into(),
        };
        let first = |efficiency: i64| AllocationRule::ElectricityFirst {
            electric_efficiency: efficiency.into(),
        };
        let reference = AllocationRule::ReferenceEfficiency {
            heat_efficiency: Exact::new(12, 1),
            electric_efficiency: Exact::new(5, 1),
        };
        let cases = [
            (
                AllocationRule::HeatEfficiency(Exact::ZERO),
                "expected a heat efficiency above 0, found 0; write 125 % as 1.25",
            ),
            (
                quality(10, 90),
                "expected an ambient temperature in kelvin, 200 or more, found 10; add 273.15 to \
                 degrees Celsius",
            ),
            (
                quality(283, 90),
                "expected heat that is warmer than outside, found 90; give both temperatures in \
                 kelvin",
            ),
            (
                first(1),
                "expected a reference efficiency of electricity above 0 and below 1, found 1; \
                 write 50 % as 0.5",
            ),
            (
                reference,
                "expected a reference efficiency of heat above 0 and up to 1.1, found 1.2; write \
                 90 % as 0.9",
            ),
        ];
        for (rule, message) in cases {
            assert_eq!(rule.check().unwrap_err().to_string(), message);
        }
    }
}
