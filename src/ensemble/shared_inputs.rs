use std::collections::{BTreeMap, BTreeSet};

use super::approach_one::{InputCorrelation, InventoryLine, SharedInput};
use super::correlation::Group;
use super::float;
use super::problem::EnsembleProblem;
use super::run::near;
use crate::error::{Error, Result};
use crate::number::Exact;

/// The two inputs of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum InputKind {
    Activity,
    Factor,
}

/// What moves level and trend, added up for inputs that lines share.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    shared: BTreeMap<SharedInput, Shared>,
    /// Squares of what lines have alone.
    alone: [f64; 2],
}

#[derive(Debug)]
struct Shared {
    uncertainty: Exact,
    /// Between the years.
    correlated: bool,
    level: f64,
    trend: f64,
}

impl Inputs {
    pub(super) fn add(
        &mut self,
        line: &InventoryLine,
        kind: InputKind,
        level: f64,
        trend: f64,
    ) -> Result<()> {
        let (name, uncertainty, correlated) = match kind {
            InputKind::Activity => {
                let name = line.shared_activity.clone().map(SharedInput::Activity);
                (name, line.activity_uncertainty, line.activity_correlated)
            }
            InputKind::Factor => {
                let name = line.shared_factor.clone().map(SharedInput::Factor);
                (name, line.factor_uncertainty, line.factor_correlated)
            }
        };
        let Some(name) = name else {
            self.alone[0] += level * level;
            self.alone[1] += trend * trend;
            return Ok(());
        };
        let shared = self.shared.entry(name.clone()).or_insert(Shared {
            uncertainty,
            correlated,
            level: 0.0,
            trend: 0.0,
        });
        if shared.uncertainty != uncertainty || shared.correlated != correlated {
            let (input, name) = (name.to_string(), line.name());
            return Err(Error::new(EnsembleProblem::SharedInput { input, name }));
        }
        shared.level += level;
        shared.trend += trend;
        Ok(())
    }

    /// Of level and trend.
    pub(super) fn variances(&self, correlations: &[InputCorrelation]) -> Result<[f64; 2]> {
        let [mut level, mut trend] = self.alone;
        for shared in self.shared.values() {
            level += shared.level * shared.level;
            trend += shared.trend * shared.trend;
        }
        self.check(correlations)?;
        for pair in correlations {
            let (one, other) = (self.find(&pair.first)?, self.find(&pair.second)?);
            if one.correlated != other.correlated {
                let (first, second) = (pair.first.to_string(), pair.second.to_string());
                return Err(Error::new(EnsembleProblem::MixedYears { first, second }));
            }
            let correlation = float(pair.correlation);
            level += 2.0 * correlation * one.level * other.level;
            trend += 2.0 * correlation * one.trend * other.trend;
        }
        Ok([level.max(0.0), trend.max(0.0)])
    }

    fn find(&self, input: &SharedInput) -> Result<&Shared> {
        self.shared.get(input).ok_or_else(|| {
            let known: Vec<String> = self.shared.keys().map(ToString::to_string).collect();
            let name = input.to_string();
            let near = near(&name, known.iter().map(String::as_str));
            Error::new(EnsembleProblem::UnknownInput { name, near })
        })
    }

    /// That there are inputs with these correlations.
    fn check(&self, correlations: &[InputCorrelation]) -> Result<()> {
        let named: BTreeSet<&SharedInput> =
            correlations.iter().flat_map(|pair| [&pair.first, &pair.second]).collect();
        let mut rows = vec![vec![Exact::ZERO; named.len()]; named.len()];
        for (place, row) in rows.iter_mut().enumerate() {
            row[place] = Exact::ONE;
        }
        let mut known = BTreeSet::new();
        for pair in correlations {
            self.find(&pair.first)?;
            self.find(&pair.second)?;
            let place =
                |input: &SharedInput| named.iter().take_while(|known| **known < input).count();
            let (one, other) = (place(&pair.first), place(&pair.second));
            if one == other || !known.insert((one.min(other), one.max(other))) {
                let (first, second) = (pair.first.to_string(), pair.second.to_string());
                return Err(Error::new(EnsembleProblem::PairTwice { first, second }));
            }
            rows[one][other] = pair.correlation;
            rows[other][one] = pair.correlation;
        }
        let texts: Vec<String> = named.iter().map(ToString::to_string).collect();
        let variables: Vec<&str> = texts.iter().map(String::as_str).collect();
        Group::new(&variables, &rows).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ApproachOne, TrendSensitivity};
    use super::*;

    fn line(factor: &str, activity: &str) -> InventoryLine {
        InventoryLine {
            shared_factor: Some(factor.to_owned()),
            shared_activity: Some(activity.to_owned()),
            ..InventoryLine::new("1.A", "CO2", 50.into(), 50.into(), 10.into(), 10.into())
        }
    }

    fn pair(first: &str, second: &str, correlation: &str) -> InputCorrelation {
        let factor = |name: &str| SharedInput::Factor(name.to_owned());
        let correlation = correlation.parse().unwrap();
        InputCorrelation { first: factor(first), second: factor(second), correlation }
    }

    #[test]
    fn the_gases_of_one_fuel_share_its_amount() {
        let rule = TrendSensitivity::Derivative;
        let both = ApproachOne::new(&[line("a", "fuel"), line("b", "fuel")], rule).unwrap();
        // 10 % of all, and twice 10 % of a half.
        assert!((both.level_uncertainty - 150f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn refuses_correlations_that_cannot_be() {
        let lines = [line("a", "x"), line("b", "y"), line("c", "z")];
        let text = |pairs: &[InputCorrelation]| {
            let rule = TrendSensitivity::Printed;
            ApproachOne::with_correlations(&lines, pairs, rule).unwrap_err().to_string()
        };
        assert_eq!(
            text(&[pair("a", "d", "0.1")]),
            "expected an input that lines share, found factor d; did you mean factor a, factor b, factor c?"
        );
        assert_eq!(
            text(&[pair("a", "b", "0.1"), pair("b", "a", "0.2")]),
            "expected one correlation of two inputs, found another of factor b and factor a; give each pair once"
        );
        assert!(text(&[pair("a", "a", "0.1")]).contains("another of factor a and factor a"));
        assert!(
            text(&[pair("a", "b", "1")]).contains("factor b is more than determined by factor a")
        );
        let mut mixed = lines.clone();
        mixed[1].factor_correlated = false;
        let rule = TrendSensitivity::Printed;
        let error = ApproachOne::with_correlations(&mixed, &[pair("a", "b", "0.5")], rule);
        assert_eq!(
            error.unwrap_err().to_string(),
            "expected inputs that are both correlated between the years or both not, found factor a and factor b, of which one is; their part in the trend is not defined"
        );
    }
}
