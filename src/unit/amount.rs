use core::fmt;
use core::str::FromStr;

use super::convert::ConversionContext;
use super::definition::Unit;
use super::problem::UnitProblem;
use super::ratio::Ratio;
use crate::error::{Error, Result};
use crate::number::{Exact, NumberFormat, Rounding};

/// A value with its unit, as it stands in a document.
///
/// Equality is that of what is written: `1 t` is not `1000 kg`, but `1 kWh` is `1 kwh`, which is one
/// unit in two spellings.
///
/// # Examples
///
/// ```
/// use climate_account::{Amount, Unit, number::Exact};
///
/// let amount: Amount = "12.5 GJ".parse()?;
/// assert_eq!(amount, Amount::new(Exact::new(125, 1), "GJ".parse::<Unit>()?));
/// assert_eq!(amount.convert_to(&"kJ".parse()?)?.to_string(), "12500000 kJ");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Amount {
    /// How many of the unit.
    pub value: Exact,
    /// The unit.
    pub unit: Unit,
}

impl Amount {
    /// An amount from its two parts.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Amount, Unit};
    ///
    /// let amount = Amount::new(5, "GJ".parse::<Unit>()?);
    /// assert_eq!(amount.to_string(), "5 GJ");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn new(value: impl Into<Exact>, unit: Unit) -> Amount {
        Amount { value: value.into(), unit }
    }

    /// Reads a number of the named format and the unit after it.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Amount, number::NumberFormat};
    ///
    /// let amount = Amount::parse("1.234,5 t CO2-ækv.", NumberFormat::DANISH)?;
    /// assert_eq!(amount.to_string(), "1234.5 t CO2-ækv.");
    /// assert!(Amount::parse("12 500 GJ", NumberFormat::POINT).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`NumberFormat::parse`] and of [`Unit`]'s reader.
    pub fn parse(text: &str, format: NumberFormat) -> Result<Amount> {
        let text = text.trim();
        let end = number_end(text, format);
        let (number, unit) = text.split_at_checked(end).unwrap_or((text, ""));
        let unit = unit.trim_start();
        if unit.starts_with(|letter: char| letter.is_ascii_digit()) {
            // "12 500 GJ": the format's reader says what it expects instead.
            let value =
                text.get(..text.len() - unit.len() + number_end(unit, format)).unwrap_or(text);
            return Err(match format.parse(value) {
                Err(error) => error,
                Ok(_) => Error::new(UnitProblem::Multiplier {
                    found: value.to_owned(),
                    text: crate::number::clip(text),
                }),
            });
        }
        Ok(Amount { value: format.parse(number)?, unit: unit.parse()? })
    }

    fn ratio(&self, unit: &Unit, context: &ConversionContext) -> Result<Ratio> {
        self.unit.ratio_with(unit, context)
    }

    /// The same amount in another unit, exactly.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Amount, ErrorKind};
    ///
    /// let energy: Amount = "9 GJ".parse()?;
    /// assert_eq!(energy.convert_to(&"MWh".parse()?)?.to_string(), "2.5 MWh");
    /// let error = "1 GJ".parse::<Amount>()?.convert_to(&"MWh".parse()?).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Inexact);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Unit::ratio_to`]; [`Inexact`](crate::ErrorKind::Inexact) where the result does not
    /// terminate: [`convert_rounded`](Amount::convert_rounded) takes a rounding;
    /// [`Overflow`](crate::ErrorKind::Overflow) where it has more than 38 digits.
    pub fn convert_to(&self, unit: &Unit) -> Result<Amount> {
        let ratio = self.ratio(unit, &ConversionContext::default())?;
        let Some(value) = ratio.exactly(self.value) else {
            let (value, from, to) =
                (self.value.to_string(), self.unit.to_string(), unit.to_string());
            let terminates = ratio.denominator() == Exact::ONE
                || self.value.terminating_quotient(ratio.denominator()).is_some();
            return Err(Error::new(if terminates {
                UnitProblem::Overflow { value, from, to }
            } else {
                UnitProblem::Inexact { value, from, to }
            }));
        };
        Ok(Amount { value, unit: unit.clone() })
    }

    /// The same amount in another unit, rounded by a named rule also where it terminates.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Amount, number::Rounding};
    ///
    /// let energy: Amount = "1 GJ".parse()?;
    /// let rounded = energy.convert_rounded(&"MWh".parse()?, Rounding::decimals(3))?;
    /// assert_eq!(rounded.to_string(), "0.278 MWh");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Unit::ratio_to`] and of [`Exact::divide`].
    pub fn convert_rounded(&self, unit: &Unit, rounding: Rounding) -> Result<Amount> {
        let ratio = self.ratio(unit, &ConversionContext::default())?;
        Ok(Amount { value: ratio.rounded(self.value, rounding)?, unit: unit.clone() })
    }

    /// The same amount in another unit by what the context names, exact where it terminates,
    /// otherwise rounded by a named rule.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Amount, number::Rounding, unit::ConversionContext};
    ///
    /// let carbon: Amount = "12 t C".parse()?;
    /// let context = ConversionContext::new().element_contained();
    /// let gas = carbon.convert_with(&"t CO2".parse()?, &context, Rounding::RESOLUTION)?;
    /// assert_eq!(gas.to_string(), "44 t CO2");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Unit::ratio_with`] and of [`Exact::divide`].
    pub fn convert_with(
        &self,
        unit: &Unit,
        context: &ConversionContext,
        rounding: Rounding,
    ) -> Result<Amount> {
        let ratio = self.ratio(unit, context)?;
        Ok(Amount { value: ratio.times(self.value, rounding)?, unit: unit.clone() })
    }

    /// The amount times a rate per unit of what it measures, in the unit above the rate's division;
    /// exact where it terminates, otherwise rounded by a named rule.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Amount, ErrorKind, number::Rounding};
    ///
    /// let fuel: Amount = "125000 MWh (net)".parse()?;
    /// let factor: Amount = "56.1 kg CO2/GJ (net)".parse()?;
    /// let emission = fuel.times_rate(&factor, Rounding::RESOLUTION)?;
    /// assert_eq!(emission.to_string(), "25245000 kg CO2");
    ///
    /// let litres: Amount = "1000 l".parse()?;
    /// let error = litres.times_rate(&factor, Rounding::RESOLUTION).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::DimensionMismatch);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Unit::ratio_to`] where the amount does not measure what the rate is per, and of
    /// [`Exact::divide`].
    pub fn times_rate(&self, rate: &Amount, rounding: Rounding) -> Result<Amount> {
        let ratio = self.unit.ratio_to(&rate.unit.denominator())?;
        let value = match ratio.checked_mul(Ratio::of(rate.value)) {
            Some(ratio) => ratio.times(self.value, rounding)?,
            None => ratio.times(self.value.checked_mul(rate.value)?, rounding)?,
        };
        Ok(Amount { value, unit: rate.unit.numerator() })
    }
}

/// Where the number at the start of a text ends.
fn number_end(text: &str, format: NumberFormat) -> usize {
    let digit_follows = |rest: &str| {
        rest.trim_start_matches(['+', '-']).starts_with(|letter: char| letter.is_ascii_digit())
    };
    for (at, letter) in text.char_indices() {
        let sign = matches!(letter, '+' | '-' | '\u{2212}') && at == 0;
        let after = text.get(at + letter.len_utf8()..).unwrap_or("");
        let between = Some(letter) == format.thousands_mark && digit_follows(after);
        if sign || between || letter.is_ascii_digit() || matches!(letter, '.' | ',') {
            continue;
        }
        if matches!(letter, 'e' | 'E') && at > 0 && digit_follows(after) {
            let signs = after.len() - after.trim_start_matches(['+', '-']).len();
            let digits = after.trim_start_matches(['+', '-']);
            let rest = digits.trim_start_matches(|letter: char| letter.is_ascii_digit());
            return at + 1 + signs + (digits.len() - rest.len());
        }
        return at;
    }
    text.len()
}

impl FromStr for Amount {
    type Err = Error;

    /// Reads a number with a decimal point and the unit after it.
    fn from_str(text: &str) -> Result<Amount> {
        Amount::parse(text, NumberFormat::POINT)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // "5 1000 km" would read as a number with a space in it.
        if self.unit.as_str().starts_with(|letter: char| letter.is_ascii_digit()) {
            write!(f, "{} ({})", self.value, self.unit)
        } else {
            write!(f, "{} {}", self.value, self.unit)
        }
    }
}

/// The value of a pure number: `50 %` is 0.5.
impl TryFrom<Amount> for Exact {
    type Error = crate::Error;

    fn try_from(amount: Amount) -> crate::error::Result<Exact> {
        amount.convert_to(&Unit::one()).map(|amount| amount.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    fn amount(text: &str) -> Amount {
        text.parse().unwrap()
    }

    #[test]
    fn reads_number_and_unit() {
        let cases = [
            ("12.5 GJ", "12.5 GJ"),
            ("12.5GJ", "12.5 GJ"),
            ("-3 t CO2e", "-3 t CO2e"),
            ("5EJ", "5 EJ"),
            ("5e3 J", "5000 J"),
            ("5e-3t", "0.005 t"),
            ("100%", "100 %"),
            ("7 (1000 km)", "7 (1000 km)"),
            ("2 1/yr", ""),
            ("0.1 (1/yr)", "0.1 (1/yr)"),
        ];
        for (text, printed) in cases.into_iter().filter(|(_, printed)| !printed.is_empty()) {
            assert_eq!(amount(text).to_string(), printed, "{text}");
            assert_eq!(amount(printed), amount(text));
        }
    }

    #[test]
    fn reads_a_space_between_thousands_where_told_so() {
        let format = NumberFormat { decimal_mark: ',', thousands_mark: Some(' ') };
        let energy = Amount::parse("12 500,5 GJ", format).unwrap();
        assert_eq!(energy.to_string(), "12500.5 GJ");
        let error = Amount::parse("12 50 GJ", format).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidNumber);
    }

    #[test]
    fn refuses_what_is_not_number_and_unit() {
        let cases = [
            ("GJ", ErrorKind::MissingValue),
            ("12.5", ErrorKind::MissingValue),
            ("", ErrorKind::MissingValue),
            ("12,5 GJ", ErrorKind::InvalidNumber),
            ("12 500 GJ", ErrorKind::InvalidNumber),
            ("2 1/yr", ErrorKind::InvalidNumber),
            ("1.2.3 GJ", ErrorKind::InvalidNumber),
            ("5 ton", ErrorKind::AmbiguousUnit),
            ("1e t", ErrorKind::UnknownUnit),
        ];
        for (text, kind) in cases {
            assert_eq!(text.parse::<Amount>().unwrap_err().kind(), kind, "{text}");
        }
        assert_eq!(
            "12 500 GJ".parse::<Amount>().unwrap_err().to_string(),
            "expected a number such as 1234.5, found `12 500`; write it without spaces"
        );
    }

    #[test]
    fn what_does_not_terminate_asks_for_a_rounding() {
        let error = amount("1 GJ").convert_to(&amount("1 MWh").unit).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Inexact);
        assert_eq!(
            error.to_string(),
            "expected a conversion that terminates, found 1 `GJ` in `MWh`; name a rounding"
        );
        let long = "12345678901234567890123456789012345678 MWh";
        let error = amount(long).convert_to(&amount("1 J").unit).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Overflow);
        assert_eq!(
            error.to_string(),
            "expected a number of digits that exact arithmetic holds, found \
             12345678901234567890123456789012345678 `MWh` in `J` beyond it; check the units"
        );
    }

    #[test]
    fn a_unit_change_does_not_change_the_emission() {
        let rule = Rounding::RESOLUTION;
        let factor = amount("2.68 kg CO2/l");
        for fuel in ["1 m3", "1000 l", "10 hl", "1000000 ml"] {
            let emission = amount(fuel).times_rate(&factor, rule).unwrap();
            assert_eq!(emission, amount("2680 kg CO2"), "{fuel}");
        }
        let herd = amount("10 (kilohead·yr)");
        let methane = herd.times_rate(&amount("128 kg CH4/head/yr"), rule).unwrap();
        assert_eq!(methane, amount("1280000 kg CH4"));
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_is_value_and_unit_and_nothing_else() {
        let written = serde_json::to_string(&amount("12.5 kg CO2/m²")).unwrap();
        assert_eq!(written, r#"{"value":"12.5","unit":"kg CO2/m²"}"#);
        assert_eq!(serde_json::from_str::<Amount>(&written).unwrap(), amount("12.5 kg CO2/m2"));
        for (text, word) in [
            (r#"{"value":"1","unit":"t","note":""}"#, "note"),
            (r#"{"value":"1","unit":"ton"}"#, "short_ton"),
            (r#"{"value":1.5,"unit":"t"}"#, "number as text"),
            (r#"{"value":"1"}"#, "unit"),
        ] {
            let error = serde_json::from_str::<Amount>(text).unwrap_err().to_string();
            assert!(error.contains(word), "{error}");
        }
    }
}
