//! Waste and wastewater: landfills, biological treatment, incineration, open burning, sewage.
//!
//! | to compute | take |
//! |---|---|
//! | a landfill, year by year | [`Landfill`] |
//! | all that a year's deposit will ever emit | [`MethaneCommitment`] |
//! | the carbon of a mixture | [`WasteComposition`] |
//! | compost, digested waste | [`BiologicalTreatment`] |
//! | a biogas plant, from feed to energy | [`BiogasChain`] |
//! | waste that is burnt in a plant | [`Incineration`], [`FossilLiquidWaste`] |
//! | waste that is burnt in the open | [`OpenBurning`], [`OpenlyBurntWaste`] |
//! | methane of sewage | [`DomesticWastewater2006`] or [`DomesticWastewater2019`], one edition for an account |
//! | methane of industrial wastewater | [`IndustrialWastewater`] |
//! | nitrous oxide of sewage | [`WastewaterNitrousOxide2006`] or [`WastewaterNitrousOxide2019`] |
//! | nitrous oxide of a plant with measured nitrogen | [`PlantNitrousOxide`] |
//! | nitrous oxide of industrial wastewater | [`IndustrialNitrousOxide`] |
//! | where sludge goes, and its nitrogen | [`SludgeRouting`], [`NitrogenBalance`] |
//! | the row of an account that waste belongs to | [`WasteStream`], [`split_by_origin`] |
//!
//! Masses of waste are as weighed, with their water ([`Mass`](crate::unit::Mass)), unless a type
//! says [`DryMass`](crate::unit::DryMass). The defaults of the guidelines are
//! [`DefaultValue`](crate::factor::DefaultValue)s; no calculation takes one by itself.

mod biogas_chain;
mod biogas_result;
mod biological_treatment;
mod burning;
mod checks;
mod decay;
mod domestic_wastewater_2006;
mod domestic_wastewater_2019;
mod fossil_liquid_waste;
mod incineration;
mod industrial_nitrous_oxide;
mod industrial_wastewater;
mod landfill;
mod landfill_series;
mod methane_commitment;
mod open_burning;
mod openly_burnt_waste;
mod organic_load;
mod plant_nitrous_oxide;
mod sludge;
mod waste_composition;
mod waste_content;
mod waste_origin;
mod wastewater_nitrogen;
mod wastewater_nitrous_oxide_2006;
mod wastewater_nitrous_oxide_2019;
mod wastewater_pathways;

pub use biogas_chain::{BiogasChain, BiogasEnergyBasis, BiogasUse, DigestateStorage};
pub use biogas_result::{BiogasFlows, BiogasProcess};
pub use biological_treatment::BiologicalTreatment;
pub use burning::WasteCarbonBalance;
pub use decay::{DecayRate, DecayStart};
pub use domestic_wastewater_2006::{DomesticPathway2006, DomesticWastewater2006};
pub use domestic_wastewater_2019::{
    DomesticPathway2019, DomesticWastewater2019, PathwayMethane, SludgeRemoval,
};
pub use fossil_liquid_waste::FossilLiquidWaste;
pub use incineration::{Incineration, WasteNitrousOxide};
pub use industrial_nitrous_oxide::{IndustrialNitrogen, IndustrialNitrousOxide};
pub use industrial_wastewater::{IndustrialLoad, IndustrialWastewater};
pub use landfill::{DepositHistory, Landfill, LandfillInYear, LandfillWaste};
pub use landfill_series::{LandfillSeries, LandfillYear};
pub use methane_commitment::MethaneCommitment;
pub use open_burning::OpenBurning;
pub use openly_burnt_waste::{BurntWaste, OpenlyBurntWaste, WastePerPerson};
pub use organic_load::{DischargedLoad, OrganicLoad};
pub use plant_nitrous_oxide::{PlantEffluent, PlantNitrousOxide};
pub use sludge::{NitrogenBalance, SludgeRoute, SludgeRouting, SludgeShare};
pub use waste_composition::{ShareRule, WasteComponent, WasteComposition};
pub use waste_content::{WasteCarbon, WasteContent};
pub use waste_origin::{
    EnergyRecovery, EnergyUser, WasteBooking, WastePlace, WasteRoute, WasteStream, split_by_origin,
};
pub use wastewater_nitrogen::{
    NitrogenLoad2006, NitrogenLoad2019, ProteinIntake, ProteinNitrogen, protein_per_year,
};
pub use wastewater_nitrous_oxide_2006::{AdvancedPlants, WastewaterNitrousOxide2006};
pub use wastewater_nitrous_oxide_2019::{NitrogenPathway2019, WastewaterNitrousOxide2019};
pub use wastewater_pathways::{IncomeGroup, PathwayShare};
