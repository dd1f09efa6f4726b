//! Why emissions changed: the change of a product of factors, divided among them.
//!
//! | to learn | take |
//! |---|---|
//! | what each factor added, in tonnes | [`Identity::decompose`] |
//! | by what ratio each factor changed the total | [`Decomposition::ratios`] |
//! | the same year by year, added up | [`Identity::chain`] |
//! | activity, structure and intensity of sectors | [`activity_structure_intensity`] |
//!
//! ```
//! use climate_account::decomposition::{DecompositionRule, Identity, LineValues};
//! use climate_account::Title;
//!
//! // A drained soil that becomes a sink has no logarithm; the Shapley split takes any sign.
//! let identity = Identity::new([Title::new("Areal", "Area"), Title::new("Faktor", "Factor")])?;
//! let before = [LineValues::new("soil", ["100".parse()?, "-0.05".parse()?])];
//! let after = [LineValues::new("soil", ["80".parse()?, "0.02".parse()?])];
//! let change = identity.decompose(&before, &after, DecompositionRule::Shapley)?;
//! assert_eq!(change.effects, ["0.3".parse()?, "6.3".parse()?]);
//! assert!(identity.decompose(&before, &after, DecompositionRule::Logarithmic).is_err());
//! # Ok::<(), climate_account::Error>(())
//! ```

mod chain;
mod identity;
mod logarithmic_mean;
mod problem;
mod split;

pub use chain::{Chain, Period};
pub use identity::{
    Decomposition, DecompositionRule, Identity, LineEffects, LineValues,
    activity_structure_intensity,
};
pub use logarithmic_mean::{logarithm_of_ratio, logarithmic_mean};
