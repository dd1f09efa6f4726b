use crate::error::Result;
use crate::gas::Emissions;
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, rate, whole};
use crate::method::sourced::{property_step, step};
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::industry as text;
use crate::unit::{CarbonDioxideMass, Mass, Rate, Ratio};
use crate::{Quantity, Title};

use super::ProcessGas;

/// One kind of a product that is known by its share.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, Title, unit::Rate};
/// use climate_account::method::{Sourced, industry::KindOfProduct};
///
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 3", 2006, "equation 2.8")?;
/// let dolomitic: KindOfProduct = KindOfProduct {
///     name: Title::new("Dolomitkalk", "Dolomitic lime"),
///     share: Sourced::new("0.15".parse()?, &source),
///     factor: Sourced::new(Rate::new(770, "kg CO2/t")?, &source),
/// };
/// assert_eq!(dolomitic.share.value, "0.15".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, bound = ""))]
pub struct KindOfProduct<G: ProcessGas = CarbonDioxideMass> {
    /// Its name, which the steps bear.
    pub name: Title,
    /// Its share of the mass, from 0 to 1.
    pub share: Sourced<Exact>,
    /// The gas for each mass of it.
    pub factor: Sourced<Rate<G, Mass>>,
}

/// A gas from a product whose kinds are known by their shares, tier 1.
///
/// ```text
/// E = M x sum_i share_i x EF_i          sum_i share_i = 1
/// ```
///
/// IPCC 2006, volume 3: lime (equation 2.8, 85 % high-calcium and 15 % dolomitic), carbonates
/// (equation 2.14, 85 % limestone and 15 % dolomite), zinc and lead (tables 4.24 and 4.21). Where
/// the mass of each kind is known, take [`ProcessEmission`](super::ProcessEmission).
///
/// * 0.77 t/t of dolomitic lime is for developing countries, 0.86 for others.
/// * The mass is that of the carbonate, not of the clay or rock that holds it.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, Title, gas::Gas, number::Exact, unit::Mass};
/// use climate_account::method::{Calculation, Sourced, industry::{KindOfProduct, ProductMix}};
///
/// let works = Source::new("Lime works", "Production 2023", 2024, "sheet 1")?;
/// let guideline = Source::new("IPCC", "2006 IPCC Guidelines, volume 3", 2006, "equation 2.8")?;
/// let kind = |da, en, percent, id| -> Result<KindOfProduct, climate_account::Error> {
///     Ok(KindOfProduct {
///         name: Title::new(da, en),
///         share: Sourced::new(Exact::new(percent, 2), &guideline).as_default(),
///         factor: Sourced::built_in(id)?,
///     })
/// };
/// let lime = ProductMix {
///     mass: Sourced::new(Quantity::<Mass>::tonnes(12_000), &works),
///     kinds: vec![
///         kind("Calciumkalk", "High-calcium lime", 85, "ipcc-2006/industry/lime/high-calcium")?,
///         kind("Dolomitkalk", "Dolomitic lime", 15, "ipcc-2006/industry/lime/dolomitic-developing")?,
///     ],
/// };
/// assert_eq!(lime.emissions()?.tonnes(Gas::CO2), 9036.into()); // 12000 t x 0.753
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass or a factor below zero, and for shares
/// that are not from 0 to 1 or do not add up to 1.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, bound = ""))]
pub struct ProductMix<G: ProcessGas = CarbonDioxideMass> {
    /// The product, all kinds together.
    pub mass: Sourced<Quantity<Mass>>,
    /// Its kinds.
    pub kinds: Vec<KindOfProduct<G>>,
}

impl<G: ProcessGas> Calculation for ProductMix<G> {
    fn method(&self) -> Method {
        Method::ProductMix
    }

    fn emissions(&self) -> Result<Emissions> {
        activity("a mass of product", self.mass.value)?;
        let factor = mean_factor(&self.kinds)?;
        let emission = Fraction::of(self.mass.value.base_value()).by(factor)?;
        Ok(Emissions::from_grams(G::GAS, emission.grams()?))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![step(&self.mass, text::MASS_OF_PRODUCT)];
        steps.extend(kind_steps(&self.kinds));
        Ok(steps)
    }
}

/// The factor of the kinds together.
pub(super) fn mean_factor<G: ProcessGas>(kinds: &[KindOfProduct<G>]) -> Result<Ratio> {
    let shares = kinds.iter().map(|kind| kind.share.value);
    whole("shares of the kinds", shares, "give per cent as a fraction, and a kind for the rest")?;
    let mut mean = Ratio::of(Exact::ZERO);
    for kind in kinds {
        let remedy = "take it from the plant or from a guideline";
        rate("a process factor", &kind.factor.value, remedy)?;
        let part = Fraction::of(kind.share.value).by(kind.factor.value.ratio())?;
        mean = crate::method::fraction::sum(mean, part.ratio()?)?;
    }
    Ok(mean)
}

pub(super) fn kind_steps<G: ProcessGas>(kinds: &[KindOfProduct<G>]) -> impl Iterator<Item = Step> {
    kinds.iter().flat_map(|kind| {
        [
            property_step(&kind.share, &kind.name, text::SHARE),
            property_step(&kind.factor, &kind.name, text::PROCESS_FACTOR),
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gas::Gas;
    use crate::method::sourced::{example, read};

    fn mix(mass: &str, kinds: &[(i64, &str)]) -> ProductMix {
        let kinds = kinds.iter().map(|(percent, factor)| KindOfProduct {
            name: Title::new("Slags", "Kind"),
            share: example(Exact::new(*percent, 2)),
            factor: read(factor),
        });
        ProductMix { mass: read(mass), kinds: kinds.collect() }
    }

    #[test]
    fn one_kind_is_the_product() {
        let single = mix("12 t", &[(100, "750 kg CO2/t")]).emissions().unwrap();
        assert_eq!(single.tonnes(Gas::CO2), 9.into());
        let same = mix("12 t", &[(40, "750 kg CO2/t"), (60, "750 kg CO2/t")]);
        assert_eq!(same.emissions().unwrap(), single);
        assert_eq!(same.steps().unwrap().len(), 5);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |mix: ProductMix| mix.emissions().unwrap_err().to_string();
        assert_eq!(
            text(mix("-1 t", &[(100, "1 kg CO2/t")])),
            "expected a mass of product of zero or more, found -1000 kg; enter a removal or a \
             credit as emissions of its own"
        );
        assert_eq!(
            text(mix("1 t", &[(85, "1 kg CO2/t")])),
            "expected shares of the kinds that add up to 1, found a sum of 0.85; give per cent as \
             a fraction, and a kind for the rest"
        );
        assert_eq!(
            text(mix("1 t", &[])),
            "expected shares of the kinds that add up to 1, found a sum of 0; give per cent as a \
             fraction, and a kind for the rest"
        );
        assert_eq!(
            text(mix("1 t", &[(100, "-1 kg CO2/t")])),
            "expected a process factor of zero or more, found -1 kg CO2/t; take it from the plant \
             or from a guideline"
        );
    }
}
