//! 1000 scenarios, each a subset of 40 measures on 120 lines over 30 years: paths, sums of years,
//! gaps to two targets.

use std::sync::Arc;

use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::number::Exact;
use climate_account::scenario::{
    Driver, Effect, LineFilter, Measure, Progress, Projection, Ramp, Scenario, ScenarioRole,
};
use climate_account::sector::SectorRow;
use climate_account::series::{AnnualValue, Series};
use climate_account::{
    Account, Activity, Classification, FactorSet, Profile, SectorRef, Source, Title, Year,
};

use super::generator::{LINES, below, exact, fourth, rounded, uniform, uniforms};

pub const YEARS: usize = 30;
pub const FIRST_YEAR: i64 = 2021;
pub const MEASURES: usize = 40;
pub const SCENARIOS: usize = 1000;
/// The targets, as places of their years.
const TARGET_YEARS: [usize; 2] = [9, 24];

pub struct Inputs {
    /// Tonnes of each line in the first year.
    pub start: Vec<f64>,
    /// What each line loses a year, as a share of the first.
    pub decline: Vec<f64>,
    /// The lines of each measure.
    pub lines: Vec<Vec<usize>>,
    pub reductions: Vec<f64>,
    /// Years after the first in which a measure begins.
    pub begins: Vec<usize>,
    pub lengths: Vec<usize>,
    pub packages: Vec<Vec<bool>>,
}

impl Inputs {
    pub fn new() -> Inputs {
        let map = |stream, count, map: &dyn Fn(f64) -> f64| -> Vec<f64> {
            uniforms(stream, count).into_iter().map(map).collect()
        };
        let start = map(40, LINES, &|u| rounded(1e3 * (1.0 + 20_000.0 * fourth(u))) as f64 / 1e3);
        let decline = map(41, LINES, &|u| rounded(1e5 * 0.015 * u) as f64 / 1e5);
        let reductions = map(44, MEASURES, &|u| rounded(1e4 * (0.03 + 0.47 * u)) as f64 / 1e4);
        let counts = uniforms(42, MEASURES).into_iter().map(|u| 3 + below(u, 13));
        let lines = counts.enumerate().map(|(measure, count)| {
            let mut all: Vec<usize> = (0..LINES).collect();
            let key = |line: &usize| uniform(43, measure * LINES + line);
            all.sort_by(|one, other| key(one).total_cmp(&key(other)));
            all.truncate(count);
            all.sort_unstable();
            all
        });
        let taken = uniforms(47, SCENARIOS * MEASURES).into_iter().map(|u| u < 0.5);
        Inputs {
            start,
            decline,
            lines: lines.collect(),
            reductions,
            begins: uniforms(45, MEASURES).into_iter().map(|u| below(u, 16)).collect(),
            lengths: uniforms(46, MEASURES).into_iter().map(|u| 1 + below(u, 15)).collect(),
            packages: taken.collect::<Vec<_>>().chunks(MEASURES).map(<[bool]>::to_vec).collect(),
        }
    }

    /// Tonnes in the two target years.
    pub fn targets(&self) -> [f64; 2] {
        let reference = 1.25 * self.start.iter().sum::<f64>();
        [0.63 * reference, 0.50 * reference]
    }

    fn source() -> Source {
        Source::new("Bench", "Generated figures", 2026, "row").unwrap()
    }

    fn year(place: usize) -> Year {
        Year::new(FIRST_YEAR + place as i64).unwrap()
    }

    /// For each measure a classification whose one sector holds its lines.
    fn memberships() -> Vec<SectorRef> {
        let membership = |measure| {
            let title = Title::new("Tiltag", "Measure");
            let row = SectorRow::new("in", title.clone());
            let tree = Classification::new(format!("measure-{measure}"), title, [row]).unwrap();
            SectorRef::new(&Arc::new(tree), "in").unwrap()
        };
        (0..MEASURES).map(membership).collect()
    }

    pub fn account(&self) -> Account {
        let memberships = Inputs::memberships();
        let source = Inputs::source();
        let before = Year::new(FIRST_YEAR - 1).unwrap();
        let lines = self.start.iter().enumerate().map(|(line, &start)| {
            let emissions = Emissions::from_tonnes(Gas::CO2, exact(start));
            let activity =
                Activity::new("Town", before, "gpc:I.1.1".parse().unwrap(), emissions, &source)
                    .path(format!("line {line}"));
            let of = self.lines.iter().zip(&memberships);
            let of = of.filter(|(lines, _)| lines.contains(&line));
            of.fold(activity, |activity, (_, membership)| activity.also_in(membership.clone()))
        });
        let profile = Profile::new("Town", GwpSet::ar5());
        Account::compute(lines, &profile, &FactorSet::new([])).unwrap()
    }

    pub fn scenario(&self) -> Scenario {
        let (before, source) = (Year::new(FIRST_YEAR - 1).unwrap(), Inputs::source());
        let drivers = self.decline.iter().enumerate().map(|(line, &decline)| {
            let left = |year: usize| {
                let lost = exact(decline).checked_mul(Exact::from(year as i64)).unwrap();
                let left = Exact::ONE.checked_sub(lost).unwrap();
                (Inputs::year(year), AnnualValue::Number(left))
            };
            let anchors = std::iter::once((before, AnnualValue::Number(Exact::ONE)));
            let index = anchors.chain((0..YEARS).map(left));
            Driver {
                name: Title::new("Udvikling", "Trend"),
                lines: LineFilter::new().path(format!("line {line}")),
                index: Series::new("capita".parse().unwrap(), index).unwrap(),
                elasticity: Exact::ONE,
            }
        });
        let measures = Inputs::memberships().into_iter().enumerate().map(|(measure, lines)| {
            let first = FIRST_YEAR + self.begins[measure] as i64 - 1;
            let full = Year::new(first + self.lengths[measure] as i64).unwrap();
            Measure::new(
                format!("measure {measure}"),
                Title::new("Tiltag", "Measure"),
                LineFilter::new().sector(lines),
                Effect::Share { share: exact(self.reductions[measure]) },
                Progress::Ramp(Ramp::new(Year::new(first).unwrap(), full).unwrap()),
            )
        });
        let title = Title::new("Plan", "Plan");
        Scenario {
            drivers: drivers.collect(),
            measures: measures.collect(),
            ..Scenario::new("plan", title, ScenarioRole::Ambitious, &source)
        }
    }
}

/// Tonnes by scenario and year, sums of years, gaps to the targets.
pub struct Paths {
    pub tonnes: Vec<f64>,
    pub sums: Vec<f64>,
    pub gaps: [Vec<f64>; 2],
}

pub fn paths(projection: &Projection, packages: &[Vec<bool>], targets: [f64; 2]) -> Paths {
    let tonnes = projection.bulk().unwrap().evaluate(packages).unwrap();
    let rows = || tonnes.chunks_exact(YEARS);
    let sums = rows().map(|row| row.iter().sum()).collect();
    let gap =
        |target: usize| rows().map(|row| row[TARGET_YEARS[target]] - targets[target]).collect();
    let gaps = [gap(0), gap(1)];
    Paths { tonnes, sums, gaps }
}
