use std::sync::Arc;

use super::{Cell, Grade, Localisation, MemoItem};
use crate::series::GapFillingMethod;
use crate::{Location, SectorRef, Source, Year};

/// One line of an account: what was done where, when, in which sector, and where that is known
/// from.
///
/// # Examples
///
/// ```
/// use climate_account::{Activity, Amount, Source, Year, account::Localisation};
///
/// let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
/// let heating = Activity::new(
///     "Odder",
///     Year::new(2023)?,
///     "gpc:I.2.1".parse()?,
///     "1200 GJ (net)".parse::<Amount>()?,
///     &source,
/// )
/// .carrier("natural-gas")
/// .process("commercial-institutional")
/// .path("schools/heating")
/// .localisation(Localisation::LocalActivity);
/// assert_eq!(heating.place(), "Odder");
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[expect(clippy::struct_field_names, reason = "the GPC names the two grades so")]
pub struct Activity {
    place: Arc<str>,
    year: Year,
    sector: SectorRef,
    cell: Cell,
    source: Source,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    further_sectors: Vec<SectorRef>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    carrier: Option<Arc<str>>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    process: Option<Arc<str>>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    path: Option<Arc<str>>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    factor_id: Option<Arc<str>>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    localisation: Option<Localisation>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    memo: Option<MemoItem>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    activity_quality: Option<Grade>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    factor_quality: Option<Grade>,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    filled_by: Option<GapFillingMethod>,
    #[cfg_attr(feature = "serde", serde(skip))]
    location: Location,
}

impl Activity {
    /// A line from what every line has.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::SectorRef;
    /// use climate_account::{Activity, Source, Year, account::Cell, gas::{Emissions, Gas}};
    ///
    /// let source = Source::new("Samsø Kommune", "Forest inventory", 2024, "table 3")?;
    /// let (year, forest) = (Year::new(2023)?, "gpc:V.2".parse::<SectorRef>()?);
    /// let uptake = Emissions::from_tonnes(Gas::CO2, -50);
    /// let line = Activity::new("Samsø", year, forest, uptake.clone(), &source);
    /// assert_eq!((line.place(), line.year().number(), line.sector().code()), ("Samsø", 2023, "V.2"));
    /// assert_eq!(line.cell(), &Cell::Emissions(uptake));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn new(
        place: impl Into<Arc<str>>,
        year: Year,
        sector: SectorRef,
        cell: impl Into<Cell>,
        source: &Source,
    ) -> Activity {
        Activity {
            place: place.into(),
            year,
            sector,
            cell: cell.into(),
            source: source.clone(),
            further_sectors: Vec::new(),
            carrier: None,
            process: None,
            path: None,
            factor_id: None,
            localisation: None,
            memo: None,
            activity_quality: None,
            factor_quality: None,
            filled_by: None,
            location: Location::default(),
        }
    }

    /// What the amount counts: an energy carrier, a material, an animal. The factor is looked up by
    /// it.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Activity, Amount, SectorRef, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// # let amount = "1200 GJ (net)".parse::<Amount>()?;
    /// # use climate_account::{Account, FactorSet, Profile, gas::GwpSet};
    /// # let (profile, factors) = (Profile::new("Odder", GwpSet::ar5()), FactorSet::catalogue());
    /// use climate_account::gas::Gas;
    ///
    /// let gas = Activity::new("Odder", year, sector, "1 TJ (net)".parse::<Amount>()?, &source)
    ///     .carrier("natural-gas")
    ///     .process("commercial-institutional");
    /// let account = Account::compute([gas], &profile, &factors)?;
    /// // IPCC 2006, volume 2, table 1.4: 56100 kg CO2 per TJ
    /// assert_eq!(account.total()?.net().kilograms(Gas::CO2), 56_100.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn carrier(self, carrier: impl Into<Arc<str>>) -> Activity {
        Activity { carrier: Some(carrier.into()), ..self }
    }

    /// The process or technology. The factor is looked up by it, too.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Activity, Amount, SectorRef, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// # let amount = "1200 GJ (net)".parse::<Amount>()?;
    /// # use climate_account::{Account, FactorSet, Profile, gas::GwpSet};
    /// # let (profile, factors) = (Profile::new("Odder", GwpSet::ar5()), FactorSet::catalogue());
    /// use climate_account::gas::Gas;
    ///
    /// // The methane of a TJ of natural gas depends on where it is burnt.
    /// let gas = Activity::new("Odder", year, sector, "1 TJ (net)".parse::<Amount>()?, &source)
    ///     .carrier("natural-gas");
    /// let lines = [gas.clone().process("energy-industries"), gas.process("commercial-institutional")];
    /// let account = Account::compute(lines, &profile, &factors)?;
    /// let methane = |line| account.entry(line).unwrap().emissions().kilograms(Gas::CH4_FOSSIL);
    /// assert_eq!((methane(0), methane(1)), (1.into(), 5.into()));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn process(self, process: impl Into<Arc<str>>) -> Activity {
        Activity { process: Some(process.into()), ..self }
    }

    /// The user's own name of the line, such as `schools/heating`.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let line = |code: &str, tonnes: i64| -> climate_account::Result<Activity> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
    /// #     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, emissions, &source))
    /// # };
    /// # let (profile, factors) = (Profile::new("Samsø", GwpSet::ar5()), FactorSet::new([]));
    /// use climate_account::account::{Facet, TextFacet};
    ///
    /// let lines = [
    ///     line("gpc:I.2.1", 42)?.path("schools/heating"),
    ///     line("gpc:I.2.1", 19)?.path("sports/heating"),
    /// ];
    /// let account = Account::compute(lines, &profile, &factors)?;
    /// let totals = account.totals(&[Facet::Text(TextFacet::Path)])?;
    /// let schools = totals.row(&["schools/heating".into()]).unwrap();
    /// assert_eq!(schools.total().net().tonnes(Gas::CO2), 42.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn path(self, path: impl Into<Arc<str>>) -> Activity {
        Activity { path: Some(path.into()), ..self }
    }

    /// The one factor to use, by its id, among those of the carrier. Process, region and year are
    /// not asked then: whoever names a factor vouches for it.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Activity, Amount, SectorRef, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// # let amount = "1200 GJ (net)".parse::<Amount>()?;
    /// # use climate_account::{Account, FactorSet, Profile, gas::GwpSet};
    /// # let (profile, factors) = (Profile::new("Odder", GwpSet::ar5()), FactorSet::catalogue());
    /// use climate_account::gas::Gas;
    ///
    /// let gas = Activity::new("Odder", year, sector, "10 TJ (net)".parse::<Amount>()?, &source)
    ///     .carrier("natural-gas")
    ///     .factor_id("ipcc-2006/energy-industries/natural-gas");
    /// let account = Account::compute([gas], &profile, &factors)?;
    /// // 10 TJ x 1 kg CH4, the default for energy industries
    /// assert_eq!(account.total()?.net().kilograms(Gas::CH4_FOSSIL), 10.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn factor_id(self, id: impl Into<Arc<str>>) -> Activity {
        Activity { factor_id: Some(id.into()), ..self }
    }

    /// The sector of the same line in a further classification.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Activity, Amount, SectorRef, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// # let amount = "1200 GJ (net)".parse::<Amount>()?;
    /// let gas = Activity::new("Odder", year, sector, amount, &source)
    ///     .also_in("danish:energy.business.natural-gas".parse()?);
    /// let code = |classification| gas.sector_in(classification).map(|sector| sector.code());
    /// assert_eq!(code("gpc"), Some("I.2.1"));
    /// assert_eq!(code("danish"), Some("energy.business.natural-gas"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn also_in(mut self, sector: SectorRef) -> Activity {
        self.further_sectors.push(sector);
        self
    }

    /// How the emission is tied to its place.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::Localisation;
    /// # use climate_account::{Activity, Amount, SectorRef, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// # let amount = "1200 GJ (net)".parse::<Amount>()?;
    ///
    /// let plant = Activity::new("Odder", year, sector, amount, &source)
    ///     .localisation(Localisation::PointSource);
    /// assert_eq!(plant.localised_by(), Some(Localisation::PointSource));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn localisation(self, localisation: Localisation) -> Activity {
        Activity { localisation: Some(localisation), ..self }
    }

    /// Puts the line beside the totals.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// # let line = |code: &str, tonnes: i64| -> climate_account::Result<Activity> {
    /// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
    /// #     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, emissions, &source))
    /// # };
    /// # let (profile, factors) = (Profile::new("Samsø", GwpSet::ar5()), FactorSet::new([]));
    /// use climate_account::account::MemoItem;
    ///
    /// let lines = [line("gpc:I.2.1", 40)?, line("gpc:I.4.1", -25)?.memo(MemoItem::Credit)];
    /// let total = Account::compute(lines, &profile, &factors)?.total()?;
    /// assert_eq!(total.co2e()?.tonnes(), 40.into());
    /// assert_eq!(total.memo_item(MemoItem::Credit).tonnes(Gas::CO2), (-25).into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn memo(self, item: MemoItem) -> Activity {
        Activity { memo: Some(item), ..self }
    }

    /// The quality of the activity data and of the factor.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::Grade;
    /// # use climate_account::{Activity, Amount, SectorRef, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// # let amount = "1200 GJ (net)".parse::<Amount>()?;
    ///
    /// // Metered gas; nothing is said of the factor.
    /// let gas = Activity::new("Odder", year, sector, amount, &source).quality(Some(Grade::High), None);
    /// assert_eq!(gas.grades(), (Some(Grade::High), None));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn quality(self, activity: Option<Grade>, factor: Option<Grade>) -> Activity {
        Activity { activity_quality: activity, factor_quality: factor, ..self }
    }

    /// Marks a number that nobody measured in its year, but that was filled. The explanation says so
    /// first, and a check names all such lines.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Account, Activity, FactorSet, Language, Profile, Source, Year};
    /// use climate_account::gas::{Emissions, Gas, GwpSet};
    /// use climate_account::{report::Explain, series::GapFillingMethod};
    ///
    /// let source = Source::new("Odder Kommune", "Account", 2024, "row 7")?;
    /// let between = Emissions::from_tonnes(Gas::CO2, 112);
    /// let line = Activity::new("Odder", Year::new(2020)?, "gpc:I.2.1".parse()?, between, &source)
    ///     .filled_by(GapFillingMethod::Interpolation);
    /// let account = Account::compute([line], &Profile::new("Odder", GwpSet::ar5()), &FactorSet::new([]))?;
    /// let text = account.entry(0).unwrap().explain(Language::English)?;
    /// assert!(text.contains("! the number was filled by interpolation"), "{text}");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn filled_by(self, method: GapFillingMethod) -> Activity {
        Activity { filled_by: Some(method), ..self }
    }

    /// How the number was filled; `None` for one that was measured or reported.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Activity, Source, Year, gas::{Emissions, Gas}};
    /// # let source = Source::new("Odder Kommune", "Account", 2024, "row 7")?;
    /// # let emissions = Emissions::from_tonnes(Gas::CO2, 112);
    /// use climate_account::series::GapFillingMethod;
    ///
    /// let line = Activity::new("Odder", Year::new(2020)?, "gpc:I.2.1".parse()?, emissions, &source);
    /// assert_eq!(line.filled(), None);
    /// let line = line.filled_by(GapFillingMethod::Surrogate);
    /// assert_eq!(line.filled(), Some(GapFillingMethod::Surrogate));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn filled(&self) -> Option<GapFillingMethod> {
        self.filled_by
    }

    /// Where the line was read.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Location;
    /// # use climate_account::{Activity, Amount, SectorRef, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// # let amount = "1200 GJ (net)".parse::<Amount>()?;
    /// # use climate_account::{Account, FactorSet, Profile, gas::GwpSet};
    /// # let (profile, factors) = (Profile::new("Odder", GwpSet::ar5()), FactorSet::catalogue());
    ///
    /// // An amount without a carrier cannot be computed; the error says where it stands.
    /// let line = Activity::new("Odder", year, sector, amount, &source)
    ///     .at(Location::line(8).file("energy.csv"));
    /// let error = Account::compute([line], &profile, &factors).unwrap_err();
    /// assert!(error.to_string().starts_with("energy.csv, line 8: "));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn at(self, location: Location) -> Activity {
        Activity { location, ..self }
    }

    /// The place.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Activity, Amount, SectorRef, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// # let amount = "1200 GJ (net)".parse::<Amount>()?;
    /// let gas = Activity::new("Odder", year, sector, amount, &source);
    /// assert_eq!(gas.place(), "Odder");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    pub(crate) fn place_name(&self) -> &Arc<str> {
        &self.place
    }

    /// The year.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Activity, Amount, SectorRef, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// # let amount = "1200 GJ (net)".parse::<Amount>()?;
    /// let gas = Activity::new("Odder", year, sector, amount, &source);
    /// assert_eq!(gas.year().number(), 2023);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn year(&self) -> Year {
        self.year
    }

    /// The sector.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Activity, Amount, SectorRef, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// # let amount = "1200 GJ (net)".parse::<Amount>()?;
    /// let gas = Activity::new("Odder", year, "gpc:I.2.1".parse()?, amount, &source);
    /// assert_eq!(gas.sector().to_string(), "gpc:I.2.1");
    /// assert_eq!(gas.sector().sector().and_then(|row| row.scope()).map(|scope| scope.number()), Some(1));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn sector(&self) -> &SectorRef {
        &self.sector
    }

    /// The sector in a classification, if the line has one there.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Activity, Amount, SectorRef, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// # let amount = "1200 GJ (net)".parse::<Amount>()?;
    /// let gas = Activity::new("Odder", year, "gpc:I.2.1".parse()?, amount, &source)
    ///     .also_in("danish:energy.business.natural-gas".parse()?);
    /// assert_eq!(gas.sector_in("danish").map(|s| s.code()), Some("energy.business.natural-gas"));
    /// assert_eq!(gas.sector_in("ipcc2006"), None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn sector_in(&self, classification: &str) -> Option<&SectorRef> {
        core::iter::once(&self.sector)
            .chain(&self.further_sectors)
            .find(|sector| sector.classification().id() == classification)
    }

    /// What stands in the cell.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::Cell;
    /// # use climate_account::{Activity, Amount, SectorRef, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// # let amount = "1200 GJ (net)".parse::<Amount>()?;
    ///
    /// let gas = Activity::new("Odder", year, sector, "1200 GJ (net)".parse::<Amount>()?, &source);
    /// let Cell::Amount(amount) = gas.cell() else { panic!("an amount was entered") };
    /// assert_eq!((amount.value, amount.unit.to_string()), (1200.into(), "GJ (net)".to_owned()));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn cell(&self) -> &Cell {
        &self.cell
    }

    /// Where the line is known from.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Activity, Amount, SectorRef, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// # let amount = "1200 GJ (net)".parse::<Amount>()?;
    /// let gas = Activity::new("Odder", year, sector, amount, &source);
    /// assert_eq!((gas.source().year(), gas.source().place()), (2024, "row 7"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The value of a text facet.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::TextFacet;
    /// # use climate_account::{Activity, Amount, SectorRef, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// # let amount = "1200 GJ (net)".parse::<Amount>()?;
    ///
    /// let gas = Activity::new("Odder", year, sector, amount, &source).carrier("natural-gas");
    /// assert_eq!(gas.text(TextFacet::Carrier).map(|text| &**text), Some("natural-gas"));
    /// assert_eq!(gas.text(TextFacet::Process), None);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn text(&self, facet: TextFacet) -> Option<&Arc<str>> {
        match facet {
            TextFacet::Carrier => self.carrier.as_ref(),
            TextFacet::Process => self.process.as_ref(),
            TextFacet::Path => self.path.as_ref(),
            TextFacet::FactorId => self.factor_id.as_ref(),
        }
    }

    /// How the emission is tied to its place, if stated.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::Localisation;
    /// # use climate_account::{Activity, Amount, SectorRef, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// # let amount = "1200 GJ (net)".parse::<Amount>()?;
    ///
    /// let gas = Activity::new("Odder", year, sector, amount, &source);
    /// assert_eq!(gas.localised_by(), None);
    /// let keyed = gas.localisation(Localisation::NationalKey);
    /// assert_eq!(keyed.localised_by(), Some(Localisation::NationalKey));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn localised_by(&self) -> Option<Localisation> {
        self.localisation
    }

    /// Why the line is beside the totals, if it is.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::MemoItem;
    /// # use climate_account::{Activity, Amount, SectorRef, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// # let amount = "1200 GJ (net)".parse::<Amount>()?;
    ///
    /// let wind = Activity::new("Odder", year, sector, "300 MWh".parse::<Amount>()?, &source);
    /// assert_eq!(wind.memo_item(), None); // in the totals
    /// let sold = wind.memo(MemoItem::ExportedRenewableEnergy);
    /// assert_eq!(sold.memo_item(), Some(MemoItem::ExportedRenewableEnergy));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn memo_item(&self) -> Option<MemoItem> {
        self.memo
    }

    /// The quality of the activity data and of the factor, if stated.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::account::Grade;
    /// # use climate_account::{Activity, Amount, SectorRef, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// # let amount = "1200 GJ (net)".parse::<Amount>()?;
    ///
    /// let gas = Activity::new("Odder", year, sector, amount, &source);
    /// assert_eq!(gas.grades(), (None, None));
    /// let graded = gas.quality(Some(Grade::Medium), Some(Grade::Low));
    /// assert_eq!(graded.grades(), (Some(Grade::Medium), Some(Grade::Low)));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn grades(&self) -> (Option<Grade>, Option<Grade>) {
        (self.activity_quality, self.factor_quality)
    }

    /// Where the line was read.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::Location;
    /// # use climate_account::{Activity, Amount, SectorRef, Source, Year};
    /// # let source = Source::new("Odder Kommune", "Energy bookkeeping", 2024, "row 7")?;
    /// # let (year, sector) = (Year::new(2023)?, "gpc:I.2.1".parse::<SectorRef>()?);
    /// # let amount = "1200 GJ (net)".parse::<Amount>()?;
    ///
    /// let gas = Activity::new("Odder", year, sector, amount, &source).at(Location::line(8).column(5));
    /// assert_eq!((gas.location().line, gas.location().column), (Some(8), Some(5)));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// A short name of the line for messages and explanations.
    /// The same line of another year and with another cell.
    pub(crate) fn projected(&self, year: Year, cell: Cell, source: &Source) -> Activity {
        let location = Location::default();
        Activity { year, cell, source: source.clone(), location, ..self.clone() }
    }

    /// The same line with emissions that are known already.
    #[cfg(feature = "serde")]
    pub(crate) fn reported(&self, emissions: crate::gas::Emissions) -> Activity {
        Activity { cell: Cell::Emissions(emissions), ..self.clone() }
    }

    pub(crate) fn label(&self) -> String {
        let mut text = format!("{}, {}, {}", self.place, self.year, self.sector.code());
        for part in [&self.carrier, &self.process, &self.path].into_iter().flatten() {
            text += ", ";
            text += part;
        }
        text
    }

    /// Whether two lines count the same thing.
    pub(crate) fn same_subject(&self, other: &Activity) -> bool {
        self.year == other.year
            && self.sector == other.sector
            && self.place == other.place
            && self.carrier == other.carrier
            && self.process == other.process
            && self.path == other.path
            && self.memo == other.memo
            && match (&self.cell, &other.cell) {
                (Cell::Amount(_), Cell::Amount(_)) => true,
                (left, right) => match (left.known(), right.known()) {
                    (Some(left), Some(right)) => {
                        left.masses().map(|(gas, _)| gas).eq(right.masses().map(|(gas, _)| gas))
                    }
                    _ => false,
                },
            }
    }
}

/// The facets of a line that are free text.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// # let line = |code: &str, tonnes: i64| -> climate_account::Result<Activity> {
/// #     let emissions = Emissions::from_tonnes(Gas::CO2, tonnes);
/// #     Ok(Activity::new("Samsø", Year::new(2023)?, code.parse()?, emissions, &source))
/// # };
/// # let (profile, factors) = (Profile::new("Samsø", GwpSet::ar5()), FactorSet::new([]));
/// use climate_account::account::{Facet, TextFacet};
///
/// let lines = [
///     line("gpc:I.1.1", 30)?.carrier("natural-gas"),
///     line("gpc:I.2.1", 12)?.carrier("natural-gas"),
///     line("gpc:II.1.1", 80)?.carrier("gas-diesel-oil"),
/// ];
/// let account = Account::compute(lines, &profile, &factors)?;
/// let totals = account.totals(&[Facet::Text(TextFacet::Carrier)])?;
/// let gas = totals.row(&["natural-gas".into()]).unwrap().total();
/// assert_eq!(gas.co2e()?.tonnes(), 42.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextFacet {
    /// What the amount counts.
    Carrier,
    /// The process or technology.
    Process,
    /// The user's own name of the line.
    Path,
    /// The one factor to use.
    FactorId,
}
