use crate::Language;
use crate::text::method::land as text;

/// The six uses of land of the guidelines.
///
/// # Examples
///
/// ```
/// use climate_account::{Language, method::land::LandUse};
///
/// assert_eq!(LandUse::ALL.len(), 6);
/// assert_eq!(LandUse::Cropland.name(Language::Danish), "dyrkede arealer");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum LandUse {
    /// Forest.
    Forest,
    /// Cropland.
    Cropland,
    /// Grassland.
    Grassland,
    /// Wetlands, lakes among them.
    Wetlands,
    /// Settlements, roads among them.
    Settlements,
    /// What is none of these: dunes, rock.
    Other,
}

impl LandUse {
    /// Every use.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::land::LandUse;
    ///
    /// assert_eq!(LandUse::ALL[0], LandUse::Forest);
    /// ```
    pub const ALL: [LandUse; 6] = [
        LandUse::Forest,
        LandUse::Cropland,
        LandUse::Grassland,
        LandUse::Wetlands,
        LandUse::Settlements,
        LandUse::Other,
    ];

    /// The name in a language.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Language, method::land::LandUse};
    ///
    /// assert_eq!(LandUse::Settlements.name(Language::English), "settlements");
    /// assert_eq!(LandUse::Settlements.name(Language::Danish), "bebyggelse");
    /// ```
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        let name = match self {
            LandUse::Forest => text::FOREST,
            LandUse::Cropland => text::CROPLAND,
            LandUse::Grassland => text::GRASSLAND,
            LandUse::Wetlands => text::WETLANDS,
            LandUse::Settlements => text::SETTLEMENTS,
            LandUse::Other => text::OTHER_LAND,
        };
        name.in_language(language)
    }
}
