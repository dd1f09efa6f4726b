use super::ChartOptions;
use super::cell::ChartCell;
use super::drawing::{Area, Drawing, Fill, Length, Mark, Point, Stroke};
use super::palette::series_fill;
use super::problem::ChartProblem;
use super::scale::{Scale, Ticks, decimals_for};
use super::sheet::{EndName, EndNames, GAP, Key, MARGIN, Sheet};
use super::stack::{Column, FINE, bands, middles};
use super::svg::render;
use super::years;
use crate::account::{Facet, Label, Totals};
use crate::error::{Error, Result};
use crate::number::Exact;
use crate::report::number_text;
use crate::text::chart as texts;
use crate::{Language, Year};

const HEIGHT: Length = 2600;
/// Half the width of the stack of a year whose neighbours are missing, and of the only year.
const HALF_BAR: Length = 60;
const HALF_ONLY_BAR: Length = 300;
/// A thinner area has no white edge, which would hide it.
const THICK: Length = 25;

/// Emissions by sector over the years: areas one on the other, sinks below the axis.
///
/// The areas of a year add up to its total: upwards what is emitted, downwards what is taken up. With
/// a sink, a line shows the net total. Between years the areas run straight. A missing value is
/// hatched, never zero, and named below the chart; the other series stand without it there. Each series is named
/// at its end with its value of the last year.
///
/// # Examples
///
/// ```
/// use climate_account::report::chart::{AreaSeries, ChartOptions, StackedAreas};
/// use climate_account::{Language, Year, number::Exact};
///
/// // Læsø: Energistyrelsen, Klimaregnskabet, state of 18 May 2026
/// let series = |name: &str, tonnes: [&str; 3]| -> climate_account::Result<AreaSeries> {
///     let tonnes = tonnes.map(str::parse::<Exact>).into_iter().collect::<Result<Vec<_>, _>>()?;
///     Ok(AreaSeries::new(name, tonnes))
/// };
/// let chart = StackedAreas {
///     years: [2021, 2022, 2023].map(Year::new).into_iter().collect::<Result<_, _>>()?,
///     series: vec![
///         series("Energi", ["6874.2", "5534.3", "4746.8"])?,
///         series("Transport", ["3762.0", "3648.8", "3414.6"])?,
///         series("Landbrug og arealer", ["-18035.1", "-18204.7", "-17819.8"])?,
///     ],
/// };
/// let svg = chart.svg(&ChartOptions::new(Language::Danish, "Udledning på Læsø", "ton CO2e"))?;
/// assert!(svg.starts_with("<svg "));
/// assert!(svg.contains(">Energi 4.747</text>"));
/// assert!(svg.contains(">Netto -9.658</text>"));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StackedAreas {
    /// The years, in order.
    pub years: Vec<Year>,
    /// The series, from the axis outwards.
    pub series: Vec<AreaSeries>,
}

/// One area of [`StackedAreas`].
///
/// # Examples
///
/// ```
/// use climate_account::report::chart::{AreaSeries, ChartCell};
///
/// let transport = AreaSeries::new("Transport", [Some(76_237.into()), None]);
/// assert_eq!(transport.cells, [ChartCell::Number(76_237.into()), ChartCell::Missing]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaSeries {
    /// Its name, in the language of the chart.
    pub name: String,
    /// A cell for each year.
    pub cells: Vec<ChartCell>,
}

impl AreaSeries {
    /// A series of numbers, optional numbers, or cells.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{number::Exact, report::chart::AreaSeries};
    ///
    /// let energy = AreaSeries::new("Energy", [90_323, 89_882].map(Exact::from));
    /// assert_eq!(energy.cells[1].number(), Some(89_882.into()));
    /// ```
    #[must_use]
    pub fn new<C: Into<ChartCell>>(
        name: impl Into<String>,
        cells: impl IntoIterator<Item = C>,
    ) -> AreaSeries {
        AreaSeries { name: name.into(), cells: cells.into_iter().map(Into::into).collect() }
    }
}

impl StackedAreas {
    /// From totals of an account by the year and one other facet, as a rule the sector.
    ///
    /// A total with lines that are not estimated is incomplete, one of such lines alone is missing.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::Facet;
    /// use climate_account::gas::{Emissions, Gas, GwpSet};
    /// use climate_account::report::chart::{ChartCell, StackedAreas};
    /// use climate_account::{Account, Activity, FactorSet, Language, Profile, Source, Year};
    ///
    /// let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// let line = |year, sector: &str, tonnes: i64| -> climate_account::Result<Activity> {
    ///     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
    ///     Ok(Activity::new("Samsø", Year::new(year)?, sector.parse()?, emissions, &source))
    /// };
    /// let lines =
    ///     [line(2022, "danish:energy", 40)?, line(2023, "danish:energy", 35)?, line(2022, "danish:transport", 20)?];
    /// let account = Account::compute(lines, &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    /// let chart = StackedAreas::of_totals(&account.totals(&[Facet::Sector, Facet::Year])?, Language::Danish)?;
    /// assert_eq!(chart.series[0].name, "Energi");
    /// assert_eq!(chart.series[1].cells, [ChartCell::Number(20.into()), ChartCell::Missing]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for totals by other facets, and the errors of
    /// [`Total::co2e`](crate::account::Total::co2e).
    pub fn of_totals(totals: &Totals<'_>, language: Language) -> Result<StackedAreas> {
        let facets = totals.facets();
        let by_year = facets.iter().position(|facet| *facet == Facet::Year);
        let (Some(by_year), 2) = (by_year, facets.len()) else {
            return Err(Error::new(ChartProblem::Facets { found: facets.len() }));
        };
        let labels: Vec<&Label> = totals.labels(by_year).collect();
        let years = labels.iter().filter_map(|label| match label {
            Label::Year(year) => Some(*year),
            _ => None,
        });
        let mut chart = StackedAreas { years: years.collect(), series: Vec::new() };
        for label in totals.labels(1 - by_year) {
            let cell = |year: &&Label| {
                let key = if by_year == 0 { [*year, label] } else { [label, *year] };
                totals
                    .row(&key.map(Clone::clone))
                    .map_or(Ok(ChartCell::Missing), |row| ChartCell::of_total(&row.total()))
            };
            let cells = labels.iter().map(cell).collect::<Result<_>>()?;
            chart.series.push(AreaSeries { name: super::name_of(label, language), cells });
        }
        Ok(chart)
    }

    /// The chart as an SVG element.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::report::chart::{AreaSeries, ChartCell, ChartOptions, StackedAreas};
    /// use climate_account::{Language, Year};
    ///
    /// let cells = vec![ChartCell::Number(40.into()), ChartCell::Missing, ChartCell::Number(35.into())];
    /// let chart = StackedAreas {
    ///     years: [2021, 2022, 2023].map(Year::new).into_iter().collect::<Result<_, _>>()?,
    ///     series: vec![AreaSeries { name: "Transport".to_owned(), cells }],
    /// };
    /// let svg = chart.svg(&ChartOptions::new(Language::English, "Emissions", "t CO2e"))?;
    /// assert!(svg.contains("Hatched: Transport is missing in 2022"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) without years or series, or where a series
    /// has not one cell a year; [`OutOfRange`](crate::ErrorKind::OutOfRange) for years out of order and
    /// for a width that cannot be read; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn svg(&self, options: &ChartOptions) -> Result<String> {
        Ok(render(&self.draw(options)?, options))
    }

    fn check(&self) -> Result<()> {
        years::check(&self.years)?;
        if self.series.is_empty() {
            return Err(Error::new(ChartProblem::Nothing { what: "a series" }));
        }
        for series in &self.series {
            let (expected, found) = (self.years.len(), series.cells.len());
            if expected != found {
                let series = series.name.clone();
                return Err(Error::new(ChartProblem::Length { series, expected, found }));
            }
        }
        Ok(())
    }

    /// What is known of a year.
    fn known(&self, year: usize) -> Vec<Option<Exact>> {
        let cell =
            |series: &AreaSeries| series.cells.get(year).copied().and_then(ChartCell::number);
        self.series.iter().map(cell).collect()
    }

    /// The sums above zero, below zero, and of both, of each year.
    fn sums(&self) -> Result<Vec<[Exact; 3]>> {
        let sums = |year: usize| {
            let mut sums = [Exact::ZERO; 3];
            for value in self.known(year).into_iter().flatten() {
                let side = usize::from(value.is_negative());
                for sum in [side, 2] {
                    if let Some(sum) = sums.get_mut(sum) {
                        *sum = sum.checked_add(value)?;
                    }
                }
            }
            Ok(sums)
        };
        (0..self.years.len()).map(sums).collect()
    }

    pub(super) fn draw(&self, options: &ChartOptions) -> Result<Drawing> {
        self.check()?;
        let sums = self.sums()?;
        let sum = |which: usize| {
            let sums = sums.iter().filter_map(|sums| sums.get(which).copied());
            sums.chain([Exact::ZERO]).collect::<Vec<_>>()
        };
        let low = sum(1).into_iter().min().unwrap_or_default();
        let high = sum(0).into_iter().max().unwrap_or_default();
        let ticks = Ticks::covering(low, high, 5)?.trimmed()?;
        let decimals = decimals_for([low, high]);
        let text = |value: Option<Exact>| match value {
            Some(value) => number_text(value, decimals, options.language),
            None => texts::NO_VALUE.in_language(options.language).to_owned(),
        };

        let mut sheet = Sheet::new(options)?;
        let last = self.years.len() - 1;
        let mut names = Vec::new();
        for (index, series) in self.series.iter().enumerate() {
            let value = text(series.cells.get(last).copied().and_then(ChartCell::number));
            let key = Key::Fill(series_fill(index));
            names.push(EndName { end: None, key, name: series.name.clone(), value });
        }
        let net = low.is_negative();
        if net {
            let value = text(self.net(last, &sums));
            let name = texts::NET.in_language(options.language).to_owned();
            names.push(EndName { end: None, key: Key::Stroke(Stroke::Bold), name, value });
        }
        let mut names = EndNames::new(&sheet, names);
        let plot = Area {
            left: MARGIN + sheet.axis_width(&ticks) + GAP,
            right: sheet.right() - names.width(),
            top: sheet.top + GAP,
            bottom: sheet.top + GAP + HEIGHT.max(names.height()),
        };
        let values = Scale::new(ticks.range(), (plot.bottom, plot.top))?;
        sheet.level_axis(plot, &ticks, &values)?;
        let places = years::places(&self.years, plot)?;

        let zero = values.place(Exact::ZERO)?;
        let fine = Scale::new(ticks.range(), (plot.bottom * FINE, plot.top * FINE))?;
        let base = fine.place(Exact::ZERO)?;
        let height = |value: Option<Exact>| match value {
            Some(value) => Ok(base - fine.place(value)?),
            None => Ok(0),
        };
        let mut heights: Vec<Vec<Length>> = (0..self.years.len())
            .map(|year| self.known(year).into_iter().map(height).collect())
            .collect::<Result<_>>()?;
        for (series, marks) in self.series.iter().zip(self.areas(&places, &heights, plot, zero)) {
            let title = self.summary(&series.name, &series.cells, &text, options.language);
            sheet.drawing.marks.push(Mark::Series(title, marks));
        }
        self.hatch(&mut sheet, &places, plot);
        if net {
            for course in self.net_courses(&places, &sums, &values)? {
                sheet.drawing.line(course, Stroke::Bold);
            }
        }
        let column = Column { x: plot.right, base: 0, heights: heights.pop().unwrap_or_default() };
        let ends = middles(&column, zero).into_iter().zip(self.known(last));
        let ends = ends.map(|(end, known)| known.map(|_| end));
        let net_end = self.net(last, &sums).map(|net| values.place(net)).transpose()?;
        names.end_at(ends.chain([net_end]));
        names.draw(&mut sheet, plot);
        let labels = years::texts(&self.years, &places);
        sheet.below(plot, &labels);

        let notes = self.notes(options.language);
        let summaries = self.series.iter();
        let summaries = summaries
            .map(|series| self.summary(&series.name, &series.cells, &text, options.language));
        let description = summaries.collect::<Vec<_>>().join("; ");
        Ok(sheet.finish(plot.bottom + super::sheet::below_height(), &notes, &description))
    }

    /// The net total of a year in which nothing is missing.
    fn net(&self, year: usize, sums: &[[Exact; 3]]) -> Option<Exact> {
        let complete = self.known(year).iter().all(Option::is_some);
        sums.get(year).filter(|_| complete).map(|[_, _, net]| *net)
    }

    fn net_courses(
        &self,
        places: &[Length],
        sums: &[[Exact; 3]],
        values: &Scale,
    ) -> Result<Vec<Vec<Point>>> {
        let mut courses: Vec<Vec<Point>> = vec![Vec::new()];
        for (year, x) in places.iter().enumerate() {
            match self.net(year, sums) {
                Some(net) => {
                    let point = (*x, values.place(net)?);
                    if let Some(course) = courses.last_mut() {
                        course.push(point);
                    }
                }
                None => courses.push(Vec::new()),
            }
        }
        // A single year has a short line instead of a point.
        for course in &mut courses {
            if let [(x, y)] = course.as_slice() {
                let (x, y, half) = (*x, *y, self.half_bar());
                *course = vec![(x - half, y), (x + half, y)];
            }
        }
        courses.retain(|course| !course.is_empty());
        Ok(courses)
    }

    fn half_bar(&self) -> Length {
        if self.years.len() == 1 { HALF_ONLY_BAR } else { HALF_BAR }
    }

    /// The areas of each series.
    fn areas(
        &self,
        places: &[Length],
        heights: &[Vec<Length>],
        plot: Area,
        zero: Length,
    ) -> Vec<Vec<Mark>> {
        let mut areas = vec![Vec::new(); self.series.len()];
        let known: Vec<Vec<bool>> = (0..self.years.len())
            .map(|year| self.known(year).iter().map(Option::is_some).collect())
            .collect();
        // Series that are known at both ends of a stretch.
        let stretches: Vec<Vec<bool>> = known
            .iter()
            .zip(known.iter().skip(1))
            .map(|(left, right)| {
                left.iter().zip(right).map(|(left, right)| *left && *right).collect()
            })
            .collect();
        let column = |year: usize, x: Length, shown: &[bool]| {
            let heights = heights.get(year).into_iter().flatten().zip(shown);
            let heights = heights.map(|(height, shown)| if *shown { *height } else { 0 }).collect();
            Column { x, base: 0, heights }
        };
        let place = |year: usize| places.get(year).copied().unwrap_or(plot.left);
        let mut draw = |columns: &[Column]| {
            for (index, (area, found)) in areas.iter_mut().zip(bands(columns, zero)).enumerate() {
                for band in found {
                    area.push(Mark::Polygon(band.outline, series_fill(index)));
                    if band.thickness > THICK {
                        area.push(Mark::Line(band.outer, Stroke::Edge));
                    }
                }
            }
        };
        let mut first = 0;
        while let Some(shown) = stretches.get(first) {
            let same = stretches.iter().skip(first).take_while(|other| *other == shown).count();
            let columns = (first..=first + same).map(|year| column(year, place(year), shown));
            draw(&columns.collect::<Vec<_>>());
            first += same;
        }
        // A year whose neighbours are missing is a bar.
        let none = vec![false; self.series.len()];
        for (year, shown) in known.iter().enumerate() {
            let before = year.checked_sub(1).and_then(|before| stretches.get(before));
            let before = before.unwrap_or(&none);
            let after = stretches.get(year).unwrap_or(&none);
            let joined = before.iter().zip(after).map(|(before, after)| *before || *after);
            if shown.iter().zip(joined).any(|(shown, joined)| *shown && !joined) {
                let (x, half) = (place(year), self.half_bar());
                let (left, right) = ((x - half).max(plot.left), (x + half).min(plot.right));
                draw(&[column(year, left, shown), column(year, right, shown)]);
            }
        }
        areas
    }

    /// Hatches where a value is missing, to the years beside it, or incomplete, half-way.
    fn hatch(&self, sheet: &mut Sheet<'_>, places: &[Length], plot: Area) {
        let mut spans: Vec<(Length, Length)> = Vec::new();
        for (year, x) in places.iter().enumerate() {
            let cells = || self.series.iter().filter_map(|series| series.cells.get(year));
            let missing = cells().any(|cell| *cell == ChartCell::Missing);
            if !missing && !cells().any(|cell| matches!(cell, ChartCell::Incomplete(_))) {
                continue;
            }
            let beside = |other: Option<usize>, edge: Length| {
                let other = other.and_then(|other| places.get(other)).copied().unwrap_or(edge);
                if missing { other } else { i64::midpoint(*x, other) }
            };
            let span = (beside(year.checked_sub(1), plot.left), beside(Some(year + 1), plot.right));
            match spans.last_mut() {
                Some(last) if span.0 <= last.1 => last.1 = last.1.max(span.1),
                _ => spans.push(span),
            }
        }
        let notes = self.notes(sheet.options.language).join("; ");
        let Area { top, bottom, .. } = plot;
        let area =
            |(left, right)| Mark::Rectangle(Area { left, right, top, bottom }, Fill::Hatched);
        let marks: Vec<Mark> = spans.into_iter().map(area).collect();
        if !marks.is_empty() {
            sheet.drawing.marks.push(Mark::Series(notes, marks));
        }
    }

    /// What is hatched and why.
    fn notes(&self, language: Language) -> Vec<String> {
        let mut notes = Vec::new();
        for (text, is_meant) in [
            (texts::MISSING, (|cell| *cell == ChartCell::Missing) as fn(&ChartCell) -> bool),
            (texts::INCOMPLETE, |cell| matches!(cell, ChartCell::Incomplete(_))),
        ] {
            for series in &self.series {
                let cells = self.years.iter().zip(&series.cells);
                let years =
                    cells.filter(|(_, cell)| is_meant(cell)).map(|(year, _)| year.to_string());
                let years = years.collect::<Vec<_>>().join(", ");
                if !years.is_empty() {
                    notes.push(
                        text.filled(language, &[("series", &series.name), ("years", &years)]),
                    );
                }
            }
        }
        notes
    }

    /// The first and the last value of a series.
    fn summary(
        &self,
        name: &str,
        cells: &[ChartCell],
        text: &dyn Fn(Option<Exact>) -> String,
        language: Language,
    ) -> String {
        let value = |cell: Option<&ChartCell>| text(cell.copied().and_then(ChartCell::number));
        let year = |year: Option<&Year>| year.map(Year::to_string).unwrap_or_default();
        texts::FROM_TO.filled(
            language,
            &[
                ("name", &name),
                ("first", &value(cells.first())),
                ("from", &year(self.years.first())),
                ("last", &value(cells.last())),
                ("to", &year(self.years.last())),
            ],
        )
    }
}
