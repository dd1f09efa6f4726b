use super::problem::EnsembleProblem;
use super::propagation::total;
use crate::error::{Error, Result};
use crate::number::{Exact, ExactSum, Rounding};

/// Up to which share categories are key.
///
/// # Examples
///
/// ```
/// use climate_account::ensemble::{KeyCategories, KeyRule};
///
/// let lines = [("heat", 91.into()), ("road", 9.into())];
/// assert_eq!(KeyCategories::level(&lines, KeyRule::ApproachOne)?.key().count(), 2);
/// assert_eq!(KeyCategories::level(&lines, KeyRule::ApproachTwo)?.key().count(), 1);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyRule {
    /// 95 %: the threshold of approach 1, without uncertainties.
    ApproachOne,
    /// 90 %: the threshold of approach 2, for shares of the uncertainty.
    ApproachTwo,
    /// A share from 0 to 1 of one's own.
    UpTo(Exact),
}

/// One category of the ranking.
///
/// # Examples
///
/// ```
/// use climate_account::ensemble::{KeyCategories, KeyRule};
///
/// let ranking = KeyCategories::level(&[("a", 3.into()), ("b", 1.into())], KeyRule::ApproachOne)?;
/// assert_eq!(ranking.ranked()[0].share, "0.75".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub struct KeyCategory {
    /// The category.
    pub category: String,
    /// The assessment of the equation: L, T, L x U or T x U.
    pub assessment: Exact,
    /// The assessment as a share of the sum of all.
    pub share: Exact,
    /// The shares added up to this one.
    pub cumulative: Exact,
    /// Whether it is key: the one that crosses the threshold still is.
    pub is_key: bool,
}

/// Which categories matter most: IPCC 2006, volume 1, chapter 4.
///
/// ```text
/// level   L = |E_t| / sum |E_t|                                                    4.1
/// trend   T = |E_0| / sum |E_0| x |(E_t - E_0)/|E_0| - (sum E_t - sum E_0)/|sum E_0||   4.2, 4.3
/// with uncertainty U (approach 2): L x U and T x U                                4.4, 4.5
/// ```
///
/// Categories are ranked by share, equal ones by name. Removals count with their absolute value. The
/// guideline wants the analysis twice, with land use and without: leave those lines out for the
/// second. Everything is exact; a quotient is rounded at 28 digits.
///
/// # Examples
///
/// ```
/// use climate_account::ensemble::{KeyCategories, KeyRule};
///
/// let lines = [("heat", 48), ("road", 42), ("forest", -9), ("industry", 1)]
///     .map(|(name, value): (_, i64)| (name, value.into()));
/// let ranking = KeyCategories::level(&lines, KeyRule::ApproachOne)?;
/// assert!(ranking.key().eq(["heat", "road", "forest"]));
/// assert_eq!(ranking.ranked()[2].cumulative, "0.99".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct KeyCategories(Vec<KeyCategory>);

impl KeyCategories {
    /// By the level of a year: (category, emission).
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::ensemble::{KeyCategories, KeyRule};
    ///
    /// let half = KeyRule::UpTo("0.5".parse()?);
    /// let ranking = KeyCategories::level(&[("a", 2.into()), ("b", (-2).into())], half)?;
    /// assert!(ranking.key().eq(["a"]));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) without lines;
    /// [`DuplicateId`](crate::ErrorKind::DuplicateId) for a category that comes twice;
    /// [`DivisionByZero`](crate::ErrorKind::DivisionByZero) where all emissions are zero;
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a threshold outside 0 to 1.
    pub fn level(lines: &[(&str, Exact)], rule: KeyRule) -> Result<KeyCategories> {
        let certain: Vec<_> = lines.iter().map(|(name, year)| (*name, *year, Exact::ONE)).collect();
        KeyCategories::level_with_uncertainty(&certain, rule)
    }

    /// By the level times its uncertainty: (category, emission, uncertainty in per cent).
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::ensemble::{KeyCategories, KeyRule};
    ///
    /// let lines = [("heat", 90.into(), 2.into()), ("soils", 10.into(), 200.into())];
    /// let ranking = KeyCategories::level_with_uncertainty(&lines, KeyRule::ApproachTwo)?;
    /// assert!(ranking.key().eq(["soils"])); // 20 of 21.8
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`level`](KeyCategories::level), and for an uncertainty below zero.
    pub fn level_with_uncertainty(
        lines: &[(&str, Exact, Exact)],
        rule: KeyRule,
    ) -> Result<KeyCategories> {
        let total = total(lines.iter().map(|(_, year, _)| year.abs()), "of the year")?;
        let assessed = lines.iter().map(|(name, year, uncertainty)| {
            let weighted = year.abs().checked_mul(*uncertainty)?;
            Ok((*name, weighted.quotient(total, Rounding::RESOLUTION)?, weighted, *uncertainty))
        });
        rank(assessed.collect::<Result<_>>()?, rule)
    }

    /// By the trend: (category, base year, year).
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::ensemble::{KeyCategories, KeyRule};
    ///
    /// let lines = [("heat", 60, 48), ("road", 40, 42), ("landfill", 30, 6), ("forest", -10, -9)]
    ///     .map(|(name, base, year): (_, i64, i64)| (name, base.into(), year.into()));
    /// let ranking = KeyCategories::trend(&lines, KeyRule::ApproachOne)?;
    /// assert_eq!(ranking.ranked()[0].category, "landfill");
    /// assert_eq!(ranking.ranked()[0].assessment, "0.1125".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`level`](KeyCategories::level); also where the sum of the base year is zero, and where
    /// all lines change alike, so that none has a share of the trend.
    pub fn trend(lines: &[(&str, Exact, Exact)], rule: KeyRule) -> Result<KeyCategories> {
        let certain: Vec<_> =
            lines.iter().map(|(name, base, year)| (*name, *base, *year, Exact::ONE)).collect();
        KeyCategories::trend_with_uncertainty(&certain, rule)
    }

    /// By the trend times its uncertainty: (category, base year, year, uncertainty in per cent).
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::ensemble::{KeyCategories, KeyRule};
    ///
    /// let lines = [("heat", 50, 30, 2), ("soils", 50, 50, 100)]
    ///     .map(|(name, base, year, u): (_, i64, i64, i64)| (name, base.into(), year.into(), u.into()));
    /// let ranking = KeyCategories::trend_with_uncertainty(&lines, KeyRule::ApproachTwo)?;
    /// assert_eq!(ranking.ranked()[0].category, "soils"); // both lean from the trend by 0.1
    /// assert_eq!(ranking.ranked()[0].assessment, 10.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`trend`](KeyCategories::trend), and for an uncertainty below zero.
    pub fn trend_with_uncertainty(
        lines: &[(&str, Exact, Exact, Exact)],
        rule: KeyRule,
    ) -> Result<KeyCategories> {
        let gross = total(lines.iter().map(|(_, base, ..)| base.abs()), "of the base year")?;
        let base_total = total(lines.iter().map(|(_, base, ..)| *base), "of the base year")?;
        let mut year_total = ExactSum::new();
        for (_, _, year, _) in lines {
            year_total.add(*year);
        }
        let change = year_total.total()?.checked_sub(base_total)?;
        let assessed = lines.iter().map(|(name, base, year, uncertainty)| {
            // The equation over one denominator; a base of zero needs no case of its own.
            let own = year.checked_sub(*base)?.checked_mul(base_total.abs())?;
            let expected = base.abs().checked_mul(change)?;
            let lean = own.checked_sub(expected)?.abs();
            let trend = lean
                .quotient(base_total.abs(), Rounding::RESOLUTION)?
                .quotient(gross, Rounding::RESOLUTION)?;
            let weighted = trend.checked_mul(*uncertainty)?.round(Rounding::RESOLUTION)?;
            Ok((*name, weighted, weighted, *uncertainty))
        });
        rank(assessed.collect::<Result<_>>()?, rule)
    }

    /// All categories, the largest share first.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::ensemble::{KeyCategories, KeyRule};
    ///
    /// let lines = [("b", 1.into()), ("a", 1.into())];
    /// let ranking = KeyCategories::level(&lines, KeyRule::ApproachOne)?;
    /// assert_eq!(ranking.ranked()[0].category, "a"); // equal shares: by name
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn ranked(&self) -> &[KeyCategory] {
        &self.0
    }

    /// The names of the key categories, the largest share first.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::ensemble::{KeyCategories, KeyRule};
    ///
    /// let lines = [("small", 1.into()), ("large", 99.into())];
    /// assert!(KeyCategories::level(&lines, KeyRule::ApproachOne)?.key().eq(["large"]));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn key(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|line| line.is_key).map(|line| line.category.as_str())
    }
}

/// (category, assessment, weight to rank and add up by, uncertainty)
type Assessed<'a> = (&'a str, Exact, Exact, Exact);

fn rank(mut lines: Vec<Assessed<'_>>, rule: KeyRule) -> Result<KeyCategories> {
    let threshold = match rule {
        KeyRule::ApproachOne => Exact::new(95, 2),
        KeyRule::ApproachTwo => Exact::new(9, 1),
        KeyRule::UpTo(share) => share,
    };
    if !threshold.is_positive() || threshold > Exact::ONE {
        return Err(Error::new(EnsembleProblem::Threshold { found: threshold.to_string() }));
    }
    if let Some((name, .., uncertainty)) = lines.iter().find(|line| line.3.is_negative()) {
        return Err(Error::new(EnsembleProblem::NegativeUncertainty {
            name: (*name).to_owned(),
            found: uncertainty.to_string(),
        }));
    }
    lines.sort_by(|(name, _, weight, _), (other, _, next, _)| {
        next.cmp(weight).then_with(|| name.cmp(other))
    });
    let mut names: Vec<&str> = lines.iter().map(|line| line.0).collect();
    names.sort_unstable();
    if let Some(pair) = names.windows(2).find(|pair| pair[0] == pair[1]) {
        let name = pair[0].to_owned();
        return Err(Error::new(EnsembleProblem::RepeatedCategory { name }));
    }
    let total = total(lines.iter().map(|line| line.2), "of the assessments")?;
    let limit = total.checked_mul(threshold)?;
    let mut reached = Exact::ZERO;
    let mut ranked = Vec::with_capacity(lines.len());
    for (name, assessment, weight, _) in lines {
        let is_key = reached < limit && !weight.is_zero();
        reached = reached.checked_add(weight)?;
        ranked.push(KeyCategory {
            category: name.to_owned(),
            assessment,
            share: weight.quotient(total, Rounding::RESOLUTION)?,
            cumulative: reached.quotient(total, Rounding::RESOLUTION)?,
            is_key,
        });
    }
    Ok(KeyCategories(ranked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trend_as_worked_by_hand() {
        // Total 120 to 87, -27.5 %; gross base 140. Heat: 60/140 x |-0.2 + 0.275|.
        let lines = [("heat", 60, 48), ("road", 40, 42), ("landfill", 30, 6), ("forest", -10, -9)]
            .map(|(name, base, year): (_, i64, i64)| (name, base.into(), year.into()));
        let ranking = KeyCategories::trend(&lines, KeyRule::ApproachOne).unwrap();
        let found: Vec<_> = ranking
            .ranked()
            .iter()
            .map(|line| {
                let rounded = line.assessment.round(Rounding::decimals(12)).unwrap();
                (line.category.as_str(), rounded.to_string())
            })
            .collect();
        let expected = [
            ("landfill", "0.1125"),
            ("road", "0.092857142857"),
            ("heat", "0.032142857143"),
            ("forest", "0.026785714286"),
        ];
        assert!(found.iter().map(|(name, value)| (*name, value.as_str())).eq(expected));
    }

    #[test]
    fn a_new_category_counts_with_its_emission() {
        // Equation 4.3.
        let lines = [("old", 80.into(), 80.into()), ("new", Exact::ZERO, 20.into())];
        let ranking = KeyCategories::trend(&lines, KeyRule::ApproachOne).unwrap();
        let new = ranking.ranked().iter().find(|line| line.category == "new").unwrap();
        assert_eq!(new.assessment, Exact::new(25, 2));
    }

    #[test]
    fn refuses_rankings_without_meaning() {
        let text = |result: Result<KeyCategories>| result.unwrap_err().to_string();
        let level = |lines: &[(&str, Exact)], rule| text(KeyCategories::level(lines, rule));
        assert_eq!(level(&[], KeyRule::ApproachOne), "expected at least one line, found none");
        assert_eq!(
            level(&[("a", 1.into()), ("a", 2.into())], KeyRule::ApproachOne),
            "expected each category once, found a twice; add its lines up first"
        );
        assert!(
            level(&[("a", Exact::ZERO)], KeyRule::ApproachOne)
                .starts_with("expected a total other than zero of the year")
        );
        assert_eq!(
            level(&[("a", 1.into())], KeyRule::UpTo(95.into())),
            "expected a threshold above 0 and up to 1, found 95; approach 1 takes 0.95"
        );
        let negative = [("a", Exact::ONE, Exact::from(-5))];
        assert_eq!(
            text(KeyCategories::level_with_uncertainty(&negative, KeyRule::ApproachTwo)),
            "expected an uncertainty of zero per cent or more, found -5 for a"
        );
        let alike = [("a", 2.into(), 1.into()), ("b", 4.into(), 2.into())];
        assert!(
            text(KeyCategories::trend(&alike, KeyRule::ApproachOne))
                .starts_with("expected a total other than zero of the assessments")
        );
    }
}
