//! The text of a unit and how far it has been read.

use super::catalogue;
use super::definition::Factor;
use super::problem::UnitProblem;
use super::ratio::Ratio;
use super::substance::Substance;
use crate::error::{Error, Result};
use crate::number::{Exact, clip};

pub(super) struct Reader<'a> {
    /// For messages.
    pub(super) written: &'a str,
    pub(super) text: &'a str,
    pub(super) position: usize,
    pub(super) factors: Vec<Factor>,
}

impl<'a> Reader<'a> {
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.position..).unwrap_or("")
    }

    pub(super) fn skip_spaces(&mut self) {
        let rest = self.rest();
        self.position += rest.len() - rest.trim_start().len();
    }

    pub(super) fn word_follows(&self) -> bool {
        self.words(1).is_some_and(|(word, _)| !is_division(&word))
    }

    /// A power of ten in digits: `1000`, `10^6`.
    pub(super) fn number(&mut self) -> Result<Ratio> {
        let digits =
            |text: &str| text.len() - text.trim_start_matches(|l: char| l.is_ascii_digit()).len();
        let start = self.position;
        self.position += digits(self.rest());
        let whole = self.text.get(start..self.position).unwrap_or("");
        let zeros = whole.strip_prefix('1').filter(|zeros| zeros.bytes().all(|byte| byte == b'0'));
        let power = if let Some(raised) = self.rest().strip_prefix('^') {
            let length = digits(raised);
            self.position += 1 + length;
            let power = raised.get(..length).and_then(|text| text.parse::<i8>().ok());
            power.filter(|_| whole == "10")
        } else {
            zeros.and_then(|zeros| i8::try_from(zeros.len()).ok())
        };
        let power = power
            .filter(|power| *power <= 18)
            .ok_or_else(|| self.multiplier(self.text.get(start..self.position).unwrap_or("")))?;
        Ok(Ratio::of(Exact::new(1, -power)))
    }

    /// The next words joined by single spaces, and where they end; `None` where there are fewer
    /// before the next operator.
    pub(super) fn words(&self, count: usize) -> Option<(String, usize)> {
        let mut joined = String::new();
        let mut position = self.position;
        for _ in 0..count {
            let rest = self.text.get(position..)?;
            let word = rest.trim_start();
            let length = word.find(|letter: char| letter == ' ' || is_operator(letter));
            let length = length.unwrap_or(word.len());
            if length == 0 {
                return None;
            }
            if !joined.is_empty() {
                joined.push(' ');
            }
            joined.push_str(word.get(..length)?);
            position += rest.len() - word.len() + length;
        }
        Some((joined, position))
    }

    /// The words with a bracket that belongs to them, as in `gal(US)` and `HFO-1234ze(E)`.
    pub(super) fn with_bracket(&self, word: &str, end: usize) -> Option<(String, usize)> {
        let rest = self.text.get(end..)?;
        let inner = rest.trim_start().strip_prefix('(')?;
        let close = inner.find(')')?;
        let after = end + (rest.len() - inner.len()) + close + 1;
        Some((format!("{word}({})", inner.get(..close)?), after))
    }

    pub(super) fn bracket(&self) -> Error {
        Error::new(UnitProblem::Bracket { text: clip(self.written) })
    }

    pub(super) fn too_complex(&self) -> Error {
        Error::new(UnitProblem::TooComplex { text: clip(self.written) })
    }

    pub(super) fn multiplier(&self, found: &str) -> Error {
        Error::new(UnitProblem::Multiplier { found: clip(found), text: clip(self.written) })
    }

    #[cold]
    pub(super) fn unknown(&self, found: &str) -> Error {
        let hint = if Substance::find(found).is_some() {
            format!("write a mass before it, such as `kg {found}`")
        } else {
            match catalogue::suggestion(found) {
                Some(suggestion) => format!("did you mean `{suggestion}`?"),
                None => "the documentation of the module `unit` lists the units".to_owned(),
            }
        };
        Error::new(UnitProblem::Unknown { found: clip(found), text: clip(self.written), hint })
    }
}

/// Typographic forms as plain ones: `CO₂`, `m²`, `ha⁻¹`, non-breaking spaces, hyphens, `GJ[NCV]`.
pub(super) fn normalised(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut raised = false;
    for letter in text.chars() {
        let superscript = match letter {
            '¹' => Some('1'),
            '²' => Some('2'),
            '³' => Some('3'),
            '⁻' => Some('-'),
            '\u{2070}'..='\u{2079}' => digit(letter, '\u{2070}'),
            _ => None,
        };
        if let Some(plain) = superscript {
            if !raised {
                normal.push('^');
            }
            normal.push(plain);
            raised = true;
            continue;
        }
        raised = false;
        match letter {
            '\u{2080}'..='\u{2089}' => normal.extend(digit(letter, '\u{2080}')),
            // A ring or dots written as a mark of their own, as some systems export them.
            '\u{30A}' if normal.ends_with('a') => {
                normal.pop();
                normal.push('å');
            }
            '[' => normal.push('('),
            ']' => normal.push(')'),
            '\u{2010}'..='\u{2013}' | '\u{2212}' => normal.push('-'),
            '⋅' | '∙' => normal.push('·'),
            _ if letter.is_whitespace() => normal.push(' '),
            _ => normal.push(letter),
        }
    }
    normal
}

fn digit(letter: char, zero: char) -> Option<char> {
    char::from_digit(u32::from(letter).checked_sub(u32::from(zero))?, 10)
}

fn is_operator(letter: char) -> bool {
    matches!(letter, '/' | '*' | '·' | '×' | '^' | '(' | ')')
}

pub(super) fn is_division(word: &str) -> bool {
    matches!(word, "per" | "pr." | "pr" | "Per" | "Pr.")
}
