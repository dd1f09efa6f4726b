//! Waste and wastewater: landfills, biological treatment, incineration, open burning, sewage.
//!
//! | to compute | take |
//! |---|---|
//! | a landfill, year by year | [`Landfill`] |
//! | all that a year's deposit will ever emit | [`MethaneCommitment`] |
//! | compost, digested waste | [`BiologicalTreatment`] |
//!
//! Masses of waste are as weighed, with their water ([`Mass`](crate::unit::Mass)), unless a type
//! says [`DryMass`](crate::unit::DryMass). The defaults of the guidelines are
//! [`DefaultValue`](crate::factor::DefaultValue)s; no calculation takes one by itself.

mod biological_treatment;
mod decay;
mod landfill;
mod landfill_series;
mod methane_commitment;

pub use biological_treatment::BiologicalTreatment;
pub use decay::{DecayRate, DecayStart};
pub use landfill::{DepositHistory, Landfill, LandfillInYear, LandfillWaste};
pub use landfill_series::{LandfillSeries, LandfillYear};
pub use methane_commitment::MethaneCommitment;
