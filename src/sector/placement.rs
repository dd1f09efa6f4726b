use std::collections::BTreeMap;

use super::problem::{SectorProblem, list};
use super::{Crosswalk, Mapping, Sector, SectorIndex};
use crate::error::{Error, Result};
use crate::number::{Exact, ExactSum, clip};

/// Amounts after a [`Crosswalk`]: what went where, and what has no place.
///
/// The two together are exactly what was put in.
///
/// # Examples
///
/// ```
/// use climate_account::{Classification, Crosswalk};
/// use climate_account::number::Exact;
///
/// let (gpc, framework) = (Classification::gpc(), Classification::gcom_crf());
/// let placed = Crosswalk::gpc_to_gcom_crf().place([
///     (gpc.index("I.7.1")?, Exact::from(3)),
///     (gpc.index("I.8.1")?, Exact::from(4)),
///     (gpc.index("III.1.3")?, Exact::from(9)),
/// ])?;
/// let fugitive = framework.index("stationary-energy.fugitive-emissions.direct")?;
/// assert_eq!(placed.amounts().collect::<Vec<_>>(), [(fugitive, Exact::from(7))]);
/// assert_eq!(
///     placed.without_place().collect::<Vec<_>>(),
///     [(gpc.index("III.1.3")?, Exact::from(9))]
/// );
/// assert_eq!(placed.total()?, Exact::from(16));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    placed: BTreeMap<SectorIndex, Exact>,
    without_place: BTreeMap<SectorIndex, Exact>,
}

impl Crosswalk {
    /// Places amounts of sectors of the first classification in the second.
    ///
    /// An amount stands for its own sector alone: the amounts of parts are not in it. Several
    /// amounts of one sector are added.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, Crosswalk, number::Exact};
    ///
    /// let (ipcc, gpc) = (Classification::ipcc_2006(), Classification::gpc());
    /// let placed = Crosswalk::ipcc_2006_to_gpc().place([
    ///     (ipcc.index("3.C")?, Exact::from(8)),
    ///     (ipcc.index("3.D")?, Exact::from(-3)),
    /// ])?;
    /// assert_eq!(placed.at(gpc.index("V.3")?), Exact::from(5));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`map`](Crosswalk::map); [`MissingValue`](crate::ErrorKind::MissingValue) for an amount
    /// of a split without shares; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn place(
        &self,
        amounts: impl IntoIterator<Item = (SectorIndex, Exact)>,
    ) -> Result<Placement> {
        let mut placed: BTreeMap<SectorIndex, ExactSum> = BTreeMap::new();
        let mut without_place: BTreeMap<SectorIndex, ExactSum> = BTreeMap::new();
        for (sector, amount) in amounts {
            match self.map(sector)? {
                Mapping::One(target) => placed.entry(target).or_default().add(amount),
                Mapping::Shares(shares) => {
                    for &(target, share) in shares {
                        placed.entry(target).or_default().add(amount.checked_mul(share)?);
                    }
                }
                Mapping::Undivided(targets) => return Err(self.no_shares(sector, targets)),
                Mapping::NoPlace(_) => without_place.entry(sector).or_default().add(amount),
            }
        }
        Ok(Placement { placed: totals(placed)?, without_place: totals(without_place)? })
    }

    #[cold]
    fn no_shares(&self, sector: SectorIndex, targets: &[SectorIndex]) -> Error {
        let targets = targets.iter().filter_map(|&target| self.to().at(target));
        Error::new(SectorProblem::NoShares {
            code: clip(self.from().at(sector).map_or("", Sector::code)),
            targets: list(targets.map(Sector::code)),
        })
    }
}

fn totals(sums: BTreeMap<SectorIndex, ExactSum>) -> Result<BTreeMap<SectorIndex, Exact>> {
    sums.into_iter().map(|(index, sum)| Ok((index, sum.total()?))).collect()
}

impl Placement {
    /// What was placed on a sector itself, without its parts.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, Crosswalk, number::Exact};
    ///
    /// # let (gpc, ipcc) = (Classification::gpc(), Classification::ipcc_2006());
    /// let placed = Crosswalk::gpc_to_ipcc_2006().place([
    ///     (gpc.index("I.1.1")?, Exact::from(7)),
    ///     (gpc.index("I.2.1")?, Exact::from(4)),
    ///     (gpc.index("I.1.2")?, Exact::from(5)), // emitted elsewhere: no place
    /// ])?;
    /// assert_eq!(placed.at(ipcc.index("1.A.4.b")?), Exact::from(7));
    /// assert_eq!(placed.at(ipcc.index("1.A.4")?), Exact::ZERO);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn at(&self, sector: SectorIndex) -> Exact {
        self.placed.get(&sector).copied().unwrap_or_default()
    }

    /// The sectors of the second classification that something was placed on, in its order.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, Crosswalk, number::Exact};
    ///
    /// # let (gpc, ipcc) = (Classification::gpc(), Classification::ipcc_2006());
    /// let placed = Crosswalk::gpc_to_ipcc_2006().place([
    ///     (gpc.index("I.1.1")?, Exact::from(7)),
    ///     (gpc.index("I.2.1")?, Exact::from(4)),
    ///     (gpc.index("I.1.2")?, Exact::from(5)), // emitted elsewhere: no place
    /// ])?;
    /// let services = (ipcc.index("1.A.4.a")?, Exact::from(4));
    /// let homes = (ipcc.index("1.A.4.b")?, Exact::from(7));
    /// assert_eq!(placed.amounts().collect::<Vec<_>>(), [services, homes]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn amounts(&self) -> impl Iterator<Item = (SectorIndex, Exact)> {
        self.placed.iter().map(|(&sector, &amount)| (sector, amount))
    }

    /// The sectors of the first classification whose amounts have no place, in its order.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, Crosswalk, number::Exact};
    ///
    /// # let gpc = Classification::gpc();
    /// let placed = Crosswalk::gpc_to_ipcc_2006().place([
    ///     (gpc.index("I.1.1")?, Exact::from(7)),
    ///     (gpc.index("I.2.1")?, Exact::from(4)),
    ///     (gpc.index("I.1.2")?, Exact::from(5)), // emitted elsewhere: no place
    /// ])?;
    /// let heat = (gpc.index("I.1.2")?, Exact::from(5));
    /// assert_eq!(placed.without_place().collect::<Vec<_>>(), [heat]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn without_place(&self) -> impl Iterator<Item = (SectorIndex, Exact)> {
        self.without_place.iter().map(|(&sector, &amount)| (sector, amount))
    }

    /// The sum of what was placed.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, Crosswalk, number::Exact};
    ///
    /// # let gpc = Classification::gpc();
    /// let placed = Crosswalk::gpc_to_ipcc_2006().place([
    ///     (gpc.index("I.1.1")?, Exact::from(7)),
    ///     (gpc.index("I.2.1")?, Exact::from(4)),
    ///     (gpc.index("I.1.2")?, Exact::from(5)), // emitted elsewhere: no place
    /// ])?;
    /// assert_eq!(placed.placed_total()?, Exact::from(11));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn placed_total(&self) -> Result<Exact> {
        self.placed.values().copied().collect::<ExactSum>().total()
    }

    /// The sum of what has no place.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, Crosswalk, number::Exact};
    ///
    /// # let gpc = Classification::gpc();
    /// let placed = Crosswalk::gpc_to_ipcc_2006().place([
    ///     (gpc.index("I.1.1")?, Exact::from(7)),
    ///     (gpc.index("I.2.1")?, Exact::from(4)),
    ///     (gpc.index("I.1.2")?, Exact::from(5)), // emitted elsewhere: no place
    /// ])?;
    /// assert_eq!(placed.without_place_total()?, Exact::from(5));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn without_place_total(&self) -> Result<Exact> {
        self.without_place.values().copied().collect::<ExactSum>().total()
    }

    /// The sum of all, equal to the sum of what was put in.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, Crosswalk, number::Exact};
    ///
    /// # let gpc = Classification::gpc();
    /// let placed = Crosswalk::gpc_to_ipcc_2006().place([
    ///     (gpc.index("I.1.1")?, Exact::from(7)),
    ///     (gpc.index("I.2.1")?, Exact::from(4)),
    ///     (gpc.index("I.1.2")?, Exact::from(5)), // emitted elsewhere: no place
    /// ])?;
    /// assert_eq!(placed.total()?, Exact::from(16));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn total(&self) -> Result<Exact> {
        self.placed_total()?.checked_add(self.without_place_total()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use crate::sector::Classification;

    #[test]
    fn a_split_asks_for_its_shares() {
        let danish = Classification::danish();
        let heat = danish.index("energy.households.district-heating").unwrap();
        let error = Crosswalk::danish_to_gpc().place([(heat, Exact::ONE)]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::MissingValue);
        assert_eq!(
            error.to_string(),
            "expected shares of `energy.households.district-heating` for its targets `I.1.2`, \
             `I.1.3`, found none; give them with `with_shares`"
        );
    }
}
