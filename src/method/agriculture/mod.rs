//! Livestock, manure, soils, liming and field burning.
//!
//! | to compute | take |
//! |---|---|
//! | animals of a year | [`AnimalCount`] |
//! | methane of digestion, factors per animal | [`EntericFermentation`] |
//! | methane of digestion, by feed | [`EntericFromEnergy`], [`EntericFromIntake`] |
//! | the feed that an animal needs | [`CattleEnergy`], [`SheepEnergy`], [`FeedEnergy`]; [`CattleIntake`] |
//! | methane of manure, factors per animal | [`ManureMethanePerAnimal`] |
//! | methane of manure, by volatile solids | [`ManureMethane`], [`ManureMethaneFromSolids`] |
//! | nitrogen that animals excrete | [`NitrogenExcretion`], [`CattleRetention`] |
//! | nitrogen of manure, to air, water and field | [`ManureNitrogen`] |
//! | nitrous oxide of manure | [`DirectManureNitrousOxide`], [`IndirectManureNitrousOxide`] |
//! | what a measure on manure gives | [`MeasureReduction`], `ManureMeasure` |
//! | nitrous oxide of fields | [`DirectSoilEmissions`], [`IndirectSoilEmissions`] with [`SoilFactors`] of one edition |
//! | nitrogen for it | [`ManureApplied`], [`CropResidues`], [`MineralisedNitrogen`] |
//! | lime and urea | [`Liming`], [`UreaFertiliser`] |
//! | burnt residues | [`FieldBurning`] |
//!
//! The edition of the guideline is one choice for an account: factors, fractions and conversions of
//! the 2006 Guidelines and of the 2019 Refinement are not mixed. Digestibility, fat, Ym, MCF and
//! every share are fractions; energies are per head and day ([`AnimalDays`](crate::unit::AnimalDays)).

mod cattle_energy;
mod crop_residues;
mod enteric_fermentation;
mod enteric_from_feed;
mod feed_energy;
mod feed_intake;
mod field_burning;
mod herd;
mod indirect_soil_emissions;
mod liming;
mod managed_soils;
mod manure_measure;
mod manure_methane;
mod manure_methane_from_solids;
mod manure_nitrogen;
mod manure_nitrous_oxide;
mod nitrogen_excretion;
mod per_day;
mod sheep_energy;
mod soil_factors;
mod soil_nitrogen;

pub use cattle_energy::{CattleEnergy, CattleGrowth, CattleMilk, Pregnancy};
pub use crop_residues::{BelowGroundRatio, CropResidues, ResidueFactors};
pub use enteric_fermentation::EntericFermentation;
pub use enteric_from_feed::{EntericFromEnergy, EntericFromIntake};
pub use feed_energy::{FeedEnergy, growth_ratio, maintenance_ratio};
pub use feed_intake::{
    CattleIntake, fat_corrected_milk, gross_energy_of_intake, intake_of_gross_energy,
};
pub use field_burning::{BurntResidues, FieldBurning};
pub use herd::{AnimalBasis, AnimalCategory, AnimalCount};
pub use indirect_soil_emissions::IndirectSoilEmissions;
pub use liming::{Liming, UreaFertiliser};
pub use managed_soils::DirectSoilEmissions;
pub use manure_measure::MeasureReduction;
#[cfg(feature = "catalogue")]
pub use manure_measure::{ManureMeasure, MeasureAdoption};
pub use manure_methane::{
    ManureMethane, ManureMethanePerAnimal, ManureMethaneSystem, yearly_volatile_solids,
};
pub use manure_methane_from_solids::{
    ManureConversionSystem, ManureMethaneFromSolids, methane_of_volatile_solids,
    volatile_solids_of_feed,
};
pub use manure_nitrogen::{ManureNitrogen, ManureNitrogenSystem, NitrogenBalance};
pub use manure_nitrous_oxide::{DirectManureNitrousOxide, IndirectManureNitrousOxide};
pub use nitrogen_excretion::{CattleRetention, ExcretionStage, NitrogenExcretion, nitrogen_intake};
pub use sheep_energy::{SheepEnergy, SheepGrowth, SheepMilk, Wool, YoungMilk};
pub use soil_factors::{GrazingAnimals, SoilFactors};
pub use soil_nitrogen::{
    CultivatedOrganicSoil, FieldNitrogen, GrazingNitrogen, ManureApplied, MineralisedNitrogen,
    NitrogenInputs, OrganicNitrogen,
};
