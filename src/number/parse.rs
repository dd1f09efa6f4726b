use core::fmt;
use core::str::FromStr;

use super::Exact;
use super::problem::NumberProblem;
use crate::error::{Error, Result};

/// Digits that the mantissa can always hold.
const DIGITS_LIMIT: u32 = 38;
/// Longest text that is looked at; a longer one is not a number.
const TEXT_LIMIT: usize = 128;

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
pub struct NumberFormat {
    /// Between the integer part and the decimals.
    pub decimal_mark: char,
    /// Between groups of three digits of the integer part, optional in the text.
    pub thousands_mark: Option<char>,
}

impl NumberFormat {
    /// `1234.5`
    pub const POINT: NumberFormat = NumberFormat { decimal_mark: '.', thousands_mark: None };
    /// `1.234,5`
    pub const DANISH: NumberFormat = NumberFormat { decimal_mark: ',', thousands_mark: Some('.') };
    /// `1,234.5`
    pub const ENGLISH: NumberFormat = NumberFormat { decimal_mark: '.', thousands_mark: Some(',') };

    /// Reads a number, exactly.
    ///
    /// Accepted are a sign, digits with or without thousands marks, a decimal mark with digits, and
    /// a power of ten (`1.5e6`). The minus sign may be a hyphen or U+2212.
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) for empty text,
    /// [`InvalidNumber`](crate::ErrorKind::InvalidNumber) for text that is not a number of this
    /// format, [`Inexact`](crate::ErrorKind::Inexact) for more than 38 digits.
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
        let scale = i32::try_from(decimals.len()).map_err(|_| Fault::Digits)? - i32::from(power);
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
        if text.contains(',') && self.decimal_mark != ',' && self.thousands_mark != Some(',') {
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
}

impl Mantissa {
    fn push(&mut self, digit: char) -> Result<(), Fault> {
        let digit = digit.to_digit(10).ok_or(Fault::Syntax)?;
        self.value = self
            .value
            .checked_mul(10)
            .and_then(|value| value.checked_add(i128::from(digit)))
            .ok_or(Fault::Digits)?;
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
            message(NumberFormat::POINT, "1234567890123456789012345678901234567890"),
            "expected a number of at most 38 digits, found \
             `1234567890123456789012345678901234567890`; round it at its source and say so"
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
    fn long_text_is_clipped_at_a_character() {
        assert_eq!(clip(&"æ".repeat(61)), format!("{}...", "æ".repeat(60)));
    }
}
