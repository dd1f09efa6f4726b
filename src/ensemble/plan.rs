use super::correlation::Group;
use super::kernel::{BELOW_ONE, ln_positive, sine_and_cosine_of_turns};
use super::law::Law;
use super::permutation::Permutation;
use super::philox::{Purpose, Stream, unit_interval};
use super::run::{Sampling, Simulation};

/// Draws of a block: small enough for the nearest cache, a whole number of pairs.
pub(super) const BLOCK: usize = 128;
const HALF: usize = BLOCK / 2;

/// A model made ready for drawing: names are gone, lines are summed.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) variables: Vec<Source>,
    /// With the places of their variables, rising.
    pub(super) groups: Vec<(Group, Vec<usize>)>,
    pub(super) terms: Vec<Term>,
    pub(super) outputs: usize,
}

/// Where the draws of a variable come from.
#[derive(Debug)]
pub(super) struct Source {
    law: Law,
    stream: Stream,
    /// Order of the slices and their number, for Latin hypercubes.
    slices: Option<(Permutation, f64)>,
    /// Whether scores are wanted, which others have a part in.
    correlated: bool,
}

/// The product of some variables, and what it weighs in each output.
#[derive(Debug)]
pub(super) struct Term {
    pub(super) variables: Vec<usize>,
    pub(super) weights: Vec<(usize, f64)>,
}

impl Source {
    pub(super) fn new(law: Law, number: u64, simulation: &Simulation, correlated: bool) -> Source {
        let slices = match simulation.sampling {
            Sampling::Plain => None,
            Sampling::LatinHypercube => {
                let order = Permutation::new(simulation.draws(), simulation.seed, number);
                Some((order, f64::from(simulation.draws())))
            }
        };
        Source {
            law,
            stream: Stream::new(simulation.seed, number, Purpose::Draws),
            slices,
            correlated,
        }
    }

    /// The draws of a block that starts at an even draw; those past the last are of no meaning.
    fn draw(&self, first: u32, draws: u32, values: &mut [f64; BLOCK]) {
        let (mut words, mut others) = ([0; HALF], [0; HALF]);
        self.stream.fill(first / 2, &mut words, &mut others);
        if self.correlated {
            normals(&words, &others, values);
            return;
        }
        if self.slices.is_none() && self.law.takes_normals() {
            normals(&words, &others, values);
            self.law.apply_to_normal(values);
            return;
        }
        for (pair, (word, other)) in values.chunks_exact_mut(2).zip(words.iter().zip(&others)) {
            pair[0] = unit_interval(*word);
            pair[1] = unit_interval(*other);
        }
        if let Some((order, length)) = &self.slices {
            // A slice may round up to its end.
            for (value, draw) in values.iter_mut().zip(first..draws) {
                *value = ((f64::from(order.at(draw)) + *value) / length).min(BELOW_ONE);
            }
        }
        self.law.apply_to_uniform(values);
    }
}

/// Pairs of random words to pairs of standard normal numbers (Box and Muller 1958), in passes without
/// branches.
fn normals(words: &[u64; HALF], others: &[u64; HALF], values: &mut [f64; BLOCK]) {
    let (mut radius, mut sine, mut cosine) = ([0.0; HALF], [0.0; HALF], [0.0; HALF]);
    for (radius, word) in radius.iter_mut().zip(words) {
        *radius = (-2.0 * ln_positive(unit_interval(*word))).sqrt();
    }
    for ((sine, cosine), word) in sine.iter_mut().zip(&mut cosine).zip(others) {
        (*sine, *cosine) = sine_and_cosine_of_turns(unit_interval(*word));
    }
    for (pair, (radius, (sine, cosine))) in
        values.chunks_exact_mut(2).zip(radius.iter().zip(sine.iter().zip(&cosine)))
    {
        pair[0] = radius * cosine;
        pair[1] = radius * sine;
    }
}

/// Room for the draws of a block.
#[derive(Debug)]
pub(super) struct Room {
    draws: Vec<[f64; BLOCK]>,
    sums: Vec<[f64; BLOCK]>,
}

impl Plan {
    pub(super) fn room(&self) -> Room {
        Room {
            draws: vec![[0.0; BLOCK]; self.variables.len()],
            sums: vec![[0.0; BLOCK]; self.outputs],
        }
    }

    /// The outputs of the block that starts at a draw, a multiple of the length of a block. The
    /// order of the sums is fixed, so the bits depend on nothing but the draws.
    pub(super) fn block<'a>(
        &self,
        first: u32,
        draws: u32,
        room: &'a mut Room,
    ) -> &'a [[f64; BLOCK]] {
        for (source, values) in self.variables.iter().zip(&mut room.draws) {
            source.draw(first, draws, values);
        }
        for (group, places) in &self.groups {
            group.mix(places, &mut room.draws);
            for place in places {
                self.variables[*place].law.apply_to_scores(&mut room.draws[*place]);
            }
        }
        for sum in &mut room.sums {
            sum.fill(0.0);
        }
        let mut product = [0.0; BLOCK];
        for term in &self.terms {
            let values = match *term.variables {
                [] => {
                    product.fill(1.0);
                    &product
                }
                [only] => &room.draws[only],
                [one, other] => {
                    for ((value, one), other) in
                        product.iter_mut().zip(&room.draws[one]).zip(&room.draws[other])
                    {
                        *value = one * other;
                    }
                    &product
                }
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
