//! Every value that is written is read back as the same value: JSON, and activities as CSV.
#![cfg(all(feature = "serde", feature = "csv", feature = "proptest"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Debug;
use std::sync::Arc;

use climate_account::account::{
    Cell, Grade, Localisation, MemoItem, NotationKeys, Population, TextFacet,
};
use climate_account::distribution::{Distribution, Family};
use climate_account::exchange::csv::{ACTIVITY_COLUMNS, CsvOptions, read_activities};
use climate_account::exchange::json;
use climate_account::factor::{Boundary, EmissionFactor, Evidence, FactorLayer, FactorSet};
use climate_account::gas::{Blend, Co2e, Emissions, Gas, GwpSet};
use climate_account::method::Method;
use climate_account::number::{Digits, Exact, NumberFormat, Rounding, RoundingMode};
use climate_account::sector::{CrosswalkRow, ReportingLevel, SectorRow};
use climate_account::unit::{CalorificBasis, Energy, Quantity, Substance};
use climate_account::{
    Activity, Amount, Classification, Crosswalk, ErrorKind, Location, Profile, Scope, SectorRef,
    Source, Title, Unit, Year, strategies,
};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Writes and reads a value, in one line and indented; the document.
fn there_and_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) -> String {
    let document = json::to_string(value).unwrap();
    let read: T = json::from_str(&document).unwrap_or_else(|error| panic!("{error}: {document}"));
    assert_eq!(&read, value, "{document}");
    let pretty = json::to_string_pretty(value).unwrap();
    assert_eq!(&json::from_str::<T>(&pretty).unwrap(), value, "{pretty}");
    assert_eq!(&json::from_slice::<T>(document.as_bytes()).unwrap(), value);
    // What is read is written the same.
    assert_eq!(json::to_string(&read).unwrap(), document);
    no_further_field::<T>(&document);
    document
}

/// An object with a field that is not known is refused.
fn no_further_field<T: DeserializeOwned + Debug>(document: &str) {
    if let Some(rest) = document.strip_prefix('{') {
        let comma = if rest == "}" { "" } else { "," };
        let further = format!(r#"{{"no-such-field":1{comma}{rest}"#);
        let error = json::from_str::<T>(&further).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidDocument, "{further}");
        assert!(error.to_string().contains("no-such-field"), "{error}: {further}");
    }
}

/// Numbers up to the limits of exact arithmetic.
fn any_exact() -> impl Strategy<Value = Exact> {
    let wide = (any::<i128>(), -60_i32..=60)
        .prop_map(|(mantissa, power)| format!("{}e{power}", mantissa / 2).parse().unwrap());
    prop_oneof![strategies::exact(), wide]
}

fn positive() -> impl Strategy<Value = Exact> {
    strategies::exact().prop_filter_map("above zero", |value| {
        let value = value.abs();
        value.is_positive().then_some(value)
    })
}

fn unit() -> impl Strategy<Value = Unit> {
    let units = [
        "GJ",
        "GJ (net)",
        "MWh (gross)",
        "kWh",
        "Nm3",
        "Sm3",
        "l",
        "t",
        "kg/GJ (net)",
        "ha",
        "km2",
        "vkm",
        "pkm",
        "tkm",
        "head",
        "head yr",
        "capita",
        "boliger",
        "kr.",
        "DKK (2023)",
        "mio. kr.",
        "%",
        "fraction",
        "kg N2O-N/ha/yr",
        "kg CO2/1000 km",
        "g CO2e/kWh",
        "kW",
        "h",
        "kg/(ha yr)",
        "toe",
    ];
    select(units.map(|unit| unit.parse::<Unit>().unwrap()).to_vec())
}

fn amount() -> impl Strategy<Value = Amount> {
    (any_exact(), unit()).prop_map(|(value, unit)| Amount::new(value, unit))
}

fn title() -> impl Strategy<Value = Title> {
    (strategies::text(), strategies::text()).prop_map(|(da, en)| Title::new(da, en))
}

fn gwp_set() -> impl Strategy<Value = GwpSet> {
    let values = btree_map(strategies::gas(), positive(), 0..=4);
    let own = (strategies::text(), values, strategies::source())
        .prop_filter_map("a name of its own", |(name, values, source)| {
            GwpSet::custom(name, values, &source).ok()
        });
    prop_oneof![
        select(GwpSet::all().cloned().collect::<Vec<_>>()),
        strategies::text().prop_map(|publisher| GwpSet::as_published(&publisher)),
        Just(GwpSet::as_published(" two spaces  ")),
        Just(GwpSet::as_published("")),
        own,
    ]
}

fn emissions() -> impl Strategy<Value = Emissions> {
    (strategies::emissions(), option::of((strategies::exact(), gwp_set()))).prop_map(
        |(emissions, reported)| match reported {
            Some((grams, set)) => {
                emissions.and(&Emissions::from_co2e(Co2e::from_grams(grams, set))).unwrap()
            }
            None => emissions,
        },
    )
}

fn rounding() -> impl Strategy<Value = Rounding> {
    let digits = prop_oneof![
        (-40_i32..=100).prop_map(Digits::Decimals),
        (1_u32..=36).prop_map(Digits::Significant)
    ];
    (select(RoundingMode::ALL.to_vec()), digits)
        .prop_map(|(mode, digits)| Rounding { mode, digits })
}

fn distribution() -> impl Strategy<Value = Distribution> {
    let family = || select(vec![Family::Normal, Family::Lognormal]);
    let ordered = || {
        vec(positive(), 3).prop_map(|mut values| {
            values.sort();
            (values[0], values[1], values[2])
        })
    };
    let gsd = || positive().prop_map(|value| value.checked_add(Exact::ONE).unwrap());
    prop_oneof![
        (family(), ordered()).prop_map(|(family, (low, _, high))| {
            Distribution::from_95_percent_interval(family, low, high).unwrap()
        }),
        (positive(), gsd())
            .prop_map(|(median, gsd)| Distribution::from_median_and_gsd(median, gsd).unwrap()),
        (family(), positive(), positive()).prop_map(|(family, mean, cv)| {
            Distribution::from_mean_and_cv(family, mean, cv).unwrap()
        }),
        ordered().prop_map(|(low, mode, high)| Distribution::triangular(low, mode, high).unwrap()),
        ordered().prop_map(|(low, _, high)| Distribution::uniform(low, high).unwrap()),
        ordered().prop_map(|(low, _, high)| Distribution::range(low, high).unwrap()),
        (prop::array::uniform5(1_u8..=5), gsd())
            .prop_map(|(scores, gsd)| Distribution::from_pedigree(scores, gsd).unwrap()),
    ]
}

fn blend() -> impl Strategy<Value = Blend> {
    let built_in: Vec<Blend> = Blend::ids().filter_map(|id| id.parse().ok()).collect();
    let own = (strategies::text(), strategies::gas(), strategies::gas(), 0_i64..=1000).prop_map(
        |(id, first, second, share)| {
            let shares = [(first, Exact::new(share, 3)), (second, Exact::new(1000 - share, 3))];
            Blend::with_composition(id, shares).unwrap()
        },
    );
    prop_oneof![select(built_in), own]
}

fn years() -> impl Strategy<Value = (Year, Year)> {
    (strategies::year(), strategies::year())
        .prop_map(|(left, right)| (left.min(right), left.max(right)))
}

fn factor() -> impl Strategy<Value = EmissionFactor> {
    let masses = vec((strategies::gas(), positive()), 0..=3);
    let base = (strategies::text(), strategies::text(), unit(), masses, strategies::source());
    let text = || option::of(strategies::text());
    let boundaries = [
        Boundary::Combustion,
        Boundary::Process,
        Boundary::AtPlant,
        Boundary::AtMeter,
        Boundary::LifeCycle,
        Boundary::Removal,
    ];
    let boundary = option::of(select(boundaries.to_vec()));
    let evidence = select(vec![Evidence::Seen, Evidence::SeenSecondary, Evidence::Derived]);
    let more = (
        (text(), text(), text(), text()),
        option::of(years()),
        option::of(1_u8..=3),
        option::of(0_i64..=100),
        option::of(evidence),
        vec((option::of(strategies::gas()), distribution()), 0..=2),
    );
    (base, boundary, more).prop_map(|((id, carrier, per, masses, source), boundary, more)| {
        let ((process, region, allocation, note), years, tier, share, evidence, uncertainty) = more;
        let mut sum = Emissions::none();
        for (gas, grams) in masses {
            sum = sum.and(&Emissions::from_grams(gas, grams)).unwrap();
        }
        let factor = match (sum.is_none(), boundary) {
            (true, _) => EmissionFactor::zero(id, carrier, per, source),
            (false, Some(Boundary::Removal)) => {
                EmissionFactor::removal(id, carrier, per, sum.times(-1).unwrap(), source)
            }
            (false, _) => EmissionFactor::new(id, carrier, per, sum, source),
        };
        let factor = boundary.into_iter().fold(factor.unwrap(), EmissionFactor::with_boundary);
        let factor = process.into_iter().fold(factor, EmissionFactor::with_process);
        let factor = region.into_iter().fold(factor, EmissionFactor::with_region);
        let factor = allocation.into_iter().fold(factor, EmissionFactor::with_allocation);
        let factor = note.into_iter().fold(factor, EmissionFactor::with_note);
        let factor = years
            .into_iter()
            .fold(factor, |factor, (first, last)| factor.with_years(first, last).unwrap());
        let factor = tier.into_iter().fold(factor, |factor, tier| factor.with_tier(tier).unwrap());
        let factor = share.into_iter().fold(factor, |factor, share| {
            factor.with_biogenic_share(Exact::new(share, 2)).unwrap()
        });
        let factor = evidence.into_iter().fold(factor, EmissionFactor::with_evidence);
        uncertainty
            .into_iter()
            .fold(factor, |factor, (gas, distribution)| factor.with_uncertainty(gas, distribution))
    })
}

fn layer() -> impl Strategy<Value = FactorLayer> {
    (strategies::text(), strategies::text(), vec(factor(), 0..=3))
        .prop_filter_map("ids of their own", |(name, vintage, factors)| {
            FactorLayer::new(name, vintage, factors).ok()
        })
}

/// A tree of the user's own: each sector is a root or below an earlier one.
fn tree() -> impl Strategy<Value = Classification> {
    let row = (any::<prop::sample::Index>(), any::<bool>(), title(), 0_usize..4);
    (strategies::text(), title(), vec(row, 1..=8)).prop_filter_map(
        "an id of its own",
        |(id, tree_title, rows)| {
            let rows = rows.into_iter().enumerate().map(|(number, (above, root, title, scope))| {
                let mut row = SectorRow::new(format!("s{number}, a/b"), title);
                if number > 0 && !root {
                    row = row.within(format!("s{}, a/b", above.index(number)));
                }
                if let Some(scope) = [Scope::Scope1, Scope::Scope2, Scope::Scope3].get(scope) {
                    row = row.scope(*scope).alias(format!("alias {number}"));
                }
                row
            });
            Classification::new(id, tree_title, rows.collect::<Vec<_>>()).ok()
        },
    )
}

fn crosswalk() -> impl Strategy<Value = Crosswalk> {
    (tree(), title()).prop_map(|(tree, why)| {
        let rows: Vec<CrosswalkRow> = tree
            .leaves()
            .enumerate()
            .map(|(number, leaf)| {
                let from = leaf.code().to_owned();
                match number % 3 {
                    0 => CrosswalkRow::to(from, "I.1.1").note(why.clone()),
                    1 => CrosswalkRow::shares(
                        from,
                        [("I.1.1", Exact::new(25, 2)), ("II.1.1", Exact::new(75, 2))],
                    ),
                    _ => CrosswalkRow::no_place(from, why.clone()),
                }
            })
            .collect();
        let gpc = Arc::clone(Classification::gpc());
        Crosswalk::new(Arc::new(tree), gpc, rows).unwrap()
    })
}

fn sector() -> impl Strategy<Value = SectorRef> {
    let built_in: Vec<SectorRef> = Classification::built_in()
        .flat_map(|tree| tree.sectors().map(|sector| SectorRef::new(tree, sector.code()).unwrap()))
        .collect();
    let own = (tree(), any::<prop::sample::Index>()).prop_map(|(tree, at)| {
        let tree = Arc::new(tree);
        let codes: Vec<String> = tree.sectors().map(|row| row.code().to_owned()).collect();
        SectorRef::new(&tree, &codes[at.index(codes.len())]).unwrap()
    });
    prop_oneof![select(built_in), own]
}

fn notation_keys() -> impl Strategy<Value = NotationKeys> {
    prop_oneof![
        strategies::notation_keys(),
        Just(NotationKeys::included_in("s1, a/b")),
        Just(NotationKeys::included_in("a (b; c)")),
        Just(NotationKeys::included_in(" I.1.1 ")),
        Just(NotationKeys::included_in(" ")),
    ]
}

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        amount().prop_map(Cell::Amount),
        emissions().prop_map(Cell::Emissions),
        notation_keys().prop_map(Cell::Keys),
    ]
}

fn activity() -> impl Strategy<Value = Activity> {
    let text = || option::of(strategies::text());
    let named = (strategies::text(), text(), text(), text(), text());
    let marks = (
        option::of(select(Localisation::ALL)),
        option::of(select(MemoItem::ALL)),
        option::of(select(Grade::ALL)),
        option::of(select(Grade::ALL)),
    );
    let further = vec(sector(), 0..=2);
    let year = strategies::year();
    (named, year, sector(), cell(), strategies::source(), marks, further).prop_map(
        |((place, carrier, process, path, factor), year, sector, cell, source, marks, further)| {
            let (localisation, memo, activity_quality, factor_quality) = marks;
            let line = Activity::new(place, year, sector, cell, &source)
                .quality(activity_quality, factor_quality);
            let line = carrier.into_iter().fold(line, Activity::carrier);
            let line = process.into_iter().fold(line, Activity::process);
            let line = path.into_iter().fold(line, Activity::path);
            let line = factor.into_iter().fold(line, Activity::factor_id);
            let line = localisation.into_iter().fold(line, Activity::localisation);
            let line = memo.into_iter().fold(line, Activity::memo);
            further.into_iter().fold(line, Activity::also_in)
        },
    )
}

fn profile() -> impl Strategy<Value = Profile> {
    let pairs = || vec((strategies::text(), strategies::text()), 0..=2);
    let basis = option::of(select(vec![CalorificBasis::Net, CalorificBasis::Gross]));
    let regions = vec(strategies::text(), 0..=2);
    (strategies::text(), gwp_set(), basis, regions, any::<u8>(), pairs(), pairs()).prop_map(
        |(name, set, basis, regions, years, rules, conventions)| {
            let profile = Profile::new(name, set).allow_earlier_years(years);
            let profile = basis.into_iter().fold(profile, Profile::calorific_basis);
            let profile = regions.into_iter().fold(profile, Profile::region);
            let profile = rules
                .into_iter()
                .fold(profile, |profile, (carrier, process)| profile.rule(carrier, process));
            conventions
                .into_iter()
                .fold(profile, |profile, (name, choice)| profile.convention(name, choice))
        },
    )
}

fn population() -> impl Strategy<Value = Population> {
    btree_map((strategies::text(), strategies::year()), positive(), 0..=5).prop_map(|rows| {
        let rows = rows.into_iter().map(|((place, year), persons)| (place, year, persons));
        Population::new(rows).unwrap()
    })
}

proptest! {
    #[test]
    fn numbers_are_written_as_text(value in any_exact()) {
        prop_assert_eq!(there_and_back(&value), format!("\"{value}\""));
        // A number of JSON is read, too, to the last digit.
        prop_assert_eq!(json::from_str::<Exact>(&value.to_string()).unwrap(), value);
        let nested = format!("{{\"value\":{value},\"unit\":\"GJ\"}}");
        prop_assert_eq!(json::from_str::<Amount>(&nested).unwrap().value, value);
    }

    #[test]
    fn roundings_come_back(value in rounding()) {
        there_and_back(&value);
    }

    #[test]
    fn units_and_amounts_come_back(value in amount()) {
        there_and_back(&value.unit);
        let document = there_and_back(&value);
        let text = format!("\"value\":\"{}\"", value.value);
        prop_assert!(document.contains(&text), "{document}");
    }

    #[test]
    fn quantities_come_back(value in any_exact()) {
        let energy: Quantity<Energy> = Amount::new(value, "GJ".parse().unwrap()).try_into().unwrap();
        there_and_back(&energy);
    }

    #[test]
    fn gwp_sets_come_back(value in gwp_set()) {
        there_and_back(&value);
    }

    #[test]
    fn emissions_come_back(value in emissions(), set in gwp_set(), grams in any_exact()) {
        let document = there_and_back(&value);
        for (gas, grams) in value.masses() {
            let text = format!("[\"{gas}\",\"{grams}\"]");
            prop_assert!(document.contains(&text), "{document}");
        }
        there_and_back(&Co2e::from_grams(grams, set));
    }

    #[test]
    fn blends_come_back(value in blend()) {
        there_and_back(&value);
    }

    #[test]
    fn sources_and_titles_come_back(source in strategies::source(), title in title()) {
        there_and_back(&source);
        there_and_back(&title);
    }

    #[test]
    fn distributions_come_back(value in distribution()) {
        there_and_back(&value);
    }

    #[test]
    fn factors_come_back(value in factor()) {
        there_and_back(&value);
    }

    #[test]
    fn factor_sets_come_back(layers in vec(layer(), 0..=2)) {
        for layer in &layers {
            there_and_back(layer);
        }
        let set = FactorSet::new(layers);
        let read: FactorSet = json::from_str(&there_and_back(&set)).unwrap();
        prop_assert_eq!(read.hash(), set.hash());
        prop_assert_eq!(read.vintage(), set.vintage());
    }

    #[test]
    fn years_come_back(value in strategies::year()) {
        prop_assert_eq!(there_and_back(&value), value.to_string());
        let text = format!("\"{value}\"");
        prop_assert_eq!(json::from_str::<Year>(&text).unwrap(), value);
    }

    #[test]
    fn classifications_come_back(tree in tree()) {
        there_and_back(&tree);
    }

    #[test]
    fn crosswalks_come_back(crosswalk in crosswalk()) {
        there_and_back(&crosswalk);
    }

    #[test]
    fn sectors_come_back(sector in sector()) {
        let built_in = Classification::by_id(sector.classification().id()).is_ok();
        prop_assert_eq!(there_and_back(&sector).starts_with('"'), built_in);
    }

    #[test]
    fn notation_keys_come_back(keys in notation_keys()) {
        there_and_back(&keys);
        prop_assert_eq!(keys.to_string().parse::<NotationKeys>().unwrap(), keys);
    }

    #[test]
    fn activities_come_back(activity in activity()) {
        there_and_back(activity.cell());
        there_and_back(&activity);
    }

    #[test]
    fn profiles_come_back(profile in profile()) {
        there_and_back(&profile);
    }

    #[test]
    fn populations_come_back(population in population()) {
        there_and_back(&population);
    }
}

#[test]
fn every_choice_comes_back() {
    fn each<T: Serialize + DeserializeOwned + PartialEq + Debug>(
        choices: impl IntoIterator<Item = T>,
    ) {
        for choice in choices {
            there_and_back(&choice);
        }
    }

    each(Gas::all());
    each(Localisation::ALL.to_vec());
    each(MemoItem::ALL.to_vec());
    each(Grade::ALL.to_vec());
    each(ReportingLevel::ALL);
    each(Substance::all());
    each([Scope::Scope1, Scope::Scope2, Scope::Scope3]);
    for method in [Method::DirectEntry, Method::ActivityTimesFactor] {
        assert_eq!(there_and_back(&method), format!("\"{}\"", method.id()));
    }
    for basis in [CalorificBasis::Net, CalorificBasis::Gross] {
        assert_eq!(there_and_back(&basis), format!("\"{}\"", basis.word()));
    }
    for boundary in [Boundary::Combustion, Boundary::AtMeter, Boundary::LifeCycle] {
        assert_eq!(there_and_back(&boundary), format!("\"{}\"", boundary.name()));
    }
}

#[cfg(feature = "catalogue")]
#[test]
fn what_is_built_in_comes_back() {
    there_and_back(&FactorSet::catalogue());
    Classification::built_in().for_each(|tree| drop(there_and_back(&**tree)));
    Crosswalk::built_in().for_each(|crosswalk| drop(there_and_back(&**crosswalk)));
}

/// A cell of a table.
fn quoted(text: &str, delimiter: char) -> String {
    if text.contains(['"', '\n', '\r', delimiter]) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// A row for each line in the order of the columns; `None` for what one row cannot say.
fn row(line: &Activity, number: usize, format: NumberFormat) -> Option<Vec<String>> {
    let decimal = |value: Exact| value.to_string().replace('.', &format.decimal_mark.to_string());
    let mut cell = [const { String::new() }; 5];
    match line.cell() {
        Cell::Amount(amount) => {
            let unit = &amount.unit;
            if unit.substance().is_some() {
                return None;
            }
            [cell[0], cell[1]] = [decimal(amount.value), unit.to_string()];
        }
        Cell::Emissions(emissions) => {
            let masses: Vec<_> = emissions.masses().collect();
            let reported: Vec<_> = emissions.reported().collect();
            match (&masses[..], &reported[..]) {
                ([(gas, grams)], []) => {
                    [cell[0], cell[1], cell[2]] = [decimal(*grams), "g".into(), gas.to_string()];
                }
                ([], [co2e]) if co2e.gwp_set().name().parse::<GwpSet>().is_ok() => {
                    [cell[0], cell[1]] = [decimal(co2e.grams()), "g CO2e".into()];
                    co2e.gwp_set().name().clone_into(&mut cell[3]);
                }
                _ => return None,
            }
        }
        Cell::Calculated(_) => return None,
        Cell::Keys(keys) => cell[4] = keys.to_string(),
    }
    let text = |facet| line.text(facet).map(ToString::to_string).unwrap_or_default();
    let (activity_quality, factor_quality) = line.grades();
    let source = line.source();
    let id = |id: Option<&str>| id.unwrap_or_default().to_owned();
    let mut fields =
        vec![line.place().to_owned(), line.year().to_string(), line.sector().to_string()];
    fields.extend(cell);
    fields.extend([
        text(TextFacet::Carrier),
        text(TextFacet::Process),
        text(TextFacet::FactorId),
        format!("line {number}"),
        id(line.localised_by().map(Localisation::id)),
        id(line.memo_item().map(MemoItem::id)),
        id(activity_quality.map(Grade::id)),
        id(factor_quality.map(Grade::id)),
        source.publisher().to_owned(),
        source.title().to_owned(),
        source.year().to_string(),
        source.place().to_owned(),
    ]);
    Some(fields)
}

/// The line as a table can say it: without a second classification, address and licence.
fn plain(line: &Activity, number: usize) -> Activity {
    let source = line.source();
    let source =
        Source::new(source.publisher(), source.title(), source.year(), source.place()).unwrap();
    let (activity_quality, factor_quality) = line.grades();
    let sector = line.sector().clone();
    let mut plain = Activity::new(line.place(), line.year(), sector, line.cell().clone(), &source)
        .quality(activity_quality, factor_quality)
        .path(format!("line {number}"))
        .at(line.location().clone());
    for (facet, set) in [
        (TextFacet::Carrier, Activity::carrier as fn(Activity, Arc<str>) -> Activity),
        (TextFacet::Process, Activity::process),
        (TextFacet::FactorId, Activity::factor_id),
    ] {
        if let Some(text) = line.text(facet) {
            plain = set(plain, Arc::clone(text));
        }
    }
    let plain = line.localised_by().into_iter().fold(plain, Activity::localisation);
    line.memo_item().into_iter().fold(plain, Activity::memo)
}

proptest! {
    #[test]
    fn tables_of_activities_come_back(
        lines in vec(prop_oneof![strategies::activity(), activity()], 1..=12),
        danish in any::<bool>(),
        line_end in select(vec!["\n", "\r\n", "\r", "\n\n"]),
    ) {
        let (delimiter, format) =
            if danish { (';', NumberFormat::DANISH) } else { (',', NumberFormat::POINT) };
        let options = CsvOptions::new().delimiter(delimiter as u8).number_format(format);
        let mut table = vec![ACTIVITY_COLUMNS.map(str::to_owned).to_vec()];
        let mut expected = Vec::new();
        for (number, line) in lines.iter().enumerate() {
            let built_in = Classification::by_id(line.sector().classification().id()).is_ok();
            if let Some(row) = row(line, number, format).filter(|_| built_in) {
                table.push(row);
                expected.push(plain(line, number));
            }
        }
        let rows: Vec<String> = table
            .iter()
            .map(|row| {
                let cells: Vec<String> = row.iter().map(|cell| quoted(cell, delimiter)).collect();
                cells.join(&delimiter.to_string())
            })
            .collect();
        let text = rows.join(line_end);
        let read = read_activities(text.as_bytes(), &options).unwrap();
        prop_assert!(read.errors.is_empty(), "{:?}\n{text}", read.errors);
        let step = if line_end == "\n\n" { 2 } else { 1 };
        for (row, line) in read.rows.iter().enumerate() {
            prop_assert_eq!(line.location().line, Some(1 + step * (row as u64 + 1)));
        }
        let read: Vec<Activity> =
            read.rows.into_iter().map(|line| line.at(Location::default())).collect();
        prop_assert_eq!(read, expected, "{}", text);
    }
}
