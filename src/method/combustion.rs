use super::activity_times_factor;
use super::fraction::Fraction;
use super::input_problem::{activity, number};
use super::stoichiometry::check_carbon;
use crate::error::Result;
use crate::factor::{Conversion, EmissionFactor};
use crate::gas::{Emissions, Gas};
use crate::number::Exact;
use crate::unit::{CalorificBasis, CarbonDioxideMass, CarbonMass, MethaneMass, NetEnergy, Rate};
use crate::{Quantity, Unit};

/// Where the carbon of a fuel comes from: it decides which gas its CO2 and CH4 are booked as.
///
/// Peat is fossil; the plastics of waste are fossil; wood, straw, biogas and the paper of waste are
/// biogenic.
///
/// # Examples
///
/// ```
/// use climate_account::{gas::Gas, method::CarbonOrigin};
///
/// assert_eq!(CarbonOrigin::Biogenic.carbon_dioxide(), Gas::CO2_BIOGENIC); // a memo item
/// assert_eq!(CarbonOrigin::Fossil.methane(), Gas::CH4_FOSSIL);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum CarbonOrigin {
    /// Fossil or mineral carbon.
    Fossil,
    /// Carbon of living matter.
    Biogenic,
}

impl CarbonOrigin {
    /// The CO2 of this origin; the biogenic one is a memo item, outside the totals.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{gas::{Emissions, Gas}, method::CarbonOrigin};
    ///
    /// let wood = Emissions::from_tonnes(CarbonOrigin::Biogenic.carbon_dioxide(), 5);
    /// assert_eq!(wood.tonnes(Gas::CO2_BIOGENIC), 5.into());
    /// assert_eq!(wood.tonnes(Gas::CO2), 0.into());
    /// ```
    #[must_use]
    pub fn carbon_dioxide(self) -> Gas {
        match self {
            CarbonOrigin::Fossil => Gas::CO2,
            CarbonOrigin::Biogenic => Gas::CO2_BIOGENIC,
        }
    }

    /// The methane of this origin; both are inside the totals.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{gas::{Emissions, Gas}, method::CarbonOrigin};
    ///
    /// let biogas = Emissions::from_tonnes(CarbonOrigin::Biogenic.methane(), 2);
    /// assert_eq!(biogas.tonnes(Gas::CH4_NON_FOSSIL), 2.into());
    /// assert_eq!(CarbonOrigin::Fossil.methane(), Gas::CH4_FOSSIL);
    /// ```
    #[must_use]
    pub fn methane(self) -> Gas {
        match self {
            CarbonOrigin::Fossil => Gas::CH4_FOSSIL,
            CarbonOrigin::Biogenic => Gas::CH4_NON_FOSSIL,
        }
    }
}

/// The emissions of burning a fuel, tier 1 and tier 2: its net energy times a factor.
///
/// ```text
/// E_g = Q_net x EF_g
/// ```
///
/// IPCC 2006, volume 2, equations 2.1 and 2.2 (stationary), 3.2.1 (road), 3.3.1 (off-road), 3.4.1
/// (rail), 3.5.1 (water), 3.6.1 (air). Tier 1 takes a default factor, tier 2 one of the country or
/// the plant. The factor has to be one for the sector or engine: the CH4 of wood differs tenfold
/// between a power plant and a stove. CO2 of biomass is a memo item, its CH4 and N2O count.
///
/// # Examples
///
/// ```
/// use climate_account::{EmissionFactor, Quantity, Source, method::combustion, unit::NetEnergy};
/// use climate_account::gas::{Emissions, Gas};
///
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Tables 1.4 and 2.5")?;
/// let per_terajoule = Emissions::from_kilograms(Gas::CO2_BIOGENIC, 112_000)
///     .and(&Emissions::from_kilograms(Gas::CH4_NON_FOSSIL, 300))?
///     .and(&Emissions::from_kilograms(Gas::N2O, 4))?;
/// let wood = EmissionFactor::new("wood-homes", "wood", "TJ (net)".parse()?, per_terajoule, source)?;
///
/// let emissions = combustion(Quantity::<NetEnergy>::gigajoules(15_600), &wood)?;
/// assert_eq!(emissions.kilograms(Gas::CO2_BIOGENIC), 1_747_200.into());
/// assert_eq!(emissions.kilograms(Gas::CH4_NON_FOSSIL), 4680.into());
/// assert_eq!(emissions.kilograms(Gas::N2O), "62.4".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// Fuel in litres, or energy that may be gross, does not compile:
///
/// ```compile_fail,E0308
/// # use climate_account::{EmissionFactor, Quantity, method::combustion, unit::Energy};
/// # fn with(factor: &EmissionFactor) -> climate_account::Result<()> {
/// combustion(Quantity::<Energy>::gigajoules(15_600), factor)?; // expected `NetEnergy`
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for energy below zero;
/// [`MissingCalorificRatio`](crate::ErrorKind::MissingCalorificRatio) for a factor per gross energy,
/// [`MissingCalorificBasis`](crate::ErrorKind::MissingCalorificBasis) for one that does not say,
/// [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) for one per anything else;
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn combustion(energy: Quantity<NetEnergy>, factor: &EmissionFactor) -> Result<Emissions> {
    activity_times_factor(&energy.to_amount(), factor, None)
}

/// What became of the carbon of a fuel.
///
/// `oxidised` and `unoxidised` add up to `carbon` exactly.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, number::Exact, unit::{NetEnergy, Rate}};
/// use climate_account::method::{CarbonBalance, combustion_by_carbon};
///
/// let fuel = Quantity::<NetEnergy>::gigajoules(10);
/// let carbon_content = Rate::new(30, "kg C/GJ (net)")?;
/// let balance: CarbonBalance = combustion_by_carbon(fuel, &carbon_content, Exact::new(99, 2))?;
/// assert_eq!(balance.carbon.to_string(), "300 kg C");
/// assert_eq!(balance.oxidised.to_string(), "297 kg C");
/// assert_eq!(balance.unoxidised.to_string(), "3 kg C");
/// assert_eq!(balance.carbon_dioxide.to_string(), "1089 kg CO2"); // 297 x 44/12
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct CarbonBalance {
    /// The carbon in the fuel.
    pub carbon: Quantity<CarbonMass>,
    /// The carbon that became CO2.
    pub oxidised: Quantity<CarbonMass>,
    /// The carbon left in soot and ash: a memo item.
    pub unoxidised: Quantity<CarbonMass>,
    /// The CO2.
    pub carbon_dioxide: Quantity<CarbonDioxideMass>,
}

impl CarbonBalance {
    /// The CO2 booked by the origin of the carbon, at
    /// [`MASS_RESOLUTION`](crate::method::MASS_RESOLUTION) where it does not terminate.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Quantity, gas::Gas, unit::{NetEnergy, Rate}, number::Exact};
    /// use climate_account::method::{CarbonOrigin, combustion_by_carbon};
    ///
    /// let carbon_content = Rate::new(20, "kg C/GJ (net)")?;
    /// let balance = combustion_by_carbon(Quantity::<NetEnergy>::gigajoules(1), &carbon_content, Exact::ONE)?;
    /// let emissions = balance.emissions(CarbonOrigin::Fossil)?;
    /// assert_eq!(emissions.kilograms(Gas::CO2), "73.333333333".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn emissions(&self, origin: CarbonOrigin) -> Result<Emissions> {
        let gas = Fraction::of(self.oxidised.base_value()).times(44)?.over(12)?;
        Ok(Emissions::from_grams(origin.carbon_dioxide(), gas.grams()?))
    }
}

/// The CO2 of a fuel from its carbon content, tier 2, and the carbon that did not burn.
///
/// ```text
/// E_CO2     = Q_net x CC x OF x 44/12
/// C_unburnt = Q_net x CC x (1 - OF)
/// ```
///
/// IPCC 2006, volume 2, section 1.4.2.1 and chapter 2, tiers 2 and 3. The oxidised fraction is 1 in
/// 2006; tables of 1996 had 0.98 to 0.995. Factors of those tables hold it already: then this
/// calculation would take it twice.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, method::combustion_by_carbon, number::Exact, unit::{NetEnergy, Rate}};
///
/// let coal = Quantity::<NetEnergy>::gigajoules(100);
/// let carbon_content = Rate::new(Exact::new(258, 1), "kg C/GJ (net)")?;
/// let balance = combustion_by_carbon(coal, &carbon_content, Exact::new(98, 2))?;
/// assert_eq!(balance.carbon_dioxide.to_string(), "9270.8 kg CO2");
/// assert_eq!(balance.unoxidised.to_string(), "51.6 kg C");
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for energy or a carbon content below zero, and for an
/// oxidised fraction that is not above 0 and up to 1; [`Overflow`](crate::ErrorKind::Overflow).
pub fn combustion_by_carbon(
    energy: Quantity<NetEnergy>,
    carbon_content: &Rate<CarbonMass, NetEnergy>,
    oxidised_fraction: Exact,
) -> Result<CarbonBalance> {
    activity("an amount of fuel", energy)?;
    check_carbon(carbon_content, oxidised_fraction)?;
    let carbon = Fraction::of(energy.base_value()).by(carbon_content.ratio())?;
    let gas = carbon.times(oxidised_fraction)?.times(44)?.over(12)?;
    let carbon = Quantity::of_base(carbon.value()?);
    let oxidised: Quantity<CarbonMass> = carbon.scale(oxidised_fraction)?;
    Ok(CarbonBalance {
        carbon,
        oxidised,
        unoxidised: carbon.checked_sub(oxidised)?,
        carbon_dioxide: Quantity::of_base(gas.value()?),
    })
}

/// The emissions for one unit of useful energy: a factor of fuel divided by an efficiency.
///
/// ```text
/// EF_useful = EF_fuel / efficiency
/// ```
///
/// The efficiency is the useful energy over the net energy of the fuel. `per` is the unit of the
/// useful energy, which has neither net nor gross. A condensing boiler whose efficiency is above 1
/// by net energy is entered by gross energy: the factor per gross energy and that efficiency.
///
/// # Examples
///
/// ```
/// use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}, method::per_useful_energy};
///
/// let source = Source::new("Energistyrelsen", "Håndbog for energikonsulenter", 2016, "fuels")?;
/// let oil = Emissions::from_grams(Gas::CO2, 266);
/// let oil = EmissionFactor::new("oil", "gas-diesel-oil", "kWh (net)".parse()?, oil, source)?;
/// let heat = per_useful_energy(&oil, "0.80".parse()?, &"kWh".parse()?)?;
/// assert_eq!(heat.grams(Gas::CO2), "332.5".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for an efficiency that is not above 0 and up to 1;
/// [`UnknownUnit`](crate::ErrorKind::UnknownUnit) where `per` is not energy or has a basis; those of
/// the conversion of `per` into the unit of the factor; [`Overflow`](crate::ErrorKind::Overflow).
pub fn per_useful_energy(
    factor: &EmissionFactor,
    efficiency: Exact,
    per: &Unit,
) -> Result<Emissions> {
    let remedy = "enter a condensing boiler above 1 by gross energy";
    number("an efficiency", &efficiency, remedy).positive_share()?;
    let basis = if factor.per().dimension() == crate::unit::Dimension::GROSS_ENERGY {
        CalorificBasis::Gross
    } else {
        CalorificBasis::Net
    };
    let ratio = Conversion::new(&basis.of(per)?, factor.per(), None)?.ratio();
    factor.emissions().map(|mass| Fraction::of(mass).by(ratio)?.over(efficiency)?.grams())
}

/// Methane with its origin, from the share of biogas in it.
///
/// ```text
/// CH4_non-fossil = CH4 x b          CH4_fossil = CH4 x (1 - b)
/// ```
///
/// The network gas of Denmark holds upgraded biogas, whose methane is of biological origin; GWP sets
/// from AR6 on weigh the two differently.
///
/// # Examples
///
/// ```
/// use climate_account::{Quantity, gas::Gas, method::methane_by_origin, number::Exact, unit::MethaneMass};
///
/// let leaked = methane_by_origin(Quantity::<MethaneMass>::tonnes(10), Exact::new(4, 1))?;
/// assert_eq!(leaked.tonnes(Gas::CH4_NON_FOSSIL), 4.into());
/// assert_eq!(leaked.tonnes(Gas::CH4_FOSSIL), 6.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a mass below zero and a share outside 0 to 1;
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn methane_by_origin(
    methane: Quantity<MethaneMass>,
    biogenic_share: Exact,
) -> Result<Emissions> {
    activity("a mass of methane", methane)?;
    number("a biogenic share", &biogenic_share, "give per cent as a fraction").share()?;
    let biogenic = methane.scale(biogenic_share)?;
    let fossil = methane.checked_sub(biogenic)?;
    Emissions::from_grams(Gas::CH4_FOSSIL, fossil.base_value())
        .and(&Emissions::from_grams(Gas::CH4_NON_FOSSIL, biogenic.base_value()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ErrorKind, Source};

    fn factor(per: &str) -> EmissionFactor {
        let source = Source::new("Tests", "Made-up figures", 2024, "row 1").unwrap();
        let emissions = Emissions::from_kilograms(Gas::CO2, 74);
        EmissionFactor::new("oil", "oil", per.parse().unwrap(), emissions, source).unwrap()
    }

    #[test]
    fn a_factor_on_another_basis_is_refused() {
        let energy = Quantity::<NetEnergy>::gigajoules(1);
        let cases = [
            ("GJ (gross)", ErrorKind::MissingCalorificRatio),
            ("GJ", ErrorKind::MissingCalorificBasis),
            ("t", ErrorKind::DimensionMismatch),
        ];
        for (per, kind) in cases {
            assert_eq!(combustion(energy, &factor(per)).unwrap_err().kind(), kind, "{per}");
        }
        assert_eq!(
            combustion(energy, &factor("GJ (gross)")).unwrap_err().to_string(),
            "expected the ratio of net to gross calorific value to turn `GJ (net)` into `GJ \
             (gross)`, found none; give the ratio of the fuel"
        );
    }

    #[test]
    fn an_efficiency_above_one_is_refused() {
        let unit = "kWh".parse().unwrap();
        for efficiency in [Exact::ZERO, Exact::new(102, 2)] {
            let error = per_useful_energy(&factor("GJ (net)"), efficiency, &unit).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!(
                    "expected an efficiency above 0 and up to 1, found {efficiency}; enter a \
                     condensing boiler above 1 by gross energy"
                )
            );
        }
        let by_gross = per_useful_energy(&factor("GJ (gross)"), Exact::new(95, 2), &unit).unwrap();
        assert_eq!(by_gross.grams(Gas::CO2).to_string(), "280.421053"); // 74000 x 0.0036 / 0.95
    }

    #[test]
    fn useful_energy_has_no_basis() {
        let unit = "kWh (net)".parse().unwrap();
        let error = per_useful_energy(&factor("GJ (net)"), Exact::ONE, &unit).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownUnit);
    }

    #[test]
    fn a_share_in_per_cent_is_refused() {
        let error = methane_by_origin(Quantity::<MethaneMass>::tonnes(1), 40.into()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a biogenic share from 0 to 1, found 40; give per cent as a fraction"
        );
        let error = methane_by_origin(Quantity::<MethaneMass>::tonnes(-1), Exact::ONE).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a mass of methane of zero or more, found -1000 kg CH4; enter a removal or a \
             credit as emissions of its own"
        );
    }
}
