#![allow(clippy::float_arithmetic)]

use super::bulk_model::{BulkModel, Tables, UNIT, float, per_unit};
use super::within::{Within, tonnes_for};
use super::{FoundPackage, FoundPackages, PackageSearch, Projection, SearchMethod};
use crate::economics::Money;
use crate::error::{ErrorKind, Result};
use crate::number::{Exact, Rounding};
use crate::series::CumulativeRule;
use crate::target::{Demand, GapQuestion, Target};

/// A search under way.
pub(super) struct Searching<'s> {
    projection: &'s Projection<'s>,
    search: &'s PackageSearch<'s>,
    model: BulkModel,
    goals: Vec<Goal>,
    /// In the unit of the first.
    costs: Vec<Exact>,
    /// By measure, the measures that it cannot be with, and those that it needs.
    excludes: Vec<Vec<usize>>,
    requires: Vec<Vec<usize>>,
}

/// A target as a sum over lines and years that may not exceed a limit.
struct Goal {
    /// By package of plants, line and year: tonnes for each unit of an amount above zero, and of one
    /// below.
    weights: Vec<Vec<[f64; 2]>>,
    limit: f64,
    /// Nearer to the limit than that, the exact path decides.
    tolerance: f64,
    /// What is missing without measures, to weigh goals against each other.
    size: f64,
}

#[derive(Clone, Copy, PartialEq)]
enum Reach {
    Yes,
    No,
    Near,
}

/// The best package found so far: what it is judged by, and itself.
type Best<K> = Option<(K, FoundPackage)>;

impl<'s> Searching<'s> {
    pub(super) fn new(
        projection: &'s Projection<'s>,
        search: &'s PackageSearch<'s>,
    ) -> Result<Searching<'s>> {
        let mut columns: Vec<usize> = Vec::new();
        for (target, question) in search.goals {
            columns.extend(years_of(projection, target, question).iter().map(|(year, _)| *year));
        }
        columns.sort_unstable();
        columns.dedup();
        let model = BulkModel::new(projection, &columns)?;
        let without = projection.evaluate(&vec![false; projection.scenario().measures.len()])?;
        let mut goals = Vec::new();
        for (target, question) in search.goals {
            let gap = target.gap(&without.within(target)?, question)?;
            let mut goal = Goal::new(projection, (&model, &columns), target, question)?;
            let now = goal.value(&model.tables(&model.start));
            let unit = tonnes_for(&target.unit)?;
            let tonnes = target.unit.ratio_to(&unit)?.times(gap.gap, Rounding::RESOLUTION)?;
            goal.limit = now - float(tonnes);
            let tonnes = goal.weights.first().into_iter().flatten().map(|[above, _]| above);
            let size: f64 = model
                .start
                .iter()
                .zip(tonnes)
                .map(|(amount, tonnes)| (amount * tonnes).abs())
                .sum();
            goal.tolerance = 1e-9 * (size + goal.limit.abs());
            goal.size = (now - goal.limit).max(goal.tolerance);
            goals.push(goal);
        }
        let mut costs = Vec::new();
        if let Some(first) = search.costs.first() {
            for cost in search.costs {
                costs.push(Money::new(0, first.unit().clone())?.plus(cost)?.value());
            }
        }
        let measures = &projection.scenario().measures;
        let places = |ids: &[std::sync::Arc<str>]| {
            let place = |id: &std::sync::Arc<str>| {
                measures.iter().position(|measure| *measure.id() == **id)
            };
            ids.iter().filter_map(place).collect::<Vec<_>>()
        };
        let excludes = measures.iter().map(|measure| places(measure.excluded())).collect();
        let requires = measures.iter().map(|measure| places(measure.required())).collect();
        Ok(Searching { projection, search, model, goals, costs, excludes, requires })
    }

    fn measures(&self) -> usize {
        self.excludes.len()
    }

    fn reach(&self, tables: &Tables) -> Reach {
        let mut reach = Reach::Yes;
        for goal in &self.goals {
            let over = goal.value(tables) - goal.limit;
            if over > goal.tolerance {
                return Reach::No;
            }
            if over > -goal.tolerance {
                reach = Reach::Near;
            }
        }
        reach
    }

    /// The package with its exact gaps, where it closes them.
    fn found(&self, package: Vec<bool>) -> Result<Option<FoundPackage>> {
        let pathway = match self.projection.evaluate(&package) {
            Ok(pathway) => pathway,
            // A reduction beyond what is there.
            Err(error) if error.kind() == ErrorKind::OutOfRange => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut gaps = Vec::with_capacity(self.goals.len());
        for (target, question) in self.search.goals {
            let gap = target.gap(&pathway.within(target)?, question)?;
            if !gap.is_met() {
                return Ok(None);
            }
            gaps.push(gap);
        }
        let cost = match self.search.costs.first() {
            None => None,
            Some(first) => Some(Money::new(self.cost(&package)?, first.unit().clone())?),
        };
        Ok(Some(FoundPackage { package, gaps, cost }))
    }

    fn cost(&self, package: &[bool]) -> Result<Exact> {
        let taken = self.costs.iter().zip(package).filter(|(_, taken)| **taken);
        taken.map(|(cost, _)| *cost).try_fold(Exact::ZERO, Exact::checked_add)
    }

    /// Whether the measures can be together and have what they need.
    fn is_whole(&self, package: &[bool]) -> bool {
        let taken = |place: &usize| package.get(*place) == Some(&true);
        (0..package.len()).filter(taken).all(|place| {
            !self.excludes[place].iter().any(taken) && self.requires[place].iter().all(taken)
        })
    }

    /// Packages in an order in which each has most of its first measures in common with the last, so
    /// that on average two measures act for each.
    pub(super) fn every_package(&self) -> Result<FoundPackages> {
        let count = self.measures();
        let mut stack = vec![self.model.tables(&self.model.start); count + 1];
        let mut refused = vec![false; count + 1];
        let mut last: Option<Vec<bool>> = None;
        let (mut tried, mut reaching) = (0_u64, 0_u64);
        let mut smallest: Best<(usize, Exact)> = None;
        let mut cheapest: Best<(Exact, usize)> = None;
        for bits in (0..1_u64 << count).rev() {
            let package: Vec<bool> = (0..count).rev().map(|bit| bits >> bit & 1 == 1).collect();
            if !self.is_whole(&package) {
                continue;
            }
            let common = last.as_ref().map_or(0, |last| {
                last.iter().zip(&package).take_while(|(one, other)| one == other).count()
            });
            let plants = self.model.plants(|measure| package[measure]);
            let common = if self.model.plants_move_caps { 0 } else { common };
            stack[common].plants = plants;
            for place in common..count {
                let (before, after) = stack.split_at_mut(place + 1);
                if let (Some(before), Some(after)) = (before.last(), after.first_mut()) {
                    after.copy_from(before);
                    refused[place + 1] =
                        refused[place] || package[place] && self.model.act(place, after).is_err();
                }
            }
            stack[count].plants = plants;
            tried += 1;
            let reach = if refused[count] { Reach::No } else { self.reach(&stack[count]) };
            if reach != Reach::No {
                let size = package.iter().filter(|taken| **taken).count();
                let cost = self.cost(&package)?;
                let smaller = smallest.as_ref().is_none_or(|(best, _)| (size, cost) < *best);
                let cheaper = !self.costs.is_empty()
                    && cheapest.as_ref().is_none_or(|(best, _)| (cost, size) < *best);
                let found = if smaller || cheaper || reach == Reach::Near {
                    self.found(package.clone())?
                } else {
                    None
                };
                reaching += u64::from(found.is_some() || reach == Reach::Yes);
                if let Some(found) = found {
                    if smaller {
                        smallest = Some(((size, cost), found.clone()));
                    }
                    if cheaper {
                        cheapest = Some(((cost, size), found));
                    }
                }
            }
            last = Some(package);
        }
        Ok(FoundPackages {
            method: SearchMethod::EveryPackage,
            tried,
            reaching: Some(reaching),
            smallest: smallest.map(|(_, found)| found),
            cheapest: cheapest.map(|(_, found)| found),
        })
    }

    pub(super) fn greedy(&self) -> Result<FoundPackages> {
        let mut tried = 0;
        let smallest = self.climb(false, &mut tried)?;
        let cheapest = if self.costs.is_empty() { None } else { self.climb(true, &mut tried)? };
        let (method, reaching) = (SearchMethod::Greedy, None);
        Ok(FoundPackages { method, tried, reaching, smallest, cheapest })
    }

    fn climb(&self, by_cost: bool, tried: &mut u64) -> Result<Option<FoundPackage>> {
        let mut package = vec![false; self.measures()];
        let mut missing = self.missing(&package, tried);
        while !self.reaches(&package, tried)? {
            let mut best: Option<(f64, f64, Vec<bool>)> = None;
            for place in 0..package.len() {
                if package[place] {
                    continue;
                }
                let with = self.with(&package, place);
                if !self.is_whole(&with) {
                    continue;
                }
                let then = self.missing(&with, tried);
                let gain = missing - then;
                let price = float(self.cost(&with)?.checked_sub(self.cost(&package)?)?);
                let worth = match (by_cost, price > 0.0) {
                    (true, true) => gain / price,
                    (true, false) if gain > 0.0 => f64::INFINITY,
                    _ => gain,
                };
                if gain > 0.0 && best.as_ref().is_none_or(|(most, ..)| worth > *most) {
                    best = Some((worth, then, with));
                }
            }
            let Some((_, then, with)) = best else { return Ok(None) };
            (missing, package) = (then, with);
        }
        self.trim(&mut package, by_cost, tried)?;
        self.found(package)
    }

    /// Takes out what is not needed, the dearest first, and by cost takes in what pays.
    fn trim(&self, package: &mut Vec<bool>, by_cost: bool, tried: &mut u64) -> Result<()> {
        let mut places: Vec<usize> = (0..package.len()).collect();
        let cost = |place: usize| self.costs.get(place).copied().unwrap_or_default();
        places.sort_by_key(|place| core::cmp::Reverse(cost(*place)));
        for place in places {
            let mut other = package.clone();
            let pays = by_cost && cost(place).is_negative();
            match (package[place], pays) {
                (true, false) => other[place] = false,
                (false, true) => other[place] = true,
                _ => continue,
            }
            if self.is_whole(&other) && self.reaches(&other, tried)? {
                *package = other;
            }
        }
        Ok(())
    }

    /// The package with a measure and all that it needs.
    fn with(&self, package: &[bool], place: usize) -> Vec<bool> {
        let mut with = package.to_vec();
        let mut wanted = vec![place];
        while let Some(place) = wanted.pop() {
            if !with[place] {
                with[place] = true;
                wanted.extend(&self.requires[place]);
            }
        }
        with
    }

    fn reaches(&self, package: &[bool], tried: &mut u64) -> Result<bool> {
        match self.tables(package, tried).map_or(Reach::No, |tables| self.reach(&tables)) {
            Reach::Yes => Ok(true),
            Reach::No => Ok(false),
            Reach::Near => Ok(self.found(package.to_vec())?.is_some()),
        }
    }

    /// What is missing to the goals, each of which misses one without measures.
    fn missing(&self, package: &[bool], tried: &mut u64) -> f64 {
        let Some(tables) = self.tables(package, tried) else { return f64::INFINITY };
        let over = |goal: &Goal| (goal.value(&tables) - goal.limit).max(0.0) / goal.size;
        self.goals.iter().map(over).sum()
    }

    /// `None` for a reduction that is refused.
    fn tables(&self, package: &[bool], tried: &mut u64) -> Option<Tables> {
        *tried += 1;
        let mut tables = self.model.tables(&self.model.start);
        tables.plants = self.model.plants(|measure| package[measure]);
        for (place, _) in package.iter().enumerate().filter(|(_, taken)| **taken) {
            self.model.act(place, &mut tables).ok()?;
        }
        Some(tables)
    }
}

impl Goal {
    fn new(
        projection: &Projection<'_>,
        (model, columns): (&BulkModel, &[usize]),
        target: &Target,
        question: &GapQuestion,
    ) -> Result<Goal> {
        let within = Within::new(target, projection.account())?;
        let years = years_of(projection, target, question);
        let weights = model.weigh(projection, columns, |line, column, supply| {
            let weight = years.iter().find(|(year, _)| *year == column).map(|(_, weight)| *weight);
            let counts = line.is_counted() && within.counts(line.activity());
            let Some(weight) = weight.filter(|_| counts) else { return Ok([0.0; 2]) };
            let emissions = per_unit(line, column, supply)?;
            let turned = emissions.times(-1)?;
            let tonnes = |emissions| -> Result<f64> {
                let counted = within.counted(emissions)?;
                Ok(float(within.tonnes(&counted)?.checked_mul(UNIT)?.checked_mul(weight)?))
            };
            Ok([tonnes(emissions)?, -tonnes(turned)?])
        })?;
        Ok(Goal { weights, limit: 0.0, tolerance: 0.0, size: 0.0 })
    }

    fn value(&self, tables: &Tables) -> f64 {
        let weights = self.weights.get(tables.plants).map_or(&[][..], Vec::as_slice);
        let amounts = tables.amounts.iter().zip(&tables.shares);
        let mut sum = 0.0;
        for ((amount, share), [above, below]) in amounts.zip(weights) {
            sum += amount * share * if *amount < 0.0 { below } else { above };
        }
        sum
    }
}

/// The projected years that a target counts, by their numbers, with how much of each.
fn years_of(
    projection: &Projection<'_>,
    target: &Target,
    question: &GapQuestion,
) -> Vec<(usize, Exact)> {
    let years = projection.years().iter().enumerate();
    let Demand::Budget { first, rule } = target.demand else {
        return years
            .filter(|(_, year)| **year == question.year)
            .map(|(index, _)| (index, Exact::ONE))
            .collect();
    };
    years
        .filter(|(_, year)| (first..=question.year).contains(*year))
        .map(|(index, year)| {
            let end = *year == first || *year == question.year;
            let half = rule == CumulativeRule::Trapezoid && end;
            (index, if half { Exact::new(5, 1) } else { Exact::ONE })
        })
        .collect()
}
