//! Charts as SVG (feature `chart`), for a web page, a report, a council paper.
//!
//! | to show | take |
//! |---|---|
//! | emissions by sector over the years, sinks below the axis | [`StackedAreas`] |
//! | why a total changed | [`Waterfall`] |
//! | a climate plan: measures, target, how sure it is | [`Wedges`] |
//! | what measures cost per tonne | [`AbatementCurve`] |
//! | energy from fuels through plants to uses | [`EnergyFlow`] |
//! | what is largest, what decides | [`RankedBars`] |
//!
//! Each chart is a struct of plain values with a method `svg`, which gives one `<svg>` element: a file
//! of its own, or a part of an HTML page. Text stays text, names stand beside what they name, no
//! label lies over another, and the same input gives the same bytes. The picture scales; it is made
//! to be read at 600 pixels and in a grey print.
//!
//! The colours are those of Okabe and Ito (*Color Universal Design*, 2002, revised 2008,
//! <https://jfly.uni-koeln.de/color/>), which people with any colour vision tell apart, in an order in
//! which neighbours differ in lightness.
//!
//! ```
//! use climate_account::report::chart::{ChartOptions, RankedBars};
//! use climate_account::Language;
//!
//! let chart = RankedBars::new([("Transport", 71_325.into()), ("Landbrug", 240_247.into())]);
//! let svg = chart.svg(&ChartOptions::new(Language::Danish, "Skive 2023", "ton CO2e"))?;
//! assert!(svg.contains(">240.247</text>"));
//! # Ok::<(), climate_account::Error>(())
//! ```

mod abatement_curve;
mod cell;
mod drawing;
mod energy_flow;
mod flow_layout;
mod options;
mod palette;
mod placement;
mod problem;
mod ranked_bars;
mod rows;
mod scale;
mod sheet;
mod stack;
mod stacked_areas;
mod svg;
mod text_width;
mod waterfall;
mod wedges;
mod years;

#[cfg(test)]
mod label_tests;

pub use abatement_curve::{AbatementCurve, AbatementStep};
pub use cell::ChartCell;
pub use energy_flow::EnergyFlow;
pub use options::ChartOptions;
pub use ranked_bars::RankedBars;
pub use stacked_areas::{AreaSeries, StackedAreas};
pub use waterfall::Waterfall;
pub use wedges::{Wedge, Wedges, YearInterval};

use crate::Language;
use crate::account::Label;
use crate::error::Result;
use crate::number::Exact;
use crate::text::chart as texts;

/// A number of an ensemble at nine digits, more than it knows.
fn exact(value: f64) -> Result<Exact> {
    format!("{value:.9e}").parse()
}

/// The name of a label, for people.
fn name_of(label: &Label, language: Language) -> String {
    match label {
        Label::Sector(sector) => sector.sector().map_or_else(
            || sector.code().to_owned(),
            |found| found.title().in_language(language).to_owned(),
        ),
        Label::None => texts::NOT_DIVIDED.in_language(language).to_owned(),
        other => other.to_string(),
    }
}
