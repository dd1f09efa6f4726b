//! Totals of columns: the same as those of accounts, whatever the blocks and the order.
#![allow(
    clippy::unwrap_used,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::type_complexity
)]

use climate_account::account::{Facet, Label};
use climate_account::batch::{
    Decimals, ExactTotals, Factors, FloatTotals, Groups, Lines, Rows, Tolerance, Tree,
};
use climate_account::factor::FactorLayer;
use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::number::Exact;
use climate_account::{
    Account, Activity, Amount, EmissionFactor, ErrorKind, FactorSet, Profile, Source, Year,
};
use proptest::prelude::*;

const PLACES: [&str; 3] = ["Odder", "Samsø", "Skive"];
const CARRIERS: [&str; 4] = ["a", "b", "c", "d"];
const GASES: [Gas; 3] = [Gas::CO2, Gas::CH4_NON_FOSSIL, Gas::N2O];

/// Columns of one length, with factors of a few gases.
#[derive(Debug, Clone)]
struct Columns {
    activities: Vec<i64>,
    rows: Vec<u32>,
    groups: Vec<u32>,
    factors: Vec<Vec<i64>>,
}

impl Columns {
    fn lines(&self, from: usize, to: usize) -> Lines<'_, i64> {
        Lines {
            activities: &self.activities[from..to],
            rows: Rows::Each(&self.rows[from..to]),
            groups: Groups::Each(&self.groups[from..to]),
        }
    }

    fn factors(&self) -> Factors<'_, i64> {
        Factors::exact(&self.factors.iter().map(Vec::as_slice).collect::<Vec<_>>()).unwrap()
    }

    fn none(&self) -> ExactTotals {
        ExactTotals::new(GROUPS as usize, self.factors.len(), Decimals::default()).unwrap()
    }

    /// In blocks that end at these lines.
    fn totals(&self, ends: &[usize]) -> ExactTotals {
        let (mut totals, mut from) = (self.none(), 0);
        for &end in ends.iter().chain([&self.activities.len()]) {
            totals.add(&self.factors(), &self.lines(from, end.max(from))).unwrap();
            from = from.max(end);
        }
        totals
    }

    /// Line by line in the integers of the language.
    fn plain(&self, gas: usize) -> Vec<i128> {
        let mut sums = vec![0; GROUPS as usize];
        for (line, &activity) in self.activities.iter().enumerate() {
            let factor = self.factors[gas][self.rows[line] as usize];
            sums[self.groups[line] as usize] += i128::from(activity) * i128::from(factor);
        }
        sums
    }
}

const GROUPS: u32 = 7;

/// Numbers of every width, from 32 bits without a sign to the widest whose products are allowed.
fn columns() -> impl Strategy<Value = Columns> {
    let width = prop_oneof![
        (0_i64..1, 1_i64..1 << 20),
        (-(1_i64 << 31)..0, 1_i64..1 << 31),
        (-(1_i64 << 47)..0, 1_i64..1 << 47)
    ];
    let shape = (width, 0_usize..2100, 1_usize..8, 1_usize..20);
    shape.prop_flat_map(|((low, high), lines, gases, rows)| {
        let factors = prop::collection::vec(prop::collection::vec(low..high, rows), gases);
        let limit = u32::try_from(rows).unwrap();
        // Long and short stretches of one group.
        let stretch = (0..GROUPS, 1_usize..90);
        (
            prop::collection::vec(low..high, lines),
            prop::collection::vec(0..limit, lines),
            prop::collection::vec(stretch, lines / 2 + 1),
            factors,
        )
            .prop_map(move |(activities, rows, stretches, factors)| {
                let all = stretches.into_iter().cycle();
                let groups = all.flat_map(|(group, length)| std::iter::repeat_n(group, length));
                Columns { activities, rows, groups: groups.take(lines).collect(), factors }
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn exact_totals_are_those_of_plain_integers(columns in columns()) {
        let totals = columns.totals(&[]);
        for gas in 0..columns.factors.len() {
            prop_assert_eq!(totals.gas(gas).into_mantissas(), columns.plain(gas));
        }
        prop_assert_eq!(totals.lines() as usize, columns.activities.len());
    }

    #[test]
    fn blocks_and_order_change_nothing(
        columns in columns(),
        mut ends in prop::collection::vec(0_usize..2100, 0..6),
        seed in any::<u64>(),
    ) {
        let count = columns.activities.len();
        for end in &mut ends {
            *end = (*end).min(count);
        }
        ends.sort_unstable();
        let whole = columns.totals(&[]);
        let mut order: Vec<usize> = (0..count).collect();
        // Fisher and Yates with a linear congruence.
        let mut state = seed;
        for at in (1..count).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            order.swap(at, usize::try_from(state >> 33).unwrap() % (at + 1));
        }
        let shuffled = Columns {
            activities: order.iter().map(|&at| columns.activities[at]).collect(),
            rows: order.iter().map(|&at| columns.rows[at]).collect(),
            groups: order.iter().map(|&at| columns.groups[at]).collect(),
            factors: columns.factors.clone(),
        };
        let half = count / 2;
        let mut merged = columns.none();
        let mut other = columns.none();
        merged.add(&columns.factors(), &columns.lines(half, count)).unwrap();
        other.add(&columns.factors(), &columns.lines(0, half)).unwrap();
        merged.merge(&other).unwrap();
        for gas in 0..columns.factors.len() {
            prop_assert_eq!(whole.gas(gas), columns.totals(&ends).gas(gas));
            prop_assert_eq!(whole.gas(gas), shuffled.totals(&ends).gas(gas));
            prop_assert_eq!(whole.gas(gas), merged.gas(gas));
        }
    }

    #[test]
    fn runs_and_rows_in_order_are_the_same_lines(columns in columns()) {
        // Sorted by group, each line with a factor of its own.
        let count = columns.activities.len();
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by_key(|&at| columns.groups[at]);
        let activities: Vec<i64> = order.iter().map(|&at| columns.activities[at]).collect();
        let own: Vec<Vec<i64>> = columns
            .factors
            .iter()
            .map(|column| order.iter().map(|&at| column[columns.rows[at] as usize]).collect())
            .collect();
        let length = |group| columns.groups.iter().filter(|other| **other == group).count();
        let lengths: Vec<u32> = (0..GROUPS).map(|group| u32::try_from(length(group)).unwrap()).collect();
        let own = Factors::exact(&own.iter().map(Vec::as_slice).collect::<Vec<_>>()).unwrap();
        let groups = Groups::Runs { first: 0, lengths: &lengths };
        let mut totals = columns.none();
        totals.add(&own, &Lines { activities: &activities, rows: Rows::From(0), groups }).unwrap();
        for gas in 0..columns.factors.len() {
            prop_assert_eq!(totals.gas(gas).into_mantissas(), columns.plain(gas));
        }
    }

    #[test]
    fn weights_count_every_gas(columns in columns(), weights in prop::collection::vec((-1000_i64..1000, 0_i8..3), 7)) {
        let gases = columns.factors.len();
        let weights: Vec<Exact> = weights[..gases].iter().map(|&(w, scale)| Exact::new(w, scale)).collect();
        let totals = columns.totals(&[]);
        let co2e = totals.co2e(&weights).unwrap();
        for group in 0..GROUPS as usize {
            let mut sum = Exact::ZERO;
            for (gas, weight) in weights.iter().enumerate() {
                let mass = totals.gas(gas).value(group).unwrap();
                sum = sum.checked_add(mass.checked_mul(*weight).unwrap()).unwrap();
            }
            prop_assert_eq!(co2e.value(group).unwrap(), sum);
        }
    }

    /// Floating point adds the lines of a group in their order, whatever the blocks.
    #[test]
    fn floats_do_not_depend_on_blocks(columns in columns(), end in 0_usize..2100) {
        let floats = |values: &[i64]| -> Vec<f64> { values.iter().map(|v| *v as f64 / 7.0).collect() };
        let activities = floats(&columns.activities);
        let factors: Vec<Vec<f64>> = columns.factors.iter().map(|column| floats(column)).collect();
        let slices: Vec<&[f64]> = factors.iter().map(Vec::as_slice).collect();
        let table = Factors::float(&slices).unwrap();
        let end = end.min(activities.len());
        let mut totals = FloatTotals::new(GROUPS as usize, factors.len()).unwrap();
        for (from, to) in [(0, end), (end, activities.len())] {
            let (rows, groups) = (&columns.rows[from..to], &columns.groups[from..to]);
            let lines = Lines { activities: &activities[from..to], rows: Rows::Each(rows), groups: Groups::Each(groups) };
            totals.add(&table, &lines).unwrap();
        }
        for (gas, column) in factors.iter().enumerate() {
            let mut sums = vec![0.0; GROUPS as usize];
            for (line, activity) in activities.iter().enumerate() {
                sums[columns.groups[line] as usize] += activity * column[columns.rows[line] as usize];
            }
            prop_assert_eq!(totals.gas(gas), sums);
        }
    }

    /// The lines of an account as columns: every total agrees, every gas, every group.
    #[test]
    fn totals_are_those_of_the_account(
        lines in prop::collection::vec((0_usize..3, 0_usize..2, 0_usize..4, 0_i64..1_000_000_000), 1..60),
        factors in prop::collection::vec(prop::collection::vec(0_i64..10_000_000, 4), 3),
    ) {
        let source = Source::new("Tests", "Made-up figures", 2026, "row 1").unwrap();
        let emissions = |row: usize| {
            GASES.iter().zip(&factors).fold(Emissions::none(), |sum, (&gas, column)| {
                sum.and(&Emissions::from_kilograms(gas, Exact::new(column[row], 6))).unwrap()
            })
        };
        let layer = CARRIERS.iter().enumerate().map(|(row, carrier)| {
            let unit = "MWh".parse().unwrap();
            EmissionFactor::new(*carrier, *carrier, unit, emissions(row), source.clone()).unwrap()
        });
        let set = FactorSet::new([FactorLayer::new("tests", "2026", layer).unwrap()]);
        let activities = lines.iter().enumerate().map(|(at, &(place, year, carrier, amount))| {
            let year = Year::new(2020 + i64::try_from(year).unwrap()).unwrap();
            let amount = Amount::new(Exact::new(amount, 3), "MWh".parse().unwrap());
            Activity::new(PLACES[place], year, "gpc:I.1.1".parse().unwrap(), amount, &source)
                .carrier(CARRIERS[carrier])
                .path(format!("line {at}"))
        });
        let account = Account::compute(activities, &Profile::new("tests", GwpSet::ar5()), &set).unwrap();

        let slices: Vec<&[i64]> = factors.iter().map(Vec::as_slice).collect();
        let decimals = Decimals { activities: 3, factors: 6 };
        let mut totals = ExactTotals::new(6, 3, decimals).unwrap();
        let column = |pick: &dyn Fn(&(usize, usize, usize, i64)) -> usize| -> Vec<u32> {
            lines.iter().map(|line| u32::try_from(pick(line)).unwrap()).collect()
        };
        let (rows, groups) = (column(&|line| line.2), column(&|line| 2 * line.0 + line.1));
        let amounts: Vec<i64> = lines.iter().map(|line| line.3).collect();
        let block = Lines { activities: &amounts, rows: Rows::Each(&rows), groups: Groups::Each(&groups) };
        totals.add(&Factors::exact(&slices).unwrap(), &block).unwrap();

        let weights: Vec<Exact> = GASES.iter().map(|&gas| GwpSet::ar5().value(gas).unwrap()).collect();
        let co2e = totals.co2e(&weights).unwrap();
        let by_facet = account.totals(&[Facet::Place, Facet::Year]).unwrap();
        for row in by_facet.rows() {
            let Label::Text(place) = row.label(0) else { panic!() };
            let place = PLACES.iter().position(|known| **known == **place).unwrap();
            let Label::Year(year) = row.label(1) else { panic!() };
            let group = 2 * place + usize::try_from(year.number() - 2020).unwrap();
            for (gas, &name) in GASES.iter().enumerate() {
                prop_assert_eq!(totals.gas(gas).value(group).unwrap(), row.total().net().kilograms(name));
            }
            let tonnes = row.total().co2e().unwrap().tonnes();
            prop_assert_eq!(co2e.value(group).unwrap(), tonnes.checked_mul(1000.into()).unwrap());
        }
    }

    /// Sums of a tree against a walk from each leaf to its root.
    #[test]
    fn trees_add_up(
        parents in prop::collection::vec(any::<prop::sample::Index>(), 1..40),
        records in 0_usize..5,
        seed in prop::collection::vec(-(1_i64 << 50)..1 << 50, 200),
    ) {
        // Parents before or behind their children: the numbers are turned around for every other tree.
        let count = parents.len();
        let turn = |node: usize| if count % 2 == 0 { count - 1 - node } else { node };
        let mut up = vec![None; count];
        for (node, parent) in parents.iter().enumerate().skip(1) {
            up[turn(node)] = Some(turn(parent.index(node)));
        }
        let tree = Tree::new(&up).unwrap();
        let leaves: Vec<i64> = (0..records * tree.leaves().len()).map(|at| seed[at % 200]).collect();
        let mut sums = vec![0; records * tree.inner().len()];
        tree.roll_up(&leaves, &mut sums).unwrap();
        let mut expected = vec![0; sums.len()];
        for record in 0..records {
            for (place, &leaf) in tree.leaves().iter().enumerate() {
                let mut node = up[leaf];
                while let Some(above) = node {
                    let inner = tree.inner().binary_search(&above).unwrap();
                    expected[record * tree.inner().len() + inner] += leaves[record * tree.leaves().len() + place];
                    node = up[above];
                }
            }
        }
        prop_assert_eq!(&sums, &expected);
        // Values below 2^53 are exact in floating point, too.
        let floats: Vec<f64> = leaves.iter().map(|value| (*value >> 8) as f64).collect();
        let shifted: Vec<i64> = leaves.iter().map(|value| *value >> 8).collect();
        let mut float_sums = vec![0.0; sums.len()];
        tree.roll_up_floats(&floats, &mut float_sums).unwrap();
        tree.roll_up(&shifted, &mut sums).unwrap();
        prop_assert_eq!(float_sums, sums.iter().map(|sum| *sum as f64).collect::<Vec<_>>());
    }
}

#[test]
fn a_tree_names_every_deviating_cell() {
    // 0 total: 1 energy (2, 3), 4 waste
    let tree = Tree::new(&[None, Some(0), Some(1), Some(1), Some(0)]).unwrap();
    let leaves = [1000, 2000, 500, 1000, 2000, 500];
    let mut sums = [0; 4];
    tree.roll_up(&leaves, &mut sums).unwrap();
    let tolerance = Tolerance::new("0.001".parse().unwrap(), 0).unwrap();
    // 3500 may be off by 3, 3000 by 3.
    let reported = [3503, 2997, 3504, 2996];
    let found = tree.deviations(&sums, &reported, tolerance).unwrap();
    let cells: Vec<_> = found.iter().map(|cell| (cell.record, cell.node, cell.reported)).collect();
    assert_eq!(cells, [(1, 0, 3504), (1, 1, 2996)]);
    let floats = |values: &[i64]| values.iter().map(|value| *value as f64).collect::<Vec<_>>();
    let again = tree.float_deviations(&floats(&sums), &floats(&reported), 0.001, 0.0).unwrap();
    assert_eq!(
        again.iter().map(|cell| (cell.record, cell.node)).collect::<Vec<_>>(),
        [(1, 0), (1, 1)]
    );
}

#[test]
fn lines_behind_an_error_can_be_added() {
    let factors = Factors::exact(&[&[2, 3], &[5, 7], &[1, 1], &[9, 9]]).unwrap();
    for bad in 0..3 {
        let mut totals = ExactTotals::new(2, 4, Decimals::default()).unwrap();
        let mut rows = vec![0; 1500];
        let mut groups = vec![1; 1500];
        let mut activities = vec![1; 1500];
        match bad {
            0 => rows[1200] = 2,
            1 => groups[1200] = 2,
            _ => activities[1200] = i64::MAX,
        }
        let wide = Factors::exact(&[&[2, 3], &[5, 7], &[1, 1], &[i64::MAX, 9]]).unwrap();
        let factors = if bad == 2 { &wide } else { &factors };
        let lines = |from: usize| Lines {
            activities: &activities[from..],
            rows: Rows::Each(&rows[from..]),
            groups: Groups::Each(&groups[from..]),
        };
        let error = totals.add(factors, &lines(0)).unwrap_err();
        assert_eq!(error.location().line, Some(1201), "{error}");
        assert_eq!(totals.gas(0).mantissas(), [0, 2400]);
        let last = totals.gas(3).mantissas()[1];
        assert_eq!(last, 1200 * if bad == 2 { i128::from(i64::MAX) } else { 9 });
        totals.add(factors, &lines(1201)).unwrap();
        assert_eq!((totals.lines(), totals.gas(1).mantissas()[1]), (1499, 1499 * 5));
    }
}

#[test]
fn a_group_that_is_not_there_does_not_spill_into_another() {
    let mut totals = ExactTotals::new(2, 1, Decimals::default()).unwrap();
    let factors = Factors::exact(&[&[1, 1, 1]]).unwrap();
    let groups = Groups::Runs { first: u32::MAX, lengths: &[1, 2] };
    let lines = Lines { activities: &[1, 1, 1], rows: Rows::From(0), groups };
    let error = totals.add(&factors, &lines).unwrap_err();
    assert_eq!((error.kind(), error.location().line), (ErrorKind::OutOfRange, Some(1)));
    assert_eq!(totals.gas(0).mantissas(), [0, 0]);
}

#[test]
fn totals_at_the_edge_are_exact() {
    // Products just below 2^95, of both signs, past what 64 bits hold.
    let large = (1_i64 << 48) - 1;
    let column = [large, -large];
    let factors = Factors::exact(&[&column]).unwrap();
    let mut totals = ExactTotals::new(1, 1, Decimals::default()).unwrap();
    let activities = [(1_i64 << 47) - 1; 3];
    let lines = Lines {
        activities: &activities,
        rows: Rows::Each(&[0, 0, 1]),
        groups: Groups::Each(&[0; 3]),
    };
    totals.add(&factors, &lines).unwrap();
    assert_eq!(totals.gas(0).mantissas(), [i128::from(activities[0]) * i128::from(large)]);
    // CO2e beyond 64 bits takes the long way.
    let co2e = totals.co2e(&["27.9".parse().unwrap()]).unwrap();
    let expected = totals.gas(0).value(0).unwrap().checked_mul("27.9".parse().unwrap()).unwrap();
    assert_eq!(co2e.value(0).unwrap(), expected);
    let error = totals.co2e(&[Exact::new(i64::MAX, 0)]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Overflow);
    assert!(error.to_string().contains("the group 0"));
}

/// Memory does not grow with the lines; a closed form gives the totals.
fn stream(lines: usize) {
    const BLOCK: usize = 4000;
    let factors = Factors::exact(&[&[1, 2, 3, 4]]).unwrap();
    let decimals = Decimals { activities: 2, factors: 3 };
    let mut totals = ExactTotals::new(100, 1, decimals).unwrap();
    let column = |limit: u32| -> Vec<u32> { (0..4000).map(|line| line % limit).collect() };
    let (rows, groups) = (column(4), column(100));
    let activities: Vec<i64> = (0..4000).map(|line| line % 1000).collect();
    let block =
        Lines { activities: &activities, rows: Rows::Each(&rows), groups: Groups::Each(&groups) };
    let before = peak_memory();
    for _ in 0..lines / BLOCK {
        totals.add(&factors, &block).unwrap();
    }
    if let (Some(before), Some(after)) = (before, peak_memory()) {
        assert!(after - before < 4 << 20, "{before} to {after} bytes");
    }
    for group in 0..100_i128 {
        let members = (0..10).map(|step| group + 100 * step);
        let sum: i128 = members.map(|line| line * (line % 4 + 1)).sum();
        let times = i128::try_from(lines / 1000).unwrap();
        let place = usize::try_from(group).unwrap();
        assert_eq!(totals.gas(0).mantissas()[place], sum * times);
    }
}

fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
}

#[test]
fn a_stream_needs_no_memory_of_its_own() {
    stream(400_000);
}

#[test]
#[ignore = "ten million lines take seconds without optimisation"]
fn a_long_stream_needs_no_memory_of_its_own() {
    stream(10_000_000);
}
