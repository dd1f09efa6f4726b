use super::MASS_RESOLUTION;
use super::derivation::{Derivation, Step, StepValue};
use super::electricity_rule::ElectricityRule;
use super::energy_factor::{EnergyFactor, difference, scaled};
use super::grid_loss::GridLoss;
use super::supply_problem::SupplyProblem;
use crate::error::{Error, Result};
use crate::factor::Boundary;
use crate::gas::{Co2e, Emissions, GwpSet};
use crate::number::Exact;
use crate::text::method::energy as text;
use crate::unit::Energy;
use crate::{Quantity, Title};

/// How the loss of the grid enters a result.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::{Emissions, Gas}, number::Exact, unit::Energy};
/// use climate_account::method::{ElectricityLoss, EnergyFactor, GridLoss, average_electricity};
///
/// let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 80))?;
/// let loss = GridLoss::of_supply(Exact::new(2, 1))?;
/// let tonnes = |loss| -> climate_account::Result<_> {
///     let result = average_electricity(Quantity::<Energy>::gigawatt_hours(100), &grid, loss)?;
///     Ok((result.scope_2().tonnes(Gas::CO2), result.emissions()?.tonnes(Gas::CO2)))
/// };
/// // Scope 2, and scope 2 with the loss.
/// assert_eq!(tonnes(ElectricityLoss::HeldByFactors)?, (8000.into(), 8000.into()));
/// assert_eq!(tonnes(ElectricityLoss::SplitFromFactors(loss))?, (6400.into(), 8000.into()));
/// assert_eq!(tonnes(ElectricityLoss::Added(loss))?, (8000.into(), 10_000.into()));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ElectricityLoss {
    /// The factors are at the meter and hold the loss; all is scope 2.
    HeldByFactors,
    /// The factors are at the meter and hold this loss, which is shown as scope 3.
    SplitFromFactors(GridLoss),
    /// The factors are at the plant; this loss comes on top as scope 3.
    Added(GridLoss),
    /// The factors are at the plant and the loss is not known: scope 3 is missing.
    Unknown,
}

impl ElectricityLoss {
    /// Refuses a factor of a set that says the opposite.
    pub(super) fn check(self, factor: &EnergyFactor) -> Result<()> {
        match (self, factor.boundary()) {
            (ElectricityLoss::Added(_), Some((Boundary::AtMeter, id))) => {
                Err(Error::new(SupplyProblem::LossTwice { id: id.to_owned() }))
            }
            (
                ElectricityLoss::HeldByFactors | ElectricityLoss::SplitFromFactors(_),
                Some((Boundary::AtPlant, id)),
            ) => Err(Error::new(SupplyProblem::LossMissing { id: id.to_owned() })),
            _ => Ok(()),
        }
    }
}

/// Where the emissions of the grid loss are.
///
/// # Examples
///
/// ```
/// use climate_account::method::LossEmissions;
/// # use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
/// # use climate_account::method::{ElectricityLoss, EnergyFactor, GridLoss, average_electricity};
/// # use climate_account::number::Exact;
/// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 80))?;
/// // 100 GWh at 80 g/kWh, where a fifth of the supply is lost.
/// let loss = ElectricityLoss::Added(GridLoss::of_supply(Exact::new(2, 1))?);
/// let result = average_electricity(Quantity::<Energy>::gigawatt_hours(100), &grid, loss)?;
/// // 25 GWh are lost on the way.
/// assert_eq!(result.loss(), &LossEmissions::Scope3(Emissions::from_tonnes(Gas::CO2, 2000)));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LossEmissions {
    /// Apart from scope 2, as scope 3.
    Scope3(Emissions),
    /// Inside scope 2: the factors hold them.
    InScope2,
    /// Not known.
    Missing,
}

/// What a line of an electricity result stands for.
///
/// # Examples
///
/// ```
/// use climate_account::method::ElectricityLineKind;
/// # use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
/// # use climate_account::method::{ElectricityHour, ElectricityLoss, EnergyFactor, MissingHours, hourly_electricity};
/// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 100))?;
/// // Two hours of 10 MWh; the second has no factor.
/// let hour = |grid_factor| ElectricityHour {
///     consumption: Quantity::<Energy>::megawatt_hours(10),
///     local_production: Quantity::ZERO,
///     grid_factor,
/// };
/// let hours = [hour(Some(grid)), hour(None)];
/// let (local, loss) = (EnergyFactor::zero(), ElectricityLoss::HeldByFactors);
/// let result = hourly_electricity(&hours, &local, MissingHours::LeaveOut, loss)?;
/// let kinds: Vec<_> = result.lines().iter().map(|line| line.kind).collect();
/// assert_eq!(kinds, [ElectricityLineKind::LocalProduction, ElectricityLineKind::Grid]);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ElectricityLineKind {
    /// Electricity of the grid.
    Grid,
    /// Local production that serves local consumption.
    LocalProduction,
    /// Import over the border of the municipality.
    Import,
    /// A guarantee of origin.
    Guarantee,
    /// The residual mix.
    ResidualMix,
    /// A credit; its emissions are zero or below.
    Credit,
}

/// One line of an electricity result.
///
/// # Examples
///
/// ```
/// use climate_account::method::{ElectricityLine, ElectricityLineKind};
/// # use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
/// # use climate_account::method::{ElectricityLoss, EnergyFactor, GridLoss, average_electricity};
/// # use climate_account::number::Exact;
/// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 80))?;
/// // 100 GWh at 80 g/kWh, where a fifth of the supply is lost.
/// let loss = ElectricityLoss::Added(GridLoss::of_supply(Exact::new(2, 1))?);
/// let result = average_electricity(Quantity::<Energy>::gigawatt_hours(100), &grid, loss)?;
/// let line: &ElectricityLine = &result.lines()[0];
/// assert_eq!(line.kind, ElectricityLineKind::Grid);
/// assert_eq!(line.energy, Quantity::<Energy>::gigawatt_hours(100));
/// assert_eq!(line.emissions.tonnes(Gas::CO2), 8000.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ElectricityLine {
    /// What it stands for.
    pub kind: ElectricityLineKind,
    /// What it is.
    pub name: Title,
    /// The energy.
    pub energy: Quantity<Energy>,
    /// Its emissions.
    pub emissions: Emissions,
}

impl ElectricityLine {
    pub(super) fn new(
        kind: ElectricityLineKind,
        name: Title,
        energy: Quantity<Energy>,
        emissions: Emissions,
    ) -> ElectricityLine {
        ElectricityLine { kind, name, energy, emissions }
    }
}

/// The emissions of an electricity consumption, with the rule that they follow.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::{Emissions, Gas, GwpSet}, unit::Energy};
/// use climate_account::method::{ElectricityLoss, ElectricityRule, EnergyFactor, average_electricity};
///
/// let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 79))?;
/// let consumption = Quantity::<Energy>::gigawatt_hours(100);
/// let result = average_electricity(consumption, &grid, ElectricityLoss::HeldByFactors)?;
/// assert_eq!(result.rule(), ElectricityRule::Average);
/// assert_eq!(result.co2e(&GwpSet::ar5())?.tonnes(), 7900.into());
/// let factor = result.implied_factor()?.unwrap();
/// assert_eq!(factor.co2e_per_kilowatt_hour(&GwpSet::ar5())?.grams(), 79.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ElectricityResult {
    rule: ElectricityRule,
    consumption: Quantity<Energy>,
    counted: Quantity<Energy>,
    hours: Option<HourCoverage>,
    lines: Vec<ElectricityLine>,
    scope_2: Emissions,
    loss: LossEmissions,
}

/// How many hours of a series had a factor.
///
/// # Examples
///
/// ```
/// use climate_account::method::HourCoverage;
/// # use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
/// # use climate_account::method::{ElectricityHour, ElectricityLoss, EnergyFactor, MissingHours, hourly_electricity};
/// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 100))?;
/// // Two hours of 10 MWh; the second has no factor.
/// let hour = |grid_factor| ElectricityHour {
///     consumption: Quantity::<Energy>::megawatt_hours(10),
///     local_production: Quantity::ZERO,
///     grid_factor,
/// };
/// let hours = [hour(Some(grid)), hour(None)];
/// let (local, loss) = (EnergyFactor::zero(), ElectricityLoss::HeldByFactors);
/// let result = hourly_electricity(&hours, &local, MissingHours::LeaveOut, loss)?;
/// assert_eq!(result.hours(), Some(HourCoverage { counted: 1, total: 2 }));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HourCoverage {
    /// Hours with a factor.
    pub counted: usize,
    /// All hours.
    pub total: usize,
}

impl ElectricityResult {
    pub(super) fn new(
        rule: ElectricityRule,
        consumption: Quantity<Energy>,
        lines: Vec<ElectricityLine>,
        loss: ElectricityLoss,
    ) -> Result<ElectricityResult> {
        let is_credit = |line: &&ElectricityLine| line.kind == ElectricityLineKind::Credit;
        let credit = sum(lines.iter().filter(is_credit))?;
        let gross = sum(lines.iter().filter(|line| !is_credit(line)))?;
        let total = gross.clone().and(&credit)?;
        let (scope_2, loss) = match loss {
            ElectricityLoss::HeldByFactors => (total, LossEmissions::InScope2),
            ElectricityLoss::Unknown => (total, LossEmissions::Missing),
            ElectricityLoss::SplitFromFactors(loss) => {
                let part = scaled(&gross, &[loss.share()], &[loss.supply()?], MASS_RESOLUTION)?;
                (difference(&total, &part)?, LossEmissions::Scope3(part))
            }
            ElectricityLoss::Added(loss) => {
                let part = scaled(&gross, &[loss.share()], &[loss.delivered()?], MASS_RESOLUTION)?;
                (total, LossEmissions::Scope3(part))
            }
        };
        let counted = consumption;
        Ok(ElectricityResult { rule, consumption, counted, hours: None, lines, scope_2, loss })
    }

    pub(super) fn covering(
        self,
        counted: Quantity<Energy>,
        hours: HourCoverage,
    ) -> ElectricityResult {
        ElectricityResult { counted, hours: Some(hours), ..self }
    }

    /// The rule.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::ElectricityRule;
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
    /// # use climate_account::method::{ElectricityLoss, EnergyFactor, GridLoss, average_electricity};
    /// # use climate_account::number::Exact;
    /// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 80))?;
    /// // 100 GWh at 80 g/kWh, where a fifth of the supply is lost.
    /// let loss = ElectricityLoss::Added(GridLoss::of_supply(Exact::new(2, 1))?);
    /// let result = average_electricity(Quantity::<Energy>::gigawatt_hours(100), &grid, loss)?;
    /// assert_eq!(result.rule(), ElectricityRule::Average);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn rule(&self) -> ElectricityRule {
        self.rule
    }

    /// The whole consumption at the meter.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
    /// # use climate_account::method::{ElectricityHour, ElectricityLoss, EnergyFactor, MissingHours, hourly_electricity};
    /// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 100))?;
    /// // Two hours of 10 MWh; the second has no factor.
    /// let hour = |grid_factor| ElectricityHour {
    ///     consumption: Quantity::<Energy>::megawatt_hours(10),
    ///     local_production: Quantity::ZERO,
    ///     grid_factor,
    /// };
    /// let hours = [hour(Some(grid)), hour(None)];
    /// let (local, loss) = (EnergyFactor::zero(), ElectricityLoss::HeldByFactors);
    /// let result = hourly_electricity(&hours, &local, MissingHours::LeaveOut, loss)?;
    /// assert_eq!(result.consumption(), Quantity::<Energy>::megawatt_hours(20));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn consumption(&self) -> Quantity<Energy> {
        self.consumption
    }

    /// The part of the consumption that the emissions are for: less than all where hours without a
    /// factor were left out.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
    /// # use climate_account::method::{ElectricityHour, ElectricityLoss, EnergyFactor, MissingHours, hourly_electricity};
    /// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 100))?;
    /// // Two hours of 10 MWh; the second has no factor.
    /// let hour = |grid_factor| ElectricityHour {
    ///     consumption: Quantity::<Energy>::megawatt_hours(10),
    ///     local_production: Quantity::ZERO,
    ///     grid_factor,
    /// };
    /// let hours = [hour(Some(grid)), hour(None)];
    /// let (local, loss) = (EnergyFactor::zero(), ElectricityLoss::HeldByFactors);
    /// let result = hourly_electricity(&hours, &local, MissingHours::LeaveOut, loss)?;
    /// assert_eq!(result.counted_consumption(), Quantity::<Energy>::megawatt_hours(10));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn counted_consumption(&self) -> Quantity<Energy> {
        self.counted
    }

    /// The hours that had a factor, under the hourly rule.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
    /// # use climate_account::method::{ElectricityHour, ElectricityLoss, EnergyFactor, MissingHours, hourly_electricity};
    /// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 100))?;
    /// // Two hours of 10 MWh; the second has no factor.
    /// let hour = |grid_factor| ElectricityHour {
    ///     consumption: Quantity::<Energy>::megawatt_hours(10),
    ///     local_production: Quantity::ZERO,
    ///     grid_factor,
    /// };
    /// let hours = [hour(Some(grid)), hour(None)];
    /// let (local, loss) = (EnergyFactor::zero(), ElectricityLoss::HeldByFactors);
    /// let result = hourly_electricity(&hours, &local, MissingHours::LeaveOut, loss)?;
    /// let coverage = result.hours().map(|hours| (hours.counted, hours.total));
    /// assert_eq!(coverage, Some((1, 2)));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn hours(&self) -> Option<HourCoverage> {
        self.hours
    }

    /// What the emissions are made of; a loss that is added is not among them.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
    /// # use climate_account::method::{ElectricityLoss, EnergyFactor, GridLoss, average_electricity};
    /// # use climate_account::number::Exact;
    /// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 80))?;
    /// // 100 GWh at 80 g/kWh, where a fifth of the supply is lost.
    /// let loss = ElectricityLoss::Added(GridLoss::of_supply(Exact::new(2, 1))?);
    /// let result = average_electricity(Quantity::<Energy>::gigawatt_hours(100), &grid, loss)?;
    /// // The loss is not among the lines.
    /// assert_eq!(result.lines().len(), 1);
    /// assert_eq!(result.lines()[0].emissions.tonnes(Gas::CO2), 8000.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn lines(&self) -> &[ElectricityLine] {
        &self.lines
    }

    /// The scope 2 emissions.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
    /// # use climate_account::method::{ElectricityLoss, EnergyFactor, GridLoss, average_electricity};
    /// # use climate_account::number::Exact;
    /// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 80))?;
    /// // 100 GWh at 80 g/kWh, where a fifth of the supply is lost.
    /// let loss = ElectricityLoss::Added(GridLoss::of_supply(Exact::new(2, 1))?);
    /// let result = average_electricity(Quantity::<Energy>::gigawatt_hours(100), &grid, loss)?;
    /// assert_eq!(result.scope_2().tonnes(Gas::CO2), 8000.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn scope_2(&self) -> &Emissions {
        &self.scope_2
    }

    /// The emissions of the grid loss.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::LossEmissions;
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
    /// # use climate_account::method::{ElectricityLoss, EnergyFactor, GridLoss, average_electricity};
    /// # use climate_account::number::Exact;
    /// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 80))?;
    /// // 100 GWh at 80 g/kWh, where a fifth of the supply is lost.
    /// let loss = ElectricityLoss::Added(GridLoss::of_supply(Exact::new(2, 1))?);
    /// let result = average_electricity(Quantity::<Energy>::gigawatt_hours(100), &grid, loss)?;
    /// // 100 GWh x 0.2 / (1 - 0.2) x 80 g/kWh
    /// let LossEmissions::Scope3(lost) = result.loss() else { unreachable!() };
    /// assert_eq!(lost.tonnes(Gas::CO2), 2000.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn loss(&self) -> &LossEmissions {
        &self.loss
    }

    /// Scope 2 and the grid loss, as far as it is known.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
    /// # use climate_account::method::{ElectricityLoss, EnergyFactor, GridLoss, average_electricity};
    /// # use climate_account::number::Exact;
    /// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 80))?;
    /// // 100 GWh at 80 g/kWh, where a fifth of the supply is lost.
    /// let loss = ElectricityLoss::Added(GridLoss::of_supply(Exact::new(2, 1))?);
    /// let result = average_electricity(Quantity::<Energy>::gigawatt_hours(100), &grid, loss)?;
    /// // 8000 t and the 2000 t of the loss
    /// assert_eq!(result.emissions()?.tonnes(Gas::CO2), 10_000.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn emissions(&self) -> Result<Emissions> {
        match &self.loss {
            LossEmissions::Scope3(lost) => self.scope_2.clone().and(lost),
            LossEmissions::InScope2 | LossEmissions::Missing => Ok(self.scope_2.clone()),
        }
    }

    /// The same under a GWP set.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::GwpSet;
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
    /// # use climate_account::method::{ElectricityLoss, EnergyFactor, GridLoss, average_electricity};
    /// # use climate_account::number::Exact;
    /// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 80))?;
    /// // 100 GWh at 80 g/kWh, where a fifth of the supply is lost.
    /// let loss = ElectricityLoss::Added(GridLoss::of_supply(Exact::new(2, 1))?);
    /// let result = average_electricity(Quantity::<Energy>::gigawatt_hours(100), &grid, loss)?;
    /// assert_eq!(result.co2e(&GwpSet::ar5())?.tonnes(), 10_000.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Emissions::to_co2e`].
    pub fn co2e(&self, set: &GwpSet) -> Result<Co2e> {
        self.emissions()?.to_co2e(set)
    }

    /// The factor that follows from the result, `None` where no consumption is counted. A credit
    /// can bring it below zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::GwpSet;
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
    /// # use climate_account::method::{ElectricityLoss, EnergyFactor, GridLoss, average_electricity};
    /// # use climate_account::number::Exact;
    /// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 80))?;
    /// // 100 GWh at 80 g/kWh, where a fifth of the supply is lost.
    /// let loss = ElectricityLoss::Added(GridLoss::of_supply(Exact::new(2, 1))?);
    /// let result = average_electricity(Quantity::<Energy>::gigawatt_hours(100), &grid, loss)?;
    /// // 10000 t for the 100 GWh at the meter
    /// let factor = result.implied_factor()?.unwrap();
    /// assert_eq!(factor.co2e_per_kilowatt_hour(&GwpSet::ar5())?.grams(), 100.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn implied_factor(&self) -> Result<Option<EnergyFactor>> {
        if self.counted.base_value().is_zero() {
            return Ok(None);
        }
        Ok(Some(EnergyFactor::of_parts(self.emissions()?, self.counted)))
    }

    /// How the result came to be.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
    /// # use climate_account::method::{ElectricityLoss, EnergyFactor, GridLoss, average_electricity};
    /// # use climate_account::number::Exact;
    /// # let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 80))?;
    /// // 100 GWh at 80 g/kWh, where a fifth of the supply is lost.
    /// let loss = ElectricityLoss::Added(GridLoss::of_supply(Exact::new(2, 1))?);
    /// let result = average_electricity(Quantity::<Energy>::gigawatt_hours(100), &grid, loss)?;
    /// let derivation = result.derivation()?;
    /// // The rule, the consumption, the grid, its loss.
    /// assert_eq!(derivation.steps.len(), 4);
    /// assert_eq!(derivation.result.tonnes(Gas::CO2), 10_000.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn derivation(&self) -> Result<Derivation> {
        let mut steps = vec![
            Step::new(text::ELECTRICITY_RULE.title(), StepValue::Text(self.rule.title())),
            Step::new(
                text::ELECTRICITY_CONSUMPTION.title(),
                StepValue::Amount(self.consumption.to_amount()),
            ),
        ];
        if let Some(hours) = self.hours {
            let counts = StepValue::Ratio(
                Exact::from(hours.counted as u64),
                Exact::from(hours.total as u64),
            );
            steps.push(Step::new(text::HOURS_WITH_A_FACTOR.title(), counts));
        }
        for line in &self.lines {
            let emissions = StepValue::Emissions(line.emissions.clone());
            steps.push(Step::new(line.name.clone(), emissions));
        }
        if let LossEmissions::Scope3(lost) = &self.loss {
            let emissions = StepValue::Emissions(lost.clone());
            steps.push(Step::new(text::GRID_LOSS_SCOPE_3.title(), emissions));
        }
        Ok(Derivation { method: self.rule.method(), steps, result: self.emissions()? })
    }
}

fn sum<'a>(lines: impl Iterator<Item = &'a ElectricityLine>) -> Result<Emissions> {
    let mut sum = Emissions::none();
    for line in lines {
        sum = sum.and(&line.emissions)?;
    }
    Ok(sum)
}
