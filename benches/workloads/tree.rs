//! The IPCC tree of 290 categories in 98 municipalities and 34 years: inner categories from 215
//! leaves, compared with reported values, of which twelve are wrong.

use climate_account::batch::{Deviation, Tolerance, Tree};
use climate_account::{Classification, number::Exact};

use super::generator::{FIRST_YEAR, PLACES, YEARS, below, fourth, rounded, uniform, uniforms};

pub struct Inputs {
    pub codes: Vec<String>,
    pub parents: Vec<Option<usize>>,
    /// Tonnes: municipality, year, leaf.
    pub leaves: Vec<i64>,
    /// Tonnes: municipality, year, inner category.
    pub reported: Vec<i64>,
    /// Municipality, year and category of each error.
    pub planted: Vec<(String, usize, String)>,
}

impl Inputs {
    pub fn new() -> Inputs {
        let ipcc = Classification::ipcc_2006();
        let codes: Vec<String> = ipcc.sectors().map(|sector| sector.code().to_owned()).collect();
        let place = |code: &str| codes.iter().position(|known| known == code);
        let parents: Vec<Option<usize>> = ipcc
            .sectors()
            .map(|sector| ipcc.ancestors(sector.index()).next().and_then(|up| place(up.code())))
            .collect();
        let is_leaf = |node: usize| !parents.contains(&Some(node));
        let (nodes, records) = (codes.len(), PLACES * YEARS);
        let leaf_nodes: Vec<usize> = (0..nodes).filter(|&node| is_leaf(node)).collect();
        let inner: Vec<usize> = (0..nodes).filter(|&node| !is_leaf(node)).collect();
        let leaf = |at| rounded(1e3 * (0.001 + 100.0 * fourth(uniform(60, at))));
        let leaves: Vec<i64> = (0..records * leaf_nodes.len()).map(leaf).collect();
        // Parents come before their children, so this goes from the bottom up.
        let mut reported = Vec::new();
        for record in leaves.chunks(leaf_nodes.len()) {
            let mut values = vec![0; nodes];
            for (&node, &value) in leaf_nodes.iter().zip(record) {
                values[node] = value;
            }
            for node in (0..nodes).rev() {
                if let Some(parent) = parents[node] {
                    values[parent] += values[node];
                }
            }
            reported.extend(inner.iter().map(|&node| values[node]));
        }
        let mut planted: Vec<(String, usize, String)> = uniforms(61, 36)
            .chunks(3)
            .map(|u| {
                let (place, year) = (below(u[0], PLACES), below(u[1], YEARS));
                let category = below(u[2], inner.len());
                let cell = &mut reported[(place * YEARS + year) * inner.len() + category];
                *cell = *cell * 102 / 100 + 1;
                (municipality(place), FIRST_YEAR + year, codes[inner[category]].clone())
            })
            .collect();
        planted.sort();
        planted.dedup();
        Inputs { codes, parents, leaves, reported, planted }
    }

    pub fn tree(&self) -> Tree {
        Tree::new(&self.parents).unwrap()
    }

    /// The sums, and what is further from them than 0.1 %.
    pub fn check(&self, tree: &Tree) -> (Vec<i64>, Vec<Deviation<i64>>) {
        let mut sums = vec![0; self.reported.len()];
        tree.roll_up(&self.leaves, &mut sums).unwrap();
        let tolerance = Tolerance::new(Exact::new(1, 3), 0).unwrap();
        let deviations = tree.deviations(&sums, &self.reported, tolerance).unwrap();
        (sums, deviations)
    }

    pub fn names(&self, deviations: &[Deviation<i64>]) -> Vec<(String, usize, String)> {
        let name = |cell: &Deviation<i64>| {
            let (place, year) = (cell.record / YEARS, cell.record % YEARS);
            (municipality(place), FIRST_YEAR + year, self.codes[cell.node].clone())
        };
        let mut names: Vec<_> = deviations.iter().map(name).collect();
        names.sort();
        names
    }
}

/// The same figures in floating point.
pub struct Floats {
    tree: Tree,
    leaves: Vec<f64>,
    reported: Vec<f64>,
}

impl Floats {
    pub fn new(inputs: &Inputs) -> Floats {
        let floats = |values: &[i64]| values.iter().map(|&value| value as f64).collect();
        let (leaves, reported) = (floats(&inputs.leaves), floats(&inputs.reported));
        Floats { tree: inputs.tree(), leaves, reported }
    }

    pub fn check(&self) -> (Vec<f64>, Vec<Deviation<f64>>) {
        let mut sums = vec![0.0; self.reported.len()];
        self.tree.roll_up_floats(&self.leaves, &mut sums).unwrap();
        let deviations = self.tree.float_deviations(&sums, &self.reported, 0.001, 0.0).unwrap();
        (sums, deviations)
    }
}

fn municipality(place: usize) -> String {
    format!("M{:03}", place + 1)
}
