use super::electricity_result::{
    ElectricityLine, ElectricityLineKind, ElectricityLoss, ElectricityResult,
};
use super::electricity_rule::ElectricityRule;
use super::energy_factor::EnergyFactor;
use super::renewable_credit::{CreditedProduction, Displaced, renewable_credit};
use super::supply_problem::{SupplyProblem, not_negative};
use crate::Quantity;
use crate::error::{Error, Result};
use crate::text::method::energy as text;
use crate::unit::Energy;

/// Electricity at the national or regional average.
///
/// ```text
/// E_scope2 = C x EF        E_scope3 = C x EF x l_s / (1 - l_s)        factor at the plant
/// E = C x EF                                                          factor at the meter
/// ```
///
/// GHG Protocol Scope 2 Guidance, location-based method; environmental declaration of the Danish
/// grid operator. The factor states its area, its allocation rule for combined heat and power and
/// its gases; `loss` states where it is counted.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::{Emissions, Gas}, number::Exact, unit::Energy};
/// use climate_account::method::{ElectricityLoss, EnergyFactor, GridLoss, LossEmissions, average_electricity};
///
/// let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 79))?;
/// let loss = ElectricityLoss::Added(GridLoss::of_supply(Exact::new(5, 2))?);
/// let result = average_electricity(Quantity::<Energy>::gigawatt_hours(100), &grid, loss)?;
/// assert_eq!(result.scope_2().tonnes(Gas::CO2), 7900.into());
/// let LossEmissions::Scope3(lost) = result.loss() else { unreachable!() };
/// assert_eq!(lost.tonnes(Gas::CO2).to_string(), "415.789473684211");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a consumption below zero;
/// [`InvalidFactor`](crate::ErrorKind::InvalidFactor) where the factor says that it holds the loss
/// that is to be added, or does not hold the one that it should; [`Overflow`](crate::ErrorKind::Overflow).
pub fn average_electricity(
    consumption: Quantity<Energy>,
    factor: &EnergyFactor,
    loss: ElectricityLoss,
) -> Result<ElectricityResult> {
    loss.check(factor)?;
    let line = grid_line(consumption, factor)?;
    ElectricityResult::new(ElectricityRule::Average, consumption, vec![line], loss)
}

/// All consumption, minus a credit for renewable production: always lines of their own, and the sum
/// may be below zero.
///
/// ```text
/// E = C x EF_C - sum_j s_j x P_j x EF_P
/// ```
///
/// The rule of the first Danish calculators and of municipal practice. In a GPC account the credit
/// stands beside the total. Grid loss is that of the consumption alone.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
/// use climate_account::method::{
///     CreditedProduction, Displaced, ElectricityLoss, EnergyFactor, electricity_minus_credit,
/// };
///
/// let grid = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 90))?;
/// let wind = CreditedProduction::new("wind", Quantity::<Energy>::gigawatt_hours(140), 1)?;
/// let result = electricity_minus_credit(
///     Quantity::<Energy>::gigawatt_hours(100),
///     &grid,
///     &[wind],
///     &Displaced::Average(grid.clone()),
///     ElectricityLoss::HeldByFactors,
/// )?;
/// assert_eq!(result.scope_2().tonnes(Gas::CO2), (-3600).into());
/// assert_eq!(result.lines()[0].emissions.tonnes(Gas::CO2), 9000.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// As [`average_electricity`].
pub fn electricity_minus_credit(
    consumption: Quantity<Energy>,
    factor: &EnergyFactor,
    production: &[CreditedProduction],
    displaced: &Displaced,
    loss: ElectricityLoss,
) -> Result<ElectricityResult> {
    loss.check(factor)?;
    let mut lines = vec![grid_line(consumption, factor)?];
    for plant in production {
        let credit = renewable_credit(core::slice::from_ref(plant), displaced)?;
        let name = text::CREDIT.with(&[("plant", &plant.name())]);
        let energy = plant.credited()?;
        lines.push(ElectricityLine::new(ElectricityLineKind::Credit, name, energy, credit));
    }
    ElectricityResult::new(ElectricityRule::ConsumptionMinusCredit, consumption, lines, loss)
}

/// Guarantees of origin that were cancelled for a consumption and its year.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
/// use climate_account::method::{EnergyFactor, GuaranteeOfOrigin};
///
/// let biogas = GuaranteeOfOrigin {
///     name: "biogas plant".to_owned(),
///     energy: Quantity::<Energy>::gigawatt_hours(30),
///     factor: EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CH4_NON_FOSSIL, 2))?,
/// };
/// let emissions = biogas.factor.emissions_of(biogas.energy)?;
/// assert_eq!(emissions.tonnes(Gas::CH4_NON_FOSSIL), 60.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct GuaranteeOfOrigin {
    /// The plant or product.
    pub name: String,
    /// The energy of the guarantees.
    pub energy: Quantity<Energy>,
    /// The factor of the plant; zero for wind and sun.
    pub factor: EnergyFactor,
}

/// Electricity as it was bought: guarantees of origin first, the residual mix for the rest.
///
/// ```text
/// E = sum_i GO_i x EF_i + (C - sum_i GO_i) x EF_residual
/// ```
///
/// GHG Protocol Scope 2 Guidance, market-based method; in a GPC account it stands beside the total.
/// The residual mix is what is left after all guarantees: the grid average in its place would count
/// green power twice.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::{Emissions, Gas}, unit::Energy};
/// use climate_account::method::{ElectricityLoss, EnergyFactor, GuaranteeOfOrigin, market_based_electricity};
///
/// let wind = GuaranteeOfOrigin {
///     name: "wind farm".to_owned(),
///     energy: Quantity::<Energy>::gigawatt_hours(30),
///     factor: EnergyFactor::zero(),
/// };
/// let residual = EnergyFactor::per_kilowatt_hour(Emissions::from_grams(Gas::CO2, 500))?;
/// let consumption = Quantity::<Energy>::gigawatt_hours(100);
/// let result = market_based_electricity(consumption, &[wind], &residual, ElectricityLoss::HeldByFactors)?;
/// assert_eq!(result.scope_2().tonnes(Gas::CO2), 35_000.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// As [`average_electricity`], and [`OutOfRange`](crate::ErrorKind::OutOfRange) where there are more
/// guarantees than consumption.
pub fn market_based_electricity(
    consumption: Quantity<Energy>,
    guarantees: &[GuaranteeOfOrigin],
    residual_mix: &EnergyFactor,
    loss: ElectricityLoss,
) -> Result<ElectricityResult> {
    not_negative("consumption", consumption)?;
    loss.check(residual_mix)?;
    let mut covered = Quantity::ZERO;
    let mut lines = Vec::with_capacity(guarantees.len() + 1);
    for guarantee in guarantees {
        loss.check(&guarantee.factor)?;
        let energy = not_negative("guarantees of origin", guarantee.energy)?;
        covered = covered.checked_add(energy)?;
        lines.push(ElectricityLine::new(
            ElectricityLineKind::Guarantee,
            text::GUARANTEE_OF_ORIGIN.with(&[("name", &guarantee.name)]),
            energy,
            guarantee.factor.emissions_of(energy)?,
        ));
    }
    let rest = consumption.checked_sub(covered)?;
    if rest.base_value().is_negative() {
        return Err(Error::new(SupplyProblem::GuaranteesBeyondConsumption {
            consumption: consumption.to_string(),
            guarantees: covered.to_string(),
        }));
    }
    lines.push(ElectricityLine::new(
        ElectricityLineKind::ResidualMix,
        text::RESIDUAL_MIX.title(),
        rest,
        residual_mix.emissions_of(rest)?,
    ));
    ElectricityResult::new(ElectricityRule::MarketBased, consumption, lines, loss)
}

fn grid_line(consumption: Quantity<Energy>, factor: &EnergyFactor) -> Result<ElectricityLine> {
    not_negative("consumption", consumption)?;
    Ok(ElectricityLine::new(
        ElectricityLineKind::Grid,
        text::CONSUMPTION_FROM_THE_GRID.title(),
        consumption,
        factor.emissions_of(consumption)?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::factor::Boundary;
    use crate::gas::{Emissions, Gas};
    use crate::method::{GridLoss, LossEmissions};
    use crate::number::Exact;
    use crate::{EmissionFactor, ErrorKind, Source};

    fn gigawatt_hours(value: i64) -> Quantity<Energy> {
        Quantity::<Energy>::gigawatt_hours(value)
    }

    fn factor(boundary: Boundary) -> EnergyFactor {
        let source = Source::new("Tests", "Figures", 2024, "row 1").unwrap();
        let emissions = Emissions::from_grams(Gas::CO2, 200);
        let per = "kWh".parse().unwrap();
        let factor = EmissionFactor::new("grid", "electricity", per, emissions, source).unwrap();
        EnergyFactor::of(&factor.with_boundary(boundary)).unwrap()
    }

    #[test]
    fn a_loss_is_neither_added_twice_nor_forgotten() {
        let loss = GridLoss::of_supply(Exact::new(5, 2)).unwrap();
        let (plant, meter) = (factor(Boundary::AtPlant), factor(Boundary::AtMeter));
        let run = |factor, loss| average_electricity(gigawatt_hours(1), factor, loss);
        let error = run(&meter, ElectricityLoss::Added(loss)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidFactor);
        assert_eq!(
            error.to_string(),
            "expected a factor at the plant to add grid loss to, found `grid` at the meter; it \
             holds the loss already"
        );
        assert_eq!(loss.factor_at_meter(&meter).unwrap_err().kind(), ErrorKind::InvalidFactor);
        let error = run(&plant, ElectricityLoss::HeldByFactors).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a factor that holds the grid loss, found `grid` at the plant; state the \
             loss, or that it is not known"
        );
        let split = run(&meter, ElectricityLoss::SplitFromFactors(loss)).unwrap();
        assert_eq!(split.scope_2().tonnes(Gas::CO2), 190.into());
        assert_eq!(split.emissions().unwrap().tonnes(Gas::CO2), 200.into());
        let unknown = run(&plant, ElectricityLoss::Unknown).unwrap();
        assert_eq!(unknown.loss(), &LossEmissions::Missing);
    }

    #[test]
    fn more_guarantees_than_consumption_are_refused() {
        let wind = GuaranteeOfOrigin {
            name: "wind".to_owned(),
            energy: gigawatt_hours(2),
            factor: EnergyFactor::zero(),
        };
        let error = market_based_electricity(
            gigawatt_hours(1),
            &[wind],
            &factor(Boundary::AtMeter),
            ElectricityLoss::HeldByFactors,
        );
        assert_eq!(
            error.unwrap_err().to_string(),
            "expected guarantees of origin of at most the consumption of 3600 GJ, found 7200 GJ; \
             count only those cancelled for it"
        );
    }

    #[test]
    fn no_consumption_has_no_factor_but_a_derivation() {
        let meter = factor(Boundary::AtMeter);
        let result = average_electricity(Quantity::ZERO, &meter, ElectricityLoss::HeldByFactors);
        let result = result.unwrap();
        assert_eq!(result.implied_factor().unwrap(), None);
        let derivation = result.derivation().unwrap();
        assert_eq!(derivation.steps.len(), 3);
        assert!(derivation.result.is_none());
    }
}
