use std::sync::Arc;

use super::correlation::Group;
use super::kernel::{BELOW_ONE, normal_quantile};
use super::law::Law;
use super::permutation::Permutation;
use super::philox::{Purpose, Stream};
use super::run::{Sampling, Simulation};
use super::score_table::ScoreTable;
use super::short_kernel::normals;

/// Draws of a block: small enough for the nearest cache.
pub(super) const BLOCK: usize = 128;

/// A model made ready for drawing: names are gone, lines are summed.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) draws: u32,
    /// The variables that more than one term takes, each with a place of its own.
    shared: Vec<Source>,
    /// With the places of their variables, rising.
    groups: Vec<(Group, Vec<usize>)>,
    terms: Vec<Term>,
    places: usize,
    pub(super) outputs: usize,
}

/// Where the draws of a variable come from.
#[derive(Debug, Clone)]
pub(super) struct Source {
    law: Law,
    table: Option<Arc<ScoreTable>>,
    stream: Stream,
    /// Order of the slices and their number, for Latin hypercubes.
    slices: Option<(Permutation, f64)>,
    /// Whether scores are wanted, which others have a part in.
    correlated: bool,
}

/// The product of some variables, and what it weighs in each output.
#[derive(Debug)]
pub(super) struct Term {
    /// Indices into the sources; places of draws once the plan is made.
    pub(super) variables: Vec<usize>,
    pub(super) weights: Vec<(usize, f64)>,
    /// Variables that only this term takes, drawn just before, and their places: what is used at once
    /// stays in the nearest cache.
    own: Vec<(Source, usize)>,
}

impl Term {
    pub(super) fn new(variables: Vec<usize>, weights: Vec<(usize, f64)>) -> Term {
        Term { variables, weights, own: Vec::new() }
    }
}

impl Source {
    pub(super) fn new(law: Law, number: u64, simulation: &Simulation) -> Source {
        let slices = match simulation.sampling {
            Sampling::Plain => None,
            Sampling::LatinHypercube => {
                let order = Permutation::new(simulation.draws(), simulation.seed, number);
                Some((order, f64::from(simulation.draws())))
            }
        };
        let stream = Stream::new(simulation.seed, number, Purpose::Draws);
        Source { law, table: None, stream, slices, correlated: false }
    }

    pub(super) fn by_table(self, table: Option<Arc<ScoreTable>>) -> Source {
        Source { table, ..self }
    }

    pub(super) fn correlated(self, correlated: bool) -> Source {
        Source { correlated, ..self }
    }

    /// The draws of a block, or its scores where others have a part in them; those past the last are
    /// of no meaning.
    pub(super) fn draw(&self, first: u32, draws: u32, values: &mut [f64; BLOCK]) {
        self.uniforms(first, values);
        if let Some((order, length)) = &self.slices {
            // A slice may round up to its end.
            for (value, draw) in values.iter_mut().zip(first..draws) {
                *value = ((f64::from(order.at(draw)) + *value) / length).min(BELOW_ONE);
            }
            match &self.table {
                Some(table) => {
                    for value in values {
                        *value = table.at(normal_quantile(*value));
                    }
                }
                None => self.law.apply_to_uniform(values),
            }
        } else if self.correlated {
            normals(values);
        } else if self.table.is_some() || self.law.takes_normals() {
            normals(values);
            self.apply_to_scores(values);
        } else {
            self.law.apply_to_uniform(values);
        }
    }

    /// Turns standard normal scores into draws, in place.
    fn apply_to_scores(&self, values: &mut [f64]) {
        match &self.table {
            Some(table) => table.apply(values),
            None => self.law.apply_to_scores(values),
        }
    }

    /// Four numbers of each counter, a quarter of a block apart.
    fn uniforms(&self, first: u32, values: &mut [f64; BLOCK]) {
        const QUARTER: usize = BLOCK / 4;
        let (mut words, mut others) = ([0; QUARTER], [0; QUARTER]);
        self.stream.fill(first / 4, &mut words, &mut others);
        for (quarters, words) in values.chunks_exact_mut(2 * QUARTER).zip([words, others]) {
            let (low, high) = quarters.split_at_mut(QUARTER);
            for ((low, high), word) in low.iter_mut().zip(high).zip(words) {
                *low = unit_interval(word & 0xFFFF_FFFF);
                *high = unit_interval(word >> 32);
            }
        }
    }
}

/// A number strictly between 0 and 1 from 32 bits: the midpoint of one of 2^32 cells.
#[inline]
fn unit_interval(word: u64) -> f64 {
    const TWO_TO_52: u64 = 0x4330_0000_0000_0000;
    const TWO_TO_52_LESS_A_HALF: f64 = 4_503_599_627_370_495.5;
    const CELL: f64 = 1.0 / 4_294_967_296.0;
    (f64::from_bits(TWO_TO_52 | word) - TWO_TO_52_LESS_A_HALF) * CELL
}

/// Room for the draws of a block.
#[derive(Debug)]
pub(super) struct Room {
    draws: Vec<[f64; BLOCK]>,
    sums: Vec<[f64; BLOCK]>,
}

impl Plan {
    pub(super) fn new(
        simulation: &Simulation,
        sources: &[Source],
        groups: Vec<(Group, Vec<usize>)>,
        mut terms: Vec<Term>,
        outputs: usize,
    ) -> Plan {
        let mut uses = vec![0_usize; sources.len()];
        for variable in terms.iter().flat_map(|term| &term.variables) {
            uses[*variable] += 1;
        }
        let is_own = |variable: usize| uses[variable] == 1 && !sources[variable].correlated;
        let mut places = vec![0; sources.len()];
        let (mut shared, mut next) = (Vec::new(), 0);
        for (variable, source) in sources.iter().enumerate().filter(|(at, _)| !is_own(*at)) {
            places[variable] = next;
            next += 1;
            shared.push(source.clone());
        }
        let mut most = 0;
        for term in &mut terms {
            let mut own = Vec::new();
            for variable in &mut term.variables {
                if is_own(*variable) {
                    own.push((sources[*variable].clone(), next + own.len()));
                    *variable = next + own.len() - 1;
                } else {
                    *variable = places[*variable];
                }
            }
            most = most.max(own.len());
            term.own = own;
        }
        let groups = groups.into_iter().map(|(group, variables)| {
            (group, variables.into_iter().map(|variable| places[variable]).collect())
        });
        let draws = simulation.draws();
        Plan { draws, shared, groups: groups.collect(), terms, places: next + most, outputs }
    }

    pub(super) fn room(&self) -> Room {
        Room { draws: vec![[0.0; BLOCK]; self.places], sums: vec![[0.0; BLOCK]; self.outputs] }
    }

    /// The outputs of the block that starts at a draw, a multiple of the length of a block. The
    /// order of the sums is fixed, so the bits depend on nothing but the draws.
    pub(super) fn block<'a>(&self, first: u32, room: &'a mut Room) -> &'a [[f64; BLOCK]] {
        for (source, values) in self.shared.iter().zip(&mut room.draws) {
            source.draw(first, self.draws, values);
        }
        for (group, places) in &self.groups {
            group.mix(places, &mut room.draws);
            for place in places {
                self.shared[*place].apply_to_scores(&mut room.draws[*place]);
            }
        }
        for sum in &mut room.sums {
            sum.fill(0.0);
        }
        let mut product = [0.0; BLOCK];
        for term in &self.terms {
            for (source, place) in &term.own {
                source.draw(first, self.draws, &mut room.draws[*place]);
            }
            let values = match *term.variables {
                [] => {
                    product.fill(1.0);
                    &product
                }
                [only] => &room.draws[only],
                [one, ref rest @ ..] => {
                    product = room.draws[one];
                    for variable in rest {
                        for (value, factor) in product.iter_mut().zip(&room.draws[*variable]) {
                            *value *= factor;
                        }
                    }
                    &product
                }
            };
            for (output, weight) in &term.weights {
                for (sum, value) in room.sums[*output].iter_mut().zip(values) {
                    *sum += weight * value;
                }
            }
        }
        &room.sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_interval_is_open_and_symmetric() {
        let (first, last) = (unit_interval(0), unit_interval(0xFFFF_FFFF));
        assert!(first > 0.0 && last < 1.0);
        assert_eq!(first.to_bits(), (1.0 - last).to_bits());
        assert_eq!(unit_interval(0x8000_0000).to_bits(), (0.5 + first).to_bits());
    }
}
