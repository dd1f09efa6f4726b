//! Malformed files and documents: each is refused with the right kind, place and text, and nothing
//! good is lost beside it.
//!
//! The corpus is in `tests/bad_input/*.txt`. A line `== name` begins a case; before the first, what
//! is said holds for all cases of the file. Lines of a case:
//!
//! * `header:`, `good:` (the first and the last row of every table), `row:` (between them), `json:`
//!   — lines of the input;
//! * `type:` — what a JSON document is read as;
//! * `kept:` — how many of the rows of the case are good, none unless said;
//! * `error: kind | place | part of the text` — every error, in order; `header error:` where the
//!   whole table is refused. The place `-` is none.
#![cfg(all(feature = "serde", feature = "csv"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Read;

use climate_account::account::Population;
use climate_account::distribution::Distribution;
use climate_account::exchange::csv::{
    CsvOptions, ReadRows, read_activities, read_factors, read_iamc, read_parameters,
    read_population, read_tidy,
};
use climate_account::exchange::json;
use climate_account::factor::FactorLayer;
use climate_account::gas::{Blend, Emissions, GwpSet};
use climate_account::{
    Account, Activity, Amount, Classification, Crosswalk, EmissionFactor, Error, ErrorKind,
    FactorSet, Profile, SectorRef, Source,
};

const FACTORS: &str = "\
id,carrier,per,gas,value,unit,process,region,first_year,last_year,source_publisher,source_title,source_year,source_place
gas-commercial,natural-gas,GJ (net),co2,56.1,kg,commercial,,,,IPCC,Guidelines,2006,Table 2.4
coal-a,coal,GJ (net),co2,94.6,kg,,,,,IPCC,Guidelines,2006,Table 2.2
coal-b,coal,GJ (net),co2,95.0,kg,,,,,IPCC,Guidelines,2006,Table 2.2
cow,dairy-cow,head yr,ch4-non-fossil,117,kg,,,,,IPCC,Guidelines,2006,Table 10.11
grid-2023,electricity,kWh,co2,125,g,,Odder,2023,2023,Energinet,Declaration,2024,page 4
";

#[derive(Debug, Clone, PartialEq)]
struct Expected {
    kind: String,
    place: String,
    text: String,
}

#[derive(Debug, Clone, Default)]
struct Case {
    name: String,
    header: String,
    good: Vec<String>,
    input: Vec<String>,
    read_as: String,
    kept: usize,
    errors: Vec<Expected>,
    refused: bool,
}

fn cases(corpus: &str) -> Vec<Case> {
    let (mut common, mut cases) = (Case::default(), Vec::<Case>::new());
    for line in corpus.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix("== ") {
            cases.push(Case { name: name.to_owned(), ..common.clone() });
            continue;
        }
        let case = cases.last_mut().unwrap_or(&mut common);
        let (word, rest) = line.split_once(':').unwrap_or_else(|| panic!("no word: {line}"));
        let text = rest.strip_prefix(' ').unwrap_or(rest).to_owned();
        match word {
            "header" => case.header = text,
            "good" => case.good.push(text),
            "row" | "json" => case.input.push(text),
            "type" => case.read_as = text,
            "kept" => case.kept = text.parse().unwrap(),
            "error" | "header error" => {
                case.refused = word == "header error";
                let parts: Vec<&str> = text.splitn(3, " | ").collect();
                let [kind, place, text] = parts[..] else { panic!("no error: {line}") };
                assert!(
                    ErrorKind::ALL.iter().any(|known| known.name() == kind),
                    "no kind of error: {line}"
                );
                let place = if place == "-" { "" } else { place };
                let [kind, place, text] = [kind, place, text].map(str::to_owned);
                case.errors.push(Expected { kind, place, text });
            }
            _ => panic!("an unknown word: {line}"),
        }
    }
    assert!(cases.iter().all(|case| !case.errors.is_empty()), "a case without an error");
    cases
}

impl Case {
    fn table(&self, line_end: &str) -> String {
        let [first, last] = &self.good[..] else { panic!("not two good rows") };
        let rows = self.input.iter().map(String::as_str);
        let lines = [&*self.header, first].into_iter().chain(rows).chain([&**last]);
        lines.collect::<Vec<_>>().join(line_end)
    }

    /// What is wrong with the errors that were found, if anything.
    fn complaint(&self, found: &[Error]) -> Option<String> {
        let right = found.len() == self.errors.len()
            && found.iter().zip(&self.errors).all(|(error, expected)| {
                error.kind().name() == expected.kind
                    && error.location().to_string() == expected.place
                    && error.message().contains(&expected.text)
                    && error.message().starts_with("expected ")
            });
        let found: Vec<String> =
            found.iter().map(|error| format!("\n  {} | {error}", error.kind())).collect();
        (!right).then(|| format!("== {}{}", self.name, found.concat()))
    }
}

/// Runs every case with each kind of line end; `rows` counts the good rows and adds the errors of
/// what is done with them.
fn run<T>(
    corpus: &str,
    read: impl Fn(&[u8]) -> climate_account::Result<ReadRows<T>>,
    rows: impl Fn(Vec<T>, &mut Vec<Error>) -> usize,
) -> usize {
    let cases = cases(corpus);
    let mut complaints = Vec::new();
    for case in &cases {
        for line_end in ["\n", "\r\n", "\r"] {
            match read(case.table(line_end).as_bytes()) {
                Err(error) => {
                    complaints.extend(case.complaint(&[error]));
                    assert!(case.refused, "{}: the whole table is refused", case.name);
                }
                Ok(ReadRows { rows: read, mut errors }) => {
                    let kept = rows(read, &mut errors);
                    complaints.extend(case.complaint(&errors));
                    assert!(!case.refused, "{}: the header is accepted", case.name);
                    assert_eq!(kept, case.kept + 2, "{}: good rows", case.name);
                }
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    cases.len()
}

fn computed(activities: Vec<Activity>, errors: &mut Vec<Error>) -> usize {
    let factors = read_factors(FACTORS.as_bytes(), &CsvOptions::new()).unwrap().complete().unwrap();
    let factors = FactorSet::new([FactorLayer::new("test", "2024", factors).unwrap()]);
    let profile = Profile::new("test", GwpSet::ar5());
    let known = Account::compute_known(activities.clone(), &profile, &factors);
    let (account, further) = known.unwrap();
    // The short way reports the first of the same errors.
    let first = Account::compute(activities, &profile, &factors).err();
    assert_eq!(first.map(|error| error.to_string()), further.first().map(Error::to_string));
    errors.extend(further);
    account.entries().len()
}

#[test]
fn activities_are_refused_row_by_row() {
    let count = run(
        include_str!("bad_input/activities.txt"),
        |text| read_activities(text, &CsvOptions::new()),
        computed,
    );
    assert!(count >= 60, "{count}");
}

#[test]
fn factors_are_refused_row_by_row() {
    let count = run(
        include_str!("bad_input/factors.txt"),
        |text| read_factors(text, &CsvOptions::new()),
        |factors, _| FactorLayer::new("test", "2024", factors).unwrap().factors().len(),
    );
    assert!(count >= 25, "{count}");
}

#[test]
fn parameters_are_refused_row_by_row() {
    let count = run(
        include_str!("bad_input/parameters.txt"),
        |text| read_parameters(text, &CsvOptions::new()),
        |parameters, _| {
            let layer = FactorLayer::new("test", "2024", []).unwrap();
            layer.with_parameters(parameters).unwrap().parameters().len()
        },
    );
    assert!(count >= 10, "{count}");
}

#[test]
fn populations_are_refused_row_by_row() {
    let count = run(
        include_str!("bad_input/population.txt"),
        |text| read_population(text, &CsvOptions::new()),
        |rows, _| Population::new(rows).unwrap().rows().count(),
    );
    assert!(count >= 12, "{count}");
}

#[test]
fn tidy_lines_are_refused_row_by_row() {
    let count = run(
        include_str!("bad_input/tidy.txt"),
        |text| read_tidy(text, &CsvOptions::new()),
        computed,
    );
    assert!(count >= 14, "{count}");
}

#[test]
fn iamc_variables_are_refused_row_by_row() {
    let source = Source::new("Odder", "Plan", 2024, "table 1").unwrap();
    let options = CsvOptions::new().classification(Classification::gpc()).source(source);
    let count = run(
        include_str!("bad_input/iamc.txt"),
        |text| read_iamc(text, &options),
        |lines, _| lines.len(),
    );
    assert!(count >= 23, "{count}");
    let file = b"model,scenario,region,variable,unit,2030\n";
    let error = read_iamc(&file[..], &CsvOptions::new()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected the classification of the sectors among the options, found none"
    );
    let options = CsvOptions::new().classification(Classification::gpc());
    assert_eq!(read_iamc(&file[..], &options).unwrap_err().kind(), ErrorKind::MissingSource);
}

fn read_as(name: &str, document: &str) -> climate_account::Result<()> {
    match name {
        "activity" => json::from_str::<Activity>(document).map(drop),
        "amount" => json::from_str::<Amount>(document).map(drop),
        "blend" => json::from_str::<Blend>(document).map(drop),
        "classification" => json::from_str::<Classification>(document).map(drop),
        "crosswalk" => json::from_str::<Crosswalk>(document).map(drop),
        "distribution" => json::from_str::<Distribution>(document).map(drop),
        "emissions" => json::from_str::<Emissions>(document).map(drop),
        "factor" => json::from_str::<EmissionFactor>(document).map(drop),
        "factor_set" => json::from_str::<FactorSet>(document).map(drop),
        "gwp_set" => json::from_str::<GwpSet>(document).map(drop),
        "layer" => json::from_str::<FactorLayer>(document).map(drop),
        "population" => json::from_str::<Population>(document).map(drop),
        "profile" => json::from_str::<Profile>(document).map(drop),
        "sector" => json::from_str::<SectorRef>(document).map(drop),
        "source" => json::from_str::<Source>(document).map(drop),
        _ => panic!("an unknown type: {name}"),
    }
}

const TYPES: [&str; 15] = [
    "activity",
    "amount",
    "blend",
    "classification",
    "crosswalk",
    "distribution",
    "emissions",
    "factor",
    "factor_set",
    "gwp_set",
    "layer",
    "population",
    "profile",
    "sector",
    "source",
];

#[test]
fn documents_are_refused() {
    let cases = cases(include_str!("bad_input/json.txt"));
    let complaints: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let found = read_as(&case.read_as, &case.input.join("\n")).err();
            case.complaint(&found.into_iter().collect::<Vec<_>>())
        })
        .collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    assert!(cases.len() >= 50, "{}", cases.len());
}

#[test]
fn no_piece_of_a_document_panics() {
    for case in cases(include_str!("bad_input/json.txt")) {
        let document = case.input.join("\n");
        for (end, _) in document.char_indices() {
            for name in [case.read_as.as_str(), "activity", "layer"] {
                let _ = read_as(name, &document[..end]);
            }
        }
    }
}

#[test]
fn deep_documents_are_an_error() {
    for (open, close) in [("[", "]"), (r#"{"classification":"#, "}"), (r#"{"from":"#, "}")] {
        let deep = open.repeat(10_000) + "1.5" + &close.repeat(10_000);
        for name in TYPES {
            for document in [deep.clone(), format!(r#"{{"masses": {deep}}}"#), open.repeat(10_000)]
            {
                let error = read_as(name, &document).unwrap_err();
                let kind = error.kind();
                assert!(
                    [ErrorKind::InvalidDocument, ErrorKind::TruncatedDocument].contains(&kind),
                    "{name}: {error:?}"
                );
            }
        }
    }
    let error = json::from_str::<serde_json::Value>(&"[".repeat(10_000)).unwrap_err();
    assert_eq!(error.message(), "expected another JSON document, found: recursion limit exceeded");
}

#[test]
fn numbers_of_json_are_exact_or_refused() {
    let document = r#"{"value": 0.12345678901234567890123, "unit": "GJ"}"#;
    let amount: Amount = json::from_str(document).unwrap();
    assert_eq!(amount.value.to_string(), "0.12345678901234567890123");
    let error = serde_json::from_str::<Amount>(document).unwrap_err().to_string();
    assert!(
        error.starts_with("invalid type: floating point `0.12345678901234568`, expected a number as text such as \"1234.5\", or an integer"),
        "{error}"
    );
}

#[test]
fn bytes_that_are_not_utf_8_are_refused() {
    let latin_1 =
        b"place,year,persons\r\nOdder,2023,23626\r\nSams\xf8,2023,3775\r\nSkive,2023,44000\r\n";
    let read = read_population(&latin_1[..], &CsvOptions::new().file("indbyggere.csv")).unwrap();
    assert_eq!(read.rows.len(), 2);
    assert_eq!(
        read.errors[0].to_string(),
        "indbyggere.csv, line 3: expected text in UTF-8, found other bytes; save the file as UTF-8"
    );
    let header = b"place,year,persons,\xf8\nOdder,2023,1,\n";
    let error = read_population(&header[..], &CsvOptions::new()).unwrap_err();
    assert_eq!((error.kind(), error.location().line), (ErrorKind::InvalidEncoding, Some(1)));
    let error = json::from_slice::<Amount>(b"{\n\"value\": \"\xf8\"}").unwrap_err();
    assert_eq!((error.kind(), error.location().line), (ErrorKind::InvalidEncoding, Some(2)));
}

#[test]
fn utf_16_is_refused() {
    let text = "place,year,persons\nOdder,2023,23626\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked = [&b"\xff\xfe"[..], &little].concat();
    for bytes in [little, big, marked] {
        let error = read_population(&*bytes, &CsvOptions::new()).unwrap_err();
        assert_eq!((error.kind(), error.location().line), (ErrorKind::InvalidEncoding, Some(1)));
        assert!(error.message().contains("save the file as"), "{error}");
        assert!(json::from_slice::<Population>(&bytes).is_err());
    }
}

#[test]
fn control_characters_are_refused() {
    let file = "place,year,persons\nOd\0der,2023,23626\nSamsø,2023,3775\n";
    let read = read_population(file.as_bytes(), &CsvOptions::new()).unwrap();
    assert_eq!(read.rows.len(), 1);
    assert_eq!(
        read.errors[0].to_string(),
        "line 2: expected text, found the control character U+0000; save the file as text in UTF-8"
    );
    assert_eq!(read.errors[0].kind(), ErrorKind::InvalidEncoding);
}

#[test]
fn a_field_of_ten_megabytes_is_refused() {
    let long = "7".repeat(10_000_000);
    let file = format!("place,year,persons\nOdder,2023,{long}\nSamsø,2023,3775\n");
    let read = read_population(file.as_bytes(), &CsvOptions::new()).unwrap();
    assert_eq!(read.rows.len(), 1);
    assert_eq!(read.errors[0].kind(), ErrorKind::FieldTooLong);
    assert_eq!(
        read.errors[0].to_string(),
        "line 2: expected a field of at most 4096 bytes, found 10000000; a quotation mark may be \
         missing"
    );
    assert!(json::from_str::<Amount>(&format!(r#"{{"value": {long}, "unit": "t"}}"#)).is_err());
    let header = read_population(long.as_bytes(), &CsvOptions::new()).unwrap_err();
    assert_eq!(header.kind(), ErrorKind::MissingColumn);
    assert!(header.message().len() < 300, "{header}");
}

#[test]
fn a_quotation_mark_that_is_not_closed_is_told() {
    let text = "expected a quotation mark at the end of a field that begins with one, found the end of the file; close it, or take both out";
    for file in [
        "place,year,persons\nOdder,2023,23626\n\"Samsø,2023,3775\nSkive,2023,44000\n",
        "place,year,persons\nOdder,2023,23626\nSamsø,2023,\"3775\nSkive,2023,44000\n",
        "place,year,persons\r\nOdder,2023,23626\r\nSamsø,2023,\"3775",
    ] {
        let read = read_population(file.as_bytes(), &CsvOptions::new()).unwrap();
        assert_eq!((read.rows.len(), read.errors.len()), (1, 1), "{file}");
        assert_eq!(read.errors[0].kind(), ErrorKind::TruncatedDocument);
        assert_eq!(read.errors[0].to_string(), format!("line 3: {text}"));
    }
    let error = read_population(&b"place,\"year,persons\n"[..], &CsvOptions::new()).unwrap_err();
    assert_eq!(error.to_string(), format!("line 1: {text}"));
}

#[test]
fn empty_files_are_told_from_empty_tables() {
    for file in ["", "\n", "\r\n\r\n", "\u{feff}", ",,\n", " \n"] {
        let error = read_population(file.as_bytes(), &CsvOptions::new()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::EmptyDocument, "{file:?}");
        assert_eq!(error.message(), "expected a header line and rows, found nothing");
    }
    for file in ["place,year,persons", "place,year,persons\r\n\r\n"] {
        let read = read_population(file.as_bytes(), &CsvOptions::new()).unwrap();
        assert!(read.rows.is_empty() && read.errors.is_empty(), "{file:?}");
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let file = "\u{feff}place,year,persons\nOdder,2023,23626\nSamsø,x,1\n";
    let read = read_population(file.as_bytes(), &CsvOptions::new()).unwrap();
    assert_eq!(read.rows.len(), 1);
    assert_eq!(read.errors[0].location().to_string(), "line 3, column 2, field year");
    let amount: Amount = json::from_str("\u{feff}{\"value\": 1, \"unit\": \"t\"}").unwrap();
    assert_eq!(amount.to_string(), "1 t");
}

#[test]
fn a_file_that_breaks_off_keeps_its_rows() {
    struct Broken(bool);

    impl Read for Broken {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            if self.0 {
                return Err(std::io::Error::other("the disk is gone"));
            }
            self.0 = true;
            (&b"place,year,persons\nOdder,2023,23626\nSam"[..]).read(buffer)
        }
    }

    let read = read_population(Broken(false), &CsvOptions::new()).unwrap();
    assert_eq!((read.rows.len(), read.errors.len()), (1, 1));
    assert_eq!(read.errors[0].kind(), ErrorKind::InvalidDocument);
    assert!(
        read.errors[0].message().starts_with("expected a readable file, found: the disk is gone"),
        "{}",
        read.errors[0]
    );
}

#[test]
fn no_piece_of_a_table_panics() {
    let source = Source::new("Odder", "Plan", 2024, "table 1").unwrap();
    let options = CsvOptions::new().classification(Classification::gpc()).source(source);
    for corpus in [
        include_str!("bad_input/activities.txt"),
        include_str!("bad_input/factors.txt"),
        include_str!("bad_input/parameters.txt"),
        include_str!("bad_input/tidy.txt"),
        include_str!("bad_input/iamc.txt"),
    ] {
        for case in cases(corpus) {
            let table = case.table("\r\n");
            for end in (0..table.len()).step_by(7) {
                let bytes = &table.as_bytes()[..end];
                let _ = read_factors(bytes, &CsvOptions::new());
                let _ = read_parameters(bytes, &CsvOptions::new());
                let _ = read_iamc(bytes, &options);
                if let Ok(read) = read_tidy(bytes, &CsvOptions::new()) {
                    computed(read.rows, &mut Vec::new());
                }
                if let Ok(read) = read_activities(bytes, &CsvOptions::new()) {
                    computed(read.rows, &mut Vec::new());
                }
            }
        }
    }
}

#[test]
fn a_mass_out_of_reach_of_the_others_names_its_line() {
    let file = "place,year,sector,amount,unit,gas\nOdder,2023,gpc:I.1.1,1e60,t,co2\n\
                Odder,2023,gpc:I.1.2,0.00001,g,co2\n";
    let source = Source::new("Odder Kommune", "Energy", 2024, "row 1").unwrap();
    let options = CsvOptions::new().source(source).file("odder.csv");
    let rows = read_activities(file.as_bytes(), &options).unwrap().complete().unwrap();
    let profile = Profile::new("test", GwpSet::ar5());
    let error = Account::compute(rows, &profile, &FactorSet::new([])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Overflow);
    assert_eq!(error.location().to_string(), "odder.csv, line 2");
    assert!(
        error.message().starts_with("expected masses of one gas within 38 digits of each other")
    );
}
