//! One town, its heat plants, and five ways to divide the fuel of its power plant between heat and
//! electricity: side by side, with the fuel that is conserved under each.
//!
//! ```text
//! cargo run --example district_heating
//! cargo run --example district_heating -- da
//! ```
//!
//! The town is made up; the factors of the fuels are those of the built-in catalogue.

mod common;

use std::error::Error;

use climate_account::gas::{Emissions, GwpSet};
use climate_account::method::{
    AllocationRule, CombinedHeatAndPower, DistrictHeatNetwork, EnergyFactor, GridLoss, HeatLoss,
    HeatPumpPerformance, HeatSource, PlantAllocation, PlantFuel, heat_pump,
};
use climate_account::number::{Exact, Rounding};
use climate_account::report::{SumTable, TableCell, number_text};
use climate_account::unit::{Energy, NetEnergy};
use climate_account::{EmissionFactor, FactorSet, Language, Quantity, Unit};
use common::Text;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Danish electricity of 2015 at the plant, by the 125 % rule.
const GRID: &str = "dk/electricity/2015/125/at-plant";

fn main() -> Outcome<()> {
    let language: Language = std::env::args().nth(1).as_deref().unwrap_or("en").parse()?;
    let text = Text(language);
    let town = Town::new(text)?;
    let rules = [
        AllocationRule::Percent125,
        AllocationRule::Percent200,
        AllocationRule::EnergyContent,
        AllocationRule::EnergyQuality { ambient_kelvin: 283.into(), supply_kelvin: 363.into() },
        AllocationRule::ReferenceEfficiency {
            heat_efficiency: Exact::new(9, 1),
            electric_efficiency: Exact::new(5, 1),
        },
    ];
    let allocations: Vec<PlantAllocation> =
        rules.iter().map(|&rule| town.plant.allocate(rule)).collect::<Result<_, _>>()?;
    let names: Vec<String> =
        rules.iter().map(|rule| rule.title().in_language(language).to_owned()).collect();

    println!(
        "{}\n",
        text.of(
            "Kraftvarmeværket: brændsel efter produkt, TJ",
            "The power plant: fuel by product, TJ",
        )
    );
    let terajoules: Unit = "TJ (net)".parse()?;
    let fuel = |quantity: Quantity<NetEnergy>| quantity.in_unit(&terajoules, RESOLUTION);
    let mut table = SumTable::new(text.of("Produkt", "Product"), &names, 1);
    table.push(text.of("Varme", "Heat"), cells(&allocations, |a| fuel(a.heat().fuel()?))?);
    table.push(
        text.of("El", "Electricity"),
        cells(&allocations, |a| fuel(a.electricity().fuel()?))?,
    );
    print!("{}", table.render(text.of("Brændsel", "Fuel"), language)?);
    conserved(&town, &allocations, text)?;

    println!(
        "\n{}\n",
        text.of(
            "Kraftvarmeværket: udledning efter produkt, ton CO2e (AR5)",
            "The power plant: emissions by product, t CO2e (AR5)",
        )
    );
    let mut table = SumTable::new(text.of("Produkt", "Product"), &names, 0);
    let tonnes = |emissions: Emissions| Ok(emissions.to_co2e(&GwpSet::ar5())?.tonnes());
    table.push(text.of("Varme", "Heat"), cells(&allocations, |a| tonnes(a.heat().emissions()?))?);
    let row = cells(&allocations, |a| tonnes(a.electricity().emissions()?))?;
    table.push(text.of("El", "Electricity"), row);
    print!("{}", table.render(text.of("I alt", "Total"), language)?);

    println!("\n{}\n", text.of("Faktorer, g CO2e pr. kWh (AR5)", "Factors, g CO2e per kWh (AR5)"));
    factors(&town, &allocations, &names, text)?;

    println!(
        "\n{}\n",
        text.of(
            "Fjernvarmenettet med 125 %-reglen, ton CO2e (AR5)",
            "The network under the 125 % rule, t CO2e (AR5)"
        )
    );
    if let Some(first) = allocations.first() {
        network(&town, first, text)?;
    }
    println!("\n{}:", text.of("Kilder til faktorerne", "Sources of the factors"));
    for source in &town.sources {
        println!("  {source}");
    }
    Ok(())
}

const RESOLUTION: Rounding = Rounding::RESOLUTION;

/// The plants of the town.
struct Town {
    plant: CombinedHeatAndPower,
    boiler: HeatSource,
    heat_pump: HeatSource,
    grid: EnergyFactor,
    sources: Vec<String>,
}

impl Town {
    fn new(text: Text) -> Outcome<Town> {
        let catalogue = FactorSet::catalogue();
        let find = |id: &str| -> Outcome<EmissionFactor> {
            let mut layers = catalogue.layers().iter();
            let found = layers.find_map(|layer| layer.factor(id));
            Ok(found.ok_or_else(|| format!("no factor {id}"))?.clone())
        };
        let gas = find("ipcc-2006/energy-industries/natural-gas")?;
        let wood = find("ipcc-2006/energy-industries/wood")?;
        let grid = find(GRID)?;
        let terajoules = Quantity::<NetEnergy>::terajoules;
        let plant = CombinedHeatAndPower::new(
            [
                PlantFuel::burnt(text.of("Naturgas", "Natural gas"), terajoules(600), &gas)?,
                PlantFuel::burnt(text.of("Træflis", "Wood chips"), terajoules(400), &wood)?,
            ],
            Quantity::<Energy>::terajoules(500),
            Quantity::<Energy>::terajoules(350),
        )?;
        let peak = PlantFuel::burnt("boiler", terajoules(50), &gas)?;
        let boiler = HeatSource::own(
            text.of("Gaskedel", "Gas boiler"),
            Quantity::<Energy>::gigajoules(47_500),
            peak.emissions().clone(),
        )?;
        let factor = EnergyFactor::of(&grid)?;
        let performance = HeatPumpPerformance::Seasonal(Exact::new(32, 1));
        let pump = heat_pump(Quantity::<Energy>::terajoules(80), performance, &factor)?;
        let heat_pump = HeatSource::own(
            text.of("Varmepumpe", "Heat pump"),
            pump.heat(),
            pump.emissions().clone(),
        )?;
        let sources =
            [&gas, &wood, &grid].map(|factor| format!("{}: {}", factor.id(), factor.source()));
        Ok(Town { plant, boiler, heat_pump, grid: factor, sources: sources.to_vec() })
    }

    /// The heat network with the heat of the plant under a rule.
    fn network(&self, allocation: &PlantAllocation, name: &str) -> Outcome<DistrictHeatNetwork> {
        let heat = allocation.heat();
        let plant = HeatSource::own(name, heat.output(), heat.emissions()?)?;
        let sources = [plant, self.boiler.clone(), self.heat_pump.clone()];
        let loss = GridLoss::of_supply(Exact::new(2, 1))?;
        Ok(DistrictHeatNetwork::new(sources, loss)
            .with_pumps(Quantity::<Energy>::megawatt_hours(2500), self.grid.clone()))
    }
}

fn cells(
    allocations: &[PlantAllocation],
    value: impl Fn(&PlantAllocation) -> climate_account::Result<Exact>,
) -> Outcome<Vec<TableCell>> {
    allocations.iter().map(|allocation| Ok(TableCell::Number(value(allocation)?))).collect()
}

/// That each fuel is conserved exactly under each rule.
fn conserved(town: &Town, allocations: &[PlantAllocation], text: Text) -> Outcome<()> {
    for allocation in allocations {
        let fuel = allocation.heat().fuel()?.checked_add(allocation.electricity().fuel()?)?;
        let emissions =
            allocation.heat().emissions()?.and(&allocation.electricity().emissions()?)?;
        if fuel != town.plant.fuel()? || emissions != town.plant.emissions()? {
            return Err("fuel or emissions were lost".into());
        }
        for finding in allocation.findings() {
            println!("! {}: {}", allocation.rule(), finding.message().in_language(text.0));
        }
    }
    println!(
        "{}",
        text.of(
            "Under hver regel er varme + el = brændslet, eksakt for hvert brændsel og hver gas.",
            "Under each rule heat + electricity = fuel, exactly for each fuel and each gas.",
        )
    );
    Ok(())
}

/// The factors of each rule: of the plant's products, and of heat at the consumer.
fn factors(
    town: &Town,
    allocations: &[PlantAllocation],
    names: &[String],
    text: Text,
) -> Outcome<()> {
    let titles = [
        text.of("Regel", "Rule"),
        text.of("el", "electricity"),
        text.of("varme fra værket", "heat at the plant"),
        text.of("varme hos forbrugeren", "heat at the consumer"),
    ];
    let mut rows = vec![titles.map(str::to_owned)];
    let ar5 = GwpSet::ar5();
    for (allocation, name) in allocations.iter().zip(names) {
        let network = town.network(allocation, "plant")?.declare(HeatLoss::InFactor)?;
        let products =
            [allocation.electricity().factor(), allocation.heat().factor(), Some(network.factor())];
        let mut row = vec![name.clone()];
        for factor in products {
            let factor = factor.ok_or("a product without output")?;
            row.push(number_text(factor.co2e_per_kilowatt_hour(&ar5)?.grams(), 1, text.0));
        }
        rows.push(row.try_into().map_err(|_| "a row of another length")?);
    }
    let width =
        |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [0, 1, 2, 3].map(width);
    for (index, [name, electricity, plant, consumer]) in rows.iter().enumerate() {
        let [first, second, third, fourth] = widths;
        println!("{name:<first$}  {electricity:>second$}  {plant:>third$}  {consumer:>fourth$}");
        if index == 0 {
            println!("{}", "-".repeat(widths.iter().sum::<usize>() + 6));
        }
    }
    Ok(())
}

/// Where the emissions of the network come from, and who carries them.
fn network(town: &Town, allocation: &PlantAllocation, text: Text) -> Outcome<()> {
    let ar5 = GwpSet::ar5();
    let network = town.network(allocation, text.of("Kraftvarmeværk", "Power plant"))?;
    let heat = network.declare(HeatLoss::AsScope3)?;
    let terajoules: Unit = "TJ".parse()?;
    let columns = [text.of("TJ varme", "TJ heat"), text.of("ton CO2e", "t CO2e")];
    let mut table = SumTable::new(text.of("Kilde", "Source"), columns, 1);
    let mut plants = Emissions::none();
    for source in network.sources() {
        plants = plants.and(source.emissions())?;
        let energy = source.heat().in_unit(&terajoules, RESOLUTION)?;
        table.push(source.name(), [energy, source.emissions().to_co2e(&ar5)?.tonnes()]);
    }
    let pumps = heat.emissions().clone().and(&plants.times(-1)?)?;
    table.push(
        text.of("Strøm til nettets pumper", "Electricity of the network's pumps"),
        [TableCell::Text(String::new()), pumps.to_co2e(&ar5)?.tonnes().into()],
    );
    print!("{}", table.render(text.of("Ind i nettet", "Into the network"), text.0)?);

    println!();
    let mut table = SumTable::new(text.of("Modtager", "Receiver"), columns, 1);
    let quarter = |quarters: i64| heat.delivered().scale(Exact::new(25 * quarters, 2));
    let parts = [quarter(3)?, quarter(1)?];
    let carried = heat.factor().distribute(&parts)?;
    let names = [text.of("Boliger", "Dwellings"), text.of("Erhverv", "Businesses")];
    for ((name, part), emissions) in names.into_iter().zip(parts).zip(&carried) {
        let energy = part.in_unit(&terajoules, RESOLUTION)?;
        table.push(name, [energy, emissions.to_co2e(&ar5)?.tonnes()]);
    }
    let lost = heat.fed_in().checked_sub(heat.delivered())?.in_unit(&terajoules, RESOLUTION)?;
    table.push(
        text.of("Nettab (scope 3)", "Network loss (scope 3)"),
        [lost, heat.scope_3().to_co2e(&ar5)?.tonnes()],
    );
    print!("{}", table.render(text.of("Ud af nettet", "Out of the network"), text.0)?);
    Ok(())
}
