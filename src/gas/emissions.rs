use super::problem::GasProblem;
use super::{Co2e, Gas, GwpSet};
use crate::error::{Error, Result};
use crate::number::Exact;

/// The mass of each gas, exact; and, apart from them, CO2e where only that is known.
///
/// Emissions are positive, removals negative. CO2e that was reported without its gases keeps its
/// set: it is only part of a total under the same set.
///
/// # Examples
///
/// ```
/// use climate_account::gas::{Emissions, Gas, GwpSet};
///
/// let boiler = Emissions::from_tonnes(Gas::CO2, 2)
///     .and(&Emissions::from_kilograms(Gas::CO2_BIOGENIC, 500))?
///     .and(&Emissions::from_grams(Gas::N2O, 4_000))?;
/// assert_eq!(boiler.tonnes(Gas::CO2), 2.into());
/// // Biogenic CO2 is a memo item, outside CO2e: 2 t + 4 kg x 265.
/// assert_eq!(boiler.to_co2e(&GwpSet::ar5())?.tonnes(), "3.06".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Emissions {
    /// In grams, sorted by gas, without zeros.
    masses: Vec<(Gas, Exact)>,
    /// Sorted by the name of the set, without zeros.
    reported: Vec<Co2e>,
}

impl Emissions {
    /// No emissions.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Emissions, Gas};
    ///
    /// assert_eq!(Emissions::none().tonnes(Gas::CO2), 0.into());
    /// ```
    #[must_use]
    pub const fn none() -> Emissions {
        Emissions { masses: Vec::new(), reported: Vec::new() }
    }

    /// A mass of one gas in grams.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Emissions, Gas};
    ///
    /// assert_eq!(Emissions::from_grams(Gas::N2O, 4_000).kilograms(Gas::N2O), 4.into());
    /// ```
    #[must_use]
    pub fn from_grams(gas: Gas, grams: impl Into<Exact>) -> Emissions {
        let grams = grams.into();
        let masses = if grams.is_zero() { Vec::new() } else { vec![(gas, grams)] };
        Emissions { masses, reported: Vec::new() }
    }

    /// A mass of one gas in kilograms.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Emissions, Gas};
    ///
    /// assert_eq!(Emissions::from_kilograms(Gas::N2O, 4).grams(Gas::N2O), 4_000.into());
    /// ```
    #[must_use]
    pub fn from_kilograms(gas: Gas, kilograms: impl Into<Exact>) -> Emissions {
        Emissions::from_grams(gas, kilograms.into().shifted(3))
    }

    /// A mass of one gas in tonnes.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Emissions, Gas};
    ///
    /// assert_eq!(Emissions::from_tonnes(Gas::CO2, 2).kilograms(Gas::CO2), 2_000.into());
    /// ```
    #[must_use]
    pub fn from_tonnes(gas: Gas, tonnes: impl Into<Exact>) -> Emissions {
        Emissions::from_grams(gas, tonnes.into().shifted(6))
    }

    /// CO2e whose gases are not known.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{ErrorKind, gas::{Co2e, Emissions, GwpSet}};
    ///
    /// let reported = Emissions::from_co2e(Co2e::from_tonnes(10, GwpSet::ar4()));
    /// assert_eq!(reported.to_co2e(&GwpSet::ar4())?.tonnes(), 10.into());
    /// let error = reported.to_co2e(&GwpSet::ar5()).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::GwpSetMismatch);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn from_co2e(co2e: Co2e) -> Emissions {
        let reported = if co2e.grams().is_zero() { Vec::new() } else { vec![co2e] };
        Emissions { masses: Vec::new(), reported }
    }

    /// The mass of a gas in grams, zero where there is none.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Emissions, Gas};
    ///
    /// let emissions = Emissions::from_kilograms(Gas::N2O, 4);
    /// assert_eq!(emissions.grams(Gas::N2O), 4_000.into());
    /// assert_eq!(emissions.grams(Gas::CO2), 0.into());
    /// ```
    #[must_use]
    pub fn grams(&self, gas: Gas) -> Exact {
        self.masses
            .binary_search_by_key(&gas, |&(gas, _)| gas)
            .ok()
            .and_then(|index| self.masses.get(index))
            .map_or(Exact::ZERO, |&(_, grams)| grams)
    }

    /// The mass of a gas in kilograms, zero where there is none.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Emissions, Gas};
    ///
    /// let emissions = Emissions::from_tonnes(Gas::CO2, 2);
    /// assert_eq!(emissions.kilograms(Gas::CO2), 2_000.into());
    /// ```
    #[must_use]
    pub fn kilograms(&self, gas: Gas) -> Exact {
        self.grams(gas).shifted(-3)
    }

    /// The mass of a gas in tonnes, zero where there is none.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Emissions, Gas};
    ///
    /// let emissions = Emissions::from_kilograms(Gas::CO2, 500);
    /// assert_eq!(emissions.tonnes(Gas::CO2), "0.5".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn tonnes(&self, gas: Gas) -> Exact {
        self.grams(gas).shifted(-6)
    }

    /// The gases and their masses in grams, in the order of the gas table.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Emissions, Gas};
    ///
    /// let emissions =
    ///     Emissions::from_grams(Gas::N2O, 4).and(&Emissions::from_kilograms(Gas::CO2, 7))?;
    /// let masses: Vec<_> = emissions.masses().collect();
    /// assert_eq!(masses, [(Gas::CO2, 7_000.into()), (Gas::N2O, 4.into())]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn masses(&self) -> impl Iterator<Item = (Gas, Exact)> {
        self.masses.iter().copied()
    }

    /// The CO2e whose gases are not known, one amount a set.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Co2e, Emissions, GwpSet};
    ///
    /// let emissions = Emissions::from_co2e(Co2e::from_tonnes(10, GwpSet::ar4()));
    /// assert_eq!(emissions.reported().next().map(Co2e::tonnes), Some(10.into()));
    /// ```
    pub fn reported(&self) -> impl Iterator<Item = &Co2e> {
        self.reported.iter()
    }

    /// Whether there is nothing.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Emissions, Gas};
    ///
    /// assert!(Emissions::from_tonnes(Gas::CO2, 0).is_none());
    /// assert!(!Emissions::from_tonnes(Gas::CO2, 1).is_none());
    /// ```
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.masses.is_empty() && self.reported.is_empty()
    }

    /// The sum, gas by gas.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Emissions, Gas};
    ///
    /// let sum = Emissions::from_tonnes(Gas::CO2, 2).and(&Emissions::from_tonnes(Gas::CO2, -5))?;
    /// assert_eq!(sum.tonnes(Gas::CO2), (-3).into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow) where a mass has more than 38 digits.
    pub fn and(mut self, other: &Emissions) -> Result<Emissions> {
        for &(gas, grams) in &other.masses {
            match self.masses.binary_search_by_key(&gas, |&(gas, _)| gas) {
                Ok(index) => {
                    let sum = self.masses[index].1.checked_add(grams)?;
                    if sum.is_zero() {
                        self.masses.remove(index);
                    } else {
                        self.masses[index].1 = sum;
                    }
                }
                Err(index) => self.masses.insert(index, (gas, grams)),
            }
        }
        for co2e in &other.reported {
            match self.reported.iter().position(|known| known.gwp_set() == co2e.gwp_set()) {
                Some(index) => {
                    let sum = self.reported[index].checked_add(co2e)?;
                    if sum.grams().is_zero() {
                        self.reported.remove(index);
                    } else {
                        self.reported[index] = sum;
                    }
                }
                None => self.reported.push(co2e.clone()),
            }
        }
        self.reported.sort_by(|left, right| left.gwp_set().name().cmp(right.gwp_set().name()));
        Ok(self)
    }

    /// Every mass times a number.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Emissions, Gas};
    ///
    /// let twice = Emissions::from_tonnes(Gas::CO2, 3).times(2)?;
    /// assert_eq!(twice.tonnes(Gas::CO2), 6.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow) where a mass has more than 38 digits.
    pub fn times(&self, number: impl Into<Exact>) -> Result<Emissions> {
        let number = number.into();
        self.map(|mass| mass.checked_mul(number))
    }

    /// The gases that satisfy a condition, with the CO2e whose gases are not known; and the others.
    pub(crate) fn split(self, condition: impl Fn(Gas) -> bool) -> (Emissions, Emissions) {
        let (kept, others) = self.masses.into_iter().partition(|&(gas, _)| condition(gas));
        let others = Emissions { masses: others, reported: Vec::new() };
        (Emissions { masses: kept, reported: self.reported }, others)
    }

    /// Every mass through one function.
    pub(crate) fn map(&self, change: impl Fn(Exact) -> Result<Exact>) -> Result<Emissions> {
        let mut result =
            Emissions { masses: Vec::with_capacity(self.masses.len()), reported: Vec::new() };
        for &(gas, grams) in &self.masses {
            let grams = change(grams)?;
            if !grams.is_zero() {
                result.masses.push((gas, grams));
            }
        }
        for co2e in &self.reported {
            let grams = change(co2e.grams())?;
            if !grams.is_zero() {
                result.reported.push(Co2e::from_grams(grams, co2e.gwp_set().clone()));
            }
        }
        Ok(result)
    }

    /// The emissions weighed by a GWP set.
    ///
    /// Biogenic CO2 stays outside, as a memo item. A gas of the Montreal Protocol is weighed like any
    /// other; it is the totals of an account that leave it to the memo.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::{Emissions, Gas, GwpSet};
    ///
    /// let methane = Emissions::from_tonnes(Gas::CH4, 2);
    /// assert_eq!(methane.to_co2e(&GwpSet::ar5())?.tonnes(), 56.into()); // 2 t x 28
    /// assert!(methane.to_co2e(&GwpSet::ar6()).is_err()); // AR6 asks for the origin
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingGwpValue`](crate::ErrorKind::MissingGwpValue) naming every gas without a value;
    /// [`MissingMethaneOrigin`](crate::ErrorKind::MissingMethaneOrigin);
    /// [`GwpSetMismatch`](crate::ErrorKind::GwpSetMismatch) where a part is known only as CO2e of
    /// another set; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn to_co2e(&self, set: &GwpSet) -> Result<Co2e> {
        let mut grams = Exact::ZERO;
        let mut missing = Vec::new();
        for &(gas, mass) in &self.masses {
            if gas == Gas::CO2_BIOGENIC {
                continue;
            }
            match set.find(gas) {
                Some(value) => grams = grams.checked_add(mass.checked_mul(value)?)?,
                None => missing.push(gas),
            }
        }
        if !missing.is_empty() {
            return Err(set.missing(&missing));
        }
        for co2e in &self.reported {
            if co2e.gwp_set() != set {
                return Err(Error::new(GasProblem::SetMismatch {
                    left: set.to_string(),
                    right: co2e.gwp_set().to_string(),
                }));
            }
            grams = grams.checked_add(co2e.grams())?;
        }
        Ok(Co2e::from_grams(grams, set.clone()))
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Emissions {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Emissions, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Document {
            #[serde(default)]
            masses: Vec<(Gas, Exact)>,
            #[serde(default)]
            reported: Vec<Co2e>,
        }

        let Document { masses, reported } = Document::deserialize(deserializer)?;
        let parts = masses
            .into_iter()
            .map(|(gas, grams)| Emissions::from_grams(gas, grams))
            .chain(reported.into_iter().map(Emissions::from_co2e));
        let mut sum = Emissions::none();
        for part in parts {
            sum = sum.and(&part).map_err(serde::de::Error::custom)?;
        }
        Ok(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn names_every_gas_without_a_value() {
        let gases = ["hfo-1234yf", "r-290"].map(|id| id.parse::<Gas>().unwrap());
        let mut emissions = Emissions::from_grams(Gas::CO2, 1);
        for gas in gases {
            emissions = emissions.and(&Emissions::from_grams(gas, 1)).unwrap();
        }
        let error = emissions.to_co2e(&GwpSet::ar4()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::MissingGwpValue);
        assert!(error.to_string().contains("hfo-1234yf, r-290"), "{error}");
    }

    #[test]
    fn what_cancels_is_gone() {
        let one = Emissions::from_tonnes(Gas::CO2, 1);
        let sum = one.clone().and(&one.times(-1).unwrap()).unwrap();
        assert_eq!(sum, Emissions::none());
    }
}
