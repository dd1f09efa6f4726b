use super::Landfill;
use crate::error::{Error, Result};
use crate::gas::{Emissions, Gas};
use crate::method::MASS_RESOLUTION;
use crate::method::fraction::Fraction;
use crate::method::input_problem::{InputProblem, activity, number};
use crate::number::Exact;
use crate::unit::{CarbonMass, Mass, MethaneMass, Ratio};
use crate::{Quantity, Year};

/// Decimals of a gram that carbon is counted in: a microgram.
const PLACES: i32 = 6;

/// The years of a landfill, from the first deposit on; see [`Landfill::decay`].
///
/// # Examples
///
/// ```
/// use climate_account::method::waste::LandfillSeries;
///
/// /// A row for each year: what a chart of the landfill needs.
/// fn rows(series: &LandfillSeries) -> Vec<String> {
///     series.years().iter().map(|year| format!("{};{}", year.year, year.emitted)).collect()
/// }
/// # let _ = rows;
/// # assert!(core::mem::size_of::<LandfillSeries>() > 0);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct LandfillSeries {
    years: Vec<LandfillYear>,
}

/// A year of a landfill.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, Year, gas::Gas, method::waste::LandfillYear};
/// use climate_account::unit::{CarbonMass, MethaneMass};
///
/// let year = LandfillYear {
///     year: Year::new(2023)?,
///     deposited: Quantity::ZERO,
///     decomposed: Quantity::<CarbonMass>::tonnes(30),
///     stock: Quantity::<CarbonMass>::tonnes(400),
///     generated: Quantity::<MethaneMass>::tonnes(20),
///     recovered: Quantity::<MethaneMass>::tonnes(8),
///     oxidised: Quantity::<MethaneMass>::tonnes(3),
///     emitted: Quantity::<MethaneMass>::tonnes(9),
///     is_extrapolated: false,
/// };
/// let emissions = year.emissions()?;
/// assert_eq!(emissions.tonnes(Gas::CH4_NON_FOSSIL), 9.into());
/// // 30 t C, of which 6 recovered and 6.75 emitted as methane: 17.25 t C x 44/12.
/// assert_eq!(emissions.tonnes(Gas::CO2_BIOGENIC), "63.25".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct LandfillYear {
    /// The year.
    pub year: Year,
    /// Carbon deposited in the year that will decompose without air, `DDOCmd`.
    pub deposited: Quantity<CarbonMass>,
    /// Carbon decomposed in the year.
    pub decomposed: Quantity<CarbonMass>,
    /// Carbon that is left at the end of the year, `DDOCma`.
    pub stock: Quantity<CarbonMass>,
    /// Methane generated.
    pub generated: Quantity<MethaneMass>,
    /// Methane captured.
    pub recovered: Quantity<MethaneMass>,
    /// Methane oxidised in the cover.
    pub oxidised: Quantity<MethaneMass>,
    /// Methane emitted.
    pub emitted: Quantity<MethaneMass>,
    /// Whether a deposit of the year was reckoned by a key.
    pub is_extrapolated: bool,
}

impl LandfillYear {
    /// The methane emitted, and as a memo the biogenic CO2 of the carbon that leaves as neither
    /// emitted nor recovered methane.
    ///
    /// # Examples
    ///
    /// See [`LandfillYear`]:
    ///
    /// ```
    /// # use climate_account::{Quantity, Year, gas::Gas, method::waste::LandfillYear};
    /// # let none = Quantity::ZERO;
    /// # let year = LandfillYear { year: Year::new(2023)?, deposited: none, decomposed: none, stock: none, generated: Quantity::ZERO, recovered: Quantity::ZERO, oxidised: Quantity::ZERO, emitted: Quantity::ZERO, is_extrapolated: false };
    /// assert!(year.emissions()?.is_none());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn emissions(&self) -> Result<Emissions> {
        let as_methane = self.emitted.checked_add(self.recovered)?.base_value();
        // CH4 x 44/16 is the CO2 of its carbon.
        let carbon = Fraction::of(self.decomposed.base_value()).times(44)?.over(12)?.grams()?;
        let methane = Fraction::of(as_methane).times(44)?.over(16)?.grams()?;
        Emissions::from_grams(Gas::CH4_NON_FOSSIL, self.emitted.base_value())
            .and(&Emissions::from_grams(Gas::CO2_BIOGENIC, carbon.checked_sub(methane)?))
    }
}

impl LandfillSeries {
    /// Every year, in order.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::waste::LandfillSeries;
    ///
    /// fn is_in_order(series: &LandfillSeries) -> bool {
    ///     series.years().is_sorted_by_key(|year| year.year)
    /// }
    /// # let _ = is_in_order;
    /// # assert!(true);
    /// ```
    #[must_use]
    pub fn years(&self) -> &[LandfillYear] {
        &self.years
    }

    /// A year, `None` outside the series.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Year, method::waste::LandfillSeries};
    ///
    /// fn peak_after(series: &LandfillSeries, year: Year) -> bool {
    ///     let stock = |year| series.year(year).map(|year| year.stock);
    ///     stock(year) < series.years().last().map(|year| year.stock)
    /// }
    /// # let _ = peak_after;
    /// # assert!(true);
    /// ```
    #[must_use]
    pub fn year(&self, year: Year) -> Option<&LandfillYear> {
        let first = self.years.first()?.year.number();
        self.years.get(usize::try_from(year.number() - first).ok()?)
    }
}

/// Carbon of one kind of waste in one year, in micrograms.
#[derive(Clone, Copy, Default)]
struct Carbon {
    deposited: u128,
    decomposed: u128,
    stock: u128,
}

/// The carbon of every kind of waste in every year.
pub(super) struct Decay {
    first: Year,
    /// First by year, then by kind of waste.
    carbon: Vec<Vec<Carbon>>,
    /// Years before this one have reckoned deposits.
    measured_from: Year,
}

impl Decay {
    pub(super) fn of(landfill: &Landfill, last: Year) -> Result<Decay> {
        let deposits: Vec<_> =
            landfill.waste.iter().map(super::LandfillWaste::all_deposits).collect::<Result<_>>()?;
        let Some(first) = deposits.iter().map(|series| series.first_year()).min() else {
            return Err(Error::new(InputProblem::Missing {
                what: "at least one kind of waste on the landfill",
                remedy: "give waste in bulk where its composition is not known",
            }));
        };
        if last < first {
            return Err(Error::new(InputProblem::BeforeDeposits { first, found: last }));
        }
        let count = usize::try_from(last.number() - first.number() + 1).unwrap_or_default();
        let mut carbon = Vec::with_capacity(deposits.len());
        for (waste, deposits) in landfill.waste.iter().zip(&deposits) {
            let rate = &waste.decay_rate.value;
            let after_year = rate.left_after(12)?;
            let after_first = rate.left_after(landfill.start.months_of_first_year())?;
            let mut years = Vec::with_capacity(count);
            let mut stock = 0;
            let mut correction = waste.methane_correction.at(first);
            let mut share = waste.decomposing_share(correction.value)?;
            for year in first.to(last) {
                let next = waste.methane_correction.at(year);
                if !core::ptr::eq(next, correction) {
                    (correction, share) = (next, waste.decomposing_share(next.value)?);
                }
                let deposited = match deposits.get(year) {
                    Some(mass) => decomposing_carbon(mass, share)?,
                    None => 0,
                };
                let left = after_year.of(stock).checked_add(after_first.of(deposited));
                let before = u128::checked_add(stock, deposited);
                let (Some(left), Some(before)) = (left, before) else {
                    return Err(Error::new(InputProblem::TooManyDigits));
                };
                years.push(Carbon { deposited, decomposed: before - left, stock: left });
                stock = left;
            }
            carbon.push(years);
        }
        let reckoned = landfill.waste.iter().filter(|waste| waste.history.is_some());
        let measured_from =
            reckoned.map(|waste| waste.deposits.value.first_year()).max().unwrap_or(first);
        Ok(Decay { first, carbon, measured_from })
    }

    /// What a kind of waste lost in the last year.
    pub(super) fn decomposed(&self, waste: usize) -> Quantity<CarbonMass> {
        let last = self.carbon.get(waste).and_then(|years| years.last());
        micrograms(last.map_or(0, |carbon| carbon.decomposed))
    }

    pub(super) fn series(&self, landfill: &Landfill) -> Result<LandfillSeries> {
        let fraction = landfill.methane_fraction.value;
        number("a methane fraction", &fraction, "give per cent as a fraction").share()?;
        for oxidation in landfill.oxidation.values() {
            let remedy = "0.1 is a cover that oxidises, 0 none";
            number("an oxidised share of methane", &oxidation.value, remedy).share()?;
        }
        let per_carbon = Fraction::of(fraction).times(16)?.over(12)?.ratio()?;
        let count = self.carbon.first().map_or(0, Vec::len);
        let years = self.first.to(Year::MAX).take(count).enumerate();
        let years = years.map(|(index, year)| {
            let mut sum = Carbon::default();
            for carbon in self.carbon.iter().filter_map(|years| years.get(index)) {
                // The sum of less than 2^64 kinds of waste that each fit; checked all the same.
                let add = |left: u128, right: u128| {
                    left.checked_add(right).ok_or_else(|| Error::new(InputProblem::TooManyDigits))
                };
                sum.deposited = add(sum.deposited, carbon.deposited)?;
                sum.decomposed = add(sum.decomposed, carbon.decomposed)?;
                sum.stock = add(sum.stock, carbon.stock)?;
            }
            self.year(landfill, year, sum, per_carbon)
        });
        Ok(LandfillSeries { years: years.collect::<Result<_>>()? })
    }

    fn year(
        &self,
        landfill: &Landfill,
        year: Year,
        carbon: Carbon,
        per_carbon: Ratio,
    ) -> Result<LandfillYear> {
        let decomposed = micrograms(carbon.decomposed);
        let generated = per_carbon.rounded(decomposed.base_value(), MASS_RESOLUTION)?;
        let generated = Quantity::<MethaneMass>::of_base(generated);
        let recovered = landfill.recovered.as_ref().and_then(|series| series.value.get(year));
        let recovered = recovered.unwrap_or_default();
        activity("a mass of recovered methane", recovered)?;
        if recovered > generated {
            let (generated, found) = (generated.to_string(), recovered.to_string());
            return Err(Error::new(InputProblem::RecoveredInYear { year, generated, found }));
        }
        let through_cover = generated.checked_sub(recovered)?;
        let oxidised = through_cover.scale(landfill.oxidation.at(year).value)?;
        Ok(LandfillYear {
            year,
            deposited: micrograms(carbon.deposited),
            decomposed,
            stock: micrograms(carbon.stock),
            generated,
            recovered,
            oxidised,
            emitted: through_cover.checked_sub(oxidised)?,
            is_extrapolated: year < self.measured_from,
        })
    }
}

impl super::LandfillWaste {
    /// The share of the waste that is carbon and decomposes without air.
    fn decomposing_share(&self, methane_correction: Exact) -> Result<Exact> {
        let fractions = [
            ("a share of degradable carbon", self.degradable_carbon.value),
            ("a share of carbon that decomposes", self.decomposed_share.value),
            ("a methane correction factor", methane_correction),
        ];
        let mut product = Exact::ONE;
        for (what, share) in fractions {
            number(what, &share, "give per cent as a fraction").share()?;
            product = product.checked_mul(share)?;
        }
        Ok(product)
    }
}

/// The carbon of a deposit that decomposes without air, in micrograms.
fn decomposing_carbon(mass: Quantity<Mass>, share: Exact) -> Result<u128> {
    activity("a mass of deposited waste", mass)?;
    let carbon = mass.base_value().checked_mul(share)?;
    let whole = match carbon.mantissa_at(PLACES) {
        Some(whole) => Some(whole),
        None => carbon.round(MASS_RESOLUTION)?.mantissa_at(PLACES),
    };
    whole
        .and_then(|whole| u128::try_from(whole).ok())
        .ok_or_else(|| Error::new(InputProblem::TooManyDigits))
}

fn micrograms(whole: u128) -> Quantity<CarbonMass> {
    // Stocks come from mantissas, and sums of them are far below their limit.
    let mantissa = i128::try_from(whole).unwrap_or(i128::MAX);
    Quantity::of_base(Exact::from_parts(mantissa, PLACES).unwrap_or_default())
}
