use std::sync::Arc;

use super::Parameter;
use crate::error::{ErrorKind, Result};
use crate::number::Exact;
use crate::unit::{CalorificBasis, Ratio, Unit};

/// How an amount in the unit of an activity becomes a number of units of its factor, and what had
/// to be read into the units.
///
/// # Examples
///
/// ```
/// use climate_account::factor::Conversion;
/// use climate_account::unit::CalorificBasis;
///
/// let (unit, per) = ("GWh".parse()?, "TJ (net)".parse()?);
/// assert!(Conversion::new(&unit, &per, None).is_err());
/// let conversion = Conversion::new(&unit, &per, Some(CalorificBasis::Net))?;
/// assert_eq!(conversion.numerator(), "3.6".parse()?);
/// assert_eq!(conversion.assumed_basis(), Some(CalorificBasis::Net));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Conversion {
    ratio: Ratio,
    assumed_basis: Option<CalorificBasis>,
    over_one_year: bool,
    parameters: Vec<AppliedParameter>,
}

/// A parameter that a conversion needed, and the layer that it is from.
///
/// # Examples
///
/// ```
/// use climate_account::factor::AppliedParameter;
/// # use climate_account::{FactorSet, Year, factor::FactorQuery};
/// let unit = "t".parse()?;
/// let query = FactorQuery::new("gas-diesel-oil", &unit, Year::new(2023)?).process("road");
/// let found = FactorSet::catalogue().find(&query)?;
/// // A factor per TJ (net) and diesel by mass: the calorific value is between them.
/// let applied: &AppliedParameter = &found.conversion().parameters()[0];
/// assert_eq!(applied.parameter.amount().to_string(), "43 GJ (net)/t"); // IPCC 2006, table 1.2
/// assert_eq!((applied.layer.as_ref(), applied.divides), ("built-in catalogue", false));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct AppliedParameter {
    /// The parameter.
    pub parameter: Parameter,
    /// The name of its layer.
    pub layer: Arc<str>,
    /// Whether the amount was divided by it: passenger-kilometres by the persons in a vehicle.
    pub divides: bool,
}

impl Conversion {
    /// The conversion of a unit into the unit of a factor.
    ///
    /// A factor per year applies to the one year of the account. `basis` says what fuel energy in a
    /// unit without a basis is.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{ErrorKind, factor::Conversion, unit::CalorificBasis};
    ///
    /// // Net and gross energy are not the same, so one of them has to be named.
    /// let (unit, per) = ("MWh".parse()?, "GJ (net)".parse()?);
    /// let error = Conversion::new(&unit, &per, None).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::MissingCalorificBasis);
    /// let conversion = Conversion::new(&unit, &per, Some(CalorificBasis::Net))?;
    /// assert_eq!(conversion.numerator(), "3.6".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) and its relatives, naming both
    /// units.
    pub fn new(unit: &Unit, per: &Unit, basis: Option<CalorificBasis>) -> Result<Conversion> {
        let plain = |ratio| Conversion {
            ratio,
            assumed_basis: None,
            over_one_year: false,
            parameters: Vec::new(),
        };
        let error = match unit.ratio_to(per) {
            Ok(ratio) => return Ok(plain(ratio)),
            Err(error) => error,
        };
        match (error.kind(), basis) {
            (ErrorKind::MissingCalorificBasis, Some(basis)) => {
                // A basis that the unit cannot take leaves the first error, which names the units.
                let Ok(unit) = basis.of(unit) else { return Err(error) };
                let ratio = unit.ratio_to(per)?;
                Ok(Conversion { assumed_basis: Some(basis), ..plain(ratio) })
            }
            (ErrorKind::DimensionMismatch, _) => {
                let yearly = "yr".parse().and_then(|year| unit.times(&year));
                match yearly.and_then(|unit| unit.ratio_to(per)) {
                    Ok(ratio) => Ok(Conversion { over_one_year: true, ..plain(ratio) }),
                    Err(_) => Err(error),
                }
            }
            _ => Err(error),
        }
    }

    /// The conversion by way of parameters, the shortest; every one that is as short, so that the
    /// caller can tell when the way is not clear. A mass becomes net energy by its calorific value,
    /// a volume a mass by its density, a distance a volume by the fuel use.
    pub(super) fn through(
        unit: &Unit,
        per: &Unit,
        basis: Option<CalorificBasis>,
        parameters: &[(Parameter, Arc<str>)],
    ) -> Vec<Conversion> {
        let mut ways = vec![Way { unit: unit.clone(), ratio: Ratio::ONE, applied: Vec::new() }];
        for _ in 0..LONGEST_WAY {
            ways = ways.iter().flat_map(|way| way.further(parameters)).collect();
            let arrived: Vec<Conversion> =
                ways.iter().filter_map(|way| way.arrive(per, basis)).collect();
            if !arrived.is_empty() {
                return arrived;
            }
        }
        Vec::new()
    }

    /// The parameters that were needed, in the order of the calculation.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{FactorSet, Year, factor::FactorQuery};
    /// let unit = "t".parse()?;
    /// let query = FactorQuery::new("gas-diesel-oil", &unit, Year::new(2023)?).process("road");
    /// let found = FactorSet::catalogue().find(&query)?;
    /// assert_eq!(found.conversion().parameters().len(), 1); // its net calorific value
    /// assert_eq!(found.conversion().numerator(), "0.043".parse()?); // TJ (net) in a tonne
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn parameters(&self) -> &[AppliedParameter] {
        &self.parameters
    }

    /// How many units of the factor one unit of the activity is: the numerator.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::Conversion;
    ///
    /// let conversion = Conversion::new(&"GWh".parse()?, &"TJ".parse()?, None)?;
    /// assert_eq!(conversion.numerator(), "3.6".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn numerator(&self) -> Exact {
        self.ratio.numerator()
    }

    /// The denominator; 1 where the conversion terminates.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::Conversion;
    ///
    /// // 1 TJ = 1000000/3.6 kWh = 2500000/9 kWh, which does not terminate.
    /// let conversion = Conversion::new(&"TJ".parse()?, &"kWh".parse()?, None)?;
    /// assert_eq!(conversion.numerator(), 2_500_000.into());
    /// assert_eq!(conversion.denominator(), 9.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn denominator(&self) -> Exact {
        self.ratio.denominator()
    }

    /// The ratio itself.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{factor::Conversion, number::Rounding};
    ///
    /// let conversion = Conversion::new(&"TJ".parse()?, &"kWh".parse()?, None)?;
    /// // 2 TJ = 5000000/9 kWh
    /// let energy = conversion.ratio().times(2.into(), Rounding::decimals(1))?;
    /// assert_eq!(energy, "555555.6".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn ratio(&self) -> Ratio {
        self.ratio
    }

    /// The basis that the unit of the activity was taken to have.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{factor::Conversion, unit::CalorificBasis};
    ///
    /// let (per, net) = ("GJ (net)".parse()?, Some(CalorificBasis::Net));
    /// assert_eq!(Conversion::new(&"MWh".parse()?, &per, net)?.assumed_basis(), net);
    /// // Nothing is assumed where the unit says it.
    /// assert_eq!(Conversion::new(&"MWh (net)".parse()?, &per, net)?.assumed_basis(), None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn assumed_basis(&self) -> Option<CalorificBasis> {
        self.assumed_basis
    }

    /// Whether a factor per year was applied to the one year of the account.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::Conversion;
    ///
    /// let cows = Conversion::new(&"head".parse()?, &"head yr".parse()?, None)?;
    /// assert!(cows.is_over_one_year());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn is_over_one_year(&self) -> bool {
        self.over_one_year
    }
}

/// Passenger-kilometres to vehicle-kilometres to litres to kilograms to joules.
const LONGEST_WAY: usize = 4;

/// A unit that an amount can be brought into, and how.
struct Way {
    unit: Unit,
    ratio: Ratio,
    applied: Vec<AppliedParameter>,
}

impl Way {
    fn further(&self, parameters: &[(Parameter, Arc<str>)]) -> Vec<Way> {
        let used = |parameter: &Parameter| {
            self.applied.iter().any(|known| known.parameter.kind() == parameter.kind())
        };
        parameters
            .iter()
            .filter(|(parameter, _)| !used(parameter))
            .flat_map(|entry| [self.step(entry, false), self.step(entry, true)])
            .flatten()
            .collect()
    }

    fn step(&self, (parameter, layer): &(Parameter, Arc<str>), divides: bool) -> Option<Way> {
        let amount = parameter.amount();
        let (above, below) = (amount.unit.numerator(), amount.unit.denominator());
        let (from, unit) = if divides { (above, below) } else { (below, above) };
        let value = Ratio::new(amount.value, Exact::ONE)?;
        let ratio = self.ratio.checked_mul(self.unit.ratio_to(&from).ok()?)?;
        let ratio = if divides { ratio.checked_div(value)? } else { ratio.checked_mul(value)? };
        let (parameter, layer) = (parameter.clone(), Arc::clone(layer));
        let mut applied = self.applied.clone();
        applied.push(AppliedParameter { parameter, layer, divides });
        Some(Way { unit, ratio, applied })
    }

    fn arrive(&self, per: &Unit, basis: Option<CalorificBasis>) -> Option<Conversion> {
        let last = Conversion::new(&self.unit, per, basis).ok()?;
        let ratio = self.ratio.checked_mul(last.ratio)?;
        Some(Conversion { ratio, parameters: self.applied.clone(), ..last })
    }
}
