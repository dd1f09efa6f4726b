//! Charts: what is in them, on real figures; that they are valid, honest in size, and the same each time.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;

use climate_account::economics::{CurveBasis, Perspective};
use climate_account::number::Exact;
use climate_account::report::chart::{
    AbatementCurve, AbatementStep, AreaSeries, ChartCell, ChartOptions, EnergyFlow, RankedBars,
    StackedAreas, Waterfall, Wedge, Wedges, YearInterval,
};
use climate_account::{ErrorKind, Language, Year};
use proptest::prelude::*;
use svg::parser::Event;

const SECTORS: &str = include_str!("../examples/data/klimaregnskabet_sector_totals.csv");

fn years(numbers: impl IntoIterator<Item = i64>) -> Vec<Year> {
    numbers.into_iter().map(|year| Year::new(year).unwrap()).collect()
}

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

fn numbers<const N: usize>(values: [i64; N]) -> Vec<Exact> {
    values.map(Exact::from).to_vec()
}

fn danish(title: &str, unit: &str) -> ChartOptions {
    ChartOptions::new(Language::Danish, title, unit)
}

fn english(title: &str, unit: &str) -> ChartOptions {
    ChartOptions::new(Language::English, title, unit)
}

/// The published sectors of a municipality.
fn municipality(place: &str) -> StackedAreas {
    let mut sectors: BTreeMap<&str, Vec<ChartCell>> = BTreeMap::new();
    for row in SECTORS.lines() {
        if let [name, _, _, sector, tonnes, _] = row.split(',').collect::<Vec<_>>()[..]
            && name == place
            && sector != "total_net"
        {
            sectors.entry(sector).or_default().push(ChartCell::Number(exact(tonnes)));
        }
    }
    let series =
        sectors.into_iter().map(|(name, cells)| AreaSeries { name: name.to_owned(), cells });
    StackedAreas { years: years(2018..=2023), series: series.collect() }
}

/// Series and texts of a picture in their order, one a line.
fn structure(svg: &str) -> String {
    let (mut lines, mut inside) = (Vec::new(), String::new());
    let mut in_series = false;
    for event in svg::read(svg).unwrap() {
        match event {
            Event::Tag("g", _, attributes) => {
                in_series = attributes.get("class").is_some_and(|class| **class == *"series");
            }
            Event::Tag("text", _, attributes) => {
                if let Some(class) = attributes.get("class") {
                    inside = class.to_string();
                }
            }
            Event::Tag("title", ..) if in_series => "series".clone_into(&mut inside),
            Event::Text(text) if !inside.is_empty() => {
                lines.push(format!("{inside}: {text}"));
                inside.clear();
                in_series = false;
            }
            Event::Error(error) => panic!("{error}"),
            _ => {}
        }
    }
    lines.join("\n")
}

/// The lines of a kind.
fn of_kind(svg: &str, kind: &str) -> Vec<String> {
    let prefix = format!("{kind}: ");
    let lines = structure(svg);
    let lines = lines.lines().filter_map(|line| line.strip_prefix(&prefix));
    lines.map(str::to_owned).collect()
}

#[test]
fn sectors_of_laesoe_are_stacked_with_land_below_the_axis() {
    let svg = municipality("Læsø")
        .svg(&danish("Læsø", "ton CO2e").note("Kilde: Energistyrelsen"))
        .unwrap();
    // Figures of Klimaregnskabet, May 2026; the net total of 2023 is -9374.1 as the sum of the sectors.
    let expected = "\
series: agriculture_and_land: -20.901 i 2018, -17.820 i 2023
series: chemical_processes: 220 i 2018, 110 i 2023
series: energy: 7.883 i 2018, 4.747 i 2023
series: landfill_and_wastewater: 1.313 i 2018, 175 i 2023
series: transport: 3.472 i 2018, 3.415 i 2023
title: Læsø
unit: ton CO2e
axis: -20.000
axis: -10.000
axis: 0
axis: 10.000
name: transport 3.415
name: landfill_and_wastewater 175
name: energy 4.747
name: chemical_processes 110
name: agriculture_and_land -17.820
name: Netto -9.374
axis: 2018
axis: 2019
axis: 2020
axis: 2021
axis: 2022
axis: 2023
note: Kilde: Energistyrelsen";
    assert_eq!(structure(&svg), expected);
}

#[test]
fn sectors_without_a_sink_have_no_net_line() {
    for place in ["Skive", "Ringkøbing-Skjern"] {
        let svg = municipality(place).svg(&english(place, "t CO2e")).unwrap();
        assert!(!svg.contains(">Net "), "{place}");
    }
    let svg = municipality("København").svg(&english("København", "t CO2e")).unwrap();
    assert!(svg.contains(">Net 867,437</text>"));
}

#[test]
fn missing_and_incomplete_values_are_hatched_and_named() {
    let cells = |values: [ChartCell; 3]| values.to_vec();
    let (five, six) = (ChartCell::Number(5.into()), ChartCell::Incomplete(6.into()));
    let chart = StackedAreas {
        years: years(2021..=2023),
        series: vec![
            AreaSeries { name: "Energi".into(), cells: cells([five, five, six]) },
            AreaSeries { name: "Affald".into(), cells: cells([five, ChartCell::Missing, five]) },
        ],
    };
    let svg = chart.svg(&danish("Odder", "kt CO2e")).unwrap();
    let notes = ["Skraveret: Affald mangler i 2022", "Skraveret: Energi er ufuldstændig i 2023"];
    assert_eq!(of_kind(&svg, "note"), notes);
    assert!(svg.contains("-hatched)"));
    // What is missing is no area: the waste of 2021 and 2023 stands as bars of those years alone.
    let zero = StackedAreas {
        series: vec![AreaSeries {
            name: "Affald".into(),
            cells: vec![ChartCell::Number(Exact::ZERO); 3],
        }],
        ..chart
    };
    let svg = zero.svg(&danish("Odder", "kt CO2e")).unwrap();
    assert!(of_kind(&svg, "note").is_empty() && !svg.contains("-hatched)"));

    let bars = vec![("Affald".to_owned(), ChartCell::Missing), ("Energi".to_owned(), six)];
    let svg = RankedBars { bars, limit: None }.svg(&danish("Odder", "kt CO2e")).unwrap();
    assert_eq!(of_kind(&svg, "value"), ["6 (ufuldstændig)", "mangler"]);
}

#[test]
fn a_waterfall_names_its_steps_with_their_sign() {
    let steps = [("Energy", "-57574.5"), ("Waste", "37776.5"), ("Other", "-54615.6")];
    let steps = steps.map(|(name, step)| (name, exact(step)));
    let chart =
        Waterfall::new(("2018", exact("471087.3")), steps, ("2023", exact("396673.7"))).unwrap();
    let svg = chart.svg(&english("Skive", "t CO2e")).unwrap();
    let expected = "\
series: 2018: 471,087 t CO2e
series: Energy: -57,574 t CO2e
series: Waste: +37,776 t CO2e
series: Other: -54,616 t CO2e
series: 2023: 396,674 t CO2e
title: Skive
unit: t CO2e
axis: 350,000
axis: 400,000
axis: 450,000
axis: 500,000
name: 2018
value: 471,087
name: Energy
value: -57,574
name: Waste
value: +37,776
name: Other
value: -54,616
name: 2023
value: 396,674
note: The axis begins at 350,000, not at zero";
    assert_eq!(structure(&svg), expected);
}

#[test]
fn ranked_bars_stand_in_falling_order_of_size() {
    let bars = [("a", "1.5"), ("b", "-7.25"), ("c", "3"), ("d", "0.5"), ("e", "0.25")];
    let chart = RankedBars::new(bars.map(|(name, value)| (name, exact(value)))).limit(3);
    let svg = chart.svg(&danish("Odder", "kt CO2e")).unwrap();
    assert_eq!(of_kind(&svg, "name"), ["b", "c", "a", "Øvrige (2)"]);
    assert_eq!(of_kind(&svg, "value"), ["-7,25", "3,00", "1,50", "0,75"]);
}

fn plan() -> Wedges {
    Wedges {
        years: years([2024, 2027, 2030]),
        baseline: numbers([100, 101, 103]),
        measures: vec![
            Wedge { name: "Electric cars".into(), reductions: numbers([0, 6, 20]) },
            Wedge { name: "Data centre".into(), reductions: numbers([0, -5, -12]) },
        ],
        target: vec![(Year::new(2030).unwrap(), 60.into())],
        intervals: vec![YearInterval {
            year: Year::new(2030).unwrap(),
            low: 80.into(),
            high: 110.into(),
        }],
    }
}

#[test]
fn wedges_end_at_what_is_left() {
    assert_eq!(plan().left().unwrap(), numbers([100, 100, 95]));
    let svg = plan().svg(&english("Plan", "kt CO2e")).unwrap();
    let expected = [
        "Data centre 12",
        "95 % interval 80 to 110",
        "Without measures 103",
        "With all measures 95",
        "Electric cars -20",
        "Target 60",
    ];
    let mut names = of_kind(&svg, "name");
    names.sort_unstable();
    let mut sorted = expected.map(str::to_owned).to_vec();
    sorted.sort_unstable();
    assert_eq!(names, sorted);
    let series = ["Electric cars: -20 in 2030", "Data centre: 12 in 2030", "95 % interval"];
    assert_eq!(of_kind(&svg, "series"), series);
}

fn curve() -> AbatementCurve {
    let step = |name: &str, reduction: i64, cost: i64| AbatementStep {
        name: name.to_owned(),
        reduction: reduction.into(),
        cost_per_tonne: cost.into(),
    };
    let basis = CurveBasis {
        baseline: "frozen policy".into(),
        period: "2030".into(),
        perspective: Perspective::Municipality,
        discounting: "3.5 %".into(),
        attribution: "Shapley values".into(),
    };
    AbatementCurve {
        steps: vec![step("Pumps", 800, 55), step("Insulation", 300, -40), step("LED", 50, -120)],
        reduction_unit: "t CO2e".to_owned(),
        target: Some(1000.into()),
        basis: Some(basis),
    }
}

#[test]
fn a_cost_curve_rises_and_states_its_basis() {
    let svg = curve().svg(&english("Costs", "EUR per t CO2e")).unwrap();
    let series = [
        "LED: -120 EUR per t CO2e, 50 t CO2e",
        "Insulation: -40 EUR per t CO2e, 300 t CO2e",
        "Pumps: 55 EUR per t CO2e, 800 t CO2e",
    ];
    assert_eq!(of_kind(&svg, "series"), series);
    assert_eq!(of_kind(&svg, "name"), ["1", "2", "3", "1", "LED", "2", "Insulation", "3", "Pumps"]);
    assert_eq!(of_kind(&svg, "value"), ["-120", "50", "-40", "300", "55", "800"]);
    assert_eq!(
        of_kind(&svg, "note").concat().replace(' ', ""),
        "Baseline: frozen policy; period: 2030; costs of the municipality; discounting: 3.5 %; \
         division of the effect: Shapley values"
            .replace(' ', "")
    );
    // The target takes the place of the tick of 1,000.
    let along =
        ["Target 1,000", "0", "200", "400", "600", "800", "1,200", "Reduction in all, t CO2e"];
    let axis = of_kind(&svg, "axis");
    assert_eq!(axis[axis.len() - along.len()..], along);
}

fn flow() -> EnergyFlow {
    EnergyFlow::new([
        ("Gas", "Plant", exact("60")),
        ("Wood", "Plant", exact("40")),
        ("Plant", "Heat", exact("50")),
        ("Plant", "Electricity", exact("35")),
        ("Plant", "Loss", exact("15")),
        ("Gas", "Plant", exact("0.5")),
        ("Plant", "Loss", exact("0.5")),
    ])
    .unwrap()
}

#[test]
fn an_energy_flow_names_every_node_and_flow() {
    let svg = flow().svg(&english("Town", "TJ")).unwrap();
    let names =
        ["Gas 60.5", "Plant 100.5", "Wood 40.0", "Heat 50.0", "Electricity 35.0", "Loss 15.5"];
    assert_eq!(of_kind(&svg, "name"), names);
    let series = of_kind(&svg, "series");
    assert_eq!(series[..2], ["Gas, Plant: 60.5 TJ", "Plant, Heat: 50.0 TJ"]);
    assert_eq!(series.len(), 5 + 6);
}

/// The rectangles of the series: width and height in tenths of a pixel.
fn rectangles(svg: &str) -> Vec<(i64, i64)> {
    let mut found = Vec::new();
    let (mut depth, mut in_series) = (0, false);
    for event in svg::read(svg).unwrap() {
        if let Event::Tag("g", kind, _) = &event {
            in_series = *kind == svg::node::element::tag::Type::Start;
            depth += 1;
        }
        if let Event::Tag("rect", _, attributes) = event
            && in_series
        {
            let tenths = |name: &str| {
                let text: &str = &attributes[name];
                let (whole, tenth) = text.split_once('.').unwrap_or((text, "0"));
                whole.parse::<i64>().unwrap() * 10 + tenth.parse::<i64>().unwrap()
            };
            found.push((tenths("width"), tenths("height")));
        }
    }
    assert!(depth > 0);
    found
}

#[test]
fn sizes_are_as_the_values() {
    let chart = RankedBars::new([("a", 400.into()), ("b", 100.into()), ("c", (-300).into())]);
    let [(a, _), (c, _), (b, _)] = rectangles(&chart.svg(&english("x", "t")).unwrap())[..] else {
        panic!()
    };
    assert!((a - 4 * b).abs() <= 4 && (c - 3 * b).abs() <= 4, "{a} {b} {c}");

    let [led, insulation, pumps] = rectangles(&curve().svg(&english("x", "t")).unwrap())[..] else {
        panic!()
    };
    assert!((pumps.0 - 16 * led.0).abs() <= 16 && (insulation.0 - 6 * led.0).abs() <= 6);
    assert!((led.1 - 3 * insulation.1).abs() <= 3 && (55 * led.1 - 120 * pumps.1).abs() <= 120);

    // Gas, Plant, Wood, Heat, Electricity, Loss
    let nodes = rectangles(&flow().svg(&english("x", "TJ")).unwrap());
    let heights: Vec<i64> = nodes.iter().map(|(_, height)| *height).collect();
    assert!((heights[0] + heights[2] - heights[1]).abs() <= 2);
    assert!((heights[3] + heights[4] + heights[5] - heights[1]).abs() <= 2);
}

/// Every chart with texts of one's own.
fn every_chart(text: &str, options: &ChartOptions) -> Vec<String> {
    let (first, second) = (format!("{text}1"), format!("{text}2"));
    let mut areas = municipality("Læsø");
    areas.series[0].name = text.into();
    let mut wedges = plan();
    wedges.measures[0].name = text.into();
    let mut curve = curve();
    curve.steps[0].name = text.into();
    let waterfall = Waterfall::new((text, 3.into()), [(text, 1.into())], (text, 4.into())).unwrap();
    let flow = EnergyFlow::new([(first, second, 5.into())]).unwrap();
    [
        areas.svg(options),
        wedges.svg(options),
        curve.svg(options),
        waterfall.svg(options),
        RankedBars::new([(text, 5.into())]).svg(options),
        flow.svg(options),
    ]
    .into_iter()
    .collect::<Result<_, _>>()
    .unwrap()
}

/// A strict reader of what XML demands: tags that close in order, quoted attributes without `<`,
/// references that are known, characters that are legal.
fn check_well_formed(svg: &str) -> Result<(), TestCaseError> {
    let legal = |letter: char| {
        (letter >= ' ' && !matches!(letter, '\u{fffe}' | '\u{ffff}'))
            || matches!(letter, '\t' | '\n' | '\r')
    };
    let all_legal = svg.chars().all(legal);
    prop_assert!(all_legal);
    for part in svg.split('&').skip(1) {
        let reference = part.split(';').next().unwrap();
        prop_assert!(["amp", "lt", "gt", "quot", "apos"].contains(&reference), "&{reference}");
    }
    let mut open = Vec::new();
    for part in svg.split('<').skip(1) {
        let (tag, text) =
            part.split_once('>').ok_or_else(|| TestCaseError::fail(part.to_owned()))?;
        prop_assert!(!text.contains('>'), "{text}");
        let name = tag.split([' ', '/']).next().unwrap();
        prop_assert_eq!(tag.matches('"').count() % 2, 0, "{}", tag);
        match tag.strip_prefix('/') {
            Some(closed) => prop_assert_eq!(open.pop(), Some(closed)),
            None if tag.ends_with('/') => {}
            None => open.push(name),
        }
    }
    prop_assert!(open.is_empty());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn hostile_texts_stay_text(text in "[\\x00-\\x7f\u{fffe}æø]{0,30}", title in "[&<>\"' a]{0,20}") {
        let options = ChartOptions::new(Language::Danish, title.clone(), text.clone()).note(&*text);
        for svg in every_chart(&text, &options) {
            check_well_formed(&svg)?;
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_and_others_have_other_ids() {
    let all = || every_chart("Affald", &danish("Odder", "ton CO2e"));
    assert_eq!(all(), all());
    let mut ids = Vec::new();
    for svg in all() {
        for part in svg.split(" id=\"").skip(1) {
            ids.push(part.split('"').next().unwrap().to_owned());
        }
        // Whatever is referred to is there.
        for part in svg.split("url(#").skip(1) {
            let name = part.split(')').next().unwrap();
            assert!(svg.contains(&format!(" id=\"{name}\"")), "{name}");
        }
    }
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
    assert!(count >= 12);
}

#[test]
fn readers_of_the_screen_get_title_language_and_figures() {
    for (language, code) in [(Language::Danish, "da"), (Language::English, "en")] {
        for svg in every_chart("Energi", &ChartOptions::new(language, "Odder & omegn", "ton CO2e"))
        {
            let head = svg.split('>').next().unwrap();
            assert!(head.contains(" role=\"img\"") && head.contains(&format!(" lang=\"{code}\"")));
            assert!(head.contains(" viewBox=\"0 0 600 "));
            let (_, id) = head.split_once("aria-labelledby=\"").unwrap();
            let id = id.split(' ').next().unwrap();
            assert!(
                svg.contains(&format!("<title id=\"{id}\">Odder &amp; omegn</title>")),
                "{head}"
            );
            let description = svg.split("</desc>").next().unwrap().rsplit('>').next().unwrap();
            assert!(
                description.starts_with("ton CO2e. ") && description.contains("Energi"),
                "{description}"
            );
        }
    }
}

#[test]
fn places_have_a_tenth_at_most() {
    for svg in every_chart("Energi", &english("Odder", "t CO2e")) {
        for attribute in ["points", "x", "y", "d", "width", "height"] {
            for part in svg.split(&format!(" {attribute}=\"")).skip(1) {
                let value = part.split('"').next().unwrap();
                for number in value.split([' ', ',', 'M', 'C', 'V', 'Z']) {
                    let tenths = number.split_once('.').map_or(0, |(_, tenths)| tenths.len());
                    assert!(tenths <= 1, "{value}");
                }
            }
        }
    }
}

fn message<T: std::fmt::Debug>(result: climate_account::Result<T>, kind: ErrorKind) -> String {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), kind);
    error.to_string()
}

#[test]
fn says_what_a_chart_lacks() {
    let options = english("x", "t");
    let areas = |years: Vec<Year>, counts: &[usize]| {
        let series = counts.iter().map(|count| AreaSeries {
            name: "Energy".into(),
            cells: vec![ChartCell::Number(Exact::ONE); *count],
        });
        StackedAreas { years, series: series.collect() }.svg(&options)
    };
    assert_eq!(
        message(areas(years([2020, 2021]), &[1]), ErrorKind::MissingValue),
        "expected 2 values of `Energy`, one a year, found 1; mark years without one as missing"
    );
    assert_eq!(
        message(areas(years([2021, 2021]), &[2]), ErrorKind::OutOfRange),
        "expected a year after 2021, found 2021; give the years in order"
    );
    assert_eq!(
        message(areas(Vec::new(), &[0]), ErrorKind::MissingValue),
        "expected a year for the chart, found none; give at least one"
    );
    assert_eq!(
        message(areas(years([2020]), &[]), ErrorKind::MissingValue),
        "expected a series for the chart, found none; give at least one"
    );
    let narrow = RankedBars::new([("a", Exact::ONE)]).svg(&options.clone().width(399));
    assert_eq!(
        message(narrow, ErrorKind::OutOfRange),
        "expected a width from 400 to 4000 pixels, found 399; the picture can be scaled where it is shown"
    );
    let none = RankedBars { bars: Vec::new(), limit: None }.svg(&options);
    assert_eq!(
        message(none, ErrorKind::MissingValue),
        "expected a bar for the chart, found none; give at least one"
    );
}

#[test]
fn says_what_does_not_fit() {
    let options = english("x", "t");
    let mut wrong = plan();
    wrong.intervals[0].low = 200.into();
    assert_eq!(
        message(wrong.svg(&options), ErrorKind::OutOfRange),
        "expected an interval around a value in 2030, found 200 to 110; give the lower bound first"
    );
    let mut wrong = plan();
    wrong.target[0].0 = Year::new(2031).unwrap();
    assert_eq!(
        message(wrong.svg(&options), ErrorKind::OutOfRange),
        "expected a year of the chart, found 2031; the chart has 2024 to 2030"
    );
    let mut wrong = plan();
    wrong.baseline.pop();
    assert_eq!(
        message(wrong.svg(&options), ErrorKind::MissingValue),
        "expected 3 values of `Without measures`, one a year, found 2; mark years without one as missing"
    );
    let mut wrong = curve();
    wrong.steps[1].reduction = Exact::ZERO;
    assert_eq!(
        message(wrong.svg(&options), ErrorKind::OutOfRange),
        "expected a reduction above zero for `Insulation`, found 0; leave it out of the curve"
    );
    let chain = (0..9).map(|step| (format!("n{step}"), format!("n{}", step + 1), Exact::ONE));
    let chain = EnergyFlow::new(chain).unwrap();
    let text = message(chain.svg(&options), ErrorKind::OutOfRange);
    assert!(
        text.starts_with("expected a width of ")
            && text.contains(" for 10 columns of nodes, found 600")
    );
    let width = text.split(' ').nth(4).unwrap().parse().unwrap();
    assert!(chain.svg(&options.clone().width(width)).is_ok(), "{text}");
}
