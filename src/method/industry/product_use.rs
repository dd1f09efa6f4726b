use super::GasOrBlend;
use crate::Quantity;
use crate::error::Result;
use crate::gas::Emissions;
use crate::method::input_problem::{activity, number};
use crate::method::sourced::step;
use crate::method::{Calculation, Method, Sourced, Step};
use crate::number::Exact;
use crate::text::method::industry as text;
use crate::unit::Mass;

/// What was supplied in the year before.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, method::{Sourced, industry::UseOfLastYear}, unit::Mass};
///
/// let trade = Source::new("Gas supplier", "Deliveries 2022", 2023, "sheet 1")?;
/// let known = UseOfLastYear::Known(Sourced::new(Quantity::<Mass>::kilograms(1000), &trade));
/// assert_ne!(known, UseOfLastYear::SameAsThisYear);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum UseOfLastYear {
    /// This much.
    Known(Sourced<Quantity<Mass>>),
    /// As much as in this year: the first year of a series.
    SameAsThisYear,
}

/// A gas that is used up within two years of its supply: aerosols, N2O of hospitals and cans.
///
/// ```text
/// E_t = [ s x A_t + (1 - s) x A_t-1 ] x EF
/// ```
///
/// IPCC 2006, volume 3, equation 7.6 for aerosols and 8.24 for N2O; both take half of each year
/// (s = 0.5) and let all of it go (EF = 1). Over the years the emissions are the supply, save for
/// what the last year leaves to the next.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, gas::Gas, method::{Calculation, Sourced}, unit::Mass};
/// use climate_account::method::industry::{DelayedUse, GasOrBlend, UseOfLastYear};
///
/// let supplier = Source::new("Gas supplier", "Deliveries 2022-2023", 2024, "sheet 1")?;
/// let hospital = DelayedUse {
///     substance: Sourced::new(GasOrBlend::Gas(Gas::N2O), &supplier),
///     supplied: Sourced::new(Quantity::<Mass>::kilograms(1200), &supplier),
///     last_year: UseOfLastYear::Known(Sourced::new(Quantity::<Mass>::kilograms(1000), &supplier)),
///     used_in_first_year: Sourced::new("0.5".parse()?, &supplier),
///     emitted: Sourced::new(1.into(), &supplier),
/// };
/// assert_eq!(hospital.emissions()?.kilograms(Gas::N2O), 1100.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass below zero, and a share outside 0 to 1.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct DelayedUse {
    /// The gas or the blend.
    pub substance: Sourced<GasOrBlend>,
    /// What is supplied in the year.
    pub supplied: Sourced<Quantity<Mass>>,
    /// What was supplied in the year before.
    pub last_year: UseOfLastYear,
    /// The share that is used in the year of supply; the rest is used in the next.
    pub used_in_first_year: Sourced<Exact>,
    /// The share of what is used that is emitted.
    pub emitted: Sourced<Exact>,
}

impl Calculation for DelayedUse {
    fn method(&self) -> Method {
        Method::DelayedUse
    }

    fn emissions(&self) -> Result<Emissions> {
        let supplied = self.supplied.value;
        let before = match &self.last_year {
            UseOfLastYear::Known(before) => before.value,
            UseOfLastYear::SameAsThisYear => supplied,
        };
        activity("a mass supplied in the year", supplied)?;
        activity("a mass supplied in the year before", before)?;
        let (first, remedy) = (self.used_in_first_year.value, "give per cent as a fraction");
        number("a share used in the first year", &first, remedy).share()?;
        number("an emitted share", &self.emitted.value, remedy).share()?;
        let used = supplied
            .scale(first)?
            .checked_add(before.scale(Exact::ONE.checked_sub(first)?)?)?
            .scale(self.emitted.value)?;
        self.substance.value.emissions_from_grams(used.base_value())
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let mut steps = vec![
            step(&self.substance, text::SUBSTANCE),
            step(&self.supplied, text::SUPPLIED_IN_THE_YEAR),
        ];
        steps.push(match &self.last_year {
            UseOfLastYear::Known(before) => step(before, text::SUPPLIED_IN_THE_YEAR_BEFORE),
            UseOfLastYear::SameAsThisYear => {
                step(&self.supplied, text::SUPPLIED_IN_THE_YEAR_BEFORE_AS_IN_THIS)
            }
        });
        steps.push(step(&self.used_in_first_year, text::USED_IN_THE_FIRST_YEAR));
        steps.push(step(&self.emitted, text::EMITTED_SHARE));
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gas::Gas;
    use crate::method::sourced::{example, read};

    fn cans(this: &str, before: Option<&str>, first: Exact, emitted: i64) -> DelayedUse {
        DelayedUse {
            substance: example(GasOrBlend::Gas(Gas::N2O)),
            supplied: read(this),
            last_year: before
                .map_or(UseOfLastYear::SameAsThisYear, |before| UseOfLastYear::Known(read(before))),
            used_in_first_year: example(first),
            emitted: example(emitted.into()),
        }
    }

    #[test]
    fn a_first_year_takes_its_own_supply_for_the_last() {
        let quarter = Exact::new(25, 2);
        let first = cans("8 kg", None, quarter, 1);
        assert_eq!(first.emissions().unwrap().kilograms(Gas::N2O), 8.into());
        assert_eq!(first.steps().unwrap().len(), 5);
        let second = cans("8 kg", Some("4 kg"), quarter, 1);
        assert_eq!(second.emissions().unwrap().kilograms(Gas::N2O), 5.into()); // 2 + 3
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |cans: DelayedUse| cans.emissions().unwrap_err().to_string();
        let credit = "found -1 kg; enter a removal or a credit as emissions of its own";
        assert_eq!(
            text(cans("-1 kg", Some("1 kg"), Exact::ONE, 1)),
            format!("expected a mass supplied in the year of zero or more, {credit}")
        );
        assert_eq!(
            text(cans("1 kg", Some("-1 kg"), Exact::ONE, 1)),
            format!("expected a mass supplied in the year before of zero or more, {credit}")
        );
        assert_eq!(
            text(cans("1 kg", None, 50.into(), 1)),
            "expected a share used in the first year from 0 to 1, found 50; give per cent as a \
             fraction"
        );
        assert_eq!(
            text(cans("1 kg", None, Exact::ONE, 100)),
            "expected an emitted share from 0 to 1, found 100; give per cent as a fraction"
        );
    }
}
