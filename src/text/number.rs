//! Numbers as people of a language write them.

use super::Fill;
use crate::Language;
use crate::number::{Exact, Rounding};

/// A number in a text, rounded half-even to a number of decimals.
pub(crate) struct Rounded(pub(crate) Exact, pub(crate) u8);

impl Fill for Rounded {
    fn fill(&self, language: Language, text: &mut String) {
        text.push_str(&rounded(self.0, self.1, language));
    }
}

/// A number in a text, with all its digits.
pub(crate) struct AllDigits(pub(crate) Exact);

impl Fill for AllDigits {
    fn fill(&self, language: Language, text: &mut String) {
        text.push_str(&all_digits(self.0, language));
    }
}

pub(crate) fn rounded(value: Exact, decimals: u8, language: Language) -> String {
    let rounded = value.round(Rounding::decimals(decimals.into())).unwrap_or(value);
    let padded = {
        let text = rounded.to_string();
        let present = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let missing = usize::from(decimals).saturating_sub(present);
        let point = if present == 0 && missing > 0 { "." } else { "" };
        format!("{text}{point}{}", "0".repeat(missing))
    };
    in_language(&padded, language)
}

/// All digits of a number.
pub(crate) fn all_digits(value: Exact, language: Language) -> String {
    in_language(&value.to_string(), language)
}

fn in_language(text: &str, language: Language) -> String {
    let (thousands_mark, decimal_mark) = match language {
        Language::Danish => ('.', ','),
        Language::English => (',', '.'),
    };
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let (whole, decimals) = match digits.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (digits, None),
    };
    let mut result = sign.to_owned();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            result.push(thousands_mark);
        }
        result.push(digit);
    }
    if let Some(decimals) = decimals {
        result.push(decimal_mark);
        result.push_str(decimals);
    }
    result
}
