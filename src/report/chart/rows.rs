//! Bars one below the other, each with its name to the left and its value to the right.

use super::drawing::{
    Anchor, Area, Fill, LABEL_SIZE, Label, Length, Mark, Role, Stroke, line_height,
};
use super::scale::{Scale, Ticks};
use super::sheet::{GAP, MARGIN, Sheet, below_height};
use super::text_width::{text_width, wrap};
use crate::error::Result;
use crate::number::Exact;

const LOWEST_ROW: Length = 240;
const BAR: Length = 150;
/// The least width of a bar, so that a small value is seen.
const SLIVER: Length = 8;

/// A bar with its texts.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) value: String,
    /// From where to where it reaches; none where nothing is known.
    pub(super) bar: Option<(Exact, Exact)>,
    pub(super) fill: Fill,
    /// A total among changes.
    pub(super) bold: bool,
    /// The level that the next bar begins at.
    pub(super) level: Option<Exact>,
}

/// Draws the rows and an axis below; gives the place below it.
pub(super) fn draw(sheet: &mut Sheet<'_>, rows: &[Row], ticks: &Ticks) -> Result<Length> {
    let widest = sheet.drawing.width * 36 / 100;
    let names: Vec<Vec<String>> =
        rows.iter().map(|row| wrap(&row.name, widest, LABEL_SIZE, row.bold)).collect();
    let wide = |text: &String, bold| text_width(text, LABEL_SIZE, bold);
    let name_widths = names.iter().zip(rows);
    let name_width = name_widths
        .flat_map(|(lines, row)| lines.iter().map(|line| wide(line, row.bold)))
        .max()
        .unwrap_or(0);
    let value_width = rows.iter().map(|row| wide(&row.value, row.bold)).max().unwrap_or(0);
    let heights: Vec<Length> = names
        .iter()
        .map(|lines| {
            let lines = Length::try_from(lines.len()).unwrap_or(1);
            (lines * line_height(LABEL_SIZE) + 60).max(LOWEST_ROW)
        })
        .collect();
    let plot = Area {
        left: MARGIN + name_width + GAP,
        right: sheet.right() - value_width - GAP,
        top: sheet.top,
        bottom: sheet.top + heights.iter().sum::<Length>(),
    };
    let scale = Scale::new(ticks.range(), (plot.left, plot.right))?;
    sheet.upright_axis(plot, ticks, &scale)?;

    let (mut top, mut before) = (plot.top, None);
    for ((row, lines), height) in rows.iter().zip(&names).zip(heights) {
        let middle = top + height / 2;
        let bar = Area {
            left: plot.left,
            right: plot.left + BAR,
            top: middle - BAR / 2,
            bottom: middle + BAR / 2,
        };
        let bar = match row.bar {
            Some((from, to)) => {
                let (from, to) = (scale.place(from)?, scale.place(to)?);
                let left = from.min(to);
                Area { left, right: from.max(to).max(left + SLIVER), ..bar }
            }
            None => bar,
        };
        if let Some((level, from)) = before {
            sheet.drawing.line([(level, from), (level, bar.top)], Stroke::Leader);
        }
        before = row.level.map(|level| scale.place(level)).transpose()?.map(|x| (x, bar.bottom));
        let title = format!("{}: {} {}", row.name, row.value, sheet.options.unit);
        let mut marks = vec![Mark::Rectangle(bar, row.fill)];
        // A bar on an axis that does not begin at zero is broken.
        if row.bar.is_some_and(|(from, _)| from == ticks.range().0 && !from.is_zero()) {
            marks.push(gap_in(bar));
        }
        sheet.drawing.marks.push(Mark::Series(title, marks));

        let lines_height = line_height(LABEL_SIZE) * Length::try_from(lines.len()).unwrap_or(1);
        let name = Label::new(Role::Name, (plot.left - GAP, middle - lines_height / 2), "");
        let name = name.anchor(Anchor::End);
        sheet.drawing.lines(&if row.bold { name.bold() } else { name }, lines);
        let at = (bar.right + GAP, middle - line_height(LABEL_SIZE) / 2);
        let value = Label::new(Role::Value, at, &row.value);
        sheet.drawing.labels.push(if row.bold { value.bold() } else { value });
        top += height;
    }
    Ok(plot.bottom + below_height())
}

/// A slanted white stripe near the beginning of a bar.
fn gap_in(bar: Area) -> Mark {
    let left = bar.left + 100;
    let outline = vec![
        (left + 40, bar.top - 5),
        (left + 90, bar.top - 5),
        (left + 50, bar.bottom + 5),
        (left, bar.bottom + 5),
    ];
    Mark::Polygon(outline, Fill::Colour(super::palette::WHITE))
}

pub(super) fn description(rows: &[Row]) -> String {
    let rows = rows.iter().map(|row| format!("{}: {}", row.name, row.value));
    rows.collect::<Vec<_>>().join("; ")
}
