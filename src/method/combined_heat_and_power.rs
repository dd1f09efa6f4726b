use super::PlantFuel;
use super::allocation_finding::AllocationFinding;
use super::allocation_rule::AllocationRule;
use super::energy_factor::{EnergyFactor, difference, scaled};
use super::sourced::part_title;
use super::supply_problem::{SupplyProblem, not_negative};
use super::{Derivation, MASS_RESOLUTION, Method, Step, StepValue};
use crate::Quantity;
use crate::error::{Error, Result};
use crate::gas::Emissions;
use crate::number::{Exact, Rounding, product_over};
use crate::text::Text;
use crate::text::method::energy as text;
use crate::unit::{Energy, NetEnergy, Ratio};

/// A plant that makes heat and electricity in one period.
///
/// ```text
/// 125 % / 200 %        F_q = Q / 1.25        F_q = Q / 2
/// energy content       F_q = F x Q / (Q + W)
/// energy quality       F_q = F x n Q / (n Q + W)        n = 1 - T_0 / T
/// electricity first    F_q = F - W / n_w
/// reference            F_q = F x (Q / n_q) / (Q / n_q + W / n_w)
/// always               F_w = F - F_q        E_q = E x F_q / F        E_w = E - E_q
/// ```
///
/// Danish 125 % and 200 % practice; GHG Protocol tool for combined heat and power; energy quality as
/// in the German municipal standard (BISKO). Heat is what leaves this plant, without that of boilers
/// beside it; electricity is net. Every fuel and gas is divided in the same proportion, the last part
/// by difference, so that nothing is lost.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::{Emissions, Gas}, unit::{Energy, NetEnergy}};
/// use climate_account::method::{AllocationRule, CombinedHeatAndPower, PlantFuel};
///
/// let coal = PlantFuel::new(
///     "coal",
///     Quantity::<NetEnergy>::gigajoules(100),
///     Emissions::from_kilograms(Gas::CO2, 9500),
/// )?;
/// let (heat, electricity) = (Quantity::<Energy>::gigajoules(45), Quantity::<Energy>::gigajoules(40));
/// let plant = CombinedHeatAndPower::new([coal], heat, electricity)?;
/// let allocation = plant.allocate(AllocationRule::Percent125)?;
/// assert_eq!(allocation.heat().fuel()?, Quantity::<NetEnergy>::gigajoules(36));
/// let factor = allocation.electricity().factor().unwrap();
/// assert_eq!(factor.in_unit(&"kWh".parse()?)?.grams(Gas::CO2), "547.2".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CombinedHeatAndPower {
    fuels: Vec<PlantFuel>,
    heat: Quantity<Energy>,
    electricity: Quantity<Energy>,
}

impl CombinedHeatAndPower {
    /// A plant from its fuels and what it delivers.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// let plant = CombinedHeatAndPower::new([coal], Quantity::new(45, "GJ")?, Quantity::new(40, "GJ")?)?;
    /// assert_eq!(plant.fuel()?, Quantity::new(100, "GJ (net)")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where a product is below zero;
    /// [`MissingValue`](crate::ErrorKind::MissingValue) without fuel, or without any product.
    pub fn new(
        fuels: impl IntoIterator<Item = PlantFuel>,
        heat: Quantity<Energy>,
        electricity: Quantity<Energy>,
    ) -> Result<CombinedHeatAndPower> {
        let plant = CombinedHeatAndPower {
            fuels: fuels.into_iter().collect(),
            heat: not_negative("heat", heat)?,
            electricity: not_negative("electricity", electricity)?,
        };
        if plant.fuel()?.base_value().is_zero() {
            return Err(Error::new(SupplyProblem::Nothing {
                what: "fuel above zero to divide",
                advice: "enter the fuel of the plant",
            }));
        }
        if heat.base_value().is_zero() && electricity.base_value().is_zero() {
            return Err(Error::new(SupplyProblem::Nothing {
                what: "heat or electricity above zero to carry the fuel",
                advice: "enter what the plant delivers",
            }));
        }
        Ok(plant)
    }

    /// All fuel.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// # let plant = CombinedHeatAndPower::new([coal], Quantity::new(45, "GJ")?, Quantity::new(40, "GJ")?)?;
    /// assert_eq!(plant.fuel()?, Quantity::new(100, "GJ (net)")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn fuel(&self) -> Result<Quantity<NetEnergy>> {
        fuel_of(&self.fuels)
    }

    /// All emissions.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// # let plant = CombinedHeatAndPower::new([coal], Quantity::new(45, "GJ")?, Quantity::new(40, "GJ")?)?;
    /// assert_eq!(plant.emissions()?.kilograms(Gas::CO2), 9500.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn emissions(&self) -> Result<Emissions> {
        emissions_of(&self.fuels)
    }

    /// The fuel and the emissions of each product under a rule.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// # let plant = CombinedHeatAndPower::new([coal], Quantity::new(45, "GJ")?, Quantity::new(40, "GJ")?)?;
    /// let allocation = plant.allocate(AllocationRule::Percent200)?; // 45 GJ / 2
    /// assert_eq!(allocation.heat().fuel()?, Quantity::new(22_500, "MJ (net)")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where a parameter of the rule cannot be;
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn allocate(&self, rule: AllocationRule) -> Result<PlantAllocation> {
        rule.check()?;
        let mut findings = self.output_findings()?;
        let (top, bottom) = self.share(rule, &mut findings)?;
        // In lowest terms the products below stay small.
        let (top, bottom) = Ratio::new(top, bottom)
            .map_or((top, bottom), |ratio| (ratio.numerator(), ratio.denominator()));

        let mut heat = Vec::with_capacity(self.fuels.len());
        let mut electricity = Vec::with_capacity(self.fuels.len());
        for fuel in &self.fuels {
            let own = fuel.energy.base_value();
            let energy = product_over(&[own, top], &[bottom], Rounding::RESOLUTION)?;
            let energy = Quantity::of_base(energy);
            let emissions = scaled(&fuel.emissions, &[top], &[bottom], MASS_RESOLUTION)?;
            let rest = difference(&fuel.emissions, &emissions)?;
            let part = |energy, emissions| PlantFuel {
                name: fuel.name.clone(),
                energy,
                gross_energy: None,
                emissions,
            };
            electricity.push(part(fuel.energy.checked_sub(energy)?, rest));
            heat.push(part(energy, emissions));
        }
        let all = self.emissions()?;
        let product = |output: Quantity<Energy>, fuels: Vec<PlantFuel>, top: Exact| {
            let factor = factor(&all, output, top, bottom, &fuels)?;
            Ok::<_, Error>(AllocatedProduct { output, fuels, factor })
        };
        Ok(PlantAllocation {
            rule,
            heat_share: top.quotient(bottom, Rounding::RESOLUTION)?,
            heat: product(self.heat, heat, top)?,
            electricity: product(self.electricity, electricity, bottom.checked_sub(top)?)?,
            findings,
        })
    }

    /// The share of heat within 0 and 1; a guard that had to hold leaves a finding.
    fn share(
        &self,
        rule: AllocationRule,
        findings: &mut Vec<AllocationFinding>,
    ) -> Result<(Exact, Exact)> {
        let (heat, electricity) = (self.heat.base_value(), self.electricity.base_value());
        if heat.is_zero() {
            findings.push(AllocationFinding::NoHeat);
            return Ok((Exact::ZERO, Exact::ONE));
        }
        if electricity.is_zero() {
            findings.push(AllocationFinding::NoElectricity);
            return Ok((Exact::ONE, Exact::ONE));
        }
        let (top, bottom) = rule.heat_share(self.fuel()?.base_value(), heat, electricity)?;
        if top > bottom {
            findings.push(AllocationFinding::HeatTakesAllFuel);
            return Ok((Exact::ONE, Exact::ONE));
        }
        if top.is_negative() {
            findings.push(AllocationFinding::ElectricityTakesAllFuel);
            return Ok((Exact::ZERO, Exact::ONE));
        }
        Ok((top, bottom))
    }

    fn output_findings(&self) -> Result<Vec<AllocationFinding>> {
        let output = self.heat.checked_add(self.electricity)?.base_value();
        let mut gross = Some(Exact::ZERO);
        for fuel in &self.fuels {
            gross = match (gross, fuel.gross_energy) {
                (Some(sum), Some(energy)) => Some(sum.checked_add(energy.base_value())?),
                _ => None,
            };
        }
        Ok(if gross.is_some_and(|gross| output > gross) {
            vec![AllocationFinding::OutputBeyondGrossFuel]
        } else if output > self.fuel()?.base_value() {
            vec![AllocationFinding::OutputBeyondNetFuel]
        } else {
            Vec::new()
        })
    }
}

/// The fuel and emissions of a plant by product.
///
/// # Examples
///
/// ```
/// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
/// # let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
/// # let plant = CombinedHeatAndPower::new([coal], Quantity::new(45, "GJ")?, Quantity::new(40, "GJ")?)?;
/// let allocation: PlantAllocation = plant.allocate(AllocationRule::Percent125)?;
/// assert_eq!(allocation.heat().emissions()?.kilograms(Gas::CO2), 3420.into());
/// assert_eq!(allocation.electricity().emissions()?.kilograms(Gas::CO2), 6080.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct PlantAllocation {
    rule: AllocationRule,
    heat_share: Exact,
    heat: AllocatedProduct,
    electricity: AllocatedProduct,
    findings: Vec<AllocationFinding>,
}

impl PlantAllocation {
    /// The rule.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// # let plant = CombinedHeatAndPower::new([coal], Quantity::new(45, "GJ")?, Quantity::new(40, "GJ")?)?;
    /// assert_eq!(plant.allocate(AllocationRule::Percent125)?.rule(), AllocationRule::Percent125);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn rule(&self) -> AllocationRule {
        self.rule
    }

    /// The share of fuel and emissions that heat carries, rounded at [`Rounding::RESOLUTION`] where
    /// it does not terminate.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// # let plant = CombinedHeatAndPower::new([coal], Quantity::new(45, "GJ")?, Quantity::new(40, "GJ")?)?;
    /// assert_eq!(plant.allocate(AllocationRule::Percent125)?.heat_share(), "0.36".parse()?); // 45 GJ / 1.25 of 100 GJ
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn heat_share(&self) -> Exact {
        self.heat_share
    }

    /// The share that electricity carries: the rest.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// # let plant = CombinedHeatAndPower::new([coal], Quantity::new(45, "GJ")?, Quantity::new(40, "GJ")?)?;
    /// assert_eq!(plant.allocate(AllocationRule::Percent125)?.electricity_share()?, "0.64".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn electricity_share(&self) -> Result<Exact> {
        Exact::ONE.checked_sub(self.heat_share)
    }

    /// What heat carries.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// # let plant = CombinedHeatAndPower::new([coal], Quantity::new(45, "GJ")?, Quantity::new(40, "GJ")?)?;
    /// assert_eq!(plant.allocate(AllocationRule::Percent125)?.heat().fuel()?, Quantity::new(36, "GJ (net)")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn heat(&self) -> &AllocatedProduct {
        &self.heat
    }

    /// What electricity carries.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// # let plant = CombinedHeatAndPower::new([coal], Quantity::new(45, "GJ")?, Quantity::new(40, "GJ")?)?;
    /// assert_eq!(plant.allocate(AllocationRule::Percent125)?.electricity().fuel()?, Quantity::new(64, "GJ (net)")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn electricity(&self) -> &AllocatedProduct {
        &self.electricity
    }

    /// How the emissions of heat came to be.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// # let plant = CombinedHeatAndPower::new([coal], Quantity::new(45, "GJ")?, Quantity::new(40, "GJ")?)?;
    /// let derivation = plant.allocate(AllocationRule::Percent125)?.heat_derivation()?;
    /// assert_eq!(derivation.steps[2].value, StepValue::Number("0.36".parse()?));
    /// assert_eq!(derivation.result.kilograms(Gas::CO2), 3420.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn heat_derivation(&self) -> Result<Derivation> {
        self.derivation(&self.heat, text::SHARE_OF_HEAT, self.heat_share)
    }

    /// How the emissions of electricity came to be.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// # let plant = CombinedHeatAndPower::new([coal], Quantity::new(45, "GJ")?, Quantity::new(40, "GJ")?)?;
    /// let derivation = plant.allocate(AllocationRule::Percent125)?.electricity_derivation()?;
    /// assert_eq!(derivation.result.kilograms(Gas::CO2), 6080.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn electricity_derivation(&self) -> Result<Derivation> {
        self.derivation(&self.electricity, text::SHARE_OF_ELECTRICITY, self.electricity_share()?)
    }

    fn derivation(
        &self,
        product: &AllocatedProduct,
        share_of: Text,
        share: Exact,
    ) -> Result<Derivation> {
        let name = self.rule.title();
        let mut rule = Step::new(text::ALLOCATION_RULE.title(), StepValue::Text(name));
        rule.remarks = self.findings.iter().map(|finding| finding.message()).collect();
        let output = StepValue::Amount(product.output.to_amount());
        let mut steps = vec![
            rule,
            Step::new(text::OUTPUT.title(), output),
            Step::new(share_of.title(), StepValue::Number(share)),
        ];
        for fuel in &product.fuels {
            let name = |part| part_title(&fuel.name, part);
            let energy = StepValue::Amount(fuel.energy.to_amount());
            steps.push(Step::new(name(text::ITS_FUEL), energy));
            let emissions = StepValue::Emissions(fuel.emissions.clone());
            steps.push(Step::new(name(text::EMISSIONS), emissions));
        }
        Ok(Derivation { method: Method::CombinedHeatAndPower, steps, result: product.emissions()? })
    }

    /// What the rule could not do, and what looks wrong.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// # let plant = CombinedHeatAndPower::new([coal], Quantity::new(45, "GJ")?, Quantity::new(40, "GJ")?)?;
    /// assert_eq!(plant.allocate(AllocationRule::Percent125)?.findings().len(), 0);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn findings(&self) -> &[AllocationFinding] {
        &self.findings
    }
}

/// What one product of a plant carries.
///
/// # Examples
///
/// ```
/// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
/// # let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
/// # let plant = CombinedHeatAndPower::new([coal], Quantity::new(45, "GJ")?, Quantity::new(40, "GJ")?)?;
/// let allocation = plant.allocate(AllocationRule::Percent125)?;
/// let heat: &AllocatedProduct = allocation.heat();
/// assert_eq!(heat.output(), Quantity::new(45, "GJ")?);
/// assert_eq!(heat.fuel()?, Quantity::new(36, "GJ (net)")?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct AllocatedProduct {
    output: Quantity<Energy>,
    fuels: Vec<PlantFuel>,
    factor: Option<EnergyFactor>,
}

impl AllocatedProduct {
    /// The energy of the product.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// # let plant = CombinedHeatAndPower::new([coal], Quantity::new(45, "GJ")?, Quantity::new(40, "GJ")?)?;
    /// assert_eq!(plant.allocate(AllocationRule::Percent125)?.electricity().output(), Quantity::new(40, "GJ")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn output(&self) -> Quantity<Energy> {
        self.output
    }

    /// Its part of each fuel.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// # let plant = CombinedHeatAndPower::new([coal], Quantity::new(45, "GJ")?, Quantity::new(40, "GJ")?)?;
    /// assert_eq!(plant.allocate(AllocationRule::Percent125)?.heat().fuels()[0].energy(), Quantity::new(36, "GJ (net)")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn fuels(&self) -> &[PlantFuel] {
        &self.fuels
    }

    /// Its part of all fuel.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// # let plant = CombinedHeatAndPower::new([coal], Quantity::new(45, "GJ")?, Quantity::new(40, "GJ")?)?;
    /// assert_eq!(plant.allocate(AllocationRule::Percent125)?.electricity().fuel()?, Quantity::new(64, "GJ (net)")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn fuel(&self) -> Result<Quantity<NetEnergy>> {
        fuel_of(&self.fuels)
    }

    /// Its part of all emissions.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// # let plant = CombinedHeatAndPower::new([coal], Quantity::new(45, "GJ")?, Quantity::new(40, "GJ")?)?;
    /// assert_eq!(plant.allocate(AllocationRule::Percent125)?.heat().emissions()?.kilograms(Gas::CO2), 3420.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn emissions(&self) -> Result<Emissions> {
        emissions_of(&self.fuels)
    }

    /// Its factor, `None` where there is no such product.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, gas::{Emissions, Gas}, method::*};
    /// # let coal = PlantFuel::new("coal", Quantity::new(100, "GJ (net)")?, Emissions::from_kilograms(Gas::CO2, 9500))?;
    /// # let plant = CombinedHeatAndPower::new([coal], Quantity::new(45, "GJ")?, Quantity::new(40, "GJ")?)?;
    /// let allocation = plant.allocate(AllocationRule::Percent125)?;
    /// let per_gigajoule = allocation.heat().factor().unwrap().in_unit(&"GJ".parse()?)?;
    /// assert_eq!(per_gigajoule.kilograms(Gas::CO2), 76.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn factor(&self) -> Option<&EnergyFactor> {
        self.factor.as_ref()
    }
}

/// The factor of a product before anything is rounded; where the products have too many digits for
/// that, from the emissions as they were rounded.
fn factor(
    all: &Emissions,
    output: Quantity<Energy>,
    top: Exact,
    bottom: Exact,
    fuels: &[PlantFuel],
) -> Result<Option<EnergyFactor>> {
    if output.base_value().is_zero() {
        return Ok(None);
    }
    let exact = all.times(top).and_then(|emissions| Ok((emissions, output.scale(bottom)?)));
    let (emissions, energy) = match exact {
        Ok(parts) => parts,
        Err(_) => (emissions_of(fuels)?, output),
    };
    Ok(Some(EnergyFactor::of_parts(emissions, energy)))
}

fn fuel_of(fuels: &[PlantFuel]) -> Result<Quantity<NetEnergy>> {
    fuels.iter().try_fold(Quantity::ZERO, |sum, fuel| sum.checked_add(fuel.energy))
}

fn emissions_of(fuels: &[PlantFuel]) -> Result<Emissions> {
    fuels.iter().try_fold(Emissions::none(), |sum, fuel| sum.and(&fuel.emissions))
}

#[cfg(feature = "serde")]
crate::checked::read_checked!(
    CombinedHeatAndPower {
        fuels: Vec<PlantFuel>,
        heat: Quantity<Energy>,
        electricity: Quantity<Energy>,
    }
    |fuels, heat, electricity| CombinedHeatAndPower::new(fuels, heat, electricity)
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gas::Gas;
    use crate::unit::GrossEnergy;

    fn gigajoules(value: i64) -> Quantity<Energy> {
        Quantity::<Energy>::gigajoules(value)
    }

    fn coal() -> PlantFuel {
        let emissions = Emissions::from_kilograms(Gas::CO2, 9500);
        PlantFuel::new("coal", Quantity::<NetEnergy>::gigajoules(100), emissions).unwrap()
    }

    fn plant(heat: i64, electricity: i64) -> CombinedHeatAndPower {
        CombinedHeatAndPower::new([coal()], gigajoules(heat), gigajoules(electricity)).unwrap()
    }

    #[test]
    fn rules_give_the_worked_factors() {
        let half = Exact::new(5, 1);
        let cases = [
            (AllocationRule::Percent125, "36", "76", "547.2"),
            (AllocationRule::Percent200, "22.5", "47.5", "662.625"),
            (AllocationRule::EnergyContent, "52.9411764706", "111.764705882", "402.352941176"),
            (
                AllocationRule::EnergyQuality {
                    ambient_kelvin: 283.into(),
                    supply_kelvin: 363.into(),
                },
                "19.8675496689",
                "41.9426048565",
                "685.132450331",
            ),
            (
                AllocationRule::ElectricityFirst { electric_efficiency: half },
                "20",
                "42.2222222222",
                "684",
            ),
            (
                AllocationRule::ReferenceEfficiency {
                    heat_efficiency: Exact::new(9, 1),
                    electric_efficiency: half,
                },
                "38.4615384615",
                "81.1965811966",
                "526.153846154",
            ),
        ];
        for (rule, fuel, heat, electricity) in cases {
            let result = plant(45, 40).allocate(rule).unwrap();
            let round = |value: Exact| value.round(Rounding::significant(12)).unwrap().to_string();
            let per = |product: &AllocatedProduct, unit: &str| {
                product.factor().unwrap().in_unit(&unit.parse().unwrap()).unwrap()
            };
            assert_eq!(round(result.heat().fuel().unwrap().to_amount().value), fuel, "{rule}");
            assert_eq!(round(per(result.heat(), "GJ").kilograms(Gas::CO2)), heat, "{rule}");
            let grams = per(result.electricity(), "kWh").grams(Gas::CO2);
            assert_eq!(round(grams), electricity, "{rule}");
            let sum = result.heat().emissions().unwrap();
            let sum = sum.and(&result.electricity().emissions().unwrap()).unwrap();
            assert_eq!(sum.kilograms(Gas::CO2), 9500.into(), "{rule}");
            assert!(result.findings().is_empty());
        }
    }

    #[test]
    fn a_guard_leaves_a_finding() {
        let found = |plant: CombinedHeatAndPower, rule| {
            let result = plant.allocate(rule).unwrap();
            (result.heat_share(), result.findings().to_vec())
        };
        let rule = AllocationRule::Percent125;
        let first = AllocationRule::ElectricityFirst { electric_efficiency: Exact::new(5, 1) };
        assert_eq!(
            found(plant(130, 1), rule),
            (
                Exact::ONE,
                vec![AllocationFinding::OutputBeyondNetFuel, AllocationFinding::HeatTakesAllFuel]
            )
        );
        assert_eq!(
            found(plant(10, 60), first),
            (Exact::ZERO, vec![AllocationFinding::ElectricityTakesAllFuel])
        );
        assert_eq!(found(plant(0, 40), rule), (Exact::ZERO, vec![AllocationFinding::NoHeat]));
        assert_eq!(found(plant(90, 0), rule), (Exact::ONE, vec![AllocationFinding::NoElectricity]));
        let coal = coal().with_gross_energy(Quantity::<GrossEnergy>::gigajoules(105));
        let hot = CombinedHeatAndPower::new([coal], gigajoules(80), gigajoules(30)).unwrap();
        let findings = found(hot, rule).1;
        assert_eq!(findings, [AllocationFinding::OutputBeyondGrossFuel]);
        assert!(findings[0].is_severe());
        assert!(findings[0].message().en.contains("gross energy"));
    }

    #[test]
    fn a_derivation_names_rule_share_and_fuels() {
        let result = plant(45, 40).allocate(AllocationRule::Percent125).unwrap();
        let heat = result.heat_derivation().unwrap();
        assert_eq!(heat.method, Method::CombinedHeatAndPower);
        assert_eq!(heat.steps[0].value, StepValue::Text(AllocationRule::Percent125.title()));
        assert_eq!(heat.steps[2].value, StepValue::Number(Exact::new(36, 2)));
        assert_eq!(heat.steps[3].value, StepValue::Amount("36 GJ (net)".parse().unwrap()));
        let electricity = result.electricity_derivation().unwrap();
        let both = heat.result.and(&electricity.result).unwrap();
        assert_eq!(both.kilograms(Gas::CO2), 9500.into());
        let guarded = plant(130, 1).allocate(AllocationRule::Percent125).unwrap();
        assert_eq!(guarded.heat_derivation().unwrap().steps[0].remarks.len(), 2);
    }

    #[test]
    fn a_plant_without_fuel_or_product_is_refused() {
        let none = CombinedHeatAndPower::new([], gigajoules(1), gigajoules(1)).unwrap_err();
        assert_eq!(
            none.to_string(),
            "expected fuel above zero to divide, found none; enter the fuel of the plant"
        );
        let idle = CombinedHeatAndPower::new([coal()], Quantity::ZERO, Quantity::ZERO).unwrap_err();
        assert_eq!(
            idle.to_string(),
            "expected heat or electricity above zero to carry the fuel, found none; enter what the \
             plant delivers"
        );
        let emissions = Emissions::from_kilograms(Gas::CO2, -1);
        let fuel = PlantFuel::new("coal", Quantity::<NetEnergy>::gigajoules(1), emissions);
        assert!(fuel.is_err());
    }
}
