use core::fmt;
use std::sync::Arc;

use super::problem::FactorProblem;
use super::{Boundary, Evidence};
use crate::distribution::Distribution;
use crate::error::{Error, Result};
use crate::gas::{Emissions, Gas};
use crate::number::Exact;
use crate::{Source, Unit, Year};

/// An emission factor: the mass of each gas for one unit of an activity, and everything that is
/// needed to use it rightly and to check it.
///
/// The unit says the calorific basis (`GJ (net)`), the boundary says what is inside, the source
/// says where it was read. A factor that is only known in CO2e keeps its GWP set.
///
/// # Examples
///
/// ```
/// use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}};
///
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 2", 2006, "Tables 1.4 and 2.5")?;
/// let emissions = Emissions::from_grams(Gas::CO2, 56_100)
///     .and(&Emissions::from_grams(Gas::CH4_FOSSIL, 5))?
///     .and(&Emissions::from_grams(Gas::N2O, "0.1".parse::<climate_account::number::Exact>()?))?;
/// let factor = EmissionFactor::new("gas-boiler", "natural-gas", "GJ (net)".parse()?, emissions, source)?
///     .with_process("residential");
/// assert_eq!(factor.to_string(), "gas-boiler: 56.1 kg co2, 0.005 kg ch4-fossil, 0.0001 kg n2o per GJ (net)");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct EmissionFactor(Arc<Inner>);

#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
struct Inner {
    id: Arc<str>,
    carrier: Arc<str>,
    per: Unit,
    emissions: Emissions,
    source: Source,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    process: Option<Arc<str>>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    region: Option<Arc<str>>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    years: Option<(Year, Year)>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    boundary: Option<Boundary>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    allocation: Option<Arc<str>>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    tier: Option<u8>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    biogenic_share: Option<Exact>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    evidence: Option<Evidence>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    uncertainty: Vec<(Option<Gas>, Distribution)>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    note: Option<Arc<str>>,
}

impl EmissionFactor {
    /// A factor: the emissions for one unit of the carrier.
    ///
    /// `carrier` is what the activity counts: an energy carrier, a material, an animal. It is the
    /// key of the look-up.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{EmissionFactor, ErrorKind, Source, gas::{Emissions, Gas}};
    ///
    /// let source = Source::new("Odder Varmeværk", "Declaration", 2024, "page 1")?;
    /// let heat = |kilograms: i64| {
    ///     let emissions = Emissions::from_kilograms(Gas::CO2, kilograms);
    ///     EmissionFactor::new("odder-heat", "district-heat", "GJ".parse()?, emissions, source.clone())
    /// };
    /// assert_eq!(heat(8)?.emissions().grams(Gas::CO2), 8_000.into());
    /// assert_eq!(heat(-8).unwrap_err().kind(), ErrorKind::InvalidFactor);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidFactor`](crate::ErrorKind::InvalidFactor) where the id, the carrier or the emissions
    /// are empty, or a mass is below zero. A factor of zero needs a word for it: give a mass of zero
    /// by [`zero`](EmissionFactor::zero).
    pub fn new(
        id: impl Into<Arc<str>>,
        carrier: impl Into<Arc<str>>,
        per: Unit,
        emissions: Emissions,
        source: Source,
    ) -> Result<EmissionFactor> {
        EmissionFactor::check(Inner::new(id.into(), carrier.into(), per, emissions, source))
    }

    /// A factor that is known to be zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{EmissionFactor, Source};
    ///
    /// let source = Source::new("Energistyrelsen", "Klimaregnskabet 2024", 2026, "Samsø, electricity")?;
    /// let wind = EmissionFactor::zero("samsoe", "electricity", "kWh".parse()?, source)?;
    /// assert!(wind.emissions().is_none());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidFactor`](crate::ErrorKind::InvalidFactor) where the id or the carrier is empty.
    pub fn zero(
        id: impl Into<Arc<str>>,
        carrier: impl Into<Arc<str>>,
        per: Unit,
        source: Source,
    ) -> Result<EmissionFactor> {
        let inner = Inner::new(id.into(), carrier.into(), per, Emissions::none(), source);
        inner.named()?;
        Ok(EmissionFactor(Arc::new(inner)))
    }

    /// A factor of uptake: its masses are below zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{EmissionFactor, Source, factor::Boundary, gas::{Emissions, Gas}};
    ///
    /// let source = Source::new("Odder Kommune", "Afforestation plan", 2024, "page 12")?;
    /// let uptake = Emissions::from_tonnes(Gas::CO2, -9);
    /// let forest = EmissionFactor::removal("young-forest", "afforestation", "ha yr".parse()?, uptake, source)?;
    /// assert_eq!(forest.boundary(), Some(Boundary::Removal));
    /// assert_eq!(forest.emissions().tonnes(Gas::CO2), (-9).into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidFactor`](crate::ErrorKind::InvalidFactor) where something is empty, or a mass is not
    /// below zero.
    pub fn removal(
        id: impl Into<Arc<str>>,
        carrier: impl Into<Arc<str>>,
        per: Unit,
        emissions: Emissions,
        source: Source,
    ) -> Result<EmissionFactor> {
        let mut inner = Inner::new(id.into(), carrier.into(), per, emissions, source);
        inner.boundary = Some(Boundary::Removal);
        EmissionFactor::check(inner)
    }

    fn check(inner: Inner) -> Result<EmissionFactor> {
        inner.named()?;
        let id = || inner.id.to_string();
        if inner.emissions.is_none() {
            return Err(Error::new(FactorProblem::Incomplete { id: id(), what: "emissions" }));
        }
        let removal = inner.boundary == Some(Boundary::Removal);
        let masses = inner.emissions.masses().map(|(_, mass)| mass);
        let reported = inner.emissions.reported().map(crate::gas::Co2e::grams);
        if let Some(mass) = masses.chain(reported).find(|mass| mass.is_negative() != removal) {
            let found = format!("{mass} g");
            return Err(Error::new(if removal {
                FactorProblem::NotARemoval { id: id(), found }
            } else {
                FactorProblem::Negative { id: id(), found }
            }));
        }
        Ok(EmissionFactor(Arc::new(inner)))
    }

    /// The same factor for one year, with other emissions and its year after the id.
    pub(crate) fn projected(
        &self,
        year: Year,
        emissions: Emissions,
        source: &Source,
    ) -> EmissionFactor {
        self.clone().change(|inner| {
            inner.id = format!("{}/{year}", inner.id).into();
            inner.emissions = emissions;
            inner.source = source.clone();
            inner.years = Some((year, year));
            inner.uncertainty = Vec::new();
        })
    }

    fn change(mut self, change: impl FnOnce(&mut Inner)) -> EmissionFactor {
        change(Arc::make_mut(&mut self.0));
        self
    }

    /// The same factor for one process or technology only.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}};
    /// # let source = Source::new("Odder Varmeværk", "Declaration", 2024, "page 1")?;
    /// # let emissions = Emissions::from_kilograms(Gas::CO2, 8);
    /// # let heat = EmissionFactor::new("odder-heat", "district-heat", "GJ".parse()?, emissions, source)?;
    /// # use climate_account::{Year, factor::{FactorLayer, FactorQuery, FactorSet}};
    /// let summer = heat.with_process("summer");
    /// assert_eq!(summer.process(), Some("summer"));
    /// // It does not match another process.
    /// let set = FactorSet::new([FactorLayer::new("Odder", "2024", [summer])?]);
    /// let unit = "GJ".parse()?;
    /// let query = FactorQuery::new("district-heat", &unit, Year::new(2023)?);
    /// assert_eq!(set.find(&query.clone().process("summer"))?.factor().id(), "odder-heat");
    /// assert!(set.find(&query.process("winter")).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn with_process(self, process: impl Into<Arc<str>>) -> EmissionFactor {
        self.change(|inner| inner.process = Some(process.into()))
    }

    /// The same factor for one region only.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}};
    /// # let source = Source::new("Odder Varmeværk", "Declaration", 2024, "page 1")?;
    /// # let emissions = Emissions::from_kilograms(Gas::CO2, 8);
    /// # let heat = EmissionFactor::new("odder-heat", "district-heat", "GJ".parse()?, emissions, source)?;
    /// # use climate_account::{Year, factor::{FactorLayer, FactorQuery, FactorSet}};
    /// let local = heat.with_region("Odder");
    /// assert_eq!(local.region(), Some("Odder"));
    /// // It does not match another region.
    /// let set = FactorSet::new([FactorLayer::new("Odder", "2024", [local])?]);
    /// let unit = "GJ".parse()?;
    /// let query = FactorQuery::new("district-heat", &unit, Year::new(2023)?);
    /// assert_eq!(set.find(&query.clone().region("Odder"))?.factor().id(), "odder-heat");
    /// assert!(set.find(&query.region("Samsø")).is_err());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn with_region(self, region: impl Into<Arc<str>>) -> EmissionFactor {
        self.change(|inner| inner.region = Some(region.into()))
    }

    /// The same factor for a span of years only, both included.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}};
    /// # let source = Source::new("Odder Varmeværk", "Declaration", 2024, "page 1")?;
    /// # let emissions = Emissions::from_kilograms(Gas::CO2, 8);
    /// # let heat = EmissionFactor::new("odder-heat", "district-heat", "GJ".parse()?, emissions, source)?;
    /// use climate_account::{ErrorKind, Year};
    ///
    /// let (first, last) = (Year::new(2020)?, Year::new(2023)?);
    /// let years = heat.clone().with_years(first, last)?.years().unwrap();
    /// assert_eq!((years.0.number(), years.1.number()), (2020, 2023));
    /// assert_eq!(heat.with_years(last, first).unwrap_err().kind(), ErrorKind::OutOfRange);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the first year is after the last.
    pub fn with_years(self, first: Year, last: Year) -> Result<EmissionFactor> {
        if first > last {
            return Err(
                self.out_of_range("a first year not after the last", format!("{first} to {last}"))
            );
        }
        Ok(self.change(|inner| inner.years = Some((first, last))))
    }

    /// The same factor with a word on what is inside. A removal stays one.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::Boundary;
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}};
    /// # let source = Source::new("Odder Varmeværk", "Declaration", 2024, "page 1")?;
    /// # let emissions = Emissions::from_kilograms(Gas::CO2, 8);
    /// # let heat = EmissionFactor::new("odder-heat", "district-heat", "GJ".parse()?, emissions, source)?;
    ///
    /// let delivered = heat.with_boundary(Boundary::AtMeter);
    /// assert_eq!(delivered.boundary(), Some(Boundary::AtMeter));
    /// // Its masses are above zero, so it does not become a removal.
    /// assert_eq!(delivered.with_boundary(Boundary::Removal).boundary(), Some(Boundary::AtMeter));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn with_boundary(self, boundary: Boundary) -> EmissionFactor {
        self.change(|inner| {
            if inner.boundary != Some(Boundary::Removal) && boundary != Boundary::Removal {
                inner.boundary = Some(boundary);
            }
        })
    }

    /// The same factor with the rule by which a plant's fuel was divided, such as `125 %`.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}};
    /// # let source = Source::new("Odder Varmeværk", "Declaration", 2024, "page 1")?;
    /// # let emissions = Emissions::from_kilograms(Gas::CO2, 8);
    /// # let heat = EmissionFactor::new("odder-heat", "district-heat", "GJ".parse()?, emissions, source)?;
    /// // Heat at an efficiency of 125 %: 1 GJ of fuel for 1.25 GJ of heat.
    /// assert_eq!(heat.with_allocation("125 %").allocation(), Some("125 %"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn with_allocation(self, allocation: impl Into<Arc<str>>) -> EmissionFactor {
        self.change(|inner| inner.allocation = Some(allocation.into()))
    }

    /// The same factor with its IPCC tier.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::ErrorKind;
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}};
    /// # let source = Source::new("Odder Varmeværk", "Declaration", 2024, "page 1")?;
    /// # let emissions = Emissions::from_kilograms(Gas::CO2, 8);
    /// # let heat = EmissionFactor::new("odder-heat", "district-heat", "GJ".parse()?, emissions, source)?;
    ///
    /// // Tier 2: national or local data.
    /// assert_eq!(heat.clone().with_tier(2)?.tier(), Some(2));
    /// assert_eq!(heat.with_tier(4).unwrap_err().kind(), ErrorKind::OutOfRange);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) outside 1 to 3.
    pub fn with_tier(self, tier: u8) -> Result<EmissionFactor> {
        if !(1..=3).contains(&tier) {
            return Err(self.out_of_range("a tier from 1 to 3", tier.to_string()));
        }
        Ok(self.change(|inner| inner.tier = Some(tier)))
    }

    /// The same factor with the biogenic share of the carrier's energy, 0 to 1, as information: the
    /// masses already say which CO2 is biogenic.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{ErrorKind, number::Exact};
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}};
    /// # let source = Source::new("Odder Varmeværk", "Declaration", 2024, "page 1")?;
    /// # let emissions = Emissions::from_kilograms(Gas::CO2, 8);
    /// # let heat = EmissionFactor::new("odder-heat", "district-heat", "GJ".parse()?, emissions, source)?;
    ///
    /// let heat = heat.with_biogenic_share(Exact::new(86, 2))?;
    /// assert_eq!(heat.biogenic_share(), Some("0.86".parse()?));
    /// // Its masses stay as they are.
    /// assert_eq!(heat.emissions().kilograms(Gas::CO2), 8.into());
    /// assert_eq!(heat.with_biogenic_share(86).unwrap_err().kind(), ErrorKind::OutOfRange);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) outside 0 to 1.
    pub fn with_biogenic_share(self, share: impl Into<Exact>) -> Result<EmissionFactor> {
        let share = share.into();
        if share.is_negative() || share > Exact::ONE {
            return Err(self.out_of_range("a biogenic share from 0 to 1", share.to_string()));
        }
        Ok(self.change(|inner| inner.biogenic_share = Some(share)))
    }

    /// The same factor with a word on how it was checked.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::Evidence;
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}};
    /// # let source = Source::new("Odder Varmeværk", "Declaration", 2024, "page 1")?;
    /// # let emissions = Emissions::from_kilograms(Gas::CO2, 8);
    /// # let heat = EmissionFactor::new("odder-heat", "district-heat", "GJ".parse()?, emissions, source)?;
    ///
    /// assert_eq!(heat.evidence(), None);
    /// assert_eq!(heat.with_evidence(Evidence::Derived).evidence(), Some(Evidence::Derived));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn with_evidence(self, evidence: Evidence) -> EmissionFactor {
        self.change(|inner| inner.evidence = Some(evidence))
    }

    /// The same factor with the uncertainty of one gas, in grams per unit; `None` is its CO2e.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::distribution::Distribution;
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}};
    /// # let source = Source::new("Odder Varmeværk", "Declaration", 2024, "page 1")?;
    /// # let emissions = Emissions::from_kilograms(Gas::CO2, 8);
    /// # let heat = EmissionFactor::new("odder-heat", "district-heat", "GJ".parse()?, emissions, source)?;
    ///
    /// // From 7 to 10 kg CO2 per GJ.
    /// let heat = heat.with_uncertainty(Some(Gas::CO2), Distribution::range(7_000, 10_000)?);
    /// let bounds = heat.uncertainty(Some(Gas::CO2)).and_then(|known| known.bounds());
    /// assert_eq!(bounds, Some((7_000.into(), 10_000.into())));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn with_uncertainty(self, gas: Option<Gas>, distribution: Distribution) -> EmissionFactor {
        self.change(|inner| {
            inner.uncertainty.retain(|(known, _)| *known != gas);
            inner.uncertainty.push((gas, distribution));
        })
    }

    /// The same factor with a note.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}};
    /// # let source = Source::new("Odder Varmeværk", "Declaration", 2024, "page 1")?;
    /// # let emissions = Emissions::from_kilograms(Gas::CO2, 8);
    /// # let heat = EmissionFactor::new("odder-heat", "district-heat", "GJ".parse()?, emissions, source)?;
    /// let heat = heat.with_note("8 % of the fuel is natural gas");
    /// assert_eq!(heat.note(), Some("8 % of the fuel is natural gas"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn with_note(self, note: impl Into<Arc<str>>) -> EmissionFactor {
        self.change(|inner| inner.note = Some(note.into()))
    }

    #[cold]
    fn out_of_range(&self, what: &'static str, found: String) -> Error {
        Error::new(FactorProblem::OutOfRange { id: self.id().to_owned(), what, found })
    }

    /// The id, unique in its layer.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}};
    /// # let source = Source::new("Odder Varmeværk", "Declaration", 2024, "page 1")?;
    /// # let emissions = Emissions::from_kilograms(Gas::CO2, 8);
    /// # let heat = EmissionFactor::new("odder-heat", "district-heat", "GJ".parse()?, emissions, source)?;
    /// assert_eq!(heat.id(), "odder-heat");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// What the activity counts.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::factor::FactorLayer;
    /// # let layer = FactorLayer::catalogue();
    /// let diesel = layer.factor("ipcc-2006/road/gas-diesel-oil").unwrap();
    /// assert_eq!(diesel.carrier(), "gas-diesel-oil");
    /// ```
    #[must_use]
    pub fn carrier(&self) -> &str {
        &self.0.carrier
    }

    /// The process or technology, if it is for one only.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::factor::FactorLayer;
    /// # let layer = FactorLayer::catalogue();
    /// let diesel = layer.factor("ipcc-2006/road/gas-diesel-oil").unwrap();
    /// assert_eq!(diesel.process(), Some("road"));
    /// ```
    #[must_use]
    pub fn process(&self) -> Option<&str> {
        self.0.process.as_deref()
    }

    /// The region, if it is for one only.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::factor::FactorLayer;
    /// # let layer = FactorLayer::catalogue();
    /// let power = layer.factor("dk/electricity/2015/125/at-plant").unwrap();
    /// assert_eq!(power.region(), Some("Denmark"));
    /// ```
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.0.region.as_deref()
    }

    /// The first and the last year, if it is for some only.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::factor::FactorLayer;
    /// # let layer = FactorLayer::catalogue();
    /// let power = layer.factor("dk/electricity/2015/125/at-plant").unwrap();
    /// let (first, last) = power.years().unwrap();
    /// assert_eq!((first.number(), last.number()), (2015, 2015));
    /// ```
    #[must_use]
    pub fn years(&self) -> Option<(Year, Year)> {
        self.0.years
    }

    /// The unit that the emissions are for.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::factor::FactorLayer;
    /// # let layer = FactorLayer::catalogue();
    /// let diesel = layer.factor("ipcc-2006/road/gas-diesel-oil").unwrap();
    /// assert_eq!(diesel.per().to_string(), "TJ (net)");
    /// ```
    #[must_use]
    pub fn per(&self) -> &Unit {
        &self.0.per
    }

    /// The emissions for one unit.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::Gas;
    /// # use climate_account::factor::FactorLayer;
    /// # let layer = FactorLayer::catalogue();
    /// let diesel = layer.factor("ipcc-2006/road/gas-diesel-oil").unwrap();
    ///
    /// // IPCC 2006, volume 2, tables 3.2.1 and 3.2.2
    /// assert_eq!(diesel.emissions().kilograms(Gas::CO2), 74_100.into());
    /// assert_eq!(diesel.emissions().kilograms(Gas::N2O), "3.9".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn emissions(&self) -> &Emissions {
        &self.0.emissions
    }

    /// What is inside, if stated.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::Boundary;
    /// # use climate_account::factor::FactorLayer;
    /// # let layer = FactorLayer::catalogue();
    /// let power = layer.factor("dk/electricity/2015/125/at-plant").unwrap();
    ///
    /// assert_eq!(power.boundary(), Some(Boundary::AtPlant)); // network loss is not in it
    /// ```
    #[must_use]
    pub fn boundary(&self) -> Option<Boundary> {
        self.0.boundary
    }

    /// The rule by which a plant's fuel was divided, if stated.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::factor::FactorLayer;
    /// # let layer = FactorLayer::catalogue();
    /// let power = layer.factor("dk/electricity/2015/125/at-plant").unwrap();
    /// assert_eq!(power.allocation(), Some("125 %"));
    /// ```
    #[must_use]
    pub fn allocation(&self) -> Option<&str> {
        self.0.allocation.as_deref()
    }

    /// The IPCC tier, if stated.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::factor::FactorLayer;
    /// # let layer = FactorLayer::catalogue();
    /// let diesel = layer.factor("ipcc-2006/road/gas-diesel-oil").unwrap();
    /// assert_eq!(diesel.tier(), Some(1));
    /// ```
    #[must_use]
    pub fn tier(&self) -> Option<u8> {
        self.0.tier
    }

    /// The biogenic share of the carrier's energy, if stated.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}};
    /// # let source = Source::new("Odder Varmeværk", "Declaration", 2024, "page 1")?;
    /// # let emissions = Emissions::from_kilograms(Gas::CO2, 8);
    /// # let heat = EmissionFactor::new("odder-heat", "district-heat", "GJ".parse()?, emissions, source)?;
    /// assert_eq!(heat.biogenic_share(), None);
    /// let waste = heat.with_biogenic_share(climate_account::number::Exact::new(55, 2))?;
    /// assert_eq!(waste.biogenic_share(), Some("0.55".parse()?));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn biogenic_share(&self) -> Option<Exact> {
        self.0.biogenic_share
    }

    /// How the value was checked, if stated.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::Evidence;
    /// # use climate_account::factor::FactorLayer;
    /// # let layer = FactorLayer::catalogue();
    /// let diesel = layer.factor("ipcc-2006/road/gas-diesel-oil").unwrap();
    ///
    /// assert_eq!(diesel.evidence(), Some(Evidence::Seen));
    /// ```
    #[must_use]
    pub fn evidence(&self) -> Option<Evidence> {
        self.0.evidence
    }

    /// The uncertainty of one gas, in grams per unit; `None` is the CO2e of the factor.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::gas::Gas;
    /// # use climate_account::factor::FactorLayer;
    /// # let layer = FactorLayer::catalogue();
    /// let diesel = layer.factor("ipcc-2006/road/gas-diesel-oil").unwrap();
    ///
    /// // IPCC 2006, volume 2, table 3.2.1: 72600 to 74800 kg CO2 per TJ
    /// let bounds = diesel.uncertainty(Some(Gas::CO2)).and_then(|known| known.bounds());
    /// assert_eq!(bounds, Some((72_600_000.into(), 74_800_000.into())));
    /// ```
    #[must_use]
    pub fn uncertainty(&self, gas: Option<Gas>) -> Option<&Distribution> {
        self.0.uncertainty.iter().find(|(known, _)| *known == gas).map(|(_, known)| known)
    }

    /// The source.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::factor::FactorLayer;
    /// # let layer = FactorLayer::catalogue();
    /// let diesel = layer.factor("ipcc-2006/road/gas-diesel-oil").unwrap();
    /// assert_eq!(diesel.source().year(), 2006);
    /// assert!(diesel.source().place().contains("Table 3.2.1"));
    /// ```
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.0.source
    }

    /// The note, if there is one.
    ///
    /// # Examples
    ///
    /// ```
    /// # let layer = climate_account::factor::FactorLayer::catalogue();
    /// let label = layer.factor("hb2016/natural-gas/m3").unwrap();
    /// assert_eq!(label.note(), Some("older factor; not for a current account"));
    /// ```
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
}

impl Inner {
    fn new(
        id: Arc<str>,
        carrier: Arc<str>,
        per: Unit,
        emissions: Emissions,
        source: Source,
    ) -> Inner {
        Inner {
            id,
            carrier,
            per,
            emissions,
            source,
            process: None,
            region: None,
            years: None,
            boundary: None,
            allocation: None,
            tier: None,
            biogenic_share: None,
            evidence: None,
            uncertainty: Vec::new(),
            note: None,
        }
    }

    fn named(&self) -> Result<()> {
        let missing = [("id", &self.id), ("carrier", &self.carrier)]
            .into_iter()
            .find(|(_, text)| text.trim().is_empty());
        match missing {
            Some((what, _)) => {
                Err(Error::new(FactorProblem::Incomplete { id: self.id.to_string(), what }))
            }
            None => Ok(()),
        }
    }
}

impl fmt::Display for EmissionFactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<String> = self
            .emissions()
            .masses()
            .map(|(gas, grams)| format!("{} kg {gas}", grams.shifted(-3)))
            .collect();
        for co2e in self.emissions().reported() {
            parts.push(format!("{} kg CO2e ({})", co2e.kilograms(), co2e.gwp_set()));
        }
        if parts.is_empty() {
            parts.push("nothing".to_owned());
        }
        write!(f, "{}: {} per {}", self.id(), parts.join(", "), self.per())
    }
}

impl fmt::Debug for EmissionFactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for EmissionFactor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for EmissionFactor {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let inner = Inner::deserialize(deserializer)?;
        let fault = serde::de::Error::custom;
        let (years, tier, share) = (inner.years, inner.tier, inner.biogenic_share);
        let removal = inner.boundary == Some(Boundary::Removal);
        let factor = if inner.emissions.is_none() && !removal {
            inner.named().map_err(fault)?;
            EmissionFactor(Arc::new(inner))
        } else {
            EmissionFactor::check(inner).map_err(fault)?
        };
        let factor = match years {
            Some((first, last)) => factor.with_years(first, last).map_err(fault)?,
            None => factor,
        };
        let factor = match tier {
            Some(tier) => factor.with_tier(tier).map_err(fault)?,
            None => factor,
        };
        match share {
            Some(share) => factor.with_biogenic_share(share).map_err(fault),
            None => Ok(factor),
        }
    }
}
