use std::borrow::Cow;

use crate::Title;
use crate::gas::Emissions;

/// What a format could not take of a line, and why.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// use climate_account::{Language, exchange::export::{ExportOptions, gpc}};
///
/// // The Danish tree does not say how much of the heat is lost in the pipes.
/// let heat = Activity::new("Samsø", Year::new(2023)?, "danish:energy.households.district-heating".parse()?,
///     Emissions::from_tonnes(Gas::CO2, 40), &source);
/// let account = Account::compute([heat], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
/// let table = gpc(&account, &ExportOptions::new(Language::English))?;
/// let left_out = &table.left_out()[0];
/// assert_eq!((left_out.line, left_out.emissions.tonnes(Gas::CO2)), (0, 40.into()));
/// assert_eq!(left_out.why.en, "`energy.households.district-heating` is divided among `I.1.2`, `I.1.3`: \
///     give the crosswalk shares");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// The position of the line in the account, counted from 0.
    pub line: usize,
    /// Why it is not in the table.
    pub why: Title,
    /// The emissions that are not in the table; none where the line has a notation key.
    pub emissions: Emissions,
}

/// The rows of an export, and what is not in them.
///
/// Every cell is text. Numbers are exact decimals with a point, a cell without a number is empty.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// use climate_account::{Language, exchange::export::{ExportOptions, tidy}};
///
/// let forest = Activity::new("Samsø", Year::new(2023)?, "gpc:V.2".parse()?,
///     Emissions::from_kilograms(Gas::CO2, -17_820), &source);
/// let account = Account::compute([forest], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
/// let table = tidy(&account, &ExportOptions::new(Language::English))?;
/// assert_eq!(table.column("value").collect::<Vec<_>>(), ["-17.82", "-17.82"]); // t CO2, t CO2e
/// assert!(table.left_out().is_empty());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ExportTable {
    columns: Vec<Cow<'static, str>>,
    rows: Vec<Vec<String>>,
    left_out: Vec<LeftOut>,
}

impl ExportTable {
    pub(super) fn new<C: Into<Cow<'static, str>>>(
        columns: impl IntoIterator<Item = C>,
    ) -> ExportTable {
        let columns = columns.into_iter().map(Into::into).collect();
        ExportTable { columns, rows: Vec::new(), left_out: Vec::new() }
    }

    /// A row; the tests of each format see to it that it has as many cells as there are columns.
    pub(super) fn push(&mut self, row: Vec<String>) {
        debug_assert_eq!(row.len(), self.columns.len());
        self.rows.push(row);
    }

    pub(super) fn leaving_out(self, left_out: Vec<LeftOut>) -> ExportTable {
        ExportTable { left_out, ..self }
    }

    /// The header.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, FactorSet, Profile, gas::GwpSet};
    /// use climate_account::{Language, exchange::export::{ExportOptions, tidy}};
    ///
    /// let account = Account::compute([], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    /// let table = tidy(&account, &ExportOptions::new(Language::English))?;
    /// assert_eq!(table.columns().take(3).collect::<Vec<_>>(), ["line", "place", "year"]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn columns(&self) -> impl ExactSizeIterator<Item = &str> {
        self.columns.iter().map(AsRef::as_ref)
    }

    /// The rows, each with a cell for every column.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, FactorSet, Profile, gas::GwpSet};
    /// use climate_account::{Language, exchange::export::{ExportOptions, tidy}};
    ///
    /// let account = Account::compute([], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    /// assert_eq!(tidy(&account, &ExportOptions::new(Language::English))?.rows().count(), 0);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[String]> {
        self.rows.iter().map(Vec::as_slice)
    }

    /// The cells of a column; none where there is no such column.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// use climate_account::{Language, exchange::export::{ExportOptions, tidy}};
    ///
    /// let homes = Activity::new("Samsø", Year::new(2023)?, "gpc:I.1.1".parse()?,
    ///     Emissions::from_tonnes(Gas::CO2, 40), &source);
    /// let account = Account::compute([homes], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    /// let table = tidy(&account, &ExportOptions::new(Language::English))?;
    /// assert_eq!(table.column("gas").collect::<Vec<_>>(), ["co2", ""]);
    /// assert_eq!(table.column("gwp_set").collect::<Vec<_>>(), ["", "AR5 GWP100"]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn column(&self, name: &str) -> impl Iterator<Item = &str> {
        let at = self.columns.iter().position(|column| column == name);
        self.rows.iter().filter_map(move |row| row.get(at?)).map(String::as_str)
    }

    /// What is not in the rows, by line.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// use climate_account::{Language, exchange::export::{ExportOptions, gcom_crf}};
    ///
    /// // Waste from outside the boundary is no part of the Common Reporting Framework.
    /// let landfill = Activity::new("Samsø", Year::new(2023)?, "gpc:III.1.3".parse()?,
    ///     Emissions::from_tonnes(Gas::CH4_NON_FOSSIL, 2), &source);
    /// let account = Account::compute([landfill], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    /// let table = gcom_crf(&account, &ExportOptions::new(Language::English))?;
    /// assert_eq!(table.left_out()[0].why.en,
    ///     "`III.1.3`: Waste from outside is not part of the total of the framework");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// The table as CSV: UTF-8, commas, a header, line feeds.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// use climate_account::{Classification, Language, exchange::export::{ExportOptions, IamcTable}};
    ///
    /// let homes = Activity::new("Samsø", Year::new(2023)?, "gpc:IV.1".parse()?,
    ///     Emissions::from_tonnes(Gas::N2O, 2), &source);
    /// let account = Account::compute([homes], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    /// let mut table = IamcTable::new(Classification::gpc(), &ExportOptions::new(Language::English));
    /// table.push("Municipal accounts", "History", &account)?;
    /// let csv = table.long()?.to_csv();
    /// assert_eq!(csv.lines().next(), Some("model,scenario,region,variable,unit,year,value"));
    /// assert_eq!(csv.lines().nth(4), Some(
    ///     "Municipal accounts,History,Samsø,Emissions|N2O,t N2O/yr,2023,2"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut text = String::new();
        write_row(&mut text, self.columns());
        for row in &self.rows {
            write_row(&mut text, row.iter().map(String::as_str));
        }
        text
    }
}

fn write_row<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            text.push(',');
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(cell);
        }
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_what_would_end_a_cell() {
        let mut table = ExportTable::new(["a", "b"]);
        table.push(vec!["1,5".into(), "say \"no\"".into()]);
        table.push(vec![String::new(), "two\nlines".into()]);
        assert_eq!(table.to_csv(), "a,b\n\"1,5\",\"say \"\"no\"\"\"\n,\"two\nlines\"\n");
        assert_eq!(table.column("c").count(), 0);
    }
}
