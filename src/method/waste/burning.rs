use super::{WasteComposition, WasteContent};
use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::{Fraction, quotient};
use crate::method::input_problem::number;
use crate::method::sourced::{part_step, step, worked_step};
use crate::method::{Sourced, Step};
use crate::number::Exact;
use crate::text::method::waste as text;
use crate::unit::{CarbonMass, DryMass, Mass, Ratio};

/// Where the carbon of burnt waste goes: into CO2 of fossil or biological origin, or into the ash.
///
/// # Examples
///
/// ```
/// # use climate_account::{Quantity, Source, method::Sourced, number::Exact, unit::{Mass, Rate}};
/// use climate_account::method::waste::*;
///
/// # let source = Source::new("Tests", "Made-up figures", 2024, "row 1")?;
/// # let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
/// # let content = WasteContent {
/// #     dry_matter: share(80),
/// #     carbon: WasteCarbon::OfDry { carbon: share(50), fossil_share: share(20) },
/// # };
/// # let textiles = WasteComponent { name: "textiles".to_owned(), share: share(100), content };
/// let incineration = Incineration {
///     waste: Sourced::new(Quantity::<Mass>::tonnes(1000), &source),
///     composition: WasteComposition { rule: ShareRule::Exactly, components: vec![textiles] },
///     oxidation: share(99),
///     # methane: Sourced::new(Rate::new(0, "g CH4/t")?, &source),
///     # nitrous_oxide: WasteNitrousOxide::PerWet(Sourced::new(Rate::new(0, "g N2O/t")?, &source)),
///     # energy: EnergyRecovery::None,
///     // ...
/// };
/// let balance: WasteCarbonBalance = incineration.carbon()?;
/// assert_eq!(balance.carbon.to_string(), "400000 kg C"); // 1000 t x 0.8 x 0.5
/// assert_eq!(balance.fossil_oxidised.to_string(), "79200 kg C"); // of it 20 % x 99 %
/// assert_eq!(balance.biogenic_oxidised.to_string(), "316800 kg C");
/// assert_eq!(balance.unburnt.to_string(), "4000 kg C");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct WasteCarbonBalance {
    /// The carbon in the waste.
    pub carbon: Quantity<CarbonMass>,
    /// The fossil carbon that became CO2.
    pub fossil_oxidised: Quantity<CarbonMass>,
    /// The carbon of biological origin that became CO2.
    pub biogenic_oxidised: Quantity<CarbonMass>,
    /// The carbon left in ash and soot: a memo item.
    pub unburnt: Quantity<CarbonMass>,
}

/// Mixed waste that is burnt, in a plant or in the open.
pub(super) struct Burning<'a> {
    pub(super) waste: Quantity<Mass>,
    pub(super) composition: &'a WasteComposition<WasteContent>,
    pub(super) oxidation: &'a Sourced<Exact>,
}

impl Burning<'_> {
    fn check(&self) -> Result<()> {
        let remedy = "give per cent as a fraction, 1 for complete burning";
        number("an oxidation factor", &self.oxidation.value, remedy).positive_share()
    }

    fn carbon_of_wet(&self) -> Result<Ratio> {
        self.check()?;
        self.composition.mean(WasteContent::carbon_of_wet)
    }

    fn fossil_of_wet(&self) -> Result<Ratio> {
        self.check()?;
        self.composition.mean(WasteContent::fossil_carbon_of_wet)
    }

    fn biogenic_of_wet(&self) -> Result<Ratio> {
        self.check()?;
        self.composition
            .mean(|content| content.carbon_of_wet()?.checked_sub(content.fossil_carbon_of_wet()?))
    }

    pub(super) fn dry_of_wet(&self) -> Result<Ratio> {
        self.composition.mean(|content| content.check().map(|()| content.dry_matter.value))
    }

    pub(super) fn dry_mass(&self) -> Result<Quantity<DryMass>> {
        self.mass().by(self.dry_of_wet()?)?.value().map(Quantity::of_base)
    }

    pub(super) fn mass(&self) -> Fraction {
        Fraction::of(self.waste.base_value())
    }

    /// What is left over is the rest, so that the parts are the whole where shares are rounded.
    pub(super) fn carbon(&self) -> Result<WasteCarbonBalance> {
        let value = |of_wet: Ratio| self.mass().by(of_wet)?.value();
        let carbon = value(self.carbon_of_wet()?)?;
        let oxidised = carbon.checked_mul(self.oxidation.value)?;
        let fossil = value(self.fossil_of_wet()?)?.checked_mul(self.oxidation.value)?;
        Ok(WasteCarbonBalance {
            carbon: Quantity::of_base(carbon),
            fossil_oxidised: Quantity::of_base(fossil),
            biogenic_oxidised: Quantity::of_base(oxidised.checked_sub(fossil)?),
            unburnt: Quantity::of_base(carbon.checked_sub(oxidised)?),
        })
    }

    pub(super) fn carbon_dioxide(&self) -> Result<Emissions> {
        let grams = |of_wet: Ratio| {
            self.mass().by(of_wet)?.times(self.oxidation.value)?.times(44)?.over(12)?.grams()
        };
        let fossil = Emissions::from_grams(Gas::CO2, grams(self.fossil_of_wet()?)?);
        let biogenic = grams(self.biogenic_of_wet()?)?;
        fossil.and(&Emissions::from_grams(Gas::CO2_BIOGENIC, biogenic))
    }

    /// Methane of the origin that the carbon of the waste has.
    pub(super) fn methane(&self, grams: Exact) -> Result<Emissions> {
        let carbon = self.carbon_of_wet()?;
        if carbon.numerator().is_zero() {
            return Ok(Emissions::from_grams(Gas::CH4, grams));
        }
        let fossil_share = quotient(self.fossil_of_wet()?, carbon)?;
        let fossil = Fraction::of(grams).by(fossil_share)?.grams()?;
        Emissions::from_grams(Gas::CH4_FOSSIL, fossil)
            .and(&Emissions::from_grams(Gas::CH4_NON_FOSSIL, grams.checked_sub(fossil)?))
    }

    pub(super) fn steps(&self) -> Result<Vec<Step>> {
        let rule = worked_step(&self.composition.rule, text::SHARES_OF_THE_WASTE);
        let mut steps = vec![rule];
        for component in &self.composition.components {
            let name = component.name.as_str();
            steps.push(part_step(&component.share, &name, text::SHARE_OF_WET_WASTE));
            steps.extend(component.content.steps(name));
        }
        steps.push(step(self.oxidation, text::OXIDATION_FACTOR));
        let balance = self.carbon()?;
        steps.push(worked_step(&balance.carbon, text::CARBON_IN_THE_WASTE));
        steps.push(worked_step(&balance.unburnt, text::UNBURNT_CARBON));
        Ok(steps)
    }
}
