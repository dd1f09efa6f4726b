use super::checks::share;
use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, rate};
use crate::method::sourced::{step, worked_step};
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::waste as text;
use crate::unit::{Mass, NitrogenMass, NitrousOxideMass, Rate, Volume};

/// The nitrogen of industrial wastewater.
///
/// ```text
/// TN = P x W x TN_conc
/// ```
///
/// IPCC 2019 Refinement, volume 5, equation 6.13, or the nitrogen that is measured.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, unit::Mass};
/// use climate_account::method::{Sourced, waste::IndustrialNitrogen};
///
/// let brewery = Source::new("Brewery", "Green accounts 2023", 2024, "page 4")?;
/// let nitrogen = IndustrialNitrogen::Product {
///     product: Sourced::new(Quantity::<Mass>::tonnes(1000), &brewery),
///     wastewater: Sourced::built_in("ipcc-2006/wastewater/w-industrial/beer-malt")?, // 6.3 m3/t
///     concentration: Sourced::built_in("ipcc-2019r/wastewater/tn-industrial/beer-malt")?,
/// };
/// assert_eq!(nitrogen.amount()?.to_string(), "346.5 kg N");
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
#[allow(clippy::large_enum_variant, reason = "one for a calculation, never many")]
pub enum IndustrialNitrogen {
    /// From the production.
    Product {
        /// The product of the year.
        product: Sourced<Quantity<Mass>>,
        /// Wastewater for each mass of product.
        wastewater: Sourced<Rate<Volume, Mass>>,
        /// Nitrogen in the wastewater.
        concentration: Sourced<Rate<NitrogenMass, Volume>>,
    },
    /// As measured in a year.
    Measured(Sourced<Quantity<NitrogenMass>>),
}

impl IndustrialNitrogen {
    /// The nitrogen of a year.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, number::Exact, unit::{Mass, Rate}};
    /// # use climate_account::method::{Sourced, waste::IndustrialNitrogen};
    /// # let brewery = Source::new("Brewery", "Green accounts 2023", 2024, "page 4")?;
    /// let nitrogen = IndustrialNitrogen::Product {
    ///     product: Sourced::new(Quantity::<Mass>::tonnes(1000), &brewery),
    ///     wastewater: Sourced::new(Rate::new(4, "m3/t")?, &brewery),
    ///     concentration: Sourced::new(Rate::new(Exact::new(5, 2), "kg N/m3")?, &brewery),
    /// };
    /// assert_eq!(nitrogen.amount()?.to_string(), "200 kg N");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero;
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn amount(&self) -> Result<Quantity<NitrogenMass>> {
        match self {
            IndustrialNitrogen::Product { product, wastewater, concentration } => {
                activity("a mass of product", product.value)?;
                let remedy = "take it from the works or from a guideline";
                rate("a volume of wastewater per product", &wastewater.value, remedy)?;
                rate("a nitrogen content of the wastewater", &concentration.value, remedy)?;
                let product = Fraction::of(product.value.base_value());
                let nitrogen = product.by(wastewater.value.ratio())?;
                nitrogen.by(concentration.value.ratio())?.value().map(Quantity::of_base)
            }
            IndustrialNitrogen::Measured(nitrogen) => {
                activity("a mass of incoming nitrogen", nitrogen.value)?;
                Ok(nitrogen.value)
            }
        }
    }

    fn steps(&self) -> Vec<Step> {
        match self {
            IndustrialNitrogen::Product { product, wastewater, concentration } => vec![
                step(product, text::PRODUCTION),
                step(wastewater, text::WASTEWATER_PER_PRODUCT),
                step(concentration, text::NITROGEN_OF_THE_WASTEWATER),
            ],
            IndustrialNitrogen::Measured(nitrogen) => {
                vec![step(nitrogen, text::MEASURED_INCOMING_NITROGEN)]
            }
        }
    }
}

/// Nitrous oxide of the wastewater of one industry that treats it itself.
///
/// ```text
/// E = TN x EF_plant x 44/28 + TN x (1 - N_rem) x EF_eff x 44/28
/// ```
///
/// IPCC 2019 Refinement, volume 5, equations 6.11 to 6.14, for one way of treatment; an industry with
/// two has two calculations, each with its part of the nitrogen.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, gas::Gas, number::Exact};
/// use climate_account::method::{Calculation, Sourced, waste::{IndustrialNitrogen, IndustrialNitrousOxide}};
///
/// let brewery = Source::new("Brewery", "Outlet samples 2023", 2024, "sheet 1")?;
/// let incoming = Quantity::new(Exact::new(3465, 1), "kg N")?;
/// let wastewater = IndustrialNitrousOxide {
///     nitrogen: IndustrialNitrogen::Measured(Sourced::new(incoming, &brewery)),
///     factor: Sourced::built_in("ipcc-2019r/wastewater/ef-n2o/centralised-aerobic-plant")?,
///     removed: Sourced::new(Exact::ONE, &brewery), // nothing is discharged
///     effluent: Sourced::built_in(
///         "ipcc-2019r/wastewater/ef-n2o/effluent-tier1-freshwater-estuarine-marine",
///     )?,
/// };
/// assert_eq!(wastewater.emissions()?.kilograms(Gas::N2O), "8.712".parse()?);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input outside its range.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct IndustrialNitrousOxide {
    /// The nitrogen that comes in.
    pub nitrogen: IndustrialNitrogen,
    /// Nitrous oxide of the treatment for each mass of it.
    pub factor: Sourced<Rate<NitrousOxideMass, NitrogenMass>>,
    /// The share that is removed before the discharge, from 0 to 1.
    pub removed: Sourced<Exact>,
    /// Nitrous oxide for each mass of nitrogen in the effluent.
    pub effluent: Sourced<Rate<NitrousOxideMass, NitrogenMass>>,
}

impl Calculation for IndustrialNitrousOxide {
    fn method(&self) -> Method {
        Method::IndustrialNitrousOxide
    }

    fn emissions(&self) -> Result<Emissions> {
        let incoming = Fraction::of(self.nitrogen.amount()?.base_value());
        let remedy = "take it from a guideline";
        rate("a nitrous oxide factor of the treatment", &self.factor.value, remedy)?;
        share("a share of the nitrogen that is removed", &self.removed)?;
        rate("a nitrous oxide factor of the effluent", &self.effluent.value, remedy)?;
        let treatment = incoming.by(self.factor.value.ratio())?.grams()?;
        let left = incoming.times(Exact::ONE.checked_sub(self.removed.value)?)?;
        let effluent = left.by(self.effluent.value.ratio())?.grams()?;
        Ok(Emissions::from_grams(Gas::N2O, treatment.checked_add(effluent)?))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = self.nitrogen.steps();
        steps.push(worked_step(&self.nitrogen.amount()?, text::INCOMING_NITROGEN));
        steps.push(step(&self.factor, text::NITROUS_OXIDE_FACTOR_OF_THE_TREATMENT));
        steps.push(step(&self.removed, text::SHARE_OF_NITROGEN_THAT_IS_REMOVED));
        steps.push(step(&self.effluent, text::NITROUS_OXIDE_FACTOR_OF_THE_EFFLUENT));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn works(factor: &str, removed: i64, effluent: &str) -> IndustrialNitrousOxide {
        IndustrialNitrousOxide {
            nitrogen: IndustrialNitrogen::Measured(read("700 kg N")),
            factor: read(factor),
            removed: example(Exact::new(removed, 1)),
            effluent: read(effluent),
        }
    }

    #[test]
    fn treatment_and_effluent_add_up() {
        let works = works("0.01 kg N2O-N/kg N", 8, "0.005 kg N2O-N/kg N");
        // 700 x 0.01 x 44/28 + 140 x 0.005 x 44/28
        assert_eq!(works.emissions().unwrap().kilograms(Gas::N2O), "12.1".parse().unwrap());
        assert_eq!(works.derivation().unwrap().steps.len(), 5);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let (one, minus) = ("1 kg N2O-N/kg N", "-1 kg N2O-N/kg N");
        let text = |factor: &str, removed: i64, effluent: &str| {
            works(factor, removed, effluent).emissions().unwrap_err().to_string()
        };
        let nitrogen = |product: &str, wastewater: &str, concentration: &str| {
            let nitrogen = IndustrialNitrogen::Product {
                product: read(product),
                wastewater: read(wastewater),
                concentration: read(concentration),
            };
            nitrogen.amount().unwrap_err().to_string()
        };
        assert_eq!(
            nitrogen("1 t", "1 m3/t", "-1 kg N/m3"),
            "expected a nitrogen content of the wastewater of zero or more, found -1 kg N/m3; take \
             it from the works or from a guideline"
        );
        let measured = IndustrialNitrogen::Measured(read("-1 kg N")).amount().unwrap_err();
        let starts = [
            (
                measured.to_string(),
                "expected a mass of incoming nitrogen of zero or more, found -1",
            ),
            (
                nitrogen("-1 t", "1 m3/t", "1 kg N/m3"),
                "expected a mass of product of zero or more,",
            ),
            (
                nitrogen("1 t", "-1 m3/t", "1 kg N/m3"),
                "expected a volume of wastewater per product",
            ),
            (
                text(minus, 1, one),
                "expected a nitrous oxide factor of the treatment of zero or more,",
            ),
            (
                text(one, 800, one),
                "expected a share of the nitrogen that is removed from 0 to 1, f",
            ),
            (
                text(one, 1, minus),
                "expected a nitrous oxide factor of the effluent of zero or more,",
            ),
        ];
        for (text, start) in starts {
            assert!(text.starts_with(start), "{text}");
        }
    }
}
