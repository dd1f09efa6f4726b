use super::attribution::Attribution;
use super::problem::ScenarioProblem;
use crate::error::{Error, Result};
use crate::number::{Exact, ExactSum, Rounding, product};

/// Digits after the point: small coefficients with 28 digits each would not add to large ones.
const COEFFICIENT: Rounding = Rounding::decimals(28);

/// The same for the effects of a line, so that those of many lines add up.
const EFFECT: Rounding = Rounding::decimals(24);

/// An emission and the share of it that each measure cuts, 0 for those that do not act on it.
///
/// Together they leave `E x (1 - a_1) x (1 - a_2) x ...`.
///
/// # Examples
///
/// ```
/// use climate_account::scenario::ShareLine;
///
/// let heat = ShareLine { emission: 1000.into(), shares: vec!["0.3".parse()?, "0.2".parse()?] };
/// assert_eq!(heat.reduction()?, 440.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ShareLine {
    /// The emission without measures.
    pub emission: Exact,
    /// The share that each measure cuts, in the order of the measures.
    pub shares: Vec<Exact>,
}

impl ShareLine {
    /// What all measures cut together, at [`Rounding::RESOLUTION`] where it has more digits.
    ///
    /// # Examples
    ///
    /// See [`ShareLine`]:
    ///
    /// ```
    /// use climate_account::scenario::ShareLine;
    ///
    /// let untouched = ShareLine { emission: 1000.into(), shares: vec![] };
    /// assert_eq!(untouched.reduction()?, 0.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a share outside 0 to 1.
    pub fn reduction(&self) -> Result<Exact> {
        self.check()?;
        let mut left = Exact::ONE;
        for share in &self.shares {
            left = product(left, Exact::ONE.checked_sub(*share)?)?;
        }
        // What twenty shares leave has more digits than there is room for beside the one.
        let cut = Exact::ONE
            .checked_sub(left)
            .or_else(|_| Exact::ONE.checked_sub(left.round(COEFFICIENT)?))?;
        product(self.emission, cut)
    }

    fn check(&self) -> Result<()> {
        match self.shares.iter().find(|share| share.is_negative() || **share > Exact::ONE) {
            None => Ok(()),
            Some(found) => {
                let (what, found) = ("a share that a measure cuts", found.to_string());
                Err(Error::new(ScenarioProblem::Share { what, found }))
            }
        }
    }
}

fn check_lines(lines: &[ShareLine]) -> Result<usize> {
    let count = lines.first().map_or(0, |line| line.shares.len());
    for line in lines {
        line.check()?;
        let found = line.shares.len();
        if found != count {
            return Err(Error::new(ScenarioProblem::ShareCount { count, found }));
        }
    }
    Ok(count)
}

/// Shapley values of measures that each cut a share, in closed form for any number of them.
///
/// ```text
/// phi_i = sum over lines:  E x a_i x integral from 0 to 1 of  prod over j != i of (1 - t x a_j)  dt
/// ```
///
/// The integral of a polynomial, equal to the mean over all orders. Coefficients are kept to 28
/// decimals; the effects add up to the package exactly, what rounding leaves goes to the largest.
///
/// # Examples
///
/// ```
/// use climate_account::scenario::{ShareLine, attribute_shares};
///
/// let shares = vec!["0.25".parse()?, "0.1".parse()?, "0.4".parse()?];
/// let result = attribute_shares(&[ShareLine { emission: 640.into(), shares }])?;
/// assert_eq!(result.package, "380.8".parse()?);
/// assert!(result.effects[1].to_string().starts_with("45.33333333333333"));
/// assert_eq!(result.interaction()?, 0.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a share outside 0 to 1, and for lines with
/// different numbers of shares.
pub fn attribute_shares(lines: &[ShareLine]) -> Result<Attribution> {
    let count = check_lines(lines)?;
    let mut effects = vec![ExactSum::new(); count];
    let mut package = ExactSum::new();
    for line in lines {
        package.add(line.reduction()?.round(EFFECT)?);
        let acting = line.shares.iter().zip(&mut effects).filter(|(share, _)| !share.is_zero());
        let (shares, sums): (Vec<Exact>, Vec<&mut ExactSum>) =
            acting.map(|(share, sum)| (*share, sum)).unzip();
        for ((share, sum), mean) in shares.iter().zip(sums).zip(means_without_each(&shares)?) {
            let effect = product(product(line.emission, *share)?, mean)?;
            sum.add(effect.round(EFFECT)?);
        }
    }
    let effects = effects.into_iter().map(|sum| sum.total()).collect::<Result<_>>()?;
    Attribution::adding_up(package.total()?, effects)
}

/// For each share the integral from 0 to 1 of the product of `1 - t a` over the others.
///
/// In the basis of Bernstein every coefficient is from 0 to 1, and the integral is their mean, so
/// that many large shares lose no digits. What two halves have in common is multiplied once.
fn means_without_each(shares: &[Exact]) -> Result<Vec<Exact>> {
    let mut means = Vec::with_capacity(shares.len());
    collect_means(shares, &[Exact::ONE], &mut means)?;
    Ok(means)
}

fn collect_means(shares: &[Exact], others: &[Exact], means: &mut Vec<Exact>) -> Result<()> {
    if shares.len() < 2 {
        if !shares.is_empty() {
            let sum = others.iter().try_fold(Exact::ZERO, |sum, term| sum.checked_add(*term))?;
            means.push(sum.quotient(integer(others.len()), Rounding::RESOLUTION)?);
        }
        return Ok(());
    }
    let (first, last) = shares.split_at(shares.len() / 2);
    for (half, rest) in [(first, last), (last, first)] {
        let others = rest.iter().try_fold(others.to_vec(), |others, share| raised(&others, share));
        collect_means(half, &others?, means)?;
    }
    Ok(())
}

/// The coefficients times `1 - t a`, of one degree more.
fn raised(coefficients: &[Exact], share: &Exact) -> Result<Vec<Exact>> {
    let left = Exact::ONE.checked_sub(*share)?;
    let degree = coefficients.len();
    let at = |index: usize| coefficients.get(index).copied().unwrap_or_default();
    let coefficient = |index: usize| {
        let before = product(at(index.wrapping_sub(1)), left)?.round(COEFFICIENT)?;
        let before = before.checked_mul(integer(index))?;
        let here = at(index).checked_mul(integer(degree - index))?;
        here.checked_add(before)?.quotient(integer(degree), COEFFICIENT)
    };
    (0..=degree).map(coefficient).collect()
}

fn integer(count: usize) -> Exact {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}

/// The reduction of one line divided by the logarithms of what each measure leaves.
///
/// ```text
/// phi_i = package x ln(1 - a_i) / sum over j of ln(1 - a_j)
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{number::Rounding, scenario::{ShareLine, attribute_shares_by_logarithm}};
///
/// let shares = vec!["0.3".parse()?, "0.2".parse()?];
/// let result = attribute_shares_by_logarithm(&ShareLine { emission: 1000.into(), shares })?;
/// assert_eq!(result.effects[0].round(Rounding::decimals(1))?.to_string(), "270.7");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a share outside 0 to 1, and for one of 1.
pub fn attribute_shares_by_logarithm(line: &ShareLine) -> Result<Attribution> {
    let package = line.reduction()?;
    let logarithm = |share: &Exact| {
        let left = Exact::ONE.checked_sub(*share)?;
        if left.is_zero() {
            let found = share.to_string();
            return Err(Error::new(ScenarioProblem::WholeShare { found }));
        }
        left.ln()
    };
    let logarithms = line.shares.iter().map(logarithm).collect::<Result<Vec<_>>>()?;
    let sum = super::attribution::total(&logarithms)?;
    let effects = logarithms.into_iter().map(|logarithm| {
        if sum.is_zero() {
            return Ok(Exact::ZERO);
        }
        product(package, logarithm.quotient(sum, Rounding::RESOLUTION)?)
    });
    Attribution::adding_up(package, effects.collect::<Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_measures_on_many_lines_add_up() {
        let line = |index: i64| ShareLine {
            emission: Exact::new(12_345 + index, 3),
            shares: (1..=20).map(|share| Exact::new(share + index % 7, 2)).collect(),
        };
        let lines: Vec<ShareLine> = (0..120).map(line).collect();
        let result = attribute_shares(&lines).unwrap();
        assert_eq!(super::super::attribution::total(&result.effects).unwrap(), result.package);
        assert!(result.effects.is_sorted());
    }

    #[test]
    fn a_hundred_large_shares_lose_no_digits() {
        let shares = vec![Exact::new(9, 1); 100];
        let line = ShareLine { emission: 1000.into(), shares };
        let result = attribute_shares(&[line]).unwrap();
        // Equal measures share the package, all of the emission but 10^-97.
        for effect in result.effects {
            assert_eq!(effect.round(Rounding::decimals(20)).unwrap(), 10.into());
        }
    }

    #[test]
    fn says_what_is_no_share() {
        let line = |shares: &[i64]| ShareLine {
            emission: 1000.into(),
            shares: shares.iter().map(|share| Exact::from(*share)).collect(),
        };
        assert_eq!(
            attribute_shares(&[line(&[30])]).unwrap_err().to_string(),
            "expected a share that a measure cuts from 0 to 1, found 30; give per cent as a fraction"
        );
        assert_eq!(
            attribute_shares(&[line(&[1]), line(&[1, 0])]).unwrap_err().to_string(),
            "expected as many shares as measures on every line, found 2 on a line beside 1; write 0 \
             for a measure that does not act on it"
        );
        assert_eq!(
            attribute_shares_by_logarithm(&line(&[1])).unwrap_err().to_string(),
            "expected shares below 1 to take logarithms of what is left, found 1; attribute by \
             Shapley values"
        );
    }
}
