use crate::error::Result;
use crate::method::input_problem::{default_of, number, one_edition, rate};
use crate::method::sourced::step;
use crate::method::{Sourced, Step};
use crate::number::Exact;
use crate::text::Text;
use crate::text::method::agriculture as text;
use crate::unit::{NitrogenMass, NitrousOxideMass, Rate};

/// Animals whose nitrogen on pasture has one factor.
///
/// # Examples
///
/// ```
/// use climate_account::method::agriculture::GrazingAnimals;
///
/// assert_ne!(GrazingAnimals::CattlePoultryPigs, GrazingAnimals::SheepAndOther);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum GrazingAnimals {
    /// Cattle, buffalo, poultry and pigs.
    CattlePoultryPigs,
    /// Sheep and all others, horses among them.
    SheepAndOther,
}

impl GrazingAnimals {
    pub(super) fn name(self) -> Text {
        match self {
            GrazingAnimals::CattlePoultryPigs => text::CATTLE_POULTRY_AND_PIGS,
            GrazingAnimals::SheepAndOther => text::SHEEP_AND_OTHER_ANIMALS,
        }
    }
}

/// The factors of managed soils of one edition of the guidelines.
///
/// The editions differ: what cattle leave on pasture has 0.02 in 2006 and 0.004 in 2019. The
/// constructors take every factor from one edition; where defaults of two meet in one set, the
/// calculation refuses them.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{method::agriculture::SoilFactors, unit::Rate};
///
/// let denmark = SoilFactors::ipcc_2019_wet()?;
/// assert_eq!(denmark.synthetic.value, Rate::new("0.016".parse::<climate_account::number::Exact>()?, "kg N2O-N/kg N")?);
/// assert!(denmark.synthetic.is_default);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct SoilFactors {
    /// Nitrous oxide for each mass of synthetic nitrogen, `EF_1`.
    pub synthetic: Sourced<Rate<NitrousOxideMass, NitrogenMass>>,
    /// The same for organic fertiliser, crop residues and mineralised nitrogen, `EF_1`.
    pub other_inputs: Sourced<Rate<NitrousOxideMass, NitrogenMass>>,
    /// The same for all inputs of flooded rice, `EF_1FR`; it goes by the flooding, not the climate.
    pub flooded_rice: Sourced<Rate<NitrousOxideMass, NitrogenMass>>,
    /// The same for what cattle, poultry and pigs leave on pasture, `EF_3PRP,CPP`.
    pub cattle_poultry_pigs: Sourced<Rate<NitrousOxideMass, NitrogenMass>>,
    /// The same for what sheep and others leave on pasture, `EF_3PRP,SO`.
    pub sheep_and_other: Sourced<Rate<NitrousOxideMass, NitrogenMass>>,
    /// Nitrous oxide for each mass of nitrogen that is deposited again, `EF_4`.
    pub deposited: Sourced<Rate<NitrousOxideMass, NitrogenMass>>,
    /// Nitrous oxide for each mass of nitrogen that is leached, `EF_5`.
    pub leached: Sourced<Rate<NitrousOxideMass, NitrogenMass>>,
    /// The share of synthetic nitrogen that is lost to the air, `Frac_GASF`, from 0 to 1.
    pub synthetic_volatilised: Sourced<Exact>,
    /// The share of organic and pasture nitrogen that is lost to the air, `Frac_GASM`, from 0 to 1.
    pub organic_volatilised: Sourced<Exact>,
    /// The share of all nitrogen that is leached, `Frac_LEACH-(H)`, from 0 to 1.
    pub leached_share: Sourced<Exact>,
}

#[cfg(feature = "catalogue")]
impl SoilFactors {
    /// The defaults of the 2006 guidelines.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{method::agriculture::SoilFactors, unit::Rate};
    ///
    /// let factors = SoilFactors::ipcc_2006()?;
    /// assert_eq!(factors.cattle_poultry_pigs.value, Rate::new(2, "kg N2O-N/100 kg N")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// None while the catalogue has its rows.
    pub fn ipcc_2006() -> Result<SoilFactors> {
        Ok(SoilFactors {
            synthetic: Sourced::built_in("ipcc-2006/soils/ef1/all")?,
            other_inputs: Sourced::built_in("ipcc-2006/soils/ef1/all")?,
            flooded_rice: Sourced::built_in("ipcc-2006/soils/ef1-flooded-rice")?,
            cattle_poultry_pigs: Sourced::built_in("ipcc-2006/soils/ef3-grazing/cpp")?,
            sheep_and_other: Sourced::built_in("ipcc-2006/soils/ef3-grazing/so")?,
            deposited: Sourced::built_in("ipcc-2006/soils/ef4")?,
            leached: Sourced::built_in("ipcc-2006/soils/ef5")?,
            synthetic_volatilised: Sourced::built_in("ipcc-2006/soils/frac-gasf")?,
            organic_volatilised: Sourced::built_in("ipcc-2006/soils/frac-gasm")?,
            leached_share: Sourced::built_in("ipcc-2006/soils/frac-leach")?,
        })
    }

    /// The defaults of the 2019 Refinement, for all climates together.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{method::agriculture::SoilFactors, unit::Rate};
    ///
    /// let factors = SoilFactors::ipcc_2019()?;
    /// assert_eq!(factors.synthetic.value, Rate::new(1, "kg N2O-N/100 kg N")?);
    /// assert_eq!(factors.leached.value, Rate::new(11, "g N2O-N/kg N")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// None while the catalogue has its rows.
    pub fn ipcc_2019() -> Result<SoilFactors> {
        let all = "ipcc-2019r/soils/ef1/all-aggregated";
        let pasture = "ipcc-2019r/soils/ef3-grazing/cpp-aggregated";
        let (deposited, leaching) =
            ("ipcc-2019r/soils/ef4/aggregated", "ipcc-2019r/soils/frac-leach/wet-climate");
        SoilFactors::refinement(all, all, pasture, deposited, leaching)
    }

    /// The defaults of the 2019 Refinement for wet climates: Denmark is one.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{method::agriculture::SoilFactors, unit::Rate};
    ///
    /// let factors = SoilFactors::ipcc_2019_wet()?;
    /// assert_eq!(factors.synthetic.value, Rate::new(16, "g N2O-N/kg N")?);
    /// assert_eq!(factors.other_inputs.value, Rate::new(6, "g N2O-N/kg N")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// None while the catalogue has its rows.
    pub fn ipcc_2019_wet() -> Result<SoilFactors> {
        SoilFactors::refinement(
            "ipcc-2019r/soils/ef1/synthetic-wet",
            "ipcc-2019r/soils/ef1/other-inputs-wet",
            "ipcc-2019r/soils/ef3-grazing/cpp-wet",
            "ipcc-2019r/soils/ef4/wet",
            "ipcc-2019r/soils/frac-leach/wet-climate",
        )
    }

    /// The defaults of the 2019 Refinement for dry climates, where nothing is leached.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{method::agriculture::SoilFactors, unit::Rate};
    ///
    /// let factors = SoilFactors::ipcc_2019_dry()?;
    /// assert_eq!(factors.synthetic.value, Rate::new(5, "g N2O-N/kg N")?);
    /// assert!(factors.leached_share.value.is_zero());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// None while the catalogue has its rows.
    pub fn ipcc_2019_dry() -> Result<SoilFactors> {
        let all = "ipcc-2019r/soils/ef1/all-inputs-dry";
        let pasture = "ipcc-2019r/soils/ef3-grazing/cpp-dry";
        let (deposited, leaching) =
            ("ipcc-2019r/soils/ef4/dry", "ipcc-2019r/soils/frac-leach/dry-climate");
        SoilFactors::refinement(all, all, pasture, deposited, leaching)
    }

    fn refinement(
        synthetic: &str,
        other: &str,
        pasture: &str,
        deposited: &str,
        leaching: &str,
    ) -> Result<SoilFactors> {
        Ok(SoilFactors {
            synthetic: Sourced::built_in(synthetic)?,
            other_inputs: Sourced::built_in(other)?,
            flooded_rice: Sourced::built_in("ipcc-2019r/soils/ef1-flooded-rice/aggregated")?,
            cattle_poultry_pigs: Sourced::built_in(pasture)?,
            sheep_and_other: Sourced::built_in("ipcc-2019r/soils/ef3-grazing/so-sheep-other")?,
            deposited: Sourced::built_in(deposited)?,
            leached: Sourced::built_in("ipcc-2019r/soils/ef5")?,
            synthetic_volatilised: Sourced::built_in("ipcc-2019r/soils/frac-gasf/aggregated")?,
            organic_volatilised: Sourced::built_in("ipcc-2019r/soils/frac-gasm")?,
            leached_share: Sourced::built_in(leaching)?,
        })
    }
}

impl SoilFactors {
    pub(super) fn pasture(
        &self,
        animals: GrazingAnimals,
    ) -> &Sourced<Rate<NitrousOxideMass, NitrogenMass>> {
        match animals {
            GrazingAnimals::CattlePoultryPigs => &self.cattle_poultry_pigs,
            GrazingAnimals::SheepAndOther => &self.sheep_and_other,
        }
    }

    pub(super) fn check(&self) -> Result<()> {
        let rates = [
            &self.synthetic,
            &self.other_inputs,
            &self.flooded_rice,
            &self.cattle_poultry_pigs,
            &self.sheep_and_other,
            &self.deposited,
            &self.leached,
        ];
        let shares = [&self.synthetic_volatilised, &self.organic_volatilised, &self.leached_share];
        for factor in rates {
            rate("a nitrous oxide factor", &factor.value, "take it from a guideline")?;
        }
        for share in shares {
            let remedy = "give per cent as a fraction";
            number("a share of the nitrogen", &share.value, remedy).share()?;
        }
        let defaults = rates.into_iter().map(default_of);
        one_edition("soil factors", defaults.chain(shares.into_iter().map(default_of)))
    }

    pub(super) fn direct_steps(&self, with_rice: bool, animals: &[GrazingAnimals]) -> Vec<Step> {
        let mut steps = vec![
            step(&self.synthetic, text::NITROUS_OXIDE_FACTOR_SYNTHETIC_FERTILISER),
            step(&self.other_inputs, text::NITROUS_OXIDE_FACTOR_OTHER_NITROGEN),
        ];
        if with_rice {
            steps.push(step(&self.flooded_rice, text::NITROUS_OXIDE_FACTOR_FLOODED_RICE));
        }
        if animals.contains(&GrazingAnimals::CattlePoultryPigs) {
            steps.push(step(&self.cattle_poultry_pigs, text::NITROUS_OXIDE_FACTOR_PASTURE_CATTLE));
        }
        if animals.contains(&GrazingAnimals::SheepAndOther) {
            steps.push(step(&self.sheep_and_other, text::NITROUS_OXIDE_FACTOR_PASTURE_SHEEP));
        }
        steps
    }

    pub(super) fn indirect_steps(&self) -> [Step; 5] {
        [
            step(&self.synthetic_volatilised, text::SHARE_OF_SYNTHETIC_NITROGEN_LOST_TO_THE_AIR),
            step(&self.organic_volatilised, text::SHARE_OF_ORGANIC_NITROGEN_LOST_TO_THE_AIR),
            step(&self.deposited, text::NITROUS_OXIDE_FACTOR_DEPOSITION),
            step(&self.leached_share, text::SHARE_LEACHED),
            step(&self.leached, text::NITROUS_OXIDE_FACTOR_LEACHING),
        ]
    }
}

#[cfg(all(test, feature = "catalogue"))]
mod tests {
    use super::*;

    #[test]
    fn every_set_is_of_one_edition() {
        let sets = [
            SoilFactors::ipcc_2006(),
            SoilFactors::ipcc_2019(),
            SoilFactors::ipcc_2019_wet(),
            SoilFactors::ipcc_2019_dry(),
        ];
        for set in sets {
            set.unwrap().check().unwrap();
        }
    }

    #[test]
    fn two_editions_in_one_set_are_refused() {
        let deposited = SoilFactors::ipcc_2006().unwrap().deposited;
        let mut mixed = SoilFactors { deposited, ..SoilFactors::ipcc_2019().unwrap() };
        let error = mixed.check().unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::InvalidFactor);
        assert!(
            error.to_string().starts_with("expected soil factors of one edition, found `2019 ")
        );
        assert!(error.to_string().ends_with("take every default from the same guideline"));
        // A value of one's own is no default.
        mixed.deposited.is_default = false;
        mixed.check().unwrap();
    }

    #[test]
    fn says_what_is_out_of_range() {
        let mut factors = SoilFactors::ipcc_2019().unwrap();
        factors.leached_share.value = 24.into();
        assert_eq!(
            factors.check().unwrap_err().to_string(),
            "expected a share of the nitrogen from 0 to 1, found 24; give per cent as a fraction"
        );
        factors.leached.value = Rate::new(-1, "kg N2O-N/kg N").unwrap();
        assert_eq!(
            factors.check().unwrap_err().to_string(),
            "expected a nitrous oxide factor of zero or more, found -1 kg N2O-N/kg N; take it from \
             a guideline"
        );
    }
}
