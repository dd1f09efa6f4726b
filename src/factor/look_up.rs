use std::sync::Arc;

use super::problem::FactorProblem;
use super::{Conversion, EmissionFactor, FactorSet, Parameter, ParameterKind};
use crate::error::{Error, Result};
use crate::nearest;
use crate::unit::{CalorificBasis, Unit};
use crate::{Language, Year};

/// What a factor is looked for: a carrier, a unit, a year, and as much else as is known.
///
/// # Examples
///
/// ```
/// use climate_account::{FactorSet, Year, factor::FactorQuery};
///
/// let unit = "GJ (net)".parse()?;
/// let query = FactorQuery::new("natural-gas", &unit, Year::new(2023)?).process("energy-industries");
/// let found = FactorSet::catalogue().find(&query)?;
/// assert_eq!(found.factor().id(), "ipcc-2006/energy-industries/natural-gas");
/// assert_eq!(found.layer(), "built-in catalogue");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct FactorQuery<'a> {
    carrier: &'a str,
    unit: &'a Unit,
    year: Year,
    process: Option<&'a str>,
    regions: Vec<&'a str>,
    id: Option<&'a str>,
    basis: Option<CalorificBasis>,
    earlier_years: u8,
}

impl<'a> FactorQuery<'a> {
    /// A query for a carrier, measured in a unit, in a year.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{ErrorKind, FactorSet, Year, factor::FactorQuery};
    ///
    /// let unit = "TJ (net)".parse()?;
    /// let query = FactorQuery::new("natural-gas", &unit, Year::new(2023)?);
    /// // The fuel alone is not enough: its methane depends on the process.
    /// let error = FactorSet::catalogue().find(&query).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::AmbiguousFactor);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn new(carrier: &'a str, unit: &'a Unit, year: Year) -> FactorQuery<'a> {
        FactorQuery {
            carrier,
            unit,
            year,
            process: None,
            regions: Vec::new(),
            id: None,
            basis: None,
            earlier_years: 0,
        }
    }

    /// The process or technology. A factor for no process in particular is taken where there is
    /// none for this one, and the match says so.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{FactorSet, Year, factor::FactorQuery, gas::Gas};
    ///
    /// let unit = "TJ (net)".parse()?;
    /// let query = FactorQuery::new("natural-gas", &unit, Year::new(2023)?).process("road");
    /// let found = FactorSet::catalogue().find(&query)?;
    /// // IPCC 2006, volume 2, table 3.2.2
    /// assert_eq!(found.factor().emissions().kilograms(Gas::CH4_FOSSIL), 92.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn process(self, process: &'a str) -> FactorQuery<'a> {
        FactorQuery { process: Some(process), ..self }
    }

    /// The region; called again, a wider one to fall back on.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{FactorSet, Year, factor::FactorQuery, gas::Gas};
    ///
    /// let unit = "kWh".parse()?;
    /// let query = FactorQuery::new("electricity", &unit, Year::new(2014)?)
    ///     .process("electricity-declaration")
    ///     .region("Odder")
    ///     .region("Denmark");
    /// let found = FactorSet::catalogue().find(&query)?;
    /// assert_eq!(found.factor().region(), Some("Denmark"));
    /// assert_eq!(found.factor().emissions().grams(Gas::CO2), 304.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn region(mut self, region: &'a str) -> FactorQuery<'a> {
        self.regions.push(region);
        self
    }

    /// The id of the one factor that is wanted.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{FactorSet, Year, factor::FactorQuery, gas::Gas};
    ///
    /// let unit = "kWh".parse()?;
    /// let query = FactorQuery::new("electricity", &unit, Year::new(2015)?)
    ///     .id("dk/electricity/2015/200/at-plant");
    /// let found = FactorSet::catalogue().find(&query)?;
    /// // The 200 % rule leaves more of the fuel with the electricity: 230 g, not 192 g.
    /// assert_eq!(found.factor().emissions().grams(Gas::CO2), 230.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn id(self, id: &'a str) -> FactorQuery<'a> {
        FactorQuery { id: Some(id), ..self }
    }

    /// What fuel energy in a unit without basis is: net or gross. Without this, such a unit does
    /// not match a factor with a basis.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{FactorSet, Year, factor::FactorQuery, unit::CalorificBasis};
    ///
    /// let unit = "GWh".parse()?;
    /// let query = FactorQuery::new("gas-diesel-oil", &unit, Year::new(2023)?).process("road");
    /// let set = FactorSet::catalogue();
    /// assert!(set.find(&query).is_err());
    /// let found = set.find(&query.calorific_basis(CalorificBasis::Net))?;
    /// assert_eq!(found.conversion().numerator(), "3.6".parse()?); // TJ (net) per GWh
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn calorific_basis(self, basis: CalorificBasis) -> FactorQuery<'a> {
        FactorQuery { basis: Some(basis), ..self }
    }

    /// How many years older a factor may be where there is none for the year. Zero unless said.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{FactorSet, Year, factor::FactorQuery, gas::Gas};
    ///
    /// let unit = "kWh".parse()?;
    /// let query = FactorQuery::new("electricity", &unit, Year::new(2020)?)
    ///     .process("electricity-declaration")
    ///     .region("Denmark")
    ///     .allow_earlier_years(2);
    /// // The last declaration in the catalogue is of 2018.
    /// let found = FactorSet::catalogue().find(&query)?;
    /// assert_eq!(found.factor().emissions().grams(Gas::CO2), 244.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn allow_earlier_years(self, years: u8) -> FactorQuery<'a> {
        FactorQuery { earlier_years: years, ..self }
    }

    fn wanted(&self) -> String {
        let mut text = format!("`{}`", self.carrier);
        if let Some(process) = self.process {
            text += &format!(", process `{process}`");
        }
        if !self.regions.is_empty() {
            text += &format!(", region `{}`", self.regions.join("` or `"));
        }
        text + &format!(", {}", self.year)
    }
}

/// A factor that was found, and what had to be given up to find it.
///
/// # Examples
///
/// ```
/// use climate_account::gas::Gas;
/// # use climate_account::{FactorSet, Year, factor::FactorQuery};
/// # let unit = "GJ (net)".parse()?;
/// # let query = FactorQuery::new("natural-gas", &unit, Year::new(2023)?).process("energy-industries");
///
/// let found = FactorSet::catalogue().find(&query)?;
/// assert_eq!(found.factor().emissions().kilograms(Gas::CO2), 56_100.into()); // per TJ (net)
/// assert_eq!(found.conversion().numerator(), "0.001".parse()?); // TJ per GJ
/// assert!(found.fallbacks().is_empty());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct FactorMatch {
    factor: EmissionFactor,
    layer: Arc<str>,
    conversion: Conversion,
    fallbacks: Vec<Fallback>,
}

/// What the look-up fell back on.
///
/// # Examples
///
/// ```
/// use climate_account::{FactorSet, Year, factor::{FactorQuery, Fallback}};
///
/// // Odder has no declaration of its own; the one of Denmark was taken.
/// let unit = "kWh".parse()?;
/// let query = FactorQuery::new("electricity", &unit, Year::new(2014)?)
///     .process("electricity-declaration")
///     .region("Odder")
///     .region("Denmark");
/// let found = FactorSet::catalogue().find(&query)?;
/// let wider = Fallback::WiderRegion { asked: "Odder".into(), taken: Some("Denmark".into()) };
/// assert_eq!(found.fallbacks(), [wider]);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fallback {
    /// Layers before this one have no factor that matches.
    Layer {
        /// Their names.
        without: Vec<Arc<str>>,
    },
    /// No factor for the process; one for any process was taken.
    AnyProcess {
        /// The process asked for.
        asked: Arc<str>,
    },
    /// No factor for the first region; one for a wider region, or for any, was taken.
    WiderRegion {
        /// The region asked for.
        asked: Arc<str>,
        /// The region of the factor, `None` for any.
        taken: Option<Arc<str>>,
    },
    /// No factor for the year; an older one was taken.
    EarlierYear {
        /// The year asked for.
        asked: Year,
        /// The last year of the factor.
        taken: Year,
    },
}

impl FactorMatch {
    /// The same match with another factor of the same unit.
    pub(crate) fn with_factor(&self, factor: &EmissionFactor) -> FactorMatch {
        FactorMatch { factor: factor.clone(), ..self.clone() }
    }

    /// The factor.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{FactorSet, Year, factor::FactorQuery};
    /// # let unit = "GJ (net)".parse()?;
    /// # let query = FactorQuery::new("natural-gas", &unit, Year::new(2023)?).process("energy-industries");
    /// let found = FactorSet::catalogue().find(&query)?;
    /// assert_eq!(found.factor().id(), "ipcc-2006/energy-industries/natural-gas");
    /// assert_eq!(found.factor().tier(), Some(1));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn factor(&self) -> &EmissionFactor {
        &self.factor
    }

    /// The layer that it is from.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::factor::FactorLayer;
    /// # use climate_account::{FactorSet, Year, factor::FactorQuery};
    /// # let unit = "GJ (net)".parse()?;
    /// # let query = FactorQuery::new("natural-gas", &unit, Year::new(2023)?).process("energy-industries");
    ///
    /// let set = FactorSet::new([FactorLayer::new("Odder", "2024", [])?, FactorLayer::catalogue()]);
    /// assert_eq!(set.find(&query)?.layer(), "built-in catalogue");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn layer(&self) -> &str {
        &self.layer
    }

    /// How the unit asked for becomes the unit of the factor.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{FactorSet, Year, factor::FactorQuery};
    /// # let unit = "GJ (net)".parse()?;
    /// # let query = FactorQuery::new("natural-gas", &unit, Year::new(2023)?).process("energy-industries");
    /// // From GJ (net) to TJ (net), the unit of the factor.
    /// let found = FactorSet::catalogue().find(&query)?;
    /// assert_eq!(found.conversion().numerator(), "0.001".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn conversion(&self) -> &Conversion {
        &self.conversion
    }

    /// What had to be given up; empty for a factor that is exactly what was asked for.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{FactorSet, Year, factor::{FactorQuery, Fallback}};
    ///
    /// let unit = "kWh".parse()?;
    /// let query = FactorQuery::new("electricity", &unit, Year::new(2026)?)
    ///     .process("energinet-municipal-declaration")
    ///     .region("Aarhus");
    /// let set = FactorSet::catalogue();
    /// assert!(set.find(&query).is_err());
    /// let found = set.find(&query.allow_earlier_years(1))?;
    /// let (asked, taken) = (Year::new(2026)?, Year::new(2025)?);
    /// assert_eq!(found.fallbacks(), [Fallback::EarlierYear { asked, taken }]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn fallbacks(&self) -> &[Fallback] {
        &self.fallbacks
    }
}

/// How far a factor is from what was asked for; smaller is nearer.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Distance {
    layer: usize,
    region: usize,
    process: bool,
    years: i64,
    any_year: bool,
    /// How many parameters the conversion of the unit needs.
    parameters: usize,
}

impl FactorSet {
    /// The best factor for a query.
    ///
    /// Layers count first, then the region, the process and the year. A factor for another process,
    /// region or year, or with a unit that the query's unit does not convert into, does not match;
    /// one that is not bound to a process, region or year matches any, after those that are.
    ///
    /// A unit that does not convert by itself is brought into the unit of the factor by the
    /// parameters of the carrier: tonnes by the net calorific value, litres by the density before
    /// it. They are looked up in the same layers, and the match keeps them.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{ErrorKind, FactorSet, Year, factor::FactorQuery, gas::Gas};
    ///
    /// let set = FactorSet::catalogue();
    /// let (year, unit) = (Year::new(2023)?, "kWh".parse()?);
    /// let query = FactorQuery::new("electricity", &unit, year).process("energinet-municipal-declaration");
    /// let found = set.find(&query.clone().region("Aarhus"))?;
    /// let co2e = found.factor().emissions().reported().next().unwrap();
    /// assert_eq!(co2e.grams(), "115.603".parse()?);
    /// let error = set.find(&query.region("Odense")).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::FactorNotFound);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`FactorNotFound`](crate::ErrorKind::FactorNotFound) saying what there is instead;
    /// [`AmbiguousFactor`](crate::ErrorKind::AmbiguousFactor) naming all that match equally well;
    /// the error of the conversion (such as
    /// [`DimensionMismatch`](crate::ErrorKind::DimensionMismatch) or
    /// [`MissingCalorificBasis`](crate::ErrorKind::MissingCalorificBasis)) where only the unit is in
    /// the way.
    pub fn find(&self, query: &FactorQuery) -> Result<FactorMatch> {
        let candidates: Vec<(usize, &EmissionFactor)> = self.of_carrier(query.carrier).collect();
        if candidates.is_empty() {
            return Err(self.unknown_carrier(query));
        }
        let (mut in_the_way, mut parameters) = (None, None);
        let mut best: Option<Distance> = None;
        let mut found: Vec<(usize, &EmissionFactor, Conversion)> = Vec::new();
        for &(layer, factor) in &candidates {
            let Some(mut distance) = distance(query, layer, factor) else { continue };
            let conversion = match self.conversion(query, factor.per(), &mut parameters) {
                Ok(conversion) => conversion,
                Err(error) => {
                    in_the_way.get_or_insert(error);
                    continue;
                }
            };
            distance.parameters = conversion.parameters().len();
            let order = best.as_ref().map_or(core::cmp::Ordering::Less, |best| distance.cmp(best));
            if order.is_lt() {
                found.clear();
                best = Some(distance);
            }
            if order.is_le() {
                found.push((layer, factor, conversion));
            }
        }
        match found.len() {
            0 => Err(in_the_way.unwrap_or_else(|| self.not_found(query, &candidates))),
            1 => match found.pop() {
                Some((layer, factor, conversion)) => {
                    Ok(self.matched(query, layer, factor, conversion))
                }
                None => Err(self.not_found(query, &candidates)),
            },
            _ => Err(Error::new(FactorProblem::Ambiguous {
                wanted: query.wanted(),
                found: list(found.iter().map(|(_, factor, _)| factor.id())),
            })),
        }
    }

    /// The conversion into the unit of a factor: of the units alone, or by way of parameters.
    fn conversion(
        &self,
        query: &FactorQuery,
        per: &Unit,
        parameters: &mut Option<Vec<(Parameter, Arc<str>)>>,
    ) -> Result<Conversion> {
        let error = match Conversion::new(query.unit, per, query.basis) {
            Ok(conversion) => return Ok(conversion),
            Err(error) => error,
        };
        let parameters = parameters.get_or_insert_with(|| self.nearest_parameters(query));
        let mut ways = Conversion::through(query.unit, per, query.basis, parameters);
        match (ways.pop(), ways.is_empty()) {
            (None, _) => Err(missing_parameter(query, per, parameters).unwrap_or(error)),
            (Some(way), true) => Ok(way),
            (Some(way), false) => {
                ways.push(way);
                let name = |way: &Conversion| {
                    let ids = way.parameters().iter().map(|applied| applied.parameter.id());
                    ids.collect::<Vec<&str>>().join(" and ")
                };
                let names: Vec<String> = ways.iter().map(name).collect();
                let found = list(names.iter().map(String::as_str));
                let wanted = format!("{} from `{}` to `{per}`", query.wanted(), query.unit);
                Err(Error::new(FactorProblem::AmbiguousParameter { wanted, found }))
            }
        }
    }

    /// The parameters of the carrier: of each kind and unit those of the nearest layer and region.
    fn nearest_parameters(&self, query: &FactorQuery) -> Vec<(Parameter, Arc<str>)> {
        let mut ranked = Vec::new();
        for (number, layer) in self.layers().iter().enumerate() {
            for parameter in layer.parameters() {
                let region = match parameter.region() {
                    Some(region) => query.regions.iter().position(|asked| *asked == region),
                    None => Some(query.regions.len()),
                };
                if let (Some(region), true) = (region, parameter.carrier() == query.carrier) {
                    ranked.push(((number, region), parameter, layer.name()));
                }
            }
        }
        let same = |left: &Parameter, right: &Parameter| {
            left.kind() == right.kind()
                && left.amount().unit.dimension() == right.amount().unit.dimension()
        };
        let nearest = |rank, parameter| {
            !ranked.iter().any(|(other, known, _)| *other < rank && same(known, parameter))
        };
        ranked
            .iter()
            .filter(|(rank, parameter, _)| nearest(*rank, parameter))
            .map(|(_, parameter, layer)| ((*parameter).clone(), Arc::from(*layer)))
            .collect()
    }

    fn matched(
        &self,
        query: &FactorQuery,
        layer: usize,
        factor: &EmissionFactor,
        conversion: Conversion,
    ) -> FactorMatch {
        let mut fallbacks = Vec::new();
        let without: Vec<Arc<str>> =
            self.layers().iter().take(layer).map(|layer| layer.name().into()).collect();
        if !without.is_empty() {
            fallbacks.push(Fallback::Layer { without });
        }
        if let (Some(asked), None) = (query.process, factor.process()) {
            fallbacks.push(Fallback::AnyProcess { asked: asked.into() });
        }
        if let Some(&asked) = query.regions.first()
            && factor.region() != Some(asked)
        {
            let taken = factor.region().map(Arc::from);
            fallbacks.push(Fallback::WiderRegion { asked: asked.into(), taken });
        }
        if let Some((_, last)) = factor.years()
            && last < query.year
        {
            fallbacks.push(Fallback::EarlierYear { asked: query.year, taken: last });
        }
        let layer = self.layers().get(layer).map_or("", super::FactorLayer::name).into();
        FactorMatch { factor: factor.clone(), layer, conversion, fallbacks }
    }

    #[cold]
    fn unknown_carrier(&self, query: &FactorQuery) -> Error {
        let known = self.carriers();
        Error::new(FactorProblem::UnknownCarrier {
            carrier: query.carrier.to_owned(),
            layers: self.layer_names(),
            suggestion: nearest::suggestion(query.carrier, known.into_iter()),
        })
    }

    #[cold]
    fn not_found(&self, query: &FactorQuery, candidates: &[(usize, &EmissionFactor)]) -> Error {
        if let Some(id) = query.id {
            return Error::new(FactorProblem::UnknownId {
                id: id.to_owned(),
                carrier: query.carrier.to_owned(),
                layers: self.layer_names(),
                suggestion: nearest::suggestion(
                    id,
                    candidates.iter().map(|(_, factor)| factor.id()),
                ),
            });
        }
        Error::new(FactorProblem::NotFound {
            wanted: query.wanted(),
            layers: self.layer_names(),
            known: list(candidates.iter().map(|(_, factor)| factor.id())),
        })
    }

    fn layer_names(&self) -> String {
        match self.layers().len() {
            0 => "a set without layers".to_owned(),
            _ => list(self.layers().iter().map(super::FactorLayer::name)),
        }
    }
}

/// What to add, by trying: the first parameter with which there is a way.
#[cold]
fn missing_parameter(
    query: &FactorQuery,
    per: &Unit,
    known: &[(Parameter, Arc<str>)],
) -> Option<Error> {
    const TRIED: [(ParameterKind, &str); 5] = [
        (ParameterKind::Density, "kg/l"),
        (ParameterKind::NetCalorificValue, "GJ (net)/t"),
        (ParameterKind::FuelUse, "l/vkm"),
        (ParameterKind::Occupancy, "pkm/vkm"),
        (ParameterKind::Load, "tkm/vkm"),
    ];
    let source = crate::Source::new("-", "-", 2000, "-").ok()?;
    TRIED.into_iter().find_map(|(kind, example)| {
        let amount = crate::Amount::new(1, example.parse().ok()?);
        let tried = Parameter::new("-", query.carrier, kind, amount, source.clone()).ok()?;
        let mut with = known.to_vec();
        with.push((tried, Arc::from("-")));
        (!Conversion::through(query.unit, per, query.basis, &with).is_empty()).then(|| {
            Error::new(FactorProblem::MissingParameter {
                unit: query.unit.to_string(),
                per: per.to_string(),
                carrier: query.carrier.to_owned(),
                kind: kind.title().in_language(Language::English).to_owned(),
                example,
            })
        })
    })
}

fn distance(query: &FactorQuery, layer: usize, factor: &EmissionFactor) -> Option<Distance> {
    if let Some(id) = query.id {
        return (factor.id() == id).then_some(Distance {
            layer,
            region: 0,
            process: false,
            years: 0,
            any_year: false,
            parameters: 0,
        });
    }
    let process = match (query.process, factor.process()) {
        (Some(asked), Some(process)) if asked != process => return None,
        (Some(_), None) => true,
        _ => false,
    };
    let region = match factor.region() {
        Some(region) => query.regions.iter().position(|asked| *asked == region)?,
        None => query.regions.len(),
    };
    let years = match factor.years() {
        Some((first, _)) if first > query.year => return None,
        Some((_, last)) => (query.year.number() - last.number()).max(0),
        None => 0,
    };
    if years > i64::from(query.earlier_years) {
        return None;
    }
    Some(Distance {
        layer,
        region,
        process,
        years,
        any_year: factor.years().is_none(),
        parameters: 0,
    })
}

/// Names in backquotes; the first eight, and how many more.
pub(super) fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    let shown: Vec<String> = names.iter().take(8).map(|name| format!("`{name}`")).collect();
    match names.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
