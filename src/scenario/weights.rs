use super::projected_line::{Line, State, Supplied};
use crate::gas::GwpSet;
use crate::number::{Exact, ExactSum};

/// CO2e in grams for each unit of every line in every year, and the sums of the lines as they
/// start: what a package leaves alone need not be computed again.
#[derive(Debug)]
pub(super) struct Weights {
    /// By year, then by line.
    lines: Vec<Vec<Weight>>,
    /// By year.
    sums: Vec<Option<Exact>>,
}

#[derive(Debug, Clone, Copy)]
struct Weight {
    start: State,
    /// Of the line as it starts.
    grams: Option<Exact>,
    /// Where the emissions are an exact product.
    per_unit: Option<Exact>,
}

impl Weights {
    pub(super) fn of(lines: &[Line], years: usize, set: &GwpSet) -> Weights {
        let weight = |line: &Line, year: usize| {
            let start = State::start(line, year);
            if !line.is_counted() {
                return Weight { start, grams: Some(Exact::ZERO), per_unit: Some(Exact::ZERO) };
            }
            let per_unit = line.per_unit(year).and_then(|emissions| co2e(emissions, set));
            let grams = match per_unit {
                Some(weight) => {
                    start.effective().and_then(|amount| amount.checked_mul(weight)).ok()
                }
                None => line.emissions(year, start, None).ok().and_then(|found| co2e(found, set)),
            };
            Weight { start, grams, per_unit }
        };
        let by_year = (0..years).map(|year| lines.iter().map(|line| weight(line, year)).collect());
        let by_year: Vec<Vec<Weight>> = by_year.collect();
        let sum = |weights: &Vec<Weight>| {
            weights.iter().try_fold(Exact::ZERO, |sum, weight| sum.checked_add(weight.grams?).ok())
        };
        let sums = by_year.iter().map(sum).collect();
        Weights { lines: by_year, sums }
    }

    /// The grams of CO2e of a year; `None` where one line has to be computed by its gases.
    pub(super) fn grams(
        &self,
        lines: &[Line],
        year: usize,
        (states, supply): (&[State], Supplied<'_>),
        set: &GwpSet,
    ) -> Option<Exact> {
        let mut sum: ExactSum = [(*self.sums.get(year)?)?].into_iter().collect();
        for ((weight, state), line) in self.lines.get(year)?.iter().zip(states).zip(lines) {
            let moves = supply.is_some() && line.network().is_some();
            if weight.start == *state && !moves {
                continue;
            }
            let grams = match weight.per_unit.filter(|_| !moves || !line.is_counted()) {
                Some(per_unit) => state.effective().ok()?.checked_mul(per_unit).ok()?,
                None => co2e(line.emissions(year, *state, supply).ok()?, set)?,
            };
            sum.add(-weight.grams?);
            sum.add(grams);
        }
        sum.total().ok()
    }
}

fn co2e(emissions: crate::gas::Emissions, set: &GwpSet) -> Option<Exact> {
    let (counted, _) = emissions.split(|gas| gas.memo().is_none());
    counted.to_co2e(set).ok().map(|co2e| co2e.grams())
}
