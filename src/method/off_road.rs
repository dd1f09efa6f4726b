use super::fraction::Fraction;
use super::input_problem::{activity, number, rate};
use super::sourced::{factor_step, step, worked_step};
use super::{Derivation, Method, Sourced, activity_times_factor};
use crate::Quantity;
use crate::error::Result;
use crate::factor::EmissionFactor;
use crate::gas::Emissions;
use crate::number::Exact;
use crate::text::method::energy as text;
use crate::unit::{Energy, Mass, Pieces, Rate, Time};

/// The work of engines: tractors, excavators, chain saws, ships.
///
/// ```text
/// W = N x H x P x LF
/// ```
///
/// IPCC 2006, volume 2, equation 3.3.3. `hours` are those of one machine; `load_factor` is the mean
/// power over the rated power.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::engine_work, number::Exact, unit::{Energy, Pieces, Rate, Time}};
///
/// let tractors = Quantity::<Pieces>::pieces(500);
/// let hours = Quantity::<Time>::hours(400);
/// let work = engine_work(tractors, hours, &Rate::new(75, "kW")?, Exact::new(4, 1))?;
/// assert_eq!(work, Quantity::<Energy>::kilowatt_hours(6_000_000));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero and a load factor outside 0
/// to 1; [`Overflow`](crate::ErrorKind::Overflow).
pub fn engine_work(
    engines: Quantity<Pieces>,
    hours: Quantity<Time>,
    rated_power: &Rate<Energy, Time>,
    load_factor: Exact,
) -> Result<Quantity<Energy>> {
    activity("a number of engines", engines)?;
    activity("a running time", hours)?;
    rate("a rated power", rated_power, "take it from the type plate")?;
    number("a load factor", &load_factor, "give the mean over the rated power").share()?;
    let running = Fraction::of(engines.base_value()).times(hours.base_value())?;
    running.by(rated_power.ratio())?.times(load_factor)?.value().map(Quantity::of_base)
}

/// The fuel of engines from their work and their use per work.
///
/// ```text
/// fuel = W x use per kWh
/// ```
///
/// For ships and fishing boats as for machines: hours x kW x load x use.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::fuel_of_work, number::Exact, unit::{Energy, Mass, Rate}};
///
/// let work = Quantity::<Energy>::kilowatt_hours(6_000_000);
/// let fuel = fuel_of_work(work, &Rate::new(Exact::new(25, 2), "kg/kWh")?)?;
/// assert_eq!(fuel, Quantity::<Mass>::tonnes(1500));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero;
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn fuel_of_work(
    work: Quantity<Energy>,
    specific_use: &Rate<Mass, Energy>,
) -> Result<Quantity<Mass>> {
    activity("an amount of work", work)?;
    rate("a fuel use per work", specific_use, "take it from the maker or from a guideline")?;
    work.times(specific_use)
}

/// The emissions of off-road machinery, tier 3: work times a factor per work.
///
/// ```text
/// E = N x H x P x LF x EF
/// ```
///
/// IPCC 2006, volume 2, equation 3.3.3, for one class of machine; the classes add up. Tiers 1 and 2
/// are fuel times factor: [`combustion`](crate::method::combustion). The fuel of machines is also
/// part of the fuel sold. Engines with two strokes have factors of their own.
///
/// # Examples
///
/// ```
/// use climate_account::{EmissionFactor, Quantity, Source, gas::{Emissions, Gas}};
/// use climate_account::{method::work_times_factor, number::Exact, unit::Energy};
///
/// let source = Source::new("Maker", "Data sheet", 2024, "page 1")?;
/// let per_work = Emissions::from_kilograms(Gas::CO2, Exact::new(796_575, 6)); // 0.25 x 43.0 x 74.1 g
/// let factor = EmissionFactor::new("tractor", "diesel", "kWh".parse()?, per_work, source)?;
/// let emissions = work_times_factor(Quantity::<Energy>::kilowatt_hours(6_000_000), &factor)?;
/// assert_eq!(emissions.tonnes(Gas::CO2), "4779.45".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for work below zero;
/// [`MissingCalorificBasis`](crate::ErrorKind::MissingCalorificBasis) for a factor per energy of fuel,
/// [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) for one per anything else;
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn work_times_factor(work: Quantity<Energy>, factor: &EmissionFactor) -> Result<Emissions> {
    activity_times_factor(&work.to_amount(), factor, None)
}

/// A class of machines and how they are used, each number with its source.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, number::Exact, unit::{Pieces, Rate, Time}};
/// use climate_account::method::{Machines, Sourced, engine_work};
///
/// let source = Source::new("Danmarks Statistik", "Register of vehicles", 2024, "tractors")?;
/// let tractors = Machines {
///     engines: Sourced::new(Quantity::<Pieces>::pieces(500), &source),
///     hours: Sourced::new(Quantity::<Time>::hours(400), &source),
///     rated_power: Sourced::new(Rate::new(75, "kW")?, &source),
///     load_factor: Sourced::new(Exact::new(4, 1), &source),
/// };
/// let Machines { engines, hours, rated_power, load_factor } = tractors;
/// let work = engine_work(engines.value, hours.value, &rated_power.value, load_factor.value)?;
/// assert_eq!(work, Quantity::new(6_000_000, "kWh")?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Machines {
    /// The number of machines.
    pub engines: Sourced<Quantity<Pieces>>,
    /// The running time of one machine.
    pub hours: Sourced<Quantity<Time>>,
    /// The rated power of one machine.
    pub rated_power: Sourced<Rate<Energy, Time>>,
    /// The mean power over the rated power.
    pub load_factor: Sourced<Exact>,
}

/// [`engine_work`] and [`work_times_factor`] with a step for each input.
///
/// # Examples
///
/// ```
/// use climate_account::{EmissionFactor, Quantity, Source, gas::{Emissions, Gas}, unit::{Pieces, Rate, Time}};
/// use climate_account::{method::{Machines, Sourced, machines_derivation}, number::Exact};
///
/// let source = Source::new("Danmarks Statistik", "Register of vehicles", 2024, "tractors")?;
/// let per_work = Emissions::from_grams(Gas::CO2, 800);
/// let factor = EmissionFactor::new("tractor", "diesel", "kWh".parse()?, per_work, source.clone())?;
/// let tractors = Machines {
///     engines: Sourced::new(Quantity::<Pieces>::pieces(500), &source),
///     hours: Sourced::new(Quantity::<Time>::hours(400), &source),
///     rated_power: Sourced::new(Rate::new(75, "kW")?, &source),
///     load_factor: Sourced::new(Exact::new(4, 1), &source).as_default(),
/// };
/// let derivation = machines_derivation(&tractors, &factor)?;
/// assert_eq!(derivation.result.tonnes(Gas::CO2), 4800.into());
/// assert_eq!(derivation.steps.len(), 6);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`engine_work`] and [`work_times_factor`].
pub fn machines_derivation(machines: &Machines, factor: &EmissionFactor) -> Result<Derivation> {
    let Machines { engines, hours, rated_power, load_factor } = machines;
    let work = engine_work(engines.value, hours.value, &rated_power.value, load_factor.value)?;
    let result = work_times_factor(work, factor)?;
    let steps = vec![
        step(engines, text::MACHINES),
        step(hours, text::RUNNING_TIME),
        step(rated_power, text::RATED_POWER),
        step(load_factor, text::LOAD_FACTOR),
        worked_step(&work, text::WORK),
        factor_step(factor),
    ];
    Ok(Derivation { method: Method::OffRoadMachinery, steps, result })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ErrorKind, Source};

    #[test]
    fn says_what_is_out_of_range() {
        let work = |engines: i64, hours: i64, power: i64, load: Exact| {
            let error = engine_work(
                Quantity::<Pieces>::pieces(engines),
                Quantity::<Time>::hours(hours),
                &Rate::new(power, "kW").unwrap(),
                load,
            );
            error.unwrap_err().to_string()
        };
        let remedy = "enter a removal or a credit as emissions of its own";
        assert_eq!(
            work(-1, 1, 1, Exact::ONE),
            format!("expected a number of engines of zero or more, found -1 piece; {remedy}")
        );
        assert_eq!(
            work(1, -1, 1, Exact::ONE),
            format!("expected a running time of zero or more, found -3600 s; {remedy}")
        );
        assert_eq!(
            work(1, 1, -1, Exact::ONE),
            "expected a rated power of zero or more, found -1 kW; take it from the type plate"
        );
        assert_eq!(
            work(1, 1, 1, 40.into()),
            "expected a load factor from 0 to 1, found 40; give the mean over the rated power"
        );
        let fuel = |work: i64, specific_use: i64| {
            let specific_use = Rate::new(specific_use, "g/kWh").unwrap();
            fuel_of_work(Quantity::<Energy>::gigajoules(work), &specific_use)
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            fuel(-1, 250),
            format!("expected an amount of work of zero or more, found -1 GJ; {remedy}")
        );
        assert_eq!(
            fuel(1, -250),
            "expected a fuel use per work of zero or more, found -250 g/kWh; take it from the \
             maker or from a guideline"
        );
    }

    #[test]
    fn a_factor_of_fuel_is_not_one_of_work() {
        let source = Source::new("Tests", "Made-up figures", 2024, "row 1").unwrap();
        let emissions = Emissions::from_kilograms(crate::gas::Gas::CO2, 74);
        let unit = "GJ (net)".parse().unwrap();
        let factor = EmissionFactor::new("oil", "oil", unit, emissions, source).unwrap();
        let error = work_times_factor(Quantity::<Energy>::gigajoules(1), &factor).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::MissingCalorificBasis);
    }
}
