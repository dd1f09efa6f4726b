use super::ChartOptions;
use super::cell::ChartCell;
use super::drawing::{Drawing, Fill};
use super::palette::{BLUE, GREY, ORANGE};
use super::problem::ChartProblem;
use super::rows::{self, Row};
use super::scale::{Ticks, decimals_for};
use super::sheet::Sheet;
use super::svg::render;
use crate::Language;
use crate::account::Totals;
use crate::ensemble::Contribution;
use crate::error::{Error, Result};
use crate::number::{Exact, ExactSum};
use crate::report::number_text;
use crate::text::chart as texts;

/// What is largest: bars in falling order of size, whatever their sign.
///
/// Sources of emissions, inputs that decide an uncertainty, effects of measures. What is missing is
/// hatched and comes last.
///
/// # Examples
///
/// ```
/// use climate_account::{Language, report::chart::{ChartOptions, RankedBars}};
///
/// // Skive 2023: Energistyrelsen, Klimaregnskabet, state of 18 May 2026
/// let chart = RankedBars::new([
///     ("Energi", "32748.3".parse()?),
///     ("Transport", "71324.7".parse()?),
///     ("Landbrug og arealer", "240247.4".parse()?),
///     ("Deponi og spildevand", "49374.0".parse()?),
///     ("Kemiske processer", "2979.3".parse()?),
/// ]);
/// let svg = chart.svg(&ChartOptions::new(Language::Danish, "Skives udledning i 2023", "ton CO2e"))?;
/// let place = |text: &str| svg.find(text).unwrap();
/// assert!(place(">Landbrug og arealer<") < place(">Transport<"));
/// assert!(svg.contains(">240.247</text>"));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankedBars {
    /// Names and values, in any order.
    pub bars: Vec<(String, ChartCell)>,
    /// How many bars to show; the others become one.
    pub limit: Option<usize>,
}

impl RankedBars {
    /// Bars of numbers.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::report::chart::{ChartCell, RankedBars};
    ///
    /// let chart = RankedBars::new([("Transport", 5.into())]);
    /// assert_eq!(chart.bars, [("Transport".to_owned(), ChartCell::Number(5.into()))]);
    /// ```
    #[must_use]
    pub fn new<N: Into<String>>(bars: impl IntoIterator<Item = (N, Exact)>) -> RankedBars {
        let bar = |(name, value): (N, Exact)| (name.into(), ChartCell::Number(value));
        RankedBars { bars: bars.into_iter().map(bar).collect(), limit: None }
    }

    /// Shows the largest only, and the sum of the others as one bar.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, report::chart::{ChartOptions, RankedBars}};
    ///
    /// let chart = RankedBars::new([("a", 50.into()), ("b", 30.into()), ("c", 5.into()), ("d", (-1).into())]).limit(2);
    /// let svg = chart.svg(&ChartOptions::new(Language::English, "Emissions", "t CO2e"))?;
    /// assert!(svg.contains(">Others (2)</text>"));
    /// assert!(svg.contains(">4</text>"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn limit(self, bars: usize) -> RankedBars {
        RankedBars { limit: Some(bars), ..self }
    }

    /// From totals of an account by one facet, in tonnes of CO2e.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::{Facet, NotationKey, NotationKeys};
    /// use climate_account::gas::{Emissions, Gas, GwpSet};
    /// use climate_account::report::chart::{ChartCell, RankedBars};
    /// use climate_account::{Account, Activity, FactorSet, Language, Profile, Source, Year};
    ///
    /// let (year, source) = (Year::new(2023)?, Source::new("Samsø Kommune", "Account", 2024, "table 1")?);
    /// let emissions = Emissions::from_tonnes(Gas::CO2, 40);
    /// let not_estimated = NotationKeys::new(NotationKey::NotEstimated);
    /// let lines = [
    ///     Activity::new("Samsø", year, "danish:energy".parse()?, emissions, &source),
    ///     Activity::new("Samsø", year, "danish:transport".parse()?, not_estimated, &source),
    /// ];
    /// let account = Account::compute(lines, &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    /// let chart = RankedBars::of_totals(&account.totals(&[Facet::Sector])?, Language::English)?;
    /// assert_eq!(chart.bars[0], ("Energy".to_owned(), ChartCell::Number(40.into())));
    /// assert_eq!(chart.bars[1], ("Transport".to_owned(), ChartCell::Missing));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for totals by none or several facets, and the
    /// errors of [`Total::co2e`](crate::account::Total::co2e).
    pub fn of_totals(totals: &Totals<'_>, language: Language) -> Result<RankedBars> {
        let found = totals.facets().len();
        if found != 1 {
            return Err(Error::new(ChartProblem::OneFacet { found }));
        }
        let bar = |row: crate::account::TotalsRow<'_, '_>| {
            Ok((super::name_of(row.label(0), language), ChartCell::of_total(&row.total())?))
        };
        Ok(RankedBars { bars: totals.rows().map(bar).collect::<Result<_>>()?, limit: None })
    }

    /// From the shares of inputs in the variance of a result, in per cent.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{ensemble::Contribution, report::chart::{ChartCell, RankedBars}};
    ///
    /// let inputs = [Contribution { variable: "factor: peat soils".into(), share: 0.625 }];
    /// let chart = RankedBars::of_contributions(&inputs)?;
    /// assert_eq!(chart.bars[0].1, ChartCell::Number("62.5".parse()?));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidNumber`](crate::ErrorKind::InvalidNumber) for a share that is not a number.
    pub fn of_contributions(contributions: &[Contribution]) -> Result<RankedBars> {
        let bar = |contribution: &Contribution| {
            let share = super::exact(contribution.share)?;
            Ok((contribution.variable.clone(), share.checked_mul(100.into())?))
        };
        let bars = contributions.iter().map(bar).collect::<Result<Vec<_>>>()?;
        Ok(RankedBars::new(bars))
    }

    /// The chart as an SVG element.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, report::chart::{ChartOptions, RankedBars}};
    ///
    /// let options = ChartOptions::new(Language::English, "Contributions", "%");
    /// let svg = RankedBars::new([("peat soils", "62.5".parse()?)]).svg(&options)?;
    /// assert!(svg.contains("<title>peat soils: 62.5 %</title>"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) without bars,
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a width that cannot be read,
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn svg(&self, options: &ChartOptions) -> Result<String> {
        Ok(render(&self.draw(options)?, options))
    }

    /// The bars in order, the others as one after them.
    fn ranked(&self, language: Language) -> Result<(Vec<(String, ChartCell)>, bool)> {
        let mut bars = self.bars.clone();
        bars.sort_by_key(|(_, cell)| core::cmp::Reverse(cell.number().map(Exact::abs)));
        let limit = self.limit.unwrap_or(bars.len());
        let others = bars.split_off(limit.min(bars.len()));
        if others.is_empty() {
            return Ok((bars, false));
        }
        let sum = others.iter().filter_map(|(_, cell)| cell.number());
        let sum = sum.collect::<ExactSum>().total()?;
        let complete = others.iter().all(|(_, cell)| matches!(cell, ChartCell::Number(_)));
        let cell = if complete { ChartCell::Number(sum) } else { ChartCell::Incomplete(sum) };
        bars.push((texts::OTHERS.filled(language, &[("count", &others.len())]), cell));
        Ok((bars, true))
    }

    pub(super) fn draw(&self, options: &ChartOptions) -> Result<Drawing> {
        if self.bars.is_empty() {
            return Err(Error::new(ChartProblem::Nothing { what: "a bar" }));
        }
        let language = options.language;
        let (bars, with_others) = self.ranked(language)?;
        let values = || bars.iter().filter_map(|(_, cell)| cell.number());
        let decimals = decimals_for(values());
        let low = values().chain([Exact::ZERO]).min().unwrap_or_default();
        let high = values().chain([Exact::ZERO]).max().unwrap_or_default();
        let ticks = Ticks::covering(low, high, 4)?.trimmed()?;
        let mut rows = Vec::with_capacity(bars.len());
        for (index, (name, cell)) in bars.iter().enumerate() {
            let last = with_others && index + 1 == bars.len();
            let colour = match cell.number() {
                Some(value) if value.is_negative() => ORANGE,
                _ if last => GREY,
                _ => BLUE,
            };
            let number = |value| number_text(value, decimals, language);
            let (value, fill) = match cell {
                ChartCell::Number(value) => (number(*value), Fill::Colour(colour)),
                ChartCell::Incomplete(value) => {
                    let incomplete = texts::NOT_COMPLETE.in_language(language);
                    (format!("{} ({incomplete})", number(*value)), Fill::Striped(colour))
                }
                ChartCell::Missing => {
                    (texts::NO_VALUE.in_language(language).to_owned(), Fill::Hatched)
                }
            };
            let bar = cell.number().map(|value| (Exact::ZERO, value));
            rows.push(Row { name: name.clone(), value, bar, fill, bold: false, level: None });
        }
        let mut sheet = Sheet::new(options)?;
        let bottom = rows::draw(&mut sheet, &rows, &ticks)?;
        Ok(sheet.finish(bottom, &[], &rows::description(&rows)))
    }
}
