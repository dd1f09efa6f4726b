use super::checks::share;
use crate::Quantity;
use crate::error::Result;
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, rate};
use crate::method::sourced::step;
use crate::method::{Sourced, Step};
use crate::number::Exact;
use crate::text::method::waste as text;
use crate::unit::{BiochemicalOxygenDemand, PersonDays, Persons, Rate};

/// The organic load of domestic wastewater, without what industry adds.
///
/// ```text
/// TOW = P x BOD x 365
/// ```
///
/// IPCC 2006, volume 5, equation 6.3, or the load that is measured where the water comes in.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, unit::{Persons, Rate}};
/// use climate_account::method::{Sourced, waste::OrganicLoad};
///
/// let census = Source::new("Statistics Denmark", "FOLK1A", 2024, "Herning")?;
/// let guideline = Source::new("IPCC", "2019 Refinement, volume 5", 2019, "Table 6.4")?;
/// let load = OrganicLoad::PerCapita {
///     population: Sourced::new(Quantity::<Persons>::persons(61_000), &census),
///     demand: Sourced::new(Rate::new(62, "g BOD/capita/day")?, &guideline).as_default(),
/// };
/// assert_eq!(load.amount()?.to_string(), "1380430 kg BOD");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum OrganicLoad {
    /// From the population.
    PerCapita {
        /// The population connected to the systems that are counted.
        population: Sourced<Quantity<Persons>>,
        /// The oxygen demand of each person and day.
        demand: Sourced<Rate<BiochemicalOxygenDemand, PersonDays>>,
    },
    /// As measured in a year.
    Measured(Sourced<Quantity<BiochemicalOxygenDemand>>),
}

impl OrganicLoad {
    /// The load of a year of 365 days.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Quantity, Source, unit::BiochemicalOxygenDemand};
    /// # use climate_account::method::{Sourced, waste::OrganicLoad};
    /// # let plant = Source::new("Treatment plant", "Inlet samples 2023", 2024, "sheet 2")?;
    /// let inlet = Quantity::<BiochemicalOxygenDemand>::new(2263, "t BOD")?;
    /// let load = OrganicLoad::Measured(Sourced::new(inlet, &plant));
    /// assert_eq!(load.amount()?, inlet);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an input below zero;
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn amount(&self) -> Result<Quantity<BiochemicalOxygenDemand>> {
        match self {
            OrganicLoad::PerCapita { population, demand } => {
                activity("a population", population.value)?;
                let remedy = "take it from a guideline";
                rate("an oxygen demand per person", &demand.value, remedy)?;
                let persons = Fraction::of(population.value.base_value());
                let load = persons.by(demand.value.ratio())?.over_year_of_days()?;
                load.value().map(Quantity::of_base)
            }
            OrganicLoad::Measured(load) => {
                activity("an organic load", load.value)?;
                Ok(load.value)
            }
        }
    }

    pub(super) fn steps(&self) -> Vec<Step> {
        match self {
            OrganicLoad::PerCapita { population, demand } => vec![
                step(population, text::CONNECTED_POPULATION),
                step(demand, text::OXYGEN_DEMAND_PER_PERSON),
            ],
            OrganicLoad::Measured(load) => {
                vec![step(load, text::MEASURED_ORGANIC_LOAD)]
            }
        }
    }
}

/// Treated wastewater that is led to a water body, where it goes on to give off methane.
///
/// ```text
/// E = TOW x (1 - TOW_rem) x B0 x MCF_discharge
/// ```
///
/// IPCC 2019 Refinement, volume 5, equations 6.3d and 6.1. Industry on a common sewer is not in this
/// term, as the equation is printed.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{method::{Sourced, waste::DischargedLoad}, number::Exact};
///
/// let to_the_stream = DischargedLoad {
///     removed: Sourced::built_in("ipcc-2019r/wastewater/tow-rem/primary-secondary")?,
///     methane_correction: Sourced::built_in(
///         "ipcc-2019r/wastewater/mcf-domestic/discharge-aquatic-tier1",
///     )?,
/// };
/// assert_eq!(to_the_stream.removed.value, Exact::new(85, 2));
/// assert_eq!(to_the_stream.methane_correction.value, Exact::new(11, 2));
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct DischargedLoad {
    /// The share of the organics that treatment removes, from 0 to 1.
    pub removed: Sourced<Exact>,
    /// The methane correction factor of the water body, from 0 to 1.
    pub methane_correction: Sourced<Exact>,
}

impl DischargedLoad {
    pub(super) fn check(&self) -> Result<()> {
        share("a share of the organics that is removed", &self.removed)?;
        share("a methane correction factor of the discharge", &self.methane_correction)
    }

    /// The share of the load that is discharged, times the correction.
    pub(super) fn correct(&self, load: Fraction) -> Result<Fraction> {
        let left = Exact::ONE.checked_sub(self.removed.value)?;
        load.times(left)?.times(self.methane_correction.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    #[test]
    fn says_what_is_out_of_range() {
        let text = |population: i64, demand: &str| {
            let population = example(Quantity::<Persons>::persons(population));
            let load = OrganicLoad::PerCapita { population, demand: read(demand) };
            load.amount().unwrap_err().to_string()
        };
        assert!(
            text(-1, "62 g BOD/capita/day").starts_with("expected a population of zero or more")
        );
        assert_eq!(
            text(1, "-62 g BOD/capita/day"),
            "expected an oxygen demand per person of zero or more, found -62 g BOD/capita/day; take \
             it from a guideline"
        );
        let measured = OrganicLoad::Measured(read("-1 kg BOD")).amount().unwrap_err().to_string();
        assert!(measured.starts_with("expected an organic load of zero or more, found -1 kg BOD;"));
    }

    #[test]
    fn a_discharge_in_per_cent_is_refused() {
        let text = |removed: i64, correction: i64| {
            let removed = example(removed.into());
            let discharge =
                DischargedLoad { removed, methane_correction: example(correction.into()) };
            discharge.check().unwrap_err().to_string()
        };
        assert_eq!(
            text(85, 0),
            "expected a share of the organics that is removed from 0 to 1, found 85; give per cent \
             as a fraction"
        );
        assert!(
            text(0, 11).starts_with("expected a methane correction factor of the discharge from 0")
        );
    }
}
