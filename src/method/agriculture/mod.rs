//! Livestock, manure, soils, liming and field burning.
//!
//! | to compute | take |
//! |---|---|
//! | nitrous oxide of fields | [`DirectSoilEmissions`], [`IndirectSoilEmissions`] with [`SoilFactors`] of one edition |
//! | nitrogen for it | [`ManureApplied`], [`CropResidues`], [`MineralisedNitrogen`] |
//! | lime and urea | [`Liming`], [`UreaFertiliser`] |
//! | burnt residues | [`FieldBurning`] |

mod crop_residues;
mod field_burning;
mod indirect_soil_emissions;
mod liming;
mod managed_soils;
mod soil_factors;
mod soil_nitrogen;

pub use crop_residues::{BelowGroundRatio, CropResidues, ResidueFactors};
pub use field_burning::{BurntResidues, FieldBurning};
pub use indirect_soil_emissions::IndirectSoilEmissions;
pub use liming::{Liming, UreaFertiliser};
pub use managed_soils::DirectSoilEmissions;
pub use soil_factors::{GrazingAnimals, SoilFactors};
pub use soil_nitrogen::{
    CultivatedOrganicSoil, FieldNitrogen, GrazingNitrogen, ManureApplied, MineralisedNitrogen,
    NitrogenInputs, OrganicNitrogen,
};
