use super::arithmetic::{Long, half, positive, total};
use super::problem::TargetProblem;
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding, product_over};

/// A part of the whole that a budget is shared among: a municipality of a nation, a nation of the
/// world, or all the rest.
///
/// What a rule does not need may be left out; what it needs and is missing is an error.
///
/// # Examples
///
/// ```
/// use climate_account::target::Part;
///
/// let part = Part { history: Some(120.into()), ..Part::new("Samsø", 3_700.into()) };
/// assert_eq!(part.emissions, None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Part {
    /// The name.
    pub name: String,
    /// The inhabitants now.
    pub heads: Exact,
    /// The inhabitants later, in the year that the caller names.
    pub later_heads: Option<Exact>,
    /// What has been emitted since a year that the caller names.
    pub history: Option<Exact>,
    /// The need of each head, in any unit that is the same for all parts.
    pub need: Option<Exact>,
    /// The yearly emissions now.
    pub emissions: Option<Exact>,
}

impl Part {
    /// A part that is known by its inhabitants only.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::target::Part;
    ///
    /// assert_eq!(Part::new("Samsø", 3_700.into()).heads, 3_700.into());
    /// ```
    #[must_use]
    pub fn new(name: impl Into<String>, heads: Exact) -> Part {
        let name = name.into();
        Part { name, heads, later_heads: None, history: None, need: None, emissions: None }
    }
}

/// How a budget is shared.
///
/// | rule | weight `w` | share |
/// |---|---|---|
/// | `EqualPerHead` | heads | `w B` |
/// | `EqualPerMeanHead` | mean of the heads now and later | `w B` |
/// | `Needs` | heads times need | `w B` |
/// | `PresentEmissions` | yearly emissions | `w B` |
/// | `EqualPerHeadWithHistory` | heads | `w (B + H) - H_own` |
/// | `NeedsWithHistory` | heads times need | `w (B + H) - H_own` |
///
/// Weights are shares of their sum; `H` is what all parts have emitted. No rule is the right one:
/// take several, and show that they differ.
///
/// # Examples
///
/// ```
/// use climate_account::target::{FairShareRule, Part, fair_shares};
///
/// let old = Part { history: Some(300.into()), ..Part::new("old", 10.into()) };
/// let young = Part { history: Some(0.into()), ..Part::new("young", 30.into()) };
/// let shares = |rule| Ok::<_, climate_account::Error>(fair_shares(100.into(), &[old.clone(), young.clone()], rule)?.shares);
/// assert_eq!(shares(FairShareRule::EqualPerHead)?, [25.into(), 75.into()]);
/// // A quarter of 400, less 300: the budget of the old one is negative, which is a valid result.
/// assert_eq!(shares(FairShareRule::EqualPerHeadWithHistory)?, [(-200).into(), 300.into()]);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum FairShareRule {
    /// The same for each inhabitant.
    EqualPerHead,
    /// The same for each inhabitant, of now and of later in equal parts.
    EqualPerMeanHead,
    /// The same for each inhabitant, what has been emitted counted in.
    EqualPerHeadWithHistory,
    /// By inhabitants and their need.
    Needs,
    /// By inhabitants and their need, what has been emitted counted in.
    NeedsWithHistory,
    /// As emissions are distributed now, also called grandfathering.
    PresentEmissions,
}

impl FairShareRule {
    /// Every rule.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::target::FairShareRule;
    ///
    /// assert_eq!(FairShareRule::ALL.len(), 6);
    /// ```
    pub const ALL: [FairShareRule; 6] = [
        FairShareRule::EqualPerHead,
        FairShareRule::EqualPerMeanHead,
        FairShareRule::EqualPerHeadWithHistory,
        FairShareRule::Needs,
        FairShareRule::NeedsWithHistory,
        FairShareRule::PresentEmissions,
    ];

    fn name(self) -> &'static str {
        match self {
            FairShareRule::EqualPerHead => "equal-per-head",
            FairShareRule::EqualPerMeanHead => "equal-per-mean-head",
            FairShareRule::EqualPerHeadWithHistory => "equal-per-head-with-history",
            FairShareRule::Needs => "needs",
            FairShareRule::NeedsWithHistory => "needs-with-history",
            FairShareRule::PresentEmissions => "present-emissions",
        }
    }

    fn counts_history(self) -> bool {
        matches!(self, FairShareRule::EqualPerHeadWithHistory | FairShareRule::NeedsWithHistory)
    }

    fn weight(self, part: &Part) -> Result<Exact> {
        positive("inhabitants of a part", part.heads)?;
        match self {
            FairShareRule::EqualPerHead | FairShareRule::EqualPerHeadWithHistory => Ok(part.heads),
            FairShareRule::EqualPerMeanHead => {
                let later = self.needed("later inhabitants", part, part.later_heads)?;
                positive("later inhabitants of a part", later)?;
                half(part.heads.plus(later)?)
            }
            FairShareRule::Needs | FairShareRule::NeedsWithHistory => {
                let need = self.needed("a need", part, part.need)?;
                positive("a need of a part", need)?;
                part.heads.by(need)
            }
            FairShareRule::PresentEmissions => {
                let emissions = self.needed("yearly emissions", part, part.emissions)?;
                positive("yearly emissions of a part", emissions)?;
                Ok(emissions)
            }
        }
    }

    fn needed(self, what: &str, part: &Part, value: Option<Exact>) -> Result<Exact> {
        value.ok_or_else(|| {
            let what = format!("{what} of `{}`", part.name);
            Error::new(TargetProblem::Missing { what, rule: self.name() })
        })
    }
}

/// A budget shared by a rule; the shares add up to it exactly, and may be negative.
///
/// # Examples
///
/// See [`FairShareRule`]:
///
/// ```
/// use climate_account::target::{FairShareRule, Part, fair_shares};
///
/// let parts = ["a", "b", "c"].map(|name| Part::new(name, 1.into()));
/// let result = fair_shares(100.into(), &parts, FairShareRule::EqualPerHead)?;
/// assert_eq!((result.rule, result.budget), (FairShareRule::EqualPerHead, 100.into()));
/// let sum = result.shares[0].checked_add(result.shares[1])?.checked_add(result.shares[2])?;
/// assert_eq!(sum, 100.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct FairShares {
    /// The rule.
    pub rule: FairShareRule,
    /// The budget of all.
    pub budget: Exact,
    /// The budget of each part, in their order.
    pub shares: Vec<Exact>,
}

/// Shares a budget among all parts of a whole.
///
/// A share that does not terminate is rounded at 28 digits of the largest; what is left goes to the
/// part with the largest weight.
///
/// # Examples
///
/// The share of a nation by the mean of present and later inhabitants, in millions:
///
/// ```
/// use climate_account::{number::Rounding, target::{FairShareRule, Part, fair_shares}};
///
/// let part = |name: &str, now: &str, later: &str| -> climate_account::Result<Part> {
///     Ok(Part { later_heads: Some(later.parse()?), ..Part::new(name, now.parse()?) })
/// };
/// let parts = [part("nation", "5.9", "6.3")?, part("rest", "7800", "9700")?];
/// let shares = fair_shares("514.4".parse()?, &parts, FairShareRule::EqualPerMeanHead)?.shares;
/// assert_eq!(shares[0].round(Rounding::decimals(6))?.to_string(), "0.35836");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`MissingValue`](crate::ErrorKind::MissingValue) without parts, and where a part lacks what the
/// rule needs; [`OutOfRange`](crate::ErrorKind::OutOfRange) for a weight that is not above zero.
pub fn fair_shares(budget: Exact, parts: &[Part], rule: FairShareRule) -> Result<FairShares> {
    let weights = parts.iter().map(|part| rule.weight(part)).collect::<Result<Vec<_>>>()?;
    let history = parts.iter().map(|part| {
        if rule.counts_history() {
            rule.needed("past emissions", part, part.history)
        } else {
            Ok(Exact::ZERO)
        }
    });
    let history = history.collect::<Result<Vec<_>>>()?;
    let Some(largest) = (0..weights.len()).max_by_key(|&index| weights.get(index).copied()) else {
        return Err(Error::new(TargetProblem::NoParts));
    };
    let whole = total(weights.iter().copied())?;
    let pool = budget.checked_add(total(history.iter().copied())?)?;
    let mut shares = Vec::with_capacity(parts.len());
    for (weight, emitted) in weights.iter().zip(&history) {
        let share = product_over(&[pool, *weight], &[whole], Rounding::RESOLUTION)?;
        shares.push(share.round(Rounding::beside(pool))?.checked_sub(*emitted)?);
    }
    let left = budget.checked_sub(total(shares.iter().copied())?)?;
    if let Some(share) = shares.get_mut(largest) {
        *share = share.checked_add(left)?;
    }
    Ok(FairShares { rule, budget, shares })
}

/// The same budget by several rules: a set, whose spread is part of the answer.
///
/// # Examples
///
/// ```
/// use climate_account::target::{FairShareRule, Part, fair_share_set};
///
/// let part = |name: &str, heads: i64, emissions: i64| Part {
///     emissions: Some(emissions.into()),
///     ..Part::new(name, heads.into())
/// };
/// let parts = [part("town", 10, 40), part("rest", 90, 160)];
/// let rules = [FairShareRule::EqualPerHead, FairShareRule::PresentEmissions];
/// let set = fair_share_set(1000.into(), &parts, &rules)?;
/// let of_town: Vec<_> = set.iter().map(|shares| shares.shares[0]).collect();
/// assert_eq!(of_town, [100.into(), 200.into()]);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// As [`fair_shares`].
pub fn fair_share_set(
    budget: Exact,
    parts: &[Part],
    rules: &[FairShareRule],
) -> Result<Vec<FairShares>> {
    rules.iter().map(|&rule| fair_shares(budget, parts, rule)).collect()
}

/// The share of a municipality in a national budget, the same for each inhabitant.
///
/// ```text
/// B = B_nation x heads / heads_nation
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{number::Rounding, target::budget_per_head};
///
/// let budget = budget_per_head(140_000_000.into(), 48_500.into(), 5_961_249.into())?;
/// assert_eq!(budget.round(Rounding::decimals(3))?.to_string(), "1139023.047");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for inhabitants that are not above zero.
pub fn budget_per_head(budget: Exact, heads: Exact, heads_of_nation: Exact) -> Result<Exact> {
    positive("inhabitants of the municipality", heads)?;
    positive("inhabitants of the nation", heads_of_nation)?;
    product_over(&[budget, heads], &[heads_of_nation], Rounding::RESOLUTION)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_a_rule_needs() {
        let text = |part: Part, rule| fair_shares(1.into(), &[part], rule).unwrap_err().to_string();
        let part = || Part::new("Odder", 5.into());
        assert_eq!(
            text(part(), FairShareRule::EqualPerMeanHead),
            "expected later inhabitants of `Odder`, found none; it is needed by equal-per-mean-head"
        );
        assert_eq!(
            text(part(), FairShareRule::Needs),
            "expected a need of `Odder`, found none; it is needed by needs"
        );
        assert_eq!(
            text(Part { need: Some(1.into()), ..part() }, FairShareRule::NeedsWithHistory),
            "expected past emissions of `Odder`, found none; it is needed by needs-with-history"
        );
        assert_eq!(
            text(part(), FairShareRule::PresentEmissions),
            "expected yearly emissions of `Odder`, found none; it is needed by present-emissions"
        );
        assert_eq!(
            text(Part::new("Odder", Exact::ZERO), FairShareRule::EqualPerHead),
            "expected inhabitants of a part above zero, found 0"
        );
        assert_eq!(
            fair_shares(1.into(), &[], FairShareRule::EqualPerHead).unwrap_err().to_string(),
            "expected at least one part to share a budget among, found none"
        );
        assert_eq!(
            budget_per_head(1.into(), 1.into(), Exact::ZERO).unwrap_err().to_string(),
            "expected inhabitants of the nation above zero, found 0"
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_names_the_rules() {
        for rule in FairShareRule::ALL {
            assert_eq!(serde_json::to_string(&rule).unwrap(), format!("\"{}\"", rule.name()));
        }
    }
}
