//! No label over another and none outside the picture, on random data.

use proptest::prelude::*;

use super::drawing::{Drawing, Mark, Point};
use super::energy_flow::EnergyFlow;
use super::*;
use crate::Year;

fn points(mark: &Mark) -> Vec<Point> {
    match mark {
        Mark::Rectangle(area, _) => vec![(area.left, area.top), (area.right, area.bottom)],
        Mark::Polygon(points, _) | Mark::Line(points, _) => points.clone(),
        Mark::Ribbon { from, to, .. } => {
            vec![(from.0, from.1), (from.0, from.2), (to.0, to.1), (to.0, to.2)]
        }
        Mark::Series(_, marks) => marks.iter().flat_map(points).collect(),
    }
}

fn check_readable(drawing: &Drawing) -> std::result::Result<(), TestCaseError> {
    let labels: Vec<_> = drawing.labels.iter().filter(|label| !label.text.is_empty()).collect();
    for (index, label) in labels.iter().enumerate() {
        let area = label.area();
        prop_assert!(
            area.left >= 0
                && area.top >= 0
                && area.right <= drawing.width
                && area.bottom <= drawing.height,
            "{label:?} leaves {} x {}",
            drawing.width,
            drawing.height
        );
        for other in labels.iter().skip(index + 1) {
            prop_assert!(!area.touches(other.area(), 0), "{label:?} lies over {other:?}");
        }
    }
    for (x, y) in drawing.marks.iter().flat_map(points) {
        let inside = (0..=drawing.width).contains(&x) && (0..=drawing.height).contains(&y);
        prop_assert!(inside, "({x}, {y}) leaves {} x {}", drawing.width, drawing.height);
    }
    Ok(())
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[A-ZÆØÅa-zæøå0-9 .,-]{0,30}", "[a-zæøå]{20,45}", "\\PC{0,12}"]
}

fn value() -> impl Strategy<Value = Exact> {
    (-1_000_000_i64..1_000_000, 0_i8..6).prop_map(|(digits, scale)| Exact::new(digits, scale))
}

fn above_zero() -> impl Strategy<Value = Exact> {
    (1_i64..1_000_000, -3_i8..4).prop_map(|(digits, scale)| Exact::new(digits, scale))
}

fn cell() -> impl Strategy<Value = ChartCell> {
    prop_oneof![
        6 => value().prop_map(ChartCell::Number),
        1 => value().prop_map(ChartCell::Incomplete),
        1 => Just(ChartCell::Missing),
    ]
}

fn years() -> impl Strategy<Value = Vec<Year>> {
    prop::collection::btree_set(1990_i64..2060, 1..15)
        .prop_map(|years| years.into_iter().map(|year| Year::new(year).unwrap()).collect())
}

fn options() -> impl Strategy<Value = ChartOptions> {
    let language = prop_oneof![Just(Language::Danish), Just(Language::English)];
    (language, 400_u32..1200, "[A-Za-zæøå ]{0,90}", "[a-z0-9 /]{0,20}", name()).prop_map(
        |(language, width, title, unit, note)| {
            ChartOptions::new(language, title, unit).width(width).note(note)
        },
    )
}

fn columns<T: std::fmt::Debug + Clone>(
    item: impl Strategy<Value = T> + Clone,
    count: core::ops::Range<usize>,
) -> impl Strategy<Value = (Vec<Year>, Vec<(String, Vec<T>)>)> {
    years().prop_flat_map(move |years| {
        let series = (name(), prop::collection::vec(item.clone(), years.len()));
        (Just(years), prop::collection::vec(series, count.clone()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn stacked_areas((years, series) in columns(cell().boxed(), 1..14), options in options()) {
        let series = series.into_iter().map(|(name, cells)| AreaSeries { name, cells }).collect();
        check_readable(&StackedAreas { years, series }.draw(&options).unwrap())?;
    }

    #[test]
    fn wedges((years, mut series) in columns(value().boxed(), 2..14), options in options()) {
        let (_, baseline) = series.remove(0);
        let (_, level) = series.remove(0);
        let measures = series.into_iter().map(|(name, reductions)| Wedge { name, reductions }).collect();
        let intervals = years.iter().zip(&level).filter(|(year, _)| year.number() % 3 > 0);
        let interval = |(year, level): (&Year, &Exact)| YearInterval {
            year: *year,
            low: *level,
            high: level.checked_add(5.into()).unwrap(),
        };
        let intervals = intervals.map(interval).collect();
        let target = years.iter().copied().zip(level.iter().copied()).skip(1).collect();
        let chart = Wedges { years, baseline, measures, target, intervals };
        check_readable(&chart.draw(&options).unwrap())?;
    }

    #[test]
    fn waterfalls(
        start in value(),
        steps in prop::collection::vec((name(), value()), 0..20),
        ends in (name(), name()),
        options in options(),
    ) {
        let end = steps.iter().try_fold(start, |sum, (_, step)| sum.checked_add(*step)).unwrap();
        let chart = Waterfall::new((ends.0, start), steps, (ends.1, end)).unwrap();
        check_readable(&chart.draw(&options).unwrap())?;
    }

    #[test]
    fn ranked_bars(
        bars in prop::collection::vec((name(), cell()), 1..30),
        limit in prop::option::of(0_usize..30),
        options in options(),
    ) {
        check_readable(&RankedBars { bars, limit }.draw(&options).unwrap())?;
    }

    #[test]
    fn abatement_curves(
        steps in prop::collection::vec((name(), above_zero(), value()), 1..60),
        target in prop::option::of(above_zero()),
        reduction_unit in "[a-z0-9 ]{0,12}",
        options in options(),
    ) {
        let step = |(name, reduction, cost_per_tonne)| AbatementStep { name, reduction, cost_per_tonne };
        let steps = steps.into_iter().map(step).collect();
        let chart = AbatementCurve { steps, reduction_unit, target, basis: None };
        check_readable(&chart.draw(&options).unwrap())?;
    }

    #[test]
    fn energy_flows(
        columns in prop::collection::vec(prop::collection::vec(name(), 1..8), 2..5),
        values in prop::collection::vec(above_zero(), 1..12),
        options in options(),
    ) {
        // Ways from the first column to the last pass on what they bring.
        let mut flows = Vec::new();
        for (way, value) in values.into_iter().enumerate() {
            let node = |column: usize| {
                let names: &Vec<String> = &columns[column];
                let at = (way * (column + 1) + column) % names.len();
                format!("{column}{at} {}", names[at])
            };
            for column in 1..columns.len() {
                flows.push((node(column - 1), node(column), value));
            }
        }
        let drawing = EnergyFlow::new(flows).unwrap().draw(&options.width(700)).unwrap();
        check_readable(&drawing)?;
    }
}
