use super::{PlanFinding, PlanRule};
use crate::Title;
use crate::account::Severity;
use crate::error::Result;
use crate::number::Exact;
use crate::text::plan as text;

/// A sector of the bands for the cut from 2019 to 2030.
///
/// # Examples
///
/// ```
/// use climate_account::{Language, target::PlanSector};
///
/// assert_eq!(PlanSector::Agriculture.title().in_language(Language::Danish), "Landbrug");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum PlanSector {
    /// Energy.
    Energy,
    /// Transport.
    Transport,
    /// Industry.
    Industry,
    /// Agriculture.
    Agriculture,
    /// Other.
    Other,
}

impl PlanSector {
    /// The title.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, target::PlanSector};
    ///
    /// assert_eq!(PlanSector::Industry.title().in_language(Language::English), "Industry");
    /// ```
    #[must_use]
    pub fn title(self) -> Title {
        let text = match self {
            PlanSector::Energy => text::ENERGY,
            PlanSector::Transport => text::TRANSPORT,
            PlanSector::Industry => text::INDUSTRY,
            PlanSector::Agriculture => text::AGRICULTURE,
            PlanSector::Other => text::OTHER_SECTORS,
        };
        text.title()
    }
}

/// Where a cut lies beside its band.
///
/// # Examples
///
/// ```
/// use climate_account::target::BandPosition;
///
/// assert!(BandPosition::Below < BandPosition::Within);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum BandPosition {
    /// Below the low end: it cannot be approved.
    Below,
    /// Within, both ends included.
    Within,
    /// Above the high end.
    Above,
}

/// What a sector is expected to cut from 2019 to 2030, as fractions; above 1 it takes up more than it
/// emits.
///
/// # Examples
///
/// See [`sector_bands`]:
///
/// ```
/// use climate_account::target::{BandPosition, PlanSector, sector_bands};
///
/// let transport = sector_bands().into_iter().find(|band| band.sector == PlanSector::Transport);
/// let position = transport.map(|band| band.position("0.28".parse().unwrap_or_default()));
/// assert_eq!(position, Some(BandPosition::Below));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct SectorBand {
    /// The sector.
    pub sector: PlanSector,
    /// The low end.
    pub low: Exact,
    /// The middle.
    pub middle: Exact,
    /// The high end.
    pub high: Exact,
}

impl SectorBand {
    /// Where a cut lies.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::target::{BandPosition, PlanSector, SectorBand};
    ///
    /// let (low, middle, high) = ("0.3".parse()?, "0.33".parse()?, "0.36".parse()?);
    /// let band = SectorBand { sector: PlanSector::Transport, low, middle, high };
    /// assert_eq!(band.position("0.36".parse()?), BandPosition::Within);
    /// assert_eq!(band.position("0.4".parse()?), BandPosition::Above);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn position(&self, reduction: Exact) -> BandPosition {
        if reduction < self.low {
            BandPosition::Below
        } else if reduction > self.high {
            BandPosition::Above
        } else {
            BandPosition::Within
        }
    }

    pub(super) fn finding(&self, reduction: Exact) -> Result<Option<PlanFinding>> {
        let percent = |share: Exact| share.checked_mul(Exact::from(100));
        let (found, low, high) = (percent(reduction)?, percent(self.low)?, percent(self.high)?);
        let (severity, what, remedy) = match self.position(reduction) {
            BandPosition::Within => return Ok(None),
            BandPosition::Below => {
                (Severity::Error, text::BELOW_THE_BAND, text::BELOW_THE_BAND_REMEDY)
            }
            BandPosition::Above => {
                (Severity::Note, text::ABOVE_THE_BAND, text::ABOVE_THE_BAND_REMEDY)
            }
        };
        let number = |value: Exact| {
            let text = value.to_string();
            Title::new(text.replace('.', ","), text)
        };
        let what = what.with(&[
            ("sector", &self.sector.title()),
            ("found", &number(found)),
            ("low", &number(low)),
            ("high", &number(high)),
        ]);
        let remedy = remedy.title();
        Ok(Some(PlanFinding { rule: PlanRule::SectorBands, severity, what, remedy }))
    }
}

/// The bands of the government's climate programme of 2022, as used in the guide of CONCITO and C40,
/// version 1.0 of 7 November 2024.
///
/// # Examples
///
/// ```
/// use climate_account::target::{PlanSector, sector_bands};
///
/// let energy = sector_bands()[0];
/// assert_eq!((energy.sector, energy.high), (PlanSector::Energy, "1.15".parse()?));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[must_use]
pub fn sector_bands() -> [SectorBand; 5] {
    let band = |sector, low, middle, high| {
        let percent = |value| Exact::new(value, 2);
        SectorBand { sector, low: percent(low), middle: percent(middle), high: percent(high) }
    };
    [
        band(PlanSector::Energy, 89, 102, 115),
        band(PlanSector::Transport, 30, 33, 36),
        band(PlanSector::Industry, 40, 50, 60),
        band(PlanSector::Agriculture, 21, 30, 38),
        band(PlanSector::Other, 69, 71, 72),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn a_cut_beyond_the_band_is_a_note() {
        let finding = sector_bands()[4].finding(Exact::new(735, 3)).unwrap().unwrap();
        assert_eq!(finding.severity, Severity::Note);
        assert_eq!(
            finding.what.in_language(Language::Danish),
            "Andet: reduktion på 73,5 % fra 2019 til 2030, over båndet på 69 til 72 %"
        );
        assert_eq!(sector_bands()[4].finding(Exact::new(72, 2)).unwrap(), None);
    }
}
