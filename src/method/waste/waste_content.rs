use super::checks::{part_of, share};
use crate::Quantity;
use crate::error::Result;
use crate::method::sourced::part_step;
use crate::method::{Sourced, Step};
use crate::number::Exact;
use crate::text::method::waste as text;
use crate::unit::CarbonMass;

/// The carbon of a kind of waste, on the basis that its table prints.
///
/// The table of municipal waste (IPCC 2006, volume 5, table 2.4) gives carbon of the *dry* matter
/// and the fossil share of that carbon; the tables of industrial and clinical waste (2.5 and 2.6)
/// give both as shares of the *wet* mass. Carbon of dry matter taken as of wet is up to 2.5 times
/// too high.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, number::Exact};
/// use climate_account::method::{Sourced, waste::{WasteCarbon, WasteContent}};
///
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 5", 2006, "Table 2.5")?;
/// let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
/// let textile_industry = WasteContent {
///     dry_matter: share(80),
///     carbon: WasteCarbon::OfWet { carbon: share(40), fossil: share(16) },
/// };
/// assert_eq!(textile_industry.carbon_of_wet()?, "0.4".parse()?);
/// assert_eq!(textile_industry.fossil_carbon_of_wet()?, "0.16".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum WasteCarbon {
    /// As in the table of municipal waste.
    OfDry {
        /// Carbon as a share of the dry matter.
        carbon: Sourced<Exact>,
        /// Fossil carbon as a share of the carbon.
        fossil_share: Sourced<Exact>,
    },
    /// As in the table of industrial waste.
    OfWet {
        /// Carbon as a share of the wet mass.
        carbon: Sourced<Exact>,
        /// Fossil carbon as a share of the wet mass.
        fossil: Sourced<Exact>,
    },
}

/// What a kind of waste is made of, as far as its burning needs it.
///
/// # Examples
///
/// ```
/// use climate_account::{Source, number::Exact};
/// use climate_account::method::{Sourced, waste::{WasteCarbon, WasteContent}};
///
/// let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 5", 2006, "Table 2.4")?;
/// let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
/// let paper = WasteContent {
///     dry_matter: share(90),
///     carbon: WasteCarbon::OfDry { carbon: share(46), fossil_share: share(1) },
/// };
/// assert_eq!(paper.carbon_of_wet()?, "0.414".parse()?); // 0.90 x 0.46
/// assert_eq!(paper.fossil_carbon_of_wet()?, "0.00414".parse()?);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct WasteContent {
    /// Dry matter as a share of the wet mass: 1 less the water content.
    pub dry_matter: Sourced<Exact>,
    /// The carbon.
    pub carbon: WasteCarbon,
}

impl WasteContent {
    /// The default of IPCC 2006, volume 5, table 2.4, of a kind of municipal waste: `paper`,
    /// `textiles`, `food`, `wood`, `garden`, `nappies`, `rubber-leather`, `plastics`, `metal`,
    /// `glass`, `other-inert`.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::method::waste::WasteContent;
    ///
    /// let plastics = WasteContent::municipal("plastics")?;
    /// assert_eq!(plastics.fossil_carbon_of_wet()?, "0.75".parse()?);
    /// assert!(plastics.dry_matter.is_default);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`FactorNotFound`](crate::ErrorKind::FactorNotFound) for another kind.
    #[cfg(feature = "catalogue")]
    pub fn municipal(kind: &str) -> Result<WasteContent> {
        let value = |of: &str| Sourced::built_in(&format!("ipcc-2006/waste/{of}/msw-{kind}"));
        Ok(WasteContent {
            dry_matter: value("dry-matter")?,
            carbon: WasteCarbon::OfDry {
                carbon: value("carbon-of-dry")?,
                fossil_share: value("fossil-share-of-carbon")?,
            },
        })
    }

    /// Carbon as a share of the wet mass.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Source, method::{Sourced, waste::{WasteCarbon, WasteContent}}, number::Exact};
    /// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 5", 2006, "Table 2.4")?;
    /// # let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
    /// let food = WasteContent {
    ///     dry_matter: share(40),
    ///     carbon: WasteCarbon::OfDry { carbon: share(38), fossil_share: share(0) },
    /// };
    /// assert_eq!(food.carbon_of_wet()?, "0.152".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a share outside 0 to 1, and for more fossil
    /// carbon than carbon; [`Overflow`](crate::ErrorKind::Overflow).
    pub fn carbon_of_wet(&self) -> Result<Exact> {
        self.check()?;
        match &self.carbon {
            WasteCarbon::OfDry { carbon, .. } => self.dry_matter.value.checked_mul(carbon.value),
            WasteCarbon::OfWet { carbon, .. } => Ok(carbon.value),
        }
    }

    /// Fossil carbon as a share of the wet mass.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Source, method::{Sourced, waste::{WasteCarbon, WasteContent}}, number::Exact};
    /// # let source = Source::new("IPCC", "2006 IPCC Guidelines, volume 5", 2006, "Table 2.4")?;
    /// # let share = |hundredths: i64| Sourced::new(Exact::new(hundredths, 2), &source);
    /// let nappies = WasteContent {
    ///     dry_matter: share(40),
    ///     carbon: WasteCarbon::OfDry { carbon: share(70), fossil_share: share(10) },
    /// };
    /// assert_eq!(nappies.fossil_carbon_of_wet()?, "0.028".parse()?);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`carbon_of_wet`](WasteContent::carbon_of_wet).
    pub fn fossil_carbon_of_wet(&self) -> Result<Exact> {
        match &self.carbon {
            WasteCarbon::OfDry { fossil_share, .. } => {
                self.carbon_of_wet()?.checked_mul(fossil_share.value)
            }
            WasteCarbon::OfWet { fossil, .. } => self.check().map(|()| fossil.value),
        }
    }

    pub(super) fn check(&self) -> Result<()> {
        share("a dry matter content", &self.dry_matter)?;
        match &self.carbon {
            WasteCarbon::OfDry { carbon, fossil_share } => {
                share("a carbon content of the dry matter", carbon)?;
                share("a fossil share of the carbon", fossil_share)
            }
            WasteCarbon::OfWet { carbon, fossil } => {
                share("a carbon content of the wet mass", carbon)?;
                share("a fossil carbon content of the wet mass", fossil)?;
                // Of one gram of waste.
                let grams = |share: &Sourced<Exact>| Quantity::<CarbonMass>::of_base(share.value);
                part_of("fossil carbon", grams(fossil), grams(carbon), "in a gram of the waste")
            }
        }
    }

    /// The steps of a component by its name.
    pub(super) fn steps(&self, name: &str) -> Vec<Step> {
        let step = |input, part| part_step(input, &name, part);
        let [carbon, fossil] = match &self.carbon {
            WasteCarbon::OfDry { carbon, fossil_share } => [
                step(carbon, text::CARBON_OF_DRY_MATTER),
                step(fossil_share, text::FOSSIL_SHARE_OF_THE_CARBON),
            ],
            WasteCarbon::OfWet { carbon, fossil } => [
                step(carbon, text::CARBON_OF_WET_WASTE),
                step(fossil, text::FOSSIL_CARBON_OF_WET_WASTE),
            ],
        };
        vec![step(&self.dry_matter, text::DRY_MATTER_CONTENT), carbon, fossil]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::sourced::example;

    fn share(hundredths: i64) -> Sourced<Exact> {
        example(Exact::new(hundredths, 2))
    }

    #[test]
    fn dry_and_wet_say_the_same() {
        let of_dry = WasteContent {
            dry_matter: share(80),
            carbon: WasteCarbon::OfDry { carbon: share(50), fossil_share: share(40) },
        };
        let of_wet = WasteContent {
            dry_matter: share(80),
            carbon: WasteCarbon::OfWet { carbon: share(40), fossil: share(16) },
        };
        assert_eq!(of_dry.carbon_of_wet().unwrap(), of_wet.carbon_of_wet().unwrap());
        assert_eq!(of_dry.fossil_carbon_of_wet().unwrap(), of_wet.fossil_carbon_of_wet().unwrap());
    }

    #[cfg(feature = "catalogue")]
    #[test]
    fn a_kind_that_is_not_in_the_table_is_refused() {
        let error = WasteContent::municipal("plastic").unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::FactorNotFound);
        assert!(error.to_string().contains("`ipcc-2006/waste/dry-matter/msw-plastics`"));
    }

    #[test]
    fn says_what_is_out_of_range() {
        let text = |dry_matter, carbon| {
            let content = WasteContent { dry_matter: share(dry_matter), carbon };
            content.fossil_carbon_of_wet().unwrap_err().to_string()
        };
        let dry = |carbon, fossil| WasteCarbon::OfDry {
            carbon: share(carbon),
            fossil_share: share(fossil),
        };
        let wet =
            |carbon, fossil| WasteCarbon::OfWet { carbon: share(carbon), fossil: share(fossil) };
        let starts = [
            (
                text(4000, dry(1, 1)),
                "expected a dry matter content from 0 to 1, found 40; give per",
            ),
            (
                text(1, dry(4600, 1)),
                "expected a carbon content of the dry matter from 0 to 1, found",
            ),
            (
                text(1, dry(1, -1)),
                "expected a fossil share of the carbon from 0 to 1, found -0.01;",
            ),
            (text(1, wet(4000, 1)), "expected a carbon content of the wet mass from 0 to 1, found"),
            (text(1, wet(1, -1)), "expected a fossil carbon content of the wet mass from 0 to 1,"),
        ];
        for (text, start) in starts {
            assert!(text.starts_with(start), "{text}");
        }
        assert_eq!(
            text(1, wet(10, 20)),
            "expected fossil carbon of at most the 0.0001 kg C in a gram of the waste, found \
             0.0002 kg C; check the amounts and the years of both"
        );
    }
}
