use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::MemoItem;
use super::facet::Column;
use super::ledger::GroupSums;
use super::problem::AccountProblem;
use super::{Account, Activity, Cell, Entry, Facet, Label, Total};
use crate::error::{Error, Result};
use crate::gas::Emissions;

/// Groups are numbered densely up to this many a line; beyond, only those that occur.
const DENSE_GROUPS_PER_LINE: u128 = 8;
const DENSE_GROUPS: u128 = 65_536;
/// A line in no group.
const NO_GROUP: u32 = u32::MAX;

/// Lines of an account that a total is asked for.
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
/// let lines = [line("gpc:I.1.1", 40)?, line("gpc:II.1.1", 75)?, line("gpc:V.2", -15)?];
/// let account = Account::compute(lines, &profile, &factors)?;
/// // Without land use.
/// let selection = account.select(|line| !line.sector().code().starts_with("V."));
/// assert_eq!(selection.total()?.co2e()?.tonnes(), 115.into());
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Selection<'a> {
    account: &'a Account,
    /// Which lines are meant; all where there is none.
    mask: Option<Vec<bool>>,
}

impl<'a> Selection<'a> {
    pub(super) fn new(account: &'a Account, mask: Option<Vec<bool>>) -> Selection<'a> {
        Selection { account, mask }
    }

    /// The account.
    pub(super) fn account(&self) -> &'a Account {
        self.account
    }

    /// The lines.
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
    /// let lines = [line("gpc:I.1.1", 40)?, line("gpc:II.1.1", 75)?];
    /// let account = Account::compute(lines, &profile, &factors)?;
    /// let transport = account.select(|line| line.sector().code().starts_with("II."));
    /// assert_eq!(transport.entries().map(|entry| entry.line()).collect::<Vec<_>>(), [1]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn entries(&self) -> impl Iterator<Item = Entry<'a>> {
        let account = self.account;
        account.entries().filter(|entry| self.is_meant(entry.line()))
    }

    /// The total of the lines.
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
    /// let lines = [line("gpc:I.1.1", 40)?, line("gpc:II.1.1", 75)?, line("gpc:V.2", -15)?];
    /// let account = Account::compute(lines, &profile, &factors)?;
    /// let transport = account.select(|line| line.sector().code().starts_with("II."));
    /// assert_eq!(transport.total()?.net().tonnes(Gas::CO2), 75.into());
    /// // The total of no line at all.
    /// assert!(account.select(|line| line.place() == "Odder").total()?.co2e()?.tonnes().is_zero());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn total(&self) -> Result<Total> {
        let totals = self.totals(&[])?;
        let total = totals.rows().next().map(|row| row.total());
        Ok(total.unwrap_or_else(|| Total::none(self.account.profile().gwp_set())))
    }

    /// The totals of the lines by one or more facets.
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
    /// use climate_account::account::Facet;
    ///
    /// let lines = [line("gpc:I.1.1", 40)?, line("gpc:II.1.1", 75)?, line("gpc:II.1.1", 5)?, line("gpc:V.2", -15)?];
    /// let account = Account::compute(lines, &profile, &factors)?;
    /// let emitting = account.select(|line| line.sector().code() != "V.2");
    /// let totals = emitting.totals(&[Facet::Sector])?;
    /// let tonnes: Vec<_> = totals.rows().map(|row| row.total().net().tonnes(Gas::CO2)).collect();
    /// assert_eq!(tonnes, [40.into(), 80.into()]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Overflow`](crate::ErrorKind::Overflow).
    pub fn totals(&self, facets: &[Facet]) -> Result<Totals<'a>> {
        let columns: Vec<Cow<'a, Column>> =
            facets.iter().map(|facet| self.account.column(facet)).collect();
        let groups = self.groups(&columns)?;
        let account = self.account;
        let sums = account.ledger().sum(&groups.counted, groups.rows.len())?;
        let (memo, incomplete) = account.special_lines();
        let mut beside: BTreeMap<(u32, MemoItem), Emissions> = BTreeMap::new();
        for &line in memo {
            let item = account.activities().get(line as usize).and_then(Activity::memo_item);
            let group = groups.of(line);
            if let Some(item) = item.filter(|_| group != NO_GROUP) {
                let sum = beside.remove(&(group, item)).unwrap_or_default();
                beside.insert((group, item), sum.and(&account.ledger().emissions(line))?);
            }
        }
        let mut missing: Vec<(u32, usize)> = incomplete
            .iter()
            .map(|&line| (groups.of(line), line as usize))
            .filter(|(group, _)| *group != NO_GROUP)
            .collect();
        missing.sort_unstable();
        let facets = facets.to_vec();
        Ok(Totals { account, facets, columns, groups, sums, beside, missing })
    }

    fn is_meant(&self, line: usize) -> bool {
        self.mask.as_ref().is_none_or(|mask| mask.get(line).copied().unwrap_or(false))
    }

    fn groups(&self, columns: &[Cow<'a, Column>]) -> Result<Groups> {
        let lines = self.account.activities().len();
        let possible: u128 = columns.iter().map(|column| column.labels.len() as u128).product();
        let mut of_line = if possible <= DENSE_GROUPS.max(DENSE_GROUPS_PER_LINE * lines as u128) {
            dense(columns, lines)
        } else {
            sparse(columns, lines)?
        };
        if self.mask.is_some() {
            for (line, group) in of_line.iter_mut().enumerate() {
                if !self.is_meant(line) {
                    *group = NO_GROUP;
                }
            }
        }
        let count = of_line
            .iter()
            .filter(|group| **group != NO_GROUP)
            .max()
            .map_or(0, |max| *max as usize + 1);
        // The first line of a group stands for its labels.
        let mut rows = vec![NO_GROUP; count];
        for (line, &group) in (0_u32..).zip(&of_line) {
            if let Some(first) = rows.get_mut(group as usize)
                && *first == NO_GROUP
            {
                *first = line;
            }
        }
        Ok(Groups::new(self.account, of_line, rows))
    }
}

impl<'a> From<&'a Account> for Selection<'a> {
    fn from(account: &'a Account) -> Selection<'a> {
        Selection::new(account, None)
    }
}

/// The number of each combination of labels, in the order of the labels.
fn dense(columns: &[Cow<'_, Column>], lines: usize) -> Vec<u32> {
    let mut groups = vec![0_u32; lines];
    for column in columns {
        let count = u32::try_from(column.labels.len()).unwrap_or(u32::MAX);
        for (group, id) in groups.iter_mut().zip(&column.ids) {
            *group = group.wrapping_mul(count).wrapping_add(*id);
        }
    }
    groups
}

/// The same, numbering only the combinations that occur.
fn sparse(columns: &[Cow<'_, Column>], lines: usize) -> Result<Vec<u32>> {
    let mut keys: Vec<Vec<u32>> = vec![Vec::with_capacity(columns.len()); lines];
    for column in columns {
        for (key, id) in keys.iter_mut().zip(&column.ids) {
            key.push(*id);
        }
    }
    let mut known: Vec<&Vec<u32>> = keys.iter().collect();
    known.sort_unstable();
    known.dedup();
    if u32::try_from(known.len()).is_err() {
        let (limit, found) = (u32::MAX as usize, known.len() as u128);
        return Err(Error::new(AccountProblem::TooManyGroups { limit, found }));
    }
    let numbers: HashMap<&Vec<u32>, u32> = known.into_iter().zip(0..).collect();
    Ok(keys.iter().map(|key| numbers.get(key).copied().unwrap_or(NO_GROUP)).collect())
}

/// The group of each line.
#[derive(Debug)]
struct Groups {
    /// Every line that is meant.
    of_line: Vec<u32>,
    /// The lines that are in the totals: memo items are beside them.
    counted: Vec<u32>,
    /// The first line of each group, [`NO_GROUP`] for a combination without lines.
    rows: Vec<u32>,
}

impl Groups {
    fn new(account: &Account, of_line: Vec<u32>, rows: Vec<u32>) -> Groups {
        let mut counted = of_line.clone();
        for &line in account.special_lines().0 {
            if let Some(group) = counted.get_mut(line as usize) {
                *group = NO_GROUP;
            }
        }
        Groups { of_line, counted, rows }
    }

    fn of(&self, line: u32) -> u32 {
        self.of_line.get(line as usize).copied().unwrap_or(NO_GROUP)
    }
}

/// Totals of an account by facets, in the order of the labels.
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
/// use climate_account::account::Facet;
///
/// let lines = [line("gpc:I.1.1", 40)?, line("gpc:II.1.1", 75)?, line("gpc:II.1.1", 5)?];
/// let account = Account::compute(lines, &profile, &factors)?;
/// let totals = account.totals(&[Facet::Place, Facet::Sector])?;
/// let text: Vec<String> = totals
///     .rows()
///     .map(|row| format!("{} {} {}", row.label(0), row.label(1), row.total().net().tonnes(Gas::CO2)))
///     .collect();
/// assert_eq!(text, ["Samsø I.1.1 40", "Samsø II.1.1 80"]);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug)]
pub struct Totals<'a> {
    account: &'a Account,
    facets: Vec<Facet>,
    columns: Vec<Cow<'a, Column>>,
    groups: Groups,
    sums: GroupSums,
    /// The memo items of each group.
    beside: BTreeMap<(u32, MemoItem), Emissions>,
    /// Group and line of what leaves a total incomplete, in order.
    missing: Vec<(u32, usize)>,
}

impl<'a> Totals<'a> {
    pub(crate) fn account(&self) -> &'a Account {
        self.account
    }

    /// The place among the rows of each line, by its position; none for one that is not counted.
    pub(crate) fn row_of_each_line(&self) -> Vec<Option<usize>> {
        let mut places = vec![None; self.groups.rows.len()];
        let used =
            self.groups.rows.iter().zip(&mut places).filter(|(first, _)| **first != NO_GROUP);
        for (row, (_, place)) in used.enumerate() {
            *place = Some(row);
        }
        let of = |group: &u32| places.get(*group as usize).copied().flatten();
        self.groups.counted.iter().map(of).collect()
    }

    /// The facets.
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
    /// use climate_account::account::Facet;
    ///
    /// let account = Account::compute([line("gpc:I.1.1", 40)?], &profile, &factors)?;
    /// let totals = account.totals(&[Facet::Place, Facet::Year])?;
    /// assert_eq!(totals.facets(), [Facet::Place, Facet::Year]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn facets(&self) -> &[Facet] {
        &self.facets
    }

    /// The labels of a facet, in order.
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
    /// use climate_account::account::Facet;
    ///
    /// let lines = [line("gpc:II.1.1", 75)?, line("gpc:I.1.1", 40)?, line("gpc:II.1.1", 5)?];
    /// let account = Account::compute(lines, &profile, &factors)?;
    /// let totals = account.totals(&[Facet::Place, Facet::Sector])?;
    /// let sectors: Vec<String> = totals.labels(1).map(|label| label.to_string()).collect();
    /// assert_eq!(sectors, ["I.1.1", "II.1.1"]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn labels(&self, facet: usize) -> impl Iterator<Item = &Label> {
        self.columns.get(facet).into_iter().flat_map(|column| &column.labels)
    }

    /// The rows: every combination of labels that has a line.
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
    /// use climate_account::account::Facet;
    ///
    /// let lines = [line("gpc:I.1.1", 40)?, line("gpc:V.2", -15)?];
    /// let account = Account::compute(lines, &profile, &factors)?;
    /// let totals = account.totals(&[Facet::Sector])?;
    /// let tonnes: Vec<_> = totals.rows().map(|row| row.total().net().tonnes(Gas::CO2)).collect();
    /// assert_eq!(tonnes, [40.into(), (-15).into()]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn rows(&self) -> impl Iterator<Item = TotalsRow<'_, 'a>> {
        self.groups
            .rows
            .iter()
            .enumerate()
            .filter(|(_, first)| **first != NO_GROUP)
            .map(|(group, first)| TotalsRow { totals: self, group, first: *first as usize })
    }

    /// The row of a combination of labels, one a facet; `None` where no line has it.
    ///
    /// # Examples
    ///
    /// ```
    /// use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
    /// use climate_account::account::Facet;
    /// use climate_account::gas::{Emissions, Gas, GwpSet};
    ///
    /// let (year, source) = (Year::new(2023)?, Source::new("Samsø", "Account", 2024, "table 1")?);
    /// let line = Activity::new("Samsø", year, "gpc:I.1.1".parse()?, Emissions::from_tonnes(Gas::CO2, 5), &source);
    /// let account = Account::compute([line], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
    /// let totals = account.totals(&[Facet::Place, Facet::Year])?;
    /// let row = totals.row(&["Samsø".into(), year.into()]).unwrap();
    /// assert_eq!(row.total().net().tonnes(Gas::CO2), 5.into());
    /// assert!(totals.row(&["Odder".into(), year.into()]).is_none());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn row(&self, labels: &[Label]) -> Option<TotalsRow<'_, 'a>> {
        if labels.len() != self.columns.len() {
            return None;
        }
        // The groups are in the order of their labels, and so are the rows that have lines.
        let rows: Vec<TotalsRow<'_, 'a>> = self.rows().collect();
        let at = rows
            .binary_search_by(|row| {
                (0..labels.len()).map(|facet| row.label(facet)).cmp(labels.iter())
            })
            .ok()?;
        rows.into_iter().nth(at)
    }
}

/// One row of [`Totals`].
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
/// use climate_account::account::Facet;
///
/// let lines = [line("gpc:II.1.1", 75)?, line("gpc:II.1.1", 5)?];
/// let account = Account::compute(lines, &profile, &factors)?;
/// let totals = account.totals(&[Facet::Sector])?;
/// let road = totals.rows().next().unwrap();
/// assert_eq!(road.label(0).to_string(), "II.1.1");
/// assert_eq!(road.total().co2e()?.tonnes(), 80.into());
/// assert_eq!(road.entries().count(), 2);
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct TotalsRow<'t, 'a> {
    totals: &'t Totals<'a>,
    group: usize,
    first: usize,
}

impl<'t, 'a> TotalsRow<'t, 'a> {
    /// The label of a facet, by its position.
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
    /// use climate_account::account::{Facet, Label};
    ///
    /// let account = Account::compute([line("gpc:I.1.1", 40)?], &profile, &factors)?;
    /// let totals = account.totals(&[Facet::Place, Facet::Year])?;
    /// let row = totals.rows().next().unwrap();
    /// assert_eq!(row.label(0), &Label::from("Samsø"));
    /// assert_eq!(row.label(1), &Label::Year(Year::new(2023)?));
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn label(&self, facet: usize) -> &'t Label {
        let label = self
            .totals
            .columns
            .get(facet)
            .and_then(|column| column.labels.get(*column.ids.get(self.first)? as usize));
        label.unwrap_or(&Label::None)
    }

    pub(crate) fn labels(&self) -> impl Iterator<Item = &'t Label> {
        (0..self.totals.facets.len()).map(|facet| self.label(facet))
    }

    /// The total.
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
    /// use climate_account::account::Facet;
    ///
    /// let lines = [line("gpc:V.2", -15)?, line("gpc:V.2", 4)?];
    /// let account = Account::compute(lines, &profile, &factors)?;
    /// let totals = account.totals(&[Facet::Sector])?;
    /// let land = totals.rows().next().unwrap().total();
    /// assert_eq!(land.co2e()?.tonnes(), (-11).into());
    /// assert_eq!(land.gross_co2e()?.tonnes(), 4.into());
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    #[must_use]
    pub fn total(&self) -> Total {
        let Totals { account, sums, beside, missing, .. } = self.totals;
        let (net, negative) = account.ledger().group(sums, self.group);
        // There are fewer than 2^32 groups.
        let group = u32::try_from(self.group).unwrap_or(NO_GROUP);
        let of_group = (group, MemoItem::FIRST)..=(group, MemoItem::LAST);
        let memo = beside.range(of_group).map(|((_, item), sum)| (*item, sum.clone())).collect();
        let from = missing.partition_point(|(of, _)| *of < group);
        let here = missing.iter().skip(from).take_while(|(of, _)| *of == group);
        let missing = here.map(|(_, line)| *line).collect();
        Total::new(net, negative, memo, missing, account.profile().gwp_set())
    }

    /// The lines that the total is made of, memo items included.
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
    /// use climate_account::account::Facet;
    ///
    /// let lines = [line("gpc:II.1.1", 75)?, line("gpc:I.1.1", 40)?, line("gpc:II.1.1", 5)?];
    /// let account = Account::compute(lines, &profile, &factors)?;
    /// let totals = account.totals(&[Facet::Sector])?;
    /// let road = totals.rows().find(|row| row.label(0).to_string() == "II.1.1").unwrap();
    /// assert_eq!(road.entries().map(|entry| entry.line()).collect::<Vec<_>>(), [0, 2]);
    /// # Ok::<(), climate_account::Error>(())
    /// ```
    pub fn entries(&self) -> impl Iterator<Item = Entry<'a>> {
        let Totals { account, groups, .. } = self.totals;
        let group = self.group;
        groups
            .of_line
            .iter()
            .enumerate()
            .filter(move |(_, of)| **of as usize == group)
            .map(|(line, _)| Entry::new(account, line))
    }
}

impl Account {
    /// The memo lines, and the lines that leave a total incomplete.
    fn special_lines(&self) -> (&[u32], &[u32]) {
        let (memo, incomplete) = self.special.get_or_init(|| {
            let lines = || (0_u32..).zip(self.activities());
            let memo = lines().filter(|(_, line)| line.memo_item().is_some()).map(|(at, _)| at);
            let incomplete = lines()
                .filter(|(_, line)| match line.cell() {
                    Cell::Keys(keys) => keys.leaves_incomplete(),
                    _ => false,
                })
                .map(|(at, _)| at);
            (memo.collect(), incomplete.collect())
        });
        (memo, incomplete)
    }
}
