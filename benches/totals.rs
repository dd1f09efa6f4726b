//! Totals by municipality, year and sector of 399 840 lines with three gases.
#![allow(missing_docs, clippy::unwrap_used, clippy::cast_possible_truncation)]

mod common;

use climate_account::account::Facet;
use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::number::Exact;
use climate_account::{Account, Activity, FactorSet, Profile, SectorRef, Source, Year};
use common::{ALL, LINES, Numbers, PLACES, SECTORS, YEARS, each, median};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const GASES: [Gas; 3] = [Gas::CO2, Gas::CH4_NON_FOSSIL, Gas::N2O];

fn account() -> Account {
    let source = Source::new("Bench", "Made-up figures", 2024, "row").unwrap();
    let sectors: Vec<SectorRef> =
        SECTORS.iter().map(|code| format!("gpc:{code}").parse().unwrap()).collect();
    let mut numbers = Numbers(42);
    let mut lines = Vec::new();
    for place in 0..PLACES {
        let place: std::sync::Arc<str> = format!("municipality {place}").into();
        for year in 0..YEARS {
            let year = Year::new(1990 + year.cast_signed()).unwrap();
            for line in 0..LINES {
                let mut emissions = Emissions::none();
                for gas in GASES {
                    // Up to 10 kt with a milligram.
                    let grams = Exact::new(numbers.below(10_000_000_000_000), 3);
                    emissions = emissions.and(&Emissions::from_grams(gas, grams)).unwrap();
                }
                let sector = sectors[(line % 8) as usize].clone();
                let place = std::sync::Arc::clone(&place);
                lines.push(Activity::new(place, year, sector, emissions, &source));
            }
        }
    }
    Account::compute(lines, &Profile::new("bench", GwpSet::ar5()), &FactorSet::new([])).unwrap()
}

fn totals(criterion: &mut Criterion) {
    let account = account();
    let facets = [Facet::Place, Facet::Year, Facet::Sector];
    let masses = ALL * 3;
    let time = median(|| account.totals(&facets).unwrap());
    println!(
        "exact totals of {ALL} lines x 3 gases by 3 facets: {} a line and gas",
        each(time, masses)
    );
    let time = median(|| account.total().unwrap());
    println!("exact total of {ALL} lines x 3 gases: {} a line and gas", each(time, masses));

    let mut group = criterion.benchmark_group("totals");
    group.throughput(Throughput::Elements(masses)).sample_size(20);
    group.bench_function("by municipality, year and sector", |bencher| {
        bencher.iter(|| account.totals(&facets).unwrap());
    });
    group.bench_function("of all", |bencher| bencher.iter(|| account.total().unwrap()));
    group.bench_function("by municipality, year and sector, with every row in CO2e", |bencher| {
        bencher.iter(|| {
            let totals = account.totals(&facets).unwrap();
            totals.rows().map(|row| row.total().co2e().unwrap().grams()).max()
        });
    });
    group.finish();
}

criterion_group!(benches, totals);
criterion_main!(benches);
