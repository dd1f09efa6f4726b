use std::borrow::Cow;

use super::landfill_series::{Decay, LandfillSeries};
use super::{DecayRate, DecayStart};
use crate::error::{Error, Result};
use crate::gas::Emissions;
use crate::method::input_problem::{InputProblem, number};
use crate::method::sourced::{Shown, part_step, part_title, step, worked_step};
use crate::method::{Calculation, Method, Sourced, Step, StepValue, TimeVarying};
use crate::number::{Exact, Rounding};
use crate::series::AnnualQuantities;
use crate::text::method::waste as text;
use crate::unit::{Amount, Mass, MethaneMass, Persons, PureNumber};
use crate::{Quantity, Title, Year};

/// A landfill, whose waste decomposes over decades: first-order decay.
///
/// ```text
/// DDOCmd_T = W_T x DOC x DOC_f x MCF_T                               carbon that will decompose
/// DDOCma_T = DDOCma_(T-1) x e1 + DDOCmd_T x e2                       what is left of it
/// G_T      = ( DDOCma_(T-1) + DDOCmd_T - DDOCma_T ) x F x 16/12      methane, over all waste
/// E_T      = ( G_T - R_T ) x ( 1 - OX_T )
/// e1 = exp(-k)        e2 = exp(-k x (13 - M) / 12)
/// ```
///
/// IPCC 2006, volume 5, equations 3.1 to 3.6 and 3A1.12 to 3A1.17. Each kind of waste (or the waste
/// in bulk) has its deposits, its degradable carbon and its decay rate; the type of the site counts
/// in the year of the deposit, the cover and the recovery in the year of the emission. Recovered
/// methane is a mass and is taken off before oxidation.
///
/// Carbon is kept in whole micrograms: what is left after a year is cut, and the rest has
/// decomposed, so that carbon is conserved exactly and every deposit decomposes in the end. The
/// portion left after a year is taken at 2^-64.
///
/// Recovery is a mass of methane; carbon, or a share, does not fit:
///
/// ```compile_fail,E0308
/// use climate_account::{Quantity, Source, Year, method::{Sourced, waste::Landfill}};
/// use climate_account::{series::AnnualQuantities, unit::CarbonMass};
///
/// fn with_recovery(landfill: Landfill, meter: &Source) -> Result<Landfill, climate_account::Error> {
///     let carbon = AnnualQuantities::starting(Year::new(2020)?, [Quantity::<CarbonMass>::tonnes(8)])?;
///     Ok(Landfill { recovered: Some(Sourced::new(carbon, meter)), ..landfill }) // carbon for methane
/// }
/// ```
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, Title, Year, series::AnnualQuantities, unit::Mass};
/// use climate_account::method::{Sourced, TimeVarying};
/// use climate_account::method::waste::{DecayStart, Landfill, LandfillWaste};
/// use climate_account::number::Rounding;
///
/// let weighbridge = Source::new("Skårup Losseplads", "Weighbridge", 2024, "yearly sums")?;
/// let deposits = vec![Quantity::<Mass>::kilotonnes(10); 31]; // 1990 to 2020
/// let waste = LandfillWaste {
///     name: Title::new("Dagrenovation", "Municipal waste"),
///     deposits: Sourced::new(AnnualQuantities::starting(Year::new(1990)?, deposits)?, &weighbridge),
///     history: None,
///     degradable_carbon: Sourced::new("0.15".parse()?, &weighbridge),
///     decomposed_share: Sourced::built_in("ipcc-2006/landfill/doc-f/bulk")?,
///     methane_correction: TimeVarying::constant(
///         Sourced::built_in("ipcc-2006/landfill/mcf/managed-anaerobic")?,
///     ),
///     decay_rate: Sourced::built_in("ipcc-2006/landfill/decay-rate/bulk/boreal-temperate-wet")?,
/// };
/// let landfill = Landfill {
///     waste: vec![waste],
///     methane_fraction: Sourced::built_in("ipcc-2006/landfill/methane-fraction")?,
///     oxidation: TimeVarying::constant(Sourced::built_in("ipcc-2006/landfill/oxidation/covered")?),
///     recovered: None,
///     start: DecayStart::NEXT_JANUARY,
/// };
/// let series = landfill.decay(Year::new(2050)?)?;
/// assert_eq!(series.years()[0].emitted, Quantity::ZERO); // decay starts the year after
/// let peak = series.year(Year::new(2021)?).map(|year| year.emitted).unwrap_or_default();
/// let tonnes = peak.in_unit(&"t CH4".parse()?, Rounding::decimals(3))?;
/// assert_eq!(tonnes.to_string(), "422.36"); // 8178.7357 t C x (1 - e^-0.09) x 0.5 x 16/12 x 0.9
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`MissingValue`](crate::ErrorKind::MissingValue) without waste; [`OutOfRange`](crate::ErrorKind::OutOfRange)
/// for a deposit or a recovery below zero, a share outside 0 to 1, and where more methane is
/// recovered than is generated.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Landfill {
    /// The kinds of waste, or the waste in bulk.
    pub waste: Vec<LandfillWaste>,
    /// Volume fraction of methane in the gas, F.
    pub methane_fraction: Sourced<Exact>,
    /// Share of the methane that the cover oxidises, OX.
    pub oxidation: TimeVarying<Sourced<Exact>>,
    /// Methane that is captured, as a mass; years outside the series have none.
    pub recovered: Option<Sourced<AnnualQuantities<MethaneMass>>>,
    /// When deposited waste begins to decompose.
    pub start: DecayStart,
}

/// A kind of waste on a landfill.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use climate_account::{Quantity, Source, Title, Year, series::AnnualQuantities, unit::Mass};
/// use climate_account::method::{Sourced, TimeVarying, waste::LandfillWaste};
///
/// let weighbridge = Source::new("Skårup Losseplads", "Weighbridge", 2024, "yearly sums")?;
/// let deposits = AnnualQuantities::starting(Year::new(1970)?, [Quantity::<Mass>::tonnes(800)])?;
/// let food = LandfillWaste {
///     name: Title::new("Madaffald", "Food waste"),
///     deposits: Sourced::new(deposits, &weighbridge),
///     history: None,
///     degradable_carbon: Sourced::built_in("ipcc-2006/waste/doc-of-wet/msw-food")?,
///     decomposed_share: Sourced::built_in("ipcc-2019r/landfill/doc-f/food-garden")?,
///     methane_correction: TimeVarying::constant(
///         Sourced::built_in("ipcc-2019r/landfill/mcf/unmanaged-shallow")?,
///     ),
///     decay_rate: Sourced::built_in(
///         "ipcc-2019r/landfill/decay-rate/food-sewage-sludge/boreal-temperate-wet",
///     )?,
/// };
/// assert_eq!(food.decay_rate.value.per_year()?, "0.185".parse()?);
/// # }
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct LandfillWaste {
    /// What it is called.
    pub name: Title,
    /// The waste deposited each year, as weighed; after the last year there is none.
    pub deposits: Sourced<AnnualQuantities<Mass>>,
    /// How deposits of the years before are reckoned, where they are: never by itself.
    pub history: Option<Sourced<DepositHistory>>,
    /// Degradable organic carbon of the waste as weighed, DOC.
    pub degradable_carbon: Sourced<Exact>,
    /// Share of it that decomposes, `DOC_f`.
    pub decomposed_share: Sourced<Exact>,
    /// Methane correction factor of the site in the year of the deposit, MCF.
    pub methane_correction: TimeVarying<Sourced<Exact>>,
    /// How fast it decomposes.
    pub decay_rate: Sourced<DecayRate>,
}

/// A key by which the deposits of earlier years are reckoned from the first one that is known.
///
/// ```text
/// W_t = W_first x key_t / key_first
/// ```
///
/// IPCC 2006, volume 1, equation 5.2 (surrogate data). Years with such deposits are marked in the
/// result.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Year, series::AnnualQuantities, unit::Persons};
/// use climate_account::method::waste::DepositHistory;
///
/// let persons = [9000, 9100, 9250].map(Quantity::<Persons>::persons);
/// let key = DepositHistory::Population(AnnualQuantities::starting(Year::new(1950)?, persons)?);
/// assert!(matches!(key, DepositHistory::Population(_)));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum DepositHistory {
    /// By inhabitants.
    Population(AnnualQuantities<Persons>),
    /// By an index, such as the gross domestic product at fixed prices.
    Index(AnnualQuantities<PureNumber>),
}

impl DepositHistory {
    fn first_year(&self) -> Year {
        match self {
            DepositHistory::Population(key) => key.first_year(),
            DepositHistory::Index(key) => key.first_year(),
        }
    }

    fn last_year(&self) -> Year {
        match self {
            DepositHistory::Population(key) => key.last_year(),
            DepositHistory::Index(key) => key.last_year(),
        }
    }

    fn key(&self, year: Year) -> Result<Exact> {
        let found = match self {
            DepositHistory::Population(key) => key.get(year).map(Quantity::base_value),
            DepositHistory::Index(key) => key.get(year).map(Quantity::base_value),
        };
        let value = found.ok_or_else(|| {
            let (first, last) = (self.first_year(), self.last_year());
            Error::new(InputProblem::HistoryKey { missing: year, first, last })
        })?;
        number("a key of earlier deposits", &value, "check the series").positive()?;
        Ok(value)
    }
}

impl Shown for DepositHistory {
    fn shown(&self) -> StepValue {
        let years = match self {
            DepositHistory::Population(_) => text::INHABITANTS_BETWEEN,
            DepositHistory::Index(_) => text::INDEX_BETWEEN,
        };
        StepValue::Text(years.with(&[("first", &self.first_year()), ("last", &self.last_year())]))
    }
}

impl LandfillWaste {
    /// The deposits with those of earlier years that were asked for.
    pub(crate) fn all_deposits(&self) -> Result<Cow<'_, AnnualQuantities<Mass>>> {
        let known = &self.deposits.value;
        let Some(history) = &self.history else {
            return Ok(Cow::Borrowed(known));
        };
        let (history, until) = (&history.value, known.first_year());
        let first = known.get(until).unwrap_or_default();
        let base = history.key(until)?;
        let earlier = history.first_year().to(until).take_while(|year| *year < until);
        let earlier: Result<Vec<Quantity<Mass>>> = earlier
            .map(|year| {
                let weighted = first.base_value().checked_mul(history.key(year)?)?;
                weighted.quotient(base, Rounding::RESOLUTION).map(Quantity::of_base)
            })
            .collect();
        Ok(Cow::Owned(known.clone().preceded_by(earlier?, history.first_year())))
    }

    fn steps(&self, year: Year, decomposed: Amount) -> Vec<Step> {
        let deposits = &self.deposits;
        let (first, last) = (deposits.value.first_year(), deposits.value.last_year());
        let deposited = Step::new(
            text::DEPOSITED.with(&[
                ("waste", &self.name),
                ("first", &first),
                ("last", &last),
                ("year", &year),
            ]),
            StepValue::Amount(deposits.value.get(year).unwrap_or_default().to_amount()),
        );
        let mut steps = vec![deposited.from(&deposits.source)];
        if let Some(history) = &self.history {
            let mut step = part_step(history, &self.name, text::EARLIER_YEARS_RECKONED_BY);
            step.remarks.push(text::EARLIER_DEPOSITS_WERE_RECKONED.with(&[("first", &first)]));
            steps.push(step);
        }
        let correction = self.methane_correction.at(year);
        steps.extend([
            part_step(&self.degradable_carbon, &self.name, text::ITS_DEGRADABLE_CARBON),
            part_step(&self.decomposed_share, &self.name, text::ITS_SHARE_THAT_DECOMPOSES),
            part_step(correction, &self.name, text::ITS_METHANE_CORRECTION_FACTOR_MCF),
            part_step(&self.decay_rate, &self.name, text::DECAY_RATE),
            Step::new(
                part_title(&self.name, text::CARBON_DECOMPOSED_IN_THE_YEAR),
                StepValue::Amount(decomposed),
            ),
        ]);
        steps
    }
}

impl Landfill {
    /// Stock, generation and emission of every year from the first deposit to a last year.
    ///
    /// The time grows with the number of years, not with its square.
    ///
    /// # Examples
    ///
    /// See [`Landfill`]:
    ///
    /// ```
    /// # #[cfg(feature = "catalogue")] {
    /// # use climate_account::{Quantity, Source, Title, Year, series::AnnualQuantities, unit::Mass};
    /// # use climate_account::method::{Sourced, TimeVarying};
    /// # use climate_account::method::waste::{DecayStart, Landfill, LandfillWaste};
    /// # let source = Source::new("Skårup Losseplads", "Weighbridge", 2024, "yearly sums")?;
    /// # let deposits = AnnualQuantities::starting(Year::new(1970)?, [Quantity::<Mass>::tonnes(800)])?;
    /// # let waste = LandfillWaste {
    /// #     name: Title::new("Madaffald", "Food waste"),
    /// #     deposits: Sourced::new(deposits, &source),
    /// #     history: None,
    /// #     degradable_carbon: Sourced::built_in("ipcc-2006/waste/doc-of-wet/msw-food")?,
    /// #     decomposed_share: Sourced::built_in("ipcc-2006/landfill/doc-f/bulk")?,
    /// #     methane_correction: TimeVarying::constant(Sourced::built_in("ipcc-2006/landfill/mcf/managed-anaerobic")?),
    /// #     decay_rate: Sourced::built_in("ipcc-2006/landfill/decay-rate/bulk/boreal-temperate-wet")?,
    /// # };
    /// # let landfill = Landfill {
    /// #     waste: vec![waste],
    /// #     methane_fraction: Sourced::built_in("ipcc-2006/landfill/methane-fraction")?,
    /// #     oxidation: TimeVarying::constant(Sourced::built_in("ipcc-2006/landfill/oxidation/covered")?),
    /// #     recovered: None,
    /// #     start: DecayStart::NEXT_JANUARY,
    /// # };
    /// let series = landfill.decay(Year::new(2023)?)?;
    /// assert_eq!(series.years().len(), 54);
    /// assert_eq!(series.years()[0].deposited.to_string(), "60000 kg C"); // 800 t x 0.15 x 0.5
    /// # }
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Landfill`]; [`OutOfRange`](crate::ErrorKind::OutOfRange) for a last year before the
    /// first deposit; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn decay(&self, last: Year) -> Result<LandfillSeries> {
        Decay::of(self, last)?.series(self)
    }

    /// The emissions of a year, to be explained or to be the cell of a line.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "catalogue")] {
    /// # use climate_account::{Quantity, Source, Title, Year, series::AnnualQuantities, unit::Mass};
    /// # use climate_account::method::{Calculation, Sourced, TimeVarying};
    /// # use climate_account::method::waste::{DecayStart, Landfill, LandfillWaste};
    /// # let source = Source::new("Skårup Losseplads", "Weighbridge", 2024, "yearly sums")?;
    /// # let deposits = AnnualQuantities::starting(Year::new(1970)?, [Quantity::<Mass>::tonnes(800)])?;
    /// # let waste = LandfillWaste {
    /// #     name: Title::new("Madaffald", "Food waste"),
    /// #     deposits: Sourced::new(deposits, &source),
    /// #     history: None,
    /// #     degradable_carbon: Sourced::built_in("ipcc-2006/waste/doc-of-wet/msw-food")?,
    /// #     decomposed_share: Sourced::built_in("ipcc-2006/landfill/doc-f/bulk")?,
    /// #     methane_correction: TimeVarying::constant(Sourced::built_in("ipcc-2006/landfill/mcf/managed-anaerobic")?),
    /// #     decay_rate: Sourced::built_in("ipcc-2006/landfill/decay-rate/bulk/boreal-temperate-wet")?,
    /// # };
    /// # let landfill = Landfill {
    /// #     waste: vec![waste],
    /// #     methane_fraction: Sourced::built_in("ipcc-2006/landfill/methane-fraction")?,
    /// #     oxidation: TimeVarying::constant(Sourced::built_in("ipcc-2006/landfill/oxidation/covered")?),
    /// #     recovered: None,
    /// #     start: DecayStart::NEXT_JANUARY,
    /// # };
    /// let year = Year::new(1971)?;
    /// let derivation = landfill.in_year(year).derivation()?;
    /// assert_eq!(derivation.result, landfill.decay(year)?.years()[1].emissions()?);
    /// # }
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn in_year(&self, year: Year) -> LandfillInYear<'_> {
        LandfillInYear { landfill: self, year }
    }
}

/// A landfill in one year, from [`Landfill::in_year`].
///
/// # Examples
///
/// ```
/// use climate_account::{Year, method::{Calculation, Derivation, waste::Landfill}};
///
/// fn cell(landfill: &Landfill, year: Year) -> Result<Derivation, climate_account::Error> {
///     landfill.in_year(year).derivation()
/// }
/// # let year = Year::new(2023)?;
/// # assert_eq!(year.number(), 2023);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct LandfillInYear<'a> {
    landfill: &'a Landfill,
    year: Year,
}

impl Calculation for LandfillInYear<'_> {
    fn method(&self) -> Method {
        Method::Landfill
    }

    fn emissions(&self) -> Result<Emissions> {
        match self.landfill.decay(self.year)?.years().last() {
            Some(year) => year.emissions(),
            None => Ok(Emissions::none()),
        }
    }

    fn steps(&self) -> Result<Vec<Step>> {
        let LandfillInYear { landfill, year } = *self;
        let decay = Decay::of(landfill, year)?;
        let mut steps = Vec::new();
        for (index, waste) in landfill.waste.iter().enumerate() {
            steps.extend(waste.steps(year, decay.decomposed(index).to_amount()));
        }
        steps.push(Step::new(
            text::MONTH_IN_WHICH_DECAY_STARTS.title(),
            StepValue::Number(u32::from(u8::from(landfill.start)).into()),
        ));
        steps.push(step(&landfill.methane_fraction, text::METHANE_FRACTION_OF_THE_LANDFILL_GAS_F));
        let series = decay.series(landfill)?;
        if let Some(result) = series.years().last() {
            steps.push(worked_step(&result.generated, text::METHANE_GENERATED));
            if let Some(recovered) = &landfill.recovered {
                let mass = recovered.with(result.recovered);
                steps.push(step(&mass, text::RECOVERED_METHANE));
            }
            let oxidation = landfill.oxidation.at(year);
            steps.push(step(oxidation, text::OXIDISED_IN_THE_COVER_OX));
        }
        Ok(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::{example, read};

    fn year(number: i64) -> Year {
        Year::new(number).unwrap()
    }

    fn landfill(tonnes: &[i64]) -> Landfill {
        let deposits = tonnes.iter().map(|tonnes| Quantity::<Mass>::tonnes(*tonnes));
        let waste = LandfillWaste {
            name: Title::new("Madaffald", "Food waste"),
            deposits: example(AnnualQuantities::starting(year(2000), deposits).unwrap()),
            history: None,
            degradable_carbon: read("0.15 fraction"),
            decomposed_share: read("0.5 fraction"),
            methane_correction: TimeVarying::constant(read("1 fraction")),
            decay_rate: read("0.09 (1/yr)"),
        };
        Landfill {
            waste: vec![waste],
            methane_fraction: read("0.5 fraction"),
            oxidation: TimeVarying::constant(read("0.1 fraction")),
            recovered: None,
            start: DecayStart::NEXT_JANUARY,
        }
    }

    /// Makes one input illegal.
    type Spoil = fn(&mut Landfill);

    fn refusal(landfill: &Landfill) -> String {
        landfill.decay(year(2005)).unwrap_err().to_string()
    }

    #[test]
    fn says_what_is_out_of_range() {
        let legal = landfill(&[100]);
        assert_eq!(
            refusal(&landfill(&[-1])),
            "expected a mass of deposited waste of zero or more, found -1000 kg; enter a removal or \
             a credit as emissions of its own"
        );
        assert_eq!(
            refusal(&Landfill { waste: Vec::new(), ..legal.clone() }),
            "expected at least one kind of waste on the landfill, found none; give waste in bulk \
             where its composition is not known"
        );
        assert_eq!(
            legal.decay(year(1999)).unwrap_err().to_string(),
            "expected years from 2000 on, the first year with a deposit, found 1999; ask for a \
             later year"
        );
        let cases: [(Spoil, &str); 5] = [
            (|fill| fill.waste[0].degradable_carbon.value = 15.into(), "a share of degradable"),
            (|fill| fill.waste[0].decomposed_share.value = 50.into(), "a share of carbon that"),
            (
                |fill| fill.waste[0].methane_correction = TimeVarying::constant(read("2 fraction")),
                "a methane correction factor",
            ),
            (|fill| fill.methane_fraction.value = 50.into(), "a methane fraction"),
            (
                |fill| fill.oxidation = TimeVarying::constant(read("10 fraction")),
                "an oxidised share of methane",
            ),
        ];
        for (spoil, what) in cases {
            let mut spoilt = legal.clone();
            spoil(&mut spoilt);
            let text = refusal(&spoilt);
            assert!(text.starts_with(&format!("expected {what}")), "{text}");
            assert!(text.contains("from 0 to 1"), "{text}");
        }
    }

    #[test]
    fn recovery_is_a_mass_below_what_is_generated() {
        let recovering = |kilograms: i64| {
            let recovered = Quantity::<MethaneMass>::kilograms(kilograms);
            let recovered = AnnualQuantities::starting(year(2001), [recovered]).unwrap();
            Landfill { recovered: Some(example(recovered)), ..landfill(&[100]) }
        };
        assert!(
            refusal(&recovering(-1)).starts_with("expected a mass of recovered methane of zero or")
        );
        let text = refusal(&recovering(1000));
        assert!(
            text.starts_with("expected recovered methane of at most the 430.34407364")
                && text.ends_with(
                    " kg CH4 that are generated in 2001, found 1000 kg CH4; check the amounts and \
                     the years of both"
                ),
            "{text}"
        );
        let series = recovering(400).decay(year(2001)).unwrap();
        let [_, year] = series.years() else { panic!("{series:?}") };
        // Recovery before oxidation: (G - R) x 0.9.
        let expected = year.generated.checked_sub(year.recovered).unwrap();
        assert_eq!(year.emitted, expected.scale(Exact::new(9, 1)).unwrap());
    }

    #[test]
    fn history_is_reckoned_only_where_it_is_asked_for_and_marked() {
        let with_key = |first: i64, persons: &[i64]| {
            let persons = persons.iter().map(|count| Quantity::<Persons>::persons(*count));
            let key = AnnualQuantities::starting(year(first), persons).unwrap();
            let mut fill = landfill(&[100, 120]);
            fill.waste[0].history = Some(example(DepositHistory::Population(key)));
            fill
        };
        let fill = with_key(1998, &[500, 750, 1000]);
        let series = fill.decay(year(2001)).unwrap();
        let deposited: Vec<String> =
            series.years().iter().map(|year| year.deposited.to_string()).collect();
        // 50, 75, 100 and 120 t x 0.15 x 0.5
        assert_eq!(deposited, ["3750 kg C", "5625 kg C", "7500 kg C", "9000 kg C"]);
        let marked: Vec<bool> = series.years().iter().map(|year| year.is_extrapolated).collect();
        assert_eq!(marked, [true, true, false, false]);
        let steps = fill.in_year(year(2001)).steps().unwrap();
        let remark = "deposits before 2000 were not measured but reckoned by the key";
        let remarks = steps.iter().flat_map(|step| &step.remarks);
        assert_eq!(remarks.filter(|text| text.en == remark).count(), 1);

        assert_eq!(
            with_key(1998, &[500, 750]).decay(year(2001)).unwrap_err().to_string(),
            "expected a key for 2000, found one for 1998 to 1999; give it for every year from the \
             first to the first deposit"
        );
        assert!(
            with_key(1998, &[500, 0, 9])
                .decay(year(2001))
                .unwrap_err()
                .to_string()
                .starts_with("expected a key of earlier deposits above zero, found 0")
        );
    }

    #[test]
    fn site_and_cover_change_with_time() {
        let mut fill = landfill(&[100, 100]);
        let correction = TimeVarying::constant(read("0.4 fraction"));
        fill.waste[0].methane_correction = correction.then(year(2001), read("1 fraction")).unwrap();
        fill.oxidation = TimeVarying::constant(read("0 fraction"))
            .then(year(2002), read("0.1 fraction"))
            .unwrap();
        let series = fill.decay(year(2002)).unwrap();
        let [first, second, third] = series.years() else { panic!("{series:?}") };
        assert_eq!(first.deposited, second.deposited.scale(Exact::new(4, 1)).unwrap());
        assert_eq!(second.oxidised, Quantity::ZERO);
        assert_eq!(third.oxidised, third.generated.scale(Exact::new(1, 1)).unwrap());
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_keeps_every_input() {
        let fill = landfill(&[100, 120]);
        let written = serde_json::to_string(&fill).unwrap();
        assert_eq!(serde_json::from_str::<Landfill>(&written).unwrap(), fill);
    }

    #[cfg(feature = "catalogue")]
    #[test]
    fn an_unknown_climate_is_refused() {
        let id = "ipcc-2006/landfill/decay-rate/bulk/boreal-temperate-moist";
        let error = Sourced::<DecayRate>::built_in(id).unwrap_err();
        assert!(
            error.to_string().contains("`ipcc-2006/landfill/decay-rate/bulk/boreal-temperate-wet`"),
            "{error}"
        );
    }
}
