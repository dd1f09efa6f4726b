use crate::gas::Gas;

/// Whether negative lines count in a total.
///
/// # Examples
///
/// ```
/// use climate_account::target::TotalKind;
///
/// assert_ne!(TotalKind::Net, TotalKind::Gross);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum TotalKind {
    /// All lines, removals included.
    Net,
    /// Without the negative lines.
    Gross,
}

/// What a target is about: sectors, gases, net or gross, and the GWP set that it is counted by.
///
/// The boundary decides whether a target is met: with land use Denmark had a surplus of 1.57 Mt in
/// the projection of 2025, without it a gap of 0.11 Mt. It travels with every result.
///
/// # Examples
///
/// ```
/// use climate_account::target::{Boundary, TotalKind};
///
/// let whole = Boundary::whole(TotalKind::Net, "AR5 GWP100");
/// assert!(whole.sectors.is_empty() && whole.gases.is_empty());
/// let energy = Boundary { sectors: vec!["danish:energy".to_owned()], ..whole };
/// assert_eq!(energy.gwp_set, "AR5 GWP100");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Boundary {
    /// The sectors, as codes or words; none for all.
    pub sectors: Vec<String>,
    /// The gases; none for all.
    pub gases: Vec<Gas>,
    /// Net or gross.
    pub total: TotalKind,
    /// The name of the GWP set.
    pub gwp_set: String,
}

impl Boundary {
    /// All sectors and all gases.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::target::{Boundary, TotalKind};
    ///
    /// assert_eq!(Boundary::whole(TotalKind::Gross, "AR5 GWP100").total, TotalKind::Gross);
    /// ```
    #[must_use]
    pub fn whole(total: TotalKind, gwp_set: impl Into<String>) -> Boundary {
        Boundary { sectors: Vec::new(), gases: Vec::new(), total, gwp_set: gwp_set.into() }
    }
}
