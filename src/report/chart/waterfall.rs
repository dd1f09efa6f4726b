use super::ChartOptions;
use super::drawing::{Drawing, Fill};
use super::palette::{BLUE, DARK_GREY, ORANGE};
use super::problem::ChartProblem;
use super::rows::{self, Row};
use super::scale::{Ticks, decimals_for};
use super::sheet::Sheet;
use super::svg::render;
use crate::decomposition::{Decomposition, Identity};
use crate::error::{Error, Result};
use crate::number::{Exact, ExactSum};
use crate::report::number_text;
use crate::text::chart as texts;
use crate::{Language, Title};

/// Why a number changed: from the old one by named steps to the new one, which they reach exactly.
///
/// Where the steps are small beside the totals, the axis does not begin at zero; the bars of the totals
/// are then broken, and a note says so.
///
/// # Examples
///
/// ```
/// use climate_account::{Language, report::chart::{ChartOptions, Waterfall}};
///
/// // Skive 2018 to 2023: Energistyrelsen, Klimaregnskabet, state of 18 May 2026
/// let chart = Waterfall::new(
///     ("2018", "471087.3".parse()?),
///     [
///         ("Energi", "-57574.5".parse()?),
///         ("Transport", "-4911.8".parse()?),
///         ("Landbrug og arealer", "-45872.8".parse()?),
///         ("Deponi og spildevand", "37776.5".parse()?),
///         ("Kemiske processer", "-3831.0".parse()?),
///     ],
///     ("2023", "396673.7".parse()?),
/// )?;
/// let svg = chart.svg(&ChartOptions::new(Language::Danish, "Skive fra 2018 til 2023", "ton CO2e"))?;
/// assert!(svg.contains(">-45.873</text>"));
///
/// let error = Waterfall::new(("2018", 10.into()), [("Energy", (-1).into())], ("2023", 8.into())).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "expected steps that lead from 10 to 8, found that they lead to 9; add the step that is left out",
/// );
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waterfall {
    start: (String, Exact),
    steps: Vec<(String, Exact)>,
    end: (String, Exact),
}

impl Waterfall {
    /// From a start by named steps to an end.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::report::chart::Waterfall;
    ///
    /// assert!(Waterfall::new(("2022", 10.into()), [("Energy", (-2).into())], ("2023", 8.into())).is_ok());
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for steps that do not add up,
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn new<N: Into<String>>(
        (first, start): (impl Into<String>, Exact),
        steps: impl IntoIterator<Item = (N, Exact)>,
        (last, end): (impl Into<String>, Exact),
    ) -> Result<Waterfall> {
        let steps: Vec<(String, Exact)> =
            steps.into_iter().map(|(name, step)| (name.into(), step)).collect();
        let values = steps.iter().map(|(_, step)| *step).chain([start]);
        let found = values.collect::<ExactSum>().total()?;
        if found != end {
            let [start, end, found] = [start, end, found].map(|value| value.to_string());
            return Err(Error::new(ChartProblem::NotAddingUp { start, end, found }));
        }
        Ok(Waterfall { start: (first.into(), start), steps, end: (last.into(), end) })
    }

    /// From a decomposition: a step for each factor, and one for what no factor has alone, if there is
    /// any.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::decomposition::{DecompositionRule, Identity, LineValues};
    /// use climate_account::{Language, Title, report::chart::{ChartOptions, Waterfall}};
    ///
    /// let identity = Identity::new([Title::new("Areal", "Area"), Title::new("Faktor", "Factor")])?;
    /// let before = [LineValues::new("soil", ["100".parse()?, "5".parse()?])];
    /// let after = [LineValues::new("soil", ["80".parse()?, "4".parse()?])];
    /// let change = identity.decompose(&before, &after, DecompositionRule::Shapley)?;
    /// let chart = Waterfall::of_decomposition(&identity, &change, ("2020", "2023"), Language::Danish)?;
    /// let svg = chart.svg(&ChartOptions::new(Language::Danish, "Lavbund", "ton CO2e"))?;
    /// assert!(svg.contains(">Areal</text>") && svg.contains(">-90</text>"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`new`](Waterfall::new).
    pub fn of_decomposition(
        identity: &Identity,
        change: &Decomposition,
        (first, last): (impl Into<String>, impl Into<String>),
        language: Language,
    ) -> Result<Waterfall> {
        let names = identity.factors().iter().map(|title| title.in_language(language).to_owned());
        let mut steps: Vec<(String, Exact)> = names.zip(change.effects.iter().copied()).collect();
        if !change.interaction.is_zero() {
            let name = texts::INTERACTION.in_language(language).to_owned();
            steps.push((name, change.interaction));
        }
        Waterfall::new((first, change.start), steps, (last, change.end))
    }

    /// From a comparison of two accounts: by cause, or by a facet such as the sector.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let account = |year: i64, tonnes: i64| -> climate_account::Result<Account> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
    /// #     let line = Activity::new("Samsø", Year::new(year)?, "gpc:V.1".parse()?, emissions, &source);
    /// #     Account::compute([line], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))
    /// # };
    /// use climate_account::account::{Facet, compare};
    /// use climate_account::{Language, report::chart::{ChartOptions, Waterfall}};
    ///
    /// let (old, new) = (account(2018, 100)?, account(2023, 80)?);
    /// let bars = compare(&old, &new)?.waterfall_by(&Facet::Sector)?;
    /// let chart = Waterfall::of_comparison(&bars, Language::English)?;
    /// let svg = chart.svg(&ChartOptions::new(Language::English, "Samsø", "t CO2e"))?;
    /// assert!(svg.contains(">-20</text>"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`new`](Waterfall::new).
    pub fn of_comparison(
        comparison: &crate::account::Waterfall,
        language: Language,
    ) -> Result<Waterfall> {
        let named =
            |(title, value): &(Title, Exact)| (title.in_language(language).to_owned(), *value);
        let steps = comparison.steps.iter().map(named);
        Waterfall::new(named(&comparison.start), steps, named(&comparison.end))
    }

    /// The chart as an SVG element.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, report::chart::{ChartOptions, Waterfall}};
    ///
    /// let chart = Waterfall::new(("2022", 10.into()), [("Energy", (-2).into())], ("2023", 8.into()))?;
    /// let svg = chart.svg(&ChartOptions::new(Language::English, "Odder", "kt CO2e"))?;
    /// assert!(svg.contains("<title>Energy: -2 kt CO2e</title>"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a width that cannot be read,
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn svg(&self, options: &ChartOptions) -> Result<String> {
        Ok(render(&self.draw(options)?, options))
    }

    /// The levels before and after each step.
    fn levels(&self) -> Result<Vec<Exact>> {
        let mut levels = vec![self.start.1];
        let mut sum: ExactSum = [self.start.1].into_iter().collect();
        for (_, step) in &self.steps {
            sum.add(*step);
            levels.push(sum.clone().total()?);
        }
        Ok(levels)
    }

    pub(super) fn draw(&self, options: &ChartOptions) -> Result<Drawing> {
        let language = options.language;
        let levels = self.levels()?;
        let low = levels.iter().min().copied().unwrap_or_default();
        let high = levels.iter().max().copied().unwrap_or_default();
        let span = high.checked_sub(low)?;
        // Steps of less than a quarter of the totals would be slivers on an axis from zero.
        let cut = span.is_positive() && low.is_positive() && span.checked_mul(4.into())? < high;
        let ticks = if cut {
            Ticks::covering(low.checked_sub(span.checked_mul(Exact::new(5, 1))?)?, high, 4)?
        } else {
            let (low, high) = (low.min(Exact::ZERO), high.max(Exact::ZERO));
            Ticks::covering(low, high, 4)?.trimmed()?
        };
        let foot = if cut { ticks.range().0 } else { Exact::ZERO };

        let decimals = decimals_for(self.steps.iter().map(|(_, step)| *step));
        let decimals = decimals.min(decimals_for([high, low]) + 1);
        let total = |(name, value): &(String, Exact), level| Row {
            name: name.clone(),
            value: number_text(*value, decimals, language),
            bar: Some((foot, *value)),
            fill: Fill::Colour(DARK_GREY),
            bold: true,
            level,
        };
        let mut rows = vec![total(&self.start, Some(self.start.1))];
        let ends = levels.iter().zip(levels.iter().skip(1));
        for ((name, step), (before, after)) in self.steps.iter().zip(ends) {
            let sign = if step.is_positive() { "+" } else { "" };
            rows.push(Row {
                name: name.clone(),
                value: format!("{sign}{}", number_text(*step, decimals, language)),
                bar: Some((*before, *after)),
                fill: Fill::Colour(if step.is_positive() { ORANGE } else { BLUE }),
                bold: false,
                level: Some(*after),
            });
        }
        rows.push(total(&self.end, None));
        let mut sheet = Sheet::new(options)?;
        let bottom = rows::draw(&mut sheet, &rows, &ticks)?;
        let from = ticks.text(foot, language);
        let note = texts::CUT_AXIS.filled(language, &[("from", &from)]);
        let notes = if cut { vec![note] } else { Vec::new() };
        Ok(sheet.finish(bottom, &notes, &rows::description(&rows)))
    }
}
