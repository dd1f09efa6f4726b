//! Are we on track? -70 % in 2030 for Region Midtjylland and three of its municipalities.
//!
//! ```text
//! cargo run --example target
//! cargo run --example target -- da Skive Samsø Odder
//! ```

mod common;

use std::collections::BTreeMap;
use std::error::Error;

use climate_account::number::{Exact, Rounding};
use climate_account::report::number_text;
use climate_account::series::{AnnualValue, CumulativeRule, Interpolation, Series};
use climate_account::target::{
    Arrival, BaseValue, BaseYear, Boundary, Demand, Gap, GapQuestion, Milestone, Target,
    TargetTiming, TotalKind, Trend, TrendFit, TrendPath, TrendShape, TrendStart,
};
use climate_account::{Language, Year};
use common::Text;

const SECTORS: &str = include_str!("data/klimaregnskabet_sector_totals.csv");
const KEY_FIGURES: &str = include_str!("data/klimaregnskabet_key_figures.csv");
const REGION: &str = "Region Midtjylland";
const TARGET_YEAR: i64 = 2030;

/// The Danish total with land use, Mt CO2e, from Klimastatus og -fremskrivning 2025.
const NATION_1990: &str = "79.18";
const NATION_2018: &str = "52.52";

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let language: Language = arguments.next().as_deref().unwrap_or("en").parse()?;
    let mut places: Vec<String> = arguments.collect();
    if places.is_empty() {
        places = ["Aarhus", "Skive", "Samsø"].map(str::to_owned).to_vec();
    }
    let text = Text(language);
    println!(
        "{}\n",
        text.of(
            "Mål: 70 % lavere udledning i 2030 end i 1990. Ton CO2e, netto.\n\
             1990 er ikke opgjort for kommunerne: 2018 er ført tilbage med den danske udledning inkl.\n\
             arealanvendelse (79,18 mod 52,52 mio. ton). Det er et skøn, og målet er ikke bedre end det.\n\
             Forsigtig tendens: den langsomste lineære eller eksponentielle over de seneste 4, 5 og 6 år.",
            "Target: emissions in 2030 70 % below 1990. Tonnes CO2e, net.\n\
             Municipalities have no account of 1990: 2018 is cast back by the Danish emissions with land\n\
             use (79.18 to 52.52 Mt). That is an estimate, and the target is no better than it.\n\
             Cautious trend: the slowest linear or exponential one of the last 4, 5 and 6 years.",
        )
    );
    let totals = totals()?;
    let region: Vec<&str> = municipalities();
    report(REGION, &sum(&totals, &region)?, text)?;
    for place in &places {
        let values =
            totals.get(place.as_str()).ok_or_else(|| format!("no municipality `{place}`"))?;
        report(place, &series(values)?, text)?;
    }
    all_municipalities(text)?;
    println!(
        "{}",
        text.of(
            "Kilde: Energi- og CO2-regnskabet, Energistyrelsen / klimaregnskabet.dk (maj 2026).",
            "Source: Energi- og CO2-regnskabet, Energistyrelsen / klimaregnskabet.dk (May 2026).",
        )
    );
    Ok(())
}

/// The net totals of municipalities by year, t CO2e.
fn totals() -> Outcome<BTreeMap<&'static str, BTreeMap<Year, Exact>>> {
    let mut totals: BTreeMap<&str, BTreeMap<Year, Exact>> = BTreeMap::new();
    for line in SECTORS.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let &[place, _, year, sector, value, _] = fields.as_slice() else {
            return Err(format!("not a line of sector totals: {line}").into());
        };
        if sector == "total_net" {
            totals.entry(place).or_default().insert(year.parse()?, value.parse()?);
        }
    }
    Ok(totals)
}

/// The municipalities of the region.
fn municipalities() -> Vec<&'static str> {
    let fields = KEY_FIGURES.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    let mut names: Vec<&str> =
        fields.filter(|fields| fields.get(2) == Some(&REGION)).map(|fields| fields[0]).collect();
    names.dedup();
    names
}

fn series(values: &BTreeMap<Year, Exact>) -> Outcome<Series> {
    let anchors = values.iter().map(|(&year, &value)| (year, AnnualValue::Number(value)));
    Ok(Series::new("t CO2e".parse()?, anchors)?)
}

fn sum(totals: &BTreeMap<&str, BTreeMap<Year, Exact>>, places: &[&str]) -> Outcome<Series> {
    let mut sums: BTreeMap<Year, Exact> = BTreeMap::new();
    for place in places {
        for (&year, &value) in totals.get(place).ok_or("no municipality")? {
            let sum = sums.entry(year).or_default();
            *sum = sum.checked_add(value)?;
        }
    }
    series(&sums)
}

/// -70 % in 2030 against a 1990 that is cast back from 2018.
fn target(emissions: &Series) -> climate_account::Result<Target> {
    let known = emissions.at(Year::new(2018)?)?;
    let driver = "Danish total with land use, Klimastatus og -fremskrivning 2025";
    let value = BaseValue::back_cast(known, driver, NATION_1990.parse()?, NATION_2018.parse()?)?;
    Ok(Target {
        id: "climate-plan-2030".to_owned(),
        version: "-70 %".to_owned(),
        demand: Demand::ReductionOfBase,
        base: BaseYear { year: Year::new(1990)?, value },
        milestones: vec![Milestone { year: Year::new(TARGET_YEAR)?, value: "0.7".parse()? }],
        interpolation: Interpolation::Linear,
        timing: TargetTiming::FromTheYearOn,
        boundary: Boundary::whole(TotalKind::Net, "as published by Klimaregnskabet"),
        unit: emissions.unit().clone(),
    })
}

/// Linear, exponential and the slowest, of all years of the account.
fn trends(emissions: &Series) -> climate_account::Result<[TrendPath; 3]> {
    let trend = |shape| Trend {
        shape,
        fit: TrendFit::LeastSquares,
        start: TrendStart::LastValue,
        years: 6,
    };
    let last = Year::new(2060)?;
    Ok([
        trend(TrendShape::Linear).extrapolate(emissions, last)?,
        trend(TrendShape::Exponential).extrapolate(emissions, last)?,
        trend(TrendShape::Linear).slowest(emissions, 4, last)?,
    ])
}

fn report(place: &str, emissions: &Series, text: Text) -> Outcome<()> {
    let target = target(emissions)?;
    let now = emissions.span().1;
    let goal = Year::new(TARGET_YEAR)?;
    let question =
        GapQuestion { now, year: goal, cumulative: CumulativeRule::AnnualSum, budget: None };
    let tonnes = |value: Exact| number_text(value, 0, text.0);
    let [linear, exponential, slow] = trends(emissions)?;
    let gap = target.gap(&linear.path, &question)?;

    println!("{place}");
    let base = target.base.value.value().unwrap_or_default();
    println!("  {:<34}{:>14}", text.of("1990, ført tilbage", "1990, cast back"), tonnes(base));
    for year in [Year::new(2018)?, now] {
        println!("  {year:<34}{:>14}", tonnes(emissions.at(year)?));
    }
    println!("  {:<34}{:>14}", text.of("Mål 2030", "Target 2030"), tonnes(gap.demanded));
    let achieved = percent(gap.achieved, text)?;
    println!("  {:<34}{achieved:>14}", text.of("Opnået af målet", "Achieved of the target"));
    println!(
        "\n  {:<20}{:>14}{:>12}{:>14}{:>16}",
        text.of("Tendens 2018-2023", "Trend 2018-2023"),
        text.of("2030", "2030"),
        text.of("mod 1990", "from 1990"),
        text.of("manko", "gap"),
        text.of("målet nås", "target met in"),
    );
    let names = [
        text.of("lineær", "linear"),
        text.of("eksponentiel", "exponential"),
        text.of("forsigtig", "cautious"),
    ];
    for (name, path) in names.into_iter().zip([&linear, &exponential, &slow]) {
        row(name, &target.gap(&path.path, &question)?, text)?;
    }
    needed(&gap, &linear, text)
}

fn row(name: &str, gap: &Gap, text: Text) -> Outcome<()> {
    let tonnes = |value: Exact| number_text(value, 0, text.0);
    let reduction = gap.planned_reduction.map(|share| -share);
    let met = match gap.arrival {
        Some(Arrival::At { time, .. }) => {
            let year = time.round(Rounding::decimals(1))?.to_string();
            year.replace('.', text.of(",", "."))
        }
        _ => text.of("efter 2060", "after 2060").to_owned(),
    };
    println!(
        "  {name:<20}{:>14}{:>12}{:>14}{met:>16}",
        tonnes(gap.planned),
        percent(reduction, text)?,
        tonnes(gap.gap),
    );
    Ok(())
}

/// What has to be cut each year from now on, beside what was cut each year.
fn needed(gap: &Gap, linear: &TrendPath, text: Text) -> Outcome<()> {
    let needed = gap.needed.ok_or("no level to reach")?;
    let tonnes = |value: Exact| number_text(value, 0, text.0);
    println!(
        "\n  {}: {} t ({} {}; {} {})",
        text.of("Nødvendig reduktion om året", "Reduction needed each year"),
        tonnes(needed.amount),
        percent(needed.share_of_base, text)?,
        text.of("af 1990", "of 1990"),
        percent(needed.constant_rate, text)?,
        text.of("af året før", "of the year before"),
    );
    println!(
        "  {}: {} t\n",
        text.of("Reduktion om året 2018-2023", "Reduction each year 2018-2023"),
        tonnes(-linear.yearly),
    );
    Ok(())
}

fn percent(share: Option<Exact>, text: Text) -> Outcome<String> {
    match share {
        None => Ok(text.of("udefineret", "undefined").to_owned()),
        Some(share) => {
            let percent = share.round(Rounding::decimals(9))?.checked_mul(Exact::from(100))?;
            Ok(format!("{} %", number_text(percent, 1, text.0)))
        }
    }
}

/// The published figures of 96 municipalities, Mt CO2e.
fn all_municipalities(text: Text) -> Outcome<()> {
    let (base, now, goal) = (Year::new(1990)?, Year::new(2022)?, Year::new(TARGET_YEAR)?);
    let points = |values: &[(i64, &str)]| -> climate_account::Result<Series> {
        let anchor = |&(year, value): &(i64, &str)| {
            Ok((Year::new(year)?, AnnualValue::Number(value.parse()?)))
        };
        let anchors = values.iter().map(anchor).collect::<climate_account::Result<Vec<_>>>()?;
        Series::new("Mt CO2e".parse()?, anchors)
    };
    let target = Target {
        id: "dk2020".to_owned(),
        version: "March 2024".to_owned(),
        demand: Demand::Level,
        base: BaseYear {
            year: base,
            value: BaseValue::BackCast {
                value: "78.6".parse()?,
                driver: "as published".to_owned(),
            },
        },
        milestones: vec![Milestone { year: goal, value: "18.8".parse()? }],
        interpolation: Interpolation::Linear,
        timing: TargetTiming::InTheYear,
        boundary: Boundary::whole(TotalKind::Net, "as published"),
        unit: "Mt CO2e".parse()?,
    };
    let question =
        GapQuestion { now, year: goal, cumulative: CumulativeRule::AnnualSum, budget: None };
    println!(
        "{}",
        text.of(
            "96 kommuner tilsammen, mio. ton CO2e (Ea Energianalyse og CONCITO 2024, CONCITO 2025)",
            "96 municipalities together, Mt CO2e (Ea Energianalyse and CONCITO 2024, CONCITO 2025)",
        )
    );
    let rows = [
        (text.of("tiltag i planerne", "measures of the plans"), "21.4"),
        (text.of("lineær fremskrivning", "linear projection"), "20.8"),
        (text.of("eksponentiel fremskrivning", "exponential projection"), "21.4"),
        (text.of("konservativ fremskrivning", "conservative projection"), "25.5"),
    ];
    for (name, value) in rows {
        let plan = points(&[(2022, "38"), (TARGET_YEAR, value)])?;
        let gap = target.gap(&plan, &question)?;
        println!(
            "  {name:<30}{:>6}  {:>8}   {} {:>4}",
            number_text(gap.planned, 1, text.0),
            percent(gap.planned_reduction.map(|share| -share), text)?,
            text.of("manko", "gap"),
            number_text(gap.gap, 1, text.0),
        );
    }
    println!();
    Ok(())
}
