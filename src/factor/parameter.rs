use core::fmt;
use core::str::FromStr;
use std::sync::Arc;

use super::problem::FactorProblem;
use crate::distribution::Distribution;
use crate::error::{Error, Result};
use crate::text::Text;
use crate::text::factor as text;
use crate::unit::{Amount, Dimension, Unit};
use crate::{Source, Title, unit};

/// A property of a carrier that a calculation needs beside its factor: a net calorific value, a
/// density, a carbon content. Like a factor, it knows its source.
///
/// # Examples
///
/// ```
/// use climate_account::factor::{Parameter, ParameterKind};
///
/// let value = Parameter::built_in("natural-gas", ParameterKind::NetCalorificValue, None)?;
/// assert_eq!(value.amount().to_string(), "48 GJ (net)/t");
/// assert_eq!(value.source().year(), 2006);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Parameter {
    id: Arc<str>,
    carrier: Arc<str>,
    kind: ParameterKind,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    region: Option<Arc<str>>,
    amount: Amount,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    uncertainty: Option<Distribution>,
    source: Source,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    note: Option<Arc<str>>,
}

/// What a parameter tells of its carrier.
///
/// # Examples
///
/// ```
/// use climate_account::factor::{Parameter, ParameterKind};
///
/// let of_gas = |kind| Ok(Parameter::built_in("natural-gas", kind, None)?.amount().to_string());
/// assert_eq!(of_gas(ParameterKind::NetCalorificValue)?, "48 GJ (net)/t");
/// assert_eq!(of_gas(ParameterKind::CarbonContent)?, "15.3 kg C/GJ (net)");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum ParameterKind {
    /// Net energy in a mass.
    NetCalorificValue,
    /// Carbon in net energy.
    CarbonContent,
    /// Mass in a volume.
    Density,
    /// Energy in a mass or volume, whose basis the source does not state.
    EnergyContent,
    /// Net over gross calorific value of the same fuel.
    CalorificRatio,
    /// Fuel, or energy, for a distance that a vehicle drives.
    FuelUse,
    /// Persons in a vehicle: passenger-distance over vehicle-distance.
    Occupancy,
    /// Goods on a vehicle: tonne-distance over vehicle-distance.
    Load,
}

impl ParameterKind {
    const NAMES: [(ParameterKind, &'static str, Text); 8] = [
        (ParameterKind::NetCalorificValue, "net-calorific-value", text::NET_CALORIFIC_VALUE),
        (ParameterKind::CarbonContent, "carbon-content", text::CARBON_CONTENT),
        (ParameterKind::Density, "density", text::DENSITY),
        (ParameterKind::EnergyContent, "energy-content", text::ENERGY_CONTENT),
        (ParameterKind::CalorificRatio, "calorific-ratio", text::NET_OVER_GROSS_CALORIFIC_VALUE),
        (ParameterKind::FuelUse, "fuel-use", text::FUEL_USE),
        (ParameterKind::Occupancy, "occupancy", text::OCCUPANCY),
        (ParameterKind::Load, "load", text::LOAD),
    ];

    /// The name in documents.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::ParameterKind;
    ///
    /// assert_eq!(ParameterKind::NetCalorificValue.name(), "net-calorific-value");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        ParameterKind::NAMES.iter().find(|entry| entry.0 == self).map_or("", |entry| entry.1)
    }

    /// The name in Danish and English.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, factor::ParameterKind};
    ///
    /// let title = ParameterKind::NetCalorificValue.title();
    /// assert_eq!(title.in_language(Language::Danish), "nedre brændværdi");
    /// ```
    #[must_use]
    pub fn title(self) -> Title {
        let found = ParameterKind::NAMES.iter().find(|entry| entry.0 == self);
        found.map_or(Title::new("", ""), |entry| entry.2.title())
    }

    fn fits(self, unit: &Unit) -> bool {
        let (above, below) = (unit.numerator().dimension(), unit.denominator().dimension());
        let (mass, volume) = (Dimension::MASS, Dimension::VOLUME);
        match self {
            ParameterKind::NetCalorificValue => above == Dimension::NET_ENERGY && below == mass,
            ParameterKind::CarbonContent => {
                above == Dimension::mass_of(unit::Substance::C) && below == Dimension::NET_ENERGY
            }
            ParameterKind::Density => above == mass && below == volume,
            ParameterKind::EnergyContent => {
                above == Dimension::ENERGY && (below == mass || below == volume)
            }
            ParameterKind::CalorificRatio => {
                above == Dimension::NET_ENERGY && below == Dimension::GROSS_ENERGY
            }
            ParameterKind::FuelUse => {
                let fuel = [volume, mass, Dimension::ENERGY, Dimension::NET_ENERGY];
                fuel.contains(&above) && below == Dimension::VEHICLE_DISTANCE
            }
            ParameterKind::Occupancy => {
                above == Dimension::PASSENGER_DISTANCE && below == Dimension::VEHICLE_DISTANCE
            }
            ParameterKind::Load => {
                above == Dimension::TONNE_DISTANCE && below == Dimension::VEHICLE_DISTANCE
            }
        }
    }
}

impl FromStr for ParameterKind {
    type Err = Error;

    fn from_str(text: &str) -> Result<ParameterKind> {
        let found = ParameterKind::NAMES.iter().find(|entry| entry.1 == text.trim());
        found.map(|entry| entry.0).ok_or_else(|| {
            let known = ParameterKind::NAMES.map(|entry| entry.1).join(", ");
            let found = crate::number::clip(text);
            Error::new(FactorProblem::ParameterKind { found, known })
        })
    }
}

impl fmt::Display for ParameterKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Parameter {
    /// A parameter with its source.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{ErrorKind, Source, factor::{Parameter, ParameterKind}};
    ///
    /// let source = Source::new("Supplier", "Data sheet diesel B7", 2024, "page 2")?;
    /// let density = Parameter::new("b7", "gas-diesel-oil", ParameterKind::Density, "840 kg/m3".parse()?, source.clone())?;
    /// assert_eq!(density.amount().value, 840.into());
    /// let error = Parameter::new("b7", "gas-diesel-oil", ParameterKind::Density, "840 kg".parse()?, source);
    /// assert_eq!(error.unwrap_err().kind(), ErrorKind::DimensionMismatch);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) where the unit is not of the kind;
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) where the value is not above zero.
    pub fn new(
        id: impl Into<Arc<str>>,
        carrier: impl Into<Arc<str>>,
        kind: ParameterKind,
        amount: Amount,
        source: Source,
    ) -> Result<Parameter> {
        let (id, carrier) = (id.into(), carrier.into());
        if !kind.fits(&amount.unit) {
            let (id, unit) = (id.to_string(), amount.unit.to_string());
            return Err(Error::new(FactorProblem::ParameterUnit { id, kind: kind.name(), unit }));
        }
        if !amount.value.is_positive() {
            let (id, found) = (id.to_string(), amount.to_string());
            return Err(Error::new(FactorProblem::OutOfRange {
                id,
                what: "a value above zero",
                found,
            }));
        }
        let (region, uncertainty, note) = (None, None, None);
        Ok(Parameter { id, carrier, kind, region, amount, uncertainty, source, note })
    }

    /// The same parameter for one region only.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Source, factor::{Parameter, ParameterKind}};
    /// # let source = Source::new("Supplier", "Data sheet diesel B7", 2024, "page 2")?;
    /// # let kind = ParameterKind::Density;
    /// let density = Parameter::new("b7", "gas-diesel-oil", kind, "840 kg/m3".parse()?, source)?;
    /// assert_eq!(density.with_region("Odder").region(), Some("Odder"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn with_region(self, region: impl Into<Arc<str>>) -> Parameter {
        Parameter { region: Some(region.into()), ..self }
    }

    /// The same parameter with its uncertainty, in its unit.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::distribution::Distribution;
    /// # use climate_account::{Source, factor::{Parameter, ParameterKind}};
    /// # let source = Source::new("Supplier", "Data sheet diesel B7", 2024, "page 2")?;
    /// # let kind = ParameterKind::Density;
    /// let density = Parameter::new("b7", "gas-diesel-oil", kind, "840 kg/m3".parse()?, source)?;
    ///
    /// // In kg/m3, as the value.
    /// let density = density.with_uncertainty(Distribution::range(820, 845)?);
    /// let bounds = density.uncertainty().and_then(|known| known.bounds());
    /// assert_eq!(bounds, Some((820.into(), 845.into())));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn with_uncertainty(self, distribution: Distribution) -> Parameter {
        Parameter { uncertainty: Some(distribution), ..self }
    }

    /// The same parameter with a note.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Source, factor::{Parameter, ParameterKind}};
    /// # let source = Source::new("Supplier", "Data sheet diesel B7", 2024, "page 2")?;
    /// # let kind = ParameterKind::Density;
    /// let density = Parameter::new("b7", "gas-diesel-oil", kind, "840 kg/m3".parse()?, source)?;
    /// assert_eq!(density.with_note("at 15 °C").note(), Some("at 15 °C"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn with_note(self, note: impl Into<Arc<str>>) -> Parameter {
        Parameter { note: Some(note.into()), ..self }
    }

    /// The built-in parameters. Feature `catalogue`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::{Parameter, ParameterKind};
    ///
    /// // The densities of diesel: Denmark and Greenland state one each.
    /// let densities: Vec<String> = Parameter::catalogue()
    ///     .iter()
    ///     .filter(|known| known.carrier() == "gas-diesel-oil" && known.kind() == ParameterKind::Density)
    ///     .map(|known| format!("{}: {}", known.region().unwrap_or("any"), known.amount()))
    ///     .collect();
    /// assert_eq!(densities, ["Greenland: 0.82 t/m3", "Denmark: 0.85 t/m3"]);
    /// ```
    #[cfg(feature = "catalogue")]
    #[must_use]
    pub fn catalogue() -> &'static [Parameter] {
        super::catalogue::parameters()
    }

    /// The built-in parameter of a carrier, for a region or for any. Feature `catalogue`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{ErrorKind, factor::{Parameter, ParameterKind}};
    ///
    /// let kind = ParameterKind::Density;
    /// let density = Parameter::built_in("gas-diesel-oil", kind, Some("Denmark"))?;
    /// assert_eq!(density.amount().to_string(), "0.85 t/m3");
    /// let error = Parameter::built_in("gas-diesel-oil", kind, None).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::FactorNotFound);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`FactorNotFound`](crate::ErrorKind::FactorNotFound);
    /// [`AmbiguousFactor`](crate::ErrorKind::AmbiguousFactor) where there are several.
    #[cfg(feature = "catalogue")]
    pub fn built_in(
        carrier: &str,
        kind: ParameterKind,
        region: Option<&str>,
    ) -> Result<&'static Parameter> {
        let fits = |parameter: &&Parameter| {
            parameter.kind == kind && parameter.carrier() == carrier && parameter.region() == region
        };
        let found: Vec<&Parameter> = Parameter::catalogue().iter().filter(fits).collect();
        let wanted = || match region {
            Some(region) => format!("{kind} of `{carrier}`, region `{region}`"),
            None => format!("{kind} of `{carrier}`"),
        };
        match found.as_slice() {
            [parameter] => Ok(parameter),
            [] => {
                let of_kind = Parameter::catalogue().iter().filter(|known| known.kind == kind);
                let known = super::look_up::list(of_kind.map(Parameter::id));
                let layers = "the built-in catalogue".to_owned();
                Err(Error::new(FactorProblem::NotFound { wanted: wanted(), layers, known }))
            }
            several => Err(Error::new(FactorProblem::Ambiguous {
                wanted: wanted(),
                found: super::look_up::list(several.iter().map(|parameter| parameter.id())),
            })),
        }
    }

    /// The id.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::factor::{Parameter, ParameterKind};
    /// # let kind = ParameterKind::NetCalorificValue;
    /// let value = Parameter::built_in("natural-gas", kind, None)?;
    /// assert_eq!(value.id(), "ipcc-2006/net-calorific-value/natural-gas");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The carrier that it is of.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::factor::{Parameter, ParameterKind};
    /// # let kind = ParameterKind::NetCalorificValue;
    /// let value = Parameter::built_in("natural-gas", kind, None)?;
    /// assert_eq!(value.carrier(), "natural-gas");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn carrier(&self) -> &str {
        &self.carrier
    }

    /// What it tells.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Source, factor::{Parameter, ParameterKind}};
    /// # let source = Source::new("Supplier", "Data sheet diesel B7", 2024, "page 2")?;
    /// # let kind = ParameterKind::Density;
    /// let density = Parameter::new("b7", "gas-diesel-oil", kind, "840 kg/m3".parse()?, source)?;
    /// assert_eq!(density.kind(), ParameterKind::Density);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn kind(&self) -> ParameterKind {
        self.kind
    }

    /// The region, if it is for one only.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::factor::{Parameter, ParameterKind};
    /// # let kind = ParameterKind::NetCalorificValue;
    /// let any = Parameter::built_in("gas-diesel-oil", kind, None)?;
    /// assert_eq!((any.region(), any.amount().value), (None, 43.into()));
    /// let greenland = Parameter::built_in("gas-diesel-oil", kind, Some("Greenland"))?;
    /// assert_eq!((greenland.region(), greenland.amount().value), (Some("Greenland"), "42.9".parse()?));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// The value with its unit.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::factor::{Parameter, ParameterKind};
    /// # let kind = ParameterKind::NetCalorificValue;
    /// let value = Parameter::built_in("natural-gas", kind, None)?;
    /// // IPCC 2006, volume 2, table 1.2
    /// assert_eq!(value.amount(), &"48 GJ (net)/t".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn amount(&self) -> &Amount {
        &self.amount
    }

    /// The uncertainty, in the unit of the value.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::factor::{Parameter, ParameterKind};
    /// # let kind = ParameterKind::NetCalorificValue;
    /// let value = Parameter::built_in("natural-gas", kind, None)?;
    /// // IPCC 2006, volume 2, table 1.2: 46.5 to 50.4 GJ/t
    /// let bounds = value.uncertainty().and_then(|known| known.bounds());
    /// assert_eq!(bounds, Some(("46.5".parse()?, "50.4".parse()?)));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn uncertainty(&self) -> Option<&Distribution> {
        self.uncertainty.as_ref()
    }

    /// The source.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::factor::{Parameter, ParameterKind};
    /// # let kind = ParameterKind::NetCalorificValue;
    /// let value = Parameter::built_in("natural-gas", kind, None)?;
    /// assert_eq!((value.source().year(), value.source().place()), (2006, "V2 Table 1.2"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The note, if there is one.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::factor::{Parameter, ParameterKind};
    /// let kind = ParameterKind::Density;
    /// let density = Parameter::built_in("gas-diesel-oil", kind, Some("Denmark"))?;
    /// assert_eq!(density.note(), Some("printed as 0.85 kg per litre"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} of {}: {}", self.id, self.kind, self.carrier, self.amount)
    }
}

impl fmt::Debug for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Parameter {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Document {
            id: Arc<str>,
            carrier: Arc<str>,
            kind: ParameterKind,
            #[serde(default)]
            region: Option<Arc<str>>,
            amount: Amount,
            #[serde(default)]
            uncertainty: Option<Distribution>,
            source: Source,
            #[serde(default)]
            note: Option<Arc<str>>,
        }

        let Document { id, carrier, kind, region, amount, uncertainty, source, note } =
            Document::deserialize(deserializer)?;
        let parameter = Parameter::new(id, carrier, kind, amount, source);
        let parameter = parameter.map_err(serde::de::Error::custom)?;
        Ok(Parameter { region, uncertainty, note, ..parameter })
    }
}
