use super::problem::DecompositionProblem;
use super::split;
use super::{Decomposition, DecompositionRule, Identity, LineValues};
use crate::Year;
use crate::error::{Error, Result};
use crate::number::{Exact, product};

/// The effects of all periods, by factor.
fn sums(periods: &[Period], factors: usize) -> Result<Vec<Exact>> {
    let effect = |index: usize| {
        split::total(periods.iter().filter_map(|p| p.change.effects.get(index).copied()))
    };
    (0..factors).map(effect).collect()
}

/// The change from one year to the next.
///
/// # Examples
///
/// See [`Chain`]:
///
/// ```
/// use climate_account::{Year, decomposition::{DecompositionRule, Identity, LineValues}};
///
/// let line = || vec![LineValues::new("all", [1.into(), 1.into(), 1.into(), 1.into()])];
/// let years = [(Year::new(2020)?, line()), (Year::new(2021)?, line())];
/// let chain = Identity::kaya().chain(&years, DecompositionRule::Logarithmic)?;
/// assert_eq!(chain.periods[0].to, Year::new(2021)?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Period {
    /// The first year.
    pub from: Year,
    /// The last year.
    pub to: Year,
    /// What changed between them.
    pub change: Decomposition,
}

/// The changes of consecutive years, and their sum.
///
/// A chain follows the path: its effects differ from those between its first and last year alone,
/// and both add up to the same change.
///
/// # Examples
///
/// ```
/// use climate_account::{Year, decomposition::{DecompositionRule, Identity, LineValues}};
/// # use climate_account::Title;
///
/// let identity = Identity::new([Title::new("Mængde", "Amount"), Title::new("Faktor", "Factor")])?;
/// let line = |amount: i64, factor: i64| vec![LineValues::new("oil", [amount.into(), factor.into()])];
/// // First the amount falls, then the factor: 30, 15, 10.
/// let years = [(Year::new(2020)?, line(10, 3)), (Year::new(2021)?, line(5, 3)), (Year::new(2022)?, line(5, 2))];
/// let chain = identity.chain(&years, DecompositionRule::Shapley)?;
/// assert_eq!(chain.effects, [(-15).into(), (-5).into()]);
/// let ends = identity.decompose(&years[0].1, &years[2].1, DecompositionRule::Shapley)?;
/// assert_eq!(ends.effects, ["-12.5".parse()?, "-7.5".parse()?]);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Chain {
    /// The changes from year to year.
    pub periods: Vec<Period>,
    /// What each factor added over all years.
    pub effects: Vec<Exact>,
}

impl Chain {
    /// The ratio by which each factor changed the total over all years, at
    /// [`Rounding::RESOLUTION`](crate::number::Rounding::RESOLUTION) for each year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, decomposition::{DecompositionRule, Identity, LineValues}};
    ///
    /// let line = || vec![LineValues::new("all", [1.into(), 1.into(), 1.into(), 1.into()])];
    /// let years = [(Year::new(2020)?, line()), (Year::new(2021)?, line())];
    /// let chain = Identity::kaya().chain(&years, DecompositionRule::Logarithmic)?;
    /// assert_eq!(chain.ratios()?, [1.into(); 4]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Decomposition::ratios`].
    pub fn ratios(&self) -> Result<Vec<Exact>> {
        let mut all_ratios = vec![Exact::ONE; self.effects.len()];
        for period in &self.periods {
            for (all, ratio) in all_ratios.iter_mut().zip(period.change.ratios()?) {
                *all = product(*all, ratio)?;
            }
        }
        Ok(all_ratios)
    }
}

impl Identity {
    /// Decomposes the change from each year to the next, and adds the effects up.
    ///
    /// # Examples
    ///
    /// See [`Chain`]:
    ///
    /// ```
    /// use climate_account::{Year, decomposition::{DecompositionRule, Identity}};
    ///
    /// let years = [(Year::new(2020)?, vec![])];
    /// let error = Identity::kaya().chain(&years, DecompositionRule::Shapley).unwrap_err();
    /// assert!(error.to_string().starts_with("expected at least two years"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for fewer than two years and for years that are not
    /// in order; those of [`decompose`](Identity::decompose).
    pub fn chain(
        &self,
        years: &[(Year, Vec<LineValues>)],
        rule: DecompositionRule,
    ) -> Result<Chain> {
        if years.len() < 2 {
            return Err(Error::new(DecompositionProblem::Years { found: years.len() }));
        }
        let mut periods = Vec::with_capacity(years.len());
        for ((from, start), (to, end)) in years.iter().zip(years.iter().skip(1)) {
            in_order(*from, *to)?;
            let change = self.decompose(start, end, rule)?;
            periods.push(Period { from: *from, to: *to, change });
        }
        let effects = sums(&periods, self.factors().len())?;
        Ok(Chain { periods, effects })
    }
}

fn in_order(from: Year, to: Year) -> Result<()> {
    if to > from {
        return Ok(());
    }
    let (before, found) = (from.number(), to.number());
    Err(Error::new(DecompositionProblem::Order { before, found }))
}

#[cfg(feature = "serde")]
crate::checked::read_checked!(
    Period { from: Year, to: Year, change: Decomposition } | from,
    to,
    change | {
        in_order(from, to)?;
        Ok(Period { from, to, change })
    }
);

#[cfg(feature = "serde")]
crate::checked::read_checked!(
    Chain { periods: Vec<Period>, effects: Vec<Exact> }
    |periods, effects| {
        let joined =
            periods.iter().zip(periods.iter().skip(1)).all(|(one, next)| one.to == next.from);
        let sums = sums(&periods, effects.len())?;
        let alike = periods.iter().all(|period| period.change.effects.len() == effects.len());
        if !joined || !alike || periods.is_empty() || sums != effects {
            return Err(Error::new(DecompositionProblem::Chain));
        }
        Ok(Chain { periods, effects })
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_have_to_be_in_order() {
        let year = |number| (Year::new(number).unwrap(), Vec::new());
        let rule = DecompositionRule::Shapley;
        let error = Identity::kaya().chain(&[year(2021), year(2020)], rule).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a year after 2021, found 2020; give the years in order"
        );
    }
}
