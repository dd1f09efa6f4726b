use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;

use super::amount::Amount;
use super::definition::Unit;
use super::measure::{Energy, GrossEnergy, Measure, NetEnergy};
use super::problem::UnitProblem;
use super::rate::Rate;
use super::ratio::Ratio;
use crate::error::{Error, Result};
use crate::number::{Decimal, Exact, Rounding};

/// A value whose type says what it measures.
///
/// It is held in base units (joule, gram, litre, metre, square metre, one of what is counted), so
/// that quantities of one type add whatever units they came in. Quantities of two types do not:
///
/// ```compile_fail,E0308
/// use climate_account::{Quantity, unit::{GrossEnergy, NetEnergy}};
///
/// let net = Quantity::<NetEnergy>::gigajoules(100);
/// let gross = Quantity::<GrossEnergy>::gigajoules(10);
/// let sum = net.checked_add(gross); // expected `NetEnergy`, found `GrossEnergy`
/// ```
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, number::Rounding, unit::NetEnergy};
///
/// let gas = Quantity::<NetEnergy>::gigajoules(100);
/// let oil = Quantity::<NetEnergy>::new(10, "MWh (net)")?;
/// let sum = gas.checked_add(oil)?;
/// assert_eq!(sum.to_string(), "136 GJ (net)");
/// assert_eq!(sum.in_unit(&"TJ (net)".parse()?, Rounding::decimals(2))?.to_string(), "0.14");
/// # Ok::<(), climate_account::Error>(())
/// ```
pub struct Quantity<D> {
    value: Exact,
    measure: PhantomData<fn() -> D>,
}

impl<D> Quantity<D> {
    /// Nothing of it.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, unit::Mass};
    ///
    /// assert_eq!(Quantity::<Mass>::ZERO.to_string(), "0 kg");
    /// ```
    pub const ZERO: Quantity<D> = Quantity { value: Exact::ZERO, measure: PhantomData };

    pub(crate) const fn of_base(value: Exact) -> Quantity<D> {
        Quantity { value, measure: PhantomData }
    }

    /// `value × factor × 10^power` base units.
    pub(super) fn of_decimal(value: Decimal, factor: u16, power: i8) -> Quantity<D> {
        Quantity::of_base(Exact::of_decimal(value, factor, power))
    }

    /// The value in base units.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, number::Exact, unit::Mass};
    ///
    /// assert_eq!(Quantity::<Mass>::tonnes(2).base_value(), Exact::from(2_000_000)); // grams
    /// ```
    #[must_use]
    pub const fn base_value(self) -> Exact {
        self.value
    }

    /// The sum, exact.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, unit::Mass};
    ///
    /// let sum = Quantity::<Mass>::tonnes(1).checked_add(Quantity::<Mass>::kilograms(5))?;
    /// assert_eq!(sum.to_string(), "1005 kg");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow) where it has more than 38 digits.
    pub fn checked_add(self, other: Quantity<D>) -> Result<Quantity<D>> {
        Ok(Quantity::of_base(self.value.checked_add(other.value)?))
    }

    /// The difference, exact.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, unit::Area};
    ///
    /// let rest = Quantity::<Area>::hectares(3).checked_sub(Quantity::<Area>::square_metres(500))?;
    /// assert_eq!(rest.to_string(), "29500 m2");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow) where it has more than 38 digits.
    pub fn checked_sub(self, other: Quantity<D>) -> Result<Quantity<D>> {
        Ok(Quantity::of_base(self.value.checked_sub(other.value)?))
    }

    /// The quantity times a pure number, exact.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, number::Exact, unit::Heads};
    ///
    /// let share = Quantity::<Heads>::heads(250).scale(Exact::new(4, 1))?;
    /// assert_eq!(share, Quantity::<Heads>::heads(100));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow) where it has more than 38 digits.
    pub fn scale(self, factor: Exact) -> Result<Quantity<D>> {
        Ok(Quantity::of_base(self.value.checked_mul(factor)?))
    }

    /// The quantity times a rate per what it measures: exact where it terminates, otherwise rounded
    /// half-even at [`Rounding::RESOLUTION`].
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, number::Exact, unit::{CarbonDioxideMass, NetEnergy, Rate}};
    ///
    /// let factor = Rate::<CarbonDioxideMass, NetEnergy>::new(Exact::new(561, 1), "kg CO2/GJ (net)")?;
    /// let emission = Quantity::<NetEnergy>::megawatt_hours(1000).times(&factor)?;
    /// assert_eq!(emission, Quantity::<CarbonDioxideMass>::kilograms(201_960));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow) where the product has more than 38 digits.
    pub fn times<N>(self, rate: &Rate<N, D>) -> Result<Quantity<N>> {
        rate.ratio().times(self.value, Rounding::RESOLUTION).map(Quantity::of_base)
    }
}

impl<D: Measure> Quantity<D> {
    /// A quantity from a value and any unit of what it measures.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{ErrorKind, Quantity, unit::{Energy, NetEnergy}};
    ///
    /// let heat = Quantity::<Energy>::new(1, "Btu")?;
    /// assert_eq!(heat.base_value().to_string(), "1055.05585262");
    /// let error = Quantity::<NetEnergy>::new(1, "Btu").unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::MissingCalorificBasis);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`TryFrom<Amount>`](Quantity#impl-TryFrom<Amount>-for-Quantity<D>), and those of
    /// [`Unit`]'s reader.
    pub fn new(value: impl Into<Exact>, unit: &str) -> Result<Quantity<D>> {
        Amount::new(value, unit.parse()?).try_into()
    }

    /// The quantity as an amount in the customary unit of what it measures.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, unit::Volume};
    ///
    /// assert_eq!(Quantity::<Volume>::cubic_metres(3).to_amount(), "3000 l".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn to_amount(self) -> Amount {
        let unit = D::unit();
        // The customary unit is a power of ten of the base unit; only a scale that has run away
        // does not fit, and then the base unit does.
        match unit.ratio().inverse().and_then(|ratio| ratio.exactly(self.value)) {
            Some(value) => Amount { value, unit },
            None => Amount { value: self.value, unit: base_unit::<D>() },
        }
    }

    /// The value in a unit, rounded by a named rule.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, number::Rounding, unit::Energy};
    ///
    /// let heat = Quantity::<Energy>::gigajoules(1);
    /// let value = heat.in_unit(&"MWh".parse()?, Rounding::decimals(3))?;
    /// assert_eq!(value.to_string(), "0.278");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Unit::ratio_to`] and of [`Exact::divide`].
    pub fn in_unit(self, unit: &Unit, rounding: Rounding) -> Result<Exact> {
        // The customary unit is the one that an error should name.
        D::unit().ratio_to(unit)?;
        base_unit::<D>().ratio_to(unit)?.rounded(self.value, rounding)
    }
}

fn base_unit<D: Measure>() -> Unit {
    Unit::known("base unit", D::DIMENSION, Ratio::ONE)
}

impl Quantity<Energy> {
    /// The same energy, stated by the caller to be by net calorific value.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, unit::{Energy, NetEnergy}};
    ///
    /// let fuel = Quantity::<Energy>::terajoules(2).stated_as_net();
    /// assert_eq!(fuel, Quantity::<NetEnergy>::gigajoules(2000));
    /// ```
    #[must_use]
    pub fn stated_as_net(self) -> Quantity<NetEnergy> {
        Quantity::of_base(self.value)
    }

    /// The same energy, stated by the caller to be by gross calorific value.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, unit::{Energy, GrossEnergy}};
    ///
    /// let fuel = Quantity::<Energy>::terajoules(2).stated_as_gross();
    /// assert_eq!(fuel, Quantity::<GrossEnergy>::gigajoules(2000));
    /// ```
    #[must_use]
    pub fn stated_as_gross(self) -> Quantity<GrossEnergy> {
        Quantity::of_base(self.value)
    }
}

impl Quantity<GrossEnergy> {
    /// The net energy of the same fuel by its ratio of net to gross calorific value.
    ///
    /// IEA statistics use 0.95 for coal and oil and 0.90 for natural gas.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, number::Exact, unit::{GrossEnergy, NetEnergy}};
    ///
    /// let metered = Quantity::<GrossEnergy>::megawatt_hours(1000);
    /// let net = metered.to_net(Exact::new(9, 1))?;
    /// assert_eq!(net, Quantity::<NetEnergy>::gigajoules(3240));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the ratio is not above 0 and up to 1;
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn to_net(self, net_over_gross: Exact) -> Result<Quantity<NetEnergy>> {
        if !net_over_gross.is_positive() || net_over_gross > Exact::ONE {
            return Err(Error::new(UnitProblem::Context {
                what: "a ratio of net to gross calorific value above 0 and up to 1",
                found: net_over_gross.to_string(),
            }));
        }
        Ok(Quantity::of_base(self.value.checked_mul(net_over_gross)?))
    }
}

impl<D: Measure> TryFrom<Amount> for Quantity<D> {
    type Error = Error;

    /// The amount in base units: exact where that terminates, otherwise rounded half-even at
    /// [`Rounding::RESOLUTION`]. Only `Sm3`, months and masses written by their element (`kg N2O-N`)
    /// do not terminate. The errors are those of [`Unit::ratio_to`].
    fn try_from(amount: Amount) -> Result<Quantity<D>> {
        amount.unit.ratio_to(&D::unit())?;
        amount.unit.ratio().times(amount.value, Rounding::RESOLUTION).map(Quantity::of_base)
    }
}

impl<D: Measure> From<Quantity<D>> for Amount {
    fn from(quantity: Quantity<D>) -> Amount {
        quantity.to_amount()
    }
}

impl<D: Measure> fmt::Display for Quantity<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.to_amount(), f)
    }
}

impl<D: Measure> fmt::Debug for Quantity<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

// Written out, because a derived impl would ask the same of the measure.
impl<D> Clone for Quantity<D> {
    fn clone(&self) -> Quantity<D> {
        *self
    }
}

impl<D> Copy for Quantity<D> {}

impl<D> Default for Quantity<D> {
    fn default() -> Quantity<D> {
        Quantity::ZERO
    }
}

impl<D> PartialEq for Quantity<D> {
    fn eq(&self, other: &Quantity<D>) -> bool {
        self.value == other.value
    }
}

impl<D> Eq for Quantity<D> {}

impl<D> PartialOrd for Quantity<D> {
    fn partial_cmp(&self, other: &Quantity<D>) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<D> Ord for Quantity<D> {
    fn cmp(&self, other: &Quantity<D>) -> Ordering {
        self.value.cmp(&other.value)
    }
}

impl<D> Hash for Quantity<D> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

#[cfg(feature = "serde")]
impl<D: Measure> serde::Serialize for Quantity<D> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_amount().serialize(serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de, D: Measure> serde::Deserialize<'de> for Quantity<D> {
    fn deserialize<T: serde::Deserializer<'de>>(deserializer: T) -> Result<Self, T::Error> {
        Amount::deserialize(deserializer)?.try_into().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use crate::unit::{CarbonDioxideMass, Heads, Mass, NitrousOxideMass, NormalVolume, Volume};

    #[test]
    fn an_amount_of_something_else_is_refused() {
        let litres: Amount = "5 l".parse().unwrap();
        let error = Quantity::<Mass>::try_from(litres).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::DimensionMismatch);
        assert_eq!(
            error.to_string(),
            "expected units of one dimension, found `l` (volume) and `kg` (mass); a factor that \
             links the two is needed"
        );
        let error = Quantity::<Volume>::new(5, "Nm3").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::MissingReferenceState);
    }

    #[test]
    fn what_does_not_terminate_in_base_units_is_rounded_at_the_resolution() {
        let gas = Quantity::<NormalVolume>::new(1921, "Sm3").unwrap();
        assert_eq!(gas.to_string(), "1821 Nm3");
        let gas = Quantity::<NitrousOxideMass>::new(13, "kg N2O-N").unwrap();
        assert_eq!(gas.to_string(), "20.42857142857142857142857143 kg N2O");
    }

    #[test]
    fn quantities_add_scale_and_compare() {
        let herd = Quantity::<Heads>::heads(10);
        let more = herd.checked_add(Quantity::<Heads>::new(1, "kilohead").unwrap()).unwrap();
        assert_eq!(more.to_string(), "1010 head");
        assert!(more > herd);
        assert_eq!(more.checked_sub(more).unwrap(), Quantity::ZERO);
        assert_eq!(Quantity::<Heads>::default().scale(Exact::from(3)).unwrap(), Quantity::ZERO);
    }

    #[test]
    fn gross_to_net_needs_a_ratio_that_can_be() {
        let error = Quantity::<GrossEnergy>::gigajoules(1).to_net(Exact::from(2)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OutOfRange);
        assert_eq!(
            error.to_string(),
            "expected a ratio of net to gross calorific value above 0 and up to 1, found 2; check \
             the context of the conversion"
        );
    }

    #[test]
    fn a_value_is_read_in_other_units_of_its_kind_only() {
        let emission = Quantity::<CarbonDioxideMass>::kilograms(1500);
        let tonnes = emission.in_unit(&"t CO2".parse().unwrap(), Rounding::decimals(1)).unwrap();
        assert_eq!(tonnes.to_string(), "1.5");
        let error = emission.in_unit(&"t CO2e".parse().unwrap(), Rounding::decimals(1));
        assert_eq!(error.unwrap_err().kind(), ErrorKind::MissingGwpSet);
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_is_that_of_the_amount() {
        let energy = Quantity::<NetEnergy>::terajoules(2);
        let written = serde_json::to_string(&energy).unwrap();
        assert_eq!(written, r#"{"value":"2000","unit":"GJ (net)"}"#);
        assert_eq!(serde_json::from_str::<Quantity<NetEnergy>>(&written).unwrap(), energy);
        let error = serde_json::from_str::<Quantity<GrossEnergy>>(&written).unwrap_err();
        assert!(error.to_string().contains("calorific value"), "{error}");
    }
}
