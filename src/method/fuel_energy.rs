use super::fraction::Fraction;
use super::input_problem::{activity, number, positive_rate};
use crate::Quantity;
use crate::error::Result;
use crate::number::{Exact, Rounding};
use crate::unit::{ConversionContext, GrossEnergy, Mass, Measure, NetEnergy, Rate};

const CALORIFIC_VALUE: &str = "a net calorific value";
const OF_THE_FUEL: &str = "take it from the supplier or from a guideline";

/// The net energy of a fuel from its net calorific value per mass or per volume.
///
/// ```text
/// Q_net = m x NCV
/// ```
///
/// IPCC 2006, volume 2, chapter 1, table 1.2. `D` is what the fuel is counted in: mass, volume, or
/// volume of gas at 0 °C. A calorific value per another measure does not compile:
///
/// ```compile_fail,E0308
/// use climate_account::{Quantity, method::net_energy, unit::{Mass, NetEnergy, Rate, Volume}};
///
/// let per_mass = Rate::<NetEnergy, Mass>::new(43, "GJ (net)/t")?;
/// net_energy(Quantity::<Volume>::litres(1000), &per_mass)?; // expected `Rate<_, Volume>`
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::net_energy, number::Exact, unit::{Mass, NetEnergy, Rate}};
///
/// let wood = Quantity::<Mass>::tonnes(1000);
/// let calorific_value = Rate::new(Exact::new(156, 1), "GJ (net)/t")?;
/// assert_eq!(net_energy(wood, &calorific_value)?, Quantity::<NetEnergy>::gigajoules(15_600));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an amount below zero, and for a calorific value
/// that is not above zero; [`Overflow`](crate::ErrorKind::Overflow).
pub fn net_energy<D: Measure>(
    fuel: Quantity<D>,
    net_calorific_value: &Rate<NetEnergy, D>,
) -> Result<Quantity<NetEnergy>> {
    activity("an amount of fuel", fuel)?;
    positive_rate(CALORIFIC_VALUE, net_calorific_value, OF_THE_FUEL)?;
    let energy = Fraction::of(fuel.base_value()).by(net_calorific_value.ratio())?;
    energy.value().map(Quantity::of_base)
}

/// The net energy of a fuel counted by volume, from its density and its net calorific value.
///
/// ```text
/// Q_net = V x density x NCV
/// ```
///
/// IPCC 2006, volume 2, chapter 1; the guidelines give no densities, so the density has a source
/// of its own. `V` is a volume of liquid, or of gas at 0 °C.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::net_energy_of_volume, unit::{NetEnergy, Rate, Volume}};
///
/// let diesel = Quantity::<Volume>::cubic_metres(1000);
/// let energy = net_energy_of_volume(diesel, &Rate::new(840, "kg/m3")?, &Rate::new(43, "GJ (net)/t")?)?;
/// assert_eq!(energy, Quantity::<NetEnergy>::gigajoules(36_120));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an amount below zero, and for a density or
/// calorific value that is not above zero; [`Overflow`](crate::ErrorKind::Overflow).
pub fn net_energy_of_volume<V: Measure>(
    fuel: Quantity<V>,
    density: &Rate<Mass, V>,
    net_calorific_value: &Rate<NetEnergy, Mass>,
) -> Result<Quantity<NetEnergy>> {
    activity("an amount of fuel", fuel)?;
    positive_rate("a density", density, OF_THE_FUEL)?;
    positive_rate(CALORIFIC_VALUE, net_calorific_value, OF_THE_FUEL)?;
    let mass = Fraction::of(fuel.base_value()).by(density.ratio())?;
    mass.by(net_calorific_value.ratio())?.value().map(Quantity::of_base)
}

/// The net energy of a fuel that is metered gross, from the ratio of its calorific values.
///
/// ```text
/// Q_net = Q_gross x r          r = NCV / GCV of the same fuel
/// ```
///
/// IPCC 2006, volume 2, chapter 1, box 1.1. IEA statistics take 0.95 for coal and oil and 0.90 for
/// natural gas. A gross reading times a net factor, without the ratio, is about 11 % too high for
/// natural gas.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::net_energy_of_gross, number::Exact, unit::{GrossEnergy, NetEnergy}};
///
/// let metered = Quantity::<GrossEnergy>::megawatt_hours(1000);
/// let net = net_energy_of_gross(metered, Exact::new(9, 1))?;
/// assert_eq!(net, Quantity::<NetEnergy>::gigajoules(3240));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for energy below zero, and for a ratio that is not
/// above 0 and up to 1; [`Overflow`](crate::ErrorKind::Overflow).
pub fn net_energy_of_gross(
    fuel: Quantity<GrossEnergy>,
    net_over_gross: Exact,
) -> Result<Quantity<NetEnergy>> {
    activity("an amount of fuel", fuel)?;
    let remedy = "give the ratio of the fuel, such as 0.9 for natural gas";
    number("a ratio of net to gross calorific value", &net_over_gross, remedy).positive_share()?;
    fuel.to_net(net_over_gross)
}

/// The net calorific value of moist biomass, per mass as it is weighed.
///
/// ```text
/// NCV_wet = NCV_dry x (1 - w) - 2.443 x w          MJ/kg; w water fraction of the wet mass
/// ```
///
/// 2.443 MJ/kg is the heat that evaporates water at 25 °C. `w` is of the wet mass: 45 % water in
/// wood chips is w = 0.45; water by dry mass is another number (0.82 in the same chips).
///
/// # Examples
///
/// ```
/// use climate_account::{method::moist_net_calorific_value, number::Exact, unit::Rate};
///
/// let dry = Rate::new(Exact::new(185, 1), "MJ (net)/kg")?;
/// let wet = moist_net_calorific_value(&dry, Exact::new(45, 2))?;
/// assert_eq!(wet.to_string(), "9.07565 MJ (net)/kg");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a dry calorific value that is not above zero, a
/// water content that is not from 0 to below 1, and where so much water leaves nothing;
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn moist_net_calorific_value(
    dry: &Rate<NetEnergy, Mass>,
    water: Exact,
) -> Result<Rate<NetEnergy, Mass>> {
    positive_rate(CALORIFIC_VALUE, dry, OF_THE_FUEL)?;
    let remedy = "give water as a fraction of the wet mass";
    number("a water content", &water, remedy).share_below_one()?;
    let unit = "MJ (net)/kg".parse()?;
    let dry =
        dry.amount().convert_with(&unit, &ConversionContext::default(), Rounding::RESOLUTION)?;
    let evaporation = water.checked_mul(Exact::new(2443, 3))?;
    let burnt = dry.value.checked_mul(Exact::ONE.checked_sub(water)?)?;
    let value = burnt.checked_sub(evaporation)?;
    let wet = Rate::try_from(crate::Amount::new(value, unit))?;
    positive_rate("a calorific value of the moist fuel", &wet, "check the water content")?;
    Ok(wet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::{NormalVolume, Volume};

    fn refusal<T: core::fmt::Debug>(result: Result<T>) -> String {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::OutOfRange);
        error.to_string()
    }

    #[test]
    fn gas_at_0_degrees_has_a_calorific_value_of_its_own() {
        let gas = Quantity::<NormalVolume>::normal_cubic_metres(1000);
        let per_volume = Rate::new(Exact::new(396, 1), "MJ (net)/Nm3").unwrap();
        let energy = net_energy(gas, &per_volume).unwrap();
        assert_eq!(energy.to_string(), "39.6 GJ (net)");
        let density = Rate::new(Exact::new(825, 3), "kg/Nm3").unwrap();
        let per_mass = Rate::new(48, "GJ (net)/t").unwrap();
        assert_eq!(net_energy_of_volume(gas, &density, &per_mass).unwrap(), energy);
    }

    #[test]
    fn a_missing_calorific_value_written_as_zero_is_refused() {
        let zero = Rate::new(0, "GJ (net)/t").unwrap();
        assert_eq!(
            refusal(net_energy(Quantity::<Mass>::tonnes(1), &zero)),
            "expected a net calorific value above zero, found 0 GJ (net)/t; take it from the \
             supplier or from a guideline"
        );
        let volume = Quantity::<Volume>::litres(1);
        let density = Rate::new(0, "kg/l").unwrap();
        let value = Rate::new(43, "GJ (net)/t").unwrap();
        assert_eq!(
            refusal(net_energy_of_volume(volume, &density, &value)),
            "expected a density above zero, found 0 kg/l; take it from the supplier or from a \
             guideline"
        );
    }

    #[test]
    fn an_amount_below_zero_is_refused() {
        let value = Rate::new(43, "GJ (net)/t").unwrap();
        assert_eq!(
            refusal(net_energy(Quantity::<Mass>::tonnes(-1), &value)),
            "expected an amount of fuel of zero or more, found -1000 kg; enter a removal or a \
             credit as emissions of its own"
        );
    }

    #[test]
    fn a_ratio_that_is_upside_down_is_refused() {
        let gross = Quantity::<GrossEnergy>::gigajoules(1);
        assert_eq!(
            refusal(net_energy_of_gross(gross, Exact::new(111, 2))),
            "expected a ratio of net to gross calorific value above 0 and up to 1, found 1.11; \
             give the ratio of the fuel, such as 0.9 for natural gas"
        );
        assert!(net_energy_of_gross(gross, Exact::ZERO).is_err());
    }

    #[test]
    fn water_is_a_fraction_of_the_wet_mass() {
        let dry = Rate::new(Exact::new(185, 1), "GJ (net)/t").unwrap();
        assert_eq!(
            refusal(moist_net_calorific_value(&dry, 45.into())),
            "expected a water content from 0 to below 1, found 45; give water as a fraction of the \
             wet mass"
        );
        assert_eq!(
            refusal(moist_net_calorific_value(&dry, Exact::new(9, 1))),
            "expected a calorific value of the moist fuel above zero, found -0.3487 MJ (net)/kg; \
             check the water content"
        );
        assert_eq!(moist_net_calorific_value(&dry, Exact::ZERO).unwrap(), dry);
    }

    #[test]
    fn units_that_do_not_terminate_are_rounded_once() {
        let fuel = Quantity::<Volume>::new(1000, "gal(US)").unwrap();
        let density = Rate::new(7, "lb/gal(US)").unwrap();
        let value = Rate::new(43, "GJ (net)/t").unwrap();
        let energy = net_energy_of_volume(fuel, &density, &value).unwrap();
        assert_eq!(energy.to_string(), "136.53130337 GJ (net)"); // 7000 lb x 0.45359237 x 43
    }
}
