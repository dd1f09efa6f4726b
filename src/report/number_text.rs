use crate::Language;
use crate::number::{Exact, Rounding};
use crate::text::number;
pub(crate) use crate::text::number::all_digits;

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
    number::rounded(value, decimals, language)
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
