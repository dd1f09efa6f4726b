use std::collections::BTreeMap;
use std::sync::Arc;

use super::problem::ScenarioProblem;
use super::{LineFilter, Pathway};
use crate::account::Activity;
use crate::error::{Error, Result};
use crate::gas::{Emissions, GwpSet};
use crate::number::Exact;
use crate::sector::SectorRef;
use crate::series::{AnnualValue, Series};
use crate::target::{Boundary, Target, TotalKind};
use crate::unit::Unit;
use crate::{Account, Year};

/// What a target counts of the lines of an account.
pub(super) struct Within<'a> {
    sectors: Vec<LineFilter>,
    boundary: &'a Boundary,
    set: &'a GwpSet,
}

impl<'a> Within<'a> {
    pub(super) fn new(target: &'a Target, account: &'a Account) -> Result<Within<'a>> {
        let (boundary, set) = (&target.boundary, account.profile().gwp_set());
        if boundary.gwp_set != set.name() {
            let (target, expected) = (target.id.clone(), set.to_string());
            let found = boundary.gwp_set.clone();
            return Err(Error::new(ScenarioProblem::TargetGwpSet { target, expected, found }));
        }
        let filter = |code: &String| {
            let sector = sector(code, account).ok_or_else(|| {
                let (target, found) = (target.id.clone(), code.clone());
                Error::new(ScenarioProblem::TargetSector { target, found })
            });
            Ok(LineFilter::new().sector(sector?))
        };
        let sectors = boundary.sectors.iter().map(filter).collect::<Result<_>>()?;
        Ok(Within { sectors, boundary, set })
    }

    pub(super) fn counts(&self, line: &Activity) -> bool {
        line.memo_item().is_none()
            && (self.sectors.is_empty() || self.sectors.iter().any(|sector| sector.matches(line)))
    }

    /// The masses of a line that count.
    pub(super) fn counted(&self, emissions: Emissions) -> Result<Emissions> {
        let gases = &self.boundary.gases;
        if !gases.is_empty() && emissions.reported().next().is_some() {
            return Err(Error::new(ScenarioProblem::TargetGases));
        }
        let (counted, _) = emissions
            .split(|gas| gas.memo().is_none() && (gases.is_empty() || gases.contains(&gas)));
        match self.boundary.total {
            TotalKind::Net => Ok(counted),
            TotalKind::Gross => counted.map(|grams| Ok(grams.max(Exact::ZERO))),
        }
    }

    pub(super) fn tonnes(&self, emissions: &Emissions) -> Result<Exact> {
        Ok(emissions.to_co2e(self.set)?.tonnes())
    }
}

/// By its code in a built-in classification, or in one of the lines.
fn sector(code: &str, account: &Account) -> Option<SectorRef> {
    if let Ok(sector) = code.parse() {
        return Some(sector);
    }
    let (id, code) = code.split_once(':')?;
    let known = account.entries().find_map(|entry| {
        let sector = entry.activity().sector_in(id.trim())?;
        Some(Arc::clone(sector.classification()))
    });
    SectorRef::new(&known?, code.trim()).ok()
}

/// The unit of yearly tonnes that goes with the unit of a target, which may be a year's or per year.
pub(super) fn tonnes_for(unit: &Unit) -> Result<Unit> {
    let yearly: Unit = "t CO2e/yr".parse()?;
    if yearly.ratio_to(unit).is_ok() { Ok(yearly) } else { "t CO2e".parse() }
}

impl Pathway<'_> {
    /// The tonnes of CO2e that a target counts, in every year of the account and of the projection:
    /// its sectors and gases, net or gross. It goes into [`Target::gap`].
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Result, scenario::Pathway, target::{GapQuestion, Target}};
    ///
    /// fn is_on_track(pathway: &Pathway, target: &Target, question: &GapQuestion) -> Result<bool> {
    ///     Ok(target.gap(&pathway.within(target)?, question)?.is_met())
    /// }
    /// # let _ = is_on_track;
    /// # assert!(true);
    /// ```
    ///
    /// # Errors
    ///
    /// [`GwpSetMismatch`](crate::ErrorKind::GwpSetMismatch) for a target in another GWP set than the
    /// account; [`InvalidDocument`](crate::ErrorKind::InvalidDocument) for sectors in words; [`MissingValue`](crate::ErrorKind::MissingValue) for
    /// single gases of lines that are only known as CO2e.
    pub fn within(&self, target: &Target) -> Result<Series> {
        let projection = self.projection();
        let within = Within::new(target, projection.account())?;
        let mut years: BTreeMap<Year, Emissions> = BTreeMap::new();
        for entry in projection.account().entries() {
            let year = years.entry(entry.activity().year()).or_default();
            if within.counts(entry.activity()) {
                *year = year.clone().and(&within.counted(entry.emissions())?)?;
            }
        }
        for (index, (year, states)) in projection.years().iter().zip(self.states()).enumerate() {
            let (mut sum, supply) = (Emissions::none(), self.supplied(index));
            for (line, state) in projection.lines().iter().zip(states) {
                if within.counts(line.activity()) {
                    sum = sum.and(&within.counted(line.emissions(index, *state, supply)?)?)?;
                }
            }
            years.insert(*year, sum);
        }
        let value = |(year, sum)| Ok((year, AnnualValue::Number(within.tonnes(&sum)?)));
        let values = years.into_iter().map(value).collect::<Result<Vec<_>>>()?;
        Series::new(tonnes_for(&target.unit)?, values)
    }
}
