use super::KindOfProduct;
use super::product_mix::{kind_steps, mean_factor};
use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, number, rate};
use crate::method::sourced::{step, worked_step};
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::industry as text;
use crate::unit::{Mass, Rate};

/// The CO2 of the carbonates in clay that is burnt to bricks, tiles and ceramics.
///
/// ```text
/// M_c = product x clay per product x carbonate content
/// E   = M_c x sum_i share_i x EF_i
/// ```
///
/// IPCC 2006, volume 3, section 2.5 and equation 2.14. The factors are for carbonate: taken for
/// clay, the result is some ten times too high. Where the carbonates are weighed, take
/// [`ProcessEmission`](super::ProcessEmission), with
/// [`CalcinedFraction`](super::Correction::CalcinedFraction) for tier 3. Limestone that cleans the
/// flue gas of power plants is counted the same way; lime on fields is agriculture.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, Title, gas::Gas, number::Exact, unit::{Mass, Rate}};
/// use climate_account::method::{Calculation, Sourced};
/// use climate_account::method::industry::{ClayProducts, KindOfProduct};
///
/// let works = Source::new("Brickworks", "Laboratory 2023", 2024, "page 1")?;
/// let kind = |da, en, percent, id| -> Result<KindOfProduct, climate_account::Error> {
///     Ok(KindOfProduct {
///         name: Title::new(da, en),
///         share: Sourced::new(Exact::new(percent, 2), &works),
///         factor: Sourced::built_in(id)?,
///     })
/// };
/// let bricks = ClayProducts {
///     product: Sourced::new(Quantity::<Mass>::tonnes(50_000), &works),
///     clay_per_product: Sourced::new(Rate::new(1100, "kg/t")?, &works),
///     carbonate_content: Sourced::new("0.1".parse()?, &works),
///     carbonates: vec![
///         kind("Kalksten", "Limestone", 85, "ipcc-2006/industry/carbonate/limestone")?,
///         kind("Dolomit", "Dolomite", 15, "ipcc-2006/industry/carbonate/dolomite")?,
///     ],
/// };
/// assert_eq!(bricks.emissions()?.tonnes(Gas::CO2), "2449.43325".parse()?);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass or a rate below zero, a content outside 0
/// to 1, and for shares that do not add up to 1.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ClayProducts {
    /// The burnt goods.
    pub product: Sourced<Quantity<Mass>>,
    /// The clay that goes into a mass of goods, such as 1.1 t/t.
    pub clay_per_product: Sourced<Rate<Mass, Mass>>,
    /// The share of carbonates in the clay.
    pub carbonate_content: Sourced<Exact>,
    /// The carbonates, with their shares of all carbonate.
    pub carbonates: Vec<KindOfProduct>,
}

impl ClayProducts {
    /// The carbonates in the clay.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, unit::{Mass, Rate}};
    /// use climate_account::method::{Sourced, industry::ClayProducts};
    ///
    /// let works = Source::new("Brickworks", "Laboratory 2023", 2024, "page 1")?;
    /// let bricks = ClayProducts {
    ///     product: Sourced::new(Quantity::<Mass>::tonnes(50_000), &works),
    ///     clay_per_product: Sourced::new(Rate::new(1100, "kg/t")?, &works),
    ///     carbonate_content: Sourced::new("0.1".parse()?, &works),
    ///     carbonates: Vec::new(),
    /// };
    /// assert_eq!(bricks.carbonate()?, Quantity::<Mass>::tonnes(5_500));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`ClayProducts`].
    pub fn carbonate(&self) -> Result<Quantity<Mass>> {
        self.mass_of_carbonate()?.value().map(Quantity::of_base)
    }

    fn mass_of_carbonate(&self) -> Result<Fraction> {
        activity("a mass of burnt goods", self.product.value)?;
        rate("a mass of clay per goods", &self.clay_per_product.value, "ask the works")?;
        let content = self.carbonate_content.value;
        number("a carbonate content", &content, "give per cent as a fraction").share()?;
        let clay = Fraction::of(self.product.value.base_value())
            .by(self.clay_per_product.value.ratio())?;
        clay.times(content)
    }
}

impl Calculation for ClayProducts {
    fn method(&self) -> Method {
        Method::ClayProducts
    }

    fn emissions(&self) -> Result<Emissions> {
        let emission = self.mass_of_carbonate()?.by(mean_factor(&self.carbonates)?)?;
        Ok(Emissions::from_grams(Gas::CO2, emission.grams()?))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![
            step(&self.product, text::BURNT_GOODS),
            step(&self.clay_per_product, text::CLAY_PER_GOODS),
            step(&self.carbonate_content, text::CARBONATE_CONTENT_OF_THE_CLAY),
            worked_step(&self.carbonate()?, text::CARBONATE),
        ];
        steps.extend(kind_steps(&self.carbonates));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Title;
    use crate::method::sourced::{example, read};

    fn bricks(product: &str, clay: &str, content: Exact, share: i64) -> ClayProducts {
        ClayProducts {
            product: read(product),
            clay_per_product: read(clay),
            carbonate_content: example(content),
            carbonates: vec![KindOfProduct {
                name: Title::new("Kalksten", "Limestone"),
                share: example(Exact::new(share, 2)),
                factor: read("440 kg CO2/t"),
            }],
        }
    }

    #[test]
    fn shows_every_input() {
        assert_eq!(bricks("1 t", "1 t/t", Exact::ONE, 100).steps().unwrap().len(), 6);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |bricks: ClayProducts| bricks.emissions().unwrap_err().to_string();
        assert_eq!(
            text(bricks("-1 t", "1 t/t", Exact::ONE, 100)),
            "expected a mass of burnt goods of zero or more, found -1000 kg; enter a removal or a \
             credit as emissions of its own"
        );
        assert_eq!(
            text(bricks("1 t", "-1 t/t", Exact::ONE, 100)),
            "expected a mass of clay per goods of zero or more, found -1 t/t; ask the works"
        );
        assert_eq!(
            text(bricks("1 t", "1 t/t", 10.into(), 100)),
            "expected a carbonate content from 0 to 1, found 10; give per cent as a fraction"
        );
        assert_eq!(
            text(bricks("1 t", "1 t/t", Exact::ONE, 85)),
            "expected shares of the kinds that add up to 1, found a sum of 0.85; give per cent as \
             a fraction, and a kind for the rest"
        );
    }
}
