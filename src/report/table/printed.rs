use core::fmt::Write;

use crate::Language;
use crate::report::explanation::{escaped, html};

/// A table whose numbers are text already.
pub(super) struct Printed<'a> {
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
    fn all_rows(&self) -> impl Iterator<Item = &Row> {
        let (header, total) = (core::iter::once(&self.header), core::iter::once(&self.total));
        header.chain(&self.rows).chain(total).chain(&self.memo_items)
    }

    pub(super) fn to_text(&self) -> String {
        let widest = |lengths: &mut dyn Iterator<Item = usize>| lengths.max().unwrap_or(0);
        let label_width = widest(&mut self.all_rows().map(|row| length(&row.label)));
        // Marks of notes stand beside the column, so that digits stay under each other.
        let widths: Vec<(usize, usize)> = (0..self.header.cells.len())
            .map(|column| {
                let cells = || self.all_rows().filter_map(|row| row.cells.get(column));
                let text = widest(&mut cells().map(|cell| length(&cell.text)));
                (text, widest(&mut cells().map(|cell| length(&cell.marks()))))
            })
            .collect();
        let all: usize = widths.iter().map(|(text, marks)| text + marks + 2).sum();
        let rule = "-".repeat(label_width + all);
        let mut result = String::new();
        let mut write = |row: &Row| {
            let mut line = format!("{:<label_width$}", row.label);
            for (cell, (width, marks_width)) in row.cells.iter().zip(&widths) {
                let _ = write!(line, "  {:>width$}{:<marks_width$}", cell.text, cell.marks());
            }
            result.push_str(line.trim_end_matches(' '));
            result.push('\n');
        };
        let rule = Row { label: rule, cells: Vec::new() };
        write(&self.header);
        write(&rule);
        self.rows.iter().for_each(&mut write);
        if !self.rows.is_empty() {
            write(&rule);
        }
        write(&self.total);
        if !self.memo_items.is_empty() {
            write(&rule);
        }
        self.memo_items.iter().for_each(&mut write);
        for (number, note) in (1..).zip(self.notes) {
            let _ = writeln!(result, "{} {note}", mark(number));
        }
        result
    }

    pub(super) fn to_markdown(&self) -> String {
        let mut result = markdown(&self.header, "");
        let _ = writeln!(result, "|:---|{}", "---:|".repeat(self.header.cells.len()));
        for row in &self.rows {
            result += &markdown(row, "");
        }
        result += &markdown(&self.total, "**");
        for row in &self.memo_items {
            result += &markdown(row, "");
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
        let row = |row: &Row, tag: &str| {
            let mut line = format!("<tr><th scope=\"row\">{}</th>", html(&row.label));
            for cell in &row.cells {
                let _ = write!(line, "<{tag}>{}{}</{tag}>", html(&cell.text), cell.marks());
            }
            line + "</tr>\n"
        };
        let rows = |rows: &[Row]| rows.iter().map(|each| row(each, "td")).collect::<String>();
        let mut result = format!("<table>\n<thead>\n{}</thead>\n", row(&self.header, "th"));
        let _ = write!(result, "<tbody>\n{}</tbody>\n", rows(&self.rows));
        let _ = write!(result, "<tbody class=\"total\">\n{}</tbody>\n", row(&self.total, "td"));
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
        for row in self.all_rows() {
            let cells = row.cells.iter().map(|cell| {
                if cell.is_number {
                    cell.text.replace(thousands, "")
                } else {
                    quoted(&cell.text, separator)
                }
            });
            let fields: Vec<String> =
                core::iter::once(quoted(&row.label, separator)).chain(cells).collect();
            let _ = writeln!(result, "{}", fields.join(&separator.to_string()));
        }
        for (number, note) in (1..).zip(self.notes) {
            let _ = writeln!(result, "{}", quoted(&format!("{} {note}", mark(number)), separator));
        }
        result
    }
}

/// A row of Markdown, its words and numbers between marks.
fn markdown(row: &Row, bold: &str) -> String {
    let mut line = format!("| {bold}{}{bold} |", escaped(&row.label));
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
