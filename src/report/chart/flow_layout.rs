//! Where the nodes and bands of an energy flow go.

use super::ChartOptions;
use super::drawing::{
    Anchor, Area, Drawing, Fill, LABEL_SIZE, Label, Length, Mark, Role, line_height,
};
use super::energy_flow::{EnergyFlow, Flow};
use super::palette::{DARK_GREY, series_colour};
use super::placement::spread;
use super::problem::ChartProblem;
use super::scale::{decimals_of, share};
use super::sheet::{GAP, MARGIN, Sheet};
use super::text_width::{text_width, wrap};
use crate::error::{Error, Result};
use crate::number::{Exact, ExactSum};
use crate::report::number_text;

/// The height of the largest column without its gaps.
const HEIGHT: Length = 2200;
const NODE_WIDTH: Length = 120;
const NODE_GAP: Length = 100;
/// The least room for a name between two columns.
const NARROWEST: Length = 500;
/// The most that names outside take on each side, in per cent of the width.
const NAME_SHARE: Length = 22;
/// How often the nodes are ordered by their neighbours.
const SWEEPS: usize = 6;

/// A node with its place.
struct Placed {
    column: usize,
    height: Length,
    /// The height with its name and a gap.
    slot: Length,
    top: Length,
    lines: Vec<String>,
}

pub(super) fn draw(chart: &EnergyFlow, options: &ChartOptions) -> Result<Drawing> {
    let mut sheet = Sheet::new(options)?;
    let last = chart.nodes.iter().map(|node| node.column).max().unwrap_or(0);
    let columns = |of: usize| chart.nodes.iter().filter(move |node| node.column == of);
    let sums = (0..=last)
        .map(|column| columns(column).map(|node| node.value).collect::<ExactSum>().total());
    let largest = sums.collect::<Result<Vec<Exact>>>()?.into_iter().max().unwrap_or_default();
    let decimals = decimals_of(4, chart.flows.iter().map(|flow| flow.value));
    let number = |value| number_text(value, decimals, options.language);

    // Names of the first and last column stand outside, the others in the gap to their right.
    let widest = sheet.drawing.width * NAME_SHARE / 100;
    let wide = |column: usize| {
        let width = |node: &super::energy_flow::Node| {
            let lines =
                wrap(&format!("{} {}", node.name, number(node.value)), widest, LABEL_SIZE, false);
            lines.iter().map(|line| text_width(line, LABEL_SIZE, false)).max().unwrap_or(0)
        };
        columns(column).map(width).max().unwrap_or(0)
    };
    let left = MARGIN + wide(0) + GAP;
    let right = sheet.right() - wide(last) - GAP - NODE_WIDTH;
    let steps = Length::try_from(last.max(1)).unwrap_or(Length::MAX);
    let x = |column: usize| left + (right - left) * Length::try_from(column).unwrap_or(0) / steps;
    let between = (right - left) / steps - NODE_WIDTH - 2 * GAP;
    if between < NARROWEST {
        let missing = (NARROWEST - between) * steps * 100 / (100 - 2 * NAME_SHARE);
        let needed = (sheet.drawing.width + missing).div_euclid(10) + 1;
        let found = options.width;
        return Err(Error::new(ChartProblem::Columns { columns: last + 1, needed, found }));
    }

    let mut nodes = Vec::with_capacity(chart.nodes.len());
    for node in &chart.nodes {
        let outside = node.column == 0 || node.column == last;
        let room = if outside { widest } else { between };
        let text = format!("{} {}", node.name, number(node.value));
        let lines = wrap(&text, room, LABEL_SIZE, false);
        let height = share(HEIGHT, node.value, largest)?.max(10);
        let text_height = line_height(LABEL_SIZE) * Length::try_from(lines.len()).unwrap_or(1);
        let slot = height.max(text_height) + NODE_GAP;
        nodes.push(Placed { column: node.column, height, slot, top: 0, lines });
    }
    let top = sheet.top + GAP;
    let bottom = place(&mut nodes, &chart.flows, last, top);

    bands(chart, &nodes, &x, &mut sheet)?;
    for (placed, node) in nodes.iter().zip(&chart.nodes) {
        let area = Area {
            left: x(placed.column),
            right: x(placed.column) + NODE_WIDTH,
            top: placed.top,
            bottom: placed.top + placed.height,
        };
        let title = format!("{}: {} {}", node.name, number(node.value), options.unit);
        let marks = vec![Mark::Rectangle(area, Fill::Colour(DARK_GREY))];
        sheet.drawing.marks.push(Mark::Series(title, marks));
        let lines = line_height(LABEL_SIZE) * Length::try_from(placed.lines.len()).unwrap_or(1);
        let middle = i64::midpoint(area.top, area.bottom);
        let (at, anchor) = if placed.column == 0 && last > 0 {
            (area.left - GAP, Anchor::End)
        } else {
            (area.right + GAP, Anchor::Start)
        };
        let label = Label::new(Role::Name, (at, middle - lines / 2), "").anchor(anchor);
        sheet.drawing.lines(&label, &placed.lines);
    }
    let flows = chart.flows.iter().map(|flow| {
        let name = |index: usize| chart.nodes.get(index).map_or("", |node| &node.name);
        format!("{}, {}: {}", name(flow.from), name(flow.to), number(flow.value))
    });
    let description = flows.collect::<Vec<_>>().join("; ");
    Ok(sheet.finish(bottom, &[], &description))
}

/// Orders and places the nodes of each column; gives the place below all.
fn place(nodes: &mut [Placed], flows: &[Flow], last: usize, top: Length) -> Length {
    let column = |nodes: &[Placed], of: usize| -> Vec<usize> {
        (0..nodes.len())
            .filter(|index| nodes.get(*index).is_some_and(|node| node.column == of))
            .collect()
    };
    let total = |nodes: &[Placed], members: &[usize]| -> Length {
        members.iter().filter_map(|index| nodes.get(*index)).map(|node| node.slot).sum()
    };
    let mut order: Vec<Vec<usize>> = (0..=last).map(|of| column(nodes, of)).collect();
    let height = order.iter().map(|members| total(nodes, members)).max().unwrap_or(0);
    let bounds = (top, top + height);
    let stack = |nodes: &mut [Placed], members: &[usize]| {
        let mut at = top + (height - total(nodes, members)) / 2;
        for index in members {
            if let Some(node) = nodes.get_mut(*index) {
                node.top = at + (node.slot - node.height) / 2;
                at += node.slot;
            }
        }
    };
    for members in &order {
        stack(nodes, members);
    }
    for sweep in 0..SWEEPS {
        let forwards = sweep % 2 == 0;
        let columns: Vec<usize> =
            if forwards { (1..=last).collect() } else { (0..last).rev().collect() };
        for of in columns {
            let Some(members) = order.get_mut(of) else { continue };
            let wish = |index: &usize| wanted(nodes, flows, *index, forwards);
            members.sort_by_cached_key(wish);
            let wanted: Vec<(Length, Length)> = members
                .iter()
                .filter_map(|index| Some((wish(index), nodes.get(*index)?.slot)))
                .collect();
            for (index, place) in members.iter().zip(spread(&wanted, bounds)) {
                if let Some(node) = nodes.get_mut(*index) {
                    node.top = place + (node.slot - node.height) / 2;
                }
            }
        }
    }
    bounds.1
}

/// The mean place of the neighbours on one side, by what flows; its own where there are none.
fn wanted(nodes: &[Placed], flows: &[Flow], index: usize, before: bool) -> Length {
    let centre = |index: usize| nodes.get(index).map_or(0, |node| node.top + node.height / 2);
    let (mut sum, mut weights) = (0, 0);
    for flow in flows {
        let (own, other) = if before { (flow.to, flow.from) } else { (flow.from, flow.to) };
        if own == index {
            // The height of the smaller end is at least that of the flow.
            let height = |index: usize| nodes.get(index).map_or(1, |node| node.height);
            let weight = height(own).min(height(other)).max(1);
            sum += centre(other) * weight;
            weights += weight;
        }
    }
    if weights == 0 { centre(index) } else { sum / weights }
}

/// The bands, in the order in which they leave and arrive, so that few cross.
fn bands(
    chart: &EnergyFlow,
    nodes: &[Placed],
    x: &dyn Fn(usize) -> Length,
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    let edge = |ends: fn(&Flow) -> (usize, usize)| -> Result<Vec<(Length, Length)>> {
        let mut edges = vec![(0, 0); chart.flows.len()];
        for (index, (node, placed)) in chart.nodes.iter().zip(nodes).enumerate() {
            let mut own: Vec<usize> = (0..chart.flows.len())
                .filter(|flow| chart.flows.get(*flow).is_some_and(|flow| ends(flow).0 == index))
                .collect();
            own.sort_by_key(|flow| {
                let other = chart.flows.get(*flow).and_then(|flow| nodes.get(ends(flow).1));
                other.map_or(0, |other| other.top + other.height / 2)
            });
            let mut sum = ExactSum::new();
            let mut at = placed.top;
            for flow in own {
                if let (Some(edge), Some(flow)) = (edges.get_mut(flow), chart.flows.get(flow)) {
                    sum.add(flow.value);
                    let so_far = sum.clone().total()?;
                    let end = placed.top + share(placed.height, so_far, node.value)?;
                    *edge = (at, end.max(at + 5));
                    at = end;
                }
            }
        }
        Ok(edges)
    };
    let (leave, arrive) = (edge(|flow| (flow.from, flow.to))?, edge(|flow| (flow.to, flow.from))?);
    let decimals = decimals_of(4, chart.flows.iter().map(|flow| flow.value));
    for ((flow, leave), arrive) in chart.flows.iter().zip(leave).zip(arrive) {
        let ends = (chart.nodes.get(flow.from), chart.nodes.get(flow.to));
        let (Some(from), Some(to)) = ends else { continue };
        let mark = Mark::Ribbon {
            from: (x(from.column) + NODE_WIDTH, leave.0, leave.1),
            to: (x(to.column), arrive.0, arrive.1),
            fill: Fill::Flow(series_colour(flow.from).0),
        };
        let value = number_text(flow.value, decimals, sheet.options.language);
        let title = format!("{}, {}: {value} {}", from.name, to.name, sheet.options.unit);
        sheet.drawing.marks.push(Mark::Series(title, vec![mark]));
    }
    Ok(())
}
