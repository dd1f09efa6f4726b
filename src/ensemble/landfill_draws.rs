//! First-order decay in blocks of draws.

use super::float;
use super::kernel::exp;
use super::law::Law;
use super::philox::variable_number;
use super::plan::{BLOCK, Source};
use super::problem::EnsembleProblem;
use super::run::Simulation;
use super::sample::Sample;
use crate::Year;
use crate::distribution::Distribution;
use crate::error::{Error, Location, Result};
use crate::method::waste::{Landfill, LandfillWaste};

/// A number of a landfill.
///
/// # Examples
///
/// See [`LandfillDraws`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LandfillInput {
    /// The mass that was deposited, in all years alike.
    Deposits,
    /// The degradable carbon of the waste.
    DegradableCarbon,
    /// The share of it that decomposes.
    DecomposedShare,
    /// The methane correction factor.
    MethaneCorrection,
    /// The decay rate; of a half-life the other way round.
    DecayRate,
    /// The methane in the gas, of all kinds of waste.
    MethaneFraction,
    /// What is oxidised in the cover, of all kinds of waste.
    Oxidation,
    /// The methane that is recovered.
    Recovered,
}

/// How sure a number of a landfill is.
///
/// # Examples
///
/// See [`LandfillDraws`].
#[derive(Debug, Clone, PartialEq)]
pub struct LandfillVariation {
    /// The name of the variable, which its draws hang on; one name is one draw.
    pub variable: String,
    /// The number.
    pub input: LandfillInput,
    /// The kind of waste by its place in the landfill; every kind if none.
    pub waste: Option<usize>,
    /// The true number over the stated one: a distribution around 1.
    pub distribution: Distribution,
}

/// The methane of a landfill, year by year and draw by draw.
///
/// The recursion of [`Landfill::decay`], in floating point: carbon that is not gone is carried on with
/// the decay rate of the draw. Methane that is recovered beyond what a draw generates leaves nothing.
///
/// # Examples
///
/// ```
/// use climate_account::distribution::{Distribution, Family};
/// use climate_account::ensemble::{LandfillDraws, LandfillInput, LandfillVariation, Simulation};
/// use climate_account::method::waste::{DecayRate, DecayStart, Landfill, LandfillWaste};
/// use climate_account::method::{Sourced, TimeVarying};
/// use climate_account::number::Exact;
/// use climate_account::{Quantity, Source, Title, Year, series::AnnualQuantities, unit::Mass};
///
/// let source = Source::new("Odder Renovation", "Weighbridge", 1990, "sheet 1")?;
/// let share = |hundredths| Sourced::new(Exact::new(hundredths, 2), &source);
/// let year = Year::new(1990)?;
/// let deposits = AnnualQuantities::starting(year, [Quantity::<Mass>::tonnes(10_000)])?;
/// let food = LandfillWaste {
///     name: Title::new("Madaffald", "Food waste"),
///     deposits: Sourced::new(deposits, &source),
///     history: None,
///     degradable_carbon: share(15),
///     decomposed_share: share(50),
///     methane_correction: TimeVarying::constant(share(100)),
///     decay_rate: Sourced::new(DecayRate::new(Exact::new(9, 2))?, &source),
/// };
/// let landfill = Landfill {
///     waste: vec![food],
///     methane_fraction: share(50),
///     oxidation: TimeVarying::constant(share(10)),
///     recovered: None,
///     start: DecayStart::NEXT_JANUARY,
/// };
/// let vary = |variable: &str, input, percent: i64| {
///     let distribution = Distribution::from_guideline_half_range(Family::Lognormal, 1, percent)?;
///     climate_account::Result::Ok(LandfillVariation { variable: variable.to_owned(), input, waste: None, distribution })
/// };
/// let variations = [
///     vary("decay rate", LandfillInput::DecayRate, 40)?,
///     vary("carbon", LandfillInput::DegradableCarbon, 20)?,
/// ];
/// let simulation = Simulation::new(10_000, 1)?;
/// let years = (Year::new(1991)?, Year::new(2010)?);
/// let draws = LandfillDraws::new(&landfill, &variations, &simulation, years)?;
/// // 750 t C x 0.5 x 16/12 x 0.9 x (1 - exp(-0.09)) = 38.73 t in the first year.
/// let first = draws.year(years.0)?.summary()?;
/// assert!((first.mean.value - 38.7).abs() < 0.5);
/// assert!(first.high.value / first.low.value > 1.5);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct LandfillDraws {
    first: Year,
    last: Year,
    years: Vec<Sample>,
}

/// What is drawn, and what it multiplies.
struct Varied {
    source: Source,
    input: LandfillInput,
    waste: Option<usize>,
}

/// A kind of waste without its types.
struct Kind {
    /// Grams of carbon that decompose, of the deposits of each year.
    carbon: Vec<f64>,
    rate: f64,
}

/// Years that the whole landfill has, without its types.
struct Site {
    kinds: Vec<Kind>,
    /// Tonnes of methane for a gram of carbon.
    per_carbon: f64,
    /// Months of decay in the year of the deposit, as a part of the year.
    first_year: f64,
    recovered: Vec<f64>,
    oxidation: Vec<f64>,
}

impl LandfillDraws {
    /// Draws the years from the first to the last; those before are carried along.
    ///
    /// # Examples
    ///
    /// See [`LandfillDraws`].
    ///
    /// # Errors
    ///
    /// Those of [`Landfill::decay`]; [`InvalidDistribution`](crate::ErrorKind::InvalidDistribution),
    /// with the name of the variable, for a distribution that cannot be drawn or does not hold 1;
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a kind of waste that the landfill has not;
    /// [`MissingValue`](crate::ErrorKind::MissingValue) where the last year is before the first.
    pub fn new(
        landfill: &Landfill,
        variations: &[LandfillVariation],
        simulation: &Simulation,
        years: (Year, Year),
    ) -> Result<LandfillDraws> {
        let (first, last) = years;
        // Everything is checked there, once.
        let exact = landfill.decay(last)?;
        let start = exact.years().first().map_or(last, |year| year.year);
        let site = Site::new(landfill, start, last)?;
        let varied = variations
            .iter()
            .map(|variation| Varied::new(variation, landfill.waste.len(), simulation))
            .collect::<Result<Vec<_>>>()?;
        let length = usize::try_from(simulation.draws()).unwrap_or(usize::MAX);
        let wanted = first.to(last).count();
        if wanted == 0 {
            return Err(Error::new(EnsembleProblem::NoLines));
        }
        let all = start.to(last).count();
        let mut values = vec![Vec::with_capacity(length); wanted];
        let mut room = Room::new(landfill.waste.len(), all);
        for block in (0..simulation.draws()).step_by(BLOCK) {
            room.draw(&varied, block, simulation.draws());
            room.decay(&site);
            room.emit(&site);
            // Years before the landfill have no methane.
            let before = wanted.saturating_sub(all);
            let emitted = room.years.get(all.saturating_sub(wanted)..).unwrap_or_default();
            for (place, values) in values.iter_mut().enumerate() {
                let taken = (length - values.len()).min(BLOCK);
                match place.checked_sub(before).and_then(|place| emitted.get(place)) {
                    Some(emitted) => values.extend_from_slice(&emitted[..taken]),
                    None => values.resize(values.len() + taken, 0.0),
                }
            }
        }
        let years = values.into_iter().map(Sample::new).collect::<Result<_>>()?;
        Ok(LandfillDraws { first, last, years })
    }

    /// The tonnes of methane emitted in a year.
    ///
    /// # Examples
    ///
    /// See [`LandfillDraws`].
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) for a year that was not drawn.
    pub fn year(&self, year: Year) -> Result<&Sample> {
        let place = usize::try_from(year.number() - self.first.number()).ok();
        place.and_then(|place| self.years.get(place)).ok_or_else(|| {
            let found = format!("{} to {}", self.first, self.last);
            Error::new(EnsembleProblem::YearNotDrawn { year, found })
        })
    }
}

impl Varied {
    fn new(variation: &LandfillVariation, kinds: usize, simulation: &Simulation) -> Result<Varied> {
        let name = &variation.variable;
        let law = Law::new(&variation.distribution)
            .map_err(|error| error.at(Location::default().field(name.as_str())))?;
        if !law.holds(1.0) {
            return Err(Error::new(EnsembleProblem::ValueOutside {
                name: name.clone(),
                value: "1".to_owned(),
                found: variation.distribution.to_string(),
            }));
        }
        if let Some(found) = variation.waste.filter(|waste| *waste >= kinds) {
            let name = name.clone();
            return Err(Error::new(EnsembleProblem::KindOfWaste { name, kinds, found }));
        }
        let source = Source::new(law, variable_number(name), simulation)
            .by_table(law.table().map(std::sync::Arc::new));
        Ok(Varied { source, input: variation.input, waste: variation.waste })
    }
}

impl Site {
    fn new(landfill: &Landfill, start: Year, last: Year) -> Result<Site> {
        const TONNE: f64 = 1e6;
        let kinds = landfill.waste.iter().map(|waste| Kind::new(waste, start, last));
        let recovered = landfill.recovered.as_ref();
        let of_year = |year| {
            let mass = recovered.and_then(|series| series.value.get(year)).unwrap_or_default();
            float(mass.base_value()) / TONNE
        };
        let month = f64::from(u8::from(landfill.start));
        Ok(Site {
            kinds: kinds.collect::<Result<_>>()?,
            per_carbon: float(landfill.methane_fraction.value) * (16.0 / 12.0) / TONNE,
            first_year: (13.0 - month) / 12.0,
            recovered: start.to(last).map(of_year).collect(),
            oxidation: start
                .to(last)
                .map(|year| float(landfill.oxidation.at(year).value))
                .collect(),
        })
    }
}

impl Kind {
    fn new(waste: &LandfillWaste, start: Year, last: Year) -> Result<Kind> {
        let deposits = waste.all_deposits()?;
        let shares = float(waste.degradable_carbon.value) * float(waste.decomposed_share.value);
        let carbon = start.to(last).map(|year| {
            let mass = deposits.get(year).map_or(0.0, |mass| float(mass.base_value()));
            mass * shares * float(waste.methane_correction.at(year).value)
        });
        Ok(Kind { carbon: carbon.collect(), rate: float(waste.decay_rate.value.per_year()?) })
    }
}

/// The numbers of a block.
struct Room {
    /// What each kind's carbon and decay rate are multiplied by.
    kinds: Vec<[[f64; BLOCK]; 2]>,
    methane: [f64; BLOCK],
    oxidation: [f64; BLOCK],
    recovered: [f64; BLOCK],
    years: Vec<[f64; BLOCK]>,
}

impl Room {
    fn new(kinds: usize, years: usize) -> Room {
        let one = [1.0; BLOCK];
        Room {
            kinds: vec![[one; 2]; kinds],
            methane: one,
            oxidation: one,
            recovered: one,
            years: vec![[0.0; BLOCK]; years],
        }
    }

    fn draw(&mut self, varied: &[Varied], first: u32, draws: u32) {
        let one = [1.0; BLOCK];
        self.kinds.fill([one; 2]);
        (self.methane, self.oxidation, self.recovered) = (one, one, one);
        let mut values_drawn = one;
        for variable in varied {
            variable.source.draw(first, draws, &mut values_drawn);
            let vary = |values: &mut [f64; BLOCK]| {
                for (value, factor) in values.iter_mut().zip(&values_drawn) {
                    *value *= factor;
                }
            };
            match variable.input {
                LandfillInput::MethaneFraction => vary(&mut self.methane),
                LandfillInput::Oxidation => vary(&mut self.oxidation),
                LandfillInput::Recovered => vary(&mut self.recovered),
                input => {
                    let place = usize::from(input == LandfillInput::DecayRate);
                    for (kind, values) in self.kinds.iter_mut().enumerate() {
                        if variable.waste.is_none_or(|waste| waste == kind) {
                            vary(&mut values[place]);
                        }
                    }
                }
            }
        }
    }

    /// The carbon that decomposes in each year.
    fn decay(&mut self, site: &Site) {
        self.years.fill([0.0; BLOCK]);
        for (kind, [scale, rates]) in site.kinds.iter().zip(&self.kinds) {
            // Shares of the stock and of the new carbon that go and stay, times the scale of what is new.
            let (mut gone, mut left) = ([0.0; BLOCK], [0.0; BLOCK]);
            let (mut new_gone, mut new_left) = ([0.0; BLOCK], [0.0; BLOCK]);
            for lane in 0..BLOCK {
                let rate = kind.rate * rates[lane];
                left[lane] = exp(-rate);
                gone[lane] = 1.0 - left[lane];
                let kept = exp(-rate * site.first_year);
                new_left[lane] = scale[lane] * kept;
                new_gone[lane] = scale[lane] * (1.0 - kept);
            }
            let mut stock = [0.0; BLOCK];
            if site.first_year > 0.0 {
                for (carbon, sums) in kind.carbon.iter().zip(&mut self.years) {
                    for lane in 0..BLOCK {
                        sums[lane] += stock[lane] * gone[lane] + carbon * new_gone[lane];
                        stock[lane] = stock[lane] * left[lane] + carbon * new_left[lane];
                    }
                }
            } else {
                for (carbon, sums) in kind.carbon.iter().zip(&mut self.years) {
                    for lane in 0..BLOCK {
                        sums[lane] += stock[lane] * gone[lane];
                        stock[lane] = stock[lane] * left[lane] + carbon * scale[lane];
                    }
                }
            }
        }
    }

    /// From carbon to what leaves the cover.
    fn emit(&mut self, site: &Site) {
        let per_year = self.years.iter_mut().zip(site.recovered.iter().zip(&site.oxidation));
        for (values, (recovered, oxidation)) in per_year {
            for (lane, value) in values.iter_mut().enumerate() {
                let generated = *value * (site.per_carbon * self.methane[lane]);
                let rest = generated - recovered * self.recovered[lane];
                let rest = if rest > 0.0 { rest } else { 0.0 };
                *value = rest * (1.0 - oxidation * self.oxidation[lane]);
            }
        }
    }
}
