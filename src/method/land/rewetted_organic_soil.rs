use super::drained_organic_soil::weighted_area;
use super::{CarbonClass, DrainedOrganicSoil};
use crate::Quantity;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction;
use crate::method::input_problem::{default_of, one_area, one_edition, rate};
use crate::method::sourced::step;
use crate::method::{Calculation, Method, Sourced, Step};
use crate::text::method::land as text;
use crate::unit::{Area, AreaYears, CarbonDioxideMass, MethaneMass, Rate};

/// Organic soil whose water table is high again.
///
/// ```text
/// CO2 = A x (EF_CO2 + EF_DOC) x 44/12
/// CH4 = A x EF_CH4-C x 16/12
/// N2O = 0
/// ```
///
/// IPCC 2013 Wetlands Supplement, chapter 3, tables 3.1 to 3.3; the steady state from the first year.
/// The CO2 factor on the site may be below zero: the peat grows. The table of methane is in
/// kg CH4-**C**, that of drained soils in kg CH4. Both are read by their unit:
///
/// ```
/// use climate_account::unit::{AreaYears, MethaneMass, Rate};
///
/// let rewetted = Rate::<MethaneMass, AreaYears>::new(216, "kg CH4-C/ha/yr")?;
/// assert_eq!(rewetted, Rate::new(288, "kg CH4/ha/yr")?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, gas::{Gas, GwpSet}, number::Rounding, unit::Area};
/// use climate_account::method::{Calculation, Sourced};
/// use climate_account::method::land::{CarbonClass, RewettedOrganicSoil};
///
/// let map = Source::new("Aarhus University", "Map of organic soils", 2023, "Odder")?;
/// let meadow = RewettedOrganicSoil {
///     area: Sourced::new(Quantity::<Area>::hectares(100), &map),
///     carbon_class: Sourced::new(CarbonClass::AboveTwelvePercent, &map),
///     on_site: Sourced::built_in("ipcc-2013/organic-soils/co2/rewetted/nutrient-rich/temperate")?,
///     dissolved: Some(Sourced::built_in("ipcc-2013/organic-soils/doc/rewetted/temperate")?),
///     methane: Sourced::built_in("ipcc-2013/organic-soils/ch4/rewetted/nutrient-rich/temperate")?,
/// };
/// let emissions = meadow.emissions()?;
/// assert_eq!(emissions.tonnes(Gas::CO2), "271.333333333333".parse()?);
/// assert_eq!(emissions.kilograms(Gas::CH4_NON_FOSSIL), 28_800.into());
/// let co2e = emissions.to_co2e(&GwpSet::ar5())?.tonnes().round(Rounding::decimals(6))?;
/// assert_eq!(co2e, "1077.733333".parse()?);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an area, a factor of dissolved carbon or a methane
/// factor below zero; [`InvalidFactor`](crate::ErrorKind::InvalidFactor) for defaults of two
/// editions.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct RewettedOrganicSoil {
    /// The area.
    pub area: Sourced<Quantity<Area>>,
    /// The class of the soil, which says how much of each factor applies.
    pub carbon_class: Sourced<CarbonClass>,
    /// CO2 on the site, below zero where peat grows.
    pub on_site: Sourced<Rate<CarbonDioxideMass, AreaYears>>,
    /// CO2 of carbon that leaves the site dissolved in water; `None` leaves it out.
    pub dissolved: Option<Sourced<Rate<CarbonDioxideMass, AreaYears>>>,
    /// Methane.
    pub methane: Sourced<Rate<MethaneMass, AreaYears>>,
}

impl RewettedOrganicSoil {
    fn defaults(&self) -> [Option<&crate::Source>; 3] {
        let dissolved = self.dissolved.as_ref().and_then(default_of);
        [default_of(&self.on_site), dissolved, default_of(&self.methane)]
    }
}

impl Calculation for RewettedOrganicSoil {
    fn method(&self) -> Method {
        Method::RewettedOrganicSoil
    }

    fn emissions(&self) -> Result<Emissions> {
        let remedy = "take it from a guideline or the national inventory";
        let area = weighted_area(self.area.value, self.carbon_class.value)?;
        let mut carbon_dioxide = self.on_site.value.ratio();
        if let Some(dissolved) = &self.dissolved {
            rate("a factor of dissolved carbon", &dissolved.value, remedy)?;
            carbon_dioxide = fraction::sum(carbon_dioxide, dissolved.value.ratio())?;
        }
        rate("a methane factor of rewetted soil", &self.methane.value, remedy)?;
        one_edition("factors of organic soil", self.defaults())?;
        let carbon_dioxide = area.by(carbon_dioxide)?.grams()?;
        let methane = area.by(self.methane.value.ratio())?.grams()?;
        Emissions::from_grams(Gas::CO2, carbon_dioxide)
            .and(&Emissions::from_grams(Gas::CH4_NON_FOSSIL, methane))
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![
            step(&self.area, text::REWETTED_ORGANIC_SOIL),
            step(&self.carbon_class, text::CARBON_CLASS),
            step(&self.on_site, text::CO2_FACTOR),
        ];
        if let Some(dissolved) = &self.dissolved {
            steps.push(step(dissolved, text::CO2_FACTOR_DISSOLVED_CARBON));
        }
        steps.push(step(&self.methane, text::METHANE_FACTOR));
        Ok(steps)
    }
}

/// What rewetting saves in a year: the emissions of the drained soil less those of the same soil
/// rewetted.
///
/// Take both from one edition, with or without dissolved carbon in both. The saving has methane below
/// zero, since rewetted soil emits more of it.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, gas::{Gas, GwpSet}, number::{Exact, Rounding}, unit::{Area, Rate}};
/// use climate_account::method::Sourced;
/// use climate_account::method::land::{
///     CarbonClass, DrainedOrganicSoil, LandAndDitchMethane, RewettedOrganicSoil, rewetting_effect,
/// };
///
/// let source = Source::new("IPCC", "2013 Wetlands Supplement", 2014, "Tables 2.1-2.5 and 3.1-3.3")?;
/// let area = Sourced::new(Quantity::<Area>::hectares(100), &source);
/// let carbon_class = Sourced::new(CarbonClass::AboveTwelvePercent, &source);
/// let cropland = DrainedOrganicSoil {
///     area: area.clone(),
///     carbon_class: carbon_class.clone(),
///     on_site: Sourced::new(Rate::new(Exact::new(79, 1), "t CO2-C/ha/yr")?, &source),
///     dissolved: Some(Sourced::new(Rate::new(Exact::new(31, 2), "t CO2-C/ha/yr")?, &source)),
///     methane: Some(LandAndDitchMethane {
///         land: Sourced::new(Rate::new(0, "kg CH4/ha/yr")?, &source),
///         ditch: Sourced::new(Rate::new(1165, "kg CH4/ha/yr")?, &source),
///         ditch_share: Sourced::new(Exact::new(5, 2), &source),
///     }),
///     nitrous_oxide: Some(Sourced::new(Rate::new(13, "kg N2O-N/ha/yr")?, &source)),
/// };
/// let meadow = RewettedOrganicSoil {
///     area,
///     carbon_class,
///     on_site: Sourced::new(Rate::new(Exact::new(50, 2), "t CO2-C/ha/yr")?, &source),
///     dissolved: Some(Sourced::new(Rate::new(Exact::new(24, 2), "t CO2-C/ha/yr")?, &source)),
///     methane: Sourced::new(Rate::new(216, "kg CH4-C/ha/yr")?, &source),
/// };
/// let saved = rewetting_effect(&cropland, &meadow)?;
/// assert_eq!(saved.kilograms(Gas::CH4_NON_FOSSIL), (5825 - 28_800).into());
/// let co2e = saved.to_co2e(&GwpSet::ar5())?.tonnes().round(Rounding::decimals(6))?;
/// assert_eq!(co2e, "2637.057143".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// Those of both calculations; [`OutOfRange`](crate::ErrorKind::OutOfRange) where the areas differ;
/// [`InvalidFactor`](crate::ErrorKind::InvalidFactor) for defaults of two editions.
pub fn rewetting_effect(
    drained: &DrainedOrganicSoil,
    rewetted: &RewettedOrganicSoil,
) -> Result<Emissions> {
    let what = "drained and rewetted soil";
    one_area(what, drained.area.value, rewetted.area.value)?;
    let before = drained.emissions()?;
    let after = rewetted.emissions()?;
    let defaults = rewetted.defaults().into_iter().chain([default_of(&drained.on_site)]);
    one_edition("factors of organic soil", defaults)?;
    before.and(&after.times(-1)?)
}

#[cfg(test)]
mod tests {
    use super::super::drained_organic_soil::tests::cropland;
    use super::*;
    use crate::method::sourced::{example, read};

    fn meadow(area: &str) -> RewettedOrganicSoil {
        RewettedOrganicSoil {
            area: read(area),
            carbon_class: example(CarbonClass::AboveTwelvePercent),
            on_site: read("0.5 t CO2-C/ha/yr"),
            dissolved: Some(read("0.24 t CO2-C/ha/yr")),
            methane: read("216 kg CH4-C/ha/yr"),
        }
    }

    #[test]
    fn peat_that_grows_is_a_removal() {
        let bog = RewettedOrganicSoil {
            on_site: read("-3 t CO2-C/ha/yr"),
            dissolved: None,
            ..meadow("2 ha")
        };
        assert_eq!(bog.emissions().unwrap().tonnes(Gas::CO2), (-22).into());
        assert_eq!((bog.steps().unwrap().len(), meadow("2 ha").steps().unwrap().len()), (4, 5));
    }

    #[test]
    fn says_what_is_wrong() {
        let text = |soil: RewettedOrganicSoil| soil.emissions().unwrap_err().to_string();
        assert_eq!(
            text(meadow("-1 ha")),
            "expected an area of organic soil of zero or more, found -10000 m2; enter a removal or \
             a credit as emissions of its own"
        );
        let remedy = "take it from a guideline or the national inventory";
        assert_eq!(
            text(RewettedOrganicSoil { methane: read("-1 kg CH4-C/ha/yr"), ..meadow("1 ha") }),
            format!(
                "expected a methane factor of rewetted soil of zero or more, found -1 kg CH4-C/ha/yr; {remedy}"
            )
        );
        let dissolved = Some(read("-1 t CO2-C/ha/yr"));
        assert_eq!(
            text(RewettedOrganicSoil { dissolved, ..meadow("1 ha") }),
            format!(
                "expected a factor of dissolved carbon of zero or more, found -1 t CO2-C/ha/yr; {remedy}"
            )
        );
        let error = rewetting_effect(&cropland("2 ha"), &meadow("3 ha")).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::OutOfRange);
        assert_eq!(
            error.to_string(),
            "expected drained and rewetted soil of one area, found 20000 m2 and 30000 m2; enter a \
             change of area as a conversion of land"
        );
    }

    #[cfg(feature = "catalogue")]
    #[test]
    fn an_effect_across_editions_is_refused() {
        let on_site = "ipcc-2006/organic-soils/co2/cropland-boreal-cool-temperate";
        let drained =
            DrainedOrganicSoil { on_site: Sourced::built_in(on_site).unwrap(), ..cropland("1 ha") };
        let on_site = "ipcc-2013/organic-soils/co2/rewetted/nutrient-rich/temperate";
        let rewetted =
            RewettedOrganicSoil { on_site: Sourced::built_in(on_site).unwrap(), ..meadow("1 ha") };
        let error = rewetting_effect(&drained, &rewetted).unwrap_err();
        assert!(error.to_string().starts_with("expected factors of organic soil of one edition, "));
    }
}
