use super::soil_nitrogen::rounded_sum;
use super::{NitrogenInputs, SoilFactors};
use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::sourced::worked_step;
use crate::method::{Calculation, Method, Step};
use crate::text::method::agriculture as text;
use crate::unit::{NitrogenMass, NitrousOxideMass};

/// Nitrous oxide that forms where the nitrogen of managed soils ends up, tier 1.
///
/// ```text
/// N2O(ATD)-N = [F_SN x Frac_GASF + (F_ON + F_PRP) x Frac_GASM] x EF_4
/// N2O(L)-N   = (F_SN + F_ON + F_PRP + F_CR + F_SOM) x Frac_LEACH x EF_5
/// ```
///
/// IPCC 2006 and 2019, volume 4, equations 11.9 and 11.10; both times 44/28. Crop residues and
/// mineralised nitrogen are leached but do not evaporate. Flooded rice counts with the other
/// fields. A dry climate has a leached share of zero.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, gas::Gas, method::Calculation, method::Sourced};
/// use climate_account::method::agriculture::{
///     FieldNitrogen, GrazingAnimals, GrazingNitrogen, IndirectSoilEmissions, NitrogenInputs,
///     OrganicNitrogen, SoilFactors,
/// };
///
/// let source = Source::new("Odder Kommune", "Fertiliser accounts 2023", 2024, "sheet 1")?;
/// let nitrogen = |kilograms: &str| -> climate_account::Result<_> {
///     let value = kilograms.parse::<climate_account::number::Exact>()?;
///     Ok(Sourced::new(Quantity::new(value, "kg N")?, &source))
/// };
/// let animals = GrazingAnimals::CattlePoultryPigs;
/// let inputs = NitrogenInputs {
///     fields: FieldNitrogen {
///         synthetic: nitrogen("12000")?,
///         organic: OrganicNitrogen {
///             animal_manure: nitrogen("5150")?,
///             sewage_sludge: nitrogen("0")?,
///             compost: nitrogen("0")?,
///             other: nitrogen("0")?,
///         },
///         crop_residues: nitrogen("6052.356")?,
///         mineralised: nitrogen("0")?,
///     },
///     flooded_rice: None,
///     grazing: vec![GrazingNitrogen { animals, nitrogen: nitrogen("2847")? }],
///     organic_soils: Vec::new(),
/// };
/// let soils = IndirectSoilEmissions { inputs, factors: SoilFactors::ipcc_2019()? };
/// assert_eq!(soils.deposition()?.to_string(), "47.132957143 kg N2O");
/// assert_eq!(soils.leaching()?.to_string(), "108.067614034 kg N2O");
/// assert_eq!(soils.emissions()?.kilograms(Gas::N2O), "155.200571177".parse()?);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`DirectSoilEmissions`](super::DirectSoilEmissions).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct IndirectSoilEmissions {
    /// The nitrogen; organic soils by area have no part in this.
    pub inputs: NitrogenInputs,
    /// The factors.
    pub factors: SoilFactors,
}

impl IndirectSoilEmissions {
    /// Nitrous oxide of nitrogen that evaporates as ammonia and comes down again.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "catalogue")] {
    /// # use climate_account::{Quantity, Source, method::Sourced, unit::NitrogenMass};
    /// # use climate_account::method::agriculture::{
    /// #     FieldNitrogen, IndirectSoilEmissions, NitrogenInputs, OrganicNitrogen, SoilFactors,
    /// # };
    /// # let source = Source::new("Odder Kommune", "Fertiliser accounts 2023", 2024, "sheet 1")?;
    /// # let none = Sourced::new(Quantity::<NitrogenMass>::ZERO, &source);
    /// # let organic = OrganicNitrogen {
    /// #     animal_manure: none.clone(),
    /// #     sewage_sludge: none.clone(),
    /// #     compost: none.clone(),
    /// #     other: none.clone(),
    /// # };
    /// // Fields with crop residues alone, 7 t N.
    /// let fields = FieldNitrogen {
    ///     crop_residues: Sourced::new(Quantity::<NitrogenMass>::tonnes(7), &source),
    ///     // and no other nitrogen
    /// #     synthetic: none.clone(),
    /// #     organic,
    /// #     mineralised: none,
    /// };
    /// # let inputs = NitrogenInputs {
    /// #     fields,
    /// #     flooded_rice: None,
    /// #     grazing: Vec::new(),
    /// #     organic_soils: Vec::new(),
    /// # };
    /// let soils = IndirectSoilEmissions { inputs, factors: SoilFactors::ipcc_2019()? };
    /// assert_eq!(soils.deposition()?, Quantity::ZERO); // residues do not evaporate
    /// # }
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn deposition(&self) -> Result<Quantity<NitrousOxideMass>> {
        let factors = &self.factors;
        factors.check()?;
        let mut synthetic = Quantity::<NitrogenMass>::ZERO;
        let mut organic = self.inputs.grazed()?;
        for fields in self.inputs.all_fields() {
            fields.total()?;
            synthetic = synthetic.checked_add(fields.synthetic.value)?;
            organic = organic.checked_add(fields.organic.total()?)?;
        }
        let synthetic = synthetic.scale(factors.synthetic_volatilised.value)?;
        let volatilised =
            synthetic.checked_add(organic.scale(factors.organic_volatilised.value)?)?;
        let gas = Fraction::of(volatilised.base_value()).by(factors.deposited.value.ratio())?;
        rounded_sum([gas.ratio()?]).map(Quantity::of_base)
    }

    /// Nitrous oxide of nitrogen that is leached and runs off.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "catalogue")] {
    /// # use climate_account::{Quantity, Source, method::Sourced, unit::NitrogenMass};
    /// # use climate_account::method::agriculture::{
    /// #     FieldNitrogen, IndirectSoilEmissions, NitrogenInputs, OrganicNitrogen, SoilFactors,
    /// # };
    /// # let source = Source::new("Odder Kommune", "Fertiliser accounts 2023", 2024, "sheet 1")?;
    /// # let none = Sourced::new(Quantity::<NitrogenMass>::ZERO, &source);
    /// # let organic = OrganicNitrogen {
    /// #     animal_manure: none.clone(),
    /// #     sewage_sludge: none.clone(),
    /// #     compost: none.clone(),
    /// #     other: none.clone(),
    /// # };
    /// // Fields with crop residues alone, 7 t N.
    /// let fields = FieldNitrogen {
    ///     crop_residues: Sourced::new(Quantity::<NitrogenMass>::tonnes(7), &source),
    ///     // and no other nitrogen
    /// #     synthetic: none.clone(),
    /// #     organic,
    /// #     mineralised: none,
    /// };
    /// # let inputs = NitrogenInputs {
    /// #     fields,
    /// #     flooded_rice: None,
    /// #     grazing: Vec::new(),
    /// #     organic_soils: Vec::new(),
    /// # };
    /// let soils = IndirectSoilEmissions { inputs, factors: SoilFactors::ipcc_2019()? };
    /// assert_eq!(soils.leaching()?.to_string(), "29.04 kg N2O"); // 7000 x 0.24 x 0.011 x 11/7
    /// # }
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn leaching(&self) -> Result<Quantity<NitrousOxideMass>> {
        let factors = &self.factors;
        factors.check()?;
        let mut nitrogen = self.inputs.grazed()?;
        for fields in self.inputs.all_fields() {
            nitrogen = nitrogen.checked_add(fields.total()?)?;
        }
        let leached = nitrogen.scale(factors.leached_share.value)?;
        let gas = Fraction::of(leached.base_value()).by(factors.leached.value.ratio())?;
        rounded_sum([gas.ratio()?]).map(Quantity::of_base)
    }
}

impl Calculation for IndirectSoilEmissions {
    fn method(&self) -> Method {
        Method::ManagedSoilsIndirect
    }

    fn emissions(&self) -> Result<Emissions> {
        let gas = self.deposition()?.checked_add(self.leaching()?)?;
        Ok(Emissions::from_grams(Gas::N2O, gas.base_value()))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = self.inputs.steps();
        steps.extend(self.factors.indirect_steps());
        steps.push(worked_step(&self.deposition()?, text::NITROUS_OXIDE_OF_DEPOSITION));
        steps.push(worked_step(&self.leaching()?, text::NITROUS_OXIDE_OF_LEACHING));
        Ok(steps)
    }
}

#[cfg(all(test, feature = "catalogue"))]
mod tests {
    use super::super::managed_soils::tests::inputs;
    use super::*;

    #[test]
    fn a_dry_climate_leaches_nothing() {
        let factors = SoilFactors::ipcc_2019_dry().unwrap();
        let soils = IndirectSoilEmissions { inputs: inputs("12000 kg N"), factors };
        assert_eq!(soils.leaching().unwrap(), Quantity::ZERO);
        assert!(soils.deposition().unwrap() > Quantity::ZERO);
        assert_eq!(soils.steps().unwrap().len(), 15);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let factors = SoilFactors::ipcc_2019().unwrap();
        let soils = IndirectSoilEmissions { inputs: inputs("-1 kg N"), factors };
        let texts = [soils.deposition().unwrap_err(), soils.leaching().unwrap_err()];
        for error in texts {
            assert_eq!(
                error.to_string(),
                "expected a mass of nitrogen of zero or more, found -1 kg N; enter a removal or a \
                 credit as emissions of its own"
            );
        }
    }
}
