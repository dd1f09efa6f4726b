use crate::gas::Emissions;

/// Direct entry: emissions that were measured, or computed and reported by others.
///
/// ```text
/// E_g = reported mass of gas g
/// ```
///
/// GPC chapter 5; IPCC 2006, volume 1, chapter 2. Removals are negative. CO2e whose gases are not
/// known is kept as such under its set; it is never divided into gases.
///
/// # Examples
///
/// ```
/// use climate_account::{gas::{Emissions, Gas}, method::direct_entry};
///
/// let forest = direct_entry(Emissions::from_tonnes(Gas::CO2, -120));
/// assert_eq!(forest.tonnes(Gas::CO2), (-120).into());
/// ```
#[must_use]
pub fn direct_entry(reported: Emissions) -> Emissions {
    reported
}
