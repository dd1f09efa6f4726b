use crate::error::{Error, Result};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{InputProblem, number, whole};
use crate::method::sourced::Shown;
use crate::method::{Sourced, StepValue};
use crate::number::{Exact, ExactSum};
use crate::text::method::waste as text;
use crate::unit::Ratio;

/// What is done with printed shares that do not add up to 1.
///
/// The guidelines print mixes of municipal waste whose shares add up to 0.98, and for some regions
/// to far less. The rule is named with the composition, since it changes the result.
///
/// # Examples
///
/// ```
/// # use climate_account::{Source, method::Sourced, number::{Exact, Rounding}};
/// use climate_account::method::waste::{ShareRule, WasteComponent, WasteComposition};
///
/// # let source = Source::new("Affaldplus", "Sorting analysis 2023", 2024, "table 2")?;
/// # let share = |value: &str| Ok::<_, climate_account::Error>(Sourced::new(value.parse()?, &source));
/// let mix = |rule| {
///     let paper = WasteComponent { name: "paper".into(), share: share("0.48")?, content: Exact::ONE };
///     let glass = WasteComponent { name: "glass".into(), share: share("0.5")?, content: 0.into() };
///     Ok::<_, climate_account::Error>(WasteComposition { rule, components: vec![paper, glass] })
/// };
/// let paper = |rule| mix(rule)?.mean(|is_paper| Ok(*is_paper));
/// assert!(paper(ShareRule::Exactly).is_err()); // 0.98
/// assert_eq!(paper(ShareRule::AsPrinted)?.to_string(), "0.48");
/// assert_eq!(paper(ShareRule::Normalised)?.to_string(), "24/49"); // 0.48 / 0.98
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum ShareRule {
    /// The shares have to add up to exactly 1.
    Exactly,
    /// The shares stay as they are, below or above 1; what is missing counts as nothing.
    AsPrinted,
    /// Each share is divided by their sum.
    Normalised,
}

impl Shown for ShareRule {
    fn shown(&self) -> StepValue {
        let rule = match self {
            ShareRule::Exactly => text::SHARES_ADD_UP_TO_1,
            ShareRule::AsPrinted => text::SHARES_AS_PRINTED,
            ShareRule::Normalised => text::SHARES_DIVIDED_BY_THEIR_SUM,
        };
        StepValue::Text(rule.title())
    }
}

/// One kind of waste in a mixture.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, method::{Sourced, waste::WasteComponent}, number::Exact};
///
/// let source = Source::new("Affaldplus", "Sorting analysis 2023", 2024, "table 2")?;
/// let food = WasteComponent {
///     name: "food".to_owned(),
///     share: Sourced::new(Exact::new(32, 2), &source),
///     content: Sourced::new(Exact::new(15, 2), &source), // degradable organic carbon
/// };
/// assert_eq!(food.share.value, "0.32".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct WasteComponent<C> {
    /// What it is called in the account.
    pub name: String,
    /// Its share of the wet mass of the mixture, from 0 to 1.
    pub share: Sourced<Exact>,
    /// What it is made of.
    pub content: C,
}

/// The components of mixed waste by their shares of the wet mass.
///
/// ```text
/// mean = sum_j W_j x content_j
/// ```
///
/// IPCC 2006, volume 5, equation 3.7 (degradable carbon) and 5.2 (carbon that is burnt). `C` is what
/// is known of a component: its degradable carbon, or [`WasteContent`](super::WasteContent). Inert
/// components belong to the mixture; without them the shares do not add up.
///
/// # Examples
///
/// The degradable organic carbon of a mixture:
///
/// ```
/// # use climate_account::{Source, method::Sourced, number::Exact};
/// use climate_account::method::waste::{ShareRule, WasteComponent, WasteComposition};
///
/// # let source = Source::new("Affaldplus", "Sorting analysis 2023", 2024, "table 2")?;
/// let per_cent = [
///     ("food", 32, 15), ("garden", 12, 20), ("paper", 18, 40), ("wood", 5, 43),
///     ("textiles", 4, 24), ("nappies", 4, 24), ("rubber and leather", 1, 39), ("inert", 24, 0),
/// ];
/// let components = per_cent.map(|(name, share, carbon)| WasteComponent {
///     name: name.to_owned(),
///     share: Sourced::new(Exact::new(share, 2), &source),
///     content: Exact::new(carbon, 2),
/// });
/// let mixture = WasteComposition { rule: ShareRule::Exactly, components: components.into() };
/// assert_eq!(mixture.mean(|carbon| Ok(*carbon))?.to_string(), "0.1886");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct WasteComposition<C> {
    /// What is done with shares that do not add up to 1.
    pub rule: ShareRule,
    /// The components.
    pub components: Vec<WasteComponent<C>>,
}

impl<C> WasteComposition<C> {
    /// The sum of the shares as they are given.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Source, method::Sourced, number::Exact};
    /// use climate_account::method::waste::{ShareRule, WasteComponent, WasteComposition};
    ///
    /// # let source = Source::new("Affaldplus", "Sorting analysis 2023", 2024, "table 2")?;
    /// let food = WasteComponent {
    ///     name: "food".to_owned(),
    ///     share: Sourced::new("0.98".parse()?, &source),
    ///     content: (),
    /// };
    /// let mixture = WasteComposition { rule: ShareRule::AsPrinted, components: vec![food] };
    /// assert_eq!(mixture.share_sum()?, "0.98".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn share_sum(&self) -> Result<Exact> {
        self.components.iter().map(|component| component.share.value).collect::<ExactSum>().total()
    }

    /// The mean of what is read from each component, by the shares.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Source, method::Sourced, number::Exact};
    /// use climate_account::method::waste::{ShareRule, WasteComponent, WasteComposition};
    ///
    /// # let source = Source::new("Affaldplus", "Sorting analysis 2023", 2024, "table 2")?;
    /// let half = |name: &str, dry_matter: i64| WasteComponent {
    ///     name: name.to_owned(),
    ///     share: Sourced::new(Exact::new(5, 1), &source),
    ///     content: Exact::new(dry_matter, 1),
    /// };
    /// let components = vec![half("food", 4), half("glass", 10)];
    /// let mixture = WasteComposition { rule: ShareRule::Exactly, components };
    /// assert_eq!(mixture.mean(|dry_matter| Ok(*dry_matter))?.to_string(), "0.7");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a share outside 0 to 1 and for shares whose
    /// sum the rule does not allow; [`MissingValue`](crate::ErrorKind::MissingValue) without a
    /// component; [`Overflow`](crate::ErrorKind::Overflow); those of `content`.
    pub fn mean(&self, content: impl Fn(&C) -> Result<Exact>) -> Result<Ratio> {
        let mut total = ExactSum::new();
        for component in &self.components {
            total.add(component.share.value.checked_mul(content(&component.content)?)?);
        }
        Fraction::of(total.total()?).over(self.divisor()?)?.ratio()
    }

    /// What the shares are divided by.
    fn divisor(&self) -> Result<Exact> {
        if self.components.is_empty() {
            let (what, remedy) = ("a component of the waste", "list what the waste is made of");
            return Err(Error::new(InputProblem::Missing { what, remedy }));
        }
        let shares = || self.components.iter().map(|component| component.share.value);
        if self.rule == ShareRule::Exactly {
            let remedy = "list inert waste too, or name another rule";
            whole("shares of the waste", shares(), remedy)?;
            return Ok(Exact::ONE);
        }
        for share in shares() {
            number("a share of the waste", &share, "give per cent as a fraction").share()?;
        }
        let sum = self.share_sum()?;
        number("a sum of the shares", &sum, "give the share of each component").positive()?;
        Ok(if self.rule == ShareRule::Normalised { sum } else { Exact::ONE })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::example;

    fn mixture(rule: ShareRule, shares: &[&str]) -> WasteComposition<Exact> {
        let component = |share: &&str| WasteComponent {
            name: "waste".to_owned(),
            share: example(share.parse().unwrap()),
            content: Exact::ONE,
        };
        WasteComposition { rule, components: shares.iter().map(component).collect() }
    }

    #[test]
    fn a_normalised_mean_lies_within_the_components() {
        let mean = mixture(ShareRule::Normalised, &["0.3", "0.4"]).mean(|one| Ok(*one)).unwrap();
        assert_eq!(mean, Ratio::ONE);
    }

    #[test]
    fn says_which_shares_do_not_fit() {
        let text = |rule, shares: &[&str]| {
            mixture(rule, shares).mean(|one| Ok(*one)).unwrap_err().to_string()
        };
        assert_eq!(
            text(ShareRule::Exactly, &["0.5", "0.499"]),
            "expected shares of the waste that add up to 1, found a sum of 0.999; list inert waste \
             too, or name another rule"
        );
        assert_eq!(
            text(ShareRule::AsPrinted, &["50", "50"]),
            "expected a share of the waste from 0 to 1, found 50; give per cent as a fraction"
        );
        assert_eq!(
            text(ShareRule::Normalised, &["0"]),
            "expected a sum of the shares above zero, found 0; give the share of each component"
        );
        assert_eq!(
            text(ShareRule::AsPrinted, &[]),
            "expected a component of the waste, found none; list what the waste is made of"
        );
    }
}
