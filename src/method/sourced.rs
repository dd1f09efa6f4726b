use super::{Step, StepValue};
use crate::error::Result;
use crate::factor::{EmissionFactor, Parameter, note_title};
use crate::number::Exact;
use crate::text::method::energy as text;
use crate::text::{Fill, Text};
use crate::unit::{Measure, Rate};
use crate::{Quantity, Source, Title};

/// An input of a calculation with where it is from.
///
/// A calculation often takes its amount from a bill, its density from a data sheet and its calorific
/// value from a guideline; each is named in the derivation. A default of a guideline is marked,
/// since it is a value that nobody measured here.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, method::Sourced, unit::Mass};
///
/// let bill = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "invoice 17")?;
/// let oil = Sourced::new(Quantity::<Mass>::tonnes(250), &bill);
/// assert!(!oil.is_default);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Sourced<T> {
    /// The input.
    pub value: T,
    /// Where it is from.
    pub source: Source,
    /// Whether it is the default of a guideline, taken from a catalogue.
    pub is_default: bool,
}

impl<T> Sourced<T> {
    /// An input that was measured, read or stated for the case at hand.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Source, method::Sourced, number::Exact};
    ///
    /// let source = Source::new("Odder Kommune", "Boiler test", 2024, "page 1")?;
    /// let efficiency = Sourced::new(Exact::new(92, 2), &source);
    /// assert_eq!(efficiency.value, "0.92".parse()?);
    /// assert_eq!(efficiency.source, source);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn new(value: T, source: &Source) -> Sourced<T> {
        Sourced { value, source: source.clone(), is_default: false }
    }

    /// The same input, marked as the default of a guideline.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Source, method::Sourced, number::Exact};
    ///
    /// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "section 1.4.2.1")?;
    /// assert!(Sourced::new(Exact::ONE, &source).as_default().is_default);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn as_default(self) -> Sourced<T> {
        Sourced { is_default: true, ..self }
    }

    /// Another value from the same source, such as one of a series.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Source, method::Sourced};
    ///
    /// let source = Source::new("Odder Kommune", "Weighbridge", 2024, "yearly sums")?;
    /// let tonnes = Sourced::new(vec![900, 1000], &source);
    /// assert_eq!(tonnes.with(1000), Sourced::new(1000, &source));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn with<U>(&self, value: U) -> Sourced<U> {
        Sourced { value, source: self.source.clone(), is_default: self.is_default }
    }
}

#[cfg(feature = "catalogue")]
impl<T: TryFrom<crate::Amount, Error = crate::Error>> Sourced<T> {
    /// The default value with an id, marked as such.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{method::Sourced, number::Exact};
    ///
    /// let oxidation: Sourced<Exact> = Sourced::built_in("ipcc-2006/landfill/oxidation/covered")?;
    /// assert_eq!(oxidation.value, "0.1".parse()?);
    /// assert!(oxidation.is_default);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`FactorNotFound`](crate::ErrorKind::FactorNotFound) for an unknown id;
    /// [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) where the value is of another kind.
    pub fn built_in(id: &str) -> Result<Sourced<T>> {
        let found = crate::factor::DefaultValue::get(id)?;
        Ok(Sourced::new(found.amount().clone().try_into()?, found.source()).as_default())
    }
}

impl<N: Measure, D: Measure> TryFrom<&Parameter> for Sourced<Rate<N, D>> {
    type Error = crate::Error;

    /// A parameter with its source; one of the built-in catalogue is a default. The errors are
    /// those of [`Rate`]'s conversion from an amount.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "catalogue")] {
    /// use climate_account::factor::{Parameter, ParameterKind};
    /// use climate_account::{method::Sourced, unit::{Mass, NetEnergy, Rate}};
    ///
    /// let parameter = Parameter::built_in("wood", ParameterKind::NetCalorificValue, None)?;
    /// let value: Sourced<Rate<NetEnergy, Mass>> = parameter.try_into()?;
    /// assert_eq!(value.value, Rate::new(156, "GJ (net)/10 t")?);
    /// assert!(value.is_default);
    /// # }
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    fn try_from(parameter: &Parameter) -> Result<Sourced<Rate<N, D>>> {
        #[cfg(feature = "catalogue")]
        let is_default = Parameter::catalogue().contains(parameter);
        #[cfg(not(feature = "catalogue"))]
        let is_default = false;
        let value = parameter.amount().clone().try_into()?;
        Ok(Sourced { value, source: parameter.source().clone(), is_default })
    }
}

/// What a step of a derivation can show.
pub(super) trait Shown {
    fn shown(&self) -> StepValue;
}

impl<D: Measure> Shown for Quantity<D> {
    fn shown(&self) -> StepValue {
        StepValue::Amount(self.to_amount())
    }
}

impl<N, D> Shown for Rate<N, D> {
    fn shown(&self) -> StepValue {
        StepValue::Amount(self.amount().clone())
    }
}

impl Shown for Exact {
    fn shown(&self) -> StepValue {
        StepValue::Number(*self)
    }
}

impl Shown for super::FuelAmount {
    fn shown(&self) -> StepValue {
        match self {
            super::FuelAmount::Energy(energy) => energy.shown(),
            super::FuelAmount::Volume(volume) => volume.shown(),
            super::FuelAmount::Mass(mass) => mass.shown(),
        }
    }
}

/// The step of a derivation that names an input and its source.
pub(super) fn step<T: Shown>(input: &Sourced<T>, what: Text) -> Step {
    titled_step(input, what.title())
}

/// [`step`] for an input that is one of many: what it is, and of what.
pub(super) fn step_of<T: Shown>(input: &Sourced<T>, what: Text, name: &dyn Fill) -> Step {
    titled_step(input, text::WHAT_OF_NAME.with(&[("what", &what), ("name", name)]))
}

/// [`step`] for an input that is a property of something: its name, and which property.
pub(super) fn property_step<T: Shown>(input: &Sourced<T>, name: &dyn Fill, property: Text) -> Step {
    let what = text::NAME_AND_PROPERTY.with(&[("name", name), ("property", &property)]);
    titled_step(input, what)
}

/// [`step`] for an input that is a part of something: its name, and which part.
pub(super) fn part_step<T: Shown>(input: &Sourced<T>, name: &dyn Fill, part: Text) -> Step {
    titled_step(input, part_title(name, part))
}

pub(super) fn part_title(name: &dyn Fill, part: Text) -> Title {
    text::NAME_AND_PART.with(&[("name", name), ("part", &part)])
}

/// [`step`] for an input with a title of its own.
pub(super) fn titled_step<T: Shown>(input: &Sourced<T>, what: Title) -> Step {
    let remarks = if input.is_default { vec![default_remark()] } else { Vec::new() };
    Step { remarks, ..Step::new(what, input.value.shown()).from(&input.source) }
}

/// The step of a derivation that names a factor, its source, and a default as such.
pub(super) fn factor_step(factor: &EmissionFactor) -> Step {
    let what = text::EMISSION_FACTOR_ID.with(&[("id", &factor.id())]);
    let value = StepValue::PerUnit(factor.emissions().clone(), factor.per().clone());
    let note = factor.note().map(note_title);
    // Tier 1 is by definition the default of a guideline.
    let default = (factor.tier() == Some(1)).then(default_remark);
    let remarks = default.into_iter().chain(note).collect();
    Step { remarks, ..Step::new(what, value).from(factor.source()) }
}

/// The step of a derivation that names a value worked out on the way.
pub(super) fn worked_step<T: Shown>(value: &T, what: Text) -> Step {
    Step::new(what.title(), value.shown())
}

/// What a reader has to know of a value that nobody measured here.
pub(super) fn default_remark() -> Title {
    text::DEFAULT_OF_A_GUIDELINE.title()
}

/// An input for tests.
#[cfg(test)]
pub(super) fn example<T>(value: T) -> Sourced<T> {
    #[allow(clippy::unwrap_used)]
    let source = Source::new("Tests", "Made-up figures", 2024, "row 1").unwrap();
    Sourced::new(value, &source)
}

/// [`example`] of an amount that is written with its unit.
#[cfg(test)]
pub(super) fn read<T: TryFrom<crate::Amount, Error = crate::Error>>(text: &str) -> Sourced<T> {
    #[allow(clippy::unwrap_used)]
    example(text.parse::<crate::Amount>().and_then(T::try_from).unwrap())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::NetEnergy;

    #[cfg(feature = "serde")]
    #[test]
    fn json_keeps_value_and_source() {
        let source = Source::new("IPCC", "Guidelines", 2006, "Table 1.2").unwrap();
        let energy = Sourced::new(Quantity::<NetEnergy>::gigajoules(4), &source).as_default();
        let fuel = crate::method::FuelInput::NetEnergy(energy);
        let written = serde_json::to_string(&fuel).unwrap();
        assert_eq!(
            written,
            r#"{"net-energy":{"value":{"value":"4","unit":"GJ (net)"},"source":{"publisher":"IPCC","title":"Guidelines","year":2006,"place":"Table 1.2"},"is_default":true}}"#
        );
        let read: crate::method::FuelInput = serde_json::from_str(&written).unwrap();
        assert_eq!(read, fuel);
    }

    #[test]
    fn a_default_says_so_in_its_step() {
        let source = Source::new("IPCC", "Guidelines", 2006, "Table 1.2").unwrap();
        let measured = Sourced::new(Quantity::<NetEnergy>::gigajoules(4), &source);
        let plain = step(&measured, text::ENERGY);
        assert_eq!(plain.value, StepValue::Amount("4 GJ (net)".parse().unwrap()));
        assert_eq!((plain.source.as_ref(), plain.remarks.len()), (Some(&source), 0));
        assert_eq!(step(&measured.as_default(), text::ENERGY).remarks, [default_remark()]);
    }
}
