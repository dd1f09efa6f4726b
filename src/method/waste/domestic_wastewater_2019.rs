use super::checks::{part_of, raising_factor, share};
use super::wastewater_pathways::{group_steps, shares_of_population};
use super::{DischargedLoad, IncomeGroup, OrganicLoad};
use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, less_recovered, rate};
use crate::method::sourced::{part_step, step, worked_step};
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::waste as text;
use crate::unit::{BiochemicalOxygenDemand, DryMass, MethaneMass, Rate};

/// Organics that leave a pathway with its sludge.
///
/// ```text
/// plant:  S = S_mass x K_rem          septic tank:  S = TOW_septic x F x 0.5
/// ```
///
/// IPCC 2019 Refinement, volume 5, equations 6.3b and 6.3c. They are organics; the nitrogen of the
/// same sludge is another mass and another type.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, number::Exact, unit::{DryMass, Rate}};
/// use climate_account::method::{Sourced, waste::SludgeRemoval};
///
/// let plant = Source::new("Treatment plant", "Sludge register 2023", 2024, "sheet 1")?;
/// let sludge = SludgeRemoval::AerobicPlant {
///     dry_mass: Sourced::new(Quantity::<DryMass>::new(600, "t DM")?, &plant),
///     factor: Sourced::new(Rate::new(Exact::new(8, 1), "kg BOD/kg DM")?, &plant),
/// };
/// let load = Quantity::new(1000, "t BOD")?;
/// assert_eq!(sludge.amount(load)?.to_string(), "480000 kg BOD");
///
/// let share = |tenths: i64| Sourced::new(Exact::new(tenths, 1), &plant);
/// let tank = SludgeRemoval::SepticTank { managed_share: share(5), removed_share: share(5) };
/// assert_eq!(tank.amount(Quantity::new(130, "t BOD")?)?.to_string(), "32500 kg BOD");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum SludgeRemoval {
    /// As measured in a year.
    Measured(Sourced<Quantity<BiochemicalOxygenDemand>>),
    /// From the sludge of an aerobic plant.
    AerobicPlant {
        /// The dry matter of the sludge.
        dry_mass: Sourced<Quantity<DryMass>>,
        /// The organics that leave with each mass of it.
        factor: Sourced<Rate<BiochemicalOxygenDemand, DryMass>>,
    },
    /// From the emptying of septic tanks.
    SepticTank {
        /// The share of the tanks that are emptied as they should, from 0 to 1.
        managed_share: Sourced<Exact>,
        /// The share of their organics that emptying removes, from 0 to 1.
        removed_share: Sourced<Exact>,
    },
}

impl SludgeRemoval {
    /// The organics that are removed from a load; never more than there are.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, method::{Sourced, waste::SludgeRemoval}};
    /// # let plant = Source::new("Treatment plant", "Sludge register 2023", 2024, "sheet 1")?;
    /// let sludge = SludgeRemoval::Measured(Sourced::new(Quantity::new(680, "t BOD")?, &plant));
    /// assert_eq!(sludge.amount(Quantity::new(2661, "t BOD")?)?.to_string(), "680000 kg BOD");
    /// assert!(sludge.amount(Quantity::new(679, "t BOD")?).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input outside its range and for more
    /// sludge than load; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn amount(
        &self,
        load: Quantity<BiochemicalOxygenDemand>,
    ) -> Result<Quantity<BiochemicalOxygenDemand>> {
        let removed = match self {
            SludgeRemoval::Measured(removed) => {
                activity("organics in sludge", removed.value)?;
                removed.value
            }
            SludgeRemoval::AerobicPlant { dry_mass, factor } => {
                activity("a dry mass of sludge", dry_mass.value)?;
                rate("a removal of organics", &factor.value, "take it from a guideline")?;
                dry_mass.value.times(&factor.value)?
            }
            SludgeRemoval::SepticTank { managed_share, removed_share } => {
                share("a share of managed septic tanks", managed_share)?;
                share("a share that emptying removes", removed_share)?;
                load.scale(managed_share.value)?.scale(removed_share.value)?
            }
        };
        part_of("organics in sludge", removed, load, "of the pathway")?;
        Ok(removed)
    }

    fn steps(&self, pathway: &str) -> Vec<Step> {
        match self {
            SludgeRemoval::Measured(removed) => {
                vec![part_step(removed, &pathway, text::ITS_ORGANICS_IN_SLUDGE)]
            }
            SludgeRemoval::AerobicPlant { dry_mass, factor } => {
                vec![
                    part_step(dry_mass, &pathway, text::DRY_MASS_OF_SLUDGE),
                    part_step(factor, &pathway, text::ORGANICS_PER_DRY_SLUDGE),
                ]
            }
            SludgeRemoval::SepticTank { managed_share, removed_share } => {
                let managed = part_step(
                    managed_share,
                    &pathway,
                    text::SHARE_OF_SEPTIC_TANKS_THAT_ARE_EMPTIED,
                );
                vec![managed, part_step(removed_share, &pathway, text::SHARE_THAT_EMPTYING_REMOVES)]
            }
        }
    }
}

/// A pathway of domestic wastewater under the 2019 Refinement.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::method::{Sourced, waste::DomesticPathway2019};
///
/// let plant = DomesticPathway2019 {
///     name: "plant".to_owned(),
///     industrial: Sourced::built_in("ipcc-2019r/wastewater/i-industrial-codischarge/collected")?,
///     methane_correction: Sourced::built_in(
///         "ipcc-2019r/wastewater/mcf-domestic/centralised-aerobic-plant",
///     )?,
///     sludge: None,
///     recovered: None,
///     discharge: None,
/// };
/// assert_eq!(plant.methane_correction.value, "0.03".parse()?);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct DomesticPathway2019 {
    /// The name that the groups use.
    pub name: String,
    /// What industry on the same sewers adds, as a factor of 1 or more.
    pub industrial: Sourced<Exact>,
    /// The methane correction factor of the treatment, from 0 to 1.
    pub methane_correction: Sourced<Exact>,
    /// Organics that leave with the sludge.
    pub sludge: Option<SludgeRemoval>,
    /// Methane that is captured and burnt, as a mass.
    pub recovered: Option<Sourced<Quantity<MethaneMass>>>,
    /// The discharge to a water body; `None` where nothing reaches one.
    pub discharge: Option<DischargedLoad>,
}

/// What a pathway of domestic wastewater emits.
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
/// # let town = DomesticWastewater2019 {
/// #     load: OrganicLoad::Measured(Sourced::new(Quantity::new(1000, "kg BOD")?, &source)),
/// #     methane_capacity: Sourced::new(Rate::new(Exact::new(6, 1), "kg CH4/kg BOD")?, &source),
/// #     groups: vec![everybody],
/// #     pathways: vec![DomesticPathway2019 {
/// #         name: "plant".to_owned(),
/// #         industrial: share(125),
/// #         methane_correction: share(3),
/// #         sludge: None,
/// #         recovered: None,
/// #         discharge: Some(DischargedLoad { removed: share(85), methane_correction: share(11) }),
/// #     }],
/// # };
/// // 1000 kg BOD of the town, 1.25 with industry; 85 % is removed.
/// let plant: &PathwayMethane = &town.methane()?[0];
/// assert_eq!(plant.load.to_string(), "1250 kg BOD");
/// assert_eq!(plant.treatment.to_string(), "22.5 kg CH4"); // 1250 x 0.6 x 0.03
/// assert_eq!(plant.discharge.to_string(), "9.9 kg CH4"); // 150 x 0.6 x 0.11
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PathwayMethane {
    /// The name of the pathway.
    pub pathway: String,
    /// The organic load, with that of industry.
    pub load: Quantity<BiochemicalOxygenDemand>,
    /// The methane of the treatment, less what is recovered.
    pub treatment: Quantity<MethaneMass>,
    /// The methane of the discharge.
    pub discharge: Quantity<MethaneMass>,
}

/// Methane of domestic wastewater under the 2019 Refinement.
///
/// ```text
/// TOW   = P x BOD x 365          TOW_j = sum_i TOW x U_i x T_ij x I_j
/// E_j   = (TOW_j - S_j) x B0 x MCF_j - R_j
/// E_eff = sum_j TOW x T_j x (1 - TOW_rem,j) x B0 x MCF_discharge
/// E     = sum_j E_j + E_eff
/// ```
///
/// IPCC 2019 Refinement, volume 5, equations 6.1 to 6.3d. The treatment takes the load that comes in,
/// the discharge what is left of it; each pathway is used once.
///
/// # Examples
///
/// A town of 61 000, 97 % on an aerobic plant:
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// # use climate_account::{Quantity, Source, number::Exact, unit::{DryMass, Persons, Rate}};
/// use climate_account::gas::Gas;
/// use climate_account::method::{Calculation, Sourced, waste::*};
///
/// # let source = Source::new("Municipality", "Wastewater plan", 2023, "annex 2")?;
/// # let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
/// let part = |pathway: &str, hundredths| PathwayShare {
///     pathway: pathway.to_owned(),
///     share: share(hundredths),
/// };
/// let plant = DomesticPathway2019 {
///     name: "plant".to_owned(),
///     industrial: Sourced::built_in("ipcc-2019r/wastewater/i-industrial-codischarge/collected")?,
///     methane_correction: Sourced::built_in(
///         "ipcc-2019r/wastewater/mcf-domestic/centralised-aerobic-plant",
///     )?,
///     sludge: Some(SludgeRemoval::AerobicPlant {
///         dry_mass: Sourced::new(Quantity::<DryMass>::new(600, "t DM")?, &source),
///         factor: Sourced::built_in("ipcc-2019r/wastewater/k-rem/aerobic-with-primary")?,
///     }),
///     recovered: None,
///     discharge: Some(DischargedLoad {
///         removed: Sourced::built_in("ipcc-2019r/wastewater/tow-rem/primary-secondary")?,
///         methane_correction: Sourced::built_in(
///             "ipcc-2019r/wastewater/mcf-domestic/discharge-aquatic-tier1",
///         )?,
///     }),
/// };
/// let tank = DomesticPathway2019 {
///     name: "septic tank".to_owned(),
///     industrial: Sourced::built_in("ipcc-2019r/wastewater/i-industrial-codischarge/uncollected")?,
///     methane_correction: Sourced::built_in("ipcc-2019r/wastewater/mcf-domestic/septic-tank")?,
///     sludge: Some(SludgeRemoval::SepticTank {
///         managed_share: Sourced::built_in("ipcc-2019r/wastewater/f-septic-compliance/default")?,
///         removed_share: Sourced::built_in("ipcc-2019r/wastewater/s-septic-removed-in-sludge")?,
///     }),
///     recovered: None,
///     discharge: None, // it seeps into the ground
/// };
/// let town = DomesticWastewater2019 {
///     load: OrganicLoad::PerCapita {
///         population: Sourced::new(Quantity::<Persons>::persons(61_000), &source),
///         demand: Sourced::built_in("ipcc-2019r/wastewater/bod/denmark")?, // 62 g a day
///     },
///     methane_capacity: Sourced::built_in("ipcc-2019r/wastewater/b0/bod")?,
///     groups: vec![IncomeGroup {
///         name: "everybody".to_owned(),
///         share: share(100),
///         pathways: vec![part("plant", 97), part("septic tank", 3)],
///     }],
///     pathways: vec![plant, tank],
/// };
/// let methane = town.methane()?;
/// assert_eq!(methane[0].treatment.to_string(), "21487.88475 kg CH4");
/// assert_eq!(methane[0].discharge.to_string(), "13256.26929 kg CH4");
/// assert_eq!(methane[1].treatment.to_string(), "9317.9025 kg CH4");
/// assert_eq!(town.emissions()?.kilograms(Gas::CH4_NON_FOSSIL), "44062.05654".parse()?);
/// # }
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
pub struct DomesticWastewater2019 {
    /// The organic load of the population, without that of industry.
    pub load: OrganicLoad,
    /// The methane that a mass of organics can form.
    pub methane_capacity: Sourced<Rate<MethaneMass, BiochemicalOxygenDemand>>,
    /// The groups of the population.
    pub groups: Vec<IncomeGroup>,
    /// The pathways that they use.
    pub pathways: Vec<DomesticPathway2019>,
}

impl DomesticWastewater2019 {
    /// The methane of each pathway, of treatment and discharge apart.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, number::Exact, unit::Rate};
    /// # use climate_account::method::{Sourced, waste::*};
    /// # let source = Source::new("Municipality", "Wastewater plan", 2023, "annex 2")?;
    /// # let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
    /// # let tank = PathwayShare { pathway: "tank".to_owned(), share: share(100) };
    /// # let everybody = IncomeGroup { name: "everybody".to_owned(), share: share(100), pathways: vec![tank] };
    /// # let village = DomesticWastewater2019 {
    /// #     load: OrganicLoad::Measured(Sourced::new(Quantity::new(1000, "kg BOD")?, &source)),
    /// #     methane_capacity: Sourced::new(Rate::new(Exact::new(6, 1), "kg CH4/kg BOD")?, &source),
    /// #     groups: vec![everybody],
    /// #     pathways: vec![DomesticPathway2019 {
    /// #         name: "tank".to_owned(),
    /// #         industrial: share(100),
    /// #         methane_correction: share(50),
    /// #         sludge: None,
    /// #         recovered: None,
    /// #         discharge: None,
    /// #     }],
    /// # };
    /// // 1000 kg BOD in septic tanks.
    /// assert_eq!(village.methane()?[0].treatment.to_string(), "300 kg CH4"); // x 0.6 x 0.5
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn methane(&self) -> Result<Vec<PathwayMethane>> {
        let remedy = "take it from a guideline";
        rate("a methane capacity", &self.methane_capacity.value, remedy)?;
        let names = self.pathways.iter().map(|pathway| pathway.name.as_str());
        let shares = shares_of_population(&self.groups, names)?;
        let total = self.load.amount()?;
        let parts = self.pathways.iter().zip(shares);
        parts.map(|(pathway, share)| self.methane_of(pathway, total.scale(share)?)).collect()
    }

    fn methane_of(
        &self,
        pathway: &DomesticPathway2019,
        domestic: Quantity<BiochemicalOxygenDemand>,
    ) -> Result<PathwayMethane> {
        let capacity = self.methane_capacity.value.ratio();
        raising_factor("a factor of industrial wastewater", &pathway.industrial)?;
        share("a methane correction factor", &pathway.methane_correction)?;
        let load = domestic.scale(pathway.industrial.value)?;
        let treated = match &pathway.sludge {
            None => load,
            Some(sludge) => load.checked_sub(sludge.amount(load)?)?,
        };
        let treated = Fraction::of(treated.base_value());
        let generated = treated.times(pathway.methane_correction.value)?.by(capacity)?.grams()?;
        let treatment = less_recovered(generated, pathway.recovered.as_ref())?;
        let discharge = match &pathway.discharge {
            None => Exact::ZERO,
            Some(discharge) => {
                discharge.check()?;
                discharge.correct(Fraction::of(domestic.base_value()))?.by(capacity)?.grams()?
            }
        };
        Ok(PathwayMethane {
            pathway: pathway.name.clone(),
            load,
            treatment: Quantity::of_base(treatment),
            discharge: Quantity::of_base(discharge),
        })
    }
}

impl Calculation for DomesticWastewater2019 {
    fn method(&self) -> Method {
        Method::DomesticWastewater2019
    }

    fn emissions(&self) -> Result<Emissions> {
        let mut sum = Quantity::<MethaneMass>::ZERO;
        for part in self.methane()? {
            sum = sum.checked_add(part.treatment)?.checked_add(part.discharge)?;
        }
        Ok(Emissions::from_grams(Gas::CH4_NON_FOSSIL, sum.base_value()))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = self.load.steps();
        steps.push(worked_step(&self.load.amount()?, text::ORGANIC_LOAD));
        steps.push(step(&self.methane_capacity, text::METHANE_CAPACITY));
        steps.extend(group_steps(&self.groups));
        for pathway in &self.pathways {
            let name = pathway.name.as_str();
            steps.push(part_step(&pathway.industrial, &name, text::ITS_FACTOR_OF_INDUSTRY));
            steps.push(part_step(
                &pathway.methane_correction,
                &name,
                text::ITS_METHANE_CORRECTION_FACTOR,
            ));
            steps.extend(pathway.sludge.iter().flat_map(|sludge| sludge.steps(name)));
            let recovered = pathway.recovered.as_ref();
            steps.extend(recovered.map(|mass| part_step(mass, &name, text::ITS_RECOVERED_METHANE)));
            if let Some(discharge) = &pathway.discharge {
                steps.push(part_step(&discharge.removed, &name, text::ITS_SHARE_THAT_IS_REMOVED));
                let factor = &discharge.methane_correction;
                let what = text::ITS_METHANE_CORRECTION_FACTOR_OF_THE_DISCHARGE;
                steps.push(part_step(factor, &name, what));
            }
        }
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::super::wastewater_pathways::tests::group;
    use super::*;
    use crate::method::sourced::{example, read};

    fn hundredths(value: i64) -> Sourced<Exact> {
        example(Exact::new(value, 2))
    }

    fn plant() -> DomesticPathway2019 {
        DomesticPathway2019 {
            name: "plant".to_owned(),
            industrial: hundredths(125),
            methane_correction: hundredths(10),
            sludge: Some(SludgeRemoval::Measured(read("250 kg BOD"))),
            recovered: Some(read("10 kg CH4")),
            discharge: Some(DischargedLoad {
                removed: hundredths(90),
                methane_correction: hundredths(10),
            }),
        }
    }

    fn town(plant: DomesticPathway2019) -> DomesticWastewater2019 {
        DomesticWastewater2019 {
            load: OrganicLoad::Measured(read("1000 kg BOD")),
            methane_capacity: read("0.6 kg CH4/kg BOD"),
            groups: vec![group(100, &[("plant", 100)])],
            pathways: vec![plant],
        }
    }

    #[test]
    fn sludge_and_recovery_leave_the_discharge_alone() {
        let methane = town(plant()).methane().unwrap();
        assert_eq!(methane[0].treatment.to_string(), "50 kg CH4"); // (1250 - 250) x 0.06 - 10
        assert_eq!(methane[0].discharge.to_string(), "6 kg CH4"); // 1000 x 0.1 x 0.06
        let total = town(plant()).emissions().unwrap();
        assert_eq!(total.kilograms(Gas::CH4_NON_FOSSIL), 56.into());
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |plant: DomesticPathway2019| town(plant).emissions().unwrap_err().to_string();
        assert_eq!(
            text(DomesticPathway2019 {
                sludge: Some(SludgeRemoval::Measured(read("1251 kg BOD"))),
                ..plant()
            }),
            "expected organics in sludge of at most the 1250 kg BOD of the pathway, found 1251 kg \
             BOD; check the amounts and the years of both"
        );
        let sludge = |sludge| DomesticPathway2019 { sludge: Some(sludge), ..plant() };
        let aerobic = |dry_mass: &str, factor: &str| {
            sludge(SludgeRemoval::AerobicPlant { dry_mass: read(dry_mass), factor: read(factor) })
        };
        let septic = |managed: i64, removed: i64| {
            sludge(SludgeRemoval::SepticTank {
                managed_share: hundredths(managed),
                removed_share: hundredths(removed),
            })
        };
        let starts = [
            (
                sludge(SludgeRemoval::Measured(read("-1 kg BOD"))),
                "expected organics in sludge of zero or more, found -1 kg BOD; enter a removal",
            ),
            (
                aerobic("-1 kg DM", "1 kg BOD/kg DM"),
                "expected a dry mass of sludge of zero or more,",
            ),
            (
                aerobic("1 kg DM", "-1 kg BOD/kg DM"),
                "expected a removal of organics of zero or more",
            ),
            (septic(5000, 50), "expected a share of managed septic tanks from 0 to 1, found 50;"),
            (
                septic(50, 5000),
                "expected a share that emptying removes from 0 to 1, found 50; give",
            ),
            (
                DomesticPathway2019 { industrial: hundredths(99), ..plant() },
                "expected a factor of industrial wastewater of 1 or more, found 0.99; give 1",
            ),
            (
                DomesticPathway2019 { methane_correction: hundredths(300), ..plant() },
                "expected a methane correction factor from 0 to 1, found 3; give per cent",
            ),
            (
                DomesticPathway2019 { recovered: Some(read("61 kg CH4")), ..plant() },
                "expected recovered methane of at most the 60 kg CH4 that are generated, found 61",
            ),
        ];
        for (plant, start) in starts {
            let text = text(plant);
            assert!(text.starts_with(start), "{text}");
        }
        let capacity = read("-1 kg CH4/kg BOD");
        let town = DomesticWastewater2019 { methane_capacity: capacity, ..town(plant()) };
        let text = town.emissions().unwrap_err().to_string();
        assert!(
            text.starts_with("expected a methane capacity of zero or more, found -1 kg CH4/kg")
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_round_trips() {
        let town = town(plant());
        let written = serde_json::to_string(&town).unwrap();
        assert_eq!(serde_json::from_str::<DomesticWastewater2019>(&written).unwrap(), town);
        // Load, worked load, capacity, two of the group, six of the pathway.
        assert_eq!(town.derivation().unwrap().steps.len(), 11);
    }
}
