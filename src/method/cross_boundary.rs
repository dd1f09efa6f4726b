use core::fmt;
use core::str::FromStr;

use super::fraction::Fraction;
use super::input_problem::{Input, InputProblem, activity};
use crate::error::{Error, Result};
use crate::gas::Emissions;
use crate::number::Exact;
use crate::unit::{Distance, Ratio};
use crate::{Quantity, Scope};

/// Whose a journey is that crosses the border of the municipality.
///
/// One rule is used for all journeys of a sub-sector.
///
/// # Examples
///
/// ```
/// use climate_account::method::BoundaryRule;
///
/// assert_eq!("half-half".parse::<BoundaryRule>()?, BoundaryRule::HalfHalf);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum BoundaryRule {
    /// Induced activity: each end has half of the journey; through traffic is nobody's.
    HalfHalf,
    /// The municipality where it starts has the whole journey.
    OriginPays,
    /// The municipality where it ends has the whole journey.
    DestinationPays,
    /// What is driven inside, through traffic included; nothing outside.
    Geographic,
}

impl BoundaryRule {
    const NAMES: [(BoundaryRule, &'static str); 4] = [
        (BoundaryRule::HalfHalf, "half-half"),
        (BoundaryRule::OriginPays, "origin-pays"),
        (BoundaryRule::DestinationPays, "destination-pays"),
        (BoundaryRule::Geographic, "geographic"),
    ];

    /// The name in documents.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::BoundaryRule;
    ///
    /// assert_eq!(BoundaryRule::OriginPays.name(), "origin-pays");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        BoundaryRule::NAMES.iter().find(|entry| entry.0 == self).map_or("", |entry| entry.1)
    }

    /// How much of a journey is the municipality's: 0, one half or 1.
    fn share(self, journey: &Journey) -> Exact {
        let owns = |ours: bool| if ours { Exact::ONE } else { Exact::ZERO };
        match self {
            BoundaryRule::HalfHalf => match (journey.starts_inside, journey.ends_inside) {
                (true, true) => Exact::ONE,
                (false, false) => Exact::ZERO,
                (true, false) | (false, true) => Exact::new(5, 1),
            },
            BoundaryRule::OriginPays => owns(journey.starts_inside),
            BoundaryRule::DestinationPays => owns(journey.ends_inside),
            BoundaryRule::Geographic => Exact::ONE,
        }
    }
}

impl fmt::Display for BoundaryRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for BoundaryRule {
    type Err = Error;

    fn from_str(text: &str) -> Result<BoundaryRule> {
        let found = BoundaryRule::NAMES.iter().find(|entry| entry.1 == text.trim());
        found.map(|entry| entry.0).ok_or_else(|| {
            Error::new(InputProblem::BoundaryRule { found: crate::number::clip(text) })
        })
    }
}

/// A journey as one municipality sees it: of a car, a ferry, an aircraft.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::{BoundaryRule, Journey, cross_boundary}, unit::Distance};
///
/// let commute = Journey {
///     starts_inside: false,
///     ends_inside: true,
///     length_inside: Quantity::<Distance>::kilometres(5),
///     length_outside: Quantity::<Distance>::kilometres(15),
/// };
/// assert_eq!(cross_boundary(BoundaryRule::DestinationPays, &commute)?.scope_1().to_string(), "0.25");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Journey {
    /// Whether it starts inside the municipality.
    pub starts_inside: bool,
    /// Whether it ends inside.
    pub ends_inside: bool,
    /// The length inside.
    pub length_inside: Quantity<Distance>,
    /// The length outside.
    pub length_outside: Quantity<Distance>,
}

/// The part of a journey that is a municipality's, by scope.
///
/// The two shares add up to 0, one half or 1 exactly; under [`BoundaryRule::Geographic`], which has no
/// scope 3, to the part inside.
///
/// # Examples
///
/// ```
/// # use climate_account::{Quantity, Scope, gas::{Emissions, Gas}, method::*};
/// # let (length_inside, length_outside) = (Quantity::new(12, "km")?, Quantity::new(18, "km")?);
/// let journey = Journey { starts_inside: true, ends_inside: false, length_inside, length_outside };
/// let shares: JourneyShares = cross_boundary(BoundaryRule::OriginPays, &journey)?;
/// assert_eq!(shares.scope_1().to_string(), "0.4"); // 12 of 30 km
/// assert_eq!(shares.scope_3().to_string(), "0.6"); // 18 of 30 km
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JourneyShares {
    whole: Exact,
    scope_1: Ratio,
    scope_3: Ratio,
}

impl JourneyShares {
    /// The share in scope 1: driven inside. An exact rational.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Scope, gas::{Emissions, Gas}, method::*};
    /// # let (length_inside, length_outside) = (Quantity::new(12, "km")?, Quantity::new(18, "km")?);
    /// let journey = Journey { starts_inside: true, ends_inside: false, length_inside, length_outside };
    /// let shares = cross_boundary(BoundaryRule::HalfHalf, &journey)?;
    /// assert_eq!(shares.scope_1().to_string(), "0.2"); // half of 12 of 30 km
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn scope_1(&self) -> Ratio {
        self.scope_1
    }

    /// The share in scope 3: driven outside. An exact rational.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Scope, gas::{Emissions, Gas}, method::*};
    /// # let (length_inside, length_outside) = (Quantity::new(12, "km")?, Quantity::new(18, "km")?);
    /// let journey = Journey { starts_inside: true, ends_inside: false, length_inside, length_outside };
    /// let shares = cross_boundary(BoundaryRule::Geographic, &journey)?;
    /// assert_eq!(shares.scope_3().to_string(), "0"); // nothing outside
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn scope_3(&self) -> Ratio {
        self.scope_3
    }

    /// The emissions of the journey that are the municipality's, in scope 1 and in scope 3.
    ///
    /// Scope 1 is rounded at [`MASS_RESOLUTION`](crate::method::MASS_RESOLUTION) where it does not
    /// terminate; scope 3 is the rest of what is the municipality's, so that both add up exactly.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Scope, gas::{Emissions, Gas}, method::*};
    /// # let (length_inside, length_outside) = (Quantity::new(12, "km")?, Quantity::new(18, "km")?);
    /// let journey = Journey { starts_inside: true, ends_inside: false, length_inside, length_outside };
    /// let shares = cross_boundary(BoundaryRule::OriginPays, &journey)?;
    /// let [(_, inside), (scope, outside)] = shares.split(&Emissions::from_kilograms(Gas::CO2, 5))?;
    /// assert_eq!(inside.kilograms(Gas::CO2), 2.into()); // 0.4 x 5 kg
    /// assert_eq!((scope, outside.kilograms(Gas::CO2)), (Scope::Scope3, 3.into()));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn split(&self, journey: &Emissions) -> Result<[(Scope, Emissions); 2]> {
        let inside = journey.map(|mass| Fraction::of(mass).by(self.scope_1)?.grams())?;
        let outside = if self.scope_3.numerator().is_zero() {
            Emissions::none()
        } else {
            journey.times(self.whole)?.and(&inside.times(-1)?)?
        };
        Ok([(Scope::Scope1, inside), (Scope::Scope3, outside)])
    }
}

/// The part of a journey that is the municipality's under a rule, by scope.
///
/// ```text
/// r       = 1 both ends inside; 1/2 one end; 0 through traffic          HalfHalf
/// r       = 1 if it starts inside, else 0                               OriginPays
/// r       = 1 if it ends inside, else 0                                 DestinationPays
/// scope 1 = E x r x d_in / (d_in + d_out)          scope 3 = E x r x d_out / (d_in + d_out)
/// Geographic: scope 1 = E x d_in / (d_in + d_out), through traffic included, and no scope 3
/// ```
///
/// GPC chapter 7. Half of the journey is not half of its part inside. Under `HalfHalf`, `OriginPays`
/// and `DestinationPays` the scopes 1 and 3 of all municipalities together are all journeys; under
/// `Geographic` their scopes 1 are. Ferries and flights between two municipalities have the same
/// rules: half per port, port of departure, distance inside.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Scope, gas::{Emissions, Gas}, unit::Distance};
/// use climate_account::method::{BoundaryRule, Journey, cross_boundary};
///
/// let journey = Journey {
///     starts_inside: true,
///     ends_inside: false,
///     length_inside: Quantity::<Distance>::kilometres(12),
///     length_outside: Quantity::<Distance>::kilometres(18),
/// };
/// let shares = cross_boundary(BoundaryRule::HalfHalf, &journey)?;
/// assert_eq!(shares.scope_1().to_string(), "0.2"); // 6 of 30 km
/// assert_eq!(shares.scope_3().to_string(), "0.3"); // 9 of 30 km
/// let [(scope, inside), (_, outside)] = shares.split(&Emissions::from_kilograms(Gas::CO2, 6))?;
/// assert_eq!((scope, inside.grams(Gas::CO2)), (Scope::Scope1, 1200.into()));
/// assert_eq!(outside.grams(Gas::CO2), 1800.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a length below zero and a journey without length;
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn cross_boundary(rule: BoundaryRule, journey: &Journey) -> Result<JourneyShares> {
    activity("a length inside", journey.length_inside)?;
    activity("a length outside", journey.length_outside)?;
    let length = journey.length_inside.checked_add(journey.length_outside)?;
    let (value, remedy) = (length.base_value(), "give the lengths inside and outside");
    Input { what: "a journey", value, shown: &length, remedy }.positive()?;
    let whole = rule.share(journey);
    let share = |part: Quantity<Distance>| -> Result<Ratio> {
        Fraction::of(part.base_value()).over(value)?.times(whole)?.ratio()
    };
    let scope_3 = match rule {
        BoundaryRule::Geographic => Ratio::of(Exact::ZERO),
        _ => share(journey.length_outside)?,
    };
    Ok(JourneyShares { whole, scope_1: share(journey.length_inside)?, scope_3 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use crate::gas::Gas;

    fn journey(starts_inside: bool, ends_inside: bool, inside: i64, outside: i64) -> Journey {
        let length = Quantity::<Distance>::kilometres;
        let (length_inside, length_outside) = (length(inside), length(outside));
        Journey { starts_inside, ends_inside, length_inside, length_outside }
    }

    #[test]
    fn each_rule_of_each_kind_of_journey() {
        let kinds = [(true, true), (true, false), (false, true), (false, false)];
        let expected = [
            (BoundaryRule::HalfHalf, [("0.4", "0.6"), ("0.2", "0.3"), ("0.2", "0.3"), ("0", "0")]),
            (BoundaryRule::OriginPays, [("0.4", "0.6"), ("0.4", "0.6"), ("0", "0"), ("0", "0")]),
            (
                BoundaryRule::DestinationPays,
                [("0.4", "0.6"), ("0", "0"), ("0.4", "0.6"), ("0", "0")],
            ),
            (BoundaryRule::Geographic, [("0.4", "0"); 4]),
        ];
        for (rule, shares) in expected {
            for ((starts, ends), (inside, outside)) in kinds.into_iter().zip(shares) {
                let found = cross_boundary(rule, &journey(starts, ends, 12, 18)).unwrap();
                assert_eq!(found.scope_1().to_string(), inside, "{rule}");
                assert_eq!(found.scope_3().to_string(), outside, "{rule}");
            }
        }
    }

    #[test]
    fn a_split_that_does_not_terminate_adds_up() {
        let shares = cross_boundary(BoundaryRule::HalfHalf, &journey(true, false, 1, 2)).unwrap();
        let whole = Emissions::from_grams(Gas::CO2, 10);
        let [(_, inside), (_, outside)] = shares.split(&whole).unwrap();
        assert_eq!(inside.grams(Gas::CO2).to_string(), "1.666667");
        assert_eq!(inside.and(&outside).unwrap(), Emissions::from_grams(Gas::CO2, 5));
    }

    #[test]
    fn says_what_is_wrong() {
        let refusal = |inside, outside| {
            let error =
                cross_boundary(BoundaryRule::HalfHalf, &journey(true, true, inside, outside));
            let error = error.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::OutOfRange);
            error.to_string()
        };
        let remedy = "enter a removal or a credit as emissions of its own";
        assert_eq!(
            refusal(-1, 5),
            format!("expected a length inside of zero or more, found -1 km; {remedy}")
        );
        assert_eq!(
            refusal(5, -1),
            format!("expected a length outside of zero or more, found -1 km; {remedy}")
        );
        assert_eq!(
            refusal(0, 0),
            "expected a journey above zero, found 0 km; give the lengths inside and outside"
        );
        let error = "residents".parse::<BoundaryRule>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownChoice);
        assert_eq!(
            error.to_string(),
            "expected a rule for journeys across the border, found `residents`; write half-half, \
             origin-pays, destination-pays or geographic"
        );
    }
}
