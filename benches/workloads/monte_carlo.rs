//! One account of 120 lines with 45 factors, each drawn once for all lines that use it: mean,
//! standard deviation and percentiles of the total and of eight sectors.

use climate_account::distribution::{Distribution, Family};
use climate_account::ensemble::{Model, Simulation, Summary};
use climate_account::number::Exact;

use super::generator::{LINES, SECTORS, below, cube, exact, rounded, sectors, uniforms};

pub const FACTORS: usize = 45;

/// What each line and factor is drawn from; medians and geometric standard deviations where
/// lognormal.
pub struct Inputs {
    pub means: Vec<f64>,
    /// Whether the activity is lognormal, otherwise normal.
    pub lognormal: Vec<bool>,
    pub variations: Vec<f64>,
    pub deviations: Vec<f64>,
    pub factor_of: Vec<usize>,
    pub modes: Vec<f64>,
    /// Whether the factor is triangular, otherwise lognormal.
    pub triangular: Vec<bool>,
    pub lows: Vec<f64>,
    pub highs: Vec<f64>,
    pub factor_deviations: Vec<f64>,
}

impl Inputs {
    pub fn new() -> Inputs {
        let four = |value: f64| rounded(1e4 * value) as f64 / 1e4;
        let lines = |stream, map: &dyn Fn(f64) -> f64| -> Vec<f64> {
            uniforms(stream, LINES).into_iter().map(map).collect()
        };
        let factors = |stream, map: &dyn Fn(f64) -> f64| -> Vec<f64> {
            uniforms(stream, FACTORS).into_iter().map(map).collect()
        };
        let modes = factors(25, &|u| four(0.02 + 0.25 * u));
        let bound = |stream, from: f64, range: f64| -> Vec<f64> {
            let shares = factors(stream, &|u| from + range * u);
            let pairs = modes.iter().zip(shares);
            pairs.map(|(mode, share)| rounded(1e5 * mode * share) as f64 / 1e5).collect()
        };
        Inputs {
            means: lines(20, &|u| rounded(1e3 * (5.0 + 5000.0 * cube(u))) as f64 / 1e3),
            lognormal: uniforms(21, LINES).iter().map(|u| *u < 0.4).collect(),
            variations: lines(22, &|u| four(0.02 + 0.08 * u)),
            deviations: lines(23, &|u| four(1.05 + 0.25 * u)),
            factor_of: uniforms(24, LINES).iter().map(|u| below(*u, FACTORS)).collect(),
            triangular: uniforms(26, FACTORS).iter().map(|u| *u < 0.5).collect(),
            lows: bound(27, 0.80, 0.18),
            highs: bound(28, 1.02, 0.38),
            factor_deviations: factors(29, &|u| four(1.03 + 0.32 * u)),
            modes,
        }
    }

    pub fn model(&self) -> Model {
        let mut model = Model::new();
        for factor in 0..FACTORS {
            let mode = exact(self.modes[factor]);
            let distribution = if self.triangular[factor] {
                Distribution::triangular(exact(self.lows[factor]), mode, exact(self.highs[factor]))
            } else {
                Distribution::from_median_and_gsd(mode, exact(self.factor_deviations[factor]))
            };
            model.variable(&format!("factor {factor}"), &distribution.unwrap()).unwrap();
        }
        for (line, sector) in sectors().into_iter().enumerate() {
            let mean = exact(self.means[line]);
            let distribution = if self.lognormal[line] {
                Distribution::from_median_and_gsd(mean, exact(self.deviations[line]))
            } else {
                let deviation = exact(self.variations[line] * self.means[line]);
                Distribution::from_mean_and_sd(Family::Normal, mean, deviation)
            };
            let name = format!("activity {line}");
            model.variable(&name, &distribution.unwrap()).unwrap();
            let factor = format!("factor {}", self.factor_of[line]);
            model.line(SECTORS[sector], Exact::ONE, &[&name, &factor]).unwrap();
        }
        model
    }
}

/// The total first, then the sectors.
pub fn summaries(model: &Model, draws: u32) -> Vec<Summary> {
    let run = model.simulate(&Simulation::new(draws, 1).unwrap()).unwrap();
    let total = run.sum(&SECTORS).unwrap().summary().unwrap();
    let sectors = SECTORS.iter().map(|sector| run.output(sector).unwrap().summary().unwrap());
    std::iter::once(total).chain(sectors).collect()
}
