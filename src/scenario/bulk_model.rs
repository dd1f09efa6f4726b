#![allow(clippy::float_arithmetic)]

use std::sync::Arc;

use super::problem::ScenarioProblem;
use super::projected_line::{Line, State, Supplied};
use super::supply::YearFactors;
use super::{Beyond, Effect, Projection};
use crate::Location;
use crate::error::{Error, Result};
use crate::gas::{Emissions, Gas};
use crate::number::Exact;

/// Lines and measures of some years of a projection, in `f64`.
#[derive(Debug)]
pub(super) struct BulkModel {
    /// How many years there are: the length of a row.
    pub(super) years: usize,
    /// The amounts without measures, by line and then by year, as all tables here.
    pub(super) start: Vec<f64>,
    measures: Vec<BulkMeasure>,
    /// The measures that add plants, and the factors of networks by their package as bits; the first
    /// is that of none, which the lines have already.
    plants: Vec<usize>,
    supplies: Vec<Option<Arc<[YearFactors]>>>,
    /// Whether what a plant changes is a cap of another measure.
    pub(super) plants_move_caps: bool,
    /// Whether every measure only scales lines.
    pub(super) only_scales: bool,
}

#[derive(Debug)]
struct BulkMeasure {
    kind: Kind,
    lines: Vec<usize>,
    own: Vec<usize>,
    ratios: Vec<f64>,
    /// By year: what is left of what it scales, or how much of it is in effect.
    factors: Vec<f64>,
}

#[derive(Debug)]
enum Kind {
    Emissions,
    Amount,
    Substitution,
    Prevalence,
    Removal,
    /// In the weights of the lines that it supplies.
    Plant,
    Absolute {
        refused: Option<Refusal>,
        gases: Vec<CappedGas>,
    },
}

/// What the error of a reduction beyond what is there says.
#[derive(Debug)]
struct Refusal {
    measure: String,
    years: Vec<crate::Year>,
}

#[derive(Debug)]
struct CappedGas {
    gas: Gas,
    wanted: f64,
    /// By package of plants: grams for each unit of the lines of the measure.
    per_unit: Vec<Vec<f64>>,
}

/// What measures made of the lines.
#[derive(Debug, Clone)]
pub(super) struct Tables {
    pub(super) amounts: Vec<f64>,
    pub(super) shares: Vec<f64>,
    scratch: Vec<f64>,
    /// The package of plants, as bits.
    pub(super) plants: usize,
}

impl Tables {
    pub(super) fn copy_from(&mut self, other: &Tables) {
        self.amounts.copy_from_slice(&other.amounts);
        self.shares.copy_from_slice(&other.shares);
        self.plants = other.plants;
    }
}

/// The emissions of one unit of a line, by way of many, so that a microgram does not count.
pub(super) fn per_unit(line: &Line, year: usize, supply: Supplied<'_>) -> Result<Emissions> {
    let state = State { amount: Exact::new(1, -12), share: Exact::ONE };
    line.emissions(year, state, supply)
}

/// Plants whose every package has weights of its own.
const PLANTS: usize = 8;

/// What [`per_unit`] is to be multiplied by.
pub(super) const UNIT: Exact = Exact::new(1, 12);

impl BulkModel {
    /// Of the years of a projection with these numbers.
    pub(super) fn new(projection: &Projection<'_>, columns: &[usize]) -> Result<BulkModel> {
        let mut start = Vec::with_capacity(projection.lines().len() * columns.len());
        for line in projection.lines() {
            start.extend(columns.iter().map(|year| float(State::start(line, *year).amount)));
        }
        let plants: Vec<usize> =
            projection.supply().into_iter().flat_map(super::supply::Supply::plants).collect();
        let (limit, found) = (PLANTS, plants.len());
        if found > limit {
            return Err(Error::new(ScenarioProblem::PlantsInBulk { limit, found }));
        }
        let package = |bits: usize| {
            let acting = plants.iter().enumerate().filter(|(place, _)| bits >> place & 1 == 1);
            let acting: Vec<usize> = acting.map(|(_, measure)| *measure).collect();
            let supply = projection.supply().filter(|_| !acting.is_empty());
            supply.map(|supply| supply.factors(&acting)).transpose()
        };
        let supplies = (0..1 << found).map(package).collect::<Result<Vec<_>>>()?;
        let mut measures = Vec::new();
        let (mut only_scales, mut plants_move_caps) = (plants.is_empty(), false);
        for (measure, acting) in projection.scenario().measures.iter().zip(projection.acting()) {
            let progress = || {
                columns.iter().map(|year| acting.progress.get(*year).copied().unwrap_or_default())
            };
            let left = |share: Exact| {
                let left =
                    |progress| Ok(float(Exact::ONE.checked_sub(share.checked_mul(progress)?)?));
                progress().map(left).collect::<Result<Vec<f64>>>()
            };
            let in_effect = || progress().map(float).collect::<Vec<f64>>();
            let (kind, factors) = match measure.effect() {
                Effect::Share { share } | Effect::Factor { share } => {
                    (Kind::Emissions, left(*share)?)
                }
                Effect::Activity { share } => (Kind::Amount, left(*share)?),
                Effect::Substitution { share, .. } => (Kind::Substitution, left(*share)?),
                Effect::Prevalence { potential, present, .. } => {
                    let more = potential.checked_sub(*present)?;
                    let part = |progress| Ok(float(more.checked_mul(progress)?));
                    (Kind::Prevalence, progress().map(part).collect::<Result<_>>()?)
                }
                Effect::Removal { .. } => (Kind::Removal, in_effect()),
                Effect::Plant { .. } => (Kind::Plant, in_effect()),
                Effect::Absolute { emissions, beyond } => {
                    let gases = capped(projection, (columns, &supplies), &acting.lines, emissions)?;
                    let supplied = |line: &usize| {
                        projection.lines().get(*line).is_some_and(|line| line.network().is_some())
                    };
                    plants_move_caps |= !plants.is_empty() && acting.lines.iter().any(supplied);
                    let refused = (*beyond == Beyond::Refused).then(|| Refusal {
                        measure: measure.id().to_owned(),
                        years: columns
                            .iter()
                            .filter_map(|year| projection.years().get(*year).copied())
                            .collect(),
                    });
                    (Kind::Absolute { refused, gases }, in_effect())
                }
            };
            only_scales &= matches!(kind, Kind::Emissions | Kind::Amount);
            measures.push(BulkMeasure {
                kind,
                lines: acting.lines.clone(),
                own: acting.own.clone(),
                ratios: acting.ratios.iter().map(|ratio| float(*ratio)).collect(),
                factors,
            });
        }
        let years = columns.len();
        Ok(BulkModel { years, start, measures, plants, supplies, plants_move_caps, only_scales })
    }

    pub(super) fn tables(&self, start: &[f64]) -> Tables {
        let (amounts, shares) = (start.to_vec(), vec![1.0; start.len()]);
        Tables { amounts, shares, scratch: vec![0.0; self.years], plants: 0 }
    }

    /// The package of plants among measures, as bits.
    pub(super) fn plants(&self, taken: impl Fn(usize) -> bool) -> usize {
        let bits = self.plants.iter().enumerate().filter(|(_, measure)| taken(**measure));
        bits.fold(0, |bits, (place, _)| bits | 1 << place)
    }

    /// A value of every line and year by package of plants; those of lines that no network supplies
    /// are worked out once.
    pub(super) fn weigh<T: Copy>(
        &self,
        projection: &Projection<'_>,
        columns: &[usize],
        value: impl Fn(&Line, usize, Supplied<'_>) -> Result<T>,
    ) -> Result<Vec<Vec<T>>> {
        let mut tables: Vec<Vec<T>> = Vec::with_capacity(self.supplies.len());
        for supply in &self.supplies {
            let mut table = Vec::with_capacity(self.start.len());
            for line in projection.lines() {
                for column in columns {
                    let known = tables.first().and_then(|first| first.get(table.len()));
                    let known = known.filter(|_| line.network().is_none());
                    let supplied = supply.as_ref().and_then(|years| years.get(*column));
                    table.push(match known {
                        Some(known) => *known,
                        None => value(line, *column, supplied)?,
                    });
                }
            }
            tables.push(table);
        }
        Ok(tables)
    }

    fn row(&self, line: usize) -> core::ops::Range<usize> {
        line * self.years..(line + 1) * self.years
    }

    /// Of a measure that only scales, on amounts or emissions.
    pub(super) fn scale(&self, measure: usize, table: &mut [f64]) {
        let Some(measure) = self.measures.get(measure) else { return };
        for line in &measure.lines {
            if let Some(values) = table.get_mut(self.row(*line)) {
                for (value, factor) in values.iter_mut().zip(&measure.factors) {
                    *value *= factor;
                }
            }
        }
    }

    pub(super) fn act(&self, index: usize, tables: &mut Tables) -> Result<()> {
        let Some(measure) = self.measures.get(index) else { return Ok(()) };
        match &measure.kind {
            Kind::Emissions => self.scale(index, &mut tables.shares),
            Kind::Amount => self.scale(index, &mut tables.amounts),
            Kind::Plant => {}
            Kind::Substitution => self.substitute(measure, tables),
            Kind::Prevalence => {
                tables.scratch.fill(0.0);
                for line in &measure.lines {
                    let Some(amounts) = tables.amounts.get(self.row(*line)) else { continue };
                    for (sum, amount) in tables.scratch.iter_mut().zip(amounts) {
                        *sum += amount;
                    }
                }
                for (sum, factor) in tables.scratch.iter_mut().zip(&measure.factors) {
                    *sum *= factor;
                }
                self.set_own(measure, tables);
            }
            Kind::Removal => {
                tables.scratch.copy_from_slice(&measure.factors);
                self.set_own(measure, tables);
            }
            Kind::Absolute { refused, gases } => {
                tables.scratch.copy_from_slice(&measure.factors);
                for gas in gases {
                    self.cap(measure, gas, refused.as_ref(), tables)?;
                }
                self.set_own(measure, tables);
            }
        }
        Ok(())
    }

    fn substitute(&self, measure: &BulkMeasure, tables: &mut Tables) {
        for ((line, own), ratio) in measure.lines.iter().zip(&measure.own).zip(&measure.ratios) {
            let Some(old) = tables.amounts.get_mut(self.row(*line)) else { continue };
            for ((moved, amount), left) in tables.scratch.iter_mut().zip(old).zip(&measure.factors)
            {
                let kept = *amount * left;
                *moved = *amount - kept;
                *amount = kept;
            }
            let Some(new) = tables.amounts.get_mut(self.row(*own)) else { continue };
            for (amount, moved) in new.iter_mut().zip(&tables.scratch) {
                *amount += moved * ratio;
            }
        }
    }

    fn set_own(&self, measure: &BulkMeasure, tables: &mut Tables) {
        for own in &measure.own {
            if let Some(amounts) = tables.amounts.get_mut(self.row(*own)) {
                amounts.copy_from_slice(&tables.scratch);
            }
        }
    }

    /// No more than the lines emit of the gas.
    fn cap(
        &self,
        measure: &BulkMeasure,
        gas: &CappedGas,
        refused: Option<&Refusal>,
        tables: &mut Tables,
    ) -> Result<()> {
        for year in 0..self.years {
            let mut emitted = 0.0;
            for (position, line) in measure.lines.iter().enumerate() {
                let at = line * self.years + year;
                let per_unit = gas.per_unit.get(tables.plants);
                let grams = per_unit.and_then(|all| all.get(position * self.years + year));
                if let ((Some(amount), Some(share)), Some(grams)) =
                    ((tables.amounts.get(at), tables.shares.get(at)), grams)
                {
                    emitted += amount * share * grams;
                }
            }
            let Some(part) = tables.scratch.get_mut(year).filter(|part| **part != 0.0) else {
                continue;
            };
            let beyond = gas.wanted * *part - emitted;
            if let Some(refusal) = refused {
                if beyond > 1e-12 * emitted.abs() {
                    return Err(refusal.error(year, gas.gas, emitted));
                }
            } else if beyond > 0.0 {
                *part = part.min(emitted.max(0.0) / gas.wanted);
            }
        }
        Ok(())
    }
}

impl Refusal {
    fn error(&self, year: usize, gas: Gas, emitted: f64) -> Error {
        let year = self.years.get(year).copied().unwrap_or(crate::Year::MIN);
        let (gas, emitted) = (gas.id(), format!("{emitted}"));
        Error::new(ScenarioProblem::BeyondEmission { year, gas, emitted })
            .at(Location::default().field(format!("measure {}", self.measure)))
    }
}

fn capped(
    projection: &Projection<'_>,
    (columns, supplies): (&[usize], &[Option<Arc<[YearFactors]>>]),
    lines: &[usize],
    wanted: &Emissions,
) -> Result<Vec<CappedGas>> {
    let mut gases: Vec<CappedGas> = wanted
        .masses()
        .map(|(gas, grams)| CappedGas { gas, wanted: float(grams), per_unit: Vec::new() })
        .collect();
    for supply in supplies {
        let mut tables = vec![Vec::new(); gases.len()];
        for line in lines.iter().filter_map(|line| projection.lines().get(*line)) {
            for year in columns {
                let supplied = supply.as_ref().and_then(|years| years.get(*year));
                let emissions = per_unit(line, *year, supplied)?;
                for (capped, table) in gases.iter().zip(&mut tables) {
                    table.push(float(emissions.grams(capped.gas).checked_mul(UNIT)?));
                }
            }
        }
        for (capped, table) in gases.iter_mut().zip(tables) {
            capped.per_unit.push(table);
        }
    }
    Ok(gases)
}

/// The nearest number, which is what reading its decimal text gives.
pub(super) fn float(value: Exact) -> f64 {
    value.to_string().parse().unwrap_or(f64::NAN)
}
