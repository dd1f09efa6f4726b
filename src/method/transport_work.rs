use super::fraction::Fraction;
use super::input_problem::{Input, activity, number};
use crate::Quantity;
use crate::error::Result;
use crate::number::Exact;
use crate::unit::{Mass, PassengerDistance, Persons, TonneDistance, VehicleDistance};

/// The vehicle-distance of a passenger-distance.
///
/// ```text
/// vkm = pkm / occupancy
/// ```
///
/// Whether the driver counts as a passenger is part of the occupancy: 1.5 in a car does.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, number::Decimal, unit::{PassengerDistance, Persons, VehicleDistance}};
/// use climate_account::method::vehicle_distance_of_passengers;
///
/// let travel = Quantity::<PassengerDistance>::passenger_kilometres(12_000_000);
/// let occupancy = Quantity::<Persons>::persons(Decimal::new(15, 1));
/// let traffic = vehicle_distance_of_passengers(travel, occupancy)?;
/// assert_eq!(traffic, Quantity::<VehicleDistance>::vehicle_kilometres(8_000_000));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a distance below zero and an occupancy that is
/// not above zero; [`Overflow`](crate::ErrorKind::Overflow).
pub fn vehicle_distance_of_passengers(
    travel: Quantity<PassengerDistance>,
    occupancy: Quantity<Persons>,
) -> Result<Quantity<VehicleDistance>> {
    activity("a passenger-distance", travel)?;
    check_occupancy(occupancy)?;
    let distance = Fraction::of(travel.base_value()).over(occupancy.base_value())?;
    distance.value().map(Quantity::of_base)
}

/// The passenger-distance of a vehicle-distance, the inverse of [`vehicle_distance_of_passengers`].
///
/// ```text
/// pkm = vkm x occupancy
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, number::Decimal, unit::{PassengerDistance, Persons, VehicleDistance}};
/// use climate_account::method::passenger_distance_of_vehicles;
///
/// let traffic = Quantity::<VehicleDistance>::vehicle_kilometres(8_000_000);
/// let occupancy = Quantity::<Persons>::persons(Decimal::new(15, 1));
/// let travel = passenger_distance_of_vehicles(traffic, occupancy)?;
/// assert_eq!(travel, Quantity::<PassengerDistance>::passenger_kilometres(12_000_000));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// As [`vehicle_distance_of_passengers`].
pub fn passenger_distance_of_vehicles(
    traffic: Quantity<VehicleDistance>,
    occupancy: Quantity<Persons>,
) -> Result<Quantity<PassengerDistance>> {
    activity("a vehicle-distance", traffic)?;
    check_occupancy(occupancy)?;
    traffic.base_value().checked_mul(occupancy.base_value()).map(Quantity::of_base)
}

fn check_occupancy(occupancy: Quantity<Persons>) -> Result<()> {
    let (value, remedy) = (occupancy.base_value(), "give the persons per vehicle");
    Input { what: "an occupancy", value, shown: &occupancy, remedy }.positive()
}

/// Which distance a load factor is the mean over.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::{LoadFactor, vehicle_distance_of_goods}};
///
/// let of_loaded = LoadFactor::OfLoadedKm { load: "0.5".parse()?, empty_share: "0.2".parse()? };
/// let of_all = LoadFactor::OfAllKm { load: "0.5".parse()? };
/// let (goods, lorry) = (Quantity::new(1200, "tkm")?, Quantity::new(12, "t")?);
/// let distance = |load| vehicle_distance_of_goods(goods, lorry, load);
/// assert_eq!(distance(of_loaded)?, Quantity::new(250, "vkm")?); // 200 vkm loaded, 50 vkm empty
/// assert_eq!(distance(of_all)?, Quantity::new(200, "vkm")?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum LoadFactor {
    /// The load of the loaded distance alone; empty runs come on top.
    OfLoadedKm {
        /// The mean load over the payload, above 0 and up to 1.
        load: Exact,
        /// The share of all vehicle-distance that is driven empty, 0 to below 1.
        empty_share: Exact,
    },
    /// The load of all distance, empty runs included: there is no further correction.
    OfAllKm {
        /// The mean load over the payload, above 0 and up to 1.
        load: Exact,
    },
}

/// The vehicle-distance of goods, empty runs included.
///
/// ```text
/// vkm_loaded = tkm / (capacity x load factor)
/// vkm        = vkm_loaded / (1 - empty share)          for a load factor of the loaded km
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, unit::{Mass, TonneDistance, VehicleDistance}};
/// use climate_account::method::{LoadFactor, vehicle_distance_of_goods};
///
/// let goods = Quantity::<TonneDistance>::tonne_kilometres(3_000_000);
/// let lorry = Quantity::<Mass>::tonnes(12);
/// let load = LoadFactor::OfLoadedKm { load: "0.5".parse()?, empty_share: "0.2".parse()? };
/// let traffic = vehicle_distance_of_goods(goods, lorry, load)?;
/// assert_eq!(traffic, Quantity::<VehicleDistance>::vehicle_kilometres(625_000));
///
/// let load = LoadFactor::OfAllKm { load: "0.5".parse()? };
/// let traffic = vehicle_distance_of_goods(goods, lorry, load)?;
/// assert_eq!(traffic, Quantity::<VehicleDistance>::vehicle_kilometres(500_000));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for goods below zero, a capacity or load factor that
/// is not above zero, a load factor above 1, and an empty share outside 0 to below 1;
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn vehicle_distance_of_goods(
    goods: Quantity<TonneDistance>,
    capacity: Quantity<Mass>,
    load_factor: LoadFactor,
) -> Result<Quantity<VehicleDistance>> {
    activity("a tonne-distance", goods)?;
    let (value, remedy) = (capacity.base_value(), "give the payload of the vehicle");
    Input { what: "a capacity", value, shown: &capacity, remedy }.positive()?;
    let (load, empty_share) = match load_factor {
        LoadFactor::OfLoadedKm { load, empty_share } => (load, empty_share),
        LoadFactor::OfAllKm { load } => (load, Exact::ZERO),
    };
    number("a load factor", &load, "give the mean load over the payload").positive_share()?;
    let remedy = "give the empty distance over all distance";
    number("an empty share", &empty_share, remedy).share_below_one()?;
    // The payload is held in grams, the goods in tonne-metres.
    let payload = value.checked_mul(Exact::new(1, 6))?.checked_mul(load)?;
    let loaded = Fraction::of(goods.base_value()).over(payload)?;
    loaded.over(Exact::ONE.checked_sub(empty_share)?)?.value().map(Quantity::of_base)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal<T: core::fmt::Debug>(result: Result<T>) -> String {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::OutOfRange);
        error.to_string()
    }

    #[test]
    fn an_empty_vehicle_carries_nobody() {
        let travel = Quantity::<PassengerDistance>::passenger_kilometres(1);
        let traffic = Quantity::<VehicleDistance>::vehicle_kilometres(1);
        let text = "expected an occupancy above zero, found 0 capita; give the persons per vehicle";
        assert_eq!(refusal(vehicle_distance_of_passengers(travel, Quantity::ZERO)), text);
        assert_eq!(refusal(passenger_distance_of_vehicles(traffic, Quantity::ZERO)), text);
    }

    #[test]
    fn distances_below_zero_are_refused() {
        let persons = Quantity::<Persons>::persons(2);
        let travel = Quantity::<PassengerDistance>::passenger_kilometres(-1);
        assert_eq!(
            refusal(vehicle_distance_of_passengers(travel, persons)),
            "expected a passenger-distance of zero or more, found -1 pkm; enter a removal or a \
             credit as emissions of its own"
        );
        let traffic = Quantity::<VehicleDistance>::vehicle_kilometres(-1);
        assert_eq!(
            refusal(passenger_distance_of_vehicles(traffic, persons)),
            "expected a vehicle-distance of zero or more, found -1 vkm; enter a removal or a \
             credit as emissions of its own"
        );
    }

    #[test]
    fn a_lorry_has_room_a_load_and_not_only_empty_runs() {
        let goods = |goods: i64, tonnes: i64, load: Exact, empty_share: Exact| {
            refusal(vehicle_distance_of_goods(
                Quantity::<TonneDistance>::tonne_kilometres(goods),
                Quantity::<Mass>::tonnes(tonnes),
                LoadFactor::OfLoadedKm { load, empty_share },
            ))
        };
        let half = Exact::new(5, 1);
        assert_eq!(
            goods(-1, 12, half, half),
            "expected a tonne-distance of zero or more, found -1 tkm; enter a removal or a credit \
             as emissions of its own"
        );
        assert_eq!(
            goods(1, 0, half, half),
            "expected a capacity above zero, found 0 kg; give the payload of the vehicle"
        );
        assert_eq!(
            goods(1, 12, Exact::ZERO, half),
            "expected a load factor above 0 and up to 1, found 0; give the mean load over the \
             payload"
        );
        assert_eq!(
            goods(1, 12, half, Exact::ONE),
            "expected an empty share from 0 to below 1, found 1; give the empty distance over all \
             distance"
        );
    }
}
