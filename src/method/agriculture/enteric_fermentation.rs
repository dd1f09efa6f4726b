use super::herd::{AnimalBasis, AnimalCategory, methane_of, steps_of};
use crate::error::Result;
use crate::gas::Emissions;
use crate::method::{Calculation, Method, Step};
use crate::unit::AnimalYears;

/// Methane from the digestion of livestock, by animals and factors per animal, tier 1.
///
/// ```text
/// E = sum_T N_T x EF_T
/// ```
///
/// IPCC 2006 and 2019 Refinement, volume 4, equations 10.19 and 10.20. A herd that changes is one
/// calculation for each year. Factors of the 2006 Guidelines and of the 2019 Refinement are not
/// mixed: a dairy cow of Western Europe has 117 and 126 kg.
///
/// `B` is what a factor is for. The Danish factors of weaners and of pigs for slaughter are per
/// produced animal, and those do not fit the average stock, nor the other way round:
///
/// ```compile_fail,E0308
/// use climate_account::{Quantity, Source, Title, unit::{AnimalYears, Heads, Rate}};
/// use climate_account::method::{Sourced, agriculture::{AnimalCategory, EntericFermentation}};
///
/// let source = Source::new("Odder Kommune", "Slaughtered animals", 2024, "row 5")?;
/// let pigs = EntericFermentation::<AnimalYears> {
///     categories: vec![AnimalCategory {
///         name: Title::new("slagtesvin", "pigs for slaughter"),
///         animals: Sourced::new(Quantity::<Heads>::heads(40_000), &source), // produced animals
///         methane: Sourced::new(Rate::new(1, "kg CH4/head/yr")?, &source),
///     }],
/// };
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, Title, gas::Gas, unit::AnimalYears};
/// use climate_account::method::{Calculation, Sourced};
/// use climate_account::method::agriculture::{AnimalCategory, EntericFermentation};
///
/// let register = Source::new("Odder Kommune", "Animals by register", 2024, "row 3")?;
/// let category = |name: Title, animals: i64, kind: &str| -> climate_account::Result<_> {
///     Ok(AnimalCategory {
///         name,
///         animals: Sourced::new(Quantity::<AnimalYears>::new(animals, "head yr")?, &register),
///         methane: Sourced::built_in(&format!(
///             "ipcc-2019r/livestock/enteric-ch4/{kind}-cattle/western-europe"
///         ))?,
///     })
/// };
/// let cattle = EntericFermentation {
///     categories: vec![
///         category(Title::new("malkekøer", "dairy cows"), 3200, "dairy")?,
///         category(Title::new("andet kvæg", "other cattle"), 5100, "other")?,
///     ],
/// };
/// let methane = cattle.emissions()?;
/// assert_eq!(methane.kilograms(Gas::CH4_NON_FOSSIL), 668_400.into());
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`MissingValue`](crate::ErrorKind::MissingValue) without a category;
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a number or a factor below zero.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, bound = ""))]
pub struct EntericFermentation<B: AnimalBasis = AnimalYears> {
    /// The animals with their factors; cattle, sheep and pigs each have their own.
    pub categories: Vec<AnimalCategory<B>>,
}

impl<B: AnimalBasis> Calculation for EntericFermentation<B> {
    fn method(&self) -> Method {
        Method::EntericFermentation
    }

    fn emissions(&self) -> Result<Emissions> {
        methane_of(&self.categories)
    }

    fn steps(&self) -> Result<Vec<Step>> {
        Ok(steps_of(&self.categories))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Title;
    use crate::gas::Gas;
    use crate::method::sourced::read;
    use crate::unit::Heads;

    fn category<B: AnimalBasis>(animals: &str, methane: &str) -> AnimalCategory<B> {
        AnimalCategory {
            name: Title::new("svin", "pigs"),
            animals: read(animals),
            methane: read(methane),
        }
    }

    #[test]
    fn produced_animals_take_a_factor_of_their_own() {
        let produced = EntericFermentation {
            categories: vec![category::<Heads>("1000 head", "0.4 kg CH4/head")],
        };
        let emissions = produced.emissions().unwrap();
        assert_eq!(emissions.kilograms(Gas::CH4_NON_FOSSIL), 400.into());
        assert_eq!(produced.derivation().unwrap().steps.len(), 2);
    }

    #[test]
    fn says_what_is_wrong() {
        let text = |categories: Vec<AnimalCategory>| {
            EntericFermentation { categories }.emissions().unwrap_err().to_string()
        };
        assert_eq!(
            text(Vec::new()),
            "expected a category of animals, found none; list each category with its animals and \
             its factor"
        );
        assert_eq!(
            text(vec![category("-1 head yr", "1 kg CH4/head/yr")]),
            "expected a number of animals of zero or more, found -1 head yr; enter a removal or a \
             credit as emissions of its own"
        );
        assert_eq!(
            text(vec![category("1 head yr", "-1 kg CH4/head/yr")]),
            "expected a methane factor per animal of zero or more, found -1 kg CH4/head/yr; take it \
             from a guideline"
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_round_trips() {
        let herd = EntericFermentation {
            categories: vec![category::<AnimalYears>("12.5 head yr", "126 kg CH4/head/yr")],
        };
        let written = serde_json::to_string(&herd).unwrap();
        assert_eq!(serde_json::from_str::<EntericFermentation>(&written).unwrap(), herd);
    }
}
