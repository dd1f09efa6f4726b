use super::definition::Unit;
use super::dimension::{Base, Dimension};
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

    /// The unit that quantities are printed in.
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
        let ratio = Ratio::of(Exact::new(Self::FACTOR, -Self::POWER));
        Unit::known(Self::UNIT, Self::DIMENSION, ratio)
    }
}

pub(super) mod sealed {
    /// The customary unit, and its size in base units: a factor and a power of ten.
    pub trait Customary {
        const UNIT: &'static str;
        const FACTOR: i64;
        const POWER: i8;
    }
}

macro_rules! measures {
    ($($(#[$meta:meta])* $name:ident = $dimension:expr, $unit:literal, $factor:literal e $power:literal;)*) => {
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
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub enum $name {}

            impl sealed::Customary for $name {
                const UNIT: &'static str = $unit;
                const FACTOR: i64 = $factor;
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
    Energy = Dimension::ENERGY, "GJ", 1 e 9;
    /// Fuel energy by net (lower) calorific value, the basis of the IPCC guidelines.
    NetEnergy = Dimension::NET_ENERGY, "GJ (net)", 1 e 9;
    /// Fuel energy by gross (higher) calorific value, the basis of gas bills.
    GrossEnergy = Dimension::GROSS_ENERGY, "GJ (gross)", 1 e 9;
    /// Mass of matter that the type does not name: fuel, waste, goods.
    Mass = Dimension::MASS, "kg", 1 e 3;
    /// Mass of carbon.
    CarbonMass = Dimension::mass_of(Substance::C), "kg C", 1 e 3;
    /// Mass of nitrogen.
    NitrogenMass = Dimension::mass_of(Substance::N), "kg N", 1 e 3;
    /// Mass of carbon dioxide.
    CarbonDioxideMass = Dimension::mass_of(Substance::CO2), "kg CO2", 1 e 3;
    /// Mass of methane.
    MethaneMass = Dimension::mass_of(Substance::CH4), "kg CH4", 1 e 3;
    /// Mass of nitrous oxide.
    NitrousOxideMass = Dimension::mass_of(Substance::N2O), "kg N2O", 1 e 3;
    /// CO2 equivalents under a GWP set that the type does not name.
    Co2eMass = Dimension::mass_of(Substance::CO2E), "kg CO2e", 1 e 3;
    /// Mass of dry matter. A mass that is not named as dry is as weighed, with its water.
    DryMass = Dimension::mass_of(Substance::DRY_MATTER), "kg DM", 1 e 3;
    /// Mass of volatile solids, the organic matter of manure.
    VolatileSolids = Dimension::mass_of(Substance::VOLATILE_SOLIDS), "kg VS", 1 e 3;
    /// Mass of protein.
    ProteinMass = Dimension::mass_of(Substance::PROTEIN), "kg protein", 1 e 3;
    /// Biochemical oxygen demand, the load of domestic wastewater.
    BiochemicalOxygenDemand = Dimension::mass_of(Substance::BIOCHEMICAL_OXYGEN_DEMAND), "kg BOD", 1 e 3;
    /// Chemical oxygen demand, the load of industrial wastewater.
    ChemicalOxygenDemand = Dimension::mass_of(Substance::CHEMICAL_OXYGEN_DEMAND), "kg COD", 1 e 3;
    /// Volume of a liquid, or of a gas at a state that is known elsewhere.
    Volume = Dimension::VOLUME, "l", 1 e 0;
    /// Volume of a gas at 0 °C and 101.325 kPa.
    NormalVolume = Dimension::NORMAL_VOLUME, "Nm3", 1 e 3;
    /// Area.
    Area = Dimension::AREA, "m2", 1 e 0;
    /// Distance.
    Distance = Dimension::DISTANCE, "km", 1 e 3;
    /// Distance driven by vehicles.
    VehicleDistance = Dimension::VEHICLE_DISTANCE, "vkm", 1 e 3;
    /// Distance travelled by persons.
    PassengerDistance = Dimension::PASSENGER_DISTANCE, "pkm", 1 e 3;
    /// Distance that tonnes of goods are carried.
    TonneDistance = Dimension::TONNE_DISTANCE, "tkm", 1 e 3;
    /// Animals.
    Heads = Dimension::HEADS, "head", 1 e 0;
    /// Persons.
    Persons = Dimension::PERSONS, "capita", 1 e 0;
    /// Dwellings.
    Dwellings = Dimension::DWELLINGS, "dwelling", 1 e 0;
    /// Pieces of anything: vehicles, appliances, plants.
    Pieces = Dimension::PIECES, "piece", 1 e 0;
    /// Persons times the days that they are counted: what a rate per person and day is for.
    PersonDays = Dimension::product(Base::Persons, Base::Time), "capita day", 864 e 2;
    /// Persons times the years that they are counted.
    PersonYears = Dimension::product(Base::Persons, Base::Years), "capita yr", 1 e 0;
    /// Animals times days.
    AnimalDays = Dimension::product(Base::Heads, Base::Time), "head day", 864 e 2;
    /// Animals times years.
    AnimalYears = Dimension::product(Base::Heads, Base::Years), "head yr", 1 e 0;
    /// Animal mass times days.
    MassDays = Dimension::product(Base::Mass(None), Base::Time), "kg day", 864 e 5;
    /// Area times years.
    AreaYears = Dimension::product(Base::Area, Base::Years), "ha yr", 1 e 4;
    /// Time in years.
    Years = Dimension::YEARS, "yr", 1 e 0;
    /// Time in seconds, hours and days.
    Time = Dimension::TIME, "s", 1 e 0;
    /// A pure number: a share, a ratio.
    PureNumber = Dimension::NONE, "fraction", 1 e 0;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn customary_units_are_what_their_text_says() {
        for unit in all() {
            assert_eq!(unit.as_str().parse::<Unit>().unwrap(), unit, "{unit}");
        }
        assert_eq!(all().len(), 35);
    }
}
