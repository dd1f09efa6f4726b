mod account_table;
mod printed;

pub use account_table::account_table;
use printed::{Cell, Printed, Row};

use super::number_text;
use crate::Language;
use crate::error::Result;
use crate::number::{Exact, round_to_sum};

/// A table whose printed rows add up to its printed total, column by column.
///
/// The total of a column is rounded half-even; its rows are rounded by the largest-remainder
/// method, so that they add up. Cells without a number stand as text and add nothing.
///
/// # Examples
///
/// ```
/// use climate_account::{Language, report::{SumTable, TableCell}};
///
/// let mut table = SumTable::new("Sector", ["2022", "2023"], 0);
/// table.push("Energy", [TableCell::Number("10.4".parse()?), TableCell::Number("8.4".parse()?)]);
/// table.push("Waste", [TableCell::Number("3.4".parse()?), TableCell::Text("NE".into())]);
/// let text = table.render("Total", Language::English)?;
/// assert_eq!(text, "\
/// Sector  2022  2023
/// ------------------
/// Energy    11     8
/// Waste      3    NE
/// ------------------
/// Total     14     8
/// ");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct SumTable {
    label: String,
    columns: Vec<String>,
    decimals: u8,
    unit: Option<String>,
    rows: Vec<(String, Vec<TableCell>)>,
    memo_items: Vec<(String, Vec<TableCell>)>,
    notes: Vec<String>,
}

/// A cell of a table.
///
/// # Examples
///
/// ```
/// use climate_account::report::{SumTable, TableCell};
///
/// let mut table = SumTable::new("Sector", ["2023"], 0);
/// table.push("Energy", [TableCell::Number("10.4".parse()?)]);
/// table.push("Grid losses", [TableCell::Text("NE".into())]);
/// // A word adds nothing.
/// assert_eq!(table.rounded()?.1, [10.into()]);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableCell {
    /// A number, part of the total.
    Number(Exact),
    /// A number of the total with notes, by their numbers from 1.
    Noted(Exact, Vec<usize>),
    /// A word that stands for a number that is not there.
    Text(String),
}

impl From<Exact> for TableCell {
    fn from(value: Exact) -> TableCell {
        TableCell::Number(value)
    }
}

impl SumTable {
    /// A table without rows: the heading of its labels, its columns, and its decimals.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, number::Exact, report::SumTable};
    ///
    /// let mut table = SumTable::new("Sector", ["2023"], 1);
    /// table.push("Energy", [Exact::new(1044, 2)]);
    /// assert_eq!(table.rounded()?.1, [Exact::new(104, 1)]);
    /// assert!(table.render("Total", Language::English)?.starts_with("Sector  2023\n"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn new<C: Into<String>>(
        label: impl Into<String>,
        columns: impl IntoIterator<Item = C>,
        decimals: u8,
    ) -> SumTable {
        let columns = columns.into_iter().map(Into::into).collect();
        SumTable {
            label: label.into(),
            columns,
            decimals,
            unit: None,
            rows: Vec::new(),
            memo_items: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Adds a row; cells that are missing stay empty, cells beyond the columns are left out.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{number::Exact, report::{SumTable, TableCell}};
    ///
    /// let mut table = SumTable::new("Sector", ["2022", "2023"], 0);
    /// table.push("Energy", [Exact::from(10), Exact::from(8)]);
    /// table.push("Waste", [Exact::from(3)]); // 2023 is not known yet
    /// let (rows, totals) = table.rounded()?;
    /// assert_eq!(rows[1], [TableCell::Number(3.into()), TableCell::Text(String::new())]);
    /// assert_eq!(totals, [13.into(), 8.into()]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn push<C: Into<TableCell>>(
        &mut self,
        label: impl Into<String>,
        cells: impl IntoIterator<Item = C>,
    ) {
        let cells = self.filled(cells);
        self.rows.push((label.into(), cells));
    }

    /// States the unit of the numbers; it stands in the header.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, number::Exact, report::SumTable};
    ///
    /// let mut table = SumTable::new("Sector", ["2023"], 0).unit("t CO2e");
    /// table.push("Energy", [Exact::from(8)]);
    /// assert!(table.render("Total", Language::English)?.starts_with("Sector, t CO2e  2023\n"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn unit(self, unit: impl Into<String>) -> SumTable {
        SumTable { unit: Some(unit.into()), ..self }
    }

    /// Adds a row beneath the total, of which it is no part.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, number::Exact, report::SumTable};
    ///
    /// let mut table = SumTable::new("Sector", ["2023"], 0);
    /// table.push("Energy", [Exact::from(8)]);
    /// table.push_memo("Biogenic CO2", [Exact::from(5)]);
    /// assert_eq!(table.render("Total", Language::English)?, "\
    /// Sector        2023
    /// ------------------
    /// Energy           8
    /// ------------------
    /// Total            8
    /// ------------------
    /// Biogenic CO2     5
    /// ");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn push_memo<C: Into<TableCell>>(
        &mut self,
        label: impl Into<String>,
        cells: impl IntoIterator<Item = C>,
    ) {
        let cells = self.filled(cells);
        self.memo_items.push((label.into(), cells));
    }

    /// The number of a footnote, from 1; the same words have one number.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, number::Exact, report::{SumTable, TableCell}};
    ///
    /// let mut table = SumTable::new("Sector", ["2023"], 0);
    /// let note = table.note("without the ferry");
    /// table.push("Transport", [TableCell::Noted(8.into(), vec![note])]);
    /// assert_eq!(table.render("Total", Language::English)?, "\
    /// Sector     2023
    /// -----------------
    /// Transport     8 ¹
    /// -----------------
    /// Total         8
    /// ¹ without the ferry
    /// ");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn note(&mut self, words: impl Into<String>) -> usize {
        let words = words.into();
        if let Some(known) = self.notes.iter().position(|note| *note == words) {
            return known + 1;
        }
        self.notes.push(words);
        self.notes.len()
    }

    fn filled<C: Into<TableCell>>(&self, cells: impl IntoIterator<Item = C>) -> Vec<TableCell> {
        let mut cells: Vec<TableCell> = cells.into_iter().map(Into::into).collect();
        cells.resize(self.columns.len(), TableCell::Text(String::new()));
        cells
    }

    /// The rounded rows and the rounded totals, as numbers.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{number::Exact, report::{SumTable, TableCell}};
    ///
    /// let mut table = SumTable::new("Sector", ["2023"], 0);
    /// table.push("Energy", [Exact::new(104, 1)]);
    /// table.push("Waste", [Exact::new(34, 1)]);
    /// // 10.4 + 3.4 = 13.8; one of the rows has to go up for 14, and 10.4 stands first.
    /// let (rows, totals) = table.rounded()?;
    /// assert_eq!(rows, [[TableCell::Number(11.into())], [TableCell::Number(3.into())]]);
    /// assert_eq!(totals, [14.into()]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn rounded(&self) -> Result<(Vec<Vec<TableCell>>, Vec<Exact>)> {
        let mut rows: Vec<Vec<TableCell>> = self.rows.iter().map(|row| row.1.clone()).collect();
        let mut totals = Vec::with_capacity(self.columns.len());
        for column in 0..self.columns.len() {
            let mut cells: Vec<&mut Exact> = rows
                .iter_mut()
                .filter_map(|row| match row.get_mut(column) {
                    Some(TableCell::Number(value) | TableCell::Noted(value, _)) => Some(value),
                    _ => None,
                })
                .collect();
            let values: Vec<Exact> = cells.iter().map(|cell| **cell).collect();
            let (rounded, total) = round_to_sum(&values, self.decimals.into())?;
            for (cell, value) in cells.iter_mut().zip(rounded) {
                **cell = value;
            }
            totals.push(total);
        }
        Ok((rows, totals))
    }

    /// The table as aligned text.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, number::Exact, report::SumTable};
    ///
    /// let mut table = SumTable::new("Sektor", ["2023"], 1);
    /// table.push("Energi", [Exact::new(12_345, 1)]);
    /// table.push("Affald", [Exact::new(82, 1)]);
    /// assert_eq!(table.render("I alt", Language::Danish)?, "\
    /// Sektor     2023
    /// ---------------
    /// Energi  1.234,5
    /// Affald      8,2
    /// ---------------
    /// I alt   1.242,7
    /// ");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn render(&self, total: &str, language: Language) -> Result<String> {
        Ok(self.printed(total, language)?.to_text())
    }

    /// The table as Markdown, with numbers to the right.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, number::Exact, report::SumTable};
    ///
    /// let mut table = SumTable::new("Sektor", ["2023"], 1).unit("t CO2e");
    /// table.push("Energi", [Exact::new(12_345, 1)]);
    /// assert_eq!(table.to_markdown("I alt", Language::Danish)?, "\
    /// | Sektor, t CO2e | 2023 |
    /// |:---|---:|
    /// | Energi | 1.234,5 |
    /// | **I alt** | **1.234,5** |
    /// ");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn to_markdown(&self, total: &str, language: Language) -> Result<String> {
        Ok(self.printed(total, language)?.to_markdown())
    }

    /// The table as CSV for a spreadsheet in the language: decimal comma and semicolon in Danish,
    /// decimal point and comma in English, no marks of thousands. Notes follow the rows.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, number::Exact, report::SumTable};
    ///
    /// let mut table = SumTable::new("Sektor", ["2023"], 1).unit("t CO2e");
    /// table.push("Energi", [Exact::new(12_345, 1)]);
    /// let text = table.to_csv("I alt", Language::Danish)?;
    /// assert_eq!(text, "\"Sektor, t CO2e\";2023\nEnergi;1234,5\nI alt;1234,5\n");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn to_csv(&self, total: &str, language: Language) -> Result<String> {
        Ok(self.printed(total, language)?.to_csv(language))
    }

    /// The table as HTML: the total in a body of the class `total`, what stands beneath in `memo`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, number::Exact, report::SumTable};
    ///
    /// let mut table = SumTable::new("Sector", ["2023"], 0);
    /// table.push("Heat & power", [Exact::from(1200)]);
    /// let page = table.to_html("Total", Language::English)?;
    /// assert!(page.contains("<tr><th scope=\"row\">Heat &amp; power</th><td>1,200</td></tr>\n"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn to_html(&self, total: &str, language: Language) -> Result<String> {
        Ok(self.printed(total, language)?.to_html())
    }

    fn printed(&self, total: &str, language: Language) -> Result<Printed<'_>> {
        let (rows, totals) = self.rounded()?;
        let row = |label: &str, cells: &[TableCell]| Row {
            label: label.to_owned(),
            cells: cells.iter().map(|cell| self.cell(cell, language)).collect(),
        };
        let header = self.columns.iter().map(|column| Cell::word(column.clone())).collect();
        let totals: Vec<TableCell> = totals.into_iter().map(TableCell::Number).collect();
        let with_labels = |rows: &[(String, Vec<TableCell>)], cells: &[Vec<TableCell>]| {
            rows.iter().zip(cells).map(|((label, _), cells)| row(label, cells)).collect()
        };
        let memo_cells: Vec<Vec<TableCell>> =
            self.memo_items.iter().map(|(_, cells)| cells.clone()).collect();
        Ok(Printed {
            unit: self.unit.as_deref(),
            header: Row { label: self.label.clone(), cells: header },
            rows: with_labels(&self.rows, &rows),
            total: row(total, &totals),
            memo_items: with_labels(&self.memo_items, &memo_cells),
            notes: &self.notes,
        })
    }

    fn cell(&self, cell: &TableCell, language: Language) -> Cell {
        let number = |value: &Exact| number_text(*value, self.decimals, language);
        match cell {
            TableCell::Number(value) => Cell::number(number(value)),
            TableCell::Noted(value, notes) => {
                Cell { notes: notes.clone(), ..Cell::number(number(value)) }
            }
            TableCell::Text(text) => Cell::word(text.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_table_has_a_total_of_zero() {
        let table = SumTable::new("A", ["b"], 1);
        assert_eq!(
            table.render("Sum", Language::Danish).unwrap(),
            "A      b\n--------\nSum  0,0\n"
        );
    }

    #[test]
    fn a_table_of_many_notes_says_each_once() {
        let mut table = SumTable::new("A", ["b"], 0);
        let (first, second) = (table.note("x"), table.note("y"));
        assert_eq!((first, second, table.note("x")), (1, 2, 1));
        table.push("r", [TableCell::Noted(1.into(), vec![1, 2])]);
        let text = table.to_markdown("Sum", Language::English).unwrap();
        assert!(text.contains("| r | 1 ¹ ² |\n"), "{text}");
        assert!(text.ends_with("\n¹ x  \n² y  \n"), "{text}");
    }
}
