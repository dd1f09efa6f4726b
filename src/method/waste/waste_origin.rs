use std::sync::Arc;

use crate::error::Result;
use crate::gas::Emissions;
use crate::method::input_problem::activity;
use crate::method::sourced::Shown;
use crate::method::{StepValue, spread_by_key};
use crate::number::Exact;
use crate::text::method::waste as text;
use crate::unit::Measure;
use crate::{Quantity, SectorRef};

/// What is done with waste: the sub-sector of the GPC that it belongs to.
///
/// # Examples
///
/// ```
/// use climate_account::method::waste::{EnergyRecovery, WasteBooking, WastePlace, WasteRoute, WasteStream};
///
/// let own = WasteStream {
///     generated: WastePlace::Inside,
///     treated: WastePlace::Inside,
///     energy: EnergyRecovery::None,
/// };
/// assert_eq!(own.booking(WasteRoute::Wastewater)?, WasteBooking::Row("gpc:III.4.1".parse()?));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum WasteRoute {
    /// Solid waste that is deposited: III.1.
    Landfill,
    /// Compost and biogas: III.2.
    Biological,
    /// Waste that is burnt, in a plant or in the open: III.3.
    Incineration,
    /// Wastewater: III.4.
    Wastewater,
}

/// Whether something happens inside the boundary of the account.
///
/// # Examples
///
/// ```
/// use climate_account::method::waste::{EnergyRecovery, WasteBooking, WastePlace, WasteRoute, WasteStream};
///
/// let sent_away = WasteStream {
///     generated: WastePlace::Inside,
///     treated: WastePlace::Outside,
///     energy: EnergyRecovery::None,
/// };
/// assert_eq!(sent_away.booking(WasteRoute::Landfill)?, WasteBooking::Row("gpc:III.1.2".parse()?));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum WastePlace {
    /// Inside the boundary.
    Inside,
    /// Outside the boundary.
    Outside,
}

/// Who uses the energy of waste on the spot: the sub-sector of stationary energy.
///
/// # Examples
///
/// ```
/// use climate_account::method::waste::{EnergyRecovery, EnergyUser, WasteBooking, WastePlace, WasteRoute, WasteStream};
///
/// let cement_works = WasteStream {
///     generated: WastePlace::Inside,
///     treated: WastePlace::Inside,
///     energy: EnergyRecovery::OwnUse(EnergyUser::Manufacturing),
/// };
/// let row = cement_works.booking(WasteRoute::Incineration)?;
/// assert_eq!(row, WasteBooking::Row("gpc:I.3.1".parse()?));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum EnergyUser {
    /// Homes: I.1.
    Residential,
    /// Trade, services and public institutions: I.2.
    CommercialInstitutional,
    /// Manufacturing and construction: I.3.
    Manufacturing,
    /// The plant itself, as part of the energy industries: I.4.
    EnergyIndustries,
    /// Agriculture, forestry and fishing: I.5.
    Agriculture,
    /// Anyone else: I.6.
    NonSpecified,
}

impl EnergyUser {
    fn row(self) -> &'static str {
        match self {
            EnergyUser::Residential => "gpc:I.1.1",
            EnergyUser::CommercialInstitutional => "gpc:I.2.1",
            EnergyUser::Manufacturing => "gpc:I.3.1",
            EnergyUser::EnergyIndustries => "gpc:I.4.1",
            EnergyUser::Agriculture => "gpc:I.5.1",
            EnergyUser::NonSpecified => "gpc:I.6.1",
        }
    }
}

/// What becomes of the energy when waste, landfill gas or biogas is burnt.
///
/// With recovery the emissions of the burning belong to stationary energy, without it to waste; the
/// choice is one, so that they are never booked twice. A flare recovers nothing, and what leaks
/// unburnt stays with the waste.
///
/// # Examples
///
/// ```
/// use climate_account::method::waste::{EnergyRecovery, WasteBooking, WastePlace, WasteRoute, WasteStream};
///
/// let stream = |energy| WasteStream {
///     generated: WastePlace::Inside,
///     treated: WastePlace::Inside,
///     energy,
/// };
/// let booking = |energy| stream(energy).booking(WasteRoute::Incineration);
/// assert_eq!(booking(EnergyRecovery::None)?, WasteBooking::Row("gpc:III.3.1".parse()?));
/// assert_eq!(booking(EnergyRecovery::Grid)?, WasteBooking::Row("gpc:I.4.4".parse()?));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum EnergyRecovery {
    /// No energy is recovered.
    None,
    /// The energy is used on the spot.
    OwnUse(EnergyUser),
    /// The energy goes to a grid of electricity or heat.
    Grid,
}

impl Shown for EnergyRecovery {
    fn shown(&self) -> StepValue {
        let title = match self {
            EnergyRecovery::None => text::NONE.title(),
            EnergyRecovery::OwnUse(user) => text::OWN_USE.with(&[("row", &user.row())]),
            EnergyRecovery::Grid => text::SUPPLIED_TO_A_GRID.title(),
        };
        StepValue::Text(title)
    }
}

/// Where the emissions of a stream of waste are booked.
///
/// # Examples
///
/// ```
/// use climate_account::method::waste::{EnergyRecovery, WasteBooking, WastePlace, WasteRoute, WasteStream};
///
/// let exported_for_energy = WasteStream {
///     generated: WastePlace::Inside,
///     treated: WastePlace::Outside,
///     energy: EnergyRecovery::Grid,
/// };
/// let booking = exported_for_energy.booking(WasteRoute::Incineration)?;
/// assert_eq!(booking, WasteBooking::WithBoughtEnergy);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum WasteBooking {
    /// A row of the account.
    Row(SectorRef),
    /// No row of waste: the energy that is bought back carries the emissions, in scope 2.
    WithBoughtEnergy,
    /// No row at all: the waste is neither from here nor treated here.
    OutsideAccount,
}

/// Where waste comes from, where it is treated, and what becomes of its energy.
///
/// | generated | treated | energy | row |
/// |---|---|---|---|
/// | inside | inside | none | III.x.1 |
/// | inside | outside | none | III.x.2 |
/// | outside | inside | none | III.x.3 |
/// | anywhere | inside | own use | I.1.1 to I.6.1, by the user |
/// | anywhere | inside | grid | I.4.4 |
/// | inside | outside | own use, grid | none: with the energy that is bought |
///
/// GPC chapter 8. Row III.x.3 is in the territorial total only, III.x.2 in BASIC only. The scope of a
/// row is in the table of the GPC and not the last figure of its code.
///
/// # Examples
///
/// ```
/// use climate_account::{Scope, sector::ReportingLevel};
/// use climate_account::method::waste::{EnergyRecovery, WasteBooking, WastePlace, WasteRoute, WasteStream};
///
/// let imported = WasteStream {
///     generated: WastePlace::Outside,
///     treated: WastePlace::Inside,
///     energy: EnergyRecovery::None,
/// };
/// let WasteBooking::Row(row) = imported.booking(WasteRoute::Biological)? else { panic!("no row") };
/// assert_eq!(row.code(), "III.2.3");
/// assert_eq!(row.sector().and_then(|sector| sector.scope()), Some(Scope::Scope1));
/// assert!(ReportingLevel::Territorial.includes(row.index()));
/// assert!(!ReportingLevel::Basic.includes(row.index()));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct WasteStream {
    /// Where the waste was generated.
    pub generated: WastePlace,
    /// Where it is treated.
    pub treated: WastePlace,
    /// What becomes of the energy.
    pub energy: EnergyRecovery,
}

impl WasteStream {
    /// The row for what is done with the waste.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::waste::{EnergyRecovery, WasteBooking, WastePlace, WasteRoute, WasteStream};
    ///
    /// let (generated, treated) = (WastePlace::Outside, WastePlace::Outside);
    /// let elsewhere = WasteStream { generated, treated, energy: EnergyRecovery::None };
    /// assert_eq!(elsewhere.booking(WasteRoute::Landfill)?, WasteBooking::OutsideAccount);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// None as long as the built-in table of the GPC has its rows.
    pub fn booking(self, route: WasteRoute) -> Result<WasteBooking> {
        use EnergyRecovery::{Grid, None, OwnUse};
        use WastePlace::{Inside, Outside};
        let rows = match route {
            WasteRoute::Landfill => ["gpc:III.1.1", "gpc:III.1.2", "gpc:III.1.3"],
            WasteRoute::Biological => ["gpc:III.2.1", "gpc:III.2.2", "gpc:III.2.3"],
            WasteRoute::Incineration => ["gpc:III.3.1", "gpc:III.3.2", "gpc:III.3.3"],
            WasteRoute::Wastewater => ["gpc:III.4.1", "gpc:III.4.2", "gpc:III.4.3"],
        };
        let [own, sent_away, taken_in] = rows;
        let code = match (self.generated, self.treated, self.energy) {
            (Outside, Outside, _) => return Ok(WasteBooking::OutsideAccount),
            (Inside, Outside, OwnUse(_) | Grid) => return Ok(WasteBooking::WithBoughtEnergy),
            (Inside, Inside, None) => own,
            (Inside, Outside, None) => sent_away,
            (Outside, Inside, None) => taken_in,
            (_, Inside, OwnUse(user)) => user.row(),
            (_, Inside, Grid) => "gpc:I.4.4",
        };
        code.parse().map(WasteBooking::Row)
    }
}

/// The emissions of one plant split between the streams of waste that it treats, in proportion.
///
/// ```text
/// E_stream = E x m_stream / sum m
/// ```
///
/// `D` is what the streams are measured in: wet waste, dry matter, the methane that each generated
/// in the year. The parts add up to the emissions of the plant exactly: a microgram that cannot be
/// divided goes to the largest remainder.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::{Emissions, Gas}, method::waste::split_by_origin, unit::Mass};
///
/// let plant = Emissions::from_tonnes(Gas::CO2, 90_000);
/// let streams =
///     [("own", Quantity::<Mass>::tonnes(60_000)), ("from outside", Quantity::<Mass>::tonnes(30_000))];
/// let parts = split_by_origin(&plant, &streams)?;
/// assert_eq!(parts[0].1.tonnes(Gas::CO2), 60_000.into());
/// assert_eq!(parts[0].1.clone().and(&parts[1].1)?, plant);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a stream below zero, and where no stream is above
/// zero; [`Overflow`](crate::ErrorKind::Overflow).
pub fn split_by_origin<D: Measure>(
    emissions: &Emissions,
    streams: &[(&str, Quantity<D>)],
) -> Result<Vec<(Arc<str>, Emissions)>> {
    for (_, amount) in streams {
        activity("an amount of a waste stream", *amount)?;
    }
    let keys: Vec<(&str, Exact)> =
        streams.iter().map(|(name, amount)| (*name, amount.base_value())).collect();
    spread_by_key(emissions, &keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Title;
    use crate::gas::Gas;
    use crate::sector::{ReportingLevel, Scope};
    use crate::unit::Mass;

    const ROUTES: [WasteRoute; 4] = [
        WasteRoute::Landfill,
        WasteRoute::Biological,
        WasteRoute::Incineration,
        WasteRoute::Wastewater,
    ];

    fn levels(stream: WasteStream, route: WasteRoute) -> (Scope, bool, bool) {
        let WasteBooking::Row(row) = stream.booking(route).unwrap() else { panic!("no row") };
        let scope = row.sector().and_then(crate::sector::Sector::scope).unwrap();
        let included = |level: ReportingLevel| level.includes(row.index());
        (scope, included(ReportingLevel::Basic), included(ReportingLevel::Territorial))
    }

    /// The levels of the GPC's own table, read from the classification.
    #[test]
    fn every_row_has_its_scope_and_levels() {
        use WastePlace::{Inside, Outside};
        for route in ROUTES {
            let of = |generated, treated, energy| {
                levels(WasteStream { generated, treated, energy }, route)
            };
            let none = EnergyRecovery::None;
            assert_eq!(of(Inside, Inside, none), (Scope::Scope1, true, true));
            assert_eq!(of(Inside, Outside, none), (Scope::Scope3, true, false));
            assert_eq!(of(Outside, Inside, none), (Scope::Scope1, false, true));
            for generated in [Inside, Outside] {
                let grid = of(generated, Inside, EnergyRecovery::Grid);
                assert_eq!(grid, (Scope::Scope1, false, true));
                for user in [
                    EnergyUser::Residential,
                    EnergyUser::CommercialInstitutional,
                    EnergyUser::Manufacturing,
                    EnergyUser::EnergyIndustries,
                    EnergyUser::Agriculture,
                    EnergyUser::NonSpecified,
                ] {
                    let own = of(generated, Inside, EnergyRecovery::OwnUse(user));
                    assert_eq!(own, (Scope::Scope1, true, true));
                }
            }
        }
    }

    #[test]
    fn a_step_names_the_user_of_the_energy() {
        let shown = EnergyRecovery::OwnUse(EnergyUser::Manufacturing).shown();
        let title = Title::new("eget forbrug, gpc:I.3.1", "own use, gpc:I.3.1");
        assert_eq!(shown, StepValue::Text(title));
    }

    #[test]
    fn a_stream_must_not_be_negative() {
        let streams = [("own", Quantity::<Mass>::tonnes(-1))];
        let plant = Emissions::from_tonnes(Gas::CO2, 1);
        assert_eq!(
            split_by_origin(&plant, &streams).unwrap_err().to_string(),
            "expected an amount of a waste stream of zero or more, found -1000 kg; enter a removal \
             or a credit as emissions of its own"
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_round_trips() {
        let stream = WasteStream {
            generated: WastePlace::Outside,
            treated: WastePlace::Inside,
            energy: EnergyRecovery::OwnUse(EnergyUser::Manufacturing),
        };
        let written = serde_json::to_string(&stream).unwrap();
        assert_eq!(
            written,
            r#"{"generated":"outside","treated":"inside","energy":{"own-use":"manufacturing"}}"#
        );
        assert_eq!(serde_json::from_str::<WasteStream>(&written).unwrap(), stream);
    }
}
