//! Constructors that read like prose. They take what a `Decimal` can hold, times a small integer and
//! a power of ten, and so cannot overflow.

use super::measure::{
    Area, BiochemicalOxygenDemand, CarbonDioxideMass, CarbonMass, ChemicalOxygenDemand, Co2eMass,
    Distance, DryMass, Dwellings, Energy, GrossEnergy, Heads, Mass, MethaneMass, NetEnergy,
    NitrogenMass, NitrousOxideMass, NormalVolume, PassengerDistance, Persons, Pieces, PureNumber,
    Time, TonneDistance, VehicleDistance, VolatileSolids, Volume, Years,
};
use super::quantity::Quantity;
use crate::number::Decimal;

macro_rules! constructors {
    ($($measure:ident { $($name:ident = $factor:literal e $power:literal, $unit:literal;)* })*) => {
        $(impl Quantity<$measure> {
            $(
                #[doc = concat!("A value in ", $unit, ".")]
                ///
                /// # Examples
                ///
                /// ```
                #[doc = concat!("use climate_account::{Quantity, unit::", stringify!($measure), "};")]
                ///
                #[doc = concat!("let quantity = Quantity::<", stringify!($measure), ">::", stringify!($name), "(3);")]
                #[doc = concat!("assert_eq!(quantity, Quantity::new(3, \"", $unit, "\")?);")]
                /// # Ok::<(), climate_account::Error>(())
                /// ```
                #[must_use]
                pub fn $name(value: impl Into<Decimal>) -> Quantity<$measure> {
                    Quantity::of_decimal(value.into(), $factor, $power)
                }
            )*
        })*

        #[cfg(test)]
        fn all() -> Vec<(&'static str, crate::Amount)> {
            vec![$($(($unit, Quantity::<$measure>::$name(7).to_amount()),)*)*]
        }
    };
}

constructors! {
    Energy {
        joules = 1 e 0, "J";
        megajoules = 1 e 6, "MJ";
        gigajoules = 1 e 9, "GJ";
        terajoules = 1 e 12, "TJ";
        petajoules = 1 e 15, "PJ";
        kilowatt_hours = 36 e 5, "kWh";
        megawatt_hours = 36 e 8, "MWh";
        gigawatt_hours = 36 e 11, "GWh";
        tonnes_of_oil_equivalent = 41_868 e 6, "toe";
    }
    NetEnergy {
        joules = 1 e 0, "J (net)";
        megajoules = 1 e 6, "MJ (net)";
        gigajoules = 1 e 9, "GJ (net)";
        terajoules = 1 e 12, "TJ (net)";
        petajoules = 1 e 15, "PJ (net)";
        kilowatt_hours = 36 e 5, "kWh (net)";
        megawatt_hours = 36 e 8, "MWh (net)";
        gigawatt_hours = 36 e 11, "GWh (net)";
        tonnes_of_oil_equivalent = 41_868 e 6, "toe (net)";
    }
    GrossEnergy {
        joules = 1 e 0, "J (gross)";
        megajoules = 1 e 6, "MJ (gross)";
        gigajoules = 1 e 9, "GJ (gross)";
        terajoules = 1 e 12, "TJ (gross)";
        petajoules = 1 e 15, "PJ (gross)";
        kilowatt_hours = 36 e 5, "kWh (gross)";
        megawatt_hours = 36 e 8, "MWh (gross)";
        gigawatt_hours = 36 e 11, "GWh (gross)";
    }
    Mass {
        grams = 1 e 0, "g";
        kilograms = 1 e 3, "kg";
        tonnes = 1 e 6, "t";
        kilotonnes = 1 e 9, "kt";
    }
    CarbonMass {
        grams = 1 e 0, "g C";
        kilograms = 1 e 3, "kg C";
        tonnes = 1 e 6, "t C";
        kilotonnes = 1 e 9, "kt C";
    }
    NitrogenMass {
        grams = 1 e 0, "g N";
        kilograms = 1 e 3, "kg N";
        tonnes = 1 e 6, "t N";
        kilotonnes = 1 e 9, "kt N";
    }
    CarbonDioxideMass {
        grams = 1 e 0, "g CO2";
        kilograms = 1 e 3, "kg CO2";
        tonnes = 1 e 6, "t CO2";
        kilotonnes = 1 e 9, "kt CO2";
    }
    MethaneMass {
        grams = 1 e 0, "g CH4";
        kilograms = 1 e 3, "kg CH4";
        tonnes = 1 e 6, "t CH4";
        kilotonnes = 1 e 9, "kt CH4";
    }
    NitrousOxideMass {
        grams = 1 e 0, "g N2O";
        kilograms = 1 e 3, "kg N2O";
        tonnes = 1 e 6, "t N2O";
        kilotonnes = 1 e 9, "kt N2O";
    }
    Co2eMass {
        grams = 1 e 0, "g CO2e";
        kilograms = 1 e 3, "kg CO2e";
        tonnes = 1 e 6, "t CO2e";
        kilotonnes = 1 e 9, "kt CO2e";
    }
    DryMass {
        kilograms = 1 e 3, "kg DM";
        tonnes = 1 e 6, "t DM";
    }
    VolatileSolids {
        kilograms = 1 e 3, "kg VS";
        tonnes = 1 e 6, "t VS";
    }
    BiochemicalOxygenDemand {
        kilograms = 1 e 3, "kg BOD";
        tonnes = 1 e 6, "t BOD";
    }
    ChemicalOxygenDemand {
        kilograms = 1 e 3, "kg COD";
        tonnes = 1 e 6, "t COD";
    }
    Volume {
        litres = 1 e 0, "l";
        cubic_metres = 1 e 3, "m3";
    }
    NormalVolume {
        normal_cubic_metres = 1 e 3, "Nm3";
    }
    Area {
        square_metres = 1 e 0, "m2";
        hectares = 1 e 4, "ha";
        square_kilometres = 1 e 6, "km2";
    }
    Distance {
        metres = 1 e 0, "m";
        kilometres = 1 e 3, "km";
    }
    VehicleDistance {
        vehicle_kilometres = 1 e 3, "vkm";
    }
    PassengerDistance {
        passenger_kilometres = 1 e 3, "pkm";
    }
    TonneDistance {
        tonne_kilometres = 1 e 3, "tkm";
    }
    Heads {
        heads = 1 e 0, "head";
    }
    Persons {
        persons = 1 e 0, "capita";
    }
    Dwellings {
        dwellings = 1 e 0, "dwelling";
    }
    Pieces {
        pieces = 1 e 0, "piece";
    }
    Years {
        years = 1 e 0, "yr";
    }
    Time {
        hours = 36 e 2, "h";
        days = 864 e 2, "day";
    }
    PureNumber {
        fraction = 1 e 0, "fraction";
        percent = 1 e -2, "%";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Amount;

    #[test]
    fn every_constructor_is_its_unit() {
        for (unit, amount) in all() {
            let expected = Amount::new(7, unit.parse().unwrap());
            assert_eq!(expected.convert_to(&amount.unit).unwrap(), amount, "{unit}");
        }
    }

    #[test]
    fn the_largest_decimal_fits() {
        let largest = Quantity::<Energy>::tonnes_of_oil_equivalent(Decimal::MAX);
        assert!(largest.base_value().is_positive());
        let smallest = Quantity::<Energy>::gigawatt_hours(Decimal::new(1, 28));
        assert_eq!(smallest.base_value().to_string(), "0.00000000000000036");
    }
}
