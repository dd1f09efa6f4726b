use super::problem::DecompositionProblem;
use super::split;
use crate::Title;
use crate::error::{Error, Result};
use crate::number::{Exact, Rounding, product_over};
use crate::text::plan as text;

/// How the change of a product is divided among its factors.
///
/// | rule | adds up | any sign |
/// |---|---|---|
/// | `Logarithmic` | yes | no |
/// | `Shapley` | yes | yes |
/// | `BaseWeights` | with an interaction | yes |
///
/// # Examples
///
/// ```
/// use climate_account::decomposition::{DecompositionRule, Identity, LineValues};
/// # use climate_account::Title;
///
/// // 100 GWh at 0.2 becomes 120 GWh at 0.25: 10 kt more.
/// let identity = Identity::new([Title::new("Aktivitet", "Activity"), Title::new("Faktor", "Factor")])?;
/// let before = [LineValues::new("heat", [100.into(), "0.2".parse()?])];
/// let after = [LineValues::new("heat", [120.into(), "0.25".parse()?])];
/// let by = |rule| identity.decompose(&before, &after, rule);
/// assert_eq!(by(DecompositionRule::Shapley)?.effects, ["4.5".parse()?, "5.5".parse()?]);
/// let base = by(DecompositionRule::BaseWeights)?;
/// assert_eq!((base.effects, base.interaction), (vec![4.into(), 5.into()], 1.into()));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum DecompositionRule {
    /// Logarithmic mean Divisia index, LMDI-I, with its limits for zeros; no negative values.
    Logarithmic,
    /// The mean over all orders in which the factors change (Shapley, Sun).
    Shapley,
    /// Each factor changed alone from the first year (Laspeyres); what is left is the interaction.
    BaseWeights,
}

/// The factors of one line, a sector or a fuel, in one year, in the order of the identity.
///
/// # Examples
///
/// ```
/// use climate_account::decomposition::LineValues;
///
/// let line = LineValues::new("oil", [200.into(), "0.266".parse()?]);
/// assert_eq!((line.name.as_str(), line.values.len()), ("oil", 2));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct LineValues {
    /// The name by which the line is found in the other year.
    pub name: String,
    /// A value for each factor.
    pub values: Vec<Exact>,
}

impl LineValues {
    /// A line from its name and values.
    ///
    /// # Examples
    ///
    /// See [`LineValues`]:
    ///
    /// ```
    /// use climate_account::decomposition::LineValues;
    ///
    /// assert_eq!(LineValues::new("oil", [200.into()]).values, [200.into()]);
    /// ```
    #[must_use]
    pub fn new(name: impl Into<String>, values: impl IntoIterator<Item = Exact>) -> LineValues {
        LineValues { name: name.into(), values: values.into_iter().collect() }
    }
}

/// The factors whose product is the emission of a line, by name and in order.
///
/// ```text
/// E = sum over lines of  x_1 x_2 ... x_n
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::decomposition::{DecompositionRule, Identity, LineValues};
///
/// // People, income each, energy of the income, emission of the energy; all but the last stay.
/// let before = [LineValues::new("all", [10.into(), 20.into(), 5.into(), 3.into()])];
/// let after = [LineValues::new("all", [10.into(), 20.into(), 5.into(), 2.into()])];
/// let change = Identity::kaya().decompose(&before, &after, DecompositionRule::Logarithmic)?;
/// assert_eq!(change.effects, [0.into(), 0.into(), 0.into(), (-1000).into()]);
/// assert_eq!(Identity::kaya().factors()[3].en, "Emission per energy");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Identity {
    factors: Vec<Title>,
}

impl Identity {
    /// An identity of named factors.
    ///
    /// # Examples
    ///
    /// See [`DecompositionRule`]:
    ///
    /// ```
    /// use climate_account::decomposition::Identity;
    ///
    /// let error = Identity::new([]).unwrap_err();
    /// assert!(error.to_string().starts_with("expected at least one factor"));
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) without a factor.
    pub fn new(factors: impl IntoIterator<Item = Title>) -> Result<Identity> {
        let factors: Vec<Title> = factors.into_iter().collect();
        if factors.is_empty() {
            return Err(Error::new(DecompositionProblem::NoFactors));
        }
        Ok(Identity { factors })
    }

    /// Population, activity per person, energy per activity, emission per energy (Kaya).
    ///
    /// # Examples
    ///
    /// See [`Identity`]:
    ///
    /// ```
    /// use climate_account::decomposition::Identity;
    ///
    /// assert_eq!(Identity::kaya().factors().len(), 4);
    /// ```
    #[must_use]
    pub fn kaya() -> Identity {
        Identity {
            factors: vec![
                text::POPULATION.title(),
                text::ACTIVITY_PER_INHABITANT.title(),
                text::ENERGY_PER_ACTIVITY.title(),
                text::EMISSION_PER_ENERGY.title(),
            ],
        }
    }

    /// Population, activity per person, energy intensity, share of the fuel, factor of the fuel; a
    /// line for each sector and fuel.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::decomposition::Identity;
    ///
    /// assert_eq!(Identity::municipal().factors()[3].da, "Brændselsandel");
    /// ```
    #[must_use]
    pub fn municipal() -> Identity {
        Identity {
            factors: vec![
                text::POPULATION.title(),
                text::ACTIVITY_PER_INHABITANT.title(),
                text::ENERGY_INTENSITY.title(),
                text::FUEL_SHARE.title(),
                text::EMISSION_FACTOR.title(),
            ],
        }
    }

    /// The names of the factors.
    ///
    /// # Examples
    ///
    /// See [`Identity`]:
    ///
    /// ```
    /// use climate_account::decomposition::Identity;
    ///
    /// assert_eq!(Identity::kaya().factors()[0].en, "Population");
    /// ```
    #[must_use]
    pub fn factors(&self) -> &[Title] {
        &self.factors
    }

    /// Divides the change between two years among the factors.
    ///
    /// ```text
    /// LMDI-I:  effect_x = sum over lines of  L(V_0, V_T) ln(x_T / x_0)
    /// ```
    ///
    /// (Ang, Zhang and Choi 1998, with the limits for zeros.) Emissions of lines and effects are kept
    /// at 28 digits of the largest line. What is left by rounding goes to the largest effect of its
    /// line, which names it, so that effects add up to the change exactly.
    ///
    /// # Examples
    ///
    /// See [`DecompositionRule`]:
    ///
    /// ```
    /// use climate_account::decomposition::{DecompositionRule, Identity, LineValues};
    ///
    /// let line = [LineValues::new("all", [10.into(), 2.into(), 3.into(), 4.into()])];
    /// let nothing = Identity::kaya().decompose(&line, &line, DecompositionRule::Logarithmic)?;
    /// assert_eq!(nothing.effects, [0.into(); 4]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for lines that are not in both years, for a number
    /// of values other than that of the factors, and for a negative value with logarithms.
    pub fn decompose(
        &self,
        start: &[LineValues],
        end: &[LineValues],
        rule: DecompositionRule,
    ) -> Result<Decomposition> {
        let pairs = self.pairs(start, end)?;
        if rule == DecompositionRule::Logarithmic {
            pairs.iter().flat_map(|(from, to)| [from, to]).try_for_each(|line| self.check(line))?;
        }
        let emissions = pairs.iter().map(|(from, to)| {
            Ok((split::product_of(&from.values)?, split::product_of(&to.values)?))
        });
        let emissions = emissions.collect::<Result<Vec<_>>>()?;
        let largest = emissions.iter().map(|(from, to)| from.abs().max(to.abs())).max();
        let rounding = Rounding::beside(largest.unwrap_or_default());
        let mut lines = Vec::with_capacity(pairs.len());
        for ((from, to), (before, after)) in pairs.into_iter().zip(emissions) {
            let (before, after) = (before.round(rounding)?, after.round(rounding)?);
            let (x, y) = (&from.values, &to.values);
            let effects = match rule {
                DecompositionRule::Logarithmic => {
                    split::logarithmic(x, y, (before, after), rounding)
                }
                DecompositionRule::Shapley => split::shapley(x, y, rounding),
                DecompositionRule::BaseWeights => split::alone(x, y, rounding),
            }?;
            lines.push(LineEffects::of(&from.name, (before, after), effects, rule)?);
        }
        let sum = |value: fn(&LineEffects) -> Exact| split::total(lines.iter().map(value));
        let effect = |index: usize| {
            split::total(lines.iter().filter_map(|line| line.effects.get(index).copied()))
        };
        Ok(Decomposition {
            start: sum(|line| line.start)?,
            end: sum(|line| line.end)?,
            effects: (0..self.factors.len()).map(effect).collect::<Result<_>>()?,
            interaction: sum(|line| line.interaction)?,
            lines,
        })
    }

    fn pairs<'a>(
        &self,
        start: &'a [LineValues],
        end: &'a [LineValues],
    ) -> Result<Vec<(&'a LineValues, &'a LineValues)>> {
        for line in start.iter().chain(end) {
            let (expected, found) = (self.factors.len(), line.values.len());
            if expected != found {
                let line = line.name.clone();
                return Err(Error::new(DecompositionProblem::FactorCount {
                    line,
                    expected,
                    found,
                }));
            }
        }
        let fault = |line: &LineValues, found| {
            let line = line.name.clone();
            Err(Error::new(DecompositionProblem::Lines { line, found }))
        };
        let count = |lines: &[LineValues], name: &str| {
            lines.iter().filter(|line| line.name == name).count()
        };
        for line in start.iter().chain(end) {
            match (count(start, &line.name), count(end, &line.name)) {
                (1, 1) => {}
                (1, 0) => return fault(line, "in the first year alone"),
                (0, 1) => return fault(line, "in the last year alone"),
                _ => return fault(line, "more than once in a year"),
            }
        }
        let pair =
            |from: &'a LineValues| end.iter().find(|to| to.name == from.name).map(|to| (from, to));
        Ok(start.iter().filter_map(pair).collect())
    }

    fn check(&self, line: &LineValues) -> Result<()> {
        let mut values = self.factors.iter().zip(&line.values);
        match values.find(|(_, value)| value.is_negative()) {
            None => Ok(()),
            Some((factor, value)) => Err(Error::new(DecompositionProblem::Negative {
                line: line.name.clone(),
                factor: factor.en.to_string(),
                found: value.to_string(),
            })),
        }
    }
}

/// The change of a total between two years, and what each factor did to it.
///
/// # Examples
///
/// ```
/// use climate_account::decomposition::{DecompositionRule, Identity, LineValues};
/// # use climate_account::Title;
///
/// let identity = Identity::new([Title::new("Mængde", "Amount"), Title::new("Faktor", "Factor")])?;
/// let before = [LineValues::new("oil", [10.into(), 3.into()]), LineValues::new("gas", [10.into(), 2.into()])];
/// let after = [LineValues::new("oil", [0.into(), 3.into()]), LineValues::new("gas", [20.into(), 2.into()])];
/// let change = identity.decompose(&before, &after, DecompositionRule::Logarithmic)?;
/// assert_eq!((change.start, change.end, change.change()?), (50.into(), 40.into(), (-10).into()));
/// assert_eq!(change.effects, [(-10).into(), 0.into()]);
/// assert_eq!(change.lines[0].effects, [(-30).into(), 0.into()]);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Decomposition {
    /// The total of the first year.
    pub start: Exact,
    /// The total of the last year.
    pub end: Exact,
    /// What each factor added, in the order of the identity.
    pub effects: Vec<Exact>,
    /// What factors did together; zero but for base weights.
    pub interaction: Exact,
    /// The same for each line.
    pub lines: Vec<LineEffects>,
}

impl Decomposition {
    /// The last total less the first.
    ///
    /// # Examples
    ///
    /// See [`Decomposition`]:
    ///
    /// ```
    /// use climate_account::decomposition::Decomposition;
    ///
    /// let zero = climate_account::number::Exact::ZERO;
    /// let change = Decomposition { start: 80.into(), end: 180.into(), effects: vec![], interaction: zero, lines: vec![] };
    /// assert_eq!(change.change()?, 100.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn change(&self) -> Result<Exact> {
        self.end.checked_sub(self.start)
    }

    /// The ratio by which each factor changed the total: the multiplicative form of LMDI-I.
    ///
    /// ```text
    /// D_x = exp( effect_x / L(V_0, V_T) )
    /// ```
    ///
    /// Their product is the ratio of the totals at
    /// [`Rounding::RESOLUTION`](crate::number::Rounding::RESOLUTION). It is meant for effects by
    /// logarithms.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::decomposition::{DecompositionRule, Identity, LineValues};
    /// # use climate_account::{Title, number::Rounding};
    ///
    /// let identity = Identity::new([Title::new("Mængde", "Amount"), Title::new("Faktor", "Factor")])?;
    /// let (before, after) = ([LineValues::new("oil", [10.into(), 3.into()])], [LineValues::new("oil", [5.into(), 3.into()])]);
    /// let change = identity.decompose(&before, &after, DecompositionRule::Logarithmic)?;
    /// let ratios = change.ratios()?;
    /// assert_eq!(ratios[0].round(Rounding::decimals(24))?, "0.5".parse()?);
    /// assert_eq!(ratios[1], 1.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where a total is not above zero.
    pub fn ratios(&self) -> Result<Vec<Exact>> {
        if !self.start.is_positive() || !self.end.is_positive() {
            let (start, end) = (self.start.to_string(), self.end.to_string());
            return Err(Error::new(DecompositionProblem::Ratio { start, end }));
        }
        let mean = super::logarithmic_mean(self.start, self.end)?;
        let ratio = |&effect: &Exact| product_over(&[effect], &[mean], Rounding::RESOLUTION)?.exp();
        self.effects.iter().map(ratio).collect()
    }
}

/// The change of one line, and what each factor did to it.
///
/// # Examples
///
/// See [`Decomposition`]:
///
/// ```
/// use climate_account::decomposition::{DecompositionRule, Identity, LineValues};
///
/// let line = [LineValues::new("all", [1.into(), 1.into(), 1.into(), 1.into()])];
/// let change = Identity::kaya().decompose(&line, &line, DecompositionRule::Shapley)?;
/// assert_eq!((change.lines[0].left, change.lines[0].left_to), (0.into(), None));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct LineEffects {
    /// The name of the line.
    pub name: String,
    /// Its emission in the first year.
    pub start: Exact,
    /// Its emission in the last year.
    pub end: Exact,
    /// What each factor added.
    pub effects: Vec<Exact>,
    /// What factors did together; zero but for base weights.
    pub interaction: Exact,
    /// What rounding left, which one effect holds.
    pub left: Exact,
    /// The factor whose effect holds it, by its place in the identity.
    pub left_to: Option<usize>,
}

impl LineEffects {
    fn of(
        name: &str,
        (start, end): (Exact, Exact),
        mut effects: Vec<Exact>,
        rule: DecompositionRule,
    ) -> Result<LineEffects> {
        let rest = end.checked_sub(start)?.checked_sub(split::total(effects.iter().copied())?)?;
        let base = rule == DecompositionRule::BaseWeights;
        let (interaction, left) = if base { (rest, Exact::ZERO) } else { (Exact::ZERO, rest) };
        let mut left_to = None;
        if !left.is_zero() {
            // The first of equal ones.
            let largest = effects.iter_mut().enumerate().rev().max_by_key(|(_, e)| e.abs());
            if let Some((index, effect)) = largest {
                *effect = effect.checked_add(left)?;
                left_to = Some(index);
            }
        }
        Ok(LineEffects { name: name.to_owned(), start, end, effects, interaction, left, left_to })
    }
}

/// The lines of one year from activity and emission of each: total activity, share of the line,
/// intensity of the line. Shares and intensities are rounded at
/// [`Rounding::RESOLUTION`](crate::number::Rounding::RESOLUTION).
///
/// # Examples
///
/// ```
/// use climate_account::decomposition::activity_structure_intensity;
///
/// let lines = activity_structure_intensity(&[("heat", 10.into(), 30.into()), ("light", 40.into(), 20.into())])?;
/// assert_eq!(lines[0].values, [50.into(), "0.2".parse()?, 3.into()]);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`DivisionByZero`](crate::ErrorKind::DivisionByZero) for a line or a sum without activity.
pub fn activity_structure_intensity(lines: &[(&str, Exact, Exact)]) -> Result<Vec<LineValues>> {
    let all = split::total(lines.iter().map(|(_, activity, _)| *activity))?;
    if all.is_zero() {
        return Err(Error::new(DecompositionProblem::NoActivity));
    }
    let line = |&(name, activity, emission): &(&str, Exact, Exact)| {
        let share = activity.quotient(all, Rounding::RESOLUTION)?;
        let intensity = emission.quotient(activity, Rounding::RESOLUTION)?;
        Ok(LineValues::new(name, [all, share, intensity]))
    };
    lines.iter().map(line).collect()
}

#[cfg(feature = "serde")]
crate::checked::read_checked!(Identity { factors: Vec<Title> } |factors| Identity::new(factors));

#[cfg(test)]
mod tests {
    use super::*;

    fn identity() -> Identity {
        Identity::new([Title::new("a", "area"), Title::new("b", "factor")]).unwrap()
    }

    fn line(name: &str, values: [i32; 2]) -> LineValues {
        LineValues::new(name, values.map(Exact::from))
    }

    #[test]
    fn refuses_what_it_cannot_divide() {
        let rule = DecompositionRule::Logarithmic;
        let say = |from: &[LineValues], to: &[LineValues]| {
            identity().decompose(from, to, rule).unwrap_err().to_string()
        };
        assert_eq!(
            say(&[line("soil", [1, -2])], &[line("soil", [1, 2])]),
            "expected values of zero or more to take logarithms, found -2 for `factor` on the line \
             `soil`; decompose by Shapley values"
        );
        assert_eq!(
            say(&[line("soil", [1, 2])], &[]),
            "expected the line `soil` once in both years, found it in the first year alone; give \
             zero where it does not exist"
        );
        assert!(say(&[], &[line("soil", [1, 2])]).contains("in the last year alone"));
        let twice = [line("soil", [1, 2]), line("soil", [1, 2])];
        assert!(say(&twice, &twice).contains("more than once in a year"));
        assert_eq!(
            say(&[LineValues::new("soil", [Exact::ONE])], &[]),
            "expected 2 factors on the line `soil`, found 1; give one value for each factor of the \
             identity"
        );
        let error = activity_structure_intensity(&[]).unwrap_err();
        assert!(error.to_string().starts_with("expected activities with a sum other than zero"));
        let gone = identity().decompose(&[line("a", [1, 2])], &[line("a", [0, 2])], rule).unwrap();
        assert!(
            gone.ratios()
                .unwrap_err()
                .to_string()
                .ends_with("found 2 and 0; decompose the difference instead")
        );
    }

    #[test]
    fn what_appears_goes_to_the_factors_that_were_zero() {
        let rule = DecompositionRule::Logarithmic;
        let both = identity().decompose(&[line("a", [0, 0])], &[line("a", [2, 5])], rule).unwrap();
        assert_eq!(both.effects, [5.into(), 5.into()]);
        let one = identity().decompose(&[line("a", [0, 3])], &[line("a", [2, 5])], rule).unwrap();
        assert_eq!(one.effects, [10.into(), 0.into()]);
    }

    #[test]
    fn names_where_the_rest_of_rounding_went() {
        let (from, to) = ([line("a", [2, 3])], [line("a", [5, 7])]);
        let change = identity().decompose(&from, &to, DecompositionRule::Logarithmic).unwrap();
        let sum = change.effects[0].checked_add(change.effects[1]).unwrap();
        assert_eq!(sum, 29.into());
        assert!(change.lines[0].left.abs() < Exact::new(1, 24));
    }
}
