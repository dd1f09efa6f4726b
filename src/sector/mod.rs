//! Classifications of emissions and the ways between them.
//!
//! A [`Classification`] is a tree of sectors; the GPC, the IPCC categories of 2006, the Danish
//! municipal tree and the Common Reporting Framework of the Global Covenant of Mayors are built in,
//! and others are made from data. A [`Crosswalk`] leads from one to another without losing or
//! doubling a line.
//!
//! ```
//! use climate_account::{Classification, Crosswalk, Language};
//! use climate_account::number::Exact;
//!
//! let (danish, gpc) = (Classification::danish(), Classification::gpc());
//! // Ten per cent of the factor of this network are losses between plant and meter.
//! let crosswalk = Crosswalk::danish_to_gpc().with_shares(
//!     "energy.households.district-heating",
//!     [("I.1.2", "0.9".parse()?), ("I.1.3", "0.1".parse()?)],
//! )?;
//! let placed = crosswalk.place([
//!     (danish.index("energy.households.district-heating")?, Exact::from(5000)),
//!     (danish.index("energy.households.natural-gas")?, Exact::from(700)),
//! ])?;
//! assert_eq!(placed.at(gpc.index("I.1.1")?), Exact::from(700));
//! assert_eq!(placed.at(gpc.index("I.1.3")?), Exact::from(500));
//! assert_eq!(placed.total()?, Exact::from(5700));
//! assert_eq!(gpc.sector("I.1")?.title().in_language(Language::Danish), "Boliger");
//! # Ok::<(), climate_account::Error>(())
//! ```

mod assemble;
mod builtin;
mod classification;
mod crosswalk;
mod crosswalk_builtin;
mod crosswalk_check;
mod crosswalk_row;
#[cfg(feature = "serde")]
mod document;
mod framework;
mod level;
mod placement;
mod problem;
mod row;
mod scope;
mod sector_ref;
mod view;

pub use classification::Classification;
pub use crosswalk::{Crosswalk, Mapping, Relation};
pub use crosswalk_row::{CrosswalkRow, CrosswalkTarget};
pub use framework::{FrameworkColumn, FrameworkLine, Obligation};
pub use level::ReportingLevel;
pub use placement::Placement;
pub use row::SectorRow;
pub use scope::Scope;
pub use sector_ref::SectorRef;
pub use view::{Sector, SectorIndex};
