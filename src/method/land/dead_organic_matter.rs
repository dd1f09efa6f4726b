use super::CarbonStockChange;
use super::biomass::check_carbon;
use super::carbon_stock_change::change_step;
use super::soil_carbon::{TWENTY_YEARS, carbon, positive_years};
use crate::Quantity;
use crate::error::Result;
use crate::gas::Emissions;
use crate::method::fraction::{self, Fraction};
use crate::method::input_problem::{activity, rate};
use crate::method::sourced::step;
use crate::method::{Calculation, Method, Sourced, Step};
use crate::text::method::land as text;
use crate::unit::{Area, AreaYears, CarbonMass, DryMass, Rate, Ratio, Years};

/// What is known of the dead wood or the litter of an area.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, unit::{Rate, Years}};
/// use climate_account::method::{Sourced, land::DeadOrganicMatterChange};
///
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 4", 2006, "Table 2.2")?;
/// let planted = DeadOrganicMatterChange::Conversion {
///     before: Sourced::new(Rate::new(0, "t C/ha")?, &source),
///     after: Sourced::new(Rate::new(22, "t C/ha")?, &source),
///     transition: Sourced::new(Quantity::<Years>::years(20), &source),
/// };
/// assert!(matches!(planted, DeadOrganicMatterChange::Conversion { .. }));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum DeadOrganicMatterChange {
    /// The use changes: from the stock of the old use to that of the new one, equation 2.23.
    Conversion {
        /// The stock of the old use, `C_o`.
        before: Sourced<Rate<CarbonMass, Area>>,
        /// The stock of the new use, `C_n`.
        after: Sourced<Rate<CarbonMass, Area>>,
        /// The years that it takes, T: 20 for a gain, 1 for what is lost on clearing.
        transition: Sourced<Quantity<Years>>,
    },
    /// The use stays: what falls minus what decays, equation 2.18.
    Transfers {
        /// What falls in a year, `DOM_in`.
        into: Sourced<Rate<DryMass, AreaYears>>,
        /// What decays in a year, `DOM_out`.
        out_of: Sourced<Rate<DryMass, AreaYears>>,
        /// Carbon in dry matter, CF.
        carbon: Sourced<Rate<CarbonMass, DryMass>>,
    },
    /// The use stays: two surveys, equation 2.19.
    Stocks {
        /// The stock of the first survey.
        first: Sourced<Rate<DryMass, Area>>,
        /// The stock of the last survey.
        last: Sourced<Rate<DryMass, Area>>,
        /// The years between, T.
        period: Sourced<Quantity<Years>>,
        /// Carbon in dry matter, CF.
        carbon: Sourced<Rate<CarbonMass, DryMass>>,
    },
}

/// Dead wood or litter of an area.
///
/// ```text
/// conversion    dC = A x (C_n - C_o) / T
/// same use      dC = A x (DOM_in - DOM_out) x CF, or A x (DOM_t2 - DOM_t1) / T x CF
/// ```
///
/// IPCC 2006, volume 4, equations 2.17 to 2.19 and 2.23. Tier 1 has no change where the use stays.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, gas::Gas, number::{Exact, Rounding}, unit::{Area, CarbonMass, Rate, Years}};
/// use climate_account::method::{Calculation, Sourced};
/// use climate_account::method::land::{DeadOrganicMatter, DeadOrganicMatterChange};
///
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 4", 2006, "Table 2.2")?;
/// let litter = DeadOrganicMatter {
///     area: Sourced::new(Quantity::<Area>::hectares(10), &source),
///     change: DeadOrganicMatterChange::Conversion {
///         before: Sourced::new(Rate::new(0, "t C/ha")?, &source),
///         after: Sourced::new(Rate::new(22, "t C/ha")?, &source),
///         transition: Sourced::new(Quantity::<Years>::years(20), &source),
///     },
/// };
/// assert_eq!(litter.change()?.carbon(), Quantity::<CarbonMass>::tonnes(11));
/// let gas = litter.emissions()?.tonnes(Gas::CO2).round(Rounding::decimals(10))?;
/// assert_eq!(gas, "-40.3333333333".parse::<Exact>()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero, years that are not above zero
/// and a carbon content that is not above 0 and up to 1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct DeadOrganicMatter {
    /// The area; for a conversion all land that is still in transition.
    pub area: Sourced<Quantity<Area>>,
    /// What is known.
    pub change: DeadOrganicMatterChange,
}

impl DeadOrganicMatter {
    /// The change in the year, rounded half-even at a microgram where it does not terminate.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, number::Exact, unit::{Area, CarbonMass, Rate}};
    /// use climate_account::method::Sourced;
    /// use climate_account::method::land::{DeadOrganicMatter, DeadOrganicMatterChange};
    ///
    /// let source = Source::new("Odder Kommune", "Forest plan 2023", 2024, "page 3")?;
    /// let litter = DeadOrganicMatter {
    ///     area: Sourced::new(Quantity::<Area>::hectares(10), &source),
    ///     change: DeadOrganicMatterChange::Transfers {
    ///         into: Sourced::new(Rate::new(3, "t DM/ha/yr")?, &source),
    ///         out_of: Sourced::new(Rate::new(5, "t DM/ha/yr")?, &source),
    ///         carbon: Sourced::new(Rate::new(Exact::new(5, 1), "t C/t DM")?, &source),
    ///     },
    /// };
    /// assert_eq!(litter.change()?.carbon(), Quantity::<CarbonMass>::tonnes(-10));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    pub fn change(&self) -> Result<CarbonStockChange> {
        activity("an area with dead organic matter", self.area.value)?;
        let remedy = "take it from the forest inventory or a guideline";
        let area = Fraction::of(self.area.value.base_value());
        let yearly = match &self.change {
            DeadOrganicMatterChange::Conversion { before, after, transition } => {
                rate("a stock of dead organic matter", &before.value, remedy)?;
                rate("a stock of dead organic matter", &after.value, remedy)?;
                positive_years("a time of transition", &transition.value, TWENTY_YEARS)?;
                let per_area = minus(after.value.ratio(), before.value.ratio())?;
                area.by(per_area)?.over(transition.value.base_value())?
            }
            DeadOrganicMatterChange::Transfers { into, out_of, carbon } => {
                rate("a transfer of dead organic matter", &into.value, remedy)?;
                rate("a transfer of dead organic matter", &out_of.value, remedy)?;
                check_carbon(carbon)?;
                let per_area = minus(into.value.ratio(), out_of.value.ratio())?;
                area.by(per_area)?.by(carbon.value.ratio())?
            }
            DeadOrganicMatterChange::Stocks { first, last, period, carbon } => {
                rate("a stock of dead organic matter", &first.value, remedy)?;
                rate("a stock of dead organic matter", &last.value, remedy)?;
                positive_years("a time between surveys", &period.value, "give the years between")?;
                check_carbon(carbon)?;
                let per_area = minus(last.value.ratio(), first.value.ratio())?;
                area.by(per_area)?.by(carbon.value.ratio())?.over(period.value.base_value())?
            }
        };
        carbon(yearly.ratio()?).map(CarbonStockChange::of)
    }
}

fn minus(left: Ratio, right: Ratio) -> Result<Ratio> {
    fraction::sum(left, fraction::product(right, Ratio::of((-1).into()))?)
}

impl Calculation for DeadOrganicMatter {
    fn method(&self) -> Method {
        Method::DeadOrganicMatter
    }

    fn emissions(&self) -> Result<Emissions> {
        self.change()?.emissions()
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![step(&self.area, text::AREA)];
        match &self.change {
            DeadOrganicMatterChange::Conversion { before, after, transition } => {
                steps.push(step(before, text::STOCK_BEFORE));
                steps.push(step(after, text::STOCK_AFTER));
                steps.push(step(transition, text::TIME_OF_TRANSITION));
            }
            DeadOrganicMatterChange::Transfers { into, out_of, carbon } => {
                steps.push(step(into, text::LITTER_THAT_FALLS));
                steps.push(step(out_of, text::LITTER_THAT_DECAYS));
                steps.push(step(carbon, text::CARBON_IN_DRY_MATTER));
            }
            DeadOrganicMatterChange::Stocks { first, last, period, carbon } => {
                steps.push(step(first, text::STOCK_OF_THE_FIRST_SURVEY));
                steps.push(step(last, text::STOCK_OF_THE_LAST_SURVEY));
                steps.push(step(period, text::YEARS_BETWEEN_THE_SURVEYS));
                steps.push(step(carbon, text::CARBON_IN_DRY_MATTER));
            }
        }
        steps.push(change_step(self.change()?));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::read;

    fn of(change: DeadOrganicMatterChange) -> DeadOrganicMatter {
        DeadOrganicMatter { area: read("10 ha"), change }
    }

    fn conversion(before: &str, after: &str, years: &str) -> DeadOrganicMatterChange {
        DeadOrganicMatterChange::Conversion {
            before: read(before),
            after: read(after),
            transition: read(years),
        }
    }

    fn stocks(first: &str, last: &str, years: &str) -> DeadOrganicMatterChange {
        DeadOrganicMatterChange::Stocks {
            first: read(first),
            last: read(last),
            period: read(years),
            carbon: read("0.4 t C/t DM"),
        }
    }

    fn transfers(into: &str, out_of: &str) -> DeadOrganicMatterChange {
        DeadOrganicMatterChange::Transfers {
            into: read(into),
            out_of: read(out_of),
            carbon: read("0.4 t C/t DM"),
        }
    }

    #[test]
    fn clearing_loses_the_stock_in_a_year() {
        let cleared = of(conversion("22 t C/ha", "0 t C/ha", "1 yr"));
        assert_eq!(cleared.change().unwrap().carbon().to_string(), "-220000 kg C");
        let surveyed = of(stocks("20 t DM/ha", "25 t DM/ha", "5 yr"));
        assert_eq!(surveyed.change().unwrap().carbon().to_string(), "4000 kg C");
        let steps = [cleared, surveyed, of(transfers("1 t DM/ha/yr", "1 t DM/ha/yr"))]
            .map(|matter| matter.steps().unwrap().len());
        assert_eq!(steps, [5, 6, 5]);
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |change| of(change).change().unwrap_err().to_string();
        let texts = [
            (
                text(conversion("-1 t C/ha", "1 t C/ha", "1 yr")),
                "a stock of dead organic matter of zero or more, found -1 t C/ha; take it from the \
                 forest inventory or a guideline",
            ),
            (
                text(conversion("1 t C/ha", "1 t C/ha", "0 yr")),
                "a time of transition above zero, found 0 yr; the guidelines take 20 years",
            ),
            (
                text(stocks("1 t DM/ha", "1 t DM/ha", "0 yr")),
                "a time between surveys above zero, found 0 yr; give the years between",
            ),
            (
                text(transfers("1 t DM/ha/yr", "-1 t DM/ha/yr")),
                "a transfer of dead organic matter of zero or more, found -1 t DM/ha/yr; take it \
                 from the forest inventory or a guideline",
            ),
        ];
        for (text, expected) in texts {
            assert_eq!(text, format!("expected {expected}"));
        }
        let area = read("-1 ha");
        let change = conversion("1 t C/ha", "1 t C/ha", "1 yr");
        let error = DeadOrganicMatter { area, change }.change().unwrap_err();
        let text = "expected an area with dead organic matter of zero or more, found -10000 m2; ";
        assert!(error.to_string().starts_with(text));
    }
}
