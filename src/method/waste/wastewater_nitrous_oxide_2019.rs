use super::checks::share;
use super::wastewater_pathways::{group_steps, shares_of_population};
use super::{IncomeGroup, NitrogenLoad2019};
use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::Fraction;
use crate::method::input_problem::rate;
use crate::method::sourced::{part_step, step, worked_step};
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::{Exact, ExactSum};
use crate::text::method::waste as text;
use crate::unit::{NitrogenMass, NitrousOxideMass, Rate};

/// A pathway of nitrogen under the 2019 Refinement.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::method::{Sourced, waste::NitrogenPathway2019};
///
/// let plant = NitrogenPathway2019 {
///     name: "plant".to_owned(),
///     factor: Sourced::built_in("ipcc-2019r/wastewater/ef-n2o/centralised-aerobic-plant")?,
///     removed: Some(Sourced::built_in("ipcc-2019r/wastewater/n-rem/tertiary")?),
/// };
/// assert_eq!(plant.factor.value.to_string(), "0.016 kg N2O-N/kg N");
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct NitrogenPathway2019 {
    /// The name that the groups use.
    pub name: String,
    /// Nitrous oxide for each mass of incoming nitrogen.
    pub factor: Sourced<Rate<NitrousOxideMass, NitrogenMass>>,
    /// The share of the nitrogen that is removed before the discharge, from 0 to 1; `None` where
    /// nothing reaches a water body.
    pub removed: Option<Sourced<Exact>>,
}

/// Nitrous oxide of domestic wastewater under the 2019 Refinement.
///
/// ```text
/// N2O_plant = sum_ij U_i x T_ij x EF_j x TN x 44/28
/// N_eff     = sum_j TN x T_j x (1 - N_rem,j)          N2O_eff = N_eff x EF_eff x 44/28
/// ```
///
/// IPCC 2019 Refinement, volume 5, equations 6.7 to 6.10; GPC equation 8.11. `T_j` is weighted by
/// the groups. The factor of the plant applies to what comes in, that of the effluent to what goes
/// out, never both to the same nitrogen.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// # use climate_account::{Quantity, Source, number::Exact, unit::{NitrogenMass, Rate}};
/// use climate_account::gas::Gas;
/// use climate_account::method::{Calculation, Sourced, waste::*};
///
/// # let source = Source::new("Municipality", "Wastewater plan", 2023, "annex 2")?;
/// # let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
/// let part = |pathway: &str, hundredths| PathwayShare {
///     pathway: pathway.to_owned(),
///     share: share(hundredths),
/// };
/// let incoming = Quantity::new("490133.6946".parse::<Exact>()?, "kg N")?; // of a town of 61 000
/// let town = WastewaterNitrousOxide2019 {
///     nitrogen: NitrogenLoad2019::Measured(Sourced::new(incoming, &source)),
///     groups: vec![IncomeGroup {
///         name: "everybody".to_owned(),
///         share: share(100),
///         pathways: vec![part("plant", 97), part("septic tank", 3)],
///     }],
///     pathways: vec![
///         NitrogenPathway2019 {
///             name: "plant".to_owned(),
///             factor: Sourced::built_in("ipcc-2019r/wastewater/ef-n2o/centralised-aerobic-plant")?,
///             removed: Some(Sourced::built_in("ipcc-2019r/wastewater/n-rem/tertiary")?), // 80 %
///         },
///         NitrogenPathway2019 {
///             name: "septic tank".to_owned(),
///             factor: Sourced::built_in("ipcc-2019r/wastewater/ef-n2o/septic-tank")?, // zero
///             removed: None,
///         },
///     ],
///     effluent: Sourced::built_in(
///         "ipcc-2019r/wastewater/ef-n2o/effluent-tier1-freshwater-estuarine-marine",
///     )?,
/// };
/// assert_eq!(town.plant_nitrous_oxide()?.to_string(), "11953.660620302 kg N2O");
/// assert_eq!(town.effluent_nitrous_oxide()?.to_string(), "747.103788769 kg N2O");
/// assert_eq!(town.emissions()?.kilograms(Gas::N2O), "12700.764409071".parse()?);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input outside its range and shares that do not
/// add up to 1; [`UnknownChoice`](crate::ErrorKind::UnknownChoice) for a pathway that is not
/// described.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct WastewaterNitrousOxide2019 {
    /// The nitrogen that comes in.
    pub nitrogen: NitrogenLoad2019,
    /// The groups of the population.
    pub groups: Vec<IncomeGroup>,
    /// The pathways that they use.
    pub pathways: Vec<NitrogenPathway2019>,
    /// Nitrous oxide for each mass of nitrogen in the effluent.
    pub effluent: Sourced<Rate<NitrousOxideMass, NitrogenMass>>,
}

impl WastewaterNitrousOxide2019 {
    /// The share of the population on each pathway, checked.
    fn shares(&self) -> Result<Vec<Exact>> {
        let names = self.pathways.iter().map(|pathway| pathway.name.as_str());
        let shares = shares_of_population(&self.groups, names)?;
        let remedy = "take it from a guideline";
        for pathway in &self.pathways {
            rate("a nitrous oxide factor of a pathway", &pathway.factor.value, remedy)?;
            if let Some(removed) = &pathway.removed {
                share("a share of the nitrogen that is removed", removed)?;
            }
        }
        rate("a nitrous oxide factor of the effluent", &self.effluent.value, remedy)?;
        Ok(shares)
    }

    /// The nitrous oxide of the pathways themselves.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, number::Exact, unit::{NitrogenMass, Rate}};
    /// # use climate_account::method::{Sourced, waste::*};
    /// # let source = Source::new("Municipality", "Wastewater plan", 2023, "annex 2")?;
    /// # let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
    /// # let plant = PathwayShare { pathway: "plant".to_owned(), share: share(100) };
    /// # let everybody = IncomeGroup { name: "everybody".to_owned(), share: share(100), pathways: vec![plant] };
    /// # let town = WastewaterNitrousOxide2019 {
    /// #     nitrogen: NitrogenLoad2019::Measured(Sourced::new(Quantity::<NitrogenMass>::kilograms(700), &source)),
    /// #     groups: vec![everybody],
    /// #     pathways: vec![NitrogenPathway2019 {
    /// #         name: "plant".to_owned(),
    /// #         factor: Sourced::new(Rate::new(Exact::new(16, 3), "kg N2O-N/kg N")?, &source),
    /// #         removed: Some(share(80)),
    /// #     }],
    /// #     effluent: Sourced::new(Rate::new(Exact::new(5, 3), "kg N2O-N/kg N")?, &source),
    /// # };
    /// // 700 kg N on a plant: x 0.016 x 44/28
    /// assert_eq!(town.plant_nitrous_oxide()?.to_string(), "17.6 kg N2O");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn plant_nitrous_oxide(&self) -> Result<Quantity<NitrousOxideMass>> {
        let incoming = Fraction::of(self.nitrogen.amount()?.base_value());
        let mut grams = ExactSum::new();
        for (pathway, share) in self.pathways.iter().zip(self.shares()?) {
            grams.add(incoming.times(share)?.by(pathway.factor.value.ratio())?.grams()?);
        }
        grams.total().map(Quantity::of_base)
    }

    /// The nitrogen that reaches a water body.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, number::Exact, unit::{NitrogenMass, Rate}};
    /// # use climate_account::method::{Sourced, waste::*};
    /// # let source = Source::new("Municipality", "Wastewater plan", 2023, "annex 2")?;
    /// # let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
    /// # let plant = PathwayShare { pathway: "plant".to_owned(), share: share(100) };
    /// # let everybody = IncomeGroup { name: "everybody".to_owned(), share: share(100), pathways: vec![plant] };
    /// # let town = WastewaterNitrousOxide2019 {
    /// #     nitrogen: NitrogenLoad2019::Measured(Sourced::new(Quantity::<NitrogenMass>::kilograms(700), &source)),
    /// #     groups: vec![everybody],
    /// #     pathways: vec![NitrogenPathway2019 {
    /// #         name: "plant".to_owned(),
    /// #         factor: Sourced::new(Rate::new(Exact::new(16, 3), "kg N2O-N/kg N")?, &source),
    /// #         removed: Some(share(80)),
    /// #     }],
    /// #     effluent: Sourced::new(Rate::new(Exact::new(5, 3), "kg N2O-N/kg N")?, &source),
    /// # };
    /// // 700 kg N, of which the plant removes 80 %.
    /// assert_eq!(town.effluent_nitrogen()?.to_string(), "140 kg N");
    /// assert_eq!(town.kept_nitrogen()?.to_string(), "560 kg N");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn effluent_nitrogen(&self) -> Result<Quantity<NitrogenMass>> {
        self.nitrogen_share(|removed| {
            removed.map_or(Ok(Exact::ZERO), |removed| Exact::ONE.checked_sub(removed.value))
        })
    }

    /// The nitrogen that does not reach a water body: it went into gas, sludge or the ground.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, number::Exact, unit::{NitrogenMass, Rate}};
    /// # use climate_account::method::{Sourced, waste::*};
    /// # let source = Source::new("Municipality", "Wastewater plan", 2023, "annex 2")?;
    /// # let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
    /// # let tank = PathwayShare { pathway: "tank".to_owned(), share: share(100) };
    /// # let everybody = IncomeGroup { name: "everybody".to_owned(), share: share(100), pathways: vec![tank] };
    /// # let village = WastewaterNitrousOxide2019 {
    /// #     nitrogen: NitrogenLoad2019::Measured(Sourced::new(Quantity::<NitrogenMass>::kilograms(70), &source)),
    /// #     groups: vec![everybody],
    /// #     pathways: vec![NitrogenPathway2019 {
    /// #         name: "tank".to_owned(),
    /// #         factor: Sourced::new(Rate::new(0, "kg N2O-N/kg N")?, &source),
    /// #         removed: None,
    /// #     }],
    /// #     effluent: Sourced::new(Rate::new(Exact::new(5, 3), "kg N2O-N/kg N")?, &source),
    /// # };
    /// // Septic tanks that seep into the ground.
    /// assert_eq!(village.kept_nitrogen()?, village.nitrogen.amount()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn kept_nitrogen(&self) -> Result<Quantity<NitrogenMass>> {
        self.nitrogen_share(|removed| Ok(removed.map_or(Exact::ONE, |removed| removed.value)))
    }

    fn nitrogen_share(
        &self,
        part: impl Fn(Option<&Sourced<Exact>>) -> Result<Exact>,
    ) -> Result<Quantity<NitrogenMass>> {
        let incoming = self.nitrogen.amount()?;
        let mut sum = Quantity::ZERO;
        for (pathway, share) in self.pathways.iter().zip(self.shares()?) {
            let part = incoming.scale(share)?.scale(part(pathway.removed.as_ref())?)?;
            sum = sum.checked_add(part)?;
        }
        Ok(sum)
    }

    /// The nitrous oxide of the effluent.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, number::Exact, unit::{NitrogenMass, Rate}};
    /// # use climate_account::method::{Sourced, waste::*};
    /// # let source = Source::new("Municipality", "Wastewater plan", 2023, "annex 2")?;
    /// # let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
    /// # let plant = PathwayShare { pathway: "plant".to_owned(), share: share(100) };
    /// # let everybody = IncomeGroup { name: "everybody".to_owned(), share: share(100), pathways: vec![plant] };
    /// # let town = WastewaterNitrousOxide2019 {
    /// #     nitrogen: NitrogenLoad2019::Measured(Sourced::new(Quantity::<NitrogenMass>::kilograms(700), &source)),
    /// #     groups: vec![everybody],
    /// #     pathways: vec![NitrogenPathway2019 {
    /// #         name: "plant".to_owned(),
    /// #         factor: Sourced::new(Rate::new(Exact::new(16, 3), "kg N2O-N/kg N")?, &source),
    /// #         removed: Some(share(80)),
    /// #     }],
    /// #     effluent: Sourced::new(Rate::new(Exact::new(5, 3), "kg N2O-N/kg N")?, &source),
    /// # };
    /// // 140 kg N in the effluent: x 0.005 x 44/28
    /// assert_eq!(town.effluent_nitrous_oxide()?.to_string(), "1.1 kg N2O");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn effluent_nitrous_oxide(&self) -> Result<Quantity<NitrousOxideMass>> {
        let nitrogen = Fraction::of(self.effluent_nitrogen()?.base_value());
        nitrogen.by(self.effluent.value.ratio())?.grams().map(Quantity::of_base)
    }
}

impl Calculation for WastewaterNitrousOxide2019 {
    fn method(&self) -> Method {
        Method::WastewaterNitrousOxide2019
    }

    fn emissions(&self) -> Result<Emissions> {
        let total = self.plant_nitrous_oxide()?.checked_add(self.effluent_nitrous_oxide()?)?;
        Ok(Emissions::from_grams(Gas::N2O, total.base_value()))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = self.nitrogen.steps();
        steps.push(worked_step(&self.nitrogen.amount()?, text::INCOMING_NITROGEN));
        steps.extend(group_steps(&self.groups));
        for pathway in &self.pathways {
            let name = pathway.name.as_str();
            steps.push(part_step(&pathway.factor, &name, text::ITS_NITROUS_OXIDE_FACTOR));
            let removed = pathway.removed.as_ref();
            steps.extend(removed.map(|removed| {
                part_step(removed, &name, text::ITS_SHARE_OF_NITROGEN_THAT_IS_REMOVED)
            }));
        }
        steps.push(worked_step(&self.effluent_nitrogen()?, text::NITROGEN_IN_THE_EFFLUENT));
        steps.push(step(&self.effluent, text::NITROUS_OXIDE_FACTOR_OF_THE_EFFLUENT));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::super::wastewater_pathways::tests::group;
    use super::*;
    use crate::method::sourced::{example, read};

    fn town(factor: &str, removed: i64, effluent: &str) -> WastewaterNitrousOxide2019 {
        WastewaterNitrousOxide2019 {
            nitrogen: NitrogenLoad2019::Measured(read("700 kg N")),
            groups: vec![group(100, &[("plant", 100)])],
            pathways: vec![NitrogenPathway2019 {
                name: "plant".to_owned(),
                factor: read(factor),
                removed: Some(example(Exact::new(removed, 2))),
            }],
            effluent: read(effluent),
        }
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |factor: &str, removed: i64, effluent: &str| {
            town(factor, removed, effluent).emissions().unwrap_err().to_string()
        };
        let (one, minus) = ("1 kg N2O-N/kg N", "-1 kg N2O-N/kg N");
        assert_eq!(
            text(minus, 80, one),
            "expected a nitrous oxide factor of a pathway of zero or more, found -1 kg N2O-N/kg N; \
             take it from a guideline"
        );
        assert_eq!(
            text(one, 8000, one),
            "expected a share of the nitrogen that is removed from 0 to 1, found 80; give per cent \
             as a fraction"
        );
        assert!(
            text(one, 80, minus).starts_with("expected a nitrous oxide factor of the effluent of")
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_round_trips() {
        let town = town("0.016 kg N2O-N/kg N", 80, "0.005 kg N2O-N/kg N");
        let written = serde_json::to_string(&town).unwrap();
        assert_eq!(serde_json::from_str::<WastewaterNitrousOxide2019>(&written).unwrap(), town);
        assert_eq!(town.derivation().unwrap().steps.len(), 8);
    }
}
