//! Writes accounts in the formats of other tools: GPC, CIRIS, the Common Reporting Framework, IAMC,
//! PRIMAP2, tidy CSV and JSON.
//!
//! ```text
//! cargo run --all-features --example exchange -- <directory>
//! ```
//!
//! Two accounts are written: the published sector totals of the municipalities of Region Midtjylland
//! and of Læsø, whose forests bind more than its farms emit; and a made-up municipality by gas, with
//! a scenario. Beside them stand their sums, computed in another way, for whoever wants to compare.

#[allow(dead_code)]
mod common;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use climate_account::account::{Facet, Grade, MemoItem, NotationKeys};
use climate_account::exchange::export::{
    ExportOptions, ExportTable, IamcTable, gcom_crf, gpc, gpc_entries, primap2, tidy, tidy_totals,
};
use climate_account::exchange::{ACCOUNT_SCHEMA, AccountDocument, json};
use climate_account::gas::{Emissions, Gas};
use climate_account::number::Exact;
use climate_account::scenario::Projection;
use climate_account::sector::ReportingLevel;
use climate_account::{Account, Activity, Classification, Crosswalk, Language, Source, Year};
use common::{published, town};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let directory = std::env::args().nth(1).unwrap_or_else(|| "target/exchange".to_owned());
    let mut files = Files { directory: directory.into(), sums: Vec::new() };
    fs::create_dir_all(&files.directory)?;
    region(&mut files)?;
    municipality(&mut files)?;
    files.write("account.schema.json", ACCOUNT_SCHEMA)?;
    let sums = files.sums.concat();
    files.write("sums.csv", &format!("dataset,scenario,place,year,quantity,value\n{sums}"))
}

/// Published CO2e of five sectors: no gases, a GWP set that the publisher does not name.
fn region(files: &mut Files) -> Outcome<()> {
    let account = published_account()?;
    let options = ExportOptions::new(Language::Danish);
    files.table("midtjylland_tidy", &tidy(&account, &options)?)?;
    let totals = tidy_totals(&account, &[Facet::Place, Facet::Year], &options)?;
    files.table("midtjylland_totals", &totals)?;
    let mut iamc = IamcTable::new(Classification::danish(), &options);
    iamc.push("Klimaregnskabet", "Historie", &account)?;
    files.table("midtjylland_iamc_long", &iamc.long()?)?;
    files.table("midtjylland_iamc_wide", &iamc.wide()?)?;
    let dataset = primap2(&account, Classification::danish(), "midtjylland", &options)?;
    files.table("midtjylland", &dataset.table)?;
    files.write("midtjylland.yaml", &dataset.metadata)?;
    files.write("midtjylland.json", &json::to_string_pretty(&AccountDocument::new(&account)?)?)?;
    // Sector totals cannot be divided among the rows of the GPC: each is listed, with the reason.
    files.table("midtjylland_gpc", &gpc(&account, &options)?)?;
    files.sums("midtjylland", "Historie", &account)
}

/// A municipality by gas, with notation keys and memo items, and its plan.
fn municipality(files: &mut Files) -> Outcome<()> {
    let source = town::source()?;
    let factors = town::factors(&source)?;
    let mut lines = town::activities(&source)?;
    lines.extend(further_lines(&source)?);
    let account = Account::compute(lines, &town::profile(), &factors)?;
    let options = ExportOptions::new(Language::English).crosswalk(divided()?);
    files.table("town_gpc", &gpc(&account, &options)?)?;
    files.table("town_ciris", &gpc_entries(&account, &options)?)?;
    files.table("town_gcom_crf", &gcom_crf(&account, &options)?)?;
    files.table("town_tidy", &tidy(&account, &options)?)?;
    let dataset = primap2(&account, Classification::gpc(), "town", &options)?;
    files.table("town", &dataset.table)?;
    files.write("town.yaml", &dataset.metadata)?;
    files.write("town.json", &json::to_string_pretty(&AccountDocument::new(&account)?)?)?;

    let plan = town::plan(&source)?;
    let projection = Projection::new(&account, &factors, &plan, Year::new(2035)?)?;
    let mut iamc = IamcTable::new(Classification::gpc(), &options);
    for (scenario, on) in [("Reference", false), ("Plan", true)] {
        let package = vec![on; plan.measures.len()];
        let future = projection.evaluate(&package)?.account()?;
        iamc.push("climate-account", scenario, &future)?;
        files.sums("town", scenario, &future)?;
    }
    files.table("town_iamc_long", &iamc.long()?)?;
    files.table("town_iamc_wide", &iamc.wide()?)?;

    for level in ReportingLevel::ALL {
        let lines = account.select(|line| level.includes(line.sector().index()));
        files.sum(
            "town",
            "Account",
            ("Example", "2023"),
            level.name(),
            lines.total()?.co2e()?.tonnes(),
        );
    }
    Ok(())
}

/// The published sector totals as direct entries.
fn published_account() -> Outcome<Account> {
    let mut places = published::municipalities(Some("Region Midtjylland"));
    places.push("Læsø");
    Ok(published::account(&places)?)
}

/// What the made-up account lacks: keys, a credit, biogenic CO2, refrigerants, waste.
fn further_lines(source: &Source) -> Outcome<Vec<Activity>> {
    let line = |code: &str, cell: climate_account::account::Cell| -> Outcome<Activity> {
        Ok(Activity::new("Example", Year::new(2023)?, code.parse()?, cell, source))
    };
    let keys = |text: &str| text.parse::<NotationKeys>();
    let wood = Emissions::from_tonnes(Gas::CO2_BIOGENIC, 5200)
        .and(&Emissions::from_kilograms(Gas::CH4_NON_FOSSIL, 14_250))?
        .and(&Emissions::from_kilograms(Gas::N2O, "187.5".parse::<Exact>()?))?;
    let cooling = Emissions::from_kilograms("hfc-134a".parse()?, "312.4".parse::<Exact>()?);
    Ok(vec![
        line("gpc:I.1.1", wood.into())?
            .path("wood stoves")
            .quality(Some(Grade::Low), Some(Grade::Medium)),
        line("gpc:I.1.3", keys("NE")?.into())?,
        line("gpc:II.1.2", keys("IE (I.1.2)")?.into())?.path("charging at home"),
        line("gpc:II.2.1", keys("NO")?.into())?,
        line("gpc:III.1.2", Emissions::from_tonnes(Gas::CH4_NON_FOSSIL, 41).into())?,
        line("gpc:III.1.3", Emissions::from_tonnes(Gas::CH4_NON_FOSSIL, 7).into())?,
        line("gpc:IV.2", cooling.into())?,
        line("gpc:I.8.1", Emissions::from_kilograms(Gas::CH4_FOSSIL, 930).into())?,
        line("gpc:V.2", Emissions::from_tonnes(Gas::CO2, -250).into())?.memo(MemoItem::Credit),
    ])
}

/// How the offices of the municipality divide into commercial and institutional ones.
fn divided() -> Outcome<Crosswalk> {
    let part = |kind: &str| format!("stationary-energy.{kind}-buildings.indirect");
    let (commercial, institutional) = (part("commercial"), part("institutional"));
    let shares = [(&*commercial, "0.65".parse()?), (&*institutional, "0.35".parse()?)];
    Ok(Crosswalk::gpc_to_gcom_crf().with_shares("I.2.2", shares)?)
}

struct Files {
    directory: PathBuf,
    sums: Vec<String>,
}

impl Files {
    fn write(&self, name: &str, text: &str) -> Outcome<()> {
        Ok(fs::write(self.directory.join(name), text)?)
    }

    fn table(&self, name: &str, table: &ExportTable) -> Outcome<()> {
        println!("{name}.csv: {} rows, {} left out", table.rows().len(), table.left_out().len());
        if let Some(first) = table.left_out().first() {
            println!("  line {}: {}", first.line + 1, first.why.en);
        }
        self.write(&format!("{name}.csv"), &table.to_csv())
    }

    fn sum(&mut self, set: &str, scenario: &str, place: (&str, &str), what: &str, value: Exact) {
        let (place, year) = place;
        self.sums.push(format!("{set},{scenario},{place},{year},{what},{value}\n"));
    }

    /// Net CO2e and masses of every place and year, from the ledger of the account.
    fn sums(&mut self, set: &str, scenario: &str, account: &Account) -> Outcome<()> {
        for row in account.totals(&[Facet::Place, Facet::Year])?.rows() {
            let (place, year) = (row.label(0).to_string(), row.label(1).to_string());
            let (place, total) = ((place.as_str(), year.as_str()), row.total());
            self.sum(set, scenario, place, "co2e", total.co2e()?.tonnes());
            for (gas, _) in total.net().masses() {
                self.sum(set, scenario, place, gas.id(), total.net().tonnes(gas));
            }
        }
        Ok(())
    }
}
