//! The electricity of the households of one municipality under five rules, with what each means.
//!
//! ```text
//! cargo run --example electricity_rules
//! cargo run --example electricity_rules -- da Aarhus
//! ```
//!
//! Consumption and factors are published Danish figures of 2024; what is assumed is marked.

mod common;

use std::collections::BTreeMap;
use std::error::Error;

use climate_account::factor::FactorQuery;
use climate_account::gas::{Co2e, Emissions, GwpSet};
use climate_account::method::{
    CreditedProduction, Displaced, ElectricityHour, ElectricityLoss, ElectricityResult,
    EnergyFactor, GuaranteeOfOrigin, ImportFactor, LocalPlant, MissingHours, Surplus,
    average_electricity, electricity_minus_credit, hourly_electricity, market_based_electricity,
    municipal_mix,
};
use climate_account::number::{Exact, Rounding};
use climate_account::report::number_text;
use climate_account::unit::Energy;
use climate_account::{FactorSet, Language, Quantity, Year, nearest_names};
use common::Text;

const HOUSEHOLDS: &str = include_str!("data/household_energy_2024.csv");
const KEY_FIGURES: &str = include_str!("data/klimaregnskabet_key_figures.csv");
const NATION: &str = "Hele landet";
/// Published factors are at the meter, with the loss of the grid in them.
const LOSS: ElectricityLoss = ElectricityLoss::HeldByFactors;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let language: Language = arguments.next().as_deref().unwrap_or("en").parse()?;
    let place = arguments.next().unwrap_or_else(|| "Samsø".to_owned());
    let text = Text(language);
    let table = households();
    if place == NATION || !table.contains_key(place.as_str()) {
        let near = nearest_names(&place, table.keys().copied());
        eprintln!("no municipality `{place}` in the table; did you mean {}?", near.join(", "));
        std::process::exit(1);
    }
    let figures = Figures::of(&table, &place)?;
    let results = figures.results(&place)?;

    let terajoules = figures.consumption.in_unit(&"TJ".parse()?, Rounding::RESOLUTION)?;
    println!(
        "{place} 2024, {}: {} TJ\n",
        text.of("husholdningernes elforbrug", "electricity of households"),
        number_text(terajoules, 1, language)
    );
    print_table(&results, text)?;
    println!();
    for (index, result) in results.iter().enumerate() {
        let title = result.rule().title();
        let meaning = result.rule().meaning();
        println!("{}. {} / {}", index + 1, title.da, title.en);
        println!("   {}\n   {}\n", meaning.da, meaning.en);
    }
    println!("{}:", text.of("Kilder og antagelser", "Sources and assumptions"));
    for (index, source) in figures.sources(text).iter().enumerate() {
        println!("{}. {source}", index + 1);
    }
    println!(
        "{}",
        text.of(
            "\nIngen af udgiverne nævner sit GWP-sæt; her regnes de for at være ens.",
            "\nNo publisher names its GWP set; here they are taken to be the same.",
        )
    );
    Ok(())
}

fn set() -> GwpSet {
    GwpSet::as_published("Energistyrelsen, Energinet")
}

/// The household table by area and item: value and source.
fn households() -> BTreeMap<&'static str, BTreeMap<&'static str, (&'static str, &'static str)>> {
    let mut table: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for line in HOUSEHOLDS.lines().skip(1) {
        // Only the last column holds commas.
        if let [area, _, item, value, _, _, source] = line.splitn(7, ',').collect::<Vec<_>>()[..] {
            table.entry(area).or_default().insert(item, (value, source.trim_matches('"')));
        }
    }
    table
}

/// What the rules need.
struct Figures {
    consumption: Quantity<Energy>,
    /// As Klimaregnskabet counts the electricity of these households.
    own_emissions: Emissions,
    national: EnergyFactor,
    hourly: EnergyFactor,
    /// Renewable production over consumption of the whole municipality, 2023.
    renewable_ratio: Exact,
    published: (String, String),
}

impl Figures {
    fn of(
        table: &BTreeMap<&str, BTreeMap<&'static str, (&'static str, &'static str)>>,
        place: &str,
    ) -> Outcome<Figures> {
        let item = |area: &str, item: &str| {
            let found = table.get(area).and_then(|row| row.get(item));
            found.copied().ok_or_else(|| format!("no {item} of {area}"))
        };
        let emissions = |area: &str| -> Outcome<Emissions> {
            let tonnes: Exact = item(area, "electricity_emissions")?.0.parse()?;
            Ok(Emissions::from_co2e(Co2e::from_tonnes(tonnes, set())))
        };
        let used = |area: &str| -> Outcome<Quantity<Energy>> {
            let terajoules: Exact = item(area, "electricity_use")?.0.parse()?;
            Ok(Quantity::new(terajoules, "TJ")?)
        };

        // The declaration of Energinet, from the built-in catalogue; its set is named as the others.
        let unit = "kWh".parse()?;
        let query = FactorQuery::new("electricity", &unit, Year::new(2024)?)
            .process("energinet-municipal-declaration")
            .region(place);
        let catalogue = FactorSet::catalogue();
        let found = catalogue.find(&query)?;
        let declared = found.factor().emissions().reported().next();
        let grams = declared.map_or(Exact::ZERO, Co2e::grams);
        let hourly =
            EnergyFactor::per_kilowatt_hour(Emissions::from_co2e(Co2e::from_grams(grams, set())))?;

        let row = KEY_FIGURES.lines().find(|line| {
            let mut columns = line.split(',');
            columns.next() == Some(place) && columns.nth(2) == Some("2023")
        });
        let ratio = row.and_then(|line| line.split(',').nth(5)).ok_or("no key figures")?;
        Ok(Figures {
            consumption: used(place)?,
            own_emissions: emissions(place)?,
            national: EnergyFactor::new(emissions(NATION)?, used(NATION)?)?,
            hourly,
            renewable_ratio: ratio.parse()?,
            published: (
                item(NATION, "electricity_emissions")?.1.to_owned(),
                format!("{} ({})", found.factor().source(), found.factor().id()),
            ),
        })
    }

    /// The same consumption under each rule.
    fn results(&self, place: &str) -> Outcome<[ElectricityResult; 5]> {
        let consumption = self.consumption;
        let average = average_electricity(consumption, &self.national, LOSS)?;

        // The publication gives the result of the year: one period, its local production inside.
        let year = ElectricityHour {
            consumption,
            local_production: Quantity::ZERO,
            grid_factor: Some(self.hourly.clone()),
        };
        let (zero, missing) = (EnergyFactor::zero(), MissingHours::LeaveOut);
        let hourly = hourly_electricity(&[year], &zero, missing, LOSS)?;

        // The publication gives the plants of the municipality as a whole, import included.
        let plants = LocalPlant::thermal(place, consumption, self.own_emissions.clone())?;
        let import = ImportFactor::Average(self.national.clone());
        let mix = municipal_mix(consumption, &[plants], &import, Surplus::Proportional, LOSS)?;

        let production = consumption.scale(self.renewable_ratio)?;
        let wind = CreditedProduction::new("wind and sun", production, 1)?;
        let displaced = Displaced::Average(self.national.clone());
        let credit =
            electricity_minus_credit(consumption, &self.national, &[wind], &displaced, LOSS)?;

        let guarantee = GuaranteeOfOrigin {
            name: "wind".to_owned(),
            energy: consumption.scale(Exact::new(3, 1))?,
            factor: EnergyFactor::zero(),
        };
        let residual =
            EnergyFactor::per_kilowatt_hour(Emissions::from_co2e(Co2e::from_grams(500, set())))?;
        let market = market_based_electricity(consumption, &[guarantee], &residual, LOSS)?;
        Ok([average, hourly, mix, credit, market])
    }

    fn sources(&self, text: Text) -> [String; 5] {
        let (households, energinet) = &self.published;
        let percent = number_text(
            self.renewable_ratio.checked_mul(Exact::from(100)).unwrap_or_default(),
            0,
            text.0,
        );
        [
            households.clone(),
            energinet.clone(),
            households.clone(),
            format!(
                "{} {percent} % ({}): Energistyrelsen, Klimaregnskabet, 2023",
                text.of(
                    "Antaget, at husholdningerne får fradrag for deres del af kommunens VE-el,",
                    "Assumed that households are credited their part of the renewable electricity,",
                ),
                text.of("produktion over forbrug i hele kommunen", "production over consumption of the whole municipality"),
            ),
            text.of(
                "Antaget, ikke publiceret: 30 % oprindelsesgarantier (vind), restmiks 500 g CO2e/kWh",
                "Assumed, not published: 30 % guarantees of origin (wind), residual mix 500 g CO2e/kWh",
            )
            .to_owned(),
        ]
    }
}

fn print_table(results: &[ElectricityResult], text: Text) -> Outcome<()> {
    let heading = [text.of("Regel", "Rule"), text.of("ton CO2e", "t CO2e"), "g CO2e/kWh"];
    let mut rows = vec![heading.map(str::to_owned)];
    for (index, result) in results.iter().enumerate() {
        let factor = result.implied_factor()?.ok_or("no consumption")?;
        rows.push([
            format!("{}. {}", index + 1, result.rule().name(text.0)),
            number_text(result.co2e(&set())?.tonnes(), 0, text.0),
            number_text(factor.co2e_per_kilowatt_hour(&set())?.grams(), 1, text.0),
        ]);
    }
    let widths = [0, 1, 2]
        .map(|column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0));
    let [first, second, third] = widths;
    for (index, [rule, tonnes, grams]) in rows.iter().enumerate() {
        println!("{rule:<first$}  {tonnes:>second$}  {grams:>third$}");
        if index == 0 {
            println!("{}", "-".repeat(first + second + third + 4));
        }
    }
    Ok(())
}
