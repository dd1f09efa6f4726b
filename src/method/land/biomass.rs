use super::carbon_stock_change::change_step;
use super::soil_carbon::carbon;
use super::{BiomassLoss, CarbonStockChange};
use crate::Quantity;
use crate::error::Result;
use crate::gas::Emissions;
use crate::method::fraction::{self, Fraction};
use crate::method::input_problem::{Input, activity, number, positive_rate, rate};
use crate::method::sourced::step;
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::land as text;
use crate::unit::{Area, AreaYears, CarbonMass, DryMass, Rate, Ratio, Volume};

/// How fast trees grow.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, method::{Sourced, land::Growth}, unit::Rate};
///
/// let table = Source::new("IPCC", "2006 IPCC Guidelines, volume 4", 2006, "Table 4.12")?;
/// let beech = Growth::DryMatter(Sourced::new(Rate::new(4, "t DM/ha/yr")?, &table));
/// assert!(matches!(beech, Growth::DryMatter(_)));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum Growth {
    /// Dry matter above ground, `G_W`.
    DryMatter(Sourced<Rate<DryMass, AreaYears>>),
    /// Volume of stems, times the dry matter above ground for each volume.
    Volume {
        /// The increment of the stems, `I_V`.
        increment: Sourced<Rate<Volume, AreaYears>>,
        /// Dry matter above ground for each volume, `BCEF_I`; the density of the wood is in it.
        expansion: Sourced<Rate<DryMass, Volume>>,
    },
}

/// The growth of one stratum of forest.
///
/// ```text
/// dC_G = A x G x (1 + R) x CF
/// ```
///
/// IPCC 2006, volume 4, equations 2.9 and 2.10.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, unit::{Area, CarbonMass, Rate}};
/// use climate_account::method::{Sourced, land::{BiomassGrowth, Growth}};
///
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 4", 2006, "chapter 4")?;
/// let forest = BiomassGrowth {
///     area: Sourced::new(Quantity::<Area>::hectares(100), &source),
///     growth: Growth::DryMatter(Sourced::new(Rate::new(4, "t DM/ha/yr")?, &source)),
///     below_ground: Sourced::new("0.2".parse()?, &source),
///     carbon: Sourced::new(Rate::new(47, "kg C/100 kg DM")?, &source),
/// };
/// assert_eq!(forest.gain()?.to_string(), "225600 kg C");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct BiomassGrowth {
    /// The area of the stratum.
    pub area: Sourced<Quantity<Area>>,
    /// How fast it grows above ground.
    pub growth: Growth,
    /// Roots over what is above ground, R.
    pub below_ground: Sourced<Exact>,
    /// Carbon in dry matter, CF.
    pub carbon: Sourced<Rate<CarbonMass, DryMass>>,
}

impl BiomassGrowth {
    /// The carbon that is gained in the year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, number::Exact, unit::{Area, CarbonMass, Rate}};
    /// use climate_account::method::{Sourced, land::{BiomassGrowth, Growth}};
    ///
    /// let source = Source::new("Odder Kommune", "Forest plan 2023", 2024, "page 3")?;
    /// let forest = BiomassGrowth {
    ///     area: Sourced::new(Quantity::<Area>::hectares(10), &source),
    ///     growth: Growth::Volume {
    ///         increment: Sourced::new(Rate::new(8, "m3/ha/yr")?, &source),
    ///         expansion: Sourced::new(Rate::new(Exact::new(5, 1), "t DM/m3")?, &source),
    ///     },
    ///     below_ground: Sourced::new(Exact::new(25, 2), &source),
    ///     carbon: Sourced::new(Rate::new(Exact::new(5, 1), "t C/t DM")?, &source),
    /// };
    /// assert_eq!(forest.gain()?, Quantity::<CarbonMass>::tonnes(25)); // 10 x 8 x 0.5 x 1.25 x 0.5
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero and a carbon content that is
    /// not above 0 and up to 1; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn gain(&self) -> Result<Quantity<CarbonMass>> {
        self.ratio().and_then(carbon)
    }

    fn ratio(&self) -> Result<Ratio> {
        activity("an area of growth", self.area.value)?;
        let area = Fraction::of(self.area.value.base_value());
        let grown = match &self.growth {
            Growth::DryMatter(growth) => {
                rate("a growth", &growth.value, REMEDY)?;
                area.by(growth.value.ratio())?
            }
            Growth::Volume { increment, expansion } => {
                rate("a growth", &increment.value, REMEDY)?;
                positive_rate("an expansion factor", &expansion.value, REMEDY)?;
                area.by(increment.value.ratio())?.by(expansion.value.ratio())?
            }
        };
        in_carbon(grown, &self.below_ground, &self.carbon)
    }

    pub(super) fn steps(&self) -> Vec<Step> {
        let mut steps = vec![step(&self.area, text::AREA_OF_GROWTH)];
        match &self.growth {
            Growth::DryMatter(growth) => {
                steps.push(step(growth, text::GROWTH_ABOVE_GROUND));
            }
            Growth::Volume { increment, expansion } => {
                steps.push(step(increment, text::INCREMENT_OF_STEMS));
                steps.push(step(expansion, text::EXPANSION_FACTOR));
            }
        }
        steps.extend(root_and_carbon_steps(&self.below_ground, &self.carbon));
        steps
    }
}

pub(super) const REMEDY: &str = "take it from the forest inventory or a guideline";

/// Dry matter above ground as carbon above and below.
pub(super) fn in_carbon(
    above: Fraction,
    below_ground: &Sourced<Exact>,
    content: &Sourced<Rate<CarbonMass, DryMass>>,
) -> Result<Ratio> {
    number("a ratio of roots", &below_ground.value, REMEDY).not_negative()?;
    check_carbon(content)?;
    let roots = Exact::ONE.checked_add(below_ground.value)?;
    above.times(roots)?.by(content.value.ratio())?.ratio()
}

/// Carbon in dry matter, which cannot be more than all of it.
pub(super) fn check_carbon(content: &Sourced<Rate<CarbonMass, DryMass>>) -> Result<()> {
    let ratio = content.value.ratio();
    let share = ratio.times(Exact::ONE, crate::number::Rounding::RESOLUTION)?;
    let remedy = "the guidelines take 0.47 t C/t DM";
    let what = "a carbon content of dry matter";
    Input { what, value: share, shown: &content.value, remedy }.positive_share()
}

pub(super) fn root_and_carbon_steps(
    below_ground: &Sourced<Exact>,
    carbon: &Sourced<Rate<CarbonMass, DryMass>>,
) -> [Step; 2] {
    [
        step(below_ground, text::ROOTS_OVER_BIOMASS_ABOVE_GROUND),
        step(carbon, text::CARBON_IN_DRY_MATTER),
    ]
}

/// Growth minus losses as a ratio in grams, not yet rounded.
pub(super) fn net(growth: &[BiomassGrowth], losses: &[BiomassLoss]) -> Result<Ratio> {
    let gained = growth
        .iter()
        .try_fold(Ratio::of(Exact::ZERO), |sum, growth| fraction::sum(sum, growth.ratio()?))?;
    losses.iter().try_fold(gained, |sum, loss| {
        fraction::sum(sum, fraction::product(loss.ratio()?, Ratio::of((-1).into()))?)
    })
}

/// Living biomass of land that keeps its use, by gain and loss.
///
/// ```text
/// dC = dC_G - dC_L        dC_G = sum A x G x (1 + R) x CF
/// ```
///
/// IPCC 2006, volume 4, equations 2.7 to 2.14. The carbon of harvested wood leaves the forest here;
/// what stays in products is [`WoodProducts`](super::WoodProducts).
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, gas::Gas, number::{Exact, Rounding}, unit::{Area, Rate, Volume}};
/// use climate_account::method::{Calculation, Sourced};
/// use climate_account::method::land::{BiomassGainLoss, BiomassGrowth, BiomassLoss, Growth, WoodRemoval};
///
/// let source = Source::new("Odder Kommune", "Forest plan 2023", 2024, "page 3")?;
/// let carbon = Sourced::new(Rate::new(Exact::new(47, 2), "t C/t DM")?, &source);
/// let below_ground = Sourced::new(Exact::new(2, 1), &source);
/// let forest = BiomassGainLoss {
///     growth: vec![BiomassGrowth {
///         area: Sourced::new(Quantity::<Area>::hectares(100), &source),
///         growth: Growth::DryMatter(Sourced::new(Rate::new(4, "t DM/ha/yr")?, &source)),
///         below_ground: below_ground.clone(),
///         carbon: carbon.clone(),
///     }],
///     losses: vec![BiomassLoss::Harvest(WoodRemoval {
///         volume: Sourced::new(Quantity::<Volume>::cubic_metres(150), &source),
///         expansion: Sourced::new(Rate::new(Exact::new(7, 1), "t DM/m3")?, &source),
///         below_ground,
///         carbon,
///     })],
/// };
/// assert_eq!(forest.change()?.carbon().to_string(), "166380 kg C"); // 225.6 - 59.22 t
/// assert_eq!(forest.emissions()?.tonnes(Gas::CO2), "-610.06".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`BiomassGrowth::gain`] and [`BiomassLoss::loss`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct BiomassGainLoss {
    /// Growth, by stratum.
    pub growth: Vec<BiomassGrowth>,
    /// Losses.
    pub losses: Vec<BiomassLoss>,
}

impl BiomassGainLoss {
    /// The change in the year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::land::BiomassGainLoss};
    ///
    /// let nothing = BiomassGainLoss { growth: Vec::new(), losses: Vec::new() };
    /// assert_eq!(nothing.change()?.carbon(), Quantity::ZERO);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn change(&self) -> Result<CarbonStockChange> {
        carbon(net(&self.growth, &self.losses)?).map(CarbonStockChange::of)
    }
}

impl Calculation for BiomassGainLoss {
    fn method(&self) -> Method {
        Method::BiomassGainLoss
    }

    fn emissions(&self) -> Result<Emissions> {
        self.change()?.emissions()
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let growth = self.growth.iter().flat_map(BiomassGrowth::steps);
        let losses = self.losses.iter().flat_map(BiomassLoss::steps);
        let mut steps: Vec<Step> = growth.chain(losses).collect();
        steps.push(change_step(self.change()?));
        Ok(steps)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::biomass_loss::tests::{parts, storm, wood};
    use super::*;
    use crate::method::sourced::{example, read};

    pub(in crate::method::land) fn growth(area: &str) -> BiomassGrowth {
        BiomassGrowth {
            area: read(area),
            growth: Growth::DryMatter(read("4 t DM/ha/yr")),
            below_ground: example(Exact::new(2, 1)),
            carbon: read("0.47 t C/t DM"),
        }
    }

    #[test]
    fn every_loss_counts() {
        let kilograms = |loss: &BiomassLoss| loss.loss().unwrap().to_string();
        assert_eq!(kilograms(&BiomassLoss::FuelwoodTrees(wood("150 m3"))), "59220 kg C");
        assert_eq!(kilograms(&parts("100 m3", "0.6 t DM/m3")), "30000 kg C"); // no roots
        assert_eq!(kilograms(&storm("2 ha", "100 t DM/ha", Exact::ONE)), "100000 kg C");
        let forest = BiomassGainLoss {
            growth: vec![growth("100 ha")],
            losses: vec![
                BiomassLoss::FuelwoodTrees(wood("150 m3")),
                parts("100 m3", "0.6 t DM/m3"),
                storm("2 ha", "100 t DM/ha", Exact::ONE),
            ],
        };
        // 225.6 - 59.22 - 30 - 100
        assert_eq!(forest.change().unwrap().carbon().to_string(), "36380 kg C");
        assert_eq!(forest.steps().unwrap().len(), 4 + 4 + 3 + 5 + 1);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let of_growth = |change: fn(&mut BiomassGrowth)| {
            let mut growth = growth("1 ha");
            change(&mut growth);
            growth.gain().unwrap_err().to_string()
        };
        let volume = |increment, expansion| Growth::Volume {
            increment: read(increment),
            expansion: read(expansion),
        };
        let of_volume = |growth_by| {
            BiomassGrowth { growth: growth_by, ..growth("1 ha") }.gain().unwrap_err().to_string()
        };
        let texts = [
            (
                of_growth(|growth| growth.area = read("-1 ha")),
                "expected an area of growth of zero or more, found -10000 m2; ",
            ),
            (
                of_growth(|growth| growth.growth = Growth::DryMatter(read("-1 t DM/ha/yr"))),
                "expected a growth of zero or more, found -1 t DM/ha/yr; take it from the forest",
            ),
            (
                of_growth(|growth| growth.below_ground = example((-1).into())),
                "expected a ratio of roots of zero or more, found -1; take it from the forest",
            ),
            (
                of_growth(|growth| growth.carbon = read("47 t C/t DM")),
                "expected a carbon content of dry matter above 0 and up to 1, found 47 t C/t DM; \
                 the guidelines take 0.47 t C/t DM",
            ),
            (
                of_volume(volume("-1 m3/ha/yr", "1 t DM/m3")),
                "expected a growth of zero or more, found -1 m3/ha/yr; ",
            ),
            (
                of_volume(volume("1 m3/ha/yr", "0 t DM/m3")),
                "expected an expansion factor above zero, found 0 t DM/m3; ",
            ),
        ];
        for (text, expected) in texts {
            assert!(text.starts_with(expected), "{text}");
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_keeps_the_inputs() {
        let forest = BiomassGainLoss {
            growth: vec![growth("100 ha")],
            losses: vec![storm("2 ha", "100 t DM/ha", Exact::ONE)],
        };
        let written = serde_json::to_string(&forest).unwrap();
        assert!(written.contains(r#""losses":[{"disturbance":{"area""#), "{written}");
        assert_eq!(serde_json::from_str::<BiomassGainLoss>(&written).unwrap(), forest);
    }
}
