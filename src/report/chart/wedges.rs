use super::ChartOptions;
use super::drawing::{Area, Drawing, Fill, Length, Mark, Point, Stroke};
use super::palette::series_fill;
use super::problem::ChartProblem;
use super::scale::{Scale, Ticks, decimals_for};
use super::sheet::{EndName, EndNames, GAP, Key, MARGIN, Sheet, below_height};
use super::stack::{Column, FINE, bands, middles};
use super::svg::render;
use super::years;
use crate::ensemble::Sample;
use crate::error::{Error, Result};
use crate::number::{Exact, ExactSum, Rounding};
use crate::report::number_text;
use crate::scenario::{AttributionRule, Projection};
use crate::target::Target;
use crate::text::chart as texts;
use crate::{Language, Unit, Year};

const HEIGHT: Length = 2800;
const THICK: Length = 25;
/// Half the width of the ends of a single interval.
const HALF_CAP: Length = 50;

/// A climate plan: emissions without measures, a wedge for what each measure takes off, what is left
/// with all of them, the target, and how sure the result is.
///
/// Wedges hang below the line without measures, the first measure uppermost. A measure that adds emissions
/// stands above it. The fan is a 95 % interval around what is left; where it is known for one year
/// only, it is a bar.
///
/// # Examples
///
/// ```
/// use climate_account::report::chart::{ChartOptions, Wedge, Wedges, YearInterval};
/// use climate_account::{Language, Year};
///
/// let years = [2023, 2024, 2025].map(Year::new).into_iter().collect::<Result<Vec<_>, _>>()?;
/// let numbers = |values: [i64; 3]| values.map(Into::into).to_vec();
/// let chart = Wedges {
///     baseline: numbers([100, 98, 96]),
///     measures: vec![
///         Wedge { name: "Varmepumper".to_owned(), reductions: numbers([0, 5, 10]) },
///         Wedge { name: "Elbiler".to_owned(), reductions: numbers([0, 2, 6]) },
///     ],
///     target: vec![(years[0], 100.into()), (years[2], 75.into())],
///     intervals: vec![YearInterval { year: years[2], low: 70.into(), high: 90.into() }],
///     years,
/// };
/// let svg = chart.svg(&ChartOptions::new(Language::Danish, "Klimaplan", "kt CO2e"))?;
/// assert!(svg.contains(">Med alle tiltag 80</text>")); // 96 - 10 - 6
/// assert!(svg.contains(">Varmepumper -10</text>"));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wedges {
    /// The years, in order.
    pub years: Vec<Year>,
    /// The emissions of each year without measures.
    pub baseline: Vec<Exact>,
    /// The measures.
    pub measures: Vec<Wedge>,
    /// What is demanded in some or all of the years; none without a target.
    pub target: Vec<(Year, Exact)>,
    /// How sure the emissions with all measures are, in some or all of the years.
    pub intervals: Vec<YearInterval>,
}

/// What a measure takes off, within the package.
///
/// # Examples
///
/// ```
/// use climate_account::report::chart::Wedge;
///
/// let wedge = Wedge { name: "Wind turbines".to_owned(), reductions: vec![0.into(), 4.into()] };
/// assert_eq!(wedge.reductions.len(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wedge {
    /// Its name, in the language of the chart.
    pub name: String,
    /// The reduction of each year.
    pub reductions: Vec<Exact>,
}

/// The 95 % interval of a year.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, ensemble::Sample, report::chart::YearInterval};
///
/// let sample = Sample::new((0..=1000).map(f64::from).collect())?;
/// let interval = YearInterval::of_sample(Year::new(2030)?, &sample)?;
/// assert_eq!((interval.low, interval.high), (25.into(), 975.into()));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearInterval {
    /// The year.
    pub year: Year,
    /// The 2.5 percentile.
    pub low: Exact,
    /// The 97.5 percentile.
    pub high: Exact,
}

impl YearInterval {
    /// The interval of a sample, at nine digits.
    ///
    /// # Examples
    ///
    /// See [`YearInterval`]:
    ///
    /// ```
    /// # use climate_account::{Year, ensemble::Sample, report::chart::YearInterval};
    /// let interval = YearInterval::of_sample(Year::new(2030)?, &Sample::new(vec![7.0; 40])?)?;
    /// assert_eq!(interval.low, 7.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Sample::summary`].
    pub fn of_sample(year: Year, sample: &Sample) -> Result<YearInterval> {
        let summary = sample.summary()?;
        let (low, high) = (super::exact(summary.low.value)?, super::exact(summary.high.value)?);
        Ok(YearInterval { year, low, high })
    }
}

impl Wedges {
    /// From a projection, with the effect of each measure by a rule, in tonnes of CO2e. It begins with
    /// the base year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::scenario::{AttributionRule, Projection};
    /// use climate_account::{Language, Result, report::chart::{ChartOptions, Wedges}};
    ///
    /// fn chart(projection: &Projection<'_>) -> Result<String> {
    ///     let wedges = Wedges::of_projection(projection, &AttributionRule::Shapley, Language::Danish)?;
    ///     wedges.svg(&ChartOptions::new(Language::Danish, "Klimaplan", "ton CO2e"))
    /// }
    /// # let _ = chart;
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Projection::attribute`].
    pub fn of_projection(
        projection: &Projection<'_>,
        rule: &AttributionRule,
        language: Language,
    ) -> Result<Wedges> {
        let measures = &projection.scenario().measures;
        let base_year = projection.base_year();
        let base = projection.account().select(|line| line.year() == base_year).total()?;
        let baseline = projection.evaluate(&vec![false; measures.len()])?;
        let mut chart = Wedges {
            years: vec![base_year],
            baseline: vec![base.co2e()?.tonnes()],
            measures: Vec::with_capacity(measures.len()),
            target: Vec::new(),
            intervals: Vec::new(),
        };
        for measure in measures {
            let name = measure.name().in_language(language).to_owned();
            chart.measures.push(Wedge { name, reductions: vec![Exact::ZERO] });
        }
        for (year, attribution) in projection.attribute(rule)? {
            chart.years.push(year);
            chart.baseline.push(baseline.co2e(year)?.tonnes());
            for (wedge, effect) in chart.measures.iter_mut().zip(attribution.effects) {
                wedge.reductions.push(effect);
            }
        }
        Ok(chart)
    }

    /// Sets the target line, for a chart in tonnes of CO2e.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::report::chart::Wedges;
    /// use climate_account::series::Interpolation;
    /// use climate_account::target::{
    ///     BaseValue, BaseYear, Boundary, Demand, Milestone, Target, TargetTiming, TotalKind,
    /// };
    /// use climate_account::{Year, number::Exact};
    ///
    /// let target = Target {
    ///     id: "plan".to_owned(),
    ///     version: "1".to_owned(),
    ///     demand: Demand::ReductionOfBase,
    ///     base: BaseYear { year: Year::new(1990)?, value: BaseValue::Measured { value: 400.into() } },
    ///     milestones: vec![Milestone { year: Year::new(2030)?, value: "0.7".parse()? }],
    ///     interpolation: Interpolation::Linear,
    ///     timing: TargetTiming::InTheYear,
    ///     boundary: Boundary::whole(TotalKind::Net, "AR5 GWP100"),
    ///     unit: "kt CO2e".parse()?,
    /// };
    /// let years = vec![Year::new(2030)?, Year::new(2031)?];
    /// let chart = Wedges {
    ///     years: years.clone(),
    ///     baseline: vec![Exact::ONE; 2],
    ///     measures: Vec::new(),
    ///     target: Vec::new(),
    ///     intervals: Vec::new(),
    /// };
    /// assert_eq!(chart.with_target(&target)?.target, [(years[0], 120_000.into())]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Target::level`], and [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) for
    /// a target that is not in a mass of CO2e.
    pub fn with_target(self, target: &Target) -> Result<Wedges> {
        let tonnes = |unit: &str| target.unit.ratio_to(&unit.parse::<Unit>()?);
        let ratio = tonnes("t CO2e/yr").or_else(|_| tonnes("t CO2e"))?;
        let mut line = Vec::new();
        for year in &self.years {
            if let Some(level) = target.level(*year)? {
                line.push((*year, ratio.times(level, Rounding::RESOLUTION)?));
            }
        }
        Ok(Wedges { target: line, ..self })
    }

    /// The emissions of each year with all measures.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, report::chart::{Wedge, Wedges}};
    ///
    /// let chart = Wedges {
    ///     years: vec![Year::new(2030)?],
    ///     baseline: vec![100.into()],
    ///     measures: vec![Wedge { name: "a".into(), reductions: vec![30.into()] }],
    ///     target: Vec::new(),
    ///     intervals: Vec::new(),
    /// };
    /// assert_eq!(chart.left()?, [70.into()]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn left(&self) -> Result<Vec<Exact>> {
        let left = |(year, baseline): (usize, &Exact)| {
            let reductions = self.measures.iter().filter_map(|wedge| wedge.reductions.get(year));
            let values = reductions.map(|value| -*value).chain([*baseline]);
            values.collect::<ExactSum>().total()
        };
        self.baseline.iter().enumerate().map(left).collect()
    }

    /// The chart as an SVG element.
    ///
    /// # Examples
    ///
    /// See [`Wedges`]:
    ///
    /// ```
    /// use climate_account::{Language, Year, report::chart::{ChartOptions, Wedges}};
    ///
    /// let chart = Wedges {
    ///     years: vec![Year::new(2029)?, Year::new(2030)?],
    ///     baseline: vec![100.into(), 90.into()],
    ///     measures: Vec::new(),
    ///     target: Vec::new(),
    ///     intervals: Vec::new(),
    /// };
    /// let svg = chart.svg(&ChartOptions::new(Language::English, "Plan", "t CO2e"))?;
    /// assert!(svg.contains(">Without measures 90</text>"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) without years, or where a series has not one
    /// value a year; [`OutOfRange`](crate::ErrorKind::OutOfRange) for years out of order, a target or an
    /// interval of another year, an interval that ends below its beginning, and a width that cannot be
    /// read; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn svg(&self, options: &ChartOptions) -> Result<String> {
        Ok(render(&self.draw(options)?, options))
    }

    fn check(&self, language: Language) -> Result<()> {
        years::check(&self.years)?;
        let expected = self.years.len();
        let baseline = texts::BASELINE.in_language(language);
        let measures = self.measures.iter().map(|wedge| (&*wedge.name, wedge.reductions.len()));
        for (series, found) in measures.chain([(baseline, self.baseline.len())]) {
            if found != expected {
                let series = series.to_owned();
                return Err(Error::new(ChartProblem::Length { series, expected, found }));
            }
        }
        let intervals = self.intervals.iter().map(|interval| interval.year);
        for found in self.target.iter().map(|(year, _)| *year).chain(intervals) {
            let ends = (self.years.first(), self.years.last());
            if let (Some(&first), Some(&last)) = ends
                && !self.years.contains(&found)
            {
                return Err(Error::new(ChartProblem::OutsideYears { found, first, last }));
            }
        }
        match self.intervals.iter().find(|interval| interval.low > interval.high) {
            Some(YearInterval { year, low, high }) => {
                let (year, low, high) = (*year, low.to_string(), high.to_string());
                Err(Error::new(ChartProblem::Interval { year, low, high }))
            }
            None => Ok(()),
        }
    }

    pub(super) fn draw(&self, options: &ChartOptions) -> Result<Drawing> {
        self.check(options.language)?;
        let left = self.left()?;
        let edges = self.edges()?;
        let bounds = self.intervals.iter().flat_map(|interval| [interval.low, interval.high]);
        let target = self.target.iter().map(|(_, level)| *level);
        let all = left.iter().copied().chain(edges).chain(bounds).chain(target);
        let all: Vec<Exact> = all.chain([Exact::ZERO]).collect();
        let low = all.iter().min().copied().unwrap_or_default();
        let high = all.iter().max().copied().unwrap_or_default();
        let ticks = Ticks::covering(low, high, 5)?.trimmed()?;

        let mut sheet = Sheet::new(options)?;
        let mut names = EndNames::new(&sheet, self.names(&left, options.language));
        let plot = Area {
            left: MARGIN + sheet.axis_width(&ticks) + GAP,
            right: sheet.right() - names.width(),
            top: sheet.top + GAP,
            bottom: sheet.top + GAP + HEIGHT.max(names.height()),
        };
        let values = Scale::new(ticks.range(), (plot.bottom, plot.top))?;
        sheet.level_axis(plot, &ticks, &values)?;
        let places = years::places(&self.years, plot)?;
        let mut ends = self.wedges(&mut sheet, &ticks, plot, &places)?;

        let place = |series: &[Exact]| -> Result<Vec<Point>> {
            places.iter().zip(series).map(|(x, value)| Ok((*x, values.place(*value)?))).collect()
        };
        let end = |course: &[Point]| course.last().map(|(_, y)| *y);
        let (baseline, left) = (place(&self.baseline)?, place(&left)?);
        ends.extend([end(&baseline), end(&left)]);
        let fan = self.fan(&places, &values)?;
        if let Some((marks, end)) = fan {
            let name = texts::INTERVAL.in_language(options.language);
            sheet.drawing.marks.push(Mark::Series(name.to_owned(), marks));
            ends.push(end);
        }
        sheet.drawing.line(baseline, Stroke::Axis);
        sheet.drawing.line(left, Stroke::Bold);
        if !self.target.is_empty() {
            let x = |year: &Year| {
                let index = self.years.iter().position(|known| known == year);
                index.and_then(|index| places.get(index)).copied().unwrap_or(plot.left)
            };
            let course =
                self.target.iter().map(|(year, level)| Ok((x(year), values.place(*level)?)));
            let mut course = course.collect::<Result<Vec<Point>>>()?;
            if let [(x, y)] = course.as_slice() {
                let (x, y) = (*x, *y);
                course = vec![(x - 2 * HALF_CAP, y), (x, y)];
            }
            ends.push(end(&course));
            sheet.drawing.line(course, Stroke::Dashed);
        }
        names.end_at(ends);
        names.draw(&mut sheet, plot);
        sheet.below(plot, &years::texts(&self.years, &places));
        let description = self.description(options.language)?;
        Ok(sheet.finish(plot.bottom + below_height(), &[], &description))
    }

    /// How far the wedges reach above and below the baseline.
    fn edges(&self) -> Result<Vec<Exact>> {
        let mut edges = Vec::with_capacity(2 * self.baseline.len());
        for (year, baseline) in self.baseline.iter().enumerate() {
            let reductions = || self.measures.iter().filter_map(|wedge| wedge.reductions.get(year));
            for adds in [true, false] {
                let side = reductions().filter(|value| value.is_negative() == adds);
                let all = side.map(|value| -*value).chain([*baseline]);
                edges.push(all.collect::<ExactSum>().total()?);
            }
        }
        Ok(edges)
    }

    /// Draws the wedges; gives where they end.
    fn wedges(
        &self,
        sheet: &mut Sheet<'_>,
        ticks: &Ticks,
        plot: Area,
        places: &[Length],
    ) -> Result<Vec<Option<Length>>> {
        let fine = Scale::new(ticks.range(), (plot.bottom * FINE, plot.top * FINE))?;
        let zero = fine.place(Exact::ZERO)?;
        let height = |value: Exact| Ok(zero - fine.place(value)?);
        let mut columns = Vec::with_capacity(places.len());
        for (year, (x, baseline)) in places.iter().zip(&self.baseline).enumerate() {
            let reductions = self.measures.iter().filter_map(|wedge| wedge.reductions.get(year));
            let heights = reductions.map(|value| height(-*value)).collect::<Result<_>>()?;
            columns.push(Column { x: *x, base: height(*baseline)?, heights });
        }
        let foot = zero.div_euclid(FINE);
        for (index, (wedge, found)) in self.measures.iter().zip(bands(&columns, foot)).enumerate() {
            let mut marks = Vec::new();
            for band in found {
                marks.push(Mark::Polygon(band.outline, series_fill(index)));
                if band.thickness > THICK {
                    marks.push(Mark::Line(band.outer, Stroke::Edge));
                }
            }
            let title = self.summary(wedge, sheet.options.language);
            sheet.drawing.marks.push(Mark::Series(title, marks));
        }
        let last = columns.last().into_iter();
        Ok(last.flat_map(|column| middles(column, foot)).map(Some).collect())
    }

    /// The fan, or a bar for each interval whose neighbours have none; and where it ends.
    fn fan(
        &self,
        places: &[Length],
        values: &Scale,
    ) -> Result<Option<(Vec<Mark>, Option<Length>)>> {
        let (mut marks, mut end) = (Vec::new(), None);
        let mut run: Vec<(Length, Length, Length)> = Vec::new();
        let years = self.years.iter().zip(places);
        // One more than there are, to close the last run.
        for pair in years.map(Some).chain([None]) {
            let found = pair.and_then(|(year, x)| {
                let interval = self.intervals.iter().find(|interval| interval.year == *year)?;
                Some((*x, interval))
            });
            if let Some((x, interval)) = found {
                run.push((x, values.place(interval.low)?, values.place(interval.high)?));
                continue;
            }
            match run.as_slice() {
                [] => {}
                [(x, low, high)] => {
                    let cap = |y: Length| vec![(x - HALF_CAP, y), (x + HALF_CAP, y)];
                    let stem = vec![(*x, *low), (*x, *high)];
                    let bars = [stem, cap(*low), cap(*high)];
                    marks.extend(bars.map(|course| Mark::Line(course, Stroke::Interval)));
                }
                run => {
                    let lower: Vec<Point> = run.iter().map(|(x, low, _)| (*x, *low)).collect();
                    let upper: Vec<Point> = run.iter().map(|(x, _, high)| (*x, *high)).collect();
                    let outline = upper.iter().copied().chain(lower.iter().rev().copied());
                    marks.push(Mark::Polygon(outline.collect(), Fill::Veil));
                    marks.push(Mark::Line(lower, Stroke::Dotted));
                    marks.push(Mark::Line(upper, Stroke::Dotted));
                }
            }
            end = run.last().map(|(_, _, high)| *high).or(end);
            run.clear();
        }
        // A name points to an end at the last year only.
        let last = self.years.last();
        let end =
            end.filter(|_| self.intervals.iter().any(|interval| Some(&interval.year) == last));
        Ok((!marks.is_empty()).then_some((marks, end)))
    }

    /// Names and values at the right edge, in the order in which their ends are found.
    fn names(&self, left: &[Exact], language: Language) -> Vec<EndName> {
        let decimals = decimals_for(self.baseline.iter().copied());
        let text = |value: Option<&Exact>| {
            value.map(|value| number_text(*value, decimals, language)).unwrap_or_default()
        };
        let mut names = Vec::new();
        for (index, wedge) in self.measures.iter().enumerate() {
            let value = wedge.reductions.last().map(|value| -*value);
            let key = Key::Fill(series_fill(index));
            let name = wedge.name.clone();
            names.push(EndName { end: None, key, name, value: text(value.as_ref()) });
        }
        let last = self.intervals.last();
        let range = last.map(|last| {
            let (low, high) = (text(Some(&last.low)), text(Some(&last.high)));
            texts::RANGE.filled(language, &[("low", &low), ("high", &high)])
        });
        let interval = match self.intervals.len() {
            1 => Key::Stroke(Stroke::Interval),
            _ => Key::Fill(Fill::Veil),
        };
        let lines = [
            (texts::BASELINE, Key::Stroke(Stroke::Axis), Some(text(self.baseline.last()))),
            (texts::LEFT, Key::Stroke(Stroke::Bold), Some(text(left.last()))),
            (texts::INTERVAL, interval, range),
            (
                texts::TARGET,
                Key::Stroke(Stroke::Dashed),
                self.target.last().map(|(_, level)| text(Some(level))),
            ),
        ];
        for (name, key, value) in lines {
            if let Some(value) = value {
                let name = name.in_language(language).to_owned();
                names.push(EndName { end: None, key, name, value });
            }
        }
        names
    }

    fn summary(&self, wedge: &Wedge, language: Language) -> String {
        let decimals = decimals_for(self.baseline.iter().copied());
        let value = wedge.reductions.last().map(|value| number_text(-*value, decimals, language));
        let year = self.years.last().map(Year::to_string).unwrap_or_default();
        let value = value.unwrap_or_default();
        texts::IN_YEAR
            .filled(language, &[("name", &wedge.name), ("value", &value), ("year", &year)])
    }

    fn description(&self, language: Language) -> Result<String> {
        let names = self.names(&self.left()?, language);
        let year = self.years.last().map(Year::to_string).unwrap_or_default();
        let parts = names.iter().map(|name| {
            let (name, value) = (&name.name, &name.value);
            texts::IN_YEAR.filled(language, &[("name", name), ("value", value), ("year", &year)])
        });
        Ok(parts.collect::<Vec<_>>().join("; "))
    }
}
