use super::problem::EnsembleProblem;
use super::sample::Sample;
use crate::error::{Error, Location, Result};

/// How the values of a variable are spread over the draws.
///
/// # Examples
///
/// ```
/// use climate_account::{distribution::Distribution, ensemble::{Model, Sampling, Simulation}};
///
/// let mut model = Model::new();
/// model.variable("share", &Distribution::uniform(0, 1)?)?;
/// model.line("x", 1.into(), &["share"])?;
/// let cube = Simulation::new(1000, 1)?.sampling(Sampling::LatinHypercube);
/// let mean = model.simulate(&cube)?.output("x")?.summary()?.mean.value;
/// assert!((mean - 0.5).abs() < 1e-4); // plain draws are off by 0.01
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Sampling {
    /// Independent draws.
    Plain,
    /// One draw in each of as many slices of equal probability as there are draws, in an order of
    /// its own for each variable.
    LatinHypercube,
}

/// Number of draws, seed, and sampling.
///
/// # Examples
///
/// ```
/// use climate_account::ensemble::Simulation;
///
/// assert_eq!(Simulation::new(10_000, 42)?.draws(), 10_000);
/// assert!(Simulation::new(0, 42).is_err());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Simulation {
    draws: u32,
    pub(super) seed: u64,
    pub(super) sampling: Sampling,
}

impl Simulation {
    /// Plain draws.
    ///
    /// # Examples
    ///
    /// See [`Simulation`]:
    ///
    /// ```
    /// use climate_account::ensemble::Simulation;
    ///
    /// assert_eq!(Simulation::new(2, 0)?.draws(), 2);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for fewer than two draws.
    pub fn new(draws: u32, seed: u64) -> Result<Simulation> {
        if draws < 2 {
            return Err(Error::new(EnsembleProblem::Draws { found: draws }));
        }
        Ok(Simulation { draws, seed, sampling: Sampling::Plain })
    }

    /// With another sampling.
    ///
    /// # Examples
    ///
    /// See [`Sampling`]:
    ///
    /// ```
    /// use climate_account::ensemble::{Sampling, Simulation};
    ///
    /// let cube = Simulation::new(100, 1)?.sampling(Sampling::LatinHypercube);
    /// assert_ne!(cube, Simulation::new(100, 1)?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn sampling(self, sampling: Sampling) -> Simulation {
        Simulation { sampling, ..self }
    }

    /// The number of draws.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::ensemble::Simulation;
    ///
    /// assert_eq!(Simulation::new(500, 1)?.draws(), 500);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn draws(&self) -> u32 {
        self.draws
    }
}

/// The draws of all outputs of a model.
///
/// # Examples
///
/// ```
/// use climate_account::{distribution::Distribution, ensemble::{Model, Simulation}};
///
/// let mut model = Model::new();
/// model.variable("factor", &Distribution::uniform(1, 2)?)?;
/// model.line("2020", 100.into(), &["factor"])?;
/// model.line("2030", 60.into(), &["factor"])?;
/// let run = model.simulate(&Simulation::new(100, 1)?)?;
/// // The factor is the same in both years, so the trend is certain.
/// let trend = run.change_in_percent("2020", "2030")?.summary()?;
/// assert!((trend.low.value + 40.0).abs() < 1e-12 && (trend.high.value + 40.0).abs() < 1e-12);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    pub(super) names: Vec<String>,
    pub(super) samples: Vec<Sample>,
}

impl Run {
    /// The draws of one output.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::Distribution, ensemble::{Model, Simulation}};
    ///
    /// let mut model = Model::new();
    /// model.variable("factor", &Distribution::uniform(1, 2)?)?;
    /// model.line("heat", 100.into(), &["factor"])?;
    /// let run = model.simulate(&Simulation::new(100, 1)?)?;
    /// assert_eq!(run.output("heat")?.values().len(), 100);
    /// assert!(run.output("hat").unwrap_err().to_string().ends_with("did you mean heat?"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) for an output that the model has not.
    pub fn output(&self, name: &str) -> Result<&Sample> {
        self.names
            .iter()
            .position(|known| known == name)
            .and_then(|index| self.samples.get(index))
            .ok_or_else(|| unknown_output(name, self.names.iter().map(String::as_str)))
    }

    /// The sum of outputs, draw by draw.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{distribution::Distribution, ensemble::{Model, Simulation}};
    ///
    /// let mut model = Model::new();
    /// model.variable("factor", &Distribution::uniform(1, 2)?)?;
    /// model.line("heat", 100.into(), &["factor"])?;
    /// model.line("forest", (-100).into(), &["factor"])?;
    /// let sum = model.simulate(&Simulation::new(100, 1)?)?.sum(&["heat", "forest"])?;
    /// assert!(sum.values().iter().all(|value| *value == 0.0));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`output`](Run::output); also without a name.
    pub fn sum(&self, names: &[&str]) -> Result<Sample> {
        let Some((first, rest)) = names.split_first() else {
            return Err(Error::new(EnsembleProblem::NoLines));
        };
        let mut sum = self.output(first)?.values().to_vec();
        for name in rest {
            for (value, term) in sum.iter_mut().zip(self.output(name)?.values()) {
                *value += term;
            }
        }
        Sample::new(sum)
    }

    /// The change from one output to another in per cent of the first, draw by draw.
    ///
    /// # Examples
    ///
    /// See [`Run`]:
    ///
    /// ```
    /// use climate_account::{distribution::Distribution, ensemble::{Model, Simulation}};
    ///
    /// let mut model = Model::new();
    /// model.variable("factor", &Distribution::uniform(1, 2)?)?;
    /// model.line("2020", 50.into(), &["factor"])?;
    /// model.line("2030", 75.into(), &["factor"])?;
    /// let run = model.simulate(&Simulation::new(10, 1)?)?;
    /// let change = run.change_in_percent("2020", "2030")?;
    /// assert!(change.values().iter().all(|value| (value - 50.0).abs() < 1e-12));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`output`](Run::output); [`OutOfRange`](crate::ErrorKind::OutOfRange) where a draw of the
    /// first is zero.
    pub fn change_in_percent(&self, from: &str, to: &str) -> Result<Sample> {
        let (first, second) = (self.output(from)?.values(), self.output(to)?.values());
        let change = first.iter().zip(second).map(|(from, to)| 100.0 * (to - from) / from);
        let named = |error: Error| error.at(Location::default().field(format!("{from} to {to}")));
        Sample::new(change.collect()).map_err(named)
    }
}

pub(super) fn unknown_output<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Error {
    Error::new(EnsembleProblem::UnknownOutput { name: name.to_owned(), near: near(name, known) })
}

/// What to do about an unknown name.
pub(super) fn near<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let near = crate::nearest_names(name, known);
    if near.is_empty() {
        return "add it first".to_owned();
    }
    format!("did you mean {}?", near.join(", "))
}
