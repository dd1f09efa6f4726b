use super::burning::Burning;
use super::{BurntWaste, WasteCarbonBalance, WasteComposition, WasteContent};
use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::input_problem::rate;
use crate::method::sourced::{step, worked_step};
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::waste as text;
use crate::unit::{DryMass, Mass, MethaneMass, NitrousOxideMass, Rate};

/// Waste that is burnt in the open.
///
/// ```text
/// E_CO2 = M x sum_j WF_j x dm_j x CF_j x FCF_j x OF x 44/12
/// E_CH4 = M x EF_CH4          E_N2O = M x sum_j WF_j x dm_j x EF_N2O
/// ```
///
/// IPCC 2006, volume 5, equations 5.2, 5.4, 5.5 and 5.7. Oxidation is 0.58 in 2006 and 0.71 in the
/// 2019 Refinement. The factor of methane is for wet waste, that of nitrous oxide for dry:
///
/// ```compile_fail,E0308
/// use climate_account::{Source, method::{Sourced, waste::OpenBurning}, unit::{Mass, Rate}};
///
/// # fn with(burning: OpenBurning) -> climate_account::Result<()> {
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 5", 2006, "Table 5.6")?;
/// let wet = Rate::<_, Mass>::new(150, "g N2O/t")?;
/// let burning = OpenBurning { nitrous_oxide: Sourced::new(wet, &source), ..burning }; // expected `DryMass`
/// # Ok(())
/// # }
/// ```
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// # use climate_account::{Quantity, Source, gas::Gas, number::Exact, unit::{Mass, Rate}};
/// use climate_account::method::{Calculation, Sourced, waste::*};
///
/// # let source = Source::new("Municipality", "Sorting analysis 2023", 2024, "table 2")?;
/// let per_cent = [
///     ("paper", 18), ("textiles", 4), ("food", 32), ("wood", 5), ("garden", 12), ("nappies", 4),
///     ("rubber-leather", 1), ("plastics", 14), ("metal", 3), ("glass", 5), ("other-inert", 2),
/// ];
/// let mut components = Vec::new();
/// for (kind, share) in per_cent {
///     let share = Sourced::new(Exact::new(share, 2), &source);
///     let content = WasteContent::municipal(kind)?;
///     components.push(WasteComponent { name: kind.to_owned(), share, content });
/// }
/// let burning = OpenBurning {
///     waste: BurntWaste::Weighed(Sourced::new(Quantity::<Mass>::kilograms(525_600), &source)),
///     composition: WasteComposition { rule: ShareRule::Exactly, components },
///     oxidation: Sourced::built_in("ipcc-2019r/open-burning-msw/oxidation")?,
///     methane: Sourced::built_in("ipcc-2006/open-burning-msw/ch4/wet")?,
///     nitrous_oxide: Sourced::built_in("ipcc-2006/open-burning-msw/n2o/dry")?,
/// };
/// let emissions = burning.emissions()?;
/// assert_eq!(emissions.tonnes(Gas::CO2), "152.8825944096".parse()?);
/// assert_eq!(emissions.kilograms(Gas::N2O), "53.209116".parse()?);
/// let methane = emissions.tonnes(Gas::CH4_FOSSIL).checked_add(emissions.tonnes(Gas::CH4_NON_FOSSIL))?;
/// assert_eq!(methane, "3.4164".parse()?);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input outside its range and for shares whose
/// sum the rule does not allow; [`MissingValue`](crate::ErrorKind::MissingValue) for waste without a
/// component.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct OpenBurning {
    /// The waste that is burnt in the year.
    pub waste: BurntWaste,
    /// What it is made of.
    pub composition: WasteComposition<WasteContent>,
    /// The share of the carbon that is oxidised, above 0 and up to 1.
    pub oxidation: Sourced<Exact>,
    /// Methane for each mass of wet waste.
    pub methane: Sourced<Rate<MethaneMass, Mass>>,
    /// Nitrous oxide for each mass of dry matter.
    pub nitrous_oxide: Sourced<Rate<NitrousOxideMass, DryMass>>,
}

impl OpenBurning {
    fn burning(&self) -> Result<Burning<'_>> {
        let OpenBurning { waste, composition, oxidation, .. } = self;
        Ok(Burning { waste: waste.amount()?, composition, oxidation })
    }

    /// The dry matter of the waste.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, method::Sourced, number::Exact, unit::{Mass, Rate}};
    /// # use climate_account::method::waste::*;
    /// # let source = Source::new("Tests", "Made-up figures", 2024, "row 1")?;
    /// # let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
    /// # let content = WasteContent {
    /// #     dry_matter: share(40),
    /// #     carbon: WasteCarbon::OfDry { carbon: share(49), fossil_share: share(0) },
    /// # };
    /// # let garden = WasteComponent { name: "garden".to_owned(), share: share(100), content };
    /// # let ten_tonnes_of_garden_waste = OpenBurning {
    /// #     waste: BurntWaste::Weighed(Sourced::new(Quantity::<Mass>::tonnes(10), &source)),
    /// #     composition: WasteComposition { rule: ShareRule::Exactly, components: vec![garden] },
    /// #     oxidation: share(58),
    /// #     methane: Sourced::new(Rate::new(6500, "g CH4/t")?, &source),
    /// #     nitrous_oxide: Sourced::new(Rate::new(150, "g N2O/t DM")?, &source),
    /// # };
    /// // 40 % of garden waste is dry matter.
    /// assert_eq!(ten_tonnes_of_garden_waste.dry_mass()?.to_string(), "4000 kg DM");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn dry_mass(&self) -> Result<Quantity<DryMass>> {
        self.burning()?.dry_mass()
    }

    /// Where the carbon goes. The parts add up to the whole exactly.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, method::Sourced, number::Exact, unit::{Mass, Rate}};
    /// # use climate_account::method::waste::*;
    /// # let source = Source::new("Tests", "Made-up figures", 2024, "row 1")?;
    /// # let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
    /// # let content = WasteContent {
    /// #     dry_matter: share(40),
    /// #     carbon: WasteCarbon::OfDry { carbon: share(50), fossil_share: share(0) },
    /// # };
    /// # let garden = WasteComponent { name: "garden".to_owned(), share: share(100), content };
    /// # let ten_tonnes_of_garden_waste = OpenBurning {
    /// #     waste: BurntWaste::Weighed(Sourced::new(Quantity::<Mass>::tonnes(10), &source)),
    /// #     composition: WasteComposition { rule: ShareRule::Exactly, components: vec![garden] },
    /// #     oxidation: share(58),
    /// #     methane: Sourced::new(Rate::new(6500, "g CH4/t")?, &source),
    /// #     nitrous_oxide: Sourced::new(Rate::new(150, "g N2O/t DM")?, &source),
    /// # };
    /// // 2 t of carbon, oxidised to 58 %.
    /// assert_eq!(ten_tonnes_of_garden_waste.carbon()?.unburnt.to_string(), "840 kg C");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn carbon(&self) -> Result<WasteCarbonBalance> {
        self.burning()?.carbon()
    }
}

impl Calculation for OpenBurning {
    fn method(&self) -> Method {
        Method::OpenBurning
    }

    fn emissions(&self) -> Result<Emissions> {
        let burning = self.burning()?;
        let remedy = "take it from a guideline";
        rate("a methane factor", &self.methane.value, remedy)?;
        rate("a nitrous oxide factor", &self.nitrous_oxide.value, remedy)?;
        let carbon_dioxide = burning.carbon_dioxide()?;
        let methane = burning.mass().by(self.methane.value.ratio())?.grams()?;
        let dry = burning.mass().by(burning.dry_of_wet()?)?;
        let nitrous_oxide = dry.by(self.nitrous_oxide.value.ratio())?.grams()?;
        let nitrous_oxide = Emissions::from_grams(Gas::N2O, nitrous_oxide);
        carbon_dioxide.and(&burning.methane(methane)?)?.and(&nitrous_oxide)
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = self.waste.steps()?;
        steps.extend(self.burning()?.steps()?);
        steps.push(worked_step(&self.dry_mass()?, text::DRY_MATTER_OF_THE_WASTE));
        steps.push(step(&self.methane, text::METHANE_FACTOR_OF_WET_WASTE));
        steps.push(step(&self.nitrous_oxide, text::NITROUS_OXIDE_FACTOR_OF_DRY_MATTER));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};
    use crate::method::waste::{ShareRule, WasteCarbon, WasteComponent};

    fn burning(methane: &str, nitrous_oxide: &str) -> OpenBurning {
        let share = |hundredths: i64| example(Exact::new(hundredths, 2));
        let content = WasteContent {
            dry_matter: share(40),
            carbon: WasteCarbon::OfDry { carbon: share(50), fossil_share: share(0) },
        };
        let garden = WasteComponent { name: "garden".to_owned(), share: share(100), content };
        OpenBurning {
            waste: BurntWaste::Weighed(read("10 t")),
            composition: WasteComposition { rule: ShareRule::Exactly, components: vec![garden] },
            oxidation: share(58),
            methane: read(methane),
            nitrous_oxide: read(nitrous_oxide),
        }
    }

    #[test]
    fn nitrous_oxide_is_of_the_dry_matter() {
        let emissions = burning("6500 g CH4/t", "150 g N2O/t DM").emissions().unwrap();
        assert_eq!(emissions.grams(Gas::N2O), 600.into());
        assert_eq!(emissions.kilograms(Gas::CH4_NON_FOSSIL), 65.into());
        assert_eq!(emissions.grams(Gas::CO2), Exact::ZERO);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |methane: &str, nitrous_oxide: &str| {
            burning(methane, nitrous_oxide).emissions().unwrap_err().to_string()
        };
        assert_eq!(
            text("-1 g CH4/t", "1 g N2O/t DM"),
            "expected a methane factor of zero or more, found -1 g CH4/t; take it from a guideline"
        );
        assert_eq!(
            text("1 g CH4/t", "-1 g N2O/t DM"),
            "expected a nitrous oxide factor of zero or more, found -1 g N2O/t DM; take it from a \
             guideline"
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_round_trips() {
        let burning = burning("6500 g CH4/t", "150 g N2O/t DM");
        let written = serde_json::to_string(&burning).unwrap();
        assert_eq!(serde_json::from_str::<OpenBurning>(&written).unwrap(), burning);
        assert_eq!(burning.derivation().unwrap().steps.len(), 12);
    }
}
