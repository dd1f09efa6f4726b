use std::sync::Arc;

use crate::error::{Error, Result};
use crate::gas::GwpSet;
use crate::number::NumberFormat;
use crate::{Classification, Source};

/// How a CSV file is written, and what its rows have in common.
///
/// # Examples
///
/// ```
/// use climate_account::{Classification, Source, account::Cell, number::NumberFormat};
/// use climate_account::{exchange::csv::{CsvOptions, read_activities}, gas::{Emissions, Gas}};
///
/// let danish = CsvOptions::new()
///     .delimiter(b';')
///     .number_format(NumberFormat::DANISH)
///     .classification(Classification::danish())
///     .source(Source::new("Samsø Kommune", "Klimaregnskab", 2024, "bilag 1")?)
///     .file("regnskab.csv");
/// let file = "place;year;sector;amount;unit\nSamsø;2023;transport.road;1.250,5;t CO2\n";
/// let rows = read_activities(file.as_bytes(), &danish)?.complete()?;
/// let road = Emissions::from_kilograms(Gas::CO2, 1_250_500);
/// assert_eq!(rows[0].cell(), &Cell::Emissions(road));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct CsvOptions {
    pub(super) delimiter: u8,
    pub(super) number_format: NumberFormat,
    pub(super) classification: Option<Arc<Classification>>,
    pub(super) source: Option<Source>,
    gwp_sets: Vec<GwpSet>,
    pub(super) file: Option<Arc<str>>,
}

impl CsvOptions {
    /// Commas between fields, a decimal point, sectors with their classification, and a source in
    /// every row.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::exchange::csv::{CsvOptions, read_population};
    ///
    /// let file = "place,year,persons\nSamsø,2023,3775\n";
    /// let rows = read_population(file.as_bytes(), &CsvOptions::new())?.complete()?;
    /// assert_eq!(rows[0].2, 3_775.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn new() -> CsvOptions {
        CsvOptions {
            delimiter: b',',
            number_format: NumberFormat::POINT,
            classification: None,
            source: None,
            gwp_sets: Vec::new(),
            file: None,
        }
    }

    /// What stands between fields.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::exchange::csv::{CsvOptions, read_population};
    ///
    /// let file = "place;year;persons\nSamsø;2023;3775\n";
    /// let rows = read_population(file.as_bytes(), &CsvOptions::new().delimiter(b';'))?.complete()?;
    /// assert_eq!(rows[0].2, 3_775.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn delimiter(self, delimiter: u8) -> CsvOptions {
        CsvOptions { delimiter, ..self }
    }

    /// How numbers are written.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{exchange::csv::{CsvOptions, read_population}, number::NumberFormat};
    ///
    /// // 23.626 is a whole number in Danish, and 23 and a bit elsewhere.
    /// let file = "place;year;persons\nOdder;2023;23.626\n";
    /// let options = CsvOptions::new().delimiter(b';').number_format(NumberFormat::DANISH);
    /// let rows = read_population(file.as_bytes(), &options)?.complete()?;
    /// assert_eq!(rows[0].2, 23_626.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn number_format(self, number_format: NumberFormat) -> CsvOptions {
        CsvOptions { number_format, ..self }
    }

    /// The classification of sectors that are written without one.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, exchange::csv::{CsvOptions, read_activities}};
    ///
    /// let file = "\
    /// place,year,sector,amount,unit,source_publisher,source_title,source_year,source_place
    /// Samsø,2023,I.1.1,40,t CO2,Samsø Kommune,Account,2024,table 1
    /// ";
    /// let options = CsvOptions::new().classification(Classification::gpc());
    /// let rows = read_activities(file.as_bytes(), &options)?.complete()?;
    /// assert_eq!(rows[0].sector().to_string(), "gpc:I.1.1");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn classification(self, classification: &Arc<Classification>) -> CsvOptions {
        CsvOptions { classification: Some(Arc::clone(classification)), ..self }
    }

    /// The source of rows that name none.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Source, exchange::csv::{CsvOptions, read_activities}};
    ///
    /// let file = "place,year,sector,amount,unit\nSamsø,2023,gpc:I.1.1,40,t CO2\n";
    /// let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// let rows = read_activities(file.as_bytes(), &CsvOptions::new().source(source))?.complete()?;
    /// assert_eq!((rows[0].source().year(), rows[0].source().place()), (2024, "table 1"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn source(self, source: Source) -> CsvOptions {
        CsvOptions { source: Some(source), ..self }
    }

    /// A GWP set of your own that rows may name, beside the built-in ones.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Source, gas::{Gas, GwpSet}};
    /// use climate_account::exchange::csv::{CsvOptions, read_activities};
    ///
    /// let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// let own = GwpSet::custom("CO2 and methane", [(Gas::CO2, 1.into()), (Gas::CH4, 28.into())], &source)?;
    /// let file = "place,year,sector,amount,unit,gwp_set\nSamsø,2023,gpc:I.1.1,40,t CO2e,CO2 and methane\n";
    /// let options = CsvOptions::new().source(source);
    /// assert_eq!(read_activities(file.as_bytes(), &options)?.errors.len(), 1);
    /// assert_eq!(read_activities(file.as_bytes(), &options.gwp_set(own))?.rows.len(), 1);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn gwp_set(mut self, set: GwpSet) -> CsvOptions {
        self.gwp_sets.push(set);
        self
    }

    /// The GWP set of a name.
    pub(super) fn set(&self, name: &str) -> Result<GwpSet> {
        let own = self.gwp_sets.iter().find(|set| set.name() == name.trim());
        own.map_or_else(|| name.parse(), |set| Ok(set.clone()))
    }

    /// The name of the file, for messages.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::exchange::csv::{CsvOptions, read_population};
    ///
    /// let file = "place,year,persons\nSamsø,2023,none\n";
    /// let read = read_population(file.as_bytes(), &CsvOptions::new().file("persons.csv"))?;
    /// let place = read.errors[0].location().to_string();
    /// assert_eq!(place, "persons.csv, line 2, column 3, field persons");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn file(self, name: impl Into<Arc<str>>) -> CsvOptions {
        CsvOptions { file: Some(name.into()), ..self }
    }
}

impl Default for CsvOptions {
    fn default() -> CsvOptions {
        CsvOptions::new()
    }
}

/// The rows that were understood, and an error for each cell that was not.
///
/// # Examples
///
/// ```
/// use climate_account::exchange::csv::{CsvOptions, read_population};
///
/// let file = "place,year,persons\nSamsø,2023,3775\nSamsø,2o24,3750\nSamsø,2025,-1\n";
/// let read = read_population(file.as_bytes(), &CsvOptions::new())?;
/// assert_eq!(read.rows.len(), 1);
/// let lines: Vec<_> = read.errors.iter().map(|error| error.location().line).collect();
/// assert_eq!(lines, [Some(3), Some(4)]);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug)]
pub struct ReadRows<T> {
    /// The rows, in the order of the file.
    pub rows: Vec<T>,
    /// The errors, in the order of the file.
    pub errors: Vec<Error>,
}

impl<T> ReadRows<T> {
    /// The rows, if there was no error.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::exchange::csv::{CsvOptions, read_population};
    ///
    /// let file = "place,year,persons\nSamsø,2023,3775\nSamsø,2024,none\n";
    /// let read = read_population(file.as_bytes(), &CsvOptions::new())?;
    /// assert!(read.complete().is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The first of the errors.
    pub fn complete(self) -> Result<Vec<T>> {
        match self.errors.into_iter().next() {
            None => Ok(self.rows),
            Some(error) => Err(error),
        }
    }
}
