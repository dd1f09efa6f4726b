use crate::error::{Error, Result};
use crate::gas::{Emissions, Gas};
use crate::method::fraction::{Fraction, product, sum};
use crate::method::input_problem::{Input, InputProblem, activity, number, positive_rate, rate};
use crate::method::sourced::{property_step, step};
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::{Exact, Rounding};
use crate::text::method::industry as text;
use crate::unit::{CarbonDioxideMass, Mass, Rate, Ratio};
use crate::{Quantity, Title};

/// Calcium oxide in a mass of calcite, and CO2 in the same, as the guideline prints them.
const OXIDE_IN_CALCITE: Exact = Exact::new(5603, 4);
const CARBON_DIOXIDE_IN_CALCITE: Exact = Exact::new(43_971, 5);

/// The CO2 of clinker, and whether it holds that of the dust that leaves the kiln.
///
/// The two are one choice, since 0.52 is 0.51 x 1.02: with a correction on top, kiln dust is
/// counted twice.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, method::{Sourced, industry::ClinkerFactor}, unit::Rate};
///
/// let guideline = Source::new("IPCC", "2006 IPCC Guidelines, volume 3", 2006, "equation 2.4")?;
/// let bare = ClinkerFactor::WithoutKilnDust {
///     factor: Sourced::new(Rate::new(510, "kg CO2/t")?, &guideline),
///     correction: Sourced::new("1.02".parse()?, &guideline),
/// };
/// assert_eq!(bare.ratio()?.to_string(), "0.5202");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum ClinkerFactor {
    /// A factor that holds kiln dust, such as 0.52 t/t.
    HoldsKilnDust(Sourced<Rate<CarbonDioxideMass, Mass>>),
    /// A factor of the clinker alone, such as 0.51 t/t.
    WithoutKilnDust {
        /// The CO2 for each mass of clinker.
        factor: Sourced<Rate<CarbonDioxideMass, Mass>>,
        /// The correction, 1 or more: 1.02, or from [`KilnDust`].
        correction: Sourced<Exact>,
    },
}

impl ClinkerFactor {
    /// The CO2 for each mass of clinker, kiln dust included.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Source, method::{Sourced, industry::ClinkerFactor}, unit::Rate};
    ///
    /// let guideline = Source::new("IPCC", "2006 IPCC Guidelines, volume 3", 2006, "equation 2.4")?;
    /// let factor = Sourced::new(Rate::new(520, "kg CO2/t")?, &guideline);
    /// assert_eq!(ClinkerFactor::HoldsKilnDust(factor).ratio()?.to_string(), "0.52");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a factor below zero or a correction below 1.
    pub fn ratio(&self) -> Result<Ratio> {
        let remedy = "take it from the plant or from a guideline";
        match self {
            ClinkerFactor::HoldsKilnDust(factor) => {
                rate("a clinker factor", &factor.value, remedy)?;
                Ok(factor.value.ratio())
            }
            ClinkerFactor::WithoutKilnDust { factor, correction } => {
                rate("a clinker factor", &factor.value, remedy)?;
                let remedy = "2 % of lost clinker is 1.02";
                number("a correction for kiln dust", &correction.value, remedy).at_least_one()?;
                product(factor.value.ratio(), Ratio::of(correction.value))
            }
        }
    }

    fn steps(&self) -> Vec<Step> {
        match self {
            ClinkerFactor::HoldsKilnDust(factor) => {
                vec![step(factor, text::CLINKER_FACTOR_WITH_KILN_DUST)]
            }
            ClinkerFactor::WithoutKilnDust { factor, correction } => vec![
                step(factor, text::CLINKER_FACTOR_WITHOUT_KILN_DUST),
                step(correction, text::CORRECTION_FOR_KILN_DUST),
            ],
        }
    }
}

/// The clinker factor of a content of calcium oxide.
///
/// ```text
/// EF_cl = CaO / 0.5603 x 0.43971
/// ```
///
/// IPCC 2006, volume 3, equation 2.4. The content is the oxide that came in as carbonate; that of
/// slag or ash has no CO2. The guideline prints 0.51 for 65 %. Rounded half-even at
/// [`Rounding::RESOLUTION`].
///
/// # Examples
///
/// ```
/// use climate_account::method::industry::clinker_factor;
/// use climate_account::number::Rounding;
///
/// let factor = clinker_factor("0.65".parse()?)?;
/// assert_eq!(factor.amount().value.round(Rounding::decimals(2))?.to_string(), "0.51");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a content outside 0 to 1.
pub fn clinker_factor(oxide_content: Exact) -> Result<Rate<CarbonDioxideMass, Mass>> {
    number("a content of CaO", &oxide_content, "give per cent as a fraction").share()?;
    let factor = Fraction::of(oxide_content).times(CARBON_DIOXIDE_IN_CALCITE)?;
    Rate::new(factor.over(OXIDE_IN_CALCITE)?.value()?, "t CO2/t")
}

/// Dust that leaves a cement kiln and is not fed back.
///
/// ```text
/// CF_ckd = 1 + (M_d / M_cl) x C_d x F_d x (EF_c / EF_cl)
/// ```
///
/// IPCC 2006, volume 3, equation 2.5.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, unit::{Mass, Rate}};
/// use climate_account::method::{Sourced, industry::KilnDust};
///
/// let works = Source::new("Cement works", "Laboratory 2023", 2024, "sheet 2")?;
/// let dust = KilnDust {
///     dust: Sourced::new(Quantity::<Mass>::tonnes(5_000), &works),
///     clinker: Sourced::new(Quantity::<Mass>::tonnes(100_000), &works),
///     carbonate_content: Sourced::new("0.8".parse()?, &works),
///     calcined: Sourced::new("0.5".parse()?, &works),
///     carbonate_factor: Sourced::new(Rate::new(440, "kg CO2/t")?, &works),
///     clinker_factor: Sourced::new(Rate::new(550, "kg CO2/t")?, &works),
/// };
/// assert_eq!(dust.correction()?, "1.016".parse()?); // 1 + 0.05 x 0.8 x 0.5 x 440/550
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct KilnDust {
    /// The dust that is not fed back.
    pub dust: Sourced<Quantity<Mass>>,
    /// The clinker.
    pub clinker: Sourced<Quantity<Mass>>,
    /// The share of carbonate in the dust before calcination.
    pub carbonate_content: Sourced<Exact>,
    /// The share of it that is calcined.
    pub calcined: Sourced<Exact>,
    /// The CO2 of the carbonate.
    pub carbonate_factor: Sourced<Rate<CarbonDioxideMass, Mass>>,
    /// The CO2 of the clinker alone.
    pub clinker_factor: Sourced<Rate<CarbonDioxideMass, Mass>>,
}

impl KilnDust {
    /// The correction of the clinker factor, rounded half-even at [`Rounding::RESOLUTION`].
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, unit::{Mass, Rate}};
    /// use climate_account::method::{Sourced, industry::KilnDust};
    ///
    /// let works = Source::new("Cement works", "Laboratory 2023", 2024, "sheet 2")?;
    /// let none = KilnDust {
    ///     dust: Sourced::new(Quantity::ZERO, &works),
    ///     clinker: Sourced::new(Quantity::<Mass>::tonnes(100_000), &works),
    ///     carbonate_content: Sourced::new("0.8".parse()?, &works),
    ///     calcined: Sourced::new(1.into(), &works),
    ///     carbonate_factor: Sourced::new(Rate::new(440, "kg CO2/t")?, &works),
    ///     clinker_factor: Sourced::new(Rate::new(510, "kg CO2/t")?, &works),
    /// };
    /// assert_eq!(none.correction()?, 1.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass or a factor below zero, clinker or its
    /// factor that is not above zero, and a share outside 0 to 1.
    pub fn correction(&self) -> Result<Exact> {
        activity("a mass of kiln dust", self.dust.value)?;
        let (clinker, remedy) = (self.clinker.value, "the correction is per mass of clinker");
        let value = clinker.base_value();
        Input { what: "a mass of clinker", value, shown: &clinker, remedy }.positive()?;
        let remedy = "give per cent as a fraction";
        number("a carbonate content", &self.carbonate_content.value, remedy).share()?;
        number("a calcined fraction", &self.calcined.value, remedy).share()?;
        let remedy = "take it from the plant or from a guideline";
        rate("a carbonate factor", &self.carbonate_factor.value, remedy)?;
        positive_rate("a clinker factor", &self.clinker_factor.value, remedy)?;
        let factors = crate::method::fraction::quotient(
            self.carbonate_factor.value.ratio(),
            self.clinker_factor.value.ratio(),
        )?;
        let lost = Fraction::of(self.dust.value.base_value())
            .times(self.carbonate_content.value)?
            .times(self.calcined.value)?
            .over(value)?
            .by(factors)?
            .ratio()?;
        sum(Ratio::ONE, lost)?.times(Exact::ONE, Rounding::RESOLUTION)
    }
}

/// A kind of cement with its share of clinker.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, Title, unit::Mass};
/// use climate_account::method::{Sourced, industry::CementKind};
///
/// let works = Source::new("Cement works", "Production 2023", 2024, "sheet 1")?;
/// let portland = CementKind {
///     name: Title::new("Portlandcement", "Portland cement"),
///     mass: Sourced::new(Quantity::<Mass>::tonnes(100_000), &works),
///     clinker_share: Sourced::new("0.95".parse()?, &works),
/// };
/// assert_eq!(portland.clinker_share.value, "0.95".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CementKind {
    /// Its name, which the steps bear.
    pub name: Title,
    /// The cement that is made in the year.
    pub mass: Sourced<Quantity<Mass>>,
    /// The share of clinker in it, above 0 and up to 1.
    pub clinker_share: Sourced<Exact>,
}

/// The CO2 of cement that is known by its mass, tier 1.
///
/// ```text
/// E = [ sum_i M_i x C_i - imports + exports ] x EF
/// ```
///
/// IPCC 2006, volume 3, equation 2.1. Clinker that was bought gave off its CO2 elsewhere; clinker
/// that was sold gave it off here. The CO2 of the kiln's fuel is stationary energy.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, Title, gas::Gas, unit::Mass};
/// use climate_account::method::{Calculation, Sourced};
/// use climate_account::method::industry::{Cement, CementKind, ClinkerFactor};
///
/// let works = Source::new("Cement works", "Production 2023", 2024, "sheet 1")?;
/// let cement = Cement {
///     kinds: vec![CementKind {
///         name: Title::new("Portlandcement", "Portland cement"),
///         mass: Sourced::new(Quantity::<Mass>::tonnes(100_000), &works),
///         clinker_share: Sourced::new("0.95".parse()?, &works),
///     }],
///     imported_clinker: Sourced::new(Quantity::<Mass>::tonnes(5_000), &works),
///     exported_clinker: Sourced::new(Quantity::<Mass>::tonnes(10_000), &works),
///     factor: ClinkerFactor::HoldsKilnDust(Sourced::built_in(
///         "ipcc-2006/industry/clinker/with-kiln-dust",
///     )?),
/// };
/// // (95000 - 5000 + 10000) t x 0.52
/// assert_eq!(cement.emissions()?.tonnes(Gas::CO2), 52_000.into());
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass or a factor below zero, a share of clinker
/// that is not above 0 and up to 1, a correction below 1, and where more clinker was imported than
/// is in the cement and the exports.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Cement {
    /// The kinds of cement.
    pub kinds: Vec<CementKind>,
    /// Clinker from outside.
    pub imported_clinker: Sourced<Quantity<Mass>>,
    /// Clinker that left as such.
    pub exported_clinker: Sourced<Quantity<Mass>>,
    /// The CO2 for each mass of clinker.
    pub factor: ClinkerFactor,
}

impl Cement {
    /// The clinker that was made here.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, Title, unit::{Mass, Rate}};
    /// use climate_account::method::{Sourced, industry::{Cement, CementKind, ClinkerFactor}};
    ///
    /// let works = Source::new("Cement works", "Production 2023", 2024, "sheet 1")?;
    /// let cement = Cement {
    ///     kinds: vec![CementKind {
    ///         name: Title::new("Blandingscement", "Blended cement"),
    ///         mass: Sourced::new(Quantity::<Mass>::tonnes(100_000), &works),
    ///         clinker_share: Sourced::new("0.75".parse()?, &works),
    ///     }],
    ///     imported_clinker: Sourced::new(Quantity::<Mass>::tonnes(5_000), &works),
    ///     exported_clinker: Sourced::new(Quantity::ZERO, &works),
    ///     factor: ClinkerFactor::HoldsKilnDust(Sourced::new(Rate::new(520, "kg CO2/t")?, &works)),
    /// };
    /// assert_eq!(cement.clinker()?, Quantity::<Mass>::tonnes(70_000));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Cement`].
    pub fn clinker(&self) -> Result<Quantity<Mass>> {
        let mut used = self.exported_clinker.value;
        activity("a mass of exported clinker", used)?;
        for kind in &self.kinds {
            activity("a mass of cement", kind.mass.value)?;
            let (share, remedy) = (&kind.clinker_share.value, "give per cent as a fraction");
            number("a share of clinker in cement", share, remedy).positive_share()?;
            used = used.checked_add(kind.mass.value.scale(*share)?)?;
        }
        let imported = self.imported_clinker.value;
        activity("a mass of imported clinker", imported)?;
        if imported > used {
            return Err(Error::new(InputProblem::AboveWhole {
                what: "a mass of imported clinker",
                whole: format!("the {used} in the cement and the exports"),
                found: imported.to_string(),
                remedy: "leave out clinker that went into stock",
            }));
        }
        used.checked_sub(imported)
    }
}

impl Calculation for Cement {
    fn method(&self) -> Method {
        Method::Cement
    }

    fn emissions(&self) -> Result<Emissions> {
        of_clinker(self.clinker()?, &self.factor)
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = Vec::new();
        for kind in &self.kinds {
            steps.push(property_step(&kind.mass, &kind.name, text::MASS));
            steps.push(property_step(&kind.clinker_share, &kind.name, text::SHARE_OF_CLINKER));
        }
        steps.push(step(&self.imported_clinker, text::IMPORTED_CLINKER));
        steps.push(step(&self.exported_clinker, text::EXPORTED_CLINKER));
        steps.extend(self.factor.steps());
        Ok(steps)
    }
}

/// The CO2 of clinker that is known by its mass, tier 2.
///
/// ```text
/// E = M_cl x EF_cl x CF_ckd
/// ```
///
/// IPCC 2006, volume 3, equation 2.2.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, gas::Gas, unit::{Mass, Rate}};
/// use climate_account::method::{Calculation, Sourced, industry::{Clinker, ClinkerFactor}};
///
/// let works = Source::new("Cement works", "Laboratory 2023", 2024, "sheet 2")?;
/// let clinker = Clinker {
///     clinker: Sourced::new(Quantity::<Mass>::tonnes(100_000), &works),
///     factor: ClinkerFactor::WithoutKilnDust {
///         factor: Sourced::new(Rate::new(510, "kg CO2/t")?, &works),
///         correction: Sourced::new("1.02".parse()?, &works),
///     },
/// };
/// assert_eq!(clinker.emissions()?.tonnes(Gas::CO2), 52_020.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass or a factor below zero, and a correction
/// below 1.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Clinker {
    /// The clinker that is made in the year.
    pub clinker: Sourced<Quantity<Mass>>,
    /// The CO2 for each mass of it.
    pub factor: ClinkerFactor,
}

impl Calculation for Clinker {
    fn method(&self) -> Method {
        Method::Clinker
    }

    fn emissions(&self) -> Result<Emissions> {
        activity("a mass of clinker", self.clinker.value)?;
        of_clinker(self.clinker.value, &self.factor)
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![step(&self.clinker, text::CLINKER)];
        steps.extend(self.factor.steps());
        Ok(steps)
    }
}

fn of_clinker(clinker: Quantity<Mass>, factor: &ClinkerFactor) -> Result<Emissions> {
    let emission = Fraction::of(clinker.base_value()).by(factor.ratio()?)?;
    Ok(Emissions::from_grams(Gas::CO2, emission.grams()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn with_dust(factor: &str) -> ClinkerFactor {
        ClinkerFactor::HoldsKilnDust(read(factor))
    }

    fn cement(mass: &str, share: Exact, imported: &str) -> Cement {
        Cement {
            kinds: vec![CementKind {
                name: Title::new("Cement", "Cement"),
                mass: read(mass),
                clinker_share: example(share),
            }],
            imported_clinker: read(imported),
            exported_clinker: read("1 t"),
            factor: with_dust("0.52 t CO2/t"),
        }
    }

    #[test]
    fn cement_of_clinker_alone_is_clinker() {
        let clinker = Clinker { clinker: read("100 t"), factor: with_dust("0.52 t CO2/t") };
        let all = cement("100 t", Exact::ONE, "1 t");
        assert_eq!(all.emissions().unwrap(), clinker.emissions().unwrap());
        assert_eq!(all.steps().unwrap().len(), 5);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |cement: Cement| cement.emissions().unwrap_err().to_string();
        let half = Exact::new(5, 1);
        let credit = "; enter a removal or a credit as emissions of its own";
        assert_eq!(
            text(cement("-1 t", half, "0 t")),
            format!("expected a mass of cement of zero or more, found -1000 kg{credit}")
        );
        assert_eq!(
            text(cement("1 t", half, "-1 t")),
            format!("expected a mass of imported clinker of zero or more, found -1000 kg{credit}")
        );
        let exporting = Cement { exported_clinker: read("-1 t"), ..cement("1 t", half, "0 t") };
        assert_eq!(
            text(exporting),
            format!("expected a mass of exported clinker of zero or more, found -1000 kg{credit}")
        );
        assert_eq!(
            text(cement("1 t", 95.into(), "0 t")),
            "expected a share of clinker in cement above 0 and up to 1, found 95; give per cent as \
             a fraction"
        );
        assert_eq!(
            text(cement("1 t", half, "2 t")),
            "expected a mass of imported clinker of at most the 1500 kg in the cement and the \
             exports, found 2000 kg; leave out clinker that went into stock"
        );
        let clinker = |mass: &str, factor| {
            Clinker { clinker: read(mass), factor }.emissions().unwrap_err().to_string()
        };
        assert_eq!(
            clinker("-1 t", with_dust("0.52 t CO2/t")),
            format!("expected a mass of clinker of zero or more, found -1000 kg{credit}")
        );
        assert_eq!(
            clinker("1 t", with_dust("-0.52 t CO2/t")),
            "expected a clinker factor of zero or more, found -0.52 t CO2/t; take it from the plant \
             or from a guideline"
        );
        let corrected = ClinkerFactor::WithoutKilnDust {
            factor: read("0.51 t CO2/t"),
            correction: example(Exact::new(2, 2)),
        };
        assert_eq!(
            clinker("1 t", corrected),
            "expected a correction for kiln dust of 1 or more, found 0.02; 2 % of lost clinker is \
             1.02"
        );
        assert_eq!(
            clinker_factor(65.into()).unwrap_err().to_string(),
            "expected a content of CaO from 0 to 1, found 65; give per cent as a fraction"
        );
    }

    #[test]
    fn kiln_dust_says_what_is_out_of_range() {
        let dust = KilnDust {
            dust: read("5 t"),
            clinker: read("100 t"),
            carbonate_content: example(Exact::ONE),
            calcined: example(Exact::ONE),
            carbonate_factor: read("0.44 t CO2/t"),
            clinker_factor: read("0.51 t CO2/t"),
        };
        let cases = [
            (
                KilnDust { dust: read("-5 t"), ..dust.clone() },
                "expected a mass of kiln dust of zero or more, found -5000 kg",
            ),
            (
                KilnDust { clinker: read("0 t"), ..dust.clone() },
                "expected a mass of clinker above zero, found 0 kg; the correction is per mass of clinker",
            ),
            (
                KilnDust { carbonate_content: example(80.into()), ..dust.clone() },
                "expected a carbonate content from 0 to 1, found 80; give per cent as a fraction",
            ),
            (
                KilnDust { calcined: example(50.into()), ..dust.clone() },
                "expected a calcined fraction from 0 to 1, found 50; give per cent as a fraction",
            ),
            (
                KilnDust { carbonate_factor: read("-0.44 t CO2/t"), ..dust.clone() },
                "expected a carbonate factor of zero or more, found -0.44 t CO2/t",
            ),
            (
                KilnDust { clinker_factor: read("0 t CO2/t"), ..dust },
                "expected a clinker factor above zero, found 0 t CO2/t",
            ),
        ];
        for (dust, expected) in cases {
            let found = dust.correction().unwrap_err().to_string();
            assert!(found.starts_with(expected), "{found}");
        }
    }
}
