use std::collections::HashMap;
use std::sync::Arc;

use super::problem::FactorProblem;
use super::{ContentHash, EmissionFactor, Parameter};
use crate::error::{Error, Result};

/// Factors of one origin and edition: a municipality's own, a nation's, the IPCC's.
///
/// # Examples
///
/// ```
/// use climate_account::factor::FactorLayer;
///
/// let empty = FactorLayer::new("Odder", "2024", [])?;
/// assert_eq!((empty.name(), empty.vintage(), empty.factors().len()), ("Odder", "2024", 0));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct FactorLayer {
    name: Arc<str>,
    vintage: Arc<str>,
    factors: Arc<[EmissionFactor]>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "<[Parameter]>::is_empty"))]
    parameters: Arc<[Parameter]>,
    #[cfg_attr(feature = "serde", serde(skip))]
    hash: ContentHash,
}

impl FactorLayer {
    /// A layer of factors; the vintage says which edition of the data it is.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{ErrorKind, factor::FactorLayer};
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}};
    /// # let source = Source::new("Odder Varmeværk", "Declaration", 2024, "page 1")?;
    /// # let heat = |id: &str, kilograms: i64| -> climate_account::Result<EmissionFactor> {
    /// #     let emissions = Emissions::from_kilograms(Gas::CO2, kilograms);
    /// #     EmissionFactor::new(id, "district-heat", "GJ".parse()?, emissions, source.clone())
    /// # };
    ///
    /// let layer = FactorLayer::new("Odder", "2024", [heat("odder-heat", 8)?, heat("hou-heat", 5)?])?;
    /// assert_eq!(layer.factors().len(), 2);
    /// let twice = FactorLayer::new("Odder", "2024", [heat("odder-heat", 8)?, heat("odder-heat", 9)?]);
    /// assert_eq!(twice.unwrap_err().kind(), ErrorKind::DuplicateId);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DuplicateId`](crate::ErrorKind::DuplicateId) where two factors have one id.
    pub fn new(
        name: impl Into<Arc<str>>,
        vintage: impl Into<Arc<str>>,
        factors: impl IntoIterator<Item = EmissionFactor>,
    ) -> Result<FactorLayer> {
        let name = name.into();
        let mut factors: Vec<EmissionFactor> = factors.into_iter().collect();
        // One order whatever the input, so that equal content has an equal hash.
        factors.sort_by(|left, right| left.id().cmp(right.id()));
        let twice = factors.windows(2).find(|pair| pair[0].id() == pair[1].id());
        if let Some(pair) = twice {
            let id = pair[0].id().to_owned();
            return Err(Error::new(FactorProblem::DuplicateId { layer: name.to_string(), id }));
        }
        Ok(FactorLayer::of(name, vintage.into(), factors.into(), Arc::from([])))
    }

    /// The same layer with parameters: calorific values, densities, fuel use.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Source, factor::{FactorLayer, Parameter, ParameterKind}};
    ///
    /// let source = Source::new("Movia", "Bus fleet", 2024, "table 3")?;
    /// let use_of_fuel = Parameter::new("bus", "gas-diesel-oil", ParameterKind::FuelUse, "0.4 l/vkm".parse()?, source)?;
    /// let layer = FactorLayer::new("Odder", "2024", [])?.with_parameters([use_of_fuel])?;
    /// assert_eq!(layer.parameters().len(), 1);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DuplicateId`](crate::ErrorKind::DuplicateId) where two parameters have one id.
    pub fn with_parameters(
        self,
        parameters: impl IntoIterator<Item = Parameter>,
    ) -> Result<FactorLayer> {
        let mut parameters: Vec<Parameter> = parameters.into_iter().collect();
        parameters.sort_by(|left, right| left.id().cmp(right.id()));
        let twice = parameters.windows(2).find(|pair| pair[0].id() == pair[1].id());
        if let Some(pair) = twice {
            let (layer, id) = (self.name.to_string(), pair[0].id().to_owned());
            return Err(Error::new(FactorProblem::DuplicateId { layer, id }));
        }
        Ok(FactorLayer::of(self.name, self.vintage, self.factors, parameters.into()))
    }

    fn of(
        name: Arc<str>,
        vintage: Arc<str>,
        factors: Arc<[EmissionFactor]>,
        parameters: Arc<[Parameter]>,
    ) -> FactorLayer {
        let heading = [format!("{name} {vintage}")].into_iter();
        let parameter = |parameter: &Parameter| format!("{parameter}|{}", parameter.source());
        let texts =
            heading.chain(factors.iter().map(content)).chain(parameters.iter().map(parameter));
        let hash = ContentHash::of(texts);
        FactorLayer { name, vintage, factors, parameters, hash }
    }

    #[cfg(feature = "catalogue")]
    pub(super) fn empty(name: &'static str, vintage: &'static str) -> FactorLayer {
        FactorLayer::of(name.into(), vintage.into(), Arc::from([]), Arc::from([]))
    }

    /// The built-in factors: IPCC 2006 defaults and Danish authorities. Feature `catalogue`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::FactorLayer;
    ///
    /// let layer = FactorLayer::catalogue();
    /// let gas = layer.factor("ipcc-2006/energy-industries/natural-gas").unwrap();
    /// assert_eq!(gas.per().to_string(), "TJ (net)");
    /// ```
    #[cfg(feature = "catalogue")]
    #[must_use]
    pub fn catalogue() -> FactorLayer {
        super::catalogue::layer()
    }

    /// The name.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::FactorLayer;
    ///
    /// assert_eq!(FactorLayer::catalogue().name(), "built-in catalogue");
    /// ```
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The edition.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::FactorLayer;
    ///
    /// assert_eq!(FactorLayer::new("Odder", "2024, second edition", [])?.vintage(), "2024, second edition");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn vintage(&self) -> &str {
        &self.vintage
    }

    /// The factors, by id.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::FactorLayer;
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}};
    /// # let source = Source::new("Odder Varmeværk", "Declaration", 2024, "page 1")?;
    /// # let heat = |id: &str, kilograms: i64| -> climate_account::Result<EmissionFactor> {
    /// #     let emissions = Emissions::from_kilograms(Gas::CO2, kilograms);
    /// #     EmissionFactor::new(id, "district-heat", "GJ".parse()?, emissions, source.clone())
    /// # };
    ///
    /// let layer = FactorLayer::new("Odder", "2024", [heat("odder-heat", 8)?, heat("hou-heat", 5)?])?;
    /// let ids: Vec<&str> = layer.factors().iter().map(|factor| factor.id()).collect();
    /// assert_eq!(ids, ["hou-heat", "odder-heat"]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn factors(&self) -> &[EmissionFactor] {
        &self.factors
    }

    /// The parameters, by id.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::{FactorLayer, Parameter, ParameterKind};
    /// # use climate_account::Source;
    /// # let source = Source::new("Movia", "Bus fleet", 2024, "table 3")?;
    ///
    /// let bus = Parameter::new("bus", "gas-diesel-oil", ParameterKind::FuelUse, "0.4 l/vkm".parse()?, source)?;
    /// let layer = FactorLayer::new("Odder", "2024", [])?.with_parameters([bus])?;
    /// assert_eq!(layer.parameters()[0].amount().to_string(), "0.4 l/vkm");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// A factor by its id.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{factor::FactorLayer, gas::Gas};
    ///
    /// let layer = FactorLayer::catalogue();
    /// let diesel = layer.factor("ipcc-2006/road/gas-diesel-oil").unwrap();
    /// assert_eq!(diesel.emissions().tonnes(Gas::CO2), "74.1".parse()?);
    /// assert!(layer.factor("ipcc-2006/road/moonshine").is_none());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn factor(&self, id: &str) -> Option<&EmissionFactor> {
        let index = self.factors.binary_search_by(|factor| factor.id().cmp(id)).ok()?;
        self.factors.get(index)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for FactorLayer {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Document {
            name: Arc<str>,
            vintage: Arc<str>,
            factors: Vec<EmissionFactor>,
            #[serde(default)]
            parameters: Vec<Parameter>,
        }

        let Document { name, vintage, factors, parameters } = Document::deserialize(deserializer)?;
        FactorLayer::new(name, vintage, factors)
            .and_then(|layer| layer.with_parameters(parameters))
            .map_err(serde::de::Error::custom)
    }
}

/// An immutable set of factors in ordered layers; the first layer that has a match wins.
///
/// An account keeps the [`hash`](FactorSet::hash) and the [`vintage`](FactorSet::vintage) of the
/// set it was computed with, so that an old year can be recomputed.
///
/// # Examples
///
/// ```
/// use climate_account::FactorSet;
///
/// let set = FactorSet::catalogue();
/// assert_eq!(set.hash(), FactorSet::catalogue().hash());
/// assert!(set.layers()[0].factors().len() > 400);
/// ```
#[derive(Debug, Clone)]
pub struct FactorSet(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    layers: Vec<FactorLayer>,
    /// Layer and position of the factors of a carrier, in order.
    by_carrier: HashMap<Arc<str>, Vec<(usize, usize)>>,
    hash: ContentHash,
}

impl FactorSet {
    /// A set from its layers, the most specific first.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{FactorSet, Year, factor::{FactorLayer, FactorQuery}};
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}};
    /// # let source = Source::new("Odder Varmeværk", "Declaration", 2024, "page 1")?;
    /// # let heat = |id: &str, kilograms: i64| -> climate_account::Result<EmissionFactor> {
    /// #     let emissions = Emissions::from_kilograms(Gas::CO2, kilograms);
    /// #     EmissionFactor::new(id, "district-heat", "GJ".parse()?, emissions, source.clone())
    /// # };
    ///
    /// let own = FactorLayer::new("Odder", "2024", [heat("odder-heat", 8)?])?;
    /// let national = FactorLayer::new("Denmark", "2023", [heat("danish-heat", 12)?])?;
    /// let unit = "GJ".parse()?;
    /// let query = FactorQuery::new("district-heat", &unit, Year::new(2023)?);
    /// // The first layer that has a match wins.
    /// let found = FactorSet::new([own, national]).find(&query)?;
    /// assert_eq!(found.factor().emissions().kilograms(Gas::CO2), 8.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn new(layers: impl IntoIterator<Item = FactorLayer>) -> FactorSet {
        let layers: Vec<FactorLayer> = layers.into_iter().collect();
        let mut by_carrier: HashMap<Arc<str>, Vec<(usize, usize)>> = HashMap::new();
        for (number, layer) in layers.iter().enumerate() {
            for (position, factor) in layer.factors.iter().enumerate() {
                let place = (number, position);
                match by_carrier.get_mut(factor.carrier()) {
                    Some(places) => places.push(place),
                    None => drop(by_carrier.insert(factor.carrier().into(), vec![place])),
                }
            }
        }
        let hash = ContentHash::of(layers.iter().map(|layer| layer.hash.to_string()));
        FactorSet(Arc::new(Inner { layers, by_carrier, hash }))
    }

    /// The built-in factors alone. Feature `catalogue`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{FactorSet, gas::Gas};
    ///
    /// let set = FactorSet::catalogue();
    /// let layer = &set.layers()[0];
    /// let gas = layer.factor("ipcc-2006/energy-industries/natural-gas").unwrap();
    /// assert_eq!((set.layers().len(), gas.emissions().kilograms(Gas::CO2)), (1, 56_100.into()));
    /// ```
    #[cfg(feature = "catalogue")]
    #[must_use]
    pub fn catalogue() -> FactorSet {
        FactorSet::new([FactorLayer::catalogue()])
    }

    /// The layers, the most specific first.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{FactorSet, factor::FactorLayer};
    ///
    /// let set = FactorSet::new([FactorLayer::new("Odder", "2024", [])?, FactorLayer::catalogue()]);
    /// let names: Vec<&str> = set.layers().iter().map(|layer| layer.name()).collect();
    /// assert_eq!(names, ["Odder", "built-in catalogue"]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn layers(&self) -> &[FactorLayer] {
        &self.0.layers
    }

    /// The hash of the content.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{FactorSet, factor::FactorLayer};
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}};
    /// # let source = Source::new("Odder Varmeværk", "Declaration", 2024, "page 1")?;
    /// # let heat = |id: &str, kilograms: i64| -> climate_account::Result<EmissionFactor> {
    /// #     let emissions = Emissions::from_kilograms(Gas::CO2, kilograms);
    /// #     EmissionFactor::new(id, "district-heat", "GJ".parse()?, emissions, source.clone())
    /// # };
    ///
    /// let set = |kilograms| -> climate_account::Result<FactorSet> {
    ///     Ok(FactorSet::new([FactorLayer::new("Odder", "2024", [heat("odder-heat", kilograms)?])?]))
    /// };
    /// assert_eq!(set(8)?.hash(), set(8)?.hash());
    /// assert_ne!(set(8)?.hash(), set(9)?.hash());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn hash(&self) -> ContentHash {
        self.0.hash
    }

    /// The names and editions of the layers.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::{FactorLayer, FactorSet};
    ///
    /// let layers = [FactorLayer::new("Odder", "2024", [])?, FactorLayer::new("DK", "2023", [])?];
    /// assert_eq!(FactorSet::new(layers).vintage(), "Odder 2024, DK 2023");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn vintage(&self) -> String {
        let names: Vec<String> =
            self.layers().iter().map(|layer| format!("{} {}", layer.name, layer.vintage)).collect();
        names.join(", ")
    }

    /// The carriers that the set has factors for, in order.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{FactorSet, factor::FactorLayer};
    /// # use climate_account::{EmissionFactor, Source, gas::{Emissions, Gas}};
    /// # let source = Source::new("Odder Varmeværk", "Declaration", 2024, "page 1")?;
    /// # let heat = |id: &str, kilograms: i64| -> climate_account::Result<EmissionFactor> {
    /// #     let emissions = Emissions::from_kilograms(Gas::CO2, kilograms);
    /// #     EmissionFactor::new(id, "district-heat", "GJ".parse()?, emissions, source.clone())
    /// # };
    ///
    /// let layer = FactorLayer::new("Odder", "2024", [heat("odder-heat", 8)?, heat("hou-heat", 5)?])?;
    /// assert_eq!(FactorSet::new([layer]).carriers(), ["district-heat"]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn carriers(&self) -> Vec<&str> {
        let mut carriers: Vec<&str> = self.0.by_carrier.keys().map(|key| &**key).collect();
        carriers.sort_unstable();
        carriers
    }

    pub(super) fn of_carrier(
        &self,
        carrier: &str,
    ) -> impl Iterator<Item = (usize, &EmissionFactor)> {
        let places = self.0.by_carrier.get(carrier).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|&(layer, position)| {
            Some((layer, self.0.layers.get(layer)?.factors.get(position)?))
        })
    }
}

impl PartialEq for FactorSet {
    fn eq(&self, other: &FactorSet) -> bool {
        self.0.layers == other.0.layers
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for FactorSet {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.layers.serialize(serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for FactorSet {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(FactorSet::new(Vec::<FactorLayer>::deserialize(deserializer)?))
    }
}

/// Everything of a factor that bears on a result or its explanation.
fn content(factor: &EmissionFactor) -> String {
    let years = factor.years().map(|(first, last)| format!("{first}-{last}"));
    let fields = [
        factor.carrier(),
        factor.process().unwrap_or(""),
        factor.region().unwrap_or(""),
        years.as_deref().unwrap_or(""),
        factor.boundary().map_or("", super::Boundary::name),
        factor.allocation().unwrap_or(""),
        factor.note().unwrap_or(""),
    ];
    format!("{factor}|{}|{}", fields.join("|"), factor.source())
}
