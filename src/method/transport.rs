use super::fraction::Fraction;
use super::input_problem::{Input, activity, positive_rate, rate};
use super::sourced::{factor_step, step, worked_step};
use super::{Derivation, Method, Sourced, activity_times_factor, combustion};
use crate::Quantity;
use crate::error::Result;
use crate::factor::EmissionFactor;
use crate::gas::Emissions;
use crate::number::Exact;
use crate::text::method::energy as text;
use crate::unit::{
    Distance, Mass, Measure, NetEnergy, PassengerDistance, Pieces, Rate, Ratio, TonneDistance,
    VehicleDistance, Volume,
};

pub(super) const PER_DISTANCE: &str = "check the unit, such as l/100 vkm";

/// What transport is counted in: vehicle-, passenger- or tonne-distance.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Result, method::TransportWork, number::Exact, unit::PassengerDistance};
///
/// fn halved<D: TransportWork>(work: Quantity<D>) -> Result<Quantity<D>> {
///     work.scale(Exact::new(5, 1))
/// }
/// let travel = Quantity::<PassengerDistance>::passenger_kilometres(300);
/// assert_eq!(halved(travel)?, Quantity::<PassengerDistance>::passenger_kilometres(150));
/// # Ok::<(), climate_account::Error>(())
/// ```
pub trait TransportWork: Measure {}

impl TransportWork for VehicleDistance {}
impl TransportWork for PassengerDistance {}
impl TransportWork for TonneDistance {}

/// The vehicle-distance of a number of vehicles that drive a distance each.
///
/// ```text
/// vkm = N x D
/// ```
///
/// The mileage of the vehicles registered in a municipality is not the traffic on its roads; which
/// of the two it is decides what it may be added to.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::vehicle_distance, unit::{Distance, Pieces, VehicleDistance}};
///
/// let cars = Quantity::<Pieces>::pieces(6_250);
/// let each = Quantity::<Distance>::kilometres(16_000);
/// let traffic = vehicle_distance(cars, each)?;
/// assert_eq!(traffic, Quantity::<VehicleDistance>::vehicle_kilometres(100_000_000));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero;
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn vehicle_distance(
    vehicles: Quantity<Pieces>,
    each: Quantity<Distance>,
) -> Result<Quantity<VehicleDistance>> {
    activity("a number of vehicles", vehicles)?;
    activity("a distance", each)?;
    vehicles.base_value().checked_mul(each.base_value()).map(Quantity::of_base)
}

/// The fuel or electricity of vehicles or trains from their use per distance.
///
/// ```text
/// Q_c = vkm_c x q_c
/// ```
///
/// IPCC 2006, volume 2, equation 3.2.6. `C` is what the use is counted in: volume, mass, net energy of
/// fuel, electricity. Train-km are the vehicle-distance of trains.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::use_by_distance, number::Exact, unit::{Rate, VehicleDistance, Volume}};
///
/// let traffic = Quantity::<VehicleDistance>::vehicle_kilometres(100_000_000);
/// let fuel = use_by_distance(traffic, &Rate::new(Exact::new(55, 3), "l/vkm")?)?;
/// assert_eq!(fuel, Quantity::<Volume>::litres(5_500_000));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero;
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn use_by_distance<C: Measure>(
    distance: Quantity<VehicleDistance>,
    per_distance: &Rate<C, VehicleDistance>,
) -> Result<Quantity<C>> {
    activity("a distance", distance)?;
    rate("a use per distance", per_distance, PER_DISTANCE)?;
    distance.times(per_distance)
}

/// Transport times a factor per vehicle-, passenger- or tonne-kilometre.
///
/// ```text
/// E = vkm x EF_vkm          or pkm x EF_pkm, or tkm x EF_tkm
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{EmissionFactor, Quantity, Source, gas::{Emissions, Gas}};
/// use climate_account::{method::distance_times_factor, unit::PassengerDistance};
///
/// let source = Source::new("Operator", "Climate declaration", 2024, "page 3")?;
/// let emissions = Emissions::from_grams(Gas::CO2, 60);
/// let bus = EmissionFactor::new("bus", "bus", "pkm".parse()?, emissions, source)?;
/// let travel = Quantity::<PassengerDistance>::passenger_kilometres(1_000_000);
/// assert_eq!(distance_times_factor(travel, &bus)?.tonnes(Gas::CO2), 60.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a distance below zero;
/// [`MissingOccupancy`](crate::ErrorKind::MissingOccupancy) for a factor per vehicle-km beside
/// passenger-km, [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) for one per anything
/// else; [`Overflow`](crate::ErrorKind::Overflow).
pub fn distance_times_factor<D: TransportWork>(
    distance: Quantity<D>,
    factor: &EmissionFactor,
) -> Result<Emissions> {
    activity_times_factor(&distance.to_amount(), factor, None)
}

/// How the extra emissions of engines that start cold are counted.
///
/// # Examples
///
/// ```
/// # use climate_account::{EmissionFactor, Quantity, Source, gas::{Emissions, Gas}};
/// use climate_account::method::{ColdStart, vehicle_emissions};
///
/// # let source = Source::new("Tests", "Emission model", 2024, "row 1")?;
/// # let grams = |id: &str, per: &str, grams: i64| {
/// #     EmissionFactor::new(id, "car", per.parse()?, Emissions::from_grams(Gas::CO2, grams), source.clone())
/// # };
/// let (hot, cold) = (grams("hot", "vkm", 147)?, grams("cold", "piece", 150)?);
/// let grams = |cold_start| -> climate_account::Result<_> {
///     Ok(vehicle_emissions(Quantity::new(1000, "vkm")?, &hot, cold_start)?.grams(Gas::CO2))
/// };
/// let separate = ColdStart::Separate { starts: Quantity::new(100, "piece")?, factor: &cold };
/// assert_eq!(grams(ColdStart::Ignored)?, 147_000.into());
/// assert_eq!(grams(separate)?, 162_000.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ColdStart<'a> {
    /// They are in the factor per distance.
    Included,
    /// They are counted by the start.
    Separate {
        /// The number of starts.
        starts: Quantity<Pieces>,
        /// The factor per start, per `piece`.
        factor: &'a EmissionFactor,
    },
    /// They are left out, which makes the result too low.
    Ignored,
}

/// The emissions of road vehicles by distance, tier 3: hot engines and cold starts.
///
/// ```text
/// E = vkm x e_hot + starts x e_cold
/// ```
///
/// IPCC 2006, volume 2, equation 3.2.5, for one class of vehicle; the classes add up. A factor per
/// km that already holds cold starts is [`ColdStart::Included`].
///
/// # Examples
///
/// ```
/// use climate_account::{EmissionFactor, Quantity, Source, gas::{Emissions, Gas}};
/// use climate_account::{method::{ColdStart, vehicle_emissions}, unit::{Pieces, VehicleDistance}};
///
/// let source = Source::new("Tests", "Emission model", 2024, "row 1")?;
/// let grams = |id: &str, per: &str, grams: i64| {
///     EmissionFactor::new(id, "car", per.parse()?, Emissions::from_grams(Gas::CO2, grams), source.clone())
/// };
/// let (hot, cold) = (grams("hot", "vkm", 147)?, grams("cold", "piece", 150)?);
/// let starts = Quantity::<Pieces>::pieces(12_000_000);
/// let traffic = Quantity::<VehicleDistance>::vehicle_kilometres(100_000_000);
/// let emissions = vehicle_emissions(traffic, &hot, ColdStart::Separate { starts, factor: &cold })?;
/// assert_eq!(emissions.tonnes(Gas::CO2), (14_700 + 1_800).into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`distance_times_factor`], and the same for starts and their factor.
pub fn vehicle_emissions(
    distance: Quantity<VehicleDistance>,
    hot: &EmissionFactor,
    cold_start: ColdStart<'_>,
) -> Result<Emissions> {
    let running = distance_times_factor(distance, hot)?;
    match cold_start {
        ColdStart::Included | ColdStart::Ignored => Ok(running),
        ColdStart::Separate { starts, factor } => {
            running.and(&activity_times_factor(&starts.to_amount(), factor, None)?)
        }
    }
}

/// The fuel that was sold over the fuel that the traffic is reckoned to use.
///
/// ```text
/// k = fuel sold / sum of Q_c
/// ```
///
/// IPCC 2006, volume 2, equation 3.2.6. A check, not a correction: fuel that is bought here is
/// driven elsewhere, and the other way round. Scale by it only where the account says so.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::fuel_balance, unit::NetEnergy};
///
/// let (sold, used) = (Quantity::<NetEnergy>::terajoules(210), Quantity::<NetEnergy>::terajoules(200));
/// assert_eq!(fuel_balance(sold, used)?.to_string(), "1.05");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for fuel sold below zero, and fuel used that is not
/// above zero; [`Overflow`](crate::ErrorKind::Overflow).
pub fn fuel_balance(sold: Quantity<NetEnergy>, used: Quantity<NetEnergy>) -> Result<Exact> {
    activity("an amount of fuel sold", sold)?;
    let (value, remedy) = (used.base_value(), "the check needs traffic");
    Input { what: "an amount of fuel used", value, shown: &used, remedy }.positive()?;
    Fraction::of(sold.base_value()).over(value)?.value()
}

/// The fuel use of vehicles per distance, with what turns it into net energy, each with its source.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, method::{FuelUse, Sourced}, unit::Rate};
///
/// let source = Source::new("Operator", "Timetable 2023", 2023, "line 1")?;
/// let per_distance = Sourced::new(Rate::new(2, "MJ (net)/vkm")?, &source);
/// let cars = FuelUse::NetEnergy { per_distance };
/// assert_eq!(cars.energy(Quantity::new(1000, "vkm")?)?, Quantity::new(2, "GJ (net)")?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum FuelUse {
    /// By volume.
    Volume {
        /// Volume per distance.
        per_distance: Sourced<Rate<Volume, VehicleDistance>>,
        /// Mass in a volume.
        density: Sourced<Rate<Mass, Volume>>,
        /// Net energy in a mass.
        net_calorific_value: Sourced<Rate<NetEnergy, Mass>>,
    },
    /// By mass.
    Mass {
        /// Mass per distance.
        per_distance: Sourced<Rate<Mass, VehicleDistance>>,
        /// Net energy in a mass.
        net_calorific_value: Sourced<Rate<NetEnergy, Mass>>,
    },
    /// By net energy.
    NetEnergy {
        /// Net energy per distance.
        per_distance: Sourced<Rate<NetEnergy, VehicleDistance>>,
    },
}

impl FuelUse {
    /// The net energy of a distance, rounded once where it does not terminate.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, method::{FuelUse, Sourced}, number::Exact, unit::Rate};
    ///
    /// let source = Source::new("Operator", "Timetable 2023", 2023, "line 1")?;
    /// let cars = FuelUse::Volume {
    ///     per_distance: Sourced::new(Rate::new(5, "l/100 vkm")?, &source),
    ///     density: Sourced::new(Rate::new(Exact::new(84, 2), "kg/l")?, &source),
    ///     net_calorific_value: Sourced::new(Rate::new(43, "GJ (net)/t")?, &source),
    /// };
    /// // 50 l, 42 kg
    /// assert_eq!(cars.energy(Quantity::new(1000, "vkm")?)?.to_string(), "1.806 GJ (net)");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a distance or use below zero, and a density or
    /// calorific value that is not above zero; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn energy(&self, distance: Quantity<VehicleDistance>) -> Result<Quantity<NetEnergy>> {
        activity("a distance", distance)?;
        let remedy = "take it from the supplier or from a guideline";
        let calorific = |value: &Sourced<Rate<NetEnergy, Mass>>| -> Result<Ratio> {
            positive_rate("a net calorific value", &value.value, remedy)?;
            Ok(value.value.ratio())
        };
        let driven = Fraction::of(distance.base_value());
        let energy = match self {
            FuelUse::Volume { per_distance, density, net_calorific_value } => {
                rate("a use per distance", &per_distance.value, PER_DISTANCE)?;
                positive_rate("a density", &density.value, remedy)?;
                let mass = driven.by(per_distance.value.ratio())?.by(density.value.ratio())?;
                mass.by(calorific(net_calorific_value)?)?
            }
            FuelUse::Mass { per_distance, net_calorific_value } => {
                rate("a use per distance", &per_distance.value, PER_DISTANCE)?;
                driven.by(per_distance.value.ratio())?.by(calorific(net_calorific_value)?)?
            }
            FuelUse::NetEnergy { per_distance } => {
                rate("a use per distance", &per_distance.value, PER_DISTANCE)?;
                driven.by(per_distance.value.ratio())?
            }
        };
        energy.value().map(Quantity::of_base)
    }
}

/// The emissions of vehicles or diesel trains by distance and fuel use, tier 2, with a step for each
/// input.
///
/// ```text
/// E = vkm x q x density x NCV x EF
/// ```
///
/// IPCC 2006, volume 2, equations 3.2.6 and 3.2.1 (road), 3.4.1 (rail). The N2O of diesel trains is
/// 28.6 kg/TJ, seven times that of road diesel: the factor is one for the kind of traffic.
///
/// # Examples
///
/// ```
/// use climate_account::{EmissionFactor, Quantity, Source, number::Exact, unit::{Rate, VehicleDistance}};
/// use climate_account::{gas::{Emissions, Gas}, method::{FuelUse, Sourced, fuel_use_derivation}};
///
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Table 3.4.1")?;
/// let operator = Source::new("Operator", "Timetable 2023", 2023, "line 1")?;
/// let grams = |value: &str| value.parse::<Exact>();
/// let per_terajoule = Emissions::from_kilograms(Gas::CO2, 74_100)
///     .and(&Emissions::from_kilograms(Gas::CH4_FOSSIL, grams("4.15")?))?
///     .and(&Emissions::from_kilograms(Gas::N2O, grams("28.6")?))?;
/// let rail = EmissionFactor::new("rail", "diesel", "TJ (net)".parse()?, per_terajoule, source.clone())?;
/// let fuel_use = FuelUse::Volume {
///     per_distance: Sourced::new(Rate::new(grams("1.6")?, "l/vkm")?, &operator),
///     density: Sourced::new(Rate::new(grams("0.84")?, "kg/l")?, &operator),
///     net_calorific_value: Sourced::new(Rate::new(43, "GJ (net)/t")?, &source).as_default(),
/// };
/// let trains = Sourced::new(Quantity::<VehicleDistance>::vehicle_kilometres(200_000), &operator);
/// let derivation = fuel_use_derivation(&trains, &fuel_use, &rail)?;
/// assert_eq!(derivation.result.tonnes(Gas::CO2), "856.47744".parse()?);
/// assert_eq!(derivation.result.kilograms(Gas::CH4_FOSSIL), "47.96736".parse()?);
/// assert_eq!(derivation.result.kilograms(Gas::N2O), "330.57024".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`FuelUse::energy`] and [`combustion`].
pub fn fuel_use_derivation(
    distance: &Sourced<Quantity<VehicleDistance>>,
    fuel_use: &FuelUse,
    factor: &EmissionFactor,
) -> Result<Derivation> {
    let energy = fuel_use.energy(distance.value)?;
    let result = combustion(energy, factor)?;
    let calorific = |value| step(value, text::NET_CALORIFIC_VALUE);
    let mut steps = vec![step(distance, text::DISTANCE_DRIVEN)];
    match fuel_use {
        FuelUse::Volume { per_distance, density, net_calorific_value } => steps.extend([
            step(per_distance, text::FUEL_USE_PER_DISTANCE),
            step(density, text::DENSITY),
            calorific(net_calorific_value),
        ]),
        FuelUse::Mass { per_distance, net_calorific_value } => {
            steps.extend([
                step(per_distance, text::FUEL_USE_PER_DISTANCE),
                calorific(net_calorific_value),
            ]);
        }
        FuelUse::NetEnergy { per_distance } => {
            steps.push(step(per_distance, text::FUEL_USE_PER_DISTANCE));
        }
    }
    steps.extend([worked_step(&energy, text::ENERGY), factor_step(factor)]);
    Ok(Derivation { method: Method::FuelUseByDistance, steps, result })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gas::Gas;
    use crate::{ErrorKind, Source};

    fn source() -> Source {
        Source::new("Tests", "Made-up figures", 2024, "row 1").unwrap()
    }

    fn factor(per: &str, grams: i64) -> EmissionFactor {
        let emissions = Emissions::from_grams(Gas::CO2, grams);
        EmissionFactor::new("car", "car", per.parse().unwrap(), emissions, source()).unwrap()
    }

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    fn refusal<T: core::fmt::Debug>(result: Result<T>) -> String {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OutOfRange);
        error.to_string()
    }

    #[test]
    fn a_hundred_million_kilometres_of_diesel_cars() {
        let traffic = Quantity::<VehicleDistance>::vehicle_kilometres(100_000_000);
        let density = Sourced::new(Rate::new(exact("0.84"), "kg/l").unwrap(), &source());
        let value = Sourced::new(Rate::new(43, "MJ (net)/kg").unwrap(), &source());
        let by_volume = FuelUse::Volume {
            per_distance: Sourced::new(Rate::new(exact("0.055"), "l/vkm").unwrap(), &source()),
            density,
            net_calorific_value: value.clone(),
        };
        let by_mass = FuelUse::Mass {
            per_distance: Sourced::new(Rate::new(exact("0.0462"), "kg/vkm").unwrap(), &source()),
            net_calorific_value: value,
        };
        let per_distance = Rate::new(exact("1.9866"), "MJ (net)/vkm").unwrap();
        let by_energy = FuelUse::NetEnergy { per_distance: Sourced::new(per_distance, &source()) };
        for (fuel_use, steps) in [(by_volume, 6), (by_mass, 5), (by_energy, 4)] {
            let energy = fuel_use.energy(traffic).unwrap();
            assert_eq!(energy, Quantity::<NetEnergy>::gigajoules(198_660));
            let distance = Sourced::new(traffic, &source());
            let derivation =
                fuel_use_derivation(&distance, &fuel_use, &factor("GJ (net)", 74_100)).unwrap();
            assert_eq!(derivation.result.tonnes(Gas::CO2), exact("14720.706"));
            assert_eq!(derivation.steps.len(), steps);
        }
    }

    #[test]
    fn cold_starts_are_included_separate_or_ignored() {
        let traffic = Quantity::<VehicleDistance>::vehicle_kilometres(10);
        let (hot, cold) = (factor("vkm", 100), factor("piece", 150));
        let starts = Quantity::<Pieces>::pieces(2);
        let grams = |rule| vehicle_emissions(traffic, &hot, rule).unwrap().grams(Gas::CO2);
        assert_eq!(grams(ColdStart::Included), 1000.into());
        assert_eq!(grams(ColdStart::Ignored), 1000.into());
        assert_eq!(grams(ColdStart::Separate { starts, factor: &cold }), 1300.into());
    }

    #[test]
    fn a_factor_per_vehicle_kilometre_does_not_fit_passengers() {
        let travel = Quantity::<PassengerDistance>::passenger_kilometres(10);
        let error = distance_times_factor(travel, &factor("vkm", 100)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::MissingOccupancy);
        let goods = Quantity::<TonneDistance>::tonne_kilometres(10);
        let emissions = distance_times_factor(goods, &factor("tkm", 100)).unwrap();
        assert_eq!(emissions.grams(Gas::CO2), 1000.into());
    }

    #[test]
    fn says_what_is_out_of_range() {
        let kilometres = Quantity::<VehicleDistance>::vehicle_kilometres;
        let per_distance = |value: i64| Rate::<Volume, VehicleDistance>::new(value, "l/vkm");
        assert_eq!(
            refusal(use_by_distance(kilometres(-1), &per_distance(1).unwrap())),
            "expected a distance of zero or more, found -1 vkm; enter a removal or a credit as \
             emissions of its own"
        );
        assert_eq!(
            refusal(use_by_distance(kilometres(1), &per_distance(-5).unwrap())),
            "expected a use per distance of zero or more, found -5 l/vkm; check the unit, \
             such as l/100 vkm"
        );
        let cars = Quantity::<Pieces>::pieces;
        let each = Quantity::<Distance>::kilometres;
        assert_eq!(
            refusal(vehicle_distance(cars(-1), each(1))),
            "expected a number of vehicles of zero or more, found -1 piece; enter a removal or a \
             credit as emissions of its own"
        );
        assert!(refusal(vehicle_distance(cars(1), each(-1))).starts_with("expected a distance"));
        let fuel = Quantity::<NetEnergy>::gigajoules;
        let worthless = FuelUse::Mass {
            per_distance: Sourced::new(Rate::new(50, "g/vkm").unwrap(), &source()),
            net_calorific_value: Sourced::new(Rate::new(0, "MJ (net)/kg").unwrap(), &source()),
        };
        assert_eq!(
            refusal(worthless.energy(kilometres(1))),
            "expected a net calorific value above zero, found 0 MJ (net)/kg; take it from the \
             supplier or from a guideline"
        );
        assert!(refusal(worthless.energy(kilometres(-1))).starts_with("expected a distance"));
        assert_eq!(
            refusal(fuel_balance(fuel(1), Quantity::ZERO)),
            "expected an amount of fuel used above zero, found 0 GJ (net); the check needs traffic"
        );
        assert_eq!(
            refusal(fuel_balance(fuel(-1), fuel(1))),
            "expected an amount of fuel sold of zero or more, found -1 GJ (net); enter a removal \
             or a credit as emissions of its own"
        );
    }
}
