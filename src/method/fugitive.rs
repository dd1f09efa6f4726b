use super::fraction::Fraction;
use super::input_problem::{InputProblem, activity, number, positive_rate, rate};
use super::sourced::{factor_step, step};
use super::{Derivation, GasState, Method, Sourced, StepValue, activity_times_factor};
use crate::Quantity;
use crate::error::{Error, Result};
use crate::factor::EmissionFactor;
use crate::gas::Emissions;
use crate::number::Exact;
use crate::text::method::energy as text;
use crate::unit::{Amount, Distance, Mass, Measure, MethaneMass, Pieces, Rate, Volume};

/// What the leaks of a part of the gas supply are reckoned from.
///
/// The choice is one: leaks reckoned by throughput and by length of pipe are two estimates of the
/// same leaks and do not add.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::LeakDriver, unit::Distance};
///
/// let pipes = LeakDriver::PipelineLength(Quantity::<Distance>::kilometres(320));
/// assert_eq!(pipes.amount().to_string(), "320 km");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum LeakDriver {
    /// The gas that goes through, at the state that the factor is given for.
    Throughput(Quantity<Volume>),
    /// The length of the pipes.
    PipelineLength(Quantity<Distance>),
    /// The appliances behind the meter.
    Appliances(Quantity<Pieces>),
}

impl LeakDriver {
    /// The driver as an amount in its customary unit.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::LeakDriver, unit::Pieces};
    ///
    /// let homes = LeakDriver::Appliances(Quantity::<Pieces>::pieces(12_000));
    /// assert_eq!(homes.amount().value, 12_000.into());
    /// ```
    #[must_use]
    pub fn amount(self) -> Amount {
        match self {
            LeakDriver::Throughput(volume) => volume.to_amount(),
            LeakDriver::PipelineLength(length) => length.to_amount(),
            LeakDriver::Appliances(count) => count.to_amount(),
        }
    }
}

impl super::sourced::Shown for LeakDriver {
    fn shown(&self) -> StepValue {
        StepValue::Amount(self.amount())
    }
}

/// The leaks of a segment of the gas supply, tier 1.
///
/// ```text
/// E_g = A_segment x EF_g,segment
/// ```
///
/// IPCC 2019 Refinement, volume 2, chapter 4, tables 4.2.4j and 4.2.4k. The factor holds the CO2 of
/// the gas beside its CH4. Leaks behind the meter are a segment of their own, and are not part of
/// the buildings' combustion. The guideline does not say at which state its million cubic metres
/// are; name it in the source of the throughput.
///
/// # Examples
///
/// ```
/// use climate_account::{EmissionFactor, Quantity, Source, gas::{Emissions, Gas}, unit::{Pieces, Volume}};
/// use climate_account::method::{LeakDriver, segment_leaks};
///
/// let source = Source::new("IPCC", "2019 Refinement, volume 2", 2019, "Tables 4.2.4j and 4.2.4k")?;
/// let factor = |per: &str, methane: &str, carbon_dioxide: &str| {
///     let emissions = Emissions::from_tonnes(Gas::CH4_FOSSIL, methane.parse::<climate_account::number::Exact>()?)
///         .and(&Emissions::from_tonnes(Gas::CO2, carbon_dioxide.parse::<climate_account::number::Exact>()?))?;
///     EmissionFactor::new(per, "natural-gas", per.parse()?, emissions, source.clone())
/// };
/// let network = LeakDriver::Throughput(Quantity::<Volume>::cubic_metres(40_000_000));
/// let leaks = segment_leaks(network, &factor("million m3", "0.62", "0.02")?)?;
/// assert_eq!(leaks.tonnes(Gas::CH4_FOSSIL), "24.8".parse()?);
/// assert_eq!(leaks.tonnes(Gas::CO2), "0.8".parse()?);
///
/// let homes = LeakDriver::Appliances(Quantity::<Pieces>::pieces(12_000));
/// let leaks = segment_leaks(homes, &factor("piece", "0.004", "0.000033")?)?;
/// assert_eq!(leaks.tonnes(Gas::CH4_FOSSIL), 48.into());
/// assert_eq!(leaks.tonnes(Gas::CO2), "0.396".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a driver below zero;
/// [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) for a factor of another driver;
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn segment_leaks(driver: LeakDriver, factor: &EmissionFactor) -> Result<Emissions> {
    activity_times_factor(&driver.amount(), factor, None)
}

/// [`segment_leaks`] with a step for the driver and one for the factor.
///
/// # Examples
///
/// ```
/// use climate_account::{EmissionFactor, Quantity, Source, gas::{Emissions, Gas}, unit::Pieces};
/// use climate_account::method::{LeakDriver, Sourced, segment_leaks_derivation};
///
/// let source = Source::new("Evida", "Annual report 2023", 2024, "page 12")?;
/// let emissions = Emissions::from_kilograms(Gas::CH4_FOSSIL, 4);
/// let factor = EmissionFactor::new("homes", "natural-gas", "piece".parse()?, emissions, source.clone())?;
/// let homes = Sourced::new(LeakDriver::Appliances(Quantity::<Pieces>::pieces(12_000)), &source);
/// let derivation = segment_leaks_derivation(&homes, &factor)?;
/// assert_eq!(derivation.result.tonnes(Gas::CH4_FOSSIL), 48.into());
/// assert_eq!(derivation.steps.len(), 2);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`segment_leaks`].
pub fn segment_leaks_derivation(
    driver: &Sourced<LeakDriver>,
    factor: &EmissionFactor,
) -> Result<Derivation> {
    let result = segment_leaks(driver.value, factor)?;
    let activity = match driver.value {
        LeakDriver::Throughput(_) => step(driver, text::GAS_THROUGHPUT),
        LeakDriver::PipelineLength(_) => step(driver, text::LENGTH_OF_PIPES),
        LeakDriver::Appliances(_) => step(driver, text::GAS_APPLIANCES),
    };
    let steps = vec![activity, factor_step(factor)];
    Ok(Derivation { method: Method::SegmentLeaks, steps, result })
}

/// The mass of one component of a measured loss of gas, tier 2.
///
/// ```text
/// E_CH4 = V_lost x x_CH4 x density_CH4
/// ```
///
/// IPCC 2006, volume 2, equations 4.2.1 and 4.2.2. `G` is the component: methane, or the CO2 of the
/// gas. `fraction` is its share of the volume. The states of the volume and of the density are both
/// named and may differ: 0.67 kg/m3 is the density of methane at 20 °C, and on a normal cubic metre
/// it would be 6.8 % too low. What meters leave unaccounted for is mostly their own error.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::{GasState, measured_leak}, number::Exact};
/// use climate_account::unit::{MethaneMass, Rate, Volume};
///
/// let lost = Quantity::<Volume>::cubic_metres(1000);
/// let density = Rate::<MethaneMass, Volume>::new(Exact::new(67, 2), "kg CH4/m3")?;
/// let share = Exact::new(9, 1);
/// let leak = measured_leak(lost, GasState::Celsius20, share, &density, GasState::Celsius20)?;
/// assert_eq!(leak.to_string(), "603 kg CH4");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a volume below zero, a fraction outside 0 to 1, a
/// density, temperature or pressure that is not above zero; [`Overflow`](crate::ErrorKind::Overflow).
pub fn measured_leak<G: Measure>(
    lost: Quantity<Volume>,
    state_of_volume: GasState,
    fraction: Exact,
    density: &Rate<G, Volume>,
    state_of_density: GasState,
) -> Result<Quantity<G>> {
    activity("a volume of lost gas", lost)?;
    number("a fraction of the gas volume", &fraction, "give per cent as a fraction").share()?;
    positive_rate("a density", density, "give that of the gas at a named state")?;
    let volume = Fraction::of(lost.base_value()).by(state_of_volume.volume_at(state_of_density)?)?;
    volume.times(fraction)?.by(density.ratio())?.value().map(Quantity::of_base)
}

/// The methane of coal mining, less what is recovered.
///
/// ```text
/// E_CH4 = production x EF x 0.67 kg/m3 - recovered
/// ```
///
/// IPCC 2006, volume 2, section 4.1. The factor is a volume of methane per mass of coal at 20 °C
/// and 1 atm, where methane weighs 0.67 kg/m3.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::coal_mine_methane, unit::{Mass, MethaneMass, Rate}};
///
/// let coal = Quantity::<Mass>::tonnes(1000);
/// let recovered = Quantity::<MethaneMass>::tonnes(2);
/// let methane = coal_mine_methane(coal, &Rate::new(18, "m3/t")?, recovered)?;
/// assert_eq!(methane.to_string(), "10060 kg CH4"); // 18000 m3 x 0.67 - 2000
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero, and where more is recovered
/// than is generated; [`Overflow`](crate::ErrorKind::Overflow).
pub fn coal_mine_methane(
    production: Quantity<Mass>,
    factor: &Rate<Volume, Mass>,
    recovered: Quantity<MethaneMass>,
) -> Result<Quantity<MethaneMass>> {
    activity("a production of coal", production)?;
    activity("a mass of recovered methane", recovered)?;
    rate("a methane factor", factor, "take it from the mine or from a guideline")?;
    // 0.67 kg/m3 is 0.67 g/l.
    let generated = Fraction::of(production.base_value()).by(factor.ratio())?;
    let generated: Quantity<MethaneMass> =
        Quantity::of_base(generated.times(Exact::new(67, 2))?.value()?);
    let emitted = generated.checked_sub(recovered)?;
    if emitted.base_value().is_negative() {
        return Err(Error::new(InputProblem::AboveWhole {
            what: "recovered methane",
            whole: format!("the {generated} that are generated"),
            found: recovered.to_string(),
            remedy: "check the production, the factor and the years of both",
        }));
    }
    Ok(emitted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gas::Gas;
    use crate::unit::CarbonDioxideMass;
    use crate::{ErrorKind, Source};

    #[test]
    fn a_factor_of_another_driver_is_refused() {
        let source = Source::new("Tests", "Made-up figures", 2024, "row 1").unwrap();
        let emissions = Emissions::from_kilograms(Gas::CH4_FOSSIL, 300);
        let factor =
            EmissionFactor::new("pipes", "gas", "km".parse().unwrap(), emissions, source).unwrap();
        let pipes = LeakDriver::PipelineLength(Quantity::<Distance>::kilometres(10));
        let leaks = segment_leaks(pipes, &factor).unwrap();
        assert_eq!(leaks.tonnes(Gas::CH4_FOSSIL), 3.into());
        let throughput = LeakDriver::Throughput(Quantity::<Volume>::cubic_metres(10));
        let error = segment_leaks(throughput, &factor).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::DimensionMismatch);
    }

    #[test]
    fn the_state_of_volume_and_density_may_differ() {
        let lost = Quantity::<Volume>::cubic_metres(5463);
        let density = Rate::<MethaneMass, Volume>::new(Exact::new(67, 2), "kg CH4/m3").unwrap();
        let leak =
            |state| measured_leak(lost, state, Exact::ONE, &density, GasState::Celsius20).unwrap();
        assert_eq!(leak(GasState::Celsius20).to_string(), "3660.21 kg CH4");
        // 5463 Nm3 are 5863 m3 at 20 °C.
        assert_eq!(leak(GasState::Normal).to_string(), "3928.21 kg CH4");
    }

    #[test]
    fn the_carbon_dioxide_of_the_gas_leaks_too() {
        let lost = Quantity::<Volume>::cubic_metres(1000);
        let density = Rate::<CarbonDioxideMass, Volume>::new(2, "kg CO2/m3").unwrap();
        let state = GasState::Normal;
        let leak = measured_leak(lost, state, Exact::new(1, 2), &density, state).unwrap();
        assert_eq!(leak.to_string(), "20 kg CO2");
    }

    #[test]
    fn says_what_is_out_of_range() {
        let density = |value: i64| Rate::<MethaneMass, Volume>::new(value, "kg CH4/m3").unwrap();
        let leak = |litres: i64, fraction: Exact, weight: i64| {
            let (lost, state) = (Quantity::<Volume>::litres(litres), GasState::Normal);
            measured_leak(lost, state, fraction, &density(weight), state).unwrap_err().to_string()
        };
        assert_eq!(
            leak(-1, Exact::ONE, 1),
            "expected a volume of lost gas of zero or more, found -1 l; enter a removal or a \
             credit as emissions of its own"
        );
        assert_eq!(
            leak(1, 90.into(), 1),
            "expected a fraction of the gas volume from 0 to 1, found 90; give per cent as a \
             fraction"
        );
        assert_eq!(
            leak(1, Exact::ONE, 0),
            "expected a density above zero, found 0 kg CH4/m3; give that of the gas at a named \
             state"
        );
    }

    #[test]
    fn more_recovered_than_generated_is_refused() {
        let coal = |tonnes: i64, factor: i64, recovered: i64| {
            coal_mine_methane(
                Quantity::<Mass>::tonnes(tonnes),
                &Rate::new(factor, "m3/t").unwrap(),
                Quantity::<MethaneMass>::kilograms(recovered),
            )
        };
        assert_eq!(coal(100, 1, 67).unwrap(), Quantity::ZERO);
        let error = coal(100, 1, 68).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OutOfRange);
        assert_eq!(
            error.to_string(),
            "expected recovered methane of at most the 67 kg CH4 that are generated, found 68 kg \
             CH4; check the production, the factor and the years of both"
        );
        let texts = [
            (coal(-1, 1, 0), "expected a production of coal of zero or more, found -1000 kg; "),
            (coal(1, -1, 0), "expected a methane factor of zero or more, found -1 m3/t; "),
            (
                coal(1, 1, -1),
                "expected a mass of recovered methane of zero or more, found -1 kg CH4; ",
            ),
        ];
        for (result, text) in texts {
            assert!(result.unwrap_err().to_string().starts_with(text));
        }
    }
}
