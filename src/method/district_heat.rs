use super::energy_factor::{EnergyFactor, difference, refuse_negative};
use super::grid_loss::GridLoss;
use super::sourced::worked_step;
use super::supply_problem::{SupplyProblem, not_negative};
use super::{Derivation, Method, Step, StepValue};
use crate::error::{Error, Result};
use crate::gas::Emissions;
use crate::text::method::energy as text;
use crate::unit::Energy;
use crate::{Quantity, Title};

/// Heat that goes into a network, and the emissions that come with it.
///
/// # Examples
///
/// ```
/// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
/// let boiler = HeatSource::own("boiler", Quantity::new(100, "GJ")?, Emissions::from_kilograms(Gas::CO2, 5000))?;
/// assert_eq!(boiler.heat(), Quantity::new(100, "GJ")?);
/// assert_eq!(boiler.emissions().kilograms(Gas::CO2), 5000.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct HeatSource {
    name: String,
    heat: Quantity<Energy>,
    emissions: Emissions,
}

impl HeatSource {
    /// Heat of a plant of the network, with the emissions that its heat carries. Surplus heat has
    /// none, or those of the fuel allocated to it: say which in the name.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, gas::Emissions, method::HeatSource};
    ///
    /// let surplus = HeatSource::own("surplus heat, none", Quantity::new(40, "GJ")?, Emissions::none())?;
    /// assert_eq!(surplus.heat(), Quantity::new(40, "GJ")?);
    /// assert!(surplus.emissions().is_none());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the heat or a mass is below zero.
    pub fn own(
        name: impl Into<String>,
        heat: Quantity<Energy>,
        emissions: Emissions,
    ) -> Result<HeatSource> {
        not_negative("heat", heat)?;
        refuse_negative("a mass of a heat source", &emissions)?;
        Ok(HeatSource { name: name.into(), heat, emissions })
    }

    /// Heat bought from another network.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// let neighbour = EnergyFactor::new(Emissions::from_kilograms(Gas::CO2, 30), Quantity::new(1, "GJ")?)?;
    /// let bought = HeatSource::bought("neighbour", Quantity::new(100, "GJ")?, &neighbour)?;
    /// assert_eq!(bought.emissions().kilograms(Gas::CO2), 3000.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`EnergyFactor::emissions_of`].
    pub fn bought(
        name: impl Into<String>,
        heat: Quantity<Energy>,
        factor: &EnergyFactor,
    ) -> Result<HeatSource> {
        HeatSource::own(name, heat, factor.emissions_of(heat)?)
    }

    /// The name.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
    /// let boiler = HeatSource::own("boiler", Quantity::new(100, "GJ")?, Emissions::from_kilograms(Gas::CO2, 5000))?;
    /// assert_eq!(boiler.name(), "boiler");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The heat.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
    /// let boiler = HeatSource::own("boiler", Quantity::new(100, "GJ")?, Emissions::from_kilograms(Gas::CO2, 5000))?;
    /// assert_eq!(boiler.heat(), Quantity::new(100, "GJ")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn heat(&self) -> Quantity<Energy> {
        self.heat
    }

    /// The emissions.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
    /// let boiler = HeatSource::own("boiler", Quantity::new(100, "GJ")?, Emissions::from_kilograms(Gas::CO2, 5000))?;
    /// assert_eq!(boiler.emissions().kilograms(Gas::CO2), 5000.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn emissions(&self) -> &Emissions {
        &self.emissions
    }
}

/// Where the emissions of the heat go that is lost in the pipes.
///
/// # Examples
///
/// ```
/// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
/// # let boiler = HeatSource::own("boiler", Quantity::new(100, "GJ")?, Emissions::from_kilograms(Gas::CO2, 5000))?;
/// # let loss = GridLoss::of_supply(Exact::new(2, 1))?;
/// let network = DistrictHeatNetwork::new([boiler], loss);
/// let per_gigajoule = |loss| network.declare(loss)?.factor().in_unit(&"GJ".parse()?);
/// // 5000 kg for the 80 GJ that arrive, or for the 100 GJ that go in.
/// assert_eq!(per_gigajoule(HeatLoss::InFactor)?.kilograms(Gas::CO2), "62.5".parse()?);
/// assert_eq!(per_gigajoule(HeatLoss::AsScope3)?.kilograms(Gas::CO2), 50.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum HeatLoss {
    /// Into the factor of what is delivered.
    InFactor,
    /// Apart, as scope 3; the factor is that of the heat fed in.
    AsScope3,
}

/// A district-heat network in a year.
///
/// ```text
/// E         = sum_p E_p + sum_m Q_m x f_m + W_pump x f_el
/// delivered = ( sum_p Q_p + sum_m Q_m ) x (1 - l)
/// f         = E / delivered          (loss in the factor; without the loss where it is scope 3)
/// ```
///
/// Declarations of Danish district-heat companies. Own plants come with the emissions that their heat
/// carries (from [`CombinedHeatAndPower`](super::CombinedHeatAndPower), from fuel, from
/// [heat pumps](super::heat_pump)). The loss is a share of the heat fed in. Pump electricity that is
/// counted here is not counted again as the company's own consumption.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::{Emissions, Gas}, number::Exact, unit::Energy};
/// use climate_account::method::{DistrictHeatNetwork, EnergyFactor, GridLoss, HeatLoss, HeatSource};
///
/// let gigajoules = |value: i64| Quantity::<Energy>::gigajoules(value);
/// let sources = [
///     HeatSource::own("CHP", gigajoules(400_000), Emissions::from_tonnes(Gas::CO2, 3000))?,
///     HeatSource::own("biomass", gigajoules(150_000), Emissions::none())?,
///     HeatSource::own("gas boiler", gigajoules(47_500), Emissions::from_tonnes(Gas::CO2, 2805))?,
/// ];
/// let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 80))?;
/// let network = DistrictHeatNetwork::new(sources, GridLoss::of_supply(Exact::new(2, 1))?)
///     .with_pumps(Quantity::<Energy>::megawatt_hours(2000), grid);
/// let heat = network.declare(HeatLoss::InFactor)?;
/// assert_eq!(heat.emissions().tonnes(Gas::CO2), 5965.into());
/// assert_eq!(heat.delivered(), gigajoules(478_000));
/// let factor = heat.factor().in_unit(&"GJ".parse()?)?;
/// assert_eq!(factor.kilograms(Gas::CO2).to_string(), "12.47907949790794979079497908");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct DistrictHeatNetwork {
    sources: Vec<HeatSource>,
    pumps: Option<(Quantity<Energy>, EnergyFactor)>,
    loss: GridLoss,
}

impl DistrictHeatNetwork {
    /// A network from its heat and its loss, without pump electricity.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
    /// # let boiler = HeatSource::own("boiler", Quantity::new(100, "GJ")?, Emissions::from_kilograms(Gas::CO2, 5000))?;
    /// let loss = GridLoss::of_supply(Exact::new(2, 1))?;
    /// let network = DistrictHeatNetwork::new([boiler], loss);
    /// assert_eq!(network.declare(HeatLoss::InFactor)?.delivered(), Quantity::new(80, "GJ")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn new(
        sources: impl IntoIterator<Item = HeatSource>,
        loss: GridLoss,
    ) -> DistrictHeatNetwork {
        DistrictHeatNetwork { sources: sources.into_iter().collect(), pumps: None, loss }
    }

    /// The same network with the electricity of its pumps.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
    /// # let boiler = HeatSource::own("boiler", Quantity::new(100, "GJ")?, Emissions::from_kilograms(Gas::CO2, 5000))?;
    /// # let loss = GridLoss::of_supply(Exact::new(2, 1))?;
    /// # let network = DistrictHeatNetwork::new([boiler], loss);
    /// let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 80))?;
    /// let network = network.with_pumps(Quantity::new(1, "MWh")?, grid);
    /// let heat = network.declare(HeatLoss::InFactor)?;
    /// assert_eq!(heat.emissions().kilograms(Gas::CO2), (5000 + 80).into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn with_pumps(
        self,
        electricity: Quantity<Energy>,
        factor: EnergyFactor,
    ) -> DistrictHeatNetwork {
        DistrictHeatNetwork { pumps: Some((electricity, factor)), ..self }
    }

    /// The heat that goes into the network.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
    /// # let boiler = HeatSource::own("boiler", Quantity::new(100, "GJ")?, Emissions::from_kilograms(Gas::CO2, 5000))?;
    /// # let loss = GridLoss::of_supply(Exact::new(2, 1))?;
    /// let network = DistrictHeatNetwork::new([boiler], loss);
    /// let names: Vec<_> = network.sources().iter().map(HeatSource::name).collect();
    /// assert_eq!(names, ["boiler"]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn sources(&self) -> &[HeatSource] {
        &self.sources
    }

    /// What the network emits and delivers, and the factor of its consumers.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
    /// # let boiler = HeatSource::own("boiler", Quantity::new(100, "GJ")?, Emissions::from_kilograms(Gas::CO2, 5000))?;
    /// # let loss = GridLoss::of_supply(Exact::new(2, 1))?;
    /// # let network = DistrictHeatNetwork::new([boiler], loss);
    /// let heat = network.declare(HeatLoss::InFactor)?;
    /// assert_eq!(heat.delivered(), Quantity::new(80, "GJ")?);
    /// assert_eq!(heat.factor().in_unit(&"GJ".parse()?)?.kilograms(Gas::CO2), "62.5".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where pump electricity is below zero;
    /// [`MissingValue`](crate::ErrorKind::MissingValue) where no heat goes in;
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn declare(&self, loss: HeatLoss) -> Result<DistrictHeat> {
        let (mut fed_in, mut emissions) = (Quantity::ZERO, Emissions::none());
        let mut steps = Vec::with_capacity(self.sources.len() + 4);
        for source in &self.sources {
            fed_in = fed_in.checked_add(source.heat)?;
            emissions = emissions.and(&source.emissions)?;
            let name = Title::new(source.name.clone(), source.name.clone());
            steps.push(Step::new(name, StepValue::Emissions(source.emissions.clone())));
        }
        if let Some((electricity, factor)) = &self.pumps {
            let of_pumps = factor.emissions_of(*electricity)?;
            emissions = emissions.and(&of_pumps)?;
            let what = text::ELECTRICITY_OF_THE_PUMPS.title();
            steps.push(Step::new(what, StepValue::Emissions(of_pumps)));
        }
        if fed_in.base_value().is_zero() {
            return Err(Error::new(SupplyProblem::Nothing {
                what: "heat above zero into a network",
                advice: "enter the heat of its plants",
            }));
        }
        let delivered = self.loss.delivered_energy(fed_in)?;
        let factor = EnergyFactor::of_parts(
            emissions.clone(),
            match loss {
                HeatLoss::InFactor => delivered,
                HeatLoss::AsScope3 => fed_in,
            },
        );
        let consumed = match loss {
            HeatLoss::InFactor => emissions.clone(),
            HeatLoss::AsScope3 => factor.emissions_of(delivered)?,
        };
        let of_loss = difference(&emissions, &consumed)?;
        steps.push(worked_step(&fed_in, text::HEAT_INTO_THE_NETWORK));
        steps.push(worked_step(&delivered, text::HEAT_DELIVERED));
        if loss == HeatLoss::AsScope3 {
            let name = text::NETWORK_LOSS_SCOPE_3.title();
            steps.push(Step::new(name, StepValue::Emissions(of_loss.clone())));
        }
        let derivation =
            Derivation { method: Method::DistrictHeat, steps, result: emissions.clone() };
        Ok(DistrictHeat { loss, emissions, fed_in, delivered, factor, lost: of_loss, derivation })
    }
}

/// The emissions and the factor of a district-heat network.
///
/// # Examples
///
/// ```
/// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
/// # let boiler = HeatSource::own("boiler", Quantity::new(100, "GJ")?, Emissions::from_kilograms(Gas::CO2, 5000))?;
/// # let loss = GridLoss::of_supply(Exact::new(2, 1))?;
/// # let network = DistrictHeatNetwork::new([boiler], loss);
/// let heat: DistrictHeat = network.declare(HeatLoss::AsScope3)?;
/// let consumers = heat.factor().emissions_of(heat.delivered())?;
/// assert_eq!(consumers.kilograms(Gas::CO2), 4000.into());
/// assert_eq!(heat.scope_3().kilograms(Gas::CO2), 1000.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct DistrictHeat {
    loss: HeatLoss,
    emissions: Emissions,
    fed_in: Quantity<Energy>,
    delivered: Quantity<Energy>,
    factor: EnergyFactor,
    lost: Emissions,
    derivation: Derivation,
}

impl DistrictHeat {
    /// Where the emissions of the loss are.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
    /// # let boiler = HeatSource::own("boiler", Quantity::new(100, "GJ")?, Emissions::from_kilograms(Gas::CO2, 5000))?;
    /// # let loss = GridLoss::of_supply(Exact::new(2, 1))?;
    /// # let network = DistrictHeatNetwork::new([boiler], loss);
    /// let heat = network.declare(HeatLoss::AsScope3)?;
    /// assert_eq!(heat.loss(), HeatLoss::AsScope3);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn loss(&self) -> HeatLoss {
        self.loss
    }

    /// All emissions of the network: those of its consumers and those of its loss.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
    /// # let boiler = HeatSource::own("boiler", Quantity::new(100, "GJ")?, Emissions::from_kilograms(Gas::CO2, 5000))?;
    /// # let loss = GridLoss::of_supply(Exact::new(2, 1))?;
    /// # let network = DistrictHeatNetwork::new([boiler], loss);
    /// let heat = network.declare(HeatLoss::AsScope3)?;
    /// assert_eq!(heat.emissions().kilograms(Gas::CO2), 5000.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn emissions(&self) -> &Emissions {
        &self.emissions
    }

    /// The heat that goes in.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
    /// # let boiler = HeatSource::own("boiler", Quantity::new(100, "GJ")?, Emissions::from_kilograms(Gas::CO2, 5000))?;
    /// # let loss = GridLoss::of_supply(Exact::new(2, 1))?;
    /// # let network = DistrictHeatNetwork::new([boiler], loss);
    /// let heat = network.declare(HeatLoss::InFactor)?;
    /// assert_eq!(heat.fed_in(), Quantity::new(100, "GJ")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn fed_in(&self) -> Quantity<Energy> {
        self.fed_in
    }

    /// The heat that arrives.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
    /// # let boiler = HeatSource::own("boiler", Quantity::new(100, "GJ")?, Emissions::from_kilograms(Gas::CO2, 5000))?;
    /// # let loss = GridLoss::of_supply(Exact::new(2, 1))?;
    /// # let network = DistrictHeatNetwork::new([boiler], loss);
    /// let heat = network.declare(HeatLoss::InFactor)?;
    /// assert_eq!(heat.delivered(), Quantity::new(80, "GJ")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn delivered(&self) -> Quantity<Energy> {
        self.delivered
    }

    /// The factor of delivered heat. [`EnergyFactor::distribute`] gives each consumer its part such
    /// that together they carry all.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
    /// # let boiler = HeatSource::own("boiler", Quantity::new(100, "GJ")?, Emissions::from_kilograms(Gas::CO2, 5000))?;
    /// # let loss = GridLoss::of_supply(Exact::new(2, 1))?;
    /// # let network = DistrictHeatNetwork::new([boiler], loss);
    /// let heat = network.declare(HeatLoss::InFactor)?;
    /// let home = heat.factor().emissions_of(Quantity::new(8, "GJ")?)?;
    /// assert_eq!(home.kilograms(Gas::CO2), 500.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn factor(&self) -> &EnergyFactor {
        &self.factor
    }

    /// How the emissions of the network came to be.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
    /// # let boiler = HeatSource::own("boiler", Quantity::new(100, "GJ")?, Emissions::from_kilograms(Gas::CO2, 5000))?;
    /// # let loss = GridLoss::of_supply(Exact::new(2, 1))?;
    /// # let network = DistrictHeatNetwork::new([boiler], loss);
    /// let heat = network.declare(HeatLoss::InFactor)?;
    /// assert_eq!(heat.derivation().steps.len(), 3); // the boiler, heat in, heat delivered
    /// assert_eq!(heat.derivation().result.kilograms(Gas::CO2), 5000.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn derivation(&self) -> &Derivation {
        &self.derivation
    }

    /// The emissions of the loss, none where the factor holds them.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*, number::Exact};
    /// # let boiler = HeatSource::own("boiler", Quantity::new(100, "GJ")?, Emissions::from_kilograms(Gas::CO2, 5000))?;
    /// # let loss = GridLoss::of_supply(Exact::new(2, 1))?;
    /// # let network = DistrictHeatNetwork::new([boiler], loss);
    /// assert_eq!(network.declare(HeatLoss::AsScope3)?.scope_3().kilograms(Gas::CO2), 1000.into());
    /// assert!(network.declare(HeatLoss::InFactor)?.scope_3().is_none());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn scope_3(&self) -> &Emissions {
        &self.lost
    }
}

#[cfg(feature = "serde")]
crate::checked::read_checked!(
    HeatSource { name: String, heat: Quantity<Energy>, emissions: Emissions }
    |name, heat, emissions| HeatSource::own(name, heat, emissions)
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gas::Gas;
    use crate::number::Exact;

    fn network(share: i64) -> DistrictHeatNetwork {
        let heat = Quantity::<Energy>::gigajoules(100);
        let source = HeatSource::own("boiler", heat, Emissions::from_kilograms(Gas::CO2, 5000));
        let bought = EnergyFactor::new(Emissions::from_kilograms(Gas::CO2, 10), heat).unwrap();
        let bought = HeatSource::bought("neighbour", heat, &bought).unwrap();
        let loss = GridLoss::of_supply(Exact::new(share, 2)).unwrap();
        DistrictHeatNetwork::new([source.unwrap(), bought], loss)
    }

    #[test]
    fn the_loss_is_in_the_factor_or_apart() {
        let inside = network(20).declare(HeatLoss::InFactor).unwrap();
        let apart = network(20).declare(HeatLoss::AsScope3).unwrap();
        assert_eq!(inside.emissions(), apart.emissions());
        assert!(inside.scope_3().is_none());
        assert_eq!(apart.scope_3().kilograms(Gas::CO2), 1002.into());
        let consumers = apart.factor().emissions_of(apart.delivered()).unwrap();
        assert_eq!(consumers.and(apart.scope_3()).unwrap(), *apart.emissions());
        assert_eq!((inside.derivation().steps.len(), apart.derivation().steps.len()), (4, 5));
        assert_eq!(&apart.derivation().result, apart.emissions());
    }

    #[test]
    fn a_network_without_heat_is_refused() {
        let loss = GridLoss::of_supply(Exact::ZERO).unwrap();
        let error = DistrictHeatNetwork::new([], loss).declare(HeatLoss::InFactor).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected heat above zero into a network, found none; enter the heat of its plants"
        );
    }
}
