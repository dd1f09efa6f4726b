use super::CarbonStockChange;
use super::carbon_stock_change::change_step;
use super::soil_carbon::{STOCK_AND_FACTORS, TWENTY_YEARS, carbon, positive_years};
use crate::error::Result;
use crate::gas::Emissions;
use crate::method::fraction::{self, Fraction};
use crate::method::input_problem::{InputProblem, activity, default_of, number, one_edition, rate};
use crate::method::sourced::{Shown, step, titled_step, worked_step};
use crate::method::{Calculation, Method, Sourced, Step, StepValue};
use crate::number::Exact;
use crate::text::method::land as text;
use crate::unit::{Area, CarbonMass, Rate, Ratio, Years};
use crate::{Error, Quantity, Year};

/// How the carbon of a soil goes from one use to the next.
///
/// Both agree on land that changes its use once, and on the sum over all years; they differ where a
/// use changes again before the soil has settled. IPCC 2019, volume 4, box 2.2.
///
/// # Examples
///
/// ```
/// use climate_account::method::land::SoilFormulation;
///
/// assert_ne!(SoilFormulation::AreasOnly, SoilFormulation::FollowedUnits);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum SoilFormulation {
    /// Only areas are known: the use of today against that of D years ago.
    AreasOnly,
    /// Each unit is followed: from the stock that it has reached, in a straight line, to that of the
    /// new use in D years.
    FollowedUnits,
}

impl Shown for SoilFormulation {
    fn shown(&self) -> StepValue {
        StepValue::Text(match self {
            SoilFormulation::AreasOnly => text::ONLY_AREAS_ARE_KNOWN.title(),
            SoilFormulation::FollowedUnits => text::EACH_UNIT_IS_FOLLOWED.title(),
        })
    }
}

/// A use of land from a year on.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, Year, method::{Sourced, land::SoilUse}, number::Exact};
///
/// let source = Source::new("IPCC", "2019 Refinement, volume 4", 2019, "Table 5.5")?;
/// let cropland =
///     SoilUse { from: Year::new(1991)?, factor: Sourced::new(Exact::new(92, 2), &source) };
/// assert_eq!(cropland.factor.value, "0.92".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct SoilUse {
    /// The first year of the use.
    pub from: Year,
    /// Its stock change factors multiplied, `F_LU` x `F_MG` x `F_I`.
    pub factor: Sourced<Exact>,
}

/// A unit of land with one use at a time.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, Year, unit::{Area, Rate}, number::Exact};
/// use climate_account::method::{Sourced, land::{SoilUnit, SoilUse}};
///
/// let source = Source::new("IPCC", "2019 Refinement, volume 4", 2019, "Box 2.2")?;
/// let unit = SoilUnit {
///     area: Sourced::new(Quantity::<Area>::hectares(100), &source),
///     reference_stock: Sourced::new(Rate::new(77, "t C/ha")?, &source),
///     first: Sourced::new(Exact::ONE, &source), // forest
///     changes: vec![SoilUse {
///         from: Year::new(1991)?,
///         factor: Sourced::new(Exact::new(92, 2), &source),
///     }],
/// };
/// assert_eq!(unit.changes.len(), 1);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct SoilUnit {
    /// The area.
    pub area: Sourced<Quantity<Area>>,
    /// The stock under native vegetation, `SOC_ref`.
    pub reference_stock: Sourced<Rate<CarbonMass, Area>>,
    /// The factor of the use before all changes, under which the soil had settled.
    pub first: Sourced<Exact>,
    /// What came after, by year.
    pub changes: Vec<SoilUse>,
}

/// The change of the carbon of mineral soils in one year, from the history of their use.
///
/// ```text
/// AreasOnly      dC = A x SOC_ref x (F of the year - F of D years before) / D
/// FollowedUnits  dC = A x SOC_ref x (F of the use - F reached when it began) / D, for D years
/// ```
///
/// IPCC 2019, volume 4, box 2.2.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, Year, gas::Gas, number::Exact, unit::{Area, Rate, Years}};
/// use climate_account::method::{Calculation, Sourced};
/// use climate_account::method::land::{SoilCarbonHistory, SoilFormulation, SoilUnit, SoilUse};
///
/// let source = Source::new("IPCC", "2019 Refinement, volume 4", 2019, "Box 2.2")?;
/// let in_year = |year: i64| -> climate_account::Result<_> {
///     let unit = SoilUnit {
///         area: Sourced::new(Quantity::<Area>::hectares(100), &source),
///         reference_stock: Sourced::new(Rate::new(75, "t C/ha")?, &source),
///         first: Sourced::new(Exact::ONE, &source), // forest
///         changes: vec![SoilUse {
///             from: Year::new(1991)?,
///             factor: Sourced::new(Exact::new(92, 2), &source), // cropland
///         }],
///     };
///     let history = SoilCarbonHistory {
///         units: vec![unit],
///         year: Sourced::new(Year::new(year)?, &source),
///         formulation: Sourced::new(SoilFormulation::FollowedUnits, &source),
///         transition: Sourced::new(Quantity::<Years>::years(20), &source),
///     };
///     Ok(history.emissions()?.tonnes(Gas::CO2))
/// };
/// assert_eq!(in_year(1990)?, 0.into());
/// assert_eq!(in_year(1991)?, 110.into()); // 100 ha x 75 t C x 0.08 / 20 x 44/12
/// assert_eq!(in_year(2010)?, 110.into());
/// assert_eq!(in_year(2011)?, 0.into()); // settled
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an area or a stock below zero, a factor or a time
/// that is not above zero, and years of use that do not rise;
/// [`InvalidFactor`](crate::ErrorKind::InvalidFactor) for defaults of two editions.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct SoilCarbonHistory {
    /// The land.
    pub units: Vec<SoilUnit>,
    /// The year of the account.
    pub year: Sourced<Year>,
    /// How the soil goes from one use to the next.
    pub formulation: Sourced<SoilFormulation>,
    /// The years that it takes, D.
    pub transition: Sourced<Quantity<Years>>,
}

impl Shown for Year {
    fn shown(&self) -> StepValue {
        StepValue::Number(self.number().into())
    }
}

impl SoilUnit {
    fn check(&self) -> Result<()> {
        activity("an area of mineral soil", self.area.value)?;
        let remedy = "take it from the table of the guideline";
        rate("a reference stock", &self.reference_stock.value, remedy)?;
        let factors =
            core::iter::once(&self.first).chain(self.changes.iter().map(|use_| &use_.factor));
        for factor in factors.clone() {
            number("a stock change factor", &factor.value, remedy).positive()?;
        }
        for (earlier, later) in self.changes.iter().zip(self.changes.iter().skip(1)) {
            if later.from <= earlier.from {
                return Err(Error::new(InputProblem::Range {
                    what: "years of use",
                    range: "that rise",
                    found: format!("{} and {}", earlier.from, later.from),
                    remedy: "list each change once, the earliest first",
                }));
            }
        }
        let defaults = [default_of(&self.reference_stock)];
        let defaults = defaults.into_iter().chain(factors.map(default_of));
        one_edition(STOCK_AND_FACTORS, defaults)
    }

    /// The factor of the use of a year.
    fn factor(&self, year: Exact) -> Exact {
        let begun = |use_: &&SoilUse| Exact::from(use_.from.number()) <= year;
        self.changes.iter().rev().find(begun).map_or(self.first.value, |use_| use_.factor.value)
    }

    /// The change of the factor in a year, times D.
    fn step_of_factor(
        &self,
        year: Year,
        formulation: SoilFormulation,
        transition: Exact,
    ) -> Result<Ratio> {
        let year = Exact::from(year.number());
        if formulation == SoilFormulation::AreasOnly {
            let before = self.factor(year.checked_sub(transition)?);
            return Ok(Ratio::of(self.factor(year).checked_sub(before)?));
        }
        let mut reached = Ratio::of(self.first.value);
        let mut uses = self.changes.iter().peekable();
        while let Some(use_) = uses.next() {
            let begin = Exact::from(use_.from.number());
            if begin > year {
                break;
            }
            let target = Ratio::of(use_.factor.value);
            let way = fraction::sum(target, fraction::product(reached, Ratio::of((-1).into()))?)?;
            let end = uses.peek().map(|next| Exact::from(next.from.number()));
            match end.filter(|end| *end <= year) {
                Some(end) => {
                    let years = end.checked_sub(begin)?.min(transition);
                    let part = fraction::quotient(Ratio::of(years), Ratio::of(transition))?;
                    reached = fraction::sum(reached, fraction::product(way, part)?)?;
                }
                None => {
                    // A last part of a year where the transition is not of whole years.
                    let gone = year.checked_sub(begin)?;
                    let left = transition.checked_sub(gone)?.min(Exact::ONE).max(Exact::ZERO);
                    return fraction::product(way, Ratio::of(left));
                }
            }
        }
        Ok(Ratio::of(Exact::ZERO))
    }
}

impl SoilCarbonHistory {
    /// The change in the year, rounded half-even at a microgram where it does not terminate.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, Year, number::Exact, unit::{Area, Rate, Years}};
    /// use climate_account::method::Sourced;
    /// use climate_account::method::land::{SoilCarbonHistory, SoilFormulation, SoilUnit, SoilUse};
    ///
    /// // Grassland that is cropland for ten years and grassland again, in the years after.
    /// let source = Source::new("IPCC", "2019 Refinement, volume 4", 2019, "Box 2.2")?;
    /// let factor = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
    /// let unit = SoilUnit {
    ///     area: Sourced::new(Quantity::<Area>::hectares(100), &source),
    ///     reference_stock: Sourced::new(Rate::new(100, "t C/ha")?, &source),
    ///     first: factor(100),
    ///     changes: vec![
    ///         SoilUse { from: Year::new(2001)?, factor: factor(80) },
    ///         SoilUse { from: Year::new(2011)?, factor: factor(100) },
    ///     ],
    /// };
    /// let change = |formulation| -> climate_account::Result<_> {
    ///     let history = SoilCarbonHistory {
    ///         units: vec![unit.clone()],
    ///         year: Sourced::new(Year::new(2011)?, &source),
    ///         formulation: Sourced::new(formulation, &source),
    ///         transition: Sourced::new(Quantity::<Years>::years(20), &source),
    ///     };
    ///     Ok(history.change()?.carbon().to_string())
    /// };
    /// assert_eq!(change(SoilFormulation::AreasOnly)?, "0 kg C"); // grassland now and 20 years ago
    /// assert_eq!(change(SoilFormulation::FollowedUnits)?, "50000 kg C"); // from 0.9 to 1 in 20 years
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn change(&self) -> Result<CarbonStockChange> {
        positive_years("a time until the soil settles", &self.transition.value, TWENTY_YEARS)?;
        self.units.iter().try_fold(CarbonStockChange::of(Quantity::ZERO), |sum, unit| {
            sum.and(self.change_of(unit)?)
        })
    }

    fn change_of(&self, unit: &SoilUnit) -> Result<CarbonStockChange> {
        unit.check()?;
        let transition = self.transition.value.base_value();
        let step = unit.step_of_factor(self.year.value, self.formulation.value, transition)?;
        let reference =
            Fraction::of(unit.area.value.base_value()).by(unit.reference_stock.value.ratio())?;
        let yearly = fraction::quotient(reference.by(step)?.ratio()?, Ratio::of(transition))?;
        carbon(yearly).map(CarbonStockChange::of)
    }
}

impl Calculation for SoilCarbonHistory {
    fn method(&self) -> Method {
        Method::SoilCarbonHistory
    }

    fn emissions(&self) -> Result<Emissions> {
        self.change()?.emissions()
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![
            step(&self.year, text::YEAR_OF_THE_ACCOUNT),
            step(&self.formulation, text::FORMULATION),
            step(&self.transition, text::YEARS_UNTIL_THE_SOIL_SETTLES),
        ];
        for unit in &self.units {
            steps.push(step(&unit.area, text::AREA));
            steps.push(step(&unit.reference_stock, text::REFERENCE_STOCK));
            steps.push(step(&unit.first, text::STOCK_CHANGE_FACTOR_FIRST));
            for SoilUse { from, factor } in &unit.changes {
                let what = text::STOCK_CHANGE_FACTOR_FROM.with(&[("year", from)]);
                steps.push(titled_step(factor, what));
            }
            let change = self.change_of(unit)?;
            steps.push(worked_step(&change, text::CHANGE_OF_THE_CARBON_OF_THE_UNIT));
        }
        steps.push(change_step(self.change()?));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn history(years: &[i64], factors: &[Exact], year: i64) -> SoilCarbonHistory {
        let changes = years.iter().zip(factors).map(|(year, factor)| SoilUse {
            from: Year::new(*year).unwrap(),
            factor: example(*factor),
        });
        SoilCarbonHistory {
            units: vec![SoilUnit {
                area: read("1 ha"),
                reference_stock: read("100 t C/ha"),
                first: example(Exact::ONE),
                changes: changes.collect(),
            }],
            year: example(Year::new(year).unwrap()),
            formulation: example(SoilFormulation::FollowedUnits),
            transition: read("20 yr"),
        }
    }

    #[test]
    fn a_transition_that_is_not_of_whole_years_ends_within_one() {
        let half = Exact::new(5, 1);
        let kilograms = |year| {
            let history = history(&[2001], &[half], year);
            let history = SoilCarbonHistory { transition: read("2.5 yr"), ..history };
            history.change().unwrap().carbon().to_string()
        };
        let years: Vec<String> = (2000..=2004).map(kilograms).collect();
        assert_eq!(years, ["0 kg C", "-20000 kg C", "-20000 kg C", "-10000 kg C", "0 kg C"]);
    }

    #[test]
    fn says_what_is_wrong() {
        let (half, one) = (Exact::new(5, 1), Exact::ONE);
        let text = |history: SoilCarbonHistory| history.emissions().unwrap_err().to_string();
        assert_eq!(
            text(history(&[2001, 2001], &[half, one], 2010)),
            "expected years of use that rise, found 2001 and 2001; list each change once, the \
             earliest first"
        );
        assert_eq!(
            text(history(&[2001], &[Exact::ZERO], 2010)),
            "expected a stock change factor above zero, found 0; take it from the table of the \
             guideline"
        );
        let never = SoilCarbonHistory { transition: read("0 yr"), ..history(&[], &[], 2010) };
        assert!(
            text(never).starts_with("expected a time until the soil settles above zero, found ")
        );
        let mut below = history(&[], &[], 2010);
        below.units[0].area = read("-1 ha");
        assert!(
            text(below.clone()).starts_with("expected an area of mineral soil of zero or more, ")
        );
        below.units[0].area = read("1 ha");
        below.units[0].reference_stock = read("-1 t C/ha");
        assert!(text(below).starts_with("expected a reference stock of zero or more, found -1 t "));
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_keeps_the_history() {
        let history = history(&[2001], &[Exact::new(5, 1)], 2010);
        let written = serde_json::to_string(&history).unwrap();
        assert!(written.contains(r#""formulation":{"value":"followed-units""#), "{written}");
        assert_eq!(serde_json::from_str::<SoilCarbonHistory>(&written).unwrap(), history);
        assert_eq!(history.steps().unwrap().len(), 9);
    }
}
