use super::checks::{part_of, raising_factor, share};
use super::wastewater_pathways::{group_steps, shares_of_population};
use super::{IncomeGroup, OrganicLoad};
use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, less_recovered, rate};
use crate::method::sourced::{part_step, step, worked_step};
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::{Exact, ExactSum};
use crate::text::method::waste as text;
use crate::unit::{BiochemicalOxygenDemand, MethaneMass, Rate};

/// A pathway of domestic wastewater under the 2006 guidelines.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::method::{Sourced, waste::DomesticPathway2006};
///
/// let tank = DomesticPathway2006 {
///     name: "septic tank".to_owned(),
///     methane_correction: Sourced::built_in("ipcc-2006/wastewater/mcf-domestic/treated-septic")?,
/// };
/// assert_eq!(tank.methane_correction.value, "0.5".parse()?);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct DomesticPathway2006 {
    /// The name that the groups use.
    pub name: String,
    /// The methane correction factor, from 0 to 1.
    pub methane_correction: Sourced<Exact>,
}

/// Methane of domestic wastewater under the 2006 guidelines.
///
/// ```text
/// TOW = P x BOD x I x 365          EF_j = B0 x MCF_j
/// E   = sum_ij (U_i x T_ij x EF_j) x (TOW - S) - R
/// ```
///
/// IPCC 2006, volume 5, equations 6.1 to 6.3; GPC equations 8.9 and 8.10. A well managed aerobic
/// plant emits nothing here, and 3 % of its potential under the
/// [2019 Refinement](super::DomesticWastewater2019): the edition is chosen once for a series. The
/// capacity to form methane is for BOD; that for chemical oxygen demand is less than half of it and
/// does not fit:
///
/// ```compile_fail,E0308
/// use climate_account::method::{Sourced, waste::DomesticWastewater2006};
/// use climate_account::{Source, number::Exact, unit::{ChemicalOxygenDemand, Rate}};
///
/// # fn with(sewage: DomesticWastewater2006) -> climate_account::Result<()> {
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 5", 2006, "Table 6.2")?;
/// let of_cod = Rate::<_, ChemicalOxygenDemand>::new(Exact::new(25, 2), "kg CH4/kg COD")?;
/// let capacity = Sourced::new(of_cod, &source);
/// let sewage = DomesticWastewater2006 { methane_capacity: capacity, ..sewage }; // expected BOD
/// # Ok(())
/// # }
/// ```
///
/// # Examples
///
/// ```
/// # use climate_account::{Quantity, Source, number::Exact, unit::{Persons, Rate}};
/// use climate_account::gas::Gas;
/// use climate_account::method::{Calculation, Sourced, waste::*};
///
/// # let source = Source::new("Municipality", "Wastewater plan", 2023, "annex 2")?;
/// # let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
/// let pathways = [("overloaded plant", 80, 30), ("septic tank", 15, 50), ("latrine", 5, 10)];
/// let everybody = IncomeGroup {
///     name: "everybody".to_owned(),
///     share: share(100),
///     pathways: pathways
///         .map(|(name, part, _)| PathwayShare { pathway: name.to_owned(), share: share(part) })
///         .into(),
/// };
/// let sewage = DomesticWastewater2006 {
///     load: OrganicLoad::PerCapita {
///         population: Sourced::new(Quantity::<Persons>::persons(61_000), &source),
///         demand: Sourced::new(Rate::new(62, "g BOD/capita/day")?, &source),
///     },
///     industrial: Sourced::new(Exact::new(125, 2), &source),
///     methane_capacity: Sourced::new(Rate::new(Exact::new(6, 1), "kg CH4/kg BOD")?, &source),
///     groups: vec![everybody],
///     pathways: pathways
///         .map(|(name, _, correction)| DomesticPathway2006 {
///             name: name.to_owned(),
///             methane_correction: share(correction),
///         })
///         .into(),
///     sludge: Some(Sourced::new(Quantity::new(100, "t BOD")?, &source)),
///     recovered: Some(Sourced::new(Quantity::new(20, "t CH4")?, &source)),
/// };
/// assert_eq!(sewage.load()?.to_string(), "1725537.5 kg BOD");
/// assert_eq!(sewage.mean_factor()?, Rate::new(Exact::new(192, 3), "kg CH4/kg BOD")?);
/// assert_eq!(sewage.emissions()?.kilograms(Gas::CH4_NON_FOSSIL), "292103.2".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input outside its range, shares that do not
/// add up to 1, more sludge than load, and more methane recovered than generated;
/// [`UnknownChoice`](crate::ErrorKind::UnknownChoice) for a pathway that is not described.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct DomesticWastewater2006 {
    /// The organic load of the population.
    pub load: OrganicLoad,
    /// What industry on the same sewers adds, as a factor of 1 or more; 1 for a load that is
    /// measured with it.
    pub industrial: Sourced<Exact>,
    /// The methane that a mass of organics can form.
    pub methane_capacity: Sourced<Rate<MethaneMass, BiochemicalOxygenDemand>>,
    /// The groups of the population.
    pub groups: Vec<IncomeGroup>,
    /// The pathways that they use.
    pub pathways: Vec<DomesticPathway2006>,
    /// Organics that leave with the sludge.
    pub sludge: Option<Sourced<Quantity<BiochemicalOxygenDemand>>>,
    /// Methane that is captured and burnt, as a mass.
    pub recovered: Option<Sourced<Quantity<MethaneMass>>>,
}

impl DomesticWastewater2006 {
    /// The organic load with that of industry.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, number::Exact, unit::Rate};
    /// # use climate_account::method::{Sourced, waste::*};
    /// # let source = Source::new("Municipality", "Wastewater plan", 2023, "annex 2")?;
    /// # let measured = Quantity::new(1000, "kg BOD")?;
    /// let sewage = DomesticWastewater2006 {
    ///     load: OrganicLoad::Measured(Sourced::new(measured, &source)), // 1000 kg
    ///     industrial: Sourced::new(Exact::new(125, 2), &source),
    ///     # methane_capacity: Sourced::new(Rate::new(Exact::new(6, 1), "kg CH4/kg BOD")?, &source),
    ///     # groups: vec![],
    ///     # pathways: vec![],
    ///     # sludge: None,
    ///     # recovered: None,
    ///     // ...
    /// };
    /// assert_eq!(sewage.load()?.to_string(), "1250 kg BOD");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange); [`Overflow`](crate::ErrorKind::Overflow).
    pub fn load(&self) -> Result<Quantity<BiochemicalOxygenDemand>> {
        raising_factor("a factor of industrial wastewater", &self.industrial)?;
        self.load.amount()?.scale(self.industrial.value)
    }

    /// The methane of a mass of organics, as the mean over the pathways.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, number::Exact, unit::Rate};
    /// # use climate_account::method::{Sourced, waste::*};
    /// # let source = Source::new("Municipality", "Wastewater plan", 2023, "annex 2")?;
    /// # let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
    /// # let plant = PathwayShare { pathway: "plant".to_owned(), share: share(100) };
    /// # let everybody = IncomeGroup { name: "everybody".to_owned(), share: share(100), pathways: vec![plant] };
    /// let sewage = DomesticWastewater2006 {
    ///     methane_capacity: Sourced::new(Rate::new(Exact::new(6, 1), "kg CH4/kg BOD")?, &source),
    ///     pathways: vec![DomesticPathway2006 {
    ///         name: "plant".to_owned(),
    ///         methane_correction: share(3),
    ///     }],
    ///     # load: OrganicLoad::Measured(Sourced::new(Quantity::ZERO, &source)),
    ///     # industrial: share(100),
    ///     # groups: vec![everybody],
    ///     # sludge: None,
    ///     # recovered: None,
    ///     // ...
    /// };
    /// assert_eq!(sewage.mean_factor()?, Rate::new(Exact::new(18, 3), "kg CH4/kg BOD")?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn mean_factor(&self) -> Result<Rate<MethaneMass, BiochemicalOxygenDemand>> {
        let mean = Fraction::of(self.mean_correction()?);
        let grams_per_gram = mean.by(self.methane_capacity.value.ratio())?.value()?;
        Rate::new(grams_per_gram, "kg CH4/kg BOD")
    }

    fn mean_correction(&self) -> Result<Exact> {
        let remedy = "take it from a guideline";
        rate("a methane capacity", &self.methane_capacity.value, remedy)?;
        let names = self.pathways.iter().map(|pathway| pathway.name.as_str());
        let shares = shares_of_population(&self.groups, names)?;
        let mut mean = ExactSum::new();
        for (pathway, part) in self.pathways.iter().zip(shares) {
            share("a methane correction factor", &pathway.methane_correction)?;
            mean.add(part.checked_mul(pathway.methane_correction.value)?);
        }
        mean.total()
    }
}

impl Calculation for DomesticWastewater2006 {
    fn method(&self) -> Method {
        Method::DomesticWastewater2006
    }

    fn emissions(&self) -> Result<Emissions> {
        let load = self.load()?;
        let treated = match &self.sludge {
            None => load,
            Some(sludge) => {
                activity("organics in sludge", sludge.value)?;
                part_of("organics in sludge", sludge.value, load, "of the load")?;
                load.checked_sub(sludge.value)?
            }
        };
        let potential = Fraction::of(treated.base_value()).times(self.mean_correction()?)?;
        let generated = potential.by(self.methane_capacity.value.ratio())?.grams()?;
        let methane = less_recovered(generated, self.recovered.as_ref())?;
        Ok(Emissions::from_grams(Gas::CH4_NON_FOSSIL, methane))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = self.load.steps();
        steps.push(step(&self.industrial, text::FACTOR_OF_INDUSTRY));
        steps.push(worked_step(&self.load()?, text::ORGANIC_LOAD));
        let sludge = self.sludge.as_ref();
        steps.extend(sludge.map(|load| step(load, text::ORGANICS_IN_SLUDGE)));
        steps.push(step(&self.methane_capacity, text::METHANE_CAPACITY));
        steps.extend(group_steps(&self.groups));
        for pathway in &self.pathways {
            steps.push(part_step(
                &pathway.methane_correction,
                &pathway.name,
                text::ITS_METHANE_CORRECTION_FACTOR,
            ));
        }
        let recovered = self.recovered.as_ref();
        steps.extend(recovered.map(|mass| step(mass, text::RECOVERED_METHANE)));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::super::wastewater_pathways::tests::group;
    use super::*;
    use crate::method::sourced::{example, read};

    fn sewage() -> DomesticWastewater2006 {
        let pathway = |name: &str, correction: i64| DomesticPathway2006 {
            name: name.to_owned(),
            methane_correction: example(Exact::new(correction, 2)),
        };
        DomesticWastewater2006 {
            load: OrganicLoad::Measured(read("1000 kg BOD")),
            industrial: example(Exact::ONE),
            methane_capacity: read("0.6 kg CH4/kg BOD"),
            groups: vec![group(100, &[("plant", 80), ("tank", 20)])],
            pathways: vec![pathway("plant", 0), pathway("tank", 50)],
            sludge: Some(read("100 kg BOD")),
            recovered: Some(read("10 kg CH4")),
        }
    }

    #[test]
    fn sludge_leaves_before_methane_and_recovery_after() {
        // (1000 - 100) x 0.6 x 0.2 x 0.5 - 10
        let methane = sewage().emissions().unwrap().kilograms(Gas::CH4_NON_FOSSIL);
        assert_eq!(methane, 44.into());
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |sewage: DomesticWastewater2006| sewage.emissions().unwrap_err().to_string();
        assert_eq!(
            text(DomesticWastewater2006 { sludge: Some(read("1001 kg BOD")), ..sewage() }),
            "expected organics in sludge of at most the 1000 kg BOD of the load, found 1001 kg BOD; \
             check the amounts and the years of both"
        );
        assert_eq!(
            text(DomesticWastewater2006 { industrial: example(Exact::new(25, 2)), ..sewage() }),
            "expected a factor of industrial wastewater of 1 or more, found 0.25; give 1 where \
             nothing comes on top"
        );
        let starts = [
            (
                DomesticWastewater2006 { sludge: Some(read("-1 kg BOD")), ..sewage() },
                "expected organics in sludge of zero or more, found -1 kg BOD; enter a removal",
            ),
            (
                DomesticWastewater2006 { recovered: Some(read("55 kg CH4")), ..sewage() },
                "expected recovered methane of at most the 54 kg CH4 that are generated, found 55",
            ),
            (
                DomesticWastewater2006 { methane_capacity: read("-1 kg CH4/kg BOD"), ..sewage() },
                "expected a methane capacity of zero or more, found -1 kg CH4/kg BOD; take it from",
            ),
            (
                DomesticWastewater2006 { groups: vec![], ..sewage() },
                "expected shares of the income groups that add up to 1, found a sum of 0;",
            ),
        ];
        for (sewage, start) in starts {
            let text = text(sewage);
            assert!(text.starts_with(start), "{text}");
        }
        let mut per_cent = sewage();
        for pathway in &mut per_cent.pathways {
            pathway.methane_correction = example(30.into());
        }
        assert_eq!(
            text(per_cent),
            "expected a methane correction factor from 0 to 1, found 30; give per cent as a fraction"
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_round_trips() {
        let written = serde_json::to_string(&sewage()).unwrap();
        assert_eq!(serde_json::from_str::<DomesticWastewater2006>(&written).unwrap(), sewage());
        // Load, industry, worked load, sludge, capacity, three of the group, two pathways, recovery.
        assert_eq!(sewage().derivation().unwrap().steps.len(), 11);
    }
}
