//! Carbon of land: organic soils, mineral soils, biomass, wood products.
//!
//! | to compute | take |
//! |---|---|
//! | organic soils | [`DrainedOrganicSoil`], [`RewettedOrganicSoil`], [`rewetting_effect`] |
//! | mineral soils | [`SoilCarbonChange`] between two years, [`SoilCarbonHistory`] for one year of many |
//! | forest and other biomass | [`BiomassGainLoss`] or [`StockDifference`]; [`LandConversion`] where the use changes |
//! | dead wood and litter | [`DeadOrganicMatter`] |
//! | trees in towns | [`SettlementTrees`] |
//! | wood products | [`WoodProducts`] |
//! | areas that change their use | [`LandUseMatrix`], [`LandUseRecord`] |
//!
//! Emissions are above zero and removals below; a [`CarbonStockChange`] is the other way round, a
//! gain is above zero. Factors per hectare are per hectare and year
//! ([`AreaYears`](crate::unit::AreaYears)) and meet the area of one year.

mod biomass;
mod biomass_loss;
mod carbon_stock_change;
mod dead_organic_matter;
mod drained_organic_soil;
mod land_conversion;
mod land_use;
mod land_use_matrix;
mod land_use_record;
mod rewetted_organic_soil;
mod settlement_trees;
mod soil_carbon;
mod soil_carbon_history;
mod stock_difference;
mod wood_products;

pub use biomass::{BiomassGainLoss, BiomassGrowth, Growth};
pub use biomass_loss::{BiomassLoss, WoodRemoval};
pub use carbon_stock_change::CarbonStockChange;
pub use dead_organic_matter::{DeadOrganicMatter, DeadOrganicMatterChange};
pub use drained_organic_soil::{
    CarbonClass, DrainedOrganicSoil, LandAndDitchMethane, dissolved_carbon_factor,
};
pub use land_conversion::LandConversion;
pub use land_use::LandUse;
pub use land_use_matrix::{LandUseArea, LandUseCell, LandUseMatrix};
pub use land_use_record::{DepartureOrder, LandUseRecord};
pub use rewetted_organic_soil::{RewettedOrganicSoil, rewetting_effect};
pub use settlement_trees::{SettlementTrees, TreeGrowth};
pub use soil_carbon::{MineralSoil, SoilCarbonChange};
pub use soil_carbon_history::{SoilCarbonHistory, SoilFormulation, SoilUnit, SoilUse};
pub use stock_difference::{CarbonSurvey, StockDifference};
pub use wood_products::{WoodProductApproach, WoodProducts, steady_stock};
