use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::method::fraction::{self, Fraction};
use crate::method::input_problem::{activity, default_of, number, one_edition, rate};
use crate::method::sourced::{Shown, step};
use crate::method::{Calculation, Method, Sourced, Step, StepValue};
use crate::number::{Exact, Rounding};
use crate::text::method::land as text;
use crate::unit::{Area, AreaYears, CarbonDioxideMass, MethaneMass, NitrousOxideMass, Rate};
use crate::{Amount, Quantity};

/// The organic carbon of the topsoil, by the classes of the Danish soil map.
///
/// Danish practice takes half of every factor for 6 to 12 %. The guidelines know no such class: a
/// soil that they call organic has [`AboveTwelvePercent`](CarbonClass::AboveTwelvePercent).
///
/// # Examples
///
/// ```
/// use climate_account::{method::land::CarbonClass, number::Exact};
///
/// assert_eq!(CarbonClass::SixToTwelvePercent.share_of_factor(), Exact::new(5, 1));
/// assert_eq!(CarbonClass::AboveTwelvePercent.share_of_factor(), Exact::ONE);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum CarbonClass {
    /// More than 12 %: the whole factor.
    AboveTwelvePercent,
    /// 6 to 12 %: half the factor.
    SixToTwelvePercent,
}

impl CarbonClass {
    /// The share of the factor that the class takes.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{method::land::CarbonClass, number::Exact};
    ///
    /// let half = CarbonClass::SixToTwelvePercent.share_of_factor();
    /// assert_eq!(half.checked_add(half)?, Exact::ONE);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn share_of_factor(self) -> Exact {
        match self {
            CarbonClass::AboveTwelvePercent => Exact::ONE,
            CarbonClass::SixToTwelvePercent => Exact::new(5, 1),
        }
    }
}

impl Shown for CarbonClass {
    fn shown(&self) -> StepValue {
        StepValue::Text(match self {
            CarbonClass::AboveTwelvePercent => text::ABOVE_TWELVE_PERCENT_CARBON.title(),
            CarbonClass::SixToTwelvePercent => text::SIX_TO_TWELVE_PERCENT_CARBON.title(),
        })
    }
}

/// Methane of drained land and of the ditches in it.
///
/// ```text
/// EF_CH4 = (1 - Frac_ditch) x EF_land + Frac_ditch x EF_ditch
/// ```
///
/// IPCC 2013 Wetlands Supplement, equation 2.6. The factor of ditches is for the area of the ditches
/// alone, some per cent of the land.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, method::{Sourced, land::LandAndDitchMethane}, unit::Rate};
///
/// let table = Source::new("IPCC", "2013 Wetlands Supplement", 2014, "Tables 2.3 and 2.4")?;
/// let methane = LandAndDitchMethane {
///     land: Sourced::new(Rate::new(0, "kg CH4/ha/yr")?, &table),
///     ditch: Sourced::new(Rate::new(1165, "kg CH4/ha/yr")?, &table),
///     ditch_share: Sourced::new("0.05".parse()?, &table),
/// };
/// assert_eq!(methane.ditch.value.to_string(), "1165 kg CH4/ha/yr");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct LandAndDitchMethane {
    /// Methane for each area of land between ditches.
    pub land: Sourced<Rate<MethaneMass, AreaYears>>,
    /// Methane for each area of ditches.
    pub ditch: Sourced<Rate<MethaneMass, AreaYears>>,
    /// The share of the area that is ditches, from 0 to 1.
    pub ditch_share: Sourced<Exact>,
}

/// Drained organic soil of one use, climate and class.
///
/// ```text
/// CO2 = A x (EF_site + EF_DOC) x 44/12
/// CH4 = A x [(1 - Frac_ditch) x EF_land + Frac_ditch x EF_ditch]
/// N2O = A x EF_2 x 44/28
/// ```
///
/// IPCC 2013 Wetlands Supplement, equations 2.2 to 2.7; without dissolved carbon and methane it is
/// IPCC 2006, volume 4, equation 2.26. Factors in t CO2-C are read as CO2 by 44/12. A map that is
/// revised changes the area, not the factor. Nitrous oxide is counted here or with the managed
/// soils, not both.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, gas::Gas, method::{Calculation, Sourced}, unit::Area};
/// use climate_account::method::land::{CarbonClass, DrainedOrganicSoil, LandAndDitchMethane};
///
/// let map = Source::new("Aarhus University", "Map of organic soils", 2023, "Odder")?;
/// let cropland = DrainedOrganicSoil {
///     area: Sourced::new(Quantity::<Area>::hectares(100), &map),
///     carbon_class: Sourced::new(CarbonClass::AboveTwelvePercent, &map),
///     on_site: Sourced::built_in("ipcc-2013/organic-soils/co2/cropland/drained/undefined/boreal-temperate")?,
///     dissolved: Some(Sourced::built_in("ipcc-2013/organic-soils/doc/drained/temperate")?),
///     methane: Some(LandAndDitchMethane {
///         land: Sourced::built_in("ipcc-2013/organic-soils/ch4-land/cropland/drained/undefined/boreal-temperate")?,
///         ditch: Sourced::built_in("ipcc-2013/organic-soils/ch4-ditch/cropland/drained/undefined/boreal-temperate")?,
///         ditch_share: Sourced::built_in("ipcc-2013/organic-soils/ditch-share/cropland/drained/undefined/boreal-temperate")?,
///     }),
///     nitrous_oxide: Some(Sourced::built_in("ipcc-2013/organic-soils/n2o/cropland/drained/undefined/boreal-temperate")?),
/// };
/// let emissions = cropland.emissions()?;
/// assert_eq!(emissions.tonnes(Gas::CO2), "3010.333333333333".parse()?); // 2896.67 + 113.67
/// assert_eq!(emissions.kilograms(Gas::CH4_NON_FOSSIL), 5825.into());
/// assert_eq!(emissions.kilograms(Gas::N2O), "2042.857142857".parse()?);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an area or a factor below zero and a share of
/// ditches outside 0 to 1; [`InvalidFactor`](crate::ErrorKind::InvalidFactor) for defaults of two
/// editions.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct DrainedOrganicSoil {
    /// The area.
    pub area: Sourced<Quantity<Area>>,
    /// The class of the soil, which says how much of each factor applies.
    pub carbon_class: Sourced<CarbonClass>,
    /// CO2 of the peat on the site.
    pub on_site: Sourced<Rate<CarbonDioxideMass, AreaYears>>,
    /// CO2 of carbon that leaves the site dissolved in water; `None` leaves it out, as 2006 does.
    pub dissolved: Option<Sourced<Rate<CarbonDioxideMass, AreaYears>>>,
    /// Methane; `None` leaves it out, as 2006 does.
    pub methane: Option<LandAndDitchMethane>,
    /// Nitrous oxide; `None` where it is counted with the managed soils.
    pub nitrous_oxide: Option<Sourced<Rate<NitrousOxideMass, AreaYears>>>,
}

const REMEDY: &str = "take it from a guideline or the national inventory";

/// The area that a factor meets: times the share of its class.
pub(super) fn weighted_area(area: Quantity<Area>, carbon_class: CarbonClass) -> Result<Fraction> {
    activity("an area of organic soil", area)?;
    Fraction::of(area.base_value()).times(carbon_class.share_of_factor())
}

impl Calculation for DrainedOrganicSoil {
    fn method(&self) -> Method {
        Method::DrainedOrganicSoil
    }

    fn emissions(&self) -> Result<Emissions> {
        let area = weighted_area(self.area.value, self.carbon_class.value)?;
        rate("a CO2 factor of organic soil", &self.on_site.value, REMEDY)?;
        let mut carbon_dioxide = self.on_site.value.ratio();
        let mut defaults = vec![default_of(&self.on_site)];
        if let Some(dissolved) = &self.dissolved {
            rate("a factor of dissolved carbon", &dissolved.value, REMEDY)?;
            carbon_dioxide = fraction::sum(carbon_dioxide, dissolved.value.ratio())?;
            defaults.push(default_of(dissolved));
        }
        let mut emissions = Emissions::from_grams(Gas::CO2, area.by(carbon_dioxide)?.grams()?);
        if let Some(LandAndDitchMethane { land, ditch, ditch_share }) = &self.methane {
            rate("a methane factor of land", &land.value, REMEDY)?;
            rate("a methane factor of ditches", &ditch.value, REMEDY)?;
            let share = &ditch_share.value;
            number("a share of ditches", share, "give per cent as a fraction").share()?;
            let rest = Fraction::of(Exact::ONE.checked_sub(*share)?);
            let of_land = rest.by(land.value.ratio())?.ratio()?;
            let of_ditches = Fraction::of(*share).by(ditch.value.ratio())?.ratio()?;
            let methane = area.by(fraction::sum(of_land, of_ditches)?)?.grams()?;
            emissions = emissions.and(&Emissions::from_grams(Gas::CH4_NON_FOSSIL, methane))?;
            defaults.extend([default_of(land), default_of(ditch), default_of(ditch_share)]);
        }
        if let Some(factor) = &self.nitrous_oxide {
            rate("a nitrous oxide factor of organic soil", &factor.value, REMEDY)?;
            let nitrous_oxide = area.by(factor.value.ratio())?.grams()?;
            emissions = emissions.and(&Emissions::from_grams(Gas::N2O, nitrous_oxide))?;
            defaults.push(default_of(factor));
        }
        one_edition("factors of organic soil", defaults)?;
        Ok(emissions)
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![
            step(&self.area, text::DRAINED_ORGANIC_SOIL),
            step(&self.carbon_class, text::CARBON_CLASS),
            step(&self.on_site, text::CO2_FACTOR),
        ];
        if let Some(dissolved) = &self.dissolved {
            steps.push(step(dissolved, text::CO2_FACTOR_DISSOLVED_CARBON));
        }
        if let Some(LandAndDitchMethane { land, ditch, ditch_share }) = &self.methane {
            steps.push(step(land, text::METHANE_FACTOR_LAND));
            steps.push(step(ditch, text::METHANE_FACTOR_DITCHES));
            steps.push(step(ditch_share, text::SHARE_OF_DITCHES));
        }
        let nitrous_oxide = self.nitrous_oxide.as_ref();
        steps.extend(nitrous_oxide.map(|factor| step(factor, text::NITROUS_OXIDE_FACTOR)));
        Ok(steps)
    }
}

/// The factor of carbon that leaves drained soil dissolved in water.
///
/// ```text
/// EF_DOC = DOC_natural x (1 + increase) x share
/// ```
///
/// IPCC 2013 Wetlands Supplement, chapter 2. `natural` is what leaves the soil undrained, as carbon
/// that ends as CO2; `increase` is how much more it is for drainage; `share` is how much of it
/// becomes CO2.
///
/// # Examples
///
/// ```
/// use climate_account::{method::land::dissolved_carbon_factor, unit::Rate};
///
/// let natural = Rate::new("0.2".parse::<climate_account::number::Exact>()?, "t CO2-C/ha/yr")?;
/// let factor = dissolved_carbon_factor(&natural, "0.6".parse()?, "0.9".parse()?)?;
/// let expected = "0.288".parse::<climate_account::number::Exact>()?; // 0.2 x 1.6 x 0.9
/// assert_eq!(factor, Rate::new(expected, "t CO2-C/ha/yr")?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a factor or an increase below zero and a share
/// outside 0 to 1; [`Overflow`](crate::ErrorKind::Overflow).
pub fn dissolved_carbon_factor(
    natural: &Rate<CarbonDioxideMass, AreaYears>,
    increase: Exact,
    share: Exact,
) -> Result<Rate<CarbonDioxideMass, AreaYears>> {
    rate("a factor of dissolved carbon", natural, REMEDY)?;
    let remedy = "give per cent as a fraction";
    number("an increase of dissolved carbon", &increase, remedy).not_negative()?;
    number("a share of dissolved carbon", &share, remedy).share()?;
    let unit: crate::Unit = "t CO2-C/ha/yr".parse()?;
    let natural = natural.amount().convert_rounded(&unit, Rounding::RESOLUTION)?;
    let value = natural.value.checked_mul(Exact::ONE.checked_add(increase)?)?;
    Amount::new(value.checked_mul(share)?, unit).try_into()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    pub(in crate::method::land) fn cropland(area: &str) -> DrainedOrganicSoil {
        DrainedOrganicSoil {
            area: read(area),
            carbon_class: example(CarbonClass::AboveTwelvePercent),
            on_site: read("7.9 t CO2-C/ha/yr"),
            dissolved: Some(read("0.31 t CO2-C/ha/yr")),
            methane: Some(LandAndDitchMethane {
                land: read("0 kg CH4/ha/yr"),
                ditch: read("1165 kg CH4/ha/yr"),
                ditch_share: example(Exact::new(5, 2)),
            }),
            nitrous_oxide: Some(read("13 kg N2O-N/ha/yr")),
        }
    }

    #[test]
    fn half_the_carbon_is_half_of_every_gas() {
        let whole = cropland("50 ha").emissions().unwrap();
        let carbon_class = example(CarbonClass::SixToTwelvePercent);
        let half = DrainedOrganicSoil { carbon_class, ..cropland("100 ha") };
        assert_eq!(half.emissions().unwrap(), whole);
    }

    #[test]
    fn a_share_of_0_and_1_is_the_pure_factor() {
        let methane = |share: i64| {
            let methane = LandAndDitchMethane {
                land: read("16 kg CH4/ha/yr"),
                ditch: read("1165 kg CH4/ha/yr"),
                ditch_share: example(share.into()),
            };
            let soil = DrainedOrganicSoil { methane: Some(methane), ..cropland("1 ha") };
            soil.emissions().unwrap().kilograms(Gas::CH4_NON_FOSSIL)
        };
        assert_eq!((methane(0), methane(1)), (16.into(), 1165.into()));
    }

    #[test]
    fn what_is_left_out_is_no_step() {
        let plain = DrainedOrganicSoil {
            dissolved: None,
            methane: None,
            nitrous_oxide: None,
            ..cropland("37 ha")
        };
        assert_eq!((plain.steps().unwrap().len(), cropland("1 ha").steps().unwrap().len()), (3, 8));
        let emissions = plain.emissions().unwrap();
        assert_eq!(emissions.masses().count(), 1);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |change: fn(&mut DrainedOrganicSoil)| {
            let mut soil = cropland("1 ha");
            change(&mut soil);
            soil.emissions().unwrap_err().to_string()
        };
        let methane = |land, ditch, share: Exact| {
            Some(LandAndDitchMethane {
                land: read(land),
                ditch: read(ditch),
                ditch_share: example(share),
            })
        };
        let soil = |methane| DrainedOrganicSoil { methane, ..cropland("1 ha") };
        let methane_text = |methane| soil(methane).emissions().unwrap_err().to_string();
        let remedy = "take it from a guideline or the national inventory";
        assert_eq!(
            text(|soil| soil.area = read("-1 ha")),
            "expected an area of organic soil of zero or more, found -10000 m2; enter a removal or \
             a credit as emissions of its own"
        );
        assert_eq!(
            text(|soil| soil.on_site = read("-1 t CO2-C/ha/yr")),
            format!(
                "expected a CO2 factor of organic soil of zero or more, found -1 t CO2-C/ha/yr; {remedy}"
            )
        );
        assert_eq!(
            text(|soil| soil.dissolved = Some(read("-1 t CO2-C/ha/yr"))),
            format!(
                "expected a factor of dissolved carbon of zero or more, found -1 t CO2-C/ha/yr; {remedy}"
            )
        );
        assert_eq!(
            text(|soil| soil.nitrous_oxide = Some(read("-1 kg N2O-N/ha/yr"))),
            format!(
                "expected a nitrous oxide factor of organic soil of zero or more, found -1 kg N2O-N/ha/yr; {remedy}"
            )
        );
        assert_eq!(
            methane_text(methane("-1 kg CH4/ha/yr", "1 kg CH4/ha/yr", Exact::ZERO)),
            format!(
                "expected a methane factor of land of zero or more, found -1 kg CH4/ha/yr; {remedy}"
            )
        );
        assert_eq!(
            methane_text(methane("1 kg CH4/ha/yr", "-1 kg CH4/ha/yr", Exact::ZERO)),
            format!(
                "expected a methane factor of ditches of zero or more, found -1 kg CH4/ha/yr; {remedy}"
            )
        );
        assert_eq!(
            methane_text(methane("1 kg CH4/ha/yr", "1 kg CH4/ha/yr", 5.into())),
            "expected a share of ditches from 0 to 1, found 5; give per cent as a fraction"
        );
    }

    #[test]
    fn dissolved_carbon_is_checked() {
        let text = |natural: i64, increase: i64, share: i64| {
            let natural = Rate::new(natural, "t CO2-C/ha/yr").unwrap();
            let factor = dissolved_carbon_factor(&natural, increase.into(), share.into());
            factor.unwrap_err().to_string()
        };
        assert!(
            text(-1, 1, 1).starts_with("expected a factor of dissolved carbon of zero or more, ")
        );
        assert!(text(1, -1, 1).starts_with("expected an increase of dissolved carbon of zero or "));
        assert!(text(1, 1, 90).starts_with("expected a share of dissolved carbon from 0 to 1, "));
    }

    #[cfg(feature = "catalogue")]
    #[test]
    fn two_editions_are_refused() {
        let n2o = "ipcc-2006/organic-soils/n2o/temperate-crop-grassland";
        let co2 = "ipcc-2013/organic-soils/co2/cropland/drained/undefined/boreal-temperate";
        let soil = DrainedOrganicSoil {
            on_site: Sourced::built_in(co2).unwrap(),
            nitrous_oxide: Some(Sourced::built_in(n2o).unwrap()),
            ..cropland("1 ha")
        };
        let error = soil.emissions().unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::InvalidFactor);
        assert!(error.to_string().starts_with("expected factors of organic soil of one edition, "));
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_keeps_the_inputs() {
        let written = serde_json::to_string(&cropland("3 ha")).unwrap();
        assert!(written.contains(r#""value":"above-twelve-percent""#), "{written}");
        assert_eq!(serde_json::from_str::<DrainedOrganicSoil>(&written).unwrap(), cropland("3 ha"));
    }
}
