use super::soil_nitrogen::{rounded_sum, term};
use super::{GrazingAnimals, NitrogenInputs, SoilFactors};
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, rate};
use crate::method::sourced::step;
use crate::method::{Calculation, Method, Step};
use crate::text::method::agriculture as text;

/// Nitrous oxide that forms in managed soils, tier 1.
///
/// ```text
/// N2O-N = F_SN x EF_1 + (F_ON + F_CR + F_SOM) x EF_1 + F_rice x EF_1FR
///         + sum A_OS x EF_2 + sum F_PRP x EF_3PRP
/// E     = N2O-N x 44/28
/// ```
///
/// IPCC 2006 and 2019, volume 4, equation 11.1. A factor in kg N2O-N is read as N2O by 44/28. What
/// the nitrogen does after it has left the field is [`IndirectSoilEmissions`](super::IndirectSoilEmissions).
/// Nitrogen and nitrous oxide are not the same mass:
///
/// ```compile_fail,E0308
/// use climate_account::{Quantity, Source, method::Sourced, unit::NitrousOxideMass};
/// use climate_account::method::agriculture::{GrazingAnimals, GrazingNitrogen};
///
/// let source = Source::new("Odder Kommune", "Herds 2023", 2024, "sheet 1")?;
/// let pasture = GrazingNitrogen {
///     animals: GrazingAnimals::CattlePoultryPigs,
///     nitrogen: Sourced::new(Quantity::<NitrousOxideMass>::kilograms(2847), &source), // not N
/// };
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, gas::Gas, method::Calculation, method::Sourced};
/// use climate_account::method::agriculture::{
///     DirectSoilEmissions, FieldNitrogen, NitrogenInputs, OrganicNitrogen, SoilFactors,
/// };
///
/// let source = Source::new("Odder Kommune", "Fertiliser accounts 2023", 2024, "sheet 1")?;
/// let nitrogen = |kilograms: &str| -> climate_account::Result<_> {
///     let value = kilograms.parse::<climate_account::number::Exact>()?;
///     Ok(Sourced::new(Quantity::new(value, "kg N")?, &source))
/// };
/// let inputs = NitrogenInputs {
///     fields: FieldNitrogen {
///         synthetic: nitrogen("12000")?,
///         organic: OrganicNitrogen {
///             animal_manure: nitrogen("5100")?,
///             sewage_sludge: nitrogen("50")?,
///             compost: nitrogen("0")?,
///             other: nitrogen("0")?,
///         },
///         crop_residues: nitrogen("6052.356")?,
///         mineralised: nitrogen("0")?,
///     },
///     flooded_rice: None,
///     grazing: Vec::new(),
///     organic_soils: Vec::new(),
/// };
/// let soils = |factors| DirectSoilEmissions { inputs: inputs.clone(), factors };
/// let all = soils(SoilFactors::ipcc_2019()?).emissions()?;
/// assert_eq!(all.kilograms(Gas::N2O), "364.608451429".parse()?);
/// let wet = soils(SoilFactors::ipcc_2019_wet()?).emissions()?;
/// assert_eq!(wet.kilograms(Gas::N2O), "407.336499429".parse()?);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero;
/// [`InvalidFactor`](crate::ErrorKind::InvalidFactor) for defaults of two editions.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct DirectSoilEmissions {
    /// The nitrogen.
    pub inputs: NitrogenInputs,
    /// The factors.
    pub factors: SoilFactors,
}

impl Calculation for DirectSoilEmissions {
    fn method(&self) -> Method {
        Method::ManagedSoilsDirect
    }

    fn emissions(&self) -> Result<Emissions> {
        let DirectSoilEmissions { inputs, factors } = self;
        factors.check()?;
        inputs.fields.total()?;
        let fields = &inputs.fields;
        let mut terms = vec![
            term(fields.synthetic.value, &factors.synthetic.value)?,
            term(fields.not_synthetic()?, &factors.other_inputs.value)?,
        ];
        if let Some(rice) = &inputs.flooded_rice {
            terms.push(term(rice.total()?, &factors.flooded_rice.value)?);
        }
        inputs.grazed()?;
        for pasture in &inputs.grazing {
            terms.push(term(pasture.nitrogen.value, &factors.pasture(pasture.animals).value)?);
        }
        for soil in &inputs.organic_soils {
            let remedy = "take it from a guideline";
            activity("an area of organic soil", soil.area.value)?;
            rate("a nitrous oxide factor of organic soil", &soil.nitrous_oxide.value, remedy)?;
            let area = Fraction::of(soil.area.value.base_value());
            terms.push(area.by(soil.nitrous_oxide.value.ratio())?.ratio()?);
        }
        Ok(Emissions::from_grams(Gas::N2O, rounded_sum(terms)?))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let DirectSoilEmissions { inputs, factors } = self;
        let animals: Vec<GrazingAnimals> =
            inputs.grazing.iter().map(|pasture| pasture.animals).collect();
        let mut steps = inputs.steps();
        steps.extend(factors.direct_steps(inputs.flooded_rice.is_some(), &animals));
        for soil in &inputs.organic_soils {
            steps.push(step(&soil.area, text::CULTIVATED_ORGANIC_SOIL));
            steps.push(step(&soil.nitrous_oxide, text::NITROUS_OXIDE_FACTOR_ORGANIC_SOIL));
        }
        Ok(steps)
    }
}

#[cfg(all(test, feature = "catalogue"))]
pub(super) mod tests {
    use super::*;
    use crate::method::agriculture::{
        CultivatedOrganicSoil, FieldNitrogen, GrazingNitrogen, OrganicNitrogen,
    };
    use crate::method::sourced::read;

    pub(crate) fn inputs(synthetic: &str) -> NitrogenInputs {
        NitrogenInputs {
            fields: FieldNitrogen {
                synthetic: read(synthetic),
                organic: OrganicNitrogen {
                    animal_manure: read("5150 kg N"),
                    sewage_sludge: read("0 kg N"),
                    compost: read("0 kg N"),
                    other: read("0 kg N"),
                },
                crop_residues: read("6052.356 kg N"),
                mineralised: read("0 kg N"),
            },
            flooded_rice: None,
            grazing: vec![GrazingNitrogen {
                animals: GrazingAnimals::CattlePoultryPigs,
                nitrogen: read("2847 kg N"),
            }],
            organic_soils: Vec::new(),
        }
    }

    fn nothing_but_pasture(animals: GrazingAnimals) -> NitrogenInputs {
        let mut inputs = inputs("0 kg N");
        inputs.fields.organic.animal_manure = read("0 kg N");
        inputs.fields.crop_residues = read("0 kg N");
        inputs.grazing[0].animals = animals;
        inputs
    }

    #[test]
    fn pasture_goes_by_edition_and_animals() {
        let grams = |animals, factors: Result<SoilFactors>| {
            let factors = factors.unwrap();
            let soils = DirectSoilEmissions { inputs: nothing_but_pasture(animals), factors };
            soils.emissions().unwrap().grams(Gas::N2O).to_string()
        };
        let (cattle, sheep) = (GrazingAnimals::CattlePoultryPigs, GrazingAnimals::SheepAndOther);
        assert_eq!(grams(cattle, SoilFactors::ipcc_2019()), "17895.428571");
        assert_eq!(grams(cattle, SoilFactors::ipcc_2006()), "89477.142857");
        assert_eq!(grams(sheep, SoilFactors::ipcc_2006()), "44738.571429"); // half of 0.02
    }

    #[test]
    fn rice_and_organic_soils_have_factors_of_their_own() {
        let mut inputs = nothing_but_pasture(GrazingAnimals::SheepAndOther);
        inputs.grazing.clear();
        let mut rice = inputs.fields.clone();
        rice.synthetic = read("7000 kg N");
        inputs.flooded_rice = Some(rice);
        let area = |hectares| CultivatedOrganicSoil {
            area: read(hectares),
            nitrous_oxide: read("14 kg N2O-N/ha/yr"),
        };
        inputs.organic_soils = vec![area("2 ha"), area("3 ha")];
        let factors = SoilFactors::ipcc_2006().unwrap();
        let soils = DirectSoilEmissions { inputs, factors };
        // (7000 x 0.003 + 5 x 14) x 11/7
        assert_eq!(soils.emissions().unwrap().kilograms(Gas::N2O), 143.into());
        let what = |step: &Step| step.what.en.to_string();
        let steps: Vec<String> = soils.steps().unwrap().iter().map(what).collect();
        assert_eq!(steps[7], "Flooded rice: Nitrogen in synthetic fertiliser");
        assert_eq!(steps[16], "Nitrous oxide factor, flooded rice");
        assert_eq!(steps.len(), 21);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |inputs: NitrogenInputs| {
            let factors = SoilFactors::ipcc_2006().unwrap();
            DirectSoilEmissions { inputs, factors }.emissions().unwrap_err().to_string()
        };
        assert_eq!(
            text(inputs("-1 kg N")),
            "expected a mass of nitrogen of zero or more, found -1 kg N; enter a removal or a \
             credit as emissions of its own"
        );
        let on_soil = |area, factor| NitrogenInputs {
            organic_soils: vec![CultivatedOrganicSoil {
                area: read(area),
                nitrous_oxide: read(factor),
            }],
            ..inputs("1 kg N")
        };
        assert_eq!(
            text(on_soil("-1 m2", "1 kg N2O-N/ha/yr")),
            "expected an area of organic soil of zero or more, found -1 m2; enter a removal or a \
             credit as emissions of its own"
        );
        assert_eq!(
            text(on_soil("1 m2", "-1 kg N2O-N/ha/yr")),
            "expected a nitrous oxide factor of organic soil of zero or more, found \
             -1 kg N2O-N/ha/yr; take it from a guideline"
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_keeps_the_inputs() {
        let factors = SoilFactors::ipcc_2019_wet().unwrap();
        let soils = DirectSoilEmissions { inputs: inputs("12000 kg N"), factors };
        let written = serde_json::to_string(&soils).unwrap();
        assert_eq!(serde_json::from_str::<DirectSoilEmissions>(&written).unwrap(), soils);
        let without = written.replace("\"crop_residues\"", "\"residues\"");
        assert!(serde_json::from_str::<DirectSoilEmissions>(&without).is_err());
    }
}
