use std::collections::BTreeMap;

use super::land_use_matrix::{LandUseProblem, by_use, english};
use super::{LandUse, LandUseArea, LandUseCell, LandUseMatrix};
use crate::error::{Error, Result};
use crate::unit::Area;
use crate::{Quantity, Year};

/// Which land of a use leaves it first, where a matrix does not say.
///
/// # Examples
///
/// ```
/// use climate_account::method::land::DepartureOrder;
///
/// assert_ne!(DepartureOrder::RemainingFirst, DepartureOrder::NewestFirst);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum DepartureOrder {
    /// Land that has long been in the use, then what was converted earliest.
    RemainingFirst,
    /// What was converted latest, and long-standing land last.
    NewestFirst,
}

/// Land that came to a use in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
struct Converted {
    year: Year,
    from: LandUse,
    to: LandUse,
    area: Quantity<Area>,
}

/// The uses of land in a year, with what came to them in the last years.
///
/// Land that changes its use is "converted to" the new one for a number of inventories, 20 in the
/// guidelines, the year of the change among them; after that it is "remaining". IPCC 2006, volume 4,
/// chapter 3.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Year, unit::Area};
/// use climate_account::method::land::{
///     DepartureOrder, LandUse, LandUseArea, LandUseCell, LandUseMatrix, LandUseRecord,
/// };
///
/// let (forest, cropland) = (LandUse::Forest, LandUse::Cropland);
/// let hectares = |number: i64| Quantity::<Area>::hectares(number);
/// let of = |land_use, number| LandUseArea { land_use, area: hectares(number) };
/// let cell = |from, to, number| LandUseCell { from, to, area: hectares(number) };
/// let mut record = LandUseRecord::new(
///     Year::new(2000)?,
///     [of(forest, 300), of(cropland, 700)],
///     20,
///     DepartureOrder::RemainingFirst,
/// )?;
/// record = record.after(&LandUseMatrix::new(
///     Year::new(2001)?,
///     [of(forest, 300), of(cropland, 700)],
///     [cell(forest, forest, 300), cell(cropland, cropland, 690), cell(cropland, forest, 10)],
///     [of(forest, 310), of(cropland, 690)],
/// )?)?;
/// for year in 2002..=2020 {
///     record = record.after(&LandUseMatrix::new(
///         Year::new(year)?,
///         [of(forest, 310), of(cropland, 690)],
///         [cell(forest, forest, 310), cell(cropland, cropland, 690)],
///         [of(forest, 310), of(cropland, 690)],
///     )?)?;
///     assert_eq!(record.converted(cropland, forest)?, hectares(10));
/// }
/// assert_eq!(record.remaining(forest), hectares(300)); // 2020
/// record = record.after(&LandUseMatrix::new(
///     Year::new(2021)?,
///     [of(forest, 310), of(cropland, 690)],
///     [cell(forest, forest, 310), cell(cropland, cropland, 690)],
///     [of(forest, 310), of(cropland, 690)],
/// )?)?;
/// assert_eq!(record.remaining(forest), hectares(310));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "RecordParts", into = "RecordParts"))]
pub struct LandUseRecord {
    year: Year,
    transition_years: u16,
    order: DepartureOrder,
    remaining: BTreeMap<LandUse, Quantity<Area>>,
    /// The earliest first.
    converted: Vec<Converted>,
}

/// A record as it is written.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordParts {
    year: Year,
    transition_years: u16,
    order: DepartureOrder,
    remaining: Vec<LandUseArea>,
    converted: Vec<Converted>,
}

#[cfg(feature = "serde")]
impl TryFrom<RecordParts> for LandUseRecord {
    type Error = Error;

    fn try_from(parts: RecordParts) -> Result<LandUseRecord> {
        let RecordParts { year, transition_years, order, remaining, converted } = parts;
        let mut earliest = year.number() - i64::from(transition_years) + 1;
        for land in &converted {
            let found = land.year.number();
            if !(earliest..=year.number()).contains(&found) {
                let last = year;
                return Err(Error::new(LandUseProblem::Arrival { earliest, last, found }));
            }
            earliest = found;
            by_use([LandUseArea { land_use: land.to, area: land.area }])?;
        }
        let record = LandUseRecord::new(year, remaining, transition_years, order)?;
        Ok(LandUseRecord { converted, ..record })
    }
}

#[cfg(feature = "serde")]
impl From<LandUseRecord> for RecordParts {
    fn from(record: LandUseRecord) -> RecordParts {
        let remaining = record.remaining.into_iter();
        RecordParts {
            year: record.year,
            transition_years: record.transition_years,
            order: record.order,
            remaining: remaining.map(|(land_use, area)| LandUseArea { land_use, area }).collect(),
            converted: record.converted,
        }
    }
}

impl LandUseRecord {
    /// A record that starts with areas that have long been in their use.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Year, unit::Area};
    /// use climate_account::method::land::{DepartureOrder, LandUse, LandUseArea, LandUseRecord};
    ///
    /// let forest = LandUseArea { land_use: LandUse::Forest, area: Quantity::<Area>::hectares(300) };
    /// let order = DepartureOrder::RemainingFirst;
    /// let record = LandUseRecord::new(Year::new(2000)?, [forest], 20, order)?;
    /// assert_eq!(record.remaining(LandUse::Forest), Quantity::<Area>::hectares(300));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an area below zero;
    /// [`DuplicateLine`](crate::ErrorKind::DuplicateLine) for a use that is there twice.
    pub fn new(
        year: Year,
        areas: impl IntoIterator<Item = LandUseArea>,
        transition_years: u16,
        order: DepartureOrder,
    ) -> Result<LandUseRecord> {
        let remaining = by_use(areas)?;
        Ok(LandUseRecord { year, transition_years, order, remaining, converted: Vec::new() })
    }

    /// The record of the next year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{ErrorKind, Quantity, Year, unit::Area};
    /// use climate_account::method::land::{
    ///     DepartureOrder, LandUse, LandUseArea, LandUseMatrix, LandUseRecord,
    /// };
    ///
    /// let forest = LandUseArea { land_use: LandUse::Forest, area: Quantity::<Area>::hectares(300) };
    /// let order = DepartureOrder::RemainingFirst;
    /// let record = LandUseRecord::new(Year::new(2000)?, [forest], 20, order)?;
    /// let empty = LandUseMatrix::new(Year::new(2001)?, [], [], [])?;
    /// assert_eq!(record.after(&empty).unwrap_err().kind(), ErrorKind::OutOfRange);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for the matrix of a year that is not the next, and
    /// for one that does not start from the areas of the record; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn after(&self, matrix: &LandUseMatrix) -> Result<LandUseRecord> {
        let year = matrix.year();
        let expected = self.year.number() + 1;
        if year.number() != expected {
            return Err(Error::new(LandUseProblem::OtherYear { expected, found: year }));
        }
        for land_use in LandUse::ALL {
            let (expected, found) = (self.area(land_use)?, matrix.before(land_use));
            if expected != found {
                return Err(Error::new(LandUseProblem::Broken {
                    land_use: english(land_use),
                    year,
                    expected: expected.to_string(),
                    found: found.to_string(),
                }));
            }
        }
        let mut next = LandUseRecord { year, ..self.clone() };
        for cell in matrix.cells().filter(|cell| cell.from != cell.to) {
            next.take(cell.from, cell.area)?;
        }
        for LandUseCell { from, to, area } in matrix.cells().filter(|cell| cell.from != cell.to) {
            next.converted.push(Converted { year, from, to, area });
        }
        next.converted.retain(|land| land.area != Quantity::ZERO);
        let oldest = year.number() - i64::from(self.transition_years);
        let (settled, converted): (Vec<Converted>, Vec<Converted>) =
            next.converted.into_iter().partition(|land| land.year.number() <= oldest);
        for land in settled {
            let remaining = next.remaining.entry(land.to).or_default();
            *remaining = remaining.checked_add(land.area)?;
        }
        Ok(LandUseRecord { converted, ..next })
    }

    /// Takes land out of a use.
    fn take(&mut self, from: LandUse, area: Quantity<Area>) -> Result<()> {
        let remaining = self.remaining.entry(from).or_default();
        let converted = self.converted.iter_mut().filter(|land| land.to == from);
        let converted = converted.map(|land| &mut land.area);
        let mut left = area;
        match self.order {
            DepartureOrder::RemainingFirst => core::iter::once(remaining)
                .chain(converted)
                .try_for_each(|part| draw(part, &mut left)),
            DepartureOrder::NewestFirst => {
                converted.rev().chain([remaining]).try_for_each(|part| draw(part, &mut left))
            }
        }
    }

    /// The year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, method::land::{DepartureOrder, LandUseRecord}};
    ///
    /// let record = LandUseRecord::new(Year::new(2000)?, [], 20, DepartureOrder::RemainingFirst)?;
    /// assert_eq!(record.year().number(), 2000);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn year(&self) -> Year {
        self.year
    }

    /// Land that has been in a use for longer than the transition.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Year, method::land::{DepartureOrder, LandUse, LandUseRecord}};
    ///
    /// let record = LandUseRecord::new(Year::new(2000)?, [], 20, DepartureOrder::RemainingFirst)?;
    /// assert_eq!(record.remaining(LandUse::Forest), Quantity::ZERO);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn remaining(&self, land_use: LandUse) -> Quantity<Area> {
        self.remaining.get(&land_use).copied().unwrap_or_default()
    }

    /// Land that came from one use to another within the transition.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Year, unit::Area};
    /// use climate_account::method::land::{
    ///     DepartureOrder, LandUse, LandUseArea, LandUseCell, LandUseMatrix, LandUseRecord,
    /// };
    ///
    /// let area = Quantity::<Area>::hectares(5);
    /// let (from, to) = (LandUse::Cropland, LandUse::Wetlands);
    /// let cropland = LandUseArea { land_use: from, area };
    /// let order = DepartureOrder::RemainingFirst;
    /// let record = LandUseRecord::new(Year::new(2022)?, [cropland], 20, order)?;
    /// let record = record.after(&LandUseMatrix::new(
    ///     Year::new(2023)?,
    ///     [cropland],
    ///     [LandUseCell { from, to, area }],
    ///     [LandUseArea { land_use: to, area }],
    /// )?)?;
    /// assert_eq!(record.converted(from, to)?, area);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn converted(&self, from: LandUse, to: LandUse) -> Result<Quantity<Area>> {
        self.sum(|land| (land.from, land.to) == (from, to))
    }

    /// All land of a use, remaining and converted to it.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Year, unit::Area};
    /// use climate_account::method::land::{DepartureOrder, LandUse, LandUseArea, LandUseRecord};
    ///
    /// let forest = LandUseArea { land_use: LandUse::Forest, area: Quantity::<Area>::hectares(300) };
    /// let order = DepartureOrder::RemainingFirst;
    /// let record = LandUseRecord::new(Year::new(2000)?, [forest], 20, order)?;
    /// assert_eq!(record.area(LandUse::Forest)?, forest.area);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn area(&self, land_use: LandUse) -> Result<Quantity<Area>> {
        self.remaining(land_use).checked_add(self.sum(|land| land.to == land_use)?)
    }

    fn sum(&self, of: impl Fn(&Converted) -> bool) -> Result<Quantity<Area>> {
        let land = self.converted.iter().filter(|land| of(land));
        land.map(|land| land.area).try_fold(Quantity::ZERO, Quantity::checked_add)
    }
}

/// Takes what it can from a part of the land, and leaves the rest to the next.
fn draw(part: &mut Quantity<Area>, left: &mut Quantity<Area>) -> Result<()> {
    let taken = (*part).min(*left);
    *part = part.checked_sub(taken)?;
    *left = left.checked_sub(taken)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::land_use_matrix::tests::{cell, of};
    use super::LandUse::{Cropland, Forest, Grassland};
    use super::*;

    fn hectares(number: i64) -> Quantity<Area> {
        Quantity::<Area>::hectares(number)
    }

    /// 100 ha of cropland of which 10 ha become grassland in 2001 and 3 ha of grassland forest in 2002.
    fn twice_converted(order: DepartureOrder) -> LandUseRecord {
        let year = |number| Year::new(number).unwrap();
        let start = [of(Cropland, 100), of(Grassland, 2)];
        let record = LandUseRecord::new(year(2000), start, 20, order).unwrap();
        let between = [of(Cropland, 90), of(Grassland, 12)];
        let cells = [
            cell(Cropland, Cropland, 90),
            cell(Cropland, Grassland, 10),
            cell(Grassland, Grassland, 2),
        ];
        let first = LandUseMatrix::new(year(2001), start, cells, between).unwrap();
        let cells = [
            cell(Cropland, Cropland, 90),
            cell(Grassland, Grassland, 9),
            cell(Grassland, Forest, 3),
        ];
        let end = [of(Cropland, 90), of(Grassland, 9), of(Forest, 3)];
        let second = LandUseMatrix::new(year(2002), between, cells, end).unwrap();
        record.after(&first).unwrap().after(&second).unwrap()
    }

    #[test]
    fn the_order_says_which_land_leaves() {
        let record = twice_converted(DepartureOrder::RemainingFirst);
        assert_eq!(record.remaining(Grassland), Quantity::ZERO);
        assert_eq!(record.converted(Cropland, Grassland).unwrap(), hectares(9));
        let record = twice_converted(DepartureOrder::NewestFirst);
        assert_eq!(record.remaining(Grassland), hectares(2));
        assert_eq!(record.converted(Cropland, Grassland).unwrap(), hectares(7));
        assert_eq!(record.converted(Grassland, Forest).unwrap(), hectares(3));
        assert_eq!(record.area(Grassland).unwrap(), hectares(9));
    }

    #[test]
    fn without_a_transition_land_settles_at_once() {
        let year = |number| Year::new(number).unwrap();
        let start = [of(Cropland, 5)];
        let record = LandUseRecord::new(year(2000), start, 0, DepartureOrder::NewestFirst).unwrap();
        let matrix =
            LandUseMatrix::new(year(2001), start, [cell(Cropland, Forest, 5)], [of(Forest, 5)]);
        let record = record.after(&matrix.unwrap()).unwrap();
        assert_eq!(record.remaining(Forest), hectares(5));
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_is_checked_as_it_is_read() {
        let record = twice_converted(DepartureOrder::NewestFirst);
        let written = serde_json::to_string(&record).unwrap();
        assert_eq!(serde_json::from_str::<LandUseRecord>(&written).unwrap(), record);
        let text = |from: &str, to: &str| {
            let broken = written.replace(from, to);
            assert_ne!(broken, written);
            serde_json::from_str::<LandUseRecord>(&broken).unwrap_err().to_string()
        };
        assert_eq!(
            text(r#""year":2001,"from""#, r#""year":1982,"from""#),
            "expected land that was converted from 1983 to 2002, the earliest first, found 1982; \
             check the record"
        );
        let below = text(r#""value":"70000""#, r#""value":"-70000""#);
        assert!(below.starts_with("expected an area of zero or more for `grassland`, "), "{below}");
    }

    #[test]
    fn says_which_year_or_area_does_not_follow() {
        let record = twice_converted(DepartureOrder::RemainingFirst);
        let matrix = |year| LandUseMatrix::new(Year::new(year).unwrap(), [], [], []).unwrap();
        let text = |year| record.after(&matrix(year)).unwrap_err().to_string();
        assert_eq!(
            text(2004),
            "expected the matrix of 2003, found that of 2004; take the years one by one"
        );
        assert_eq!(
            text(2003),
            "expected 30000 m2 of forest before 2003, as the year before left it, found 0 m2; check \
             the matrices of both years"
        );
    }
}
