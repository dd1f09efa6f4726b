//! 98 municipalities, 34 years, 120 lines, three gases: exact sums by municipality, year and
//! sector, gases kept, and their CO2e.

use climate_account::batch::{
    Decimals, ExactColumn, ExactTotals, Factors, FloatTotals, Groups, Lines, Rows,
};
use climate_account::number::{Exact, ExactSum};
use serde_json::{Value, json};

use super::check;
use super::generator::{
    LINES, PLACES, SECTOR_SIZES, SECTORS, YEARS, below, cube, fourth, rounded, sectors, uniform,
    uniforms,
};

pub const GASES: usize = 3;
const WEIGHTS: [i64; GASES] = [1, 28, 265];
/// Of each base unit, in tenths.
const UNITS: [i64; 6] = [10, 36, 10, 10, 10, 10];

pub struct Inputs {
    /// Thousandths of a unit: municipality, year, line.
    pub activities: Vec<i64>,
    /// Tenths of the base unit in a unit of each line.
    pub units: Vec<i64>,
    /// Millionths of a kilogram a base unit, for each gas: year, line.
    pub factors: [Vec<i64>; GASES],
    /// The year and line of the factor of each line as one number.
    pub rows: Vec<u32>,
    /// The place, year and sector of each line as one number.
    pub groups: Vec<u32>,
    /// The lines of each year and sector.
    pub lengths: Vec<u32>,
}

const DECIMALS: Decimals = Decimals { activities: 3, factors: 7 };
pub const GROUPS: usize = PLACES * YEARS * SECTORS.len();

impl Inputs {
    pub fn new() -> Inputs {
        let sectors = sectors();
        let [base, scale, drift] =
            [(2, LINES), (3, PLACES), (4, LINES)].map(|(s, n)| uniforms(s, n));
        let (mut activities, mut rows, mut groups) = (Vec::new(), Vec::new(), Vec::new());
        for (place, &scale) in scale.iter().enumerate() {
            let scale = 0.05 + 3.0 * fourth(scale);
            for year in 0..YEARS {
                for line in 0..LINES {
                    let at = activities.len();
                    let trend = 1.0 + (drift[line] - 0.6) * 0.02 * year as f64;
                    let level = (10.0 + 20_000.0 * cube(base[line])) * scale;
                    let value = level * trend * (0.9 + 0.2 * uniform(1, at));
                    let zero = uniform(5, place * LINES + line) < 0.1;
                    activities.push(if zero { 0 } else { rounded(value * 1000.0) });
                    let group = (place * YEARS + year) * SECTORS.len() + sectors[line];
                    groups.push(group as u32);
                    rows.push((year * LINES + line) as u32);
                }
            }
        }
        let units = uniforms(6, LINES).iter().map(|u| UNITS[below(*u, 6)]).collect();
        let range = [(40.0, 100.0), (0.0005, 0.05), (0.0001, 0.01)];
        let factors = std::array::from_fn(|gas| {
            let (low, high) = range[gas];
            let factor = |year: usize, line: usize| {
                let start = low + (high - low) * uniform(7, line * GASES + gas);
                let decline = if sectors[line] == 1 { 0.02 } else { 0.001 };
                rounded(start * (1.0 - decline * year as f64) * 1e6)
            };
            (0..YEARS).flat_map(|year| (0..LINES).map(move |line| factor(year, line))).collect()
        });
        Inputs { activities, units, factors, rows, groups, lengths: SECTOR_SIZES.repeat(YEARS) }
    }

    /// The factors for one unit of each line: thousandths x tenths x millionths of a kilogram.
    fn per_unit(&self) -> [Vec<i64>; GASES] {
        let fold = |column: &Vec<i64>| {
            column
                .iter()
                .zip(self.units.iter().cycle())
                .map(|(factor, unit)| factor * unit)
                .collect()
        };
        self.factors.each_ref().map(fold)
    }

    /// Lines in the order of their groups, factors one after the other; totals and CO2e.
    pub fn totals(&self) -> (ExactTotals, ExactColumn) {
        let columns = self.per_unit();
        let factors = Factors::exact(&columns.each_ref().map(Vec::as_slice)).unwrap();
        let mut totals = ExactTotals::new(GROUPS, GASES, DECIMALS).unwrap();
        let firsts = (0..).step_by(self.lengths.len());
        for (first, activities) in firsts.zip(self.activities.chunks(YEARS * LINES)) {
            let groups = Groups::Runs { first, lengths: &self.lengths };
            totals.add(&factors, &Lines { activities, rows: Rows::From(0), groups }).unwrap();
        }
        let co2e = totals.co2e(&WEIGHTS.map(Exact::from)).unwrap();
        (totals, co2e)
    }

    /// The same with a group and a row of the factors written at each line.
    pub fn totals_by_line(&self) -> (ExactTotals, ExactColumn) {
        let columns = self.per_unit();
        let factors = Factors::exact(&columns.each_ref().map(Vec::as_slice)).unwrap();
        let mut totals = ExactTotals::new(GROUPS, GASES, DECIMALS).unwrap();
        let (rows, groups) = (Rows::Each(&self.rows), Groups::Each(&self.groups));
        totals.add(&factors, &Lines { activities: &self.activities, rows, groups }).unwrap();
        let co2e = totals.co2e(&WEIGHTS.map(Exact::from)).unwrap();
        (totals, co2e)
    }
}

/// Tonnes in all, exact to the last digit; some sums beside it.
pub fn results(co2e: &ExactColumn) -> Value {
    let expected = &check::expected()["w1"];
    let sum = |groups: &mut dyn Iterator<Item = usize>| {
        let kilograms: ExactSum = groups.map(|group| co2e.value(group).unwrap()).collect();
        kilograms.total().unwrap().checked_mul(Exact::new(1, 3)).unwrap()
    };
    let sectors = SECTORS.len();
    let is = |found: Exact, expected: &Value| {
        assert_eq!(found, expected.as_str().unwrap().parse().unwrap());
    };
    let total = sum(&mut (0..GROUPS));
    is(total, &expected["total"]);
    for (sector, name) in SECTORS.iter().enumerate() {
        is(sum(&mut (sector..GROUPS).step_by(sectors)), &expected["by_sector"][name]);
        is(sum(&mut [sector].into_iter()), &expected["m001_1990_by_sector"][name]);
    }
    let year = |year| (0..GROUPS).filter(move |group| group / sectors % YEARS == year);
    is(sum(&mut year(0)), &expected["year_1990"]);
    is(sum(&mut year(YEARS - 1)), &expected["year_2023"]);
    json!({ "total": total.to_string() })
}

/// The same figures in floating point.
pub struct Floats {
    activities: Vec<f64>,
    units: Vec<f64>,
    factors: [Vec<f64>; GASES],
    lengths: Vec<u32>,
}

impl Floats {
    pub fn new(inputs: &Inputs) -> Floats {
        let floats = |values: &Vec<i64>, unit: f64| -> Vec<f64> {
            values.iter().map(|&value| value as f64 / unit).collect()
        };
        Floats {
            activities: floats(&inputs.activities, 1e3),
            units: floats(&inputs.units, 10.0),
            factors: inputs.factors.each_ref().map(|column| floats(column, 1e6)),
            lengths: inputs.lengths.clone(),
        }
    }

    /// Kilograms by group and gas, and tonnes of CO2e by group.
    pub fn totals(&self) -> (FloatTotals, Vec<f64>) {
        let columns = self.factors.each_ref().map(|column| -> Vec<f64> {
            column
                .iter()
                .zip(self.units.iter().cycle())
                .map(|(factor, unit)| factor * unit)
                .collect()
        });
        let factors = Factors::float(&columns.each_ref().map(Vec::as_slice)).unwrap();
        let mut totals = FloatTotals::new(GROUPS, GASES).unwrap();
        let firsts = (0..).step_by(self.lengths.len());
        for (first, activities) in firsts.zip(self.activities.chunks(YEARS * LINES)) {
            let groups = Groups::Runs { first, lengths: &self.lengths };
            totals.add(&factors, &Lines { activities, rows: Rows::From(0), groups }).unwrap();
        }
        let co2e = totals.co2e(&WEIGHTS.map(|weight| weight as f64 / 1e3)).unwrap();
        (totals, co2e)
    }
}
