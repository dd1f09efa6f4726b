use super::float;
use super::model::Model;
use super::plan::BLOCK;
use super::problem::EnsembleProblem;
use super::run::near;
use crate::error::{Error, Result};
use crate::number::Exact;

/// Variables that are drawn together.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// In the order of the names, which the draws hang on.
    pub(super) names: Vec<String>,
    matrix: Vec<Vec<f64>>,
    root: Vec<Vec<f64>>,
}

impl Model {
    /// Correlates variables; those not named stay independent.
    ///
    /// The numbers are correlations of the *normal scores* (a Gaussian copula): of the normal
    /// variables that each distribution is made of by its quantiles. For normals that is the usual
    /// correlation, for lognormals that of the logarithms. The rank correlation of Spearman is, for
    /// any distributions, `6/pi asin(r/2)`, so that a rank correlation of 0.8 is an r of 0.8135.
    ///
    /// A variable keeps its own distribution and, where it is the first of the group by name, its own
    /// draws. Latin hypercubes cannot be correlated draw by draw and are refused.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::distribution::{Distribution, Family};
    /// use climate_account::ensemble::{Model, Simulation};
    /// use climate_account::number::Exact;
    ///
    /// let mut model = Model::new();
    /// for name in ["cattle", "pigs"] {
    ///     model.variable(name, &Distribution::from_mean_and_sd(Family::Normal, 100, 10)?)?;
    ///     model.line("manure", 1.into(), &[name])?;
    /// }
    /// let (one, r) = (Exact::ONE, Exact::new(62, 2));
    /// model.correlate(&["cattle", "pigs"], &[[one, r], [r, one]])?;
    ///
    /// // 100 + 100 + 2 x 0.62 x 100
    /// let known = model.expectation(&["manure"])?;
    /// assert!((known.standard_deviation - 18.0).abs() < 1e-12);
    /// let drawn = model.simulate(&Simulation::new(10_000, 1)?)?.output("manure")?.summary()?;
    /// let off = (drawn.standard_deviation.value - 18.0).abs();
    /// assert!(off < 5.0 * drawn.standard_deviation.standard_error);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidCorrelation`](crate::ErrorKind::InvalidCorrelation), with the names, where the matrix
    /// has not a row and a column for each variable, is not symmetric, has another number than 1 on
    /// its diagonal, or is not positive definite;
    /// [`MissingValue`](crate::ErrorKind::MissingValue) for a variable that the model has not;
    /// [`DuplicateId`](crate::ErrorKind::DuplicateId) for one that is correlated already.
    pub fn correlate<R: AsRef<[Exact]>>(&mut self, variables: &[&str], rows: &[R]) -> Result<()> {
        for (place, name) in variables.iter().enumerate() {
            if !self.variables.contains_key(*name) {
                let near = near(name, self.variables.keys().map(String::as_str));
                let name = (*name).to_owned();
                return Err(Error::new(EnsembleProblem::UnknownVariable { name, near }));
            }
            let earlier = self.groups.iter().any(|group| group.place(name).is_some());
            if earlier || variables[..place].contains(name) {
                let name = (*name).to_owned();
                return Err(Error::new(EnsembleProblem::CorrelatedTwice { name }));
            }
        }
        self.groups.push(Group::new(variables, rows)?);
        Ok(())
    }
}

impl Group {
    pub(super) fn new<R: AsRef<[Exact]>>(variables: &[&str], rows: &[R]) -> Result<Group> {
        let name =
            |place: usize| variables.get(place).map_or_else(String::new, |name| (*name).to_owned());
        let size = variables.len();
        if rows.len() != size {
            let found = rows.len();
            return Err(Error::new(EnsembleProblem::MatrixRows { expected: size, found }));
        }
        let row = |place: usize| rows.get(place).map_or(&[][..], AsRef::as_ref);
        for place in 0..size {
            if row(place).len() != size {
                let (name, found) = (name(place), row(place).len());
                return Err(Error::new(EnsembleProblem::MatrixRow { name, expected: size, found }));
            }
            if row(place)[place] != Exact::ONE {
                let (name, found) = (name(place), row(place)[place].to_string());
                return Err(Error::new(EnsembleProblem::Diagonal { name, found }));
            }
            for other in 0..place {
                let (one, second) = (row(other)[place], row(place)[other]);
                if one != second {
                    return Err(Error::new(EnsembleProblem::NotSymmetric {
                        first: name(other),
                        second: name(place),
                        found: format!("{one} and {second}"),
                    }));
                }
            }
        }
        let mut order: Vec<usize> = (0..size).collect();
        order.sort_by_key(|place| variables[*place]);
        let at = |one: usize, other: usize| float(row(order[one])[order[other]]);
        let matrix: Vec<Vec<f64>> =
            (0..size).map(|one| (0..size).map(|other| at(one, other)).collect()).collect();
        let names: Vec<String> = order.iter().map(|place| name(*place)).collect();
        let root = cholesky(&matrix).map_err(|place| {
            let name = names[place].clone();
            let others = names[..place].join(", ");
            Error::new(EnsembleProblem::NotPositiveDefinite { name, others })
        })?;
        Ok(Group { names, matrix, root })
    }

    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    pub(super) fn correlation(&self, one: usize, other: usize) -> f64 {
        self.matrix[one][other]
    }

    /// Correlates independent scores in place; `places` are those of the variables, rising.
    pub(super) fn mix(&self, places: &[usize], scores: &mut [[f64; BLOCK]]) {
        // From the last on: each is a sum of itself and those before.
        for (row, place) in self.root.iter().zip(places).rev() {
            let (before, rest) = scores.split_at_mut(*place);
            let Some(own) = rest.first_mut() else { continue };
            let Some((diagonal, others)) = row.split_last() else { continue };
            for score in own.iter_mut() {
                *score *= diagonal;
            }
            for (weight, other) in others.iter().zip(places) {
                for (score, other) in own.iter_mut().zip(&before[*other]) {
                    *score += weight * other;
                }
            }
        }
    }
}

/// The lower triangular root of a matrix, or the first row that depends on those before.
fn cholesky(matrix: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, usize> {
    /// Below it a variable would be known by the others.
    const LEAST: f64 = 1e-12;
    let mut root: Vec<Vec<f64>> = Vec::with_capacity(matrix.len());
    for (place, values) in matrix.iter().enumerate() {
        let mut row: Vec<f64> = Vec::with_capacity(place + 1);
        for (value, above) in values.iter().zip(&root) {
            let sum: f64 = row.iter().zip(above).map(|(one, other)| one * other).sum();
            row.push((value - sum) / above[above.len() - 1]);
        }
        let rest = values[place] - row.iter().map(|value| value * value).sum::<f64>();
        if rest.is_nan() || rest < LEAST {
            return Err(place);
        }
        row.push(rest.sqrt());
        root.push(row);
    }
    Ok(root)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(rows: &[&[&str]]) -> Vec<Vec<Exact>> {
        rows.iter().map(|row| row.iter().map(|text| text.parse().unwrap()).collect()).collect()
    }

    #[test]
    fn the_root_times_itself_is_the_matrix() {
        let rows = exact(&[&["1", "0.5", "-0.2"], &["0.5", "1", "0.3"], &["-0.2", "0.3", "1"]]);
        let group = Group::new(&["c", "a", "b"], &rows).unwrap();
        assert_eq!(group.names, ["a", "b", "c"]);
        for one in 0..3 {
            for other in 0..3 {
                let sum: f64 =
                    group.root[one].iter().zip(&group.root[other]).map(|(x, y)| x * y).sum();
                assert!((sum - group.matrix[one][other]).abs() < 1e-15);
            }
        }
        assert_eq!(group.correlation(0, 1).to_bits(), 0.3f64.to_bits());
        assert_eq!(group.correlation(0, 2).to_bits(), 0.5f64.to_bits());
    }

    #[test]
    fn refusals_name_the_variables() {
        let text = |rows: &[&[&str]]| {
            let error = Group::new(&["gas", "oil"], &exact(rows)).unwrap_err();
            assert_eq!(error.kind(), crate::ErrorKind::InvalidCorrelation);
            error.to_string()
        };
        assert_eq!(
            text(&[&["1", "0.5"]]),
            "expected a correlation matrix of 2 rows, one for each variable, found 1"
        );
        assert_eq!(
            text(&[&["1", "0.5"], &["0.5"]]),
            "expected 2 correlations of oil, one for each variable, found 1"
        );
        assert_eq!(
            text(&[&["1", "0.5"], &["0.5", "2"]]),
            "expected a correlation of 1 of oil with itself, found 2; give correlations, not covariances"
        );
        assert_eq!(
            text(&[&["1", "0.5"], &["0.4", "1"]]),
            "expected one correlation of gas and oil, found 0.5 and 0.4; make the matrix symmetric"
        );
        for r in ["1", "-1", "1.2"] {
            assert_eq!(
                text(&[&["1", r], &[r, "1"]]),
                "expected a positive definite correlation matrix, found that oil is more than determined by gas; take one variable for what is the same, or lower the correlations"
            );
        }
        let three = exact(&[&["1", "0.9", "-0.9"], &["0.9", "1", "0.9"], &["-0.9", "0.9", "1"]]);
        let error = Group::new(&["a", "b", "c"], &three).unwrap_err().to_string();
        assert!(error.contains("found that c is more than determined by a, b"), "{error}");
    }

    #[test]
    fn a_variable_is_correlated_once() {
        let mut model = Model::new();
        for name in ["a", "b", "c"] {
            let distribution = crate::distribution::Distribution::uniform(0, 1).unwrap();
            model.variable(name, &distribution).unwrap();
        }
        let half = exact(&[&["1", "0.5"], &["0.5", "1"]]);
        let text = |model: &mut Model, names: &[&str]| {
            model.correlate(names, &half).unwrap_err().to_string()
        };
        assert_eq!(
            text(&mut model, &["a", "d"]),
            "expected a variable of the model, found d; add it first"
        );
        assert_eq!(
            text(&mut model, &["a", "a"]),
            "expected each variable in one correlated group, found a twice; put all its correlations in one matrix"
        );
        model.correlate(&["a", "b"], &half).unwrap();
        assert!(text(&mut model, &["b", "c"]).contains("found b twice"));
    }
}
