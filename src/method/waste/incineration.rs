use super::burning::Burning;
use super::{
    EnergyRecovery, WasteBooking, WasteCarbonBalance, WasteComposition, WasteContent, WastePlace,
    WasteRoute, WasteStream,
};
use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::input_problem::{activity, rate};
use crate::method::sourced::{step, worked_step};
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::waste as text;
use crate::unit::{DryMass, Mass, MethaneMass, NitrousOxideMass, Rate};

/// Nitrous oxide of burnt waste, for each mass on the basis that the table prints.
///
/// The guideline gives 900 g for a tonne of sewage sludge as it comes and 990 g for a tonne of its
/// dry matter; the type keeps the two apart.
///
/// ```compile_fail,E0308
/// use climate_account::{Source, method::{Sourced, waste::WasteNitrousOxide}, unit::{DryMass, Rate}};
///
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 5", 2006, "Table 5.6")?;
/// let dry = Rate::<_, DryMass>::new(990, "g N2O/t DM")?;
/// let factor = WasteNitrousOxide::PerWet(Sourced::new(dry, &source)); // expected `Mass`
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{method::{Sourced, waste::WasteNitrousOxide}, unit::Rate};
///
/// let sludge = Sourced::built_in("ipcc-2006/incineration-sewage-sludge/n2o/dry")?;
/// let factor = WasteNitrousOxide::PerDry(sludge);
/// assert!(matches!(factor, WasteNitrousOxide::PerDry(dry) if dry.value == Rate::new(990, "g N2O/t DM")?));
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum WasteNitrousOxide {
    /// For each mass as weighed.
    PerWet(Sourced<Rate<NitrousOxideMass, Mass>>),
    /// For each mass of dry matter.
    PerDry(Sourced<Rate<NitrousOxideMass, DryMass>>),
}

/// Waste that is burnt in a plant.
///
/// ```text
/// E_CO2,fossil   = M x sum_j WF_j x dm_j x CF_j x FCF_j       x OF x 44/12
/// E_CO2,biogenic = M x sum_j WF_j x dm_j x CF_j x (1 - FCF_j) x OF x 44/12
/// E_CH4 = M x EF_CH4          E_N2O = M x EF_N2O
/// ```
///
/// IPCC 2006, volume 5, equations 5.1, 5.2, 5.4 and 5.5; GPC equations 8.6 to 8.8. CO2 of biological
/// carbon is a memo item. The methane has the origin of the carbon of the waste; waste without carbon
/// leaves it open. The table of CH4 is in kilograms per gigagram, that of N2O in grams per tonne,
/// which is the same; units keep a thousandfold out. A plant that measures CO2 for each gigajoule of
/// waste is [`combustion`](crate::method::combustion).
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// # use climate_account::{Quantity, Source, gas::Gas, number::Exact, unit::{Mass, Rate}};
/// use climate_account::method::{Calculation, Sourced, waste::*};
///
/// # let source = Source::new("Affaldplus", "Sorting analysis 2023", 2024, "table 2")?;
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
/// let plant = Incineration {
///     waste: Sourced::new(Quantity::<Mass>::tonnes(50_000), &source),
///     composition: WasteComposition { rule: ShareRule::Exactly, components },
///     oxidation: Sourced::built_in("ipcc-2006/incineration/oxidation")?,
///     methane: Sourced::built_in("ipcc-2006/incineration-continuous-stoker/ch4/wet")?,
///     nitrous_oxide: WasteNitrousOxide::PerWet(Sourced::built_in(
///         "ipcc-2006/incineration-msw-continuous-semi-continuous/n2o/wet",
///     )?),
///     energy: EnergyRecovery::Grid,
/// };
/// let emissions = plant.emissions()?;
/// assert_eq!(emissions.tonnes(Gas::CO2), "20483.98".parse()?);
/// assert_eq!(emissions.grams(Gas::CO2_BIOGENIC), "35670653333.333333".parse()?);
/// assert_eq!(emissions.kilograms(Gas::N2O), 2500.into());
/// let methane = emissions.kilograms(Gas::CH4_FOSSIL).checked_add(emissions.kilograms(Gas::CH4_NON_FOSSIL))?;
/// assert_eq!(methane, 10.into());
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
pub struct Incineration {
    /// The waste that is burnt in the year, as weighed.
    pub waste: Sourced<Quantity<Mass>>,
    /// What it is made of.
    pub composition: WasteComposition<WasteContent>,
    /// The share of the carbon that is oxidised, above 0 and up to 1.
    pub oxidation: Sourced<Exact>,
    /// Methane for each mass of wet waste.
    pub methane: Sourced<Rate<MethaneMass, Mass>>,
    /// Nitrous oxide for each mass of waste.
    pub nitrous_oxide: WasteNitrousOxide,
    /// Whether energy is recovered; it decides between energy and waste, never both.
    pub energy: EnergyRecovery,
}

impl Incineration {
    fn burning(&self) -> Burning<'_> {
        let Incineration { waste, composition, oxidation, .. } = self;
        Burning { waste: waste.value, composition, oxidation }
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
    /// #     dry_matter: share(80),
    /// #     carbon: WasteCarbon::OfDry { carbon: share(50), fossil_share: share(20) },
    /// # };
    /// # let textiles = WasteComponent { name: "textiles".to_owned(), share: share(100), content };
    /// # let thousand_tonnes_of_textiles = Incineration {
    /// #     waste: Sourced::new(Quantity::<Mass>::tonnes(1000), &source),
    /// #     composition: WasteComposition { rule: ShareRule::Exactly, components: vec![textiles] },
    /// #     oxidation: share(100),
    /// #     methane: Sourced::new(Rate::new(0, "g CH4/t")?, &source),
    /// #     nitrous_oxide: WasteNitrousOxide::PerWet(Sourced::new(Rate::new(0, "g N2O/t")?, &source)),
    /// #     energy: EnergyRecovery::None,
    /// # };
    /// // 80 % of textiles are dry matter.
    /// assert_eq!(thousand_tonnes_of_textiles.dry_mass()?.to_string(), "800000 kg DM");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn dry_mass(&self) -> Result<Quantity<DryMass>> {
        activity("a mass of burnt waste", self.waste.value)?;
        self.burning().dry_mass()
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
    /// #     dry_matter: share(80),
    /// #     carbon: WasteCarbon::OfDry { carbon: share(50), fossil_share: share(20) },
    /// # };
    /// # let textiles = WasteComponent { name: "textiles".to_owned(), share: share(100), content };
    /// # let thousand_tonnes_of_textiles = Incineration {
    /// #     waste: Sourced::new(Quantity::<Mass>::tonnes(1000), &source),
    /// #     composition: WasteComposition { rule: ShareRule::Exactly, components: vec![textiles] },
    /// #     oxidation: share(58),
    /// #     methane: Sourced::new(Rate::new(0, "g CH4/t")?, &source),
    /// #     nitrous_oxide: WasteNitrousOxide::PerWet(Sourced::new(Rate::new(0, "g N2O/t")?, &source)),
    /// #     energy: EnergyRecovery::None,
    /// # };
    /// // 400 t of carbon, oxidised to 58 %.
    /// assert_eq!(thousand_tonnes_of_textiles.carbon()?.unburnt.to_string(), "168000 kg C");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn carbon(&self) -> Result<WasteCarbonBalance> {
        activity("a mass of burnt waste", self.waste.value)?;
        self.burning().carbon()
    }

    /// The row of the account, by where the waste was generated and where the plant is.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, method::Sourced, number::Exact, unit::{Mass, Rate}};
    /// use climate_account::method::waste::*;
    ///
    /// # let source = Source::new("Tests", "Made-up figures", 2024, "row 1")?;
    /// # let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
    /// # let plant_on_the_grid = Incineration {
    /// #     waste: Sourced::new(Quantity::<Mass>::tonnes(1000), &source),
    /// #     composition: WasteComposition { rule: ShareRule::Exactly, components: vec![] },
    /// #     oxidation: share(100),
    /// #     methane: Sourced::new(Rate::new(0, "g CH4/t")?, &source),
    /// #     nitrous_oxide: WasteNitrousOxide::PerWet(Sourced::new(Rate::new(0, "g N2O/t")?, &source)),
    /// #     energy: EnergyRecovery::Grid,
    /// # };
    /// let row = plant_on_the_grid.booking(WastePlace::Inside, WastePlace::Inside)?;
    /// assert_eq!(row, WasteBooking::Row("gpc:I.4.4".parse()?)); // and no row of waste
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// None as long as the built-in table of the GPC has its rows.
    pub fn booking(&self, generated: WastePlace, treated: WastePlace) -> Result<WasteBooking> {
        WasteStream { generated, treated, energy: self.energy }.booking(WasteRoute::Incineration)
    }
}

impl Calculation for Incineration {
    fn method(&self) -> Method {
        Method::Incineration
    }

    fn emissions(&self) -> Result<Emissions> {
        activity("a mass of burnt waste", self.waste.value)?;
        let remedy = "take it from the plant or from a guideline";
        rate("a methane factor", &self.methane.value, remedy)?;
        let burning = self.burning();
        let carbon_dioxide = burning.carbon_dioxide()?;
        let methane = burning.mass().by(self.methane.value.ratio())?.grams()?;
        let nitrous_oxide = match &self.nitrous_oxide {
            WasteNitrousOxide::PerWet(factor) => {
                rate("a nitrous oxide factor", &factor.value, remedy)?;
                burning.mass().by(factor.value.ratio())?
            }
            WasteNitrousOxide::PerDry(factor) => {
                rate("a nitrous oxide factor", &factor.value, remedy)?;
                burning.mass().by(burning.dry_of_wet()?)?.by(factor.value.ratio())?
            }
        };
        let nitrous_oxide = Emissions::from_grams(Gas::N2O, nitrous_oxide.grams()?);
        carbon_dioxide.and(&burning.methane(methane)?)?.and(&nitrous_oxide)
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![step(&self.waste, text::BURNT_WASTE)];
        steps.extend(self.burning().steps()?);
        steps.push(step(&self.methane, text::METHANE_FACTOR));
        steps.push(match &self.nitrous_oxide {
            WasteNitrousOxide::PerWet(factor) => step(factor, text::NITROUS_OXIDE_FACTOR),
            WasteNitrousOxide::PerDry(factor) => {
                step(factor, text::NITROUS_OXIDE_FACTOR_OF_DRY_MATTER)
            }
        });
        steps.push(worked_step(&self.energy, text::ENERGY_RECOVERY));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};
    use crate::method::waste::{ShareRule, WasteCarbon, WasteComponent};

    fn share(hundredths: i64) -> Sourced<Exact> {
        example(Exact::new(hundredths, 2))
    }

    fn plant(waste: &str, oxidation: i64, carbon: i64) -> Incineration {
        let content = WasteContent {
            dry_matter: share(80),
            carbon: WasteCarbon::OfDry { carbon: share(carbon), fossil_share: share(20) },
        };
        let textiles = WasteComponent { name: "textiles".to_owned(), share: share(100), content };
        Incineration {
            waste: read(waste),
            composition: WasteComposition { rule: ShareRule::Exactly, components: vec![textiles] },
            oxidation: share(oxidation),
            methane: read("6 g CH4/t"),
            nitrous_oxide: WasteNitrousOxide::PerWet(read("50 g N2O/t")),
            energy: EnergyRecovery::None,
        }
    }

    #[test]
    fn a_factor_of_dry_matter_takes_the_dry_mass() {
        let per_dry = WasteNitrousOxide::PerDry(read("100 g N2O/t DM"));
        let plant = Incineration { nitrous_oxide: per_dry, ..plant("10 t", 100, 50) };
        assert_eq!(plant.emissions().unwrap().grams(Gas::N2O), 800.into());
    }

    #[test]
    fn methane_has_the_origin_of_the_carbon() {
        let emissions = plant("10 t", 100, 50).emissions().unwrap();
        assert_eq!(emissions.grams(Gas::CH4_FOSSIL), 12.into()); // 20 % of 60 g
        assert_eq!(emissions.grams(Gas::CH4_NON_FOSSIL), 48.into());
        let glass = plant("10 t", 100, 0).emissions().unwrap();
        assert_eq!(glass.grams(Gas::CH4), 60.into());
        assert_eq!(glass.grams(Gas::CO2), Exact::ZERO);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |plant: Incineration| plant.emissions().unwrap_err().to_string();
        assert_eq!(
            text(plant("-1 t", 100, 50)),
            "expected a mass of burnt waste of zero or more, found -1000 kg; enter a removal or a \
             credit as emissions of its own"
        );
        assert_eq!(
            text(plant("1 t", 0, 50)),
            "expected an oxidation factor above 0 and up to 1, found 0; give per cent as a \
             fraction, 1 for complete burning"
        );
        let start = "expected a carbon content of the dry matter from 0 to 1, found 46;";
        assert!(text(plant("1 t", 100, 4600)).starts_with(start));
        let methane = Incineration { methane: read("-6 g CH4/t"), ..plant("1 t", 100, 50) };
        let start = "expected a methane factor of zero or more, found -6 g CH4/t; take it from the";
        assert!(text(methane).starts_with(start));
        for factor in [
            WasteNitrousOxide::PerWet(read("-5 g N2O/t")),
            WasteNitrousOxide::PerDry(read("-5 g N2O/t DM")),
        ] {
            let plant = Incineration { nitrous_oxide: factor, ..plant("1 t", 100, 50) };
            assert!(text(plant).starts_with("expected a nitrous oxide factor of zero or more, "));
        }
    }

    #[test]
    fn the_derivation_names_every_input() {
        let derivation = plant("10 t", 100, 50).derivation().unwrap();
        // Waste, rule, four of the component, oxidation, two of the carbon, two factors, energy.
        assert_eq!(derivation.steps.len(), 12);
        assert_eq!(derivation.method, Method::Incineration);
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_round_trips() {
        let plant = plant("10 t", 58, 50);
        let written = serde_json::to_string(&plant).unwrap();
        assert_eq!(serde_json::from_str::<Incineration>(&written).unwrap(), plant);
    }
}
