use super::CashFlow;
use crate::error::Result;
use crate::unit::Unit;

/// For whom costs are counted.
///
/// # Examples
///
/// See [`CostItem`]:
///
/// ```
/// use climate_account::economics::Perspective;
///
/// assert_ne!(Perspective::Society, Perspective::User);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Perspective {
    /// Everybody together; taxes and subsidies are transfers and cancel.
    Society,
    /// The budget of the municipality.
    Municipality,
    /// The household or firm that carries the measure out.
    User,
}

/// A named cost, and for whom it counts.
///
/// # Examples
///
/// ```
/// use climate_account::economics::{CashFlow, CostItem, Perspective, costs_of};
///
/// let unit = || "DKK (2023)".parse();
/// let items = [
///     CostItem {
///         name: "heat pump".into(),
///         flow: CashFlow::new(unit()?, [100.into()])?,
///         counts_for: vec![Perspective::Society, Perspective::User],
///     },
///     CostItem {
///         name: "subsidy received".into(),
///         flow: CashFlow::new(unit()?, [(-20).into()])?,
///         counts_for: vec![Perspective::User],
///     },
///     CostItem {
///         name: "subsidy paid".into(),
///         flow: CashFlow::new(unit()?, [20.into()])?,
///         counts_for: vec![Perspective::Municipality],
///     },
/// ];
/// let of = |whose| costs_of(&items, whose, &unit()?).map(|flow| flow.amounts()[0]);
/// assert_eq!(of(Perspective::Society)?, 100.into());
/// assert_eq!(of(Perspective::Municipality)?, 20.into());
/// assert_eq!(of(Perspective::User)?, 80.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CostItem {
    /// What is paid for.
    pub name: String,
    /// The payments; what is received is negative.
    pub flow: CashFlow,
    /// For whom they are a cost.
    pub counts_for: Vec<Perspective>,
}

/// The sum of the costs that count in a perspective.
///
/// # Examples
///
/// See [`CostItem`]:
///
/// ```
/// use climate_account::economics::{Perspective, costs_of};
///
/// assert!(costs_of(&[], Perspective::User, &"DKK (2023)".parse()?)?.amounts().is_empty());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) for costs of another currency or price
/// year than the unit.
pub fn costs_of(items: &[CostItem], perspective: Perspective, unit: &Unit) -> Result<CashFlow> {
    let items = items.iter().filter(|item| item.counts_for.contains(&perspective));
    items.fold(CashFlow::new(unit.clone(), []), |sum, item| sum?.plus(&item.flow))
}
