use std::collections::BTreeMap;

use super::float;
use super::model::Model;
use super::propagation::Moments;
use super::run::unknown_output;
use crate::error::Result;
use crate::number::Exact;

/// What a variable adds to the variance of a result.
///
/// # Examples
///
/// ```
/// use climate_account::distribution::{Distribution, Family};
/// use climate_account::ensemble::Model;
///
/// let mut model = Model::new();
/// for (name, sd) in [("small", 3), ("large", 4)] {
///     model.variable(name, &Distribution::from_mean_and_sd(Family::Normal, 10, sd)?)?;
///     model.line("x", 1.into(), &[name])?;
/// }
/// let contributions = model.contributions(&["x"])?;
/// assert_eq!(contributions[0].variable, "large");
/// assert!((contributions[0].share - 0.64).abs() < 1e-15); // 16 of 25
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Contribution {
    /// The variable.
    pub variable: String,
    /// The share of the variance that would go if it were known, from 0 to 1.
    pub share: f64,
}

impl Model {
    /// Mean and standard deviation of the sum of outputs in closed form, exact for independent
    /// variables of any distribution.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::distribution::{Distribution, Family};
    /// use climate_account::ensemble::Model;
    ///
    /// let mut model = Model::new();
    /// model.variable("factor", &Distribution::from_mean_and_sd(Family::Normal, 10, 1)?)?;
    /// model.line("homes", 30.into(), &["factor"])?;
    /// model.line("shops", 20.into(), &["factor"])?;
    /// let total = model.expectation(&["homes", "shops"])?;
    /// assert_eq!((total.mean, total.standard_deviation), (500.0, 50.0));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) for an output that the model has not.
    pub fn expectation(&self, outputs: &[&str]) -> Result<Moments> {
        let terms = self.weighted(outputs)?;
        let mean = terms.iter().map(|term| term.weight * term.mean_without(None)).sum();
        Ok(Moments { mean, standard_deviation: variance(&terms).max(0.0).sqrt() })
    }

    /// What each variable adds to the variance of the sum of outputs, the largest first.
    ///
    /// The share is that of the first order: the variance of the mean given the variable, in closed
    /// form. The shares add up to one but for what products of variables add together.
    ///
    /// # Examples
    ///
    /// See [`Contribution`]; a product of two variables:
    ///
    /// ```
    /// use climate_account::distribution::{Distribution, Family};
    /// use climate_account::ensemble::Model;
    ///
    /// let mut model = Model::new();
    /// model.variable("activity", &Distribution::from_mean_and_sd(Family::Normal, 10, 1)?)?;
    /// model.variable("factor", &Distribution::from_mean_and_sd(Family::Normal, 10, 2)?)?;
    /// model.line("x", 1.into(), &["activity", "factor"])?;
    /// let contributions = model.contributions(&["x"])?;
    /// assert!((contributions[0].share - 400.0 / 504.0).abs() < 1e-15);
    /// assert!((contributions[1].share - 100.0 / 504.0).abs() < 1e-15);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`expectation`](Model::expectation).
    pub fn contributions(&self, outputs: &[&str]) -> Result<Vec<Contribution>> {
        let terms = self.weighted(outputs)?;
        let whole = variance(&terms);
        let mut slopes: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
        for term in &terms {
            for factor in &term.factors {
                let entry = slopes.entry(factor.name).or_insert((0.0, factor.variance));
                entry.0 += term.weight * term.mean_without(Some(factor.name));
            }
        }
        let mut contributions: Vec<Contribution> = slopes
            .into_iter()
            .map(|(name, (slope, own))| Contribution {
                variable: name.to_owned(),
                share: if whole > 0.0 { slope * slope * own / whole } else { 0.0 },
            })
            .collect();
        // Stable: equal shares stay in the order of the names.
        contributions.sort_by(|one, other| other.share.total_cmp(&one.share));
        Ok(contributions)
    }

    /// The terms of the sum of outputs.
    fn weighted(&self, outputs: &[&str]) -> Result<Vec<Weighted<'_>>> {
        if let Some(name) = outputs.iter().find(|name| !self.outputs.contains(**name)) {
            return Err(unknown_output(name, self.outputs.iter().map(String::as_str)));
        }
        let mut terms = Vec::new();
        for (names, weights) in &self.terms {
            let mut weight = Exact::ZERO;
            for output in outputs {
                if let Some(amount) = weights.get(*output) {
                    weight = weight.checked_add(*amount)?;
                }
            }
            if weight.is_zero() {
                continue;
            }
            let factors = names.iter().filter_map(|name| {
                let law = &self.variables.get(name)?.law;
                Some(Factor { name, mean: law.mean(), variance: law.variance() })
            });
            terms.push(Weighted { weight: float(weight), factors: factors.collect() });
        }
        Ok(terms)
    }
}

/// A term of a sum of outputs; factors in the order of their names.
struct Weighted<'a> {
    weight: f64,
    factors: Vec<Factor<'a>>,
}

struct Factor<'a> {
    name: &'a str,
    mean: f64,
    variance: f64,
}

impl Weighted<'_> {
    /// The mean of the product of all factors but one.
    fn mean_without(&self, left_out: Option<&str>) -> f64 {
        self.factors
            .iter()
            .filter(|factor| Some(factor.name) != left_out)
            .map(|factor| factor.mean)
            .product()
    }

    /// The covariance with another term, of independent variables; without a difference of large
    /// numbers.
    fn covariance(&self, other: &Weighted<'_>) -> f64 {
        let mut apart = self.weight * other.weight;
        // Of the shared factors: the product of squared means, and how much the mean of the product
        // of squares is above it.
        let (mut squares, mut excess) = (1.0, 0.0);
        let find =
            |term: &Weighted<'_>, name: &str| term.factors.iter().any(|factor| factor.name == name);
        for factor in &self.factors {
            if find(other, factor.name) {
                let square = factor.mean * factor.mean;
                excess = excess * (square + factor.variance) + squares * factor.variance;
                squares *= square;
            } else {
                apart *= factor.mean;
            }
        }
        for factor in other.factors.iter().filter(|factor| !find(self, factor.name)) {
            apart *= factor.mean;
        }
        apart * excess
    }
}

fn variance(terms: &[Weighted<'_>]) -> f64 {
    let mut sum = 0.0;
    for (place, term) in terms.iter().enumerate() {
        sum += term.covariance(term);
        for other in &terms[place + 1..] {
            sum += 2.0 * term.covariance(other);
        }
    }
    sum
}
