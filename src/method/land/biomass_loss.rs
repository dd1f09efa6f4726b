use super::biomass::{REMEDY, check_carbon, in_carbon, root_and_carbon_steps};
use super::soil_carbon::carbon;
use crate::Quantity;
use crate::error::Result;
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, number, positive_rate, rate};
use crate::method::sourced::step;
use crate::method::{Sourced, Step};
use crate::number::Exact;
use crate::text::Text;
use crate::text::method::land as text;
use crate::unit::{Area, CarbonMass, DryMass, Rate, Ratio, Volume};

/// Wood that is taken out as whole trees.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, number::Exact, unit::{Rate, Volume}};
/// use climate_account::method::{Sourced, land::WoodRemoval};
///
/// let source = Source::new("Odder Kommune", "Forest plan 2023", 2024, "page 3")?;
/// let felling = WoodRemoval {
///     volume: Sourced::new(Quantity::<Volume>::cubic_metres(150), &source),
///     expansion: Sourced::new(Rate::new(Exact::new(7, 1), "t DM/m3")?, &source),
///     below_ground: Sourced::new(Exact::new(2, 1), &source),
///     carbon: Sourced::new(Rate::new(Exact::new(47, 2), "t C/t DM")?, &source),
/// };
/// assert_eq!(felling.volume.value, Quantity::<Volume>::cubic_metres(150));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct WoodRemoval {
    /// The volume over bark; a volume under bark is 10 to 15 % too small.
    pub volume: Sourced<Quantity<Volume>>,
    /// Dry matter above ground for each volume, `BCEF_R`; the density of the wood is in it.
    pub expansion: Sourced<Rate<DryMass, Volume>>,
    /// Roots over what is above ground, R.
    pub below_ground: Sourced<Exact>,
    /// Carbon in dry matter, CF.
    pub carbon: Sourced<Rate<CarbonMass, DryMass>>,
}

/// Carbon that leaves the living biomass.
///
/// ```text
/// L_wood = H x BCEF_R x (1 + R) x CF                                   2.12
/// L_fuel = FG_trees x BCEF_R x (1 + R) x CF, or FG_part x D x CF       2.13
/// L_dist = A x B_W x (1 + R) x CF x fd                                 2.14
/// ```
///
/// IPCC 2006, volume 4. Firewood that is in the harvest is not entered again.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, number::Exact, unit::{Rate, Volume}};
/// use climate_account::method::{Sourced, land::{BiomassLoss, WoodRemoval}};
///
/// let source = Source::new("Odder Kommune", "Forest plan 2023", 2024, "page 3")?;
/// let harvest = BiomassLoss::Harvest(WoodRemoval {
///     volume: Sourced::new(Quantity::<Volume>::cubic_metres(150), &source),
///     expansion: Sourced::new(Rate::new(Exact::new(7, 1), "t DM/m3")?, &source),
///     below_ground: Sourced::new(Exact::new(2, 1), &source),
///     carbon: Sourced::new(Rate::new(Exact::new(47, 2), "t C/t DM")?, &source),
/// });
/// assert_eq!(harvest.loss()?.to_string(), "59220 kg C");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum BiomassLoss {
    /// Harvested stems.
    Harvest(WoodRemoval),
    /// Whole trees for firewood.
    FuelwoodTrees(WoodRemoval),
    /// Branches and other parts of trees for firewood, whose roots stay alive.
    FuelwoodParts {
        /// The volume.
        volume: Sourced<Quantity<Volume>>,
        /// Dry matter for each volume, the density of the wood D.
        density: Sourced<Rate<DryMass, Volume>>,
        /// Carbon in dry matter, CF.
        carbon: Sourced<Rate<CarbonMass, DryMass>>,
    },
    /// Storm, fire, pests.
    Disturbance {
        /// The area that is struck.
        area: Sourced<Quantity<Area>>,
        /// Dry matter above ground on it, `B_W`.
        stock: Sourced<Rate<DryMass, Area>>,
        /// Roots over what is above ground, R.
        below_ground: Sourced<Exact>,
        /// Carbon in dry matter, CF.
        carbon: Sourced<Rate<CarbonMass, DryMass>>,
        /// The share of the stock that is lost, from 0 to 1.
        lost_share: Sourced<Exact>,
    },
}

impl BiomassLoss {
    /// The carbon that is lost in the year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, number::Exact, unit::{Area, CarbonMass, Rate}};
    /// use climate_account::method::{Sourced, land::BiomassLoss};
    ///
    /// let source = Source::new("Odder Kommune", "Storm of October 2023", 2024, "page 1")?;
    /// let storm = BiomassLoss::Disturbance {
    ///     area: Sourced::new(Quantity::<Area>::hectares(4), &source),
    ///     stock: Sourced::new(Rate::new(100, "t DM/ha")?, &source),
    ///     below_ground: Sourced::new(Exact::new(25, 2), &source),
    ///     carbon: Sourced::new(Rate::new(Exact::new(5, 1), "t C/t DM")?, &source),
    ///     lost_share: Sourced::new(Exact::new(2, 1), &source),
    /// };
    /// assert_eq!(storm.loss()?, Quantity::<CarbonMass>::tonnes(50)); // 400 x 1.25 x 0.5 x 0.2
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`BiomassGrowth::gain`](super::BiomassGrowth::gain).
    pub fn loss(&self) -> Result<Quantity<CarbonMass>> {
        self.ratio().and_then(carbon)
    }

    pub(super) fn ratio(&self) -> Result<Ratio> {
        match self {
            BiomassLoss::Harvest(wood) | BiomassLoss::FuelwoodTrees(wood) => {
                activity("a volume of wood", wood.volume.value)?;
                positive_rate("an expansion factor", &wood.expansion.value, REMEDY)?;
                let above = Fraction::of(wood.volume.value.base_value());
                in_carbon(above.by(wood.expansion.value.ratio())?, &wood.below_ground, &wood.carbon)
            }
            BiomassLoss::FuelwoodParts { volume, density, carbon } => {
                activity("a volume of wood", volume.value)?;
                positive_rate("a density of wood", &density.value, REMEDY)?;
                check_carbon(carbon)?;
                let wood = Fraction::of(volume.value.base_value()).by(density.value.ratio())?;
                wood.by(carbon.value.ratio())?.ratio()
            }
            BiomassLoss::Disturbance { area, stock, below_ground, carbon, lost_share } => {
                activity("a disturbed area", area.value)?;
                rate("a stock of biomass", &stock.value, REMEDY)?;
                let remedy = "give per cent as a fraction";
                number("a share that is lost", &lost_share.value, remedy).share()?;
                let above = Fraction::of(area.value.base_value()).by(stock.value.ratio())?;
                in_carbon(above.times(lost_share.value)?, below_ground, carbon)
            }
        }
    }

    pub(super) fn steps(&self) -> Vec<Step> {
        match self {
            BiomassLoss::Harvest(wood) => wood.steps(text::HARVEST),
            BiomassLoss::FuelwoodTrees(wood) => wood.steps(text::FIREWOOD_WHOLE_TREES),
            BiomassLoss::FuelwoodParts { volume, density, carbon } => vec![
                step(volume, text::FIREWOOD_PARTS_OF_TREES),
                step(density, text::DENSITY_OF_THE_WOOD),
                step(carbon, text::CARBON_IN_DRY_MATTER),
            ],
            BiomassLoss::Disturbance { area, stock, below_ground, carbon, lost_share } => {
                let mut steps =
                    vec![step(area, text::DISTURBED_AREA), step(stock, text::BIOMASS_ABOVE_GROUND)];
                steps.extend(root_and_carbon_steps(below_ground, carbon));
                steps.push(step(lost_share, text::SHARE_THAT_IS_LOST));
                steps
            }
        }
    }
}

impl WoodRemoval {
    fn steps(&self, what: Text) -> Vec<Step> {
        let mut steps =
            vec![step(&self.volume, what), step(&self.expansion, text::EXPANSION_FACTOR)];
        steps.extend(root_and_carbon_steps(&self.below_ground, &self.carbon));
        steps
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    pub(in crate::method::land) fn wood(volume: &str) -> WoodRemoval {
        WoodRemoval {
            volume: read(volume),
            expansion: read("0.7 t DM/m3"),
            below_ground: example(Exact::new(2, 1)),
            carbon: read("0.47 t C/t DM"),
        }
    }

    pub(in crate::method::land) fn parts(volume: &str, density: &str) -> BiomassLoss {
        BiomassLoss::FuelwoodParts {
            volume: read(volume),
            density: read(density),
            carbon: read("0.5 t C/t DM"),
        }
    }

    pub(in crate::method::land) fn storm(area: &str, stock: &str, lost: Exact) -> BiomassLoss {
        BiomassLoss::Disturbance {
            area: read(area),
            stock: read(stock),
            below_ground: example(Exact::ZERO),
            carbon: read("0.5 t C/t DM"),
            lost_share: example(lost),
        }
    }

    #[test]
    fn says_what_is_out_of_range() {
        let of_loss = |loss: BiomassLoss| loss.loss().unwrap_err().to_string();
        let texts = [
            (
                of_loss(BiomassLoss::Harvest(wood("-1 m3"))),
                "expected a volume of wood of zero or more, found -1000 l; ",
            ),
            (
                of_loss(parts("-1 m3", "1 t DM/m3")),
                "expected a volume of wood of zero or more, found -1000 l; ",
            ),
            (
                of_loss(parts("1 m3", "0 t DM/m3")),
                "expected a density of wood above zero, found 0 t DM/m3; ",
            ),
            (
                of_loss(storm("-1 ha", "1 t DM/ha", Exact::ONE)),
                "expected a disturbed area of zero or more, found -10000 m2; ",
            ),
            (
                of_loss(storm("1 ha", "-1 t DM/ha", Exact::ONE)),
                "expected a stock of biomass of zero or more, found -1 t DM/ha; ",
            ),
            (
                of_loss(storm("1 ha", "1 t DM/ha", 20.into())),
                "expected a share that is lost from 0 to 1, found 20; give per cent as a fraction",
            ),
        ];
        for (text, expected) in texts {
            assert!(text.starts_with(expected), "{text}");
        }
        let mut harvest = wood("1 m3");
        harvest.expansion = read("0 t DM/m3");
        let text = of_loss(BiomassLoss::Harvest(harvest));
        assert!(text.starts_with("expected an expansion factor above zero, found 0 t DM/m3; "));
    }
}
