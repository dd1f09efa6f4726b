use std::sync::Arc;

use super::problem::ScenarioProblem;
use crate::Unit;
use crate::error::{Error, Result};
use crate::number::Exact;
use crate::series::Series;

/// A network of district heat or electricity in the coming years: what feeds it, and so what the
/// energy emits that every line of its carrier uses.
///
/// ```text
/// factor(t) = sum of  output(t) / efficiency x factor of what it takes (t)  /  ( sum of output(t) x (1 - loss) )
/// ```
///
/// Factors are rounded half-even to a nanogram. They come before those of the factor set, from the first year after the account; history
/// keeps its own. A feed that takes the carrier of another network of the scenario follows that network; networks that
/// take from each other are solved together ([`SupplySystem`](crate::method::SupplySystem)). Measures
/// change it by [`Effect::Plant`](super::Effect::Plant).
///
/// # Examples
///
/// A boiler that a heat pump takes over from by 2033:
///
/// ```
/// use climate_account::{Year, series::{AnnualValue, Series}};
/// use climate_account::scenario::{Feed, PlannedNetwork};
///
/// let output = |first: i64, last: i64| -> climate_account::Result<Series> {
///     let value = |value: i64| AnnualValue::Number(value.into());
///     Series::new("TJ".parse()?, [(Year::new(2023)?, value(first)), (Year::new(2033)?, value(last))])
/// };
/// let network = PlannedNetwork {
///     id: "odder".into(),
///     carrier: "district-heat".into(),
///     process: None,
///     unit: "GJ".parse()?,
///     feeds: vec![
///         Feed::burning("boiler", output(100, 0)?, "natural-gas", "0.95".parse()?),
///         Feed::burning("heat-pump", output(0, 100)?, "electricity", 3.into()),
///     ],
///     loss: "0.2".parse()?,
/// };
/// assert_eq!(network.feeds[1].output.at(Year::new(2028)?)?, 50.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct PlannedNetwork {
    /// The id: of its factors, with the year after it, and what plants name it by. In a scenario that
    /// is based on another, a network of the same id takes the other's place.
    pub id: Arc<str>,
    /// The carrier of the lines that it supplies.
    pub carrier: Arc<str>,
    /// The process of these lines, where there are several networks of the carrier.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub process: Option<Arc<str>>,
    /// The unit of energy of its factors.
    pub unit: Unit,
    /// What feeds it.
    pub feeds: Vec<Feed>,
    /// The share of what is fed in that is lost on the way to the lines, below 1. Zero where losses
    /// are a line of their own.
    pub loss: Exact,
}

/// What feeds a network: a plant, a fuel, surplus heat.
///
/// # Examples
///
/// See [`PlannedNetwork`]:
///
/// ```
/// use climate_account::{Year, scenario::Feed, series::{AnnualValue, Series}};
///
/// let output = Series::new("GWh".parse()?, [(Year::new(2024)?, AnnualValue::Number(12.into()))])?;
/// let surplus = Feed { carrier: None, ..Feed::burning("surplus", output, "none", 1.into()) };
/// assert_eq!(&*surplus.id, "surplus");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Feed {
    /// The id, by which plants name what they replace.
    pub id: Arc<str>,
    /// The energy that it puts into the network each year.
    pub output: Series,
    /// What it puts out for each unit that it takes: 0.9 for a boiler, 3 for a heat pump. For combined
    /// heat and power it says how fuel is allocated: 1.25 for the heat under the rule of 125 %, 2 under
    /// that of 200 %.
    pub efficiency: Exact,
    /// The carrier that it takes, whose factor is looked up in each year; none for energy without
    /// emissions, such as wind, sun and surplus heat.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub carrier: Option<Arc<str>>,
    /// The process of the carrier.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub process: Option<Arc<str>>,
}

impl Feed {
    /// A feed that takes a carrier at an efficiency.
    ///
    /// # Examples
    ///
    /// See [`PlannedNetwork`]:
    ///
    /// ```
    /// use climate_account::{Year, scenario::Feed, series::{AnnualValue, Series}};
    ///
    /// let output = Series::new("TJ".parse()?, [(Year::new(2024)?, AnnualValue::Number(80.into()))])?;
    /// let straw = Feed::burning("straw", output, "straw", "0.88".parse()?);
    /// assert_eq!(straw.carrier.as_deref(), Some("straw"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn burning(
        id: impl Into<Arc<str>>,
        output: Series,
        carrier: impl Into<Arc<str>>,
        efficiency: Exact,
    ) -> Feed {
        Feed { id: id.into(), output, efficiency, carrier: Some(carrier.into()), process: None }
    }
}

impl PlannedNetwork {
    /// Efficiencies and the loss within their ranges.
    pub(super) fn check(&self) -> Result<()> {
        let refused = |what, found: Exact| {
            let (network, found) = (self.id.to_string(), found.to_string());
            Err(Error::new(ScenarioProblem::NetworkValue { what, network, found }))
        };
        if self.loss.is_negative() || self.loss >= Exact::ONE {
            return refused("a loss from 0 to below 1", self.loss);
        }
        match self.feeds.iter().find(|feed| !feed.efficiency.is_positive()) {
            Some(feed) => refused("an efficiency above zero of every feed", feed.efficiency),
            None => Ok(()),
        }
    }
}
