use core::fmt;

use crate::Title;
use crate::text::Text;
use crate::text::comparison as text;

/// Why a number of one account is another in the other account.
///
/// # Examples
///
/// ```
/// use climate_account::account::Cause;
///
/// assert_eq!(Cause::GwpSet.title().da, "GWP-sæt");
/// assert_eq!(Cause::Factor.id(), "factor");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Cause {
    /// The amount: fuel burnt, kilometres driven, cows kept.
    Activity,
    /// A calorific value, a density or another parameter on the way from the amount to the factor.
    Parameter,
    /// The emission factor.
    Factor,
    /// The method, the boundary of the factor, or a rule of the profile: the rule for electricity, the
    /// rule for combined heat and power, net or gross energy.
    Method,
    /// Inputs of a calculation by the same method.
    Inputs,
    /// A figure that is entered as it was reported, so that its causes are its publisher's.
    Reported,
    /// The GWP set: the same masses count differently.
    GwpSet,
    /// A line that the old account does not have.
    Added,
    /// A line that the new account does not have.
    Removed,
    /// A number where the old account has a notation key.
    KeyToNumber,
    /// A notation key where the old account has a number.
    NumberToKey,
}

impl Cause {
    /// Every cause.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::Cause;
    ///
    /// assert_eq!(Cause::all().count(), 11);
    /// ```
    pub fn all() -> impl Iterator<Item = Cause> {
        [
            Cause::Activity,
            Cause::Parameter,
            Cause::Factor,
            Cause::Method,
            Cause::Inputs,
            Cause::Reported,
            Cause::GwpSet,
            Cause::Added,
            Cause::Removed,
            Cause::KeyToNumber,
            Cause::NumberToKey,
        ]
        .into_iter()
    }

    fn about(self) -> (&'static str, Text) {
        match self {
            Cause::Activity => ("activity", text::ACTIVITY),
            Cause::Parameter => ("parameter", text::PARAMETER),
            Cause::Factor => ("factor", text::FACTOR),
            Cause::Method => ("method", text::METHOD),
            Cause::Inputs => ("inputs", text::INPUTS),
            Cause::Reported => ("reported", text::REPORTED),
            Cause::GwpSet => ("gwp-set", text::GWP_SET),
            Cause::Added => ("added", text::ADDED),
            Cause::Removed => ("removed", text::REMOVED),
            Cause::KeyToNumber => ("key-to-number", text::KEY_TO_NUMBER),
            Cause::NumberToKey => ("number-to-key", text::NUMBER_TO_KEY),
        }
    }

    /// The stable id.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::Cause;
    ///
    /// assert_eq!(Cause::KeyToNumber.id(), "key-to-number");
    /// ```
    #[must_use]
    pub fn id(self) -> &'static str {
        self.about().0
    }

    /// The name for people.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::Cause;
    ///
    /// assert_eq!(Cause::Added.title().en, "lines that are new");
    /// ```
    #[must_use]
    pub fn title(self) -> Title {
        self.about().1.title()
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

/// How a method, a boundary or a rule of a line differs between two accounts.
///
/// # Examples
///
/// ```
/// use climate_account::account::MethodChange;
///
/// assert_eq!(MethodChange::Basis.title().en, "net or gross energy");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum MethodChange {
    /// The calculation method, or a figure reported instead of computed.
    Method,
    /// The process that the line or the profile asks for, such as the rule for electricity.
    Rule,
    /// What the factor includes: combustion, upstream, grid loss.
    Boundary,
    /// The rule for combined heat and power behind the factor.
    Allocation,
    /// Whether energy without a word on it is net or gross.
    Basis,
    /// The unit of the amount, which does not convert into the other.
    Unit,
}

impl MethodChange {
    /// The name for people.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::MethodChange;
    ///
    /// assert_eq!(MethodChange::Boundary.title().da, "faktorens afgrænsning");
    /// ```
    #[must_use]
    pub fn title(self) -> Title {
        match self {
            MethodChange::Method => text::CHANGED_METHOD,
            MethodChange::Rule => text::CHANGED_RULE,
            MethodChange::Boundary => text::CHANGED_BOUNDARY,
            MethodChange::Allocation => text::CHANGED_ALLOCATION,
            MethodChange::Basis => text::CHANGED_BASIS,
            MethodChange::Unit => text::CHANGED_UNIT,
        }
        .title()
    }
}
