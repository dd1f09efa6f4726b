//! Reader of units.
//!
//! ```text
//! unit    = operand { operator operand }       operator: / per pr. · * × or a space
//! operand = "(" unit ")" | [number] name [^ power] [substance] [mark]
//! ```

use core::str::FromStr;

use super::catalogue::{self, Meaning};
use super::definition::{Factor, TEXT_LIMIT, Unit};
use super::dimension::{Base, Dimension};
use super::problem::UnitProblem;
use super::ratio::Ratio;
use super::reader::{Reader, is_division, normalised};
use super::substance::Substance;
use crate::error::{Error, Result};
use crate::number::{Exact, clip};

/// Words of the longest name.
const WORD_LIMIT: usize = 4;

impl FromStr for Unit {
    type Err = Error;

    /// Reads a unit by the rules of the [module](crate::unit).
    fn from_str(text: &str) -> Result<Unit> {
        parse(text)
    }
}

fn parse(text: &str) -> Result<Unit> {
    let written = text.trim();
    if written.is_empty() {
        return Err(Error::new(UnitProblem::Empty));
    }
    let found = written.chars().count();
    if found > TEXT_LIMIT {
        return Err(Error::new(UnitProblem::TooLong { limit: TEXT_LIMIT, found }));
    }
    let normal = normalised(written);
    let mut parser = Reader { written, text: &normal, position: 0, factors: Vec::new() };
    parser.product(1)?;
    if !parser.rest().is_empty() {
        return Err(parser.bracket());
    }
    let factors = parser.factors;
    Unit::of_factors(written.to_owned(), factors)
        .ok_or_else(|| Error::new(UnitProblem::TooComplex { text: clip(written) }))
}

/// A name that has been understood.
struct Name {
    dimension: Dimension,
    ratio: Ratio,
    /// `None` where the name holds more than a row of the table.
    meaning: Option<Meaning>,
    power: i8,
}

impl Name {
    fn of(meaning: Meaning) -> Option<Name> {
        let ratio = meaning.ratio()?;
        Some(Name { dimension: meaning.dimension(), ratio, meaning: Some(meaning), power: 1 })
    }

    fn is_mass(&self) -> bool {
        self.dimension == Dimension::MASS && self.power == 1
    }

    /// The same mass, of a substance.
    fn with(self, (substance, factor): (Substance, Ratio)) -> Option<Name> {
        Some(Name {
            dimension: Dimension::mass_of(substance),
            ratio: self.ratio.checked_mul(factor)?,
            meaning: None,
            power: self.power,
        })
    }
}

impl Reader<'_> {
    fn product(&mut self, sign: i8) -> Result<()> {
        self.operand(sign)?;
        let mut divided = false;
        loop {
            self.skip_spaces();
            if self.rest().is_empty() || self.rest().starts_with(')') {
                return Ok(());
            }
            if self.take_division() {
                divided = true;
                self.operand(-sign)?;
            } else {
                if let Some(rest) = self.rest().strip_prefix(['·', '*', '×']) {
                    self.position = self.text.len() - rest.len();
                }
                self.operand(sign)?;
                // kg/ha yr may be (kg/ha)·yr or kg/(ha·yr).
                if divided {
                    return Err(Error::new(UnitProblem::AmbiguousOrder {
                        text: clip(self.written),
                    }));
                }
            }
        }
    }

    fn take_division(&mut self) -> bool {
        if self.rest().starts_with('/') {
            self.position += 1;
            return true;
        }
        match self.words(1) {
            Some((word, end)) if is_division(&word) => {
                self.position = end;
                true
            }
            _ => false,
        }
    }

    fn operand(&mut self, sign: i8) -> Result<()> {
        self.skip_spaces();
        if !self.rest().starts_with('(') {
            return self.factor(sign);
        }
        self.position += 1;
        self.product(sign)?;
        if !self.rest().starts_with(')') {
            return Err(self.bracket());
        }
        self.position += 1;
        Ok(())
    }

    fn factor(&mut self, sign: i8) -> Result<()> {
        let start = self.position;
        let mut multiplier = Ratio::ONE;
        let numbered = self.rest().starts_with(|letter: char| letter.is_ascii_digit());
        if numbered {
            multiplier = self.number()?;
        }
        let mut name = if numbered && self.words(1).is_none() {
            if multiplier != Ratio::ONE {
                let found = self.text.get(start..self.position).unwrap_or("").to_owned();
                return Err(self.multiplier(&found));
            }
            Name { dimension: Dimension::NONE, ratio: Ratio::ONE, meaning: None, power: 1 }
        } else {
            self.skip_spaces();
            self.name()?
        };
        // Number words bind to what follows: kg per million vkm.
        while name.meaning.is_some_and(Meaning::is_multiplier) && self.word_follows() {
            multiplier = multiplier.checked_mul(name.ratio).ok_or_else(|| self.too_complex())?;
            self.skip_spaces();
            name = self.name()?;
        }
        let end = self.position;
        name = self.exponent(name)?;
        // A power within the name, as in m^2, belongs to its text.
        let end = if name.power == 1 { self.position } else { end };
        let before = (end, name.dimension);
        if name.is_mass() {
            name = self.substance(name)?;
        }
        name = self.mark(name)?;
        let end = if name.dimension == before.1 { before.0 } else { self.position };
        let plain = multiplier == Ratio::ONE && !numbered;
        self.factors.push(Factor {
            text: self.text.get(start..end).unwrap_or("").trim().to_owned(),
            power: name.power * sign,
            dimension: name.dimension,
            ratio: multiplier.checked_mul(name.ratio).ok_or_else(|| self.too_complex())?,
            meaning: name.meaning.filter(|_| plain),
        });
        Ok(())
    }

    fn name(&mut self) -> Result<Name> {
        for count in (2..=WORD_LIMIT).rev() {
            if let Some((words, end)) = self.words(count)
                && let Some(Ok(meaning)) = catalogue::find(&words)
                && let Some(name) = Name::of(meaning)
            {
                self.position = end;
                return Ok(name);
            }
        }
        let Some((word, end)) = self.words(1) else {
            let found = clip(self.rest());
            return Err(self.unknown(&found));
        };
        if let Some((bracketed, after)) = self.with_bracket(&word, end)
            && let Some(name) = catalogue::find_exact(&bracketed).and_then(Name::of)
        {
            self.position = after;
            return Ok(name);
        }
        let name = match catalogue::find(&word) {
            Some(Ok(meaning)) => Name::of(meaning),
            Some(Err(choices)) => {
                return Err(Error::new(UnitProblem::Ambiguous { found: word, choices }));
            }
            None => {
                // The longest substance first: kgCO2 eq.
                for count in (1..=WORD_LIMIT).rev() {
                    if let Some((words, end)) = self.words(count)
                        && let Some(name) = glued(&words)?
                    {
                        self.position = end;
                        return Ok(name);
                    }
                }
                None
            }
        };
        let name = name.ok_or_else(|| self.unknown(&word))?;
        self.position = end;
        self.squared(&word, end).map_or(Ok(name), Ok)
    }

    /// A name of the table that has its power as a digit: `km^2`, written `km2` there.
    fn squared(&mut self, word: &str, end: usize) -> Option<Name> {
        let raised = self.text.get(end..)?.strip_prefix('^')?;
        let (sign, unsigned) = match raised.strip_prefix('-') {
            Some(unsigned) => (-1, unsigned),
            None => (1, raised),
        };
        let digit = unsigned.get(..1).filter(|digit| matches!(*digit, "2" | "3"))?;
        if unsigned.get(1..).is_some_and(|rest| rest.starts_with(|l: char| l.is_ascii_digit())) {
            return None;
        }
        let mut name = catalogue::find_exact(&format!("{word}{digit}")).and_then(Name::of)?;
        self.position = self.text.len() - unsigned.len() + 1;
        name.power = sign;
        Some(name)
    }

    fn exponent(&mut self, mut name: Name) -> Result<Name> {
        let Some(raised) = self.rest().strip_prefix('^') else { return Ok(name) };
        let length = raised
            .char_indices()
            .take_while(|&(at, letter)| letter.is_ascii_digit() || at == 0 && letter == '-')
            .count();
        let text = raised.get(..length).unwrap_or("");
        let power = match text.parse::<i8>() {
            Ok(power) if name.power == 1 && power != 0 && (-9..=9).contains(&power) => power,
            _ => return Err(self.unknown(&format!("^{text}"))),
        };
        self.position += 1 + length;
        // Metres squared are an area, cubed a volume in litres.
        let raised = match (name.dimension.base(), power.unsigned_abs()) {
            (Some(Base::Distance), 2) => Some((Dimension::AREA, Ratio::ONE)),
            (Some(Base::Distance), 3) => Some((Dimension::VOLUME, Ratio::of(Exact::new(1, -3)))),
            _ => None,
        };
        name.meaning = None;
        match raised {
            Some((dimension, factor)) => {
                let size = power.saturating_abs();
                let ratio = name.ratio.power(size).and_then(|ratio| ratio.checked_mul(factor));
                name.ratio = ratio.ok_or_else(|| self.too_complex())?;
                name.dimension = dimension;
                name.power = power.signum();
            }
            None => name.power = power,
        }
        Ok(name)
    }

    fn substance(&mut self, name: Name) -> Result<Name> {
        for count in (1..=WORD_LIMIT).rev() {
            let Some((words, end)) = self.words(count) else { continue };
            let bracketed = self.with_bracket(&words, end);
            for (spelling, end) in bracketed.into_iter().chain([(words, end)]) {
                if let Some(found) = Substance::find(&spelling) {
                    self.position = end;
                    return name.with(found).ok_or_else(|| self.too_complex());
                }
            }
        }
        Ok(name)
    }

    /// Net or gross after energy, the price year after money.
    fn mark(&mut self, mut name: Name) -> Result<Name> {
        let rest = self.rest().trim_start();
        let (mark, end) = if let Some(inner) = rest.strip_prefix('(') {
            let close = inner.find(')').ok_or_else(|| self.bracket())?;
            let mark = inner.get(..close).unwrap_or("").trim().to_owned();
            (mark, self.text.len() - inner.len() + close + 1)
        } else {
            match self.words(1) {
                Some((word, end)) if matches!(word.as_str(), "net" | "gross") => (word, end),
                _ => return Ok(name),
            }
        };
        let marked = match name.dimension.base() {
            Some(Base::Energy) => match mark.to_lowercase().as_str() {
                "net" | "ncv" | "lhv" | "nedre" | "netto" => Some(Base::NetEnergy),
                "gross" | "gcv" | "hhv" | "øvre" | "brutto" => Some(Base::GrossEnergy),
                _ => None,
            },
            Some(Base::Money { currency, price_year: None }) => {
                price_year(&mark).map(|year| Base::Money { currency, price_year: Some(year) })
            }
            _ => None,
        };
        let Some(base) = marked.filter(|_| name.power == 1) else {
            return Err(Error::new(UnitProblem::Mark {
                mark: clip(&mark),
                text: clip(self.written),
            }));
        };
        self.position = end;
        name.dimension = Dimension::single(base);
        name.meaning = None;
        Ok(name)
    }
}

/// A mass and its substance in one word: `tCO2e`.
fn glued(word: &str) -> Result<Option<Name>> {
    let first = word.find(' ').unwrap_or(word.len());
    for (at, _) in word.char_indices().skip(1).take_while(|&(at, _)| at < first) {
        let (Some(unit), Some(substance)) = (word.get(..at), word.get(at..)) else { continue };
        let Some(found) = Substance::find(substance) else { continue };
        match catalogue::find(unit) {
            Some(Ok(meaning)) => {
                if let Some(name) = Name::of(meaning).filter(Name::is_mass) {
                    return Ok(name.with(found));
                }
            }
            Some(Err(choices)) => {
                let found = unit.to_owned();
                return Err(Error::new(UnitProblem::Ambiguous { found, choices }));
            }
            None => {}
        }
    }
    Ok(None)
}

/// `2023`, `2023 prices`, `2023-priser`.
fn price_year(mark: &str) -> Option<u16> {
    let (year, rest) = mark.split_at_checked(4)?;
    let word = rest.trim_start_matches([' ', '-']);
    let known = matches!(word, "" | "prices" | "price level" | "priser" | "prisniveau");
    year.parse().ok().filter(|year| known && (1000..=9999).contains(year))
}

#[cfg(test)]
mod tests {
    use crate::{ErrorKind, Unit};

    fn unit(text: &str) -> Unit {
        text.parse().unwrap()
    }

    fn refusal(text: &str) -> (ErrorKind, String) {
        let error = text.parse::<Unit>().unwrap_err();
        (error.kind(), error.to_string())
    }

    #[test]
    fn reads_the_spellings_of_the_field() {
        let cases = [
            ("kg", "1000 g"),
            ("Gg", "kt"),
            ("Tg", "Mt"),
            ("MMT", "million t"),
            ("lbs", "pound"),
            ("TJ", "10^12 J"),
            ("PWh", "1000 TWh"),
            ("Mtoe", "1000 ktoe"),
            ("Gcal", "4.1868 GJ"),
            ("therm", "0.1 MMBtu"),
            ("m³", "m^3"),
            ("m3", "1000 l"),
            ("dm3", "l"),
            ("mm^3", "0.001 ml"),
            ("Mm3", "million m3"),
            ("km3", "km^3"),
            ("gal (US)", "US gallon"),
            ("bbl", "42 gal(US)"),
            ("mio. Nm3", "MNm3"),
            ("m²", "m2"),
            ("km^2", "100 ha"),
            ("cm^2", "0.0001 m2"),
            ("kha", "1000 ha"),
            ("nmi", "1852 m"),
            ("1000 km", "million m"),
            ("vehicle km", "vkm"),
            ("Mvkm", "mio. vkm"),
            ("passenger-km", "personkm"),
            ("kilohead", "1000 dyr"),
            ("indb.", "inhabitant"),
            ("boliger", "dwelling"),
            ("år", "yr"),
            ("a\u{30A}r", "a"),
            ("MWh (net)", "3.6 GJ net"),
            ("GJ[NCV]", "GJ (net)"),
            ("GJ (HHV)", "GJ (gross)"),
            ("kr.", "DKK"),
            ("mio. kr.", "mio.kr."),
            ("M€", "million EUR"),
            ("DKK (2023)", "DKK (2023-priser)"),
            ("%", "0.01 fraction"),
            ("none", "ratio"),
            ("kg/kg", "1"),
            ("kg/ha/yr", "kg/(ha yr)"),
            ("kg ha⁻¹ yr⁻¹", "kg/ha/yr"),
            ("g per kWh", "kg/MWh"),
            ("kg pr. år", "kg/yr"),
            ("MW a", "MW·yr"),
            ("MWh/h", "MW"),
            ("kg/1000 km", "g/km"),
            ("t CO2e/1000 inhabitants", "kg CO2e/capita"),
            ("kg VS/(1000 kg)/day", "g VS/kg/day"),
            ("GJ (net)/t NH3", "MJ (net)/kg NH3"),
            ("kg HFO-1234ze(E)", "1000 g HFO-1234ze(E)"),
            ("kg HFC-23/kg HCFC-22", "g HFC23/g HCFC22"),
            ("kgCO2eq", "kg CO2e"),
            ("gco2/kwh", "kg CO2/MWh"),
            ("GtC", "1000 Mt C"),
            ("kg N₂O‑N", "kg N2O-N"),
            ("kg\u{A0}CO2", "kg CO2"),
        ];
        for (text, same) in cases {
            // The right side may begin with any number, which is not part of a unit.
            let (value, other) = match same.split_once(' ') {
                Some((number, other)) if number.parse::<crate::number::Exact>().is_ok() => {
                    (number, unit(other))
                }
                _ => ("1", unit(same)),
            };
            let ratio = unit(text).ratio_to(&other).unwrap();
            assert_eq!(ratio.to_string(), value, "{text} in {other}");
        }
    }

    #[test]
    fn every_spelling_of_equivalents_is_one_substance() {
        for text in [
            "CO2e",
            "CO2eq",
            "CO2-eq",
            "CO2-eqv.",
            "CO2-ækv.",
            "CO2-ækvivalenter",
            "CO2eqv",
            "CO2 eq",
            "CO₂e",
            "co2e",
            "CO2-e",
            "CO2 equivalents",
        ] {
            assert_eq!(unit(&format!("t {text}")), unit("t CO2e"), "{text}");
            assert_eq!(unit(&format!("kg {text}/m2")), unit("kg CO2e/m2"), "{text}");
            assert_eq!(unit(&format!("kg{text}/år")), unit("kg CO2e/yr"), "{text}");
        }
    }

    #[test]
    fn keeps_apart_what_differs() {
        for (left, right) in [
            ("kg CO2", "kg CO2e"),
            ("kg", "kg CO2"),
            ("GJ", "GJ (net)"),
            ("m3", "Nm3"),
            ("DKK", "DKK (2023)"),
            ("DKK", "EUR"),
            ("vkm", "km"),
            ("day", "month"),
            ("gal(US)", "gal(UK)"),
        ] {
            assert_ne!(unit(left), unit(right), "{left} {right}");
        }
    }

    #[test]
    fn refuses_what_has_two_meanings() {
        for text in [
            "ton", "tons", "Ton", "MT", "mt", "mT", "gal", "gallons", "kton", "GT", "nm", "mil",
            "barrel", "billion", "mwh", "mj", "MG", "M", "MTCO2e", "kg/ton", "mio. ton", "Mbbl",
            "MBtu", "mha",
        ] {
            assert_eq!(refusal(text).0, ErrorKind::AmbiguousUnit, "{text}");
        }
        assert_eq!(
            refusal("kg/ton").1,
            "expected a unit with one meaning, found `ton`; write `t` (tonne, 1000 kg), \
             `short_ton` (907.18474 kg) or `long_ton` (1016.0469088 kg)"
        );
        assert_eq!(
            refusal("kg/ha yr"),
            (
                ErrorKind::AmbiguousUnit,
                "expected a unit with one meaning, found a product after a division in \
                 `kg/ha yr`; write `a/b/c` or `(a/b)·c`"
                    .to_owned()
            )
        );
    }

    #[test]
    fn suggests_what_is_near() {
        assert_eq!(
            refusal("kg CO2/kWt"),
            (
                ErrorKind::UnknownUnit,
                "expected a unit, found `kWt` in `kg CO2/kWt`; did you mean `kWh`?".to_owned()
            )
        );
        assert_eq!(
            refusal("CO2").1,
            "expected a unit, found `CO2` in `CO2`; write a mass before it, such as `kg CO2`"
        );
        assert_eq!(
            refusal("parsecs").1,
            "expected a unit, found `parsecs` in `parsecs`; the documentation of the module \
             `unit` lists the units"
        );
        for text in [
            "fCH4", "T", "kg/", "/yr", "kg CO3", "GJ^0", "m^99", "kg^", "kg·", "GJ heat", "10^ km",
            "100^2 m", "10^99 t",
        ] {
            assert_eq!(refusal(text).0, ErrorKind::UnknownUnit, "{text}");
        }
    }

    #[test]
    fn says_what_is_wrong_with_the_form() {
        let cases = [
            (
                "  ",
                ErrorKind::MissingValue,
                "expected a unit such as GJ or kg CO2/GJ, found nothing; write `fraction` for a \
                 pure number",
            ),
            (
                "t (wet)",
                ErrorKind::UnknownUnit,
                "expected net or gross after energy, or a price year after money, found `(wet)` \
                 in `t (wet)`; leave it out or put it in another field",
            ),
            (
                "kg/(ha yr",
                ErrorKind::UnknownUnit,
                "expected brackets in pairs, found `kg/(ha yr`; close or remove the bracket",
            ),
            (
                "kg/12 km",
                ErrorKind::UnknownUnit,
                "expected a power of ten before a unit, found `12` in `kg/12 km`; put other \
                 numbers into the value",
            ),
            (
                "Mt^9",
                ErrorKind::Overflow,
                "expected a unit of at most 6 dimensions and 38 digits, found `m a h t l head \
                 capita` beyond it; split it or use larger units",
            ),
        ];
        for (text, kind, message) in cases {
            let text = if text == "Mt^9" { "m a h t l head capita" } else { text };
            assert_eq!(refusal(text), (kind, message.to_owned()));
        }
        assert_eq!(
            refusal(&"x".repeat(201)),
            (
                ErrorKind::FieldTooLong,
                "expected a unit of at most 200 characters, found 201; check that the field \
                 holds a unit"
                    .to_owned()
            )
        );
        for text in
            ["kg)", "(kg", "((kg)", "kg (", "GJ (net", "DKK (20", "DKK (23)", "GJ (net)(net)"]
        {
            assert_eq!(refusal(text).0, ErrorKind::UnknownUnit, "{text}");
        }
    }

    #[test]
    fn splits_a_rate() {
        let cases = [
            ("kg CO2/GJ (net)", "kg CO2", "GJ (net)"),
            ("t CO2e/1000 inhabitants/yr", "t CO2e", "1000 inhabitants·yr"),
            ("1/m^2", "1", "m^2"),
            ("GJ^2/kg^3", "GJ^2", "kg^3"),
            ("yr^-1", "fraction", "yr"),
            ("DKK (2023)/(t CO2e)", "DKK (2023)", "t CO2e"),
        ];
        for (text, above, below) in cases {
            let rate = unit(text);
            assert_eq!(rate.numerator().as_str(), above);
            assert_eq!(rate.denominator().as_str(), below);
            assert_eq!(rate.numerator().per(&rate.denominator()).unwrap(), rate);
        }
    }
}
