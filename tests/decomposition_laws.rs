//! Laws of decompositions.
#![allow(clippy::unwrap_used)]

use climate_account::decomposition::{
    Decomposition, DecompositionRule, Identity, LineValues, logarithmic_mean,
};
use climate_account::number::Exact;
use climate_account::{Title, Year};
use proptest::prelude::*;

const FACTORS: usize = 4;

fn identity() -> Identity {
    Identity::new((0..FACTORS).map(|index| Title::new(index.to_string(), index.to_string())))
        .unwrap()
}

fn lines(from: i64) -> impl Strategy<Value = Vec<LineValues>> {
    let value = (from..100_000, 0_i8..4).prop_map(|(mantissa, scale)| Exact::new(mantissa, scale));
    let values = prop::collection::vec(value, FACTORS);
    prop::collection::vec(values, 3).prop_map(|lines| {
        let line =
            |(index, values): (usize, Vec<Exact>)| LineValues::new(index.to_string(), values);
        lines.into_iter().enumerate().map(line).collect()
    })
}

fn sum(values: &[Exact]) -> Exact {
    values.iter().fold(Exact::ZERO, |sum, value| sum.checked_add(*value).unwrap())
}

fn reversed(lines: &[LineValues]) -> Vec<LineValues> {
    let turn = |line: &LineValues| LineValues::new(&line.name, line.values.iter().rev().copied());
    lines.iter().map(turn).collect()
}

fn near(one: Exact, other: Exact) -> bool {
    one.checked_sub(other).unwrap().abs() <= Exact::new(1, 3)
}

fn adds_up(change: &Decomposition) -> bool {
    sum(&change.effects) == change.change().unwrap()
        && change
            .lines
            .iter()
            .all(|line| sum(&line.effects) == line.end.checked_sub(line.start).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn effects_add_up_to_the_change_exactly(start in lines(0), end in lines(0)) {
        for rule in [DecompositionRule::Logarithmic, DecompositionRule::Shapley] {
            prop_assert!(adds_up(&identity().decompose(&start, &end, rule).unwrap()));
        }
    }

    /// Emissions in other units have their effects in these units.
    #[test]
    fn scaling_emissions_scales_the_effects(start in lines(0), end in lines(0), power in -6_i8..6) {
        let scaled = |lines: &[LineValues]| -> Vec<LineValues> {
            let times = |line: &LineValues| {
                let mut values = line.values.clone();
                values[1] = values[1].checked_mul(Exact::new(1, power)).unwrap();
                LineValues::new(&line.name, values)
            };
            lines.iter().map(times).collect()
        };
        for rule in [DecompositionRule::Logarithmic, DecompositionRule::Shapley] {
            let one = identity().decompose(&start, &end, rule).unwrap();
            let other = identity().decompose(&scaled(&start), &scaled(&end), rule).unwrap();
            for (one, other) in one.effects.iter().zip(&other.effects) {
                let back = other.checked_mul(Exact::new(1, -power)).unwrap();
                let off = one.checked_sub(back).unwrap().abs();
                let size = one.abs().max(Exact::ONE).checked_mul(Exact::new(1, 18)).unwrap();
                prop_assert!(off <= size, "{rule:?} {one} {back} {off}");
            }
        }
    }

    #[test]
    fn shapley_takes_any_sign(start in lines(-100_000), end in lines(-100_000)) {
        let by = |rule| identity().decompose(&start, &end, rule).unwrap();
        prop_assert!(adds_up(&by(DecompositionRule::Shapley)));
        let base = by(DecompositionRule::BaseWeights);
        let all = sum(&base.effects).checked_add(base.interaction).unwrap();
        prop_assert_eq!(all, base.change().unwrap());
    }

    #[test]
    fn the_order_of_factors_and_lines_does_not_matter(start in lines(0), end in lines(0)) {
        for rule in [DecompositionRule::Logarithmic, DecompositionRule::Shapley] {
            let change = identity().decompose(&start, &end, rule).unwrap();
            let turned = identity().decompose(&reversed(&start), &reversed(&end), rule).unwrap();
            for (one, other) in change.effects.iter().zip(turned.effects.iter().rev()) {
                prop_assert!(near(*one, *other));
            }
            let shuffled: Vec<_> = start.iter().rev().cloned().collect();
            prop_assert_eq!(change.effects, identity().decompose(&shuffled, &end, rule).unwrap().effects);
        }
    }

    #[test]
    fn nothing_changed_has_no_effects(lines in lines(0)) {
        for rule in [DecompositionRule::Logarithmic, DecompositionRule::Shapley, DecompositionRule::BaseWeights] {
            let change = identity().decompose(&lines, &lines, rule).unwrap();
            prop_assert_eq!(change.effects, vec![Exact::ZERO; FACTORS]);
        }
    }

    #[test]
    fn a_way_back_undoes_the_way_there(start in lines(1), end in lines(1)) {
        let years = [(2020, &start), (2021, &end), (2022, &start)]
            .map(|(year, lines)| (Year::new(year).unwrap(), lines.clone()));
        let chain = identity().chain(&years, DecompositionRule::Logarithmic).unwrap();
        for effect in chain.effects {
            prop_assert!(near(effect, Exact::ZERO));
        }
    }

    #[test]
    fn a_logarithmic_mean_lies_between(from in 1_i64..1_000_000, more in 1_i64..1_000_000, scale in 0_i8..18) {
        let from = Exact::from(from);
        let to = from.checked_add(Exact::new(more, scale)).unwrap();
        let mean = logarithmic_mean(from, to).unwrap();
        prop_assert!(from < mean && mean < to);
        prop_assert_eq!(mean, logarithmic_mean(to, from).unwrap());
    }
}
