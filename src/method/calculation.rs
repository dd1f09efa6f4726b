use super::{Derivation, Method, Step};
use crate::error::Result;
use crate::gas::Emissions;

/// A calculation whose inputs are a struct: each input is [`Sourced`](super::Sourced), so that the
/// result can be explained.
///
/// [`emissions`](Calculation::emissions) is the number alone, for many calculations at once;
/// [`derivation`](Calculation::derivation) is the number with every input, and can be the cell of a
/// line in an account.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, gas::Gas, unit::{Mass, Rate}};
/// use climate_account::method::{Calculation, Sourced, waste::BiologicalTreatment};
///
/// let plant = Source::new("Compost plant", "Weighbridge 2023", 2024, "sheet 1")?;
/// let guideline = Source::new("IPCC", "2006 IPCC Guidelines, volume 5", 2006, "Table 4.1")?;
/// let compost = BiologicalTreatment {
///     waste: Sourced::new(Quantity::<Mass>::tonnes(10_000), &plant),
///     methane: Sourced::new(Rate::new(4, "g CH4/kg")?, &guideline).as_default(),
///     nitrous_oxide: Sourced::new(Rate::new(24, "g N2O/100 kg")?, &guideline).as_default(),
///     recovered: None,
/// };
/// assert_eq!(compost.emissions()?.tonnes(Gas::CH4_NON_FOSSIL), 40.into());
/// assert_eq!(compost.derivation()?.steps.len(), 3);
/// # Ok::<(), climate_account::Error>(())
/// ```
pub trait Calculation {
    /// The method.
    fn method(&self) -> Method;

    /// The emissions.
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input outside its range, and
    /// [`Overflow`](crate::ErrorKind::Overflow); more where the calculation says so.
    fn emissions(&self) -> Result<Emissions>;

    /// A step for each input, and for what is worked out on the way.
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    fn steps(&self) -> Result<Vec<Step>>;

    /// The emissions with the steps to them.
    ///
    /// # Errors
    ///
    /// Those of [`emissions`](Calculation::emissions).
    fn derivation(&self) -> Result<Derivation> {
        let result = self.emissions()?;
        Ok(Derivation { method: self.method(), steps: self.steps()?, result })
    }
}
