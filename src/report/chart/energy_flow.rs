use std::collections::BTreeMap;

use super::ChartOptions;
use super::drawing::Drawing;
use super::flow_layout;
use super::problem::ChartProblem;
use super::svg::render;
use crate::error::{Error, Result};
use crate::number::{Exact, ExactSum};

/// Energy from fuels through plants to uses: bands as wide as what flows (Sankey diagram).
///
/// What flows into a plant flows out of it, exactly; a loss is a flow to a node of its own.
///
/// # Examples
///
/// ```
/// use climate_account::{Language, report::chart::{ChartOptions, EnergyFlow}};
///
/// let flows = EnergyFlow::new([
///     ("Naturgas", "Kraftvarmeværk", 600.into()),
///     ("Træflis", "Kraftvarmeværk", 400.into()),
///     ("Kraftvarmeværk", "Fjernvarme", 500.into()),
///     ("Kraftvarmeværk", "El", 350.into()),
///     ("Kraftvarmeværk", "Tab", 150.into()),
/// ])?;
/// let svg = flows.svg(&ChartOptions::new(Language::Danish, "Byens energi", "TJ"))?;
/// assert!(svg.contains(">Kraftvarmeværk 1.000</text>"));
///
/// let error = EnergyFlow::new([("Gas", "Plant", 10.into()), ("Plant", "Heat", 9.into())]).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "expected as much out of `Plant` as into it, found 10 in and 9 out; add the loss as a flow",
/// );
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnergyFlow {
    pub(super) nodes: Vec<Node>,
    pub(super) flows: Vec<Flow>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) name: String,
    /// What flows through.
    pub(super) value: Exact,
    /// How many nodes are before it at most.
    pub(super) column: usize,
}

/// From one node to another, by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flow {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) value: Exact,
}

impl EnergyFlow {
    /// Flows from a node to another; flows between the same two nodes are added up.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::report::chart::EnergyFlow;
    ///
    /// assert!(EnergyFlow::new([("Sun", "Heat", 10.into())]).is_ok());
    /// assert!(EnergyFlow::new([("Sun", "Heat", 0.into())]).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`MissingValue`](crate::ErrorKind::MissingValue) without flows;
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a flow that is not above zero, a node that does
    /// not pass on what it takes in, and a circle; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn new<N: Into<String>>(
        flows: impl IntoIterator<Item = (N, N, Exact)>,
    ) -> Result<EnergyFlow> {
        let mut names: Vec<String> = Vec::new();
        let mut place = |name: N| {
            let name = name.into();
            names.iter().position(|known| *known == name).unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            })
        };
        let mut sums: BTreeMap<(usize, usize), Exact> = BTreeMap::new();
        let mut not_positive = None;
        for (from, to, value) in flows {
            let pair = (place(from), place(to));
            if !value.is_positive() {
                not_positive = not_positive.or(Some((pair, value)));
            }
            let sum = sums.entry(pair).or_default();
            *sum = sum.checked_add(value)?;
        }
        let name = |index: usize| names.get(index).cloned().unwrap_or_default();
        if let Some(((from, to), value)) = not_positive {
            let (from, to, found) = (name(from), name(to), value.to_string());
            return Err(Error::new(ChartProblem::FlowSign { from, to, found }));
        }
        if sums.is_empty() {
            return Err(Error::new(ChartProblem::Nothing { what: "a flow" }));
        }
        let flows = sums.into_iter().map(|((from, to), value)| Flow { from, to, value });
        let flows: Vec<Flow> = flows.collect();
        let columns = columns(names.len(), &flows)
            .map_err(|node| Error::new(ChartProblem::Circle { node: name(node) }))?;
        let mut nodes = Vec::with_capacity(names.len());
        for (index, name) in names.iter().enumerate() {
            let sum = |end: fn(&Flow) -> usize| {
                let own = flows.iter().filter(|flow| end(flow) == index);
                own.map(|flow| flow.value).collect::<ExactSum>().total()
            };
            let (inflow, outflow) = (sum(|flow| flow.to)?, sum(|flow| flow.from)?);
            if inflow.is_positive() && outflow.is_positive() && inflow != outflow {
                let node = name.clone();
                let (inflow, outflow) = (inflow.to_string(), outflow.to_string());
                return Err(Error::new(ChartProblem::NotConserved { node, inflow, outflow }));
            }
            let column = columns.get(index).copied().unwrap_or(0);
            nodes.push(Node { name: name.clone(), value: inflow.max(outflow), column });
        }
        Ok(EnergyFlow { nodes, flows })
    }

    /// The chart as an SVG element.
    ///
    /// # Examples
    ///
    /// See [`EnergyFlow`]:
    ///
    /// ```
    /// use climate_account::{Language, report::chart::{ChartOptions, EnergyFlow}};
    ///
    /// let flows = EnergyFlow::new([("Sun", "Heat", 10.into())])?;
    /// let svg = flows.svg(&ChartOptions::new(Language::English, "Energy", "TJ"))?;
    /// assert!(svg.contains("<title>Sun, Heat: 10 TJ</title>"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a width that cannot be read, or is too small for
    /// the longest way through the nodes.
    pub fn svg(&self, options: &ChartOptions) -> Result<String> {
        Ok(render(&self.draw(options)?, options))
    }

    pub(super) fn draw(&self, options: &ChartOptions) -> Result<Drawing> {
        flow_layout::draw(self, options)
    }
}

/// The column of each node: after all that flow into it; what nothing flows out of is in the last. A
/// node in a circle is the error.
fn columns(count: usize, flows: &[Flow]) -> core::result::Result<Vec<usize>, usize> {
    let mut columns = vec![0; count];
    // Without a circle, a way has fewer steps than there are nodes.
    for round in 0..=count {
        let mut moved = None;
        for flow in flows {
            let after = columns.get(flow.from).map_or(0, |column| column + 1);
            if let Some(column) = columns.get_mut(flow.to)
                && *column < after
            {
                *column = after;
                moved = Some(flow.to);
            }
        }
        match moved {
            None => break,
            Some(node) if round == count => return Err(node),
            Some(_) => {}
        }
    }
    let last = columns.iter().max().copied().unwrap_or(0);
    for (index, column) in columns.iter_mut().enumerate() {
        if !flows.iter().any(|flow| flow.from == index) {
            *column = last;
        }
    }
    Ok(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(flows: &[(&'static str, &'static str, i64)]) -> String {
        let flows = flows.iter().map(|(from, to, value)| (*from, *to, Exact::from(*value)));
        EnergyFlow::new(flows).unwrap_err().to_string()
    }

    #[test]
    fn refuses_what_cannot_flow() {
        assert_eq!(message(&[]), "expected a flow for the chart, found none; give at least one");
        assert_eq!(
            message(&[("a", "b", -1)]),
            "expected a flow above zero from `a` to `b`, found -1; turn the flow round or leave it out"
        );
        assert_eq!(
            message(&[("a", "b", 1), ("b", "c", 1), ("c", "b", 1)]),
            "expected flows in one direction, found a circle through `b`; show its surplus only"
        );
    }

    #[test]
    fn a_node_stands_after_all_that_flow_into_it() {
        let flows = [
            ("gas", "boiler", 5),
            ("boiler", "net", 4),
            ("boiler", "loss", 1),
            ("net", "homes", 4),
        ];
        let flows = flows.map(|(from, to, value)| (from, to, Exact::from(value)));
        let flow = EnergyFlow::new(flows).unwrap();
        let columns: Vec<_> = flow.nodes.iter().map(|node| (&*node.name, node.column)).collect();
        assert_eq!(columns, [("gas", 0), ("boiler", 1), ("net", 2), ("loss", 3), ("homes", 3)]);
    }
}
