//! What eight measures of a municipality cost per tonne: net present cost, annuity, CO2e shadow
//! price in the Danish definition, cost curve and the order of those that save money.
//!
//! ```text
//! cargo run --example abatement_cost
//! cargo run --example abatement_cost -- da
//! ```
//!
//! Costs and tonnes are example figures, made up for this program. Discount rates are those of
//! Finansministeriet of 2021.

mod common;

use std::error::Error;

use climate_account::Language;
use climate_account::economics::{
    Abatement, CashFlow, CostCurve, CurveBasis, CurveMeasure, DiscountRates, IndexConvention,
    Perspective, ShadowPriceRule, StepReading,
};
use climate_account::number::Exact;
use climate_account::report::number_text;
use climate_account::scenario::{AttributionRule, attribute};
use common::Text;

type Outcome<T> = Result<T, Box<dyn Error>>;

const YEARS: u32 = 20;
const NOW: IndexConvention = IndexConvention::FirstNow;

/// An example: investment and yearly net cost in thousand DKK (2023), and what the measure takes of
/// the emissions of its line alone, in per cent.
struct Example {
    name: (&'static str, &'static str),
    investment: i64,
    yearly: i64,
    line: usize,
    percent: i8,
}

/// Example emissions in tonnes of CO2e a year: heating, road transport, farming, public buildings.
const LINES: [i64; 4] = [20_000, 30_000, 40_000, 2_000];

const EXAMPLES: [Example; 8] = [
    example(("LED-gadelys", "LED street lights"), 6_000, -900, 3, 15),
    example(("Energirenovering", "Building renovation"), 40_000, -3_200, 3, 40),
    example(("Fjernvarme", "District heating"), 90_000, -4_000, 0, 40),
    example(("Varmepumper", "Heat pumps"), 60_000, -5_500, 0, 25),
    example(("Elbusser", "Electric buses"), 25_000, -700, 1, 6),
    example(("Ladestandere", "Charging points"), 18_000, -1_900, 1, 10),
    example(("Vådlagt lavbundsjord", "Rewetted organic soil"), 55_000, 150, 2, 20),
    example(("Biogas af gylle", "Biogas from slurry"), 45_000, 400, 2, 15),
];

const fn example(
    name: (&'static str, &'static str),
    investment: i64,
    yearly: i64,
    line: usize,
    percent: i8,
) -> Example {
    Example { name, investment, yearly, line, percent }
}

/// What a package takes, where measures on one line overlap: each takes its share of what is left.
fn reduction(package: &[bool]) -> Result<Exact, climate_account::Error> {
    let mut sum = Exact::ZERO;
    for (line, emission) in LINES.into_iter().enumerate() {
        let mut left = Exact::from(emission);
        for (example, taken) in EXAMPLES.iter().zip(package) {
            if *taken && example.line == line {
                left = left.checked_mul(Exact::new(100 - i64::from(example.percent), 2))?;
            }
        }
        sum = sum.checked_add(Exact::from(emission).checked_sub(left)?)?;
    }
    Ok(sum)
}

fn main() -> Outcome<()> {
    let language: Language = std::env::args().nth(1).as_deref().unwrap_or("en").parse()?;
    let text = Text(language);
    let show = |value: Exact| number_text(value, 0, language);
    let rates = DiscountRates::built_in("dk-2021", StepReading::EachYear)?;
    let widths = attribute(EXAMPLES.len(), &AttributionRule::Shapley, reduction)?;

    println!(
        "{}\n",
        text.of(
            "Otte tiltag i en kommune over 20 år. Priser og tons er eksempeltal.",
            "Eight measures of a municipality over 20 years. Costs and tonnes are example figures.",
        )
    );
    println!(
        "{:<24}{:>14}{:>14}{:>12}{:>14}",
        text.of("Tiltag", "Measure"),
        text.of("Nutidsværdi", "Present cost"),
        text.of("Annuitet", "Annuity"),
        text.of("t CO2e/år", "t CO2e/yr"),
        text.of("Skyggepris", "Shadow price"),
    );
    println!(
        "{:<24}{:>14}{:>14}{:>12}{:>14}",
        "",
        "1000 DKK",
        text.of("1000 DKK/år", "1000 DKK/yr"),
        "",
        "DKK/t CO2e"
    );
    let mut measures = Vec::new();
    for (example, &width) in EXAMPLES.iter().zip(&widths.effects) {
        let thousand = Exact::from(1000);
        let investment = Exact::from(example.investment).checked_mul(thousand)?;
        let yearly = Exact::from(example.yearly).checked_mul(thousand)?;
        let unit = "DKK (2023)".parse()?;
        let costs = CashFlow::investment(unit, investment, yearly, YEARS as usize)?;
        let mut reductions = vec![width; YEARS as usize + 1];
        reductions[0] = Exact::ZERO;
        let measure = Abatement { costs, reductions };
        let present = measure.costs.present_value(&rates, NOW)?;
        let annual = measure.costs.equivalent_annual_value(&rates, NOW, YEARS)?;
        let rule = ShadowPriceRule::PerDiscountedTonne;
        let price = measure.shadow_price(&rates, NOW, rule)?;
        let thousandth = Exact::new(1, 3);
        let name = text.of(example.name.0, example.name.1);
        println!(
            "{name:<24}{:>14}{:>14}{:>12}{:>14}",
            show(present.value().checked_mul(thousandth)?),
            number_text(annual.value().checked_mul(thousandth)?, 1, language),
            show(width),
            show(price.value)
        );
        measures.push(CurveMeasure { name: name.to_owned(), reduction: width, cost: annual });
    }

    let basis = CurveBasis {
        baseline: text.of("ingen af tiltagene", "none of the measures").to_owned(),
        period: text.of("et gennemsnitsår", "a mean year").to_owned(),
        perspective: Perspective::Society,
        discounting: text
            .of("3,5 %, Finansministeriet 2021", "3.5 %, Danish Ministry of Finance 2021")
            .to_owned(),
        attribution: text.of("Shapley-værdier", "Shapley values").to_owned(),
    };
    let curve = CostCurve::new(basis, measures)?;
    let basis = curve.basis();
    println!(
        "\n{} ({}: {}; {}; {}; {}; {})",
        text.of("Omkostningskurve", "Cost curve"),
        text.of("reference", "baseline"),
        basis.baseline,
        basis.period,
        text.of("samfundsøkonomisk", "socio-economic"),
        basis.discounting,
        basis.attribution
    );
    println!(
        "{:<24}{:>14}{:>14}{:>20}",
        text.of("Tiltag", "Measure"),
        "DKK/t",
        text.of("t i alt", "t in all"),
        text.of("DKK/år i alt", "DKK/yr in all"),
    );
    for step in curve.steps() {
        println!(
            "{:<24}{:>14}{:>14}{:>20}",
            step.measure.name,
            show(step.cost_per_tonne),
            show(step.cumulative_reduction),
            show(step.cumulative_cost)
        );
    }
    print_savings(&curve, text);
    Ok(())
}

fn print_savings(curve: &CostCurve, text: Text) {
    let show = |value: Exact| number_text(value, 0, text.0);
    println!(
        "\n{}",
        text.of(
            "Tiltag, der sparer penge. Nr. 1: intet andet sparer både flere penge og flere tons.",
            "Measures that save money. Rank 1: no other saves both more money and more tonnes.",
        )
    );
    for (rank, step) in curve.pareto_order() {
        println!(
            "{rank}  {:<24}{:>14} DKK{:>10} t",
            step.measure.name,
            show(step.measure.cost.value()),
            show(step.measure.reduction)
        );
    }
}
