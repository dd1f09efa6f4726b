use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::gases::{label, variable_set};
use super::lines::{Counted, too_long};
use super::paths::{chain, segment};
use super::placing::place;
use super::{ExportOptions, ExportTable, LeftOut};
use crate::account::{Account, Activity, Cell, MemoItem};
use crate::error::Result;
use crate::gas::{Emissions, Gas, GwpSet, Memo};
use crate::number::{Exact, ExactSum};
use crate::sector::{Classification, SectorIndex};
use crate::text::exchange as text;
use crate::{Title, Year};

/// Accounts and scenarios in the format of the integrated assessment community (IAMC), as pyam
/// opens it.
///
/// Variables are `Emissions|<gas>|<sector>|...` in tonnes a year, and `Emissions|Kyoto Gases
/// (<GWP set>)|...` for CO2e under the GWP set of the profile. Every level is there and is the exact
/// sum of the level below; what a sector has beside its sub-sectors is `...|Not divided`. Methane of
/// all origins is `CH4`, of which `CH4 (fossil)` and `CH4 (non-fossil)` stand beside it. Memo items
/// are `Memo Items|<item>|<gas>|...`, biogenic CO2 is `Memo Items|biogenic|...`.
///
/// The format has no notation keys: lines with one are [left out](ExportTable::left_out), not zero.
/// A tree with a single root (the Danish one) does not name it.
///
/// # Examples
///
/// A scenario is a pathway's account:
///
/// ```
/// use climate_account::exchange::export::{ExportOptions, IamcTable};
/// use climate_account::scenario::{
///     Effect, LineFilter, Measure, Progress, Projection, Ramp, Scenario, ScenarioRole,
/// };
/// use climate_account::{Account, Activity, Classification, FactorSet, Language, Profile, Source};
/// use climate_account::{Title, Year, gas::{Emissions, Gas, GwpSet}};
///
/// let source = Source::new("Samsø Kommune", "Climate plan", 2024, "table 1")?;
/// let cars = Activity::new("Samsø", Year::new(2023)?, "gpc:II.1.1".parse()?,
///     Emissions::from_tonnes(Gas::CO2, 100), &source);
/// let factors = FactorSet::new([]);
/// let account = Account::compute([cars], &Profile::new("Samsø", GwpSet::ar5()), &factors)?;
/// let halved = Measure::new("cars", Title::new("Elbiler", "Electric cars"), LineFilter::new(),
///     Effect::Share { share: "0.5".parse()? },
///     Progress::Ramp(Ramp::new(Year::new(2023)?, Year::new(2025)?)?));
/// let name = Title::new("Plan", "Plan");
/// let plan = Scenario::new("plan", name, ScenarioRole::Ambitious, &source);
/// let plan = Scenario { measures: vec![halved], ..plan };
/// let projection = Projection::new(&account, &factors, &plan, Year::new(2025)?)?;
///
/// let options = ExportOptions::new(Language::English);
/// let mut table = IamcTable::new(Classification::gpc(), &options);
/// table.push("Municipal plan", "Plan", &projection.evaluate(&[true])?.account()?)?;
/// let wide = table.wide()?.to_csv();
/// let mut lines = wide.lines();
/// assert_eq!(lines.next(), Some("model,scenario,region,variable,unit,2023,2024,2025"));
/// assert_eq!(lines.next(), Some("Municipal plan,Plan,Samsø,Emissions|CO2,t CO2/yr,100,75,50"));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct IamcTable {
    tree: Arc<Classification>,
    options: ExportOptions,
    own: BTreeMap<Series, BTreeMap<SectorIndex, Years>>,
    left_out: Vec<LeftOut>,
}

/// What is summed apart: who says it, where, and the first words of the variable.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Series {
    model: Arc<str>,
    scenario: Arc<str>,
    region: Arc<str>,
    head: String,
    unit: String,
}

type Years = BTreeMap<Year, ExactSum>;

/// Model, scenario, region, variable, unit; and tonnes by year.
type NamedYears = ([String; 5], BTreeMap<Year, Exact>);

impl IamcTable {
    /// A table without rows, whose variables follow a classification.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Classification, Language, exchange::export::{ExportOptions, IamcTable}};
    ///
    /// let options = ExportOptions::new(Language::English);
    /// let table = IamcTable::new(Classification::danish(), &options);
    /// assert_eq!(table.long()?.to_csv(), "model,scenario,region,variable,unit,year,value\n");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn new(classification: &Arc<Classification>, options: &ExportOptions) -> IamcTable {
        IamcTable {
            tree: Arc::clone(classification),
            options: options.clone(),
            own: BTreeMap::new(),
            left_out: Vec::new(),
        }
    }

    /// Adds the lines of an account under the name of a model and of a scenario; places are regions.
    ///
    /// What is left out is listed in the order of the accounts, each with the position in its own.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// use climate_account::account::{NotationKey, NotationKeys};
    /// use climate_account::{Classification, Language, exchange::export::{ExportOptions, IamcTable}};
    ///
    /// let year = Year::new(2023)?;
    /// let farms = Emissions::from_tonnes(Gas::CH4_NON_FOSSIL, 3);
    /// let soils = NotationKeys::new(NotationKey::NotEstimated);
    /// let lines = [
    ///     Activity::new("Samsø", year, "gpc:V.1".parse()?, farms, &source),
    ///     Activity::new("Samsø", year, "gpc:V.3".parse()?, soils, &source),
    /// ];
    /// let account = Account::compute(lines, &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    /// let mut table = IamcTable::new(Classification::gpc(), &ExportOptions::new(Language::English));
    /// table.push("Account", "History", &account)?;
    /// let long = table.long()?;
    /// assert_eq!(long.column("variable").filter(|name| name.ends_with("|Livestock")).collect::<Vec<_>>(), [
    ///     "Emissions|CH4|Agriculture, forestry and other land use|Livestock",
    ///     "Emissions|CH4 (non-fossil)|Agriculture, forestry and other land use|Livestock",
    ///     "Emissions|Kyoto Gases (AR5-GWP100)|Agriculture, forestry and other land use|Livestock",
    /// ]);
    /// assert_eq!(long.left_out()[0].why.en, "NE: the format has no notation keys");
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn push(
        &mut self,
        model: impl Into<Arc<str>>,
        scenario: impl Into<Arc<str>>,
        account: &Account,
    ) -> Result<()> {
        let (model, scenario, set) = (model.into(), scenario.into(), account.profile().gwp_set());
        for entry in account.entries() {
            let (activity, emissions) = (entry.activity(), entry.emissions());
            match self.terms(activity, &emissions, set) {
                Ok(terms) => {
                    for Term { head, unit, sector, grams } in terms {
                        let (model, scenario) = (Arc::clone(&model), Arc::clone(&scenario));
                        let region = Arc::clone(activity.place_name());
                        let series = Series { model, scenario, region, head, unit };
                        let sectors = self.own.entry(series).or_default();
                        let years = sectors.entry(sector).or_default();
                        years.entry(activity.year()).or_default().add(grams);
                    }
                }
                Err(why) => self.left_out.push(LeftOut { line: entry.line(), why, emissions }),
            }
        }
        Ok(())
    }

    /// What a line adds to, all or nothing.
    fn terms(
        &self,
        activity: &Activity,
        emissions: &Emissions,
        set: &GwpSet,
    ) -> Result<Vec<Term>, Title> {
        if let Cell::Keys(keys) = activity.cell() {
            return Err(text::NO_NOTATION_KEYS.with(&[("keys", keys)]));
        }
        let mut terms = Vec::new();
        for (sector, share) in place(activity, &self.tree, &self.options)? {
            let part = emissions.times(share).map_err(|_| too_long())?;
            let counted = Counted::of(&part, set)?;
            let mut add = |head: String, unit: String, grams| {
                terms.push(Term { head, unit, sector, grams });
            };
            for (gas, grams) in part.masses() {
                let formula = unit_gas(gas);
                let unit = format!("t {formula}/yr");
                let top = top(activity.memo_item(), gas.memo());
                add(format!("{top}|{}", label(gas)), unit.clone(), grams);
                if formula == "CH4" && label(gas) != formula {
                    add(format!("{top}|CH4"), unit, grams);
                }
            }
            let grams = counted.total().map_err(|_| too_long())?.shifted(6);
            let top = top(activity.memo_item(), None);
            let head = format!("{top}|Kyoto Gases ({})", variable_set(set));
            add(head, "t CO2-equiv/yr".to_owned(), grams);
        }
        Ok(terms)
    }

    /// One row for a variable and a year.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// use climate_account::{Classification, Language, exchange::export::{ExportOptions, IamcTable}};
    ///
    /// let road = Activity::new("Samsø", Year::new(2023)?, "danish:transport.road".parse()?,
    ///     Emissions::from_tonnes(Gas::CO2, 75), &source);
    /// let account = Account::compute([road], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    /// let options = ExportOptions::new(Language::Danish);
    /// let mut table = IamcTable::new(Classification::danish(), &options);
    /// table.push("Regnskab", "Historie", &account)?;
    /// let last = table.long()?.rows().last().map(|row| row.join(";"));
    /// assert_eq!(last.as_deref(), Some("Regnskab;Historie;Samsø;\
    ///     Emissions|Kyoto Gases (AR5-GWP100)|Transport|Vejtrafik;t CO2-equiv/yr;2023;75"));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn long(&self) -> Result<ExportTable> {
        let columns = ["model", "scenario", "region", "variable", "unit", "year", "value"];
        let mut table = ExportTable::new(columns);
        for (names, years) in self.rows()? {
            for (year, value) in years {
                let mut row = names.to_vec();
                row.extend([year.to_string(), value.to_string()]);
                table.push(row);
            }
        }
        Ok(table.leaving_out(self.left_out.clone()))
    }

    /// One row for a variable, one column for a year; empty where there is no value.
    ///
    /// # Examples
    ///
    /// ```
    /// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// # use climate_account::gas::{Emissions, Gas, GwpSet};
    /// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
    /// use climate_account::{Classification, Language, exchange::export::{ExportOptions, IamcTable}};
    ///
    /// let line = |year, code: &str| -> climate_account::Result<Activity> {
    ///     let emissions = Emissions::from_tonnes(Gas::CO2, 75);
    ///     Ok(Activity::new("Samsø", Year::new(year)?, code.parse()?, emissions, &source))
    /// };
    /// let lines = [line(2022, "gpc:II.1.1")?, line(2023, "gpc:II.2.1")?];
    /// let account = Account::compute(lines, &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    /// let mut table = IamcTable::new(Classification::gpc(), &ExportOptions::new(Language::English));
    /// table.push("Account", "History", &account)?;
    /// let wide = table.wide()?;
    /// let rail = wide.rows().find(|row| row[3].ends_with("|Railways")).unwrap();
    /// assert_eq!(rail[4..], ["t CO2/yr", "", "75"]); // no line in 2022
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn wide(&self) -> Result<ExportTable> {
        let sectors = self.own.values().flat_map(BTreeMap::values);
        let years: BTreeSet<Year> = sectors.flat_map(BTreeMap::keys).copied().collect();
        let names = ["model", "scenario", "region", "variable", "unit"].map(str::to_owned);
        let mut table =
            ExportTable::new(names.into_iter().chain(years.iter().map(Year::to_string)));
        for (names, values) in self.rows()? {
            let mut row = names.to_vec();
            let text = |year| values.get(year).map(ToString::to_string).unwrap_or_default();
            row.extend(years.iter().map(text));
            table.push(row);
        }
        Ok(table.leaving_out(self.left_out.clone()))
    }

    /// Every variable with its tonnes by year.
    fn rows(&self) -> Result<Vec<NamedYears>> {
        let mut rows = Vec::new();
        for (series, sectors) in &self.own {
            for (path, years) in self.levels(sectors) {
                let Series { model, scenario, region, head, unit } = series;
                let variable =
                    std::iter::once(head.as_str()).chain(path.iter().map(String::as_str));
                let variable = variable.collect::<Vec<_>>().join("|");
                let names = [model, scenario, region].map(ToString::to_string);
                let [model, scenario, region] = names;
                let tonnes =
                    years.into_iter().map(|(year, sum)| Ok((year, sum.total()?.shifted(-6))));
                let names = [model, scenario, region, variable, unit.clone()];
                rows.push((names, tonnes.collect::<Result<_>>()?));
            }
        }
        Ok(rows)
    }

    /// The sums of every level, by path.
    fn levels(&self, sectors: &BTreeMap<SectorIndex, Years>) -> BTreeMap<Vec<String>, Years> {
        let language = self.options.language;
        let mut levels: BTreeMap<Vec<String>, Years> = BTreeMap::new();
        for (sector, own) in sectors {
            let mut path: Vec<String> = Vec::new();
            add(levels.entry(path.clone()).or_default(), own);
            for step in chain(&self.tree, *sector) {
                path.push(segment(&self.tree, step, language).into_owned());
                add(levels.entry(path.clone()).or_default(), own);
            }
            let below =
                |other: &&SectorIndex| **other != *sector && self.tree.is_within(**other, *sector);
            if sectors.keys().any(|other| below(&other)) {
                path.push(text::NOT_DIVIDED.in_language(language).to_owned());
                add(levels.entry(path).or_default(), own);
            }
        }
        levels
    }
}

struct Term {
    head: String,
    unit: String,
    sector: SectorIndex,
    grams: Exact,
}

fn add(sum: &mut Years, years: &Years) {
    for (year, value) in years {
        sum.entry(*year).or_default().merge(value);
    }
}

/// The gas as a unit names it, whatever its origin.
fn unit_gas(gas: Gas) -> &'static str {
    label(gas).split(' ').next().unwrap_or_default()
}

fn top(item: Option<MemoItem>, memo: Option<Memo>) -> String {
    match (item, memo) {
        (Some(item), _) => format!("Memo Items|{item}"),
        (None, Some(Memo::Biogenic)) => "Memo Items|biogenic".to_owned(),
        (None, Some(Memo::MontrealProtocol)) => "Memo Items|montreal-protocol".to_owned(),
        (None, None) => "Emissions".to_owned(),
    }
}
