use super::definition::Unit;
use super::dimension::Dimension;
use super::ratio::Ratio;
use super::substance::Substance;
use crate::number::Exact;

/// What a [`Quantity`](crate::Quantity) measures, as a type.
///
/// The types of this module are all there are; what they do not cover is an
/// [`Amount`](crate::Amount).
///
/// # Examples
///
/// ```
/// use climate_account::unit::{Dimension, Measure, NetEnergy};
///
/// assert_eq!(NetEnergy::DIMENSION, Dimension::NET_ENERGY);
/// assert_eq!(NetEnergy::unit().to_string(), "GJ (net)");
/// ```
pub trait Measure: sealed::Customary {
    /// The dimension.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::unit::{Dimension, Mass, Measure};
    ///
    /// assert_eq!(Mass::DIMENSION, Dimension::MASS);
    /// ```
    const DIMENSION: Dimension;

    /// The unit that quantities are printed in: a power of ten of the base unit.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::unit::{Mass, Measure};
    ///
    /// assert_eq!(Mass::unit().to_string(), "kg");
    /// ```
    #[must_use]
    fn unit() -> Unit {
        let ratio = Ratio::of(Exact::new(1, -Self::POWER));
        Unit::known(Self::UNIT, Self::DIMENSION, ratio)
    }
}

pub(super) mod sealed {
    /// The customary unit and how many tens it is of the base unit.
    pub trait Customary {
        const UNIT: &'static str;
        const POWER: i8;
    }
}

macro_rules! measures {
    ($($(#[$meta:meta])* $name:ident = $dimension:expr, $unit:literal, $power:literal;)*) => {
        $(
            $(#[$meta])*
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use climate_account::unit::{Measure, ", stringify!($name), "};")]
            ///
            #[doc = concat!("assert_eq!(", stringify!($name), "::unit().as_str(), \"", $unit, "\");")]
            /// ```
            #[derive(Debug)]
            pub enum $name {}

            impl sealed::Customary for $name {
                const UNIT: &'static str = $unit;
                const POWER: i8 = $power;
            }

            impl Measure for $name {
                const DIMENSION: Dimension = $dimension;
            }
        )*

        #[cfg(test)]
        pub(super) fn all() -> Vec<Unit> {
            vec![$($name::unit(),)*]
        }
    };
}

measures! {
    /// Energy without a word on net or gross: electricity, heat.
    Energy = Dimension::ENERGY, "GJ", 9;
    /// Fuel energy by net (lower) calorific value, the basis of the IPCC guidelines.
    NetEnergy = Dimension::NET_ENERGY, "GJ (net)", 9;
    /// Fuel energy by gross (higher) calorific value, the basis of gas bills.
    GrossEnergy = Dimension::GROSS_ENERGY, "GJ (gross)", 9;
    /// Mass of matter that the type does not name: fuel, waste, goods.
    Mass = Dimension::MASS, "kg", 3;
    /// Mass of carbon.
    CarbonMass = Dimension::mass_of(Substance::C), "kg C", 3;
    /// Mass of nitrogen.
    NitrogenMass = Dimension::mass_of(Substance::N), "kg N", 3;
    /// Mass of carbon dioxide.
    CarbonDioxideMass = Dimension::mass_of(Substance::CO2), "kg CO2", 3;
    /// Mass of methane.
    MethaneMass = Dimension::mass_of(Substance::CH4), "kg CH4", 3;
    /// Mass of nitrous oxide.
    NitrousOxideMass = Dimension::mass_of(Substance::N2O), "kg N2O", 3;
    /// CO2 equivalents under a GWP set that the type does not name.
    Co2eMass = Dimension::mass_of(Substance::CO2E), "kg CO2e", 3;
    /// Volume of a liquid, or of a gas at a state that is known elsewhere.
    Volume = Dimension::VOLUME, "l", 0;
    /// Volume of a gas at 0 °C and 101.325 kPa.
    NormalVolume = Dimension::NORMAL_VOLUME, "Nm3", 3;
    /// Area.
    Area = Dimension::AREA, "m2", 0;
    /// Distance.
    Distance = Dimension::DISTANCE, "km", 3;
    /// Distance driven by vehicles.
    VehicleDistance = Dimension::VEHICLE_DISTANCE, "vkm", 3;
    /// Distance travelled by persons.
    PassengerDistance = Dimension::PASSENGER_DISTANCE, "pkm", 3;
    /// Distance that tonnes of goods are carried.
    TonneDistance = Dimension::TONNE_DISTANCE, "tkm", 3;
    /// Animals.
    Heads = Dimension::HEADS, "head", 0;
    /// Persons.
    Persons = Dimension::PERSONS, "capita", 0;
    /// Dwellings.
    Dwellings = Dimension::DWELLINGS, "dwelling", 0;
    /// Pieces of anything: vehicles, appliances, plants.
    Pieces = Dimension::PIECES, "piece", 0;
    /// Time in years.
    Years = Dimension::YEARS, "yr", 0;
    /// Time in seconds, hours and days.
    Time = Dimension::TIME, "s", 0;
    /// A pure number: a share, a ratio.
    PureNumber = Dimension::NONE, "fraction", 0;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn customary_units_are_what_their_text_says() {
        for unit in all() {
            assert_eq!(unit.as_str().parse::<Unit>().unwrap(), unit, "{unit}");
        }
        assert_eq!(all().len(), 24);
    }
}
