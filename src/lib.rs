//! Municipal climate accounts in exact arithmetic, with every number explained down to its source.
//!
//! A climate account says what a municipality emits: by sector, year and gas, net and gross, per
//! inhabitant. This crate computes it from activities (fuel burnt, electricity used) and emission
//! factors, or takes what others have measured or reported, and keeps apart what must not be mixed:
//! gases, GWP sets, net and gross energy, zero and missing.
//!
//! # From a line to a total
//!
//! Four things make an account. An [`Activity`] is a line: a place, a year, a
//! [sector](SectorRef), what stands in its [cell](account::Cell), and its [`Source`]. An
//! [`EmissionFactor`] is the mass of each gas for one unit of a carrier; a [`FactorSet`] holds
//! factors in layers, the municipality's own before the nation's and the IPCC's. A [`Profile`]
//! states the rules that change numbers. [`Account::compute`] puts them together.
//!
//! ```
//! use climate_account::{Account, Activity, Amount, FactorSet, Profile, Source, Year};
//! use climate_account::{gas::{Emissions, Gas, GwpSet}, unit::CalorificBasis};
//!
//! let year = Year::new(2023)?;
//! let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "sheet 2")?;
//!
//! // An amount of activity: its factor is looked up.
//! let gas = Activity::new("Odder", year, "gpc:I.2.1".parse()?, "1200 GJ".parse::<Amount>()?, &source)
//!     .carrier("natural-gas")
//!     .process("commercial-institutional");
//! // Emissions that are known already; a removal is negative.
//! let forest = Activity::new("Odder", year, "gpc:V.2".parse()?, Emissions::from_tonnes(Gas::CO2, -50), &source);
//!
//! // Fuel in GJ without a word is net; CO2e is counted by AR5.
//! let profile = Profile::new("Odder 2023", GwpSet::ar5()).calorific_basis(CalorificBasis::Net);
//! let account = Account::compute([gas, forest], &profile, &FactorSet::catalogue())?;
//!
//! // 1.2 TJ x (56100 kg CO2 + 5 kg CH4 x 28 + 0.1 kg N2O x 265) = 67.5198 t
//! let total = account.total()?;
//! assert_eq!(total.co2e()?.to_string(), "17.5198 t CO2e (AR5 GWP100)");
//! assert_eq!(total.gross_co2e()?.tonnes(), "67.5198".parse()?);
//! assert_eq!(total.net().kilograms(Gas::CH4_FOSSIL), 6.into());
//! # Ok::<(), climate_account::Error>(())
//! ```
//!
//! # Totals by anything
//!
//! [`Account::totals`] groups lines by [facets](account::Facet): place, year, sector, scope, carrier.
//! [`Account::select`] takes only some lines: a reporting level, one municipality. Sums are exact, so
//! parts always add up to the whole.
//!
//! ```
//! # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
//! # use climate_account::gas::{Emissions, Gas, GwpSet};
//! use climate_account::account::{Facet, NotationKey, NotationKeys};
//! use climate_account::sector::ReportingLevel;
//!
//! # let (year, source) = (Year::new(2023)?, Source::new("Samsø Kommune", "Account", 2024, "table 1")?);
//! let line = |code: &str, tonnes: i64| -> climate_account::Result<Activity> {
//!     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
//!     Ok(Activity::new("Samsø", year, code.parse()?, emissions, &source))
//! };
//! let not_estimated = NotationKeys::new(NotationKey::NotEstimated);
//! let lines = [
//!     line("gpc:I.1.1", 40)?,
//!     line("gpc:I.4.4", 7)?,
//!     Activity::new("Samsø", year, "gpc:I.1.3".parse()?, not_estimated, &source),
//! ];
//! let account = Account::compute(lines, &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
//!
//! for row in account.totals(&[Facet::Sector])?.rows() {
//!     println!("{}: {}", row.label(0), row.total().co2e()?);
//! }
//! let level = |level: ReportingLevel| account.select(move |line| level.includes(line.sector().index()));
//! let basic = level(ReportingLevel::Basic).total()?;
//! assert_eq!(basic.co2e()?.tonnes(), 40.into()); // generation for the grid is not in BASIC
//! assert!(basic.is_complete());
//! assert!(!level(ReportingLevel::BasicPlus).total()?.is_complete()); // grid losses are not estimated
//! # Ok::<(), climate_account::Error>(())
//! ```
//!
//! # Why is it this number?
//!
//! Every line can be [explained](report::Explain) in Danish and English: amount, factor, conversion,
//! what was assumed or fallen back on, and the sources. A total names the lines that it is made of.
//!
//! ```
//! # use climate_account::{Account, Activity, Amount, FactorSet, Profile, Source, Year, gas::GwpSet};
//! use climate_account::{Language, report::Explain};
//!
//! # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
//! # let line = Activity::new("Samsø", Year::new(2015)?, "danish:energy.households.electricity".parse()?,
//! #     "1000 MWh".parse::<Amount>()?, &source).carrier("electricity");
//! let profile = Profile::new("Samsø", GwpSet::as_published("Energinet"))
//!     .rule("electricity", "energinet-municipal-declaration");
//! let account = Account::compute([line], &profile, &FactorSet::catalogue())?;
//! let text = account.entries().next().map(|entry| entry.explain(Language::Danish)).unwrap()?;
//! assert!(text.starts_with(
//!     "Samsø 2015, Husholdninger: el: \
//!      66,0 t CO2e = 1.000 MWh el x 66,032 g CO2e",
//! ));
//! # Ok::<(), climate_account::Error>(())
//! ```
//!
//! # What a municipality burns, buys and drives
//!
//! Three ways lead from data to emissions:
//!
//! * an amount in the unit of a factor, or in one that *parameters* of the [`FactorSet`] lead to: a
//!   density takes litres to kilograms, a calorific value to GJ, fuel use comes from vehicle-km. Every
//!   parameter used is in the explanation, and none is made up;
//! * a factor that a [`method`] derives: of a power plant under a rule for combined heat and power, of
//!   networks that supply each other. It joins the set as a layer of its own;
//! * a method with inputs of its own (electricity by the hour, a blended fuel, machines): its
//!   [`Derivation`](method::Derivation) goes into the cell of a line, whose explanation shows each step.
//!
//! ```
//! use climate_account::{Account, Activity, Amount, FactorSet, Profile, Quantity, Source, Year};
//! use climate_account::factor::{FactorLayer, Parameter, ParameterKind};
//! use climate_account::gas::{Emissions, Gas, GwpSet};
//! use climate_account::method::{SupplyNetwork, SupplySystem};
//! use climate_account::unit::Energy;
//!
//! let (year, source) = (Year::new(2023)?, Source::new("Odder Kommune", "Traffic model", 2024, "run 4")?);
//! // Litres for a kilometre, and what a litre weighs; the catalogue knows the rest.
//! let parameter = |id: &str, kind, value: &str| {
//!     Parameter::new(id, "gas-diesel-oil", kind, value.parse()?, source.clone())
//! };
//! let diesel = [
//!     parameter("lorries", ParameterKind::FuelUse, "0.3 l/vkm")?,
//!     parameter("density", ParameterKind::Density, "0.84 kg/l")?,
//! ];
//! // A town heated by its own plant (4 kt) and, for a quarter, by the neighbour's.
//! let gigawatt_hours = |value: i64| Quantity::<Energy>::gigawatt_hours(value);
//! let networks = SupplySystem::new([
//!     SupplyNetwork::new("neighbour", gigawatt_hours(200), Emissions::from_tonnes(Gas::CO2, 20_000)),
//!     SupplyNetwork::new("town", gigawatt_hours(80), Emissions::from_tonnes(Gas::CO2, 4000))
//!         .taking("neighbour", gigawatt_hours(20)),
//! ])?.factors()?;
//! let heat = networks.emission_factor("town", "district-heat", &"MWh".parse()?, source.clone())?;
//!
//! let own = FactorLayer::new("Odder", "2024", [heat])?.with_parameters(diesel)?;
//! let factors = FactorSet::new([own, FactorLayer::catalogue()]);
//! let line = |sector: &str, amount: &str| -> climate_account::Result<Activity> {
//!     Ok(Activity::new("Odder", year, sector.parse()?, amount.parse::<Amount>()?, &source))
//! };
//! let lines = [
//!     line("gpc:II.1.1", "1000000 vkm")?.carrier("gas-diesel-oil").process("road"),
//!     line("gpc:I.1.2", "500 MWh")?.carrier("district-heat"),
//! ];
//! let account = Account::compute(lines, &Profile::new("Odder", GwpSet::ar5()), &factors)?;
//! let masses: Vec<_> = account.entries().map(|line| line.emissions().kilograms(Gas::CO2)).collect();
//! // 1000000 vkm x 0.3 l x 0.84 kg x 43 GJ/t x 74.1 kg; 500 MWh x (4000 + 2000) t / 80 GWh
//! assert_eq!(masses, ["802947.6".parse()?, 37_500.into()]);
//! # Ok::<(), climate_account::Error>(())
//! ```
//!
//! # Landfills, cows and peat
//!
//! The methods of waste, industry, agriculture and land have inputs of their own: each is a struct
//! whose fields are named as the guidelines name them, with a source for every one. The defaults of
//! the guidelines are there to be asked for by name ([`DefaultValue`](factor::DefaultValue)); none is
//! taken unasked, and the explanation marks each.
//!
//! ```
//! # #[cfg(feature = "catalogue")] {
//! use climate_account::{Account, Activity, FactorSet, Profile, Quantity, Source, Year};
//! use climate_account::{gas::GwpSet, unit::Mass};
//! use climate_account::method::{Calculation, Sourced, waste::BiologicalTreatment};
//!
//! let plant = Source::new("Odder Genbrugsplads", "Weighbridge 2023", 2024, "sheet 1")?;
//! let compost = BiologicalTreatment {
//!     waste: Sourced::new(Quantity::<Mass>::tonnes(10_000), &plant),
//!     methane: Sourced::built_in("ipcc-2006/composting/ch4/wet")?,
//!     nitrous_oxide: Sourced::built_in("ipcc-2006/composting/n2o/wet")?,
//!     recovered: None,
//! };
//! let year = Year::new(2023)?;
//! let line = Activity::new("Odder", year, "gpc:III.2.1".parse()?, compost.derivation()?, &plant);
//! let account = Account::compute([line], &Profile::new("Odder", GwpSet::ar5()), &FactorSet::new([]))?;
//! assert_eq!(account.total()?.co2e()?.tonnes(), 1756.into()); // 40 t CH4 x 28 + 2.4 t N2O x 265
//! # }
//! # Ok::<(), climate_account::Error>(())
//! ```
//!
//! # From files
//!
//! [`exchange`] reads activities, factors, parameters, populations and the tables of others from CSV (feature
//! `csv`), with every bad cell of a file reported at once, and what goes in and comes out from JSON, whose
//! numbers stay exact. It writes GPC rows, the GCoM framework, IAMC, PRIMAP2, tidy CSV and JSON.
//!
//! # Further
//!
//! * [`report`]: explanations at three depths, comparison in words, tables, charts (feature `chart`).
//! * [`batch`]: columns of integers or floats in, exact totals by group and gas out; sums and checks of trees.
//! * [`number`]: exact numbers, rounding by named rules, shares that add up.
//! * [`unit`](mod@unit): amounts and quantities; what does not fit does not compile, or says what it lacks.
//! * [`gas`]: masses per gas, GWP sets, refrigerant blends.
//! * [`sector`]: classifications, and the ways between them that lose and double nothing.
//! * [`factor`]: factors, parameters and their look-up. [`distribution`]: uncertainty as data.
//! * [`method`]: stationary combustion, electricity under five rules, district heat and combined heat
//!   and power, supply networks, transport, fugitive emissions, waste and wastewater, industry,
//!   livestock, manure, soils and land, national amounts spread by a key.
//! * [`series`]: values of years with named rules between them, their sums, and harmonisation.
//! * [`scenario`]: drivers, measures and networks that edit an account year by year, what each measure
//!   deserves, and which packages close a gap.
//! * [`target`]: targets, paths and budgets, and how far a plan is from them.
//! * [`decomposition`]: why a total changed. [`economics`]: present values, shadow prices, cost curves.
//! * [`ensemble`]: how sure an account, a plan or a gap is, by error propagation and Monte Carlo; key
//!   categories.
//! * [`_cookbook`]: questions that come up, each answered by a program.
//! * [`_design`]: why things are as they are. [`_changelog`]: what changed.
//!
//! # Features
//!
//! * `serde` (default): JSON of what goes into an account, and of derivations.
//! * `catalogue` (default): built-in emission factors and parameters.
//! * `csv`: readers of CSV.
//! * `chart`: charts as SVG.
//! * `rayon`: draws of ensembles on all cores.
//! * `proptest`: strategies for property tests of your own.
//!
//! # What it does not do yet
//!
//! Electricity by the hour, local plants and guarantees of origin have no form in JSON; the factors made of
//! them do. Remaining carbon budgets are not built in: no table with vintage and percentile was at hand. Notes
//! of built-in parameters and default values are in English only.

pub mod account;
pub mod batch;
#[cfg(feature = "serde")]
mod checked;
pub mod decomposition;
pub mod distribution;
pub mod economics;
pub mod ensemble;
mod error;
pub mod exchange;
pub mod factor;
pub mod gas;
mod language;
pub mod method;
mod nearest;
pub mod number;
pub mod report;
pub mod scenario;
pub mod sector;
pub mod series;
mod source;
#[cfg(feature = "proptest")]
pub mod strategies;
mod table;
pub mod target;
mod text;
pub mod unit;

pub use account::{Account, Activity, Profile};
pub use error::{Error, ErrorKind, Location, Result};
pub use factor::{EmissionFactor, FactorSet};
pub use language::{Language, Title};
pub use nearest::names as nearest_names;
pub use sector::{Classification, Crosswalk, Scope, SectorRef};
pub use series::Year;
pub use source::Source;
pub use unit::{Amount, Quantity, Unit};

#[doc = include_str!("cookbook.md")]
#[cfg(feature = "catalogue")]
pub mod _cookbook {}

#[doc = include_str!("../DESIGN.md")]
pub mod _design {}

#[doc = include_str!("../CHANGELOG.md")]
pub mod _changelog {}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
