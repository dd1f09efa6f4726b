//! Industrial processes and the use of products: cement, lime, glass, chemicals, metals, lubricants,
//! solvents, refrigerants, foams, switchgear.
//!
//! | to compute | take |
//! |---|---|
//! | products times factors: glass, lime, carbonates, acids, petrochemicals, steel and metals tier 1 | [`ProcessEmission`] |
//! | a product whose kinds are known by their shares: lime, carbonates, zinc | [`ProductMix`]; [`lime_factor`] |
//! | cement | [`Clinker`], or [`Cement`] where only cement is known; [`clinker_factor`], [`KilnDust`] |
//! | bricks, tiles, ceramics | [`ClayProducts`] |
//! | ammonia | [`Ammonia`] |
//! | metals by their carbon | [`MetalCarbonBalance`] |
//! | perfluorocarbons of aluminium | [`AluminiumPerfluorocarbons`] |
//! | lubricants, paraffin waxes | [`OxidisedDuringUse`] |
//! | CO2 of solvents | [`Solvents`] |
//! | refrigerants of a year | [`RefrigerantEmissions`] |
//! | refrigerants over the years, from sales and imports | [`RefrigerantBank`] |
//! | refrigerants by mass balance | [`RefrigerantBalance`] |
//! | foams | [`ClosedCellFoam`], [`OpenCellFoam`] |
//! | aerosols, N2O from hospitals and cans | [`DelayedUse`] |
//! | fire protection | [`FireProtection`] |
//! | SF6 in switchgear | [`Switchgear`] |
//! | processes by a national key per inhabitant | the carrier `population` with the factors `dk/industrial-processes/per-capita` |
//!
//! Fuel that is a raw material of a process is counted here and not as stationary energy again. A
//! plant that is a line of its own is also part of a national key; take it out of one of the two.
//!
//! The key in use: emissions of a municipality are its inhabitants times the key of the year.
//!
//! ```
//! # #[cfg(feature = "catalogue")] {
//! use climate_account::{factor::FactorLayer, gas::GwpSet, method::activity_times_factor};
//!
//! let catalogue = FactorLayer::catalogue();
//! let key = catalogue.factor("dk/industrial-processes/per-capita/2023").unwrap();
//! let processes = activity_times_factor(&"20000 capita".parse()?, key, None)?;
//! let published = processes.reported().next().unwrap();
//! assert_eq!(published.tonnes(), "1225.6".parse()?); // 20000 x 0.06128 t CO2e
//! # }
//! # Ok::<(), climate_account::Error>(())
//! ```

mod aluminium;
mod ammonia;
mod carbonates;
mod cement;
mod fire_protection;
mod foams;
mod gas_or_blend;
mod lime;
mod lubricants;
mod metals;
mod process_emission;
mod product_mix;
mod product_use;
mod refrigerant_balance;
mod refrigerant_bank;
mod refrigerants;
mod solvents;
mod switchgear;

pub use aluminium::{AluminiumPerfluorocarbons, PerfluorocarbonFactors};
pub use ammonia::Ammonia;
pub use carbonates::ClayProducts;
pub use cement::{Cement, CementKind, Clinker, ClinkerFactor, KilnDust, clinker_factor};
pub use fire_protection::FireProtection;
pub use foams::{ClosedCellFoam, OpenCellFoam};
pub use gas_or_blend::GasOrBlend;
pub use lime::lime_factor;
pub use lubricants::OxidisedDuringUse;
pub use metals::{CarbonFlow, MetalCarbonBalance};
pub use process_emission::{Correction, ProcessEmission, ProcessGas, Product};
pub use product_mix::{KindOfProduct, ProductMix};
pub use product_use::{DelayedUse, UseOfLastYear};
pub use refrigerant_balance::RefrigerantBalance;
pub use refrigerant_bank::{BankYear, RefrigerantBank, RefrigerantSupply, ServicePractice};
pub use refrigerants::{
    ChargingLoss, ContainerLoss, EndOfLifeLoss, OperationLoss, RefrigerantEmissions,
};
pub use solvents::{IndirectCarbonDioxide, Solvents};
pub use switchgear::{RetiringSwitchgear, Switchgear, SwitchgearMaking};

use super::Sourced;
use super::input_problem::{Input, InputProblem, activity};
use crate::Quantity;
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding};
use crate::unit::{Measure, PureNumber, Rate, Ratio, Years};

/// The title of an input of one of many.
/// What is left of a gas after what is bound or captured; more cannot be than there is.
fn less_bound<G: Measure>(
    generated: Quantity<G>,
    bound: Option<&Sourced<Quantity<G>>>,
) -> Result<Quantity<G>> {
    let Some(bound) = bound.map(|bound| bound.value) else {
        return Ok(generated);
    };
    activity("a bound or captured mass", bound)?;
    if bound > generated {
        return Err(Error::new(InputProblem::AboveWhole {
            what: "a bound or captured mass",
            whole: format!("the {generated} that are generated"),
            found: bound.to_string(),
            remedy: "check the amounts and the years of both",
        }));
    }
    generated.checked_sub(bound)
}

/// The share of a bank that leaves it in the one year of the account.
fn annual_share(what: &'static str, rate: &Rate<PureNumber, Years>) -> Result<Ratio> {
    let value = rate.ratio().times(Exact::ONE, Rounding::RESOLUTION)?;
    let remedy = "write 3 per cent as 3 %/yr";
    Input { what, value, shown: rate, remedy }.share()?;
    Ok(rate.ratio())
}
