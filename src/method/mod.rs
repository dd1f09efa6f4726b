//! Calculation methods: pure functions from typed inputs to masses of gases, each with its equation
//! and its source. None fills in a missing input.
//!
//! | to compute | take |
//! |---|---|
//! | a fuel that is burnt | [`combustion`], [`combustion_by_carbon`], [`blend_combustion`]; [`net_energy`] and its kin for the energy |
//! | electricity | [`average_electricity`], [`hourly_electricity`], [`municipal_mix`], [`electricity_minus_credit`], [`market_based_electricity`]: one rule for an account, see [`ElectricityRule`] |
//! | the loss of a grid | [`GridLoss`] |
//! | a plant of heat and electricity | [`CombinedHeatAndPower`] under an [`AllocationRule`] |
//! | district heat | [`DistrictHeatNetwork`]; [`heat_pump`], [`electric_boiler`] |
//! | networks that supply each other | [`SupplySystem`] |
//! | driving, sailing, flying | [`distance_times_factor`], [`use_by_distance`], [`charging_electricity`], [`flight_emissions`], [`cross_boundary`] |
//! | machines | [`engine_work`], [`fuel_of_work`] |
//! | leaks of gas, coal mines | [`segment_leaks`], [`measured_leak`], [`coal_mine_methane`] |
//! | landfills, compost, incineration, wastewater | [`waste`] |
//! | cement to steel, refrigerants, solvents | [`industry`] |
//! | livestock, manure, soils, liming | [`agriculture`] |
//! | peat soils, forest, land that changes its use | [`land`] |
//! | a share of a national amount | [`spread_by_key`] |
//! | anything else | [`activity_times_factor`], [`direct_entry`] |
//!
//! What ends in `_derivation` takes [`Sourced`] inputs and gives a [`Derivation`], which can be the
//! cell of a line, so that an account explains each of them. The methods of [`waste`], [`industry`],
//! [`agriculture`] and [`land`] are structs of such inputs, and each is a [`Calculation`]: it gives its
//! emissions alone, or with a derivation, and reads and writes as JSON.
//!
//! ```
//! use climate_account::{EmissionFactor, Quantity, factor::FactorLayer, gas::Gas};
//! use climate_account::method::{combustion, net_energy_of_gross};
//! use climate_account::unit::GrossEnergy;
//!
//! // A gas meter counts gross energy; the supplier states net over gross as 0.9.
//! let metered = Quantity::<GrossEnergy>::gigajoules(1000);
//! let energy = net_energy_of_gross(metered, "0.9".parse()?)?;
//! let catalogue = FactorLayer::catalogue();
//! let gas = catalogue.factor("ipcc-2006/commercial-institutional/natural-gas").unwrap();
//! assert_eq!(combustion(energy, gas)?.kilograms(Gas::CO2), 50_490.into()); // 900 GJ x 56.1 kg
//! # Ok::<(), climate_account::Error>(())
//! ```

pub mod agriculture;
pub mod industry;
pub mod land;
pub mod waste;

mod about;
mod activity_times_factor;
mod allocation_finding;
mod allocation_rule;
mod aviation;
mod calculation;
mod combined_heat_and_power;
mod combustion;
mod combustion_derivation;
mod cross_boundary;
mod derivation;
mod direct_entry;
mod district_heat;
mod electric_vehicles;
mod electricity;
mod electricity_result;
mod electricity_rule;
mod energy_factor;
mod fraction;
mod fuel_blend;
mod fuel_energy;
mod fugitive;
mod gas_state;
mod grid_loss;
mod heat_pump;
mod hourly_electricity;
mod input_problem;
mod linear_system;
mod municipal_mix;
mod off_road;
mod plant_fuel;
mod problem;
mod renewable_credit;
mod sourced;
mod spatial_allocation;
mod stoichiometry;
mod supply_network;
mod supply_problem;
mod time_varying;
mod transport;
mod transport_work;
mod urea_additive;

pub use activity_times_factor::{MASS_RESOLUTION, activity_times_factor};
pub(crate) use activity_times_factor::{converted, masses_of};
pub use allocation_finding::AllocationFinding;
pub use allocation_rule::AllocationRule;
pub use aviation::{FlightEmissions, LandingTakeOff, cruise_fuel, flight_emissions};
pub use calculation::Calculation;
pub use combined_heat_and_power::{AllocatedProduct, CombinedHeatAndPower, PlantAllocation};
pub use combustion::{
    CarbonBalance, CarbonOrigin, combustion, combustion_by_carbon, methane_by_origin,
    per_useful_energy,
};
pub use combustion_derivation::{
    FuelInput, blend_derivation, carbon_derivation, combustion_derivation,
};
pub use cross_boundary::{BoundaryRule, Journey, JourneyShares, cross_boundary};
pub(crate) use derivation::factor_derivation;
pub use derivation::{Derivation, Step, StepValue};
pub use direct_entry::direct_entry;
pub use district_heat::{DistrictHeat, DistrictHeatNetwork, HeatLoss, HeatSource};
pub use electric_vehicles::{ElectricityUse, charging_electricity};
pub use electricity::{
    GuaranteeOfOrigin, average_electricity, electricity_minus_credit, market_based_electricity,
};
pub use electricity_result::{
    ElectricityLine, ElectricityLineKind, ElectricityLoss, ElectricityResult, HourCoverage,
    LossEmissions,
};
pub use electricity_rule::ElectricityRule;
pub use energy_factor::{EnergyFactor, FACTOR_RESOLUTION};
pub use fuel_blend::{
    BlendComponent, BlendEmissions, FuelAmount, FuelBlend, ShareBasis, blend_combustion,
};
pub use fuel_energy::{
    moist_net_calorific_value, net_energy, net_energy_of_gross, net_energy_of_volume,
};
pub use fugitive::{
    LeakDriver, coal_mine_methane, measured_leak, segment_leaks, segment_leaks_derivation,
};
pub use gas_state::{GasState, normal_volume};
pub use grid_loss::{GridLoss, LossBase};
pub use heat_pump::{ElectricHeat, HeatPumpPerformance, electric_boiler, heat_pump};
pub use hourly_electricity::{ElectricityHour, MissingHours, hourly_electricity};
pub use municipal_mix::{ImportFactor, LocalPlant, LocalPlantKind, Surplus, municipal_mix};
pub use off_road::{Machines, engine_work, fuel_of_work, machines_derivation, work_times_factor};
pub use plant_fuel::PlantFuel;
pub use renewable_credit::{CreditedProduction, Displaced, renewable_credit, self_supply_ratio};
pub use sourced::Sourced;
pub use spatial_allocation::spread_by_key;
pub use stoichiometry::{
    carbon_dioxide_of, carbon_in_carbon_dioxide, factor_from_carbon_content, methane_of,
    nitrous_oxide_of,
};
pub use supply_network::{SupplyFactor, SupplyFactors, SupplyNetwork, SupplySystem};
pub use time_varying::TimeVarying;
pub use transport::{
    ColdStart, FuelUse, TransportWork, distance_times_factor, fuel_balance, fuel_use_derivation,
    use_by_distance, vehicle_distance, vehicle_emissions,
};
pub use transport_work::{
    LoadFactor, passenger_distance_of_vehicles, vehicle_distance_of_goods,
    vehicle_distance_of_passengers,
};
pub use urea_additive::{urea_additive, urea_additive_derivation};

use crate::{Language, Title};

/// The method of an entry.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, Amount, FactorSet, Profile, Source, Year};
/// # use climate_account::{gas::GwpSet, unit::CalorificBasis};
/// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
/// # let amount = "1200 GJ".parse::<Amount>()?;
/// # let heating = Activity::new("Odder", Year::new(2023)?, "gpc:I.2.1".parse()?, amount, &source)
/// #     .carrier("natural-gas")
/// #     .process("commercial-institutional");
/// # let profile = Profile::new("Odder", GwpSet::ar5()).calorific_basis(CalorificBasis::Net);
/// # let factors = FactorSet::catalogue();
/// use climate_account::{gas::{Emissions, Gas}, method::Method};
///
/// // Emissions that were entered, and emissions that were computed with a factor.
/// let measured = Emissions::from_tonnes(Gas::CO2, 3);
/// let measured = Activity::new("Odder", Year::new(2023)?, "gpc:I.3.1".parse()?, measured, &source);
/// let account = Account::compute([measured, heating], &profile, &factors)?;
/// let methods: Vec<_> = account.entries().filter_map(|entry| entry.method()).collect();
/// assert_eq!(methods, [Method::DirectEntry, Method::Combustion]);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Method {
    /// Measured or reported emissions, taken as they are.
    DirectEntry,
    /// Activity times emission factor.
    ActivityTimesFactor,
    /// Net energy of a blended fuel, each part times its factor.
    BlendCombustion,
    /// Net energy of a fuel times its factor.
    Combustion,
    /// Carbon of a fuel times its oxidised fraction.
    CombustionByCarbon,
    /// Distance of vehicles times their fuel use and its factor.
    FuelUseByDistance,
    /// Work of machines times a factor.
    OffRoadMachinery,
    /// Leaks of a segment of the gas supply.
    SegmentLeaks,
    /// CO2 of the urea additive of catalysts.
    UreaAdditive,
    /// Loss of a network.
    GridLoss,
    /// Electricity at the national or regional average.
    ElectricityAverage,
    /// Electricity by the hour, local renewables first.
    ElectricityHourly,
    /// Electricity by the mix of the municipality.
    ElectricityMunicipalMix,
    /// Electricity consumption minus a credit for renewable production.
    ElectricityCredit,
    /// Electricity as it was bought.
    ElectricityMarketBased,
    /// Credit for local renewable production.
    RenewableCredit,
    /// Fuel of a plant divided between heat and electricity.
    CombinedHeatAndPower,
    /// Factor of a district-heat network.
    DistrictHeat,
    /// Heat from heat pumps and electric boilers.
    HeatPump,
    /// Networks that feed each other.
    SupplyNetwork,
    /// Landfill by first-order decay.
    Landfill,
    /// Landfill by methane commitment.
    MethaneCommitment,
    /// Composting and anaerobic digestion.
    BiologicalTreatment,
    /// Products of a process times their factors.
    ProcessEmission,
    /// A product whose kinds are known by their shares.
    ProductMix,
    /// Cement by its clinker.
    Cement,
    /// Clinker times its factor.
    Clinker,
    /// Carbonates in burnt clay.
    ClayProducts,
    /// Ammonia by the fuel that it takes.
    Ammonia,
    /// Carbon balance of a metal plant.
    MetalCarbonBalance,
    /// Perfluorocarbons of primary aluminium.
    AluminiumPerfluorocarbons,
    /// Lubricants and waxes oxidised during use.
    OxidisedDuringUse,
    /// CO2 of the carbon of solvents.
    Solvents,
    /// Refrigerant by containers, charging, operation and end of life.
    RefrigerantEmissions,
    /// Refrigerant over the years by a bank from sales and imports.
    RefrigerantBank,
    /// Refrigerant by mass balance.
    RefrigerantBalance,
    /// Blowing agents of foams.
    Foam,
    /// Aerosols and N2O, used within two years of their supply.
    DelayedUse,
    /// Extinguishing agents.
    FireProtection,
    /// SF6 of switchgear.
    Switchgear,
    /// Digestion of livestock, factors per animal.
    EntericFermentation,
    /// Digestion of livestock, gross energy of the feed.
    EntericFromEnergy,
    /// Digestion of livestock, dry matter of the feed.
    EntericFromIntake,
    /// Methane of manure, volatile solids by system.
    ManureMethane,
    /// Methane of manure, factors per animal.
    ManureMethanePerAnimal,
    /// Methane of manure, volatile solids and their potential.
    ManureMethaneFromSolids,
    /// Nitrous oxide of manure where it is kept.
    DirectManureNitrousOxide,
    /// Nitrous oxide of nitrogen that manure loses to air and water.
    IndirectManureNitrousOxide,
    /// Direct nitrous oxide of managed soils.
    ManagedSoilsDirect,
    /// Indirect nitrous oxide of managed soils.
    ManagedSoilsIndirect,
    /// CO2 of liming.
    Liming,
    /// CO2 of urea fertiliser.
    UreaFertiliser,
    /// Field burning of crop residues.
    FieldBurning,
    /// Drained organic soils.
    DrainedOrganicSoil,
    /// Rewetted organic soils.
    RewettedOrganicSoil,
    /// Carbon stock change of mineral soils between two inventories.
    SoilCarbonChange,
    /// Carbon stock change of mineral soils whose use changes, year by year.
    SoilCarbonHistory,
    /// Living biomass by gain and loss.
    BiomassGainLoss,
    /// Biomass of land that changes its use.
    LandConversion,
    /// Carbon stock difference between two surveys.
    StockDifference,
    /// Dead wood and litter.
    DeadOrganicMatter,
    /// Harvested wood products.
    WoodProducts,
    /// Trees in settlements.
    SettlementTrees,
    /// A biogas plant from feed to energy.
    BiogasChain,
    /// Waste burnt in a plant.
    Incineration,
    /// Fossil liquid waste that is burnt.
    FossilLiquidWaste,
    /// Waste burnt in the open.
    OpenBurning,
    /// Methane of domestic wastewater, 2006 guidelines.
    #[cfg_attr(feature = "serde", serde(rename = "domestic-wastewater-2006"))]
    DomesticWastewater2006,
    /// Methane of domestic wastewater, 2019 Refinement.
    #[cfg_attr(feature = "serde", serde(rename = "domestic-wastewater-2019"))]
    DomesticWastewater2019,
    /// Methane of industrial wastewater.
    IndustrialWastewater,
    /// Nitrous oxide of domestic wastewater, 2006 guidelines.
    #[cfg_attr(feature = "serde", serde(rename = "wastewater-nitrous-oxide-2006"))]
    WastewaterNitrousOxide2006,
    /// Nitrous oxide of domestic wastewater, 2019 Refinement.
    #[cfg_attr(feature = "serde", serde(rename = "wastewater-nitrous-oxide-2019"))]
    WastewaterNitrousOxide2019,
    /// Nitrous oxide of a plant by a national factor on measured nitrogen.
    PlantNitrousOxide,
    /// Nitrous oxide of industrial wastewater.
    IndustrialNitrousOxide,
}

impl Method {
    /// The stable id.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::Method;
    ///
    /// assert_eq!(Method::ActivityTimesFactor.id(), "activity-times-factor");
    /// ```
    #[must_use]
    pub fn id(self) -> &'static str {
        self.about().id
    }

    /// The name in a language.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, method::Method};
    ///
    /// assert_eq!(Method::ActivityTimesFactor.name(Language::Danish), "aktivitet x emissionsfaktor");
    /// ```
    #[must_use]
    pub fn name(self, language: Language) -> &'static str {
        match language {
            Language::Danish => self.about().name[0],
            Language::English => self.about().name[1],
        }
    }

    /// The equation.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::Method;
    ///
    /// assert_eq!(Method::ActivityTimesFactor.equation(), "E_g = A x EF_g");
    /// ```
    #[must_use]
    pub fn equation(self) -> &'static str {
        self.about().equation
    }

    /// Where the equation is from.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, method::Method};
    ///
    /// let reference = Method::ActivityTimesFactor.reference();
    /// assert!(reference.in_language(Language::English).starts_with("IPCC 2006, volume 1, chapter 1"));
    /// ```
    #[must_use]
    pub fn reference(self) -> Title {
        let [da, en] = self.about().reference;
        Title::new(da, en)
    }
}
