use crate::Year;
use crate::error::{ErrorKind, Problem};

#[derive(Debug, thiserror::Error)]
pub(super) enum CsvProblem {
    #[error("expected a header line and rows, found nothing")]
    Empty,
    #[error("expected text in UTF-8, found other bytes; save the file as UTF-8")]
    Encoding,
    #[error(
        "expected text, found the control character U+{found:04X}; save the file as text in UTF-8"
    )]
    ControlCharacter { found: u8 },
    #[error(
        "expected a quotation mark at the end of a field that begins with one, found the end of the file; close it, or take both out"
    )]
    OpenQuote,
    #[error("expected the columns {missing} in the header, found {found}{hint}")]
    MissingColumn { missing: String, found: String, hint: &'static str },
    #[error(
        "expected columns out of the documented ones, found `{found}`; take it out or rename it{suggestion}"
    )]
    UnknownColumn { found: String, suggestion: String },
    #[error("expected each column once, found `{found}` twice")]
    ColumnTwice { found: String },
    #[error(
        "expected {expected} fields in the row, found {found}; put a separator for each field that is empty"
    )]
    TooFewFields { expected: usize, found: usize },
    #[error(
        "expected {expected} fields in the row, found {found}; put fields that hold the separator in quotation marks"
    )]
    TooManyFields { expected: usize, found: usize },
    #[error(
        "expected a field of at most {limit} bytes, found {found}; a quotation mark may be missing"
    )]
    FieldTooLong { limit: usize, found: usize },
    #[error("expected a value, found an empty field")]
    EmptyField,
    #[error(
        "expected a number or a notation key, found the number `{amount}` beside the key `{key}`; leave one of them empty"
    )]
    ValueBesideKey { amount: String, key: String },
    #[error(
        "expected a number or a notation key, found neither; write 0 only if the value is known to be zero, NE if it is not estimated"
    )]
    NoCell,
    #[error(
        "expected a GWP set for emissions in CO2e, found none; fill in gwp_set, such as `AR5 GWP100`, or `as published: <publisher>`"
    )]
    MissingGwpSet,
    #[error(
        "expected a gas such as `co2` or `ch4-fossil`, found `{found}`; write the unit as `t CO2e` and leave the gas empty"
    )]
    Co2eAsGas { found: String },
    #[error("expected a mass unit for emissions of a gas, found `{unit}`")]
    NotAMass { unit: String },
    #[error(
        "expected the gas of the unit `{unit}` in the column gas, found `{gas}`; name the gas once"
    )]
    OtherGas { unit: String, gas: String },
    #[error(
        "expected a line that is not there yet, found the same as line {first}; delete it, or give the lines different paths"
    )]
    DuplicateLine { first: u64 },
    #[error("expected every id once, found `{id}` on line {first} already")]
    IdTwice { id: String, first: u64 },
    #[error(
        "expected the rows of the factor `{id}` to agree in all but the gas, found a row that does not"
    )]
    RowsDiffer { id: String },
    #[error(
        "expected the rows of the factor `{id}` one after the other, found more after those from line {before}; put them together, or rename one factor"
    )]
    RowsApart { id: String, before: u64 },
    #[error(
        "expected each gas of the factor `{id}` once, found `{gas}` twice; delete one of the rows"
    )]
    GasTwice { id: String, gas: &'static str },
    #[error("expected the year of a source such as 2024, found `{found}`")]
    SourceYear { found: String },
    #[error("expected an IPCC tier, 1, 2 or 3, found `{found}`")]
    Tier { found: String },
    #[error("expected `95 %` or `range`, found `{found}`")]
    Interval { found: String },
    #[error("expected low and high together, found one of them")]
    HalfInterval,
    #[error("expected low and high for the interval `{interval}`, found neither")]
    NoBounds { interval: String },
    #[error("expected `emission` or `co2e`, found `{found}`")]
    Quantity { found: String },
    #[error(
        "expected the rows of line {line} one after the other and alike in all but gas and value, found a row that is not"
    )]
    LineApart { line: String },
    #[error("expected {gas} of the line once, found it twice; delete one of the rows")]
    MassTwice { gas: String },
    #[error(
        "expected the CO2e of the rows of the line before, {expected} t, found {found} t; correct the gases, or delete the row"
    )]
    OtherCo2e { expected: String, found: String },
    #[error(
        "expected year columns such as 2023, or the columns year and value, found {found}; keep one of the two"
    )]
    NoYears { found: &'static str },
    #[error(
        "expected a variable such as `Emissions|CO2|...` or `Memo Items|credit|CO2|...`, found `{found}`; delete the row, or rename it{suggestion}"
    )]
    Variable { found: String, suggestion: String },
    #[error(
        "expected the path of a sector of {tree}, found `{found}` in `{variable}`; there are {known}"
    )]
    Path { tree: String, found: String, variable: String, known: String },
    #[error(
        "expected `{variable}` by sector of {tree}, which has none for the whole, found the whole alone; read it with a classification that has, or give its parts"
    )]
    NoSectorForWhole { variable: String, tree: String },
    #[error("expected the unit `t {gas}/yr`, or another mass, found `{found}`")]
    VariableUnit { gas: String, found: String },
    #[error("expected a value of `{variable}` in {year} once, found it on line {first} already")]
    ValueTwice { variable: String, year: Year, first: u64 },
    #[error(
        "expected `{variable}` in {year} to be the sum of its parts, {expected} t, found {found} t; correct it, or delete its parts or itself"
    )]
    NotTheSum { variable: String, year: Year, expected: String, found: String },
    #[error(
        "expected `{whole}` as detailed as its gases or less, found parts of `{part}` above its own; delete one of them"
    )]
    PartsAbove { whole: String, part: String },
    #[error("expected CO2e of one GWP set, found `{found}` beside `{first}`; delete one of them")]
    TwoSets { first: String, found: String },
    #[error("expected the classification of the sectors among the options, found none")]
    NoClassification,
    #[error("expected a readable file, found: {text}")]
    Unreadable { text: String },
}

impl Problem for CsvProblem {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Empty => ErrorKind::EmptyDocument,
            Self::Encoding | Self::ControlCharacter { .. } => ErrorKind::InvalidEncoding,
            Self::MissingColumn { .. } | Self::NoYears { .. } => ErrorKind::MissingColumn,
            Self::UnknownColumn { .. } => ErrorKind::UnknownField,
            Self::ColumnTwice { .. } | Self::RowsApart { .. } | Self::IdTwice { .. } => {
                ErrorKind::DuplicateId
            }
            Self::TooFewFields { .. } | Self::OpenQuote => ErrorKind::TruncatedDocument,
            Self::TooManyFields { .. } | Self::Unreadable { .. } => ErrorKind::InvalidDocument,
            Self::FieldTooLong { .. } => ErrorKind::FieldTooLong,
            Self::EmptyField | Self::NoCell => ErrorKind::MissingValue,
            Self::ValueBesideKey { .. } => ErrorKind::ValueBesideKey,
            Self::Co2eAsGas { .. } => ErrorKind::UnknownGas,
            Self::MissingGwpSet => ErrorKind::MissingGwpSet,
            Self::NotAMass { .. } | Self::VariableUnit { .. } => ErrorKind::DimensionMismatch,
            Self::OtherGas { .. } => ErrorKind::InvalidActivity,
            Self::DuplicateLine { .. }
            | Self::GasTwice { .. }
            | Self::MassTwice { .. }
            | Self::ValueTwice { .. }
            | Self::LineApart { .. } => ErrorKind::DuplicateLine,
            Self::OtherCo2e { .. } | Self::NotTheSum { .. } | Self::PartsAbove { .. } => {
                ErrorKind::InvalidDocument
            }
            Self::Path { .. } | Self::NoSectorForWhole { .. } => ErrorKind::UnknownSector,
            Self::TwoSets { .. } => ErrorKind::GwpSetMismatch,
            Self::NoClassification => ErrorKind::UnknownClassification,
            Self::RowsDiffer { .. } => ErrorKind::InvalidFactor,
            Self::Interval { .. }
            | Self::Tier { .. }
            | Self::Variable { .. }
            | Self::Quantity { .. } => ErrorKind::UnknownChoice,
            Self::SourceYear { .. } => ErrorKind::InvalidNumber,
            Self::HalfInterval | Self::NoBounds { .. } => ErrorKind::InvalidDistribution,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::exchange::csv::{CsvOptions, read_activities, read_factors, read_population};
    use crate::{Error, ErrorKind};

    fn check(errors: &[Error], kind: ErrorKind, text: &str) {
        let found: Vec<_> = errors.iter().map(|error| (error.kind(), error.message())).collect();
        assert_eq!(found, [(kind, text.to_owned())]);
    }

    fn errors<T>(read: crate::Result<crate::exchange::csv::ReadRows<T>>) -> Vec<Error> {
        read.map_or_else(|error| vec![error], |read| read.errors)
    }

    #[test]
    fn says_what_is_wrong_with_a_file() {
        let long = format!("place,year,persons\n{},2023,5\n", "x".repeat(5000));
        let cases: [(&[u8], ErrorKind, &str); 12] = [
            (b"", ErrorKind::EmptyDocument, "expected a header line and rows, found nothing"),
            (
                b"place,year,persons\n\xe6,2023,1\n",
                ErrorKind::InvalidEncoding,
                "expected text in UTF-8, found other bytes; save the file as UTF-8",
            ),
            (
                b"place,year,persons\n\x07,2023,1\n",
                ErrorKind::InvalidEncoding,
                "expected text, found the control character U+0007; save the file as text in UTF-8",
            ),
            (
                b"place,year,persons\nOdder,2023,\"5\n",
                ErrorKind::TruncatedDocument,
                "expected a quotation mark at the end of a field that begins with one, found the \
                 end of the file; close it, or take both out",
            ),
            (
                b"place,persons\n",
                ErrorKind::MissingColumn,
                "expected the columns year in the header, found place, persons",
            ),
            (
                b"place;year;persons\n",
                ErrorKind::MissingColumn,
                "expected the columns place, year, persons in the header, found \
                 place;year;persons; tell the reader what stands between fields",
            ),
            (
                b"place,year,persons,plaice\n",
                ErrorKind::UnknownField,
                "expected columns out of the documented ones, found `plaice`; take it out or \
                 rename it; did you mean `place`?",
            ),
            (
                b"place,year,persons,year\n",
                ErrorKind::DuplicateId,
                "expected each column once, found `year` twice",
            ),
            (
                b"place,year,persons\nOdder,2023\n",
                ErrorKind::TruncatedDocument,
                "expected 3 fields in the row, found 2; put a separator for each field that is \
                 empty",
            ),
            (
                b"place,year,persons\nOdder,2023,23,626\n",
                ErrorKind::InvalidDocument,
                "expected 3 fields in the row, found 4; put fields that hold the separator in \
                 quotation marks",
            ),
            (
                long.as_bytes(),
                ErrorKind::FieldTooLong,
                "expected a field of at most 4096 bytes, found 5000; a quotation mark may be \
                 missing",
            ),
            (
                b"place,year,persons\n,2023,5\n",
                ErrorKind::MissingValue,
                "expected a value, found an empty field",
            ),
        ];
        for (file, kind, text) in cases {
            check(&errors(read_population(file, &CsvOptions::new())), kind, text);
        }
    }

    #[test]
    fn says_what_is_wrong_with_an_activity() {
        let header = "place,year,sector,amount,unit,gas,notation_key,source_publisher,source_title,\
                      source_year,source_place\n";
        let cases = [
            (
                "3,t,co2,NE,O,E,2024,r",
                ErrorKind::ValueBesideKey,
                "expected a number or a notation key, found the number `3` beside the key `NE`; \
                 leave one of them empty",
            ),
            (
                ",,,,O,E,2024,r",
                ErrorKind::MissingValue,
                "expected a number or a notation key, found neither; write 0 only if the value is \
                 known to be zero, NE if it is not estimated",
            ),
            (
                "3,t CO2e,,,O,E,2024,r",
                ErrorKind::MissingGwpSet,
                "expected a GWP set for emissions in CO2e, found none; fill in gwp_set, such as \
                 `AR5 GWP100`, or `as published: <publisher>`",
            ),
            (
                "3,t,CO2e,,O,E,2024,r",
                ErrorKind::UnknownGas,
                "expected a gas such as `co2` or `ch4-fossil`, found `CO2e`; write the unit as `t \
                 CO2e` and leave the gas empty",
            ),
            (
                "3,GJ,co2,,O,E,2024,r",
                ErrorKind::DimensionMismatch,
                "expected a mass unit for emissions of a gas, found `GJ`",
            ),
            (
                "3,t N2O,co2,,O,E,2024,r",
                ErrorKind::InvalidActivity,
                "expected the gas of the unit `t N2O` in the column gas, found `co2`; name the gas \
                 once",
            ),
            (
                "3,t,co2,,O,E,2024,r\nOdder,2023,gpc:I.1.1,3,t,co2,,O,E,2024,r",
                ErrorKind::DuplicateLine,
                "expected a line that is not there yet, found the same as line 2; delete it, or \
                 give the lines different paths",
            ),
            (
                "3,t,co2,,O,E,MMXXIV,r",
                ErrorKind::InvalidNumber,
                "expected the year of a source such as 2024, found `MMXXIV`",
            ),
        ];
        for (row, kind, text) in cases {
            let file = format!("{header}Odder,2023,gpc:I.1.1,{row}\n");
            check(&errors(read_activities(file.as_bytes(), &CsvOptions::new())), kind, text);
        }
    }

    #[test]
    fn says_what_is_wrong_with_a_factor() {
        let header = "id,carrier,per,gas,value,unit,boundary,tier,low,high,interval,\
                      source_publisher,source_title,source_year,source_place\n";
        let good = "x,coal,GJ,co2,95,kg,,,,,,I,G,2006,T\n";
        let cases = [
            (
                "x,peat,GJ,ch4,1,g,,,,,,I,G,2006,T",
                ErrorKind::InvalidFactor,
                "expected the rows of the factor `x` to agree in all but the gas, found a row that \
                 does not",
            ),
            (
                "x,coal,GJ,co2,95,kg,,,,,,I,G,2006,T",
                ErrorKind::DuplicateLine,
                "expected each gas of the factor `x` once, found `co2` twice; delete one of the \
                 rows",
            ),
            (
                "y,coal,GJ,co2,95,kg,,,,,,I,G,2006,T\nx,coal,GJ,ch4,1,g,,,,,,I,G,2006,T",
                ErrorKind::DuplicateId,
                "expected the rows of the factor `x` one after the other, found more after those \
                 from line 2; put them together, or rename one factor",
            ),
            (
                "y,coal,GJ,co2,95,kg,stack,,,,,I,G,2006,T",
                ErrorKind::UnknownChoice,
                "expected a boundary out of combustion, process, at-plant, at-meter, life-cycle \
                 and removal, found `stack`",
            ),
            (
                "y,coal,GJ,co2,95,kg,,two,,,,I,G,2006,T",
                ErrorKind::UnknownChoice,
                "expected an IPCC tier, 1, 2 or 3, found `two`",
            ),
            (
                "y,coal,GJ,co2,95,kg,,,1,2,2 sd,I,G,2006,T",
                ErrorKind::UnknownChoice,
                "expected `95 %` or `range`, found `2 sd`",
            ),
            (
                "y,coal,GJ,co2,95,kg,,,,2,range,I,G,2006,T",
                ErrorKind::InvalidDistribution,
                "expected low and high together, found one of them",
            ),
            (
                "y,coal,GJ,co2,95,kg,,,,,range,I,G,2006,T",
                ErrorKind::InvalidDistribution,
                "expected low and high for the interval `range`, found neither",
            ),
        ];
        for (row, kind, text) in cases {
            let file = format!("{header}{good}{row}\n");
            check(&errors(read_factors(file.as_bytes(), &CsvOptions::new())), kind, text);
        }
    }

    #[test]
    fn says_that_a_file_cannot_be_read() {
        struct Gone;

        impl std::io::Read for Gone {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                Err(std::io::Error::other("gone"))
            }
        }

        let text = "expected a readable file, found: gone";
        let errors = errors(read_population(Gone, &CsvOptions::new()));
        check(&errors, ErrorKind::InvalidDocument, text);
    }
}
