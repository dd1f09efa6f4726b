#[cfg(feature = "catalogue")]
use std::sync::LazyLock;

use crate::Quantity;
#[cfg(feature = "catalogue")]
use crate::Source;
use crate::error::Result;
#[cfg(feature = "catalogue")]
use crate::gas::{Co2e, GwpSet};
use crate::method::fraction::Fraction;
use crate::method::input_problem::{activity, number};
use crate::method::sourced::{step, worked_step};
use crate::method::{Sourced, Step};
use crate::number::Exact;
use crate::text::method::agriculture as text;
#[cfg(feature = "catalogue")]
use crate::unit::{Co2eMass, Mass, MethaneMass, NitrousOxideMass, Volume};
use crate::unit::{Measure, Rate};

/// What a measure takes away where more of an activity adopts it.
///
/// ```text
/// reduction = unit effect x activity x (potential share - present share)
/// ```
///
/// Shares are fractions of the activity, from 0 to 1. What has adopted the measure already gives no
/// more; a share that falls gives a negative reduction. `N` is what is avoided, `A` what it is avoided
/// from. Measures on the same slurry do not add up: a combination is a measure of its own.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Source, number::{Exact, Rounding}};
/// use climate_account::method::{Sourced, agriculture::MeasureReduction};
/// use climate_account::unit::{Co2eMass, Rate, Volume};
///
/// // Acidified slurry of cattle houses with a ring canal: 497.158 kt CO2e by the published table.
/// let source = Source::new("Aarhus University, DCE", "KF23 data sheet", 2024, "acidification")?;
/// let number = |value: &str| -> climate_account::Result<Exact> { value.parse() };
/// let acidification = MeasureReduction::<Co2eMass, Volume> {
///     unit_effect: Sourced::new(Rate::new(number("70.702")?, "kg CO2e/m3")?, &source),
///     activity: Sourced::new(Quantity::<Volume>::new(7_494_973, "m3")?, &source),
///     present_share: Sourced::new(number("0.06181")?, &source),
///     potential_share: Sourced::new(Exact::ONE, &source),
/// };
/// let reduction = acidification.reduction()?;
/// let kilotonnes = reduction.in_unit(&"kt CO2e".parse()?, Rounding::decimals(2))?;
/// assert_eq!(kilotonnes, number("497.16")?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, bound = ""))]
pub struct MeasureReduction<N: Measure, A: Measure> {
    /// What is avoided for each of the activity; below zero where the measure makes it worse.
    pub unit_effect: Sourced<Rate<N, A>>,
    /// The whole activity, with and without the measure.
    pub activity: Sourced<Quantity<A>>,
    /// The share that has adopted the measure, from 0 to 1.
    pub present_share: Sourced<Exact>,
    /// The share that can adopt it, from 0 to 1.
    pub potential_share: Sourced<Exact>,
}

impl<N: Measure, A: Measure> MeasureReduction<N, A> {
    /// The reduction in a year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, number::Exact, unit::{Mass, MethaneMass, Rate}};
    /// use climate_account::method::{Sourced, agriculture::MeasureReduction};
    ///
    /// let source = Source::new("Odder Kommune", "Slurry by house", 2024, "row 2")?;
    /// let cooling = MeasureReduction {
    ///     unit_effect: Sourced::new(Rate::new(Exact::new(5, 1), "kg CH4/t")?, &source),
    ///     activity: Sourced::new(Quantity::<Mass>::tonnes(10_000), &source),
    ///     present_share: Sourced::new(Exact::new(1, 1), &source),
    ///     potential_share: Sourced::new(Exact::new(9, 1), &source),
    /// };
    /// assert_eq!(cooling.reduction()?, Quantity::<MethaneMass>::kilograms(4000));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an activity below zero and a share outside 0
    /// to 1.
    pub fn reduction(&self) -> Result<Quantity<N>> {
        activity("an activity of a measure", self.activity.value)?;
        let remedy = "give per cent as a fraction";
        number("a present share of a measure", &self.present_share.value, remedy).share()?;
        number("a potential share of a measure", &self.potential_share.value, remedy).share()?;
        let share = self.potential_share.value.checked_sub(self.present_share.value)?;
        Fraction::of(self.activity.value.base_value())
            .by(self.unit_effect.value.ratio())?
            .times(share)?
            .value()
            .map(Quantity::of_base)
    }

    /// A step for each input and for the reduction.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, Source, number::Exact, unit::{Mass, MethaneMass, Rate}};
    /// use climate_account::method::{Sourced, agriculture::MeasureReduction};
    ///
    /// let source = Source::new("Odder Kommune", "Slurry by house", 2024, "row 2")?;
    /// let cooling = MeasureReduction::<MethaneMass, Mass> {
    ///     unit_effect: Sourced::new(Rate::new(1, "kg CH4/t")?, &source),
    ///     activity: Sourced::new(Quantity::<Mass>::tonnes(10_000), &source),
    ///     present_share: Sourced::new(Exact::ZERO, &source),
    ///     potential_share: Sourced::new(Exact::ONE, &source),
    /// };
    /// assert_eq!(cooling.steps()?.len(), 5);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`reduction`](MeasureReduction::reduction).
    pub fn steps(&self) -> Result<Vec<Step>> {
        Ok(vec![
            step(&self.unit_effect, text::EFFECT_FOR_EACH_UNIT),
            step(&self.activity, text::ACTIVITY),
            step(&self.present_share, text::PRESENT_SHARE),
            step(&self.potential_share, text::POTENTIAL_SHARE),
            worked_step(&self.reduction()?, text::REDUCTION),
        ])
    }
}

/// A published Danish measure on slurry in one kind of housing, or the slurry without a measure.
///
/// Emissions are per m3 of slurry, of which a tonne is one. The net is under AR5: 28 CH4 + 265 N2O
/// less displaced fuel, and where slurry is cooled, with the electricity of the heat pump. Names of
/// housing are the Danish ones of the data sheet without Danish letters.
///
/// # Examples
///
/// ```
/// use climate_account::method::agriculture::ManureMeasure;
///
/// let measure = ManureMeasure::all().iter().find(|measure| {
///     measure.scenario == "acidification" && measure.housing == "kvaeg-ringkanal"
/// });
/// let adoption = measure.unwrap().adoption.as_ref().unwrap();
/// assert_eq!(adoption.unit_reduction.to_string(), "70.702 kg CO2e/m3");
/// assert_eq!(adoption.present_share, "0.06181".parse()?);
/// assert_eq!(adoption.published_reduction.tonnes(), 497_158.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[cfg(feature = "catalogue")]
#[derive(Debug, Clone, PartialEq)]
pub struct ManureMeasure {
    /// The measure or combination: `biogas`, `acidification`, `no-measure`.
    pub scenario: &'static str,
    /// The kind of housing.
    pub housing: &'static str,
    /// `cattle` or `pigs`.
    pub animal: &'static str,
    /// Methane of the house.
    pub methane_of_housing: Rate<MethaneMass, Volume>,
    /// Methane of the storage.
    pub methane_of_storage: Rate<MethaneMass, Volume>,
    /// Methane of both, as printed.
    pub methane: Rate<MethaneMass, Volume>,
    /// Nitrous oxide, direct and indirect.
    pub nitrous_oxide: Rate<NitrousOxideMass, Volume>,
    /// What biogas displaces, under AR5.
    pub displaced: Rate<Co2eMass, Volume>,
    /// The net of it all, under AR5.
    pub net: Rate<Co2eMass, Volume>,
    /// The slurry of the housing in a year.
    pub slurry: Quantity<Mass>,
    /// How far it spreads and what it gives; `None` without a measure.
    pub adoption: Option<MeasureAdoption>,
    /// Where it is printed.
    pub source: Source,
}

/// How far a published measure spreads, and what the data sheet says it gives.
///
/// # Examples
///
/// ```
/// use climate_account::method::agriculture::ManureMeasure;
///
/// let none = ManureMeasure::all().iter().find(|measure| measure.scenario == "no-measure");
/// assert!(none.unwrap().adoption.is_none());
/// ```
#[cfg(feature = "catalogue")]
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureAdoption {
    /// The share of the slurry that has the measure, from 0 to 1.
    pub present_share: Exact,
    /// The share that can have it, from 0 to 1.
    pub potential_share: Exact,
    /// The reduction of a m3 of slurry, under AR5.
    pub unit_reduction: Rate<Co2eMass, Volume>,
    /// The reduction of a year as printed.
    pub published_reduction: Co2e,
}

#[cfg(feature = "catalogue")]
static MEASURES: LazyLock<Vec<ManureMeasure>> = LazyLock::new(|| {
    // A test reads every row, so that none can be lost here.
    rows().into_iter().filter_map(Result::ok).collect()
});

#[cfg(feature = "catalogue")]
fn rows() -> Vec<Result<ManureMeasure>> {
    let rows = crate::table::rows(include_str!("../../data/slurry_measures.csv"));
    rows.map(|row| measure(&row)).collect()
}

#[cfg(feature = "catalogue")]
fn measure(row: &crate::table::Row) -> Result<ManureMeasure> {
    let exact = |column: &str| row.get(column).parse::<Exact>();
    let methane = |column: &str| Rate::new(exact(column)?, "kg CH4/m3");
    let equivalents = |column: &str| Rate::new(exact(column)?, "kg CO2e/m3");
    let adoption = || -> Result<MeasureAdoption> {
        Ok(MeasureAdoption {
            present_share: exact("present_percent")?.shifted(-2),
            potential_share: exact("potential_percent")?.shifted(-2),
            unit_reduction: equivalents("unit_reduction")?,
            published_reduction: Co2e::from_tonnes(
                exact("total_reduction")?.shifted(3),
                GwpSet::ar5(),
            ),
        })
    };
    let (id, place) = (row.get("source"), row.get("place"));
    let source = Source::built_in(id, place).map_or_else(|| Source::new("", id, 0, place), Ok)?;
    Ok(ManureMeasure {
        scenario: row.get("scenario"),
        housing: row.get("housing"),
        animal: row.get("animal"),
        methane_of_housing: methane("methane_housing")?,
        methane_of_storage: methane("methane_storage")?,
        methane: methane("methane")?,
        nitrous_oxide: Rate::new(exact("nitrous_oxide")?, "kg N2O/m3")?,
        displaced: equivalents("displaced")?,
        net: equivalents("net")?,
        slurry: Quantity::new(exact("slurry")?, "kt")?,
        adoption: if row.get("unit_reduction").is_empty() { None } else { Some(adoption()?) },
        source,
    })
}

#[cfg(feature = "catalogue")]
impl ManureMeasure {
    /// Every published row: 14 scenarios, the one without a measure included.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::agriculture::ManureMeasure;
    ///
    /// assert_eq!(ManureMeasure::all().len(), 137);
    /// ```
    #[must_use]
    pub fn all() -> &'static [ManureMeasure] {
        &MEASURES
    }

    /// The reduction of a year, worked out of the printed inputs.
    ///
    /// It is within what the rounding of the printed unit reduction and slurry allows of the printed
    /// total, save two rows of loose-housed sows whose printed shares are rounded (cooling: 7.4 %
    /// is printed, its total needs 7.04 %), which are within 0.04 kt.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{method::agriculture::ManureMeasure, number::{Exact, Rounding}};
    ///
    /// let biogas_of_pigs = ManureMeasure::all()
    ///     .iter()
    ///     .filter(|measure| measure.scenario == "biogas" && measure.animal == "pigs");
    /// let mut total = Exact::ZERO;
    /// for measure in biogas_of_pigs {
    ///     total = total.checked_add(measure.reduction()?.unwrap().tonnes())?;
    /// }
    /// // 1486.561 kt CO2e is published.
    /// assert_eq!(total.round(Rounding::decimals(-2))?, 1_486_600.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// None for the built-in rows.
    pub fn reduction(&self) -> Result<Option<Co2e>> {
        let Some(adoption) = self.adopted() else { return Ok(None) };
        let grams = adoption.reduction()?.base_value();
        Ok(Some(Co2e::from_grams(grams, GwpSet::ar5())))
    }

    /// The measure as a calculation, to be given the slurry and the shares of a municipality.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, method::agriculture::ManureMeasure, unit::Volume};
    ///
    /// let find = |scenario: &str| {
    ///     ManureMeasure::all().iter().find(|measure| measure.scenario == scenario).unwrap()
    /// };
    /// assert!(find("no-measure").adopted().is_none());
    /// let mut local = find("flare").adopted().unwrap();
    /// local.activity.value = Quantity::<Volume>::cubic_metres(1000);
    /// assert_eq!(local.reduction()?.to_string(), "34861 kg CO2e"); // 34.861 kg/m3
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn adopted(&self) -> Option<MeasureReduction<Co2eMass, Volume>> {
        let adoption = self.adoption.as_ref()?;
        // A tonne of slurry is a cubic metre.
        let slurry = Quantity::of_base(self.slurry.base_value().shifted(-3));
        Some(MeasureReduction {
            unit_effect: Sourced::new(adoption.unit_reduction.clone(), &self.source),
            activity: Sourced::new(slurry, &self.source),
            present_share: Sourced::new(adoption.present_share, &self.source),
            potential_share: Sourced::new(adoption.potential_share, &self.source),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};
    use crate::unit::{Mass, MethaneMass};

    fn cooling(
        activity: &str,
        present: i64,
        potential: i64,
    ) -> MeasureReduction<MethaneMass, Mass> {
        MeasureReduction {
            unit_effect: read("2 kg CH4/t"),
            activity: read(activity),
            present_share: example(Exact::new(present, 2)),
            potential_share: example(Exact::new(potential, 2)),
        }
    }

    #[test]
    fn a_share_that_falls_is_a_negative_reduction() {
        let kilograms = |present, potential| {
            cooling("100 t", present, potential).reduction().unwrap().to_string()
        };
        assert_eq!(kilograms(30, 80), "100 kg CH4");
        assert_eq!(kilograms(80, 30), "-100 kg CH4");
        assert_eq!(kilograms(30, 30), "0 kg CH4");
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |activity, present, potential| {
            cooling(activity, present, potential).reduction().unwrap_err().to_string()
        };
        assert_eq!(
            text("-1 t", 0, 100),
            "expected an activity of a measure of zero or more, found -1000 kg; enter a removal or \
             a credit as emissions of its own"
        );
        assert_eq!(
            text("1 t", 1800, 100),
            "expected a present share of a measure from 0 to 1, found 18; give per cent as a fraction"
        );
        assert_eq!(
            text("1 t", 18, 10_000),
            "expected a potential share of a measure from 0 to 1, found 100; give per cent as a \
             fraction"
        );
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_round_trips() {
        let cooling = cooling("100 t", 5, 100);
        let written = serde_json::to_string(&cooling).unwrap();
        let read: MeasureReduction<MethaneMass, Mass> = serde_json::from_str(&written).unwrap();
        assert_eq!(read, cooling);
    }

    #[cfg(feature = "catalogue")]
    #[test]
    fn every_row_is_read() {
        let rows = rows();
        for row in &rows {
            if let Err(error) = row {
                panic!("{error}");
            }
        }
        assert_eq!(rows.len(), 137);
    }
}
