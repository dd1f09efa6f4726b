//! A picture as marks and labels, before it becomes SVG: the place of every label is known here.

use super::palette::{BLACK, Colour};
use super::text_width::text_width;

/// A length or place in tenths of a unit of the picture.
pub(super) type Length = i64;
pub(super) type Point = (Length, Length);

pub(super) const TITLE_SIZE: Length = 160;
pub(super) const LABEL_SIZE: Length = 125;
pub(super) const SMALL_SIZE: Length = 115;

/// The height of a line of text, in per cent of its size.
const LINE: Length = 122;
/// What of it lies above the base line.
const ASCENT: Length = 94;

pub(super) fn line_height(size: Length) -> Length {
    size * LINE / 100
}

/// Which point of a text its place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// What a text is for: the class of its element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Unit,
    /// A tick of an axis, or what an axis is about.
    Axis,
    /// The name of a series, bar, node.
    Name,
    /// A number.
    Value,
    Note,
}

impl Role {
    pub(super) fn class(self) -> &'static str {
        match self {
            Role::Title => "title",
            Role::Unit => "unit",
            Role::Axis => "axis",
            Role::Name => "name",
            Role::Value => "value",
            Role::Note => "note",
        }
    }
}

/// One line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// The place of the anchor, and of the top of the line.
    pub(super) at: Point,
    pub(super) anchor: Anchor,
    pub(super) size: Length,
    pub(super) bold: bool,
    pub(super) colour: Colour,
    pub(super) role: Role,
    pub(super) text: String,
}

impl Label {
    pub(super) fn new(role: Role, at: Point, text: impl Into<String>) -> Label {
        let (size, bold) = match role {
            Role::Title => (TITLE_SIZE, true),
            Role::Name | Role::Value => (LABEL_SIZE, false),
            Role::Unit | Role::Axis | Role::Note => (SMALL_SIZE, false),
        };
        let (anchor, colour, text) = (Anchor::Start, BLACK, text.into());
        Label { at, anchor, size, bold, colour, role, text }
    }

    pub(super) fn anchor(self, anchor: Anchor) -> Label {
        Label { anchor, ..self }
    }

    pub(super) fn bold(self) -> Label {
        Label { bold: true, ..self }
    }

    pub(super) fn base_line(&self) -> Length {
        self.at.1 + self.size * ASCENT / 100
    }

    /// The box around the text.
    pub(super) fn area(&self) -> Area {
        let width = text_width(&self.text, self.size, self.bold);
        let left = match self.anchor {
            Anchor::Start => self.at.0,
            Anchor::Middle => self.at.0 - width / 2,
            Anchor::End => self.at.0 - width,
        };
        Area {
            left,
            right: left + width,
            top: self.at.1,
            bottom: self.at.1 + line_height(self.size),
        }
    }
}

/// A rectangle parallel to the axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: Length,
    pub(super) right: Length,
    pub(super) top: Length,
    pub(super) bottom: Length,
}

impl Area {
    pub(super) fn width(self) -> Length {
        self.right - self.left
    }

    pub(super) fn height(self) -> Length {
        self.bottom - self.top
    }

    /// Whether the two overlap, or come nearer than a gap to the side.
    pub(super) fn touches(self, other: Area, gap: Length) -> bool {
        self.left - gap < other.right
            && other.left - gap < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// How a surface is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    Colour(Colour),
    /// A colour with stripes.
    Striped(Colour),
    /// Hatched: no number is known here.
    Hatched,
    /// A grey that lets through what is below.
    Veil,
    /// The colour of a flow, half transparent.
    Flow(Colour),
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stroke {
    /// Of a grid.
    Grid,
    /// Of an axis.
    Axis,
    /// From a label to what it names.
    Leader,
    /// Between two areas.
    Edge,
    /// A result.
    Bold,
    /// What is demanded or would be.
    Dashed,
    /// The bound of an interval.
    Dotted,
    /// The interval of a single year.
    Interval,
}

/// Something drawn that is no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    Rectangle(Area, Fill),
    Polygon(Vec<Point>, Fill),
    Line(Vec<Point>, Stroke),
    /// A band between two upright edges: left edge x, top, bottom; right edge x, top, bottom.
    Ribbon {
        from: (Length, Length, Length),
        to: (Length, Length, Length),
        fill: Fill,
    },
    /// Marks that are one thing, with its name and figures.
    Series(String, Vec<Mark>),
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Drawing {
    pub(super) width: Length,
    pub(super) height: Length,
    pub(super) marks: Vec<Mark>,
    pub(super) labels: Vec<Label>,
    /// What a screen reader says beside the title.
    pub(super) description: String,
}

impl Drawing {
    pub(super) fn line(&mut self, points: impl Into<Vec<Point>>, stroke: Stroke) {
        self.marks.push(Mark::Line(points.into(), stroke));
    }

    /// Lines of text one below the other; the place below the last.
    pub(super) fn lines(&mut self, first: &Label, lines: &[String]) -> Length {
        let mut top = first.at.1;
        for text in lines {
            self.labels.push(Label { at: (first.at.0, top), text: text.clone(), ..first.clone() });
            top += line_height(first.size);
        }
        top
    }
}
