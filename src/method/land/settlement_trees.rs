use super::CarbonStockChange;
use super::carbon_stock_change::change_step;
use crate::Quantity;
use crate::error::Result;
use crate::gas::Emissions;
use crate::method::fraction::{self, Fraction};
use crate::method::input_problem::{activity, rate};
use crate::method::sourced::step;
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::land as text;
use crate::unit::{Area, AreaYears, CarbonMass, Pieces, Rate, Ratio};

/// What the growth of trees in settlements is reckoned from.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, unit::{Pieces, Rate}};
/// use climate_account::method::{Sourced, land::TreeGrowth};
///
/// let source = Source::new("Odder Kommune", "Tree register 2023", 2024, "sheet 1")?;
/// let lime_trees = TreeGrowth::Trees {
///     number: Sourced::new(Quantity::<Pieces>::pieces(400), &source),
///     growth: Sourced::new(Rate::new(10, "kg C/piece")?, &source),
/// };
/// assert!(matches!(lime_trees, TreeGrowth::Trees { .. }));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum TreeGrowth {
    /// The ground under the crowns, equation 8.2.
    CrownCover {
        /// The area under crowns, not that of the town.
        area: Sourced<Quantity<Area>>,
        /// Carbon for each area of crowns and year, CRW.
        growth: Sourced<Rate<CarbonMass, AreaYears>>,
    },
    /// Trees of one kind, equation 8.3.
    Trees {
        /// How many.
        number: Sourced<Quantity<Pieces>>,
        /// Carbon that one of them gains in the year.
        growth: Sourced<Rate<CarbonMass, Pieces>>,
    },
}

/// Trees in settlements.
///
/// ```text
/// dC = sum AT x CRW - dC_L, or sum NT x C_tree - dC_L
/// ```
///
/// IPCC 2006, volume 4, equations 8.1 to 8.3. While the trees are on average younger than 20 years
/// the loss may be zero; after that it is counted. The stock of the trees is not a yearly gain.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, gas::Gas, number::Exact, unit::{Area, CarbonMass, Rate}};
/// use climate_account::method::{Calculation, Sourced, land::{SettlementTrees, TreeGrowth}};
///
/// let source = Source::new("Odder Kommune", "Aerial photographs 2023", 2024, "sheet 1")?;
/// let trees = SettlementTrees {
///     growth: vec![TreeGrowth::CrownCover {
///         area: Sourced::new(Quantity::<Area>::hectares(12), &source),
///         growth: Sourced::new(Rate::new(Exact::new(29, 1), "t C/ha/yr")?, &source),
///     }],
///     loss: Sourced::new(Quantity::<CarbonMass>::ZERO, &source),
/// };
/// assert_eq!(trees.change()?.carbon().to_string(), "34800 kg C");
/// assert_eq!(trees.emissions()?.tonnes(Gas::CO2), "-127.6".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct SettlementTrees {
    /// Growth, by class.
    pub growth: Vec<TreeGrowth>,
    /// The carbon of trees that were felled or died.
    pub loss: Sourced<Quantity<CarbonMass>>,
}

impl SettlementTrees {
    /// The change in the year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, unit::{CarbonMass, Pieces, Rate}};
    /// use climate_account::method::{Sourced, land::{SettlementTrees, TreeGrowth}};
    ///
    /// let source = Source::new("Odder Kommune", "Tree register 2023", 2024, "sheet 1")?;
    /// let trees = SettlementTrees {
    ///     growth: vec![TreeGrowth::Trees {
    ///         number: Sourced::new(Quantity::<Pieces>::pieces(400), &source),
    ///         growth: Sourced::new(Rate::new(10, "kg C/piece")?, &source),
    ///     }],
    ///     loss: Sourced::new(Quantity::<CarbonMass>::tonnes(5), &source),
    /// };
    /// assert_eq!(trees.change()?.carbon(), Quantity::<CarbonMass>::tonnes(-1));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn change(&self) -> Result<CarbonStockChange> {
        activity("a loss of carbon", self.loss.value)?;
        let remedy = "take it from the tree register or a guideline";
        let mut gained = Ratio::of(Exact::ZERO);
        for growth in &self.growth {
            let part = match growth {
                TreeGrowth::CrownCover { area, growth } => {
                    activity("an area of crowns", area.value)?;
                    rate("a growth of trees", &growth.value, remedy)?;
                    Fraction::of(area.value.base_value()).by(growth.value.ratio())?
                }
                TreeGrowth::Trees { number, growth } => {
                    activity("a number of trees", number.value)?;
                    rate("a growth of trees", &growth.value, remedy)?;
                    Fraction::of(number.value.base_value()).by(growth.value.ratio())?
                }
            };
            gained = fraction::sum(gained, part.ratio()?)?;
        }
        let gained = super::soil_carbon::carbon(gained)?;
        CarbonStockChange::of_gain_and_loss(gained, self.loss.value)
    }
}

impl Calculation for SettlementTrees {
    fn method(&self) -> Method {
        Method::SettlementTrees
    }

    fn emissions(&self) -> Result<Emissions> {
        self.change()?.emissions()
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = Vec::new();
        for growth in &self.growth {
            match growth {
                TreeGrowth::CrownCover { area, growth } => {
                    steps.push(step(area, text::AREA_OF_CROWNS));
                    steps.push(step(growth, text::GROWTH_PER_AREA_OF_CROWNS));
                }
                TreeGrowth::Trees { number, growth } => {
                    steps.push(step(number, text::NUMBER_OF_TREES));
                    steps.push(step(growth, text::YEARLY_GROWTH_PER_TREE));
                }
            }
        }
        steps.push(step(&self.loss, text::CARBON_OF_FELLED_AND_DEAD_TREES));
        steps.push(change_step(self.change()?));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::read;

    fn trees(growth: TreeGrowth, loss: &str) -> SettlementTrees {
        SettlementTrees { growth: vec![growth], loss: read(loss) }
    }

    fn crowns(area: &str, growth: &str) -> TreeGrowth {
        TreeGrowth::CrownCover { area: read(area), growth: read(growth) }
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |trees: SettlementTrees| trees.change().unwrap_err().to_string();
        let remedy = "enter a removal or a credit as emissions of its own";
        assert_eq!(
            text(trees(crowns("-1 ha", "1 t C/ha/yr"), "0 t C")),
            format!("expected an area of crowns of zero or more, found -10000 m2; {remedy}")
        );
        assert_eq!(
            text(trees(crowns("1 ha", "-1 t C/ha/yr"), "0 t C")),
            "expected a growth of trees of zero or more, found -1 t C/ha/yr; take it from the tree \
             register or a guideline"
        );
        assert_eq!(
            text(trees(crowns("1 ha", "1 t C/ha/yr"), "-1 t C")),
            format!("expected a loss of carbon of zero or more, found -1000 kg C; {remedy}")
        );
        let none = TreeGrowth::Trees { number: read("-1 piece"), growth: read("1 kg C/piece") };
        assert_eq!(
            text(trees(none, "0 t C")),
            format!("expected a number of trees of zero or more, found -1 piece; {remedy}")
        );
    }

    #[test]
    fn equal_gain_and_loss_are_no_change() {
        let trees = trees(crowns("2 ha", "3 t C/ha/yr"), "6 t C");
        assert!(trees.emissions().unwrap().is_none());
        assert_eq!(trees.steps().unwrap().len(), 4);
    }
}
