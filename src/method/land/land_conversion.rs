use super::biomass::{check_carbon, net};
use super::carbon_stock_change::change_step;
use super::soil_carbon::carbon;
use super::{BiomassGrowth, BiomassLoss, CarbonStockChange};
use crate::Quantity;
use crate::error::Result;
use crate::gas::Emissions;
use crate::method::fraction::{self, Fraction};
use crate::method::input_problem::{activity, rate};
use crate::method::sourced::step;
use crate::method::{Calculation, Method, Sourced, Step};
use crate::text::method::land as text;
use crate::unit::{Area, CarbonMass, DryMass, Rate, Ratio};

/// Living biomass of land that changes its use in the year.
///
/// ```text
/// dC = dC_G + (B_after - B_before) x dA x CF - dC_L
/// ```
///
/// IPCC 2006, volume 4, equations 2.15 and 2.16. The area is what is converted in this year, not the
/// sum of 20 years. What is cleared is lost in the year; it is not entered as a loss again.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, gas::Gas, number::Exact, unit::{Area, Rate}};
/// use climate_account::method::{Calculation, Sourced, land::LandConversion};
///
/// let source = Source::new("Odder Kommune", "Local plan 217", 2024, "page 2")?;
/// let clearing = LandConversion {
///     area: Sourced::new(Quantity::<Area>::hectares(5), &source),
///     before: Sourced::new(Rate::new(150, "t DM/ha")?, &source),
///     after: Sourced::new(Rate::new(0, "t DM/ha")?, &source),
///     carbon: Sourced::new(Rate::new(Exact::new(47, 2), "t C/t DM")?, &source),
///     growth: Vec::new(),
///     losses: Vec::new(),
/// };
/// assert_eq!(clearing.change()?.carbon().to_string(), "-352500 kg C");
/// assert_eq!(clearing.emissions()?.tonnes(Gas::CO2), "1292.5".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an area or a stock below zero and a carbon content
/// that is not above 0 and up to 1; those of [`BiomassGrowth::gain`] and [`BiomassLoss::loss`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct LandConversion {
    /// The area that is converted in the year.
    pub area: Sourced<Quantity<Area>>,
    /// Dry matter on it before.
    pub before: Sourced<Rate<DryMass, Area>>,
    /// Dry matter on it right after; zero after clearing.
    pub after: Sourced<Rate<DryMass, Area>>,
    /// Carbon in dry matter, CF.
    pub carbon: Sourced<Rate<CarbonMass, DryMass>>,
    /// What grows on converted land.
    pub growth: Vec<BiomassGrowth>,
    /// What else is lost.
    pub losses: Vec<BiomassLoss>,
}

impl LandConversion {
    /// The change in the year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, number::Exact, unit::{Area, CarbonMass, Rate}};
    /// use climate_account::method::{Sourced, land::LandConversion};
    ///
    /// let source = Source::new("Odder Kommune", "New forest", 2024, "page 2")?;
    /// let planted = LandConversion {
    ///     area: Sourced::new(Quantity::<Area>::hectares(10), &source),
    ///     before: Sourced::new(Rate::new(4, "t DM/ha")?, &source),
    ///     after: Sourced::new(Rate::new(6, "t DM/ha")?, &source),
    ///     carbon: Sourced::new(Rate::new(Exact::new(5, 1), "t C/t DM")?, &source),
    ///     growth: Vec::new(),
    ///     losses: Vec::new(),
    /// };
    /// assert_eq!(planted.change()?.carbon(), Quantity::<CarbonMass>::tonnes(10));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn change(&self) -> Result<CarbonStockChange> {
        let remedy = "take it from the forest inventory or a guideline";
        activity("a converted area", self.area.value)?;
        rate("a stock of biomass before", &self.before.value, remedy)?;
        rate("a stock of biomass after", &self.after.value, remedy)?;
        check_carbon(&self.carbon)?;
        let before = fraction::product(self.before.value.ratio(), Ratio::of((-1).into()))?;
        let per_area = fraction::sum(self.after.value.ratio(), before)?;
        let converted = Fraction::of(self.area.value.base_value()).by(per_area)?;
        let converted = converted.by(self.carbon.value.ratio())?.ratio()?;
        let total = fraction::sum(converted, net(&self.growth, &self.losses)?)?;
        carbon(total).map(CarbonStockChange::of)
    }
}

impl Calculation for LandConversion {
    fn method(&self) -> Method {
        Method::LandConversion
    }

    fn emissions(&self) -> Result<Emissions> {
        self.change()?.emissions()
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![
            step(&self.area, text::AREA_CONVERTED_IN_THE_YEAR),
            step(&self.before, text::BIOMASS_BEFORE),
            step(&self.after, text::BIOMASS_AFTER),
            step(&self.carbon, text::CARBON_IN_DRY_MATTER),
        ];
        steps.extend(self.growth.iter().flat_map(BiomassGrowth::steps));
        steps.extend(self.losses.iter().flat_map(BiomassLoss::steps));
        steps.push(change_step(self.change()?));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::super::biomass::tests::growth;
    use super::*;
    use crate::method::sourced::read;

    fn conversion(area: &str, before: &str, after: &str) -> LandConversion {
        LandConversion {
            area: read(area),
            before: read(before),
            after: read(after),
            carbon: read("0.47 t C/t DM"),
            growth: Vec::new(),
            losses: Vec::new(),
        }
    }

    #[test]
    fn what_grows_on_converted_land_is_a_gain() {
        let mut planted = conversion("5 ha", "150 t DM/ha", "0 t DM/ha");
        planted.growth.push(growth("100 ha"));
        // -352.5 + 225.6
        assert_eq!(planted.change().unwrap().carbon().to_string(), "-126900 kg C");
        assert_eq!(planted.steps().unwrap().len(), 9);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |conversion: LandConversion| conversion.change().unwrap_err().to_string();
        assert_eq!(
            text(conversion("-1 ha", "1 t DM/ha", "1 t DM/ha")),
            "expected a converted area of zero or more, found -10000 m2; enter a removal or a \
             credit as emissions of its own"
        );
        assert_eq!(
            text(conversion("1 ha", "-1 t DM/ha", "1 t DM/ha")),
            "expected a stock of biomass before of zero or more, found -1 t DM/ha; take it from the \
             forest inventory or a guideline"
        );
        assert_eq!(
            text(conversion("1 ha", "1 t DM/ha", "-1 t DM/ha")),
            "expected a stock of biomass after of zero or more, found -1 t DM/ha; take it from the \
             forest inventory or a guideline"
        );
        let carbon = read("0 t C/t DM");
        assert_eq!(
            text(LandConversion { carbon, ..conversion("1 ha", "1 t DM/ha", "1 t DM/ha") }),
            "expected a carbon content of dry matter above 0 and up to 1, found 0 t C/t DM; the \
             guidelines take 0.47 t C/t DM"
        );
    }
}
