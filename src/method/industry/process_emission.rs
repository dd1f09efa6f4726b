use super::less_bound;
use crate::error::{Error, Result};
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{InputProblem, activity, number, rate};
use crate::method::sourced::{property_step, step};
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::Text;
use crate::text::method::industry as text;
use crate::unit::{
    CarbonDioxideMass, Mass, Measure, MethaneMass, NitrousOxideMass, Rate, SulphurHexafluorideMass,
};
use crate::{Quantity, Title};

/// A gas that leaves a process by a factor per mass of product.
///
/// # Examples
///
/// ```
/// use climate_account::{gas::Gas, method::industry::ProcessGas, unit::MethaneMass};
///
/// assert_eq!(MethaneMass::GAS, Gas::CH4_FOSSIL);
/// ```
pub trait ProcessGas: Measure {
    /// The gas: of methane and CO2 the fossil or mineral one.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{gas::Gas, method::industry::ProcessGas, unit::CarbonDioxideMass};
    ///
    /// assert_eq!(CarbonDioxideMass::GAS, Gas::CO2);
    /// ```
    const GAS: Gas;
}

impl ProcessGas for CarbonDioxideMass {
    const GAS: Gas = Gas::CO2;
}

impl ProcessGas for MethaneMass {
    const GAS: Gas = Gas::CH4_FOSSIL;
}

impl ProcessGas for NitrousOxideMass {
    const GAS: Gas = Gas::N2O;
}

impl ProcessGas for SulphurHexafluorideMass {
    const GAS: Gas = Gas::SF6;
}

/// What a factor per mass of product is corrected by.
///
/// Each correction has a name, so that 0.95 as a share that is destroyed is not taken for 0.95 as a
/// share that is calcined.
///
/// # Examples
///
/// ```
/// use climate_account::method::industry::Correction;
///
/// let abatement = Correction::Abatement {
///     destruction: "0.8".parse()?,
///     utilisation: "0.95".parse()?,
/// };
/// assert_eq!(abatement.factor()?, "0.24".parse()?); // 1 - 0.8 x 0.95
/// assert_eq!(Correction::Cullet("0.4".parse()?).factor()?, "0.6".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum Correction {
    /// Lime that leaves the kiln as dust: a factor of 1 or more, such as 1.02.
    LimeKilnDust(Exact),
    /// Water in lime that is sold slaked: 1 - share of it x its water.
    HydratedLime {
        /// The share of the lime that is hydrated.
        hydrated: Exact,
        /// The share of water in hydrated lime.
        water: Exact,
    },
    /// Glass that is melted again, as a share of the melt: it has lost its CO2 before.
    Cullet(Exact),
    /// Destruction of the gas: 1 - destruction x utilisation.
    Abatement {
        /// The share that is destroyed while the abatement runs.
        destruction: Exact,
        /// The share of the production during which it runs.
        utilisation: Exact,
    },
    /// The share of a carbonate that gives off its CO2.
    CalcinedFraction(Exact),
}

impl Correction {
    /// What the factor is multiplied by.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::industry::Correction;
    ///
    /// let slaked = Correction::HydratedLime { hydrated: "0.1".parse()?, water: "0.28".parse()? };
    /// assert_eq!(slaked.factor()?, "0.972".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a share outside 0 to 1, and a correction for
    /// kiln dust below 1.
    pub fn factor(self) -> Result<Exact> {
        let remedy = "give per cent as a fraction";
        let rest_of = |left: Exact, right: Exact| Exact::ONE.checked_sub(left.checked_mul(right)?);
        match self {
            Correction::LimeKilnDust(factor) => {
                let remedy = "2 % of lost lime is 1.02";
                number("a correction for kiln dust", &factor, remedy).at_least_one()?;
                Ok(factor)
            }
            Correction::HydratedLime { hydrated, water } => {
                number("a share of hydrated lime", &hydrated, remedy).share()?;
                number("a share of water in hydrated lime", &water, remedy).share()?;
                rest_of(hydrated, water)
            }
            Correction::Cullet(share) => {
                number("a share of cullet", &share, remedy).share()?;
                rest_of(share, Exact::ONE)
            }
            Correction::Abatement { destruction, utilisation } => {
                number("a share that abatement destroys", &destruction, remedy).share()?;
                number("a utilisation of the abatement", &utilisation, remedy).share()?;
                rest_of(destruction, utilisation)
            }
            Correction::CalcinedFraction(share) => {
                number("a calcined fraction", &share, remedy).share()?;
                Ok(share)
            }
        }
    }

    fn text(self) -> Text {
        match self {
            Correction::LimeKilnDust(_) => text::ITS_CORRECTION_FOR_KILN_DUST,
            Correction::HydratedLime { .. } => text::CORRECTION_FOR_HYDRATED_LIME,
            Correction::Cullet(_) => text::SHARE_WITHOUT_CULLET,
            Correction::Abatement { .. } => text::SHARE_LEFT_BY_THE_ABATEMENT,
            Correction::CalcinedFraction(_) => text::CALCINED_FRACTION,
        }
    }
}

/// One product of a process, or one raw material, with its factor.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, Title, unit::{CarbonDioxideMass, Mass, Rate}};
/// use climate_account::method::{Sourced, industry::Product};
///
/// let source = Source::new("Glassworks", "Production 2023", 2024, "sheet 1")?;
/// let bottles = Product {
///     name: Title::new("Flasker", "Bottles"),
///     mass: Sourced::new(Quantity::<Mass>::tonnes(5000), &source),
///     factor: Sourced::new(Rate::new(210, "kg CO2/t")?, &source),
///     corrections: Vec::new(),
/// };
/// assert_eq!(bottles.emission()?, Quantity::<CarbonDioxideMass>::tonnes(1050));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, bound = ""))]
pub struct Product<G: ProcessGas = CarbonDioxideMass> {
    /// Its name, which the steps bear.
    pub name: Title,
    /// Its mass.
    pub mass: Sourced<Quantity<Mass>>,
    /// The gas for each mass of it.
    pub factor: Sourced<Rate<G, Mass>>,
    /// What the factor does not hold yet.
    pub corrections: Vec<Sourced<Correction>>,
}

impl<G: ProcessGas> Product<G> {
    /// The mass of the gas.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, Title, unit::{CarbonDioxideMass, Mass, Rate}};
    /// use climate_account::method::{Sourced, industry::{Correction, Product}};
    ///
    /// let source = Source::new("Glassworks", "Production 2023", 2024, "sheet 1")?;
    /// let bottles = Product {
    ///     name: Title::new("Flasker", "Bottles"),
    ///     mass: Sourced::new(Quantity::<Mass>::tonnes(5000), &source),
    ///     factor: Sourced::new(Rate::new(210, "kg CO2/t")?, &source),
    ///     corrections: vec![Sourced::new(Correction::Cullet("0.4".parse()?), &source)],
    /// };
    /// assert_eq!(bottles.emission()?, Quantity::<CarbonDioxideMass>::tonnes(630)); // 5000 t x 0.21 x (1 - 0.4)
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`ProcessEmission`].
    pub fn emission(&self) -> Result<Quantity<G>> {
        activity("a mass of product", self.mass.value)?;
        let remedy = "take it from the plant or from a guideline";
        rate("a process factor", &self.factor.value, remedy)?;
        let mut emission =
            Fraction::of(self.mass.value.base_value()).by(self.factor.value.ratio())?;
        for correction in &self.corrections {
            emission = emission.times(correction.value.factor()?)?;
        }
        emission.grams().map(Quantity::of_base)
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![
            property_step(&self.mass, &self.name, text::MASS),
            property_step(&self.factor, &self.name, text::PROCESS_FACTOR),
        ];
        for correction in &self.corrections {
            let what = correction.value.text();
            let Sourced { value, source, is_default } = correction.clone();
            let factor = Sourced { value: value.factor()?, source, is_default };
            steps.push(property_step(&factor, &self.name, what));
        }
        Ok(steps)
    }
}

/// A gas that a process gives off for each mass of its products.
///
/// ```text
/// E = sum_i m_i x EF_i x corrections_i - bound
/// ```
///
/// IPCC 2006, volume 3: the one form of clinker, lime (equation 2.6), glass (2.10 and 2.11),
/// carbonates (2.15 and 2.16), nitric acid (3.5 and 3.6), adipic acid (3.8), caprolactam, carbides,
/// titanium dioxide, soda ash, petrochemicals, iron and steel tier 1 (4.4 to 4.8), ferroalloys,
/// aluminium CO2 tier 1 (4.20), magnesium, lead and zinc.
///
/// * The product is that of the factor: nitric acid is 100 % HNO3, steel is not pig iron again.
/// * The fuel of the plant is stationary energy; what is counted there is not counted here.
/// * For cement take [`Clinker`](super::Clinker), which keeps kiln dust from being counted twice.
///
/// The factor is per mass of CO2; one per mass of its carbon does not fit:
///
/// ```compile_fail,E0308
/// use climate_account::{Quantity, Source, Title, unit::{CarbonDioxideMass, CarbonMass, Mass, Rate}};
/// use climate_account::method::{Sourced, industry::Product};
///
/// let source = Source::new("Foundry", "Carbon analysis", 2024, "page 3")?;
/// let electrodes = Product::<CarbonDioxideMass> {
///     name: Title::new("Elektroder", "Electrodes"),
///     mass: Sourced::new(Quantity::<Mass>::tonnes(12), &source),
///     factor: Sourced::new(Rate::<CarbonMass, Mass>::new(820, "kg C/t")?, &source), // not of CO2
///     corrections: Vec::new(),
/// };
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, Title, gas::Gas, number::Exact};
/// use climate_account::method::{Calculation, Sourced};
/// use climate_account::method::industry::{Correction, ProcessEmission, Product};
/// use climate_account::unit::{Mass, NitrousOxideMass};
///
/// let plant = Source::new("Acid plant", "Green account 2023", 2024, "page 8")?;
/// let abatement =
///     Correction::Abatement { destruction: Exact::new(8, 1), utilisation: Exact::new(95, 2) };
/// let acid = ProcessEmission::<NitrousOxideMass> {
///     products: vec![Product {
///         name: Title::new("Salpetersyre", "Nitric acid"),
///         mass: Sourced::new(Quantity::<Mass>::tonnes(20_000), &plant),
///         factor: Sourced::built_in("ipcc-2006/industry/nitric-acid/medium-pressure")?,
///         corrections: vec![Sourced::new(abatement, &plant)],
///     }],
///     bound: None,
/// };
/// assert_eq!(acid.emissions()?.tonnes(Gas::N2O), "33.6".parse()?);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass or a factor below zero, a correction
/// outside its range, and where more is bound than is generated;
/// [`MissingValue`](crate::ErrorKind::MissingValue) without any product.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, bound = ""))]
pub struct ProcessEmission<G: ProcessGas = CarbonDioxideMass> {
    /// The products, or the raw materials, each with its factor.
    pub products: Vec<Product<G>>,
    /// What is bound in a product or captured, and so does not leave.
    pub bound: Option<Sourced<Quantity<G>>>,
}

impl<G: ProcessGas> Calculation for ProcessEmission<G> {
    fn method(&self) -> Method {
        Method::ProcessEmission
    }

    fn emissions(&self) -> Result<Emissions> {
        if self.products.is_empty() {
            return Err(Error::new(InputProblem::Missing {
                what: "a product with its mass and factor",
                remedy: "enter a mass of zero where nothing is produced",
            }));
        }
        let mut generated = Quantity::<G>::ZERO;
        for product in &self.products {
            generated = generated.checked_add(product.emission()?)?;
        }
        let emitted = less_bound(generated, self.bound.as_ref())?;
        Ok(Emissions::from_grams(G::GAS, emitted.base_value()))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = Vec::new();
        for product in &self.products {
            steps.extend(product.steps()?);
        }
        let bound = self.bound.as_ref();
        steps.extend(bound.map(|mass| step(mass, text::BOUND_OR_CAPTURED)));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use crate::method::sourced::{example, read};

    fn product(mass: &str, factor: &str, corrections: &[Correction]) -> Product {
        Product {
            name: Title::new("Vare", "Goods"),
            mass: read(mass),
            factor: read(factor),
            corrections: corrections.iter().copied().map(example).collect(),
        }
    }

    fn process(products: &[Product], bound: Option<&str>) -> ProcessEmission {
        ProcessEmission { products: products.to_vec(), bound: bound.map(read) }
    }

    #[test]
    fn products_add_up_and_corrections_multiply() {
        // 5000 x 0.21 x 0.6 + 1000 x 0.75 x 1.02 x 0.972, in tonnes
        let hydrated =
            Correction::HydratedLime { hydrated: Exact::new(1, 1), water: Exact::new(28, 2) };
        let dust = Correction::LimeKilnDust(Exact::new(102, 2));
        let both = process(
            &[
                product("5000 t", "210 kg CO2/t", &[Correction::Cullet(Exact::new(4, 1))]),
                product("1000 t", "750 kg CO2/t", &[dust, hydrated]),
            ],
            Some("3.58 t CO2"),
        );
        let expected: Exact = "1370".parse().unwrap();
        assert_eq!(both.emissions().unwrap().tonnes(Gas::CO2), expected);
        assert_eq!(both.steps().unwrap().len(), 8);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |process: ProcessEmission| process.emissions().unwrap_err().to_string();
        let corrected =
            |correction| text(process(&[product("1 t", "1 kg CO2/t", &[correction])], None));
        let (half, two) = (Exact::new(5, 1), Exact::from(2));
        let cases = [
            (
                text(process(&[product("-1 t", "1 kg CO2/t", &[])], None)),
                "expected a mass of product of zero or more, found -1000 kg; enter a removal or a \
                 credit as emissions of its own",
            ),
            (
                text(process(&[product("1 t", "-1 kg CO2/t", &[])], None)),
                "expected a process factor of zero or more, found -1 kg CO2/t; take it from the \
                 plant or from a guideline",
            ),
            (
                text(process(&[product("1 t", "1 kg CO2/t", &[])], Some("2 kg CO2"))),
                "expected a bound or captured mass of at most the 1 kg CO2 that are generated, \
                 found 2 kg CO2; check the amounts and the years of both",
            ),
            (
                text(process(&[product("1 t", "1 kg CO2/t", &[])], Some("-2 kg CO2"))),
                "expected a bound or captured mass of zero or more, found -2 kg CO2; enter a \
                 removal or a credit as emissions of its own",
            ),
            (
                corrected(Correction::LimeKilnDust(half)),
                "expected a correction for kiln dust of 1 or more, found 0.5; 2 % of lost lime is \
                 1.02",
            ),
            (
                corrected(Correction::HydratedLime { hydrated: two, water: half }),
                "expected a share of hydrated lime from 0 to 1, found 2; give per cent as a fraction",
            ),
            (
                corrected(Correction::HydratedLime { hydrated: half, water: two }),
                "expected a share of water in hydrated lime from 0 to 1, found 2; give per cent as \
                 a fraction",
            ),
            (
                corrected(Correction::Cullet(two)),
                "expected a share of cullet from 0 to 1, found 2; give per cent as a fraction",
            ),
            (
                corrected(Correction::Abatement { destruction: two, utilisation: half }),
                "expected a share that abatement destroys from 0 to 1, found 2; give per cent as a \
                 fraction",
            ),
            (
                corrected(Correction::Abatement { destruction: half, utilisation: two }),
                "expected a utilisation of the abatement from 0 to 1, found 2; give per cent as a \
                 fraction",
            ),
            (
                corrected(Correction::CalcinedFraction(two)),
                "expected a calcined fraction from 0 to 1, found 2; give per cent as a fraction",
            ),
        ];
        for (found, expected) in cases {
            assert_eq!(found, expected);
        }
        let error = process(&[], None).emissions().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::MissingValue);
        assert_eq!(
            error.to_string(),
            "expected a product with its mass and factor, found none; enter a mass of zero where \
             nothing is produced"
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_keeps_the_process() {
        let cullet = Correction::Cullet(Exact::new(4, 1));
        let process = process(&[product("5 t", "210 kg CO2/t", &[cullet])], Some("1 kg CO2"));
        let written = serde_json::to_string(&process).unwrap();
        assert_eq!(serde_json::from_str::<ProcessEmission>(&written).unwrap(), process);
    }
}
