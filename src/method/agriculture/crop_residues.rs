use crate::Quantity;
use crate::error::Result;
use crate::method::Sourced;
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, default_of, number, one_edition, rate};
use crate::number::Exact;
use crate::unit::{Area, DryMass, Mass, NitrogenMass, Rate};

/// How the roots of a crop are reckoned, which also decides between the equations of two editions.
///
/// # Examples
///
/// ```
/// use climate_account::{method::agriculture::BelowGroundRatio, number::Exact};
///
/// let wheat = BelowGroundRatio::ToBiomass(Exact::new(28, 2));
/// assert_ne!(wheat, BelowGroundRatio::ToHarvest(Exact::new(28, 2)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum BelowGroundRatio {
    /// Roots over the whole plant above ground, harvest and residues: RS of 2019.
    ToBiomass(Exact),
    /// Roots over the harvest: `R_BG` of 2006.
    ToHarvest(Exact),
}

/// What the residues of a crop are reckoned from, of one edition.
///
/// A crop that has no value in the table has none here: the roots of rye are missing in 2019, and
/// missing is not zero.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{ErrorKind, method::agriculture::ResidueFactors};
///
/// let wheat = ResidueFactors::ipcc_2019("spring-wheat")?;
/// assert_eq!(wheat.above_ground.value, "1.3".parse()?);
/// let error = ResidueFactors::ipcc_2019("rye").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::FactorNotFound);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ResidueFactors {
    /// Dry matter of the harvest as it is weighed, above 0 and up to 1.
    pub dry_matter: Sourced<Exact>,
    /// Residues above ground over the harvest, both dry, `R_AG`.
    pub above_ground: Sourced<Exact>,
    /// Roots over the plant or over the harvest.
    pub below_ground: Sourced<BelowGroundRatio>,
    /// Nitrogen in the residues above ground, `N_AG`.
    pub above_ground_nitrogen: Sourced<Rate<NitrogenMass, DryMass>>,
    /// Nitrogen in the roots, `N_BG`.
    pub below_ground_nitrogen: Sourced<Rate<NitrogenMass, DryMass>>,
}

#[cfg(feature = "catalogue")]
impl ResidueFactors {
    /// The defaults of the 2019 Refinement for a crop, table 11.1a.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::agriculture::{BelowGroundRatio, ResidueFactors};
    ///
    /// let barley = ResidueFactors::ipcc_2019("barley")?;
    /// assert_eq!(barley.below_ground.value, BelowGroundRatio::ToBiomass("0.22".parse()?));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`FactorNotFound`](crate::ErrorKind::FactorNotFound) for a crop that the table does not have,
    /// or has without one of the values.
    pub fn ipcc_2019(crop: &str) -> Result<ResidueFactors> {
        let id = |what: &str| format!("ipcc-2019r/crop-residues/{what}/{crop}");
        let roots: Sourced<Exact> = Sourced::built_in(&id("below-to-above-ground"))?;
        Ok(ResidueFactors {
            dry_matter: Sourced::built_in(&id("dry-matter"))?,
            above_ground: Sourced::built_in(&id("residue-to-harvest"))?,
            below_ground: Sourced {
                value: BelowGroundRatio::ToBiomass(roots.value),
                source: roots.source,
                is_default: true,
            },
            above_ground_nitrogen: Sourced::built_in(&id("n-above-ground"))?,
            below_ground_nitrogen: Sourced::built_in(&id("n-below-ground"))?,
        })
    }
}

/// Nitrogen in the residues of a crop that stay on the field, `F_CR`.
///
/// ```text
/// Crop  = yield x dry matter
/// 2019  AG = Crop x R_AG
///       F_CR = A x { AG x N_AG x [1 - removed - burnt x C_f] + (Crop + AG) x RS x renewed x N_BG }
/// 2006  F_CR = A x (1 - burnt x C_f) x renewed x Crop x [R_AG x N_AG x (1 - removed) + R_BG x N_BG]
/// ```
///
/// IPCC 2019, volume 4, equations 11.6 and 11.7; IPCC 2006, volume 4, equation 11.7A. The kind of
/// [`BelowGroundRatio`] decides between them. Straw that is removed for feed or energy is not on
/// the field; burnt straw is, as ash, in [`FieldBurning`](super::FieldBurning).
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, method::Sourced, number::Exact, unit::{Area, Rate}};
/// use climate_account::method::agriculture::{CropResidues, ResidueFactors};
///
/// let source = Source::new("Statistics Denmark", "Harvest 2023", 2024, "HST77")?;
/// let wheat = CropResidues {
///     area: Sourced::new(Quantity::<Area>::hectares(100), &source),
///     harvest: Sourced::new(Rate::new(6000, "kg/ha")?, &source),
///     factors: ResidueFactors::ipcc_2019("spring-wheat")?,
///     renewed: Sourced::new(Exact::ONE, &source),
///     removed: Sourced::new("0.2".parse()?, &source),
///     burnt: Sourced::new("0.1".parse()?, &source),
///     combustion_factor: Sourced::new("0.9".parse()?, &source),
/// };
/// assert_eq!(wheat.above_ground_nitrogen()?.to_string(), "2957.292 kg N");
/// assert_eq!(wheat.below_ground_nitrogen()?.to_string(), "3095.064 kg N");
/// assert_eq!(wheat.nitrogen()?.to_string(), "6052.356 kg N");
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CropResidues {
    /// The area that is harvested.
    pub area: Sourced<Quantity<Area>>,
    /// The harvest as it is weighed.
    pub harvest: Sourced<Rate<Mass, Area>>,
    /// The ratios and nitrogen contents of the crop.
    pub factors: ResidueFactors,
    /// The share of the area that is renewed in the year: 1 for annual crops, 1/X for a ley that is
    /// ploughed every X years.
    pub renewed: Sourced<Exact>,
    /// The share of the residues above ground that is removed, from 0 to 1.
    pub removed: Sourced<Exact>,
    /// The share that is burnt on the field, from 0 to 1.
    pub burnt: Sourced<Exact>,
    /// The share of what burns that is consumed, from 0 to 1.
    pub combustion_factor: Sourced<Exact>,
}

impl CropResidues {
    /// The nitrogen above ground.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "catalogue")] {
    /// use climate_account::{Quantity, Source, method::Sourced, number::Exact, unit::{Area, Rate}};
    /// use climate_account::method::agriculture::{CropResidues, ResidueFactors};
    ///
    /// let source = Source::new("Statistics Denmark", "Harvest 2023", 2024, "HST77")?;
    /// let share = |number: Exact| Sourced::new(number, &source);
    /// let mut wheat = CropResidues {
    ///     area: Sourced::new(Quantity::<Area>::hectares(100), &source),
    ///     harvest: Sourced::new(Rate::new(6000, "kg/ha")?, &source),
    ///     factors: ResidueFactors::ipcc_2019("spring-wheat")?,
    ///     renewed: share(Exact::ONE),
    ///     removed: share(Exact::ZERO),
    ///     burnt: share(Exact::ZERO),
    ///     combustion_factor: share(Exact::ONE),
    /// };
    /// assert_eq!(wheat.above_ground_nitrogen()?.to_string(), "4165.2 kg N");
    /// wheat.removed = share(Exact::ONE);
    /// assert_eq!(wheat.above_ground_nitrogen()?, Quantity::ZERO);
    /// # }
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`nitrogen`](CropResidues::nitrogen).
    pub fn above_ground_nitrogen(&self) -> Result<Quantity<NitrogenMass>> {
        self.check()?;
        let burnt = self.burnt.value.checked_mul(self.combustion_factor.value)?;
        let left = match self.factors.below_ground.value {
            BelowGroundRatio::ToBiomass(_) => {
                Exact::ONE.checked_sub(self.removed.value)?.checked_sub(burnt)?
            }
            BelowGroundRatio::ToHarvest(_) => Exact::ONE
                .checked_sub(self.removed.value)?
                .checked_mul(Exact::ONE.checked_sub(burnt)?)?
                .checked_mul(self.renewed.value)?,
        };
        let residues = self.crop()?.times(self.factors.above_ground.value)?.times(left)?;
        nitrogen(residues, &self.factors.above_ground_nitrogen.value)
    }

    /// The nitrogen of the roots.
    ///
    /// # Examples
    ///
    /// See [`CropResidues`]; roots of a ley count in the share that is ploughed:
    ///
    /// ```
    /// # #[cfg(feature = "catalogue")] {
    /// use climate_account::{Quantity, Source, method::Sourced, number::Exact, unit::{Area, Rate}};
    /// use climate_account::method::agriculture::{CropResidues, ResidueFactors};
    ///
    /// let source = Source::new("Statistics Denmark", "Harvest 2023", 2024, "HST77")?;
    /// let share = |number: Exact| Sourced::new(number, &source);
    /// let wheat = CropResidues {
    ///     area: Sourced::new(Quantity::<Area>::hectares(100), &source),
    ///     harvest: Sourced::new(Rate::new(6000, "kg/ha")?, &source),
    ///     factors: ResidueFactors::ipcc_2019("spring-wheat")?,
    ///     renewed: share("0.5".parse()?),
    ///     removed: share(Exact::ZERO),
    ///     burnt: share(Exact::ZERO),
    ///     combustion_factor: share(Exact::ONE),
    /// };
    /// assert_eq!(wheat.below_ground_nitrogen()?.to_string(), "1547.532 kg N"); // half of 3095.064
    /// # }
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`nitrogen`](CropResidues::nitrogen).
    pub fn below_ground_nitrogen(&self) -> Result<Quantity<NitrogenMass>> {
        self.check()?;
        let roots = match self.factors.below_ground.value {
            BelowGroundRatio::ToBiomass(ratio) => {
                let plant = Exact::ONE.checked_add(self.factors.above_ground.value)?;
                self.crop()?.times(plant)?.times(ratio)?
            }
            BelowGroundRatio::ToHarvest(ratio) => {
                let burnt = self.burnt.value.checked_mul(self.combustion_factor.value)?;
                self.crop()?.times(ratio)?.times(Exact::ONE.checked_sub(burnt)?)?
            }
        };
        nitrogen(roots.times(self.renewed.value)?, &self.factors.below_ground_nitrogen.value)
    }

    /// The nitrogen above and below ground.
    ///
    /// # Examples
    ///
    /// The same wheat by the equation of 2006, with made-up ratios:
    ///
    /// ```
    /// use climate_account::{Quantity, Source, method::Sourced, number::Exact, unit::{Area, Rate}};
    /// use climate_account::method::agriculture::{BelowGroundRatio, CropResidues, ResidueFactors};
    ///
    /// let source = Source::new("Statistics Denmark", "Harvest 2023", 2024, "HST77")?;
    /// let share = |number: Exact| Sourced::new(number, &source);
    /// let wheat = CropResidues {
    ///     area: Sourced::new(Quantity::<Area>::hectares(10), &source),
    ///     harvest: Sourced::new(Rate::new(5000, "kg/ha")?, &source),
    ///     factors: ResidueFactors {
    ///         dry_matter: share("0.8".parse()?),
    ///         above_ground: share(Exact::ONE),
    ///         below_ground: Sourced::new(BelowGroundRatio::ToHarvest("0.5".parse()?), &source),
    ///         above_ground_nitrogen: Sourced::new(Rate::new(6, "g N/kg DM")?, &source),
    ///         below_ground_nitrogen: Sourced::new(Rate::new(10, "g N/kg DM")?, &source),
    ///     },
    ///     renewed: share(Exact::ONE),
    ///     removed: share("0.5".parse()?),
    ///     burnt: share("0.25".parse()?),
    ///     combustion_factor: share("0.8".parse()?),
    /// };
    /// // 40 t x 0.8 not burnt x (0.006 x 0.5 + 0.5 x 0.01)
    /// assert_eq!(wheat.nitrogen()?.to_string(), "256 kg N");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero, a share outside 0 to 1,
    /// and where more than the whole is removed and burnt;
    /// [`InvalidFactor`](crate::ErrorKind::InvalidFactor) for defaults of two editions;
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn nitrogen(&self) -> Result<Quantity<NitrogenMass>> {
        self.above_ground_nitrogen()?.checked_add(self.below_ground_nitrogen()?)
    }

    /// Dry matter of the harvest.
    fn crop(&self) -> Result<Fraction> {
        let area = Fraction::of(self.area.value.base_value());
        area.by(self.harvest.value.ratio())?.times(self.factors.dry_matter.value)
    }

    fn check(&self) -> Result<()> {
        let factors = &self.factors;
        activity("a harvested area", self.area.value)?;
        rate("a harvest", &self.harvest.value, "take it from the harvest statistics")?;
        let remedy = "give per cent as a fraction";
        number("a dry matter", &factors.dry_matter.value, remedy).positive_share()?;
        number("a share of the area that is renewed", &self.renewed.value, remedy)
            .positive_share()?;
        number("a share of the residues", &self.removed.value, remedy).share()?;
        number("a share of the residues", &self.burnt.value, remedy).share()?;
        number("a combustion factor", &self.combustion_factor.value, remedy).share()?;
        let burnt = self.burnt.value.checked_mul(self.combustion_factor.value)?;
        let gone = self.removed.value.checked_add(burnt)?;
        let remedy = "what is removed does not burn";
        number("a share of the residues that is removed or burnt", &gone, remedy).share()?;
        let remedy = "take it from the table of the guideline";
        number("a ratio of residues to harvest", &factors.above_ground.value, remedy)
            .not_negative()?;
        let (BelowGroundRatio::ToBiomass(ratio) | BelowGroundRatio::ToHarvest(ratio)) =
            factors.below_ground.value;
        number("a ratio of roots", &ratio, remedy).not_negative()?;
        rate("a nitrogen content", &factors.above_ground_nitrogen.value, remedy)?;
        rate("a nitrogen content", &factors.below_ground_nitrogen.value, remedy)?;
        let defaults = [
            default_of(&factors.dry_matter),
            default_of(&factors.above_ground),
            default_of(&factors.below_ground),
            default_of(&factors.above_ground_nitrogen),
            default_of(&factors.below_ground_nitrogen),
        ];
        one_edition("ratios of a crop", defaults)
    }
}

fn nitrogen(
    dry_matter: Fraction,
    content: &Rate<NitrogenMass, DryMass>,
) -> Result<Quantity<NitrogenMass>> {
    dry_matter.by(content.ratio())?.grams().map(Quantity::of_base)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn wheat() -> CropResidues {
        CropResidues {
            area: read("100 ha"),
            harvest: read("6000 kg/ha"),
            factors: ResidueFactors {
                dry_matter: example(Exact::new(89, 2)),
                above_ground: example(Exact::new(13, 1)),
                below_ground: example(BelowGroundRatio::ToBiomass(Exact::new(28, 2))),
                above_ground_nitrogen: read("0.006 kg N/kg DM"),
                below_ground_nitrogen: read("0.009 kg N/kg DM"),
            },
            renewed: example(Exact::ONE),
            removed: example(Exact::new(2, 1)),
            burnt: example(Exact::new(1, 1)),
            combustion_factor: example(Exact::new(9, 1)),
        }
    }

    #[test]
    fn what_is_removed_is_not_left() {
        let more = CropResidues { removed: example(Exact::new(3, 1)), ..wheat() };
        assert!(more.nitrogen().unwrap() < wheat().nitrogen().unwrap());
        assert_eq!(more.below_ground_nitrogen().unwrap(), wheat().below_ground_nitrogen().unwrap());
    }

    type Refused = (fn(&mut CropResidues), &'static str);

    #[test]
    fn says_what_is_out_of_range() {
        let text = |change: fn(&mut CropResidues)| {
            let mut residues = wheat();
            change(&mut residues);
            residues.nitrogen().unwrap_err().to_string()
        };
        let cases: [Refused; 11] = [
            (|crop| crop.area = read("-1 ha"), "a harvested area of zero or more, found -10000 m2"),
            (|crop| crop.harvest = read("-1 kg/ha"), "a harvest of zero or more, found -1 kg/ha"),
            (
                |crop| crop.factors.dry_matter = example(89.into()),
                "a dry matter above 0 and up to 1, found 89",
            ),
            (
                |crop| crop.renewed = example(Exact::ZERO),
                "a share of the area that is renewed above 0 and up to 1, found 0",
            ),
            (
                |crop| crop.removed = example(20.into()),
                "a share of the residues from 0 to 1, found 20",
            ),
            (
                |crop| crop.burnt = example(Exact::new(-1, 1)),
                "a share of the residues from 0 to 1, found -0.1",
            ),
            (
                |crop| crop.combustion_factor = example(90.into()),
                "a combustion factor from 0 to 1, found 90",
            ),
            (
                |crop| crop.removed = example(Exact::new(95, 2)),
                "a share of the residues that is removed or burnt from 0 to 1, found 1.04",
            ),
            (
                |crop| crop.factors.above_ground = example(Exact::new(-1, 0)),
                "a ratio of residues to harvest of zero or more, found -1",
            ),
            (
                |crop| {
                    crop.factors.below_ground = example(BelowGroundRatio::ToHarvest((-1).into()));
                },
                "a ratio of roots of zero or more, found -1",
            ),
            (
                |crop| crop.factors.above_ground_nitrogen = read("-1 kg N/kg DM"),
                "a nitrogen content of zero or more, found -1 kg N/kg DM",
            ),
        ];
        for (change, expected) in cases {
            let text = text(change);
            assert!(text.starts_with(&format!("expected {expected}; ")), "{text}");
        }
    }

    #[cfg(feature = "catalogue")]
    #[test]
    fn an_empty_cell_of_the_table_is_missing() {
        let error = ResidueFactors::ipcc_2019("rye").unwrap_err();
        let id = "`ipcc-2019r/crop-residues/below-to-above-ground/rye`";
        assert!(error.to_string().contains(id), "{error}");
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_keeps_the_inputs() {
        let written = serde_json::to_string(&wheat()).unwrap();
        assert!(written.contains(r#""below_ground":{"value":{"to-biomass":"0.28"}"#), "{written}");
        assert_eq!(serde_json::from_str::<CropResidues>(&written).unwrap(), wheat());
    }
}
