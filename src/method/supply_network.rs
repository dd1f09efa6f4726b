use super::MASS_RESOLUTION;
use super::energy_factor::{EnergyFactor, refuse_negative};
use super::linear_system::{Solution, components, solve};
use super::supply_problem::{SupplyProblem, not_negative};
use crate::error::{Error, Result};
use crate::gas::{Co2e, Emissions, Gas, GwpSet};
use crate::number::{Big, Exact, Rounding};
use crate::unit::Energy;
use crate::{EmissionFactor, Quantity, Source, Unit};

/// A network of electricity or heat: what it puts out, emits and takes from other networks in a year.
///
/// # Examples
///
/// ```
/// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
/// let heat = SupplyNetwork::new("heat", Quantity::new(500, "GWh")?, Emissions::from_tonnes(Gas::CO2, 30_000));
/// let factors = SupplySystem::new([heat])?.factors()?;
/// assert_eq!(factors.networks()[0].emissions().tonnes(Gas::CO2), 30_000.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct SupplyNetwork {
    name: String,
    output: Quantity<Energy>,
    direct: Emissions,
    takes: Vec<(String, Quantity<Energy>)>,
}

impl SupplyNetwork {
    /// A network with its gross output (with what other networks take, without its own use) and the
    /// direct emissions of its production.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// let heat = SupplyNetwork::new("heat", Quantity::new(500, "GWh")?, Emissions::from_tonnes(Gas::CO2, 30_000));
    /// let factors = SupplySystem::new([heat])?.factors()?;
    /// assert_eq!(factors.networks()[0].delivered(), Quantity::new(500, "GWh")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn new(
        name: impl Into<String>,
        output: Quantity<Energy>,
        direct: Emissions,
    ) -> SupplyNetwork {
        SupplyNetwork { name: name.into(), output, direct, takes: Vec::new() }
    }

    /// The same network, whose production takes energy from another network.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// let wind = SupplyNetwork::new("electricity", Quantity::new(1000, "GWh")?, Emissions::none());
    /// let heat = SupplyNetwork::new("heat", Quantity::new(300, "GWh")?, Emissions::none())
    ///     .taking("electricity", Quantity::new(100, "GWh")?);
    /// let factors = SupplySystem::new([wind, heat])?.factors()?;
    /// assert_eq!(factors.networks()[0].delivered(), Quantity::new(900, "GWh")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn taking(mut self, from: impl Into<String>, energy: Quantity<Energy>) -> SupplyNetwork {
        self.takes.push((from.into(), energy));
        self
    }

    /// The name.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::Emissions, method::*};
    /// let heat = SupplyNetwork::new("heat", Quantity::new(500, "GWh")?, Emissions::none());
    /// assert_eq!(heat.name(), "heat");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// Networks that feed each other: the factor of each follows from the fuels of all.
///
/// ```text
/// D_n x f_n = e_n + sum_m A_nm x f_m        (diag(D) - A) x f = e
/// ```
///
/// Input-output balance. Networks without a cycle are put into each other; a cycle (heat pumps in a
/// network that feeds a power plant) is solved exactly, and each factor is rounded once at the end.
/// Last year's factor never stands in for this year's.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
/// use climate_account::method::{SupplyNetwork, SupplySystem};
///
/// let gigawatt_hours = |value: i64| Quantity::<Energy>::gigawatt_hours(value);
/// let tonnes = |value: i64| Emissions::from_tonnes(Gas::CO2, value);
/// let system = SupplySystem::new([
///     SupplyNetwork::new("electricity", gigawatt_hours(1000), tonnes(200_000))
///         .taking("heat", gigawatt_hours(20)),
///     SupplyNetwork::new("heat", gigawatt_hours(500), tonnes(30_000))
///         .taking("electricity", gigawatt_hours(100)),
/// ])?;
/// let factors = system.factors()?;
/// let heat = factors.network("heat").unwrap();
/// let per_gigawatt_hour = heat.factor().in_unit(&"GWh".parse()?)?.tonnes(Gas::CO2);
/// assert_eq!(per_gigawatt_hour.to_string(), "100.4016064257028112449799197");
/// assert_eq!(heat.cycle(), ["electricity", "heat"]);
/// // What is delivered carries all that is emitted.
/// let delivered = factors.delivered_emissions()?;
/// assert_eq!(delivered.tonnes(Gas::CO2), 230_000.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct SupplySystem {
    /// By name.
    networks: Vec<SupplyNetwork>,
    /// Row by row what each network takes from each.
    takes: Vec<Vec<Quantity<Energy>>>,
    /// What each network delivers to consumers.
    delivered: Vec<Quantity<Energy>>,
    /// The networks that depend on each other, suppliers before those that they supply.
    components: Vec<Vec<usize>>,
}

impl SupplySystem {
    /// A system of networks; their order does not matter.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let tonnes = |value: i64| Emissions::from_tonnes(Gas::CO2, value);
    /// # let electricity = SupplyNetwork::new("electricity", Quantity::new(1000, "GWh")?, tonnes(200_000));
    /// # let heat = SupplyNetwork::new("heat", Quantity::new(500, "GWh")?, tonnes(30_000))
    /// #     .taking("electricity", Quantity::new(100, "GWh")?);
    /// let system = SupplySystem::new([electricity, heat])?;
    /// assert_eq!(system.factors()?.networks().len(), 2);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DuplicateId`](crate::ErrorKind::DuplicateId) for a name that comes twice;
    /// [`UnknownTarget`](crate::ErrorKind::UnknownTarget) for a network that is not of the system;
    /// [`InvalidActivity`](crate::ErrorKind::InvalidActivity) where a network takes from itself;
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where an output is not above zero, energy or a mass
    /// is below zero, or more is taken from a network than it puts out;
    /// [`ScalingUndefined`](crate::ErrorKind::ScalingUndefined), naming the networks, where a cycle
    /// delivers nothing outside itself; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn new(networks: impl IntoIterator<Item = SupplyNetwork>) -> Result<SupplySystem> {
        let mut networks: Vec<SupplyNetwork> = networks.into_iter().collect();
        networks.sort_by(|left, right| left.name.cmp(&right.name));
        let pairs = networks.iter().zip(networks.iter().skip(1));
        if let Some((first, _)) = pairs.into_iter().find(|(left, right)| left.name == right.name) {
            return Err(Error::new(SupplyProblem::DuplicateNetwork { name: first.name.clone() }));
        }
        let takes = takes(&networks)?;
        let mut delivered = Vec::with_capacity(networks.len());
        for (index, network) in networks.iter().enumerate() {
            let mut given = Quantity::ZERO;
            for row in &takes {
                given = given.checked_add(row[index])?;
            }
            let rest = network.output.checked_sub(given)?;
            if rest.base_value().is_negative() {
                return Err(Error::new(SupplyProblem::TakenBeyondOutput {
                    name: network.name.clone(),
                    output: network.output.to_string(),
                    taken: given.to_string(),
                }));
            }
            delivered.push(rest);
        }
        let links: Vec<Vec<bool>> = takes
            .iter()
            .map(|row| row.iter().map(|taken| !taken.base_value().is_zero()).collect())
            .collect();
        let components = components(&links);
        let system = SupplySystem { networks, takes, delivered, components };
        system.refuse_closed_cycles()?;
        Ok(system)
    }

    /// The factors of all networks.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let tonnes = |value: i64| Emissions::from_tonnes(Gas::CO2, value);
    /// # let electricity = SupplyNetwork::new("electricity", Quantity::new(1000, "GWh")?, tonnes(200_000));
    /// # let heat = SupplyNetwork::new("heat", Quantity::new(500, "GWh")?, tonnes(30_000))
    /// #     .taking("electricity", Quantity::new(100, "GWh")?);
    /// let factors = SupplySystem::new([electricity, heat])?.factors()?;
    /// let per_gigawatt_hour = |index: usize| factors.networks()[index].factor().in_unit(&"GWh".parse()?);
    /// assert_eq!(per_gigawatt_hour(0)?.tonnes(Gas::CO2), 200.into());
    /// assert_eq!(per_gigawatt_hour(1)?.tonnes(Gas::CO2), 100.into()); // (30000 + 100 x 200) / 500
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow) where a factor has too many digits.
    pub fn factors(&self) -> Result<SupplyFactors> {
        let columns = self.columns();
        let unit = Quantity::<Energy>::gigawatt_hours(1);
        let energies = self.takes.iter().flatten().chain(&self.delivered).chain([&unit]);
        let outputs = self.networks.iter().map(|network| network.output.base_value());
        let energy_scale =
            finest(energies.map(|energy| energy.base_value()).chain(outputs.clone()));
        let masses: Vec<Vec<Exact>> = self
            .networks
            .iter()
            .map(|network| columns.iter().map(|column| column.mass(&network.direct)).collect())
            .collect();
        let mass_scale = finest(masses.iter().flatten().copied());
        let energy = |energy: Exact| Big::at(energy, energy_scale);

        let outputs: Vec<Big> = outputs.map(energy).collect();
        let takes: Vec<Vec<Big>> = self
            .takes
            .iter()
            .map(|row| row.iter().map(|taken| energy(taken.base_value())).collect())
            .collect();
        let direct: Vec<Vec<Big>> = masses
            .iter()
            .map(|row| row.iter().map(|&mass| Big::at(mass, mass_scale)).collect())
            .collect();
        let solutions = solve(&outputs, &takes, &direct, &self.components)
            .ok_or_else(|| self.closed_cycle(self.components.first()))?;

        let factor_of = |solution: &Solution| {
            let emissions = values(
                solution,
                &columns,
                &energy(unit.base_value()),
                mass_scale,
                Rounding::RESOLUTION,
            )?;
            Ok(EnergyFactor::of_parts(emissions, unit))
        };
        let mut networks = Vec::with_capacity(self.networks.len());
        for (index, (network, solution)) in self.networks.iter().zip(&solutions).enumerate() {
            let delivered = energy(self.delivered[index].base_value());
            networks.push(SupplyFactor {
                name: network.name.clone(),
                delivered: self.delivered[index],
                emissions: values(solution, &columns, &delivered, mass_scale, MASS_RESOLUTION)?,
                factor: factor_of(solution)?,
                cycle: self.cycle_of(index),
            });
        }
        let mut factors = SupplyFactors { networks };
        factors.conserve(&columns, &masses)?;
        Ok(factors)
    }

    /// The gases of all networks, and the sets of what is only known as CO2e.
    fn columns(&self) -> Vec<Column> {
        let mut gases: Vec<Gas> = Vec::new();
        let mut sets: Vec<GwpSet> = Vec::new();
        for network in &self.networks {
            gases.extend(network.direct.masses().map(|(gas, _)| gas));
            for co2e in network.direct.reported() {
                if !sets.contains(co2e.gwp_set()) {
                    sets.push(co2e.gwp_set().clone());
                }
            }
        }
        gases.sort();
        gases.dedup();
        gases.into_iter().map(Column::Gas).chain(sets.into_iter().map(Column::Co2e)).collect()
    }

    fn cycle_of(&self, index: usize) -> Vec<String> {
        let found = self.components.iter().find(|members| members.contains(&index));
        let members = found.filter(|members| members.len() > 1);
        members.map_or_else(Vec::new, |members| {
            members.iter().map(|&member| self.networks[member].name.clone()).collect()
        })
    }

    fn refuse_closed_cycles(&self) -> Result<()> {
        for members in self.components.iter().filter(|members| members.len() > 1) {
            let mut open = false;
            for &supplier in members {
                let mut kept = Quantity::ZERO;
                for &taker in members {
                    kept = kept.checked_add(self.takes[taker][supplier])?;
                }
                open |= kept != self.networks[supplier].output;
            }
            if !open {
                return Err(self.closed_cycle(Some(members)));
            }
        }
        Ok(())
    }

    fn closed_cycle(&self, members: Option<&Vec<usize>>) -> Error {
        let names: Vec<String> = members
            .into_iter()
            .flatten()
            .map(|&member| format!("`{}`", self.networks[member].name))
            .collect();
        Error::new(SupplyProblem::ClosedCycle { names: names.join(" and ") })
    }
}

/// The factors of a system of networks.
///
/// # Examples
///
/// ```
/// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
/// # let tonnes = |value: i64| Emissions::from_tonnes(Gas::CO2, value);
/// # let electricity = SupplyNetwork::new("electricity", Quantity::new(1000, "GWh")?, tonnes(200_000));
/// # let heat = SupplyNetwork::new("heat", Quantity::new(500, "GWh")?, tonnes(30_000))
/// #     .taking("electricity", Quantity::new(100, "GWh")?);
/// let factors: SupplyFactors = SupplySystem::new([electricity, heat])?.factors()?;
/// assert_eq!(factors.networks().len(), 2);
/// assert_eq!(factors.delivered_emissions()?.tonnes(Gas::CO2), 230_000.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct SupplyFactors {
    networks: Vec<SupplyFactor>,
}

impl SupplyFactors {
    /// The networks, by name.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let tonnes = |value: i64| Emissions::from_tonnes(Gas::CO2, value);
    /// # let electricity = SupplyNetwork::new("electricity", Quantity::new(1000, "GWh")?, tonnes(200_000));
    /// # let heat = SupplyNetwork::new("heat", Quantity::new(500, "GWh")?, tonnes(30_000))
    /// #     .taking("electricity", Quantity::new(100, "GWh")?);
    /// let factors = SupplySystem::new([electricity, heat])?.factors()?;
    /// let names: Vec<_> = factors.networks().iter().map(SupplyFactor::name).collect();
    /// assert_eq!(names, ["electricity", "heat"]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn networks(&self) -> &[SupplyFactor] {
        &self.networks
    }

    /// One network.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let tonnes = |value: i64| Emissions::from_tonnes(Gas::CO2, value);
    /// # let electricity = SupplyNetwork::new("electricity", Quantity::new(1000, "GWh")?, tonnes(200_000));
    /// # let heat = SupplyNetwork::new("heat", Quantity::new(500, "GWh")?, tonnes(30_000))
    /// #     .taking("electricity", Quantity::new(100, "GWh")?);
    /// let factors = SupplySystem::new([electricity, heat])?.factors()?;
    /// let heat = factors.network("heat").unwrap();
    /// assert_eq!(heat.delivered(), Quantity::new(500, "GWh")?);
    /// assert_eq!(factors.network("gas"), None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn network(&self, name: &str) -> Option<&SupplyFactor> {
        self.networks.iter().find(|network| network.name == name)
    }

    /// The emissions of all that is delivered: exactly those of all production.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let tonnes = |value: i64| Emissions::from_tonnes(Gas::CO2, value);
    /// # let electricity = SupplyNetwork::new("electricity", Quantity::new(1000, "GWh")?, tonnes(200_000));
    /// # let heat = SupplyNetwork::new("heat", Quantity::new(500, "GWh")?, tonnes(30_000))
    /// #     .taking("electricity", Quantity::new(100, "GWh")?);
    /// let factors = SupplySystem::new([electricity, heat])?.factors()?;
    /// assert_eq!(factors.delivered_emissions()?.tonnes(Gas::CO2), (200_000 + 30_000).into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn delivered_emissions(&self) -> Result<Emissions> {
        self.networks.iter().try_fold(Emissions::none(), |sum, network| sum.and(&network.emissions))
    }

    /// The factor of a network as one of a factor set, for consumers to look up. The id is that of
    /// the network.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, gas::{Emissions, Gas}, unit::Energy};
    /// use climate_account::method::{SupplyNetwork, SupplySystem};
    ///
    /// let output = Quantity::<Energy>::terajoules(1);
    /// let heat = SupplyNetwork::new("odder", output, Emissions::from_tonnes(Gas::CO2, 8));
    /// let factors = SupplySystem::new([heat])?.factors()?;
    /// let source = Source::new("Odder Kommune", "Supply model", 2024, "sheet 1")?;
    /// let factor = factors.emission_factor("odder", "district-heat", &"GJ".parse()?, source)?;
    /// assert_eq!(factor.to_string(), "odder: 8 kg co2 per GJ");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`UnknownTarget`](crate::ErrorKind::UnknownTarget) where there is no such network; those of
    /// [`EnergyFactor::to_emission_factor`].
    pub fn emission_factor(
        &self,
        network: &str,
        carrier: &str,
        per: &Unit,
        source: Source,
    ) -> Result<EmissionFactor> {
        let names = || self.networks.iter().map(|network| network.name.as_str());
        let found = self.network(network);
        let found = found.ok_or_else(|| unknown(network, "the factors", names()))?;
        found.factor.to_emission_factor(network, carrier, per, source)
    }

    /// Gives what rounding left over, at most a microgram a network, to the largest line.
    fn conserve(&mut self, columns: &[Column], masses: &[Vec<Exact>]) -> Result<()> {
        let carried = self.delivered_emissions()?;
        for (index, column) in columns.iter().enumerate() {
            let mut rest = -column.mass(&carried);
            for row in masses {
                rest = rest.checked_add(row[index])?;
            }
            let largest = self
                .networks
                .iter_mut()
                .rev()
                .max_by_key(|network| column.mass(&network.emissions));
            if let (Some(network), false) = (largest, rest.is_zero()) {
                let emissions = core::mem::take(&mut network.emissions);
                network.emissions = emissions.and(&column.emissions(rest))?;
            }
        }
        Ok(())
    }
}

/// The factor of one network.
///
/// # Examples
///
/// ```
/// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
/// # let tonnes = |value: i64| Emissions::from_tonnes(Gas::CO2, value);
/// # let electricity = SupplyNetwork::new("electricity", Quantity::new(1000, "GWh")?, tonnes(200_000));
/// # let heat = SupplyNetwork::new("heat", Quantity::new(500, "GWh")?, tonnes(30_000))
/// #     .taking("electricity", Quantity::new(100, "GWh")?);
/// # let factors = SupplySystem::new([electricity, heat])?.factors()?;
/// let heat: &SupplyFactor = &factors.networks()[1];
/// assert_eq!(heat.emissions().tonnes(Gas::CO2), 50_000.into()); // 30000 + 100 x 200
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct SupplyFactor {
    name: String,
    delivered: Quantity<Energy>,
    emissions: Emissions,
    factor: EnergyFactor,
    cycle: Vec<String>,
}

impl SupplyFactor {
    /// The name of the network.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let tonnes = |value: i64| Emissions::from_tonnes(Gas::CO2, value);
    /// # let electricity = SupplyNetwork::new("electricity", Quantity::new(1000, "GWh")?, tonnes(200_000));
    /// # let heat = SupplyNetwork::new("heat", Quantity::new(500, "GWh")?, tonnes(30_000))
    /// #     .taking("electricity", Quantity::new(100, "GWh")?);
    /// # let factors = SupplySystem::new([electricity, heat])?.factors()?;
    /// assert_eq!(factors.networks()[1].name(), "heat");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it delivers to consumers: its output without what other networks take.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let tonnes = |value: i64| Emissions::from_tonnes(Gas::CO2, value);
    /// # let electricity = SupplyNetwork::new("electricity", Quantity::new(1000, "GWh")?, tonnes(200_000));
    /// # let heat = SupplyNetwork::new("heat", Quantity::new(500, "GWh")?, tonnes(30_000))
    /// #     .taking("electricity", Quantity::new(100, "GWh")?);
    /// # let factors = SupplySystem::new([electricity, heat])?.factors()?;
    /// let electricity = &factors.networks()[0];
    /// assert_eq!(electricity.delivered(), Quantity::new(900, "GWh")?); // 1000 GWh less 100 GWh for heat
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn delivered(&self) -> Quantity<Energy> {
        self.delivered
    }

    /// The emissions of what it delivers.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let tonnes = |value: i64| Emissions::from_tonnes(Gas::CO2, value);
    /// # let electricity = SupplyNetwork::new("electricity", Quantity::new(1000, "GWh")?, tonnes(200_000));
    /// # let heat = SupplyNetwork::new("heat", Quantity::new(500, "GWh")?, tonnes(30_000))
    /// #     .taking("electricity", Quantity::new(100, "GWh")?);
    /// # let factors = SupplySystem::new([electricity, heat])?.factors()?;
    /// let electricity = &factors.networks()[0];
    /// assert_eq!(electricity.emissions().tonnes(Gas::CO2), 180_000.into()); // 900 GWh x 200 t
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn emissions(&self) -> &Emissions {
        &self.emissions
    }

    /// Its factor, exact where it terminates, otherwise rounded at [`Rounding::RESOLUTION`].
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let tonnes = |value: i64| Emissions::from_tonnes(Gas::CO2, value);
    /// # let electricity = SupplyNetwork::new("electricity", Quantity::new(1000, "GWh")?, tonnes(200_000));
    /// # let heat = SupplyNetwork::new("heat", Quantity::new(500, "GWh")?, tonnes(30_000))
    /// #     .taking("electricity", Quantity::new(100, "GWh")?);
    /// # let factors = SupplySystem::new([electricity, heat])?.factors()?;
    /// let per_gigawatt_hour = factors.networks()[1].factor().in_unit(&"GWh".parse()?)?;
    /// assert_eq!(per_gigawatt_hour.tonnes(Gas::CO2), 100.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn factor(&self) -> &EnergyFactor {
        &self.factor
    }

    /// The networks that depend on each other and on this one, itself among them; empty where there
    /// is no cycle.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let tonnes = |value: i64| Emissions::from_tonnes(Gas::CO2, value);
    /// # let electricity = SupplyNetwork::new("electricity", Quantity::new(1000, "GWh")?, tonnes(200_000));
    /// # let heat = SupplyNetwork::new("heat", Quantity::new(500, "GWh")?, tonnes(30_000))
    /// #     .taking("electricity", Quantity::new(100, "GWh")?);
    /// let electricity = electricity.taking("heat", Quantity::new(20, "GWh")?);
    /// let factors = SupplySystem::new([electricity, heat])?.factors()?;
    /// assert_eq!(factors.networks()[1].cycle(), ["electricity", "heat"]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn cycle(&self) -> &[String] {
        &self.cycle
    }
}

/// A gas, or a set of what is only known as CO2e.
#[derive(Debug, Clone, PartialEq)]
enum Column {
    Gas(Gas),
    Co2e(GwpSet),
}

impl Column {
    fn mass(&self, emissions: &Emissions) -> Exact {
        match self {
            Column::Gas(gas) => emissions.grams(*gas),
            Column::Co2e(set) => emissions
                .reported()
                .find(|co2e| co2e.gwp_set() == set)
                .map_or(Exact::ZERO, Co2e::grams),
        }
    }

    fn emissions(&self, grams: Exact) -> Emissions {
        match self {
            Column::Gas(gas) => Emissions::from_grams(*gas, grams),
            Column::Co2e(set) => Emissions::from_co2e(Co2e::from_grams(grams, set.clone())),
        }
    }
}

/// The emissions of an amount of energy under a solution.
fn values(
    solution: &Solution,
    columns: &[Column],
    energy: &Big,
    mass_scale: i32,
    rounding: Rounding,
) -> Result<Emissions> {
    let mut emissions = Emissions::none();
    for (column, numerator) in columns.iter().zip(&solution.numerators) {
        let product = numerator.times(energy);
        let grams =
            product.quotient(&solution.denominator, mass_scale, rounding).ok_or_else(|| {
                Error::new(SupplyProblem::OutOfRange {
                    what: "factors of at most 38 digits",
                    found: "more".to_owned(),
                    advice: "check the units of outputs and emissions",
                })
            })?;
        emissions = emissions.and(&column.emissions(grams))?;
    }
    Ok(emissions)
}

fn finest(numbers: impl Iterator<Item = Exact>) -> i32 {
    numbers.map(|number| number.normalised().scale()).max().unwrap_or(0)
}

/// Row by row what each network takes from each.
fn takes(networks: &[SupplyNetwork]) -> Result<Vec<Vec<Quantity<Energy>>>> {
    let names = || networks.iter().map(|network| network.name.as_str());
    let mut takes = vec![vec![Quantity::ZERO; networks.len()]; networks.len()];
    for (network, row) in networks.iter().zip(&mut takes) {
        if !network.output.base_value().is_positive() {
            return Err(Error::new(SupplyProblem::OutOfRange {
                what: "an output of a network above zero",
                found: format!("{} of `{}`", network.output, network.name),
                advice: "leave out a network that delivers nothing",
            }));
        }
        refuse_negative("a mass of a network", &network.direct)?;
        for (from, energy) in &network.takes {
            not_negative("energy taken from a network", *energy)?;
            if *from == network.name {
                return Err(Error::new(SupplyProblem::SelfUse { name: from.clone() }));
            }
            let index = networks.iter().position(|other| other.name == *from);
            let place = index.and_then(|index| row.get_mut(index));
            let place = place.ok_or_else(|| unknown(from, &network.name, names()))?;
            *place = place.checked_add(*energy)?;
        }
    }
    Ok(takes)
}

fn unknown<'a>(name: &str, by: &str, names: impl Iterator<Item = &'a str>) -> Error {
    let names: Vec<&str> = names.collect();
    let near = crate::nearest_names(name, names.iter().copied());
    let hint = if near.is_empty() {
        format!("there are {}", names.join(", "))
    } else {
        format!("did you mean {}?", near.join(" or "))
    };
    Error::new(SupplyProblem::UnknownNetwork { name: name.to_owned(), by: by.to_owned(), hint })
}

#[cfg(feature = "serde")]
crate::checked::read_checked!(
    SupplySystem { networks: Vec<SupplyNetwork> }
    |networks| SupplySystem::new(networks)
);

/// What the networks take from each other follows from them.
#[cfg(feature = "serde")]
impl serde::Serialize for SupplySystem {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let mut system = serializer.serialize_struct("SupplySystem", 1)?;
        system.serialize_field("networks", &self.networks)?;
        system.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    fn network(name: &str, output: i64, tonnes: i64) -> SupplyNetwork {
        let output = Quantity::<Energy>::gigawatt_hours(output);
        SupplyNetwork::new(name, output, Emissions::from_tonnes(Gas::CO2, tonnes))
    }

    fn taken(value: i64) -> Quantity<Energy> {
        Quantity::<Energy>::gigawatt_hours(value)
    }

    fn refusal(networks: impl IntoIterator<Item = SupplyNetwork>) -> (ErrorKind, String) {
        let error = SupplySystem::new(networks).unwrap_err();
        (error.kind(), error.to_string())
    }

    #[test]
    fn the_worked_cycle_conserves_its_emissions() {
        let system = SupplySystem::new([
            network("electricity", 1000, 200_000).taking("heat", taken(20)),
            network("heat", 500, 30_000).taking("electricity", taken(100)),
        ]);
        let factors = system.unwrap().factors().unwrap();
        let per = |name: &str| {
            let factor = factors.network(name).unwrap().factor();
            factor.in_unit(&"GWh".parse().unwrap()).unwrap().tonnes(Gas::CO2).to_string()
        };
        assert_eq!(per("electricity"), "202.0080321285140562248995984");
        assert_eq!(per("heat"), "100.4016064257028112449799197");
        assert_eq!(factors.delivered_emissions().unwrap().tonnes(Gas::CO2), 230_000.into());
    }

    #[test]
    fn co2e_without_gases_is_kept_apart() {
        let reported = Emissions::from_co2e(Co2e::from_tonnes(70, GwpSet::as_published("A")));
        let output = Quantity::<Energy>::gigawatt_hours(7);
        let system = SupplySystem::new([
            SupplyNetwork::new("grid", output, reported.clone()),
            network("heat", 1, 3).taking("grid", taken(2)),
        ]);
        let factors = system.unwrap().factors().unwrap();
        let heat = factors.network("heat").unwrap();
        assert_eq!(heat.emissions().tonnes(Gas::CO2), 3.into());
        assert_eq!(heat.emissions().reported().next().unwrap().tonnes(), 20.into());
        assert!(heat.cycle().is_empty());
    }

    #[test]
    fn what_cannot_be_a_system_is_refused() {
        let cases = [
            (
                refusal([network("a", 1, 1), network("a", 2, 1)]),
                ErrorKind::DuplicateId,
                "expected networks of different names, found `a` twice; rename one",
            ),
            (
                refusal([network("odder", 1, 1), network("b", 1, 1).taking("oder", taken(1))]),
                ErrorKind::UnknownTarget,
                "expected the name of a network of the system, found `oder` in `b`; did you mean \
                 odder?",
            ),
            (
                refusal([network("a", 1, 1).taking("a", taken(1))]),
                ErrorKind::InvalidActivity,
                "expected energy from another network, found `a` taking from itself; state its \
                 output without its own use",
            ),
            (
                refusal([network("a", 1, 1), network("b", 1, 1).taking("a", taken(2))]),
                ErrorKind::OutOfRange,
                "expected at most the output of `a`, 3600 GJ, to be taken, found 7200 GJ; check \
                 who takes it",
            ),
            (
                refusal([network("a", 1, 1), network("b", 1, 1).taking("a", taken(-1))]),
                ErrorKind::OutOfRange,
                "expected energy taken from a network of zero or more, found -3600 GJ; check its \
                 sign",
            ),
            (
                refusal([network("a", 0, 1)]),
                ErrorKind::OutOfRange,
                "expected an output of a network above zero, found 0 GJ of `a`; leave out a \
                 network that delivers nothing",
            ),
            (
                refusal([
                    network("a", 1, 1).taking("b", taken(2)),
                    network("b", 2, 1).taking("a", taken(1)),
                    network("c", 2, 1),
                ]),
                ErrorKind::ScalingUndefined,
                "expected a cycle of networks that delivers something outside itself, found that \
                 `a` and `b` keep all their output; check their outputs, or leave them out",
            ),
        ];
        for (found, kind, message) in cases {
            assert_eq!(found, (kind, message.to_owned()));
        }
    }
}
