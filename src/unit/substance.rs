use core::fmt;
use core::str::FromStr;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::problem::UnitProblem;
use super::ratio::Ratio;
use crate::Title;
use crate::error::{Error, Result};
use crate::number::{Exact, clip};
use crate::{nearest, table};

/// What a mass is a mass of: a gas, an element, an indicator of waste water.
///
/// `kg C` and `kg CO2` measure different things, and so do `kg CO2` and `kg CO2e`. A mass written
/// by its element, such as `kg N2O-N`, is a mass of the compound: 28 kg N2O-N are 44 kg N2O, with
/// the integer molar masses of the IPCC guidelines. Which origin a gas has (fossil, biogenic) is
/// not part of the unit.
///
/// # Examples
///
/// ```
/// use climate_account::unit::Substance;
///
/// let ammonia: Substance = "NH3".parse()?;
/// assert_eq!(ammonia.element(), Some(Substance::N));
/// assert_eq!("CO2-ækv.".parse::<Substance>()?, Substance::CO2E);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Substance(u8);

struct Row {
    symbol: &'static str,
    title: Title,
    greenhouse_gas: bool,
    /// The element and its share of the mass.
    element: Option<(Substance, Ratio)>,
}

struct Table {
    rows: Vec<Row>,
    /// By spelling and by its lower case; the flag says that the mass is written by its element.
    exact: HashMap<String, (Substance, bool)>,
    lower: HashMap<String, (Substance, bool)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { rows: Vec::new(), exact: HashMap::new(), lower: HashMap::new() };
    for (row, id) in table::rows(include_str!("../data/substances.csv")).zip(0_u8..) {
        let substance = Substance(id);
        let symbol = row.get("symbol");
        let element = match row.get("element") {
            "C" => Some(Substance::C),
            "N" => Some(Substance::N),
            _ => None,
        };
        let mass = |column| row.get(column).parse::<Exact>().ok();
        let share = mass("element_mass")
            .zip(mass("molar_mass"))
            .and_then(|(element, whole)| Ratio::new(element, whole));
        let spellings = row.get("spellings").split('|').filter(|text| !text.is_empty());
        for spelling in core::iter::once(symbol).chain(spellings) {
            table.name(spelling.to_owned(), substance, false);
            if let Some(element) = element.filter(|element| *element != substance) {
                let letter = if element == Substance::C { "C" } else { "N" };
                table.name(format!("{spelling}-{letter}"), substance, true);
            }
        }
        table.rows.push(Row {
            symbol,
            title: Title::new(row.get("da"), row.get("en")),
            greenhouse_gas: row.get("greenhouse_gas") == "yes",
            element: element.zip(share),
        });
    }
    table
});

impl Table {
    fn name(&mut self, spelling: String, substance: Substance, by_element: bool) {
        self.lower.entry(spelling.to_lowercase()).or_insert((substance, by_element));
        self.exact.insert(spelling, (substance, by_element));
    }
}

impl Substance {
    /// Carbon dioxide.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::unit::Substance;
    ///
    /// let share = Substance::CO2.element_share().map(|share| share.to_string());
    /// assert_eq!(share.as_deref(), Some("3/11"));
    /// ```
    pub const CO2: Substance = Substance(0);

    /// Methane.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::unit::Substance;
    ///
    /// let share = Substance::CH4.element_share().map(|share| share.to_string());
    /// assert_eq!(share.as_deref(), Some("0.75"));
    /// ```
    pub const CH4: Substance = Substance(1);

    /// Nitrous oxide.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::unit::Substance;
    ///
    /// let share = Substance::N2O.element_share().map(|share| share.to_string());
    /// assert_eq!(share.as_deref(), Some("7/11"));
    /// ```
    pub const N2O: Substance = Substance(2);

    /// CO2 equivalents of any GWP set.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Substance};
    ///
    /// assert_eq!("t CO2e".parse::<Unit>()?.substance(), Some(Substance::CO2E));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const CO2E: Substance = Substance(3);

    /// Carbon.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::unit::Substance;
    ///
    /// let share = Substance::C.element_share().map(|share| share.to_string());
    /// assert_eq!(share.as_deref(), Some("1"));
    /// ```
    pub const C: Substance = Substance(4);

    /// Nitrogen.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::unit::Substance;
    ///
    /// let share = Substance::N.element_share().map(|share| share.to_string());
    /// assert_eq!(share.as_deref(), Some("1"));
    /// ```
    pub const N: Substance = Substance(5);

    /// Ammonia.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::unit::Substance;
    ///
    /// let share = Substance::NH3.element_share().map(|share| share.to_string());
    /// assert_eq!(share.as_deref(), Some("14/17"));
    /// ```
    pub const NH3: Substance = Substance(8);

    /// Oxygen that microbes use up in wastewater (BOD5): the load of domestic wastewater.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Substance};
    ///
    /// assert_eq!("kg BOD".parse::<Unit>()?.substance(), Some(Substance::BIOCHEMICAL_OXYGEN_DEMAND));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const BIOCHEMICAL_OXYGEN_DEMAND: Substance = Substance(17);

    /// Oxygen that a chemical oxidant uses up in wastewater: the load of industrial wastewater.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Substance};
    ///
    /// assert_eq!("kg COD".parse::<Unit>()?.substance(), Some(Substance::CHEMICAL_OXYGEN_DEMAND));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const CHEMICAL_OXYGEN_DEMAND: Substance = Substance(18);

    /// Volatile solids: the organic matter of manure.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Substance};
    ///
    /// assert_eq!("kg VS".parse::<Unit>()?.substance(), Some(Substance::VOLATILE_SOLIDS));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const VOLATILE_SOLIDS: Substance = Substance(19);

    /// Dry matter.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Substance};
    ///
    /// assert_eq!("kg DM".parse::<Unit>()?.substance(), Some(Substance::DRY_MATTER));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const DRY_MATTER: Substance = Substance(20);

    /// Protein.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Substance};
    ///
    /// assert_eq!("kg protein".parse::<Unit>()?.substance(), Some(Substance::PROTEIN));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const PROTEIN: Substance = Substance(21);

    /// Sulphur hexafluoride, the insulating gas of switchgear.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Substance};
    ///
    /// assert_eq!("kg SF6".parse::<Unit>()?.substance(), Some(Substance::SULPHUR_HEXAFLUORIDE));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const SULPHUR_HEXAFLUORIDE: Substance = Substance(6);

    /// Hexafluoroethane, PFC-116.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Substance};
    ///
    /// assert_eq!("kg C2F6".parse::<Unit>()?.substance(), Some(Substance::HEXAFLUOROETHANE));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const HEXAFLUOROETHANE: Substance = Substance(48);

    /// Tetrafluoromethane, PFC-14.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Substance};
    ///
    /// assert_eq!("kg CF4".parse::<Unit>()?.substance(), Some(Substance::TETRAFLUOROMETHANE));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const TETRAFLUOROMETHANE: Substance = Substance(49);

    /// Every substance of the table.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::unit::Substance;
    ///
    /// assert!(Substance::all().any(|substance| substance.symbol() == "HFC-134a"));
    /// ```
    pub fn all() -> impl Iterator<Item = Substance> {
        (0_u8..).take(TABLE.rows.len()).map(Substance)
    }

    fn row(self) -> Option<&'static Row> {
        TABLE.rows.get(usize::from(self.0))
    }

    /// The formula or the short name.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::unit::Substance;
    ///
    /// assert_eq!(Substance::CO2E.symbol(), "CO2e");
    /// ```
    #[must_use]
    pub fn symbol(self) -> &'static str {
        self.row().map_or("", |row| row.symbol)
    }

    /// The name in Danish and English.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, unit::Substance};
    ///
    /// assert_eq!(Substance::N.title().in_language(Language::Danish), "kvælstof");
    /// ```
    #[must_use]
    pub fn title(self) -> Title {
        self.row().map_or_else(|| Title::new("", ""), |row| row.title.clone())
    }

    /// Whether a GWP set may hold a value for it.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::unit::Substance;
    ///
    /// assert!(Substance::CH4.is_greenhouse_gas());
    /// assert!(!Substance::N.is_greenhouse_gas());
    /// ```
    #[must_use]
    pub fn is_greenhouse_gas(self) -> bool {
        self.row().is_some_and(|row| row.greenhouse_gas)
    }

    /// The element that inventories count it by, carbon or nitrogen.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::unit::Substance;
    ///
    /// assert_eq!(Substance::CH4.element(), Some(Substance::C));
    /// assert_eq!(Substance::CO2E.element(), None);
    /// ```
    #[must_use]
    pub fn element(self) -> Option<Substance> {
        self.row().and_then(|row| row.element).map(|(element, _)| element)
    }

    /// The share of the element in the mass, by integer molar masses.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::unit::Substance;
    ///
    /// let share = Substance::N2O.element_share().map(|share| share.to_string());
    /// assert_eq!(share.as_deref(), Some("7/11"));
    /// ```
    #[must_use]
    pub fn element_share(self) -> Option<Ratio> {
        self.row().and_then(|row| row.element).map(|(_, share)| share)
    }

    /// The substance of a spelling and what one unit of mass written so is in its own mass: 44/28
    /// for `N2O-N`.
    pub(crate) fn find(spelling: &str) -> Option<(Substance, Ratio)> {
        let found = TABLE.exact.get(spelling).or_else(|| {
            // One letter in the wrong case is a guess: n is also normal, c also centi.
            let long = spelling.chars().nth(1).is_some();
            long.then(|| TABLE.lower.get(&spelling.to_lowercase())).flatten()
        });
        let &(substance, by_element) = found?;
        let ratio = if by_element { substance.element_share()?.inverse()? } else { Ratio::ONE };
        Some((substance, ratio))
    }
}

impl FromStr for Substance {
    type Err = Error;

    /// Reads a formula, a name in Danish or English, or a designation such as `HFC-134a`.
    fn from_str(text: &str) -> Result<Substance> {
        let found = Substance::find(text.trim());
        if let Some((substance, ratio)) = found
            && ratio == Ratio::ONE
        {
            return Ok(substance);
        }
        // `N2O-N` is a way to write a mass, not a substance of its own.
        let near = found.map(|(substance, _)| substance.symbol());
        let hint = match near.or_else(|| {
            let symbols = TABLE.rows.iter().map(|row| row.symbol);
            nearest::names(text, symbols).first().copied()
        }) {
            Some(symbol) => format!("did you mean `{symbol}`?"),
            None => "write its formula".to_owned(),
        };
        Err(Error::new(UnitProblem::UnknownSubstance { found: clip(text), hint }))
    }
}

impl fmt::Display for Substance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.symbol())
    }
}

impl fmt::Debug for Substance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.symbol())
    }
}

#[cfg(feature = "serde")]
super::serde_text!(Substance, "a substance such as \"CO2\" or \"HFC-134a\"");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn the_named_substances_are_where_the_table_has_them() {
        let named = [
            (Substance::CO2, "CO2"),
            (Substance::CH4, "CH4"),
            (Substance::N2O, "N2O"),
            (Substance::CO2E, "CO2e"),
            (Substance::C, "C"),
            (Substance::N, "N"),
            (Substance::NH3, "NH3"),
        ];
        for (substance, symbol) in named {
            assert_eq!(substance.symbol(), symbol);
        }
        assert_eq!(Substance::all().count(), 93);
    }

    #[test]
    fn no_two_substances_share_a_spelling() {
        let rows = || table::rows(include_str!("../data/substances.csv"));
        let mut seen = HashMap::new();
        for row in rows() {
            let spellings = row.get("spellings").split('|').filter(|text| !text.is_empty());
            for spelling in core::iter::once(row.get("symbol")).chain(spellings) {
                let other = seen.insert(spelling.to_lowercase(), row.get("symbol"));
                assert_eq!(other, None, "{spelling}");
            }
        }
    }

    #[test]
    fn molar_ratios_are_those_of_the_guidelines() {
        let cases = [("CO2", "3/11"), ("CH4", "0.75"), ("N2O", "7/11"), ("NO2", "7/23")];
        for (symbol, share) in cases {
            let substance: Substance = symbol.parse().unwrap();
            assert_eq!(substance.element_share().unwrap().to_string(), share);
        }
        assert_eq!(Substance::find("N2O-N").unwrap().1.to_string(), "11/7");
        assert_eq!(Substance::find("C-C"), None);
    }

    #[test]
    fn names_what_is_near() {
        let error = "CO3".parse::<Substance>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownUnit);
        assert_eq!(
            error.to_string(),
            "expected a substance such as CO2 or N2O, found `CO3`; did you mean `CO2`?"
        );
        let error = "N2O-N".parse::<Substance>().unwrap_err();
        assert!(error.to_string().contains("did you mean `N2O`?"), "{error}");
        let error = "gypsum board".parse::<Substance>().unwrap_err();
        assert!(error.to_string().ends_with("; write its formula"), "{error}");
    }
}
