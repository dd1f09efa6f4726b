//! The parts that all charts share: title, unit, axes, names at the end of series, notes.

use super::ChartOptions;
use super::drawing::{
    Anchor, Area, Drawing, Fill, LABEL_SIZE, Label, Length, Mark, Point, Role, SMALL_SIZE, Stroke,
    line_height,
};
use super::placement::{spread, thinned};
use super::scale::{Scale, Ticks};
use super::text_width::{text_width, wrap};
use crate::error::Result;
use crate::number::Exact;

/// From the edge of the picture to what is in it.
pub(super) const MARGIN: Length = 120;
/// The least distance of a text from the edge of the picture.
const EDGE: Length = 30;
/// Between a label and what it is about.
pub(super) const GAP: Length = 60;
const SWATCH: Length = 90;
/// From the end of a series to its name.
const LEADER: Length = 160;

/// A picture with its title, that is being drawn.
pub(super) struct Sheet<'a> {
    pub(super) options: &'a ChartOptions,
    pub(super) drawing: Drawing,
    /// Where the free part begins.
    pub(super) top: Length,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(options: &'a ChartOptions) -> Result<Sheet<'a>> {
        options.check()?;
        let width = Length::from(options.width) * 10;
        let drawing = Drawing {
            width,
            height: 0,
            marks: Vec::new(),
            labels: Vec::new(),
            description: String::new(),
        };
        let mut sheet = Sheet { options, drawing, top: MARGIN };
        for (role, text) in [(Role::Title, &options.title), (Role::Unit, &options.unit)] {
            sheet.paragraph(role, text);
        }
        sheet.top += GAP;
        Ok(sheet)
    }

    /// The right edge of the free part.
    pub(super) fn right(&self) -> Length {
        self.drawing.width - MARGIN
    }

    /// A text over the whole width.
    pub(super) fn paragraph(&mut self, role: Role, text: &str) {
        let label = Label::new(role, (MARGIN, self.top), "");
        let lines = wrap(text, self.right() - MARGIN, label.size, label.bold);
        self.top = self.drawing.lines(&label, &lines);
    }

    /// Closes the picture below what was drawn.
    pub(super) fn finish(mut self, bottom: Length, notes: &[String], description: &str) -> Drawing {
        self.top = bottom + GAP;
        for note in notes.iter().chain([&self.options.note]) {
            self.paragraph(Role::Note, note);
        }
        let parts = [self.options.unit.as_str(), description];
        let notes = notes.iter().map(String::as_str);
        let parts: Vec<&str> =
            parts.into_iter().chain(notes).filter(|part| !part.is_empty()).collect();
        self.drawing.description = parts.join(". ");
        self.drawing.height = self.top + MARGIN - GAP;
        self.drawing
    }

    /// How far the widest text of an axis reaches.
    pub(super) fn axis_width(&self, ticks: &Ticks) -> Length {
        let text = |value: &Exact| ticks.text(*value, self.options.language);
        let width = |value: &Exact| text_width(&text(value), SMALL_SIZE, false);
        ticks.values.iter().map(width).max().unwrap_or(0)
    }

    /// Level lines with their values to the left.
    pub(super) fn level_axis(&mut self, plot: Area, ticks: &Ticks, scale: &Scale) -> Result<()> {
        for value in &ticks.values {
            let y = scale.place(*value)?;
            let stroke = if value.is_zero() { Stroke::Axis } else { Stroke::Grid };
            self.drawing.line([(plot.left, y), (plot.right, y)], stroke);
            let at = (plot.left - GAP, y - line_height(SMALL_SIZE) / 2);
            let text = ticks.text(*value, self.options.language);
            self.drawing.labels.push(Label::new(Role::Axis, at, text).anchor(Anchor::End));
        }
        Ok(())
    }

    /// Upright lines with their values below, as many as fit.
    pub(super) fn upright_axis(&mut self, plot: Area, ticks: &Ticks, scale: &Scale) -> Result<()> {
        let mut texts = Vec::with_capacity(ticks.values.len());
        for value in &ticks.values {
            let x = scale.place(*value)?;
            let stroke = if value.is_zero() { Stroke::Axis } else { Stroke::Grid };
            self.drawing.line([(x, plot.top), (x, plot.bottom)], stroke);
            texts.push((x, ticks.text(*value, self.options.language)));
        }
        self.below(plot, &texts);
        Ok(())
    }

    /// Texts below a plot, as many as fit between the edges of the picture.
    pub(super) fn below(&mut self, plot: Area, texts: &[(Length, String)]) {
        let labels = self.centred_below(plot, texts, false);
        let wanted: Vec<(Length, Length)> =
            labels.iter().map(|label| (label.at.0, label.area().width())).collect();
        let kept = labels.into_iter().zip(thinned(&wanted, GAP));
        // What stands there already, stays.
        let taken: Vec<Area> = self.drawing.labels.iter().map(Label::area).collect();
        let free = |label: &Label| !taken.iter().any(|taken| label.area().touches(*taken, GAP));
        let kept = kept.filter(|(label, kept)| *kept && free(label));
        self.drawing.labels.extend(kept.map(|(label, _)| label));
    }

    /// Labels below a plot, moved into the picture.
    fn centred_below(&self, plot: Area, texts: &[(Length, String)], bold: bool) -> Vec<Label> {
        let label = |(x, text): &(Length, String)| {
            let label = Label::new(Role::Axis, (*x, plot.bottom + 90), text).anchor(Anchor::Middle);
            let label = Label { bold, ..label };
            let half = label.area().width() / 2 + EDGE;
            let x = (*x).clamp(half, (self.drawing.width - half).max(half));
            Label { at: (x, label.at.1), ..label }
        };
        texts.iter().map(label).collect()
    }

    /// A text below a plot that stands whatever is beside it.
    pub(super) fn marked_below(&mut self, plot: Area, text: &(Length, String)) {
        let labels = self.centred_below(plot, core::slice::from_ref(text), true);
        self.drawing.labels.extend(labels);
    }
}

/// The height of what [`Sheet::below`] writes.
pub(super) fn below_height() -> Length {
    90 + line_height(SMALL_SIZE)
}

/// How the name at the end of a series is tied to it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Key {
    Fill(Fill),
    Stroke(Stroke),
}

/// The name of a series beside its end.
#[derive(Debug)]
pub(super) struct EndName {
    /// The place of the series at the edge of the plot; none where it has no end there.
    pub(super) end: Option<Length>,
    pub(super) key: Key,
    pub(super) name: String,
    pub(super) value: String,
}

/// The names of series beside a plot, each with a line to the end of its series.
pub(super) struct EndNames {
    names: Vec<(EndName, Vec<String>)>,
    width: Length,
}

impl EndNames {
    /// Wraps the names; the widest they may be is a share of the picture.
    pub(super) fn new(sheet: &Sheet<'_>, names: Vec<EndName>) -> EndNames {
        let widest = sheet.drawing.width * 34 / 100 - LEADER - SWATCH - GAP;
        let names: Vec<(EndName, Vec<String>)> = names
            .into_iter()
            .map(|name| {
                let text = format!("{} {}", name.name, name.value);
                let lines = wrap(&text, widest, LABEL_SIZE, false);
                (name, lines)
            })
            .collect();
        let lines = names.iter().flat_map(|(_, lines)| lines);
        let width = lines.map(|line| text_width(line, LABEL_SIZE, false)).max().unwrap_or(0);
        EndNames { names, width: width + LEADER + SWATCH + GAP }
    }

    /// What they take to the right of the plot.
    pub(super) fn width(&self) -> Length {
        self.width
    }

    /// What they take from top to bottom.
    pub(super) fn height(&self) -> Length {
        self.names.iter().map(|(_, lines)| height(lines)).sum()
    }

    /// Sets where the series end, in the order of the names.
    pub(super) fn end_at(&mut self, ends: impl IntoIterator<Item = Option<Length>>) {
        for ((name, _), end) in self.names.iter_mut().zip(ends) {
            name.end = end;
        }
    }

    pub(super) fn draw(mut self, sheet: &mut Sheet<'_>, plot: Area) {
        // Without an end a name goes to the foot.
        self.names.sort_by_key(|(name, _)| name.end.unwrap_or(plot.bottom));
        let wanted: Vec<(Length, Length)> = self
            .names
            .iter()
            .map(|(name, lines)| (name.end.unwrap_or(plot.bottom), height(lines)))
            .collect();
        let tops = spread(&wanted, (plot.top, plot.bottom));
        for ((name, lines), top) in self.names.iter().zip(tops) {
            let middle = top + line_height(LABEL_SIZE) / 2 + 10;
            let left = plot.right + LEADER;
            if let Some(end) = name.end {
                let bend = plot.right + LEADER - 50;
                let course: [Point; 4] = [
                    (plot.right + 20, end),
                    (plot.right + 50, end),
                    (bend, middle),
                    (left, middle),
                ];
                sheet.drawing.line(course, Stroke::Leader);
            }
            let swatch = Area {
                left,
                right: left + SWATCH,
                top: middle - SWATCH / 2,
                bottom: middle + SWATCH / 2,
            };
            match name.key {
                Key::Fill(fill) => sheet.drawing.marks.push(Mark::Rectangle(swatch, fill)),
                Key::Stroke(stroke) => {
                    sheet.drawing.line([(left - 60, middle), (swatch.right, middle)], stroke);
                }
            }
            let label = Label::new(Role::Name, (left + SWATCH + GAP, top + 10), "");
            sheet.drawing.lines(&label, lines);
        }
    }
}

fn height(lines: &[String]) -> Length {
    line_height(LABEL_SIZE) * Length::try_from(lines.len().max(1)).unwrap_or(1) + 20
}
