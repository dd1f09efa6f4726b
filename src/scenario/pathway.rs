use std::sync::Arc;

use super::projected_line::{State, Supplied};
use super::projection::{Projection, profile};
use super::supply::YearFactors;
use crate::account::Activity;
use crate::error::Result;
use crate::factor::FactorMatch;
use crate::gas::{Co2e, Emissions};
use crate::number::Exact;
use crate::series::{AnnualValue, Series};
use crate::{Account, Year};

/// The emissions of a scenario with a package of measures, year by year, from
/// [`Projection::evaluate`].
///
/// # Examples
///
/// ```
/// use climate_account::{Result, Year, account::Facet, scenario::Pathway};
///
/// /// Sectors in 2030: a pathway is an account of every year.
/// fn sectors(pathway: &Pathway) -> Result<()> {
///     let account = pathway.account()?;
///     let year = Year::new(2030)?;
///     for row in account.select(|line| line.year() == year).totals(&[Facet::Sector])?.rows() {
///         println!("{}: {}", row.label(0), row.total().co2e()?);
///     }
///     Ok(())
/// }
/// # let _ = sectors;
/// # assert!(true);
/// ```
#[derive(Debug)]
pub struct Pathway<'a> {
    projection: &'a Projection<'a>,
    /// By year, then by line.
    states: Vec<Vec<State>>,
    /// By year, where plants change the factors of networks.
    supply: Option<Arc<[YearFactors]>>,
}

impl<'a> Pathway<'a> {
    pub(super) fn new(
        projection: &'a Projection<'a>,
        states: Vec<Vec<State>>,
        supply: Option<Arc<[YearFactors]>>,
    ) -> Pathway<'a> {
        Pathway { projection, states, supply }
    }

    pub(super) fn supplied(&self, year: usize) -> Supplied<'_> {
        self.supply.as_ref()?.get(year)
    }

    pub(super) fn projection(&self) -> &'a Projection<'a> {
        self.projection
    }

    /// By year, then by line.
    pub(super) fn states(&self) -> &[Vec<State>] {
        &self.states
    }

    /// The masses of gases of a projected year; none outside of them.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Result, Year, gas::Gas, number::Exact, scenario::Pathway};
    ///
    /// fn methane(pathway: &Pathway, year: Year) -> Result<Exact> {
    ///     Ok(pathway.emissions(year)?.tonnes(Gas::CH4_NON_FOSSIL))
    /// }
    /// # let _ = methane;
    /// # assert!(true);
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn emissions(&self, year: Year) -> Result<Emissions> {
        let index = self.projection.years().iter().position(|known| *known == year);
        let Some((index, states)) = index.and_then(|index| Some((index, self.states.get(index)?)))
        else {
            return Ok(Emissions::none());
        };
        let (mut sum, supply) = (Emissions::none(), self.supplied(index));
        for (line, state) in self.projection.lines().iter().zip(states) {
            if line.activity().memo_item().is_none() {
                sum = sum.and(&line.emissions(index, *state, supply)?)?;
            }
        }
        Ok(sum)
    }

    /// The net emissions of a year in CO2e of the account's GWP set, memo items left out.
    ///
    /// # Examples
    ///
    /// See [`Projection`]:
    ///
    /// ```
    /// use climate_account::{Result, Year, scenario::Pathway};
    ///
    /// fn halved(pathway: &Pathway, first: Year, later: Year) -> Result<bool> {
    ///     let (before, after) = (pathway.co2e(first)?.tonnes(), pathway.co2e(later)?.tonnes());
    ///     Ok(after.checked_mul(2.into())? <= before)
    /// }
    /// # let _ = halved;
    /// # assert!(true);
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingGwpValue`](crate::ErrorKind::MissingGwpValue) where the set has no value for a gas.
    pub fn co2e(&self, year: Year) -> Result<Co2e> {
        let set = profile(self.projection).gwp_set();
        let index = self.projection.years().iter().position(|known| *known == year);
        let grams = index.and_then(|index| {
            let states = self.states.get(index)?;
            let (weights, lines) = (self.projection.weights(), self.projection.lines());
            weights.grams(lines, index, (states, self.supplied(index)), set)
        });
        match grams {
            Some(grams) => Ok(Co2e::from_grams(grams, set.clone())),
            // By its gases, which says what is wrong.
            None => self.emissions(year)?.split(|gas| gas.memo().is_none()).0.to_co2e(set),
        }
    }

    pub(super) fn tonnes_by_year(&self) -> Result<Vec<Exact>> {
        self.projection.years().iter().map(|year| Ok(self.co2e(*year)?.tonnes())).collect()
    }

    /// The tonnes of CO2e of every projected year as a series, for sums, gaps and harmonisation.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Result, number::Exact, scenario::Pathway, series::CumulativeRule};
    ///
    /// fn cumulative(pathway: &Pathway) -> Result<Exact> {
    ///     let series = pathway.series()?;
    ///     let (first, last) = series.span();
    ///     series.cumulative(first, last, CumulativeRule::AnnualSum)
    /// }
    /// # let _ = cumulative;
    /// # assert!(true);
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`co2e`](Pathway::co2e).
    pub fn series(&self) -> Result<Series> {
        let values = self.tonnes_by_year()?.into_iter().map(AnnualValue::Number);
        let years = self.projection.years().iter().copied();
        Series::new("t CO2e/yr".parse()?, years.zip(values))
    }

    /// The account with its own years as they are and every projected year after them, computed by
    /// the same methods.
    ///
    /// A line that a measure left with a share of its emissions carries that share in its
    /// explanation; lines that a measure adds have its id as their path.
    ///
    /// # Examples
    ///
    /// See [`Pathway`]:
    ///
    /// ```
    /// use climate_account::{Language, Result, report::Explain, scenario::Pathway};
    ///
    /// fn explain_last(pathway: &Pathway) -> Result<Option<String>> {
    ///     let account = pathway.account()?;
    ///     account.entries().last().map(|entry| entry.explain(Language::Danish)).transpose()
    /// }
    /// # let _ = explain_last;
    /// # assert!(true);
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Account::compute`].
    pub fn account(&self) -> Result<Account> {
        Ok(self.account_and_factors()?.0)
    }

    /// The account, and the factor of each of its lines, also where a measure left a share of it.
    pub(crate) fn account_and_factors(&self) -> Result<(Account, Vec<Option<&FactorMatch>>)> {
        let projection = self.projection;
        let history = projection.account().entries();
        let (mut lines, mut factors): (Vec<Activity>, Vec<Option<&FactorMatch>>) =
            history.map(|entry| (entry.activity().clone(), entry.factor())).unzip();
        let scenario = projection.scenario();
        for ((index, year), states) in
            projection.years().iter().copied().enumerate().zip(&self.states)
        {
            for (line, state) in projection.lines().iter().zip(states) {
                let own = scenario.measures.iter().any(|measure| {
                    let path = line.activity().text(crate::account::TextFacet::Path);
                    path.is_some_and(|path| **path == *measure.id())
                });
                let supplied = self.supplied(index);
                if let Some(activity) =
                    line.projected((index, year), (*state, supplied), scenario, own)?
                {
                    lines.push(activity);
                    factors.push(line.found(index));
                }
            }
        }
        let account = match &self.supply {
            None => Account::compute(lines, profile(projection), projection.factors()),
            Some(supply) => {
                let factors = projection.factors_with(supply)?;
                Account::compute(lines, profile(projection), &factors)
            }
        }?;
        Ok((account, factors))
    }
}
