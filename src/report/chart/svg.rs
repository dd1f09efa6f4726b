//! A picture as SVG.

use core::fmt::Write;
use std::collections::BTreeSet;

use svg::node::Value;
use svg::node::element::Element;
use svg::node::{Node, Text};

use super::ChartOptions;
use super::drawing::{Anchor, Area, Drawing, Fill, Label, Length, Mark, Point, Role, Stroke};
use super::palette::{BLACK, Colour, DARK_GREY, GREY, PALE_GREY, WHITE};
use crate::factor::ContentHash;

/// The first of these that a reader has; the widths of letters are those of all but the last.
const FONTS: &str = "Arial, Helvetica, 'Liberation Sans', sans-serif";

fn element(name: &str, attributes: &[(&str, &str)]) -> Element {
    let mut element = Element::new(name);
    for (name, value) in attributes {
        element.assign(*name, *value);
    }
    element
}

/// A place in units, with its tenth where there is one.
fn number(tenths: Length) -> String {
    let (whole, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
    let sign = if tenths < 0 { "-" } else { "" };
    if tenth == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{tenth}") }
}

fn points(points: &[Point]) -> String {
    let point = |(x, y): &Point| format!("{},{}", number(*x), number(*y));
    points.iter().map(point).collect::<Vec<_>>().join(" ")
}

/// Text without what XML has no way to write.
fn legal(text: &str) -> String {
    let illegal = |letter: char| {
        (letter.is_control() && !matches!(letter, '\t' | '\n' | '\r'))
            || matches!(letter, '\u{fffe}' | '\u{ffff}')
    };
    text.replace(illegal, "\u{fffd}")
}

fn text(name: &str, content: &str) -> Element {
    let mut element = Element::new(name);
    element.append(Text::new(legal(content)));
    element
}

pub(super) fn render(drawing: &Drawing, options: &ChartOptions) -> String {
    // The same picture has the same ids, two pictures on one page have not.
    let hash = ContentHash::of([format!("{drawing:?}"), format!("{options:?}")]).to_string();
    let id = format!("chart-{}", hash.get(..12).unwrap_or_default());
    let (width, height) = (number(drawing.width), number(drawing.height));
    let mut root = element(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("viewBox", &format!("0 0 {width} {height}")),
            ("width", &width),
            ("height", &height),
            ("style", "max-width:100%;height:auto"),
            ("lang", options.language.code()),
            ("xml:lang", options.language.code()),
            ("role", "img"),
            ("aria-labelledby", &format!("{id}-title {id}-description")),
            ("font-family", FONTS),
        ],
    );
    let mut title = text("title", &options.title);
    title.assign("id", format!("{id}-title"));
    root.append(title);
    let mut description = text("desc", &drawing.description);
    description.assign("id", format!("{id}-description"));
    root.append(description);
    let mut fills = BTreeSet::new();
    patterns(&drawing.marks, &mut fills);
    if !fills.is_empty() {
        let mut definitions = Element::new("defs");
        for (name, colour) in fills {
            definitions.append(pattern(&format!("{id}-{name}"), colour));
        }
        root.append(definitions);
    }
    root.append(element("rect", &[("width", &width), ("height", &height), ("fill", WHITE.hex)]));
    for mark in &drawing.marks {
        root.append(shape(mark, &id));
    }
    for label in &drawing.labels {
        root.append(letters(label));
    }
    format!("{root}\n")
}

/// The name of a pattern, and its colour, if it is not transparent.
fn pattern_of(fill: Fill) -> Option<(String, Option<&'static str>)> {
    match fill {
        Fill::Striped(colour) => {
            Some((format!("stripes-{}", colour.hex.trim_start_matches('#')), Some(colour.hex)))
        }
        Fill::Hatched => Some(("hatched".to_owned(), None)),
        _ => None,
    }
}

fn patterns(marks: &[Mark], found: &mut BTreeSet<(String, Option<&'static str>)>) {
    for mark in marks {
        match mark {
            Mark::Rectangle(_, fill) | Mark::Polygon(_, fill) | Mark::Ribbon { fill, .. } => {
                found.extend(pattern_of(*fill));
            }
            Mark::Series(_, marks) => patterns(marks, found),
            Mark::Line(..) => {}
        }
    }
}

fn pattern(id: &str, colour: Option<&str>) -> Element {
    let mut pattern = element(
        "pattern",
        &[
            ("id", id),
            ("width", "6"),
            ("height", "6"),
            ("patternUnits", "userSpaceOnUse"),
            ("patternTransform", "rotate(45)"),
        ],
    );
    if let Some(colour) = colour {
        pattern.append(element("rect", &[("width", "6"), ("height", "6"), ("fill", colour)]));
    }
    let stroke = if colour.is_some() { WHITE.hex } else { DARK_GREY.hex };
    pattern.append(element(
        "line",
        &[("y2", "6"), ("stroke", stroke), ("stroke-width", "2.4"), ("x1", "0"), ("x2", "0")],
    ));
    pattern
}

fn fill(element: &mut Element, fill: Fill, id: &str) {
    let mut plain = |colour: Colour| element.assign("fill", colour.hex);
    match fill {
        Fill::Colour(colour) => plain(colour),
        Fill::Striped(_) | Fill::Hatched => {
            let name = pattern_of(fill).map(|(name, _)| name).unwrap_or_default();
            element.assign("fill", format!("url(#{id}-{name})"));
        }
        Fill::Veil => {
            plain(BLACK);
            element.assign("fill-opacity", "0.18");
        }
        Fill::Flow(colour) => {
            plain(colour);
            element.assign("fill-opacity", "0.55");
        }
    }
}

fn rectangle(area: Area) -> Element {
    let mut element = Element::new("rect");
    let sizes = [area.left, area.top, area.width(), area.height()];
    for (name, length) in ["x", "y", "width", "height"].into_iter().zip(sizes) {
        element.assign(name, number(length));
    }
    element
}

fn shape(mark: &Mark, id: &str) -> Element {
    let (mut element, surface) = match mark {
        Mark::Rectangle(area, surface) => (rectangle(*area), *surface),
        Mark::Polygon(outline, surface) => {
            (element("polygon", &[("points", &points(outline))]), *surface)
        }
        Mark::Ribbon { from, to, fill } => (ribbon(*from, *to), *fill),
        Mark::Line(course, stroke) => return line(course, *stroke),
        Mark::Series(name, marks) => {
            let mut group = element("g", &[("class", "series")]);
            group.append(text("title", name));
            for mark in marks {
                group.append(shape(mark, id));
            }
            return group;
        }
    };
    fill(&mut element, surface, id);
    element
}

/// A band whose edges leave and arrive level.
fn ribbon(
    (left, top, bottom): (Length, Length, Length),
    (right, end_top, end_bottom): (Length, Length, Length),
) -> Element {
    let middle = number(i64::midpoint(left, right));
    let (left, right) = (number(left), number(right));
    let [top, bottom, end_top, end_bottom] = [top, bottom, end_top, end_bottom].map(number);
    let mut course = String::new();
    let _ = write!(course, "M{left},{top} C{middle},{top} {middle},{end_top} {right},{end_top} ");
    let _ = write!(course, "V{end_bottom} ");
    let _ = write!(course, "C{middle},{end_bottom} {middle},{bottom} {left},{bottom} Z");
    element("path", &[("d", &course)])
}

fn line(course: &[Point], stroke: Stroke) -> Element {
    let (colour, width, dashes) = match stroke {
        Stroke::Grid => (PALE_GREY, "1", ""),
        Stroke::Axis => (DARK_GREY, "1.2", ""),
        Stroke::Leader => (GREY, "0.8", ""),
        Stroke::Edge => (WHITE, "1", ""),
        Stroke::Bold => (BLACK, "2.2", ""),
        Stroke::Dashed => (BLACK, "2", "7 4"),
        Stroke::Interval => (BLACK, "1.4", ""),
        Stroke::Dotted => (BLACK, "1.2", "1.5 2.5"),
    };
    let mut line = element(
        "polyline",
        &[
            ("points", &points(course)),
            ("fill", "none"),
            ("stroke", colour.hex),
            ("stroke-width", width),
        ],
    );
    if !dashes.is_empty() {
        line.assign("stroke-dasharray", dashes);
    }
    line
}

fn letters(label: &Label) -> Element {
    let mut element = text("text", &label.text);
    let mut set = |name: &str, value: Value| element.assign(name, value);
    set("class", label.role.class().into());
    set("x", number(label.at.0).into());
    set("y", number(label.base_line()).into());
    set("font-size", number(label.size).into());
    set("fill", label.colour.hex.into());
    if label.bold {
        set("font-weight", "bold".into());
    }
    match label.anchor {
        Anchor::Start => {}
        Anchor::Middle => set("text-anchor", "middle".into()),
        Anchor::End => set("text-anchor", "end".into()),
    }
    // Readable over a flow or a grid line.
    if matches!(label.role, Role::Name | Role::Value) && label.colour != WHITE {
        set("paint-order", "stroke".into());
        set("stroke", WHITE.hex.into());
        set("stroke-width", "2.5".into());
        set("stroke-linejoin", "round".into());
    }
    element
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_in_tenths() {
        assert_eq!([0, 5, -5, 120, 1234].map(number), ["0", "0.5", "-0.5", "12", "123.4"]);
    }

    #[test]
    fn control_characters_are_replaced() {
        assert_eq!(legal("a\u{0}b\u{b}c\n\u{fffe}"), "a\u{fffd}b\u{fffd}c\n\u{fffd}");
        assert_eq!(
            text("title", "a < b & \"c\"").to_string(),
            "<title>a &lt; b &amp; \"c\"</title>"
        );
    }
}
