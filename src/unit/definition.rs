use core::fmt;
use core::hash::{Hash, Hasher};
use std::sync::Arc;

use super::catalogue::Meaning;
use super::dimension::{Base, Dimension};
use super::problem::UnitProblem;
use super::ratio::Ratio;
use super::substance::Substance;
use crate::Title;
use crate::error::{Error, Result};

/// Characters of the longest unit that is looked at.
pub(super) const TEXT_LIMIT: usize = 200;

/// A unit: what it measures, how many base units it is, and how it was written.
///
/// Units are read from text and cheap to clone. Two units are equal when they measure the same and
/// are as large, however they are written. `kt` is the kilotonne, 1000 t, never the knot. `kr.` are
/// Danish kroner. The [module](crate::unit) lists spellings and rules.
///
/// # Examples
///
/// ```
/// use climate_account::Unit;
///
/// let unit: Unit = "kgCO2eq/m²".parse()?;
/// assert_eq!(unit.to_string(), "kgCO2eq/m²");
/// assert_eq!(unit, "t CO2e/1000 m2".parse()?);
/// assert_eq!(unit.dimension().to_string(), "mass of CO2e per area");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Clone)]
pub struct Unit(Arc<Inner>);

struct Inner {
    text: String,
    dimension: Dimension,
    ratio: Ratio,
    factors: Vec<Factor>,
}

/// One name in the text of a unit, with its power.
#[derive(Debug, Clone)]
pub(super) struct Factor {
    pub(super) text: String,
    pub(super) power: i8,
    /// Dimension and ratio of the name itself, to the power 1.
    pub(super) dimension: Dimension,
    pub(super) ratio: Ratio,
    /// The row of the table, where the name is no more than that.
    pub(super) meaning: Option<Meaning>,
}

impl Unit {
    /// `None` where dimension or ratio run away.
    pub(super) fn of_factors(text: String, factors: Vec<Factor>) -> Option<Unit> {
        let (mut dimension, mut ratio) = (Dimension::NONE, Ratio::ONE);
        for factor in &factors {
            dimension = dimension.times(factor.dimension, factor.power)?;
            ratio = ratio.checked_mul(factor.ratio.power(factor.power)?)?;
        }
        Some(Unit(Arc::new(Inner { text, dimension, ratio, factors })))
    }

    /// A unit whose parts are known to fit together.
    pub(crate) fn known(text: &str, dimension: Dimension, ratio: Ratio) -> Unit {
        let text = text.to_owned();
        let factor = Factor { text: text.clone(), power: 1, dimension, ratio, meaning: None };
        Unit(Arc::new(Inner { text, dimension, ratio, factors: vec![factor] }))
    }

    /// The unit of pure numbers, written `fraction`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Unit;
    ///
    /// assert_eq!(Unit::one(), "kg/kg".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn one() -> Unit {
        Unit::known("fraction", Dimension::NONE, Ratio::ONE)
    }

    /// The unit as it was written.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Unit;
    ///
    /// assert_eq!("kg CO₂/GJ".parse::<Unit>()?.as_str(), "kg CO₂/GJ");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// What it measures.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Dimension};
    ///
    /// assert_eq!("MWh (net)".parse::<Unit>()?.dimension(), Dimension::NET_ENERGY);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn dimension(&self) -> Dimension {
        self.0.dimension
    }

    /// How many base units it is: joule, gram, litre, normal litre, metre, square metre, second,
    /// and one of what is counted.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Unit;
    ///
    /// assert_eq!("kWh".parse::<Unit>()?.ratio().to_string(), "3600000");
    /// assert_eq!("kg N2O-N".parse::<Unit>()?.ratio().to_string(), "11000/7");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn ratio(&self) -> Ratio {
        self.0.ratio
    }

    /// Where the unit lies in memory: equal addresses are equal units.
    pub(crate) fn address(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }

    /// Whether both are one object or measure the same in the same size.
    fn same(&self, other: &Unit) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
            || (self.0.ratio == other.0.ratio && self.0.dimension == other.0.dimension)
    }

    /// The substance where the unit is a mass of one.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Substance};
    ///
    /// assert_eq!("kt CO2".parse::<Unit>()?.substance(), Some(Substance::CO2));
    /// assert_eq!("kg CO2/GJ".parse::<Unit>()?.substance(), None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn substance(&self) -> Option<Substance> {
        self.dimension().substance()
    }

    /// The substance that the unit is a mass of, or a mass of per something else.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Unit, unit::Substance};
    ///
    /// assert_eq!("kg N2O-N/kg N".parse::<Unit>()?.numerator_substance(), Some(Substance::N2O));
    /// assert_eq!("GJ/t".parse::<Unit>()?.numerator_substance(), None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn numerator_substance(&self) -> Option<Substance> {
        let dimension = self.dimension();
        let mut above = dimension.factors().iter().filter(|(_, power)| *power > 0);
        match (above.next(), above.next()) {
            (Some((Base::Mass(substance), 1)), None) => *substance,
            _ => None,
        }
    }

    /// The part above the division, the whole unit where there is none.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Unit;
    ///
    /// let unit: Unit = "kg CH4/head/yr".parse()?;
    /// assert_eq!(unit.numerator().to_string(), "kg CH4");
    /// assert_eq!("1/yr".parse::<Unit>()?.numerator(), Unit::one());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn numerator(&self) -> Unit {
        self.side(1)
    }

    /// The part below the division, [`one`](Unit::one) where there is none.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Unit;
    ///
    /// let unit: Unit = "kg CH4/head/yr".parse()?;
    /// assert_eq!(unit.denominator().to_string(), "head·yr");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn denominator(&self) -> Unit {
        self.side(-1)
    }

    fn side(&self, sign: i8) -> Unit {
        let factors: Vec<Factor> = self
            .0
            .factors
            .iter()
            .filter(|factor| factor.power.signum() == sign)
            .map(|factor| Factor { power: factor.power.saturating_abs(), ..factor.clone() })
            .collect();
        let mut text = String::new();
        for factor in &factors {
            if !text.is_empty() {
                text.push('·');
            }
            text.push_str(&factor.text);
            if factor.power > 1 {
                text.push('^');
                text.push_str(&factor.power.to_string());
            }
        }
        if factors.is_empty() {
            return Unit::one();
        }
        // A part is never more complex than the whole, which has been checked.
        Unit::of_factors(text, factors).unwrap_or_else(Unit::one)
    }

    /// The product of two units.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Unit;
    ///
    /// let power: Unit = "MW".parse()?;
    /// assert_eq!(power.times(&"h".parse()?)?, "MWh".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow) where the product has more dimensions or digits
    /// than a unit can have.
    pub fn times(&self, other: &Unit) -> Result<Unit> {
        let text = format!("{}·{}", self.bracketed(), other.bracketed());
        self.joined(other, text, 1)
    }

    /// The quotient of two units.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Unit;
    ///
    /// let unit = "kg CO2".parse::<Unit>()?.per(&"GJ".parse()?)?;
    /// assert_eq!(unit.to_string(), "kg CO2/GJ");
    /// assert_eq!(unit, "t CO2/TJ".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`times`](Unit::times).
    pub fn per(&self, other: &Unit) -> Result<Unit> {
        let text = format!("{}/{}", self.as_str(), other.bracketed());
        self.joined(other, text, -1)
    }

    fn joined(&self, other: &Unit, text: String, exponent: i8) -> Result<Unit> {
        let mut factors = self.0.factors.clone();
        for factor in &other.0.factors {
            // Powers are read between -9 and 9.
            factors.push(Factor { power: factor.power.saturating_mul(exponent), ..factor.clone() });
        }
        let fits = text.chars().count() <= TEXT_LIMIT;
        fits.then(|| Unit::of_factors(text.clone(), factors))
            .flatten()
            .ok_or_else(|| Error::new(UnitProblem::TooComplex { text }))
    }

    /// The text in brackets where another operator could tear it apart.
    fn bracketed(&self) -> String {
        match self.0.factors.as_slice() {
            [factor] if factor.power == 1 => self.0.text.clone(),
            _ => format!("({})", self.0.text),
        }
    }

    /// The name in Danish and English where the unit is a single one of the table.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, Unit};
    ///
    /// let title = "GWh".parse::<Unit>()?.title();
    /// assert_eq!(title.as_ref().map(|title| title.in_language(Language::Danish)), Some("gigawatt-time"));
    /// assert_eq!("kg/GJ".parse::<Unit>()?.title(), None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn title(&self) -> Option<Title> {
        match self.0.factors.as_slice() {
            [Factor { power: 1, meaning: Some(meaning), .. }] => meaning.title(),
            _ => None,
        }
    }
}

impl PartialEq for Unit {
    fn eq(&self, other: &Unit) -> bool {
        self.same(other)
    }
}

impl Eq for Unit {}

impl Hash for Unit {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.0.dimension, self.0.ratio).hash(state);
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.text)
    }
}

impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.text)
    }
}

#[cfg(feature = "serde")]
super::serde_text!(Unit, "a unit such as \"GJ\" or \"kg CO2/GJ\"");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    fn unit(text: &str) -> Unit {
        text.parse().unwrap()
    }

    #[test]
    fn composed_units_can_be_read_again() {
        let parts = ["kg CO2", "GJ (net)", "kg/ha", "1000 km", "yr^-1", "MW a", "1/yr"];
        for left in parts.map(unit) {
            for right in parts.map(unit) {
                let product = left.times(&right).unwrap();
                assert_eq!(unit(product.as_str()), product, "{product}");
                let quotient = left.per(&right).unwrap();
                assert_eq!(unit(quotient.as_str()), quotient, "{quotient}");
                assert_eq!(quotient.times(&right).unwrap(), left, "{quotient}");
                let parted = quotient.numerator().per(&quotient.denominator()).unwrap();
                assert_eq!(parted, quotient, "{quotient}");
                assert_eq!(unit(parted.as_str()), quotient, "{parted}");
            }
        }
    }

    #[test]
    fn a_product_that_runs_away_is_refused() {
        let mut product = unit("Mt");
        let error = loop {
            match product.times(&unit("Mt")) {
                Ok(next) => product = next,
                Err(error) => break error,
            }
        };
        assert_eq!(error.kind(), ErrorKind::Overflow);
        let mut product = unit("acre");
        let error = loop {
            match product.times(&unit("acre")) {
                Ok(next) => product = next,
                Err(error) => break error,
            }
        };
        assert_eq!(
            error.to_string(),
            "expected a unit of at most 6 dimensions and 38 digits, found \
             `((acre·acre)·acre)·acre` beyond it; split it or use larger units"
        );
    }
}
