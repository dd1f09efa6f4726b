use std::collections::BTreeMap;

use super::float;
use super::law::Law;
use super::model::Model;
use super::problem::EnsembleProblem;
use super::propagation::Moments;
use super::run::unknown_output;
use crate::error::{Error, Result};
use crate::number::Exact;

/// What a variable, or a group of correlated ones, adds to the variance of a result.
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
    /// The variable; those of a correlated group are one input and named together (`a + b`).
    pub variable: String,
    /// The share of the variance that would go if it were known, from 0 to 1.
    pub share: f64,
}

impl Model {
    /// Mean and standard deviation of the sum of outputs in closed form, exact for independent
    /// variables of any distribution and for correlated normals and lognormals; other correlated
    /// ones enter with six digits.
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
    /// [`MissingValue`](crate::ErrorKind::MissingValue) for an output that the model has not;
    /// [`InvalidCorrelation`](crate::ErrorKind::InvalidCorrelation) where a line multiplies two
    /// variables that are correlated, which draws can do.
    pub fn expectation(&self, outputs: &[&str]) -> Result<Moments> {
        let terms = self.weighted(outputs)?;
        let mean = terms.iter().map(|term| term.weight * term.mean_without(None)).sum();
        Ok(Moments { mean, standard_deviation: self.variance(&terms).max(0.0).sqrt() })
    }

    /// What each variable adds to the variance of the sum of outputs, the largest first.
    ///
    /// The share is that of the first order: the variance of the mean given the variable, in closed
    /// form. The shares add up to one but for what products of variables add together. Correlated
    /// variables cannot be told apart and share one contribution.
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
        let whole = self.variance(&terms);
        // By variable; those of a group in one.
        let mut slopes: BTreeMap<Input<'_>, BTreeMap<&str, f64>> = BTreeMap::new();
        for term in &terms {
            for factor in &term.factors {
                let input = factor
                    .group
                    .map_or(Input::Alone(factor.name), |(group, _)| Input::Group(group));
                let slope = slopes.entry(input).or_default().entry(factor.name).or_insert(0.0);
                *slope += term.weight * term.mean_without(Some(factor.name));
            }
        }
        let known: BTreeMap<&str, &Factor<'_>> = terms
            .iter()
            .flat_map(|term| &term.factors)
            .map(|factor| (factor.name, factor))
            .collect();
        let mut contributions: Vec<Contribution> = slopes
            .into_values()
            .map(|slopes| {
                let mut own = 0.0;
                for (name, slope) in &slopes {
                    for (other, second) in &slopes {
                        if let (Some(one), Some(two)) = (known.get(name), known.get(other)) {
                            own += slope * second * self.covariance_of(one, two);
                        }
                    }
                }
                Contribution {
                    variable: slopes.into_keys().collect::<Vec<_>>().join(" + "),
                    share: if whole > 0.0 { own / whole } else { 0.0 },
                }
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
                let mut groups = self.groups.iter().enumerate();
                let group = groups.find_map(|(group, of)| Some((group, of.place(name)?)));
                Some(Factor { name, law, mean: law.mean(), variance: law.variance(), group })
            });
            let factors: Vec<Factor<'_>> = factors.collect();
            for (place, factor) in factors.iter().enumerate() {
                let earlier = factors[..place].iter().find(|other| factor.is_grouped_with(other));
                if let Some(other) = earlier {
                    let (first, second) = (other.name.to_owned(), factor.name.to_owned());
                    return Err(Error::new(EnsembleProblem::CorrelatedProduct { first, second }));
                }
            }
            terms.push(Weighted { weight: float(weight), factors });
        }
        Ok(terms)
    }

    /// The covariance of two variables of terms.
    fn covariance_of(&self, one: &Factor<'_>, other: &Factor<'_>) -> f64 {
        if one.name == other.name {
            return one.variance;
        }
        match (one.group, other.group) {
            (Some((group, place)), Some((same, second))) if group == same => {
                let correlation = self.groups[group].correlation(place, second);
                one.law.covariance(other.law, correlation)
            }
            _ => 0.0,
        }
    }

    /// The covariance of two terms, without a difference of large numbers. A variable of the one has
    /// at most one partner in the other: itself, or one that it is correlated with.
    fn covariance(&self, one: &Weighted<'_>, other: &Weighted<'_>) -> f64 {
        let mut apart = one.weight * other.weight;
        // Of the partners: the product of the means, and how much the mean of the product is above it.
        let (mut products, mut excess) = (1.0, 0.0);
        for factor in &one.factors {
            match other.factors.iter().find(|second| factor.is_partner_of(second)) {
                Some(partner) => {
                    let (product, shared) =
                        (factor.mean * partner.mean, self.covariance_of(factor, partner));
                    excess = excess * (product + shared) + products * shared;
                    products *= product;
                }
                None => apart *= factor.mean,
            }
        }
        let alone =
            |factor: &&Factor<'_>| !one.factors.iter().any(|first| first.is_partner_of(factor));
        for factor in other.factors.iter().filter(alone) {
            apart *= factor.mean;
        }
        apart * excess
    }

    fn variance(&self, terms: &[Weighted<'_>]) -> f64 {
        let mut sum = 0.0;
        for (place, term) in terms.iter().enumerate() {
            sum += self.covariance(term, term);
            for other in &terms[place + 1..] {
                sum += 2.0 * self.covariance(term, other);
            }
        }
        sum
    }
}

/// What the variance is shared among.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Input<'a> {
    Alone(&'a str),
    Group(usize),
}

/// A term of a sum of outputs; factors in the order of their names.
struct Weighted<'a> {
    weight: f64,
    factors: Vec<Factor<'a>>,
}

struct Factor<'a> {
    name: &'a str,
    law: &'a Law,
    mean: f64,
    variance: f64,
    /// The correlated group, and the place in it.
    group: Option<(usize, usize)>,
}

impl Factor<'_> {
    fn is_grouped_with(&self, other: &Factor<'_>) -> bool {
        matches!((self.group, other.group), (Some((one, _)), Some((second, _))) if one == second)
    }

    fn is_partner_of(&self, other: &Factor<'_>) -> bool {
        self.name == other.name || self.is_grouped_with(other)
    }
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
}
