use super::CarbonStockChange;
use super::carbon_stock_change::change_step;
use crate::Quantity;
use crate::error::Result;
use crate::gas::Emissions;
use crate::method::fraction::{self, Fraction};
use crate::method::input_problem::{
    Input, activity, default_of, number, one_area, one_edition, rate,
};
use crate::method::sourced::{part_step, step};
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::land as text;
use crate::unit::{Area, CarbonMass, Rate, Ratio, Years};

/// A mineral soil of one use, climate and kind.
///
/// ```text
/// SOC = SOC_ref x F_LU x F_MG x F_I x A
/// ```
///
/// IPCC 2006, volume 4, equation 2.25, for the upper 30 cm. Reference stock and factors of one
/// edition belong together: the stocks of 2006 are not those of 2019. Organic soils are not in here.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, unit::{Area, CarbonMass}};
/// use climate_account::method::{Sourced, land::MineralSoil};
///
/// let map = Source::new("Aarhus University", "Land use 2023", 2024, "Odder")?;
/// let grassland = MineralSoil {
///     area: Sourced::new(Quantity::<Area>::hectares(100), &map),
///     reference_stock: Sourced::built_in("ipcc-2019r/soil-carbon/reference-stock/hac/cool-temperate-moist")?,
///     land_use: Sourced::built_in("ipcc-2019r/soil-carbon/land-use/grassland-all/all")?,
///     management: Sourced::built_in("ipcc-2019r/soil-carbon/management/grassland-nominal/all")?,
///     input: Sourced::built_in("ipcc-2019r/soil-carbon/input/grassland-improved-medium/all")?,
/// };
/// assert_eq!(grassland.stock()?, Quantity::<CarbonMass>::tonnes(8100));
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct MineralSoil {
    /// The area.
    pub area: Sourced<Quantity<Area>>,
    /// The stock under native vegetation, `SOC_ref`.
    pub reference_stock: Sourced<Rate<CarbonMass, Area>>,
    /// The factor of the use, `F_LU`.
    pub land_use: Sourced<Exact>,
    /// The factor of the management, `F_MG`.
    pub management: Sourced<Exact>,
    /// The factor of the input, `F_I`.
    pub input: Sourced<Exact>,
}

impl MineralSoil {
    /// The stock once the soil has settled.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, number::Exact, unit::{Area, CarbonMass, Rate}};
    /// use climate_account::method::{Sourced, land::MineralSoil};
    ///
    /// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 4", 2006, "chapter 5, example")?;
    /// let soil = MineralSoil {
    ///     area: Sourced::new(Quantity::<Area>::hectares(700_000), &source),
    ///     reference_stock: Sourced::new(Rate::new(88, "t C/ha")?, &source),
    ///     land_use: Sourced::new(Exact::new(69, 2), &source),
    ///     management: Sourced::new(Exact::new(108, 2), &source),
    ///     input: Sourced::new(Exact::ONE, &source),
    /// };
    /// assert_eq!(soil.stock()?, Quantity::<CarbonMass>::tonnes(45_904_320));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an area or a stock below zero and a factor that
    /// is not above zero; [`InvalidFactor`](crate::ErrorKind::InvalidFactor) for defaults of two
    /// editions; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn stock(&self) -> Result<Quantity<CarbonMass>> {
        self.ratio().and_then(carbon)
    }

    fn ratio(&self) -> Result<Ratio> {
        activity("an area of mineral soil", self.area.value)?;
        let remedy = "take it from the table of the guideline";
        rate("a reference stock", &self.reference_stock.value, remedy)?;
        let mut stock =
            Fraction::of(self.area.value.base_value()).by(self.reference_stock.value.ratio())?;
        for factor in [&self.land_use, &self.management, &self.input] {
            number("a stock change factor", &factor.value, remedy).positive()?;
            stock = stock.times(factor.value)?;
        }
        one_edition(STOCK_AND_FACTORS, self.defaults())?;
        stock.ratio()
    }

    fn defaults(&self) -> [Option<&crate::Source>; 4] {
        let MineralSoil { area: _, reference_stock, land_use, management, input } = self;
        [
            default_of(reference_stock),
            default_of(land_use),
            default_of(management),
            default_of(input),
        ]
    }
}

/// A ratio in grams as a mass of carbon, rounded once.
pub(super) fn carbon(grams: Ratio) -> Result<Quantity<CarbonMass>> {
    Fraction::of(Exact::ONE).by(grams)?.grams().map(Quantity::of_base)
}

pub(super) const STOCK_AND_FACTORS: &str = "reference stock and factors";

pub(super) const TWENTY_YEARS: &str = "the guidelines take 20 years";

pub(super) fn positive_years(
    what: &'static str,
    years: &Quantity<Years>,
    remedy: &'static str,
) -> Result<()> {
    Input { what, value: years.base_value(), shown: years, remedy }.positive()
}

/// The yearly change of the carbon of mineral soils between two years.
///
/// ```text
/// dC = (SOC_end - SOC_start) / D        D = 20 years, or the years between where they are more
/// ```
///
/// IPCC 2006, volume 4, equation 2.25. The guideline writes index 0 for the end and 0-T for the
/// start; here they have names. Start and end are the same area. A loss sets nitrogen free: see
/// [`MineralisedNitrogen`](crate::method::agriculture::MineralisedNitrogen).
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, gas::Gas, unit::{Area, CarbonMass, Years}};
/// use climate_account::method::{Calculation, Sourced, land::{MineralSoil, SoilCarbonChange}};
///
/// let map = Source::new("Aarhus University", "Land use 2023", 2024, "Odder")?;
/// let grassland = MineralSoil {
///     area: Sourced::new(Quantity::<Area>::hectares(100), &map),
///     reference_stock: Sourced::built_in("ipcc-2019r/soil-carbon/reference-stock/hac/cool-temperate-moist")?,
///     land_use: Sourced::built_in("ipcc-2019r/soil-carbon/land-use/grassland-all/all")?,
///     management: Sourced::built_in("ipcc-2019r/soil-carbon/management/grassland-nominal/all")?,
///     input: Sourced::built_in("ipcc-2019r/soil-carbon/input/medium/all")?,
/// };
/// let cropland = MineralSoil {
///     land_use: Sourced::built_in(
///         "ipcc-2019r/soil-carbon/land-use/long-term-cultivated/cool-temperate-boreal-moist",
///     )?,
///     management: Sourced::built_in("ipcc-2019r/soil-carbon/management/full-tillage/all")?,
///     ..grassland.clone()
/// };
/// let ploughed = SoilCarbonChange {
///     start: vec![grassland],
///     end: vec![cropland],
///     period: Sourced::new(Quantity::<Years>::years(20), &map),
///     dependence: Sourced::built_in("ipcc-2019r/soils/transition-years")?,
/// };
/// assert_eq!(ploughed.change()?.carbon().to_string(), "-121500 kg C"); // each year
/// assert_eq!(ploughed.emissions()?.tonnes(Gas::CO2), "445.5".parse()?);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`MineralSoil::stock`]; [`OutOfRange`](crate::ErrorKind::OutOfRange) for years that are
/// not above zero and where start and end differ in area.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct SoilCarbonChange {
    /// The soils at the start of the period.
    pub start: Vec<MineralSoil>,
    /// The soils at its end.
    pub end: Vec<MineralSoil>,
    /// The years between, T.
    pub period: Sourced<Quantity<Years>>,
    /// The years in which a soil settles, D.
    pub dependence: Sourced<Quantity<Years>>,
}

impl SoilCarbonChange {
    /// The change in one year, rounded half-even at a microgram where it does not terminate.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, number::Exact, unit::{Area, CarbonMass, Rate, Years}};
    /// use climate_account::method::{Sourced, land::{MineralSoil, SoilCarbonChange}};
    ///
    /// let source = Source::new("Odder Kommune", "Soil samples", 2024, "row 1")?;
    /// let soil = |stock: i64| -> climate_account::Result<MineralSoil> {
    ///     let one = Sourced::new(Exact::ONE, &source);
    ///     Ok(MineralSoil {
    ///         area: Sourced::new(Quantity::<Area>::hectares(100), &source),
    ///         reference_stock: Sourced::new(Rate::new(stock, "t C/ha")?, &source),
    ///         land_use: one.clone(),
    ///         management: one.clone(),
    ///         input: one,
    ///     })
    /// };
    /// let years = Sourced::new(Quantity::<Years>::years(20), &source);
    /// let change = SoilCarbonChange {
    ///     start: vec![soil(57)?],
    ///     end: vec![soil(52)?],
    ///     period: years.clone(),
    ///     dependence: years,
    /// };
    /// assert_eq!(change.change()?.carbon(), Quantity::<CarbonMass>::tonnes(-25));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn change(&self) -> Result<CarbonStockChange> {
        positive_years("a period", &self.period.value, "give the years between start and end")?;
        positive_years("a time until the soil settles", &self.dependence.value, TWENTY_YEARS)?;
        let (start, end) = (stock(&self.start)?, stock(&self.end)?);
        let soils = self.start.iter().chain(&self.end);
        one_edition(STOCK_AND_FACTORS, soils.flat_map(MineralSoil::defaults))?;
        one_area("start and end", area(&self.start)?, area(&self.end)?)?;
        let years = self.period.value.max(self.dependence.value);
        let difference = fraction::sum(end, fraction::product(start, Ratio::of((-1).into()))?)?;
        let yearly = fraction::quotient(difference, Ratio::of(years.base_value()))?;
        carbon(yearly).map(CarbonStockChange::of)
    }
}

fn stock(soils: &[MineralSoil]) -> Result<Ratio> {
    soils.iter().try_fold(Ratio::of(Exact::ZERO), |sum, soil| fraction::sum(sum, soil.ratio()?))
}

fn area(soils: &[MineralSoil]) -> Result<Quantity<Area>> {
    soils.iter().try_fold(Quantity::ZERO, |sum, soil| sum.checked_add(soil.area.value))
}

impl Calculation for SoilCarbonChange {
    fn method(&self) -> Method {
        Method::SoilCarbonChange
    }

    fn emissions(&self) -> Result<Emissions> {
        self.change()?.emissions()
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = Vec::new();
        for (when, soils) in [(text::START, &self.start), (text::END, &self.end)] {
            for soil in soils {
                steps.extend([
                    part_step(&soil.area, &when, text::ITS_AREA),
                    part_step(&soil.reference_stock, &when, text::ITS_REFERENCE_STOCK),
                    part_step(&soil.land_use, &when, text::FACTOR_OF_THE_LAND_USE),
                    part_step(&soil.management, &when, text::FACTOR_OF_THE_MANAGEMENT),
                    part_step(&soil.input, &when, text::FACTOR_OF_THE_INPUT),
                ]);
            }
        }
        steps.push(step(&self.period, text::YEARS_BETWEEN_START_AND_END));
        steps.push(step(&self.dependence, text::YEARS_UNTIL_THE_SOIL_SETTLES));
        steps.push(change_step(self.change()?));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn soil(area: &str, factor: Exact) -> MineralSoil {
        MineralSoil {
            area: read(area),
            reference_stock: read("80 t C/ha"),
            land_use: example(factor),
            management: example(Exact::ONE),
            input: example(Exact::ONE),
        }
    }

    fn change(start: MineralSoil, end: MineralSoil, period: &str) -> SoilCarbonChange {
        SoilCarbonChange {
            start: vec![start],
            end: vec![end],
            period: read(period),
            dependence: read("20 yr"),
        }
    }

    #[test]
    fn a_longer_period_takes_its_own_years() {
        let tonnes = |period| {
            let half = Exact::new(5, 1);
            let change = change(soil("10 ha", Exact::ONE), soil("10 ha", half), period);
            change.change().unwrap().carbon()
        };
        assert_eq!(tonnes("5 yr"), Quantity::<CarbonMass>::tonnes(-20)); // 400 t in 20 years
        assert_eq!(tonnes("20 yr"), Quantity::<CarbonMass>::tonnes(-20));
        assert_eq!(tonnes("40 yr"), Quantity::<CarbonMass>::tonnes(-10));
    }

    #[test]
    fn says_what_is_wrong() {
        let text = |result: Result<CarbonStockChange>| result.unwrap_err().to_string();
        let same = || soil("1 ha", Exact::ONE);
        assert_eq!(
            text(change(same(), soil("2 ha", Exact::ONE), "20 yr").change()),
            "expected start and end of one area, found 10000 m2 and 20000 m2; enter a change of \
             area as a conversion of land"
        );
        assert_eq!(
            text(change(same(), same(), "0 yr").change()),
            "expected a period above zero, found 0 yr; give the years between start and end"
        );
        let at_once =
            SoilCarbonChange { dependence: read("0 yr"), ..change(same(), same(), "1 yr") };
        assert_eq!(
            text(at_once.change()),
            "expected a time until the soil settles above zero, found 0 yr; the guidelines take 20 \
             years"
        );
        assert_eq!(
            text(change(soil("-1 ha", Exact::ONE), same(), "1 yr").change()),
            "expected an area of mineral soil of zero or more, found -10000 m2; enter a removal or \
             a credit as emissions of its own"
        );
        assert_eq!(
            text(change(soil("1 ha", Exact::ZERO), same(), "1 yr").change()),
            "expected a stock change factor above zero, found 0; take it from the table of the \
             guideline"
        );
        let bare = MineralSoil { reference_stock: read("-1 t C/ha"), ..same() };
        assert_eq!(
            text(change(bare, same(), "1 yr").change()),
            "expected a reference stock of zero or more, found -1 t C/ha; take it from the table of \
             the guideline"
        );
    }

    #[cfg(feature = "catalogue")]
    #[test]
    fn a_stock_of_2006_does_not_take_a_factor_of_2019() {
        let stock = "ipcc-2006/soil-carbon/reference-stock/hac/cool-temperate-moist";
        let factor = "ipcc-2019r/soil-carbon/land-use/grassland-all/all";
        let mixed = MineralSoil {
            reference_stock: Sourced::built_in(stock).unwrap(),
            land_use: Sourced::built_in(factor).unwrap(),
            ..soil("1 ha", Exact::ONE)
        };
        let of_2006 = MineralSoil {
            reference_stock: Sourced::built_in(stock).unwrap(),
            ..soil("1 ha", Exact::ONE)
        };
        let of_2019 = MineralSoil {
            land_use: Sourced::built_in(factor).unwrap(),
            ..soil("1 ha", Exact::ONE)
        };
        let between = change(of_2006, of_2019, "20 yr").change().unwrap_err();
        let error = mixed.stock().unwrap_err();
        assert_eq!(between.to_string(), error.to_string());
        assert_eq!(error.kind(), crate::ErrorKind::InvalidFactor);
        assert!(
            error.to_string().starts_with("expected reference stock and factors of one edition, ")
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_keeps_the_inputs() {
        let change = change(soil("1 ha", Exact::ONE), soil("1 ha", Exact::new(7, 1)), "20 yr");
        let written = serde_json::to_string(&change).unwrap();
        assert_eq!(serde_json::from_str::<SoilCarbonChange>(&written).unwrap(), change);
        assert_eq!(change.steps().unwrap().len(), 13);
    }
}
