use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, number, rate};
use crate::method::sourced::step;
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::agriculture as text;
use crate::unit::{Area, DryMass, MethaneMass, NitrousOxideMass, Rate};

/// The dry matter that burns.
///
/// Some tables print what is consumed, others what is there; the combustion factor is applied to
/// the second alone.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, method::{Sourced, agriculture::BurntResidues}, unit::Rate};
///
/// let table = Source::new("IPCC", "2006 IPCC Guidelines, volume 4", 2006, "Table 2.4")?;
/// let wheat = BurntResidues::Consumed(Sourced::new(Rate::new(4, "t DM/ha")?, &table));
/// assert!(matches!(wheat, BurntResidues::Consumed(_)));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum BurntResidues {
    /// What the fire consumes, `M_B` times `C_f`.
    Consumed(Sourced<Rate<DryMass, Area>>),
    /// What is on the field, and the share of it that the fire consumes.
    Available {
        /// What is on the field, `M_B`.
        mass: Sourced<Rate<DryMass, Area>>,
        /// The share that is consumed, `C_f`, from 0 to 1.
        combustion_factor: Sourced<Exact>,
    },
}

/// Crop residues that are burnt on the field.
///
/// ```text
/// L_fire = A x M_B x C_f x G_ef
/// ```
///
/// IPCC 2006, volume 4, equation 2.27. The CO2 of annual crops is taken up again within the year and
/// is not counted. What burns is subtracted in [`CropResidues`](super::CropResidues).
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, gas::Gas, number::Exact, unit::{Area, Rate}};
/// use climate_account::method::{Calculation, Sourced};
/// use climate_account::method::agriculture::{BurntResidues, FieldBurning};
///
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 4", 2006, "Tables 2.4 and 2.5")?;
/// let straw = FieldBurning {
///     area: Sourced::new(Quantity::<Area>::hectares(100), &source),
///     residues: BurntResidues::Consumed(Sourced::new(Rate::new(4, "t DM/ha")?, &source)),
///     methane: Sourced::new(Rate::new(Exact::new(27, 1), "g CH4/kg DM")?, &source),
///     nitrous_oxide: Sourced::new(Rate::new(Exact::new(7, 2), "g N2O/kg DM")?, &source),
/// };
/// let emissions = straw.emissions()?;
/// assert_eq!(emissions.tonnes(Gas::CH4_NON_FOSSIL), "1.08".parse()?);
/// assert_eq!(emissions.tonnes(Gas::N2O), "0.028".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero and a combustion factor
/// outside 0 to 1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct FieldBurning {
    /// The area that is burnt.
    pub area: Sourced<Quantity<Area>>,
    /// The dry matter on it.
    pub residues: BurntResidues,
    /// Methane for each mass that is consumed.
    pub methane: Sourced<Rate<MethaneMass, DryMass>>,
    /// Nitrous oxide for each mass that is consumed.
    pub nitrous_oxide: Sourced<Rate<NitrousOxideMass, DryMass>>,
}

impl Calculation for FieldBurning {
    fn method(&self) -> Method {
        Method::FieldBurning
    }

    fn emissions(&self) -> Result<Emissions> {
        let remedy = "take it from a guideline";
        activity("a burnt area", self.area.value)?;
        rate("a methane factor", &self.methane.value, remedy)?;
        rate("a nitrous oxide factor", &self.nitrous_oxide.value, remedy)?;
        let area = Fraction::of(self.area.value.base_value());
        let consumed = match &self.residues {
            BurntResidues::Consumed(mass) => {
                rate("a mass of residues", &mass.value, remedy)?;
                area.by(mass.value.ratio())?
            }
            BurntResidues::Available { mass, combustion_factor } => {
                rate("a mass of residues", &mass.value, remedy)?;
                let share = &combustion_factor.value;
                number("a combustion factor", share, "give per cent as a fraction").share()?;
                area.by(mass.value.ratio())?.times(*share)?
            }
        };
        let methane = consumed.by(self.methane.value.ratio())?.grams()?;
        let nitrous_oxide = consumed.by(self.nitrous_oxide.value.ratio())?.grams()?;
        Emissions::from_grams(Gas::CH4_NON_FOSSIL, methane)
            .and(&Emissions::from_grams(Gas::N2O, nitrous_oxide))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![step(&self.area, text::BURNT_AREA)];
        match &self.residues {
            BurntResidues::Consumed(mass) => {
                steps.push(step(mass, text::DRY_MATTER_CONSUMED_PER_AREA));
            }
            BurntResidues::Available { mass, combustion_factor } => {
                steps.push(step(mass, text::DRY_MATTER_ON_THE_FIELD_PER_AREA));
                steps.push(step(combustion_factor, text::SHARE_THAT_BURNS));
            }
        }
        steps.push(step(&self.methane, text::METHANE_FACTOR));
        steps.push(step(&self.nitrous_oxide, text::NITROUS_OXIDE_FACTOR));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn burning(area: &str, mass: &str, share: Exact) -> FieldBurning {
        FieldBurning {
            area: read(area),
            residues: BurntResidues::Available {
                mass: read(mass),
                combustion_factor: example(share),
            },
            methane: read("2.7 g CH4/kg DM"),
            nitrous_oxide: read("0.07 g N2O/kg DM"),
        }
    }

    #[test]
    fn a_combustion_factor_is_applied_once() {
        let available = burning("100 ha", "5 t DM/ha", Exact::new(8, 1));
        let residues = BurntResidues::Consumed(read("4 t DM/ha"));
        let consumed = FieldBurning { residues, ..available.clone() };
        assert_eq!(available.emissions().unwrap(), consumed.emissions().unwrap());
        assert_eq!(available.steps().unwrap().len(), 5);
        assert_eq!(consumed.steps().unwrap().len(), 4);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |burning: FieldBurning| burning.emissions().unwrap_err().to_string();
        assert_eq!(
            text(burning("-1 ha", "4 t DM/ha", Exact::ONE)),
            "expected a burnt area of zero or more, found -10000 m2; enter a removal or a credit as \
             emissions of its own"
        );
        assert_eq!(
            text(burning("1 ha", "-4 t DM/ha", Exact::ONE)),
            "expected a mass of residues of zero or more, found -4 t DM/ha; take it from a guideline"
        );
        assert_eq!(
            text(burning("1 ha", "4 t DM/ha", 90.into())),
            "expected a combustion factor from 0 to 1, found 90; give per cent as a fraction"
        );
        let methane = read("-1 g CH4/kg DM");
        assert_eq!(
            text(FieldBurning { methane, ..burning("1 ha", "4 t DM/ha", Exact::ONE) }),
            "expected a methane factor of zero or more, found -1 g CH4/kg DM; take it from a \
             guideline"
        );
        let nitrous_oxide = read("-1 g N2O/kg DM");
        assert_eq!(
            text(FieldBurning { nitrous_oxide, ..burning("1 ha", "4 t DM/ha", Exact::ONE) }),
            "expected a nitrous oxide factor of zero or more, found -1 g N2O/kg DM; take it from a \
             guideline"
        );
    }
}
