use std::sync::{Arc, OnceLock};

use super::problem::ScenarioProblem;
use super::projected_line::rounded;
use super::{Effect, Feed, PlannedNetwork, Scenario};
use crate::account::{Activity, Calculator};
use crate::error::{Error, Result};
use crate::factor::{FactorLayer, FactorMatch, FactorSet};
use crate::gas::Emissions;
use crate::method::{SupplyNetwork, SupplySystem, converted};
use crate::number::{Exact, Rounding};
use crate::unit::{Amount, Energy};
use crate::{Account, EmissionFactor, Location, Quantity, Year};

/// Plants whose packages are remembered, 2^12 of them at most.
const REMEMBERED: usize = 12;

/// A nanogram for each unit of energy: less than anyone can measure, and few enough decimals for
/// amounts of any size to add up.
const FACTOR: Rounding = Rounding::decimals(9);

/// The factors of the networks of a scenario in a year, by network.
pub(super) type YearFactors = Vec<EmissionFactor>;

/// The networks of a scenario, ready for plants to change them.
#[derive(Debug)]
pub(super) struct Supply {
    scenario: Scenario,
    years: Vec<Year>,
    /// By network, then by feed.
    feeds: Vec<Vec<ReadyFeed>>,
    plants: Vec<Plant>,
    /// By package of plants, as bits: the factors of each year.
    known: Vec<OnceLock<Arc<[YearFactors]>>>,
}

#[derive(Debug)]
struct ReadyFeed {
    id: Arc<str>,
    /// By year, in the unit of the network.
    output: Vec<Exact>,
    takes: Takes,
}

/// What a feed takes for each unit that it puts out.
#[derive(Debug)]
struct Takes {
    efficiency: Exact,
    from: From,
}

#[derive(Debug)]
enum From {
    Nothing,
    Network(usize),
    /// By year.
    Carrier(Vec<Arc<FactorMatch>>),
}

/// A measure that adds a plant.
#[derive(Debug)]
struct Plant {
    measure: usize,
    network: usize,
    /// Feeds that it takes over from; none for all.
    replaces: Vec<usize>,
    /// By year: the share of their output.
    share: Vec<Exact>,
    takes: Takes,
}

impl Supply {
    /// Looks up what feeds and plants take.
    pub(super) fn new(
        scenario: &Scenario,
        account: &Account,
        years: &[Year],
        factors: &FactorSet,
    ) -> Result<Supply> {
        let mut calculator = Calculator::new(account.profile(), factors);
        let mut look = LookUp { scenario, account, years, calculator: &mut calculator };
        let mut feeds = Vec::with_capacity(scenario.networks.len());
        for network in &scenario.networks {
            let ready = network.feeds.iter().map(|feed| look.feed(network, feed));
            feeds.push(ready.collect::<Result<Vec<_>>>()?);
        }
        let mut plants = Vec::new();
        for (measure, edit) in scenario.measures.iter().enumerate() {
            if let Effect::Plant { .. } = edit.effect() {
                let plant = look.plant(measure, &feeds);
                plants.push(plant.map_err(|error| super::projection::named(error, edit))?);
            }
        }
        let packages = if plants.len() <= REMEMBERED { 1 << plants.len() } else { 0 };
        let known = (0..packages).map(|_| OnceLock::new()).collect();
        let (scenario, years) = (scenario.clone(), years.to_vec());
        Ok(Supply { scenario, years, feeds, plants, known })
    }

    /// The factor set with the factors of a package before its own.
    pub(super) fn set(&self, factors: &FactorSet, years: &[YearFactors]) -> Result<FactorSet> {
        let id = format!("scenario {}", self.scenario.id);
        let own = FactorLayer::new(id, factors.vintage(), years.iter().flatten().cloned())?;
        Ok(FactorSet::new([own].into_iter().chain(factors.layers().iter().cloned())))
    }

    /// The network that a factor is of.
    pub(super) fn network_of(&self, factor: &EmissionFactor) -> Option<usize> {
        let (id, _) = factor.id().rsplit_once('/')?;
        self.scenario.networks.iter().position(|network| *network.id == *id)
    }

    /// The network of a plant.
    pub(super) fn network_of_measure(&self, measure: usize) -> Option<usize> {
        self.plants.iter().find(|plant| plant.measure == measure).map(|plant| plant.network)
    }

    /// The measures that add a plant.
    pub(super) fn plants(&self) -> impl Iterator<Item = usize> {
        self.plants.iter().map(|plant| plant.measure)
    }

    /// The factors of every year under measures, in the order in which they act.
    pub(super) fn factors(&self, order: &[usize]) -> Result<Arc<[YearFactors]>> {
        let place =
            |measure: &usize| self.plants.iter().position(|plant| plant.measure == *measure);
        let acting: Vec<usize> = order.iter().filter_map(place).collect();
        // The bits say nothing of an order other than that of the scenario.
        let bits = acting.iter().fold(0_usize, |bits, plant| {
            bits | 1_usize.wrapping_shl(u32::try_from(*plant).unwrap_or(0))
        });
        let known = self.known.get(bits).filter(|_| acting.is_sorted());
        if let Some(found) = known.and_then(OnceLock::get) {
            return Ok(Arc::clone(found));
        }
        let years = (0..self.years.len()).map(|year| self.in_year(&acting, year));
        let factors: Arc<[YearFactors]> = years.collect::<Result<_>>()?;
        Ok(known.map_or(Arc::clone(&factors), |known| Arc::clone(known.get_or_init(|| factors))))
    }

    fn in_year(&self, acting: &[usize], year: usize) -> Result<YearFactors> {
        let then = self.years.get(year).copied().unwrap_or(Year::MIN);
        let mut outputs: Vec<Vec<(Exact, &Takes)>> = self
            .feeds
            .iter()
            .map(|feeds| feeds.iter().map(|feed| (at(&feed.output, year), &feed.takes)).collect())
            .collect();
        for plant in acting.iter().filter_map(|plant| self.plants.get(*plant)) {
            let Some(feeds) = outputs.get_mut(plant.network) else { continue };
            let share = at(&plant.share, year);
            let mut moved = Exact::ZERO;
            for (index, (output, _)) in feeds.iter_mut().enumerate() {
                if plant.replaces.is_empty() || plant.replaces.contains(&index) {
                    let taken = rounded(output.checked_mul(share)?)?;
                    *output = output.checked_sub(taken)?;
                    moved = moved.checked_add(taken)?;
                }
            }
            feeds.push((moved, &plant.takes));
        }
        let mut networks = Vec::with_capacity(outputs.len());
        for (network, feeds) in self.scenario.networks.iter().zip(&outputs) {
            let at = |error: Error| error.at(field(network, then));
            networks.push(self.balance(network, feeds, year).map_err(at)?);
        }
        let solved = SupplySystem::new(networks)
            .and_then(|system| system.factors())
            .map_err(|error| error.at(Location::default().field(format!("networks, {then}"))))?;
        let factor = |network: &PlannedNetwork| {
            let source = self.scenario.source.clone();
            let factor =
                solved.emission_factor(&network.id, &network.carrier, &network.unit, source)?;
            let factor = match &network.process {
                Some(process) => factor.with_process(process.to_string()),
                None => factor,
            };
            let emissions = factor.emissions().map(|grams| grams.round(FACTOR))?;
            Ok(factor.projected(then, emissions, &self.scenario.source))
        };
        self.scenario.networks.iter().map(factor).collect()
    }

    /// What a network puts out and takes in a year.
    fn balance(
        &self,
        network: &PlannedNetwork,
        feeds: &[(Exact, &Takes)],
        year: usize,
    ) -> Result<SupplyNetwork> {
        let energy = |value: Exact| Quantity::<Energy>::new(value, network.unit.as_str());
        let (mut output, mut direct) = (Exact::ZERO, Emissions::none());
        let mut taken: Vec<(usize, Exact)> = Vec::new();
        for (fed, takes) in feeds {
            output = output.checked_add(*fed)?;
            let input = rounded(fed.quotient(takes.efficiency, Rounding::RESOLUTION)?)?;
            match &takes.from {
                From::Nothing => {}
                From::Network(other) => taken.push((*other, input)),
                From::Carrier(found) => {
                    let Some(found) = found.get(year) else { continue };
                    let amount = Amount::new(input, network.unit.clone());
                    direct =
                        direct.and(&converted(&amount, found.factor(), found.conversion())?)?;
                }
            }
        }
        let kept = Exact::ONE.checked_sub(network.loss)?;
        let delivered = energy(rounded(output.checked_mul(kept)?)?)?;
        let mut supply = SupplyNetwork::new(network.id.to_string(), delivered, direct);
        for (other, input) in taken.into_iter().filter(|(_, input)| !input.is_zero()) {
            let id = self.scenario.networks.get(other).map(|other| other.id.to_string());
            supply = supply.taking(id.unwrap_or_default(), energy(input)?);
        }
        Ok(supply)
    }
}

fn at(values: &[Exact], year: usize) -> Exact {
    values.get(year).copied().unwrap_or_default()
}

fn field(network: &PlannedNetwork, year: Year) -> Location {
    Location::default().field(format!("network {}, {year}", network.id))
}

struct LookUp<'l, 'a> {
    scenario: &'l Scenario,
    account: &'l Account,
    years: &'l [Year],
    calculator: &'l mut Calculator<'a>,
}

impl LookUp<'_, '_> {
    fn feed(&mut self, network: &PlannedNetwork, feed: &Feed) -> Result<ReadyFeed> {
        let ratio = feed.output.unit().ratio_to(&network.unit);
        let output = |year: &Year| {
            let output = match &ratio {
                Ok(ratio) => ratio.times(feed.output.at(*year)?, Rounding::RESOLUTION)?,
                Err(_) => {
                    Amount::new(1, feed.output.unit().clone()).convert_to(&network.unit)?.value
                }
            };
            if output.is_negative() {
                let (feed, found) = (feed.id.to_string(), output.to_string());
                return Err(Error::new(ScenarioProblem::FeedOutput { feed, found }));
            }
            rounded(output)
        };
        let at = |year: &Year, error: Error| {
            let what = format!("network {}, feed {}, {year}", network.id, feed.id);
            error.at(Location::default().field(what))
        };
        let outputs = self.years.iter().map(|year| output(year).map_err(|error| at(year, error)));
        Ok(ReadyFeed {
            id: Arc::clone(&feed.id),
            output: outputs.collect::<Result<_>>()?,
            takes: Takes {
                efficiency: feed.efficiency,
                from: self.from(network, feed.carrier.as_ref(), feed.process.as_ref(), at)?,
            },
        })
    }

    fn from(
        &mut self,
        network: &PlannedNetwork,
        carrier: Option<&Arc<str>>,
        process: Option<&Arc<str>>,
        at: impl Fn(&Year, Error) -> Error,
    ) -> Result<From> {
        let Some(carrier) = carrier else { return Ok(From::Nothing) };
        let supplied = |other: &PlannedNetwork| {
            other.carrier == *carrier
                && other.process.as_ref().is_none_or(|own| Some(own) == process)
        };
        if let Some(other) = self.scenario.networks.iter().position(supplied) {
            return Ok(From::Network(other));
        }
        // The region of those that the network supplies, or of the account.
        let consumes = |activity: &&Activity| {
            activity.text(crate::account::TextFacet::Carrier) == Some(&network.carrier)
        };
        let mut activities = self.account.entries().map(|entry| entry.activity());
        let first = activities.next();
        let Some(line) = first.filter(consumes).or_else(|| activities.find(consumes)).or(first)
        else {
            return Ok(From::Nothing);
        };
        let mut found = Vec::with_capacity(self.years.len());
        for year in self.years {
            let amount = Amount::new(1, network.unit.clone());
            let asked = Activity::new(
                line.place(),
                *year,
                line.sector().clone(),
                amount.clone(),
                &self.scenario.source,
            );
            let asked = asked.carrier(Arc::clone(carrier));
            let asked = match process {
                Some(process) => asked.process(Arc::clone(process)),
                None => asked,
            };
            let factor = self.calculator.factor(&asked, &amount);
            found.push(factor.map_err(|error| at(year, error))?);
        }
        Ok(From::Carrier(found))
    }

    fn plant(&mut self, measure: usize, feeds: &[Vec<ReadyFeed>]) -> Result<Plant> {
        let scenario = self.scenario;
        let unknown = |what, named: &str, known: Vec<&str>| {
            let hint = crate::nearest::suggestion(named, known.into_iter());
            Error::new(ScenarioProblem::UnknownNetwork { what, named: named.to_owned(), hint })
        };
        let edit = scenario.measures.get(measure).map(|edit| (edit, edit.effect()));
        let Some((edit, Effect::Plant { network, share, replaces, carrier, process, efficiency })) =
            edit
        else {
            return Err(unknown("a network", "", Vec::new()));
        };
        let ids = || scenario.networks.iter().map(|network| &*network.id);
        let index = ids().position(|id| *id == **network);
        let Some((index, planned)) = index.zip(index.and_then(|i| scenario.networks.get(i))) else {
            return Err(unknown("a network of the scenario", network, ids().collect()));
        };
        let known = feeds.get(index).map_or(&[][..], Vec::as_slice);
        let place = |id: &Arc<str>| {
            let found = known.iter().position(|feed| feed.id == *id);
            found.ok_or_else(|| {
                unknown("a feed of the network", id, known.iter().map(|feed| &*feed.id).collect())
            })
        };
        let progress = self.years.iter().map(|year| {
            let progress = edit.progress().share(*year)?.round(super::driver::RATIO)?;
            share.checked_mul(progress)
        });
        let at = |year: &Year, error: Error| {
            let what = format!("measure {}, network {network}, {year}", edit.id());
            error.at(Location::default().field(what))
        };
        Ok(Plant {
            measure,
            network: index,
            replaces: replaces.iter().map(place).collect::<Result<_>>()?,
            share: progress.collect::<Result<_>>()?,
            takes: Takes {
                efficiency: *efficiency,
                from: self.from(planned, carrier.as_ref(), process.as_ref(), at)?,
            },
        })
    }
}
