use core::fmt::Write;

use crate::Language;
use crate::report::explanation::{escaped, html};

/// As wide as labels may be made by a unit in the header of a text.
const MIDDLING: usize = 30;

/// A table whose numbers are text already.
pub(super) struct Printed<'a> {
    pub(super) unit: Option<&'a str>,
    pub(super) header: Row,
    pub(super) rows: Vec<Row>,
    pub(super) total: Row,
    pub(super) memo_items: Vec<Row>,
    pub(super) notes: &'a [String],
}

pub(super) struct Row {
    pub(super) label: String,
    pub(super) cells: Vec<Cell>,
}

pub(super) struct Cell {
    pub(super) text: String,
    pub(super) is_number: bool,
    pub(super) notes: Vec<usize>,
}

impl Cell {
    pub(super) fn word(text: String) -> Cell {
        Cell { text, is_number: false, notes: Vec::new() }
    }

    pub(super) fn number(text: String) -> Cell {
        Cell { text, is_number: true, notes: Vec::new() }
    }

    fn marks(&self) -> String {
        let marks: Vec<String> = self.notes.iter().map(|note| mark(*note)).collect();
        if marks.is_empty() { String::new() } else { format!(" {}", marks.join(" ")) }
    }
}

/// The number of a note, raised.
fn mark(note: usize) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = note.to_string();
    digits.bytes().filter_map(|digit| RAISED.get(usize::from(digit - b'0'))).collect()
}

fn length(text: &str) -> usize {
    text.chars().count()
}

impl Printed<'_> {
    fn body(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().chain(core::iter::once(&self.total)).chain(&self.memo_items)
    }

    /// The heading of the labels, with the unit.
    fn heading(&self) -> String {
        match self.unit {
            Some(unit) => format!("{}, {unit}", self.header.label),
            None => self.header.label.clone(),
        }
    }

    pub(super) fn to_text(&self) -> String {
        let widest = |lengths: &mut dyn Iterator<Item = usize>| lengths.max().unwrap_or(0);
        let heading = self.heading();
        let labels = widest(&mut self.body().map(|row| length(&row.label)));
        // A unit that is longer than all labels has a line of its own.
        let is_above = self.unit.is_some() && length(&heading) > labels.max(MIDDLING);
        let heading = if is_above { &self.header.label } else { &heading };
        let label_width = labels.max(length(heading));
        // Marks of notes stand beside the column, so that digits stay under each other.
        let widths: Vec<(usize, usize)> = (0..self.header.cells.len())
            .map(|column| {
                let rows = || core::iter::once(&self.header).chain(self.body());
                let cells = || rows().filter_map(|row| row.cells.get(column));
                let text = widest(&mut cells().map(|cell| length(&cell.text)));
                (text, widest(&mut cells().map(|cell| length(&cell.marks()))))
            })
            .collect();
        let all: usize = widths.iter().map(|(text, marks)| text + marks + 2).sum();
        let rule = "-".repeat(label_width + all);
        let mut result = match self.unit.filter(|_| is_above) {
            Some(unit) => format!("{unit}\n"),
            None => String::new(),
        };
        let mut write = |label: &str, row: &Row| {
            let mut line = format!("{label:<label_width$}");
            for (cell, (width, marks_width)) in row.cells.iter().zip(&widths) {
                let _ = write!(line, "  {:>width$}{:<marks_width$}", cell.text, cell.marks());
            }
            result.push_str(line.trim_end_matches(' '));
            result.push('\n');
        };
        let no_cells = Row { label: String::new(), cells: Vec::new() };
        write(heading, &self.header);
        write(&rule, &no_cells);
        self.rows.iter().for_each(|row| write(&row.label, row));
        if !self.rows.is_empty() {
            write(&rule, &no_cells);
        }
        write(&self.total.label, &self.total);
        if !self.memo_items.is_empty() {
            write(&rule, &no_cells);
        }
        self.memo_items.iter().for_each(|row| write(&row.label, row));
        for (number, note) in (1..).zip(self.notes) {
            let _ = writeln!(result, "{} {note}", mark(number));
        }
        result
    }

    pub(super) fn to_markdown(&self) -> String {
        let mut result = markdown(&self.heading(), &self.header, "");
        let _ = writeln!(result, "|:---|{}", "---:|".repeat(self.header.cells.len()));
        for row in &self.rows {
            result += &markdown(&row.label, row, "");
        }
        result += &markdown(&self.total.label, &self.total, "**");
        for row in &self.memo_items {
            result += &markdown(&row.label, row, "");
        }
        if !self.notes.is_empty() {
            result.push('\n');
        }
        for (number, note) in (1..).zip(self.notes) {
            let _ = writeln!(result, "{} {}  ", mark(number), escaped(note));
        }
        result
    }

    pub(super) fn to_html(&self) -> String {
        let row = |label: &str, row: &Row, tag: &str| {
            let mut line = format!("<tr><th scope=\"row\">{}</th>", html(label));
            for cell in &row.cells {
                let _ = write!(line, "<{tag}>{}{}</{tag}>", html(&cell.text), cell.marks());
            }
            line + "</tr>\n"
        };
        let rows =
            |rows: &[Row]| rows.iter().map(|each| row(&each.label, each, "td")).collect::<String>();
        let mut result =
            format!("<table>\n<thead>\n{}</thead>\n", row(&self.heading(), &self.header, "th"));
        let _ = write!(result, "<tbody>\n{}</tbody>\n", rows(&self.rows));
        let _ = write!(
            result,
            "<tbody class=\"total\">\n{}</tbody>\n",
            row(&self.total.label, &self.total, "td")
        );
        if !self.memo_items.is_empty() {
            let memo_items = rows(&self.memo_items);
            let _ = write!(result, "<tbody class=\"memo\">\n{memo_items}</tbody>\n");
        }
        result.push_str("</table>\n");
        for (number, note) in (1..).zip(self.notes) {
            let _ = writeln!(result, "<p class=\"note\">{} {}</p>", mark(number), html(note));
        }
        result
    }

    pub(super) fn to_csv(&self, language: Language) -> String {
        let (separator, thousands) = match language {
            Language::Danish => (';', '.'),
            Language::English => (',', ','),
        };
        let mut result = String::new();
        let heading = self.heading();
        let body = self.body().map(|row| (row.label.as_str(), row));
        for (label, row) in core::iter::once((heading.as_str(), &self.header)).chain(body) {
            let cells = row.cells.iter().map(|cell| {
                if cell.is_number {
                    cell.text.replace(thousands, "")
                } else {
                    quoted(&cell.text, separator)
                }
            });
            let fields: Vec<String> =
                core::iter::once(quoted(label, separator)).chain(cells).collect();
            let _ = writeln!(result, "{}", fields.join(&separator.to_string()));
        }
        for (number, note) in (1..).zip(self.notes) {
            let _ = writeln!(result, "{}", quoted(&format!("{} {note}", mark(number)), separator));
        }
        result
    }
}

/// A row of Markdown, its words and numbers between marks.
fn markdown(label: &str, row: &Row, bold: &str) -> String {
    let mut line = format!("| {bold}{}{bold} |", escaped(label));
    for cell in &row.cells {
        let bold = if cell.text.is_empty() { "" } else { bold };
        let _ = write!(line, " {bold}{}{bold}{} |", escaped(&cell.text), cell.marks());
    }
    line + "\n"
}

/// A field of CSV, in quotation marks where it needs them.
fn quoted(field: &str, separator: char) -> String {
    if field.contains([separator, ',', ';', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}
