//! Waste and wastewater: landfills, biological treatment, incineration, open burning, sewage.
//!
//! | to compute | take |
//! |---|---|
//! | compost, digested waste | [`BiologicalTreatment`] |
//!
//! Masses of waste are as weighed, with their water ([`Mass`](crate::unit::Mass)), unless a type
//! says [`DryMass`](crate::unit::DryMass). The defaults of the guidelines are
//! [`DefaultValue`](crate::factor::DefaultValue)s; no calculation takes one by itself.

mod biological_treatment;

pub use biological_treatment::BiologicalTreatment;
