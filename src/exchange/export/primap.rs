use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::gases::{label, primap2_co2e, primap2_entity};
use super::lines::{Counted, too_long};
use super::placing::place;
use super::{ExportOptions, ExportTable, LeftOut};
use crate::account::{Account, Cell, Entry, MemoItem};
use crate::error::Result;
use crate::gas::{Emissions, Gas, Memo};
use crate::number::{Exact, ExactSum};
use crate::sector::{Classification, Sector, SectorIndex};
use crate::text::exchange as text;
use crate::{Title, Year};

/// A data set in the interchange format of PRIMAP2: a table and its description.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// use climate_account::{Classification, Language};
/// use climate_account::exchange::export::{ExportOptions, primap2};
///
/// let homes = Activity::new("Samsø", Year::new(2023)?, "gpc:I.1.1".parse()?,
///     Emissions::from_tonnes(Gas::CO2, 40), &source);
/// let account = Account::compute([homes], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
/// let options = ExportOptions::new(Language::English);
/// let dataset = primap2(&account, Classification::gpc(), "samsoe", &options)?;
/// // To be saved side by side, as samsoe.csv and samsoe.yaml.
/// assert!(dataset.table.to_csv().contains("samsoe,Samsø,I.1.1,counted,CO2,t CO2 / yr,40\n"));
/// assert!(dataset.metadata.contains("cat: \"category (gpc)\"\n"));
/// # Ok::<(), climate_account::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct PrimapDataset {
    /// The table, one column a year; to be saved as `<name>.csv`.
    pub table: ExportTable,
    /// The description in YAML; to be saved beside it as `<name>.yaml`.
    pub metadata: String,
}

/// The account in the interchange format of PRIMAP2, with categories of a classification.
///
/// Entities are gases, in tonnes a year, and CO2e under the GWP set of the profile: `KYOTOGHG
/// (AR5GWP100)`, or `CO2E_...` for a set that PRIMAP2 does not know, such as one as published. Rows
/// stand at the sectors of the lines, not at their sums, so that the sum over categories is the
/// total. The secondary category `part` keeps what is `counted` apart from memo items and biogenic
/// CO2; methane has an `origin` where the account says one.
///
/// The format has no notation keys, and PRIMAP2 no unit for some gases: those are [left
/// out](ExportTable::left_out), not zero.
///
/// # Examples
///
/// ```
/// # use climate_account::{Account, Activity, FactorSet, Profile, Source, Year};
/// # use climate_account::gas::{Emissions, Gas, GwpSet};
/// # let source = Source::new("Samsø Kommune", "Account", 2024, "table 1")?;
/// use climate_account::{Classification, Language};
/// use climate_account::exchange::export::{ExportOptions, primap2};
///
/// let farms = Emissions::from_tonnes(Gas::CO2, 2).and(&Emissions::from_tonnes(Gas::CO2_BIOGENIC, 9))?;
/// let farms = Activity::new("Samsø", Year::new(2023)?, "gpc:V.1".parse()?, farms, &source);
/// let account = Account::compute([farms], &Profile::new("Samsø", GwpSet::ar5()), &FactorSet::new([]))?;
/// // Over the crosswalk from the GPC to the categories of the IPCC.
/// let options = ExportOptions::new(Language::English);
/// let table = primap2(&account, Classification::ipcc_2006(), "samsoe", &options)?.table;
/// let rows: Vec<String> = table.rows().map(|row| row[2..].join(" ")).collect();
/// assert_eq!(rows, [
///     "3.A biogenic CO2 t CO2 / yr 9",
///     "3.A counted CO2 t CO2 / yr 2",
///     "3.A counted KYOTOGHG (AR5GWP100) t CO2 / yr 2",
/// ]);
/// # Ok::<(), climate_account::Error>(())
/// ```
///
/// # Errors
///
/// [`Overflow`](crate::ErrorKind::Overflow).
pub fn primap2(
    account: &Account,
    classification: &Arc<Classification>,
    name: &str,
    options: &ExportOptions,
) -> Result<PrimapDataset> {
    let (mut cells, mut left_out) =
        (BTreeMap::<Key<'_>, BTreeMap<Year, ExactSum>>::new(), Vec::new());
    for entry in account.entries() {
        match terms(entry, classification, options) {
            Ok(terms) => {
                for (key, grams) in terms.terms {
                    let years = cells.entry(key).or_default();
                    years.entry(entry.activity().year()).or_default().add(grams);
                }
                left_out.extend(terms.left_out);
            }
            Err(why) => {
                let (line, emissions) = (entry.line(), entry.emissions());
                left_out.push(LeftOut { line, why, emissions });
            }
        }
    }
    let years: BTreeSet<Year> = cells.values().flat_map(BTreeMap::keys).copied().collect();
    let with_origin = cells.keys().any(|key| !key.origin.is_empty());
    let names = Names::of(classification);
    let origin = with_origin.then_some(ORIGIN);
    let before = ["source", AREA, &names.category, PART].map(str::to_owned).into_iter();
    let columns =
        before.chain(origin.map(str::to_owned)).chain(["entity", "unit"].map(str::to_owned));
    let mut table = ExportTable::new(columns.chain(years.iter().map(Year::to_string)));
    for (key, values) in &cells {
        let category = classification.at(key.sector).map_or("", Sector::code);
        let mut row = [name, key.area, category, &key.part].map(str::to_owned).to_vec();
        if with_origin {
            // Methane has an origin in every row, other gases in none.
            let undivided = key.entity == "CH4" && key.origin.is_empty();
            row.push(if undivided { "undivided" } else { key.origin }.to_owned());
        }
        row.extend([key.entity.clone(), key.unit.clone()]);
        for year in &years {
            let tonnes = values.get(year).map(|sum| sum.total().map(|grams| grams.shifted(-6)));
            row.push(tonnes.transpose()?.map(|tonnes| tonnes.to_string()).unwrap_or_default());
        }
        table.push(row);
    }
    let metadata = metadata(account, name, &names, with_origin, left_out.len());
    Ok(PrimapDataset { table: table.leaving_out(left_out), metadata })
}

const AREA: &str = "area (place)";
const PART: &str = "part (climate-account)";
const ORIGIN: &str = "origin (climate-account)";

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    area: &'a str,
    sector: SectorIndex,
    part: String,
    entity: String,
    origin: &'static str,
    unit: String,
}

struct Terms<'a> {
    terms: Vec<(Key<'a>, Exact)>,
    left_out: Vec<LeftOut>,
}

fn terms<'a>(
    entry: Entry<'a>,
    tree: &Arc<Classification>,
    options: &ExportOptions,
) -> Result<Terms<'a>, Title> {
    let (activity, set) = (entry.activity(), entry.account().profile().gwp_set());
    if let Cell::Keys(keys) = activity.cell() {
        return Err(text::NO_NOTATION_KEYS.with(&[("keys", keys)]));
    }
    let mut found = Terms { terms: Vec::new(), left_out: Vec::new() };
    for (sector, share) in place(activity, tree, options)? {
        let part_of_line = entry.emissions().times(share).map_err(|_| too_long())?;
        let counted = Counted::of(&part_of_line, set)?;
        let key = |part, entity, origin, unit| Key {
            area: activity.place(),
            sector,
            part,
            entity,
            origin,
            unit,
        };
        for (gas, grams) in part_of_line.masses() {
            let Some(entity) = primap2_entity(gas) else {
                let emissions = Emissions::from_grams(gas, grams);
                let why = text::NO_UNIT.with(&[("gas", &label(gas))]);
                found.left_out.push(LeftOut { line: entry.line(), why, emissions });
                continue;
            };
            let part = part(activity.memo_item(), gas.memo());
            let unit = format!("t {entity} / yr");
            found.terms.push((key(part, entity.to_owned(), origin(gas), unit), grams));
        }
        let grams = counted.total().map_err(|_| too_long())?.shifted(6);
        let (entity, unit) = primap2_co2e(set);
        let part = part(activity.memo_item(), None);
        found.terms.push((key(part, entity, "", unit.to_owned()), grams));
    }
    Ok(found)
}

/// What the mass is a part of: the total, or something beside it.
fn part(item: Option<MemoItem>, memo: Option<Memo>) -> String {
    let memo = match memo {
        Some(Memo::Biogenic) => "biogenic",
        Some(Memo::MontrealProtocol) => "montreal-protocol",
        None => "counted",
    };
    match item {
        None => memo.to_owned(),
        Some(item) if memo == "counted" => item.id().to_owned(),
        Some(item) => format!("{item}: {memo}"),
    }
}

fn origin(gas: Gas) -> &'static str {
    match gas {
        Gas::CH4_FOSSIL => "fossil",
        Gas::CH4_NON_FOSSIL => "non-fossil",
        _ => "",
    }
}

struct Names {
    category: String,
}

impl Names {
    /// The categories of 2006 have a name of their own there.
    fn of(tree: &Arc<Classification>) -> Names {
        let terminology = if tree == Classification::ipcc_2006() { "IPCC2006" } else { tree.id() };
        Names { category: format!("category ({terminology})") }
    }
}

fn metadata(
    account: &Account,
    name: &str,
    names: &Names,
    with_origin: bool,
    left_out: usize,
) -> String {
    let set = account.profile().gwp_set();
    let comment = format!(
        "CO2e under the GWP set {set}; factors: {vintage}; parts of lines that are not in the table: {left_out}",
        vintage = account.factor_vintage(),
    );
    let category = quoted(&names.category);
    let mut text = format!(
        "data_file: {name}.csv\nattrs:\n  area: {AREA:?}\n  cat: {category}\n  title: {}\n  comment: {}\n  \
         sec_cats:\n  - {PART:?}\n",
        quoted(account.profile().name()),
        quoted(&comment),
    );
    let origin = format!("  - {ORIGIN:?}\n");
    let before = format!("  - time\n  - source\n  - {AREA:?}\n  - {category}\n  - {PART:?}\n");
    let after = "  - entity\n  - unit\n";
    if with_origin {
        text += &origin;
    }
    text += &format!("dimensions:\n  \"*\":\n{before}{after}");
    if with_origin {
        text += &format!("  CH4:\n{before}{origin}{after}");
    }
    text += "time_format: \"%Y\"\n";
    text
}

fn quoted(text: &str) -> String {
    let plain: String =
        text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""))
}
