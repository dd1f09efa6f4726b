use super::DischargedLoad;
use super::checks::{part_of, share};
use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, less_recovered, rate};
use crate::method::sourced::{step, worked_step};
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::waste as text;
use crate::unit::{ChemicalOxygenDemand, Mass, MethaneMass, Rate, Volume};

/// The organic load of industrial wastewater.
///
/// ```text
/// TOW = P x W x COD
/// ```
///
/// IPCC 2006, volume 5, equation 6.6, or the load that is measured.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, number::Exact, unit::{Mass, Rate}};
/// use climate_account::method::{Sourced, waste::IndustrialLoad};
///
/// let dairy = Source::new("Dairy", "Green accounts 2023", 2024, "page 3")?;
/// let load = IndustrialLoad::Product {
///     product: Sourced::new(Quantity::<Mass>::tonnes(42_000), &dairy),
///     wastewater: Sourced::new(Rate::new(7, "m3/t")?, &dairy),
///     demand: Sourced::new(Rate::new(Exact::new(27, 1), "kg COD/m3")?, &dairy),
/// };
/// assert_eq!(load.amount()?.to_string(), "793800 kg COD");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
#[allow(clippy::large_enum_variant, reason = "one for a calculation, never many")]
pub enum IndustrialLoad {
    /// From the production.
    Product {
        /// The product of the year.
        product: Sourced<Quantity<Mass>>,
        /// Wastewater for each mass of product.
        wastewater: Sourced<Rate<Volume, Mass>>,
        /// The oxygen demand of the wastewater.
        demand: Sourced<Rate<ChemicalOxygenDemand, Volume>>,
    },
    /// As measured in a year.
    Measured(Sourced<Quantity<ChemicalOxygenDemand>>),
}

impl IndustrialLoad {
    /// The load of a year.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, number::Exact, unit::{Mass, Rate}};
    /// # use climate_account::method::{Sourced, waste::IndustrialLoad};
    /// # let works = Source::new("Slaughterhouse", "Green accounts 2023", 2024, "page 3")?;
    /// let load = IndustrialLoad::Product {
    ///     product: Sourced::new(Quantity::<Mass>::tonnes(5000), &works),
    ///     wastewater: Sourced::new(Rate::new(13, "m3/t")?, &works),
    ///     demand: Sourced::new(Rate::new(Exact::new(41, 1), "kg COD/m3")?, &works),
    /// };
    /// assert_eq!(load.amount()?.to_string(), "266500 kg COD");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero;
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn amount(&self) -> Result<Quantity<ChemicalOxygenDemand>> {
        match self {
            IndustrialLoad::Product { product, wastewater, demand } => {
                activity("a mass of product", product.value)?;
                let remedy = "take it from the works or from a guideline";
                rate("a volume of wastewater per product", &wastewater.value, remedy)?;
                rate("an oxygen demand of the wastewater", &demand.value, remedy)?;
                let product = Fraction::of(product.value.base_value());
                let load = product.by(wastewater.value.ratio())?.by(demand.value.ratio())?;
                load.value().map(Quantity::of_base)
            }
            IndustrialLoad::Measured(load) => {
                activity("an organic load", load.value)?;
                Ok(load.value)
            }
        }
    }

    fn steps(&self) -> Vec<Step> {
        match self {
            IndustrialLoad::Product { product, wastewater, demand } => vec![
                step(product, text::PRODUCTION),
                step(wastewater, text::WASTEWATER_PER_PRODUCT),
                step(demand, text::OXYGEN_DEMAND_OF_THE_WASTEWATER),
            ],
            IndustrialLoad::Measured(load) => {
                vec![step(load, text::MEASURED_ORGANIC_LOAD)]
            }
        }
    }
}

/// Methane of the wastewater of one industry that treats it itself.
///
/// ```text
/// E = (TOW - S) x B0 x MCF - R + TOW x (1 - TOW_rem) x B0 x MCF_discharge
/// ```
///
/// IPCC 2006, volume 5, equations 6.4 to 6.6; the discharge is of the 2019 Refinement. Industry on
/// the public sewer is in the factor of domestic wastewater and not counted here again. The load is
/// chemical oxygen demand, and the capacity 0.6 of biochemical oxygen demand does not fit:
///
/// ```compile_fail,E0308
/// use climate_account::method::{Sourced, waste::IndustrialWastewater};
/// use climate_account::{Source, number::Exact, unit::{BiochemicalOxygenDemand, Rate}};
///
/// # fn with(dairy: IndustrialWastewater) -> climate_account::Result<()> {
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 5", 2006, "Table 6.2")?;
/// let of_bod = Rate::<_, BiochemicalOxygenDemand>::new(Exact::new(6, 1), "kg CH4/kg BOD")?;
/// let capacity = Sourced::new(of_bod, &source);
/// let dairy = IndustrialWastewater { methane_capacity: capacity, ..dairy }; // expected COD
/// # Ok(())
/// # }
/// ```
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// # use climate_account::{Quantity, Source, number::Exact, unit::{Mass, Rate}};
/// use climate_account::gas::Gas;
/// use climate_account::method::{Calculation, Sourced, waste::{IndustrialLoad, IndustrialWastewater}};
///
/// # let works = Source::new("Slaughterhouse", "Green accounts 2023", 2024, "page 3")?;
/// let slaughterhouse = IndustrialWastewater {
///     load: IndustrialLoad::Product {
///         product: Sourced::new(Quantity::<Mass>::tonnes(5000), &works),
///         wastewater: Sourced::built_in("ipcc-2006/wastewater/w-industrial/meat-poultry")?,
///         demand: Sourced::built_in("ipcc-2006/wastewater/cod-industrial/meat-poultry")?,
///     },
///     methane_capacity: Sourced::built_in("ipcc-2006/wastewater/b0/cod")?,
///     methane_correction: Sourced::built_in(
///         "ipcc-2006/wastewater/mcf-industrial/treated-anaerobic-reactor",
///     )?,
///     sludge: None,
///     recovered: Some(Sourced::new(Quantity::new(1, "t CH4")?, &works)),
///     discharge: None,
/// };
/// assert_eq!(slaughterhouse.emissions()?.kilograms(Gas::CH4_NON_FOSSIL), 52_300.into());
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input outside its range, more sludge than
/// load, and more methane recovered than generated.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct IndustrialWastewater {
    /// The organic load of the industry.
    pub load: IndustrialLoad,
    /// The methane that a mass of organics can form.
    pub methane_capacity: Sourced<Rate<MethaneMass, ChemicalOxygenDemand>>,
    /// The methane correction factor of the treatment, from 0 to 1.
    pub methane_correction: Sourced<Exact>,
    /// Organics that leave with the sludge.
    pub sludge: Option<Sourced<Quantity<ChemicalOxygenDemand>>>,
    /// Methane that is captured and burnt, as a mass.
    pub recovered: Option<Sourced<Quantity<MethaneMass>>>,
    /// The discharge to a water body under the 2019 Refinement; `None` under the 2006 guidelines.
    pub discharge: Option<DischargedLoad>,
}

impl Calculation for IndustrialWastewater {
    fn method(&self) -> Method {
        Method::IndustrialWastewater
    }

    fn emissions(&self) -> Result<Emissions> {
        let load = self.load.amount()?;
        let remedy = "take it from a guideline";
        rate("a methane capacity", &self.methane_capacity.value, remedy)?;
        share("a methane correction factor", &self.methane_correction)?;
        let treated = match &self.sludge {
            None => load,
            Some(sludge) => {
                activity("organics in sludge", sludge.value)?;
                part_of("organics in sludge", sludge.value, load, "of the load")?;
                load.checked_sub(sludge.value)?
            }
        };
        let capacity = self.methane_capacity.value.ratio();
        let treated = Fraction::of(treated.base_value()).times(self.methane_correction.value)?;
        let treatment = less_recovered(treated.by(capacity)?.grams()?, self.recovered.as_ref())?;
        let discharge = match &self.discharge {
            None => Exact::ZERO,
            Some(discharge) => {
                discharge.check()?;
                discharge.correct(Fraction::of(load.base_value()))?.by(capacity)?.grams()?
            }
        };
        Ok(Emissions::from_grams(Gas::CH4_NON_FOSSIL, treatment.checked_add(discharge)?))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = self.load.steps();
        steps.push(worked_step(&self.load.amount()?, text::ORGANIC_LOAD));
        steps.push(step(&self.methane_capacity, text::METHANE_CAPACITY));
        steps.push(step(&self.methane_correction, text::METHANE_CORRECTION_FACTOR));
        let sludge = self.sludge.as_ref();
        steps.extend(sludge.map(|load| step(load, text::ORGANICS_IN_SLUDGE)));
        let recovered = self.recovered.as_ref();
        steps.extend(recovered.map(|mass| step(mass, text::RECOVERED_METHANE)));
        if let Some(discharge) = &self.discharge {
            steps.push(step(&discharge.removed, text::SHARE_THAT_IS_REMOVED));
            let factor = &discharge.methane_correction;
            steps.push(step(factor, text::METHANE_CORRECTION_FACTOR_OF_THE_DISCHARGE));
        }
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn works() -> IndustrialWastewater {
        let half = || example(Exact::new(5, 1));
        IndustrialWastewater {
            load: IndustrialLoad::Measured(read("1000 kg COD")),
            methane_capacity: read("0.25 kg CH4/kg COD"),
            methane_correction: half(),
            sludge: Some(read("200 kg COD")),
            recovered: Some(read("10 kg CH4")),
            discharge: Some(DischargedLoad { removed: half(), methane_correction: half() }),
        }
    }

    #[test]
    fn the_discharge_takes_the_load_that_comes_in() {
        // (1000 - 200) x 0.125 - 10 + 1000 x 0.5 x 0.125
        let methane = works().emissions().unwrap().kilograms(Gas::CH4_NON_FOSSIL);
        assert_eq!(methane, "152.5".parse().unwrap());
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |works: IndustrialWastewater| works.emissions().unwrap_err().to_string();
        assert_eq!(
            text(IndustrialWastewater { sludge: Some(read("1001 kg COD")), ..works() }),
            "expected organics in sludge of at most the 1000 kg COD of the load, found 1001 kg COD; \
             check the amounts and the years of both"
        );
        let product = |product: &str, wastewater: &str, demand: &str| IndustrialWastewater {
            load: IndustrialLoad::Product {
                product: read(product),
                wastewater: read(wastewater),
                demand: read(demand),
            },
            ..works()
        };
        let starts = [
            (
                product("-1 t", "1 m3/t", "1 kg COD/m3"),
                "expected a mass of product of zero or more,",
            ),
            (
                product("1 t", "-1 m3/t", "1 kg COD/m3"),
                "expected a volume of wastewater per product of zero or more, found -1 m3/t; take",
            ),
            (
                product("1 t", "1 m3/t", "-1 kg COD/m3"),
                "expected an oxygen demand of the wastewater of zero or more, found -1 kg COD/m3;",
            ),
            (
                IndustrialWastewater {
                    load: IndustrialLoad::Measured(read("-1 kg COD")),
                    ..works()
                },
                "expected an organic load of zero or more, found -1 kg COD; enter a removal",
            ),
            (
                IndustrialWastewater { methane_capacity: read("-1 kg CH4/kg COD"), ..works() },
                "expected a methane capacity of zero or more, found -1 kg CH4/kg COD; take it",
            ),
            (
                IndustrialWastewater { methane_correction: example(80.into()), ..works() },
                "expected a methane correction factor from 0 to 1, found 80; give per cent as a",
            ),
            (
                IndustrialWastewater { sludge: Some(read("-1 kg COD")), ..works() },
                "expected organics in sludge of zero or more, found -1 kg COD; enter a removal",
            ),
            (
                IndustrialWastewater { recovered: Some(read("101 kg CH4")), ..works() },
                "expected recovered methane of at most the 100 kg CH4 that are generated, found",
            ),
        ];
        for (works, start) in starts {
            let text = text(works);
            assert!(text.starts_with(start), "{text}");
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_round_trips() {
        let written = serde_json::to_string(&works()).unwrap();
        assert_eq!(serde_json::from_str::<IndustrialWastewater>(&written).unwrap(), works());
        assert_eq!(works().derivation().unwrap().steps.len(), 8);
    }
}
