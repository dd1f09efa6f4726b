//! The masses of an account in columns: what every total is summed from.

use crate::error::{Error, Result};
use crate::gas::{Co2e, Emissions, Gas, GwpSet};
use crate::number::{Exact, ExactSum};

use super::problem::AccountProblem;

/// Gases and GWP sets of one account: a table of sums is this wide at most.
const SPECIES_LIMIT: u16 = 1024;

/// What a column of the ledger counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Species {
    Gas(Gas),
    /// CO2e whose gases are not known.
    Reported(GwpSet),
}

/// Every mass of every line, line after line, as integers at one scale per species.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ledger {
    species: Vec<Species>,
    scales: Vec<i32>,
    /// Where the masses of a line begin; one more than there are lines.
    starts: Vec<u32>,
    species_of: Vec<u16>,
    masses: Masses,
    /// The lines with a mass below zero.
    negative_lines: Vec<u32>,
}

#[derive(Debug, Clone)]
enum Masses {
    /// Nearly always: a city's emissions in micrograms fit 64 bits.
    Narrow(Vec<i64>),
    Wide(Vec<i128>),
}

impl Default for Masses {
    fn default() -> Masses {
        Masses::Narrow(Vec::new())
    }
}

/// Collects lines before their common scale is known.
#[derive(Debug, Default)]
pub(crate) struct LedgerBuilder {
    species: Vec<Species>,
    starts: Vec<u32>,
    species_of: Vec<u16>,
    masses: Vec<Exact>,
}

impl LedgerBuilder {
    pub(crate) fn push(&mut self, emissions: &Emissions) -> Result<()> {
        self.starts.push(self.position()?);
        for (gas, grams) in emissions.masses() {
            let species =
                self.species(|species| *species == Species::Gas(gas), || Species::Gas(gas))?;
            self.species_of.push(species);
            self.masses.push(grams);
        }
        for co2e in emissions.reported() {
            let set = co2e.gwp_set();
            let species = self.species(
                |species| matches!(species, Species::Reported(known) if known == set),
                || Species::Reported(set.clone()),
            )?;
            self.species_of.push(species);
            self.masses.push(co2e.grams());
        }
        Ok(())
    }

    fn position(&self) -> Result<u32> {
        u32::try_from(self.masses.len())
            .map_err(|_| Error::new(AccountProblem::TooManyLines { limit: u32::MAX }))
    }

    fn species(&mut self, is: impl Fn(&Species) -> bool, new: impl Fn() -> Species) -> Result<u16> {
        let place = self.species.iter().position(is).unwrap_or(self.species.len());
        let index = u16::try_from(place).ok().filter(|index| *index < SPECIES_LIMIT);
        let index = index
            .ok_or_else(|| Error::new(AccountProblem::TooManySpecies { limit: SPECIES_LIMIT }))?;
        if place == self.species.len() {
            self.species.push(new());
        }
        Ok(index)
    }

    /// The ledger; or the line that does not fit beside the others, and why.
    pub(crate) fn build(mut self) -> Result<Ledger, (usize, Error)> {
        let lines = self.starts.len();
        self.starts.push(self.position().map_err(|error| (lines, error))?);
        let LedgerBuilder { species, starts, species_of, mut masses } = self;
        let mut scales = common_scales(&species_of, &masses, species.len());
        let fits = |masses: &[Exact], scales: &[i32]| narrow(&species_of, masses, scales);
        let narrow = fits(&masses, &scales).or_else(|| {
            // Trailing zeros may be all that is too wide.
            for mass in &mut masses {
                *mass = mass.normalised();
            }
            scales = common_scales(&species_of, &masses, species.len());
            fits(&masses, &scales)
        });
        let columns = match narrow {
            Some(narrow) => Masses::Narrow(narrow),
            None => {
                let line = |at: usize| starts.partition_point(|start| *start as usize <= at);
                let columns = wide(&species_of, &masses, &scales);
                Masses::Wide(columns.map_err(|(at, error)| (line(at).saturating_sub(1), error))?)
            }
        };
        let mut ledger = Ledger {
            species,
            scales,
            starts,
            species_of,
            masses: columns,
            negative_lines: Vec::new(),
        };
        ledger.negative_lines =
            (0..).take(ledger.len()).filter(|&line| ledger.has_negative(line)).collect();
        Ok(ledger)
    }
}

fn common_scales(species_of: &[u16], masses: &[Exact], species: usize) -> Vec<i32> {
    let mut scales = vec![i32::MIN; species];
    for (&species, mass) in species_of.iter().zip(masses) {
        let scale = &mut scales[usize::from(species)];
        *scale = (*scale).max(mass.scale());
    }
    scales
}

fn narrow(species_of: &[u16], masses: &[Exact], scales: &[i32]) -> Option<Vec<i64>> {
    let narrow = |(&species, mass): (&u16, &Exact)| {
        i64::try_from(mass.mantissa_at(scales[usize::from(species)])?).ok()
    };
    species_of.iter().zip(masses).map(narrow).collect()
}

/// The error names the first mass that does not fit by its position.
fn wide(species_of: &[u16], masses: &[Exact], scales: &[i32]) -> Result<Vec<i128>, (usize, Error)> {
    let wide = |(at, (&species, mass)): (usize, (&u16, &Exact))| {
        let mantissa = mass.mantissa_at(scales[usize::from(species)]);
        mantissa.ok_or_else(|| {
            (at, Error::new(AccountProblem::MassesTooFarApart { grams: mass.to_string() }))
        })
    };
    species_of.iter().zip(masses).enumerate().map(wide).collect()
}

impl Ledger {
    /// The number of lines.
    pub(crate) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The emissions of a line.
    pub(crate) fn emissions(&self, line: u32) -> Emissions {
        let (from, to) = self.range(line);
        let terms = (from..to).filter_map(|at| {
            let species = usize::from(*self.species_of.get(at)?);
            Some((species, self.mass(at)?))
        });
        self.collect(terms)
    }

    fn mass(&self, at: usize) -> Option<i128> {
        match &self.masses {
            Masses::Narrow(masses) => masses.get(at).map(|&mass| mass.into()),
            Masses::Wide(masses) => masses.get(at).copied(),
        }
    }

    fn range(&self, line: u32) -> (usize, usize) {
        let at = |index: usize| self.starts.get(index).map_or(0, |&start| start as usize);
        (at(line as usize), at(line as usize + 1))
    }

    fn has_negative(&self, line: u32) -> bool {
        let (from, to) = self.range(line);
        (from..to).any(|at| self.mass(at).is_some_and(|mass| mass < 0))
    }

    /// Emissions from masses at the scales of their species.
    fn collect(&self, terms: impl Iterator<Item = (usize, i128)>) -> Emissions {
        let mut sum = Emissions::none();
        for (species, mantissa) in terms {
            let (Some(species), Some(&scale)) =
                (self.species.get(species), self.scales.get(species))
            else {
                continue;
            };
            let grams = Exact::from_parts(mantissa, scale).unwrap_or_default();
            let part = match species {
                Species::Gas(gas) => Emissions::from_grams(*gas, grams),
                Species::Reported(set) => {
                    Emissions::from_co2e(Co2e::from_grams(grams, set.clone()))
                }
            };
            // One term a species: nothing is added up here that could overflow.
            sum = sum.and(&part).unwrap_or_default();
        }
        sum
    }

    /// The sums of all masses by group; a line in no group (`u32::MAX`) is left out.
    pub(crate) fn sum(&self, groups: &[u32], count: usize) -> Result<GroupSums> {
        let width = self.species.len();
        match &self.masses {
            Masses::Narrow(masses) => {
                // 2^64 terms of 64 bits cannot overflow 128 bits.
                let mut net = vec![0_i128; count * width];
                for (bounds, &group) in self.starts.windows(2).zip(groups) {
                    let (from, to) = (bounds[0] as usize, bounds[1] as usize);
                    let Some(row) = net.get_mut(group as usize * width..) else { continue };
                    for (&species, &mass) in self.species_of[from..to].iter().zip(&masses[from..to])
                    {
                        if let Some(total) = row.get_mut(usize::from(species)) {
                            *total = total.wrapping_add(mass.into());
                        }
                    }
                }
                let negative = self.negative(groups, count, |mass, total| {
                    *total = total.wrapping_add(mass);
                    true
                });
                Ok(GroupSums { width, net, negative: negative.unwrap_or_default() })
            }
            Masses::Wide(masses) => self.sum_wide(masses, groups, count),
        }
    }

    /// The same where masses are so wide that a sum may overflow.
    fn sum_wide(&self, masses: &[i128], groups: &[u32], count: usize) -> Result<GroupSums> {
        let width = self.species.len();
        let net = match self.checked_sums(masses, groups, count) {
            Some(sums) => sums,
            None => self.exact_sums(masses, groups, count)?,
        };
        let overflow = || Error::new(AccountProblem::TotalOverflow);
        let add = |mass: i128, total: &mut i128| match total.checked_add(mass) {
            Some(sum) => {
                *total = sum;
                true
            }
            None => false,
        };
        let negative = self.negative(groups, count, add).ok_or_else(overflow)?;
        Ok(GroupSums { width, net, negative })
    }

    /// The cell of each mass in the table of groups and species.
    fn cells<'a>(
        &'a self,
        masses: &'a [i128],
        groups: &'a [u32],
    ) -> impl Iterator<Item = (usize, i128)> + 'a {
        let width = self.species.len();
        self.starts.windows(2).zip(groups).flat_map(move |(bounds, &group)| {
            let (from, to) = (bounds[0] as usize, bounds[1] as usize);
            let row = (group as usize).saturating_mul(width);
            let species = self.species_of[from..to].iter().map(|&species| usize::from(species));
            species
                .map(move |species| row.saturating_add(species))
                .zip(masses[from..to].iter().copied())
        })
    }

    /// `None` where a sum leaves 128 bits, perhaps only on the way.
    fn checked_sums(&self, masses: &[i128], groups: &[u32], count: usize) -> Option<Vec<i128>> {
        let mut sums = vec![0_i128; count * self.species.len()];
        for (cell, mass) in self.cells(masses, groups) {
            if let Some(sum) = sums.get_mut(cell) {
                *sum = sum.checked_add(mass)?;
            }
        }
        Some(sums)
    }

    /// Sums that do not depend on the order of their terms even where one would leave 128 bits.
    fn exact_sums(&self, masses: &[i128], groups: &[u32], count: usize) -> Result<Vec<i128>> {
        let mut sums = vec![ExactSum::new(); count * self.species.len()];
        for (cell, mass) in self.cells(masses, groups) {
            if let (Some(sum), Some(term)) = (sums.get_mut(cell), Exact::from_parts(mass, 0)) {
                sum.add(term);
            }
        }
        let total = |sum: &ExactSum| sum.total().ok().and_then(|total| total.mantissa_at(0));
        sums.iter()
            .map(|sum| total(sum).ok_or_else(|| Error::new(AccountProblem::TotalOverflow)))
            .collect()
    }

    /// The sums of the masses below zero, empty where there are none; `None` on overflow.
    fn negative(
        &self,
        groups: &[u32],
        count: usize,
        add: impl Fn(i128, &mut i128) -> bool,
    ) -> Option<Vec<i128>> {
        if self.negative_lines.is_empty() {
            return Some(Vec::new());
        }
        let width = self.species.len();
        let mut sums = vec![0; count * width];
        for &line in &self.negative_lines {
            let Some(&group) = groups.get(line as usize) else { continue };
            let (from, to) = self.range(line);
            for at in from..to {
                let mass = self.mass(at).filter(|&mass| mass < 0).unwrap_or(0);
                let species = usize::from(self.species_of.get(at).copied().unwrap_or(0));
                let cell = (group as usize).saturating_mul(width).saturating_add(species);
                if let Some(total) = sums.get_mut(cell)
                    && !add(mass, total)
                {
                    return None;
                }
            }
        }
        Some(sums)
    }

    /// The sum of all lines, and of the masses below zero, of one group.
    pub(crate) fn group(&self, sums: &GroupSums, group: usize) -> (Emissions, Emissions) {
        let row = |values: &[i128]| {
            let from = group * sums.width;
            let row = values.get(from..from + sums.width).unwrap_or_default();
            self.collect(row.iter().copied().enumerate())
        };
        (row(&sums.net), row(&sums.negative))
    }
}

/// Sums of masses: groups times species.
#[derive(Debug, Clone)]
pub(crate) struct GroupSums {
    width: usize,
    net: Vec<i128>,
    negative: Vec<i128>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger(lines: &[Emissions]) -> Ledger {
        let mut builder = LedgerBuilder::default();
        for line in lines {
            builder.push(line).unwrap();
        }
        builder.build().unwrap()
    }

    fn grams(text: &str) -> Emissions {
        Emissions::from_grams(Gas::CO2, text.parse::<Exact>().unwrap())
    }

    #[test]
    fn narrow_and_wide_agree() {
        let narrow = ledger(&[grams("0.25"), grams("-3"), grams("12")]);
        assert!(matches!(narrow.masses, Masses::Narrow(_)));
        // The last line is too fine for 64 bits beside the first.
        let wide =
            ledger(&[grams("0.25"), grams("-3"), grams("12"), grams("0.00000000000000000001")]);
        assert!(matches!(wide.masses, Masses::Wide(_)));
        let (left, right) =
            (narrow.sum(&[0, 1, 0], 2).unwrap(), wide.sum(&[0, 1, 0, 9], 2).unwrap());
        for group in 0..2 {
            assert_eq!(narrow.group(&left, group), wide.group(&right, group));
        }
        assert_eq!(narrow.group(&left, 0).0, grams("12.25"));
        assert_eq!(narrow.group(&left, 1), (grams("-3"), grams("-3")));
        for line in 0..3 {
            assert_eq!(narrow.emissions(line), wide.emissions(line));
        }
    }

    #[test]
    fn an_overflow_on_the_way_does_not_matter() {
        let terms = ["100000000000000000000", "90000000000000000000", "-50000000000000000000"];
        let mut lines = terms.map(grams).to_vec();
        lines.push(grams("0.000000000000000001"));
        let ledger = ledger(&lines);
        let Masses::Wide(masses) = &ledger.masses else { panic!("narrow") };
        assert!(ledger.checked_sums(masses, &[0; 4], 1).is_none());
        let sums = ledger.sum(&[0; 4], 1).unwrap();
        assert_eq!(ledger.group(&sums, 0).0, grams("140000000000000000000.000000000000000001"));
    }

    #[test]
    fn trailing_zeros_stay_narrow() {
        let ledger = ledger(&[grams("1000000.00000000000000000000"), grams("1")]);
        assert!(matches!(ledger.masses, Masses::Narrow(_)));
    }

    #[test]
    fn labels_without_number_are_refused() {
        let mut builder = LedgerBuilder::default();
        let mut push = |label: u16| {
            let set = GwpSet::as_published(&label.to_string());
            builder.push(&Emissions::from_co2e(Co2e::from_grams(1, set)))
        };
        assert!((0..SPECIES_LIMIT).all(|label| push(label).is_ok()) && push(0).is_ok());
        assert_eq!(
            push(SPECIES_LIMIT).unwrap_err().to_string(),
            "expected at most 1024 gases and GWP sets in one account, found more; give figures of \
             one publisher one label"
        );
    }

    #[test]
    fn says_which_mass_is_too_far_apart() {
        let mut builder = LedgerBuilder::default();
        builder.push(&grams("1e20")).unwrap();
        builder.push(&grams("1e-20")).unwrap();
        assert_eq!(
            builder.build().unwrap_err().1.to_string(),
            "expected masses of one gas within 38 digits of each other, found \
             100000000000000000000 g beside ones of much finer digits; check its unit, or round \
             the others at their source"
        );
    }

    #[test]
    fn a_line_in_no_group_is_left_out() {
        let ledger = ledger(&[grams("1"), grams("2")]);
        let sums = ledger.sum(&[u32::MAX, 0], 1).unwrap();
        assert_eq!(ledger.group(&sums, 0).0, grams("2"));
    }
}
