use super::activity_times_factor;
use super::input_problem::{InputProblem, activity, rate};
use crate::Quantity;
use crate::error::{Error, Result};
use crate::factor::EmissionFactor;
use crate::gas::Emissions;
use crate::number::Exact;
use crate::unit::{Mass, Pieces, Rate};

/// The landings and take-offs of one type of aircraft. A cycle is one landing and one take-off.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::LandingTakeOff, unit::Pieces};
///
/// let cycles = LandingTakeOff::cycles_of_movements(Quantity::<Pieces>::pieces(16_000))?;
/// assert_eq!(cycles, Quantity::<Pieces>::pieces(8_000));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct LandingTakeOff {
    /// The number of cycles.
    pub cycles: Quantity<Pieces>,
    /// The fuel of a cycle.
    pub fuel_per_cycle: Rate<Mass, Pieces>,
    /// The emissions of a cycle, per `piece`.
    pub factor: EmissionFactor,
}

impl LandingTakeOff {
    /// The cycles in a number of movements, as airports count them: half as many.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::LandingTakeOff, unit::Pieces};
    ///
    /// let cycles = LandingTakeOff::cycles_of_movements(Quantity::<Pieces>::pieces(300))?;
    /// assert_eq!(cycles, Quantity::<Pieces>::pieces(150));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for movements below zero.
    pub fn cycles_of_movements(movements: Quantity<Pieces>) -> Result<Quantity<Pieces>> {
        activity("a number of movements", movements)?;
        movements.scale(Exact::new(5, 1))
    }

    /// The fuel of the cycles.
    ///
    /// ```text
    /// fuel_LTO = n_LTO x fuel per LTO
    /// ```
    ///
    /// IPCC 2006, volume 2, equation 3.6.4.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Quantity, Source, gas::{Emissions, Gas}, method::*, number::Exact, unit::*};
    /// # let source = Source::new("Tests", "Figures of an airport", 2024, "row 1")?;
    /// # let factor = |per: &str, kilograms: &str| {
    /// #     let emissions = Emissions::from_kilograms(Gas::CO2, kilograms.parse::<Exact>()?);
    /// #     EmissionFactor::new(per, "jet-kerosene", per.parse()?, emissions, source.clone())
    /// # };
    /// let aircraft = LandingTakeOff {
    ///     cycles: Quantity::<Pieces>::pieces(8_000),
    ///     fuel_per_cycle: Rate::new(825, "kg/piece")?,
    ///     factor: factor("piece", "2601.34875")?,
    /// };
    /// assert_eq!(aircraft.fuel()?, Quantity::<Mass>::tonnes(6_600));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero;
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn fuel(&self) -> Result<Quantity<Mass>> {
        activity("a number of cycles", self.cycles)?;
        let remedy = "take it from the table of aircraft types";
        rate("a fuel use per cycle", &self.fuel_per_cycle, remedy)?;
        self.cycles.times(&self.fuel_per_cycle)
    }
}

/// The emissions of flights by phase.
///
/// # Examples
///
/// ```
/// # use climate_account::{EmissionFactor, Quantity, Source, gas::{Emissions, Gas}, method::*, number::Exact, unit::*};
/// # let source = Source::new("Tests", "Figures of an airport", 2024, "row 1")?;
/// # let factor = |per: &str, kilograms: &str| {
/// #     let emissions = Emissions::from_kilograms(Gas::CO2, kilograms.parse::<Exact>()?);
/// #     EmissionFactor::new(per, "jet-kerosene", per.parse()?, emissions, source.clone())
/// # };
/// // 44.1 GJ/t x 71.5 kg/GJ, and no landing or take-off here.
/// let cruise = factor("t", "3153.15")?;
/// let flights: FlightEmissions = flight_emissions(Quantity::<Mass>::tonnes(10), &[], &cruise)?;
/// assert_eq!(flights.cruise_fuel, Quantity::<Mass>::tonnes(10));
/// assert_eq!(flights.cruise.kilograms(Gas::CO2), "31531.5".parse()?);
/// assert!(flights.landing_take_off.is_none());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct FlightEmissions {
    /// The fuel of landings and take-offs.
    pub landing_take_off_fuel: Quantity<Mass>,
    /// The fuel of cruise.
    pub cruise_fuel: Quantity<Mass>,
    /// The emissions of landings and take-offs.
    pub landing_take_off: Emissions,
    /// The emissions of cruise.
    pub cruise: Emissions,
}

impl FlightEmissions {
    /// The emissions of both phases.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Quantity, Source, gas::{Emissions, Gas}, method::*, number::Exact, unit::*};
    /// # let source = Source::new("Tests", "Figures of an airport", 2024, "row 1")?;
    /// # let factor = |per: &str, kilograms: &str| {
    /// #     let emissions = Emissions::from_kilograms(Gas::CO2, kilograms.parse::<Exact>()?);
    /// #     EmissionFactor::new(per, "jet-kerosene", per.parse()?, emissions, source.clone())
    /// # };
    /// let aircraft = LandingTakeOff {
    ///     cycles: Quantity::<Pieces>::pieces(100),
    ///     fuel_per_cycle: Rate::new(825, "kg/piece")?,
    ///     factor: factor("piece", "2601.34875")?,
    /// };
    /// let flights = flight_emissions(Quantity::<Mass>::tonnes(100), &[aircraft], &factor("t", "3153.15")?)?;
    /// // 82.5 t in landings and take-offs, 17.5 t in cruise.
    /// assert_eq!(flights.emissions()?.kilograms(Gas::CO2), 315_315.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn emissions(&self) -> Result<Emissions> {
        self.landing_take_off.clone().and(&self.cruise)
    }
}

/// The fuel of cruise: what the landings and take-offs leave of the whole.
///
/// ```text
/// fuel_cruise = fuel_total - fuel_LTO
/// ```
///
/// IPCC 2006, volume 2, equation 3.6.5. With it, a cruise factor per energy can be used through
/// [`net_energy`](crate::method::net_energy) and [`combustion`](crate::method::combustion).
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::cruise_fuel, unit::Mass};
///
/// let cruise = cruise_fuel(Quantity::<Mass>::tonnes(20_000), Quantity::<Mass>::tonnes(6_600))?;
/// assert_eq!(cruise, Quantity::<Mass>::tonnes(13_400));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for fuel below zero, and where landings and take-offs
/// need more than there is.
pub fn cruise_fuel(
    total: Quantity<Mass>,
    landing_take_off: Quantity<Mass>,
) -> Result<Quantity<Mass>> {
    activity("an amount of fuel", total)?;
    activity("an amount of fuel", landing_take_off)?;
    let cruise = total.checked_sub(landing_take_off)?;
    if cruise.base_value().is_negative() {
        return Err(Error::new(InputProblem::AboveWhole {
            what: "fuel of landings and take-offs",
            whole: format!("the {total} of all fuel"),
            found: landing_take_off.to_string(),
            remedy: "a cycle is a landing and a take-off: two movements",
        }));
    }
    Ok(cruise)
}

/// The emissions of flights, tier 2: landings and take-offs by aircraft type, and cruise by fuel.
///
/// ```text
/// E        = E_LTO + E_cruise
/// E_LTO    = n_LTO x EF_LTO
/// E_cruise = (fuel_total - fuel_LTO) x EF_cruise
/// ```
///
/// IPCC 2006, volume 2, equations 3.6.2 to 3.6.5; tier 1, equation 3.6.1, is
/// [`combustion`](crate::method::combustion). `cruise` is a factor per mass of fuel; tier 2 of 2006
/// takes no CH4 in cruise, so the factor has none. Domestic or international is a matter of the
/// flight, not of the airline; kerosene and aviation gasoline are two fuels.
///
/// # Examples
///
/// ```
/// use climate_account::{EmissionFactor, Quantity, Source, gas::{Emissions, Gas}, number::Exact};
/// use climate_account::{method::{LandingTakeOff, flight_emissions}, unit::{Mass, Pieces, Rate}};
///
/// let source = Source::new("Tests", "Figures of an airport", 2024, "row 1")?;
/// let factor = |per: &str, kilograms: &str| {
///     let emissions = Emissions::from_kilograms(Gas::CO2, kilograms.parse::<Exact>()?);
///     EmissionFactor::new(per, "jet-kerosene", per.parse()?, emissions, source.clone())
/// };
/// let aircraft = LandingTakeOff {
///     cycles: Quantity::<Pieces>::pieces(8_000),
///     fuel_per_cycle: Rate::new(825, "kg/piece")?,
///     factor: factor("piece", "2601.34875")?, // 0.825 t x 44.1 GJ/t x 71.5 kg/GJ
/// };
/// let cruise = factor("t", "3153.15")?;
/// let result = flight_emissions(Quantity::<Mass>::tonnes(20_000), &[aircraft], &cruise)?;
/// assert_eq!(result.landing_take_off.tonnes(Gas::CO2), "20810.79".parse()?);
/// assert_eq!(result.cruise_fuel, Quantity::<Mass>::tonnes(13_400));
/// assert_eq!(result.cruise.tonnes(Gas::CO2), "42252.21".parse()?);
/// assert_eq!(result.emissions()?.tonnes(Gas::CO2), 63_063.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero, and where landings and
/// take-offs need more fuel than there is;
/// [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) for a factor per another unit;
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn flight_emissions(
    total_fuel: Quantity<Mass>,
    aircraft: &[LandingTakeOff],
    cruise: &EmissionFactor,
) -> Result<FlightEmissions> {
    let mut landing_take_off_fuel = Quantity::ZERO;
    let mut landing_take_off = Emissions::none();
    for kind in aircraft {
        landing_take_off_fuel = landing_take_off_fuel.checked_add(kind.fuel()?)?;
        let emissions = activity_times_factor(&kind.cycles.to_amount(), &kind.factor, None)?;
        landing_take_off = landing_take_off.and(&emissions)?;
    }
    let cruise_fuel = cruise_fuel(total_fuel, landing_take_off_fuel)?;
    let cruise = activity_times_factor(&cruise_fuel.to_amount(), cruise, None)?;
    Ok(FlightEmissions { landing_take_off_fuel, cruise_fuel, landing_take_off, cruise })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movements_taken_as_cycles_need_more_fuel_than_there_is() {
        let error = cruise_fuel(Quantity::<Mass>::tonnes(10), Quantity::<Mass>::tonnes(13));
        let error = error.unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::OutOfRange);
        assert_eq!(
            error.to_string(),
            "expected fuel of landings and take-offs of at most the 10000 kg of all fuel, found \
             13000 kg; a cycle is a landing and a take-off: two movements"
        );
    }

    #[test]
    fn inputs_below_zero_are_refused() {
        let remedy = "enter a removal or a credit as emissions of its own";
        let error = LandingTakeOff::cycles_of_movements(Quantity::<Pieces>::pieces(-2));
        assert_eq!(
            error.unwrap_err().to_string(),
            format!("expected a number of movements of zero or more, found -2 piece; {remedy}")
        );
        let error = cruise_fuel(Quantity::<Mass>::tonnes(-1), Quantity::ZERO).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("expected an amount of fuel of zero or more, found -1000 kg; {remedy}")
        );
        let source = crate::Source::new("Tests", "Made-up figures", 2024, "row 1").unwrap();
        let emissions = Emissions::from_kilograms(crate::gas::Gas::CO2, 1);
        let unit = "piece".parse().unwrap();
        let factor = EmissionFactor::new("aircraft", "jet", unit, emissions, source).unwrap();
        let fuel = |cycles: i64, fuel: i64| {
            LandingTakeOff {
                cycles: Quantity::<Pieces>::pieces(cycles),
                fuel_per_cycle: Rate::new(fuel, "kg/piece").unwrap(),
                factor: factor.clone(),
            }
            .fuel()
            .unwrap_err()
            .to_string()
        };
        assert_eq!(
            fuel(-1, 1),
            format!("expected a number of cycles of zero or more, found -1 piece; {remedy}")
        );
        assert_eq!(
            fuel(1, -1),
            "expected a fuel use per cycle of zero or more, found -1 kg/piece; take it from the \
             table of aircraft types"
        );
    }
}
