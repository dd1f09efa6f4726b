use super::GrazingAnimals;
use crate::Quantity;
use crate::error::Result;
use crate::method::fraction::{self, Fraction};
use crate::method::input_problem::{activity, number, positive_rate};
use crate::method::land::CarbonStockChange;
use crate::method::sourced::{step, step_of};
use crate::method::{Sourced, Step};
use crate::number::Exact;
use crate::text::method::agriculture as text;
use crate::unit::{Area, AreaYears, CarbonMass, NitrogenMass, NitrousOxideMass, Rate, Ratio};

/// Nitrogen in organic fertilisers on fields, `F_ON`.
///
/// ```text
/// F_ON = F_AM + F_SEW + F_COMP + F_OOA
/// ```
///
/// IPCC 2006, volume 4, equation 11.3. Every part is stated, a zero too.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, method::Sourced, unit::NitrogenMass};
/// use climate_account::method::agriculture::OrganicNitrogen;
///
/// let source = Source::new("Odder Kommune", "Fertiliser accounts 2023", 2024, "sheet 1")?;
/// let nitrogen = |tonnes: i64| Sourced::new(Quantity::<NitrogenMass>::tonnes(tonnes), &source);
/// let organic = OrganicNitrogen {
///     animal_manure: nitrogen(5),
///     sewage_sludge: nitrogen(1),
///     compost: nitrogen(0),
///     other: nitrogen(2),
/// };
/// assert_eq!(organic.total()?, Quantity::<NitrogenMass>::tonnes(8));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct OrganicNitrogen {
    /// Manure as it reaches the field, after the losses of housing and storage ([`ManureApplied`]).
    pub animal_manure: Sourced<Quantity<NitrogenMass>>,
    /// Sewage sludge.
    pub sewage_sludge: Sourced<Quantity<NitrogenMass>>,
    /// Compost.
    pub compost: Sourced<Quantity<NitrogenMass>>,
    /// Other organic fertiliser, such as brewery and slaughterhouse waste.
    pub other: Sourced<Quantity<NitrogenMass>>,
}

impl OrganicNitrogen {
    /// The sum.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, method::Sourced, unit::NitrogenMass};
    /// use climate_account::method::agriculture::OrganicNitrogen;
    ///
    /// let source = Source::new("Odder Kommune", "Fertiliser accounts 2023", 2024, "sheet 1")?;
    /// let part = Sourced::new(Quantity::<NitrogenMass>::kilograms(20), &source);
    /// let organic = OrganicNitrogen {
    ///     animal_manure: part.clone(),
    ///     sewage_sludge: part.clone(),
    ///     compost: part.clone(),
    ///     other: part,
    /// };
    /// assert_eq!(organic.total()?.to_string(), "80 kg N");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a part below zero;
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn total(&self) -> Result<Quantity<NitrogenMass>> {
        let parts = [&self.animal_manure, &self.sewage_sludge, &self.compost, &self.other];
        total(parts)
    }

    fn steps(&self) -> [Step; 4] {
        [
            step(&self.animal_manure, text::NITROGEN_IN_APPLIED_MANURE),
            step(&self.sewage_sludge, text::NITROGEN_IN_SEWAGE_SLUDGE),
            step(&self.compost, text::NITROGEN_IN_COMPOST),
            step(&self.other, text::NITROGEN_IN_OTHER_ORGANIC_FERTILISER),
        ]
    }
}

fn total<'a>(
    parts: impl IntoIterator<Item = &'a Sourced<Quantity<NitrogenMass>>>,
) -> Result<Quantity<NitrogenMass>> {
    parts.into_iter().try_fold(Quantity::ZERO, |sum, part| {
        activity("a mass of nitrogen", part.value)?;
        sum.checked_add(part.value)
    })
}

/// Nitrogen that is brought to fields in the year, without that of grazing animals.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, method::Sourced, unit::NitrogenMass};
/// use climate_account::method::agriculture::{FieldNitrogen, OrganicNitrogen};
///
/// let source = Source::new("Odder Kommune", "Fertiliser accounts 2023", 2024, "sheet 1")?;
/// let nitrogen = |tonnes: i64| Sourced::new(Quantity::<NitrogenMass>::tonnes(tonnes), &source);
/// let fields = FieldNitrogen {
///     synthetic: nitrogen(12),
///     organic: OrganicNitrogen {
///         animal_manure: nitrogen(5),
///         sewage_sludge: nitrogen(1),
///         compost: nitrogen(0),
///         other: nitrogen(0),
///     },
///     crop_residues: nitrogen(6),
///     mineralised: nitrogen(0),
/// };
/// assert_eq!(fields.total()?, Quantity::<NitrogenMass>::tonnes(24));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct FieldNitrogen {
    /// Synthetic fertiliser, `F_SN`.
    pub synthetic: Sourced<Quantity<NitrogenMass>>,
    /// Organic fertiliser, `F_ON`.
    pub organic: OrganicNitrogen,
    /// Crop residues left on the field, `F_CR` ([`CropResidues`](super::CropResidues)).
    pub crop_residues: Sourced<Quantity<NitrogenMass>>,
    /// Nitrogen set free as mineral soils lose carbon, `F_SOM` ([`MineralisedNitrogen`]).
    pub mineralised: Sourced<Quantity<NitrogenMass>>,
}

impl FieldNitrogen {
    /// The sum.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, method::Sourced, unit::NitrogenMass};
    /// use climate_account::method::agriculture::{FieldNitrogen, OrganicNitrogen};
    ///
    /// let source = Source::new("Odder Kommune", "Fertiliser accounts 2023", 2024, "sheet 1")?;
    /// let part = Sourced::new(Quantity::<NitrogenMass>::kilograms(10), &source);
    /// let organic = OrganicNitrogen {
    ///     animal_manure: part.clone(),
    ///     sewage_sludge: part.clone(),
    ///     compost: part.clone(),
    ///     other: part.clone(),
    /// };
    /// let fields = FieldNitrogen {
    ///     synthetic: part.clone(),
    ///     organic,
    ///     crop_residues: part.clone(),
    ///     mineralised: part,
    /// };
    /// assert_eq!(fields.total()?.to_string(), "70 kg N");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a part below zero;
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn total(&self) -> Result<Quantity<NitrogenMass>> {
        total([&self.synthetic])?.checked_add(self.not_synthetic()?)
    }

    pub(super) fn not_synthetic(&self) -> Result<Quantity<NitrogenMass>> {
        self.organic.total()?.checked_add(total([&self.crop_residues, &self.mineralised])?)
    }

    fn steps(&self) -> Vec<Step> {
        let mut steps = vec![step(&self.synthetic, text::NITROGEN_IN_SYNTHETIC_FERTILISER)];
        steps.extend(self.organic.steps());
        steps.push(step(&self.crop_residues, text::NITROGEN_IN_CROP_RESIDUES));
        steps.push(step(&self.mineralised, text::NITROGEN_SET_FREE_WITH_SOIL_CARBON));
        steps
    }
}

/// Nitrogen that grazing animals leave on pasture, `F_PRP`.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, method::Sourced, unit::NitrogenMass};
/// use climate_account::method::agriculture::{GrazingAnimals, GrazingNitrogen};
///
/// let source = Source::new("Odder Kommune", "Herds 2023", 2024, "sheet 1")?;
/// let pasture = GrazingNitrogen {
///     animals: GrazingAnimals::CattlePoultryPigs,
///     nitrogen: Sourced::new(Quantity::<NitrogenMass>::kilograms(2847), &source),
/// };
/// assert_eq!(pasture.nitrogen.value.to_string(), "2847 kg N");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct GrazingNitrogen {
    /// The animals.
    pub animals: GrazingAnimals,
    /// Their nitrogen.
    pub nitrogen: Sourced<Quantity<NitrogenMass>>,
}

/// Cultivated organic soil, whose peat gives nitrous oxide by area, `F_OS`.
///
/// It is counted here or as [`DrainedOrganicSoil`](crate::method::land::DrainedOrganicSoil) with
/// its nitrous oxide, not both.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, method::Sourced, unit::{Area, Rate}};
/// use climate_account::method::agriculture::CultivatedOrganicSoil;
///
/// let map = Source::new("Aarhus University", "Map of organic soils", 2023, "Odder")?;
/// let soil = CultivatedOrganicSoil {
///     area: Sourced::new(Quantity::<Area>::hectares(10), &map),
///     nitrous_oxide: Sourced::built_in(
///         "ipcc-2013/organic-soils/n2o/cropland/drained/undefined/boreal-temperate",
///     )?,
/// };
/// assert_eq!(soil.nitrous_oxide.value, Rate::new(13, "kg N2O-N/ha/yr")?);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CultivatedOrganicSoil {
    /// The area.
    pub area: Sourced<Quantity<Area>>,
    /// Nitrous oxide for each area and year, `EF_2`.
    pub nitrous_oxide: Sourced<Rate<NitrousOxideMass, AreaYears>>,
}

/// The nitrogen inputs of the managed soils of a year.
///
/// An empty list says that there are none.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, method::Sourced, unit::NitrogenMass};
/// use climate_account::method::agriculture::{FieldNitrogen, NitrogenInputs, OrganicNitrogen};
///
/// let source = Source::new("Odder Kommune", "Fertiliser accounts 2023", 2024, "sheet 1")?;
/// let nitrogen = |tonnes: i64| Sourced::new(Quantity::<NitrogenMass>::tonnes(tonnes), &source);
/// let inputs = NitrogenInputs {
///     fields: FieldNitrogen {
///         synthetic: nitrogen(12),
///         organic: OrganicNitrogen {
///             animal_manure: nitrogen(5),
///             sewage_sludge: nitrogen(0),
///             compost: nitrogen(0),
///             other: nitrogen(0),
///         },
///         crop_residues: nitrogen(6),
///         mineralised: nitrogen(0),
///     },
///     flooded_rice: None,
///     grazing: Vec::new(),
///     organic_soils: Vec::new(),
/// };
/// assert_eq!(inputs.fields.total()?, Quantity::<NitrogenMass>::tonnes(23));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct NitrogenInputs {
    /// Fields that are not flooded.
    pub fields: FieldNitrogen,
    /// Flooded rice fields, where there are any.
    pub flooded_rice: Option<FieldNitrogen>,
    /// Pasture, by animals.
    pub grazing: Vec<GrazingNitrogen>,
    /// Cultivated organic soils.
    pub organic_soils: Vec<CultivatedOrganicSoil>,
}

impl NitrogenInputs {
    pub(super) fn all_fields(&self) -> impl Iterator<Item = &FieldNitrogen> {
        core::iter::once(&self.fields).chain(&self.flooded_rice)
    }

    pub(super) fn grazed(&self) -> Result<Quantity<NitrogenMass>> {
        total(self.grazing.iter().map(|pasture| &pasture.nitrogen))
    }

    pub(super) fn steps(&self) -> Vec<Step> {
        let mut steps = self.fields.steps();
        let flooded = self.flooded_rice.iter().flat_map(FieldNitrogen::steps);
        steps.extend(
            flooded.map(|step| Step {
                what: text::FLOODED_RICE.with(&[("what", &step.what)]),
                ..step
            }),
        );
        steps.extend(self.grazing.iter().map(|pasture| {
            step_of(&pasture.nitrogen, text::NITROGEN_LEFT_ON_PASTURE, &pasture.animals.name())
        }));
        steps
    }
}

/// One term of a sum of nitrogen times factors, not yet rounded.
pub(super) fn term<N>(
    nitrogen: Quantity<NitrogenMass>,
    factor: &Rate<N, NitrogenMass>,
) -> Result<Ratio> {
    Fraction::of(nitrogen.base_value()).by(factor.ratio())?.ratio()
}

/// The sum of terms in grams, rounded once.
pub(super) fn rounded_sum(terms: impl IntoIterator<Item = Ratio>) -> Result<Exact> {
    let sum = terms.into_iter().try_fold(Ratio::of(Exact::ZERO), fraction::sum)?;
    Fraction::of(Exact::ONE).by(sum)?.grams()
}

/// Manure nitrogen that reaches the field, `F_AM`.
///
/// ```text
/// F_AM = N_field x (1 - Frac_FEED - Frac_FUEL - Frac_CNST)
/// ```
///
/// IPCC 2006, volume 4, equation 11.4. The nitrogen is what is left after the losses of housing and
/// storage, not what the animals excrete.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, method::Sourced, number::Exact, unit::NitrogenMass};
/// use climate_account::method::agriculture::ManureApplied;
///
/// let source = Source::new("Odder Kommune", "Manure 2023", 2024, "sheet 1")?;
/// let manure = ManureApplied {
///     available: Sourced::new(Quantity::<NitrogenMass>::kilograms(6000), &source),
///     feed: Sourced::new(Exact::ZERO, &source),
///     fuel: Sourced::new("0.1".parse()?, &source),
///     construction: Sourced::new("0.05".parse()?, &source),
/// };
/// assert_eq!(manure.nitrogen()?, Quantity::<NitrogenMass>::kilograms(5100));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ManureApplied {
    /// Nitrogen of the manure that leaves storage.
    pub available: Sourced<Quantity<NitrogenMass>>,
    /// The share that is used as feed, from 0 to 1.
    pub feed: Sourced<Exact>,
    /// The share that is burnt, from 0 to 1.
    pub fuel: Sourced<Exact>,
    /// The share that is used for building, from 0 to 1.
    pub construction: Sourced<Exact>,
}

impl ManureApplied {
    /// The nitrogen that reaches the field, exact.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, method::Sourced, number::Exact, unit::NitrogenMass};
    /// use climate_account::method::agriculture::ManureApplied;
    ///
    /// let source = Source::new("Odder Kommune", "Manure 2023", 2024, "sheet 1")?;
    /// let none = Sourced::new(Exact::ZERO, &source);
    /// let available = Sourced::new(Quantity::<NitrogenMass>::kilograms(6000), &source);
    /// let manure =
    ///     ManureApplied { available, feed: none.clone(), fuel: none.clone(), construction: none };
    /// assert_eq!(manure.nitrogen()?, manure.available.value);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass below zero, a share outside 0 to 1 and
    /// shares that add up to more than 1; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn nitrogen(&self) -> Result<Quantity<NitrogenMass>> {
        activity("a mass of manure nitrogen", self.available.value)?;
        let mut rest = Exact::ONE;
        for share in [&self.feed, &self.fuel, &self.construction] {
            let remedy = "give per cent as a fraction";
            number("a share of the manure", &share.value, remedy).share()?;
            rest = rest.checked_sub(share.value)?;
        }
        let remedy = "check the shares for feed, fuel and construction";
        number("a share of the manure for the field", &rest, remedy).share()?;
        self.available.value.scale(rest)
    }
}

/// Nitrogen that is set free as a mineral soil loses carbon, `F_SOM`.
///
/// ```text
/// F_SOM = loss of carbon / R
/// ```
///
/// IPCC 2006, volume 4, equation 11.8. A loss of carbon sets nitrogen free; a gain binds none. Take
/// one for each use of land, since a gain on one field does not bind what is set free on another.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, unit::{CarbonMass, NitrogenMass, Rate}};
/// use climate_account::method::{Sourced, agriculture::MineralisedNitrogen, land::CarbonStockChange};
///
/// let source = Source::new("Odder Kommune", "Soil carbon 2023", 2024, "sheet 1")?;
/// let ratio = Sourced::new(Rate::new(15, "kg C/kg N")?, &source);
/// let of = |tonnes: i64| MineralisedNitrogen {
///     change: Sourced::new(CarbonStockChange::of(Quantity::<CarbonMass>::tonnes(tonnes)), &source),
///     carbon_to_nitrogen: ratio.clone(),
/// };
/// assert_eq!(of(-30).nitrogen()?, Quantity::<NitrogenMass>::tonnes(2));
/// assert_eq!(of(30).nitrogen()?, Quantity::ZERO);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct MineralisedNitrogen {
    /// The change of the soil's carbon, a loss below zero.
    pub change: Sourced<CarbonStockChange>,
    /// Carbon for each mass of nitrogen in the soil's organic matter, R.
    pub carbon_to_nitrogen: Sourced<Rate<CarbonMass, NitrogenMass>>,
}

impl MineralisedNitrogen {
    /// The nitrogen, zero where carbon is gained; rounded half-even at a microgram.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "catalogue")] {
    /// use climate_account::{Quantity, Source, unit::CarbonMass};
    /// use climate_account::method::{Sourced, agriculture::MineralisedNitrogen, land::CarbonStockChange};
    ///
    /// let source = Source::new("Odder Kommune", "Soil carbon 2023", 2024, "sheet 1")?;
    /// let lost = CarbonStockChange::of(Quantity::<CarbonMass>::new(-1215, "100 kg C")?);
    /// let ploughed = MineralisedNitrogen {
    ///     change: Sourced::new(lost, &source),
    ///     carbon_to_nitrogen: Sourced::built_in(
    ///         "ipcc-2019r/soils/carbon-to-nitrogen/forest-or-grassland-to-cropland",
    ///     )?,
    /// };
    /// assert_eq!(ploughed.nitrogen()?.to_string(), "8100 kg N"); // of 121.5 t C
    /// # }
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a ratio that is not above zero;
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn nitrogen(&self) -> Result<Quantity<NitrogenMass>> {
        let ratio = &self.carbon_to_nitrogen.value;
        positive_rate("a ratio of carbon to nitrogen", ratio, "the guidelines have 15 and 10")?;
        let lost = Ratio::of(self.change.value.loss().base_value());
        let nitrogen = fraction::quotient(lost, ratio.ratio())?;
        Fraction::of(Exact::ONE).by(nitrogen)?.grams().map(Quantity::of_base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    #[test]
    fn shares_of_manure_are_shares_of_one_whole() {
        let text = |kilograms: &str, fuel: Exact, feed: Exact| {
            let manure = ManureApplied {
                available: read(kilograms),
                feed: example(feed),
                fuel: example(fuel),
                construction: example(Exact::ZERO),
            };
            manure.nitrogen().unwrap_err().to_string()
        };
        assert_eq!(
            text("-1 kg N", Exact::ZERO, Exact::ZERO),
            "expected a mass of manure nitrogen of zero or more, found -1 kg N; enter a removal or \
             a credit as emissions of its own"
        );
        assert_eq!(
            text("1 kg N", 10.into(), Exact::ZERO),
            "expected a share of the manure from 0 to 1, found 10; give per cent as a fraction"
        );
        assert_eq!(
            text("1 kg N", Exact::new(6, 1), Exact::new(5, 1)),
            "expected a share of the manure for the field from 0 to 1, found -0.1; check the shares \
             for feed, fuel and construction"
        );
    }

    #[test]
    fn a_ratio_of_carbon_to_nitrogen_is_above_zero() {
        let carbon = CarbonStockChange::of(Quantity::<CarbonMass>::tonnes(-1));
        let of = MineralisedNitrogen {
            change: example(carbon),
            carbon_to_nitrogen: read("0 kg C/kg N"),
        };
        assert_eq!(
            of.nitrogen().unwrap_err().to_string(),
            "expected a ratio of carbon to nitrogen above zero, found 0 kg C/kg N; the guidelines \
             have 15 and 10"
        );
    }
}
