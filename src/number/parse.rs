use core::fmt;
use core::str::FromStr;

use super::Exact;
use super::problem::NumberProblem;
use crate::error::{Error, Result};

/// Digits that the mantissa can always hold.
const DIGITS_LIMIT: u32 = 38;
/// Longest text that is looked at; the longest that a number is printed as has 440 characters.
const TEXT_LIMIT: usize = 512;

/// How numbers are written in a document: the decimal mark, and the mark between thousands if
/// there is one.
///
/// Only the format that the reader was told is accepted; `1.234` is never guessed.
///
/// # Examples
///
/// ```
/// use climate_account::number::{Exact, NumberFormat};
///
/// assert_eq!(NumberFormat::DANISH.parse("1.234.567,8")?.to_string(), "1234567.8");
/// assert_eq!(NumberFormat::POINT.parse("1.234")?.to_string(), "1.234");
/// assert!(NumberFormat::POINT.parse("1,234").is_err());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct NumberFormat {
    /// Between the integer part and the decimals.
    pub decimal_mark: char,
    /// Between groups of three digits of the integer part, optional in the text.
    pub thousands_mark: Option<char>,
}

impl NumberFormat {
    /// `1234.5`
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::NumberFormat;
    ///
    /// assert_eq!(NumberFormat::POINT.parse("1234.5")?.to_string(), "1234.5");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const POINT: NumberFormat = NumberFormat { decimal_mark: '.', thousands_mark: None };

    /// `1.234,5`
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::NumberFormat;
    ///
    /// assert_eq!(NumberFormat::DANISH.parse("1.234,5")?.to_string(), "1234.5");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const DANISH: NumberFormat = NumberFormat { decimal_mark: ',', thousands_mark: Some('.') };

    /// `1,234.5`
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::NumberFormat;
    ///
    /// assert_eq!(NumberFormat::ENGLISH.parse("1,234.5")?.to_string(), "1234.5");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub const ENGLISH: NumberFormat = NumberFormat { decimal_mark: '.', thousands_mark: Some(',') };

    /// Reads a number, exactly.
    ///
    /// Accepted are a sign, digits with or without thousands marks, a decimal mark with digits, and
    /// a power of ten (`1.5e6`). The minus sign may be a hyphen or U+2212.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::number::{Exact, NumberFormat};
    ///
    /// assert_eq!(NumberFormat::POINT.parse("1.5e6")?, Exact::from(1_500_000));
    /// assert_eq!(NumberFormat::DANISH.parse("−1.234,5")?.to_string(), "-1234.5");
    /// assert!(NumberFormat::DANISH.parse("1,234.5").is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) for empty text,
    /// [`InvalidNumber`](crate::ErrorKind::InvalidNumber) for text that is not a number of this
    /// format, [`Inexact`](crate::ErrorKind::Inexact) for more digits than
    /// [`Exact`] holds, 38 or 39, or an exponent beyond some 400.
    pub fn parse(self, text: &str) -> Result<Exact> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(Error::new(NumberProblem::Empty));
        }
        self.read(trimmed).map_err(|fault| fault.error(self, trimmed))
    }

    fn read(self, text: &str) -> Result<Exact, Fault> {
        if text.len() > TEXT_LIMIT {
            return Err(Fault::Digits);
        }
        let (negative, unsigned) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (digits, power) = match unsigned.split_once(['e', 'E']) {
            Some((digits, power)) => (digits, power.parse::<i16>().map_err(|_| Fault::Syntax)?),
            None => (unsigned, 0),
        };
        let (whole, decimals) = match digits.split_once(self.decimal_mark) {
            Some((_, "")) => return Err(Fault::Syntax),
            Some(parts) => parts,
            None => (digits, ""),
        };
        let mut mantissa = Mantissa::default();
        self.read_whole(whole, &mut mantissa)?;
        for digit in decimals.chars() {
            mantissa.push(digit)?;
        }
        let decimals = i32::try_from(decimals.len()).map_err(|_| Fault::Digits)?;
        let scale = decimals - i32::from(power) - mantissa.zeros;
        let signed = if negative { -mantissa.value } else { mantissa.value };
        Exact::from_parts(signed, scale).ok_or(Fault::Digits)
    }

    fn read_whole(self, whole: &str, mantissa: &mut Mantissa) -> Result<(), Fault> {
        if whole.is_empty() {
            return Err(Fault::Syntax);
        }
        let mark = self.thousands_mark.filter(|&mark| whole.contains(mark));
        let Some(mark) = mark else {
            return whole.chars().try_for_each(|digit| mantissa.push(digit));
        };
        for (index, group) in whole.split(mark).enumerate() {
            let legal = if index == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 };
            if !legal {
                return Err(Fault::Syntax);
            }
            group.chars().try_for_each(|digit| mantissa.push(digit))?;
        }
        Ok(())
    }

    fn hint(self, text: &str) -> &'static str {
        let comma = text.contains(',') && self.thousands_mark != Some(',');
        if comma && self.decimal_mark == '.' && text.contains('.') {
            "; if the comma is a mark between thousands, tell the reader so"
        } else if comma && self.decimal_mark != ',' {
            "; if the comma is a decimal mark, tell the reader so"
        } else if text.contains('.') && self.decimal_mark != '.' {
            "; if the point is a decimal mark, tell the reader so"
        } else if text.contains(char::is_whitespace) {
            "; write it without spaces"
        } else if text.contains('%') {
            "; write a share as a number between 0 and 1"
        } else {
            ""
        }
    }
}

enum Fault {
    Syntax,
    Digits,
}

impl Fault {
    #[cold]
    fn error(self, format: NumberFormat, text: &str) -> Error {
        let found = clip(text);
        Error::new(match self {
            Fault::Syntax => NumberProblem::Syntax { hint: format.hint(text), found },
            Fault::Digits => NumberProblem::TooManyDigits { found, limit: DIGITS_LIMIT },
        })
    }
}

/// Text for a message: at most 60 characters.
pub(crate) fn clip(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

#[derive(Default)]
struct Mantissa {
    value: i128,
    /// Zeros behind a value that has no room for them.
    zeros: i32,
}

impl Mantissa {
    fn push(&mut self, digit: char) -> Result<(), Fault> {
        let digit = digit.to_digit(10).ok_or(Fault::Syntax)?;
        let lifted =
            self.value.checked_mul(10).and_then(|value| value.checked_add(i128::from(digit)));
        match lifted {
            Some(value) => self.value = value,
            None if digit == 0 => self.zeros += 1,
            None => return Err(Fault::Digits),
        }
        Ok(())
    }
}

impl FromStr for Exact {
    type Err = Error;

    /// Reads a number with a decimal point, exactly.
    fn from_str(text: &str) -> Result<Exact> {
        NumberFormat::POINT.parse(text)
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.normalised();
        let digits = value.mantissa().unsigned_abs().to_string();
        let scale = value.scale();
        let count = usize::try_from(scale.unsigned_abs()).unwrap_or(usize::MAX);
        let text = if scale <= 0 {
            digits + &"0".repeat(count)
        } else if digits.len() > count {
            let (whole, decimals) = digits.split_at(digits.len() - count);
            format!("{whole}.{decimals}")
        } else {
            format!("0.{}{digits}", "0".repeat(count - digits.len()))
        };
        f.pad_integral(!value.is_negative(), "", &text)
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(feature = "serde")]
mod serde_impl {
    use super::Exact;

    impl serde::Serialize for Exact {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str(self)
        }
    }

    impl<'de> serde::Deserialize<'de> for Exact {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Exact, D::Error> {
            struct Visitor;

            impl serde::de::Visitor<'_> for Visitor {
                type Value = Exact;

                fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                    f.write_str("a number as text such as \"1234.5\", or an integer")
                }

                fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Exact, E> {
                    text.parse().map_err(E::custom)
                }

                fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Exact, E> {
                    Ok(Exact::from(value))
                }

                fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Exact, E> {
                    Ok(Exact::from(value))
                }
            }

            deserializer.deserialize_any(Visitor)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(format: NumberFormat, text: &str) -> String {
        format.parse(text).unwrap_err().to_string()
    }

    #[test]
    fn says_what_is_wrong_with_a_number() {
        let expected = "expected a number such as 1234.5, found ";
        let cases = [
            ("12a", "`12a`"),
            ("12,5", "`12,5`; if the comma is a decimal mark, tell the reader so"),
            ("1,234.5", "`1,234.5`; if the comma is a mark between thousands, tell the reader so"),
            ("1 234", "`1 234`; write it without spaces"),
            ("5%", "`5%`; write a share as a number between 0 and 1"),
            (".5", "`.5`"),
            ("5.", "`5.`"),
            ("1.2.3", "`1.2.3`"),
            ("--1", "`--1`"),
            ("1e", "`1e`"),
            ("NaN", "`NaN`"),
            ("1_000", "`1_000`"),
        ];
        for (text, rest) in cases {
            assert_eq!(message(NumberFormat::POINT, text), format!("{expected}{rest}"));
        }
        assert_eq!(
            message(NumberFormat::DANISH, "12.5"),
            "expected a number such as 1234.5, found `12.5`; if the point is a decimal mark, tell \
             the reader so"
        );
        assert_eq!(
            message(NumberFormat::POINT, " "),
            "expected a number such as 1234.5, found nothing; write 0 only if the value is known \
             to be zero"
        );
        assert_eq!(
            message(NumberFormat::POINT, "1234567890123456789012345678901234567891"),
            "expected a number of at most 38 digits, found \
             `1234567890123456789012345678901234567891`; round it at its source and say so"
        );
    }

    #[test]
    fn reads_each_format() {
        let cases = [
            (NumberFormat::POINT, "-0.50", "-0.5"),
            (NumberFormat::POINT, "\u{2212}3", "-3"),
            (NumberFormat::POINT, "+1.5e3", "1500"),
            (NumberFormat::POINT, "25e-3", "0.025"),
            (NumberFormat::DANISH, "12,5", "12.5"),
            (NumberFormat::DANISH, "1.000", "1000"),
            (NumberFormat::ENGLISH, "1,234,567.25", "1234567.25"),
        ];
        for (format, text, expected) in cases {
            assert_eq!(format.parse(text).unwrap().to_string(), expected, "{text}");
        }
    }

    #[test]
    fn reads_back_the_longest_text() {
        let longest = format!("-{}{}", i128::MAX, "0".repeat(400));
        assert_eq!(longest.parse::<Exact>().unwrap().to_string(), longest);
        let finest = format!("-0.{}1", "0".repeat(399));
        assert_eq!(finest.parse::<Exact>().unwrap().to_string(), finest);
        assert!(format!("{longest}0").parse::<Exact>().is_err());
        assert!("7".repeat(100_000).parse::<Exact>().is_err());
    }

    #[cfg(feature = "serde")]
    #[test]
    fn documents_hold_numbers_as_text() {
        assert_eq!(serde_json::to_string(&Exact::new(-150, 2)).unwrap(), "\"-1.5\"");
        let read = |json: &str| serde_json::from_str::<Exact>(json);
        assert_eq!(read("\"-1.50\"").unwrap(), Exact::new(-15, 1));
        assert_eq!(read("-12").unwrap(), Exact::from(-12));
        assert_eq!(read("18446744073709551615").unwrap(), Exact::from(u64::MAX));
        let tiny = Exact::from_parts(1, 400).unwrap();
        assert_eq!(read(&serde_json::to_string(&tiny).unwrap()).unwrap(), tiny);
    }

    #[cfg(feature = "serde")]
    #[test]
    fn documents_with_other_numbers_are_refused() {
        let message = |json: &str| serde_json::from_str::<Exact>(json).unwrap_err().to_string();
        let expected = "expected a number as text such as \"1234.5\", or an integer";
        assert_eq!(
            message("1.5"),
            format!("invalid type: floating point `1.5`, {expected} at line 1 column 3")
        );
        assert_eq!(message("null"), format!("invalid type: null, {expected} at line 1 column 4"));
        assert_eq!(
            message("\"12,5\""),
            "expected a number such as 1234.5, found `12,5`; if the comma is a decimal mark, tell \
             the reader so at line 1 column 6"
        );
    }

    #[test]
    fn long_text_is_clipped_at_a_character() {
        assert_eq!(clip(&"æ".repeat(61)), format!("{}...", "æ".repeat(60)));
    }
}
