//! 399 840 activities from CSV, beside what the `csv` crate alone takes for the same file.
#![allow(missing_docs, clippy::unwrap_used, clippy::cast_possible_truncation)]

mod common;

use std::fmt::Write;

use climate_account::exchange::csv::{CsvOptions, read_activities};
use common::{ALL, LINES, Numbers, PLACES, SECTORS, YEARS, each, median};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const CARRIERS: [&str; 4] = ["natural-gas", "gas-diesel-oil", "lignite", "peat"];

fn file() -> String {
    let mut text = String::from(
        "place,year,sector,carrier,process,path,amount,unit,activity_quality,\
         source_publisher,source_title,source_year,source_place\n",
    );
    let mut numbers = Numbers(42);
    for place in 0..PLACES {
        for year in 1990..1990 + YEARS {
            for line in 0..LINES {
                let sector = SECTORS[(line % 8) as usize];
                let carrier = CARRIERS[(line % 4) as usize];
                let (whole, decimals) = (numbers.below(10_000_000), numbers.below(1000));
                let _ = writeln!(
                    text,
                    "municipality {place},{year},gpc:{sector},{carrier},energy-industries,line {line},\
                     {whole}.{decimals:03},GJ (net),M,Municipality,Energy bookkeeping,2024,sheet 1"
                );
            }
        }
    }
    text
}

fn csv_alone(file: &str) -> usize {
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut fields = 0;
    while reader.read_record(&mut record).unwrap() {
        fields += record.len();
    }
    fields
}

fn reading(criterion: &mut Criterion) {
    let file = file();
    let options = CsvOptions::new();
    let read = || read_activities(file.as_bytes(), &options).unwrap().complete().unwrap();
    assert_eq!(read().len() as u64, ALL);
    let (alone, all) = (median(|| csv_alone(&file)), median(|| read().len()));
    println!(
        "{ALL} activities: {} a line, of which the csv crate alone {}; beyond it {}",
        each(all, ALL),
        each(alone, ALL),
        each(all.saturating_sub(alone), ALL),
    );

    let mut group = criterion.benchmark_group("reading");
    group.throughput(Throughput::Elements(ALL)).sample_size(10);
    group.bench_function("csv alone", |bencher| bencher.iter(|| csv_alone(&file)));
    group.bench_function("activities", |bencher| bencher.iter(|| read().len()));
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
