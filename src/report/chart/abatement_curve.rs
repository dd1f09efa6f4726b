use super::ChartOptions;
use super::drawing::{
    Anchor, Area, Drawing, Fill, LABEL_SIZE, Label, Length, Mark, Role, SMALL_SIZE, Stroke,
    line_height,
};
use super::palette::{BLUE, ORANGE};
use super::placement::spread;
use super::problem::ChartProblem;
use super::scale::{Scale, Ticks, decimals_for};
use super::sheet::{GAP, MARGIN, Sheet, below_height};
use super::svg::render;
use super::text_width::{text_width, wrap};
use crate::Language;
use crate::economics::{CostCurve, CurveBasis, Perspective};
use crate::error::{Error, Result};
use crate::number::{Exact, ExactSum};
use crate::report::number_text;
use crate::text::chart as texts;

const HEIGHT: Length = 2200;
const SWATCH: Length = 90;

/// A marginal abatement cost curve: measures by rising cost per tonne, as wide as what they reduce.
///
/// Blue steps below zero save money, orange ones cost. The numbers of the steps are explained in a
/// table below the curve. The unit of the options is that of the cost per tonne.
///
/// # Examples
///
/// ```
/// use climate_account::{Language, report::chart::{AbatementCurve, AbatementStep, ChartOptions}};
///
/// let step = |name: &str, reduction: i64, cost: i64| AbatementStep {
///     name: name.to_owned(),
///     reduction: reduction.into(),
///     cost_per_tonne: cost.into(),
/// };
/// let chart = AbatementCurve {
///     steps: vec![step("Varmepumper", 800, 55), step("Efterisolering", 300, -40), step("LED", 50, -120)],
///     reduction_unit: "ton CO2e".to_owned(),
///     target: Some(1000.into()),
///     basis: None,
/// };
/// let svg = chart.svg(&ChartOptions::new(Language::Danish, "Omkostningskurve", "EUR pr. ton CO2e"))?;
/// let place = |text: &str| svg.rfind(text).unwrap();
/// assert!(place(">LED</text>") < place(">Efterisolering</text>"));
/// assert!(svg.contains(">Mål 1.000</text>"));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbatementCurve {
    /// The measures, in any order.
    pub steps: Vec<AbatementStep>,
    /// The unit of the reductions.
    pub reduction_unit: String,
    /// The reduction that is needed, if it is to be shown.
    pub target: Option<Exact>,
    /// What the curve states, below it.
    pub basis: Option<CurveBasis>,
}

/// A measure of an [`AbatementCurve`].
///
/// # Examples
///
/// ```
/// use climate_account::report::chart::AbatementStep;
///
/// let led = AbatementStep { name: "LED".into(), reduction: 50.into(), cost_per_tonne: (-120).into() };
/// assert!(led.cost_per_tonne.is_negative());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbatementStep {
    /// Its name, in the language of the chart.
    pub name: String,
    /// The width of its step, above zero.
    pub reduction: Exact,
    /// The height of its step.
    pub cost_per_tonne: Exact,
}

impl AbatementCurve {
    /// From a cost curve, whose basis is stated below.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::economics::{CostCurve, CurveBasis, CurveMeasure, Money, Perspective};
    /// use climate_account::report::chart::AbatementCurve;
    ///
    /// let basis = CurveBasis {
    ///     baseline: "frozen policy".into(),
    ///     period: "2030".into(),
    ///     perspective: Perspective::Society,
    ///     discounting: "3.5 %".into(),
    ///     attribution: "Shapley values".into(),
    /// };
    /// let cost = Money::new(-6000, "EUR (2023)".parse()?)?;
    /// let led = CurveMeasure { name: "LED".into(), reduction: 50.into(), cost };
    /// let chart = AbatementCurve::of_curve(&CostCurve::new(basis, vec![led])?, "t CO2e");
    /// assert_eq!(chart.steps[0].cost_per_tonne, (-120).into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn of_curve(curve: &CostCurve, reduction_unit: impl Into<String>) -> AbatementCurve {
        let steps = curve.steps().iter().map(|step| AbatementStep {
            name: step.measure.name.clone(),
            reduction: step.measure.reduction,
            cost_per_tonne: step.cost_per_tonne,
        });
        AbatementCurve {
            steps: steps.collect(),
            reduction_unit: reduction_unit.into(),
            target: None,
            basis: Some(curve.basis().clone()),
        }
    }

    /// The chart as an SVG element.
    ///
    /// # Examples
    ///
    /// See [`AbatementCurve`]:
    ///
    /// ```
    /// # use climate_account::{Language, report::chart::{AbatementCurve, ChartOptions}};
    /// let none = AbatementCurve { steps: vec![], reduction_unit: "t".into(), target: None, basis: None };
    /// let error = none.svg(&ChartOptions::new(Language::English, "Costs", "DKK/t")).unwrap_err();
    /// assert_eq!(error.to_string(), "expected a step for the chart, found none; give at least one");
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) without steps;
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a step that reduces nothing and for a width that
    /// cannot be read; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn svg(&self, options: &ChartOptions) -> Result<String> {
        Ok(render(&self.draw(options)?, options))
    }

    fn check(&self) -> Result<()> {
        if self.steps.is_empty() {
            return Err(Error::new(ChartProblem::Nothing { what: "a step" }));
        }
        match self.steps.iter().find(|step| !step.reduction.is_positive()) {
            Some(step) => {
                let (measure, found) = (step.name.clone(), step.reduction.to_string());
                Err(Error::new(ChartProblem::Step { measure, found }))
            }
            None => Ok(()),
        }
    }

    pub(super) fn draw(&self, options: &ChartOptions) -> Result<Drawing> {
        self.check()?;
        let mut steps: Vec<&AbatementStep> = self.steps.iter().collect();
        steps.sort_by_key(|step| step.cost_per_tonne);
        let costs = || steps.iter().map(|step| step.cost_per_tonne).chain([Exact::ZERO]);
        let low = costs().min().unwrap_or_default();
        let high = costs().max().unwrap_or_default();
        let levels = Ticks::covering(low, high, 5)?.trimmed()?;
        let potential = steps.iter().map(|step| step.reduction).collect::<ExactSum>().total()?;
        let far = self.target.unwrap_or_default().max(potential);
        let tonnes = Ticks::covering(Exact::ZERO, far, 5)?.trimmed()?;

        let mut sheet = Sheet::new(options)?;
        let left = MARGIN + sheet.axis_width(&levels) + GAP;
        let numbers = Numbers::new(steps.len(), sheet.right() - left);
        let top = sheet.top + GAP + numbers.height();
        let plot = Area { left, right: sheet.right(), top, bottom: top + HEIGHT };
        let values = Scale::new(levels.range(), (plot.bottom, plot.top))?;
        let along = Scale::new(tonnes.range(), (plot.left, plot.right))?;
        let zero = values.place(Exact::ZERO)?;

        let mut sum = ExactSum::new();
        let (mut begin, mut tops) = (plot.left, Vec::with_capacity(steps.len()));
        let table = Table::new(&steps, &self.reduction_unit, options);
        let mut bars = Vec::with_capacity(steps.len());
        for (step, row) in steps.iter().zip(&table.rows) {
            sum.add(step.reduction);
            let end = along.place(sum.clone().total()?)?;
            let height = values.place(step.cost_per_tonne)?;
            let area =
                Area { left: begin, right: end, top: height.min(zero), bottom: height.max(zero) };
            let colour = if step.cost_per_tonne.is_negative() { BLUE } else { ORANGE };
            let edge = vec![(end, area.top), (end, area.bottom)];
            let [_, _, cost, tonnes] = row;
            let title =
                format!("{}: {cost} {}, {tonnes} {}", step.name, options.unit, self.reduction_unit);
            let mut marks = vec![Mark::Rectangle(area, Fill::Colour(colour))];
            marks.push(Mark::Line(edge, Stroke::Edge));
            bars.push(Mark::Series(title, marks));
            tops.push((i64::midpoint(begin, end), area.top));
            begin = end;
        }
        numbers.draw(&mut sheet, plot, &tops);
        sheet.level_axis(plot, &levels, &values)?;
        if let Some(target) = self.target {
            let name = texts::TARGET.in_language(options.language);
            let text = format!("{name} {}", tonnes.text_of(target, options.language));
            sheet.marked_below(plot, &(along.place(target)?, text));
        }
        sheet.upright_axis(plot, &tonnes, &along)?;
        sheet.drawing.marks.extend(bars);
        sheet.drawing.line([(plot.left, zero), (plot.right, zero)], Stroke::Axis);
        if let Some(target) = self.target {
            let x = along.place(target)?;
            sheet.drawing.line([(x, plot.top), (x, plot.bottom + GAP)], Stroke::Dashed);
        }

        let mut bottom = self.along_title(&mut sheet, plot, plot.bottom + below_height() + 20);
        bottom = table.draw(&mut sheet, bottom + GAP);
        let notes: Vec<String> =
            self.basis.iter().map(|basis| note(basis, options.language)).collect();
        Ok(sheet.finish(bottom, &notes, &table.description()))
    }

    fn along_title(&self, sheet: &mut Sheet<'_>, plot: Area, top: Length) -> Length {
        let text =
            texts::REDUCTION.filled(sheet.options.language, &[("unit", &self.reduction_unit)]);
        let lines = wrap(&text, plot.width(), SMALL_SIZE, false);
        let label = Label::new(Role::Axis, (plot.right, top), "").anchor(Anchor::End);
        sheet.drawing.lines(&label, &lines)
    }
}

/// The numbers of the steps in as many lines above the plot as they need.
struct Numbers {
    widths: Vec<Length>,
    lines: usize,
}

impl Numbers {
    fn new(count: usize, room: Length) -> Numbers {
        let width = |number: usize| text_width(&number.to_string(), LABEL_SIZE, true) + GAP;
        let widths: Vec<Length> = (1..=count).map(width).collect();
        let widest = widths.last().copied().unwrap_or(GAP);
        let fit = usize::try_from(room / widest).unwrap_or(0).max(1);
        Numbers { widths, lines: count.div_ceil(fit) }
    }

    fn height(&self) -> Length {
        line_height(LABEL_SIZE) * Length::try_from(self.lines).unwrap_or(1) + GAP
    }

    /// Each number near the middle of its step, with a line down to it.
    fn draw(&self, sheet: &mut Sheet<'_>, plot: Area, tops: &[(Length, Length)]) {
        for line in 0..self.lines {
            let own = || (0..tops.len()).skip(line).step_by(self.lines.max(1));
            let wanted = own()
                .filter_map(|index| Some((tops.get(index)?.0, self.widths.get(index).copied()?)));
            let wanted: Vec<(Length, Length)> = wanted.collect();
            let places = spread(&wanted, (plot.left, plot.right));
            let up = line_height(LABEL_SIZE) * Length::try_from(self.lines - line).unwrap_or(1);
            let top = plot.top - GAP - up;
            for ((index, place), (_, width)) in own().zip(places).zip(wanted) {
                let Some((x, bar)) = tops.get(index).copied() else { continue };
                let centre = place + width / 2;
                let foot = top + line_height(LABEL_SIZE);
                let course = [(centre, foot), (x, plot.top), (x, bar)];
                sheet.drawing.line(course, Stroke::Leader);
                let label = Label::new(Role::Name, (centre, top), (index + 1).to_string());
                sheet.drawing.labels.push(label.anchor(Anchor::Middle).bold());
            }
        }
    }
}

/// Number, name, cost and reduction of each step.
struct Table {
    head: [String; 4],
    rows: Vec<[String; 4]>,
    colours: Vec<Fill>,
}

impl Table {
    fn new(steps: &[&AbatementStep], reduction_unit: &str, options: &ChartOptions) -> Table {
        let language = options.language;
        let cost = decimals_for(steps.iter().map(|step| step.cost_per_tonne));
        let reduction = decimals_for(steps.iter().map(|step| step.reduction));
        let row = |(number, step): (usize, &&AbatementStep)| {
            [
                number.to_string(),
                step.name.clone(),
                number_text(step.cost_per_tonne, cost, language),
                number_text(step.reduction, reduction, language),
            ]
        };
        let fill = |step: &&AbatementStep| {
            Fill::Colour(if step.cost_per_tonne.is_negative() { BLUE } else { ORANGE })
        };
        Table {
            head: [
                String::new(),
                texts::MEASURE.in_language(language).to_owned(),
                options.unit.clone(),
                reduction_unit.to_owned(),
            ],
            rows: (1..).zip(steps).map(row).collect(),
            colours: steps.iter().map(fill).collect(),
        }
    }

    fn description(&self) -> String {
        let [_, _, unit, reduction_unit] = &self.head;
        let rows = self.rows.iter().map(|[number, name, cost, tonnes]| {
            format!("{number} {name}: {cost} {unit}, {tonnes} {reduction_unit}")
        });
        rows.collect::<Vec<_>>().join("; ")
    }

    /// Draws the table; gives the place below it.
    fn draw(&self, sheet: &mut Sheet<'_>, top: Length) -> Length {
        let column = |index: usize| {
            let cells = self.rows.iter().filter_map(move |row| row.get(index));
            cells.map(|cell| text_width(cell, LABEL_SIZE, false)).max().unwrap_or(0)
        };
        // Units are wrapped, at least as wide as their longest number.
        let unit_width = column(2).max(column(3)).max(sheet.drawing.width * 16 / 100);
        let number_width = column(0);
        let names = MARGIN + SWATCH + GAP + number_width + GAP;
        let ends = [sheet.right() - unit_width - 2 * GAP, sheet.right()];
        let name_width = ends[0] - unit_width - 2 * GAP - names;

        let [_, measure, units @ ..] = &self.head;
        let mut bottom = top;
        for (unit, end) in units.iter().zip(ends) {
            let lines = wrap(unit, unit_width, SMALL_SIZE, false);
            let label = Label::new(Role::Unit, (end, top), "").anchor(Anchor::End);
            bottom = bottom.max(sheet.drawing.lines(&label, &lines));
        }
        let label = Label::new(Role::Unit, (names, top), "");
        bottom =
            bottom.max(sheet.drawing.lines(&label, &wrap(measure, name_width, SMALL_SIZE, false)));
        sheet.drawing.line([(MARGIN, bottom + 20), (sheet.right(), bottom + 20)], Stroke::Grid);
        bottom += 40;
        for ([number, name, cost, tonnes], fill) in self.rows.iter().zip(&self.colours) {
            let middle = bottom + line_height(LABEL_SIZE) / 2;
            sheet.drawing.marks.push(Mark::Rectangle(
                Area {
                    left: MARGIN,
                    right: MARGIN + SWATCH,
                    top: middle - SWATCH / 2,
                    bottom: middle + SWATCH / 2,
                },
                *fill,
            ));
            let at = (MARGIN + SWATCH + GAP + number_width, bottom);
            let number = Label::new(Role::Name, at, number).anchor(Anchor::End).bold();
            sheet.drawing.labels.push(number);
            for (text, end) in [cost, tonnes].into_iter().zip(ends) {
                let label = Label::new(Role::Value, (end, bottom), text).anchor(Anchor::End);
                sheet.drawing.labels.push(label);
            }
            let label = Label::new(Role::Name, (names, bottom), "");
            let lines = wrap(name, name_width, LABEL_SIZE, false);
            let below = bottom + line_height(LABEL_SIZE);
            bottom = sheet.drawing.lines(&label, &lines).max(below) + 20;
        }
        bottom
    }
}

fn note(basis: &CurveBasis, language: Language) -> String {
    let perspective = match basis.perspective {
        Perspective::Society => texts::SOCIETY,
        Perspective::Municipality => texts::MUNICIPALITY,
        Perspective::User => texts::USER,
    };
    texts::BASIS.filled(
        language,
        &[
            ("baseline", &basis.baseline),
            ("period", &basis.period),
            ("perspective", &perspective),
            ("discounting", &basis.discounting),
            ("attribution", &basis.attribution),
        ],
    )
}
