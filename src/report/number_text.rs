use crate::Language;
use crate::number::{Exact, Rounding};

/// A number as people of a language write it, rounded half-even to a number of decimals.
///
/// # Examples
///
/// ```
/// use climate_account::{Language, report::number_text};
///
/// let value = "-1234567.891".parse()?;
/// assert_eq!(number_text(value, 1, Language::Danish), "-1.234.567,9");
/// assert_eq!(number_text(value, 0, Language::English), "-1,234,568");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[must_use]
pub fn number_text(value: Exact, decimals: u8, language: Language) -> String {
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

/// All digits of a number, as people of a language write it.
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

/// A mass in the unit that suits its size, with three decimals at the most.
///
/// # Examples
///
/// ```
/// use climate_account::{Language, number::Exact, report::mass_text};
///
/// assert_eq!(mass_text(Exact::from(67_320_000), Language::Danish), "67,32 t");
/// assert_eq!(mass_text(Exact::from(6_000), Language::English), "6 kg");
/// assert_eq!(mass_text(Exact::new(25, 2), Language::English), "0.25 g");
/// ```
#[must_use]
pub fn mass_text(grams: Exact, language: Language) -> String {
    let size = grams.abs();
    let (places, unit) = if size >= Exact::new(1, -6) {
        (-6, "t")
    } else if size >= Exact::new(1, -3) {
        (-3, "kg")
    } else {
        (0, "g")
    };
    let value = grams.shifted(places);
    let rounded = value.round(Rounding::decimals(3)).unwrap_or(value);
    format!("{} {unit}", all_digits(rounded, language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_padded() {
        assert_eq!(number_text(5.into(), 2, Language::Danish), "5,00");
        assert_eq!(number_text(Exact::new(5, 1), 2, Language::English), "0.50");
        assert_eq!(number_text(1000.into(), 0, Language::Danish), "1.000");
        assert_eq!(number_text(999.into(), 0, Language::Danish), "999");
    }
}
