//! From a model to its draws: in blocks, that any number of threads may share.

use core::ops::ControlFlow;

use super::count;
use super::model::Model;
use super::plan::{BLOCK, Plan};
use super::problem::EnsembleProblem;
use super::run::{Run, Simulation};
use super::sample::Sample;
use crate::error::{Error, Location, Result};

/// [`BLOCK`] as a number of draws.
const BLOCK_STEP: u32 = 128;
/// Draws of a task: long enough that a thread has something to do.
const TASK: u32 = 8 * BLOCK_STEP;
/// Draws between two reports of progress.
const ROUND: u32 = 64 * TASK;

impl Model {
    /// Draws the outputs.
    ///
    /// With the feature `rayon` blocks of draws are shared by the threads of the current pool; the
    /// bits are the same for any number of them.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::Distribution, ensemble::{Model, Simulation}};
    ///
    /// let mut model = Model::new();
    /// model.variable("factor", &Distribution::triangular(1, 2, 3)?)?;
    /// model.line("heat", 10.into(), &["factor"])?;
    /// let summary = model.simulate(&Simulation::new(10_000, 3)?)?.output("heat")?.summary()?;
    /// assert!((summary.median.value - 20.0).abs() < 5.0 * summary.median.standard_error);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) without lines;
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where a draw leaves the range of floating point;
    /// [`InvalidCorrelation`](crate::ErrorKind::InvalidCorrelation) for a Latin hypercube of
    /// correlated variables.
    pub fn simulate(&self, simulation: &Simulation) -> Result<Run> {
        self.part(simulation, 0, simulation.draws())
    }

    /// Draws the outputs and tells how far it is: `report` gets the share that is done, from 0 to 1,
    /// after every 65 536 draws and says whether to go on.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::ops::ControlFlow;
    /// use climate_account::{ErrorKind, distribution::Distribution, ensemble::{Model, Simulation}};
    ///
    /// let mut model = Model::new();
    /// model.variable("factor", &Distribution::uniform(0, 1)?)?;
    /// model.line("x", 1.into(), &["factor"])?;
    /// let simulation = Simulation::new(200_000, 3)?;
    /// let mut shares = Vec::new();
    /// let run = model.simulate_with(&simulation, |share| {
    ///     shares.push(share);
    ///     ControlFlow::Continue(())
    /// })?;
    /// assert_eq!(run, model.simulate(&simulation)?);
    /// assert_eq!((shares.len(), shares[0], shares[3]), (4, 0.32768, 1.0));
    /// // Somebody closed the window.
    /// let stopped = model.simulate_with(&simulation, |_| ControlFlow::Break(())).unwrap_err();
    /// assert_eq!(stopped.kind(), ErrorKind::Cancelled);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`simulate`](Model::simulate); [`Cancelled`](crate::ErrorKind::Cancelled) where `report`
    /// says so.
    pub fn simulate_with(
        &self,
        simulation: &Simulation,
        report: impl FnMut(f64) -> ControlFlow<()>,
    ) -> Result<Run> {
        self.draw(simulation, 0, simulation.draws(), report)
    }

    /// Only the draws from `first` to before `last`, with the same bits as in the whole.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::Distribution, ensemble::{Model, Simulation}};
    ///
    /// let mut model = Model::new();
    /// model.variable("factor", &Distribution::uniform(0, 1)?)?;
    /// model.line("x", 1.into(), &["factor"])?;
    /// let simulation = Simulation::new(1000, 3)?;
    /// let whole = model.simulate(&simulation)?;
    /// let part = model.part(&simulation, 333, 340)?;
    /// assert_eq!(part.output("x")?.values(), &whole.output("x")?.values()[333..340]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`simulate`](Model::simulate); [`OutOfRange`](crate::ErrorKind::OutOfRange) for draws
    /// outside those of the simulation, and for fewer than two.
    pub fn part(&self, simulation: &Simulation, first: u32, last: u32) -> Result<Run> {
        self.draw(simulation, first, last, |_| ControlFlow::Continue(()))
    }

    fn draw(
        &self,
        simulation: &Simulation,
        first: u32,
        last: u32,
        mut report: impl FnMut(f64) -> ControlFlow<()>,
    ) -> Result<Run> {
        let draws = simulation.draws();
        if first > last || last > draws {
            return Err(Error::new(EnsembleProblem::DrawRange { first, last, draws }));
        }
        let plan = self.plan(simulation)?;
        let length = index(last - first);
        let mut values: Vec<Vec<f64>> = vec![vec![0.0; length]; plan.outputs];
        let mut start = first;
        while start < last {
            // Rounds and tasks end where blocks do.
            let end = (start - start % BLOCK_STEP).saturating_add(ROUND).min(last);
            run(tasks(&mut values, first, start, end), &plan);
            let share = count(index(end - first)) / count(length);
            if report(share).is_break() {
                return Err(Error::new(EnsembleProblem::Cancelled {
                    done: end - first,
                    draws: last - first,
                }));
            }
            start = end;
        }
        let named = |(values, name): (Vec<f64>, &String)| {
            Sample::new(values).map_err(|error| error.at(Location::default().field(name.as_str())))
        };
        Ok(Run {
            names: self.outputs.iter().cloned().collect(),
            samples: values.into_iter().zip(&self.outputs).map(named).collect::<Result<_>>()?,
        })
    }
}

/// Some draws in a row, and where they go in each output.
struct Task<'a> {
    first: u32,
    outputs: Vec<&'a mut [f64]>,
}

/// Cuts the draws from `start` to `end` of values that begin at the draw `first`.
fn tasks(values: &mut [Vec<f64>], first: u32, start: u32, end: u32) -> Vec<Task<'_>> {
    let mut tasks: Vec<Task<'_>> = Vec::new();
    let mut at = start;
    while at < end {
        tasks.push(Task { first: at, outputs: Vec::with_capacity(values.len()) });
        at = (at - at % BLOCK_STEP).saturating_add(TASK).min(end);
    }
    let mut ends: Vec<u32> = tasks.iter().skip(1).map(|task| task.first).collect();
    ends.push(end);
    for output in values {
        let mut rest = output.get_mut(index(start - first)..index(end - first)).unwrap_or_default();
        for (task, end) in tasks.iter_mut().zip(&ends) {
            let (own, after) = rest.split_at_mut(index(end - task.first));
            task.outputs.push(own);
            rest = after;
        }
    }
    tasks
}

#[cfg(not(feature = "rayon"))]
fn run(tasks: Vec<Task<'_>>, plan: &Plan) {
    let mut room = plan.room();
    for task in tasks {
        task.run(plan, &mut room);
    }
}

#[cfg(feature = "rayon")]
fn run(tasks: Vec<Task<'_>>, plan: &Plan) {
    use rayon::iter::{IntoParallelIterator, ParallelIterator};
    let each = |room: &mut super::plan::Room, task: Task<'_>| task.run(plan, room);
    tasks.into_par_iter().for_each_init(|| plan.room(), each);
}

impl Task<'_> {
    fn run(self, plan: &Plan, room: &mut super::plan::Room) {
        let length = self.outputs.first().map_or(0, |output| output.len());
        let mut start = self.first - self.first % BLOCK_STEP;
        let mut skipped = index(self.first - start);
        let mut outputs = self.outputs;
        let mut done = 0;
        while done < length {
            let taken = (BLOCK - skipped).min(length - done);
            let sums = plan.block(start, room);
            for (output, sum) in outputs.iter_mut().zip(sums) {
                output[done..done + taken].copy_from_slice(&sum[skipped..skipped + taken]);
            }
            done += taken;
            skipped = 0;
            start = start.saturating_add(BLOCK_STEP);
        }
    }
}

/// A number of draws as a place in memory.
fn index(draws: u32) -> usize {
    usize::try_from(draws).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_as_long_as_its_step() {
        assert_eq!(index(BLOCK_STEP), BLOCK);
    }

    #[test]
    fn tasks_share_out_all_draws_at_ends_of_blocks() {
        for (first, start, end) in [(0, 0, 1), (3, 3, 5000), (200, 1024, 4096), (0, 0, ROUND)] {
            let mut values = vec![vec![0.0; index(end - first)]; 2];
            let tasks = tasks(&mut values, first, start, end);
            let mut at = start;
            for task in tasks {
                assert_eq!(task.first, at);
                assert!(at == start || at % BLOCK_STEP == 0);
                assert_eq!(task.outputs.len(), 2);
                assert_eq!(task.outputs[0].len(), task.outputs[1].len());
                at += u32::try_from(task.outputs[0].len()).unwrap();
            }
            assert_eq!(at, end);
        }
    }

    #[test]
    fn a_stopped_run_says_how_far_it_came() {
        let mut model = Model::new();
        model.line("x", 1.into(), &[]).unwrap();
        let simulation = Simulation::new(100_000, 1).unwrap();
        let error = model.simulate_with(&simulation, |_| ControlFlow::Break(())).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected 100000 draws, found that the caller stopped after 65536; go on, or draw fewer"
        );
    }
}
