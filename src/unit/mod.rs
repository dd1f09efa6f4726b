//! Units: what is measured, how large, and how it was written.
//!
//! An [`Amount`] is a value with a [`Unit`] as it stands in a document; a [`Quantity`] is the same
//! with what it measures as a Rust type, so that litres times a [`Rate`] per gigajoule does not
//! compile. A conversion is an exact rational, and what cannot be converted without knowing more (a
//! GWP set, a calorific ratio, the hours of a year) is an error that names what is missing.
//!
//! ```
//! use climate_account::Amount;
//!
//! let factor: Amount = "201.96 g CO2/kWh".parse()?;
//! assert_eq!(factor.convert_to(&"kg CO2/GJ".parse()?)?.to_string(), "56.1 kg CO2/GJ");
//! # Ok::<(), climate_account::Error>(())
//! ```
//!
//! # Units
//!
//! | measures | units |
//! |---|---|
//! | energy | `J` to `EJ`, `Wh` to `PWh`, `toe`, `tce`, `cal` to `Gcal` (4.1868 J), `Btu`, `MMBtu`, `therm`, `quad`; `(net)` or `(gross)` after it |
//! | power | `W` to `TW` |
//! | mass | `mg` to `Pg`, `t` to `Gt`, `MMT`, `lb`, `short_ton`, `long_ton`; a substance after it: `kg N2O-N`, `tCO2e` |
//! | volume | `l`, `m3`, `Mm3` (million), `km3`, `gal(US)`, `gal(UK)`, `bbl` (oil) |
//! | gas volume | `Nm3` (0 °C, 101.325 kPa), `Sm3` (15 °C) |
//! | area | `m2`, `ha`, `km2`, `acre` |
//! | distance | `m`, `km`, `mile`, `nmi` |
//! | transport | `vkm`, `pkm`, `tkm` with prefixes |
//! | counts | `head`, `capita`, `inhabitant`, `dwelling`, `piece` |
//! | time | `s`, `min`, `h`, `day`, `week`; apart from these `yr` and `month` |
//! | money | `DKK`, `kr.` (Danish), `EUR`, `USD`, `GBP`, `SEK`, `NOK`; the price year after it: `DKK (2023)` |
//! | none | `%`, `‰`, `fraction`, `ratio`, `1` |
//!
//! Names in Danish and English are read too: `kilowatt hours`, `tonnes`, *boliger*,
//! *indb.*, *år*.
//!
//! # Rules
//!
//! * `kt` is the kilotonne, never the knot; `Mm3` is a million cubic metres.
//! * The case of letters is free where one meaning is left: `kwh`, `Kg`. It is not where it would
//!   turn milli into mega (`mwh`) or where a letter stands alone.
//! * `ton`, `MT`, `gal` and their like have more than one meaning and are refused with the choices.
//! * `/`, `per` and `pr.` divide, a space, `·`, `*` and `×` multiply. A product after a division
//!   needs brackets: `kg/(ha yr)`, or another division: `kg/ha/yr`.
//! * A power of ten or a number word goes before a unit: `kg/1000 km`, `mio. kr.`.

mod amount;
mod basis;
mod catalogue;
mod constructors;
mod convert;
mod definition;
mod dimension;
mod measure;
mod parse;
mod problem;
mod quantity;
mod rate;
mod ratio;
mod reader;
mod substance;

pub use amount::Amount;
pub use basis::CalorificBasis;
pub use convert::ConversionContext;
pub use definition::Unit;
pub use dimension::Dimension;
pub use measure::{
    AnimalDays, AnimalYears, Area, AreaYears, BiochemicalOxygenDemand, CarbonDioxideMass,
    CarbonMass, ChemicalOxygenDemand, Co2eMass, Distance, DryMass, Dwellings, Energy, GrossEnergy,
    Heads, HexafluoroethaneMass, Mass, MassDays, Measure, MethaneMass, NetEnergy, NitrogenMass,
    NitrousOxideMass, NormalVolume, PassengerDistance, PersonDays, PersonYears, Persons, Pieces,
    ProteinMass, PureNumber, SulphurHexafluorideMass, TetrafluoromethaneMass, Time, TonneDistance,
    VehicleDistance, VolatileSolids, Volume, Years,
};
pub use quantity::Quantity;
pub use rate::Rate;
pub use ratio::Ratio;
pub use substance::Substance;

/// Serde by the text that `Display` writes and `FromStr` reads.
#[cfg(feature = "serde")]
macro_rules! serde_text {
    ($type:ty, $expecting:literal) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;

                impl serde::de::Visitor<'_> for Visitor {
                    type Value = $type;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$type, E> {
                        text.parse().map_err(E::custom)
                    }
                }

                deserializer.deserialize_str(Visitor)
            }
        }
    };
}

#[cfg(feature = "serde")]
use serde_text;
