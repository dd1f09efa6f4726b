use core::fmt::Write;

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
    rows: Vec<(String, Vec<TableCell>)>,
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
        SumTable { label: label.into(), columns, decimals, rows: Vec::new() }
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
        let mut cells: Vec<TableCell> = cells.into_iter().map(Into::into).collect();
        cells.resize(self.columns.len(), TableCell::Text(String::new()));
        self.rows.push((label.into(), cells));
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
                    Some(TableCell::Number(value)) => Some(value),
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
        let (rows, totals) = self.rounded()?;
        let number = |value: &Exact| number_text(*value, self.decimals, language);
        let text = |cell: &TableCell| match cell {
            TableCell::Number(value) => number(value),
            TableCell::Text(text) => text.clone(),
        };
        let mut lines = vec![(self.label.clone(), self.columns.clone())];
        for ((label, _), cells) in self.rows.iter().zip(&rows) {
            lines.push((label.clone(), cells.iter().map(text).collect()));
        }
        lines.push((total.to_owned(), totals.iter().map(number).collect()));

        let width = |texts: &mut dyn Iterator<Item = &String>| {
            texts.map(|text| text.chars().count()).max().unwrap_or(0)
        };
        let label_width = width(&mut lines.iter().map(|line| &line.0));
        let widths: Vec<usize> = (0..self.columns.len())
            .map(|column| width(&mut lines.iter().filter_map(|line| line.1.get(column))))
            .collect();
        let rule = "-".repeat(label_width + widths.iter().map(|width| width + 2).sum::<usize>());

        let mut result = String::new();
        let last = lines.len() - 1;
        for (index, (label, cells)) in lines.iter().enumerate() {
            if index == 1 || index == last {
                result.push_str(&rule);
                result.push('\n');
            }
            let _ = write!(result, "{label:<label_width$}");
            for (cell, width) in cells.iter().zip(&widths) {
                let _ = write!(result, "  {cell:>width$}");
            }
            result.truncate(result.trim_end_matches(' ').len());
            result.push('\n');
        }
        Ok(result)
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
}
