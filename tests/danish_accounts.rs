//! Published Danish municipal accounts, reproduced.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;

use climate_account::account::{Facet, Label};
use climate_account::gas::{Co2e, Emissions, GwpSet};
use climate_account::number::{Exact, ExactSum, Rounding, allocate, round_to_sum};
use climate_account::{Account, Activity, FactorSet, Profile, SectorRef, Source, Year};
use common::{Case, cases, number};

const SECTOR_TOTALS: &str = include_str!("../examples/data/klimaregnskabet_sector_totals.csv");
const MUNICIPALITIES: &str = include_str!("../examples/data/municipalities.csv");
const REGIONAL_SUMS: &str = include_str!("../examples/data/klimaregnskabet_regional_sums.csv");
const NET_GROSS: &str = include_str!("../examples/data/klimaregnskabet_net_gross_2023.csv");

const SECTORS: [&str; 5] = [
    "energy",
    "transport",
    "agriculture_and_land",
    "landfill_and_wastewater",
    "chemical_processes",
];

fn published() -> GwpSet {
    GwpSet::as_published("Klimaregnskabet")
}

fn sector(name: &str) -> SectorRef {
    format!("danish:{}", name.replace('_', "-")).parse().unwrap()
}

fn line(place: &str, year: Year, name: &str, tonnes: Exact) -> Activity {
    let source = Source::new("Energistyrelsen", "Klimaregnskabet", 2026, "key figures").unwrap();
    let emissions = Emissions::from_co2e(Co2e::from_tonnes(tonnes, published()));
    Activity::new(place, year, sector(name), emissions, &source)
}

fn account(lines: Vec<Activity>) -> Account {
    let profile = Profile::new("Klimaregnskabet", published());
    Account::compute(lines, &profile, &FactorSet::new([])).unwrap()
}

/// The first columns of a table; the later ones may hold quoted text.
fn rows<const N: usize>(table: &str) -> Vec<[&str; N]> {
    table
        .lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<&str> = line.split(',').take(N).collect();
            fields.try_into().unwrap()
        })
        .collect()
}

struct Publication {
    account: Account,
    /// The published totals by place and year.
    totals: BTreeMap<(String, Year), Exact>,
}

fn publication() -> Publication {
    let (mut lines, mut totals) = (Vec::new(), BTreeMap::new());
    for [place, _, year, name, tonnes] in rows(SECTOR_TOTALS) {
        let (year, tonnes): (Year, Exact) = (year.parse().unwrap(), tonnes.parse().unwrap());
        if name == "total_net" {
            totals.insert((place.to_owned(), year), tonnes);
        } else {
            lines.push(line(place, year, name, tonnes));
        }
    }
    Publication { account: account(lines), totals }
}

fn within(found: Exact, expected: Exact, tolerance: &str) -> bool {
    found.checked_sub(expected).unwrap().abs() <= tolerance.parse().unwrap()
}

#[test]
fn all_588_municipal_totals_agree_within_the_published_rounding() {
    let Publication { account, totals } = publication();
    let by_place = account.totals(&[Facet::Place, Facet::Year]).unwrap();
    let mut compared = 0;
    for ((place, year), published) in &totals {
        let row = by_place.row(&[place.as_str().into(), (*year).into()]).unwrap();
        let found = row.total().co2e().unwrap().tonnes();
        assert!(within(found, *published, "0.2"), "{place} {year}: {found}, published {published}");
        compared += 1;
    }
    assert_eq!(compared, 588);
}

#[test]
fn regional_and_national_sums_agree() {
    let Publication { account, totals } = publication();
    let regions: BTreeMap<&str, &str> =
        rows::<3>(MUNICIPALITIES).into_iter().map(|[_, place, region]| (place, region)).collect();
    let mut compared = 0;
    for [area, year, name, tonnes] in rows(REGIONAL_SUMS) {
        let (year, published): (Year, Exact) = (year.parse().unwrap(), tonnes.parse().unwrap());
        let inside = |place: &str| {
            !area.starts_with("Region Midtjylland") || regions[place] == "Region Midtjylland"
        };
        let found = if name == "total_net" {
            let totals = totals.iter().filter(|((place, of), _)| *of == year && inside(place));
            let sum: ExactSum = totals.map(|(_, total)| *total).collect();
            sum.total().unwrap()
        } else {
            let sector = sector(name);
            let lines = account.select(|line| {
                line.year() == year && *line.sector() == sector && inside(line.place())
            });
            lines.total().unwrap().co2e().unwrap().tonnes()
        };
        assert_eq!(found, published, "{area} {year} {name}");
        compared += 1;
    }
    assert_eq!(compared, 72);
}

#[test]
fn net_and_gross_of_the_municipalities_with_a_negative_sector_agree() {
    let Publication { account, totals } = publication();
    let year = Year::new(2023).unwrap();
    let mut negative = 0;
    for [place, _, land, net, second, _, role] in rows(NET_GROSS) {
        let total =
            account.select(|line| line.place() == place && line.year() == year).total().unwrap();
        let (net, second): (Exact, Exact) = (net.parse().unwrap(), second.parse().unwrap());
        // Inhabitants are published only by way of the per-inhabitant total, with three decimals.
        let persons = totals[&(place.to_owned(), year)].divide(net, Rounding::RESOLUTION).unwrap();
        let per_head = |co2e: Co2e| co2e.tonnes().divide(persons, Rounding::decimals(6)).unwrap();
        assert!(within(per_head(total.co2e().unwrap()), net, "0.0005"), "{place}");
        let gross = per_head(total.gross_co2e().unwrap());
        assert!(within(gross, second, "0.0025"), "{place}: gross {gross}, published {second}");
        if role == "negative_sector" {
            negative += 1;
            let removed = total.co2e().unwrap().checked_sub(&total.gross_co2e().unwrap()).unwrap();
            assert_eq!(removed.tonnes(), land.parse().unwrap(), "{place}");
        }
    }
    assert_eq!(negative, 11);
}

#[test]
fn published_cases() {
    let publication = publication();
    let cases = cases(include_str!("vectors/danish_accounts.json"));
    for case in &cases {
        match case.group() {
            "area_sum" => area_sum(case, &publication),
            "sector_sum" => sector_sum(case),
            "net_gross" => net_gross(case, &publication),
            "per_inhabitant" => per_inhabitant(case),
            "population_key" => population_key(case),
            "household" => household(case),
            "consumption_based" => consumption_based(case),
            "national_projection" => national_projection(case),
            "reduction" => change(case, "from", "to", "absolute"),
            "vintage" => change(case, "older", "newer", "difference"),
            other => panic!("{}: unknown group {other}", case.id()),
        }
    }
    assert_eq!(cases.len(), 43);
}

fn area_sum(case: &Case, publication: &Publication) {
    let year: Year = case.text("year").parse().unwrap();
    let regional = case.has_input("selection") && case.text("selection") != "all";
    let region: Vec<&str> = rows::<3>(MUNICIPALITIES)
        .into_iter()
        .filter(|[_, _, region]| !regional || *region == "Region Midtjylland")
        .map(|[_, place, _]| place)
        .collect();
    for name in case.expected_names() {
        let found = if name == "total_net" {
            let totals = publication
                .totals
                .iter()
                .filter(|((place, of), _)| *of == year && region.contains(&place.as_str()));
            totals.map(|(_, total)| *total).collect::<ExactSum>().total().unwrap()
        } else {
            let sector = sector(name);
            let lines = publication.account.select(|line| {
                line.year() == year && *line.sector() == sector && region.contains(&line.place())
            });
            lines.total().unwrap().co2e().unwrap().tonnes()
        };
        case.check(name, found);
    }
}

/// An account of the five sectors of one municipality.
fn five_sectors(case: &Case) -> Account {
    let year = Year::new(2023).unwrap();
    account(SECTORS.iter().map(|name| line("A", year, name, case.number(name))).collect())
}

fn sector_sum(case: &Case) {
    let total = five_sectors(case).total().unwrap();
    let (net, gross) = (total.co2e().unwrap().tonnes(), total.gross_co2e().unwrap().tonnes());
    case.check("net", net);
    case.check("net_exact_sum", net);
    case.check("gross_exact_sum", gross);
}

fn net_gross(case: &Case, publication: &Publication) {
    let total = five_sectors(case).total().unwrap();
    let gross = total.gross_co2e().unwrap().tonnes();
    // The case counts inhabitants by the published total, which is rounded on its own: for Brøndby
    // 119042.0 t, where the five sectors add up to 119042.1 t.
    let place = case.what().rsplit_once(", ").unwrap().1;
    let net = publication.totals[&(place.to_owned(), Year::new(2023).unwrap())];
    assert!(within(total.co2e().unwrap().tonnes(), net, "0.2"), "{}", case.id());
    let found = gross
        .checked_mul(case.number("net_per_inhabitant"))
        .unwrap()
        .divide(net, Rounding::RESOLUTION)
        .unwrap();
    case.check("gross_per_inhabitant", found);
    case.check("gross_exact", found);
}

fn per_inhabitant(case: &Case) {
    let year = Year::new(2023).unwrap();
    for name in case.expected_names() {
        let total = account(vec![line("A", year, name, case.number(name))]).total().unwrap();
        let persons = case
            .number("total_net")
            .divide(case.number("total_per_inhabitant"), Rounding::RESOLUTION)
            .unwrap();
        let found = total.per_inhabitant(persons, Rounding::RESOLUTION).unwrap().unwrap();
        case.check(name, found);
    }
}

fn population_key(case: &Case) {
    if case.has_input("key") {
        return case
            .check("product", case.number("key").checked_mul(case.number("population")).unwrap());
    }
    let persons: Vec<(&String, Exact)> = case
        .input("population")
        .as_object()
        .unwrap()
        .iter()
        .map(|(place, persons)| (place, number(persons)))
        .collect();
    let parts = allocate(case.number("total"), &persons, 24).unwrap();
    for ((place, _), part) in persons.iter().zip(&parts) {
        case.check_value("allocated", *part, number(&case.expected("allocated")[place.as_str()]));
    }
    let sum = parts.into_iter().collect::<ExactSum>().total().unwrap();
    assert_eq!(sum, case.number("total"), "{}: parts add up to the whole", case.id());
}

fn household(case: &Case) {
    let ratio = |emissions: &str, energy: &str| {
        case.number(emissions).divide(case.number(energy), Rounding::RESOLUTION).unwrap()
    };
    for name in case.expected_names() {
        let found = match name {
            "intensity_2023" => ratio("emissions_2023", "energy_2023"),
            "intensity_2024" => ratio("emissions_2024", "energy_2024"),
            "intensity" => ratio("emissions", "energy"),
            "fossil_energy" => {
                case.number("energy").checked_mul(case.number("fossil_share")).unwrap()
            }
            other => panic!("{}: {other}", case.id()),
        };
        case.check(name, found);
    }
}

fn consumption_based(case: &Case) {
    let groups: Vec<(&str, Exact)> =
        case.inputs().map(|(name, value)| (name, number(value))).collect();
    let total = groups.iter().map(|group| group.1).collect::<ExactSum>().total().unwrap();
    case.check("total", total);
    let shares: Vec<Exact> = groups
        .iter()
        .map(|(_, value)| {
            let percent = value.checked_mul(100.into()).unwrap();
            percent.divide(total, Rounding::RESOLUTION).unwrap()
        })
        .collect();
    // The shares of the case are the published ones: food is 1.649 / 9.729 = 16.949 %, printed as
    // 17.0 because the publisher rounded from digits that it did not print.
    let mut published = ExactSum::new();
    for ((name, _), share) in groups.iter().zip(&shares) {
        let expected = number(&case.expected("shares_1_decimal")[*name]);
        published.add(expected);
        case.check_value("shares_1_decimal", *share, expected);
    }
    case.check("sum_of_rounded_shares", published.total().unwrap());
    // A table of ours adds up all the same.
    let (rows, sum) = round_to_sum(&shares, 1).unwrap();
    assert_eq!(sum, Exact::from(100));
    assert_eq!(rows.into_iter().collect::<ExactSum>().total().unwrap(), sum);
}

fn national_projection(case: &Case) {
    let sectors = ["energy", "industry", "agriculture", "lulucf", "waste"];
    let sum: ExactSum = sectors.iter().map(|name| case.number(name)).collect();
    let (sum, total) = (sum.total().unwrap(), case.number("total_incl_lulucf"));
    case.check("sum_of_sectors", sum);
    case.check("unexplained", sum.checked_sub(total).unwrap());
    case.check("lulucf_from_totals", total.checked_sub(case.number("total_excl_lulucf")).unwrap());
}

fn change(case: &Case, from: &str, to: &str, difference: &str) {
    let found = case.number(to).checked_sub(case.number(from)).unwrap();
    case.check(difference, found);
    case.check("relative", found.divide(case.number(from), Rounding::RESOLUTION).unwrap());
}

#[test]
fn rows_carry_their_labels() {
    let Publication { account, .. } = publication();
    let totals = account.totals(&[Facet::Place]).unwrap();
    assert_eq!(totals.rows().count(), 98);
    let places: Vec<&Label> = totals.rows().map(|row| row.label(0)).collect();
    assert!(places.windows(2).all(|pair| pair[0] < pair[1]));
}
