use super::CarbonStockChange;
use super::carbon_stock_change::change_step;
use super::soil_carbon::positive_years;
use crate::Quantity;
use crate::error::Result;
use crate::gas::Emissions;
use crate::method::input_problem::activity;
use crate::method::sourced::{Shown, step};
use crate::method::{Calculation, MASS_RESOLUTION, Method, Sourced, Step, StepValue};
use crate::number::{Exact, Rounding};
use crate::text::method::land as text;
use crate::unit::{CarbonMass, Ratio, Years};

/// Whose wood products are counted, and where.
///
/// The approaches give different results for one wood; one account has one of them.
///
/// # Examples
///
/// ```
/// use climate_account::method::land::WoodProductApproach;
///
/// assert_ne!(WoodProductApproach::Production, WoodProductApproach::StockChange);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum WoodProductApproach {
    /// Products of wood that was felled here, wherever they are; imports are not in them.
    Production,
    /// Products that are in use here, wherever they were felled.
    StockChange,
    /// Products that are in use here, and what crosses the border as wood: exported carbon is not
    /// released here, imported carbon is.
    AtmosphericFlow {
        /// Carbon in exported wood.
        exported: Sourced<Quantity<CarbonMass>>,
        /// Carbon in imported wood.
        imported: Sourced<Quantity<CarbonMass>>,
    },
    /// All carbon is released when the wood is felled, and none is counted in products.
    InstantOxidation,
}

impl Shown for WoodProductApproach {
    fn shown(&self) -> StepValue {
        StepValue::Text(match self {
            WoodProductApproach::Production => text::PRODUCTION_APPROACH.title(),
            WoodProductApproach::StockChange => text::STOCK_CHANGE_APPROACH.title(),
            WoodProductApproach::AtmosphericFlow { .. } => text::ATMOSPHERIC_FLOW_APPROACH.title(),
            WoodProductApproach::InstantOxidation => text::INSTANT_OXIDATION.title(),
        })
    }
}

/// Wood products of one half-life, in one year.
///
/// ```text
/// C'  = e^(-k) x C + (1 - e^(-k)) / k x inflow        k = ln 2 / half-life
/// dC  = C' - C
/// CO2 = -dC x 44/12
/// ```
///
/// IPCC 2006, volume 4, equation 12.1. The half-life is 30 years for solid wood and 2 for paper in
/// 2006, 35 for sawnwood, 25 for panels and 2 for paper in 2019. Firewood is no product, and what
/// lies in a landfill is counted there. Exponential and quotient have 28 digits; the stock is rounded
/// half-even at a microgram.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, gas::Gas, number::Rounding, unit::{CarbonMass, Years}};
/// use climate_account::method::{Calculation, Sourced, land::{WoodProductApproach, WoodProducts}};
///
/// let source = Source::new("Copenhagen University", "Wood products 2023", 2024, "table 1")?;
/// let sawnwood = WoodProducts {
///     stock: Sourced::new(Quantity::<CarbonMass>::tonnes(1000), &source),
///     inflow: Sourced::new(Quantity::<CarbonMass>::tonnes(30), &source),
///     half_life: Sourced::new(Quantity::<Years>::years(35), &source),
///     approach: Sourced::new(WoodProductApproach::Production, &source),
/// };
/// let tonnes = |carbon: Quantity<CarbonMass>| carbon.in_unit(&"t C".parse()?, Rounding::decimals(8));
/// assert_eq!(tonnes(sawnwood.next_stock()?)?, "1010.09549822".parse()?);
/// assert_eq!(tonnes(sawnwood.change()?.carbon())?, "10.09549822".parse()?);
/// let gas = sawnwood.emissions()?.tonnes(Gas::CO2).round(Rounding::decimals(8))?;
/// assert_eq!(gas, "-37.01682682".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass below zero and a half-life that is not above
/// zero.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct WoodProducts {
    /// Carbon in products at the start of the year.
    pub stock: Sourced<Quantity<CarbonMass>>,
    /// Carbon in products that are new in the year.
    pub inflow: Sourced<Quantity<CarbonMass>>,
    /// The years after which half of the products are gone.
    pub half_life: Sourced<Quantity<Years>>,
    /// Whose products they are.
    pub approach: Sourced<WoodProductApproach>,
}

impl WoodProducts {
    /// The carbon in products at the end of the year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, number::Rounding, unit::{CarbonMass, Years}};
    /// use climate_account::method::{Sourced, land::{WoodProductApproach, WoodProducts}};
    ///
    /// // Without new products half are left after the half-life.
    /// let source = Source::new("Copenhagen University", "Wood products 2023", 2024, "table 1")?;
    /// let paper = WoodProducts {
    ///     stock: Sourced::new(Quantity::<CarbonMass>::tonnes(1000), &source),
    ///     inflow: Sourced::new(Quantity::<CarbonMass>::ZERO, &source),
    ///     half_life: Sourced::new(Quantity::<Years>::years(1), &source),
    ///     approach: Sourced::new(WoodProductApproach::Production, &source),
    /// };
    /// assert_eq!(paper.next_stock()?, Quantity::<CarbonMass>::tonnes(500));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions); [`Overflow`](crate::ErrorKind::Overflow).
    pub fn next_stock(&self) -> Result<Quantity<CarbonMass>> {
        activity("a stock of wood products", self.stock.value)?;
        activity("an inflow of wood products", self.inflow.value)?;
        let decay_rate = decay_rate(self.half_life.value)?;
        let left = (-decay_rate).exp()?;
        let kept = Exact::ONE.checked_sub(left)?.divide(decay_rate, Rounding::RESOLUTION)?;
        // Rounded also where it fits: up to 28 decimals would leave no room for the sum.
        let part = |mass: Quantity<CarbonMass>, share| {
            Ratio::of(share).rounded(mass.base_value(), MASS_RESOLUTION)
        };
        let stock = part(self.stock.value, left)?.checked_add(part(self.inflow.value, kept)?)?;
        Ok(Quantity::of_base(stock))
    }

    /// The change in the year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, unit::{CarbonMass, Years}};
    /// use climate_account::method::{Sourced, land::{WoodProductApproach, WoodProducts}};
    ///
    /// let source = Source::new("Copenhagen University", "Wood products 2023", 2024, "table 1")?;
    /// let paper = WoodProducts {
    ///     stock: Sourced::new(Quantity::<CarbonMass>::tonnes(1000), &source),
    ///     inflow: Sourced::new(Quantity::<CarbonMass>::ZERO, &source),
    ///     half_life: Sourced::new(Quantity::<Years>::years(1), &source),
    ///     approach: Sourced::new(WoodProductApproach::Production, &source),
    /// };
    /// assert_eq!(paper.change()?.carbon(), Quantity::<CarbonMass>::tonnes(-500));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`next_stock`](WoodProducts::next_stock).
    pub fn change(&self) -> Result<CarbonStockChange> {
        CarbonStockChange::of_gain_and_loss(self.next_stock()?, self.stock.value)
    }

    /// The carbon that leaves the products in the year: inflow minus change, exactly.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, unit::{CarbonMass, Years}};
    /// use climate_account::method::{Sourced, land::{WoodProductApproach, WoodProducts}};
    ///
    /// let source = Source::new("Copenhagen University", "Wood products 2023", 2024, "table 1")?;
    /// let paper = WoodProducts {
    ///     stock: Sourced::new(Quantity::<CarbonMass>::tonnes(1000), &source),
    ///     inflow: Sourced::new(Quantity::<CarbonMass>::ZERO, &source),
    ///     half_life: Sourced::new(Quantity::<Years>::years(1), &source),
    ///     approach: Sourced::new(WoodProductApproach::Production, &source),
    /// };
    /// assert_eq!(paper.release()?, Quantity::<CarbonMass>::tonnes(500));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`next_stock`](WoodProducts::next_stock).
    pub fn release(&self) -> Result<Quantity<CarbonMass>> {
        self.inflow.value.checked_sub(self.change()?.carbon())
    }
}

fn decay_rate(half_life: Quantity<Years>) -> Result<Exact> {
    positive_years("a half-life", &half_life, "take it from a guideline")?;
    Exact::from(2).ln()?.divide(half_life.base_value(), Rounding::RESOLUTION)
}

/// The stock at which as much leaves the products as is added.
///
/// ```text
/// C = inflow / k        k = ln 2 / half-life
/// ```
///
/// The 2019 Refinement starts a pool at this stock, with the mean inflow of its first five years;
/// 2006 starts it at zero in 1900.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::land::steady_stock, number::Rounding, unit::{CarbonMass, Years}};
///
/// let stock = steady_stock(Quantity::<CarbonMass>::tonnes(30), Quantity::<Years>::years(35))?;
/// let tonnes = stock.in_unit(&"t C".parse()?, Rounding::decimals(8))?;
/// assert_eq!(tonnes, "1514.82979293".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an inflow below zero and a half-life that is not
/// above zero; [`Overflow`](crate::ErrorKind::Overflow).
pub fn steady_stock(
    inflow: Quantity<CarbonMass>,
    half_life: Quantity<Years>,
) -> Result<Quantity<CarbonMass>> {
    activity("an inflow of wood products", inflow)?;
    inflow.base_value().divide(decay_rate(half_life)?, MASS_RESOLUTION).map(Quantity::of_base)
}

impl Calculation for WoodProducts {
    fn method(&self) -> Method {
        Method::WoodProducts
    }

    fn emissions(&self) -> Result<Emissions> {
        let change = self.change()?;
        match &self.approach.value {
            WoodProductApproach::Production | WoodProductApproach::StockChange => {
                change.emissions()
            }
            WoodProductApproach::AtmosphericFlow { exported, imported } => {
                activity("an export of wood", exported.value)?;
                activity("an import of wood", imported.value)?;
                let trade = CarbonStockChange::of_gain_and_loss(exported.value, imported.value)?;
                change.and(trade)?.emissions()
            }
            WoodProductApproach::InstantOxidation => Ok(Emissions::none()),
        }
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![
            step(&self.approach, text::APPROACH_TO_WOOD_PRODUCTS),
            step(&self.stock, text::CARBON_IN_PRODUCTS_AT_THE_START),
            step(&self.inflow, text::CARBON_IN_NEW_PRODUCTS),
            step(&self.half_life, text::HALF_LIFE),
        ];
        if let WoodProductApproach::AtmosphericFlow { exported, imported } = &self.approach.value {
            steps.push(step(exported, text::CARBON_IN_EXPORTED_WOOD));
            steps.push(step(imported, text::CARBON_IN_IMPORTED_WOOD));
        }
        steps.push(change_step(self.change()?));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gas::Gas;
    use crate::method::sourced::{example, read};

    fn products(stock: &str, inflow: &str, half_life: &str) -> WoodProducts {
        WoodProducts {
            stock: read(stock),
            inflow: read(inflow),
            half_life: read(half_life),
            approach: example(WoodProductApproach::Production),
        }
    }

    fn flow(exported: &str, imported: &str) -> WoodProducts {
        let approach = WoodProductApproach::AtmosphericFlow {
            exported: read(exported),
            imported: read(imported),
        };
        WoodProducts { approach: example(approach), ..products("1000 t C", "0 t C", "1 yr") }
    }

    #[test]
    fn the_approach_says_what_counts() {
        // The products lose 500 t C.
        let tonnes = |products: &WoodProducts| products.emissions().unwrap().grams(Gas::CO2);
        let of = |approach| WoodProducts {
            approach: example(approach),
            ..products("1000 t C", "0 t C", "1 yr")
        };
        let lost = CarbonStockChange::of(Quantity::<CarbonMass>::tonnes(-500)).emissions().unwrap();
        assert_eq!(tonnes(&of(WoodProductApproach::Production)), lost.grams(Gas::CO2));
        assert_eq!(tonnes(&of(WoodProductApproach::StockChange)), lost.grams(Gas::CO2));
        assert_eq!(tonnes(&of(WoodProductApproach::InstantOxidation)), Exact::ZERO);
        // 500 + 100 imported - 300 exported = 300 t C
        assert_eq!(tonnes(&flow("300 t C", "100 t C")), 1_100_000_000.into());
        assert_eq!(flow("300 t C", "100 t C").steps().unwrap().len(), 7);
    }

    /// The part of the gram has 28 decimals, and the stock has 12 digits before them.
    #[test]
    fn a_gram_adds_to_a_large_pool() {
        let pool = products("1000000 t C", "0.001 kg C", "51 yr");
        let (change, release) = (pool.change().unwrap(), pool.release().unwrap());
        assert_eq!(change.carbon().checked_add(release).unwrap().to_string(), "0.001 kg C");
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |products: WoodProducts| products.emissions().unwrap_err().to_string();
        let remedy = "enter a removal or a credit as emissions of its own";
        assert_eq!(
            text(products("-1 t C", "1 t C", "2 yr")),
            format!(
                "expected a stock of wood products of zero or more, found -1000 kg C; {remedy}"
            )
        );
        assert_eq!(
            text(products("1 t C", "-1 t C", "2 yr")),
            format!(
                "expected an inflow of wood products of zero or more, found -1000 kg C; {remedy}"
            )
        );
        assert_eq!(
            text(products("1 t C", "1 t C", "0 yr")),
            "expected a half-life above zero, found 0 yr; take it from a guideline"
        );
        assert_eq!(
            text(flow("-1 t C", "1 t C")),
            format!("expected an export of wood of zero or more, found -1000 kg C; {remedy}")
        );
        assert_eq!(
            text(flow("1 t C", "-1 t C")),
            format!("expected an import of wood of zero or more, found -1000 kg C; {remedy}")
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_keeps_the_inputs() {
        let written = serde_json::to_string(&flow("3 t C", "1 t C")).unwrap();
        assert!(written.contains(r#""approach":{"value":{"atmospheric-flow":{"#), "{written}");
        let read: WoodProducts = serde_json::from_str(&written).unwrap();
        assert_eq!(read, flow("3 t C", "1 t C"));
    }
}
