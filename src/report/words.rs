//! Values in words: gases, units and numbers as a reader of a language writes them.

use super::number_text::all_digits;
use super::{mass_text, number_text};
use crate::account::Label;
use crate::gas::{Co2e, Emissions, Gas, GwpSet, Memo};
use crate::method::StepValue;
use crate::number::{Exact, Rounding};
use crate::text::report as text;
use crate::{Amount, Language, Unit};

/// What the name of a set without values starts with.
const AS_PUBLISHED: &str = "as published: ";

/// More digits than these say nothing to a reader.
const DIGITS: u32 = 10;

/// A gas by its formula, with its origin where that matters: `CH4 (fossil)`, `HFC-134a`.
pub(super) fn gas_text(gas: Gas, language: Language) -> String {
    match gas.group() {
        "co2" | "ch4" | "n2o" | "sf6" | "nf3" => {
            let name = gas.name(language);
            match name.split_once(" (").filter(|_| gas != Gas::CH4) {
                Some((_, origin)) => format!("{} ({origin}", gas.formula()),
                None => gas.formula().to_owned(),
            }
        }
        _ => match gas.id().split_once('-') {
            Some((family, rest)) => format!("{}-{rest}", family.to_uppercase()),
            None => gas.id().to_owned(),
        },
    }
}

/// A unit, with its English words in Danish.
pub(super) fn unit_text(unit: &Unit, language: Language) -> String {
    let written = unit.to_string();
    if language == Language::English {
        return written;
    }
    let mut result = String::with_capacity(written.len());
    let mut rest = written.as_str();
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let (mark, tail) = rest.split_at(start);
        let end = tail.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(tail.len());
        let (word, after) = tail.split_at(end);
        let known = text::DANISH_UNIT_WORDS.iter().find(|(english, _)| *english == word);
        result.push_str(mark);
        result.push_str(known.map_or(word, |(_, danish)| danish));
        rest = after;
    }
    result + rest
}

/// A number with as many digits as say something.
pub(super) fn plain_number(value: Exact, language: Language) -> String {
    let short = value.round(Rounding::significant(DIGITS)).unwrap_or(value);
    let mark = if short == value { "" } else { "≈ " };
    format!("{mark}{}", all_digits(short, language))
}

pub(super) fn amount_text(amount: &Amount, language: Language) -> String {
    format!("{} {}", plain_number(amount.value, language), unit_text(&amount.unit, language))
}

pub(super) fn emissions_text(emissions: &Emissions, language: Language) -> String {
    let mut parts: Vec<String> = emissions
        .masses()
        .map(|(gas, grams)| format!("{} {}", mass_text(grams, language), gas_text(gas, language)))
        .collect();
    parts.extend(emissions.reported().map(|co2e| co2e_text(co2e, language)));
    if parts.is_empty() { text::NOTHING.in_language(language).to_owned() } else { parts.join(", ") }
}

/// The value of a facet; a sector by its title.
pub(super) fn label_text(label: &Label, language: Language) -> String {
    match label {
        Label::Sector(sector) => sector
            .sector()
            .map_or(sector.code(), |sector| sector.title().in_language(language))
            .to_owned(),
        other => other.to_string(),
    }
}

fn co2e_text(co2e: &Co2e, language: Language) -> String {
    format!("{} CO2e ({})", mass_text(co2e.grams(), language), set_text(co2e.gwp_set(), language))
}

/// The name of a GWP set; that of a publisher who names none is said so.
pub(super) fn set_text(set: &GwpSet, language: Language) -> String {
    let name = set.to_string();
    match name.strip_prefix(AS_PUBLISHED) {
        Some(publisher) => text::AS_PUBLISHED.filled(language, &[("by", &publisher)]),
        None => name,
    }
}

pub(super) fn value_text(value: &StepValue, language: Language) -> String {
    match value {
        StepValue::Amount(amount) => amount_text(amount, language),
        StepValue::PerUnit(emissions, unit) => {
            let per = text::PER.in_language(language);
            format!("{} {per} {}", emissions_text(emissions, language), unit_text(unit, language))
        }
        StepValue::Emissions(emissions) => emissions_text(emissions, language),
        StepValue::Co2e(co2e) => co2e_text(co2e, language),
        StepValue::Number(number) => plain_number(*number, language),
        StepValue::Ratio(numerator, denominator) if *denominator == Exact::ONE => {
            plain_number(*numerator, language)
        }
        StepValue::Ratio(numerator, denominator) => {
            let (above, below) =
                (plain_number(*numerator, language), plain_number(*denominator, language));
            format!("{above} / {below}")
        }
        StepValue::Text(words) => words.in_language(language).to_owned(),
    }
}

/// Why a gas is beside the total.
pub(super) fn beside(memo: Memo, language: Language) -> &'static str {
    match memo {
        Memo::Biogenic => text::BIOGENIC.in_language(language),
        Memo::MontrealProtocol => text::MONTREAL_PROTOCOL.in_language(language),
    }
}

/// Tonnes with one decimal.
pub(super) fn tonnes_text(tonnes: Exact, language: Language) -> String {
    number_text(tonnes, 1, language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gases_are_named_as_people_write_them() {
        let name = |id: &str| gas_text(id.parse().unwrap(), Language::Danish);
        assert_eq!(name("co2"), "CO2");
        assert_eq!(name("co2-biogenic"), "CO2 (biogen)");
        assert_eq!(name("ch4"), "CH4");
        assert_eq!(name("ch4-non-fossil"), "CH4 (ikke-fossil)");
        assert_eq!(name("hfc-134a"), "HFC-134a");
    }

    #[test]
    fn units_are_danish_for_danes() {
        let unit = |text: &str| unit_text(&text.parse().unwrap(), Language::Danish);
        assert_eq!(unit("kg CH4/head/yr"), "kg CH4/dyr/år");
        assert_eq!(unit("GJ (net)"), "GJ (netto)");
        assert_eq!(unit("kWh"), "kWh");
    }

    #[test]
    fn digits_that_say_nothing_are_left_out() {
        let third = Exact::from(1).quotient(3.into(), Rounding::significant(20)).unwrap();
        assert_eq!(plain_number(third, Language::Danish), "≈ 0,3333333333");
        assert_eq!(plain_number(Exact::new(125, 3), Language::English), "0.125");
    }
}
