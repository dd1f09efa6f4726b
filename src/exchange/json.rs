//! JSON whose numbers stay exact.
//!
//! Exact numbers are written as text (`"56.1"`) and read from text or from JSON numbers. A JSON
//! number never passes through floating point: its digits are taken as they stand.
//!
//! ```
//! use climate_account::{Amount, exchange::json};
//!
//! let amount: Amount = json::from_str(r#"{"value": 0.10000000000000000001, "unit": "GJ"}"#)?;
//! assert_eq!(amount.value, "0.10000000000000000001".parse()?);
//! assert_eq!(json::to_string(&amount)?, r#"{"value":"0.10000000000000000001","unit":"GJ"}"#);
//! # Ok::<(), climate_account::Error>(())
//! ```

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, ErrorKind, Location, Problem, Result};

/// Reads a value of this crate from a JSON document.
///
/// # Examples
///
/// ```
/// use climate_account::{Amount, ErrorKind, exchange::json};
///
/// let amount: Amount = json::from_str(r#"{"value": 56.1, "unit": "kg CO2/GJ (net)"}"#)?;
/// assert_eq!(amount.value, "56.1".parse()?);
///
/// let error = json::from_str::<Amount>("{\n  \"value\": \"56.1\",").unwrap_err();
/// assert_eq!((error.kind(), error.location().line), (ErrorKind::TruncatedDocument, Some(2)));
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`EmptyDocument`](crate::ErrorKind::EmptyDocument),
/// [`TruncatedDocument`](crate::ErrorKind::TruncatedDocument) and
/// [`InvalidDocument`](crate::ErrorKind::InvalidDocument), with line and column; the message says
/// what was expected and found, including the value that a type refuses.
pub fn from_str<T: DeserializeOwned>(document: &str) -> Result<T> {
    if document.trim().is_empty() {
        return Err(Error::new(JsonProblem::Empty));
    }
    // Editors on Windows write a byte order mark, which is no part of the document.
    let document = document.strip_prefix('\u{feff}').unwrap_or(document);
    let quoted = quote_numbers(document);
    serde_json::from_str(&quoted.text).map_err(|error| located(&error, &quoted))
}

/// Reads a value of this crate from the bytes of a JSON document.
///
/// # Examples
///
/// ```
/// use climate_account::{Amount, ErrorKind, exchange::json};
///
/// let amount: Amount = json::from_slice(br#"{"value": 1200, "unit": "GJ (net)"}"#)?;
/// assert_eq!(amount.value, 1200.into());
/// // The Danish letter æ in an old encoding.
/// let error = json::from_slice::<Amount>(b"\"\xe6\"").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::InvalidEncoding);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// As [`from_str`], and [`InvalidEncoding`](crate::ErrorKind::InvalidEncoding) where the bytes are
/// not UTF-8.
pub fn from_slice<T: DeserializeOwned>(document: &[u8]) -> Result<T> {
    match core::str::from_utf8(document) {
        Ok(text) => from_str(text),
        Err(error) => {
            let before = document.get(..error.valid_up_to()).unwrap_or_default();
            let line = before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
            Err(Error::new(JsonProblem::Encoding).at(Location::line(line)))
        }
    }
}

/// Writes a value of this crate as a JSON document in one line.
///
/// # Examples
///
/// ```
/// use climate_account::{Amount, exchange::json};
///
/// let amount: Amount = "56.10 kg CO2/GJ (net)".parse()?;
/// let document = json::to_string(&amount)?;
/// assert_eq!(document, r#"{"value":"56.1","unit":"kg CO2/GJ (net)"}"#);
/// assert_eq!(json::from_str::<Amount>(&document)?, amount);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`InvalidDocument`](crate::ErrorKind::InvalidDocument) for a value that JSON cannot hold; no
/// value of this crate is such.
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| located(&error, &Quoted::default()))
}

/// Writes a value of this crate as an indented JSON document.
///
/// # Examples
///
/// ```
/// use climate_account::{Amount, exchange::json};
///
/// let amount: Amount = "1200 GJ (net)".parse()?;
/// let document = "{\n  \"value\": \"1200\",\n  \"unit\": \"GJ (net)\"\n}";
/// assert_eq!(json::to_string_pretty(&amount)?, document);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// As [`to_string`].
pub fn to_string_pretty<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    serde_json::to_string_pretty(value).map_err(|error| located(&error, &Quoted::default()))
}

/// Line and column in bytes, counted from 1.
type Mark = (usize, usize);

/// A document whose numbers are text.
#[derive(Debug, Default)]
struct Quoted {
    text: String,
    /// Where quotation marks were put in.
    marks: Vec<Mark>,
    /// The first that begins like a number and is none.
    no_number: Option<(Mark, String)>,
}

/// The document with its fractional numbers as text, so that no reader rounds them. Integers that
/// every reader takes as they are stay numbers, and so does what is no number, for the reader to
/// refuse.
fn quote_numbers(document: &str) -> Quoted {
    let mut quoted = String::with_capacity(document.len() + 16);
    let (mut marks, mut no_number) = (Vec::new(), None);
    let (mut line, mut line_start) = (1, 0);
    let mut rest = document;
    while let Some(first) = rest.bytes().next() {
        let length = match first {
            b'"' => string_length(rest),
            b'-' | b'0'..=b'9' => number_length(rest),
            _ => rest.chars().next().map_or(1, char::len_utf8),
        };
        let (token, after) = rest.split_at(length);
        if first == b'\n' {
            quoted.push('\n');
            line += 1;
            line_start = quoted.len();
        } else if matches!(first, b'-' | b'0'..=b'9') && needs_quotes(token, after) {
            for mark in ["\"", token, "\""] {
                if mark == "\"" {
                    marks.push((line, quoted.len() - line_start + 1));
                }
                quoted.push_str(mark);
            }
        } else {
            let numeric = matches!(first, b'-' | b'0'..=b'9');
            if numeric && no_number.is_none() && !after.is_empty() && !is_number(token) {
                let place = (line, quoted.len() - line_start + 1);
                no_number = Some((place, crate::number::clip(token)));
            }
            quoted.push_str(token);
        }
        rest = after;
    }
    Quoted { text: quoted, marks, no_number }
}

/// The length of the string at the start of the text, to its closing mark or to the end.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (index, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    text.len()
}

fn number_length(text: &str) -> usize {
    let part = |byte: u8| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9');
    text.bytes().position(|byte| !part(byte)).unwrap_or(text.len())
}

/// Whether it is a number that a reader could take for a floating-point one, as it does with `-0`.
fn needs_quotes(token: &str, after: &str) -> bool {
    // The name of a field is left for the reader to refuse.
    let is_name = after.trim_start().starts_with(':');
    !is_name && is_number(token) && (token == "-0" || token.parse::<i64>().is_err())
}

/// Whether it is a number by the grammar of JSON.
fn is_number(token: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let token = token.strip_prefix('-').unwrap_or(token);
    let (token, power) = match token.split_once(['e', 'E']) {
        Some((token, power)) => (token, power.strip_prefix(['-', '+']).unwrap_or(power)),
        None => (token, "0"),
    };
    let (whole, decimals) = token.split_once('.').unwrap_or((token, "0"));
    let plain = whole == "0" || !whole.starts_with('0');
    plain && digits(whole) && digits(decimals) && digits(power)
}

#[cold]
fn located(error: &serde_json::Error, quoted: &Quoted) -> Error {
    let found = (error.line(), error.column());
    if let Some((place, token)) = &quoted.no_number
        && *place <= found
    {
        let problem = JsonProblem::NotANumber { found: token.clone() };
        return Error::new(problem).at(quoted.location(*place));
    }
    let text = error.to_string();
    // The library repeats the place at the end of its text; ours stands at the front.
    let without = text.rsplit_once(" at line ").filter(|_| found.0 > 0);
    let text = without.map_or(text.as_str(), |(text, _)| text).to_owned();
    let problem = if error.is_eof() {
        JsonProblem::Truncated { text }
    } else if text.starts_with("expected ") && text.contains(", found ") {
        JsonProblem::Refused { text }
    } else {
        JsonProblem::Invalid { text }
    };
    if found.0 == 0 {
        return Error::new(problem);
    }
    Error::new(problem).at(quoted.location(found))
}

impl Quoted {
    /// The place in the document as it was given, in characters: what an editor shows.
    fn location(&self, (line, column): Mark) -> Location {
        let marks = self.marks.iter();
        let inserted = marks.filter(|mark| mark.0 == line && mark.1 <= column).count();
        let before = self.text.lines().nth(line.saturating_sub(1)).map_or(&[][..], str::as_bytes);
        let before = before.get(..column.min(before.len())).unwrap_or_default();
        let further = before.iter().filter(|byte| (0x80..0xc0).contains(*byte)).count();
        let column = column.saturating_sub(inserted + further);
        Location::line(line as u64).column(column as u64)
    }
}

#[derive(Debug, thiserror::Error)]
enum JsonProblem {
    #[error("expected a JSON document, found nothing")]
    Empty,
    #[error("expected a JSON document in UTF-8, found other bytes; save the file as UTF-8")]
    Encoding,
    #[error("expected the JSON document to go on, found its end ({text})")]
    Truncated { text: String },
    #[error("expected a number such as 1234.5, found `{found}`")]
    NotANumber { found: String },
    /// The words of the type that refuses the value.
    #[error("{text}")]
    Refused { text: String },
    #[error("expected another JSON document, found: {text}")]
    Invalid { text: String },
}

impl Problem for JsonProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            JsonProblem::Empty => ErrorKind::EmptyDocument,
            JsonProblem::Encoding => ErrorKind::InvalidEncoding,
            JsonProblem::Truncated { .. } => ErrorKind::TruncatedDocument,
            JsonProblem::Invalid { .. }
            | JsonProblem::NotANumber { .. }
            | JsonProblem::Refused { .. } => ErrorKind::InvalidDocument,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Exact;

    fn quoted(document: &str) -> String {
        quote_numbers(document).text
    }

    #[test]
    fn quotes_numbers_and_nothing_else() {
        let cases = [
            ("[1, -2.5, 3e4]", r#"[1, "-2.5", "3e4"]"#),
            (r#"{"a 1.5": "2.5", "b\"": 1.5}"#, r#"{"a 1.5": "2.5", "b\"": "1.5"}"#),
            ("123456789012345678901234567890", r#""123456789012345678901234567890""#),
            (r#""open 1.5"#, r#""open 1.5"#),
            ("æ1.5", r#"æ"1.5""#),
            ("[true, null]", "[true, null]"),
            ("[-0, -0.0, 0]", r#"["-0", "-0.0", 0]"#),
            ("[01.5, 1., -, 1e, 1.2.3]", "[01.5, 1., -, 1e, 1.2.3]"),
            ("[1-2, -, .5, 05.5]", "[1-2, -, .5, 05.5]"),
            ("{1.5 : 2.5}", r#"{1.5 : "2.5"}"#),
        ];
        for (document, expected) in cases {
            assert_eq!(quoted(document), expected);
        }
    }

    #[test]
    fn no_digit_is_lost() {
        let digits = "12345678901234567890.12345678901234567";
        assert_eq!(from_str::<Exact>(digits).unwrap(), digits.parse().unwrap());
        assert_eq!(from_str::<Vec<Exact>>("[1, \"2\"]").unwrap(), [1.into(), 2.into()]);
    }

    #[test]
    fn errors_say_where() {
        let cases = [
            ("", ErrorKind::EmptyDocument, "expected a JSON document, found nothing"),
            (
                "[1.5,\n 2.5, 3.5",
                ErrorKind::TruncatedDocument,
                "line 2, column 9: expected the JSON document to go on, found its end (EOF while \
                 parsing a list)",
            ),
            (
                "[1.5,\n 2.5, x]",
                ErrorKind::InvalidDocument,
                "line 2, column 7: expected another JSON document, found: expected value",
            ),
            (
                "[\"æøå\", x]",
                ErrorKind::InvalidDocument,
                "line 1, column 6: expected a number such as 1234.5, found `æøå`",
            ),
        ];
        for (document, kind, text) in cases {
            let error = from_str::<Vec<Exact>>(document).unwrap_err();
            assert_eq!((error.kind(), error.to_string().as_str()), (kind, text));
        }
        let error = from_slice::<Exact>(b"\n\xe6").unwrap_err();
        assert_eq!(
            error.to_string(),
            "line 2: expected a JSON document in UTF-8, found other bytes; save the file as UTF-8"
        );
    }
}
