//! A made-up municipality in Midtjylland: its account, its factors, what drives it, its measures.

use climate_account::factor::FactorLayer;
use climate_account::gas::{Emissions, Gas, GwpSet};
use climate_account::number::Exact;
use climate_account::scenario::{
    Driver, Effect, Feed, LineFilter, Measure, PlannedNetwork, Progress, Ramp, Scenario,
    ScenarioRole, StockTurnover, projected_factors,
};
use climate_account::series::{AnnualValue, Extrapolation, Series};
use climate_account::unit::CalorificBasis;
use climate_account::{
    Activity, Amount, EmissionFactor, FactorSet, Profile, Result, Source, Title, Year,
};

const BASE: i64 = 2023;

pub(crate) fn source() -> Result<Source> {
    Source::new("Example", "A made-up municipality in Midtjylland", 2024, "figures")
}

pub(crate) fn profile() -> Profile {
    profile_of("Example 2023", GwpSet::ar5())
}

/// The same rules under another name and GWP set.
#[allow(dead_code)]
pub(crate) fn profile_of(name: &'static str, set: GwpSet) -> Profile {
    Profile::new(name, set)
        .calorific_basis(CalorificBasis::Net)
        .region("Denmark")
        .allow_earlier_years(30)
}

pub(crate) fn plan(source: &Source) -> Result<Scenario> {
    let name = Title::new("Klimaplan", "Climate plan");
    let plan = Scenario::new("plan", name, ScenarioRole::Ambitious, source);
    Ok(Scenario { drivers: drivers()?, networks: vec![heat()?], measures: measures()?, ..plan })
}

/// The lines of the base year.
pub(crate) fn activities(source: &Source) -> Result<Vec<Activity>> {
    let line = |sector: &str, carrier: &str, process: &str, amount: &str| -> Result<Activity> {
        let amount: Amount = amount.parse()?;
        let line = Activity::new("Example", Year::new(BASE)?, sector.parse()?, amount, source);
        Ok(line.carrier(carrier.to_owned()).process(process.to_owned()))
    };
    let homes = "residential-agriculture-forestry-fishing";
    let forest = Emissions::from_tonnes(Gas::CO2, -4000);
    Ok(vec![
        line("gpc:I.1.1", "gas-diesel-oil", homes, "60 TJ")?,
        line("gpc:I.1.1", "natural-gas", homes, "150 TJ")?,
        line("gpc:I.1.2", "district-heat", "network", "240 TJ")?,
        line("gpc:I.1.2", "electricity", "grid", "70000 MWh")?,
        line("gpc:I.2.2", "electricity", "grid", "55000 MWh")?,
        line("gpc:II.1.1", "motor-gasoline", "cars", "380 TJ")?,
        line("gpc:II.1.1", "gas-diesel-oil", "road", "420 TJ")?,
        line("gpc:V.1", "dairy-cattle", "enteric-fermentation", "9000 head")?,
        line("gpc:V.1", "dairy-cattle", "manure-management", "9000 head")?,
        line("gpc:V.2", "organic-soil", "drained-cropland", "1500 ha")?,
        Activity::new("Example", Year::new(BASE)?, "gpc:V.2".parse()?, forest, source),
    ])
}

/// The catalogue, and what it has not: cars, the town's heat, and electricity by the published path.
pub(crate) fn factors(source: &Source) -> Result<FactorSet> {
    Ok(FactorSet::new(layers(source)?))
}

pub(crate) fn layers(source: &Source) -> Result<[FactorLayer; 2]> {
    let per = |id: &str, process: &str, unit: &str, kilograms: &str| -> Result<EmissionFactor> {
        let emissions = Emissions::from_kilograms(Gas::CO2, kilograms.parse::<Exact>()?);
        let factor = EmissionFactor::new(id, id, unit.parse()?, emissions, source.clone())?;
        Ok(factor.with_process(process.to_owned()))
    };
    let code = Source::new("Social- og Boligstyrelsen", "BR18, bilag 2", 2023, "table of factors")?;
    let path =
        [(2023, "0.187"), (2025, "0.135"), (2030, "0.047"), (2035, "0.0414"), (2040, "0.0403")];
    let path = series("kg CO2e/kWh", &path)?.extrapolated(Extrapolation::Hold);
    let now = per("electricity", "grid", "MWh", "187")?;
    let now = now.with_years(Year::new(BASE)?, Year::new(BASE)?)?;
    let (first, last) = (Year::new(BASE)?, Year::new(2050)?);
    let mut own = projected_factors(&now, &path, first, last, &code)?;
    own.extend([
        now,
        per("district-heat", "network", "GJ", "18")?,
        per("motor-gasoline", "cars", "GJ (net)", "69.3")?,
    ]);
    Ok([FactorLayer::new("Example", "2024", own)?, FactorLayer::catalogue()])
}

fn series(unit: &str, values: &[(i64, &str)]) -> Result<Series> {
    let anchors = values
        .iter()
        .map(|(year, value)| Ok((Year::new(*year)?, AnnualValue::Number(value.parse()?))));
    Series::new(unit.parse()?, anchors.collect::<Result<Vec<_>>>()?)
}

/// The town's heat: gas and wood chips; a fifth is lost on the way.
fn heat() -> Result<PlannedNetwork> {
    let output = |terajoules: &str| -> Result<Series> {
        Ok(series("TJ", &[(BASE, terajoules)])?.extrapolated(Extrapolation::Hold))
    };
    let burning = |id: &str, terajoules: &str, carrier: &str, efficiency: &str| -> Result<Feed> {
        let output = output(terajoules)?;
        let feed = Feed::burning(id, output, carrier, efficiency.parse()?);
        Ok(Feed { process: Some("energy-industries".into()), ..feed })
    };
    Ok(PlannedNetwork {
        id: "town-heat".into(),
        carrier: "district-heat".into(),
        process: Some("network".into()),
        unit: "GJ".parse()?,
        feeds: vec![
            burning("gas-boiler", "64", "natural-gas", "0.95")?,
            burning("wood-boiler", "236", "wood", "0.9")?,
        ],
        loss: "0.2".parse()?,
    })
}

/// What happens anyway: a few more inhabitants, fewer cows.
fn drivers() -> Result<Vec<Driver>> {
    let driver = |name, lines, index: Series| Driver {
        name,
        lines,
        index: index.extrapolated(Extrapolation::Hold),
        elasticity: Exact::ONE,
    };
    let people = series("capita", &[(2023, "44000"), (2035, "45500"), (2050, "46000")])?;
    let cows = series("head", &[(2023, "9000"), (2035, "8400")])?;
    Ok(vec![
        driver(
            Title::new("Indbyggere", "Inhabitants"),
            LineFilter::new().sector("gpc:II".parse()?),
            people,
        ),
        driver(
            Title::new("Malkekøer", "Dairy cows"),
            LineFilter::new().carrier("dairy-cattle"),
            cows,
        ),
    ])
}

/// Eight measures; shares, efficiencies and years are made up.
fn measures() -> Result<Vec<Measure>> {
    let ramp = |start, full| Ok(Progress::Ramp(Ramp::new(Year::new(start)?, Year::new(full)?)?));
    let carrier = |name: &str| LineFilter::new().carrier(name.to_owned());
    let number = |text: &str| text.parse::<Exact>();
    let to_electricity = |share: &str, before: &str, after: &str, sector: &str| -> Result<Effect> {
        Ok(Effect::Substitution {
            share: number(share)?,
            efficiency_before: number(before)?,
            efficiency_after: number(after)?,
            carrier: "electricity".into(),
            process: Some("grid".into()),
            unit: "MWh".parse()?,
            sector: sector.parse()?,
        })
    };
    let homes = LineFilter::new().sector("gpc:I.1".parse()?);
    Ok(vec![
        Measure::new(
            "insulation",
            Title::new("Efterisolering", "Insulation"),
            homes.clone(),
            Effect::Activity { share: number("0.4")? },
            Progress::Stock(StockTurnover {
                first_year: Year::new(2024)?,
                rate: number("0.02")?,
                potential: number("0.5")?,
                lifetime: Some(40),
            }),
        ),
        Measure::new(
            "heat-pumps",
            Title::new("Varmepumper for oliefyr", "Heat pumps for oil boilers"),
            homes.carrier("gas-diesel-oil"),
            to_electricity("0.9", "0.85", "3.1", "gpc:I.1.2")?,
            ramp(2024, 2032)?,
        ),
        Measure::new(
            "large-heat-pump",
            Title::new("Stor varmepumpe i fjernvarmen", "Large heat pump for district heat"),
            LineFilter::new(),
            Effect::Plant {
                network: "town-heat".into(),
                share: number("0.9")?,
                replaces: vec!["gas-boiler".into()],
                carrier: Some("electricity".into()),
                process: Some("grid".into()),
                efficiency: number("3.2")?,
            },
            ramp(2026, 2029)?,
        ),
        Measure::new(
            "electric-cars",
            Title::new("Elbiler", "Electric cars"),
            carrier("motor-gasoline"),
            to_electricity("0.95", "0.23", "0.75", "gpc:II.1.2")?,
            ramp(2024, 2042)?,
        ),
        Measure::new(
            "biogas",
            Title::new("Gylle til biogas", "Slurry to biogas"),
            carrier("dairy-cattle").process("manure-management"),
            Effect::Prevalence {
                unit_effect: Emissions::from_kilograms(Gas::CH4_NON_FOSSIL, 28),
                potential: number("0.8")?,
                present: number("0.25")?,
            },
            ramp(2025, 2030)?,
        ),
        Measure::new(
            "rewetting",
            Title::new("Vådlægning af lavbund", "Rewetting of peat soils"),
            carrier("organic-soil"),
            Effect::Activity { share: number("0.6")? },
            ramp(2025, 2035)?,
        ),
        Measure::new(
            "wind",
            Title::new("Vindmøller", "Wind turbines"),
            carrier("electricity"),
            Effect::Factor { share: number("0.25")? },
            Progress::Ramp(Ramp::step(Year::new(2029)?)),
        ),
        Measure::new(
            "forest",
            Title::new("Skovrejsning", "New forest"),
            LineFilter::new(),
            Effect::Removal {
                emissions: Emissions::from_tonnes(Gas::CO2, 2500),
                sector: "gpc:V.2".parse()?,
            },
            ramp(2027, 2047)?,
        ),
    ])
}
