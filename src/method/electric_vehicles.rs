use super::fraction::Fraction;
use super::input_problem::{activity, number, rate};
use super::transport::PER_DISTANCE;
use crate::Quantity;
use crate::error::Result;
use crate::number::Exact;
use crate::unit::{Energy, Rate, VehicleDistance};

/// The use of an electric vehicle, and where it is measured.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, unit::{Energy, Rate, VehicleDistance}};
/// use climate_account::method::{ElectricityUse, charging_electricity};
///
/// let train = ElectricityUse::AtPlug { per_distance: Rate::new(8, "kWh/vkm")? };
/// let distance = Quantity::<VehicleDistance>::vehicle_kilometres(1000);
/// assert_eq!(charging_electricity(distance, &train)?, Quantity::<Energy>::megawatt_hours(8));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum ElectricityUse {
    /// Out of the battery; charging loses some on the way in.
    AtBattery {
        /// Electricity per distance.
        per_distance: Rate<Energy, VehicleDistance>,
        /// The electricity in the battery over that from the plug, above 0 and up to 1.
        charging_efficiency: Exact,
    },
    /// From the plug, with the loss of charging.
    AtPlug {
        /// Electricity per distance.
        per_distance: Rate<Energy, VehicleDistance>,
    },
}

/// The electricity that vehicles take from the plug; its emissions follow the rule for electricity.
///
/// ```text
/// W = vkm x w / charging efficiency
/// ```
///
/// Booked as transport it has to leave the consumption of the buildings where it was metered. For
/// trains and shore power the use is at the plug.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, number::Exact, unit::{Energy, Rate, VehicleDistance}};
/// use climate_account::method::{ElectricityUse, charging_electricity};
///
/// let cars = Quantity::<VehicleDistance>::vehicle_kilometres(10_000_000);
/// let battery = ElectricityUse::AtBattery {
///     per_distance: Rate::new(Exact::new(18, 2), "kWh/vkm")?,
///     charging_efficiency: Exact::new(9, 1),
/// };
/// let electricity = charging_electricity(cars, &battery)?;
/// assert_eq!(electricity, Quantity::<Energy>::megawatt_hours(2000));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a distance or use below zero, and a charging
/// efficiency that is not above 0 and up to 1; [`Overflow`](crate::ErrorKind::Overflow).
pub fn charging_electricity(
    distance: Quantity<VehicleDistance>,
    electricity_use: &ElectricityUse,
) -> Result<Quantity<Energy>> {
    let (per_distance, efficiency) = match electricity_use {
        ElectricityUse::AtBattery { per_distance, charging_efficiency } => {
            (per_distance, *charging_efficiency)
        }
        ElectricityUse::AtPlug { per_distance } => (per_distance, Exact::ONE),
    };
    activity("a distance", distance)?;
    rate("a use per distance", per_distance, PER_DISTANCE)?;
    let remedy = "give what is stored over what is taken from the plug";
    number("a charging efficiency", &efficiency, remedy).positive_share()?;
    let taken = Fraction::of(distance.base_value()).by(per_distance.ratio())?;
    taken.over(efficiency)?.value().map(Quantity::of_base)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(kilometres: i64, use_of: &ElectricityUse) -> String {
        let distance = Quantity::<VehicleDistance>::vehicle_kilometres(kilometres);
        let error = charging_electricity(distance, use_of).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::OutOfRange);
        error.to_string()
    }

    fn per_distance(value: i64) -> Rate<Energy, VehicleDistance> {
        Rate::new(value, "Wh/vkm").unwrap()
    }

    #[test]
    fn at_the_plug_nothing_more_is_lost() {
        let train = ElectricityUse::AtPlug { per_distance: Rate::new(8, "kWh/vkm").unwrap() };
        let distance = Quantity::<VehicleDistance>::vehicle_kilometres(1000);
        let electricity = charging_electricity(distance, &train).unwrap();
        assert_eq!(electricity, Quantity::<Energy>::megawatt_hours(8));
    }

    #[test]
    fn says_what_is_out_of_range() {
        for charging_efficiency in [Exact::ZERO, Exact::new(11, 1)] {
            let battery =
                ElectricityUse::AtBattery { per_distance: per_distance(180), charging_efficiency };
            assert_eq!(
                refusal(1, &battery),
                format!(
                    "expected a charging efficiency above 0 and up to 1, found \
                     {charging_efficiency}; give what is stored over what is taken from the plug"
                )
            );
        }
        let plug = |value| ElectricityUse::AtPlug { per_distance: per_distance(value) };
        assert!(refusal(-1, &plug(180)).starts_with("expected a distance of zero or more"));
        assert!(refusal(1, &plug(-180)).starts_with("expected a use per distance of zero or more"));
    }
}
