//! Energies and masses of an animal and day as plain numbers, for equations whose coefficients have
//! units of their own.

use crate::Quantity;
use crate::error::Result;
use crate::method::MASS_RESOLUTION;
use crate::method::fraction::Fraction;
use crate::number::{Exact, Rounding, product_over};
use crate::unit::{AnimalDays, DryMass, Energy, Mass, NitrogenMass, Rate};

/// The resolution of what is worked out for an animal and day: 20 digits.
pub(super) const FEED_RESOLUTION: Rounding = Rounding::significant(20);

/// What is worked out of many steps for a whole herd, at the resolution of masses: its exact product
/// would leave an account no room to add.
pub(super) fn rounded_grams(mass: Fraction) -> Result<Exact> {
    mass.value()?.round(MASS_RESOLUTION)
}

/// Energy of methane, J/g.
pub(super) const METHANE_ENERGY: i64 = 55_650;

/// Energy of dry feed, MJ/kg.
pub(super) const FEED_ENERGY: Exact = Exact::new(1845, 2);

const SECONDS_PER_DAY: i64 = 86_400;

/// The value of a rate in `size` base units per head and day.
fn value<N>(rate: &Rate<N, AnimalDays>, size: i64) -> Result<Exact> {
    Fraction::of(SECONDS_PER_DAY.into())
        .by(rate.ratio())?
        .over(size)?
        .value()?
        .round(FEED_RESOLUTION)
}

pub(super) fn megajoules(rate: &Rate<Energy, AnimalDays>) -> Result<Exact> {
    value(rate, 1_000_000)
}

/// Of a mass rate of any kind.
pub(super) fn kilograms<N>(rate: &Rate<N, AnimalDays>) -> Result<Exact> {
    value(rate, 1000)
}

pub(super) fn mass_in_kilograms(mass: Quantity<Mass>) -> Exact {
    mass.base_value().shifted(-3)
}

pub(super) fn energy_rate(megajoules: Exact) -> Result<Rate<Energy, AnimalDays>> {
    Rate::new(megajoules.round(FEED_RESOLUTION)?, "MJ/head/day")
}

pub(super) fn intake_rate(kilograms: Exact) -> Result<Rate<DryMass, AnimalDays>> {
    Rate::new(kilograms.round(FEED_RESOLUTION)?, "kg DM/head/day")
}

pub(super) fn nitrogen_rate(kilograms: Exact) -> Result<Rate<NitrogenMass, AnimalDays>> {
    Rate::new(kilograms.round(FEED_RESOLUTION)?, "kg N/head/day")
}

/// Metabolic weight, `kg^0.75`.
pub(super) fn metabolic(mass: Quantity<Mass>) -> Result<Exact> {
    mass_in_kilograms(mass).power(Exact::new(75, 2))?.round(FEED_RESOLUTION)
}

/// A product at the resolution.
pub(super) fn product(left: Exact, right: Exact) -> Result<Exact> {
    product_over(&[left, right], &[], FEED_RESOLUTION)?.round(FEED_RESOLUTION)
}

/// A quotient at the resolution.
pub(super) fn quotient(left: Exact, right: Exact) -> Result<Exact> {
    left.divide(right, FEED_RESOLUTION)
}
