use super::attribution::{Attribution, AttributionRule};
use super::projection::profile;
use super::{LineFilter, Pathway, Projection};
use crate::Year;
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::number::Exact;

impl Projection<'_> {
    /// What each measure deserves on some of the lines, by year, in tonnes of CO2e: of a sector, a place,
    /// a carrier. Lines that measures add are among them. The effects on sectors that together are all
    /// add up to those on the whole.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Result, scenario::{AttributionRule, LineFilter, Projection}};
    ///
    /// /// Measure by measure, what it takes off transport in the last year.
    /// fn in_transport(projection: &Projection) -> Result<Vec<String>> {
    ///     let transport = LineFilter::new().sector("gpc:II".parse()?);
    ///     let by_year = projection.attribute_lines(&AttributionRule::Shapley, &transport)?;
    ///     let last = by_year.last().map(|(_, attribution)| attribution.effects.clone());
    ///     Ok(last.unwrap_or_default().iter().map(|tonnes| tonnes.to_string()).collect())
    /// }
    /// # let _ = in_transport;
    /// # assert!(true);
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`attribute_each`](Projection::attribute_each).
    pub fn attribute_lines(
        &self,
        rule: &AttributionRule,
        lines: &LineFilter,
    ) -> Result<Vec<(Year, Attribution)>> {
        let set = profile(self).gwp_set();
        let effects = self.attribute_each(rule, |pathway| {
            pathway.by_year(Some(lines), |emissions| {
                let (counted, _) = emissions.split(|gas| gas.memo().is_none());
                Ok(counted.to_co2e(set)?.tonnes())
            })
        })?;
        Ok(self.years().iter().copied().zip(effects).collect())
    }

    /// What each measure deserves of a gas, by year, in tonnes of the gas.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Result, Year, gas::Gas, scenario::{Attribution, AttributionRule, Projection}};
    ///
    /// fn methane(projection: &Projection) -> Result<Vec<(Year, Attribution)>> {
    ///     projection.attribute_gas(&AttributionRule::Shapley, Gas::CH4_NON_FOSSIL)
    /// }
    /// # let _ = methane;
    /// # assert!(true);
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`attribute_each`](Projection::attribute_each).
    pub fn attribute_gas(
        &self,
        rule: &AttributionRule,
        gas: Gas,
    ) -> Result<Vec<(Year, Attribution)>> {
        let tonnes = |emissions: Emissions| Ok(emissions.tonnes(gas));
        let effects = self.attribute_each(rule, |pathway| pathway.by_year(None, tonnes))?;
        Ok(self.years().iter().copied().zip(effects).collect())
    }
}

impl Pathway<'_> {
    /// A value of the masses of lines in each year, memo items left out.
    fn by_year(
        &self,
        lines: Option<&LineFilter>,
        value: impl Fn(Emissions) -> Result<Exact>,
    ) -> Result<Vec<Exact>> {
        let projection = self.projection();
        let wanted: Vec<bool> = projection
            .lines()
            .iter()
            .map(|line| {
                let matches = |lines: &LineFilter| lines.matches(line.activity());
                line.is_counted() && lines.is_none_or(matches)
            })
            .collect();
        let in_year = |(index, states): (usize, &Vec<_>)| {
            let mut sum = Emissions::none();
            let lines = projection.lines().iter().zip(states).zip(&wanted);
            for ((line, state), _) in lines.filter(|(_, wanted)| **wanted) {
                sum = sum.and(&line.emissions(index, *state, self.supplied(index))?)?;
            }
            value(sum)
        };
        self.states().iter().enumerate().map(in_year).collect()
    }
}
